"""What a scenario supposes, in words: a section with what it asks, a finding, a count's quantity."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from lenity.engine import Entry, Family
from lenity.facts import CaseFile
from lenity.law import law_book
from lenity.papers._review_words import need_in_words

_FINDINGS = {
    "violence_or_threat": ("violence or a threat of it", "no violence or threat"),
    "firearm": ("a firearm or other weapon", "no firearm or other weapon"),
    "death_or_serious_injury": ("death or serious injury", "no death or serious injury"),
    "sex_offense": ("a sex offense", "no sex offense"),
    "substantial_financial_hardship": ("substantial financial hardship to others", "no substantial financial hardship to others"),
    "truthful_disclosure": ("all was truthfully told to the government", "not all was truthfully told to the government"),
}


@dataclass(frozen=True)
class Assumptions:
    """Says assumptions for a case under one edition; what a section asks only where it is first named."""

    case: CaseFile
    edition_on: date
    _explained: set[str] = field(default_factory=set)

    def said(self, assume: tuple[tuple[str, object], ...]) -> str:
        """The assumptions in words, parted by semicolons."""
        return "; ".join(self._one(path, value) for path, value in assume)

    def _one(self, path: str, value: object) -> str:
        prefix, _, name = path.rpartition(".")
        if path == "guidelines.adjustments":
            return "no adjustment was found" if value == "none" else f"adjustments: {value}"
        if path.startswith("guidelines.adjustments."):
            return self._section(path.removeprefix("guidelines.adjustments."), str(value))
        if prefix == "guidelines.findings" and name in _FINDINGS:
            return _FINDINGS[name][0 if value is True else 1]
        if path == "criminal_history.category":
            return f"criminal history category {value}"
        said = need_in_words(self.case, path)
        return f"{said}: {_answer(value)}"

    def _section(self, section: str, letters: str) -> str:
        """`§3B1.1(a), yes to “Was the person an organizer …?”`: the section with what the law file says that it asks."""
        if section == "3E1.1" and letters == "(a)(b)":
            return "§3E1.1(a) and (b), acceptance of responsibility with its third level"
        cited = section if letters == "applies" else f"{section}{letters}"
        asks = "" if cited in self._explained else self._asks(cited)
        self._explained.add(cited)
        return f"§{cited}, yes to “{asks}”" if asks else f"§{cited}"

    def _asks(self, cited: str) -> str:
        book = law_book()
        lasting = self._on(book.family("ussg.designation"), cited)
        if lasting is None or not isinstance(lasting.payload, str):
            return ""
        series = book.family("ussg.levels").members.get(lasting.payload)
        return series.asks if series else ""

    def _on(self, family: Family, key: str) -> Entry | None:
        series = family.members.get(key)
        return series.on(lambda clock: self.edition_on) if series else None


def _answer(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
