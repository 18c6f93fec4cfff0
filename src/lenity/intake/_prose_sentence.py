"""The sentence as prose tells it: prison term, date, supervised release, money, how terms run, and what came after."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lenity.intake._days import DATE, day
from lenity.intake._fact import Hit, Voice
from lenity.intake._money import MONEY, dollars
from lenity.intake._numbers import NUMBER
from lenity.intake._prose import Text, before_in_sentence, clause_before, is_earlier, is_supposed
from lenity.intake._terms import TERM, term

_FLAGS = re.IGNORECASE
_FILLER = (
    r"(?:(?:a|an|the|to|almost|nearly|roughly|serve|serving|of|for|in|total|aggregate|combined|concurrent|consecutive|statutory|mandatory|minimum|maximum|term|terms|sentence|sentences|imprisonment"
    r"|prison|custodial|federal|incarceration|confinement|within-guidelines?|below-guidelines?|above-guidelines?|guidelines?|each|two|three|four|five|further|agreed-upon|stipulated|reduced|lengthy"
    r"|custody|be\simprisoned|period|low-end|high-end|bottom-of-the-range|top-of-the-range|at\sthe\sbottom\sof\sthe\srange)[\s,:]{1,2}(?:\d+\sconcurrent\s)?){0,12}"
)
_NOT_PRISON = r"(?!(?:'s?)?[\s-]?(?:term\s)?(?:of\s)?(?:supervised|probation|home|community|supervision|unsupervised|halfway|suspended|to\slife|to\s\d))"
_TERM = rf"(?P<term>{TERM})(?!\w){_NOT_PRISON}"
_DATE_IN_GAP = rf"(?:,?\s(?:on|in)\s(?P<gapdate>{DATE}),?)?"
_PRISON = (
    # X was sentenced (on DATE) (by …) to 120 months
    re.compile(rf"(?<!re)(?<!re-)sentenced{_DATE_IN_GAP}(?P<gap>[^;]{{0,140}}?)\sto\s{_FILLER}{_TERM}", _FLAGS),
    # imposed a sentence of 43 months; imposed the agreed-upon sentence: 240 months
    re.compile(
        rf"\b(?:imposed|imposing|received|pronounced|handed\sdown|was\sgiven|got|gave\s(?:him|her)|meted\sout|upheld|affirm\w*)\b(?P<gap>[^;.]{{0,70}}?)\b(?:sentences?|terms?|imprisonment)\s?"
        rf"(?:of|:|,|—|–|-|for)\s{_FILLER}{_TERM}",
        _FLAGS,
    ),
    # received a 120-month sentence; imposed a below-guideline 60-month term
    re.compile(
        rf"\b(?:imposed|imposing|received|pronounced|handed\sdown|was\sgiven|got|gave\s(?:him|her)|giving\s(?:him|her)|appeal(?:s|ed|ing)?|challeng\w+|affirm\w*)\s(?:from\s|upon\s\w+\s|on\s\w+\s)?(?:a|an|the|his|her|two|three|four|five|six)\s(?:[\w-]+\s){{0,4}}?{_TERM}"
        rf"(?:'s?)?[\s-](?:\w+\s)?(?:sentences?|terms?|of\simprisonment|in\s(?:federal\s)?prison|imprisonment)",
        _FLAGS,
    ),
    # serving (a sentence of) life in prison; serving a 20-year sentence
    re.compile(
        rf"\b(?:serving|served|serve)\s(?P<gap>(?:(?:out|a|an|his|her|the|mandatory|federal|sentence|term|of|two|three|four|five|concurrent|consecutive|prison)\s){{0,6}}?){_TERM}(?=[\s-](?:\w+\s)?(?:sentences?|terms?|in\s|of\simprisonment|imprisonment|without|for\b)|[.,])",
        _FLAGS,
    ),
    # committed to the custody of the Bureau of Prisons for a term of 120 months
    re.compile(
        rf"\bcustody\sof\sthe\s(?:United\sStates\s|Federal\s|U\.S\.\s)*Bureau\sof\sPrisons[^;]{{0,90}}?(?:term|period)\s(?:of|for)\s?:?\s{_FILLER}(?P<term>{TERM})(?!\w)",
        _FLAGS,
    ),
    # a total sentence of 240 months' imprisonment … was imposed
    re.compile(rf"\b(?:a|the|his|her)\s(?:\w+\s){{0,3}}?sentences?\sof\s{_FILLER}{_TERM}[^;.]{{0,140}}?\b(?:was|were|had\sbeen)\simposed", _FLAGS),
    # ordered to serve 60 months
    re.compile(rf"\bordered\s(?:him\s|her\s|the\sdefendant\s)?to\sserve\s{_FILLER}{_TERM}", _FLAGS),
)
_PLAIN = re.compile(
    rf"\b(?:his|her|the|[A-Z][\w-]+'s)\s(?:[\w-]+\s){{0,2}}?(?P<term>{TERM})[\s-](?:prison\s)?sentence\b|\breceive\sa\s(?P<agreed>{TERM})[\s-]sentence", _FLAGS
)
# sentenced X to 120 months, Y to 60 months, and Z to 24 months
# sentenced to 66, 48, and 48 months of imprisonment, respectively
_EACH = re.compile(
    rf"\bsentenced\b(?P<gap>[^;]{{0,140}}?)\sto\s(?P<numbers>(?:{NUMBER},?\s){{1,12}}and\s{NUMBER})\s(?P<unit>months|years)\b(?=[^;.]{{0,60}}\brespectively\b)",
    _FLAGS,
)
_AND_ANOTHER = re.compile(rf"(?:,\s(?:and\s)?|\sand\s)(?P<name>[A-Z][\w-]+)\sto\s(?:a\sterm\sof\s)?{_TERM}")
_AFTER_DATE = re.compile(
    rf"(?:'s?)?(?:\s(?:of|in|a|federal|state|prison|imprisonment|custody|behind|bars|incarceration|without|parole|sentences?|terms?|incarcerative|custodial)){{0,6}}\s?,?\s(?:in|on)\s(?P<date>{DATE})",
    _FLAGS,
)
_HEARING = re.compile(
    rf"\b(?P<re>re-?)?(?:(?:sentencing|disposition|sentence)\s(?:hearing|proceeding)s?,?\s?(?:(?:was|were)\s)?(?:held|conducted|convened|took\splace|occurred)?\s?(?:on|of)|sentencing\s(?:on|of))\s(?P<date>{DATE})",
    _FLAGS,
)
_ON_DATE = re.compile(rf"\b(?:on|in)\s(?P<date>{DATE}),?\s(?P<gap>[^;]{{0,140}}?)\b(?P<re>re-?)?(?:sentenced\b|imposed\b(?=[^.;]{{0,40}}sentence))", _FLAGS)
_IMPOSED_ON = re.compile(
    rf"\b(?:sentenced|sentencing|(?:sentence|term|judgment)s?\s(?:was|were)\simposed|imposed(?:\ssentence)?)\s(?:here\s|today\s)?(?:on|in)\s(?P<date>{DATE})",
    _FLAGS,
)
_OTHER_ACT = re.compile(r"\b(?:pleaded|pled|convicted|indicted|arrested|charged|jury|plea)\b", _FLAGS)
_MONEY_ORDERS = (
    (
        "fine",
        re.compile(
            rf"(?P<money>{MONEY})\s(?:criminal\s)?fine\b|\bfined\s(?:him\s|her\s)?(?:a\stotal\sof\s)?(?P<money2>{MONEY})|\bfine\s(?:in\sthe\samount\s)?(?:of|-|:|–)\s(?P<money3>{MONEY})",
            _FLAGS,
        ),
    ),
    (
        "restitution",
        re.compile(
            rf"(?P<money>{MONEY})\s(?:in\s|of\s)?restitution|\brestitution\s(?:order\s|payments?\s|judgment\s)?(?:to\s[^$;.]{{0,60}}\s)?(?:in\sthe\s(?:total\s)?(?:amount|sum)\s)?(?:of|-|:|–|totaling)\s(?P<money2>{MONEY})",
            _FLAGS,
        ),
    ),
    (
        "assessment",
        re.compile(
            rf"(?P<money>{MONEY})\s(?:mandatory\s)?(?:special\s)?assessment|\b(?:special\s)?assessments?\s(?:fee\s)?(?:in\sthe\samount\s)?(?:of|-|:|–|totaling)\s(?P<money2>{MONEY})",
            _FLAGS,
        ),
    ),
    ("forfeiture", re.compile(rf"(?P<money>{MONEY})\s(?:in\s)?forfeiture|\bforfeit(?:ure)?\s(?:of|in\sthe\samount\sof)?\s?(?P<money2>{MONEY})", _FLAGS)),
)
_ORDERED = re.compile(r"\b(?:sentenced|impos\w+|ordered|pay|fined|including|followed|must|required|convicted|judgment)\b", _FLAGS)
_UNPAID = re.compile(
    r"\b(?:owed?s?|owing|unpaid|outstanding|up\sto|maximum|not\sto\sexceed|not\smore\sthan|prior|previous|earlier|at\sleast)\b[^,;]{0,40}\Z", _FLAGS
)
_RELEASE = re.compile(
    rf"(?P<term>{TERM})(?:'s?)?[\s-](?:term\s)?(?:of\s)?supervised\srelease|\bsupervised\srelease\s(?:for|of|term\sof|period\sof|-|:|–)\s(?:a\s(?:total\s)?(?:term|period)\sof:?\s)?(?P<term2>{TERM})"
    rf"|\b(?:term|period)\sof\ssupervised\srelease\sof\s(?P<term3>{TERM})|\bsupervised\srelease\s(?:term|period)\sof\s(?P<term4>{TERM})",
    _FLAGS,
)
_RANGE = re.compile(
    r"\b(?:minimum|maximum|at\sleast|not\sless\sthan|range|statut\w+|authoriz\w+|up\sto|no\smore\sthan|violat\w+|revok\w+)\b[^,;]{0,60}\Z", _FLAGS
)
_HOW_TERMS_RUN = re.compile(
    r"\b(?:to\s(?:run|be\sserved)|run(?:ning)?|served)\s(?P<how>concurrent|consecutive)ly\b(?P<with>\s(?:with|to)\s)?|\b(?:on\seach\scount,?\s)(?P<how2>concurrent|consecutive)\b",
    _FLAGS,
)
_AMENDED = (
    re.compile(rf"\b(?:re-?sentenced)\b(?P<gap>[^;]{{0,120}}?)\sto\s{_FILLER}{_TERM}", _FLAGS),
    re.compile(
        rf"\b(?:was|were|court|judge|later|subsequently|been|sentence)\s(?:\w+\s){{0,2}}?reduced\b(?P<gap>[^;.]{{0,60}}?)(?:\sfrom\s(?P<from>{TERM}))?\sto\s{_FILLER}{_TERM}",
        _FLAGS,
    ),
    re.compile(rf"\bamended(?:\sjudgment)?\b(?P<gap>[^;.]{{0,60}}?)\bto\s{_FILLER}{_TERM}", _FLAGS),
    re.compile(rf"\breduced\s(?:his|her|the|[\w-]+'s)\s(?:\w+\s){{0,3}}?(?:from\s(?P<from>{TERM})\s)?to\s{_FILLER}{_TERM}", _FLAGS),
)


def prison_terms(text: Text, start: int, end: int) -> Iterator[Hit]:
    """Prison terms imposed, and the dates that stand with them."""
    seen: set[int] = set()
    for match in _EACH.finditer(text.line, start, end):
        yield from _each_count(text, match, seen)
    for order, pattern in enumerate(_PRISON):
        for match in pattern.finditer(text.line, start, end):
            at = match.start("term")
            if at in seen or not _is_imposed(text, match):
                continue
            value = term(match["term"])
            if value is None:
                continue
            seen.add(at)
            voice = Voice.found if order != 3 else Voice.stated
            gap = match.groupdict().get("gapdate")
            begin = match.start() if at - match.start() < 90 else max(match.start(), at - 30)
            yield Hit("sentence.imprisonment", value, begin, match.end("term"), 0.9 if order < 2 else 0.8, voice=voice, note=_note(value, match.group()))
            if gap and day(gap):
                yield Hit("sentence.date", day(gap), match.start(), match.end("gapdate"), 0.9, voice=Voice.found)
            after = _AFTER_DATE.match(text.line, match.end("term"), end)
            if after and not gap and day(after["date"]) and order < 3:
                yield Hit("sentence.date", day(after["date"]), match.start(), after.end("date"), 0.85, voice=Voice.found)
    if seen:
        for match in _AND_ANOTHER.finditer(text.line, start, end):
            value = term(match["term"])
            if value and match.start("term") not in seen:
                yield Hit("sentence.imprisonment", value, match.start("name"), match.end("term"), 0.8, voice=Voice.found)
    for match in _PLAIN.finditer(text.line, start, end):
        group = "term" if match["term"] else "agreed"
        if match.start(group) not in seen and not is_earlier(text, match.start()) and (group == "agreed" or not is_supposed(text, match.start())):
            value = term(match[group])
            if value and value != "time served" and not _ASKED.search(clause_before(text, match.start())):
                yield Hit("sentence.imprisonment", value, match.start(group), match.end(group), 0.55, voice=Voice.reported)


def _each_count(text: Text, match: re.Match[str], seen: set[int]) -> Iterator[Hit]:
    """Terms given count by count; where all run together, the longest is the total."""
    terms = [term(f"{one} {match['unit']}") for one in re.split(r",\s(?:and\s)?|\sand\s", match["numbers"])]
    if is_supposed(text, match.start()) or is_earlier(text, match.start()) or None in terms or len(terms) < 2:
        return
    seen.add(match.start("numbers"))
    counted = dict(enumerate(terms, 1))
    note = "terms count by count, in the order of the document: check the numbers of the counts"
    yield Hit("sentence.imprisonment", counted, match.start("numbers"), match.end(), 0.6, voice=Voice.found, note=note)
    if re.search(r"\bconcurrent", text.line[match.end() : match.end() + 90], _FLAGS):
        longest = max(terms, key=lambda one: int(str(one).split(" ")[0]))
        yield Hit("sentence.imprisonment", longest, match.start("numbers"), match.end(), 0.85, voice=Voice.found, note="the longest of terms that run together")


_ASKED = re.compile(r"\b(?:recommend|request|argu|asked|sought|urg|minimum|maximum|propos|reduc|object)\w*", _FLAGS)
_INFINITIVE = re.compile(r"\b(?:be|being|to\sbe|to)\s(?:\w+\s)?\Z", _FLAGS)


def _is_imposed(text: Text, match: re.Match[str]) -> bool:
    """Whether the term was imposed: not asked for, not possible, not that of another case of the person."""
    before = clause_before(text, match.start())
    gap = match.groupdict().get("gap") or ""
    if re.search(rf"\b{NUMBER}\s?\Z", gap, _FLAGS) and not re.search(rf"{DATE}\s?\Z", gap, _FLAGS):
        return False  # one to five years
    is_order = match.group().lower().startswith("custody")  # "committed to the custody" is no infinitive
    if is_supposed(text, match.start()) or (_INFINITIVE.search(before) and not is_order):
        return False
    if re.search(
        r"\b(?:would|could|faces?|recommend\w*|asked|maximum\sof|minimum|range|commut\w+|reduc\w+|suspended|probation)\b", gap, _FLAGS
    ) and not re.search(r"recommended\sby\sthe\sgov", gap, _FLAGS):
        return False
    if re.match(r"(?:serv|got|gave|appeal|challeng|affirm|upheld)", match.group(), _FLAGS) and re.search(r"\b(?:people|others|many)\b", before, _FLAGS):
        return False
    return not is_earlier(text, match.start()) and not re.search(
        r"\bstate\s(?:prison|court|custody)\b", match.group() + text.line[match.end() : match.end() + 20], _FLAGS
    )


def _note(value: str, said: str = "") -> str | None:
    about = re.search(r"\b(almost|nearly|roughly)\s", said, _FLAGS)
    if about:
        return f"the document says {about[1].lower()}"
    return "life and a further term: give them count by count in the case file" if value.startswith("life plus") else None


def dates(text: Text, start: int, end: int) -> Iterator[Hit]:
    """The day of the sentence."""
    for pattern in (_HEARING, _ON_DATE, _IMPOSED_ON):
        for match in pattern.finditer(text.line, start, end):
            value = day(match["date"])
            groups = match.groupdict()
            if value is None or is_supposed(text, match.start()) or is_earlier(text, match.start()):
                continue
            gap = groups.get("gap") or ""
            if pattern is _ON_DATE and re.search(
                r"\b(?:convicted|pleaded|pled|indicted|arrested|charged|guilty|tried)\b[^,;]{0,70}\Z", before_in_sentence(text, match.start()), _FLAGS
            ):
                continue  # convicted in 2015 and sentenced: the year is that of the conviction
            if _OTHER_ACT.search(gap) or re.search(rf"\b(?:on|in)\s{DATE}", gap, _FLAGS):
                continue
            path = "sentence.amended.date" if groups.get("re") else "sentence.date"
            yield Hit(path, value, match.start(), match.end("date"), 0.85 if pattern is not _IMPOSED_ON else 0.8, voice=Voice.found)


def release_terms(text: Text, start: int, end: int) -> Iterator[Hit]:
    """Terms of supervised release imposed."""
    for match in _RELEASE.finditer(text.line, start, end):
        group = next(name for name in ("term", "term2", "term3", "term4") if match[name])
        before = before_in_sentence(text, match.start())
        if group == "term" and _is_a_heading(text, match):
            continue
        if is_supposed(text, match.start()) or _RANGE.search(before) or not _ORDERED.search(text.line, start, end):
            continue
        value = term(match[group])
        if value:
            yield Hit("sentence.supervised_release", value, match.start(), match.end(), 0.85, voice=Voice.found)


def _is_a_heading(text: Text, match: re.Match[str]) -> bool:
    """Whether *supervised release* begins a part of its own on a new line, and does not belong to the term before it."""
    start, end = text.flat.span(match.end("term"), match.end())
    return re.match(r"\s*\n\s*supervised", text.flat.original[start - 1 if start else 0 : end], _FLAGS) is not None or (
        "\n" in text.flat.original[text.flat.place(match.end("term") - 1) : end].split("upervised")[0].split("UPERVISED")[0]
        and re.search(r"of\s\w*\s*supervised|'", match.group(), _FLAGS) is None
    )


def money(text: Text, start: int, end: int) -> Iterator[Hit]:
    """Fines, restitution, assessments and forfeiture ordered."""
    if not _ORDERED.search(text.line, start, end):
        return
    for name, pattern in _MONEY_ORDERS:
        for match in pattern.finditer(text.line, start, end):
            group = next((one for one in ("money", "money2", "money3") if match.groupdict().get(one)), None)
            before = before_in_sentence(text, match.start())
            if group is None or _UNPAID.search(before) or is_supposed(text, match.start()):
                continue
            value = dollars(match[group])
            if value is not None:
                yield Hit(f"sentence.{name}", value, match.start(), match.end(), 0.85, voice=Voice.found)


def how_terms_run(text: Text, start: int, end: int) -> Iterator[Hit]:
    """Whether terms run together or one after the other; what runs with another case's term is said so."""
    if not re.search(r"\b(?:sentenced?|imposed|terms?|counts?|imprisonment)\b", text.line[start:end], _FLAGS):
        return
    for match in _HOW_TERMS_RUN.finditer(text.line, start, end):
        if is_supposed(text, match.start()):
            continue
        how = (match["how"] or match["how2"]).lower()
        if match["with"]:
            rest = text.line[match.end() : match.end() + 60]
            if re.match(r"(?:each\sother|one\sanother|the\s(?:other\s)?(?:term|sentence|count)s?\b|count)", rest, _FLAGS) is None:
                yield Hit(f"sentence.{how}_with", " ".join(rest.split(" ")[:8]).rstrip(".,;"), match.start(), match.end() + 40, 0.5, voice=Voice.found)
                continue
        yield Hit(f"sentence.{how}", True, match.start(), match.end(), 0.85, voice=Voice.found)


def sentenced_today(text: Text, start: int, end: int) -> Iterator[Hit]:
    """The day of a release that says *today*."""
    for match in re.compile(r"\b(?:was|were)\s(?:sentenced\s(?:here\s)?today|today\ssentenced)\b", _FLAGS).finditer(text.line, start, end):
        if text.dated and not is_supposed(text, match.start()):
            yield Hit("sentence.date", text.dated, match.start(), match.end(), 0.6, voice=Voice.stated, note="the document says today, and is of this day")


def amendments(text: Text, start: int, end: int) -> Iterator[Hit]:
    """A later, lower sentence by the court."""
    for pattern in _AMENDED:
        for match in pattern.finditer(text.line, start, end):
            if is_supposed(text, match.start()) or _INFINITIVE.search(clause_before(text, match.start())):
                continue
            value = term(match["term"])
            if value is None or re.search(r"commut|level|range", match.group(), _FLAGS):
                continue
            yield Hit("sentence.amended.imprisonment", value, match.start(), match.end("term"), 0.8, voice=Voice.found)
            first = match.groupdict().get("from")
            if first and term(first):
                yield Hit("sentence.imprisonment", term(first), match.start("from"), match.end("from"), 0.7, voice=Voice.stated)
            after = _AFTER_DATE.match(text.line, match.end("term"), end)
            if after and day(after["date"]):
                yield Hit("sentence.amended.date", day(after["date"]), match.start(), after.end("date"), 0.8, voice=Voice.found)
