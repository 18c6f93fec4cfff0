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
    for end in range(len(parts), 0, -1):
        found = _named("".join(parts[:end]), on)
        if found:
            return found
    return ()


def guidelines_named_now(statute: str | None) -> tuple[str, ...]:
    """The guidelines that the newest Appendix A names for a statute; empty where it names none."""
    return guidelines_of(statute, date.max)


def candidates_of(statute: str | None, on: date) -> tuple[str, ...]:
    """Those guidelines; for a statute cited without the subsection that the index goes by, all that it names for any of its subsections."""
    found = guidelines_of(statute, on)
    if found or statute is None:
        return found
    inner = (_named(key, on) for key in law_book().family("ussg.appendix_a").members if key is not None and key.startswith(f"{statute}("))
    return tuple(sorted({one for named in inner for one in named}))


def _named(provision: str, on: date) -> tuple[str, ...]:
    named = _on("ussg.appendix_a", provision, on)
    return () if named is None else tuple(named.split(", "))


def fitting(count: FactRow, on: date) -> tuple[str, ...]:
    """The guidelines of a count: those of its statute, narrowed by those of what an inchoate count aimed at.

    A stipulation of a plea agreement that specifically establishes a more serious offense takes the statute's place (§1B1.2(a)).
    """
    stipulated = _text(count.facts.get("stipulated"))
    if stipulated is not None:
        return guidelines_of(stipulated, on)
    of_statute, of_object = (guidelines_of(_text(count.facts.get(name)), on) for name in ("statute", "object"))
    both = tuple(one for one in of_statute if one in of_object)
    return both or of_statute


def with_alternative_of_statute(top: FactRow, row: FactRow, record_edition_on: date, on: date) -> FactRow:
    """The entry with the alternative of its base level that the statutes of its counts decide, where the case names none."""
    guideline = str(row.facts.get("guideline"))
    listed = [one for one in row.below if one.level == "conduct_adjustment" and one.facts["guideline"] == guideline]
    names = [_on("ussg.designation", str(one.facts["section"]), record_edition_on) for one in listed]
    is_named = any(name is not None and _on(id, name, on) is not None for name in names for id in ("ussg.base", "ussg.base_from"))
    given = ("alternative_open", "found_base_offense_level", "found_offense_level")
    if is_named or any(row.facts.get(name) is not None for name in given):
        return row
    found = [_alternative(guideline, one, on) for one in own_counts(top, row)]
    levels = {name: _on("ussg.base", name, on) for name in found if name is not None}
    if not found or None in found or None in levels.values():
        return row
    return replace(row, facts={**row.facts, "alternative_open": max(levels, key=lambda name: int(levels[name] or 0))})


def own_counts(top: FactRow, row: FactRow) -> list[FactRow]:
    """The counts that an entry names; all where it is the only entry and names none."""
    named = row.facts.get("counts_named")
    counts = [one for one in top.below if one.level == "count"]
    if isinstance(named, str):
        numbers = set(named.split(","))
        return [one for one in counts if str(one.facts.get("count_number")) in numbers]
    return counts if sum(len(one.below) for one in top.below if one.level == "group") == 1 else []


def _alternative(guideline: str, count: FactRow, on: date) -> str | None:
    parts = section_parts(_text(count.facts.get("statute")) or "")
    forms = ("".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((found for form in forms if (found := _on("ussg.alternative_by_statute", f"{guideline} {form}", on)) is not None), None)


def _on(id: str, key: str, on: date) -> str | None:
    series = law_book().family(id).members.get(key)
    entry = series.on(lambda clock: on) if series is not None else None
    return None if entry is None or entry.payload is None else str(entry.payload)


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
