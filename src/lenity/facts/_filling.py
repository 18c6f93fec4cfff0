"""Putting an amount or a day into a row: a known one as a fact, one within bounds as a span."""

from __future__ import annotations

from fractions import Fraction

from lenity.facts.amounts import Amount
from lenity.facts.dates import PartialDate
from lenity.facts.levels import FactRow, Span


def set_amount(row: FactRow, amount: Amount | None, by_kind: dict[str, str]) -> None:
    if amount is None:
        return
    row.facts["counted_in"] = amount.kind
    name = by_kind[amount.kind]
    if amount.low is not None and amount.low == amount.high:
        row.facts[name] = number(amount.low)
    else:
        row.spans[name] = Span(amount.low, amount.high, amount.low_is_exclusive, amount.high_is_exclusive, amount.text)


def set_plain(row: FactRow, name: str, amount: Amount | None) -> None:
    """Dollars and people, in whole numbers: dollars are held against "more than", so cents count as a dollar."""
    if amount is None:
        return
    if amount.exact is not None:
        row.facts[name] = amount.exact
    else:
        high = None if amount.highest is None else Fraction(amount.highest - (1 if amount.kind == "dollars" and amount.high_is_exclusive else 0))
        row.spans[name] = Span(Fraction(amount.lowest), high, text=amount.text)


def number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def set_day(row: FactRow, name: str, day: PartialDate | None) -> None:
    if day is None:
        return
    if day.is_exact:
        row.facts[name] = day.first
    else:
        row.spans[name] = Span(day.first, day.last, text=day.text)
