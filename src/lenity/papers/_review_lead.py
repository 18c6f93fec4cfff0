"""The answer in a few short sentences: what the sentence was, what the range was and would be, why, and what would settle it."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator

from lenity.engine import UNBOUNDED, Entry, Ladder, Step, in_words
from lenity.facts import CaseFile, Term
from lenity.papers._review_tables import reach_of
from lenity.papers._review_words import imposed_in_words, months, on_day, range_in_words
from lenity.review import Answer, Review

_MOST_LINES, _LINE = 8, 96
_AMENDMENT = "App. C amend. "


def lead_sentences(case: CaseFile, review: Review) -> list[str]:
    """The sentences of the lead, in reading order; the least telling ones left out where there are too many for eight lines."""
    told = [sentence for sentence in _sentences(case, review) if sentence[1]]
    while len(told) > 1 and len(textwrap.wrap(" ".join(text for _, text in told), _LINE)) > _MOST_LINES:
        told.remove(max(told, key=lambda sentence: sentence[0]))
    return [_on_its_own(text) for _, text in told]


def _on_its_own(text: str) -> str:
    """The sentence without the word that ties it to the one before, which may have been left out."""
    bare = text.removeprefix("So, ")
    return bare[:1].upper() + bare[1:]


def _sentences(case: CaseFile, review: Review) -> Iterator[tuple[int, str]]:
    """Sentences with their rank: the higher, the sooner left out."""
    yield 0, _imposed(case)
    yield 0, _ranges(case, review)
    yield 2, _base(review)
    yield 1, _unhelped(review)
    for at, inference in enumerate(getattr(review.then, "inferences", ())):
        yield 3 if at == 0 else 1, inference
    yield 4, _statutory(review)
    if not getattr(review.then, "inferences", ()):
        yield 5, _binding(review)
    yield 3, _finder(review)
    yield 2, _settled_by(review)


def _imposed(case: CaseFile) -> str:
    imposed, when = imposed_in_words(case), on_day(case.sentence.date)
    return f"The sentence imposed {when} was {imposed}." if imposed else f"The sentence was imposed {when}; its length is not in the record."


def _range(answer: Answer) -> tuple[object, object]:
    return answer.values["range_minimum_months"], answer.values["range_maximum_months"]


def _ranges(case: CaseFile, review: Review) -> str:
    then, today = range_in_words(*_range(review.then)), range_in_words(*_range(review.today))
    finding = review.change.finding
    if finding == "not known":
        if None in _range(review.then) and None in _range(review.today):
            return "Whether the range would be lower today is not known: findings that decide it are not in the record."
        return f"The range then: {then}. Today: {today}{_reach(review)}."
    if finding == "same":
        return f"The range then was {then}. Today it would be the same."
    return f"The range then was {then}{_against(case, review.then)}. Today it would be {finding}: {today}{_apart(review)}{_against(case, review.today)}."


def _reach(review: Review) -> str:
    """How far today's range reaches over the scenarios, and whether it is lower in all of them."""
    reach = reach_of(review.today)
    if reach is None:
        return ", and whether it would be lower is not known"
    lows = [value for one in review.today.scenarios if isinstance(value := one.values["range_minimum_months"], int)]
    before = review.then.values["range_minimum_months"]
    said = f", but {range_in_words(*reach)} over all the scenarios below"
    if not isinstance(before, int) or max(lows) >= before:
        return f"{said}, so that it may or may not be lower"
    return f"{said}: lower in each of them" if len(lows) == len(review.today.scenarios) else f"{said}: lower in each that can be worked out"


def _apart(review: Review) -> str:
    """By how much, where both ends are numbers."""
    low, high = review.change.minimum_months, review.change.maximum_months
    if not low or not high or (low < 0) != (high < 0):
        return ""
    word = "less" if low < 0 else "more"
    return f" ({abs(low)} months {word} at the low end, {abs(high)} at the high end)"


def _against(case: CaseFile, answer: Answer) -> str:
    """Where the sentence imposed lies, where it lies outside the range."""
    low, high = _range(answer)
    term = case.sentence.imprisonment
    if term is None or not isinstance(low, int) or not isinstance(high, int):
        return ""
    if term.longest < _term(low):
        return ", above the sentence imposed"
    return ", below the sentence imposed" if term.longest > _term(high) else ""


def _term(value: int) -> Term:
    return Term(is_life=True) if value >= UNBOUNDED else Term(value)


def _base(review: Review) -> str:
    before, after = (answer.values["principal_base_offense_level"] for answer in (review.then, review.today))
    if not isinstance(before, int) or not isinstance(after, int) or before == after:
        return ""
    return f"The base offense level {'falls' if after < before else 'rises'} from {before} to {after}."


def _unhelped(review: Review) -> str:
    """A drug table that was changed since and still gives the same level, with the step that decides it."""
    before, after = _drug_step(review.then), _drug_step(review.today)
    if before is None or after is None or before.value != after.value:
        return ""
    old, new = _threshold(before), _threshold(after)
    if old is None or new is None or old[0] == new[0]:
        return ""
    amendment = new[1].cite.partition(_AMENDMENT)[2]
    changed = f"Amendment {amendment} of {new[1].from_on.year}" if amendment.isdigit() else f"an amendment of {new[1].from_on.year}"
    amount = after.because.partition(" is at least ")[0] if " is at least " in after.because else "the amount here"
    place = "top step of the drug table" if new[2] else f"drug table's step for level {after.value}"
    return (
        f"The drugs gave level {after.value} then and still do: {changed} moved the {place} "
        f"from {in_words(old[0], 'milligram')} to {in_words(new[0], 'milligram')}, and {amount} is above both."
    )


def _drug_step(answer: Answer) -> Step | None:
    steps = [step for step in answer.steps if step.rule == "drug_level"]
    return steps[0] if len(steps) == 1 and isinstance(steps[0].value, int) else None


def _threshold(step: Step) -> tuple[int, Entry, bool] | None:
    """The weight from which the step's level holds, the table's text, and whether it is the table's highest."""
    for entry in reversed(step.law):
        if isinstance(entry.payload, Ladder) and step.value in entry.payload.results:
            at = entry.payload.results.index(step.value)
            return entry.payload.thresholds[at], entry, at == len(entry.payload.results) - 1
    return None


def _statutory(review: Review) -> str:
    before, after = (months(answer.values["statutory_minimum_months"]) for answer in (review.then, review.today))
    if before is None or after is None or before == after:
        return ""
    said = ["no prison time" if one == 0 else in_words(UNBOUNDED if one == "life" else one, "month") for one in (before, after)]
    return f"The least that the statutes allow was {said[0]} then and is {said[1]} today."


def _binding(review: Review) -> str:
    then, today = (answer.values["guidelines_are_advisory"] for answer in (review.then, review.today))
    return "The Guidelines bound the court then; today they only advise it." if then is False and today is True else ""


def _finder(review: Review) -> str:
    if not any(need.path.endswith("found_by") for need in review.today.needs):
        return ""
    return "Who found the drug amount is not known, and today that matters."


def _settled_by(review: Review) -> str:
    """The one document that settles most of what is missing."""
    documents = Counter(
        need.document for need in {need.path: need for answer in (review.then, review.today) for need in answer.needs}.values() if need.document
    )
    if not documents:
        return ""
    name = documents.most_common(1)[0][0].partition(" (")[0]
    return f"The document that would settle most: the {name}."
