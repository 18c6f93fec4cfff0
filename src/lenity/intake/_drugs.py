"""Drugs and their quantities as charges and findings name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from lenity.intake._numbers import NUMBER, number
from lenity.law import law_vocabulary

_UNIT = (
    r"(?P<unit>kilograms?|kilos?|kgs?\b\.?|milligrams?|mgs?\b\.?|grams?|gms?\b\.?|g\b|ounces?|oz\b\.?|pounds?|lbs?\b\.?|(?:marijuana\s|marihuana\s)?plants?"
    r"|dosage\sunits?|pills?|tablets?|liters?|milliliters?|ml\b|metric\stons?|tons?|tonnes?)"
)
_UNITS = (("milligram", "mg"), ("mg", "mg"), ("kilo", "kg"), ("kg", "kg"), ("gram", "g"), ("gm", "g"), ("g", "g"), ("ounce", "oz"), ("oz", "oz"),
          ("pound", "lb"), ("lb", "lb"), ("plant", "plants"), ("dosage", "dosage units"), ("pill", "dosage units"), ("tablet", "dosage units"),
          ("milliliter", "ml"), ("ml", "ml"), ("liter", "l"))  # fmt: skip
_MIXTURE = (
    r"(?:\s(?:or\smore|or\sgreater|or\sless|and\smore|total))?(?:,?\sof|\sor\smore,?\sof)\s(?:a\s|an\s|any\s)?(?:[a-z ,/&]{0,40}?(?:mixtures?|substances?)[a-z ,/&]{0,40}?"
    r"(?:containing|of|detectable\samounts?\sof|amounts?\sof)\s(?:a\s)?(?:detectable\samounts?\sof\s)?)?"
)
# What a drug is called in documents and the guideline's name of it; longest first.
_SPOKEN = {
    "crack cocaine": "cocaine base",
    "cocaine base (crack cocaine)": "cocaine base",
    "cocaine base": "cocaine base",
    "cocaine hydrochloride": "cocaine",
    "cocaine powder": "cocaine",
    "powder cocaine": "cocaine",
    "powdered cocaine": "cocaine",
    "crack": "cocaine base",
    "cocaine": "cocaine",
    "crystal methamphetamine": "methamphetamine",
    "methamphetamine hydrochloride": "methamphetamine",
    "methamphetamine (actual)": "methamphetamine (actual)",
    "actual methamphetamine": "methamphetamine (actual)",
    "pure methamphetamine": "methamphetamine (actual)",
    "methamphetamine": "methamphetamine",
    "methamphetamines": "methamphetamine",
    "meth": "methamphetamine",
    "heroin": "heroin",
    "marijuana": "marihuana",
    "marihuana": "marihuana",
    "fentanyl": "fentanyl",
    "oxycodone": "oxycodone",
    "oxycontin": "oxycodone",
    "hydrocodone": "hydrocodone",
    "hydromorphone": "hydromorphone",
    "ecstasy": "mdma",
    "mdma": "mdma",
    "pcp": "pcp",
    "phencyclidine": "pcp",
    "lsd": "lsd",
    "ice": "ice",
    "hashish": "hashish",
    "alprazolam": "alprazolam",
    "morphine": "morphine",
    "opium": "opium",
    "amphetamine": "amphetamine",
    "ketamine": "ketamine",
    "methadone": "methadone",
    "psilocybin": "psilocybin",
    "buprenorphine": "buprenorphine",
    "pseudoephedrine": "pseudoephedrine",
    "ephedrine": "ephedrine",
}
# Words too short or too common to be read as drugs on their own: only after a quantity.
_ONLY_WEIGHED = frozenset({"ice", "crack", "meth"})
_QUOTED_CRACK = r"[\"']crack(?:\scocaine)?,?[\"'](?:\scocaine(?:\sbase)?)?"
"""Crack in quotation marks, which is not the cocaine that the next word names."""
DRUG = (
    f"(?:{_QUOTED_CRACK}|(?:actual|pure)\\s\\((?:pure|actual)\\)\\smethamphetamine|"
    + "|".join(re.escape(name) for name in sorted(_SPOKEN, key=len, reverse=True))
    + r")(?![a-z-])"
)
_QUANTITY = re.compile(
    rf"(?P<bound>at\sleast|more\sthan|in\sexcess\sof|over|less\sthan|under|fewer\sthan|up\sto|approximately|about|nearly|exceeding)?\s?"
    rf"(?P<number>{NUMBER})(?:\s(?P<after>or\smore|or\sgreater))?[\s-]{_UNIT}(?P<later>\s(?:or\smore|or\sgreater|and\smore))?(?P<below>,?\s(?:but|and)\sless\sthan\s{NUMBER}[\s-](?:kilograms?|grams?|kg|g)\b)?"
    rf"(?:{_MIXTURE}|\s(?=crack)|\s\(?(?:of\s)?)(?<!synthetic\s)(?P<drug>{DRUG})(?P<also>\s\((?:also\sknown\sas\s)?[\"']?(?:crack(?:\scocaine)?|actual|ice)[\"']?\))?",
    re.IGNORECASE,
)
_PLANTS = re.compile(
    rf"(?P<bound>at\sleast|more\sthan|less\sthan)?\s?(?P<number>{NUMBER})(?:\s(?P<after>or\smore))?\s(?P<drug>marijuana|marihuana)\splants?", re.IGNORECASE
)
_NAMED = re.compile(
    rf"(?<![\w-])(?<!synthetic\s)(?P<drug>{DRUG})(?P<also>\s\((?:also\sknown\sas\s)?[\"']?(?:crack(?:\scocaine)?|actual)[\"']?\))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DrugFound:
    """A drug at `text[start:end]`; `amount` as the text states it and `bound` the word that makes a bound of it."""

    drug: str
    start: int
    end: int
    amount: str | None = None
    bound: str | None = None

    @property
    def charged(self) -> Any:
        """The amount as a charge states it: `50 grams or more` charges 50 g, no more; an upper bound stays a bound."""
        if self.amount is None or self.bound in (None, "at least", "more than"):
            return self.amount
        return {"less_than": self.amount} if self.bound == "less than" else None

    @property
    def found(self) -> Any:
        """The amount as a finding states it: a bound stays a bound."""
        if self.amount is None or self.bound is None:
            return self.amount
        name = {"at least": "at_least", "more than": "more_than", "less than": "less_than", "up to": "at_most"}.get(self.bound)
        return {name: self.amount} if name else None


_BOUNDS = {
    "at least": "at least", "more than": "more than", "in excess of": "more than", "over": "more than", "exceeding": "more than", "less than": "less than",
    "under": "less than", "fewer than": "less than", "up to": "up to", "approximately": "about", "about": "about", "nearly": "about",
}  # fmt: skip


def drugs_in(text: str, start: int, end: int) -> Iterator[DrugFound]:
    """The drugs named between two places, in order, each with its quantity where it has one."""
    taken: list[tuple[int, int]] = []
    found: list[DrugFound] = []
    for pattern in (_PLANTS, _QUANTITY):
        for match in pattern.finditer(text, start, end):
            one = _weighed(match)
            if one and not _overlaps(one, taken):
                found.append(one)
                taken.append((one.start, one.end))
    for match in _NAMED.finditer(text, start, end):
        spoken = " ".join(match["drug"].lower().split())
        if spoken not in _ONLY_WEIGHED:
            one = DrugFound(_name(spoken, match["also"]), match.start(), match.end())
            if not _overlaps(one, taken):
                found.append(one)
                taken.append((one.start, one.end))
    return iter(sorted(found, key=lambda one: one.start))


def _overlaps(one: DrugFound, taken: list[tuple[int, int]]) -> bool:
    return any(one.start < end and start < one.end for start, end in taken)


def _weighed(match: re.Match[str]) -> DrugFound | None:
    count = number(match["number"])
    if not count:
        return None
    groups = match.groupdict()
    unit = "plants" if "unit" not in groups else _unit(match["unit"])
    if unit.startswith("t:"):  # metric tons, for which a case file has no unit
        count, unit = count * 1000, "kg"
    if unit == "l":
        count, unit = count * 1000, "ml"
    bound = _BOUNDS.get(" ".join((match["bound"] or "").lower().split()))
    if groups.get("after") or groups.get("later") or re.search(r"\sor\s(?:more|greater)", match.group(), re.IGNORECASE):
        bound = "at least"
    # "2.0" is 2, "0.5" stays
    shown = f"{count.normalize():f}"
    start = match.start() + (len(match.group()) - len(match.group().lstrip()))
    return DrugFound(_name(" ".join(match["drug"].lower().split()), groups.get("also")), start, match.end(), f"{shown} {unit}", bound)


def _unit(text: str) -> str:
    lowered = text.lower()
    if "ton" in lowered:
        return "t:"
    if "plant" in lowered:
        return "plants"
    return next(unit for begins, unit in _UNITS if lowered.startswith(begins))


def _name(spoken: str, also: str | None) -> str:
    spoken = " ".join(re.sub(r"[\"',()]", " ", spoken).split()) if spoken not in _SPOKEN else spoken
    if spoken.startswith("crack"):
        return _known("cocaine base") or "cocaine base"
    if spoken in ("actual pure methamphetamine", "pure actual methamphetamine"):
        return _known("methamphetamine (actual)") or "methamphetamine (actual)"
    if also and "crack" in also.lower() and spoken.startswith("cocaine"):
        return "cocaine base"
    if also and "actual" in also.lower() and spoken.startswith("meth"):
        return "methamphetamine (actual)"
    name = _SPOKEN[spoken]
    return _known(name) or name


@cache
def _known(name: str) -> str | None:
    return law_vocabulary().drug(name)
