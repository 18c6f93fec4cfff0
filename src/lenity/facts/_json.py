"""Strict JSON, with the line of every value; the same checks as for YAML."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from json import JSONDecodeError
from typing import Any

from lenity.facts._document import LONGEST_NUMBER, Document, Steps, Unreadable

_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORD = re.compile(r"-?[A-Za-z]+")
_WORDS = {"true": True, "false": False, "null": None}


def load_json(text: str) -> Document:
    """Read one JSON value. Raises Unreadable where reading cannot go on; lesser faults are in the result."""
    reader = _Reader(text)
    reader.document.data, end = reader.value(reader.skip(0), (), 1)
    if reader.skip(end) != len(text):
        raise reader.broken("expected nothing after the closing brace", reader.skip(end))
    return reader.document


class _Reader:
    def __init__(self, text: str) -> None:
        self.source = text
        self.document = Document()
        self._line, self._at = 1, 0

    def line(self, at: int) -> int:
        """The line of a position; positions are asked for in nearly ascending order, so the count goes on."""
        if at < self._at:
            self._line, self._at = 1, 0
        self._line += self.source.count("\n", self._at, at)
        self._at = at
        return self._line

    def skip(self, at: int) -> int:
        match = _SPACE.match(self.source, at)
        return match.end() if match else at

    def broken(self, expected: str, at: int) -> Unreadable:
        return Unreadable(f"is not valid JSON: {expected}", self.line(at))

    def value(self, at: int, steps: Steps, depth: int) -> tuple[Any, int]:
        line = self.line(at)
        self.document.enter(steps, line, depth)
        char = self.source[at : at + 1]
        if char == "{":
            return self.object(at + 1, steps, depth)
        if char == "[":
            return self.array(at + 1, steps, depth)
        if char == '"':
            text, end = self.string(at)
            return self.document.text(steps, text, line), end
        return self.number_or_word(at, steps, line)

    def string(self, at: int) -> tuple[str, int]:
        match = _STRING.match(self.source, at)
        if match is None:
            raise self.broken("a text is not closed on its line, or holds a control character", at)
        try:
            return str(json.loads(match[0])), match.end()
        except JSONDecodeError:
            raise self.broken("a text holds a `\\` that escapes nothing", at) from None

    def number_or_word(self, at: int, steps: Steps, line: int) -> tuple[Any, int]:
        match = _NUMBER.match(self.source, at)
        if match is not None:
            if match[3] or len(match[0]) > LONGEST_NUMBER:
                self.document.note(steps, f"write the number in plain digits, at most {LONGEST_NUMBER}", line)
                return None, match.end()
            return (Decimal(match[0]) if match[2] else int(match[0])), match.end()
        word = _WORD.match(self.source, at)
        if word is not None and word[0] in _WORDS:
            return _WORDS[word[0]], word.end()
        if word is not None and word[0].lstrip("-") in ("NaN", "Infinity"):
            self.document.note(steps, "NaN and Infinity are no numbers; leave out what is not known", line)
            return None, word.end()
        raise self.broken("expected a value", at)

    def array(self, at: int, steps: Steps, depth: int) -> tuple[list[Any], int]:
        items: list[Any] = []
        at = self.skip(at)
        if self.source[at : at + 1] == "]":
            return items, at + 1
        while True:
            item, at = self.value(self.skip(at), (*steps, len(items)), depth + 1)
            items.append(item)
            at, is_last = self.after_part(at, "]")
            if is_last:
                return items, at

    def object(self, at: int, steps: Steps, depth: int) -> tuple[dict[str, Any], int]:
        fields: dict[str, Any] = {}
        at = self.skip(at)
        if self.source[at : at + 1] == "}":
            return fields, at + 1
        while True:
            at = self.field(self.skip(at), fields, steps, depth)
            at, is_last = self.after_part(at, "}")
            if is_last:
                return fields, at

    def after_part(self, at: int, close: str) -> tuple[int, bool]:
        """Where reading goes on after an item or a field, and whether that was the last."""
        at = self.skip(at)
        mark = self.source[at : at + 1]
        if mark not in (",", close):
            raise self.broken(f"expected `,` or `{close}`", at)
        return at + 1, mark == close

    def field(self, at: int, fields: dict[str, Any], steps: Steps, depth: int) -> int:
        if self.source[at : at + 1] != '"':
            raise self.broken("expected a field's name in double quotes", at)
        line = self.line(at)
        key, end = self.string(at)
        if len(key) > 200 or self.document.text(steps, key, line) is None:
            raise Unreadable("has a key that is no word of a case file", line, steps)
        colon = self.skip(end)
        if self.source[colon : colon + 1] != ":":
            raise self.broken("expected `:`", colon)
        value, end = self.value(self.skip(colon + 1), (*steps, key), depth + 1)
        if key in fields:
            first = self.document.lines[*steps, key]
            self.document.note((*steps, key), f"stands twice (first on line {first}); keep one", line)
        else:
            fields[key] = value
        return end
