"""A count whose offense day is not told: what is supposed of it, and that the review says so."""

from datetime import date

import pytest

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.review import as_json, review
from lenity.review._calendar import first_day_supposed

TODAY = date(2026, 11, 24)


def then(sentenced: str, statute: str, **offense: object) -> dict:
    data = {"lenity": 1, "id": "day-not-told", "sentence": {"date": sentenced}, "convictions": [{"count": 1, "statute": statute}], **offense}
    return as_json(review(read_data(data, name="day-not-told", vocabulary=law_vocabulary(), today=TODAY), as_of=TODAY))["then"]


def test_a_maximum_that_changed_long_before_is_known():
    """18 U.S.C. § 1343: five years until July 29, 2002, then twenty (Pub. L. 107-204, § 903(b))."""
    answer = then("2023-04-01", "18 U.S.C. § 1343")
    assert answer["statutory_range"] == {"min": 0, "max": 240}
    assert any("3282" in one for one in answer["assumptions"])
    assert "offense.ended" in [need["path"] if isinstance(need, dict) else need for need in answer["needs"]]


@pytest.mark.parametrize("sentenced", ["2003-06-01", "2012-07-29"])
def test_within_ten_years_of_the_change_it_is_not(sentenced):
    assert then(sentenced, "18 U.S.C. § 1343")["statutory_range"]["max"] is None


def test_the_day_after_those_ten_years_it_is():
    assert then("2012-07-30", "18 U.S.C. § 1343")["statutory_range"]["max"] == 240


def test_an_offense_that_may_always_be_charged_stays_open():
    """18 U.S.C. § 3299: any felony under chapter 110, at any time; § 2252A(a)(5)(B) had five years until April 29, 2003."""
    assert first_day_supposed(frozenset({"18 U.S.C. § 2252A(a)(5)(B)"}), date(2024, 1, 1)) is None
    assert then("2024-01-01", "18 U.S.C. § 2252A(a)(5)(B)")["statutory_range"]["max"] is None


def test_a_day_that_is_told_is_never_supposed():
    answer = then("2023-04-01", "18 U.S.C. § 1343", offense={"ended": "2001-05-01"})
    assert answer["statutory_range"]["max"] == 60
    assert not any("3282" in one for one in answer["assumptions"])
