"""Spans of programs, without the days away from them, cut at the days of risk assessments, so that each piece has one pair of last assessments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lenity.facts.custody import Away
from lenity.facts.levels import FactRow, FactValue
from lenity.facts.sentence import Custody

_Levels = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Span:
    """Days of participation in a row: of one program, or of several that overlap, as a day counts once however many programs it has."""

    path: str
    first: date
    last: date
    days: int | None

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def is_every_day(self) -> bool | None:
        """Whether the person took part on each day; from one day to another may leave out the last one."""
        return None if self.days is None else self.days >= self.length - 1

    def with_other(self, other: _Span) -> _Span:
        """Both as one, the other beginning later: known where each of its days is one of participation, in one program or the other."""
        last = max(self.last, other.last)
        covering = self if self.last >= other.last else other
        both = self.is_every_day and other.is_every_day
        left_out = covering.length - covering.days if covering.days is not None else 0
        length = (last - self.first).days + 1
        alone = self.is_every_day and self.last >= other.last
        return _Span(self.path, self.first, last, length - left_out if both or alone else None)


def participation_rows(custody: Custody) -> Iterator[FactRow]:
    """One row for each piece of a span of programs over which the last two risk assessments are the same."""
    spans: list[_Span] = []
    for at, program in enumerate(custody.programs or ()):
        path = f"custody.programs[{at}]"
        first = program.first.day if program.first else None
        last = program.last.day if program.last else None
        if first is None or last is None:
            yield FactRow("participation", path, {"part_first_on": first, "part_last_on": last, "part_days": program.days})
        else:
            spans.extend(_without_away(_Span(path, first, last, program.days), custody.away or ()))
    for span in _merged(spans):
        pieces = list(_pieces(span.first, span.last, custody))
        for start, end, levels in pieces:
            yield FactRow("participation", span.path, _piece(span, start, end, levels, len(pieces) == 1))


def _without_away(span: _Span, away: Sequence[Away]) -> Iterator[_Span]:
    """The stretches of a span between the days away, where the person took part on each other day of it.

    Fewer days of participation than are left without those away already leave them out: the span stays as it is. A day away that is not known exactly leaves open
    how many days count.
    """
    near = [one for one in away if not (one.first and one.first.surely_after(span.last)) and not (one.last and one.last.surely_before(span.first))]
    if any(one.first is None or one.last is None or not (one.first.is_exact and one.last.is_exact) for one in near):
        yield _Span(span.path, span.first, span.last, None)
        return
    gone = [(one.first.first, one.last.last) for one in near if one.first is not None and one.last is not None]
    stretches = list(_between(span.first, span.last, gone))
    left = sum((end - start).days + 1 for start, end in stretches)
    if span.days is None or left == span.length or span.days < left - 1:
        yield span
        return
    missing = max(0, left - span.days)
    for at, (start, end) in enumerate(stretches):
        yield _Span(span.path, start, end, (end - start).days + 1 - (missing if at == len(stretches) - 1 else 0))


def _between(first: date, last: date, gone: list[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    start = first
    for out, back in sorted(gone):
        if back < start or out > last:
            continue
        if out > start:
            yield start, out - timedelta(days=1)
        start = max(start, back + timedelta(days=1))
    if start <= last:
        yield start, last


def _merged(spans: list[_Span]) -> list[_Span]:
    """The spans in order, those that overlap made one."""
    merged: list[_Span] = []
    for span in sorted(spans, key=lambda one: (one.first, -one.last.toordinal())):
        if merged and span.first <= merged[-1].last:
            merged[-1] = merged[-1].with_other(span)
        else:
            merged.append(span)
    return merged


def _piece(span: _Span, start: date, end: date, levels: _Levels, is_only: bool) -> dict[str, FactValue]:
    inside = (end - start).days + 1
    here: int | None
    if is_only:
        here = span.days
    else:
        left_out = span.length - span.days if span.days is not None and end == span.last else 0
        here = inside - left_out if span.is_every_day else None
    return {
        "part_first_on": start,
        "part_last_on": end,
        "part_days": here,
        "is_every_day": span.is_every_day,
        "level_now": levels[0],
        "level_before": levels[1],
    }


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
