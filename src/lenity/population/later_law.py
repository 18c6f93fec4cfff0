"""What changed in a guideline's levels between the edition that a sentence was under and today's, as the law book has it.

A record that gives only a final offense level does not say which characteristics are in it. What it allows to be said of today's level then rests
on what the law did meanwhile: nothing, only raise, only lower, or both. Nothing here is a rule of law: it compares dated values of the law book.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain

from lenity.engine import Ladder
from lenity.engine.dated import Entry, Payload, Series
from lenity.law import law_book

LEVELS = (
    "ussg.levels", "ussg.levels_at_most", "ussg.floor", "ussg.base", "ussg.base_table", "ussg.count_table", "ussg.loss_table", "ussg.tax_table",
    "ussg.victims_table", "ussg.health_care_table", "ussg.levels_if_counted", "ussg.levels_if_not_counted", "ussg.alternative_by_maximum",
)  # fmt: skip
"""Families that set levels, their keys beginning with the guideline."""
ZERO_POINTS = "4C1.1/zero_points"
SAFETY_VALVE = "safety_valve"
CHAPTER_THREE = "3"
MITIGATING_ROLE = ("2D1.1/minimal_role_factors",)
"""Characteristics that ask for a mitigating role."""
EARLY_DISPOSITION = ("3F1.1/early_disposition",)
"""Reductions for an early disposition program."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Which way the levels of a guideline can have moved. `is_read` says that every edition between is encoded whole.

    `may_rise` leaves out characteristics that came later: no court was asked to find them (docs/decisions/later-aggravating-characteristics.md).
    """

    may_rise: bool
    may_fall: bool
    is_read: bool


@cache
def changes_of(guideline: str, first: date, last: date, *, mitigating_role: bool = True, early_disposition: bool = True) -> Changes:
    """What moved in the characteristics of a guideline, Chapter Three's adjustments included, from one edition to another.

    Without a mitigating role, or an early disposition, what asks for one is left out.
    """
    left_out = (*(() if mitigating_role else MITIGATING_ROLE), *(() if early_disposition else EARLY_DISPOSITION))
    moves = [*chain.from_iterable(_moves(part, first, last, left_out) for part in (guideline, CHAPTER_THREE))]
    return Changes(any(rose for rose, _ in moves), any(fell for _, fell in moves), _is_read(guideline, first, last))


def _moves(guideline: str, first: date, last: date, left_out: tuple[str, ...]) -> list[tuple[bool, bool]]:
    """For every series of the guideline with an entry between: whether it may raise a level, and whether it may lower one."""
    pairs = [(series, _at(series, first), _at(series, last)) for series in _series_of(guideline) if series.key not in left_out]
    changed = [(series, one, other) for series, one, other in pairs if one is not other]
    is_new_above = any(_value(one) is None and _is_above_nothing(_value(other)) for _, one, other in changed)
    return [_move(_value(one), _value(other), is_new_above) for _, one, other in changed]


def _series_of(guideline: str) -> list[Series]:
    book = law_book()
    own = [id for id in book.ids() if id.startswith(f"ussg.{guideline}.") and not id.startswith("ussg.2D1.1.")]
    keyed = [series for id in LEVELS if id in book.ids() for key, series in book.family(id).members.items() if _is_of(str(key), guideline)]
    return [*keyed, *chain.from_iterable(book.family(id).members.values() for id in own)]


def _is_of(key: str, guideline: str) -> bool:
    if guideline == CHAPTER_THREE:
        return key.startswith(CHAPTER_THREE)
    return key.split("/")[0].split(" ")[0] == guideline


def _at(series: Series, edition: date) -> Entry | None:
    return series.on(lambda clock: edition)


def _value(entry: Entry | None) -> Payload:
    return None if entry is None else entry.payload


def _is_above_nothing(value: Payload) -> bool:
    return not (isinstance(value, int) and not isinstance(value, bool) and value <= 0)


def _move(one: Payload, other: Payload, is_new_above: bool) -> tuple[bool, bool]:
    """Whether a series that went from one value to another may raise, and may lower, a level found under the first.

    A value that stays the same under new words may reach more people, or fewer. One that ended may stand in another place.
    """
    if one is None:
        return False, not _is_above_nothing(other)
    if other is None:
        return is_new_above or not _is_above_nothing(one), _is_above_nothing(one)
    if isinstance(one, Ladder) and isinstance(other, Ladder):
        return not _is_nowhere_above(other, one), not _is_nowhere_above(one, other)
    if isinstance(one, int) and isinstance(other, int) and one != other:
        return other > one, other < one
    return True, True


def _is_nowhere_above(one: Ladder, other: Ladder) -> bool:
    """Whether one ladder gives no more than the other, whatever the amount."""
    amounts = sorted({*one.thresholds, *other.thresholds})
    return one.strict == other.strict and all(_given(one, amount) <= _given(other, amount) for amount in (*amounts, *(amount + 1 for amount in amounts)))


def _given(ladder: Ladder, amount: float) -> float:
    rung = ladder.rung(amount)
    result = ladder.results[rung] if rung >= 0 else 0
    return float(result) if isinstance(result, int | float) else 0.0


def _is_read(guideline: str, first: date, last: date) -> bool:
    """Whether the register of coverage has the section as encoded whole in every edition between."""
    rows = [row for row in law_book().register("ussg.coverage") if row["section"] == guideline]
    within = [row for row in rows if row["from"] <= last.isoformat() and (row.get("until") or last.isoformat()) >= first.isoformat()]
    return bool(within) and min(row["from"] for row in within) <= first.isoformat() and all(row["state"] == "complete" for row in within)


@cache
def amounts_only_rose(drugs: tuple[str, ...], first: date, last: date) -> bool:
    """Whether none of these rows of the Drug Quantity Table gives more for any amount than it gave under the first edition."""
    rows = [law_book().family("ussg.2D1.1.quantity").members[drug] for drug in drugs]
    pairs = [(_value(_at(row, first)), _value(_at(row, last))) for row in rows]
    return all(isinstance(one, Ladder) and isinstance(other, Ladder) and _is_nowhere_above(other, one) for one, other in pairs)


@cache
def floors_of(guideline: str) -> tuple[int, ...]:
    """The levels below which a characteristic of the guideline does not let the offense level fall, of every edition."""
    members = law_book().family("ussg.floor").members.items()
    found = (entry.payload for key, series in members if _is_of(str(key), guideline) for entry in series.entries)
    return tuple(sorted({value for value in found if isinstance(value, int)}))


@cache
def has_safety_valve(guideline: str) -> bool:
    """Whether the guideline has a reduction of its own tied to §5C1.2, whose criteria widened."""
    return f"{guideline}/{SAFETY_VALVE}" in law_book().family("ussg.levels").members


@cache
def bases_on_priors() -> frozenset[tuple[str, int]]:
    """Guidelines and base levels of which an alternative asks for a prior crime of violence or controlled substance offense (§4B1.2)."""
    members = law_book().family("ussg.base").members.items()
    asked = [(str(key).split("/")[0], series) for key, series in members if "felony conviction" in series.asks]
    return frozenset((guideline, entry.payload) for guideline, series in asked for entry in series.entries if isinstance(entry.payload, int))


@cache
def prior_definitions_change_after(edition: date, as_of: date) -> bool:
    """Whether an amendment touched §4B1.2 after the edition."""
    rows = (row for row in law_book().register("ussg.amendments") if "4B1.2" in row["touches"])
    return any(edition < date.fromisoformat(row["effective"]) <= as_of for row in rows)


@cache
def guidelines_of_valve() -> tuple[str, ...]:
    """Guidelines with a reduction of their own tied to §5C1.2, and those whose level can be that of one of them."""
    own = {key.split("/")[0] for key in map(str, law_book().family("ussg.levels").members) if key.endswith(f"/{SAFETY_VALVE}")}
    resting = {str(key) for key in law_book().family("ussg.rests_on_another").members if str(key).startswith("2D1.")}
    return tuple(sorted(own | resting))


@cache
def valve_is_wider_than(edition: date, as_of: date) -> bool:
    """Whether the limit of points of §5C1.2 is another on a day than in the edition, where this edition has the section."""
    series = law_book().family("ussg.5C1.2.points_limit").members[None]
    return _value(_at(series, edition)) != _value(_at(series, as_of))


@cache
def zero_points_since() -> date:
    """The day from which §4C1.1 has been in force."""
    return law_book().family("ussg.levels").members[ZERO_POINTS].entries[0].from_on


@cache
def most_status_points() -> int:
    """The most points that offending while under a sentence has brought (§4A1.1)."""
    entries = law_book().family("ussg.4A1.1.status_points").members[None].entries
    return max(entry.payload for entry in entries if isinstance(entry.payload, int))


@cache
def early_disposition_since() -> date:
    """The day from which an early disposition program is a reduction of the level (§3F1.1), no departure."""
    members = law_book().family("ussg.designation").members["3F1.1"]
    return members.entries[0].from_on


@cache
def priors_counted_anew_since() -> date:
    """The day from which prior sentences count as one, and petty ones count, by today's rules (§4A1.2(a)(2); App. C amend. 709).

    A total of points from before tells neither.
    """
    series = law_book().family("ussg.4A1.2.single_sentence").members[None]
    return next(entry.from_on for entry in series.entries if entry.payload is True)


@cache
def third_level_threshold(edition: date) -> int:
    """The offense level before acceptance from which a third level may be taken off (§3E1.1(b))."""
    entry = law_book().family("ussg.3E1.1.third_level_threshold").members[None].on(lambda clock: edition)
    return int(entry.payload) if entry is not None and isinstance(entry.payload, int) else 0


@cache
def career_category() -> int:
    """The category of every career offender (§4B1.1(b))."""
    entry = law_book().family("ussg.4B1.1.category").members[None].entries[-1]
    assert isinstance(entry.payload, int)
    return entry.payload


@cache
def armed_category() -> int:
    """The least category of an armed career criminal (§4B1.4(c))."""
    members = law_book().family("ussg.4B1.4.category").members.values()
    return min(entry.payload for series in members for entry in series.entries if isinstance(entry.payload, int))


@cache
def repeat_category() -> int:
    """The least category that §4B1.5(a) brings for repeated sex offenses against minors."""
    entry = law_book().family("ussg.4B1.5.category").members[None].entries[-1]
    assert isinstance(entry.payload, int)
    return entry.payload
