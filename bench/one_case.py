"""One explained case: lenity reads it and writes down every step; OpenFisca runs it with its tracer on."""

from __future__ import annotations

from statistics import median
from time import perf_counter

import lenity_side
import openfisca_side

from lenity.engine import CaseReader, Graph, Row, Tracer
from population import population


def _case(graph: Graph, tables: dict[str, dict[str, object]]) -> Row:
    """The rows of one case, a level under another."""
    rows: dict[str, Row] = {}
    for level in graph.levels.values():
        if level.above is None or level.name in tables:
            facts = {name: value for name, value in tables[level.name].items() if (level.name, name) in graph.facts}
            rows[level.name] = Row(level.name, facts, above=rows[level.above] if level.above else None)
    return rows["case"]


def measure(rounds: int = 200) -> dict[str, float]:
    """Median seconds of one explained case on each side, measured in turn."""
    columns = population(1)
    graph = lenity_side.drug_rules()
    tables = {level: frame.to_dicts()[0] for level, frame in lenity_side.frames(columns).items()}
    reader = CaseReader(graph)
    tracer = Tracer(reader)
    made, days = openfisca_side.system()
    (day, rows), *_ = openfisca_side.slices(columns, days)

    def explain() -> None:
        for row in _case(graph, tables).rows():
            for level, name in graph.order:
                if level == row.level:
                    tracer.step(row, name)

    def trace() -> None:
        openfisca_side.simulate(made, columns, day, rows, trace=True)

    def read() -> None:
        case = _case(graph, tables)
        for _, name in lenity_side.OUTPUTS:
            reader.read(case, name)

    sides = {"lenity, explained": explain, "lenity, values": read, "openfisca, traced": trace}
    times: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 10):
        for name, work in sides.items():
            start = perf_counter()
            work()
            if number >= 10:
                times[name].append(perf_counter() - start)
    return {name: median(spent) for name, spent in times.items()}
