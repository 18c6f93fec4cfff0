"""Terms: `240 months`, `eight-year`, `89 months and 23 days`, `life plus 25 years`, `a year and a day`, `time served`."""

from __future__ import annotations

import re

from lenity.intake._numbers import NUMBER, number

_UNIT = r"(?:months?|mos?\b\.?|mths?\b\.?|years?|yrs?\b\.?|days?|weeks?)"
_SIMPLE = rf"(?:{NUMBER}|\ba(?=\s?[- ](?:year|month|day)\b))(?:\s|-){{1,2}}(?:calendar\s|full\s)?{_UNIT}"
_LIFE = r"(?:(?:life|lifetime)(?:(?:\s(?:imprisonment|in\s(?:federal\s)?prison|without\s(?:the\spossibility\sof\s)?(?:parole|release)))*))"
_FIXED = rf"{_SIMPLE}(?:,?\s(?:and\s|plus\s)?(?:a\s(?=day)|{NUMBER}[\s-]){_UNIT})*"
TERM = rf"(?:{_LIFE}(?:,?\s(?:plus|and)\s(?:a\sconsecutive\s)?{_FIXED})?|time\s(?:already\s)?served|{_FIXED})"
"""A term as prose writes it; `term` reads it."""
_FIRST_LIFE = re.compile(_LIFE, re.IGNORECASE)
_PART = re.compile(rf"(?P<number>{NUMBER}|\ba)(?:\s|-){{1,2}}(?:calendar\s|full\s)?(?P<unit>{_UNIT})", re.IGNORECASE)
_ODD_DAY = re.compile(r"\sand\sa\sday\b", re.IGNORECASE)
_NAMES = {"m": "month", "y": "year", "d": "day", "w": "week"}


def term(text: str) -> str | None:
    """The term in the words of a case file, None where its number cannot be read.

    >>> term("twenty-five (25) years"), term("eight-year"), term("89 months and 23 days"), term("220 mos.")
    ('25 years', '8 years', '89 months and 23 days', '220 months')
    >>> term("life imprisonment"), term("life plus 25 years"), term("a year and a day"), term("time served")
    ('life', 'life plus 25 years', '1 year and 1 day', 'time served')
    """
    text = " ".join(text.split())
    if re.match(r"time\s", text, re.IGNORECASE):
        return "time served"
    life = _FIRST_LIFE.match(text)
    if life:
        rest = text[life.end() :]
        more = _fixed(rest) if re.match(r",?\s(?:plus|and)\s", rest) else None
        return f"life plus {more}" if more else "life"
    return _fixed(text)


def _fixed(text: str) -> str | None:
    parts: list[str] = []
    for part in _PART.finditer(text):
        count = 1 if part["number"].lower() == "a" else number(part["number"])
        if count is None:
            return None
        unit = _NAMES[part["unit"][0].lower()]
        if count != int(count):
            if unit != "year" or count * 12 != int(count * 12):
                return None
            count, unit = count * 12, "month"
        if unit == "week":
            count, unit = count * 7, "day"
        parts.append(f"{int(count)} {unit}{'' if count == 1 else 's'}")
    if _ODD_DAY.search(text) and parts and not parts[-1].endswith(("day", "days")):
        parts.append("1 day")
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
