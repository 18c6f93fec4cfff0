"""Read citations out of text: one citation that is all of it, a list of them, or those in running prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from . import _patterns as patterns
from ._model import Amendment, Citation, Dated, Guideline, GuidelineChapter, UnitedStatesCode
from ._model_more import Case, FederalRegister, PublicLaw, Regulation, Rule, Statutes
from ._patterns import subdivision_tokens

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERALS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_JOINTS = re.compile(r"[\s,;&.–-]|\b(?:and|or|through|to|see|also|cf|as amended by|amended by)\b", re.IGNORECASE)
_CASE_NAME = re.compile(r"(?:^|;)\s*(?:[Ss]ee\s+)?(?P<name>[^;]*[A-Za-z.)])\s*,\s*$")
_LIST_JOINT = re.compile(r"\s*(?:(?:[,;&–-]|and\b|or\b|to\b|through\b)\s*)*")
_AMENDMENTS = re.compile(r"[Aa]mend(?:ment)?s\b")
_DOUBLE = re.compile(r"§§|[Ss]ections\b|\bss\b|[Ss]ecs\.")


class CitationError(ValueError):
    """A text is not a citation; says what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Found:
    """A citation in running text: it stands at `text[start:end]`."""

    citation: Citation
    start: int
    end: int


def _date(match: re.Match[str]) -> Dated | None:
    year, month, day = match.group("year"), match.group("month"), match.group("day")
    if not year:
        return None
    number = _MONTHS.index(month[:3].lower()) + 1 if month else None
    return Dated(int(year), number, int(day) if day else None)


def _code(match: re.Match[str]) -> Citation:
    subdivisions = subdivision_tokens(match["subs"])
    return UnitedStatesCode(
        int(match["title"]),
        match["section"],
        subdivisions,
        bool(match["note"]),
        _date(match),
        match["schedule"],
    )


def _guideline(match: re.Match[str]) -> Citation:
    note = match["note"]
    return Guideline(
        match["section"],
        subdivision_tokens(match["subs"]),
        int(note) if note else None,
        subdivision_tokens(match["notesubs"]) if note else (),
        bool(match["background"]),
        _date(match),
        match["tablenote"],
    )


def _chapter(match: re.Match[str]) -> Citation | None:
    word = match["chapter"]
    if not word.isdigit() and word.lower() not in _NUMERALS:
        return None
    number = int(word) if word.isdigit() else _NUMERALS.index(word.lower()) + 1
    return GuidelineChapter(number, match["part"], _date(match))


def _amendment(match: re.Match[str]) -> Citation:
    subpart, through = match["subpart"], match["through"]
    return Amendment(
        int(match["number"]),
        match["part"],
        int(subpart) if subpart else None,
        _date(match),
        int(through) if through else None,
    )


def _public_law(match: re.Match[str]) -> Citation:
    volume = match["volume"]
    return PublicLaw(
        int(match["congress"]),
        int(match["number"]),
        match["section"],
        subdivision_tokens(match["subs"]),
        int(volume) if volume else None,
        match["page"],
        _date(match),
        match["division"],
    )


def _statutes(match: re.Match[str]) -> Citation:
    return Statutes(int(match["volume"]), match["page"], _date(match))


def _regulation(match: re.Match[str]) -> Citation:
    section = match["section"]
    subdivisions = subdivision_tokens(match["subs"]) if section else ()
    return Regulation(int(match["title"]), int(match["part"]), int(section) if section else None, subdivisions, _date(match))


def _register(match: re.Match[str]) -> Citation:
    return FederalRegister(int(match["volume"]), int(match["page"].replace(",", "")), _date(match))


def _rule(match: re.Match[str]) -> Citation:
    return Rule(match["number"], subdivision_tokens(match["subs"]), _date(match))


def _case(match: re.Match[str]) -> Citation:
    spelled = match["reporter"]
    reporter = next(name for name, form in patterns.REPORTERS.items() if re.fullmatch(form.partition("(?=")[0], spelled))
    pin = match["pin"] or match["pinat"]
    court = match["court"]
    return Case(
        int(match["volume"]),
        reporter,
        int(match["page"]),
        int(pin) if pin else None,
        court.strip() if court else None,
        _date(match),
    )


_Builder = Callable[[re.Match[str]], Citation | None]
# In order of preference where two start at one place and are equally long.
_KINDS: tuple[tuple[re.Pattern[str], _Builder], ...] = (
    (patterns.CODE, _code),
    (patterns.CODE_WORDS, _code),
    (patterns.CODE_BACKWARD, _code),
    (patterns.GUIDELINE, _guideline),
    (patterns.CHAPTER, _chapter),
    (patterns.AMENDMENT, _amendment),
    (patterns.PUBLIC_LAW, _public_law),
    (patterns.STATUTES, _statutes),
    (patterns.REGULATION, _regulation),
    (patterns.REGISTER, _register),
    (patterns.RULE, _rule),
    (patterns.CASE, _case),
)


def _subdivided(last: UnitedStatesCode | Guideline | PublicLaw, match: re.Match[str]) -> Citation:
    """`last` with the subdivisions of a continuation: `(b)(1)(A), (B)` goes on at the step of the (A)."""
    tokens, had = subdivision_tokens(match["subs"]), last.subdivisions
    alike = (at for at in range(len(had) - 1, -1, -1) if _style(had[at]) == _style(tokens[0]))
    return replace(last, subdivisions=had[: next(alike, 0)] + tokens)


def _style(token: str) -> str:
    return "1" if token.isdigit() else "a" if token.islower() else "A"


def _next(last: Citation, text: str, end: int, opening: str) -> tuple[Citation, re.Match[str]] | None:
    """What goes on from `last` at `end`, in a list whose first citation was written `opening`."""
    plural = bool(_DOUBLE.search(opening))
    if isinstance(last, Amendment):
        more = patterns.AMENDMENT_NEXT.match(text, end) if _AMENDMENTS.search(opening) else None
        if more:
            through = more["through"]
            number = int(more["number"])
            return Amendment(number, dated=_date(more), through=int(through) if through else None), more
        return None
    if isinstance(last, Statutes):
        more = patterns.STATUTES_NEXT.match(text, end)
        return (Statutes(last.volume, more["page"]), more) if more else None
    if isinstance(last, Guideline) and last.table_note:
        more = patterns.TABLE_NOTE_NEXT.match(text, end)
        return (replace(last, table_note=more["tablenote"]), more) if more else None
    if isinstance(last, UnitedStatesCode):
        more = patterns.CODE_NEXT.match(text, end)
        if more and (plural or "§" in more.group()):
            subdivisions = subdivision_tokens(more["subs"])
            return UnitedStatesCode(last.title, more["section"], subdivisions, dated=_date(more)), more
    if isinstance(last, PublicLaw) and last.section and plural:
        more = patterns.PUBLIC_LAW_NEXT.match(text, end)
        if more:
            return replace(last, section=more["section"], subdivisions=subdivision_tokens(more["subs"])), more
    if isinstance(last, UnitedStatesCode | Guideline | PublicLaw):
        more = patterns.SUBDIVISION_NEXT.match(text, end)
        return (_subdivided(last, more), more) if more else None
    return None


def _following(first: Citation, text: str, match: re.Match[str]) -> Iterator[Found]:
    """The further citations of a list that names its source once: `§§ 841(a)(1), (b)(1)(A) and 846`."""
    going_on = _next(first, text, match.end(), match.group())
    while going_on:
        last, more = going_on
        joint = _LIST_JOINT.match(more.group())
        yield Found(last, more.start() + (joint.end() if joint else 0), more.end())
        going_on = _next(last, text, more.end(), match.group())


def _candidates(text: str) -> list[Found]:
    spans: list[Found] = []
    for pattern, build in _KINDS:
        for match in pattern.finditer(text):
            citation = build(match)
            if citation is None:
                continue
            spans.append(Found(citation, match.start(), match.end()))
            spans.extend(_following(citation, text, match))
    return spans


def find(text: str) -> list[Found]:
    """Every citation in running text, in its order; where readings overlap, the earliest and then longest holds.

    A list such as `21 U.S.C. §§ 841(a)(1) and 846` gives one for each section; of a range it gives both ends.
    The name of a case is left to the reader: `find` takes the report only.
    """
    found: list[Found] = []
    for candidate in sorted(_candidates(text), key=lambda item: (item.start, -item.end)):
        if not found or candidate.start >= found[-1].end:
            found.append(candidate)
    return found


def _expected(text: str) -> str:
    hints = (
        (r"U\.?\s?S\.?\s?C|[Tt]itle\s+\d", "a title and a section, as in 21 U.S.C. § 841(a)(1)"),
        (
            r"[Gg]uideline|U\.?\s?S\.?\s?S\.?\s?G|\d[A-Z]\d",
            "a section of the Manual, as in USSG §2D1.1(b)(1)",
        ),
        (r"[Aa]mend|[Aa]pp(?:endix|\.)\s*C", "an amendment's number, as in USSG App. C amend. 782"),
        (r"[Pp]ub|P\.\s?L", "a public law, as in Pub. L. 111-220, § 2(a)(1), 124 Stat. 2372"),
        (r"C\.?\s?F\.?\s?R", "a part or section, as in 28 C.F.R. § 1.3"),
        (r"\bFR\b|Fed\.\s?Reg", "volume and page, as in 91 FR 24088"),
        (r"\bv\.\s|\bF\.|U\.\s?S\.", "volume, reporter and page, as in 567 U.S. 260 (2012)"),
    )
    for pattern, expected in hints:
        if re.search(pattern, text):
            return expected
    return "a citation such as 21 U.S.C. § 841(a)(1), USSG §2D1.1(b)(1), Pub. L. 111-220 or 567 U.S. 260 (2012)"


def _with_name(text: str, start: int, item: Found) -> tuple[Citation, int]:
    """The citation with the case name that stands before it since `start`, and where it then begins."""
    if not isinstance(item.citation, Case):
        return item.citation, item.start
    name = _CASE_NAME.search(text[start : item.start])
    if not name or _JOINTS.sub("", name["name"]) == "":
        return item.citation, item.start
    clean = " ".join(name["name"].split())
    return replace(item.citation, name=clean), start + name.start("name")


def parse_all(text: str) -> tuple[Citation, ...]:
    """The citations of a text that holds nothing else: `USSG §2D1.1(c); App. C amend. 782`.

    Raises CitationError where any part is not a citation.
    """
    citations: list[Citation] = []
    end = 0
    for item in find(text):
        citation, start = _with_name(text, end, item)
        _check_joint(text[end:start], end)
        citations.append(citation)
        end = item.end
    if not citations:
        raise CitationError(f"Found no citation; expected {_expected(text)}.")
    _check_joint(text[end:], end)
    return tuple(citations)


def _check_joint(between: str, position: int) -> None:
    if _JOINTS.sub("", between):
        raise CitationError(
            f"Found other words at character {position + 1}; expected {_expected(between)}, or nothing but citations, with semicolons between them."
        )


def parse(text: str) -> Citation:
    """The one citation that a text is, in any of the usual forms.

    Raises CitationError where it is none, more than one, or something stands beside it.
    """
    citations = parse_all(text)
    if len(citations) > 1:
        raise CitationError(f"Found {len(citations)} citations; expected one. `parse_all` reads a list.")
    return citations[0]
