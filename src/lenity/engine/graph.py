"""Rules and facts put together: names resolved, order found, mistakes reported.

A *level* is a table of the case (the case itself, its counts, a conduct's drugs). A *fact* is a column that the record fills, a *rule* one
that the engine fills. The graph knows which reads which; both readers walk the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lenity.engine.dated import LawBook
from lenity.engine.expression import Aggregate, Expression, InForce, LadderStep, Law, Name, TableCell, as_expression
from lenity.engine.writing import LawProxy, Proxy
from lenity.facts.levels import Fact, Level


class GraphError(Exception):
    """The rules do not fit together: a name that nothing defines, a circle, two definitions of one name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named, cited definition at one level. Calling `define` builds its expression."""

    level: str
    name: str
    unit: str
    cite: str
    define: Callable[[Any, Any], Any]
    label: str
    note: str = ""
    silent: bool = False
    """Left out of the printed steps: an intermediate value that the next step explains better."""
    rows: str | None = None
    """A family that names the row of the section for each value (`(c)(4)` for level 32), written after the citation."""

    def expression(self) -> Expression:
        return as_expression(self.define(Proxy(self.level), LawProxy(self.level)))


def rule(level: str, *, unit: str, cite: str, silent: bool = False, rows: str | None = None) -> Callable[[Callable[[Any, Any], Any]], Rule]:
    """Make a rule of a function `(row, law) -> expression`. Its name is the function's, its label the docstring's first line."""

    def make(define: Callable[[Any, Any], Any]) -> Rule:
        lines = (define.__doc__ or "").strip().splitlines()
        if not lines:
            raise GraphError(f"Rule {define.__name__} has no docstring: its first line is what readers see.")
        note = " ".join(line.strip() for line in lines[1:] if line.strip())
        return Rule(level, define.__name__, unit, cite, define, lines[0].rstrip("."), note, silent, rows)

    return make


Node = tuple[str, str]
"""(level, name)"""


@dataclass(frozen=True)
class Graph:
    """All rules over all facts, checked when built.

    Raises:
        GraphError: names that nothing defines, doubly defined ones, circles (all of them at once where possible).
    """

    levels: Mapping[str, Level]
    facts: Mapping[Node, Fact]
    rules: Mapping[Node, Rule]
    law: LawBook
    expressions: Mapping[Node, Expression] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "expressions", {node: found.expression() for node, found in self.rules.items()})
        faults = [f"{node[0]}.{node[1]} is both a fact and a rule" for node in self.rules if node in self.facts]
        for node in self.rules:
            try:
                self.reads(node)
            except GraphError as error:
                faults.append(f"{node[0]}.{node[1]}: {error}")
        if faults:
            raise GraphError("; ".join(faults))
        _ = self.order

    @classmethod
    def build(cls, levels: Iterable[Level], facts: Iterable[Fact], rules: Iterable[Rule], law: LawBook) -> Graph:
        """A graph of these levels, facts and rules. Whether a list is given is added as a fact of the level above it."""
        by_name = {level.name: level for level in levels}
        known = {(fact.level, fact.name): fact for fact in facts}
        for level in by_name.values():
            if level.above is not None:
                known[(level.above, level.listed)] = Fact(
                    level.above,
                    level.listed,
                    "yes_no",
                    level.list_path,
                    f"Does the record list them: {level.name}?",
                )
        named: dict[Node, Rule] = {}
        for item in rules:
            if (item.level, item.name) in named:
                raise GraphError(f"{item.level}.{item.name} is defined twice")
            named[(item.level, item.name)] = item
        return cls(by_name, known, named, law)

    def resolve(self, level: str, name: str) -> Node:
        """Where a name read at `level` is defined: there, or at the nearest level above."""
        at: str | None = level
        while at is not None:
            if (at, name) in self.rules or (at, name) in self.facts:
                return (at, name)
            at = self.levels[at].above
        raise GraphError(f"nothing defines {name!r} at {level} or above")

    def height(self, level: str, above: str) -> int:
        """How many levels up `above` is from `level`."""
        steps = 0
        at: str | None = level
        while at != above:
            if at is None:
                raise GraphError(f"{above} is not above {level}")
            at = self.levels[at].above
            steps += 1
        return steps

    def reads(self, node: Node) -> tuple[Node, ...]:
        """The facts and rules that a rule reads directly, those that pick its law values included."""
        found = self._reads_found.get(node)
        if found is None:
            found = self._reads_found[node] = tuple(dict.fromkeys(self._read_by(self.expressions[node])))
        return found

    @cached_property
    def _reads_found(self) -> dict[Node, tuple[Node, ...]]:
        return {}

    def _read_by(self, expression: Expression) -> Iterator[Node]:
        for part in walk(expression):
            if isinstance(part, Name):
                yield self.resolve(part.level, part.name)
            law = part.law if isinstance(part, InForce) else part
            if isinstance(law, Law | LadderStep | TableCell):
                for clock in self.clocks(law):
                    yield self.resolve(law.level, clock)
            if isinstance(part, Aggregate):
                yield (part.level, self.levels[part.below].listed)

    def clocks(self, part: Law | LadderStep | TableCell) -> tuple[str, ...]:
        """The dates of the case that select among the values of a law node."""
        if isinstance(part, Law) and part.clock is not None:
            self.family_clocks(part.id)
            return (part.clock,)
        return self.family_clocks(part.id)

    def family_clocks(self, id: str) -> tuple[str, ...]:
        """The dates that the entries of a family name."""
        found = self._clocks_found.get(id)
        if found is None:
            try:
                members = self.law.family(id).members.values()
            except LookupError as error:
                raise GraphError(f"no law file has the id {id!r}") from error
            found = self._clocks_found[id] = tuple(dict.fromkeys(clock for series in members for clock in series.clocks))
        return found

    @cached_property
    def _clocks_found(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def order(self) -> tuple[Node, ...]:
        """The rules, each after all that it reads, otherwise in the order in which they were given."""
        done: dict[Node, bool] = {}
        ordered: list[Node] = []

        def visit(node: Node, trail: tuple[Node, ...]) -> None:
            if node not in self.rules or done.get(node):
                return
            if done.get(node) is False:
                circle = " -> ".join(f"{level}.{name}" for level, name in (*trail[trail.index(node) :], node))
                raise GraphError(f"rules in a circle: {circle}")
            done[node] = False
            for read in self.reads(node):
                visit(read, (*trail, node))
            done[node] = True
            ordered.append(node)

        for node in self.rules:
            visit(node, ())
        return tuple(ordered)

    def needed_for(self, outputs: Iterable[Node]) -> tuple[Node, ...]:
        """The rules that these outputs rest on, in order."""
        wanted: set[Node] = set()
        stack = list(outputs)
        while stack:
            node = stack.pop()
            if node in self.rules and node not in wanted:
                wanted.add(node)
                stack.extend(self.reads(node))
        return tuple(node for node in self.order if node in wanted)


def walk(expression: Expression) -> Iterator[Expression]:
    """Every node of an expression once, the outermost first; a part that several share is met where it is first read."""
    met: set[int] = set()
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        if id(part) not in met:
            met.add(id(part))
            yield part
            waiting.extend(reversed(part.parts))
