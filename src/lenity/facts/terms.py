"""Terms of imprisonment and supervision: life, or years, months and days."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import total_ordering

DAYS_PER_MONTH = Fraction(487, 16)  # 30.4375, the Commission's average month
LONGEST_MONTHS = 99_999
LONGEST_DAYS = 99_999
LIFE_MONTHS = 1_000_000
"""How a life term is held among whole months."""

_PART = r"(\d{{1,9}})\s+({0})s?"
_TERM = re.compile(
    rf"(?:{_PART.format('year')})?"
    rf"(?:(?:^|,?\s+(?:and\s+)?){_PART.format('month')})?"
    rf"(?:(?:^|,?\s+(?:and\s+)?){_PART.format('day')})?\Z",
    re.ASCII | re.IGNORECASE,
)
_EXPECTED = "`life`, or years, months and days in words (`20 years`, `13 months and 1 day`, `0 days` for no prison)"


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A term: whole months and days, or life.

    Years are kept as twelve months each. Terms compare by length, a day counting 1/30.4375 of a month,
    and life is longer than any number of months.
    """

    months: int = 0
    days: int = 0
    is_life: bool = False
    text: str = field(default="", compare=False)

    @classmethod
    def parse(cls, value: object) -> Term:
        """Read `life`, `240 months`, `20 years`, `13 months and 1 day`, `0 days`.

        Raises ValueError, with the remedy, for anything else (a number without a unit, a negative or absurd term).
        """
        if isinstance(value, Term):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            raise ValueError(f"a term needs its unit; write `{value} months`, `{value} days` or `{value} years`")
        if not isinstance(value, str):
            raise ValueError(f"expected {_EXPECTED}")
        text = " ".join(value.split())
        if text.lower() == "life":
            return cls(is_life=True, text=text)
        match = _TERM.match(text)
        if not text or match is None:
            raise ValueError(f"expected {_EXPECTED}{_remedy(text)}")
        months = int(match[1] or 0) * 12 + int(match[3] or 0)
        days = int(match[5] or 0)
        if months > LONGEST_MONTHS or days > LONGEST_DAYS:
            raise ValueError("no such term is imposed; check the number and its unit, or write `life`")
        return cls(months, days, text=text)

    @property
    def exact_months(self) -> Fraction | None:
        """The length in months, days as days/30.4375; None for life."""
        return None if self.is_life else self.months + self.days / DAYS_PER_MONTH

    def as_months(self) -> int | str:
        """Whole months without the odd days, or the word `life`."""
        return "life" if self.is_life else self.months

    @property
    def is_none(self) -> bool:
        """Whether no time at all was imposed."""
        return not (self.is_life or self.months or self.days)

    def _key(self) -> tuple[bool, Fraction]:
        return self.is_life, self.exact_months or Fraction(0)

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Term) else NotImplemented

    def __lt__(self, other: Term) -> bool:
        return self._key() < other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __str__(self) -> str:
        if self.is_life:
            return "life"
        parts = [_count(self.months, "month")] if self.months else []
        if self.days or not parts:
            parts.append(_count(self.days, "day"))
        return " and ".join(parts)


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _remedy(text: str) -> str:
    lowered = text.lower()
    if re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return f"; a term needs its unit: write `{text} months`"
    if "served" in lowered:
        return "; for time served write the time, as `385 days`, and leave the field out where it is not known"
    if "life" in lowered:
        return "; write `life` alone, and other counts' terms a count, as `{1: life, 2: 60 months}`"
    if re.search(r"\d\.\d", text):
        return "; write whole numbers, as `18 months` for a year and a half"
    if "week" in lowered:
        return "; write weeks as days"
    if lowered in {"probation", "none", "fine"}:
        return "; write `0 days`"
    return ""
