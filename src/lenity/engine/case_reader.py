"""The case reader: walks the graph for one case, with None for what is not known (Kleene's logic).

Rules are compiled once into closures; a case is a tree of rows, and a value is computed when it is first read.
Over 400 lines because there is one method for each node of the vocabulary, and they are read side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lenity.engine._entries import NOT_KNOWN, NOTHING, Find, finder
from lenity.engine._operations import ARITHMETIC, COMPARE, days_later, months_later, shifted
from lenity.engine._row import Row
from lenity.engine.dated import Cells, Entry, Family, Ladder, LawBook, Range
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

__all__ = ["CaseReader", "Read", "Row"]

Read = Callable[[Row], Any]
_UNREAD = object()


class CaseReader:
    """Reads values of a graph for single cases.

    Args:
        graph: the rules.
        law: the values to read over the graph's own book, where some of them are put in the place of others. A value that a rule reads on a clock of
            its own choosing (what an edition of the record said) is always the graph's.

    Args of `read`: a row (with its facts set) and the name of a rule or fact at its level or above.
    """

    def __init__(self, graph: Graph, law: LawBook | None = None) -> None:
        self.graph = graph
        self.law = law or graph.law
        self.beside: dict[str, Any] = {}
        """What others made once for this graph and its readers, by name."""
        self._names: dict[Node, Read] = {}
        self._expressions: dict[tuple[int, str], tuple[Read, Expression]] = {}
        self._finders: dict[tuple[int, str], tuple[Find, Expression]] = {}

    def read(self, row: Row, name: str) -> Any:
        """The value of a name at a row; None where it is not known."""
        node = (row.level, name)
        read = self._names.get(node)
        if read is None:
            read = self._names[node] = self._name(row.level, name)
        return read(row)

    def evaluate(self, expression: Expression, row: Row) -> Any:
        """The value of any expression at a row, as the trace needs it."""
        return self.compiled(expression, row.level)(row)

    def compiled(self, expression: Expression, level: str) -> Read:
        """What reads an expression at rows of a level; made once."""
        key = (id(expression), level)
        known = self._expressions.get(key)
        if known is None:
            read = _COMPILERS[type(expression)](self, expression, level)
            known = self._expressions[key] = (read, expression)  # the expression is held, so that no other takes its id
        return known[0]

    def family(self, part: Law | LadderStep | TableCell) -> Family:
        """The values that a law node selects among."""
        own_clock = isinstance(part, Law) and part.clock is not None
        return (self.graph.law if own_clock else self.law).family(part.id)

    def entry(self, expression: Law | LadderStep | TableCell, row: Row) -> Entry | None:
        """The dated entry that a law node uses at a row; None before the first, or where its key or clock is not known."""
        found = self.finder(expression, row.level)(row)
        return None if found is NOTHING or found is NOT_KNOWN else found

    def finder(self, part: Law | LadderStep | TableCell, level: str) -> Find:
        """What finds the entry of a law node at rows of a level; made once."""
        key = (id(part), level)
        known = self._finders.get(key)
        if known is None:
            clocks = {clock: self._name(part.level, clock, level) for clock in self.graph.clocks(part)}
            family = self.family(part)
            if isinstance(part, Law) and part.clock is not None:
                clocks = {clock: clocks[part.clock] for series in family.members.values() for clock in series.clocks}
            by = None if isinstance(part, TableCell) else part.key
            find = finder(family, None if by is None else self.compiled(by, level), clocks)
            known = self._finders[key] = (find, part)
        return known[0]

    # compiling

    def _name(self, level: str, name: str, read_at: str | None = None) -> Read:
        """Reads a name as seen from `level`, for rows of `read_at` (that level, or one below it inside an aggregation)."""
        at, _ = node = self.graph.resolve(level, name)
        steps = self.graph.height(read_at or level, at)
        if node in self.graph.facts:
            return _fact(name, steps)
        expression = self.graph.expressions[node]
        compute: Read | None = None

        def read(row: Row) -> Any:
            nonlocal compute
            values = row.values
            value = values.get(name, _UNREAD)
            if value is _UNREAD:
                if compute is None:  # compiled when it is first read: rules read one another in any order
                    compute = self.compiled(expression, at)
                value = values[name] = compute(row)
            return value

        if steps == 0:
            return read
        if steps == 1:
            return lambda row: read(row.above)  # type: ignore[arg-type]
        if steps == 2:
            return lambda row: read(row.above.above)  # type: ignore[union-attr, arg-type]
        return lambda row: read(row.up(steps))

    def _constant(self, expression: Constant, level: str) -> Read:
        value = expression.value
        return lambda row: value

    def _does_not_apply(self, expression: DoesNotApply, level: str) -> Read:
        return lambda row: None

    def _read_name(self, expression: Name, level: str) -> Read:
        return self._name(expression.level, expression.name, level)

    def _binary(self, expression: Arithmetic | Compare, level: str) -> Read:
        left, right = self.compiled(expression.left, level), self.compiled(expression.right, level)
        operate = (ARITHMETIC if isinstance(expression, Arithmetic) else COMPARE)[expression.op]
        if isinstance(expression.right, Constant):
            constant = expression.right.value

            def read_beside_constant(row: Row) -> Any:
                one = left(row)
                return None if one is None else operate(one, constant)

            return read_beside_constant

        def read(row: Row) -> Any:
            one = left(row)
            if one is None:
                return None
            other = right(row)
            return None if other is None else operate(one, other)

        return read

    def _logic(self, expression: Logic, level: str) -> Read:
        operands = [self.compiled(part, level) for part in expression.operands]
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
        operand = self.compiled(expression.operand, level)

        def read(row: Row) -> Any:
            value = operand(row)
            return None if value is None else not value

        return read

    def _choose(self, expression: Choose, level: str) -> Read:
        condition = self.compiled(expression.condition, level)
        then, otherwise = self.compiled(expression.then, level), self.compiled(expression.otherwise, level)

        def read(row: Row) -> Any:
            holds = condition(row)
            if holds is None:
                return None
            return then(row) if holds else otherwise(row)

        return read

    def _extreme(self, expression: Extreme, level: str) -> Read:
        operands = [self.compiled(part, level) for part in expression.operands]
        pick = min if expression.op == "least" else max

        def read(row: Row) -> Any:
            values = [operand(row) for operand in operands]
            return None if None in values else pick(values)

        return read

    def _is_known(self, expression: IsKnown, level: str) -> Read:
        operand = self.compiled(expression.operand, level)
        return lambda row: operand(row) is not None

    def _one_of(self, expression: OneOf, level: str) -> Read:
        operand, values = self.compiled(expression.operand, level), frozenset(expression.values)

        def read(row: Row) -> Any:
            value = operand(row)
            return None if value is None else value in values

        return read

    def _joined(self, expression: Joined, level: str) -> Read:
        operands = [self.compiled(part, level) for part in expression.operands]

        def read(row: Row) -> Any:
            values = [operand(row) for operand in operands]
            return None if None in values else "".join(map(str, values))

        return read

    def _add_years(self, expression: AddYears, level: str) -> Read:
        return self._later(expression.day, expression.years, level, shifted)

    def _add_months(self, expression: AddMonths, level: str) -> Read:
        return self._later(expression.day, expression.months, level, months_later)

    def _add_days(self, expression: AddDays, level: str) -> Read:
        return self._later(expression.day, expression.days, level, days_later)

    def _later(self, day: Expression, count: Expression, level: str, add: Callable[[Any, Any], Any]) -> Read:
        start, number = self.compiled(day, level), self.compiled(count, level)

        def read(row: Row) -> Any:
            one, other = start(row), number(row)
            return None if one is None or other is None else add(one, other)

        return read

    def _days_between(self, expression: DaysBetween, level: str) -> Read:
        start, end = self.compiled(expression.start, level), self.compiled(expression.end, level)

        def read(row: Row) -> Any:
            one, other = start(row), end(row)
            return None if one is None or other is None else (other - one).days

        return read

    def _entry(self, part: Law | LadderStep | TableCell, level: str) -> Find:
        """Finds an entry whose payload is asked for.

        Raises:
            LookupError: a family of several is read without a key.
        """
        family = self.family(part)
        if (isinstance(part, TableCell) or part.key is None) and None not in family.members:
            raise LookupError(f"{family.id} is a family: it is read with a key")
        return self.finder(part, level)

    def _law(self, expression: Law, level: str) -> Read:
        find, part = self._entry(expression, level), expression.part
        if part is None:
            return lambda row: find(row).payload

        def read(row: Row) -> Any:
            value = find(row).payload
            return getattr(value, part) if isinstance(value, Range) else value

        return read

    def _in_force(self, expression: InForce, level: str) -> Read:
        find = self.finder(expression.law, level)

        def read(row: Row) -> Any:
            entry = find(row)
            return None if entry is NOT_KNOWN else entry.payload is not None

        return read

    def _ladder(self, expression: LadderStep, level: str) -> Read:
        find = self._entry(expression, level)
        at = self.compiled(expression.at, level)

        def read(row: Row) -> Any:
            value = at(row)
            ladder = None if value is None else find(row).payload
            if not isinstance(ladder, Ladder):
                return None
            rung = ladder.rung(value)
            return None if rung < 0 else ladder.results[rung]

        return read

    def _table(self, expression: TableCell, level: str) -> Read:
        find = self._entry(expression, level)
        row_of, column_of = self.compiled(expression.row, level), self.compiled(expression.column, level)
        part = expression.part

        def read(row: Row) -> Any:
            line, column = row_of(row), column_of(row)
            if line is None or column is None:
                return None
            cells = find(row).payload
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
        operand = self.compiled(expression.operand, below)
        listed = self._name(expression.level, self.graph.levels[below].listed, level)
        if expression.kind in ("any_of", "every"):
            return _decided(below, operand, listed, expression.kind == "any_of")
        fold = _FOLDS[expression.kind]

        def read(row: Row) -> Any:
            if listed(row) is not True:
                return None
            values = [operand(child) for child in row.below.get(below, ())]
            return None if None in values else fold(values, empty)

        return read


def _fact(name: str, steps: int) -> Read:
    """Reads a fact so many levels up: the commonest read of all, so that each height has its own."""
    if steps == 0:
        return lambda row: row.values.get(name)
    if steps == 1:
        return lambda row: row.above.values.get(name)  # type: ignore[union-attr]
    if steps == 2:
        return lambda row: row.above.above.values.get(name)  # type: ignore[union-attr]
    if steps == 3:
        return lambda row: row.above.above.above.values.get(name)  # type: ignore[union-attr]
    return lambda row: row.up(steps).values.get(name)


def _decided(below: str, operand: Read, listed: Read, decides: bool) -> Read:
    """Whether any row (or every row) below meets a condition: one row may settle it, whatever else is not known."""

    def read(row: Row) -> Any:
        is_open = False
        for child in row.below.get(below, ()):
            value = operand(child)
            if value is decides:
                return decides
            if value is None:
                is_open = True
        return None if is_open or listed(row) is not True else not decides

    return read


_FOLDS: Mapping[str, Callable[[list[Any], Any], Any]] = {
    "total": lambda values, empty: sum(values),
    "highest": lambda values, empty: max(values, default=empty),
    "lowest": lambda values, empty: min(values, default=empty),
}
_COMPILERS: Mapping[type[Expression], Callable[[CaseReader, Any, str], Read]] = {
    Constant: CaseReader._constant,
    DoesNotApply: CaseReader._does_not_apply,
    Name: CaseReader._read_name,
    Arithmetic: CaseReader._binary,
    Compare: CaseReader._binary,
    Logic: CaseReader._logic,
    Not: CaseReader._not,
    Choose: CaseReader._choose,
    Extreme: CaseReader._extreme,
    IsKnown: CaseReader._is_known,
    OneOf: CaseReader._one_of,
    Joined: CaseReader._joined,
    AddYears: CaseReader._add_years,
    AddMonths: CaseReader._add_months,
    AddDays: CaseReader._add_days,
    DaysBetween: CaseReader._days_between,
    Law: CaseReader._law,
    InForce: CaseReader._in_force,
    LadderStep: CaseReader._ladder,
    TableCell: CaseReader._table,
    Aggregate: CaseReader._aggregate,
}
