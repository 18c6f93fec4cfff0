"""§ 3582(c)(2): each listed amendment put in the place of what was applied, and what §1B1.10 leaves of the term."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from lenity.engine import UNBOUNDED, Need
from lenity.facts import CaseFile, Term
from lenity.law import ListedAmendment, law_book, listed_amendments
from lenity.relief._amended import Amended, Range, Reductions
from lenity.relief._vocabulary import REASONS, REPORT
from lenity.review import Recomputation, Recomputed

_LIMIT_OF_ALL = "App. C amend. 504"


@dataclass(frozen=True, slots=True)
class _Judge:
    """What the case and the day say, for each amendment alike."""

    case: CaseFile
    on: date
    applied: Recomputed
    recomputation: Recomputation
    original: Term | None
    served_months: int | None


def reductions(case: CaseFile, on: date, original: Term | None, served_months: int | None) -> Reductions:
    """Each amendment that §1B1.10 lists on a day, and all together."""
    recomputation = Recomputation(case)
    judge = _Judge(case, on, recomputation.as_sentenced(), recomputation, original, served_months)
    listed = tuple(one for one in listed_amendments() if one.listed_from <= on)
    each = tuple(_one(judge, one, listed) for one in listed)
    return Reductions(each, _together(judge, each, listed), _effective(judge, judge.applied))


def law_switch(name: str, on: date) -> bool:
    """Whether a yes-no question of the law of relief is answered yes on a day."""
    entry = law_book().family("relief.switch").members[name].on(lambda clock: on)
    return entry is not None and entry.payload is True


def _below_range_rule(on: date) -> str:
    entry = law_book().family("relief.below_range").members[None].on(lambda clock: on)
    return str(entry.payload) if entry is not None else "nobody"


# one amendment


def _one(judge: _Judge, one: ListedAmendment, listed: tuple[ListedAmendment, ...]) -> Amended:
    if one.number == 506 and law_switch("labonte", judge.on):
        return Amended(one, False, _NONE, None, "it was held invalid in United States v. LaBonte, decided May 27, 1997", "520 U.S. 751 (1997)")
    if not law_switch("listed_amendments_alone", judge.on):
        why = "before November 1994 every amendment, and not the listed ones alone, went into the amended range: not worked out here"
        return Amended(one, None, _NONE, None, why, _LIMIT_OF_ALL, (Need("guidelines.edition", "Ask counsel: the rule of that time is not encoded."),))
    early = _before_computing(judge, one)
    if early is not None:
        return early
    built_on = [other for other in listed if other.number in one.builds_on and other.part in (None, "A")]
    amended = _computed(
        judge,
        one,
        judge.recomputation.amended_by(sorted({one, *built_on}, key=lambda item: item.text_from)),
        of_zero_points=one.reopens == "zero_points",
        of_history=one.reopens == "history",
    )
    if one.orders_from is not None and judge.on < one.orders_from:
        why = f"an order under it takes effect on {one.orders_from} or later"
        return replace(amended, lowers=False, lowest_months=None, floor_months=None, because=why, cite=one.cite, needs=())
    return amended


def _before_computing(judge: _Judge, one: ListedAmendment) -> Amended | None:
    """What is settled without computing: the text was in the edition applied, or the amendment is about something else."""
    if all(edition >= one.text_from for edition in judge.recomputation.editions):
        return Amended(
            one,
            False,
            _effective(judge, judge.applied),
            None,
            f"its text was already in the manual of {judge.recomputation.editions[0]} that was applied",
            one.cite,
        )
    if one.since is not None and all(edition < one.since for edition in judge.recomputation.editions):
        return Amended(one, False, _effective(judge, judge.applied), None, "what it mends came into the manual later than the one that was applied", one.cite)
    bears = _bears_on(judge, one)
    if bears is False:
        return Amended(one, False, _effective(judge, judge.applied), None, f"it is about this: {one.what}; nothing of that kind was applied here", one.cite)
    if bears is None:
        return Amended(one, None, _NONE, None, f"it is about this: {one.what}; the record does not say what was applied", one.cite, (_asking(judge, one),))
    if not one.families:
        need = Need(_place(one), one.asks, REPORT)
        return Amended(one, None, _NONE, None, f"it is about this: {one.what}; whether that lowers this range is not worked out here", one.cite, (need,))
    return None


def _bears_on(judge: _Judge, one: ListedAmendment) -> bool | None:
    """Whether what the amendment changes was applied in this case; None where the record does not say."""
    if one.reopens in ("history", "zero_points"):
        return True
    case = judge.case
    entries = case.guidelines.conduct if case.guidelines else None
    if one.guidelines == ("4B1.1",):
        found = judge.applied.values.get("is_career_offender")
        return found if isinstance(found, bool) else None
    if one.guidelines == ("2K2.4",):
        return None if case.convictions is None else any("924(c)" in (count.statute or "") for count in case.convictions)
    if one.guidelines[0][0] in "34":
        listed = [item.section for item in (case.guidelines.adjustments if case.guidelines else None) or ()]
        known = case.guidelines is not None and case.guidelines.adjustments is not None
        return any(section.startswith(one.guidelines[0]) for section in listed) or (False if known else None)
    if entries is None or any(entry.guideline is None for entry in entries):
        return None
    applied = {str(entry.guideline) for entry in entries}
    if one.guidelines == ("any",):
        return not applied <= set(one.named_by_statute)
    takes_drugs = {"2D1.2", "2D1.5", "2D1.6", "2D1.8", "2D2.1"} if "2D1.1" in one.guidelines else set()
    if not applied & (set(one.guidelines) | takes_drugs):
        return False
    return _has_drug(judge, one)


def _has_drug(judge: _Judge, one: ListedAmendment) -> bool | None:
    if not one.drugs:
        return True
    entries = (judge.case.guidelines.conduct if judge.case.guidelines else None) or ()
    if any(entry.drugs is None for entry in entries if (entry.guideline or "").startswith("2D")):
        return None
    return any(str(drug.drug) in one.drugs for entry in entries for drug in entry.drugs or ())


def _asking(judge: _Judge, one: ListedAmendment) -> Need:
    if one.guidelines == ("2K2.4",):
        return Need("convictions", "Which counts was the person convicted of?", "judgment in a criminal case (form AO 245B)")
    return Need(_place(one), one.asks or "Which offense guideline did the court apply, and to which drugs?", REPORT)


def _place(one: ListedAmendment) -> str:
    return "guidelines.adjustments" if one.guidelines[0][0] in "34" else "guidelines.conduct"


# the range, and what may be left of the term


_NONE = Range(None, None)


def _computed(judge: _Judge, one: ListedAmendment | None, found: Recomputed, *, of_zero_points: bool, of_history: bool) -> Amended:
    cite = one.cite if one else "USSG §1B1.10(b)(1)"
    before, after = _effective(judge, judge.applied), _effective(judge, found)
    needs = tuple({need.path: need for need in (*judge.applied.needs, *found.needs)}.values())
    by_guidelines = _is_lower(_guideline_range(judge.applied), _guideline_range(found))
    lower = False if by_guidelines is False else _is_lower(before, after)
    differs = _court_found_otherwise(judge)
    if differs is not None:
        return Amended(one, None, after, None, differs[0], cite, (differs[1],))
    if lower is None and not of_zero_points:
        lower = _never_lower(judge, found, of_history=of_history)
    if lower is None:
        return Amended(one, None, after, None, "the range that was applied, or the amended one, is not known from the record", cite, needs)
    if not lower:
        return Amended(one, False, after, None, _why_not(judge, found, before, after), cite)
    koons = _koons(judge)
    if koons is not None:
        return Amended(one, koons[0], after, None, koons[1], "584 U.S. 700 (2018)", koons[2])
    floor, how, more = _lowest(judge, found, before, after)
    lowest = floor
    if floor is not None and judge.served_months is not None and judge.served_months > floor:
        lowest, how = judge.served_months, f"{how}; a term is never cut below the time served"
    why = f"the range falls from {_said(before)} to {_said(after)}{how}"
    return Amended(one, True, after, lowest, why, cite, more, floor)


def _effective(judge: _Judge, found: Recomputed) -> Range:
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
    return free if allowed or free == held else _NONE


def _sections(judge: _Judge) -> set[str] | None:
    """The grounds of departure that the record lists; None where it lists none and does not say that there were none."""
    departures = judge.case.guidelines.departures if judge.case.guidelines else None
    return None if departures is None else {(item.section or "").replace("§ ", "").replace("U.S.C.", "USC").replace(" ", "") for item in departures}


def _by_government_motion(judge: _Judge) -> bool | None:
    """Whether the term was lowered on the government's motion (§5K1.1, 18 U.S.C. § 3553(e), Rule 35(b))."""
    sections = _sections(judge)
    by_rule = any(event.kind == "rule_35" and "35(a)" not in (event.authority or "") for event in judge.case.events or ())
    if by_rule or (sections and sections & {"5K1.1", "18USC3553(e)"}):
        return True
    return None if sections is None else False


def _below_minimum_was_allowed(judge: _Judge) -> bool | None:
    """Whether the court could go below the statutory minimum on the government's motion.

    A term that is not below the range shows no such motion where the record lists none, and leaves it open where it does.
    """
    sections, low = _sections(judge), judge.applied.whole("range_minimum_months")
    is_below = None if judge.original is None or low is None else not judge.original.is_life and (judge.original.exact_months or 0) < low
    by_rule = any(event.kind == "rule_35" and "35(a)" not in (event.authority or "") for event in judge.case.events or ())
    if by_rule or (sections is not None and "18USC3553(e)" in sections):
        return True if by_rule or is_below else None
    if sections is not None:
        return False
    return False if is_below is False else None


def _statute_is_left_aside(judge: _Judge) -> bool:
    """§1B1.10(c), since November 2014: a minimum that the court could go below on the government's motion does not hold up the amended range."""
    binding = judge.applied.whole("binding_minimum_months")
    return bool(law_switch("minimum_left_aside", judge.on) and binding and _below_minimum_was_allowed(judge))


def _guideline_range(found: Recomputed) -> Range:
    return Range(found.whole("guideline_minimum_months"), found.whole("guideline_maximum_months"))


def _is_lower(before: Range, after: Range) -> bool | None:
    if before.low is None or before.high is None or after.low is None or after.high is None:
        return None
    return after.low <= before.low and after.high <= before.high and (after.low, after.high) != (before.low, before.high)


def _never_lower(judge: _Judge, found: Recomputed, *, of_history: bool) -> bool | None:
    """A range that is not known in full does not fall where level and category stay what they were."""
    names = ["principal_base_offense_level", *(["criminal_history_category"] if of_history else [])]
    same = all(judge.applied.whole(name) is not None and judge.applied.whole(name) == found.whole(name) for name in names)
    unchanged = judge.applied.values.get("total_offense_level") == found.values.get("total_offense_level")
    return False if same and unchanged else None


def _why_not(judge: _Judge, found: Recomputed, before: Range, after: Range) -> str:
    same_level = judge.applied.values.get("total_offense_level") == found.values.get("total_offense_level")
    base = judge.applied.whole("principal_base_offense_level")
    if same_level and found.whole("principal_base_offense_level") == base and base is not None:
        return f"the base offense level stays {base}, and nothing else that it changes was applied"
    if same_level:
        return "the offense level and category stay what they were"
    if before == after:
        return f"the range stays {_said(before)}: a statutory term or another guideline sets it"
    return f"the range does not fall: it was {_said(before)} and would be {_said(after)}"


def _court_found_otherwise(judge: _Judge) -> tuple[str, Need] | None:
    """Where the court's own range or level is another than the one computed from the facts: which of them is right must be settled first."""
    found = judge.case.guidelines.found if judge.case.guidelines else None
    level = judge.applied.whole("total_offense_level")
    if found is None or found.total_offense_level is None or level is None or level == found.total_offense_level:
        return None
    why = f"the court found a total offense level of {found.total_offense_level}, and the facts of the record give {level}: which of them holds must be settled first"
    return why, Need("guidelines.found.total_offense_level", "Which findings led to the court's total offense level?", REASONS)


def _koons(judge: _Judge) -> tuple[bool | None, str, tuple[Need, ...]] | None:
    """*Koons*: a sentence built down from a statutory minimum above the whole range was not based on the range."""
    minimum, top = judge.applied.whole("binding_minimum_months"), judge.applied.whole("guideline_maximum_months")
    if not minimum or top is None or minimum <= top or not _statute_is_left_aside(judge):
        return None
    if not law_switch("koons", judge.on):
        return None, "a statutory minimum was above the whole range; whether a reduction could follow was not settled before June 4, 2018", ()
    sections = _sections(judge) or set()
    if "18USC3553(e)" in sections:
        return (
            False,
            "the statutory minimum was above the whole range and the court went down from that minimum, so the sentence was not based on the range",
            (),
        )
    need = Need("guidelines.departures", "From where did the court go down: the statutory minimum or the guideline range?", REASONS)
    return None, "the statutory minimum was above the whole range; the record does not show from where the court went down", (need,)


def _lowest(judge: _Judge, found: Recomputed, before: Range, after: Range) -> tuple[int | None, str, tuple[Need, ...]]:
    """The lowest total term that the policy statement allows, in months, how it is found, and what it needs where it is not known."""
    if after.low is None:
        return None, "", ()
    if after.low >= UNBOUNDED:
        return UNBOUNDED, "", ()
    lowest, how, needs = _comparable(judge, before, after) or (after.low, "", ())
    if lowest is not None and not _statute_is_left_aside(judge):
        floor = found.whole("binding_minimum_months")
        extra = found.whole("consecutive_minimum_months")
        lowest = max(lowest, (floor or 0) + (extra or 0))
    return lowest, how, needs


def _comparable(judge: _Judge, before: Range, after: Range) -> tuple[int | None, str, tuple[Need, ...]] | None:
    """A reduction comparably below the amended range, where the day's rule lets this person have one."""
    rule, sections = _below_range_rule(judge.on), _sections(judge)
    term = judge.original
    if term is None or before.low is None or after.low is None or term.is_life or before.low >= UNBOUNDED:
        return None
    if term.exact_months is None or term.exact_months >= before.low:
        return None
    of_variance = bool(sections) and any("variance" in one.lower() or "3553(a)" in one for one in sections or ())
    allowed = _by_government_motion(judge) or (rule == "any_departure" and bool(sections) and not of_variance)
    if rule == "anyone":
        return after.low, "; before March 2008 the policy statement set no lowest term", ()
    if allowed is None or (sections is None and not allowed):
        need = Need("guidelines.departures", "Was the term below the range for the government's motion, or for other reasons?", REASONS)
        return None, "; how far below the range is open, because the record does not say why the term was below it", (need,)
    if not allowed:
        return None
    if of_variance and sections is not None and len(sections) > 1:
        need = Need("guidelines.departures", "How much of the reduction was for the government's motion, and how much for other reasons?", REASONS)
        return None, "; how far below the range is open, because the term was lowered on several grounds", (need,)
    share = term.exact_months / before.low
    lowest = math.floor(after.low * share + Fraction(1, 2))
    return lowest, f"; a comparable reduction keeps the share of {float(share):.0%} of the minimum", ()


def _said(range: Range) -> str:
    from lenity.engine import in_words

    if range.low is None or range.high is None:
        return "a range not known"
    if range.low == range.high:
        return in_words(range.low, "month")
    high = "life" if range.high >= UNBOUNDED else f"{range.high} months"
    return f"{range.low} months to {high}" if high == "life" else f"{range.low} to {high}"


def _together(judge: _Judge, each: tuple[Amended, ...], listed: tuple[ListedAmendment, ...]) -> Amended:
    """All that are listed, put in at once, as far as each can be put in and an order may rest on it on the day."""
    used = [one.amendment for one in each if one.amendment is not None and one.amendment.families and _may_be_used(one.amendment, judge.on)]
    if not law_switch("listed_amendments_alone", judge.on) or not listed:
        return Amended(
            None,
            None if listed else False,
            _NONE,
            None,
            "no amendment can be put in by itself on that day" if listed else "no amendment is listed",
            _LIMIT_OF_ALL,
        )
    opened = {one.reopens for one in used}
    found = _computed(
        judge,
        None,
        judge.recomputation.amended_by(sorted(used, key=lambda item: item.text_from)),
        of_zero_points="zero_points" in opened,
        of_history="history" in opened,
    )
    open_ones = [one for one in each if one.lowers is None]
    if found.lowers is False and open_ones:
        names = ", ".join(one.amendment.label for one in open_ones if one.amendment)
        needs = tuple({need.path: need for one in open_ones for need in one.needs}.values())
        return replace(found, lowers=None, because=f"not settled for amendment {names}", needs=needs)
    return found


def _may_be_used(one: ListedAmendment, on: date) -> bool:
    if one.number == 506 and law_switch("labonte", on):
        return False
    return one.orders_from is None or on >= one.orders_from
