"""JSON Schema of the strings and numbers that a case file writes in its own small grammars."""

from __future__ import annotations

from typing import Any

_NUMBER = r"([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,20})(\.[0-9]{1,12})?"
_UNIT_WORDS = (
    "mg", "milligrams?", "gm?", "grams?", "kg", "kilo(s|grams?)?", "oz", "ounces?", "lbs?", "pounds?", "plants?",
    "(dosage )?units?", "doses?", "pills?", "tablets?", "capsules?", "ml", "milliliters?", "l", "liters?",
)  # fmt: skip


def _any_case(pattern: str) -> str:
    """The pattern with each lower-case letter in either case; JSON Schema has no flag for it."""
    return "".join(f"[{char}{char.upper()}]" if char.islower() else char for char in pattern)


_UNITS = "|".join(_any_case(word) for word in _UNIT_WORDS)
_AMOUNT_TEXT = {"type": "string", "pattern": rf"^\s*{_NUMBER}\s*({_UNITS})\s*$"}
_PLAIN = {"type": "number", "minimum": 0}


def _part(unit: str) -> str:
    return rf"[0-9]{{1,9}}\s+{_any_case(unit)}"


_AND = _any_case("and")
_YEARS, _MONTHS, _DAYS = _part("years?"), _part("months?"), _part("days?")
_JOIN = rf",?\s+({_AND}\s+)?"
_TERM = rf"({_YEARS}({_JOIN}{_MONTHS})?({_JOIN}{_DAYS})?|{_MONTHS}({_JOIN}{_DAYS})?|{_DAYS}|{_any_case('life')})"


def _bounds(end: dict[str, Any]) -> dict[str, Any]:
    lower, upper = ("at_least", "more_than", "min"), ("at_most", "less_than", "max")
    pairs = [pair for names in (lower, upper) for pair in _two_of(names)]
    return {
        "type": "object",
        "properties": dict.fromkeys((*lower, *upper), end),
        "additionalProperties": False,
        "minProperties": 1,
        "not": {"anyOf": [{"required": list(pair)} for pair in pairs]},
    }


def _two_of(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(first, second) for i, first in enumerate(names) for second in names[i + 1 :]]


TEXT = {"anyOf": [{"type": "string", "pattern": r"\S", "maxLength": 20000}, {"type": "integer"}]}
SLUG = {
    "anyOf": [
        {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$"},
        {"type": "integer", "minimum": 0},
    ]
}
DAY = {
    "anyOf": [
        {
            "type": "string",
            "pattern": r"^\s*(19|20|21)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?\s*$",
        },
        {"type": "integer", "minimum": 1900, "maximum": 2199},
    ]
}
TERM = {"type": "string", "pattern": rf"^\s*{_TERM}\s*$"}
IMPRISONMENT = {
    "anyOf": [
        TERM,
        {
            "type": "object",
            "patternProperties": {"^[1-9][0-9]{0,3}$": TERM},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ]
}
AMOUNT = {"anyOf": [_AMOUNT_TEXT, _bounds(_AMOUNT_TEXT)]}
DOLLARS = {"anyOf": [_PLAIN, _bounds(_PLAIN)]}
COUNTED = {"anyOf": [{"type": "integer", "minimum": 0}, _bounds({"type": "integer", "minimum": 0})]}
MONEY = {"type": "number", "minimum": 0, "maximum": 10**13}
MONTHS = {
    "anyOf": [
        {"type": "integer", "minimum": 0, "maximum": 99999},
        {
            "type": "string",
            "pattern": rf"^\s*({_YEARS}({_JOIN}{_MONTHS})?|{_MONTHS}|{_any_case('life')})\s*$",
        },
    ]
}
PURITY = {"type": "number", "exclusiveMinimum": 0, "maximum": 1}
_SUBDIVISIONS = r"(\s?\([A-Za-z0-9]{1,5}\))*"
_CODE = (
    rf"[0-9]{{1,2}}\s*[Uu]\.?\s*[Ss]\.?\s*[Cc]\.?\s*([Aa]\.?\s*)?(§|[Ss]ec(tion|\.)?)?\s*[0-9]{{1,5}}[A-Za-z]{{0,2}}([-–][0-9]{{1,3}}[a-z]?)?{_SUBDIVISIONS}"
)
_PREFIX = r"((U\.?S\.?S\.?G\.?)\s*)?§?\s*"
_MANUAL = rf"{_PREFIX}[1-8][A-Za-z][0-9]{{1,2}}\.[0-9]{{1,2}}{_SUBDIVISIONS}"
GUIDELINE = {"type": "string", "pattern": rf"^\s*{_PREFIX}2[A-Za-z][0-9]{{1,2}}\.[0-9]{{1,2}}\s*$"}
_RULE = rf"[0-9]{{1,2}}\s*[Cc]\.?\s*[Ff]\.?\s*[Rr]\.?\s*§?\s*[0-9]{{1,4}}\.[0-9]{{1,4}}{_SUBDIVISIONS}"
STATUTE = {"type": "string", "pattern": rf"^\s*({_CODE}|{_RULE})\s*$"}
SECTION = {"type": "string", "pattern": rf"^\s*({_MANUAL}|{_CODE}|{_any_case('variance')})\s*$"}
ADJUSTMENT = {
    **SECTION,
    "not": {"pattern": rf"^\s*({_PREFIX}5[Kk]|{_any_case('variance')}|18\s*[Uu]\W*[Ss]\W*[Cc]\W*([Ss]ec\w*\W*)?3553\s?\(e\)\s*$)"},
}
DRUG = {"type": "string", "pattern": r"\S"}
DISTRICT = {"type": "string", "pattern": "^[a-z]{2,5}$"}
NOTE_TEXT = {"type": "string", "pattern": r"\S"}
PATH = r"^[a-z_0-9]+(\.[a-z_0-9]+|\[[^\[\]]{1,80}\])*$"

NAMED: dict[str, dict[str, Any]] = {
    "term": TERM,
    "amount": _AMOUNT_TEXT,
    "amount_bounds": _bounds(_AMOUNT_TEXT),
    "number_bounds": _bounds(_PLAIN),
    "section": SECTION,
    "statute": STATUTE,
}
