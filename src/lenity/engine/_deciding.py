"""Where the value of a rule was set, and which names it read: both made ready once for each node of the graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lenity.engine._reads import Input, Reads
from lenity.engine._said import Say, Speech
from lenity.engine.case_reader import CaseReader, Row
from lenity.engine.expression import Aggregate, Choose, Compare, Constant, Expression, Extreme, InForce, IsKnown, Law, Logic, Name, Not, OneOf
from lenity.engine.graph import Node, walk


class Decided:
    """Where a value was set: the row and the part of the rule there, and the conditions that led to it. Its words are worked out once."""

    __slots__ = ("_first", "_words_here", "cite", "conditions", "node", "part", "row", "said", "speech")

    def __init__(self, row: Row, part: Expression, node: Node, speech: Speech, first: Decided | None = None) -> None:
        self.row = row
        self.part = part
        self.node = node
        self.speech = speech
        self.conditions: tuple[tuple[Say, Row], ...] = ()
        self.cite: str | None = None
        self._first = first
        self._words_here: str | None = None
        self.said: str | None = None
        """Why, once it was asked for."""

    def after(self, condition: Say, row: Row) -> Decided:
        """The same, reached through one more condition."""
        made = Decided(self.row, self.part, self.node, self.speech, self._first or self)
        made.conditions = ((condition, row), *self.conditions)
        return made

    @property
    def because(self) -> str:
        if self.said is None:
            said = (self._first or self)._words()
            if not self.conditions:
                self.said = said
                return said
            words = [said] if said else []
            for condition, row in self.conditions:
                more = condition(row)
                if more and more not in words:
                    words.append(more)
            self.said = "; ".join(words)
        return self.said

    def _words(self) -> str:
        if self._words_here is None:
            self._words_here = self.speech.say(self.part, self.row.level)(self.row)
        return self._words_here


Decide = Callable[[Row, Any], Decided]
Explain = Callable[[Row, Any, list[Input]], Decided]
"""Where a value was set, adding the names read on the way."""


class Deciding:
    """Finds where values of one graph were set, and what was read on the way."""

    def __init__(self, reader: CaseReader) -> None:
        self.reader = reader
        self.graph = reader.graph
        self.speech = Speech(reader)
        self._rules: dict[Node, Decide] = {}
        self.reads = Reads(reader, self.speech)
        self._informing: dict[tuple[int, str], tuple[Callable[[Row], bool] | bool, Expression]] = {}

    def of_rule(self, node: Node, row: Row) -> Decided:
        """Down the branch that was taken, through names, extremes and the row that set them, to what set the value of a rule."""
        name = node[1]
        found: Decided | None = row.explained.get(name)
        if found is None:
            decide = self._rules.get(node)
            if decide is None:
                decide = self._rules[node] = self._decide(self.graph.expressions[node], node[0], node)
            found = row.explained[name] = decide(row, self.reader.read(row, name))
        return found

    def _decide(self, part: Expression, level: str, node: Node) -> Decide:
        speech = self.speech

        def here(row: Row, value: Any) -> Decided:
            return Decided(row, part, node, speech)

        if isinstance(part, Choose):
            return self._by_choice(part, level, node, here)
        if isinstance(part, Name):
            named = self.graph.resolve(part.level, part.name)
            steps = self.graph.height(level, named[0])
            return (lambda row, value: self.of_rule(named, row.up(steps))) if named in self.graph.rules else here
        if isinstance(part, Extreme):
            operands = [(self.reader.compiled(one, level), self._decide(one, level, node)) for one in part.operands]
            return lambda row, value: next((decide(row, value) for read, decide in operands if read(row) == value), None) or here(row, value)
        if isinstance(part, Aggregate) and part.kind in ("highest", "lowest"):
            return self._by_row(part, node, here)
        return here

    def _by_choice(self, part: Choose, level: str, node: Node, here: Decide) -> Decide:
        holds, informs = self.reader.compiled(part.condition, level), self.informs(part.condition, level)
        say = self.speech.say(part.condition, level)
        branches: dict[bool, Decide] = {}

        def decide(row: Row, value: Any) -> Decided:
            taken = holds(row)
            if taken is None:
                return here(row, value)
            branch = branches.get(taken)
            if branch is None:
                branch = branches[taken] = self._decide(part.then if taken else part.otherwise, level, node)
            found = branch(row, value)
            return found.after(say, row) if informs is True or (informs and informs(row)) else found

        return decide

    def _by_row(self, part: Aggregate, node: Node, here: Decide) -> Decide:
        below, read = part.below, self.reader.compiled(part.operand, part.below)
        operand = self._decide(part.operand, below, node)

        def decide(row: Row, value: Any) -> Decided:
            one = next((one for one in row.below.get(below, ()) if read(one) == value), None)
            return here(row, value) if one is None else operand(one, value)

        return decide

    def explain(self, node: Node) -> Explain:
        """What finds at once where the value of a rule was set and which names the rule read."""
        return self._explain(self.graph.expressions[node], node[0], node)

    def _explain(self, part: Expression, level: str, node: Node) -> Explain:
        if isinstance(part, Choose):
            return self._explain_choice(part, level, node)
        decide, collect = self._decide(part, level, node), self.reads.collector(part, level)

        def explain(row: Row, value: Any, found: list[Input]) -> Decided:
            if collect is not None:
                collect(row, found)
            return decide(row, value)

        return explain

    def _explain_choice(self, part: Choose, level: str, node: Node) -> Explain:
        follow, informs = self.reads.follow(part.condition, level), self.informs(part.condition, level)
        say, speech = self.speech.say(part.condition, level), self.speech
        then, otherwise = self._explain(part.then, level, node), self._explain(part.otherwise, level, node)

        def explain(row: Row, value: Any, found: list[Input]) -> Decided:
            taken = follow(row, found)
            if taken is None:
                return Decided(row, part, node, speech)
            decided = (then if taken else otherwise)(row, value, found)
            return decided.after(say, row) if informs is True or (informs and informs(row)) else decided

        return explain

    def informs(self, condition: Expression, level: str) -> Callable[[Row], bool] | bool:
        """Whether a condition says something of the case: it compares a fact that stands in the file, or reads a step that is shown.

        Which text a fact is (the guideline, the measure of a drug), whether a value is known and whether a law is in force only lead to the right
        table; they explain nothing. Most conditions do or do not in every case; the others are asked at each row.
        """
        key = (id(condition), level)
        known = self._informing.get(key)
        if known is None:
            known = self._informing[key] = (self._informs(condition, level), condition)
        return known[0]

    def _informs(self, condition: Expression, level: str) -> Callable[[Row], bool] | bool:
        if isinstance(condition, Logic):
            return self._logic_informs(condition, level)
        if isinstance(condition, Not):
            return self.informs(condition.operand, level)
        if isinstance(condition, IsKnown | InForce | Law | OneOf | Constant | Aggregate):
            return False
        if isinstance(condition, Compare) and isinstance(condition.left, Name | Law) and self.speech.unit_of(condition.left) == "text":
            return False
        shown = {self._is_shown(self.graph.resolve(part.level, part.name)) for part in walk(condition) if isinstance(part, Name)}
        if True not in shown:
            return False
        branches = any(isinstance(part, Choose | Logic | IsKnown | Aggregate) for part in walk(condition))
        return self._shown_at(condition, level) if branches else True

    def _shown_at(self, condition: Expression, level: str) -> Callable[[Row], bool]:
        """Asks a row whether the branch that it took reads a name that is shown."""

        def reads_shown(row: Row) -> bool:
            return any(self._is_shown(self.graph.resolve(part.level, part.name)) for part, _ in self.used(condition, row) if isinstance(part, Name))

        return reads_shown

    def _logic_informs(self, condition: Logic, level: str) -> Callable[[Row], bool] | bool:
        each = [self.informs(part, level) for part in condition.operands]
        if all(one is True for one in each) or all(one is False for one in each):
            return bool(each and each[0])
        deciding = self.speech.deciding(condition, level)

        def informs(row: Row) -> bool:
            for at in deciding(row):
                one = each[at]
                if one is True or (one and one(row)):
                    return True
            return False

        return informs

    def _is_shown(self, node: Node) -> bool:
        return not self.graph.rules[node].silent if node in self.graph.rules else bool(self.graph.facts[node].path)

    def used(self, expression: Expression, row: Row) -> list[tuple[Expression, Row]]:
        """The nodes on the branch that this case took, or on every branch that keeps it from being known."""
        found: list[tuple[Expression, Row]] = []
        self._use(expression, row, found)
        return found

    def _use(self, expression: Expression, row: Row, found: list[tuple[Expression, Row]]) -> None:
        found.append((expression, row))
        if isinstance(expression, Choose):
            condition = self.reader.evaluate(expression.condition, row)
            self._use(expression.condition, row, found)
            if condition is not None:
                self._use(expression.then if condition else expression.otherwise, row, found)
        elif isinstance(expression, Logic):
            for at in self.speech.deciding(expression, row.level)(row):
                self._use(expression.operands[at], row, found)
        elif isinstance(expression, Aggregate):
            for below in row.below.get(expression.below, ()):
                self._use(expression.operand, below, found)
        elif not isinstance(expression, IsKnown) or self.reader.evaluate(expression.operand, row) is not None:
            for part in expression.parts:
                self._use(part, row, found)
