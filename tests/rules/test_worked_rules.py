"""Worked examples of rules (`tests/worked/rules`), each alone, hidden among shuffled rows, and through its trace.

An example gives facts (`given`), and values by the name of a rule (`expect`): `total_offense_level`, or `drug[0].drug_level` for the first drug.
`then` may give several dates, each with what it expects: the day before a change and the day of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from lenity.cite import find
from lenity.engine import UNBOUNDED, CaseReader, Graph, Row, Tracer
from lenity.engine.lowering import Lowering
from lenity.law import law_book
from support.cases import Cases
from support.frames import population_of, same
from support.given import found, row_of

WORKED = Path(__file__).parents[1] / "worked" / "rules"
OTHERS = 120


def examples() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """(name, given, expect) of every example, one for each date of those that have several."""
    for path in sorted(WORKED.glob("*.yaml")):
        for item in yaml.safe_load(path.read_text(encoding="utf-8")):
            assert find(item["source"]), f"{path.name}: {item['name']} needs a source"
            if "then" in item:
                for day, expect in item["then"].items():
                    clock = item.get("clock", "law_on")
                    yield f"{item['name']} ({day})", {**item.get("given", {}), clock: day}, expect
            else:
                yield item["name"], item["given"], item["expect"]


EXAMPLES = list(examples())


def expected(value: Any) -> Any:
    return UNBOUNDED if value == "life" else value


@pytest.mark.parametrize(("given", "expect"), [(given, expect) for _, given, expect in EXAMPLES], ids=[name for name, *_ in EXAMPLES])
def test_alone_and_through_its_trace(reader: CaseReader, given: dict[str, Any], expect: dict[str, Any]) -> None:
    top = row_of(reader.graph, given)
    tracer = Tracer(reader)
    for place, value in expect.items():
        row, name = found(top, place)
        got = reader.read(row, name)
        unit = reader.graph.rules[(row.level, name)].unit
        assert same(got, expected(value), unit), f"{place}: {got!r}, {tracer.step(row, name).because}"
        step = tracer.step(row, name)
        assert same(step.value, expected(value), unit)
        assert step.state == "known" if value is not None else step.state != "known"


def test_hidden_among_shuffled_rows(graph: Graph) -> None:
    source = Cases(graph, law_book(), 99)
    worked = [row_of(graph, given) for _, given, _ in EXAMPLES]
    tops = [*worked, *(Row.of(source.case(number)) for number in range(OTHERS))]
    population = population_of(graph, tops, shuffled_by=5)
    results = Lowering(graph, graph.rules).run(population.frames)
    at = {id(row): number for rows in population.rows.values() for number, row in enumerate(rows)}
    for top, (name, _, expect) in zip(worked, EXAMPLES, strict=True):
        for place, value in expect.items():
            row, rule = found(top, place)
            got = results[row.level][rule][at[id(row)]]
            assert same(got, expected(value), graph.rules[(row.level, rule)].unit), f"{name}, {place}: {got!r}"


def test_there_are_examples_of_many_changes() -> None:
    assert len(EXAMPLES) > 100
    assert len({name for name, *_ in EXAMPLES}) == len(EXAMPLES)
    assert all(isinstance(day, date) for _, given, _ in EXAMPLES for clock, day in given.items() if clock == "law_on")
