"""What a reader of a document finds: facts in the making, and facts proposed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Voice(IntEnum):
    """Who says it, weakest first: of one fact only what the strongest voice says is proposed."""

    supposed = 0
    """Argued, asked for, possible: never proposed."""
    reported = 1
    """Recommended or calculated by the probation officer, or agreed by the parties."""
    stated = 2
    """Stated as so."""
    found = 3
    """Found or ordered by the court."""


@dataclass(slots=True)
class Hit:
    """A fact that a rule found at `start:end` of the running line.

    `path` has `[]` for each list on its way, `entries` a key for each of them: hits with one key belong to one entry.
    `who` is the name of the person where the rule knows it; None leaves it to the text around the hit.
    """

    path: str
    value: Any
    start: int
    end: int
    confidence: float
    entries: tuple[Hashable, ...] = ()
    who: str | None = None
    voice: Voice = Voice.stated
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ProposedFact:
    """A fact proposed: `quote` is exactly the document's text from `start` to `end`."""

    path: str
    value: Any
    subject: str | None
    quote: str
    page: int | None
    start: int
    end: int
    confidence: float
    note: str | None = None

    def as_data(self) -> dict[str, Any]:
        """As `intake --format json` gives it."""
        told: dict[str, Any] = {
            "path": self.path,
            "value": dict(self.value) if isinstance(self.value, Mapping) else self.value,
            "subject": self.subject,
            "quote": self.quote,
            "page": self.page,
            "start": self.start,
            "end": self.end,
            "confidence": self.confidence,
        }
        if self.note:
            told["note"] = self.note
        return told
