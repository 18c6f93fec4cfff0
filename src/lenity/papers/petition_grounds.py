"""What a petition rests on, computed: the review of the case, the criteria of relief, and when the sentence ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lenity.facts import CaseFile
from lenity.papers._review_words import day_in_words
from lenity.papers.petition import Criterion, Grounds
from lenity.papers.unsealed import speaks_of_cooperation
from lenity.relief import AvenueAnswer, Relief, relief
from lenity.review import review
from lenity.time import Computation, compute

_PRACTICE = "clemency_initiative_2014"
"""Its six criteria outlived the initiative: practice still argues from them."""
_ITS_TIME = "in_force"
_OPEN = "The record at hand does not show it."
"""What a filed paper says of a criterion that is not known; the facts that would settle it are for counsel, in `lenity relief`."""
_ASKED_FOR = frozenset({_PRACTICE, "commutation", "pardon", "remission"})


def grounds_of(case: CaseFile, as_of: date) -> Grounds:
    """The grounds of a petition for one case, as the law stands on a day."""
    found = relief(case, as_of=as_of)
    return Grounds(
        review(case, as_of=as_of),
        criteria=tuple(_unsealed(_practice(found.avenue(_PRACTICE)))),
        avenues=tuple(_unsealed(_others(found))),
        release=_release(compute(case, as_of=as_of)),
    )


def _practice(avenue: AvenueAnswer) -> Iterator[Criterion]:
    for one in avenue.criteria:
        if one.id != _ITS_TIME:
            yield Criterion(avenue.title, one.text, one.status, _OPEN if one.status == "not known" else _sentence(one.because), "")


def _others(found: Relief) -> Iterator[Criterion]:
    """Each other avenue as a whole, with the criterion that decides it."""
    for avenue in found.avenues:
        if avenue.name not in _ASKED_FOR:
            deciding = next((one for one in avenue.criteria if one.status == avenue.status), None)
            because = _sentence(deciding.because) if deciding is not None and avenue.status == "not met" else ""
            yield Criterion(avenue.name, avenue.title, avenue.status, _OPEN if avenue.status == "not known" else because, f"{avenue.authority}.")


def _sentence(text: str) -> str:
    said = text[:1].upper() + text[1:]
    return f"{said}." if said and not said.endswith((".", "?")) else said


def _unsealed(criteria: Iterator[Criterion]) -> Iterator[Criterion]:
    """Those that say nothing of help given to the Government: some of the law's own words do."""
    for one in criteria:
        if not speaks_of_cooperation(f"{one.text} {one.because} {one.citation}"):
            yield one


def _release(served: Computation) -> str | None:
    """The projected release in words: a day, none for life, or that it is past; None where it is not known."""
    if served.released_on is not None:
        return f"released {day_in_words(served.released_on)}"
    if served.is_life:
        return "none: the sentence is life"
    return day_in_words(served.projected_release_on) if served.projected_release_on else None
