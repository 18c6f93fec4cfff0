"""The computation of a sentence: dates, good conduct time, what is not known."""

from __future__ import annotations

from datetime import date, timedelta
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


# state custody beside it

STATE = {"imposed": "2009-01-05", "term": "5 years"}


@pytest.mark.parametrize(
    ("custody", "commenced", "need"),
    [
        ({"state_terms": [{**STATE, "federal_runs": "silent"}]}, None, "custody.primary"),
        ({"primary": "federal", "since": "2009-02-01", "state_terms": [{**STATE, "federal_runs": "silent"}]}, date(2010, 1, 4), None),
        ({"primary": "state", "state_terms": [{**STATE, "federal_runs": "silent"}]}, None, "custody.state_released"),
        ({"primary": "state", "state_terms": [STATE], "state_released": "2012-02-03"}, None, "custody.state_terms[0].federal_runs"),
        ({"primary": "state", "state_terms": [{**STATE, "federal_runs": "consecutive"}], "state_released": "2012-02-03"}, date(2012, 2, 3), None),
        ({"primary": "state", "state_terms": [], "state_released": "2010-02-03"}, date(2010, 2, 3), None),
        ({"primary": "state", "state_terms": [{**STATE, "federal_runs": "concurrent"}]}, date(2010, 1, 4), None),
        ({"primary": "state", "state_terms": [{**STATE, "imposed": "2010-01-05", "federal_runs": "concurrent"}]}, None, "custody.designation.from"),
        ({"primary": "state", "state_terms": [{**STATE, "federal_runs": "silent"}], "designation": {"from": "2011-05-05"}}, date(2011, 5, 5), None),
        ({"primary": "state", "state_terms": [{**STATE, "federal_runs": "silent"}], "designation": {"from": "2009-05-05"}}, date(2010, 1, 4), None),
        ({"commenced": "2011-01-01", "primary": "state", "state_terms": [STATE]}, date(2011, 1, 1), None),
    ],
)
def test_when_the_sentence_commences_beside_state_custody(custody: dict[str, Any], commenced: date | None, need: str | None) -> None:
    """18 U.S.C. §§ 3584(a), 3585(a), 3621(b): the state's term first, unless they run together or the Bureau designates the state prison; never before it was imposed."""
    made = computed("2014-01-01", TEN_YEARS, {"incidents": [], "programs": [], "prior_custody_days": 0, **custody})
    assert made.commenced_on == commenced
    assert need is None or need in [one.path for one in made.needs]


@pytest.mark.parametrize(("court", "need"), [("state", "custody.primary"), (None, "custody.primary"), ("federal", "custody.commenced")])
def test_a_term_that_was_being_served_leaves_the_day_of_sentence_no_commencement(court: str | None, need: str) -> None:
    """A record that names an undischarged term does not say that this one began on the day of sentence (18 U.S.C. § 3585(a))."""
    sentence = {**TEN_YEARS, "undischarged_terms": [{"imposed": "2009-01-05", **({"court": court} if court else {})}]}
    custody = {"since": "2009-01-01", "prior_custody_days": 0, "incidents": [], "programs": []}
    made = computed("2014-01-01", sentence, custody)
    assert made.commenced_on is None
    assert need in [one.path for one in made.needs]
    assert computed("2014-01-01", sentence, {**custody, "commenced": "2010-01-04"}).commenced_on == date(2010, 1, 4)


def test_credit_for_days_that_a_state_credited_is_open_where_the_terms_run_together() -> None:
    """Two exceptions to the bar of double credit are the Bureau's to apply: its figure is asked for, and none is made up."""
    span = {"from": "2009-03-01", "to": "2010-01-03", "credited_elsewhere": True, "arrested_after_offense": True}
    custody = {"primary": "state", "state_terms": [{**STATE, "federal_runs": "concurrent"}], "detention": [span]}
    made = computed("2014-01-01", TEN_YEARS, custody)
    assert made.prior_custody_days is None
    assert "custody.prior_custody_days" in [one.path for one in made.needs]
    assert computed("2014-01-01", TEN_YEARS, {**custody, "prior_custody_days": 309}).prior_custody_days == 309


def test_detention_before_the_offense_does_not_count_and_silence_on_it_is_not_known() -> None:
    spans = {"from": "2009-03-01", "to": "2009-03-10", "credited_elsewhere": False}
    custody = {"commenced": "2010-01-04", "detention": [spans]}
    assert computed("2014-01-01", TEN_YEARS, custody).prior_custody_days is None
    for ended, days in (("2009-02-28", 10), ("2009-03-01", 10), ("2009-03-02", 0)):
        assert computed("2014-01-01", TEN_YEARS, custody, offense={"ended": ended}).prior_custody_days == days
    assert computed("2014-01-01", TEN_YEARS, {**custody, "detention": []}).prior_custody_days == 0


def test_credit_that_is_not_what_the_detention_comes_to_is_told() -> None:
    """March 1 to 10, 2009, are ten days."""
    span = {"from": "2009-03-01", "to": "2009-03-10", "credited_elsewhere": False, "arrested_after_offense": True}
    for stated, told in ((10, False), (12, True)):
        made = computed("2014-01-01", TEN_YEARS, {**IN_CUSTODY, "prior_custody_days": stated, "detention": [span]})
        assert made.prior_custody_days == stated
        assert any("comes to 10" in note for note in made.notes) is told


# federal terms of later judgments


def test_a_later_term_counts_from_the_day_on_which_it_was_imposed() -> None:
    """18 U.S.C. § 3584(a), (c): after the others unless its judgment says that it runs with them."""
    other = {"imposed": "2012-07-02", "term": "24 months", "statute": "18 U.S.C. § 1343"}
    for runs, before, after in (
        ("consecutive", date(2020, 1, 3), date(2022, 1, 3)),
        ("silent", date(2020, 1, 3), date(2022, 1, 3)),
        ("concurrent", *[date(2020, 1, 3)] * 2),
    ):
        custody = {**IN_CUSTODY, "other_terms": [{**other, "runs": runs}]}
        assert computed("2012-07-01", TEN_YEARS, custody).full_term_on == before
        assert computed("2012-07-02", TEN_YEARS, custody).full_term_on == after
    long = {**IN_CUSTODY, "other_terms": [{**other, "term": "108 months", "runs": "concurrent"}]}
    assert computed("2013-01-01", TEN_YEARS, long).full_term_on == date(2021, 7, 1)
    assert computed("2013-01-01", TEN_YEARS, {**IN_CUSTODY, "other_terms": [other]}).full_term_on is None
    life = {**IN_CUSTODY, "other_terms": [{**other, "term": "life", "runs": "concurrent"}]}
    assert computed("2013-01-01", TEN_YEARS, life).is_life


def test_a_drug_conviction_behind_another_term_leaves_time_credits_open_until_it_is_told() -> None:
    other = {"imposed": "2012-07-02", "term": "24 months", "runs": "consecutive", "statute": "21 U.S.C. § 841(a)(1)"}
    programs = [{"from": "2019-03-01", "to": "2019-05-29", "days": 90}]
    facts = {"convictions": [{"statute": "18 U.S.C. § 1343"}]}
    for told, credits in ((None, None), (False, 30), (True, 0)):
        terms = [other if told is None else {**other, "bars_time_credits": told}]
        custody = {**IN_CUSTODY, "programs": programs, "risk": [{"date": "2019-02-01", "level": "high"}], "other_terms": terms}
        made = computed("2019-06-15", TEN_YEARS, custody, **facts)
        assert made.time_credits_days == credits
        assert told is not None or "custody.other_terms[0].bars_time_credits" in [one.path for one in made.needs]


@pytest.mark.parametrize(
    ("more", "told", "credits"),
    [
        ({}, {}, None),
        ({}, {"earlier_violent_conviction": True}, 0),
        ({}, {"earlier_violent_conviction": False}, 30),
        ({"criminal_history": {"priors": []}}, {}, 30),
        ({"criminal_history": {"priors": [{"violent": False, "imprisonment": "5 years"}, {"imprisonment": "0 days"}]}}, {}, 30),
        ({"criminal_history": {"priors": [{"violent": True, "imprisonment": "5 years"}]}}, {}, None),
    ],
)
def test_a_robbery_bars_time_credits_after_earlier_serious_violence(more: dict[str, Any], told: dict[str, Any], credits: int | None) -> None:
    """18 U.S.C. § 3632(d)(4)(D)(li): a serious violent felony, and more than a year served for an earlier one of the kinds that it names."""
    programs = [{"from": "2019-03-01", "to": "2019-05-29", "days": 90}]
    custody = {**IN_CUSTODY, "programs": programs, "risk": [{"date": "2019-02-01", "level": "high"}], **told}
    made = computed("2019-06-15", TEN_YEARS, custody, convictions=[{"statute": "18 U.S.C. § 1951"}], **more)
    assert made.time_credits_days == credits
    assert credits is not None or "custody.earlier_violent_conviction" in [one.path for one in made.needs]


# supervised release


def test_supervised_release_is_over_on_the_day_that_the_record_gives() -> None:
    """A court can end it early (18 U.S.C. § 3583(e)(1)); the record then has its last day."""
    events = [{"date": "2018-09-20", "kind": "release"}]
    early = {"circumstances": {"supervision_ended": "2020-10-01"}}
    assert computed("2020-09-30", TEN_YEARS, IN_CUSTODY, events=events, **early).supervised_release_ends_on == date(2023, 9, 19)
    assert computed("2020-10-01", TEN_YEARS, IN_CUSTODY, events=events, **early).supervised_release_ends_on == date(2020, 10, 1)


@pytest.mark.parametrize(("until", "days"), [("2019-01-29", 0), ("2019-01-30", 30), ("2019-01-31", 31)])
def test_thirty_days_in_prison_in_a_row_keep_supervised_release_from_running(until: str, days: int) -> None:
    """18 U.S.C. § 3624(e): unless the imprisonment is for less than 30 consecutive days."""
    events = [{"date": "2018-09-20", "kind": "release"}, {"date": "2019-01-01", "kind": "imprisonment", "until": until}]
    made = computed("2020-01-01", TEN_YEARS, IN_CUSTODY, events=events)
    assert (made.supervised_release_tolled_days, made.supervised_release_ends_on) == (days, date(2023, 9, 19) + timedelta(days=days))


# home detention of older people


@pytest.mark.parametrize(
    ("as_of", "born", "served_by", "opens"),
    [
        ("2018-12-20", "1950-01-01", None, None),
        ("2018-12-21", "1950-01-01", date(2021, 9, 6), date(2021, 9, 6)),
        ("2023-09-30", "1962-05-05", date(2021, 9, 6), date(2022, 5, 5)),
        ("2023-10-01", "1950-01-01", None, None),
        ("2020-01-01", None, date(2021, 9, 6), None),
    ],
)
def test_home_detention_of_older_people(as_of: str, born: str | None, served_by: date | None, opens: date | None) -> None:
    """34 U.S.C. § 60541(g): 60 years of age and two thirds of the term, from December 21, 2018 to September 30, 2023. Two thirds of 3,653 days are 2,436."""
    sentence = {"date": "2015-01-05", "imprisonment": "10 years"}
    made = computed(as_of, sentence, {**IN_CUSTODY, "commenced": "2015-01-05"}, **({"person": {"born": born}} if born else {}))
    assert (made.part_of_term_served_on, made.older_home_detention_from_on) == (served_by, opens)


# the Bureau's own sheet


def test_a_sheet_that_supposes_further_credits_is_told_so() -> None:
    """The Bureau's handout of 2026, 60 months: conditional release April 5, 2028, as projected from an earlier day."""
    custody = {
        "commenced": "2025-01-01", "prior_custody_days": 0, "incidents": [], "final_order_of_removal": False,
        "programs": [{"from": "2025-01-01", "to": "2026-06-01", "days": 517}],
        "risk": [{"date": "2025-01-28", "level": "low"}, {"date": "2025-07-30", "level": "low"}],
        "bureau_sheet": {"date": "2026-06-01", "full_term": "2029-12-31", "projected_release": "2028-04-05", "home_detention": "2027-10-05"},
    }  # fmt: skip
    facts = {"convictions": [{"statute": "18 U.S.C. § 1343"}]}
    made = computed("2026-11-01", {"date": "2025-01-01", "imprisonment": "60 months", "supervised_release": "3 years"}, custody, **facts)
    assert [one.what for one in made.differences] == ["projected_release", "home_detention"]
    assert "go on being earned until the transfer" in made.differences[0].reasons[0]
    assert [step.partition("(28")[2][:11] for step in made.remedies] == [" CFR 542.13", " CFR 542.14", " CFR 542.15", " CFR 542.15"]
    assert "within 20 days" in made.remedies[1]
    assert "within 30 days" in made.remedies[3], "28 CFR 542.15(a): 30 calendar days to the General Counsel"


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
    custody = {**IN_CUSTODY, "programs": programs, "risk": [], "final_order_of_removal": False, "earlier_violent_conviction": False}
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


@pytest.mark.parametrize(
    ("full_term", "said"),
    [
        ("2020-01-03", "the sentence as first imposed"),
        ("2018-01-03", "leaves out the terms of later federal judgments"),
        ("2019-01-03", None),
        ("2018-06-30", "leaves out"),
    ],
)
def test_a_sheet_that_leaves_something_out_is_told_what(full_term: str, said: str | None) -> None:
    """Ten years from January 4, 2010, reduced to eight; twelve months after it by a later judgment."""
    other = {"imposed": "2012-07-02", "term": "12 months", "runs": "consecutive", "statute": "18 U.S.C. § 1343"}
    events = [{"date": "2014-01-01", "kind": "reduction", "term": "96 months"}]
    others = [] if full_term == "2020-01-03" else [other]
    custody = {**IN_CUSTODY, "other_terms": others, "bureau_sheet": {"date": "2015-01-01", "full_term": full_term}}
    made = computed("2015-01-01", TEN_YEARS, custody, events=events)
    if said is None:
        assert made.differences == ()
    elif full_term == "2018-06-30":
        assert not any(said in reason for reason in made.differences[0].reasons)
    else:
        assert said in made.differences[0].reasons[0]


def test_a_year_with_a_leap_day_explains_one_day() -> None:
    """Twelve months before December 1, 2028 is December 1, 2027: 366 days, as February 29, 2028 lies between."""
    custody = {
        "commenced": "2020-06-15", "prior_custody_days": 20, "incidents": [], "final_order_of_removal": False,
        "programs": [{"from": "2020-08-01", "to": "2026-11-24", "days": 2307}],
        "risk": [{"date": "2020-08-01", "level": "low"}, {"date": "2021-02-01", "level": "low"}],
        "bureau_sheet": {"date": "2026-11-24", "projected_release": "2027-12-02"},
    }  # fmt: skip
    facts = {"convictions": [{"statute": "18 U.S.C. § 1343"}]}
    made = computed("2026-11-24", {"date": "2020-06-15", "imprisonment": "120 months", "supervised_release": "4 years"}, custody, **facts)
    assert (made.statutory_release_on, made.projected_release_on, made.to_supervised_release_days) == (date(2028, 12, 1), date(2027, 12, 1), 366)
    assert "leap day" in made.differences[0].reasons[0]
