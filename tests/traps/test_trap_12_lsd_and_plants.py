"""LSD is 0.4 mg a dose for the guideline and the whole blotter for the statute; a plant is 100 g for the guideline and one plant for the statute.

USSG §2D1.1(c), notes (E), (G) (Nov. 2016); *Neal v. United States*, 516 U.S. 284 (1996); 21 U.S.C. § 841(b)(1)(B)(v), (vii), (C), (D).
"""

import pytest
from trap_cases import answer_of, base, drug_count, drugs


@pytest.mark.parametrize(("doses", "level"), [("250 doses", 14), ("249 doses", 12)])
def test_doses_for_the_guideline(doses, level):
    """100 MG to 200 MG of LSD is level 14."""
    assert base(answer_of("2016-12-01", guidelines=drugs(("lsd", doses)))) == level


def test_the_blotter_for_the_statute():
    """250 doses on 1.2 g of paper: level 14 by the doses, and the five-year minimum of a gram of mixture."""
    answer = answer_of("2016-12-01", convictions=[drug_count("lsd", "1.2 g", prior_851=0)], guidelines=drugs(("lsd", "250 doses")))
    assert base(answer) == 14
    assert answer["then"]["statutory_range"] == {"min": 60, "max": 480}


@pytest.mark.parametrize(("plants", "statutory"), [(100, (60, 480)), (99, (0, 240)), (50, (0, 240)), (49, (0, 60)), (1000, (120, "life"))])
def test_plants_by_number_for_the_statute(plants, statutory):
    answer = answer_of("2016-12-01", offense={"ended": "2016-01-31"}, convictions=[drug_count("marihuana", f"{plants} plants", prior_851=0)])
    assert answer["then"]["statutory_range"] == dict(zip(("min", "max"), statutory, strict=True))


@pytest.mark.parametrize(("plants", "level"), [(100, 14), (99, 12)])
def test_plants_by_weight_for_the_guideline(plants, level):
    """10 KG to 20 KG of marihuana is level 14."""
    assert base(answer_of("2016-12-01", guidelines=drugs(("marihuana", f"{plants} plants")))) == level


def test_a_weight_found_with_its_carrier_is_no_weight_of_doses():
    """Before November 1993 the paper was weighed (*Chapman v. United States*, 500 U.S. 453 (1991)); since App. C amend. 488 a dose is 0.4 mg.

    20 g is level 32 then (at least 10 G but less than 30 G); how many doses it holds, only the record can say.
    """
    answer = answer_of("1992-06-01", offense={"ended": "1992-01-15"}, guidelines=drugs(("lsd", "20 g")))
    assert base(answer) == 32
    assert base(answer, "today") is None
    assert "guidelines.conduct[0].drugs[0].amount" in answer["today"]["needs"]


def test_doses_found_then_are_weighed_today():
    """2,000 doses at 0.4 mg are 800 mg, level 22 (800 MG to 1 G, Drug Quantity Table of Nov. 2014); their weight with paper is not in the record."""
    answer = answer_of("1992-06-01", offense={"ended": "1992-01-15"}, guidelines=drugs(("lsd", "2000 doses")))
    assert (base(answer), base(answer, "today")) == (None, 22)
