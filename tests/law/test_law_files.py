"""The law files that are shipped: they load, are cited and checked, and answer whatever the rules and designations ask."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from lenity.cite import find
from lenity.engine import Graph, Range
from lenity.engine.dated import Cells, Entry, Ladder, Series
from lenity.engine.expression import InForce, LadderStep, Law, TableCell
from lenity.engine.graph import walk
from lenity.facts import GUIDELINES_BEGAN
from lenity.facts.citations import section_parts
from lenity.law import LAW_FOLDER, law_book
from lenity.law._read import LawFile, read_law_files

FIRST_DAY = date(1984, 1, 1)
NOT_A_SECTION_OF_THE_LISTS = {
    "5K3.1/early_disposition",  # a departure of at most four levels (§5K3.1 until October 31, 2025); §3F1.1 is what adjusts since then
}
BASE_LEVEL = re.compile(r"2[A-Z]\d\.\d{1,2}(?:\(a\)|$)")
"""Base offense levels replace the level and add nothing: their answers stand in families of their own."""
BASE_FAMILIES = ("ussg.base", "ussg.base_from", "ussg.base_plus", "ussg.base_at_least")
BY_AMOUNT = {"2B1.1/health_care_loss"}
"""A section whose levels follow from an amount in dollars of its own, beside those that `ussg.amount_section` names."""
BY_ANOTHER_LEVEL = {"2Q1.2/concealing_records", "2Q1.3/concealing_records"}
"""Sections that put the level of another offense in the place of this one's (`ussg.level_of`): they have no levels of their own."""
ONE_OF_A_NUMBER = {"2A6.2/protection_order", "2A6.2/bodily_injury", "2A6.2/strangling", "2A6.2/weapon", "2A6.2/pattern"}
"""Factors of which a guideline counts how many there were."""
ONLY_A_FLOOR = {"2L1.1/deported_before"}
"""Sections that only raise a lower level to a floor (`ussg.floor`)."""
ALTERNATIVES_OF_ONE_THING = {"2B1.1/misrepresentation_or_order"}
"""Characteristics that an edition listed under several letters, each enough by itself (§2F1.1(b)(2)–(3) before 1998)."""
TOP_UNITS = {"level", "point", "category"}


@pytest.fixture(scope="module")
def files() -> list[LawFile]:
    return read_law_files(LAW_FOLDER)


def all_series() -> list[Series]:
    return [series for id in law_book().ids() for series in law_book().family(id).members.values()]


def entries() -> list[tuple[Series, Entry]]:
    return [(series, entry) for series in all_series() for entry in series.entries]


def test_every_file_loads_and_every_id_is_built(files: list[LawFile]) -> None:
    assert len(files) == len(list(LAW_FOLDER.rglob("*.yaml")))
    assert len(law_book().ids()) > 150
    assert sum(1 for _ in entries()) > 1_000


def test_every_citation_parses() -> None:
    assert [f"{series.id} {series.key}: {entry.cite}" for series, entry in entries() if not find(entry.cite)] == []


def test_every_file_was_read_twice(files: list[LawFile]) -> None:
    """Two readings of every series against its text."""
    lacking = []
    for file in files:
        own = file.data.get("checked")
        for item in file.data.get("items", [file.data]):
            checked = item.get("checked", own)
            whole = isinstance(checked, dict) and checked.get("date") and checked.get("against") and len(checked.get("by", ())) == 2
            if not whole:
                lacking.append(file.place)
    assert sorted(set(lacking)) == []


def test_dates_are_plausible() -> None:
    odd = [f"{series.id} {series.key} {entry.from_on}" for series, entry in entries() if not date(1909, 1, 1) <= entry.from_on <= date(2026, 11, 24)]
    assert odd == []
    manual = [
        f"{series.id} {entry.from_on}"
        for series, entry in entries()
        if entry.clock == "edition_on" and series.id.startswith("ussg.") and entry.from_on < date(1987, 11, 1)
    ]
    assert manual == [], "the Guidelines began on November 1, 1987"


def test_entries_on_the_edition_s_clock_start_with_an_edition() -> None:
    editions = {date.fromisoformat(row["date"]) for row in law_book().register("ussg.editions")}
    strays = {f"{series.id} {series.key}: {entry.from_on}" for series, entry in entries() if entry.clock == "edition_on" and entry.from_on not in editions}
    assert sorted(strays) == []


def test_ranges_and_tables_are_in_order() -> None:
    for series, entry in entries():
        for found in _ranges(entry.payload):
            assert 0 <= found.min <= found.max, f"{series.id} {series.key} {entry.from_on}: {found}"
        if isinstance(entry.payload, Ladder):
            thresholds = entry.payload.thresholds
            assert list(thresholds) == sorted(set(thresholds)), series.id
            if series.unit in TOP_UNITS:
                results = entry.payload.results
                assert list(results) == sorted(results), f"{series.id} {series.key} {entry.from_on}: {results}"


def _ranges(payload: Any) -> list[Range]:
    if isinstance(payload, Range):
        return [payload]
    if isinstance(payload, Cells):
        return [cell for row in payload.rows.values() for cell in row if isinstance(cell, Range)]
    return []


def test_cells_fill_their_columns() -> None:
    for series, entry in entries():
        if isinstance(entry.payload, Cells):
            assert {len(row) for row in entry.payload.rows.values()} == {len(entry.payload.columns)}, f"{series.id} {entry.from_on}"


def test_values_fit_their_units() -> None:
    wrong = []
    for series, entry in entries():
        value = entry.payload
        if value is None or isinstance(value, Range | Ladder | Cells):
            continue
        fits = {"yes_no": isinstance(value, bool), "text": isinstance(value, str), "date": isinstance(value, date)}.get(
            series.unit, isinstance(value, int | float) and not isinstance(value, bool)
        )
        if not fits:
            wrong.append(f"{series.id} {series.key} ({series.unit}): {value!r}")
    assert wrong == []


def test_nothing_changes_to_what_it_was() -> None:
    """Two neighboring entries on one clock that say the same are one: a change that is none is a slip of the pen."""
    same = []
    for series in all_series():
        for one, other in zip(series.entries, series.entries[1:], strict=False):
            if one.payload == other.payload and one.clock == other.clock and one.cite == other.cite:
                same.append(f"{series.id} {series.key} {other.from_on}")
    assert same == []


# what the rules ask


def test_every_family_that_a_rule_reads_exists(graph: Graph) -> None:
    read = {
        part.law.id if isinstance(part, InForce) else part.id
        for expression in graph.expressions.values()
        for part in walk(expression)
        if isinstance(part, Law | InForce | LadderStep | TableCell)
    }
    read |= {rule.rows for rule in graph.rules.values() if rule.rows}
    assert len(read) > 50
    for id in sorted(read):
        assert law_book().family(id).members, id


def test_every_clock_is_a_fact_of_the_case(graph: Graph) -> None:
    clocks = {entry.clock for _, entry in entries()}
    asked = {
        clock
        for expression in graph.expressions.values()
        for part in walk(expression)
        if isinstance(part, Law | LadderStep | TableCell)
        for clock in graph.clocks(part)
    }
    for clock in asked & clocks:
        assert ("case", clock) in graph.facts, clock


def test_every_key_that_a_rule_names_exists(graph: Graph) -> None:
    """A key written in a rule is a member of its family: a slip would read as *not in force*."""
    from lenity.engine.expression import Constant

    for node, expression in graph.expressions.items():
        for part in walk(expression):
            law = part.law if isinstance(part, InForce) else part
            if isinstance(law, Law | LadderStep) and isinstance(law.key, Constant):
                assert str(law.key.value) in law_book().family(law.id).members, f"{node}: {law.id} has no {law.key.value!r}"


def test_ranges_are_read_by_their_ends(graph: Graph) -> None:
    """A rule that reads a range names the end it wants, and one that reads a single value names none."""
    for node, expression in graph.expressions.items():
        for part in walk(expression):
            if isinstance(part, Law):
                kinds = {type(entry.payload) for series in law_book().family(part.id).members.values() for entry in series.entries}
                assert (Range in kinds) == (part.part is not None), f"{node} reads {part.id} with part {part.part}"


# designations


def targets() -> list[tuple[str, str, date, date]]:
    """(section, lasting name, first day, last day) of every designation in force."""
    found = []
    for section, series in law_book().family("ussg.designation").members.items():
        for entry, after in zip(series.entries, (*series.entries[1:], None), strict=True):
            if entry.payload is not None:
                found.append((str(section), str(entry.payload), entry.from_on, after.from_on if after else date.max))
    return found


def _stands_for_table(section: str, day: date) -> bool:
    """Whether a section stands for its guideline's loss table in the edition of a day."""
    series = law_book().family("ussg.amount_section").members.get(section)
    entry = series.on(lambda clock: day) if series else None
    return entry is not None and entry.payload is not None


def test_every_designation_has_levels_for_all_its_time() -> None:
    """Whatever a section stood for in an edition, that edition has its levels, fixed or at most."""
    levels, at_most = (law_book().family(id).members for id in ("ussg.levels", "ussg.levels_at_most"))
    bases = {name for id in BASE_FAMILIES for name in law_book().family(id).members}
    lacking = []
    for section, name, first, end in targets():
        if BASE_LEVEL.match(section):
            assert name in bases, f"{section} = {name} is a base offense level that no law file gives"
            continue
        if name in BY_AMOUNT | BY_ANOTHER_LEVEL | ONLY_A_FLOOR | ONE_OF_A_NUMBER or _stands_for_table(section, first):
            continue
        days = {first, *(entry.from_on for members in (levels, at_most) if name in members for entry in members[name].entries if first <= entry.from_on < end)}
        for day in sorted(days):
            given = [members[name].on(lambda clock, day=day: day) for members in (levels, at_most) if name in members]
            if not any(entry is not None and entry.payload is not None for entry in given):
                lacking.append(f"{section} = {name} on {day}")
    assert lacking == []


def test_every_level_has_a_section_that_names_it() -> None:
    named = {name for _, name, _, _ in targets()}
    unnamed = {str(key) for id in ("ussg.levels", "ussg.levels_at_most") for key in law_book().family(id).members} - named
    assert unnamed == NOT_A_SECTION_OF_THE_LISTS


def _one_provision(one: str, other: str) -> bool:
    """Whether two sections are the same one written more or less fully: `(b)(7)(i)` for `(b)(7)(B)(i)`."""
    long, short = sorted((section_parts(one), section_parts(other)), key=len, reverse=True)
    rest = iter(long)
    return all(part in rest for part in short)


def test_one_section_stands_for_one_thing_a_day() -> None:
    """Within an edition no two letters of a guideline stand for the same characteristic."""
    editions = [date.fromisoformat(row["date"]) for row in law_book().register("ussg.editions")]
    doubles = set()
    for day in editions:
        seen: dict[str, str] = {}
        for section, name, first, end in targets():
            if first <= day < end:
                other = seen.setdefault(name, section)
                if section_parts(other)[0] == section_parts(section)[0] and not _one_provision(section, other):
                    doubles.add(f"{name}: {other} and {section}")
    assert sorted(double for double in doubles if double.split(":")[0] not in ALTERNATIVES_OF_ONE_THING) == []


def test_the_guidelines_began_with_their_first_edition() -> None:
    assert min(date.fromisoformat(row["date"]) for row in law_book().register("ussg.editions")) == GUIDELINES_BEGAN
