"""Rules as a list of small operations, each written once: what the Polars lowering runs.

An expression that occurs twice is one operation. Facts that are the same in every row (or that no table carries) are worked out beforehand, by the
logic of the case reader, so that branches that no row takes are never computed; so are dates within one span of unchanged law. What rests on one
column of few values is a table of them. A table with exactly one row for each row of the table above is one frame with it, and an aggregation over
such a table is the value itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lenity.engine._known import masked
from lenity.engine._law_ops import in_force, ladder_step, law_value, scalar, table_cell
from lenity.engine._ops import FRACTIONAL_UNITS, Domain, Op, domain_of, is_unknown
from lenity.engine._tables import WORK_OUT, tabulated
from lenity.engine.dated import Payload
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

YES_NO_KINDS = ("compare", "and", "or", "not", "one_of", "is_known", "in_force")


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of the tables before a run.

    Which level shares the frame of which; facts that are the same in every row; what values the others have; the levels without a row; the day that
    stands for each date as a clock, where all its days in these rows select the same law.
    """

    frame_of: Mapping[str, str]
    constants: Mapping[Node, Any]
    domains: Mapping[Node, Domain]
    empty: frozenset[str] = frozenset()
    clocks: Mapping[Node, date | None] = field(default_factory=dict)


@dataclass(slots=True)
class Pool:
    """What programs share whose shapes differ in clocks alone: the same operation is one object in all, so that equal programs are seen to be so."""

    ops: dict[Any, Op] = field(default_factory=dict)
    combinations: dict[Op, list[tuple[Any, ...]]] = field(default_factory=dict)
    """What each number of a place stands for."""
    payloads: dict[str, list[Payload]] = field(default_factory=dict)
    domains: dict[tuple[str, str | None], Domain] = field(default_factory=dict)
    joined: dict[Op, frozenset[Op]] = field(default_factory=dict)
    pairs: dict[Op, tuple[Op, Op]] = field(default_factory=dict)
    """Operations by value and *known*."""


class Program:
    """Operations for the rules of a graph, made on demand and shared."""

    def __init__(self, graph: Graph, shape: Shape, pool: Pool | None = None) -> None:
        self.graph = graph
        self.shape = shape
        self.pool = pool or Pool()
        self._rules: dict[Node, Op] = {}

    def output(self, node: Node) -> Op:
        """The operation that gives a rule or a fact as it is asked for."""
        return masked(self, self.rule(node))

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
                op = self.make("fact", frame, (), node, unit == "text", self.shape.domains.get(node, Domain()))
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
        if unit == "yes_no":
            is_held_so = op.kind in YES_NO_KINDS
        else:
            is_held_so = op.domain.is_whole and unit not in (*FRACTIONAL_UNITS, "date")
        return op if is_held_so or (op.kind == "cast" and op.data == unit) else self.make("cast", op.frame, (op,), unit, False)

    def make(self, kind: str, frame: str, args: tuple[Op, ...], data: Any, is_text: bool, domain: Domain | None = None) -> Op:
        key = (kind, frame, tuple(map(id, args)), data)
        found = self.pool.ops.get(key)
        if found is None:
            found = tabulated(self, kind, args, data, is_text)
            if found is None:
                found = Op(kind, frame, args, data, is_text, domain_of(kind, args, data) if domain is None else domain)
                if kind in _SETTLED and not found.domain.may_lack and found.domain.only is not None:
                    found = self.constant(found.domain.only, frame)
            self.pool.ops[key] = found
        return found

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
        return self.strict("arithmetic", self._parts(node, level), node.op)

    def _compare(self, node: Compare, level: str) -> Op:
        return self.strict("compare", self._parts(node, level), node.op)

    def strict(self, kind: str, args: tuple[Op, ...], data: Any, is_text: bool = False) -> Op:
        """An operation that is not known as soon as one of its parts is not."""
        frame = args[0].frame
        if any(is_unknown(arg) for arg in args):
            return self.unknown(frame, is_text)
        if all(arg.kind == "constant" for arg in args):
            return self.constant(WORK_OUT[kind](data, *(arg.data[1] for arg in args)), frame)
        for at, arg in enumerate(args):
            if arg.kind != "constant" and arg.domain.only is not None:
                settled = (*args[:at], self.constant(arg.domain.only, frame), *args[at + 1 :])
                return self.choose(self.whether_known(arg), self.strict(kind, settled, data, is_text), self.unknown(frame, is_text))
        return self.make(kind, frame, args, data, is_text)

    def _logic(self, node: Logic, level: str) -> Op:
        return self.logic(node.op, self.shape.frame_of[level], self._parts(node, level))

    def logic(self, kind: str, frame: str, parts: tuple[Op, ...]) -> Op:
        """`and` or `or` of several conditions: settled by one of them, whatever else is not known."""
        decides = kind == "or"
        left: list[Op] = []
        for op in dict.fromkeys(parts):
            if op.kind != "constant" or op.data[1] is None:
                left.append(op)
            elif op.data[1] is decides:
                return op
        if not left:
            return self.constant(not decides, frame)
        if all(is_unknown(op) for op in left):
            return self.unknown(frame)
        left = self._without_idle(kind, left)
        return left[0] if len(left) == 1 else self.make(kind, frame, tuple(left), None, False)

    def _without_idle(self, kind: str, parts: list[Op]) -> list[Op]:
        """The parts without those that say nothing beyond the others (`a` beside `a and b`)."""
        for op in sorted(parts, key=lambda op: len(self._parts_of(kind, op))):
            others = [self._parts_of(kind, other) for other in parts if other is not op]
            if others and self._parts_of(kind, op) <= frozenset().union(*others):
                parts = [other for other in parts if other is not op]
        return parts

    def _parts_of(self, kind: str, op: Op) -> frozenset[Op]:
        """What an `and` (or an `or`) joins, through all that it is made of."""
        if op.kind != kind:
            return frozenset((op,))
        found = self.pool.joined.get(op)
        if found is None:
            found = self.pool.joined[op] = frozenset().union(*(self._parts_of(kind, arg) for arg in op.args))
        return found

    def _not(self, node: Not, level: str) -> Op:
        return self.negated(self.expression(node.operand, level))

    def negated(self, op: Op) -> Op:
        """The contrary."""
        if op.kind == "constant":
            return op if op.data[1] is None else self.constant(not op.data[1], op.frame)
        return op.args[0] if op.kind == "not" else self.make("not", op.frame, (op,), None, False)

    def _choose(self, node: Choose, level: str) -> Op:
        condition = self.expression(node.condition, level)
        if condition.kind == "constant":
            if condition.data[1] is None:
                return self.unknown(condition.frame)
            return self.expression(node.then if condition.data[1] else node.otherwise, level)
        return self.choose(condition, self.expression(node.then, level), self.expression(node.otherwise, level))

    def choose(self, condition: Op, then: Op, otherwise: Op) -> Op:
        """One of two values, as a condition says; not known where that is not."""
        if condition.kind == "constant":
            return self.unknown(condition.frame) if condition.data[1] is None else then if condition.data[1] else otherwise
        is_text = then.is_text or otherwise.is_text
        if condition.domain.truth is not None and condition.kind != "is_known":
            return self.choose(self.whether_known(condition), then if condition.domain.truth else otherwise, self.unknown(condition.frame, is_text))
        if is_unknown(otherwise):
            if is_unknown(then):
                return self.unknown(condition.frame, is_text)
            if then.kind == "choose" and is_unknown(then.args[2]):
                return self.choose(self.logic("and", condition.frame, (condition, then.args[0])), then.args[1], otherwise)
        if not condition.domain.may_lack:
            if then is otherwise:
                return then
            for branch, other, holds in ((then, otherwise, condition), (otherwise, then, self.negated(condition))):
                if branch.kind == "constant" and isinstance(branch.data[1], bool):
                    kind, taken = ("or", holds) if branch.data[1] else ("and", self.negated(holds))
                    return self.logic(kind, condition.frame, (taken, other))
        return self.make("choose", condition.frame, (condition, then, otherwise), None, is_text)

    def _extreme(self, node: Extreme, level: str) -> Op:
        first, *others = self._parts(node, level)
        for other in others:
            first = self._of_two(node.op, first, other)
        return first

    def _of_two(self, kind: str, one: Op, other: Op) -> Op:
        """The least or the greatest of two; where it can only be one of them, that one, as long as both are known."""
        for first, second in ((one, other), (other, one)):
            above, below = (first.domain, second.domain) if kind == "greatest" else (second.domain, first.domain)
            if above.low is not None and below.high is not None and above.low >= below.high and not is_unknown(first):
                return self.choose(self.whether_known(second), first, self.unknown(first.frame))
        return self.strict(kind, (one, other), None, one.is_text)

    def whether_known(self, op: Op) -> Op:
        if op.kind == "constant":
            return self.constant(op.data[1] is not None, op.frame)
        return self.make("is_known", op.frame, (op,), None, False) if op.domain.may_lack else self.constant(True, op.frame)

    def _is_known(self, node: IsKnown, level: str) -> Op:
        return self.whether_known(self.expression(node.operand, level))

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
        return self.strict("joined", self._parts(node, level), None, True)

    def _add_years(self, node: AddYears, level: str) -> Op:
        return self.strict("add_years", self._parts(node, level), None)

    def _add_months(self, node: AddMonths, level: str) -> Op:
        return self.strict("add_months", self._parts(node, level), None)

    def _add_days(self, node: AddDays, level: str) -> Op:
        return self.strict("add_days", self._parts(node, level), None)

    def _days_between(self, node: DaysBetween, level: str) -> Op:
        return self.strict("days_between", self._parts(node, level), None)

    # the law

    def entry(self, node: Law | LadderStep | TableCell, level: str) -> Op:
        """Which entry of a family a row uses: told by its key (if it has one) and its clocks."""
        names = self.graph.family_clocks(node.id)
        read = node.clock if isinstance(node, Law) else None
        days = [self._clock(self.graph.resolve(node.level, read or name), level) for name in names]
        ranks = [day if day.kind == "constant" else self.make("rank", day.frame, (day,), None, False) for day in days]
        key_node = None if isinstance(node, TableCell) else node.key
        key = () if key_node is None else (self.expression(key_node, level),)
        frame = self.shape.frame_of[level]
        if key and is_unknown(key[0]):
            return self.unknown(frame)
        return self.make("entry", frame, (*key, *ranks), (node.id, names, bool(key)), False)

    def payloads(self, id: str) -> list[Payload]:
        """Everything that a family of the law ever says."""
        found = self.pool.payloads.get(id)
        if found is None:
            members = self.graph.law.family(id).members.values()
            found = self.pool.payloads[id] = [entry.payload for series in members for entry in series.entries]
        return found

    def domain_of_law(self, id: str, part: str | None) -> Domain:
        """What a family ever says in one value."""
        found = self.pool.domains.get((id, part))
        if found is None:
            found = self.pool.domains[(id, part)] = Domain.of((scalar(one, part) for one in self.payloads(id)), may_lack=True)
        return found

    def _clock(self, node: Node, level: str) -> Op:
        """A date as it selects among the law's values."""
        if node in self.shape.clocks:
            return self.constant(self.shape.clocks[node], self.shape.frame_of[level])
        return self.named(node, level)

    def _aggregate(self, node: Aggregate, level: str) -> Op:
        frame, below = self.shape.frame_of[node.level], self.shape.frame_of[node.below]
        listed = self.named((node.level, self.graph.levels[node.below].listed), node.level)
        operand = self.expression(node.operand, node.below)
        if node.below in self.shape.empty:
            op = self.choose(listed, self.constant(node.empty, frame), self.unknown(frame))
        elif below == frame:
            op = self.choose(listed, operand, self.unknown(frame))
            if node.kind in ("any_of", "every"):
                op = self.logic("or" if node.kind == "any_of" else "and", frame, (operand, op))
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
        return self.make("bring", frame, (op,), None, op.is_text, op.domain)


_SETTLED = ("compare", "and", "or", "not", "choose", "arithmetic", "least", "greatest")
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
    Law: law_value,
    InForce: in_force,
    LadderStep: ladder_step,
    TableCell: table_cell,
    Aggregate: Program._aggregate,
}
