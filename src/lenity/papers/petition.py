"""The papers of a petition for commutation: executive summary, petition, memorandum, checklist, list of exhibits.

    papers = petition_papers(case, grounds, exhibits)

Each is a document by itself; `bound` makes one of those that are filed, in the order in which they are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lenity import __version__
from lenity.facts import CaseFile
from lenity.papers._petition_answers import petition_blocks
from lenity.papers._petition_checklist import AtHand, checklist_blocks
from lenity.papers._petition_memorandum import Criterion, Grounds, memorandum_blocks, summary_blocks
from lenity.papers._petition_words import Gaps
from lenity.papers._review_words import day_in_words
from lenity.papers.tree import Block, Document, Footer, Heading, List, PageBreak, Paragraph, Ref, Source, SourceList, parts_of

__all__ = ["AtHand", "Criterion", "Grounds", "PetitionPapers", "bound", "petition_papers"]

TITLE = "Petition for commutation of sentence"


@dataclass(frozen=True, slots=True)
class PetitionPapers:
    """The papers of a package, and the answers that nobody has given yet, in words."""

    filed: tuple[Document, ...]
    """Executive summary, checklist, petition, memorandum, list of exhibits: what is filed, in order."""
    memorandum: Document
    checklist: Document
    """For counsel: with the answers that are missing. It is not filed."""
    gaps: tuple[str, ...]


def petition_papers(case: CaseFile, grounds: Grounds, exhibits: Sequence[AtHand]) -> PetitionPapers:
    """The papers for one case, made from facts that may be filed unsealed. Missing answers are marked in them, and listed."""
    gaps = Gaps()
    summary = tuple(summary_blocks(case, grounds, gaps))
    petition = tuple(petition_blocks(case, gaps, release=grounds.release))
    argued = tuple(memorandum_blocks(case, grounds, gaps))
    make = _Maker(case, grounds.review.as_of, f"Guidelines of {day_in_words(grounds.review.today.edition_on)}")
    memorandum = make.document("Memorandum in support of the petition", argued)
    filed = (
        make.document("Executive summary", summary),
        make.document("Checklist", tuple(checklist_blocks(exhibits, None))),
        make.document(TITLE, petition),
        memorandum,
        make.document("Exhibits", _exhibits(exhibits)),
    )
    return PetitionPapers(filed, memorandum, make.document("Checklist for counsel", tuple(checklist_blocks(exhibits, gaps.asked))), tuple(gaps.asked))


@dataclass(frozen=True, slots=True)
class _Maker:
    """What the documents of one package share."""

    case: CaseFile
    day: date
    edition: str

    def document(self, title: str, blocks: tuple[Block, ...]) -> Document:
        name = (self.case.person.name if self.case.person else None) or self.case.id
        return Document(title, (*blocks, *sources(self.case, blocks)), Footer(__version__, self.edition, self.day), subtitle=name)


def sources(case: CaseFile, blocks: Iterable[Block]) -> Iterator[SourceList]:
    """The sources that the blocks refer to, in the order of the case file; none where they refer to none."""
    cited = {part.source for part in parts_of(tuple(blocks)) if isinstance(part, Ref)}
    listed = []
    for source in case.sources or ():
        if source.id in cited:
            words = ", ".join(part for part in (source.title or source.id, source.publisher, str(source.date) if source.date else None) if part)
            listed.append(
                Source(source.id, f"{words}{' (confidential)' if source.is_confidential else ''}.", "" if source.is_confidential else source.url or "")
            )
    if listed:
        yield SourceList(tuple(listed))


def _exhibits(exhibits: Sequence[AtHand]) -> tuple[Block, ...]:
    if not exhibits:
        return (Paragraph("No exhibit is attached."),)
    return (List(tuple(f"Exhibit {one.number}: {one.title}" for one in exhibits)),)


def bound(documents: Sequence[Document]) -> Document:
    """The documents as one, each beginning on a new page under a heading of its own, with one list of sources at the end."""
    blocks: list[Block] = []
    listed: dict[str, Source] = {}
    for at, document in enumerate(documents):
        if at:
            blocks.append(PageBreak())
        blocks.append(Heading(document.title, 1))
        for block in document.blocks:
            if isinstance(block, SourceList):
                listed |= {source.id: source for source in block.sources}
            else:
                blocks.append(replace(block, level=block.level + 1) if isinstance(block, Heading) else block)
    if listed:
        blocks += [PageBreak(), SourceList(tuple(listed.values()))]
    first = documents[0]
    return Document(TITLE, tuple(blocks), first.footer, subtitle=first.subtitle)
