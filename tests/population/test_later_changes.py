"""Later changes named for a record: those later than it, and of a kind that it can have."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from test_screen import screened

from lenity.population.later_law import amounts_only_rose, changes_of

CRACK = {"primary_drug": 2, "drug_minimum_months": 120, "statutory_min_months": 120, "safety_valve": 0, "criminal_history_category": 3, "weapon": 0}


def hints(record: dict[str, Any]) -> str:
    row = screened(record)[0]
    assert row["finding"] == "not known"
    return (row["reasons"] or "").partition("may be lower by: ")[2]


@pytest.mark.parametrize(
    ("year", "named", "not_named"),
    [
        (2005, ("amend. 706", "amends. 748, 750", "amend. 782", "Pub. L. 111-220", "§ 402", "Booker"), ()),
        (2009, ("amends. 748, 750", "amend. 782", "Pub. L. 111-220"), ("amend. 706", "Booker")),
        (2013, ("amend. 782", "§ 402"), ("amends. 748, 750", "Pub. L. 111-220")),
        (2016, ("§ 402",), ("amend. 782", "Pub. L. 111-220")),
        (2020, ("amend. 821",), ("§ 402", "amend. 782")),
    ],
)
def test_only_what_came_later(year: int, named: tuple[str, ...], not_named: tuple[str, ...]) -> None:
    """Amendments 706 (Nov. 2007), 748 and 750 (Nov. 2010 and 2011), 782 (Nov. 2014), 821 (Nov. 2023); acts of Aug. 3, 2010 and Dec. 21, 2018; Booker, Jan. 12, 2005."""
    said = hints({**CRACK, "fiscal_year": year})
    assert [name for name in named if name not in said] == []
    assert [name for name in not_named if name in said] == []


@pytest.mark.parametrize(
    ("record", "name", "is_named"),
    [
        ({"criminal_history_category": 1, "criminal_history_points": 0}, "zero points", True),
        ({"criminal_history_category": 1, "criminal_history_points": 0, "aggravating_role_levels": 3}, "zero points", False),  # §4C1.1(a)(10)
        ({"criminal_history_category": 1, "criminal_history_points": 0, "weapon": 1}, "zero points", False),  # §4C1.1(a)(7)
        ({"criminal_history_category": 1, "criminal_history_points": 1}, "zero points", False),  # §4C1.1(a)(1)
        ({"criminal_history_category": 6, "career_offender": 1}, "career offender", True),
        ({"criminal_history_category": 6, "career_offender": 0}, "career offender", False),
        ({"primary_drug": 6, "drug_minimum_months": 240}, "§ 851 minimums", True),  # 21 U.S.C. § 841(b)(1)(A) before § 401
        ({"primary_drug": 6, "drug_minimum_months": 120}, "§ 851 minimums", False),
        ({"statutory_min_months": 240}, "§ 851 minimums", False),  # no drug
        ({"firearm_924c_minimum_months": 360}, "stacked § 924(c)", True),
        ({"firearm_924c_minimum_months": 84}, "stacked § 924(c)", False),
        ({"prior_points": 4, "guideline_min_months": 30, "guideline_max_months": 37}, "status points", False),  # four points and six are both category III
        ({"prior_points": 5, "guideline_min_months": 41, "guideline_max_months": 51}, "status points", True),  # level 18 in IV, where seven points are
    ],
)
def test_only_what_a_record_of_the_kind_can_have(record: dict[str, Any], name: str, is_named: bool) -> None:
    assert (f"{name} (" in hints({"fiscal_year": 2015, **record})) == is_named


@pytest.mark.parametrize(("low", "high", "is_told"), [(77, 96, True), (70, 87, False), (63, 78, False)])
def test_a_range_in_no_column_of_its_points_is_told(low: int, high: int, is_told: bool) -> None:
    """Sentencing Table: 77-96 stands in categories IV to VI only; 70-87 is level 27 and 63-78 level 26 in category I. No points, with status points, are I or II."""
    row = screened({"fiscal_year": 2020, "prior_points": 0, "guideline_min_months": low, "guideline_max_months": high})[0]
    assert ("is not in a column that 0 points" in (row["reasons"] or "")) == is_told


def test_what_moved_in_a_guideline() -> None:
    """§2L1.2 was written anew in November 2016 and its levels were reworded in November 2018; the loss table of §2B1.1 was raised in November 2015 (amendment 791)."""
    today = date(2025, 11, 1)
    assert changes_of("2L1.2", date(2016, 11, 1), today).may_rise
    assert not changes_of("2L1.2", date(2018, 11, 1), today).may_rise
    assert changes_of("2B1.1", date(2015, 11, 1), today).is_read
    assert changes_of("2D1.1", date(2016, 11, 1), today).may_rise
    assert not changes_of("2D1.1", date(2016, 11, 1), today, mitigating_role=False).may_rise
    assert not changes_of("2K2.1", date(2018, 11, 1), today).is_read
    assert amounts_only_rose(("cocaine",), date(2013, 11, 1), today)  # amendment 782
    assert not amounts_only_rose(("methamphetamine (actual)",), date(1999, 11, 1), date(2001, 11, 1))  # amendment 594 lowered them
