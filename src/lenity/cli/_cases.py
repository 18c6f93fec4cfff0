"""Cases in, answers out, in the order given; a faulty case is told and the others go on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lenity.cli._dates import today
from lenity.cli._faults import DONE, FAILED, WRONG, UsageFault, tell
from lenity.cli._output import Output, shape_of

if TYPE_CHECKING:
    from lenity.facts import CaseFile
    from lenity.papers import Document


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answers for one case: its plain data, its paper, and what a reader must be warned of."""

    data: Callable[[], dict[str, Any]]
    document: Callable[[], Document]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one case: its answer, or its faults as plain data."""

    case_id: str | None
    status: int
    answer: Answer | None = None
    error: tuple[dict[str, Any], ...] = ()

    def as_data(self) -> dict[str, Any]:
        return {"case": self.case_id, "error": list(self.error)} if self.answer is None else self.answer.data()

    def document(self) -> Document | None:
        return None if self.answer is None else self.answer.document()


def answer_cases(sources: list[str], answer: Callable[[CaseFile], Answer], *, verb: str, shape: str | None, out: Path | None) -> int:
    """Answer for each case and write the results; the exit status is the worst of them. `verb` says what could not be done (`reviewed`)."""
    _not_over_a_case(sources, out)
    chosen = shape_of(shape, out)
    from lenity.cli import _writers

    with Output(out) as output:
        writer = _writers.writer(chosen, output)
        status, good = DONE, 0
        warned: set[str] = set()
        for one in _answered(sources, answer, verb):
            status = max(status, one.status, key=_worst)
            if one.answer is not None:
                good += 1
                _warn(one.answer.warnings, warned, chosen == "text" and output.is_terminal)
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


def _warn(warnings: tuple[str, ...], warned: set[str], is_shown: bool) -> None:
    """Each warning once a run; a text report on a terminal shows them itself."""
    for warning in warnings:
        if warning not in warned and not is_shown:
            tell(f"lenity: warning: {warning}")
        warned.add(warning)


def _answered(sources: list[str], answer: Callable[[CaseFile], Answer], verb: str) -> Iterator[Answered]:
    from lenity.facts import CaseFaults, read_cases
    from lenity.law import law_vocabulary

    for position, case in enumerate(read_cases(sources, vocabulary=law_vocabulary(), today=today()), 1):
        if isinstance(case, CaseFaults):
            for fault in case.faults:
                tell(str(fault))
            yield Answered(case.case_id, WRONG, error=tuple(fault.as_data() for fault in case.faults))
        else:
            yield _answer_one(case, position, answer, verb)


def _answer_one(case: CaseFile, position: int, answer: Callable[[CaseFile], Answer], verb: str) -> Answered:
    from lenity.cli._main import internal
    from lenity.facts import CaseFaults

    try:
        return Answered(case.id, DONE, answer(case))
    except CaseFaults as faults:  # what the question makes of the case: an order asked about before there was a sentence
        for fault in faults.faults:
            tell(str(fault))
        return Answered(case.id, WRONG, error=tuple(fault.as_data() for fault in faults.faults))
    except Exception as error:  # one case that lenity cannot work out must not stop the others
        said = internal(error)
        tell(f"lenity: case {position}: could not be {verb}: {said}")
        return Answered(case.id, FAILED, error=({"where": "", "message": said},))


def one_case(source: str) -> CaseFile:
    """The one case that a command takes.

    Raises:
        UsageFault: with every fault of the file.
    """
    from lenity.facts import CaseFaults, read_case
    from lenity.law import law_vocabulary

    if source.endswith(".jsonl"):
        raise UsageFault(f"{source}: this command takes one case; give a YAML or JSON file with one case in it")
    try:
        return read_case(source, vocabulary=law_vocabulary(), today=today())
    except CaseFaults as faults:
        raise UsageFault(*map(str, faults.faults)) from None


def passages_of(case: CaseFile) -> Any:
    """For a path of the case file, the passages behind it as plain data."""

    def passages(path: str) -> list[dict[str, Any]]:
        try:
            found = case.evidence_for(path)
        except ValueError:
            return []  # a table as a whole has no path
        return [{"source": one.source, "where": one.where, "quote": one.quote} for one in found]

    return passages
