"""Facts written by hand for a test of rules: a mapping of facts, with tables below by their level's name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lenity.engine import Graph, Row
from lenity.law import law_book
from support.cases import wider

_CASE_DATES = ("sentenced_on", "convicted_on", "offense_ended_on")


def edition_on(day: date) -> date:
    """The effective date of the newest encoded Manual on a day."""
    editions = [date.fromisoformat(row["date"]) for row in law_book().register("ussg.editions") if row["encoded"]]
    return max(edition for edition in editions if edition <= day)


def row_of(graph: Graph, given: Mapping[str, Any]) -> Row:
    """A case of these facts. `law_on` sets every date that selects the law; a table is a list of rows under its level's name, an absent one is not listed.

    A count needs only its statute, and its days are the case's. A drug needs only its conduct, a conduct only its group: `drug`, `conduct` and `conduct_adjustment` at the top stand for one conduct entry in one group.
    """
    facts = dict(given)
    on = facts.pop("law_on", None)
    if on is not None:
        facts = {**dict.fromkeys(_CASE_DATES, on), "edition_on": edition_on(on), "judged_anew": False, **facts}
    facts.setdefault("record_edition_on", facts.get("edition_on"))
    if "drug" in facts or "conduct_adjustment" in facts:
        own = {name: facts.pop(name) for name in ("drug", "conduct_adjustment") if name in facts}
        facts["conduct"] = [{"guideline": "2D1.1", **own}]
    if "conduct" in facts:
        facts["group"] = [{"conduct": facts.pop("conduct")}]
    return _row(graph, "case", facts, None, "")


def _row(graph: Graph, level: str, given: Mapping[str, Any], above: Row | None, path: str) -> Row:
    tables = {name: value for name, value in given.items() if name in graph.levels and isinstance(value, list)}
    facts = {name: value for name, value in given.items() if name not in tables}
    unknown = [name for name in facts if (level, name) not in graph.facts]
    assert not unknown, f"{level} has no facts {unknown}"
    row = Row(level, facts, above=above, path=path)
    for name in graph.levels:
        if graph.levels[name].above == level:
            row.values[f"{name}_listed"] = name in tables
    for name, below in tables.items():
        for at, one in enumerate(below):
            given_below = {**_of_count(row, one), **one} if name == "count" else one
            _row(graph, name, given_below, row, f"{path}.{name}[{at}]".lstrip("."))
    return row


def _of_count(case: Row, count: Mapping[str, Any]) -> dict[str, Any]:
    """A count's days are the case's unless it has its own, and its statute is known in all its parts."""
    days = {name: case.values.get(name) for name in ("offense_ended_on", "convicted_on")}
    return {**days, **wider("statute", count.get("statute")), **wider("object", count.get("object"))}


def found(top: Row, place: str) -> tuple[Row, str]:
    """The row and name of `total_offense_level`, or of `drug[1].drug_level`: the second drug of the case."""
    head, dot, name = place.rpartition(".")
    if not dot:
        return top, place
    level, _, number = head.rstrip("]").partition("[")
    return [row for row in top.rows() if row.level == level][int(number)], name
