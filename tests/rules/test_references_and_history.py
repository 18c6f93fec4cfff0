"""Levels taken from another offense's guideline, Appendix A, statutes that decide a base level, and priors that §4A1.2 treats apart. Figures are the sections' own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.review import as_json, review

AS_OF = date(2026, 10, 1)


def then(case: dict[str, Any]) -> dict[str, Any]:
    read = read_data({"lenity": 1, "id": "made-up", **case}, name="made up", vocabulary=law_vocabulary(), today=AS_OF)
    return as_json(review(read, as_of=AS_OF))["then"]


def entry(guideline: str, *sections: str, edition: str = "2016-11-01", statute: str = "18 U.S.C. § 1001", maximum: int = 240, **conduct: Any) -> dict[str, Any]:
    listed = {"adjustments": [{"section": one} for one in sections]}
    return then(
        {
            "sentence": {"date": edition},
            "offense": {"ended": f"{int(edition[:4]) - 1}-02-01"},
            "convictions": [{"count": 1, "statute": statute, "statutory": {"min": 0, "max": maximum}}],
            "guidelines": {"edition": edition, "conduct": [{"guideline": guideline, **listed, **conduct}], "adjustments": []},
        }
    )


ROBBERY = {"guideline": "2B3.1", "adjustments": [{"section": "2B3.1(b)(2)(A)"}]}  # 20, and 7 for a firearm discharged
LEVELS: list[tuple[str, tuple[str, ...], dict[str, Any], int]] = [
    ("2X3.1", (), {"underlying": ROBBERY}, 27 - 6),
    ("2X3.1", (), {"underlying": {"guideline": "2A1.1"}}, 30),  # not more than 30
    ("2X4.1", (), {"underlying": {"guideline": "2A1.1"}}, 19),  # not more than 19
    ("2X1.1", ("2X1.1(b)(2)", "2B3.1(b)(2)(A)"), {}, 27 - 3),
    ("2E1.1", (), {"underlying": ROBBERY}, 27),
    ("2E1.1", (), {"underlying": {"guideline": "2B1.1", "loss": 1000, "adjustments": [{"section": "2B1.1(a)(2)"}]}}, 19),  # the greater of 19 and the other
    ("2B3.1", ("2B3.1(c)(1)",), {"loss": 0}, 43),
    ("2J1.2", ("2J1.2(c)(1)",), {"underlying": {"guideline": "2A1.1"}}, 30),
    ("2K2.1", ("2K2.1(a)(7)", "2K2.1(c)(1)(A)"), {"underlying": ROBBERY}, 27),
    (
        "2S1.1",
        ("2S1.1(a)(1)", "2S1.1(b)(2)(B)"),
        {"underlying": {"guideline": "2B1.1", "loss": 300000, "adjustments": [{"section": "2B1.1(a)(2)"}]}},
        6 + 12 + 2,
    ),
    ("2P1.1", ("2P1.1(a)(1)", "2P1.1(b)(2)"), {}, 13 - 7),
    ("2P1.1", ("2P1.1(a)(2)", "2P1.1(b)(3)"), {}, 8 - 2),
    ("2G2.2", ("2G2.2(a)(2)", "2G2.2(b)(3)(A)"), {"loss": 10_000}, 22 + 5),  # not less than 5 levels
    ("2G2.2", ("2G2.2(a)(2)", "2G2.2(b)(3)(A)"), {"loss": 100_000}, 22 + 8),
]


@pytest.mark.parametrize(("guideline", "sections", "conduct", "level"), LEVELS)
def test_level_from_elsewhere(guideline: str, sections: tuple[str, ...], conduct: dict[str, Any], level: int) -> None:
    assert entry(guideline, *sections, **conduct)["total_offense_level"] == level


THEFT = {"guideline": "2B1.1", "loss": 0, "adjustments": [{"section": "2B1.1(a)(2)"}]}
SEVERAL: list[tuple[str, tuple[str, ...], list[dict[str, Any]], int]] = [
    # USSG §2E1.1 comment. (n.1): each as if in a count of its own, then the greater of 19 and that
    ("2E1.1", (), [ROBBERY, ROBBERY], 27 + 2),
    ("2E1.1", (), [ROBBERY, ROBBERY, ROBBERY], 27 + 3),
    ("2E1.1", (), [THEFT, THEFT, THEFT], 19),  # 6 + 3 is less
    ("2E1.1", (), [ROBBERY, THEFT], 27),  # more than eight levels below: no unit (§3D1.4(c))
    ("2E1.1", ("3B1.1(c)",), [ROBBERY, ROBBERY], 29 + 2),  # a role counts once
    ("2E1.2", (), [THEFT, THEFT, THEFT], 6 + 3),
]


@pytest.mark.parametrize(("guideline", "sections", "predicates", "level"), SEVERAL)
def test_several_underlying_offenses(guideline: str, sections: tuple[str, ...], predicates: list[dict[str, Any]], level: int) -> None:
    assert entry(guideline, *sections, predicates=predicates)["total_offense_level"] == level


def test_a_reference_to_one_of_several_guidelines_is_open_between_them() -> None:
    answer = entry("2D1.1", "2D1.1(d)(1)", drugs=[{"drug": "heroin", "amount": "30 g"}])
    assert answer["total_offense_level"] is None
    assert "guidelines.conduct[0].underlying" in answer["needs"]
    assert {one["total_offense_level"] for one in answer["scenarios"]} == {43, 38}  # §2A1.1 or §2A1.2


def test_a_reentry_increase_rests_on_points() -> None:
    """USSG §2L1.2(b)(1)(A) (Nov. 2011 to Oct. 2016): 16 levels if the conviction receives points, 12 if not."""
    answer = then(
        {
            "sentence": {"date": "2013-12-01"},
            "offense": {"ended": "2013-02-01"},
            "convictions": [{"statute": "8 U.S.C. § 1326(b)(2)"}],
            "guidelines": {"conduct": [{"guideline": "2L1.2", "adjustments": [{"section": "2L1.2(b)(1)(A)(ii)"}]}], "adjustments": []},
            "criminal_history": {"category": "IV"},
        }
    )
    assert answer["total_offense_level"] is None
    assert [one["total_offense_level"] for one in answer["scenarios"]][:2] == [24, 20]


STATUTES = [
    ("2G2.2", "18 U.S.C. § 2252A(a)(5)(B)", 18),
    ("2G2.2", "18 U.S.C. § 2252A(a)(2)", 22),
    ("2L1.1", "8 U.S.C. § 1324(a)(1)(A)(ii)", 12),
    ("2A3.1", "18 U.S.C. § 2241(c)", 38),
    ("2G1.3", "18 U.S.C. § 2422(b)", 28),
]


@pytest.mark.parametrize(("guideline", "statute", "level"), STATUTES)
def test_base_level_that_the_statute_decides(guideline: str, statute: str, level: int) -> None:
    assert entry(guideline, statute=statute)["base_offense_level"] == level


def test_a_statute_without_its_paragraph_decides_nothing() -> None:
    assert entry("2G2.2", statute="18 U.S.C. § 2252A")["base_offense_level"] is None


def test_appendix_a_names_the_guideline_where_the_case_does_not() -> None:
    case = {
        "sentence": {"date": "2026-02-02"},
        "offense": {"ended": "2025-12-01"},
        "convictions": [{"statute": "26 U.S.C. § 7201"}],
        "guidelines": {"conduct": [{"loss": 50_000}], "adjustments": []},
    }
    assert then(case)["base_offense_level"] == 14  # §2T4.1: more than $40,000
    two = {**case, "convictions": [{"statute": "18 U.S.C. § 1343"}]}
    answer = then(two)
    assert answer["base_offense_level"] is None
    assert any("§2B1.1 or §2C1.1" in need["asks"] for need in answer["needs_explained"])


def points(prior: dict[str, Any], **case: Any) -> object:
    history = {"priors": [prior], "under_sentence": False}
    answer = then({"sentence": {"date": "2012-06-01"}, "offense": {"began": "2011-01-15", "ended": "2011-01-15"}, "criminal_history": history, **case})
    return answer["criminal_history"]["points"]


BORN_1990 = {"person": {"born": "1990-01-01"}}
PRIORS: list[tuple[dict[str, Any], dict[str, Any], int | None]] = [
    # §4A1.2(d): an offense at seventeen
    ({"sentenced": "2008-01-01", "imprisonment": "24 months", "offense_date": "2007-06-01", "kind": "felony", "convicted_as_adult": True}, BORN_1990, 3),
    ({"sentenced": "2008-01-01", "imprisonment": "24 months", "offense_date": "2007-06-01", "kind": "felony", "convicted_as_adult": False}, BORN_1990, 2),
    ({"sentenced": "2008-01-01", "imprisonment": "24 months", "offense_date": "2007-06-01", "kind": "felony"}, BORN_1990, None),
    ({"sentenced": "2008-01-01", "imprisonment": "30 days", "offense_date": "2007-06-01"}, BORN_1990, 1),
    ({"sentenced": "2003-01-01", "imprisonment": "90 days", "offense_date": "2002-06-01"}, {"person": {"born": "1985-01-01"}}, 0),
    # §4A1.2(c)(1), (2)
    ({"sentenced": "2008-01-01", "imprisonment": "29 days", "kind": "misdemeanor", "offense": "Disorderly conduct"}, {}, 0),
    ({"sentenced": "2008-01-01", "imprisonment": "30 days", "kind": "misdemeanor", "offense": "Disorderly conduct"}, {}, 1),
    ({"sentenced": "2008-01-01", "imprisonment": "0 days", "probation": "12 months", "kind": "misdemeanor", "offense": "Disorderly conduct"}, {}, 0),
    ({"sentenced": "2008-01-01", "imprisonment": "0 days", "probation": "13 months", "kind": "misdemeanor", "offense": "Disorderly conduct"}, {}, 1),
    ({"sentenced": "2008-01-01", "imprisonment": "10 days", "similar": True, "kind": "misdemeanor", "offense": "Disorderly conduct"}, {}, 1),
    ({"sentenced": "2008-01-01", "imprisonment": "90 days", "kind": "misdemeanor", "offense": "Public intoxication"}, {}, 0),
    ({"sentenced": "2008-01-01", "imprisonment": "90 days", "kind": "petty"}, {}, None),
    # §4A1.2(h) to (j)
    ({"sentenced": "2008-01-01", "imprisonment": "5 years", "kind": "felony", "excluded": "foreign"}, {}, 0),
    ({"sentenced": "2008-01-01", "imprisonment": "5 years", "kind": "felony", "excluded": "tribal"}, {}, 0),
    # §4A1.2(e)(1): incarcerated within the fifteen years
    ({"sentenced": "1990-01-01", "imprisonment": "10 years", "kind": "felony", "released": "1996-01-15"}, {}, 3),
    ({"sentenced": "1990-01-01", "imprisonment": "10 years", "kind": "felony", "released": "1996-01-14"}, {}, 0),
    ({"sentenced": "1990-01-01", "imprisonment": "10 years", "kind": "felony"}, {}, None),
    ({"sentenced": "1990-01-01", "imprisonment": "2 years", "kind": "felony"}, {}, 0),
]


@pytest.mark.parametrize(("prior", "case", "expected"), PRIORS)
def test_points_of_a_prior(prior: dict[str, Any], case: dict[str, Any], expected: int | None) -> None:
    assert points(prior, **case) == expected


def test_an_armed_career_criminal_has_the_term_of_his_statute() -> None:
    answer = then(
        {
            "sentence": {"date": "2016-11-01"},
            "offense": {"ended": "2015-06-01"},
            "convictions": [{"statute": "18 U.S.C. § 922(g)(1)"}],
            "guidelines": {"conduct": [{"guideline": "2K2.1", "adjustments": [{"section": "2K2.1(a)(2)"}]}], "adjustments": [{"section": "4B1.4(b)(3)(B)"}]},
            "criminal_history": {"category": "IV"},
        }
    )
    assert answer["statutory_range"] == {"min": 180, "max": "life"}


@pytest.mark.parametrize(
    ("edition", "ends"), [("2005-11-01", {"min": 24, "max": "life"}), ("2010-11-01", {"min": 60, "max": "life"}), ("2025-11-01", {"min": 60, "max": "life"})]
)
def test_supervised_release_of_a_sex_offense(edition: str, ends: dict[str, Any]) -> None:
    case = {
        "sentence": {"date": edition},
        "offense": {"ended": f"{int(edition[:4]) - 1}-06-01"},
        "convictions": [{"statute": "18 U.S.C. § 2252A(a)(2)"}],
        "guidelines": {"edition": edition},
    }
    assert then(case)["supervised_release"] == ends
