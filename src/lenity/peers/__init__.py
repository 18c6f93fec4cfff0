"""People in similar positions: who was sentenced under the same guideline, level and history, and to what.

from lenity.peers import compare

compare(case, ["people.parquet"], as_of=date(2026, 11, 24)).as_data()["prison_months"]

A cell is chosen as the Sentencing Commission's Judiciary Sentencing Information (JSIN) chooses it: same primary guideline,
final offense level and Criminal History Category, the last five fiscal years, no §5K1.1 substantial assistance; where a
file lacks the level, by guideline range and type of crime. The answer says which cell it is and why.
"""

from lenity.peers.cell import DEFINITIONS, Definition, NotComparable, Situation, Within
from lenity.peers.compare import Comparison, compare, compare_situation
from lenity.peers.each import EACH_COLUMNS, compare_each
from lenity.peers.situation import situation_of
from lenity.peers.statistics import SEED, Summary, Terms

__all__ = [
    "DEFINITIONS",
    "EACH_COLUMNS",
    "SEED",
    "Comparison",
    "Definition",
    "NotComparable",
    "Situation",
    "Summary",
    "Terms",
    "Within",
    "compare",
    "compare_each",
    "compare_situation",
    "situation_of",
]
