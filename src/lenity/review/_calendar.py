"""The calendar of the Guidelines: which text was in force on a day, which is the newest that is encoded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

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
