"""What is wrong with a case file: one error for the room, holding every fault of the file.

A fault never carries a person's name or register number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the file, the path of the field (`convictions[0].statute`; empty for the file as a whole),
    the line from 1 where it is known, and what was found, what was expected and the remedy."""

    file: str
    where: str
    line: int | None
    message: str

    def as_data(self) -> dict[str, Any]:
        """`where` and `message`, as the JSON output gives them."""
        return {"where": self.where, "message": self.message}

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line is not None else self.file
        return f"{place}: {self.where}: {self.message}" if self.where else f"{place}: {self.message}"


class CaseFaults(ValueError):
    """A case file cannot be used as it is; `faults` are all of its faults, in the order of the file.

    `case_id` is the `id` that the file gives, where it could be read.
    """

    def __init__(self, faults: Sequence[Fault], file: str, case_id: str | None = None) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)
        self.file = file
        self.case_id = case_id


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault before it is put into words of the file: the steps to its place, and the message."""

    steps: tuple[str | int, ...]
    message: str
    line: int | None = None


_PRIVATE = frozenset(
    [
        "person",
        "evidence",
        "sources",
        "extra",
        "clemency",
        "register_number",
        "judge",
        "role",
        "facility",
        "waivers",
        "description",
    ]
)


def is_private(steps: tuple[str | int, ...]) -> bool:
    """Whether what stands at a path may be personal, so that a fault must not repeat it."""
    return not _PRIVATE.isdisjoint(steps)


def without_names(fault: Fault, data: object) -> Fault:
    """The fault with the file's own personal name and register number blotted out of it."""
    message, where = fault.message, fault.where
    for secret in _secrets(data):
        message, where = message.replace(secret, "…"), where.replace(secret, "…")
    for word in _name_words(data):
        message = _blot_quoted(message, word)
    return replace(fault, message=message, where=where)


def _secrets(data: object) -> list[str]:
    found = []
    for part, name in (("person", "name"), ("custody", "register_number")):
        inner = data.get(part) if isinstance(data, Mapping) else None
        value = inner.get(name) if isinstance(inner, Mapping) else None
        if isinstance(value, str | int) and not isinstance(value, bool) and len(str(value).strip()) > 2:
            found.append(str(value).strip())
    return found


def _name_words(data: object) -> list[str]:
    person = data.get("person") if isinstance(data, Mapping) else None
    name = person.get("name") if isinstance(person, Mapping) else None
    return [word for word in name.split() if len(word) > 2] if isinstance(name, str) else []


def _blot_quoted(message: str, word: str) -> str:
    parts = message.split('"')
    parts[1::2] = [part.replace(word, "…") for part in parts[1::2]]
    return '"'.join(parts)
