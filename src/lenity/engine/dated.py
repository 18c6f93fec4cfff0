"""Values of the law that change over time, as the engine holds them.

A *series* is one question's answers in order of date. A *family* is several series under one id, told apart by a key (a drug, a tier).
Each entry names its clock: the date of the case that is held against `from_on`. The engine reads these; the `law` room loads them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

UNBOUNDED = 1_000_000
"""How an open upper end is held among whole numbers (life imprisonment, in months). Sums of it stay at or above it."""

Scalar = int | float | bool | str | date
Value = Scalar | None


@dataclass(frozen=True, slots=True)
class Range:
    """A lower and an upper end, both included (months, dollars)."""

    min: int
    max: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """Thresholds in ascending order and what each brings; the last one met gives the result, none below the first."""

    thresholds: tuple[int, ...]
    results: tuple[int | str, ...]
    strict: bool = False
    """Whether a threshold must be exceeded (`more than`) and not only met (`at least`)."""

    def rung(self, at: float) -> int:
        """The position of the last threshold that `at` meets, or -1."""
        if not self.strict:
            return bisect_right(self.thresholds, at) - 1
        position = bisect_right(self.thresholds, at) - 1
        while position >= 0 and self.thresholds[position] >= at:
            position -= 1
        return position


@dataclass(frozen=True, slots=True)
class Cells:
    """A two-way table: row key to the values of its columns, counted from 1."""

    columns: tuple[str, ...]
    rows: Mapping[str, tuple[Scalar | Range, ...]]


Payload = Scalar | Range | Ladder | Cells | None


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One dated answer: in force from `from_on` on the clock named, `payload` None where repealed. Each is itself only."""

    from_on: date
    clock: str
    payload: Payload
    cite: str
    note: str | None = None
    series: str = ""
    """Which series it is an entry of, as id and key: two entries of one series are one question's answers."""


@dataclass(frozen=True, slots=True)
class Series:
    """One question's answers, ordered by `from_on`. The last entry whose own clock has reached it wins."""

    id: str
    key: str | None
    asks: str
    unit: str
    entries: tuple[Entry, ...]
    checked: Mapping[str, object] = field(default_factory=dict)
    measured_in: str | None = None
    """What the thresholds of its ladders count (milligram, plant, dosage_unit …)."""

    @property
    def clocks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.clock for entry in self.entries))

    def on(self, clock_of: Callable[[str], date | None]) -> Entry | None:
        """The entry in force, None before the first one.

        Raises:
            ClockNotKnown: a date that decides between entries is not known.
        """
        for entry in reversed(self.entries):
            day = clock_of(entry.clock)
            if day is None:
                raise ClockNotKnown(entry.clock)
            if day >= entry.from_on:
                return entry
        return None


class ClockNotKnown(LookupError):
    """The date of the case that selects a law value is not known; its name is the first argument."""


@dataclass(frozen=True, slots=True)
class Family:
    """Series under one id. A series that stands alone is a family with the one key None."""

    id: str
    members: Mapping[str | None, Series]

    @property
    def unit(self) -> str:
        return next(iter(self.members.values())).unit


class LawBook(Protocol):
    """Where the engine finds the law."""

    def family(self, id: str) -> Family:
        """The family of that id. Raises LookupError where there is none."""
        ...
