"""Faults in the words of the case file: where, what was found, what was expected, and the remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from lenity.facts._fields import FurtherFact
from lenity.facts._shape import field_names, part_at
from lenity.facts.citations import SECTION_PATTERN, STATUTE_PATTERN, normalize_section
from lenity.facts.context import Vocabulary
from lenity.facts.evidence import BY_SECTION
from lenity.facts.faults import Finding, is_private
from lenity.facts.guidelines import FURTHER_FACTS

_KEY = re.compile(r"[a-z0-9_.-]{1,40}\Z", re.ASCII)
_EVIDENCE_KEY = re.compile(r"[a-z0-9_.\[\]]*(?:\[[0-9A-Z.()a-z]{1,30}\][a-z0-9_.\[\]]*)?\Z", re.ASCII)
_PLACE = re.compile(rf"(?:{SECTION_PATTERN}|{STATUTE_PATTERN.replace('§ ', '')}|variance)\Z", re.ASCII)
_REQUIRED = {
    "lenity": "write `lenity: 1`, the version of the format",
    "id": "give the case a short name, such as `id: case-12`",
    "sentence": "write at least the day of the sentence, `sentence: {date: 2006-03-21}`",
    "date": "write the date, such as `2006-03-21`, or a year or month",
    "section": "name the section, such as `{section: 3B1.1(c)}`",
    "drug": "name the drug, such as `{drug: cocaine base, amount: 62 g}`",
}
_EXPECTED = {
    "bool_type": "expected `true` or `false`",
    "int_type": "expected a whole number without quotes, unit or sign",
    "string_type": "expected text",
    "tuple_type": "expected a list (`[…]`, or lines that begin with `-`); an empty one, `[]`, says that there are none",
    "dict_type": "expected fields (`name: value`)",
    "mapping_type": "expected fields (`name: value`)",
    "model_type": "expected fields (`name: value`)",
    "model_attributes_type": "expected fields (`name: value`)",
    "string_too_long": "is too long; keep long texts in a file of their own",
}
_COUNTING = ("count", "number", "of", "total")
_MEANING = dict.fromkeys(("amount", "benefit", "bribe", "gain", "proceeds"), "loss") | dict.fromkeys(("quantity", "weight"), "drugs") | {"guns": "firearms"}
"""Words of a field's name that other programs use for what the case file calls otherwise."""


def findings_of(error: ValidationError, vocabulary: Vocabulary) -> list[Finding]:
    """One finding for each error of the models, in the words of the file."""
    return [_finding(item["type"], tuple(item["loc"]), item.get("ctx") or {}, item["input"], vocabulary) for item in error.errors(include_url=False)]


def _finding(kind: str, loc: tuple[str | int, ...], ctx: Mapping[str, Any], value: object, vocabulary: Vocabulary) -> Finding:
    steps = tuple(step for step in loc if step not in ("[key]", FURTHER_FACTS))
    if isinstance(value, FurtherFact):
        value = value.value
    if kind == "extra_forbidden":
        return Finding(steps, unknown_field(str(steps[-1]), field_names(part_at(steps[:-1]) or _root(), vocabulary)))
    if kind == "missing":
        name = str(steps[-1])
        remedy = _REQUIRED.get(name, f"write `{name}`")
        return Finding(steps, f"is missing and must be there; {remedy}")
    if kind == "value_error":
        expected = str(ctx.get("error"))
    elif kind == "literal_error":
        expected = _one_of(value, str(ctx.get("expected")))
    elif kind in ("greater_than_equal", "less_than_equal"):
        expected = f"expected at least {ctx['ge']}" if "ge" in ctx else f"expected at most {ctx['le']}"
    else:
        expected = _EXPECTED.get(kind, "cannot be read")
        if steps[-1] == "range":
            expected += ", such as `{min: 151, max: 188}`"
    return Finding(steps, found(value, expected, hidden=is_private(steps)))


def found(value: object, expected: str, *, hidden: bool = False) -> str:
    """`found …: expected …`, without the value where it may be personal."""
    if hidden:
        return expected
    if value is None:
        return f"found nothing: {expected}"
    if isinstance(value, str):
        shown = " ".join(value.split()).replace('"', "'")
        return f'found "{shown[:60]}{"…" if len(shown) > 60 else ""}": {expected}'
    if isinstance(value, bool):
        return f"found {'true' if value else 'false'}: {expected}"
    if isinstance(value, int | Decimal):
        return f"found {value}: {expected}"
    if isinstance(value, Mapping):
        return f"found fields: {expected}"
    return f"found a list: {expected}" if isinstance(value, Sequence) else expected


def unknown_field(name: str, known: Mapping[str, Any] | Sequence[str]) -> str:
    """That a field is unknown, with the nearest known one, or all of them where none is near."""
    near = _nearest(name.lower(), known)
    if near is not None:
        return f"unknown field; did you mean `{near}`?"
    return f"unknown field; known here are {', '.join(known)} (what an office keeps for itself goes under `extra`)"


def _nearest(name: str, known: Mapping[str, Any] | Sequence[str]) -> str | None:
    """The known field that the name holds as a word (`intended_loss`), means (`gain`), or is spelled like."""
    words = [word for word in name.split("_") if word not in _COUNTING]
    held = [one for word in words for one in known if word in (one, one.removesuffix("s"))]
    meant = [meaning for word in words if (meaning := _MEANING.get(word)) in known]
    return next(iter([*held, *meant, *difflib.get_close_matches(name, list(known), 1, 0.6)]), None)


def path_text(steps: Sequence[str | int], data: object) -> str:
    """The path as the file format writes it: adjustments and departures by their section, other lists by position."""
    text, at, parent = "", data, ""
    for step in steps:
        at = _child(at, step)
        if isinstance(step, int):
            text += f"[{_section_of(at) or step}]" if parent in BY_SECTION else f"[{step}]"
        elif parent in ("imprisonment", "evidence"):
            text += f"[{step if _EVIDENCE_KEY.match(step) else '…'}]"
        else:
            word = step if _KEY.match(step) else "…"
            text += f".{word}" if text else word
        parent = str(step)
    return text


def _child(at: object, step: str | int) -> object:
    if isinstance(at, Mapping):
        return at.get(step)
    if isinstance(at, Sequence) and not isinstance(at, str) and isinstance(step, int) and step < len(at):
        return at[step]
    return None


def _section_of(item: object) -> str | None:
    section = item.get("section") if isinstance(item, Mapping) else None
    if not isinstance(section, str):
        return None
    normal = normalize_section(section)
    return normal if _PLACE.match(normal) else None


def _one_of(value: object, expected: str) -> str:
    words = re.findall(r"'([^']*)'", expected)
    given = value.lower() if isinstance(value, str) else ""
    near = [word for word in words if word.lower() == given] or difflib.get_close_matches(given, words, 1, 0.6)
    hint = f"; did you mean `{near[0]}`?" if near else ""
    return f"expected one of {', '.join(words)}{hint}"


def _root() -> Any:
    return part_at(())
