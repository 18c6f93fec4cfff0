"""Dated law values as columns: small tables looked up by number, so that a row costs a few gathers.

A clock is turned once into its *rank* among all days on which any law of the run changes. Key and ranks give a row's *entry number* in the grid
of its family; each value, ladder or table of the family is then one gather from that number. The grid has places of its own for a key that
the family lacks and for a date that is not known, so that neither can fall into a neighbor's place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any, TypeVar

import polars as pl

from lenity.engine._law_ops import scalar
from lenity.engine._texts import CODE, Texts
from lenity.engine.dated import Cells, ClockNotKnown, Entry, Family, Ladder, LawBook, Series

_QUANTITY_BITS = 40
_FEW = 1024
"""Ladders whose thresholds all lie below this are written out number by number."""
_WIDEST = 2**_QUANTITY_BITS - 1
_EPOCH = date(1970, 1, 1)
_OPEN = "a date that decides is not known"
_ABSENT = "the family has no such key"
Made = TypeVar("Made")
Told = tuple[str, tuple[str, ...], bool]
"""A family's id, the names of its clocks, whether it is read with a key."""


At = pl.Expr | int
"""A place in a table: a column, or one number for every row."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a family or a table's lines are looked up by: a column of codes or whole numbers, or one value for every row."""

    at: pl.Expr | str | int
    is_text: bool


@dataclass(frozen=True, slots=True)
class _Grid:
    """The entry at each number of a family: an entry, None before the first, or why there is none to name."""

    entries: list[Entry | str | None]
    keys: list[str | None]
    days: tuple[tuple[int, ...], ...]
    """For each clock the ranks at which this family changes."""


class LawColumns:
    """Lookup tables for the law of one graph, made when first asked for."""

    def __init__(self, book: LawBook, ids: Iterable[str], texts: Texts) -> None:
        self._book = book
        self._texts = texts
        families = [book.family(id) for id in ids]
        self.days = sorted({_day(entry) for family in families for series in family.members.values() for entry in series.entries})
        self._grids: dict[Told, _Grid] = {}
        self._columns: dict[Any, Any] = {}

    def rank(self, day: pl.Expr) -> pl.Expr:
        """How many of the days of change a date has reached; null stays null."""
        if not self.days:
            return pl.when(day.is_not_null()).then(pl.lit(0, dtype=CODE))
        first, last = self.days[0], self.days[-1]
        if last - first > 200_000:  # a day from the beginning of time stands for "always": the table would be mostly empty
            first = next((one for one in self.days if last - one <= 200_000), last)
        before = bisect_right(self.days, first - 1)
        table = self._kept(("rank",), lambda: pl.Series([before, *(bisect_right(self.days, at) for at in range(first, last + 1))], dtype=CODE))
        place = (day.to_physical().clip(first - 1, last) - (first - 1)).cast(CODE)
        return pl.lit(table).gather(place)

    def fixed_rank(self, day: date | None) -> int | None:
        return None if day is None else bisect_right(self.days, (day - _EPOCH).days)

    def entry(self, told: Told, key: Key | None, ranks: Sequence[pl.Expr | int | None]) -> At:
        """The row's entry number; null only where the key is. A plain number where key and dates are the same in every row."""
        grid = self._grid(told)
        last, width = len(self.days) + 1, 1
        number: At = 0
        for rank, days in reversed(list(zip(ranks, grid.days, strict=True))):
            place = (rank.fill_null(last)) if isinstance(rank, pl.Expr) else (last if rank is None else rank)
            number = _sum(number, _pick(self._local_rank(days, width), place))
            width *= len(days) + 2
        if key is None:
            return number
        positions = {name: at * width for at, name in enumerate(grid.keys) if name is not None}
        return _sum(number, self.position(("member", told), key, positions, len(grid.keys) * width))

    def _local_rank(self, days: tuple[int, ...], width: int) -> pl.Series:
        """From a rank among all days to one among the family's, times a width; the last place is that of a date not known."""
        last = len(self.days) + 1

        def made() -> pl.Series:
            places = [*(bisect_right(days, at) for at in range(last)), len(days) + 1]
            return pl.Series([place * width for place in places], dtype=CODE)

        return self._kept(("local", days, width), made)

    def position(self, name: Any, key: Key, positions: dict[str, int], absent: int | None) -> At:
        """Looks a key up: a text by its code, a whole number by itself."""
        if not isinstance(key.at, pl.Expr):
            fixed = positions.get(str(key.at), absent)
            return pl.lit(None, dtype=CODE) if fixed is None else fixed
        if key.is_text:
            size = len(self._texts)
            table = self._kept((name, size), lambda: pl.Series([positions.get(text, absent) for text in self._texts.all()[:size]], dtype=CODE))
            return pl.lit(table).gather(key.at.cast(CODE))
        numbers = {int(text): at for text, at in positions.items() if text.lstrip("-").isdigit() and str(int(text)) == text}
        low, high = min(numbers, default=0) - 1, max(numbers, default=0) + 1
        table = self._kept(name, lambda: pl.Series([numbers.get(at, absent) for at in range(low, high + 1)], dtype=CODE))
        return pl.lit(table).gather((key.at.cast(pl.Int64).clip(low, high) - low).cast(CODE))

    def value(self, told: Told, entry: At, part: str | None) -> pl.Expr:
        return _values(self._of_entries(told, ("value", part), lambda found: scalar(found.payload, part)), entry)

    def in_force(self, told: Told, entry: At) -> pl.Expr:
        """True or false; null only where the key or a deciding date is null."""
        grid = self._grid(told)

        def made() -> pl.Series:
            present = [None if at is _OPEN else isinstance(at, Entry) and at.payload is not None for at in grid.entries]
            return pl.Series(present, dtype=pl.Boolean)

        return _values(self._kept((told, "in_force"), made), entry)

    def fixed_rung(self, told: Told, entry: At, at: float) -> pl.Expr:
        """What a ladder brings at an amount that is the same in every row."""

        def result(found: Entry) -> Any:
            ladder = found.payload
            rung = ladder.rung(at) if isinstance(ladder, Ladder) else -1
            return ladder.results[rung] if isinstance(ladder, Ladder) and rung >= 0 else None

        return _values(self._of_entries(told, ("rung", at), result), entry)

    def rung(self, told: Told, entry: At, at: pl.Expr, is_whole: bool = False) -> pl.Expr:
        """What the last threshold met of the row's ladder brings.

        Ladders of small whole numbers (points) are written out, a place for each number up to the greatest threshold and one beyond it. For others,
        ladder and quantity are packed into one whole number. Each ladder starts with a place below all its thresholds and is capped below the
        next one's, so that no weight, however absurd, falls into another drug's ladder. What is not known stands below them all.
        """
        top = max((ladder.thresholds[-1] for ladder in self._distinct_ladders(told) if ladder.thresholds), default=0)
        if is_whole and top < _FEW:
            place = _values(self._written_base(told, top + 3), entry) + at.clip(-1, top + 1).cast(pl.Int32) + 1
            return pl.lit(self._written_out(told, top)).gather(place.cast(CODE))
        packed, results = self._ladders(told)
        base, is_halved = self._ladder_base(told)
        amount = at.cast(pl.Float64)
        counted = amount.floor() * 2 + (amount > amount.floor()).cast(pl.Float64) if is_halved else amount.floor()
        whole = counted.clip(-1, _WIDEST - 1).cast(pl.Int64)
        packed_amount = (_values(base, entry) + whole).fill_null(-1)
        return pl.lit(results).gather(pl.lit(packed).search_sorted(packed_amount, side="right"))

    def _distinct_ladders(self, told: Told) -> list[Ladder]:
        found = (at.payload for at in self._grid(told).entries if isinstance(at, Entry))
        return list(dict.fromkeys(one for one in found if isinstance(one, Ladder)))

    def _ladder_base(self, told: Told) -> tuple[pl.Series, bool]:
        """What each entry's ladder adds to an amount, and whether amounts are counted in halves."""

        def made() -> tuple[pl.Series, bool]:
            ladders = self._distinct_ladders(told)
            numbers = {ladder: at + 1 for at, ladder in enumerate(ladders)}
            at = [numbers.get(entry.payload, 0) if isinstance(entry, Entry) and isinstance(entry.payload, Ladder) else 0 for entry in self._grid(told).entries]
            return pl.Series([(number << _QUANTITY_BITS) + 1 for number in at], dtype=pl.Int64), _is_halved(ladders)

        return self._kept((told, "base"), made)

    def _written_base(self, told: Told, width: int) -> pl.Series:
        """Where each entry's ladder begins among those written out; the first stands for no ladder."""

        def made() -> pl.Series:
            numbers = {ladder: number for number, ladder in enumerate(self._distinct_ladders(told), 1)}
            found = (at.payload if isinstance(at, Entry) else None for at in self._grid(told).entries)
            return pl.Series([numbers[one] * width if isinstance(one, Ladder) else 0 for one in found], dtype=pl.Int32)

        return self._kept((told, "written base"), made)

    def _written_out(self, told: Told, top: int) -> pl.Series:
        """What each whole number from -1 to one beyond the greatest threshold brings, ladder after ladder."""

        def made() -> pl.Series:
            flat: list[Any] = [None] * (top + 3)
            for ladder in self._distinct_ladders(told):
                rungs = [ladder.rung(at) for at in range(-1, top + 2)]
                flat.extend(ladder.results[rung] if rung >= 0 else None for rung in rungs)
            return self._column(flat)

        return self._kept((told, "written out"), made)

    def _ladders(self, told: Told) -> tuple[pl.Series, pl.Series]:
        """The packed thresholds, and the result at each place that a search in them can give (one more than there are)."""

        def made() -> tuple[pl.Series, pl.Series]:
            packed: list[int] = [0]
            results: list[Any] = [None, None]
            ladders = self._distinct_ladders(told)
            scale = 2 if _is_halved(ladders) else 1
            for number, ladder in enumerate(ladders, 1):
                packed.append(number << _QUANTITY_BITS)
                results.append(None)
                packed.extend((number << _QUANTITY_BITS) + threshold * scale + ladder.strict + 1 for threshold in ladder.thresholds)
                results.extend(ladder.results)
            return pl.Series(packed, dtype=pl.Int64), self._column(results)

        return self._kept((told, "ladders"), made)

    def cell(self, told: Told, entry: At, row: Key, column: pl.Expr, part: str | None) -> pl.Expr:
        entries = self._grid(told).entries
        tables = [at.payload if isinstance(at, Entry) and isinstance(at.payload, Cells) else None for at in entries]
        lines = list(dict.fromkeys(line for table in tables if table is not None for line in table.rows))
        width = max(len(values) for table in tables if table is not None for values in table.rows.values())

        def made() -> pl.Series:
            flat: list[Any] = []
            for table in tables:
                for line in lines:
                    values = () if table is None else table.rows.get(line, ())
                    flat.extend(scalar(one, part) for one in values)
                    flat.extend([None] * (width - len(values)))
            return self._column(flat)

        line_at = self.position((told, "lines"), row, {line: at * width for at, line in enumerate(lines)}, None)
        inside = pl.when((column >= 1) & (column <= width)).then(column - 1).cast(CODE)
        first = entry * (len(lines) * width)
        return pl.lit(self._kept((told, "cells", part), made)).gather(inside + first + line_at)

    # the grid

    def _grid(self, told: Told) -> _Grid:
        if told not in self._grids:
            id, clocks, keyed = told
            family = self._book.family(id)
            keys: list[str | None] = list(family.members) if keyed else [None]
            days = tuple(self._ranks_of(family, clock) for clock in clocks)
            entries: list[Entry | str | None] = []
            for key in keys:
                entries.extend(self._at_each(family.members[key], clocks, days))
            if keyed:
                entries.extend([_ABSENT] * (len(entries) // len(keys)))
            self._grids[told] = _Grid(entries, keys, days)
        return self._grids[told]

    def _ranks_of(self, family: Family, clock: str) -> tuple[int, ...]:
        found = {_day(entry) for series in family.members.values() for entry in series.entries if entry.clock == clock}
        return tuple(bisect_right(self.days, day) for day in sorted(found))

    def _at_each(self, series: Series, clocks: tuple[str, ...], days: tuple[tuple[int, ...], ...]) -> Iterable[Entry | str | None]:
        """The entry of a series at every combination of ranks, the place of a date not known being the last of each."""
        for at in product(*(range(len(each) + 2) for each in days)):
            reached = dict(zip(clocks, (_reached(place, each, self.days) for place, each in zip(at, days, strict=True)), strict=True))
            try:
                yield series.on(reached.__getitem__)
            except ClockNotKnown:
                yield _OPEN

    # tables

    def _of_entries(self, told: Told, name: Any, of: Any) -> pl.Series:
        entries = self._grid(told).entries
        return self._kept((told, name), lambda: self._column([of(at) if isinstance(at, Entry) else None for at in entries]))

    def _kept(self, name: Any, make: Callable[[], Made]) -> Made:
        """What was made under a name, made now if it was not."""
        if name not in self._columns:
            self._columns[name] = make()
        made: Made = self._columns[name]
        return made

    def _column(self, values: list[Any]) -> pl.Series:
        kinds = {type(value) for value in values if value is not None}
        if kinds == {str}:
            return self._texts.codes(values)
        if kinds == {int, float}:
            values = [None if value is None else float(value) for value in values]
        return pl.Series(values, dtype=pl.Int64) if not kinds or kinds == {int} else pl.Series(values)


def _pick(table: pl.Series, place: At) -> At:
    return pl.lit(table).gather(place) if isinstance(place, pl.Expr) else int(table[place])


def _values(table: pl.Series, place: At) -> pl.Expr:
    return pl.lit(table).gather(place) if isinstance(place, pl.Expr) else pl.lit(table[place], dtype=table.dtype)


def _sum(one: At, other: At) -> At:
    if isinstance(one, int) and one == 0:
        return other
    return one + other if not isinstance(other, int) or other else one


def _is_halved(ladders: list[Ladder]) -> bool:
    """Whether amounts are counted in halves: a threshold that must be exceeded is met half a unit above it."""
    return any(ladder.strict for ladder in ladders)


def _day(entry: Entry) -> int:
    return (entry.from_on - _EPOCH).days


def _reached(place: int, ranks: tuple[int, ...], days: list[int]) -> date | None:
    """A day that has reached so many of a family's days of change; None for the place of a date not known."""
    if place == len(ranks) + 1:
        return None
    return date.min if place == 0 else date.fromordinal(_EPOCH.toordinal() + days[ranks[place - 1] - 1])
