"""Operations on columns, and what is known beforehand of the values that each can have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from lenity.engine._operations import COMPARE

FRACTIONAL_UNITS = ("milligram", "factor")
FEW = 4096
"""No more values than these are written out one by one."""


@dataclass(frozen=True, slots=True)
class Domain:
    """The values that an operation can have in any row, as far as that is known before the rows are read.

    `may_lack`: some row may have none. `low` and `high`: the least and the greatest of whole numbers. `texts`: every text there can be. `truth`: the one
    answer to a question of yes or no.
    """

    may_lack: bool = True
    low: int | None = None
    high: int | None = None
    texts: tuple[str, ...] | None = None
    truth: bool | None = None

    @property
    def is_whole(self) -> bool:
        return self.low is not None

    @property
    def only(self) -> Any:
        """The one value that there can be beside none at all; None where there are several, or nothing is told."""
        if self.truth is not None:
            return self.truth
        if self.texts is not None:
            return self.texts[0] if len(self.texts) == 1 else None
        return self.low if self.low == self.high else None

    def values(self) -> tuple[Any, ...] | None:
        """Each value that there can be, None where they are too many or not known."""
        if self.texts is not None:
            return self.texts
        if self.low is None or self.high is None or self.high - self.low >= FEW:
            return None
        return tuple(range(self.low, self.high + 1))

    @classmethod
    def of(cls, values: Iterable[Any], may_lack: bool = False) -> Domain:
        """The domain of these values; None among them stands for a row that has none."""
        found = set(values)
        may_lack = may_lack or None in found
        found.discard(None)
        kinds = {type(value) for value in found}
        if kinds == {int}:
            return cls(may_lack, min(found), max(found))
        if kinds == {bool}:
            return cls(may_lack, truth=found.pop() if len(found) == 1 else None)
        return cls(may_lack, texts=tuple(sorted(found))) if kinds == {str} else cls(may_lack)


@dataclass(frozen=True, slots=True, eq=False)
class Op:
    """One operation on columns of one frame; `args` are the operations it reads, `data` what else it needs."""

    kind: str
    frame: str
    args: tuple[Op, ...]
    data: Any
    is_text: bool
    domain: Domain = Domain()


def is_unknown(op: Op) -> bool:
    return op.kind == "constant" and op.data[1] is None


def domain_of(kind: str, args: tuple[Op, ...], data: Any) -> Domain:
    """What an operation's values can be, from what those of its parts can."""
    may_lack = any(arg.domain.may_lack for arg in args)
    work_out = _DOMAINS.get(kind)
    if work_out is not None:
        return work_out(may_lack, args, data)
    return Domain(may_lack if kind in ("one_of", "add_years") else kind != "is_known")


def _arithmetic(may_lack: bool, args: tuple[Op, ...], op: str) -> Domain:
    (a, b), (c, d) = ((arg.domain.low, arg.domain.high) for arg in args)
    if a is None or b is None or c is None or d is None or op == "/":
        return Domain(may_lack or "/" in op)
    if op == "//":
        return Domain(True, min(-abs(a), -abs(b)) - 1, max(abs(a), abs(b)) + 1)
    ends = {"+": (a + c, b + d), "-": (a - d, b - c)}.get(op) or [one * other for one in (a, b) for other in (c, d)]
    return Domain(may_lack, min(ends), max(ends))


def _extreme(pick: Callable[[int, int], int]) -> Callable[[bool, tuple[Op, ...], Any], Domain]:
    def domain(may_lack: bool, args: tuple[Op, ...], data: Any) -> Domain:
        one, other = (arg.domain for arg in args)
        if one.low is None or one.high is None or other.low is None or other.high is None:
            return Domain(may_lack)
        return Domain(may_lack, pick(one.low, other.low), pick(one.high, other.high))

    return domain


def _choose(may_lack: bool, args: tuple[Op, ...], data: Any) -> Domain:
    branches = [arg.domain for arg in args[1:] if not is_unknown(arg)]
    lows, highs = [one.low for one in branches if one.low is not None], [one.high for one in branches if one.high is not None]
    if branches and len(lows) == len(branches) == len(highs):
        return Domain(may_lack, min(lows), max(highs))
    truths = {one.truth for one in branches}
    if len(truths) == 1 and None not in truths:
        return Domain(may_lack, truth=truths.pop())
    if branches and all(one.texts is not None for one in branches):
        texts = sorted({text for one in branches for text in one.texts or ()})
        return Domain(may_lack, texts=tuple(texts)) if len(texts) <= FEW else Domain(may_lack)
    return Domain(may_lack)


def _logic(decides: bool) -> Callable[[bool, tuple[Op, ...], Any], Domain]:
    def domain(may_lack: bool, args: tuple[Op, ...], data: Any) -> Domain:
        truths = [arg.domain.truth for arg in args]
        if decides in truths:
            return Domain(may_lack, truth=decides)
        return Domain(may_lack, truth=not decides if truths.count(not decides) == len(truths) else None)

    return domain


def _not(may_lack: bool, args: tuple[Op, ...], data: Any) -> Domain:
    truth = args[0].domain.truth
    return Domain(may_lack, truth=None if truth is None else not truth)


def _compare(may_lack: bool, args: tuple[Op, ...], op: str) -> Domain:
    """Settled where the values of one side all lie on one side of the other's."""
    one, other = (arg.domain for arg in args)
    if one.texts is not None and other.texts is not None and op in ("==", "!="):
        return Domain(may_lack, truth=op == "!=" if not set(one.texts) & set(other.texts) else None)
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return Domain(may_lack)
    order, (low, high), (low_other, high_other) = COMPARE[op], (one.low, one.high), (other.low, other.high)
    if op in ("==", "!="):
        return Domain(may_lack, truth=op == "!=" if high < low_other or high_other < low else None)
    at_ends = {order(low, high_other), order(high, low_other)}
    return Domain(may_lack, truth=at_ends.pop() if len(at_ends) == 1 else None)


def _cast(may_lack: bool, args: tuple[Op, ...], unit: str) -> Domain:
    known = args[0].domain
    return (
        known
        if known.is_whole and unit not in FRACTIONAL_UNITS
        else Domain(may_lack if unit in ("yes_no", "date", *FRACTIONAL_UNITS) else True, truth=known.truth)
    )


def _constant(may_lack: bool, args: tuple[Op, ...], data: tuple[str, Any, bool]) -> Domain:
    return Domain.of([data[1]])


def _lookup(may_lack: bool, args: tuple[Op, ...], data: tuple[Any, ...]) -> Domain:
    values, where_unknown = data[1], data[2]
    if not may_lack:
        return Domain.of(values)
    return Domain.of((*values, where_unknown))


def _days_between(may_lack: bool, args: tuple[Op, ...], data: Any) -> Domain:
    return Domain(may_lack, -(2**40), 2**40)


_DOMAINS: Mapping[str, Callable[[bool, tuple[Op, ...], Any], Domain]] = {
    "arithmetic": _arithmetic,
    "compare": _compare,
    "and": _logic(False),
    "or": _logic(True),
    "not": _not,
    "least": _extreme(min),
    "greatest": _extreme(max),
    "choose": _choose,
    "cast": _cast,
    "constant": _constant,
    "lookup": _lookup,
    "days_between": _days_between,
}


def places_of(args: tuple[Op, ...]) -> list[tuple[Any, ...]] | None:
    """Every combination of values that these operations can have, None where there are too many to write out."""
    each = [arg.domain.values() for arg in args]
    size = 1
    for values in each:
        if values is None:
            return None
        size *= max(len(values), 1)
    return list(product(*(values or () for values in each))) if size <= FEW else None
