"""What a petition for commutation tells beside the sentence: in the person's own words, from her counsel, or from her record."""

from __future__ import annotations

from typing import Literal

from lenity.facts._fields import Day, Text
from lenity.facts._part import Part


class PriorPetition(Part):
    """An earlier petition for clemency."""

    filed: Day | None = None
    """When it was filed."""
    outcome: Literal["denied", "granted", "withdrawn", "closed", "pending"] | None = None
    """What became of it."""
    decided: Day | None = None
    """When it was decided."""
    note: Text | None = None
    """What else there is to say of it."""


class Challenge(Part):
    """A challenge to the conviction or the sentence in court, or a request for administrative relief."""

    kind: Text
    """What it was: `appeal`, `certiorari`, `28 U.S.C. § 2255`, `18 U.S.C. § 3582(c)(2)`, …"""
    court: Text | None = None
    """The court or the office."""
    docket: Text | None = None
    """Its docket number."""
    filed: Day | None = None
    """When it was filed."""
    outcome: Literal["denied", "granted", "withdrawn", "dismissed", "pending"] | None = None
    """What became of it."""
    decided: Day | None = None
    """When it was decided."""
    note: Text | None = None
    """What else there is to say of it."""


class ReleasePlan(Part):
    """Where the person would live and on what, once released."""

    home: Text | None = None
    """Where and with whom."""
    work: Text | None = None
    """Work, an offer of it, or other income."""
    support: Text | None = None
    """Who will help."""
    health: Text | None = None
    """Care that is needed, and where it will be had."""


class Letter(Part):
    """A letter of support."""

    writer: Text
    """Who wrote it."""
    relation: Text | None = None
    """How the writer knows the person."""
    source: Text | None = None
    """The id of the source that it is."""


class Counsel(Part):
    """The lawyer who files, where there is one."""

    name: Text
    """The name."""
    office: Text | None = None
    """Firm, office or clinic."""
    address: Text | None = None
    """Postal address."""
    email: Text | None = None
    """E-mail."""
    phone: Text | None = None
    """Telephone."""


class Exhibit(Part):
    """A document to be filed with the petition."""

    title: Text
    """What it is called in the list of exhibits."""
    file: Text | None = None
    """The file, relative to the case file; else that of `source`."""
    source: Text | None = None
    """The id of the source that it is."""


class Petition(Part):
    """What is asked for, and what a petition says beside the sentence. Absent is not known; `[]` says that there is none."""

    asks: Text | None = None
    """What is asked for, such as `commutation to time served`."""
    account: Text | None = None
    """The person's own account of the offense and of her part in it."""
    acceptance: Text | None = None
    """What she says of her responsibility."""
    reasons: tuple[Text, ...] | None = None
    """Why clemency should be granted, each reason by itself."""
    mitigation: tuple[Text, ...] | None = None
    """Circumstances of life and of the offense that speak for her."""
    accomplishments: tuple[Text, ...] | None = None
    """What was done in prison: education, work, programs, service."""
    other_record: tuple[Text, ...] | None = None
    """Other arrests and charges, whatever came of them; `[]` says that there were none."""
    prior_petitions: tuple[PriorPetition, ...] | None = None
    """Earlier petitions for clemency; `[]` says that there were none."""
    challenges: tuple[Challenge, ...] | None = None
    """Appeals, motions and administrative requests; `[]` says that there were none."""
    release_plan: ReleasePlan | None = None
    letters: tuple[Letter, ...] | None = None
    """Letters of support."""
    counsel: Counsel | None = None
    exhibits: tuple[Exhibit, ...] | None = None
    """What is filed with the petition, in order."""
