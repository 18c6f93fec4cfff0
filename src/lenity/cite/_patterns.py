"""The ways in which courts, statutes and agencies write citations, as patterns.

Case matters where small words would otherwise look like citations; white space never does, since running text
breaks lines anywhere. Older opinions have lost their section signs, so a sign is optional.
"""

from __future__ import annotations

import re

_MONTH = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
# Numerals and letters only: "(crack)" or "(the plan)" after a section is prose.
_TOKEN = r"\(\s?(?:\d{1,3}|[A-Za-z]|([a-z])\1|([A-Z])\2|[ivx]{2,6}|[IVX]{2,6})\s?\)"


def _subdivisions(name: str, first: str = "") -> str:
    """A run of (a)(1)(A); group references are numbered, so each use gets its own names."""
    token = _TOKEN.replace(r"([a-z])\1", rf"(?P<{name}l>[a-z])(?P={name}l)")
    token = token.replace(r"([A-Z])\2", rf"(?P<{name}u>[A-Z])(?P={name}u)")
    # A name cannot repeat within one pattern: later tokens list doubled letters up to those that laws use.
    later = _TOKEN.replace(r"([a-z])\1", "aa|bb|cc|dd|ee|ff").replace(r"([A-Z])\2", "AA|BB|CC|DD|EE|FF")
    return rf"(?P<{name}>{first or token}(?:\s?{later})*)"


def subdivision_tokens(text: str | None) -> tuple[str, ...]:
    """`(b)(1)(A)` as ("b", "1", "A")."""
    return tuple(re.findall(r"\(\s*(\w+)\s*\)", text or ""))


_SUBS = r"(?:\s?" + _subdivisions("subs") + ")?"
_YEAR = r"(?:1[789]|20)\d\d"
_DATE = (
    rf"(?:(?P<month>{_MONTH})\s+(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?)?(?P<year>{_YEAR})"
    r"(?:\s+ed\.?(?:ition)?)?"
)
_DATED = rf"(?:\s*\((?:effective\s+|eff\.\s+)?{_DATE}\))?"
_SIGN = r"(?:(?:§{1,2}|[Ss]ections?|[Ss]ecs?\.|ss?\.?(?=\s?\d))\s*)?"
_SECTION = r"(?P<section>\d{1,5}[A-Za-z]{0,2}(?:-\d{1,3}[a-z]{0,2})?)(?![\dA-Za-z])"
_USSG = r"(?:(?:U\.?\s?S\.?\s?S\.?\s?G\.?|(?:[Ss]entencing\s+)?[Gg]uidelines?)\s*,?\s*)"
_SCHEDULE = r"(?:,?\s+[Ss]chedule\s+(?P<schedule>I{1,3}|IV|V)\b)?"
GUIDELINE_SECTION = r"[1-8][A-Z][1-9]\.\d{1,2}"

CODE = re.compile(rf"\b(?P<title>\d{{1,2}})\s?U\.?\s?S\.?\s?C\.?(?:\s?A\.|\s?S\.)?\s*{_SIGN}{_SECTION}{_SUBS}(?P<note>\s+note\b)?{_SCHEDULE}{_DATED}")
CODE_WORDS = re.compile(
    rf"\b[Tt]itle\s+(?P<title>\d{{1,2}}),?\s+(?:of\s+the\s+)?(?:United\s+States\s+Code|U\.?\s?S\.?\s?C\.?),?\s+"
    rf"{_SIGN}{_SECTION}{_SUBS}(?P<note>\s+note\b)?{_SCHEDULE}{_DATED}"
)
CODE_BACKWARD = re.compile(
    rf"\b[Ss]ection\s+{_SECTION}{_SUBS}(?:\s+of|,)\s+[Tt]itle\s+(?P<title>\d{{1,2}})(?:,?\s+(?:of\s+the\s+)?United\s+States\s+Code)?"
    r"(?P<note>(?!))?(?P<schedule>(?!))?(?P<month>(?!))?(?P<day>(?!))?(?P<year>(?!))?"
)
# What may follow a first section: "§§ 841(a)(1), 846", "and § 846", "and (b)(1)(A)".
CODE_NEXT = re.compile(
    rf"(?:\s*(?:,|;|&|and|or|,\s*and|through|to|[-–])\s*)(?:§{{1,2}}\s*)?{_SECTION}{_SUBS}{_DATED}"
    r"(?!\s*(?:U\.?\s?S|F\.|S\.|C\.?F|Fed|Stat|FR\b|WL\b|L\.|years?|months?|days?|counts?|grams?|kilo|kg\b|g\b|percent|%|"
    r"points?|levels?|pounds?|ounces?|plants?|doses|people|persons|others|\.\d))"
)
SUBDIVISION_NEXT = re.compile(r"(?:\s*(?:,|&|and|or|,\s*and|through|to|[-–])\s*)" + _subdivisions("subs"))

_NOTE_WORDS = r"(?:comment\.?|cmt\.?|[Cc]ommentary|comm\.)"
_NOTE = (
    rf"(?:,?\s*(?:(?:{_NOTE_WORDS}\s*\(?\s*n\.?\s?|(?:at\s+)?{_NOTE_WORDS},?\s*\(?(?:[Aa]pplication\s+)?[Nn]otes?\s+"
    r"|\(?[Aa]pplication\s+[Nn]otes?\s+|n\.\s?)(?P<note>\d{1,3})(?:\s?" + _subdivisions("notesubs") + r")?\)?"
    rf"|(?P<background>{_NOTE_WORDS}\s*\(?back(?:g'd|g’d|ground)\.?\)?)))?"
)
GUIDELINE = re.compile(
    rf"(?:{_USSG}(?:§{{1,2}}\s*|[Ss]ections?\s+|s\.?\s+)?|(?<![\w.$])(?:§{{1,2}}\s*)?)(?P<section>{GUIDELINE_SECTION})(?![\w]|\.\d)"
    rf"{_SUBS}(?:\s*n\.\s?\((?P<tablenote>[A-Z])\)|{_NOTE}){_DATED}"
)
TABLE_NOTE_NEXT = re.compile(r"(?:\s*(?:,|and|,\s*and)\s*)\((?P<tablenote>[A-Z])\)")
CHAPTER = re.compile(rf"{_USSG}(?:[Cc]h(?:apter|\.)\s*(?P<chapter>[1-8]|[A-Z][a-z]+)(?:,?\s*[Pp](?:ar)?t\.?\s*(?P<part>[A-Z]))?){_DATED}")
AMENDMENT = re.compile(
    rf"(?:(?:{_USSG})?(?:[Aa]pp(?:endix|\.)\s*C,?\s*)(?:[Aa]mend(?:ment|\.)?s?\.?|[Aa]mdts?\.?)\s*(?:[Nn]o\.\s*)?"
    r"|\b[Aa]mend(?:ments?\s+|\.\s*)(?:[Nn]o\.\s*)?)(?P<number>\d{1,3})(?!\.?\d|[A-Za-z])(?:\s?[-–]\s?(?P<through>\d{1,3})(?!\.?\d|[A-Za-z]))?"
    r"(?:,?\s*\(?[Pp]art\s+(?P<part>[A-Z])(?:(?:,?\s+[Ss]ubpart\s+)?(?P<subpart>\d))?\)?(?!\w))?" + _DATED
)
AMENDMENT_NEXT = re.compile(
    r"(?:\s*(?:,|and|or|,\s*and|&)\s*)(?P<number>\d{1,3})(?!\.?\d|\w|\s+(?:FR|Fed|Stat|U\.|F\.|S\.))"
    r"(?:\s?[-–]\s?(?P<through>\d{1,3})(?!\.?\d|\w))?" + _DATED
)
PUBLIC_LAW = re.compile(
    r"\b(?:Pub(?:lic|\.)\s?L(?:aw|\.)\s*(?:[Nn]o\.?\s*)?|P\.\s?L\.\s*)(?P<congress>\d{1,3})[-–](?P<number>\d{1,4})"
    r"(?:,?\s*div(?:\.|ision)\s+(?P<division>[A-Z]{1,2})(?![A-Za-z]))?"
    r"(?:,?\s*(?:(?:[Tt]itle|tit\.)\s+[IVXL]+,\s*)?(?:§{1,2}|[Ss]ec(?:tions?|\.))\s*(?P<section>\d{1,6}[A-Z]?)(?![\d])" + _SUBS + r")?"
    r"(?:,?\s*(?P<volume>\d{1,3})\s+Stat\.\s*(?P<page>\d{1,5}(?:-\d{1,3})?))?" + _DATED
)
PUBLIC_LAW_NEXT = re.compile(r"(?:\s*(?:,|and|,\s*and|&)\s*)(?P<section>\d{1,6}[A-Z]?)(?![\dA-Za-z-]|\s+Stat)" + _SUBS)
STATUTES_NEXT = re.compile(r"(?:\s*(?:,|and|,\s*and)\s*)(?P<page>\d{1,5}(?:-\d{1,3})?)(?![\dA-Za-z]|\s*(?:Stat|FR|U\.|F\.|Fed|S\.))")
STATUTES = re.compile(r"\b(?P<volume>\d{1,3})\s+Stat\.\s*(?P<page>\d{1,5}(?:-\d{1,3})?)" + _DATED)
REGULATION = re.compile(
    r"\b(?P<title>\d{1,2})\s?C\.?\s?F\.?\s?R\.?\s*(?:§{1,2}\s*|[Ss]ections?\s+|[Pp](?:ar)?ts?\.?\s+)?(?P<part>\d{1,4})"
    r"(?:\.(?P<section>\d{1,4}))?(?![\w]|\.\d)" + _SUBS + _DATED
)
REGISTER = re.compile(r"\b(?P<volume>\d{1,3})\s?(?:FR|F\.\s?R\.|Fed\.\s?Reg\.|Federal\s+Register)\s*(?P<page>\d{1,3},\d{3}|\d{1,6})(?!\w)" + _DATED)
RULE = re.compile(
    r"\b(?:Fed(?:eral|\.)\s*R(?:ules?|\.)\s*(?:of\s+)?Crim(?:inal|\.)\s*P(?:rocedure|\.)|F\.\s?R\.\s?Crim\.\s?P\.)\s*"
    r"(?P<number>\d{1,2}(?:\.\d)?)(?![\d.]*\d)" + _SUBS + _DATED
)

# Each reporter's normal name, longest spelling first, so that "F.3d" is never read as "F.".
REPORTERS: dict[str, str] = {
    "U.S.": r"U\.\s?S\.",
    "S. Ct.": r"S\.\s?Ct\.",
    "L. Ed. 2d": r"L\.\s?Ed\.\s?2d",
    "L. Ed.": r"L\.\s?Ed\.(?!\s?2d)",
    "F. Supp. 3d": r"F\.\s?Supp\.\s?3d",
    "F. Supp. 2d": r"F\.\s?Supp\.\s?2d",
    "F. Supp.": r"F\.\s?Supp\.(?!\s?[23]d)",
    "F.4th": r"F\.\s?4th",
    "F.3d": r"F\.\s?3d",
    "F.2d": r"F\.\s?2d",
    "F. App'x": r"(?:F\.\s?App(?:'|’)x\.?|Fed\.\s?App(?:x\.?|(?:'|’)x\.?))",
    "F.R.D.": r"F\.\s?R\.\s?D\.",
    "WL": r"WL",
    "F.": r"F\.(?=\s\d)",
}
_PIN = r"(?:,?\s+at\s+\*?(?P<pinat>\d{1,5})|,\s+(?P<pin>\d{1,5})(?:[-–]\d{1,5})?(?!\s*(?:U\.|S\.|L\.|F\.|WL|\d)))?"
_COURT = r"(?P<court>[A-Z0-9][A-Za-z0-9.'’ ]{0,30}?)"
CASE = re.compile(
    r"\b(?P<volume>\d{1,4})\s(?P<reporter>"
    + "|".join(REPORTERS.values())
    + r")\s?(?P<page>\d{1,7})(?![\dA-Za-z])"
    + _PIN
    + rf"(?:\s*\((?:{_COURT}\s+)?{_DATE}\))?"
)
