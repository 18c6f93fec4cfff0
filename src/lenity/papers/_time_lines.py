"""The dates of a computation as a table, and on a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from lenity.facts import CaseFile
from lenity.papers._review_words import NOT_KNOWN, day_in_words, term_in_words
from lenity.papers.tree import Chart, Column, Row, Table
from lenity.time import Computation

_NO_SUCH = "does not apply"
_EVENTS = {
    "reduction": "The court reduced the sentence",
    "amended_judgment": "The judgment was amended",
    "rule_35": "The court reduced the sentence under Rule 35",
    "commutation": "The President commuted the sentence",
    "pardon": "The President pardoned the person",
    "revocation": "Supervised release was revoked",
    "release": "The person was released",
    "denial": "A court denied a motion",
    "imprisonment": "Prison for another conviction began",
}


def dates_table(made: Computation) -> Table:
    """Every date and number of days, in the order in which they are worked out."""
    lines = (
        ("Sentence commenced", NOT_KNOWN if made.commenced_on is None else day_in_words(made.commenced_on)),
        ("Prison term in force", _term(made)),
        ("Credit for custody before that", _days(made.prior_custody_days)),
        ("Served so far, that credit included", _days(made.time_served_days)),
        ("Full term of all federal terms together ends" if made.is_aggregate else "Full term ends", _day(made.full_term_on, made)),
        ("Good conduct time for the whole term", _days(made.good_time_days)),
        ("Good conduct time earned so far", _days(made.good_time_earned_days)),
        ("Release with good conduct time", _day(made.statutory_release_on, made)),
        ("Time credits earned", _days(made.time_credits_days)),
        ("Of these, toward earlier supervised release", _days(made.to_supervised_release_days)),
        ("Of these, toward a halfway house or home", _days(made.to_prerelease_days)),
        ("Halfway house possible from", _from_now_on(made.prerelease_from_on, made)),
        ("Home confinement possible from", _from_now_on(made.home_confinement_from_on, made)),
        ("Term served far enough for home detention of older people", _only_known(made.part_of_term_served_on)),
        ("Home detention of older people possible from", _only_known(made.older_home_detention_from_on)),
        ("Projected release", _release(made)),
        ("If time credits go on being earned as now: transfer from", _only_known(made.transfer_if_earning_goes_on_on)),
        ("If time credits go on being earned as now: release", _only_known(made.release_if_earning_goes_on_on)),
        ("Days on which supervised release stood still", _tolled(made.supervised_release_tolled_days)),
        ("Supervised release ends", _open_day(made.supervised_release_ends_on, made)),
    )
    return Table(
        f"The sentence as of {day_in_words(made.as_of)}",
        (Column("Line"), Column("Answer")),
        tuple(Row(name, (said,)) for name, said in lines if said != _NO_SUCH),
    )


def _term(made: Computation) -> str:
    if made.commuted_to_end_on is not None:
        return f"commuted to end on {day_in_words(made.commuted_to_end_on)}"
    return NOT_KNOWN if made.term is None else term_in_words(made.term)


def _day(day: date | None, made: Computation) -> str:
    if day is not None:
        return day_in_words(day)
    return NOT_KNOWN if made.term is None or made.is_open_for_want_of_facts else "no date"


def _open_day(day: date | None, made: Computation) -> str:
    """A date that there need not be: nobody awaits it after release or under a life term, or the sentence has no such part."""
    if day is not None:
        return day_in_words(day)
    return NOT_KNOWN if made.is_open_for_want_of_facts else _NO_SUCH


def _from_now_on(day: date | None, made: Computation) -> str:
    """A day from which something may be done; one that is past says no more than that it may be done now."""
    return "now" if day is not None and day <= made.as_of else _open_day(day, made)


def _only_known(day: date | None) -> str:
    return _NO_SUCH if day is None else day_in_words(day)


def _tolled(days: int | None) -> str:
    return _NO_SUCH if days == 0 else _days(days)


def _release(made: Computation) -> str:
    if made.was_released and made.released_on is not None:
        return f"released on {day_in_words(made.released_on)}"
    return _day(made.projected_release_on, made)


def _days(days: int | None) -> str:
    return NOT_KNOWN if days is None else f"{days:,} day{'' if days == 1 else 's'}"


# the line

_WIDTH, _LEFT, _RIGHT, _THICK = 640, 26, 26, 24  # narrow, so that the numbers can still be read on a telephone
_RADIUS, _NUMBER, _TEXT, _MOST_TICKS = 14, 17, 16, 7
_FONT = "Libertinus Serif, DejaVu Sans, Noto Sans, sans-serif"
_SERVED, _AHEAD, _CREDITS, _GOOD = "#1f5f5b", "#9cc3bf", "#d9b44a", "#e4dfd2"
_APART, _STEP = 32, 32


def timeline(case: CaseFile, made: Computation) -> Chart | None:
    """The dates on a line, numbered; the table beside it names them. None where there are not two of them."""
    points = sorted(_points(case, made), key=lambda one: one[0])
    if len(points) < 2 or points[0][0] == points[-1][0]:
        return None
    rows = tuple(Row(str(number), (day_in_words(day), name)) for number, (day, name) in enumerate(points, 1))
    return Chart(
        caption="The sentence on a line",
        svg=_svg([day for day, _ in points], made),
        alternative=f"A line from {day_in_words(points[0][0])} to {day_in_words(points[-1][0])} with {len(points)} numbered dates. The table below names them.",
        table=Table("The dates on the line", (Column("Number"), Column("Date"), Column("What happens")), rows),
    )


def _points(case: CaseFile, made: Computation) -> Iterator[tuple[date, str]]:
    if made.commenced_on is not None:
        if made.prior_custody_days:
            yield made.commenced_on - timedelta(days=made.prior_custody_days), "Custody counts from here"
        yield made.commenced_on, "Sentence commenced"
    for event in case.events or ():
        if event.date is not None and event.date.day is not None and event.date.day <= made.as_of:
            yield event.date.day, _EVENTS[event.kind]
    yield made.as_of, "The day asked about"
    if made.prerelease_from_on is not None and made.prerelease_from_on > made.as_of:
        yield made.prerelease_from_on, "Halfway house possible"
    if made.projected_release_on is not None:
        yield made.projected_release_on, "Projected release"
    if made.statutory_release_on is not None and made.statutory_release_on != made.projected_release_on and not made.was_released:
        yield made.statutory_release_on, "Release with good conduct time alone"
    if made.full_term_on is not None:
        yield made.full_term_on, "Full term ends"
    if made.supervised_release_ends_on is not None:
        yield made.supervised_release_ends_on, "Supervised release ends"


def _svg(days: list[date], made: Computation) -> str:
    first, last = days[0], days[-1]
    width = _WIDTH - _LEFT - _RIGHT

    def at(day: date) -> float:
        return round(_LEFT + width * (day - first).days / (last - first).days, 1)

    levels = _levels([at(day) for day in days])
    line = 2 * _STEP + max(levels) * _STEP
    parts = [f'<rect x="{_LEFT}" y="{line}" width="{width}" height="{_THICK}" fill="#f4f1e9" stroke="#8a877d" stroke-width="0.8"/>']
    parts += [
        f'<rect x="{at(start)}" y="{line}" width="{max(0.0, at(end) - at(start)):.1f}" height="{_THICK}" fill="{color}"/>'
        for start, end, color in _stretches(first, made)
    ]
    parts += _ticks(first, last, at, line + _THICK)
    marks = [(at(day), line - 22 - level * _STEP) for day, level in zip(days, levels, strict=True)]
    parts += [f'<line x1="{x}" y1="{y}" x2="{x}" y2="{line + _THICK}" stroke="#33322e" stroke-width="1"/>' for x, y in marks]
    for number, (x, y) in enumerate(marks, 1):
        parts.append(f'<circle cx="{x}" cy="{y}" r="{_RADIUS}" fill="#ffffff" stroke="#33322e" stroke-width="1.4"/>')
        parts.append(f'<text x="{x}" y="{y + 6}" text-anchor="middle" font-size="{_NUMBER}" font-weight="bold">{number}</text>')
    legend, lines = _legend(made, line + _THICK + 46)
    parts += legend
    height = line + _THICK + 46 + lines * _LEGEND_LINE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'font-family="{_FONT}" fill="#1d1c19"><rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def _levels(places: list[float]) -> list[int]:
    """How high above the line each number stands, so that none covers another."""
    taken: list[list[float]] = []
    levels = []
    for x in places:
        level = next((at for at, row in enumerate(taken) if all(abs(x - other) >= _APART for other in row)), len(taken))
        if level == len(taken):
            taken.append([])
        taken[level].append(x)
        levels.append(level)
    return levels


def _stretches(first: date, made: Computation) -> Iterator[tuple[date, date, str]]:
    """The parts of the sentence, each with its color: served, still to serve, taken off by credits, taken off by good conduct."""
    over = made.released_on if made.was_released and made.released_on else made.projected_release_on or made.statutory_release_on
    start = made.commenced_on
    if start is None:
        return
    begun = start - timedelta(days=made.prior_custody_days or 0)
    now = min(made.as_of, over) if over else made.as_of
    yield max(first, begun), max(now, begun), _SERVED
    if over is None:
        return
    yield max(now, begun), max(over, begun), _AHEAD
    if made.was_released:
        return
    if made.statutory_release_on is not None:
        yield over, max(over, made.statutory_release_on), _CREDITS
        if made.full_term_on is not None:
            yield max(begun, made.statutory_release_on), max(begun, made.full_term_on), _GOOD


def _ticks(first: date, last: date, at: Callable[[date], float], below: int) -> Iterator[str]:
    years = range(first.year + 1, last.year + 1)
    step = max(1, -(-len(years) // _MOST_TICKS))
    for year in years:
        if year % step == 0:
            x = at(date(year, 1, 1))
            yield f'<line x1="{x}" y1="{below}" x2="{x}" y2="{below + 6}" stroke="#55544e" stroke-width="0.8"/>'
            yield f'<text x="{x}" y="{below + 24}" text-anchor="middle" font-size="{_TEXT}">{year}</text>'


_LEGEND_LINE = 26


def _legend(made: Computation, top: int) -> tuple[list[str], int]:
    """The colors with their names, in as many lines as they need; and how many lines those are."""
    names = [(_SERVED, "served")]
    if not made.was_released and made.statutory_release_on is not None:
        names.append((_AHEAD, "still to serve"))
    if made.to_supervised_release_days:
        names.append((_CREDITS, "taken off by time credits"))
    if made.good_time_days:
        names.append((_GOOD, "taken off by good conduct"))
    parts, x, lines = [], _LEFT, 1
    for color, name in names:
        wide = 50 + round(8.2 * len(name))
        if x > _LEFT and x + wide > _WIDTH:
            x, lines = _LEFT, lines + 1
        y = top + (lines - 1) * _LEGEND_LINE
        parts.append(f'<rect x="{x}" y="{y}" width="16" height="16" fill="{color}" stroke="#8a877d" stroke-width="0.6"/>')
        parts.append(f'<text x="{x + 23}" y="{y + 14}" font-size="{_TEXT}">{name}</text>')
        x += wide
    return parts, lines
