"""Which relief is open for one person on one day: every avenue with its criteria, each met, not met or not known, and why.

>>> from datetime import date
>>> from lenity.facts import read_data
>>> from lenity.law import law_vocabulary
>>> case = read_data(
...     {"lenity": 1, "id": "made-up", "sentence": {"date": "2006-03-21", "imprisonment": "life"}, "events": []},
...     name="made-up", vocabulary=law_vocabulary(), today=date(2026, 11, 24),
... )
>>> relief(case, as_of=date(2026, 11, 24)).avenue("clemency_initiative_2014").status
'not met'
"""

from lenity.relief._amended import Amended, Range, Reductions
from lenity.relief._answer import AvenueAnswer, Criterion, Deadline, Relief
from lenity.relief._avenues import AVENUES, Avenue
from lenity.relief._evaluate import relief, relief_graph
from lenity.relief._json import as_json, how_to_ask

__all__ = [
    "AVENUES",
    "Amended",
    "Avenue",
    "AvenueAnswer",
    "Criterion",
    "Deadline",
    "Range",
    "Reductions",
    "Relief",
    "as_json",
    "how_to_ask",
    "relief",
    "relief_graph",
]
