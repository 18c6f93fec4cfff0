"""What `relief` answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lenity.engine import Need
from lenity.facts import Term
from lenity.relief._amended import Reductions
from lenity.time import Computation

MET, NOT_MET, NOT_KNOWN = "met", "not met", "not known"


def status_of(value: bool | None) -> str:
    return NOT_KNOWN if value is None else MET if value else NOT_MET


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of an avenue: met, not met or not known, and why. `any_of` are those of which one is enough."""

    id: str
    text: str
    status: str
    because: str
    citation: str
    needs: tuple[Need, ...]
    paths: tuple[str, ...] = ()
    any_of: tuple[Criterion, ...] = ()
    law: tuple[str, ...] = ()
    """The numbers and days of the law that it asks for, each with its authority."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that the law sets: the last one on which something can be done, or the first. One that is the Government's is not for the person."""

    on: date
    what: str
    citation: str
    is_first: bool = False
    is_for_person: bool = True


@dataclass(frozen=True, slots=True)
class AvenueAnswer:
    """One avenue. *Met* means that it is legally open, not that it will be granted."""

    name: str
    title: str
    authority: str
    status: str
    criteria: tuple[Criterion, ...]
    deadlines: tuple[Deadline, ...] = ()
    left: str = ""
    """What total term would be left, in words."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relief:
    """Every avenue for one case on one day, the most useful first."""

    case_id: str
    as_of: date
    avenues: tuple[AvenueAnswer, ...]
    reductions: Reductions
    term_in_force: Term | None
    weighed: tuple[str, ...]
    elsewhere: tuple[str, ...]
    warnings: tuple[str, ...]
    served: Computation
    """The sentence as it is served: full term, good conduct time, credits, projected release."""
    were_still_inside: tuple[AvenueAnswer, ...] = ()
    """Supposed: the avenues had the sentence not been ended by a release, a commutation or a pardon. Empty where it was not."""

    def avenue(self, name: str) -> AvenueAnswer:
        return next(one for one in self.avenues if one.name == name)
