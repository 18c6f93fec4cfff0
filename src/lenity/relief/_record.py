"""The facts of relief from a case file: what the record says, where the sentence stands, and what the review and the recomputation found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from lenity.engine import Ladder, Row, months_later, shifted
from lenity.facts import CaseFile
from lenity.facts.amounts import Amount
from lenity.facts.citations import section_parts
from lenity.facts.convictions import Conviction
from lenity.facts.terms import DAYS_PER_MONTH
from lenity.law import law_book
from lenity.relief._standing import Dates, Standing

Facts = dict[str, object]
_LOW_RISK = ("minimum", "low")
_SECTION_404 = re.compile(r"\b404\b")
_CIRCUMSTANCES = [
    "fine_unpaid",
    "restitution_unpaid",
    "low_level",
    "ties_to_organization",
    "significant_history",
    "good_conduct",
    "escape",
    "remedies_exhausted",
    "bureau_moved",
    "terminal_illness",
    "serious_condition",
    "care_not_provided",
    "outbreak_risk",
    "decline_from_age",
    "child_without_caregiver",
    "only_caregiver_of_spouse",
    "only_caregiver_of_parent",
    "only_caregiver_of_relative",
    "abused_in_custody",
    "similar_reason",
    "gross_disparity",
    "danger",
    "sentenced_under_3559c",
]


@dataclass(frozen=True, slots=True)
class Found:
    """What the review and the recomputation found, as facts of the criteria."""

    lower_today: bool | None
    amendment_lowers: bool | None
    above_lowest: bool | None
    reduction_open: bool | None = None
    section_404_open: bool | None = None
    bars_time_credits: bool | None = None


def row_of(case: CaseFile, on: date, dates: Dates, stand: Standing, found: Found) -> Row:
    """The row of facts of one completion of the case, with a row for each count."""
    facts = {**_dates(case, on, dates), **_standing(case, on, dates, stand), **_court(case, on), **_history(case), **_conduct(case)}
    facts |= {
        "would_be_lower_today": found.lower_today,
        "listed_amendment_lowers": found.amendment_lowers,
        "term_is_above_lowest": found.above_lowest,
        "reduction_is_open": found.reduction_open,
        "section_404_is_open": found.section_404_open,
        "bars_time_credits": found.bars_time_credits,
    }
    facts["count_listed"] = case.convictions is not None
    top = Row("case", facts)  # type: ignore[arg-type]
    for at, count in enumerate(case.convictions or ()):
        Row("count", _count(case, at, count, dates), above=top, path=f"convictions[{at}]")  # type: ignore[arg-type]
    return top


def _dates(case: CaseFile, on: date, dates: Dates) -> Facts:
    custody, extra = case.custody, case.circumstances
    return {
        "ordered_on": on,
        "sentenced_on": dates.day("sentence.date", case.sentence.date),
        "born_on": dates.day("person.born", case.person.born if case.person else None),
        "custody_since_on": dates.day("custody.since", custody.since if custody else None),
        "years_served_stated": None if custody is None or custody.years_served is None else float(custody.years_served),
        "warden_request_on": dates.day("circumstances.request_to_warden", extra.request_to_warden if extra else None),
        "supervision_began_on": dates.day("circumstances.supervision_began", extra.supervision_began if extra else None),
        **{name: getattr(extra, name) if extra else None for name in _CIRCUMSTANCES},
    }


def _standing(case: CaseFile, on: date, dates: Dates, stand: Standing) -> Facts:
    sentenced = dates.day("sentence.date", case.sentence.date)
    assert sentenced is not None
    custody = case.custody
    begun = dates.day("custody.commenced", custody.commenced if custody else None) or dates.day("custody.since", custody.since if custody else None)
    release = case.sentence.supervised_release
    return {
        "has_begun": True if stand.of_revocation else None if begun is None else begun <= on,
        "is_in_prison_on_sentence": stand.in_prison,
        "was_released": stand.released,
        "released_on": stand.released_on,
        "was_pardoned": stand.pardoned,
        "was_commuted": stand.commuted,
        "term_is_of_revocation": stand.of_revocation,
        "term_is_life": None if stand.term is None else stand.term.is_life,
        "had_prison_term": None if stand.original is None else not stand.original.is_none,
        "term_in_force_days": None if stand.term is None or stand.term.exact_months is None else round(stand.term.exact_months * DAYS_PER_MONTH),
        "is_within_year_of_judgment": sentenced.replace(year=sentenced.year + 1, day=min(sentenced.day, 28)) > on,
        "has_supervised_release": None if release is None else not release.is_none,
        "supervision_is_over": supervision_is_over(case, on, dates, stand)[0],
        "reduced_under_404": _by_404(case, on, "reduction", "amended_judgment"),
        "denied_under_404": _by_404(case, on, "denial"),
    }


def supervision_is_over(case: CaseFile, on: date, dates: Dates, stand: Standing) -> tuple[bool | None, str]:
    """Whether supervised release has ended by a day, and why; None where it may have been ended early.

    It begins on the day of release (18 U.S.C. § 3624(e)) unless the record names another, and cannot be ended early in its first year (§ 3583(e)(1)).
    """
    extra, term = case.circumstances, case.sentence.supervised_release
    if stand.pardoned:
        return True, ""
    ended = dates.day("circumstances.supervision_ended", extra.supervision_ended if extra else None)
    if ended is not None:
        return ended < on, f"supervised release {'ended' if ended < on else 'runs until'} {ended}"
    if extra is not None and "supervision_ended" in extra.model_fields_set:
        return False, "the record says that supervised release has not ended"
    began = dates.day("circumstances.supervision_began", extra.supervision_began if extra else None) or stand.released_on
    if began is None or stand.of_revocation is not False:
        return None, ""
    last = None if term is None or term.is_life else months_later(began, term.months)
    if last is not None and last + timedelta(days=term.days if term else 0) <= on:
        return True, f"supervised release began on {began}, and its term of {term} has run"
    early = law_book().family("relief.years").members["early_termination_years"].on(lambda clock: on)
    if early is not None and isinstance(early.payload, int) and on <= shifted(began, early.payload):
        return False, f"supervised release began on {began} and cannot have been ended early by {on}"
    return None, ""


def _by_404(case: CaseFile, on: date, *kinds: str) -> bool | None:
    """Whether an event of these kinds rests on section 404; an event whose authority is not given may."""
    if case.events is None:
        return None
    of_kind = [event for event in case.events if event.kind in kinds and not (event.date is not None and event.date.first > on)]
    named = [event for event in of_kind if event.authority and _SECTION_404.search(event.authority)]
    if any(event.date is not None and event.date.last <= on for event in named):
        return True
    return None if named or any(event.authority is None for event in of_kind) else False


def _court(case: CaseFile, on: date) -> Facts:
    statutes = [count.statute or "" for count in case.convictions or ()]
    is_federal = bool(case.court and case.court.district) or any("U.S.C." in one for one in statutes)
    pleas = [count.plea for count in case.convictions or ()]
    fixed = "11(c)(1)(C)" in pleas
    return {
        "is_of_federal_court": True if is_federal else None,
        "is_military": None if case.convictions is None else bool(statutes) and all(one.startswith("10 U.S.C.") for one in statutes),
        "fine_dollars": None if case.sentence.fine is None else float(case.sentence.fine),
        "restitution_dollars": None if case.sentence.restitution is None else float(case.sentence.restitution),
        "plea_was_for_fixed_term": fixed,
        **_risk(case, on),
        "has_removal_order": case.custody.final_order_of_removal if case.custody else None,
    }


def _risk(case: CaseFile, on: date) -> Facts:
    """The last risk assessment by a day, and whether the warden approved a petition beside it."""
    known = [one for one in (case.custody.risk if case.custody else None) or () if one.date is None or one.date.first <= on]
    last = max(known, key=lambda one: one.date.first if one.date else date.min, default=None)
    return {
        "risk_is_low": None if last is None else last.level in _LOW_RISK,
        "warden_approved_petition": case.custody.warden_petition if case.custody else None,
    }


def _history(case: CaseFile) -> Facts:
    history = case.criminal_history
    priors = history.priors if history else None
    category = history.category if history else None
    career = history.career_offender if history else None
    if career is None and (priors is not None and len(priors) < 2):
        career = False
    if career is None and category not in (None, "VI"):
        career = False
    violent: bool | None = None
    if priors is not None:
        told = [one.violent for one in priors]
        violent = True if True in told else None if None in told else False
    return {
        "has_no_priors": None if priors is None else not priors,
        "career_offender": career,
        "has_violent_prior": violent,
    }


def _conduct(case: CaseFile) -> Facts:
    guidelines, custody = case.guidelines, case.custody
    findings = guidelines.findings if guidelines else None
    sections = None if guidelines is None or guidelines.adjustments is None else [one.section for one in guidelines.adjustments]
    if sections is not None and guidelines is not None:
        sections += [one.section for entry in guidelines.conduct or () for one in entry.adjustments or ()]
    incidents = custody.incidents if custody else None
    violent: bool | None = None
    if incidents is not None:
        told = [one.violent for one in incidents]
        violent = True if True in told else None if None in told else False
    return {
        "violence_or_threat": findings.violence_or_threat if findings else None,
        "firearm": findings.firearm if findings else None,
        "sex_offense": findings.sex_offense if findings else None,
        "had_aggravating_role": None if sections is None else any(one.startswith("3B1.1") for one in sections),
        "had_mitigating_role": None if sections is None else any(one.startswith("3B1.2") for one in sections),
        "has_no_incidents": None if incidents is None else not incidents,
        "has_violent_incident": violent,
    }


# counts


def _count(case: CaseFile, at: int, count: Conviction, dates: Dates) -> Facts:
    own = count.offense.ended if count.offense else None
    ended = dates.day(f"convictions[{at}].offense.ended", own) if own else dates.day("offense.ended", case.offense.ended if case.offense else None)
    is_crack = _is_crack(case, count)
    may_be = _penalties(count, ended) if is_crack is not False else None
    changed = None if may_be is None else {one in _changed_penalties().values() for one in may_be}
    return {
        "offense_ended_on": ended,
        "is_crack_count": is_crack,
        "drug_tier": None if may_be is None else " or ".join(sorted(may_be)),
        "penalty_was_changed": changed.pop() if changed is not None and len(changed) == 1 else None,
    }


def _is_crack(case: CaseFile, count: Conviction) -> bool | None:
    """Whether cocaine base was charged; where no quantity was, whether it is among the drugs of the conduct at all."""
    named = {section_parts(one)[0] for one in (count.statute, count.object) if one}
    if named and not named & drug_statutes():
        return False
    if not named:
        return None
    of_clause = [_clause_is_of_base(one) for one in (count.statute, count.object) if one]
    if True in of_clause or False in of_clause:
        return True in of_clause
    if count.charged:
        return any(str(one.drug) == "cocaine base" for one in count.charged)
    entries = case.guidelines.conduct if case.guidelines else None
    lists = [entry.drugs for entry in entries or ()]
    if not lists or any(one is None for one in lists):
        return None
    return None if any(str(drug.drug) == "cocaine base" for drugs in lists for drug in drugs or ()) else False


@cache
def drug_statutes() -> frozenset[str]:
    """The statutes whose penalties turn on a kind and a weight of drug."""
    return frozenset(str(row["statute"]) for row in law_book().register("relief.drug_statutes"))


@cache
def _changed_penalties() -> dict[str, str]:
    """The provisions that the Fair Sentencing Act changed, by how a count is cited."""
    return {str(row["statute"]): str(row["provision"]) for row in law_book().register("relief.changed_penalties")}


def _penalties(count: Conviction, ended: date | None) -> frozenset[str] | None:
    """The penalty provisions that the count may have: as the judgment names it, else by the quantity of cocaine base charged, as the law stood when the offense ended."""
    for one in (count.statute, count.object):
        told = _named_penalty(one or "")
        if told is not None:
            return frozenset({told})
    crack = [one for one in count.charged or () if str(one.drug) == "cocaine base" and one.amount is not None]
    if not crack or ended is None:
        return None
    found = {_tier_at(end, ended) for one in crack if one.amount for end in (one.amount.low or Fraction(0), _below(one.amount))}
    return None if None in found else frozenset(str(one) for one in found)


def named_quantities_changed(case: CaseFile, on: date) -> bool:
    """Whether a count names its penalty without the quantity behind it, of a drug whose quantities the law has changed since: today's penalty is then open."""
    entries = (case.guidelines.conduct if case.guidelines else None) or ()
    tiers, sentenced = law_book().family("usc.21.841.tier").members, case.sentence.date.first
    for count in case.convictions or ():
        if _named_penalty(count.object or count.statute or "") is None or all(one.amount for one in count.charged or ()) is bool(count.charged):
            continue
        drugs = [str(one.drug) for one in count.charged or ()] or [str(drug.drug) for entry in entries for drug in entry.drugs or ()]
        known = [tiers[drug] for drug in drugs if drug in tiers]
        if not known or any(one.on(lambda clock: sentenced) is not one.on(lambda clock: on) for one in known):
            return True
    return False


def _below(amount: Amount) -> Fraction | None:
    """The upper end of an amount, a hair lower where it is not reached itself."""
    return amount.high - Fraction(1, 1000) if amount.high is not None and amount.high_is_exclusive else amount.high


@cache
def _base_clauses() -> dict[str, bool]:
    """The clauses of the drug statutes that speak of a kind of drug, and whether it is cocaine base."""
    return {str(row["clause"]): row["is_cocaine_base"] is True for row in law_book().register("relief.drug_clauses")}


def _clause_is_of_base(statute: str) -> bool | None:
    """Whether a citation is down to the clause of a kind of drug, and that is cocaine base; None where it is not so exact."""
    return next((of_base for clause, of_base in _base_clauses().items() if statute.startswith(clause)), None)


def _named_penalty(statute: str) -> str | None:
    """The penalty provision that a citation names by itself; None where it names none."""
    parts = section_parts(statute)
    for end in range(len(parts), 0, -1):
        told = _changed_penalties().get("".join(parts[:end]))
        if told is not None:
            return told
    whole = next((one for one in _changed_penalties() if section_parts(one)[:1] == parts[:1] and len(parts) >= len(section_parts(one))), None)
    return parts[-1].strip("()") if whole is not None and section_parts(whole)[:-1] == parts[: len(section_parts(whole)) - 1] else None


def _tier_at(milligrams: Fraction | None, ended: date) -> str | None:
    """The tier of an amount; an upper end without a bound reaches the highest."""
    entry = law_book().family("usc.21.841.tier").members["cocaine base"].on(lambda clock: ended)
    if entry is None or not isinstance(entry.payload, Ladder):
        return None
    if milligrams is None:
        return str(entry.payload.results[-1])
    return str(entry.payload.results[max(entry.payload.rung(float(milligrams)), 0)])
