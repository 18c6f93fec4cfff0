"""`lenity relief`: cases in, avenues of relief out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lenity.cli._cases import Answer, answer_cases, passages_of
from lenity.cli._dates import day_given, today

if TYPE_CHECKING:
    from lenity.facts import CaseFile
    from lenity.papers import Document


def run(sources: list[str], *, as_of: str | None, shape: str | None, out: Path | None, plain: bool, language: str | None) -> int:
    """Answer for the cases and write the results; the exit status is the worst of them."""
    day = day_given(as_of, "--as-of", today()) or today()
    spoken = language or ("en" if plain else None)
    return answer_cases(sources, lambda case: _answer(case, day, spoken), verb="answered for", shape=shape, out=out)


def _answer(case: CaseFile, day: date, language: str | None) -> Answer:
    from lenity.relief import as_json, relief

    found = relief(case, as_of=day)

    def data() -> dict[str, Any]:
        return as_json(found, evidence=passages_of(case))

    def document() -> Document:
        from lenity.papers.relief import plain_relief_document, relief_document

        return relief_document(case, found) if language is None else plain_relief_document(case, found, language)

    return Answer(data, document, found.warnings)
