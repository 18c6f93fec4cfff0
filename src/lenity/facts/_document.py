"""Text in, plain data out: what YAML and JSON case files have in common, and the limits on both."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lenity.facts.faults import Finding

MOST_BYTES = 2_000_000
MOST_DEPTH = 32
TOO_DEEP = f"nested more than {MOST_DEPTH} deep; a case file needs 8"
MOST_NODES = 100_000
MOST_FINDINGS = 200
LONGEST_NUMBER = 30

Steps = tuple[str | int, ...]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Unreadable(Exception):
    """The text cannot be read on; holds the finding that says why."""

    def __init__(self, message: str, line: int | None = None, steps: Steps = ()) -> None:
        super().__init__(message)
        self.finding = Finding(steps, message, line)


@dataclass(slots=True)
class Document:
    """The data of a text, the line of each of its values (from 1), and what was wrong on the way.

    A value that was at fault stands as None in `data`.
    """

    data: Any = None
    lines: dict[Steps, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    nodes: int = 0
    lines_before: int = 0

    def note(self, steps: Steps, message: str, line: int) -> None:
        """Record a fault and go on; raises Unreadable where there are too many."""
        self.findings.append(Finding(steps, message, line))
        if len(self.findings) >= MOST_FINDINGS:
            raise Unreadable(f"more than {MOST_FINDINGS} faults; the rest was not read", line)

    def enter(self, steps: Steps, line: int, depth: int) -> None:
        """Record where a value stands; raises Unreadable beyond the limits."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise Unreadable(f"more than {MOST_NODES:,} values; a case file has a few hundred", line)
        if depth > MOST_DEPTH:
            raise Unreadable(TOO_DEEP, line)
        self.lines.setdefault(steps, line)

    def line_of(self, steps: Steps) -> int | None:
        """The line of a value, or of the nearest thing around it that stands in the file."""
        for length in range(len(steps), -1, -1):
            if steps[:length] in self.lines:
                return self.lines[steps[:length]]
        return None

    def text(self, steps: Steps, value: str, line: int) -> str | None:
        """The text, or None (and a fault) where it holds characters that no document has."""
        if _CONTROL.search(value):
            self.note(steps, "holds a control character; remove it", line)
            return None
        return value


def decode(raw: bytes) -> str:
    """The text of a file. Raises Unreadable if it is too large, empty, or not UTF-8."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(f"larger than {MOST_BYTES // 1_000_000} MB; a case file is a few kilobytes of text")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("is UTF-16; save it as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable("is not valid UTF-8; save it as UTF-8", line) from None
    if "\0" in text:
        raise Unreadable("holds a NUL character; it is no text file", text.count("\n", 0, text.index("\0")) + 1)
    if not text.strip():
        raise Unreadable("is empty; a case file has at least `lenity: 1`, `id` and `sentence: {date: …}`")
    return text
