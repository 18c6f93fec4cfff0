"""A prior sentence must exceed one year and one month for three points: thirteen months to the day are two (§4A1.1(a), (b)).

However the term is written: no thirteen months have more than 397 days, and no month has 45.
"""

import pytest
from trap_cases import answer_of, prior


@pytest.mark.parametrize("day", ["1992-12-01", "2016-12-01", "2025-12-01"])
@pytest.mark.parametrize(
    ("term", "points"),
    [
        ("13 months", 2), ("1 year and 1 month", 2), ("13 months and 1 day", 3), ("14 months", 3), ("1 year and 1 day", 2), ("400 days", 3), ("12 months and 45 days", 3),
        ("60 days", 2), ("2 months", 2), ("59 days", 1), ("0 days", 1),
    ],
)  # fmt: skip
def test_points_by_term(day, term, points):
    year = int(day[:4])
    history = {"under_sentence": False, "priors": [prior(f"{year - 5}-03-01", term, released=f"{year - 4}-01-15")]}
    answer = answer_of(day, offense={"began": f"{year - 1}-01-10", "ended": f"{year - 1}-02-01"}, criminal_history=history)
    assert answer["then"]["criminal_history"]["points"] == points
