"""Criminal history: the court's category and points, and prior sentences."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from lenity.facts._fields import Category, Day, Flag, Position, TermField, Text
from lenity.facts._part import Part

Points = Annotated[int, Strict(), Field(ge=0, le=200)]
StatusPoints = Annotated[int, Strict(), Field(ge=0, le=3)]


class Prior(Part):
    """One prior sentence."""

    sentenced: Day | None = None
    """The day on which it was imposed."""
    imprisonment: TermField | None = None
    """The prison term imposed; `0 days` where there was none."""
    released: Day | None = None
    """The last release from it."""
    offense: Text | None = None
    """The offense, in words."""
    kind: Literal["felony", "misdemeanor", "petty"] | None = None
    """The class of the offense (§4A1.2(c))."""
    violent: Flag | None = None
    """Whether it was a crime of violence."""
    drug: Flag | None = None
    """Whether it was a controlled substance offense."""
    offense_date: Day | None = None
    """The day of that offense."""
    arrested: Day | None = None
    """The day of the arrest for it."""
    charge_id: Text | None = None
    """The charging instrument; priors that share it were charged together."""
    consecutive: Flag | None = None
    """Whether it ran consecutively to the prior that it counts with as one."""
    single_with: Position | None = None
    """The position, from 1, of the prior that it counts with as one."""
    revocation: TermField | None = None
    """Prison imposed on revocation, added to the term."""
    probation: TermField | None = None
    """The term of probation imposed, which decides whether some small offenses count (§4A1.2(c)(1))."""
    similar: Flag | None = None
    """Whether the offense was similar to the one now sentenced (§4A1.2(c)(1)(B))."""
    convicted_as_adult: Flag | None = None
    """Of an offense before age eighteen: whether the conviction was as an adult (§4A1.2(d))."""
    excluded: Literal["foreign", "tribal", "diversion", "summary court-martial", "expunged", "vacated", "relevant conduct"] | None = None
    """Why the sentence is not counted whatever it was (§4A1.2(a)(1), (f) to (j)); `relevant conduct` is conduct that is part of this offense."""
    awaiting_sentence: Flag | None = None
    """Whether the person was convicted and not yet sentenced when sentenced here (§4A1.2(a)(4))."""
    immigration: Literal["reentry", "entry", "none"] | None = None
    """Whether it was an illegal reentry (8 U.S.C. §§ 1253, 1326, a second § 1325(a)) or a misdemeanor of unlawful entry (§ 1325(a)): §2L1.2(b)(1)."""


class CriminalHistory(Part):
    """Criminal history: any of category, points and priors."""

    category: Category | None = None
    """The court's criminal history category."""
    first_removal_ordered: Day | None = None
    """The day of the first final order of exclusion, deportation or removal (§2L1.2(b)(2), (3))."""
    points: Points | None = None
    """The court's total of points."""
    status_points: StatusPoints | None = None
    """How many of them for offending while under a criminal justice sentence."""
    priors: tuple[Prior, ...] | None = None
    """Prior sentences; `[]` says that there were none."""
    under_sentence: Flag | None = None
    """Whether the offense was committed while under a criminal justice sentence."""
    career_offender: Flag | None = None
    """Whether the court found the person a career offender (§4B1.1)."""
