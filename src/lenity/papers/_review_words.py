"""Words for what stands in a case file and in a review: places, terms, dates, ranges."""

from __future__ import annotations

import re
from datetime import date

from lenity.engine import UNBOUNDED, in_words
from lenity.facts import Amount, CaseFile, PartialDate, Term
from lenity.papers._words import date_in_words, months_in_words
from lenity.papers.tree import Months

ROMAN = ("I", "II", "III", "IV", "V", "VI")
NOT_KNOWN = "not known"
_MONTHS_A_YEAR = 12
_MONTH_NAMES = tuple(date_in_words(date(2000, month, 1), "en").split()[0] for month in range(1, 13))
_STEP = re.compile(r"([a-z_0-9]+)((?:\[[^\]]+\])*)\.?")
_POSITION = re.compile(r"\[([^\]]+)\]")

_NAMES = {
    "guidelines.adjustments": "the adjustments that the court found",
    "guidelines.conduct": "the offense guideline that was applied",
    "guidelines.departures": "the departures that the court granted",
    "criminal_history.category": "the criminal history category",
    "criminal_history.points": "the criminal history points",
    "criminal_history.priors": "the prior sentences",
    "criminal_history.career_offender": "the finding on career offender status",
    "criminal_history.under_sentence": "whether the offense was committed under a criminal justice sentence",
    "offense.ended": "the day on which the offense ended",
    "sentence.date": "the day of the sentence",
    "convictions": "the counts of conviction",
}
_ENDINGS = {
    "charged": "the drug quantity charged and found",
    "found_by": "who found the drug quantity",
    "convicted": "the day of the conviction",
    "statute": "the statute of conviction",
    "object": "the object of the conspiracy or attempt",
    "prior_851": "the prior convictions noticed under § 851",
    "prior_851_today": "which of those would qualify today",
    "prior_924c": "earlier § 924(c) convictions",
    "death_results": "whether death or serious injury resulted",
    "amount": "the exact amount",
    "drug": "which substance it was",
    "drugs": "the drugs and their amounts",
    "adjustments": "the characteristics that the court found",
    "underlying": "the offense that the guideline refers to, with what was found of it",
}


def place_in_words(case: CaseFile, path: str) -> str:
    """Which row of the case a step is about: `cocaine`, `count 2`, `§3B1.1(c)`; empty for the case as a whole."""
    words = []
    for name, positions in _steps(path):
        if name in ("adjustments", "departures") and positions:
            words.append(positions[0] if "U.S.C." in positions[0] or positions[0].isalpha() else f"§{positions[0]}")
        elif name == "convictions" and positions:
            words.append(f"count {_count_number(case, int(positions[0]))}")
        elif name == "conduct" and positions:
            words.append(_conduct(case, int(positions[0])))
        elif name == "drugs" and positions:
            words.append(_drug(case, path, int(positions[0])))
        elif name == "charged" and positions:
            words.append("quantity charged")
        elif name in ("underlying", "reference") and "conduct" in path:
            words.append("the offense referred to")
        elif name == "priors" and positions:
            words.append(f"prior sentence {int(positions[0]) + 1}")
    return ", ".join(word for word in words if word)


def need_in_words(case: CaseFile, path: str) -> str:
    """A missing fact in a few words: `the drug quantity charged and found (count 2)`."""
    if path in _NAMES:
        return _NAMES[path]
    last = path.rpartition(".")[2].partition("[")[0]
    place = place_in_words(case, path)
    if path.startswith("guidelines.findings."):
        return f"the finding on {last.replace('_', ' ')}"
    if last == "adjustments" and place:
        return f"whether {place} was found"
    said = _ENDINGS.get(last, last.replace("_", " "))
    return f"{said} ({place})" if place else said


def _steps(path: str) -> list[tuple[str, list[str]]]:
    return [(match[1], _POSITION.findall(match[2])) for match in _STEP.finditer(path)]


def _count_number(case: CaseFile, at: int) -> int:
    numbers = case.count_numbers()
    return numbers[at] if at < len(numbers) else at + 1


def _conduct(case: CaseFile, at: int) -> str:
    """Named only where there are several, as nothing else tells them apart."""
    entries = (case.guidelines.conduct if case.guidelines else None) or ()
    return f"§{entries[at].guideline}" if len(entries) > 1 and at < len(entries) else ""


def _drug(case: CaseFile, path: str, at: int) -> str:
    entries = (case.guidelines.conduct if case.guidelines else None) or ()
    match = re.search(r"conduct\[(\d+)\]", path)
    drugs = entries[int(match[1])].drugs if match and int(match[1]) < len(entries) else None
    return str(drugs[at].drug) if drugs and at < len(drugs) else f"drug {at + 1}"


def day_in_words(day: date) -> str:
    return date_in_words(day, "en")


def on_day(day: PartialDate) -> str:
    """`on March 21, 2006`, `in March 1997`, `in 1997`."""
    if day.is_exact:
        return f"on {day_in_words(day.first)}"
    if (day.first.year, day.first.month) == (day.last.year, day.last.month):
        return f"in {_MONTH_NAMES[day.first.month - 1]} {day.first.year}"
    return f"in {day.first.year}" if day.first.year == day.last.year else f"between {day_in_words(day.first)} and {day_in_words(day.last)}"


def term_in_words(term: Term) -> str:
    """`life in prison`, `120 months (10 years) in prison`, `no prison time`."""
    if term.is_life:
        return "life in prison"
    if term.is_none:
        return "no prison time"
    years = f" ({_years(term.months)})" if term.months >= 2 * _MONTHS_A_YEAR and term.months % _MONTHS_A_YEAR == 0 and not term.days else ""
    return f"{term}{years} in prison"


def imposed_in_words(case: CaseFile) -> str:
    """The sentence imposed; where it was one for each count, the longest, and said to be so. Empty where it is not known."""
    imposed = case.sentence.imprisonment
    if imposed is None:
        return ""
    several = imposed.by_count is not None and len(imposed.by_count) > 1
    return term_in_words(imposed.longest) + (" on the count with the longest term" if several else "")


def _years(months: int) -> str:
    return f"{months // _MONTHS_A_YEAR} years"


def months(value: object) -> Months | None:
    """Months as the papers hold them: life is a word, what is not known None."""
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return "life" if value >= UNBOUNDED else value


def range_in_words(low: object, high: object) -> str:
    """`151 to 188 months`, `360 months to life`, `at least 120 months` where the other end is not known."""
    minimum, maximum = months(low), months(high)
    if minimum is None and maximum is None:
        return NOT_KNOWN
    if maximum is None:
        return f"at least {_end(minimum)}"
    if minimum is None:
        return f"at most {_end(maximum)}" if maximum != "life" else "up to life, from a minimum not known"
    return months_in_words(minimum, maximum, "en")


def _end(value: Months | None) -> str:
    return "life" if value == "life" else f"{value} months"


def amount_in_words(amount: Amount | None) -> str:
    """An amount as the record gives it; bounds in words."""
    if amount is None:
        return "amount not known"
    return str(amount.text or amount).replace("_", " ")


def category_in_words(value: object) -> str:
    return ROMAN[value - 1] if isinstance(value, int) and 1 <= value <= len(ROMAN) else NOT_KNOWN


def value_in_words(value: object, unit: str, rule: str = "") -> str:
    """A step's value with its unit; levels that are added or taken off carry their sign."""
    if unit == "category" and value is not None:
        return category_in_words(value)
    if unit == "level" and isinstance(value, int) and (rule.endswith(("_levels", "_increase"))):
        return f"{value:+d}".replace("-", "−") if value else "0"
    if unit == "month" and value == 0:
        return "none"
    if unit == "point" and isinstance(value, int):
        return f"{value} point{'' if value == 1 else 's'}"
    return in_words(value, unit)
