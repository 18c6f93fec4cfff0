"""Each kind of node in both readers, what is not known included (Kleene's logic)."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from lenity.engine import (
    UNBOUNDED,
    all_hold,
    any_holds,
    choose,
    clamp,
    days_after,
    days_between,
    does_not_apply,
    first_known,
    first_that_holds,
    greatest,
    is_known,
    joined,
    least,
    months_after,
    one_of,
    years_after,
)
from lenity.engine.expression import as_expression
from lenity.engine.writing import Proxy
from support.small_graph import answer, answers, made_rule, tree

THREE = (True, False, None)


def kleene_and(*values: bool | None) -> bool | None:
    return False if False in values else None if None in values else True


def kleene_or(*values: bool | None) -> bool | None:
    return True if True in values else None if None in values else False


@pytest.mark.parametrize(("define", "expected"), [(lambda c, law: c.a & c.b, kleene_and), (lambda c, law: c.a | c.b, kleene_or)])
def test_two_conditions(define: Any, expected: Any) -> None:
    pairs = list(product(THREE, repeat=2))
    got = answers(made_rule("case", "yes_no", define), *(tree({"a": a, "b": b}) for a, b in pairs))
    assert got == [expected(*pair) for pair in pairs]


@pytest.mark.parametrize(("define", "expected"), [(all_hold, kleene_and), (any_holds, kleene_or)])
def test_three_conditions(define: Any, expected: Any) -> None:
    triples = list(product(THREE, repeat=3))
    got = answers(made_rule("case", "yes_no", lambda c, law: define(c.a, c.b, c.c)), *(tree({"a": a, "b": b, "c": c}) for a, b, c in triples))
    assert got == [expected(*triple) for triple in triples]


def test_not() -> None:
    assert answers(made_rule("case", "yes_no", lambda c, law: ~c.a), *(tree({"a": a}) for a in THREE)) == [False, True, None]


def test_choose_never_falls_to_the_other_branch() -> None:
    rows = list(product(THREE, (5, None), (6, None)))
    got = answers(made_rule("case", "count", lambda c, law: choose(c.a, c.n, c.m)), *(tree({"a": a, "n": n, "m": m}) for a, n, m in rows))
    assert got == [None if a is None else n if a else m for a, n, m in rows]


def test_first_that_holds_stops_at_what_is_not_known() -> None:
    rule = made_rule("case", "count", lambda c, law: first_that_holds((c.a, 1), (c.b, 2), otherwise=3))
    rows = list(product(THREE, repeat=2))
    assert answers(rule, *(tree({"a": a, "b": b}) for a, b in rows)) == [1, 1, 1, 2, 3, None, None, None, None]


@pytest.mark.parametrize(
    ("n", "m", "unless", "expected"),
    [(5, 6, False, 5), (5, None, False, 5), (None, 6, False, 6), (None, None, False, None), (None, 6, True, None), (5, 6, True, 5), (None, 6, None, None)],
)
def test_first_known(n: Any, m: Any, unless: Any, expected: Any) -> None:
    assert answer("count", lambda c, law: first_known(c.n, c.m, unless=c.a), {"n": n, "m": m, "a": unless}) == expected


@pytest.mark.parametrize(("define", "pick"), [(least, min), (greatest, max)])
def test_extremes_need_every_value(define: Any, pick: Any) -> None:
    rows = list(product((3, 8, None), (1, 5, None), (4, None)))
    rule = made_rule("case", "count", lambda c, law: define(c.n, c.m, choose(c.a, 4, does_not_apply)))
    got = answers(rule, *(tree({"n": n, "m": m, "a": last is not None}) for n, m, last in rows))
    assert got == [None if None in row else pick(row) for row in rows]


@pytest.mark.parametrize(("n", "expected"), [(0, 1), (1, 1), (20, 20), (43, 43), (50, 43), (None, None)])
def test_clamp(n: Any, expected: Any) -> None:
    assert answer("level", lambda c, law: clamp(c.n, 1, 43), {"n": n}) == expected


@pytest.mark.parametrize("op", ["+", "-", "*", "//"])
def test_arithmetic(op: str) -> None:
    compute = {"+": lambda x, y: x + y, "-": lambda x, y: x - y, "*": lambda x, y: x * y, "//": lambda x, y: x // y}[op]
    rows = list(product((7, -7, 0, None), (2, 3, None)))
    got = answers(made_rule("case", "count", lambda c, law: compute(c.n, c.m)), *(tree({"n": n, "m": m}) for n, m in rows))
    assert got == [None if None in row else compute(*row) for row in rows]


def test_division_keeps_the_fraction() -> None:
    assert answer("milligram", lambda c, law: c.weight * c.n / 1000, {"weight": 62_000, "n": 400}) == 24_800
    assert answer("factor", lambda c, law: c.n / 4, {"n": 1}) == 0.25


def test_constant_on_the_left() -> None:
    assert answer("count", lambda c, law: 10 - c.n + 2 * c.n, {"n": 4}) == 14
    assert answer("count", lambda c, law: 3 + c.n, {"n": None}) is None


@pytest.mark.parametrize("op", ["eq", "ne", "lt", "le", "gt", "ge"])
def test_comparisons(op: str) -> None:
    rows = list(product((1, 2, None), (1, 2, None)))
    got = answers(made_rule("case", "yes_no", lambda c, law: getattr(c.n, f"__{op}__")(c.m)), *(tree({"n": n, "m": m}) for n, m in rows))
    assert got == [None if None in (n, m) else getattr(n, f"__{op}__")(m) for n, m in rows]


def test_texts_and_days_compare() -> None:
    assert answer("yes_no", lambda c, law: c.word == "crack", {"word": "crack"}) is True
    assert answer("yes_no", lambda c, law: c.word != "crack", {"word": None}) is None
    assert answer("yes_no", lambda c, law: c.day >= c.later, {"day": date(2010, 8, 3), "later": date(2010, 8, 3)}) is True


def test_is_known_is_always_known() -> None:
    assert answers(made_rule("case", "yes_no", lambda c, law: is_known(c.n)), tree({"n": 0}), tree({"n": None}), tree({})) == [True, False, False]
    assert answer("yes_no", lambda c, law: is_known(c.a & c.b), {"a": False, "b": None}) is True


def test_one_of() -> None:
    rule = made_rule("case", "yes_no", lambda c, law: one_of(c.word, "red", "blue"))
    assert answers(rule, *(tree({"word": word}) for word in ("red", "green", None))) == [True, False, None]
    assert answer("yes_no", lambda c, law: one_of(c.n, 1, 3), {"n": 3}) is True


def test_joined() -> None:
    rule = made_rule("case", "text", lambda c, law: joined(c.word, "/", c.n, choose(c.a, "/death", "")))
    rows = [{"word": "A", "n": 2, "a": True}, {"word": "A", "n": 0, "a": False}, {"word": "A", "n": None, "a": True}, {"word": None, "n": 1, "a": True}]
    assert answers(rule, *map(tree, rows)) == ["A/2/death", "A/0", None, None]


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2004, 2, 29), -10, date(1994, 2, 28)), (date(2004, 2, 29), -4, date(2000, 2, 29)), (date(2004, 2, 29), 96, date(2100, 2, 28)),
        (date(1999, 3, 1), -15, date(1984, 3, 1)), (date(1999, 3, 1), 0, date(1999, 3, 1)), (None, 1, None), (date(1999, 3, 1), None, None),
    ],
)  # fmt: skip
def test_years_after(day: Any, years: Any, expected: Any) -> None:
    assert answer("date", lambda c, law: years_after(c.day, c.n), {"day": day, "n": years}) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2015, 1, 31), 1, date(2015, 2, 28)), (date(2016, 2, 29), 12, date(2017, 2, 28)), (date(2016, 2, 29), 48, date(2020, 2, 29)),
        (date(2006, 3, 21), 120, date(2016, 3, 21)), (date(2006, 12, 31), 2, date(2007, 2, 28)), (date(2006, 3, 21), -3, date(2005, 12, 21)),
        (date(2006, 3, 21), 99_999, None), (date(9999, 11, 30), 1, date(9999, 12, 30)), (None, 1, None), (date(1999, 3, 1), None, None),
    ],
)  # fmt: skip
def test_months_after(day: Any, months: Any, expected: Any) -> None:
    assert answer("date", lambda c, law: months_after(c.day, c.n), {"day": day, "n": months}) == expected


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (date(2016, 2, 28), 1, date(2016, 2, 29)), (date(2016, 3, 1), -1, date(2016, 2, 29)), (date(2016, 3, 1), 0, date(2016, 3, 1)),
        (date(9999, 12, 30), 1, date(9999, 12, 31)), (date(9999, 12, 31), 1, None), (None, 1, None), (date(1999, 3, 1), None, None),
    ],
)  # fmt: skip
def test_days_after(day: Any, days: Any, expected: Any) -> None:
    assert answer("date", lambda c, law: days_after(c.day, c.n), {"day": day, "n": days}) == expected


def test_days_between() -> None:
    rule = made_rule("case", "day", lambda c, law: days_between(c.day, c.later))
    rows = [(date(2004, 2, 28), date(2004, 3, 1)), (date(2004, 3, 1), date(2004, 2, 28)), (None, date(2004, 2, 28)), (date(2004, 2, 28), None)]
    assert answers(rule, *(tree({"day": one, "later": other}) for one, other in rows)) == [2, -2, None, None]


def test_does_not_apply_is_no_value() -> None:
    assert answer("level", lambda c, law: does_not_apply, {}) is None
    assert answer("level", lambda c, law: choose(c.a, does_not_apply, 4), {"a": False}) == 4


def test_life_stays_above_every_sum() -> None:
    assert answer("month", lambda c, law: least(c.n + c.m, UNBOUNDED), {"n": UNBOUNDED, "m": 60}) == UNBOUNDED


# aggregations over rows below


def over(kind: str, counts: Any, **more: Any) -> Any:
    unit = "yes_no" if kind in ("any_of", "every") else "count"
    value = (lambda one: one.is_so) if unit == "yes_no" else (lambda one: one.x)
    return answer(unit, lambda c, law: getattr(c, kind)("count", value, **more), {}, counts)


@pytest.mark.parametrize(("kind", "expected"), [("total", 9), ("highest", 5), ("lowest", 0)])
def test_folding_numbers(kind: str, expected: int) -> None:
    assert over(kind, [{"x": 4}, {"x": 5}, {"x": 0}]) == expected
    assert over(kind, [{"x": 4}, {"x": None}, {"x": 0}]) is None
    assert over(kind, None) is None, "not listed is not known"


def test_an_empty_list_is_not_an_unlisted_one() -> None:
    assert over("total", []) == 0
    assert over("highest", []) is None
    assert over("highest", [], empty=0) == 0
    assert over("lowest", [], empty=7) == 7
    assert over("any_of", []) is False
    assert over("every", []) is True
    for kind in ("total", "any_of", "every"):
        assert over(kind, None) is None


@pytest.mark.parametrize("values", list(product(THREE, repeat=2)))
def test_folding_conditions(values: tuple[bool | None, ...]) -> None:
    counts = [{"is_so": value} for value in values]
    assert over("any_of", counts) == kleene_or(*values)
    assert over("every", counts) == kleene_and(*values)


def test_one_true_row_settles_an_unlisted_table() -> None:
    """Rows that stand in the record count, even where it does not say that they are all."""
    top = tree({}, [{"is_so": True}])
    top.values["count_listed"] = None
    assert answers(made_rule("case", "yes_no", lambda c, law: c.any_of("count", lambda one: one.is_so)), top) == [True]
    top = tree({}, [{"is_so": False}])
    del top.values["count_listed"]
    assert answers(made_rule("case", "yes_no", lambda c, law: c.any_of("count", lambda one: one.is_so)), top) == [None]


def test_how_many() -> None:
    rule = made_rule("case", "count", lambda c, law: c.how_many("count", lambda one: one.x > 1))
    assert answers(rule, tree({}, [{"x": 4}, {"x": 1}, {"x": 2}]), tree({}, []), tree({}, [{"x": None}]), tree({})) == [2, 0, None, None]


def test_aggregations_nest_and_read_names_above() -> None:
    rule = made_rule("case", "count", lambda c, law: c.total("count", lambda one: one.total("drug", lambda drug: drug.y * drug.x + drug.n)))
    counts = [{"x": 2, "drugs": [{"y": 3}, {"y": 4}]}, {"x": 10, "drugs": [{"y": 1}]}]
    assert answers(rule, tree({"n": 1}, counts), tree({"n": None}, counts), tree({"n": 1}, [{"x": 2}])) == [27, None, None]


def test_a_row_reads_the_nearest_name_above() -> None:
    rule = made_rule("drug", "date", lambda drug, law: drug.offense_ended_on)
    own, of_case = date(2004, 1, 1), date(1999, 1, 1)
    top = tree({"offense_ended_on": of_case}, [{"offense_ended_on": own, "drugs": [{"y": 1}]}, {"drugs": [{"y": 1}]}])
    assert answers(rule, top) == [own, None], "a fact of the count hides the case's, known or not"


def test_rows_of_many_cases_are_kept_apart() -> None:
    rule = made_rule("case", "count", lambda c, law: c.highest("count", lambda one: one.x))
    tops = [tree({}, [{"x": number}, {"x": number + 1}]) for number in range(5)]
    assert answers(rule, *tops, tree({}, []), tree({}, [{"x": None}, {"x": 3}])) == [1, 2, 3, 4, 5, None, None]


# what a rule may not be


def test_a_rule_is_not_python_logic() -> None:
    case = Proxy("case")
    with pytest.raises(TypeError, match="use `choose`"):
        bool(case.a)
    with pytest.raises(TypeError, match="does_not_apply"):
        as_expression(None)
