"""What a computation takes as given, and what a reader has to be told beside the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from lenity.engine import Need
from lenity.facts import CaseFile

_DOCKET = "docket sheet"


def rests_on(case: CaseFile, as_of: date, known: Iterable[Need]) -> Iterator[Need]:
    """Facts that the figures take as the record leaves them: not needed to compute, but the figures rest on them."""
    there = {need.path for need in known}
    if case.events is None and "events" not in there:
        yield Need("events", "Was the sentence changed since it was imposed? The record names no change, so none is counted.", _DOCKET)
    custody = case.custody
    if (custody is None or custody.incidents is None) and "custody.incidents" not in there:
        yield Need(
            "custody.incidents",
            "Was good conduct time lost? The record names no incident, so none is taken off.",
            "disciplinary record (the case manager prints it)",
        )


def assumptions(case: CaseFile, as_of: date, values: dict[str, object]) -> Iterator[str]:
    """What is taken as given, in sentences."""
    if case.events is None:
        yield "The record names nothing that changed the sentence since it was imposed; the term is taken as imposed."
    custody = case.custody
    if values["good_time_days"] and (custody is None or custody.incidents is None):
        yield "No loss of good conduct time is recorded; the most that can be earned is projected, as the Bureau does."
    imposed = case.sentence.imprisonment
    if imposed is not None and imposed.by_count and len(imposed.by_count) > 1 and case.sentence.consecutive is None:
        yield "Terms of several counts run together unless a statute says otherwise: the record names no order of the court that they run one after another."


def notes(case: CaseFile, as_of: date, values: dict[str, object]) -> Iterator[str]:
    """What has to be told beside the figures."""
    if values["term_is_life"] is True:
        yield "A life sentence has no full term date, earns no good conduct time and has no projected release date (18 U.S.C. § 3624(b)(1))."
