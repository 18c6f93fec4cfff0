"""Lists of grants as files hold them, searched and counted. A list is CSV with `offense`, `sentence` and `commutation_grant` as its publisher wrote them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lenity.grants.terms import Commutation, SentenceText, commutation_of, sentence_of

NEEDED = ("grant_date", "offense", "sentence", "commutation_grant")
_DISTRICT = re.compile(r"\(((?:(?:Northern|Southern|Eastern|Western|Middle|Central) )?District of [A-Z][\w .]*?)\)")
DRUGS = ("cocaine base", "cocaine", "fentanyl", "heroin", "LSD", "MDMA", "marijuana", "methamphetamine", "oxycodone", "phencyclidine")
"""Words looked for in offenses; what is told as cocaine base is not told as cocaine too."""


class GrantFaults(ValueError):
    """A list cannot be read as it is; one line a fault."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One person's grant, with the publisher's words and what was read in them."""

    granted_on: date | None
    initials: str
    residence: str
    offense: str
    sentence_text: str
    grant_text: str
    source: str
    sentence: SentenceText
    commutation: Commutation

    @property
    def districts(self) -> tuple[str, ...]:
        """The districts of conviction."""
        return tuple(dict.fromkeys(_DISTRICT.findall(self.offense)))

    @property
    def drugs(self) -> tuple[str, ...]:
        """The drugs named in the offense."""
        left, found = self.offense.lower(), []
        for drug in DRUGS:
            if drug.lower() in left:
                found.append(drug)
                left = left.replace(drug.lower(), "")
        return tuple(found)

    def as_data(self) -> dict[str, Any]:
        """The grant as plain data; terms in whole months or `life`, None where they cannot be told."""
        told = self.sentence
        return {
            "granted_on": self.granted_on.isoformat() if self.granted_on else None,
            "initials": self.initials,
            "residence": self.residence,
            "districts": list(self.districts),
            "drugs": list(self.drugs),
            "offense": self.offense,
            "imposed_months": told.imposed.as_months() if told.imposed else None,
            "in_force_months": told.in_force.as_months() if told.in_force else None,
            "imposed_on": told.imposed_on.isoformat() if told.imposed_on else None,
            "grant": self.commutation.kind,
            "expires_on": self.commutation.on.isoformat() if self.commutation.on else None,
            "term_months": self.commutation.term.as_months() if self.commutation.term else None,
            "home_confinement": self.commutation.home_confinement,
            "sentence_text": self.sentence_text,
            "grant_text": self.grant_text,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for; what is left out is not asked."""

    text: str | None = None
    drug: str | None = None
    district: str | None = None
    year: int | None = None
    life: bool = False
    at_least_months: int | None = None


def read_grants(paths: Iterable[str | Path]) -> list[Grant]:
    """The grants of these lists, in order.

    Raises:
        GrantFaults: a file is missing, is no list of grants, or has a day that is none.
    """
    found: list[Grant] = []
    faults: list[str] = []
    for path in map(Path, paths):
        try:
            with path.open(encoding="utf-8-sig", newline="") as stream:
                reader = csv.DictReader(stream)
                missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
                if missing:
                    faults.append(f"{path}:1: not a list of grants: it lacks {', '.join(missing)}; a list has {', '.join(NEEDED)}")
                    continue
                for line, row in enumerate(reader, 2):
                    found.append(_grant(row, path, line, faults))
        except FileNotFoundError:
            faults.append(f"{path}: there is no such file; check the path")
        except OSError as error:
            faults.append(f"{path}: cannot be read: {error.strerror}; name a CSV file")
        except (UnicodeDecodeError, csv.Error) as error:
            faults.append(f"{path}: cannot be read as CSV in UTF-8 ({type(error).__name__}); save it anew")
    if faults:
        raise GrantFaults("\n".join(faults))
    return found


def _grant(row: dict[str, str], path: Path, line: int, faults: list[str]) -> Grant:
    day = None
    if written := (row["grant_date"] or "").strip():
        try:
            day = date.fromisoformat(written)
        except ValueError:
            faults.append(f"{path}:{line}: column grant_date: not a day; write it as YYYY-MM-DD, or leave it empty")
    words = {name: row.get(name) or "" for name in ("initials", "residence", "offense", "sentence", "commutation_grant", "source_url")}
    return Grant(
        day,
        words["initials"],
        words["residence"],
        words["offense"],
        words["sentence"],
        words["commutation_grant"],
        words["source_url"],
        sentence_of(words["sentence"]),
        commutation_of(words["commutation_grant"]),
    )


def search(grants: Iterable[Grant], wanted: Wanted) -> list[Grant]:
    """The grants that meet all that is asked; a term that cannot be told meets no question about it."""
    return [one for one in grants if _meets(one, wanted)]


def _meets(one: Grant, wanted: Wanted) -> bool:
    imposed = one.sentence.imposed
    words = f"{one.offense} {one.sentence_text} {one.grant_text} {one.residence}".casefold()
    return (
        (wanted.text is None or wanted.text.casefold() in words)
        and (wanted.drug is None or wanted.drug.casefold() in map(str.casefold, one.drugs))
        and (wanted.district is None or any(wanted.district.casefold() in name.casefold() for name in one.districts))
        and (wanted.year is None or (one.granted_on is not None and one.granted_on.year == wanted.year))
        and (not wanted.life or (imposed is not None and imposed.is_life))
        and (wanted.at_least_months is None or (imposed is not None and (imposed.is_life or imposed.months >= wanted.at_least_months)))
    )


def counts_of(grants: Sequence[Grant]) -> dict[str, dict[str, int]]:
    """How many grants by day, by drug, by what was granted, and by the term imposed."""
    return {
        "day": _count(one.granted_on.isoformat() if one.granted_on else "not told" for one in grants),
        "drug": _count(drug for one in grants for drug in one.drugs or ("none named",)),
        "grant": _count(f"{one.commutation.kind}, rest in home confinement" if one.commutation.home_confinement else one.commutation.kind for one in grants),
        "imposed": _count(_years(one) for one in grants),
    }


def _count(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items(), key=lambda item: (-item[1], item[0])))


def _years(one: Grant) -> str:
    imposed = one.sentence.imposed
    if imposed is None:
        return "not told"
    if imposed.is_life:
        return "life"
    years = imposed.months // 12
    low = next(edge for edge in (20, 15, 10, 5, 0) if years >= edge)
    return "20 years and more" if low == 20 else f"{low} to under {low + 5} years"
