"""What a computation takes as given, and what a reader has to be told beside the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from lenity.engine import Need
from lenity.facts import CaseFile
from lenity.time._state_custody import of_detainers, of_state_custody, standing_detainers
from lenity.time._weekday import weekend_day

_DOCKET = "docket sheet"
_DISCIPLINE = "disciplinary record (the case manager prints it)"
Values = dict[str, object]


def rests_on(case: CaseFile, as_of: date, known: Iterable[Need]) -> Iterator[Need]:
    """Facts that the figures take as the record leaves them: not needed to compute, but the figures rest on them."""
    there = {need.path for need in known}
    if case.events is None and "events" not in there:
        yield Need("events", "Was the sentence changed since it was imposed? The record names no change, so none is counted.", _DOCKET)
    custody = case.custody
    if (custody is None or custody.incidents is None) and "custody.incidents" not in there:
        yield Need("custody.incidents", "Was good conduct time lost? The record names no incident, so none is taken off.", _DISCIPLINE)
    if _may_run_one_after_another(case) and "sentence.consecutive" not in there:
        yield Need(
            "sentence.consecutive",
            "Did the court order terms to run one after another? The record names no such order.",
            "judgment in a criminal case (form AO 245B)",
        )


def _may_run_one_after_another(case: CaseFile) -> bool:
    imposed = case.sentence.imprisonment
    return imposed is not None and len(imposed.by_count or ()) > 1 and case.sentence.consecutive is None


def assumptions(case: CaseFile, values: Values) -> Iterator[str]:
    """What is taken as given, in sentences."""
    if case.events is None:
        yield "The record names nothing that changed the sentence since it was imposed; the term is taken as imposed."
    custody = case.custody
    if values["good_time_days"] and (custody is None or custody.incidents is None):
        yield "No loss of good conduct time is recorded; the most that can be earned is projected, as the Bureau does (28 CFR 523.20)."
    if values["good_time_days"] and (custody is None or custody.diploma_or_progress is None):
        yield "The person is taken to have a high school diploma, or to make progress toward one: without it a year brings less good conduct time (28 CFR 523.20)."
    if _may_run_one_after_another(case):
        yield "Terms of several counts run together unless a statute says otherwise: the record names no order of the court (18 U.S.C. § 3584(a))."
    if values["time_credits_days"]:
        yield "Only time credits earned by the day asked about are counted. The Bureau's own date may suppose that more will be earned (Program Statement 5410.01)."
    if values["transfer_if_earning_goes_on_on"]:
        yield "What comes out if time credits go on being earned supposes that every day from now on counts, at the rate of today, and that none is lost."
        yield (
            "A violent felony with a maximum of ten years or more bars time credits if the person served more than a year for an earlier one of serious violence "
            "(18 U.S.C. § 3632(d)(4)(D)(li)). That is judged here for robbery, extortion and manslaughter alone."
        )
    if custody is not None and custody.state_terms and any(one.federal_runs == "silent" for one in custody.state_terms):
        yield "A federal judgment that does not name a state term lets its own term run after it: terms imposed at different times do (18 U.S.C. § 3584(a))."


def notes(case: CaseFile, as_of: date, values: Values, was_released: bool | None) -> Iterator[str]:
    """What has to be told beside the figures."""
    if values["term_is_life"] is True:
        yield "A life sentence has no full term date, earns no good conduct time and has no projected release date (18 U.S.C. § 3624(b)(1))."
    if case.sentence.date.first > as_of:
        yield "On the day asked about the sentence had not been imposed. The figures are those of the sentence that was imposed later."
    if any((count.statute or "").startswith("10 U.S.C.") for count in case.convictions or ()):
        yield "A sentence of a court-martial is computed by the service, with good time of its own: these dates are not that computation."
    projected = values["projected_release_on"]
    if isinstance(projected, date):
        weekend = weekend_day(projected)
        if weekend is not None:
            yield f"{projected.isoformat()} is a {weekend}: the Bureau may release on the last weekday before it (18 U.S.C. § 3624(a))."
            if standing_detainers(case, as_of):
                yield "A detainer is lodged: the Bureau may keep the person to the day itself, so that the other authority can come (28 CFR 571.30)."
        if projected < as_of:
            yield "The release date computed lies before the day asked about, but the record shows no release. Check the facts, or add the release under `events`."
    yield from _of_custody(case, as_of, values, was_released)


def _of_custody(case: CaseFile, as_of: date, values: Values, was_released: bool | None) -> Iterator[str]:
    custody = case.custody
    if custody is None or was_released:
        return
    began, commenced = custody.since.day if custody.since else None, values["commenced_on"]
    if custody.prior_custody_days is None and began is not None and isinstance(commenced, date) and began < commenced:
        yield (
            f"From the first day of custody to the day before the sentence commenced lie {(commenced - began).days} days. "
            "Which of them count is for the Bureau to say: a day that was credited to another sentence does not (18 U.S.C. § 3585(b))."
        )
    if custody.final_order_of_removal and values["time_credits_days"] != 0:
        yield "A final order of removal does not stop the person from earning time credits. It stops the Bureau from applying them (18 U.S.C. § 3632(d)(4)(E))."
    stated, counted = values["prior_custody_credit_days"], values["detention_credit_days"]
    if stated is not None and counted is not None and stated != counted:
        yield (
            f"The record gives {stated} days of credit for prior custody, but the detention that it lists comes to {counted}. The figure given is used; "
            "compare the two day by day (18 U.S.C. § 3585(b))."
        )
    if values["has_other_terms"] is True:
        yield "Terms of several federal judgments are computed as one (18 U.S.C. § 3584(c)): good conduct time is that of the aggregate."
    yield from of_state_custody(custody, values)
    yield from of_detainers(case, as_of)
