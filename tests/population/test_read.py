"""Every kind of file in one schema: the same records read from each come out the same; what is not the Commission's own is set aside."""

from __future__ import annotations

import gzip
import lzma
import zipfile
from pathlib import Path

import polars as pl
import pytest
from commission_lines import FIXTURES, layout_of, write_lines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lenity.population import (
    SCHEMA,
    ReadFaults,
    ReadReport,
    code_labels,
    column,
    convert,
    scan,
    schema_rows,
    schema_types,
)
from lenity.population import _csv as delimited
from lenity.population.schema import district_names, districts

EDNY, DRUGS, SENTENCED = (FIXTURES / f"{name}.csv" for name in ("edny_fy2015", "drugs_fy2020", "sentenced_fy2019_fy2024"))


@pytest.fixture
def raw() -> pl.DataFrame:
    """Numbers of real records under the Commission's names."""
    return pl.read_csv(SENTENCED)


def test_renamed_columns_and_minus_999() -> None:
    source = pl.read_csv(EDNY)
    read = scan(EDNY).collect()
    assert read["record_id"].to_list() == source["OffenderID"].to_list()
    assert read["final_offense_level"].to_list() == source["FinalOffLevel"].to_list()
    assert read["criminal_history_category"].to_list() == source["CrimHistCat"].to_list()
    assert read["guideline_max_months"].to_list() == source["MaxGuideRange"].to_list()
    assert read["sentence_months"].to_list() == [None if value == -999 else float(value) for value in source["SENTTOT0"]]
    assert set(read["sentence_variable"]) == {"SENTTOT0"}
    assert set(read["district"]) == {"nyed"}
    assert set(read["fiscal_year"]) == {2015}
    assert read["reason_1"].null_count() == (source["REAS1"] == -999).sum()
    assert -999 not in [value for series in read for value in series.to_list()]


def test_means_filled_in_by_others_become_null_and_are_counted() -> None:
    source = pl.read_csv(DRUGS)
    report = ReadReport()
    read = scan(DRUGS, report=report).collect()
    imputed = source["WEIGHT_IMPUTED"] == 1
    assert read["drug_1_grams"].null_count() == imputed.sum() > 0
    kept = read.filter(~imputed)
    assert kept["drug_1_grams"].to_list() == source.filter(~imputed)["WGT1"].to_list()
    for name, variable in (("criminal_history_points", "TOTCHPTS"), ("final_offense_level", "XFOLSOR"), ("statutory_min_months", "STATMIN")):
        fractions = source[variable].cast(pl.Float64) % 1 != 0
        assert read[name].null_count() == fractions.sum()
        assert report.set_aside.get(name, 0) == fractions.sum()
    assert report.set_aside["drug_1_grams"] == imputed.sum()
    assert read["set_aside"].sum() == sum(report.set_aside.values())
    assert report.records == 60


def test_life_stays_as_coded_and_long_terms_as_they_are(raw: pl.DataFrame) -> None:
    read = scan(SENTENCED).collect()
    assert column("guideline_min_months").life == 9996
    assert column("sentence_months").life == 470
    assert (read["guideline_min_months"] == 9996).sum() == (raw["XMINSOR"] == 9996).sum() > 0
    assert read["sentence_months"].to_list() == raw["SENTTOT"].cast(pl.Float64).to_list()
    assert (read["sentence_months"] > 470).sum() > 0
    assert read["record_id"].to_list() == list(range(1, len(raw) + 1))
    assert read["fiscal_year"].to_list() == raw["FISCAL_YEAR"].to_list()
    assert read["district"].to_list() == [districts()[code][0] for code in raw["DISTRICT"]]


def test_996_in_an_old_file_is_not_guessed_at(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text("FISCALYR,GLMIN,STATMIN,SUPREL,XMINSOR\n2004,996,996,996,9996\n2016,996,996,996,9996\n")
    read = scan(path).collect()
    assert read["trumped_min_months"].to_list() == [None, 996]
    assert read["statutory_min_months"].to_list() == [996, 996]
    assert read["supervised_release_months"].to_list() == [996, 996]
    assert read["set_aside"].to_list() == [1, 0]


def files_of(raw: pl.DataFrame, folder: Path) -> dict[str, Path]:
    """The same records in every kind of file that can be written here."""
    import pyreadstat

    csv = SENTENCED.read_bytes()
    lower = csv.split(b"\n", 1)[0].lower() + b"\n" + csv.split(b"\n", 1)[1]
    made = {name: folder / f"made.{name}" for name in ("csv", "csv.xz", "csv.gz", "zip", "parquet", "sav", "zsav", "dta", "tsv", "csv.zip")}
    made["csv"].write_bytes(lower.replace(b"\n", b"\r\n"))
    made["csv.xz"].write_bytes(lzma.compress(csv))
    made["csv.gz"].write_bytes(gzip.compress(csv))
    made["tsv"].write_bytes(b"\xef\xbb\xbf" + csv.replace(b",", b"\t"))
    raw.write_parquet(made["parquet"])
    numbers = raw.cast(pl.Float64)
    pyreadstat.write_sav(numbers, str(made["sav"]))
    pyreadstat.write_sav(numbers, str(made["zsav"]), compress=True)
    pyreadstat.write_dta(numbers, str(made["dta"]))
    for name, member in (("zip", "sav"), ("csv.zip", "csv.gz")):
        with zipfile.ZipFile(made[name], "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("about.pdf", b"%PDF")
            archive.writestr("made.sav" if member == "sav" else "made.csv", made["sav"].read_bytes() if member == "sav" else csv)
    return made


def test_every_kind_of_file_gives_the_same_records(raw: pl.DataFrame, tmp_path: Path) -> None:
    expected = scan(SENTENCED).collect()
    for kind, path in files_of(raw, tmp_path).items():
        assert scan(path).collect().equals(expected), kind
        assert scan(path).select("sentence_months", "circuit").head(5).collect().equals(expected.select("sentence_months", "circuit").head(5)), kind


def test_a_zip_file_brings_its_own_input_program(tmp_path: Path) -> None:
    plain = tmp_path / "opafy18nid.dat"
    write_lines(plain, 2018)
    fields = layout_of(2018).fields
    program = "INPUT\n" + "\n".join(f"{name} {'$ ' if one.kind == 'char' else ''}{one.start}-{one.end}" for name, one in fields.items()) + ";\n"
    packed = tmp_path / "opafy18nid.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(plain, "opafy18nid.dat")
        archive.writestr("opafy18nid.sas", program.replace("INPUT", "INFILE 'x' LRECL=45694;\nINPUT"))
    assert scan(packed).drop("set_aside").collect().equals(scan(plain).drop("set_aside").collect())
    xz = tmp_path / "opafy18nid.dat.xz"
    xz.write_bytes(lzma.compress(plain.read_bytes()))
    assert scan(xz).collect().equals(scan(plain).collect())


def test_small_blocks_give_the_same_and_lines_are_still_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = scan(SENTENCED).collect()
    monkeypatch.setattr(delimited, "BLOCK_BYTES", 40)
    assert scan(SENTENCED).collect().equals(expected)
    lines = SENTENCED.read_text().splitlines()
    lines[50] = lines[50].replace(",", ";", 3)
    path = tmp_path / "broken.csv"
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(ReadFaults) as caught:
        scan(path).collect()
    assert [fault.line for fault in caught.value.faults] == [51]


def refused(path: Path, **options: object) -> list[tuple[int | None, int | None, str | None, str]]:
    out = path.parent / "out.parquet"
    out.write_bytes(b"as it was")
    before = sorted(path.parent.iterdir())
    with pytest.raises(ReadFaults) as caught:
        convert([path], out, **options)  # type: ignore[arg-type]
    assert out.read_bytes() == b"as it was"
    assert sorted(path.parent.iterdir()) == before
    return [(fault.line, fault.row, fault.column, fault.message) for fault in caught.value.faults]


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "faulty.csv"
    path.write_text('USSCIDN,DISTRICT,XFOLSOR,NOTE\n1,52,17,"two\nlines"\n2,21,x,\n3,52,19\n4,a,20,\n')
    assert [(line, row, name) for line, row, name, _ in refused(path)] == [(5, 3, None)], "a torn record hides the rest of its block"
    path.write_text('USSCIDN,DISTRICT,XFOLSOR,NOTE\n1,52,17,"two\nlines"\n2,21,x,\n3,52,19,\n4,a,20,\n')
    assert [(line, row, name) for line, row, name, _ in refused(path)] == [(4, 2, "XFOLSOR"), (4, 2, "DISTRICT"), (6, 4, "DISTRICT")]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"", 1, "0 bytes"),
        (b"\n\n", 1, "empty"),
        (b"USSCIDN,XFOLSOR\n", 1, "no record"),
        (b"USSCIDN,XFOLSOR\n1,2\n2,\xe9\n", 3, "UTF-8"),
        ("USSCIDN,XFOLSOR\n1,2\n".encode("utf-16"), 1, "UTF-16"),
        (b"USSCIDN,XFOLSOR,XFOLSOR\n1,2,3\n", 1, "more than once"),
        (b'USSCIDN,XFOLSOR\n1,"2\n', 2, "not closed"),
        (b"name,years\nA,2\n", 1, "mapping file"),
        (b"USSCIDN,XFOLSOR\n1,2,3\n", 2, "3 fields"),
        (b"USSCIDN,XFOLSOR\n1\n", 2, "cut short"),
        (b"USSCIDN,XFOLSOR\n1,inf\n", 2, "not a number"),
        (b"USSCIDN,XFOLSOR\n1.5,2\n", 2, "whole number as its id"),
    ],
)
def test_a_faulty_csv_is_refused(tmp_path: Path, content: bytes, line: int, said: str) -> None:
    path = tmp_path / "faulty.csv"
    path.write_bytes(content)
    ((number, _, _, message),) = refused(path)
    assert number == line
    assert said in message


@pytest.mark.parametrize("name", ["x.sav", "x.dta", "x.sas7bdat", "x.parquet", "x.zip", "x.csv.xz", "x.csv.gz", "x.docx"])
def test_rubbish_of_every_kind_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"this is not what the name says" * 99)
    assert len(refused(path)) == 1
    path.write_bytes(b"")
    assert len(refused(path)) == 1


def test_a_packed_file_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    whole = lzma.compress(SENTENCED.read_bytes())
    path = tmp_path / "cut.csv.xz"
    path.write_bytes(whole[:-40])
    ((_, _, _, message),) = refused(path)
    assert "cut short" in message


def test_a_missing_file_and_a_wrong_year_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadFaults, match="no such file"):
        scan(tmp_path / "nothing.csv")
    path = tmp_path / "years.csv"
    path.write_text("FISCALYR,XFOLSOR\n2016,10\n2017,10\n")
    assert [(line, name) for line, _, name, _ in refused(path, fiscal_year=2016)] == [(3, "FISCALYR")]


def test_convert_writes_once_and_the_rest_is_the_same(tmp_path: Path) -> None:
    out = tmp_path / "people.parquet"
    report = convert([SENTENCED, DRUGS, EDNY], out)
    together = pl.concat([scan(path).collect() for path in (SENTENCED, DRUGS, EDNY)])
    assert report.records == len(together)
    assert scan(out).collect().equals(together)
    assert dict(pl.read_parquet_schema(out)) == schema_types()
    assert [path.name for path in tmp_path.iterdir()] == ["people.parquet"]
    assert convert([out], tmp_path / "again.parquet").records == len(together)
    assert scan(tmp_path / "again.parquet").collect().equals(together)
    out.write_bytes(out.read_bytes()[:2000] + bytes(20_000) + out.read_bytes()[-8000:])
    with pytest.raises(ReadFaults):
        convert([out], tmp_path / "again.parquet")
    assert scan(tmp_path / "again.parquet").collect().equals(together)


def test_convert_tells_the_faults_of_every_file_and_writes_nothing(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    for path in (one, two):
        path.write_text("USSCIDN,XFOLSOR\n1,x\n")
    with pytest.raises(ReadFaults) as caught:
        convert([one, EDNY, two, tmp_path / "none.csv"], tmp_path / "out.parquet")
    assert {fault.file for fault in caught.value.faults} == {str(one), str(two), str(tmp_path / "none.csv")}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.csv", "two.csv"]
    with pytest.raises(ReadFaults, match="Parquet"):
        convert([EDNY], tmp_path / "out.csv")


cells = st.one_of(st.none(), st.integers(0, 9996), st.sampled_from(["", ".", "-999", " 12 ", "NA"]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(1, 10**9), cells, st.text(st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=8)),
        min_size=1,
        max_size=30,
    ),
    st.integers(20, 400),
)
def test_any_csv_comes_back(tmp_path: Path, rows: list[tuple[int, object, str]], block: int) -> None:
    import csv as library

    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = library.writer(stream)
        writer.writerow(["USSCIDN", "NOTE", "XMINSOR"])
        for number, cell, note in rows:
            writer.writerow([number, note, "" if cell is None else cell])
    usual, delimited.BLOCK_BYTES = delimited.BLOCK_BYTES, block
    try:
        read = scan(path).collect()
    finally:
        delimited.BLOCK_BYTES = usual
    assert read["record_id"].to_list() == [number for number, _, _ in rows]
    wanted = [int(cell) if str(cell).strip().isdigit() else None for _, cell, _ in rows]
    assert read["guideline_min_months"].to_list() == wanted


def test_the_schema_documents_itself() -> None:
    assert [one.name for one in SCHEMA] == list(schema_types())
    assert len({one.name for one in SCHEMA}) == len(SCHEMA)
    for entry in schema_rows():
        assert entry["asks"]
        assert entry["unit"]
        assert "offender" not in str(entry["asks"]).replace("career offender", "")
        assert "inmate" not in str(entry)
    assert code_labels("OFFGUIDE")[10] == "Drug Trafficking"
    assert code_labels("DRUGTYP")[2].startswith("Crack")


def test_the_ninety_four_districts_agree_in_both_orders() -> None:
    assert len(districts("DISTRICT")) == len(districts("CIRCDIST")) == len(district_names()) == 94
    assert set(districts("DISTRICT").values()) == set(districts("CIRCDIST").values())
    assert districts("DISTRICT")[7] == districts("CIRCDIST")[8] == ("nyed", 2)
    assert districts("DISTRICT")[52] == ("ilnd", 7)
    assert districts("DISTRICT")[90] == ("dcd", 0)


def test_the_room_is_cheap_to_open() -> None:
    import subprocess
    import sys

    code = "import sys, lenity.population; sys.exit(any(name in sys.modules for name in ('polars', 'numpy', 'pyreadstat', 'fastexcel')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("name", "records", "aside"),
    [
        ("ussc_offenders_fy2019_fy2024.csv.xz", 194_167, set()),
        ("ussc_supervision_violators_fy2013_fy2017.csv.xz", 53_986, set()),
        ("ussc_supplement_fy2014_fy2017.csv.xz", 140_745, set()),
        ("ussc_edny_fy2015.csv", 403, set()),
        ("ussc_drug_sample_fy2020.csv", 545, {"final_offense_level", "drug_1_grams", "converted_grams", "statutory_min_months"}),
    ],
)
def test_whole_files_read_without_a_fault(name: str, records: int, aside: set[str]) -> None:
    import os

    path = Path(os.environ.get("LENITY_DATA", "../shared/data")) / name
    if not path.is_file():
        pytest.skip("the whole files are not here")
    report = ReadReport()
    read = scan(path, report=report).collect()
    assert len(read) == report.records == records
    assert aside <= set(report.set_aside)
    assert bool(aside) == bool(report.set_aside)


def test_a_range_that_begins_above_its_end_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "ranges.csv"
    pl.DataFrame({"FY": [2020] * 4, "XMINSOR": [9996, 125, 100, 360], "XMAXSOR": [125, 100, 125, 9996]}).write_csv(path)
    read = scan(path, report=(report := ReadReport())).collect()
    assert read["guideline_min_months"].to_list() == [None, None, 100, 360]
    assert read["guideline_max_months"].to_list() == [None, None, 125, 9996]
    assert (report.set_aside, read["set_aside"].to_list()) == ({"guideline_min_months": 2, "guideline_max_months": 2}, [2, 2, 0, 0])
