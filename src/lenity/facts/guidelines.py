"""How the court applied the Guidelines: conduct, adjustments, departures, findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, Strict, ValidationInfo, model_validator

from lenity.facts._fields import (
    AdjustmentSection,
    AmountField,
    Counted,
    Day,
    Dollars,
    Drug,
    Flag,
    Further,
    FurtherFact,
    Guideline,
    Level,
    Months,
    Position,
    Purity,
    Section,
)
from lenity.facts._part import Part
from lenity.facts.context import ReadContext

# Not a name that a file can give: in a file each further fact stands under its own.
FURTHER_FACTS = "(further facts)"

AddedLevels = Annotated[int, Strict(), Field(ge=-42, le=42)]
ConductLevel = Annotated[int, Strict(), Field(ge=0, le=75)]


class Adjustment(Part):
    """A section that the court applied; its levels follow from section and edition."""

    section: AdjustmentSection
    """The section as cited in the edition applied, such as `3B1.1(c)`."""
    levels: AddedLevels | None = None
    """The levels that the court added (negative: took off), where they differ from the section's own."""


class Departure(Part):
    """A ground of departure or variance."""

    section: Section | None = None
    """A section such as `5K1.1`, `18 U.S.C. 3553(e)`, or `variance`; absent is not known."""
    levels: AddedLevels | None = None
    """The levels by which the court departed, where it said so."""


class DrugQuantity(Part):
    """A drug in relevant conduct; several are combined."""

    drug: Drug
    """The guideline's own name of the substance, or a usual synonym."""
    amount: AmountField | None = None
    """The quantity, or bounds on it; absent is not known."""
    purity: Purity | None = None
    """The share of pure drug, above 0 and at most 1."""
    protected_location: Flag | None = None
    """Whether this quantity was distributed in a protected location (§2D1.2)."""


class ConductFound(Part):
    """The court's own findings on one entry of conduct."""

    base_offense_level: Level | None = None
    """The base offense level that the court found."""
    offense_level: ConductLevel | None = None
    """The level after specific offense characteristics that the court found."""


_OTHER_NAMES = {
    "loss": ("tax_loss", "loss_amount", "value", "value_of_funds", "value_of_benefit", "infringement_amount", "volume_of_commerce"),
    "victims": ("number_of_victims",),
}
"""How guidelines other than §2B1.1 call the amount that their table measures, and what else a number is called."""


def _in_own_names(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields under the format's own names, where it is given once: two amounts are not made one."""
    renamed = dict(data)
    for name, others in _OTHER_NAMES.items():
        given = [one for one in (name, *others) if one in data]
        if len(given) == 1:
            renamed[name] = renamed.pop(given[0])
    return renamed


class Conduct(Part):
    """One offense guideline as applied."""

    guideline: Guideline | None = None
    """The offense guideline of Chapter Two, such as `2D1.1`."""
    counts: tuple[Position, ...] | None = None
    """The numbers of the counts that it covers."""
    drugs: tuple[DrugQuantity, ...] | None = None
    """Relevant conduct in drugs; `[]` says that there was none."""
    loss: Dollars | None = None
    """The loss in US dollars, or bounds on it; `tax_loss`, `value`, `value_of_funds`, `value_of_benefit`, `infringement_amount` and `volume_of_commerce` are read as it."""
    victims: Counted | None = None
    """The number of victims, or bounds on it."""
    firearms: Counted | None = None
    """The number of firearms (§2K2.1(b)(1)), or bounds on it."""
    aliens: Counted | None = None
    """The number of unlawful aliens smuggled, transported or harbored (§2L1.1(b)(2)), or bounds on it."""
    documents: Counted | None = None
    """The number of documents or passports (§2L2.1(b)(2); before November 1995 of sets of documents), or bounds on it."""
    images: Counted | None = None
    """The number of images (§2G2.2(b)(7)), a video counted as the edition counts it, or bounds on it."""
    explosive_pounds: Counted | None = None
    """The weight of explosive materials in whole pounds (§2K1.3(b)(1)), or bounds on it."""
    aggravating_factors: Counted | None = None
    """How many of the factors of §2A6.2(b)(1) the offense involved, where they are not listed by their letters."""
    health_care_loss: Dollars | None = None
    """The loss to a government health care program in US dollars, where the conviction is of a Federal health care offense (§2B1.1(b)(7))."""
    financial_institution: Flag | None = None
    """Whether property of a financial institution or post office was taken in a robbery (§2B3.1(b)(1) of 1987 to 1989)."""
    group: Position | None = None
    """Entries that share a number are one group (§3D1.2); else each is its own."""
    adjustments: tuple[Adjustment, ...] | None = None
    """Chapter Two and Three sections applied to this entry; `[]` says that the court found none."""
    found: ConductFound | None = None
    """The court's own findings, where the record gives them."""
    underlying: Conduct | None = None
    """The offense whose guideline this one takes its level from: the object of an attempt, the underlying offense, the target of a cross reference."""
    predicates: tuple[Conduct, ...] | None = None
    """Several underlying offenses of one count of racketeering (§2E1.1, §2E1.2), each as if in a count of its own; in place of `underlying`."""
    facts: Annotated[Mapping[str, Further], Field(alias=FURTHER_FACTS, exclude=True)] = {}
    """Further facts that the vocabulary names: Amount for dollars and counts, else yes-no or text."""

    @model_validator(mode="before")
    @classmethod
    def _gather_further_facts(cls, data: Any, info: ValidationInfo) -> Any:
        """Move the facts that the vocabulary adds into `facts`."""
        if not isinstance(data, Mapping) or not isinstance(info.context, ReadContext):
            return data
        data = _in_own_names(data)
        kinds = info.context.vocabulary.conduct_facts()
        own = {name for name in data if name in kinds and name not in cls.model_fields}
        further = {name: FurtherFact(kinds[name], data[name]) for name in own if data[name] is not None}
        rest = {name: value for name, value in data.items() if name not in own}
        return {**rest, FURTHER_FACTS: further}


class Findings(Part):
    """What the court found, or the record shows, on matters that later law asks about."""

    violence_or_threat: Flag | None = None
    """Violence or credible threats of violence in connection with the offense."""
    firearm: Flag | None = None
    """Possession of a firearm or other dangerous weapon in connection with the offense."""
    death_or_serious_injury: Flag | None = None
    """Death or serious bodily injury resulted."""
    sex_offense: Flag | None = None
    """The offense of conviction is a sex offense."""
    substantial_financial_hardship: Flag | None = None
    """The person caused substantial financial hardship."""
    truthful_disclosure: Flag | None = None
    """All information was truthfully given to the Government by the time of sentencing."""


class MonthRange(Part):
    """A range of imprisonment in months."""

    min: Months | None = None
    """Its lower end, `life` where it is life."""
    max: Months | None = None
    """Its upper end, `life` where it is life."""


class GuidelinesFound(Part):
    """The court's own findings for the case as a whole."""

    total_offense_level: Level | None = None
    """The total offense level, with everything that the lists name."""
    range: MonthRange | None = None
    """The guideline range."""


class Guidelines(Part):
    """The Guidelines as the court applied them. An absent list is not known, an empty one means none."""

    edition: Day | None = None
    """The effective date of the manual that was used."""
    conduct: tuple[Conduct, ...] | None = None
    """One entry for each offense guideline applied."""
    adjustments: tuple[Adjustment, ...] | None = None
    """Sections that apply to all entries; `[]` says that the court found none."""
    departures: tuple[Departure, ...] | None = None
    """Grounds of departure and variance; `[]` says that there were none."""
    findings: Findings | None = None
    """Findings that later law asks about."""
    found: GuidelinesFound | None = None
    """The court's own total level and range."""
