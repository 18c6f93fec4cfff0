"""Which facts a screened record lacks: each that keeps a value from being known, and what an answer rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lenity.population.later_law import priors_counted_anew_since
from lenity.population.screen_parts import has_points_without_status
from lenity.population.screen_reasons import BETWEEN

if TYPE_CHECKING:
    import polars as pl

Wants = list[tuple["pl.Expr", str]]
"""When a fact is asked for, and its words."""


def with_needs(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with `needs`."""
    import polars as pl

    wants = [*_of_the_record(), *_of_the_base_level(), *_of_the_level(), *_of_history(), *_of_the_statute()]
    said = [pl.when(condition.fill_null(False)).then(pl.lit(text)) for condition, text in wants]
    return frame.with_columns(needs=pl.concat_str(said, separator=BETWEEN, ignore_nulls=True)).with_columns(needs=pl.when(pl.col("needs") != "").then("needs"))


def _missing(name: str) -> pl.Expr:
    import polars as pl

    return pl.col(name).is_null()


def _of_the_record() -> Wants:
    import polars as pl

    return [
        (_missing("fiscal_year") & _missing("sentenced_year"), "fiscal year"),
        (pl.col("then_differs") | pl.col("today_differs"), "sentence date"),
        (_missing("manual_year"), "offense end date (the edition at sentencing is taken)"),
        (_missing("then_level"), "total offense level"),
        (_missing("then_category"), "criminal history category"),
        (_missing("then_min") | _missing("then_max"), "guideline range"),
    ]


def _of_the_base_level() -> Wants:
    import polars as pl

    has_drugs = pl.col("guideline") == "2D1.1"
    return [
        (_missing("guideline") & _missing("then_base_level"), "offense guideline"),
        (_missing("guideline") & ~_missing("then_base_level"), "offense guideline (the base offense level is that of §2D1.1 for the recorded weight)"),
        (_missing("then_base_level"), "base offense level"),
        (pl.col("base_is_other"), "which alternative of the base offense level applies"),
        (has_drugs & ~pl.col("base_is_other") & _missing("today_base_level"), "drugs and weights"),
        (
            ~has_drugs & ~_missing("guideline") & ~pl.col("priors_are_open") & _missing("today_base_level"),
            "facts of the offense that set the base offense level",
        ),
    ]


def _of_the_level() -> Wants:
    """What today's level lacks: the parts where they are not listed, or where those listed are not all or do not make the level."""
    import polars as pl

    no_level, is_listed = _missing("today_level"), pl.col("sections_applied").is_not_null()
    by_status = (pl.col("career_offender") == 1) & is_listed  # then the status is what decides, and is asked for
    not_apart = no_level & ~pl.col("is_told_apart") & ~by_status.fill_null(False)
    several = is_listed & (pl.col("guideline_computations") > 1).fill_null(False)
    no_points = _missing("criminal_history_points")
    zero_points = pl.when("is_told_apart").then("zero_points_are_open").otherwise(no_points | ~has_points_without_status())
    return [
        (not_apart & ~is_listed, "specific offense characteristics and adjustments"),
        (not_apart & several, "specific offense characteristics and adjustments of the other guideline computations"),
        (not_apart & is_listed & ~several, "specific offense characteristics and adjustments (those recorded do not make the recorded level)"),
        (no_level & pl.col("valve_is_open"), "findings that decide §5C1.2 today (history of priors, violence, weapon, injury, role, truthful disclosure)"),
        (no_level & pl.col("priors_are_open"), "whether the priors that the base level may rest on meet §4B1.2 today"),
        (no_level & pl.col("disposition_is_untold"), "whether an early disposition program applied, which is §3F1.1 today"),
        (pl.col("today_level_carried"), "specific offense characteristics and adjustments (the level found is carried over: nothing that reaches it changed)"),
        (no_level & zero_points, "findings that decide §4C1.1"),
    ]


def _of_history() -> Wants:
    import polars as pl

    no_points, no_category = _missing("criminal_history_points"), _missing("today_category")
    by_old_count = pl.col("oldest_edition") < priors_counted_anew_since()
    return [
        (no_points & no_category, "criminal history points"),
        (no_points & ~no_category, "criminal history points (the category is carried over)"),
        (pl.col("category_is_other"), "what the category rests on beside points (career offender, armed career criminal)"),
        (pl.col("status_is_untold"), "whether career offender or armed career criminal status, or §4B1.5, was applied"),
        (~no_points & ~pl.col("category_is_other") & ~pl.col("status_is_untold") & no_category, "status points"),
        (~no_category & ~no_points & by_old_count, "prior sentences (amendment 709 changed how they are counted)"),
        (pl.col("career_offender") == 1, "whether the offense and the priors meet §4B1.2 today (the status is carried over)"),
    ]


def _of_the_statute() -> Wants:
    import polars as pl

    may_lift = pl.col("statute_carried") & pl.col("valve_may_lift") & _missing("today_range_min") & ~_missing("today_min")
    return [
        (_missing("then_statutory_min"), "statutory minimum"),
        (_missing("today_statutory_min"), "statutes and quantities charged"),
        (pl.col("statute_carried"), "statutes and quantities charged (the minimum recorded is carried over: nothing that sets it changed)"),
        (pl.col("minimum_may_bind"), "whether the statutory minimum and maximum of then are still the law (the ranges compared are those before the statute)"),
        (may_lift, "whether 18 U.S.C. § 3553(f) lifts the minimum today"),
        (
            ~pl.col("is_after_statute") & ~pl.col("is_bound_after_statute") & (pl.col("finding") != "not known"),
            "statutory minimums (compared before the statute)",
        ),
    ]
