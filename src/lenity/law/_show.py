"""A section of law as plain data: what was in force on a day, and what changed between two. It decides nothing.

>>> from datetime import date
>>> changed = diff("2D1.1", date(2013, 11, 1), date(2014, 11, 1))["changes"]
>>> next((row["from"], row["to"]) for row in changed if row["key"] == "cocaine" and row["detail"] == "level 38")
('from 150 kg', 'from 450 kg')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lenity.engine.dated import Cells, Entry, Ladder, Series
from lenity.law._book import Book, law_book
from lenity.law._coverage import changes_not_read, coverage_of
from lenity.law._editions import edition_in_force, unread_edition
from lenity.law._sections import Section, find_section
from lenity.law._show_words import (
    clock_in_words,
    payload_in_words,
    result_in_words,
    step_in_words,
    value_in_words,
)

_AMENDMENTS = re.compile(r"App\. C amends?\. ([\d, ]+(?: and \d+)?)")
_NUMBER = re.compile(r"\d+")
_GUIDELINE_CLOCK = "edition_on"
_ORDER = (
    "Base",
    "Base alternative",
    "Base condition",
    "Base letter",
    "Drug quantity table",
    "Loss table",
    "Characteristics and adjustments",
    "Criterion",
    "Role cap",
    "Minimum level",
    "Cap",
    "Tier",
    "Term",
)
_PLACES = ("base_letter", "letter", "row")
"""Families that say where in its section a value stands, told with the value itself."""
_LEVELS = ("ussg.levels", "ussg.floor", "ussg.greatest_of", "ussg.builds_on", "ussg.category_floor")


def show(section: str, on: date) -> dict[str, Any]:
    """A section as it was in force on a day, value by value.

    Raises:
        UnknownSection: there is no such section.
    """
    found = find_section(section)
    book = law_book()
    clocks = _Clocks(on)
    groups: dict[str, list[dict[str, Any]]] = {}
    for title, row in _rows(found, book, clocks):
        groups.setdefault(title, []).append(row)
    return {
        **_head(found, on),
        "groups": [{"title": title, "rows": groups[title]} for title in sorted(groups, key=_rank)],
        "registers": _registers(found, book, on),
    }


def diff(section: str, first: date, last: date) -> dict[str, Any]:
    """What changed in a section between two days: threshold by threshold, with the amendments that did it.

    Raises:
        UnknownSection: there is no such section.
    """
    found = find_section(section)
    book = law_book()
    before, after = _Clocks(first), _Clocks(last)
    changes = [change for one in found.series(book) for change in _changes(one, before.entry(one), after.entry(one))]
    head = _head(found, last)
    return {
        "section": head["section"],
        "from": first.isoformat(),
        "to": last.isoformat(),
        "from_edition": before.edition,
        "to_edition": after.edition,
        "coverage": head["coverage"],
        "not_encoded": head["not_encoded"],
        "changes": changes,
    }


def _head(found: Section, on: date) -> dict[str, Any]:
    covered = coverage_of(found, on)
    newer = unread_edition(on)
    return {
        "section": found.name,
        "cite": found.cite,
        "on": on.isoformat(),
        "edition": edition_in_force(on).on.isoformat() if found.is_guideline else None,
        "coverage": {name: covered.get(name) for name in ("state", "checked", "note")},
        "not_encoded": {
            "since": newer.on.isoformat() if newer is not None and found.is_guideline else None,
            "changes": [{"change": row["change"], "standing": row["standing"], "citation": row["cite"]} for row in changes_not_read(found, on)],
        },
    }


def _rank(title: str) -> int:
    """Groups in the order of a section: base level, its table, characteristics, caps; then the others as they come."""
    return _ORDER.index(title) if title in _ORDER else len(_ORDER)


class _Clocks:
    """Every clock set to one day; that of the Guidelines to the edition in force on it."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._edition = edition_in_force(on).on
        self.edition = self._edition.isoformat()

    def entry(self, series: Series) -> Entry | None:
        """The entry in force, None where there is none or where it says that nothing is."""
        entry = series.on(lambda clock: self._edition if clock == _GUIDELINE_CLOCK else self._on)
        return None if entry is None or entry.payload is None else entry


# what was in force


def _rows(found: Section, book: Book, clocks: _Clocks) -> Iterator[tuple[str, dict[str, Any]]]:
    named: set[object] = set()
    for key, designation in _designations(found, book, clocks):
        named.add(designation.payload)
        yield "Characteristics and adjustments", _characteristic(key, designation, book, clocks)
    all_series = list(found.series(book))
    places = dict(_places(all_series, clocks))
    valued = _valued(all_series, clocks)
    for one in all_series:
        entry = clocks.entry(one)
        if entry is None or one.id == "ussg.designation" or one.key in named or _is_told_elsewhere(one, valued):
            continue
        if one.id == f"ussg.{found.name}.quantity" and isinstance(entry.payload, Ladder):
            yield from (("Drug quantity table", row) for row in _table_rows(one, entry.payload, entry, places))
        else:
            yield _title(found, one), {**_row(one, entry), "designation": places.get(one.key)}


def _valued(all_series: list[Series], clocks: _Clocks) -> set[str | None]:
    """The keys that have a value of their own in force, and the levels that a quantity table gives."""
    keys = {one.key for one in all_series if not _is_place(one) and clocks.entry(one) is not None}
    tables = [entry.payload for one in all_series if one.id.endswith(".quantity") for entry in one.entries]
    return keys | {str(level) for table in tables if isinstance(table, Ladder) for level in table.results}


def _is_place(one: Series) -> bool:
    return one.id.rpartition(".")[2] in _PLACES


def _is_told_elsewhere(one: Series, valued: set[str | None]) -> bool:
    """A place is told with its value, where there is one; how the tables' keys lead to one another is of no use to a reader."""
    return (_is_place(one) and one.key in valued) or one.id.endswith(".counted_as")


def _designations(found: Section, book: Book, clocks: _Clocks) -> Iterator[tuple[str, Entry]]:
    """The subdivisions of the section in the edition, in the order of the text."""
    members = book.family("ussg.designation").members if found.is_guideline else {}
    keys = [key for key in members if key is not None and (key == found.name or key.startswith(f"{found.name}("))]
    for key in sorted(keys, key=_in_order):
        entry = clocks.entry(members[key])
        if entry is not None:
            yield key, entry


def _in_order(key: str) -> list[tuple[int, int, str]]:
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.findall(r"\d+|[A-Za-z]+", key)]


def _characteristic(key: str, entry: Entry, book: Book, clocks: _Clocks) -> dict[str, Any]:
    """One subdivision: its letter in the edition, its lasting name, what it asks and what it brings."""
    asks, notes, values, cite, since = "", [], [], entry.cite, entry.from_on
    for id in _LEVELS:
        one = book.family(id).members.get(str(entry.payload))
        found = clocks.entry(one) if one is not None else None
        if one is None or found is None:
            continue
        if id == "ussg.levels":
            asks, cite, since = one.asks, found.cite, max(since, found.from_on)
        values.append(f"{_LABELS.get(id, '')}{value_in_words(one, found.payload)}")
        notes += [found.note] if found.note else []
    return {
        "what": key,
        "key": str(entry.payload),
        "asks": asks,
        "value": ", ".join(values) or "see the section",
        "since": since.isoformat(),
        "citation": cite,
        "note": " ".join(notes) or None,
    }


_LABELS = {
    "ussg.floor": "at least ",
    "ussg.greatest_of": "only the greatest of: ",
    "ussg.builds_on": "builds on ",
    "ussg.category_floor": "criminal history category at least ",
}


def _places(all_series: list[Series], clocks: _Clocks) -> Iterator[tuple[str | None, str]]:
    """Where in its section each value stands in the edition: the row of the quantity table for a level, the letter of an alternative."""
    for one in all_series:
        entry = clocks.entry(one) if _is_place(one) else None
        if entry is not None:
            yield one.key, str(entry.payload)


def _table_rows(one: Series, ladder: Ladder, entry: Entry, letters: dict[str | None, str]) -> Iterator[dict[str, Any]]:
    for threshold, result in sorted(zip(ladder.thresholds, ladder.results, strict=True), reverse=True):
        yield {
            "what": f"{letters.get(str(result), '(c)')}, level {result}",
            "key": one.key,
            "designation": letters.get(str(result)),
            "level": result,
            "value": step_in_words(one, ladder, threshold),
            "since": entry.from_on.isoformat(),
            "citation": entry.cite,
            "note": entry.note,
        }


def _row(one: Series, entry: Entry) -> dict[str, Any]:
    return {
        "what": one.asks,
        "key": one.key,
        "value": _cells(one, entry.payload) if isinstance(entry.payload, Cells) else payload_in_words(one, entry.payload),
        "since": entry.from_on.isoformat(),
        "by": clock_in_words(entry.clock),
        "citation": entry.cite,
        "note": entry.note,
    }


def _cells(one: Series, table: Cells) -> dict[str, dict[str, str]]:
    return {row: dict(zip(table.columns, (value_in_words(one, cell) for cell in cells), strict=True)) for row, cells in table.rows.items()}


def _title(found: Section, one: Series) -> str:
    """A heading for a family: its own name, or that of the rules that stand alone."""
    own = f"ussg.{found.name}." if found.is_guideline else f"usc.{found.title}.{found.number}"
    if not found.is_guideline and not one.id.startswith((own, "usc.term", "ussg.appendix_a")):
        return "In other rules"
    name = one.id.removeprefix("ussg.").removeprefix(f"{found.name}.").split(".")[-1].replace("_", " ")
    if one.id == "ussg.appendix_a":
        return "Appendix A"
    return "Single values" if one.key is None and name not in ("table", "zone") else name[:1].upper() + name[1:]


def _registers(found: Section, book: Book, on: date) -> list[dict[str, Any]]:
    """What the section says in words: cross references, special instructions, criteria."""
    prefix = f"ussg.{found.name}." if found.is_guideline else f"usc.{found.title}.{found.number}"
    rows = []
    for id in book.registers():
        if id.startswith(prefix):
            held = [row for row in book.register(id) if row.get("from", "") <= on.isoformat() <= row.get("until", "9999-12-31")]
            rows += [
                {"kind": id.rpartition(".")[2].replace("_", " "), **{name: value for name, value in row.items() if name != "cite"}, "citation": row["cite"]}
                for row in held
            ]
    return rows


# what changed


def _changes(one: Series, before: Entry | None, after: Entry | None) -> Iterator[dict[str, Any]]:
    if before is after:
        return
    old, new = before.payload if before else None, after.payload if after else None
    if isinstance(old, Ladder | None) and isinstance(new, Ladder | None):
        pairs = list(_steps_apart(one, old, new))
    elif isinstance(old, Cells) and isinstance(new, Cells):
        pairs = list(_cells_apart(one, old, new))
    elif old != new:
        pairs = [("", payload_in_words(one, old), payload_in_words(one, new))]
    else:
        pairs = []
    if not pairs and old == new and before and after and before.note != after.note:
        pairs = [("on what it rests", before.note or "no note", after.note or "no note")]
    cite = after.cite if after else _repealed_by(one, before)
    for detail, was, now in pairs:
        yield {"what": one.asks, "key": one.key, "detail": detail, "from": was, "to": now, "citation": cite, "amendments": _amendments(cite)}


def _repealed_by(one: Series, before: Entry | None) -> str:
    """The citation of the entry that ended a value."""
    later = [entry for entry in one.entries if before is not None and entry.from_on > before.from_on and entry.payload is None]
    return later[0].cite if later else ""


def _steps_apart(one: Series, old: Ladder | None, new: Ladder | None) -> Iterator[tuple[str, str, str]]:
    """The thresholds that differ, from the highest result down."""
    was = {} if old is None else dict(zip(old.results, old.thresholds, strict=True))
    now = {} if new is None else dict(zip(new.results, new.thresholds, strict=True))
    for result in sorted({*was, *now}, key=lambda value: (isinstance(value, str), value), reverse=True):
        if was.get(result) != now.get(result):
            yield result_in_words(one, result), _from(one, old, was.get(result)), _from(one, new, now.get(result))


def _from(one: Series, ladder: Ladder | None, threshold: int | None) -> str:
    if ladder is None:
        return "not in force"
    return "no such step" if threshold is None else step_in_words(one, ladder, threshold)


def _cells_apart(one: Series, old: Cells, new: Cells) -> Iterator[tuple[str, str, str]]:
    for row in dict.fromkeys([*old.rows, *new.rows]):
        for at, column in enumerate(new.columns):
            was, now = ((table.rows[row][at] if row in table.rows else None) for table in (old, new))
            if was != now:
                yield f"row {row}, column {column}", payload_in_words(one, was), payload_in_words(one, now)


def _amendments(cite: str) -> list[int]:
    return [int(number) for found in _AMENDMENTS.findall(cite) for number in _NUMBER.findall(found)]
