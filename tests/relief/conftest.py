"""Cases of relief from a few facts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.relief import as_json, relief

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def relief_of():
    """The JSON of relief for a case as plain data, on a day."""

    def answer(data: dict[str, Any], on: str) -> dict[str, Any]:
        case = read_data({"lenity": 1, "id": "made-up", **data}, name="made-up", vocabulary=law_vocabulary(), today=TODAY)
        return as_json(relief(case, as_of=date.fromisoformat(on)))

    return answer


@pytest.fixture(scope="session")
def avenue():
    """One avenue of an answer, by its name."""
    return lambda answer, name: next(one for one in answer["avenues"] if one["avenue"] == name)


@pytest.fixture(scope="session")
def amendment():
    """One amendment of an answer, by its number and part."""

    def found(answer: dict[str, Any], number: int, part: str | None = None) -> dict[str, Any]:
        listed = next(one for one in answer["avenues"] if one["avenue"] == "retroactive_amendment")["amendments"]
        return next(one for one in listed if one["amendment"] == number and (part is None or one.get("part") == part))

    return found
