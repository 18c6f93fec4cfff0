"""No law lies unread: a rule applies it, other code reads it, or the register `ussg.not_applied` says what stands in its place."""

from __future__ import annotations

import re
from pathlib import Path

import lenity
from lenity.cite import find
from lenity.engine import Graph
from lenity.engine.expression import InForce, LadderStep, Law, TableCell
from lenity.engine.graph import walk
from lenity.law import law_book
from lenity.rules import custody_graph

CODE = Path(lenity.__file__).parent
QUOTED = re.compile(r"[\"']((?:ussg|usc|relief)\.[\w.]+)[\"']")
ROWS_OF_TABLES = re.compile(r"ussg\.2[A-Z]\d\.\d{1,2}\.row")
"""What a row of a loss or tax table is called; `ussg.level_of_row` is made of them."""
BEARS_ON_A_LEVEL = (
    "amount_at_least", "combined_at_most", "counted_once", "cumulative_at_most", "floor_if_death_resulted", "level_of", "level_set_to", "levels_at_least",
    "levels_by_base", "levels_from", "levels_if_counted", "levels_if_not_counted", "not_applied_with_2K2.4", "not_below", "only_with", "raised_to_level_of",
    "requires_base", "set_to", "together", "together_at_most", "4B1.3.level", "4B1.5.pattern_levels",
)  # fmt: skip
"""Families that change what listed characteristics come to: a rule limits the sum by them or leaves the level open."""


def read_by_rules(graph: Graph) -> set[str]:
    parts = [part.law if isinstance(part, InForce) else part for expression in graph.expressions.values() for part in walk(expression)]
    return {part.id for part in parts if isinstance(part, Law | LadderStep | TableCell)} | {rule.rows for rule in graph.rules.values() if rule.rows}


def read_by_code() -> set[str]:
    rooms = ("law", "review", "time", "relief", "papers", "population", "cli")
    return {id for room in rooms for path in (CODE / room).rglob("*.py") for id in QUOTED.findall(path.read_text(encoding="utf-8"))}


def registered() -> list[str]:
    return [str(row["id"]) for row in law_book().register("ussg.not_applied")]


def test_every_law_is_read_or_registered(graph: Graph) -> None:
    read = read_by_rules(graph) | read_by_rules(custody_graph()) | read_by_code()
    unread = {id for id in law_book().ids() if id not in read and not ROWS_OF_TABLES.fullmatch(id)}
    assert sorted(unread - set(registered())) == []


def test_register_names_only_what_no_rule_reads(graph: Graph) -> None:
    rows = registered()
    assert len(rows) == len(set(rows))
    assert sorted(set(rows) - set(law_book().ids())) == [], "no such law"
    assert sorted(set(rows) & read_by_rules(graph)) == [], "a rule reads it now"


def test_register_gives_reasons_with_their_source() -> None:
    for row in law_book().register("ussg.not_applied"):
        assert set(row) == {"id", "why", "cite"}
        assert str(row["why"]).endswith("."), row["id"]
        assert find(row["cite"]), row["id"]


def test_what_bears_on_a_level_is_read_by_a_rule(graph: Graph) -> None:
    assert sorted({f"ussg.{name}" for name in BEARS_ON_A_LEVEL} - read_by_rules(graph)) == []
