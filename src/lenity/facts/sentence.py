"""The sentence, what came after it, and custody."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from lenity.facts._fields import Day, Flag, ImprisonmentField, Money, Number, TermField, Text, Whole
from lenity.facts._part import Part
from lenity.facts.custody import Away, Designation, Detainer, Detention, Note, OtherTerm, StateTerm
from lenity.facts.undischarged import UndischargedTerm


class Sentence(Part):
    """The original sentence."""

    date: Day
    """The day on which it was imposed."""
    imprisonment: ImprisonmentField | None = None
    """The prison term, or one for each count."""
    consecutive: tuple[Annotated[int, Strict(), Field(ge=1)], ...] | None = None
    """The counts whose prison terms the court ordered to run after the others; `[]` says that all run together."""
    supervised_release: TermField | None = None
    """The term of supervised release."""
    fine: Money | None = None
    """The fine, in US dollars."""
    restitution: Money | None = None
    """Restitution, in US dollars."""
    undischarged_terms: tuple[UndischargedTerm, ...] | None = None
    """Prison terms of other sentences, undischarged or expected on that day; `[]` says that there were none."""


class Event(Part):
    """What changed the sentence, or ended it."""

    date: Day | None = None
    """The day on which it took effect; absent is not known."""
    kind: Literal["reduction", "amended_judgment", "rule_35", "commutation", "pardon", "revocation", "release", "denial", "imprisonment"]
    """What it was; `denial` is a motion under `authority` that a court denied on its merits, `imprisonment` is prison in connection with another conviction while
    on supervised release (with `until`)."""
    until: Day | None = None
    """For an imprisonment: its last day; absent, it lasts."""
    authority: Text | None = None
    """The law it rests on, such as `18 U.S.C. § 3582(c)(2)`."""
    term: TermField | None = None
    """The prison term from then on (for a revocation, the term imposed on it)."""
    expires: Day | None = None
    """For a commutation that names it: the day on which the sentence ends."""
    commenced: Day | None = None
    """For a revocation: when the term imposed on it commenced."""
    prior_custody_days: Whole | None = None
    """For a revocation: credit under 18 U.S.C. § 3585(b) toward its term, in days; absent is not known."""
    supervised_release: TermField | None = None
    """For a revocation: the term of supervised release that follows."""


class Incident(Note):
    """A disciplinary incident. Text alone is its description."""

    good_time_lost_days: Whole | None = None
    """Good conduct time disallowed or forfeited for it and not restored, in days; absent is not known."""
    time_credits_lost_days: Whole | None = None
    """First Step Act time credits forfeited for it and not restored, in days; absent is not known."""


class Program(Part):
    """A span of days in programs that earn time credits."""

    first: Annotated[Day | None, Field(alias="from")] = None
    """Its first day."""
    last: Annotated[Day | None, Field(alias="to")] = None
    """Its last day."""
    days: Whole | None = None
    """The days of participation in it."""


class RiskAssessment(Part):
    """A risk assessment under 18 U.S.C. § 3632."""

    date: Day | None = None
    """The day of the assessment."""
    level: Literal["minimum", "low", "medium", "high"]
    """The level found."""


class BureauSheet(Part):
    """The figures of the Bureau of Prisons' sentence computation sheet; they are compared with, never computed from."""

    date: Day | None = None
    """The day of the sheet."""
    commenced: Day | None = None
    """Date computation began."""
    prior_custody_days: Whole | None = None
    """Total prior credit time, in days."""
    full_term: Day | None = None
    """Expiration full term date."""
    good_time_days: Whole | None = None
    """Total good conduct time earned and projected, in days."""
    statutory_release: Day | None = None
    """Statutory release date projected: the full term less good conduct time."""
    time_credits_days: Whole | None = None
    """First Step Act time credits applied toward release, in days."""
    projected_release: Day | None = None
    """Projected release date."""
    home_detention: Day | None = None
    """Home detention eligibility date."""
    two_thirds: Day | None = None
    """Two-thirds date of the pilot for older people."""


class Custody(Part):
    """Custody and what happened in it."""

    since: Day | None = None
    """When continuous custody began."""
    commenced: Day | None = None
    """When the sentence commenced; else the later of `since` and the day of sentence."""
    facility: Text | None = None
    """The institution."""
    register_number: Text | None = None
    """The Bureau of Prisons register number."""
    years_served: Annotated[Number, Field(le=120)] | None = None
    """Years served, as a document states them."""
    incidents: tuple[Incident, ...] | None = None
    """Disciplinary incidents; `[]` says that there were none."""
    prior_custody_days: Whole | None = None
    """Credit under 18 U.S.C. § 3585(b), in days; absent is not known."""
    final_order_of_removal: Flag | None = None
    """Whether there is a final order of removal."""
    detainers: tuple[Detainer, ...] | None = None
    """Detainers lodged; `[]` says that there are none."""
    primary: Literal["federal", "state"] | None = None
    """Whose custody was primary when the federal sentence was imposed: of the sovereign that arrested first and had not let go. A loan under a writ changes nothing."""
    state_terms: tuple[StateTerm, ...] | None = None
    """Prison terms of state courts that stood beside the federal one or came after it; `[]` says that there were none."""
    state_released: Day | None = None
    """The day on which the state let the person go for good: parole, the end of the state term, bail, dismissal."""
    designation: Designation | None = None
    """The Bureau's designation of a state prison for service of the federal sentence."""
    detention: tuple[Detention, ...] | None = None
    """Official detention before the sentence commenced, span by span; from it the credit follows where `prior_custody_days` is not given."""
    other_terms: tuple[OtherTerm, ...] | None = None
    """Federal prison terms of later judgments, imposed while this one was being served; with it they are one aggregate."""
    away: tuple[Away, ...] | None = None
    """Days that the Bureau does not count toward time credits: special housing, other custody, opting out."""
    earlier_violent_conviction: Flag | None = None
    """Whether the person served more than a year for an earlier conviction of the kinds of serious violence that 18 U.S.C. § 3632(d)(4)(D)(li) names."""
    early_release_before: Flag | None = None
    """Whether the person already had an early release for residential drug treatment (28 CFR 550.55(b)(7))."""
    programs: tuple[Program, ...] | None = None
    """Programs that earn time credits; `[]` says that there were none."""
    risk: tuple[RiskAssessment, ...] | None = None
    """Risk assessments; `[]` says that there were none."""
    diploma_or_progress: Flag | None = None
    """Whether the person has a high school diploma or its equivalent, or makes satisfactory progress toward one (28 CFR 523.20)."""
    warden_petition: Flag | None = None
    """Whether the warden approved a petition for prerelease custody or supervised release (18 U.S.C. § 3624(g)(1)(D)(i)(II))."""
    drug_treatment_months: Whole | None = None
    """Months by which the Bureau brought release forward for residential drug treatment (18 U.S.C. § 3621(e)(2)(B)); absent, none is counted."""
    bureau_sheet: BureauSheet | None = None
    """What the Bureau of Prisons' own sentence computation sheet says, to compare with."""


class Clemency(Part):
    """Clemency sought and granted."""

    sought: Day | None = None
    """When it was sought."""
    granted: Day | None = None
    """When it was granted; empty where it was not."""
    terms: Text | None = None
    """On what terms."""
