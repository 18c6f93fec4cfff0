"""A screen: its columns, the same answers as a review of the same facts, real records, and what it withholds."""

from __future__ import annotations

import os
import random
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from commission_lines import FIXTURES

from lenity.engine import CaseReader
from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.population import schema_types
from lenity.population import screen_passes as passes
from lenity.population.screen import SCREEN_COLUMNS, screen, screen_records
from lenity.population.screen_days import Told, worlds_of
from lenity.population.screen_facts import COLUMNS, DRUG_NAMES, whole_sections
from lenity.population.screen_reasons import case_row
from lenity.review import as_json, review
from lenity.rules import rule_graph

AS_OF = date(2026, 10, 1)
CONTRACT = [
    "record_id", "fiscal_year", "district", "guideline", "then_base_level", "then_level", "then_category", "then_min", "then_max", "today_base_level",
    "today_level", "today_category", "today_min", "today_max", "then_statutory_min", "today_statutory_min", "sentence_months", "change_min_months", "finding",
    "reasons", "needs",
]  # fmt: skip
DATA = Path(os.environ.get("LENITY_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
WHOLE_EDNY = DATA / "ussc_edny_fy2015.csv"
LIFE = 9996
_ROMAN = ("I", "II", "III", "IV", "V", "VI")
MANUALS = {2010: (2011, 3), 2013: (2014, 5), 2014: (2015, 1), 2016: (2017, 2), 2018: (2019, 6), 2023: (2024, 4)}
"""The Manual's year, and a month of sentence in which it was in force."""
CATEGORY_OF = {0: 1, 1: 1, 2: 2, 3: 2, 4: 3, 6: 3, 7: 4, 9: 4, 10: 5, 12: 5, 13: 6}
"""Points and the category of the Sentencing Table's head that they give."""


def records(*rows: dict[str, Any]) -> pl.DataFrame:
    """Records in the schema that say only this."""
    types = schema_types()
    return pl.DataFrame([dict.fromkeys(types) | {"record_id": at} | row for at, row in enumerate(rows, 1)], schema=types).select(COLUMNS)


def screened(*rows: dict[str, Any], as_of: date = AS_OF) -> list[dict[str, Any]]:
    return screen_records(records(*rows), as_of).to_dicts()


def test_columns_are_the_contract_s_in_its_order() -> None:
    assert list(SCREEN_COLUMNS) == CONTRACT
    assert screen_records(records({"fiscal_year": 2015}), AS_OF).columns == CONTRACT


# one front door, one answer


def made_up(chance: random.Random) -> dict[str, Any]:
    """A record at random, each fact missing now and then."""
    manual, (year, month) = chance.choice(list(MANUALS.items()))
    points, is_career = chance.choice(list(CATEGORY_OF)), chance.random() < 0.25
    drugs = [chance.choice([code for code in DRUG_NAMES if code not in (10, 11)]) for _ in range(chance.choice((1, 1, 2)))]
    record: dict[str, Any] = {
        "final_offense_level": chance.randint(1, 43), "criminal_history_category": 6 if is_career else CATEGORY_OF[points], "criminal_history_points": points,
        "status_points": chance.choice((0, 0, 2)) if points >= 2 else 0, "career_offender": int(is_career), "guideline": chance.choice(("2D1.1", "2D1.1", "2L1.2", "2B3.1")),
        "base_offense_level": chance.randint(6, 38), "statutory_min_months": chance.choice((0, 60, 120)), "statutory_max_months": chance.choice((240, 480, LIFE)), "safety_valve": 0,
    }  # fmt: skip
    record = {name: value for name, value in record.items() if chance.random() > 0.2}
    if is_career and "career_offender" not in record and "criminal_history_points" in record:
        record.pop("criminal_history_category", None)  # a case file with such a contradiction is refused
    if chance.random() < 0.7:
        record["drug_count"] = len(drugs)
        for n, code in enumerate(drugs, 1):
            record |= {f"drug_{n}_type": code, f"drug_{n}_grams": chance.choice((0.5, 10.0, 27.9, 28.0, 500.0, 4999.0, 5000.0, 90000.0)), f"drug_{n}_unit": 1}
    if "statutory_min_months" not in record or "statutory_max_months" not in record:
        for name in ("statutory_min_months", "statutory_max_months"):
            record.pop(name, None)
    return {**record, "fiscal_year": year, "sentenced_year": year, "sentenced_month": month, "manual_year": manual}


def as_case(record: dict[str, Any], is_today: bool) -> dict[str, Any]:
    """The same facts as a case file. For today the terms that the judgment stated are left out: without a statute they are no law today."""
    case: dict[str, Any] = {"lenity": 1, "id": "made-up", "sentence": {"date": f"{record['sentenced_year']}-{record['sentenced_month']:02}-01"}}
    guidelines: dict[str, Any] = {"edition": f"{record['manual_year']}-11-01"}
    if "guideline" in record:
        conduct: dict[str, Any] = {"guideline": record["guideline"]}
        if "base_offense_level" in record:
            conduct["found"] = {"base_offense_level": record["base_offense_level"]}
        if record["guideline"] == "2D1.1" and "drug_count" in record:
            drugs = range(1, record["drug_count"] + 1)
            conduct["drugs"] = [{"drug": DRUG_NAMES[record[f"drug_{n}_type"]], "amount": f"{record[f'drug_{n}_grams']} g"} for n in drugs]
        guidelines["conduct"] = [conduct]
    if "final_offense_level" in record:
        guidelines["found"] = {"total_offense_level": record["final_offense_level"]}
    case["guidelines"] = guidelines
    history = {"points": "criminal_history_points", "status_points": "status_points"}
    told: dict[str, Any] = {field: record[name] for field, name in history.items() if name in record}
    if "criminal_history_category" in record:
        told["category"] = _ROMAN[record["criminal_history_category"] - 1]
    if "career_offender" in record:
        told["career_offender"] = bool(record["career_offender"])
    if told:
        case["criminal_history"] = told
    if "statutory_min_months" in record and not is_today:
        life = "life" if record["statutory_max_months"] == LIFE else record["statutory_max_months"]
        case["convictions"] = [{"count": 1, "statutory": {"min": record["statutory_min_months"], "max": life}}]
    return case


def of_review(record: dict[str, Any], side: str) -> dict[str, Any]:
    """What `lenity review` says of one side, in a screen's columns."""
    case = read_data(as_case(record, side == "today"), name="made-up", vocabulary=law_vocabulary(), today=AS_OF)
    answer = as_json(review(case, as_of=AS_OF))[side]
    category = answer["criminal_history"]["category"]
    ends = {end: LIFE if answer["guideline_range"][end] == "life" else answer["guideline_range"][end] for end in ("min", "max")}
    values = {"base_level": answer["base_offense_level"], "level": answer["total_offense_level"], "category": category and _ROMAN.index(category) + 1, **ends}
    return {f"{side}_{name}": value for name, value in values.items()}


def test_a_row_is_the_review_of_the_same_facts() -> None:
    chance = random.Random(20251101)
    made = [made_up(chance) for _ in range(60)]
    for record, row in zip(made, screened(*made), strict=True):
        for side in ("then", "today"):
            for name, value in of_review(record, side).items():
                if name == "then_base_level":
                    value = record.get("base_offense_level", value)  # a review shows what it computes, a screen what the record found
                elif name == "today_base_level" and "recorded base offense level" in (row["reasons"] or ""):
                    value = None
                elif side == "today" and "whether career offender or armed career" in (row["needs"] or ""):
                    value = row[name] and value  # a case file that says nothing of the status says no; a file without the column says nothing
                assert row[name] == value, (name, record, row)


def test_both_readers_agree_on_the_tables_of_a_screen() -> None:
    chance = random.Random(7)
    out = passes.spread(records(*(made_up(chance) for _ in range(40))))
    reader = CaseReader(rule_graph())
    for day in (None, AS_OF):
        found = passes.run(out, day)
        for at in range(len(out)):
            row = case_row(passes.tables_of(out.slice(at, 1), day))
            assert {name: reader.read(row, rule) for name, rule in passes.OUTPUTS.items()} == found.row(at, named=True)


def test_alone_or_among_others() -> None:
    chance = random.Random(3)
    made = [made_up(chance) for _ in range(30)]
    together = screened(*made)
    for at, record in enumerate(made):
        assert {**screened(record)[0], "record_id": at + 1} == together[at]


# dates


def test_a_fiscal_year_leaves_two_editions_open() -> None:
    assert {edition for _, edition in worlds_of(Told(2015, None, None, None), ())} == {date(2013, 11, 1), date(2014, 11, 1)}
    assert {edition for _, edition in worlds_of(Told(2015, 2014, 10, None), ())} == {date(2013, 11, 1)}
    assert {edition for _, edition in worlds_of(Told(2015, None, None, 2014), ())} == {date(2014, 11, 1)}


def test_1994_stands_for_six_manuals_from_2015_on() -> None:
    editions = {edition for _, edition in worlds_of(Told(2016, None, None, 1994), ())}
    assert {date(year, 11, 1) for year in range(1989, 1995)} <= editions
    assert min(edition for _, edition in worlds_of(Told(2014, None, None, 1994), ()) if edition) == date(1994, 11, 1)


def test_an_answer_that_the_day_of_sentence_changes_is_not_known() -> None:
    """500 g of cocaine: level 26 before amendment 782 (2014-11-01), 24 from then on."""
    facts = {"guideline": "2D1.1", "drug_count": 1, "drug_1_type": 1, "drug_1_grams": 500.0, "drug_1_unit": 1, "fiscal_year": 2015}
    open_, before, after = screened(facts, {**facts, "sentenced_year": 2014, "sentenced_month": 10}, {**facts, "sentenced_year": 2014, "sentenced_month": 11})
    assert [row["then_base_level"] for row in (open_, before, after)] == [None, 26, 24]
    assert "sentence date" in open_["needs"]
    assert "sentence date" not in before["needs"]
    assert "782" in before["reasons"]
    assert "Base offense level 26 then, 24 today" in before["reasons"]


def test_no_date_at_all() -> None:
    (row,) = screened({"final_offense_level": 20, "criminal_history_category": 1})
    assert row["then_min"] is None
    assert row["needs"].startswith("fiscal year")


# criminal history


def test_status_points_are_counted_anew() -> None:
    """Six points of which two are for status: category III then; four without them, and none is added below seven: III. Five, two for status: III then, II today."""
    base = {"fiscal_year": 2020, "final_offense_level": 20}
    row = screened({**base, "criminal_history_points": 5, "status_points": 2, "criminal_history_category": 3})[0]
    assert (row["then_category"], row["today_category"]) == (3, 2)
    assert "App. C amend. 821: Criminal History Category III then, II today" in row["reasons"]
    unknown = screened({**base, "criminal_history_points": 5, "criminal_history_category": 3})[0]
    assert unknown["today_category"] is None
    assert "status points" in unknown["needs"]


def test_recency_points_of_before_2010_are_not_counted_today() -> None:
    """Four points under the Manual of 2005 can be two and two for recency: category III then, II or III today."""
    row = screened({"fiscal_year": 2006, "manual_year": 2005, "criminal_history_points": 4, "status_points": 0, "criminal_history_category": 3})[0]
    assert (row["then_category"], row["today_category"]) == (3, None)
    later = screened({"fiscal_year": 2012, "manual_year": 2011, "criminal_history_points": 4, "status_points": 0, "criminal_history_category": 3})[0]
    assert later["today_category"] == 3


def test_a_category_that_points_do_not_give_is_not_counted_anew() -> None:
    row = screened({"fiscal_year": 2020, "final_offense_level": 34, "criminal_history_points": 9, "status_points": 0, "criminal_history_category": 6})[0]
    assert (row["then_category"], row["today_category"]) == (6, None)
    assert "the recorded category VI is not the IV that 9 points give" in row["reasons"]


def test_a_base_level_that_the_drugs_do_not_give_stands_and_is_not_judged_anew() -> None:
    """Level 38 for a death (§2D1.1(a)(2)) is not a matter of weight."""
    facts = {"fiscal_year": 2018, "manual_year": 2016, "guideline": "2D1.1", "drug_count": 1, "drug_1_type": 3, "drug_1_grams": 10.0, "drug_1_unit": 1}
    death, weight = screened({**facts, "base_offense_level": 38}, {**facts, "base_offense_level": 14})
    assert (death["then_base_level"], death["today_base_level"]) == (38, None)
    assert "which alternative of the base offense level applies" in death["needs"]
    assert "the recorded base offense level 38 is not the 14" in death["reasons"]
    assert (weight["then_base_level"], weight["today_base_level"], weight["reasons"]) == (14, 14, None)


def test_a_career_offender_s_category_is_told_to_rest_on_the_status() -> None:
    facts = {"fiscal_year": 2018, "final_offense_level": 34, "career_offender": 1, "criminal_history_points": 9, "status_points": 0}
    row, other = screened({**facts, "criminal_history_category": 6}, {**facts, "criminal_history_category": 4})
    assert (row["then_category"], row["today_category"]) == (6, 6)
    assert "§4B1.2 today" in row["needs"]
    assert (other["then_category"], other["today_category"]) == (4, None)
    assert "the recorded category IV is not the VI of a career offender" in other["reasons"]


def test_points_of_before_2007_rest_on_the_old_counting() -> None:
    facts = {"criminal_history_points": 1, "status_points": 0, "criminal_history_category": 1}
    old, new = screened({**facts, "fiscal_year": 2007, "manual_year": 2006}, {**facts, "fiscal_year": 2008, "manual_year": 2007})
    assert "amendment 709" in old["needs"]
    assert "amendment 709" not in new["needs"]


def test_a_category_alone_is_carried_over_and_told() -> None:
    row = screened({"fiscal_year": 2020, "criminal_history_category": 2})[0]
    assert row["today_category"] == 2
    assert "the category is carried over" in row["needs"]


# what holds without the parts of the level

FRAUD = {
    "fiscal_year": 2020, "manual_year": 2018, "guideline": "2B1.1", "guideline_computations": 1, "final_offense_level": 20, "criminal_history_points": 5,
    "status_points": 2, "criminal_history_category": 3, "career_offender": 0, "armed_career_criminal": 0, "position": 0,
}  # fmt: skip
COCAINE = {
    "fiscal_year": 2013, "manual_year": 2012, "guideline": "2D1.1", "guideline_computations": 1, "base_offense_level": 26, "final_offense_level": 23,
    "criminal_history_points": 3, "status_points": 0, "criminal_history_category": 2, "career_offender": 0, "armed_career_criminal": 0,
    "drug_count": 1, "drug_1_type": 1, "drug_1_grams": 600.0, "drug_1_unit": 1, "acceptance_levels": -3,
    "mitigating_role_levels": 0, "aggravating_role_levels": 0, "weapon_enhancement": 0, "safety_valve": 0,
}  # fmt: skip


def test_a_level_is_carried_over_where_nothing_that_reaches_it_changed() -> None:
    """Sentencing Table: level 20 is 41-51 in category III, 37-46 in II. Amendment 821 takes the two status points off five."""
    row = screened(FRAUD)[0]
    assert (row["today_level"], row["today_min"], row["today_max"], row["change_min_months"], row["finding"]) == (20, 37, 46, -4, "lower")
    assert "amend. 821" in row["reasons"]
    assert "the level found is carried over" in row["needs"]


@pytest.mark.parametrize(
    "change",
    [
        {"guideline_computations": 2},
        {"guideline": "2K2.1"},
        {"guideline": None},
        {"guideline": "2D1.1"},
        {"status_points": None},
        {"final_offense_level": None},
    ],
)
def test_no_finding_where_something_may_have_raised_the_level(change: dict[str, Any]) -> None:
    assert screened({**FRAUD, **change})[0]["finding"] == "not known"


def test_a_range_at_most_so_high_is_found_lower_without_figures() -> None:
    """600 g of cocaine: 26 then, 24 since amendment 782. Level 23 in II is 51-63, level 21 is 41-51."""
    row = screened(COCAINE)[0]
    assert (row["finding"], row["today_level"], row["today_min"], row["change_min_months"]) == ("lower", None, None, None)
    assert "at most 41–51 today" in row["reasons"]


def test_the_third_level_for_acceptance_may_be_lost_by_the_fall() -> None:
    """100 g of cocaine: 18 then, 16 since amendment 782; with a minor role 16 and 14, so the third level of §3E1.1(b) goes: 13 (15-21 in II), then 12 (12-18)."""
    small = {"base_offense_level": 18, "drug_1_grams": 100.0, "safety_valve": 1, "final_offense_level": 13}
    assert "at most 12–18 today" in screened({**COCAINE, **small})[0]["reasons"]


@pytest.mark.parametrize(
    "change",
    [
        {"statutory_min_months": 60},  # binds then, and may today
        {"career_offender": 1, "criminal_history_category": 6},  # the level is that of the status
        {"mitigating_role_levels": None},  # a floor may hold the level up
        {"guideline_computations": None},
        {"base_offense_level": 30},  # not what the drugs give
    ],
)
def test_no_finding_where_the_fall_of_the_base_level_may_not_reach_the_range(change: dict[str, Any]) -> None:
    assert screened({**COCAINE, **change})[0]["finding"] == "not known"


def test_a_category_that_may_rest_on_a_status_is_not_counted_anew() -> None:
    """Thirteen points, two for status: VI then; V today, unless the person is a career offender, which a file without the column does not say."""
    facts = {"fiscal_year": 2020, "final_offense_level": 20, "criminal_history_points": 13, "status_points": 2, "criminal_history_category": 6}
    untold, told = screened(facts, {**facts, "career_offender": 0, "armed_career_criminal": 0})
    assert (untold["today_category"], told["today_category"]) == (None, 5)
    assert "whether career offender or armed career criminal status, or §4B1.5, was applied" in untold["needs"]


# the range then, and the statute


def test_the_record_s_own_range_stands_and_a_difference_is_named() -> None:
    row = screened({"fiscal_year": 2020, "final_offense_level": 20, "criminal_history_category": 1, "guideline_min_months": 30, "guideline_max_months": 37})[0]
    assert (row["then_min"], row["then_max"]) == (30, 37)
    assert "the recorded range 30–37 is not the 33–41 that level 20 and category 1 give" in row["reasons"]


def test_life_is_coded_as_the_commission_codes_it() -> None:
    row = screened({"fiscal_year": 2020, "final_offense_level": 43, "criminal_history_category": 1, "sentence_months": 470.0})[0]
    assert (row["then_min"], row["then_max"], row["sentence_months"]) == (LIFE, LIFE, 470.0)


def test_levels_above_43_are_43() -> None:
    row = screened({"fiscal_year": 2020, "final_offense_level": 46, "criminal_history_category": 1})[0]
    assert (row["then_level"], row["then_min"]) == (43, LIFE)


@pytest.mark.parametrize(("levels", "low", "high"), [(0, 360, LIFE), (-2, 292, 365), (-3, 262, 327)])
def test_the_range_of_a_career_offender_with_a_firearm_count(levels: int, low: int, high: int) -> None:
    facts = {
        "fiscal_year": 2020, "final_offense_level": 29, "criminal_history_category": 6, "guideline_min_months": low, "guideline_max_months": high,
        "firearm_924c_minimum_months": 60, "statutory_min_months": 60, "safety_valve_kind": 0,
    }  # fmt: skip
    told, untold, other = screened({**facts, "acceptance_levels": levels}, facts, {**facts, "acceptance_levels": -1})
    assert all("§4B1.1(c)" in row["reasons"] for row in (told, untold))
    assert "Ch. 5 Pt. A" in other["reasons"]


def test_the_same_range_in_a_file_without_firearm_terms() -> None:
    facts = {"fiscal_year": 2020, "final_offense_level": 29, "criminal_history_category": 6, "guideline_min_months": 262, "guideline_max_months": 327}
    row, other, told = screened(facts, {**facts, "criminal_history_category": 5}, {**facts, "firearm_924c_minimum_months": 0})
    assert "though the record says nothing of firearm counts" in row["reasons"]
    assert "Ch. 5 Pt. A" in other["reasons"]
    assert "Ch. 5 Pt. A" in told["reasons"]


def test_no_statutory_minimum_of_then_is_taken_as_today_s() -> None:
    facts = {
        "fiscal_year": 2020,
        "final_offense_level": 20,
        "criminal_history_category": 1,
        "statutory_min_months": 60,
        "statutory_max_months": 480,
        "safety_valve": 0,
    }
    row, drug = screened(facts, {**facts, "counts": 1, "statute_1": "21:841"})
    assert [one["then_statutory_min"] for one in (row, drug)] == [60, 60]
    assert [one["today_statutory_min"] for one in (row, drug)] == [None, None]


def test_one_count_under_a_section_with_one_term() -> None:
    """NWSTAT1–5 name the unique statutes of all counts (Variable Codebook), so two counts of wire fraud have no minimum either (18 U.S.C. § 1343)."""
    section = next(one for one in sorted(whole_sections()) if one == "18 U.S.C. § 1343")
    facts = {"fiscal_year": 2020, "counts": 1, "statute_1": "18:1343", "statutory_min_months": 0, "statutory_max_months": 240}
    one, two = screened(facts, {**facts, "counts": 2})
    assert section
    assert (one["today_statutory_min"], two["today_statutory_min"]) == (0, 0)
    other = screened({**facts, "counts": 2, "statute_2": "21:841"})[0]
    assert other["today_statutory_min"] is None


def test_a_guideline_that_is_no_section_is_not_shown() -> None:
    assert [row["guideline"] for row in screened({"guideline": "=1+1", "fiscal_year": 2020}, {"guideline": "2D1.1", "fiscal_year": 2020})] == [None, "2D1.1"]


# real records


def assert_edny(path: Path, tmp_path: Path) -> pl.DataFrame:
    raw = pl.read_csv(path)
    report = screen([path], tmp_path / "out.parquet", as_of=AS_OF)
    rows = pl.read_parquet(tmp_path / "out.parquet")
    assert report.written == len(rows) == len(raw)
    assert rows["record_id"].to_list() == raw["OffenderID"].to_list()
    assert rows["then_min"].to_list() == [None if value == -999 else value for value in raw["MinGuideRange"]]
    assert rows["then_max"].to_list() == [None if value == -999 else value for value in raw["MaxGuideRange"]]
    assert rows["then_level"].to_list() == [None if value == -999 else value for value in raw["FinalOffLevel"]]
    disagreeing = rows.filter(pl.col("reasons").str.contains("Ch. 5 Pt. A").fill_null(False))
    assert len(disagreeing) == 0, disagreeing.to_dicts()
    return rows


def test_real_records_of_a_district(tmp_path: Path) -> None:
    assert_edny(FIXTURES / "edny_fy2015.csv", tmp_path)


@pytest.mark.skipif(not WHOLE_EDNY.is_file(), reason="the district file is not here")
def test_every_range_of_the_district_file(tmp_path: Path) -> None:
    rows = assert_edny(WHOLE_EDNY, tmp_path)
    by_rule = rows.filter(pl.col("reasons").str.contains("§4B1.1(c)", literal=True).fill_null(False))
    assert by_rule.select("then_min", "then_max").rows() == [(262, 327)] * 2


@pytest.mark.skipif(not WHOLE_EDNY.is_file(), reason="the district file is not here")
def test_ranges_recomputed_without_the_recorded_ones() -> None:
    """Level and category alone give the recorded range, but for the two ranges of §4B1.1(c)."""
    from lenity.population import scan

    real = scan(WHOLE_EDNY).select(COLUMNS).collect()
    blind = real.with_columns(guideline_min_months=pl.lit(None, pl.Int64), guideline_max_months=pl.lit(None, pl.Int64))
    rows = screen_records(blind, AS_OF)
    unlike = (rows["then_min"] != real["guideline_min_months"]) | (rows["then_max"] != real["guideline_max_months"])
    assert unlike.null_count() == 0
    assert unlike.sum() == 2


@pytest.mark.parametrize(
    ("change", "finding"), [({}, "lower"), ({"primary_drug": 77}, "not known"), ({"drug_count": 2}, "not known"), ({"mitigating_role_levels": -2}, "not known")]
)
def test_a_drug_record_without_a_weight_is_lower_by_its_category(change: dict[str, Any], finding: str) -> None:
    """The amounts of cocaine only rose since 2018, so whatever the weight, the base level is no higher; the category falls from III to II."""
    record = {**FRAUD, "guideline": "2D1.1", "drug_count": 1, "primary_drug": 1, "mitigating_role_levels": 0}
    assert screened({**record, **change})[0]["finding"] == finding


def test_a_category_that_repeated_sex_offenses_may_have_raised_is_not_counted_anew() -> None:
    """§4B1.5(a) sets category V at the least. Ten points, two for status: V then, IV by points today, and V under §4B1.5."""
    facts = {
        "fiscal_year": 2020,
        "criminal_history_points": 10,
        "status_points": 2,
        "criminal_history_category": 5,
        "career_offender": 0,
        "armed_career_criminal": 0,
    }
    sex, fraud = screened({**facts, "guideline": "2G2.2"}, {**facts, "guideline": "2B1.1"})
    assert (sex["today_category"], fraud["today_category"]) == (None, 4)
