"""Runs a plan over frames: what is used twice is kept as a column, the rest is part of the expression that uses it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from math import inf

import numpy as np
import polars as pl

from lenity.engine._climb import steps_of
from lenity.engine._folds import extent, fold_columns, folded_value, written
from lenity.engine._lower import OPERATORS, Lowered
from lenity.engine._ops import Op
from lenity.engine._plan import is_whole_column
from lenity.engine._texts import CODE
from lenity.facts.levels import Level

ABOVE = "_above"
_FEW_COMBINATIONS = 4096
"""Texts put together of no more combinations than these are looked up in a table of them all."""


class Run:
    """One run of a plan over one set of frames."""

    def __init__(self, levels: Mapping[str, Level], lowered: Lowered, frames: Mapping[str, pl.DataFrame], frame_of: Mapping[str, str]) -> None:
        self.levels = levels
        self.frame_of = frame_of
        self.lowered = lowered
        self.texts = lowered.texts
        self.plan = lowered.plan
        self.names = lowered.names
        self.frames = dict(frames)
        self.heights = {name: frame.height for name, frame in frames.items()}

    def columns(self) -> list[pl.Series]:
        """The columns of the plan's outputs."""
        for wave, gone in zip(self.plan.waves, self.plan.gone, strict=True):
            self._compute(wave)
            for name, frame in self.frames.items():
                dropped = [self.names[op] for op in gone if op.frame == name]
                if dropped:
                    self.frames[name] = frame.drop(dropped)
        return [self._whole(op) for op in self.plan.outputs]

    def _compute(self, wave: list[Op]) -> None:
        made: dict[str, list[pl.Expr | pl.Series]] = {}
        for op in wave:
            column = self._column(op).alias(self.names[op]) if is_whole_column(op) else self.lowered.column(op)
            made.setdefault(op.frame, []).append(column)
        for name, columns in made.items():
            self.frames[name] = self.frames[name].with_columns(columns)

    def _whole(self, op: Op) -> pl.Series:
        """An operation's column, repeated where it is the same in every row."""
        if op.kind != "constant":
            return self.frames[op.frame][self.names[op]]
        value = self.texts.code(op.data[1]) if isinstance(op.data[1], str) else op.data[1]
        dtype = CODE if isinstance(op.data[1], str) else None
        return pl.Series([value], dtype=dtype).new_from_index(0, self.heights[op.frame])

    # whole columns

    def _column(self, op: Op) -> pl.Series:
        if op.kind == "bring":
            return self._whole(op.args[0]).gather(self._positions(op.frame, op.args[0].frame))
        if op.kind == "fold":
            return self._fold(op)
        if op.kind == "climb":
            return self._climb(op)
        return self._joined(op) if op.kind == "joined" else self._ordered(op)

    def _positions(self, frame: str, above: str) -> pl.Series:
        """For each row of a frame the row of a frame above that it belongs to."""
        positions = self.frames[frame][f"{frame}.{ABOVE}"]
        at = self._frame_above(frame)
        while at != above:
            positions = self.frames[at][f"{at}.{ABOVE}"].gather(positions)
            at = self._frame_above(at)
        return positions

    def _frame_above(self, frame: str) -> str:
        above = self.levels[frame].above
        assert above is not None
        return self.frame_of[above]

    def _fold(self, op: Op) -> pl.Series:
        """The rows below as one value for each row of a frame."""
        listed, operand = op.args
        kind, empty = op.data
        height = self.heights[op.frame]
        value = self._whole(operand)
        value = self.texts.decode(value) if op.is_text and value.dtype != pl.Null else value
        value = value.cast(pl.Int64) if value.dtype.is_integer() and not op.is_text else value  # sums of 32 bits could overflow
        rows = pl.int_range(height, eager=True, dtype=pl.Int64)
        owners = self.frames[operand.frame][f"{operand.frame}.{ABOVE}"].cast(pl.Int64)
        folded = (
            pl.DataFrame({ABOVE: owners, "value": value.cast(pl.Boolean) if kind in ("any_of", "every") else value})
            .group_by(ABOVE)
            .agg(*fold_columns(kind), (pl.col("value").null_count() > 0).alias("unknown"))
        )
        joined = pl.DataFrame({ABOVE: rows, "listed": self._whole(listed).cast(pl.Boolean).fill_null(False)}).join(
            folded, on=ABOVE, how="left", maintain_order="left"
        )
        result = joined.select(folded_value(kind, empty)).to_series()
        return self.texts.encode(result) if op.is_text else result

    def _climb(self, op: Op) -> pl.Series:
        """What each row's ladder brings at its amount; the least that any brings where no threshold is met, which is known of another operation."""
        ladders = tuple(dict.fromkeys(one for one in op.data if one is not None))
        results = tuple(tuple(self.texts.code(one) if isinstance(one, str) else one for one in ladder.results) for ladder in ladders)
        below = self.texts.code(op.domain.texts[0]) if op.domain.texts else op.domain.low
        steps = steps_of(ladders, results, below or 0)
        assert steps is not None
        amounts = _filled(self._whole(op.args[0]).cast(pl.Float64), -inf)
        number: np.ndarray | None = None
        if len(op.args) > 1:
            of_place = self.lowered.table(op.args[1], [len(ladders) if one is None else ladders.index(one) for one in op.data], pl.Int64)
            number = np.append(of_place.fill_null(len(ladders)).to_numpy(), len(ladders))[_filled(self._whole(op.args[1]), of_place.len())]
        return pl.Series(steps.of(amounts, number), dtype=pl.Int32).cast(CODE if op.is_text else pl.Int32)

    def _joined(self, op: Op) -> pl.Series:
        """Texts and whole numbers written one after another, each combination once."""
        columns = [self._whole(arg) for arg in op.args]
        sizes = [extent(column) for column in columns]
        packed = pl.select(pl.lit(0, dtype=pl.Int64)).to_series()
        for column, (low, size) in zip(columns, sizes, strict=True):
            packed = packed * size + (column.cast(pl.Int64) - low)
        distinct = packed.drop_nulls().unique()
        if not distinct.len():
            return pl.Series([None], dtype=CODE).new_from_index(0, self.heights[op.frame])
        texts = self.texts.all()
        made = self.texts.codes(written(number, op.args, sizes, texts) for number in distinct)
        combinations = math.prod(size for _, size in sizes)
        if combinations <= _FEW_COMBINATIONS:
            table = [None] * combinations
            for number, code in zip(distinct, made, strict=True):
                table[number] = code
            return pl.Series(table, dtype=CODE).gather(packed.cast(CODE))
        return packed.replace_strict(distinct, made, return_dtype=CODE)

    def _ordered(self, op: Op) -> pl.Series:
        """Texts compared by their order."""
        left, right = (self.texts.decode(self._whole(arg)) for arg in op.args)
        pair = pl.DataFrame({"left": left, "right": right})
        one, other = pl.col("left"), pl.col("right")
        if op.kind == "compare":
            return pair.select(OPERATORS[op.data](one, other)).to_series()
        kept = one <= other if op.kind == "least" else one >= other
        chosen = pl.when(kept).then(one).otherwise(other)
        return self.texts.encode(pair.select(pl.when(kept.is_not_null()).then(chosen)).to_series())


def _filled(column: pl.Series, value: float) -> np.ndarray:
    """A column's numbers, with a value for what is not known."""
    return (column.fill_null(value) if column.null_count() else column).to_numpy()
