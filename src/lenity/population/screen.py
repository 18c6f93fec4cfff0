"""Screen a population: then and today for every record, batch by batch, written whole or not at all.

from datetime import date
from lenity.population.screen import screen

screen(["opafy18nid.sas7bdat"], "screened.parquet", as_of=date(2026, 11, 24), where="finding = 'lower'").written
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lenity.population._faults import ReadFault, ReadFaults, refuse
from lenity.population._normal import ReadReport
from lenity.population.read import frame_batches, read_batches
from lenity.population.screen_chunks import Distinct, Engine, Kept, engine_of, key_of
from lenity.population.screen_facts import COLUMNS
from lenity.population.screen_report import ScreenSummary, summary_of
from lenity.population.screen_rows import SCREEN_COLUMNS, screen_records, screen_types
from lenity.population.screen_write import kind_of, write

if TYPE_CHECKING:
    import polars as pl

__all__ = ["SCREEN_COLUMNS", "ScreenReport", "screen", "screen_records"]

BATCH = 50_000
"""Records worked on at a time, where a reader hands on more."""


@dataclass
class ScreenReport:
    """What a screen did: records read, rows written after `where`, and how often each finding was made."""

    read: ReadReport = field(default_factory=ReadReport)
    records: int = 0
    written: int = 0
    findings: dict[str, int] = field(default_factory=dict)
    summary: ScreenSummary | None = None
    finished: bool = True
    """False where `stop_after` ended the run; nothing was written then."""


def screen(
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    as_of: date,
    where: str | None = None,
    mapping: str | Path | None = None,
    summarized: bool = False,
    engine: str = "local",
    parts: str | Path | None = None,
    stop_after: int | None = None,
    progress: Callable[[int], None] = lambda records: None,
) -> ScreenReport:
    """Write a row for every record of the files, in order; CSV, XLSX or Parquet by the ending of `out`.

    `where` keeps the rows for which an SQL expression over the columns of a screen holds. `summarized` fills in the counts that a report shows.
    `progress` is told the records done. `engine` is `local`, or `ray` for the workers of Ray (the extra lenity[cluster]); the rows are the same. `parts` names a folder in which finished chunks
    are kept: a run that was interrupted, or that `stop_after` so many records ended, is gone on from by the same call, and `out` is written by the run that finishes.

    Raises:
        ReadFaults: with the faults of every file; nothing is written, and an existing file stays as it was.
    """
    out = Path(os.path.realpath(out))
    kind = kind_of(out)
    asked = _Asked(paths, as_of, mapping, where, None if where is None else condition_of(where))
    _check_place(paths, out)
    report = ScreenReport()
    kept = None if parts is None else Kept.at(Path(parts), key_of(paths, as_of, mapping, BATCH))
    if kept is None and stop_after is not None:
        raise refuse("--stop-after", "name the folder in which the chunks are kept with --parts")
    with _folder_beside(out) as folder, closing(engine_of(engine)) as works:
        if kept is None and kind == "parquet" and not summarized:
            report.written = _straight(asked, works, report, folder / out.name, progress)
            os.replace(folder / out.name, out)
            return report
        held = kept or Kept(folder, {}, is_lasting=False)
        _screened(asked, held, works, report, stop_after, progress)
        if report.finished:
            rows = [held.path(at) for at in range(len(held.chunks))]
            report.written = write(rows, asked.condition, SCREEN_COLUMNS, folder / out.name, kind, str(out))
            if summarized:
                report.summary = _summary(rows, asked, report.records)
            os.replace(folder / out.name, out)
    return report


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is screened, by the law of which day, and which rows are kept."""

    paths: Sequence[str | Path]
    as_of: date
    mapping: str | Path | None
    where: str | None
    condition: pl.Expr | None


@contextmanager
def _folder_beside(out: Path) -> Iterator[Path]:
    """A folder for what is unfinished, on the disk of the output, gone at the end."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise refuse(str(out), f"the folder cannot be written to ({error.strerror}); choose another") from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _summary(parts: list[Path], asked: _Asked, read: int) -> ScreenSummary:
    import polars as pl

    rows = pl.scan_parquet(parts)
    rows = rows if asked.condition is None else rows.filter(asked.condition)
    return summary_of(rows, files=[Path(path).name for path in asked.paths], as_of=asked.as_of, where=asked.where, read=read)


def screened(
    data: str | Path | Sequence[str | Path] | pl.DataFrame | pl.LazyFrame,
    as_of: date,
    *,
    mapping: str | Path | None = None,
    fiscal_year: int | None = None,
) -> Iterator[pl.DataFrame]:
    """The rows of a screen, so many records at a time, in order; of files, or of a frame in the normalized schema or with the Commission's names.

    Raises:
        ReadFaults: a file or the frame cannot be read.
    """
    import polars as pl

    works = Distinct(as_of)
    frames: Iterator[pl.DataFrame]
    if isinstance(data, pl.DataFrame | pl.LazyFrame):
        frames = frame_batches(data, fiscal_year=fiscal_year, only=set(COLUMNS))
    else:
        paths = [data] if isinstance(data, str | Path) else data
        frames = (frame for path in paths for frame in read_batches(path, mapping=mapping, fiscal_year=fiscal_year, only=set(COLUMNS)))
    chunks = (frame.slice(start, BATCH).select(pl.col(COLUMNS)) for frame in frames for start in range(0, len(frame), BATCH))
    for rows in works.rows(chunks):
        yield rows.select(SCREEN_COLUMNS)


def _check_place(paths: Sequence[str | Path], out: Path) -> None:
    if not out.parent.is_dir():
        raise refuse(str(out), "the folder for the output does not exist; make it first")
    if out.is_dir():
        raise refuse(str(out), "this is a folder; name a file in it")
    for path in paths:
        if os.path.exists(path) and out.exists() and os.path.samefile(path, out):
            raise refuse(str(out), "this is one of the files to be read; name another file")


def _screened(asked: _Asked, kept: Kept, engine: Engine, report: ScreenReport, stop_after: int | None, progress: Callable[[int], None]) -> None:
    """The rows of every chunk, a file each, in order; those that are there already are not worked out again."""
    feed = _Feed(asked, kept, report, stop_after)
    for rows in engine.rows(feed.chunks(), asked.as_of):
        number = feed.numbers.popleft()
        kept.add(number, rows)
        _tally(rows, report)
        progress(report.records)
    if feed.faults:
        raise ReadFaults(feed.faults)
    del kept.chunks[feed.count :]


def _straight(asked: _Asked, engine: Engine, report: ScreenReport, target: Path, progress: Callable[[int], None]) -> int:
    """Write the rows to Parquet as they come, without keeping chunks; how many there were."""
    import polars as pl
    from polars.io.plugins import register_io_source

    feed = _Feed(asked, Kept(target.parent, {}, is_lasting=False), report, None)

    def source(with_columns: list[str] | None, predicate: pl.Expr | None, n_rows: int | None, batch_size: int | None) -> Iterator[pl.DataFrame]:
        for rows in engine.rows(feed.chunks(), asked.as_of):
            _tally(rows, report)
            progress(report.records)
            kept = rows if predicate is None else rows.filter(predicate)
            yield kept.select(with_columns or SCREEN_COLUMNS)

    lazy = register_io_source(source, schema=screen_types())
    lazy = lazy if asked.condition is None else lazy.filter(asked.condition)
    try:
        lazy.sink_parquet(target, compression="zstd", maintain_order=True, row_group_size=BATCH)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise refuse(
            str(target.name), f"the file could not be written ({type(error).__name__}); is the disk full, or is --where more than its rows can answer?"
        ) from error
    if feed.faults:
        raise ReadFaults(feed.faults)
    return int(pl.scan_parquet(target).select(pl.len()).collect().item())


def _tally(rows: pl.DataFrame, report: ScreenReport) -> None:
    for finding, count in rows["finding"].value_counts().iter_rows():
        report.findings[finding] = report.findings.get(finding, 0) + count
    report.records += len(rows)


class _Feed:
    """The chunks of all files that are still to be worked out, in order; after a fault the rest is only read for its faults."""

    def __init__(self, asked: _Asked, kept: Kept, report: ScreenReport, stop_after: int | None) -> None:
        self.asked, self.kept, self.report = asked, kept, report
        self.left = stop_after
        self.faults: list[ReadFault] = []
        self.numbers: deque[int] = deque()
        self.count = 0

    def chunks(self) -> Iterator[pl.DataFrame]:
        """What an engine is to work out."""
        import polars as pl

        going_on = True
        for path in self.asked.paths:
            try:
                for records in _batches(path, self.asked.mapping, self.report.read):
                    if self.faults or not self.report.finished:
                        continue
                    number, self.count = self.count, self.count + 1
                    going_on = going_on and self.kept.whole(number, len(records))
                    if going_on:
                        _tally(pl.read_parquet(self.kept.path(number), columns=["finding"]), self.report)
                        continue
                    if self.left is not None and self.left <= 0:
                        self.report.finished = False
                        self.count = number
                        continue
                    self.left = None if self.left is None else self.left - len(records)
                    self.numbers.append(number)
                    yield records
            except ReadFaults as error:
                self.faults.extend(error.faults)


def _batches(path: str | Path, mapping: str | Path | None, report: ReadReport) -> Iterator[pl.DataFrame]:
    """The columns that a screen reads, of a file in any form, so many records at a time."""
    import polars as pl

    for frame in read_batches(path, mapping=mapping, report=report, only=set(COLUMNS)):
        for start in range(0, len(frame), BATCH):
            yield frame.slice(start, BATCH).select(pl.col(COLUMNS))


def condition_of(where: str) -> pl.Expr:
    """The SQL expression, if it is one yes-no question about the columns of a screen.

    Only an expression is read: it can name no file and no other table.
    """
    import polars as pl

    try:
        condition = pl.sql_expr(where)
        unknown = sorted(set(condition.meta.root_names()) - set(SCREEN_COLUMNS))
        if unknown:
            raise refuse("--where", f"a screen has no column {', '.join(unknown)}; its columns are {', '.join(SCREEN_COLUMNS)}")
        asked = pl.LazyFrame(schema=screen_types()).select(condition).collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        raise refuse("--where", "not an SQL expression over the columns of a screen; write it such as \"finding = 'lower' AND then_min >= 120\"") from None
    if asked.width != 1 or asked.dtypes[0] != pl.Boolean:
        raise refuse("--where", "the expression must be a condition, true or false for a row, such as \"finding = 'lower'\"")
    return condition
