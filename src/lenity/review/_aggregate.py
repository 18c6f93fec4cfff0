"""Entries of one group whose guideline measures an aggregate amount, read as one entry with the amounts added (§3D1.3(b))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

from lenity.facts.levels import FactRow, FactValue, Span
from lenity.facts.tables import AMOUNTS_BY_FIELD, merged_drugs
from lenity.law import law_book


def aggregated(top: FactRow) -> FactRow:
    """The case with the entries of each group that share such a guideline made one.

    Drugs and losses are added. How many victims two entries have in common is not known: their number is between the larger and the sum.
    """
    return replace(top, below=tuple(_group(row) if row.level == "group" else row for row in top.below))


def aggregated_paths(top: FactRow) -> list[list[str]]:
    """The paths of the entries that are read as one, a list for each group that has such."""
    groups = [row for row in top.below if row.level == "group"]
    within = [same for row in groups for same in _sets(row) if len(same) > 1]
    across = [_of_several_types(row.below) for row in groups]
    return [[one.path for one in same] for same in [*within, *(alike for alike in across if alike)]]


def ungrouped(top: FactRow, on: date) -> list[tuple[str, list[str]]]:
    """The guidelines that the edition lists as grouped (§3D1.2(d)) of which several groups have an entry, with the paths of those entries."""
    listed = law_book().family("ussg.3D1.2.listed").members
    found: dict[str, dict[int, str]] = {}
    for at, group in enumerate(row for row in top.below if row.level == "group"):
        for row in group.below:
            series = listed.get(str(row.facts.get("guideline")))
            entry = series.on(lambda clock: on) if series is not None else None
            if entry is not None and entry.payload == "grouped":
                found.setdefault(str(row.facts["guideline"]), {}).setdefault(at, row.path)
    return [(guideline, list(paths.values())) for guideline, paths in found.items() if len(paths) > 1]


@cache
def _measured_by_aggregate() -> frozenset[str]:
    return frozenset(row["name"] for row in law_book().register("ussg.3D1.2.aggregate"))


def _group(group: FactRow) -> FactRow:
    return replace(group, below=_with_the_total(tuple(_one(same) if len(same) > 1 else same[0] for same in _sets(group))))


@cache
def _of_one_type() -> frozenset[str]:
    return frozenset(row["name"] for row in law_book().register("ussg.3D1.2.same_type"))


def _of_several_types(rows: Sequence[FactRow]) -> list[FactRow]:
    """The entries under different guidelines of one general type, whose amounts are one total (§3D1.3(b)); empty where all are under one guideline."""
    alike = [row for row in rows if row.facts.get("guideline") in _of_one_type() and _amount_of(row) == "loss_dollars"]
    return alike if len({row.facts.get("guideline") for row in alike}) > 1 else []


def _with_the_total(rows: tuple[FactRow, ...]) -> tuple[FactRow, ...]:
    """The entries of a group, those of one general type each with the total of all their amounts; the greatest level of them then holds."""
    alike = _of_several_types(rows)
    total = _total([_ends(row, "loss_dollars") for row in alike], is_shared=False) if alike else None

    def with_total(row: FactRow) -> FactRow:
        facts, spans = dict(row.facts), {name: span for name, span in row.spans.items() if name != "loss_dollars"}
        _set(facts, spans, "loss_dollars", total)
        return replace(row, facts=facts, spans=spans)

    return tuple(with_total(row) if any(row is one for one in alike) else row for row in rows)


def _sets(group: FactRow) -> list[list[FactRow]]:
    """The entries of a group, those that are added up together."""
    sets: list[list[FactRow]] = []
    for row in group.below:
        same = next((one for one in sets if _adds_up(one[0], row)), None)
        if same is None:
            sets.append([row])
        else:
            same.append(row)
    return sets


def _adds_up(one: FactRow, other: FactRow) -> bool:
    guideline = one.facts.get("guideline")
    return guideline == other.facts.get("guideline") and guideline in _measured_by_aggregate() and _amount_of(one) == _amount_of(other) != ""


def _amount_of(row: FactRow) -> str:
    """What the level of an entry is measured by; an empty text where the record gives a level only, or nothing."""
    if row.aside or row.facts.get("found_offense_level") is not None:
        return ""
    if row.facts.get("drug_listed"):
        return "drugs"
    named = ("loss_dollars", *AMOUNTS_BY_FIELD)
    return next((name for name in named if row.facts.get(name) is not None or name in row.spans), "")


def _one(rows: list[FactRow]) -> FactRow:
    first = rows[0]
    drugs = merged_drugs([below for row in rows for below in row.below if below.level == "drug"])
    sections = {str((below.facts["section"], below.facts["levels_given"])): below for row in rows for below in row.below if below.level == "conduct_adjustment"}
    facts: dict[str, FactValue] = {**first.facts, "found_base_offense_level": None, "counts_named": _joined([row.facts.get("counts_named") for row in rows])}
    spans = {name: span for name, span in first.spans.items() if name not in ("loss_dollars", "victim_count", *AMOUNTS_BY_FIELD)}
    for name, is_shared in (("loss_dollars", False), ("victim_count", True), *((name, False) for name in AMOUNTS_BY_FIELD)):
        _set(facts, spans, name, _total([_ends(row, name) for row in rows], is_shared=is_shared))
    base = next((row.facts["base_section"] for row in rows if row.facts.get("base_section") is not None), None)
    return replace(first, facts={**facts, "base_section": base}, spans=spans, below=(*drugs, *sections.values()))


def _joined(counts: list[FactValue]) -> str | None:
    named = [str(one) for one in counts if one is not None]
    return ",".join(named) if len(named) == len(counts) else None


def _ends(row: FactRow, name: str) -> Span | None:
    value = row.facts.get(name)
    if value is None:
        return row.spans.get(name)
    exact = Fraction(str(value))
    return Span(exact, exact, text=str(value))


def _total(spans: list[Span | None], *, is_shared: bool) -> Span | None:
    """The sum of amounts; of what the entries may have in common, from the largest to the sum. None where one is not known."""
    known = [span for span in spans if span is not None]
    if len(known) < len(spans):
        return None
    lows = [span.low for span in known if isinstance(span.low, Fraction)]
    highs = [span.high for span in known if isinstance(span.high, Fraction)]
    low = None if len(lows) < len(known) else max(lows) if is_shared else sum(lows, Fraction(0))
    high = None if len(highs) < len(known) else sum(highs, Fraction(0))
    text = " and ".join(span.text for span in known)
    return Span(low, high, any(span.low_is_exclusive for span in known), any(span.high_is_exclusive for span in known), text)


def _set(facts: dict[str, FactValue], spans: dict[str, Span], name: str, span: Span | None) -> None:
    facts.pop(name, None)
    if span is None:
        return
    if isinstance(span.low, Fraction) and span.low == span.high:
        facts[name] = int(span.low) if span.low.denominator == 1 else float(span.low)
    else:
        spans[name] = span
