"""Terms that turn on a child's age, and supervised release under 18 U.S.C. § 3583(k). Figures are the statutes' own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.review import as_json, review

AS_OF = date(2026, 10, 1)


def then(statute: str, sentenced: str, ended: str, **count: Any) -> dict[str, Any]:
    data = {
        "lenity": 1,
        "id": "terms",
        "sentence": {"date": sentenced},
        "offense": {"ended": ended},
        "convictions": [{"statute": statute, "convicted": sentenced, **count}],
        "guidelines": {"edition": sentenced, "conduct": [{"guideline": "2G2.2", "adjustments": [{"section": "2G2.2(a)(1)"}]}], "adjustments": []},
        "criminal_history": {"points": 0, "category": "I"},
    }
    return as_json(review(read_data(data, name="terms", vocabulary=law_vocabulary(), today=AS_OF), as_of=AS_OF))["then"]


POSSESSION = ("18 U.S.C. § 2252A(a)(5)(B)", "18 U.S.C. § 2252(a)(4)(B)")


@pytest.mark.parametrize("statute", POSSESSION)
@pytest.mark.parametrize(
    ("ended", "under_12", "most"),
    [
        # Pub. L. 112-206 of December 7, 2012: not more than 20 years where an image was of a child under 12
        ("2012-12-06", True, 120),
        ("2012-12-07", True, 240),
        ("2012-12-07", False, 120),
        ("2012-12-07", None, None),
        ("2012-12-06", None, 120),
    ],
)
def test_possession_of_images_of_a_child_under_12(statute: str, ended: str, under_12: bool | None, most: int | None) -> None:
    answer = then(statute, "2016-11-01", ended, **({} if under_12 is None else {"victim_under_12": under_12}))
    assert answer["statutory_range"] == {"min": 0, "max": most}
    assert ("convictions[0].victim_under_12" in answer["needs"]) is (most is None)
    assert answer["supervised_release"] == {"min": 60, "max": "life"}


@pytest.mark.parametrize(
    ("statute", "ended", "release"),
    [
        # any term of years or life since the PROTECT Act, not less than five since July 27, 2006; since Nov. 2025 the guideline asks only for the statute
        ("18 U.S.C. § 2252A(a)(2)", "2003-04-29", {"min": 0, "max": 36}),
        ("18 U.S.C. § 2252A(a)(2)", "2003-04-30", {"min": 0, "max": "life"}),
        ("18 U.S.C. § 2252A(a)(2)", "2006-07-26", {"min": 0, "max": "life"}),
        ("18 U.S.C. § 2252A(a)(2)", "2006-07-27", {"min": 60, "max": "life"}),
        ("18 U.S.C. § 2250", "2006-07-26", {"min": 0, "max": 36}),
    ],
)
def test_supervised_release_of_a_sex_offense_by_its_day(statute: str, ended: str, release: dict[str, Any]) -> None:
    terms = {"statutory": {"min": 0, "max": 120}}
    assert then(statute, "2025-11-01", ended, **terms)["supervised_release"] == release
