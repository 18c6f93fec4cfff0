"""Operations that rest on one column of few values, worked out beforehand for each of those values: a table that a row looks up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from lenity.engine._operations import ARITHMETIC, COMPARE, days_later, months_later, shifted
from lenity.engine._ops import Domain, Op, places_of

if TYPE_CHECKING:
    from lenity.engine._program import Program

UNKNOWN = None
"""The place of a row whose place is not known."""


def tabulated(program: Program, kind: str, args: tuple[Op, ...], data: Any, is_text: bool) -> Op | None:
    """The operation as a table, where all that it reads rests on one place; None where it does not."""
    work_out = WORK_OUT.get(kind) or _WORK_OUT_OPEN.get(kind)
    if work_out is None or (kind == "is_known" and args[0].kind != "lookup"):
        return None
    if kind == "joined":
        place = place_of(program, args)
    else:
        found = [_place(program, arg) for arg in args if arg.kind != "constant"]
        place = found[0] if found and all(one is found[0] for one in found) else None
    if place is None:
        return None
    is_strict = kind in WORK_OUT

    def at(number: int | None) -> Any:
        values = [value_at(program, arg, place, number) for arg in args]
        return None if is_strict and None in values else work_out(data, *values)

    return lookup(program, place, at, is_text)


def place_of(program: Program, args: tuple[Op, ...]) -> Op | None:
    """The place of a row among all combinations of what these operations can be; None where they are too many, or all are constant."""
    parts = tuple(arg for arg in args if arg.kind != "constant")
    if not parts:
        return None
    places = [_place(program, part) for part in parts]
    if places[0] is not None and all(one is places[0] for one in places):
        return places[0]
    return _made(program, parts)


def _place(program: Program, op: Op) -> Op | None:
    """The place that an operation rests on already: a table's, or that of a text."""
    if op.kind == "lookup":
        return op.args[0]
    if op.kind == "is_known":
        return _place(program, op.args[0]) if op.args[0].is_text else None
    return _made(program, (op,)) if op.is_text and op.kind != "constant" else None


def _made(program: Program, parts: tuple[Op, ...]) -> Op | None:
    values = places_of(parts)
    if values is None:
        return None
    domain = Domain(any(part.domain.may_lack for part in parts), 0, max(len(values) - 1, 0))
    place = program.make("place", parts[0].frame, parts, None, False, domain)
    program.pool.combinations.setdefault(place, values)
    return place


def value_at(program: Program, op: Op, place: Op, number: int | None) -> Any:
    """The value of an operation that rests on a place, at one number of it."""
    if op.kind == "constant":
        return op.data[1]
    if op.kind == "lookup" and op.args[0] is place:
        return op.data[2] if number is None else op.data[1][number]
    if op.kind == "is_known":
        return number is not None
    return None if number is None else program.pool.combinations[place][number][place.args.index(op)]


def lookup(program: Program, place: Op, at: Callable[[int | None], Any], is_text: bool) -> Op:
    """What `at` gives at each number of a place: a column, a constant where it is always the same."""
    values = [at(number) for number in range(len(program.pool.combinations[place]))]
    where_unknown = at(UNKNOWN) if place.domain.may_lack else None
    kinds = {type(value).__name__ for value in (*values, where_unknown) if value is not None}
    if kinds == {"int", "float"}:
        values = [None if value is None else float(value) for value in values]
    if all(value == values[0] for value in values) or not values:
        value = values[0] if values else None
        constant = program.constant(value, place.frame, is_text)
        if not place.domain.may_lack or where_unknown == value:
            return constant
        if where_unknown is None:
            return program.choose(program.make("is_known", place.frame, (place,), None, False), constant, program.unknown(place.frame, is_text))
    if where_unknown is False and all(value is True for value in values):
        return program.make("is_known", place.frame, (place.args[0] if len(place.args) == 1 else place,), None, False)
    return program.make("lookup", place.frame, (place,), (tuple(sorted(kinds)), tuple(values), where_unknown), is_text)


def _logic(decides: bool) -> Callable[..., Any]:
    def work_out(_: Any, *values: Any) -> Any:
        if decides in values:
            return decides
        return None if None in values else not decides

    return work_out


def _cast(unit: str, value: Any) -> Any:
    if unit == "yes_no":
        return bool(value)
    if unit in ("milligram", "factor"):
        return float(value)
    return value if unit in ("text", "date") else int(value)


WORK_OUT: Mapping[str, Callable[..., Any]] = {
    "arithmetic": lambda op, one, other: ARITHMETIC[op](one, other),
    "compare": lambda op, one, other: COMPARE[op](one, other),
    "least": lambda _, one, other: min(one, other),
    "greatest": lambda _, one, other: max(one, other),
    "joined": lambda _, *values: "".join(map(str, values)),
    "add_years": lambda _, day, years: shifted(day, years),
    "add_months": lambda _, day, months: months_later(day, months),
    "add_days": lambda _, day, days: days_later(day, days),
    "days_between": lambda _, start, end: (end - start).days,
    "not": lambda _, value: not value,
    "one_of": lambda values, value: value in values,
    "cast": _cast,
}
"""What each operation gives where all its parts are known; nothing where one is not."""
_WORK_OUT_OPEN: Mapping[str, Callable[..., Any]] = {
    "and": _logic(False),
    "or": _logic(True),
    "choose": lambda _, holds, then, otherwise: None if holds is None else then if holds else otherwise,
    "is_known": lambda _, value: value is not None,
}
"""The same of those that can tell something while a part is not known."""
