"""The editions of the Guidelines by their first days: which text was in force on a day, and which of them are encoded.

>>> from datetime import date
>>> edition_in_force(date(2006, 3, 21)).on
datetime.date(2005, 11, 1)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from lenity.law._book import law_book


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


def encoded_edition(day: date) -> Edition | None:
    """The newest encoded text that was in force on a day; None before the Guidelines."""
    return next((edition for edition in reversed(editions()) if edition.on <= day and edition.is_encoded), None)


def edition_in_force(day: date) -> Edition:
    """The text in force on a day; where it is not encoded, the newest one before it that is.

    Raises:
        LookupError: the day is before the Guidelines.
    """
    found = encoded_edition(day)
    if found is None:
        raise LookupError(f"no Guidelines were in force on {day}")
    return found


def unread_edition(day: date) -> Edition | None:
    """A text that was in force on a day but is not encoded, if there is one."""
    newest = next((edition for edition in reversed(editions()) if edition.on <= day), None)
    return None if newest is None or newest.is_encoded else newest
