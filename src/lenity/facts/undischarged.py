"""Prison terms of other sentences, undischarged or expected on the day of sentence (§5G1.3)."""

from __future__ import annotations

from typing import Literal

from lenity.facts._fields import Day, Flag, TermField, Text
from lenity.facts._part import Part
from lenity.facts.levels import FactRow, FactValue


class UndischargedTerm(Part):
    """A prison term of another sentence that was not yet served in full, or that a State was expected to impose."""

    court: Literal["federal", "state", "other"] | None = None
    """Which court imposed it, or is expected to."""
    offense: Text | None = None
    """The offense, in words."""
    imposed: Day | None = None
    """The day on which it was imposed; absent where it is expected."""
    term: TermField | None = None
    """Its length."""
    served: TermField | None = None
    """How much of it had been served when the sentence of this case was imposed."""
    expected: Flag | None = None
    """Whether it was not yet imposed, but expected."""
    committed: Literal["while serving", "before service", "neither"] | None = None
    """Whether the offense of this case was committed while serving it (work release, furlough and escape included), or after it was imposed and before service began."""
    relevant_conduct: Literal["all", "part", "none"] | None = None
    """How much of the other offense is relevant conduct of this one under §1B1.3(a)(1) to (3)."""
    in_offense_level: Literal["raised", "counted", "not counted"] | None = None
    """Whether the other offense raised the offense level of this one, was taken into account without raising it, or was not."""
    same_transaction: Flag | None = None
    """Whether it arose from the same transactions or occurrences (the rule until November 1989)."""
    revocation: Flag | None = None
    """Whether it was imposed on revocation of probation, parole or supervised release that the person was on when committing this offense."""
    credited: Flag | None = None
    """Whether the Bureau of Prisons will credit what was served of it to the sentence of this case."""


def undischarged_term_rows(terms: tuple[UndischargedTerm, ...]) -> list[FactRow]:
    """A row for each of them. One that has been imposed is not expected."""
    return [FactRow("undischarged_term", f"sentence.undischarged_terms[{at}]", _facts(item)) for at, item in enumerate(terms)]


def _facts(item: UndischargedTerm) -> dict[str, FactValue]:
    return {
        "other_court": item.court,
        "other_is_expected": False if item.expected is None and item.imposed is not None else item.expected,
        "offense_was_committed": item.committed,
        "other_is_relevant": item.relevant_conduct,
        "other_in_level": item.in_offense_level,
        "other_same_transaction": item.same_transaction,
        "other_on_revocation": item.revocation,
        "other_is_credited": item.credited,
    }
