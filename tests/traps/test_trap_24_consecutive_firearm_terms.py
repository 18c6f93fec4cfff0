"""A § 924(c) term stands outside the grouping and the table's arithmetic, and the underlying count takes no weapon enhancement.

§3D1.1(b)(1), §5G1.2(a), §2K2.4(b) and n.4 (Nov. 2016); 18 U.S.C. § 924(c)(1)(A), (D).
"""

import pytest
from trap_cases import answer_of, drugs

DRUGS = {"count": 1, "statute": "21 U.S.C. § 841(a)(1)", "statutory": {"min": 0, "max": 240}}
# 400 G to 700 G of heroin is level 26; category I, 63-78 months.


def then(*uses, adjustments=()):
    guns = [{"count": number, "statute": f"18 U.S.C. § 924(c){use}"} for number, use in enumerate(uses, 2)]
    answer = answer_of(
        "2016-12-01",
        offense={"ended": "2016-03-01"},
        convictions=[DRUGS, *guns],
        criminal_history={"category": "I"},
        guidelines=drugs(("heroin", "400 g"), adjustments=adjustments),
    )
    return answer["then"]


@pytest.mark.parametrize(
    ("uses", "added"),
    [
        ([], 0),
        (["(1)(A)(i)"], 60),
        (["(1)(A)(ii)"], 84),
        (["(1)(A)(iii)"], 120),
        (["(1)(A)(i)", "(1)(A)(i)"], 60 + 300),  # a second conviction in the same case, before the First Step Act, § 403
    ],
)
def test_the_term_is_added_to_the_range_and_moves_no_level(uses, added):
    answer = then(*uses)
    assert answer["total_offense_level"] == 26
    assert answer["guideline_range"] == {"min": 63, "max": 78}
    assert answer["range"] == {"min": 63 + added, "max": 78 + added}


def test_a_minimum_above_the_range_and_the_term():
    """63-78 below a minimum of ten years: 120 (§5G1.1(b)), and five years after it."""
    counts = [DRUGS | {"statutory": {"min": 120, "max": "life"}}, {"count": 2, "statute": "18 U.S.C. § 924(c)(1)(A)(i)"}]
    case = {"offense": {"ended": "2016-03-01"}, "criminal_history": {"category": "I"}, "guidelines": drugs(("heroin", "400 g"))}
    answer = answer_of("2016-12-01", convictions=counts, **case)["then"]
    assert answer["range"] == {"min": 180, "max": 180}
    assert answer["statutory_range"]["min"] == 180


def test_no_weapon_enhancement_beside_it():
    assert then("(1)(A)(i)", adjustments=["2D1.1(b)(1)"])["total_offense_level"] == 26
    assert then(adjustments=["2D1.1(b)(1)"])["total_offense_level"] == 28


def test_second_counts_of_one_case_today():
    """First Step Act, § 403: each at its first-offense term, still one after the other."""
    guns = [{"count": number, "statute": "18 U.S.C. § 924(c)(1)(A)(i)"} for number in (2, 3)]
    answer = answer_of("2016-12-01", offense={"ended": "2016-03-01"}, convictions=guns)
    assert answer["then"]["statutory_range"]["min"] == 360
    assert answer["today"]["statutory_range"]["min"] == 120
