"""Quantities of crack for which amendment 750 gives no lower level than amendment 706 did.

Amend. 706: 500 MG is level 14, 1 G 16, 2 G 18, 3 G 20, 4 G 22, 5 G 24, 20 G 26, 35 G 28, 50 G 30, 150 G 32, 500 G 34, 1.5 KG 36, 4.5 KG 38.
Amend. 750: 1.4 G is level 14, 2.8 G 16, 5.6 G 18, 11.2 G 20, 16.8 G 22, 22.4 G 24, 28 G 26, 112 G 28, 196 G 30, 280 G 32, 840 G 34, 2.8 KG 36, 8.4 KG 38.
"""

import pytest
from trap_cases import answer_of, base, drugs


def levels(amount):
    """Under amendment 706 and under amendment 750."""
    return tuple(base(answer_of(day, guidelines=drugs(("cocaine base", amount)))) for day in ("2009-12-01", "2011-12-01"))


@pytest.mark.parametrize(
    ("amount", "level"),
    [
        ("1 mg", 12), ("499 mg", 12), ("28 g", 26), ("34.999 g", 26), ("280 g", 32), ("499.999 g", 32), ("840 g", 34), ("1499.999 g", 34),
        ("2.8 kg", 36), ("4499.999 g", 36), ("8.4 kg", 38), ("100 kg", 38),
    ],
)  # fmt: skip
def test_no_lower(amount, level):
    assert levels(amount) == (level, level)


@pytest.mark.parametrize(
    ("amount", "before", "after"),
    [
        ("500 mg", 14, 12), ("27.999 g", 26, 24), ("35 g", 28, 26), ("279.999 g", 32, 30), ("500 g", 34, 32), ("839.999 g", 34, 32),
        ("1.5 kg", 36, 34), ("2799.999 g", 36, 34), ("4.5 kg", 38, 36), ("8399.999 g", 38, 36),
    ],
)  # fmt: skip
def test_lower_just_outside(amount, before, after):
    assert levels(amount) == (before, after)
