"""A listed amendment is not enough, the range must fall: the top of the table stays, and a range set by §4B1.1 does not move with the drug table."""

import pytest
from trap_cases import answer_of, base, drug_count, drugs, total

NO_VALVE = {"truthful_disclosure": False}
"""No safety valve: the drug table alone moves the level."""


@pytest.mark.parametrize(
    ("drug", "amount", "today"),
    [
        # Level 38: 150 KG of cocaine and 8.4 KG of crack until 2014-10-31; 450 KG and 25.2 KG since (App. C amend. 782).
        ("cocaine", "450 kg", 38),
        ("cocaine", "449.999 kg", 36),
        ("cocaine base", "25.2 kg", 38),
        ("cocaine base", "25.199 kg", 36),
    ],
)
def test_the_top_of_the_table(drug, amount, today):
    answer = answer_of(
        "2014-10-31",
        convictions=[drug_count(drug, amount, prior_851=0)],
        offense={"ended": "2013-12-31"},
        guidelines=drugs((drug, amount), findings=NO_VALVE),
        criminal_history={"category": "II"},
    )
    assert (base(answer), base(answer, "today")) == (38, today)
    assert answer["change"]["finding"] == ("same" if today == 38 else "lower")


CAREER = {"career_offender": True}
COUNT = drug_count("cocaine", "5 kg", convicted="2013-05-01", prior_851=0)


def test_a_range_set_by_the_career_table_stays():
    """5 kg of cocaine: level 32, 30 since amend. 782; the career level for a maximum of life is 37 on both days (§4B1.1(b))."""
    answer = answer_of("2013-12-02", convictions=[COUNT], guidelines=drugs(("cocaine", "5 kg")), criminal_history=CAREER)
    assert (base(answer), base(answer, "today")) == (32, 30)
    assert (total(answer), total(answer, "today")) == (37, 37)
    assert answer["change"]["finding"] == "same"


def test_a_count_that_says_nothing_of_priors_leaves_the_career_level_known():
    """A record that names no prior under § 851 has none counted, and the safety valve is open; the career level is 37 whatever it gives."""
    count = {name: value for name, value in COUNT.items() if name != "prior_851"}
    answer = answer_of("2013-12-02", convictions=[count], guidelines=drugs(("cocaine", "5 kg")), criminal_history=CAREER)
    assert (total(answer), total(answer, "today")) == (37, 37)


def test_a_level_above_the_career_level_falls_no_lower_than_that():
    """50 kg of cocaine and a weapon: 36 + 2 = 38 until 2014-10-31; 34 + 2 = 36 since, below the career level of 37."""
    guidelines = drugs(("cocaine", "50 kg"), adjustments=["2D1.1(b)(1)"])
    answer = answer_of("2013-12-02", convictions=[COUNT], guidelines=guidelines, criminal_history=CAREER)
    assert (total(answer), total(answer, "today")) == (38, 37)
