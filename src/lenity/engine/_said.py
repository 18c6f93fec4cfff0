"""An expression in words, as one case makes it: each node of the graph is made ready once, and then speaks for any row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lenity.engine._words import in_words, readable
from lenity.engine.case_reader import CaseReader, Read, Row
from lenity.engine.dated import Ladder
from lenity.engine.expression import (
    AddDays,
    AddMonths,
    AddYears,
    Aggregate,
    Arithmetic,
    Choose,
    Compare,
    Constant,
    DaysBetween,
    Expression,
    Extreme,
    InForce,
    IsKnown,
    LadderStep,
    Law,
    Logic,
    Name,
    Not,
    TableCell,
)
from lenity.engine.graph import Node

Say = Callable[[Row], str]


class Speech:
    """Says expressions of one graph."""

    def __init__(self, reader: CaseReader) -> None:
        self.reader = reader
        self.graph = reader.graph
        self._says: dict[tuple[int, str], tuple[Say, Expression]] = {}

    def say(self, expression: Expression, level: str) -> Say:
        """What says an expression at rows of a level; made once."""
        key = (id(expression), level)
        known = self._says.get(key)
        if known is None:
            made = _SPEAKERS.get(type(expression), Speech._parts)(self, expression, level)
            known = self._says[key] = (made, expression)
        return known[0]

    def unit(self, node: Node) -> str:
        return self.graph.facts[node].unit if node in self.graph.facts else self.graph.rules[node].unit

    def unit_of(self, part: Expression) -> str:
        if isinstance(part, Name):
            return self.unit(self.graph.resolve(part.level, part.name))
        return self.graph.law.family(part.id).unit if isinstance(part, Law) else ""

    def deciding(self, expression: Logic, level: str) -> Callable[[Row], tuple[int, ...]]:
        """Which operands decide: the first that settles a logical expression by itself, or all that leave it open, or all."""
        reads = [self.reader.compiled(part, level) for part in expression.operands]
        decides, every = expression.op == "or", tuple(range(len(reads)))

        def read(row: Row) -> tuple[int, ...]:
            open_ones: tuple[int, ...] = ()
            for at, operand in enumerate(reads):
                value = operand(row)
                if value is decides:
                    return (at,)
                if value is None:
                    open_ones += (at,)
            return open_ones or every

        return read

    def _both(self, part: Expression, level: str) -> tuple[Read, Say]:
        return self.reader.compiled(part, level), self.say(part, level)

    def _parts(self, expression: Expression, level: str) -> Say:
        says = [self.say(part, level) for part in expression.parts]
        return lambda row: " ".join([say(row) for say in says])

    def _name(self, part: Name, level: str) -> Say:
        read, unit, label = self.reader.compiled(part, level), self.unit_of(part), f"{readable(part.name)}: "
        return lambda row: label + in_words(read(row), unit)

    def _constant(self, part: Constant, level: str) -> Say:
        words = in_words(part.value, "")
        return lambda row: words

    def _choose(self, part: Choose, level: str) -> Say:
        holds, condition = self._both(part.condition, level)
        then, otherwise = self.say(part.then, level), self.say(part.otherwise, level)

        def say(row: Row) -> str:
            value = holds(row)
            if value is None:
                return condition(row)
            return then(row) if value else otherwise(row)

        return say

    def _extreme(self, part: Extreme, level: str) -> Say:
        read, operands = self.reader.compiled(part, level), [self._both(one, level) for one in part.operands]

        def say(row: Row) -> str:
            value = read(row)
            return next((words(row) for operand, words in operands if operand(row) == value), "")

        return say

    def _arithmetic(self, part: Arithmetic, level: str) -> Say:
        if part.op in ("+", "-"):
            return self._sum(part, level)
        sign = {"*": "×", "/": "÷", "//": "÷"}[part.op]
        left, right = self._term(part.left, level), self._term(part.right, level)
        return lambda row: f"{left(row)} {sign} {right(row)}"

    def _sum(self, part: Arithmetic, level: str, unit: str = "") -> Say:
        """A sum with the name of each part that is not nothing, so that it can be checked by hand; plain numbers in `unit`."""
        named = [(sign, one, self._operand(one, level, unit) if isinstance(one, Constant) else self._term(one, level)) for sign, one in _terms(part, 1)]
        terms = [(sign, self.reader.compiled(one, level), words) for sign, one, words in named]

        def say(row: Row) -> str:
            said = ""
            for sign, read, term in terms:
                value = read(row)
                if value != 0:
                    minus = value is not None and value * sign < 0
                    words = term(row).lstrip("-")
                    said += f"{' − ' if minus else ' + '}{words}" if said else f"{'−' if minus else ''}{words}"
            return said or "0"

        return say

    def _term(self, part: Expression, level: str) -> Say:
        """A part of a sum: its value with its name."""
        if isinstance(part, Arithmetic | Constant | AddYears | AddMonths | AddDays | DaysBetween):
            return self.say(part, level)
        read = self.reader.compiled(part, level)
        if isinstance(part, Name):
            unit, label = self.unit_of(part), f" ({readable(part.name)})"
            return lambda row: in_words(read(row), unit) + label
        if isinstance(part, Law):
            measured_in = self.unit_of(part)
            return lambda row: in_words(read(row), measured_in)
        return lambda row: in_words(read(row), "")

    def _later(self, part: AddYears | AddMonths | AddDays, level: str) -> Say:
        """A day and what is added to it; what is taken away with a minus sign."""
        unit = {AddYears: "year", AddMonths: "month", AddDays: "day"}[type(part)]
        day, added = self._term(part.parts[0], level), part.parts[1]
        if isinstance(added, Arithmetic) and added.op in ("+", "-"):
            count = self._sum(added, level, unit)
        else:
            count = self._operand(added, level, unit) if isinstance(added, Constant) else self._term(added, level)

        def say(row: Row) -> str:
            words = count(row)
            if words == "0":
                return day(row)
            return f"{day(row)} − {words.lstrip('−-')}" if words[:1] in ("−", "-") else f"{day(row)} + {words}"

        return say

    def _days_between(self, part: DaysBetween, level: str) -> Say:
        start, end = self._term(part.start, level), self._term(part.end, level)
        return lambda row: f"the days from {start(row)} to {end(row)}"

    def _compare(self, part: Compare, level: str) -> Say:
        holds, (is_so, is_not) = self.reader.compiled(part, level), _COMPARED[part.op]
        unit = self.unit_of(part.left) or self.unit_of(part.right)
        left, right = self._operand(part.left, level, unit), self._operand(part.right, level, unit)
        return lambda row: f"{left(row)} {is_so if holds(row) else is_not} {right(row)}"

    def _operand(self, part: Expression, level: str, unit: str) -> Say:
        if not isinstance(part, Constant):
            return self.say(part, level)
        words = in_words(part.value, unit)
        return lambda row: words

    def _logic(self, part: Logic, level: str) -> Say:
        deciding, says = self.deciding(part, level), [self.say(one, level) for one in part.operands]

        def say(row: Row) -> str:
            at = deciding(row)
            return says[at[0]](row) if len(at) == 1 else ", ".join(dict.fromkeys([words for one in at if (words := says[one](row))]))

        return say

    def _not(self, part: Not, level: str) -> Say:
        return self.say(part.operand, level)

    def _law(self, part: Law, level: str) -> Say:
        read, unit = self.reader.compiled(part, level), self.unit_of(part)
        unit = "month" if unit == "month_range" else unit

        def say(row: Row) -> str:
            value = read(row)
            return f"{in_words(value, unit)} by law" if value is not None else "nothing in force"

        return say

    def _in_force(self, part: InForce, level: str) -> Say:
        find = self.reader.finder(part.law, level)

        def say(row: Row) -> str:
            entry = find(row)
            return "not in force then" if entry.payload is None else f"in force since {entry.from_on.isoformat()}"

        return say

    def _is_known(self, part: IsKnown, level: str) -> Say:
        read, words = self._both(part.operand, level)
        return lambda row: "" if read(row) is None else words(row)

    def _ladder(self, part: LadderStep, level: str) -> Say:
        find, read_at = self.reader.finder(part, level), self.reader.compiled(part.at, level)
        read_key = None if part.key is None else self.reader.compiled(part.key, level)
        members = self.graph.law.family(part.id).members

        def say(row: Row) -> str:
            ladder, at = find(row).payload, read_at(row)
            if not isinstance(ladder, Ladder) or at is None:
                return "no such table in force then"
            key = None if read_key is None else read_key(row)
            series = members[None if key is None else str(key)]
            return _band(ladder, at, series.measured_in or "", key)

        return say

    def _table(self, part: TableCell, level: str) -> Say:
        line, column = self.reader.compiled(part.row, level), self.reader.compiled(part.column, level)
        return lambda row: f"row {line(row)}, column {column(row)} of the table"

    def _aggregate(self, part: Aggregate, level: str) -> Say:
        read, words = self._both(part.operand, part.below)
        below, kind, nothing = part.below, part.kind, f"no {readable(part.below)} in the record"

        def say(row: Row) -> str:
            rows = row.below.get(below)
            if not rows:
                return nothing
            if kind in ("any_of", "every"):
                decides = kind == "any_of"
                return next((words(one) for one in rows if read(one) is decides), "")
            return " + ".join([said for one in rows if read(one) != 0 and (said := words(one))]) or "none"

        return say


def _terms(part: Expression, sign: int) -> Iterator[tuple[int, Expression]]:
    if isinstance(part, Arithmetic) and part.op in ("+", "-"):
        yield from _terms(part.left, sign)
        yield from _terms(part.right, sign if part.op == "+" else -sign)
    else:
        yield sign, part


def _band(ladder: Ladder, at: Any, unit: str, key: Any) -> str:
    rung = ladder.rung(at)
    amount = in_words(at, unit) + (f" of {key}" if isinstance(key, str) else "")
    meets, misses = ("more than", "not more than") if ladder.strict else ("at least", "less than")
    parts = []
    if rung >= 0 and ladder.thresholds[rung] > 0:
        parts.append(f"{meets} {in_words(ladder.thresholds[rung], unit)}")
    if rung + 1 < len(ladder.thresholds):
        parts.append(f"{misses} {in_words(ladder.thresholds[rung + 1], unit)}")
    return f"{amount} is {' and '.join(parts)}" if parts else amount


_COMPARED = {
    "==": ("is", "is not"),
    "!=": ("is not", "is"),
    "<": ("is below", "is not below"),
    "<=": ("is at most", "is above"),
    ">": ("is above", "is not above"),
    ">=": ("is at least", "is below"),
}
_SPEAKERS: Mapping[type[Expression], Callable[[Speech, Any, str], Say]] = {
    Name: Speech._name,
    Constant: Speech._constant,
    Choose: Speech._choose,
    Extreme: Speech._extreme,
    Arithmetic: Speech._arithmetic,
    AddYears: Speech._later,
    AddMonths: Speech._later,
    AddDays: Speech._later,
    DaysBetween: Speech._days_between,
    Compare: Speech._compare,
    Logic: Speech._logic,
    Not: Speech._not,
    Law: Speech._law,
    InForce: Speech._in_force,
    IsKnown: Speech._is_known,
    LadderStep: Speech._ladder,
    TableCell: Speech._table,
    Aggregate: Speech._aggregate,
}
