"""The Polars lowering: the same graph over columns of many cases, with null for what is not known.

Polars turns *not known* into an answer in several places (`when(null)` takes the other branch, `max_horizontal` skips nulls,
`search_sorted(null)` is a position), so nothing here uses those without a guard; a property test holds this reader equal to the case reader.

Tables come in one frame a level: a column a fact (a fact without a column is not known), `_above` the position of the row's owner in the frame
of the level above. Rows stay in order. Texts may be strings, categories or enumerations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import polars as pl

from lenity.engine._law_columns import LawColumns
from lenity.engine._program import Program, Shape
from lenity.engine._run import ABOVE, UNIT_TYPES, Plan, Run
from lenity.engine._texts import Texts
from lenity.engine.expression import Expression, InForce, LadderStep, Law, TableCell
from lenity.engine.graph import Graph, Node, walk

SLICE_ROWS = 128_000
"""Rows that one thread works on at a time where every table has one row a case: more would only need more memory."""

__all__ = ["ABOVE", "UNIT_TYPES", "Lowering"]


class Lowering:
    """Computes outputs of a graph over frames.

    `outputs` are (level, name) nodes; only what they rest on is computed, and a column is dropped after its last use.
    """

    def __init__(self, graph: Graph, outputs: Iterable[Node]) -> None:
        self.graph = graph
        self.outputs = tuple(outputs)
        self.needed = graph.needed_for(self.outputs)
        self.texts = Texts()
        self.law = LawColumns(graph.law, self._law_ids(), self.texts)

    def _law_ids(self) -> list[str]:
        parts = (part for node in self.needed for part in walk(self.graph.expressions[node]))
        return list(dict.fromkeys(found for part in parts if (found := _law_id(part)) is not None))

    def run(self, tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        """The output columns, a frame a level that has any, rows as they came in."""
        frames = self._frames(tables)
        frame_of = self._shared(frames)
        joined = _together(frames, frame_of)
        program = Program(self.graph, Shape(frame_of, self._constants(joined, frame_of)))
        for node in self.needed:
            program.rule(node)
        plan = Plan([program.rule(node) for node in self.outputs])
        with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
            done = list(pool.map(lambda part: Run(self, plan, part, frame_of).columns(), _slices(joined)))
        wanted: dict[str, dict[str, pl.Series]] = {}
        for at, (level, name) in enumerate(self.outputs):
            whole = pl.concat([columns[at] for columns in done])
            wanted.setdefault(level, {})[name] = self._output((level, name), whole)
        return {level: pl.DataFrame(columns) for level, columns in wanted.items()}

    def _output(self, node: Node, column: pl.Series) -> pl.Series:
        known = self.graph.rules[node] if node in self.graph.rules else self.graph.facts[node]
        if known.unit == "text" and column.dtype != pl.Null:
            return self.texts.decode(column)
        return column.cast(UNIT_TYPES.get(known.unit, pl.Int64), strict=False)

    def _frames(self, tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        """The facts that the rules read, texts as codes; an empty frame for a table that is not there."""
        read = {fact for node in self.needed for fact in self.graph.reads(node) if fact in self.graph.facts}
        read.update(node for node in self.outputs if node in self.graph.facts)
        read.update(self._clock_facts())
        frames: dict[str, pl.DataFrame] = {}
        for level in self.graph.levels.values():
            table = tables.get(level.name)
            if table is None:
                table = pl.DataFrame(schema={ABOVE: pl.Int64})
            elif ABOVE not in table.columns:
                table = table.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(ABOVE))
            frames[level.name] = pl.DataFrame([self._fact(level.name, table[name]) for name in table.columns if name == ABOVE or (level.name, name) in read])
        return frames

    def _fact(self, level: str, column: pl.Series) -> pl.Series:
        is_text = column.name != ABOVE and self.graph.facts[(level, column.name)].unit == "text"
        return self.texts.encode(column) if is_text and column.dtype != pl.Null else column

    def _clock_facts(self) -> Iterable[Node]:
        for node in self.needed:
            for part in walk(self.graph.expressions[node]):
                law = part.law if isinstance(part, InForce) else part
                if isinstance(law, Law | LadderStep | TableCell):
                    yield from (self.graph.resolve(law.level, clock) for clock in self.graph.clocks(law))

    def _shared(self, frames: Mapping[str, pl.DataFrame]) -> dict[str, str]:
        """The frame of each level: that of the level above where each of its rows has exactly one row here, in order."""
        frame_of: dict[str, str] = {}
        for level in _downwards(self.graph):
            above = self.graph.levels[level].above
            is_one_each = above is not None and _is_one_each(frames[level][ABOVE], frames[above].height)
            frame_of[level] = frame_of[above] if above is not None and is_one_each else level
        return frame_of

    def _constants(self, frames: Mapping[str, pl.DataFrame], frame_of: Mapping[str, str]) -> dict[Node, Any]:
        """Facts that are the same in every row, None where no row has them."""
        found: dict[Node, Any] = {}
        for level, name in self.graph.facts:
            frame, column = frames[frame_of[level]], f"{level}.{name}"
            if column not in frame.columns or frame[column].null_count() == frame.height:
                found[(level, name)] = None
            elif frame[column].null_count() == 0 and frame[column].min() == frame[column].max():
                value = frame[column][0]
                is_text = self.graph.facts[(level, name)].unit == "text"
                found[(level, name)] = self.texts.all()[value] if is_text else value
        return found


def _law_id(part: Expression) -> str | None:
    law = part.law if isinstance(part, InForce) else part
    return law.id if isinstance(law, Law | LadderStep | TableCell) else None


def _downwards(graph: Graph) -> list[str]:
    """The levels, each after the one above it."""
    ordered: list[str] = []

    def visit(level: str) -> None:
        above = graph.levels[level].above
        if above is not None:
            visit(above)
        if level not in ordered:
            ordered.append(level)

    for level in graph.levels:
        visit(level)
    return ordered


def _is_one_each(above: pl.Series, rows: int) -> bool:
    if above.len() != rows or above.null_count():
        return False
    return rows == 0 or bool((above == pl.int_range(rows, eager=True)).all())


def _together(frames: Mapping[str, pl.DataFrame], frame_of: Mapping[str, str]) -> dict[str, pl.DataFrame]:
    """One frame for the levels that share one, columns named by level."""
    columns: dict[str, list[pl.Series]] = {}
    for level, frame in frames.items():
        home = columns.setdefault(frame_of[level], [])
        home.extend(column.alias(f"{level}.{column.name}") for column in frame if column.name != ABOVE or frame_of[level] == level)
    return {level: pl.DataFrame(made) for level, made in columns.items()}


def _slices(frames: Mapping[str, pl.DataFrame]) -> Iterable[dict[str, pl.DataFrame]]:
    if len(frames) > 1:
        return [dict(frames)]
    ((level, frame),) = frames.items()
    return [{level: frame.slice(start, SLICE_ROWS)} for start in range(0, max(frame.height, 1), SLICE_ROWS)]
