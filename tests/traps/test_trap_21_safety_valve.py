"""All of §3553(f)(1)(A), (B) and (C) must be satisfied (*Pulsifer v. United States*, 601 U.S. 124 (2024)); one-point offenses do not count toward (A).

Between 2018-12-21 and 2023-10-31 the statute and §5C1.2 differed: the statute could lift a minimum where the Manual gave no reduction.
"""

import pytest
from trap_cases import NOTHING_FOUND, answer_of, drug_count, drugs, prior

OFFENSE = {"began": "2019-01-10", "ended": "2019-02-01"}
COUNT = drug_count("cocaine", "5 kg", convicted="2019-09-02", prior_851=0)
"""Ten years to life (21 U.S.C. § 841(b)(1)(A)(ii)); level 30 (5 KG to 15 KG, App. C amend. 782)."""


def prior_of(number, term, **more):
    return prior(f"201{number}-03-01", term, released=f"201{number + 1}-06-01", offense_date=f"201{number}-01-05", arrested=f"201{number}-01-06", **more)


def today(*terms, violent=False):
    priors = [prior_of(number, term, violent=violent) for number, term in enumerate(terms, 2)]
    history = {"under_sentence": False, "career_offender": False, "priors": priors}
    guidelines = drugs(("cocaine", "5 kg"), findings=NOTHING_FOUND)
    return answer_of("2020-05-04", offense=OFFENSE, criminal_history=history, convictions=[COUNT], guidelines=guidelines)["today"]


@pytest.mark.parametrize(
    ("terms", "violent", "is_open"),
    [
        (["30 days", "30 days", "30 days", "30 days", "30 days"], False, True),  # one-point offenses only
        (["6 months", "6 months"], False, True),  # four points, none of three
        (["6 months", "6 months", "30 days", "30 days"], False, True),  # six, four without the one-point offenses
        (["6 months", "6 months", "6 months"], False, False),  # (A) alone: six points
        (["14 months"], False, False),  # (B) alone: three points are not more than four, but a three-point offense
        (["6 months"], True, False),  # (C) alone: a two-point violent offense
        (["14 months"], True, False),
    ],
)
def test_each_of_the_three_closes_it(terms, violent, is_open):
    answer = today(*terms, violent=violent)
    assert answer["total_offense_level"] == (28 if is_open else 30)
    low = answer["range"]["min"]
    assert low == answer["guideline_range"]["min"] if is_open else low >= 120, answer["range"]


GAP = {"offense": OFFENSE, "criminal_history": {"category": "II"}, "convictions": [COUNT]}


@pytest.mark.parametrize(
    ("section", "level", "range_"),
    [
        # Level 30 in category II is 108-135, level 28 is 87-108.
        ("18 U.S.C. 3553(f)", 30, {"min": 108, "max": 135}),
        ("5C1.2", 28, {"min": 87, "max": 108}),
        (None, 30, {"min": 120, "max": 135}),
    ],
)
def test_the_years_in_which_statute_and_manual_differed(section, level, range_):
    guidelines = drugs(("cocaine", "5 kg"), adjustments=[section] if section else [])
    then = answer_of("2020-05-04", **GAP, guidelines=guidelines)["then"]
    assert (then["total_offense_level"], then["range"]) == (level, range_)


@pytest.mark.parametrize(("adjustments", "level", "low"), [([], 30, 120), (["5C1.2"], 28, 78)])
def test_a_list_of_an_edition_with_the_criteria_of_today_settles_it(adjustments, level, low):
    """§5C1.2 has had the criteria of today since App. C amend. 817 (Nov. 2023): a list of that edition that leaves it out says that it was found not met.

    Level 30 in category I is 97–121, under the minimum of ten years 120–121; level 28 is 78–97 (Sentencing Table).
    """
    offense = {"began": "2024-01-10", "ended": "2024-02-01"}
    count = drug_count("cocaine", "5 kg", convicted="2024-09-02", prior_851=0)
    history = {"under_sentence": False, "career_offender": False, "points": 1}
    guidelines = drugs(("cocaine", "5 kg"), adjustments=adjustments, findings=NOTHING_FOUND)
    answer = answer_of("2024-12-02", offense=offense, criminal_history=history, convictions=[count], guidelines=guidelines)
    for part in (answer["then"], answer["today"]):
        assert (part["total_offense_level"], part["range"]["min"]) == (level, low)
    assert answer["change"]["finding"] == "same"
