"""The words of a grant read as terms: the sentence that was imposed, what it became before, and what it was commuted to.

The texts are those of the White House's and the Pardon Attorney's lists, which write numbers in words and in figures, several
cases in one, and what amended a term after a semicolon. What cannot be read for certain is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from lenity.facts.terms import Term

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen")
_WORDS = {word: number for number, word in enumerate(_UNITS, 1)} | {"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40}
_NUMBER = rf"(\d+|{'|'.join(_WORDS)})"
_LENGTH = rf"{_NUMBER}[ -](year|month|day)s?(?:[ ’']+)?"
_TERM = re.compile(rf"\blife imprisonment\b|\b{_LENGTH}(?:\s*,?\s+and\s+{_LENGTH})?(?:\s*,?\s+and\s+{_LENGTH})?\s*(?:of\s+)?imprisonment\b", re.IGNORECASE)
_BARE = re.compile(rf"\b{_LENGTH}(?:\s*,?\s+and\s+{_LENGTH})?", re.IGNORECASE)
_PART = re.compile(r"(?:^|(?<=[.;)] ))\d\. ")
_DAY = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}\b")
_CHANGED = re.compile(r"\b(?:amended|reduced|commuted|resentenced)\b", re.IGNORECASE)
_MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class SentenceText:
    """A sentence as a list tells it. `imposed` and `in_force` are total prison terms, None where they cannot be told (cases whose terms may or may not run together)."""

    imposed: Term | None
    in_force: Term | None
    imposed_on: date | None
    cases: int
    was_changed: bool


@dataclass(frozen=True, slots=True)
class Commutation:
    """What was granted: the sentence ends on a day, or is a term, or time served. `unread` is a text that none of these is."""

    kind: Literal["expires", "term", "time served", "unread"]
    on: date | None = None
    term: Term | None = None
    home_confinement: bool = False


def sentence_of(text: str) -> SentenceText:
    """Read a sentence."""
    prose = " ".join(text.replace("\xa0", " ").split())
    parts = [part for part in _PART.split(prose) if part.strip()]
    told = [[_term(found) for found in _TERM.finditer(part)] for part in parts]
    terms = [terms for terms in told if terms]
    days = _DAY.findall(prose)
    if not terms:
        return SentenceText(None, None, _day(days[0]) if days else None, len(parts), False)
    first, last = [one[0] for one in terms], [one[-1] for one in terms]
    how = _run_together(prose)
    was_changed = bool(_CHANGED.search(prose))
    return SentenceText(_total(first, how), _total(last, how), _day(days[0]) if days else None, len(terms), was_changed)


def commutation_of(text: str) -> Commutation:
    """Read what was granted."""
    prose = " ".join(text.split())
    home = "home confinement" in prose.lower()
    if found := re.search(rf"to expire on ({_DAY.pattern})", prose):
        return Commutation("expires", _day(found[1]), None, home)
    if re.search(r"\bcommuted to (?:a (?:total )?term of )?time served\b", prose, re.IGNORECASE):
        return Commutation("time served", None, None, home)
    if found := re.search(r"\bcommuted to (?:a (?:total )?term of )?(.*)", prose, re.IGNORECASE):
        if re.match(r"life\b", found[1], re.IGNORECASE):
            return Commutation("term", None, Term(is_life=True, text="life"), home)
        if bare := _BARE.match(found[1]):
            return Commutation("term", None, _term(bare), home)
    return Commutation("unread", None, None, home)


def _term(found: re.Match[str]) -> Term:
    if found[0].lower().startswith("life"):
        return Term(is_life=True, text="life")
    months = days = 0
    groups = found.groups()
    for number, unit in zip(groups[::2], groups[1::2], strict=True):
        if number is None:
            continue
        amount = int(number) if number.isdigit() else _WORDS[number.lower()]
        if unit.lower() == "day":
            days += amount
        else:
            months += amount * (_MONTHS_IN_YEAR if unit.lower() == "year" else 1)
    return Term(months, days, text=" ".join(found[0].split()))


def _run_together(prose: str) -> Literal["concurrent", "consecutive"] | None:
    concurrent, consecutive = "concurrent" in prose.lower(), "consecutive" in prose.lower()
    if concurrent == consecutive:
        return None
    return "concurrent" if concurrent else "consecutive"


def _total(terms: list[Term], how: Literal["concurrent", "consecutive"] | None) -> Term | None:
    if len(terms) == 1 or any(term.is_life for term in terms):
        return max(terms)
    if how == "concurrent":
        return max(terms)
    if how == "consecutive":
        return Term(sum(term.months for term in terms), sum(term.days for term in terms))
    return None


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%B %d, %Y").date()
    except ValueError:
        return None
