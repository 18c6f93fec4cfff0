"""Whole cases from published calculations: each expected value stands in the source that the case names."""

import re
from datetime import date
from pathlib import Path

import pytest

from lenity.facts import read_data
from lenity.facts.strict_yaml import parse_strict_yaml
from lenity.law import law_vocabulary
from lenity.review import as_json, review

TODAY = date(2026, 11, 24)
FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
CASES = [(file.stem, item) for file in FILES for item in parse_strict_yaml(file.read_bytes())]


def at(data, path):
    """The value at a dotted path, positions in brackets; None where the way ends early."""
    for part in re.findall(r"[^.\[\]]+", path):
        if isinstance(data, list):
            data = data[int(part)] if int(part) < len(data) else None
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return data


@pytest.mark.parametrize(("file", "item"), CASES, ids=[f"{file}: {item['name']}" for file, item in CASES])
def test_published_calculation(file, item):
    assert item["source"], "a worked case names its source"
    case = read_data(item["case"], name=item["name"], vocabulary=law_vocabulary(), today=TODAY)
    answer = as_json(review(case, as_of=date.fromisoformat(item.get("as_of", TODAY.isoformat()))))
    assert {path: at(answer, path) for path in item["expect"]} == item["expect"]


def test_names_are_told_apart():
    names = [item["name"] for _, item in CASES]
    assert len(names) == len(set(names))
