"""Under which penalty provisions a drug count can stand whose quantity the record does not give."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lenity.engine import Ladder
from lenity.facts import GUIDELINES_BEGAN
from lenity.facts.levels import FactRow
from lenity.law import law_book

_IMPORT = frozenset(f"21 U.S.C. § {number}" for number in (952, 953, 955, 957, 959, 960, 963))


def tiers_of(top: FactRow, count: FactRow) -> Iterator[tuple[str, str]]:
    """Each tier that a drug of the case reaches at some amount under the Guidelines, and what it is called; all tiers where a drug is not known."""
    section = count.facts.get("object_section") or count.facts.get("statute_section")
    is_import = section in _IMPORT
    drugs = tuple(str(row.facts["drug"]) for row in top.rows() if row.level == "drug" and row.facts.get("drug"))
    for tier in _reached("usc.21.960.tier" if is_import else "usc.21.841.tier", drugs):
        yield tier, f"§ 960(b)({tier})" if is_import else (f"§ 841{tier}" if tier.startswith("(") else f"§ 841(b)(1)({tier})")


@cache
def _reached(family: str, drugs: tuple[str, ...]) -> tuple[str, ...]:
    members, names = law_book().family(family).members, law_book().family("ussg.drugs.statutory_key").members
    keys = {str(names[drug].entries[-1].payload) for drug in drugs if drug in names}
    known = {key: members[key] for key in keys if key in members} if drugs and keys <= set(members) else members
    found: set[str] = set()
    for series in known.values():
        before = [entry for entry in series.entries if entry.from_on <= GUIDELINES_BEGAN][-1:]
        for entry in (*before, *(entry for entry in series.entries if entry.from_on > GUIDELINES_BEGAN)):
            if isinstance(entry.payload, Ladder):
                found.update(str(result) for result in entry.payload.results)
    return tuple(sorted(found, key=lambda tier: (tier.startswith("("), tier)))
