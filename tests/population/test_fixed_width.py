"""Fixed-width text at the real columns of each layout year, and every way in which such a file can be wrong."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl
import pytest
from commission_lines import YEARS, layout_of, line, real_records, write_lines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lenity.population import ReadFaults, convert, scan
from lenity.population import fixed_width as fixed
from lenity.population.fixed_width import read_fixed_width
from lenity.population.layouts import Field, Layout
from lenity.population.schema import SCHEMA, districts


def expected(record: dict[str, str], one: object) -> object:
    """What a column of the schema holds, worked out from the record by hand."""
    name, kind = one.name, one.kind  # type: ignore[attr-defined]
    if name == "district":
        return districts()[int(record["DISTRICT"])][0]
    if name == "circuit":
        return districts()[int(record["DISTRICT"])][1]
    value = next((record[variable] for variable in one.variables if variable in record), "")  # type: ignore[attr-defined]
    if value == "":
        return None
    return value if kind == "text" else float(value)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_real_records_at_the_real_columns_read_back_equal(tmp_path: Path, year: int, ending: bytes) -> None:
    path = tmp_path / f"opafy{year - 2000}nid.dat"
    written = write_lines(path, year, ending=ending)
    read = scan(path).collect().to_dicts()
    assert len(read) == len(written) == 40
    computed = {"fiscal_year", "sentence_variable", "set_aside", "person_reference", "sentence_months", "split_months"}
    for record, row in zip(written, read, strict=True):
        for one in SCHEMA:
            if one.name not in computed:
                assert row[one.name] == expected(record, one), (year, one.name)
        assert row["fiscal_year"] == year
        assert row["sentence_months"] == (float(record["SENTTOT"]) if record.get("SENTTOT") else None)


def test_blocks_and_batches_join_without_a_seam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "opafy16nid.dat"
    write_lines(path, 2016)
    whole = scan(path).collect()
    for block, batch in ((1, 1), (100_000, 3), (1 << 20, 7)):
        monkeypatch.setattr(fixed, "BLOCK_BYTES", block)
        monkeypatch.setattr(fixed, "BATCH_RECORDS", batch)
        assert scan(path).collect().equals(whole)


def test_a_last_line_without_its_ending_counts(tmp_path: Path) -> None:
    path = tmp_path / "opafy17nid.dat"
    write_lines(path, 2017)
    whole = scan(path).collect()
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    assert scan(path).collect().equals(whole)


def faults_of(path: Path, **options: object) -> list[tuple[int | None, str]]:
    """The faults of converting a file, having made sure that nothing was written."""
    out = path.parent / "out.parquet"
    before = sorted(path.parent.iterdir())
    with pytest.raises(ReadFaults) as caught:
        convert([path], out, **options)  # type: ignore[arg-type]
    assert sorted(path.parent.iterdir()) == before
    assert all(str(path) in fault.file or "layout" in fault.file for fault in caught.value.faults)
    return [(fault.line, fault.message) for fault in caught.value.faults]


def lines_of(tmp_path: Path, year: int = 2016) -> tuple[Path, list[bytes]]:
    path = tmp_path / f"opafy{year - 2000}nid.dat"
    write_lines(path, year)
    return path, path.read_bytes().splitlines()


@pytest.mark.parametrize("at", [0, 1, 20, 39])
def test_a_truncated_line_is_named(tmp_path: Path, at: int) -> None:
    path, lines = lines_of(tmp_path)
    lines[at] = lines[at][:20_000]
    path.write_bytes(b"\n".join(lines) + b"\n")
    ((number, message),) = faults_of(path)
    assert number == at + 1
    assert "20,000 bytes" in message
    assert "35,664" in message
    assert "cut short" in message


def test_every_bad_line_is_named_at_once(tmp_path: Path) -> None:
    path, lines = lines_of(tmp_path)
    lines[3], lines[17], lines[30] = lines[3][:5], lines[17] + b" ", b""
    path.write_bytes(b"\n".join(lines) + b"\n")
    assert [number for number, _ in faults_of(path)] == [4, 18, 31]


def test_two_halves_that_add_up_to_a_line_are_no_line(tmp_path: Path) -> None:
    path, lines = lines_of(tmp_path)
    lines[8] = lines[8][:10_000] + b"\n" + lines[8][10_001:]
    path.write_bytes(b"\n".join(lines) + b"\n")
    assert [number for number, _ in faults_of(path)] == [9, 10]


@pytest.mark.parametrize("asked", [2015, 2017, 2018, 2019])
def test_a_wrong_layout_year_is_refused_and_the_right_one_named(tmp_path: Path, asked: int) -> None:
    path, _ = lines_of(tmp_path, 2016)
    ((number, message),) = faults_of(path, fiscal_year=asked)
    assert number == 1
    assert "FY2016" in message
    assert f"FY{asked}" in message


def test_a_layout_file_of_another_year_is_refused(tmp_path: Path) -> None:
    path, _ = lines_of(tmp_path, 2016)
    program = tmp_path / "layout.sas"
    fields = layout_of(2018).fields
    program.write_text("INPUT\n" + "\n".join(f" @{one.start} {name} {one.end - one.start + 1}." for name, one in fields.items()) + ";\n")
    ((number, message),) = faults_of(path, layout=program)
    assert number == 1
    assert "another year's" in message


def test_a_file_of_no_bytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "opafy16nid.dat"
    path.write_bytes(b"")
    assert faults_of(path) == [(1, "the file is empty (0 bytes); get it again")]


def test_utf_16_is_refused(tmp_path: Path) -> None:
    path, lines = lines_of(tmp_path)
    path.write_bytes(b"\n".join(lines).decode().encode("utf-16"))
    ((number, message),) = faults_of(path)
    assert (number, "UTF-16" in message) == (1, True)


def test_a_text_turned_into_utf_8_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path, lines = lines_of(tmp_path)
    text = bytearray(lines[11])
    text[40] = 0xE9
    lines[11] = bytes(text)
    path.write_bytes(b"\n".join(lines) + b"\n")
    assert len(scan(path).collect()) == 40, "one byte a column is what the layout counts"
    path.write_bytes(path.read_bytes().decode("cp1252").encode())
    ((number, message),) = faults_of(path)
    assert number == 12
    assert "iconv" in message


def test_other_bytes_in_a_needed_column_are_refused(tmp_path: Path) -> None:
    path, lines = lines_of(tmp_path)
    field = layout_of(2016).fields["GDLINEHI"]
    text = bytearray(lines[5])
    text[field.start] = 0xE9
    lines[5] = bytes(text)
    path.write_bytes(b"\n".join(lines) + b"\n")
    ((number, message),) = faults_of(path)
    assert number == 6
    assert "not printable ASCII" in message


def test_a_word_where_a_number_belongs_is_named_with_line_and_column(tmp_path: Path) -> None:
    path, lines = lines_of(tmp_path)
    field = layout_of(2016).fields["XFOLSOR"]
    for at in (2, 9):
        text = bytearray(lines[at])
        text[field.start - 1 : field.end] = b"XX"
        lines[at] = bytes(text)
    path.write_bytes(b"\n".join(lines) + b"\n")
    with pytest.raises(ReadFaults) as caught:
        scan(path).collect()
    assert [(fault.line, fault.row, fault.column) for fault in caught.value.faults] == [(3, 3, "XFOLSOR"), (10, 10, "XFOLSOR")]


def test_only_what_a_query_needs_is_read(tmp_path: Path) -> None:
    path, lines = lines_of(tmp_path)
    field = layout_of(2016).fields["XFOLSOR"]
    text = bytearray(lines[2])
    text[field.start - 1 : field.end] = b"XX"
    lines[2] = bytes(text)
    path.write_bytes(b"\n".join(lines) + b"\n")
    assert scan(path).select("district").collect()["district"].to_list() == ["nyed"] * 40
    kept = scan(path).filter(pl.col("criminal_history_category") > 1).select("record_id").collect()
    assert 0 < len(kept) < 40


@pytest.mark.parametrize("torn", [b"1 2", b" 1-", b"1.2.", b"--1 "])
def test_a_torn_number_is_no_number(torn: bytes) -> None:
    width = len(torn)
    fields = {"XFOLSOR": Field("num", 1, width), "GDLINEHI": Field("char", width + 1, width + 8)}
    raw = (torn + b"2D1.1 b " + b"\n") + (b"7".rjust(width) + b"  2K2.1 " + b"\n")
    (batch,) = read_fixed_width(io.BytesIO(raw), [Layout(fields, (width + 8,))], None, "made up")
    assert [str(value).strip() for value in batch.frame["XFOLSOR"]] == [torn.decode().strip(), "7"]
    assert batch.frame["GDLINEHI"].to_list() == ["2D1.1 b", "2K2.1"]


numbers = st.one_of(st.none(), st.integers(-99, 9999), st.integers(0, 9999).map(lambda n: n / 4), st.sampled_from([9996, 470, 0.03, 1e-05]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(numbers, min_size=3, max_size=3), min_size=1, max_size=40),
    gap=st.integers(0, 50),
    left=st.booleans(),
    ending=st.sampled_from([b"\n", b"\r\n"]),
)
def test_any_numbers_at_any_columns_come_back(rows: list[list[float | None]], gap: int, left: bool, ending: bytes) -> None:
    width = 9
    fields = {f"V{n}": Field("num", 1 + n * (width + gap), n * (width + gap) + width) for n in range(3)}
    layout = Layout(fields, (fields["V2"].end + gap,))
    raw = b""
    for row in rows:
        text = bytearray(b"8" * layout.lengths[0])
        for field, value in zip(fields.values(), row, strict=True):
            shown = "" if value is None else str(value)
            text[field.start - 1 : field.end] = (shown.ljust(width) if left else shown.rjust(width)).encode()
        raw += bytes(text) + ending
    (batch,) = read_fixed_width(io.BytesIO(raw), [layout], None, "made up")
    assert [list(row) for row in batch.frame.rows()] == [[None if value is None else float(value) for value in row] for row in rows]


def test_a_line_holds_what_the_helper_says() -> None:
    record = real_records()[0]
    layout = layout_of(2019)
    raw = line({"XFOLSOR": record["XFOLSOR"]}, layout)
    field = layout.fields["XFOLSOR"]
    assert raw[field.start - 1 : field.end].decode().strip() == record["XFOLSOR"]
    assert len(raw) == 29_966
