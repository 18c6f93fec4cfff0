"""The Bureau's own sheet beside the computation: the lines on which they differ, and what usually explains it."""

from __future__ import annotations

from collections.abc import Iterator

from lenity.facts import CaseFile
from lenity.time._answer import Computation, Difference

_LINES = (
    ("commenced", "commenced_on"),
    ("prior_custody_days", "prior_custody_credit_days"),
    ("full_term", "full_term_on"),
    ("good_time_days", "good_time_days"),
    ("statutory_release", "statutory_release_on"),
    ("time_credits_days", "to_supervised_release_days"),
    ("projected_release", "projected_release_on"),
)


def differences(case: CaseFile, made: Computation) -> Iterator[Difference]:
    """The lines on which the sheet says something else than is computed, in the order of the sheet."""
    sheet = case.custody.bureau_sheet if case.custody else None
    if sheet is None:
        return
    for line, name in _LINES:
        stated, computed = getattr(sheet, line), made.values[name]
        stated = getattr(stated, "day", stated)
        if stated is not None and computed is not None and stated != computed:
            yield Difference(line, f"custody.bureau_sheet.{line}", stated, computed, ())
