"""The figures of one cell, from its histogram: a row for every kind of outcome, with how many people had it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lenity.peers.people import cap_months
from lenity.peers.statistics import Figure, Summary, Terms, generator, rounded, share, summary

if TYPE_CHECKING:
    import polars as pl

OUTCOME = ("is_imprisoned", "prison_months", "position", "position_is_recorded", "is_assisted")
"""The columns of an outcome; `count` says how many people had it."""
POSITIONS = ("below", "within", "above")


@dataclass(frozen=True, slots=True)
class Position:
    """How many sentences stand below, within and above the range, and whether that is the Commission's finding or computed here."""

    people: int
    recorded: int
    counts: dict[str, int]
    shares: dict[str, Figure]
    assisted: int | None
    """How many of those below are for substantial assistance; None where the file does not say."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A cell: how many people, what they got, and what is withheld.

    `people` leaves out those with §5K1.1 assistance, where the file says so; `assistance_unknown` are in it.
    """

    found: int
    assisted: int
    assistance_unknown: int
    people: int
    imprisoned: int
    imprisonment_unknown: int
    withheld: bool
    imprisoned_share: Figure | None
    terms: Summary | None
    everyone: tuple[float, float] | None
    """Mean and median where no prison counts as 0 months."""
    position: Position | None
    held: Terms
    held_everyone: Terms

    @property
    def known(self) -> int:
        """The people of whom it is known whether they were imprisoned."""
        return self.people - self.imprisonment_unknown


def histogram(people: pl.DataFrame, *by: str) -> pl.DataFrame:
    """How many people had each outcome, by these columns."""
    import polars as pl

    counted = pl.len() if "count" not in people.columns else pl.col("count").sum()
    return people.group_by(*by, *OUTCOME).agg(counted.cast(pl.Int64).alias("count"))


def figures_of(counts: pl.DataFrame, *, minimum: int, seed: int, resamples: int, key: object, all_shares: bool = True) -> Figures:
    """The figures of the people of a histogram. Terms are withheld where fewer than `minimum` were imprisoned, all else where fewer people are left."""
    import polars as pl

    chance = generator(seed, key)
    alike = counts.filter(~pl.col("is_assisted").fill_null(False))
    found, people = _sum(counts), _sum(alike)
    unknown = _sum(alike.filter(pl.col("is_imprisoned").is_null()))
    prison = alike.filter("is_imprisoned")
    imprisoned, known = _sum(prison), people - unknown
    held = _terms(prison)
    none = _sum(alike.filter(~pl.col("is_imprisoned")))
    everyone = Terms.of([0.0, *held.months], [none, *held.counts])
    shown = people >= minimum
    return Figures(
        found=found,
        assisted=found - people,
        assistance_unknown=_sum(counts.filter(pl.col("is_assisted").is_null())),
        people=people,
        imprisoned=imprisoned,
        imprisonment_unknown=unknown,
        withheld=not shown,
        imprisoned_share=share(imprisoned, known, chance, resamples) if shown and known >= minimum else None,
        terms=summary(held, cap_months(), chance, resamples) if shown and held.people >= minimum else None,
        everyone=(everyone.mean(), everyone.quantile(0.5)) if shown and everyone.people >= minimum else None,
        position=_position(counts, minimum, chance, resamples if all_shares else 0),
        held=held,
        held_everyone=everyone,
    )


def _sum(counts: pl.DataFrame) -> int:
    return int(counts["count"].sum())


def _terms(counts: pl.DataFrame) -> Terms:
    known = counts.drop_nulls("prison_months")
    return Terms.of(known["prison_months"].to_numpy(), known["count"].to_numpy())


def _position(counts: pl.DataFrame, minimum: int, chance: Any, resamples: int) -> Position | None:
    """Of everyone in the cell, those with assistance too, as JSIN tells it."""
    import polars as pl

    told = counts.drop_nulls("position")
    people, recorded = _sum(told), _sum(told.filter("position_is_recorded"))
    if people < minimum:
        return None
    held = {name: _sum(told.filter(pl.col("position") == name)) for name in POSITIONS}
    shares = {name: share(held[name], people, chance, resamples) if resamples else Figure(held[name] / people, 0.0, 0.0) for name in POSITIONS}
    assisted = _sum(told.filter("is_assisted")) if recorded == people else None
    return Position(people, recorded, held, shares, assisted)


def position_data(position: Position) -> dict[str, Any]:
    """A position as plain data."""
    source = "recorded" if position.recorded == position.people else "computed" if not position.recorded else "partly recorded, partly computed"
    data: dict[str, Any] = {"of": position.people, "source": source}
    for name in POSITIONS:
        figure = position.shares[name]
        data[name] = {"count": position.counts[name], "share": rounded(figure.value), "interval": [rounded(figure.low), rounded(figure.high)]}
    data["substantial_assistance"] = position.assisted
    return data
