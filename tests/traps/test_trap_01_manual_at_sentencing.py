"""The Manual at sentencing governs, unless that of the offense gives a lower range; one book, whole (§1B1.11; *Peugh*).

Not held here: that later clarifying amendments still count under an earlier book (§1B1.11(b)(2)); which amendments clarify is not encoded.
"""

from datetime import date, timedelta

import pytest
from trap_cases import answer_of, base, drugs, total

# App. C amend. 594 (Nov. 1, 2000) halved the quantities of methamphetamine (actual): level 32 was 100 G to 300 G, level 34 became 150 G to 500 G.
PURE = drugs(("methamphetamine (actual)", "200 g"))
CATEGORY = {"category": "I"}
NINE_GRAMS = {
    "offense": {"ended": "2000-10-15"},
    "criminal_history": CATEGORY,
    "guidelines": drugs(("methamphetamine (actual)", "9 g"), adjustments=["5C1.2"]),
}


def test_the_book_at_sentencing_when_it_is_no_harsher():
    answer = answer_of("2001-04-02", offense={"ended": "2000-11-15"}, guidelines=PURE, criminal_history=CATEGORY)
    assert (answer["then"]["edition"], base(answer)) == ("2000-12-16", 34)


def test_the_book_of_the_offense_when_that_at_sentencing_is_harsher():
    """§1B1.11(b)(1)."""
    answer = answer_of("2001-04-02", offense={"ended": "2000-10-31"}, guidelines=PURE, criminal_history=CATEGORY)
    assert (answer["then"]["edition"], base(answer)) == ("2000-05-01", 32)
    assert answer["then"]["guideline_range"] == {"min": 121, "max": 151}


def test_the_last_day_of_the_offense_controls():
    answer = answer_of("2001-04-02", offense={"began": "1999-01-01", "ended": "2000-11-01"}, guidelines=PURE, criminal_history=CATEGORY)
    assert base(answer) == 34


def test_the_revised_book_for_counts_on_both_sides_of_it():
    """§1B1.11(b)(3)."""
    counts = [{"count": n, "statute": "21 U.S.C. § 841(a)(1)", "offense": {"ended": day}} for n, day in ((1, "2000-06-30"), (2, "2000-11-15"))]
    answer = answer_of("2001-04-02", convictions=counts, guidelines=PURE, criminal_history=CATEGORY)
    assert base(answer) == 34
    earlier = [{**count, "offense": {"ended": "2000-06-30"}} for count in counts]
    assert base(answer_of("2001-04-02", convictions=earlier, guidelines=PURE, criminal_history=CATEGORY)) == 32


def test_one_book_whole():
    """The lower table of 2000 and the safety valve of 2001 are not put together (§1B1.11(b)(2)).

    Nine grams were level 24 (8 G to 10 G) before amend. 594 and are 26 (5 G to 20 G) after it; the two levels for the safety valve came
    only from level 26 up until amend. 624 (Nov. 1, 2001). Each book gives 24; a mixture would give 22.
    """
    count = {"count": 1, "statute": "21 U.S.C. § 841(a)(1)", "statutory": {"min": 60, "max": 480}}
    both = [answer_of(day, **NINE_GRAMS, convictions=[count]) for day in ("2000-10-20", "2001-12-03")]
    assert [base(one) for one in both] == [24, 26]
    assert [total(one) for one in both] == [24, 24]
    assert both[1]["then"]["edition"] == "2001-11-01"


def test_a_fact_that_cannot_matter_does_not_choose_the_book():
    """The same case with no count in the record: whether the floor of level 17 in §5C1.2(b) binds is open, but 24 is above it either way.

    Both books give level 24, so that at sentencing governs (§1B1.11(a)).
    """
    answer = answer_of("2001-12-03", **NINE_GRAMS)
    assert (answer["then"]["edition"], base(answer), total(answer)) == ("2001-11-01", 26, 24)


@pytest.mark.parametrize(
    "day",
    [
        # Effective dates: App. C amends. 1, 5, 64, 435, 509, 541, 608, 609, 647, 649, 651, 662, 681, 712, 715, 798.
        "1988-01-15", "1988-06-15", "1988-10-15", "1991-11-27", "1994-09-23", "1997-05-01", "2000-12-16", "2001-05-01", "2003-01-25", "2003-04-30",
        "2003-10-27", "2003-11-05", "2006-03-27", "2008-03-03", "2008-05-01", "2016-08-01",
    ],
)  # fmt: skip
def test_texts_that_took_effect_inside_a_year(day):
    on, before = date.fromisoformat(day), date.fromisoformat(day) - timedelta(days=1)
    editions = [answer_of(str(one), guidelines={"found": {"total_offense_level": 20}})["then"]["edition"] for one in (before, on)]
    assert editions[1] == day
    assert editions[0] < day


@pytest.mark.parametrize(
    ("day", "level"),
    # 50 g of cocaine base: level 30 from 2007-11-01, 26 from 2010-11-01 (App. C amends. 706, 748)
    [("2010-10", 30), ("2010-11", 26), ("2010", None), ("2009", 30), ("2011", 26)],
)
def test_a_year_in_which_the_manual_changed_leaves_the_edition_open(day, level):
    answer = answer_of(day, offense={"ended": "2008-05-01"}, guidelines=drugs(("cocaine base", "50 g")))
    assert base(answer) == level
    assert level is not None or "sentence.date" in answer["then"]["needs"]
