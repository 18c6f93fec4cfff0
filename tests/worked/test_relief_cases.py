"""Decisions and rules of relief: each expected answer stands in the source that the case names."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.relief import as_json, relief

TODAY = date(2026, 11, 24)
FILES = sorted((Path(__file__).parent / "relief").glob("*.yaml"))
CASES = [(file.stem, item) for file in FILES for item in yaml.safe_load(file.read_text(encoding="utf-8"))]
_RANGES = ("applied_range", "amended_range")


def plain(value):
    """The case as a file would have it: YAML's own days as texts."""
    if isinstance(value, dict):
        return {str(name) if not isinstance(name, int) else name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def answers(answer, expected):
    """What the answer says at each expected name: an avenue's status, a criterion's, a reason's, or a figure of an amendment."""
    avenues = {one["avenue"]: one for one in answer["avenues"]}
    listed = {f"{one['amendment']}{one.get('part', '')}": one for one in avenues["retroactive_amendment"]["amendments"]}
    asked = [avenues[name] for name in expected if name in avenues]
    criteria = {one["id"]: one["status"] for avenue in reversed(asked) for one in avenue["criteria"]}
    reasons = {below["id"]: below["status"] for one in avenues["compassionate_release"]["criteria"] for below in one.get("any_of", ())}

    def at(name):
        head, _, rest = str(name).partition(".")
        if head in listed:
            return listed[head][rest]
        if head in ("criterion", "reason"):
            return (criteria if head == "criterion" else reasons)[rest]
        if head == "deadlines":
            return [date.fromisoformat(one["date"]) for one in avenues[rest]["deadlines"]]
        if head == "note":
            return expected[name] if any(expected[name] in note for note in avenues[rest]["notes"]) else avenues[rest]["notes"]
        if head in _RANGES:
            return avenues["retroactive_amendment"][head]
        return avenues["retroactive_amendment"]["lowest_months"] if head == "together_lowest" else avenues[head]["status"]

    return {name: at(name) for name in expected}


@pytest.mark.parametrize(("file", "item"), CASES, ids=[f"{file}: {item['name']}" for file, item in CASES])
def test_published_decision(file, item):
    assert item["source"], "a worked case names its source"
    case = read_data(plain(item["case"]), name=item["name"], vocabulary=law_vocabulary(), today=TODAY)
    answer = as_json(relief(case, as_of=item["as_of"]))
    assert answers(answer, item["expect"]) == item["expect"]


def test_names_are_told_apart():
    names = [item["name"] for _, item in CASES]
    assert len(names) == len(set(names))


def test_every_avenue_is_covered():
    from lenity.relief import AVENUES

    expected = {str(name).split(".")[0] for _, item in CASES for name in item["expect"]}
    assert {one.name for one in AVENUES} - expected == set()
