"""`lenity compare`: what it prints, what it writes, and how it says that something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

ROOT = Path(__file__).parents[2]
CASE = str(ROOT / "docs/examples/first-case.yaml")
DRUGS = str(ROOT / "tests/fixtures/population/drugs_fy2020.csv")
SENTENCED = str(ROOT / "tests/fixtures/population/sentenced_fy2019_fy2024.csv")


def test_one_case_as_json(run):
    ran = run("compare", CASE, "--data", DRUGS, SENTENCED, "--format", "json", "--by", "range-type", "--minimum", "1")
    assert ran.status == 0, ran.err
    data = json.loads(ran.out)
    assert data["cell"]["values"] == {"offense_type": 10, "range_min": 121, "range_max": 151}
    assert data["records"]["read"] == 123
    assert [one["file"] for one in data["data"]] == ["drugs_fy2020.csv", "sentenced_fy2019_fy2024.csv"]
    assert data["seed"] == 1987


def test_the_same_figures_come_again(run):
    arguments = ("compare", CASE, "--data", DRUGS, "--format", "json", "--by", "range-type", "--minimum", "1", "--seed", "5")
    assert run(*arguments).out == run(*arguments).out


def test_text_and_page_say_that_trial_is_association_and_mark_the_case(run, tmp_path):
    rows = [
        {"FISCAL_YEAR": 2022, "OFFGUIDE": 10, "XMINSOR": 121, "XMAXSOR": 151, "SENTIMP": 1, "SENTTOT": 60 + n, "NEWCNVTN": n % 2, "DISTRICT": 52}
        for n in range(40)
    ]
    data = tmp_path / "people.csv"
    pl.DataFrame(rows).write_csv(data)
    text = run("compare", CASE, "--data", str(data)).out
    words = " ".join(text.split())
    assert "This is an association, not an effect." in words
    assert "Half of those got 79.5 months or less" in words
    page = run("compare", CASE, "--data", str(data), "--format", "html").out
    assert "<svg" in page
    assert "This case stands at 121 months." in page


def test_every_row(run, tmp_path):
    out = tmp_path / "each.csv"
    ran = run("compare", "--each", "--data", DRUGS, "--out", str(out))
    assert ran.status == 0, ran.err
    assert pl.read_csv(out).height == 60
    assert "seed 1987" in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((CASE,), "--data"),
        (("--each", "--data", DRUGS), "--out"),
        (("--data", DRUGS), "CASE"),
        ((CASE, "--data", "none.csv"), "none.csv: there is no such file"),
        ((CASE, "--data", DRUGS, "--as-of", "2010-01-01"), "FY2020"),
        ((CASE, "--data", DRUGS, "--circuit", "x"), "no circuit"),
        ((CASE, "--data", DRUGS, "--offense-type", "99"), "type of crime"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(run, arguments, says):
    ran = run("compare", *arguments)
    assert ran.status == 2
    assert says in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert ran.out == ""
