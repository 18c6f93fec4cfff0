"""Cells of a worksheet that have no value to read: errors of the spreadsheet, and formulas that were never worked out.

A reader of values hands these on as empty cells, so they are looked for in the sheet's own XML.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_LETTERS = 26
MOST_BYTES = 1 << 30
"""A sheet that unpacks to more is not looked through."""


def cells_without_value(raw: bytes, sheet: str | None) -> Iterator[tuple[int, int, str]]:
    """Row and column, from 1, of each such cell of the sheet (the first where none is named), and what it is."""
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        name = _path(book, sheet)
        if name is None or book.getinfo(name).file_size > MOST_BYTES:
            return
        with book.open(name) as stream:
            for _, element in ElementTree.iterparse(stream):
                if element.tag == f"{_MAIN}c":
                    what = _without_value(element)
                    place = _PLACE.fullmatch(element.get("r", ""))
                    if what and place:
                        yield int(place[2]), _number(place[1]), what
                if element.tag == f"{_MAIN}row":
                    element.clear()


def _without_value(cell: ElementTree.Element) -> str | None:
    if cell.get("t") == "e":
        return "the cell holds an error of the spreadsheet (such as #DIV/0!); mend the formula or empty the cell"
    value = cell.find(f"{_MAIN}v")
    if cell.find(f"{_MAIN}f") is not None and (value is None or value.text is None) and cell.get("t") != "str":
        return "the cell holds a formula that was not worked out; open the workbook in a spreadsheet program and save it"
    return None


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def _path(book: zipfile.ZipFile, sheet: str | None) -> str | None:
    try:
        sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
        chosen = next((one for one in sheets if sheet is None or one.get("name") == sheet), None)
        targets = {one.get("Id"): one.get("Target", "") for one in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
    except (KeyError, ElementTree.ParseError):
        return None
    target = targets.get(chosen.get(_REL)) if chosen is not None else None
    if not target:
        return None
    path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return path if path in book.namelist() else None
