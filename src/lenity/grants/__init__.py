"""Clemency: how often it was granted, to whom, and on what terms.

>>> from lenity.grants import commutation_of, sentence_of
>>> sentence_of("Life imprisonment, 10-year term of supervised release (April 10, 2001).").imposed
Term(months=0, days=0, is_life=True, text='life')
>>> commutation_of("Sentence commuted to a term of 360 months, leaving intact the rest.").term.months
360
"""

from lenity.grants.read import Grant, GrantFaults, Wanted, counts_of, read_grants, search
from lenity.grants.statistics import Figure, President, by_president, figures
from lenity.grants.terms import Commutation, SentenceText, commutation_of, sentence_of

__all__ = [
    "Commutation",
    "Figure",
    "Grant",
    "GrantFaults",
    "President",
    "SentenceText",
    "Wanted",
    "by_president",
    "commutation_of",
    "counts_of",
    "figures",
    "read_grants",
    "search",
    "sentence_of",
]
