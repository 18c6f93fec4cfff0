"""The checklist of a filing package: each document, whether it is at hand, how one asks for it, and each answer that is still missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lenity.papers.tree import Block, Cite, Column, Heading, List, Notice, Paragraph, Row, Table


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that a package should hold: how its title is known, and how one asks for it."""

    name: str
    known_by: str
    ask: str
    is_necessary: bool = True


DOCUMENTS = (
    Wanted("Judgment and commitment order", r"judgment|commitment order", "The clerk of the sentencing court; the electronic docket (PACER)."),
    Wanted("Statement of reasons", r"statement of reasons|\bSOR\b", "Counsel, or the court through counsel. Confidential: filed with the petition, not published."),
    Wanted("Presentence report", r"pre-?sentence|\bPS[IR]\b", "Counsel, or the Probation Office. Confidential: filed with the petition, not published."),
    Wanted("Docket sheet", r"docket", "The electronic docket (PACER)."),
    Wanted("Sentencing transcript", r"transcript", "The court reporter, through the clerk of the sentencing court."),
    Wanted("Plea agreement or verdict form", r"plea agreement|verdict", "The clerk of the sentencing court; the electronic docket (PACER)."),
    Wanted("Information under 21 U.S.C. § 851, if one was filed", r"§?\s*851", "The clerk of the sentencing court; the electronic docket (PACER)."),
    Wanted("Decisions on appeal and under 28 U.S.C. § 2255, if any", r"opinion|appeal|2255", "The electronic docket (PACER) of each court."),
    Wanted("Progress report of the Bureau of Prisons", r"progress report", "The person's case manager."),
    Wanted("Disciplinary record", r"disciplin", "The person's case manager."),
    Wanted("Sentence computation sheet", r"sentence (?:monitoring )?computation|computation data", "The person's case manager."),
    Wanted("Education and work records", r"education|certificate|work record|transcript of courses", "The person's case manager.", False),
    Wanted("Letters of support", r"letter", "Family, employers, teachers, clergy.", False),
    Wanted("Signed release and identity forms", r"release form|privacy|identity", "The person signs them; the Office of the Pardon Attorney provides them."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AtHand:
    """A document of the package: its exhibit number and title."""

    number: int
    title: str


def checklist_blocks(at_hand: Sequence[AtHand], gaps: Sequence[str] | None) -> Iterator[Block]:
    """The checklist. With `gaps`, the open answers too, which are for counsel and are not filed."""
    for is_necessary, heading in ((True, "Necessary documents"), (False, "Further documents")):
        columns = (Column("Document"), Column("In the package"), Column("Where one asks for it"))
        rows = tuple(Row(Cite(one.name), (_found(one, at_hand), Cite(one.ask))) for one in DOCUMENTS if one.is_necessary is is_necessary)
        yield Table(heading, columns, rows)
    yield Heading("Before it is filed", 1)
    yield List(
        (
            "The conviction is federal, or of the Superior Court of the District of Columbia. A state sentence is for the state’s governor.",
            Cite("No other relief is available, or the petition shows exceptional circumstances (28 C.F.R. § 1.3)."),
            "The Pardon Attorney's form is complete, legible and signed by the petitioner.",
            Cite("It goes through the warden (28 C.F.R. § 571.41), or to the Office of the Pardon Attorney."),
            "A copy of everything that is filed stays with the petitioner or counsel.",
        )
    )
    if gaps is None:
        return
    yield Heading("Answers that are still missing", 1)
    if gaps:
        yield Notice("Each of these is marked in the text by “To be completed”. None was made up.", "warning")
        yield List(tuple(_capital(gap) for gap in gaps), numbered=True)
    else:
        yield Paragraph("None: every question has an answer.")


def _found(wanted: Wanted, at_hand: Sequence[AtHand]) -> str:
    numbers = [str(one.number) for one in at_hand if re.search(wanted.known_by, one.title, re.IGNORECASE)]
    if not numbers:
        return "not yet"
    return f"exhibit {', '.join(numbers)}" if len(numbers) == 1 else f"exhibits {', '.join(numbers)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
