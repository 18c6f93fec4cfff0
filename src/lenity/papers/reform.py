"""The report of a simulation: who would have a lower range, by how much and at what cost, where it is not known, and what it does not tell.

from lenity.papers.reform import reform_document

page = html_page(reform_document(simulation.summary))
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from lenity import __version__
from lenity.papers.tree import Block, Cite, Column, Document, Footer, Heading, Lead, List, Notice, Row, Table
from lenity.population.schema import code_labels, column, district_names

_FINDINGS = ("lower", "same", "higher", "not known")
_TITLES = {"fiscal_year": "Fiscal year", "district": "District", "offense_type": "Type of crime", "primary_drug": "Main drug", "sex": "Sex", "race": "Race"}


def reform_document(summary: dict[str, Any]) -> Document:
    """The report of a simulation's summary as a document."""
    return Document(
        title="What the reform would do",
        subtitle=str(summary["reform"]),
        blocks=tuple(_blocks(summary)),
        footer=Footer(__version__, f"law of {summary['law_on']}, with the reform laid over it", date.fromisoformat(summary["law_on"])),
    )


def _blocks(summary: dict[str, Any]) -> Iterator[Block]:
    found, cost = summary["findings"], summary["cost"]
    yield Lead(" ".join(_lead(summary)))
    yield Notice("A reform is a proposal, not law. This is what the rules give for these records, not a forecast of sentences.")
    yield Heading("The reform")
    yield List(tuple(Cite(note) for note in summary["notes"]) + tuple(f"Changes {change}" for change in summary["changes"]))
    yield Heading("Who, how many years, what cost")
    yield Table("Guideline ranges with the reform", (Column("Range"), Column("People", "right")), tuple(Row(name, (f"{found[name]:,}",)) for name in _FINDINGS))
    rows = (
        Row("Months less, lower end of the range", (f"{summary['months_less']:,}",)),
        Row("Years less", (f"{summary['years_less']:,}",)),
        Row("Mean months less of those with a lower range", ("none" if summary["mean_months_less"] is None else f"{summary['mean_months_less']:,}",)),
        Row("Ranges that begin or end at life, not in the months", (f"{summary['from_or_to_life']:,}",)),
        Row("Cost of that prison time", (f"${cost['dollars_less']:,}",)),
    )
    note = Cite(f"At ${cost['dollars_a_year']:,} a year (FY{cost['fiscal_year']}; {cost['source']}).")
    yield Table("Time and cost", (Column("Figure"), Column("Value", "right")), rows, note=note)
    for name, title in _TITLES.items():
        held = [row for row in summary["by"][name] if row["lower"] or row["higher"]]
        if held:
            yield _group(title, name, held)
    if summary["needs"]:
        yield Heading("What would settle the rest")
        told = tuple(Row(need, (f"{count:,}",)) for need, count in summary["needs"].items())
        yield Table("Missing facts", (Column("Fact"), Column("People", "right")), told)
    yield Heading("What this does not tell")
    yield List(tuple(Cite(limit) for limit in summary["limits"]))


def _lead(summary: dict[str, Any]) -> Iterator[str]:
    found, records = summary["findings"], summary["records"]
    yield f"Of {records:,} people, {found['lower']:,} would have a lower guideline range and {found['higher']:,} a higher one."
    yield f"For {found['same']:,} it would be the same, and for {found['not known']:,} it is not known."
    if summary["months_less"]:
        yield f"The lower ends of those ranges would fall by {summary['years_less']:,} years in all."


def _group(title: str, name: str, rows: list[dict[str, Any]]) -> Table:
    columns = (Column(title), *(Column(one.capitalize(), "right") for one in _FINDINGS), Column("Months less", "right"))
    shown = tuple(Row(_label(name, row[name]), tuple(f"{row[key]:,}" for key in (*_FINDINGS, "months_less"))) for row in rows)
    return Table(f"By {title[:1].lower()}{title[1:]}", columns, shown, note="Only groups in which a range moves.")


def _label(name: str, value: Any) -> str:
    if value is None:
        return "not recorded"
    if name == "offense_type":
        return code_labels("OFFGUIDE").get(value, str(value))
    if name == "district":
        return district_names().get(value, str(value))
    return column(name).codes.get(value, str(value)) if name != "fiscal_year" else f"FY{value}"
