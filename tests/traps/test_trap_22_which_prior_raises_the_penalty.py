"""A "serious drug felony" raises § 841(b)(1)(A) and (B) only since 2018-12-21; (C) and (D) still take any "felony drug offense"."""

import pytest
from trap_cases import answer_of, drug_count


def review_of(drug, amount, **priors):
    count = drug_count(drug, amount, convicted="2015-09-01", **priors)
    return answer_of("2016-03-01", offense={"ended": "2015-03-01"}, convictions=[count])


def ends(answer, side):
    return answer[side]["statutory_range"]["min"], answer[side]["statutory_range"]["max"]


@pytest.mark.parametrize(
    ("drug", "amount", "then", "today_without", "today_with"),
    [
        ("heroin", "1 kg", (240, "life"), (120, "life"), (180, "life")),  # (A): 20 years to life; 15 since § 401
        ("heroin", "100 g", (120, "life"), (60, 480), (120, "life")),  # (B)
    ],
)
def test_the_upper_tiers_take_a_serious_drug_felony(drug, amount, then, today_without, today_with):
    assert ends(review_of(drug, amount, prior_851=1, prior_851_today=0), "then") == then
    assert ends(review_of(drug, amount, prior_851=1, prior_851_today=0), "today") == today_without
    assert ends(review_of(drug, amount, prior_851=1, prior_851_today=1), "today") == today_with
    unknown = review_of(drug, amount, prior_851=1)
    assert unknown["today"]["statutory_range"]["min"] is None
    assert "convictions[0].prior_851_today" in unknown["today"]["needs"]


def test_two_priors():
    """(A): life until § 401, 25 years since."""
    answer = review_of("heroin", "1 kg", prior_851=2, prior_851_today=2)
    assert (ends(answer, "then"), ends(answer, "today")) == (("life", "life"), (300, "life"))


@pytest.mark.parametrize(
    ("drug", "amount", "both"),
    [("heroin", "50 g", (0, 360)), ("marihuana", "20 kg", (0, 120))],  # (C): 20 years, 30 with a prior; (D): 5 and 10
)
def test_the_lower_tiers_take_any_felony_drug_offense(drug, amount, both):
    """No need to know whether the prior is a serious drug felony."""
    answer = review_of(drug, amount, prior_851=1)
    assert (ends(answer, "then"), ends(answer, "today")) == (both, both)
    assert "convictions[0].prior_851_today" not in answer["today"]["needs"]


def test_one_that_qualifies_today_was_noticed():
    """How many were noticed is not in the record: twenty years with one, life with two (21 U.S.C. § 841(b)(1)(A) before § 401 of the First Step Act)."""
    answer = review_of("heroin", "1 kg", prior_851=None, prior_851_today=1)
    assert ends(answer, "then")[0] is None
    assert "convictions[0].prior_851" in answer["then"]["needs"]
