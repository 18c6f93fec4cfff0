"""The case reader: walks the graph for one case, with None for what is not known (Kleene's logic).

Rules are compiled once into closures; a case is a tree of rows, and a value is computed when it is first read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from lenity.engine.dated import Cells, ClockNotKnown, Entry, Family, Ladder, Payload, Range, Series, Value
from lenity.engine.expression import (
    AddYears,
    Aggregate,
    Arithmetic,
    Choose,
    Compare,
    Constant,
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
)
from lenity.engine.graph import Graph, Node
from lenity.facts.levels import FactRow

Read = Callable[["Row"], Any]


class Row:
    """A row of a table of the case: its facts, the values computed so far, the row it belongs to and the rows below it.

    `path` is its place in the case file (`guidelines.conduct[0]`).
    """

    __slots__ = ("above", "below", "level", "path", "values")

    def __init__(
        self, level: str, facts: Mapping[str, Value], *, above: Row | None = None, path: str = ""
    ) -> None:
        self.level = level
        self.values: dict[str, Any] = dict(facts)
        self.above = above
        self.below: dict[str, list[Row]] = {}
        self.path = path
        if above is not None:
            above.below.setdefault(level, []).append(self)

    def rows(self) -> Iterator[Row]:
        """This row and all below it, in order."""
        yield self
        for rows in self.below.values():
            for row in rows:
                yield from row.rows()

    def up(self, steps: int) -> Row:
        row = self
        for _ in range(steps):
            assert row.above is not None
            row = row.above
        return row

    @classmethod
    def of(cls, facts: FactRow, above: Row | None = None) -> Row:
        """Rows with these facts, and nothing computed yet."""
        row = cls(facts.level, facts.facts, above=above, path=facts.path)
        for below in facts.below:
            cls.of(below, row)
        return row


class CaseReader:
    """Reads values of a graph for single cases.

    Args of `read`: a row (with its facts set) and the name of a rule or fact at its level or above.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._compiled: dict[Node, Read] = {}
        self._expressions: dict[tuple[int, str], Read] = {}

    def read(self, row: Row, name: str) -> Any:
        """The value of a name at a row; None where it is not known."""
        return self._name(row.level, name)(row)

    def evaluate(self, expression: Expression, row: Row) -> Any:
        """The value of any expression at a row, as the trace needs it."""
        key = (id(expression), row.level)
        compiled = self._expressions.get(key)
        if compiled is None:
            compiled = self._expressions[key] = self._compile(expression, row.level)
        return compiled(row)

    def entry(self, expression: Law | LadderStep | TableCell, row: Row) -> Entry | None:
        """The dated entry that a law node uses at a row; None before the first, or where its key or clock is not known."""
        series = self._series_at(expression, row)
        clock_at = self._clock(expression, row.level)
        if series is None:
            return None
        try:
            return series.on(lambda clock: clock_at(clock, row))
        except ClockNotKnown:
            return None

    def _series_at(self, expression: Law | LadderStep | TableCell, row: Row) -> Series | None:
        family = self.graph.law.family(expression.id)
        key_node = expression.key if isinstance(expression, Law | LadderStep) else None
        key = None if key_node is None else self.evaluate(key_node, row)
        return family.members.get(None if key is None else str(key))

    # compiling

    def _name(self, level: str, name: str, read_at: str | None = None) -> Read:
        """Reads a name as seen from `level`, for rows of `read_at` (that level, or one below it inside an aggregation)."""
        at, _ = node = self.graph.resolve(level, name)
        steps = self.graph.height(read_at or level, at)
        if node in self.graph.facts:
            compute: Read | None = None
        else:
            compute = self._rule(node)

        def read(row: Row) -> Any:
            owner = row if steps == 0 else row.up(steps)
            try:
                return owner.values[name]
            except KeyError:
                value = owner.values[name] = None if compute is None else compute(owner)
                return value

        return read

    def _rule(self, node: Node) -> Read:
        """The rule's closure, compiled when it is first called: rules read one another in any order."""

        def first_call(row: Row) -> Any:
            compiled = self._compiled.get(node)
            if compiled is None:
                compiled = self._compiled[node] = self._compile(self.graph.expressions[node], node[0])
            return compiled(row)

        return self._compiled.get(node, first_call)

    def _compile(self, expression: Expression, level: str) -> Read:
        return _COMPILERS[type(expression)](self, expression, level)

    def _constant(self, expression: Constant, level: str) -> Read:
        value = expression.value
        return lambda row: value

    def _does_not_apply(self, expression: DoesNotApply, level: str) -> Read:
        return lambda row: None

    def _read_name(self, expression: Name, level: str) -> Read:
        return self._name(expression.level, expression.name, level)

    def _arithmetic(self, expression: Arithmetic, level: str) -> Read:
        left, right = self._compile(expression.left, level), self._compile(expression.right, level)
        operate = ARITHMETIC[expression.op]

        def read(row: Row) -> Any:
            one = left(row)
            if one is None:
                return None
            other = right(row)
            return None if other is None else operate(one, other)

        return read

    def _compare(self, expression: Compare, level: str) -> Read:
        left, right = self._compile(expression.left, level), self._compile(expression.right, level)
        operate = COMPARE[expression.op]

        def read(row: Row) -> Any:
            one = left(row)
            if one is None:
                return None
            other = right(row)
            return None if other is None else operate(one, other)

        return read

    def _logic(self, expression: Logic, level: str) -> Read:
        operands = [self._compile(part, level) for part in expression.operands]
        decides = expression.op == "or"

        def read(row: Row) -> Any:
            result: bool | None = not decides
            for operand in operands:
                value = operand(row)
                if value is decides:
                    return decides
                if value is None:
                    result = None
            return result

        return read

    def _not(self, expression: Not, level: str) -> Read:
        operand = self._compile(expression.operand, level)

        def read(row: Row) -> Any:
            value = operand(row)
            return None if value is None else not value

        return read

    def _choose(self, expression: Choose, level: str) -> Read:
        condition = self._compile(expression.condition, level)
        then, otherwise = self._compile(expression.then, level), self._compile(expression.otherwise, level)

        def read(row: Row) -> Any:
            holds = condition(row)
            if holds is None:
                return None
            return then(row) if holds else otherwise(row)

        return read

    def _extreme(self, expression: Extreme, level: str) -> Read:
        operands = [self._compile(part, level) for part in expression.operands]
        pick = min if expression.op == "least" else max

        def read(row: Row) -> Any:
            values = [operand(row) for operand in operands]
            return None if None in values else pick(values)

        return read

    def _is_known(self, expression: IsKnown, level: str) -> Read:
        operand = self._compile(expression.operand, level)
        return lambda row: operand(row) is not None

    def _one_of(self, expression: OneOf, level: str) -> Read:
        operand, values = self._compile(expression.operand, level), frozenset(expression.values)

        def read(row: Row) -> Any:
            value = operand(row)
            return None if value is None else value in values

        return read

    def _joined(self, expression: Joined, level: str) -> Read:
        operands = [self._compile(part, level) for part in expression.operands]

        def read(row: Row) -> Any:
            values = [operand(row) for operand in operands]
            return None if None in values else "".join(map(str, values))

        return read

    def _add_years(self, expression: AddYears, level: str) -> Read:
        day, years = self._compile(expression.day, level), self._compile(expression.years, level)

        def read(row: Row) -> Any:
            start, count = day(row), years(row)
            return None if start is None or count is None else shifted(start, count)

        return read

    def _days_between(self, expression: DaysBetween, level: str) -> Read:
        start, end = self._compile(expression.start, level), self._compile(expression.end, level)

        def read(row: Row) -> Any:
            one, other = start(row), end(row)
            return None if one is None or other is None else (other - one).days

        return read

    def _clock(self, part: Law | LadderStep | TableCell, level: str) -> Callable[[str, Row], Any]:
        """Reads a clock by the name that the law file gives it, at rows of `level`."""
        reads = {clock: self._name(part.level, clock, level) for clock in self.graph.clocks(part)}
        if isinstance(part, Law) and part.clock is not None:
            only = reads[part.clock]
            return lambda clock, row: only(row)
        return lambda clock, row: reads[clock](row)

    def _payload(self, part: Law | LadderStep | TableCell, level: str) -> Callable[[Row], Payload]:
        """The payload in force at a row, None where there is none or where it is not known which."""
        family = self.graph.law.family(part.id)
        clock_at = self._clock(part, level)
        key = None if isinstance(part, TableCell) else part.key
        if key is None:
            series = _alone(family)
            return lambda row: _in_force(series, clock_at, row)
        read_key = self._compile(key, level)

        def read(row: Row) -> Payload:
            at = read_key(row)
            chosen = None if at is None else family.members.get(str(at))
            return None if chosen is None else _in_force(chosen, clock_at, row)

        return read

    def _law(self, expression: Law, level: str) -> Read:
        payload = self._payload(expression, level)
        part = expression.part

        def read(row: Row) -> Any:
            value = payload(row)
            return getattr(value, part) if part and isinstance(value, Range) else value

        return read

    def _in_force(self, expression: InForce, level: str) -> Read:
        law = expression.law
        family = self.graph.law.family(law.id)
        clock_at = self._clock(law, level)
        read_key = None if law.key is None else self._compile(law.key, level)

        def read(row: Row) -> Any:
            at = None if read_key is None else read_key(row)
            if read_key is not None and at is None:
                return None
            series = family.members.get(None if at is None else str(at))
            if series is None:
                return False
            try:
                entry = series.on(lambda clock: clock_at(clock, row))
            except ClockNotKnown:
                return None
            return entry is not None and entry.payload is not None

        return read

    def _ladder(self, expression: LadderStep, level: str) -> Read:
        payload = self._payload(expression, level)
        at = self._compile(expression.at, level)

        def read(row: Row) -> Any:
            value = at(row)
            ladder = None if value is None else payload(row)
            if not isinstance(ladder, Ladder):
                return None
            rung = ladder.rung(value)
            return None if rung < 0 else ladder.results[rung]

        return read

    def _table(self, expression: TableCell, level: str) -> Read:
        payload = self._payload(expression, level)
        row_of, column_of = self._compile(expression.row, level), self._compile(expression.column, level)
        part = expression.part

        def read(row: Row) -> Any:
            line, column = row_of(row), column_of(row)
            if line is None or column is None:
                return None
            cells = payload(row)
            if not isinstance(cells, Cells):
                return None
            values = cells.rows.get(str(line))
            if values is None or not 1 <= column <= len(values):
                return None
            cell = values[column - 1]
            return getattr(cell, part) if part and isinstance(cell, Range) else cell

        return read

    def _aggregate(self, expression: Aggregate, level: str) -> Read:
        below, empty = expression.below, expression.empty
        operand = self._compile(expression.operand, below)
        listed = self._name(expression.level, self.graph.levels[below].listed, level)
        fold = _FOLDS[expression.kind]

        def read(row: Row) -> Any:
            values = [operand(child) for child in row.below.get(below, ())]
            return fold(values, listed(row) is True, empty)

        return read


def shifted(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _alone(family: Family) -> Series:
    try:
        return family.members[None]
    except KeyError:
        raise LookupError(f"{family.id} is a family: it is read with a key") from None


def _in_force(series: Series, clock_at: Callable[[str, Row], Any], row: Row) -> Payload:
    try:
        entry = series.on(lambda clock: clock_at(clock, row))
    except ClockNotKnown:
        return None
    return None if entry is None else entry.payload


def _total(values: list[Any], listed: bool, empty: Any) -> Any:
    return None if not listed or None in values else sum(values)


def _highest(values: list[Any], listed: bool, empty: Any) -> Any:
    return None if not listed or None in values else max(values, default=empty)


def _lowest(values: list[Any], listed: bool, empty: Any) -> Any:
    return None if not listed or None in values else min(values, default=empty)


def _any_of(values: list[Any], listed: bool, empty: Any) -> Any:
    if True in values:
        return True
    return None if not listed or None in values else False


def _every(values: list[Any], listed: bool, empty: Any) -> Any:
    if False in values:
        return False
    return None if not listed or None in values else True


_FOLDS: Mapping[str, Callable[[list[Any], bool, Any], Any]] = {
    "total": _total,
    "highest": _highest,
    "lowest": _lowest,
    "any_of": _any_of,
    "every": _every,
}
ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one / other,
    "//": lambda one, other: one // other,
}
COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": lambda one, other: bool(one == other),
    "!=": lambda one, other: bool(one != other),
    "<": lambda one, other: bool(one < other),
    "<=": lambda one, other: bool(one <= other),
    ">": lambda one, other: bool(one > other),
    ">=": lambda one, other: bool(one >= other),
}
_COMPILERS: Mapping[type[Expression], Callable[[CaseReader, Any, str], Read]] = {
    Constant: CaseReader._constant,
    DoesNotApply: CaseReader._does_not_apply,
    Name: CaseReader._read_name,
    Arithmetic: CaseReader._arithmetic,
    Compare: CaseReader._compare,
    Logic: CaseReader._logic,
    Not: CaseReader._not,
    Choose: CaseReader._choose,
    Extreme: CaseReader._extreme,
    IsKnown: CaseReader._is_known,
    OneOf: CaseReader._one_of,
    Joined: CaseReader._joined,
    AddYears: CaseReader._add_years,
    DaysBetween: CaseReader._days_between,
    Law: CaseReader._law,
    InForce: CaseReader._in_force,
    LadderStep: CaseReader._ladder,
    TableCell: CaseReader._table,
    Aggregate: CaseReader._aggregate,
}
