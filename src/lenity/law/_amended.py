"""The law with the text of listed amendments in the place of what was applied, and nothing else changed (§1B1.10(b)(1))."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from lenity.cite import Amendment, find
from lenity.engine.dated import Entry, Family, LawBook, Series
from lenity.law._book import law_book

_FIRST_DAY = date.min


@dataclass(frozen=True, slots=True)
class ListedAmendment:
    """An amendment that §1B1.10(d) lists, or a part of one, with what its text changes.

    `families` are the ids of the law values that it puts in; empty where its text turns on findings that the law values do not hold. `drugs` are those
    that it is about, empty for all. `listed_from` is the first day on which the list has it, `orders_from` the first on which an order may take effect,
    `since` the edition from which the text that it mends was printed, by guideline, and `is_held_invalid_from` the day of the decision that did so.

    What keeps it from bearing on a case: none of its `statutes` among the convictions, none of its `sections` applied, or one of `not_with` applied.
    `dropped` are the sections that are gone at the best, `supposing` the base levels that hold at the best, by guideline.
    """

    number: int
    part: str | None
    effective: date
    text_from: date
    listed_from: date
    orders_from: date | None
    guidelines: tuple[str, ...]
    drugs: tuple[str, ...]
    named_by_statute: tuple[str, ...]
    families: tuple[str, ...]
    reopens: str
    builds_on: tuple[int, ...]
    since: Mapping[str, date] = field(hash=False)
    what: str
    asks: str
    cite: str
    statutes: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    not_drugs: tuple[str, ...] = ()
    open_sections: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    supposing: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_of_career_offenders: bool = False
    ends_career_for: tuple[str, ...] = ()
    replaced_by: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_held_invalid_from: date | None = None
    held_invalid_by: str = ""

    @property
    def acts_by_base_level(self) -> bool:
        """Whether all that its text changes goes into the base offense level of drugs and chemicals."""
        return bool(self.families) and all(id.startswith("ussg.2D1.") for id in self.families)

    @property
    def label(self) -> str:
        return f"{self.number} part {self.part}" if self.part else str(self.number)


@cache
def listed_amendments() -> tuple[ListedAmendment, ...]:
    """Every amendment that §1B1.10 has ever listed, by parts, in the order of their numbers."""
    listings = law_book().register("ussg.retroactive")
    rows = {row["amendment"]: row for row in listings} | {row["as_amended_by"]: row for row in listings if "as_amended_by" in row}
    return tuple(_listed(row, rows[row["amendment"]]) for row in law_book().register("ussg.1B1.10.substituted"))


def _listed(row: dict[str, object], listing: dict[str, object]) -> ListedAmendment:
    def many(name: str) -> tuple[str, ...]:
        found = row.get(name) or []
        return tuple(str(one) for one in found) if isinstance(found, list) else ()

    def day(value: object) -> date | None:
        return None if value is None else date.fromisoformat(str(value))

    def by_guideline(name: str) -> dict[str, str]:
        found = row.get(name) or {}
        return {str(guideline): str(value) for guideline, value in found.items()} if isinstance(found, dict) else {}

    part = str(row["part"])
    return ListedAmendment(
        number=int(str(row["amendment"])),
        part=None if part == "none" else part,
        effective=date.fromisoformat(str(listing["effective"])),
        text_from=date.fromisoformat(str(row["text_from"])),
        listed_from=date.fromisoformat(str(listing["listed_from"])),
        orders_from=day(listing.get("orders_from")),
        guidelines=many("guidelines"),
        drugs=many("drugs"),
        named_by_statute=many("named_by_statute"),
        families=many("families"),
        reopens=str(row["reopens"]),
        builds_on=tuple(int(one) for one in many("builds_on")),
        since={guideline: date.fromisoformat(value) for guideline, value in by_guideline("since").items()},
        what=str(row["what"]),
        asks=str(row.get("asks") or ""),
        cite=str(listing["cite"]),
        statutes=many("statutes"),
        sections=many("sections"),
        not_with=many("not_with"),
        not_drugs=many("not_drugs"),
        open_sections=many("open_sections"),
        dropped=many("dropped"),
        supposing=by_guideline("supposing"),
        is_of_career_offenders=row.get("is_of_career_offenders") is True,
        ends_career_for=many("ends_career_for"),
        replaced_by=by_guideline("replaced_by"),
        is_held_invalid_from=day(listing.get("held_invalid_from")),
        held_invalid_by=str(listing.get("held_invalid_by") or ""),
    )


class AmendedBook:
    """The law book, with the entries that these amendments made in force from the start, so that an earlier edition reads them too."""

    def __init__(self, book: LawBook, amendments: Iterable[ListedAmendment]) -> None:
        self._book = book
        self._by_family: dict[str, list[ListedAmendment]] = {}
        for one in amendments:
            for id in one.families:
                self._by_family.setdefault(id, []).append(one)
        self._made: dict[str, Family] = {}

    def family(self, id: str) -> Family:
        """The family of that id, amended. Raises LookupError where there is none."""
        family = self._book.family(id)
        by = self._by_family.get(id)
        if not by:
            return family
        if id not in self._made:
            self._made[id] = Family(id, {key: _substituted(series, by) for key, series in family.members.items()})
        return self._made[id]


def _substituted(series: Series, amendments: list[ListedAmendment]) -> Series:
    """The series with the last entry that these amendments made in the place of all before it.

    Where the question was not asked before the series began, the entry answers only from there on, unless the amendment itself began it.
    """
    made = [at for at, entry in enumerate(series.entries) if any(_made_by(entry, one) for one in amendments)]
    if not made:
        return series
    last = made[-1]
    starts = _FIRST_DAY if 0 in made else series.entries[0].from_on
    return replace(series, entries=(replace(series.entries[last], from_on=starts), *series.entries[last + 1 :]))


def _made_by(entry: Entry, amendment: ListedAmendment) -> bool:
    return entry.from_on == amendment.text_from and amendment.number in _amendments_of(entry.cite)


@cache
def _amendments_of(cite: str) -> frozenset[int]:
    """The numbers of the amendments of Appendix C that a citation names."""
    return frozenset(found.citation.number for found in find(cite) if isinstance(found.citation, Amendment))
