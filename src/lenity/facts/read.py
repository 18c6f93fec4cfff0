"""The door: case files read from YAML, JSON, JSON lines or standard input, with all their faults at once."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
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


def read_text(raw: bytes | str, *, name: str, vocabulary: Vocabulary, today: date) -> CaseFile:
    """Read one case from its text; `name` stands for the file in faults and its ending tells YAML from JSON.

    Raises CaseFaults with every fault of the text.
    """
    return _read(_load(raw, name), name, CaseFile, ReadContext(vocabulary, today))


def read_data(data: Mapping[str, Any], *, name: str, vocabulary: Vocabulary, today: date) -> CaseFile:
    """Check a case that is plain data already (a form, a program). Numbers with decimals must be Decimal.

    Raises CaseFaults with every fault.
    """
    return _read(Document(data=data), name, CaseFile, ReadContext(vocabulary, today))


def read_draft(source: str | Path, *, vocabulary: Vocabulary, today: date) -> CaseDraft:
    """Read a case in the making, whose sentence may still be missing. Raises CaseFaults likewise."""
    raw, name = _raw(source)
    return _read(_load(raw, name), name, CaseDraft, ReadContext(vocabulary, today))


def read_cases(
    sources: Iterable[str | Path], *, vocabulary: Vocabulary, today: date
) -> Iterator[CaseFile | CaseFaults]:
    """Read files in order, `.jsonl` with a case a line; a faulty case comes as its CaseFaults and the others go on.

    A line of a `.jsonl` file is named `file:line` in faults; its own lines are not counted again.
    """
    for source in sources:
        for raw, name in _cases_in(source):
            if isinstance(raw, CaseFaults):
                yield raw
                continue
            try:
                yield read_text(raw, name=name, vocabulary=vocabulary, today=today)
            except CaseFaults as faults:
                yield faults


def _cases_in(source: str | Path) -> Iterator[tuple[bytes | CaseFaults, str]]:
    try:
        if str(source).endswith(".jsonl"):
            yield from _lines_of(Path(source))
            return
        raw, name = _raw(source)
    except CaseFaults as faults:
        yield faults, faults.file
        return
    lines = [line for line in raw.splitlines() if line.strip()] if str(source) == STANDARD_INPUT else []
    if len(lines) > 1 and all(line.startswith(b"{") and line.rstrip().endswith(b"}") for line in lines):
        yield from ((line, f"{name}, line {at}.json") for at, line in enumerate(lines, 1))
    else:
        yield raw, name


def _lines_of(path: Path) -> Iterator[tuple[bytes | CaseFaults, str]]:
    count = 0
    with _opened(path) as lines:
        for at in range(1, sys.maxsize):
            line = lines.readline(MOST_BYTES + 1)
            if not line:
                break
            if line.strip():
                count += 1
                yield line, f"{path}:{at}"
            if len(line) > MOST_BYTES:
                break  # the fault has been told; where the next line begins is not known
    if not count:
        yield _one_fault(f"{path}", "is empty; a `.jsonl` file has a case a line"), f"{path}"


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


def _load(raw: bytes | str, name: str) -> Document:
    try:
        text = decode(raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw)
        return (load_json if _is_json(text, name) else load_yaml)(text)
    except Unreadable as error:
        finding = error.finding
        raise CaseFaults([Fault(name, "", finding.line, finding.message)], name) from None


def _is_json(text: str, name: str) -> bool:
    if name.endswith((".yaml", ".yml")):
        return False
    return name.endswith(".json") or text.lstrip().startswith("{")


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


def _contradictions(
    case: CaseDraft | None, data: Mapping[str, Any], findings: list[Finding], context: ReadContext
) -> list[Finding]:
    """What the sound parts of the file say against each other, even where other parts are at fault."""
    faulty = frozenset(str(finding.steps[0]) for finding in findings if finding.steps)
    if case is None:
        sound = {
            name: part for name, part in data.items() if name in CaseDraft.model_fields and name not in faulty
        }
        try:
            case = CaseDraft.model_validate({**sound, "lenity": 1, "id": "unnamed"}, context=context)
        except ValidationError:
            return []
    return check_case(case, context, faulty)


def _faults(findings: list[Finding], document: Document, name: str, case_id: str | None) -> CaseFaults:
    faults = [
        without_names(
            Fault(
                name,
                path_text(finding.steps, document.data),
                finding.line or document.line_of(finding.steps),
                " ".join(finding.message.split()),
            ),
            document.data,
        )
        for finding in findings
    ]
    return CaseFaults(sorted(faults, key=lambda fault: fault.line or 0), name, case_id)
