"""Dates as documents write them: `March 21, 2006`, `06/04/2009`, `22nd day of January … two thousand twenty-five`, `1997`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lenity.intake._numbers import WORDS, in_words

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:19[4-9]\d|20\d\d)"
_DAY = r"(?:\d{1,2})(?:st|nd|rd|th)?"
DATE = (
    rf"(?:{MONTH}\s{_DAY},?\s(?:of\s)?{_YEAR}|{_DAY}\s(?:day\s)?(?:of\s)?{MONTH},?\s{_YEAR}|{MONTH},?\s(?:of\s)?{_YEAR}"
    rf"|\d{{1,2}}/\d{{1,2}}/(?:{_YEAR}|\d\d)\b|{_YEAR}-\d\d-\d\d|\b{_YEAR}\b(?!-))"
)
"""A day, a month or a year; `day` reads it."""
WRITTEN_OUT = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{WORDS}|[a-z]+(?:-[a-z]+)?)\sday\sof\s{MONTH},?\s(?:in\sthe\syear\s(?:of\sour\sLord\s)?)?(?:{_YEAR}|{WORDS})"
"""A day as warrants write it out: `22nd day of January in the Year of our Lord two thousand twenty-five`."""

_MONTH_DAY_YEAR = re.compile(rf"(?P<m>{MONTH})\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?:of\s)?(?P<y>{_YEAR})\Z", re.IGNORECASE)
_DAY_MONTH_YEAR = re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:day\s)?(?:of\s)?(?P<m>{MONTH}),?\s(?P<y>{_YEAR})\Z", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"(?P<m>{MONTH}),?\s(?:of\s)?(?P<y>{_YEAR})\Z", re.IGNORECASE)
_FIGURES = re.compile(rf"(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}})/(?P<y>{_YEAR}|\d\d)\Z")
_ISO = re.compile(rf"(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)\Z")
_LONG = re.compile(
    rf"(?P<d>[a-z0-9-]+(?:\s[a-z]+)?)\sday\sof\s(?P<m>{MONTH}),?\s(?:in\sthe\syear\s(?:of\sour\sLord\s)?)?(?P<y>{_YEAR}|{WORDS})\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date found at `text[start:end]`, in ISO 8601: `2006-03-21`, `2006-03` or `2006`."""

    value: str
    start: int
    end: int

    @property
    def is_day(self) -> bool:
        return len(self.value) == 10


def day(text: str) -> str | None:
    """The date in ISO 8601 (a month or a year where no more is said); None where there is no such day.

    >>> day("March 21, 2006"), day("06/04/2009"), day("Sept. 2000"), day("1997"), day("February 30, 2001")
    ('2006-03-21', '2009-06-04', '2000-09', '1997', None)
    >>> day("22nd day of January in the Year of our Lord two thousand twenty-five")
    '2025-01-22'
    """
    text = " ".join(text.split())
    if re.fullmatch(_YEAR, text):
        return text
    for pattern in (_MONTH_DAY_YEAR, _DAY_MONTH_YEAR, _FIGURES, _ISO):
        match = pattern.match(text)
        if match:
            return _iso(match["y"], _month(match["m"]), int(match["d"]))
    month = _MONTH_YEAR.match(text)
    if month:
        return f"{month['y']}-{_month(month['m']):02d}"
    long = _LONG.match(text)
    if long:
        year = int(long["y"]) if long["y"].isdigit() else in_words(long["y"])
        in_figures = re.match(r"\d{1,2}", long["d"])
        number = int(in_figures[0]) if in_figures else in_words(long["d"])
        return _iso(str(year), _month(long["m"]), number) if year and number else None
    return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3].lower()) + 1


def _iso(year: str, month: int, number: int) -> str | None:
    if len(year) == 2:
        year = f"{'19' if int(year) > 50 else '20'}{year}"
    try:
        return date(int(year), month, number).isoformat()
    except ValueError:
        return None
