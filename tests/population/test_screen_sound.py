"""A finding of a screen, made from what a file keeps of a case, is what the review of the whole case has before the statute."""

from __future__ import annotations

import random
from typing import Any

import pytest
from test_screen import AS_OF, LIFE, MANUALS, screened

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.review import as_json, review

WEIGHTS = ("30 g", "300 g", "600 g", "2.5 kg", "6 kg", "20 kg", "70 kg", "200 kg")
CODES = {"cocaine": 1, "heroin": 3, "cocaine base": 2}
ADJUSTMENTS = ("2D1.1(b)(1)", "3B1.1(c)", "3C1.1")
CATEGORIES = ("I", "II", "III", "IV", "V", "VI")
NOTHING_FOUND = {
    "violence_or_threat": False, "firearm": False, "death_or_serious_injury": False, "sex_offense": False, "substantial_financial_hardship": False, "truthful_disclosure": False,
}  # fmt: skip


def whole_case(chance: random.Random) -> tuple[dict[str, Any], int, int]:
    """A drug case in which every fact is known, and its Manual's year and month of sentence."""
    manual, (year, month) = chance.choice([item for item in MANUALS.items() if item[0] >= 2010])
    points = chance.randint(0, 14)
    status = 2 if points >= 2 and manual < 2023 and chance.random() < 0.5 else 0
    applied = [section for section in ADJUSTMENTS if chance.random() < 0.25]
    case = {
        "lenity": 1, "id": "made-up", "sentence": {"date": f"{year}-{month:02}-01"},
        "offense": {"ended": f"{year}-{month:02}-01"},
        "guidelines": {
            "edition": f"{manual}-11-01", "findings": {**NOTHING_FOUND, "firearm": "2D1.1(b)(1)" in applied},
            "conduct": [{
                "guideline": "2D1.1", "drugs": [{"drug": chance.choice(list(CODES)), "amount": chance.choice(WEIGHTS)}],
                "adjustments": [{"section": one} for one in applied if one.startswith("2")],
            }],
            "adjustments": [{"section": one} for one in (*[one for one in applied if one.startswith("3")], "3E1.1(a)", *(["3E1.1(b)"] if chance.random() < 0.7 else []))],
        },
        "criminal_history": {"points": points, "status_points": status, "career_offender": False},
    }  # fmt: skip
    return case, manual, year * 100 + month


def kept_of(case: dict[str, Any], then: dict[str, Any], manual: int, when: int) -> dict[str, Any]:
    """What the Commission's file keeps of the case."""
    conduct, history = case["guidelines"]["conduct"][0], case["criminal_history"]
    sections = [one["section"] for one in (*conduct["adjustments"], *case["guidelines"]["adjustments"])]
    drug = conduct["drugs"][0]
    number, unit = drug["amount"].split()
    acceptance = next(step["value"] for step in then["steps"] if step["rule"] == "acceptance_levels")
    return {
        "fiscal_year": when // 100, "sentenced_year": when // 100, "sentenced_month": when % 100, "manual_year": manual, "guideline": "2D1.1", "guideline_computations": 1,
        "base_offense_level": then["base_offense_level"], "final_offense_level": then["total_offense_level"], "acceptance_levels": acceptance,
        "criminal_history_category": CATEGORIES.index(then["criminal_history"]["category"]) + 1, "criminal_history_points": history["points"], "status_points": history["status_points"],
        "career_offender": 0, "armed_career_criminal": 0, "safety_valve": 0, "mitigating_role_levels": 0, "position": 0,
        "aggravating_role_levels": 2 if "3B1.1(c)" in sections else 0, "weapon_enhancement": int("2D1.1(b)(1)" in sections), "weapon": int("2D1.1(b)(1)" in sections),
        "drug_count": 1, "primary_drug": CODES[drug["drug"]], "drug_1_type": CODES[drug["drug"]], "drug_1_unit": 1, "drug_1_grams": float(number) * (1000 if unit == "kg" else 1),
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_a_finding_of_a_screen_is_that_of_the_review(seed: int) -> None:
    chance = random.Random(seed)
    made = []
    for _ in range(12):
        case, manual, when = whole_case(chance)
        answer = as_json(review(read_data(case, name="made-up", vocabulary=law_vocabulary(), today=AS_OF), as_of=AS_OF))
        made.append((answer, kept_of(case, answer["then"], manual, when), case))
    rows = screened(*(kept for _, kept, _ in made))
    told = 0
    for (answer, kept, case), row in zip(made, rows, strict=True):
        then, today = (answer[side]["guideline_range"] for side in ("then", "today"))
        assert (row["then_min"], row["then_max"]) == (coded(then["min"]), coded(then["max"]))
        if row["finding"] == "not known":
            continue
        assert today["min"] is not None, case
        ends = [(coded(one["min"]), coded(one["max"])) for one in (then, today)]
        assert row["finding"] == ("lower" if ends[1] < ends[0] else "same" if ends[1] == ends[0] else "higher"), (case, kept, row)
        told += 1
    assert told


def coded(months: int | str) -> int:
    return LIFE if months == "life" else int(months)


# the whole record


SECTIONS = {"2D1.1(b)(1)": 2, "2D1.1(b)(4)": 2, "2D1.1(b)(12)": 2, "3B1.1(c)": 2, "3B1.1(a)": 4, "3B1.2(b)": -2, "3B1.2(a)": -4, "3B1.3": 2, "3C1.1": 2}
ROLES = ("3B1.1(c)", "3B1.1(a)", "3B1.2(b)", "3B1.2(a)")


def with_findings(chance: random.Random) -> tuple[dict[str, Any], int, int]:
    """The case with more sections, and with findings as they may have been."""
    case, manual, when = whole_case(chance)
    conduct = case["guidelines"]["conduct"][0]
    weapon = chance.random() < 0.3
    role = chance.choice((None, None, *ROLES))
    characteristics = [*(["2D1.1(b)(1)"] if weapon else []), *(one for one in ("2D1.1(b)(4)", "2D1.1(b)(12)") if chance.random() < 0.2)]
    chapter_three = [*([role] if role else []), *(one for one in ("3B1.3", "3C1.1") if chance.random() < 0.2 and (one != "3B1.3" or role not in ROLES[:2]))]
    third = ["3E1.1(b)"] if chance.random() < 0.7 else []
    conduct["adjustments"] = [{"section": one} for one in characteristics]
    case["guidelines"]["adjustments"] = [{"section": one} for one in (*chapter_three, "3E1.1(a)", *third)]
    case["guidelines"]["findings"] = {name: chance.random() < 0.3 for name in NOTHING_FOUND} | {"firearm": weapon, "truthful_disclosure": chance.random() < 0.5}
    return case, manual, when


@pytest.mark.parametrize("seed", range(6))
def test_figures_of_a_record_taken_apart_are_those_of_the_review(seed: int) -> None:
    """Whatever the findings are that the file does not keep: a figure of today that the screen gives is the review's."""
    chance = random.Random(100 + seed)
    made = []
    for _ in range(12):
        case, manual, when = with_findings(chance)
        answer = as_json(review(read_data(case, name="made-up", vocabulary=law_vocabulary(), today=AS_OF), as_of=AS_OF))
        then = answer["then"]
        if then["total_offense_level"] is None or then["total_offense_level"] in (1, 43):
            continue
        kept = kept_of(case, then, manual, when)
        applied = [
            one["section"] for one in (*case["guidelines"]["conduct"][0]["adjustments"], *case["guidelines"]["adjustments"]) if one["section"] in SECTIONS
        ]
        kept["sections_applied"] = "; ".join(f"{one}{SECTIONS[one]:+d}" for one in applied)
        kept["aggravating_role_levels"] = next((SECTIONS[one] for one in applied if one.startswith("3B1.1")), 0)
        kept["mitigating_role_levels"] = next((SECTIONS[one] for one in applied if one.startswith("3B1.2")), 0)
        kept["mitigating_role_cap"] = None
        if chance.random() < 0.4:
            kept |= {"drug_1_grams": None, "drug_1_unit": None}
        made.append((answer, kept, case))
    rows = screened(*(kept for _, kept, _ in made))
    told = 0
    for (answer, kept, case), row in zip(made, rows, strict=True):
        today = answer["today"]
        for column, value in (("today_base_level", today["base_offense_level"]), ("today_level", today["total_offense_level"])):
            if row[column] is not None and value is not None:
                assert row[column] == value, (column, case, kept, row)
                told += column == "today_level"
        ends = [(coded(one["min"]), coded(one["max"])) for one in (answer["then"]["guideline_range"], today["guideline_range"]) if one["min"] is not None]
        if row["finding"] != "not known" and len(ends) == 2:
            assert row["finding"] == ("lower" if ends[1] < ends[0] else "same" if ends[1] == ends[0] else "higher"), (case, kept, row)
    assert told


# the statute


CHARGED = ("1 g", "30 g", "600 g", "6 kg", "2 kg")


@pytest.mark.parametrize("seed", range(6))
def test_a_finding_after_the_statute_is_that_of_the_review(seed: int) -> None:
    """Convictions under 21 U.S.C. § 841 by plea, some with a noticed prior or the safety valve: a finding and a minimum of today are the review's."""
    chance = random.Random(200 + seed)
    made = []
    for _ in range(12):
        case, manual, when = with_findings(chance)
        drug = case["guidelines"]["conduct"][0]["drugs"][0]["drug"]
        prior = int(chance.random() < 0.3)
        case["convictions"] = [{
            "count": 1, "statute": "21 U.S.C. § 841(a)(1)", "charged": [{"drug": drug, "amount": chance.choice(CHARGED)}], "found_by": "plea",
            "prior_851": prior, "prior_851_today": prior * chance.randint(0, 1),
        }]  # fmt: skip
        answer = as_json(review(read_data(case, name="made-up", vocabulary=law_vocabulary(), today=AS_OF), as_of=AS_OF))
        then = answer["then"]
        if then["total_offense_level"] is None or then["total_offense_level"] in (1, 43) or then["range"]["min"] is None:
            continue
        kept = kept_of(case, then, manual, when)
        applied = [
            one["section"] for one in (*case["guidelines"]["conduct"][0]["adjustments"], *case["guidelines"]["adjustments"]) if one["section"] in SECTIONS
        ]
        minimum = coded(then["statutory_range"]["min"])
        kept |= {
            "sections_applied": "; ".join(f"{one}{SECTIONS[one]:+d}" for one in applied),
            "aggravating_role_levels": next((SECTIONS[one] for one in applied if one.startswith("3B1.1")), 0),
            "mitigating_role_levels": next((SECTIONS[one] for one in applied if one.startswith("3B1.2")), 0),
            "counts": 1, "statute_1": "21:841", "statutory_min_months": minimum, "statutory_max_months": coded(then["statutory_range"]["max"]), "drug_minimum_months": minimum,
            "firearm_924c_minimum_months": 0, "safety_valve_kind": 0,
        }  # fmt: skip
        made.append((answer, kept, case))
    rows = screened(*(kept for _, kept, _ in made))
    told = 0
    for (answer, kept, case), row in zip(made, rows, strict=True):
        if row["today_statutory_min"] is not None:
            assert row["today_statutory_min"] == coded(answer["today"]["statutory_range"]["min"]), (case, kept, row)
        if row["finding"] != "not known" and answer["change"]["finding"] != "not known":
            assert row["finding"] == answer["change"]["finding"], (case, kept, row)
            told += 1
    assert told
