"""What the tables of a case and their columns are made of: levels, facts, and rows of facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

FactValue = int | float | bool | str | date | None


@dataclass(frozen=True, slots=True)
class Level:
    """A table of the case. `above` is the table its rows belong to, `list_path` where the record lists them."""

    name: str
    above: str | None
    list_path: str = ""
    asks: str = ""
    """The question that a missing list leaves open, and the document that settles it."""
    document: str = ""

    @property
    def listed(self) -> str:
        """The fact, one level up, that says whether the record lists these rows at all."""
        return f"{self.name}_listed"


@dataclass(frozen=True, slots=True)
class Fact:
    """A column that the record fills: its unit, its place in the case file below its row, who decides it and which document settles it.

    A `path` that starts with `/` is counted from the top of the case file; an empty one is no question to anyone (the review sets it).
    """

    level: str
    name: str
    unit: str
    path: str
    asks: str
    decided_by: str = "record"
    document: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """What is known of a value that is not known exactly: bounds on an amount (milligrams or a count), or the days that a date can be."""

    low: Fraction | date | None
    high: Fraction | date | None
    low_is_exclusive: bool = False
    high_is_exclusive: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row of a table of the case: its facts, its place in the case file, and the rows below it.

    A fact that is absent, or None, is not known; one that is known within bounds stands in `spans`. `aside` are rows that are read on their own: the
    offense to whose guideline another one refers.
    """

    level: str
    path: str
    facts: dict[str, FactValue]
    spans: dict[str, Span] = field(default_factory=dict)
    below: tuple[FactRow, ...] = ()
    aside: tuple[FactRow, ...] = ()

    def rows(self) -> Iterator[FactRow]:
        """This row, all below it and those that are read on their own, in order."""
        yield self
        for row in (*self.below, *self.aside):
            yield from row.rows()

    def with_facts(self, values: dict[tuple[str, str], FactValue]) -> FactRow:
        """A copy in which the facts at (path, name) have these values."""
        own = {name: value for (path, name), value in values.items() if path == self.path}
        below, aside = (tuple(row.with_facts(values) for row in rows) for rows in (self.below, self.aside))
        return replace(self, facts={**self.facts, **own}, below=below, aside=aside)
