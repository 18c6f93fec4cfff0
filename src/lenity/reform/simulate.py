"""Simulate a reform: the same records under the law of a day and under that law with the reform laid over it, all else held as the court found it.

    Unsimulated   a reform or a file cannot be used as it is

What a record gives as found stays: final offense level, category, career offender status. What the reform reaches by a rule is
worked out anew: the base level from drugs (the final level moves by as many levels), the category from points (where they give
the category found), and the range from the Sentencing Table. Where a record lacks what the reform turns on, it is *not known*.
The reform is worked out in a process of its own, so that no other answer can rest on it.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lenity import __version__
from lenity.population import read_batches
from lenity.reform.cost import Cost, cost_of_a_year
from lenity.reform.engines import ByRay, Local
from lenity.reform.rows import compared, missing_channels

if TYPE_CHECKING:
    import polars as pl

    from lenity.law.reform import Reform

FINDINGS = ("lower", "same", "higher", "not known")
MONTHS_IN_YEAR = 12


class Unsimulated(ValueError):
    """A reform or a file cannot be used as it is; one line a fault."""


@dataclass
class Simulation:
    """What was found: the rows' file, and the summary as plain data."""

    rows: Path
    summary: dict[str, Any] = field(default_factory=dict)


def simulate(
    reform: str | Path,
    data: Sequence[str | Path],
    out: str | Path,
    *,
    as_of: date,
    mapping: str | Path | None = None,
    engine: str = "local",
    progress: Callable[[int], None] = lambda records: None,
) -> Simulation:
    """Write `rows.parquet` and `summary.json` to the folder `out`, which appears whole or not at all. `engine` is `local` or `ray` (the extra lenity[cluster]).

    Raises:
        Unsimulated: the reform is faulty, is not in force by `as_of`, or changes law that no record shows the effect of.
        ReadFaults: a file cannot be read.
    """
    from lenity.law.reform import read_reform

    proposed = _checked(reform, as_of, read_reform)
    target = Path(os.path.realpath(out))
    if not target.parent.is_dir():
        raise Unsimulated(f"{out}: the folder above it does not exist; make it first")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Unsimulated(f"{out}: there is something there already; name a new or empty folder")
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    works: Local | ByRay | None = None
    try:
        works = (ByRay if engine == "ray" else Local)(str(Path(reform).resolve()))
        parts = _parts(proposed, works, data, folder, as_of, mapping, progress)
        rows = folder / "rows.parquet"
        _joined(parts, rows)
        summary = _summary(proposed, rows, data, as_of)
        (folder / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        if target.exists():
            target.rmdir()
        os.chmod(folder, 0o755)
        os.replace(folder, target)
    finally:
        if works is not None:
            works.close()
        shutil.rmtree(folder, ignore_errors=True)
    return Simulation(target / "rows.parquet", summary)


def _checked(path: str | Path, as_of: date, read: Callable[[str | Path], Reform]) -> Reform:
    from lenity.law import law_book

    try:
        reform = read(path)
    except Exception as error:
        faults = getattr(error, "faults", None)
        if faults is None:
            raise
        raise Unsimulated("\n".join(faults)) from None
    known = set(law_book().ids())
    unknown = [id for id in reform.ids if id not in known]
    if unknown:
        raise Unsimulated(f"{path}: no law file has the id {', '.join(unknown)}; docs/reference/law.md names them")
    if reform.from_on > as_of:
        raise Unsimulated(f"{path}: the reform is in force from {reform.from_on} on; give --as-of that day or a later one")
    shown = missing_channels(reform.ids)
    if shown:
        raise Unsimulated(
            f"{path}: no record shows the effect of {', '.join(shown)}: a simulation works out the base level from drugs, the category from points, and the Sentencing Table anew"
        )
    return reform


def _parts(
    reform: Reform,
    works: Local | ByRay,
    data: Sequence[str | Path],
    folder: Path,
    as_of: date,
    mapping: str | Path | None,
    progress: Callable[[int], None],
) -> list[Path]:
    """The rows of every batch, a file each, in order."""
    from lenity.population.screen_facts import COLUMNS

    batches = (batch.select(COLUMNS) for source in data for batch in read_batches(source, mapping=mapping, only=set(COLUMNS)))
    parts: list[Path] = []
    table, done = works.table(as_of), 0
    for records, law, under in works.done(batches, as_of):
        rows = compared(records, law, under, table, reform.ids, as_of)
        parts.append(folder / f"{len(parts):06}.part.parquet")
        rows.write_parquet(parts[-1])
        done += len(rows)
        progress(done)
    if not parts:
        raise Unsimulated("the files hold no record")
    return parts


def _joined(parts: list[Path], rows: Path) -> None:
    import polars as pl

    pl.scan_parquet(parts).sink_parquet(rows, compression="zstd", maintain_order=True)
    for part in parts:
        part.unlink()


def _summary(reform: Reform, rows: Path, data: Sequence[str | Path], as_of: date) -> dict[str, Any]:
    """Who, how many years, what cost. Cells by group hold counts of each finding."""
    import polars as pl

    lazy = pl.scan_parquet(rows)
    counts = dict(lazy.group_by("finding").len().collect().iter_rows())
    moved = lazy.filter(pl.col("change_min_months").is_not_null())
    months = -int(moved.select(pl.col("change_min_months").sum()).collect().item() or 0)
    lower = lazy.filter(finding="lower")
    needs = lazy.filter(pl.col("needs").is_not_null()).group_by("needs").len().sort("len", "needs", descending=[True, False]).collect()
    cost = cost_of_a_year()
    return {
        "lenity": __version__,
        "reform": reform.name,
        "notes": list(reform.notes),
        "changes": [id if key is None else f"{id} / {key}" for id, key in reform.members],
        "law_on": as_of.isoformat(),
        "files": [Path(path).name for path in data],
        "records": sum(counts.values()),
        "findings": {name: counts.get(name, 0) for name in FINDINGS},
        "months_less": months,
        "years_less": round(months / MONTHS_IN_YEAR, 1),
        "from_or_to_life": int(
            lazy.filter(pl.col("finding").is_in(["lower", "higher"]) & pl.col("change_min_months").is_null()).select(pl.len()).collect().item()
        ),
        "mean_months_less": _mean(lower),
        "cost": _priced(months, cost),
        "by": {name: _by(lazy, name) for name in ("fiscal_year", "district", "offense_type", "primary_drug", "sex", "race")},
        "needs": dict(needs.iter_rows()),
        "limits": [
            "Everything that the reform does not name is held as the court found it: adjustments, departures, variances, mandatory minimums, charging and pleas.",
            "Months are those of the lower end of the guideline range, before statutory minimums; sentences need not follow it, and good time is not taken off.",
            "The cost is the average of a year in a federal facility, not what one person more or less costs.",
        ],
    }


def _mean(lower: pl.LazyFrame) -> float | None:
    import polars as pl

    value = lower.select(pl.col("change_min_months").mean()).collect().item()
    return None if value is None else round(-float(value), 1)


def _priced(months: int, cost: Cost) -> dict[str, Any]:
    return {
        "dollars_less": round(months / MONTHS_IN_YEAR * cost.dollars_a_year),
        "dollars_a_year": cost.dollars_a_year,
        "fiscal_year": cost.fiscal_year,
        "source": cost.cite,
    }


def _by(lazy: pl.LazyFrame, name: str) -> list[dict[str, Any]]:
    import polars as pl

    held = lazy.group_by(name).agg(
        *((pl.col("finding") == one).sum().alias(one) for one in FINDINGS), (-pl.col("change_min_months").sum()).alias("months_less")
    )
    return held.sort(name, nulls_last=True).collect().to_dicts()
