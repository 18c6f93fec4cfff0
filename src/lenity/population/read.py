"""Any table of the Commission, or an office's roster, as one lazy frame in the normalized schema.

    from lenity.population.read import scan

    scan("opafy16nid.dat", layout="opafy16nid.sas").select("district", "final_offense_level").collect()

Files are streamed: memory is bounded whatever their size, and only the variables that a query needs are read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lenity.population._batch import Batch, FaultList
from lenity.population._csv import read_csv
from lenity.population._faults import ReadFault, ReadFaults, refuse
from lenity.population._normal import Normaliser, ReadReport
from lenity.population._streams import TableFile, find_table, opened, program_bytes
from lenity.population.fixed_width import read_fixed_width
from lenity.population.layouts import Layout, built_in_layouts, fiscal_year_in, parse_layouts, read_layouts
from lenity.population.schema import SCHEMA

if TYPE_CHECKING:
    import polars as pl

__all__ = ["ReadFault", "ReadFaults", "ReadReport", "read_batches", "scan", "schema_types"]

STATISTICS_RECORDS = 50_000
PARQUET_RECORDS = 50_000


@dataclass(frozen=True, slots=True)
class _Request:
    table: TableFile
    layout: Path | None
    mapping: Path | None
    fiscal_year: int | None
    report: ReadReport
    only: Collection[str] | None = None


def schema_types() -> dict[str, Any]:
    """The schema's columns and their Polars types."""
    import polars as pl

    return {one.name: {"Int64": pl.Int64, "Float64": pl.Float64, "String": pl.String}[one.dtype] for one in SCHEMA}


def scan(
    path: str | Path,
    *,
    layout: str | Path | None = None,
    mapping: str | Path | None = None,
    fiscal_year: int | None = None,
    report: ReadReport | None = None,
) -> pl.LazyFrame:
    """A lazy frame of the file's records in the normalized schema, in the file's order.

    `layout` is the input program of fixed-width text (SAS, SPSS, or a table of columns); without it the one beside the
    file or in its zip file is used, else lenity's own (FY2015–FY2019). `mapping` makes the file an office's roster.
    `report` is filled in while the frame is read.

    Raises:
        ReadFaults: here where there is no such table, else when the frame is collected, with every fault of the file.
    """
    import polars as pl
    from polars.io.plugins import register_io_source

    table = find_table(Path(path))
    types = schema_types()
    if table.kind == "parquet" and table.packing is None and _is_normalised(table, types):
        return pl.scan_parquet(table.path).select(list(types))
    told = Path(layout) if layout is not None else None
    request = _Request(table, told, Path(mapping) if mapping is not None else None, fiscal_year, report or ReadReport())

    def source(with_columns: list[str] | None, predicate: pl.Expr | None, n_rows: int | None, batch_size: int | None) -> Iterator[pl.DataFrame]:
        only = None if with_columns is None else set(with_columns) | (set(predicate.meta.root_names()) if predicate is not None else set())
        left = n_rows
        for frame in _frames(request, only):
            frame = frame.head(left) if left is not None else frame
            left = left - len(frame) if left is not None else None
            frame = frame if predicate is None else frame.filter(predicate)
            yield frame if with_columns is None else frame.select(with_columns)
            if left == 0:
                return

    return register_io_source(source, schema=types)


def read_batches(
    path: str | Path,
    *,
    layout: str | Path | None = None,
    mapping: str | Path | None = None,
    fiscal_year: int | None = None,
    report: ReadReport | None = None,
    only: Collection[str] | None = None,
) -> Iterator[pl.DataFrame]:
    """The records in the schema, a batch at a time; after a fault no more batches come, and all faults are raised at the end."""
    told = Path(layout) if layout is not None else None
    table = find_table(Path(path))
    if mapping is None and table.kind == "parquet" and table.packing is None and _is_normalised(table, schema_types()):
        yield from _normalised_batches(table.path, report or ReadReport(), only)
        return
    request = _Request(table, told, Path(mapping) if mapping is not None else None, fiscal_year, report or ReadReport())
    yield from _frames(request, only)


def frame_batches(frame: pl.DataFrame | pl.LazyFrame, *, fiscal_year: int | None = None, only: Collection[str] | None = None) -> Iterator[pl.DataFrame]:
    """A frame in the schema, a batch at a time: it is in the schema already, or has the Commission's names, in capitals or not.

    Raises:
        ReadFaults: with every fault, as for a file.
    """
    types, lazy, faults, at = schema_types(), frame.lazy(), FaultList("the frame"), 0
    found = dict(lazy.collect_schema())
    is_normal = all(found.get(name) == dtype for name, dtype in types.items())
    named = {} if is_normal else _upper(list(found), faults.file)
    normal = None if is_normal else Normaliser(named, faults, fiscal_year, ReadReport(), only)
    wanted = [name for name in types if only is None or name in only] if normal is None else [named[name] for name in normal.variables()]
    while len(part := lazy.slice(at, PARQUET_RECORDS).select(wanted).collect()):
        yield part if normal is None else normal(Batch(part.rename({name: name.upper() for name in wanted}), at + 1))
        faults.raise_if_any()
        at += len(part)


def _normalised_batches(path: Path, report: ReadReport, only: Collection[str] | None) -> Iterator[pl.DataFrame]:
    """What `convert` wrote, so many records at a time."""
    import polars as pl

    lazy, at = pl.scan_parquet(path).select([one.name for one in SCHEMA if only is None or one.name in only]), 0
    while len(frame := lazy.slice(at, PARQUET_RECORDS).collect()):
        report.records += len(frame)
        yield frame
        at += len(frame)


def _is_normalised(table: TableFile, types: dict[str, Any]) -> bool:
    found = _parquet_schema(table)
    return all(found.get(name) == dtype for name, dtype in types.items())


def _parquet_schema(table: TableFile) -> dict[str, Any]:
    import polars as pl

    try:
        return dict(pl.read_parquet_schema(table.path))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise refuse(table.name, "not a whole Parquet file; get it or write it again") from error


def _frames(request: _Request, only: Collection[str] | None) -> Iterator[pl.DataFrame]:
    """The file's records in the schema; every fault is raised at the end, and nothing is yielded after the first."""
    if request.mapping is not None or request.table.kind == "xlsx":
        from lenity.population.roster import read_roster

        if request.mapping is None:
            raise refuse(request.table.name, "a spreadsheet needs a mapping file that says which of its columns hold what")
        frame = read_roster(request.table, request.mapping, request.fiscal_year)
        request.report.records += len(frame)
        yield frame if only is None else frame.select([name for name in frame.columns if name in only])
        return
    faults = FaultList(request.table.name)
    session = _Session(request, only, faults)
    with _BATCHES[request.table.kind](session) as batches:
        for batch in batches:
            frame = session.normaliser(batch.frame.columns)(batch)
            if not faults.found:
                yield frame
    faults.raise_if_any()


class _Session:
    """One reading of a file: its normaliser is made once the file's names are known."""

    def __init__(self, request: _Request, only: Collection[str] | None, faults: FaultList) -> None:
        self.request, self.only, self.faults = request, only, faults
        self.made: Normaliser | None = None

    def normaliser(self, names: Collection[str], layout_year: int | None = None) -> Normaliser:
        if self.made is None:
            year = self.request.fiscal_year or layout_year or fiscal_year_in(self.request.table.path.name)
            given = self.request.fiscal_year
            self.made = Normaliser(names, self.faults, year, self.request.report, self.only)
            self.made.year_is_given = given is not None
        return self.made

    def wanted(self, names: Collection[str]) -> dict[str, bool]:
        return self.normaliser(names).variables()


@contextmanager
def _csv(session: _Session) -> Iterator[Iterator[Batch]]:
    with opened(session.request.table) as stream:
        yield read_csv(stream, session.wanted, session.faults)


@contextmanager
def _fixed(session: _Session) -> Iterator[Iterator[Batch]]:
    request = session.request
    with opened(request.table) as stream:
        layouts = _layouts(request)
        year = request.fiscal_year
        yield _fixed_batches(session, stream, layouts, year)


def _fixed_batches(session: _Session, stream: Any, layouts: list[Layout], year: int | None) -> Iterator[Batch]:
    def names(layout: Layout) -> Collection[str]:
        return session.normaliser(layout.fields, layout.fiscal_year).variables()

    return read_fixed_width(stream, layouts, names, session.request.table.name, fiscal_year=year, faults=session.faults)


def _layouts(request: _Request) -> list[Layout]:
    if request.layout is not None:
        return read_layouts(request.layout)
    beside = program_bytes(request.table)
    return parse_layouts(*beside) if beside else list(built_in_layouts())


@contextmanager
def _parquet(session: _Session) -> Iterator[Iterator[Batch]]:
    with _on_disk(session.request.table) as path:
        yield _parquet_batches(session, path)


def _parquet_batches(session: _Session, path: Path) -> Iterator[Batch]:
    import polars as pl

    named = _upper(list(_parquet_schema(TableFile(path, "parquet"))), session.faults.file)
    needed = session.wanted(list(named))
    lazy = pl.scan_parquet(path).select([pl.col(named[name]).alias(name) for name in needed])
    at = 0
    while len(frame := lazy.slice(at, PARQUET_RECORDS).collect()):
        yield Batch(frame, at + 1)
        at += len(frame)
    if at == 0:
        raise refuse(session.faults.file, "the file holds no record")


def _upper(names: list[str], file: str) -> dict[str, str]:
    named = {name.upper(): name for name in names}
    if len(named) < len(names):
        raise refuse(file, "two columns have the same name but for capitals")
    return named


@contextmanager
def _statistics(session: _Session) -> Iterator[Iterator[Batch]]:
    with _on_disk(session.request.table) as path:
        yield _statistics_batches(session, path)


def _statistics_batches(session: _Session, path: Path) -> Iterator[Batch]:
    """SAS, SPSS and Stata files through pyreadstat, only the variables needed, so many records at a time."""
    import polars as pl
    import pyreadstat

    kind, file = session.request.table.kind, session.faults.file
    readers: dict[str, Any] = {"sas7bdat": pyreadstat.read_sas7bdat, "sav": pyreadstat.read_sav, "dta": pyreadstat.read_dta}
    reader = readers[kind]
    try:
        _, about = reader(str(path), metadataonly=True, output_format="dict")
        named = _upper(about.column_names, file)
        needed = session.wanted(list(named))
        at = 0
        while True:
            columns, _ = reader(
                str(path),
                usecols=[named[name] for name in needed],
                row_offset=at,
                row_limit=STATISTICS_RECORDS,
                output_format="dict",
                disable_datetime_conversion=True,
            )
            frame = pl.DataFrame({name: pl.Series(name, columns[named[name]], strict=False) for name in needed})
            if len(frame) == 0:
                break
            yield Batch(frame, at + 1)
            at += len(frame)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as error:
        raise refuse(file, f"not a whole {kind.upper()} file ({error}); get it again") from error
    except UnicodeDecodeError as error:
        raise refuse(file, "a text is in another encoding than the file says; save it again as UTF-8") from error
    if at == 0:
        raise refuse(file, "the file holds no record")


@contextmanager
def _on_disk(table: TableFile) -> Iterator[Path]:
    """The table as a file of its own: unpacked into a temporary one where it is packed."""
    if table.packing is None:
        yield table.path
        return
    with tempfile.TemporaryDirectory(prefix="lenity-") as folder:
        path = Path(folder) / f"table.{table.kind}"
        with opened(table) as stream, path.open("wb") as out:
            while block := stream.read(1 << 20):
                out.write(block)
        yield path


_BATCHES: dict[str, Callable[[_Session], Any]] = {
    "csv": _csv,
    "fixed": _fixed,
    "parquet": _parquet,
    "sas7bdat": _statistics,
    "sav": _statistics,
    "dta": _statistics,
}
