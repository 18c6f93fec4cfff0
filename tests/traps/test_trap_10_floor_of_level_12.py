"""Schedule I and II opiates, stimulants and hallucinogens never come out below level 12, alone or combined (proviso of the Drug Equivalency Tables)."""

import pytest
from trap_cases import answer_of, base, drugs


@pytest.mark.parametrize("day", ["1995-12-01", "2013-12-02", "2016-12-01", "2025-12-01"])
@pytest.mark.parametrize(
    "found",
    [
        [("heroin", "10 mg")],
        [("cocaine", "1 mg")],
        [("lsd", "1 mg")],
        [("codeine", "1 mg")],
        [("heroin", "10 mg"), ("marihuana", "10 g")],
        [("cocaine", "1 mg"), ("schedule iv substance", "1 unit")],
        [("psilocybin", "1 mg"), ("hashish", "1 g")],
    ],
)
def test_never_below_twelve(day, found):
    assert base(answer_of(day, guidelines=drugs(*found))) == 12


@pytest.mark.parametrize("day", ["1995-12-01", "2013-12-02", "2016-12-01", "2025-12-01"])
@pytest.mark.parametrize(
    "found", [[("marihuana", "100 g")], [("marihuana", "100 g"), ("hashish", "10 g")], [("marihuana", "10 g"), ("schedule iv substance", "1 unit")]]
)
def test_drugs_of_other_classes_are_not_raised(day, found):
    """At most 150 g of marihuana: level 6 (less than 250 G until 2014-10-31, less than 1 KG since)."""
    assert base(answer_of(day, guidelines=drugs(*found))) == 6
