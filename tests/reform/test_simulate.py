"""A reform over a population: what it moves, what it leaves, and what it refuses."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lenity.cli import main
from lenity.law import law_book
from lenity.law.reform import read_reform
from lenity.reform import Unsimulated, simulate

ROOT = Path(__file__).parents[2]
EQUAL = ROOT / "docs/examples/reforms/equal-crack.yaml"
DAY = date(2026, 11, 1)


def written(folder: Path, rows: list[dict[str, Any]]) -> Path:
    """Made-up drug cases of FY2020 in the Commission's names: level 25, category I, one drug in grams."""
    base = {
        "FISCAL_YEAR": 2020, "OFFGUIDE": 10, "XFOLSOR": 25, "XCRHISSR": 1, "XMINSOR": 57, "XMAXSOR": 71, "SENTTOT": 57.0, "GDLINEHI": "2D1.1",
        "NODRUG": 1, "DRUGTYP1": 2, "WGT1": 62.0, "UNIT1": 1, "CAROFFAP": 0, "TOTCHPTS": 0,
    }  # fmt: skip
    path = folder / "people.csv"
    pl.DataFrame([{**base, **row} for row in rows]).write_csv(path)
    return path


def reform(folder: Path, **changes: Any) -> Path:
    text = {
        "reform": "made-up", "id": "ussg.4A1.1.category", "asks": "Which category do the points give?", "unit": "category", "of": "point",
        "values": [{"from": "2025-11-01", "clock": "edition_on", "steps": [[0, 1], [4, 2], [6, 3], [8, 4], [11, 5], [14, 6]], "cite": "proposed; USSG Ch. 5 Pt. A"}],
        **changes,
    }  # fmt: skip
    path = folder / "reform.yaml"
    path.write_text(json.dumps(text))
    return path


def test_crack_at_the_quantities_of_cocaine(tmp_path: Path) -> None:
    """62 g of cocaine base is at least 28 g (level 24, USSG §2D1.1(c)(8), Nov. 2014 on); 62 g of cocaine is at least 50 g (level 14, §2D1.1(c)(16)).

    Ten levels less: final level 25 to 15, in category I 57 to 71 months to 18 to 24 (USSG Ch. 5 Pt. A).
    """
    rows = [{}, {"DRUGTYP1": 1}, {"WGT1": None}, {"CAROFFAP": 1}, {"OFFGUIDE": 17, "GDLINEHI": "2L1.2", "NODRUG": 0, "DRUGTYP1": None, "WGT1": None}]
    found = simulate(EQUAL, [written(tmp_path, rows)], tmp_path / "out", as_of=DAY)
    held = pl.read_parquet(found.rows)
    first = held.row(0, named=True)
    assert (first["base_level"], first["reform_base_level"], first["level"], first["reform_level"]) == (24, 14, 25, 15)
    assert (first["min"], first["max"], first["reform_min"], first["reform_max"], first["change_min_months"]) == (57, 71, 18, 24, -39)
    assert held["finding"].to_list() == ["lower", "same", "not known", "same", "same"]
    assert held["needs"][2] == "drugs and their weights"
    assert found.summary["findings"] == {"lower": 1, "same": 3, "higher": 0, "not known": 1}
    assert found.summary["months_less"] == 39
    assert found.summary["cost"]["dollars_less"] == round(39 / 12 * found.summary["cost"]["dollars_a_year"])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["rows.parquet", "summary.json"]


def test_points_of_a_category(tmp_path: Path) -> None:
    """With three points a person is in category II (USSG Ch. 5 Pt. A), with this made-up reform in category I; one whose category is not that of the points is not known."""
    rows = [{"XCRHISSR": 2, "TOTCHPTS": 3, "XMINSOR": 63, "XMAXSOR": 78}, {"XCRHISSR": 6, "TOTCHPTS": 3}, {"TOTCHPTS": None}]
    found = simulate(reform(tmp_path), [written(tmp_path, rows)], tmp_path / "out", as_of=DAY)
    held = pl.read_parquet(found.rows)
    assert held["finding"].to_list() == ["lower", "not known", "not known"]
    assert held.row(0, named=True)["reform_category"] == 1
    assert (held["min"][0], held["reform_min"][0]) == (63, 57)


def test_the_law_of_this_process_stays_as_it_is(tmp_path: Path) -> None:
    before = law_book().family("ussg.2D1.1.quantity").members["cocaine base"].entries
    simulate(EQUAL, [written(tmp_path, [{}])], tmp_path / "out", as_of=DAY)
    assert law_book().family("ussg.2D1.1.quantity").members["cocaine base"].entries == before


def test_a_reform_that_no_record_shows_is_refused(tmp_path: Path) -> None:
    data = [written(tmp_path, [{}])]
    cases = [
        ({"id": "ussg.4A1.1.no_such"}, "no law file has the id"),
        ({"id": "ussg.2B1.1.base"}, "no law file has the id|no record shows"),
        ({"reform": ""}, "says its name"),
        ({"values": []}, "values is missing"),
        ({"values": [{"from": "2030-11-01", "clock": "edition_on", "steps": [[0, 1]], "cite": "proposed; USSG Ch. 5 Pt. A"}]}, "in force from 2030-11-01"),
    ]
    for changes, says in cases:
        with pytest.raises(Unsimulated, match=says):
            simulate(reform(tmp_path, **changes), data, tmp_path / "out", as_of=DAY)
    with pytest.raises(Unsimulated, match=r"none\.yaml"):
        simulate(tmp_path / "none.yaml", data, tmp_path / "out", as_of=DAY)
    assert not (tmp_path / "out").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(Unsimulated, match="something there"):
        simulate(EQUAL, [written(tmp_path, [{}])], tmp_path, as_of=DAY)


def test_the_shipped_reform_is_read() -> None:
    found = read_reform(EQUAL)
    assert (found.name, found.ids) == ("equal-crack", ("ussg.2D1.1.quantity",))
    assert read_reform(EQUAL.parent).name == "equal-crack"


def test_the_command(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = written(tmp_path, [{}, {"DRUGTYP1": 1}])
    assert main(["simulate", str(EQUAL), "--data", str(data), "--out", str(tmp_path / "out"), "--as-of", "2026-11-01"]) == 0
    assert "Of 2 people, 1 would have a lower guideline range" in " ".join(capfd.readouterr().out.split())
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["report.html", "rows.parquet", "summary.json"]
    assert main(["simulate", str(EQUAL), "--out", str(tmp_path / "other")]) == 2


@pytest.mark.slow
def test_ray_gives_the_same_rows(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    data = [written(tmp_path, [{}, {"DRUGTYP1": 1}, {"WGT1": 500.0}])]
    local = simulate(EQUAL, data, tmp_path / "local", as_of=DAY)
    by_ray = simulate(EQUAL, data, tmp_path / "ray", as_of=DAY, engine="ray")
    assert pl.read_parquet(by_ray.rows).equals(pl.read_parquet(local.rows))
