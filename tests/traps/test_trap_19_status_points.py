"""Points for offending while under a sentence: two before 2023-11-01; since, one, and only with seven others from (a) to (d) (App. C amend. 821, part A).

The letter of the subsection moved: (d) until 2023-10-31, (e) since.
"""

from datetime import date

import pytest
from trap_cases import answer_of, prior

from lenity.law import law_book

OFFENSE = {"began": "2021-01-10", "ended": "2021-02-01"}


def history(day, terms, **more):
    priors = [
        prior(f"201{number}-03-01", term, released=f"201{number + 1}-06-01", offense_date=f"201{number}-01-05", arrested=f"201{number}-01-06")
        for number, term in enumerate(terms, 2)
    ]
    answer = answer_of(day, offense=OFFENSE, criminal_history={"under_sentence": True, "priors": priors, **more})
    return tuple({name: answer[law]["criminal_history"][name] for name in ("points", "category")} for law in ("then", "today"))


SIX, SEVEN = ["14 months"] * 2, ["14 months", "14 months", "30 days"]


@pytest.mark.parametrize(
    ("terms", "before", "since"),
    [
        (SIX, {"points": 8, "category": "IV"}, {"points": 6, "category": "III"}),
        (SEVEN, {"points": 9, "category": "IV"}, {"points": 8, "category": "IV"}),
        (["30 days"], {"points": 3, "category": "II"}, {"points": 1, "category": "I"}),
    ],
)
def test_counted_on_the_priors(terms, before, since):
    assert history("2023-10-31", terms) == (before, since)
    assert history("2023-11-01", terms) == (since, since)


@pytest.mark.parametrize(("points", "status", "today"), [(8, 2, 6), (9, 2, 8), (6, 0, 6), (13, 2, 12), (2, 2, 0)])
def test_counted_on_the_courts_total(points, status, today):
    answer = answer_of("2022-05-02", criminal_history={"points": points, "status_points": status})
    assert answer["then"]["criminal_history"]["points"] == points
    assert answer["today"]["criminal_history"]["points"] == today


@pytest.mark.parametrize(
    ("day", "status", "violent", "recency"),
    [
        ("2010-10-31", "(d)", "(f)", "(e)"),
        ("2010-11-01", "(d)", "(e)", None),  # App. C amend. 742
        ("2023-10-31", "(d)", "(e)", None),
        ("2023-11-01", "(e)", "(d)", None),  # App. C amend. 821, part A
    ],
)
def test_the_letter_of_each_edition(day, status, violent, recency):
    letters = law_book().family("ussg.4A1.1.letter").members
    found = [letters[kind].on(lambda clock: date.fromisoformat(day)) for kind in ("status", "violent_single", "recency")]
    assert [entry.payload for entry in found] == [status, violent, recency]


@pytest.mark.parametrize(
    ("day", "released", "under_sentence", "points"),
    [
        # Subsection (e) until 2010-10-31, struck by App. C amend. 742: two points for an offense less than two years after release from a term counted under
        # (a) or (b), one where two are added for status.
        ("2009-12-01", "2007-06-01", False, 3 + 2),
        ("2009-12-01", "2007-06-01", True, 3 + 2 + 1),
        ("2009-12-01", "2006-01-01", False, 3),
        ("2010-10-29", "2007-06-01", False, 3 + 2),
        ("2010-11-01", "2007-06-01", False, 3),
        ("2010-11-01", "2007-06-01", True, 3 + 2),
    ],
)
def test_recency_points_that_once_stood_beside_them(day, released, under_sentence, points):
    history = {"under_sentence": under_sentence, "priors": [prior("2004-03-01", "14 months", released=released)]}
    answer = answer_of(day, offense={"began": "2009-01-10", "ended": "2009-02-01"}, criminal_history=history, guidelines={"edition": day})
    assert answer["then"]["criminal_history"]["points"] == points
    assert answer["today"]["criminal_history"]["points"] == 3
