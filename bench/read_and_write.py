"""What a screen is held against: the columns that it reads, read, and the rows that it wrote, read and written again. Polars alone, a process of its own.

python bench/read_and_write.py SOURCE SCREENED OUT COLUMN...
"""

from __future__ import annotations

import sys

import polars as pl

RECORDS = 50_000
"""Records at a time, as a screen reads them."""


def main(source: str, screened: str, out: str, *columns: str) -> None:
    """Read and write. Nothing is kept in memory."""
    read, at = pl.scan_parquet(source).select(columns), 0
    while len(rows := read.slice(at, RECORDS).collect()):
        at += len(rows)
    pl.scan_parquet(screened).sink_parquet(out, compression="zstd", maintain_order=True, row_group_size=RECORDS)


if __name__ == "__main__":
    main(*sys.argv[1:])
