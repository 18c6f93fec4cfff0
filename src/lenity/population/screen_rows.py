"""A batch of records screened: one row a record, in order, in the columns of a screen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lenity.population import screen_passes as passes
from lenity.population._column import RANGE_LIFE
from lenity.population.later_law import armed_category, career_category, repeat_category
from lenity.population.screen_bounds import with_bounds
from lenity.population.screen_facts import CONSECUTIVE, Supposed
from lenity.population.screen_needs import with_needs
from lenity.population.screen_parts import with_parts
from lenity.population.screen_reasons import column_is_other, with_reasons
from lenity.population.screen_report import REPORT_COLUMNS
from lenity.population.screen_statutes import with_statute_today

if TYPE_CHECKING:
    import polars as pl

ACCEPTANCE = (0, -2, -3)
"""The levels for acceptance by which the table of §4B1.1(c)(3) is read."""
CAREER_CATEGORY = 6
SEX_GUIDELINES = r"^2(A3|G\d)\."
"""Guidelines under which §4B1.5 may have raised the category. No file says whether it did."""
SOME_TERM = 1
"""A consecutive term of unknown length, as its least: a range that is that of §4B1.1(c)(3) beside it is so beside a longer one that it still exceeds."""
SIDES = tuple(f"{side}_{name}" for side in ("then", "today") for name in ("base_level", "level", "category", "min", "max"))
SCREEN_COLUMNS = (
    "record_id", "fiscal_year", "district", "guideline", *SIDES, "then_statutory_min", "today_statutory_min", "sentence_months", "change_min_months",
    "finding", "reasons", "needs",
)  # fmt: skip


def screen_types() -> dict[str, pl.DataType]:
    """The columns of a screen, in order, and their types."""
    import polars as pl

    texts, numbers = ("district", "guideline", "finding", "reasons", "needs"), ("sentence_months",)
    return {name: pl.String() if name in texts else pl.Float64() if name in numbers else pl.Int64() for name in SCREEN_COLUMNS}


def screen_records(records: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The rows of a screen for records in the normalized schema."""
    return screened_frame(records, as_of).select(SCREEN_COLUMNS)


def screened_frame(records: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The rows of a screen with the columns that a report reads beside them."""
    import polars as pl

    records = _clean(records)
    out = passes.spread(records)
    then, today = (passes.agreed(out, passes.run(out, day)) for day in (None, as_of))
    sides = [side.rename({name: f"{prefix}_{name}" for name in side.columns}) for prefix, side in (("then", then), ("today", today))]
    frame = passes.coded(pl.concat([records, *sides], how="horizontal"))
    frame = with_parts(frame.with_columns(passes.oldest(out)), records, as_of)
    frame = _base_level_held(_category_held(frame, passes.agreed(out, passes.run(_without_category(out), None))["category"]))
    frame = _range_then(frame, _career_range(records, frame))
    frame = with_statute_today(with_bounds(_status_held(frame), as_of), records, as_of)
    frame = _compared(frame.with_columns(then_statutory_min=pl.coalesce("statutory_min_months", "then_statutory_min")))
    frame = with_needs(with_reasons(frame, records, as_of)).with_columns(disagrees=_disagrees())
    return frame.select(*(pl.col(name).cast(kind) for name, kind in screen_types().items()), *REPORT_COLUMNS)


def _clean(records: pl.DataFrame) -> pl.DataFrame:
    """A guideline that is written as no section is not one: it could be anything, a formula of a spreadsheet too."""
    import polars as pl

    written = pl.col("guideline").str.strip_chars().str.strip_prefix("§")
    return records.with_columns(guideline=pl.when(written.str.contains(r"^\d[A-Z]\d+\.\d+$")).then(written))


# what the record found and the rules do not give


def _without_category(out: pl.DataFrame) -> pl.DataFrame:
    """The same records, so that the category follows from points, or from the status of a career offender where it was applied."""
    import polars as pl

    return out.with_columns(criminal_history_category=pl.lit(None, pl.Int64), career_offender=pl.col("career_offender").fill_null(0))


def _category_held(frame: pl.DataFrame, computed: pl.Series) -> pl.DataFrame:
    """The category found stands. Where it is not the computed one it rests on something that the record does not tell, and today's is not known."""
    import polars as pl

    frame = frame.with_columns(category_computed=computed, cell_category="then_category")
    other = (pl.col("category_computed") != pl.col("criminal_history_category")).fill_null(False)
    frame = frame.with_columns(category_is_other=other, then_category=pl.coalesce("criminal_history_category", "then_category"))
    return _hidden(frame, "category_is_other", "category", "min", "max", "range_min", "range_max")


def _status_held(frame: pl.DataFrame) -> pl.DataFrame:
    """A category that falls today only if it does not rest on a status that the record is silent on: then it is not known."""
    import polars as pl

    category = pl.col("then_category")
    by_career = pl.col("career_offender").is_null() & (category == career_category())
    by_armed = pl.col("armed_career_criminal").is_null() & (category >= armed_category())
    by_repeat = pl.col("guideline").str.contains(SEX_GUIDELINES) & (category >= repeat_category())
    untold = ((by_career | by_armed | by_repeat.fill_null(False)) & (pl.col("today_category") < category)).fill_null(False)
    return _hidden(frame.with_columns(status_is_untold=untold), "status_is_untold", "category", "min", "max", "range_min", "range_max")


def _base_level_held(frame: pl.DataFrame) -> pl.DataFrame:
    """The base level found stands. Where drugs give another, the court applied something else than the drug table, and today's is not known."""
    import polars as pl

    found = pl.col("base_offense_level")
    other = (pl.col("then_base_level") != found).fill_null(False) & ~pl.col("is_told_apart")
    frame = frame.with_columns(base_computed="then_base_level", base_is_other=other)
    of_parts = pl.when(pl.col("parts_base_level") == pl.col("parts_least_base")).then("parts_base_level")
    frame = frame.with_columns(
        then_base_level=pl.coalesce("base_offense_level", "then_base_level"),
        today_base_level=pl.when("is_told_apart").then(of_parts).otherwise("today_base_level"),
    )
    return _hidden(frame, "base_is_other", "base_level", "level", "min", "max", "range_min", "range_max")


def _hidden(frame: pl.DataFrame, where: str, *names: str) -> pl.DataFrame:
    import polars as pl

    return frame.with_columns(pl.when(~pl.col(where)).then(f"today_{name}").alias(f"today_{name}") for name in names)


# the range then


def _career_range(records: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """For each record, the range of §4B1.1(c) where it is the one recorded and the table's cell is not; else null."""
    import polars as pl

    found = pl.DataFrame({name: pl.Series([None] * len(records), dtype=pl.Int64) for name in ("career_min", "career_max")})
    asks = frame.select(_could_be_career_range()).to_series()
    if not asks.any():
        return found
    tried = records.filter(asks).with_columns(
        firearm_924c_minimum_months=pl.when(_no_word_of_firearms()).then(SOME_TERM).otherwise("firearm_924c_minimum_months")
    )
    out, at = passes.spread(tried), asks.arg_true()
    for levels in ACCEPTANCE:
        given = passes.coded(passes.agreed(out, passes.run(out, None, Supposed(levels))))
        same = (given["min"] == tried["guideline_min_months"]) & (given["max"] == tried["guideline_max_months"])
        same = (same & (tried["acceptance_levels"].fill_null(levels) == levels)).fill_null(False)
        for name, end in (("career_min", "min"), ("career_max", "max")):
            found = found.with_columns(found[name].scatter(at, given[end].zip_with(same, found[name].gather(at))))
    return found


def _no_word_of_firearms() -> pl.Expr:
    import polars as pl

    return pl.col("firearm_924c_minimum_months").is_null() & pl.col("firearm_929_minimum_months").is_null()


def _could_be_career_range() -> pl.Expr:
    """Records with a mandatory consecutive firearm term, or of a file that says nothing of such terms, whose range is not the table's cell."""
    import polars as pl

    firearm = (pl.col("firearm_924c_minimum_months").fill_null(0) > 0) | (pl.col("firearm_929_minimum_months").fill_null(0) > 0)
    unlike = _given() & (pl.col("then_min") != pl.col("guideline_min_months"))
    untold = _no_word_of_firearms() & unlike.fill_null(False) & (pl.col("criminal_history_category") == CAREER_CATEGORY).fill_null(False)
    return _given() & (pl.col("career_offender").fill_null(1) == 1) & ((firearm & unlike.fill_null(True)) | untold)


def _given() -> pl.Expr:
    import polars as pl

    return pl.col("guideline_min_months").is_not_null() & pl.col("guideline_max_months").is_not_null()


def _range_then(frame: pl.DataFrame, career: pl.DataFrame) -> pl.DataFrame:
    """The record's own range where it gives one; what the rules give of level and category is held against it."""
    import polars as pl

    frame = pl.concat([frame, career], how="horizontal").with_columns(cell_min="then_min", cell_max="then_max")
    computed = pl.col("cell_min").is_not_null() & pl.col("cell_max").is_not_null()
    unlike = (pl.col("cell_min") != pl.col("guideline_min_months")) | (pl.col("cell_max") != pl.col("guideline_max_months"))
    return frame.with_columns(
        then_min=pl.when(_given()).then("guideline_min_months").otherwise("then_min"),
        then_max=pl.when(_given()).then("guideline_max_months").otherwise("then_max"),
        range_is_unlike=(_given() & computed & unlike).fill_null(False),
        range_is_career=pl.col("career_min").is_not_null(),
        firearm_is_untold=_no_word_of_firearms(),
    )


# then and today


def _compared(frame: pl.DataFrame) -> pl.DataFrame:
    """After the statute where both statutory minimums are known and it tells both ranges, else before it."""
    import polars as pl

    ends = ("then_range_min", "then_range_max", "today_range_min", "today_range_max", "then_statutory_min", "today_statutory_min")
    after = pl.all_horizontal(pl.col(name).is_not_null() for name in ends) & ~pl.col("range_is_unlike") & ~pl.col("range_is_career")
    frame = frame.with_columns(is_after_statute=after)
    for end in ("min", "max"):
        frame = frame.with_columns(
            pl.when("is_after_statute").then(f"{side}_range_{end}").otherwise(f"{side}_{end}").alias(f"compared_{side}_{end}") for side in ("then", "today")
        )
    lower, upper = (pl.col(f"compared_today_{end}") - pl.col(f"compared_then_{end}") for end in ("min", "max"))
    is_life = (pl.col("compared_then_min") == RANGE_LIFE) | (pl.col("compared_today_min") == RANGE_LIFE)
    first = pl.when(lower != 0).then(lower).when(lower == 0).then(upper)
    known = lower.is_not_null() & upper.is_not_null()
    frame = frame.with_columns(
        is_lower_at_most=(~known & _is_lower_at_most()).fill_null(False), minimum_may_bind=(known & _minimum_may_bind()).fill_null(False)
    )
    frame = frame.with_columns(is_bound_after_statute=_is_after_at_most())
    return frame.with_columns(
        change_min_months=pl.when(~is_life).then(lower),
        finding=pl.when("minimum_may_bind")
        .then(pl.lit("not known"))
        .when(known & (first < 0))
        .then(pl.lit("lower"))
        .when(known & (first > 0))
        .then(pl.lit("higher"))
        .when(known)
        .then(pl.lit("same"))
        .when("is_lower_at_most")
        .then(pl.lit("lower"))
        .otherwise(pl.lit("not known")),
    )


def _minimum_may_bind() -> pl.Expr:
    """Whether the ranges compared are those before the statute, and the statute of then, if it still is the law or if it is not, would leave another finding."""
    import polars as pl

    least = pl.when(pl.col("then_statutory_min") < RANGE_LIFE).then("then_statutory_min").otherwise(0)
    most = pl.coalesce("statutory_max_months", pl.lit(RANGE_LIFE))
    ends = {side: [pl.col(f"{side}_{end}") for end in ("min", "max")] for side in ("then", "today")}
    bound = {side: [pl.min_horizontal(pl.max_horizontal(end, least), most) for end in found] for side, found in ends.items()}
    lowest = pl.coalesce("least_statutory_max", pl.lit(RANGE_LIFE))
    today = [bound["today"], *([pl.min_horizontal(end, cap) for end in ends["today"]] for cap in (most, lowest))]
    signs = [_sign(ends["then"], ends["today"]), *(_sign(bound["then"], one) for one in today)]
    # a consecutive term stands on top of the range: where it may be shorter today, no range is the same because the guideline range is
    consecutive = pl.sum_horizontal(pl.col(name).fill_null(0) for name in CONSECUTIVE) > 0
    untold = (pl.col("then_statutory_min") > 0) & pl.col("firearm_924c_minimum_months").is_null()
    on_top = (consecutive | untold.fill_null(False)) & (signs[0] >= 0)
    return ~pl.col("is_after_statute") & (on_top | pl.any_horizontal(signs[0] != sign for sign in signs[1:]))


def _sign(then: list[pl.Expr], today: list[pl.Expr]) -> pl.Expr:
    """-1 where the range of today is lower, 1 where it is higher, 0 where it is the same: by its beginning, then by its end."""
    import polars as pl

    return pl.when(then[0] != today[0]).then((today[0] - then[0]).sign()).otherwise((today[1] - then[1]).sign())


def _is_lower_at_most() -> pl.Expr:
    """Whether the most that today's range can be is below the range of then, and no statutory minimum of then stands above it."""
    import polars as pl

    before = _is_below("most_min", "most_max", "then_min", "then_max")
    before = before & (pl.col("then_statutory_min").is_null() | (pl.col("then_statutory_min") <= pl.col("most_min")))
    before = before & (pl.col("statutory_max_months").is_null() | (pl.col("statutory_max_months") >= pl.col("then_max")))
    after = _is_below("after_most_min", "after_most_max", "then_range_min", "then_range_max") & ~pl.col("range_is_unlike") & ~pl.col("range_is_career")
    return before | after.fill_null(False)


def _is_after_at_most() -> pl.Expr:
    """Whether the bound that makes a row lower is one after the statute."""
    import polars as pl

    return pl.col("is_lower_at_most") & pl.col("after_most_min").is_not_null()


def _is_below(least: str, most: str, other_least: str, other_most: str) -> pl.Expr:
    """Whether one range is below another: by its beginning, then by its end."""
    import polars as pl

    return (pl.col(least) < pl.col(other_least)) | ((pl.col(least) == pl.col(other_least)) & (pl.col(most) < pl.col(other_most)))


def _disagrees() -> pl.Expr:
    """Whether the record's own figures are at odds with one another."""
    import polars as pl

    return pl.any_horizontal("range_is_unlike", "category_is_other", "base_is_other", column_is_other())
