"""One district of FY2015: ranges from level and category, and the range after the statute against the months of departure."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tally import Tally, rows_of, sentencing_table, whole

if TYPE_CHECKING:
    import polars as pl

DISTRICT, SUPPLEMENT = "ussc_edny_fy2015.csv", "ussc_supplement_fy2014_fy2017.csv.xz"
FIREARM_CAREER_RANGE = (262, 327)
CAREER_RANGES = (FIREARM_CAREER_RANGE, (292, 365), (360, 9996))
FISCAL_YEAR = 2015
ABOVE, WITHIN = (1, 6), 0
"""SENTRNGE: upward departure and above-range variance; within range."""
DAY = 0.04
"""One day of a month, to which recorded terms are rounded."""
FLOOR = 0.97


def ranges(path: Path, names: tuple[str, str, str, str], on: date) -> Tally:
    """Final offense level and category give the range."""
    cells = sentencing_table(on)
    tally = Tally()
    for row in rows_of(path):
        level, category, low, high = (whole(row[name]) for name in names)
        if level is None or category is None or low is None or high is None:
            continue
        # a recorded level of 0 or less, or above 43, is read as 1 or 43 (USSG Ch. 5 Pt. A, comment. (n.2))
        said = cells.get((min(max(level, 1), 43), category))
        explanation = "a range of §4B1.1(c)(3)" if (low, high) == FIREARM_CAREER_RANGE else None
        tally.note(said == (low, high), f"level {level}, category {category}: {low}-{high} recorded, {said} here", explanation)
    return tally


def district_ranges(folder: Path) -> Tally:
    """One district of FY2015: final offense level and category give the range."""
    return ranges(folder / DISTRICT, ("FinalOffLevel", "CrimHistCat", "MinGuideRange", "MaxGuideRange"), date(2014, 11, 1))


def departures(folder: Path) -> Tally:
    """One district of FY2015: the range after the statute, less the sentence, is the recorded months of departure (at least 97 %)."""
    tally = Tally(floor=FLOOR)
    for row in _with_ranges(folder).iter_rows(named=True):
        if None in (row["position"], row["sentence"], row["departure_months"]) or row["position"] == WITHIN:
            continue
        said = _departure(row, row["after_min"], row["after_max"])
        agrees = said is not None and abs(said - row["departure_months"]) < DAY
        where = f"record {row['record_id']}: {row['departure_months']:g} months recorded, {'not known' if said is None else f'{said:g}'} here"
        tally.note(agrees, f"{where} (range {row['after_min']}-{row['after_max']} after the statute, sentence {row['sentence']:g})", _why(row))
    return tally


def _departure(row: dict[str, object], low: object, high: object) -> float | None:
    sentence = row["sentence"]
    assert isinstance(sentence, float)
    if row["position"] in ABOVE:
        return None if not isinstance(high, int) else sentence - high
    return None if not isinstance(low, int) else low - sentence


def _why(row: dict[str, object]) -> str | None:
    """What explains a difference: the term is in the range already, or a stated minimum is of no statute that the file names."""
    recorded = row["departure_months"]
    assert isinstance(recorded, float)
    before = _departure(row, row["guideline_min_months"], row["guideline_max_months"])
    if before is not None and abs(before - recorded) < DAY and (row["guideline_min_months"], row["guideline_max_months"]) in CAREER_RANGES:
        return "a range of §4B1.1(c), in which the consecutive firearm term is already"
    other = row["trumped_by_unnamed"]
    said = _departure(row, other, row["after_max"])
    if other is not None and said is not None and abs(said - recorded) < DAY:
        return "a minimum that the file gives under no kind of statute, as if it were consecutive"
    return None


def _with_ranges(folder: Path) -> pl.DataFrame:
    """The district's records with the range that the rules give after the statute, and the supplement's sentence and departure."""
    import polars as pl

    from lenity.population import scan
    from lenity.population import screen_passes as passes
    from lenity.population.screen_facts import COLUMNS, CONSECUTIVE

    records = scan(folder / DISTRICT).select(COLUMNS).collect()
    out = passes.spread(records)
    after = passes.agreed(out, _run(out))
    supplement = scan(folder / SUPPLEMENT).select("record_id", "fiscal_year", "position", "departure_months", "split_months_capped").collect()
    supplement = supplement.filter(pl.col("fiscal_year") == FISCAL_YEAR).rename({"split_months_capped": "sentence"}).drop("fiscal_year")
    unnamed = pl.col("statutory_min_months") - pl.sum_horizontal(pl.col(name).fill_null(0) for name in CONSECUTIVE) - pl.col("drug_minimum_months")
    own = records.select("record_id", "guideline_min_months", "guideline_max_months", unnamed=unnamed)
    own = own.with_columns(passes.coded(after.select(min="range_min", max="range_max")).rename({"min": "after_min", "max": "after_max"}).get_columns())
    own = own.with_columns(trumped_by_unnamed=pl.when(pl.col("unnamed") > 0).then(pl.col("guideline_min_months") + pl.col("unnamed")))
    return own.join(supplement, on="record_id", how="left")


def _run(out: pl.DataFrame) -> pl.DataFrame:
    """The rules of then, on the supposition that a maximum of life, which a § 924(c) count has, leaves the other counts' maximum above the range."""
    import polars as pl

    from lenity.facts.terms import LIFE_MONTHS
    from lenity.population import screen_passes as passes

    tables = passes.tables_of(out, None)
    is_joint = pl.col("stated_minimum").is_not_null() & pl.col("statute").is_null()
    life = pl.when(is_joint & pl.col("stated_maximum").is_null()).then(LIFE_MONTHS).otherwise("stated_maximum")
    tables["count"] = tables["count"].with_columns(stated_maximum=life)
    return passes.run_tables(tables)
