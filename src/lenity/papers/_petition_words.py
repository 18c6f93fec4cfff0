"""What the papers of a petition share: answers that are missing, facts with their sources, and the names of courts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lenity.facts import CaseFile, PartialDate
from lenity.papers._review_steps import refs_of
from lenity.papers._review_words import day_in_words, on_day
from lenity.papers.tree import Cite, Content, Inline, Strong, spread

_REGIONS = {"n": "Northern", "s": "Southern", "e": "Eastern", "w": "Western", "m": "Middle", "c": "Central"}
_PLACES = {
    "al": "Alabama", "ak": "Alaska", "az": "Arizona", "ar": "Arkansas", "ca": "California", "co": "Colorado", "ct": "Connecticut", "de": "Delaware",
    "fl": "Florida", "ga": "Georgia", "gu": "Guam", "hi": "Hawaii", "id": "Idaho", "il": "Illinois", "in": "Indiana", "ia": "Iowa", "ks": "Kansas",
    "ky": "Kentucky", "la": "Louisiana", "me": "Maine", "md": "Maryland", "ma": "Massachusetts", "mi": "Michigan", "mn": "Minnesota", "ms": "Mississippi",
    "mo": "Missouri", "mt": "Montana", "ne": "Nebraska", "nv": "Nevada", "nh": "New Hampshire", "nj": "New Jersey", "nm": "New Mexico", "ny": "New York",
    "nc": "North Carolina", "nd": "North Dakota", "oh": "Ohio", "ok": "Oklahoma", "or": "Oregon", "pa": "Pennsylvania",
    "pr": "Puerto Rico", "ri": "Rhode Island", "sc": "South Carolina", "sd": "South Dakota", "tn": "Tennessee", "tx": "Texas", "ut": "Utah",
    "vt": "Vermont", "va": "Virginia", "vi": "the Virgin Islands", "wa": "Washington", "wv": "West Virginia", "wi": "Wisconsin", "wy": "Wyoming",
}  # fmt: skip
_MOST_REFS = 3


@dataclass(slots=True)
class Gaps:
    """The answers that nobody has given yet, in the order in which the papers meet them. They are marked, never invented."""

    asked: list[str] = field(default_factory=list)

    def mark(self, what: str) -> Strong:
        """The mark that stands in the text for a missing answer."""
        if what not in self.asked:
            self.asked.append(what)
        return Strong(f"[To be completed: {what}]")


def with_sources(case: CaseFile, content: Content, paths: Iterable[str]) -> Content:
    """The content followed by references to the passages behind the facts at these paths."""
    parts: list[str | Inline] = list(spread(content))
    for ref in refs_of(case, paths)[:_MOST_REFS]:
        parts += [" ", ref]
    return tuple(parts)


def told(case: CaseFile, text: str | None, path: str, what: str, gaps: Gaps) -> Content:
    """A fact as the case file gives it, with its sources; where it does not, the mark of a missing answer."""
    return with_sources(case, Cite(text), [path]) if text else gaps.mark(what)


def court_in_words(case: CaseFile) -> str | None:
    """`United States District Court for the Western District of Tennessee`; None where the district is not known."""
    district = case.court.district if case.court else None
    if not district:
        return None
    name = _district(district)
    return f"United States District Court for the {name}" if name else f"United States District Court ({district})"


def _district(short: str) -> str | None:
    """`tnwd` as `Western District of Tennessee`, `ksd` as `District of Kansas`; None for what is no short id of a district court."""
    state, region = _PLACES.get(short[:2]) or _PLACES.get(short[:3]), short[2:]
    if short == "dcd":
        return "District of Columbia"
    if state is None or region not in {"d", "id", *(f"{letter}d" for letter in _REGIONS)}:
        return None
    return f"{_REGIONS[region[0]]} District of {state}" if region[0] in _REGIONS and len(region) == 2 else f"District of {state}"


def when(day: PartialDate | None) -> str | None:
    """A day as written out, or the year or month that is known of it."""
    if day is None:
        return None
    return day_in_words(day.first) if day.is_exact else on_day(day).removeprefix("in ")
