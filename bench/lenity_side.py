"""The drug rules as lenity has them: the rules of `lenity.rules` themselves, taken up to the cuts named here.

Of the rules behind a drug sentence, those that a single-drug count never reaches (conversion of several drugs, § 924(c), priors one by one) are
cut off and handed in as facts, so that the other two sides need not write them down. Nothing else is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from lenity.engine import Graph
from lenity.facts.levels import Fact
from lenity.facts.vocabulary import FACTS, LEVELS
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
}
"""Rules handed in as facts: the value that every row gets, None for one that no row needs, or the column of the population."""


def drug_rules() -> Graph:
    """The graph of the drug rules: what the outputs rest on, down to the cuts."""
    whole = rule_graph()
    wanted: set[tuple[str, str]] = set()
    stack = list(OUTPUTS)
    while stack:
        node = stack.pop()
        if node in whole.rules and node not in wanted and node not in CUTS:
            wanted.add(node)
            stack.extend(whole.reads(node))
    cut = [Fact(level, name, whole.rules[(level, name)].unit, "", "cut off for the comparison") for level, name in CUTS if (level, name) in whole.rules]
    return Graph.build(LEVELS, [*FACTS, *cut], [rule for node, rule in whole.rules.items() if node in wanted], law_book())


def frames(columns: Columns, masks: Columns | None = None) -> dict[str, pl.DataFrame]:
    """The population as lenity's tables: texts as texts, one row a case in each table."""
    rows = len(columns["day"])

    def plain(name: str, dtype: Any = pl.Int64) -> pl.Series:
        series = pl.Series(columns[name]).cast(dtype)
        return series if masks is None else pl.select(pl.when(pl.lit(~masks[name])).then(series)).to_series()

    def text(name: str, texts: Sequence[str]) -> pl.Series:
        series = pl.Series(texts, dtype=pl.String).gather(columns[name])
        return series if masks is None else pl.select(pl.when(pl.lit(~masks[name])).then(series)).to_series()

    def every(value: Any) -> pl.Series:
        return pl.Series([value]).new_from_index(0, rows)

    def sections(name: str, texts: Sequence[str]) -> dict[str, pl.Series]:
        return {
            "section": text(name, texts),
            "section_parent": text(name, [one.rpartition("(")[0] or one for one in texts]),
            "guideline": text(name, [one.split("(")[0] for one in texts]),
            "chapter": text(name, [one[0] for one in texts]).cast(pl.Int64),
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
