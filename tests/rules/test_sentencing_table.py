"""Every cell of the Sentencing Table, in every edition, against its printed text and the amendments that changed it."""

from __future__ import annotations

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from lenity.engine import UNBOUNDED, CaseReader, Graph, Row
from lenity.law import law_book

PRINTED = Path(__file__).with_name("sentencing_table_2025.csv")
CATEGORIES = ("I", "II", "III", "IV", "V", "VI")
AMENDED = {
    # App. C amend. 462 (Nov. 1, 1992) struck "1-7" and "2-8"; the historical note names no other change of months since amend. 270
    (7, 1): {date(1989, 11, 1): "1-7", date(1992, 11, 1): "0-6"},
    (8, 1): {date(1989, 11, 1): "2-8", date(1992, 11, 1): "0-6"},
}
EDITIONS = [date.fromisoformat(row["date"]) for row in law_book().register("ussg.editions") if row["encoded"]]


def printed() -> dict[tuple[int, int], str]:
    with PRINTED.open(encoding="utf-8") as stream:
        next(stream)
        return {(int(row["level"]), at): row[category] for row in csv.DictReader(stream) for at, category in enumerate(CATEGORIES, 1)}


def ends(text: str) -> tuple[int, int]:
    low, _, high = text.partition("-")
    low_end = UNBOUNDED if low == "life" else int(low)
    return low_end, low_end if not high else UNBOUNDED if high == "life" else int(high)


def cell(graph: Graph, level: int, category: int, day: date) -> tuple[int, int]:
    row = Row("case", {"edition_on": day})
    row.values.update(total_offense_level=level, criminal_history_category=category)
    reader = CaseReader(graph)
    return reader.read(row, "table_minimum_months"), reader.read(row, "table_maximum_months")


def test_the_copy_is_whole() -> None:
    assert len(printed()) == 258


@pytest.mark.parametrize("day", [day for day in EDITIONS if day >= date(1989, 11, 1)])
def test_every_cell(graph: Graph, day: date) -> None:
    for (level, category), text in printed().items():
        changes = AMENDED.get((level, category), {})
        then = [value for from_on, value in sorted(changes.items()) if from_on <= day]
        assert cell(graph, level, category, day) == ends(then[-1] if then else text), f"level {level}, category {category} on {day}"


@pytest.mark.parametrize("day", [day for day in EDITIONS if day < date(1989, 11, 1)])
def test_the_first_table(graph: Graph, day: date) -> None:
    """Amend. 270 changed only ranges of zero to one through five months: all others are as in 1989, and those became zero to six."""
    for level, category in printed():
        early, later = cell(graph, level, category, day), cell(graph, level, category, date(1989, 11, 1))
        assert early == later or (later == (0, 6) and early[0] == 0 and 1 <= early[1] <= 5), f"level {level}, category {category}"
    assert any(cell(graph, *place, day) != cell(graph, *place, date(1989, 11, 1)) for place in printed())


@pytest.mark.parametrize("day", EDITIONS[::9])
def test_the_table_rises(graph: Graph, day: date) -> None:
    for category in range(1, 7):
        column = [cell(graph, level, category, day) for level in range(1, 44)]
        assert all(low <= high for low, high in column)
        assert all(one[0] <= other[0] and one[1] <= other[1] for one, other in pairwise(column))
    for level in range(1, 44):
        line = [cell(graph, level, category, day) for category in range(1, 7)]
        assert all(one[0] <= other[0] and one[1] <= other[1] for one, other in pairwise(line))


def zone(graph: Graph, level: int, category: int, day: date) -> str | None:
    row = Row("case", {"edition_on": day})
    row.values.update(total_offense_level=level, criminal_history_category=category)
    return CaseReader(graph).read(row, "zone")


@pytest.mark.parametrize(
    ("day", "most_b", "most_c"), [(date(1992, 11, 1), 6, 10), (date(2010, 10, 31), 6, 10), (date(2010, 11, 1), 9, 10), (date(2025, 11, 1), 9, 10)]
)
def test_zones(graph: Graph, day: date, most_b: int, most_c: int) -> None:
    """App. C amend. 462 made the zones by the minimum (B: one to six, C: eight to ten months); amend. 738 widened B to nine, C to 12–18."""
    for level, category in printed():
        low, high = cell(graph, level, category, day)
        expected = "A" if low == 0 else "B" if low <= most_b else "C" if low <= most_c else "D"
        if day >= date(2010, 11, 1) and (low, high) == (12, 18):
            expected = "C"
        assert zone(graph, level, category, day) == expected, f"{low}-{high} on {day}"


def test_there_are_no_zones_before_1992(graph: Graph) -> None:
    assert zone(graph, 10, 1, date(1992, 10, 31)) is None
