"""Departures, §4A1.3 included, were deleted on 2025-11-01; §5K1.1 stays, and early disposition is §3F1.1, a decrease after §3E1.1 (§1B1.1(a)(5), Nov. 2025).

Held here: no departure moves a range, in any edition; §3F1.1 does, from 2025-11-01, as the last decrease and by four levels at most.
"""

import pytest
from trap_cases import answer_of, level, total

BOTH = ["3E1.1(a)", "3E1.1(b)"]


def early(levels):
    return {"section": "3F1.1", "levels": levels}


@pytest.mark.parametrize("section", ["4A1.3", "5K1.1", "5K2.0", "5K3.1", "5H1.1", "variance"])
@pytest.mark.parametrize("day", ["2005-03-01", "2016-12-01", "2025-10-31"])
def test_a_departure_moves_no_range(day, section):
    case = {"criminal_history": {"category": "III"}}
    plain = answer_of(day, **case, guidelines=level(24, BOTH))
    departed = answer_of(day, **case, guidelines=level(24, BOTH) | {"departures": [{"section": section}]})
    assert plain["then"]["guideline_range"] == {"min": 46, "max": 57}  # level 21, category III
    assert departed["then"] == plain["then"]


def test_early_disposition_comes_after_acceptance():
    """16 less three for acceptance is 13, less four is 9: had the decrease come first, 12 would have no third level and end at 10."""
    assert total(answer_of("2025-11-03", guidelines=level(16, [*BOTH, early(-4)]))) == 9
    assert total(answer_of("2025-11-03", guidelines=level(16, [early(-4), *BOTH]))) == 9


def test_how_many_levels_is_for_the_program_to_say():
    """At most four (§3F1.1): with no number given, the level is not known."""
    answer = answer_of("2025-11-03", guidelines=level(20, ["3F1.1"]))
    assert total(answer) is None
    assert "guidelines.adjustments[3F1.1].levels" in answer["then"]["needs"]
