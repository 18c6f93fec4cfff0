"""What the listed amendments make of a range: each by itself, and all together."""

from __future__ import annotations

from dataclasses import dataclass

from lenity.engine import Need
from lenity.law import ListedAmendment


@dataclass(frozen=True, slots=True)
class Range:
    """A range of months; life is UNBOUNDED, an end that is not known None."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Amended:
    """What one listed amendment does to this case.

    `lowers` is whether a reduction could rest on it: it is listed, an order may take effect, and the range that was applied falls.
    """

    amendment: ListedAmendment | None
    lowers: bool | None
    range: Range
    lowest_months: int | None
    because: str
    cite: str
    needs: tuple[Need, ...] = ()
    floor_months: int | None = None
    """The lowest term by the amended range alone, time served left aside."""


@dataclass(frozen=True, slots=True)
class Reductions:
    """Every amendment listed on the day, and all of them together."""

    each: tuple[Amended, ...]
    together: Amended
    applied: Range
