"""Terms compare by length; dates may be known to the year or month only."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenity.facts import PartialDate, Term

TERMS = st.one_of(
    st.just(Term(is_life=True)),
    st.builds(Term, months=st.integers(0, 9999), days=st.integers(0, 9999)),
)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("240 months", 240, 0),
        ("20 years", 240, 0),
        ("1 year", 12, 0),
        ("13 months and 1 day", 13, 1),
        ("1 year 6 months", 18, 0),
        ("1 year, 6 months", 18, 0),
        ("1 year and 1 day", 12, 1),
        ("1 year, 6 months and 3 days", 18, 3),
        ("1 Year,  6 Months, 3 Days", 18, 3),
        ("0 days", 0, 0),
        ("0 months", 0, 0),
        ("60 days", 0, 60),
    ],
)
def test_terms_in_words(text, months, days):
    term = Term.parse(text)
    assert (term.months, term.days, term.is_life) == (months, days, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "months",
        "12",
        "1 day 2 months",
        "1 year6 months",
        "1 month and",
        "year",
        "12 month s",
        "١٢ months",
    ],
)
def test_other_texts_are_no_terms(text):
    with pytest.raises(ValueError, match="years, months and days"):
        Term.parse(text)


def test_terms_compare_by_length():
    life = Term.parse("life")
    assert life == Term.parse("Life")
    assert life > Term.parse("9999 months")
    assert Term.parse("13 months and 1 day") > Term.parse("13 months")
    assert Term.parse("30 days") < Term.parse("1 month") < Term.parse("31 days")
    assert Term.parse("487 days") == Term.parse("16 months")
    assert Term.parse("1 day").exact_months == 1 / Fraction("30.4375")
    assert (life.exact_months, life.as_months(), Term.parse("2 years").as_months()) == (None, "life", 24)


@given(TERMS)
def test_what_is_printed_reads_back(term):
    again = Term.parse(str(term))
    assert (again.months, again.days, again.is_life) == (term.months, term.days, term.is_life)


@given(TERMS, TERMS)
def test_order_is_total_and_agrees_with_equality(one, other):
    assert (one < other) + (one == other) + (one > other) == 1
    if one == other:
        assert hash(one) == hash(other)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        (1997, "1997-01-01", "1997-12-31"),
        ("1997", "1997-01-01", "1997-12-31"),
        ("1997-02", "1997-02-01", "1997-02-28"),
        ("1996-02", "1996-02-01", "1996-02-29"),
        ("1997-03-21", "1997-03-21", "1997-03-21"),
        (date(1997, 3, 21), "1997-03-21", "1997-03-21"),
    ],
)
def test_dates_known_in_part(value, first, last):
    day = PartialDate.parse(value)
    assert (day.first.isoformat(), day.last.isoformat()) == (first, last)
    assert PartialDate.parse(str(day)) == day


@pytest.mark.parametrize(
    "value",
    [
        "1997-02-29",
        "1997-13",
        "1997-00-01",
        "0000-01-01",
        "1850",
        97,
        19970321,
        "1997-3-1",
        "March 1997",
        "1997-03-21T00:00",
        True,
        None,
        "",
    ],
)
def test_impossible_dates_are_refused(value):
    with pytest.raises(ValueError, match=r"expected|outside"):
        PartialDate.parse(value)


def test_order_is_not_known_inside_a_span():
    year, day = PartialDate.parse(1997), PartialDate.parse("1997-06-01")
    assert year.is_before(day) is None
    assert year.is_before(date(1998, 1, 1)) is True
    assert year.is_before(date(1997, 1, 1)) is False
    assert (year.day, day.day) == (None, date(1997, 6, 1))
    assert not year.surely_before(day)
    assert year.surely_after(date(1996, 12, 31))


@given(DAYS, DAYS)
def test_known_days_order_as_days(one, other):
    assert PartialDate.of(one).is_before(other) == (one < other)
    assert PartialDate.of(one).surely_before(PartialDate.of(other)) == (one < other)
