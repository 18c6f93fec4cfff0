"""The guideline range with the text of listed amendments alone in the place of the text that was applied, every other finding kept (§1B1.10(b)(1))."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property

from lenity.engine import CaseReader, Need, Tracer
from lenity.facts import CaseFile
from lenity.facts.levels import FactRow, FactValue
from lenity.facts.tables import tables
from lenity.law import AmendedBook, ListedAmendment, law_book
from lenity.review._merge import open_need
from lenity.review._passes import Clocks, Pass, run
from lenity.review._review import completions_of
from lenity.review._worlds import OpenFact, World
from lenity.rules import rule_graph

READ = (
    "principal_base_offense_level",
    "total_offense_level",
    "criminal_history_points",
    "criminal_history_category",
    "guideline_minimum_months",
    "guideline_maximum_months",
    "range_minimum_months",
    "range_maximum_months",
    "binding_minimum_months",
    "consecutive_minimum_months",
    "statutory_maximum_months",
    "is_career_offender",
    "safety_valve_applies",
)
"""The rules whose values a recomputation gives, months as whole numbers."""

_ASKED_OF = ("range_minimum_months", "range_maximum_months")
"""The values whose missing facts are named: all that the others read is behind them."""


@dataclass(frozen=True)
class Recomputed:
    """One computation of the range: the values on which every completion of the open facts agrees."""

    values: dict[str, object]
    find_needs: Callable[[], tuple[Need, ...]]

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """What keeps the other values from being known; looked for only when asked for, as it takes longer than the values."""
        return self.find_needs()

    def whole(self, name: str) -> int | None:
        value = self.values.get(name)
        return value if isinstance(value, int) else None


@dataclass(frozen=True, slots=True)
class Suppositions:
    """What is supposed of a case beside amended text: sections not applied, no career offender, another guideline or alternative of a base level."""

    without: tuple[str, ...] = ()
    no_career: bool = False
    guidelines: Mapping[str, str] = field(default_factory=dict)
    alternatives: Mapping[str, str] = field(default_factory=dict)

    def laid_over(self, top: FactRow) -> FactRow:
        """The facts with these suppositions."""
        kept = _without(top, self.without) if self.without else top
        values: dict[tuple[str, str], FactValue] = {}
        for row in kept.rows():
            guideline = str(row.facts.get("guideline"))
            if row.level in ("conduct", "conduct_adjustment") and guideline in self.guidelines:
                values[(row.path, "guideline")] = self.guidelines[guideline]
            if row.level == "conduct" and guideline in self.alternatives:
                values[(row.path, "alternative_open")] = self.alternatives[guideline]
        if self.no_career:
            values[("", "career_offender_found")] = False
        return kept.with_facts(values)


def _without(row: FactRow, sections: tuple[str, ...]) -> FactRow:
    below, aside = (
        tuple(_without(one, sections) for one in rows if not str(one.facts.get("section") or "").startswith(sections)) for rows in (row.below, row.aside)
    )
    return replace(row, below=below, aside=aside)


NOTHING_SUPPOSED = Suppositions()


class Recomputation:
    """A case as it was sentenced, ready to be computed again under other amendments."""

    def __init__(self, case: CaseFile) -> None:
        self._top: FactRow = tables(case)
        self._open: list[OpenFact]
        self._open, completions = completions_of(case, self._top)
        self._completions: list[tuple[World, Clocks]] = completions
        self._made: dict[str, Recomputed] = {}

    @property
    def editions(self) -> tuple[date, ...]:
        """The editions of the Guidelines that were applied, one for each way in which the open dates leave it."""
        return tuple(sorted({clocks.edition_on for _, clocks in self._completions}))

    def as_sentenced(self) -> Recomputed:
        """The range that was applied."""
        return self._once("as sentenced", lambda: [run(self._top.with_facts(world.values), clocks) for world, clocks in self._completions])

    def _once(self, name: str, passes: Callable[[], list[Pass]]) -> Recomputed:
        """What these passes agree on, made once for each name."""
        if name not in self._made:
            self._made[name] = self._merged(passes())
        return self._made[name]

    def amended_by(self, amendments: Sequence[ListedAmendment], supposing: Suppositions = NOTHING_SUPPOSED) -> Recomputed:
        """The range that would have been applied with these amendments in force, and with what is supposed beside them."""
        return self._once(f"{[one.label for one in amendments]} {supposing}", lambda: self._amended(amendments, supposing))

    def _amended(self, amendments: Sequence[ListedAmendment], supposing: Suppositions) -> list[Pass]:
        by = _reader(tuple(amendments))
        passes = []
        for world, clocks in self._completions:
            new = [one for one in amendments if one.text_from > clocks.edition_on]
            opened = [one for one in new if one.reopens == "offense_level"]
            placed = supposing.laid_over(self._top.with_facts({**world.values, **self._amended_guidelines(opened)}))
            passes.append(run(placed, replace(clocks, listed_amendments_only=True, offense_level_is_amended=bool(opened)), by))
        return passes

    def under_edition(self, edition_on: date, supposing: Suppositions = NOTHING_SUPPOSED) -> Recomputed:
        """The range under another edition as a whole, every finding of the court and the statutes as they were."""
        return self._once(f"edition of {edition_on} {supposing}", lambda: self._of_edition(edition_on, supposing))

    def _of_edition(self, edition_on: date, supposing: Suppositions) -> list[Pass]:
        passes = []
        for world, clocks in self._completions:
            every = {(row.path, "guideline_is_amended"): True for row in self._top.rows() if row.level == "conduct"}
            placed = supposing.laid_over(self._top.with_facts({**world.values, **every}))
            passes.append(run(placed, replace(clocks, edition_on=max(edition_on, clocks.edition_on), offense_level_is_amended=True)))
        return passes

    def _amended_guidelines(self, amendments: Sequence[ListedAmendment]) -> dict[tuple[str, str], FactValue]:
        """For each conduct whether its guideline is amended: it is named, or drugs are weighed under it."""
        named = {guideline for one in amendments for guideline in (*one.guidelines, *one.replaced_by)}
        of_drugs = bool(named & {"2D1.1", "2D1.11"})
        rows = [row for row in self._top.rows() if row.level == "conduct"]
        return {(row.path, "guideline_is_amended"): row.facts.get("guideline") in named or (of_drugs and row.facts.get("drug_listed") is True) for row in rows}

    def _merged(self, passes: list[Pass]) -> Recomputed:
        read = [{name: one.value(name) for name in READ} for one in passes]
        values = {name: read[0][name] if all(one[name] == read[0][name] for one in read) else None for name in READ}
        return Recomputed(values, lambda: self._needs(passes, read, values))

    def _needs(self, passes: list[Pass], read: list[dict[str, object]], values: dict[str, object]) -> tuple[Need, ...]:
        needs: dict[str, Need] = {}
        for name in (name for name in _ASKED_OF if values[name] is None):
            for one, known in zip(passes, read, strict=True):
                if known[name] is None:
                    found = Tracer(one.by).needs(one.row, name) if one.by else Tracer(_plain()).needs(one.row, name)
                    needs.update({need.path: need for need in found})
            if not any(known[name] is None for known in read):
                needs.update({need.path: need for need in self._bounded()})
        return tuple(needs.values())

    def _bounded(self) -> list[Need]:
        return [open_need(fact) for fact in self._open if len(fact.values) > 1]


@cache
def _plain() -> CaseReader:
    return CaseReader(rule_graph())


@cache
def _reader(amendments: tuple[ListedAmendment, ...]) -> CaseReader:
    return CaseReader(rule_graph(), AmendedBook(law_book(), amendments))
