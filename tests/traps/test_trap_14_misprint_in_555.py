"""The public copy of amendment 555 prints "1.5 G but less than 5 KG" for level 34 of methamphetamine; the figure is 1.5 KG.

The band below ends there ("500 G but less than 1.5 KG", level 32), and amend. 782 keeps 1.5 KG, now at level 32.
"""

import pytest
from trap_cases import answer_of, base, drugs


@pytest.mark.parametrize("day", ["1997-11-01", "2000-11-01", "2014-10-31"])
@pytest.mark.parametrize(("amount", "level"), [("1.5 g", 12), ("2 g", 12), ("1499.999 g", 32), ("1.5 kg", 34), ("4999.999 g", 34)])
def test_level_34_begins_at_a_kilogram_and_a_half(day, amount, level):
    assert base(answer_of(day, guidelines=drugs(("methamphetamine", amount)))) == level


def test_amendment_782_keeps_the_figure():
    assert base(answer_of("2014-11-01", guidelines=drugs(("methamphetamine", "1.5 kg")))) == 32
    assert base(answer_of("2014-11-01", guidelines=drugs(("methamphetamine", "1499.999 g")))) == 30
