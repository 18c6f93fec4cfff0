"""Dated values in both readers: the day before and the day of, mixed clocks, repeals, keys that are missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lenity.engine import UNBOUNDED, Cells, choose, in_force, joined, rule
from lenity.engine.dated import Ladder
from support.small_graph import SmallBook, answer, answers, family, made_rule, series, tree

Rows = list[tuple[Any, ...]]


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def on_days(unit: str, define: Any, days: list[str | None], **facts: Any) -> list[Any]:
    return answers(made_rule("case", unit, define), *(tree({"sentenced_on": day(text), **facts}) for text in days))


DAYS = ["1999-12-31", "2000-01-01", "2009-12-31", "2010-01-01", "2019-12-31", "2020-01-01", "2030-01-01", None]


def test_a_value_holds_from_its_day() -> None:
    assert on_days("level", lambda c, law: law("plain"), DAYS) == [None, 7, 7, 9, 9, None, None, None]


def test_in_force_is_false_before_the_first_day_and_after_repeal() -> None:
    assert on_days("yes_no", lambda c, law: in_force(law("plain")), DAYS) == [False, True, True, True, True, False, False, None]


def test_a_dated_switch() -> None:
    assert on_days("yes_no", lambda c, law: law("switch"), DAYS[:4]) == [None, False, False, True]


def test_ends_of_a_range() -> None:
    assert on_days("month", lambda c, law: law("range", part="min"), DAYS[:4]) == [None, 60, 60, 0]
    assert on_days("month", lambda c, law: law("range", part="max"), DAYS[:4]) == [None, 120, 120, UNBOUNDED]


@pytest.mark.parametrize(
    ("word", "expected", "in_force_then"),
    [
        ("red", [None, 1, 1, None, 3], [False, True, True, False, True]), ("blue", [None, None, 5, 5, 5], [False, False, True, True, True]),
        ("green", [None] * 5, [False] * 5), (None, [None] * 5, [None] * 5),
    ],
)  # fmt: skip
def test_members_of_a_family(word: str | None, expected: list[Any], in_force_then: list[Any]) -> None:
    days: list[str | None] = ["1999-12-31", "2000-01-01", "2009-12-31", "2010-01-01", "2015-01-01"]
    assert on_days("level", lambda c, law: law("by_key", c.word), days, word=word) == expected
    assert on_days("yes_no", lambda c, law: in_force(law("by_key", c.word)), days, word=word) == in_force_then


def test_a_missing_clock_leaves_a_member_unknown_but_a_missing_member_is_not_in_force() -> None:
    assert answer("yes_no", lambda c, law: in_force(law("by_key", c.word)), {"word": "red"}) is None
    assert answer("yes_no", lambda c, law: in_force(law("by_key", c.word)), {"word": "green"}) is False


def test_keys_may_be_numbers_and_made_of_parts() -> None:
    assert answer("level", lambda c, law: law("by_key", c.n), {"n": 12, "sentenced_on": date(2001, 1, 1)}) == 12
    assert answer("level", lambda c, law: law("by_key", joined("r", c.word)), {"word": "ed", "sentenced_on": date(2001, 1, 1)}) == 1


def test_keys_may_rest_on_law() -> None:
    """A key that is itself a choice among law values."""
    define = lambda c, law: law("by_key", choose(law("switch"), "blue", "red"))  # noqa: E731
    assert on_days("level", define, ["2001-01-01", "2009-12-31", "2010-01-01", None]) == [1, 1, 5, None]


# mixed clocks: the last entry whose own clock has reached it

MIXED = [
    ("2010-08-02", "2000-01-01", 10), ("2010-08-03", "2000-01-01", 20), ("2010-08-03", "1999-12-31", 20), ("2010-08-02", "1999-12-31", None),
    ("2018-12-21", None, 30), ("2010-08-03", None, 20), ("2010-08-02", None, None), (None, "2000-01-01", None),
]  # fmt: skip


@pytest.mark.parametrize(("sentenced", "ended", "expected"), MIXED)
def test_mixed_clocks(sentenced: str | None, ended: str | None, expected: int | None) -> None:
    facts = {"sentenced_on": day(sentenced), "offense_ended_on": day(ended)}
    assert answer("level", lambda c, law: law("mixed"), facts) == expected
    known = expected is not None or (sentenced == "2010-08-02" and ended == "1999-12-31")
    assert answer("yes_no", lambda c, law: in_force(law("mixed")), facts) == ((expected is not None) if known else None)


def test_mixed_clocks_in_a_family() -> None:
    """A member needs only the dates that its own entries name."""
    facts = {"sentenced_on": date(2005, 1, 1), "offense_ended_on": None}
    assert answer("level", lambda c, law: law("mixed_by_key", c.word), {**facts, "word": "blue"}) == 3
    assert answer("level", lambda c, law: law("mixed_by_key", c.word), {**facts, "word": "red"}) is None
    assert answer("level", lambda c, law: law("mixed_by_key", c.word), {**facts, "word": "red", "sentenced_on": date(2010, 1, 1)}) == 2
    assert answer("yes_no", lambda c, law: in_force(law("mixed_by_key", c.word)), {**facts, "word": "green"}) is False


def test_a_named_clock_reads_every_entry() -> None:
    facts = {"other_day": date(2012, 1, 1), "sentenced_on": date(1990, 1, 1)}
    assert answer("level", lambda c, law: law("mixed", clock="other_day"), facts) == 20
    assert answer("yes_no", lambda c, law: in_force(law("plain", clock="other_day")), facts) is True
    assert answer("yes_no", lambda c, law: in_force(law("plain", clock="other_day")), {"sentenced_on": date(2012, 1, 1)}) is None


def test_a_clock_is_read_at_the_nearest_level() -> None:
    """A count's own day selects its law; the case's does not stand in for one that is missing."""
    rule_ = made_rule("count", "level", lambda c, law: law("mixed"))
    top = tree(
        {"sentenced_on": date(2005, 1, 1), "offense_ended_on": date(2004, 1, 1)},
        [{"offense_ended_on": date(1990, 1, 1)}, {"offense_ended_on": date(2001, 1, 1)}, {}],
    )
    assert answers(rule_, top) == [None, 10, None]


# tables of thresholds


@pytest.mark.parametrize(
    ("at", "expected"),
    [(0, 6), (99, 6), (99.999, 6), (100, 8), (999, 8), (1000, 10), (10**13, 10), (-1, None), (None, None)],
)
def test_ladder_that_must_be_met(at: float | None, expected: int | None) -> None:
    assert answer("level", lambda c, law: law.ladder("ladder", c.weight), {"weight": at, "sentenced_on": date(2001, 1, 1)}) == expected


@pytest.mark.parametrize(("at", "expected"), [(0, None), (1, 1), (0.001, 1), (5000, 1), (5000.001, 2), (5001, 2), (None, None)])
def test_ladder_that_must_be_exceeded(at: float | None, expected: int | None) -> None:
    assert answer("level", lambda c, law: law.ladder("more_than", c.weight), {"weight": at, "sentenced_on": date(2001, 1, 1)}) == expected


@pytest.mark.parametrize(("when", "expected"), [("1999-12-31", None), ("2009-12-31", 6), ("2010-01-01", 4), ("2020-01-01", None), (None, None)])
def test_ladder_by_date(when: str | None, expected: int | None) -> None:
    assert answer("level", lambda c, law: law.ladder("ladder", c.weight), {"weight": 60, "sentenced_on": day(when)}) == expected


def test_below_the_first_threshold_there_is_nothing() -> None:
    assert answer("level", lambda c, law: law.ladder("ladder", c.weight), {"weight": 49, "sentenced_on": date(2010, 1, 1)}) is None


@pytest.mark.parametrize(
    ("word", "n", "expected"),
    [("red", 9, None), ("red", 10, 1), ("red", 20, 2), ("blue", 4, None), ("blue", 5, 9), ("blue", 25, 9), ("green", 5, None), (None, 5, None)],
)
def test_ladder_of_a_family(word: str | None, n: int, expected: int | None) -> None:
    assert answer("level", lambda c, law: law.ladder("keyed_ladder", c.n, c.word), {"word": word, "n": n, "sentenced_on": date(2001, 1, 1)}) == expected


def test_ladder_of_texts() -> None:
    rule_ = made_rule("case", "text", lambda c, law: law.ladder("words", c.n))
    assert answers(rule_, *(tree({"n": n, "sentenced_on": date(2001, 1, 1)}) for n in (0, 9, 10, None))) == ["C", "C", "A", None]


# two-way tables


@pytest.mark.parametrize(
    ("n", "m", "low", "high"),
    [
        (1, 1, 0, 6),
        (1, 2, 1, 7),
        (2, 1, 2, 8),
        (2, 2, UNBOUNDED, UNBOUNDED),
        (3, 1, None, None),
        (1, 3, None, None),
        (1, 0, None, None),
        (None, 1, None, None),
        (1, None, None, None),
    ],
)
def test_cells(n: Any, m: Any, low: Any, high: Any) -> None:
    facts = {"n": n, "m": m, "sentenced_on": date(2001, 1, 1)}
    assert answer("month", lambda c, law: law.table("table", c.n, c.m, part="min"), facts) == low
    assert answer("month", lambda c, law: law.table("table", c.n, c.m, part="max"), facts) == high


@pytest.mark.parametrize(("when", "expected"), [("1999-12-31", None), ("2009-12-31", 6), ("2010-01-01", 5), (None, None)])
def test_cells_by_date(when: str | None, expected: int | None) -> None:
    assert answer("month", lambda c, law: law.table("table", c.n, c.m, part="max"), {"n": 1, "m": 1, "sentenced_on": day(when)}) == expected


def test_cells_of_texts() -> None:
    assert answer("text", lambda c, law: law.table("zones", c.n, c.m), {"n": 2, "m": 2, "sentenced_on": date(2001, 1, 1)}) == "D"


def test_a_later_table_may_have_other_rows() -> None:
    """An edition that adds a row, or drops one, is read by its own rows."""
    book = SmallBook(family(series("zones", ("2000-01-01", Cells(("I",), {"1": ("A",)})), ("2010-01-01", Cells(("I", "II"), {"2": ("B", "D")})), unit="text")))
    rule_ = made_rule("case", "text", lambda c, law: law.table("zones", c.n, c.m))
    rows = [(1, 1, 2005), (2, 1, 2005), (1, 2, 2005), (1, 1, 2015), (2, 1, 2015), (2, 2, 2015)]
    tops = [tree({"n": n, "m": m, "sentenced_on": date(year, 1, 1)}) for n, m, year in rows]
    assert answers(rule_, *tops, book=book) == ["A", None, None, None, "B", "D"]


def test_a_strict_table_in_one_member_only() -> None:
    """`more than` belongs to the table that says it, not to its neighbors in the family."""
    book = SmallBook(
        family(series("both", ("2000-01-01", Ladder((10,), (1,), strict=True)), key="over"), series("both", ("2000-01-01", Ladder((10,), (1,))), key="met"))
    )
    rule_ = made_rule("case", "level", lambda c, law: law.ladder("both", c.n, c.word))
    rows = [("over", 10), ("over", 11), ("met", 9), ("met", 10)]
    tops = [tree({"word": word, "n": n, "sentenced_on": date(2001, 1, 1)}) for word, n in rows]
    assert answers(rule_, *tops, book=book) == [None, 1, None, 1]


def test_keys_nested_in_law_values_stay_cheap() -> None:
    """A key that rests on law values of many clocks is computed once, not written out for each member."""
    members = [series("many", ("2000-01-01", number, "offense_ended_on"), ("2010-01-01", number + 1), key=f"k{number}") for number in range(40)]
    book = SmallBook(family(*members), family(series("next", *((f"{year}-01-01", f"k{year - 2000}") for year in range(2000, 2030)), unit="text")))

    @rule("case", unit="level", cite="USSG §1B1.1")
    def answer(case, law):
        """A value by a key by a key."""
        key = choose(case.a, choose(law("many", law("next")) > 3, law("next"), "k1"), law("next"))
        return choose(law("many", key) > case.n, law("many", key), law("many", joined("k", law("many", key))))

    facts = {"a": True, "n": 100, "offense_ended_on": date(2001, 1, 1), "sentenced_on": date(2005, 1, 1)}
    assert answers(answer, *(tree({**facts, "a": number % 2 == 0}) for number in range(50)), book=book) == [5] * 50
