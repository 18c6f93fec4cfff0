"""The report of a screen: what was found, who they are, what may help the rest, and the rows to look at one by one.

from lenity.papers import html_page
from lenity.papers.screen import screen_document

page = html_page(screen_document(summary, edition="Guidelines of November 1, 2025"))
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lenity import __version__
from lenity.papers._draw_findings import bars_by_name_svg, findings_svg
from lenity.papers.tree import Block, Chart, Cite, Column, Document, Footer, Heading, Lead, List, Notice, Paragraph, Row, Table
from lenity.population import RANGE_LIFE, SENTENCE_LIFE
from lenity.population.screen_report import FINDINGS, GROUPS, NOT_RECORDED, Ranked, ScreenSummary

MOST_BARS = 20
"""Groups drawn; the table beside has them all."""
_NOT_ADVICE = "This is information, not legal advice. A finding is no decision: look at the record itself before anything is filed."
_NOT_KNOWN = "Not known does not mean the same. It means that the record lacks a fact that decides; the tables below say which fact, and which later changes of the law may help."
_LOWER = "A sentence is found lower where today's guideline range is lower, by its minimum and then by its maximum; after the statute where both minimums are known, else before it."


def screen_document(summary: ScreenSummary, *, edition: str) -> Document:
    """The report of one screen as a document."""
    return Document(
        title="People whose sentence would be lower today",
        subtitle=", ".join(summary.files),
        blocks=tuple(_blocks(summary)),
        footer=Footer(version=__version__, edition=edition, date=summary.as_of),
    )


def _blocks(one: ScreenSummary) -> Iterator[Block]:
    yield Lead(" ".join(_lead(one)))
    yield Notice(_NOT_ADVICE)
    if one.where is not None:
        yield Paragraph(f"Rows kept: those for which {one.where}")
    if one.rows == 0:
        return
    yield Heading("What was found")
    yield _findings(one)
    yield Notice(_NOT_KNOWN)
    yield Paragraph(_LOWER)
    yield from _change(one)
    yield from _ranking(one)
    yield Heading("Who they are")
    for name, title in GROUPS.items():
        yield from _group(title, one.groups[name])
    yield from _may_help(one)
    yield from _needs(one)
    yield from _disagreements(one)


def _lead(one: ScreenSummary) -> Iterator[str]:
    if one.rows == 0:
        yield f"Of {one.read:,} records, none is in this report."
        return
    lower, unknown = one.findings["lower"], one.findings["not known"]
    yield f"{lower:,} of {one.rows:,} people would have a lower guideline range today."
    yield f"For {one.findings['same']:,} it is the same and for {one.findings['higher']:,} higher."
    if unknown:
        yield f"For {unknown:,} ({unknown / one.rows:.0%}) these records cannot tell."


def _findings(one: ScreenSummary) -> Table:
    rows = tuple(Row(name, (f"{one.findings[name]:,}", f"{one.findings[name] / one.rows:.1%}")) for name in FINDINGS)
    return Table(
        "Findings", (Column("Finding"), Column("People", "right"), Column("Share", "right")), (*rows, Row("all", (f"{one.rows:,}", "100.0%"), strong=True))
    )


def _group(title: str, groups: Sequence[tuple[str, Mapping[str, int]]]) -> Iterator[Block]:
    """The groups drawn and as a table; a sentence where the records say nothing of them."""
    known = [item for item in groups if item[0] != NOT_RECORDED]
    if not known:
        yield Paragraph(f"{title}: not recorded in these files.")
        return
    columns = (Column(title), *(Column(f"{name[:1].upper()}{name[1:]}", "right") for name in FINDINGS), Column("All", "right"))
    rows = tuple(Row(label, (*(f"{found[name]:,}" for name in FINDINGS), f"{sum(found.values()):,}")) for label, found in groups)
    most = max(groups, key=lambda item: (item[1]["lower"], sum(item[1].values())))
    shown = f" The {MOST_BARS} first of {len(known)} are drawn; the table has all." if len(known) > MOST_BARS else ""
    said = (
        f"Most of those found lower: {most[0]}, {most[1]['lower']:,}."
        if most[1]["lower"]
        else f"None is found lower in any group; the largest is {most[0]} with {sum(most[1].values()):,} people."
    )
    yield Chart(f"{title}: people by finding", findings_svg(groups[:MOST_BARS]), said + shown, Table(f"{title}, all groups", columns, rows))


def _change(one: ScreenSummary) -> Iterator[Block]:
    known = sum(count for _, count in one.change)
    yield Heading("By how much", 2)
    if not known:
        yield Paragraph("The change in months is not known exactly for any of these people.")
        return
    held = [at for at, (_, count) in enumerate(one.change) if count]
    rows = list(one.change)[held[0] : held[-1] + 1]
    most = max(rows, key=lambda row: row[1])
    alternative = (
        f"The change of the minimum is known for {known:,} of the people for whom something is found; most often it is “{most[0]}”, {most[1]:,} times."
    )
    table = Table("Change of the minimum", (Column("Change"), Column("People", "right")), tuple(Row(label, (f"{count:,}",)) for label, count in rows))
    yield Chart("How far the minimum of the range moves", bars_by_name_svg(rows, "People"), alternative, table)


def _ranking(one: ScreenSummary) -> Iterator[Block]:
    yield Heading("Furthest above today's minimum", 2)
    if not one.ranked:
        yield Paragraph("No one is ranked: today's minimum is known for none of these people, or none got more.")
        return
    columns = ("Record", "Months over", "Sentence", "Range then", "Range today", "Finding", "District", "Fiscal year")
    rows = tuple(_ranked(at, row) for at, row in enumerate(one.ranked, 1))
    note = f"The first {len(one.ranked)} of {one.over:,} whose prison term is above today's minimum; the screen's own file has them all."
    yield Table("Ranked by months over today's minimum", (Column(columns[0]), *(Column(name) for name in columns[1:])), rows, note)


def _ranked(at: int, one: Ranked) -> Row:
    row = one.row
    over = "life" if one.over is None else f"{'at least ' if one.at_least else ''}{one.over:g}"
    sentence = "life" if row["sentence_months"] == SENTENCE_LIFE else f"{row['sentence_months']:g}"
    today = f"at most from {one.today_min}" if one.at_least else _range(row["today_min"], row["today_max"])
    return Row(
        str(row["record_id"]),
        (over, sentence, _range(row["then_min"], row["then_max"]), today, str(row["finding"]), str(row["district"] or "–"), str(row["fiscal_year"] or "–")),
    )


def _range(low: object, high: object) -> str:
    def end(months: object) -> str:
        return "life" if months == RANGE_LIFE else "?" if months is None else str(months)

    return end(low) if low == high and low is not None else f"{end(low)}–{end(high)}"


def _may_help(one: ScreenSummary) -> Iterator[Block]:
    reached = [(name, cite, count) for name, cite, count in one.may_help if count]
    yield Heading("What may help those not known")
    if not reached:
        yield Paragraph("No later change of the law that is looked for reaches these records.")
        return
    alternative = f"The change that may matter to most people is {reached[0][0].lower()}." if len(reached) == 1 else f"{len(reached)} later changes may matter."
    rows = tuple(Row(name, (f"{count:,}", Cite(cite))) for name, cite, count in reached)
    table = Table("Later changes and the people they may reach", (Column("Change"), Column("People", "right"), Column("Law")), rows)
    yield Chart(
        "People without a finding whom a later change may reach", bars_by_name_svg([(name, count) for name, _, count in reached], "People"), alternative, table
    )


def _needs(one: ScreenSummary) -> Iterator[Block]:
    if one.needs:
        yield Heading("What the records lack")
        rows = tuple(Row(Cite(name), (f"{count:,}",)) for name, count in one.needs)
        yield Table("Facts that the records lack, or that an answer rests on", (Column("Fact"), Column("People", "right")), rows)


def _disagreements(one: ScreenSummary) -> Iterator[Block]:
    yield Heading("Where a record is at odds with itself")
    if not one.disagreements:
        yield Paragraph("Nowhere: each recorded range is the one that the recorded level and category give, as far as both are there.")
        return
    yield Paragraph("None of these rows is left out. The record's own figures stand, and nothing is judged anew that rests on the part in doubt.")
    yield List(tuple(Cite(f"Record {record}: {_first(reasons)}") for record, reasons in one.disagreeing))
    if one.disagreements > len(one.disagreeing):
        yield Paragraph(f"These are the first {len(one.disagreeing):,} of {one.disagreements:,}; --where \"reasons LIKE '%is not the%'\" keeps them all.")


def _first(reasons: str) -> str:
    return "; ".join(part for part in reasons.split("; ") if not part.startswith("may be lower by"))
