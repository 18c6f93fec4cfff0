"""Offenses of conviction in a stretch of text: their words, statutes, objects and drug quantities."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from lenity.cite import UnitedStatesCode, find
from lenity.intake._days import MONTH
from lenity.intake._drugs import drugs_in
from lenity.intake._fact import Hit, Voice

_INCHOATE = {(21, "846"), (21, "963"), (18, "371"), (18, "1349"), (18, "1951"), (18, "1956")}
_ALWAYS_INCHOATE = {(21, "846"), (21, "963")}
_CONSPIRED = re.compile(r"\b(?:conspir|attempt)", re.IGNORECASE)
# Penalties, procedure and definitions, which are cited beside offenses and are none.
# `section 2103, title 22, District of Columbia Code` is no section of the United States Code.
_OTHER_CODE = re.compile(r",?\s(?:of\sthe\s)?(?:District\sof\sColumbia|D\.\s?C\.|[A-Z][a-z]+)\s(?:Official\s)?Code\b(?<!States\sCode)")
_NO_OFFENSE = {
    (18, "2"),
    (18, "924a"),
    (21, "841b"),
    (21, "960b"),
    (21, "851"),
    (21, "853"),
    (18, "982"),
    (18, "981"),
    (21, "812"),
    (18, "924e"),
    (21, "962"),
    (21, "849"),
}
_PART = re.compile(
    r";\s|,?\sand\swith\s(?=being|possess|conspir|distribut|us(?:ing|e)\b|carry)|\s?\([Cc]ounts?\s[^)]{1,30}\),?\s(?:and\s)?|(?<=\d),?\sand\s(?=(?:one|two|three|\d+|a\ssingle)\scounts?\sof)|,?\s(?:and\s)?(?=(?:one|two|three|four|five|six|\d+)\scounts?\sof\b)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\A(?:[\s,:]|\d{1,2}\.\s|(?:a|an|the|to|of|with|for|on|in|having|being|been|his|her|role\sin)\s|counts?\s(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?:(?:,?\s(?:and|through)\s|,\s)(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten))*,?(?:\si\.e\.,?)?(?:\s(?:of|in)\s(?:the|an|his|her)\s(?:[\w-]+\s)?(?:indictment|information),?)?(?:\s(?:which\s)?charg\w+(?:\s(?:him|her)\swith)?)?\s|(?:the\s)?charges?\s(?:of|that)\s|(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|single|multiple|several)"
    r"\s(?:federal\s|felony\s)?(?:counts?|charges?)\s(?:of\s|for\s)?|(?:a\s)?(?:one|two|three|\w+)-count\s(?:indictment|information)\s(?:charging\s)?(?:(?:him|her|them)\swith\s)?|counts?\s[\w,\s]{1,20}?\sof\s"
    r"(?:(?:a|an|the|his|her)\s)?(?:\w+\s)?(?:indictment|information)[,\s]+(?:which\s)?(?:charg\w+\s)?(?:(?:him|her|them)\swith\s)?|(?:criminal\s)?information\scharging\s(?:(?:him|her)\swith\s)?|unlawful(?:ly)?\s"
    r"|knowing(?:ly)?\s|(?:one|single)\s(?:counts?\s)?|counts?\scharging\s|charging\s(?:(?:him|her|them)\swith\s)?|(?:involvement|participation|role|part)\sin\s)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:,?\s(?:in\sviolation\sof|(?:a|each\sa)\sviolation\sof|id\.?\Z|including\Z|at\s(?:the\s)?age\b|contrary\sto|under|pursuant\sto|see|all\sin)\b.*|,?\s\(?\d{1,2}\s?U\.?\s?S\.?\s?C.*|\s[—–-]\s.*|,?\s(?:and|but)\s(?:was|is|were|then|later|received|sentenced|has|had|the\s(?:district\s)?court)\b.*"
    r"|,?\s(?:and|but)\sthe\s(?:other|remaining|rest|government|court|district|jury)\b.*|\sin\s(?:the|that|this)\s(?:\w+\s)?(?:indictment|information|case)\b.*|,?\s(?:for\swhich|after|before|following|when|while|because|who|where|at\s(?:trial|a\s)|by\sa\sjury|by\sthe\sjury|pursuant|as\sa\sresult|and\s(?:he|she|was)|on\s(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\b|in\s(?:19|20)\d\d|in\s(?:federal|united)\b|in\sthe\s(?:United|district)\b|and\s(?:sentenced|received)|stemming|arising|related\sto|relating\sto|in\sconnection)\b.*|[\s,;:.(]+)\Z",
    re.IGNORECASE | re.DOTALL,
)


def offense_words(text: str) -> str | None:
    """The offense in the document's words, without what stands around it; None where nothing is left.

    >>> offense_words("unlawful possession of a firearm by a convicted felon in violation of 18 U.S.C. 922(g)(1)")
    'possession of a firearm by a convicted felon'
    >>> offense_words("a drug conspiracy"), offense_words("two counts of mail fraud and was sentenced")
    ('drug conspiracy', 'mail fraud')
    """
    words = _LEADING.sub("", " ".join(text.split()))
    for _ in range(4):
        cut = _TRAILING.sub("", f" {words}").strip()
        if cut == words:
            break
        words = cut
    words = words.strip(" ,;:.\"'–—-")
    if re.fullmatch(
        r"(?:(?:all|this|the)\s)?(?:counts?\s[\w\s,]{1,20}|case|all\scounts|conspiracy\scount|charges)|(?:the\s)?(?:criminal\s|superseding\s|federal\s)*(?:information|indictment|complaint|charges?|counts?|violations?|violating|offenses?|crimes?)(?:\s(?:charging|of))?(?:\s\w+)?",
        words,
        re.IGNORECASE,
    ):
        return None
    if re.search(r"\b(?:was|were|is|are|had|has|would|he|she)\b", words, re.IGNORECASE):
        return None
    if re.match(rf"(?:{MONTH}\s\d|(?:both|all|each|the|these|those|such)\s(?:of\sthe\s)?(?:counts?|charges?|offenses?)\b)", words, re.IGNORECASE):
        return None
    if re.match(r"(?:several|various|multiple|numerous|other)\s", words, re.IGNORECASE):
        return None
    if not 3 <= len(words) <= 240 or not re.search(r"[A-Za-z]{3}", words):
        return None
    return words


def statutes_in(line: str, start: int, end: int) -> list[tuple[UnitedStatesCode, int, int]]:
    """Sections of the Code that an offense can be under, where they stand."""
    found = []
    for one in find(line[start:end]):
        code = one.citation
        if isinstance(code, UnitedStatesCode) and not code.note and is_offense(code) and not _OTHER_CODE.match(line, start + one.end):
            found.append((replace(code, dated=None), start + one.start, start + one.end))
    return found


def is_offense(code: UnitedStatesCode) -> bool:
    """Whether a section can be one of conviction: not a penalty, a definition or procedure."""
    first = code.subdivisions[0] if code.subdivisions else ""
    section = code.section.lower()
    leading = re.match(r"\d+", section)
    number = int(leading[0]) if leading else 0
    if (code.title, section) in _NO_OFFENSE or (code.title, section + first.lower()) in _NO_OFFENSE:
        return False
    # Parts II to IV of title 18 and title 28 are procedure
    return code.title != 28 and not (code.title == 18 and 3000 <= number < 6100)


def offenses(
    line: str, start: int, end: int, event: Hashable, *, more: tuple[int, int] | None = None, confidence: float = 0.85, words: bool = True
) -> Iterator[Hit]:
    """The convictions that a stretch of text names; `event` tells them from those of other stretches.

    `more` is a stretch after it, in which only citations are read (a sentence that begins with *See*).
    """
    at = start
    parts: list[tuple[int, int]] = []
    for joint in _PART.finditer(line, start, end):
        parts.append((at, joint.start()))
        at = joint.end()
    parts.append((at, end))
    for number, (low, high) in enumerate(parts):
        last = number == len(parts) - 1
        yield from _one(line, low, high, (event, number), more if last else None, confidence, words)


def _one(line: str, start: int, end: int, key: Hashable, more: tuple[int, int] | None, confidence: float, words: bool) -> Iterator[Hit]:
    cited = statutes_in(line, start, end)
    if not cited and more is not None:
        cited = statutes_in(line, *more)
    text = line[start:end]
    entries = entries_of(cited, _CONSPIRED.search(text) is not None)
    said = offense_words(text) if words else None
    if said:
        at = start + max(text.lower().find(said.lower()[:30]), 0)
        yield Hit("convictions[].offense", said, at, min(at + len(said), end), confidence, ((key, 0),), voice=Voice.found)
    for position, (statute, objects) in enumerate(entries):
        entry = (key, position)
        yield Hit("convictions[].statute", str(statute[0]), statute[1], statute[2], confidence, (entry,), voice=Voice.found)
        for one in objects:
            yield Hit("convictions[].object", str(one[0]), one[1], one[2], confidence, (entry,), voice=Voice.found)
    for number, drug in enumerate(drugs_in(line, start, end)):
        charged = (key, 0)
        yield Hit("convictions[].charged[].drug", drug.drug, drug.start, drug.end, confidence, (charged, number), voice=Voice.found)
        if drug.charged is not None:
            note = f"the document says {drug.bound}" if drug.bound in ("at least", "more than") else None
            yield Hit("convictions[].charged[].amount", drug.charged, drug.start, drug.end, confidence, (charged, number), voice=Voice.found, note=note)


_Cited = tuple[UnitedStatesCode, int, int]


def entries_of(cited: Sequence[_Cited], conspired: bool) -> list[tuple[_Cited, list[_Cited]]]:
    """Each statute of conviction with the objects of an inchoate one."""
    kinds = {(one[0].title, one[0].section) for one in cited}
    inchoate = [one for one in cited if (one[0].title, one[0].section) in _ALWAYS_INCHOATE or (conspired and (one[0].title, one[0].section) in _INCHOATE)]
    if inchoate and conspired and len(kinds) > 1:
        objects = [one for one in cited if one not in inchoate and one[0].title == inchoate[0][0].title]
        others = [one for one in cited if one not in inchoate and one not in objects]
        return [(inchoate[0], objects), *((one, []) for one in others)]
    return [(one, []) for one in cited]
