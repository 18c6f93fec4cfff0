"""What one law gives a batch of records: base level from drugs, category from points, and the Sentencing Table, by the rules."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from lenity.engine.expression import InForce, LadderStep, Law, TableCell
from lenity.engine.graph import walk
from lenity.population import screen_passes as passes
from lenity.population.screen_days import edition_on
from lenity.rules import rule_graph

if TYPE_CHECKING:
    import polars as pl

CHANNELS = {"base": "principal_base_offense_level", "category": "criminal_history_category", "range": "guideline_minimum_months"}
"""By which rules a reform reaches a record that gives level and category as found."""


@cache
def ids_read(channel: str) -> frozenset[str]:
    """The law that a rule reads, directly or through others."""
    graph = rule_graph()
    waiting, seen, found = [("case", CHANNELS[channel])], set(), set()
    while waiting:
        node = waiting.pop()
        if node in seen or node not in graph.expressions:
            continue
        seen.add(node)
        waiting.extend(graph.reads(node))
        for part in walk(graph.expressions[node]):
            law = part.law if isinstance(part, InForce) else part
            if isinstance(law, Law | LadderStep | TableCell):
                found.add(law.id)
    return frozenset(found)


def then(records: pl.DataFrame) -> pl.DataFrame:
    """Base level and category as the law at sentencing gives them from drugs and points, where all days that a record leaves open agree."""
    spread = passes.spread(_open(records))
    return passes.agreed(spread, passes.run(spread, None)).select(base_then="base_level", category_then="category")


def on(records: pl.DataFrame, day: date) -> pl.DataFrame:
    """Base level and category as the law of a day gives them from the same drugs and points."""
    import polars as pl

    at = (
        _open(records)
        .with_row_index("_record")
        .with_columns(_sentenced_on=pl.lit(day, pl.Date), _edition_on=pl.lit(edition_on(day), pl.Date), _recency=pl.lit(0))
    )
    return passes.run(at, None).select(base="base_level", category="category")


def table(day: date) -> pl.DataFrame:
    """The Sentencing Table of a day: `level`, `category`, `min`, `max`, life as 9996."""
    edition = edition_on(day)
    assert edition is not None
    return passes.cells(edition, day)


def _open(records: pl.DataFrame) -> pl.DataFrame:
    """The records without what the court concluded, so that the rules conclude it from the facts."""
    import polars as pl

    concluded = ("base_offense_level", "final_offense_level", "criminal_history_category", "guideline_min_months", "guideline_max_months")
    types = {name: records.schema[name] for name in concluded}
    return records.with_columns(pl.lit(None, types[name]).alias(name) for name in concluded)
