"""Amendment 748 was temporary and is not listed; of amendment 750 parts A and C are, part B is not (§1B1.10(d); App. C amend. 759)."""

from datetime import date

import pytest
from trap_cases import answer_of, base, drugs

from lenity.law import retroactive


@pytest.mark.parametrize("day", ["2010-11-01", "2011-10-31", "2011-11-01", "2016-11-01", "2025-11-01"])
def test_748_was_never_listed(day):
    listed = {row["amendment"] for row in retroactive(date.fromisoformat(day))}
    assert 748 not in listed
    assert (750 in listed) is (day >= "2011-11-01")


def test_the_parts_that_are_listed():
    rows = {row["amendment"]: row["parts"] for row in retroactive(date(2025, 11, 1))}
    assert rows[750] == ["A", "C"]
    assert rows[821] == ["A", "B1"]


@pytest.mark.parametrize("day", ["2010-11-01", "2011-10-31", "2011-11-01"])
def test_748_governed_sentences_of_its_time_all_the_same(day):
    """28 G to 112 G of crack is level 26 by amend. 748, and by 750 after it; 20 G to 35 G was 26 and 35 G to 50 G 28 before."""
    assert base(answer_of(day, guidelines=drugs(("cocaine base", "40 g")))) == 26
    assert base(answer_of("2010-10-31", guidelines=drugs(("cocaine base", "40 g")))) == 28
