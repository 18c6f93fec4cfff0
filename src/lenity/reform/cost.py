"""What a year in a federal facility costs on average, as the Bureau of Prisons determines it each year (28 C.F.R. § 505)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cost:
    """The average cost of a year of imprisonment, the fiscal year that it is of, and its source."""

    fiscal_year: int
    dollars_a_year: int
    cite: str


def cost_of_a_year() -> Cost:
    """The newest determination at hand."""
    text = files("lenity.reform").joinpath("data", "cost.csv").read_text(encoding="utf-8")
    rows = [Cost(int(row["fiscal_year"]), int(row["dollars_a_year"]), row["cite"]) for row in csv.DictReader(text.splitlines())]
    return max(rows, key=lambda row: row.fiscal_year)
