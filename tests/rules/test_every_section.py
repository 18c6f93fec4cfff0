"""Every section of Chapter Two that an edition designates, listed alone: it is read, and what it asks for has a field in the case file."""

from __future__ import annotations

import types
from datetime import date
from functools import cache
from typing import Any, Union, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


@cache
def raising(edition: str) -> dict[str, list[str]]:
    """The characteristics of each guideline that add levels, by their sections."""
    found = {
        guideline: [one for one in listed if isinstance(levels := on("ussg.levels", str(on("ussg.designation", one, edition)), edition), int) and levels > 0]
        for guideline, listed in sections(edition).items()
    }
    return {guideline: listed for guideline, listed in found.items() if listed}


def months(guideline: str, edition: str, *listed: str, **conduct: Any) -> int | None:
    """The least of the range then; life as the greatest number."""
    facts: dict[str, Any] = {"loss": 0, "victims": 0, **({"drugs": [{"drug": "cocaine", "amount": "6 kg"}]} if guideline == "2D1.1" else {}), **conduct}
    first = base(guideline, edition)
    least = answer(guideline, edition, *([first] if first else []), *listed, **facts)["then"]["range"]["min"]
    return 10**6 if least == "life" else least


@settings(max_examples=25, deadline=None)
@given(data=st.data(), edition=st.sampled_from(("1990-11-01", "1998-11-01", "2005-11-01", "2016-11-01", "2025-11-01")))
def test_a_characteristic_that_adds_levels_never_lowers_the_range(data: st.DataObject, edition: str) -> None:
    guideline = data.draw(st.sampled_from(sorted(raising(edition))))
    pool = raising(edition)[guideline]
    listed = data.draw(st.lists(st.sampled_from(pool), unique=True, max_size=3))
    more = data.draw(st.sampled_from(pool))
    before, after = months(guideline, edition, *listed), months(guideline, edition, *listed, *([] if more in listed else [more]))
    assert (before is None) == (after is None)
    assert before is None or after is None or before <= after


@settings(max_examples=25, deadline=None)
@given(data=st.data(), edition=st.sampled_from(("1988-06-15", "1994-11-01", "2002-11-01", "2016-11-01", "2025-11-01")))
def test_more_of_what_a_table_measures_never_lowers_the_range(data: st.DataObject, edition: str) -> None:
    measured = {str(key) for key in law_book().family("ussg.loss_table").members if on("ussg.loss_table", str(key), edition)} | {"2T1.1", "2T1.4", "2T3.1"}
    counted = {str(key): on("ussg.count_of", str(key), edition) for key in law_book().family("ussg.count_of").members}
    kinds = [
        *((one, "loss") for one in sorted(measured)),
        *((one, field) for one, field in sorted(counted.items()) if field not in (None, "passports", "explosive_materials")),
    ]
    guideline, field = data.draw(st.sampled_from(kinds))
    low = data.draw(st.integers(0, 5_000_000 if field == "loss" else 300))
    high = low + data.draw(st.integers(0, 5_000_000 if field == "loss" else 300))
    less, more = (months(guideline, edition, **{field: amount}) for amount in (low, high))
    assert (less is None) == (more is None)
    assert less is None or more is None or less <= more


def test_no_section_of_the_newest_manual_is_unknown() -> None:
    """Every section of Chapter Two in the register is read as a guideline, and an entry under it is answered with a level or with what is missing."""
    named = [row["section"] for row in law_book().register("ussg.sections") if str(row["section"]).startswith("2")]
    unanswered = []
    for guideline in named:
        both = answer(guideline, "2025-11-01")
        if both["today"]["total_offense_level"] is None and not both["today"]["needs"]:
            unanswered.append(guideline)
    assert named
    assert unanswered == ["2B1.6", "2K1.7", "2K2.4"]  # the guideline sentence is the term that the statute demands: no level
