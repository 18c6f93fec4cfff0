"""Lists of grants as files hold them, searched and counted.

A list is CSV in one of three forms, told by its header: the whole release (`grant_date`, `offense`, `sentence` and `commutation_grant` as its publisher
wrote them), register numbers alone (`register_number`), or offenses alone (`offense_text`). What a form does not have is not told.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lenity.grants.terms import Commutation, SentenceText, commutation_of, sentence_of

NEEDED = ("grant_date", "offense", "sentence", "commutation_grant")
NUMBERS, OFFENSES = "register_number", "offense_text"
FORMS = ((*NEEDED,), (NUMBERS,), (OFFENSES,))
"""Columns by which a list is one of grants: it has all of one of these."""
_NUMBER = re.compile(r"\d{5}-\d{3}")
_BETWEEN = re.compile(r"[\s,;/&]|and|\(|\)")
"""What stands between the numbers of a cell that holds several people."""
CUT_AT = 255
"""Offense texts of so many characters are cut there by their publisher."""
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
    register_number: str = ""

    @property
    def origin(self) -> str | None:
        """The Bureau of Prisons' code of the district of origin: the last three digits of the register number. It is not the Commission's code."""
        return self.register_number[-3:] or None

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
            "register_number": self.register_number or None,
            "offense": self.offense,
            "offense_is_cut": len(self.offense) == CUT_AT,
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
    register_number: str | None = None


def read_grants(paths: Iterable[str | Path]) -> list[Grant]:
    """The grants of these lists, in order; a cell with several register numbers is as many people.

    Raises:
        GrantFaults: files are missing or no lists of grants, or cells cannot be read; every fault of every file.
    """
    found: list[Grant] = []
    faults: list[str] = []
    for path in map(Path, paths):
        try:
            with path.open(encoding="utf-8-sig", newline="") as stream:
                found.extend(_grants(csv.DictReader(stream, strict=True), path, faults))
        except FileNotFoundError:
            faults.append(f"{path}: there is no such file; check the path")
        except OSError as error:
            faults.append(f"{path}: cannot be read: {error.strerror}; name a CSV file")
        except (UnicodeDecodeError, csv.Error) as error:
            faults.append(f"{path}: cannot be read as CSV in UTF-8 ({type(error).__name__}); save it anew")
    if faults:
        raise GrantFaults("\n".join(faults))
    return found


def _grants(rows: csv.DictReader[str], path: Path, faults: list[str]) -> Iterator[Grant]:
    header = rows.fieldnames or ()
    form = next((form for form in FORMS if all(name in header for name in form)), None)
    if form is None:
        forms = ", or ".join(" and ".join(form) for form in FORMS)
        faults.append(f"{path}:1: not a list of grants; a list has the columns {forms}")
        return
    for row in rows:
        line, extra, short = rows.line_num, row.pop(None, None), any(cell is None for cell in row.values())
        if extra or short:
            faults.append(f"{path}:{line}: the row has {'more' if extra else 'fewer'} cells than the header; mend the row")
            continue
        words = {name: row.get(name) or "" for name in ("initials", "residence", "offense", "sentence", "commutation_grant", "source_url")}
        words["offense"] = words["offense"] or (row.get(OFFENSES) or "").strip()
        if form == (OFFENSES,) and not words["offense"]:
            faults.append(f"{path}:{line}: column {OFFENSES}: empty; give the offense, or remove the row")
        numbers = _numbers(row[NUMBERS], path, line, faults) if row.get(NUMBERS) or form == (NUMBERS,) else [""]
        yield from (_grant(words, _day(row, path, line, faults), number) for number in numbers)


def _numbers(cell: str, path: Path, line: int, faults: list[str]) -> list[str]:
    numbers = _NUMBER.findall(cell)
    if not numbers or _BETWEEN.sub("", _NUMBER.sub("", cell)):
        faults.append(
            f"{path}:{line}: column {NUMBERS}: not a register number of the Bureau of Prisons; write five digits, a hyphen and three, such as 12345-678"
        )
        return []
    return numbers


def _day(row: dict[str, str], path: Path, line: int, faults: list[str]) -> date | None:
    written = (row.get("grant_date") or "").strip()
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        faults.append(f"{path}:{line}: column grant_date: not a day; write it as YYYY-MM-DD, or leave it empty")
        return None


def _grant(words: dict[str, str], day: date | None, number: str) -> Grant:
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
        number,
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
        and (wanted.register_number is None or one.register_number == wanted.register_number)
        and (wanted.at_least_months is None or (imposed is not None and (imposed.is_life or imposed.months >= wanted.at_least_months)))
    )


def counts_of(grants: Sequence[Grant]) -> dict[str, dict[str, int]]:
    """How many grants by day, by drug, by what was granted, and by the term imposed."""
    return {
        "day": _count(one.granted_on.isoformat() if one.granted_on else "not told" for one in grants),
        "drug": _count(drug for one in grants for drug in one.drugs or (("none named",) if one.offense else ("offense not told",))),
        "grant": _count(_what(one) for one in grants),
        "origin": _count(one.origin for one in grants if one.origin is not None),
        "imposed": _count(_years(one) for one in grants),
    }


def _what(one: Grant) -> str:
    if not one.grant_text:
        return "not told"
    return f"{one.commutation.kind}, rest in home confinement" if one.commutation.home_confinement else one.commutation.kind


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
