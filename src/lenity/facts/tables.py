"""A case file as tables of facts: one tree of rows, with every reading rule of the format applied once.

Nothing here is law: names are split, lists are put where the Manual reads them, units are fixed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from lenity.facts._filling import number, set_amount, set_day, set_plain
from lenity.facts._prior_rows import prior_rows
from lenity.facts.case import CaseFile
from lenity.facts.citations import section_parts
from lenity.facts.convictions import Charged, Conviction
from lenity.facts.guidelines import Conduct, DrugQuantity, Findings, Guidelines
from lenity.facts.history import CriminalHistory
from lenity.facts.levels import FactRow, FactValue, Span
from lenity.facts.terms import LIFE_MONTHS
from lenity.facts.undischarged import undischarged_term_rows

_CATEGORIES = ("I", "II", "III", "IV", "V", "VI")
_APPLIED_PER_CONDUCT = ("2", "3A", "3B", "3C")
AMOUNTS_BY_FIELD = {
    "firearm_count": "firearms",
    "alien_count": "aliens",
    "document_count": "documents",
    "image_count": "images",
    "explosive_pounds": "explosive_pounds",
    "aggravating_factor_count": "aggravating_factors",
    "health_care_loss_dollars": "health_care_loss",
}
"""Further amounts of a conduct entry: the name of the fact, and the field that gives it."""
_BY_KIND = {"weight": "milligrams_found", "plants": "plants", "units": "dosage_units", "ml": "milliliters"}


def tables(case: CaseFile) -> FactRow:
    """The facts of a case as a tree of rows, the case's own row on top.

    Clocks are not set here: a review does that for each pass.
    """
    guidelines = case.guidelines or Guidelines()
    history = case.criminal_history or CriminalHistory()
    top = FactRow("case", "", _case_facts(case, guidelines, history))
    set_day(top, "offense_began_on", case.offense.began if case.offense else None)
    set_day(top, "first_removal_on", history.first_removal_ordered)
    set_day(top, "born_on", case.person.born if case.person else None)
    rows = [
        *_groups(guidelines),
        *_adjustments(guidelines),
        *(_count(case, at, item) for at, item in enumerate(case.convictions or ())),
        *prior_rows(history.priors or ()),
        *undischarged_term_rows(case.sentence.undischarged_terms or ()),
    ]
    return replace(top, below=tuple(rows))


def _case_facts(case: CaseFile, guidelines: Guidelines, history: CriminalHistory) -> dict[str, FactValue]:
    findings = guidelines.findings or Findings()
    found = guidelines.found
    return {
        "found_total_offense_level": found.total_offense_level if found else None,
        **{name: getattr(findings, name) for name in Findings.model_fields},
        "category_found": None if history.category is None else _CATEGORIES.index(history.category) + 1,
        "points_found": history.points,
        "status_points_found": history.status_points,
        "under_sentence": history.under_sentence,
        "career_offender_found": history.career_offender,
        "group_listed": guidelines.conduct is not None,
        "adjustment_listed": guidelines.adjustments is not None,
        "count_listed": case.convictions is not None,
        "prior_listed": history.priors is not None,
        "undischarged_term_listed": case.sentence.undischarged_terms is not None,
    }


# conduct, drugs and adjustments


def _groups(guidelines: Guidelines) -> list[FactRow]:
    """Groups of conduct entries: those that share a number, each other one by itself, in order of their first entry."""
    members: dict[object, list[tuple[int, Conduct]]] = {}
    for at, conduct in enumerate(guidelines.conduct or ()):
        members.setdefault(("alone", at) if conduct.group is None else conduct.group, []).append((at, conduct))
    return [
        FactRow("group", "guidelines.conduct", {"conduct_listed": True}, below=tuple(_conduct(guidelines, at, conduct) for at, conduct in entries))
        for entries in members.values()
    ]


def _conduct(guidelines: Guidelines, at: int, conduct: Conduct) -> FactRow:
    path = f"guidelines.conduct[{at}]"
    own = [(f"{path}.adjustments[{item.section}]", item) for item in conduct.adjustments or ()]
    shared = [
        (f"guidelines.adjustments[{item.section}]", item)
        for item in guidelines.adjustments or ()
        if item.section.startswith("3") or _is_for(section_parts(item.section)[0], conduct, guidelines)
    ]
    adjustments = [
        adjustment_row("conduct_adjustment", place, item.section, item.levels)
        for place, item in [*own, *shared]
        if item.section.startswith(_APPLIED_PER_CONDUCT)
    ]
    row = _conduct_row(path, conduct, guidelines.adjustments is not None)
    of_chapter_three = tuple(one for one in adjustments if one.facts["chapter"] == 3)
    return replace(row, below=(*row.below, *adjustments), aside=_aside(path, conduct, of_chapter_three, guidelines.adjustments is not None))


def _aside(path: str, conduct: Conduct, of_chapter_three: tuple[FactRow, ...], is_listed: bool) -> tuple[FactRow, ...]:
    """The offenses that an entry refers to: its predicates where it names several, else its underlying one, if any."""
    if conduct.predicates:
        several = enumerate(conduct.predicates)
        return tuple(_underlying(f"{path}.predicates[{at}]", one, of_chapter_three, is_listed) for at, one in several)
    return () if conduct.underlying is None else (_underlying(f"{path}.underlying", conduct.underlying, of_chapter_three, is_listed),)


def _conduct_row(path: str, conduct: Conduct, is_listed: bool) -> FactRow:
    """The row of an entry with its drugs, and no section yet."""
    facts: dict[str, FactValue] = {
        "guideline": conduct.guideline,
        "found_base_offense_level": conduct.found.base_offense_level if conduct.found else None,
        "found_offense_level": conduct.found.offense_level if conduct.found else None,
        "gives_only_level": _gives_only_level(conduct),
        "base_section": _base_section(conduct),
        "drug_listed": conduct.drugs is not None,
        "conduct_adjustment_listed": is_listed,
        "is_financial_institution": conduct.financial_institution,
        "counts_named": None if conduct.counts is None else ",".join(str(number) for number in conduct.counts),
    }
    row = FactRow("conduct", path, facts)
    set_plain(row, "loss_dollars", conduct.loss)
    set_plain(row, "victim_count", conduct.victims)
    for name, field in AMOUNTS_BY_FIELD.items():
        set_plain(row, name, getattr(conduct, field))
    drugs = [_drug(f"{path}.drugs[{number}]", item) for number, item in enumerate(conduct.drugs or ())]
    return replace(row, below=tuple(merged_drugs(drugs)))


def _underlying(path: str, conduct: Conduct, of_chapter_three: tuple[FactRow, ...], is_listed: bool) -> FactRow:
    """The offense that an entry refers to, with its own sections of Chapter Two and the role found for the entry, which can cap a base level."""
    row = _conduct_row(path, conduct, is_listed)
    own = [
        adjustment_row("conduct_adjustment", f"{path}.adjustments[{item.section}]", item.section, item.levels)
        for item in conduct.adjustments or ()
        if item.section.startswith("2")
    ]
    return replace(row, below=(*row.below, *own, *of_chapter_three), aside=_aside(path, conduct, of_chapter_three, is_listed))


def _base_section(conduct: Conduct) -> str | None:
    """The section listed with the entry that is of its guideline's subsection (a), where the Manual puts base offense levels."""
    parts = ((item.section, section_parts(item.section)) for item in conduct.adjustments or ())
    return next((section for section, (head, *rest) in parts if head == conduct.guideline and rest[:1] == ["(a)"]), None)


def _gives_only_level(conduct: Conduct) -> bool:
    """Whether a level after characteristics is all that the record has on an entry: then its characteristics are not listed, whatever the case's list says."""
    parts = (conduct.drugs, conduct.loss, conduct.victims, conduct.adjustments, *(getattr(conduct, field) for field in AMOUNTS_BY_FIELD.values()))
    return conduct.found is not None and conduct.found.offense_level is not None and all(part is None for part in parts)


def _is_for(section: str, conduct: Conduct, guidelines: Guidelines) -> bool:
    """Whether a Chapter Two section listed for the case as a whole bears on this entry: it is of its guideline, or of none of the entries'.

    Of none: a guideline that this one refers to (§2D1.2 takes the level of §2D1.1), so of the same Part, or the one entry that there is.
    """
    entries = guidelines.conduct or ()
    own = {one.guideline for one in entries}
    if section in own:
        return section == conduct.guideline
    of_part = [one for one in entries if (one.guideline or "")[:2] == section[:2]]
    return (conduct in of_part) if of_part else len(entries) == 1


def merged_drugs(drugs: Sequence[FactRow]) -> list[FactRow]:
    """Amounts of one drug, counted one way and equally pure, added into one row, bounds too: the tables are read once a drug."""
    kept: dict[object, FactRow] = {}
    for row in drugs:
        counted = _BY_KIND.get(str(row.facts.get("counted_in")), "")
        has_amount = row.facts.get(counted) is not None or counted in row.spans
        key = (row.facts.get("drug"), counted, row.facts.get("purity"), row.facts.get("in_pills")) if has_amount else row.path
        kept[key] = _added(kept[key], row, counted) if key in kept else row
    return list(kept.values())


def _added(one: FactRow, other: FactRow, counted: str) -> FactRow:
    first, second = _ends(one, counted), _ends(other, counted)
    low, high = _plus(first.low, second.low), _plus(first.high, second.high)
    if low is not None and low == high:
        parts = {name: _plus(one.facts[name], other.facts[name]) for name in ("protected_part", "whole")}
        return replace(one, facts={**one.facts, counted: number(low), **parts}, spans={})
    open_low, open_high = first.low_is_exclusive or second.low_is_exclusive, first.high_is_exclusive or second.high_is_exclusive
    facts = {name: value for name, value in one.facts.items() if name not in (counted, "protected_part", "whole")}
    return replace(one, facts=facts, spans={counted: Span(low, high, open_low, open_high, f"{first.text} and {second.text}")})


def _plus(one: Any, other: Any) -> Any:
    """The sum of two numbers, not known where either is not."""
    return None if one is None or other is None else one + other


def _ends(row: FactRow, counted: str) -> Span:
    amount = row.facts.get(counted)
    if amount is None:
        return row.spans[counted]
    exact = Fraction(str(amount))
    return Span(exact, exact, text=str(amount))


def _drug(path: str, item: DrugQuantity) -> FactRow:
    """A drug. Which part of the whole was in a protected location is kept as two numbers: entries of one drug are added, and their parts with them."""
    purity = None if item.purity is None else float(item.purity)
    row = FactRow("drug", path, {"drug": str(item.drug), "purity": purity})
    set_amount(row, item.amount, _BY_KIND)
    amount = item.amount
    row.facts["in_pills"] = None if amount is None else amount.is_in_pills
    whole = number(amount.low) if amount is not None and amount.is_exact and amount.low is not None else 1
    row.facts["whole"] = whole
    row.facts["protected_part"] = None if item.protected_location is None else whole if item.protected_location else 0
    return row


def _adjustments(guidelines: Guidelines) -> list[FactRow]:
    """What is applied to the case as a whole: acceptance, Chapters Four and Five. Parts A to C of Chapter Three stand with each conduct."""
    of_conduct = [
        (f"guidelines.conduct[{at}].adjustments[{item.section}]", item)
        for at, conduct in enumerate(guidelines.conduct or ())
        for item in conduct.adjustments or ()
    ]
    of_case = [(f"guidelines.adjustments[{item.section}]", item) for item in guidelines.adjustments or ()]
    return [adjustment_row("adjustment", place, item.section, item.levels) for place, item in [*of_conduct, *of_case]]


def adjustment_row(level: str, path: str, section: str, levels: int | None = None) -> FactRow:
    """The row of a section that the court applied, in the table of a conduct (`conduct_adjustment`) or of the case (`adjustment`)."""
    parts = section_parts(section)
    head, parent = parts[0], "".join(parts[:-1]) or parts[0]
    chapter = int(head[0]) if head[:1].isdigit() and "U.S.C." not in head else 0
    facts: dict[str, FactValue] = {
        "section": section,
        "section_parent": parent,
        "section_grandparent": "".join(parts[:-2]) or parent,
        "subsection": parts[1] if len(parts) > 1 else "",
        "guideline": head,
        "chapter": chapter,
        "levels_given": levels,
    }
    return FactRow(level, path, facts)


# counts


def _count(case: CaseFile, at: int, item: Conviction) -> FactRow:
    path = f"convictions[{at}]"
    facts: dict[str, FactValue] = {
        "count_number": item.count or at + 1,
        "has_conduct": _has_conduct(case, item.count or at + 1),
        **citation_facts("statute", item.statute),
        **citation_facts("object", item.object),
        "stipulated": item.stipulated,
        "offense_day_given": case.offense_ended() is not None or (item.offense is not None and item.offense.ended is not None),
        "tier_named": _tier(item.statute) or _tier(item.object),
        "found_by": item.found_by,
        "prior_851": 0 if item.prior_851 is None and _has_no_priors(case) else item.prior_851,
        "prior_851_today": item.prior_851_today,
        "prior_924c": 0 if item.prior_924c is None and _has_no_priors(case) else item.prior_924c,
        "earlier_firearm_counts": _earlier_firearm_counts((case.convictions or ())[:at]),
        "death_results": bool(item.death_results),
        "minor_victim": item.minor_victim,
        "ordered_after": None if case.sentence.consecutive is None else (item.count or at + 1) in case.sentence.consecutive,
        "victim_under_12": item.victim_under_12,
        "stated_minimum": _months(item.statutory.min) if item.statutory else None,
        "stated_maximum": _months(item.statutory.max) if item.statutory else None,
        "stated_minimum_today": _months(item.statutory_today.min) if item.statutory_today else None,
        "stated_maximum_today": _months(item.statutory_today.max) if item.statutory_today else None,
        "charged_listed": item.charged is not None,
    }
    return FactRow("count", path, facts, below=tuple(_charged(f"{path}.charged[{n}]", one) for n, one in enumerate(item.charged or ())))


def _has_no_priors(case: CaseFile) -> bool:
    return case.criminal_history is not None and case.criminal_history.priors == ()


def _has_conduct(case: CaseFile, number: int) -> bool:
    """Whether an entry of conduct covers the count; where no entry says which counts it covers, each is taken as covered."""
    entries = (case.guidelines.conduct if case.guidelines else None) or ()
    named = [entry.counts for entry in entries if entry.counts is not None]
    return len(named) < len(entries) or not entries or any(number in counts for counts in named)


def _is_firearm(citation: str | None) -> bool:
    return section_parts(citation or "")[:2] == ("18 U.S.C. § 924", "(c)")


def _earlier_firearm_counts(earlier: tuple[Conviction, ...]) -> int | None:
    """How many of the counts before are § 924(c) counts; not known where one of them names no statute."""
    return None if any(one.statute is None for one in earlier) else sum(_is_firearm(one.statute) for one in earlier)


def _charged(path: str, item: Charged) -> FactRow:
    row = FactRow("charged", path, {"drug": str(item.drug)})
    set_amount(row, item.amount, {**_BY_KIND, "weight": "charged_milligrams"})
    return row


def citation_facts(name: str, citation: str | None) -> dict[str, FactValue]:
    """A statute and the wider provisions that it is within, the section last."""
    if citation is None:
        return {}
    parts = section_parts(citation)
    wider = ["".join(parts[:end]) for end in range(len(parts), 0, -1)]
    return {
        name: citation,
        f"{name}_parent": wider[min(1, len(wider) - 1)],
        f"{name}_grandparent": wider[min(2, len(wider) - 1)],
        f"{name}_subsection": wider[max(0, len(wider) - 2)],
        f"{name}_section": parts[0],
    }


def _tier(citation: str | None) -> str | None:
    """The penalty provision that a citation names: `(b)(1)(C)` of § 841 is C, `(b)(2)` of § 960 is 2."""
    parts = section_parts(citation or "")
    if parts[0] == "21 U.S.C. § 841" and parts[1:3] == ("(b)", "(1)") and len(parts) > 3:
        return parts[3].strip("()")
    if parts[0] == "21 U.S.C. § 960" and parts[1:2] == ("(b)",) and len(parts) > 2:
        return parts[2].strip("()")
    return None


def _months(value: int | str | None) -> int | None:
    return LIFE_MONTHS if value == "life" else value if isinstance(value, int) else None


def open_facts(top: FactRow) -> Iterable[tuple[FactRow, str, Span]]:
    """The facts that are known only within bounds, with their rows."""
    for row in top.rows():
        for name, span in row.spans.items():
            yield row, name, span
