"""The case file, version 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import Field, Strict

from lenity.facts._fields import Day, District, Slug, Text, Version, plain_numbers
from lenity.facts._part import Part
from lenity.facts.amounts import Amount
from lenity.facts.circumstances import Circumstances
from lenity.facts.convictions import Conviction, Offense, Span
from lenity.facts.dates import PartialDate
from lenity.facts.evidence import Passage, Path, Source, find_evidence, parse_path
from lenity.facts.guidelines import Adjustment, Conduct, Departure, Guidelines
from lenity.facts.history import CriminalHistory
from lenity.facts.petition import Petition
from lenity.facts.sentence import Clemency, Custody, Event, Sentence

GUIDELINES_BEGAN = date(1987, 11, 1)
"""The first day of the Guidelines (USSG §1A1.1 (Nov. 1, 1987)). The facts lie below the law and cannot read it: a test holds this to the first edition that the law has."""


class Person(Part):
    """The person."""

    name: Text | None = None
    """The name."""
    born: Day | None = None
    """The date of birth."""
    age: Annotated[int, Strict(), Field(ge=0, le=120)] | None = None
    """The age, as a document states it."""
    residence: Text | None = None
    """The place of residence."""


class Court(Part):
    """The court."""

    district: District | None = None
    """The court's standard short id, such as `ilnd`."""
    docket: Text | None = None
    """The docket number."""
    judge: Text | None = None
    """The sentencing judge."""


class CaseDraft(Part):
    """A case file in the making: like CaseFile, but the sentence may still be missing."""

    lenity: Version
    """The version of the format."""
    id: Slug
    """A short name of the case, for files and output."""
    person: Person | None = None
    court: Court | None = None
    offense: Offense | None = None
    convictions: tuple[Conviction, ...] | None = None
    """The counts of conviction."""
    guidelines: Guidelines | None = None
    criminal_history: CriminalHistory | None = None
    sentence: Sentence | None = None
    events: tuple[Event, ...] | None = None
    """What changed the sentence since; `[]` says that nothing did."""
    custody: Custody | None = None
    clemency: Clemency | None = None
    petition: Petition | None = None
    circumstances: Circumstances | None = None
    sources: tuple[Source, ...] | None = None
    """The documents that facts come from."""
    evidence: Mapping[str, tuple[Passage, ...]] | None = None
    """Passages for facts, by path."""
    extra: Mapping[str, Any] | None = None
    """Whatever else an office keeps; never computed from."""

    def count_numbers(self) -> tuple[int, ...]:
        """The number of each conviction, in order: as given, else its position from 1."""
        return tuple(c.count or at for at, c in enumerate(self.convictions or (), 1))

    def offense_span(self, conviction: Conviction | None = None) -> Span:
        """When the offense (of the count, else of the case) was committed; each end falls back to the case's."""
        case = self.offense or Offense()
        own = (conviction.offense if conviction is not None else None) or Span()
        return Span(began=own.began or case.began, ended=own.ended or case.ended)

    def offense_ended(self) -> PartialDate | None:
        """The last day of the offense: the case's, else the latest of all counts; None where a count lacks its own."""
        if self.offense is not None and self.offense.ended is not None:
            return self.offense.ended
        ends = [count.offense.ended if count.offense else None for count in self.convictions or ()]
        known = [end for end in ends if end is not None]
        if not known or len(known) < len(ends):
            return None
        first, last = max(end.first for end in known), max(end.last for end in known)
        same = next((end for end in known if (end.first, end.last) == (first, last)), None)
        return same or PartialDate(first, last, f"{first} to {last}")

    def evidence_for(self, path: str) -> tuple[Passage, ...]:
        """The passages behind a fact, by its path, or by its nearest parent that has any; else empty.

        Raises ValueError if `path` is no path.
        """
        return find_evidence(self.evidence or {}, parse_path(path), self.sections_by_list())

    def source(self, source_id: str) -> Source | None:
        """The source of that id."""
        return next((s for s in self.sources or () if s.id == source_id), None)

    def as_data(self) -> dict[str, Any]:
        """The case as plain data that a JSON or YAML case file holds; reading it gives an equal case."""
        data = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        if self.extra is not None:
            data["extra"] = plain_numbers(self.extra)
        for entry, written in zip(self._conduct(), data.get("guidelines", {}).get("conduct", ()), strict=True):
            written.update({name: _plain(value) for name, value in entry.facts.items()})
        return data

    def _conduct(self) -> Sequence[Conduct]:
        return (self.guidelines.conduct if self.guidelines else None) or ()

    def sections_by_list(self) -> Mapping[Path, Sequence[str]]:
        """The sections of each list of adjustments and departures that the file gives, by the path of the list."""
        if self.guidelines is None:
            return {}
        lists: dict[Path, Sequence[Adjustment | Departure] | None] = {
            ("guidelines", "adjustments"): self.guidelines.adjustments,
            ("guidelines", "departures"): self.guidelines.departures,
        }
        for at, entry in enumerate(self._conduct()):
            lists["guidelines", "conduct", at, "adjustments"] = entry.adjustments
        return {path: [item.section or "" for item in listed] for path, listed in lists.items() if listed is not None}


class CaseFile(CaseDraft):
    """A checked case: everything that a review reads. Absent is None (not known), `()` is none."""

    sentence: Sentence


def _plain(value: Amount | bool | str) -> Any:
    return plain_numbers(value.as_data()) if isinstance(value, Amount) else value
