"""The Polars lowering: the same graph over columns of many cases, with null for what is not known.

Polars turns *not known* into an answer in several places (`when(null)` takes the other branch, `max_horizontal` skips nulls,
`search_sorted(null)` is a position), so nothing here uses those without a guard; a property test holds this reader equal to the case reader.

Tables come in one frame a level: a column a fact (a fact without a column is not known), `_above` the position of the row's owner in the frame
of the level above. Rows stay in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from lenity.engine._law_columns import LawColumns
from lenity.engine.expression import (
    AddYears,
    Aggregate,
    Arithmetic,
    Choose,
    Compare,
    Constant,
    DaysBetween,
    DoesNotApply,
    Expression,
    Extreme,
    InForce,
    IsKnown,
    Joined,
    LadderStep,
    Law,
    Logic,
    Name,
    Not,
    OneOf,
    TableCell,
)
from lenity.engine.graph import Graph, Node

ABOVE = "_above"
UNIT_TYPES: Mapping[str, Any] = {
    "yes_no": pl.Boolean,
    "text": pl.String,
    "date": pl.Date,
    "milligram": pl.Float64,
    "factor": pl.Float64,
}
"""Column types by unit; every other unit is a whole number."""


class Lowering:
    """Computes outputs of a graph over frames.

    `outputs` are (level, name) nodes; only what they rest on is computed, and a column is dropped after its last use.
    """

    def __init__(self, graph: Graph, outputs: Iterable[Node]) -> None:
        self.graph = graph
        self.outputs = tuple(outputs)
        self.law = LawColumns(graph.law)
        self.waves = self._waves()
        self.last_use = self._last_use()

    def _waves(self) -> list[list[Node]]:
        """Rules that rest only on rules of earlier waves, so that a wave is computed at once."""
        depth: dict[Node, int] = {}
        waves: list[list[Node]] = []
        for node in self.graph.needed_for(self.outputs):
            at = 1 + max((depth.get(read, -1) for read in self.graph.reads(node)), default=-1)
            depth[node] = at
            while len(waves) <= at:
                waves.append([])
            waves[at].append(node)
        return waves

    def _last_use(self) -> dict[Node, int]:
        used: dict[Node, int] = {}
        for number, wave in enumerate(self.waves):
            for node in wave:
                for read in self.graph.reads(node):
                    used[read] = number
        for node in self.outputs:
            used[node] = len(self.waves)
        return used

    def run(self, tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        """The output columns, a frame a level that has any, rows as they came in."""
        pass_ = _Pass(self, tables)
        for number, wave in enumerate(self.waves):
            pass_.compute(wave)
            pass_.forget(number)
        wanted: dict[str, list[str]] = {}
        for level, name in self.outputs:
            wanted.setdefault(level, []).append(name)
        return {level: pass_.with_facts(level, names).select(names) for level, names in wanted.items()}


class _Pass:
    """One run over one set of frames: the frames as they grow."""

    def __init__(self, lowering: Lowering, tables: Mapping[str, pl.DataFrame]) -> None:
        self.lowering = lowering
        self.graph = lowering.graph
        self.frames = {level: self._known_columns(level, frame) for level, frame in tables.items()}
        for level in self.graph.levels.values():
            if level.name not in self.frames and level.above is not None:
                self.frames[level.name] = pl.DataFrame(schema={ABOVE: pl.Int64})

    def _known_columns(self, level: str, frame: pl.DataFrame) -> pl.DataFrame:
        return frame.select(
            column for column in frame.columns if column == ABOVE or (level, column) in self.graph.facts
        )

    def compute(self, wave: list[Node]) -> None:
        by_level: dict[str, list[Node]] = {}
        for node in wave:
            by_level.setdefault(node[0], []).append(node)
        for level, nodes in by_level.items():
            for node in nodes:
                self._prepare(self.graph.expressions[node], level)
            columns = [
                self._lower(self.graph.expressions[node], level)
                .cast(UNIT_TYPES.get(self.graph.rules[node].unit, pl.Int64), strict=False)
                .alias(node[1])
                for node in nodes
            ]
            self.frames[level] = self.frames[level].with_columns(columns)

    def forget(self, number: int) -> None:
        last = self.lowering.last_use
        for level, frame in self.frames.items():
            gone = [
                column
                for column in frame.columns
                if column.startswith(("^", "="))
                or ((level, column) in self.graph.rules and last.get((level, column), -1) <= number)
            ]
            self.frames[level] = frame.drop(gone)

    def with_facts(self, level: str, names: Iterable[str]) -> pl.DataFrame:
        """The frame with a column for each name: a fact that the tables do not carry is null."""
        frame = self.frames[level]
        absent = [name for name in names if name not in frame.columns]
        typed = [
            pl.lit(None, dtype=UNIT_TYPES.get(self.graph.facts[(level, name)].unit, pl.Int64)).alias(name)
            for name in absent
        ]
        return frame.with_columns(typed) if typed else frame

    # what an expression needs beside the columns of its own frame

    def _prepare(self, expression: Expression, level: str) -> None:
        if isinstance(expression, Aggregate):
            self._aggregate(expression)
            return
        if isinstance(expression, Name):
            self._bring(level, *self.graph.resolve(expression.level, expression.name))
        elif isinstance(expression, Law | LadderStep | TableCell):
            for clock in self.graph.clocks(expression):
                self._bring(level, *self.graph.resolve(expression.level, clock))
        for part in expression.parts:
            self._prepare(part, level)

    def _bring(self, level: str, at: str, name: str) -> None:
        """Bring a value down from a level above, as a column of this level's frame."""
        self.frames[at] = self.with_facts(at, [name])
        column = _brought(at, name)
        if at == level or column in self.frames[level].columns:
            return
        positions = self.frames[level][ABOVE]
        above = self.graph.levels[level].above
        while above is not None and above != at:
            positions = self.frames[above][ABOVE].gather(positions)
            above = self.graph.levels[above].above
        self.frames[level] = self.frames[level].with_columns(
            self.frames[at][name].gather(positions).alias(column)
        )

    def _aggregate(self, node: Aggregate) -> None:
        """Fold the rows below into a column of the level's frame."""
        column = _folded(node)
        if column in self.frames[node.level].columns:
            return
        self._prepare(node.operand, node.below)
        listed = self.graph.levels[node.below].listed
        frame = self.frames[node.level] = self.with_facts(node.level, [listed])
        value = self._lower(node.operand, node.below)
        folded = (
            self.frames[node.below]
            .select(ABOVE, value.alias("value"))
            .group_by(ABOVE)
            .agg(*_fold_columns(node.kind), (pl.col("value").null_count() > 0).alias("unknown"))
        )
        rows = pl.DataFrame({ABOVE: pl.int_range(frame.height, eager=True, dtype=pl.Int64)})
        joined = rows.join(
            folded.with_columns(pl.col(ABOVE).cast(pl.Int64)), on=ABOVE, how="left", maintain_order="left"
        )
        joined = joined.with_columns(frame[listed].fill_null(False).alias("listed"))
        self.frames[node.level] = frame.with_columns(
            joined.select(_folded_value(node).alias(column)).to_series()
        )

    # expressions

    def _lower(self, node: Expression, level: str) -> pl.Expr:
        lowered: pl.Expr = _LOWER[type(node)](self, node, level)
        return lowered

    def _name(self, node: Name, level: str) -> pl.Expr:
        return self._column(level, self.graph.resolve(node.level, node.name))

    def _column(self, level: str, node: Node) -> pl.Expr:
        at, name = node
        return pl.col(name if at == level else _brought(at, name))

    def _constant(self, node: Constant, level: str) -> pl.Expr:
        return pl.lit(node.value)

    def _does_not_apply(self, node: DoesNotApply, level: str) -> pl.Expr:
        return pl.lit(None)

    def _arithmetic(self, node: Arithmetic, level: str) -> pl.Expr:
        left, right = self._lower(node.left, level), self._lower(node.right, level)
        return {"+": left + right, "-": left - right, "*": left * right, "/": left / right, "//": left // right}[node.op]

    def _compare(self, node: Compare, level: str) -> pl.Expr:
        left, right = self._lower(node.left, level), self._lower(node.right, level)
        operators = {"==": left.eq, "!=": left.ne, "<": left.lt, "<=": left.le, ">": left.gt, ">=": left.ge}
        return operators[node.op](right)

    def _logic(self, node: Logic, level: str) -> pl.Expr:
        result = self._lower(node.operands[0], level)
        for operand in node.operands[1:]:
            other = self._lower(operand, level)
            result = result & other if node.op == "and" else result | other
        return result

    def _not(self, node: Not, level: str) -> pl.Expr:
        return ~self._lower(node.operand, level)

    def _choose(self, node: Choose, level: str) -> pl.Expr:
        condition = self._lower(node.condition, level)
        then, otherwise = self._lower(node.then, level), self._lower(node.otherwise, level)
        return pl.when(condition).then(then).when(~condition).then(otherwise)

    def _extreme(self, node: Extreme, level: str) -> pl.Expr:
        result = self._lower(node.operands[0], level)
        for operand in node.operands[1:]:
            other = self._lower(operand, level)
            keeps = result <= other if node.op == "least" else result >= other
            result = pl.when(keeps).then(result).when(~keeps).then(other)
        return result

    def _is_known(self, node: IsKnown, level: str) -> pl.Expr:
        return self._lower(node.operand, level).is_not_null()

    def _one_of(self, node: OneOf, level: str) -> pl.Expr:
        return self._lower(node.operand, level).is_in(list(node.values))

    def _joined(self, node: Joined, level: str) -> pl.Expr:
        return pl.concat_str(
            [self._lower(part, level).cast(pl.String) for part in node.operands], ignore_nulls=False
        )

    def _add_years(self, node: AddYears, level: str) -> pl.Expr:
        years = self._lower(node.years, level)
        return self._lower(node.day, level).dt.offset_by(
            pl.concat_str([years.cast(pl.String), pl.lit("y")], ignore_nulls=False)
        )

    def _days_between(self, node: DaysBetween, level: str) -> pl.Expr:
        return (self._lower(node.end, level) - self._lower(node.start, level)).dt.total_days()

    def _key(self, node: Law | LadderStep, level: str) -> pl.Expr | None:
        return None if node.key is None else self._lower(node.key, level).cast(pl.String)

    def _clocks(self, node: Law | LadderStep | TableCell, level: str) -> dict[str, pl.Expr]:
        """The columns that select among a law node's values, by the clock's name; one column for all where the node names it."""
        columns = {
            clock: self._column(level, self.graph.resolve(node.level, clock))
            for clock in self.graph.clocks(node)
        }
        if isinstance(node, Law) and node.clock is not None:
            members = self.graph.law.family(node.id).members.values()
            return dict.fromkeys(
                (clock for series in members for clock in series.clocks), columns[node.clock]
            )
        return columns

    def _law(self, node: Law, level: str) -> pl.Expr:
        return self.lowering.law.value(node.id, self._key(node, level), self._clocks(node, level), node.part)

    def _in_force(self, node: InForce, level: str) -> pl.Expr:
        return self.lowering.law.in_force(
            node.law.id, self._key(node.law, level), self._clocks(node.law, level)
        )

    def _ladder(self, node: LadderStep, level: str) -> pl.Expr:
        return self.lowering.law.rung(
            node.id, self._key(node, level), self._clocks(node, level), self._lower(node.at, level)
        )

    def _table(self, node: TableCell, level: str) -> pl.Expr:
        row, column = self._lower(node.row, level), self._lower(node.column, level)
        return self.lowering.law.cell(node.id, self._clocks(node, level), row, column, node.part)

    def _folded_column(self, node: Aggregate, level: str) -> pl.Expr:
        return pl.col(_folded(node))


def _brought(level: str, name: str) -> str:
    return f"^{level}.{name}"


def _folded(node: Aggregate) -> str:
    return f"={id(node)}"


def _fold_columns(kind: str) -> list[pl.Expr]:
    value = pl.col("value")
    if kind == "any_of":
        return [value.any(ignore_nulls=True).alias("folded")]
    if kind == "every":
        return [value.all(ignore_nulls=True).alias("folded")]
    return [{"total": value.sum(), "highest": value.max(), "lowest": value.min()}[kind].alias("folded")]


def _folded_value(node: Aggregate) -> pl.Expr:
    """The folded column with the unlisted, the unknown and the empty told apart, as the case reader tells them."""
    folded, listed, unknown = pl.col("folded"), pl.col("listed"), pl.col("unknown")
    is_empty = unknown.is_null()
    settled = listed & ~unknown.fill_null(False)
    empty = pl.lit(node.empty)
    if node.kind in ("any_of", "every"):
        decides = node.kind == "any_of"
        return (
            pl.when(~is_empty & (folded == decides))
            .then(pl.lit(decides))
            .when(settled)
            .then(pl.lit(not decides))
        )
    return pl.when(settled & is_empty).then(empty).when(settled).then(folded)


_LOWER: Mapping[type[Expression], Any] = {
    Constant: _Pass._constant,
    DoesNotApply: _Pass._does_not_apply,
    Name: _Pass._name,
    Arithmetic: _Pass._arithmetic,
    Compare: _Pass._compare,
    Logic: _Pass._logic,
    Not: _Pass._not,
    Choose: _Pass._choose,
    Extreme: _Pass._extreme,
    IsKnown: _Pass._is_known,
    OneOf: _Pass._one_of,
    Joined: _Pass._joined,
    AddYears: _Pass._add_years,
    DaysBetween: _Pass._days_between,
    Law: _Pass._law,
    InForce: _Pass._in_force,
    LadderStep: _Pass._ladder,
    TableCell: _Pass._table,
    Aggregate: _Pass._folded_column,
}
