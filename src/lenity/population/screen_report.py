"""What a screen found, counted: by finding, who, district, type of crime, year and change, what may help the rest, and the rows to look at one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from lenity.population._column import RANGE_LIFE, SENTENCE_LIFE
from lenity.population.later_changes import later_changes
from lenity.population.schema import code_labels, column, district_names

if TYPE_CHECKING:
    import polars as pl

FINDINGS = ("lower", "same", "higher", "not known")
REPORT_COLUMNS = ("sex", "race", "age", "citizenship", "offense_type", "most_min", "disagrees")
"""Columns that a report reads beside those of a screen."""
AGES = ((0, 25), (25, 35), (35, 45), (45, 55), (55, 65), (65, 200))
MONTHS_OF_CHANGE = (0, 6, 12, 24, 36, 60, 120, 100_000)
NOT_RECORDED = "not recorded"
MOST_RANKED = 100
MOST_LISTED = 2_000
GROUPS = {
    "fiscal_year": "Fiscal year", "district": "District", "offense": "Type of crime", "guideline": "Guideline", "sex": "Sex", "race": "Race", "age": "Age at sentencing",
    "citizenship": "Citizenship",
}  # fmt: skip
"""What people are grouped by, and what a reader sees."""

Counts = dict[str, int]
"""How many of each finding."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A person whose sentence reaches above today's minimum: months over it, at least so many where `at_least`; None for life."""

    row: Mapping[str, object]
    over: float | None
    today_min: int
    at_least: bool


@dataclass(frozen=True, slots=True)
class ScreenSummary:
    """The counts of a screen's rows and the rows shown one by one."""

    files: tuple[str, ...]
    as_of: date
    where: str | None
    read: int
    rows: int
    findings: Counts
    groups: Mapping[str, Sequence[tuple[str, Counts]]]
    change: Sequence[tuple[str, int]]
    may_help: Sequence[tuple[str, str, int]]
    needs: Sequence[tuple[str, int]]
    ranked: Sequence[Ranked]
    over: int
    disagreeing: Sequence[tuple[int, str]]
    disagreements: int


def summary_of(rows: pl.LazyFrame, *, files: Sequence[str], as_of: date, where: str | None, read: int) -> ScreenSummary:
    """Count the rows of a screen that hold REPORT_COLUMNS too. What is held in memory is what is shown."""
    import polars as pl

    findings = dict(_counted(rows, pl.col("finding")))
    ranked = rows.with_columns(_least=pl.coalesce("today_min", "most_min")).filter(_is_over())
    disagreeing = rows.filter("disagrees")
    return ScreenSummary(
        files=tuple(files),
        as_of=as_of,
        where=where,
        read=read,
        rows=sum(findings.values()),
        findings={name: findings.get(name, 0) for name in FINDINGS},
        groups={name: _grouped(rows, name) for name in GROUPS},
        change=_changes(rows),
        may_help=_may_help(rows),
        needs=_needs(rows),
        ranked=_ranked(ranked),
        over=_length(ranked),
        disagreeing=_collected(disagreeing.select("record_id", pl.col("reasons").str.split("; may be lower by: ").list.first()).head(MOST_LISTED)).rows(),
        disagreements=_length(disagreeing),
    )


def _length(rows: pl.LazyFrame) -> int:
    import polars as pl

    return int(_collected(rows.select(pl.len())).item())


def _collected(rows: pl.LazyFrame) -> pl.DataFrame:
    """The rows asked for, so many of a file at a time."""
    return rows.collect(engine="streaming")


def _label(name: str) -> tuple[str, pl.Expr]:
    """The column of a group, and what it says in words."""
    import polars as pl

    if name == "age":
        age = pl.lit(NOT_RECORDED)
        for low, high in AGES:
            label = f"under {high}" if low == 0 else f"{low} and older" if high == AGES[-1][1] else f"{low} to {high - 1}"
            age = pl.when(pl.col("age").is_between(low, high - 1)).then(pl.lit(label)).otherwise(age)
        return "age", age
    said = {
        "fiscal_year": pl.col("fiscal_year").cast(pl.String),
        "district": pl.col("district").replace(district_names()),
        "guideline": pl.concat_str(pl.lit("§"), "guideline"),
    }
    if name in said:
        return name, said[name].fill_null(NOT_RECORDED)
    held, words = ("offense_type", code_labels("OFFGUIDE")) if name == "offense" else (name, column(name).codes)
    return held, pl.col(held).replace_strict(dict(words), default=None, return_dtype=pl.String).fill_null(NOT_RECORDED)


def _counted(rows: pl.LazyFrame, by: pl.Expr) -> list[tuple[str, int]]:
    import polars as pl

    return _collected(rows.group_by(by.alias("by")).agg(pl.len())).rows()


def _grouped(rows: pl.LazyFrame, name: str) -> list[tuple[str, Counts]]:
    """Findings by group: years and ages in order, the rest by how many are found lower, then by how many there are; what is not recorded last."""
    import polars as pl

    held, label = _label(name)
    alike = _collected(rows.group_by(held, "finding").agg(pl.len()))
    counts: dict[str, Counts] = {}
    for group, finding, count in alike.select(label.alias("group"), "finding", "len").rows():
        counts.setdefault(group, dict.fromkeys(FINDINGS, 0))[finding] += count
    is_ordered = name in ("fiscal_year", "age")
    ages = ["under" if low == 0 else str(low) for low, _ in AGES]

    def place(item: tuple[str, Counts]) -> tuple[object, ...]:
        label, found = item
        at = ages.index(label.split()[0]) if name == "age" and label != NOT_RECORDED else label
        return (label == NOT_RECORDED, at if is_ordered else (-found["lower"], -sum(found.values()), label))

    known = sorted((item for item in counts.items() if item[0] != NOT_RECORDED), key=place)
    return [*known, *(item for item in counts.items() if item[0] == NOT_RECORDED)]


def _changes(rows: pl.LazyFrame) -> list[tuple[str, int]]:
    """How many minimums move by so many months, among the rows with a finding whose change is known."""
    import polars as pl

    months = pl.when(pl.col("finding") != "not known").then("change_min_months")
    bands: list[tuple[str, pl.Expr]] = []
    steps = list(pairwise(MONTHS_OF_CHANGE))
    for low, high in reversed(steps):
        bands.append((_band(low, high, "lower"), (months < -low) & (months >= -high)))
    bands.append(("no change", months == 0))
    bands += [(_band(low, high, "higher"), (months > low) & (months <= high)) for low, high in steps]
    found = _collected(rows.select(test.fill_null(False).sum().alias(str(at)) for at, (_, test) in enumerate(bands))).row(0)
    return [(label, int(count or 0)) for (label, _), count in zip(bands, found, strict=True)]


def _band(low: int, high: int, way: str) -> str:
    return f"more than {low} months {way}" if high == MONTHS_OF_CHANGE[-1] else f"{low + 1} to {high} months {way}"


def _may_help(rows: pl.LazyFrame) -> list[tuple[str, str, int]]:
    """For each later change, what it did with its law, and how many rows without a finding it may matter to."""
    import polars as pl

    named = [change for change in later_changes() if change.entries]
    tests = [pl.col("reasons").str.contains(f"{change.name} (", literal=True).fill_null(False).sum().alias(change.name) for change in named]
    found = _collected(rows.filter(pl.col("finding") == "not known").select(tests)).row(0, named=True)
    return [(f"{change.name[:1].upper()}{change.name[1:]}", change.cite(), int(found[change.name] or 0)) for change in named]


def _needs(rows: pl.LazyFrame) -> list[tuple[str, int]]:
    import polars as pl

    alike = _collected(rows.drop_nulls("needs").group_by("needs").agg(pl.len()))
    said = alike.with_columns(pl.col("needs").str.split("; ")).explode("needs")
    return said.group_by("needs").agg(pl.col("len").sum()).sort(["len", "needs"], descending=[True, False]).rows()


def _is_over() -> pl.Expr:
    import polars as pl

    return (pl.col("_least") < RANGE_LIFE) & (pl.col("sentence_months") > pl.col("_least"))


def _ranked(rows: pl.LazyFrame) -> list[Ranked]:
    """Those most months over today's minimum first, life before all."""
    import polars as pl

    is_life = pl.col("sentence_months") == SENTENCE_LIFE
    over = (pl.col("sentence_months") - pl.col("_least")).alias("_over")
    top = rows.with_columns(over, is_life.alias("_life")).sort(["_life", "_over", "record_id"], descending=[True, True, False]).head(MOST_RANKED)
    return [Ranked(row, None if row["_life"] else row["_over"], row["_least"], row["today_min"] is None) for row in _collected(top).to_dicts()]
