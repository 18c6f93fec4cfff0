"""The nodes of the expression graph.

A rule's body is built once into a tree of these nodes. Nothing here computes: the case reader and the Polars lowering do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lenity.engine.dated import Scalar


class Expression:
    """A node. Operators build larger nodes; comparing two gives a node, so nodes have no truth value of their own."""

    __slots__ = ()
    __hash__ = object.__hash__

    @property
    def parts(self) -> tuple[Expression, ...]:
        return ()

    def __add__(self, other: Any) -> Expression:
        return Arithmetic("+", self, as_expression(other))

    def __radd__(self, other: Any) -> Expression:
        return Arithmetic("+", as_expression(other), self)

    def __sub__(self, other: Any) -> Expression:
        return Arithmetic("-", self, as_expression(other))

    def __rsub__(self, other: Any) -> Expression:
        return Arithmetic("-", as_expression(other), self)

    def __mul__(self, other: Any) -> Expression:
        return Arithmetic("*", self, as_expression(other))

    def __rmul__(self, other: Any) -> Expression:
        return Arithmetic("*", as_expression(other), self)

    def __floordiv__(self, other: Any) -> Expression:
        return Arithmetic("//", self, as_expression(other))

    def __truediv__(self, other: Any) -> Expression:
        return Arithmetic("/", self, as_expression(other))

    def __eq__(self, other: Any) -> Expression:  # type: ignore[override]
        return Compare("==", self, as_expression(other))

    def __ne__(self, other: Any) -> Expression:  # type: ignore[override]
        return Compare("!=", self, as_expression(other))

    def __lt__(self, other: Any) -> Expression:
        return Compare("<", self, as_expression(other))

    def __le__(self, other: Any) -> Expression:
        return Compare("<=", self, as_expression(other))

    def __gt__(self, other: Any) -> Expression:
        return Compare(">", self, as_expression(other))

    def __ge__(self, other: Any) -> Expression:
        return Compare(">=", self, as_expression(other))

    def __and__(self, other: Any) -> Expression:
        return Logic("and", (self, as_expression(other)))

    def __or__(self, other: Any) -> Expression:
        return Logic("or", (self, as_expression(other)))

    def __invert__(self) -> Expression:
        return Not(self)

    def __bool__(self) -> bool:
        raise TypeError("A rule is built before there is a case: use `choose`, `&`, `|` and `~`, not `if`, `and`, `or`, `not`.")


@dataclass(frozen=True, slots=True, eq=False)
class Constant(Expression):
    value: Scalar


@dataclass(frozen=True, slots=True, eq=False)
class DoesNotApply(Expression):
    """No value, and no missing fact either: the rule has nothing to say here."""


@dataclass(frozen=True, slots=True, eq=False)
class Name(Expression):
    """A fact or a rule, read at `level` or at the nearest level above it that has one of that name."""

    level: str
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class _OfTwo(Expression):
    op: str
    left: Expression
    right: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.left, self.right)


class Arithmetic(_OfTwo):
    __slots__ = ()


class Compare(_OfTwo):
    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class _OfSeveral(Expression):
    op: str
    operands: tuple[Expression, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        return self.operands


class Logic(_OfSeveral):
    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class _OfOne(Expression):
    operand: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.operand,)


class Not(_OfOne):
    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class Choose(Expression):
    condition: Expression
    then: Expression
    otherwise: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.condition, self.then, self.otherwise)


class Extreme(_OfSeveral):
    """The least or the greatest of several values; not known while any of them is."""

    __slots__ = ()


class IsKnown(_OfOne):
    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class OneOf(_OfOne):
    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Joined(Expression):
    """Texts and whole numbers written one after another, to make the key of a family."""

    operands: tuple[Expression, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        return self.operands


@dataclass(frozen=True, slots=True, eq=False)
class AddYears(Expression):
    """A date so many years later (earlier where negative); 29 February becomes 28 February where there is none."""

    day: Expression
    years: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.day, self.years)


@dataclass(frozen=True, slots=True, eq=False)
class AddMonths(Expression):
    """A date so many months later; the last day of the month where the month reached has no such day. Not known past the calendar's end."""

    day: Expression
    months: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.day, self.months)


@dataclass(frozen=True, slots=True, eq=False)
class AddDays(Expression):
    """A date so many days later (earlier where negative). Not known past the calendar's end."""

    day: Expression
    days: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.day, self.days)


@dataclass(frozen=True, slots=True, eq=False)
class DaysBetween(Expression):
    """Whole days from one date to another; negative where the second is earlier."""

    start: Expression
    end: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.start, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Law(Expression):
    """A dated value. Its clock, named in the law file, is read at `level` or above."""

    level: str
    id: str
    key: Expression | None = None
    part: str | None = None
    clock: str | None = None
    """Reads every entry on this date instead of on the clocks that the law file names."""

    @property
    def parts(self) -> tuple[Expression, ...]:
        return () if self.key is None else (self.key,)


@dataclass(frozen=True, slots=True, eq=False)
class InForce(Expression):
    """Whether the law has a value here on its clock: known to be false before its first day and after its repeal."""

    law: Law

    @property
    def parts(self) -> tuple[Expression, ...]:
        return self.law.parts


@dataclass(frozen=True, slots=True, eq=False)
class LadderStep(Expression):
    """What the last threshold met in a dated table of thresholds brings."""

    level: str
    id: str
    at: Expression
    key: Expression | None = None

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.at,) if self.key is None else (self.at, self.key)


@dataclass(frozen=True, slots=True, eq=False)
class TableCell(Expression):
    """A cell of a dated two-way table: rows by key, columns counted from 1."""

    level: str
    id: str
    row: Expression
    column: Expression
    part: str | None = None

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.row, self.column)


@dataclass(frozen=True, slots=True, eq=False)
class Aggregate(Expression):
    """One value from the rows of the table directly below; not known where the record does not list them.

    `kind`: total, highest, lowest, any_of, every. `empty` is the value for a list that is known to be empty.
    """

    kind: str
    level: str
    below: str
    operand: Expression
    empty: Scalar | None = None

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.operand,)


def as_expression(value: Any) -> Expression:
    """The node itself, or a constant node of a plain value."""
    if isinstance(value, Expression):
        return value
    if value is None:
        raise TypeError("None is not a value of a rule; `does_not_apply` says that there is none.")
    return Constant(value)
