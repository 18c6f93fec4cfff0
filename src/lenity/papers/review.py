"""The report of a review: the answer first, then the law then and today, what changed, each step, what is missing, the sources.

from lenity.papers import html_page
from lenity.papers.review import review_document

page = html_page(review_document(case, review(case, as_of=day)))
"""

from __future__ import annotations

from collections.abc import Iterator

from lenity import __version__
from lenity.facts import CaseFile
from lenity.papers._review_besides import besides
from lenity.papers._review_counts import shares
from lenity.papers._review_lead import lead_sentences
from lenity.papers._review_needs import missing
from lenity.papers._review_steps import refs_of, steps
from lenity.papers._review_tables import fact_paths, picture, record, scenarios, then_and_today
from lenity.papers._review_words import day_in_words, range_in_words
from lenity.papers.tree import (
    Block,
    Cite,
    Content,
    Document,
    Footer,
    Heading,
    Lead,
    List,
    Notice,
    Paragraph,
    Source,
    SourceList,
    Steps,
)
from lenity.review import Difference, Review

_NOT_ADVICE = "This is information, not legal advice."
_DIFFERENCES = {"total_offense_level": "total offense level", "guideline_range": "guideline range", "base_offense_level": "base offense level"}


def review_document(case: CaseFile, review: Review) -> Document:
    """The report of one review as a document."""
    return Document(
        title="The sentence then and today",
        subtitle=_subtitle(case),
        blocks=tuple(_blocks(case, review)),
        footer=Footer(version=__version__, edition=f"Guidelines of {day_in_words(review.today.edition_on)}", date=review.as_of),
    )


def _subtitle(case: CaseFile) -> str:
    name = (case.person.name if case.person else None) or case.id
    docket = case.court.docket if case.court else None
    return f"{name} · No. {docket}" if docket else name


def _blocks(case: CaseFile, review: Review) -> Iterator[Block]:
    yield Lead(" ".join(lead_sentences(case, review)))
    yield picture(case, review)
    yield Notice(_NOT_ADVICE)
    yield then_and_today(review)
    yield from shares(review)
    yield from _changes(review)
    yield from _cautions(review)
    yield from missing(case, review)
    yield from _open(case, review)
    yield from besides(review)
    yield from _record(case)
    yield from _reasoning(case, review)
    yield from _sources(case)


def _changes(review: Review) -> Iterator[Block]:
    reasons = review.change.reasons
    if reasons:
        yield Heading("What changed in the law")
        yield List(tuple((Cite(_sentence(reason.text)), " ", Cite(f"{reason.cite}.")) for reason in reasons))
    inferences = getattr(review.then, "inferences", ())
    if inferences:
        yield Heading("What the sentence itself shows")
        yield List(tuple(Cite(inference) for inference in inferences))
    differences = [*review.then.differences, *review.today.differences]
    if differences:
        yield Heading("Where the court's findings differ from this computation")
        yield List(tuple(_difference(one) for one in differences))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def _difference(one: Difference) -> Content:
    what = _DIFFERENCES.get(one.what, one.what.replace("_", " "))
    return f"The {what}: the court found {_value(one.found)}; computed here from the same facts: {_value(one.computed)}."


def _value(value: object) -> str:
    return range_in_words(*value) if isinstance(value, tuple) and len(value) == 2 else str(value)


def _cautions(review: Review) -> Iterator[Block]:
    for warning in review.warnings:
        yield Notice(Cite(warning), "warning")
    assumptions = tuple(dict.fromkeys((*review.then.assumptions, *review.today.assumptions)))
    if assumptions:
        yield Heading("What is taken as given")
        yield List(tuple(Cite(one) for one in assumptions))


def _open(case: CaseFile, review: Review) -> Iterator[Block]:
    both = [*scenarios(case, "Then", review.then), *scenarios(case, "Today", review.today)]
    if both:
        yield Heading("What other facts would make of the range")
        yield from both


def _record(case: CaseFile) -> Iterator[Block]:
    refs = {path: refs_of(case, [path]) for path in fact_paths(case)}
    table = record(case, refs)
    if table is not None:
        yield Heading("The record")
        yield table


def _reasoning(case: CaseFile, review: Review) -> Iterator[Block]:
    yield Heading("Each step of the law")
    yield Paragraph("Steps that add nothing, or that do not apply, are left out here; the JSON form of this review has them all.")
    for label, answer in (("Then", review.then), ("Today", review.today)):
        law = day_in_words(answer.law_on) if answer.law_on else answer.law_on_text
        yield Heading(f"{label}: law of {law}, Guidelines of {day_in_words(answer.edition_on)}", 2)
        yield Steps(steps(case, answer))


def _sources(case: CaseFile) -> Iterator[Block]:
    if not case.sources:
        return
    listed = []
    for source in case.sources:
        parts = [source.title or source.id, source.publisher, str(source.date) if source.date else None]
        words = ", ".join(part for part in parts if part)
        listed.append(Source(source.id, f"{words} (confidential: not to be shared)." if source.confidential else f"{words}.", source.url or ""))
    yield SourceList(tuple(listed))
