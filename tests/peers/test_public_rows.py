"""Cells of the Commission's FY2019–FY2024 rows, counted a second time with nothing but the csv and statistics modules."""

from __future__ import annotations

import csv
import lzma
import os
import statistics
from datetime import date
from pathlib import Path

import pytest

from lenity.peers import Situation, compare_situation

DATA = Path(os.environ.get("LENITY_DATA", Path(__file__).parents[3] / "shared/data")) / "ussc_offenders_fy2019_fy2024.csv.xz"
CELLS = ((10, 121, 151), (17, 18, 24), (10, 360, 9996), (16, 0, 6), (26, 57, 71))
"""Type of crime (OFFGUIDE) and range."""
TERM = 121.0


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    if not DATA.is_file():
        pytest.skip("the public rows are not here")
    with lzma.open(DATA, "rt", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_is_what_its_rows_are(rows: list[dict[str, str]], cell: tuple[int, int, int]) -> None:
    kind, low, high = cell
    wanted = {"OFFGUIDE": kind, "XMINSOR": low, "XMAXSOR": high}
    inside = [
        row for row in rows if 2020 <= float(row["FISCAL_YEAR"]) <= 2024 and all(row[name] and float(row[name]) == value for name, value in wanted.items())
    ]
    terms = [min(float(row["SENTTOT"]), 470) for row in inside if row["SENTIMP"] and float(row["SENTIMP"]) in (1, 2) and row["SENTTOT"]]
    found = compare_situation(Situation({"offense_type": kind, "range_min": low, "range_max": high}, TERM), [DATA], as_of=date(2025, 11, 1), resamples=100)
    assert found.years == (2020, 2021, 2022, 2023, 2024)
    assert (found.figures.people, found.figures.imprisoned) == (len(inside), len(terms))
    told = found.figures.terms
    assert told is not None
    assert told.mean.value == pytest.approx(statistics.fmean(terms))
    assert [told.quartile_1.value, told.median.value, told.quartile_3.value] == pytest.approx(statistics.quantiles(terms, n=4, method="inclusive"))
    assert found.percentile == pytest.approx(100 * (sum(term < TERM for term in terms) + sum(term == TERM for term in terms) / 2) / len(terms))
