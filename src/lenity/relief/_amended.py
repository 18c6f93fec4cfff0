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


NO_RANGE = Range(None, None)


@dataclass(frozen=True, slots=True)
class Lowest:
    """The lowest total term that the policy statement leaves, in months, and how it is found.

    Where `months` is None it lies from `at_least` to `at_most`, ends that are None being open, and `needs` would settle it.
    """

    months: int | None = None
    at_least: int | None = None
    at_most: int | None = None
    how: str = ""
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Amended:
    """What one listed amendment does to this case.

    `lowers` is whether it lowers the range, and an order under it may take effect. `reduces` is whether a reduction can rest on it: it lowers the range
    and the term in force is above the lowest that is left. `lowest_months` is None unless it reduces.
    """

    amendment: ListedAmendment | None
    lowers: bool | None
    range: Range
    lowest_months: int | None
    because: str
    cite: str
    needs: tuple[Need, ...] = ()
    reduces: bool | None = None

    def __post_init__(self) -> None:
        if self.lowers is False:
            object.__setattr__(self, "reduces", False)


@dataclass(frozen=True, slots=True)
class Reductions:
    """Every amendment listed on the day, and all of them together."""

    each: tuple[Amended, ...]
    together: Amended
    applied: Range
