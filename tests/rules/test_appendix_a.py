"""Appendix A by edition (§1B1.2(a)): each line as the amendment named says that it was, the day before it took effect and on that day."""

from datetime import date
from typing import Any

import pytest

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.review import as_json, review
from lenity.review._statutory_index import candidates_of, guidelines_of

LINES = [
    # statute, day, guidelines on the day before, guidelines on it, source
    ("18 U.S.C. § 2113(a)", "1988-01-15", "2B1.1, 2B3.1", "2B1.1, 2B2.2, 2B3.1, 2B3.2", "amend. 61"),
    ("18 U.S.C. § 112(a)", "1988-01-15", "2A2.1, 2A2.2, 2A2.3", "2A2.2, 2A2.3", "amend. 61"),
    ("18 U.S.C. § 1512", "1989-11-01", "2J1.2", "", "amend. 298"),
    ("18 U.S.C. § 1512(b)", "1989-11-01", "2J1.2", "2A2.2, 2J1.2", "amend. 298"),
    ("18 U.S.C. § 922(i)", "1990-11-01", "2B1.2, 2K2.3", "2K2.1, 2K2.2", "amend. 359"),
    ("18 U.S.C. § 922(d)(1)", "1991-11-01", "2K2.2", "2K2.1", "amend. 421"),
    ("26 U.S.C. § 5861(d)", "1991-11-01", "2K2.1", "2K2.1", "amends. 359, 421"),
    ("31 U.S.C. § 5316(a)", "1991-11-01", "2S1.3", "2S1.4", "amend. 421"),
    ("21 U.S.C. § 841(d)(1)", "1991-11-01", "2D1.1", "2D1.11", "amend. 421"),
    ("8 U.S.C. § 1325(b)", "1992-11-01", "2L1.2", "2L2.1, 2L2.2", "amend. 468"),
    (
        "21 U.S.C. § 846",
        "1992-11-01",
        "2D1.4",
        "2D1.1, 2D1.2, 2D1.5, 2D1.6, 2D1.7, 2D1.8, 2D1.9, 2D1.10, 2D1.11, 2D1.12, 2D1.13, 2D2.1, 2D2.2, 2D3.1, 2D3.2, 2D3.3, 2D3.4, 2D3.5",
        "amend. 468",
    ),
    ("18 U.S.C. § 1952B", "1993-11-01", "2E1.3", "2E1.3", "no amendment names the line"),
    ("29 U.S.C. § 501(c)", "1993-11-01", "2E5.4", "2B1.1", "amend. 496"),
    ("26 U.S.C. § 7206(1)", "1993-11-01", "2T1.3", "2S1.3, 2T1.1", "amend. 496"),
    ("42 U.S.C. § 7413", "1996-11-01", "2Q1.2, 2Q1.3", "", "amend. 540"),
    ("18 U.S.C. § 2261", "1997-11-01", "2A1.1, 2A1.2, 2A2.1, 2A2.2, 2A2.3, 2A3.1, 2A3.4, 2A4.1, 2B3.1, 2B3.2, 2K1.4", "2A6.2", "amend. 575"),
    ("18 U.S.C. § 1030(a)(3)", "1997-11-01", "2F1.1", "2B2.3", "amend. 575"),
    ("18 U.S.C. § 924(j)(1)", "1998-11-01", "2K2.1", "2A1.1, 2A1.2", "amend. 589"),
    ("18 U.S.C. § 1589", "2001-05-01", "", "2H4.1", "amend. 612"),
    ("18 U.S.C. § 1344", "2001-11-01", "2F1.1", "2B1.1", "amend. 617"),
    ("18 U.S.C. § 1341", "2001-11-01", "2C1.7, 2F1.1", "2B1.1, 2C1.7", "amend. 617"),
    ("18 U.S.C. § 1957", "2001-11-01", "2S1.2", "2S1.1", "amend. 634"),
    ("18 U.S.C. § 1341", "2004-11-01", "2B1.1, 2C1.7", "2B1.1, 2C1.1", "amend. 666"),
    ("18 U.S.C. § 2260(a)", "2004-11-01", "2G2.1, 2G2.2", "2G2.1", "amend. 664"),
    ("21 U.S.C. § 957", "2004-11-01", "2D1.1", "", "amend. 667"),
    ("18 U.S.C. § 1028A", "2005-11-01", "2B1.1", "2B1.6", "amend. 677"),
    ("18 U.S.C. § 3147(1)", "2007-11-01", "2J1.7", "", "amend. 707"),
    ("18 U.S.C. § 554", "2008-11-01", "2B1.5, 2M5.2, 2Q2.1, 2X7.1", "2B1.5, 2M5.2, 2Q2.1", "amend. 724"),
    ("18 U.S.C. § 1091", "2008-11-01", "2H1.3", "2H1.1", "amend. 724"),
    ("8 U.S.C. § 1325(c)", "2010-11-01", "2L2.1, 2L2.2", "2L2.1, 2L2.2", "amend. 746"),
    ("18 U.S.C. § 2423(b)", "2014-11-01", "2G1.3", "2G1.3", "amend. 781"),
    ("52 U.S.C. § 30122", "2015-11-01", "", "2C1.8", "amend. 796"),
    ("18 U.S.C. § 1715", "2016-11-01", "", "2K2.1", "amend. 804"),
    ("42 U.S.C. § 1011", "2018-11-01", "2B1.1", "2B1.1, 2X1.1", "amends. 617, 806"),
    ("18 U.S.C. § 933", "2023-11-01", "", "2K2.1", "§2K2.1, statutory provisions (Nov. 2016 and Nov. 2025); amend. 819"),
]


@pytest.mark.parametrize(("statute", "day", "before", "after", "source"), LINES)
def test_a_line_before_and_after_an_amendment(statute: str, day: str, before: str, after: str, source: str) -> None:
    took_effect = date.fromisoformat(day)
    if statute == "18 U.S.C. § 1028A":
        before = ""  # the section is its own; "§ 1028" is another one
    assert ", ".join(guidelines_of(statute, date.fromordinal(took_effect.toordinal() - 1))) == before, source
    assert ", ".join(guidelines_of(statute, took_effect)) == after, source


def test_a_line_that_could_not_be_rebuilt_names_nothing() -> None:
    assert guidelines_of("18 U.S.C. § 1153", date(2005, 11, 1)) == ()
    assert guidelines_of("18 U.S.C. § 876(c)", date(2016, 11, 1)) == ()


def test_a_statute_without_its_subsection_has_the_candidates_of_all() -> None:
    assert guidelines_of("18 U.S.C. § 2260", date(2025, 11, 1)) == ()
    assert candidates_of("18 U.S.C. § 2260", date(2025, 11, 1)) == ("2G2.1", "2G2.2")


def reviewed(day: str, statute: str, **count: Any) -> dict[str, Any]:
    case = {
        "lenity": 1, "id": "made-up", "sentence": {"date": day}, "convictions": [{"count": 1, "statute": statute, **count}],
        "guidelines": {"conduct": [{"counts": [1]}], "adjustments": []},
    }  # fmt: skip
    return as_json(review(read_data(case, name="made-up", vocabulary=law_vocabulary(), today=date(2026, 11, 24)), as_of=date(2026, 11, 24)))


def test_the_index_of_the_edition_gives_the_guideline_where_one_fits() -> None:
    # App. C amend. 617: 2F1.1 alone until 2001; §2F1.1(a): 6
    answer = reviewed("2000-06-01", "18 U.S.C. § 1344")
    assert answer["then"]["base_offense_level"] == 6


def test_where_several_fit_they_are_named_and_the_level_is_not_known() -> None:
    answer = reviewed("1995-12-04", "18 U.S.C. § 1341")["then"]
    assert answer["base_offense_level"] is None
    asked = next(need["asks"] for need in answer["needs_explained"] if need["path"] == "guidelines.conduct[0].guideline")
    assert "§2C1.7 or §2F1.1" in asked
    assert "Nov. 1995" in asked


def test_a_stipulation_takes_the_place_of_the_statute() -> None:
    # §1B1.2 comment. (n.1): the guideline of the stipulated offense is applied; bank fraud had §2F1.1 alone
    answer = reviewed("2000-06-01", "18 U.S.C. § 1512(b)(3)", stipulated="18 U.S.C. § 1344", plea="11(c)(1)(B)")
    assert answer["then"]["base_offense_level"] == 6
