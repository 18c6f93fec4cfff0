"""The first sentences of a computation's paper, in plain language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lenity.facts import CaseFile
from lenity.papers._review_words import day_in_words, term_in_words
from lenity.time import Computation


def lead_sentences(case: CaseFile, made: Computation) -> Iterator[str]:
    """What the sentence is, when it ends, and what that rests on."""
    if made.was_released and made.released_on is not None:
        yield f"The person was released on {day_in_words(made.released_on)}{_released_by(case, made.released_on)}."
    elif made.term is not None and made.term.is_none:
        yield "The sentence has no prison time, so there is no release date to work out."
    elif made.is_life:
        yield "The sentence is life. The law gives it no release date."
    elif made.projected_release_on is not None:
        yield f"The release date is {day_in_words(made.projected_release_on)}."
        yield from _how(made)
    elif made.statutory_release_on is not None:
        yield f"With good time the sentence ends on {day_in_words(made.statutory_release_on)}. Time credits may end it sooner{_sooner(made)}; how many there are is not known."
        yield from _how(made)
    else:
        yield "The release date is not known. This record does not say enough to work it out."
    supposed = made.release_if_earning_goes_on_on
    if supposed is not None and made.projected_release_on is not None and supposed < made.projected_release_on:
        yield f"If time credits go on being earned as now, release comes on {day_in_words(supposed)}."
    if made.needs and made.is_open_for_want_of_facts:
        yield f"What is missing first: {made.needs[0].asks[0].lower()}{made.needs[0].asks[1:]}"


def _sooner(made: Computation) -> str:
    return f", but not before {day_in_words(made.earliest_release_on)}" if made.earliest_release_on is not None else ""


def _released_by(case: CaseFile, on: date) -> str:
    """What opened the door that day, where the record names it."""
    kinds = {event.kind for event in case.events or () if event.date is not None and event.date.day == on}
    if "commutation" in kinds:
        return ": the President commuted the sentence"
    return ": the President pardoned the person" if "pardon" in kinds else ""


def _how(made: Computation) -> Iterator[str]:
    term = made.term
    if made.full_term_on is None or term is None:
        return
    parts = [f"{made.good_time_days:,} days for good conduct"] if made.good_time_days else []
    if made.to_supervised_release_days:
        parts.append(f"{made.to_supervised_release_days:,} days of time credits")
    less = f", less {' and '.join(parts)}" if parts else ""
    whole = "all federal terms together" if made.is_aggregate else term_in_words(term)
    yield f"That is the full term of {whole}, which ends on {day_in_words(made.full_term_on)}{less}."
