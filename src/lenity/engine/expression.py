"""The closed vocabulary in which rules are written.

A rule's body is built once into a tree of these nodes. Nothing here computes: the case reader and the Polars lowering do.

>>> case = Proxy("case")
>>> choose(case.points >= 4, 3, 2).parts[0].op
'>='
"""

from __future__ import annotations

from collections.abc import Callable
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
class Arithmetic(Expression):
    op: str
    left: Expression
    right: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True, eq=False)
class Compare(Expression):
    op: str
    left: Expression
    right: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True, eq=False)
class Logic(Expression):
    op: str
    operands: tuple[Expression, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        return self.operands


@dataclass(frozen=True, slots=True, eq=False)
class Not(Expression):
    operand: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.operand,)


@dataclass(frozen=True, slots=True, eq=False)
class Choose(Expression):
    condition: Expression
    then: Expression
    otherwise: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.condition, self.then, self.otherwise)


@dataclass(frozen=True, slots=True, eq=False)
class Extreme(Expression):
    """The least or the greatest of several values; not known while any of them is."""

    op: str
    operands: tuple[Expression, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        return self.operands


@dataclass(frozen=True, slots=True, eq=False)
class IsKnown(Expression):
    operand: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.operand,)


@dataclass(frozen=True, slots=True, eq=False)
class OneOf(Expression):
    operand: Expression
    values: tuple[Scalar, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.operand,)


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


does_not_apply: Expression = DoesNotApply()


def choose(condition: Any, then: Any, otherwise: Any) -> Expression:
    """`then` where the condition holds, `otherwise` where it does not, not known where it is not known."""
    return Choose(as_expression(condition), as_expression(then), as_expression(otherwise))


def first_that_holds(*arms: tuple[Any, Any], otherwise: Any) -> Expression:
    """The value of the first arm `(condition, value)` whose condition holds."""
    result = as_expression(otherwise)
    for condition, value in reversed(arms):
        result = choose(condition, value, result)
    return result


def first_known(value: Any, fallback: Any, *, unless: Any = False) -> Expression:
    """The value where it is known, else the fallback where that is (and `unless` does not hold): what is missing is still the value's."""
    first, second = as_expression(value), as_expression(fallback)
    takes_fallback = Logic("and", (IsKnown(second), Not(as_expression(unless))))
    return choose(is_known(first), first, choose(takes_fallback, second, first))


def least(*values: Any) -> Expression:
    """The smallest of the values; not known while any is not known."""
    return Extreme("least", tuple(as_expression(value) for value in values))


def greatest(*values: Any) -> Expression:
    """The largest of the values; not known while any is not known."""
    return Extreme("greatest", tuple(as_expression(value) for value in values))


def clamp(value: Any, low: Any, high: Any) -> Expression:
    """The value, but never below `low` nor above `high`."""
    return least(greatest(value, low), high)


def all_hold(*conditions: Any) -> Expression:
    return Logic("and", tuple(as_expression(condition) for condition in conditions))


def any_holds(*conditions: Any) -> Expression:
    return Logic("or", tuple(as_expression(condition) for condition in conditions))


def is_known(value: Any) -> Expression:
    """Whether a value is known: never itself unknown."""
    return IsKnown(as_expression(value))


def one_of(value: Any, *values: Scalar) -> Expression:
    return OneOf(as_expression(value), values)


def joined(*values: Any) -> Expression:
    """The key of a family, made of texts and whole numbers: `joined(tier, "/", priors)`."""
    return Joined(tuple(as_expression(value) for value in values))


def years_after(day: Any, years: Any) -> Expression:
    return AddYears(as_expression(day), as_expression(years))


def days_between(start: Any, end: Any) -> Expression:
    return DaysBetween(as_expression(start), as_expression(end))


def in_force(law: Expression) -> Expression:
    """Whether the dated value is in force on its clock."""
    if not isinstance(law, Law):
        raise TypeError("in_force asks about a law value: in_force(law('…')).")
    return InForce(law)


class Proxy:
    """What a rule is called with for its case, count, drug …: reading a name builds a node."""

    __slots__ = ("_level",)

    def __init__(self, level: str) -> None:
        self._level = level

    def __getattr__(self, name: str) -> Expression:
        if name.startswith("__"):
            raise AttributeError(name)
        return Name(self._level, name)

    def _over(self, kind: str, below: str, value: Callable[[Any], Any], empty: Scalar | None) -> Expression:
        return Aggregate(kind, self._level, below, as_expression(value(Proxy(below))), empty)

    def total(self, below: str, value: Callable[[Any], Any]) -> Expression:
        """The sum over the rows directly below; 0 where there are none."""
        return self._over("total", below, value, 0)

    def how_many(self, below: str, condition: Callable[[Any], Any]) -> Expression:
        """How many rows directly below meet a condition."""
        return self._over("total", below, lambda row: choose(condition(row), 1, 0), 0)

    def highest(self, below: str, value: Callable[[Any], Any], *, empty: Scalar | None = None) -> Expression:
        return self._over("highest", below, value, empty)

    def lowest(self, below: str, value: Callable[[Any], Any], *, empty: Scalar | None = None) -> Expression:
        return self._over("lowest", below, value, empty)

    def any_of(self, below: str, condition: Callable[[Any], Any]) -> Expression:
        return self._over("any_of", below, condition, False)

    def every(self, below: str, condition: Callable[[Any], Any]) -> Expression:
        return self._over("every", below, condition, True)


class LawProxy:
    """What a rule is called with for the law: `law(id)`, `law(id, key)`, `law.ladder(…)`, `law.table(…)`."""

    __slots__ = ("_level",)

    def __init__(self, level: str) -> None:
        self._level = level

    def __call__(self, id: str, key: Any = None, *, part: str | None = None, clock: str | None = None) -> Expression:
        """A dated value; `part` is `min` or `max` of a range, `clock` a date to read it on instead of its own."""
        return Law(self._level, id, None if key is None else as_expression(key), part, clock)

    def ladder(self, id: str, at: Any, key: Any = None) -> Expression:
        """What the last threshold that `at` meets brings; not known (and nothing) below the first."""
        return LadderStep(self._level, id, as_expression(at), None if key is None else as_expression(key))

    def table(self, id: str, row: Any, column: Any, *, part: str | None = None) -> Expression:
        """The cell of a two-way table: row by its key, column counted from 1."""
        return TableCell(self._level, id, as_expression(row), as_expression(column), part)
