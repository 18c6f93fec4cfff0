"""Operations as Polars expressions. What is not known stays so: nothing here lets Polars turn it into an answer."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from functools import reduce
from typing import Any

import polars as pl

from lenity.engine._law_columns import Key, LawColumns
from lenity.engine._operations import CALENDAR_DAYS, CALENDAR_MONTHS
from lenity.engine._ops import Op, is_unknown
from lenity.engine._plan import Plan, is_whole_column
from lenity.engine._texts import CODE, Texts

UNIT_TYPES: Mapping[str, Any] = {
    "yes_no": pl.Boolean,
    "text": pl.String,
    "date": pl.Date,
    "milligram": pl.Float64,
    "factor": pl.Float64,
}
"""Column types by unit; every other unit is a whole number."""
OPERATORS = {
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
_FEW_TEXTS = 3


def is_narrow(op: Op) -> bool:
    """Whether a whole number surely fits in 32 bits."""
    low, high = op.domain.low, op.domain.high
    return low is not None and high is not None and low >= -(2**31) and high < 2**31


class Lowered:
    """The expressions of a plan."""

    def __init__(self, plan: Plan, law: LawColumns, texts: Texts) -> None:
        self.plan = plan
        self.law = law
        self.texts = texts
        self.names = plan.names
        self._columns: dict[Op, pl.Expr] = {}
        if not plan.is_open:
            self._columns = {op: self._column(op) for wave in plan.waves for op in wave if not is_whole_column(op)}

    def column(self, op: Op) -> pl.Expr:
        """An operation that is kept, under its name. Where texts come up in the run, tables can be written only then."""
        return self._columns[op] if op in self._columns else self._column(op)

    def _column(self, op: Op) -> pl.Expr:
        return self.lower(op).alias(self.names[op])

    def read(self, op: Op) -> pl.Expr:
        """An operation as another one reads it: a column where it is kept as one."""
        return pl.col(self.names[op]) if op in self.names else self.lower(op)

    def lower(self, op: Op) -> pl.Expr:
        lowered: pl.Expr = _LOWER[op.kind](self, op)
        return lowered

    def _constant(self, op: Op) -> pl.Expr:
        value = op.data[1]
        if isinstance(value, str):
            return pl.lit(self.texts.code(value), dtype=CODE)
        return pl.lit(value, dtype=pl.Int32 if is_narrow(op) else pl.Int64) if op.domain.is_whole else pl.lit(value)

    def _cast(self, op: Op) -> pl.Expr:
        return self.read(op.args[0]).cast(UNIT_TYPES.get(op.data, pl.Int64), strict=False)

    def _binary(self, op: Op) -> pl.Expr:
        left, right = map(self.read, op.args)
        if op.kind == "arithmetic" and not is_narrow(op) and all(arg.domain.is_whole for arg in op.args):
            left, right = left.cast(pl.Int64), right.cast(pl.Int64)
        made: pl.Expr = OPERATORS[op.data](left, right)
        return made

    def _logic(self, op: Op) -> pl.Expr:
        first, *others = (pl.lit(None, dtype=pl.Boolean) if is_unknown(arg) else self.read(arg) for arg in op.args)
        for other in others:
            first = first & other if op.kind == "and" else first | other
        return first

    def _not(self, op: Op) -> pl.Expr:
        return ~self.read(op.args[0])

    def _choose(self, op: Op) -> pl.Expr:
        """A branch; a condition that is null takes neither."""
        condition = self.read(op.args[0])
        then, otherwise = self._branch(op.args[1], condition), self._branch(op.args[2], ~condition)
        if is_unknown(op.args[1]):
            return pl.when(~condition).then(otherwise)
        if is_unknown(op.args[2]):
            return pl.when(condition).then(then)
        chosen = pl.when(condition).then(then).otherwise(otherwise)
        return pl.when(condition.is_not_null()).then(chosen) if op.args[0].domain.may_lack else chosen

    def _branch(self, op: Op, taken: pl.Expr) -> pl.Expr:
        """A branch as the rows that take it read it: a ladder is searched for those alone, as the search costs more than all the rest."""
        if op in self.names or op.kind != "rung":
            return self.read(op)
        entry, at = op.args
        return self.law.rung(entry.data, self._entry_at(entry), pl.when(taken).then(self.read(at)), at.domain.is_whole)

    def _extreme(self, op: Op) -> pl.Expr:
        left, right = map(self.read, op.args)
        chosen = (pl.min_horizontal if op.kind == "least" else pl.max_horizontal)(left, right)
        known = [self.read(arg).is_not_null() for arg in op.args if arg.domain.may_lack]
        return pl.when(known[0] & known[-1]).then(chosen) if known else chosen

    def _is_known(self, op: Op) -> pl.Expr:
        (asked,) = op.args
        known: pl.Expr | None = None
        for part in asked.args if asked.kind == "place" and asked not in self.names else op.args:
            one = self.read(part).is_not_null()
            known = one if known is None else known & one
        assert known is not None
        return known

    def _bare(self, op: Op) -> pl.Expr:
        """A value that is read only where it is known: whole numbers and texts, which tables are looked up by, are filled with one that can be."""
        read, domain = self.read(op.args[0]), op.domain
        if op.data is not None and not domain.is_whole:
            return read.fill_null(op.data)
        if domain.is_whole:
            return read.fill_null(pl.lit(domain.low, dtype=pl.Int32 if is_narrow(op) else pl.Int64))
        return read.fill_null(pl.lit(self.texts.code(domain.texts[0]), dtype=CODE)) if domain.texts else read

    def _one_of(self, op: Op) -> pl.Expr:
        values = [self.texts.code(one) for one in op.data] if op.args[0].is_text else list(op.data)
        return self.read(op.args[0]).is_in(values)

    def _add_years(self, op: Op) -> pl.Expr:
        day, years = map(self.read, op.args)
        return day.dt.offset_by(pl.concat_str([years.cast(pl.String), pl.lit("y")], ignore_nulls=False))

    def _add_months(self, op: Op) -> pl.Expr:
        day, months = map(self.read, op.args)
        end = day.dt.year() * 12 + day.dt.month() + months.cast(pl.Int64)
        kept = pl.when(end.is_between(*CALENDAR_MONTHS)).then(months)
        return day.dt.offset_by(pl.concat_str([kept.cast(pl.String), pl.lit("mo")], ignore_nulls=False))

    def _add_days(self, op: Op) -> pl.Expr:
        day, days = map(self.read, op.args)
        end = day.to_physical().cast(pl.Int64) + days
        return pl.when(end.is_between(*CALENDAR_DAYS)).then(end).cast(pl.Int32).cast(pl.Date)

    def _days_between(self, op: Op) -> pl.Expr:
        start, end = map(self.read, op.args)
        return (end - start).dt.total_days()

    # tables of few values

    def _place(self, op: Op) -> pl.Expr:
        """Where a row stands among the combinations of its parts' values; a text alone stands at its code."""
        if len(op.args) == 1 and op.args[0].is_text:
            return self.read(op.args[0])
        place: pl.Expr | None = None
        step = 1
        for part in reversed(op.args):
            values = part.domain.values() or ()
            at = self._step(part, values, step)
            place = at if place is None else place + at
            step *= len(values)
        assert place is not None
        return place

    def _step(self, part: Op, values: tuple[Any, ...], step: int) -> pl.Expr:
        if part.is_text:
            return pl.lit(self._by_code(values, [number * step for number in range(len(values))], CODE)).gather(self.read(part))
        at = self.read(part) - values[0] if values[0] else self.read(part)
        return (at * step if step > 1 else at).cast(CODE, wrap_numerical=True)

    def _by_code(self, texts: tuple[str, ...], values: list[Any], dtype: Any) -> pl.Series:
        """A value for each of these texts, in a table by code."""
        codes = [self.texts.code(text) for text in texts]
        table: list[Any] = [None] * (max(codes, default=-1) + 1)
        for code, value in zip(codes, values, strict=True):
            table[code] = value
        return pl.Series(table, dtype=dtype)

    def table(self, place: Op, values: list[Any], dtype: Any) -> pl.Series:
        """A value for each number of a place, in the order in which `_place` counts."""
        if len(place.args) == 1 and place.args[0].is_text:
            return self._by_code(place.args[0].domain.values() or (), values, dtype)
        return pl.Series(values, dtype=dtype)

    def _lookup(self, op: Op) -> pl.Expr:
        (place,), (_, values, where_unknown) = op.args, op.data
        if where_unknown is None and (found := self._equal_to_few(place, values)) is not None:
            return found
        table = self.table(place, [self.texts.code(one) if isinstance(one, str) else one for one in values], self._held(op))
        at = self.read(place)
        if where_unknown is not None:
            at = at.fill_null(table.len())
            last = self.texts.code(where_unknown) if isinstance(where_unknown, str) else where_unknown
            table = table.extend(pl.Series([last], dtype=table.dtype))
        return pl.lit(table).gather(at)

    def _held(self, op: Op) -> Any:
        if op.is_text:
            return CODE
        if op.domain.is_whole:
            return pl.Int32 if is_narrow(op) else pl.Int64
        kind = next(iter(op.data[0]), None)
        return {"bool": pl.Boolean, "float": pl.Float64, "int": pl.Float64, "date": pl.Date}.get(str(kind))

    def _equal_to_few(self, place: Op, values: tuple[Any, ...]) -> pl.Expr | None:
        """Yes for a few texts alone, or for all but a few: comparisons are quicker than a table."""
        if len(place.args) != 1 or not place.args[0].is_text or not all(isinstance(value, bool) for value in values):
            return None
        texts, column = place.args[0].domain.values() or (), self.read(place)
        for sought in (True, False):
            if 0 < values.count(sought) <= _FEW_TEXTS:
                codes = [pl.lit(self.texts.code(text), dtype=CODE) for text, value in zip(texts, values, strict=True) if value is sought]
                each = [column == code if sought else column != code for code in codes]
                return reduce(operator.or_ if sought else operator.and_, each)
        return None

    # the law

    def _rank(self, op: Op) -> pl.Expr:
        return self.law.rank(self.read(op.args[0]))

    def _entry(self, op: Op) -> pl.Expr:
        at = self._entry_number(op)
        return pl.lit(at, dtype=CODE) if isinstance(at, int) else at

    def _entry_at(self, op: Op) -> pl.Expr | int:
        return pl.col(self.names[op]) if op in self.names else self._entry_number(op)

    def _entry_number(self, op: Op) -> pl.Expr | int:
        keyed = op.data[2]
        ranks = [self.law.fixed_rank(arg.data[1]) if arg.kind == "constant" else self.read(arg) for arg in op.args[keyed:]]
        return self.law.entry(op.data, self._key(op.args[0]) if keyed else None, ranks)

    def _key(self, op: Op) -> Key:
        return Key(op.data[1] if op.kind == "constant" else self.read(op), op.is_text)

    def _law(self, op: Op) -> pl.Expr:
        return self.law.value(op.args[0].data, self._entry_at(op.args[0]), op.data)

    def _in_force(self, op: Op) -> pl.Expr:
        return self.law.in_force(op.args[0].data, self._entry_at(op.args[0]))

    def _fixed_rung(self, op: Op) -> pl.Expr:
        return self.law.fixed_rung(op.args[0].data, self._entry_at(op.args[0]), op.data)

    def _rung(self, op: Op) -> pl.Expr:
        entry, at = op.args
        return self.law.rung(entry.data, self._entry_at(entry), self.read(at), at.domain.is_whole)

    def _cell(self, op: Op) -> pl.Expr:
        entry, row, column = op.args
        return self.law.cell(entry.data, self._entry_at(entry), self._key(row), self.read(column), op.data)


_LOWER: Mapping[str, Any] = {
    "constant": Lowered._constant,
    "cast": Lowered._cast,
    "arithmetic": Lowered._binary,
    "compare": Lowered._binary,
    "and": Lowered._logic,
    "or": Lowered._logic,
    "not": Lowered._not,
    "choose": Lowered._choose,
    "least": Lowered._extreme,
    "greatest": Lowered._extreme,
    "is_known": Lowered._is_known,
    "bare": Lowered._bare,
    "one_of": Lowered._one_of,
    "add_years": Lowered._add_years,
    "add_months": Lowered._add_months,
    "add_days": Lowered._add_days,
    "days_between": Lowered._days_between,
    "place": Lowered._place,
    "lookup": Lowered._lookup,
    "rank": Lowered._rank,
    "entry": Lowered._entry,
    "law": Lowered._law,
    "in_force": Lowered._in_force,
    "fixed_rung": Lowered._fixed_rung,
    "rung": Lowered._rung,
    "cell": Lowered._cell,
}
