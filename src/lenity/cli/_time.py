"""`lenity time`: cases in, sentence computations out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lenity.cli._cases import Answer, answer_cases, passages_of
from lenity.cli._dates import day_given, today

if TYPE_CHECKING:
    from lenity.facts import CaseFile
    from lenity.papers import Document


def run(sources: list[str], *, as_of: str | None, shape: str | None, out: Path | None) -> int:
    """Compute the sentences and write the results; the exit status is the worst of them."""
    day = day_given(as_of, "--as-of", today()) or today()
    return answer_cases(sources, lambda case: _answer(case, day), verb="computed", shape=shape, out=out)


def _answer(case: CaseFile, day: date) -> Answer:
    from lenity.time import as_json, compute

    made = compute(case, as_of=day)

    def data() -> dict[str, Any]:
        return as_json(made, evidence=passages_of(case))

    def document() -> Document:
        from lenity.papers.time import time_document

        return time_document(case, made)

    return Answer(data, document)
