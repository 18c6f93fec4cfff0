"""The paper of a sentence computation: the answer first, then every date with its arithmetic, a timeline, each step, what is missing.

from lenity.papers import html_page
from lenity.papers.time import time_document

page = html_page(time_document(case, compute(case, as_of=day)))
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lenity import __version__
from lenity.engine import Step as Reasoned
from lenity.engine import in_words
from lenity.facts import CaseFile
from lenity.papers._review_steps import refs_of
from lenity.papers._review_words import day_in_words
from lenity.papers._time_lead import lead_sentences
from lenity.papers._time_lines import dates_table, timeline
from lenity.papers.tree import Block, Cite, Definition, Definitions, Document, Footer, Heading, Lead, List, Notice, Paragraph, Source, SourceList, Step, Steps
from lenity.time import Computation

_LETTER = re.compile(r"[A-Za-z]")
_YES_OR_NO = re.compile(r"(?:[a-z ]+: )?(?:yes|no)(?:, [a-z ]+: (?:yes|no))*|not in force then|in force since [\d-]+")
_NOT_ADVICE = "This is information, not legal advice. The Bureau of Prisons computes the sentence; a court can review what it does."


def time_document(case: CaseFile, made: Computation) -> Document:
    """The paper of one computation as a document."""
    name = (case.person.name if case.person else None) or case.id
    docket = case.court.docket if case.court else None
    return Document(
        title="When the sentence ends",
        subtitle=f"{name} · No. {docket}" if docket else name,
        blocks=tuple(_blocks(case, made)),
        footer=Footer(version=__version__, edition=f"law of custody on {day_in_words(made.as_of)}", date=made.as_of),
    )


def _blocks(case: CaseFile, made: Computation) -> Iterator[Block]:
    yield Lead(" ".join(lead_sentences(case, made)))
    yield Notice(_NOT_ADVICE)
    yield dates_table(made)
    chart = timeline(case, made)
    if chart is not None:
        yield chart
    if made.notes:
        yield Heading("What to know")
        yield List(tuple(Cite(note) for note in made.notes))
    yield from _sheet(made)
    yield from _missing(made)
    if made.assumptions:
        yield Heading("What is taken as given")
        yield List(tuple(Cite(one) for one in made.assumptions))
    yield Heading("Each step of the law")
    yield Steps(tuple(_step(case, step) for step in made.steps if _tells(step, made)))
    sources = tuple(Source(one.id, one.title or one.id, one.url or "") for one in case.sources or ())
    if sources:
        yield Heading("Sources")
        yield SourceList(sources)


def _sheet(made: Computation) -> Iterator[Block]:
    if not made.differences:
        return
    yield Heading("Where the Bureau's own sheet differs")
    for one in made.differences:
        yield Paragraph(f"{one.what.replace('_', ' ').capitalize()}: the sheet says {_said(one.sheet)}; computed here: {_said(one.computed)}.")
        if one.reasons:
            yield List(tuple(Cite(reason) for reason in one.reasons))
    if made.remedies:
        yield Paragraph("How to ask the Bureau to look at it again:")
        yield List(tuple(Cite(step) for step in made.remedies))


def _said(value: object) -> str:
    return day_in_words(value) if isinstance(value, date) else in_words(value, "day")


def _missing(made: Computation) -> Iterator[Block]:
    if not made.needs:
        return
    yield Heading("What is missing, and what settles it")
    asked: dict[str, list[str]] = {}
    for need in made.needs:
        asked.setdefault(need.document, []).append(need.asks)
    yield Definitions(tuple(Definition(_capital(document or "any record of the case"), " ".join(questions)) for document, questions in asked.items()))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tells(step: Reasoned, made: Computation) -> bool:
    """Whether a step says anything here: not of other judgments and other sovereigns where there are none."""
    if step.rule == "months_one_after_another" and not made.is_aggregate:
        return False
    if step.rule == "state_had_primary_custody" and step.value is False:
        return False
    return step.state != "does_not_apply" and not (step.unit == "day" and step.value == 0)


def _because(step: Reasoned) -> str:
    """Why, without the conditions that say no more than yes or no, where something else does; a bare number says no more than the value."""
    parts = step.because.split("; ")
    telling = [part for part in parts if not _YES_OR_NO.fullmatch(part)] or parts
    said = "; ".join(telling)
    return said if _LETTER.search(said) else ""


def _step(case: CaseFile, step: Reasoned) -> Step:
    return Step(
        label=step.label,
        value="" if step.value is None else day_in_words(step.value) if isinstance(step.value, date) else in_words(step.value, step.unit),
        state=step.state,  # type: ignore[arg-type]
        citation="; ".join(dict.fromkeys([step.cite, *(part for entry in step.law for part in entry.cite.split("; "))])),
        because=Cite(_because(step)),
        evidence=refs_of(case, step.facts),
    )
