"""The JSON Schema says the same as the reader, as far as a schema can."""

import json
from decimal import Decimal

import pytest
import yaml
from jsonschema import Draft202012Validator
from made_up_words import FIXTURES, Words

from lenity.facts import CaseFaults, case_schema, read_data

SCHEMA = case_schema(Words())
VALIDATOR = Draft202012Validator(SCHEMA)
BASE = {"lenity": 1, "id": "a", "sentence": {"date": "2006-03-21"}}


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"].endswith("2020-12/schema")
    assert json.loads(json.dumps(case_schema())) == case_schema()


@pytest.mark.parametrize("path", sorted(FIXTURES.iterdir()), ids=lambda path: path.name)
def test_the_fixtures_hold_to_it(path):
    # dates stay text, as the reader keeps them
    data = json.loads(json.dumps(yaml.load(path.read_text(), yaml.BaseLoader))) if path.suffix == ".yaml" else None
    if data is not None:
        data = _numbers(data)
    assert [error.message for error in VALIDATOR.iter_errors(data or json.loads(path.read_text()))] == []


def _numbers(value):
    """Plain scalars of a fixture as the reader takes them; the fixtures quote nothing that looks like a number."""
    if isinstance(value, dict):
        return {key: _numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_numbers(item) for item in value]
    words = {"true": True, "false": False, "null": None, "": None}
    if value in words:
        return words[value]
    try:
        return int(value)
    except ValueError:
        pass
    try:
        return float(value)
    except ValueError:
        return value


def test_every_field_is_described():
    parts = {"CaseFile": SCHEMA, **SCHEMA["$defs"]}
    for name, part in parts.items():
        for option in part.get("anyOf", [part]):
            for field, schema in option.get("properties", {}).items():
                is_part = "$ref" in json.dumps(schema) or name.endswith("_bounds") or field in Words().conduct_facts()
                assert "description" in schema or is_part, f"{name}.{field}"


VALUES = [
    (("sentence", "date"), ["1997", 1997, "1997-03", "1997-3", "03/21/1997", "1997-13", "2006-03-21 ", True, 850]),
    (("sentence", "imprisonment"), ["life", "LIFE", "20 years", "1 year and 1 day", "1 day and 1 year", "12", 12, {"1": "life"}, {"x": "life"}, {}, ["life"]]),
    (("sentence", "fine"), [0, 1, -1, "5", True]),
    (("lenity",), [1, 2, "1"]),
    (("id",), ["a-b", "a b", "-a", 7, ""]),
    (("court", "district"), ["ilnd", "ILND", "northern", 5]),
    (("person", "age"), [44, -1, 121, "44"]),
    (("criminal_history", "category"), ["I", "VII", 1, "ii"]),
    (("guidelines", "conduct", 0, "loss"), [5, -5, "5", {"at_least": 5}, {"at_least": "5 g"}, {"min": 1, "at_least": 2}, {"atleast": 1}]),
    (("guidelines", "conduct", 0, "sets"), [5, -5, 1.5, {"more_than": 5}]),
    (("guidelines", "conduct", 0, "explosives"), [True, 1]),
    (("guidelines", "conduct", 0, "guideline"), ["2D1.1", "§2D1.1", "USSG §2D1.1", "2d1.1", "D1.1", 2, "3B1.1", "2D1.1(b)(1)"]),
    (
        ("guidelines", "adjustments"),
        [[{"section": text}] for text in ("3B1.1(c)", "5C1.2", "§ 5K1.1", "Variance", "18 USC 3553(e)", "18 u.s.c. § 3553(f)", "x")],
    ),
    (("guidelines", "departures"), [[{"section": "variance"}], [{"section": "18 U.S.C. § 3553(e)"}], [{"section": "18 USC 3553(f)"}], [{}], {}]),
    (("convictions", 0, "statute"), ["21 USC 846", "21 U.S.C. § 841(b)(1)(A)", "21 U.S.C. §§ 841, 846", "18 U.S.C. Sec. 2", "18 u.s.c. § 924(c)",
            "36 CFR 2.35(b)",
            "36 C.F.R. 2", "841"]),
    (("convictions", 0, "charged"), [[{"drug": "heroin", "amount": amount}] for amount in ("5 g", "1,500 KG", "1,50 g", "5", 5, "5 pills", "5 dosage units", "-5 g", {"at_least": "5 g"}, {"at_least": "5 g", "min": "5 g"})]),
    (("convictions", 0, "statutory"), [{"min": 5, "max": "life"}, {"min": "5 years"}, {"min": "5 days"}, {"min": -1}, {"mix": 1}]),
    (("custody", "detainers"), [["text"], [{"date": 2001}], [5], []]),
    (("extra",), [{"a": [1, {"b": None}]}, []]),
    (("evidence",), [{"sentence.date": []}, {"sentence date": []}]),
    (("unknown",), [1]),
]  # fmt: skip


@pytest.mark.parametrize(("place", "values"), VALUES, ids=lambda value: str(value)[:40])
def test_schema_and_reader_agree(reader, place, values):
    for value in values:
        data = _with(place, value)
        try:
            read_data(_decimals(data), name="case", **reader.keywords)
            is_read = True
        except CaseFaults:
            is_read = False
        assert VALIDATOR.is_valid(data) == is_read, (place, value)


def _with(place, value):
    inner = value
    for step in reversed(place):
        inner = [inner] if step == 0 else {step: inner}
    return {**BASE, **inner, "sentence": {**BASE["sentence"], **inner.get("sentence", {})}}


def _decimals(value):
    if isinstance(value, dict):
        return {key: _decimals(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_decimals(item) for item in value]
    return Decimal(str(value)) if isinstance(value, float) else value
