"""The §1B1.10 in force on the day of the reduction counts, not that of the sentence.

Held here: the list as it stood on each day. The floor of a reduction is no part of what lenity computes today.
"""

from datetime import date

import pytest

from lenity.law import retroactive


def on(day: str) -> set[int]:
    return {row["amendment"] for row in retroactive(date.fromisoformat(day))}


@pytest.mark.parametrize(
    ("amendment", "first"),
    [
        (505, "1995-11-01"),  # App. C amend. 536: a year after the amendment itself
        (371, "1994-11-01"),  # App. C amend. 504: three years after it
        (599, "2000-11-01"),  # App. C amend. 607
        (706, "2008-03-03"),  # App. C amend. 713: four months after it
        (715, "2008-05-01"),  # App. C amend. 716
        (750, "2011-11-01"),  # App. C amend. 759
        (782, "2014-11-01"),  # App. C amend. 788
        (821, "2023-11-01"),  # App. C amend. 825
    ],
)
def test_an_amendment_is_listed_from_its_own_day(amendment, first):
    day = date.fromisoformat(first)
    assert amendment in on(first)
    assert amendment not in on(str(date.fromordinal(day.toordinal() - 1)))


def test_orders_that_must_wait():
    """§1B1.10(e): an order under amend. 782 takes effect on 2015-11-01 or later, one under amend. 821 on 2024-02-01 or later."""
    rows = {row["amendment"]: row["orders_from"] for row in retroactive(date(2025, 11, 1))}
    assert {amendment: str(day) for amendment, day in rows.items() if day} == {782: "2015-11-01", 821: "2024-02-01"}


def test_the_list_of_the_newest_manual():
    """§1B1.10(d) (Nov. 1, 2025)."""
    assert on("2025-11-01") == {
        126, 130, 156, 176, 269, 329, 341, 371, 379, 380, 433, 454, 461, 484, 488, 490, 499, 505, 506, 516, 591, 599, 606, 657, 702, 706, 715, 750, 782, 821,
    }  # fmt: skip
