"""What a sentence computation answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lenity.engine import Need, Step
from lenity.facts import Term

OUTPUTS = (
    "commenced_on",
    "term_is_life",
    "term_months",
    "term_days",
    "prior_custody_credit_days",
    "detention_credit_days",
    "time_served_days",
    "full_term_on",
    "good_time_method",
    "good_time_maximum_days",
    "good_time_lost_days",
    "good_time_days",
    "good_time_earned_days",
    "statutory_release_on",
    "time_credits_days",
    "to_supervised_release_days",
    "to_prerelease_days",
    "projected_release_on",
    "earliest_release_on",
    "transfer_if_earning_goes_on_on",
    "credits_if_earning_goes_on_days",
    "release_if_earning_goes_on_on",
    "prerelease_from_on",
    "home_confinement_from_on",
    "part_of_term_served_on",
    "older_home_detention_from_on",
    "drug_treatment_months_at_most",
    "supervised_release_tolled_days",
    "supervised_release_ends_on",
    "months_one_after_another",
    "days_one_after_another",
    "has_other_terms",
    "state_had_primary_custody",
)
"""The rules whose values a computation shows, by their names inside; `as_json` maps them to the names of the interface."""


SUPPOSED = frozenset({"detention_credit_days", "transfer_if_earning_goes_on_on", "credits_if_earning_goes_on_days", "release_if_earning_goes_on_on"})
"""Of these, what no other figure rests on (a supposition, a check): shown where the record carries it, and nothing is asked for its sake."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A line on which the Bureau's own sheet and this computation differ, with what usually explains it."""

    what: str
    path: str
    sheet: object
    computed: object
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Computation:
    """A sentence as it is served, as of one day. Days are whole days, dates the last day of what they end; None is not known or does not apply.

    `needs` names the facts that would settle what is not known; a None without a need does not apply (no release date of a life term).
    """

    case_id: str
    as_of: date
    values: dict[str, object]
    """The value of each of `OUTPUTS`."""
    steps: tuple[Step, ...]
    needs: tuple[Need, ...]
    assumptions: tuple[str, ...]
    notes: tuple[str, ...]
    differences: tuple[Difference, ...]
    remedies: tuple[str, ...]
    """Where the sheet differs: how one asks the Bureau to look at it again, step by step."""
    other_method_days: int | None
    """Good conduct time for the whole term by the method that is not in force."""
    commuted_to_end_on: date | None
    released_on: date | None
    was_released: bool | None

    def _day(self, name: str) -> date | None:
        value = self.values[name]
        return value if isinstance(value, date) else None

    def _whole(self, name: str) -> int | None:
        value = self.values[name]
        return value if isinstance(value, int) else None

    @property
    def term(self) -> Term | None:
        """The prison term in force on the day, after events, with later terms that run after it; None where it is not known."""
        if self.is_life:
            return Term(is_life=True, text="life")
        months, days = self._whole("months_one_after_another"), self._whole("days_one_after_another")
        return None if months is None or days is None or self.commuted_to_end_on else Term(months, days)

    @property
    def is_life(self) -> bool:
        """Whether the term in force is known to be life."""
        return self.values["term_is_life"] is True

    @property
    def commenced_on(self) -> date | None:
        """When the sentence commenced (18 U.S.C. § 3585(a))."""
        return self._day("commenced_on")

    @property
    def prior_custody_days(self) -> int | None:
        """Credit for custody before that (18 U.S.C. § 3585(b))."""
        return self._whole("prior_custody_credit_days")

    @property
    def time_served_days(self) -> int | None:
        """Days served by the day asked about (or by release), credit for prior custody included."""
        return self._whole("time_served_days")

    @property
    def full_term_on(self) -> date | None:
        """Last day of the sentence without good conduct time: commencement + term − 1 day − credit for prior custody."""
        return self._day("full_term_on")

    @property
    def good_time_method(self) -> str | None:
        """`served` through July 18, 2019, `imposed` from July 19, 2019."""
        value = self.values["good_time_method"]
        return value if isinstance(value, str) else None

    @property
    def good_time_days(self) -> int | None:
        """Good conduct time for the whole term, less what is recorded as lost."""
        return self._whole("good_time_days")

    @property
    def good_time_earned_days(self) -> int | None:
        """Good conduct time for the whole years served by the day."""
        return self._whole("good_time_earned_days")

    @property
    def statutory_release_on(self) -> date | None:
        """Full term less good conduct time, before any time credits."""
        return self._day("statutory_release_on")

    @property
    def time_credits_days(self) -> int | None:
        """First Step Act time credits earned by the day, less those forfeited."""
        return self._whole("time_credits_days")

    @property
    def to_supervised_release_days(self) -> int | None:
        """Of these, days that bring supervised release forward (at most twelve months)."""
        return self._whole("to_supervised_release_days")

    @property
    def to_prerelease_days(self) -> int | None:
        """Of these, days toward prerelease custody."""
        return self._whole("to_prerelease_days")

    @property
    def projected_release_on(self) -> date | None:
        """Full term less good conduct time and credits toward release, before any weekday rule."""
        return self._day("projected_release_on")

    @property
    def earliest_release_on(self) -> date | None:
        """The earliest release that the record leaves open; the latest is `statutory_release_on`."""
        return self._day("earliest_release_on")

    @property
    def transfer_if_earning_goes_on_on(self) -> date | None:
        """First day on which time credits equal what is left of the term, if they go on being earned as today: a supposition, as the Bureau makes it."""
        return self._day("transfer_if_earning_goes_on_on")

    @property
    def credits_if_earning_goes_on_days(self) -> int | None:
        """Time credits on that day."""
        return self._whole("credits_if_earning_goes_on_days")

    @property
    def release_if_earning_goes_on_on(self) -> date | None:
        """Release on that supposition: to supervised release, at most twelve months early."""
        return self._day("release_if_earning_goes_on_on")

    @property
    def prerelease_from_on(self) -> date | None:
        """First day on which the Bureau may place the person in a halfway house (18 U.S.C. § 3624(c)(1))."""
        return self._day("prerelease_from_on")

    @property
    def home_confinement_from_on(self) -> date | None:
        """First day on which it may place the person in home confinement (18 U.S.C. § 3624(c)(2))."""
        return self._day("home_confinement_from_on")

    @property
    def is_open_for_want_of_facts(self) -> bool:
        """Whether the projected release is not known because facts are missing."""
        has_none = self.term is not None and self.term.is_none
        return self.projected_release_on is None and not (self.is_life or self.was_released or has_none)

    @property
    def is_aggregate(self) -> bool:
        """Whether terms of later federal judgments are computed with it as one."""
        return self.values["has_other_terms"] is True

    @property
    def part_of_term_served_on(self) -> date | None:
        """Day by which the part of the term is served that 34 U.S.C. § 60541(g) asked for, while that was law."""
        return self._day("part_of_term_served_on")

    @property
    def older_home_detention_from_on(self) -> date | None:
        """First day of home detention under 34 U.S.C. § 60541(g), while it was law and where the record gives the day of birth."""
        return self._day("older_home_detention_from_on")

    @property
    def supervised_release_tolled_days(self) -> int | None:
        """Days on which supervised release stood still, in prison for another conviction (18 U.S.C. § 3624(e))."""
        return self._whole("supervised_release_tolled_days")

    @property
    def supervised_release_ends_on(self) -> date | None:
        """Last day of supervised release, if it begins on the projected (or real) day of release."""
        return self._day("supervised_release_ends_on")
