"""Write tables in the normalized schema once, as Parquet, so that everything after is fast.

from lenity.population.convert import convert

convert(["opafy18nid.dat", "opafy19nid.dat"], "people.parquet").records
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from lenity.population._faults import ReadFault, ReadFaults, refuse
from lenity.population.join import completed
from lenity.population.read import ReadReport, read_batches, scan

ROW_GROUP = 50_000
"""Records that are gathered before they are written: with some 140 columns, about 60 MB."""


def convert(
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    layout: str | Path | None = None,
    mapping: str | Path | None = None,
    fiscal_year: int | None = None,
    join: Sequence[str | Path] = (),
) -> ReadReport:
    """Write the records of all files, in order, to one Parquet file; it appears whole or not at all.

    `join` names files of the Commission that hold more columns of the same records, by USSCIDN and fiscal year.

    Raises:
        ReadFaults: with the faults of every file; nothing is written, and an existing file stays as it was.
    """
    out = Path(out)
    if out.suffix.lower() not in (".parquet", ".pq"):
        raise refuse(str(out), "the output of convert is Parquet; give it a name that ends in .parquet")
    if not out.parent.is_dir():
        raise refuse(str(out), "the folder for the output does not exist; make it first")
    if not paths:
        raise refuse(str(out), "there is no file to convert; name at least one")
    report = ReadReport()
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        _write(paths, folder / out.name, report, join, layout=layout, mapping=mapping, fiscal_year=fiscal_year)
        os.replace(folder / out.name, out)
    finally:
        _remove(folder)
    return report


def _write(paths: Sequence[str | Path], part: Path, report: ReadReport, join: Sequence[str | Path], **options: str | Path | int | None) -> None:
    import polars as pl

    frames: list[pl.LazyFrame] = []
    faults: list[ReadFault] = []
    for path in paths:
        try:
            frames.append(scan(path, report=report, **options))  # type: ignore[arg-type]
        except ReadFaults as error:
            faults.extend(error.faults)
    try:
        if not faults:
            records = completed(pl.concat(frames), join, report.joined) if join else pl.concat(frames)
            records.sink_parquet(part, compression="zstd", maintain_order=True, row_group_size=ROW_GROUP)
            report.records = pl.scan_parquet(part).select(pl.len()).collect().item()  # a file in the schema already is not counted as it passes
            return
    except ReadFaults as error:
        if join:
            raise
        faults.extend(error.faults)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise refuse(str(part.name), f"the conversion stopped: {error}; is the disk full, or an input damaged?") from error
    raise ReadFaults([*faults, *_other_faults(paths, faults, options)])


def _other_faults(paths: Sequence[str | Path], known: list[ReadFault], options: dict[str, str | Path | int | None]) -> list[ReadFault]:
    """The faults of the files that were not read because an earlier one had some."""
    seen = {fault.file.split("(")[0] for fault in known}
    found: list[ReadFault] = []
    for path in paths:
        if str(path) in seen:
            continue
        try:
            for _ in read_batches(path, **options):  # type: ignore[arg-type]
                pass
        except ReadFaults as error:
            found.extend(fault for fault in error.faults if fault not in known)
    return found


def _remove(folder: Path) -> None:
    """Remove the folder of the unfinished file; the writer may still be about to open it in a thread of its own after a fault."""
    for _ in range(50):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.02)
