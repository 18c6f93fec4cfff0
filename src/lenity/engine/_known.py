"""Each operation as two: its value, and whether that is known.

Whether something is known is yes or no in every row, and costs a bit a row; values are then worked out as if all were known, and whatever stands
where one is not is masked at the end. In such a row a value is any that it could have (a whole number or a text is never null), so it must be read
only beside its *known*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, Any

from lenity.engine._climb import least_amount
from lenity.engine._ops import FRACTIONAL_UNITS, Op, is_unknown
from lenity.engine._tables import WORK_OUT, lookup, place_of, value_at

if TYPE_CHECKING:
    from lenity.engine._program import Program

Pair = tuple[Op, Op]
"""A value that may be anything where it is not known, and whether it is known."""
_BESIDE = ("entry", "rank")
"""Operations that only those which look up the law row by row read."""
_CALENDAR = ("add_years", "add_months", "add_days")
"""Operations that fail on a number that no calendar holds, and so read nothing that is not known."""


def masked(program: Program, op: Op) -> Op:
    """The operation, worked out by value and *known*."""
    value, known = pair_of(program, op)
    if value.kind == "bare" and known is program.whether_known(value.args[0]):
        return value.args[0]
    return program.choose(known, value, program.unknown(op.frame, op.is_text))


def pair_of(program: Program, op: Op) -> Pair:
    """The value of an operation and whether it is known, worked out once."""
    found = program.pool.pairs.get(op)
    if found is None:
        found = program.pool.pairs[op] = _pair(program, op)
    return found


def _pair(program: Program, op: Op) -> Pair:
    yes = program.constant(True, op.frame)
    if op.kind == "constant":
        return op, program.constant(not is_unknown(op), op.frame)
    if op.kind == "choose":
        return _choose(program, op)
    if op.kind in ("and", "or"):
        return _logic(program, op)
    if op.kind == "is_known":
        return pair_of(program, op.args[0])[1], yes
    if op.kind == "place":
        return op, program.logic("and", op.frame, tuple(pair_of(program, part)[1] for part in op.args))
    if op.kind in ("lookup", "climb"):
        return (_lookup if op.kind == "lookup" else _climb)(program, op)
    if op.kind in WORK_OUT and op.kind not in _CALENDAR:
        pairs = [pair_of(program, arg) for arg in op.args]
        known = program.logic("and", op.frame, tuple(known for _, known in pairs))
        made = program.negated(pairs[0][0]) if op.kind == "not" else program.strict(op.kind, tuple(value for value, _ in pairs), op.data, op.is_text)
        return (_filled(program, made), known) if op.kind == "days_between" else _bare(program, made, known)
    return _bare(program, program.make(op.kind, op.frame, tuple(_whole(program, arg) for arg in op.args), op.data, op.is_text, op.domain), yes)


def _whole(program: Program, op: Op) -> Op:
    """An operation as another one reads it that has to know where it is not known."""
    if op.kind in _BESIDE:
        return program.make(op.kind, op.frame, tuple(_whole(program, arg) for arg in op.args), op.data, op.is_text)
    return masked(program, op)


def _bare(program: Program, op: Op, known: Op) -> Pair:
    """An operation that can lack a value of itself: its value, and whether it has one."""
    if is_unknown(op) or not op.domain.may_lack:
        return op, program.logic("and", op.frame, (known, program.whether_known(op)))
    value = _filled(program, op) if op.domain.only is None else program.constant(op.domain.only, op.frame)
    return value, program.logic("and", op.frame, (known, program.whether_known(op)))


def _filled(program: Program, op: Op) -> Op:
    if op.kind == "constant":
        return op
    is_fraction = op.kind == "fact" and program.graph.facts[op.data].unit in FRACTIONAL_UNITS
    return program.make("bare", op.frame, (op,), 0.0 if is_fraction else None, op.is_text, replace(op.domain, may_lack=False))


def _choose(program: Program, op: Op) -> Pair:
    (holds, known), (then, then_known), (otherwise, otherwise_known) = (pair_of(program, arg) for arg in op.args)
    if is_unknown(then):
        return otherwise, program.logic("and", op.frame, (known, program.negated(holds), otherwise_known))
    if is_unknown(otherwise):
        return then, program.logic("and", op.frame, (known, holds, then_known))
    branch_known = program.choose(holds, then_known, otherwise_known)
    return program.choose(holds, then, otherwise), program.logic("and", op.frame, (known, branch_known))


def _logic(program: Program, op: Op) -> Pair:
    """One part that is known to decide settles it, whatever else is not known."""
    pairs = [pair_of(program, arg) for arg in op.args]
    all_known = program.logic("and", op.frame, tuple(known for _, known in pairs))
    if op.kind == "or":
        value = program.logic("or", op.frame, tuple(program.logic("and", op.frame, pair) for pair in pairs))
        return value, program.logic("or", op.frame, (value, all_known))
    value = program.logic("and", op.frame, tuple(program.logic("or", op.frame, (one, program.negated(known))) for one, known in pairs))
    return value, program.logic("or", op.frame, (program.negated(value), all_known))


def _lookup(program: Program, op: Op) -> Pair:
    """A table whose gaps are filled, and a table of its gaps."""
    (place,), (_, values, where_unknown) = op.args, op.data
    filling = next(value for value in (*values, where_unknown) if value is not None)
    found = [filling if value is None else value for value in values]
    known = pair_of(program, place)[1]
    made, has_one = (_again(program, place, each, op.is_text and each is found) for each in (found, [value is not None for value in values]))
    if where_unknown is None:
        return made, program.logic("and", op.frame, (known, has_one))
    elsewhere = program.constant(where_unknown, op.frame)
    return program.choose(known, made, elsewhere), program.choose(known, has_one, program.constant(True, op.frame))


def _again(program: Program, place: Op, values: Sequence[Any], is_text: bool) -> Op:
    """The table with these values at each number of a place, by the values of the place's parts alone."""
    parts = tuple(pair_of(program, part)[0] for part in place.args)
    at = dict(zip(program.pool.combinations[place], values, strict=True))
    new = place_of(program, parts)
    if new is None:
        return program.constant(at.get(tuple(part.data[1] for part in parts), values[0]), place.frame, is_text)
    return lookup(program, new, lambda number: at.get(tuple(value_at(program, part, new, number) for part in parts), values[0]), is_text)


def _climb(program: Program, op: Op) -> Pair:
    """A step of a ladder has none below the first threshold, however well the amount is known."""
    amount, known = pair_of(program, op.args[0])
    args: tuple[Op, ...] = (amount,)
    ladders = op.data
    if len(op.args) > 1:
        of_row = op.args[1]
        parts = tuple(pair_of(program, part)[0] for part in of_row.args)
        new = place_of(program, parts)
        at = dict(zip(program.pool.combinations[of_row], op.data, strict=True))
        known = program.logic("and", op.frame, (known, pair_of(program, of_row)[1]))
        if new is None:
            ladders = (at.get(tuple(part.data[1] for part in parts)),)
        else:
            args = (amount, new)
            numbers = range(len(program.pool.combinations[new]))
            ladders = tuple(at.get(tuple(value_at(program, part, new, number) for part in parts)) for number in numbers)
    if not any(ladders):
        return program.unknown(op.frame, op.is_text), program.constant(False, op.frame)
    firsts = [inf if one is None else least_amount(one, 0) for one in ladders]
    first = program.constant(firsts[0], op.frame) if len(args) == 1 else lookup(program, args[1], lambda number: firsts[number or 0], False)
    is_met = program.strict("compare", (amount, first), ">=")
    made = program.make("climb", op.frame, args, ladders, op.is_text, replace(op.domain, may_lack=False))
    return made, program.logic("and", op.frame, (known, is_met))
