"""What the rules as a whole promise: every switch asked for its value, every rule cited, today as then where nothing changed, statutes above the table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lenity.cite import find
from lenity.engine import UNBOUNDED, CaseReader, Graph, Row
from lenity.engine.expression import InForce
from lenity.engine.graph import walk
from lenity.law import law_book
from support.cases import Cases
from support.given import row_of


def test_a_switch_is_asked_for_its_value_and_not_whether_it_is_in_force(graph: Graph) -> None:
    """A law value of `false` is in force all the same: `in_force` of it would always be true."""
    wrong = {
        f"{node[0]}.{node[1]} asks in_force of {part.law.id}"
        for node, expression in graph.expressions.items() for part in walk(expression) if isinstance(part, InForce)
        if any(entry.payload is False for series in law_book().family(part.law.id).members.values() for entry in series.entries)
    }  # fmt: skip
    assert sorted(wrong) == []


def test_every_rule_is_cited_and_labeled(graph: Graph) -> None:
    assert [node for node, rule in graph.rules.items() if not find(rule.cite)] == []
    assert [node for node, rule in graph.rules.items() if not rule.label or rule.label[0].islower()] == []


def test_every_fact_asks_a_question(graph: Graph) -> None:
    """A fact with a place in the case file has a question that a lawyer can answer."""
    assert [node for node, fact in graph.facts.items() if fact.path and not fact.asks.endswith("?")] == []


def made_up(graph: Graph, seed: int, number: int, **facts: Any) -> list[Row]:
    source = Cases(graph, law_book(), seed)
    rows = []
    for at in range(number):
        top = Row.of(source.case(at))
        top.values.update(facts)
        rows.append(top)
    return rows


def test_ranges_are_in_order(graph: Graph) -> None:
    reader = CaseReader(graph)
    compared = 0
    for top in made_up(graph, 21, 1500):
        for stem in ("guideline", "range", "table", "supervised_release"):
            low, high = reader.read(top, f"{stem}_minimum_months"), reader.read(top, f"{stem}_maximum_months")
            if low is not None and high is not None:
                compared += 1
                assert 0 <= low <= high <= UNBOUNDED, f"{stem}: {low} to {high}"
    assert compared > 500


def test_levels_and_categories_stay_on_the_table(graph: Graph) -> None:
    reader = CaseReader(graph)
    for top in made_up(graph, 22, 1000):
        level, category = reader.read(top, "computed_offense_level"), reader.read(top, "criminal_history_category")
        assert level is None or 1 <= level <= 43
        assert category is None or 1 <= category <= 6


def test_the_statute_is_above_the_table(graph: Graph) -> None:
    """Where counts are known: never below a minimum that binds, never above the maximums together."""
    reader = CaseReader(graph)
    compared = 0
    for top in made_up(graph, 23, 2500):
        low, high = reader.read(top, "range_minimum_months"), reader.read(top, "range_maximum_months")
        binding, joint, consecutive = (reader.read(top, name) for name in ("binding_minimum_months", "joint_maximum_months", "consecutive_minimum_months"))
        if None in (low, high, binding, joint, consecutive) or reader.read(top, "only_consecutive_counts") or reader.read(top, "firearm_career_range_applies"):
            continue
        if binding > joint:
            continue  # a stated minimum above the maximum of its own count contradicts itself
        compared += 1
        assert low >= binding
        assert high <= min(joint + consecutive, UNBOUNDED)
    assert compared > 100


CASE = {
    "offense_began_on": date(2015, 1, 1), "career_offender_found": False, "points_found": 2, "status_points_found": 0, "category_found": 2, "violence_or_threat": False,
    "firearm": False, "death_or_serious_injury": False, "sex_offense": False, "substantial_financial_hardship": False, "truthful_disclosure": False,
    "drug": [{"drug": "heroin", "counted_in": "weight", "milligrams_found": 1_500_000}], "conduct_adjustment": [],
    "adjustment": [{"section": "3E1.1", "guideline": "3E1.1", "chapter": 3}], "prior": [],
    "count": [{
        "statute": "21 U.S.C. § 841(a)(1)", "found_by": "jury", "prior_851": 0, "death_results": False,
        "charged": [{"drug": "heroin", "counted_in": "weight", "charged_milligrams": 1_000_000}],
    }],
}  # fmt: skip
OUTPUTS = (
    "total_offense_level",
    "criminal_history_category",
    "guideline_minimum_months",
    "guideline_maximum_months",
    "range_minimum_months",
    "range_maximum_months",
)


@pytest.mark.parametrize("day", [date(2015, 1, 15), date(2016, 11, 15), date(2017, 6, 1)])
def test_today_is_then_where_nothing_changed(graph: Graph, day: date) -> None:
    """The same law on the same day, judged anew: no outcome moves by itself."""
    reader = CaseReader(graph)
    then, today = row_of(graph, {"law_on": day, **CASE}), row_of(graph, {"law_on": day, **CASE, "judged_anew": True})
    for name in OUTPUTS:
        assert reader.read(then, name) == reader.read(today, name) is not None, name


def test_a_change_moves_today_only(graph: Graph) -> None:
    """Amend. 782 took two levels off 1.5 kilograms of heroin, 32 to 30, before two for acceptance: the same facts under both Manuals."""
    reader = CaseReader(graph)
    values = [reader.read(row_of(graph, {"law_on": day, **CASE}), "total_offense_level") for day in (date(2014, 10, 31), date(2014, 11, 1))]
    assert values == [30, 28]
