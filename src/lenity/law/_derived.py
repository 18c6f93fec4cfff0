"""Families that follow from others, so that no fact of the law is written twice.

`ussg.designation` takes in the alternatives of a base offense level by their letters (`2D1.8(a)(2)` from `ussg.base_letter`),
`ussg.sole_alternative` names the one alternative that a guideline has, `ussg.alternative_of_level` the only one that gives a level,
`ussg.succeeded_by` the guideline that took a deleted one's place, `ussg.referred_to` where a cross reference leads, `ussg.refers_to` whether there is one between two
guidelines, `ussg.rests_on_another` whether an alternative takes its level from elsewhere, `ussg.level_of_row` what a row of a loss table gives, and
`ussg.amount_section` which sections stand for the loss table, whatever their guideline calls the amount. `ussg.counted_once` numbers the sets of
characteristics of which only the greatest counts, `ussg.stop` and `ussg.stops_before` keep their order, `ussg.has_parts` says whether parts of a subdivision stand for something of their own,
`ussg.refers_if_greater` whether a cross reference holds only where it gives more, and `ussg.referred_to_several` whether it names several guidelines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from lenity.law._order import paragraph_orders
from lenity.law._sets import numbered_sets

Record = dict[str, Any]
Series = Mapping[str, list[Record]]
_ALTERNATIVES = ("ussg.base", "ussg.base_from")
_AMOUNTS = ("/loss", "/value", "/amount", "/bribe_or_benefit", "/volume_of_commerce")
"""How the characteristic is named that a guideline's loss table measures."""
_LEAST = "/least"
"""How the alternative is named that only keeps the others from giving less."""


def add_derived(series: dict[str, list[Record]], registers: Mapping[str, list[Record]]) -> None:
    """Add the derived families to the records of all series."""
    designations = series.setdefault("ussg.designation", [])
    named = {record["key"] for record in designations}
    designations.extend(record for record in _designations(series) if record["key"] not in named)
    series["ussg.2D1.1.named_alternative"] = list(_drug_alternatives(series))
    series["ussg.sole_alternative"] = list(_sole(series))
    series["ussg.alternative_of_level"] = list(_by_level(series))
    series["ussg.succeeded_by"] = list(_successors(registers))
    series["ussg.referred_to"], series["ussg.refers_to"] = _cross_references(registers)
    series["ussg.rests_on_another"] = list(_resting(series))
    series["ussg.level_of_row"] = list(_rows(series))
    series["ussg.amount_section"] = list(_amount_sections(series))
    series["ussg.counted_once"] = list(_sets(series))
    series["ussg.stop"], series["ussg.stops_before"] = _orders(series)
    series["ussg.has_parts"] = list(_parts(series))
    series["ussg.refers_if_greater"], series["ussg.referred_to_several"] = _kinds_of_reference(registers)


def _record(id: str, key: str, asks: str, file: str, values: list[Record]) -> Record:
    return {
        "id": id,
        "key": key,
        "asks": asks,
        "unit": "text",
        "of": None,
        "per": None,
        "compare": None,
        "columns": None,
        "checked": None,
        "values": values,
        "file": file,
    }


def _entry(day: str, value: Any, cite: str) -> Record:
    return {"from": day, "clock": "edition_on", "value": value, "cite": cite}


def _is_given(entry: Mapping[str, Any]) -> bool:
    return entry.get("value") not in (None, "none")


def _changes(of_days: Mapping[str, tuple[Any, str]]) -> list[Record]:
    """Entries for the days on which the answer changes, `none` where there is none; nothing before the first answer."""
    entries: list[Record] = []
    for day in sorted(of_days):
        value, cite = of_days[day]
        before = entries[-1]["value"] if entries else "none"
        if value != before:
            entries.append(_entry(day, value, cite))
    return entries


# the alternatives of a base offense level


def _letters(series: Series) -> Iterator[tuple[str, str, list[Record], str]]:
    """(guideline, lasting name, entries of its letter, law file) of every alternative."""
    for record in series.get("ussg.base_letter", []):
        yield str(record["key"]).partition("/")[0], record["key"], record["values"], record["file"]


def _designations(series: Series) -> Iterator[Record]:
    by_section: dict[str, dict[str, tuple[Any, str]]] = {}
    files: dict[str, str] = {}
    for guideline, name, entries, file in _letters(series):
        for at, entry in enumerate(entries):
            if not _is_given(entry):
                continue
            section = f"{guideline}{entry['value']}"
            files.setdefault(section, file)
            days = by_section.setdefault(section, {})
            days[entry["from"]] = (name, entry["cite"])
            if at + 1 < len(entries):
                days.setdefault(entries[at + 1]["from"], ("none", entries[at + 1]["cite"]))
    for section, days in sorted(by_section.items()):
        yield _record("ussg.designation", section, "What does this section, as cited in an edition, stand for?", files[section], _changes(days))


def _drug_alternatives(series: Series) -> Iterator[Record]:
    """The alternatives of §2D1.1(a) that have a level of their own, by their designation."""
    with_level = {record["key"] for record in series.get("ussg.2D1.1.base_alternative", [])}
    by_section: dict[str, dict[str, tuple[Any, str]]] = {}
    files: dict[str, str] = {}
    for record in series.get("ussg.2D1.1.base_letter", []):
        for entry in record["values"]:
            if _is_given(entry):
                days = by_section.setdefault(f"2D1.1{entry['value']}", {})
                if record["key"] in with_level:
                    days[entry["from"]] = (record["key"], entry["cite"])
                else:
                    days.setdefault(entry["from"], ("none", entry["cite"]))
                files.setdefault(f"2D1.1{entry['value']}", record["file"])
    for section, days in sorted(by_section.items()):
        entries = _changes(days)
        if entries:
            yield _record("ussg.2D1.1.named_alternative", section, "Which alternative of §2D1.1(a) that fixes a level is this?", files[section], entries)


def _by_guideline(series: Series) -> dict[str, dict[str, tuple[str, Record]]]:
    """The alternatives of each guideline: lasting name to the family that it is in and its record."""
    found: dict[str, dict[str, tuple[str, Record]]] = {}
    for id in _ALTERNATIVES:
        for record in series.get(id, []):
            found.setdefault(str(record["key"]).partition("/")[0], {})[record["key"]] = (id, record)
    return found


def _in_force(record: Record, day: str) -> Record | None:
    reached = [entry for entry in record["values"] if entry["from"] <= day]
    return reached[-1] if reached and _is_given(reached[-1]) else None


def _days(records: Mapping[str, tuple[str, Record]], letters: Mapping[str, Record]) -> dict[str, str]:
    """Every day on which an alternative of a guideline or its letter changes, with the source of that change."""
    changing = (*(record for _, record in records.values()), *(letters[name] for name in records if name in letters))
    return {entry["from"]: entry["cite"] for record in changing for entry in record["values"]}


def _letter_records(series: Series) -> dict[str, Record]:
    return {record["key"]: record for record in series.get("ussg.base_letter", [])}


def _has_letter(letters: Mapping[str, Record], name: str, day: str) -> bool:
    """Whether an alternative stands in the edition of a day: some carry a level back, for those who are named so by a later edition."""
    return name not in letters or _in_force(letters[name], day) is not None


def _sole(series: Series) -> Iterator[Record]:
    letters = _letter_records(series)
    for guideline, records in sorted(_by_guideline(series).items()):
        days: dict[str, tuple[Any, str]] = {}
        for day, cite in _days(records, letters).items():
            names = sorted(name for name, (_, record) in records.items() if _in_force(record, day) and _has_letter(letters, name, day))
            others = [name for name in names if not name.endswith(_LEAST)] or names
            days[day] = (others[0] if len(others) == 1 else "none", cite)
        entries = _changes(days)
        if entries:
            file = next(iter(records.values()))[1]["file"]
            yield _record("ussg.sole_alternative", guideline, "Which one alternative gives the base offense level?", file, entries)


def _by_level(series: Series) -> Iterator[Record]:
    letters = _letter_records(series)
    for guideline, records in sorted(_by_guideline(series).items()):
        by_level: dict[int, dict[str, tuple[Any, str]]] = {}
        levels = {entry["value"] for id, record in records.values() if id == "ussg.base" for entry in record["values"] if _is_given(entry)}
        for day, cite in _days(records, letters).items():
            given = {
                name: (id, entry["value"])
                for name, (id, record) in records.items()
                if (entry := _in_force(record, day)) is not None and _has_letter(letters, name, day)
            }
            is_fixed = all(id == "ussg.base" for id, _ in given.values())
            counted = Counter(value for _, value in given.values())
            for level in levels:
                names = [name for name, (_, value) in given.items() if value == level]
                by_level.setdefault(level, {})[day] = (names[0] if is_fixed and counted[level] == 1 else "none", cite)
        file = next(iter(records.values()))[1]["file"]
        for level, days in sorted(by_level.items()):
            entries = _changes(days)
            if entries:
                yield _record("ussg.alternative_of_level", f"{guideline}/{level}", "Which one alternative gives this base offense level?", file, entries)


def _rows(series: Series) -> Iterator[Record]:
    """The rows of loss tables by their designation: what `ussg.<guideline>.row` has by level."""
    for id in [id for id in series if id.startswith("ussg.2") and id.endswith(".row")]:
        guideline = id.removeprefix("ussg.").removesuffix(".row")
        by_section: dict[str, dict[str, tuple[Any, str]]] = {}
        for record in (record for record in series[id] if str(record["key"]).isdigit()):
            for at, entry in enumerate(record["values"]):
                if not _is_given(entry):
                    continue
                days = by_section.setdefault(f"{guideline}{entry['value']}", {})
                days[entry["from"]] = (int(record["key"]), entry["cite"])
                if at + 1 < len(record["values"]):
                    days.setdefault(record["values"][at + 1]["from"], ("none", entry["cite"]))
        for section, days in sorted(by_section.items()):
            yield {
                **_record("ussg.level_of_row", section, "Which level does this row of the table give?", series[id][0]["file"], _changes(days)),
                "unit": "level",
            }


def _amount_sections(series: Series) -> Iterator[Record]:
    with_table = {record["key"] for record in series.get("ussg.loss_table", [])}
    for record in series["ussg.designation"]:
        if str(record["key"]).partition("(")[0] not in with_table:
            continue
        days = {entry["from"]: ("yes" if str(entry.get("value")).endswith(_AMOUNTS) else "none", entry["cite"]) for entry in record["values"]}
        entries = _changes(days)
        if entries:
            yield _record("ussg.amount_section", record["key"], "Does this section stand for the guideline's loss table?", record["file"], entries)


def _sets(series: Series) -> Iterator[Record]:
    for key, file, days in numbered_sets(series):
        numbers = {day: (found if found == "none" else int(found), cite) for day, (found, cite) in days.items()}
        yield {
            **_record("ussg.counted_once", key, "In which set, of which only the greatest counts, is this characteristic?", file, _changes(numbers)),
            "unit": "count",
        }


def _orders(series: Series) -> tuple[list[Record], list[Record]]:
    """Which paragraphs hold the level at or above another one, and how many of them stand before each characteristic."""
    asks = {
        "ussg.stop": "Which of the guideline's paragraphs that hold or set the level is this characteristic in?",
        "ussg.stops_before": "How many paragraphs that hold or set the level stand before this characteristic?",
    }
    found: dict[str, list[Record]] = {id: [] for id in asks}
    for id, key, file, days in paragraph_orders(series):
        found[id].append({**_record(id, key, asks[id], file, _changes(days)), "unit": "count"})
    return found["ussg.stop"], found["ussg.stops_before"]


# guidelines that others took the place of, and cross references


def _successors(registers: Mapping[str, list[Record]]) -> Iterator[Record]:
    rows = {row["section"]: row for row in registers.get("ussg.successor", [])}
    for section in sorted(rows):
        days: dict[str, tuple[Any, str]] = {}
        at: str | None = section
        while at in rows:
            row = rows[at]
            target = " or ".join(row["successor"]) or "nothing"
            if days and str(row["deleted"]) <= max(days):
                break  # the number was used again: it is another guideline that was deleted before
            days[str(row["deleted"])] = (target, row["cite"])
            at = target
        yield _record("ussg.succeeded_by", section, "Which guideline took the place of this deleted one?", "ussg/ch2/successors.yaml", _changes(days))


def _cross_references(registers: Mapping[str, list[Record]]) -> tuple[list[Record], list[Record]]:
    """Where each cross reference leads (the first guideline that it names), and from when to when a guideline refers to another."""
    by_section: dict[str, dict[str, tuple[Any, str]]] = {}
    by_target: dict[str, dict[str, tuple[Any, str]]] = {}
    for id, rows in registers.items():
        if not (id.startswith("ussg.2") and id.endswith(".cross_reference")):
            continue
        guideline = id.removeprefix("ussg.").removesuffix(".cross_reference")
        for row in rows:
            target = row["to"][0]
            for found, key, value in ((by_section, f"{guideline}{row['designation']}", target), (by_target, f"{guideline} to {target}", "yes")):
                days = found.setdefault(key, {})
                days[str(row["from"])] = (value, row["cite"])
                if "until" in row:
                    days.setdefault(_day_after(str(row["until"])), ("none", row["cite"]))
    place = "ussg/ch2"
    return (
        [
            _record("ussg.referred_to", key, "To which guideline does this cross reference lead?", place, _changes(days))
            for key, days in sorted(by_section.items())
        ],
        [
            _record("ussg.refers_to", key, "Does this guideline have a cross reference to that one?", place, _changes(days))
            for key, days in sorted(by_target.items())
        ],
    )


def _kinds_of_reference(registers: Mapping[str, list[Record]]) -> tuple[list[Record], list[Record]]:
    """Which cross references hold only where they give more, and which name several guidelines, so that the section alone does not tell the one."""
    greater: dict[str, dict[str, tuple[Any, str]]] = {}
    several: dict[str, dict[str, tuple[Any, str]]] = {}
    for id, rows in registers.items():
        if not (id.startswith("ussg.2") and id.endswith(".cross_reference")):
            continue
        guideline = id.removeprefix("ussg.").removesuffix(".cross_reference")
        for row in rows:
            marks = ((greater, f"{guideline} to {row['to'][0]}", row.get("only_if_greater")), (several, f"{guideline}{row['designation']}", len(row["to"]) > 1))
            for found, key, holds in marks:
                days = found.setdefault(key, {})
                before = days.get(str(row["from"]), ("none", ""))[0]
                days[str(row["from"])] = ("yes" if holds or before == "yes" else "none", row["cite"])
                if "until" in row:
                    days.setdefault(_day_after(str(row["until"])), ("none", row["cite"]))
    asks = ("Does this guideline refer to that one only where that gives more?", "Does this cross reference name several guidelines?")
    made = (
        [_record(id, key, ask, "ussg/ch2", _changes(days)) for key, days in sorted(found.items()) if _changes(days)]
        for id, ask, found in (("ussg.refers_if_greater", asks[0], greater), ("ussg.referred_to_several", asks[1], several))
    )
    one, other = made
    return one, other


def _parts(series: Series) -> Iterator[Record]:
    """The subdivisions whose own parts are designated: a further part of one is no clause of the whole."""
    by_parent: dict[str, dict[str, set[str]]] = {}
    cites: dict[str, tuple[str, str]] = {}
    records = {str(record["key"]): record for record in series["ussg.designation"]}
    for key, record in records.items():
        parent = key.rpartition("(")[0]
        if parent in records:
            cites.setdefault(parent, (record["values"][0]["cite"], record["file"]))
            for entry in record["values"]:
                days = by_parent.setdefault(parent, {})
                days.setdefault(entry["from"], set())
    for parent, days in sorted(by_parent.items()):
        cite, file = cites[parent]
        parts = [record for key, record in records.items() if key.rpartition("(")[0] == parent]
        of_days = {day: ("yes" if any(_in_force(part, day) for part in parts) else "none", cite) for day in days}
        entries = _changes(of_days)
        if entries:
            yield _record("ussg.has_parts", parent, "Are parts of this subdivision characteristics of their own?", file, entries)


def _resting(series: Series) -> Iterator[Record]:
    for guideline, records in sorted(_by_guideline(series).items()):
        days: dict[str, tuple[Any, str]] = {}
        for day, cite in _days(records, {}).items():
            rests = any(id == "ussg.base_from" and _in_force(record, day) is not None for id, record in records.values())
            days[day] = ("yes" if rests else "none", cite)
        entries = _changes(days)
        if entries:
            file = next(iter(records.values()))[1]["file"]
            yield _record("ussg.rests_on_another", guideline, "Does a base offense level rest on another guideline or a table?", file, entries)


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
