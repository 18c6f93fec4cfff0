"""Strict YAML: plain data only, and no text read as something else than it says.

Only `true` and `false` are yes-no; dates, `on`, `yes` and the like stay text. Numbers are whole numbers or plain
decimals. Anchors, aliases, tags, merge keys, repeated keys and further documents are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import yaml

from lenity.facts._document import LONGEST_NUMBER, TOO_DEEP, Document, Steps, Unreadable
from lenity.facts.faults import is_private

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_ODD_NUMBER = re.compile(
    r"""[-+]?(?:
        [0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?      # 50_000
      | 0[oOxXbB][0-9a-fA-F_]+                  # 0o7, 0x1F
      | 0[0-9]+(?:\.[0-9]*)?                    # 010
      | [0-9]+(?::[0-9]{1,2})+(?:\.[0-9]*)?     # 1:30
      | (?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+
      | \.[0-9]+ | [0-9]+\. | \.(?:inf|nan)
    )\Z | \+[0-9.]+\Z""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def load_yaml(text: str) -> Document:
    """Read one YAML document. Raises Unreadable where reading cannot go on; lesser faults are in the result."""
    document = Document()
    events = yaml.parse(text, Loader=_LOADER)
    try:
        _Builder(document, events).build()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = (error.problem or "cannot be read").split("\n")[0]
        # The parser reads ahead, and newer ones have a limit of their own, far beyond ours.
        says = TOO_DEEP if "nesting depth" in problem else f"is not valid YAML: {problem}"
        raise Unreadable(says, mark.line + 1 if mark else None) from None
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        raise Unreadable("is not valid YAML: holds a character that YAML does not allow", line) from None
    return document


class _Builder:
    def __init__(self, document: Document, events: Iterator[Any]) -> None:
        self.document = document
        self.events = events

    def build(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.document.data = self.node(next(self.events), (), 1)
                break
        else:
            raise Unreadable("is empty; a case file has at least `lenity: 1`, `id` and `sentence: {date: …}`")
        for further in self.events:
            if isinstance(further, yaml.DocumentStartEvent):
                raise Unreadable(
                    "holds more than one document; a file is one case (several go into `.jsonl`, one a line)",
                    _line(further),
                )

    def node(self, event: Any, steps: Steps, depth: int) -> Any:
        line = _line(event)
        self.document.enter(steps, line, depth)
        if isinstance(event, yaml.AliasEvent):
            self.document.note(steps, "is an alias (`*name`); write the value itself", line)
            return None
        if event.anchor is not None:
            self.document.note(steps, "has an anchor (`&name`); remove it and write values where they belong", line)
        if event.tag is not None:
            self.document.note(steps, "has a tag (`!…`); remove it, a case file is plain data", line)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(steps, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(steps, depth)
        return self.scalar(event, steps, line)

    def sequence(self, steps: Steps, depth: int) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, (*steps, len(items)), depth + 1))
        return items

    def mapping(self, steps: Steps, depth: int) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise Unreadable("has a key that is not a word", line, steps)
            key = event.value
            if len(key) > 200 or self.document.text(steps, key, line) is None:
                raise Unreadable("has a key that is no word of a case file", line, steps)
            if event.anchor is not None or event.tag is not None:
                self.document.note(steps, "has a key with an anchor or tag; remove it", line)
            value_event = next(self.events)
            if key == "<<" and not event.style:
                self.document.note(steps, "has a merge key (`<<`); write the fields out", line)
                self.node(value_event, (*steps, key), depth + 1)
            elif key in fields:
                self.node(value_event, (*steps, key), depth + 1)
                first = self.document.lines[*steps, key]
                self.document.note((*steps, key), f"stands twice (first on line {first}); keep one", line)
            else:
                fields[key] = self.node(value_event, (*steps, key), depth + 1)
        return fields

    def scalar(self, event: Any, steps: Steps, line: int) -> Any:
        value: str = event.value
        if event.style or event.tag is not None:
            return self.document.text(steps, value, line)
        if value in _NULLS:
            return None
        if value in ("true", "false"):
            return value == "true"
        whole, decimal = _WHOLE.match(value), _DECIMAL.match(value)
        if (whole or decimal) and len(value) > LONGEST_NUMBER:
            self.document.note(steps, f"is a number of more than {LONGEST_NUMBER} digits; check it", line)
            return None
        if whole:
            return int(value)
        if decimal:
            return Decimal(value)
        if len(value) <= 100 and _ODD_NUMBER.match(value):
            self.document.note(steps, _odd_number_remedy(value, is_private(steps)), line)
            return None
        return self.document.text(steps, value, line)


def _line(event: Any) -> int:
    # Loosely typed: the stubs say that an event may lack its mark, which the parser always sets.
    return int(event.start_mark.line) + 1


def _odd_number_remedy(value: str, hidden: bool) -> str:
    if hidden:
        return "YAML readers take it for different numbers: put it in quotes"
    plain = value.replace("_", "")
    better = f" as `{plain}`" if plain != value and (_WHOLE.match(plain) or _DECIMAL.match(plain)) else ""
    return f"found {value}, which YAML readers take for different numbers: write the number in plain digits{better}, or put it in quotes if it is text"
