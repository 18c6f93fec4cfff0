"""What is wrong with a table that was to be read: one error for the room, holding every fault found.

    ReadFaults   a file cannot be read as it is; nothing of it was imported

A fault never repeats a cell of an office's roster.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST_FAULTS = 200
"""After so many, reading stops: a file with more has one cause, not many."""


@dataclass(frozen=True, slots=True)
class ReadFault:
    """One fault: the file, the line of the text (or row of the sheet) from 1, the record from 1, the column, and what to do."""

    file: str
    message: str
    line: int | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        inside = [f"row {self.row}"] if self.row is not None else []
        if self.column is not None:
            inside.append(f"column {self.column}")
        return f"{place}: {', '.join(inside)}: {self.message}" if inside else f"{place}: {self.message}"


class ReadFaults(ValueError):
    """A file cannot be read as it is; `faults` are all that were found, in the order of the file."""

    def __init__(self, faults: Iterable[ReadFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def refuse(file: str, message: str, *, line: int | None = None, column: str | None = None) -> ReadFaults:
    """The error of a file with one fault."""
    return ReadFaults([ReadFault(file, message, line=line, column=column)])
