"""Spans of programs cut at the days of risk assessments, so that each piece has one pair of last assessments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from lenity.facts.levels import FactRow, FactValue
from lenity.facts.sentence import Custody, Program

_Levels = tuple[str | None, str | None]


def participation_rows(custody: Custody) -> Iterator[FactRow]:
    """One row for each piece of a program over which the last two risk assessments are the same."""
    for at, program in enumerate(custody.programs or ()):
        path = f"custody.programs[{at}]"
        first = program.first.day if program.first else None
        last = program.last.day if program.last else None
        if first is None or last is None:
            yield FactRow("participation", path, {"part_first_on": first, "part_last_on": last, "part_days": program.days})
            continue
        pieces = list(_pieces(first, last, custody))
        for start, end, levels in pieces:
            yield FactRow("participation", path, _piece(program, start, end, levels, len(pieces) == 1, first, last))


def _piece(program: Program, start: date, end: date, levels: _Levels, is_only: bool, first: date, last: date) -> dict[str, FactValue]:
    span = (last - first).days + 1
    days, inside = program.days, (end - start).days + 1
    # From one day to another may leave out the last day.
    every_day = None if days is None else days >= span - 1
    here: int | None
    if is_only:
        here = days
    else:
        left_out = span - days if days is not None and end == last else 0
        here = inside - left_out if every_day else None
    return {"part_first_on": start, "part_last_on": end, "part_days": here, "is_every_day": every_day, "level_now": levels[0], "level_before": levels[1]}


def _pieces(first: date, last: date, custody: Custody) -> Iterator[tuple[date, date, _Levels]]:
    """The pieces of a span, each with the levels that the last two assessments by then found; `none` before there were so many."""
    found = custody.risk
    if found is None or any(one.date is None or not one.date.is_exact for one in found):
        yield first, last, (None, None)
        return
    ordered: list[tuple[date, str]] = sorted((one.date.first, one.level) for one in found if one.date is not None)
    cuts = sorted({first, *(day for day, _ in ordered if first < day <= last)})
    start = first
    for at, cut in enumerate(cuts):
        levels = _on(cut, ordered)
        following = cuts[at + 1] if at + 1 < len(cuts) else None
        if following is not None and _on(following, ordered) == levels:
            continue
        end = last if following is None else following - timedelta(days=1)
        yield start, end, levels
        start = end + timedelta(days=1)


def _on(day: date, ordered: list[tuple[date, str]]) -> _Levels:
    levels = [level for on, level in ordered if on <= day]
    return levels[-1] if levels else "none", levels[-2] if len(levels) > 1 else "none"
