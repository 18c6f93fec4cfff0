"""Readings of a case that would explain a full term on the Bureau's sheet: an order left out, terms that run otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from lenity.facts import CaseFile
from lenity.facts.custody_tables import SETS_TERM

FullTerm = Callable[[CaseFile], date | None]


def explained_by(case: CaseFile, stated: object, full_term: FullTerm) -> Iterator[str]:
    """What would have to be otherwise for the full term to be the stated one; `full_term` computes it for a case as of the day of the sheet."""
    for reason, other in _otherwise(case):
        if full_term(other) == stated:
            yield reason


def _otherwise(case: CaseFile) -> Iterator[tuple[str, CaseFile]]:
    events = case.events or ()
    if any(event.kind in SETS_TERM for event in events):
        kept = tuple(event for event in events if event.kind not in SETS_TERM)
        yield "It is the full term of the sentence as first imposed: the sheet may not show a later order.", case.model_copy(update={"events": kept})
    custody = case.custody
    if custody is not None and custody.other_terms:
        alone = custody.model_copy(update={"other_terms": ()})
        yield "It leaves out the terms of later federal judgments (18 U.S.C. § 3584(c)).", case.model_copy(update={"custody": alone})
        for runs, how in (("concurrent", "at the same time"), ("consecutive", "one after another")):
            terms = tuple(one.model_copy(update={"runs": runs}) for one in custody.other_terms)
            changed = custody.model_copy(update={"other_terms": terms})
            yield f"It has the terms of the federal judgments run {how} (18 U.S.C. § 3584(a)).", case.model_copy(update={"custody": changed})
    numbers = tuple((case.sentence.imprisonment.by_count if case.sentence.imprisonment else None) or ())
    if len(numbers) > 1:
        ordered = case.sentence.model_copy(update={"consecutive": numbers[1:]})
        yield "It has the terms of all counts run one after another (18 U.S.C. § 3584(a)).", case.model_copy(update={"sentence": ordered})
