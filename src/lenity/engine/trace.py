"""Why a value is what it is: the branch of the graph that one case took, in words, with its citations and what is missing.

Nothing is recorded while a case is read; the trace walks the graph again for the rules that someone asks about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lenity.engine._words import in_words, readable
from lenity.engine.case_reader import CaseReader, Row
from lenity.engine.dated import Entry, Ladder
from lenity.engine.expression import (
    Aggregate,
    Arithmetic,
    Choose,
    Compare,
    Constant,
    Expression,
    Extreme,
    InForce,
    IsKnown,
    LadderStep,
    Law,
    Logic,
    Name,
    Not,
    OneOf,
    TableCell,
)
from lenity.engine.graph import Node

KNOWN, NOT_KNOWN, NOT_IN_FORCE, DOES_NOT_APPLY = "known", "not_known", "not_in_force", "does_not_apply"


@dataclass(frozen=True, slots=True)
class Need:
    """A fact that is missing: its place in the case file, the question it answers, the document that settles it."""

    path: str
    asks: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One rule as it ran for one row."""

    rule: str
    level: str
    path: str
    label: str
    unit: str
    value: Any
    state: str
    cite: str
    law: tuple[Entry, ...]
    """The dated law values that it used."""
    because: str
    inputs: tuple[tuple[str, Any, str], ...]
    """Names read, with value and unit."""
    facts: tuple[str, ...]
    """Paths of the facts that it read directly."""
    law_behind: tuple[Entry, ...]
    """Every dated law value that it rests on, through all the rules it reads."""
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class _Deciding:
    """Where the value of a rule was set: the row, the part of the rule there, and the conditions that led to it."""

    row: Row
    expression: Expression
    node: Node
    conditions: tuple[str, ...] = ()


class Tracer:
    """Explains values that a case reader has read."""

    def __init__(self, reader: CaseReader) -> None:
        self.reader = reader
        self.graph = reader.graph

    def step(self, row: Row, name: str) -> Step:
        """The step of one rule at a row of the rule's own level."""
        node = (row.level, name)
        rule = self.graph.rules[node]
        value = self.reader.read(row, name)
        used = list(self._used(self.graph.expressions[node], row))
        needs = self.needs(row, name) if value is None else ()
        deciding = self._deciding(row, node)
        behind = [*used, *self._used(deciding.expression, deciding.row)]
        law = tuple(dict.fromkeys(entry for part, at in behind if (entry := self._entry(part, at)) is not None))
        return Step(
            rule=name,
            level=row.level,
            path=row.path,
            label=rule.label,
            unit=rule.unit,
            value=value,
            state=self._state(value, needs, used),
            cite=self._cite(node, row, value),
            law=law,
            because=self._because(node, row, value, needs),
            inputs=tuple(dict.fromkeys(self._inputs(used))),
            facts=tuple(dict.fromkeys(self._fact_paths(used))),
            law_behind=tuple(dict.fromkeys(self._behind(row, node, set()))),
            needs=needs,
        )

    def _behind(self, row: Row, node: Node, seen: set[tuple[int, Node]]) -> Iterator[Entry]:
        if (id(row), node) in seen or node in self.graph.facts:
            return
        seen.add((id(row), node))
        for part, at in self._used(self.graph.expressions[node], row):
            entry = self._entry(part, at)
            if entry is not None:
                yield entry
            if isinstance(part, Name):
                owner, read = self._owner(at, part.level, part.name)
                yield from self._behind(owner, read, seen)

    def needs(self, row: Row, name: str) -> tuple[Need, ...]:
        """The missing facts that leave a value not known, each once; empty where it is known or has none to miss."""
        found: dict[str, Need] = {}
        self._missing(*self._owner(row, row.level, name), found, set())
        return tuple(found.values())

    def _owner(self, row: Row, level: str, name: str) -> tuple[Row, Node]:
        """The row and node that a name means, seen from `level`, at a row of that level or below it."""
        node = self.graph.resolve(level, name)
        return row.up(self.graph.height(row.level, node[0])), node

    def _missing(self, row: Row, node: Node, found: dict[str, Need], seen: set[tuple[int, Node]]) -> None:
        if (id(row), node) in seen or self.reader.read(row, node[1]) is not None:
            return
        seen.add((id(row), node))
        if node in self.graph.facts:
            fact = self.graph.facts[node]
            if fact.path:
                path = place(row, fact.path)
                found.setdefault(path, Need(path, fact.asks, fact.document))
            return
        for part, at in self._used(self.graph.expressions[node], row):
            for owner, read in self._read_by(part, at):
                self._missing(owner, read, found, seen)
            if isinstance(part, Aggregate):
                level = self.graph.levels[part.below]
                owner, listed = self._owner(at, part.level, level.listed)
                if owner.values.get(listed[1]) is not True:
                    path = place(owner, level.list_path)
                    found.setdefault(path, Need(path, level.asks, level.document))

    def _read_by(self, part: Expression, row: Row) -> Iterator[tuple[Row, Node]]:
        if isinstance(part, Name):
            yield self._owner(row, part.level, part.name)
        law = part.law if isinstance(part, InForce) else part
        if isinstance(law, Law | LadderStep | TableCell):
            for clock in self.graph.clocks(law):
                yield self._owner(row, law.level, clock)

    def _used(self, expression: Expression, row: Row) -> Iterator[tuple[Expression, Row]]:
        """The nodes on the branch that this case took, or on every branch that keeps it from being known."""
        yield expression, row
        if isinstance(expression, Choose):
            condition = self.reader.evaluate(expression.condition, row)
            yield from self._used(expression.condition, row)
            if condition is not None:
                yield from self._used(expression.then if condition else expression.otherwise, row)
        elif isinstance(expression, Logic):
            yield from self._used_by_logic(expression, row)
        elif isinstance(expression, Aggregate):
            for below in row.below.get(expression.below, ()):
                yield from self._used(expression.operand, below)
        elif isinstance(expression, IsKnown):
            if self.reader.evaluate(expression.operand, row) is not None:
                yield from self._used(expression.operand, row)
        else:
            for part in expression.parts:
                yield from self._used(part, row)

    def _used_by_logic(self, expression: Logic, row: Row) -> Iterator[tuple[Expression, Row]]:
        for part in self._deciding_operands(expression, row):
            yield from self._used(part, row)

    def _entry(self, part: Expression, row: Row) -> Entry | None:
        if isinstance(part, Law | LadderStep | TableCell):
            return self.reader.entry(part, row)
        if isinstance(part, InForce):
            return self.reader.entry(part.law, row)
        return None

    def _state(self, value: Any, needs: tuple[Need, ...], used: list[tuple[Expression, Row]]) -> str:
        if value is not None:
            return KNOWN
        if needs:
            return NOT_KNOWN
        for part, row in used:
            if isinstance(part, Law | LadderStep | TableCell):
                entry = self.reader.entry(part, row)
                if entry is None or entry.payload is None:
                    return NOT_IN_FORCE
        return DOES_NOT_APPLY

    def _inputs(self, used: list[tuple[Expression, Row]]) -> Iterator[tuple[str, Any, str]]:
        for part, row in used:
            if isinstance(part, Name):
                owner, node = self._owner(row, part.level, part.name)
                yield part.name, self.reader.read(owner, part.name), self._unit(node)

    def _fact_paths(self, used: list[tuple[Expression, Row]]) -> Iterator[str]:
        for part, row in used:
            if isinstance(part, Name):
                owner, node = self._owner(row, part.level, part.name)
                fact = self.graph.facts.get(node)
                if fact is not None and fact.path:
                    yield place(owner, fact.path)

    def _unit(self, node: Node) -> str:
        return self.graph.facts[node].unit if node in self.graph.facts else self.graph.rules[node].unit

    # in words

    def _because(self, node: Node, row: Row, value: Any, needs: tuple[Need, ...]) -> str:
        if value is None and needs:
            missing = "; ".join(need.path for need in needs[:6])
            more = f" and {len(needs) - 6} more" if len(needs) > 6 else ""
            return f"not known without {missing}{more}"
        deciding = self._deciding(row, node)
        said = [self._say(deciding.expression, deciding.row), *deciding.conditions]
        return "; ".join(dict.fromkeys(words for words in said if words))

    def _deciding(self, row: Row, node: Node) -> _Deciding:
        """Down the branch that was taken, through names, extremes and the row that set them, to what set the value."""
        found = _Deciding(row, self.graph.expressions[node], node)
        value = self.reader.read(row, node[1])
        while (deeper := self._deeper(found, value)) is not None:
            found = deeper
        return found

    def _deeper(self, at: _Deciding, value: Any) -> _Deciding | None:
        part, row = at.expression, at.row
        if isinstance(part, Choose):
            holds = self.reader.evaluate(part.condition, row)
            if holds is None:
                return None
            said = self._say(part.condition, row) if self._informs(part.condition, row) else ""
            return replace(at, expression=part.then if holds else part.otherwise, conditions=(*at.conditions, said))
        if isinstance(part, Name):
            owner, node = self._owner(row, part.level, part.name)
            return replace(at, row=owner, expression=self.graph.expressions[node], node=node) if node in self.graph.rules else None
        if isinstance(part, Extreme):
            return next((replace(at, expression=one) for one in part.operands if self.reader.evaluate(one, row) == value), None)
        if isinstance(part, Aggregate) and part.kind in ("highest", "lowest"):
            rows = row.below.get(part.below, [])
            return next((replace(at, row=one, expression=part.operand) for one in rows if self.reader.evaluate(part.operand, one) == value), None)
        return None

    def _informs(self, condition: Expression, row: Row) -> bool:
        """Whether a condition says something of the case: it compares a fact that stands in the file, or reads a step that is shown.

        Which text a fact is (the guideline, the measure of a drug), whether a value is known and whether a law is in force only lead to the right
        table; they explain nothing.
        """
        if isinstance(condition, Logic):
            return any(self._informs(part, row) for part in self._deciding_operands(condition, row))
        if isinstance(condition, Not):
            return self._informs(condition.operand, row)
        if isinstance(condition, IsKnown | InForce | Law | OneOf | Constant):
            return False
        if isinstance(condition, Compare) and self._unit_of(condition.left, row) == "text":
            return False
        if isinstance(condition, Aggregate):
            return False
        names = [(part, at) for part, at in self._used(condition, row) if isinstance(part, Name)]
        return any(self._is_shown(self._owner(at, part.level, part.name)[1]) for part, at in names)

    def _is_shown(self, node: Node) -> bool:
        return not self.graph.rules[node].silent if node in self.graph.rules else bool(self.graph.facts[node].path)

    def _deciding_operands(self, expression: Logic, row: Row) -> list[Expression]:
        """The first operand that settles a logical expression by itself, or all that leave it open, or all."""
        decides = expression.op == "or"
        values = [self.reader.evaluate(part, row) for part in expression.operands]
        if decides in values:
            return [expression.operands[values.index(decides)]]
        if None in values:
            return [part for part, value in zip(expression.operands, values, strict=True) if value is None]
        return list(expression.operands)

    def _cite(self, node: Node, row: Row, value: Any) -> str:
        """The citation of what set the value, with its row of the table where the section has one."""
        deciding = self._deciding(row, node)
        rule = self.graph.rules[deciding.node]
        if rule.rows is None or value is None:
            return rule.cite
        series = self.graph.law.family(rule.rows).members.get(str(value))
        entry = None if series is None else series.on(lambda clock: self.reader.read(deciding.row, clock))
        return rule.cite if entry is None or entry.payload is None else f"{rule.cite}{entry.payload}"

    def _say(self, expression: Expression, row: Row) -> str:
        if isinstance(expression, Choose):
            condition = self.reader.evaluate(expression.condition, row)
            if condition is None:
                return self._say(expression.condition, row)
            return self._say(expression.then if condition else expression.otherwise, row)
        if isinstance(expression, Extreme):
            value = self.reader.evaluate(expression, row)
            return next((self._say(one, row) for one in expression.operands if self.reader.evaluate(one, row) == value), "")
        speak = _SPEAKERS.get(type(expression))
        if speak is not None:
            return speak(self, expression, row)
        return " ".join(self._say(part, row) for part in expression.parts)

    def _say_name(self, part: Name, row: Row) -> str:
        owner, node = self._owner(row, part.level, part.name)
        return f"{readable(part.name)}: {in_words(self.reader.read(owner, part.name), self._unit(node))}"

    def _say_constant(self, part: Constant, row: Row) -> str:
        return in_words(part.value, "")

    def _say_arithmetic(self, part: Arithmetic, row: Row) -> str:
        if part.op in ("+", "-"):
            return self._say_sum(part, row)
        sign = {"*": "×", "/": "÷", "//": "÷"}[part.op]
        return f"{self._term(part.left, row)} {sign} {self._term(part.right, row)}"

    def _say_sum(self, part: Arithmetic, row: Row) -> str:
        """A sum with the name of each part that is not nothing, so that it can be checked by hand."""
        terms = [(sign, one) for sign, one in self._terms(part, 1) if self.reader.evaluate(one, row) != 0]
        said = ""
        for sign, one in terms:
            value = self.reader.evaluate(one, row)
            minus = value is not None and value * sign < 0
            words = self._term(one, row).lstrip("-")
            said += f"{' − ' if minus else ' + '}{words}" if said else f"{'−' if minus else ''}{words}"
        return said or "0"

    def _terms(self, part: Expression, sign: int) -> Iterator[tuple[int, Expression]]:
        if isinstance(part, Arithmetic) and part.op in ("+", "-"):
            yield from self._terms(part.left, sign)
            yield from self._terms(part.right, sign if part.op == "+" else -sign)
        else:
            yield sign, part

    def _term(self, part: Expression, row: Row) -> str:
        """A part of a sum: its value with its name."""
        if isinstance(part, Name):
            owner, node = self._owner(row, part.level, part.name)
            return f"{in_words(self.reader.read(owner, part.name), self._unit(node))} ({readable(part.name)})"
        if isinstance(part, Arithmetic | Constant):
            return self._say(part, row)
        return in_words(self.reader.evaluate(part, row), "")

    def _say_compare(self, part: Compare, row: Row) -> str:
        holds = self.reader.evaluate(part, row)
        words = _COMPARED[part.op][0 if holds else 1]
        unit = self._unit_of(part.left, row) or self._unit_of(part.right, row)
        return f"{self._operand(part.left, row, unit)} {words} {self._operand(part.right, row, unit)}"

    def _operand(self, part: Expression, row: Row, unit: str) -> str:
        return in_words(part.value, unit) if isinstance(part, Constant) else self._say(part, row)

    def _unit_of(self, part: Expression, row: Row) -> str:
        if isinstance(part, Name):
            return self._unit(self._owner(row, part.level, part.name)[1])
        if isinstance(part, Law):
            return self.graph.law.family(part.id).unit
        return ""

    def _say_logic(self, part: Logic, row: Row) -> str:
        return ", ".join(dict.fromkeys(words for one in self._deciding_operands(part, row) if (words := self._say(one, row))))

    def _say_not(self, part: Not, row: Row) -> str:
        return self._say(part.operand, row)

    def _say_law(self, part: Law, row: Row) -> str:
        value = self.reader.evaluate(part, row)
        family = self.graph.law.family(part.id)
        unit = "month" if family.unit == "month_range" else family.unit
        return f"{in_words(value, unit)} by law" if value is not None else "nothing in force"

    def _say_in_force(self, part: InForce, row: Row) -> str:
        entry = self.reader.entry(part.law, row)
        if entry is None or entry.payload is None:
            return "not in force then"
        return f"in force since {entry.from_on.isoformat()}"

    def _say_is_known(self, part: IsKnown, row: Row) -> str:
        return self._say(part.operand, row) if self.reader.evaluate(part, row) else ""

    def _say_ladder(self, part: LadderStep, row: Row) -> str:
        entry = self.reader.entry(part, row)
        at = self.reader.evaluate(part.at, row)
        if entry is None or not isinstance(entry.payload, Ladder) or at is None:
            return "no such table in force then"
        key = None if part.key is None else self.reader.evaluate(part.key, row)
        series = self.graph.law.family(part.id).members[None if key is None else str(key)]
        return _band(entry.payload, at, series.measured_in or "", key)

    def _say_table(self, part: TableCell, row: Row) -> str:
        line, column = self.reader.evaluate(part.row, row), self.reader.evaluate(part.column, row)
        return f"row {line}, column {column} of the table"

    def _say_aggregate(self, part: Aggregate, row: Row) -> str:
        below = row.below.get(part.below, [])
        if not below:
            return f"no {readable(part.below)} in the record"
        if part.kind in ("any_of", "every"):
            decides = part.kind == "any_of"
            return next((self._say(part.operand, one) for one in below if self.reader.evaluate(part.operand, one) is decides), "")
        counted = [one for one in below if self.reader.evaluate(part.operand, one) != 0]
        return " + ".join(words for one in counted if (words := self._say(part.operand, one))) or "none"


def place(row: Row, path: str) -> str:
    """The place in the case file of a fact of a row: its own path below the row's."""
    if not row.path or path.startswith("/"):
        return path.lstrip("/")
    return f"{row.path}.{path}" if path else row.path


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
_SPEAKERS: Mapping[type[Expression], Callable[[Tracer, Any, Row], str]] = {
    Name: Tracer._say_name,
    Constant: Tracer._say_constant,
    Arithmetic: Tracer._say_arithmetic,
    Compare: Tracer._say_compare,
    Logic: Tracer._say_logic,
    Not: Tracer._say_not,
    Law: Tracer._say_law,
    InForce: Tracer._say_in_force,
    IsKnown: Tracer._say_is_known,
    LadderStep: Tracer._say_ladder,
    TableCell: Tracer._say_table,
    Aggregate: Tracer._say_aggregate,
}
