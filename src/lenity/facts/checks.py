"""What the fields of one case file say against each other.

Only what cannot be is a fault: a year or month counts as a contradiction only if every day in it is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from lenity.facts._date_checks import DATE_CHECKS
from lenity.facts._messages import found, unknown_field
from lenity.facts._shape import unknown_step
from lenity.facts.case import CaseDraft
from lenity.facts.context import ReadContext
from lenity.facts.convictions import StatutoryTerms
from lenity.facts.evidence import parse_path
from lenity.facts.faults import Finding
from lenity.facts.guidelines import MonthRange

Check = Callable[[CaseDraft, ReadContext], Iterator[Finding]]

# Sections that set the category apart from the points, or depart from it.
_SET_CATEGORY = ("3A1.4", "4A1.3", "4B1.1", "4B1.4", "4B1.5")


def check_case(case: CaseDraft, context: ReadContext, faulty: frozenset[str]) -> list[Finding]:
    """Every contradiction in the file, leaving out what rests on a part that is `faulty` in itself."""
    return [finding for parts, check in CHECKS if faulty.isdisjoint(parts.split()) for finding in check(case, context)]


def _counts_exist(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    if case.convictions is None:
        return
    numbers = case.count_numbers()
    known = ", ".join(map(str, numbers)) or "none"
    for at, number in enumerate(numbers):
        if number in numbers[:at]:
            yield Finding(
                ("convictions", at, "count"),
                f"found {number}: another conviction has this count number; number the counts of another docket on from the last",
            )
    for at, entry in enumerate((case.guidelines.conduct if case.guidelines else None) or ()):
        for position, number in enumerate(entry.counts or ()):
            if number not in numbers:
                entry_count = ("guidelines", "conduct", at, "counts", position)
                yield Finding(entry_count, f"found {number}: no conviction has this count number (known: {known})")
    terms = case.sentence.imprisonment if case.sentence else None
    for number in (terms.by_count or {}) if terms else {}:
        if number not in numbers:
            place = ("sentence", "imprisonment", str(number))
            yield Finding(place, f"found {number}: no conviction has this count number (known: {known})")
    for position, number in enumerate((case.sentence.consecutive if case.sentence else None) or ()):
        if number not in numbers:
            yield Finding(("sentence", "consecutive", position), f"found {number}: no conviction has this count number (known: {known})")


def _priors_qualify(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    for at, count in enumerate(case.convictions or ()):
        then, today = count.prior_851, count.prior_851_today
        if then is not None and today is not None and today > then:
            message = f"found {today}: of {then} noticed priors no more can qualify today; check both numbers"
            yield Finding(("convictions", at, "prior_851_today"), message)


def _ranges_ascend(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    for at, count in enumerate(case.convictions or ()):
        if count.statutory and not _ascends(count.statutory):
            yield Finding(("convictions", at, "statutory"), "the minimum is above the maximum; check both")
    stated = case.guidelines.found.range if case.guidelines and case.guidelines.found else None
    if stated and not _ascends(stated):
        yield Finding(("guidelines", "found", "range"), "the lower end is above the upper one; check both")


def _ascends(ends: StatutoryTerms | MonthRange) -> bool:
    if ends.min is None or ends.max is None or ends.max == "life":
        return True
    return ends.min != "life" and ends.min <= ends.max


def _adjustments_stand_once(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    for place, sections in case.sections_by_list().items():
        for at, section in enumerate(sections):
            if place[-1] == "adjustments" and section in sections[:at]:
                yield Finding((*place, at), "the same section stands twice in this list; keep one")


def _category_fits_points(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    history = case.criminal_history
    if history is None or history.category is None or history.points is None:
        return
    category = context.vocabulary.category_of(history.points)
    if category in (None, history.category) or history.career_offender or _category_is_set(case):
        return
    expected = (
        f"{history.points} points are category {category}; correct one of them, or name what set the category "
        "(`career_offender: true`, or a section such as 4A1.3 or 4B1.1 under `adjustments` or `departures`)"
    )
    yield Finding(("criminal_history", "category"), found(history.category, expected))


def _category_is_set(case: CaseDraft) -> bool:
    sections = [section for listed in case.sections_by_list().values() for section in listed]
    return any(section.split("(")[0] in _SET_CATEGORY for section in sections)


def _status_points_fit(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    history = case.criminal_history
    if history is None or not history.status_points:
        return
    place = ("criminal_history", "status_points")
    if history.points is not None and history.status_points > history.points:
        message = f"they are part of the {history.points} points and cannot be more; check both"
        yield Finding(place, found(history.status_points, message))
    if history.under_sentence is False:
        yield Finding(
            place,
            found(history.status_points, "`under_sentence: false` says that there are none; correct one"),
        )


def _priors_counted_as_one(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    priors = (case.criminal_history.priors if case.criminal_history else None) or ()
    for at, prior in enumerate(priors):
        if prior.single_with is None:
            continue
        place = ("criminal_history", "priors", at, "single_with")
        if prior.single_with > len(priors):
            yield Finding(place, found(prior.single_with, f"positions go from 1 to {len(priors)}"))
        elif prior.single_with == at + 1:
            yield Finding(place, found(prior.single_with, "is this prior itself; name the other one"))


def _sources_exist(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    ids = [source.id for source in case.sources or ()]
    for at, name in enumerate(ids):
        if name in ids[:at]:
            yield Finding(("sources", at, "id"), "another source has this id; ids are unique")
    for path, passages in (case.evidence or {}).items():
        for at, passage in enumerate(passages):
            if passage.source not in ids:
                yield Finding(("evidence", path, at, "source"), "no source has this id; add it under `sources`")


def _evidence_names_facts(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    for path in case.evidence or {}:
        try:
            unknown = unknown_step(parse_path(path), context.vocabulary)
        except ValueError as error:
            yield Finding(("evidence", path), str(error))
            continue
        if unknown is not None:
            yield Finding(("evidence", path), f"names no field of the format: {unknown_field(*unknown)}")


def _sentence_not_in_the_future(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    if case.sentence is not None and case.sentence.date.surely_after(context.today):
        expected = f"lies in the future (today is {_iso(context.today)}); write the day on which it was imposed"
        yield Finding(("sentence", "date"), f"found {case.sentence.date}: {expected}")


def _iso(day: date) -> str:
    return day.isoformat()


CHECKS: tuple[tuple[str, Check], ...] = (
    ("convictions guidelines sentence", _counts_exist),
    ("convictions", _priors_qualify),
    ("convictions guidelines", _ranges_ascend),
    ("guidelines", _adjustments_stand_once),
    ("criminal_history guidelines", _category_fits_points),
    ("criminal_history", _status_points_fit),
    ("criminal_history", _priors_counted_as_one),
    ("sources evidence", _sources_exist),
    ("evidence", _evidence_names_facts),
    ("sentence", _sentence_not_in_the_future),
    *DATE_CHECKS,
)
