"""Statutory minimums and maximums bite after the table (§5G1.1), and a departure moves no range.

Of §1B1.10(c) and *Koons*, 584 U.S. 700 (2018), held here: where the minimum is above the whole range it becomes the guideline sentence, and
substantial assistance does not bring the range from the table back. The reduction itself is another computation.
"""

import pytest
from trap_cases import answer_of

# §5G1.1 comment. (Nov. 2016): range 51-63 and a maximum of 48 or 60; range 41-51 and a minimum of 60. 51-63 is level 24, 41-51 level 22 in category I.


def case(level, minimum, maximum, **more):
    guidelines = {"found": {"total_offense_level": level}, "adjustments": [], **more}
    count = {"count": 1, "statute": "18 U.S.C. § 1341", "statutory": {"min": minimum, "max": maximum}}
    return answer_of("2016-12-01", criminal_history={"category": "I"}, convictions=[count], guidelines=guidelines)["then"]


@pytest.mark.parametrize(
    ("level", "minimum", "maximum", "table", "range_"),
    [
        (24, 0, 48, (51, 63), (48, 48)),
        (24, 0, 60, (51, 63), (51, 60)),
        (22, 60, 240, (41, 51), (60, 60)),
        # §5G1.1(c)(2): not less than any minimum; within the table's range it only cuts the lower end.
        (24, 60, 240, (51, 63), (60, 63)),
    ],
)
def test_the_table_first_then_the_statute(level, minimum, maximum, table, range_):
    then = case(level, minimum, maximum)
    assert then["total_offense_level"] == level
    assert then["guideline_range"] == dict(zip(("min", "max"), table, strict=True))
    assert then["range"] == dict(zip(("min", "max"), range_, strict=True))


def test_substantial_assistance_leaves_the_range_at_the_minimum():
    departures = [{"section": "5K1.1"}, {"section": "18 U.S.C. 3553(e)"}]
    assert case(22, 60, 240, departures=departures)["range"] == {"min": 60, "max": 60}
