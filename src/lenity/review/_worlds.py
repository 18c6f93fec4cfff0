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
from lenity.facts import PartialDate
from lenity.facts.citations import section_parts
from lenity.facts.levels import FactRow, FactValue, Span
from lenity.facts.tables import AMOUNTS_BY_FIELD
from lenity.law import editions, law_book

MOST_WORLDS = 300
_QUANTITY_TABLES = {"drug": ("ussg.2D1.1.quantity", "ussg.2D1.11.level"), "charged": ("usc.21.841.tier", "usc.21.960.tier")}
_PLAIN_TABLES = {
    "loss_dollars": "ussg.loss_table",
    "victim_count": "ussg.victims_table",
    "health_care_loss_dollars": "ussg.health_care_table",
    **dict.fromkeys(("firearm_count", "alien_count", "document_count", "image_count", "explosive_pounds", "aggravating_factor_count"), "ussg.count_table"),
}
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
    drugs = [row for row in top.rows() if row.level == "drug"]
    for row in top.rows():
        is_mixture = row.level == "drug" and len(drugs) > 1
        for name, span in row.spans.items():
            values = _days(span) if isinstance(span.low or span.high, date) else _amounts(row, name, span, is_mixture)
            yield OpenFact((row.path, name), _path(row, name), span.text, values)


def open_date(key: tuple[str, str], path: str, span: PartialDate, clock: str, statutes: frozenset[str], *, selects_edition: bool = False) -> OpenFact:
    """A date that selects the law, known only as a span: its first day, and each later day on which a value on that clock changes.

    `statutes` are the sections that the case's counts are under: what no count can read makes no difference. A date that `selects_edition` of the
    Guidelines (§1B1.11) also changes the law on the first day of each of them.
    """
    changes = {*_changes(clock, statutes), *((edition.on for edition in editions() if edition.is_encoded) if selects_edition else ())}
    return OpenFact(key, path, span.text, (span.first, *sorted(day for day in changes if span.first < day <= span.last)))


def _path(row: FactRow, name: str) -> str:
    amount = name in ("milligrams_found", "charged_milligrams", "plants", "dosage_units", "milliliters")
    part = {
        "loss_dollars": "loss",
        "victim_count": "victims",
        **AMOUNTS_BY_FIELD,
        "prior_sentenced_on": "sentenced",
        "prior_released_on": "released",
        "offense_began_on": "offense.began",
        "prior_offense_on": "offense_date",
        "prior_arrested_on": "arrested",
        "born_on": "person.born",
        "first_removal_on": "criminal_history.first_removal_ordered",
    }.get(name, name)
    return f"{row.path}.{'amount' if amount else part}".lstrip(".")


def _days(span: Span) -> tuple[FactValue, ...]:
    """Both ends: whether a day falls within a window changes once at most along a span."""
    ends = [day for day in (span.low, span.high) if isinstance(day, date)]
    return tuple(dict.fromkeys(ends))


def _amounts(row: FactRow, name: str, span: Span, is_mixture: bool) -> tuple[FactValue, ...]:
    """Both ends and each threshold between; in a mixture also the amount just below a threshold, where the law of crack mixtures can fall."""
    low = span.low if isinstance(span.low, Fraction) else Fraction(_SMALLEST)
    before = (_SMALLEST, 0) if is_mixture else (0,)
    steps = [threshold - less for threshold in _thresholds(row, name) for less in before]
    between = [step for step in steps if low < step and _reaches(span, step)]
    high = span.high if isinstance(span.high, Fraction) else None
    top = [] if high is None else [high - _SMALLEST if span.high_is_exclusive and high - _SMALLEST > low else high]
    return tuple(_number(value) for value in dict.fromkeys(sorted([low, *map(Fraction, between), *top])))


def _reaches(span: Span, step: int) -> bool:
    if not isinstance(span.high, Fraction):
        return True
    return step < span.high if span.high_is_exclusive else step <= span.high


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _thresholds(row: FactRow, name: str) -> list[int]:
    """Every threshold in any edition of the row's drug, or of the loss and victim tables, so that no band between the bounds is missed."""
    if name in _PLAIN_TABLES:
        return _plain_thresholds(_PLAIN_TABLES[name], _with_successors(str(row.facts.get("guideline"))))
    drug = row.facts.get("drug")
    found: set[int] = set()
    for id in _QUANTITY_TABLES.get(row.level, ()):
        series = law_book().family(id).members.get(drug if isinstance(drug, str) else None)
        for entry in series.entries if series else ():
            if isinstance(entry.payload, Ladder):
                found.update(entry.payload.thresholds)
    return sorted(found)


@cache
def _with_successors(guideline: str) -> tuple[str, ...]:
    """A guideline and those that took its place."""
    series = law_book().family("ussg.succeeded_by").members.get(guideline)
    return (guideline, *(str(entry.payload) for entry in (series.entries if series else ())))


@cache
def _plain_thresholds(id: str, guidelines: tuple[str, ...]) -> list[int]:
    """The least whole number that meets each threshold of the guidelines' tables: one more than a threshold that must be exceeded."""
    members = law_book().family(id).members
    of_these = (series for key, series in members.items() if str(key).partition("/")[0] in guidelines)
    payloads = (entry.payload for series in of_these for entry in series.entries)
    ladders = [payload for payload in payloads if isinstance(payload, Ladder)]
    return sorted({threshold + (1 if ladder.strict else 0) for ladder in ladders for threshold in ladder.thresholds})


@cache
def _changes(clock: str, statutes: frozenset[str]) -> tuple[date, ...]:
    """Every day on which a law value on this clock changes that counts under these statutes can read."""
    book = law_book()
    days = {
        entry.from_on
        for id in book.ids()
        for key, series in book.family(id).members.items()
        if _can_be_read(id, key, statutes)
        for entry in series.entries
        if entry.clock == clock
    }
    return tuple(sorted(days))


def _can_be_read(id: str, key: str | None, statutes: frozenset[str]) -> bool:
    """Whether a value of a statute bears on one of these sections; values that are of no one section always may."""
    if id in ("usc.term", "usc.consecutive"):
        return section_parts((key or "").split("/")[0])[0] in statutes
    parts = id.split(".")
    if parts[0] != "usc" or len(parts) < 3 or not parts[1].isdigit():
        return True
    section = f"{parts[1]} U.S.C. § {parts[2].removesuffix('c') if parts[2] == '924c' else parts[2]}"
    return section in statutes or parts[2] in ("3553f", "3559", "3583")
