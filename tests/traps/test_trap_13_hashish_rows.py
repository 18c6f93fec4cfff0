"""Hashish has rows of its own, which at some levels are not a fifth of marihuana's.

Since amend. 782: at least 2 KG but less than 5 KG of hashish is level 14, where marihuana ends at 20 KG; one gram converts to 5 g. Before, the same
weights were level 16 and marihuana ended there at 20 KG.
"""

import pytest
from trap_cases import answer_of, base, drugs


@pytest.mark.parametrize(
    ("day", "amount", "level"),
    [
        ("2016-12-01", "1999 g", 12), ("2016-12-01", "2 kg", 14), ("2016-12-01", "4.5 kg", 14), ("2016-12-01", "4999 g", 14), ("2016-12-01", "5 kg", 16),
        ("2016-12-01", "7999 g", 16), ("2016-12-01", "8 kg", 18),
        ("2013-12-02", "2 kg", 16), ("2013-12-02", "4.5 kg", 16), ("2013-12-02", "5 kg", 18),
    ],
)  # fmt: skip
def test_its_own_rows(day, amount, level):
    assert base(answer_of(day, guidelines=drugs(("hashish", amount)))) == level


@pytest.mark.parametrize(("day", "level"), [("2016-12-01", 16), ("2013-12-02", 18)])
def test_converted_beside_another_drug(day, level):
    """4.5 kg is 22.5 kg of marihuana: level 16 (20 KG to 40 KG) since amend. 782, 18 before."""
    answer = answer_of(day, guidelines=drugs(("hashish", "4.5 kg"), ("marihuana", "1 g")))
    assert answer["then"]["converted_drug_weight"] == 22_501
    assert base(answer) == level
