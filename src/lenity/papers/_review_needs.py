"""What is missing: for each document that would settle it how one asks for it, what it answers, and why that matters."""

from __future__ import annotations

from collections.abc import Iterator

from lenity.engine import Need
from lenity.facts import CaseFile
from lenity.papers._review_words import need_in_words, place_in_words
from lenity.papers.tree import Block, Cite, Content, Heading, List, Paragraph, Strong
from lenity.review import Review

_WAYS = {
    "judgment": "It is public. The clerk of the sentencing court has it, and so has the court's electronic docket (PACER).",
    "verdict form": "Both are as a rule public: ask the clerk of the sentencing court, or look on the electronic docket (PACER). Counsel can ask the court for one that is sealed.",
    "statement of reasons": "It is not public. The person's counsel can have it, or ask the court for it; the Probation Office and the Bureau of Prisons hold copies.",
    "presentence report": "It is confidential. The person can read it through the case manager, and the person's counsel can have it. Do not publish it.",
    "criminal history": "The presentence report lists it; the state court's clerk has the judgment of each prior case.",
    "": "The presentence report, the judgment or the record of the sentencing hearing would show it.",
}
_WHY = (
    ("guidelines.adjustments", "Each adjustment moves the offense level up or down, and the range with it."),
    ("guidelines.findings", "Later law asks it, so that the range today turns on it."),
    ("found_by", "A quantity that neither a jury found nor a plea admits does not set the statutory range under today's law."),
    ("charged", "The quantity charged and found sets the least and the most that the statute allows."),
    ("amount", "Another amount within these bounds would give another result."),
    ("criminal_history", "It decides the column of the Sentencing Table."),
    ("prior_851", "Noticed priors raise what the statute requires."),
    ("prior_924c", "An earlier conviction raises what the statute requires."),
    ("offense.ended", "The last day of the offense decides which edition and which statute apply."),
    ("convicted", "The day of the conviction decides which statute applies."),
    ("sentence.date", "The day of the sentence decides which law applied then."),
    ("statutory", "It bounds the range from below or above."),
    ("base_offense_level", "Everything else is counted from it."),
    ("drug", "The substance decides which line of the drug table applies."),
)


def missing(case: CaseFile, review: Review) -> Iterator[Block]:
    """The documents to ask for, the one that settles most first."""
    asked = _by_document(review)
    if not asked:
        return
    yield Heading("What is missing, and which document settles it")
    yield Paragraph("Ask for these documents in this order. Each answers the questions that stand under it.")
    for document, needs in asked:
        name, _, hint = document.partition(" (")
        yield Heading(_capital(name or "any record of the case"), 2)
        yield Paragraph(_way(document, hint))
        for why, alike in _by_reason(needs, review).items():
            yield Paragraph(why)
            yield List(tuple(_question(case, need) for need in alike))


def _by_document(review: Review) -> list[tuple[str, list[Need]]]:
    needs = {need.path: need for answer in (review.then, review.today) for need in answer.needs}
    documents: dict[str, list[Need]] = {}
    for need in needs.values():
        documents.setdefault(need.document, []).append(need)
    return sorted(documents.items(), key=lambda item: (not item[0], -len(item[1])))


def _way(document: str, hint: str) -> str:
    told = next((way for name, way in _WAYS.items() if name and name in document), None)
    return told or (_capital(hint.rstrip(")")) + "." if hint else _WAYS[""])


def _by_reason(needs: list[Need], review: Review) -> dict[Content, list[Need]]:
    """The questions of a document, those together that matter for the same reason."""
    found: dict[Content, list[Need]] = {}
    for need in needs:
        found.setdefault(_why(need, review), []).append(need)
    return found


def _question(case: CaseFile, need: Need) -> Content:
    asks = need.asks or _capital(need_in_words(case, need.path))
    place = place_in_words(case, need.path)
    return (Strong(asks), f" For {place}." if place else "", f" In the case file: {need.path}")


def _why(need: Need, review: Review) -> Content:
    reason = next((text for part, text in _WHY if part in need.path), "The result turns on it.")
    where = [word for word, answer in (("then", review.then), ("today", review.today)) if need.path in {one.path for one in answer.needs}]
    return (Cite(reason), f" Missing for the law {' and '.join(where)}:")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
