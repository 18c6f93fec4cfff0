"""The engine: a closed vocabulary for rules, the graph they make, and its two readers. It knows no law.

>>> from datetime import date
>>> from lenity.engine import CaseReader, Graph, Row, choose, rule
>>> from lenity.facts import Fact, Level
>>> @rule("case", unit="level", cite="a section")
... def level_after_acceptance(case, law):
...     \"\"\"The level less two where responsibility was accepted.\"\"\"
...     return case.level - choose(case.accepted, 2, 0)
>>> facts = [Fact("case", "level", "level", "level", "Which level?"), Fact("case", "accepted", "yes_no", "accepted", "Accepted?")]
>>> reader = CaseReader(Graph.build([Level("case", None)], facts, [level_after_acceptance], law=None))
>>> reader.read(Row("case", {"level": 32, "accepted": True}), "level_after_acceptance")
30
>>> reader.read(Row("case", {"level": 32, "accepted": None}), "level_after_acceptance") is None
True

The Polars lowering is imported from `lenity.engine.lowering`, so that a single case never loads Polars.
"""

from lenity.engine._operations import months_later, shifted
from lenity.engine._words import in_words, readable
from lenity.engine.case_reader import CaseReader, Row
from lenity.engine.dated import UNBOUNDED, Cells, Entry, Family, Ladder, LawBook, Range, Series
from lenity.engine.graph import Graph, GraphError, Rule, rule
from lenity.engine.trace import Need, Step, Tracer
from lenity.engine.writing import (
    all_hold,
    any_holds,
    choose,
    clamp,
    days_after,
    days_between,
    does_not_apply,
    first_known,
    first_that_holds,
    greatest,
    in_force,
    is_known,
    joined,
    least,
    months_after,
    one_of,
    years_after,
)

__all__ = [
    "UNBOUNDED",
    "CaseReader",
    "Cells",
    "Entry",
    "Family",
    "Graph",
    "GraphError",
    "Ladder",
    "LawBook",
    "Need",
    "Range",
    "Row",
    "Rule",
    "Series",
    "Step",
    "Tracer",
    "all_hold",
    "any_holds",
    "choose",
    "clamp",
    "days_after",
    "days_between",
    "does_not_apply",
    "first_known",
    "first_that_holds",
    "greatest",
    "in_force",
    "in_words",
    "is_known",
    "joined",
    "least",
    "months_after",
    "months_later",
    "one_of",
    "readable",
    "rule",
    "shifted",
    "years_after",
]
