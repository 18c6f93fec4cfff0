"""Figures of a cell hold to what any statistics program gives, and to what must be so whatever the people."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenity.peers import Terms
from lenity.peers.compare import bars
from lenity.peers.figures import figures_of, histogram
from lenity.peers.people import cap_months
from lenity.peers.statistics import difference, generator, share, summary

MONTHS = st.lists(st.sampled_from([0.03, 1.0, 12.0, 12.03, 60.0, 120.0, 240.0, 469.9, 470.0]), min_size=1, max_size=40)


def people(months: list[float | None], kinds: list[str]) -> pl.DataFrame:
    """Outcomes: `prison`, `none`, `assisted` (in prison, with §5K1.1), `unknown`."""
    rows = [
        {
            "is_imprisoned": None if kind == "unknown" else kind != "none",
            "prison_months": term if kind in ("prison", "assisted") else None,
            "position": "below",
            "position_is_recorded": True,
            "is_assisted": kind == "assisted",
        }
        for term, kind in zip(months, kinds, strict=True)
    ]
    return pl.DataFrame(
        rows,
        schema={"is_imprisoned": pl.Boolean, "prison_months": pl.Float64, "position": pl.String, "position_is_recorded": pl.Boolean, "is_assisted": pl.Boolean},
    )


OUTCOMES = st.lists(
    st.tuples(st.sampled_from([6.0, 24.0, 60.0, 120.0, 470.0]), st.sampled_from(["prison", "none", "assisted", "unknown"])), min_size=1, max_size=60
)


@given(MONTHS)
def test_mean_and_quantiles_are_those_of_numpy(months: list[float]) -> None:
    terms = Terms.of(months, [1] * len(months))
    assert terms.mean() == pytest.approx(np.mean(months))
    for at in (0.0, 0.25, 0.5, 0.75, 1.0):
        assert terms.quantile(at) == pytest.approx(np.quantile(months, at))


@given(MONTHS, st.floats(0, 500))
def test_a_percentile_stands_between_0_and_100_and_never_falls_with_the_term(months: list[float], term: float) -> None:
    terms = Terms.of(months, [1] * len(months))
    low, high = terms.percentile(term), terms.percentile(term + 1)
    assert low is not None
    assert high is not None
    assert 0 <= low <= high <= 100
    assert terms.percentile(-1) == 0
    assert terms.percentile(1000) == 100


@given(MONTHS)
def test_a_percentile_among_the_others_leaves_the_person_out(months: list[float]) -> None:
    own, *others = months
    among = Terms.of(months, [1] * len(months)).percentile(own, without_one=True)
    assert among == (None if not others else pytest.approx(Terms.of(others, [1] * len(others)).percentile(own)))


@settings(max_examples=40, deadline=None)
@given(OUTCOMES, st.integers(1, 8), st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_nothing(outcomes: list[tuple[float, str]], minimum: int, chance: object) -> None:
    shuffled = list(outcomes)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (
        figures_of(histogram(people([m for m, _ in given], [k for _, k in given])), minimum=minimum, seed=7, resamples=100, key="cell")
        for given in (outcomes, shuffled)
    )
    assert first.terms == second.terms
    assert first.imprisoned_share == second.imprisoned_share
    assert first.position == second.position
    assert first.everyone == second.everyone


@settings(max_examples=60, deadline=None)
@given(OUTCOMES, st.integers(1, 8))
def test_a_cell_under_the_minimum_is_withheld(outcomes: list[tuple[float, str]], minimum: int) -> None:
    kinds = [kind for _, kind in outcomes]
    found = figures_of(histogram(people([m for m, _ in outcomes], kinds)), minimum=minimum, seed=7, resamples=100, key="cell")
    counted = [kind for kind in kinds if kind != "assisted"]
    assert found.people == len(counted)
    assert found.assisted == kinds.count("assisted")
    assert found.withheld == (len(counted) < minimum)
    assert (found.terms is None) == (kinds.count("prison") < minimum)
    if found.withheld:
        assert (found.imprisoned_share, found.terms, found.everyone) == (None, None, None)


@settings(max_examples=40, deadline=None)
@given(MONTHS)
def test_figures_and_their_intervals_stay_within_the_terms(months: list[float]) -> None:
    terms = Terms.of(months, [1] * len(months))
    found = summary(terms, cap_months(), generator(1), 200)
    for figure in (found.mean, found.quartile_1, found.median, found.quartile_3):
        assert min(months) - 1e-9 <= figure.low <= figure.high <= max(months) + 1e-9
        assert min(months) - 1e-9 <= figure.value <= max(months) + 1e-9
    assert found.quartile_1.value <= found.median.value <= found.quartile_3.value
    assert found.at_the_cap == sum(one >= 470 for one in months)


def test_an_interval_is_made_again_by_its_seed_and_moves_with_it() -> None:
    terms = Terms.of(range(1, 101), [1] * 100)
    first, again, other = (summary(terms, 470, generator(seed), 500) for seed in (1, 1, 2))
    assert first == again
    assert first.mean.value == other.mean.value
    assert (first.mean.low, first.mean.high) != (other.mean.low, other.mean.high)


def test_an_interval_of_a_mean_is_near_that_of_the_normal_law() -> None:
    """The standard error of the mean of 1 to 400, each once, is the standard deviation over the root of 400."""
    terms = Terms.of(range(1, 401), [1] * 400)
    found = summary(terms, 1000, generator(3), 4000)
    error = np.std(np.arange(1, 401)) / 20
    assert found.mean.low == pytest.approx(200.5 - 1.96 * error, abs=1)
    assert found.mean.high == pytest.approx(200.5 + 1.96 * error, abs=1)


def test_a_share_and_a_difference() -> None:
    half = share(50, 100, generator(1), 2000)
    assert half.value == 0.5
    assert (half.low, half.high) == (pytest.approx(0.402, abs=0.015), pytest.approx(0.598, abs=0.015))
    one, other = Terms.of([10, 20], [5, 5]), Terms.of([10, 20], [5, 5])
    same = difference(one, other, Terms.mean, generator(1), 500)
    assert same.value == 0
    assert same.low < 0 < same.high


@given(MONTHS)
def test_every_term_stands_in_one_bar(months: list[float]) -> None:
    drawn = bars(Terms.of(months, [1] * len(months)))
    assert sum(count for _, _, count in drawn) == len(months)
    assert all(low < high for low, high, _ in drawn[:-1])
    assert (drawn[-1][0] == drawn[-1][1]) == (max(months) >= cap_months())
