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
    assert _has_run(Term(months), start, start, 0, last) is False
    assert _has_run(Term(months), start, start, 0, date.fromordinal(last.toordinal() + 1)) is True


def test_a_term_whose_first_day_is_not_known_may_still_run():
    """18 U.S.C. § 3585(a): a sentence commences when the person is received in custody to serve it, which can be long after it was imposed."""
    sentenced = date(2020, 1, 1)
    assert _has_run(Term(12), sentenced, None, 0, date(2020, 12, 31)) is False
    assert _has_run(Term(12), sentenced, None, 0, date(2021, 1, 1)) is None
