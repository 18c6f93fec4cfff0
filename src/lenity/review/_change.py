"""How today's range stands to the range then, and which changes of law made the difference, or made none."""

from __future__ import annotations

from collections.abc import Iterator

from lenity.engine import UNBOUNDED, Step, in_words
from lenity.engine.dated import Entry, Ladder
from lenity.review._answer import Answer, Change, Reason

_TELLING = frozenset(
    {
        "base_offense_level",
        "adjustment_levels",
        "safety_valve_levels",
        "violence_levels_today",
        "acceptance_levels",
        "early_disposition_levels",
        "career_offender_level",
        "zero_point_levels",
        "criminal_history_points",
        "criminal_history_category",
        "count_minimum_months",
        "count_maximum_months",
        "safety_valve_applies",
        "guidelines_are_advisory",
    }
)
"""Rules whose change a reader should hear of; the total and the ranges only add them up."""


def change_between(then: Answer, today: Answer) -> Change:
    """The finding by the minimums, then the maximums, of the ranges after the statute."""
    ends = [(_months(then, name), _months(today, name)) for name in ("range_minimum_months", "range_maximum_months")]
    lower, upper = (_difference(*end) for end in ends)
    return Change(_finding(ends), lower, upper, tuple(dict.fromkeys(_reasons(then, today))))


def _months(answer: Answer, name: str) -> int | None:
    value = answer.values[name]
    return value if isinstance(value, int) else None


def _finding(ends: list[tuple[int | None, int | None]]) -> str:
    if any(None in end for end in ends):
        return "not known"
    for before, after in ends:
        if before != after:
            return "lower" if (after or 0) < (before or 0) else "higher"
    return "same"


def _difference(before: int | None, after: int | None) -> int | None:
    if before is None or after is None or UNBOUNDED in (before, after):
        return None
    return after - before


def _reasons(then: Answer, today: Answer) -> Iterator[Reason]:
    before = {(step.rule, step.path): step for step in then.steps}
    for step in today.steps:
        earlier = before.get((step.rule, step.path))
        if earlier is None:
            continue
        if step.rule in _TELLING and _is_settled(earlier) and _is_settled(step) and (earlier.value or 0) != (step.value or 0):
            yield Reason(_cite(step, earlier), _changed(earlier, step))
        elif step.rule == "drug_level" and earlier.value == step.value and step.value is not None:
            yield from _unhelped(earlier, step)
    yield from _held_higher(then, today)


def _value(step: Step) -> str:
    return in_words(step.value, step.unit) if step.value is not None else "nothing"


def _is_settled(step: Step) -> bool:
    """Whether a step has a value, or has none because the law then had nothing to say."""
    return step.value is not None or step.state != "not_known"


def _changed(earlier: Step, step: Step) -> str:
    said = f"{step.label}: {_value(earlier)} then, {_value(step)} today"
    return said if not step.because or step.because in ("yes by law", "no by law") else f"{said} ({step.because})"


_BY_WHAT_IS_BEHIND = frozenset(
    {"count_minimum_months", "count_maximum_months", "safety_valve_applies", "criminal_history_points", "criminal_history_category", "career_offender_level"}
)
"""Rules whose change may come from a law value that they read only through others (which § 924(c) count is a second one, which prior qualifies)."""


def _cite(step: Step, earlier: Step) -> str:
    """The law that made the difference: a value whose own series had another answer then; else what sets the value today, else the rule's section."""
    changed = _answered_otherwise(step.law, earlier.law)
    if not changed and step.rule in _BY_WHAT_IS_BEHIND:
        changed = _answered_otherwise(step.law_behind, earlier.law_behind)
        figures = [entry for entry in changed if not isinstance(entry.payload, bool | str)]
        switches = [entry for entry in changed if isinstance(entry.payload, bool)]
        words = [entry for entry in changed if isinstance(entry.payload, str)]
        changed = (switches or changed) if step.unit == "yes_no" else (figures or words or switches)
    if changed:
        return max(changed, key=lambda entry: entry.from_on).cite
    today, before = (step.law_behind, earlier.law_behind) if step.rule in _BY_WHAT_IS_BEHIND else (step.law, earlier.law)
    new = [entry for entry in today if entry not in set(before) and not isinstance(entry.payload, bool | str)]
    return max(new, key=lambda entry: entry.from_on).cite if new else step.cite


def _answered_otherwise(today: tuple[Entry, ...], then: tuple[Entry, ...]) -> list[Entry]:
    """Entries of today whose series gave another answer then."""
    before = {entry.series: entry for entry in then}
    return [entry for entry in today if entry.series in before and before[entry.series].payload != entry.payload]


def _unhelped(earlier: Step, step: Step) -> Iterator[Reason]:
    """A quantity table that was changed since and still gives the same level."""
    ladders = [[entry for entry in one.law if isinstance(entry.payload, Ladder)] for one in (earlier, step)]
    if ladders[0] and ladders[1] and ladders[0][-1].payload != ladders[1][-1].payload:
        old, new = ladders[0][-1], ladders[1][-1]
        yield Reason(
            new.cite,
            f"The drug table was changed since, but gives the same level {step.value}: {step.because} ({_step_of(old, step)} then, {_step_of(new, step)} today).",
        )


def _step_of(entry: object, step: Step) -> str:
    payload = getattr(entry, "payload", None)
    if not isinstance(payload, Ladder) or step.value not in payload.results:
        return "no such step"
    return f"level {step.value} from {in_words(payload.thresholds[payload.results.index(step.value)], 'milligram')}"


def _held_higher(then: Answer, today: Answer) -> Iterator[Reason]:
    before, after = _months(then, "range_minimum_months"), _months(today, "range_minimum_months")
    if before is not None and after is not None and after > before:
        yield Reason(
            "U.S. Const. art. I, § 9; Peugh v. United States, 569 U.S. 530 (2013)",
            "Today's law is harsher here. It could not be applied to an offense committed before it: a court today would use the law of the day of the offense.",
        )
