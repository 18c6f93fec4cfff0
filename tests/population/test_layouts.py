"""Layouts: input programs of SAS and SPSS in their styles, tables of columns, and the ones that lenity brings."""

from __future__ import annotations

import csv
import lzma
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenity.population import ReadFaults
from lenity.population.layouts import Field, built_in_layouts, parse_layouts, read_layouts

SAS = b"""* The Commission's own program is of this form;
OPTIONS NOCENTER;
DATA opafy16nid;
  INFILE 'C:\\opafy16nid.dat' LRECL=60;   /* one record a line */
  INPUT
    @1 ZONE $1.
    @2 DESCRIP1 $ 9.
    @11 USSCIDN 7. @18 SENTTOT 6.2
    XFOLSOR 24-25  GDLINEHI $ 26 - 31 SAFE 32
    ;
  LABEL USSCIDN = 'id';
RUN;
"""
SPSS = b"""DATA LIST FILE='C:\\opafy16nid.dat' FIXED RECORDS=1
 /1 ZONE 1 (A) DESCRIP1 2-10 (A)
    USSCIDN 11-17 SENTTOT 18-23 (F,2)
    XFOLSOR 24-25 GDLINEHI 26-31 (A6) SAFE 32.
VARIABLE LABELS USSCIDN 'id'.
EXECUTE.
"""
FIELDS = {
    "ZONE": Field("char", 1, 1),
    "DESCRIP1": Field("char", 2, 10),
    "USSCIDN": Field("num", 11, 17),
    "SENTTOT": Field("num", 18, 23),
    "XFOLSOR": Field("num", 24, 25),
    "GDLINEHI": Field("char", 26, 31),
    "SAFE": Field("num", 32, 32),
}


def test_a_sas_program_is_read_in_its_styles() -> None:
    (layout,) = parse_layouts(SAS, "opafy16nid.sas")
    assert layout.fields == FIELDS
    assert layout.lengths == (32, 60)
    assert layout.fiscal_year == 2016


def test_an_spss_program_is_read() -> None:
    (layout,) = parse_layouts(SPSS, "opafy16nid.sps")
    assert layout.fields == FIELDS
    assert layout.lengths == (32,)


def test_the_commissions_style_of_spss_is_read() -> None:
    program = b"""* Encoding: UTF-8.
/* You must also update the file in the FILE HANDLE DATA / NAME line. */
FILE HANDLE DATA / NAME="./report.dat" LRECL=40 .

DATA LIST FILE=DATA/
   USSCIDN 1-7              ACCAP 8
   CELL 9-18 (A)   TERM 19-24   WEAPON 25
   XCRHISSR 26 .

FORMATS
  TERM (F7.2) / .
"""
    (layout,) = parse_layouts(program, "report.sps")
    assert layout.lengths == (26, 40)
    assert layout.fields["CELL"] == Field("char", 9, 18)
    assert layout.fields["XCRHISSR"] == Field("num", 26, 26)
    assert len(layout.fields) == 6


def test_the_commissions_style_of_sas_is_read() -> None:
    program = b"""FILENAME datafile '/folders/opafy16nid.dat' ;
%LET dataset = opafy16nid ;
DATA library.&dataset ;
INFILE datafile LRECL=22;
INPUT
   POOFFICE $ 1             ZONE $ 2                 SORGDL $ 3-10
   AMTFINEC  11-18      AMTREST  19-22    ;
FORMAT AMTFINEC F8. ;
"""
    (layout,) = parse_layouts(program, "opafy16nid.sas")
    assert layout.fields["ZONE"] == Field("char", 2, 2)
    assert layout.fields["AMTFINEC"] == Field("num", 11, 18)
    assert (layout.lengths, layout.fiscal_year) == ((22,), 2016)


def test_a_table_of_columns_is_read_plain_or_packed(tmp_path: Path) -> None:
    text = b"fiscal_year,variable,type,start,end\n2015,zone,char,1,1\n2015,AGE,num,2,3\n2016,AGE,num,7,8\n"
    (tmp_path / "layouts.csv").write_bytes(text)
    (tmp_path / "layouts.csv.xz").write_bytes(lzma.compress(text))
    for name in ("layouts.csv", "layouts.csv.xz"):
        first, second = read_layouts(tmp_path / name)
        assert (first.fiscal_year, first.fields, first.lengths) == (2015, {"ZONE": Field("char", 1, 1), "AGE": Field("num", 2, 3)}, (3,))
        assert (second.fiscal_year, second.fields["AGE"]) == (2016, Field("num", 7, 8))


@pytest.mark.parametrize(
    ("program", "line", "said"),
    [
        (b"DATA x;\nINPUT\n @1 AGE 2.\n ??? 3.\n;\n", 4, "cannot read"),
        (b"DATA x;\nINPUT\n @1 AGE 2.\n @5 AGE 2.\n;\n", 4, "twice"),
        (b"DATA x;\nINPUT\n AGE 9-3\n;\n", 3, "9-3"),
        (b"DATA x;\nINPUT @1 AGE 2.\n", None, "no `;`"),
        (b"fiscal_year,variable,type,start,end\n2015,AGE,num,two,3\n", 2, "whole"),
        (b"fiscal_year,variable,start,end\n", 1, "type"),
        (b"\x00\x01\x02", None, "no layout"),
    ],
)
def test_a_faulty_program_is_refused_with_its_line(program: bytes, line: int | None, said: str) -> None:
    with pytest.raises(ReadFaults) as caught:
        parse_layouts(program, "program")
    (fault,) = caught.value.faults
    assert fault.line == line
    assert said in fault.message


spans = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 60), st.booleans()), min_size=1, max_size=30)


@given(spans, st.booleans())
def test_programs_in_every_style_say_the_same(parts: list[tuple[int, int, bool]], pointer: bool) -> None:
    fields: dict[str, Field] = {}
    at = 1
    for n, (gap, width, text) in enumerate(parts):
        fields[f"VAR_{n}"] = Field("char" if text else "num", at + gap, at + gap + width - 1)
        at += gap + width
    mark = {True: "$ ", False: ""}
    if pointer:
        body = "\n".join(f"@{one.start} {name} {mark[one.kind == 'char']}{one.end - one.start + 1}." for name, one in fields.items())
    else:
        body = "\n".join(f"{name} {mark[one.kind == 'char']}{one.start}-{one.end}" for name, one in fields.items())
    sas = f"DATA x;\nINPUT\n{body}\n;\nRUN;\n"
    spss = (
        "DATA LIST FILE='x.dat' /\n"
        + "\n".join(f" {name} {one.start}-{one.end}{' (A)' if one.kind == 'char' else ''}" for name, one in fields.items())
        + "\n.\n"
    )
    table = "variable,type,start,end\n" + "".join(f"{name},{one.kind},{one.start},{one.end}\n" for name, one in fields.items())
    for program in (sas, spss, table):
        (layout,) = parse_layouts(program.encode(), "program")
        assert layout.fields == fields


def test_the_years_that_lenity_brings() -> None:
    assert {one.fiscal_year: one.lengths for one in built_in_layouts()} == {
        2015: (25009,),
        2016: (35664,),
        2017: (35400,),
        2018: (45694,),
        2019: (29966,),
    }


def test_they_are_the_commissions_own() -> None:
    folder = Path(os.environ.get("LENITY_DATA", "../shared/data"))
    path = folder / "ussc_layouts_fy2015_fy2019.csv.xz"
    if not path.is_file():
        pytest.skip("the full layouts are not here")
    with lzma.open(path, "rt", encoding="utf-8", newline="") as stream:
        full = {(int(row["fiscal_year"]), row["variable"]): Field(row["type"], int(row["start"]), int(row["end"])) for row in csv.DictReader(stream)}  # type: ignore[arg-type]
    for layout in built_in_layouts():
        for name, field in layout.fields.items():
            assert full[layout.fiscal_year or 0, name] == field
    assert {one.fiscal_year: one.lengths for one in read_layouts(path)} == {one.fiscal_year: one.lengths for one in built_in_layouts()}
