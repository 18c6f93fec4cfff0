"""How the Guidelines were applied, in prose: levels, adjustments, category, range, loss, departures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lenity.cite import Guideline, find
from lenity.intake._drugs import drugs_in
from lenity.intake._fact import Hit, Voice
from lenity.intake._money import MONEY, dollars
from lenity.intake._numbers import ROMAN, WORDS, whole
from lenity.intake._prose import Text, before_in_sentence, is_supposed, voice_at

_F = re.IGNORECASE
_SMALL = rf"(?P<level>\(?\d{{1,2}}(?!\d|\.\d\d|,\d|\slevels?)|\(?{WORDS}\)?(?:\s\(\d{{1,2}}\))?(?!\slevels))"
_OF = r"(?:(?:\s(?:for|against)\s[^.;,]{1,40}?)?(?:\s(?:of|at|was|is|to\sbe|as|to|became|remained|equal(?:s|ed|ing)|totaled)|:|\s?=)\s?(?:an?\s)?|,?\s(?=\(?\d)|\s(?=\())"
_BASE = re.compile(
    rf"\bbase\s(?:offense\s)?level{_OF}{_SMALL}|\b{_SMALL.replace('level', 'level2')}\s?[-,]?\sbase\s(?:offense\s)?level|\bbase\s(?:offense\s)?level\s(?:\w+\s){{1,5}}?(?:was|is|at|of)\s(?P<level3>\d{{1,2}})(?!\d)",
    _F,
)
_TOTAL = re.compile(
    rf"\b(?:total|adjusted|final|combined)\s(?:(?:total|adjusted|offense)\s){{0,2}}(?:offense\s)?level{_OF}{_SMALL}|\b(?:an?\s)?(?:offense\slevel\sof\s)(?P<level2>\d{{1,2}})(?!\d)(?=,?\s(?:and|coupled|combined|with|together)[^.;]{{0,40}}criminal\shistory)",
    _F,
)
_YIELDING = re.compile(r"\b(?:together|combined|coupled|along)\swith\b|\byield\w*|\bresult\w*\sin|\bproduc\w+|\bcorrespond\w+", _F)
_OFFENSE_LEVEL = re.compile(rf"\b(?P<kind>total\s|adjusted\s|base\s)?offense\slevel{_OF}{_SMALL}", _F)
_CATEGORY = re.compile(
    rf"\b(?:criminal\s)?history\s(?:category|level|score\scategory)(?:\s(?:of|was|is|at|as|to\sbe|to))?\s(?:a\s)?(?:[\"'])?(?P<category>{ROMAN}|[1-6])(?!\w|\.\w)|\bcategory\s(?P<category2>{ROMAN})(?!\w|\.\w)|\bCHC\s(?:of\s)?(?P<category3>{ROMAN}|[1-6])\b"
)
_CATEGORY_CHANGED = re.compile(
    rf"\b(?:[Cc]riminal\s)?[Hh]istory\s[Cc]ategory\s(?:was\s(?:changed|reduced|lowered|raised)\s)?from\s(?:{ROMAN})\sto\s(?P<category>{ROMAN})(?!\w|\.\w)"
)
_RANGE = re.compile(
    rf"\b(?:(?:guidelines?|sentencing|imprisonment|advisory|applicable|resulting|GSR|GRS)\s(?:\w+\s){{0,3}}?(?:range|imprisonment\srange)|range|GSR)\s?(?:\((?:GSR|\"GSR\")\)\s?)?(?:of\simprisonment\s)?(?:of|was|is|at|as|to|to\sbe|:|from|became|between)\s"
    rf"(?:imprisonment\sof\s|between\s|from\s)?(?P<low>\d{{1,3}}|{WORDS}|life)\s?(?:months\s)?(?:-|–|to|and|through)\s?(?P<high>\d{{1,3}}|{WORDS}|life)(?:\s|-)?(?:months?|mos)?|\b(?P<low2>\d{{1,3}})\s?(?:months\s)?(?:-|–|to)\s?(?P<high2>\d{{1,3}}|life)[\s-]months?\s(?:\w+\s){{0,2}}?range",
    _F,
)
_LIFE_RANGE = re.compile(r"\b(?:guidelines?|sentencing|advisory)\s(?:\w+\s){0,2}?range\s(?:of|was|is)\s(?P<life>life)(?:\simprisonment)?\b", _F)
_ADJUSTED = re.compile(
    rf"\b(?:(?P<less>less|minus|subtract\w*|reduc\w+|decreas\w*|deduct\w*|down)|(?P<more>plus|add\w*|increas\w*|enhanc\w+|up))\s(?:(?:an?|by|of|the|his|her|base|offense|level|score|additional)\s){{0,5}}(?P<n>\d{{1,2}}|{WORDS})[\s-](?:additional\s)?(?:offense\s)?(?:levels?|points?)"
    rf"(?:\s(?:enhancement|increase|reduction|decrease|adjustment|upward\sadjustment|downward\sadjustment))?\s(?:for|because|based\son|under|pursuant\sto|on\saccount\sof)\s(?P<why>(?:U\.\s?S\.\s?S\.\s?G\.\s)?[^.;]{{3,120}})"
    rf"|\b(?P<n2>\d{{1,2}}|{WORDS})[\s-](?:offense\s)?(?:level|point)s?\s(?:\w+\s)?(?P<kind>enhancement|increase|reduction|decrease|upward\sadjustment|downward\sadjustment|adjustment|credit)(?:\s(?:of|in|to)\s(?:his|her|the)\s(?:base\s)?offense\slevel)?\s(?:for|because|based\son|under|pursuant\sto|on\saccount\sof)\s(?P<why2>(?:U\.\s?S\.\s?S\.\s?G\.\s)?[^.;]{{3,120}})"
    rf"|\b(?P<n4>\d{{1,2}}|{WORDS})\slevels?\s(?:are|were|is|was)\s(?P<kind4>added|subtracted|deducted)\s(?:for|because|under|pursuant\sto)\s(?P<why4>(?:U\.\s?S\.\s?S\.\s?G\.\s)?[^.;]{{3,120}})"
    rf"|\b(?P<why3>acceptance\sof\sresponsibility|obstruction\sof\sjustice|(?:minor|minimal|leadership|aggravating|mitigating)\srole)\s(?:\w+\s){{0,2}}?(?:warranted|resulted\sin|merited|earned|brought)\s(?:a|an)?\s?(?P<n3>\d{{1,2}}|{WORDS})[\s-](?:level|point)s?(?:\s(?P<kind3>enhancement|increase|reduction|decrease|upward\sadjustment|downward\sadjustment|adjustment|credit))?",
    _F,
)
# What a ground of adjustment is called, and the section of Chapter Three that it stands for.
_GROUNDS = (
    (re.compile(r"acceptance\b|accepting\sresponsibility", _F), "3E1.1"),
    (re.compile(r"obstruct\w+\s(?:of\s)?justice", _F), "3C1.1"),
    (re.compile(r"vulnerable\svictims?", _F), "3A1.1"),
    (re.compile(r"(?:minor|minimal|mitigating)\s(?:role|participa\w+)", _F), "3B1.2"),
    (re.compile(r"(?:leader|organizer|manager|supervisor|aggravating|leadership|supervisory|managerial)\b[^.;]{0,30}(?:role)?", _F), "3B1.1"),
    (re.compile(r"abuse\sof\s(?:a\s)?(?:position\sof\s)?(?:public\sor\sprivate\s)?trust|special\sskill", _F), "3B1.3"),
    (re.compile(r"reckless\sendangerment", _F), "3C1.2"),
    (re.compile(r"hate\scrime", _F), "3A1.1"),
    (re.compile(r"official\svictim", _F), "3A1.2"),
    (re.compile(r"restraint\sof\s(?:a\s)?victim", _F), "3A1.3"),
    (re.compile(r"us(?:e|ing)\s(?:of\s)?a\sminor", _F), "3B1.4"),
)
_POINTS = re.compile(
    rf"\b(?P<n>no|zero|\d{{1,2}}|{WORDS})\scriminal\shistory\spoints?|\b(?:total\sof|had|has|have|with|scored?|assess\w+)\s(?:\w+\s)?(?P<n2>\d{{1,2}}|{WORDS})\s(?:total\s)?criminal\shistory\spoints?|\bcriminal\shistory\s(?:score|points?)\s(?:of|was|is|are|total\w*)\s(?P<n3>\d{{1,2}}|{WORDS}|zero)",
    _F,
)
_PARTIAL = re.compile(r"\b(?:add\w*|assess\w*|assign\w*|impos\w*|additional|plus|two|more|each|enhanc\w*)\s(?:\w+\s)?\Z", _F)
_LOSS = re.compile(
    rf"\b(?:total\s|actual\s|intended\s|aggregate\s)?(?:amount\sof\s(?:the\s)?)?loss(?:es)?(?:\samount)?(?:\s(?:to\s|suffered\sby\s|attributable\sto\s|caused\sby\s)[^.;$]{{1,50}}?)?\s(?:was|of|at|is|to\sbe|totaled|totaling|exceeded|as)\s(?:approximately\s|about\s)?(?P<bound>more\sthan\s|over\s|at\sleast\s)?(?P<money>{MONEY})|(?P<money2>{MONEY})\sloss\b",
    _F,
)
_NOT_LOSS = re.compile(r"\b(?:rather\sthan|closer\sto|between|not|instead\sof|real\svalue|from)\b[^,;]{0,30}\Z", _F)
_DEPARTED = re.compile(
    rf"\b(?P<way>upward|downward)\s(?:departure|variance)\s(?:of|by)\s(?P<n>\d{{1,2}}|{WORDS})\s(?:offense\s)?levels?|\bdepart\w*\s(?P<way2>upward|downward|up|down)(?:ly)?\s(?:by\s)?(?P<n2>\d{{1,2}}|{WORDS})\s(?:offense\s)?levels?|\b(?P<n3>\d{{1,2}}|{WORDS})[\s-]level\s(?P<way3>upward|downward)\s(?:departure|variance)",
    _F,
)
_DEPARTURE = re.compile(
    r"\b(?:granted|imposed|made|gave|ordered|warranted|awarded|applied)\b[^.;]{0,60}?\b(?P<way>upward|downward)\s(?P<kind>departure|variance)|\bdeparted\s(?P<way2>upward|downward)|\bvaried\s(?P<way3>upward|downward)",
    _F,
)
_EDITION = re.compile(
    r"\b(?:using|used|applied|applying|under)\sthe\s(?:(?P<month>November)(?:\s1,)?\s)?(?P<year>19[89]\d|20\d\d)\s(?:edition\sof\sthe\s)?(?:(?:Sentencing\s)?Guidelines?(?:\sManual)?|U\.?S\.?S\.?G\.?|Manual)",
    _F,
)
_CAREER = re.compile(r"\b(?P<not>not\s(?:a\s)?)?(?:as\s|was\s|is\s|be\s)?an?\s(?P<what>career\soffender|armed\scareer\scriminal)\b", _F)
_UNDER = re.compile(
    r"\b(?:was|while|were|being)\s(?:still\s)?under\s(?:a|another)\s(?:\w+\s)?criminal\sjustice\ssentence|\bwhile\s(?:he\swas\s|she\swas\s)?(?:still\s)?on\s(?:federal\s|state\s)?(?:probation|parole|supervised\srelease|work\srelease|escape\sstatus)\b",
    _F,
)
_ATTRIBUTED = re.compile(r"\b(?:attribut\w+|accountable|responsible|held\s(?:him|her)|involv\w+|drug\squantity|quantity)\b", _F)
_STATE = "guidelines.found."


def levels(text: Text, start: int, end: int) -> Iterator[Hit]:
    """Base and total offense levels; the level with which a category yields a range is the total one, whatever it is called."""
    line = text.line
    taken: list[int] = []
    for match in _BASE.finditer(line, start, end):
        name = next(one for one in ("level", "level2", "level3") if match.groupdict().get(one))
        value = whole(match[name].strip("()"))
        if value is None or not 1 <= value <= 43:
            continue
        taken.append(match.start(name))
        if _completes_a_range(line, match, start, end):
            yield Hit(f"{_STATE}total_offense_level", value, match.start(), match.end(), 0.7, voice=voice_at(text, match.start()))
            continue
        yield Hit("guidelines.conduct[].found.base_offense_level", value, match.start(), match.end(), 0.85, ("conduct",), voice=_voice(text, match.start()))
        yield from _guideline_near(text, match.end(), end)
    for match in _TOTAL.finditer(line, start, end):
        name = "level" if match.groupdict().get("level") else "level2"
        value = whole(match[name].strip("()"))
        if value is None or not 1 <= value <= 43:
            continue
        taken.append(match.start(name))
        if re.match(r"adjusted\soffense", match.group(), _F) and re.search(r"\btotal\s(?:adjusted\s)?offense\slevel", text.line, _F):
            continue  # before acceptance of responsibility, where the report goes on to a total
        if re.search(r"\bdepart\w*\b[^.;]{0,60}\Z", line[start : match.start()], _F) and re.search(r"\bto\s\Z", line[start : match.start(name)]):
            continue
        yield Hit(f"{_STATE}total_offense_level", value, match.start(), match.end(name), 0.85, voice=_voice(text, match.start()))
    for match in _OFFENSE_LEVEL.finditer(line, start, end):
        value = whole(match["level"].strip("()"))
        if match.start("level") in taken or value is None or not 1 <= value <= 43 or not _completes_a_range(line, match, start, end):
            continue
        yield Hit(f"{_STATE}total_offense_level", value, match.start(), match.end(), 0.7, voice=_voice(text, match.start()))


def _completes_a_range(line: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether the level stands with a category and the range that follows from both."""
    around = line[max(start, match.start() - 110) : min(end, match.end() + 130)]
    return bool(
        not re.search(r"\btotal\soffense\slevel", around, _F)
        and re.search(r"criminal\shistory", around, _F)
        and _YIELDING.search(around)
        and re.search(r"\brange\b|\bmonths\b", around, _F)
    )


def _voice(text: Text, at: int) -> Voice:
    return voice_at(text, at)


def _guideline_near(text: Text, at: int, end: int) -> Iterator[Hit]:
    """The offense guideline cited beside a base offense level."""
    for one in find(text.line[at : min(end, at + 90)]):
        if isinstance(one.citation, Guideline) and one.citation.section.startswith("2"):
            yield Hit("guidelines.conduct[].guideline", one.citation.section, at + one.start, at + one.end, 0.8, ("conduct",), voice=Voice.stated)
            return


def guideline_applied(text: Text, start: int, end: int) -> Iterator[Hit]:
    """The offense guideline that the court or the report applied."""
    line = text.line
    if not re.search(
        r"\b(?:base\soffense\slevel|calculat\w+|applied|applicable|appl(?:y|ies)\b|governs?|computed|pursuant|guideline\sfor)", line[start:end], _F
    ):
        return
    for one in find(line[start:end]):
        if not isinstance(one.citation, Guideline) or not one.citation.section.startswith("2"):
            continue
        before = line[start : start + one.start]
        if re.search(r"\b(?:base\soffense\slevel|offense\slevel|guideline)\b[^.;]{0,80}(?:U\.?S\.?S?\.?C?\.?[^;]{0,40})?\Z", before, _F) and not is_supposed(
            text, start + one.start
        ):
            yield Hit(
                "guidelines.conduct[].guideline",
                one.citation.section,
                start + one.start,
                start + one.end,
                0.7,
                ("conduct",),
                voice=voice_at(text, start + one.start),
            )


def categories(text: Text, start: int, end: int) -> Iterator[Hit]:
    """Criminal history category and points."""
    changed = list(_CATEGORY_CHANGED.finditer(text.line, start, end))
    for match in changed:
        yield Hit("criminal_history.category", match["category"], match.start(), match.end(), 0.9, voice=max(voice_at(text, match.start()), Voice.stated))
    for match in _CATEGORY.finditer(text.line, start, end):
        if any(one.start() <= match.start() < one.end() for one in changed):
            continue
        found = match["category"] or match["category2"] or match["category3"]
        value = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V", "6": "VI"}.get(found, found)
        if match["category2"] and not re.search(
            r"criminal\shistory|offense\slevel|range", text.line[max(start, match.start() - 120) : min(end, match.end() + 60)], _F
        ):
            continue
        if re.match(r"\s(?:rather|instead|to\s(?:I|V))", text.line[match.end() : match.end() + 10]) or re.search(
            r"\bfrom\s\Z", text.line[start : match.start()]
        ):
            continue
        yield Hit("criminal_history.category", value, match.start(), match.end(), 0.8, voice=voice_at(text, match.start()))
    for match in _POINTS.finditer(text.line, start, end):
        words = match["n"] or match["n2"] or match["n3"]
        total = 0 if words.lower() == "no" else whole(words)
        if total is None or total > 60:
            continue
        if match["n"] and total and _PARTIAL.search(text.line[start : match.start()]):
            continue  # two points added are not the total
        yield Hit("criminal_history.points", total, match.start(), match.end(), 0.7, voice=voice_at(text, match.start()))


def ranges(text: Text, start: int, end: int) -> Iterator[Hit]:
    """The guideline range."""
    line = text.line
    for match in _RANGE.finditer(line, start, end):
        low, high = (_bound(match[one]) for one in (("low", "high") if match["low"] else ("low2", "high2")))
        if low is None or high is None or (isinstance(low, int) and isinstance(high, int) and not low <= high <= 10 * low + 12):
            continue
        before = before_in_sentence(text, match.start())
        if re.search(r"\b(?:statutory|statute|amended|new|lower|reduced|revised|if|would\shave)\b[^,;]{0,40}\Z", before, _F) or re.match(
            r"statutory", match.group(), _F
        ):
            continue
        if (
            isinstance(low, int)
            and isinstance(high, int)
            and (re.search(r"\blevels?\b|\$|\bgrams?\b|\byears?\b", line[match.end() : match.end() + 8], _F) or high < 6)
        ):
            continue
        yield Hit(f"{_STATE}range", {"min": low, "max": high}, match.start(), match.end(), 0.85, voice=voice_at(text, match.start()))
    for match in _LIFE_RANGE.finditer(line, start, end):
        if not re.match(r"\s(?:to|-|–)", line[match.end() : match.end() + 4]):
            yield Hit(f"{_STATE}range", {"min": "life", "max": "life"}, match.start(), match.end(), 0.8, voice=voice_at(text, match.start()))


def _bound(text: str) -> int | str | None:
    return "life" if text.lower() == "life" else whole(text)


def adjustments(text: Text, start: int, end: int) -> Iterator[Hit]:
    """Adjustments of Chapters Two and Three: their sections, as cited or as named, and the levels stated."""
    line = text.line
    for match in _ADJUSTED.finditer(line, start, end):
        why = match["why"] or match["why2"] or match["why3"] or match["why4"]
        at = match.start(next(one for one in ("why", "why2", "why3", "why4") if match[one]))
        kind = (match["kind"] or match["kind3"] or match["kind4"] or "").lower()
        why = re.split(r";|\.\s|\b(?:plus|less|minus)\b|,\s(?:and\s)?(?:an?\s)?(?:\d|two|three|four|six)[\s-]", why)[0]
        count = whole(match["n"] or match["n2"] or match["n3"] or match["n4"])
        if count is None or not 1 <= count <= 30 or re.search(r"criminal\shistory|\bdepart", match.group()[:60], _F):
            continue
        down = bool(match["less"]) or kind in ("reduction", "decrease", "downward adjustment", "credit", "subtracted", "deducted")
        section, place = _section(line, at, at + len(why) + 20, why)
        if section is None or section.startswith(("4", "5")):
            continue
        down = down or section.startswith(("3E1.1", "3B1.2"))
        voice = voice_at(text, match.start())
        path, entries = ("guidelines.adjustments[]", (section,)) if section.startswith("3") else ("guidelines.conduct[].adjustments[]", ("conduct", section))
        yield Hit(f"{path}.section", section, match.start(), place, 0.8, entries, voice=voice)
        yield Hit(f"{path}.levels", -count if down else count, match.start(), place, 0.75, entries, voice=voice)


def _section(line: str, start: int, end: int, why: str) -> tuple[str | None, int]:
    """The section of an adjustment: the one cited right there, else the one that its ground stands for."""
    named = next(((pattern.search(why), section) for pattern, section in _GROUNDS if pattern.search(why)), None)
    for one in find(line[start : min(end, start + 120)]):
        if isinstance(one.citation, Guideline):
            cited = str(one.citation).removeprefix("USSG §").split(" ")[0]
            if named is None or cited.startswith(named[1]):
                return cited, start + one.end
    if named is None or named[0] is None:
        return None, start
    return named[1], start + named[0].end()


def losses(text: Text, start: int, end: int) -> Iterator[Hit]:
    """The loss that was found."""
    for match in _LOSS.finditer(text.line, start, end):
        group = "money" if match["money"] else "money2"
        value = dollars(match[group])
        before = text.line[start : match.start(group)]
        if value is None or _NOT_LOSS.search(before) or is_supposed(text, match.start()):
            continue
        told = {"more_than": value} if match["bound"] and not match["bound"].lower().startswith("at") else {"at_least": value} if match["bound"] else value
        yield Hit("guidelines.conduct[].loss", told, match.start(), match.end(), 0.8, ("conduct",), voice=voice_at(text, match.start()))


def departures(text: Text, start: int, end: int) -> Iterator[Hit]:
    """Departures and variances that the court made."""
    line = text.line
    found = False
    for match in _DEPARTED.finditer(line, start, end):
        count = whole(match["n"] or match["n2"] or match["n3"])
        way = (match["way"] or match["way2"] or match["way3"]).lower()
        if count is None or voice_at(text, match.start(), back=1) == Voice.supposed:
            continue
        found = True
        value = count if way.startswith("up") else -count
        yield Hit("guidelines.departures[].levels", value, match.start(), match.end(), 0.75, ("departure",), voice=voice_at(text, match.start()))
    if found:
        return
    for match in _DEPARTURE.finditer(line, start, end):
        if (not is_supposed(text, match.start()) and match.groupdict().get("kind") == "variance") or match["way3"]:
            yield Hit("guidelines.departures[].section", "variance", match.start(), match.end(), 0.6, ("variance",), voice=Voice.found)


def history(text: Text, start: int, end: int) -> Iterator[Hit]:
    """Career offender status, and whether the offense was committed while under a sentence."""
    for match in _CAREER.finditer(text.line, start, end):
        voice = voice_at(text, match.start())
        before = text.line[start : match.start()]
        if voice == Voice.supposed or not re.search(
            r"\b(?:sentenced|found|designat\w+|classif\w+|qualif\w+|determin\w+|was|is|treated|deemed|status)\b", before + match.group(), _F
        ):
            continue
        name = "criminal_history.career_offender" if match["what"].lower().startswith("career") else "criminal_history.armed_career_criminal"
        yield Hit(name, not (match["not"] or re.search(r"\bnot\b[^.;]{0,20}\Z", before, _F)), match.start(), match.end(), 0.65, voice=voice)
    for match in _UNDER.finditer(text.line, start, end):
        before = before_in_sentence(text, match.start())
        if not re.search(r"\b(?:whether|argued|contend|not)\b[^,;]{0,50}\Z", before, _F):
            yield Hit(
                "criminal_history.under_sentence",
                True,
                max(start, match.start() - 10) if before.endswith(" ") else match.start(),
                match.end(),
                0.75,
                voice=voice_at(text, match.start()),
            )


def editions(text: Text, start: int, end: int) -> Iterator[Hit]:
    """The edition of the Manual that was used."""
    for match in _EDITION.finditer(text.line, start, end):
        if not is_supposed(text, match.start()):
            yield Hit(
                "guidelines.edition",
                f"{match['year']}-11" if match["month"] else match["year"],
                match.start(),
                match.end(),
                0.6,
                voice=voice_at(text, match.start()),
            )


def attributed_drugs(text: Text, start: int, end: int) -> Iterator[Hit]:
    """Drug quantities attributed as relevant conduct."""
    if not _ATTRIBUTED.search(text.line, start, end) or not re.search(r"\b(?:attribut|accountable|responsible)", text.line[start:end], _F):
        return
    for number, drug in enumerate(drugs_in(text.line, start, end)):
        if drug.amount is None or drug.found is None or is_supposed(text, drug.start):
            continue
        voice = voice_at(text, drug.start)
        yield Hit("guidelines.conduct[].drugs[].drug", drug.drug, drug.start, drug.end, 0.7, ("conduct", (start, number)), voice=voice)
        yield Hit("guidelines.conduct[].drugs[].amount", drug.found, drug.start, drug.end, 0.7, ("conduct", (start, number)), voice=voice)
