"""Values as a reader says them: weights in grams or kilograms, terms in months, yes and no."""

from __future__ import annotations

from datetime import date
from typing import Any

from lenity.engine.dated import UNBOUNDED, Range

_MILLIGRAMS_PER_GRAM = 1000
_GRAMS_PER_KILOGRAM = 1000
_PLAIN = frozenset(("", "level", "point", "count", "factor"))
"""Units that are not written beside a whole number."""
_CATEGORIES = ("0", "I", "II", "III", "IV", "V", "VI")


def readable(name: str) -> str:
    return name.replace("_", " ")


def in_words(value: Any, unit: str) -> str:
    """A value with its unit; `not known` for None."""
    kind = type(value)
    if kind is str:
        return str(value)
    if kind is int and unit in _PLAIN:
        return f"{value:,}"
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Range):
        return f"{in_words(value.min, 'month')} to {in_words(value.max, 'month')}"
    if isinstance(value, date):
        return value.isoformat()
    if unit == "milligram":
        return _weight(value)
    if unit == "month":
        return "life" if value >= UNBOUNDED else f"{number(value)} months"
    if unit == "category":
        return _CATEGORIES[value] if 0 < value < len(_CATEGORIES) else str(value)
    if unit == "dollar":
        return f"${number(value)}"
    if unit in ("plant", "dosage_unit", "year", "day"):
        return f"{number(value)} {readable(unit)}{'' if value == 1 else 's'}"
    return number(value) if isinstance(value, int | float) else str(value)


def number(value: float) -> str:
    """A number with thousands separators and without idle zeros."""
    return f"{value:,.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"


def _weight(milligrams: float) -> str:
    grams = milligrams / _MILLIGRAMS_PER_GRAM
    if grams >= _GRAMS_PER_KILOGRAM:
        return f"{number(grams / _GRAMS_PER_KILOGRAM)} kg"
    return f"{number(grams)} g" if grams >= 1 else f"{number(float(milligrams))} mg"
