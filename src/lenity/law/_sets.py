"""`ussg.counted_once`: the sets of characteristics of which an edition counts only the greatest, numbered within the guideline of their sections.

A set is one of `ussg.greatest_of`, or one characteristic that several sections of a guideline stand for (`(b)(7)(A)` and `(b)(7)(B)`, each enough by
itself). The key is a guideline and a lasting name: `2B3.1 2B3.1/firearm_used`. Numbers let a rule take each set in turn without knowing its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Record = dict[str, Any]
Days = dict[str, tuple[str, str]]
"""What begins on a day, with its source."""
_LEVELS = ("ussg.levels", "ussg.levels_at_most")


def numbered_sets(series: Mapping[str, list[Record]]) -> Iterator[tuple[str, str, Days]]:
    """(key, law file, set number by day as a text, `none` where the characteristic is in no set) of every characteristic in a set."""
    with_levels = {str(record["key"]) for id in _LEVELS for record in series.get(id, [])}
    of_name = {str(record["key"]): record for record in series.get("ussg.greatest_of", [])}
    by_guideline: dict[str, dict[str, list[Record]]] = {}
    for record in series["ussg.designation"]:
        guideline = str(record["key"]).partition("(")[0]
        for name in sorted({str(entry["value"]) for entry in record["values"] if guideline.startswith("2") and entry.get("value") in with_levels}):
            by_guideline.setdefault(guideline, {}).setdefault(name, []).append(record)
    for guideline, names in sorted(by_guideline.items()):
        numbers: dict[str, int] = {}
        for name, records in sorted(names.items()):
            days = _days(name, records, of_name.get(name))
            if all(found == "none" for found, _ in days.values()):
                continue
            numbered = {day: (found if found == "none" else str(numbers.setdefault(found, len(numbers) + 1)), cite) for day, (found, cite) in days.items()}
            yield f"{guideline} {name}", records[0]["file"], numbered


def _days(name: str, records: list[Record], of_set: Record | None) -> Days:
    """The set that a characteristic is in: the Manual's own, else that of its several sections, which is the same in every edition."""
    alone = name if _stands_twice(name, records) else "none"
    first = records[0]["values"][0]
    days = {"1987-11-01": (alone, first["cite"])}
    for entry in of_set["values"] if of_set else ():
        value = entry.get("value")
        days[entry["from"]] = (str(value) if value not in (None, "none") else alone, entry["cite"])
    return days


def _stands_twice(name: str, records: list[Record]) -> bool:
    """Whether two sections stand for the characteristic in one edition."""
    spans = [span for record in records for span in _spans(name, record)]
    return any(one is not other and one[0] < other[1] and other[0] < one[1] for one in spans for other in spans)


def _spans(name: str, record: Record) -> Iterator[tuple[str, str]]:
    """From which day to which (not included) a section stands for a characteristic."""
    entries = record["values"]
    for at, entry in enumerate(entries):
        if entry.get("value") == name:
            yield entry["from"], entries[at + 1]["from"] if at + 1 < len(entries) else "9999-12-31"
