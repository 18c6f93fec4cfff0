"""What a check found, and how rows of public files are read."""

from __future__ import annotations

import csv
import io
import lzma
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lenity.engine import UNBOUNDED, Cells, Range
from lenity.law import law_book

LIFE = 9996
"""How the Commission codes life in a guideline range."""


@dataclass
class Tally:
    """How the rows of one check came out. `figures` are counts that a check tells beside: no agreement is meant by them."""

    rows: int = 0
    agree: int = 0
    explained: Counter[str] = field(default_factory=Counter)
    odd: Counter[str] = field(default_factory=Counter)
    figures: dict[str, str] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    """The rows explained, one by one, of checks that list them."""
    floor: float | None = None
    """The share of rows that must agree or be explained; without it, all."""

    def note(self, agrees: bool, otherwise: str, explanation: str | None = None) -> None:
        self.rows += 1
        if agrees:
            self.agree += 1
        elif explanation is not None:
            self.explained[explanation] += 1
            self.listed.append(otherwise)
        else:
            self.odd[otherwise] += 1

    @property
    def holds(self) -> bool:
        """Whether no row is left unexplained, or no more than the floor allows."""
        odd = sum(self.odd.values())
        return odd == 0 or (self.floor is not None and (self.rows - odd) >= self.floor * self.rows)


def sentencing_table(on: date) -> dict[tuple[int, int], tuple[int, int]]:
    """The Sentencing Table of a day: (level, category) to (minimum, maximum) in months, life as the Commission codes it."""
    entry = law_book().family("ussg.5A.table").members[None].on(lambda clock: on)
    assert entry is not None
    assert isinstance(entry.payload, Cells)
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    for level, row in entry.payload.rows.items():
        for category, cell in enumerate(row, 1):
            assert isinstance(cell, Range)
            cells[int(level), category] = (coded(cell.min), coded(cell.max))
    return cells


def coded(months: int) -> int:
    """Months with life as the Commission codes it."""
    return LIFE if months >= UNBOUNDED else months


def value_of(id: str, key: str | None, on: date) -> object:
    """What the law has on a day; None where it has nothing."""
    series = law_book().family(id).members.get(key)
    entry = None if series is None else series.on(lambda clock: on)
    return None if entry is None else entry.payload


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, compressed with xz or not."""
    with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as stream:
        yield from csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8", newline=""))


def number(text: str) -> float | None:
    """A number, or None where the cell is empty."""
    return float(text) if text else None


def whole(text: str) -> int | None:
    """A whole number; None where the cell is empty, holds a fraction (a filled-in mean) or the code for missing."""
    value = number(text)
    return int(value) if value is not None and value.is_integer() and value != -999 else None
