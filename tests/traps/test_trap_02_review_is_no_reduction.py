"""What a sentence would be today is another question than what §3582(c)(2) allows: the whole current law, not the listed amendments alone.

Held here: `review` answers the first and mixes nothing of the second into it. The reduction itself is another computation.
"""

from trap_cases import answer_of, base, drug_count, drugs, total

# 50 g of crack: level 32 in 2006, 24 since amend. 782. Violence, +2, is §2D1.1(b)(2) since amend. 748, made permanent by part B of amend. 750,
# which §1B1.10(d) does not list: a reduction would end at level 24, a sentence today at 26.
CASE = {
    "convictions": [drug_count("cocaine base", "50 g", convicted="2006-06-01")],
    "criminal_history": {"category": "II"},
    "guidelines": drugs(("cocaine base", "50 g"), findings={"violence_or_threat": True}),
}


def test_today_is_the_whole_current_manual():
    answer = answer_of("2006-12-01", **CASE)
    assert (base(answer), total(answer)) == (32, 32)
    assert (base(answer, "today"), total(answer, "today")) == (24, 26)


def test_today_is_the_whole_current_statute():
    """A reduction leaves the minimum of the judgment, ten years for 50 g in 2006; today 28 g to 280 g bring five (Pub. L. 111-220, § 2)."""
    answer = answer_of("2006-12-01", **CASE)
    assert answer["then"]["statutory_range"]["min"] == 120
    assert answer["today"]["statutory_range"]["min"] == 60


def test_each_side_says_which_law_it_is_under():
    answer = answer_of("2006-12-01", **CASE, as_of="2026-01-05")
    assert (answer["then"]["law_on"], answer["then"]["edition"]) == ("2006-12-01", "2006-11-01")
    assert (answer["today"]["law_on"], answer["today"]["edition"]) == ("2026-01-05", "2025-11-01")


def test_a_reduction_already_granted_moves_neither_side():
    """`review` is of the sentence imposed, whatever came after it."""
    event = {"date": "2016-01-04", "kind": "reduction", "authority": "18 U.S.C. § 3582(c)(2)", "term": "100 months"}
    plain = answer_of("2006-12-01", imprisonment="130 months", **CASE)
    reduced = answer_of("2006-12-01", imprisonment="130 months", **CASE, events=[event])
    assert reduced == plain
    assert "amended_range" not in str(plain)
