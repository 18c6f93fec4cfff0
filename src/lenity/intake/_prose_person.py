"""The person in prose: age, home, part in the offense, record, custody, and clemency asked for and given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lenity.intake._days import DATE, day
from lenity.intake._fact import Hit
from lenity.intake._names import STATES, is_capital
from lenity.intake._numbers import NUMBER, number
from lenity.intake._prose import Text, before_in_sentence, is_supposed, last_match
from lenity.intake._terms import TERM, term

_F = re.IGNORECASE
_AGE_AFTER = re.compile(r",?\s(?:who\sis\s|now\s|aged?\s|is\s)?\(?(?P<age>\d{2})\)?(?=,|\)|\s(?:years\sold|of\s[A-Z])|\.(?:\s|\Z))")
_AGE_NOUN = re.compile(
    r"\b(?P<age>\d{2})[-\s]year[-\s]old\b|\bage[d]?\s(?P<age2>\d{2})\b|\b(?:is|was|turned|turns)\s(?:now\s)?(?P<age3>\d{2})(?:\syears\sold|\syears\sof\sage)",
    _F,
)
_BORN = re.compile(rf"\b(?:born|date\sof\sbirth|DOB|d\.o\.b\.)\s?:?\s(?:on\s|in\s)?(?P<date>{DATE})", _F)
_STATE = rf"(?:{STATES}|Ala|Ariz|Ark|Calif?|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|D\.C|N\.[YJHMCD]|S\.[CD]|W\.Va|R\.I)"
_CITY = r"[A-Z][\w.'-]+(?:\s[A-Z][\w.'-]+){0,3}"
_OF_PLACE = re.compile(rf"(?:,\s(?:aged?\s)?\d{{2}})?,?\s(?:a\s(?:resident|native)\s)?of\s(?P<place>{_CITY}(?:,\s{_STATE}\b\.?)?)")
_RESIDENT = re.compile(
    rf"\b(?:a|the)\s(?P<place>{_CITY}(?:,\s{_STATE})?)\s(?:great-grandmother|grandmother|grandfather|mother|father|man|woman|resident|native|businessman|businesswoman|doctor|physician|lawyer)\b"
)
_LIVES = re.compile(
    rf"\b(?:lived|lives|resid(?:es|ed|ing)|living)\sin\s(?P<place>{_CITY}(?:,\s{_STATE}\b\.?)?)|\bresident\sof\s(?P<place2>{_CITY}(?:,\s{_STATE}\b\.?)?)"
)
_ROLES = (
    r"intermediar(?:y|ies)|courier|drug\scourier|middleman|go-between|broker|drug\smule|mule|lookout|driver|getaway\sdriver|supplier|dealer|street-level\sdealer|distributor|kingpin|ringleader|leader|organizer"
    r"|manager|supervisor|bookkeeper|messenger|conduit|facilitator|money\slaunderer|stash\shouse\soperator|runner|enforcer|recruiter|interpreter|translator|cook|mastermind"
)
_ROLE = re.compile(
    rf"\b(?:act(?:ed|ing|s)?|serv(?:ed|ing)|work(?:ed|ing)|function(?:ed|ing)|operat(?:ed|ing))\sas\s(?:a|an|the)\s(?:[\w-]+\s){{0,2}}?(?P<role>{_ROLES})\b|\b(?:was|being)\s(?:a|an|the)\s(?:[\w-]+\s){{0,2}}?(?P<role2>{_ROLES})\b(?!\sof\sthe\s(?:court|jury))",
    _F,
)
_FIRST = re.compile(
    r"\bfirst[-\s]time,?\s(?:(?:non-?violent|drug|federal|low-level)[,\s]\s?){0,3}(?:offender|offense|offence|conviction|felon)|\bfirst\s(?:ever\s)?(?:offense|offence|conviction|arrest)\b|\bno\s(?:prior\s|previous\s)"
    r"(?:criminal\s)?(?:record|convictions?|history|arrests?|offenses?)\b|\bno\scriminal\s(?:record|history)(?!\spoint|\scategor)|\bnever\s(?:before\s)?been\s(?:arrested|convicted|in\strouble)",
    _F,
)
_VIOLENT = re.compile(
    r"\bnon-?violent,?\s(?:(?:first-time|drug|federal|low-level)[,\s]\s?){0,3}(?:offender|offense|crime|drug|charge|conviction|felony)|\bwithout\sviolence\b|\bno\sviolence\b",
    _F,
)
_SERVED = re.compile(
    rf"\b(?:served|spent|serving|been\s(?:in\s(?:federal\s)?(?:prison|custody)|incarcerated|imprisoned|locked\sup|behind\sbars)(?:\sfor)?|after|for)\s(?:the\s(?:last|past)\s)?(?P<about>more\sthan\s|over\s|nearly\s|almost\s|about\s|at\sleast\s|some\s)?"
    rf"(?P<n>{NUMBER})\syears?(?:\sand\s(?P<m>{NUMBER})\smonths)?\s(?:of\s(?:his|her|the|a|an)\s(?:[\w-]+\s){{0,3}}?(?:sentence|term)|behind\sbars|(?:in|at)\s(?:a\s)?(?:federal\s)?(?:prison|custody)|at\s(?:the\s)?(?=FCI|FPC|FMC|USP|Federal)|in\sprison|incarcerated|imprisoned|locked\sup)"
    rf"|\b(?:has|have)\s(?:already\s|now\s)?served\s(?P<about3>nearly\s|almost\s|about\s|more\sthan\s|over\s)?(?P<n3>{NUMBER})\syears(?=[.,;])"
    rf"|\bserved\s(?P<about2>nearly\s|almost\s|about\s|more\sthan\s|over\s)?(?P<n2>{NUMBER})\syears(?:\sand\s(?P<m2>{NUMBER})\smonths)?(?=\s(?:before|when|until)\b)",
    _F,
)
_ABOUT_SENTENCE = re.compile(r"\b(?:sentenced?|imposed|face[sd]?|could|get|up\sto)\b[^.;]{0,50}\Z", _F)
_FACILITY = re.compile(
    rf"\b(?:FCI|USP|FPC|FMC|FDC|MDC|MCC|FTC|FCC|SFF|RRM|ADX)\s(?:at\s)?{_CITY}(?:\s(?:Low|Medium|High|Camp|I{{1,3}}))?(?:,\s{_STATE}\b)?|\b(?:Federal\s)(?:Correctional\s(?:Institution|Complex|Facility)|Prison\sCamp|Medical\sCenter|Detention\sCenter|Penitentiary)\s?(?:in|at|,)?\s?{_CITY}"
    rf"(?:,\s{_STATE}\b)?|\b(?:United\sStates|U\.S\.)\sPenitentiary\s?(?:in|at|,)?\s?{_CITY}(?:,\s{_STATE}\b)?|\b(?P<adj>{STATES})\sfederal\s(?P<kind>prison|penitentiary|correctional\sfacility)|\b(?:a|the)\sfederal\s(?P<kind2>prison|penitentiary|prison\scamp|correctional\sfacility)\sin\s(?P<in>{_CITY}(?:,\s{_STATE}\b\.?)?)"
)
_REGISTER = re.compile(
    r"\b(?:Reg(?:ister|\.)?|USM|BOP|Inmate|Fed(?:eral|\.)\sReg(?:ister|\.)?)(?:\s(?:Register|Reg\.?))?\s?(?:Number|No\.?|#|Num\.?)?\s?:?\s?#?(?P<n>\d{5}-\d{3})\b",
    _F,
)
_SINCE = re.compile(
    rf"\b(?:in\s(?:federal\s|continuous\s)?custody|incarcerated|imprisoned|detained|behind\sbars)\ssince\s(?:his\sarrest\s(?:on|in)\s|her\sarrest\s(?:on|in)\s)?(?P<date>{DATE})|\b(?:was\s)?arrested\s(?:on|in)\s(?P<date2>{DATE})",
    _F,
)
_SPAN = re.compile(
    rf"\b(?:from|between)\s(?:in\sor\s)?(?:about\s|around\s|approximately\s|at\sleast\s)?(?:on\sor\sabout\s)?(?P<a>{DATE})(?:\s?,)?\s(?:and\scontinuing\s)?(?:through|to|until|and|up\sto)\s(?:in\sor\sabout\s|on\sor\sabout\s|about\s|around\s|approximately\s)?(?P<b>{DATE})",
    _F,
)
_OFFENSE_ACT = re.compile(
    r"\b(?:conspir\w+|distribut\w+|sold|selling|possess\w+|defraud\w+|scheme|traffick\w+|offense\sconduct|import\w+|launder\w+|robb\w+|embezzl\w+|participat\w+|operat\w+|the\sconspiracy)\b",
    _F,
)

_COMMUTED = re.compile(
    rf"\bcommut(?:ed|es|ing|e)\b(?P<gap>[^.;]{{0,120}}?)(?:\bto\sexpire\s(?:on\s)?(?P<expires>{DATE})|\bto\s(?:a\sterm\sof\s|a\stotal\sof\s|a\stotal\sterm\sof\s)?(?P<term>{TERM})|(?P<immediately>\bto\sexpire\simmediately))",
    _F,
)
_EXPIRE = re.compile(rf"\b(?:to|shall|will)\sexpire\s(?:on\s)?(?P<date>{DATE})", _F)
_GRANTED = re.compile(
    r"\b(?:granted|grants|granting|received|issued|signed|hereby\sgrant)\s(?:\w+\s){0,4}?(?:a\s)?(?:(?P<full>full\s(?:and\sunconditional\s)?)|(?:presidential\s))?(?P<kind>pardon|clemency|commutation)\b|\b(?:was|were|been)\s(?P<kind2>pardoned)\b|\b(?P<kind3>pardoned)\s(?:him|her|[A-Z])",
    _F,
)
_COMMUTED_BARE = re.compile(
    r"\b(?:commuted\s(?:the\s)?(?:his|her|[\w-]+'s|life|prison|\d[\w-]*)\s?(?:[\w-]+\s){0,3}?sentences?|sentences?\s(?:was|were)\scommuted)\b", _F
)
_NOT_GRANTED = re.compile(
    r"\b(?:was|is|were)\s(?:not|n't)\s(?:one\sof|among)\s(?:them|those|the\s\w+)\b|\bwasn't\s(?:one\sof|among)\s(?:them|those)\b|\b(?:den(?:ied|ying)|reject(?:ed|ing)|turned\sdown|refused)\s(?:\w+\s){0,5}?(?:clemency|commutation|pardon)\b|\b(?:clemency|commutation|pardon)\s"
    r"(?:petition|request|application|bid)s?\s(?:\w+\s){0,3}?(?:denied|rejected|turned\sdown)\b|\b(?:was|been)\s(?:denied|refused)\s(?:clemency|a\spardon|a\scommutation)",
    _F,
)
_CLEMENCY = re.compile(r"\b(?:clemency|pardon|commut)", _F)
_ON_DATE = re.compile(rf"\b(?:on|in)\s(?P<date>{DATE})", _F)


def ages(text: Text, start: int, end: int) -> Iterator[Hit]:
    """Age, of the person whose name stands right before or whom the phrase describes; and the date of birth."""
    line = text.line
    for mention in text.cast.mentions(text.flat.sentence_number(start)):
        match = _AGE_AFTER.match(line, mention.end, end) if mention.who and is_capital(line[mention.start]) else None
        if match and 14 <= int(match["age"]) <= 99:
            yield Hit("person.age", int(match["age"]), mention.start, match.end("age"), 0.9, who=mention.who)
    for match in _AGE_NOUN.finditer(line, start, end):
        words = match["age"] or match["age2"] or match["age3"]
        if not 14 <= int(words) <= 99 or re.search(
            r"\b(?:when\s(?:he|she)\swas|at\sthe|at|by|since|from|about|around|until|victims?|girl|boy|child|then)\s\Z", line[start : match.start()], _F
        ):
            continue
        if re.match(r"\s(?:girl|boy|victim|child|minor|daughter|son)\b", line[match.end() : match.end() + 12], _F):
            continue
        yield Hit("person.age", int(words), match.start(), match.end(), 0.75)
    for match in _BORN.finditer(line, start, end):
        born = day(match["date"])
        if born:
            yield Hit("person.born", born, match.start(), match.end(), 0.85)


def homes(text: Text, start: int, end: int) -> Iterator[Hit]:
    """Where the person lives."""
    line = text.line
    for mention in text.cast.mentions(text.flat.sentence_number(start)):
        match = _OF_PLACE.match(line, mention.end, end) if mention.who and is_capital(line[mention.start]) else None
        if match and not re.match(r"(?:the|The)\b", match["place"]):
            yield Hit("person.residence", match["place"].rstrip("."), mention.start, match.end(), 0.8, who=mention.who)
    for pattern in (_RESIDENT, _LIVES):
        for match in pattern.finditer(line, start, end):
            group = "place" if match["place"] else "place2"
            place = match[group].rstrip(".")
            if re.match(r"(?:Black|White|Young|Old|Former|Federal|American|Mexican|U\.S|United|African|Hispanic|First)", place):
                continue
            yield Hit("person.residence", place, match.start(), match.end(), 0.75)


def parts_in_offense(text: Text, start: int, end: int) -> Iterator[Hit]:
    """The part in the offense, in words."""
    for match in _ROLE.finditer(text.line, start, end):
        group = "role" if match["role"] else "role2"
        if is_supposed(text, match.start()):
            continue
        yield Hit("offense.role", match[group].lower(), match.start(), min(end, match.end() + _tail(text.line, match.end(), end)), 0.75)


def _tail(line: str, at: int, end: int) -> int:
    match = re.compile(r"\s(?:for|in|of)\s[\w\s-]{3,40}").match(line, at, end)
    return match.end() - at if match else 0


def record(text: Text, start: int, end: int) -> Iterator[Hit]:
    """A first offense, and one without violence, as the document says."""
    for match in _FIRST.finditer(text.line, start, end):
        yield Hit("offense.first_time", True, match.start(), match.end(), 0.75)
    for match in _VIOLENT.finditer(text.line, start, end):
        yield Hit("offense.violent", False, match.start(), match.end(), 0.7)
    between = re.compile(r"\bfirst[-\s]time,?\s(?P<v>non-?violent,?\s(?:drug\s)?(?:offender|offense|felon))", _F)
    for match in between.finditer(text.line, start, end):
        yield Hit("offense.violent", False, match.start("v"), match.end("v"), 0.7)


def custody(text: Text, start: int, end: int) -> Iterator[Hit]:
    """Years served, the institution, the register number, and since when."""
    line = text.line
    for match in _SERVED.finditer(line, start, end):
        before = before_in_sentence(text, match.start())
        count = number(match["n"] or match["n2"] or match["n3"])
        if (
            count is None
            or is_supposed(text, match.start())
            or (_ABOUT_SENTENCE.search(before[-60:] + match.group()[:6]) and not re.search(r"after\s\Z|^after", before[-6:] + match.group()[:5], _F))
        ):
            continue
        months = number(match["m"] or match["m2"]) if match["m"] or match["m2"] else None
        value = count + Decimal(months) / 12 if months else count
        told: int | float = int(value) if value == value.to_integral_value() else round(float(value), 2)
        note = (
            f"the document says {(match['about'] or match['about2'] or match['about3']).strip()}"
            if match["about"] or match["about2"] or match["about3"]
            else None
        )
        yield Hit("custody.years_served", told, match.start(), match.end(), 0.8, note=note)
    for match in _FACILITY.finditer(line, start, end):
        if match["adj"]:
            facility = f"federal {match['kind']} in {match['adj']}"
        elif match["kind2"]:
            facility = f"federal {match['kind2']} in {match['in'].rstrip('.')}"
        else:
            facility = match.group().rstrip(".,")
        yield Hit("custody.facility", facility, match.start(), match.end(), 0.75)
    for match in _REGISTER.finditer(line, start, end):
        yield Hit("custody.register_number", match["n"], match.start(), match.end(), 0.9)
    for match in _SINCE.finditer(line, start, end):
        value_on = day(match["date"] or match["date2"])
        if value_on and not is_supposed(text, match.start()):
            yield Hit("custody.since" if match["date"] else "custody.arrested", value_on, match.start(), match.end(), 0.7)


def spans(text: Text, start: int, end: int) -> Iterator[Hit]:
    """When the offense was committed."""
    for match in _SPAN.finditer(text.line, start, end):
        first, last = day(match["a"]), day(match["b"])
        around = text.line[max(start, match.start() - 160) : min(end, match.end() + 120)]
        if (
            first
            and last
            and first <= last
            and _OFFENSE_ACT.search(around)
            and not re.search(r"\b(?:sentenced|served|amend\w+|worked|enrolled|custody|prison|probation|married)\b", around, _F)
        ):
            yield Hit("offense.began", first, match.start(), match.end(), 0.65)
            yield Hit("offense.ended", last, match.start(), match.end(), 0.65)


def clemency(text: Text, start: int, end: int) -> Iterator[Hit]:
    """Clemency granted or refused, and on what terms."""
    line = text.line
    if not _CLEMENCY.search(line, start, end):
        return
    for match in _NOT_GRANTED.finditer(line, start, end):
        if not re.search(r"\b(?:if|would|could|should|might)\b", before_in_sentence(text, match.start())[-60:], _F):
            yield Hit("clemency.granted", False, match.start(), match.end(), 0.7)
    for match in _COMMUTED.finditer(line, start, end):
        if is_supposed(text, match.start()) or (re.search(r"\bto\s\Z", line[start : match.start()]) and not re.search(r"hereby", line[start : match.start()])):
            continue
        yield Hit("clemency.kind", "commutation", match.start(), match.end(), 0.8)
        if match["expires"] and day(match["expires"]):
            yield Hit("clemency.expires", day(match["expires"]), match.start(), match.end(), 0.85)
        elif match["immediately"]:
            yield Hit("clemency.terms", "expires immediately", match.start(), match.end(), 0.8)
        else:
            value = term(match["term"])
            if value:
                yield Hit("clemency.term", value, match.start(), match.end(), 0.8)
        yield from _granted_on(text, match, start, end)
    for match in _COMMUTED_BARE.finditer(line, start, end):
        if not is_supposed(text, match.start()):
            yield Hit("clemency.kind", "commutation", match.start(), match.end(), 0.7)
            yield from _granted_on(text, match, start, end)
    for match in _GRANTED.finditer(line, start, end):
        kind = (match["kind"] or match["kind2"] or match["kind3"]).lower()
        if is_supposed(text, match.start()) or re.search(r"\b(?:not|never)\b", before_in_sentence(text, match.start())[-40:], _F):
            continue
        if kind != "clemency":
            yield Hit("clemency.kind", "pardon" if kind.startswith("pardon") else "commutation", match.start(), match.end(), 0.75)
        yield from _granted_on(text, match, start, end)


def _granted_on(text: Text, match: re.Match[str], start: int, end: int) -> Iterator[Hit]:
    """The day of a grant: the one right before or right after it."""
    before = last_match(_ON_DATE, text.line, start, match.start())
    near = (
        before
        if before
        and match.start() - before.end() < 80
        and not re.search(r"\b(?:sentenced|convicted|plead\w*|pled)\b", text.line[before.end() : match.start()], _F)
        else None
    )
    if near is None:
        near = _ON_DATE.match(text.line, match.end() + 1, end) if match.end() < end else None
    value = day(near["date"]) if near else None
    if near and value and not (match.groupdict().get("expires") and match.start() <= near.start() < match.end()):
        yield Hit("clemency.date", value, near.start(), near.end(), 0.7)
