"""Rules as a list of small operations, each written once: what the Polars lowering runs.

An expression that occurs twice is one operation. Facts that are the same in every row (or that no table carries) are worked out beforehand, by the
logic of the case reader, so that branches that no row takes are never computed. A table with exactly one row for each row of the table above is one
frame with it, and an aggregation over such a table is the value itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lenity.engine._operations import ARITHMETIC, COMPARE, days_later, months_later, shifted
from lenity.engine.dated import Cells, ClockNotKnown, Entry, Ladder, Payload, Range
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

FRACTIONAL_UNITS = ("milligram", "factor")


@dataclass(frozen=True, slots=True, eq=False)
class Op:
    """One operation on columns of one frame; `args` are the operations it reads, `data` what else it needs."""

    kind: str
    frame: str
    args: tuple[Op, ...]
    data: Any
    is_text: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of the tables before a run: which level shares the frame of which, facts that are constant, the columns there are."""

    frame_of: Mapping[str, str]
    constants: Mapping[Node, Any]


class Program:
    """Operations for the rules of a graph, made on demand and shared."""

    def __init__(self, graph: Graph, shape: Shape) -> None:
        self.graph = graph
        self.shape = shape
        self._ops: dict[Any, Op] = {}
        self._rules: dict[Node, Op] = {}

    def rule(self, node: Node) -> Op:
        """The operation that gives a rule or a fact."""
        if node in self._rules:
            return self._rules[node]
        frame = self.shape.frame_of[node[0]]
        if node in self.graph.facts:
            unit = self.graph.facts[node].unit
            if node in self.shape.constants:
                op = self.constant(self.shape.constants[node], frame, unit == "text")
            else:
                op = self.make("fact", frame, (), node, unit == "text")
        else:
            unit = self.graph.rules[node].unit
            op = self._as_unit(self.expression(self.graph.expressions[node], node[0]), unit)
            if op.frame != frame:
                raise AssertionError(f"{node} was built for another table")
        self._rules[node] = op
        return op

    def _as_unit(self, op: Op, unit: str) -> Op:
        """A rule's value in the type of its unit."""
        if unit == "text":
            return self._as_text(op)
        if op.kind == "constant":
            whole = isinstance(op.data[1], float) and unit not in FRACTIONAL_UNITS
            return self.constant(int(op.data[1]), op.frame) if whole else op
        return self.make("cast", op.frame, (op,), unit, False)

    def make(self, kind: str, frame: str, args: tuple[Op, ...], data: Any, is_text: bool) -> Op:
        key = (kind, frame, tuple(map(id, args)), data)
        if key not in self._ops:
            self._ops[key] = Op(kind, frame, args, data, is_text)
        return self._ops[key]

    def constant(self, value: Any, frame: str, is_text: bool | None = None) -> Op:
        text = isinstance(value, str) if is_text is None else is_text
        return self.make("constant", frame, (), (type(value).__name__, value, text), text)

    def expression(self, node: Expression, level: str) -> Op:
        """The operation that gives an expression in the rows of a level."""
        make = _MAKE[type(node)]
        op: Op = make(self, node, level)
        return op

    def _parts(self, node: Expression, level: str) -> tuple[Op, ...]:
        return tuple(self.expression(part, level) for part in node.parts)

    def _constant(self, node: Constant, level: str) -> Op:
        return self.constant(node.value, self.shape.frame_of[level])

    def _nothing(self, node: DoesNotApply, level: str) -> Op:
        return self.unknown(self.shape.frame_of[level])

    def unknown(self, frame: str, is_text: bool = False) -> Op:
        return self.constant(None, frame, is_text)

    def _name(self, node: Name, level: str) -> Op:
        return self.named(self.graph.resolve(node.level, node.name), level)

    def named(self, node: Node, level: str) -> Op:
        """A rule or fact of this level or one above, as a column of this level's frame."""
        return self._down(self.rule(node), level)

    def _arithmetic(self, node: Arithmetic, level: str) -> Op:
        return self._strict("arithmetic", self._parts(node, level), node.op)

    def _compare(self, node: Compare, level: str) -> Op:
        return self._strict("compare", self._parts(node, level), node.op)

    def _strict(self, kind: str, args: tuple[Op, ...], data: Any, is_text: bool = False) -> Op:
        """An operation that is not known as soon as one of its parts is not."""
        frame = args[0].frame
        if any(is_unknown(arg) for arg in args):
            return self.unknown(frame, is_text)
        if all(arg.kind == "constant" for arg in args):
            return self.constant(_WORK_OUT[kind](data, *(arg.data[1] for arg in args)), frame)
        return self.make(kind, frame, args, data, is_text)

    def _logic(self, node: Logic, level: str) -> Op:
        decides = node.op == "or"
        frame = self.shape.frame_of[level]
        left: list[Op] = []
        for op in self._parts(node, level):
            if op.kind != "constant":
                left.append(op)
            elif op.data[1] is decides:
                return op
            elif op.data[1] is None:
                left.append(op)
        if not left:
            return self.constant(not decides, frame)
        if all(is_unknown(op) for op in left):
            return self.unknown(frame)
        return left[0] if len(left) == 1 else self.make(node.op, frame, tuple(left), None, False)

    def _not(self, node: Not, level: str) -> Op:
        op = self.expression(node.operand, level)
        if op.kind == "constant":
            return op if op.data[1] is None else self.constant(not op.data[1], op.frame)
        return op.args[0] if op.kind == "not" else self.make("not", op.frame, (op,), None, False)

    def _choose(self, node: Choose, level: str) -> Op:
        condition = self.expression(node.condition, level)
        if condition.kind == "constant":
            if condition.data[1] is None:
                return self.unknown(condition.frame)
            return self.expression(node.then if condition.data[1] else node.otherwise, level)
        then, otherwise = self.expression(node.then, level), self.expression(node.otherwise, level)
        is_text = then.is_text or otherwise.is_text
        return self.make("choose", condition.frame, (condition, then, otherwise), None, is_text)

    def _extreme(self, node: Extreme, level: str) -> Op:
        first, *others = self._parts(node, level)
        for other in others:
            first = self._strict(node.op, (first, other), None, first.is_text)
        return first

    def _is_known(self, node: IsKnown, level: str) -> Op:
        op = self.expression(node.operand, level)
        if op.kind == "constant":
            return self.constant(op.data[1] is not None, op.frame)
        return self.make("is_known", op.frame, (op,), None, False)

    def _one_of(self, node: OneOf, level: str) -> Op:
        op = self.expression(node.operand, level)
        if op.kind == "constant":
            known = op.data[1] is not None
            return self.constant(op.data[1] in node.values, op.frame) if known else op
        return self.make("one_of", op.frame, (op,), node.values, False)

    def _as_text(self, op: Op) -> Op:
        if op.is_text:
            return op
        if op.kind == "constant":
            return self.constant(None if op.data[1] is None else str(op.data[1]), op.frame, True)
        return self.make("joined", op.frame, (op,), None, True)

    def _joined(self, node: Joined, level: str) -> Op:
        return self._strict("joined", self._parts(node, level), None, True)

    def _add_years(self, node: AddYears, level: str) -> Op:
        return self._strict("add_years", self._parts(node, level), None)

    def _add_months(self, node: AddMonths, level: str) -> Op:
        return self._strict("add_months", self._parts(node, level), None)

    def _add_days(self, node: AddDays, level: str) -> Op:
        return self._strict("add_days", self._parts(node, level), None)

    def _days_between(self, node: DaysBetween, level: str) -> Op:
        return self._strict("days_between", self._parts(node, level), None)

    # the law

    def _entry(self, node: Law | LadderStep | TableCell, level: str) -> Op:
        """Which entry of a family a row uses: told by its key (if it has one) and its clocks."""
        family = self.graph.law.family(node.id)
        names = tuple(dict.fromkeys(clock for series in family.members.values() for clock in series.clocks))
        read = node.clock if isinstance(node, Law) else None
        days = [self.named(self.graph.resolve(node.level, read or name), level) for name in names]
        ranks = [day if day.kind == "constant" else self.make("rank", day.frame, (day,), None, False) for day in days]
        key_node = None if isinstance(node, TableCell) else node.key
        key = () if key_node is None else (self.expression(key_node, level),)
        frame = self.shape.frame_of[level]
        if key and is_unknown(key[0]):
            return self.unknown(frame)
        return self.make("entry", frame, (*key, *ranks), (node.id, names, bool(key)), False)

    def fixed_entry(self, op: Op) -> tuple[bool, Entry | None, bool]:
        """For an entry that is the same in every row: whether it is, the entry, and whether a date that decides is not known."""
        id, names, keyed = op.data
        if any(arg.kind != "constant" for arg in op.args):
            return False, None, False
        key = str(op.args[0].data[1]) if keyed else None
        series = self.graph.law.family(id).members.get(key)
        clocks = dict(zip(names, (arg.data[1] for arg in op.args[keyed:]), strict=True))
        try:
            return True, None if series is None else series.on(clocks.__getitem__), False
        except ClockNotKnown:
            return True, None, True

    def _payloads(self, id: str) -> Iterator[Any]:
        for series in self.graph.law.family(id).members.values():
            yield from (entry.payload for entry in series.entries)

    def _law(self, node: Law, level: str) -> Op:
        at = self._entry(node, level)
        is_text = any(isinstance(payload, str) for payload in self._payloads(node.id))
        if is_unknown(at):
            return self.unknown(at.frame, is_text)
        is_fixed, entry, _ = self.fixed_entry(at)
        if is_fixed:
            return self.constant(None if entry is None else scalar(entry.payload, node.part), at.frame, is_text)
        return self.make("law", at.frame, (at,), node.part, is_text)

    def _in_force(self, node: InForce, level: str) -> Op:
        at = self._entry(node.law, level)
        if is_unknown(at):
            return at
        is_fixed, entry, is_open = self.fixed_entry(at)
        if is_fixed:
            return self.constant(None if is_open else entry is not None and entry.payload is not None, at.frame)
        return self.make("in_force", at.frame, (at,), None, False)

    def _ladder(self, node: LadderStep, level: str) -> Op:
        entry, at = self._entry(node, level), self.expression(node.at, level)
        results = [one for ladder in self._payloads(node.id) if isinstance(ladder, Ladder) for one in ladder.results]
        is_text = any(isinstance(result, str) for result in results)
        if is_unknown(at) or is_unknown(entry):
            return self.unknown(entry.frame, is_text)
        if at.kind == "constant":
            return self.make("fixed_rung", entry.frame, (entry,), at.data[1], is_text)
        return self.make("rung", entry.frame, (entry, at), None, is_text)

    def _table(self, node: TableCell, level: str) -> Op:
        entry = self._entry(node, level)
        row, column = self.expression(node.row, level), self.expression(node.column, level)
        cells = [cell for table in self._payloads(node.id) if isinstance(table, Cells) for line in table.rows.values() for cell in line]
        is_text = any(isinstance(cell, str) for cell in cells)
        if is_unknown(row) or is_unknown(column):
            return self.unknown(entry.frame, is_text)
        return self.make("cell", entry.frame, (entry, row, column), node.part, is_text)

    def _aggregate(self, node: Aggregate, level: str) -> Op:
        frame, below = self.shape.frame_of[node.level], self.shape.frame_of[node.below]
        listed = self.named((node.level, self.graph.levels[node.below].listed), node.level)
        operand = self.expression(node.operand, node.below)
        if below == frame and listed.kind == "constant" and listed.data[1] is True:
            op = operand
        else:
            op = self.make("fold", frame, (listed, operand), (node.kind, node.empty), operand.is_text and node.kind in ("highest", "lowest"))
        return self._down(op, level)

    def _down(self, op: Op, level: str) -> Op:
        """A value of a level as a column of the frame of a level at or below it."""
        frame = self.shape.frame_of[level]
        if op.frame == frame:
            return op
        if op.kind == "constant":
            return self.constant(op.data[1], frame, op.is_text)
        return self.make("bring", frame, (op,), None, op.is_text)


def is_unknown(op: Op) -> bool:
    return op.kind == "constant" and op.data[1] is None


def scalar(payload: Payload, part: str | None) -> Any:
    """The one value of a payload: the end of a range that is asked for, nothing of a ladder or a table."""
    if isinstance(payload, Range):
        return getattr(payload, part) if part else None
    return None if isinstance(payload, Ladder | Cells) else payload


_WORK_OUT: Mapping[str, Callable[..., Any]] = {
    "arithmetic": lambda op, one, other: ARITHMETIC[op](one, other),
    "compare": lambda op, one, other: COMPARE[op](one, other),
    "least": lambda _, one, other: min(one, other),
    "greatest": lambda _, one, other: max(one, other),
    "joined": lambda _, *values: "".join(map(str, values)),
    "add_years": lambda _, day, years: shifted(day, years),
    "add_months": lambda _, day, months: months_later(day, months),
    "add_days": lambda _, day, days: days_later(day, days),
    "days_between": lambda _, start, end: (end - start).days,
}
_MAKE: Mapping[type[Expression], Any] = {
    Constant: Program._constant,
    DoesNotApply: Program._nothing,
    Name: Program._name,
    Arithmetic: Program._arithmetic,
    Compare: Program._compare,
    Logic: Program._logic,
    Not: Program._not,
    Choose: Program._choose,
    Extreme: Program._extreme,
    IsKnown: Program._is_known,
    OneOf: Program._one_of,
    Joined: Program._joined,
    AddYears: Program._add_years,
    AddMonths: Program._add_months,
    AddDays: Program._add_days,
    DaysBetween: Program._days_between,
    Law: Program._law,
    InForce: Program._in_force,
    LadderStep: Program._ladder,
    TableCell: Program._table,
    Aggregate: Program._aggregate,
}
