"""Good time needs a term of more than one year and counts on the sentence imposed (18 U.S.C. § 3624(b)).

Held here: that a year and a year and a day are kept apart when a case is read, and that nothing of custody moves a review, whose months are
those imposed. The computation of time is another.
"""

import pytest
from trap_cases import TODAY, answer_of, drugs

from lenity.facts import read_data
from lenity.law import law_vocabulary


def longest(term):
    data = {"lenity": 1, "id": "made-up", "sentence": {"date": "2016-12-01", "imprisonment": term}}
    return read_data(data, name="made-up", vocabulary=law_vocabulary(), today=TODAY).sentence.imprisonment.longest


def test_a_year_and_a_day_is_not_a_year():
    assert (longest("1 year").months, longest("1 year").days) == (12, 0)
    assert (longest("12 months").months, longest("12 months").days) == (12, 0)
    assert (longest("1 year and 1 day").months, longest("1 year and 1 day").days) == (12, 1)


def test_life_has_no_months_to_take_from():
    assert longest("life").is_life
    assert not longest("1200 months").is_life


@pytest.mark.parametrize("term", ["120 months", "life"])
def test_custody_moves_no_review(term):
    case = {"guidelines": drugs(("heroin", "1 kg")), "criminal_history": {"category": "I"}, "imprisonment": term}
    custody = {
        "since": "2016-01-04", "commenced": "2016-12-01", "prior_custody_days": 331, "years_served": 9,
        "programs": [{"from": "2019-01-15", "to": "2020-01-15", "days": 365}], "risk": [{"date": "2019-01-15", "level": "minimum"}],
    }  # fmt: skip
    plain = answer_of("2016-12-01", **case)
    assert plain["then"]["guideline_range"] == {"min": 97, "max": 121}  # level 30, category I
    assert answer_of("2016-12-01", **case, custody=custody, events=[{"date": "2025-06-02", "kind": "release"}]) == plain
