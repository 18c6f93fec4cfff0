"""The door: case files read from YAML, JSON, JSON lines or standard input, with all their faults at once."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, TypeVar

from pydantic import ValidationError

from lenity.facts._document import MOST_BYTES, Document, Unreadable, decode
from lenity.facts._json import load_json
from lenity.facts._messages import findings_of, found, path_text
from lenity.facts._yaml import load_yaml
from lenity.facts.case import CaseDraft, CaseFile
from lenity.facts.checks import check_case
from lenity.facts.context import ReadContext, Vocabulary
from lenity.facts.faults import CaseFaults, Fault, Finding, without_names

STANDARD_INPUT = "-"
_STANDARD_INPUT_NAME = "standard input"

AnyCase = TypeVar("AnyCase", bound=CaseDraft)


def read_case(source: str | Path, *, vocabulary: Vocabulary, today: date) -> CaseFile:
    """Read one case file (`-` is standard input). `.json` is JSON, `.yaml` YAML; else text that begins with `{` is JSON.

    Raises CaseFaults with every fault of the file.
    """
    raw, name = _raw(source)
    return read_text(raw, name=name, vocabulary=vocabulary, today=today)


def read_text(raw: bytes | str, *, name: str, vocabulary: Vocabulary, today: date, lines_before: int = 0) -> CaseFile:
    """Read one case from its text; `name` stands for the file in faults and its ending tells YAML from JSON.

    `lines_before` are the lines of the file that stand before the text. Raises CaseFaults with every fault of it.
    """
    return _read(_load(raw, name, lines_before), name, CaseFile, ReadContext(vocabulary, today))


def read_data(data: Mapping[str, Any], *, name: str, vocabulary: Vocabulary, today: date) -> CaseFile:
    """Check a case that is plain data already (a form, a program). Raises CaseFaults with every fault."""
    return _read(Document(data=_exact(data)), name, CaseFile, ReadContext(vocabulary, today))


def _exact(data: Any) -> Any:
    """The data with each float as the decimal that it prints as."""
    if isinstance(data, Mapping):
        return {key: _exact(item) for key, item in data.items()}
    if isinstance(data, list | tuple):
        return [_exact(item) for item in data]
    return Decimal(repr(data)) if isinstance(data, float) else data


def read_draft(source: str | Path, *, vocabulary: Vocabulary, today: date) -> CaseDraft:
    """Read a case in the making, whose sentence may still be missing. Raises CaseFaults likewise."""
    raw, name = _raw(source)
    return _read(_load(raw, name), name, CaseDraft, ReadContext(vocabulary, today))


def read_cases(sources: Iterable[str | Path], *, vocabulary: Vocabulary, today: date) -> Iterator[CaseFile | CaseFaults]:
    """Read files in order, `.jsonl` with a case a line; a faulty case comes as its CaseFaults and the others go on."""
    for source in sources:
        for raw, name, lines_before in _cases_in(source):
            if isinstance(raw, CaseFaults):
                yield raw
                continue
            try:
                yield read_text(raw, name=name, vocabulary=vocabulary, today=today, lines_before=lines_before)
            except CaseFaults as faults:
                yield faults


_Text = tuple[bytes | CaseFaults, str, int]


def _cases_in(source: str | Path) -> Iterator[_Text]:
    try:
        if str(source).endswith(".jsonl"):
            yield from _lines_of(Path(source))
            return
        raw, name = _raw(source)
    except CaseFaults as faults:
        yield faults, faults.file, 0
        return
    lines = raw.split(b"\n") if str(source) == STANDARD_INPUT and len(raw) <= MOST_BYTES else []
    cases = [(line, name, before) for before, line in enumerate(lines) if line.strip()]
    if len(cases) > 1 and all(line.startswith(b"{") and line.rstrip().endswith(b"}") for line, _, _ in cases):
        yield from cases
    else:
        yield raw, name, 0


def _lines_of(path: Path) -> Iterator[_Text]:
    is_empty = True
    with _opened(path) as lines:
        for before in range(sys.maxsize):
            line = lines.readline(MOST_BYTES + 1)
            if not line:
                break
            if line.strip():
                is_empty = False
                yield line, str(path), before
            if len(line) > MOST_BYTES:
                break  # the fault has been told; where the next line begins is not known
    if is_empty:
        yield _one_fault(str(path), "is empty; a `.jsonl` file has a case a line"), str(path), 0


def _raw(source: str | Path) -> tuple[bytes, str]:
    if str(source) == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1), _STANDARD_INPUT_NAME
    with _opened(Path(source)) as file:
        return file.read(MOST_BYTES + 1), str(source)


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise _one_fault(str(path), f"cannot be read: {reason}; check the path") from None


def _one_fault(name: str, message: str) -> CaseFaults:
    return CaseFaults([Fault(name, "", None, message)], name)


def _load(raw: bytes | str, name: str, lines_before: int = 0) -> Document:
    try:
        text = decode(raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw)
        document = (load_json if _is_json(text, name) else load_yaml)(text)
    except Unreadable as error:
        line = error.finding.line
        if lines_before:
            line = lines_before + (line or 1)
        raise CaseFaults([Fault(name, "", line, error.finding.message)], name) from None
    document.lines_before = lines_before
    return document


def _is_json(text: str, name: str) -> bool:
    if name.endswith((".yaml", ".yml")):
        return False
    return name.endswith((".json", ".jsonl")) or text.lstrip().startswith("{")


def _read(document: Document, name: str, model: type[AnyCase], context: ReadContext) -> AnyCase:
    data = document.data
    case_id = data.get("id") if isinstance(data, Mapping) else None
    findings = list(document.findings)
    if not isinstance(data, Mapping):
        if not findings:
            findings.append(Finding((), found(data, "a case file has fields, beginning with `lenity: 1`")))
        raise _faults(findings, document, name, None)
    case: AnyCase | None = None
    try:
        case = model.model_validate(data, context=context)
    except ValidationError as error:
        findings += _news(findings_of(error, context.vocabulary), findings)
    findings += _contradictions(case, data, findings, context)
    if findings or case is None:
        raise _faults(findings, document, name, case_id if isinstance(case_id, str) else None)
    return case


def _news(more: Iterable[Finding], known: list[Finding]) -> list[Finding]:
    """The findings that do not merely follow from a value that could not be read in the first place."""
    places = [finding.steps for finding in known]
    return [finding for finding in more if not any(finding.steps[: len(place)] == place for place in places)]


def _contradictions(case: CaseDraft | None, data: Mapping[str, Any], findings: list[Finding], context: ReadContext) -> list[Finding]:
    """What the sound parts of the file say against each other, even where other parts are at fault."""
    faulty = frozenset(str(finding.steps[0]) for finding in findings if finding.steps)
    if case is None:
        sound = {name: part for name, part in data.items() if name in CaseDraft.model_fields and name not in faulty}
        try:
            case = CaseDraft.model_validate({**sound, "lenity": 1, "id": "unnamed"}, context=context)
        except ValidationError:
            return []
    return check_case(case, context, faulty)


def _faults(findings: list[Finding], document: Document, name: str, case_id: str | None) -> CaseFaults:
    faults = []
    for finding in findings:
        line = finding.line or document.line_of(finding.steps)
        place = path_text(finding.steps, document.data)
        message = " ".join(finding.message.split())
        told = Fault(name, place, line + document.lines_before if line else None, message)
        faults.append(without_names(told, document.data))
    return CaseFaults(sorted(faults, key=lambda fault: fault.line or 0), name, case_id)
