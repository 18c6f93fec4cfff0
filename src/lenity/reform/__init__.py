"""What a reform would do to a population: whose guideline range would be lower, by how much, and at what cost of prison.

from datetime import date
from lenity.reform import simulate

simulate("equal-crack.yaml", ["people.parquet"], "out", as_of=date(2026, 11, 1)).summary["findings"]

A reform is a law file with a `reform:` name, laid over the law (`lenity.law.reform`). The rules are the same.
"""

from lenity.reform.simulate import Simulation, Unsimulated, simulate

__all__ = ["Simulation", "Unsimulated", "simulate"]
