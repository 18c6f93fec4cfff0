"""One graph, two readers: the case reader and the Polars lowering give one value for every rule of every row, missing facts included."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from lenity.engine import CaseReader, Graph, Row, Tracer
from lenity.engine.lowering import Lowering
from lenity.law import law_book
from support.cases import Cases
from support.frames import differences, population_of, same

CASES = 4_000
MANY_CASES = 25_000
SHOWN = 12
NEVER_KNOWN: dict[tuple[str, str], str] = {}
"""Rules that no made-up case gives a value, with the reason."""


def rows_of(graph: Graph, seed: int, cases: int) -> list[Row]:
    source = Cases(graph, law_book(), seed)
    return [Row.of(source.case(number)) for number in range(cases)]


def assert_equal(graph: Graph, seed: int, cases: int) -> list[Row]:
    tops = rows_of(graph, seed, cases)
    population = population_of(graph, tops, shuffled_by=seed)
    results = Lowering(graph, graph.rules).run(population.frames)
    assert {(level, name) for level, frame in results.items() for name in frame.columns} == set(graph.rules)
    found = Counter()
    shown = []
    for line in differences(graph, population, results, CaseReader(graph).read):
        found[line.split(" at ")[0]] += 1
        shown.append(line)
    assert not found, f"{dict(found)}\n" + "\n".join(shown[:SHOWN])
    return tops


@pytest.fixture(scope="module")
def read_population(graph: Graph) -> list[Row]:
    """The cases of the standard run, every rule read, after both readers agreed."""
    return assert_equal(graph, 20251101, CASES)


def test_both_readers_agree_on_every_rule(read_population: list[Row]) -> None:
    assert len(read_population) == CASES


def test_every_fact_was_missing_and_known(graph: Graph, read_population: list[Row]) -> None:
    given: set[tuple[str, str]] = set()
    missing: set[tuple[str, str]] = set()
    facts = {level: [name for of_level, name in graph.facts if of_level == level] for level in graph.levels}
    for row in (row for top in read_population for row in top.rows()):
        for name in facts[row.level]:
            (missing if row.values.get(name) is None else given).add((row.level, name))
    assert set(graph.facts) - missing == set(), "never missing"
    assert set(graph.facts) - given == set(), "never known"


def test_every_rule_was_known_and_not_known(graph: Graph, read_population: list[Row]) -> None:
    known = {(row.level, name) for top in read_population for row in top.rows() for name, value in row.values.items() if value is not None}
    assert set(graph.rules) - known - set(NEVER_KNOWN) == set()


def test_one_case_alone_hidden_and_traced(graph: Graph) -> None:
    reader = CaseReader(graph)
    tracer = Tracer(reader)
    lowering = Lowering(graph, graph.rules)
    hidden = population_of(graph, rows_of(graph, 7, 1000), shuffled_by=3)
    among = lowering.run(hidden.frames)
    place = {id(row): at for rows in hidden.rows.values() for at, row in enumerate(rows)}
    for top in rows_of(graph, 7, 1000)[::200]:
        alone = population_of(graph, [top])
        frames = lowering.run(alone.frames)
        twin = next(row for row in hidden.rows["case"] if _is_twin(row, top, graph))
        for row, other in zip(top.rows(), twin.rows(), strict=True):
            at = alone.rows[row.level].index(row)
            for node in (node for node in graph.rules if node[0] == row.level):
                name, unit = node[1], graph.rules[node].unit
                value = reader.read(row, name)
                assert same(value, frames[row.level][name][at], unit), node
                assert same(value, among[row.level][name][place[id(other)]], unit), node
                assert same(value, tracer.step(row, name).value, unit), node


def _is_twin(row: Row, top: Row, graph: Graph) -> bool:
    """Whether two trees of rows hold the same facts (nothing has been computed on either)."""
    facts = {name for _, name in graph.facts}
    pairs = list(zip(row.rows(), top.rows(), strict=False))
    shapes = [one.path for one in row.rows()] == [one.path for one in top.rows()]
    return shapes and all({n: v for n, v in a.values.items() if n in facts} == {n: v for n, v in b.values.items() if n in facts} for a, b in pairs)


def test_rows_of_one_case_are_not_another_s(graph: Graph) -> None:
    """The order of the rows of a level means nothing: only what they belong to does."""
    tops = rows_of(graph, 11, 150)
    outputs = [("case", "range_minimum_months"), ("case", "total_offense_level"), ("case", "statutory_maximum_months")]
    lowering = Lowering(graph, outputs)
    first, second = population_of(graph, tops, shuffled_by=1), population_of(graph, tops, shuffled_by=2)
    frames = [lowering.run(one.frames)["case"] for one in (first, second)]
    by_row = [{id(row): frame.row(at) for at, row in enumerate(one.rows["case"])} for one, frame in zip((first, second), frames, strict=True)]
    assert by_row[0] == by_row[1]


def test_a_population_without_some_levels(graph: Graph) -> None:
    """A table that is absent is an empty one: nothing is listed."""
    top = Row("case", {"edition_on": date(2016, 11, 1), "group_listed": True})
    frames = {"case": population_of(graph, [top]).frames["case"]}
    result = Lowering(graph, graph.rules).run(frames)["case"]
    reader = CaseReader(graph)
    for level, name in graph.rules:
        if level == "case":
            assert same(reader.read(top, name), result[name][0], graph.rules[(level, name)].unit), name


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_both_readers_agree_on_many_cases(graph: Graph, seed: int) -> None:
    assert_equal(graph, seed, MANY_CASES)
