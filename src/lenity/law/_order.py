"""The order of paragraphs: `ussg.stop` and `ussg.stops_before`.

Characteristics are applied in the order listed (§1B1.1(a)(2)), so an increase adds to the level to which an earlier paragraph raised a lower one. A
*stop* is a paragraph that keeps the level from being below another one, or sets it. `ussg.stop` numbers the stops of a guideline, `ussg.stops_before`
says how many stand before a characteristic. The key is the guideline of the section and a lasting name: `2B1.1 2B1.1/sophisticated_means`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

Record = dict[str, Any]
Days = dict[str, tuple[Any, str]]
_STOPS = (
    "ussg.floor",
    "ussg.not_below",
    "ussg.set_to",
    "ussg.level_set_to",
    "ussg.raised_to_level_of",
    "ussg.level_of",
)
_PARAGRAPH = re.compile(r"(2[A-Z]\d+\.\d+)\(b\)\((\d+)\)")


def paragraph_orders(series: Mapping[str, list[Record]]) -> Iterator[tuple[str, str, str, Days]]:
    """(family, key, law file, value by day) of every characteristic of a guideline that ever has a stop."""
    stopping = [record for id in _STOPS for record in series.get(id, [])]
    by_name: dict[str, list[Record]] = {}
    for record in stopping:
        by_name.setdefault(str(record["key"]), []).append(record)
    for guideline, records in sorted(_paragraphs(series).items()):
        names = {str(entry["value"]) for record, _ in records for entry in record["values"] if _is_given(entry)}
        if not names & by_name.keys():
            continue
        changing = [*(record for record, _ in records), *(one for name in names for one in by_name.get(name, ()))]
        cites = {entry["from"]: entry["cite"] for record in changing for entry in record["values"]}
        yield from _of_guideline(guideline, records, by_name, cites)


def _paragraphs(series: Mapping[str, list[Record]]) -> dict[str, list[tuple[Record, int]]]:
    """The designations of each guideline's numbered characteristics, with the number of the paragraph."""
    found: dict[str, list[tuple[Record, int]]] = {}
    for record in series["ussg.designation"]:
        match = _PARAGRAPH.match(str(record["key"]))
        if match:
            found.setdefault(match[1], []).append((record, int(match[2])))
    return found


def _of_guideline(
    guideline: str, records: list[tuple[Record, int]], stops: dict[str, list[Record]], cites: dict[str, str]
) -> Iterator[tuple[str, str, str, Days]]:
    numbers: dict[str, Days] = {}
    before: dict[str, Days] = {}
    for day, cite in sorted(cites.items()):
        places: dict[str, int] = {}
        for record, paragraph in records:
            name = _on(record, day)
            if name is not None:
                places[str(name)] = min(paragraph, places.get(str(name), paragraph))
        stopping = sorted({place for name, place in places.items() if any(_on(one, day) is not None for one in stops.get(name, ()))})
        for name, place in places.items():
            before.setdefault(name, {})[day] = (sum(one < place for one in stopping), cite)
            if place in stopping:
                numbers.setdefault(name, {})[day] = (stopping.index(place) + 1, cite)
        for name in numbers:
            numbers[name].setdefault(day, ("none", cite))
        for name in before:
            before[name].setdefault(day, ("none", cite))
    file = records[0][0]["file"]
    for id, found in (("ussg.stop", numbers), ("ussg.stops_before", before)):
        for name, days in sorted(found.items()):
            yield id, f"{guideline} {name}", file, days


def _on(record: Record, day: str) -> Any:
    reached = [entry for entry in record["values"] if entry["from"] <= day]
    return reached[-1]["value"] if reached and _is_given(reached[-1]) else None


def _is_given(entry: Mapping[str, Any]) -> bool:
    return entry.get("value") not in (None, "none")
