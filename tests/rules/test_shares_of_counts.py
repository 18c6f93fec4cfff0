"""How a total punishment is divided over counts (§5G1.2): what holds of every division."""

from hypothesis import given
from hypothesis import strategies as st

from lenity.engine import UNBOUNDED
from lenity.review import CountTerms, shares_of

maximums = st.lists(st.one_of(st.integers(min_value=1, max_value=480), st.just(UNBOUNDED)), min_size=1, max_size=5)


def ordinary(maximum):
    return CountTerms(0, maximum, is_independent=False, follows_if_imposed=False, is_firearm=False)


@given(maximums, st.integers(min_value=0, max_value=2000))
def test_the_terms_together_are_the_total_where_the_maximums_bear_it(limits, wanted):
    total = min(wanted, sum(limits))
    shares = shares_of(total, [ordinary(one) for one in limits], is_apportioned=False)
    longest_with_the_others = max(share.months for share in shares if share.consecutive_months == 0)
    assert longest_with_the_others + sum(share.consecutive_months for share in shares) == total
    assert all(share.months <= limit for share, limit in zip(shares, limits, strict=True))


@given(maximums, st.integers(min_value=0, max_value=2000))
def test_terms_run_together_where_one_count_bears_the_total(limits, wanted):
    total = min(wanted, max(limits))
    assert {share.consecutive_months for share in shares_of(total, [ordinary(one) for one in limits], is_apportioned=False)} == {0}


def test_the_total_is_divided_by_the_court_where_a_term_follows_only_if_imposed():
    follows = CountTerms(0, 60, is_independent=False, follows_if_imposed=True, is_firearm=False)
    assert {share.months for share in shares_of(36, [ordinary(60), follows], is_apportioned=False)} == {None}
    assert shares_of(36, [follows], is_apportioned=False)[0].months == 36


def test_an_unknown_maximum_leaves_the_shares_not_known_but_not_those_of_independent_counts():
    gun = CountTerms(60, UNBOUNDED, is_independent=True, follows_if_imposed=False, is_firearm=True)
    shares = shares_of(36, [ordinary(None), gun], is_apportioned=False)
    assert (shares[0].months, shares[1].months, shares[1].runs) == (None, 60, "consecutively")


def test_a_total_of_life_is_apportioned():
    gun = CountTerms(60, UNBOUNDED, is_independent=True, follows_if_imposed=False, is_firearm=True)
    assert [one.months for one in shares_of(UNBOUNDED, [gun, ordinary(240)], is_apportioned=True)] == [UNBOUNDED, 240]
    assert [one.months for one in shares_of(UNBOUNDED, [gun, ordinary(UNBOUNDED)], is_apportioned=True)] == [60, UNBOUNDED]
