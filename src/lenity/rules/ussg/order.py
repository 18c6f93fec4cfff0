"""Characteristics in the order listed (§1B1.1(a)(2)): what a paragraph holds the level at, and what later paragraphs add to that.

With levels l and a paragraph that keeps the level from being below f, the level is the greater of the sum of all, and of f with what comes after it.
"""

from collections.abc import Callable
from typing import Any

from lenity.engine import Rule, all_hold, any_holds, choose, does_not_apply, first_that_holds, greatest, in_force, is_known, joined, rule
from lenity.rules.ussg.limits import MOST_SETS, levels_beyond_greatest

MOST_STOPS = 10
"""No guideline has more paragraphs that hold or set the level (`ussg.stop`)."""
_SETS = ("ussg.set_to", "ussg.level_set_to")
_HOLDS = ("ussg.floor", "ussg.not_below")


# where a characteristic stands


def _place(adjustment, law, id):
    """The value of a family of order for the section: by its own guideline, else by that of the conduct, which may have taken its place; 0 where it has none."""
    keys = [joined(one, " ", adjustment.characteristic) for one in (adjustment.guideline, adjustment.applied_guideline)]
    known = all_hold(adjustment.chapter == 2, is_known(adjustment.characteristic))
    return first_that_holds(*((known & in_force(law(id, key)), law(id, key)) for key in keys), otherwise=0)


@rule("conduct_adjustment", unit="count", cite="USSG §1B1.1(a)(2)", silent=True)
def stop_number(adjustment, law):
    """Which of the paragraphs that hold or set the level the section is in; 0 for another."""
    return _place(adjustment, law, "ussg.stop")


@rule("conduct_adjustment", unit="count", cite="USSG §1B1.1(a)(2)", silent=True)
def stops_before(adjustment, law):
    """How many paragraphs that hold or set the level stand before the section."""
    return _place(adjustment, law, "ussg.stops_before")


@rule("conduct_adjustment", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def level_held(adjustment, law):
    """The level below which the section does not let the level so far be, 0 where it says none."""
    name = adjustment.characteristic
    named = [choose(in_force(law(id, name)), law(id, name), 0) for id in _HOLDS]
    own = choose((adjustment.chapter == 2) & is_known(name), greatest(*named), 0)
    return greatest(own, adjustment.level_of_other_offense, adjustment.level_of_commerce)


@rule("conduct_adjustment", unit="level", cite="USSG §2K2.1(b)(2); USSG §2S1.3(b)(3)", silent=True)
def level_set_to(adjustment, law):
    """The level to which the section sets the level so far, 0 where it sets none."""
    name = adjustment.characteristic
    named = [choose(in_force(law(id, name)), law(id, name), 0) for id in _SETS]
    return choose((adjustment.chapter == 2) & is_known(name), greatest(*named), 0)


# sets of which only the greatest counts


def _of_set(number: int) -> tuple[Rule, Rule]:
    def is_in(one: Any) -> Any:
        return (one.chapter == 2) & ~one.is_within_reference

    def beyond(conduct: Any, law: Any) -> Any:
        return levels_beyond_greatest(conduct, is_in, number)

    def place(conduct: Any, law: Any) -> Any:
        return conduct.highest("conduct_adjustment", lambda one: choose((one.set_number == number) & is_in(one), one.stops_before, 0), empty=0)

    return (
        _made("level", beyond, f"levels_beyond_set_{number}", f"What the members of the guideline's set {number} add beyond the greatest of them."),
        _made("count", place, f"stops_before_set_{number}", f"How many paragraphs that hold or set the level stand before the guideline's set {number}."),
    )


def _made(unit: str, define: Callable[[Any, Any], Any], name: str, label: str) -> Rule:
    define.__name__, define.__doc__ = name, label
    return rule("conduct", unit=unit, cite="USSG §1B1.1 comment. (n.4(A))", silent=True)(define)


SETS = tuple(one for number in range(1, MOST_SETS + 1) for one in _of_set(number))


def _repeated(conduct, least):
    """What the sets that stand after so many stops add beyond the greatest of each."""
    numbers = range(1, MOST_SETS + 1)
    parts = [choose(getattr(conduct, f"stops_before_set_{n}") >= least, getattr(conduct, f"levels_beyond_set_{n}"), 0) for n in numbers]
    return sum(parts[1:], parts[0])


# the level after all of them


def _after(conduct, counts, number):
    """Levels of the sections that stand after a stop."""
    return conduct.total("conduct_adjustment", lambda one: choose(counts(one) & (one.stops_before >= number), one.characteristic_levels, 0))


def _loss_after(conduct, law, number):
    before = law("ussg.stops_before", joined(conduct.applied_guideline, " ", conduct.applied_guideline, "/loss"))
    return choose(choose(in_force(before), before, 0) >= number, conduct.loss_levels, 0)


def level_from_stops(conduct, counts, held, most=MOST_STOPS, later=lambda number: 0):
    """The greatest level that a stop listed holds with what comes after it, 0 where none is listed. `held` gives the level of a section; `later` what else comes after."""

    def from_stop(number):
        level = conduct.highest("conduct_adjustment", lambda one: choose(counts(one) & (one.stop_number == number), held(one), 0), empty=0)
        return choose(level == 0, 0, level + _after(conduct, counts, number) + later(number))

    return greatest(*(from_stop(number) for number in range(1, most + 1)))


def _counts(one):
    return (one.chapter == 2) & ~one.is_within_reference


@rule("conduct", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def has_stop(conduct, law):
    """Whether a section is listed that holds or sets the level."""
    return conduct.how_many("conduct_adjustment", lambda one: _counts(one) & (one.stop_number > 0)) > 0


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def characteristic_floor(conduct, law):
    """The level that a characteristic holds with what later ones add to it, 0 where there is none."""

    def later(number):
        return _loss_after(conduct, law, number) - _repeated(conduct, number)

    return choose(any_holds(conduct.is_referred_to_drugs, ~conduct.has_stop), 0, level_from_stops(conduct, _counts, lambda one: one.level_held, later=later))


@rule("conduct", unit="level", cite="USSG §2K2.1(b)(2); USSG §2S1.3(b)(3)", silent=True)
def level_set(conduct, law):
    """The offense level that a characteristic sets with what later ones add to it, 0 where none does."""

    def later(number):
        return 0 - _repeated(conduct, number)

    return choose(conduct.has_stop, level_from_stops(conduct, _counts, lambda one: one.level_set_to, later=later), 0)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def level_held_with_later_characteristics(conduct, law):
    """Level that a characteristic holds, with what the characteristics listed after it add to that

    Characteristics are applied in the order listed: where one keeps the level from being below another, later ones add to the level so held.
    """
    return choose(conduct.has_stop & (conduct.characteristic_floor > 0), conduct.characteristic_floor, does_not_apply)
