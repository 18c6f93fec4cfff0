"""Converted weight is capped for each of Schedules III, IV and V, then for their sum; the caps and their measure changed in 1991 and 2014.

The examples: note 10(d) as amend. 396 wrote it (28 kg, 50 kg and 100 kg of Schedules III, IV and V come to 59.99 kg), and note 8(C)(iv) of the 2016 and
2025 Manuals (76,000, 200,000 and 600,000 units come to 79.99 kg).
"""

import pytest
from trap_cases import answer_of, drugs

III, IV, V = (f"schedule {number} substance" for number in ("iii", "iv", "v"))


def weight(day, *found):
    return answer_of(day, guidelines=drugs(*found))["then"]["converted_drug_weight"]


def test_by_weight_in_1991():
    assert weight("1991-12-02", (III, "28 kg"), (IV, "50 kg"), (V, "100 kg")) == 59_990


@pytest.mark.parametrize("day", ["2016-12-01", "2025-12-01"])
def test_by_units_since_2014(day):
    assert weight(day, (III, "76000 units"), (IV, "200000 units"), (V, "600000 units")) == 79_990


# A gram of cocaine beside them is 200 g of marihuana and falls under no cap. A unit is 1 g (III), 0.0625 g (IV), 0.00625 g (V).
@pytest.mark.parametrize(
    ("day", "drug", "amount", "grams"),
    [
        ("2014-10-31", III, "60000 units", 59_990 + 200),
        ("2014-10-31", IV, "100000 units", 4_990 + 200),
        ("2014-10-31", V, "200000 units", 999 + 200),
        ("2014-11-01", III, "76000 units", 76_000 + 200),
        ("2014-11-01", III, "80000 units", 79_990 + 200),
        ("2014-11-01", IV, "200000 units", 9_990 + 200),
        ("2014-11-01", V, "600000 units", 2_490 + 200),
    ],
)
def test_each_schedule_has_its_own_cap(day, drug, amount, grams):
    assert weight(day, (drug, amount), ("cocaine", "1 g")) == pytest.approx(grams)


def test_the_sum_has_a_cap():
    """79,000 units of III and 200,000 of IV: 79 + 9.99 kg, held at 79.99 kg."""
    assert weight("2016-12-01", (III, "79000 units"), (IV, "200000 units")) == 79_990


@pytest.mark.parametrize(
    ("day", "four", "five", "grams", "level"),
    [
        # 4.99 kg is level 12 (2.5 KG to 5 KG); 4.99 + 0.999 kg would be 14.
        ("1991-12-02", "50 kg", "100 kg", 4_990, 12),
        ("2014-10-31", "100000 units", "200000 units", 4_990, 12),
        # 9.99 kg is level 12 (5 KG to 10 KG); 9.99 + 2.49 kg would be 14.
        ("2016-12-01", "200000 units", "600000 units", 9_990, 12),
        ("2025-12-01", "200000 units", "600000 units", 9_990, 12),
    ],
)
def test_schedules_four_and_five_have_one_cap_together(day, four, five, grams, level):
    """The proviso to Schedule IV: "the combined equivalent weight of all Schedule IV … and V substances shall not exceed 9.99 kilograms" (4.99 until 2014).

    Each alone ends at level 12 or 8; amend. 396 limits them together to "the highest offense level for such substances" in the table.
    """
    answer = answer_of(day, guidelines=drugs((IV, four), (V, five)))
    assert (answer["then"]["converted_drug_weight"], answer["then"]["base_offense_level"]) == (grams, level)
