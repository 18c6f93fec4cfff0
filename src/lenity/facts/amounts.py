"""Amounts: weights, plants, dosage units, milliliters, dollars and plain counts, exact or as bounds."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any, Literal

AmountKind = Literal["weight", "plants", "units", "ml", "dollars", "count"]

# Milligrams in a unit of weight. The international pound and ounce are exact by definition.
_MILLIGRAMS = {
    "mg": Fraction(1),
    "g": Fraction(1000),
    "kg": Fraction(1_000_000),
    "oz": Fraction("28349.523125"),
    "lb": Fraction("453592.37"),
}
_UNITS: dict[str, tuple[AmountKind, Fraction]] = {
    **{
        word: ("weight", _MILLIGRAMS[unit])
        for unit, words in {
            "mg": "mg milligram milligrams",
            "g": "g gm gram grams",
            "kg": "kg kilo kilos kilogram kilograms",
            "oz": "oz ounce ounces",
            "lb": "lb lbs pound pounds",
        }.items()
        for word in words.split()
    },
    **{word: ("plants", Fraction(1)) for word in ("plant", "plants")},
    **{
        word: ("units", Fraction(1))
        for word in (
            "dosage unit", "dosage units", "unit", "units", "dose", "doses",
            "pill", "pills", "tablet", "tablets", "capsule", "capsules",
        )
    },
    **{word: ("ml", Fraction(1)) for word in ("ml", "milliliter", "milliliters")},
    **{word: ("ml", Fraction(1000)) for word in ("l", "liter", "liters")},
}  # fmt: skip
_PILL = re.compile(r"\b(?:pill|tablet|capsule)s?\b", re.ASCII | re.IGNORECASE)
_WRITTEN = {
    "weight": "g",
    "plants": "plants",
    "units": "dosage units",
    "ml": "ml",
    "dollars": "",
    "count": "",
}
_MOST: dict[str, int] = {
    "weight": 10**13,  # 10,000 metric tons
    "plants": 10**9,
    "units": 10**10,
    "ml": 10**10,
    "dollars": 10**13,
    "count": 10**9,
}
_WHOLE = frozenset({"plants", "units", "count"})

NUMBER_PATTERN = r"(?:\d{1,3}(?:,\d{3})+|\d{1,20})(?:\.\d{1,12})?"
_AMOUNT = re.compile(rf"({NUMBER_PATTERN})\s*([A-Za-z][A-Za-z ]*)\Z", re.ASCII)
_NUMBER = re.compile(rf"{NUMBER_PATTERN}\Z", re.ASCII)
LOWER_BOUNDS = ("at_least", "more_than", "min")
UPPER_BOUNDS = ("at_most", "less_than", "max")
_BOUNDS = LOWER_BOUNDS + UPPER_BOUNDS
_EXPECTED = "a number and a unit (`50 g`, `1.5 kg`, `100 plants`) or bounds (`{at_least: 150 kg}`)"
_EXPECTED_PLAIN = "a number without sign or unit (`45000`) or bounds (`{more_than: 40000}`)"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount, or the bounds within which it lies, exact and without rounding.

    `low` and `high` are in the kind's unit (`weight` in milligrams, `dollars` in dollars, the others in pieces or
    milliliters); an end that is open is None. An amount that is known has `low == high`. `text` is as written.
    """

    kind: AmountKind
    low: Fraction | None
    high: Fraction | None
    low_is_exclusive: bool = False
    high_is_exclusive: bool = False
    text: str = field(default="", compare=False)

    @classmethod
    def parse(cls, value: object) -> Amount:
        """Read `50 g`, `100 plants`, or bounds `{at_least: …}`, `{more_than: …}`, `{less_than: …}`, `{min: …, max: …}`.

        Raises ValueError, with the remedy, for a missing or unknown unit, a negative, zero or absurd amount,
        and bounds that contradict each other.
        """
        return value if isinstance(value, Amount) else _parse(value, _measure, _EXPECTED)

    @classmethod
    def parse_plain(cls, value: object, kind: Literal["dollars", "count"]) -> Amount:
        """Read a number of dollars or a count, or bounds on it; zero is allowed. Raises ValueError likewise."""
        if isinstance(value, Amount):
            return value
        return _parse(value, lambda part: (kind, _plain_number(part, kind)), _EXPECTED_PLAIN)

    @property
    def is_in_pills(self) -> bool:
        """Whether it is counted in pills, tablets or capsules, of which several may make one dosage unit."""
        return self.kind == "units" and _PILL.search(self.text) is not None

    @property
    def is_exact(self) -> bool:
        """Whether the amount itself is known, and not only bounds."""
        return self.low is not None and self.low == self.high

    @property
    def lowest(self) -> int:
        """The lowest whole number of units that the amount can be; see `highest` for the rounding."""
        low = self.low or Fraction(0)
        if self.kind == "dollars":
            return math.floor(low) + 1 if self.low_is_exclusive else math.ceil(low)
        if self.kind in _WHOLE and self.low_is_exclusive:
            return math.floor(low) + 1
        return math.ceil(low) if self.kind in _WHOLE else math.floor(low)

    @property
    def highest(self) -> int | None:
        """The highest whole number of units that the amount can be, None where it is open.

        Rounding never carries an amount over a threshold of the law: weights and milliliters are held against
        "at least" and lose the fraction; dollars are held against "more than" and are rounded up.
        """
        if self.high is None:
            return None
        if self.kind == "dollars":
            return math.ceil(self.high)
        return math.ceil(self.high) - 1 if self.high_is_exclusive else math.floor(self.high)

    @property
    def exact(self) -> int | None:
        """The amount as a whole number of units, rounded as in `highest`; None where only bounds are known."""
        return self.lowest if self.is_exact else None

    def as_data(self) -> Any:
        """The amount as a case file writes it; reading that gives an equal amount."""
        if self.is_exact and self.low is not None:
            return _written(self.low, self.kind)
        data: dict[str, Any] = {}
        if self.low is not None:
            data["more_than" if self.low_is_exclusive else "at_least"] = _written(self.low, self.kind)
        if self.high is not None:
            data["less_than" if self.high_is_exclusive else "at_most"] = _written(self.high, self.kind)
        return data

    def __str__(self) -> str:
        data = self.as_data()
        if not isinstance(data, dict):
            return str(data)
        return " and ".join(f"{name.replace('_', ' ')} {end}" for name, end in data.items())


def _parse(value: object, measure: Any, expected: str) -> Amount:
    if not isinstance(value, Mapping):
        kind, number = measure(value)
        return Amount(kind, number, number, text=str(value))
    unknown = [key for key in value if key not in _BOUNDS]
    if unknown or not value:
        near = difflib.get_close_matches(str(unknown[0]), _BOUNDS, 1) if unknown else []
        hint = f"; did you mean `{near[0]}`?" if near else f"; bounds are {', '.join(_BOUNDS)}"
        raise ValueError(f"expected {expected}{hint}")
    lower = [key for key in LOWER_BOUNDS if key in value]
    upper = [key for key in UPPER_BOUNDS if key in value]
    if len(lower) > 1 or len(upper) > 1:
        raise ValueError(f"`{'` and `'.join(lower if len(lower) > 1 else upper)}` are the same end; keep one")
    ends = {key: measure(value[key]) for key in lower + upper}
    kinds = {kind for kind, _ in ends.values()}
    if len(kinds) > 1:
        raise ValueError(f"both bounds need the same kind of unit, found {' and '.join(sorted(kinds))}")
    low = ends[lower[0]][1] if lower else None
    high = ends[upper[0]][1] if upper else None
    amount = Amount(
        kinds.pop(), low, high, lower == ["more_than"], upper == ["less_than"],
        ", ".join(f"{key} {value[key]}" for key in lower + upper),
    )  # fmt: skip
    _check_order(amount)
    return amount


def _check_order(amount: Amount) -> None:
    if amount.low is None or amount.high is None:
        return
    open_end = amount.low_is_exclusive or amount.high_is_exclusive
    if amount.low > amount.high or (amount.low == amount.high and open_end):
        raise ValueError("the lower bound is above the upper one; no amount lies between them")


def _measure(value: object) -> tuple[AmountKind, Fraction]:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        raise ValueError(f"an amount needs its unit; write `{value} g` or `{value} kg`")
    if not isinstance(value, str):
        raise ValueError(f"expected {_EXPECTED}")
    text = " ".join(value.split())
    match = _AMOUNT.match(text)
    if match is None:
        raise ValueError(f"expected {_EXPECTED}{_number_remedy(text)}")
    unit = match[2].lower()
    if unit not in _UNITS:
        near = difflib.get_close_matches(unit, _UNITS, 1)
        hint = f"did you mean `{near[0]}`?" if near else "units are mg, g, kg, oz, lb, plants, dosage units, ml"
        raise ValueError(f"unknown unit; {hint}")
    kind, size = _UNITS[unit]
    number = Fraction(match[1].replace(",", ""))
    if number == 0:
        raise ValueError("an amount of zero says nothing; leave the entry out")
    return kind, _check_size(number * size, kind)


def _plain_number(value: object, kind: AmountKind) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        remedy = _number_remedy(value) if isinstance(value, str) else ""
        raise ValueError(f"expected {_EXPECTED_PLAIN}{remedy}")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"expected {_EXPECTED_PLAIN}")
    if value < 0:
        raise ValueError(f"cannot be negative; expected {_EXPECTED_PLAIN}")
    number = Fraction(value)
    if kind == "dollars" and (number * 100).denominator != 1:
        raise ValueError("dollars have at most two decimals")
    return _check_size(number, kind)


def _check_size(number: Fraction, kind: AmountKind) -> Fraction:
    if number > _MOST[kind]:
        most = "10,000 metric tons" if kind == "weight" else f"{_MOST[kind]:,}"
        raise ValueError(f"more than {most} cannot be meant; check the number and its unit")
    if kind in _WHOLE and number.denominator != 1:
        raise ValueError("a count is a whole number")
    return number


def _number_remedy(text: str) -> str:
    stripped = text.strip()
    if stripped.startswith("-"):
        return "; it cannot be negative"
    if _NUMBER.match(stripped):
        return f"; the number stands without quotes or unit where money or people are counted, else write `{stripped} g`"
    if stripped.startswith("$"):
        return "; write dollars as a bare number"
    if re.match(r"\d+,\d{1,2}(?!\d)", stripped):
        return "; decimals take a point, as `1.5 kg`"
    return ""


def _written(number: Fraction, kind: AmountKind) -> Any:
    unit = _WRITTEN[kind]
    if kind == "weight":
        unit = "kg" if number >= _MILLIGRAMS["kg"] and number % _MILLIGRAMS["g"] == 0 else "g"
        number /= _MILLIGRAMS[unit]
    with localcontext() as context:
        context.prec = 80
        exact = (Decimal(number.numerator) / Decimal(number.denominator)).normalize()
    if kind in ("dollars", "count"):
        return int(number) if number.denominator == 1 else exact
    return f"{exact:f} {unit}"
