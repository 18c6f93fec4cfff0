"""The third level for acceptance is tested on the level before acceptance, 16 or more, and does not exist before 1992-11-01 (App. C amend. 459)."""

import pytest
from trap_cases import answer_of, level, total

BOTH = ["3E1.1(a)", "3E1.1(b)"]


@pytest.mark.parametrize("day", ["1992-11-01", "2003-04-30", "2016-12-01", "2025-12-01"])
@pytest.mark.parametrize(("before", "after"), [(14, 12), (15, 13), (16, 13), (17, 14), (18, 15)])
def test_at_sixteen_and_more(day, before, after):
    """16 less two is 14, below the threshold: the test is before the decrease."""
    assert total(answer_of(day, guidelines=level(before, BOTH))) == after


@pytest.mark.parametrize("day", ["1987-11-02", "1989-11-01", "1992-10-31"])
@pytest.mark.parametrize(("before", "after"), [(15, 13), (16, 14), (38, 36)])
def test_two_levels_and_no_more_before_1992(day, before, after):
    assert total(answer_of(day, guidelines=level(before, ["3E1.1"]))) == after
    assert total(answer_of(day, guidelines=level(before, BOTH))) == after


def test_the_level_before_acceptance_is_after_chapter_three():
    """17 less two for a minor role is 15: no third level. 15 and two for obstruction is 17: a third level."""
    assert total(answer_of("2016-12-01", guidelines=level(17, ["3B1.2(b)", *BOTH], guideline="2B3.1"))) == 13
    assert total(answer_of("2016-12-01", guidelines=level(15, ["3C1.1", *BOTH], guideline="2B3.1"))) == 14


def test_without_the_motion_two():
    assert total(answer_of("2016-12-01", guidelines=level(30, ["3E1.1(a)"]))) == 28
