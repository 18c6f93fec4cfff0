"""Records under two laws, side by side: one row a record, in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from lenity.population import column
from lenity.population.screen_facts import DRUG_TRAFFICKING
from lenity.reform import under

if TYPE_CHECKING:
    import polars as pl

ROWS = (
    "record_id", "fiscal_year", "district", "offense_type", "guideline", "primary_drug", "sex", "race", "sentence_months", "base_level", "reform_base_level", "level",
    "reform_level", "category", "reform_category", "min", "max", "reform_min", "reform_max", "change_min_months", "finding", "needs",
)  # fmt: skip
LOWEST_LEVEL, HIGHEST_LEVEL = 1, 43
CAREER_CATEGORY = 6
"""A career offender's category (USSG §4B1.1(b)): with it, a level may be that of §4B1.1 whatever the drugs are."""


def missing_channels(ids: Sequence[str]) -> list[str]:
    """The changed law that none of the rules reads by which a reform can be seen in a record."""
    read = under.ids_read("base") | under.ids_read("category") | under.ids_read("range")
    return [id for id in ids if id not in read]


def compared(records: pl.DataFrame, law: pl.DataFrame, reform: pl.DataFrame, reform_table: pl.DataFrame, ids: Sequence[str], as_of: date) -> pl.DataFrame:
    """The rows of a simulation. `law` holds base level and category then and on the day, `reform` those on the day under the reform."""
    import polars as pl

    changed = {name: bool(set(ids) & under.ids_read(name)) for name in ("base", "category")}
    frame = pl.concat([records, law, reform.rename({"base": "reform_base", "category": "reform_category_computed"})], how="horizontal")
    frame = _levels(frame, changed["base"])
    frame = _categories(frame, changed["category"])
    for prefix, table in (("", under.table(as_of)), ("reform_", reform_table)):
        keys = [f"{prefix}level", f"{prefix}category"]
        placed = table.rename({"level": keys[0], "category": keys[1], "min": f"{prefix}min", "max": f"{prefix}max"})
        frame = frame.drop(f"{prefix}min", f"{prefix}max", strict=False).join(placed, on=keys, how="left", maintain_order="left")
    return _found(frame).select(ROWS)


def _levels(frame: pl.DataFrame, reached: bool) -> pl.DataFrame:
    """The level found, moved by as many levels as the base level moves since then; null where the reform reaches base levels and the record cannot show its own."""
    import polars as pl

    found, base_then, base, reform_base = pl.col("final_offense_level"), pl.col("base_then"), pl.col("base"), pl.col("reform_base")
    told = base_then.is_not_null() & base.is_not_null() & reform_base.is_not_null()
    as_found = (pl.col("base_offense_level") == base_then).fill_null(True)
    career = pl.col("career_offender").fill_null(0) == 1
    may_be_career = pl.col("career_offender").is_null() & (pl.col("criminal_history_category") == CAREER_CATEGORY).fill_null(True)
    is_drug_case = _is_drug_case()
    shown = told & as_found & ~career & ~may_be_career
    unknown = pl.lit(reached) & is_drug_case & ~shown & ~career

    def moved(to: pl.Expr) -> pl.Expr:
        level = pl.when(shown & is_drug_case).then(found + to - base_then).otherwise(found)
        return pl.when(~unknown).then(level.clip(LOWEST_LEVEL, HIGHEST_LEVEL))

    needs = (
        pl.when(found.is_null())
        .then(pl.lit("final offense level"))
        .when(unknown & may_be_career & told & as_found)
        .then(pl.lit("whether career offender status was applied"))
        .when(unknown & told & ~as_found)
        .then(pl.lit("why the base level found is not the one that the drugs give"))
        .when(unknown)
        .then(pl.lit("drugs and their weights"))
    )
    return frame.with_columns(level=moved(base), reform_level=moved(reform_base), base_level=base, reform_base_level=reform_base, _needs_level=needs)


def _is_drug_case() -> pl.Expr:
    """Whether drugs can set the base level: a guideline of Part D, drugs recorded, drug trafficking; unknown counts as yes."""
    import polars as pl

    by_guideline = pl.col("guideline").str.contains(r"^§?2D")
    by_type = pl.col("offense_type") == DRUG_TRAFFICKING
    by_drugs = pl.col("drug_count") > 0
    return pl.coalesce(by_guideline, by_type, by_drugs, pl.lit(True))


def _categories(frame: pl.DataFrame, reached: bool) -> pl.DataFrame:
    """The category found, or where the reform reaches categories the one that the points give, if they gave the one found."""
    import polars as pl

    found, then = pl.col("criminal_history_category"), pl.col("category_then")
    follows = (found == then).fill_null(False)
    if not reached:
        category = pl.coalesce(found, then)
        return frame.with_columns(reform_category=category, _needs_category=pl.when(category.is_null()).then(pl.lit("Criminal History Category"))).with_columns(
            category=category
        )
    needs = pl.when(~follows).then(pl.lit("criminal history points that give the category found"))
    return frame.with_columns(
        reform_category=pl.when(follows).then("reform_category_computed"), category=pl.when(follows).then("category"), _needs_category=needs
    )


def _found(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    life = column("guideline_min_months").life
    low, high = pl.col("reform_min") - pl.col("min"), pl.col("reform_max") - pl.col("max")
    first = pl.when(low != 0).then(low).otherwise(high)
    known = low.is_not_null() & high.is_not_null()
    at_life = (pl.col("min") == life) ^ (pl.col("reform_min") == life)
    finding = (
        pl.when(known & (first < 0))
        .then(pl.lit("lower"))
        .when(known & (first > 0))
        .then(pl.lit("higher"))
        .when(known)
        .then(pl.lit("same"))
        .otherwise(pl.lit("not known"))
    )
    return frame.with_columns(
        change_min_months=pl.when(known & ~at_life).then(low),
        finding=finding,
        needs=pl.when(~known).then(pl.coalesce("_needs_level", "_needs_category", pl.lit("final offense level"))),
    )
