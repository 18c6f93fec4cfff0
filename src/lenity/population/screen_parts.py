"""A final offense level taken apart: where a record names what its level is made of, today's level is worked out from the same parts.

The parts are those that the court applied, by section (`sections_applied`), with base level, loss and acceptance. They are used only where the rules make of
them, under the Manual of the record, the very level that the record has; else the record is not told apart and nothing is said of it here.

What no record tells is supposed both ways: whether the criteria of §5C1.2 and §4C1.1 are met where the record does not shut them out, and, where a base level of §2D1.1
comes without a weight, the least and the most of the amounts that give it. Today's level is known where all that is supposed gives one; else its least and most are.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from lenity.engine import Ladder
from lenity.law import law_book
from lenity.population import screen_passes as passes
from lenity.population._sections import read_sections
from lenity.population.later_law import (
    bases_on_priors,
    guidelines_of_valve,
    most_status_points,
    prior_definitions_change_after,
    valve_is_wider_than,
    zero_points_since,
)
from lenity.population.screen_days import encoded_editions
from lenity.population.screen_facts import ABOVE, DRUG_NAMES, GROUPS

if TYPE_CHECKING:
    import polars as pl

PARTS = ("parts_base_level", "parts_least_level", "parts_level", "parts_least_base")
"""Today's greatest and least base level and level of the records that were taken apart; null for the others."""
ACCEPTANCE: dict[int, tuple[str, ...]] = {0: (), -2: ("3E1.1(a)",), -3: ("3E1.1(a)", "3E1.1(b)")}
"""Levels for acceptance, as the record counts them, and the sections that they are."""
VALVE, FIRST_STEP_VALVE, ZERO_POINTS = "5C1.2", "18 U.S.C. 3553(f)", "4C1.1"
NOT_COUNTED = ("2H1.1", "2D1.5")
"""Guidelines that §4C1.1(a) shuts out by name."""
STATUS_CATEGORY = 2
"""The category that the points for status alone reach (§4A1.1, Ch. 5 Pt. A)."""
SHUT_OUT = r"3A1\.[145]|2D1\.1\(b\)\(1\)[^0-9(]"
"""Sections applied that §4C1.1(a) shuts out, and the weapon enhancement of §2D1.1."""
_MOST_MILLIGRAMS = 10**15
"""More than any amount of the Drug Quantity Table."""


def with_parts(frame: pl.DataFrame, records: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The frame with `PARTS`, and `is_told_apart`: whether the rules make the recorded level of the recorded parts."""
    import polars as pl

    told = records.select(_is_told()).to_series()
    empty = {name: pl.lit(None, pl.Int64) for name in PARTS}
    if not told.any():
        return frame.with_columns(**empty, **dict.fromkeys(_OPEN, pl.lit(False)))
    found = _taken_apart(records.filter(told), as_of)
    at = pl.DataFrame({"_at": told.arg_true()}).with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias("_record"))
    placed = found.join(at.cast({"_record": found.schema["_record"]}), on="_record").drop("_record")
    wide = frame.with_row_index("_at").join(placed.cast({"_at": pl.UInt32}), on="_at", how="left", maintain_order="left").drop("_at")
    return wide.with_columns(pl.col(_OPEN).fill_null(False))


def _is_told() -> pl.Expr:
    """Records of one computation that say what was applied, whose level rests on no status of Chapter Four."""
    import polars as pl

    names = ("sections_applied", "guideline", "base_offense_level", "final_offense_level")
    all_told = pl.all_horizontal(pl.col(name).is_not_null() for name in names)
    one = (pl.col("guideline_computations") == 1) | (pl.col("guideline_computations").is_null() & (pl.col("counts") == 1))
    no_status = (pl.col("career_offender") == 0) & (pl.col("armed_career_criminal").fill_null(0) == 0)
    return (all_told & one & no_status & pl.col("acceptance_levels").is_in(list(ACCEPTANCE))).fill_null(False)


def _taken_apart(records: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """For each record that the rules reproduce, by its place: the ends of what today's level can be, and what was supposed."""
    import polars as pl

    out = _with_amounts(_with_zero_points_then(passes.spread(records)))
    parts = _Parts(records)
    then = parts.run(out, None)
    level, base = (records[name].gather(out["_record"]) for name in ("final_offense_level", "base_offense_level"))
    holds = (then["level"] == level.clip(1, 43)) & (then["base_level"] == base)
    # every amount that was supposed must give the base level found; of the days and editions left open those that give the level are kept
    holds = out.select("_record", "_world").with_columns(holds=holds.fill_null(False)).select(pl.col("holds").all().over("_record", "_world")).to_series()
    out = out.filter(holds)
    supposed = _supposed(out, as_of)
    if not len(supposed):
        return pl.DataFrame(schema={"_record": out.schema["_record"], **dict.fromkeys(PARTS, pl.Int64()), **dict.fromkeys(_OPEN, pl.Boolean())})
    today = parts.run(supposed, as_of)
    frame = today.select("level", "base_level").with_columns(
        supposed.select("_record", "_valve_is_open", "_zero_is_open"), _priors_are_open=_priors_are_open(supposed, as_of)
    )

    def end(name: str, greatest: bool) -> pl.Expr:
        column = pl.col(name)
        return pl.when(column.null_count() == 0).then(column.max() if greatest else column.min())

    def least(name: str) -> pl.Expr:  # a prior that no longer counts would lower it by a fact that no record has
        return pl.when(~pl.col("_priors_are_open").any()).then(end(name, False))

    return frame.group_by("_record", maintain_order=True).agg(
        end("base_level", True).alias("parts_base_level"),
        least("level").alias("parts_least_level"),
        end("level", True).alias("parts_level"),
        least("base_level").alias("parts_least_base"),
        pl.col("_priors_are_open").any().alias("priors_are_open"),
        pl.lit(True).alias("is_told_apart"),
        pl.col("_valve_is_open").any().alias("valve_is_open"),
        pl.col("_zero_is_open").any().alias("zero_points_are_open"),
    )


_OPEN = ("is_told_apart", "valve_is_open", "zero_points_are_open", "priors_are_open")


class _Parts:
    """The sections of records as tables of facts beside those of a pass."""

    def __init__(self, records: pl.DataFrame) -> None:
        self.sections = [read_sections(text) for text in records["sections_applied"]]
        self.acceptance = records["acceptance_levels"].to_list()
        self.guidelines = records["guideline"].to_list()
        self.valve = [_valve_section(*row) for row in records.select("safety_valve_kind", "safety_valve").rows()]

    def run(self, out: pl.DataFrame, as_of: date | None) -> pl.DataFrame:
        """The outputs of a pass over the parts alone, without the level that the record has."""
        import polars as pl

        tables = passes.tables_of(out.with_columns(final_offense_level=pl.lit(None, pl.Int64)), as_of)
        told = pl.lit(True)
        tables["conduct"] = tables["conduct"].with_columns(conduct_adjustment_listed=told, loss_dollars=out["loss_dollars"])
        case = tables["case"].with_columns(adjustment_listed=told)
        if as_of is not None:
            case = case.with_columns(
                truthful_disclosure=pl.when(~out["_valve"]).then(pl.lit(False)), substantial_financial_hardship=pl.when(~out["_zero"]).then(pl.lit(True))
            )
        tables["case"] = case
        of_conduct: list[tuple[Any, ...]] = []
        of_case: list[tuple[Any, ...]] = []
        flags = out.select("_valve", "_zero").rows() if as_of is not None else [(False, zero) for zero in out["_zero_then"]]
        for row, (at, (valve, zero)) in enumerate(zip(out["_record"], flags, strict=True)):
            of_conduct.extend(_row(row, section, levels) for section, levels in self.sections[at] or ())
            supposed = [*((VALVE,) if valve else ()), *((ZERO_POINTS,) if zero else ())]
            found = () if self.valve[at] is None else (self.valve[at],)
            of_case.extend(_row(row, section, None) for section in (*ACCEPTANCE[self.acceptance[at]], *found, *supposed))
        tables["conduct_adjustment"], tables["adjustment"] = _rows(of_conduct), _rows(of_case)
        return passes.run_tables(tables)


def _row(above: int, section: str, levels: int | None) -> tuple[Any, ...]:
    """The row of a section. The levels of a characteristic of Chapter Two follow from the Manual, so that a place read wrong does not go unseen."""
    from lenity.facts.tables import adjustment_row

    facts = adjustment_row("adjustment", "", section, levels if section.startswith("3") else None).facts
    return (above, *(facts[name] for name in _SECTION))


_SECTION = ("section", "section_parent", "guideline", "chapter", "levels_given")


def _rows(rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    import polars as pl

    types = dict(zip((ABOVE, *_SECTION), (pl.Int64, pl.String, pl.String, pl.String, pl.Int64, pl.Int64), strict=True))
    return pl.DataFrame(rows, schema=types, orient="row")


def _valve_section(kind: int | None, applied: int | None) -> str | None:
    """The section by which the record says that the safety valve was applied."""
    if kind == 2:
        return FIRST_STEP_VALVE
    return VALVE if kind == 1 or (kind is None and applied == 1) else None


# what is supposed


def _supposed(out: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """A row for all that a record leaves open: `_valve` and `_zero`, and an amount where the base level alone is given."""
    import polars as pl

    valve_can_be, zero_can_be = _valve_is_open(as_of), _zero_is_open()
    out = out.with_columns(_valve_is_open=valve_can_be.fill_null(True), _zero_is_open=zero_can_be.fill_null(True))
    for name in ("_valve", "_zero"):
        out = out.with_columns(_both_ways(pl.col(f"{name}_is_open")).alias(name)).explode(name)
    return out.with_columns(_zero=pl.col("_zero") | pl.col("_zero_then"))


def _both_ways(is_open: pl.Expr) -> pl.Expr:
    import polars as pl

    return pl.when(is_open).then(pl.lit([False, True])).otherwise(pl.lit([False]))


def _with_zero_points_then(out: pl.DataFrame) -> pl.DataFrame:
    """A row for each answer to whether the court applied §4C1.1, where its Manual had the section and the person no points; the level found tells which."""
    import polars as pl

    could_be = (pl.col("_edition_on") >= zero_points_since()) & (pl.col("criminal_history_points") == 0)
    return out.with_columns(_zero_then=_both_ways(could_be.fill_null(False))).explode("_zero_then")


def _valve_is_open(as_of: date) -> pl.Expr:
    """Whether §5C1.2 may be met today where it was not applied: its limit of points is wider than then, and nothing recorded shuts it out."""
    import polars as pl

    is_drug = pl.col("guideline").is_in(list(guidelines_of_valve()))
    applied = pl.coalesce(pl.col("safety_valve_kind") > 0, pl.col("safety_valve") == 1).fill_null(False)
    wider = {day: valve_is_wider_than(day, as_of) for day in encoded_editions()}
    is_wider = pl.col("_edition_on").replace_strict(wider, default=True, return_dtype=pl.Boolean)
    return is_drug & ~applied & is_wider & ~valve_is_shut()


def valve_is_shut() -> pl.Expr:
    """Whether the record shows that §5C1.2(a) cannot be met: an aggravating role, a three-point prior, or a § 924(c) count."""
    import polars as pl

    shown = [pl.col("aggravating_role_levels") > 0, pl.col("three_point_priors") > 0, pl.col("firearm_924c_minimum_months") > 0]
    return pl.any_horizontal(one.fill_null(False) for one in shown)


def _priors_are_open(out: pl.DataFrame, as_of: date) -> pl.Series:
    """Whether the base level may rest on priors by definitions that were amended since."""
    import polars as pl

    rows = out.select("guideline", "base_offense_level", "_edition_on").rows()
    return pl.Series(
        [(guideline, base) in bases_on_priors() and (edition is None or prior_definitions_change_after(edition, as_of)) for guideline, base, edition in rows],
        dtype=pl.Boolean,
    )


def has_points_without_status() -> pl.Expr:
    """Whether there are points today: more than those for status, which alone bring none now. A category above II shows more than status brought."""
    import polars as pl

    total = pl.col("criminal_history_points") - pl.col("status_points").fill_null(most_status_points())
    by_category = pl.col("criminal_history_points").is_null() & (pl.col("criminal_history_category") > STATUS_CATEGORY)
    return (total > 0).fill_null(False) | (pl.col("prior_points") > 0).fill_null(False) | by_category.fill_null(False)


def _zero_is_open() -> pl.Expr:
    """Whether §4C1.1 may be met today: it was not in force then, there are no points, and nothing recorded shuts it out."""
    import polars as pl

    was_in_force = pl.col("_edition_on") >= zero_points_since()
    has_points = has_points_without_status()
    shown = [
        pl.col("aggravating_role_levels") > 0,
        pl.col("weapon") == 1,
        pl.col("firearm_924c_minimum_months") > 0,
        pl.col("guideline").is_in(list(NOT_COUNTED)),
        pl.col("sections_applied").str.contains(SHUT_OUT),
    ]
    return ~was_in_force.fill_null(False) & ~has_points & ~pl.any_horizontal(one.fill_null(False) for one in shown)


def _with_amounts(out: pl.DataFrame) -> pl.DataFrame:
    """Two rows, of the least and the most milligrams that give the base level found, where one drug is named and its weight is not."""
    import polars as pl

    is_uncapped = (pl.col("mitigating_role_cap") == 0) | (pl.col("mitigating_role_levels") == 0)
    is_open = (pl.col("guideline") == "2D1.1") & (pl.col("drug_count") == 1) & pl.col("drug_1_grams").is_null() & is_uncapped
    out = out.with_row_index("_world")
    keys = out.select("drug_1_type", "primary_drug", "base_offense_level", "_edition_on").rows()
    asked = out.select(is_open.fill_null(False)).to_series().to_list()
    found = [_amounts(*key) if wanted else [None] for key, wanted in zip(keys, asked, strict=True)]
    codes = [[None if one is None else one[0] for one in each] for each in found]
    grams = [[None if one is None else one[1] / 1000 for one in each] for each in found]
    types = {"_code": pl.List(pl.Int64), "_grams": pl.List(pl.Float64)}
    out = out.with_columns(pl.Series("_code", codes, dtype=types["_code"]), pl.Series("_grams", grams, dtype=types["_grams"])).explode("_code", "_grams")
    is_supposed = pl.col("_grams").is_not_null()
    return out.with_columns(
        drug_1_type=pl.when(is_supposed).then("_code").otherwise("drug_1_type"),
        drug_1_grams=pl.when(is_supposed).then("_grams").otherwise("drug_1_grams"),
        drug_1_unit=pl.when(is_supposed).then(1).otherwise("drug_1_unit"),
    ).drop("_code", "_grams")


@cache
def _amounts(code: int | None, group: int | None, level: int, edition: date | None) -> list[tuple[int, int] | None]:
    """Code and milligrams at both ends of the amounts that gave this level under this edition, for every drug that the record can mean."""
    codes = (code,) if code is not None else GROUPS.get(group or 0, ())
    if edition is None or not codes or any(one not in DRUG_NAMES for one in codes):
        return [None]
    ends: list[tuple[int, int] | None] = []
    for one in codes:
        series = law_book().family("ussg.2D1.1.quantity").members.get(DRUG_NAMES[one])
        entry = series.on(lambda clock: edition) if series is not None else None
        ladder = entry.payload if entry is not None else None
        if not isinstance(ladder, Ladder) or level not in ladder.results:
            return [None]
        at = ladder.results.index(level)
        above = ladder.thresholds[at + 1] - 1 if at + 1 < len(ladder.thresholds) else _MOST_MILLIGRAMS
        ends += [(one, max(1, int(ladder.thresholds[at]))), (one, int(above))]
    return ends
