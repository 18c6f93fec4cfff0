"""One case and every row beside similarly situated people, on made-up records and on rows of the Commission's files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.peers import EACH_COLUMNS, NotComparable, Situation, Within, compare, compare_each, compare_situation, situation_of
from lenity.population import ReadFaults

ROOT = Path(__file__).parents[2]
ROWS = ROOT / "tests/fixtures/population"
AS_OF = date(2025, 11, 1)
DAY = date(2026, 11, 24)


def written(folder: Path, rows: list[dict[str, Any]], name: str = "people.csv") -> Path:
    """A file in the Commission's names: made-up people of a type of crime, level and category."""
    base = {"FISCAL_YEAR": 2022, "OFFGUIDE": 10, "XFOLSOR": 25, "XCRHISSR": 1, "XMINSOR": 57, "XMAXSOR": 71, "SENTIMP": 1, "SENTRNGE": 0, "DISTRICT": 52}
    frame = pl.DataFrame([{**base, **row} for row in rows])
    path = folder / name
    frame.write_csv(path)
    return path


HERE = Situation(
    {"offense_type": 10, "level": 25, "category": 1, "range_min": 57, "range_max": 71, "district": "ilnd", "circuit": 7, "settled": "plea", "history": 1}, 60.0
)


def test_figures_of_a_small_cell_by_hand(tmp_path: Path) -> None:
    """Four in prison with 24, 36, 48 and 60 months, one on probation, one with substantial assistance, one of another level."""
    rows = [{"SENTTOT": months} for months in (24, 36, 48, 60)]
    rows += [{"SENTTOT": None, "SENTIMP": 4, "SENTRNGE": 8}, {"SENTTOT": 6, "SENTRNGE": 2}, {"SENTTOT": 240, "XFOLSOR": 30}]
    data = compare_situation(HERE, [written(tmp_path, rows)], as_of=AS_OF).as_data()
    assert data["cell"]["definition"] == "type-level-category"
    assert data["records"]["found"] == 6
    assert data["records"]["substantial_assistance_left_out"] == 1
    assert data["imprisoned"]["count"] == 4
    assert data["imprisoned"]["share"] == 0.8
    assert [data["prison_months"][name] for name in ("mean", "quartile_1", "median", "quartile_3")] == [42.0, 33.0, 42.0, 51.0]
    assert data["everyone_months"] == {"mean": 33.6, "median": 36.0}
    assert data["sentence"] == {"months": 60.0, "percentile": 87.5, "percentile_of_everyone": 90.0}
    assert {name: data["position"][name]["count"] for name in ("below", "within", "above")} == {"below": 2, "within": 4, "above": 0}
    assert data["position"]["substantial_assistance"] == 1


def test_fewer_than_three_imprisoned_are_not_told(tmp_path: Path) -> None:
    """JSIN reports nothing of fewer than three: https://www.ussc.gov/guidelines/judiciary-sentencing-information"""
    two = compare_situation(HERE, [written(tmp_path, [{"SENTTOT": 24}, {"SENTTOT": 36}])], as_of=AS_OF)
    assert two.as_data()["withheld"]
    assert two.as_data()["prison_months"] is None
    assert two.as_data()["distribution"] == []
    assert two.percentile is None


def test_only_the_last_five_years_that_had_ended_count(tmp_path: Path) -> None:
    rows = [{"SENTTOT": year - 2000, "FISCAL_YEAR": year} for year in range(2015, 2026) for _ in range(3)]
    path = written(tmp_path, rows)
    assert compare_situation(HERE, [path], as_of=date(2024, 9, 30)).years == (2019, 2020, 2021, 2022, 2023)
    found = compare_situation(HERE, [path], as_of=date(2024, 10, 1))
    assert found.years == (2020, 2021, 2022, 2023, 2024)
    assert found.as_data()["prison_months"]["mean"] == 22
    with pytest.raises(NotComparable, match="FY2015"):
        compare_situation(HERE, [path], as_of=date(2012, 1, 1))


def test_life_and_longer_terms_stand_together_at_470(tmp_path: Path) -> None:
    path = written(tmp_path, [{"SENTTOT": months, "XMINSOR": 360, "XMAXSOR": 9996} for months in (470, 600, 360, 240)])
    here = Situation({"offense_type": 10, "range_min": 360, "range_max": 9996}, 470.0)
    found = compare_situation(here, [path], as_of=AS_OF, cell="range-type")
    data = found.as_data()
    assert data["prison_months"]["capped"] == 2
    assert data["prison_months"]["mean"] == (470 + 470 + 360 + 240) / 4
    assert found.percentile == 75
    assert data["distribution"][-1] == {"from": 470, "to": 470, "count": 2}


def test_a_finer_cell_is_preferred_and_the_choice_is_told(tmp_path: Path) -> None:
    coarse = [{"SENTTOT": 30, "XFOLSOR": None}] * 4
    found = compare_situation(HERE, [written(tmp_path, coarse)], as_of=AS_OF)
    assert found.definition.name == "range-type"
    assert "final offense level" in found.because
    with pytest.raises(NotComparable, match="no guideline"):
        compare_situation(HERE, [written(tmp_path, coarse)], as_of=AS_OF, cell="guideline-level-category")


def test_a_case_that_tells_nothing_to_compare_by_is_told_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(NotComparable, match="the case gives no guideline"):
        compare_situation(Situation({}, 60.0), [written(tmp_path, [{"SENTTOT": 24}] * 4)], as_of=AS_OF)


def test_the_people_can_be_confined(tmp_path: Path) -> None:
    rows = [{"SENTTOT": 10 * n, "DISTRICT": 52 if n % 2 else 1, "NEWCNVTN": n > 6} for n in range(1, 13)]
    rows = [{**row, "NEWCNVTN": int(row["NEWCNVTN"])} for row in rows]
    path = written(tmp_path, rows)
    whole = compare_situation(HERE, [path], as_of=AS_OF)
    assert whole.figures.people == 12
    assert whole.trial is not None
    assert (whole.trial.pleas, whole.trial.trials) == (6, 6)
    assert whole.trial.mean_difference is not None
    assert whole.trial.mean_difference.value == 60
    assert "association" in whole.as_data()["trial"]["is"]
    assert compare_situation(HERE, [path], as_of=AS_OF, within=Within(district="ilnd")).figures.people == 6
    assert compare_situation(HERE, [path], as_of=AS_OF, within=Within(district="same", settled="trial")).figures.people == 3
    assert compare_situation(HERE, [path], as_of=AS_OF, within=Within(settled="same")).trial is None
    with pytest.raises(NotComparable, match="circuit"):
        compare_situation(HERE, [path], as_of=AS_OF, within=Within(circuit="seventh"))


def test_unknown_assistance_is_told(tmp_path: Path) -> None:
    found = compare_situation(HERE, [written(tmp_path, [{"SENTTOT": 24, "SENTRNGE": None}] * 5)], as_of=AS_OF)
    assert found.figures.assistance_unknown == 5
    assert any("§5K1.1" in limit for limit in found.limits)
    assert found.as_data()["position"]["source"] == "computed"
    assert found.as_data()["position"]["below"]["count"] == 5


CASE = {
    "lenity": 1,
    "id": "made-up",
    "court": {"district": "ilnd"},
    "offense": {"ended": "2020-06-01"},
    "convictions": [{"count": 1, "statute": "21 U.S.C. § 841(a)(1)", "found_by": "plea"}],
    "guidelines": {"conduct": [{"guideline": "2D1.1"}], "found": {"total_offense_level": 25, "range": {"min": 57, "max": 71}}},
    "criminal_history": {"category": "I"},
    "sentence": {"date": "2021-03-01", "imprisonment": "60 months"},
}


def case(**changes: Any) -> Any:
    return read_data({**CASE, **changes}, name="made-up", vocabulary=law_vocabulary(), today=DAY)


def test_the_situation_of_a_case() -> None:
    found = situation_of(case(), as_of=DAY)
    assert {**found.fields} == {
        "guideline": "2D1.1", "offense_type": 10, "level": 25, "category": 1, "range_min": 57, "range_max": 71, "district": "ilnd", "circuit": 7, "history": 1, "settled": "plea",
    }  # fmt: skip
    assert found.sentence_months == 60
    assert situation_of(case(sentence={"date": "2021-03-01", "imprisonment": "life"}), as_of=DAY).sentence_months == 470
    two = [{"count": n, "statute": "21 U.S.C. § 841(a)(1)", "found_by": "plea"} for n in (1, 2)]
    by_count = case(convictions=two, sentence={"date": "2021-03-01", "imprisonment": {1: "60 months", 2: "24 months"}})
    assert situation_of(by_count, as_of=DAY).sentence_months is None
    assert situation_of(case(sentence={"date": "2021-03-01"}), as_of=DAY).sentence_months is None


def test_a_case_of_the_drug_file_stands_in_the_commissions_own_cell() -> None:
    """FY2020 drug cases of tests/fixtures: the people of level 25 and category I counted by hand from the columns themselves."""
    found = compare(case(), [ROWS / "drugs_fy2020.csv"], as_of=AS_OF)
    rows = pl.read_csv(ROWS / "drugs_fy2020.csv").filter((pl.col("XFOLSOR") == 25) & (pl.col("XCRHISSR") == 1) & (pl.col("OFFGUIDE") == 10))
    assert found.figures.found == len(rows)
    assert found.figures.assisted == rows.filter(pl.col("SENTRNGE") == 2).height
    if found.figures.terms is not None:
        kept = rows.filter((pl.col("SENTRNGE") != 2) & pl.col("SENTIMP").is_in([1, 2]))
        assert found.figures.terms.mean.value == pytest.approx(kept["SENSPLT0"].clip(upper_bound=470).mean())


def test_every_row_is_compared_as_one_case_is(tmp_path: Path) -> None:
    chance = np.random.default_rng(5)
    rows = [
        {
            "SENTTOT": int(chance.integers(6, 200)),
            "XFOLSOR": int(chance.choice([23, 25])),
            "FISCAL_YEAR": int(chance.integers(2016, 2023)),
            "SENTRNGE": int(chance.choice([0, 2, 8])),
            "SENTIMP": 1,
        }
        for _ in range(300)
    ]
    path, out = written(tmp_path, rows), tmp_path / "each.parquet"
    report = compare_each([path], out)
    found = pl.read_parquet(out)
    assert tuple(found.columns) == EACH_COLUMNS
    assert (report.records, found.height) == (300, 300)
    assert found["record_id"].to_list() == list(range(1, 301))
    for at in (0, 17, 299):
        row, given = found.row(at, named=True), rows[at]
        here = Situation({"offense_type": 10, "level": given["XFOLSOR"], "category": 1}, float(given["SENTTOT"]))
        one = compare_situation(here, [path], as_of=date(given["FISCAL_YEAR"], 10, 1), cell="type-level-category")
        assert row["people"] == one.figures.people
        assert one.figures.terms is not None
        assert row["mean_months"] == pytest.approx(one.figures.terms.mean.value)
        assert row["median_months"] == pytest.approx(one.figures.terms.median.value)
        assert row["percentile"] == pytest.approx(one.figures.held.percentile(given["SENTTOT"], without_one=given["SENTRNGE"] != 2))


def test_every_row_in_another_order_gets_the_same_figures(tmp_path: Path) -> None:
    rows = [{"USSCIDN": n, "SENTTOT": n % 37 + 6, "FISCAL_YEAR": 2018 + n % 5} for n in range(1, 121)]
    first, second = tmp_path / "a.parquet", tmp_path / "b.parquet"
    compare_each([written(tmp_path, rows)], first)
    compare_each([written(tmp_path, rows[::-1])], second)
    assert pl.read_parquet(first).sort("record_id").equals(pl.read_parquet(second).sort("record_id"))


def test_a_row_without_a_cell_says_what_it_lacks(tmp_path: Path) -> None:
    out = tmp_path / "each.csv"
    compare_each([written(tmp_path, [{"SENTTOT": 30}] * 5 + [{"SENTTOT": 30, "XCRHISSR": None}])], out)
    last = pl.read_csv(out).row(-1, named=True)
    assert last["needs"] == "Criminal History Category"
    assert last["percentile"] is None


def test_nothing_is_written_where_a_file_is_faulty(tmp_path: Path) -> None:
    out = tmp_path / "each.csv"
    out.write_text("kept")
    bad = tmp_path / "bad.csv"
    bad.write_text("USSCIDN,XMINSOR\n1,abc\n")
    with pytest.raises(ReadFaults):
        compare_each([bad], out)
    assert out.read_text() == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.csv", "each.csv"]
