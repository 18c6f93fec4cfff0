"""Cases as the tables that the Polars lowering reads: one frame a level, `_above` pointing into the frame of the level above."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from lenity.engine import Graph, Row
from lenity.engine.lowering import ABOVE, UNIT_TYPES


@dataclass
class Population:
    """Rows of many cases by level, in the order of the frames, and the frames."""

    rows: dict[str, list[Row]]
    frames: dict[str, pl.DataFrame] = field(default_factory=dict)


def population_of(graph: Graph, tops: Sequence[Row], shuffled_by: int | None = None) -> Population:
    """The rows of these cases, each level shuffled by itself where a seed is given, and their frames."""
    rows: dict[str, list[Row]] = {level: [] for level in graph.levels}
    for top in tops:
        for row in top.rows():
            rows[row.level].append(row)
    if shuffled_by is not None:
        chance = random.Random(shuffled_by)
        for of_level in rows.values():
            chance.shuffle(of_level)
    at = {id(row): number for of_level in rows.values() for number, row in enumerate(of_level)}
    population = Population(rows)
    for level, of_level in rows.items():
        population.frames[level] = _frame(graph, level, of_level, at)
    return population


def frames_of(graph: Graph, tops: Sequence[Row]) -> dict[str, pl.DataFrame]:
    """The frames of these cases, in the order given."""
    return population_of(graph, tops).frames


def _frame(graph: Graph, level: str, rows: list[Row], at: dict[int, int]) -> pl.DataFrame:
    columns: list[pl.Series] = []
    if graph.levels[level].above is not None:
        columns.append(pl.Series(ABOVE, [at[id(row.above)] for row in rows], dtype=pl.Int64))
    for (of_level, name), fact in graph.facts.items():
        if of_level == level:
            kind = UNIT_TYPES.get(fact.unit, pl.Int64)
            columns.append(pl.Series(name, [_fits(row.values.get(name), kind) for row in rows], dtype=kind))
    return pl.DataFrame(columns)


def _fits(value: Any, kind: Any) -> Any:
    return float(value) if kind == pl.Float64 and value is not None else value


def same(one: Any, other: Any, unit: str) -> bool:
    """Whether two readers give one value. Weights and factors may differ by rounding, and by nothing else."""
    if one is None or other is None or isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if unit in ("milligram", "factor"):
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)
    return bool(one == other)


def differences(graph: Graph, population: Population, results: dict[str, pl.DataFrame], read: Any) -> Iterable[str]:
    """Where the frames' columns are not what `read(row, name)` gives, a line each."""
    for level, frame in results.items():
        for name in frame.columns:
            unit = graph.rules[(level, name)].unit
            for row, of_frame in zip(population.rows[level], frame[name].to_list(), strict=True):
                of_case = read(row, name)
                if not same(of_case, of_frame, unit):
                    yield f"{level}.{name} at {row.path}: the case reader gives {of_case!r}, the frames {of_frame!r}"
