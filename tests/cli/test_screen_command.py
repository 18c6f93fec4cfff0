"""`lenity screen` and `lenity convert`: files out whole or not at all, faults in lines, and what each kind of file holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import fastexcel
import polars as pl
import pytest
from jsonschema import Draft202012Validator

from lenity.population import schema_types, screen_write
from lenity.population.screen import SCREEN_COLUMNS

from .conftest import Ran

FIXTURES = Path(__file__).parents[1] / "fixtures" / "population"
EDNY, DRUGS, SENTENCED = (str(FIXTURES / f"{name}.csv") for name in ("edny_fy2015", "drugs_fy2020", "sentenced_fy2019_fy2024"))
DAY = ("--as-of", "2026-10-31")
Run = Callable[..., Ran]


def test_a_row_a_record_in_order_of_all_files(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    ran = run("screen", EDNY, SENTENCED, "--out", str(out), *DAY)
    assert (ran.status, ran.out) == (0, "")
    rows = pl.read_csv(out, infer_schema_length=None)
    assert rows.columns == list(SCREEN_COLUMNS)
    ids = pl.read_csv(EDNY)["OffenderID"].to_list()
    assert rows["record_id"].to_list() == ids + list(range(1, len(pl.read_csv(SENTENCED)) + 1))
    assert f"{len(rows)} records read" in ran.err
    assert set(tmp_path.iterdir()) == {out}


def test_the_three_kinds_hold_the_same(run: Run, tmp_path: Path) -> None:
    frames = []
    for ending in ("csv", "xlsx", "parquet"):
        out = tmp_path / f"out.{ending}"
        assert run("screen", DRUGS, "--out", str(out), *DAY).status == 0
        if ending == "xlsx":
            frame = fastexcel.read_excel(out).load_sheet(0).to_polars()
        else:
            frame = pl.read_csv(out, infer_schema_length=None) if ending == "csv" else pl.read_parquet(out)
        frames.append(frame.select(pl.col(name).cast(kind, strict=False) for name, kind in pl.read_parquet_schema(_parquet(run, tmp_path)).items()))
    assert frames[0].equals(frames[1])
    assert frames[1].equals(frames[2])


def _parquet(run: Run, tmp_path: Path) -> Path:
    out = tmp_path / "types.parquet"
    if not out.exists():
        run("screen", DRUGS, "--out", str(out), *DAY)
    return out


def test_rows_are_those_of_the_schema(run: Run, tmp_path: Path) -> None:
    schema = json.loads(run("schema", "screen").out)
    assert list(schema["properties"]) == list(SCREEN_COLUMNS)
    check = Draft202012Validator(schema)
    for row in pl.read_parquet(_parquet(run, tmp_path)).to_dicts():
        check.validate(row)


def test_where_keeps_rows_of_the_whole(run: Run, tmp_path: Path) -> None:
    whole, some = tmp_path / "whole.csv", tmp_path / "some.csv"
    run("screen", EDNY, "--out", str(whole), *DAY)
    ran = run("screen", EDNY, "--out", str(some), "--where", "then_min >= 60 AND finding = 'not known'", *DAY)
    assert ran.status == 0
    rows = pl.read_csv(whole, infer_schema_length=None)
    assert pl.read_csv(some, infer_schema_length=None)["record_id"].to_list() == rows.filter(pl.col("then_min") >= 60)["record_id"].to_list()


@pytest.mark.parametrize("where", ["finding =", "offense = 'x'", "then_min", "*", "select * from read_csv('x')", "read_csv('/etc/passwd')", ""])
def test_a_condition_that_is_none(run: Run, tmp_path: Path, where: str) -> None:
    ran = run("screen", EDNY, "--out", str(tmp_path / "out.csv"), "--where", where, *DAY)
    assert ran.status == 2
    assert ran.faults[0].startswith("--where: ")
    assert len(ran.faults) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["screen", "convert"])
def test_faulty_files_leave_everything_as_it_was(run: Run, tmp_path: Path, command: str) -> None:
    out = tmp_path / "out.parquet"
    out.write_bytes(b"before")
    broken = tmp_path / "broken.csv"
    broken.write_text("USSCIDN,XFOLSOR,XCRHISSR\n1,20,1\n2,many,1\n", encoding="utf-8")
    ran = run(command, EDNY, str(broken), str(tmp_path / "absent.csv"), "--out", str(out))
    assert ran.status == 2
    assert len(ran.faults) == 2
    absent, damaged = sorted(ran.faults)
    assert "broken.csv:3: row 2, column XFOLSOR" in damaged
    assert "absent.csv: there is no such file" in absent
    assert out.read_bytes() == b"before"
    assert set(tmp_path.iterdir()) == {out, broken}


@pytest.mark.parametrize("name", ["out.json", "out", "absent/out.csv"])
def test_an_output_that_cannot_be(run: Run, tmp_path: Path, name: str) -> None:
    ran = run("screen", EDNY, "--out", str(tmp_path / name), *DAY)
    assert (ran.status, len(ran.faults)) == (2, 1)


def test_never_over_a_file_that_is_read(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data.parquet"
    assert run("convert", EDNY, "--out", str(data)).status == 0
    before = data.read_bytes()
    assert [run(command, str(data), "--out", str(data)).status for command in ("screen", "convert")] == [2, 2]
    assert data.read_bytes() == before


def test_a_worksheet_holds_only_so_many_rows(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = len(pl.read_csv(EDNY))
    monkeypatch.setattr(screen_write, "SHEET_ROWS", records + 1)
    assert run("screen", EDNY, "--out", str(tmp_path / "fits.xlsx"), *DAY).status == 0
    monkeypatch.setattr(screen_write, "SHEET_ROWS", records)
    ran = run("screen", EDNY, "--out", str(tmp_path / "out.xlsx"), *DAY)
    assert ran.status == 2
    assert "write .csv or .parquet" in ran.faults[0]
    assert not (tmp_path / "out.xlsx").exists()


def test_converted_once_and_screened_is_the_same(run: Run, tmp_path: Path) -> None:
    data, first, second = (tmp_path / name for name in ("data.parquet", "first.csv", "second.csv"))
    ran = run("convert", DRUGS, "--out", str(data))
    assert ran.status == 0
    assert f"{len(pl.read_csv(DRUGS))} records written" in ran.err
    assert "values set aside" in ran.err
    assert dict(pl.read_parquet_schema(data)) == schema_types()
    run("screen", DRUGS, "--out", str(first), *DAY)
    run("screen", str(data), "--out", str(second), *DAY)
    assert first.read_bytes() == second.read_bytes()


def test_a_roster_through_its_mapping(run: Run, tmp_path: Path) -> None:
    roster, mapping, out = (tmp_path / name for name in ("roster.csv", "mapping.yaml", "out.csv"))
    roster.write_text("Client,Level,CHC,Year\nA,20,I,2019\nB,43,VI,2020\n", encoding="utf-8")
    mapping.write_text(
        "roster: 1\ncolumns:\n  person_reference: Client\n  final_offense_level: Level\n  fiscal_year: Year\n"
        "  criminal_history_category: {column: CHC, values: {I: 1, VI: 6}}\n",
        encoding="utf-8",
    )
    assert run("screen", str(roster), "--mapping", str(mapping), "--out", str(out), *DAY).status == 0
    assert pl.read_csv(out).select("record_id", "then_min", "then_max").rows() == [(1, 33, 41), (2, 9996, 9996)]


def test_a_newer_text_that_is_not_encoded_is_named(run: Run, tmp_path: Path) -> None:
    ran = run("screen", EDNY, "--out", str(tmp_path / "out.csv"), "--as-of", "2026-10-31")
    later = run("screen", EDNY, "--out", str(tmp_path / "out.csv"), "--as-of", "2026-11-24")
    assert "warning" not in ran.err
    assert "warning: a newer text of the Guidelines is in force since 2026-11-01" in later.err
