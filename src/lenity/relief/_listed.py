"""§ 3582(c)(2): each listed amendment put in the place of what was applied, and what §1B1.10 leaves of the term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lenity.engine import UNBOUNDED, Need, in_words
from lenity.facts import CaseFile, Term
from lenity.law import ListedAmendment, edition_in_force, law_book, listed_amendments
from lenity.relief._amended import NO_RANGE, Amended, Lowest, Range, Reductions
from lenity.relief._bears import asking, bears_on, sections_of
from lenity.relief._judge import Judge, guideline_range, law_months, law_switch, range_in_words
from lenity.relief._lowest import effective_range, is_above, koons, lowest_term
from lenity.relief._vocabulary import DOCKET, REASONS, REPORT
from lenity.review import Recomputation, Recomputed, Suppositions

_OF_ALL = "USSG §1B1.10(b)(1)"
_FIRST_RULE = "USSG §1B1.10 (Nov. 1989); App. C amends. 306, 423, 504"


def reductions(
    recomputation: Recomputation, case: CaseFile, on: date, original: Term | None, in_force: frozenset[Term | None], served: int | None
) -> Reductions:
    """Each amendment that §1B1.10 lists on a day, and all together.

    Args:
        recomputation: the case ready to be computed under other text.
        case: the case.
        on: the day on which the order takes effect.
        original: the total term imposed.
        in_force: the terms that may be in force on the day, None among them where one is not known.
        served: whole months served by then.
    """
    judge = Judge(case, on, recomputation.as_sentenced(), recomputation, original, in_force, served)
    listed = tuple(one for one in listed_amendments() if one.listed_from <= on)
    each = tuple(_one(judge, one, listed) for one in listed)
    return Reductions(each, _together(judge, each, listed), effective_range(judge, judge.applied))


# one amendment


def _one(judge: Judge, one: ListedAmendment, listed: tuple[ListedAmendment, ...]) -> Amended:
    if one.is_held_invalid_from is not None and one.is_held_invalid_from <= judge.on:
        return Amended(one, False, NO_RANGE, None, f"it was held invalid on {one.is_held_invalid_from}", one.held_invalid_by)
    alone = _before_computing(judge, one) or _worked_out(judge, one, listed)
    if one.is_held_invalid_from is not None and alone.lowers:
        why = f"whether it is valid was not settled before {one.is_held_invalid_from}"
        return replace(alone, lowers=None, reduces=None, lowest_months=None, because=why, cite=one.held_invalid_by, needs=(asking(one),))
    if not law_switch("listed_amendments_alone", judge.on):
        alone = _by_the_first_rule(judge, one, alone)
    if one.orders_from is not None and judge.on < one.orders_from:
        why = f"an order under it takes effect on {one.orders_from} or later"
        return replace(alone, lowers=False, reduces=False, lowest_months=None, because=why, cite=one.cite, needs=())
    return alone


def _before_computing(judge: Judge, one: ListedAmendment) -> Amended | None:
    """What is settled without computing: the text was in the edition applied, or the amendment is about something else."""
    editions, applied = judge.recomputation.editions, effective_range(judge, judge.applied)
    if all(edition >= one.text_from for edition in editions):
        return Amended(one, False, applied, None, f"its text was already in the manual of {editions[0]} that was applied", one.cite)
    if one.since and all(edition < day for edition in editions for day in one.since.values()):
        return Amended(one, False, applied, None, "what it mends came into the manual later than the one that was applied", one.cite)
    bears = bears_on(judge, one)
    if bears is False:
        return Amended(one, False, applied, None, f"it is about this: {one.what}; nothing of that kind was applied here", one.cite)
    if bears is None:
        return Amended(one, None, NO_RANGE, None, f"it is about this: {one.what}; the record does not say what was applied", one.cite, (asking(one),))
    return None


def _worked_out(judge: Judge, one: ListedAmendment, listed: tuple[ListedAmendment, ...]) -> Amended:
    """The amendment put into the case, with those that it builds on; where a finding is missing that it turns on, what holds at the best."""
    built_on = [other for other in listed if other.number in one.builds_on and other.part in (None, "A")]
    texts = sorted({one, *built_on}, key=lambda item: item.text_from)
    if one.replaced_by:
        return _under_another_guideline(judge, one, texts)
    if _ends_career(judge, one):
        return _computed(judge, one, judge.recomputation.amended_by(texts, Suppositions(("4B1.1",), no_career=True)))
    under = _under_the_ceiling(judge, one)
    if under is not None:
        return under
    made = _computed(judge, one, judge.recomputation.amended_by(texts)) if one.families else None
    if made is not None and not _is_open(judge, one):
        return made
    best = _at_best(judge, one, texts)
    if best is not None and best.lowers is False:
        return best
    return Amended(one, None, NO_RANGE, None, f"it turns on what the record does not say: {one.asks or one.what}", one.cite, (asking(one),))


def _ends_career(judge: Judge, one: ListedAmendment) -> bool:
    """Whether every count is of a statute under which no one is a career offender any more."""
    counts = judge.case.convictions or ()
    return bool(counts and one.ends_career_for) and all((count.statute or "").startswith(one.ends_career_for) for count in counts)


def _is_open(judge: Judge, one: ListedAmendment) -> bool:
    """Whether a section is cited without the letter that decides, or its levels are gone and the finding that could keep them is not recorded."""
    listed = sections_of(judge.case) or []
    return any(section in one.open_sections for section in listed) or any(section.startswith(name) for section in listed for name in one.dropped)


def _under_the_ceiling(judge: Judge, one: ListedAmendment) -> Amended | None:
    """An amendment that only sets a ceiling changes nothing for a level that is not above it."""
    level, members = judge.applied.whole("principal_base_offense_level"), law_book().family("ussg.base_at_most").members
    ceilings = [members[name].on(lambda clock: one.text_from) for name in one.supposing.values() if name in members]
    for entry in ceilings:
        if level is not None and entry is not None and isinstance(entry.payload, int) and level <= entry.payload:
            why = f"it sets a ceiling of level {entry.payload}, and the base offense level was {level}"
            return Amended(one, False, effective_range(judge, judge.applied), None, why, one.cite)
    return None


def _at_best(judge: Judge, one: ListedAmendment, texts: list[ListedAmendment]) -> Amended | None:
    """What holds at the best for the person; None where the text does not say what that is."""
    if not (one.dropped or one.supposing or one.is_of_career_offenders or one.families):
        return None
    supposed = Suppositions(one.dropped, one.is_of_career_offenders, alternatives=one.supposing)
    return _computed(judge, one, judge.recomputation.amended_by(texts, supposed))


def _under_another_guideline(judge: Judge, one: ListedAmendment, texts: list[ListedAmendment]) -> Amended:
    """The guideline that Appendix A names in the place of the one applied, where the amendment's own example settles which."""
    entries = (judge.case.guidelines.conduct if judge.case.guidelines else None) or ()
    applied = {str(entry.guideline) for entry in entries}
    if not applied & set(one.replaced_by):
        need = asking(one)
        return Amended(one, None, NO_RANGE, None, "a guideline was applied that Appendix A now does not name for the statute of conviction", one.cite, (need,))
    return _computed(judge, one, judge.recomputation.amended_by(texts, Suppositions(guidelines=one.replaced_by)))


# the range, and what may be left of the term


def _computed(judge: Judge, one: ListedAmendment | None, found: Recomputed, *, together: Sequence[ListedAmendment] = ()) -> Amended:
    """What a recomputed range means for the term; `together` are the amendments put in at once."""
    put_in = [one] if one else together
    cite = one.cite if one else _OF_ALL
    before, after = effective_range(judge, judge.applied), effective_range(judge, found)
    differs = _court_found_otherwise(judge)
    if differs is not None:
        return Amended(one, None, after, None, differs[0], cite, (differs[1],))
    lower = _lowers(judge, found, before, after, put_in)
    if lower is None:
        why = "the range that was applied, or the amended one, is not known from the record"
        return Amended(one, None, after, None, why, cite, _missing(judge.applied, found))
    if not lower:
        return Amended(one, False, after, None, _why_not(judge, found, before, after), cite)
    barred = koons(judge)
    if barred is not None:
        return Amended(one, barred[0], after, None, barred[1], "584 U.S. 700 (2018)", barred[2])
    why = f"the range falls from {range_in_words(before)} to {range_in_words(after)}"
    return _left(judge, Amended(one, True, after, None, why, cite), lowest_term(judge, found, before, after))


FINDINGS = Need("guidelines.conduct", "Which findings did the court make under each guideline that it applied?", REPORT)


def _missing(*computed: Recomputed) -> tuple[Need, ...]:
    """What would settle ranges that are not known; where only the court's findings themselves would, these."""
    return tuple({need.path: need for one in computed for need in one.needs}.values()) or (FINDINGS,)


def _left(judge: Judge, amended: Amended, lowest: Lowest) -> Amended:
    """What is left of the term: the lowest that the policy statement allows, and whether the term in force is above it."""
    reduces, months, how = is_above(judge.in_force, lowest), lowest.months, lowest.how
    if reduces is False:
        return replace(amended, reduces=False, because=f"{amended.because}{how}; the term in force is not above the lowest that may be left{_said(lowest)}")
    if reduces is None:
        need = Need("events", "Which prison term is in force?", DOCKET) if None in judge.in_force else None
        return replace(
            amended, because=f"{amended.because}{how}; the term in force is not known{_said(lowest)}", needs=(*lowest.needs, *([need] if need else []))
        )
    if months is not None and judge.served_months is not None and judge.served_months > months and law_switch("never_below_time_served", judge.on):
        months, how = judge.served_months, f"{how}; a term is never cut below the time served"
    return replace(amended, reduces=True, lowest_months=months, because=f"{amended.because}{how}", needs=lowest.needs)


def _said(lowest: Lowest) -> str:
    return "" if lowest.months is None else f" ({in_words(lowest.months, 'month')})"


def _lowers(judge: Judge, found: Recomputed, before: Range, after: Range, put_in: Sequence[ListedAmendment]) -> bool | None:
    """Whether the range falls, as far as it is known.

    One that is not known in full does not fall where what the amendments act by stays: the base level of drugs, and the category.
    """
    if _is_lower(guideline_range(judge.applied), guideline_range(found)) is False:
        return False
    lower = _is_lower(before, after)
    of_history = any(one.reopens == "history" for one in put_in)
    if lower is not None or not all(one.acts_by_base_level or one.reopens == "history" for one in put_in):
        return lower
    names = ["principal_base_offense_level", *(["criminal_history_category"] if of_history else [])]
    same = all(judge.applied.whole(name) is not None and judge.applied.whole(name) == found.whole(name) for name in names)
    unchanged = judge.applied.values.get("total_offense_level") == found.values.get("total_offense_level")
    return False if same and unchanged else None


def _is_lower(before: Range, after: Range) -> bool | None:
    if before.low is None or before.high is None or after.low is None or after.high is None:
        return None
    return after.low <= before.low and after.high <= before.high and (after.low, after.high) != (before.low, before.high)


def _why_not(judge: Judge, found: Recomputed, before: Range, after: Range) -> str:
    same_level = judge.applied.values.get("total_offense_level") == found.values.get("total_offense_level")
    base = judge.applied.whole("principal_base_offense_level")
    if same_level and found.whole("principal_base_offense_level") == base and base is not None:
        return f"the base offense level stays {base}, and nothing else that it changes was applied"
    if same_level:
        return "the offense level and category stay what they were"
    if before == after:
        return f"the range stays {range_in_words(before)}: a statutory term or another guideline sets it"
    return f"the range does not fall: it was {range_in_words(before)} and would be {range_in_words(after)}"


def _court_found_otherwise(judge: Judge) -> tuple[str, Need] | None:
    """Where the court's own range or level is another than the one computed from the facts: which of them is right must be settled first."""
    found = judge.case.guidelines.found if judge.case.guidelines else None
    level = judge.applied.whole("total_offense_level")
    if found is None or found.total_offense_level is None or level is None or level == found.total_offense_level:
        return None
    why = f"the court found a total offense level of {found.total_offense_level}, and the facts of the record give {level}: which of them holds must be settled first"
    return why, Need("guidelines.found.total_offense_level", "Which findings led to the court's total offense level?", REASONS)


# all of them, and the rule before November 1994


def _by_the_first_rule(judge: Judge, one: ListedAmendment, alone: Amended) -> Amended:
    """The policy statement of 1989 to 1994: a listed amendment opens the way, and the amended range is that of the manual then in force as a whole.

    The maximum of the range from Chapter Five, Part A, had to fall by six months (through October 1991), and the term could not be reduced by more
    months than that maximum fell.
    """
    now = judge.recomputation.under_edition(edition_in_force(judge.on).on, _supposed_by(judge, [one] if alone.lowers else []))
    before, after = effective_range(judge, judge.applied), effective_range(judge, now)
    if alone.lowers is not True:
        return replace(alone, range=after if alone.lowers is None else alone.range, reduces=alone.reduces if alone.lowers is False else None)
    was, is_now = guideline_range(judge.applied), guideline_range(now)
    if _is_lower(was, is_now) is None or was.high is None or is_now.high is None:
        why = "the range under all amendments then in force is not known from the record"
        return Amended(one, None, after, None, why, _FIRST_RULE, _missing(judge.applied, now))
    if not _is_lower(before, after):
        return Amended(one, False, after, None, f"with all amendments then in force {_why_not(judge, now, before, after)}", _FIRST_RULE)
    fall, least = was.high - is_now.high, law_months("least_fall_of_maximum", judge.on)
    if fall < (least or 0):
        return Amended(one, False, after, None, f"the maximum of the range falls by {fall} months, and had to fall by {least}", _FIRST_RULE)
    why = f"the range falls from {range_in_words(before)} to {range_in_words(after)} with all amendments then in force"
    return _left(judge, Amended(one, True, after, None, why, _FIRST_RULE), _limited(judge, was, fall))


def _limited(judge: Judge, was: Range, fall: int) -> Lowest:
    """The lowest term where it may come down by no more than the maximum of the range fell."""
    if (was.high is not None and was.high >= UNBOUNDED) or judge.original is None or judge.original.is_life:
        return Lowest(None, 0, 0, "; the maximum was life, so that the months by which it falls cannot be counted")
    binding = (judge.applied.whole("binding_minimum_months") or 0) + (judge.applied.whole("consecutive_minimum_months") or 0)
    months = int(judge.original.exact_months or 0) - fall
    return Lowest(max(months, binding, 0), how=f"; a reduction may not be of more than the {fall} months by which the maximum of the range falls")


def _together(judge: Judge, each: tuple[Amended, ...], listed: tuple[ListedAmendment, ...]) -> Amended:
    """All that are listed, put in at once, as far as each can be put in and an order may rest on it on the day."""
    if not listed:
        return Amended(None, False, NO_RANGE, None, "no amendment is listed", _OF_ALL)
    if not law_switch("listed_amendments_alone", judge.on):
        return _first_of(each)
    used = [one.amendment for one in each if one.amendment is not None and one.amendment.families and _may_be_used(one.amendment, judge.on)]
    texts = sorted(used, key=lambda item: item.text_from)
    settled = [one.amendment for one in each if one.lowers and one.amendment is not None and not one.amendment.families]
    supposed = _supposed_by(judge, settled)
    bearing = [one.amendment for one in each if one.lowers is not False and one.amendment in used and one.amendment is not None]
    found = _computed(judge, None, judge.recomputation.amended_by([*texts, *settled], supposed), together=bearing)
    open_ones = [one for one in each if one.lowers is None]
    if found.lowers is False and open_ones:
        names = ", ".join(one.amendment.label for one in open_ones if one.amendment)
        needs = tuple({need.path: need for one in open_ones for need in one.needs}.values())
        return replace(found, lowers=None, reduces=None, because=f"not settled for amendment {names}", needs=needs)
    return found


def _supposed_by(judge: Judge, settled: list[ListedAmendment]) -> Suppositions:
    """What amendments without law values of their own are settled to do to the case."""
    no_career = any(_ends_career(judge, one) for one in settled)
    guidelines = {old: new for one in settled for old, new in one.replaced_by.items()}
    return Suppositions(("4B1.1",) if no_career else (), no_career, guidelines)


def _first_of(each: tuple[Amended, ...]) -> Amended:
    """Under the rule of 1989 every amendment leads to the same range: what one of them opens is open."""
    told = [next((one for one in each if one.reduces is wanted), None) for wanted in (True, None)]
    found = told[0] or told[1] or next((one for one in each if one.lowers), None)
    if found is not None:
        return replace(found, amendment=None)
    return Amended(None, False, NO_RANGE, None, "no listed amendment lowers the range", _FIRST_RULE)


def _may_be_used(one: ListedAmendment, on: date) -> bool:
    if one.is_held_invalid_from is not None and one.is_held_invalid_from <= on:
        return False
    return one.orders_from is None or on >= one.orders_from
