"""Where each variable stands in a fixed-width line: read from a SAS or SPSS input program, a table, or lenity's own.

    from lenity.population.layouts import built_in_layouts, read_layouts

    read_layouts("opafy16nid.sas")[0].fields["XFOLSOR"]      # Field(kind='num', start=2788, end=2789)

Columns count bytes from 1, both ends included. Widths are read, decimals are not: values carry their own point.
"""

from __future__ import annotations

import csv
import io
import lzma
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from lenity.population._faults import ReadFaults, refuse


@dataclass(frozen=True, slots=True)
class Field:
    """One variable of a line: `num` or `char`, and its first and last byte from 1."""

    kind: Literal["num", "char"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The fields of one file by upper-case name, the lengths its lines may have, and its fiscal year where that is known."""

    fields: Mapping[str, Field]
    lengths: tuple[int, ...]
    fiscal_year: int | None = None

    @property
    def title(self) -> str:
        """How a fault names it."""
        return f"the layout of FY{self.fiscal_year}" if self.fiscal_year else "the layout"


def read_layouts(path: str | Path) -> list[Layout]:
    """Every layout that a file gives: one of a SAS or SPSS program, one a fiscal year of a table.

    Raises:
        ReadFaults: naming the line that cannot be read.
    """
    path = Path(path)
    try:
        raw = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    except (OSError, lzma.LZMAError) as error:
        raise refuse(str(path), f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return parse_layouts(raw, str(path))


def parse_layouts(raw: bytes, name: str) -> list[Layout]:
    """The layouts in the bytes of a file; its kind is told by what it says."""
    text = raw.decode("utf-8-sig", errors="replace")
    if re.search(r"^\s*DATA\s+LIST\b", text, re.IGNORECASE | re.MULTILINE):
        return [_program(text, name, _spss_body(text), spss=True)]
    if re.search(r"^\s*INPUT\b", text, re.IGNORECASE | re.MULTILINE):
        return [_program(text, name, _sas_body(text, name), spss=False)]
    if re.match(r"\s*\"?[a-z_]+\"?,", text, re.IGNORECASE):
        return _table(text, name)
    raise refuse(name, "no layout found; give a SAS program with INPUT, an SPSS program with DATA LIST, or a table of fiscal_year, variable, type, start, end")


@cache
def built_in_layouts() -> tuple[Layout, ...]:
    """The layouts of FY2015–FY2019, of the variables that the schema reads (the Commission's own input programs)."""
    name = "layouts.csv"
    return tuple(_table(files("lenity.population").joinpath("data", name).read_text(encoding="utf-8"), name))


def choose_layout(layouts: Iterable[Layout], line_length: int, fiscal_year: int | None, file: str) -> Layout:
    """The layout that fits lines of so many bytes, of the fiscal year given if one is.

    Raises:
        ReadFaults: where none fits, with the years that would.
    """
    known = list(layouts)
    fitting = [one for one in known if line_length in one.lengths]
    meant = [one for one in known if fiscal_year is None or one.fiscal_year in (fiscal_year, None)]
    for one in meant:
        if one in fitting:
            return one
    found = f"the line has {line_length:,} bytes"
    if fitting and fiscal_year is not None:
        years = ", ".join(f"FY{one.fiscal_year}" for one in fitting)
        raise refuse(file, f"{found}, which is the length of {years}, not of FY{fiscal_year}; give the fiscal year and layout that belong to the file", line=1)
    expected = "; ".join(f"{one.title} has {' or '.join(f'{n:,}' for n in one.lengths)}" for one in meant or known)
    raise refuse(
        file,
        f"{found}, but {expected}; the line is cut short or padded, or the layout is another year's: give the input program that came with the file",
        line=1,
    )


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def _without_comments(text: str) -> str:
    """The text with comments blanked out, so that positions still tell the line."""
    return re.sub(r"^[ \t]*\*[^;]*;", _blank, re.sub(r"/\*.*?\*/", _blank, text, flags=re.DOTALL), flags=re.MULTILINE)


def _sas_body(text: str, name: str) -> tuple[str, int]:
    bare = _without_comments(text)
    found = re.search(r"^\s*INPUT\b", bare, re.IGNORECASE | re.MULTILINE)
    end = bare.find(";", found.end()) if found else -1
    if found is None or end < 0:
        raise refuse(name, "the INPUT statement has no `;` at its end; the program is cut short")
    return bare[found.end() : end], found.end()


def _spss_body(text: str) -> tuple[str, int]:
    bare = re.sub(r"/\*.*?(\*/|$)", _blank, text, flags=re.MULTILINE)
    found = re.search(r"^\s*DATA\s+LIST\b[^/]*?(?='|\"|/)(?:'[^']*'|\"[^\"]*\")?[^/]*/", bare, re.IGNORECASE | re.MULTILINE)
    if found is None:
        return "", 0
    stop = re.search(r"\.[ \t]*(?:\r?\n|$)", bare[found.end() :])
    return bare[found.end() : found.end() + stop.start() if stop else len(bare)], found.end()


_BETWEEN = re.compile(r"[\s/]*")
_NAME = r"(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
_SAS = re.compile(
    rf"(?:@\s*(?P<at>\d+)\s+)?{_NAME}\s*(?:(?P<text>\$)\s*)?(?:"
    r"(?P<start>\d+)\s*-\s*(?P<end>\d+)(?:\s+\.\d+)?|:?\s*(?P<char>\$?\s*CHAR|\$|F|COMMA)?\s*(?P<width>\d+)\.\d*|(?P<single>\d+)(?![\d.]))(?=\s|$)",
    re.IGNORECASE,
)
_SPSS = re.compile(rf"{_NAME}\s+(?P<start>\d+)(?:\s*-\s*(?P<end>\d+))?\s*(?:\(\s*(?P<format>[A-Za-z]*)[\s\d.,]*\))?(?=\s|$|/)", re.IGNORECASE)


def _program(text: str, name: str, body: tuple[str, int], *, spss: bool) -> Layout:
    fields: dict[str, Field] = {}
    for variable, one, place in (_spss_fields if spss else _sas_fields)(body[0], name, text, body[1]):
        if variable in fields or one.start < 1 or one.end < one.start:
            what = "stands twice" if variable in fields else f"has the columns {one.start}-{one.end}"
            raise refuse(name, f"{variable} {what} in the program", line=_line(text, place))
        fields[variable] = one
    if not fields:
        raise refuse(name, "the program names no variable with its columns")
    declared = re.search(r"\bLRECL\s*=\s*(\d+)", text, re.IGNORECASE)
    last = max(one.end for one in fields.values())
    lengths = tuple(dict.fromkeys([last, *([int(declared[1])] if declared and int(declared[1]) > last else [])]))
    return Layout(fields, lengths, fiscal_year_in(text))


def fiscal_year_in(text: str) -> int | None:
    """The one fiscal year that a file name or program names (`opafy16nid`, `FY2016`); None where it names none or several."""
    years = set()
    for found in re.findall(r"fy[ _-]?((?:19|20)\d\d|\d\d)(?!\d)", text, re.IGNORECASE):
        years.add(int(found) if len(found) == 4 else (2000 if int(found) < 80 else 1900) + int(found))
    return years.pop() if len(years) == 1 else None


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _matches(pattern: re.Pattern[str], body: str, name: str, text: str, offset: int) -> Iterator[re.Match[str]]:
    """Each field in turn; anything between fields that is none is a fault."""
    at = 0
    while rest := _BETWEEN.match(body, at):
        at = rest.end()
        if at == len(body):
            return
        found = pattern.match(body, at)
        if found is None:
            raise refuse(name, f"cannot read the columns at `{body[at : at + 30].split(chr(10))[0].strip()}`", line=_line(text, offset + at))
        yield found
        at = found.end()


def _sas_fields(body: str, name: str, text: str, offset: int) -> Iterator[tuple[str, Field, int]]:
    pointer = 1
    for found in _matches(_SAS, body, name, text, offset):
        if found["start"]:
            start, end = int(found["start"]), int(found["end"])
        elif found["width"]:
            start = int(found["at"]) if found["at"] else pointer
            end = start + int(found["width"]) - 1
        else:
            start = end = int(found["single"])
        pointer = end + 1
        is_text = found["text"] or (found["char"] or "").upper().lstrip("$ ").startswith("CHAR") or "$" in (found["char"] or "")
        yield found["name"].upper(), Field("char" if is_text else "num", start, end), offset + found.start()


def _spss_fields(body: str, name: str, text: str, offset: int) -> Iterator[tuple[str, Field, int]]:
    record = re.match(r"\s*1(?=\s)", body)
    skipped = record.end() if record else 0
    for found in _matches(_SPSS, body[skipped:], name, text, offset + skipped):
        start = int(found["start"])
        is_text = (found["format"] or "").upper().startswith("A")
        yield found["name"].upper(), Field("char" if is_text else "num", start, int(found["end"] or start)), offset + skipped + found.start()


def _table(text: str, name: str) -> list[Layout]:
    rows = csv.DictReader(io.StringIO(text))
    missing = {"variable", "type", "start", "end"} - set(rows.fieldnames or ())
    if missing:
        raise refuse(name, f"the table of columns lacks {', '.join(sorted(missing))}", line=1)
    years: dict[int | None, dict[str, Field]] = {}
    lengths: dict[int | None, int] = {}
    for row in rows:
        try:
            year = int(row["fiscal_year"]) if row.get("fiscal_year") else None
            kind: Literal["num", "char"] = "char" if row["type"].strip().lower() == "char" else "num"
            one = Field(kind, int(row["start"]), int(row["end"]))
            length = int(row.get("line_length") or one.end)
        except (TypeError, ValueError, AttributeError):
            raise refuse(name, "a row needs a whole fiscal_year, start and end, and a type `num` or `char`", line=rows.line_num) from None
        if one.start < 1 or one.end < one.start:
            raise refuse(name, f"the columns {one.start}-{one.end} are not a span", line=rows.line_num)
        years.setdefault(year, {})[row["variable"].strip().upper()] = one
        lengths[year] = max(lengths.get(year, 0), length)
    if not years:
        raise ReadFaults(refuse(name, "the table of columns has no rows").faults)
    return [Layout(fields, (lengths[year],), year) for year, fields in years.items()]
