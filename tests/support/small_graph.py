"""A small graph over a small law book, and one question put to both readers at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from lenity.engine import CaseReader, Cells, Entry, Family, Graph, Ladder, Range, Row, Rule, Series, Tracer
from lenity.engine.lowering import Lowering
from lenity.facts.levels import Fact, Level
from support.frames import population_of, same

LEVELS = (Level("case", None), Level("count", "case", "/counts", "Which counts?", "judgment"), Level("drug", "count", "drugs", "Which drugs?", "report"))
FACTS = tuple(
    Fact(level, name, unit, name, f"What is {name}?", "court", "report")
    for level, name, unit in (
        ("case", "a", "yes_no"), ("case", "b", "yes_no"), ("case", "c", "yes_no"), ("case", "n", "count"), ("case", "m", "count"),
        ("case", "word", "text"), ("case", "weight", "milligram"), ("case", "day", "date"), ("case", "later", "date"),
        ("case", "sentenced_on", "date"), ("case", "offense_ended_on", "date"), ("case", "other_day", "date"),
        ("count", "offense_ended_on", "date"), ("count", "x", "count"), ("count", "is_so", "yes_no"), ("count", "label", "text"),
        ("drug", "y", "count"),
    )
)  # fmt: skip


class SmallBook:
    """A law book of the families given."""

    def __init__(self, *families: Family) -> None:
        self.families = {family.id: family for family in families}

    def family(self, id: str) -> Family:
        return self.families[id]


def series(id: str, *entries: tuple[Any, ...], key: str | None = None, unit: str = "level", measured_in: str | None = None) -> Series:
    """A series of entries `(first day, payload)` or `(first day, payload, clock)`."""
    made = (Entry(date.fromisoformat(day), clock[0] if clock else "sentenced_on", payload, f"a cite of {day}") for day, payload, *clock in entries)
    return Series(id, key, "How much?", unit, tuple(made), {}, measured_in)


def family(*members: Series) -> Family:
    return Family(members[0].id, {one.key: one for one in members})


BOOK = SmallBook(
    family(series("plain", ("2000-01-01", 7), ("2010-01-01", 9), ("2020-01-01", None))),
    family(series("switch", ("2000-01-01", False), ("2010-01-01", True), unit="yes_no")),
    family(
        series("by_key", ("2000-01-01", 1), ("2010-01-01", None), ("2015-01-01", 3), key="red"),
        series("by_key", ("2005-01-01", 5), key="blue"),
        series("by_key", ("2000-01-01", 12), key="12"),
    ),
    family(series("range", ("2000-01-01", Range(60, 120)), ("2010-01-01", Range(0, 1_000_000)), unit="month_range")),
    family(series("mixed", ("2000-01-01", 10, "offense_ended_on"), ("2010-08-03", 20, "sentenced_on"), ("2018-12-21", 30, "sentenced_on"))),
    family(
        series("mixed_by_key", ("2000-01-01", 1, "offense_ended_on"), ("2010-01-01", 2, "sentenced_on"), key="red"),
        series("mixed_by_key", ("2001-01-01", 3), key="blue"),
    ),
    family(
        series(
            "ladder",
            ("2000-01-01", Ladder((0, 100, 1000), (6, 8, 10))),
            ("2010-01-01", Ladder((50, 500), (4, 5))),
            ("2020-01-01", None),
            measured_in="milligram",
        )
    ),
    family(series("more_than", ("2000-01-01", Ladder((0, 5000), (1, 2), strict=True)))),
    family(series("keyed_ladder", ("2000-01-01", Ladder((10, 20), (1, 2))), key="red"), series("keyed_ladder", ("2000-01-01", Ladder((5,), (9,))), key="blue")),
    family(series("words", ("2000-01-01", Ladder((0, 10), ("C", "A"))), unit="text")),
    family(
        series(
            "table",
            ("2000-01-01", Cells(("I", "II"), {"1": (Range(0, 6), Range(1, 7)), "2": (Range(2, 8), Range(1_000_000, 1_000_000))})),
            ("2010-01-01", Cells(("I", "II"), {"1": (Range(0, 5), Range(0, 6)), "2": (Range(3, 9), Range(4, 10))})),
            unit="month_range",
        )
    ),
    family(series("zones", ("2000-01-01", Cells(("I", "II"), {"1": ("A", "B"), "2": ("B", "D")})), unit="text")),
)


def made_rule(level: str, unit: str, define: Callable[[Any, Any], Any], name: str = "answer", **more: Any) -> Rule:
    return Rule(level, name, unit, "USSG §1B1.1", define, name, **more)


def small_graph(*rules: Rule, book: Any = BOOK) -> Graph:
    return Graph.build(LEVELS, FACTS, rules, book)


def tree(facts: Mapping[str, Any], counts: list[Mapping[str, Any]] | None = None) -> Row:
    """A case with these facts. `counts` lists its counts (their `drugs` those of a count); None says that they are not listed."""
    top = Row("case", dict(facts))
    if counts is not None:
        top.values["count_listed"] = True
    for at, count in enumerate(counts or ()):
        own = {name: value for name, value in count.items() if name != "drugs"}
        row = Row("count", own, above=top, path=f"counts[{at}]")
        if "drugs" in count:
            row.values["drug_listed"] = True
            for number, drug in enumerate(count["drugs"]):
                Row("drug", drug, above=row, path=f"counts[{at}].drugs[{number}]")
    return top


def answers(rule: Rule, *tops: Row, others: tuple[Rule, ...] = (), book: Any = BOOK) -> list[Any]:
    """What the rule gives for each of its rows, the same from the case reader, from the trace, and from frames that hold all the cases."""
    graph = small_graph(rule, *others, book=book)
    reader = CaseReader(graph)
    tracer = Tracer(reader)
    population = population_of(graph, tops)
    frame = Lowering(graph, [(rule.level, rule.name)]).run(population.frames)[rule.level]
    rows = population.rows[rule.level]
    values = [reader.read(row, rule.name) for row in rows]
    for row, value, of_frame in zip(rows, values, frame[rule.name].to_list(), strict=True):
        assert same(value, of_frame, rule.unit), f"case reader {value!r}, frames {of_frame!r} for {row.values}"
        assert same(value, tracer.step(row, rule.name).value, rule.unit)
    return values


def answer(unit: str, define: Callable[[Any, Any], Any], facts: Mapping[str, Any], counts: list[Mapping[str, Any]] | None = None, level: str = "case") -> Any:
    """One value of one case."""
    return answers(made_rule(level, unit, define), tree(facts, counts))[0]
