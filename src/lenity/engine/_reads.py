"""Which names an expression reads at a row, on the branch that the case took: made ready once for each node of the graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lenity.engine._operations import COMPARE
from lenity.engine._said import Speech
from lenity.engine.case_reader import CaseReader, Row
from lenity.engine.expression import Aggregate, Choose, Compare, Constant, Expression, IsKnown, Logic, Name, Not, OneOf

Input = tuple[str, Any, str]
Collect = Callable[[Row, list[Input]], None]
"""Adds the names that an expression reads at a row, with value and unit."""
Follow = Callable[[Row, list[Input]], Any]
"""The same, giving the expression's value."""


class Reads:
    """Collects the names that expressions of one graph read."""

    def __init__(self, reader: CaseReader, speech: Speech) -> None:
        self.reader = reader
        self.speech = speech
        self._collectors: dict[tuple[int, str], tuple[Collect | None, Expression]] = {}
        self._follows: dict[tuple[int, str], tuple[Follow, Expression]] = {}

    def collector(self, expression: Expression, level: str) -> Collect | None:
        """What collects the names that `used` meets, in its order; None where there is none to meet."""
        key = (id(expression), level)
        known = self._collectors.get(key)
        if known is None:
            known = self._collectors[key] = (self._collector(expression, level), expression)
        return known[0]

    def _collector(self, part: Expression, level: str) -> Collect | None:
        if isinstance(part, Name):
            read, name = self.reader.compiled(part, level), part.name
            unit = self.speech.unit_of(part)
            return lambda row, found: found.append((name, read(row), unit))
        if isinstance(part, Choose):
            return self._collect_choice(part, level)
        if isinstance(part, Aggregate):
            return self._collect_rows(part)
        every = [one for one in (self.collector(one, level) for one in part.parts) if one is not None]
        if not every or not isinstance(part, Logic):
            return self._collect_all(part, level, every)
        follow = self._follow_logic(part, level)

        def collect(row: Row, found: list[Input]) -> None:
            follow(row, found)

        return collect

    def _collect_all(self, part: Expression, level: str, every: list[Collect]) -> Collect | None:
        if not every:
            return None
        if isinstance(part, IsKnown):
            read, inner = self.reader.compiled(part.operand, level), every[0]
            return lambda row, found: None if read(row) is None else inner(row, found)
        if len(every) == 1:
            return every[0]

        def collect(row: Row, found: list[Input]) -> None:
            for one in every:
                one(row, found)

        return collect

    def _collect_rows(self, part: Aggregate) -> Collect | None:
        below, each = part.below, self.collector(part.operand, part.below)
        if each is None:
            return None

        def collect(row: Row, found: list[Input]) -> None:
            for one in row.below.get(below, ()):
                each(one, found)

        return collect

    def _collect_choice(self, part: Choose, level: str) -> Collect | None:
        condition = self.collector(part.condition, level)
        then, otherwise = self.collector(part.then, level), self.collector(part.otherwise, level)
        if then is None and otherwise is None:
            return condition
        follow = self.follow(part.condition, level)

        def collect(row: Row, found: list[Input]) -> None:
            value = follow(row, found)
            if value is not None:
                branch = then if value else otherwise
                if branch is not None:
                    branch(row, found)

        return collect

    def follow(self, part: Expression, level: str) -> Follow:
        """What gives the value of a condition and collects the names that decided it; made once."""
        key = (id(part), level)
        known = self._follows.get(key)
        if known is None:
            known = self._follows[key] = (self._follow(part, level), part)
        return known[0]

    def _follow(self, part: Expression, level: str) -> Follow:
        read, collect = self.reader.compiled(part, level), self.collector(part, level)
        if collect is None:
            return lambda row, found: read(row)
        if isinstance(part, Logic):
            return self._follow_logic(part, level)
        if isinstance(part, Not):
            return _negated(self.follow(part.operand, level))
        if isinstance(part, Name):
            return _named(read, part.name, self.speech.unit_of(part))
        if isinstance(part, OneOf):
            return _among(self.follow(part.operand, level), frozenset(part.values))
        if isinstance(part, Compare) and isinstance(part.right, Constant):
            return _compared(self.follow(part.left, level), COMPARE[part.op], part.right.value)

        def follow(row: Row, found: list[Input]) -> Any:
            collect(row, found)
            return read(row)

        return follow

    def _follow_logic(self, part: Logic, level: str) -> Follow:
        """Keeps the names of the operand that settles it; of those that leave it open; or of all."""
        follows, decides = [self.follow(one, level) for one in part.operands], part.op == "or"

        def follow(row: Row, found: list[Input]) -> Any:
            start, open_ones, is_open = len(found), [], False
            for one in follows:
                mark = len(found)
                value = one(row, found)
                if value is decides:
                    del found[start:mark]
                    return decides
                if value is None:
                    is_open = True
                    open_ones += found[mark:]
            if is_open:
                found[start:] = open_ones
                return None
            return not decides

        return follow


def _named(read: Callable[[Row], Any], name: str, unit: str) -> Follow:
    def follow(row: Row, found: list[Input]) -> Any:
        value = read(row)
        found.append((name, value, unit))
        return value

    return follow


def _negated(operand: Follow) -> Follow:
    def follow(row: Row, found: list[Input]) -> Any:
        value = operand(row, found)
        return None if value is None else not value

    return follow


def _among(operand: Follow, values: frozenset[Any]) -> Follow:
    def follow(row: Row, found: list[Input]) -> Any:
        value = operand(row, found)
        return None if value is None else value in values

    return follow


def _compared(operand: Follow, operate: Callable[[Any, Any], bool], constant: Any) -> Follow:
    def follow(row: Row, found: list[Input]) -> Any:
        value = operand(row, found)
        return None if value is None else operate(value, constant)

    return follow
