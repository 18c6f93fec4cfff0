"""What the law says, as named rules in the order in which the Manual applies them (§1B1.1).

>>> graph = rule_graph()
>>> graph.rules[("case", "total_offense_level")].cite
'USSG §1B1.1(a)(6)'
"""

from functools import cache
from types import ModuleType

from lenity.engine import Graph, Rule
from lenity.facts.custody_vocabulary import CUSTODY_FACTS, CUSTODY_LEVELS
from lenity.facts.vocabulary import FACTS, LEVELS
from lenity.law import law_book
from lenity.rules.custody import s3584, s3585, s3624b, s3624c, s3624e, s3624g, s3632
from lenity.rules.usc import controlled_substances, firearms, protected_places, terms
from lenity.rules.ussg import (
    adjustments,
    amounts,
    base_level,
    chapter_five,
    chapter_four,
    chapter_three,
    chapter_two,
    limits,
    numbers,
    order,
    other_levels,
    part_d,
    s1B1_10,
    s2D1_1,
    s2L1_2,
    s3D1,
    s3E1_1,
    s4A1_2,
    s5B1_2,
    s5C1_1,
    s5C1_2,
    s5E1,
    s5G1_2,
    s5G1_3,
)

IN_ORDER = (
    s1B1_10,
    adjustments,
    s2D1_1,
    part_d,
    base_level,
    amounts,
    numbers,
    limits,
    order,
    other_levels,
    s2L1_2,
    chapter_two,
    chapter_three,
    s3D1,
    s3E1_1,
    s4A1_2,
    chapter_four,
    controlled_substances,
    protected_places,
    firearms,
    terms,
    s5C1_2,
    chapter_five,
    s5C1_1,
    s5B1_2,
    s5E1,
    s5G1_2,
    s5G1_3,
)
"""The files of rules in the order of §1B1.1: offense level, criminal history, statute, range."""


CUSTODY_IN_ORDER = (s3584, s3585, s3624b, s3632, s3624g, s3624c, s3624e)
"""The files of rules of a sentence computation, in the order in which the Bureau of Prisons works."""


_OF_COUNTS = (controlled_substances, protected_places)
"""The files whose rules a sentence computation reads: which drug offense a count is decides whether it bars time credits."""


def all_rules() -> list[Rule]:
    """Every rule of a review, in order."""
    return _rules_of(IN_ORDER)


def custody_rules() -> list[Rule]:
    """Every rule of a sentence computation, in order."""
    return _rules_of(CUSTODY_IN_ORDER)


def rules_of(module: ModuleType) -> list[Rule]:
    """Every rule of a file, those that it holds as a tuple too."""
    found = [item if isinstance(item, tuple) else (item,) for item in vars(module).values()]
    return [item for items in found for item in items if isinstance(item, Rule)]


def _rules_of(modules: tuple[ModuleType, ...]) -> list[Rule]:
    return [item for module in modules for item in rules_of(module)]


@cache
def rule_graph() -> Graph:
    """The graph of all rules over the vocabulary of facts and the law book.

    Raises:
        GraphError: the rules do not fit together.
        LawFileError: a law file is faulty.
    """
    return Graph.build(LEVELS, FACTS, all_rules(), law_book())


@cache
def custody_graph() -> Graph:
    """The graph of a sentence computation: its rules, and those of drug offenses, which say what a count was.

    Raises:
        GraphError: the rules do not fit together.
        LawFileError: a law file is faulty.
    """
    return Graph.build((*LEVELS, *CUSTODY_LEVELS), (*FACTS, *CUSTODY_FACTS), [*_rules_of(_OF_COUNTS), *custody_rules()], law_book())


__all__ = ["CUSTODY_IN_ORDER", "IN_ORDER", "all_rules", "custody_graph", "custody_rules", "rule_graph", "rules_of"]
