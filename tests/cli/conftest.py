"""The command line run in this process: its status and what it wrote to each stream."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from lenity.cli import main

ROOT = Path(__file__).parents[2]
ALICE = str(ROOT / "cases" / "alice-marie-johnson.yaml")
COMPLETE = str(ROOT / "tests" / "fixtures" / "cases" / "complete.yaml")
DAY = "2026-10-31"
GOOD = """lenity: 1
id: made-up
offense: {ended: 2004-12-31}
convictions:
  - {count: 1, statute: 21 U.S.C. § 841(a)(1), charged: [{drug: cocaine base, amount: 50 g}], found_by: plea, convicted: 2005-06-01, prior_851: 0, prior_851_today: 0}
guidelines:
  conduct: [{guideline: 2D1.1, drugs: [{drug: crack, amount: 62 g}], adjustments: []}]
  adjustments: []
criminal_history: {category: II, points: 3}
sentence: {date: 2006-03-21, imprisonment: 150 months}
sources: [{id: paper, title: A made-up report}]
evidence: {sentence.imprisonment: [{source: paper, where: page 2}]}
"""


@dataclass
class Ran:
    status: int
    out: str
    err: str

    @property
    def faults(self) -> list[str]:
        return [line for line in self.err.splitlines() if not line.startswith("lenity: warning: ")]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    def runs(*arguments: str, given: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        capfdbinary.readouterr()
        status = main(list(arguments))
        written = capfdbinary.readouterr()
        return Ran(status, written.out.decode(errors="replace"), written.err.decode())

    return runs


@pytest.fixture
def good(tmp_path: Path) -> str:
    path = tmp_path / "good.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return str(path)


@pytest.fixture
def bad(tmp_path: Path) -> str:
    """A case with two faults, one of them under a private name."""
    path = tmp_path / "bad.yaml"
    path.write_text("lenity: 1\nid: bad\nperson: {name: Zebedee Quill, agee: 40}\nsentence: {date: 2006-02-30, imprisonment: life}\n", encoding="utf-8")
    return str(path)
