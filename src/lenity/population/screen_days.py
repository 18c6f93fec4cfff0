"""Which days, and which editions of the Guidelines, a record leaves open: it gives a fiscal year, sometimes a month, sometimes the Manual's year.

An answer holds where it is the same for all of them; the law is tried on each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from lenity.engine import Graph
from lenity.engine.expression import InForce, LadderStep, Law, TableCell
from lenity.engine.graph import Node, walk
from lenity.law import editions, encoded_edition, law_book

FIRST_YEAR_WITH_1994_FOR_ALL = 2015
"""From this fiscal year on the Commission codes every Manual of 1989 to 1994 as 1994 (Variable Codebook, AMENDYR)."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a record tells of its dates."""

    fiscal_year: int | None
    sentenced_year: int | None
    sentenced_month: int | None
    manual_year: int | None


@cache
def encoded_editions() -> tuple[date, ...]:
    """The effective days of every text of the Guidelines that is encoded, oldest first."""
    return tuple(edition.on for edition in editions() if edition.is_encoded)


def edition_on(day: date) -> date | None:
    """The encoded text in force on a day; None before the Guidelines."""
    found = encoded_edition(day)
    return found.on if found is not None else None


def _in_force(day: date) -> list[date | None]:
    return [edition_on(day)]


def days_of_change(graph: Graph, nodes: Iterable[Node]) -> tuple[date, ...]:
    """Every day on which a law value changes that these rules read and that the day of sentence selects."""
    found: set[date] = set()
    parts = (part for node in nodes for part in walk(graph.expressions[node]))
    laws = {law.id for part in parts if isinstance(law := part.law if isinstance(part, InForce) else part, Law | LadderStep | TableCell)}
    for id in laws:
        for series in law_book().family(id).members.values():
            found.update(entry.from_on for entry in series.entries if entry.clock == "sentenced_on")
    return tuple(sorted(found))


def span_of(told: Told) -> tuple[date, date] | None:
    """The first and the last day on which the sentence can have been imposed; None where the record tells no year."""
    if told.sentenced_year is not None and told.sentenced_month is not None:
        first = date(told.sentenced_year, told.sentenced_month, 1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if told.fiscal_year is not None:
        return date(told.fiscal_year - 1, 10, 1), date(told.fiscal_year, 9, 30)
    if told.sentenced_year is not None:
        return date(told.sentenced_year, 1, 1), date(told.sentenced_year, 12, 31)
    return None


def worlds_of(told: Told, changes: tuple[date, ...]) -> list[tuple[date | None, date | None]]:
    """The days of sentence and editions to try: where the record tells neither, one of nothing known."""
    span = span_of(told)
    manuals = manuals_of(told)
    if span is None:
        return [(None, edition) for edition in manuals] or [(None, None)]
    first, last = span
    days = [first, *sorted({day for day in (*encoded_editions(), *changes) if first < day <= last})]
    manuals = [edition for edition in manuals if edition <= last]
    return [(day, edition) for day in days for edition in [*manuals] or _in_force(day)]


def manuals_of(told: Told) -> list[date]:
    """The texts that the Manual of the year coded can be; none where no year is."""
    year = told.manual_year
    if year is None:
        return []
    is_open = year == 1994 and (told.fiscal_year is None or told.fiscal_year >= FIRST_YEAR_WITH_1994_FOR_ALL)
    first = date(1989 if is_open else year, 11, 1)
    within = [edition for edition in encoded_editions() if first <= edition < date(year + 1, 11, 1)]
    in_force = edition_on(first)
    return within if in_force is None else sorted({*within, in_force})
