"""What a review says that it takes as given of counts, groups and priors."""

from datetime import date
from typing import Any

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.review import as_json, review


def assumptions(**case: Any) -> str:
    data = {"lenity": 1, "id": "made-up", "sentence": {"date": "2016-12-01"}, **case}
    answer = as_json(review(read_data(data, name="made-up", vocabulary=law_vocabulary(), today=date(2026, 11, 24)), as_of=date(2026, 11, 24)))
    return " ".join(answer["then"]["assumptions"])


def test_entries_of_a_guideline_that_is_grouped_stand_apart_and_it_says_so():
    # §3D1.2(d) lists §2D1.1 as grouped and leaves §2B3.1 out
    drugs = [{"guideline": "2D1.1", "drugs": [{"drug": "cocaine", "amount": "1 kg"}]}] * 2
    assert "groups of their own" in assumptions(guidelines={"conduct": drugs, "adjustments": []})
    robberies = [{"guideline": "2B3.1", "found": {"offense_level": 22}}] * 2
    assert "groups of their own" not in assumptions(guidelines={"conduct": robberies, "adjustments": []})
    one_group = [{**entry, "group": 1} for entry in drugs]
    assert "groups of their own" not in assumptions(guidelines={"conduct": one_group, "adjustments": []})


def test_the_order_of_gun_counts_with_different_terms():
    guns = [{"count": 1, "statute": "18 U.S.C. § 924(c)(1)(A)(i)"}, {"count": 2, "statute": "18 U.S.C. § 924(c)(1)(A)(iii)"}]
    assert "names first" in assumptions(convictions=guns)
    assert "names first" not in assumptions(convictions=[guns[0], {**guns[0], "count": 2}])


def test_identity_terms_are_counted_once_unless_the_court_ordered_otherwise():
    counts = [{"count": at, "statute": "18 U.S.C. § 1028A"} for at in (1, 2)]
    assert "counted once" in assumptions(convictions=counts)
    assert "counted once" not in assumptions(convictions=counts, sentence={"date": "2016-12-01", "consecutive": [1, 2]})


def test_two_priors_that_can_make_a_career_offender():
    prior = {"sentenced": "2010-01-01", "imprisonment": "2 years", "kind": "felony", "violent": True}
    assert "career offender" in assumptions(criminal_history={"priors": [prior, {**prior, "sentenced": "2012-01-01"}]})
    assert "career offender" not in assumptions(criminal_history={"priors": [prior, prior], "career_offender": False})
