"""The offense, and the counts of conviction with what was charged and found."""

from __future__ import annotations

from typing import Literal

from lenity.facts._fields import AmountField, Day, Drug, Flag, Months, Position, Statute, Text, Whole
from lenity.facts._part import Part


class Span(Part):
    """When an offense was committed."""

    began: Day | None = None
    """The first day of the offense."""
    ended: Day | None = None
    """The last day of the offense, which decides which law could apply."""


class Offense(Span):
    """The offense as a whole."""

    role: Text | None = None
    """What the person did in it, in words; no adjustment follows from it."""


class Charged(Part):
    """A drug quantity charged and found, which sets the statutory range of the count."""

    drug: Drug
    """The guideline's own name of the substance, or a usual synonym."""
    amount: AmountField | None = None
    """The quantity, or bounds on it; absent is not known."""


class StatutoryTerms(Part):
    """The statutory range as the judgment states it, in months."""

    min: Months | None = None
    """The least term; 0 says that there is none."""
    max: Months | None = None
    """The greatest term, `life` where it is life."""


class Conviction(Part):
    """One count of conviction."""

    count: Position | None = None
    """The number of the count."""
    statute: Statute | None = None
    """The statute violated; for an attempt or conspiracy its own statute."""
    object: Statute | None = None
    """What an inchoate count aimed at."""
    stipulated: Statute | None = None
    """The statute of a more serious offense that a stipulation of the plea agreement specifically establishes (§1B1.2(a))."""
    charged: tuple[Charged, ...] | None = None
    """Quantities charged and found; `[]` says that none was."""
    found_by: Literal["jury", "plea", "judge"] | None = None
    """Who found the quantity."""
    offense: Span | None = None
    """When the offense of this count was committed, where it differs from the case's."""
    convicted: Day | None = None
    """The day of the verdict or the plea."""
    plea: Literal["open", "11(c)(1)(B)", "11(c)(1)(C)"] | None = None
    """The kind of plea, by the subdivision of Rule 11 for an agreement."""
    waivers: tuple[Text, ...] | None = None
    """What the plea agreement waives."""
    prior_851: Whole | None = None
    """Prior convictions noticed under 21 U.S.C. § 851 that qualified then."""
    prior_851_today: Whole | None = None
    """Of these, how many qualify under today's definition for this count's provision."""
    prior_924c: Whole | None = None
    """Earlier convictions under 18 U.S.C. § 924(c) that were final."""
    death_results: Flag | None = None
    """Whether death or serious bodily injury resulted, as the statute requires it."""
    minor_victim: Flag | None = None
    """Whether the victim was a minor, where the statute does not say so."""
    victim_under_12: Flag | None = None
    """Whether a minor was prepubescent or under 12, where the maximum turns on it (18 U.S.C. §§ 2252(b)(2), 2252A(b)(2))."""
    statutory: StatutoryTerms | None = None
    """The statutory range as the judgment states it."""
    statutory_today: StatutoryTerms | None = None
    """The statutory range of the same conviction under today's law, as counsel works it out: asked for where the judgment's rests on what lenity does not see."""
