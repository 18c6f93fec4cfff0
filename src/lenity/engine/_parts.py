"""The rows of a frame in parts: those for which one law is in force together, so that it need not be looked up row by row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from lenity.engine.graph import Node

SLICE_ROWS = 128_000
"""Rows that one thread works on at a time: more would only need more memory."""
LEAST_ROWS = 16_000
"""Spans are told apart where they have so many rows on average: making a span's program ready costs more than fewer rows gain."""
_EPOCH = date(1970, 1, 1).toordinal()


Span = Mapping[Node, date | None]
"""For dates that select the same law in all rows of a span, the day that stands for each."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The rows of a frame span by span, how many each span has, and where the rows stood before: None where they stand in order."""

    frame: pl.DataFrame
    spans: list[Span]
    heights: list[int]
    places: np.ndarray | None = None


def parts_of(frame: pl.DataFrame, clocks: Mapping[Node, list[date]]) -> Parts:
    """The rows of a frame by spans of unchanged law; `clocks` says on which days the law changes for each date that the frame holds."""
    spans, number = _spans(frame, clocks)
    if number is None:
        return Parts(frame, list(spans), [frame.height])
    heights = np.bincount(number, minlength=len(spans)).tolist()
    if not np.any(number[1:] < number[:-1]):
        return Parts(frame, list(spans), heights)
    places = np.argsort(number, kind="stable")
    return Parts(frame[places], list(spans), heights, places)


def slices(frame: pl.DataFrame, heights: Iterable[int]) -> Iterator[list[pl.DataFrame]]:
    """The rows of each span in slices of a size that a thread works on at a time."""
    start = 0
    for height in heights:
        size = max(1, -(-height // max(1, round(height / SLICE_ROWS))))
        yield [frame.slice(start + at, min(size, height - at)) for at in range(0, max(height, 1), size)]
        start += height


def in_place(columns: list[pl.Series], places: np.ndarray | None) -> pl.Series:
    """The parts' columns as one, each row where it stood."""
    whole = pl.concat(columns)
    if places is None:
        return whole
    back = np.empty(whole.len(), np.uint32)
    back[places] = np.arange(whole.len(), dtype=np.uint32)
    return whole.gather(pl.Series(back))


def _spans(frame: pl.DataFrame, clocks: Mapping[Node, list[date]]) -> tuple[list[dict[Node, date | None]], np.ndarray | None]:
    """What each span has for its dates, and the number of each row's span; None where there would be too many spans.

    A date after the other is taken in as long as the spans stay long enough; one that would make them too short is looked up row by row.
    """
    spans: list[dict[Node, date | None]] = [{}]
    number: np.ndarray | None = None
    for nodes, column in _alike(frame, clocks):
        days = sorted({day for node in nodes for day in clocks[node]})
        ranks = _ranks(column, days)
        width = len(days) + 2
        together = ranks if number is None else number * width + ranks
        counts = np.bincount(together)
        used = np.flatnonzero(counts)
        if len(used) * LEAST_ROWS > frame.height:
            continue
        spans = [{**spans[at // width], **dict.fromkeys(nodes, _day(at % width, days))} for at in used.tolist()]
        renumbered = np.zeros(len(counts), np.int64)
        renumbered[used] = np.arange(len(used))
        number = renumbered[together]
    return spans, number


def _alike(frame: pl.DataFrame, clocks: Mapping[Node, list[date]]) -> list[tuple[list[Node], pl.Series]]:
    """The dates whose columns are the same, together."""
    found: list[tuple[list[Node], pl.Series]] = []
    for node in clocks:
        column = frame[".".join(node)]
        same = next((nodes for nodes, known in found if known.equals(column, null_equal=True)), None)
        if same is None:
            found.append(([node], column))
        else:
            same.append(node)
    return found


def _ranks(column: pl.Series, days: list[date]) -> np.ndarray:
    """How many of the days each date has reached; one more than all for a date that is not known."""
    physical = column.to_physical()
    low, high = physical.min(), physical.max()
    if not isinstance(low, int) or not isinstance(high, int):
        return np.full(column.len(), len(days) + 1, np.int64)
    numbers = [day.toordinal() - _EPOCH for day in days]
    if high - low > 1_000_000:
        return np.where(column.is_null(), len(days) + 1, np.searchsorted(numbers, physical.fill_null(0).to_numpy(), side="right"))
    table = np.array([*(bisect_right(numbers, at) for at in range(low, high + 1)), len(days) + 1], np.int64)
    found: np.ndarray = table[physical.fill_null(high + 1).to_numpy() - low]
    return found


def _day(rank: int, days: list[date]) -> date | None:
    """A day that has reached so many days of change."""
    if rank > len(days):
        return None
    return days[rank - 1] if rank else date.min
