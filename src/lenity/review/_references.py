"""What an entry of conduct takes from elsewhere: the level of the offense that its guideline refers to (§1B1.5), and the maximum of its own counts.

The offense referred to is the entry's `underlying` one; where the case gives none, it is the one guideline that the section cited leads to, or of which
other sections are listed. It is read by the same rules as any entry, on its own, and its level becomes a fact of the entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Protocol

from lenity.engine import CaseReader, Row
from lenity.facts.levels import FactRow, FactValue
from lenity.facts.tables import AMOUNTS_BY_FIELD
from lenity.law import law_book
from lenity.review._statutory_index import with_alternative_of_statute, with_guideline

_OF_OTHERS = frozenset({"2X1.1", "2X2.1", "2X3.1", "2X4.1"})
"""Guidelines that only say how the level of another offense is taken."""
_BY_RULE = frozenset({"object_offense", "underlying_offense", "underlying offense", "2D1.1", "2D1.1(c)", "2D1.11"})
"""Sources of a level that the rules work out themselves where the entry lists drugs."""
_GUIDELINE = re.compile(r"2[A-Z][0-9]+\.[0-9]+")
_DEEPEST = 3
Facts = dict[str, FactValue]


class Evaluated(Protocol):
    """A pass over a case: its rows, and those of offenses that were read on their own."""

    @property
    def row(self) -> Row: ...
    @property
    def referred(self) -> tuple[Row, ...]: ...


Evaluate = Callable[[FactRow], Evaluated]


@dataclass(frozen=True, slots=True)
class _Law:
    """The law files at the edition that the court used and at that of the pass."""

    record_edition_on: date
    edition_on: date

    def cited(self, id: str, key: str) -> str | None:
        return self._at(id, key, self.record_edition_on)

    def now(self, id: str, key: str) -> str | None:
        return self._at(id, key, self.edition_on)

    def _at(self, id: str, key: str, day: date) -> str | None:
        series = law_book().family(id).members.get(key)
        entry = series.on(lambda clock: day) if series is not None else None
        return None if entry is None or entry.payload is None else str(entry.payload)


def resolved(top: FactRow, record_edition_on: date, edition_on: date, evaluate: Evaluate, reader: CaseReader) -> tuple[FactRow, tuple[Row, ...]]:
    """The case with what its entries take from elsewhere filled in, and the rows of the offenses that were read for it."""
    law = _Law(record_edition_on, edition_on)
    rows: list[Row] = []

    def conduct(row: FactRow) -> FactRow:
        guided = with_alternative_of_statute(top, with_guideline(top, row, edition_on), record_edition_on, edition_on)
        filled = _with_own_maximum(top, guided, evaluate, reader)
        if filled.facts.get("guideline") in _OF_OTHERS:
            filled = _with_alternative(filled, _source_of(filled, law), law)
        found = _referred(filled, law) if row.path.count(".underlying") < _DEEPEST else None
        if found is None:
            return filled
        if len(row.aside) > 1:
            return _with_predicates(top, found[0], row.aside, evaluate, reader, rows)
        entry, other = found
        maximum = entry.facts.get("own_counts_maximum_months")
        is_object = entry.facts["guideline"] == "2X1.1" and (maximum is not None or _entries(top) == 1)
        marks: Facts = {"is_underlying": not is_object, "own_counts_maximum_months": maximum if is_object else None}
        alone = replace(other, facts={**other.facts, **marks})
        below = tuple(one for one in top.below if one.level != "group")
        outcome = evaluate(replace(top, below=(FactRow("group", "guidelines.conduct", {"conduct_listed": True}, below=(alone,)), *below)))
        read = outcome.row.below["group"][0].below["conduct"][0]
        rows.extend((read, *outcome.referred))
        taken: Facts = {
            "level_under_other_guideline": _whole(reader.read(read, "conduct_offense_level")),
            "base_under_other_guideline": _whole(reader.read(read, "reported_base_level")),
        }
        return replace(entry, facts={**entry.facts, **taken})

    groups = (replace(one, below=tuple(conduct(row) for row in one.below)) if one.level == "group" else one for one in top.below)
    return replace(top, below=tuple(groups)), tuple(rows)


def _with_predicates(top: FactRow, entry: FactRow, predicates: tuple[FactRow, ...], evaluate: Evaluate, reader: CaseReader, rows: list[Row]) -> FactRow:
    """The entry with the level of several underlying offenses, each as if in a count of its own (§2E1.1 comment. (n.1)).

    Chapter Three, Parts A to C, counts once, for the entry: its levels are taken off the combined level, and where they differ that is not known.
    """
    alone = (replace(one, facts={**one.facts, "is_underlying": True, "own_counts_maximum_months": None}) for one in predicates)
    groups = tuple(FactRow("group", "guidelines.conduct", {"conduct_listed": True}, below=(one,)) for one in alone)
    outcome = evaluate(replace(top, below=(*groups, *(one for one in top.below if one.level != "group"))))
    read = [group.below["conduct"][0] for group in outcome.row.below["group"]]
    rows.extend((*read, *outcome.referred))
    combined = [_whole(reader.read(outcome.row, name)) for name in ("highest_group_level", "multiple_count_increase")]
    levels = [(_whole(reader.read(one, "adjusted_offense_level")), _whole(reader.read(one, "conduct_offense_level"))) for one in read]
    above = {after - before for after, before in levels if after is not None and before is not None}
    is_known = None not in combined and len(above) == 1 and all(None not in pair for pair in levels)
    level = sum(one for one in combined if one is not None) - above.pop() if is_known else None
    return replace(entry, facts={**entry.facts, "level_under_other_guideline": level, "base_under_other_guideline": None})


def _entries(top: FactRow) -> int:
    return sum(len(one.below) for one in top.below if one.level == "group")


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


# the counts of an entry


def _with_own_maximum(top: FactRow, row: FactRow, evaluate: Evaluate, reader: CaseReader) -> FactRow:
    """The entry with the highest maximum of the counts that it names, where it names any and is not the only entry."""
    named = row.facts.get("counts_named")
    facts = {name: value for name, value in row.facts.items() if name != "counts_named"}
    if not isinstance(named, str) or _entries(top) < 2:
        return replace(row, facts=facts)
    numbers = set(named.split(","))
    alone = evaluate(replace(top, below=tuple(one for one in top.below if one.level == "count"))).row
    own = [one for one in alone.below.get("count", []) if str(one.values["count_number"]) in numbers]
    maximums = [_whole(reader.read(one, "count_maximum_months")) for one in own]
    known = [one for one in maximums if one is not None]
    return replace(row, facts={**facts, "own_counts_maximum_months": max(known) if known and len(known) == len(maximums) else None})


# which offense is referred to


def _referred(row: FactRow, law: _Law) -> tuple[FactRow, FactRow] | None:
    """The entry less what belongs to the other offense, and that offense; None where nothing says which it is."""
    sections = [one for one in row.below if one.level == "conduct_adjustment" and one.facts["chapter"] == 2]
    target = _cross_reference(sections, law)
    guideline = str(row.facts.get("guideline"))
    source = _source_of(row, law)
    if row.aside:
        other = row.aside[0]
        if target in _OF_OTHERS and other.facts.get("guideline") != target:
            other = FactRow("conduct", f"{row.path}.underlying", _plain_facts(row, target, has_drugs=False), aside=(other,))
        return _with_alternative(row, source, law), other
    if target is None and (source is None or not source.guideline):
        return None
    has_drugs = bool(row.facts.get("drug_listed"))
    if has_drugs and (target == "2D1.1" or (target is None and source is not None and source.guideline in _BY_RULE)):
        return None
    named = _named(target, source, {str(one.facts["guideline"]) for one in sections} - {guideline}, has_drugs)
    return None if named is None else _parted(row, guideline, named)


def _named(target: str | None, source: _Source | None, foreign: set[str], has_drugs: bool) -> str | None:
    """The guideline referred to: the one that the section names, else the one other guideline of which sections or drugs are listed."""
    for one in (target, source.guideline if source else None):
        if one is not None and _GUIDELINE.fullmatch(one):
            return one
    if len(foreign) == 1:
        return next(iter(foreign))
    return "2D1.1" if has_drugs and not foreign else None


def _cross_reference(sections: list[FactRow], law: _Law) -> str | None:
    """The guideline that a cross reference listed leads to, where it names only one; of several, the one of which sections are listed."""
    for one in sections:
        cited = str(one.facts["section"])
        target = law.cited("ussg.referred_to", cited)
        if target is not None and not law.cited("ussg.referred_to_several", cited):
            return target
        if target is not None:
            return next((str(other.facts["guideline"]) for other in sections if other.facts["guideline"] != one.facts["guideline"]), None)
    return None


@dataclass(frozen=True, slots=True)
class _Source:
    """An alternative that takes its level from another offense, and from where; an empty text where it is not known that this one applies."""

    alternative: str
    guideline: str


def _source_of(row: FactRow, law: _Law) -> _Source | None:
    """The alternative of the base offense level that takes it from another offense: listed, taken as applied, or the only one that there is."""
    guideline = str(row.facts.get("guideline"))
    sections = [one for one in row.below if one.level == "conduct_adjustment" and one.facts["chapter"] == 2]
    listed = {law.cited("ussg.designation", str(one.facts["section"])) for one in sections}
    sole = law.now("ussg.sole_alternative", guideline)
    found = [(name, source) for name in _from_elsewhere(guideline) if (source := law.now("ussg.base_from", name)) is not None and "(" not in source]
    resting = [(name, source) for name, source in found if law.now("ussg.tax_table", source) is None]
    for name, source in resting:
        if name in listed or name in (sole, row.facts.get("alternative_open")):
            return _Source(name, source)
    return _Source(resting[0][0], "") if resting else None


@cache
def _from_elsewhere(guideline: str) -> tuple[str, ...]:
    return tuple(name for name in law_book().family("ussg.base_from").members if name is not None and name.startswith(f"{guideline}/"))


def _with_alternative(row: FactRow, source: _Source | None, law: _Law) -> FactRow:
    """The entry with the alternative that takes its level from the underlying offense, where the case names none."""
    sections = [one for one in row.below if one.level == "conduct_adjustment" and one.facts["guideline"] == row.facts.get("guideline")]
    names = [law.cited("ussg.designation", str(one.facts["section"])) or "" for one in sections]
    is_named = any(law.now(id, name) is not None for name in names for id in ("ussg.base", "ussg.base_from"))
    if source is None or is_named or row.facts.get("alternative_open") is not None:
        return row
    return replace(row, facts={**row.facts, "alternative_open": source.alternative})


def _plain_facts(row: FactRow, guideline: str | None, *, has_drugs: bool) -> Facts:
    kept: Facts = {name: row.facts.get(name) for name in ("loss_dollars", "victim_count", *AMOUNTS_BY_FIELD)}
    return {
        **kept,
        "guideline": guideline,
        "drug_listed": has_drugs,
        "conduct_adjustment_listed": row.facts.get("conduct_adjustment_listed"),
        "gives_only_level": False,
    }


def _parted(row: FactRow, guideline: str, named: str) -> tuple[FactRow, FactRow]:
    """The entry and the offense referred to, each with the sections of its own guideline; Chapter Three counts for the entry and caps the other."""

    def is_foreign(one: FactRow) -> bool:
        return one.level == "conduct_adjustment" and one.facts["chapter"] == 2 and one.facts["guideline"] != guideline

    of_three = tuple(one for one in row.below if one.level == "conduct_adjustment" and one.facts["chapter"] == 3)
    drugs = tuple(one for one in row.below if one.level == "drug")
    foreign = tuple(one for one in row.below if is_foreign(one))
    facts = _plain_facts(row, named, has_drugs=bool(row.facts.get("drug_listed")))
    other = FactRow("conduct", f"{row.path}.underlying", facts, dict(row.spans), below=(*drugs, *foreign, *of_three))
    return replace(row, below=tuple(one for one in row.below if not is_foreign(one))), other


def references_of(row: FactRow, record_edition_on: date) -> tuple[str, ...]:
    """The guidelines that a cross reference listed names, where it names several and each by its number; empty otherwise."""
    day = record_edition_on.isoformat()
    for one in row.below:
        guideline, section = str(one.facts.get("guideline")), str(one.facts.get("section"))
        id = f"ussg.{guideline}.cross_reference"
        if one.level != "conduct_adjustment" or id not in law_book().registers():
            continue
        for reference in law_book().register(id):
            stands = f"{guideline}{reference['designation']}" == section and reference["from"] <= day <= reference.get("until", "9999")
            if stands and len(reference["to"]) > 1 and all(_GUIDELINE.fullmatch(to) for to in reference["to"]):
                return tuple(reference["to"])
    return ()


class _Days(Protocol):
    """The editions of a pass."""

    @property
    def record_edition_on(self) -> date: ...
    @property
    def edition_on(self) -> date: ...


def rests_on_points(row: FactRow, days: _Days) -> bool:
    """Whether a section of the entry adds levels by whether a prior conviction receives points, and the case does not say how many."""
    law = _Law(days.record_edition_on, days.edition_on)
    return any(
        (name := law.cited("ussg.designation", section) or law.cited("ussg.designation", section.rpartition("(")[0])) is not None
        and law.now("ussg.levels_if_counted", name) is not None
        for one in row.below
        if one.level == "conduct_adjustment" and one.facts["levels_given"] is None
        for section in (str(one.facts["section"]),)
    )
