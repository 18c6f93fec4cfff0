"""Spans of unchanged law, slices and tables of ladders: what makes a large population quick must not change an answer."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from lenity.engine import CaseReader, Graph, Ladder, Row
from lenity.engine import _parts as parts
from lenity.engine._climb import steps_of
from lenity.engine.lowering import Lowering
from lenity.law import law_book
from support.cases import Cases
from support.frames import differences, population_of

CASES = 150
DAYS = (date(1994, 3, 1), date(2001, 6, 1), date(2010, 8, 2), date(2015, 11, 1), date(2024, 5, 1), None)


def one_row_each(graph: Graph, top: Row) -> Row:
    """The case with exactly one row in every table: the first that it has, else one of which nothing is known."""

    def copied(row: Row, above: Row | None) -> Row:
        made = Row(row.level, row.values, above=above, path=row.path)
        for level in (one.name for one in graph.levels.values() if one.above == row.level):
            rows = row.below.get(level)
            copied(rows[0] if rows else Row(level, {}, path=level), made)
        return made

    return copied(top, None)


@pytest.fixture
def short_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LEAST_ROWS", 20)
    monkeypatch.setattr(parts, "SLICE_ROWS", 15)


@pytest.mark.usefixtures("short_spans")
@pytest.mark.parametrize("is_sorted", [True, False])
def test_spans_of_law_give_what_the_case_reader_gives(graph: Graph, is_sorted: bool) -> None:
    source = Cases(graph, law_book(), 20)
    tops = [one_row_each(graph, Row.of(source.case(number))) for number in range(CASES)]
    for number, top in enumerate(tops):  # few distinct days, so that spans are longer than one row
        day = random.Random(number).choice(DAYS)
        top.values.update(edition_on=day, sentenced_on=day, record_edition_on=day)
    if is_sorted:
        tops.sort(key=lambda top: top.values["edition_on"] or date.max)
    population = population_of(graph, tops)
    assert population.frames["case"].height == population.frames["count"].height == CASES
    lowering = Lowering(graph, graph.rules)
    for _ in range(2):  # made anew, then as kept
        results = lowering.run(population.frames)
        assert not list(differences(graph, population, results, CaseReader(graph).read))[:5]


@pytest.mark.usefixtures("short_spans")
def test_rows_are_told_apart_by_every_date_that_selects_law() -> None:
    chance = random.Random(3)
    days = [date(2000, 1, 1) + timedelta(days=chance.randrange(9000)) for _ in range(200)]
    clocks = {("case", "one"): [date(2005, 1, 1), date(2015, 1, 1)], ("case", "other"): [date(2010, 1, 1)]}
    frame = pl.DataFrame({"case.one": [*days[:190], *[None] * 10], "case.other": [chance.choice([*days, None]) for _ in days]})
    cut = parts.parts_of(frame, clocks)
    assert sum(cut.heights) == frame.height
    start = 0
    for height, span in zip(cut.heights, cut.spans, strict=True):
        rows = cut.frame.slice(start, height)
        for (level, name), changes in clocks.items():
            stands_for = span[(level, name)]
            for day in rows[f"{level}.{name}"]:
                assert (day is None) == (stands_for is None)
                assert day is None or [day >= change for change in changes] == [stands_for >= change for change in changes]
        start += height
    assert parts.in_place([cut.frame["case.one"]], cut.places).equals(frame["case.one"], null_equal=True)


def ladders() -> list[Ladder]:
    """Every ladder of the law book that is whole numbers to whole numbers."""
    book = law_book()
    found = {
        entry.payload
        for id in ("ussg.2D1.1.quantity", "ussg.4A1.1.category", "ussg.4B1.1.level")
        for series in book.family(id).members.values()
        for entry in series.entries
        if isinstance(entry.payload, Ladder)
    }
    return sorted(found, key=lambda one: one.thresholds)


def test_a_table_of_steps_gives_what_a_search_gives() -> None:
    every = [*ladders(), Ladder((0, 1, 2, 3), (4, 5, 6, 7)), Ladder((0, 10, 1000), (1, 2, 3), strict=True)]
    results = tuple(tuple(int(one) for one in ladder.results) for ladder in every)
    steps = steps_of(tuple(every), results, -7)
    assert steps is not None
    amounts = sorted({near for ladder in every for at in ladder.thresholds for near in _around(at)} | {-1.0, 0.0, 0.5, 1e-300, 1e15, math.inf})
    for number, ladder in enumerate(every):
        got = steps.of(np.array(amounts), np.full(len(amounts), number))
        expected = [int(ladder.results[rung]) if (rung := ladder.rung(at)) >= 0 else -7 for at in amounts]
        assert got.tolist() == expected, ladder
    assert set(steps.of(np.array(amounts), np.full(len(amounts), len(every))).tolist()) == {-7}


def _around(at: int) -> tuple[float, ...]:
    return (math.nextafter(at, -math.inf), float(at), math.nextafter(at, math.inf), at + 0.5, at - 1.0)
