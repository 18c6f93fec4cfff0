"""Which dated entry of the law a row uses, made ready once for each node of the graph: a search by day where one clock selects among the entries."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from lenity.engine.dated import ClockNotKnown, Entry, Family, Series

if TYPE_CHECKING:
    from lenity.engine._row import Row

Find = Callable[["Row"], Entry]

NOTHING = Entry(date.min, "", None, "")
"""Stands for no entry: before the first one, or a key that the family lacks."""
NOT_KNOWN = Entry(date.min, "", None, "")
"""Stands for an entry that cannot be told: the key or a date that decides is not known."""


def finder(family: Family, key: Callable[[Row], Any] | None, clocks: Mapping[str, Callable[[Row], Any]]) -> Find:
    """Finds the entry of a family at a row. `clocks` reads each date that the family names."""
    if key is None:
        series = family.members.get(None)
        return _nothing if series is None else _on_clock(series, clocks)
    made: dict[str, Find] = {}
    members = family.members

    def find(row: Row) -> Entry:
        at = key(row)
        if at is None:
            return NOT_KNOWN
        name = at if type(at) is str else str(at)
        found = made.get(name)
        if found is None:
            series = members.get(name)
            found = made[name] = _nothing if series is None else _on_clock(series, clocks)
        return found(row)

    return find


def _nothing(row: Row) -> Entry:
    return NOTHING


def _on_clock(series: Series, clocks: Mapping[str, Callable[[Row], Any]]) -> Find:
    names, days = series.clocks, [entry.from_on for entry in series.entries]
    if len(names) != 1 or days != sorted(days):
        return _on_clocks(series, clocks)
    clock, entries = clocks[names[0]], (NOTHING, *series.entries)

    def find(row: Row) -> Entry:
        day = clock(row)
        return NOT_KNOWN if day is None else entries[bisect_right(days, day)]

    return find


def _on_clocks(series: Series, clocks: Mapping[str, Callable[[Row], Any]]) -> Find:
    def find(row: Row) -> Entry:
        try:
            return series.on(lambda clock: clocks[clock](row)) or NOTHING
        except ClockNotKnown:
            return NOT_KNOWN

    return find
