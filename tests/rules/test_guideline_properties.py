"""What no case may show: a fact against the person that lowers the range, an order of counts that matters, a prior that takes points off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.review import as_json, review

AS_OF = date(2026, 10, 1)
EDITIONS = ("1990-11-01", "1995-11-01", "2000-11-01", "2004-11-01", "2010-11-01", "2016-11-01", "2025-11-01")
AGGRAVATING: dict[str, tuple[list[str], list[str]]] = {
    # guideline: base alternatives and characteristics that stand under these letters in every edition from November 1991 on
    "2B3.1": ([], ["2B3.1(b)(2)(A)", "2B3.1(b)(2)(B)", "2B3.1(b)(2)(C)", "2B3.1(b)(3)(A)", "2B3.1(b)(3)(B)", "2B3.1(b)(4)(A)", "2B3.1(b)(4)(B)"]),
    "2A2.2": ([], ["2A2.2(b)(1)", "2A2.2(b)(2)(A)", "2A2.2(b)(2)(B)", "2A2.2(b)(3)(A)", "2A2.2(b)(3)(C)"]),
    "2A4.1": ([], ["2A4.1(b)(1)", "2A4.1(b)(2)(A)", "2A4.1(b)(2)(B)", "2A4.1(b)(3)"]),
}
CHAPTER_THREE = ["3A1.3", "3B1.1(a)", "3B1.1(c)", "3B1.3", "3C1.1", "3C1.2"]


def answer(case: dict[str, Any]) -> dict[str, Any]:
    read = read_data({"lenity": 1, "id": "property", **case}, name="property", vocabulary=law_vocabulary(), today=AS_OF)
    return as_json(review(read, as_of=AS_OF))["then"]


def least(case: dict[str, Any]) -> int:
    months = answer(case)["range"]["min"]
    assert months is not None
    return 10**6 if months == "life" else months


@pytest.mark.parametrize("guideline", sorted(AGGRAVATING))
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_fact_against_the_person_never_lowers_the_range(guideline: str, data: st.DataObject) -> None:
    base, found = AGGRAVATING[guideline]
    edition = data.draw(st.sampled_from(EDITIONS[1:]))
    sections = [*found, *CHAPTER_THREE]
    listed = data.draw(st.lists(st.sampled_from(sections), unique=True, max_size=4))
    more = data.draw(st.sampled_from([one for one in sections if one not in listed]))

    def case(these: list[str]) -> dict[str, Any]:
        return {
            "sentence": {"date": edition},
            "convictions": [{"statute": "18 U.S.C. § 1951", "statutory": {"min": 0, "max": "life"}}],
            "guidelines": {
                "edition": edition,
                "conduct": [{"guideline": guideline, **({"loss": 0} if guideline == "2B3.1" else {}), "adjustments": [{"section": one} for one in base]}],
                "adjustments": [{"section": one} for one in these],
            },
            "criminal_history": {"category": "II"},
        }

    assert least(case([*listed, more])) >= least(case(listed))


@settings(max_examples=12, deadline=None)
@given(
    levels=st.lists(st.tuples(st.integers(4, 40), st.sampled_from([None, 1, 2])), min_size=2, max_size=6),
    edition=st.sampled_from(EDITIONS),
    order=st.randoms(use_true_random=False),
)
def test_grouping_does_not_rest_on_the_order_of_counts(levels: list[tuple[int, int | None]], edition: str, order: Any) -> None:
    entries = [{"guideline": "2B3.1", **({} if group is None else {"group": group}), "found": {"offense_level": level}} for level, group in levels]
    shuffled = order.sample(entries, len(entries))

    def total(these: list[dict[str, Any]]) -> object:
        return answer({"sentence": {"date": edition}, "guidelines": {"edition": edition, "conduct": these, "adjustments": []}})["total_offense_level"]

    assert total(shuffled) == total(entries)


@settings(max_examples=12, deadline=None)
@given(
    losses=st.lists(st.integers(0, 400_000), min_size=2, max_size=4),
    edition=st.sampled_from(EDITIONS),
)
def test_counts_added_up_are_the_sum_and_no_less_than_any_of_them(losses: list[int], edition: str) -> None:
    guideline = "2B1.1" if edition >= "2001-11-01" else "2F1.1"

    def total(amounts: list[int]) -> int:
        conduct = [
            {
                "guideline": guideline,
                "group": 1,
                "loss": amount,
                "adjustments": [{"section": "2B1.1(a)(2)"}] if guideline == "2B1.1" and edition >= "2003" else [],
            }
            for amount in amounts
        ]
        level = answer({"sentence": {"date": edition}, "guidelines": {"edition": edition, "conduct": conduct, "adjustments": []}})["total_offense_level"]
        assert isinstance(level, int)
        return level

    together = total(losses)
    assert together == total([sum(losses)])
    assert together >= max(total([one]) for one in losses)


@settings(max_examples=15, deadline=None)
@given(
    terms=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6000), st.sampled_from(["felony", "misdemeanor"])), min_size=1, max_size=5),
    edition=st.sampled_from(EDITIONS),
    under_sentence=st.booleans(),
)
def test_points_never_fall_when_a_prior_is_added(terms: list[tuple[int, int, str]], edition: str, under_sentence: bool) -> None:
    began = date.fromisoformat(edition) - timedelta(days=200)

    def prior(months: int, days_before: int, kind: str) -> dict[str, Any]:
        sentenced = began - timedelta(days=days_before + 1)
        released = sentenced + timedelta(days=months * 30)
        return {
            "sentenced": sentenced.isoformat(),
            "imprisonment": f"{months} months" if months else "0 days",
            "released": min(released, began).isoformat(),
            "kind": kind,
        }

    priors = [prior(*one) for one in terms]
    unlike = [one for at, one in enumerate(priors) if all(one["sentenced"] != other["sentenced"] for other in priors[:at])]

    def points(these: list[dict[str, Any]]) -> int:
        case = {
            "sentence": {"date": edition},
            "offense": {"began": began.isoformat(), "ended": began.isoformat()},
            "criminal_history": {"priors": these, "under_sentence": under_sentence},
        }
        found = answer(case)["criminal_history"]["points"]
        assert isinstance(found, int)
        return found

    counted = [points(unlike[:number]) for number in range(len(unlike) + 1)]
    assert counted == sorted(counted)
