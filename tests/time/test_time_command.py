"""`lenity time`: the command line over cases good and bad."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

GOOD = """
lenity: 1
id: {id}
sentence: {{date: 2010-01-04, imprisonment: 10 years, supervised_release: 5 years}}
events: []
custody: {{commenced: 2010-01-04, prior_custody_days: 0, incidents: [], programs: []}}
"""
BAD = """
lenity: 1
id: bad
sentence: {date: 2010-01-04, imprisonment: 10 years}
events: [{date: 2009-01-04, kind: release}]
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "lenity.cli", *arguments], capture_output=True, text=True, timeout=120)


@pytest.fixture
def cases(tmp_path: Path) -> list[str]:
    for name, text in (("one", GOOD.format(id="one")), ("bad", BAD), ("two", GOOD.format(id="two"))):
        (tmp_path / f"{name}.yaml").write_text(text)
    return [str(tmp_path / f"{name}.yaml") for name in ("one", "bad", "two")]


def test_json_is_what_the_schema_says(cases: list[str]) -> None:
    schema = json.loads(run("schema", "time").stdout)
    done = run("time", cases[0], "--as-of", "2012-01-04", "--format", "json")
    assert done.returncode == 0
    jsonschema.validate(json.loads(done.stdout), schema)
    assert json.loads(done.stdout)["good_time"]["days"] == 470


def test_a_faulty_case_is_told_and_the_others_go_on(cases: list[str]) -> None:
    done = run("time", *cases, "--as-of", "2012-01-04", "--format", "jsonl")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert [line["case"] for line in lines] == ["one", "bad", "two"]
    assert lines[1]["error"][0]["where"] == "events[0].date"
    assert "Traceback" not in done.stderr


def test_each_form_is_written_by_its_ending(cases: list[str], tmp_path: Path) -> None:
    for ending, start in (("html", b"<!doctype html>"), ("pdf", b"%PDF"), ("txt", b"When the sentence ends")):
        out = tmp_path / f"paper.{ending}"
        assert run("time", cases[0], "--as-of", "2012-01-04", "--out", str(out)).returncode == 0
        assert out.read_bytes().lower().startswith(start.lower())
