"""Crack with other drugs has three methods: by the level of the crack (2007-11-01), 20 kg a gram less two levels (2008-05-01), 3,571 g a gram (2010-11-01).

Amend. 711's example is of 20 g of crack, 1.5 kg of cocaine and 10 kg of marihuana: 410 kg, level 28. Amend. 715 gives the same drugs 710 kg, level 30,
less 2. Amend. 748 makes a gram of crack 3,571 g of marihuana: 71.42 + 310 = 381.42 kg, level 26 (100 KG to 400 KG). Before amend. 706 a gram was
20 kg of marihuana, as amend. 715 says, with no levels off: 710 kg, level 30.
"""

import pytest
from trap_cases import answer_of, base, drugs

EXAMPLE = drugs(("cocaine base", "20 g"), ("cocaine", "1.5 kg"), ("marihuana", "10 kg"))


@pytest.mark.parametrize(
    ("day", "grams", "level"),
    [
        ("2007-10-31", 710_000, 30),
        ("2007-11-01", 410_000, 28),
        ("2008-04-30", 410_000, 28),
        ("2008-05-01", 710_000, 28),
        ("2010-10-31", 710_000, 28),
        ("2010-11-01", 381_420, 26),
    ],
)
def test_three_methods(day, grams, level):
    answer = answer_of(day, guidelines=EXAMPLE)
    assert answer["then"]["converted_drug_weight"] == pytest.approx(grams)
    assert base(answer) == level


@pytest.mark.parametrize(
    ("crack", "other", "level"),
    [
        # Note 10(D)(ii)(II) and example (II): 6,100 kg is level 34, and 34 stays, as the heroin alone is 34.
        ("5 g", ("heroin", "6 kg"), 34),
        # Note 10(D)(ii)(I): no reduction from 4.5 kg (90,001 kg: level 38) or below 250 mg; at 250 mg 5 + 1 = 6 kg is level 14, less 2.
        ("4.5 kg", ("marihuana", "1 kg"), 38),
        ("4499 g", ("marihuana", "1 kg"), 36),
        ("249 mg", ("marihuana", "1 kg"), 14),
        ("250 mg", ("marihuana", "1 kg"), 12),
    ],
)
def test_the_exceptions_of_2008(crack, other, level):
    assert base(answer_of("2008-06-02", guidelines=drugs(("cocaine base", crack), other))) == level
