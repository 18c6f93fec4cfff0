"""lenity from Python: light to import, and the same answers as the rooms give."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import lenity
from lenity.facts import CaseFaults
from lenity.population import ReadFaults
from lenity.population.screen import screen as to_file

ROOT = Path(__file__).parent.parent
ROWS = ROOT / "tests/fixtures/population"
CASE = ROOT / "docs/examples/first-case.yaml"
DAY = date(2026, 11, 24)


def test_import_is_light() -> None:
    code = "import lenity, sys; print([name for name in ('polars', 'numpy', 'pydantic', 'yaml', 'altair', 'lenity.api') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
    assert (Path(lenity.__file__).parent / "py.typed").is_file()


def test_a_case_is_reviewed_as_the_command_does() -> None:
    import lenity.review as room

    assert lenity.review_case(CASE, as_of=DAY).change.finding == "lower"
    assert callable(room.as_json)
    with pytest.raises(AttributeError, match="nothing"):
        _ = lenity.nothing


def test_a_screen_is_lazy_and_gives_the_rows_of_the_command(tmp_path: Path) -> None:
    files = [ROWS / "sentenced_fy2019_fy2024.csv", ROWS / "drugs_fy2020.csv"]
    to_file(files, tmp_path / "out.parquet", as_of=DAY)
    frame = lenity.screen(files, as_of=DAY)
    assert isinstance(frame, pl.LazyFrame)
    whole = pl.read_parquet(tmp_path / "out.parquet")
    assert frame.collect().equals(whole)
    assert frame.select("finding").head(3).collect().equals(whole.select("finding").head(3))
    assert lenity.screen(files, as_of=DAY, where="then_min >= 100").collect().equals(whole.filter(pl.col("then_min") >= 100))
    lenity.screen(tmp_path / "none.csv")  # nothing is read yet


def test_a_frame_is_screened_as_its_file_is() -> None:
    path = ROWS / "drugs_fy2020.csv"
    of_file = lenity.screen(path, as_of=DAY, fiscal_year=2020).collect()
    for frame in (pl.read_csv(path), pl.scan_csv(path), pl.read_csv(path).rename(str.lower)):
        assert lenity.screen(frame, as_of=DAY, fiscal_year=2020).collect().equals(of_file)


def test_faults_of_a_frame_are_told() -> None:
    with pytest.raises(Exception, match="not a number"):
        lenity.screen(pl.DataFrame({"USSCIDN": ["1"], "XMINSOR": ["abc"]}), as_of=DAY).collect()
    with pytest.raises(ReadFaults, match="--where"):
        lenity.screen(ROWS / "drugs_fy2020.csv", where="no_such = 1")


def test_cases_come_as_files_data_or_read(tmp_path: Path) -> None:
    case = lenity.read_case(CASE)
    assert lenity.read_case(case) is case
    assert lenity.read_case(case.as_data()).id == case.id
    with pytest.raises(CaseFaults):
        lenity.read_case({"lenity": 1, "id": "x"})


def test_compare_takes_a_file_or_several() -> None:
    one = lenity.compare(CASE, ROWS / "drugs_fy2020.csv", as_of=DAY, cell="range-type")
    several = lenity.compare(CASE, [ROWS / "drugs_fy2020.csv", ROWS / "edny_fy2015.csv"], as_of=DAY, cell="range-type")
    assert one.records == 60
    assert several.records == 100


def test_the_other_doors_answer_as_their_rooms_do(tmp_path: Path) -> None:
    from lenity.relief import as_json as relief_as_json
    from lenity.relief import relief
    from lenity.time import compute

    case = lenity.read_case(CASE)
    assert relief_as_json(lenity.relief_for(CASE, as_of=DAY)) == relief_as_json(relief(case, as_of=DAY))
    assert lenity.time_of(CASE, as_of=DAY) == compute(case, as_of=DAY)
    letter = tmp_path / "letter.txt"
    letter.write_text("Jane Roe was sentenced on March 21, 2006 to 120 months of imprisonment.", encoding="utf-8")
    facts = lenity.facts_in(letter, about="Jane Roe").facts
    assert facts
    assert all(fact.quote in letter.read_text(encoding="utf-8") for fact in facts)


def test_relief_is_as_its_schema_says(capfd: pytest.CaptureFixture[str]) -> None:
    import json

    import jsonschema

    from lenity.cli import main
    from lenity.relief import as_json

    assert main(["schema", "relief"]) == 0
    jsonschema.validate(as_json(lenity.relief_for(CASE, as_of=DAY)), json.loads(capfd.readouterr().out))
