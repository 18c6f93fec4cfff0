"""Dates as a command line gives them. Here alone a clock is read."""

from __future__ import annotations

import re
from datetime import date

from lenity.cli._faults import UsageFault

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def today() -> date:
    """The day on which the command runs."""
    return date.today()


def day_given(text: str | None, option: str, default: date | None = None) -> date | None:
    """The day that an option names, else the default.

    Raises:
        UsageFault: it is no day, or one before the Guidelines.
    """
    if text is None:
        return default
    if _DAY.fullmatch(text.strip()) is None:
        raise UsageFault(f"{option}: {text!r} is not a day; write it as YYYY-MM-DD, such as 2025-11-01")
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise UsageFault(f"{option}: no calendar has the day {text}; check it") from None
    from lenity.facts import GUIDELINES_BEGAN

    if day < GUIDELINES_BEGAN:
        raise UsageFault(f"{option}: {day} is before the Guidelines; give a day from {GUIDELINES_BEGAN} on")
    return day
