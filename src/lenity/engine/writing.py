"""The closed vocabulary in which rules are written: each word builds a node of the graph.

>>> case = Proxy("case")
>>> choose(case.points >= 4, 3, 2).parts[0].op
'>='
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lenity.engine.dated import Scalar
from lenity.engine.expression import (
    AddDays,
    AddMonths,
    AddYears,
    Aggregate,
    Choose,
    DaysBetween,
    DoesNotApply,
    Expression,
    Extreme,
    InForce,
    IsKnown,
    Joined,
    LadderStep,
    Law,
    Logic,
    Name,
    Not,
    OneOf,
    TableCell,
    as_expression,
)

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


def months_after(day: Any, months: Any) -> Expression:
    """The date so many calendar months later; the month's last day where it has no such day."""
    return AddMonths(as_expression(day), as_expression(months))


def days_after(day: Any, days: Any) -> Expression:
    """The date so many days later, earlier where negative."""
    return AddDays(as_expression(day), as_expression(days))


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
