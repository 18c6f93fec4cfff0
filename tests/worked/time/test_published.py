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
CASES = parse_strict_yaml((Path(__file__).parent / "published.yaml").read_bytes())


def at(data, path):
    """The value at a dotted path, positions in brackets."""
    for part in re.findall(r"[^.\[\]]+", path):
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


@pytest.mark.parametrize("item", CASES, ids=[item["name"] for item in CASES])
def test_published_computation(item):
    assert item["source"], "a worked case names its source"
    case = read_data({"lenity": 1, "id": "published", "events": [], **item["case"]}, name=item["name"], vocabulary=law_vocabulary(), today=TODAY)
    answer = as_json(compute(case, as_of=date.fromisoformat(str(item["as_of"]))))
    assert {path: at(answer, path) for path in item["expect"]} == {path: None if value is None else value for path, value in item["expect"].items()}


def test_names_are_told_apart():
    names = [item["name"] for item in CASES]
    assert len(names) == len(set(names)) >= 20
