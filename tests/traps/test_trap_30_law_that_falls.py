"""In crack mixtures from 2007-11-01 to 2010-10-31 the law itself falls as the weight rises, and a little of another drug can lower the level of crack alone.

App. C amend. 711 (table of note 10(D)(i)): a gram of crack is 14 kg of marihuana where the crack alone is level 30 (50 G to 150 G), 6.7 kg where it is 32.
App. C amend. 715 (note 10(D)): 20 kg a gram, less two levels from 250 mg of crack up. App. C amend. 748: 3,571 g a gram.
"""

import pytest
from trap_cases import answer_of, base, drugs


def mixture(day, crack, marihuana):
    answer = answer_of(day, guidelines=drugs(("cocaine base", crack), ("marihuana", marihuana)))
    return base(answer), answer["then"]["converted_drug_weight"]


@pytest.mark.parametrize(
    ("crack", "level", "grams"),
    [
        ("149 g", 34, 149 * 14_000 + 950_000),  # 3,036 kg: 3,000 KG to 10,000 KG
        ("150 g", 32, 150 * 6_700 + 950_000),  # 1,955 kg: 1,000 KG to 3,000 KG
    ],
)
@pytest.mark.parametrize("day", ["2007-11-01", "2008-04-30"])
def test_beside_950_kg_under_711(day, crack, level, grams):
    assert mixture(day, crack, "950 kg") == (level, pytest.approx(grams))


@pytest.mark.parametrize(
    ("crack", "level", "grams"),
    [
        ("0.24 g", 16, 4_800 + 6_000),  # 10.8 kg is level 16 (10 KG to 20 KG); below 250 mg nothing comes off
        ("0.26 g", 14, 5_200 + 6_000),  # 11.2 kg is level 16, less two; the marihuana alone is 14 (5 KG to 10 KG)
    ],
)
@pytest.mark.parametrize("day", ["2008-05-01", "2010-10-31"])
def test_beside_6_kg_under_715(day, crack, level, grams):
    assert mixture(day, crack, "6 kg") == (level, pytest.approx(grams))


@pytest.mark.parametrize(
    ("day", "alone", "mixed"),
    [
        # 80 KG to 100 KG is level 24 until 2014-10-31 and 22 since; 28 g alone begin level 26, and 24 since.
        ("2010-11-01", 26, 24),
        ("2014-10-31", 26, 24),
        ("2014-11-01", 24, 22),
        ("2025-12-01", 24, 22),
    ],
)
def test_a_gram_of_marihuana_lowers_28_grams_of_crack(day, alone, mixed):
    assert base(answer_of(day, guidelines=drugs(("cocaine base", "28 g")))) == alone
    assert mixture(day, "28 g", "1 g") == (mixed, pytest.approx(99_989))
