"""How far a term may come down under §1B1.10(b): the range to hold it against, what *Koons* bars, and the lowest term that is left."""

from __future__ import annotations

import math
from fractions import Fraction

from lenity.engine import UNBOUNDED, Need
from lenity.facts import Term
from lenity.relief._amended import NO_RANGE, Lowest, Range
from lenity.relief._judge import Judge, below_range_rule, law_switch
from lenity.relief._vocabulary import REASONS
from lenity.review import Recomputed

_MOTION = "5K1.1"
_BELOW_MINIMUM = "18USC3553(e)"


def effective_range(judge: Judge, found: Recomputed) -> Range:
    """The range before departures: after the statute, save where §1B1.10(c) leaves the statute aside; not known where it turns on a motion not recorded."""
    held = Range(found.whole("range_minimum_months"), found.whole("range_maximum_months"))
    if found is judge.applied or not law_switch("minimum_left_aside", judge.on):
        return held
    allowed, binding = _below_minimum_was_allowed(judge), judge.applied.whole("binding_minimum_months")
    if allowed is False or binding == 0:
        return held
    extra = found.whole("consecutive_minimum_months")
    ends = (found.whole("guideline_minimum_months"), found.whole("guideline_maximum_months"))
    free = Range(*(None if end is None or extra is None else min(end + extra, UNBOUNDED) for end in ends))
    return free if allowed or free == held else NO_RANGE


def _sections(judge: Judge) -> set[str] | None:
    """The grounds of departure that the record lists; None where it says neither that there were none nor what each was."""
    departures = judge.case.guidelines.departures if judge.case.guidelines else None
    if departures is None or any(item.section is None for item in departures):
        return None
    return {str(item.section).replace("§ ", "").replace("U.S.C.", "USC").replace(" ", "") for item in departures}


def _by_rule_35(judge: Judge) -> bool:
    """Whether a reduction on the government's motion after sentence is recorded (Rule 35(b))."""
    return any(event.kind == "rule_35" and "35(a)" not in (event.authority or "") for event in judge.case.events or ())


def _by_government_motion(judge: Judge) -> bool | None:
    """Whether the term was lowered on the government's motion (§5K1.1, 18 U.S.C. § 3553(e), Rule 35(b))."""
    sections = _sections(judge)
    if _by_rule_35(judge) or (sections and sections & {_MOTION, _BELOW_MINIMUM}):
        return True
    return None if sections is None else False


def _below_minimum_was_allowed(judge: Judge) -> bool | None:
    """Whether the court could go below the statutory minimum on the government's motion.

    A term that is not below the range shows no such motion where the record lists none, and leaves it open where it does.
    """
    sections, low = _sections(judge), judge.applied.whole("range_minimum_months")
    is_below = None if judge.original is None or low is None else not judge.original.is_life and (judge.original.exact_months or 0) < low
    by_rule = _by_rule_35(judge)
    if by_rule or (sections is not None and _BELOW_MINIMUM in sections):
        return True if by_rule or is_below else None
    if sections is not None:
        return False
    return False if is_below is False else None


def _statute_is_left_aside(judge: Judge) -> bool:
    """§1B1.10(c), since November 2014: a minimum that the court could go below on the government's motion does not hold up the amended range."""
    binding = judge.applied.whole("binding_minimum_months")
    return bool(law_switch("minimum_left_aside", judge.on) and binding and _below_minimum_was_allowed(judge))


def koons(judge: Judge) -> tuple[bool | None, str, tuple[Need, ...]] | None:
    """*Koons*: a sentence built down from a statutory minimum above the whole range was not based on the range."""
    minimum, top = judge.applied.whole("binding_minimum_months"), judge.applied.whole("guideline_maximum_months")
    if not minimum or top is None or minimum <= top or not _statute_is_left_aside(judge):
        return None
    need = Need("guidelines.departures", "From where did the court go down: the statutory minimum or the guideline range?", REASONS)
    if not law_switch("koons", judge.on):
        return None, "a statutory minimum was above the whole range; whether a reduction could follow was not settled before June 4, 2018", (need,)
    if _BELOW_MINIMUM in (_sections(judge) or set()):
        why = "the statutory minimum was above the whole range and the court went down from that minimum, so the sentence was not based on the range"
        return False, why, ()
    return None, "the statutory minimum was above the whole range; the record does not show from where the court went down", (need,)


def lowest_term(judge: Judge, found: Recomputed, before: Range, after: Range) -> Lowest:
    """The lowest total term that the policy statement allows, time served left aside."""
    if after.low is None:
        return Lowest()
    if after.low >= UNBOUNDED:
        return Lowest(UNBOUNDED)
    lowest = _comparable(judge, before, after) or Lowest(after.low)
    binding = found.whole("binding_minimum_months") or 0
    held = binding + (found.whole("consecutive_minimum_months") or 0)
    allowed = _below_minimum_was_allowed(judge) if binding else False
    if allowed:
        return lowest
    least, most = (months if months is not None else lowest.months for months in (lowest.at_least, lowest.at_most))
    if allowed is None and least is not None and least < held:
        need = Need("guidelines.departures", "Could the court go below the statutory minimum on the government's motion?", REASONS)
        return Lowest(None, least, max(most or 0, held), lowest.how, (*lowest.needs, need))

    def raised(months: int | None) -> int | None:
        return None if months is None else max(months, held)

    return Lowest(raised(lowest.months), raised(lowest.at_least), raised(lowest.at_most), lowest.how, lowest.needs)


def _comparable(judge: Judge, before: Range, after: Range) -> Lowest | None:
    """A reduction comparably below the amended range, where the day's rule lets this person have one."""
    rule, term = below_range_rule(judge.on), judge.original
    if term is None or before.low is None or after.low is None or term.is_life or before.low >= UNBOUNDED:
        return None
    if term.exact_months is None or term.exact_months >= before.low:
        return None
    share = term.exact_months / before.low
    comparable = math.floor(after.low * share + Fraction(1, 2))
    if rule == "anyone":
        return Lowest(None, 0, 0, "; the policy statement then set no lowest term for one who had been sentenced below the range")
    return _by_day_rule(judge, rule, after.low, comparable, share)


def _by_day_rule(judge: Judge, rule: str, minimum: int, comparable: int, share: Fraction) -> Lowest | None:
    """The rule since November 1997 for a term that was below the range."""
    sections = _sections(judge)
    of_variance = any("variance" in one.lower() or "3553(a)" in one for one in sections or ())
    allowed = _by_government_motion(judge) or (rule == "any_departure" and bool(sections) and not of_variance)
    if allowed is None or (sections is None and not allowed):
        need = Need("guidelines.departures", "Was the term below the range for the government's motion, or for other reasons?", REASONS)
        how = "; how far below the range is open, because the record does not say why the term was below it"
        return Lowest(None, comparable, minimum, how, (need,))
    if not allowed:
        return None
    if of_variance and len(sections or ()) > 1:
        need = Need("guidelines.departures", "How much of the reduction was for the government's motion, and how much for other reasons?", REASONS)
        return Lowest(None, comparable, minimum, "; how far below the range is open, because the term was lowered on several grounds", (need,))
    return Lowest(comparable, how=f"; a comparable reduction keeps the share of {float(share):.0%} of the minimum")


def is_above(terms: frozenset[Term | None], lowest: Lowest) -> bool | None:
    """Whether the term in force is above the lowest that is left; None where the record leaves it open."""
    told = {_one_is_above(term, lowest) for term in terms}
    return told.pop() if len(told) == 1 else None


def _one_is_above(term: Term | None, lowest: Lowest) -> bool | None:
    if term is None:
        return None
    if term.is_life:
        top = lowest.months if lowest.months is not None else lowest.at_most
        return None if top is None else top < UNBOUNDED
    months = term.exact_months or Fraction(0)
    if lowest.months is not None:
        return months > lowest.months
    if lowest.at_most is not None and months > lowest.at_most:
        return True
    return False if lowest.at_least is not None and months <= lowest.at_least else None
