"""Runs a program over frames: what is used twice is kept as a column, the rest is part of the expression that uses it."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from lenity.engine._folds import extent, fold_columns, folded_value, written
from lenity.engine._law_columns import Key
from lenity.engine._operations import CALENDAR_DAYS, CALENDAR_MONTHS
from lenity.engine._program import Op, is_unknown
from lenity.engine._texts import CODE

if TYPE_CHECKING:
    from lenity.engine.lowering import Lowering

ABOVE = "_above"
UNIT_TYPES: Mapping[str, Any] = {
    "yes_no": pl.Boolean,
    "text": pl.String,
    "date": pl.Date,
    "milligram": pl.Float64,
    "factor": pl.Float64,
}
"""Column types by unit; every other unit is a whole number."""
_OPERATORS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_FEW_COMBINATIONS = 4096
"""Texts put together of no more combinations than these are looked up in a table of them all."""
_READ_TWICE = {"choose": (0,), "least": (0, 1), "greatest": (0, 1), "cell": (2,)}


def _is_ordered_text(op: Op) -> bool:
    """Whether texts are put in order, which their codes do not keep."""
    ordered = op.kind in ("least", "greatest") or (op.kind == "compare" and op.data not in ("==", "!="))
    return ordered and any(arg.is_text for arg in op.args)


def _is_whole_column(op: Op) -> bool:
    """Whether an operation needs its columns whole, and is no Polars expression."""
    return op.kind in ("bring", "fold", "joined") or _is_ordered_text(op)


class Plan:
    """Which operations are kept as columns, in waves: each rests only on columns of earlier ones. A column is dropped after its last use."""

    def __init__(self, outputs: list[Op]) -> None:
        self.outputs = outputs
        self.order = list(_in_order(outputs))
        self.kept = self._kept()
        self.waves = self._waves()
        self.gone = self._gone()

    def _kept(self) -> set[Op]:
        uses: dict[Op, int] = dict.fromkeys(self.outputs, 2)
        for op in self.order:
            twice = _READ_TWICE.get(op.kind, ())
            for at, arg in enumerate(op.args):
                uses[arg] = uses.get(arg, 0) + (2 if at in twice or _is_whole_column(op) else 1)
        return {op for op in self.order if op.kind not in ("fact", "constant") and (uses[op] > 1 or _is_whole_column(op))}

    def reads(self, op: Op) -> Iterator[Op]:
        """The columns that an operation reads, through the operations that are part of it."""
        for arg in op.args:
            if arg in self.kept or arg.kind == "fact":
                yield arg
            else:
                yield from self.reads(arg)

    def _waves(self) -> list[list[Op]]:
        depth: dict[Op, int] = {}
        waves: list[list[Op]] = []
        for op in self.order:
            if op in self.kept:
                at = depth[op] = 1 + max((depth.get(read, -1) for read in self.reads(op)), default=-1)
                while len(waves) <= at:
                    waves.append([])
                waves[at].append(op)
        return waves

    def _gone(self) -> list[list[Op]]:
        last: dict[Op, int] = {}
        for number, wave in enumerate(self.waves):
            for op in wave:
                last[op] = max(last.get(op, 0), number)
                last.update(dict.fromkeys(self.reads(op), number))
        gone: list[list[Op]] = [[] for _ in self.waves]
        for op, number in last.items():
            if op not in self.outputs:
                gone[number].append(op)
        return gone


def _in_order(outputs: list[Op]) -> Iterator[Op]:
    """Every operation that the outputs rest on, each after those that it reads."""
    done: set[Op] = set()
    stack = [(op, False) for op in reversed(outputs)]
    while stack:
        op, is_ready = stack.pop()
        if op in done:
            continue
        if is_ready:
            done.add(op)
            yield op
        else:
            stack.append((op, True))
            stack.extend((arg, False) for arg in op.args if arg not in done)


class Run:
    """One run of a plan over one set of frames."""

    def __init__(self, lowering: Lowering, plan: Plan, frames: Mapping[str, pl.DataFrame], frame_of: Mapping[str, str]) -> None:
        self.levels = lowering.graph.levels
        self.frame_of = frame_of
        self.law = lowering.law
        self.texts = lowering.texts
        self.plan = plan
        self.frames = dict(frames)
        self.heights = {name: frame.height for name, frame in frames.items()}
        self.names: dict[Op, str] = {op: f"{op.data[0]}.{op.data[1]}" for op in plan.order if op.kind == "fact"}
        self.names.update((op, f"#{number}") for number, op in enumerate(plan.order) if op in plan.kept)

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
            column = self._column(op) if _is_whole_column(op) else self._lower(op)
            made.setdefault(op.frame, []).append(column.alias(self.names[op]))
        for name, columns in made.items():
            self.frames[name] = self.frames[name].with_columns(columns)

    def _whole(self, op: Op) -> pl.Series:
        """An operation's column, repeated where it is the same in every row."""
        if op.kind != "constant":
            return self.frames[op.frame][self.names[op]]
        value = self.texts.code(op.data[1]) if isinstance(op.data[1], str) else op.data[1]
        dtype = CODE if isinstance(op.data[1], str) else None
        return pl.Series([value], dtype=dtype).new_from_index(0, self.heights[op.frame])

    def _nullable(self, op: Op) -> bool:
        """Whether some row may have no value."""
        if op in self.names and self.names[op] in self.frames[op.frame].columns:
            return self.frames[op.frame][self.names[op]].null_count() > 0
        if op.kind == "constant":
            return is_unknown(op)
        if op.kind == "is_known":
            return False
        if op.kind in ("arithmetic", "compare", "and", "or", "not", "choose", "least", "greatest", "one_of"):
            return (op.kind == "arithmetic" and "/" in op.data) or any(self._nullable(arg) for arg in op.args)
        return True

    # expressions

    def _read(self, op: Op) -> pl.Expr:
        """An operation as another one reads it: a column where it is kept as one."""
        return pl.col(self.names[op]) if op in self.names else self._lower(op)

    def _lower(self, op: Op) -> pl.Expr:
        lowered: pl.Expr = _LOWER[op.kind](self, op)
        return lowered

    def _constant(self, op: Op) -> pl.Expr:
        value = op.data[1]
        return pl.lit(self.texts.code(value), dtype=CODE) if isinstance(value, str) else pl.lit(value)

    def _cast(self, op: Op) -> pl.Expr:
        return self._read(op.args[0]).cast(UNIT_TYPES.get(op.data, pl.Int64), strict=False)

    def _binary(self, op: Op) -> pl.Expr:
        left, right = map(self._read, op.args)
        made: pl.Expr = _OPERATORS[op.data](left, right)
        return made

    def _logic(self, op: Op) -> pl.Expr:
        first, *others = (pl.lit(None, dtype=pl.Boolean) if is_unknown(arg) else self._read(arg) for arg in op.args)
        for other in others:
            first = first & other if op.kind == "and" else first | other
        return first

    def _not(self, op: Op) -> pl.Expr:
        return ~self._read(op.args[0])

    def _choose(self, op: Op) -> pl.Expr:
        """A branch; a condition that is null takes neither."""
        condition = self._read(op.args[0])
        then, otherwise = self._branch(op.args[1], condition), self._branch(op.args[2], ~condition)
        if is_unknown(op.args[1]):
            return pl.when(~condition).then(otherwise)
        if is_unknown(op.args[2]):
            return pl.when(condition).then(then)
        chosen = pl.when(condition).then(then).otherwise(otherwise)
        return pl.when(condition.is_not_null()).then(chosen) if self._nullable(op.args[0]) else chosen

    def _branch(self, op: Op, taken: pl.Expr) -> pl.Expr:
        """A branch as the rows that take it read it: a ladder is searched for those alone, as the search costs more than all the rest."""
        if op.kind != "rung" or op in self.names:
            return self._read(op)
        entry, at = op.args
        return self.law.rung(entry.data, self._entry_at(entry), pl.when(taken).then(self._read(at)), self._is_whole(at))

    def _extreme(self, op: Op) -> pl.Expr:
        left, right = map(self._read, op.args)
        kept = left <= right if op.kind == "least" else left >= right
        chosen = pl.when(kept).then(left).otherwise(right)
        open_ones = [arg for arg in op.args if self._nullable(arg)]
        if not open_ones:
            return chosen
        known = [self._read(arg).is_not_null() for arg in open_ones]
        return pl.when(known[0] & known[-1]).then(chosen)

    def _is_known(self, op: Op) -> pl.Expr:
        return self._read(op.args[0]).is_not_null()

    def _one_of(self, op: Op) -> pl.Expr:
        values = [self.texts.code(one) for one in op.data] if op.args[0].is_text else list(op.data)
        return self._read(op.args[0]).is_in(values)

    def _add_years(self, op: Op) -> pl.Expr:
        day, years = map(self._read, op.args)
        return day.dt.offset_by(pl.concat_str([years.cast(pl.String), pl.lit("y")], ignore_nulls=False))

    def _add_months(self, op: Op) -> pl.Expr:
        day, months = map(self._read, op.args)
        end = day.dt.year() * 12 + day.dt.month() + months
        kept = pl.when(end.is_between(*CALENDAR_MONTHS)).then(months)
        return day.dt.offset_by(pl.concat_str([kept.cast(pl.String), pl.lit("mo")], ignore_nulls=False))

    def _add_days(self, op: Op) -> pl.Expr:
        day, days = map(self._read, op.args)
        end = day.to_physical().cast(pl.Int64) + days
        return pl.when(end.is_between(*CALENDAR_DAYS)).then(end).cast(pl.Int32).cast(pl.Date)

    def _days_between(self, op: Op) -> pl.Expr:
        start, end = map(self._read, op.args)
        return (end - start).dt.total_days()

    def _rank(self, op: Op) -> pl.Expr:
        return self.law.rank(self._read(op.args[0]))

    def _entry(self, op: Op) -> pl.Expr:
        at = self._entry_number(op)
        return pl.lit(at, dtype=CODE) if isinstance(at, int) else at

    def _entry_at(self, op: Op) -> pl.Expr | int:
        return pl.col(self.names[op]) if op in self.names else self._entry_number(op)

    def _entry_number(self, op: Op) -> pl.Expr | int:
        keyed = op.data[2]
        ranks = [self.law.fixed_rank(arg.data[1]) if arg.kind == "constant" else self._read(arg) for arg in op.args[keyed:]]
        return self.law.entry(op.data, self._key(op.args[0]) if keyed else None, ranks)

    def _key(self, op: Op) -> Key:
        return Key(op.data[1] if op.kind == "constant" else self._read(op), op.is_text)

    def _law(self, op: Op) -> pl.Expr:
        return self.law.value(op.args[0].data, self._entry_at(op.args[0]), op.data)

    def _in_force(self, op: Op) -> pl.Expr:
        return self.law.in_force(op.args[0].data, self._entry_at(op.args[0]))

    def _fixed_rung(self, op: Op) -> pl.Expr:
        return self.law.fixed_rung(op.args[0].data, self._entry_at(op.args[0]), op.data)

    def _rung(self, op: Op) -> pl.Expr:
        entry, at = op.args
        return self.law.rung(entry.data, self._entry_at(entry), self._read(at), self._is_whole(at))

    def _is_whole(self, op: Op) -> bool:
        """Whether a column is known to hold whole numbers."""
        if op.kind == "cast":
            return op.data not in UNIT_TYPES
        name = self.names.get(op)
        columns = self.frames[op.frame].columns
        return name in columns and self.frames[op.frame][name].dtype.is_integer()

    def _cell(self, op: Op) -> pl.Expr:
        entry, row, column = op.args
        return self.law.cell(entry.data, self._entry_at(entry), self._key(row), self._read(column), op.data)

    # whole columns

    def _column(self, op: Op) -> pl.Series:
        if op.kind == "bring":
            return self._whole(op.args[0]).gather(self._positions(op.frame, op.args[0].frame))
        if op.kind == "fold":
            return self._fold(op)
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
        rows = pl.int_range(height, eager=True, dtype=pl.Int64)
        owners = rows if operand.frame == op.frame else self.frames[operand.frame][f"{operand.frame}.{ABOVE}"].cast(pl.Int64)
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
            return pair.select(_OPERATORS[op.data](one, other)).to_series()
        kept = one <= other if op.kind == "least" else one >= other
        chosen = pl.when(kept).then(one).otherwise(other)
        return self.texts.encode(pair.select(pl.when(kept.is_not_null()).then(chosen)).to_series())


_LOWER: Mapping[str, Any] = {
    "constant": Run._constant,
    "cast": Run._cast,
    "arithmetic": Run._binary,
    "compare": Run._binary,
    "and": Run._logic,
    "or": Run._logic,
    "not": Run._not,
    "choose": Run._choose,
    "least": Run._extreme,
    "greatest": Run._extreme,
    "is_known": Run._is_known,
    "one_of": Run._one_of,
    "add_years": Run._add_years,
    "add_months": Run._add_months,
    "add_days": Run._add_days,
    "days_between": Run._days_between,
    "rank": Run._rank,
    "entry": Run._entry,
    "law": Run._law,
    "in_force": Run._in_force,
    "fixed_rung": Run._fixed_rung,
    "rung": Run._rung,
    "cell": Run._cell,
}
