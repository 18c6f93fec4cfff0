"""Amounts are exact: units agree, bounds stay bounds, and rounding never crosses a threshold."""

import contextlib
import math
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenity.facts import Amount

NUMBERS = st.decimals(min_value="0.001", max_value=100_000, places=3).map(lambda d: f"{d:f}")


@pytest.mark.parametrize(
    ("text", "kind", "low"),
    [
        ("50 g", "weight", 50_000),
        ("1.5 kg", "weight", 1_500_000),
        ("62 grams", "weight", 62_000),
        ("62GRAMS", "weight", 62_000),
        ("1,500 kg", "weight", 1_500_000_000),
        ("3 lb", "weight", Fraction("1360777.11")),
        ("4 oz", "weight", Fraction("113398.0925")),
        ("200 mg", "weight", 200),
        ("100 plants", "plants", 100),
        ("1 plant", "plants", 1),
        ("500 dosage units", "units", 500),
        ("500 pills", "units", 500),
        ("500 tablets", "units", 500),
        ("30 ml", "ml", 30),
        ("1.5 liters", "ml", 1500),
    ],
)
def test_amounts_as_documents_write_them(text, kind, low):
    amount = Amount.parse(text)
    assert (amount.kind, amount.low, amount.high, amount.text) == (kind, low, low, text)
    assert amount.is_exact


@pytest.mark.parametrize(
    ("bounds", "low", "high", "exclusive"),
    [
        ({"at_least": "150 kg"}, 150_000_000, None, (False, False)),
        ({"more_than": "150 kg"}, 150_000_000, None, (True, False)),
        ({"less_than": "50 g"}, None, 50_000, (False, True)),
        ({"at_most": "50 g"}, None, 50_000, (False, False)),
        ({"min": "2000 kg", "max": "3000 kg"}, 2 * 10**9, 3 * 10**9, (False, False)),
        ({"at_least": "50 g", "less_than": "0.15 kg"}, 50_000, 150_000, (False, True)),
    ],
)
def test_bounds_are_never_the_amount(bounds, low, high, exclusive):
    amount = Amount.parse(bounds)
    assert (amount.low, amount.high) == (low, high)
    assert (amount.low_is_exclusive, amount.high_is_exclusive) == exclusive
    assert not amount.is_exact
    assert amount.exact is None


def test_equal_inclusive_bounds_are_the_amount():
    assert Amount.parse({"min": "1 kg", "max": "1000 g"}) == Amount.parse("1 kg")


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (50, "needs its unit"),
        ("50", "`50 g`"),
        ("-5 g", "negative"),
        ("0 g", "zero"),
        ("0.0 plants", "zero"),
        ("10001000 kg", "10,000 metric tons"),
        ("inf g", "a number and a unit"),
        ("1e3 g", "a number and a unit"),
        ("1,5 kg", "decimals take a point"),
        ("5 ton", "unknown unit"),
        ("5 kgs", "`kg`"),
        ("1.5 plants", "whole number"),
        ("", "a number and a unit"),
        (None, "a number and a unit"),
        (["5 g"], "a number and a unit"),
        ({}, "bounds are"),
        ({"atleast": "5 g"}, "did you mean `at_least`?"),
        ({"at_least": 5}, "needs its unit"),
        ({"at_least": "5 g", "min": "5 g"}, "same end"),
        ({"at_least": "5 g", "less_than": "5 g"}, "above the upper"),
        ({"min": "6 g", "max": "5 g"}, "above the upper"),
        ({"min": "6 g", "max": "50 plants"}, "same kind"),
        ("9" * 5000 + " g", "a number and a unit"),
    ],
)
def test_amounts_at_fault_say_what_to_write(value, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        Amount.parse(value)


@pytest.mark.parametrize("value", [-1, "5", True, None, Decimal("0.001"), Decimal("NaN"), 10**14, {"at_least": "5 g"}])
def test_dollars_at_fault(value):
    with pytest.raises(ValueError, match=r"expected|cannot|decimals"):
        Amount.parse_plain(value, "dollars")


def test_dollars_and_counts():
    assert Amount.parse_plain(0, "dollars").exact == 0
    assert Amount.parse_plain(Decimal("6500.01"), "dollars").exact == 6501  # more than 6,500
    assert Amount.parse_plain({"more_than": 70_000}, "dollars").lowest == 70_001
    assert Amount.parse_plain({"at_least": 10}, "count").lowest == 10
    assert Amount.parse_plain({"more_than": 10, "less_than": 50}, "count").lowest == 11
    assert Amount.parse_plain({"more_than": 10, "less_than": 50}, "count").highest == 49


@given(NUMBERS)
def test_units_agree(number):
    if Decimal(number) == 0:
        return
    kilograms = Amount.parse(f"{number} kg")
    assert kilograms == Amount.parse(f"{Decimal(number) * 1000:f} g") == Amount.parse(f"{Decimal(number) * 10**6:f} mg")
    assert Amount.parse(f"{number} lb") == Amount.parse(f"{Decimal(number) * 16:f} oz")


@given(
    NUMBERS,
    st.sampled_from(["mg", "g", "kg", "oz", "lb", "ml"]),
    st.sampled_from(["at_least", "more_than", "less_than", ""]),
)
def test_what_is_printed_reads_back(number, unit, bound):
    if Decimal(number) == 0:
        return
    amount = Amount.parse({bound: f"{number} {unit}"} if bound else f"{number} {unit}")
    assert Amount.parse(amount.as_data()) == amount
    assert str(amount)


@given(NUMBERS, st.sampled_from(["mg", "g", "oz", "lb"]), st.integers(min_value=1, max_value=10**9))
def test_rounding_never_crosses_a_threshold(number, unit, threshold):
    if Decimal(number) == 0:
        return
    amount = Amount.parse(f"{number} {unit}")
    assert (amount.low >= threshold) == (amount.exact >= threshold)
    below = Amount.parse({"less_than": f"{number} {unit}"})
    assert below.highest == math.ceil(amount.low) - 1


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.integers(min_value=0, max_value=10**9))
def test_rounding_dollars_never_crosses_a_threshold(dollars, threshold):
    amount = Amount.parse_plain(dollars, "dollars")
    assert (amount.low > threshold) == (amount.exact > threshold)


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_a_value_error(text):
    with contextlib.suppress(ValueError):
        assert Amount.parse(text).low > 0
