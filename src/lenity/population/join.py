"""Columns that another file of the Commission holds of the same records, put beside them by id and fiscal year.

The files of one year are published in parts: a supplement has the type of crime and the place of the sentence in the range, another file the level.
A record is its USSCIDN in its fiscal year (some ids occur in two years). What a record has stands; only what it lacks is taken from the other file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lenity.population._faults import refuse
from lenity.population._normal import COMPUTED, Joined

if TYPE_CHECKING:
    import polars as pl

KEY = ("record_id", "fiscal_year")
_OTHER = "_other"
_BY_FILE = ("sentence_months",)
"""Columns whose meaning `sentence_variable` tells, file by file: two files may hold different variables there."""
_FIRST = 10
"""So many ids in a row from 1 on are row numbers, not ids of the Commission."""


def completed(records: pl.LazyFrame, others: Sequence[str | Path], report: Joined) -> pl.LazyFrame:
    """The records in their order, each column that is empty filled from the other files, the first that has it.

    Raises:
        ReadFaults: a file has no ids of the Commission, or the same record twice.
    """
    _check_ids(records.select("record_id").head(_FIRST).collect()["record_id"], "the files that are joined to")
    for path in others:
        records = _filled(records, path, report)
    return records


def _filled(records: pl.LazyFrame, path: str | Path, report: Joined) -> pl.LazyFrame:
    import polars as pl

    from lenity.population.read import scan

    other = scan(path).collect()
    _check_ids(other["record_id"].head(_FIRST), str(path))
    twice = other.select(KEY).is_duplicated().sum()
    if twice:
        raise refuse(str(path), f"{twice:,} records stand here more than once by id and fiscal year; a join needs each once")
    told = [name for name in other.columns if name not in (*KEY, *COMPUTED, *_BY_FILE) and other[name].null_count() < len(other)]
    given = other.select(*KEY, *(pl.col(name).alias(f"{_OTHER}{name}") for name in told), pl.lit(True).alias(_OTHER))
    wide = records.join(given.lazy(), on=list(KEY), how="left", maintain_order="left")
    counted = wide.select(
        pl.col(_OTHER).sum().alias(_OTHER), *((pl.col(name) != pl.col(f"{_OTHER}{name}")).fill_null(False).sum().alias(name) for name in told)
    ).collect()
    report.records += int(counted[_OTHER].item())
    for name in told:
        if differing := int(counted[name].item()):
            report.differ[name] = report.differ.get(name, 0) + differing
    return wide.with_columns(pl.coalesce(name, f"{_OTHER}{name}").alias(name) for name in told).drop(_OTHER, *(f"{_OTHER}{name}" for name in told))


def _check_ids(ids: pl.Series, file: str) -> None:
    if ids.to_list() == list(range(1, len(ids) + 1)):
        raise refuse(file, "the records have no id of the Commission (USSCIDN), only their row; a join needs it")
