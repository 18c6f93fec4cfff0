"""The report of a screen: its counts are those of the rows, and its charts and tables say the same."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from commission_lines import FIXTURES

from lenity.cli import main
from lenity.papers import html_page, plain_text
from lenity.papers.screen import screen_document
from lenity.population.screen import screen
from lenity.population.screen_report import FINDINGS, ScreenSummary

AS_OF = date(2026, 10, 1)
RECORDS: list[dict[str, Any]] = [
    {"XFOLSOR": 20, "XCRHISSR": 3, "TOTCHPTS": 5, "SENTPTS": 2, "MONSEX": 0, "AGE": 30, "SENTTOT": 60.0},  # lower: 37-46, 23 months over 37
    {"XFOLSOR": 20, "XCRHISSR": 3, "TOTCHPTS": 5, "SENTPTS": 0, "MONSEX": 1, "AGE": 24, "SENTTOT": 470.0},  # same: 41-51, life
    {"XFOLSOR": 20, "XCRHISSR": 3, "TOTCHPTS": 9, "SENTPTS": 0, "MONSEX": 0, "AGE": 70, "SENTTOT": 24.0},  # at odds: nine points are category IV
]
SAME = {"FISCALYR": 2020, "AMENDYR": 2018, "DISTRICT": 43, "OFFGUIDE": 16, "GDLINEHI": "2B1.1", "NOCOMP": 1, "CAROFFAP": 0, "ACCAP": 0, "SENTRNGE": 0}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    pl.DataFrame([{"USSCIDN": at, **SAME, **row} for at, row in enumerate(RECORDS, 1)]).write_csv(path)
    return path


@pytest.fixture
def summary(data: Path, tmp_path: Path) -> ScreenSummary:
    found = screen([data], tmp_path / "out.parquet", as_of=AS_OF, summarized=True).summary
    assert found is not None
    return found


def test_the_counts_are_those_of_the_rows(summary: ScreenSummary) -> None:
    assert summary.findings == {"lower": 1, "same": 1, "higher": 0, "not known": 1}
    assert dict(summary.groups["sex"])["male"] == {"lower": 1, "same": 0, "higher": 0, "not known": 1}
    assert [label for label, _ in summary.groups["age"]] == ["under 25", "25 to 34", "65 and older"]
    assert all(sum(sum(found.values()) for _, found in groups) == 3 for groups in summary.groups.values())
    assert dict(summary.change)["1 to 6 months lower"] == 1


def test_life_is_first_then_months_over_today_s_minimum(summary: ScreenSummary) -> None:
    assert [(one.row["record_id"], one.over, one.today_min) for one in summary.ranked] == [(2, None, 41), (1, 23.0, 37)]


def test_rows_at_odds_with_themselves_are_listed(summary: ScreenSummary) -> None:
    assert summary.disagreements == 1
    assert "the recorded category III is not the IV that 9 points give" in summary.disagreeing[0][1]


def test_the_page_has_charts_with_words_and_tables(summary: ScreenSummary) -> None:
    paper = screen_document(summary, edition="Guidelines of November 1, 2025")
    page = html_page(paper)
    drawings = re.findall(r'<svg [^>]*role="img" aria-labelledby="([^"]+)"', page)
    assert len(drawings) >= 5
    assert all(f'id="{words}"' in page for words in drawings)
    assert page.count("<figcaption") == len(drawings)
    assert "1 of 3 people would have a lower guideline range today." in page
    assert "Eastern District of" in plain_text(paper)


def test_where_keeps_rows_of_the_report_too(data: Path, tmp_path: Path) -> None:
    found = screen([data], tmp_path / "out.csv", as_of=AS_OF, where="finding = 'lower'", summarized=True).summary
    assert found is not None
    assert (found.read, found.rows, found.disagreements) == (3, 1, 0)
    none = screen([data], tmp_path / "out.csv", as_of=AS_OF, where="finding = 'higher'", summarized=True).summary
    assert none is not None
    assert "none is in this report" in plain_text(screen_document(none, edition="-"))


def test_the_command_writes_both_files_or_none(data: Path, tmp_path: Path) -> None:
    out, report = tmp_path / "out.csv", tmp_path / "out.html"
    assert main(["screen", str(data), "--out", str(out), "--report", str(report), "--as-of", "2026-10-01"]) == 0
    assert "<svg" in report.read_text(encoding="utf-8")
    assert out.read_text(encoding="utf-8").splitlines()[0].endswith("finding,reasons,needs")


def test_real_records_have_a_report(tmp_path: Path) -> None:
    found = screen([FIXTURES / "edny_fy2015.csv", FIXTURES / "drugs_fy2020.csv"], tmp_path / "out.parquet", as_of=AS_OF, summarized=True).summary
    assert found is not None
    assert set(found.findings) == set(FINDINGS)
    assert sum(found.findings.values()) == found.rows == found.read
    assert html_page(screen_document(found, edition="-"))
