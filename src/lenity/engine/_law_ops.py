"""The law as operations: its value, whether it is in force, a ladder's step, a table's cell.

Where the dates are the same in every row (or select the same law in all), what a key of few values brings is worked out beforehand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lenity.engine._climb import steps_of
from lenity.engine._ops import Domain, Op, is_unknown
from lenity.engine._tables import lookup, place_of, value_at
from lenity.engine.dated import Cells, ClockNotKnown, Entry, Ladder, Payload, Range
from lenity.engine.expression import InForce, LadderStep, Law, TableCell

if TYPE_CHECKING:
    from lenity.engine._program import Program

NOT_TOLD = object()
"""Stands for the entry where a date that decides is not known."""


def scalar(payload: Payload, part: str | None) -> Any:
    """The one value of a payload: the end of a range that is asked for, nothing of a ladder or a table."""
    if isinstance(payload, Range):
        return getattr(payload, part) if part else None
    return None if isinstance(payload, Ladder | Cells) else payload


def law_value(program: Program, node: Law, level: str) -> Op:
    at = program.entry(node, level)
    domain = program.domain_of_law(node.id, node.part)
    is_text = domain.texts is not None
    if is_unknown(at):
        return program.unknown(at.frame, is_text)
    found = _by_key(program, at, lambda entry: scalar(_payload(entry), node.part), is_text)
    if found is not None:
        return found
    return program.make("law", at.frame, (at,), node.part, is_text, domain)


def in_force(program: Program, node: InForce, level: str) -> Op:
    at = program.entry(node.law, level)
    if is_unknown(at):
        return at
    found = _by_key(program, at, lambda entry: None if entry is NOT_TOLD else _payload(entry) is not None, False)
    return found or program.make("in_force", at.frame, (at,), None, False)


def ladder_step(program: Program, node: LadderStep, level: str) -> Op:
    at_entry, at = program.entry(node, level), program.expression(node.at, level)
    results = [one for ladder in program.payloads(node.id) if isinstance(ladder, Ladder) for one in ladder.results]
    is_text, domain = any(isinstance(result, str) for result in results), Domain.of(results, may_lack=True)
    if is_unknown(at) or is_unknown(at_entry):
        return program.unknown(at_entry.frame, is_text)
    if at.kind == "constant":
        found = _by_key(program, at_entry, lambda entry: _rung(_payload(entry), at.data[1]), is_text)
        return found or program.make("fixed_rung", at_entry.frame, (at_entry,), at.data[1], is_text, domain)
    if not _is_fixed(at_entry):
        return program.make("rung", at_entry.frame, (at_entry, at), None, is_text, domain)
    return _step_of_fixed(program, at_entry, at, is_text, domain)


def _step_of_fixed(program: Program, at_entry: Op, at: Op, is_text: bool, domain: Domain) -> Op:
    """A step of a ladder that the key alone selects."""
    keyed = at_entry.data[2]
    if not keyed or at_entry.args[0].kind == "constant":
        ladder = _payload(_fixed(program, at_entry, at_entry.args[0].data[1] if keyed else None))
        if not isinstance(ladder, Ladder):
            return program.unknown(at_entry.frame, is_text)
        few = place_of(program, (at,)) if at.domain.is_whole else None
        if few is not None:
            return lookup(program, few, lambda number: _rung(ladder, value_at(program, at, few, number)), is_text)
        return _climb(program, at_entry, (at,), (ladder,), is_text)
    key = at_entry.args[0]
    place = place_of(program, (key,))
    if place is None:
        return program.make("rung", at_entry.frame, (at_entry, at), None, is_text, domain)
    found = [_payload(_fixed(program, at_entry, value_at(program, key, place, number))) for number in range(len(program.pool.combinations[place]))]
    ladders = tuple(one if isinstance(one, Ladder) else None for one in found)
    if not any(ladders):
        return program.unknown(at_entry.frame, is_text)
    return _climb(program, at_entry, (at, place), ladders, is_text)


def _climb(program: Program, at_entry: Op, args: tuple[Op, ...], ladders: tuple[Ladder | None, ...], is_text: bool) -> Op:
    """A step of one of these ladders, which the second operation tells by its place."""
    distinct = tuple(dict.fromkeys(one for one in ladders if one is not None))
    domain = Domain.of((result for one in distinct for result in one.results), may_lack=True)
    if steps_of(distinct, tuple(tuple(range(len(one.results))) for one in distinct), 0) is None or not (is_text or _is_small(domain)):
        return program.make("rung", at_entry.frame, (at_entry, args[0]), None, is_text, domain)
    return program.make("climb", at_entry.frame, args, ladders, is_text, domain)


def table_cell(program: Program, node: TableCell, level: str) -> Op:
    entry = program.entry(node, level)
    row, column = program.expression(node.row, level), program.expression(node.column, level)
    cells = [cell for table in program.payloads(node.id) if isinstance(table, Cells) for line in table.rows.values() for cell in line]
    is_text = any(isinstance(cell, str) for cell in cells)
    if is_unknown(row) or is_unknown(column):
        return program.unknown(entry.frame, is_text)
    place = place_of(program, (row, column)) if _is_fixed(entry) else None
    if place is None:
        domain = Domain.of((scalar(cell, node.part) for cell in cells), may_lack=True)
        return program.make("cell", entry.frame, (entry, row, column), node.part, is_text, domain)
    table = _payload(_fixed(program, entry, None))
    return lookup(
        program, place, lambda number: _cell(table, value_at(program, row, place, number), value_at(program, column, place, number), node.part), is_text
    )


def _is_small(domain: Domain) -> bool:
    return domain.low is not None and domain.high is not None and domain.low > -(2**31) and domain.high < 2**31


def _by_key(program: Program, at: Op, of: Callable[[Any], Any], is_text: bool) -> Op | None:
    """What every key brings, where the dates are the same in all rows and the keys few; None where they are not."""
    keyed = at.data[2]
    if not _is_fixed(at):
        return None
    if not keyed or at.args[0].kind == "constant":
        return program.constant(of(_fixed(program, at, at.args[0].data[1] if keyed else None)), at.frame, is_text)
    key = at.args[0]
    place = place_of(program, (key,))
    if place is None:
        return None

    def brings(number: int | None) -> Any:
        value = value_at(program, key, place, number)
        return None if value is None else of(_fixed(program, at, value))  # a key that is not known has no entry to name

    return lookup(program, place, brings, is_text)


def _is_fixed(at: Op) -> bool:
    """Whether the dates that select an entry are the same in every row, or select the same law in all."""
    return all(day.kind == "constant" for day in at.args[at.data[2] :])


def _fixed(program: Program, at: Op, key: Any) -> Entry | object | None:
    """The entry of a key on fixed dates: None where there is none, `NOT_TOLD` where a date that decides is not known."""
    id, names, keyed = at.data
    if keyed and key is None:
        return NOT_TOLD
    series = program.graph.law.family(id).members.get(str(key) if keyed else None)
    clocks = dict(zip(names, (day.data[1] for day in at.args[keyed:]), strict=True))
    try:
        return None if series is None else series.on(clocks.__getitem__)
    except ClockNotKnown:
        return NOT_TOLD


def _payload(entry: Any) -> Payload:
    return entry.payload if isinstance(entry, Entry) else None


def _rung(ladder: Any, at: Any) -> Any:
    if at is None or not isinstance(ladder, Ladder):
        return None
    rung = ladder.rung(at)
    return ladder.results[rung] if rung >= 0 else None


def _cell(table: Any, row: Any, column: Any, part: str | None) -> Any:
    values = table.rows.get(str(row)) if isinstance(table, Cells) else None
    return scalar(values[column - 1], part) if values is not None and column is not None and 1 <= column <= len(values) else None
