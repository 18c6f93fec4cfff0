"""The case file: facts read once, checked at the edge, exact and typed inside.

    from lenity.facts import CaseFaults, read_case

    try:
        case = read_case("case.yaml", vocabulary=words, today=today)
    except CaseFaults as faults:
        for fault in faults.faults:
            print(fault)

`words` is a Vocabulary: the names of drugs, sections and courts that the law knows. A fact that is absent is None,
which means *not known*; an empty tuple means *none*.
"""

from lenity.facts.amounts import Amount, AmountKind
from lenity.facts.case import GUIDELINES_BEGAN, CaseDraft, CaseFile
from lenity.facts.context import FactKind, Vocabulary
from lenity.facts.dates import PartialDate
from lenity.facts.faults import CaseFaults, Fault
from lenity.facts.levels import Fact, Level
from lenity.facts.read import read_case, read_cases, read_data, read_draft, read_text
from lenity.facts.schema import case_schema
from lenity.facts.terms import Term

__all__ = [
    "GUIDELINES_BEGAN",
    "Amount",
    "AmountKind",
    "CaseDraft",
    "CaseFaults",
    "CaseFile",
    "Fact",
    "FactKind",
    "Fault",
    "Level",
    "PartialDate",
    "Term",
    "Vocabulary",
    "case_schema",
    "read_case",
    "read_cases",
    "read_data",
    "read_draft",
    "read_text",
]
