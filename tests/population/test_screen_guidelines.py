"""Whole records under other guidelines than that of drugs: what the screen gives of today is what the review of the whole case gives, whatever was found."""

from __future__ import annotations

import random
from typing import Any, NamedTuple

import pytest
from test_screen import AS_OF, MANUALS, screened
from test_screen_sound import CATEGORIES, NOTHING_FOUND, coded

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.review import as_json, review


class Offense(NamedTuple):
    """An offense: its statute as a case and as the Commission writes it, characteristics with their levels, and what its base level follows from."""

    statute: str
    coded: str
    characteristics: dict[str, int]
    bases: tuple[int, ...] = ()
    losses: tuple[int, ...] = ()


OFFENSES = {
    "2B1.1": Offense("18 U.S.C. § 1343", "18:1343", {"2B1.1(b)(2)(A)(i)": 2, "2B1.1(b)(10)(C)": 2}, losses=(3000, 12000, 45000, 100000, 145000, 600000)),
    "2K2.1": Offense("18 U.S.C. § 922(g)(1)", "18:922G1", {"2K2.1(b)(4)(A)": 2, "2K2.1(b)(6)(B)": 4, "2K2.1(b)(1)(A)": 2}, bases=(14, 20, 22, 24)),
    "2L1.2": Offense("8 U.S.C. § 1326(b)(2)", "8:1326B2", {"2L1.2(b)(1)(A)": 4, "2L1.2(b)(2)(B)": 8}, bases=(8,)),
    "2B3.1": Offense("18 U.S.C. § 2113(a)", "18:2113A", {"2B3.1(b)(1)": 2, "2B3.1(b)(2)(C)": 5, "2B3.1(b)(4)(B)": 2}, bases=(20,)),
    "2T1.1": Offense("26 U.S.C. § 7201", "26:7201", {"2T1.1(b)(2)": 2}, losses=(20000, 150000, 900000)),
}
CHAPTER_THREE = {"3B1.1(c)": 2, "3B1.2(b)": -2, "3B1.3": 2, "3C1.1": 2, "3A1.1(b)(1)": 2}


def made_up(chance: random.Random) -> tuple[dict[str, Any], dict[str, Any]]:
    """A case, and what of its record follows without reviewing it."""
    guideline = chance.choice(list(OFFENSES))
    offense = OFFENSES[guideline]
    manual, (year, month) = chance.choice([one for one in MANUALS.items() if one[0] >= 2013])
    own = [one for one in offense.characteristics if chance.random() < 0.35]
    role = chance.choice((None, None, "3B1.1(c)", "3B1.2(b)"))
    three = [*([role] if role else []), *(one for one in ("3C1.1", "3A1.1(b)(1)") if chance.random() < 0.15)]
    points = chance.randint(0, 14)
    status = 2 if points >= 2 and manual < 2023 and chance.random() < 0.5 else 0
    loss = chance.choice(offense.losses) if offense.losses else None
    conduct: dict[str, Any] = {"guideline": guideline, "adjustments": [{"section": one} for one in own]}
    conduct |= {"loss": loss} if loss is not None else {"found": {"base_offense_level": chance.choice(offense.bases)}}
    listed = [*three, "3E1.1(a)", *(["3E1.1(b)"] if chance.random() < 0.7 else [])]
    day = f"{year}-{month:02}-01"
    case = {
        "lenity": 1, "id": "made-up", "sentence": {"date": day}, "offense": {"ended": day}, "convictions": [{"count": 1, "statute": offense.statute, "found_by": "plea"}],
        "guidelines": {
            "edition": f"{manual}-11-01", "conduct": [conduct], "adjustments": [{"section": one} for one in listed],
            "findings": {name: chance.random() < 0.3 for name in NOTHING_FOUND} | {"firearm": guideline == "2K2.1"},
        },
        "criminal_history": {"points": points, "status_points": status, "career_offender": False},
    }  # fmt: skip
    levels = {**offense.characteristics, **CHAPTER_THREE}
    record = {
        "fiscal_year": year, "sentenced_year": year, "sentenced_month": month, "manual_year": manual, "guideline": guideline, "guideline_computations": 1, "career_offender": 0,
        "armed_career_criminal": 0, "position": 0, "criminal_history_points": points, "status_points": status, "counts": 1, "statute_1": offense.coded,
        "aggravating_role_levels": 2 if role == "3B1.1(c)" else 0, "mitigating_role_levels": -2 if role == "3B1.2(b)" else 0, "weapon": int("2B3.1(b)(2)(C)" in own),
        "sections_applied": "; ".join(f"{one}{levels[one]:+d}" for one in (*own, *three)), "loss_dollars": None if loss is None else float(loss),
        "drug_minimum_months": 0, "firearm_924c_minimum_months": 0,
    }  # fmt: skip
    return case, record


@pytest.mark.parametrize("seed", range(5))
def test_what_a_record_decides_is_what_the_review_decides(seed: int) -> None:
    chance = random.Random(300 + seed)
    made = []
    for _ in range(14):
        case, record = made_up(chance)
        answer = as_json(review(read_data(case, name="made-up", vocabulary=law_vocabulary(), today=AS_OF), as_of=AS_OF))
        then = answer["then"]
        if then["total_offense_level"] in (None, 1, 43) or then["base_offense_level"] is None:
            continue
        steps = {step["rule"]: step["value"] for step in then["steps"]}
        by_loss = f"{record['guideline']}(b)(1)+{steps['levels_for_loss']}; " if record["guideline"] == "2B1.1" and steps.get("levels_for_loss") else ""
        record |= {
            "base_offense_level": then["base_offense_level"], "final_offense_level": then["total_offense_level"], "acceptance_levels": steps["acceptance_levels"],
            "criminal_history_category": CATEGORIES.index(then["criminal_history"]["category"]) + 1, "sections_applied": by_loss + record["sections_applied"],
            "statutory_min_months": coded(then["statutory_range"]["min"]), "statutory_max_months": coded(then["statutory_range"]["max"]),
        }  # fmt: skip
        made.append((case, record, answer))
    told = 0
    for (case, record, answer), row in zip(made, screened(*(record for _, record, _ in made)), strict=True):
        today = answer["today"]
        for column, value in (("today_base_level", today["base_offense_level"]), ("today_level", today["total_offense_level"])):
            if row[column] is not None and value is not None:
                assert row[column] == value, (column, case, record, row)
                told += 1
        if "not known" not in (row["finding"], answer["change"]["finding"]):
            assert row["finding"] == answer["change"]["finding"], (case, record, row)
    assert told
