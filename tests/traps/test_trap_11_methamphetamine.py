"""Methamphetamine: by the mixture, by what is pure in it, or as Ice, whichever is greatest; Ice is not multiplied by its purity (§2D1.1(c), notes (B), (C)).

2016 Manual: mixture 40 G to 50 G is level 22, 50 G to 200 G 24; actual and Ice 4 G to 5 G is 22, 5 G to 20 G 24, 20 G to 35 G 26, 35 G to 50 G 28.
"""

import pytest
from trap_cases import answer_of, drugs


def review_of(drug, amount, **more):
    guidelines = drugs((drug, amount))
    guidelines["conduct"][0]["drugs"][0].update(more)
    return answer_of("2016-12-01", guidelines=guidelines)["then"]


@pytest.mark.parametrize(
    ("drug", "purity", "level"),
    [
        ("methamphetamine", 0.01, 22),  # 0.4 g pure: the mixture prevails
        ("methamphetamine", 0.1, 22),  # 4 g pure: both give 22
        ("methamphetamine", 0.2, 24),  # 8 g pure
        ("methamphetamine", 0.5, 26),  # 20 g pure
        ("methamphetamine", 0.79, 26),  # 31.6 g pure; not Ice
        ("ice", 0.8, 28),  # all 40 g, not 32 g
    ],
)
def test_the_greatest_of_them(drug, purity, level):
    assert review_of(drug, "40 g", purity=purity)["base_offense_level"] == level


def test_pure_enough_to_be_ice_but_not_found_to_be():
    """Whether it is d-methamphetamine hydrochloride is a finding: 32 g pure is level 26, 40 g of Ice 28."""
    then = review_of("methamphetamine", "40 g", purity=0.8)
    assert then["base_offense_level"] is None
    assert {one["base_offense_level"] for one in then["scenarios"]} == {26, 28}


def test_the_example_of_the_note_for_pcp():
    """Ten grams at 50 percent hold five grams of PCP (actual): level 18 (4 G to 6 G), where the mixture is 14 (10 G to 20 G) in 2016."""
    assert review_of("pcp", "10 g", purity=0.5)["base_offense_level"] == 18
