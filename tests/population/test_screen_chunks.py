"""A screen in chunks: facts worked out once, runs that go on, and engines that give the same rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from lenity.population import ReadFaults, screen_chunks
from lenity.population import screen as screens
from lenity.population.read import read_batches
from lenity.population.screen import screen
from lenity.population.screen_chunks import MANIFEST, PASSED, Distinct, key_of
from lenity.population.screen_facts import COLUMNS
from lenity.population.screen_rows import screened_frame

ROWS = Path(__file__).parents[1] / "fixtures/population"
FILES = [ROWS / "sentenced_fy2019_fy2024.csv", ROWS / "drugs_fy2020.csv", ROWS / "edny_fy2015.csv"]
DAY = date(2026, 11, 24)
CHUNK = 25


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screens, "BATCH", CHUNK)


def records() -> list[pl.DataFrame]:
    return [frame.select(COLUMNS) for path in FILES for frame in read_batches(path, only=set(COLUMNS))]


def test_facts_worked_out_once_give_the_rows_of_each_record() -> None:
    screened = Distinct(DAY)
    for frame in records():
        twice = pl.concat([frame, frame[::-1], frame.with_columns(record_id=pl.col("record_id") + 1, sentence_months=pl.lit(7.0))])
        assert screened(twice).equals(screened_frame(twice, DAY))
        assert screened(frame).equals(screened_frame(frame, DAY))


@pytest.mark.parametrize("under_way", [0, 1, 3])
def test_facts_are_worked_out_once_whatever_columns_a_chunk_tells(under_way: int) -> None:
    frame = pl.concat(records())
    asked: list[pl.DataFrame] = []

    def work(new: pl.DataFrame) -> Callable[[], pl.DataFrame]:
        asked.append(new)
        return lambda: screened_frame(new, DAY)

    screened = Distinct(DAY, work, under_way)
    small = [frame.slice(start, 7) for start in range(0, len(frame), 7)]
    assert pl.concat(screened.rows(small)).equals(screened_frame(frame, DAY))
    for size in (len(frame), 60, 3):
        chunks = [frame.slice(start, size) for start in range(0, len(frame), size)]
        assert pl.concat(screened.rows(chunks)).equals(screened_frame(frame, DAY))
    facts = pl.concat(asked).drop(PASSED)
    assert facts.is_unique().all()
    assert len(facts) == frame.drop(PASSED).n_unique()


@pytest.mark.parametrize("under_way", [0, 2])
def test_answers_that_are_no_longer_held_are_worked_out_again(under_way: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen_chunks, "MOST_HELD", 40)
    monkeypatch.setattr(screen_chunks, "AHEAD_FACTS", 10)
    frame = pl.concat([*records(), *records()])
    screened = Distinct(DAY, lambda new: lambda: screened_frame(new, DAY), under_way)
    chunks = [frame.slice(start, 9) for start in range(0, len(frame), 9)]
    assert pl.concat(screened.rows(chunks)).equals(screened_frame(frame, DAY))


def test_a_run_that_was_interrupted_goes_on_and_gives_what_one_run_gives(tmp_path: Path) -> None:
    whole, out, parts = tmp_path / "whole.parquet", tmp_path / "out.parquet", tmp_path / "parts"
    in_one = screen(FILES, whole, as_of=DAY)
    calls: list[int] = []

    def stop(records: int) -> None:
        calls.append(records)
        if len(calls) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        screen(FILES, out, as_of=DAY, parts=parts, progress=stop)
    assert not out.exists()
    kept = {path.name: path.stat().st_mtime_ns for path in parts.glob("*.parquet")}
    assert len(kept) == 2
    report = screen(FILES, out, as_of=DAY, parts=parts)
    assert {path.name: path.stat().st_mtime_ns for path in parts.glob("*.parquet")}.items() >= kept.items()
    assert pl.read_parquet(out).equals(pl.read_parquet(whole))
    assert (report.records, report.written, report.findings) == (in_one.records, in_one.written, in_one.findings)


@pytest.mark.parametrize("name", ["out.parquet", "out.csv"])
def test_an_interruption_without_kept_chunks_leaves_nothing(tmp_path: Path, name: str) -> None:
    def stop(records: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        screen(FILES, tmp_path / name, as_of=DAY, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_rows_written_as_they_come_are_those_of_chunks(tmp_path: Path) -> None:
    straight, by_parts = tmp_path / "straight.parquet", tmp_path / "by_parts.parquet"
    for where in (None, "then_min >= 60"):
        one = screen(FILES, straight, as_of=DAY, where=where)
        other = screen(FILES, by_parts, as_of=DAY, where=where, summarized=True)
        assert pl.read_parquet(straight).equals(pl.read_parquet(by_parts))
        assert (one.records, one.written, one.findings) == (other.records, other.written, other.findings)


def test_a_bounded_run_stops_and_goes_on(tmp_path: Path) -> None:
    whole, out, parts = tmp_path / "whole.csv", tmp_path / "out.csv", tmp_path / "parts"
    screen(FILES, whole, as_of=DAY)
    runs = 0
    while True:
        runs += 1
        if screen(FILES, out, as_of=DAY, parts=parts, stop_after=2 * CHUNK).finished:
            break
        assert not out.exists()
    assert runs > 2
    assert out.read_bytes() == whole.read_bytes()


def test_a_chunk_that_was_damaged_is_worked_out_again(tmp_path: Path) -> None:
    whole, out, parts = tmp_path / "whole.parquet", tmp_path / "out.parquet", tmp_path / "parts"
    screen(FILES, whole, as_of=DAY)
    screen(FILES, out, as_of=DAY, parts=parts)
    (parts / "000001.part.parquet").write_bytes(b"cut short")
    screen(FILES, out, as_of=DAY, parts=parts)
    assert pl.read_parquet(out).equals(pl.read_parquet(whole))


def test_chunks_of_another_run_are_refused(tmp_path: Path) -> None:
    out, parts = tmp_path / "out.parquet", tmp_path / "parts"
    screen(FILES[:1], out, as_of=DAY, parts=parts)
    with pytest.raises(ReadFaults, match="as_of differ"):
        screen(FILES[:1], out, as_of=date(2024, 11, 1), parts=parts)
    with pytest.raises(ReadFaults, match="input differ"):
        screen(FILES[1:2], out, as_of=DAY, parts=parts)
    held = json.loads((parts / MANIFEST).read_text())
    held["key"]["law"] = "another"
    (parts / MANIFEST).write_text(json.dumps(held))
    with pytest.raises(ReadFaults, match="law differ"):
        screen(FILES[:1], out, as_of=DAY, parts=parts)
    (parts / MANIFEST).write_text("{")
    with pytest.raises(ReadFaults, match="not a whole manifest"):
        screen(FILES[:1], out, as_of=DAY, parts=parts)
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("x")
    with pytest.raises(ReadFaults, match="something else"):
        screen(FILES[:1], out, as_of=DAY, parts=other)


def test_a_condition_can_change_between_runs_of_the_same_chunks(tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    screen(FILES[:1], tmp_path / "all.parquet", as_of=DAY, parts=parts)
    some = screen(FILES[:1], tmp_path / "some.parquet", as_of=DAY, parts=parts, where="fiscal_year = 2020")
    assert some.written == pl.read_parquet(tmp_path / "all.parquet").filter(fiscal_year=2020).height


def test_a_bound_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadFaults, match="--parts"):
        screen(FILES[:1], tmp_path / "out.parquet", as_of=DAY, stop_after=10)


def test_the_key_names_file_and_law(tmp_path: Path) -> None:
    key = key_of(FILES[:1], DAY, None, CHUNK)
    assert key["input"][0]["file"] == FILES[0].name
    assert len(key["law"]) == 64
    with pytest.raises(ReadFaults, match="no such file"):
        key_of([tmp_path / "none.csv"], DAY, None, CHUNK)


def test_a_faulty_file_leaves_nothing_but_whole_chunks(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("USSCIDN,XMINSOR\n1,abc\n")
    with pytest.raises(ReadFaults, match="not a number"):
        screen([FILES[0], bad], tmp_path / "out.parquet", as_of=DAY)
    assert [path.name for path in tmp_path.iterdir()] == ["bad.csv"]


@pytest.mark.slow
def test_ray_gives_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray")
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    local, by_ray = tmp_path / "local.parquet", tmp_path / "ray.parquet"
    screen(FILES, local, as_of=DAY)
    report = screen(FILES, by_ray, as_of=DAY, engine="ray")
    assert pl.read_parquet(by_ray).equals(pl.read_parquet(local))
    assert report.records == 163
    assert {path.name for path in home.iterdir()} <= {".cache"}  # the compiled law, which is not Ray's
