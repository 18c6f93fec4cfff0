"""Sections that name the base offense level, or no level at all, in a list of adjustments. Figures are the sections' own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.review import as_json, review

AS_OF = date(2026, 10, 1)


def then(guideline: str, edition: str, *sections: str, **conduct: Any) -> dict[str, Any]:
    data = {
        "lenity": 1,
        "id": "base",
        "sentence": {"date": edition},
        "guidelines": {
            "edition": edition,
            "conduct": [{"guideline": guideline, "adjustments": [{"section": one} for one in sections], **conduct}],
            "adjustments": [],
        },
    }
    return as_json(review(read_data(data, name="base", vocabulary=law_vocabulary(), today=AS_OF), as_of=AS_OF))["then"]


COCAINE = {"drugs": [{"drug": "cocaine", "amount": "6 kg"}]}  # level 30 in 2016, 32 in 1998
LEVELS: list[tuple[str, str, tuple[str, ...], dict[str, Any], int]] = [
    ("2D1.1", "2016-11-01", ("2D1.1(a)(5)",), COCAINE, 30),
    ("2D1.1", "2016-11-01", ("2D1.1(a)(5)(A)", "2D1.1(c)(5)"), COCAINE, 30),
    ("2D1.1", "2016-11-01", ("2D1.1",), COCAINE, 30),
    ("2D1.1", "1998-11-01", ("2D1.1(a)(3)", "2D1.1(c)(4)", "2D1.1(b)(1)"), COCAINE, 34),
    # (a)(2): death or serious bodily injury, 38; (a)(1): with a prior, 43
    ("2D1.1", "2016-11-01", ("2D1.1(a)(2)",), COCAINE, 38),
    ("2D1.1", "1998-11-01", ("2D1.1(a)(1)",), COCAINE, 43),
    # §2K2.1(a)(4)(A) and (B) are both 20
    ("2K2.1", "2016-11-01", ("2K2.1(a)(4)",), {}, 20),
    ("2K2.1", "2016-11-01", ("2K2.1(a)(4)(A)",), {}, 20),
    # §2T4.1: $2,500 or less is level 6, row (F) is 16
    ("2T1.1", "2016-11-01", ("2T1.1(a)(1)",), {"loss": 0}, 6),
    ("2T1.1", "2016-11-01", ("2T4.1(F)",), {}, 16),
    ("2T1.1", "2016-11-01", ("2T1.1(a)(1)", "2T4.1(E)"), {"loss": 90_000}, 14),
    # no levels of their own
    ("2D1.1", "2016-11-01", ("3D1.2(d)", "3D1.3(b)", "3D1.4(a)"), COCAINE, 30),
    # a clause two steps below the paragraph: §2B5.3(b)(7)(C)(i), Nov. 2016
    ("2B5.3", "2016-11-01", ("2B5.3(b)(7)(C)(ii)",), {"loss": 0}, 14),
]


@pytest.mark.parametrize(("guideline", "edition", "sections", "conduct", "level"), LEVELS)
def test_level(guideline: str, edition: str, sections: tuple[str, ...], conduct: dict[str, Any], level: int) -> None:
    assert then(guideline, edition, *sections, **conduct)["total_offense_level"] == level


def test_a_paragraph_of_two_base_levels_asks_which() -> None:
    assert then("2K2.1", "2016-11-01", "2K2.1(a)")["base_offense_level"] is None
