"""What a petition rests on, computed: the review of the case, the criteria of relief, and when the sentence ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

from lenity.facts import CaseFile
from lenity.papers._review_words import day_in_words
from lenity.papers.petition import Criterion, Grounds
from lenity.papers.tree import Block, Definitions, Heading, Lead, List, Notice, Paragraph
from lenity.papers.unsealed import speaks_of_cooperation
from lenity.relief import AvenueAnswer, Relief, relief
from lenity.review import review
from lenity.time import Computation, compute

_PRACTICE = "clemency_initiative_2014"
"""Its six criteria outlived the initiative: practice still argues from them."""
_ITS_TIME = "in_force"
_OPEN = "The record at hand does not show it."
"""What a filed paper says of a criterion that is not known; the facts that would settle it are for counsel, in `lenity relief`."""
_ASKED_FOR = frozenset({_PRACTICE, "commutation", "pardon", "remission"})


def grounds_of(case: CaseFile, as_of: date, data: Sequence[str | Path] = ()) -> Grounds:
    """The grounds of a petition for one case, as the law stands on a day; with files of the Commission, how others were sentenced too.

    Raises:
        NotComparable: the case and the files allow no comparison.
        ReadFaults: a file cannot be read.
    """
    found = relief(case, as_of=as_of)
    return Grounds(
        review(case, as_of=as_of),
        criteria=tuple(_unsealed(_practice(found.avenue(_PRACTICE)))),
        avenues=tuple(_unsealed(_others(found))),
        release=_release(compute(case, as_of=as_of)),
        comparison=tuple(_compared(case, as_of, data)) if data else (),
    )


def _practice(avenue: AvenueAnswer) -> Iterator[Criterion]:
    for one in avenue.criteria:
        if one.id != _ITS_TIME:
            yield Criterion(avenue.title, one.text, one.status, _OPEN if one.status == "not known" else _sentence(one.because), "")


def _others(found: Relief) -> Iterator[Criterion]:
    """Each other avenue as a whole, with the criterion that decides it."""
    for avenue in found.avenues:
        if avenue.name not in _ASKED_FOR:
            deciding = next((one for one in avenue.criteria if one.status == avenue.status), None)
            because = _sentence(deciding.because) if deciding is not None and avenue.status == "not met" else ""
            yield Criterion(avenue.name, avenue.title, avenue.status, _OPEN if avenue.status == "not known" else because, f"{avenue.authority}.")


def _compared(case: CaseFile, as_of: date, data: Sequence[str | Path]) -> Iterator[Block]:
    """The comparison as a part of the memorandum. Whom it leaves out it says by naming the Commission's measure."""
    from lenity.papers.compare import NOT_ADVICE, compare_document
    from lenity.peers import compare

    yield Heading("How people in a similar position were sentenced", 1)
    yield Paragraph("The people are those whom the Sentencing Commission's own measure (Judiciary Sentencing Information) takes and leaves out.")
    for block in compare_document(compare(case, data, as_of=as_of)).blocks:
        if isinstance(block, Lead):
            yield Paragraph(block.content)
        elif isinstance(block, Heading):
            yield replace(block, level=2)
        elif isinstance(block, Definitions):
            yield Definitions(tuple(item for item in block.items if not _speaks(item)))
        elif isinstance(block, List):
            yield List(tuple(item for item in block.items if not _speaks(item)))
        elif block != Notice(NOT_ADVICE) and not _speaks(block):
            yield block


def _speaks(part: object) -> bool:
    """Whether any word of a part of a paper speaks of help given to the Government."""
    if isinstance(part, str):
        return speaks_of_cooperation(part)
    if isinstance(part, tuple):
        return any(map(_speaks, part))
    return is_dataclass(part) and any(_speaks(getattr(part, field.name)) for field in fields(part))


def _sentence(text: str) -> str:
    said = text[:1].upper() + text[1:]
    return f"{said}." if said and not said.endswith((".", "?")) else said


def _unsealed(criteria: Iterator[Criterion]) -> Iterator[Criterion]:
    """Those that say nothing of help given to the Government: some of the law's own words do."""
    for one in criteria:
        if not speaks_of_cooperation(f"{one.text} {one.because} {one.citation}"):
            yield one


def _release(served: Computation) -> str | None:
    """The projected release in words: a day, none for life, or that it is past; None where it is not known."""
    if served.released_on is not None:
        return f"released {day_in_words(served.released_on)}"
    if served.is_life:
        return "none: the sentence is life"
    return day_in_words(served.projected_release_on) if served.projected_release_on else None
