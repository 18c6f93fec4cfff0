"""The checks of `make validate` run on any part of the public files, and say what is missing."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "fixtures" / "population"
NAMES = {
    "edny_fy2015.csv": "ussc_edny_fy2015.csv",
    "drugs_fy2020.csv": "ussc_drug_sample_fy2020.csv",
}


@pytest.fixture(scope="module")
def run() -> object:
    sys.path.insert(0, str(ROOT / "validation"))
    try:
        import run as module
    finally:
        sys.path.pop(0)
    return module


def test_a_part_of_the_files_is_enough(run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for fixture, name in NAMES.items():
        shutil.copy(FIXTURES / fixture, tmp_path / name)
    page = tmp_path / "page.md"
    page.write_text(f"before\n{run.BEGIN}\nold\n{run.END}\nafter\n", encoding="utf-8")
    assert run.main([str(tmp_path), "--into", str(page)]) == 0
    out = capsys.readouterr().out
    assert "final offense level and category give the range" in out
    assert "not run: ussc_offenders_fy2019_fy2024.csv.xz" in out
    written = page.read_text(encoding="utf-8")
    assert written.startswith("before\n")
    assert written.endswith("after\n")
    assert "old" not in written
    assert "rows agree" in written


def test_a_row_that_no_check_explains_is_shown_and_fails(run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (FIXTURES / "edny_fy2015.csv").read_text(encoding="utf-8").splitlines()
    header, row = text[0].split(","), text[1].split(",")
    row[header.index("MinGuideRange")] = "7777"
    (tmp_path / "ussc_edny_fy2015.csv").write_text("\n".join([text[0], ",".join(row)]) + "\n", encoding="utf-8")
    assert run.main([str(tmp_path)]) == 1
    assert "not explained" in capsys.readouterr().out


def test_nothing_to_validate_is_no_failure(run, tmp_path: Path) -> None:
    assert run.main([str(tmp_path / "none")]) == 0
