"""What §1B1.10 listed on a day: the lists as the Manuals print them, and every amendment of the list read in Appendix C."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

APPENDIX_C = Path(__file__).parents[4] / "shared" / "law" / "appendix-c"
BARE = {"sentence": {"date": "1988-02-01", "imprisonment": "life"}, "events": []}

# (day, numbers): the list of the Manual in force. App. C amend. 712 strikes that of November 2007; USSG §1B1.10(c) (2002 and 2005 eds.); App. C amends.
# 306, 360, 423, 469, 502, 504, 536, 607, 662, 710, 713, 716, 759, 788, 825.
PRINTED = [
    ("1989-11-01", {126, 130, 156, 176, 269}),
    ("1990-11-01", {126, 130, 156, 176, 269, 329, 341}),
    ("1991-11-01", {126, 130, 156, 176, 269, 329, 341, 379, 380}),
    ("1992-11-01", {126, 130, 156, 176, 269, 329, 341, 379, 380, 433, 461}),
    ("1993-11-01", {126, 130, 156, 176, 269, 329, 341, 379, 380, 433, 454, 461, 484, 488, 490, 499}),
    ("1994-11-01", {126, 130, 156, 176, 269, 329, 341, 371, 379, 380, 433, 454, 461, 484, 488, 490, 499, 506}),
    ("1995-11-01", {126, 130, 156, 176, 269, 329, 341, 371, 379, 380, 433, 454, 461, 484, 488, 490, 499, 505, 506, 516}),
    ("2002-11-01", {126, 130, 156, 176, 269, 329, 341, 371, 379, 380, 433, 454, 461, 484, 488, 490, 499, 505, 506, 516, 591, 599, 606}),
    ("2005-11-01", {126, 130, 156, 176, 269, 329, 341, 371, 379, 380, 433, 454, 461, 484, 488, 490, 499, 505, 506, 516, 591, 599, 606, 657}),
    ("2007-11-01", {126, 130, 156, 176, 269, 329, 341, 371, 379, 380, 433, 454, 461, 484, 488, 490, 499, 505, 506, 516, 591, 599, 606, 657, 702}),
]


def listed(relief_of, on):
    avenue = next(one for one in relief_of(BARE, on)["avenues"] if one["avenue"] == "retroactive_amendment")
    return {one["amendment"] for one in avenue["amendments"]}


@pytest.mark.parametrize(("on", "numbers"), PRINTED)
def test_the_list_is_the_one_that_the_manual_printed(relief_of, on, numbers):
    assert listed(relief_of, on) == numbers


@pytest.mark.parametrize(
    ("on", "added"),
    [("2008-03-03", {706, 711}), ("2008-05-01", {715}), ("2011-11-01", {750}), ("2014-11-01", {782}), ("2023-11-01", {821})],
)
def test_what_came_to_the_list_later(relief_of, on, added):
    """App. C amends. 713 (706 as amended by 711), 716, 759, 788 and 825; the day before it was not there."""
    before = date.fromordinal(date.fromisoformat(on).toordinal() - 1).isoformat()
    assert listed(relief_of, on) - listed(relief_of, before) == added


@pytest.mark.skipif(not APPENDIX_C.is_dir(), reason="the texts of Appendix C are not there")
def test_no_amendment_of_the_list_was_missed(relief_of):
    """Every number that an amendment of §1B1.10(c) or (d) in Appendix C inserts has an entry."""
    inserted: set[int] = set()
    for file in sorted(APPENDIX_C.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        for change in re.findall(r"Section 1B1\.10\((?:c|d)\)[^\n]*?is amended by ([^\n]*)", text):
            put_in = re.findall(r"insert(?:ing)?(?: in lieu thereof)? [\"“]([^\"”]*)[\"”]", change)
            inserted |= {int(number) for part in put_in for number in re.findall(r"\b\d{3}\b", part)}
    assert len(inserted) > 20
    assert inserted <= listed(relief_of, "2026-06-01") | {711}
