"""`lenity intake`: documents in, proposed facts out; into a case file only what a person accepts."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lenity.cli._faults import DONE, WRONG, UsageFault, tell
from lenity.cli._output import Output
from lenity.cli._writers import as_bytes

if TYPE_CHECKING:
    from lenity.intake import Endpoint, Proposals


@dataclass(frozen=True, slots=True)
class Read:
    """One document and what it tells; `original` are its bytes."""

    found: Proposals
    original: bytes


def run(documents: list[str], *, case: Path | None, accept: Path | None, extractor: Path | None, shape: str, out: Path | None) -> int:
    """Read the documents, print what they tell or merge what is accepted; the exit status is 2 where one could not be read."""
    if accept is not None and case is None:
        raise UsageFault("--accept: needs --case, the case file that the facts go into")
    from lenity.cli import _intake_case as cases

    held = cases.held(case) if case else None
    endpoint = _endpoint(extractor)
    status, results, read = DONE, [], []
    for name in documents:
        told = _propose(name, held.person if held else None, endpoint)
        if isinstance(told, dict):
            status = WRONG
            results.append(told)
        else:
            read.append(told)
            results.append(cases.as_data(told.found, shape, held))
    if held and accept:
        cases.take(held, read, cases.reviewed(accept, read), out)
        return status
    if held and sys.stdin.isatty() and sys.stdout.isatty() and out is None:
        cases.take(held, read, cases.asked(held, read), None)
        return status
    with Output(out) as output:
        data = results[0] if len(results) == 1 else results
        output.write(as_bytes(data, indent=2) if shape == "json" else _yaml(data))
    return status


def _propose(name: str, about: str | None, endpoint: Endpoint | None) -> Read | dict[str, Any]:
    from lenity.intake import DocumentFault, extractor, original, propose, read_bytes

    try:
        data = sys.stdin.buffer.read() if name == "-" else original(name)
        document = read_bytes(data, "standard input" if name == "-" else name)
    except DocumentFault as fault:
        tell(f"{fault.file}: {fault.message}")
        return {"document": {"file": fault.file}, "error": [{"where": "", "message": fault.message}]}
    more = extractor(endpoint, about, lambda words: tell(f"lenity: warning: {document.file}: {words}")) if endpoint else None
    found = propose(document, about=about, more=more)
    for warning in (*document.warnings, *found.notes):
        tell(f"lenity: warning: {document.file}: {warning}")
    return Read(found, data)


def _endpoint(settings: Path | None) -> Endpoint | None:
    """The language model that a settings file, or the environment, names; None where neither does."""
    from lenity.intake import Endpoint

    told: Any = {"url": os.environ.get("LENITY_INTAKE_ENDPOINT"), "model": os.environ.get("LENITY_INTAKE_MODEL")}
    if settings is not None:
        import yaml

        try:
            told = yaml.safe_load(settings.read_text(encoding="utf-8"))
        except OSError as error:
            raise UsageFault(f"--extractor: {settings} cannot be read: {error.strerror or 'not possible'}; check the path") from None
        except (UnicodeDecodeError, yaml.YAMLError):
            raise UsageFault(
                f"--extractor: {settings} cannot be read as YAML; it needs `url: http://…` and may have `model`, `key_from` and `timeout_seconds`"
            ) from None
        if not isinstance(told, dict) or set(told) - {"url", "model", "key_from", "timeout_seconds"}:
            raise UsageFault(
                f"--extractor: {settings}: expected `url`, and beside it only `model`, `key_from` (the name of an environment variable) and `timeout_seconds`"
            )
    url = told.get("url")
    if not url:
        if settings is not None:
            raise UsageFault(
                f"--extractor: {settings}: url: is missing; write where the language model answers, such as `http://127.0.0.1:8080/v1/chat/completions`"
            )
        return None
    if not str(url).startswith(("http://", "https://")):
        raise UsageFault("--extractor: url: expected an address that begins with http:// or https://")
    tell(f"lenity: warning: the documents' text is sent to the language model at {str(url).split('/')[2]}")
    key = os.environ.get(str(told.get("key_from"))) if told.get("key_from") else None
    return Endpoint(str(url), str(told.get("model") or "default"), key, float(told.get("timeout_seconds") or 60))


def _yaml(data: Any) -> bytes:
    import yaml

    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120).encode("utf-8", "backslashreplace")
