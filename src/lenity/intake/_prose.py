"""Running text, a sentence at a time: the clause around a match, and who is speaking there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lenity.intake._cast import Cast
from lenity.intake._fact import Hit, Voice
from lenity.intake._flat import Flat

SUPPOSED = re.compile(
    r"\b(?:would(?!\snot\sbe\sheard)|could|might|may\sbe|may\shave|should\shave|should\sbe|should\snot|faces?|facing|faced|if|unless|potential(?:ly)?|possible|recommend(?:s|ed|ing)?|request(?:ed|ing)|requests\s(?:a|an|the|that)|sought|seeks?"
    r"|seeking|argu(?:es|ed|ing)|argue|contend(?:s|ed)?|claim(?:s|ed)?|maintain(?:s|ed)|urg(?:es|ed|ing)|propos(?:es|ed|ing)|ask(?:s|ed|ing)|eligible|expected\sto|carries|carried|punishable|authoriz\w+"
    r"|hypothetical(?:ly)?|for\sexample|e\.g\.|in\sthe\sabsence\sof|had\s(?:he|she)\sbeen|had\sthe|whether|wanted|hop(?:es|ed|ing)|threaten\w*|not\syet|allegedly|alleg(?:es|ed|ing)"
    r"|object(?:s|ed)|oppos(?:es|ed)|den(?:ied|ying|ies)|declin(?:ed|ing|es)|reject(?:ed|s|ing)|refus(?:ed|ing)|motion\sto|petition\sto|moved\sto|subject\sto)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:rather\sthan|instead\sof|as\sopposed\sto)\s(?:\w+\s){0,4}\Z", re.IGNORECASE)
_RECOMMENDED = re.compile(r"\brecommend\w*", re.IGNORECASE)
_INVERTED = re.compile(r"(?:\A|[.,;]\s)\s?Had\s(?:he|she|they|the|[A-Z])")
_REPORT = re.compile(
    r"presentence|pre-sentence|\bPSR\b|\bPSI\b|\bPIR\b|probation\s(?:officer|office|department)|the\sreport|revised\sreport|plea\sagreement|stipulat\w+|parties\s(?:agreed|stipulated)"
    r"|recommend(?:ed|s|ation)",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"\b(?:court|judge|magistrate)\b(?!\sof\sappeals)(?!\sstated\sthat\sit\swould)|\bimposed\b|\bsentenced\b|\bwas\s(?:found|held)\b", re.IGNORECASE
)
EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|prior|earlier|in\san?\sunrelated|state\s(?:court|prison|charges?|conviction|sentence|felony|gambling|drug)|paroled?|on\sprobation|juvenile|in\s(?:1|2)\d{3},?\s(?:he|she)\shad\sbeen)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[;:—]\s?|,\s(?:and|but|which|who|while|although|though|yet|so|thus|thereby)\s|\s(?:but|while|although)\s|\sand\s(?:then\s)?(?=(?:was|were|he|she|it|the\s(?:district\s|trial\s)?court|sentenced|imposed|received|ordered)\s)"
)


@dataclass(frozen=True, slots=True)
class Text:
    """What rules read: the running line, its people, and the places that other readers have taken."""

    flat: Flat
    cast: Cast
    dated: str | None = None
    """The day of the document, where it is known."""

    @property
    def line(self) -> str:
        return self.flat.text


Rule = Callable[[Text, int, int], Iterator[Hit]]
"""Reads one sentence, from start to end, and yields what it finds."""


def before_in_sentence(text: Text, at: int) -> str:
    """What stands before a place in its sentence."""
    start, _ = text.flat.sentence_at(at)
    return text.line[start:at]


def clause_before(text: Text, at: int) -> str:
    """What stands before a place in its clause."""
    before = before_in_sentence(text, at)
    last = last_match(_CLAUSE, before)
    return before[last.end() :] if last else before


def is_supposed(text: Text, at: int) -> bool:
    """Whether what follows is argued, asked for or possible, and not so."""
    clause = clause_before(text, at)
    return SUPPOSED.search(clause) is not None or _INSTEAD.search(clause) is not None or _INVERTED.search(clause) is not None


def is_earlier(text: Text, at: int) -> bool:
    """Whether what follows belongs to an earlier or another case of the person."""
    return EARLIER.search(before_in_sentence(text, at)) is not None


def voice_at(text: Text, at: int, back: int = 3) -> Voice:
    """Who says what stands there: the nearest of court and report spoken of before it, in its sentence or the few before."""
    if is_supposed(text, at):
        clause = clause_before(text, at)
        if not _REPORT.search(clause) or SUPPOSED.search(_RECOMMENDED.sub("", clause)):
            return Voice.supposed
    number = text.flat.sentence_number(at)
    for step in range(back + 1):
        low = text.flat.stops[number - step] if number - step >= 0 else None
        if low is None:
            break
        high = at if step == 0 else text.flat.stops[number - step + 1]
        court, report = _last(_COURT, text.line, low, high), _last(_REPORT, text.line, low, high)
        if court > report:
            return Voice.found
        if report > court:
            return Voice.reported
    return Voice.stated


def last_match(pattern: re.Pattern[str], line: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """The last match between two places."""
    found = None
    for match in pattern.finditer(line, start, len(line) if end is None else end):
        found = match
    return found


def _last(pattern: re.Pattern[str], line: str, low: int, high: int) -> int:
    found = last_match(pattern, line, low, high)
    return found.start() if found else -1
