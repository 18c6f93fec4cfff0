"""The trace: state of a value, what would settle it, what it rests on, and why, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lenity.engine import (
    CaseReader,
    Rule,
    Step,
    Tracer,
    all_hold,
    any_holds,
    choose,
    does_not_apply,
    greatest,
    in_force,
    is_known,
    least,
)
from lenity.engine.trace import DOES_NOT_APPLY, KNOWN, NOT_IN_FORCE, NOT_KNOWN
from support.small_graph import made_rule, small_graph, tree

ON_DAY = {"sentenced_on": date(2005, 1, 1)}


def traced(unit: str, define: Any, facts: dict[str, Any], counts: Any = None, *others: Rule, **more: Any) -> Step:
    reader = CaseReader(small_graph(made_rule("case", unit, define, **more), *others))
    return Tracer(reader).step(tree(facts, counts), "answer")


def paths(step: Step) -> list[str]:
    return [need.path for need in step.needs]


# states


def test_known() -> None:
    step = traced("level", lambda c, law: c.n + 1, {"n": 4})
    assert (step.value, step.state, step.needs, step.facts) == (5, KNOWN, (), ("n",))
    assert step.inputs == (("n", 4, "count"),)


def test_not_known_names_what_would_settle_it() -> None:
    step = traced("level", lambda c, law: c.n + c.m, {"n": 4})
    assert (step.value, step.state, paths(step)) == (None, NOT_KNOWN, ["m"])
    assert step.needs[0].asks == "What is m?"
    assert step.needs[0].document == "report"
    assert step.because == "not known without m"


@pytest.mark.parametrize("when", [date(1999, 12, 31), date(2020, 1, 1)])
def test_not_in_force(when: date) -> None:
    step = traced("level", lambda c, law: law("plain"), {"sentenced_on": when})
    assert (step.value, step.state, step.needs) == (None, NOT_IN_FORCE, ())


def test_does_not_apply() -> None:
    step = traced("level", lambda c, law: choose(c.a, c.n, does_not_apply), {"a": False})
    assert (step.value, step.state, step.needs) == (None, DOES_NOT_APPLY, ())


def test_a_ladder_below_its_first_threshold_does_not_apply() -> None:
    step = traced("level", lambda c, law: law.ladder("more_than", c.weight), {"weight": 0, **ON_DAY})
    assert (step.value, step.state) == (None, DOES_NOT_APPLY)


# needs


def test_needs_reach_through_rules() -> None:
    below = made_rule("case", "level", lambda c, law: choose(c.a, c.n, 7), "below")
    assert paths(traced("level", lambda c, law: c.below + 1, {"a": True}, None, below)) == ["n"]
    assert paths(traced("level", lambda c, law: c.below + 1, {}, None, below)) == ["a"]
    assert paths(traced("level", lambda c, law: c.below + 1, {"a": False}, None, below)) == []


def test_a_settled_condition_needs_nothing_more() -> None:
    step = traced("yes_no", lambda c, law: all_hold(c.a, c.b, c.c), {"a": False})
    assert (step.value, step.needs) == (False, ())
    assert paths(traced("yes_no", lambda c, law: all_hold(c.a, c.b, c.c), {"a": True, "c": True})) == ["b"]
    assert paths(traced("yes_no", lambda c, law: any_holds(c.a, c.b), {"a": False})) == ["b"]


def test_a_missing_date_is_a_need() -> None:
    assert paths(traced("level", lambda c, law: law("plain"), {})) == ["sentenced_on"]
    assert paths(traced("level", lambda c, law: law.ladder("ladder", c.weight), {"weight": 5})) == ["sentenced_on"]
    assert paths(traced("level", lambda c, law: law("plain", clock="other_day"), {})) == ["other_day"]


def test_a_missing_date_of_in_force_is_a_need() -> None:
    step = traced("yes_no", lambda c, law: in_force(law("plain")), {})
    assert (step.state, paths(step)) == (NOT_KNOWN, ["sentenced_on"])


def test_an_unlisted_table_is_a_need() -> None:
    step = traced("count", lambda c, law: c.total("count", lambda one: one.x), {})
    assert (step.state, paths(step)) == (NOT_KNOWN, ["counts"])
    assert step.needs[0].asks == "Which counts?"
    assert paths(traced("count", lambda c, law: c.total("count", lambda one: one.x), {}, [{"x": 1}, {}])) == ["counts[1].x"]
    nested = lambda c, law: c.total("count", lambda one: one.total("drug", lambda drug: drug.y))  # noqa: E731
    assert paths(traced("count", nested, {}, [{"drugs": [{"y": 1}, {}]}, {}])) == ["counts[0].drugs[1].y", "counts[1].drugs"]


def test_is_known_asks_for_nothing() -> None:
    assert traced("yes_no", lambda c, law: is_known(c.n), {}).needs == ()


def test_needs_are_named_once() -> None:
    assert paths(traced("level", lambda c, law: c.n + c.n + c.n, {})) == ["n"]


# law behind a value


def test_entries_used() -> None:
    step = traced("level", lambda c, law: law.ladder("ladder", c.weight) + law("plain"), {"weight": 150, **ON_DAY})
    assert step.value == 15
    assert {entry.cite for entry in step.law} == {"a cite of 2000-01-01"}
    assert len(step.law) == 2


def test_only_the_branch_taken_counts() -> None:
    define = lambda c, law: choose(c.a, law("plain"), law("mixed"))  # noqa: E731
    step = traced("level", define, {"a": False, "offense_ended_on": date(2004, 1, 1), **ON_DAY})
    assert [entry.payload for entry in step.law] == [10]


# in words


def test_because_of_a_table_gives_the_band() -> None:
    define = lambda c, law: law.ladder("ladder", c.weight)  # noqa: E731
    assert traced("level", define, {"weight": 150, **ON_DAY}).because == "150 mg is at least 100 mg and less than 1 g"
    assert traced("level", define, {"weight": 62_000, **ON_DAY}).because == "62 g is at least 1 g"
    assert traced("level", define, {"weight": 50, **ON_DAY}).because == "50 mg is less than 100 mg"


def test_because_of_a_strict_table() -> None:
    assert traced("level", lambda c, law: law.ladder("more_than", c.n), {"n": 6000, **ON_DAY}).because == "6,000 is more than 5,000"


def test_because_of_sums_and_comparisons() -> None:
    assert "4 (n) + 3" in traced("level", lambda c, law: c.n + 3, {"n": 4}).because
    assert traced("yes_no", lambda c, law: c.n >= 16, {"n": 15}).because == "n: 15 is below 16"
    assert traced("yes_no", lambda c, law: c.n >= 16, {"n": 16}).because == "n: 16 is at least 16"


def test_because_of_an_extreme_says_which() -> None:
    assert traced("level", lambda c, law: greatest(c.n + 0, c.m + 1), {"n": 3, "m": 9}).because == "9 (m) + 1"
    assert traced("level", lambda c, law: least(c.n + 0, c.m + 1), {"n": 3, "m": 9}).because == "3 (n)"


def test_because_of_an_aggregation() -> None:
    define = lambda c, law: c.total("count", lambda one: one.x + 1)  # noqa: E731
    assert traced("count", define, {}, []).because == "no count in the record"
    assert traced("count", define, {}, [{"x": 1}, {"x": 2}]).because == "1 (x) + 1 + 2 (x) + 1"


def test_the_row_of_the_table_is_cited() -> None:
    step = traced("count", lambda c, law: c.n + 0, {"n": 12, **ON_DAY}, rows="by_key")
    assert step.cite == "USSG §1B1.112"


@pytest.mark.parametrize("define", [lambda c, law: c.how_many("count", lambda one: one.x > 1), lambda c, law: c.every("count", lambda one: one.is_so)])
def test_every_kind_of_node_can_be_said(define: Any) -> None:
    for counts in (None, [], [{"x": 1}], [{"x": 2, "is_so": True}]):
        assert isinstance(traced("count", define, {}, counts).because, str)
