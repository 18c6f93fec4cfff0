"""What the facts of relief say in words, so that each criterion tells why it is met or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from lenity.engine import Entry, Row
from lenity.engine import in_words as number_in_words
from lenity.law import law_book

_YES_NO = {
    "is_of_federal_court": ("the record names a federal court or statute", ""),
    "is_military": ("the conviction is one of a court-martial", ""),
    "has_begun": ("the sentence has begun to run", "the sentence has not begun to run"),
    "was_released": ("the person was released", "the record names no release"),
    "was_pardoned": ("a pardon was granted", "the record names no pardon"),
    "was_commuted": ("the sentence was commuted", "the record names no commutation"),
    "term_is_of_revocation": ("the term is one of a revocation", "the record names no revocation"),
    "term_is_life": ("the term is life", "the term is not life"),
    "is_within_year_of_judgment": ("the judgment is less than a year old: an appeal or a motion may still be open", ""),
    "has_supervised_release": ("the sentence has supervised release", "the sentence has no supervised release"),
    "supervision_is_over": ("supervised release has ended", "supervised release has not ended"),
    "plea_was_for_fixed_term": ("the plea was to a fixed term (Rule 11(c)(1)(C))", "no plea to a fixed term is recorded"),
    "reduced_under_404": ("the record has a reduction under section 404", "the record names no reduction under section 404"),
    "denied_under_404": ("the record has a denial under section 404", "the record names no denial under section 404"),
    "violence_or_threat": ("violence or a threat was found", "no violence or threat was found"),
    "firearm": ("a firearm was found", "no firearm was found"),
    "sex_offense": ("it is a sex offense", "it is no sex offense"),
    "had_aggravating_role": ("an aggravating role was found", "no aggravating role was found"),
    "had_mitigating_role": ("a mitigating role was found", ""),
    "low_level": ("the part was low-level", "the part was not low-level"),
    "ties_to_organization": ("there were significant ties", "there were no significant ties"),
    "has_no_priors": ("there is no prior sentence", ""),
    "career_offender": ("the court found a career offender", ""),
    "significant_history": ("the history is a significant one", "the history is not a significant one"),
    "has_violent_prior": ("a prior was one of violence", "no prior was one of violence"),
    "has_no_incidents": ("no incident in prison is recorded", ""),
    "has_violent_incident": ("an incident in prison was one of violence", ""),
    "good_conduct": ("conduct has been good", "conduct has not been good"),
    "escape": ("there was an escape or an attempt", "there was no escape"),
    "danger": ("the person was found a danger", "the person was found no danger"),
    "bureau_moved": ("the Bureau of Prisons moved", "the Bureau of Prisons did not move"),
    "remedies_exhausted": ("all appeals within the Bureau were used", ""),
    "fine_unpaid": ("some of the fine is unpaid", "the fine is paid"),
    "restitution_unpaid": ("some of the restitution is unpaid", "the restitution is paid"),
    "has_removal_order": ("there is a final order of removal", "there is no final order of removal"),
    "risk_is_low": ("the last risk level is minimum or low", "the last risk level is above low"),
    "warden_approved_petition": ("the warden approved a petition", "the warden approved no petition"),
    "bars_time_credits": ("a count is on the list that bars earning credits", "no count is on the list that bars earning credits"),
    "terminal_illness": ("there is a terminal illness", ""),
    "serious_condition": ("there is such a condition", ""),
    "decline_from_age": ("health is in serious decline from age", "health is not in serious decline from age"),
    "sentenced_under_3559c": ("", "the sentence is not one under § 3559(c)"),
    "gross_disparity": ("a court found a gross disparity", "no gross disparity was found"),
}


_OF_COUNTS = "is of cocaine base, ended before the Fair Sentencing Act, and had a penalty that this Act changed"
_CRITERIA = {"covered_offense": (f"a count {_OF_COUNTS}", f"no count {_OF_COUNTS}")}
"""What a criterion says that rests on the counts, where no fact of the case says it."""


def criterion_in_words(criterion: str, value: object) -> str:
    """What the answer to a criterion on the counts says; empty where its facts say it."""
    if not isinstance(value, bool) or criterion not in _CRITERIA:
        return ""
    return _CRITERIA[criterion][0 if value else 1]


_DAYS = {
    "born_on": "born on {day}",
    "custody_since_on": "in custody since {day}",
    "sentenced_on": "sentenced on {day}",
    "warden_request_on": "the warden had the request on {day}",
    "supervision_began_on": "supervised release began on {day}",
    "released_on": "released on {day}",
    "ordered_on": "the day asked about is {day}",
}
"""What a day says; the day asked about is told last."""


def in_words(fact: str, value: object, possible: Sequence[date] = ()) -> str:
    """What a yes-no fact or a day says; empty where it needs no words. `possible` are the days, in order, that a day known in part may be."""
    if isinstance(value, date):
        day = f"a day from {possible[0]} to {possible[-1]}" if len(possible) > 1 else value
        return _DAYS[fact].format(day=day) if fact in _DAYS else ""
    if not isinstance(value, bool) or fact not in _YES_NO:
        return ""
    return _YES_NO[fact][0 if value else 1]


def law_in_words(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The numbers and days among dated values of the law, each with its unit and its authority."""
    told = []
    for entry in entries:
        id, _, key = entry.series.partition("/")
        if isinstance(entry.payload, bool) or not isinstance(entry.payload, int | date):
            continue
        unit = law_book().family(id).members[key or None].unit
        said = str(entry.payload) if isinstance(entry.payload, date) or unit == "count" else number_in_words(entry.payload, unit)
        said = f"{said} of 1,000 days" if id == "relief.thousandths" else said
        told.append(f"{said} ({entry.cite})")
    return tuple(dict.fromkeys(told))


def of_counts(counts: list[Row]) -> str:
    """What each count is for section 404: of cocaine base or not, under which penalty, and when the offense ended."""
    told = []
    for row in counts:
        crack, tier, ended = (row.values.get(name) for name in ("is_crack_count", "drug_tier", "offense_ended_on"))
        what = "cocaine base is not known" if crack is None else "of cocaine base" if crack else "not of cocaine base"
        told.append(f"{row.path}: {what}{f', penalty ({tier})' if crack and tier else ''}{f', ended {ended}' if crack and ended else ''}")
    return "; ".join(told)


def periods(avenue: str, on: date) -> str:
    """When an avenue is in force, and how the day lies to it."""
    entries = law_book().family("relief.in_force").members[avenue].entries
    spans: list[str] = []
    since: date | None = None
    for entry in entries:
        if entry.payload is True:
            since = entry.from_on
        elif since is not None:
            spans.append(f"from {since} to {entry.from_on - timedelta(days=1)}")
            since = None
    if since is not None:
        spans.append(f"since {since}")
    return f"in force {' and '.join(spans)}; the day asked about is {on}"
