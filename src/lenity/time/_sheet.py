"""The Bureau's own sheet beside the computation: the lines on which they differ, and what usually explains it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lenity.facts import CaseFile
from lenity.law import law_book
from lenity.time._answer import Computation, Difference
from lenity.time._otherwise import FullTerm, explained_by
from lenity.time._weekday import is_the_weekday_before

_LINES = (
    ("commenced", "commenced_on"),
    ("prior_custody_days", "prior_custody_credit_days"),
    ("full_term", "full_term_on"),
    ("good_time_days", "good_time_days"),
    ("statutory_release", "statutory_release_on"),
    ("time_credits_days", "to_supervised_release_days"),
    ("projected_release", "projected_release_on"),
    ("home_detention", "home_confinement_from_on"),
    ("two_thirds", "part_of_term_served_on"),
)
_RESTS_ON = {
    "full_term": ("commenced", "prior_custody_days"),
    "statutory_release": ("full_term", "good_time_days"),
    "projected_release": ("statutory_release", "time_credits_days"),
    "home_detention": ("projected_release",),
    "two_thirds": ("full_term",),
}
_REASONS = {
    "commenced": (
        "A federal sentence commences when the person is received for it, and not before it is imposed (18 U.S.C. § 3585(a)).",
        "Time on loan from a state (a writ) is state custody until the state lets go.",
        "The Bureau can designate the state prison for the federal sentence, also for the past (18 U.S.C. § 3621(b); Program Statement 5160.05).",
    ),
    "prior_custody_days": (
        "A day that was credited to another sentence does not count again (18 U.S.C. § 3585(b)).",
        "Jail days may be missing on one side. Compare the dates of arrest, bail and sentence.",
    ),
    "full_term": ("The term may differ: compare what the judgment says of each count, what runs one after another (18 U.S.C. § 3584), and later orders.",),
    "good_time_days": (
        "Good conduct time may have been taken away: compare the disciplinary record.",
        "Without a high school diploma, or progress toward one, a year brings less (28 CFR 523.20).",
    ),
    "statutory_release": (),
    "time_credits_days": (
        "The sheet may count credits that are still to be earned (Program Statement 5410.01); here only those earned by its date are counted.",
        "The record of programs or of risk assessments may be incomplete on one side.",
        "Until September 29, 2026 the Bureau counted from arrival at the designated institution; the statute counts from commencement (18 U.S.C. § 3632(d)(4)(B)(ii)).",
    ),
    "projected_release": (
        "The Bureau may apply early release for residential drug treatment (18 U.S.C. § 3621(e)(2)(B)); it is counted here only where the record gives its months.",
    ),
    "home_detention": ("The Bureau counts the shorter of six months and a tenth of the term back from its own release date (18 U.S.C. § 3624(c)(2)).",),
    "two_thirds": ("Two thirds of the term imposed are counted here, good conduct time aside (34 U.S.C. § 60541(g)(5)(A)(ii)).",),
}
_METHOD = (
    "The sheet is from before the law of good conduct time changed, or was not brought up to date since (18 U.S.C. § 3624(b)(1); Pub. L. 115-391, § 102(b))."
)
_SUPPOSES = "The sheet supposes that time credits go on being earned until the transfer (Program Statement 5410.01). On that supposition the date computed here is the same."
_LEAP_DAY = "The twelve months by which time credits bring release forward have a leap day in them: 366 days here, 365 on the sheet (18 U.S.C. § 3624(g)(3))."
_YEAR_DAYS = 365
_WEEKDAY = "The date computed falls on a weekend: the Bureau may release on the last weekday before it (18 U.S.C. § 3624(a))."


def sheet_day(case: CaseFile) -> date | None:
    """The day of the Bureau's sheet, where the case gives one."""
    sheet = case.custody.bureau_sheet if case.custody else None
    return sheet.date.day if sheet is not None and sheet.date is not None else None


def remedies(as_of: date) -> Iterator[str]:
    """How one asks the Bureau to look at its computation again, step by step, with the time for each."""
    for row in law_book().register("cfr.28.542.steps"):
        if row["from"] <= as_of.isoformat():
            yield f"{row['text'].format(days=row.get('days'))} ({row['cite']})."


def differences(case: CaseFile, made: Computation, full_term: FullTerm) -> Iterator[Difference]:
    """The lines on which the sheet says something else than is computed, in the order of the sheet.

    Good conduct time by the method that is not in force tells a sheet that was made under the other law; `full_term` works out that of a case read otherwise.
    """
    sheet = case.custody.bureau_sheet if case.custody else None
    if sheet is None:
        return
    unlike: set[str] = set()
    for line, name in _LINES:
        stated, computed = getattr(sheet, line), made.values[name]
        stated = getattr(stated, "day", stated)
        if stated is None or computed is None or stated == computed:
            continue
        told = tuple(explained_by(case, stated, full_term)) if line == "full_term" else ()
        unlike.add(line)
        yield Difference(line, f"custody.bureau_sheet.{line}", stated, computed, (*told, *_reasons(line, stated, made, unlike)))


def _reasons(line: str, stated: object, made: Computation, unlike: set[str]) -> Iterator[str]:
    computed = made.values[dict(_LINES)[line]]
    if line == "projected_release" and stated == made.release_if_earning_goes_on_on:
        yield _SUPPOSES
        return
    behind = _behind(line, unlike)
    if behind:
        yield f"It follows from the line above: {' and '.join(one.replace('_', ' ') for one in behind)}."
        return
    if line == "good_time_days" and stated == made.other_method_days:
        yield _METHOD
        return
    if line == "projected_release" and isinstance(stated, date) and isinstance(computed, date) and _is_a_leap_day_apart(stated, computed, made):
        yield _LEAP_DAY
        return
    if isinstance(stated, date) and isinstance(computed, date) and is_the_weekday_before(stated, computed):
        yield _WEEKDAY
        return
    yield from _REASONS[line]


def _is_a_leap_day_apart(stated: date, computed: date, made: Computation) -> bool:
    """Whether the sheet takes a year of 365 days off where the twelve months have one more."""
    return (stated - computed).days == 1 and made.to_supervised_release_days == _YEAR_DAYS + 1


def _behind(line: str, unlike: set[str]) -> list[str]:
    """The nearest lines that differ among those that a line rests on; of a line that the sheet leaves out, those that it rests on itself."""
    found: list[str] = []
    for one in _RESTS_ON.get(line, ()):
        found += [one] if one in unlike else [other for other in _behind(one, unlike) if other not in found]
    return found
