"""What a case can be, where a fact is known only within bounds: every completion that the law could tell apart.

A value is known where all completions agree on it. Bounds on an amount are taken at their ends and at each threshold between; a date known as a
year is taken at its first day and at each day in it on which a law value changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import product

from lenity.engine import Ladder
from lenity.facts.levels import FactRow, FactValue, Span
from lenity.law import law_book

MOST_WORLDS = 96
_QUANTITY_TABLES = {"drug": ("ussg.2D1.1.quantity",), "charged": ("usc.21.841.tier", "usc.21.960.tier")}
_SMALLEST = 1


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact known within bounds, with the completions that matter. `key` is (path of its row, name)."""

    key: tuple[str, str]
    path: str
    text: str
    values: tuple[FactValue, ...]


@dataclass(frozen=True, slots=True)
class World:
    """One completion of every open fact."""

    values: dict[tuple[str, str], FactValue]


def worlds_of(open_facts: list[OpenFact]) -> list[World]:
    """Every combination of completions; beyond the limit the facts with most completions are left not known."""
    kept = sorted(open_facts, key=lambda fact: len(fact.values))
    while _count(kept) > MOST_WORLDS:
        kept.pop()
    left_out = {fact.key: None for fact in open_facts if fact not in kept}
    return [World({**left_out, **dict(zip((fact.key for fact in kept), values, strict=True))}) for values in product(*(fact.values for fact in kept))]


def _count(facts: list[OpenFact]) -> int:
    total = 1
    for fact in facts:
        total *= len(fact.values)
    return total


def open_amounts(top: FactRow) -> Iterator[OpenFact]:
    """The amounts and days of a case's own facts that are known within bounds, in the order of the file."""
    for row in top.rows():
        for name, span in row.spans.items():
            values = _days(span) if isinstance(span.low or span.high, date) else _amounts(row, span)
            yield OpenFact((row.path, name), _path(row, name), span.text, values)


def open_date(key: tuple[str, str], path: str, first: date, last: date, clock: str, text: str) -> OpenFact:
    """A date that selects the law, known only as a span: its first day, and each later day on which a value on that clock changes."""
    return OpenFact(key, path, text, (first, *(day for day in _changes(clock) if first < day <= last)))


def _path(row: FactRow, name: str) -> str:
    amount = name in ("milligrams_found", "charged_milligrams", "plants", "dosage_units", "milliliters")
    part = {"prior_sentenced_on": "sentenced", "prior_released_on": "released", "offense_began_on": "offense.began"}.get(name, name)
    return f"{row.path}.{'amount' if amount else part}".lstrip(".")


def _days(span: Span) -> tuple[FactValue, ...]:
    """Both ends: whether a day falls within a window changes once at most along a span."""
    ends = [day for day in (span.low, span.high) if isinstance(day, date)]
    return tuple(dict.fromkeys(ends))


def _amounts(row: FactRow, span: Span) -> tuple[FactValue, ...]:
    low = span.low if isinstance(span.low, Fraction) else Fraction(_SMALLEST)
    between = [step for step in _thresholds(row) if low < step and _reaches(span, step)]
    high = span.high if isinstance(span.high, Fraction) else None
    top = [] if high is None else [high - _SMALLEST if span.high_is_exclusive and high - _SMALLEST > low else high]
    return tuple(_number(value) for value in dict.fromkeys(sorted([low, *map(Fraction, between), *top])))


def _reaches(span: Span, step: int) -> bool:
    if not isinstance(span.high, Fraction):
        return True
    return step < span.high if span.high_is_exclusive else step <= span.high


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _thresholds(row: FactRow) -> list[int]:
    """Every threshold of the row's drug in any edition, so that no band between the bounds is missed."""
    drug = row.facts.get("drug")
    found: set[int] = set()
    for id in _QUANTITY_TABLES.get(row.level, ()):
        series = law_book().family(id).members.get(drug if isinstance(drug, str) else None)
        for entry in series.entries if series else ():
            if isinstance(entry.payload, Ladder):
                found.update(entry.payload.thresholds)
    return sorted(found)


@cache
def _changes(clock: str) -> tuple[date, ...]:
    """Every day on which any law value on this clock changes."""
    book = law_book()
    days = {
        entry.from_on for id in book.ids() for series in book.family(id).members.values() for entry in series.entries if entry.clock == clock
    }
    return tuple(sorted(days))
