"""What bears on when a sentence begins and how it runs: state custody, other terms, detention before it, detainers, days that earn nothing."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from lenity.facts._fields import Day, Flag, Statute, TermField, Text
from lenity.facts._part import Part


class Note(Part):
    """An incident or a detainer. Text alone is its description."""

    date: Day | None = None
    """The day of it."""
    description: Text | None = None
    """What it was."""
    violent: Flag | None = None
    """Whether it involved violence."""

    @model_validator(mode="before")
    @classmethod
    def _text_alone(cls, data: Any) -> Any:
        return {"description": data} if isinstance(data, str) else data


class Detainer(Note):
    """A detainer lodged with the prison. Text alone is its description."""

    by: Text | None = None
    """Who lodged it: an agency, a state, a court."""
    kind: Literal["immigration", "state", "federal", "other"] | None = None
    """What it is for."""
    lifted: Day | None = None
    """The day on which it was withdrawn; absent, it stands."""


class StateTerm(Part):
    """A prison term of a state court that stands beside the federal one."""

    state: Text | None = None
    """The state, or its court."""
    imposed: Day | None = None
    """The day on which the state court imposed it."""
    term: TermField | None = None
    """The term."""
    federal_runs: Literal["concurrent", "consecutive", "silent"] | None = None
    """How the federal judgment says that the federal term runs with it; `silent` where it says nothing (18 U.S.C. § 3584(a))."""


class Designation(Part):
    """The Bureau's designation of a state prison for service of the federal sentence (18 U.S.C. § 3621(b)), nunc pro tunc or not."""

    first: Annotated[Day | None, Field(alias="from")] = None
    """The day from which the federal sentence is served there."""
    decided: Day | None = None
    """The day on which the Bureau decided it."""


class Detention(Part):
    """A span of official detention before the sentence commenced (18 U.S.C. § 3585(b))."""

    first: Annotated[Day | None, Field(alias="from")] = None
    """Its first day."""
    last: Annotated[Day | None, Field(alias="to")] = None
    """Its last day."""
    credited_elsewhere: Flag | None = None
    """Whether its days were credited against another sentence; absent is not known."""
    arrested_after_offense: Flag | None = None
    """Whether the arrest came after the offense, or was for it; absent, the dates decide."""
    on_writ: Flag | None = None
    """Whether the person was on loan from a state under a writ of habeas corpus ad prosequendum."""


class OtherTerm(Part):
    """A federal prison term of another judgment, imposed while this one was being served (18 U.S.C. § 3584)."""

    imposed: Day | None = None
    """The day on which it was imposed."""
    term: TermField | None = None
    """The term."""
    runs: Literal["concurrent", "consecutive", "silent"] | None = None
    """How its judgment says that it runs with those before it; `silent` where it says nothing."""
    statute: Statute | None = None
    """The statute of the conviction behind it (for a revocation, of the conviction whose supervised release was revoked)."""
    bars_time_credits: Flag | None = None
    """Whether 18 U.S.C. § 3632(d)(4)(D) names that conviction, where the statute alone does not say (a drug conviction)."""


class Away(Part):
    """Days on which the Bureau found that the person did not take part in programs (28 CFR 523.41(c)(4))."""

    first: Annotated[Day | None, Field(alias="from")] = None
    """Its first day."""
    last: Annotated[Day | None, Field(alias="to")] = None
    """Its last day."""
    why: Literal["special housing", "outside the institution", "other custody", "psychiatric hold", "opted out", "other"] | None = None
    """Why."""
