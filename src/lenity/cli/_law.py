"""`lenity law`: the law as encoded, printed as text or JSON. What is in force is the law room's to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from lenity.cli._dates import day_given, today
from lenity.cli._faults import DONE, UsageFault
from lenity.cli._output import Output
from lenity.cli._writers import as_bytes, write_text

if TYPE_CHECKING:
    from lenity.papers import Block, Document, Row

_STATES = {"complete": "complete", "partial": "in part", "none": "not encoded"}


def list_law(*, retroactive: bool, on: str | None, shape: str) -> int:
    """Print the register of coverage, by edition or as of a day, or the list of retroactive amendments as of a day."""
    from lenity import law

    day = _day(on, "--on")
    if retroactive:
        listed = law.retroactive(day)
        _print(listed, shape, lambda: _retroactive_document(listed, day))
    elif on is None:
        sections = law.coverage_by_edition(day)
        _print(sections, shape, lambda: _editions_document(sections, day))
    else:
        rows = law.coverage(day)
        _print(rows, shape, lambda: _coverage_document(rows, day))
    return DONE


def show_law(section: str, *, on: str | None, shape: str) -> int:
    """Print a section as it was in force on a day."""
    from lenity import law

    day = _day(on, "--on")
    data = _known(lambda: law.show(section, day))
    _print(data, shape, lambda: _section_document(data, day))
    return DONE


def diff_law(section: str, *, first: str, last: str, shape: str) -> int:
    """Print what changed in a section between two days."""
    from lenity import law

    earlier, later = _day(first, "--from"), _day(last, "--to")
    if later < earlier:
        raise UsageFault(f"--to: {later} is before --from {earlier}; give the earlier day first")
    data = _known(lambda: law.diff(section, earlier, later))
    _print(data, shape, lambda: _diff_document(data, later))
    return DONE


def _day(text: str | None, option: str) -> date:
    return day_given(text, option, today()) or today()


def _known(ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    from lenity.law import UnknownSection

    try:
        return ask()
    except UnknownSection as error:
        nearest = f"; nearest: {', '.join(error.nearest)}" if error.nearest else "; write it as 2D1.1, 5A or `21 U.S.C. 841`"
        raise UsageFault(f"SECTION: {error.text!r} is no section that lenity knows{nearest}") from None


def _print(data: Any, shape: str, document: Callable[[], Document]) -> None:
    with Output(None) as output:
        if shape == "json":
            output.write(as_bytes(data, indent=2))
        else:
            write_text(document(), output)


def _document(title: str, blocks: list[Block], edition: str | None, on: date, subtitle: str = "") -> Document:
    from lenity import __version__
    from lenity.papers import Document, Footer

    return Document(title=title, subtitle=subtitle, blocks=tuple(blocks), footer=Footer(__version__, edition or "as encoded", on))


# coverage and retroactive amendments


def _editions_document(sections: list[dict[str, Any]], on: date) -> Document:
    from lenity.papers import Cite, Column, Row, Table

    lines = tuple(
        Row(Cite(one["section"] if at == 0 else ""), (span["from"], span["until"] or "", _STATES[span["state"]], Cite(f"{_capital(span['note'])}.")))
        for one in sections
        for at, span in enumerate(one["spans"])
    )
    columns = (Column("Section"), Column("From"), Column("Until"), Column("Encoded"), Column("What"))
    subtitle = "A section or an edition that is not listed is not encoded. Against which text it was checked: law list --on DATE."
    return _document("The law as encoded, by edition", [Table("", columns, lines)], None, on, subtitle)


def _coverage_document(rows: list[dict[str, Any]], on: date) -> Document:
    from lenity.papers import Cite, Column, Row, Table

    lines = tuple(
        Row(Cite(row["section"]), (_STATES[row["state"]], row["from"], Cite(f"{_capital(row['note'])}. Checked against: {row['checked']}."))) for row in rows
    )
    columns = (Column("Section"), Column("Encoded"), Column("From"), Column("What, and against which text it was checked"))
    return _document("The law as encoded", [Table("", columns, lines)], None, on, "A section that is not listed is not encoded.")


def _retroactive_document(rows: list[dict[str, Any]], on: date) -> Document:
    from lenity.papers import Cite, Column, Row, Table

    lines = tuple(Row(str(row["amendment"]), (", ".join(row["parts"]), row["effective"], row["orders_from"] or "", Cite(row["citation"]))) for row in rows)
    columns = (Column("Amendment"), Column("Parts"), Column("In force from"), Column("Orders take effect from"), Column("Listed by"))
    return _document(f"Retroactive amendments listed on {on}", [Table("", columns, lines)], None, on)


# a section


def _section_document(data: dict[str, Any], on: date) -> Document:
    from lenity.papers import Cite, Heading, List

    blocks = list(_caveats(data))
    for group in data["groups"]:
        blocks.append(Heading(group["title"]))
        blocks += [_quantity_table(group["rows"])] if "level" in group["rows"][0] else [_group_table(rows) for rows in _alike(group["rows"])]
    if data["registers"]:
        blocks.append(Heading("In words"))
        blocks.append(List(tuple(Cite(_register_words(row)) for row in data["registers"])))
    return _document(data["cite"], blocks, _edition(data["edition"]), on, f"as in force on {on}{_by_edition(data['edition'])}")


def _edition(edition: str | None) -> str | None:
    return f"Guidelines of {edition}" if edition else None


def _by_edition(edition: str | None) -> str:
    return f", Guidelines of {edition}" if edition else ""


def _caveats(data: dict[str, Any]) -> Iterator[Block]:
    from lenity.papers import Cite, List, Notice, Paragraph

    covered = data["coverage"]
    checked = f" Checked against: {covered['checked']}." if covered["checked"] else ""
    yield Paragraph(Cite(f"Encoded: {_STATES[covered['state']]}. {_capital(covered['note'])}.{checked}"))
    newer = data["not_encoded"]
    if newer["since"]:
        yield Notice(f"A newer text of the Guidelines is in force since {newer['since']} and is not encoded. What is known of it for this section:", "warning")
        yield List(tuple(Cite(f"{change['change']} ({change['standing'].replace('_', ' ')}). {change['citation']}.") for change in newer["changes"]))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _alike(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The rows of a group parted by what they ask, where several ask the same; a table of its own where a value is one, and the single ones together."""
    asked: dict[str, list[dict[str, Any]]] = {}
    two_way = [[row] for row in rows if isinstance(row["value"], dict)]
    for row in rows:
        if not isinstance(row["value"], dict):
            asked.setdefault(row["what"], []).append(row)
    singles = [same[0] for same in asked.values() if len(same) == 1]
    return [*two_way, *(same for same in asked.values() if len(same) > 1), *([singles] if singles else [])]


def _group_table(rows: list[dict[str, Any]]) -> Block:
    from lenity.papers import Cite, Column, Table

    if isinstance(rows[0]["value"], dict):
        return _two_way(rows[0])
    asked = {row["what"] for row in rows}
    columns = (Column("" if len(asked) == 1 else "What"), Column("Value"), Column("Since"), Column("Law"))
    caption = next(iter(asked)) if len(asked) == 1 and len(rows) > 1 else ""
    seen: set[str] = set()
    return Table(Cite(caption) if caption else "", columns, tuple(_row(row, bool(caption), seen) for row in rows))


def _row(row: dict[str, Any], is_captioned: bool, seen: set[str]) -> Row:
    """A row of a group; what a subdivision asks stands at the first one of several that ask the same."""
    from lenity.papers import Cite, Row

    named = str(row["key"]).replace("_", " ") if row["key"] else ""
    asked = row.get("asks") or ""
    if asked and asked in seen:
        asked = "the same"
    seen.add(asked)
    if is_captioned:
        what = named
    else:
        what = f"{row['what']}: {asked}" if asked else f"{row['what']} {f'({named})' if named else ''}".strip()
    place = f"{row['designation']} " if row.get("designation") else ""
    note = f" {row['note']}" if row.get("note") else ""
    return Row(Cite(f"{place}{what}"), (Cite(str(row["value"])), row["since"], Cite(f"{row['citation']}.{note}")))


def _two_way(row: dict[str, Any]) -> Block:
    from lenity.papers import Cite, Column, Row, Table

    table = row["value"]
    names = list(next(iter(table.values())))
    lines = tuple(Row(line, tuple(cells[name].replace(" months", "") for name in names)) for line, cells in table.items())
    return Table(Cite(f"{row['what']} {row['citation']}, since {row['since']}."), (Column(""), *(Column(name) for name in names)), lines)


def _quantity_table(rows: list[dict[str, Any]]) -> Block:
    """The rows of the table as the Manual has them: each level with every drug's least amount."""
    from lenity.papers import Cite, Column, Row, Table

    by_level: dict[tuple[int, str], list[str]] = {}
    for row in rows:
        by_level.setdefault((row["level"], row["what"]), []).append(f"{row['key']} {row['value']}")
    lines = tuple(Row(what, ("; ".join(amounts),)) for (_, what), amounts in sorted(by_level.items(), key=lambda item: -item[0][0]))
    laws = "; ".join(dict.fromkeys(row["citation"] for row in rows))
    return Table("", (Column("Row"), Column("At least, by drug")), lines, note=Cite(f"{laws}."))


def _register_words(row: dict[str, Any]) -> str:
    told = [str(row[name]) for name in ("designation", "when", "then", "text", "what") if row.get(name)]
    to = f", to {', '.join(f'§{one}' for one in row['to'])}" if row.get("to") else ""
    greater = ", if that gives a greater level" if row.get("only_if_greater") else ""
    return f"{_capital(row['kind'])}: {': '.join(told[:2])}{'. ' + told[2] if len(told) > 2 else ''}{to}{greater}. {row['citation']}."


# what changed


def _diff_document(data: dict[str, Any], on: date) -> Document:
    from lenity.papers import Cite, Column, Heading, Paragraph, Row, Table

    blocks = list(_caveats(data))
    groups: dict[str, list[dict[str, Any]]] = {}
    for change in data["changes"]:
        groups.setdefault(change["what"], []).append(change)
    if not groups:
        blocks.append(Paragraph("Nothing that is encoded changed between these days."))
    for what, changes in groups.items():
        blocks.append(Heading(Cite(what)))
        columns = (Column(""), Column("Before"), Column("After"), Column("Law"))
        lines = tuple(Row(Cite(_changed(change)), (Cite(change["from"]), Cite(change["to"]), Cite(change["citation"]))) for change in changes)
        blocks.append(Table("", columns, lines))
    title = f"{data['section']}: what changed from {data['from']} to {data['to']}"
    return _document(title, blocks, _edition(data["to_edition"]), on, f"Guidelines of {data['from_edition']} and of {data['to_edition']}")


def _changed(change: dict[str, Any]) -> str:
    return ", ".join(part for part in (str(change["key"] or "").replace("_", " "), change["detail"]) if part)
