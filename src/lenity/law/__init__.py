"""The law as data: dated, cited YAML files beside this one, and the book that reads them.

>>> from datetime import date
>>> threshold = law_book().family("usc.21.841.tier").members["cocaine base"]
>>> threshold.on(lambda clock: date(2006, 3, 21)).payload.thresholds
(0, 5000, 50000)
"""

from lenity.law._amended import AmendedBook, ListedAmendment, listed_amendments
from lenity.law._book import LAW_FOLDER, Book, compile_law, law_book
from lenity.law._coverage import coverage, coverage_by_edition, retroactive
from lenity.law._editions import Edition, edition_in_force, editions, encoded_edition, unread_edition
from lenity.law._sections import UnknownSection, encoded_sections
from lenity.law._show import diff, show
from lenity.law._vocabulary import LawVocabulary, law_vocabulary

__all__ = [
    "LAW_FOLDER",
    "AmendedBook",
    "Book",
    "Edition",
    "LawVocabulary",
    "ListedAmendment",
    "UnknownSection",
    "compile_law",
    "coverage",
    "coverage_by_edition",
    "diff",
    "edition_in_force",
    "editions",
    "encoded_edition",
    "encoded_sections",
    "law_book",
    "law_vocabulary",
    "listed_amendments",
    "retroactive",
    "show",
    "unread_edition",
]
