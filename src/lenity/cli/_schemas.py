"""The JSON Schemas of what lenity prints, each made from one description of its fields.

Months are whole numbers or the word `life`; null is what is not known. Programs may rely on every field named here;
later versions add fields and rename none.
"""

from __future__ import annotations

from typing import Any

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def _any(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


_NULL: Schema = {"type": "null"}
_TEXT: Schema = {"type": "string"}
_YES_NO: Schema = {"type": "boolean"}
_WHOLE: Schema = {"type": "integer"}
_LEVEL: Schema = {"type": "integer", "minimum": 0, "maximum": 43}
_DAY: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_PARTIAL_DAY: Schema = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_MONTHS: Schema = _any({"type": "integer", "minimum": 0}, {"const": "life"}, _NULL)
_CATEGORY: Schema = {"enum": ["I", "II", "III", "IV", "V", "VI", None]}
_FINDING: Schema = {"enum": ["lower", "same", "higher", "not known"]}


def _object(fields: dict[str, Schema], *, optional: dict[str, Schema] | None = None) -> Schema:
    """An object with fields that are always there, and others that may be."""
    return {"type": "object", "properties": {**fields, **(optional or {})}, "required": list(fields)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _said(schema: Schema, text: str) -> Schema:
    return {"description": text, **schema}


_RANGE = _object({"min": _MONTHS, "max": _MONTHS})
_ENDS = _object({"low": _MONTHS, "high": _MONTHS})
_COUNT = _object({"count": _WHOLE, "statute": _any(_TEXT, _NULL), "min": _MONTHS, "max": _MONTHS, "consecutive": _any(_YES_NO, _NULL)})
_PASSAGE = _object({"source": _TEXT, "where": _any(_TEXT, _NULL), "quote": _any(_TEXT, _NULL)})
_STEP = _object(
    {
        "rule": _said(_TEXT, "The rule's name, the same in every edition."),
        "value": _said({}, "What it gave; null unless its state is known."),
        "state": {"enum": ["known", "not_known", "not_in_force", "does_not_apply"]},
        "citation": _said(_TEXT, "Its authority, with the edition."),
        "because": _TEXT,
        "inputs": {"type": "object"},
        "evidence": _list(_PASSAGE),
    },
    optional={"path": _said(_TEXT, "The place in the case file that it is about."), "label": _TEXT, "unit": _TEXT, "law": _list(_TEXT), "needs": _list(_TEXT)},
)
_SCENARIO = _object(
    {"assume": _said({"type": "object"}, "What is supposed, by path of the case file."), "total_offense_level": _any(_LEVEL, _NULL), "range": _RANGE},
    optional={"base_offense_level": _any(_LEVEL, _NULL), "category": _CATEGORY, "guideline_range": _RANGE, "statutory_range": _RANGE},
)


def _answer() -> Schema:
    return _object(
        {
            "law_on": _said(_PARTIAL_DAY, "The day whose law it is; a month or a year where the record gives no more."),
            "edition": _said(_DAY, "The edition of the Guidelines applied, by its effective date."),
            "guidelines": {"enum": ["mandatory", "advisory", None]},
            "base_offense_level": _any(_LEVEL, _NULL),
            "total_offense_level": _any(_LEVEL, _NULL),
            "criminal_history": _object({"points": _any(_WHOLE, _NULL), "category": _CATEGORY}),
            "guideline_range": _said(_RANGE, "Before the statute."),
            "zone": {"enum": ["A", "B", "C", "D", None]},
            "statutory_range": _said(_RANGE, "For the total term, before safety valve and 18 U.S.C. § 3553(e)."),
            "range": _said(_RANGE, "After the statute."),
            "supervised_release": _RANGE,
            "fine_range": _said(_object({"min": _any(_WHOLE, _NULL), "max": _any(_WHOLE, _NULL)}), "US dollars, from the Fine Table."),
            "converted_drug_weight": _said(_any({"type": "number", "minimum": 0}, _NULL), "Grams, where drugs were converted."),
            "counts": _list(_COUNT),
            "needs": _said(_list(_TEXT), "Paths of the facts that are missing."),
            "steps": _list(_STEP),
        },
        optional={
            "scenarios": {**_list(_SCENARIO), "maxItems": 24},
            "bounds": _object({"min": _ENDS, "max": _ENDS}),
            "edition_because": _TEXT,
            "needs_explained": _list(_object({"path": _TEXT, "asks": _TEXT, "document": _TEXT})),
            "differences": _list(_object({"what": _TEXT, "found": {}, "computed": {}})),
            "assumptions": _list(_TEXT),
            "inferences": _list(_TEXT),
        },
    )


def review_schema() -> Schema:
    """The JSON Schema of what `lenity review --format json` prints for one case."""
    change = _object(
        {
            "finding": _FINDING,
            "min_months": _any(_WHOLE, _NULL),
            "max_months": _any(_WHOLE, _NULL),
            "reasons": _list(_object({"citation": _TEXT, "text": _TEXT})),
        }
    )
    fields = {
        "lenity": _said(_TEXT, "The version."),
        "case": _TEXT,
        "as_of": _DAY,
        "then": {"$ref": "#/$defs/answer"},
        "today": {"$ref": "#/$defs/answer"},
        "change": change,
    }
    reviewed = _object(fields, optional={"warnings": _list(_TEXT)})
    fault = _object({"case": _any(_TEXT, _NULL), "error": {**_list(_object({"where": _TEXT, "message": _TEXT})), "minItems": 1}})
    return {"$schema": _DRAFT, "title": "A review, or the faults of a case", "anyOf": [reviewed, fault], "$defs": {"answer": _answer()}}


def time_schema() -> Schema:
    """The JSON Schema of what `lenity time --format json` prints for one case."""
    day, days = _any(_DAY, _NULL), _any({"type": "integer", "minimum": 0}, _NULL)
    fields = {
        "lenity": _said(_TEXT, "The version."),
        "case": _TEXT,
        "as_of": _DAY,
        "full_term": _said(day, "Commencement + term − 1 day − prior custody credit."),
        "good_time": _object({"days": days, "earned_to_date": days, "method": {"enum": ["imposed", "served"]}}),
        "time_credits": _object({"days": days, "to_supervised_release": days, "to_prerelease": days}),
        "projected_release": _said(day, "Full term less good time and credits toward release, before any weekday rule."),
        "supervised_release_ends": day,
        "needs": _said(_list(_TEXT), "Paths of the facts that are missing."),
        "steps": _list(_STEP),
    }
    more = {
        "commenced": day,
        "term": _said(_any(_TEXT, _NULL), "The prison term in force, or `life`."),
        "prior_custody_days": days,
        "time_served_days": days,
        "good_time_maximum_days": days,
        "good_time_lost_days": days,
        "statutory_release": _said(day, "Full term less good time."),
        "bounds": _said({"type": "object"}, "Between which days the release lies, where it is not known."),
        "is_aggregate": _said(_any({"type": "boolean"}, _NULL), "Whether terms of later federal judgments are computed with it as one."),
        "state_had_primary_custody": _any({"type": "boolean"}, _NULL),
        "if_earning_goes_on": _said(
            _object({"transfer": day, "time_credits": days, "release": day}), "If time credits go on being earned at today's rate: a supposition."
        ),
        "prerelease": _object({"from": day, "home_confinement_from": day}),
        "home_detention_of_older_people": _said(_object({"served_by": day, "from": day}), "34 U.S.C. § 60541(g), while it was law."),
        "drug_treatment_months_at_most": days,
        "supervised_release_tolled_days": days,
        "released": day,
        "needs_explained": _list(_object({"path": _TEXT, "asks": _TEXT, "document": _TEXT})),
        "assumptions": _list(_TEXT),
        "notes": _list(_TEXT),
        "remedies": _said(_list(_TEXT), "Where the Bureau's sheet differs: how to ask it to look again."),
        "differences": _list(_object({"what": _TEXT, "sheet": {}, "computed": {}, "reasons": _list(_TEXT)})),
    }
    fault = _object({"case": _any(_TEXT, _NULL), "error": {**_list(_object({"where": _TEXT, "message": _TEXT})), "minItems": 1}})
    return {"$schema": _DRAFT, "title": "A sentence computation, or the faults of a case", "anyOf": [_object(fields, optional=more), fault]}


_STATUS: Schema = {"enum": ["met", "not met", "not known"]}
_NEED = _object({"path": _TEXT, "asks": _TEXT, "document": _TEXT}, optional={"how_to_ask": _TEXT})


def _criterion() -> Schema:
    fields = {"id": _TEXT, "criterion": _TEXT, "status": _STATUS, "because": _TEXT, "citation": _TEXT, "evidence": _list(_PASSAGE), "needs": _list(_TEXT)}
    return _object(
        {**fields, "needs_explained": _list(_NEED)},
        optional={"any_of": _said(_list({"$ref": "#/$defs/criterion"}), "Alternatives, one of which suffices.")},
    )


def _amended(day: Schema, months: Schema) -> Schema:
    return _object(
        {
            "amendment": _WHOLE,
            "status": _STATUS,
            "because": _TEXT,
            "citation": _TEXT,
            "amended_range": _RANGE,
            "lowest_months": _said(months, "Null unless the status is met."),
            "orders_from": day,
            "needs": _list(_TEXT),
        },
        optional={"part": _TEXT},
    )


def relief_schema() -> Schema:
    """The JSON Schema of what `lenity relief --format json` prints for one case."""
    day, months = _any(_DAY, _NULL), _any({"type": "integer"}, {"const": "life"}, _NULL)
    amended = _amended(day, months)
    avenue = _object(
        {
            "avenue": _TEXT,
            "title": _TEXT,
            "authority": _TEXT,
            "status": _said(_STATUS, "Met means legally open, not that it will be granted."),
            "criteria": _list({"$ref": "#/$defs/criterion"}),
            "needs": _list(_TEXT),
            "deadlines": _list(_object({"date": _DAY, "what": _TEXT, "citation": _TEXT, "first_day": _YES_NO, "past": _YES_NO})),
            "term_left": {},
            "notes": _list(_TEXT),
        },
        optional={"applied_range": _RANGE, "amendments": _list(amended), "amended_range": _RANGE, "lowest_months": months},
    )
    fields = {
        "lenity": _said(_TEXT, "The version."),
        "case": _TEXT,
        "as_of": _said(_DAY, "The day on which the order or decision takes effect."),
        "term_in_force": _any(_TEXT, _NULL),
        "time": _object({"full_term": day, "projected_release": day, "supervised_release_ends": day, "needs": _list(_TEXT)}),
        "avenues": _list(avenue),
        "order": _list(_TEXT),
        "weighed": _said(_list(_TEXT), "What a court or the President weighs; not judged."),
        "elsewhere": _list(_TEXT),
        "warnings": _list(_TEXT),
    }
    supposed = _object({"supposed": _TEXT, "avenues": _list(_object({"avenue": _TEXT, "status": _STATUS}))})
    fault = _object({"case": _any(_TEXT, _NULL), "error": {**_list(_object({"where": _TEXT, "message": _TEXT})), "minItems": 1}})
    answer = _object(fields, optional={"were_still_inside": supposed})
    return {"$schema": _DRAFT, "title": "Avenues of relief, or the faults of a case", "anyOf": [answer, fault], "$defs": {"criterion": _criterion()}}
