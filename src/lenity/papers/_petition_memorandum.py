"""The executive summary and the memorandum in support: the criteria, the sentence then and today, and what speaks for the person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lenity.facts import CaseFile
from lenity.facts.petition import Petition
from lenity.papers._petition_words import Gaps, court_in_words, told, when, with_sources
from lenity.papers._review_lead import lead_sentences
from lenity.papers._review_steps import refs_of
from lenity.papers._review_tables import fact_paths, picture, record, then_and_today
from lenity.papers._review_words import imposed_in_words, on_day
from lenity.papers.tree import Block, Cite, Column, Content, Heading, Lead, List, Notice, Paragraph, Row, Table
from lenity.papers.unsealed import speaks_of_cooperation
from lenity.review import Review


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of an avenue of relief as it was judged: `status` is `met`, `not met` or `not known`."""

    avenue: str
    text: str
    status: str
    because: str
    citation: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a petition rests on beside the case: the review, the criteria of clemency, other avenues of relief, and a comparison."""

    review: Review
    criteria: tuple[Criterion, ...] = ()
    """The six criteria of practice, one by one."""
    avenues: tuple[Criterion, ...] = ()
    """Each other avenue of relief as a whole."""
    release: str | None = None
    """The projected release in words."""
    comparison: tuple[Block, ...] = ()
    """How people in a similar position were sentenced."""


def summary_blocks(case: CaseFile, grounds: Grounds, gaps: Gaps) -> Iterator[Block]:
    """The executive summary: what is asked, the answer of the review, and each criterion with where it stands."""
    says = case.petition or Petition()
    yield Lead(_asked(case, says, gaps))
    yield Paragraph(Cite(_without_cooperation(" ".join(lead_sentences(case, grounds.review)))))
    yield picture(case, grounds.review)
    if grounds.criteria:
        yield _criteria("The criteria of clemency practice", grounds.criteria)


def _asked(case: CaseFile, says: Petition, gaps: Gaps) -> Content:
    name = (case.person.name if case.person else None) or "The petitioner"
    asks = Cite(says.asks) if says.asks else gaps.mark("what is asked for, such as commutation to time served")
    return (f"{name} asks the President for clemency: ", asks, ".")


def _criteria(caption: str, criteria: tuple[Criterion, ...]) -> Table:
    columns = (Column("Criterion"), Column("Status"), Column("Because"))
    rows = tuple(Row(Cite(one.text), (one.status, (Cite(one.because), " ", Cite(one.citation))), strong=False) for one in criteria)
    return Table(caption, columns, rows)


def memorandum_blocks(case: CaseFile, grounds: Grounds, gaps: Gaps) -> Iterator[Block]:
    """The memorandum in support, in the order in which it is argued."""
    says = case.petition or Petition()
    yield Heading("Introduction", 1)
    yield Paragraph(_asked(case, says, gaps))
    yield from _facts(case, says, gaps)
    yield from _law(case, grounds)
    yield from _relief(grounds)
    yield from grounds.comparison
    yield from _person(case, says, gaps)
    yield Heading("Conclusion", 1)
    yield Paragraph(("For these reasons the petitioner asks for ", Cite(says.asks) if says.asks else gaps.mark("what is asked for"), "."))
    yield from _signed(case, gaps)


def _facts(case: CaseFile, says: Petition, gaps: Gaps) -> Iterator[Block]:
    yield Heading("The facts", 1)
    yield Paragraph(_sentenced(case))
    table = record(case, {path: refs_of(case, [path]) for path in fact_paths(case)})
    if table is not None:
        yield table
    yield Heading("The offense", 2)
    yield Paragraph(told(case, says.account, "petition.account", "the petitioner's account of the offense", gaps))
    yield Paragraph(told(case, says.acceptance, "petition.acceptance", "what the petitioner says of responsibility", gaps))


def _sentenced(case: CaseFile) -> Content:
    court = court_in_words(case)
    imposed = imposed_in_words(case)
    term = f"was sentenced to {imposed}" if imposed else "was sentenced"
    where = f" by the {court}" if court else ""
    name = (case.person.name if case.person else None) or "The petitioner"
    return with_sources(case, f"{name} {term} {on_day(case.sentence.date)}{where}.", ["sentence.imprisonment", "sentence.date", "court.district"])


def _law(case: CaseFile, grounds: Grounds) -> Iterator[Block]:
    review = grounds.review
    yield Heading("The sentence then and today", 1)
    yield Paragraph(Cite(_without_cooperation(" ".join(lead_sentences(case, review)))))
    yield picture(case, review)
    yield then_and_today(review)
    reasons = [reason for reason in review.change.reasons if not speaks_of_cooperation(f"{reason.text} {reason.cite}")]
    if reasons:
        yield Heading("What changed in the law", 2)
        yield List(tuple((Cite(reason.text), " ", Cite(f"{reason.cite}.")) for reason in reasons))
    warnings = [warning for warning in review.warnings if not speaks_of_cooperation(warning)]
    for warning in warnings:
        yield Notice(Cite(warning), "warning")


def _without_cooperation(text: str) -> str:
    """The sentences of a text that do not speak of cooperation."""
    return ". ".join(part for part in text.split(". ") if not speaks_of_cooperation(part))


def _relief(grounds: Grounds) -> Iterator[Block]:
    if grounds.criteria or grounds.avenues:
        yield Heading("The criteria of relief", 1)
    if grounds.criteria:
        yield _criteria("The criteria of clemency practice", grounds.criteria)
    if grounds.avenues:
        yield Paragraph(Cite("Other forms of relief, which 28 C.F.R. § 1.3 asks about:"))
        yield _criteria("Other relief", grounds.avenues)


def _person(case: CaseFile, says: Petition, gaps: Gaps) -> Iterator[Block]:
    for heading, path, items, what in (
        ("Mitigation", "petition.mitigation", says.mitigation, "the circumstances of life and offense that speak for the petitioner"),
        ("Conduct and work in prison", "petition.accomplishments", says.accomplishments, "education, work, programs and service in prison"),
        ("Why clemency should be granted", "petition.reasons", says.reasons, "the reasons for clemency"),
    ):
        yield Heading(heading, 1)
        if items:
            yield List(tuple(with_sources(case, Cite(item), [f"{path}[{at}]"]) for at, item in enumerate(items)))
        else:
            yield Paragraph(gaps.mark(what))
    yield Heading("Plans for release", 1)
    plan = says.release_plan
    parts = [(name, text) for name in ("home", "work", "support", "health") if plan and (text := getattr(plan, name))]
    if parts:
        yield List(tuple(with_sources(case, Cite(text), [f"petition.release_plan.{name}"]) for name, text in parts))
    else:
        yield Paragraph(gaps.mark("where the petitioner would live, on what, and who will help"))
    if says.letters:
        yield Heading("Letters of support", 2)
        yield List(tuple(f"{one.writer}, {one.relation}" if one.relation else one.writer for one in says.letters))


def _signed(case: CaseFile, gaps: Gaps) -> Iterator[Block]:
    counsel = case.petition.counsel if case.petition else None
    yield Paragraph("Respectfully submitted,")
    if counsel is None:
        yield Paragraph(gaps.mark("the name and address of counsel, or of the petitioner where there is none"))
    else:
        yield Paragraph(", ".join(part for part in (counsel.name, counsel.office, counsel.address) if part))


def served_in_words(case: CaseFile) -> str | None:
    """How long the person had served, as the record states it."""
    custody = case.custody
    if custody is None or custody.years_served is None:
        return None
    since = when(custody.since)
    return f"{custody.years_served.normalize():f} years served" + (f", in custody since {since}" if since else "")
