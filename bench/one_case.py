"""One explained case of the same rules, from its facts to its explanation.

lenity: `Row.of` the case's facts, then every rule's step with value, citation, inputs and its reason in words.
OpenFisca: `SimulationBuilder.build_from_dict`, `simulation.trace = True`, the outputs calculated, then the lines of its computation log.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import process_time
from typing import Any

import lenity_side
import openfisca_side
from openfisca_core.simulations import SimulationBuilder

from lenity.engine import CaseReader, Graph, Row, Tracer
from lenity.facts.levels import FactRow
from population import Columns, population

IN_A_ROW = 20
"""How often a side runs before the next has its turn."""
Explained = list[tuple[str, Any, str, Any, str]]


def fact_rows(graph: Graph, tables: dict[str, dict[str, Any]]) -> FactRow:
    """The facts of one case, a level under another."""

    def row(level: str) -> FactRow:
        facts = {name: value for name, value in tables.get(level, {}).items() if (level, name) in graph.facts}
        below = tuple(row(one.name) for one in graph.levels.values() if one.above == level and one.name in tables)
        return FactRow(level, level, facts, below=below)

    return row("case")


class Lenity:
    def __init__(self, columns: Columns) -> None:
        sides = lenity_side.drug_rules()
        tables = lenity_side.handed_in(sides, lenity_side.frames(columns))
        self.graph = sides.measured
        self.facts = fact_rows(self.graph, {level: frame.to_dicts()[0] for level, frame in tables.items()})
        self.reader = CaseReader(self.graph)
        self.rules: dict[str, list[str]] = {}
        for level, name in self.graph.order:
            self.rules.setdefault(level, []).append(name)
        self.printed = {level: [name for name in names if not self.graph.rules[(level, name)].silent] for level, names in self.rules.items()}

    def values(self) -> list[Any]:
        case = Row.of(self.facts)
        return [self.reader.read(case, name) for _, name in lenity_side.OUTPUTS]

    def explain(self, *, printed_only: bool = False) -> Explained:
        """Every rule's step; `printed_only` leaves out those that a review leaves out, because the next step explains them."""
        tracer, steps = Tracer(self.reader), []
        names = self.printed if printed_only else self.rules
        for row in Row.of(self.facts).rows():
            for name in names.get(row.level, ()):
                step = tracer.step(row, name)
                steps.append((step.rule, step.value, step.cite, step.inputs, step.because))
        return steps


class OpenFisca:
    def __init__(self, columns: Columns) -> None:
        self.system, days = openfisca_side.system()
        (day, _), *_ = openfisca_side.slices(columns, days)
        self.period = day.isoformat()
        facts: dict[str, Any] = {name: {self.period: columns[name][0].item()} for name in openfisca_side.FACTS}
        self.situation = {"cases": {"the case": {**facts, **{name: {self.period: None} for name in openfisca_side.OUTPUTS}}}}

    def _run(self) -> tuple[Any, list[Any]]:
        simulation = SimulationBuilder().build_from_dict(self.system, self.situation)
        simulation.trace = True
        return simulation, [int(simulation.calculate(name, self.period)[0]) for name in openfisca_side.OUTPUTS]

    def values(self) -> list[Any]:
        return self._run()[1]

    def explain(self) -> list[str]:
        lines: list[str] = self._run()[0].tracer.computation_log.lines()
        return lines


def measure(rounds: int = 400) -> tuple[dict[str, float], dict[str, int], bool]:
    """Median seconds of processor time on each side, in turn (a longer run is interrupted more often); how many rules each explains; whether both give the same answers."""
    columns = population(1)
    lenity, openfisca = Lenity(columns), OpenFisca(columns)
    sides: dict[str, Callable[[], Any]] = {
        "lenity, explained": lenity.explain,
        "lenity, explained as a review prints it": lambda: lenity.explain(printed_only=True),
        "lenity, values": lenity.values,
        "openfisca, traced with its log": openfisca.explain,
        "openfisca, traced": openfisca.values,
    }
    times: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds // IN_A_ROW + 1):
        for name, work in sides.items():
            for _ in range(IN_A_ROW):
                start = process_time()
                work()
                if number:
                    times[name].append(process_time() - start)
    counts = {"lenity": len(lenity.explain()), "openfisca": len(openfisca_side.RULES)}
    return {name: median(spent) for name, spent in times.items()}, counts, lenity.values() == openfisca.values()
