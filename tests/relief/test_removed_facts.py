"""A removed fact turns met or not met into not known or leaves it; it never turns one into the other."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lenity.facts import CaseFaults, read_data
from lenity.law import law_vocabulary
from lenity.relief import as_json, relief

TODAY = date(2026, 11, 24)
CASES = yaml.safe_load(
    """
- &crack
  court: {district: ilnd}
  person: {born: 1970-01-05}
  offense: {ended: 2004-12-31}
  convictions: [{count: 1, statute: 21 U.S.C. § 841(b)(1)(A), charged: [{drug: cocaine base, amount: 50 g}], found_by: plea, convicted: 2005-06-01, prior_851: 0, plea: open}]
  guidelines: {edition: 2005-11-01, conduct: [{guideline: 2D1.1, drugs: [{drug: cocaine base, amount: 162 g}]}], adjustments: [{section: 2D1.1(b)(1)}], departures: [],
    findings: {violence_or_threat: false, firearm: true, death_or_serious_injury: false, sex_offense: false, substantial_financial_hardship: false}}
  criminal_history: {points: 3, status_points: 2, career_offender: false, under_sentence: true}
  sentence: {date: 2006-03-21, imprisonment: 240 months, supervised_release: 5 years, fine: 0, restitution: 0}
  events: []
  custody: {since: 2005-03-01, incidents: [], final_order_of_removal: false, risk: [{date: 2019-06-01, level: low}]}
  circumstances: {request_to_warden: 2018-12-22, bureau_moved: false, remedies_exhausted: false, terminal_illness: true, danger: false, low_level: true, ties_to_organization: false, escape: false}
- court: {district: ilnd}
  offense: {ended: 2012-05-01}
  convictions: [{count: 1, statute: 21 U.S.C. § 841(a)(1), statutory: {min: 120, max: life}}]
  guidelines: {edition: 2012-11-01, conduct: [{guideline: 2D1.1, drugs: [{drug: cocaine, amount: 6 kg}]}], adjustments: [{section: 2D1.1(b)(1)}, {section: 3E1.1(a)}, {section: 3E1.1(b)}],
    departures: [{section: 5K1.1}, {section: 18 U.S.C. 3553(e)}]}
  criminal_history: {category: I, priors: []}
  sentence: {date: 2013-02-01, imprisonment: 90 months, supervised_release: 5 years, fine: 1000, restitution: 0}
  events: [{date: 2019-01-15, kind: release}]
  custody: {since: 2012-05-02, incidents: [{description: a fight, violent: true}]}
  circumstances: {supervision_began: 2019-01-15, fine_unpaid: true}
- court: {district: ilnd}
  offense: {ended: 2001-05-01}
  convictions: [{count: 1, statute: 21 U.S.C. § 841(a)(1), statutory: {min: 240, max: life}, plea: 11(c)(1)(C)}]
  guidelines: {edition: 2001-11-01, conduct: [{guideline: 2D1.1, drugs: [{drug: heroin, amount: 40 kg}]}], adjustments: [{section: 3B1.1(a)}], departures: []}
  criminal_history: {category: VI, career_offender: true}
  sentence: {date: 2002-02-01, imprisonment: life}
  events: [{date: 2017-01-10, kind: commutation, term: 240 months}, {date: 2019-05-01, kind: denial, authority: "Pub. L. 115-391, § 404"}]
  custody: {since: 2001-05-02}
"""
)
DAYS = [date(2012, 2, 1), date(2015, 11, 1), date(2016, 6, 1), date(2019, 6, 3), date(2023, 5, 1), date(2024, 2, 1), date(2026, 6, 1)]


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


READ_BY_DEFAULT = (("guidelines", "edition"), ("guidelines",))
"""Facts whose absence the format itself reads: without `edition`, or all that stands with it, the one that §1B1.11 calls for is applied."""


def removable(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every field of a case that may be left out, by its steps; an entry of a list is no fact of its own."""
    found = []
    for name, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        step = (*path, name)
        if isinstance(data, dict) and step not in (("sentence",), ("sentence", "date")) and name not in ("kind", "section", "drug", "level"):
            found.append(step)
        found += removable(value, step)
    return found


def without(data: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    left = copy.deepcopy(data)
    at = left
    for step in path[:-1]:
        at = at[step]
    del at[path[-1]]
    return left


def answers(data: dict[str, Any], on: date) -> dict[str, str]:
    case = read_data({**data, "lenity": 1, "id": "made-up"}, name="made-up", vocabulary=law_vocabulary(), today=TODAY)
    told = as_json(relief(case, as_of=on))
    unexplained = [
        (avenue["avenue"], one.get("id") or one["amendment"])
        for avenue in told["avenues"]
        for one in (*avenue["criteria"], *(below for part in avenue["criteria"] for below in part.get("any_of", ())), *avenue.get("amendments", ()))
        if one["status"] == "not known" and not one["needs"]
    ]
    assert not unexplained, f"{unexplained}: each answer that is not known names what would settle it"
    found = {one["avenue"]: one["status"] for one in told["avenues"]}
    for avenue in told["avenues"]:
        found |= {f"{avenue['avenue']}.{one['id']}": one["status"] for one in avenue["criteria"]}
        found |= {f"amendment {one['amendment']}{one.get('part', '')}": one["status"] for one in avenue.get("amendments", ())}
    return found


WORKED = [
    item for file in sorted((Path(__file__).parents[1] / "worked" / "relief").glob("*.yaml")) for item in yaml.safe_load(file.read_text(encoding="utf-8"))
]
WORKED_PATHS = [(at, path) for at, item in enumerate(WORKED) for path in removable(plain(item["case"])) if path not in (("lenity",), ("id",), *READ_BY_DEFAULT)]


def holds_without(data: dict[str, Any], path: tuple[Any, ...], on: date) -> None:
    """What is left after a fact is removed says the same, or that it is not known; and whatever is not known names what would settle it."""
    before = answers(data, on)
    try:
        after = answers(without(data, path), on)
    except CaseFaults:
        return  # what is left contradicts itself, and says so
    flipped = {
        name: (before[name], after[name]) for name in before if "not known" not in (before[name], after.get(name, "not known")) and before[name] != after[name]
    }
    assert not flipped, (path, flipped)


PATHS = [(at, path) for at, data in enumerate(CASES) for path in removable(plain(data))]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(PATHS), st.sampled_from(DAYS))
def test_a_removed_fact_never_flips_an_answer(place, on):
    at, path = place
    data = plain(CASES[at])
    if date.fromisoformat(data["sentence"]["date"]) > on:
        return
    holds_without(data, path, on)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WORKED_PATHS))
def test_a_removed_fact_never_flips_a_worked_case(place):
    at, path = place
    holds_without(plain(WORKED[at]["case"]), path, WORKED[at]["as_of"])


@pytest.mark.slow
@pytest.mark.parametrize(("at", "path"), WORKED_PATHS, ids=[f"{at}: {'.'.join(map(str, path))}" for at, path in WORKED_PATHS])
def test_every_fact_of_every_worked_case(at, path):
    holds_without(plain(WORKED[at]["case"]), path, WORKED[at]["as_of"])


@pytest.mark.slow
@pytest.mark.parametrize(("at", "path"), PATHS, ids=[f"{at}: {'.'.join(map(str, path))}" for at, path in PATHS])
def test_every_fact_of_these_cases(at, path):
    for on in DAYS:
        test_a_removed_fact_never_flips_an_answer.hypothesis.inner_test((at, path), on)


def test_the_initiative_cites_the_announcement_and_a_count_says_why_it_is_not_covered():
    """Terry v. United States, 593 U.S. 486 (2021): about 4 g of cocaine base under § 841(b)(1)(C) is no covered offense."""
    terry = {
        "lenity": 1,
        "id": "terry",
        "offense": {"ended": "2008-03-01"},
        "sentence": {"date": "2008-09-01", "imprisonment": "188 months"},
        "events": [],
        "convictions": [{"count": 1, "statute": "21 U.S.C. § 841(b)(1)(C)", "charged": [{"drug": "cocaine base", "amount": "4 g"}]}],
    }
    case = read_data(terry, name="terry", vocabulary=law_vocabulary(), today=TODAY)
    avenues = {one["avenue"]: one for one in as_json(relief(case, as_of=date(2021, 6, 14)))["avenues"]}
    initiative = avenues["clemency_initiative_2014"]
    assert {one["citation"] for one in initiative["criteria"]} == {initiative["authority"]}
    covered = next(one for one in avenues["first_step_act_404"]["criteria"] if one["id"] == "covered_offense")
    assert covered["status"] == "not met"
    assert covered["because"].startswith("no count is of cocaine base")
