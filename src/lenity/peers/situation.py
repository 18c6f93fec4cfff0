"""Where a case stands: guideline, level, category, range and sentence, as a review finds them."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from lenity.engine import UNBOUNDED
from lenity.peers.cell import NotComparable, Situation, Value
from lenity.peers.people import cap_months, history_of_points
from lenity.population import RANGE_LIFE
from lenity.population.schema import code_labels, districts

if TYPE_CHECKING:
    from lenity.facts import CaseFile

_RULES = {
    "level": "total_offense_level",
    "category": "criminal_history_category",
    "range_min": "guideline_minimum_months",
    "range_max": "guideline_maximum_months",
}


@cache
def _types() -> dict[str, int]:
    """Guideline -> the type of crime whose name its heading has."""
    text = files("lenity.peers").joinpath("data", "guideline_types.csv").read_text(encoding="utf-8")
    return {row["guideline"]: int(row["offense_type"]) for row in csv.DictReader(text.splitlines())}


def situation_of(
    case: CaseFile,
    *,
    as_of: date,
    law: Literal["then", "today"] = "then",
    guideline: str | None = None,
    offense_type: int | None = None,
) -> Situation:
    """The situation under the law of then or today; what the case leaves open is absent. A guideline or type of crime given here stands over the case's.

    Raises:
        NotComparable: the type of crime is no code of the Commission's.
    """
    from lenity.review import review

    answer = getattr(review(case, as_of=as_of), law)
    fields: dict[str, Value] = {name: _coded(name, value) for name, rule in _RULES.items() if (value := answer.values.get(rule)) is not None}
    notes: list[str] = []
    applied = guideline.removeprefix("§").strip().upper() if guideline else _guideline(case, notes)
    if applied:
        fields["guideline"] = applied
    kind = _offense_type(applied, offense_type, notes)
    if kind is not None:
        fields["offense_type"] = kind
    fields |= _court(case) | _history(case, fields) | _settled(case)
    return Situation(fields, _months(case, notes), tuple(notes))


def _coded(name: str, value: Any) -> Value:
    """Months with life as the Commission codes it in ranges."""
    months = int(value)
    return RANGE_LIFE if name.startswith("range") and months >= UNBOUNDED else months


def _guideline(case: CaseFile, notes: list[str]) -> str | None:
    named = {str(entry.guideline) for entry in (case.guidelines.conduct if case.guidelines else None) or () if entry.guideline}
    if len(named) > 1:
        notes.append(f"The case applies {len(named)} guidelines; which one is primary is not said. Name it with --guideline.")
    return named.pop() if len(named) == 1 else None


def _offense_type(guideline: str | None, given: int | None, notes: list[str]) -> int | None:
    labels = code_labels("OFFGUIDE")
    if given is not None:
        if given not in labels:
            raise NotComparable(f"--offense-type: {given} is no type of crime; the codes are {', '.join(f'{code} {label}' for code, label in labels.items())}")
        return given
    kind = _types().get(guideline or "")
    if kind is not None:
        notes.append(f"The type of crime, {labels[kind]}, is taken from the heading of USSG §{guideline}; name another with --offense-type.")
    return kind


def _court(case: CaseFile) -> dict[str, Value]:
    district = case.court.district if case.court else None
    if district is None:
        return {}
    circuit = dict(districts().values()).get(str(district))
    return {"district": str(district)} if circuit is None else {"district": str(district), "circuit": circuit}


def _history(case: CaseFile, fields: dict[str, Value]) -> dict[str, Value]:
    """The category, else the column that the court's points less status points fall in."""
    if "category" in fields:
        return {"history": fields["category"]}
    history = case.criminal_history
    if history is None or history.points is None or history.status_points is None:
        return {}
    return {"history": history_of_points(history.points - history.status_points)}


def _settled(case: CaseFile) -> dict[str, Value]:
    """Plea or trial, where all counts were found in one way."""
    ways = {count.found_by for count in case.convictions or ()}
    if ways and ways <= {"plea"}:
        return {"settled": "plea"}
    return {"settled": "trial"} if ways and ways <= {"jury"} else {}


def _months(case: CaseFile, notes: list[str]) -> float | None:
    """The prison term imposed. Terms by count make a total only where there is one, or life among them."""
    imprisonment = case.sentence.imprisonment
    if imprisonment is None:
        return None
    terms = [imprisonment.total] if imprisonment.total is not None else list((imprisonment.by_count or {}).values())
    if any(term is not None and term.is_life for term in terms):
        return float(cap_months())
    if len(terms) != 1:
        notes.append("The judgment gives a term for each count; whether they run together is not said, so the sentence has no place among the others.")
        return None
    exact = terms[0].exact_months if terms[0] is not None else None
    return None if exact is None else float(exact)
