"""Columns of another file beside the same records: by id and fiscal year, in order, what a record has standing."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest

from lenity.population import ReadFaults, convert

DATA = Path(os.environ.get("LENITY_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
DISTRICT, SUPPLEMENT = DATA / "ussc_edny_fy2015.csv", DATA / "ussc_supplement_fy2014_fy2017.csv.xz"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_what_a_record_lacks_is_taken_from_the_other_file(tmp_path: Path) -> None:
    """Record 70 stands in two years: only the one of its own year is its record."""
    first = written(tmp_path, "a.csv", "USSCIDN,FISCALYR,XFOLSOR,XCRHISSR\n80,2016,20,\n70,2016,25,2\n90,2016,12,1\n")
    other = written(tmp_path, "b.csv", "USSCIDN,FISCALYR,OFFGUIDE,XCRHISSR\n70,2015,16,1\n70,2016,10,3\n80,2016,17,4\n")
    report = convert([first], tmp_path / "out.parquet", join=[other])
    rows = pl.read_parquet(tmp_path / "out.parquet")
    assert rows.select("record_id", "final_offense_level", "criminal_history_category", "offense_type").rows() == [
        (80, 20, 4, 17),
        (70, 25, 2, 10),
        (90, 12, 1, None),
    ]
    assert (report.joined.records, report.joined.differ) == (2, {"criminal_history_category": 1})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("FISCALYR,OFFGUIDE\n2016,10\n", "no id of the Commission"),
        ("USSCIDN,FISCALYR,OFFGUIDE\n70,2016,10\n70,2016,16\n", "more than once"),
        ("A,B\n1,2\n", "none of the Commission"),
    ],
)
def test_a_file_that_cannot_be_joined_is_refused_and_nothing_written(text: str, said: str, tmp_path: Path) -> None:
    first = written(tmp_path, "a.csv", "USSCIDN,FISCALYR,XFOLSOR\n80,2016,20\n")
    text = (
        text.replace("FISCALYR,OFFGUIDE\n", "FISCALYR,OFFGUIDE,XFOLSOR\n", 1).replace("2016,10\n", "2016,10,20\n", 1) if text.startswith("FISCALYR") else text
    )
    with pytest.raises(ReadFaults, match=said):
        convert([first], tmp_path / "out.parquet", join=[written(tmp_path, "b.csv", text)])
    assert not (tmp_path / "out.parquet").exists()


@pytest.mark.skipif(not DISTRICT.is_file(), reason="the district file is not here")
def test_the_district_file_gets_its_types_of_crime(tmp_path: Path) -> None:
    """Every one of its ids is in the supplement of FY2015 (data description)."""
    report = convert([DISTRICT], tmp_path / "out.parquet", join=[SUPPLEMENT])
    rows = pl.read_parquet(tmp_path / "out.parquet")
    assert report.joined.records == len(rows) == rows["offense_type"].count()
