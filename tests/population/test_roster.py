"""An office's own roster through its mapping file: units, words, and every faulty cell at once. All people here are made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lenity.population import ReadFaults, convert, scan

MAPPING = """\
roster: 1
sheet: Clients
missing: [n/a, unknown]
columns:
  person_reference: File no.
  district: {column: Court, values: {N.D. Ill.: ilnd, EDNY: nyed}}
  sentence_months: {column: Years, unit: years}
  criminal_history_category: {column: CHC, values: {I: 1, II: 2, III: 3, IV: 4, V: 5, VI: 6}}
  final_offense_level: Level
  drug_1_grams: {column: Weight (kg), unit: kg}
  career_offender: {column: Career, values: {"yes": 1, "no": 0}}
  fiscal_year: {value: 2019}
"""
HEADER = ["File no.", "Court", "Years", "CHC", "Level", "Weight (kg)", "Career", "Notes"]
ROWS = [
    ["A-1", "N.D. Ill.", "10", "I", "33", "0.062", "no", "made up"],
    ["A-2", "nyed", "life", "vi", "43", "1,500", "YES", ""],
    ["A-3", "Southern District of New York", "0.5", "n/a", "", "unknown", "", "made up, too"],
    ["", "", "", "", "", "", "", ""],
    ["A-4", "edny", "25", "II", "40.0", "0.3", "no", ""],
]


def csv_file(folder: Path, rows: list[list[str]] = ROWS, header: list[str] = HEADER) -> Path:
    path = folder / "roster.csv"
    path.write_text("\n".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in [header, *rows]) + "\n", encoding="utf-8")
    return path


def xlsx_file(folder: Path, rows: list[list[str]] = ROWS) -> Path:
    import xlsxwriter

    path = folder / "roster.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_numbers": True}) as book:
        book.add_worksheet("Cover").write(0, 0, "nothing here")
        sheet = book.add_worksheet("Clients")
        for number, row in enumerate([HEADER, *rows]):
            sheet.write_row(number, 0, [cell or None for cell in row])
    return path


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "mapping.yaml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_a_roster_comes_in_by_its_mapping(tmp_path: Path, mapping: Path, make) -> None:  # type: ignore[no-untyped-def]
    read = scan(make(tmp_path), mapping=mapping).collect()
    assert read["record_id"].to_list() == [1, 2, 3, 4]
    assert read["person_reference"].to_list() == ["A-1", "A-2", "A-3", "A-4"]
    assert read["district"].to_list() == ["ilnd", "nyed", "nysd", "nyed"]
    assert read["circuit"].to_list() == [7, 2, 2, 2]
    assert read["sentence_months"].to_list() == [120, 470, 6, 300]
    assert read["criminal_history_category"].to_list() == [1, 6, None, 2]
    assert read["final_offense_level"].to_list() == [33, 43, None, 40]
    assert read["drug_1_grams"].to_list() == [62, 1_500_000, None, 300]
    assert read["career_offender"].to_list() == [0, 1, None, 0]
    assert set(read["fiscal_year"]) == {2019}


def test_a_roster_converts_and_reads_back(tmp_path: Path, mapping: Path) -> None:
    path = csv_file(tmp_path)
    assert convert([path], tmp_path / "out.parquet", mapping=mapping).records == 4
    assert scan(tmp_path / "out.parquet").collect().equals(scan(path, mapping=mapping).collect())
    assert scan(path, mapping=mapping).filter(pl.col("final_offense_level") > 35).select("person_reference").collect()["person_reference"].to_list() == [
        "A-2",
        "A-4",
    ]


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_every_faulty_cell_is_named_and_nothing_is_imported(tmp_path: Path, mapping: Path, make) -> None:  # type: ignore[no-untyped-def]
    rows = [list(row) for row in ROWS]
    rows[0][1], rows[0][3] = "Secretville", "IX"
    rows[1][4] = "forty"
    rows[2][2] = "-1"
    rows[4][4], rows[4][5] = "12.5", "1,2,3"
    path = make(tmp_path, rows)
    with pytest.raises(ReadFaults) as caught:
        convert([path], tmp_path / "out.parquet", mapping=mapping)
    assert sorted((fault.line, fault.column) for fault in caught.value.faults) == [
        (2, "CHC"),
        (2, "Court"),
        (3, "Level"),
        (4, "Years"),
        (6, "Level"),
        (6, "Weight (kg)"),
    ]
    assert not (tmp_path / "out.parquet").exists()
    for word in ("Secretville", "forty", "IX", "1,2,3"):
        assert word not in str(caught.value), "a fault repeats no cell"


def test_headers_and_rows_must_fit(tmp_path: Path, mapping: Path) -> None:
    with pytest.raises(ReadFaults) as caught:
        scan(csv_file(tmp_path, header=["File no.", "Court", "Court", "CHC", "Lvl", "Weight (kg)", "Career", "Notes"]), mapping=mapping).collect()
    assert [fault.column for fault in caught.value.faults] == ["Court", "Years", "Level"]
    with pytest.raises(ReadFaults, match="7 cells") as caught:
        scan(csv_file(tmp_path, rows=[ROWS[0], ROWS[1][:7]]), mapping=mapping).collect()
    assert [fault.line for fault in caught.value.faults] == [3]


@pytest.mark.parametrize(
    ("raw", "line"), [(b"", 1), (b"File no.,Court\n", 1), ("Åse,1\n".encode("cp1252"), 1), ("a,b\nc,d\n".encode("utf-16"), 1), (b'a,b\n"c,d\n', 2)]
)
def test_rosters_that_are_no_text(tmp_path: Path, mapping: Path, raw: bytes, line: int) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(raw)
    with pytest.raises(ReadFaults) as caught:
        scan(path, mapping=mapping).collect()
    assert [fault.line for fault in caught.value.faults] == [line]


def test_a_workbook_that_is_none(tmp_path: Path, mapping: Path) -> None:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(b"PK not a workbook")
    with pytest.raises(ReadFaults, match="XLSX"):
        scan(path, mapping=mapping).collect()
    with pytest.raises(ReadFaults, match="mapping file"):
        scan(xlsx_file(tmp_path)).collect()
    mapping.write_text(MAPPING.replace("Clients", "Nobody"))
    with pytest.raises(ReadFaults, match="no sheet"):
        scan(xlsx_file(tmp_path), mapping=mapping).collect()


def test_ids_of_the_roster_must_be_whole_and_single(tmp_path: Path, mapping: Path) -> None:
    mapping.write_text("columns:\n  record_id: Id\n  final_offense_level: Level\n")
    path = tmp_path / "roster.csv"
    path.write_text("Id,Level\n7,10\n7,11\n,12\nx,13\n")
    with pytest.raises(ReadFaults) as caught:
        scan(path, mapping=mapping).collect()
    assert sorted({fault.line for fault in caught.value.faults}) == [3, 4, 5]
    path.write_text("Id,Level\n7,10\n8,11\n")
    assert scan(path, mapping=mapping, fiscal_year=2012).select("record_id", "fiscal_year").collect().rows() == [(7, 2012), (8, 2012)]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("columns:\n  final_offense_lvl: Level\n", ["columns.final_offense_lvl"]),
        ("columns:\n  set_aside: Level\n  sentence_months: {column: A, unit: week}\n", ["columns.set_aside", "columns.sentence_months"]),
        ("columns:\n  age: {column: A, value: 3}\n  sex: {}\n  race: {column: A, values: [1]}\n", ["columns.age", "columns.sex", "columns.race"]),
        ("roster: 2\ncolour: blue\nmissing: x\ncolumns: {age: A}\n", ["roster", "colour", "missing"]),
        ("columns: []\n", [None]),
        ("columns: {age: A\n", [None]),
    ],
)
def test_a_faulty_mapping_is_refused_as_a_whole(tmp_path: Path, mapping: Path, text: str, columns: list[str | None]) -> None:
    mapping.write_text(text)
    with pytest.raises(ReadFaults) as caught:
        scan(csv_file(tmp_path), mapping=mapping).collect()
    assert [fault.column for fault in caught.value.faults] == columns
    assert all(fault.file == str(mapping) for fault in caught.value.faults)
    if columns == ["columns.final_offense_lvl"]:
        assert "final_offense_level" in str(caught.value)


def workbook(path: Path, cells: Any) -> Path:
    """A workbook with one sheet that `cells` fills."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    cells(book.add_worksheet("Clients"), book)
    book.close()
    return path


SMALL = "roster: 1\ncolumns:\n  record_id: No\n  guideline: Guideline\n  statute_1: Statute\n  final_offense_level: Level\n"
SMALL_HEADER = ["No", "Guideline", "Statute", "Level"]


def faults_of(path: Path, folder: Path) -> list[tuple[int | None, str | None, str]]:
    plan = folder / "small.yaml"
    plan.write_text(SMALL, encoding="utf-8")
    with pytest.raises(ReadFaults) as caught:
        scan(path, mapping=plan).collect()
    return [(fault.line, fault.column, fault.message) for fault in caught.value.faults]


def test_cells_without_a_value_are_named(tmp_path: Path) -> None:
    """An error of the spreadsheet is no empty cell, and a formula that was never worked out has no value."""

    def cells(sheet: Any, book: Any) -> None:
        sheet.write_row(0, 0, SMALL_HEADER)
        sheet.write_row(1, 0, [1, "2D1.1", "21:841", 20])
        sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")
        sheet.write_row(2, 0, [2, "2D1.1", "21:841"])
        sheet.write_formula(2, 3, "=19+1", None, 20)

    ((line, column, said),) = faults_of(workbook(tmp_path / "a.xlsx", cells), tmp_path)
    assert (line, column) == (2, "Level")
    assert "#DIV/0!" in said


def test_a_title_above_the_header_is_pointed_at(tmp_path: Path) -> None:
    def cells(sheet: Any, book: Any) -> None:
        sheet.merge_range(0, 0, 0, 3, "Clients of 2025", book.add_format())
        sheet.write_row(1, 0, SMALL_HEADER)
        sheet.write_row(2, 0, [1, "2D1.1", "21:841", 20])

    ((line, _, said),) = faults_of(workbook(tmp_path / "a.xlsx", cells), tmp_path)
    assert line == 1
    assert "row 2" in said


def test_guidelines_and_statutes_are_written_as_the_commission_writes_them(tmp_path: Path) -> None:
    plan, path = tmp_path / "small.yaml", tmp_path / "a.csv"
    plan.write_text(SMALL, encoding="utf-8")
    path.write_text("No,Guideline,Statute,Level\n1,USSG §2D1.1,21 U.S.C. § 841(b)(1)(A),20\n2,2k2.1,18:924C,20\n", encoding="utf-8")
    rows = scan(path, mapping=plan).select("guideline", "statute_1").collect().rows()
    assert rows == [("2D1.1", "21:841B1A"), ("2K2.1", "18:924C")]
    path.write_text("No,Guideline,Statute,Level\n1,=1+1,theft,20\n", encoding="utf-8")
    assert [(line, column) for line, column, _ in faults_of(path, tmp_path)] == [(2, "Guideline"), (2, "Statute")]
