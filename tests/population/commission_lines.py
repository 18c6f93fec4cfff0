"""Real records of the Commission, written as fixed-width lines at the columns of a layout year."""

from __future__ import annotations

import csv
from pathlib import Path

from lenity.population.layouts import Layout, built_in_layouts

FIXTURES = Path(__file__).parents[1] / "fixtures" / "population"
RENAMED = {
    "OffenderID": "USSCIDN",
    "CrimHistCat": "XCRHISSR",
    "FinalOffLevel": "XFOLSOR",
    "MinGuideRange": "XMINSOR",
    "MaxGuideRange": "XMAXSOR",
    "Education": "NEWEDUC",
    "Race": "NEWRACE",
    "nDrugs": "NODRUG",
    "SentenceMonths": "SENSPLT",
    "SentenceType": "SENTIMP",
}
YEARS = (2015, 2016, 2017, 2018, 2019)


def layout_of(year: int) -> Layout:
    """The layout of a fiscal year."""
    return next(one for one in built_in_layouts() if one.fiscal_year == year)


def real_records() -> list[dict[str, str]]:
    """Records of FY2015 under the Commission's names, `-999` as blank."""
    with (FIXTURES / "edny_fy2015.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    records = []
    for row in rows:
        record = {RENAMED.get(name, name): "" if value == "-999" else value for name, value in row.items()}
        record["SENTTOT"] = record["SENTTOT0"] if float(record["SENTTOT0"] or 0) else ""
        record["GDLINEHI"] = "2D1.1"
        records.append(record)
    return records


def line(record: dict[str, str], layout: Layout, filler: bytes = b" ") -> bytes:
    """One record at its columns, numbers to the right and texts to the left, the rest filled."""
    raw = bytearray(filler * (layout.lengths[0] // len(filler) + 1))[: layout.lengths[0]]
    for name, field in layout.fields.items():
        width = field.end - field.start + 1
        value = record.get(name, "")
        assert len(value) <= width, (name, value)
        raw[field.start - 1 : field.end] = (value.rjust(width) if field.kind == "num" else value.ljust(width)).encode()
    return bytes(raw)


def write_lines(path: Path, year: int, *, ending: bytes = b"\n", filler: bytes = b"7. ") -> list[dict[str, str]]:
    """All real records that fit the year's columns, as a file; what was written."""
    layout = layout_of(year)
    written = []
    for record in real_records():
        fits = {
            name: value for name, value in record.items() if name in layout.fields and len(value) <= layout.fields[name].end - layout.fields[name].start + 1
        }
        written.append(fits)
    path.write_bytes(b"".join(line(record, layout, filler) + ending for record in written))
    return written
