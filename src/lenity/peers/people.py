"""What a comparison reads of a record: where the person stood, and what was imposed, each known, or null where the file does not say.

Terms stay as the Commission codes them: 470 months is life, and every term of 470 and more counts as 470.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lenity.engine.dated import Ladder
from lenity.law import law_book
from lenity.population import RANGE_LIFE, column

if TYPE_CHECKING:
    import polars as pl

READ = (
    "record_id", "fiscal_year", "district", "circuit", "guideline", "offense_type", "final_offense_level", "criminal_history_category", "prior_points",
    "guideline_min_months", "guideline_max_months", "trumped_min_months", "trumped_max_months", "sentence_months", "sentence_variable", "sentence_type",
    "position", "position_2005", "trial", "disposition", "plea_document",
)  # fmt: skip
"""The columns of the normalized schema that are read."""

FIRST_YEAR_WITH_LONG_TERMS = 2018
"""From this fiscal year on a term above 470 months is recorded as it is (Variable Codebook, SENTTOT)."""

# The Commission's codes (Variable Codebook for Individual Offenders): SENTIMP, SENTRNGE, BOOKERCD, DISPOSIT, DSPLEA.
_PRISON, _NO_PRISON = (1, 2), (0, 3, 4)
_POSITION = {0: "within", 1: "above", 6: "above", 2: "below", 3: "below", 4: "below", 5: "below", 7: "below", 8: "below"}
_POSITION_2005 = {
    0: "within",
    1: "above",
    2: "above",
    3: "above",
    4: "above",
    5: "below",
    6: "below",
    7: "below",
    8: "below",
    9: "below",
    10: "below",
    11: "below",
}
_ASSISTANCE, _ASSISTANCE_2005 = 2, 5
_PLEA_DISPOSITIONS, _TRIAL_DISPOSITIONS = (1, 2), (3, 4)
_PLEA_DOCUMENTS, _TRIAL_DOCUMENT = (1, 2, 3, 5, 9), 8


def cap_months() -> int:
    """The months at which the Commission's files hold a life term, and at which all terms are counted here."""
    life = column("sentence_months").life
    assert life is not None
    return life


def people(records: pl.DataFrame) -> pl.DataFrame:
    """One row a record, in order: position in the cell's terms, whether imprisoned, months up to the cap, place in the range, plea or trial, assistance."""
    import polars as pl

    frame = records.with_columns(_imprisoned().alias("is_imprisoned"))
    frame = frame.with_columns(is_life=(pl.col("sentence_months") == cap_months()).fill_null(False))
    written = pl.col("guideline").str.strip_chars().str.strip_prefix("§").str.to_uppercase()
    return frame.select(
        "record_id",
        "fiscal_year",
        "district",
        "circuit",
        pl.when(written.str.contains(r"^\d[A-Z]\d+\.\d+$")).then(written).alias("guideline"),
        "offense_type",
        pl.col("final_offense_level").alias("level"),
        pl.col("criminal_history_category").alias("category"),
        pl.col("guideline_min_months").alias("range_min"),
        pl.col("guideline_max_months").alias("range_max"),
        _history().alias("history"),
        _settled().alias("settled"),
        "is_imprisoned",
        pl.when("is_imprisoned").then(pl.col("sentence_months").clip(upper_bound=cap_months())).alias("prison_months"),
        pl.coalesce(_recorded_position(), _computed_position()).alias("position"),
        _recorded_position().is_not_null().alias("position_is_recorded"),
        _assisted().alias("is_assisted"),
        "sentence_months",
        "sentence_variable",
    )


def _imprisoned() -> pl.Expr:
    """By the kind of sentence where it is coded; else by the months, which a file may leave empty for probation or for what it does not know."""
    import polars as pl

    kind = pl.col("sentence_type")
    return (
        pl.when(kind.is_in(_PRISON))
        .then(True)
        .when(kind.is_in(_NO_PRISON))
        .then(False)
        .when(pl.col("sentence_months").is_not_null())
        .then(pl.col("sentence_months") > 0)
    )


@cache
def _history_ladder() -> tuple[int, ...]:
    """The points at which each Criminal History Category begins (USSG Ch. 5 Pt. A)."""
    series = next(iter(law_book().family("ussg.4A1.1.category").members.values()))
    ladder = series.entries[-1].payload
    assert isinstance(ladder, Ladder)
    return tuple(ladder.thresholds)


def _history() -> pl.Expr:
    """The category found, else the column of the Sentencing Table that the points from priors fall in, which leaves status points out."""
    import polars as pl

    points = pl.col("prior_points")
    by_points = pl.when(points.is_not_null()).then(pl.sum_horizontal((points >= least).cast(pl.Int64) for least in _history_ladder()))
    return pl.coalesce("criminal_history_category", by_points)


def history_of_points(points: int) -> int:
    """The column of the Sentencing Table for so many points."""
    return sum(points >= least for least in _history_ladder())


def _settled() -> pl.Expr:
    import polars as pl

    trial, disposition, plea = pl.col("trial"), pl.col("disposition"), pl.col("plea_document")
    return (
        pl.when(trial == 1)
        .then(pl.lit("trial"))
        .when(trial == 0)
        .then(pl.lit("plea"))
        .when(disposition.is_in(_TRIAL_DISPOSITIONS) | (plea == _TRIAL_DOCUMENT))
        .then(pl.lit("trial"))
        .when(disposition.is_in(_PLEA_DISPOSITIONS) | plea.is_in(_PLEA_DOCUMENTS))
        .then(pl.lit("plea"))
    )


def _recorded_position() -> pl.Expr:
    import polars as pl

    def told(name: str, codes: dict[int, str]) -> pl.Expr:
        return pl.col(name).replace_strict(list(codes), list(codes.values()), default=None, return_dtype=pl.String)

    return pl.coalesce(told("position", _POSITION), told("position_2005", _POSITION_2005))


def _computed_position() -> pl.Expr:
    """Below, within or above the range; after the statute where the file has that range. Null where 470 may hide a longer term that decides."""
    import polars as pl

    low = pl.coalesce("trumped_min_months", "guideline_min_months")
    high = pl.when(pl.col("trumped_min_months").is_not_null()).then("trumped_max_months").otherwise("guideline_max_months")
    months = pl.when(~pl.col("is_imprisoned")).then(0.0).otherwise(pl.col("sentence_months"))
    term = pl.when(pl.col("is_life") & pl.col("is_imprisoned")).then(float(RANGE_LIFE)).otherwise(months)
    hidden = pl.col("is_life") & (pl.col("fiscal_year").fill_null(0) < FIRST_YEAR_WITH_LONG_TERMS) & (low > cap_months())
    below, above = pl.lit("below"), pl.lit("above")
    return pl.when(hidden).then(None).when(term < low).then(below).when(term > high).then(above).when((term >= low) & (term <= high)).then(pl.lit("within"))


def _assisted() -> pl.Expr:
    """Whether §5K1.1 assistance is recorded; null where the file has no word of it."""
    import polars as pl

    return pl.coalesce(pl.col("position") == _ASSISTANCE, pl.col("position_2005") == _ASSISTANCE_2005)
