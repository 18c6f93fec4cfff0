"""Relief and the sentence computation read one record: the same term, and no one is inside after the full term or out before it without an event."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.relief import relief
from lenity.time import compute

WORKED = [
    item for file in sorted((Path(__file__).parents[1] / "worked" / "relief").glob("*.yaml")) for item in yaml.safe_load(file.read_text(encoding="utf-8"))[::4]
]


def plain(value):
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("item", WORKED, ids=[item["name"] for item in WORKED])
def test_term_and_end_are_those_of_the_computation(item):
    case = read_data(plain(item["case"]), name=item["name"], vocabulary=law_vocabulary(), today=date(2026, 11, 24))
    answer, served = relief(case, as_of=item["as_of"]), compute(case, item["as_of"])
    if answer.term_in_force is not None and served.term is not None:
        assert answer.term_in_force == served.term
    serving = next(one.status for one in answer.avenue("compassionate_release").criteria if one.id == "serving")
    if served.full_term_on is not None and serving == "met":
        assert served.full_term_on >= item["as_of"]
    if served.full_term_on is not None and serving == "not met" and not served.was_released and not any(one.kind == "pardon" for one in case.events or ()):
        assert served.full_term_on < item["as_of"]
