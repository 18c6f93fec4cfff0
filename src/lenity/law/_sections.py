"""Sections as a reader names them, and the law values that belong to each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from lenity.engine.dated import Series
from lenity.facts.citations import section_parts
from lenity.law._book import Book, law_book

_STATUTE = re.compile(r"(\d{1,2})\s*U\.?\s*S\.?\s*C\.?(?:\s*A\.?)?\s*§*\s*(\d+[A-Za-z]*(?:-\d+[a-z]?)?)((?:\([A-Za-z0-9]+\))*)\Z", re.ASCII | re.IGNORECASE)
_GUIDELINE = re.compile(r"(?:U\.?\s*S\.?\s*S\.?\s*G\.?)?\s*§?\s*([1-8][A-Za-z]\d{1,2}\.\d{1,2})(?:\([A-Za-z0-9]+\))*\Z", re.ASCII | re.IGNORECASE)
_PART = re.compile(r"(?:Ch(?:apter|\.)?\s*)?5\s*,?\s*(?:P(?:ar)?t\.?\s*)?A\Z", re.ASCII | re.IGNORECASE)
_FAMILY_OF_STATUTE = re.compile(r"usc\.(\d+)\.(\d+)([A-Za-z]?)(?:\.|\Z)")
_SENTENCING_TABLE = "5A"


class UnknownSection(LookupError):
    """No section has that name; the nearest ones are `nearest`."""

    def __init__(self, text: str, nearest: list[str]) -> None:
        super().__init__(text)
        self.text = text
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the Manual (`2D1.1`, `5A`) or of the United States Code (`21 U.S.C. § 841`)."""

    name: str
    is_guideline: bool
    title: str = ""
    number: str = ""
    subsection: str = ""

    @property
    def cite(self) -> str:
        if self.name == _SENTENCING_TABLE:
            return "USSG Ch. 5 Pt. A"
        return f"USSG §{self.name}" if self.is_guideline else self.name

    def series(self, book: Book) -> Iterator[Series]:
        """Every series of the law book that belongs to the section, in the order of their ids."""
        for id in book.ids():
            for key, one in book.family(id).members.items():
                if self._holds(id, key):
                    yield one

    def _holds(self, id: str, key: str | None) -> bool:
        if self.is_guideline:
            return id.startswith(f"ussg.{self.name}.") or (id.startswith("ussg.") and _heads(key, self.name))
        if key is not None and _heads(key, self.name):
            return True
        match = _FAMILY_OF_STATUTE.match(id)
        return match is not None and (match[1], match[2]) == (self.title, self.number) and self._is_part(match[3])

    def _is_part(self, letter: str) -> bool:
        """A family of the whole section, or of a subsection that the one asked for names or contains."""
        asked = self.subsection[1:2].lower()
        return not asked or letter.lower() in ("", asked)


def _heads(key: str | None, name: str) -> bool:
    """Whether a key stands below a section: `2D1.1(b)(1)`, `2D1.1/dangerous_weapon`, `18 U.S.C. § 924(c)`."""
    return key is not None and (key == name or key.startswith((f"{name}(", f"{name}/")))


def find_section(text: str) -> Section:
    """The section that a reader names, in any of the usual ways.

    Raises:
        UnknownSection: there is no such section.
    """
    wanted = " ".join(text.split())
    if _PART.match(wanted):
        return Section(_SENTENCING_TABLE, True)
    guideline = _GUIDELINE.match(wanted)
    if guideline:
        name = guideline[1].upper()
        if name in _guidelines():
            return Section(name, True)
        raise UnknownSection(text, get_close_matches(name, _guidelines(), 3, 0.6))
    statute = _STATUTE.match(wanted)
    if statute:
        section = Section(f"{statute[1]} U.S.C. § {statute[2]}{statute[3]}", False, statute[1], statute[2], statute[3])
        if any(True for _ in section.series(law_book())):
            return section
        raise UnknownSection(text, get_close_matches(section.name, sorted(statutes()), 3, 0.6))
    raise UnknownSection(text, get_close_matches(wanted.upper(), [*_guidelines(), *sorted(statutes())], 3, 0.5))


def _guidelines() -> list[str]:
    return [row["section"] for row in law_book().register("ussg.sections")]


_NAMES_OTHERS = frozenset(
    {
        "usc.18.3632.disqualifying",
        "usc.18.3632.named_in_part",
        "usc.18.3632.violent_felony",
        "ussg.5D1.2.sex_offense",
        "ussg.alternative_by_statute",
        "ussg.appendix_a",
        "usc.18.3583k.covers",
    }
)
"""Families whose keys only name convictions under other sections: they hold nothing of those sections' own law."""


def statutes() -> set[str]:
    """Every statute section that a law file speaks of, as `18 U.S.C. § 924`."""
    book = law_book()
    found = set()
    for id in book.ids():
        match = _FAMILY_OF_STATUTE.match(id)
        if match:
            found.add(f"{match[1]} U.S.C. § {match[2]}")
        for key in () if id in _NAMES_OTHERS else book.family(id).members:
            statute = _STATUTE.match(key) if key is not None and "U.S.C." in key else None
            if statute:
                found.add(f"{statute[1]} U.S.C. § {statute[2]}")
    return found


def encoded_sections() -> set[str]:
    """Every section, of the Manual or of a statute, that a law file speaks of."""
    return encoded_guidelines() | statutes()


def encoded_guidelines() -> set[str]:
    """Every section of the Manual that a law file speaks of."""
    book = law_book()
    known = {*_guidelines(), _SENTENCING_TABLE}
    found = set()
    for id in book.ids():
        if not id.startswith("ussg."):
            continue
        for named in (id.removeprefix("ussg."), *(key for key in book.family(id).members if key is not None)):
            head = section_parts(named.partition("/")[0])[0]
            below = ".".join(head.split(".")[:2]) if head[:1].isdigit() else head
            found.update({name for name in (below, head.split(".")[0]) if name in known})
    return found
