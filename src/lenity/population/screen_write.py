"""Write the rows of a screen as CSV, XLSX or Parquet, with memory bounded whatever their number."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lenity.population._faults import refuse

if TYPE_CHECKING:
    import polars as pl

KINDS = {".csv": "csv", ".xlsx": "xlsx", ".parquet": "parquet", ".pq": "parquet"}
SHEET_ROWS = 1_048_576
"""Rows of a worksheet, the header one of them."""
SLICE = 50_000


def kind_of(out: Path) -> str:
    """What the file is to be, by its ending.

    Raises:
        ReadFaults: the ending names none of the kinds.
    """
    kind = KINDS.get(out.suffix.lower())
    if kind is None:
        raise refuse(str(out), "a screen is written as CSV, XLSX or Parquet; give the file a name that ends in .csv, .xlsx or .parquet")
    return kind


def write(parts: Sequence[Path], condition: pl.Expr | None, columns: Sequence[str], target: Path, kind: str, named: str) -> int:
    """Write these columns of the rows of these parts, in order, that meet the condition; how many there were.

    Raises:
        ReadFaults: a worksheet cannot hold them, or the file cannot be written.
    """
    import polars as pl

    rows = pl.scan_parquet(list(parts))
    rows = (rows if condition is None else rows.filter(condition)).select(columns)
    kept = target.with_name(f"{target.name}.kept.parquet")
    try:
        rows.sink_parquet(kept, compression="zstd", maintain_order=True, row_group_size=SLICE)
        count = int(pl.scan_parquet(kept).select(pl.len()).collect().item())
        if kind == "csv":
            pl.scan_parquet(kept).sink_csv(target, maintain_order=True)
        elif kind == "xlsx":
            _write_sheet(kept, count, target, named)
        else:
            kept.rename(target)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise refuse(
            named, f"the file could not be written ({type(error).__name__}); is the disk full, or is --where more than its rows can answer?"
        ) from error
    return count


def _write_sheet(kept: Path, count: int, target: Path, named: str) -> None:
    import polars as pl
    import xlsxwriter  # type: ignore[import-untyped]

    if count > SHEET_ROWS - 1:
        raise refuse(
            named, f"{count:,} rows are more than the {SHEET_ROWS:,} of a worksheet, header included; write .csv or .parquet, or keep fewer rows with --where"
        )
    lazy = pl.scan_parquet(kept)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet("screen")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, lazy.collect_schema().names())
        for start in range(0, count, SLICE):
            for number, row in enumerate(lazy.slice(start, SLICE).collect().iter_rows(), start + 1):
                sheet.write_row(number, 0, row)
