"""A case under the law then and the law today, with every step, what is missing, and what it would change.

>>> from datetime import date
>>> from lenity.facts import read_data
>>> from lenity.law import law_vocabulary
>>> case = read_data(
...     {
...         "lenity": 1, "id": "made-up", "offense": {"ended": "2004-12-31"}, "sentence": {"date": "2006-03-21"},
...         "guidelines": {"conduct": [{"guideline": "2D1.1", "drugs": [{"drug": "crack", "amount": "62 g"}]}], "adjustments": []},
...     },
...     name="made-up", vocabulary=law_vocabulary(), today=date(2026, 11, 24),
... )
>>> answer = review(case, as_of=date(2026, 11, 24))
>>> answer.then.values["principal_base_offense_level"], answer.today.values["principal_base_offense_level"]
(32, 24)
"""

from lenity.review._answer import Answer, BesidesPrison, Change, CountAnswer, Difference, Finding, OutsideTheRange, Reason, Review, Scenario
from lenity.review._besides import OUT_OF_SCOPE
from lenity.review._json import as_json
from lenity.review._recomputed import Recomputation, Recomputed, Suppositions
from lenity.review._review import review
from lenity.review._split import CountShare, CountTerms, shares_of
from lenity.review._statutory_index import guidelines_named_now
from lenity.review._words import citation_of, edition_in_words

__all__ = [
    "OUT_OF_SCOPE",
    "Answer",
    "BesidesPrison",
    "Change",
    "CountAnswer",
    "CountShare",
    "CountTerms",
    "Difference",
    "Finding",
    "OutsideTheRange",
    "Reason",
    "Recomputation",
    "Recomputed",
    "Review",
    "Scenario",
    "Suppositions",
    "as_json",
    "citation_of",
    "edition_in_words",
    "guidelines_named_now",
    "review",
    "shares_of",
]
