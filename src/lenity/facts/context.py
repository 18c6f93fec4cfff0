"""What reading a case file needs to be told: the words of the law, and which day today is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, runtime_checkable

FactKind = Literal["dollars", "count", "yes_no", "text"]


@runtime_checkable
class Vocabulary(Protocol):
    """The words that a case file may use, given by the caller so that this room holds no law."""

    def drug(self, name: str) -> str | None:
        """The guideline's own name of a substance, None where it is not known."""

    def drug_names(self) -> Collection[str]:
        """Every drug name and synonym, for suggestions."""

    def is_section(self, text: str) -> bool:
        """Whether a normalized section (`2D1.1(b)(1)`, `18 U.S.C. 3553(e)`, `variance`) exists."""

    def section_names(self) -> Collection[str]:
        """The sections known, for suggestions."""

    def is_statute(self, text: str) -> bool:
        """Whether a normalized statute (`21 U.S.C. § 841(a)(1)`) can be cited for a conviction."""

    def districts(self) -> Collection[str] | None:
        """The courts' short ids (`ilnd`), None where no list is known."""

    def category_of(self, points: int) -> str | None:
        """The criminal history category (`I` to `VI`) of a point total, None where it is not known."""

    def conduct_facts(self) -> Mapping[str, FactKind]:
        """Further facts that a `conduct` entry may have beside `loss` and `victims`, with their kind."""


@dataclass(frozen=True, slots=True)
class ReadContext:
    """Passed to every validator; `today` is the day of reading, never taken from a clock here."""

    vocabulary: Vocabulary
    today: date
