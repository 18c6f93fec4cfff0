"""Documents in, proposed facts with their passages out.

    from lenity.intake import propose, read_document

    document = read_document("judgment.pdf")
    for fact in propose(document, about="Jane Roe").facts:
        print(fact.path, fact.value, fact.quote)

Nothing in a document is run and nothing is fetched. What is proposed is a reader's help: a fact goes into a case only
when a person accepts it (`merge`).
"""

from lenity.intake._document import Document, DocumentFault
from lenity.intake._extractor import Endpoint, extractor
from lenity.intake._fact import ProposedFact
from lenity.intake._keep import keep, kept_as
from lenity.intake._merge import Accepted, Conflict, Merged, conflicts, merge
from lenity.intake._places import place_of
from lenity.intake._propose import Proposals, propose
from lenity.intake._read import original, read_bytes, read_document

__all__ = [
    "Accepted",
    "Conflict",
    "Document",
    "DocumentFault",
    "Endpoint",
    "Merged",
    "Proposals",
    "ProposedFact",
    "conflicts",
    "extractor",
    "keep",
    "kept_as",
    "merge",
    "original",
    "place_of",
    "propose",
    "read_bytes",
    "read_document",
]
