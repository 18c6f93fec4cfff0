"""The rules over a batch of records, then and today, on every day and edition that a record leaves open; what they agree on is the answer."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from lenity.engine import UNBOUNDED
from lenity.law import law_book
from lenity.population._column import RANGE_LIFE
from lenity.population.read import schema_types
from lenity.population.screen_days import Told, days_of_change, edition_on, worlds_of
from lenity.population.screen_facts import ABOVE, COLUMNS, CONSECUTIVE, HIGHEST_LEVEL, Supposed, counts_judged_anew, facts_of
from lenity.rules import rule_graph

if TYPE_CHECKING:
    import polars as pl

    from lenity.engine.lowering import Lowering

OUTPUTS = {
    "base_level": "principal_base_offense_level",
    "level": "total_offense_level",
    "category": "criminal_history_category",
    "min": "guideline_minimum_months",
    "max": "guideline_maximum_months",
    "statutory_min": "statutory_minimum_months",
    "range_min": "range_minimum_months",
    "range_max": "range_maximum_months",
}
"""Names of a screen -> rules. `range_…` is after the statute."""
CATEGORIES = 6
"""Columns of the Sentencing Table."""
MONTHS = ("min", "max", "statutory_min", "range_min", "range_max")
_TOLD = ("fiscal_year", "sentenced_year", "sentenced_month", "manual_year")
_RECENCY = "ussg.4A1.1.recency_points"


@cache
def _lowering() -> Lowering:
    from lenity.engine.lowering import Lowering

    return Lowering(rule_graph(), [("case", name) for name in OUTPUTS.values()])


@cache
def _changes() -> tuple[date, ...]:
    return days_of_change(rule_graph(), _lowering().needed)


@cache
def _worlds(told: Told) -> tuple[tuple[date | None, date | None], ...]:
    return tuple(worlds_of(told, _changes()))


def spread(records: pl.DataFrame) -> pl.DataFrame:
    """A row for every day, edition and number of recency points that each record leaves open; `_record` is its place in the batch."""
    import polars as pl

    told = records.select(_TOLD).unique()
    rows = [(*key, *world) for key in told.rows() for world in _worlds(Told(*key))]
    types = {**dict.fromkeys(_TOLD, pl.Int64), "_sentenced_on": pl.Date, "_edition_on": pl.Date}
    worlds = pl.DataFrame(rows, schema=types, orient="row")
    placed = records.with_row_index("_record").join(worlds, on=_TOLD, how="left", nulls_equal=True, maintain_order="left")
    return placed.with_columns(_recency=_recency_points()).explode("_recency")


def _recency_points() -> pl.Expr:
    """How many of the points can be for recency: an edition that had them counts them in a total, and the record does not say how many."""
    import polars as pl

    entries = law_book().family(_RECENCY).members[None].entries
    most = max(entry.payload for entry in entries if isinstance(entry.payload, int))
    ended = next(entry.from_on for entry in entries if entry.payload is None)
    had_them = (pl.col("_edition_on") < ended) | pl.col("_edition_on").is_null()
    others = pl.col("criminal_history_points") - pl.col("status_points").fill_null(0)
    possible = [pl.when(had_them & (others - points >= 2)).then(pl.lit(points)) for points in range(1, most + 1)]
    return pl.concat_list(pl.lit(0), *possible).list.drop_nulls()


def run(spread_out: pl.DataFrame, as_of: date | None, supposed: Supposed | None = None) -> pl.DataFrame:
    """One pass: then where `as_of` is None, else today; the outputs of each row by their names of a screen, months as the rules hold them."""
    return run_tables(tables_of(spread_out, as_of, supposed))


def run_tables(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The outputs of tables of facts, by their names of a screen."""
    import polars as pl

    found = _lowering().run(tables)["case"]
    return found.select(pl.col(rule).alias(name) for name, rule in OUTPUTS.items())


@cache
def cells(edition: date, day: date) -> pl.DataFrame:
    """An edition's Sentencing Table by the rules: `level`, `category`, `min` and `max`, life as the Commission codes it."""
    import polars as pl

    types = schema_types()
    placed = [(level, category) for level in range(1, HIGHEST_LEVEL + 1) for category in range(1, CATEGORIES + 1)]
    at = pl.DataFrame(placed, schema={"level": pl.Int64, "category": pl.Int64}, orient="row")
    records = pl.DataFrame({name: pl.Series([None] * len(at), dtype=types[name]) for name in COLUMNS})
    records = records.with_columns(final_offense_level=at["level"], criminal_history_category=at["category"], career_offender=pl.lit(0))
    records = records.with_columns(_sentenced_on=pl.lit(day, pl.Date), _edition_on=pl.lit(edition, pl.Date), _recency=pl.lit(0))
    return at.with_columns(coded(run(records, None)).select("min", "max"))


def tables_of(spread_out: pl.DataFrame, as_of: date | None, supposed: Supposed | None = None) -> dict[str, pl.DataFrame]:
    """The tables of facts for a pass, its clocks set."""
    import polars as pl

    records = spread_out
    if as_of is not None:
        records = records.with_columns(criminal_history_points=pl.col("criminal_history_points") - pl.col("_recency"))
    tables = facts_of(records, supposed)
    if as_of is not None:
        tables["count"] = counts_judged_anew(tables["count"])
        at = pl.int_range(pl.len(), dtype=pl.Int64)
        tables["case"] = tables["case"].with_columns(count_listed=at.is_in(tables["count"][ABOVE].implode()))
    tables["case"] = tables["case"].with_columns(_clocks(spread_out["_sentenced_on"], spread_out["_edition_on"], as_of))
    ended_on = pl.lit(as_of, pl.Date) if as_of is not None else _ended_on(tables["count"], spread_out["_sentenced_on"])
    tables["count"] = tables["count"].with_columns(offense_ended_on=ended_on, convicted_on=pl.lit(as_of, pl.Date))
    return tables


def _ended_on(counts: pl.DataFrame, sentenced_on: pl.Series) -> pl.Expr:
    """Records do not say when an offense ended. A mandatory consecutive term that was imposed shows that its statute was in force by then, so the day of sentence will do."""
    import polars as pl

    is_consecutive = pl.col("statute").is_in([cite for cite, _ in CONSECUTIVE.values()])
    return pl.when(is_consecutive).then(pl.lit(sentenced_on.gather(counts[ABOVE])))


def _clocks(sentenced_on: pl.Series, edition: pl.Series, as_of: date | None) -> list[pl.Series | pl.Expr]:
    import polars as pl

    if as_of is None:
        return [sentenced_on.alias("sentenced_on"), edition.alias("edition_on"), edition.alias("record_edition_on"), pl.lit(False).alias("judged_anew")]
    same = [pl.lit(as_of, pl.Date).alias(name) for name in ("sentenced_on", "convicted_on", "offense_ended_on")]
    return [*same, pl.lit(edition_on(as_of), pl.Date).alias("edition_on"), edition.alias("record_edition_on"), pl.lit(True).alias("judged_anew")]


def agreed(spread_out: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """One row a record: each output where all of its rows agree, else null; `differs` where rows give different values."""
    import polars as pl

    names = found.columns
    one = [pl.when(pl.col(name).n_unique() == 1).then(pl.col(name).first()).alias(name) for name in names]
    differs = pl.any_horizontal(pl.col(name).n_unique() > 1 for name in names).alias("differs")
    return found.with_columns(spread_out["_record"]).group_by("_record", maintain_order=True).agg(*one, differs).drop("_record")


def oldest(spread_out: pl.DataFrame) -> list[pl.Series]:
    """`oldest_edition` and `first_day`: the oldest edition and the first day of sentence that each record leaves open."""
    import polars as pl

    ends = (pl.col("_edition_on").min().alias("oldest_edition"), pl.col("_sentenced_on").min().alias("first_day"))
    return spread_out.group_by("_record", maintain_order=True).agg(ends).drop("_record").get_columns()


def coded(frame: pl.DataFrame) -> pl.DataFrame:
    """Months with life as the Commission codes it."""
    import polars as pl

    columns = [name for name in frame.columns if name in MONTHS or (name.startswith(("then_", "today_")) and name.split("_", 1)[1] in MONTHS)]
    return frame.with_columns(pl.when(pl.col(name) >= UNBOUNDED).then(RANGE_LIFE).otherwise(pl.col(name)).alias(name) for name in columns)
