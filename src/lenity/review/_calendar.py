"""The calendar of the Guidelines: which text was in force on a day, which is the newest that is encoded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from lenity.facts.citations import section_parts
from lenity.law import law_book


@dataclass(frozen=True, slots=True)
class Edition:
    """A text of the Guidelines by its effective date."""

    on: date
    label: str
    is_encoded: bool
    cite: str


@cache
def editions() -> tuple[Edition, ...]:
    """Every text of the Guidelines, oldest first."""
    rows = law_book().register("ussg.editions")
    return tuple(sorted((Edition(date.fromisoformat(row["date"]), row["label"], row["encoded"], row["cite"]) for row in rows), key=lambda one: one.on))


def edition_in_force(day: date) -> Edition:
    """The text in force on a day; where it is not encoded, the newest one before it that is.

    Raises:
        LookupError: the day is before the Guidelines.
    """
    known = [edition for edition in editions() if edition.on <= day and edition.is_encoded]
    if not known:
        raise LookupError(f"no Guidelines were in force on {day}")
    return known[-1]


def unread_edition(day: date) -> Edition | None:
    """A text that was in force on a day but is not encoded, if there is one."""
    newest = next((edition for edition in reversed(editions()) if edition.on <= day), None)
    return None if newest is None or newest.is_encoded else newest


@cache
def first_day_of(statute: str | None) -> date | None:
    """The first day on which an offense under this provision could be committed, as far as the law files tell: before it, no count can be under it."""
    parts = section_parts(statute or "")
    forms = ["".join(parts[:end]) for end in range(len(parts), 0, -1)]
    days = []
    for id, form in (("usc.term", forms[0]), *(("usc.designated", form) for form in forms)):
        series = law_book().family(id).members.get(form)
        entry = next((one for one in series.entries if one.clock == "offense_ended_on" and one.payload is not None), None) if series else None
        if entry is not None:
            days.append(entry.from_on)
    return max(days, default=None)
