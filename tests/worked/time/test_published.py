"""Sentence computations from published sources: each expected value stands in the source that the case names."""

import re
from datetime import date
from pathlib import Path

import pytest

from lenity.facts import read_data
from lenity.facts.strict_yaml import parse_strict_yaml
from lenity.law import law_vocabulary
from lenity.time import as_json, compute

TODAY = date(2026, 11, 24)
HERE = Path(__file__).parent
CASES = [case for name in ("published.yaml", "state_custody_and_aggregates.yaml") for case in parse_strict_yaml((HERE / name).read_bytes())]
DIFFERS = parse_strict_yaml((HERE / "differs.yaml").read_bytes())


def at(data, path):
    """The value at a dotted path, positions in brackets."""
    for part in re.findall(r"[^.\[\]]+", path):
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def answer_of(item):
    assert item["source"], "a worked case names its source"
    case = read_data({"lenity": 1, "id": "published", "events": [], **item["case"]}, name=item["name"], vocabulary=law_vocabulary(), today=TODAY)
    return as_json(compute(case, as_of=date.fromisoformat(str(item["as_of"]))))


@pytest.mark.parametrize("item", CASES, ids=[item["name"] for item in CASES])
def test_published_computation(item):
    answer, expected = answer_of(item), item.get("expect", {})
    assert expected or item["later_than"]
    assert {path: at(answer, path) for path in expected} == expected
    for path, day in item.get("later_than", {}).items():
        assert at(answer, path) > str(day)


@pytest.mark.parametrize("item", DIFFERS, ids=[item["name"] for item in DIFFERS])
def test_a_published_figure_that_the_rule_does_not_give_says_why(item):
    assert item["why"]
    assert at(answer_of(item), item["path"]) == item["computed"] != item["published"]


def test_no_day_of_sentence_gives_the_published_figure_that_differs():
    """Williams v. Lamanna: by the Bureau's method the whole term brings one figure, whenever it began and whatever was credited before."""
    found = set()
    for months, credit in ((0, 0), (5, 91), (11, 200), (17, 365), (25, 30), (31, 500), (44, 1)):
        year, month = divmod(1990 * 12 + months, 12)
        item = {
            **DIFFERS[0],
            "case": {
                "sentence": {"date": f"{year}-{month + 1:02}-27", "imprisonment": "228 months"},
                "custody": {"commenced": f"{year}-{month + 1:02}-27", "prior_custody_days": credit, "incidents": []},
            },
        }
        found.add(at(answer_of(item), "good_time.days"))
    assert found == {DIFFERS[0]["computed"]}


def test_names_are_told_apart():
    names = [item["name"] for item in CASES]
    assert len(names) == len(set(names)) >= 56
