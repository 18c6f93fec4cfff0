"""The shape of the format: which fields stand where, for suggestions and for paths."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from lenity.facts._part import Part
from lenity.facts.case import CaseDraft
from lenity.facts.context import Vocabulary
from lenity.facts.guidelines import Conduct

_FREE = frozenset({"extra"})


def field_names(part: type[Part], vocabulary: Vocabulary | None = None) -> dict[str, Any]:
    """The fields that a part of the file may have, as the file writes them, with their types."""
    names: dict[str, Any] = {info.alias or name: info.annotation for name, info in part.model_fields.items() if info.exclude is None}
    if issubclass(part, Conduct) and vocabulary is not None:
        names.update(dict.fromkeys(vocabulary.conduct_facts()))
    return names


def part_at(steps: tuple[str | int, ...]) -> type[Part] | None:
    """The part of the format that stands at a path, None where it is no part. Positions and keys are passed over."""
    kind: Any = CaseDraft
    for step in steps:
        names = field_names(kind) if isinstance(kind, type) and issubclass(kind, Part) else {}
        if step in names:
            kind = _inner(names[str(step)])[0]
    return kind if isinstance(kind, type) and issubclass(kind, Part) else None


def unknown_step(steps: tuple[str | int, ...], vocabulary: Vocabulary) -> tuple[str, list[str]] | None:
    """The first step of a path that the format does not know, and the fields known there; None if all are."""
    kind: Any = CaseDraft
    is_list = False
    for step in steps:
        if not (isinstance(kind, type) and issubclass(kind, Part)):
            return None
        if is_list and (isinstance(step, int) or step[:1].isdigit() or step[:1] == "("):
            continue
        names = field_names(kind, vocabulary)
        if step not in names:
            return str(step), list(names)
        if step in _FREE:
            return None
        kind, is_list = _inner(names[str(step)])
    return None


def _inner(kind: Any) -> tuple[Any, bool]:
    """The type inside an optional, a list or a mapping, and whether it was a list."""
    is_list = False
    while True:
        origin, inner = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            kind = next((arg for arg in inner if arg is not type(None)), None)
        elif origin is Annotated:
            kind = inner[0]
        elif origin is tuple:
            kind, is_list = inner[0], True
        elif isinstance(origin, type) and issubclass(origin, Mapping):
            kind = inner[1]
        else:
            return kind, is_list
