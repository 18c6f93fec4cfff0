"""The dates of a computation as a table, and on a line."""

from __future__ import annotations

from datetime import date

from lenity.papers._review_words import NOT_KNOWN, day_in_words, term_in_words
from lenity.papers.tree import Chart, Column, Row, Table
from lenity.time import Computation


def dates_table(made: Computation) -> Table:
    """Every date and number of days, in the order in which they are worked out."""
    lines = (
        ("Sentence commenced", _day(made.commenced_on, made)),
        ("Prison term in force", NOT_KNOWN if made.term is None else term_in_words(made.term)),
        ("Credit for custody before that", _days(made.prior_custody_days)),
        ("Served so far, that credit included", _days(made.time_served_days)),
        ("Full term ends", _day(made.full_term_on, made)),
        ("Good conduct time for the whole term", _days(made.good_time_days)),
        ("Good conduct time earned so far", _days(made.good_time_earned_days)),
        ("Release with good conduct time", _day(made.statutory_release_on, made)),
        ("Time credits earned", _days(made.time_credits_days)),
        ("  of these toward earlier supervised release", _days(made.to_supervised_release_days)),
        ("  of these toward a halfway house or home", _days(made.to_prerelease_days)),
        ("Projected release", _day(made.projected_release_on, made)),
        ("Supervised release ends", _day(made.supervised_release_ends_on, made)),
    )
    return Table(
        f"The sentence as of {day_in_words(made.as_of)}", (Column("Line"), Column("Answer")), tuple(Row(name.strip(), (said,)) for name, said in lines)
    )


def _day(day: date | None, made: Computation) -> str:
    if day is not None:
        return day_in_words(day)
    return "no date" if made.is_life else NOT_KNOWN


def _days(days: int | None) -> str:
    return NOT_KNOWN if days is None else f"{days:,} day{'' if days == 1 else 's'}"


def timeline(made: Computation) -> Chart | None:
    """The dates on a line; None where there are not two of them."""
    return None
