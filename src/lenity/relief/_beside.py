"""What stands beside the criteria: deadlines, what term would be left, notes of law, what is weighed, and where people out of scope go."""

from __future__ import annotations

from datetime import date, timedelta

from lenity.engine import UNBOUNDED, in_words, shifted
from lenity.facts import CaseFile, Term
from lenity.law import law_book
from lenity.relief._amended import Reductions
from lenity.relief._answer import MET, AvenueAnswer, Deadline
from lenity.review import Review


def _number(id: str, name: str, on: date) -> int | None:
    entry = law_book().family(id).members[name].on(lambda clock: on)
    return entry.payload if entry is not None and isinstance(entry.payload, int) else None


def deadlines_of(avenue: str, case: CaseFile, on: date) -> tuple[Deadline, ...]:
    """The days that the law sets for an avenue, past ones too."""
    sentenced = case.sentence.date.day
    if sentenced is None:
        return ()
    days = _number("relief.days", "clear_error_days", on)
    if avenue == "rule_35" and days is not None:
        return (Deadline(sentenced + timedelta(days=days), f"last day to correct a clear error: {days} days after sentence", "Fed. R. Crim. P. 35(a)"),)
    years, appeal = _number("relief.years", "collateral_years", on), _number("relief.days", "appeal_days", on)
    if avenue == "section_2255" and years is not None and appeal is not None:
        final = sentenced + timedelta(days=appeal)
        what = f"one year from the day on which the judgment became final, where no appeal was taken ({final}); an appeal moves it"
        own = Deadline(shifted(final, years), what, "28 U.S.C. § 2255(f)(1)")
        return (own, *(Deadline(shifted(decided, years), f"one year from {said}", "28 U.S.C. § 2255(f)(3)") for said, decided in decisions_of(case, on)))
    return ()


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


def left_of(answer: AvenueAnswer, case: CaseFile, found: Reductions, term: Term | None, told: Review) -> str:
    """What total term would be left, other counts and consecutive terms included."""
    now = "a term that the record does not settle" if term is None else str(term)
    if answer.name == "retroactive_amendment":
        lowest = found.together.lowest_months
        if lowest is None:
            return f"The term in force is {now}."
        if lowest >= UNBOUNDED:
            return f"The term in force is {now}; life would remain."
        return f"The term in force is {now}; the court may go down to a total of {in_words(lowest, 'month')}, all counts and consecutive terms included."
    if answer.name == "first_step_act_404" and answer.status == MET:
        return f"The term in force is {now}; how far the court goes down is its choice, within what the Fair Sentencing Act's statutory range allows."
    if answer.name in ("compassionate_release", "commutation") and answer.status == MET:
        return f"The term in force is {now}; it may be reduced to any term, time served included."
    return ""


def notes_of(avenue: str, case: CaseFile, on: date) -> tuple[str, ...]:
    """Law that bears on an avenue without being a criterion of it."""
    rows = law_book().register("relief.notes")
    return tuple(
        f"{row['text']} ({row['cite']})" for row in rows if row["avenue"] == avenue and row["from"] <= on.isoformat() <= row.get("until", "9999-12-31")
    )


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
    """Where to go with a sentence that is outside the Guidelines."""
    statutes = [count.statute or "" for count in case.convictions or ()]
    found = []
    for row in law_book().register("relief.elsewhere"):
        if any(one.startswith(str(row["prefix"])) for one in statutes):
            found.append(f"{row['text']} ({row['cite']})")
    return tuple(found)
