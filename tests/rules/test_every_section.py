"""Every section of Chapter Two that an edition designates, listed alone: it is read, and what it asks for has a field in the case file."""

from __future__ import annotations

import types
from datetime import date
from functools import cache
from typing import Any, Union, get_args, get_origin

import pytest

from lenity.facts import read_data
from lenity.facts.case import CaseFile
from lenity.facts.evidence import parse_path
from lenity.law import law_book, law_vocabulary
from lenity.review import as_json, review

AS_OF = date(2026, 10, 1)
EDITIONS = ("2016-11-01", "2025-11-01", "1995-11-01", "1988-06-15", "1990-11-01", "2002-11-01", "2008-11-01", "2012-11-01")


def on(id: str, key: str, edition: str) -> Any:
    series = law_book().family(id).members.get(key)
    entry = series.on(lambda clock: date.fromisoformat(edition)) if series else None
    return None if entry is None else entry.payload


@cache
def sections(edition: str) -> dict[str, list[str]]:
    """The sections of an edition by guideline: characteristics, base offense levels and cross references."""
    found: dict[str, list[str]] = {}
    for id in ("ussg.designation", "ussg.referred_to"):
        for key in law_book().family(id).members:
            if key and key[0] == "2" and on(id, key, edition) is not None:
                found.setdefault(key.partition("(")[0], []).append(key)
    return found


@cache
def base(guideline: str, edition: str) -> str | None:
    """The first alternative of a base offense level that has a number, None where there is only one or none."""
    named = [str(key) for key in law_book().family("ussg.base").members if str(key).startswith(f"{guideline}/")]
    letters = sorted(f"{guideline}{letter}" for one in named if on("ussg.base", one, edition) and (letter := on("ussg.base_letter", one, edition)))
    return letters[0] if len(letters) > 1 else None


def answer(guideline: str, edition: str, *listed: str, **conduct: Any) -> dict[str, Any]:
    data = {
        "lenity": 1,
        "id": "every-section",
        "sentence": {"date": edition},
        "offense": {"ended": edition},
        "convictions": [{"statute": "18 U.S.C. § 371", "convicted": edition, "statutory": {"min": 0, "max": "life"}}],
        "criminal_history": {"points": 0, "category": "I", "career_offender": False},
        "guidelines": {
            "edition": edition,
            "conduct": [{"guideline": guideline, "adjustments": [{"section": one} for one in listed], **conduct}],
            "adjustments": [],
        },
    }
    return as_json(review(read_data(data, name="every section", vocabulary=law_vocabulary(), today=AS_OF), as_of=AS_OF))


def _types(annotation: Any) -> list[Any]:
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return [inner for one in get_args(annotation) for inner in _types(one)]
    if hasattr(annotation, "__metadata__"):
        return _types(get_args(annotation)[0])
    return [annotation]


def is_a_field(path: str) -> bool:
    """Whether the case file's format has such a field."""
    at: list[Any] = [CaseFile]
    for step in parse_path(path):
        if isinstance(step, int) or step[:1].isdigit() or step.startswith("("):
            at = [inner for one in at if get_origin(one) is tuple for inner in _types(get_args(one)[0])] or (
                [one for one in at if not isinstance(step, int)] or at
            )
            continue
        fields = [one.model_fields[step] for one in at if isinstance(one, type) and hasattr(one, "model_fields") and step in one.model_fields]
        if not fields:
            return False
        at = [inner for field in fields for inner in _types(field.annotation)]
    return True


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("guidelines.conduct[0].underlying", True),
        ("guidelines.conduct[0].underlying.underlying.loss", True),
        ("guidelines.conduct[0].reference", False),
        ("guidelines.conduct[0].adjustments[2K2.1(b)(4)].levels", True),
        ("guidelines.conduct[0].drugs[0].amount", True),
        ("guidelines.conduct[0].drugs[0].weight", False),
    ],
)
def test_the_format_is_known(path: str, is_one: bool) -> None:
    assert is_a_field(path) is is_one


@pytest.mark.parametrize(("edition", "each"), [("2016-11-01", 7), *(pytest.param(one, 1, marks=pytest.mark.slow) for one in EDITIONS)])
def test_what_a_section_asks_for_has_a_field(edition: str, each: int) -> None:
    unknown: set[str] = set()
    for guideline, listed in sections(edition).items():
        first = base(guideline, edition)
        for section in sorted(listed)[::each]:
            both = answer(guideline, edition, *([first] if first and first != section else []), section)
            for side in ("then", "today"):
                unknown |= {f"{section}: {path}" for path in both[side]["needs"] if not is_a_field(path)}
                known = both[side]["total_offense_level"] is not None
                if not known and not both[side]["needs"]:
                    unknown.add(f"{section}: no level {side}, and nothing asked for")
    assert unknown == set()
