"""Where a proposed fact goes in a case file: its own field, a field that says the same, or `extra` where the format has none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Steps = tuple[str | int, ...]

# Paths that the case file has another place for; `[]` stands for any position and is carried over.
_MOVED = {
    "convictions[].plea_date": "convictions[].convicted",
    "convictions[].offense": "extra.convictions[].offense",
    "sentence.amended.date": "events[amended].date",
    "sentence.amended.imprisonment": "events[amended].term",
    "clemency.date": "clemency.granted",
}
_NO_FIELD = re.compile(
    r"(?:sentence\.(?:assessment|forfeiture|probation|concurrent|consecutive|concurrent_with|consecutive_with|amended\..*)|sentences\[.*|offense\.(?:first_time|violent)"
    r"|clemency\.(?:kind|expires|term|granted)|custody\.arrested|criminal_history\.armed_career_criminal)\Z"
)
_STATED_ONLY = re.compile(r"life\splus|time\sserved", re.IGNORECASE)
_STEP = re.compile(r"([a-z_0-9]+)|\[([^\[\]]*)\]")
AMENDED = {"kind": "amended_judgment"}
"""What an entry of `events` must say that an amended sentence makes."""


def place_of(path: str, value: Any) -> str:
    """The path in the case file for a fact proposed at `path`.

    >>> place_of("convictions[1].plea_date", "2000-03-06"), place_of("sentence.assessment", 100), place_of("sentence.fine", 100)
    ('convictions[1].convicted', 'extra.sentence.assessment', 'sentence.fine')
    """
    if path == "sentence.imprisonment" and isinstance(value, str) and _STATED_ONLY.search(value):
        return "extra.sentence.imprisonment_as_stated"
    general = re.sub(r"\[[^\]]*\]", "[]", path)
    moved = _MOVED.get(general)
    if moved:
        positions = iter(re.findall(r"\[[^\]]*\]", path))
        return re.sub(r"\[\]", lambda _: next(positions), moved)
    return f"extra.{path}" if _NO_FIELD.match(path) else path


def steps_of(path: str) -> list[str | int]:
    """The steps of a path, positions as whole numbers.

    >>> steps_of("guidelines.adjustments[3B1.1(c)].levels")
    ['guidelines', 'adjustments', '3B1.1(c)', 'levels']
    """
    steps: list[str | int] = []
    for match in _STEP.finditer(path):
        inside = match[2]
        steps.append(match[1] if inside is None else int(inside) if inside.isdigit() else inside)
    return steps


def value_at(data: Any, steps: list[str | int]) -> Any:
    """What stands at a path, None where nothing does."""
    for step in steps:
        if isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step] if step < len(data) else None
        else:
            return None
    return data


def put(data: dict[str, Any], steps: list[str | int], value: Any) -> None:
    """Set the value at a path, making what leads there."""
    here: Any = data
    for at, step in enumerate(steps[:-1]):
        following: Any = [] if isinstance(steps[at + 1], int) else {}
        if isinstance(here, list) and isinstance(step, int):
            while len(here) <= step:
                here.append({} if not isinstance(following, list) else [])
            here = here[step]
        else:
            if here.get(step) is None:
                here[step] = following
            here = here[step]
    last = steps[-1]
    if isinstance(here, list) and isinstance(last, int):
        while len(here) <= last:
            here.append(None)
        here[last] = value
    else:
        here[last] = value
