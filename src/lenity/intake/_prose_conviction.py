"""Pleas and verdicts in prose: of what, when, and by whom found."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from lenity.intake._days import DATE, day
from lenity.intake._fact import Hit, Voice
from lenity.intake._numbers import WORDS, whole
from lenity.intake._offenses import offenses
from lenity.intake._prose import EARLIER, Text, clause_before, is_supposed, last_match

_F = re.IGNORECASE
_PLEA = re.compile(
    r"\b(?:pled|pleaded|pleads?|pleading)\s(?:\w+\s){0,2}?guilty|\bentered\s(?:into\s)?(?:a|an|his|her)\s(?:\w+\s){0,2}?(?:guilty\splea|pleas?\sof\sguilty)|\b(?:guilty\spleas?|pleas?\sof\sguilty)\sto\b"
    r"|\bchanged\s(?:his|her)\splea\b(?!\sto\snot)|\bfollowing\s(?:a|his|her)\sguilty\splea\b|\badmitted\s(?:guilt\s)?(?:to\s)?(?=conspir|possess|distribut)",
    _F,
)
_VERDICT = re.compile(
    r"\b(?:a\s|the\s)?(?:federal\s|petit\s)?jury\s(?:\w+\s){0,3}?(?:convicted|found)\b(?:[^.;]{0,60}?\bguilty\b)?|\b(?:was|were|been|being)\s(?:tried\sand\s)?(?:found\sguilty|convicted)\b|\bconvicted\s(?:of|on|for)\b"
    r"|\b(?:sentence|term|imprisonment)\sfor\s(?=(?:\w+\s){0,2}?(?:conspir|possess|distribut|import|traffick|robb|fraud|launder|being\sa\sfelon))|\bstood\sconvicted\b|\bverdicts?\sof\sguilty\b|\bguilty\sverdicts?\b|\bconvictions?\s(?:in\s[^.;]{0,160}?,?\s)?(?:of|for)\b(?!\sthe\s)",
    _F,
)
_JURY = re.compile(r"\bjury|\bjurors|\btrial\sby\sjury", _F)
_BENCH = re.compile(r"\bbench\strial|\bby\sthe\s(?:district\s)?(?:court|judge)\ssitting\swithout\sa\sjury", _F)
_NOT_SO = re.compile(
    r"\b(?:not|never|revers\w+|vacat\w+|acquit\w+|dismiss\w+|set\saside|overturn\w+|withdr\w+|nor|no\slonger|co-?defendants?)\b[^,;]{0,60}\Z", _F
)
_OF_OTHERS = re.compile(r"\b(?:persons?|people|anyone|someone|individuals?|defendants|those|whoever|felons?)\s(?:who\s|that\s)?(?:\w+\s){0,2}\Z", _F)
_ON = re.compile(rf"\b(?:on|in)\s(?P<date>{DATE}),?\s", _F)
_AFTER = re.compile(rf"[^.;]{{0,200}}?\b(?:on|in)\s(?P<date>{DATE})", _F)
_COUNTS = re.compile(
    rf"\bcounts?\s(?P<counts>(?:\d{{1,2}}|{WORDS}|[IVX]{{1,5}})(?:(?:,?\s(?:and|through|to)\s|,\s)(?:\d{{1,2}}|{WORDS}|[IVX]{{1,5}}))*)\s(?:of\b|charg|and\b|,)",
    _F,
)
_BINDING = re.compile(r"\b11\s?\(c\)\s?\(1\)\s?\((?P<kind>[BC])\)")
_STOP = re.compile(
    r",?\s(?:and|but)\s(?:(?:was|were|is|had|has|he|she|subsequently|later|then|now|on)\b|(?:the\s)?(?:district\s|trial\s)?(?:court|judge)\b|(?:received|sentenced|appeal\w*|challeng\w*)\b)|,?\s(?:for\swhich|and\ssentenced|who\swas|after\swhich)\b",
    _F,
)
_LINK = re.compile(
    r",?\s(?:(?:him|her|the\sdefendant|guilty)\s)?(?:(?:in|before)\s(?:the\s)?(?:United\sStates\s|U\.S\.\s|federal\s)?(?:district\s)?court[^,]{0,60},?(?:[^,]{0,40},)?\s)?"
    r"(?:(?:without|with|pursuant\sto|under)\s(?:a|an|the|any)\s(?:\w+\s){0,3}?(?:agreement|trial|jury),?\s)?(?:by\s(?:a|the)\s(?:\w+\s)?jury\s|after\s(?:a|an)\s[\w-]+(?:\s\w+)?\strial,?\s)?(?:guilty\s)?(?:of|to|on|for)\s(?!the\s(?:court|judge)\b)",
    _F,
)
_FAR_LINK = re.compile(
    r"[^.;]{2,100}?\sof\s(?=(?:\w+\s){0,3}?(?:conspir|possess|distribut|import|traffick|manufactur|wire|mail|bank|fraud|money|launder|robb|being|felon|us(?:e|ing)\b|carry|aiding|attempt|murder|tax|drug|racketeer"
    r"|extort|sell|deal|smuggl|brib|embezz|theft|steal|false|perjur|obstruct|firearm|armed|health|securities|structur))",
    _F,
)
_WHOM = re.compile(r"[^.;]{2,160}?\s(?=(?:of|on)\s)", _F)
_SEE = re.compile(r"(?:See|In\sviolation|\d{1,2}\sU\.\s?S\.\s?C|He\sdid|All\sin)\b", _F)
_DONE = re.compile(r"\b(?:revers\w+|vacat\w+)\s(?:(?:his|her|the|all|both|[\w-]+'s)\s)?(?:\w+\s){0,2}?(?P<what>convictions?|sentences?|judgment)\b", _F)


def convictions(text: Text, start: int, end: int) -> Iterator[Hit]:
    """Offenses pleaded to or found by verdict, with their statutes, drugs and dates."""
    taken = -1
    for pattern, by in ((_PLEA, "plea"), (_VERDICT, None)):
        for match in pattern.finditer(text.line, start, end):
            if match.start() < taken or not _is_so(text, match, start):
                continue
            taken = match.end()
            yield from _conviction(text, match, start, end, by)


def _is_so(text: Text, match: re.Match[str], start: int) -> bool:
    """Whether the person was convicted, in this case: not said of people in general, of an earlier case, or of what was undone."""
    before = text.line[start : match.start()]
    # "previously pled guilty" tells of this case; "had previously been convicted" does not
    clause = clause_before(text, match.start())
    if match.group().lower().startswith("pl"):
        clause = re.sub(r"(?<!had\s)\bpreviously\s\Z", "", clause)
    if is_supposed(text, match.start()) or _NOT_SO.search(before) or _OF_OTHERS.search(before):
        return False
    if re.search(r"\b(?:felony|prior|previous|state|earlier|drug|two|three|several|his|her)\s\Z", before, _F) and re.match(r"conviction", match.group(), _F):
        return re.search(r"\bhis\s?\Z|\bher\s?\Z", before, _F) is not None and not EARLIER.search(clause)
    if re.match(r"convictions?\b", match.group(), _F) and not re.search(
        r"\b(?:For\s(?:his|her|their)?|appeals?|challeng\w+|affirm\w*)\s(?:\w+\s)?\Z|\b(?:For\s?His|his|her)\s?\Z", before, _F
    ):
        return False
    return not EARLIER.search(clause)


def _conviction(text: Text, match: re.Match[str], start: int, end: int, by: str | None) -> Iterator[Hit]:
    line = text.line
    stop = _STOP.search(line, match.end(), end)
    high = stop.start() if stop else end
    event = ("prose", match.start())
    people = text.cast.all_of(match.start(), match.end())
    body = match.end()
    named_after = _WHOM.match(line, body, high) if re.search(r"jury", match.group(), _F) else None
    if named_after:
        people = text.cast.all_of(match.end(), named_after.end()) or people
        body = named_after.end() - 1
    link = _LINK.match(line, body, high) or (_FAR_LINK.match(line, body, high) if by is None else None)
    is_linked = link is not None or re.search(r"\b(?:of|to|on|for)\s?\Z", match.group(), _F) is not None
    body = link.end() if link else body
    named = list(offenses(line, body, high, event, more=_following(text, end), words=is_linked))
    yield from (replace(hit, who=one) for hit in named for one in people)
    counted = list(dict.fromkeys(hit.entries[0] for hit in named)) or [((event, 0), 0)]
    by = by or ("jury" if _JURY.search(line, start, end) else "judge" if _BENCH.search(line, start, end) else None)
    for who in people:
        yield from _beside(text, match, (start, high, end), counted, who, by)


def _beside(text: Text, match: re.Match[str], ends: tuple[int, int, int], counted: Sequence[Hashable], who: str, by: str | None) -> Iterator[Hit]:
    """What stands beside an offense: who found it, when, under which count, and by what kind of plea."""
    line, (start, high, end), voice = text.line, ends, Voice.found
    for entry in counted:
        if by:
            yield Hit("convictions[].found_by", by, match.start(), min(high, match.end() + 60), 0.9, (entry,), who, voice)
        yield from _when(text, match, start, high, entry, who, by)
    counts = _COUNTS.search(line, match.end(), high)
    for number, count in enumerate(map(_count, re.split(r",\s(?:and\s)?|\sand\s", counts["counts"])) if counts else ()):
        if counts and count and number < len(counted):
            yield Hit("convictions[].count", count, counts.start(), counts.end("counts"), 0.7, (counted[number],), who, voice)
    kind = _BINDING.search(line, start, end)
    if kind and by == "plea":
        for entry in counted:
            yield Hit("convictions[].plea", f"11(c)(1)({kind['kind']})", kind.start(), kind.end(), 0.75, (entry,), who, voice)


def _count(text: str) -> int | None:
    roman = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
    return roman.get(text.strip()) or whole(text)


def _following(text: Text, end: int) -> tuple[int, int] | None:
    """The sentence after, where it does nothing but cite."""
    if end >= len(text.line) or not _SEE.match(text.line, end):
        return None
    return text.flat.sentence_at(end)


def _when(text: Text, match: re.Match[str], start: int, high: int, entry: Hashable, who: str, by: str | None) -> Iterator[Hit]:
    path = "convictions[].plea_date" if by == "plea" else "convictions[].convicted"
    on = last_match(_ON, text.line, start, match.start())
    if on is not None and not re.search(r"\b(?:indict\w+|arrest\w+|charged|sentenced|offense|search\w*)\b", text.line[on.end() : match.start()], _F):
        value = day(on["date"])
        if value:
            yield Hit(path, value, on.start(), on.end() - 1, 0.85, (entry,), who, Voice.found)
        return
    after = _AFTER.match(text.line, match.end(), high)
    if after and not re.search(r"\b(?:sentenced|between|from|through|since|committed|occurr\w+|amend\w+)\b", after.group(), _F):
        value = day(after["date"])
        if value and (len(value) > 4 or after.end() - match.end() < 12):
            yield Hit(path, value, match.start(), after.end(), 0.75, (entry,), who, Voice.found)


def undone(text: Text) -> list[str]:
    """What a court of appeals says that it undid, for the reader to know: `vacates the sentence`."""
    found = []
    for match in _DONE.finditer(text.line):
        if re.search(r"\b(?:we|this\scourt)\b[^.]{0,100}\Z", text.line[max(0, match.start() - 110) : match.start()], _F):
            found.append(f"{'reverses' if match.group().lower().startswith('rev') else 'vacates'} the {match['what'].lower().removesuffix('s')}")
    return list(dict.fromkeys(found))
