"""Screen a population: then and today for every record, batch by batch, written whole or not at all.

from datetime import date
from lenity.population.screen import screen

screen(["opafy18nid.sas7bdat"], "screened.parquet", as_of=date(2026, 11, 24), where="finding = 'lower'").written
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lenity.population._faults import ReadFault, ReadFaults, refuse
from lenity.population._normal import ReadReport
from lenity.population._streams import find_table
from lenity.population.read import PARQUET_RECORDS, read_batches, scan, schema_types
from lenity.population.screen_facts import COLUMNS
from lenity.population.screen_report import ScreenSummary, summary_of
from lenity.population.screen_rows import SCREEN_COLUMNS, screen_records, screen_types, screened_frame
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


def screen(
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    as_of: date,
    where: str | None = None,
    mapping: str | Path | None = None,
    summarized: bool = False,
    progress: Callable[[int], None] = lambda records: None,
) -> ScreenReport:
    """Write a row for every record of the files, in order; CSV, XLSX or Parquet by the ending of `out`.

    `where` keeps the rows for which an SQL expression over the columns of a screen holds. `summarized` fills in the counts that a report shows.
    `progress` is told the records done.

    Raises:
        ReadFaults: with the faults of every file; nothing is written, and an existing file stays as it was.
    """
    out = Path(os.path.realpath(out))
    kind = kind_of(out)
    condition = None if where is None else _condition(where)
    _check_place(paths, out)
    report = ScreenReport()
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise refuse(str(out), f"the folder cannot be written to ({error.strerror}); choose another") from None
    try:
        parts = _screened(paths, folder, as_of, mapping, report, progress)
        report.written = write(parts, condition, SCREEN_COLUMNS, folder / out.name, kind, str(out))
        if summarized:
            report.summary = _summary(parts, condition, paths, as_of, where, report.records)
        os.replace(folder / out.name, out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return report


def _summary(parts: list[Path], condition: pl.Expr | None, paths: Sequence[str | Path], as_of: date, where: str | None, read: int) -> ScreenSummary:
    import polars as pl

    rows = pl.scan_parquet(parts)
    rows = rows if condition is None else rows.filter(condition)
    return summary_of(rows, files=[Path(path).name for path in paths], as_of=as_of, where=where, read=read)


def _check_place(paths: Sequence[str | Path], out: Path) -> None:
    if not out.parent.is_dir():
        raise refuse(str(out), "the folder for the output does not exist; make it first")
    if out.is_dir():
        raise refuse(str(out), "this is a folder; name a file in it")
    for path in paths:
        if os.path.exists(path) and out.exists() and os.path.samefile(path, out):
            raise refuse(str(out), "this is one of the files to be read; name another file")


def _screened(
    paths: Sequence[str | Path], folder: Path, as_of: date, mapping: str | Path | None, report: ScreenReport, progress: Callable[[int], None]
) -> list[Path]:
    """The rows of every batch, a file each, in order."""
    faults: list[ReadFault] = []
    parts: list[Path] = []
    for path in paths:
        try:
            for records in _batches(path, mapping, report.read):
                if faults:
                    continue  # the other files are only read for their faults
                rows = screened_frame(records, as_of)
                parts.append(folder / f"{len(parts):06}.part.parquet")
                rows.write_parquet(parts[-1])
                for finding, count in rows["finding"].value_counts().iter_rows():
                    report.findings[finding] = report.findings.get(finding, 0) + count
                report.records += len(rows)
                progress(report.records)
        except ReadFaults as error:
            faults.extend(error.faults)
    if faults:
        raise ReadFaults(faults)
    return parts


def _batches(path: str | Path, mapping: str | Path | None, report: ReadReport) -> Iterator[pl.DataFrame]:
    """The columns that a screen reads, of a file in any form, so many records at a time."""
    import polars as pl

    if mapping is None and _is_normalised(Path(path)):
        lazy, at = scan(path).select(COLUMNS), 0
        while len(frame := lazy.slice(at, PARQUET_RECORDS).collect()):
            yield frame
            at += len(frame)
        return
    for frame in read_batches(path, mapping=mapping, report=report, only=set(COLUMNS)):
        for start in range(0, len(frame), BATCH):
            yield frame.slice(start, BATCH).select(pl.col(COLUMNS))


def _is_normalised(path: Path) -> bool:
    """Whether the file is what `convert` wrote."""
    import polars as pl

    table = find_table(path)
    if table.kind != "parquet" or table.packing is not None:
        return False
    try:
        found = pl.read_parquet_schema(path)
    except (pl.exceptions.PolarsError, OSError):
        return False  # the reader says what is wrong with it
    return all(found.get(name) == dtype for name, dtype in schema_types().items())


def _condition(where: str) -> pl.Expr:
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
