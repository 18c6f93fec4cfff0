"""What the arithmetic, the comparisons and the dates of the vocabulary compute: one definition for both readers."""

from __future__ import annotations

import calendar
import operator
from collections.abc import Callable, Mapping
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Any

ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
}
COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


_EPOCH = date(1970, 1, 1)
CALENDAR_DAYS = ((date.min - _EPOCH).days, (date.max - _EPOCH).days)
"""The first and the last day of the calendar, counted from the epoch: what lies outside is not known."""
CALENDAR_MONTHS = (MINYEAR * 12 + 1, MAXYEAR * 12 + 12)
"""Its first and last month, counted as twelve a year."""


def shifted(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def months_later(day: date, months: int) -> date | None:
    """The same day so many months later, the month's last where it has no such day; None past the calendar's end."""
    end = day.year * 12 + day.month + months
    if not CALENDAR_MONTHS[0] <= end <= CALENDAR_MONTHS[1]:
        return None
    year, month = divmod(end - 1, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def days_later(day: date, days: int) -> date | None:
    """So many days later; None past the calendar's end."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
