"""Deaths by tier, §§ 846 and 963 before they took their object's minimum, §§ 848 and 859–861, crack possession, steroids, children of 1987 to 1989."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.review import as_json, review

TODAY = date(2026, 11, 24)


def answer(sentenced: str, ended: str, *counts: dict[str, Any], conduct: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "lenity": 1,
        "id": "made-up",
        "sentence": {"date": sentenced},
        "offense": {"ended": ended},
        "criminal_history": {"category": "I"},
        "convictions": list(counts),
        "guidelines": {"conduct": conduct or [], "adjustments": []},
    }
    return as_json(review(read_data(data, name="made-up", vocabulary=law_vocabulary(), today=TODAY), as_of=TODAY))


def count(drug: str, amount: str, statute: str = "21 U.S.C. § 841(a)(1)", **more: Any) -> dict[str, Any]:
    return {"statute": statute, "found_by": "plea", "charged": [{"drug": drug, "amount": amount}], "prior_851": 0} | more


def entry(drug: str, amount: str, guideline: str = "2D1.1", *sections: str, **more: Any) -> list[dict[str, Any]]:
    return [{"guideline": guideline, "drugs": [{"drug": drug, "amount": amount, **more}], "adjustments": [{"section": section} for section in sections]}]


def ends(range_: dict[str, Any]) -> tuple[Any, Any]:
    return range_["min"], range_["max"]


# USSG §2D1.1(a)(1)–(4): 43 and 38 are for § 841(b)(1)(A)–(C), 30 and 26 for (E) since amendment 727; (D), (b)(2) and (b)(3) have none
DEATHS = [
    ("heroin", "10 g", "2015-06-01", 0, 38),
    ("heroin", "10 g", "2015-06-01", 1, 43),
    ("schedule iii substance", "100 units", "2009-10-31", 0, 6),
    ("schedule iii substance", "100 units", "2009-11-01", 0, 26),
    ("schedule iii substance", "100 units", "2009-11-01", 1, 30),
    ("schedule iii substance", "100 units", "2025-12-01", 1, 30),
    ("marihuana", "10 kg", "2012-06-01", 0, 16),
    ("alprazolam", "100 units", "2012-06-01", 1, 6),
]


@pytest.mark.parametrize(("drug", "amount", "day", "priors", "level"), DEATHS)
def test_a_death_counts_by_the_tier_of_the_conviction(drug: str, amount: str, day: str, priors: int, level: int) -> None:
    found = answer(day, day, count(drug, amount, death_results=True, prior_851=priors), conduct=entry(drug, amount))
    assert found["then"]["base_offense_level"] == level


def test_a_prior_that_no_longer_qualifies_does_not_bring_43_today() -> None:
    """USSG §2D1.1(a)(1) (Nov. 2025): 43 where the mandatory term of life applies; without a qualifying prior the term is twenty years to life."""
    charged = count("heroin", "110 g", death_results=True, prior_851=1, prior_851_today=0)
    found = answer("2015-06-01", "2015-05-01", charged, conduct=entry("heroin", "110 g"))
    assert (found["then"]["base_offense_level"], found["today"]["base_offense_level"]) == (43, 38)
    assert ends(found["today"]["statutory_range"]) == (240, "life")


def test_a_death_without_a_drug_charged_is_read_from_a_maximum_of_life() -> None:
    stated = {"statute": "21 U.S.C. § 841(a)(1)", "death_results": True, "prior_851": 0, "statutory": {"min": 240, "max": "life"}}
    assert answer("2015-06-01", "2015-05-01", stated, conduct=entry("heroin", "10 g"))["then"]["base_offense_level"] == 38


@pytest.mark.parametrize(("drug", "amount", "level"), [("heroin", "10 g", 38), ("schedule iii substance", "100 units", None), ("marihuana", "10 kg", None)])
def test_a_death_without_charge_or_term_is_known_where_every_tier_of_the_drug_agrees(drug: str, amount: str, level: int | None) -> None:
    """Heroin stands in (A), (B) or (C) only; Schedule III substances stood in (D) until April 12, 2009 and stand in (E) since."""
    unsaid = {"statute": "21 U.S.C. § 841(a)(1)", "death_results": True, "prior_851": 0}
    found = answer("2015-06-01", "2015-05-01", unsaid, conduct=entry(drug, amount))["then"]
    assert found["base_offense_level"] == level
    assert "convictions[0].charged" in found["needs"]


@pytest.mark.parametrize("statute", ["21 U.S.C. § 846", "21 U.S.C. § 963"])
@pytest.mark.parametrize(("ended", "least"), [("1988-11-17", 0), ("1988-11-18", 120)])
def test_a_conspiracy_carries_the_minimum_of_its_object_since_1988(statute: str, ended: str, least: int) -> None:
    """Pub. L. 100-690, § 6470(a), 102 Stat. 4377; before, only a maximum: Bifulco v. United States, 447 U.S. 381 (1980)."""
    found = answer("1989-05-01", ended, count("cocaine", "5 kg", statute))
    assert ends(found["then"]["statutory_range"]) == (least, "life")


@pytest.mark.parametrize(("ended", "least"), [("1988-11-17", 120), ("1988-11-18", 240)])
def test_a_continuing_criminal_enterprise_named_by_its_section(ended: str, least: int) -> None:
    """21 U.S.C. § 848(a); Pub. L. 100-690, § 6481(a), 102 Stat. 4382."""
    assert ends(answer("1989-05-01", ended, {"statute": "21 U.S.C. § 848"})["then"]["statutory_range"]) == (least, "life")
    assert answer("1989-05-01", ended, {"statute": "21 U.S.C. § 848", "prior_851": 1})["then"]["statutory_range"]["min"] is None


def test_a_communication_facility_after_a_prior() -> None:
    """21 U.S.C. § 843(d)(1): four years, eight after a prior drug felony."""
    assert [
        answer("2016-05-01", "2015-05-01", {"statute": "21 U.S.C. § 843(b)", "prior_851": priors})["then"]["statutory_range"]["max"] for priors in (0, 1)
    ] == [48, 96]


# 21 U.S.C. §§ 859(a), (b), 860(a), (b), 861(b), (c), with § 841(b)(1)(B) 5–40 years, 10–life; (C) 0–20, 0–30
PLACES = [
    ("21 U.S.C. § 860", "cocaine", "100 g", 0, (12, 480)),
    ("21 U.S.C. § 860", "cocaine", "500 g", 0, (60, 960)),
    ("21 U.S.C. § 860(a)", "cocaine", "100 g", 1, (12, 720)),
    ("21 U.S.C. § 860(b)", "cocaine", "100 g", 1, (36, "life")),
    ("21 U.S.C. § 859(b)", "cocaine", "100 g", 1, (12, 1080)),
    ("21 U.S.C. § 860", "cocaine", "500 g", 1, (120, "life")),
    ("21 U.S.C. § 860", "cocaine", "100 g", 1, (None, None)),
    ("21 U.S.C. § 861", "cocaine", "100 g", 1, (12, None)),
    ("21 U.S.C. § 861(d)", "cocaine", "100 g", 0, (None, None)),
    ("21 U.S.C. § 860", "marihuana", "5 g", 0, (0, 120)),
    ("21 U.S.C. § 860", "marihuana", "5.1 g", 0, (12, 120)),
    ("21 U.S.C. § 859", "marihuana", "5 g", 0, (0, 120)),
    ("21 U.S.C. § 861", "marihuana", "5 g", 0, (12, 120)),
]


@pytest.mark.parametrize(("statute", "drug", "amount", "priors", "term"), PLACES)
def test_protected_places_and_minors(statute: str, drug: str, amount: str, priors: int, term: tuple[Any, Any]) -> None:
    assert ends(answer("2016-05-01", "2015-05-01", count(drug, amount, statute, prior_851=priors))["then"]["statutory_range"]) == term


def test_a_conspiracy_to_sell_near_a_school_takes_the_penalty_of_its_object() -> None:
    charged = count("cocaine", "100 g", "21 U.S.C. § 846", object="21 U.S.C. § 860(a)")
    found = answer("2016-05-01", "2015-05-01", charged)["then"]
    assert ends(found["statutory_range"]) == (12, 480)
    assert found["supervised_release"]["min"] == 72  # twice the three years of § 841(b)(1)(C)


@pytest.mark.parametrize(
    ("day", "amount", "level"),
    # USSG §2D2.1(b)(1) from App. C amend. 304 to amend. 748; the table for 6 g of cocaine base: 26, from Nov. 2007 24
    [("1989-10-31", "6 g", 6), ("1990-12-01", "5 g", 6), ("1990-12-01", "6 g", 26), ("2009-12-01", "6 g", 24), ("2010-11-01", "6 g", 8)],
)
def test_possession_of_more_than_five_grams_of_crack(day: str, amount: str, level: int) -> None:
    charged = count("cocaine base", amount, "21 U.S.C. § 844")
    found = answer(day, f"{day[:4]}-02-01" if day < "1990-11" else f"{int(day[:4])}-10-30", charged, conduct=entry("cocaine base", amount, "2D2.1"))
    assert found["then"]["base_offense_level"] == level


@pytest.mark.parametrize(
    ("day", "amount", "level"),
    # §2D1.1(c), note on anabolic steroids: fifty tablets or a vial of 10 cc are a unit (App. C amend. 369); one tablet or 0.5 ml since Mar. 27, 2006 (681)
    [
        # 1,000 units are level 10, 20,000 level 18, 40,000 level 20
        ("2006-03-26", "50,000 tablets", 10),
        ("2006-03-27", "50,000 tablets", 20),
        ("2006-03-26", "50,000 units", 20),
        ("2005-12-01", "10 l", 10),
        ("2006-12-01", "10 l", 18),
        ("2006-12-01", "25 g", 10),
    ],
)
def test_units_of_steroids(day: str, amount: str, level: int) -> None:
    data = {"lenity": 1, "id": "made-up", "sentence": {"date": day}, "guidelines": {"conduct": entry("anabolic steroid", amount)}}
    found = as_json(review(read_data(data, name="made-up", vocabulary=law_vocabulary(), today=TODAY), as_of=TODAY))
    assert found["then"]["base_offense_level"] == level


def test_a_weight_gives_no_units_where_the_note_gives_none() -> None:
    """Since App. C amend. 667 a unit is a pill or half a milliliter; a weight of a powder says neither."""
    data = {"lenity": 1, "id": "made-up", "sentence": {"date": "2016-12-01"}, "guidelines": {"conduct": entry("ketamine", "100 g")}}
    found = as_json(review(read_data(data, name="made-up", vocabulary=law_vocabulary(), today=TODAY), as_of=TODAY))
    assert found["then"]["base_offense_level"] is None
    assert "guidelines.conduct[0].drugs[0].amount" in found["then"]["needs"]


@pytest.mark.parametrize(
    ("guideline", "sections", "level"),
    # §§2D1.2, 2D1.3 as App. C amend. 135 strikes them; cocaine (1987): 200 g 20, 400 g 24, 600 g and 800 g 26
    [
        ("2D1.2", ["2D1.2(a)(1)"], 26),
        ("2D1.2", ["2D1.2(a)(2)"], 24),
        ("2D1.3", ["2D1.3(a)(1)"], 24),
        ("2D1.3", ["2D1.3(a)(2)(B)"], 24),
        ("2D1.3", ["2D1.3(a)(1)", "2D1.3(a)(2)(A)"], 26),
    ],
)
def test_two_or_three_times_the_amount_before_november_1989(guideline: str, sections: list[str], level: int) -> None:
    conduct = entry("cocaine", "200 g", guideline, *sections, protected_location=True)
    assert answer("1988-06-01", "1988-02-01", conduct=conduct)["then"]["base_offense_level"] == level


def test_only_what_involved_the_child_is_multiplied() -> None:
    """§2D1.2 comment. (n.1), struck by App. C amend. 135: double the amount of that offense, then add the others: 2 × 100 + 200 g."""
    conduct = entry("cocaine", "100 g", "2D1.2", "2D1.2(a)(2)", protected_location=True)
    conduct[0]["drugs"].append({"drug": "cocaine", "amount": "200 g", "protected_location": False})
    assert answer("1988-06-01", "1988-02-01", conduct=conduct)["then"]["base_offense_level"] == 24
    open_part = entry("cocaine", "200 g", "2D1.2", "2D1.2(a)(2)")
    found = answer("1988-06-01", "1988-02-01", conduct=open_part)["then"]
    assert found["base_offense_level"] is None
    assert "guidelines.conduct[0].drugs[0].protected_location" in found["needs"]


def _release(day: str, amount: str, *sections: str) -> tuple[Any, Any]:
    data: dict[str, Any] = {
        "lenity": 1,
        "id": "made-up",
        "sentence": {"date": day},
        "offense": {"ended": day},
        "convictions": [count("cocaine", amount)],
        "criminal_history": {"priors": [], "under_sentence": False},
        "guidelines": {"conduct": entry("cocaine", amount), "adjustments": [{"section": section} for section in sections]},
    }
    return ends(as_json(review(read_data(data, name="made-up", vocabulary=law_vocabulary(), today=TODAY), as_of=TODAY))["then"]["supervised_release"])


@pytest.mark.parametrize(
    ("day", "amount", "sections", "term"),
    [
        # USSG §5D1.2(a) until App. C amend. 529: three to five years where a statute demands any; since then the class, two to three years, and the statute's three
        ("1995-10-31", "100 g", [], (36, 60)),
        ("1995-11-01", "100 g", [], (36, 36)),
        # USSG §5D1.2 comment. (n.2) (Nov. 2016): the safety valve lifts the statute's five years; the class has three, from amend. 756 on two to five
        ("2010-12-01", "5 kg", ["5C1.2"], (36, 60)),
        ("2016-12-01", "5 kg", ["5C1.2"], (24, 60)),
        ("2016-12-01", "5 kg", [], (60, 60)),
        ("2025-12-01", "5 kg", ["5C1.2"], (0, 60)),
    ],
)
def test_supervised_release_and_the_safety_valve(day: str, amount: str, sections: list[str], term: tuple[Any, Any]) -> None:
    assert _release(day, amount, *sections) == term
