"""What can be said of today's level and range where the record gives a final offense level but not what is in it.

Two things can: that the level is the same, where nothing that reaches the record changed; and that it is at most so much, where nothing that changed
can raise it. Of the second only the finding *lower* is made, and the figures of today stay not known.

A record must name one guideline computation for either: with several, another may come to decide the level.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lenity.population import screen_passes as passes
from lenity.population.later_law import (
    amounts_only_rose,
    armed_category,
    career_category,
    changes_of,
    early_disposition_since,
    floors_of,
    has_safety_valve,
    priors_counted_anew_since,
    third_level_threshold,
    zero_points_since,
)
from lenity.population.screen_days import edition_on
from lenity.population.screen_facts import DRUG_NAMES, EARLY_DISPOSITION, EARLY_DISPOSITION_2005, GROUPS, HIGHEST_LEVEL

if TYPE_CHECKING:
    import polars as pl

WITH_THIRD_LEVEL = 3
"""The levels for acceptance with the third one."""
THIRD_LEVEL = 1
"""What a fall below the threshold of §3E1.1(b) gives back."""
_KIND = ("guideline", "oldest_edition", "_has_role", "_has_early_disposition", "_drug")


def with_bounds(frame: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The frame with today's level and range where they are the same by the law's own standing still, and with `most_level`, `most_min`, `most_max`.

    The last three are the most that today's level and range can be; null where that is not known.
    """
    today = edition_on(as_of)
    if today is None:
        return _without_bounds(frame)
    frame = _with_changes(frame, today)
    frame = frame.with_columns(most_level=_most_level(today), _same_level=_same_level(today)).with_columns(_most_category=_most_category())
    frame = _with_level_of_parts(frame, today)
    frame = frame.with_columns(today_level_carried=frame.select(_is_carried()).to_series())
    import polars as pl

    frame = frame.with_columns(today_level=pl.when("today_level_carried").then("_same_level").otherwise("today_level"))
    frame = _with_range(frame, today, as_of, pl.col("today_level"), "today_category", "carried")
    frame = _with_range(frame, today, as_of, pl.col("most_level"), "_most_category", "most")
    for end in ("min", "max"):
        frame = frame.with_columns(pl.coalesce(f"today_{end}", f"carried_{end}").alias(f"today_{end}"))
    return frame.rename({"_most_category": "most_category"}).drop("_has_role", "_has_early_disposition", "_drug", "_same_level", *_MOVES)


def _without_bounds(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    nothing = {name: pl.lit(None, pl.Int64) for name in ("most_level", "most_min", "most_max", "most_category")}
    return frame.with_columns(**nothing, today_level_carried=pl.lit(False), disposition_is_untold=pl.lit(False))


def _with_changes(frame: pl.DataFrame, today: date) -> pl.DataFrame:
    """Which way the law moved for each kind of record, from the oldest edition that it leaves open; null where that is not known."""
    import polars as pl

    frame = frame.with_columns(
        _has_role=(pl.col("mitigating_role_levels") != 0).fill_null(True),
        _has_early_disposition=pl.coalesce(pl.col("position") == EARLY_DISPOSITION, pl.col("position_2005") == EARLY_DISPOSITION_2005).fill_null(True),
        _drug=pl.when(pl.col("drug_count") == 1).then("primary_drug"),
    )
    kinds = frame.select(_KIND).unique()
    rows = [(*kind, *_moves(kind[0], kind[1], kind[2], kind[3], kind[4], today)) for kind in kinds.iter_rows()]
    types = {name: frame.schema[name] for name in _KIND} | dict.fromkeys(_MOVES, pl.Boolean())
    moves = pl.DataFrame(rows, schema=types, orient="row")
    return frame.join(moves, on=_KIND, how="left", nulls_equal=True, maintain_order="left")


def _moves(guideline: str | None, edition: date | None, role: bool, early: bool, drug: int | None, today: date) -> tuple[bool | None, ...]:
    """In the order of `_MOVES`."""
    if guideline is None or edition is None or edition > today:
        return (None,) * len(_MOVES)
    found = changes_of(guideline, edition, today, mitigating_role=role, early_disposition=early)
    names = tuple(DRUG_NAMES[code] for code in GROUPS.get(drug or 0, ()))
    base_holds = bool(names) and amounts_only_rose(names, edition, today)
    return (found.may_rise, found.may_fall, has_safety_valve(guideline), base_holds) if found.is_read else (None,) * len(_MOVES)


_MOVES = ("_may_rise", "_may_fall", "_valve", "_base_may_not_rise")
"""Whether characteristics may have raised the level, may have lowered it, whether the guideline has a safety valve of its own, and whether the amounts of the drug only rose."""


def _with_level_of_parts(frame: pl.DataFrame, today: date) -> pl.DataFrame:
    """Today's level, and the most that it can be, of the parts of a level that was taken apart; the range must be that of the level found."""
    import polars as pl

    since = early_disposition_since()
    came_later = (pl.col("oldest_edition") < since).fill_null(True) if since <= today else pl.lit(False)
    may_be_less = pl.col("_has_early_disposition") & came_later
    holds = pl.col("is_told_apart") & ~pl.col("range_is_unlike") & ~pl.col("range_is_career")
    is_one = pl.col("parts_level") == pl.col("parts_least_level")
    return frame.with_columns(
        today_level=pl.when(holds & is_one & ~may_be_less).then("parts_level").otherwise("today_level"),
        most_level=pl.when(holds & pl.col("parts_level").is_not_null()).then("parts_level").otherwise("most_level"),
        disposition_is_untold=holds & may_be_less,
    )


def _is_alone() -> pl.Expr:
    import polars as pl

    return ((pl.col("guideline_computations") == 1) | (pl.col("guideline_computations").is_null() & (pl.col("counts") == 1))).fill_null(False)


def _base_holds() -> pl.Expr:
    """Whether the base level follows from no table of drugs, or is the same by it."""
    import polars as pl

    return (pl.col("guideline") != "2D1.1") | (pl.col("then_base_level") == pl.col("today_base_level"))


def _is_career() -> pl.Expr:
    """Whether the level may be that of a career offender or armed career criminal, which the base level does not move."""
    import polars as pl

    category = pl.col("then_category")
    career = (pl.col("career_offender") == 1) | (pl.col("career_offender").is_null() & (category == career_category()))
    armed = (pl.col("armed_career_criminal") == 1) | (pl.col("armed_career_criminal").is_null() & (category >= armed_category()))
    return (career | armed | category.is_null()).fill_null(True)


def _most_level(today: date) -> pl.Expr:
    """The most that today's level can be: that of then less what the base level fell, plus the third level for acceptance that may be lost by it."""
    import polars as pl

    fall = pl.col("then_base_level") - pl.col("today_base_level")
    taken = pl.col("acceptance_levels").fill_null(-WITH_THIRD_LEVEL)
    lost = (
        pl.when((taken == -WITH_THIRD_LEVEL) & (pl.col("then_level") + WITH_THIRD_LEVEL - fall < third_level_threshold(today)) & (fall > 0))
        .then(THIRD_LEVEL)
        .otherwise(0)
    )
    is_drug = pl.col("guideline") == "2D1.1"
    level = (
        pl.when(is_drug & ~_is_career() & ((fall == 0) | ((fall > 0) & ~_may_stand_on_a_floor())))
        .then(pl.col("then_level") - fall + lost)
        .when(~is_drug | (_is_career() & (fall >= 0)) | _untold_base_holds())
        .then("then_level")
    )
    holds = _is_alone() & ~pl.col("_may_rise") & ~pl.col("range_is_unlike") & ~pl.col("range_is_career") & (pl.col("then_level") < HIGHEST_LEVEL)
    return pl.when(holds.fill_null(False)).then(level)


def _untold_base_holds() -> pl.Expr:
    """Whether the base level, though not known on both sides, cannot be higher: one drug whose amounts only rose, and no sign of another basis than the amount."""
    import polars as pl

    return (pl.col("then_base_level").is_null() | pl.col("today_base_level").is_null()) & ~pl.col("base_is_other") & pl.col("_base_may_not_rise")


def _may_stand_on_a_floor() -> pl.Expr:
    """Whether a characteristic may hold the level up however far the base level falls: one with a floor that the levels found could be.

    Not where the levels above the base level are those of the weapon, the roles and the safety valve, all of them known.
    """
    import polars as pl

    before = pl.coalesce("adjusted_offense_level", pl.col("then_level") - pl.col("acceptance_levels"))
    valve = pl.coalesce(pl.col("safety_valve") == 1, pl.col("safety_valve_kind") == 1).cast(pl.Int64)
    parts = (pl.col("weapon_enhancement") - valve) * 2 + pl.col("aggravating_role_levels") + pl.col("mitigating_role_levels")
    is_explained = (before - pl.col("then_base_level") == parts).fill_null(False)
    most = before.fill_null(HIGHEST_LEVEL) - pl.col("mitigating_role_levels").fill_null(-4)
    reached = [(pl.col("today_base_level") < floor) & (most >= floor) for floor in floors_of("2D1.1")]
    return ~is_explained & pl.any_horizontal(reached)


def _same_level(today: date) -> pl.Expr:
    """Today's level where nothing that reaches the record changed: the level of then."""
    import polars as pl

    holds = _is_alone() & ~pl.col("_may_rise") & ~pl.col("_may_fall") & _base_holds() & ~pl.col("range_is_unlike") & ~pl.col("range_is_career")
    no_valve = ~pl.col("_valve") | (pl.col("safety_valve") == 1)
    return pl.when((holds & no_valve & _is_past_zero_points() & (pl.col("career_offender").fill_null(0) == 0)).fill_null(False)).then("then_level")


def _is_past_zero_points() -> pl.Expr:
    """Whether §4C1.1 cannot lower the level: it was in force then, or there are points today."""
    import polars as pl

    was_in_force = pl.col("oldest_edition") >= zero_points_since()
    points = pl.col("criminal_history_points") - pl.col("status_points")
    return was_in_force | (points > 0) | (pl.col("today_category") > 1)


def _most_category() -> pl.Expr:
    """The category of today where it is known, else the one found then: it only fell for points counted under the rules of today."""
    import polars as pl

    return pl.coalesce("today_category", pl.when(pl.col("oldest_edition") >= priors_counted_anew_since()).then("then_category"))


def _is_carried() -> pl.Expr:
    import polars as pl

    return pl.col("today_level").is_null() & pl.col("_same_level").is_not_null()


def _with_range(frame: pl.DataFrame, today: date, as_of: date, level: pl.Expr, category: str, prefix: str) -> pl.DataFrame:
    """The cells of today's Sentencing Table at these levels and categories, by the rules."""
    import polars as pl

    cells = passes.cells(today, as_of).rename({"level": "_level", "category": "_category", "min": f"{prefix}_min", "max": f"{prefix}_max"})
    frame = frame.with_columns(_level=level, _category=pl.col(category))
    return frame.join(cells, on=["_level", "_category"], how="left", maintain_order="left").drop("_level", "_category")
