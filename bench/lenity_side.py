"""The drug rules as lenity has them: the rules of `lenity.rules` themselves, taken up to the cuts named here.

Of the rules behind a drug sentence, those that a single-drug count never reaches (conversion of several drugs, § 924(c), priors one by one) are
cut off and handed in as facts, so that the other two sides need not write them down. Nothing else is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from lenity.engine import Graph
from lenity.engine.lowering import Lowering
from lenity.facts.levels import Fact
from lenity.facts.vocabulary import LEVELS
from lenity.law import law_book
from lenity.rules import rule_graph
from population import CASE_SECTIONS, CONDUCT_SECTIONS, COUNTS, DRUGS, FOUND_BY, Columns

OUTPUTS = (
    ("case", "range_minimum_months"),
    ("case", "range_maximum_months"),
    ("case", "total_offense_level"),
    ("case", "criminal_history_category"),
    ("case", "binding_minimum_months"),
)
CUTS: dict[tuple[str, str], Any] = {
    ("conduct", "level_by_conversion"): None,
    ("conduct", "cocaine_base_mixture_levels"): None,
    ("conduct", "level_by_early_equivalents"): None,
    ("conduct", "violence_levels_today"): 0,
    ("case", "valve_reduction_earned"): "safety_valve",
    ("case", "safety_valve_applies"): "safety_valve",
    ("count", "is_firearm_count"): False,
    ("count", "firearm_minimum_months"): None,
    ("count", "firearm_maximum_months"): None,
    ("count", "runs_consecutively"): False,
    ("case", "is_career_offender"): "career",
    ("case", "points_from_priors"): None,
    ("case", "firearm_career_range_applies"): False,
    ("case", "firearm_career_minimum_months"): None,
    ("case", "firearm_career_maximum_months"): None,
    ("case", "consecutive_minimum_months"): 0,
    ("case", "only_consecutive_counts"): False,
    ("case", "statutory_minimum_months"): None,
    ("case", "found_total_offense_level"): None,
    ("case", "violence_in_offense"): "violence_or_threat",
    ("case", "death_or_injury_in_offense"): "death_or_serious_injury",
    ("case", "valve_was_found_by_guideline"): False,
}
"""Rules handed in as facts: the value that every row gets, None for one that no row needs, or the column of the population."""


KEPT: dict[str, tuple[str, ...]] = {
    "drug": ("drug_weight_milligrams", "pure_milligrams", "level_by_mixture", "level_by_purity", "level_as_ice", "drug_level"),
    "conduct_adjustment": ("adjustment_levels", "characteristic_levels"),
    "conduct": (
        *("quantity_level", "death_level", "mitigating_role", "minimal_role", "aggravating_role", "weapon_enhancement"),
        *("level_after_role_cap", "drug_base_level", "underlying_base_level", "base_offense_level", "listed_drug_levels"),
        *("listed_characteristic_levels", "characteristic_floor", "safety_valve_levels", "conduct_offense_level"),
        *("chapter_three_levels", "adjusted_offense_level"),
    ),
    "group": ("group_offense_level",),
    "charged": (
        "tier_of_quantity",
        "tier_of_drug",
        "tier_for_maximum",
        "tier_for_minimum",
        "charged_maximum_months",
        "charged_minimum_months",
        "death_level_of_charge",
    ),
    "count": (
        *("penalty_section", "quantity_sets_maximum", "quantity_sets_minimum", "drug_maximum_months", "drug_minimum_months"),
        *("computed_maximum_months", "computed_minimum_months", "count_maximum_months", "count_minimum_months"),
        *("safety_valve_covers", "binding_count_minimum_months", "death_level_of_count"),
    ),
    "case": (
        *("death_level_of_counts", "highest_group_level", "combined_offense_level", "accepted_responsibility", "third_level_granted", "acceptance_levels"),
        *("career_offense_maximum_months", "career_offender_level", "career_level_prevails", "level_before_acceptance"),
        *("points_without_status", "status_points", "criminal_history_points", "category_from_points", "criminal_history_category"),
        *("weapon_in_offense", "zero_point_reduction_applies", "zero_point_levels", "computed_offense_level", "total_offense_level"),
        *("highest_minimum_months", "valve_floor_applies", "table_minimum_months", "table_maximum_months", "guideline_minimum_months"),
        *("guideline_maximum_months", "binding_minimum_months", "joint_maximum_months", "range_minimum_months", "range_maximum_months"),
    ),
}
"""The rules that OpenFisca's side has too, and those between them. Every other rule that these read is worked out before the clock starts."""


@dataclass(frozen=True)
class Sides:
    """The whole of the drug rules, the part of it that is measured, and the rules that the part is handed in as facts."""

    whole: Graph
    measured: Graph
    handed_in: tuple[tuple[str, str], ...]


def drug_rules() -> Sides:
    """The graph of what the outputs rest on, and that of the rules kept of it. A rule that is new is handed in, so the part stays as it is."""
    whole = _down_to(rule_graph(), lambda node: node not in CUTS)
    kept = {(level, name) for level, names in KEPT.items() for name in names}
    measured = _down_to(whole, lambda node: node in kept)
    return Sides(whole, measured, tuple(node for node in whole.rules if node in measured.facts))


def _down_to(graph: Graph, is_kept: Callable[[tuple[str, str]], bool]) -> Graph:
    """The rules that the outputs rest on, those not kept being facts."""
    wanted: set[tuple[str, str]] = set()
    cut: dict[tuple[str, str], Fact] = {}
    stack = list(OUTPUTS)
    while stack:
        node = stack.pop()
        if node not in graph.rules or node in wanted:
            continue
        if is_kept(node):
            wanted.add(node)
            stack.extend(graph.reads(node))
        else:
            cut[node] = Fact(*node, graph.rules[node].unit, "", "cut off for the comparison")
    rules = [rule for node, rule in graph.rules.items() if node in wanted]
    return Graph.build(LEVELS, [*graph.facts.values(), *cut.values()], rules, law_book())


def handed_in(sides: Sides, tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables with the columns of the rules that are handed in."""
    worked_out = Lowering(sides.whole, sides.handed_in).run(tables)
    return {level: table.with_columns(map(_enumerated, worked_out[level].get_columns())) if level in worked_out else table for level, table in tables.items()}


def _enumerated(column: pl.Series) -> pl.Series:
    return column.cast(pl.Enum(column.drop_nulls().unique())) if column.dtype == pl.String else column


def frames(columns: Columns, masks: Columns | None = None) -> dict[str, pl.DataFrame]:
    """The population as lenity's tables: texts as enumerations, one row a case in each table."""
    rows = len(columns["day"])

    def plain(name: str, dtype: Any = pl.Int64) -> pl.Series:
        series = pl.Series(columns[name]).cast(dtype)
        return series if masks is None else pl.select(pl.when(pl.lit(~masks[name])).then(series)).to_series()

    def text(name: str, texts: Sequence[str]) -> pl.Series:
        series = pl.Series(texts, dtype=pl.Enum(list(dict.fromkeys(texts)))).gather(columns[name])
        return series if masks is None else pl.select(pl.when(pl.lit(~masks[name])).then(series)).to_series()

    def every(value: Any) -> pl.Series:
        return pl.Series([value], dtype=pl.Enum([value]) if isinstance(value, str) else None).new_from_index(0, rows)

    def sections(name: str, texts: Sequence[str]) -> dict[str, pl.Series]:
        return {
            "section": text(name, texts),
            "section_parent": text(name, [one.rpartition("(")[0] or one for one in texts]),
            "guideline": text(name, [one.split("(")[0] for one in texts]),
            "chapter": text(name, [one[0] for one in texts]).cast(pl.String).cast(pl.Int64),
        }

    day = pl.Series(columns["day"], dtype=pl.Int32).cast(pl.Date)
    above = pl.Series(np.arange(rows, dtype=np.int64))
    statute = text("count", [section for section, _ in COUNTS])
    yes_no = ("firearm", "violence_or_threat", "death_or_serious_injury", "sex_offense", "substantial_financial_hardship", "under_sentence")
    case = {
        **dict.fromkeys(("sentenced_on", "convicted_on", "edition_on", "record_edition_on"), day),
        **dict.fromkeys(("group_listed", "adjustment_listed", "count_listed", "prior_listed", "judged_anew"), every(True)),
        **{name: plain(name, pl.Boolean) for name in yes_no},
        **{name: plain(name) for name in ("points_found", "status_points_found")},
    }
    tables: dict[str, dict[str, pl.Series]] = {
        "case": case,
        "group": {"_above": above, "conduct_listed": every(True)},
        "conduct": {"_above": above, "guideline": every("2D1.1"), "drug_listed": every(True), "conduct_adjustment_listed": every(True)},
        "drug": {
            "_above": above,
            "drug": text("drug", DRUGS),
            "milligrams_found": plain("milligrams", pl.Float64),
            "counted_in": every("weight"),
            "purity": plain("purity", pl.Float64),
            "found_to_be_ice": plain("found_to_be_ice", pl.Boolean),
        },
        "conduct_adjustment": {"_above": above, **sections("conduct_section", CONDUCT_SECTIONS)},
        "adjustment": {"_above": above, **sections("case_section", CASE_SECTIONS)},
        "count": {
            "_above": above,
            **dict.fromkeys(("statute", "statute_parent", "statute_grandparent", "statute_section"), statute),
            "object_section": text("count", [aim for _, aim in COUNTS]),
            **dict.fromkeys(("offense_ended_on", "convicted_on"), day),
            "found_by": text("found_by", FOUND_BY),
            "quantity_would_be_proved": plain("would_be_proved", pl.Boolean),
            "prior_851": plain("prior_851"),
            "prior_851_today": plain("prior_851_today"),
            "death_results": plain("death_results", pl.Boolean),
            "charged_listed": every(True),
        },
        "charged": {"_above": above, "drug": text("drug", DRUGS), "charged_milligrams": plain("charged_milligrams", pl.Float64), "counted_in": every("weight")},
    }
    for (level, name), source in CUTS.items():
        if isinstance(source, str):
            tables[level][name] = plain(source, pl.Boolean)
        elif source is not None:
            tables[level][name] = every(source)
    return {level: pl.DataFrame(made) for level, made in tables.items()}
