"""What stands beside the criteria: deadlines, what term would be left, notes of law, what is weighed, and where people out of scope go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from lenity.engine import UNBOUNDED, in_words, shifted
from lenity.facts import CaseFile, Term
from lenity.facts.citations import section_parts
from lenity.law import law_book
from lenity.relief._amended import Reductions
from lenity.relief._answer import MET, AvenueAnswer, Deadline
from lenity.relief._record import drug_statutes
from lenity.relief._standing import Standing
from lenity.review import Review
from lenity.time import Computation


def _number(id: str, name: str, on: date) -> int | None:
    """A number of the law on a day; None where it has none."""
    entry = law_book().family(id).members[name].on(lambda clock: on)
    return entry.payload if entry is not None and isinstance(entry.payload, int) else None


def deadlines_of(avenue: str, case: CaseFile, on: date, standing: Standing) -> tuple[Deadline, ...]:
    """The days that the law sets for an avenue, past ones too: last days to act, and first days on which one may."""
    found = {"rule_35": _of_rule_35, "section_2255": _of_section_2255, "compassionate_release": _of_request}.get(avenue)
    if avenue in ("early_termination", "pardon"):
        return _from_release(avenue, standing, on)
    return () if found is None else tuple(found(case, on))


def _of_rule_35(case: CaseFile, on: date) -> Iterator[Deadline]:
    """Counted from the sentence: a clear error, an appeal, and the Government's own motion."""
    sentenced = case.sentence.date.day
    if sentenced is None:
        return
    days, appeal = _number("relief.days", "clear_error_days", sentenced), _number("relief.days", "appeal_days", sentenced)
    year, after = _number("relief.years", "government_motion_years", sentenced), _number("relief.years", "shown_after_years", sentenced)
    if days is not None:
        yield Deadline(sentenced + timedelta(days=days), f"last day to correct a clear error: {days} days after sentence", "Fed. R. Crim. P. 35(a)")
    if appeal is not None and after is not None and on <= shifted(sentenced, after):
        yield Deadline(sentenced + timedelta(days=appeal), f"last day for a notice of appeal: {appeal} days after the judgment", "Fed. R. App. P. 4(b)(1)(A)")
    if year is not None and after is not None and on <= shifted(sentenced, year + after):
        yield Deadline(
            shifted(sentenced, year),
            "one year after sentence: the Government's own motion to reduce, later facts aside",
            "Fed. R. Crim. P. 35(b)(1)",
            is_for_person=False,
        )


def _of_section_2255(case: CaseFile, on: date) -> Iterator[Deadline]:
    sentenced = case.sentence.date.day
    years = _number("relief.years", "collateral_years", on)
    appeal = None if sentenced is None else _number("relief.days", "appeal_days", sentenced)
    if years is None:
        return
    final = None if sentenced is None or appeal is None else sentenced + timedelta(days=appeal)
    if final is not None and _number("relief.years", "collateral_years", final) is not None:
        what = f"one year from the day on which the judgment became final, where no appeal was taken ({final}); an appeal moves it"
        yield Deadline(shifted(final, years), what, "28 U.S.C. § 2255(f)(1)")
    for said, decided in decisions_of(case, on):
        yield Deadline(shifted(decided, years), f"one year from {said}", "28 U.S.C. § 2255(f)(3)")


def _of_request(case: CaseFile, on: date) -> Iterator[Deadline]:
    """The first day on which the person may move after the warden had the request."""
    asked = case.circumstances.request_to_warden.day if case.circumstances and case.circumstances.request_to_warden else None
    days = _number("relief.days", "warden_days", on)
    if asked is not None and days is not None:
        yield Deadline(asked + timedelta(days=days), f"first day to move: {days} days after the warden had the request", "18 U.S.C. § 3582(c)(1)(A)", True)


def _from_release(avenue: str, standing: Standing, on: date) -> tuple[Deadline, ...]:
    """First days that are counted from release."""
    key, what, cite = {
        "early_termination": (
            "early_termination_years",
            "one year of supervised release is over after this day, if it began on release",
            "18 U.S.C. § 3583(e)(1)",
        ),
        "pardon": ("pardon_waiting_years", "first day to ask for a pardon: five years after release", "28 C.F.R. § 1.2"),
    }[avenue]
    years = _number("relief.years", key, on)
    if standing.released_on is None or years is None:
        return ()
    return (Deadline(shifted(standing.released_on, years), what, cite, True),)


def decisions_of(case: CaseFile, on: date) -> list[tuple[str, date]]:
    """Decisions that may fit a conviction of the case, each in words with the day from which a year runs."""
    statutes = [one for count in case.convictions or () for one in (count.statute, count.object) if one]
    sections = [one.section or "" for one in (case.guidelines.adjustments if case.guidelines else None) or ()]
    told = []
    for row in law_book().register("relief.decisions"):
        decided = date.fromisoformat(str(row["decided"]))
        fits = any(one.startswith(str(prefix)) for one in statutes for prefix in row["statutes"])
        fits = fits or any(one.startswith(str(prefix)) for one in sections for prefix in row["sections"])
        judged_before = case.sentence.date.surely_before(decided)
        if fits and judged_before and decided <= on:
            told.append((f"{row['name']}: {row['what']} ({row['cite']})", decided))
    return told


def left_of(answer: AvenueAnswer, found: Reductions, term: Term | None, told: Review, served: Computation) -> str:
    """What total term would be left, other counts and consecutive terms included."""
    if answer.name in ("early_termination", "pardon", "remission"):
        end = served.supervised_release_ends_on
        return f"Supervised release ends on {end}." if answer.name == "early_termination" and end is not None else ""
    now = f"The term in force is {'one that the record does not settle' if term is None else term}, all counts included."
    lowest = found.together.lowest_months
    if answer.name == "retroactive_amendment" and answer.status == MET and lowest is not None:
        if lowest >= UNBOUNDED:
            return f"{now} Life would remain."
        return f"{now} The court may go down to a total of {in_words(lowest, 'month')}, all counts and consecutive terms included.{_after_others(told)}"
    if answer.name == "first_step_act_404" and answer.status == MET:
        return f"{now} How far the court goes down is its choice.{_after_others(told)}"
    if answer.name == "time_credits" and served.projected_release_on is not None:
        return f"{now} With good conduct time and the credits earned so far, release is projected on {served.projected_release_on}."
    if answer.name in ("compassionate_release", "commutation") and answer.status == MET:
        return f"{now} It may be reduced to any term, time served included."
    return now


def _after_others(told: Review) -> str:
    """The counts whose terms run after the others, which a change of another count does not shorten."""
    after = [one for one in told.then.counts if one.runs_consecutively]
    if not after:
        return ""
    known = [in_words(one.minimum_months, "month") for one in after if one.minimum_months is not None]
    return f" The term of {len(after)} count(s) runs after the others and stays ({' and '.join(known)} at the least)." if known else ""


def notes_of(avenue: str, case: CaseFile, on: date) -> tuple[str, ...]:
    """Law that bears on an avenue without being a criterion of it, and what the court of appeals of the case held while the courts differed."""
    rows = law_book().register("relief.notes")
    general = [f"{row['text']} ({row['cite']})" for row in rows if row["avenue"] == avenue and _counts(row, on)]
    return (*general, *_splits(avenue, case, on))


def _counts(row: Mapping[str, Any], on: date) -> bool:
    return bool(str(row["from"]) <= on.isoformat() <= str(row.get("until", "9999-12-31")))


def circuit_of(case: CaseFile) -> str | None:
    """The circuit in which the sentencing court lies; None where the record does not name the court."""
    district = case.court.district if case.court else None
    rows = law_book().register("courts.circuit")
    return next((str(row["circuit"]) for row in rows if district in row["districts"]), None)


def _splits(avenue: str, case: CaseFile, on: date) -> Iterator[str]:
    """What the circuit of the case held; where the court is not known, that the courts differ."""
    circuit = circuit_of(case)
    rows = [row for row in law_book().register("relief.splits") if avenue in row["avenues"] and _counts(row, on) and _is_of(row["of_cases"], case)]
    for row in rows:
        if circuit in row["circuits"]:
            yield f"In this circuit ({circuit}) {row['holds']} ({row['cite']})"
    if circuit is None and rows:
        told = "; ".join(dict.fromkeys(f"{', '.join(row['circuits'])}: {row['holds']} ({row['cite']})" for row in rows))
        yield f"The courts of appeals differ, and the record does not name the court. {told}"


def _is_of(whom: str, case: CaseFile) -> bool:
    """Whether a difference of the courts is about this person."""
    if whom == "career_offender":
        return bool(case.criminal_history and case.criminal_history.career_offender)
    if whom == "drug_count":
        return any(section_parts(one)[0] in drug_statutes() for count in case.convictions or () for one in (count.statute, count.object) if one)
    return True


def weighed_of(case: CaseFile) -> tuple[str, ...]:
    """What a judge or the Pardon Attorney weighs, as far as the record has it."""
    told: list[str] = []
    custody = case.custody
    if custody and custody.incidents is not None:
        count = len(custody.incidents)
        told.append("Conduct: no disciplinary incident is recorded." if not count else f"Conduct: {count} disciplinary incident(s) recorded.")
    if custody and custody.programs:
        days = sum(one.days or 0 for one in custody.programs)
        told.append(f"Programs: {len(custody.programs)} recorded, {days} days in all.")
    plan = case.petition.release_plan if case.petition else None
    if plan is not None:
        told.append(f"Release plan: {'; '.join(part for part in (plan.home, plan.work, plan.support, plan.health) if part)}.")
    else:
        told.append("Release plan: none is recorded. A judge and the Pardon Attorney look for a home, work or support, and people who will help.")
    if custody and custody.risk:
        told.append(f"Danger: the last risk level found is {custody.risk[-1].level}.")
    if case.guidelines and case.guidelines.findings and case.guidelines.findings.violence_or_threat:
        told.append("Likely opposition: the record has a finding of violence or threats.")
    return tuple(told)


def elsewhere_of(case: CaseFile) -> tuple[str, ...]:
    """Where to go with a sentence of another court; one from before the Guidelines is refused when the case is read, and told where to go there."""
    statutes = [count.statute or "" for count in case.convictions or ()]
    rows = [row for row in law_book().register("relief.elsewhere") if any(one.startswith(str(row["prefix"])) for one in statutes)]
    return tuple(f"{row['text']} ({row['cite']})" for row in rows)
