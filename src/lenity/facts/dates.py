"""Dates that may be known only to the year or the month."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date

EARLIEST_YEAR = 1900
LATEST_YEAR = 2199

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
_AMERICAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\Z", re.ASCII)
_EXPECTED = "a date such as 2006-03-21, a month 2006-03 or a year 2006"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, or the span of days that a year or a month leaves open.

    `first` and `last` are the first and last day it can be; they are equal when the day is known.
    """

    first: date
    last: date
    text: str = field(compare=False)

    @classmethod
    def parse(cls, value: object) -> PartialDate:
        """Read `1997`, `1997-03` or `1997-03-21` (a year may be a whole number).

        Raises ValueError, with the remedy, for anything else and for days that no calendar has.
        """
        if isinstance(value, PartialDate):
            return value
        if type(value) is date:
            return cls.of(value)
        if type(value) is int:
            value = str(value)
        if not isinstance(value, str):
            raise ValueError(f"expected {_EXPECTED}")
        match = _ISO.match(value.strip())
        if match is None:
            raise ValueError(f"expected {_EXPECTED}{_american_remedy(value.strip())}")
        return cls._from_parts(match, value.strip())

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The date of a day that is known."""
        return cls(day, day, day.isoformat())

    @classmethod
    def _from_parts(cls, match: re.Match[str], text: str) -> PartialDate:
        year = int(match[1])
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise ValueError(f"the year {year} is outside {EARLIEST_YEAR}–{LATEST_YEAR}; check the date")
        try:
            if match[3] is not None:
                return cls.of(date(year, int(match[2]), int(match[3])))
            if match[2] is None:
                return cls(date(year, 1, 1), date(year, 12, 31), text)
            month = int(match[2])
            first = date(year, month, 1)
        except ValueError:
            raise ValueError(f"no calendar has the day {text}; expected {_EXPECTED}") from None
        return cls(first, date(year, month, calendar.monthrange(year, month)[1]), text)

    @property
    def is_exact(self) -> bool:
        """Whether the day itself is known."""
        return self.first == self.last

    @property
    def day(self) -> date | None:
        """The day, or None where only a span is known."""
        return self.first if self.is_exact else None

    def surely_before(self, other: PartialDate | date) -> bool:
        """Whether every day that this can be lies before every day that the other can be."""
        return self.last < _first(other)

    def surely_after(self, other: PartialDate | date) -> bool:
        """Whether every day that this can be lies after every day that the other can be."""
        return self.first > _last(other)

    def is_before(self, other: PartialDate | date) -> bool | None:
        """Whether this comes before the other; None where their spans leave it open."""
        if self.last < _first(other):
            return True
        return False if self.first >= _last(other) else None

    def __str__(self) -> str:
        return self.text


def _first(day: PartialDate | date) -> date:
    return day.first if isinstance(day, PartialDate) else day


def _last(day: PartialDate | date) -> date:
    return day.last if isinstance(day, PartialDate) else day


def _american_remedy(text: str) -> str:
    match = _AMERICAN.match(text)
    if match is None:
        return ""
    return "; write the year first, then month and day, as YYYY-MM-DD"
