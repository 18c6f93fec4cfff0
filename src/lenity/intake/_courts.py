"""District courts by name, with the short ids that courts-db gives them."""

from __future__ import annotations

import re
from functools import cache

from lenity.intake._names import STATES

_POSTAL = dict(
    zip(
        STATES.split("|"),
        [
            "al",
            "ak",
            "az",
            "ar",
            "ca",
            "co",
            "ct",
            "de",
            "fl",
            "ga",
            "hi",
            "id",
            "il",
            "in",
            "ia",
            "ks",
            "ky",
            "la",
            "me",
            "md",
            "ma",
            "mi",
            "mn",
            "ms",
            "mo",
            "mt",
            "ne",
            "nv",
            "nh",
            "nj",
            "nm",
            "ny",
            "nc",
            "nd",
            "oh",
            "ok",
            "or",
            "pa",
            "ri",
            "sc",
            "sd",
            "tn",
            "tx",
            "ut",
            "vt",
            "va",
            "wa",
            "wv",
            "wi",
            "wy",
            "pr",
            "gu",
            "dc",
            "vi",
        ],
        strict=True,
    )
)
_POSTAL["Columbia"] = "dc"
_POSTAL["Northern Mariana Islands"] = "nmi"
_PART = r"(?:Northern|Southern|Eastern|Western|Middle|Central)"
_NAMES = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in sorted(_POSTAL, key=len, reverse=True))
DISTRICT = re.compile(
    rf"\b(?:(?P<part>{_PART})\s(?:(?:v\.|[)|§:])\s){{0,4}})?District\s(?:Court\s)?(?:of|for|for\sthe\sDistrict\sof)\s(?:the\s)?(?P<state>{_NAMES})\b",
    re.IGNORECASE,
)
ABBREVIATED = re.compile(rf"\bDistrict\sCourt,?\s(?:for\s(?:the\s)?)?(?:(?P<part>[NSEWMC])\.\s?)?D\.\s?(?P<state>{_NAMES})\b", re.IGNORECASE)
"""As reporters write it: `United States District Court, D. Massachusetts`."""
_CITED = re.compile(r"(?<![\w.])(?:[NSEWMC]\.\s?)?D\.\s?(?:[A-Z][a-z]{1,5}\.?|[A-Z]\.\s?[A-Z]\.(?:\s?[A-Z]\.)?)")


def district_id(part: str | None, state: str) -> str | None:
    """The court's short id; None where there is no such court.

    >>> district_id("Southern", "Georgia"), district_id(None, "Puerto Rico"), district_id(None, "district of columbia"), district_id("Northern", "Maine")
    ('gasd', 'prd', 'dcd', None)
    """
    name = next((one for one in _POSTAL if one.lower() == " ".join(state.split()).lower()), None)
    if name is None:
        return None
    made = f"{_POSTAL[name]}{part[0].lower() if part else ''}d"
    return made if made in _known() else None


def cited_district(text: str) -> str | None:
    """The id of a court as citations write it: `D.P.R.`, `S.D. Ga.`.

    >>> cited_district("D.P.R."), cited_district("S.D. Ga."), cited_district("1st Cir.")
    ('prd', 'gasd', None)
    """
    match = _CITED.match(text)
    return _by_citation().get(_squeezed(match.group())) if match else None


def _squeezed(text: str) -> str:
    return re.sub(r"[\s.]", "", text).lower()


@cache
def _known() -> frozenset[str]:
    from courts_db import courts

    return frozenset(str(court["id"]) for court in courts if court.get("system") == "federal")


@cache
def _by_citation() -> dict[str, str]:
    from courts_db import courts

    pattern = re.compile(r"[a-z]{2}[nsewmc]?d\Z")
    return {
        _squeezed(str(court.get("citation_string"))): str(court["id"])
        for court in courts
        if court.get("system") == "federal" and pattern.match(str(court["id"])) and court.get("citation_string")
    }
