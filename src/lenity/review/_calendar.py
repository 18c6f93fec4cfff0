"""From which day on an offense under a statute could be committed, and from which day on one of unknown date is supposed to have ended."""

from __future__ import annotations

from datetime import date
from functools import cache

from lenity.engine import shifted
from lenity.facts.citations import section_parts
from lenity.law import law_book


@cache
def first_day_of(statute: str | None) -> date | None:
    """The first day on which an offense under this provision could be committed, as far as the law files tell: before it, no count can be under it."""
    forms = _forms(statute or "")
    days = []
    for id, form in (("usc.term", forms[0]), *(("usc.designated", form) for form in forms)):
        series = law_book().family(id).members.get(form)
        entry = next((one for one in series.entries if one.clock == "offense_ended_on" and one.payload is not None), None) if series else None
        if entry is not None:
            days.append(entry.from_on)
    return max(days, default=None)


def first_day_supposed(statutes: frozenset[str], sentenced: date) -> date | None:
    """The first day on which an offense of unknown date is supposed to have ended: no longer before the sentence than an ordinary offense can be charged.

    None where an offense under one of the provisions may be charged at any time.
    """
    book = law_book()
    unlimited = book.family("usc.no_limit_of_time").members
    if any(form in unlimited for statute in statutes for form in _forms(statute)):
        return None
    years = book.family("usc.longest_limit_years").members[None].entries[-1].payload
    return shifted(sentenced, -int(str(years)))


def _forms(statute: str) -> list[str]:
    parts = section_parts(statute)
    return ["".join(parts[:end]) for end in range(len(parts), 0, -1)]
