"""Law files read and checked: every fault of every file at once, with file, place and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from lenity.cite import find
from lenity.facts.strict_yaml import YamlFault, parse_strict_yaml

FIELDS = {"id", "key", "asks", "unit", "of", "per", "compare", "columns", "values", "items", "rows", "checked", "note"}
ENTRY_FIELDS = {"from", "clock", "value", "steps", "cells", "cite", "note"}
CLOCKS = {"edition_on", "offense_ended_on", "convicted_on", "sentenced_on", "ordered_on", "custody_on"}
COMPARISONS = {"at_least", "more_than"}


class LawFileError(Exception):
    """Law files that cannot be read; one line a fault, each with its file and place."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class LawFile:
    """A law file as checked: its plain data and where it stands under the law folder."""

    place: str
    data: Mapping[str, Any]

    def series(self) -> Iterator[dict[str, Any]]:
        """Its series as flat records, one a member; none for a register."""
        shared = {name: self.data.get(name) for name in ("id", "asks", "unit", "of", "per", "compare", "columns", "checked")}
        if "rows" in self.data:
            return
        for item in self.data.get("items", [self.data]):
            own = {name: item[name] for name in ("asks", "unit", "of", "per", "compare", "columns", "checked") if name in item}
            key = item.get("key")
            yield {**shared, **own, "key": None if key is None else str(key), "values": item["values"], "file": self.place}


def read_law_files(folder: Path) -> list[LawFile]:
    """Every law file below a folder, checked.

    Raises:
        LawFileError: unknown fields, unsorted or unreadable dates, a missing or unreadable citation, doubly given members.
    """
    faults: list[str] = []
    files: list[LawFile] = []
    for path in sorted(folder.rglob("*.yaml")):
        place = path.relative_to(folder).as_posix()
        try:
            data = parse_strict_yaml(path.read_bytes())
        except YamlFault as error:
            faults.append(f"{place}: {error}")
            continue
        found = list(faults_of(data))
        faults.extend(f"{place}: {fault}" for fault in found)
        if not found:
            files.append(LawFile(place, data))
    faults.extend(_doubles(files))
    if faults:
        raise LawFileError(faults)
    return files


def _doubles(files: list[LawFile]) -> Iterator[str]:
    seen: dict[tuple[str, str | None], str] = {}
    for file in files:
        for series in file.series():
            member = (series["id"], series["key"])
            if member in seen:
                yield f"{file.place}: {member[0]} {member[1] or ''} stands in {seen[member]} too; keep one."
            seen[member] = file.place


def faults_of(data: Any) -> Iterator[str]:
    """What is wrong with a law file's data."""
    if not isinstance(data, dict):
        yield "the file is not a mapping of fields."
        return
    for name in sorted(set(data) - FIELDS):
        yield f"unknown field {name!r}; known are {', '.join(sorted(FIELDS))}."
    for name in ("id", "asks"):
        if not isinstance(data.get(name), str):
            yield f"{name} is missing or not a text."
    bodies = [name for name in ("values", "items", "rows") if name in data]
    if len(bodies) != 1:
        yield "give exactly one of values, items, rows."
        return
    if bodies[0] == "rows":
        yield from _register_faults(data["rows"])
    else:
        yield from _series_faults(data)


def _register_faults(rows: Any) -> Iterator[str]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield "rows is not a list of mappings."
        return
    for position, row in enumerate(rows):
        if not _has_citation(row.get("cite")):
            yield f"rows[{position}].cite is missing or not a citation."


def _series_faults(data: Mapping[str, Any]) -> Iterator[str]:
    for position, item in enumerate(data.get("items", [data])):
        where = f"items[{position}]." if "items" in data else ""
        if not isinstance(item, dict) or not isinstance(item.get("values"), list) or not item["values"]:
            yield f"{where}values is missing, empty or not a list."
            continue
        if "items" in data and "key" not in item:
            yield f"{where}key is missing."
        if not isinstance(item.get("unit", data.get("unit")), str):
            yield f"{where}unit is missing."
        if item.get("compare", data.get("compare", "at_least")) not in COMPARISONS:
            yield f"{where}compare is one of {', '.join(sorted(COMPARISONS))}."
        unit = item.get("unit", data.get("unit"))
        columns = item.get("columns", data.get("columns")) or []
        yield from _entries_faults(item["values"], where, str(unit), columns)


def _entries_faults(values: list[Any], where: str, unit: str, columns: list[Any]) -> Iterator[str]:
    last: dict[str, date] = {}
    for position, entry in enumerate(values):
        at = f"{where}values[{position}]"
        if not isinstance(entry, dict):
            yield f"{at} is not a mapping."
            continue
        for name in sorted(set(entry) - ENTRY_FIELDS):
            yield f"{at}: unknown field {name!r}."
        if sum(name in entry for name in ("value", "steps", "cells")) != 1:
            yield f"{at}: give exactly one of value, steps, cells."
        clock = entry.get("clock")
        if clock not in CLOCKS:
            yield f"{at}.clock {clock!r} is not one of {', '.join(sorted(CLOCKS))}."
        if not _has_citation(entry.get("cite")):
            yield f"{at}.cite is missing or not a citation: {entry.get('cite')!r}."
        yield from _date_faults(entry, at, clock, last)
        yield from _step_faults(entry.get("steps"), at)
        if "value" in entry and not _fits(entry["value"], unit):
            yield f"{at}.value {entry['value']!r} is not a {unit} ({_EXPECTED.get(unit, 'a whole number')})."
        yield from _cell_faults(entry.get("cells"), at, columns)


def _date_faults(entry: Mapping[str, Any], at: str, clock: Any, last: dict[str, date]) -> Iterator[str]:
    try:
        day = date.fromisoformat(str(entry.get("from")))
    except ValueError:
        yield f"{at}.from {entry.get('from')!r} is not a date such as 1989-11-01."
        return
    if clock in last and day <= last[clock]:
        yield f"{at}.from {day} is not after the entry before it ({last[clock]}); sort the entries."
    last[clock] = day


def _step_faults(steps: Any, at: str) -> Iterator[str]:
    if steps is None:
        return
    pairs = isinstance(steps, list) and all(isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], int) for pair in steps)
    if not pairs:
        yield f"{at}.steps is not a list of [whole threshold, result]."
    elif any(low[0] >= high[0] for low, high in pairwise(steps)):
        yield f"{at}.steps thresholds do not rise."


_EXPECTED = {
    "yes_no": "true or false",
    "text": "a text",
    "date": "such as 1989-11-01",
    "month": "whole months or life",
    "month_range": "such as 120-life or life",
    "gram_per_gram": "a number",
    "factor": "a number",
    "milliliter": "a number",
}
_RANGE = re.compile(r"(?:\d+|life)(?:-(?:\d+|life))?\Z")


def _fits(value: Any, unit: str) -> bool:
    """Whether a value is of its unit; `none` (repealed) fits every one."""
    if value == "none":
        return True
    if unit == "yes_no":
        return isinstance(value, bool)
    if unit == "text":
        return isinstance(value, str)
    if unit == "date":
        return _is_day(value)
    if unit in ("month_range", "dollar_range"):
        return bool(_RANGE.match(str(value)))
    if unit in ("gram_per_gram", "factor", "milliliter"):
        return isinstance(value, int | Decimal) and not isinstance(value, bool)
    return (unit == "month" and value == "life") or (isinstance(value, int) and not isinstance(value, bool))


def _is_day(value: Any) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _cell_faults(cells: Any, at: str, columns: list[Any]) -> Iterator[str]:
    if cells is None:
        return
    if not isinstance(cells, dict) or not columns:
        yield f"{at}.cells is not a mapping of rows, or the file names no columns."
        return
    for line, row in cells.items():
        if not isinstance(row, list) or len(row) != len(columns):
            yield f"{at}.cells[{line}] has {len(row) if isinstance(row, list) else 'no list'} of {len(columns)} columns."


def _has_citation(text: Any) -> bool:
    return isinstance(text, str) and bool(find(text))
