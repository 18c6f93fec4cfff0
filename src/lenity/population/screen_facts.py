"""Normalised records as tables of facts for the rules: a row a case in `case`, and a row below it only where the record has the facts.

What a record does not list (adjustments, prior sentences) stays *not listed*: no rule takes it as none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lenity.facts.terms import LIFE_MONTHS
from lenity.law import law_book
from lenity.population._column import RANGE_LIFE
from lenity.population._columns_range import DRUGS

if TYPE_CHECKING:
    import polars as pl

ABOVE = "_above"
HIGHEST_LEVEL = 43
DRUG_NAMES = {
    1: "cocaine", 2: "cocaine base", 3: "heroin", 4: "marihuana", 5: "hashish", 6: "methamphetamine", 8: "lsd", 9: "pcp", 10: "ice", 11: "mdma",
    13: "amphetamine", 19: "methamphetamine (actual)", 20: "pcp (actual)", 21: "hashish oil", 112: "morphine", 113: "oxycodone",
}  # fmt: skip
"""The Commission's codes of drugs that are one drug of the Guidelines, by the Guidelines' name."""
GROUPS = {1: (1,), 2: (2,), 3: (3,), 4: (4,), 6: (6, 19)}
"""Groups of COMBDRG2 -> what a drug of the group can be."""
DRUG_TRAFFICKING = 10
"""The Commission's code of the type of crime (OFFGUIDE)."""
FACTOR_ERROR = 0.001
"""By how much of itself a factor worked out from rounded weights may differ."""
THOUSANDTHS = 1000
"""In how many parts the law book keeps a factor."""
WEIGHED = (1, 2, 3, 4, 10)
"""Units of weight. A plant or a dose is put into grams by a rule of the Commission's own, so such a weight is not used."""
CONSECUTIVE = {
    "firearm_924c_minimum_months": ("18 U.S.C. § 924(c)", "18 U.S.C. § 924"),
    "firearm_929_minimum_months": ("18 U.S.C. § 929(a)", "18 U.S.C. § 929"),
    "identity_theft_minimum_months": ("18 U.S.C. § 1028A", "18 U.S.C. § 1028A"),
}
"""Mandatory consecutive terms that a record gives by their statute."""
FIXED = "identity_theft_minimum_months"
"""A consecutive term that is neither more nor less."""
UNSORTED = ("fire_844h_minimum_months", "release_minimum_months", "appearance_minimum_months", "repeat_sex_offense_minimum_months")
"""Consecutive terms of statutes whose counts are not set apart here: with one of them the record's minimum is not split."""
WHO = ("sex", "race", "age", "citizenship")
"""What a report groups people by; no rule reads it."""
EARLY_DISPOSITION = 3
EARLY_DISPOSITION_2005 = 6
"""The Commission's codes of an early disposition program (SENTRNGE, and BOOKERCD before FY2018)."""
COLUMNS = (
    "record_id", "fiscal_year", "sentenced_year", "sentenced_month", "manual_year", "district", "guideline", "base_offense_level", "final_offense_level",
    "criminal_history_category", "criminal_history_points", "prior_points", "status_points", "career_offender", "acceptance_levels", "counts", *(f"statute_{n}" for n in range(1, 6)),
    "guideline_min_months", "guideline_max_months", "statutory_min_months", "statutory_max_months", "drug_minimum_months", *CONSECUTIVE, *UNSORTED,
    "safety_valve", "safety_valve_kind", "sentence_months", "drug_count", "offense_type", "primary_drug", "armed_career_criminal", "guideline_computations",
    "aggravating_role_levels", "mitigating_role_levels", "victim_adjustment", "weapon", "weapon_enhancement", "adjusted_offense_level", "position", "position_2005", "drug_1_converted_grams", "converted_grams",
    "sections_applied", "loss_dollars", "three_point_priors", "mitigating_role_cap",
    *(f"drug_{n}_{part}" for n in range(1, DRUGS + 1) for part in ("type", "grams", "unit")), *WHO,
)  # fmt: skip
"""The columns of the schema that a screen reads."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed beyond the record, to see whether it explains the court's range: a career offender with these levels for acceptance."""

    acceptance_levels: int


def facts_of(records: pl.DataFrame, supposed: Supposed | None = None) -> dict[str, pl.DataFrame]:
    """The tables of these records, case by case in order, without the dates that a pass sets."""
    conduct, drugs = _conduct(records)
    counts = _counts(records)
    tables = {
        "case": _case(records, supposed, conduct, counts),
        "group": conduct.select(ABOVE, conduct_listed=_true()),
        "conduct": conduct.drop(ABOVE).with_row_index(ABOVE).with_columns(_whole(ABOVE)),
        "drug": drugs,
        "count": counts,
    }
    if supposed is not None:
        tables["adjustment"] = _acceptance(len(records), supposed)
    return tables


def _true() -> pl.Expr:
    import polars as pl

    return pl.lit(True)


def _whole(name: str) -> pl.Expr:
    import polars as pl

    return pl.col(name).cast(pl.Int64)


def _case(records: pl.DataFrame, supposed: Supposed | None, conduct: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    at = pl.int_range(pl.len(), dtype=pl.Int64)
    career = _true() if supposed is not None else pl.col("career_offender").cast(pl.Boolean)
    return records.select(
        found_total_offense_level=pl.when(pl.col("final_offense_level") > HIGHEST_LEVEL).then(HIGHEST_LEVEL).otherwise(pl.col("final_offense_level")),
        category_found="criminal_history_category",
        points_found="criminal_history_points",
        status_points_found="status_points",
        career_offender_found=career,
        group_listed=at.is_in(conduct[ABOVE].implode()),
        adjustment_listed=pl.lit(supposed is not None),
        count_listed=at.is_in(counts[ABOVE].implode()),
        prior_listed=pl.lit(False),
    )


def _acceptance(cases: int, supposed: Supposed) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame({ABOVE: range(cases)}, schema={ABOVE: pl.Int64}).with_columns(
        section=pl.lit("3E1.1"), section_parent=pl.lit("3E1.1"), guideline=pl.lit("3E1.1"), chapter=pl.lit(3), levels_given=pl.lit(supposed.acceptance_levels)
    )


# the offense


def _conduct(records: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One conduct for each record that names a guideline, with its base level; its drugs where every one of them is known by name and weight."""
    import polars as pl

    placed = records.with_row_index(ABOVE).with_columns(_whole(ABOVE), guideline=guideline_of_drugs(), drug_1_type=_first_drug())
    named = placed.filter(pl.col("guideline").is_not_null())
    are_known = pl.col("drug_count").is_between(1, DRUGS) & (pl.col("guideline") == "2D1.1")
    for n in range(1, DRUGS + 1):
        known = pl.col(f"drug_{n}_type").is_in(list(DRUG_NAMES)) & pl.col(f"drug_{n}_grams").is_not_null() & pl.col(f"drug_{n}_unit").is_in(WEIGHED)
        are_known = are_known & ((pl.col("drug_count") < n) | known.fill_null(False))
    named = named.with_columns(drug_listed=are_known.fill_null(False))
    conduct = named.select(
        ABOVE,
        "guideline",
        "drug_listed",
        found_base_offense_level="base_offense_level",
        gives_only_level=pl.lit(False),
        conduct_adjustment_listed=pl.lit(False),
    )
    return conduct, _drugs(named)


def guideline_of_drugs() -> pl.Expr:
    """The guideline, or that of drug trafficking where the record names only this type of crime and the weight of its one drug."""
    import polars as pl

    weighed = (pl.col("drug_count") == 1) & pl.col("drug_1_grams").is_not_null() & pl.col("drug_1_unit").is_in(WEIGHED)
    is_all = (pl.col("converted_grams") / pl.col("drug_1_converted_grams") - 1).abs() <= FACTOR_ERROR
    weighed = weighed & is_all.fill_null(True)
    untold = pl.col("guideline").is_null() & (pl.col("offense_type") == DRUG_TRAFFICKING) & weighed
    return pl.when(untold.fill_null(False)).then(pl.lit("2D1.1")).otherwise("guideline")


def _first_drug() -> pl.Expr:
    """The code of the first drug, or the one of its group (COMBDRG2) whose factor gives the recorded converted weight."""
    import polars as pl

    ratio = pl.col("drug_1_converted_grams") / pl.col("drug_1_grams")
    told = pl.col("drug_1_type")
    for group, codes in GROUPS.items():
        for code in codes:
            is_factor = pl.any_horizontal((ratio / factor - 1).abs() <= FACTOR_ERROR for factor in _factors(DRUG_NAMES[code]))
            told = pl.when(told.is_null() & (pl.col("primary_drug") == group) & is_factor).then(code).otherwise(told)
    return told


@cache
def _factors(drug: str) -> tuple[float, ...]:
    """Grams of converted weight for a gram of the drug, of every edition."""
    entries = law_book().family("ussg.2D1.1.conversion").members[drug].entries
    return tuple(sorted({entry.payload / THOUSANDTHS for entry in entries if isinstance(entry.payload, int | float)}))


def _drugs(named: pl.DataFrame) -> pl.DataFrame:
    """A row a drug, the amounts of one drug added up."""
    import polars as pl

    placed = named.drop(ABOVE).with_row_index(ABOVE).with_columns(_whole(ABOVE)).filter("drug_listed")
    parts = [
        placed.filter(pl.col("drug_count") >= n).select(ABOVE, code=f"drug_{n}_type", milligrams_found=pl.col(f"drug_{n}_grams") * 1000)
        for n in range(1, DRUGS + 1)
    ]
    rows = pl.concat(parts).with_columns(drug=pl.col("code").replace_strict(DRUG_NAMES, default=None, return_dtype=pl.String))
    added = rows.group_by(ABOVE, "drug", maintain_order=True).agg(pl.col("milligrams_found").sum()).sort(ABOVE, maintain_order=True)
    return added.with_columns(counted_in=pl.lit("weight"))


# the statute


@cache
def whole_sections() -> frozenset[str]:
    """Sections of the statutes with one term for all that they forbid: a record that names no subsection names enough."""
    keys = {key for key in law_book().family("usc.term").members if key}
    return frozenset(key for key in keys if "(" not in key and not any(other.startswith(f"{key}(") for other in keys))


def _counts(records: pl.DataFrame) -> pl.DataFrame:
    """The statutory range of the case as one count, each mandatory consecutive term set apart.

    Its statute is named where the case has one count, under one section that has one term.
    """
    import polars as pl

    placed = records.with_row_index(ABOVE).with_columns(_whole(ABOVE))
    named = pl.format("{} U.S.C. § {}", pl.col("statute_1").str.extract(r"^(\d+):\d+$"), pl.col("statute_1").str.extract(r"^\d+:(\d+)$"))
    alone = (_consecutive() == 0) & (pl.col("counts") == 1) & pl.col("statute_2").is_null() & named.is_in(list(whole_sections()))
    statute = pl.when(alone.fill_null(False)).then(named)
    maximum = _joint_maximum()
    joint = placed.select(
        ABOVE, statute=statute, statute_section=statute, stated_minimum=minimum_beside_consecutive(), stated_maximum=maximum, at=pl.lit(0)
    ).filter(pl.any_horizontal(pl.col("statute", "stated_minimum", "stated_maximum").is_not_null()))
    apart = [
        placed.filter(pl.col(name) > 0).select(
            ABOVE, statute=pl.lit(cite), statute_section=pl.lit(section), stated_minimum=_months(name), stated_maximum=pl.lit(None, pl.Int64), at=pl.lit(number)
        )
        for number, (name, (cite, section)) in enumerate(CONSECUTIVE.items(), 1)
    ]
    rows = pl.concat([joint, *apart]).sort(ABOVE, "at", maintain_order=True)
    wider = {f"statute_{form}": pl.col("statute") for form in ("parent", "grandparent", "subsection")}
    return rows.drop("at").with_columns(**wider, charged_listed=pl.lit(False), earlier_firearm_counts=pl.lit(0), death_results=pl.lit(False))


def counts_judged_anew(counts: pl.DataFrame) -> pl.DataFrame:
    """The counts for a pass under today's law: those whose statute is known, for what a judgment stated then is no law today."""
    import polars as pl

    is_one = pl.col("statute").is_in(list(whole_sections()))
    return counts.filter(is_one).with_columns(stated_minimum=pl.lit(None, pl.Int64), stated_maximum=pl.lit(None, pl.Int64))


def _consecutive() -> pl.Expr:
    import polars as pl

    return pl.sum_horizontal(pl.col(name).fill_null(0) for name in CONSECUTIVE)


def _months(name: str) -> pl.Expr:
    """Months with life as the rules hold it. A sentence of death is no number of months."""
    import polars as pl

    column = pl.col(name)
    return pl.when(column == RANGE_LIFE).then(LIFE_MONTHS).when(column < RANGE_LIFE).then(column).when(column > RANGE_LIFE + 1).then(column)


def _joint_maximum() -> pl.Expr:
    """The maximum beside the consecutive terms: not known beside one that can be life; a term of § 1028A has no maximum above its minimum."""
    import polars as pl

    open_ended = pl.sum_horizontal(pl.col(name).fill_null(0) for name in CONSECUTIVE if name != FIXED)
    whole, fixed = _months("statutory_max_months"), pl.col(FIXED).fill_null(0)
    return pl.when(open_ended == 0).then(pl.when(whole == LIFE_MONTHS).then(whole).when(whole >= fixed).then(whole - fixed))


def minimum_beside_consecutive() -> pl.Expr:
    """The minimum that binds beside the consecutive ones: 0 where the safety valve lifted it and it was all of the drug statutes.

    Not known where the record does not say whether the safety valve was applied, unless there was none to lift: it lifts minimums of drug statutes alone.
    """
    import polars as pl

    rest = _months("statutory_min_months") - _consecutive()
    unsorted = pl.any_horizontal((pl.col(name) > 0).fill_null(False) for name in UNSORTED)
    applied = pl.coalesce(pl.col("safety_valve") == 1, pl.col("safety_valve_kind") > 0)
    lifted = applied & (pl.col("drug_minimum_months") == rest)
    joint = pl.when(rest == 0).then(0).when(~applied | (pl.col("drug_minimum_months") == 0)).then(rest).when(lifted).then(0)
    return pl.when(~unsorted & (rest >= 0) & (pl.col("statutory_min_months") < RANGE_LIFE)).then(joint)
