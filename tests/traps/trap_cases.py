"""Made-up whole cases for the tests of classic traps, in a line or two each, and their review as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.review import as_json, review

TODAY = date(2026, 11, 24)


def answer_of(sentenced: str, *, as_of: str | None = None, imprisonment: str | None = None, **sections: Any) -> dict[str, Any]:
    """The review of a case sentenced on a day; `sections` are those of the case file."""
    sentence = {"date": sentenced} | ({"imprisonment": imprisonment} if imprisonment else {})
    case = read_data({"lenity": 1, "id": "made-up", "sentence": sentence, **sections}, name="made-up", vocabulary=law_vocabulary(), today=TODAY)
    return as_json(review(case, as_of=date.fromisoformat(as_of) if as_of else TODAY))


def listed(adjustments: Iterable[str | dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"section": one} if isinstance(one, str) else one for one in adjustments]


def drugs(*amounts: tuple[str, str], adjustments: Sequence[str | dict[str, Any]] = (), **more: Any) -> dict[str, Any]:
    """The `guidelines` of a drug case. The adjustments are all that the court found."""
    found = [{"drug": drug, "amount": amount} for drug, amount in amounts]
    return {"conduct": [{"guideline": "2D1.1", "drugs": found}], "adjustments": listed(adjustments), **more}


def level(offense_level: int, adjustments: Sequence[str | dict[str, Any]] = (), guideline: str = "2D1.1") -> dict[str, Any]:
    """The `guidelines` of a case of which the record gives only the offense level after Chapter Two, and the sections found."""
    return {"conduct": [{"guideline": guideline, "found": {"offense_level": offense_level}}], "adjustments": listed(adjustments)}


def drug_count(drug: str, amount: str, **more: Any) -> dict[str, Any]:
    """A count under § 841(a)(1) to which the person pleaded, with the quantity charged."""
    return {"count": 1, "statute": "21 U.S.C. § 841(a)(1)", "found_by": "plea", "charged": [{"drug": drug, "amount": amount}], **more}


def prior(sentenced: str, imprisonment: str, **more: Any) -> dict[str, Any]:
    """A felony sentence of its own, neither violent nor about drugs unless said."""
    return {"sentenced": sentenced, "imprisonment": imprisonment, "offense": "made up", "kind": "felony", "violent": False, **more}


NOTHING_FOUND = {
    "violence_or_threat": False,
    "firearm": False,
    "death_or_serious_injury": False,
    "sex_offense": False,
    "substantial_financial_hardship": False,
    "truthful_disclosure": True,
}
"""Findings under which neither §4C1.1 nor the safety valve is barred."""


def base(answer: dict[str, Any], side: str = "then") -> Any:
    return answer[side]["base_offense_level"]


def total(answer: dict[str, Any], side: str = "then") -> Any:
    return answer[side]["total_offense_level"]
