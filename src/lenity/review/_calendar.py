"""From which day on an offense under a statute could be committed."""

from __future__ import annotations

from datetime import date
from functools import cache

from lenity.facts.citations import section_parts
from lenity.law import law_book


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
