"""The computation of a sentence: dates, good conduct time, what is not known."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.time import Computation, as_json, compute

TODAY = date(2026, 11, 24)


def computed(as_of: str, sentence: dict[str, Any], custody: dict[str, Any] | None = None, **more: Any) -> Computation:
    data = {"lenity": 1, "id": "made-up", "sentence": sentence, "events": [], **({"custody": custody} if custody is not None else {}), **more}
    return compute(read_data(data, name="made-up", vocabulary=law_vocabulary(), today=TODAY), as_of=date.fromisoformat(as_of))


TEN_YEARS = {"date": "2010-01-04", "imprisonment": "10 years", "supervised_release": "5 years"}
IN_CUSTODY = {"commenced": "2010-01-04", "prior_custody_days": 0, "incidents": [], "programs": []}


def test_full_term_is_commencement_and_term_less_a_day_less_prior_custody() -> None:
    """The definition of the interface; the dates were counted by hand on a calendar."""
    assert computed("2012-01-04", TEN_YEARS, IN_CUSTODY).full_term_on == date(2020, 1, 3)
    assert computed("2012-01-04", TEN_YEARS, {**IN_CUSTODY, "prior_custody_days": 10}).full_term_on == date(2019, 12, 24)


def test_method_changes_on_the_day_that_the_act_took_effect() -> None:
    before, after = computed("2019-07-18", TEN_YEARS, IN_CUSTODY), computed("2019-07-19", TEN_YEARS, IN_CUSTODY)
    assert (before.good_time_method, before.good_time_days) == ("served", 470)
    assert (after.good_time_method, after.good_time_days) == ("imposed", 540)


def test_commencement_is_the_later_of_custody_and_sentence() -> None:
    assert computed("2012-01-04", TEN_YEARS, {"since": "2009-03-01", "prior_custody_days": 0}).commenced_on == date(2010, 1, 4)
    assert computed("2012-01-04", TEN_YEARS, {"since": "2010-02-01", "prior_custody_days": 0}).commenced_on == date(2010, 2, 1)
    assert computed("2012-01-04", TEN_YEARS, {}).commenced_on is None


@pytest.mark.parametrize(("without", "need"), [("prior_custody_days", "custody.prior_custody_days"), ("commenced", "custody.commenced")])
def test_a_missing_fact_is_named_and_nothing_rests_on_a_guess(without: str, need: str) -> None:
    made = computed("2012-01-04", TEN_YEARS, {name: value for name, value in IN_CUSTODY.items() if name != without})
    assert made.full_term_on is None
    assert made.projected_release_on is None
    assert need in [one.path for one in made.needs]


def test_a_life_term_has_no_date_and_asks_for_nothing() -> None:
    made = computed("2012-01-04", {"date": "1997-03-21", "imprisonment": "life"}, {**IN_CUSTODY, "commenced": "1997-03-21"})
    assert (made.full_term_on, made.projected_release_on, made.needs) == (None, None, ())
    assert made.good_time_days == 0
    assert any("life" in note.lower() for note in made.notes)


def test_the_json_has_the_names_of_the_interface() -> None:
    data = as_json(computed("2019-07-18", TEN_YEARS, IN_CUSTODY))
    assert data["good_time"] == {"days": 470, "earned_to_date": 470, "method": "served"}
    assert data["time_credits"] == {"days": 0, "to_supervised_release": 0, "to_prerelease": 0}
    assert data["full_term"] == "2020-01-03"
    assert data["projected_release"] == "2018-09-20"
    assert data["needs"] == []


# events


def test_a_reduction_counts_from_its_day() -> None:
    """Term in force: the last change by the day asked about."""
    events = [{"date": "2012-03-01", "kind": "reduction", "term": "96 months"}, {"date": "2013-03-01", "kind": "rule_35", "term": "84 months"}]
    terms = {as_of: computed(as_of, TEN_YEARS, IN_CUSTODY, events=events).term for as_of in ("2012-02-29", "2012-03-01", "2013-02-28", "2013-03-01")}
    assert [str(term) for term in terms.values()] == ["120 months", "96 months", "96 months", "84 months"]


def test_a_change_without_its_day_or_term_leaves_the_term_open() -> None:
    for event, need in (({"kind": "reduction", "term": "96 months"}, "events[0].date"), ({"date": "2012-03-01", "kind": "reduction"}, "events[0].term")):
        made = computed("2014-01-01", TEN_YEARS, IN_CUSTODY, events=[event])
        assert made.term is None
        assert made.full_term_on is None
        assert need in [one.path for one in made.needs]


def test_a_revocation_brings_a_sentence_of_its_own() -> None:
    events = [{"date": "2017-01-10", "kind": "release"}, {"date": "2019-02-01", "kind": "revocation", "term": "14 months", "commenced": "2019-02-01"}]
    made = computed("2019-03-01", TEN_YEARS, IN_CUSTODY, events=events)
    assert str(made.term) == "14 months"
    assert made.was_released is False
    assert made.full_term_on is None
    assert "events[1].prior_custody_days" in [one.path for one in made.needs]
    events[1]["prior_custody_days"] = 10
    assert computed("2019-03-01", TEN_YEARS, IN_CUSTODY, events=events).full_term_on == date(2020, 3, 21)


def test_a_released_person_has_no_projected_release() -> None:
    made = computed("2019-03-01", TEN_YEARS, IN_CUSTODY, events=[{"date": "2018-09-20", "kind": "release"}])
    assert (made.was_released, made.released_on, made.projected_release_on) == (True, date(2018, 9, 20), None)
    assert made.good_time_method == "served", "the law of custody is read on the day of release"
    assert made.supervised_release_ends_on == date(2023, 9, 19)


def test_terms_of_several_counts() -> None:
    """18 U.S.C. § 3584(a), (c): together unless the statute or the court says otherwise; § 1028A terms with one another."""
    counts = [{"count": 1, "statute": "18 U.S.C. § 1343"}, {"count": 2, "statute": "18 U.S.C. § 1028A"}, {"count": 3, "statute": "18 U.S.C. § 1028A"}]
    sentence = {"date": "2010-01-04", "imprisonment": {1: "60 months", 2: "24 months", 3: "24 months"}, "supervised_release": "5 years"}
    assert str(computed("2012-01-04", sentence, IN_CUSTODY, convictions=counts).term) == "84 months"
    assert str(computed("2012-01-04", {**sentence, "consecutive": [3]}, IN_CUSTODY, convictions=counts).term) == "108 months"
    plain = [{"count": number, "statute": "18 U.S.C. § 1343"} for number in (1, 2, 3)]
    assert str(computed("2012-01-04", sentence, IN_CUSTODY, convictions=plain).term) == "60 months"
    assert computed("2012-01-04", sentence, IN_CUSTODY).term is None, "under which statutes the counts are decides, and is not known"


# the Bureau's own sheet


def test_the_line_on_which_the_sheet_differs_is_named_with_its_reason() -> None:
    sheet = {"date": "2019-08-01", "full_term": "2020-01-03", "good_time_days": 470, "statutory_release": "2018-09-20"}
    made = computed("2019-08-01", TEN_YEARS, {**IN_CUSTODY, "bureau_sheet": sheet})
    assert [one.what for one in made.differences] == ["good_time_days", "statutory_release"]
    assert "before the law of good conduct time changed" in made.differences[0].reasons[0]
    assert "follows from the line above" in made.differences[1].reasons[0]
    assert computed("2019-08-01", TEN_YEARS, {**IN_CUSTODY, "bureau_sheet": {**sheet, "date": "2019-07-01"}}).differences == ()


def test_a_sheet_that_moved_a_weekend_says_so() -> None:
    made = computed(
        "2012-01-04", {**TEN_YEARS, "date": "2010-01-06"}, {**IN_CUSTODY, "commenced": "2010-01-06", "bureau_sheet": {"statutory_release": "2018-09-21"}}
    )
    assert made.statutory_release_on == date(2018, 9, 22), "a Saturday"
    assert "weekend" in made.differences[0].reasons[0]


# what cannot be


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"events": [{"date": "2009-05-01", "kind": "release"}]}, "events[0].date"),
        ({"events": [{"date": "2010-02-01", "kind": "release"}], "custody": {"commenced": "2011-01-04"}}, "events[0].date"),
        ({"custody": {"commenced": "2009-12-31"}}, "custody.commenced"),
        ({"events": [{"date": "2012-05-01", "kind": "commutation", "expires": "2012-04-30"}]}, "events[0].expires"),
        ({"offense": {"ended": "1987-10-31"}}, "offense.ended"),
    ],
)
def test_dates_that_contradict_each_other_are_named_and_nothing_is_computed(more: dict[str, Any], place: str) -> None:
    from lenity.facts import CaseFaults

    with pytest.raises(CaseFaults) as caught:
        read_data({"lenity": 1, "id": "made-up", "sentence": TEN_YEARS, **more}, name="made-up", vocabulary=law_vocabulary(), today=TODAY)
    assert place in [fault.as_data()["where"] for fault in caught.value.faults]


def test_the_shipped_case_is_life_without_a_date_until_the_commutation() -> None:
    """Alice Marie Johnson: life; sentence commuted and released on June 6, 2018, pardoned on August 28, 2020 (sources in the case file)."""
    from lenity.facts import read_case

    case = read_case(Path(__file__).parents[2] / "cases" / "alice-marie-johnson.yaml", vocabulary=law_vocabulary(), today=TODAY)
    before = compute(case, as_of=date(2018, 5, 30))
    assert (before.is_life, before.full_term_on, before.projected_release_on, before.released_on) == (True, None, None, None)
    for as_of in (date(2018, 6, 6), TODAY):
        after = compute(case, as_of=as_of)
        assert (after.was_released, after.released_on, after.projected_release_on) == (True, date(2018, 6, 6), None)


@pytest.mark.parametrize(
    ("statute", "can_earn"),
    [
        ("18 U.S.C. § 1343", True), ("18 U.S.C. § 924(c)", False), ("18 U.S.C. § 924", None), ("18 U.S.C. § 922(g)", True), ("18 U.S.C. § 113(a)(1)", False),
        ("18 U.S.C. § 113(a)", None), ("18 U.S.C. § 113(a)(3)", True), ("18 U.S.C. § 2113(a)", True), ("18 U.S.C. § 2113", None), ("18 U.S.C. § 115", None),
        ("8 U.S.C. § 1326(a)", True), ("8 U.S.C. § 1326(b)(2)", False), ("8 U.S.C. § 1326", None), ("18 U.S.C. § 1112", True), ("18 U.S.C. § 1111", False),
    ],
)  # fmt: skip
def test_which_convictions_bar_time_credits(statute: str, can_earn: bool | None) -> None:
    """18 U.S.C. § 3632(d)(4)(D): a count cited too broadly leaves it open."""
    programs = [{"from": "2019-02-01", "to": "2019-04-30", "days": 89}]
    custody = {**IN_CUSTODY, "programs": programs, "risk": [], "final_order_of_removal": False}
    made = computed("2019-06-01", TEN_YEARS, custody, convictions=[{"statute": statute}], offense={"ended": "2009-01-01"})
    assert made.time_credits_days == {True: 20, False: 0, None: None}[can_earn]


@pytest.mark.parametrize(
    ("ended", "facts", "days"),
    [
        ("2009-01-01", {}, 540), ("2009-01-01", {"diploma_or_progress": True}, 540),
        ("2009-01-01", {"diploma_or_progress": False, "final_order_of_removal": False}, 420), ("2009-01-01", {"diploma_or_progress": False}, None),
        ("2009-01-01", {"diploma_or_progress": False, "final_order_of_removal": True}, 540),
        ("1996-04-25", {"diploma_or_progress": False, "final_order_of_removal": False}, 540),
        ("1996-04-26", {"diploma_or_progress": False, "final_order_of_removal": False}, 420),
    ],
)  # fmt: skip
def test_good_time_without_a_diploma(ended: str, facts: dict[str, Any], days: int | None) -> None:
    """28 CFR 523.20(c), (d) (70 FR 66754): 42 days a year for offenses since April 26, 1996; not asked of a person under a final order of removal."""
    made = computed("2019-07-19", TEN_YEARS, {**IN_CUSTODY, **facts}, offense={"ended": ended})
    assert made.good_time_days == days
    assert days is not None or "custody.final_order_of_removal" in [need.path for need in made.needs]


def test_a_day_before_the_sentence_is_told() -> None:
    assert any("had not been imposed" in note for note in computed("2009-01-04", TEN_YEARS, IN_CUSTODY).notes)


@pytest.mark.parametrize(
    ("programs", "days"),
    [
        ([("2019-02-01", "2019-03-02", 30), ("2019-02-01", "2019-03-02", 30)], 10),
        ([("2019-02-01", "2019-03-17", 45), ("2019-03-03", "2019-04-01", 30)], 20),
        ([("2019-02-01", "2019-05-01", 90), ("2019-02-10", "2019-03-10", 5)], 30),
        ([("2019-02-01", "2019-05-01", 40), ("2019-02-10", "2019-03-10", 20)], None),
        ([("2019-02-01", "2019-03-02", 30), ("2019-03-03", "2019-04-01", 30)], 20),
    ],
)
def test_a_day_in_two_programs_counts_once(programs: list[tuple[str, str, int]], days: int | None) -> None:
    """18 U.S.C. § 3632(d)(4)(A): ten days for every thirty days of participation, in however many programs."""
    listed = [{"from": first, "to": last, "days": count} for first, last, count in programs]
    custody = {**IN_CUSTODY, "programs": listed, "risk": [], "final_order_of_removal": False}
    assert computed("2019-06-01", TEN_YEARS, custody, convictions=[{"statute": "18 U.S.C. § 1343"}]).time_credits_days == days


def test_a_pardon_in_prison_opens_the_door() -> None:
    made = computed("2014-01-01", TEN_YEARS, IN_CUSTODY, events=[{"date": "2013-05-01", "kind": "pardon"}])
    assert (made.was_released, made.released_on, made.supervised_release_ends_on) == (True, date(2013, 5, 1), date(2013, 5, 1))


def test_a_commutation_to_a_term_counts_from_the_commencement() -> None:
    life = {"date": "2010-01-04", "imprisonment": "life", "supervised_release": "5 years"}
    events = [{"date": "2016-08-03", "kind": "commutation", "term": "240 months"}]
    made = computed("2020-01-01", life, IN_CUSTODY, events=events)
    assert (str(made.term), made.full_term_on, made.good_time_days) == ("240 months", date(2030, 1, 3), 20 * 54)
