"""Dated law values as Polars expressions: one sorted array a family, searched once for all rows.

Key and date (or key, date and quantity) are packed into one whole number; each group starts with a sentinel, so that a row can never fall
into its neighbor's table, and quantities are capped below the group's width.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from lenity.engine.dated import Cells, Entry, Ladder, LawBook, Payload, Range, Series

_DAY_BITS = 32
_QUANTITY_BITS = 40
_WIDEST = 2**_QUANTITY_BITS - 1
_EPOCH = date(1800, 1, 1)
Clocks = Mapping[str, pl.Expr]


@dataclass(frozen=True)
class _Group:
    """One entry of one member: what a row is sent to once its key and date are known. Number 0 means: before the first entry."""

    number: int
    entry: Entry


class LawColumns:
    """Expressions for the values of a law book. Groups and arrays are made once an id."""

    def __init__(self, book: LawBook) -> None:
        self._book = book
        self._groups: dict[str, tuple[list[str | None], list[list[_Group]]]] = {}

    def value(self, id: str, key: pl.Expr | None, clocks: Clocks, part: str | None) -> pl.Expr:
        return _gather(
            [_scalar(payload, part) for payload in self._payloads(id)], self._group(id, key, clocks)
        )

    def in_force(self, id: str, key: pl.Expr | None, clocks: Clocks) -> pl.Expr:
        """True or false; null only where the key or a deciding date is null."""
        keys, _ = self._members(id)
        present = _gather(
            [payload is not None for payload in self._payloads(id)], self._group(id, key, clocks)
        )
        if key is None:
            return present
        has_member = key.is_in([one for one in keys if one is not None])
        return pl.when(~has_member).then(pl.lit(False)).when(has_member).then(present)

    def rung(self, id: str, key: pl.Expr | None, clocks: Clocks, at: pl.Expr) -> pl.Expr:
        ladders = self._payloads(id)
        strict = any(isinstance(ladder, Ladder) and ladder.strict for ladder in ladders)
        packed: list[int] = []
        results: list[Any] = []
        for number, ladder in enumerate(ladders):
            packed.append(number << _QUANTITY_BITS)
            results.append(None)
            if isinstance(ladder, Ladder):
                packed.extend((number << _QUANTITY_BITS) + threshold + 1 for threshold in ladder.thresholds)
                results.extend(ladder.results)
        amount = at.cast(pl.Float64)
        whole = (amount.ceil() - 1 if strict else amount.floor()).clip(-1, _WIDEST - 1).cast(pl.Int64) + 1
        position = (self._group(id, key, clocks) * pl.lit(2**_QUANTITY_BITS, dtype=pl.Int64)) + whole
        return _search(packed, results, position)

    def cell(self, id: str, clocks: Clocks, row: pl.Expr, column: pl.Expr, part: str | None) -> pl.Expr:
        tables = self._payloads(id)
        first = next(table for table in tables if isinstance(table, Cells))
        lines, width = list(first.rows), len(first.columns)
        flat: list[Any] = []
        for table in tables:
            for line in lines:
                cells = table.rows[line] if isinstance(table, Cells) else (None,) * width
                flat.extend(_scalar(cell, part) for cell in cells)
        line_at = row.cast(pl.String).replace_strict(
            lines, list(range(len(lines))), default=None, return_dtype=pl.Int64
        )
        inside = pl.when((column >= 1) & (column <= width)).then(column.cast(pl.Int64) - 1)
        return _gather(flat, (self._group(id, None, clocks) * len(lines) + line_at) * width + inside)

    # which entry a row uses

    def _members(self, id: str) -> tuple[list[str | None], list[list[_Group]]]:
        if id not in self._groups:
            members: Mapping[str | None, Series] = self._book.family(id).members
            number = 1
            lists: list[list[_Group]] = []
            for series in members.values():
                groups = [_Group(number + position, entry) for position, entry in enumerate(series.entries)]
                number += len(groups)
                lists.append(groups)
            self._groups[id] = (list(members), lists)
        return self._groups[id]

    def _payloads(self, id: str) -> list[Payload]:
        """What each group brings, in order of their numbers: nothing for number 0."""
        return [None, *(group.entry.payload for groups in self._members(id)[1] for group in groups)]

    def _group(self, id: str, key: pl.Expr | None, clocks: Clocks) -> pl.Expr:
        """The number of the entry in force, 0 before the first; null where key or date is not known or the family lacks the key."""
        keys, lists = self._members(id)
        if key is None:
            keys, lists = [None], [lists[keys.index(None)]]
        member = pl.lit(0, dtype=pl.Int64) if key is None else _member(key, keys)
        if len(clocks) == 1:
            return self._by_one_clock(member, lists, next(iter(clocks.values())))
        result: Any = pl.when(pl.lit(False)).then(pl.lit(None, dtype=pl.Int64))
        for position, groups in enumerate(lists):
            result = result.when(member == position).then(_latest(groups, clocks))
        expression: pl.Expr = result.otherwise(pl.lit(None, dtype=pl.Int64))
        return expression

    def _by_one_clock(self, member: pl.Expr, lists: list[list[_Group]], clock: pl.Expr) -> pl.Expr:
        packed: list[int] = []
        numbers: list[int] = []
        for position, groups in enumerate(lists):
            packed.append(position << _DAY_BITS)
            numbers.append(0)
            for group in groups:
                packed.append((position << _DAY_BITS) + (group.entry.from_on - _EPOCH).days)
                numbers.append(group.number)
        days = (clock - pl.lit(_EPOCH)).dt.total_days()
        return _search(packed, numbers, member * pl.lit(2**_DAY_BITS, dtype=pl.Int64) + days)


def _member(key: pl.Expr, keys: list[str | None]) -> pl.Expr:
    positions = {one: at for at, one in enumerate(keys) if one is not None}
    return key.replace_strict(list(positions), list(positions.values()), default=None, return_dtype=pl.Int64)


def _latest(groups: list[_Group], clocks: Clocks) -> pl.Expr:
    """The last entry whose own clock has reached it; null as soon as a clock that is asked first is null."""
    nothing = pl.lit(None, dtype=pl.Int64)
    result: Any = pl.when(pl.lit(False)).then(nothing)
    for group in reversed(groups):
        clock = clocks[group.entry.clock]
        result = (
            result.when(clock >= group.entry.from_on)
            .then(pl.lit(group.number, dtype=pl.Int64))
            .when(clock.is_null())
            .then(nothing)
        )
    expression: pl.Expr = result.otherwise(pl.lit(0, dtype=pl.Int64))
    return expression


def _search(packed: list[int], values: list[Any], position: pl.Expr) -> pl.Expr:
    at = (
        pl.lit(pl.Series(packed, dtype=pl.Int64))
        .search_sorted(position.fill_null(0), side="right")
        .cast(pl.Int64)
        - 1
    )
    return _gather(values, pl.when(position.is_not_null()).then(at))


def _gather(values: list[Any], position: pl.Expr) -> pl.Expr:
    column = _column(values)
    return pl.when(position.is_not_null()).then(pl.lit(column).gather(position.fill_null(0)))


def _column(values: list[Any]) -> pl.Series:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int, float}:
        values = [None if value is None else float(value) for value in values]
    return pl.Series(values, dtype=pl.Int64) if not kinds or kinds == {int} else pl.Series(values)


def _scalar(payload: Payload, part: str | None) -> Any:
    if isinstance(payload, Range):
        return getattr(payload, part) if part else None
    return None if isinstance(payload, Ladder | Cells) else payload
