"""What a petition rests on, computed: the review of the case, as the papers take it."""

from __future__ import annotations

from datetime import date

from lenity.facts import CaseFile
from lenity.papers.petition import Grounds
from lenity.review import review


def grounds_of(case: CaseFile, as_of: date) -> Grounds:
    """The grounds of a petition for one case, as the law stands on a day."""
    return Grounds(review(case, as_of=as_of))
