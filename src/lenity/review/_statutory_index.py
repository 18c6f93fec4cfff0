"""Appendix A: the guideline of an entry that names none, from the statutes of its counts (§1B1.2(a))."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lenity.facts.citations import section_parts
from lenity.facts.levels import FactRow
from lenity.law import law_book


def guidelines_of(statute: str | None, on: date) -> tuple[str, ...]:
    """The guidelines that the edition's Appendix A names for a statute, by the narrowest provision that it lists; empty where it has none or was not read."""
    parts = section_parts(statute or "")
    members = law_book().family("ussg.appendix_a").members
    for end in range(len(parts), 0, -1):
        series = members.get("".join(parts[:end]))
        entry = series.on(lambda clock: on) if series is not None else None
        if entry is not None and entry.payload is not None:
            return tuple(str(entry.payload).split(", "))
    return ()


def fitting(count: FactRow, on: date) -> tuple[str, ...]:
    """The guidelines of a count: those of its statute, narrowed by those of what an inchoate count aimed at."""
    of_statute, of_object = (guidelines_of(_text(count.facts.get(name)), on) for name in ("statute", "object"))
    both = tuple(one for one in of_statute if one in of_object)
    return both or of_statute


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def with_guideline(top: FactRow, row: FactRow, on: date) -> FactRow:
    """The entry with its guideline filled in, where it names none and the index names one and the same for each of its counts."""
    if row.facts.get("guideline") is not None:
        return row
    named = row.facts.get("counts_named")
    numbers = set(named.split(",")) if isinstance(named, str) else None
    own = [one for one in top.below if one.level == "count" and (numbers is None or str(one.facts.get("count_number")) in numbers)]
    found = {fitting(one, on) for one in own}
    only = next(iter(found)) if len(found) == 1 else ()
    return replace(row, facts={**row.facts, "guideline": only[0]}) if len(only) == 1 else row
