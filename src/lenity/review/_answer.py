"""What a review answers: the sentence under one law, with its steps, what is missing, and what other facts would make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from lenity.engine import Need, Step
from lenity.review._split import CountShare

OUTPUTS = (
    "principal_base_offense_level",
    "total_offense_level",
    "criminal_history_points",
    "criminal_history_category",
    "guideline_minimum_months",
    "guideline_maximum_months",
    "zone",
    "statutory_minimum_months",
    "statutory_maximum_months",
    "range_minimum_months",
    "range_maximum_months",
    "supervised_release_minimum_months",
    "supervised_release_maximum_months",
    "fine_minimum_dollars",
    "fine_maximum_dollars",
    "converted_drug_weight_in_all_milligrams",
    "guidelines_are_advisory",
)
"""The rules whose values a review shows, by their names inside; `as_json` maps them to the names of the interface."""


@dataclass(frozen=True, slots=True)
class CountAnswer:
    """The statutory range of one count, in months, and its share in the total punishment at both ends of the range."""

    number: int
    statute: str | None
    minimum_months: int | None
    maximum_months: int | None
    runs_consecutively: bool | None
    at_minimum: CountShare | None = None
    at_maximum: CountShare | None = None
    cites: tuple[str, ...] = ()
    """The rules that divide the total punishment over the counts (§5G1.2)."""
    is_left_to_the_court: bool = False
    """Whether the court divides the total between this count and one whose term, if any is imposed, follows the others."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The value of one rule at one row. A value of None is not known where `needs` says what would settle it; else the rule has none here."""

    rule: str
    path: str
    unit: str
    value: object
    citation: str
    because: str = ""
    needs: tuple[Need, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.value is None and bool(self.needs)


@dataclass(frozen=True, slots=True)
class BesidesPrison:
    """The law besides the prison range, in one pass: values of rules of the case, and of each count."""

    case: dict[str, Finding]
    counts: tuple[dict[str, Finding], ...]


@dataclass(frozen=True, slots=True)
class Further:
    """What a review says beyond the range."""

    priors: tuple[dict[str, Finding], ...]
    besides: BesidesPrison
    undischarged_terms: tuple[dict[str, Finding], ...]


@dataclass(frozen=True, slots=True)
class OutsideTheRange:
    """Grounds on which the court went outside the range, as the record names them; None where it does not say."""

    departures: tuple[str, ...] | None
    variances: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """What the range would be, were these facts so."""

    assume: tuple[tuple[str, object], ...]
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the court found something else than lenity computes."""

    what: str
    found: object
    computed: object


@dataclass(frozen=True, slots=True)
class Answer:
    """The sentence under the law of one pass."""

    law_on: date | None
    law_on_text: str
    edition_on: date
    edition_because: str
    edition_cite: str
    values: dict[str, object]
    counts: tuple[CountAnswer, ...]
    steps: tuple[Step, ...]
    needs: tuple[Need, ...]
    scenarios: tuple[Scenario, ...] = ()
    differences: tuple[Difference, ...] = ()
    assumptions: tuple[str, ...] = ()
    inferences: tuple[str, ...] = ()
    """What the sentence itself shows of findings that are not in the record."""
    further: Callable[[], Further] | None = field(default=None, compare=False, repr=False)
    """What is worked out only when it is asked for."""

    @property
    def priors(self) -> tuple[dict[str, Finding], ...]:
        """How each prior sentence is treated (§4A1.2), and its points, in the order of the record."""
        return () if self.further is None else self.further().priors

    @property
    def besides(self) -> BesidesPrison | None:
        """Probation, supervised release, fines, assessments and restitution."""
        return None if self.further is None else self.further().besides

    @property
    def undischarged_terms(self) -> tuple[dict[str, Finding], ...]:
        """How the sentence runs with each term of another sentence (§5G1.3), in the order of the record."""
        return () if self.further is None else self.further().undischarged_terms


@dataclass(frozen=True, slots=True)
class Reason:
    """One change of law and what it does to this case."""

    cite: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """How today's range stands to the range then."""

    finding: str
    minimum_months: int | None
    maximum_months: int | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A case, then and today."""

    case_id: str
    as_of: date
    then: Answer
    today: Answer
    change: Change
    outside: OutsideTheRange
    """The court's departures, and its variances apart from them."""
    warnings: tuple[str, ...] = field(default=())
