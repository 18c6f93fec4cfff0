"""`lenity grants`: clemency statistics, and lists of grants searched and counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lenity.cli._dates import today
from lenity.cli._faults import DONE, UsageFault
from lenity.cli._output import Output
from lenity.cli._writers import as_bytes, write_text

if TYPE_CHECKING:
    from lenity.grants import Grant
    from lenity.papers import Block, Document


def statistics(*, shape: str) -> int:
    """Print petitions and grants by President, and the other published figures."""
    from lenity.grants import by_president, figures

    presidents, others = by_president(), [one for one in figures() if not one.id.startswith("opa_")]
    if shape == "json":
        _print({"presidents": [one.as_data() for one in presidents], "figures": [one.as_data() for one in others]})
        return DONE
    from lenity.papers import Column, Link, Row, Table

    rows = tuple(
        Row(
            one.name,
            (one.kind, f"{one.petitions:,}", f"{one.granted:,}", f"{one.granted / one.petitions * 100:.1f}%", one.until.isoformat(), one.sources[0].status),
        )
        for one in presidents
    )
    columns = (
        Column("President"),
        Column("Kind"),
        Column("Petitions", "right"),
        Column("Granted", "right"),
        Column("Share", "right"),
        Column("Until"),
        Column("Source"),
    )
    told = tuple(
        Row(one.says, (f"{one.value:,.4g}" if one.value < 1000 else f"{one.value:,.0f}", one.unit, one.as_of, Link(one.document, one.url))) for one in others
    )
    note = "Petitions are those received in the presidency; a grant can answer an older one. A secondary source quotes the Pardon Attorney's statistics."
    blocks: list[Block] = [
        Table("Petitions and grants by President", columns, rows, note=note),
        Table("Published figures", (Column("Figure"), Column("Value", "right"), Column("Unit"), Column("As of"), Column("Source")), told),
    ]
    _show(_document("Clemency in figures", blocks, "Clemency statistics of the Pardon Attorney, the Commission and the White House"))
    return DONE


def list_grants(
    data: list[str],
    *,
    text: str | None,
    drug: str | None,
    district: str | None,
    year: int | None,
    life: bool,
    months: int | None,
    register_number: str | None,
    shape: str,
) -> int:
    """Print the grants that meet what is asked, with their counts."""
    from lenity.grants import GrantFaults, Wanted, counts_of, read_grants, search

    if not data:
        raise UsageFault(
            "--data: name the lists of grants, CSV with grant_date, offense, sentence and commutation_grant, or with register_number, or with offense_text"
        )
    try:
        held = read_grants(data)
    except GrantFaults as error:
        raise UsageFault(*str(error).splitlines()) from None
    found = search(held, Wanted(text, drug, district, year, life, months, register_number))
    if shape == "json":
        _print({"read": len(held), "found": len(found), "counts": counts_of(found), "grants": [one.as_data() for one in found]})
        return DONE
    files = ", ".join(Path(one).name for one in data)
    _show(_document("Clemency grants", list(_blocks(found, len(held))), f"lists of grants: {files}"))
    return DONE


def _blocks(found: list[Grant], read: int) -> Iterator[Block]:
    from lenity.grants import counts_of
    from lenity.papers import Column, Heading, Lead, Paragraph, Row, Table

    yield Lead(f"{len(found):,} of {read:,} grants meet what was asked.")
    titles = {
        "day": "By day",
        "drug": "By drug named in the offense",
        "grant": "By what was granted",
        "origin": "By the Bureau of Prisons' code of the district of origin",
        "imposed": "By the prison term imposed",
    }
    for name, counted in counts_of(found).items():
        if counted.keys() - {"not told", "offense not told"}:
            of = titles[name].removeprefix("By ")
            yield Table(
                titles[name],
                (Column(of[:1].upper() + of[1:]), Column("Grants", "right")),
                tuple(Row(key, (f"{n:,}",)) for key, n in counted.items()),
            )
    yield Heading("Each grant")
    columns = (Column("Granted"), Column("Register number"), Column("District"), Column("Offense"), Column("Imposed"), Column("In force"), Column("Grant"))
    yield Table("Grants", columns, tuple(_row(one) for one in found))
    yield Paragraph(
        "A drug can be counted under several grants and a grant under several drugs. Imposed and in force are whole prison terms: the longest of several that run together, the sum of several that "
        "run one after another, and not told where the list does not say which."
    )


def _row(one: Grant) -> Any:
    from lenity.papers import Row

    told, given = one.sentence, one.commutation
    what = {"expires": f"ends {given.on}", "term": f"{given.term}", "time served": "time served", "unread": one.grant_text}[given.kind]
    where = f"{what}, rest in home confinement" if given.home_confinement else what
    day = one.granted_on.isoformat() if one.granted_on else "not told"
    where = where or "not told"
    return Row(
        day,
        (one.register_number or "not told", "; ".join(one.districts), one.offense, str(told.imposed or "not told"), str(told.in_force or "not told"), where),
    )


def _document(title: str, blocks: list[Block], edition: str) -> Document:
    from lenity import __version__
    from lenity.papers import Document, Footer

    return Document(title=title, blocks=tuple(blocks), footer=Footer(__version__, edition, today()))


def _print(data: Any) -> None:
    with Output(None) as output:
        output.write(as_bytes(data, indent=2))


def _show(document: Document) -> None:
    with Output(None) as output:
        write_text(document, output)
