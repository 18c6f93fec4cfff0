"""Lists of clemency grants: an entry a person, with the labels *Offense*, *Sentence* and *Commutation Grant*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lenity.intake._courts import DISTRICT, district_id
from lenity.intake._days import DATE, day
from lenity.intake._fact import Hit, Voice
from lenity.intake._flat import Flat
from lenity.intake._money import MONEY, dollars
from lenity.intake._names import STATES, readable
from lenity.intake._offenses import offenses
from lenity.intake._prose import last_match
from lenity.intake._terms import TERM, term

_F = re.IGNORECASE
_LABELS = (
    "offense", r"offenses?|Offense\(s\)|Convictions?|Crimes?",
    "district", r"District/Date|District\sand\sDate|District|Court",
    "sentence", r"Sentences?|Sentenced|Sentence\sImposed|Sentence/Date|Sentence\(s\)",
    "grant", r"(?:Commutation|Clemency|Pardon)\sGrant(?:ed)?|Terms\sof\s(?:Grant|Commutation)|Grant|Clemency|Commutation",
    "register", r"Reg(?:ister|\.)?\s(?:No\.?|Number|\#)|BOP\sNo\.?",
)  # fmt: skip
_NAMES = _LABELS[::2]
_LABELLED = re.compile("(?:" + "|".join(rf"(?P<{name}>(?<!\w)(?:{pattern}))" for name, pattern in zip(_NAMES, _LABELS[1::2], strict=True)) + r")\s?:", _F)
_HEAD_LINE = re.compile(
    r"^[ \t]*(?:\d{1,3}[.)]\s+)?(?P<name>[^\W\d_][^\n:–—|]{2,70}?)(?:\s*[–—|][\s-]*|\s[-~]{1,2}\s+|\s*,\s+(?=[A-Z][\w. ]+,\s))(?P<place>[^\n:]{2,60}?)[ \t]*$",
    re.MULTILINE,
)
_BARE_HEAD = re.compile(r"^[ \t]*(?:\d{1,3}[.)]\s+)?(?P<name>[^\W\d_][^\n:–—|.]{3,60}?(?:\s(?:Jr|Sr)\.)?)[ \t]*$", re.MULTILINE)
_FIRST_LABEL = re.compile(
    r"\s*(?:(?:Reg(?:ister|\.)?|BOP)\s(?:No\.?|Number|#)[^\n]*\n\s*|a\.?k\.?a\.?[^\n]*\n\s*)?(?:Offenses?|Offense\(s\)|Crimes?|District|Reg)\b[^\n:]{0,20}:", _F
)
_NUMBERED = re.compile(r"(?:(?<=\s)|\A)(?P<n>\d)\s?[.)]\s(?=[A-Za-z\d$])")
_LATER = re.compile(r"\b(?:amended|commuted|reduced|re-?sentenced|modified|subsequently\s\w+)\b(?:\s(?:to|by))?", _F)
_PRISON = re.compile(
    rf"(?P<term>{TERM})(?:'s?)?(?:\s(?:of|in)\s(?:imprisonment|prison|incarceration|custody|confinement)|\simprisonment|\sincarceration|\sin\sprison|(?=\s\(|;|,|\.|\Z))(?!\s?supervised)",
    _F,
)
_RELEASE = re.compile(rf"(?P<term>{TERM})(?:'s?)?[\s-](?:term\s)?(?:of\s)?supervised\srelease|supervised\srelease\s(?:for|of)\s(?P<term2>{TERM})", _F)
_PROBATION = re.compile(rf"(?P<term>{TERM})(?:'s?)?[\s-](?:term\s)?(?:of\s)?(?:unsupervised\s)?probation", _F)
_MONEY = re.compile(
    rf"(?P<money>{MONEY})\s(?:in\s)?(?P<kind>fine|restitution|special\sassessment|assessment|forfeiture)|\bfined?\s(?:of\s)?(?P<money2>{MONEY})|\brestitution\s(?:of\s)?(?P<money3>{MONEY})",
    _F,
)
_DATE = re.compile(rf"\(?(?P<date>{DATE})\)?")
_RUN = re.compile(r"\b(?:to\s(?:run|be\sserved)\s|run\s)?(?P<how>concurrent|consecutive)(?:ly)?\b", _F)
_EXPIRES = re.compile(rf"(?:commuted\s(?:in\sfull\s)?(?:so\sas\s)?|sentences?\s)to\sexpire\s(?:on\s|effective\s)?(?P<date>{DATE})", _F)
_TO_TERM = re.compile(rf"commuted\sto\s(?:a\s(?:total\s)?term\sof\s|a\stotal\sof\s)?(?P<term>{TERM})", _F)
_PARDON = re.compile(r"\bpardon", _F)


@dataclass(frozen=True, slots=True)
class Entry:
    """One person's entry, in the running line: the name, the place, and where each labelled part stands."""

    name: str
    name_at: tuple[int, int]
    place_at: tuple[int, int] | None
    parts: tuple[tuple[str, int, int], ...]
    start: int
    end: int


def entries(flat: Flat) -> list[Entry]:
    """The entries of a clemency list; empty where the document is none."""
    heads: list[tuple[int, int, re.Match[str]]] = []
    for label in re.finditer(r"^[ \t]*(?:Offenses?|Offense\(s\)|Crimes?|Reg(?:ister|\.)?\sNo\.?|District(?:/Date)?)\s?:", flat.original, re.MULTILINE | _F):
        head = _head_before(flat.original, label.start())
        if head is not None and (not heads or heads[-1][0] < head.start()):
            heads.append((head.start(), head.end(), head))
    found = []
    for position, (start, _, head) in enumerate(heads):
        stop = heads[position + 1][0] if position + 1 < len(heads) else len(flat.original)
        low, high = flat.at(start), flat.at(stop) if position + 1 < len(heads) else len(flat.text)
        parts = _parts(flat.text, flat.at(head.end()), high)
        if any(name == "offense" for name, _, _ in parts) and any(name in ("sentence", "grant", "district") for name, _, _ in parts):
            place = (flat.at(head.start("place")), flat.at(head.end("place") - 1) + 1) if head.groupdict().get("place") else None
            name_at = (flat.at(head.start("name")), flat.at(head.end("name") - 1) + 1)
            found.append(Entry(readable(head["name"].strip(" ,")), name_at, place, tuple(parts), low, high))
    return found


_PLACE = re.compile(
    rf"^[ \t]*(?:\d{{1,3}}[.)]\s+)?(?P<name>[^\W\d_][^\n:–—|]{{2,60}}?)(?:\s*[–—][\s-]*|\s[-~]{{1,2}}\s+)(?P<place>[^\n:]{{2,40}},\s(?:{STATES}))[ \t]*$",
    re.MULTILINE,
)
_GIVEN = re.compile(r"\b(?:(?P<pardon>pardon(?:ing|s)?\b)|(?P<commutation>commut(?:ing|ation|ations)\b))", _F)


def told_entries(flat: Flat, labelled: Sequence[Entry]) -> list[Entry]:
    """Entries told in a paragraph under the line that names the person and her home."""
    heads = [head for head in _PLACE.finditer(flat.original) if 2 <= len(head["name"].split()) <= 8]
    starts = sorted({*(flat.at(head.start()) for head in heads), *(entry.start for entry in labelled)})
    taken = {entry.start for entry in labelled}
    found = []
    for head in heads:
        start = flat.at(head.start())
        if start in taken:
            continue
        stop = next((one for one in starts if one > start), len(flat.text))
        name_at = (flat.at(head.start("name")), flat.at(head.end("name") - 1) + 1)
        place_at = (flat.at(head.start("place")), flat.at(head.end("place") - 1) + 1)
        found.append(Entry(readable(head["name"].strip(" ,")), name_at, place_at, (), start, stop))
    return found


def head_of(flat: Flat, entry: Entry) -> Iterator[Hit]:
    """What the line above an entry's paragraph says, and the kind of clemency that the list is of there."""
    yield Hit("person.name", entry.name, *entry.name_at, 0.95, who=entry.name)
    if entry.place_at:
        yield Hit("person.residence", flat.text[entry.place_at[0] : entry.place_at[1]], *entry.place_at, 0.95, who=entry.name)
    given = last_match(_GIVEN, flat.text, max(0, entry.start - 30_000), entry.start)
    if given:
        yield Hit("clemency.kind", "pardon" if given["pardon"] else "commutation", given.start(), given.end(), 0.7, who=entry.name)


def _head_before(text: str, at: int) -> re.Match[str] | None:
    """The line that names the person, right above a label; None where the label goes on with the entry before."""
    above = text[:at].rstrip().rsplit("\n", 3)
    lines = [line for line in above[1:] if line.strip()] if len(above) > 1 else above
    place = len(text[:at].rstrip())
    for line in reversed(lines[-2:] if lines else []):
        start = text.rfind(line, 0, place)
        if ":" in line:
            return None
        for pattern in (_HEAD_LINE, _BARE_HEAD):
            match = pattern.match(text, start, start + len(line))
            if match and 2 <= len(match["name"].split()) <= 8 and _FIRST_LABEL.match(text, match.end()):
                return match
        place = start
    return None


def _parts(line: str, start: int, end: int) -> list[tuple[str, int, int]]:
    labels = list(_LABELLED.finditer(line, start, end))
    found = []
    for position, label in enumerate(labels):
        stop = labels[position + 1].start() if position + 1 < len(labels) else end
        name = next(one for one in _NAMES if label.groupdict().get(one))
        found.append((name, label.end(), stop))
    return found


def read_entry(line: str, entry: Entry) -> Iterator[Hit]:
    """The facts of one entry."""
    for hit in _read(line, entry):
        hit.who = entry.name
        yield hit


def _read(line: str, entry: Entry) -> Iterator[Hit]:
    yield Hit("person.name", entry.name, *entry.name_at, 0.95)
    if entry.place_at:
        yield Hit("person.residence", line[entry.place_at[0] : entry.place_at[1]].strip(), *entry.place_at, 0.95)
    for name, start, end in entry.parts:
        if name == "offense":
            yield from _offense(line, start, end)
        elif name == "district":
            yield from _districts(line, start, end)
            yield from _dates(line, start, end, "sentence")
        elif name == "sentence":
            yield from _sentences(line, start, end)
        elif name == "grant":
            yield from _grant(line, start, end)
        else:
            number = re.compile(r"\d{5}-\d{3}").search(line, start, end)
            if number:
                yield Hit("custody.register_number", number.group(), number.start(), number.end(), 0.95)


def _items(line: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Numbered items as (number, start, end); one of number 1 where there are none."""
    marks: list[re.Match[str]] = []
    for mark in _NUMBERED.finditer(line, start, end):
        if int(mark["n"]) == len(marks) + 1:
            marks.append(mark)
    if not marks or line[start : marks[0].start()].strip() != "":
        return [(1, start, end)]
    stops = [*(mark.start() for mark in marks[1:]), end]
    return [(int(mark["n"]), mark.end(), stop) for mark, stop in zip(marks, stops, strict=True)]


def _offense(line: str, start: int, end: int) -> Iterator[Hit]:
    for number, low, high in _items(line, start, end):
        court = DISTRICT.search(line, low, high)
        stop = line.rfind("(", low, court.start()) if court else high
        yield from offenses(line, low, stop if stop > low else high, ("list", number), confidence=0.9)
        yield from _districts(line, low, high, number)


def _districts(line: str, start: int, end: int, number: int = 1) -> Iterator[Hit]:
    for match in DISTRICT.finditer(line, start, end):
        value = district_id(match["part"], match["state"])
        if value:
            yield Hit("court.district", value, match.start(), match.end(), 0.95, voice=Voice.found, note=f"case {number}" if number > 1 else None)


def _sentences(line: str, start: int, end: int) -> Iterator[Hit]:
    items = _items(line, start, end)
    for number, low, high in items:
        base = "sentence" if number == 1 else "sentences[]"
        entry: tuple[object, ...] = () if number == 1 else (("sentence", number),)
        later = _LATER.search(line, low, high)
        first_end = later.start() if later else high
        yield from _terms(line, low, first_end, base, entry)
        while later:
            following = _LATER.search(line, later.end(), high)
            stop = following.start() if following else high
            yield from _terms(line, later.end(), stop, f"{base}.amended", entry)
            later = following
        if number == items[-1][0]:
            yield from _how(line, low, high)


def _how(line: str, start: int, end: int) -> Iterator[Hit]:
    for match in _RUN.finditer(line, start, end):
        yield Hit(f"sentence.{match['how'].lower()}", True, match.start(), match.end(), 0.85, voice=Voice.found)


def _terms(line: str, start: int, end: int, base: str, entry: tuple[object, ...]) -> Iterator[Hit]:
    taken: list[tuple[int, int]] = []
    for pattern, name in ((_RELEASE, "supervised_release"), (_PROBATION, "probation")):
        for match in pattern.finditer(line, start, end):
            value = term(match["term"] or match.groupdict().get("term2") or "")
            taken.append(match.span())
            if value:
                yield Hit(f"{base}.{name}", value, match.start(), match.end(), 0.95, entry, voice=Voice.found)
    for match in _PRISON.finditer(line, start, end):
        value = term(match["term"])
        if value and not any(low < match.end() and match.start() < high for low, high in taken):
            yield Hit(f"{base}.imprisonment", value, match.start(), match.end(), 0.95, entry, voice=Voice.found)
    for match in _MONEY.finditer(line, start, end):
        kind = (match["kind"] or ("fine" if match["money2"] else "restitution")).lower().removeprefix("special ")
        value_in = dollars(match["money"] or match["money2"] or match["money3"])
        if value_in is not None:
            yield Hit(f"{base}.{kind}", value_in, match.start(), match.end(), 0.95, entry, voice=Voice.found)
    yield from _dates(line, start, end, base, entry)


def _dates(line: str, start: int, end: int, base: str, entry: tuple[object, ...] = ()) -> Iterator[Hit]:
    for match in _DATE.finditer(line, start, end):
        value = day(match["date"])
        if value and (len(value) == 10 or match.group().startswith("(")):
            yield Hit(f"{base}.date", value, match.start(), match.end(), 0.9, entry, voice=Voice.found)


def _grant(line: str, start: int, end: int) -> Iterator[Hit]:
    stop = min(end, start + 900)
    text = line[start:stop]
    commuted = re.search(r"commut", text, _F)
    if commuted:
        at = start + commuted.start()
        yield Hit("clemency.kind", "commutation", at, min(at + 40, stop), 0.9)
    elif pardoned := _PARDON.search(text):
        at = start + pardoned.start()
        yield Hit("clemency.kind", "pardon", at, at + 6, 0.9)
    for match in _EXPIRES.finditer(line, start, stop):
        value = day(match["date"])
        if value:
            yield Hit("clemency.expires", value, match.start(), match.end(), 0.95)
    for match in _TO_TERM.finditer(line, start, stop):
        value = term(match["term"])
        if value:
            yield Hit("clemency.term", value, match.start(), match.end(), 0.95)
    first = re.match(r"\s?[^.]{10,700}\.", text)
    if first:
        yield Hit("clemency.terms", " ".join(first.group().split()), start, start + first.end(), 0.9)
