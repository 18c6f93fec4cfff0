"""What holds of every computation, whatever the sentence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.time import OUTPUTS, SUPPOSED, Computation, compute

relativedelta = pytest.importorskip("dateutil.relativedelta").relativedelta

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(1988, 1, 1), date(2026, 11, 1))
MONTHS = st.integers(1, 1200)
ODD_DAYS = st.integers(0, 400)
CREDIT = st.integers(0, 900)


def computed(as_of: date, sentence: dict[str, Any], custody: dict[str, Any], **more: Any) -> Computation:
    data = {"lenity": 1, "id": "made-up", "sentence": sentence, "events": [], "custody": custody, **more}
    return compute(read_data(data, name="made-up", vocabulary=law_vocabulary(), today=TODAY), as_of=as_of)


def term(months: int, days: int) -> str:
    return f"{months} months and {days} days"


def simple(day: date, months: int, days: int, credit: int, as_of: date, **custody: Any) -> Computation:
    return computed(
        as_of,
        {"date": day.isoformat(), "imprisonment": term(months, days), "supervised_release": "3 years"},
        {"commenced": day.isoformat(), "prior_custody_days": credit, "incidents": [], "programs": [], **custody},
    )


@given(DAYS, MONTHS, ODD_DAYS, CREDIT)
@settings(max_examples=300, deadline=None)
def test_full_term_agrees_with_an_independent_calendar(day: date, months: int, days: int, credit: int) -> None:
    expected = day + relativedelta(months=months, days=days) - timedelta(days=1 + credit)
    assert simple(day, months, days, credit, day).full_term_on == expected


def credited_on_years_served(start: date, end: date) -> int:
    """Good conduct time worked out a year at a time: while a whole year can be served it earns 54 days, and what is left is filled a day at a time."""
    earned, years = 0, 0
    while True:
        left = (end - (start + relativedelta(years=years))).days + 1 - earned
        if (start + relativedelta(years=years + 1)) <= end + timedelta(days=1) and left - 365 - 54 >= 0:
            following = (end - (start + relativedelta(years=years + 1))).days + 1 - earned - 54
            if following >= 0:
                earned, years = earned + 54, years + 1
                continue
        served = 0
        while served + served * 148 // 1000 < left:
            served += 1
        return earned + left - served


@given(DAYS, st.integers(13, 600), st.integers(0, 27), CREDIT)
@settings(max_examples=200, deadline=None)
def test_the_method_of_years_served_agrees_with_a_count_year_by_year(day: date, months: int, days: int, credit: int) -> None:
    made = simple(day, months, days, min(credit, 300), date(1988, 1, 1))
    assert made.full_term_on is not None
    start = day - timedelta(days=min(credit, 300))
    assert made.good_time_days == credited_on_years_served(start, made.full_term_on)


@given(DAYS, st.integers(13, 600), st.integers(0, 27))
@settings(max_examples=150, deadline=None)
def test_the_years_imposed_bring_54_days_each_and_at_least_what_the_years_served_bring(day: date, months: int, days: int) -> None:
    made = simple(day, months, days, 0, TODAY)
    assert made.good_time_days is not None
    assert made.other_method_days is not None
    assert made.good_time_days >= made.other_method_days
    whole, rest = divmod(months, 12)
    assert 0 <= made.good_time_days - 54 * whole <= (rest * 31 + days) * 148 // 1000


@given(DAYS, st.integers(1, 600), CREDIT, st.integers(0, 400), st.integers(0, 400), DAYS)
@settings(max_examples=150, deadline=None)
def test_more_good_time_never_delays_release(day: date, months: int, credit: int, one: int, other: int, as_of: date) -> None:
    fewer, more = (simple(day, months, 0, credit, as_of, incidents=[{"good_time_lost_days": lost}]) for lost in sorted((one, other), reverse=True))
    assert fewer.good_time_days is not None
    assert more.good_time_days is not None
    assert more.good_time_days >= fewer.good_time_days
    assert more.projected_release_on is not None
    assert fewer.projected_release_on is not None
    assert more.projected_release_on <= fewer.projected_release_on


@given(DAYS, st.integers(13, 600), CREDIT, CREDIT, DAYS)
@settings(max_examples=150, deadline=None)
def test_more_credit_for_prior_custody_never_delays_release(day: date, months: int, one: int, other: int, as_of: date) -> None:
    less, more = (simple(day, months, 0, credit, as_of).statutory_release_on for credit in sorted((one, other)))
    assert less is not None
    assert more is not None
    assert more <= less


WHOLE = {
    "sentence": {"date": "2019-03-04", "imprisonment": "120 months", "supervised_release": "5 years"},
    "custody": {
        "commenced": "2019-03-04", "prior_custody_days": 100, "incidents": [{"good_time_lost_days": 27, "time_credits_lost_days": 10}],
        "programs": [{"from": "2019-06-01", "to": "2020-05-31", "days": 366}, {"from": "2021-01-01", "to": "2021-03-31", "days": 80}],
        "risk": [{"date": "2019-05-01", "level": "low"}, {"date": "2019-11-01", "level": "minimum"}, {"date": "2020-11-01", "level": "low"}],
        "final_order_of_removal": False,
    },
    "convictions": [{"statute": "18 U.S.C. § 1343"}],
    "offense": {"ended": "2018-01-01"},
}  # fmt: skip


@pytest.mark.parametrize(
    "fact",
    [
        "sentence.imprisonment", "sentence.supervised_release", "custody.commenced", "custody.prior_custody_days", "custody.programs", "custody.risk",
        "custody.final_order_of_removal", "custody.programs.0.days", "custody.programs.1.days", "custody.programs.1.from", "convictions", "convictions.0.statute",
        "custody.incidents.0.good_time_lost_days", "custody.incidents.0.time_credits_lost_days", "offense",
    ],
)  # fmt: skip
@pytest.mark.parametrize("as_of", ["2018-12-20", "2019-07-18", "2020-01-01", "2022-06-01"])
def test_a_removed_fact_makes_an_answer_not_known_or_leaves_it(fact: str, as_of: str) -> None:
    import copy

    whole, less = copy.deepcopy(WHOLE), copy.deepcopy(WHOLE)
    *way, last = fact.split(".")
    at: Any = less
    for step in way:
        at = at[int(step)] if step.isdigit() else at[step]
    del at[last]
    before = computed(date.fromisoformat(as_of), whole.pop("sentence"), whole.pop("custody"), **whole)
    after = computed(date.fromisoformat(as_of), less.pop("sentence"), less.pop("custody"), **less)
    answers = [name for name in OUTPUTS if name != "earliest_release_on"]  # a bound: it may widen
    changed = {name: (before.values[name], after.values[name]) for name in answers if after.values[name] not in (None, before.values[name])}
    assert changed == {}
    if before.earliest_release_on is not None and after.earliest_release_on is not None:
        assert after.earliest_release_on <= before.earliest_release_on
    lost = [name for name in OUTPUTS if name not in SUPPOSED and after.values[name] is None and before.values[name] is not None]
    assert not lost or after.needs, f"{lost} are not known, but nothing is asked for"


@given(st.sampled_from(["2015", "2015-06", "2016", "2016-02"]), st.integers(13, 240))
@settings(max_examples=40, deadline=None)
def test_a_date_known_only_to_the_month_gives_only_what_every_day_of_it_gives(commenced: str, months: int) -> None:
    custody = {"commenced": commenced, "prior_custody_days": 0, "incidents": [], "programs": []}
    made = computed(date(2018, 1, 1), {"date": "2014-01-06", "imprisonment": f"{months} months"}, custody)
    assert made.full_term_on is None
    assert "custody.commenced" in [need.path for need in made.needs]
    year, _, month = commenced.partition("-")
    for day in (date(int(year), int(month or 1), 1), date(int(year), int(month or 12), 28)):
        exact = computed(date(2018, 1, 1), {"date": "2014-01-06", "imprisonment": f"{months} months"}, {**custody, "commenced": day.isoformat()})
        assert made.good_time_days in (None, exact.good_time_days)
