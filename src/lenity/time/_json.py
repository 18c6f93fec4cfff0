"""A computation as the JSON of the interface: the one table that maps names inside to names outside."""

from __future__ import annotations

from typing import Any

from lenity import __version__
from lenity.engine import UNBOUNDED, Step
from lenity.time._answer import Computation


def as_json(made: Computation, evidence: Any = None) -> dict[str, Any]:
    """The computation as plain data. `evidence` gives, for a path of the case file, the passages behind it as plain data."""
    values = made.values
    return {
        "lenity": __version__,
        "case": made.case_id,
        "as_of": made.as_of.isoformat(),
        "commenced": _plain(values["commenced_on"]),
        "term": None if made.term is None else str(made.term),
        "is_aggregate": values["has_other_terms"],
        "state_had_primary_custody": values["state_had_primary_custody"],
        "prior_custody_days": values["prior_custody_credit_days"],
        "time_served_days": values["time_served_days"],
        "full_term": _plain(values["full_term_on"]),
        "good_time": {
            "days": values["good_time_days"],
            "earned_to_date": values["good_time_earned_days"],
            "method": values["good_time_method"],
        },
        "good_time_maximum_days": values["good_time_maximum_days"],
        "good_time_lost_days": values["good_time_lost_days"],
        "statutory_release": _plain(values["statutory_release_on"]),
        "time_credits": {
            "days": values["time_credits_days"],
            "to_supervised_release": values["to_supervised_release_days"],
            "to_prerelease": values["to_prerelease_days"],
        },
        "projected_release": _plain(values["projected_release_on"]),
        **_bounds(made),
        "if_earning_goes_on": {
            "transfer": _plain(values["transfer_if_earning_goes_on_on"]),
            "time_credits": values["credits_if_earning_goes_on_days"],
            "release": _plain(values["release_if_earning_goes_on_on"]),
        },
        "prerelease": {"from": _plain(values["prerelease_from_on"]), "home_confinement_from": _plain(values["home_confinement_from_on"])},
        "home_detention_of_older_people": {"served_by": _plain(values["part_of_term_served_on"]), "from": _plain(values["older_home_detention_from_on"])},
        "drug_treatment_months_at_most": values["drug_treatment_months_at_most"],
        "supervised_release_tolled_days": values["supervised_release_tolled_days"],
        "supervised_release_ends": _plain(values["supervised_release_ends_on"]),
        "released": None if made.released_on is None else made.released_on.isoformat(),
        "needs": [need.path for need in made.needs],
        "needs_explained": [{"path": need.path, "asks": need.asks, "document": need.document} for need in made.needs],
        "steps": [_step(step, evidence) for step in made.steps],
        "assumptions": list(made.assumptions),
        "notes": list(made.notes),
        "remedies": list(made.remedies),
        "differences": [
            {"what": one.what, "sheet": _plain(one.sheet), "computed": _plain(one.computed), "reasons": list(one.reasons)} for one in made.differences
        ],
    }


def _bounds(made: Computation) -> dict[str, Any]:
    """Between which days the release lies, where it is not known but the record bounds it."""
    if made.projected_release_on is not None or made.earliest_release_on is None or made.statutory_release_on is None:
        return {}
    return {"bounds": {"projected_release": {"earliest": made.earliest_release_on.isoformat(), "latest": made.statutory_release_on.isoformat()}}}


def _plain(value: Any, unit: str = "") -> Any:
    if unit == "month" and isinstance(value, int) and value >= UNBOUNDED:
        return "life"
    return value.isoformat() if hasattr(value, "isoformat") else value


def _step(step: Step, evidence: Any) -> dict[str, Any]:
    found = [] if evidence is None else [passage for path in step.facts for passage in evidence(path)]
    return {
        "rule": step.rule,
        "path": step.path,
        "label": step.label,
        "value": _plain(step.value, step.unit),
        "unit": step.unit,
        "state": step.state,
        "citation": step.cite,
        "law": list(dict.fromkeys(entry.cite for entry in step.law)),
        "because": step.because,
        "inputs": {name: _plain(value, unit) for name, value, unit in step.inputs},
        "evidence": found,
        "needs": [need.path for need in step.needs],
    }
