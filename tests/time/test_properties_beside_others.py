"""What holds of every computation beside state custody and other federal terms; days are counted by numpy and dateutil, not by lenity."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.time import OUTPUTS, SUPPOSED, Computation, compute

np = pytest.importorskip("numpy")
relativedelta = pytest.importorskip("dateutil.relativedelta").relativedelta

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(1990, 1, 1), date(2020, 1, 1))
MONTHS = st.integers(13, 400)
SPAN = st.integers(1, 900)


def computed(as_of: date, **data: Any) -> Computation:
    case = read_data({"lenity": 1, "id": "made-up", "events": [], **data}, name="made-up", vocabulary=law_vocabulary(), today=TODAY)
    return compute(case, as_of=as_of)


def served(day: date, months: int, as_of: date = TODAY, *, events: Any = (), **custody: Any) -> Computation:
    facts = {"commenced": day.isoformat(), "prior_custody_days": 0, "incidents": [], "programs": [], **custody}
    sentence = {"date": day.isoformat(), "imprisonment": f"{months} months", "supervised_release": "3 years"}
    return computed(as_of, sentence=sentence, custody={name: value for name, value in facts.items() if value is not None}, events=list(events))


@given(DAYS, SPAN, SPAN)
@settings(max_examples=150, deadline=None)
def test_days_of_detention_agree_with_another_count(day: date, length: int, gap: int) -> None:
    """Across leap days too; the day of commencement is none of them."""
    last = day - timedelta(days=gap)
    first = last - timedelta(days=length - 1)
    span = {"from": first.isoformat(), "to": last.isoformat(), "credited_elsewhere": False, "arrested_after_offense": True}
    made = served(day, 120, prior_custody_days=None, detention=[span])
    assert made.prior_custody_days == int((np.datetime64(last) - np.datetime64(first)).astype(int)) + 1


@given(DAYS, st.integers(13, 900), st.integers(0, 30))
@settings(max_examples=150, deadline=None)
def test_good_conduct_time_on_the_years_imposed_agrees_with_another_calendar(day: date, months: int, days: int) -> None:
    """87 FR 7938: 54 days for each year of the term, .148 for each day of the rest of a year, the fraction dropped."""
    made = computed(
        TODAY,
        sentence={"date": day.isoformat(), "imprisonment": f"{months} months and {days} days"},
        custody={"commenced": day.isoformat(), "prior_custody_days": 0, "incidents": [], "programs": []},
    )
    end = day + relativedelta(months=months) + timedelta(days=days)
    years = 0
    while day + relativedelta(years=years + 1) <= end:
        years += 1
    rest = int((np.datetime64(end) - np.datetime64(day + relativedelta(years=years))).astype(int))
    assert made.good_time_days == 54 * years + rest * 148 // 1000


@given(DAYS, MONTHS, st.integers(1, 120), SPAN)
@settings(max_examples=120, deadline=None)
def test_terms_one_after_another_are_as_long_as_one_of_their_sum(day: date, months: int, more: int, later: int) -> None:
    other = {"imposed": (day + timedelta(days=min(later, 380))).isoformat(), "term": f"{more} months", "runs": "consecutive", "statute": "18 U.S.C. § 1343"}
    both, one = served(day, months, other_terms=[other]), served(day, months + more)
    assert (both.full_term_on, both.good_time_days, both.statutory_release_on) == (one.full_term_on, one.good_time_days, one.statutory_release_on)


@given(DAYS, MONTHS, st.integers(1, 400), SPAN, st.sampled_from(["concurrent", "consecutive", "silent"]))
@settings(max_examples=120, deadline=None)
def test_another_term_never_brings_the_end_forward_and_running_together_is_never_longer(day: date, months: int, more: int, later: int, runs: str) -> None:
    imposed = day + timedelta(days=min(later, 380))

    def with_other(how: str) -> Computation:
        other = {"imposed": imposed.isoformat(), "term": f"{more} months", "runs": how, "statute": "18 U.S.C. § 1343"}
        return served(day, months, other_terms=[other])

    alone, made, together = served(day, months), with_other(runs), with_other("concurrent")
    for found in (alone, made, together):
        assert found.full_term_on is not None
    assert made.full_term_on >= alone.full_term_on  # type: ignore[operator]
    own = day + relativedelta(months=months) - timedelta(days=1)
    assert together.full_term_on == max(own, imposed + relativedelta(months=more) - timedelta(days=1))
    if runs != "concurrent" and (imposed - day).days < (own - day).days - 31:
        assert made.full_term_on >= together.full_term_on  # type: ignore[operator]


@given(st.integers(0, 29), st.integers(0, 60), st.integers(1, 60))
@settings(max_examples=80, deadline=None)
def test_days_away_never_bring_release_forward(start: int, length: int, programs: int) -> None:
    began = date(2021, 2, 1)
    last = began + timedelta(days=30 * programs - 1)
    away = {"from": (began + timedelta(days=start)).isoformat(), "to": (began + timedelta(days=start + length)).isoformat(), "why": "opted out"}
    custody = {
        "commenced": "2021-01-04", "prior_custody_days": 0, "incidents": [], "final_order_of_removal": False,
        "programs": [{"from": began.isoformat(), "to": last.isoformat(), "days": 30 * programs}],
        "risk": [{"date": "2021-01-10", "level": "low"}, {"date": "2021-01-20", "level": "low"}],
    }  # fmt: skip
    facts = {
        "sentence": {"date": "2021-01-04", "imprisonment": "120 months", "supervised_release": "3 years"},
        "convictions": [{"statute": "18 U.S.C. § 1343"}],
    }
    whole, less = computed(TODAY, custody=custody, **facts), computed(TODAY, custody={**custody, "away": [away]}, **facts)
    assert whole.time_credits_days == 15 * programs
    assert less.time_credits_days is not None
    counted = int(np.sum(~np.isin(np.arange(30 * programs), np.arange(start, start + length + 1))))
    assert less.time_credits_days == 15 * (counted // 30)
    assert less.projected_release_on >= whole.projected_release_on  # type: ignore[operator]


@given(st.integers(1, 400), st.integers(0, 700))
@settings(max_examples=80, deadline=None)
def test_prison_for_another_conviction_moves_the_end_of_supervised_release_by_its_days(length: int, after: int) -> None:
    out = date(2012, 3, 6)
    start = out + timedelta(days=after)
    again = {"date": start.isoformat(), "kind": "imprisonment", "until": (start + timedelta(days=length - 1)).isoformat()}
    release = {"date": out.isoformat(), "kind": "release"}
    plain = served(date(2005, 12, 1), 84, events=[release]).supervised_release_ends_on
    moved = served(date(2005, 12, 1), 84, events=[release, again]).supervised_release_ends_on
    assert plain is not None
    assert moved == plain + timedelta(days=length if length >= 30 else 0)


@given(st.integers(0, 900), st.integers(20, 240), st.booleans(), st.booleans(), st.integers(0, 400))
@settings(max_examples=150, deadline=None)
def test_the_transfer_that_goes_on_earning_brings_agrees_with_a_count_day_by_day(
    programs: int, months: int, is_low: bool, has_supervised_release: bool, low_from: int
) -> None:
    """18 U.S.C. § 3624(g)(1)(A): the first day on which credits equal what is left; 10 days for every 30, 5 more for every 30 at a sustained low risk."""
    began = date(2021, 1, 4)
    as_of = began + timedelta(days=programs)
    risk = [{"date": "2020-06-01", "level": "low"}, {"date": (began + timedelta(days=low_from)).isoformat(), "level": "low" if is_low else "high"}]
    if not is_low:
        risk = [{"date": "2020-06-01", "level": "high"}, {"date": "2021-01-04", "level": "low"}]
    made = computed(
        as_of,
        sentence={"date": "2021-01-04", "imprisonment": f"{months} months", **({"supervised_release": "3 years"} if has_supervised_release else {"supervised_release": "0 days"})},
        convictions=[{"statute": "18 U.S.C. § 1343"}],
        custody={
            "commenced": "2021-01-04", "prior_custody_days": 0, "incidents": [], "final_order_of_removal": False, "risk": risk,
            "programs": [{"from": began.isoformat(), "to": (as_of - timedelta(days=1)).isoformat(), "days": programs}] if programs else [],
        },
    )  # fmt: skip
    release = made.statutory_release_on
    assert release is not None
    assert made.time_credits_days is not None
    low_days = max(0, programs - low_from) if is_low else 0
    sustained = is_low and low_from <= programs
    if release <= as_of or (not sustained and not has_supervised_release):
        assert made.transfer_if_earning_goes_on_on is None
        return
    day, more = as_of, 0
    credits = made.time_credits_days
    while (release - day).days > credits:
        more += 1
        day += timedelta(days=1)
        credits = (programs + more) // 30 * 10 + ((low_days + more) // 30 * 5 if sustained else low_days // 30 * 5)
    assert made.transfer_if_earning_goes_on_on == day
    assert made.credits_if_earning_goes_on_days == credits
    assert made.release_if_earning_goes_on_on is not None
    assert made.release_if_earning_goes_on_on >= max(as_of, release - relativedelta(months=12) if has_supervised_release else release)


WHOLE: dict[str, Any] = {
    "sentence": {"date": "2012-05-07", "imprisonment": "120 months", "supervised_release": "5 years"},
    "offense": {"began": "2010-01-01", "ended": "2010-06-01"},
    "convictions": [{"statute": "18 U.S.C. § 1343"}],
    "custody": {
        "primary": "state", "state_released": "2013-02-01", "incidents": [], "programs": [], "final_order_of_removal": False,
        "state_terms": [{"imposed": "2011-02-01", "term": "4 years", "federal_runs": "consecutive"}],
        "detention": [
            {"from": "2010-07-01", "to": "2010-08-15", "credited_elsewhere": False}, {"from": "2010-09-01", "to": "2013-01-31", "credited_elsewhere": True},
        ],
        "other_terms": [
            {"imposed": "2015-03-02", "term": "24 months", "runs": "consecutive", "statute": "18 U.S.C. § 1343"},
            {"imposed": "2016-03-02", "term": "130 months", "runs": "concurrent", "statute": "18 U.S.C. § 1343"},
        ],
    },
}  # fmt: skip


def test_the_whole_case_is_computed() -> None:
    """Counted by hand: from February 1, 2013, 144 months to January 31, 2025; 130 months from March 2, 2016 to January 1, 2027; 46 days of jail credit."""
    made = computed(date(2018, 1, 1), **copy.deepcopy(WHOLE))
    assert made.commenced_on == date(2013, 2, 1)
    assert made.prior_custody_days == 46
    assert made.full_term_on == date(2027, 1, 1) - timedelta(days=46)
    assert made.is_aggregate


@pytest.mark.parametrize(
    "fact",
    [
        "custody.primary", "custody.state_released", "custody.state_terms.0.federal_runs", "custody.detention.0.credited_elsewhere", "custody.detention.0.from",
        "custody.detention.1.credited_elsewhere", "custody.detention.1.to", "custody.other_terms.0.imposed", "custody.other_terms.0.term", "custody.other_terms.0.runs",
        "custody.other_terms.1.runs", "custody.other_terms.1.imposed", "custody.other_terms.0.statute", "custody.detention", "custody.state_terms", "offense",
    ],
)  # fmt: skip
@pytest.mark.parametrize("as_of", ["2014-06-01", "2018-01-01", "2022-06-01"])
def test_a_removed_fact_makes_an_answer_not_known_or_leaves_it(fact: str, as_of: str) -> None:
    less = copy.deepcopy(WHOLE)
    *way, last = fact.split(".")
    at: Any = less
    for step in way:
        at = at[int(step)] if step.isdigit() else at[step]
    del at[last]
    day = date.fromisoformat(as_of)
    before, after = computed(day, **copy.deepcopy(WHOLE)), computed(day, **less)
    answers = [name for name in OUTPUTS if name != "earliest_release_on"]
    changed = {name: (before.values[name], after.values[name]) for name in answers if after.values[name] not in (None, before.values[name])}
    assert changed == {}
    lost = [name for name in OUTPUTS if name not in SUPPOSED and after.values[name] is None and before.values[name] is not None]
    assert not lost or after.needs, f"{lost} are not known, but nothing is asked for"
