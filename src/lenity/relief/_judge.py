"""What the case and the day say to each listed amendment alike, and what of the law of a reduction is read on that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lenity.engine import UNBOUNDED, in_words
from lenity.facts import CaseFile, Term
from lenity.law import law_book
from lenity.relief._amended import Range
from lenity.review import Recomputation, Recomputed


@dataclass(frozen=True, slots=True)
class Judge:
    """The case, the day of the order, the range that was applied, and the terms that may be in force (None among them where one is not known)."""

    case: CaseFile
    on: date
    applied: Recomputed
    recomputation: Recomputation
    original: Term | None
    in_force: frozenset[Term | None]
    served_months: int | None


def law_switch(name: str, on: date) -> bool:
    """Whether a yes-no question of the law of relief is answered yes on a day."""
    entry = law_book().family("relief.switch").members[name].on(lambda clock: on)
    return entry is not None and entry.payload is True


def law_months(name: str, on: date) -> int | None:
    """A number of months of the law of relief on a day; None where it has none."""
    entry = law_book().family("relief.months").members[name].on(lambda clock: on)
    return entry.payload if entry is not None and isinstance(entry.payload, int) else None


def below_range_rule(on: date) -> str:
    """To whom the policy statement of the day leaves less than the amended minimum."""
    entry = law_book().family("relief.below_range").members[None].on(lambda clock: on)
    return str(entry.payload) if entry is not None else "nobody"


def guideline_range(found: Recomputed) -> Range:
    """The range of Chapters Four and Five, before the statute."""
    return Range(found.whole("guideline_minimum_months"), found.whole("guideline_maximum_months"))


def range_in_words(range: Range) -> str:
    """A range of months in words."""
    if range.low is None or range.high is None:
        return "a range not known"
    if range.low == range.high:
        return in_words(range.low, "month")
    return f"{range.low} months to life" if range.high >= UNBOUNDED else f"{range.low} to {range.high}"
