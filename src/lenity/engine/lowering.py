"""The Polars lowering: the same graph over columns of many cases, with null for what is not known.

Polars turns *not known* into an answer in several places (`when(null)` takes the other branch, `max_horizontal` skips nulls,
`search_sorted(null)` is a position), so nothing here uses those without a guard; a property test holds this reader equal to the case reader.

Tables come in one frame a level: a column a fact (a fact without a column is not known), `_above` the position of the row's owner in the frame
of the level above. Rows stay in order. Texts may be strings, categories or enumerations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import groupby
from typing import Any

import polars as pl

from lenity.engine._given import ABOVE, Given, given
from lenity.engine._law_columns import LawColumns
from lenity.engine._lower import UNIT_TYPES, Lowered
from lenity.engine._ops import Op
from lenity.engine._parts import Parts, in_place, parts_of, slices
from lenity.engine._plan import Plan
from lenity.engine._program import Pool, Program, Shape
from lenity.engine._run import Run
from lenity.engine._texts import Texts
from lenity.engine.expression import InForce, LadderStep, Law, TableCell
from lenity.engine.graph import Graph, Node, walk

KEPT_SHAPES = 16
"""For how many shapes of tables programs are kept for further runs."""

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
        self._clocks = self._days_of_change()
        laws = (law.id for law in self._law_parts())
        self.law = LawColumns(graph.law, list(dict.fromkeys(laws)), self.texts)
        read = {fact for node in self.needed for fact in graph.reads(node) if fact in graph.facts}
        self._read = read | {node for node in (*self.outputs, *self._clocks) if node in graph.facts}
        self._programs: dict[Any, tuple[Pool, dict[Any, tuple[Op, ...]], dict[tuple[Op, ...], Lowered]]] = {}

    def _law_parts(self) -> Iterator[Law | LadderStep | TableCell]:
        for node in self.needed:
            for part in walk(self.graph.expressions[node]):
                law = part.law if isinstance(part, InForce) else part
                if isinstance(law, Law | LadderStep | TableCell):
                    yield law

    def _days_of_change(self) -> dict[Node, list[date]]:
        """For each date of the case on which law is read, the days on which that law changes."""
        found: dict[Node, set[date]] = {}
        read = {(part.id, part.level, part.clock if isinstance(part, Law) else None) for part in self._law_parts()}
        for id, level, read_on in sorted(read, key=str):
            by_clock: dict[str, set[date]] = {}
            for series in self.graph.law.family(id).members.values():
                for entry in series.entries:
                    by_clock.setdefault(read_on or entry.clock, set()).add(entry.from_on)
            for clock, days in by_clock.items():
                found.setdefault(self.graph.resolve(level, clock), set()).update(days)
        return {node: sorted(days) for node, days in sorted(found.items(), key=lambda item: -len(item[1]))}

    def run(self, tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        """The output columns, a frame a level that has any, rows as they came in."""
        frames = self._frames(tables)
        frame_of = self._shared(frames)
        told = given(frames, {node: self.graph.facts[node].unit for node in self._read}, self.texts)
        empty = frozenset(level for level, frame in frames.items() if not frame.height)
        joined = _together(frames, frame_of, [level for level, _ in self.outputs])
        parts = self._parts(joined, told)
        lowered = self._lowered([Shape(frame_of, told.constants, told.domains, empty, span) for span in parts.spans])
        work = self._work(joined, parts, lowered)
        with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
            done = list(pool.map(lambda one: self._columns(one[0], one[1], told, frame_of), work))
        wanted: dict[str, dict[str, pl.Series]] = {}
        for at, node in enumerate(self.outputs):
            columns = [self._output(node, found[at]) for found in done]
            wanted.setdefault(node[0], {})[node[1]] = in_place(columns, parts.places)
        return {level: pl.DataFrame(columns) for level, columns in wanted.items()}

    def _parts(self, frames: Mapping[str, pl.DataFrame], told: Given) -> Parts:
        """The rows by spans of unchanged law, where all stand in one frame."""
        if len(frames) > 1:
            return Parts(pl.DataFrame(), [{}], [0])
        ((_, frame),) = frames.items()
        clocks = {node: days for node, days in self._clocks.items() if node in told.domains and ".".join(node) in frame.columns}
        return parts_of(frame, clocks)

    def _lowered(self, shapes: list[Shape]) -> list[Lowered]:
        """The programs for tables of these shapes, which differ in their clocks alone; made now if they were not."""
        common = shapes[0]
        key = frozenset(common.frame_of.items()), frozenset(_typed(common.constants).items()), frozenset(common.domains.items()), common.empty
        if key not in self._programs and len(self._programs) >= KEPT_SHAPES:
            self._programs.clear()
        pool, by_clocks, by_outputs = self._programs.setdefault(key, (Pool(), {}, {}))
        found: list[Lowered] = []
        for shape in shapes:
            clocks = frozenset(shape.clocks.items())
            outputs = by_clocks.get(clocks)
            if outputs is None:
                program = Program(self.graph, shape, pool)
                for node in self.needed:
                    program.rule(node)
                outputs = by_clocks[clocks] = tuple(program.output(node) for node in self.outputs)
            if outputs not in by_outputs:
                by_outputs[outputs] = Lowered(Plan(list(outputs)), self.law, self.texts)
            found.append(by_outputs[outputs])
        return found

    def _work(self, frames: Mapping[str, pl.DataFrame], parts: Parts, lowered: list[Lowered]) -> list[tuple[Lowered, Mapping[str, pl.DataFrame]]]:
        """Programs and the rows for each, in order; neighboring spans of one program are one."""
        if len(frames) > 1:
            return [(lowered[0], frames)]
        ((name, _),) = frames.items()
        together = [(one, sum(height for _, height in group)) for one, group in groupby(zip(lowered, parts.heights, strict=True), lambda each: each[0])]
        cut = slices(parts.frame, [height for _, height in together])
        return [(one, {name: rows}) for (one, _), of_one in zip(together, cut, strict=True) for rows in of_one]

    def _columns(self, lowered: Lowered, frames: Mapping[str, pl.DataFrame], told: Given, frame_of: Mapping[str, str]) -> list[pl.Series]:
        """The outputs' columns in some rows."""
        read: dict[str, list[pl.Expr]] = {name: [pl.col(f"{name}.{ABOVE}")] for name in frames}
        for op in lowered.plan.order:
            if op.kind == "fact":
                read[op.frame].append(told.columns[op.data])
        return Run(self.graph.levels, lowered, {name: frame.select(read[name]) for name, frame in frames.items()}, frame_of).columns()

    def _output(self, node: Node, column: pl.Series) -> pl.Series:
        known = self.graph.rules[node] if node in self.graph.rules else self.graph.facts[node]
        if known.unit == "text" and column.dtype != pl.Null:
            return self.texts.decode(column)
        return column.cast(UNIT_TYPES.get(known.unit, pl.Int64), strict=False)

    def _frames(self, tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        """The facts that the rules read; an empty frame for a table that is not there."""
        frames: dict[str, pl.DataFrame] = {}
        for level in self.graph.levels.values():
            table = tables.get(level.name)
            if table is None:
                table = pl.DataFrame(schema={ABOVE: pl.Int64})
            elif ABOVE not in table.columns:
                table = table.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(ABOVE))
            frames[level.name] = table.select(name for name in table.columns if name == ABOVE or (level.name, name) in self._read)
        return frames

    def _shared(self, frames: Mapping[str, pl.DataFrame]) -> dict[str, str]:
        """The frame of each level: that of the level above where each of its rows has exactly one row here, in order."""
        frame_of: dict[str, str] = {}
        for level in _downwards(self.graph):
            above = self.graph.levels[level].above
            is_one_each = above is not None and _is_one_each(frames[level][ABOVE], frames[above].height)
            frame_of[level] = frame_of[above] if above is not None and is_one_each else level
        return frame_of


def _typed(constants: Mapping[Node, Any]) -> dict[Node, Any]:
    """Constants with their types, so that 1 and True are two."""
    return {node: (type(value).__name__, value) for node, value in constants.items()}


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


def _together(frames: Mapping[str, pl.DataFrame], frame_of: Mapping[str, str], wanted: Iterable[str]) -> dict[str, pl.DataFrame]:
    """One frame for the levels that share one, columns named by level; those without a row only where they are wanted."""
    columns: dict[str, list[pl.Series]] = {}
    for level, frame in frames.items():
        home = columns.setdefault(frame_of[level], [])
        home.extend(column.alias(f"{level}.{column.name}") for column in frame if column.name != ABOVE or frame_of[level] == level)
    made = {level: pl.DataFrame(of_level) for level, of_level in columns.items()}
    kept = {frame_of[level] for level in wanted}
    return {level: frame for level, frame in made.items() if frame.height or level in kept}
