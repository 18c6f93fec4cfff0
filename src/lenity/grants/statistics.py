"""Clemency statistics: petitions and grants by President, and the 2014 initiative, each figure with its source and how near the source is."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

_PRESIDENTS = {
    "trump1": "Trump (first term)", "obama": "Obama", "bush43": "G. W. Bush", "clinton": "Clinton", "bush41": "G. H. W. Bush", "reagan": "Reagan", "carter": "Carter",
}  # fmt: skip
_KINDS = {"pardon": ("pardon_pet", "pardons"), "commutation": ("comm_pet", "comm"), "all kinds": ("pet", "granted")}


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure. `status` is `published` (the publisher's own text) or `secondary` (quoted by the page named)."""

    id: str
    says: str
    value: float
    unit: str
    as_of: str
    publisher: str
    document: str
    url: str
    status: str

    def as_data(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("id", "says", "value", "unit", "as_of", "publisher", "document", "url", "status")}


@dataclass(frozen=True, slots=True)
class President:
    """Petitions received and grants made in a presidency, by kind of clemency; the share granted is of the petitions received in it."""

    name: str
    kind: str
    petitions: int
    granted: int
    until: date
    sources: tuple[Figure, ...]

    def as_data(self) -> dict[str, Any]:
        return {
            "president": self.name,
            "kind": self.kind,
            "petitions": self.petitions,
            "granted": self.granted,
            "granted_share": round(self.granted / self.petitions, 4),
            "until": self.until.isoformat(),
            "sources": [one.as_data() for one in self.sources],
        }


@cache
def figures() -> tuple[Figure, ...]:
    """Every figure, in the order of the file."""
    text = files("lenity.grants").joinpath("data", "statistics.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        Figure(row["id"], row["says"], float(row["value"]), row["unit"], row["as_of"], row["publisher"], row["document"], row["url"], row["status"])
        for row in rows
    )


def by_president() -> tuple[President, ...]:
    """Petitions and grants of each presidency, the newest first."""
    held = {one.id: one for one in figures()}
    found = []
    for key, name in _PRESIDENTS.items():
        for kind, (asked, given) in _KINDS.items():
            petitions, granted = held.get(f"opa_{key}_{asked}"), held.get(f"opa_{key}_{given}")
            if petitions is not None and granted is not None:
                found.append(President(name, kind, int(petitions.value), int(granted.value), date.fromisoformat(granted.as_of), (petitions, granted)))
    return tuple(found)
