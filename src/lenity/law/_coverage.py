"""How far each section is encoded, from the register of coverage."""

from __future__ import annotations

from datetime import date
from typing import Any

from lenity.law._book import law_book
from lenity.law._editions import unread_edition
from lenity.law._sections import Section

_FAR_AHEAD = "9999-12-31"
_NOT_READ = "its text has not been read into lenity; where a case turns on it, a review says so and works from the levels that the record states"


def coverage(on: date) -> list[dict[str, Any]]:
    """The rows of the register in force on a day, in the order of the law."""
    return [row for row in law_book().register("ussg.coverage") if _is_in_force(row, on)]


def coverage_by_edition(on: date) -> list[dict[str, Any]]:
    """Every section of the register once, in the order of the law: its row of the day (its last one where none is in force), and `spans`.

    A span says from when until when the section is encoded how far, and why not further.
    """
    found: dict[str, dict[str, Any]] = {}
    for row in law_book().register("ussg.coverage"):
        spans = found[row["section"]]["spans"] if row["section"] in found else []
        spans.append({name: row.get(name) for name in ("from", "until", "state", "note")})
        if not spans[1:] or row["from"] <= on.isoformat():
            found[row["section"]] = {**row, "spans": spans}
    return list(found.values())


def coverage_of(section: Section, on: date) -> dict[str, Any]:
    """How far a section is encoded on a day: `state`, `checked`, `note`, `cite`."""
    wanted = section.name if section.is_guideline else f"{section.title} U.S.C. § {section.number}"
    rows = [row for row in coverage(on) if row["section"] == wanted]
    if rows:
        return rows[-1]
    return {"section": section.name, "state": "none", "checked": "", "note": _NOT_READ, "cite": section.cite}


def changes_not_read(section: Section, on: date) -> list[dict[str, Any]]:
    """What the newest cycle of amendments may have changed in a section and is not encoded, as known on a day."""
    if unread_edition(on) is None or not section.is_guideline:
        return []
    return [row for row in law_book().register("ussg.cycle_2026") if row["section"] in ("any", section.name) or row["section"].startswith(f"{section.name}(")]


def retroactive(on: date) -> list[dict[str, Any]]:
    """The amendments that §1B1.10(d) listed on a day."""
    day = on.isoformat()
    return [
        {
            "amendment": row["amendment"],
            "parts": list(row["parts"]),
            "effective": row["effective"],
            "orders_from": row.get("orders_from"),
            "citation": row["cite"],
        }
        for row in law_book().register("ussg.retroactive")
        if row["listed_from"] <= day <= row.get("listed_until", _FAR_AHEAD)
    ]


def _is_in_force(row: dict[str, Any], on: date) -> bool:
    return bool(row["from"] <= on.isoformat() <= row.get("until", _FAR_AHEAD))
