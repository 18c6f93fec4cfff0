"""Why a value is what it is: the branch of the graph that one case took, in words, with its citations and what is missing.

Nothing is recorded while a case is read; the trace walks the graph again for the rules that someone asks about, and no further than is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lenity.engine._deciding import Decided, Deciding, Explain
from lenity.engine._reads import Input
from lenity.engine.case_reader import CaseReader, Read, Row
from lenity.engine.dated import Entry
from lenity.engine.expression import Aggregate, Expression, InForce, LadderStep, Law, Name, TableCell
from lenity.engine.graph import Node, Rule, walk

KNOWN, NOT_KNOWN, NOT_IN_FORCE, DOES_NOT_APPLY = "known", "not_known", "not_in_force", "does_not_apply"


@dataclass(frozen=True, slots=True)
class Need:
    """A fact that is missing: its place in the case file, the question it answers, the document that settles it."""

    path: str
    asks: str
    document: str = ""


@dataclass(frozen=True)
class Step:
    """One rule as it ran for one row. What a tracer's step does not hold at once it works out when it is first read."""

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
    inputs: tuple[Input, ...]
    """Names read, with value and unit."""
    facts: tuple[str, ...]
    """Paths of the facts that it read directly."""
    law_behind: tuple[Entry, ...]
    """Every dated law value that it rests on, through all the rules it reads."""
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is known of a rule's steps before there is a case."""

    node: Node
    rule: Rule
    read: Read
    explain: Explain
    repeats: bool
    """Whether it may read a name more than once."""
    fixed: dict[str, Any]


class Tracer:
    """Explains values that a case reader has read. What it finds of a row is kept with the row."""

    def __init__(self, reader: CaseReader) -> None:
        self.reader = reader
        self.graph = reader.graph
        self._deciding: Deciding = reader.beside.get("deciding") or reader.beside.setdefault("deciding", Deciding(reader))
        self._plans: dict[Node, _Plan] = reader.beside.setdefault("plans", {})

    def step(self, row: Row, name: str) -> Step:
        """The step of one rule at a row of the rule's own level."""
        plan = self._plans.get((row.level, name)) or self._plan((row.level, name))
        value = plan.read(row)
        found: list[Input] = []
        decided = row.explained[name] = plan.explain(row, value, found)
        held = {
            **plan.fixed,
            "path": row.path,
            "value": value,
            "inputs": tuple(dict.fromkeys(found)) if plan.repeats and len(found) > 1 else tuple(found),
            "cite": decided.cite or self._cite(decided, value),
            "_asked": (self, row, plan.node),
        }
        if value is not None:
            held["state"], held["needs"] = KNOWN, ()
            if decided.said is not None:
                held["because"] = decided.said
        step = _new_step(Step)
        _hold(step, "__dict__", held)
        return step

    def _plan(self, node: Node) -> _Plan:
        rule = self.graph.rules[node]
        fixed = {"rule": rule.name, "level": rule.level, "label": rule.label, "unit": rule.unit}
        read = self.reader.compiled(Name(*node), node[0])
        plan = self._plans[node] = _Plan(node, rule, read, self._deciding.explain(node), _repeats(self.graph.expressions[node]), fixed)
        return plan

    def needs(self, row: Row, name: str) -> tuple[Need, ...]:
        """The missing facts that leave a value not known, each once; empty where it is known or has none to miss."""
        return tuple(self._missing(*self._owner(row, row.level, name)).values())

    def _owner(self, row: Row, level: str, name: str) -> tuple[Row, Node]:
        """The row and node that a name means, seen from `level`, at a row of that level or below it."""
        node = self.graph.resolve(level, name)
        return row.up(self.graph.height(row.level, node[0])), node

    def _missing(self, row: Row, node: Node) -> dict[str, Need]:
        """The needs of a rule or fact by path, in the order in which it reads them."""
        known: dict[str, Need] | None = row.explained.get(("needs", node))
        if known is not None:
            return known
        found: dict[str, Need] = {}
        if self.reader.read(row, node[1]) is None:
            if node in self.graph.facts:
                fact = self.graph.facts[node]
                _need(found, row, fact.path, fact.asks, fact.document)
            else:
                self._missing_behind(row, node, found)
        row.explained[("needs", node)] = found
        return found

    def _missing_behind(self, row: Row, node: Node, found: dict[str, Need]) -> None:
        for part, at in self._used(row, node):
            for owner, read in self._read_by(part, at):
                for path, need in self._missing(owner, read).items():
                    found.setdefault(path, need)
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

    def _used(self, row: Row, node: Node) -> list[tuple[Expression, Row]]:
        """The nodes on the branch that this case took in a rule; found once for a row."""
        found: list[tuple[Expression, Row]] | None = row.explained.get(("used", node))
        if found is None:
            found = row.explained[("used", node)] = self._deciding.used(self.graph.expressions[node], row)
        return found

    def _entry(self, part: Expression, row: Row) -> Entry | None:
        if isinstance(part, Law | LadderStep | TableCell):
            return self.reader.entry(part, row)
        if isinstance(part, InForce):
            return self.reader.entry(part.law, row)
        return None

    def _cite(self, decided: Decided, value: Any) -> str:
        """The citation of what set the value, with its row of the table where the section has one."""
        rule = self.graph.rules[decided.node]
        cite = rule.cite
        if rule.rows is not None and value is not None:
            series = self.reader.law.family(rule.rows).members.get(str(value))
            entry = None if series is None else series.on(lambda clock: self.reader.read(decided.row, clock))
            cite = cite if entry is None or entry.payload is None else f"{cite}{entry.payload}"
        decided.cite = cite
        return cite

    # worked out when it is read

    def _needs_of(self, row: Row, node: Node) -> tuple[Need, ...]:
        return tuple(self._missing(row, node).values())

    def _state_of(self, row: Row, node: Node) -> str:
        """Why there is no value."""
        if self._missing(row, node):
            return NOT_KNOWN
        for part, at in self._used(row, node):
            if isinstance(part, Law | LadderStep | TableCell):
                entry = self.reader.entry(part, at)
                if entry is None or entry.payload is None:
                    return NOT_IN_FORCE
        return DOES_NOT_APPLY

    def _because_of(self, row: Row, node: Node) -> str:
        if row.values.get(node[1]) is None and (needs := tuple(self._missing(row, node))):
            more = f" and {len(needs) - 6} more" if len(needs) > 6 else ""
            return f"not known without {'; '.join(needs[:6])}{more}"
        because: str = row.explained[node[1]].because
        return because

    def _facts_of(self, row: Row, node: Node) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for part, at in self._used(row, node):
            if isinstance(part, Name):
                owner, read = self._owner(at, part.level, part.name)
                fact = self.graph.facts.get(read)
                if fact is not None and fact.path:
                    found[place(owner, fact.path)] = None
        return tuple(found)

    def _law_of(self, row: Row, node: Node) -> tuple[Entry, ...]:
        decided = self._deciding.of_rule(node, row)
        behind = [*self._used(row, node), *self._deciding.used(decided.part, decided.row)]
        return tuple(dict.fromkeys(entry for part, at in behind if (entry := self._entry(part, at)) is not None))

    def _law_behind(self, row: Row, node: Node) -> tuple[Entry, ...]:
        if node in self.graph.facts:
            return ()
        known: tuple[Entry, ...] | None = row.explained.get(("law", node))
        if known is not None:
            return known
        found: dict[Entry, None] = {}
        for part, at in self._used(row, node):
            entry = self._entry(part, at)
            if entry is not None:
                found[entry] = None
            if isinstance(part, Name):
                found.update(dict.fromkeys(self._law_behind(*self._owner(at, part.level, part.name))))
        known = row.explained[("law", node)] = tuple(found)
        return known


class _Later:
    """A field that is worked out when it is first read, and then held by the step itself."""

    def __init__(self, name: str, work_out: Callable[[Tracer, Row, Node], Any]) -> None:
        self.name = name
        self.work_out = work_out

    def __get__(self, step: Step | None, owner: type[Step]) -> Any:
        if step is None:
            raise AttributeError(self.name)
        tracer, row, node = step.__dict__["_asked"]
        found = step.__dict__[self.name] = self.work_out(tracer, row, node)
        return found


for _name, _work_out in {
    "state": Tracer._state_of,
    "law": Tracer._law_of,
    "because": Tracer._because_of,
    "facts": Tracer._facts_of,
    "law_behind": Tracer._law_behind,
    "needs": Tracer._needs_of,
}.items():
    setattr(Step, _name, _Later(_name, _work_out))
_new_step, _hold = object.__new__, object.__setattr__


def _repeats(expression: Expression) -> bool:
    """Whether a name can occur twice among those that an expression reads: it is written twice, or read in several rows below."""
    names: set[str] = set()
    for part in walk(expression):
        if isinstance(part, Aggregate):
            return True
        if isinstance(part, Name):
            if part.name in names:
                return True
            names.add(part.name)
    return False


def place(row: Row, path: str) -> str:
    """The place in the case file of a fact of a row: its own path below the row's."""
    if not row.path or path.startswith("/"):
        return path.lstrip("/")
    return f"{row.path}.{path}" if path else row.path


def _need(found: dict[str, Need], row: Row, path: str, asks: str, document: str) -> None:
    if path:
        at = place(row, path)
        found[at] = Need(at, asks, document)
