"""Levels by a number that the case gives: firearms, aliens, documents, images, factors, the loss to a health care program. Figures are the sections' own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.review import as_json, review

AS_OF = date(2026, 10, 1)


def then(guideline: str, edition: str, *sections: Any, **conduct: Any) -> dict[str, Any]:
    listed = [one if isinstance(one, dict) else {"section": one} for one in sections]
    data = {
        "lenity": 1,
        "id": "numbers",
        "sentence": {"date": edition},
        "guidelines": {"edition": edition, "conduct": [{"guideline": guideline, "adjustments": listed, **conduct}], "adjustments": []},
    }
    return as_json(review(read_data(data, name="numbers", vocabulary=law_vocabulary(), today=AS_OF), as_of=AS_OF))["then"]


LEVELS: list[tuple[str, str, tuple[Any, ...], dict[str, Any], int]] = [
    # §2K2.1(b)(1): 3–7 add 2, 8–24 add 4 … since Nov. 2001; 3–4 add 1, 5–7 add 2 … before (amend. 631)
    ("2K2.1", "2016-11-01", ("2K2.1(a)(6)",), {"firearms": 2}, 14),
    ("2K2.1", "2016-11-01", ("2K2.1(a)(6)",), {"firearms": 3}, 16),
    ("2K2.1", "2016-11-01", ("2K2.1(a)(6)",), {"firearms": 7}, 16),
    ("2K2.1", "2016-11-01", ("2K2.1(a)(6)",), {"firearms": 8}, 18),
    ("2K2.1", "2000-11-01", ("2K2.1(a)(6)",), {"firearms": 3}, 15),
    ("2K2.1", "2000-11-01", ("2K2.1(a)(6)",), {"firearms": 5}, 16),
    ("2K2.1", "2016-11-01", ("2K2.1(a)(6)", "2K2.1(b)(1)"), {"firearms": 30}, 20),
    ("2K2.1", "2016-11-01", ("2K2.1(a)(6)", "2K2.1(b)(1)(C)"), {"firearms": 30}, 20),
    ("2K2.1", "2016-11-01", ("2K2.1(a)(6)", {"section": "2K2.1(b)(1)", "levels": 6}), {}, 20),
    # the cumulative level is at most 29 (§2K2.1(b))
    ("2K2.1", "2016-11-01", ("2K2.1(a)(2)", "2K2.1(b)(4)(B)"), {"firearms": 30}, 29),
    # §2L1.1(b)(2): 6–24 add 3, 25–99 add 6; 2 and 4 before May 1997 (amend. 543)
    ("2L1.1", "2016-11-01", ("2L1.1(a)(3)",), {"aliens": 24}, 15),
    ("2L1.1", "2016-11-01", ("2L1.1(a)(3)",), {"aliens": {"min": 25, "max": 90}}, 18),
    ("2L1.1", "1995-11-01", ("2L1.1(a)(2)",), {"aliens": 25}, 13),
    ("2L2.1", "2016-11-01", (), {"documents": 100}, 20),
    ("2G2.2", "2016-11-01", ("2G2.2(a)(1)", "2G2.2(b)(6)"), {"images": 600}, 25),
    ("2K1.3", "2016-11-01", ("2K1.3(a)(4)",), {"explosive_pounds": 250}, 19),
    # §2A6.2(b)(1): one factor 2, more than one 4
    ("2A6.2", "2016-11-01", ("2A6.2(b)(1)(B)",), {}, 20),
    ("2A6.2", "2016-11-01", ("2A6.2(b)(1)(B)", "2A6.2(b)(1)(E)"), {}, 22),
    ("2A6.2", "2000-11-01", ("2A6.2(b)(1)(A)", "2A6.2(b)(1)(D)"), {}, 18),
    ("2A6.2", "2016-11-01", ("2A6.2(b)(1)",), {"aggravating_factors": 3}, 22),
    # §2B1.1(b)(7): more than $7,000,000 to the program add 3; no such paragraph before Nov. 2011 (amend. 749)
    ("2B1.1", "2016-11-01", ("2B1.1(a)(2)", "2B1.1(b)(7)"), {"loss": 8_000_000, "health_care_loss": 8_000_000}, 6 + 18 + 3),
    ("2B1.1", "2016-11-01", ("2B1.1(a)(2)",), {"loss": 8_000_000, "health_care_loss": 7_000_000}, 6 + 18 + 2),
    ("2B1.1", "2010-11-01", ("2B1.1(a)(2)",), {"loss": 8_000_000, "health_care_loss": 8_000_000}, 6 + 20),
    # §2B3.1(b)(1) (1987): the loss of a financial institution is at least $5,000, which adds 1
    ("2B3.1", "1988-06-15", (), {"loss": 1000, "financial_institution": True}, 19),
    ("2B3.1", "1988-06-15", (), {"loss": 1000, "financial_institution": False}, 18),
]


@pytest.mark.parametrize(("guideline", "edition", "sections", "conduct", "level"), LEVELS)
def test_level(guideline: str, edition: str, sections: tuple[Any, ...], conduct: dict[str, Any], level: int) -> None:
    assert then(guideline, edition, *sections, **conduct)["total_offense_level"] == level


ASKED = [
    ("2K2.1", "2K2.1(b)(1)", {}, "firearms"),
    ("2L1.1", "2L1.1(b)(2)", {}, "aliens"),
    ("2G2.2", "2G2.2(b)(7)", {}, "images"),
    ("2L2.1", "2L2.1(b)(2)", {}, "documents"),
    ("2K1.3", "2K1.3(b)(1)", {}, "explosive_pounds"),
    ("2A6.2", "2A6.2(b)(1)", {}, "aggravating_factors"),
    ("2B1.1", "2B1.1(b)(7)", {"loss": 0}, "health_care_loss"),
]


@pytest.mark.parametrize(("guideline", "section", "conduct", "field"), ASKED)
def test_a_paragraph_without_its_row_asks_for_the_number(guideline: str, section: str, conduct: dict[str, Any], field: str) -> None:
    base = [] if guideline in ("2A6.2", "2L2.1") else [f"{guideline}(a)(1)"]
    answer = then(guideline, "2016-11-01", *base, section, **conduct)
    assert answer["total_offense_level"] is None
    assert [need for need in answer["needs"] if need.startswith("guidelines.")] == [f"guidelines.conduct[0].{field}"]
