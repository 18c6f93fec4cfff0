"""The public profile of a case: one page, from facts that public sources show, with the picture of then and today, and what is asked."""

from __future__ import annotations

import io
from collections.abc import Iterator

from lenity import __version__
from lenity.facts import CaseFile
from lenity.papers._petition_memorandum import served_in_words
from lenity.papers._petition_words import court_in_words, when, with_sources
from lenity.papers._review_lead import lead_sentences
from lenity.papers._review_tables import picture
from lenity.papers._review_words import day_in_words, imposed_in_words, on_day
from lenity.papers.pdf import pdf_bytes
from lenity.papers.petition import sources
from lenity.papers.text import plain_text
from lenity.papers.tree import Block, Cite, Content, Definition, Definitions, Document, Footer, Heading, Lead, Notice, Paragraph
from lenity.papers.unsealed import check_unsealed, speaks_of_cooperation
from lenity.review import Review

_EVENTS = {
    "reduction": "sentence reduced", "amended_judgment": "judgment amended", "commutation": "sentence commuted", "pardon": "pardoned",
    "release": "released", "revocation": "supervision revoked", "rule_35": "",
}  # fmt: skip
_MOST_SENTENCES, _LEAST_SENTENCES = 4, 1
_SCALES = (1.0, 0.9, 0.82)


def profile_document(case: CaseFile, review: Review, asks: str | None, *, sentences: int = _MOST_SENTENCES) -> Document:
    """The profile. `case` must hold public facts only (`unsealed.public_facts`), and `review` be of that case.

    `asks` is what is asked for, in the words of the person or counsel; `sentences` how many of the review's are told.

    Raises SealedWords if any of it speaks of cooperation.
    """
    blocks = tuple(_blocks(case, review, asks, sentences))
    name = (case.person.name if case.person else None) or "A person"
    footer = Footer(__version__, f"Guidelines of {day_in_words(review.today.edition_on)}", review.as_of)
    document = Document(name, (*blocks, *sources(case, blocks)), footer, subtitle=_subtitle(case))
    check_unsealed(plain_text(document), "the profile")
    return document


def one_page_pdf(case: CaseFile, review: Review, asks: str | None) -> bytes:
    """The profile as a PDF of one page: as many of the review's sentences as fit on it."""
    from pypdf import PdfReader

    data = b""
    for sentences in range(_MOST_SENTENCES, _LEAST_SENTENCES - 1, -1):
        document = profile_document(case, review, asks, sentences=sentences)
        for scale in _SCALES:
            data = pdf_bytes(document, scale=scale)
            if len(PdfReader(io.BytesIO(data)).pages) == 1:
                return data
    return data


def _subtitle(case: CaseFile) -> str:
    person = case.person
    parts = [person.residence if person else None, served_in_words(case)]
    return " · ".join(part for part in parts if part)


def _blocks(case: CaseFile, review: Review, asks: str | None, sentences: int) -> Iterator[Block]:
    yield Lead(_story(case))
    yield picture(case, review)
    told = [one for one in lead_sentences(case, review)[1 : sentences + 1] if not speaks_of_cooperation(one)]
    if told:
        yield Paragraph(Cite(" ".join(told)))
    facts = tuple(_facts(case))
    if facts:
        yield Definitions(facts)
    if asks:
        yield Heading("What is asked", 1)
        yield Paragraph(asks)
    yield Notice("This page tells public facts, each with its source. It is information, not legal advice.")


def _story(case: CaseFile) -> Content:
    person = case.person
    name = (person.name if person else None) or "This person"
    imposed = imposed_in_words(case)
    court = court_in_words(case)
    term = f"was sentenced to {imposed}" if imposed else "was sentenced"
    said = f"{name} {term} {on_day(case.sentence.date)}{f' by the {court}' if court else ''}."
    return with_sources(case, said, ["sentence.imprisonment", "sentence.date"])


def _facts(case: CaseFile) -> Iterator[Definition]:
    if case.convictions:
        statutes = "; ".join(dict.fromkeys(count.statute for count in case.convictions if count.statute))
        yield Definition("Convicted under", with_sources(case, Cite(statutes), ["convictions[0].statute"]))
    if case.offense is not None and case.offense.role:
        yield Definition("Part played", with_sources(case, case.offense.role, ["offense.role"]))
    history = case.criminal_history
    if history is not None and history.priors == ():
        yield Definition("Earlier convictions", with_sources(case, "none", ["criminal_history.priors"]))
    custody = case.custody
    if custody is not None and custody.incidents == ():
        yield Definition("Record in prison", with_sources(case, "no incident", ["custody.incidents"]))
    events = [f"{_EVENTS[one.kind]} {when(one.date)}" for one in case.events or () if one.date and _EVENTS[one.kind]]
    if events:
        yield Definition("Since then", with_sources(case, "; ".join(events), [f"events[{at}].date" for at in range(len(case.events or ()))]))
