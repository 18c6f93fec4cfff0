"""Every row of a population beside similarly situated people: the figures of its cell, and where its own sentence stands among the others.

The files are read twice, a batch at a time: once to count outcomes by cell and year, once to write a row for each record.
So memory grows with the number of different cells and terms, not with the number of records.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lenity.peers.cell import DEFINITIONS, MINIMUM, NAMES, NATION, YEARS, Definition, NotComparable, Within, choose_for_all, complete_in, years_of
from lenity.peers.figures import Figures, figures_of, histogram
from lenity.peers.people import READ, people
from lenity.peers.statistics import SEED, Figure
from lenity.population import read_batches
from lenity.population.screen_write import kind_of, write

if TYPE_CHECKING:
    import polars as pl

EACH_RESAMPLES = 200
"""Resamples a cell where there are thousands of cells."""
MERGE_AFTER = 20
"""Batches whose counts are held apart before they are added up."""
_FIGURES = {
    "first_year": "Int64", "last_year": "Int64", "people": "Int64", "substantial_assistance_left_out": "Int64", "imprisoned": "Int64",
    "imprisoned_share": "Float64", "imprisoned_share_low": "Float64", "imprisoned_share_high": "Float64",
    "mean_months": "Float64", "mean_months_low": "Float64", "mean_months_high": "Float64", "quartile_1_months": "Float64",
    "median_months": "Float64", "median_months_low": "Float64", "median_months_high": "Float64", "quartile_3_months": "Float64", "at_the_cap": "Int64",
    "below_share": "Float64", "within_share": "Float64", "above_share": "Float64", "withheld": "Boolean",
}  # fmt: skip
EACH_COLUMNS = (
    "record_id", "fiscal_year", "cell", "cell_values", *_FIGURES, "is_imprisoned", "sentence_months", "percentile", "months_over_median", "needs",
)  # fmt: skip
_NEEDS = {**NAMES, "fiscal_year": "fiscal year"}


@dataclass
class EachReport:
    """What was done: records, those that have a cell, those whose cell is withheld, and the cells."""

    definition: Definition = DEFINITIONS[0]
    because: str = ""
    records: int = 0
    compared: int = 0
    withheld: int = 0
    cells: int = 0
    seed: int = SEED
    resamples: int = EACH_RESAMPLES
    years: dict[int, int] = field(default_factory=dict)


def compare_each(
    data: Sequence[str | Path],
    out: str | Path,
    *,
    as_of: date | None = None,
    cell: str | None = None,
    within: Within = NATION,
    minimum: int = MINIMUM,
    seed: int = SEED,
    resamples: int = EACH_RESAMPLES,
    mapping: str | Path | None = None,
    progress: Callable[[int], None] = lambda records: None,
) -> EachReport:
    """Write a row for every record, in order; CSV, XLSX or Parquet by the ending of `out`, whole or not at all.

    Without `as_of` a record is compared with its own fiscal year and the four before it; with it, with the last five years
    of the files that had ended by that day. A record stands in its own cell; its percentile is among the others.

    Raises:
        NotComparable: the files allow no cell.
        ReadFaults: a file cannot be read.
    """
    out = Path(os.path.realpath(out))
    kind = kind_of(out)
    if not out.parent.is_dir():
        raise NotComparable(f"{out}: the folder for the output does not exist; make it first")
    counted = _count(data, within, mapping, progress)
    report = EachReport(records=counted.records, seed=seed, resamples=resamples, years=counted.years)
    fixed = _fixed_years(counted, as_of)
    report.definition, report.because = choose_for_all(counted.complete, counted.records, cell)
    by = (*report.definition.fields, *within.fields)
    cells, places = _cells(counted.histogram(by), by, fixed, minimum, seed, resamples)
    report.cells = len(cells)
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        parts = list(_rows(data, mapping, folder, report, by, cells, places, fixed))
        write(parts, None, EACH_COLUMNS, folder / out.name, kind, str(out))
        os.replace(folder / out.name, out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return report


def _fixed_years(counted: _Counted, as_of: date | None) -> tuple[int, ...] | None:
    """The years that every row is compared with; None where each has its own."""
    fixed = None if as_of is None else years_of(counted.years, as_of)
    if fixed is not None and not fixed:
        raise NotComparable(f"the files hold no fiscal year that had ended by {as_of}; give a later --as-of")
    return fixed


# first pass


@dataclass
class _Counted:
    """Outcomes by everything that a cell can be made of."""

    records: int = 0
    years: dict[int, int] = field(default_factory=dict)
    complete: dict[str, int] = field(default_factory=dict)
    held: list[pl.DataFrame] = field(default_factory=list)
    by: tuple[str, ...] = ()

    def add(self, frame: pl.DataFrame) -> None:
        self.records += len(frame)
        for year, count in frame["fiscal_year"].drop_nulls().value_counts().iter_rows():
            self.years[year] = self.years.get(year, 0) + count
        for name, count in complete_in(frame).items():
            self.complete[name] = self.complete.get(name, 0) + count
        self.held.append(histogram(frame, *self.by))
        if len(self.held) > MERGE_AFTER:
            self.held = [self.histogram(self.by, with_year=False)]

    def histogram(self, by: tuple[str, ...], with_year: bool = True) -> pl.DataFrame:
        import polars as pl

        return histogram(pl.concat(self.held), *by, *(("fiscal_year",) if with_year else ()))


def _count(data: Sequence[str | Path], within: Within, mapping: str | Path | None, progress: Callable[[int], None]) -> _Counted:
    if within.district not in (None, "same") or within.circuit not in (None, "same") or within.settled not in (None, "same"):
        raise NotComparable("--each confines a row to its own court, circuit, and plea or trial; write `same`")
    every = tuple(dict.fromkeys((*(name for one in DEFINITIONS for name in one.fields), *within.fields, "fiscal_year")))
    counted = _Counted(by=every)
    for path in data:
        for records in read_batches(path, mapping=mapping, only=set(READ)):
            counted.add(people(records))
            progress(counted.records)
    if not counted.records:
        raise NotComparable("the files hold no record")
    return counted


# cells


def _cells(
    counts: pl.DataFrame, by: tuple[str, ...], fixed: tuple[int, ...] | None, minimum: int, seed: int, resamples: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A row of figures for every cell and year compared, and for every term in it how many people got less, and how many the same."""
    import polars as pl

    rows: list[tuple[Any, ...]] = []
    places: list[pl.DataFrame] = []
    full = counts.drop_nulls([*by, "fiscal_year"])
    held = sorted(counts["fiscal_year"].drop_nulls().unique().to_list())
    for key, group in full.sort([*by, "fiscal_year"]).partition_by(by, as_dict=True, maintain_order=True).items():
        for year in sorted(set(group["fiscal_year"].to_list())):
            years = fixed if fixed is not None else tuple(one for one in held if year - YEARS < one <= year)
            window = group.filter(pl.col("fiscal_year").is_in(years))
            if window.is_empty():
                continue
            found = figures_of(histogram(window), minimum=minimum, seed=seed, resamples=resamples, key=(key, years), all_shares=False)
            rows.append((*key, year, found.held.people, years[0], years[-1], *_row(found)))
            if found.terms is not None:
                places.append(
                    _places(found, year).select(*(pl.lit(value, counts.schema[name]).alias(name) for name, value in zip(by, key, strict=True)), pl.all())
                )
    types = {
        **{name: counts.schema[name] for name in by},
        "fiscal_year": pl.Int64(),
        "_all": pl.Int64(),
        **{name: getattr(pl, kind)() for name, kind in _FIGURES.items()},
    }
    empty = {**{name: counts.schema[name] for name in by}, "fiscal_year": pl.Int64(), "prison_months": pl.Float64(), "_below": pl.Int64(), "_same": pl.Int64()}
    return pl.DataFrame(rows, schema=types, orient="row"), pl.concat([pl.DataFrame(schema=empty), *places])


def _row(found: Figures) -> tuple[Any, ...]:
    terms, position = found.terms, found.position
    shares = [position.shares[name].value if position and not found.withheld else None for name in ("below", "within", "above")]
    return (
        found.people if not found.withheld else None,
        found.assisted,
        found.imprisoned if not found.withheld else None,
        *_three(found.imprisoned_share),
        *_three(terms.mean if terms else None),
        terms.quartile_1.value if terms else None,
        *_three(terms.median if terms else None),
        terms.quartile_3.value if terms else None,
        terms.at_the_cap if terms else None,
        *shares,
        found.terms is None,
    )


def _three(figure: Figure | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if figure is None else (figure.value, figure.low, figure.high)


def _places(found: Figures, year: int) -> pl.DataFrame:
    import polars as pl

    counts = pl.Series(found.held.counts)
    frame = pl.DataFrame({"prison_months": found.held.months, "_below": counts.cum_sum() - counts, "_same": counts})
    return frame.select(pl.lit(year, pl.Int64).alias("fiscal_year"), pl.all())


# second pass


def _rows(
    data: Sequence[str | Path],
    mapping: str | Path | None,
    folder: Path,
    report: EachReport,
    by: tuple[str, ...],
    cells: pl.DataFrame,
    places: pl.DataFrame,
    fixed: tuple[int, ...] | None,
) -> Iterator[Path]:
    """The rows of each batch, a file each, in order."""

    at = 0
    cells = cells.unique([*by, "fiscal_year"], maintain_order=True)
    for path in data:
        for records in read_batches(path, mapping=mapping, only=set(READ)):
            frame = people(records)
            frame = frame.join(cells, on=[*by, "fiscal_year"], how="left", maintain_order="left")
            frame = _placed(frame, places, by)
            frame = frame.select(_columns(report.definition, by, fixed))
            part = folder / f"{at:06}.part.parquet"
            frame.write_parquet(part)
            at += 1
            report.compared += int(frame["needs"].is_null().sum())
            report.withheld += int((frame["withheld"].fill_null(False)).sum())
            yield part


def _placed(frame: pl.DataFrame, places: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """How many people of the cell got a shorter term than each row, and how many the same; the row's own term need not be one of theirs."""
    import polars as pl

    with_term = frame.with_row_index("_at").drop_nulls("prison_months").sort("prison_months")
    nearest = places.with_columns(_term=pl.col("prison_months")).sort("prison_months")
    joined = with_term.join_asof(nearest, on="prison_months", by=[*by, "fiscal_year"], strategy="backward", check_sortedness=False)
    is_theirs = (pl.col("_term") == pl.col("prison_months")).fill_null(False)
    counts = joined.select(
        "_at",
        _same=pl.when(is_theirs).then("_same").otherwise(0),
        _below=pl.when(pl.col("_term").is_null()).then(0).otherwise(pl.col("_below") + pl.when(is_theirs).then(0).otherwise(pl.col("_same"))),
    )
    return frame.with_row_index("_at").join(counts, on="_at", how="left", maintain_order="left")


def _columns(definition: Definition, by: tuple[str, ...], fixed: tuple[int, ...] | None) -> list[pl.Expr]:
    """The columns of a row. Where the row stands in its cell it is one of those with its term, and is left out of the percentile."""
    import polars as pl

    stands = ~pl.col("is_assisted").fill_null(False)
    if fixed is not None:
        stands = stands & pl.col("fiscal_year").is_in(fixed)
    itself = stands.cast(pl.Int64)
    others = pl.col("_all") - itself
    percentile = pl.when((others > 0) & ~pl.col("withheld")).then(100 * (pl.col("_below") + (pl.col("_same") - itself) / 2) / others)
    words = [pl.when(pl.col(name).is_null()).then(pl.lit(_NEEDS[name])) for name in (*by, "fiscal_year")]
    needs = pl.concat_list(words).list.drop_nulls().list.unique(maintain_order=True).list.join("; ")
    values = pl.format("; ".join("{}={}" if name else "" for name in by), *(part for name in by for part in (pl.lit(name), pl.col(name).cast(pl.String))))
    return [
        pl.col("record_id"),
        pl.col("fiscal_year"),
        pl.lit(definition.name).alias("cell"),
        values.alias("cell_values"),
        *(pl.col(name) for name in _FIGURES),
        pl.col("is_imprisoned"),
        pl.col("sentence_months"),
        percentile.alias("percentile"),
        (pl.col("prison_months") - pl.col("median_months")).alias("months_over_median"),
        pl.when(needs.str.len_chars() > 0).then(needs).alias("needs"),
    ]
