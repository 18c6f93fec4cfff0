"""§2L1.2 of today for a record of the older text: by the sentence imposed and the day of the first removal order. Figures are the section's own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.review import as_json, review

AS_OF = date(2026, 10, 1)
DRUG = {"sentenced": "2005-01-01", "imprisonment": "30 months", "kind": "felony", "drug": True, "offense_date": "2004-05-01"}
THEFT = {"sentenced": "2010-03-01", "imprisonment": "6 months", "kind": "felony", "immigration": "none", "offense_date": "2009-11-01"}


def today(*priors: dict[str, Any], **history: Any) -> dict[str, Any]:
    """The part `today` for a person sentenced in 2013 under §2L1.2(b)(1)(A)(i) (16 levels), with these priors."""
    data = {
        "lenity": 1,
        "id": "reentry",
        "sentence": {"date": "2013-12-01"},
        "offense": {"began": "2013-06-01", "ended": "2013-06-01"},
        "convictions": [{"statute": "8 U.S.C. § 1326(b)(2)", "convicted": "2013-10-01"}],
        "guidelines": {"conduct": [{"guideline": "2L1.2", "adjustments": [{"section": "2L1.2(b)(1)(A)(i)"}]}], "adjustments": []},
        "criminal_history": {"under_sentence": False, "priors": list(priors), **history},
    }
    return as_json(review(read_data(data, name="reentry", vocabulary=law_vocabulary(), today=AS_OF), as_of=AS_OF))["today"]


CASES: list[tuple[str, list[dict[str, Any]], dict[str, Any], int | None]] = [
    ("a single felony: on which side of the order it came makes no difference", [DRUG], {}, 8 + 8),
    ("five years or more", [{**DRUG, "imprisonment": "60 months"}], {}, 8 + 10),
    ("one year and one month is not more than that", [{**DRUG, "imprisonment": "13 months"}], {}, 8 + 4),
    ("more than that", [{**DRUG, "imprisonment": "13 months and 1 day"}], {}, 8 + 6),
    ("a revocation counts in", [{**DRUG, "imprisonment": "13 months", "revocation": "12 months"}], {}, 8 + 8),
    ("one before the order and one after", [DRUG, THEFT], {"first_removal_ordered": "2007-06-01"}, 8 + 8 + 4),
    ("both before", [DRUG, THEFT], {"first_removal_ordered": "2011-01-01"}, 8 + 8),
    ("both after", [DRUG, THEFT], {"first_removal_ordered": "2001"}, 8 + 8),
    ("the order is not known", [DRUG, THEFT], {}, None),
    (
        "conduct before, sentence after: before (Nov. 2018, amend. 809)",
        [DRUG, {**THEFT, "offense_date": "2004-06-01"}],
        {"first_removal_ordered": "2006-01-01"},
        16,
    ),
    ("an illegal reentry counts under (b)(1)", [DRUG, {**THEFT, "immigration": "reentry"}], {}, 8 + 4 + 8),
    ("one misdemeanor of entry is too few", [DRUG, {**THEFT, "kind": "misdemeanor", "immigration": "entry"}], {}, 8 + 8),
    (
        "whether it was an illegal reentry is not known",
        [DRUG, {k: v for k, v in THEFT.items() if k != "immigration"}],
        {"first_removal_ordered": "2011-01-01"},
        None,
    ),
    ("one is too old to score", [{**DRUG, "sentenced": "1990-01-01", "offense_date": "1989-01-01", "released": "1992-01-01"}, THEFT], {}, 8 + 4),
]


@pytest.mark.parametrize(("priors", "history", "level"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_level_today(priors: list[dict[str, Any]], history: dict[str, Any], level: int | None) -> None:
    assert today(*priors, **history)["total_offense_level"] == level


def test_what_is_asked_for() -> None:
    assert "criminal_history.first_removal_ordered" in today(DRUG, THEFT)["needs"]


def test_without_priors_the_levels_are_asked_for() -> None:
    data = {
        "lenity": 1,
        "id": "reentry",
        "sentence": {"date": "2013-12-01"},
        "guidelines": {"conduct": [{"guideline": "2L1.2", "adjustments": [{"section": "2L1.2(b)(1)(A)(i)"}]}], "adjustments": []},
        "criminal_history": {"category": "III"},
    }
    answer = as_json(review(read_data(data, name="reentry", vocabulary=law_vocabulary(), today=AS_OF), as_of=AS_OF))["today"]
    assert answer["total_offense_level"] is None
    assert "guidelines.conduct[0].adjustments[2L1.2(b)(1)(A)(i)].levels" in answer["needs"]
