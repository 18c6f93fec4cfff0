"""The shipped case: amendment 782 never lowered the level, commutation was open in May 2018, and nothing remains today."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lenity.facts import read_cases
from lenity.law import law_vocabulary
from lenity.relief import as_json, relief

CASE = Path(__file__).parents[2] / "cases" / "alice-marie-johnson.yaml"


@pytest.fixture(scope="module")
def johnson():
    (case,) = read_cases([str(CASE)], vocabulary=law_vocabulary(), today=date(2026, 11, 24))
    return case


def statuses(answer):
    return {one["avenue"]: one["status"] for one in answer["avenues"]}


def test_before_her_release(johnson, avenue, amendment):
    """450 kg of cocaine or more is level 38 before amendment 782 and after it (USSG §2D1.1(c)(1) (Nov. 2014))."""
    answer = as_json(relief(johnson, as_of=date(2018, 5, 30)))
    found = statuses(answer)
    assert found["retroactive_amendment"] == "not met"
    assert amendment(answer, 782)["status"] == "not met"
    assert "38" in amendment(answer, 782)["because"]
    assert found["commutation"] == "met"
    assert found["clemency_initiative_2014"] == "not met"
    first = avenue(answer, "clemency_initiative_2014")["criteria"][0]
    assert (first["id"], first["status"]) == ("in_force", "not met")


def test_today_nothing_remains(johnson, avenue):
    answer = as_json(relief(johnson, as_of=date(2026, 11, 24)))
    found = statuses(answer)
    assert "met" not in found.values()
    assert found["commutation"] == found["pardon"] == found["compassionate_release"] == "not met"
    because = " ".join(one["because"] for one in avenue(answer, "commutation")["criteria"])
    assert "2018-06-06" in because
    assert "2020-08-28" in because
