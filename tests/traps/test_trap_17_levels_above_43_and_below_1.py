"""A total above 43 is 43 and one below 1 is 1, each only at the end; life alone is level 43, and 360 months to life is not life (Ch. 5, Pt. A, n.2)."""

import pytest
from trap_cases import answer_of, level


def then(offense_level, adjustments=(), category="I"):
    return answer_of("2016-12-01", guidelines=level(offense_level, adjustments, guideline="2A1.2"), criminal_history={"category": category})["then"]


@pytest.mark.parametrize(
    ("offense_level", "adjustments", "total"),
    [
        (43, ["3B1.1(a)"], 43),
        (42, ["3B1.1(a)", "3C1.1"], 43),
        # 48 less three for acceptance is 45, which is 43: the cap is on the total, not on the way to it.
        (42, ["3B1.1(a)", "3C1.1", "3E1.1(a)", "3E1.1(b)"], 43),
        (43, ["3E1.1(a)", "3E1.1(b)"], 40),
        (2, ["3B1.2(a)"], 1),
        (4, ["3B1.2(a)", "3E1.1(a)"], 1),
    ],
)
def test_the_ends_of_the_table(offense_level, adjustments, total):
    assert then(offense_level, adjustments)["total_offense_level"] == total


@pytest.mark.parametrize("category", ["I", "II", "III", "IV", "V", "VI"])
def test_life_is_level_43_alone(category):
    """Sentencing Table: level 43 is life in every category, level 42 is 360-life in every category."""
    assert then(43, category=category)["guideline_range"] == {"min": "life", "max": "life"}
    assert then(42, category=category)["guideline_range"] == {"min": 360, "max": "life"}


def test_below_one_is_the_first_row():
    assert then(2, ["3B1.2(a)"], "VI")["guideline_range"] == {"min": 0, "max": 6}
