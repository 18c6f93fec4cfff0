"""FY2019 to FY2024: the column of the Sentencing Table in which a recorded range stands, against the points from priors."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

from tally import Tally, rows_of, sentencing_table, value_of, whole

from lenity.engine import Ladder

SENTENCED = "ussc_offenders_fy2019_fy2024.csv.xz"
TABLE_ON, BEFORE, SINCE = date(2018, 11, 1), date(2021, 11, 1), date(2023, 11, 1)
CAREER_RANGES = ((262, 327), (292, 365), (360, 9996))
"""Ranges of the table of §4B1.1(c)(3), the first two of which stand in no column of their own."""


def category_of(points: int, on: date) -> int:
    """The category that points give."""
    ladder = value_of("ussg.4A1.1.category", None, on)
    assert isinstance(ladder, Ladder)
    return int(ladder.results[ladder.rung(points)])


def ranges_are_cells(folder: Path) -> Tally:
    """Every guideline range of FY2019 to FY2024, from two variables of the Commission, is a cell of the Sentencing Table."""
    cells = set(sentencing_table(TABLE_ON).values())
    tally = Tally()
    for row in rows_of(folder / SENTENCED):
        ends = (whole(row["XMINSOR"]), whole(row["XMAXSOR"]))
        if None not in ends:
            tally.note(ends in cells, str(ends))
    return tally


def points_give_the_column(folder: Path) -> Tally:
    """Points from priors alone give a category in whose column the recorded range of FY2019 to FY2024 stands."""
    columns: dict[tuple[int | None, int | None], set[int]] = defaultdict(set)
    for (_, category), ends in sentencing_table(TABLE_ON).items():
        columns[ends].add(category)
    tally = Tally()
    for row in rows_of(folder / SENTENCED):
        ends, points = (whole(row["XMINSOR"]), whole(row["XMAXSOR"])), whole(row["CRIMPTS"])
        if None in ends or points is None:
            continue
        found = columns[ends]
        category = category_of(points, TABLE_ON)
        tally.note(category in found, f"{points} points, range {ends[0]}-{ends[1]}", _why(found, category, points, ends))
    return tally


def _why(found: set[int], category: int, points: int, ends: tuple[int | None, int | None]) -> str | None:
    """What can have put a range into another column than that of the points from priors."""
    with_status = {category_of(points + _status(on, points), on) for on in (BEFORE, SINCE)}
    if with_status & found:
        return "the column of the points with status points (§4A1.1(d), since November 2023 §4A1.1(e))"
    if ends in CAREER_RANGES:
        return "a range of §4B1.1(c)(3) for a career offender with a firearm count"
    if 6 in found:
        return "column VI, above that of the points: career offender (§4B1.1), armed career criminal (§4B1.4) or terrorism (§3A1.4)"
    if found & {4, 5} and max(found) > category:
        return "column IV or V, above that of the points: armed career criminal (§4B1.4), repeated sex offenses (§4B1.5), or points for uncounted violence (§4A1.1(e), now (d))"
    if max(found) > category:
        return "a column above that of the points: added points that the file does not give"
    return "a column below that of the points: the court counted fewer points, or lowered the category (§4A1.3), than the file's priors give"


def _status(on: date, points: int) -> int:
    added, least = value_of("ussg.4A1.1.status_points", None, on), value_of("ussg.4A1.1.status_needs_points", None, on)
    assert isinstance(added, int)
    return added if not isinstance(least, int) or points >= least else 0
