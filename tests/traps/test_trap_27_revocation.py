"""A revocation term uses the category fixed at the original sentencing and is not reduced under §1B1.10 (§7B1.4 comment. (n.1); §1B1.10 comment.).

Held here: a revocation after the sentence changes nothing of the review, neither the category nor the ranges; terms of revocation are another computation.
"""

from trap_cases import answer_of, drugs

CASE = {"guidelines": drugs(("heroin", "1 kg")), "criminal_history": {"points": 8, "status_points": 2}, "imprisonment": "120 months"}


def test_a_revocation_moves_no_review():
    plain = answer_of("2016-12-01", **CASE)
    event = {"date": "2024-06-03", "kind": "revocation", "term": "24 months"}
    assert answer_of("2016-12-01", **CASE, events=[event]) == plain


def test_the_category_of_the_sentence_stays_beside_that_of_today():
    """Eight points with two for status are category IV then; without them six, category III, today (App. C amend. 821, part A)."""
    answer = answer_of("2016-12-01", **CASE)
    assert (answer["then"]["criminal_history"]["category"], answer["today"]["criminal_history"]["category"]) == ("IV", "III")
