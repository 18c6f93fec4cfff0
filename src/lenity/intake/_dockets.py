"""Docket sheets: the head of the case, the person's counts, and what became of each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lenity.cite import UnitedStatesCode, parse
from lenity.intake._captions import Form
from lenity.intake._courts import DISTRICT, district_id
from lenity.intake._days import DATE, day
from lenity.intake._fact import Hit, Voice
from lenity.intake._money import MONEY, dollars
from lenity.intake._names import readable
from lenity.intake._offenses import entries_of, is_offense, offenses
from lenity.intake._terms import TERM, term

_F = re.IGNORECASE
_IS = re.compile(r"\bcriminal\sdocket\sfor\scase|\bpending\scounts\b|\bterminated\scounts\b", _F)
_NUMBER = re.compile(r"\bCASE\s?(?:#|NO\.?|NUMBER)\s?:?\s?(?P<docket>\d+:\d{2}-[a-z]{2}-\d{3,6}[\w-]*)", _F)
_JUDGE = re.compile(
    r"\b(?:Assigned\sto|Presiding\sJudge|Judge)\s?:\s(?P<title>(?:(?:Chief|Senior|Honorable|Hon\.?|U\.?S\.?|United\sStates|District)\s)*(?:Judge\s)?)(?P<name>[^\W\d_][\w.'-]*(?:\s[^\W\d_][\w.'-]*){1,4}?)(?=\s(?:Referred|Appeals|Defendant|Date|Related|Case|Magistrate|Lead|Assigned|Pending)|\s?$)"
)
_DEFENDANT = re.compile(
    r"\bDefendant\s\(\d{1,3}\)\s(?P<name>[^\W\d_][\w.',-]*(?:\s[^\W\d_][\w.',-]*){1,5}?)(?=\s(?:TERMINATED|also|represented|a/k/a|aka|Pending|Highest|USM|\d)|\s?$|\s\()"
)
_SECTION = re.compile(r"\b(?P<what>Pending\sCounts|Terminated\sCounts|Complaints|Highest\sOffense\sLevel\s\((?:Opening|Terminated)\))(?:\sDisposition)?", _F)
_COUNT = re.compile(r"(?<=\s)\((?P<counts>\d{1,3}[a-z]{0,4}(?:\s?[-,]\s?\d{1,3}[a-z]{0,4})*)\)(?=\s|\Z)")
_CODE = re.compile(
    r"\b(?P<title>\d{1,2}):\s?(?P<first>\d{2,5}[A-Z]?(?:\([A-Za-z0-9]{1,3}\))*)(?P<more>(?:(?:,|\sand|\s?&|;)\s?(?:\([A-Za-z0-9]{1,3}\))+|(?:,|\sand|\s?&)\s\d{3,4}[A-Z]?(?:\([A-Za-z0-9]{1,3}\))*)*)"
    r"(?:[.=:][A-Z]{1,4})*"
)
"""A section as dockets write it: `21:846=CD.F`, `21:841(a)(1) and (b)(1)(A) and 846`."""
_SECTION_OF = re.compile(r"(?<![(\w])\d{2,5}[A-Z]?(?:\([A-Za-z0-9]{1,3}\))*")
_PRISON = re.compile(
    rf"\b(?:Custody\sof\s(?:the\s)?(?:BOP|Bureau\sof\sPrisons)|CBOP|BOP|Imprisonment|Imprisoned|Incarceration|Prison|Committed[^;:.]{{0,60}}|Custody|Sentenced(?:\sto)?)\s?(?:[-–:]|for|of|to)?\s?(?:a\s(?:total\s)?(?:term|period)\sof\s|(?:total\s)?term\sof\s|of\s)?(?P<term>{TERM})|(?P<term2>{TERM})(?:'s?)?\s(?:of\s|in\s)?"
    rf"(?:imprisonment|incarceration|custody|BOP|prison|confinement|CBOP|jail)",
    _F,
)
_RELEASE = re.compile(
    rf"\b(?:Supervised\sRelease|S/?R|TSR|SRT)\s?(?:[-–:]|for|of)?\s?(?:a\s(?:term|period)\sof\s)?(?P<term>{TERM})|(?P<term2>{TERM})(?:'s?)?[\s,]{{1,2}}(?:of\s|on\s|term\sof\s)?(?:supervised\srelease|S/?R\b|TSR|SRT)",
    _F,
)
_PROBATION = re.compile(rf"\bProbation\s?(?:[-–:]|for|of)?\s?(?P<term>{TERM})|(?P<term2>{TERM})(?:'s?)?\s(?:of\s)?probation", _F)
_MONEY = (
    (
        "assessment",
        re.compile(
            rf"\b(?:Special\s)?(?:Assessment|S/?A|SPA)\b\s?(?:fee)?\s?(?:[-–:]|of|in\sthe\samount\sof)?\s?(?P<money>{MONEY})|(?P<money2>{MONEY})\s(?:mandatory\s)?(?:special\s)?(?:assessment|S/?A\b|SPA\b)",
            _F,
        ),
    ),
    ("fine", re.compile(rf"\bFine\b\s?(?:[-–:]|of|in\sthe\samount\sof)?\s?(?P<money>{MONEY})|(?P<money2>{MONEY})\sfine", _F)),
    ("restitution", re.compile(rf"\bRestitution\b\s?(?:[-–:]|of|in\sthe\samount\sof)?\s?(?P<money>{MONEY})|(?P<money2>{MONEY})\s(?:in\s)?restitution", _F)),
)
_UNDONE = re.compile(r"\bdismiss\w*|\bacquitt\w*|\bnot\sguilty\b|\bvacated\b|\bset\saside\b|\bnolle", _F)
_RUN = re.compile(r"\b(?:to\s(?:run|be\sserved)\s|run(?:ning)?\s)?(?P<how>concurrent|consecutive)(?:ly)?\b", _F)


def is_docket(line: str) -> bool:
    """Whether a document is a docket sheet, by its first lines."""
    return len(_IS.findall(line[:8000])) >= 2 or re.search(r"\bcriminal\sdocket\sfor\scase", line[:1500], _F) is not None


def read_docket(line: str) -> Form:
    """The head of the docket and the counts of its person. Of several defendants only the first is read; the rest would be other people's."""
    form = Form("docket", body=len(line))
    head = line[:8000]
    number = _NUMBER.search(head)
    if number:
        form.hits.append(Hit("court.docket", number["docket"], number.start("docket"), number.end("docket"), 0.95, voice=Voice.found))
    court = DISTRICT.search(head)
    value = district_id(court["part"], court["state"]) if court else None
    if court and value:
        form.hits.append(Hit("court.district", value, court.start(), court.end(), 0.95, voice=Voice.found))
        form.publisher = f"U.S. District Court, {court.group()}"
    judge = _JUDGE.search(head)
    if judge and "agistrate" not in judge.group():
        form.hits.append(Hit("court.judge", readable(judge["name"].strip(" ,")), judge.start("title"), judge.end("name"), 0.95, voice=Voice.found))
    people = list(_DEFENDANT.finditer(line))
    if not people:
        return form
    name = readable(people[0]["name"].strip(" ,"))
    form.subjects = [name]
    form.hits.append(Hit("person.name", name, people[0].start("name"), people[0].end("name"), 0.95, who=name, voice=Voice.found))
    case = re.search(r"Case\stitle\s?:\s(?P<title>.{4,80}?)(?=\s(?:Date|Other|Magistrate|Related|Assigned))", head)
    form.title = f"Criminal docket {number['docket']}" + (f", {case['title']}" if case else "") if number else None
    end = people[1].start() if len(people) > 1 else len(line)
    form.hits.extend(_counts(line, people[0].end(), end))
    return form


def _counts(line: str, start: int, end: int) -> Iterator[Hit]:
    sections = list(_SECTION.finditer(line, start, end))
    for position, section in enumerate(sections):
        stop = sections[position + 1].start() if position + 1 < len(sections) else end
        if section["what"].lower().startswith("pending"):
            yield from _pending(line, section.end(), stop)


def _pending(line: str, start: int, end: int) -> Iterator[Hit]:
    """Each count of conviction: its words up to its number, and after that what the court did."""
    marks = list(_COUNT.finditer(line, start, end))
    at = start
    first = True
    for position, mark in enumerate(marks):
        following = marks[position + 1].start() if position + 1 < len(marks) else end
        disposed_to = _start_of_next_count(line, mark.end(), following) if position + 1 < len(marks) else end
        disposition = line[mark.end() : disposed_to]
        key = ("docket", mark["counts"])
        if not _UNDONE.search(disposition[:80]):
            yield from _charge(line, at, mark, key)
            if first:
                yield from _disposition(line, mark.end(), disposed_to)
                first = False
        at = disposed_to


def _start_of_next_count(line: str, start: int, end: int) -> int:
    """Where the words of the next count begin: a run of capitals, or a section of the Code."""
    match = re.compile(r"(?<=\s)(?:\d{1,2}:\d{2,5}|[A-Z]{3,}(?:[\s,/&-]+[A-Z]{2,}){2,})").search(line, start, end)
    return match.start() if match else start


def _charge(line: str, start: int, mark: re.Match[str], key: tuple[str, str]) -> Iterator[Hit]:
    codes = list(_CODE.finditer(line, start, mark.start()))
    low, high = start, mark.start()
    if codes and not line[start : codes[0].start()].strip(" -,;"):
        low = codes[0].end()
    elif codes:
        high = codes[0].start()
    yield from offenses(line, low, high, key, confidence=0.9)
    cited = []
    for code in codes:
        for section in _SECTION_OF.finditer(line, code.start("first"), code.end()):
            try:
                statute = parse(f"{code['title']} U.S.C. § {section.group()}")
            except ValueError:
                continue
            if isinstance(statute, UnitedStatesCode) and is_offense(statute):
                cited.append((statute, section.start(), section.end()))
    for position, (statute_at, objects) in enumerate(entries_of(cited, re.search(r"conspir|attempt", line[start : mark.start()], _F) is not None)):
        entry = ((key, 0), position)
        yield Hit("convictions[].statute", str(statute_at[0]), statute_at[1], statute_at[2], 0.85, (entry,), voice=Voice.found)
        for one in objects:
            yield Hit("convictions[].object", str(one[0]), one[1], one[2], 0.85, (entry,), voice=Voice.found)
    number = re.match(r"\d{1,3}", mark["counts"])
    if number:
        yield Hit("convictions[].count", int(number.group()), mark.start(), mark.end(), 0.85, (((key, 0), 0),), voice=Voice.found)


def _disposition(line: str, start: int, end: int) -> Iterator[Hit]:
    taken: list[tuple[int, int]] = []
    for pattern, name in ((_RELEASE, "supervised_release"), (_PROBATION, "probation"), (_PRISON, "imprisonment")):
        for match in pattern.finditer(line, start, end):
            value = term(match["term"] or match["term2"])
            if value is None or any(low < match.end() and match.start() < high for low, high in taken):
                continue
            taken.append(match.span())
            yield Hit(f"sentence.{name}", value, match.start(), match.end(), 0.9, voice=Voice.found)
    for name, pattern in _MONEY:
        for match in pattern.finditer(line, start, end):
            value_in = dollars(match["money"] or match["money2"])
            if value_in is not None:
                yield Hit(f"sentence.{name}", value_in, match.start(), match.end(), 0.9, voice=Voice.found)
    for match in _RUN.finditer(line, start, end):
        yield Hit(f"sentence.{match['how'].lower()}", True, match.start(), match.end(), 0.7, voice=Voice.found)
    said = re.search(rf"\bsentenced\s(?:on\s)?(?P<date>{DATE})", line[start:end], _F)
    if said and day(said["date"]):
        yield Hit("sentence.date", day(said["date"]), start + said.start(), start + said.end(), 0.8, voice=Voice.found)
