"""`lenity review`: cases in, reviews out, in the order given; a faulty case is told and the others go on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lenity.cli._dates import day_given, today
from lenity.cli._faults import DONE, FAILED, WRONG, UsageFault, tell
from lenity.cli._output import Output

if TYPE_CHECKING:
    from lenity.facts import CaseFile
    from lenity.review import Review

_BY_ENDING = {".txt": "text", ".json": "json", ".jsonl": "jsonl", ".html": "html", ".htm": "html", ".pdf": "pdf"}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of one case: its review, or its faults as plain data."""

    case_id: str | None
    status: int
    case: CaseFile | None = None
    review: Review | None = None
    error: tuple[dict[str, Any], ...] = ()

    def as_data(self) -> dict[str, Any]:
        from lenity.review import as_json

        if self.case is None or self.review is None:
            return {"case": self.case_id, "error": list(self.error)}
        return as_json(self.review, evidence=passages_of(self.case))


def run(sources: list[str], *, as_of: str | None, edition: str | None, shape: str | None, out: Path | None) -> int:
    """Review the cases and write the results; the exit status is the worst of them."""
    day = day_given(as_of, "--as-of", today()) or today()
    manual = day_given(edition, "--edition")
    _not_over_a_case(sources, out)
    chosen = shape or (_BY_ENDING.get(out.suffix.lower()) if out else None) or "text"
    from lenity.cli import _writers

    with Output(out) as output:
        writer = _writers.writer(chosen, output)
        status, good = DONE, 0
        warned: set[str] = set()
        for one in _reviewed(sources, day, manual):
            status = max(status, one.status, key=_worst)
            if one.review is not None:
                good += 1
                _warn(one.review, warned, chosen == "text" and output.is_terminal)
            writer.add(one)
        if good or output.is_standard_output:
            writer.finish(several=len(sources) > 1 or any(source.endswith(".jsonl") for source in sources))
        else:
            output.drop()
    return status


def _worst(status: int) -> int:
    """Faulty input is a milder end than a failure of lenity's own."""
    return (DONE, WRONG, FAILED).index(status)


def _not_over_a_case(sources: list[str], out: Path | None) -> None:
    if out is None:
        return
    for source in sources:
        if source != "-" and os.path.exists(source) and os.path.exists(out) and os.path.samefile(source, out):
            raise UsageFault(f"--out: {out} is the case file itself; name another file")


def _warn(review: Review, warned: set[str], is_shown: bool) -> None:
    """Each warning once a run; a text report on a terminal shows them itself."""
    for warning in review.warnings:
        if warning not in warned and not is_shown:
            tell(f"lenity: warning: {warning}")
        warned.add(warning)


def _reviewed(sources: list[str], day: date, edition: date | None) -> Iterator[Reviewed]:
    from lenity.facts import CaseFaults, read_cases
    from lenity.law import law_vocabulary

    for position, case in enumerate(read_cases(sources, vocabulary=law_vocabulary(), today=today()), 1):
        if isinstance(case, CaseFaults):
            for fault in case.faults:
                tell(str(fault))
            yield Reviewed(case.case_id, WRONG, error=tuple(fault.as_data() for fault in case.faults))
        else:
            yield _review_one(case, position, day, edition)


def _review_one(case: CaseFile, position: int, day: date, edition: date | None) -> Reviewed:
    from lenity.cli._main import internal
    from lenity.review import review

    try:
        return Reviewed(case.id, DONE, case, review(case, as_of=day, edition=edition))
    except Exception as error:  # one case that lenity cannot work out must not stop the others
        said = internal(error)
        tell(f"lenity: case {position}: could not be reviewed: {said}")
        return Reviewed(case.id, FAILED, error=({"where": "", "message": said},))


def passages_of(case: CaseFile) -> Any:
    """For a path of the case file, the passages behind it as plain data."""

    def passages(path: str) -> list[dict[str, Any]]:
        try:
            found = case.evidence_for(path)
        except ValueError:
            return []  # a table as a whole has no path
        return [{"source": one.source, "where": one.where, "quote": one.quote} for one in found]

    return passages
