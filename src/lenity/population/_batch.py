"""What a reader hands on: a frame of raw columns under the Commission's names, and where its records stand in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lenity.population._faults import MOST_FAULTS, ReadFault, ReadFaults

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of a file: their raw columns (upper-case names), the first one's number from 1, and the line of the n-th.

    `clean` says that numbers that are not text are Float64 without NaN or -999, and texts are stripped.
    """

    frame: pl.DataFrame
    first_row: int
    line_of: Callable[[int], int] | None = None
    clean: bool = False


class FaultList:
    """The faults found so far; full once there are so many that they must have one cause."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[ReadFault] = []

    def add(self, message: str, *, line: int | None = None, row: int | None = None, column: str | None = None) -> None:
        """Note a fault; raises ReadFaults once no more are worth listing."""
        self.found.append(ReadFault(self.file, message, line, row, column))
        if len(self.found) >= MOST_FAULTS:
            self.found.append(ReadFault(self.file, f"reading stopped after {MOST_FAULTS} faults; there may be more"))
            self.raise_if_any()

    def raise_if_any(self) -> None:
        """Raise all faults found, in the order of the file."""
        if self.found:
            raise ReadFaults(sorted(self.found, key=lambda one: one.line or one.row or 1 << 60))
