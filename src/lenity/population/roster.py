"""An office's own roster, CSV or XLSX, through its mapping file: every fault of every cell at once, and nothing half imported."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lenity.population._faults import ReadFault, ReadFaults, refuse
from lenity.population._mapping import MappedColumn, RosterMapping, read_mapping
from lenity.population._sections import SECTIONS, read_sections
from lenity.population._streams import TableFile, opened
from lenity.population._workbook import cells_without_value
from lenity.population.schema import SCHEMA, code_labels, district_names, districts

if TYPE_CHECKING:
    import polars as pl

_GUIDELINE = re.compile(r"(?:U\.?S\.?S\.?G\.?\s*)?§?\s*(2[A-Z]\d+\.\d+)", re.IGNORECASE)
_STATUTE = re.compile(r"(\d+)\s*(?::|U\.?\s?S\.?\s?C\.?\s*§*)\s*(\d+[a-z]?(?:-\d+[a-z]*)?)((?:\s*\([A-Za-z0-9]+\)|[A-Z0-9])*)")
Sheet = tuple[list[str], list[tuple[int, list[object]]]]
"""The header, and each row that is not blank with its number in the file, the header being row 1."""


def read_roster(table: TableFile, mapping: Path, fiscal_year: int | None = None) -> pl.DataFrame:
    """The roster in the normalized schema. `fiscal_year` stands where the mapping names none; `record_id` is the roster's own only where the mapping names one, else the row from 1.

    Raises:
        ReadFaults: with the row and column of every cell that cannot stand.
    """
    plan = read_mapping(mapping)
    unread: dict[tuple[int, int], str] = {}
    header, rows = _xlsx(table, plan.sheet, unread) if table.kind == "xlsx" else _csv(table)
    if not rows:
        raise refuse(table.name, "the roster has no rows under its header", line=1)
    faults = _header_faults(header, rows, plan, table.name)
    if faults:
        raise ReadFaults(faults)
    read = {one.target.name: _cells(one, header, rows, plan, table.name, faults) for one in plan.columns}
    faults.extend(_unread_faults(unread, header, rows, plan, table.name))
    if "record_id" in read:
        faults.extend(_repeated_ids(read["record_id"], rows, plan, table.name))
    if faults:
        raise ReadFaults(sorted(faults, key=lambda fault: fault.line or 0))
    if fiscal_year is not None:
        read.setdefault("fiscal_year", [fiscal_year] * len(rows))
    return _frame(read, len(rows))


def _csv(table: TableFile) -> Sheet:
    if table.kind != "csv":
        raise refuse(table.name, "a roster is CSV or XLSX")
    with opened(table) as stream:
        raw = stream.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise refuse(table.name, "the text is not in UTF-8; save it as CSV UTF-8", line=line) from None
    if "\0" in text:
        raise refuse(table.name, "the text is in UTF-16 or is no text; save it as CSV UTF-8", line=1)
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",\t;", key=first.count), strict=True)
    rows: list[tuple[int, list[object]]] = []
    header: list[str] = []
    faults = []
    try:
        before = 0
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not header:
                header = [cell.strip() for cell in cells]
            elif any(cell.strip() for cell in cells):
                rows.append((line, list(cells)))
                if len(cells) != len(header):
                    faults.append(ReadFault(table.name, f"the row has {len(cells)} cells, the header has {len(header)}", line, len(rows)))
    except csv.Error as error:
        raise refuse(table.name, f"not well-formed CSV: {error}", line=reader.line_num) from error
    if faults:
        raise ReadFaults(faults)
    return header, rows


def _xlsx(table: TableFile, sheet: str | None, unread: dict[tuple[int, int], str]) -> Sheet:
    import fastexcel

    with opened(table) as stream:
        raw = stream.read()
    try:
        book = fastexcel.read_excel(raw)
        if sheet is not None and sheet not in book.sheet_names:
            raise refuse(table.name, f"there is no sheet of that name; the workbook has {len(book.sheet_names)} others", column="sheet")
        columns = book.load_sheet(sheet if sheet is not None else 0, header_row=None, skip_rows=0, dtypes="string").to_polars()
    except fastexcel.FastExcelError as error:
        raise refuse(table.name, "not a whole XLSX workbook; save it again as .xlsx") from error
    unread.update({(row, column): what for row, column, what in cells_without_value(raw, sheet)})
    lines = [["" if cell is None else cell for cell in row] for row in columns.iter_rows()]
    header = [str(cell).strip() for cell in lines[0]] if lines else []
    return header, [(number, row) for number, row in enumerate(lines[1:], 2) if any(str(cell).strip() for cell in row)]


def _unread_faults(unread: dict[tuple[int, int], str], header: list[str], rows: Any, plan: RosterMapping, file: str) -> list[ReadFault]:
    """The cells of mapped columns that have no value to read."""
    mapped = {header.index(one.header) + 1 for one in plan.columns if one.header is not None}
    numbers = {line: number for number, (line, _) in enumerate(rows, 1)}
    return [
        ReadFault(file, what, line, numbers.get(line), header[column - 1]) for (line, column), what in sorted(unread.items()) if column in mapped and line > 1
    ]


def _header_faults(header: list[str], rows: Any, plan: RosterMapping, file: str) -> list[ReadFault]:
    wanted = {one.header for one in plan.columns if one.header is not None}
    below = next((line for line, row in rows if wanted & {str(cell).strip() for cell in row}), None)
    if wanted and not wanted & set(header) and below is not None:
        return [ReadFault(file, f"the header must be the first row, and row {below} looks like it; remove what stands above", 1)]
    faults = []
    for one in plan.columns:
        if one.header is None:
            continue
        found = header.count(one.header)
        if found != 1:
            what = "is not in the roster's header" if not found else "stands more than once in the roster's header"
            faults.append(ReadFault(file, f"{what}; the mapping wants it for `{one.target.name}`", 1, None, one.header))
    return faults


def _cells(one: MappedColumn, header: list[str], rows: Any, plan: RosterMapping, file: str, faults: list[ReadFault]) -> list[object]:
    at = header.index(one.header) if one.header is not None else None
    values: list[object] = []
    for number, (line, row) in enumerate(rows, 1):
        cell = one.constant if at is None else row[at]
        try:
            values.append(_value(one, cell, plan.missing))
        except ValueError as error:
            values.append(None)
            faults.append(ReadFault(file, f"{error} (for `{one.target.name}`)", line, number, one.header or f"value of {one.target.name}"))
    return values


def _value(one: MappedColumn, cell: object, missing: Iterable[str]) -> object:
    """The cell in the schema's terms; None where it is missing. A fault never repeats the cell."""
    text = "" if cell is None else str(cell).strip()
    key = text.casefold()
    if not text or key in missing:
        return None
    value: object = text
    if one.values is not None:  # a cell that the mapping does not name is read as it stands
        value = one.values.get(key, one.values.get(key.removesuffix(".0"), text))
        if value is None:
            return None
    target = one.target
    if target.name == "district":
        return _district(str(value).strip())
    if target.name.startswith("guideline") and target.kind == "text":
        return _guideline(str(value))
    if target.name.startswith("statute_") and target.kind == "text":
        return _statute(str(value))
    if target.name == SECTIONS and read_sections(str(value)) is None:
        raise ValueError("not sections of Chapters Two and Three with their levels, such as `2D1.1(b)(1)+2; 3B1.1(c)+2`")
    if target.kind == "text":
        return str(value)
    if target.life is not None and str(value).strip().casefold() in ("life", "life imprisonment"):
        return target.life
    return _number(one, str(value))


def _number(one: MappedColumn, text: str) -> float | int:
    target = one.target
    try:
        number = Decimal(text.replace(",", "") if _grouped(text) else text) * one.factor
    except InvalidOperation:
        or_life = " or `life`" if target.life is not None else ""
        raise ValueError(f"not a number{or_life}; write it in figures, or name the word in the mapping's `values`") from None
    if not number.is_finite():
        raise ValueError("not a finite number")
    if target.kind == "whole" and number != int(number):
        raise ValueError(f"not a whole number of {target.unit}s")
    if (target.lowest is not None and number < Decimal(target.lowest)) or (target.highest is not None and number > Decimal(target.highest)):
        bounds = f"outside {target.lowest}–{target.highest}" if None not in (target.lowest, target.highest) else f"less than {target.lowest}"
        raise ValueError(bounds)
    allowed = code_labels(target.code_table) if target.code_table and target.code_table != "districts" else target.codes if target.unit == "code" else {}
    if allowed and int(number) not in allowed:
        raise ValueError("not one of the codes of this column")
    return int(number) if target.kind == "whole" else float(number)


def _guideline(text: str) -> str:
    """A guideline as the Commission writes it; `USSG §2D1.1` is 2D1.1."""
    found = _GUIDELINE.fullmatch(text.strip())
    if found is None:
        raise ValueError("not a guideline of Chapter Two, such as `2D1.1`")
    return found[1].upper()


def _statute(text: str) -> str:
    """A statute as the Commission writes it; `21 U.S.C. § 841(b)(1)(A)` is 21:841B1A."""
    found = _STATUTE.fullmatch(text.strip())
    if found is None:
        raise ValueError("not a statute, such as `21:841` or `21 U.S.C. § 841(a)(1)`")
    return f"{found[1]}:{found[2]}{re.sub(r'[() ]', '', found[3]).upper()}"


def _grouped(text: str) -> bool:
    """Whether commas in a number only group its thousands."""
    head, *groups = text.split(".")[0].lstrip("+-").split(",")
    return bool(groups) and 1 <= len(head) <= 3 and all(len(group) == 3 for group in groups)


def _district(text: str) -> str:
    names = district_names()
    by_name = {name.casefold(): short for short, name in names.items()}
    short = by_name.get(text.casefold(), text.casefold())
    if short not in names:
        raise ValueError("not the short id (such as `ilnd`) or the name of a district court; name the word in the mapping's `values`")
    return short


def _repeated_ids(values: list[object], rows: Any, plan: RosterMapping, file: str) -> list[ReadFault]:
    header = next(one.header for one in plan.columns if one.target.name == "record_id")
    seen: dict[object, int] = {}
    faults = []
    for number, (value, (line, _)) in enumerate(zip(values, rows, strict=True), 1):
        if value is None:
            faults.append(ReadFault(file, "the row has no id (for `record_id`)", line, number, header))
        elif value in seen:
            faults.append(ReadFault(file, f"the id stands in row {seen[value]} already (for `record_id`)", line, number, header))
        else:
            seen[value] = number
    return faults


def _frame(read: dict[str, list[object]], length: int) -> pl.DataFrame:
    import polars as pl

    types = {"Int64": pl.Int64, "Float64": pl.Float64, "String": pl.String}
    circuits = dict(districts("DISTRICT").values())
    read.setdefault("record_id", list(range(1, length + 1)))
    read.setdefault("set_aside", [0] * length)
    if "district" in read:
        read.setdefault("circuit", [circuits.get(str(short)) for short in read["district"]])
    if "sentence_months" in read:
        read["sentence_variable"] = ["roster"] * length
    return pl.DataFrame([pl.Series(one.name, read.get(one.name, [None] * length), dtype=types[one.dtype]) for one in SCHEMA])
