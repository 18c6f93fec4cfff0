"""Records that name every part of the level: decided as the Manual's text decides them, from each form in which users have the file."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from commission_lines import YEARS, layout_of, line
from full_records import COMMON, FULL, UNDECIDED, WITHIN, Full

from lenity.population.screen import screen

AS_OF = date(2026, 10, 1)


def whole(full: Full) -> dict[str, str]:
    return {"USSCIDN": "4000001", **COMMON, **WITHIN[full.fiscal_year], **full.record}


def as_lines(full: Full, path: Path) -> Path:
    layout = layout_of(full.fiscal_year)
    record = {name: value for name, value in whole(full).items() if name in layout.fields}
    target = path / f"opafy{full.fiscal_year % 100}nid.dat"
    target.write_bytes(line(record, layout) + b"\n")
    return target


def as_csv(full: Full, path: Path) -> Path:
    record = whole(full) | {"FISCALYR": str(full.fiscal_year)}
    target = path / "records.csv"
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, record)
        writer.writeheader()
        writer.writerow(record)
    return target


def as_spss(full: Full, path: Path) -> Path:
    import pyreadstat

    record = whole(full) | {"FISCALYR": str(full.fiscal_year)}
    texts = [name for name in record if name.startswith(("ADJL_", "GDLINE", "NWSTAT"))]
    values = {name: value if name in texts else (float(value) if value else None) for name, value in record.items()}
    target = path / "records.sav"
    pyreadstat.write_sav(pl.DataFrame([values]), str(target))
    return target


def screened(path: Path, folder: Path) -> dict[str, Any]:
    out = folder / "out.parquet"
    screen([path], out, as_of=AS_OF)
    (row,) = pl.read_parquet(out).to_dicts()
    return row


@pytest.mark.parametrize("full", FULL, ids=lambda full: full.name)
@pytest.mark.parametrize("written", [as_lines, as_csv, as_spss])
def test_a_record_with_every_part_is_decided(full: Full, written: Any, tmp_path: Path) -> None:
    if written is as_lines and full.fiscal_year not in YEARS:
        pytest.skip("no layout of this year is at hand")
    row = screened(written(full, tmp_path), tmp_path)
    assert {name: row[name] for name in full.expect} == full.expect, (row["reasons"], row["needs"])


@pytest.mark.parametrize("full", UNDECIDED, ids=lambda full: full.name)
def test_what_would_decide_is_named(full: Full, tmp_path: Path) -> None:
    row = screened(as_lines(full, tmp_path), tmp_path)
    for name, value in full.expect.items():
        if name in ("needs", "reasons"):
            assert value in (row[name] or ""), row
        else:
            assert row[name] == value, row
