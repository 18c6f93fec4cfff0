"""Law values in words, with their units."""

from __future__ import annotations

from typing import Any

from lenity.engine import in_words
from lenity.engine.dated import UNBOUNDED, Cells, Ladder, Range, Series

_ROMAN = ("I", "II", "III", "IV", "V", "VI")
_CLOCKS = {
    "edition_on": "edition applied",
    "offense_ended_on": "end of the offense",
    "convicted_on": "day of conviction",
    "sentenced_on": "day of sentence",
    "ordered_on": "day of the order",
    "custody_on": "day in custody",
}
_UNITS = {"microgram": "µg", "milliliter": "ml", "pill": "pills", "point": "points", "half_unit": "half units", "count": ""}
_THOUSANDTHS = 1000


def clock_in_words(clock: str) -> str:
    return _CLOCKS.get(clock, clock)


def payload_in_words(one: Series, payload: Any) -> str:
    """A whole entry in one line; a table of thresholds from its highest step down."""
    if payload is None:
        return "not in force"
    if isinstance(payload, Ladder):
        steps = sorted(zip(payload.thresholds, payload.results, strict=True), reverse=True)
        return "; ".join(f"{result_in_words(one, result)} {step_in_words(one, payload, threshold)}" for threshold, result in steps)
    if isinstance(payload, Cells):
        return "; ".join(f"{row}: {', '.join(value_in_words(one, cell) for cell in cells)}" for row, cells in payload.rows.items())
    return value_in_words(one, payload)


def value_in_words(one: Series, value: Any) -> str:
    if value is None:
        return "not in force"
    if isinstance(value, Range):
        return _range(value, one.unit)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return in_words(value, one.unit).replace("_", " ")
    if one.id == "ussg.levels":
        return f"{value:+d} levels".replace("-", "−")
    if one.unit == "category":
        return _ROMAN[int(value) - 1]
    if one.unit == "gram_per_gram":
        return f"{in_words(value / _THOUSANDTHS, '')} g per {(one.measured_in or 'gram').replace('_', ' ')}"
    if one.unit == "level":
        return f"level {value}"
    unit = _UNITS.get(one.unit)
    if unit is None:
        return in_words(value, one.unit)
    return f"{in_words(value, '')} {unit.rstrip('s') if value == 1 else unit}".strip()


def _range(value: Range, unit: str) -> str:
    if unit == "dollar_range" or unit == "dollar":
        return f"{in_words(value.min, 'dollar')} to {in_words(value.max, 'dollar')}"
    if value.min == value.max:
        return in_words(value.min, "month")
    return f"{value.min} months to life" if value.max >= UNBOUNDED else f"{value.min} to {value.max} months"


def result_in_words(one: Series, result: Any) -> str:
    if one.unit == "level":
        return f"level {result}"
    if one.unit == "category":
        return f"category {_ROMAN[int(result) - 1]}"
    return f"tier {result}" if one.id.endswith(".tier") else str(result)


def step_in_words(one: Series, ladder: Ladder, threshold: int) -> str:
    """`from 150 kg`, `over 24 months`, `below every other step`."""
    unit = one.measured_in or "milligram"
    if threshold == ladder.thresholds[0] == 0:
        return "below that"
    said = in_words(threshold, unit)
    if unit in _UNITS:
        said = f"{threshold:,} {_UNITS[unit]}".strip()
    return f"{'more than' if ladder.strict else 'from'} {said}"
