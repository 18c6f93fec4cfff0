"""Characteristics are applied in the order listed (USSG §1B1.1(a)(2)): what comes after a floor adds to it. Figures are the sections' own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lenity.facts import read_data
from lenity.law import law_book, law_vocabulary
from lenity.review import review
from lenity.rules.ussg.order import MOST_STOPS

AS_OF = date(2026, 10, 1)


def level(guideline: str, edition: str, *sections: str, **conduct: Any) -> object:
    """The total offense level of one conduct entry under these sections."""
    data = {
        "lenity": 1,
        "id": "order",
        "sentence": {"date": edition},
        "guidelines": {
            "edition": edition,
            "conduct": [{"guideline": guideline, "adjustments": [{"section": one} for one in sections], **conduct}],
            "adjustments": [],
        },
    }
    return review(read_data(data, name="order", vocabulary=law_vocabulary(), today=AS_OF), as_of=AS_OF).then.values["total_offense_level"]


IN_ORDER: list[tuple[str, str, tuple[str, ...], dict[str, Any], int]] = [
    # §2L1.1 (Nov. 2016): 12 + 2 for risk is held at 18 (b)(6), and bodily injury adds 2 (b)(7)(A)
    ("2L1.1", "2016-11-01", ("2L1.1(a)(3)", "2L1.1(b)(6)"), {}, 18),
    ("2L1.1", "2016-11-01", ("2L1.1(a)(3)", "2L1.1(b)(6)", "2L1.1(b)(7)(A)"), {}, 20),
    # a weapon brandished (b)(5)(B): 12 + 4 is held at 20; then risk adds 2, which is above 18
    ("2L1.1", "2016-11-01", ("2L1.1(a)(3)", "2L1.1(b)(5)(B)", "2L1.1(b)(6)"), {}, 22),
    # 25 aliens come before the floor: 12 + 6 + 2
    ("2L1.1", "2016-11-01", ("2L1.1(a)(3)", "2L1.1(b)(2)(B)", "2L1.1(b)(6)"), {}, 20),
    # §2B1.1 (Nov. 2016): sophisticated means (b)(10) hold 12, an unlawful means of identification (b)(11) adds 2 to that
    ("2B1.1", "2016-11-01", ("2B1.1(a)(2)", "2B1.1(b)(10)(C)", "2B1.1(b)(11)(A)(i)"), {"loss": 0}, 14),
    # a loss comes before: 6 + 8 + 2 + 2
    ("2B1.1", "2016-11-01", ("2B1.1(a)(2)", "2B1.1(b)(10)(C)", "2B1.1(b)(11)(A)(i)"), {"loss": 100_000}, 18),
    # of two securities offices (b)(19) that come after the floor only one counts
    ("2B1.1", "2016-11-01", ("2B1.1(a)(2)", "2B1.1(b)(10)(C)", "2B1.1(b)(19)(A)", "2B1.1(b)(19)(B)"), {"loss": 0}, 16),
    # §2D1.1 (Nov. 2016): an aircraft (b)(3) holds 26, distribution in a prison (b)(4) adds 2; violence (b)(2) comes before
    ("2D1.1", "2016-11-01", ("2D1.1(b)(3)", "2D1.1(b)(4)"), {"drugs": [{"drug": "cocaine", "amount": "1 g"}]}, 28),
    ("2D1.1", "2016-11-01", ("2D1.1(b)(2)", "2D1.1(b)(3)"), {"drugs": [{"drug": "cocaine", "amount": "1 g"}]}, 26),
    # §2K2.1 (Nov. 2016): lawful sport (b)(2) sets the level determined above to 6, a stolen firearm (b)(4)(A) adds 2
    ("2K2.1", "2016-11-01", ("2K2.1(a)(6)", "2K2.1(b)(1)(B)", "2K2.1(b)(2)", "2K2.1(b)(4)(A)"), {}, 8),
    # another felony (b)(6)(B): 12 + 4 is held at 18
    ("2K2.1", "2016-11-01", ("2K2.1(a)(7)", "2K2.1(b)(6)(B)"), {}, 18),
    # §2B5.3 (Nov. 2006): no commercial gain (b)(4) does not go below 8, a risk (b)(5) adds 2 and holds 13
    ("2B5.3", "2006-11-01", ("2B5.3(b)(4)", "2B5.3(b)(5)"), {"loss": 0}, 13),
    # §2F1.1 (Nov. 1998): concealment (b)(5)(C) holds 12, a risk of injury (b)(6)(A) adds 2, which is above 13
    ("2F1.1", "1998-11-01", ("2F1.1(b)(5)(C)", "2F1.1(b)(6)(A)"), {"loss": 0}, 14),
    # §2T1.1 (Nov. 2016): criminal income (b)(1) holds 12, sophisticated means (b)(2) add 2
    ("2T1.1", "2016-11-01", ("2T1.1(b)(1)", "2T1.1(b)(2)"), {"loss": 1_000}, 14),
]


@pytest.mark.parametrize(("guideline", "edition", "sections", "conduct", "expected"), IN_ORDER)
def test_what_comes_after_a_floor_adds_to_it(guideline: str, edition: str, sections: tuple[str, ...], conduct: dict[str, Any], expected: int) -> None:
    assert level(guideline, edition, *sections, **conduct) == expected


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(["2L1.1(b)(2)(A)", "2L1.1(b)(5)(B)", "2L1.1(b)(6)", "2L1.1(b)(7)(B)"]))
def test_the_order_of_the_list_does_not_matter(order: list[str]) -> None:
    """12, 3 for aliens, 4 for a weapon: held at 20; 2 for risk, 4 for serious injury."""
    assert level("2L1.1", "2016-11-01", "2L1.1(a)(3)", *order) == 26


def test_no_guideline_has_more_stops_than_the_rules_take() -> None:
    numbers = [entry.payload for one in law_book().family("ussg.stop").members.values() for entry in one.entries]
    assert max(one for one in numbers if isinstance(one, int)) <= MOST_STOPS
