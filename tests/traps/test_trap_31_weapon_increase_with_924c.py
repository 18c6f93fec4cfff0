"""A § 924(c) count removes the weapon increases of the underlying offense and can so lower its level (§2K2.4 n.4; before amend. 599, n.2)."""

import pytest
from trap_cases import answer_of, drugs, level

GUN = {"count": 2, "statute": "18 U.S.C. § 924(c)(1)(A)(i)"}


def levels(day, guidelines, statute, *counts):
    year = int(day[:4])
    convictions = [{"count": 1, "statute": statute, "statutory": {"min": 0, "max": 240}}, *counts]
    findings = {"truthful_disclosure": False}
    answer = answer_of(
        day,
        offense={"ended": f"{year - 1}-03-01"},
        convictions=convictions,
        criminal_history={"category": "II"},
        guidelines={**guidelines, "findings": findings},
    )
    return answer["then"]["total_offense_level"], answer["today"]["total_offense_level"]


@pytest.mark.parametrize(("day", "then"), [("2001-12-03", 28), ("2013-12-02", 28), ("2016-12-01", 26)])
def test_drugs(day, then):
    """400 G of heroin: level 28 until amend. 782, 26 since; a dangerous weapon, two more (§2D1.1(b)(1))."""
    guidelines = drugs(("heroin", "400 g"), adjustments=["2D1.1(b)(1)"])
    statute = "21 U.S.C. § 841(a)(1)"
    assert levels(day, guidelines, statute) == (then + 2, 28)
    assert levels(day, guidelines, statute, GUN) == (then, 26)


def test_before_amendment_599_as_the_court_applied_it():
    """Courts read the former note 2 narrowly, and kept the increase for another weapon or for relevant conduct (App. C amend. 599, reason)."""
    guidelines = drugs(("heroin", "400 g"), adjustments=["2D1.1(b)(1)"])
    assert levels("1999-12-01", guidelines, "21 U.S.C. § 841(a)(1)", GUN) == (30, 26)


@pytest.mark.parametrize("section", ["2B3.1(b)(2)(A)", "2B3.1(b)(2)(B)", "2B3.1(b)(2)(C)"])
def test_robbery(section):
    """A firearm discharged, otherwise used, or brandished or possessed: 7, 6 and 5 levels (§2B3.1(b)(2), Nov. 2016) on a base of 20."""
    more = {"A": 7, "B": 6, "C": 5}[section[-2]]
    guidelines = {"conduct": [{"guideline": "2B3.1", "loss": 0, "adjustments": [{"section": section}]}], "adjustments": []}
    assert levels("2016-12-01", guidelines, "18 U.S.C. § 1951") == (20 + more, 20 + more)
    assert levels("2016-12-01", guidelines, "18 U.S.C. § 1951", GUN) == (20, 20)


def test_assault():
    """A firearm discharged: five levels (§2A2.2(b)(2)(A), Nov. 2016) on a base of 14 (§2A2.2(a))."""
    guidelines = {"conduct": [{"guideline": "2A2.2", "adjustments": [{"section": "2A2.2(b)(2)(A)"}]}], "adjustments": []}
    assert levels("2016-12-01", guidelines, "18 U.S.C. § 111") == (19, 19)
    assert levels("2016-12-01", guidelines, "18 U.S.C. § 111", GUN) == (14, 14)


def test_what_is_not_about_the_weapon_stays():
    guidelines = level(26, ["3C1.1"])
    assert levels("2016-12-01", guidelines, "21 U.S.C. § 841(a)(1)", GUN)[0] == 28
