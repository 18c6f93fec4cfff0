"""One spelling for the sections and statutes that a case file names."""

from __future__ import annotations

import re

SUBDIVISIONS = r"(?:\([A-Za-z0-9]{1,5}\))*"
SECTION_PATTERN = rf"[1-8][A-Z]\d{{1,2}}\.\d{{1,2}}{SUBDIVISIONS}"
_CODE_PATTERN = rf"\d{{1,2}} U\.S\.C\. § \d{{1,5}}[A-Za-z]{{0,2}}(?:-\d{{1,3}}[a-z]?)?{SUBDIVISIONS}"
_RULE_PATTERN = rf"\d{{1,2}} C\.F\.R\. § \d{{1,4}}\.\d{{1,4}}{SUBDIVISIONS}"
STATUTE_PATTERN = rf"(?:{_CODE_PATTERN}|{_RULE_PATTERN})"

_SECTION = re.compile(rf"(?:(?:U\.?S\.?S\.?G\.?)\s*)?§?\s*([1-8][A-Za-z]\d{{1,2}}\.\d{{1,2}})({SUBDIVISIONS})\Z", re.ASCII)
_STATUTE = re.compile(
    r"(\d{1,2})\s*[Uu]\.?\s*[Ss]\.?\s*[Cc]\.?\s*(?:[Aa]\.?\s*)?(?:§|[Ss]ec(?:tion|\.)?)?\s*"
    rf"(\d{{1,5}}[A-Za-z]{{0,2}}(?:[-–]\d{{1,3}}[a-z]?)?)\s*({SUBDIVISIONS})\Z",
    re.ASCII,
)
_RULE = re.compile(rf"(\d{{1,2}})\s*[Cc]\.?\s*[Ff]\.?\s*[Rr]\.?\s*§?\s*(\d{{1,4}}\.\d{{1,4}})\s*({SUBDIVISIONS})\Z", re.ASCII)


def normalize_section(text: str) -> str:
    """A section of the Manual as `2D1.1(b)(1)`, a statute in a list of departures as `18 U.S.C. 3553(e)`.

    Text that is neither comes back as it is, its spaces joined.
    """
    joined = " ".join(text.split())
    match = _SECTION.match(joined.replace(" (", "(").replace(") (", ")("))
    if match is not None:
        return match[1].upper() + match[2]
    statute = normalize_statute(joined)
    if statute != joined or _STATUTE.match(joined):
        return statute.replace("§ ", "")
    return joined.lower() if joined.lower() == "variance" else joined


def normalize_statute(text: str) -> str:
    """A statute as `21 U.S.C. § 841(a)(1)`, a regulation as `36 C.F.R. § 2.35(b)`.

    Text that is neither comes back as it is, its spaces joined.
    """
    joined = " ".join(text.split())
    close = joined.replace(" (", "(").replace(") (", ")(")
    if match := _STATUTE.match(close):
        return f"{match[1]} U.S.C. § {match[2].replace('–', '-')}{match[3]}"
    if match := _RULE.match(close):
        return f"{match[1]} C.F.R. § {match[2]}{match[3]}"
    return joined


def section_parts(section: str) -> tuple[str, ...]:
    """A section and its subdivisions: `3B1.1(c)` is `("3B1.1", "(c)")`."""
    head, mark, rest = section.partition("(")
    return (head, *(f"({part}" for part in rest.split("("))) if mark else (section,)
