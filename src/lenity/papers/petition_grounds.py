"""What a petition rests on, computed: the review of the case, and when the sentence ends."""

from __future__ import annotations

from datetime import date

from lenity.facts import CaseFile
from lenity.papers._review_words import day_in_words
from lenity.papers.petition import Grounds
from lenity.review import review
from lenity.time import Computation, compute


def grounds_of(case: CaseFile, as_of: date) -> Grounds:
    """The grounds of a petition for one case, as the law stands on a day."""
    return Grounds(review(case, as_of=as_of), release=_release(compute(case, as_of=as_of)))


def _release(served: Computation) -> str | None:
    """The projected release in words: a day, none for life, or that it is past; None where it is not known."""
    if served.released_on is not None:
        return f"released {day_in_words(served.released_on)}"
    if served.is_life:
        return "none: the sentence is life"
    return day_in_words(served.projected_release_on) if served.projected_release_on else None
