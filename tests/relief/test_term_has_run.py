"""A term ends on the day before the same day so many months later (the calendar, checked by hand)."""

from datetime import date

import pytest

from lenity.facts import Term
from lenity.relief._standing import _has_run


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2020, 1, 31), 12, date(2021, 1, 30)),
        (date(2020, 1, 1), 12, date(2020, 12, 31)),
        (date(2019, 8, 31), 6, date(2020, 2, 28)),  # 29 February 2020 is the day after
    ],
)
def test_a_term_is_over_on_the_day_after_its_last(start, months, last):
    assert not _has_run(start, Term(months), last)
    assert _has_run(start, Term(months), date.fromordinal(last.toordinal() + 1))
