"""A small vocabulary in memory, so that reading is tested without the law, and a reader that uses it."""

import re
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest

from lenity.facts import CaseFaults, CaseFile, Fault, read_text

TODAY = date(2026, 11, 24)
FIXTURES = Path(__file__).parents[1] / "fixtures" / "cases"


class Words:
    """A vocabulary with a handful of words."""

    drugs: ClassVar = {
        "cocaine": "cocaine",
        "cocaine base": "cocaine base",
        "crack": "cocaine base",
        "heroin": "heroin",
        "marihuana": "marihuana",
        "marijuana": "marihuana",
        "diazepam": "schedule iv substance",
    }

    def drug(self, name):
        return self.drugs.get(name)

    def drug_names(self):
        return self.drugs.keys()

    def is_section(self, text):
        manual = re.fullmatch(r"(2[ABDEK]\d\.\d+|3[A-E]1\.\d|4[ABC]1\.\d|5[CK]\d\.\d)(\([A-Za-z0-9]+\))*", text)
        return manual is not None or text in self.section_names()

    def section_names(self):
        return ["2D1.1", "3B1.1(c)", "variance", "18 U.S.C. 3553(e)", "18 U.S.C. 3553(f)"]

    def is_statute(self, text):
        return text.startswith(("18 ", "21 ", "31 ", "36 "))

    def districts(self):
        return {"ilnd", "nynd", "txed"}

    def category_of(self, points):
        return next(c for most, c in [(1, "I"), (3, "II"), (6, "III"), (9, "IV"), (12, "V"), (999, "VI")] if points <= most)

    def conduct_facts(self):
        return {"sets": "count", "takings": "dollars", "explosives": "yes_no", "substance": "text"}


class Reader:
    """Reads case files from text, and takes their faults."""

    vocabulary = Words()
    today = TODAY

    @property
    def keywords(self) -> dict:
        return {"vocabulary": self.vocabulary, "today": self.today}

    def case(self, text: str | bytes, name: str = "case.yaml") -> CaseFile:
        return read_text(text, name=name, **self.keywords)

    def small(self, body: str = "", sentence: str = "sentence: {date: 2006-03-21}") -> CaseFile:
        return self.case(f"lenity: 1\nid: small\n{sentence}\n{body}\n")

    def faults(self, text: str | bytes, name: str = "case.yaml") -> tuple[Fault, ...]:
        with pytest.raises(CaseFaults) as caught:
            self.case(text, name)
        return caught.value.faults

    def small_faults(self, body: str, sentence: str = "sentence: {date: 2006-03-21}") -> tuple[Fault, ...]:
        return self.faults(f"lenity: 1\nid: small\n{sentence}\n{body}\n")
