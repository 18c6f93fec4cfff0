"""Sums of characteristics that a guideline limits, sets of which only the greatest counts, and levels that a list of sections leaves open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lenity.engine import Graph
from lenity.engine.lowering import Lowering
from lenity.facts import read_data
from lenity.facts.citations import section_parts
from lenity.law import law_book, law_vocabulary
from lenity.review import Review, review
from lenity.rules.ussg.limits import MOST_SETS, MOST_SETS_UNDER_CEILING
from support.frames import population_of
from support.given import row_of

AS_OF = date(2026, 10, 1)
FOUND = "guidelines.conduct[0].found.offense_level"


def reviewed(guideline: str, edition: str, sections: list[str | dict[str, Any]], **conduct: Any) -> Review:
    """A case of one conduct entry, sentenced in the year after its edition came into force; with `firearm_count`, also under 18 U.S.C. § 924(c)."""
    statutes = ["18 U.S.C. § 922(g)(1)", "18 U.S.C. § 924(c)(1)(A)(i)"] if conduct.pop("firearm_count", False) else []
    year = int(edition[:4])
    data = {
        "lenity": 1,
        "id": "limits",
        "offense": {"ended": f"{year}-01-01"},
        "convictions": [{"statute": statute} for statute in statutes],
        "guidelines": {
            "edition": edition,
            "conduct": [{"guideline": guideline, **conduct}],
            "adjustments": [{"section": section} if isinstance(section, str) else section for section in sections],
            "findings": {"violence_or_threat": True},
        },
        "criminal_history": {"under_sentence": False, "priors": []},
        "sentence": {"date": f"{year + 1}-03-01", "imprisonment": "60 months"},
    }
    return review(read_data(data, name="limits", vocabulary=law_vocabulary(), today=AS_OF), as_of=AS_OF)


def levels(guideline: str, edition: str, sections: list[str | dict[str, Any]], **conduct: Any) -> tuple[object, object]:
    """The total offense level then and today."""
    found = reviewed(guideline, edition, sections, **conduct)
    return found.then.values["total_offense_level"], found.today.values["total_offense_level"]


SUMS: list[tuple[str, str, list[str | dict[str, Any]], dict[str, Any], int]] = [
    # USSG §2B3.1(b)(3): firearm discharged 7 and permanent injury 6, together at most 11; before November 1991, 5 and 6, at most 9
    ("2B3.1", "2004-11-01", ["2B3.1(b)(2)(A)", "2B3.1(b)(3)(C)"], {"loss": 0}, 20 + 11),
    ("2B3.1", "2004-11-01", ["2B3.1(b)(2)(E)", "2B3.1(b)(3)(A)"], {"loss": 0}, 20 + 3 + 2),
    ("2B3.1", "1990-11-01", ["2B3.1(b)(2)(A)", "2B3.1(b)(3)(C)"], {"loss": 0}, 20 + 9),
    # USSG §2A2.2(b)(3), (b)(4): 5 and 7, at most 10; with strangling at most 12
    ("2A2.2", "2004-11-01", ["2A2.2(b)(2)(A)", "2A2.2(b)(3)(C)"], {}, 14 + 10),
    ("2A2.2", "2003-11-01", ["2A2.2(b)(2)(A)", "2A2.2(b)(3)(C)"], {}, 15 + 9),
    ("2A2.2", "2016-11-01", ["2A2.2(b)(2)(A)", "2A2.2(b)(3)(C)", "2A2.2(b)(4)"], {}, 14 + 12),
    ("2A2.2", "2016-11-01", ["2A2.2(b)(2)(A)", "2A2.2(b)(3)(A)", "2A2.2(b)(4)"], {}, 14 + 11),
    # USSG §2B1.1(b)(16)(C) (Nov. 2016): 6 for victims and 4 for an institution jeopardized, at most 8, and then no less than level 24
    ("2B1.1", "2016-11-01", ["2B1.1(a)(1)", "2B1.1(b)(1)(I)", "2B1.1(b)(2)(C)", "2B1.1(b)(16)(B)"], {"loss": 2_000_000, "victims": 30}, 7 + 16 + 8),
    # one provision cited twice, and a set of which the greatest counts
    ("2D1.1", "2014-11-01", ["2D1.1(b)(15)(A)", "2D1.1(b)(15)(C)"], {"drugs": [{"drug": "heroin", "amount": "50 g"}]}, 18 + 2),
    ("2J1.2", "2016-11-01", ["2J1.2(b)(1)(B)", "2J1.2(b)(1)(C)"], {}, 14 + 12),
    # USSG §2S1.3(b)(3) sets level 6, USSG §2B5.3(b)(4) does not go below level 8, USSG §2L1.1(b)(3) of 1989 only sets a floor of 8
    ("2S1.3", "2004-11-01", ["2S1.3(a)(2)", "2S1.3(b)(3)"], {"loss": 50_000}, 6),
    ("2B5.3", "2005-11-01", ["2B5.3(b)(4)"], {"loss": 0}, 8),
    ("2L1.1", "1992-11-01", ["2L1.1(a)(2)", "2L1.1(b)(1)", "2L1.1(b)(3)"], {}, 8),
]


@pytest.mark.parametrize(("guideline", "edition", "sections", "conduct", "level"), SUMS, ids=lambda value: str(value)[:60])
def test_sum(guideline: str, edition: str, sections: list[str | dict[str, Any]], conduct: dict[str, Any], level: int) -> None:
    assert levels(guideline, edition, sections, **conduct)[0] == level


def given(guideline: str, edition: str, sections: list[str | dict[str, Any]], conduct: dict[str, Any]) -> dict[str, Any]:
    """The facts of one of the sums, for the tables of a population."""
    rows = [{"section": section, "section_parent": "".join(section_parts(str(section))[:-1]), "guideline": guideline, "chapter": 2} for section in sections]
    facts = {"loss_dollars": conduct.get("loss"), "victim_count": conduct.get("victims")}
    return {"law_on": date.fromisoformat(edition), "conduct": [{"guideline": guideline, "conduct_adjustment": rows, **facts}]}


def test_population_counts_the_sums_alike(graph: Graph) -> None:
    sums = [one for one in SUMS if "drugs" not in one[3]]
    tops = [row_of(graph, given(guideline, edition, sections, conduct)) for guideline, edition, sections, conduct, _ in sums]
    population = population_of(graph, tops, shuffled_by=3)
    got = Lowering(graph, [("conduct", "conduct_offense_level")]).run(population.frames)["conduct"]["conduct_offense_level"]
    at = {id(row): number for number, row in enumerate(population.rows["conduct"])}
    by_case = [got[at[id(next(row for row in top.rows() if row.level == "conduct"))]] for top in tops]
    assert by_case == [level for *_, level in sums]


def test_level_that_the_list_does_not_settle() -> None:
    """USSG §2L1.2(b)(1)(A) (Nov. 2011 to Oct. 2016): 16 or 12 levels, by whether the conviction receives points."""
    open_case = reviewed("2L1.2", "2012-11-01", ["2L1.2(b)(1)(A)"])
    assert open_case.then.values["total_offense_level"] is None
    assert FOUND in [need.path for need in open_case.then.needs]
    named = [step for step in open_case.then.steps if step.rule == "characteristic_not_settled" and step.value]
    assert [step.path.partition("[")[2].rstrip("]") for step in named], "the trace says which section"
    assert levels("2L1.2", "2012-11-01", ["2L1.2(b)(1)(A)"], found={"offense_level": 26})[0] == 26


LEVEL_OF_ANOTHER: list[tuple[str, str, str]] = [
    ("2A4.1", "2005-11-01", "2A4.1(b)(7)"),  # the level of another offense committed with the kidnapping
    ("2Q1.2", "2004-11-01", "2Q1.2(b)(5)"),  # the level of the offense that was concealed
    ("2K2.1", "2016-11-01", "2K2.1(b)(7)"),
    ("2H4.1", "2016-11-01", "2H4.1(b)(4)"),
]


@pytest.mark.parametrize(("guideline", "edition", "section"), LEVEL_OF_ANOTHER)
def test_the_level_of_another_offense_is_asked_for(guideline: str, edition: str, section: str) -> None:
    base = [f"{guideline}(a)(1)"] if guideline in ("2K2.1", "2H4.1") else []
    open_case = reviewed(guideline, edition, [*base, section])
    assert open_case.then.values["total_offense_level"] is None
    assert [need.path for need in open_case.then.needs] == ["guidelines.conduct[0].underlying"]
    assert levels(guideline, edition, [*base, section], found={"offense_level": 30})[0] == 30


def test_lawful_sport_sets_the_level() -> None:
    """USSG §2K2.1(b)(2): decrease the offense level determined above to level 6."""
    sections: list[str | dict[str, Any]] = ["2K2.1(a)(6)", "2K2.1(b)(2)"]
    assert levels("2K2.1", "2005-11-01", sections) == (6, 6)


def test_repeat_sex_offense_and_livelihood() -> None:
    """USSG §4B1.5(b)(1): 5 plus the level of Chapters Two and Three, not less than 22; §4B1.3: not less than 13."""
    assert levels("2G2.2", "2016-11-01", ["2G2.2(a)(2)", "4B1.5(b)(1)"]) == (22 + 5, 22 + 5)
    assert levels("2G2.2", "2016-11-01", ["2G2.2(a)(2)", "4B1.5"]) == (None, None)
    assert levels("2A3.5", "2016-11-01", ["2A3.5(a)(3)", "4B1.5(b)(1)"]) == (22, 22)
    assert levels("2B1.1", "2004-11-01", ["2B1.1(a)(2)", "4B1.3"], loss=50_000) == (13, 13)


def test_higher_armed_career_level_beside_a_firearm_count_is_not_carried() -> None:
    """USSG §4B1.4 comment. (n.2), since November 2004: a § 924(c) count beside it shuts out level 34."""
    sections: list[str | dict[str, Any]] = ["2K2.1(a)(2)", "4B1.4(b)(3)(A)"]
    assert levels("2K2.1", "2003-11-01", sections) == (34, 34)
    assert levels("2K2.1", "2003-11-01", sections, firearm_count=True) == (34, None)


def test_every_set_has_a_number_that_the_rules_take() -> None:
    highest: dict[str, int] = {}
    for key, series in law_book().family("ussg.counted_once").members.items():
        guideline = str(key).split(" ")[0]
        highest[guideline] = max([highest.get(guideline, 0), *(entry.payload for entry in series.entries if isinstance(entry.payload, int))])
    assert max(highest.values()) <= MOST_SETS
    under = {str(key).partition("/")[0] for key in law_book().family("ussg.counted_under_ceiling").members}
    assert max(highest.get(guideline, 0) for guideline in under) <= MOST_SETS_UNDER_CEILING
