"""A case file as the tables that a sentence computation reads: terms, events, incidents, programs, beside those of a review.

Nothing here is law: which law governs, and what follows, is the rules' part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from lenity.facts._filling import set_day
from lenity.facts._other_terms import other_term_rows
from lenity.facts._participation import participation_rows
from lenity.facts.case import CaseFile
from lenity.facts.levels import FactRow, FactValue
from lenity.facts.sentence import Custody, Event, Incident
from lenity.facts.tables import citation_facts, tables
from lenity.facts.terms import Term

SETS_TERM = frozenset({"reduction", "amended_judgment", "rule_35", "commutation", "revocation"})
"""The kinds of event that set the prison term from then on."""


def custody_tables(case: CaseFile, as_of: date) -> FactRow:
    """The facts of a case as a tree of rows for a computation as of a day; clocks are not set here."""
    top = tables(case)
    custody = case.custody or Custody()
    at = revocation_served(case.events, as_of)
    again = None if at is None else (case.events or ())[at]
    released_on, was_released = release_of(case.events, as_of)
    facts: dict[str, FactValue] = {
        "as_of_on": as_of,
        "prior_custody_days": custody.prior_custody_days if again is None else again.prior_custody_days,
        "commuted_to_end_on": _commuted_to_end_on(case.events, as_of),
        "diploma_or_progress": custody.diploma_or_progress,
        "released_on": released_on,
        **_pardon(case.events, as_of),
        "was_released": was_released,
        "final_order_of_removal": custody.final_order_of_removal,
        "warden_petition": bool(custody.warden_petition),
        "drug_treatment_months": custody.drug_treatment_months or 0,
        "has_aggravating_role": _has_aggravating_role(case),
        "primary_custody": custody.primary if again is None else "federal",
        "names_state_custody": again is None and _names_state_custody(case, custody),
        "names_earlier_federal_term": again is None and any(one.court == "federal" for one in case.sentence.undischarged_terms or ()),
        "early_release_before": custody.early_release_before,
        "earlier_violent_conviction": _earlier_violent_conviction(case, custody),
        "immigration_detainer": _has_immigration_detainer(custody, as_of),
        **_finding(case),
        **_risk_on(custody, as_of),
        **_term("supervised_release_", "", case.sentence.supervised_release if again is None else again.supervised_release),
        "sentence_term_listed": case.sentence.imprisonment is not None,
        "event_listed": True,
        "incident_listed": custody.incidents is not None,
        "participation_listed": custody.programs is not None,
        "state_term_listed": custody.state_terms is not None or again is not None,
        "detention_listed": custody.detention is not None and again is None,
        "other_term_listed": True,
    }
    set_day(top, "imposed_on", case.sentence.date if again is None else again.date)
    set_day(top, "commencement_stated_on", custody.commenced if again is None else again.commenced)
    set_day(top, "custody_since_on", custody.since if again is None else None)
    set_day(top, "state_released_on", custody.state_released if again is None else None)
    set_day(top, "designated_from_on", custody.designation.first if custody.designation and again is None else None)
    set_day(top, "born_on", case.person.born if case.person else None)
    ended = case.circumstances.supervision_ended if case.circumstances else None
    facts["supervision_ended_on"] = ended.day if ended is not None and ended.last <= as_of else None
    beside = () if again is not None else (*_state_terms(custody), *_detention(custody))
    others = other_term_rows(custody.other_terms or (), after=case.sentence.date if again is None else again.date)
    rows = (*_sentence_terms(case), *_events(case.events or ()), *_incidents(custody, again), *participation_rows(custody), *beside, *others)
    return replace(top, facts={**top.facts, **facts}, below=(*top.below, *rows))


def _sentence_terms(case: CaseFile) -> Iterator[FactRow]:
    imposed = case.sentence.imprisonment
    if imposed is None:
        return
    if imposed.total is not None:
        yield FactRow("sentence_term", "sentence.imprisonment", {"stands_alone": True, "ordered_consecutive": False, **_term("", "_imposed", imposed.total)})
        return
    statutes = dict(zip(case.count_numbers(), (one.statute for one in case.convictions or ()), strict=True))
    ordered = case.sentence.consecutive or ()
    terms = imposed.by_count or {}
    for number, term in terms.items():
        facts = {"count_number": number, "stands_alone": len(terms) == 1, "ordered_consecutive": number in ordered, **_term("", "_imposed", term)}
        yield FactRow("sentence_term", f"sentence.imprisonment[{number}]", {**facts, **citation_facts("statute", statutes.get(number))})


def _state_terms(custody: Custody) -> Iterator[FactRow]:
    for at, one in enumerate(custody.state_terms or ()):
        row = FactRow("state_term", f"custody.state_terms[{at}]", {"federal_runs": one.federal_runs})
        set_day(row, "state_imposed_on", one.imposed)
        yield row


def _detention(custody: Custody) -> Iterator[FactRow]:
    for at, one in enumerate(custody.detention or ()):
        facts: dict[str, FactValue] = {"credited_elsewhere": one.credited_elsewhere, "arrested_after_offense": one.arrested_after_offense}
        row = FactRow("detention", f"custody.detention[{at}]", facts)
        set_day(row, "detained_from_on", one.first)
        set_day(row, "detained_to_on", one.last)
        yield row


def _names_state_custody(case: CaseFile, custody: Custody) -> bool:
    """Whether the record names a state term, or a term of another court that was being served or expected when the sentence was imposed."""
    beside = any(one.court != "federal" for one in case.sentence.undischarged_terms or ())
    return bool(beside or custody.state_terms or custody.designation or custody.state_released)


def _earlier_violent_conviction(case: CaseFile, custody: Custody) -> bool | None:
    """Whether there was an earlier conviction of serious violence; none where each listed prior was not violent or no prison was imposed for it."""
    priors = case.criminal_history.priors if case.criminal_history else None
    if custody.earlier_violent_conviction is not None or priors is None:
        return custody.earlier_violent_conviction
    harmless = all(one.violent is False or (one.imprisonment is not None and one.imprisonment.is_none and one.revocation is None) for one in priors)
    return False if harmless else None


def _has_immigration_detainer(custody: Custody, as_of: date) -> bool:
    """Whether a detainer of the immigration authorities stands on a day, as the record has it."""
    listed = [one for one in custody.detainers or () if one.kind == "immigration"]
    return any((one.date is None or one.date.first <= as_of) and (one.lifted is None or one.lifted.last > as_of) for one in listed)


def _finding(case: CaseFile) -> dict[str, FactValue]:
    """What the court found of weapons and violence; nothing where the record does not say."""
    found = case.guidelines.findings if case.guidelines else None
    return {"found_firearm": bool(found and found.firearm), "found_violence": bool(found and found.violence_or_threat)}


def _term(before: str, after: str, term: Term | None) -> dict[str, FactValue]:
    if term is None:
        return {}
    return {f"{before}months{after}": term.months, f"{before}days{after}": term.days, f"{before}is_life": term.is_life}


def _events(events: Sequence[Event]) -> Iterator[FactRow]:
    """The events, told in order of date: of two on one day the one listed later comes later; one without a date may come anywhere."""
    order = {at: place for place, at in enumerate(sorted(range(len(events)), key=lambda at: (_first(events[at]), at)), 1)}
    for at, event in enumerate(events):
        facts: dict[str, FactValue] = {"event_order": order[at], "sets_term": event.kind in SETS_TERM, "is_imprisonment": event.kind == "imprisonment"}
        term = Term() if event.term is None and event.expires is not None else event.term
        row = FactRow("event", f"events[{at}]", {**facts, **_term("event_", "", term)})
        set_day(row, "event_on", event.date)
        set_day(row, "event_until_on", event.until)
        yield row


def _first(event: Event) -> date:
    return event.date.first if event.date is not None else date.max


def revocation_served(events: Sequence[Event] | None, as_of: date) -> int | None:
    """The position of the last revocation that took effect by a day: its term is the sentence that is served from then on."""
    dated = [(event.date.first, at) for at, event in enumerate(events or ()) if event.kind == "revocation" and event.date is not None]
    return max(((on, at) for on, at in dated if on <= as_of), default=(None, None))[1]


def _pardon(events: Sequence[Event] | None, as_of: date) -> dict[str, FactValue]:
    """Whether the person was pardoned by a day, and when; not known where the pardon has no day."""
    given = [event for event in events or () if event.kind == "pardon"]
    if any(event.date is None for event in given):
        return {}
    days = [event.date for event in given if event.date is not None and event.date.first <= as_of]
    return {"was_pardoned": bool(days), "pardoned_on": days[0].day if days else None}


def _commuted_to_end_on(events: Sequence[Event] | None, as_of: date) -> date | None:
    """The day on which a commutation ends the sentence, where it is the last change by a day and names one."""
    changes = [event for event in events or () if event.kind in SETS_TERM and event.date is not None and event.date.first <= as_of]
    last = max(changes, key=_first, default=None)
    return last.expires.day if last is not None and last.kind == "commutation" and last.expires is not None else None


def release_of(events: Sequence[Event] | None, as_of: date) -> tuple[date | None, bool | None]:
    """The day of the release that a person has not been returned from by a day, and whether there was one; None where not known."""
    released: date | None = None
    is_out: bool | None = False
    for event in sorted(events or (), key=_first):
        if event.kind not in ("release", "revocation", "pardon") or (event.kind == "pardon" and is_out):
            continue
        if event.date is None or (event.date.first <= as_of < event.date.last):
            is_out = is_out if event.kind == "revocation" else None
        elif event.date.last <= as_of:
            is_out = event.kind != "revocation"
            released = event.date.day if is_out else None
    return released, is_out


def _incidents(custody: Custody, again: Event | None) -> Iterator[FactRow]:
    """The incidents; those from before a revocation cost nothing of the term that it brought."""
    for at, incident in enumerate(custody.incidents or ()):
        if again is not None and again.date is not None and incident.date is not None and incident.date.last < again.date.first:
            continue
        yield FactRow("incident", f"custody.incidents[{at}]", _losses(incident))


def _losses(incident: Incident) -> dict[str, FactValue]:
    return {"good_time_lost_days": incident.good_time_lost_days, "time_credits_lost_days": incident.time_credits_lost_days}


def _has_aggravating_role(case: CaseFile) -> bool | None:
    """Whether the court applied §3B1.1; not known where the record does not list the adjustments."""
    if case.guidelines is None or case.guidelines.adjustments is None:
        return None
    return any(section.startswith("3B1.1") for listed in case.sections_by_list().values() for section in listed)


def _risk_on(custody: Custody, day: date) -> dict[str, FactValue]:
    """What the last two risk assessments by a day found; `none` where there was none."""
    if custody.risk is None or any(one.date is None or not one.date.is_exact for one in custody.risk):
        return {}
    assessed = sorted((one.date.first, at, one.level) for at, one in enumerate(custody.risk) if one.date is not None)
    found = [level for on, _, level in assessed if on <= day]
    return {"risk_level": found[-1] if found else "none", "risk_level_before": found[-2] if len(found) > 1 else "none"}
