"""The report of relief: what is open first, each avenue with its criteria, what is missing and how one asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from lenity import __version__
from lenity.engine import UNBOUNDED
from lenity.facts import CaseFile
from lenity.papers._plain_relief import plain_document
from lenity.papers._review_words import day_in_words
from lenity.papers.tree import Block, Cite, Column, Content, Document, Footer, Heading, Lead, List, Notice, Paragraph, Row, Table
from lenity.relief import Amended, AvenueAnswer, Criterion, Range, Relief, how_to_ask

_NOT_ADVICE = "This is information, not legal advice. Met means that the law leaves the way open, not that it will be granted."
_WORDS = {"met": "Open", "not met": "Not open", "not known": "Not known yet"}


def relief_document(case: CaseFile, relief: Relief) -> Document:
    """The report of relief for one case as a document."""
    return Document(
        title="Which relief is open",
        subtitle=_subtitle(case),
        blocks=tuple(_blocks(relief)),
        footer=Footer(version=__version__, edition="law as encoded", date=relief.as_of),
    )


def _subtitle(case: CaseFile) -> str:
    name = (case.person.name if case.person else None) or case.id
    docket = case.court.docket if case.court else None
    return f"{name} · No. {docket}" if docket else name


def _blocks(relief: Relief) -> Iterator[Block]:
    yield Lead(_lead(relief))
    yield Notice(_NOT_ADVICE)
    yield _overview(relief)
    yield Paragraph(Cite(_of_time(relief)))
    for place in relief.elsewhere:
        yield Notice(Cite(place), "warning")
    for answer in relief.avenues:
        yield from _avenue(answer, relief)
    if relief.were_still_inside:
        yield Heading("Supposed: had the sentence not been ended")
        yield Paragraph("None of this is open now. It shows what the avenues would be on this day, had no release, commutation or pardon ended the sentence.")
        rows = tuple(Row(one.title, (_WORDS[one.status], Cite(one.authority))) for one in relief.were_still_inside)
        yield Table("", (Column("Avenue"), Column("Would be"), Column("Authority")), rows)
    if relief.weighed:
        yield Heading("What a judge or the Pardon Attorney weighs")
        yield List(tuple(Cite(one) for one in relief.weighed))
    yield from _missing(relief)


def _lead(relief: Relief) -> str:
    open_ones = [one.title for one in relief.avenues if one.status == "met"]
    unsettled = [one for one in relief.avenues if one.status == "not known"]
    day = day_in_words(relief.as_of)
    first = f"On {day} {_listed(open_ones)} open." if open_ones else f"On {day} nothing is surely open."
    second = f" {len(unsettled)} more {'turns' if len(unsettled) == 1 else 'turn'} on facts that the record does not have." if unsettled else ""
    return first + second


def _of_time(relief: Relief) -> str:
    """When the sentence ends as it is served, and where that is worked out."""
    served = relief.served
    if served.was_released:
        return "The record shows a release. The sentence computation has the dates."
    if served.is_life:
        return "The term in force is life: it has no release date."
    if served.projected_release_on is None:
        return "The release date is not known from the record: the sentence computation says what is missing."
    full = "" if served.full_term_on is None else f" The full term ends on {day_in_words(served.full_term_on)}."
    return f"Release is projected on {day_in_words(served.projected_release_on)}, by the sentence computation.{full}"


def _listed(titles: list[str]) -> str:
    named = [f"{title[0].lower()}{title[1:]}" if title.split()[0] not in ("First",) else title for title in titles]
    return f"{named[0]} is" if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]} are"


def _overview(relief: Relief) -> Table:
    columns = (Column("Avenue"), Column("Status"), Column("Authority"), Column("Turns on"))
    return Table(
        "Every avenue, the most useful first",
        columns,
        tuple(Row(one.title, (_WORDS[one.status], Cite(one.authority), Cite(_turns_on(one)))) for one in relief.avenues),
    )


def _turns_on(answer: AvenueAnswer) -> str:
    telling = next((one for one in answer.criteria if one.status == answer.status), None) if answer.status != "met" else None
    return "every criterion is met" if telling is None else _because(telling)


_MOST_QUESTIONS = 3


def _because(one: Criterion) -> str:
    """Why a criterion is as it is; where facts are missing the questions, not the places of a case file."""
    if one.status != "not known" or not one.needs:
        of_law = f". The law asks for: {'; '.join(one.law)}." if one.law else ""
        return f"{one.because[:1].upper()}{one.because[1:]}{of_law}"
    asked = [need.asks for need in one.needs[:_MOST_QUESTIONS]]
    more = len(one.needs) - len(asked)
    return " ".join(asked) + (f" And {more} more." if more else "")


def _avenue(answer: AvenueAnswer, relief: Relief) -> Iterator[Block]:
    yield Heading(answer.title)
    yield Paragraph(Cite(f"{_WORDS[answer.status]}. {answer.authority}. {answer.left}".strip()))
    columns = (Column("Criterion"), Column("Status"), Column("Because"), Column("Authority"))
    rows = [_row(one) for one in answer.criteria]
    yield Table("", columns, tuple(rows))
    for one in answer.criteria:
        if one.any_of:
            yield Table(Cite(f"{one.text}: any of these"), columns, tuple(_row(below) for below in one.any_of))
    if answer.name == "retroactive_amendment":
        yield from _amendments(relief)
    for deadline in answer.deadlines:
        kind = "First day" if deadline.is_first else "Last day"
        yield Paragraph(Cite(f"{kind}: {day_in_words(deadline.on)}, {deadline.what} ({deadline.citation})."))
    if answer.notes:
        yield List(tuple(Cite(one) for one in answer.notes))


def _row(one: Criterion) -> Row:
    return Row(Cite(one.text), (one.status, Cite(_because(one)), Cite(one.citation)))


def _amendments(relief: Relief) -> Iterator[Block]:
    telling = [one for one in relief.reductions.each if one.lowers is not False or (one.amendment and one.amendment.number in (706, 750, 782, 821))]
    columns = (Column("Amendment"), Column("Lowers the range"), Column("Amended range"), Column("Lowest term"), Column("Because"))
    rows = tuple(_amended(one) for one in telling)
    note = f"The range that was applied: {_range(relief.reductions.applied)}. With all that are listed: {_range(relief.reductions.together.range)}. The JSON form has every listed amendment."
    yield Table("Listed amendments", columns, rows, note=note)


def _amended(one: Amended) -> Row:
    label = f"Amendment {one.amendment.label}" if one.amendment else "All together"
    status = "not known" if one.lowers is None else "yes" if one.lowers else "no"
    return Row(label, (status, _range(one.range), _months(one.lowest_months) if one.reduces else "", Cite(one.because)))


def _range(range: Range) -> str:
    return f"{_months(range.low)} to {_months(range.high)}"


def _months(value: int | None) -> str:
    return "not known" if value is None else "life" if value >= UNBOUNDED else f"{value}"


def _missing(relief: Relief) -> Iterator[Block]:
    needs = {need.path: need for answer in relief.avenues for one in answer.criteria for need in one.needs if answer.status == "not known"}
    if not needs:
        return
    yield Heading("What would settle what is not known")
    columns = (Column("Question"), Column("Document"), Column("How to ask for it"))
    rows: list[Row] = []
    for need in needs.values():
        cells: tuple[Content, ...] = (need.document, Cite(how_to_ask(need.document)))
        rows.append(Row(need.asks, cells))
    yield Table("", columns, tuple(rows))


def plain_relief_document(case: CaseFile, relief: Relief, language: str) -> Document:
    """Two pages in plain language for the person inside, in `en` or `es`."""
    return plain_document(case, relief, language)
