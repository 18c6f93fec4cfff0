"""`lenity review`: cases in, reviews out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lenity.cli._cases import Answer, answer_cases, passages_of
from lenity.cli._dates import day_given, today

if TYPE_CHECKING:
    from lenity.facts import CaseFile
    from lenity.papers import Document


def run(sources: list[str], *, as_of: str | None, edition: str | None, shape: str | None, out: Path | None) -> int:
    """Review the cases and write the results; the exit status is the worst of them."""
    day = day_given(as_of, "--as-of", today()) or today()
    manual = day_given(edition, "--edition")
    return answer_cases(sources, lambda case: _answer(case, day, manual), verb="reviewed", shape=shape, out=out)


def _answer(case: CaseFile, day: date, edition: date | None) -> Answer:
    from lenity.review import as_json, review

    answer = review(case, as_of=day, edition=edition)

    def data() -> dict[str, Any]:
        return as_json(answer, evidence=passages_of(case))

    def document() -> Document:
        from lenity.papers.review import review_document

        return review_document(case, answer)

    return Answer(data, document, answer.warnings)
