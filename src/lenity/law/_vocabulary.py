"""The words of the law that a case file may use: drugs, sections, statutes, categories."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from lenity.engine.dated import Ladder
from lenity.facts import FactKind
from lenity.facts.citations import section_parts
from lenity.law._book import Book, law_book

_CATEGORIES = ("I", "II", "III", "IV", "V", "VI")
_NAMED_IN_DEPARTURES = frozenset({"variance", "18 U.S.C. 3553(e)", "18 U.S.C. 3553(f)", "18 U.S.C. 3553(a)", "18 U.S.C. 3553(b)"})
_FAR_AHEAD = date(9999, 1, 1)


@dataclass(frozen=True)
class LawVocabulary:
    """What `lenity.facts` asks of the law when it reads a case file."""

    book: Book

    @cached_property
    def _drugs(self) -> dict[str, str]:
        named = {row["name"]: row["name"] for row in self.book.register("ussg.drugs")}
        for row in self.book.register("ussg.drugs"):
            for synonym in row.get("synonyms", ()):
                named.setdefault(synonym, row["name"])
        for id in ("ussg.2D1.11.level", "ussg.2D1.11.level_by_volume"):
            for chemical in self.book.family(id).members:
                named.setdefault(str(chemical), str(chemical))
        return named

    @cached_property
    def _sections(self) -> frozenset[str]:
        return frozenset(row["section"] for row in self.book.register("ussg.sections"))

    def drug(self, name: str) -> str | None:
        return self._drugs.get(" ".join(name.lower().split()))

    def drug_names(self) -> Collection[str]:
        return self._drugs

    @cached_property
    def _designated(self) -> frozenset[str]:
        return frozenset(key for key in self.book.family("ussg.designation").members if key is not None)

    @cached_property
    def _subdivisions(self) -> frozenset[str]:
        """Sections cited with a subdivision that is neither a characteristic nor an adjustment: cross references, and the rules on several counts."""
        referring = {key for key in self.book.family("ussg.referred_to").members if key is not None}
        grouping = {f"{row['section']}{part}" for row in self.book.register("ussg.3D1.subdivisions") for part in row["parts"]}
        return frozenset(referring | grouping)

    def is_section(self, text: str) -> bool:
        if text in _NAMED_IN_DEPARTURES or text in self._subdivisions:
            return True
        parts = section_parts(text)
        return parts[0] in self._sections and (len(parts) == 1 or self._has_subdivision(text, "".join(parts[:2]), parts[0].startswith("3")))

    def _has_subdivision(self, text: str, within: str, is_whole: bool) -> bool:
        """Whether a subdivision stands in any edition, where those beside it are encoded (all of Chapter Three is)."""
        if not is_whole and not any(key.startswith(within) for key in self._designated):
            return True
        return any(key.startswith(text) or text.startswith(key) for key in self._designated)

    def section_names(self) -> Collection[str]:
        return self._sections | _NAMED_IN_DEPARTURES

    def is_statute(self, text: str) -> bool:
        return "U.S.C. §" in text or "C.F.R." in text

    def districts(self) -> Collection[str] | None:
        return None

    def category_of(self, points: int) -> str | None:
        entry = self.book.family("ussg.4A1.1.category").members[None].on(lambda clock: _FAR_AHEAD)
        if entry is None or not isinstance(entry.payload, Ladder):
            return None
        rung = entry.payload.rung(points)
        return _CATEGORIES[int(entry.payload.results[rung]) - 1] if rung >= 0 else None

    def conduct_facts(self) -> Mapping[str, FactKind]:
        return {}


@cache
def law_vocabulary() -> LawVocabulary:
    """The vocabulary of this installation's law book."""
    return LawVocabulary(law_book())
