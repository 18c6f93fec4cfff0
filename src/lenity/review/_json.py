"""A review as the JSON of the interface: the one table that maps names inside to names outside, months to `life`, milligrams to grams."""

from __future__ import annotations

from typing import Any

from lenity import __version__
from lenity.engine import UNBOUNDED, Step
from lenity.review._answer import Answer, BesidesPrison, CountAnswer, Finding, Review, Scenario
from lenity.review._besides import OUT_OF_SCOPE
from lenity.review._split import CountShare
from lenity.review._words import citation_of

_ROMAN = ("I", "II", "III", "IV", "V", "VI")
_NAMES = {
    "base_offense_level": "principal_base_offense_level",
    "total_offense_level": "total_offense_level",
    "zone": "zone",
}
_RANGES = {
    "guideline_range": ("guideline_minimum_months", "guideline_maximum_months"),
    "statutory_range": ("statutory_minimum_months", "statutory_maximum_months"),
    "range": ("range_minimum_months", "range_maximum_months"),
    "supervised_release": ("supervised_release_minimum_months", "supervised_release_maximum_months"),
}


def as_json(review: Review, evidence: Any = None) -> dict[str, Any]:
    """The review as plain data. `evidence` gives, for a path of the case file, the passages behind it as plain data."""
    return {
        "lenity": __version__,
        "case": review.case_id,
        "as_of": review.as_of.isoformat(),
        "then": _answer(review.then, evidence),
        "today": _answer(review.today, evidence),
        "change": {
            "finding": review.change.finding,
            "min_months": review.change.minimum_months,
            "max_months": review.change.maximum_months,
            "reasons": [{"citation": reason.cite, "text": reason.text} for reason in review.change.reasons],
        },
        "outside_the_range": {"departures": _listed(review.outside.departures), "variances": _listed(review.outside.variances)},
        "out_of_scope": list(OUT_OF_SCOPE),
        "warnings": list(review.warnings),
    }


def months(value: Any) -> int | str | None:
    """Months, or the word `life`; None where not known."""
    if not isinstance(value, int):
        return None
    return "life" if value >= UNBOUNDED else value


def category(value: Any) -> str | None:
    return _ROMAN[value - 1] if isinstance(value, int) else None


def _range(values: dict[str, object], names: tuple[str, str]) -> dict[str, Any]:
    return {"min": months(values[names[0]]), "max": months(values[names[1]])}


def _answer(answer: Answer, evidence: Any) -> dict[str, Any]:
    values = answer.values
    advisory = values["guidelines_are_advisory"]
    return {
        "law_on": answer.law_on_text,
        "edition": answer.edition_on.isoformat(),
        "edition_because": answer.edition_because,
        "guidelines": None if advisory is None else "advisory" if advisory else "mandatory",
        **{outside: values[inside] for outside, inside in _NAMES.items()},
        "criminal_history": {
            "points": values["criminal_history_points"],
            "category": category(values["criminal_history_category"]),
            "priors": [_prior(one) for one in answer.priors],
        },
        **{outside: _range(values, inside) for outside, inside in _RANGES.items()},
        "fine_range": {"min": values["fine_minimum_dollars"], "max": values["fine_maximum_dollars"]},
        "converted_drug_weight": _grams(values["converted_drug_weight_in_all_milligrams"]),
        "counts": [_count(one, is_only=len(answer.counts) == 1) for one in answer.counts],
        "besides_prison": _besides(answer.besides),
        "undischarged_terms": [_undischarged(one) for one in answer.undischarged_terms],
        "needs": [need.path for need in answer.needs],
        "needs_explained": [{"path": need.path, "asks": need.asks, "document": need.document} for need in answer.needs],
        "steps": [_step(step, answer, evidence) for step in answer.steps],
        **({"scenarios": [_scenario(one) for one in answer.scenarios], "bounds": _bounds(answer.scenarios)} if answer.scenarios else {}),
        "differences": [{"what": one.what, "found": _plain(one.found), "computed": _plain(one.computed)} for one in answer.differences],
        "assumptions": list(answer.assumptions),
        "inferences": list(answer.inferences),
    }


def _count(one: CountAnswer, *, is_only: bool) -> dict[str, Any]:
    return {
        "count": one.number,
        "statute": one.statute,
        "min": months(one.minimum_months),
        "max": months(one.maximum_months),
        "consecutive": one.runs_consecutively,
        "at_range_min": _share(one.at_minimum, is_only=is_only),
        "at_range_max": _share(one.at_maximum, is_only=is_only),
        "divided_by_court": one.is_left_to_the_court,
        "citations": [] if is_only else list(one.cites),
    }


def _share(share: CountShare | None, *, is_only: bool) -> dict[str, Any]:
    """A count's term where the sentence stands at an end of the range, and how many of its months run after the other counts."""
    known = share or CountShare(None, None, None)
    return {"months": months(known.months), "consecutive_months": months(known.consecutive_months), "runs": None if is_only else known.runs}


def _listed(named: tuple[str, ...] | None) -> list[str] | None:
    return None if named is None else list(named)


def _besides(found: BesidesPrison | None) -> dict[str, Any] | None:
    """Chapter Five besides prison. Restitution has no upper limit, whatever it is of."""
    if found is None:
        return None
    counts = [{name: _finding(one) for name, one in count.items()} for count in found.counts]
    return {**{name: _finding(one) for name, one in found.case.items()}, "counts": counts, "restitution_limit": None}


def _finding(one: Finding) -> dict[str, Any]:
    return {"value": _unit(one.value, one.unit), "citation": one.citation, "because": one.because, "needs": [need.path for need in one.needs]}


def _prior(findings: dict[str, Finding]) -> dict[str, Any]:
    points, treatment = findings["prior_points"], findings["prior_treatment"]
    return {
        "path": points.path,
        "points": points.value,
        "treated_as": treatment.value,
        "recent_release": findings["is_recent_release"].value,
        "violent_in_single_sentence": findings["scores_as_violent_single"].value,
        "citation": points.citation,
        "needs": list(dict.fromkeys(need.path for one in (points, treatment) for need in one.needs)),
    }


def _undischarged(findings: dict[str, Finding]) -> dict[str, Any]:
    direction, taken_off = findings["direction_beside_other_term"], findings["time_served_is_taken_off"]
    return {
        "path": direction.path,
        "runs": direction.value,
        "time_served_is_taken_off": taken_off.value,
        "citation": direction.citation,
        "needs": list(dict.fromkeys(need.path for one in (direction, taken_off) for need in one.needs)),
    }


def _grams(milligrams: object) -> int | float | None:
    if not isinstance(milligrams, int | float) or not milligrams:
        return None
    grams = milligrams / 1000
    return int(grams) if grams == int(grams) else round(grams, 6)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return {"min": months(value[0]), "max": months(value[1])}
    return value


def _unit(value: Any, unit: str) -> Any:
    if unit == "month":
        return months(value)
    if unit == "category":
        return category(value)
    if unit == "milligram" and isinstance(value, int | float):
        return value / 1000
    return value.isoformat() if hasattr(value, "isoformat") else value


def _step(step: Step, answer: Answer, evidence: Any) -> dict[str, Any]:
    found = [] if evidence is None else [passage for path in step.facts for passage in evidence(path)]
    return {
        "rule": step.rule,
        "path": step.path,
        "label": step.label,
        "value": _unit(step.value, step.unit),
        "unit": "gram" if step.unit == "milligram" else step.unit,
        "state": step.state,
        "citation": citation_of(step, answer.edition_on),
        "law": list(dict.fromkeys(entry.cite for entry in step.law)),
        "because": step.because,
        "inputs": {name: _unit(value, unit) for name, value, unit in step.inputs},
        "evidence": found,
        "needs": [need.path for need in step.needs],
    }


def _scenario(scenario: Scenario) -> dict[str, Any]:
    values = scenario.values
    return {
        "assume": dict(scenario.assume),
        "base_offense_level": values["principal_base_offense_level"],
        "total_offense_level": values["total_offense_level"],
        "category": category(values["criminal_history_category"]),
        "guideline_range": _range(values, _RANGES["guideline_range"]),
        "statutory_range": _range(values, _RANGES["statutory_range"]),
        "range": _range(values, _RANGES["range"]),
    }


def _bounds(scenarios: tuple[Scenario, ...]) -> dict[str, Any]:
    def ends(name: str) -> dict[str, Any]:
        known = [value for one in scenarios if isinstance(value := one.values[name], int)]
        return {"low": months(min(known)) if known else None, "high": months(max(known)) if known else None}

    return {"min": ends("range_minimum_months"), "max": ends("range_maximum_months")}
