"""The cap for a mitigating role comes first, then §3B1.2 itself; the cap's rule differs in 2002, 2004, 2010 and 2025 (App. C amends. 640, 668, 748, 833)."""

import pytest
from trap_cases import answer_of, base, drugs, total

# Heroin: 1 KG is level 32, 3 KG 34, 10 KG 36, 30 KG 38 until 2014-10-31; 3 KG 32, 10 KG 34, 30 KG 36, 90 KG 38 since.
UNTIL_2014 = {30: "700 g", 32: "1 kg", 34: "3 kg", 36: "10 kg", 38: "30 kg"}
SINCE = {30: "1 kg", 32: "3 kg", 34: "10 kg", 36: "30 kg", 38: "90 kg"}
MINOR, MINIMAL = "3B1.2(b)", "3B1.2(a)"


@pytest.mark.parametrize(
    ("day", "role", "capped"),
    [
        ("2002-10-31", MINOR, {30: 30, 32: 32, 34: 34, 36: 36, 38: 38}),
        ("2002-11-01", MINOR, {30: 30, 32: 30, 34: 30, 36: 30, 38: 30}),
        ("2004-10-31", MINIMAL, {30: 30, 32: 30, 34: 30, 36: 30, 38: 30}),
        ("2004-11-01", MINOR, {30: 30, 32: 30, 34: 31, 36: 33, 38: 34}),
        ("2010-10-31", MINIMAL, {30: 30, 32: 30, 34: 31, 36: 33, 38: 34}),
        ("2010-11-01", MINOR, {30: 30, 32: 30, 34: 31, 36: 33, 38: 34}),
        ("2010-11-01", MINIMAL, {30: 30, 32: 30, 34: 31, 36: 32, 38: 32}),
        ("2025-10-31", MINOR, {30: 30, 32: 30, 34: 31, 36: 33, 38: 34}),
        ("2025-10-31", MINIMAL, {30: 30, 32: 30, 34: 31, 36: 32, 38: 32}),
        ("2025-11-01", MINOR, {30: 30, 32: 30, 34: 31, 36: 32, 38: 32}),
        ("2025-11-01", MINIMAL, {30: 30, 32: 30, 34: 30, 36: 30, 38: 30}),
    ],
)
def test_the_cap_and_then_the_role(day, role, capped):
    amounts = UNTIL_2014 if day < "2014-11-01" else SINCE
    answers = {level: answer_of(day, guidelines=drugs(("heroin", amount), adjustments=[role])) for level, amount in amounts.items()}
    assert {level: base(answer) for level, answer in answers.items()} == capped
    off = 2 if role == MINOR else 4  # §3B1.2(a), (b)
    assert {level: total(answer) for level, answer in answers.items()} == {level: cap - off for level, cap in capped.items()}


def test_no_role_no_cap():
    assert base(answer_of("2025-12-01", guidelines=drugs(("heroin", "90 kg")))) == 38


@pytest.mark.parametrize(("day", "amount"), [("2013-12-02", "1 kg"), ("2016-12-01", "3 kg"), ("2025-12-01", "3 kg")])
def test_a_role_between_minor_and_minimal(day, amount):
    """Three levels (§3B1.2, last sentence), which no subdivision names: the record gives them, and 32 is capped at 30 all the same."""
    answer = answer_of(day, guidelines=drugs(("heroin", amount), adjustments=[{"section": "3B1.2", "levels": -3}]))
    assert (base(answer), total(answer)) == (30, 27)
