"""Part D and the rules of Chapter Two that read alternatives, loss and cross references: what is known, what is asked for, what law data must hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lenity.facts import CaseFaults, read_data
from lenity.law import law_book, law_vocabulary
from lenity.review import Answer, Review, review

TODAY = date(2026, 11, 24)


def reviewed(conduct: list[dict[str, Any]], on: str = "2016-12-01", **more: Any) -> Review:
    guidelines = {"conduct": conduct, "adjustments": more.pop("adjustments", [])}
    data = {"lenity": 1, "id": "made-up", "sentence": {"date": on}, "guidelines": guidelines, **more}
    return review(read_data(data, name="made-up", vocabulary=law_vocabulary(), today=TODAY), as_of=TODAY)


def base(answer: Answer) -> object:
    return answer.values["principal_base_offense_level"]


def total(answer: Answer) -> object:
    return answer.values["total_offense_level"]


def needs(answer: Answer) -> set[str]:
    return {need.path for need in answer.needs}


def one(guideline: str, drug: str, amount: str, *sections: str, **more: Any) -> list[dict[str, Any]]:
    return [{"guideline": guideline, "drugs": [{"drug": drug, "amount": amount, **more}], "adjustments": [{"section": section} for section in sections]}]


@pytest.mark.parametrize(
    ("amount", "level"),
    [("299.9 g", 30), ("300 g", 32), ("999.9 g", 32), ("1 kg", 34), ("3 kg", 36), ("8.9 kg", 36), ("9 kg", 38)],
)
def test_ephedrine_table_of_2016(amount: str, level: int) -> None:
    assert base(reviewed(one("2D1.11", "pseudoephedrine", amount)).then) == level


def test_a_volume_is_held_against_milliliters() -> None:
    assert [base(reviewed(one("2D1.11", "gamma-butyrolactone", amount)).then) for amount in ("6.7 l", "6.8 l", "9.1 l")] == [12, 14, 16]


def test_chemicals_of_the_tables_are_drug_names() -> None:
    for chemical in law_book().family("ussg.2D1.11.level").members:
        assert law_vocabulary().drug(str(chemical)) is not None, chemical
    with pytest.raises(CaseFaults):
        reviewed(one("2D1.11", "stardust", "1 kg"))


def _chemicals(day: str, *amounts: tuple[str, str]) -> object:
    conduct = [{"guideline": "2D1.11", "drugs": [{"drug": drug, "amount": amount} for drug, amount in amounts]}]
    return reviewed(conduct, day)


@pytest.mark.parametrize(
    ("day", "first", "second", "level"),
    [
        # §2D1.11 comment. (n.4) (Nov. 1994), struck by App. C amend. 519: 300 g of piperidine are 600 g of ephedrine, 1.4 kg in all
        ("1994-12-01", ("piperidine", "300 g"), ("benzyl cyanide", "800 g"), 22),
        # App. C amend. 519, examples (a) and (b): one process, the greater (5 kg of ephedrine, 24); two processes, seven kilograms
        ("1995-12-01", ("ephedrine", "5 kg"), ("hydriodic acid", "3 kg"), 24),
        ("1995-12-01", ("ephedrine", "5 kg"), ("phenylacetic acid", "2 kg"), 26),
        # note ** before and after amend. 519: pseudoephedrine came to stand beside hydriodic acid; added before, 6.36 kg
        ("1995-10-31", ("pseudoephedrine", "5 kg"), ("hydriodic acid", "3 kg"), 26),
        ("1995-11-01", ("pseudoephedrine", "5 kg"), ("hydriodic acid", "3 kg"), 24),
        # note *: the acids stand for 159.99 g of ephedrine at most
        ("1996-12-01", ("anthranilic acid", "300 kg"), ("n-acetylanthranilic acid", "300 kg"), 14),
    ],
)
def test_two_chemicals_before_2001(day: str, first: tuple[str, str], second: tuple[str, str], level: int) -> None:
    assert base(_chemicals(day, first, second).then) == level


def test_chemicals_whose_process_nothing_tells_are_not_known_before_2001() -> None:
    answer = _chemicals("2000-12-01", ("piperidine", "300 g"), ("benzyl cyanide", "800 g"))
    assert base(answer.then) is None
    assert "guidelines.conduct[0].found.base_offense_level" in needs(answer.then)


def test_an_open_alternative_is_asked_for() -> None:
    answer = reviewed([{"guideline": "2D1.8", "drugs": [{"drug": "heroin", "amount": "50 g"}]}])
    assert base(answer.then) is None
    assert "guidelines.conduct[0].found.base_offense_level" in needs(answer.then)


def test_what_directly_involved_a_protected_location_is_asked_for() -> None:
    answer = reviewed(one("2D1.2", "heroin", "5 g"))
    assert "guidelines.conduct[0].drugs[0].protected_location" in needs(answer.then)


def test_a_part_that_was_protected_is_looked_up_by_itself() -> None:
    drugs = [{"drug": "heroin", "amount": "1 kg", "protected_location": True}, {"drug": "heroin", "amount": "1 g", "protected_location": False}]
    assert base(reviewed([{"guideline": "2D1.2", "drugs": drugs}]).then) == 32  # 30 for a kilogram, and two


def test_amounts_without_a_protected_part_take_one_level_more() -> None:
    assert base(reviewed(one("2D1.2", "heroin", "1 kg", protected_location=False)).then) == 31


def test_a_cross_reference_asks_for_the_conduct_that_it_leads_to() -> None:
    answer = reviewed([{"guideline": "2D1.7", "adjustments": [{"section": "2D1.7(b)(1)"}]}])
    assert total(answer.then) is None
    assert "guidelines.conduct[0].underlying" in needs(answer.then)


def test_a_cross_reference_to_drugs_is_computed_and_ends_with_its_repeal() -> None:
    answer = reviewed(one("2D2.1", "cocaine base", "6 g", "2D2.1(b)(1)"), "2005-12-01")
    assert (base(answer.then), base(answer.today)) == (26, 8)


def test_weapon_of_the_reference_counts_once() -> None:
    answer = reviewed(one("2D1.6", "cocaine", "600 g"), adjustments=[{"section": "2D1.1(b)(1)"}])
    assert total(answer.then) == 26


def test_ceiling_holds_against_the_whole_of_the_reference() -> None:
    answer = reviewed(one("2D1.8", "heroin", "100 kg", "2D1.8(a)(2)", "2D1.1(b)(1)"))
    assert total(answer.then) == 26


def test_terrorism_guideline_shuts_out_the_role_cap() -> None:
    answer = reviewed(one("2D1.14", "heroin", "20 kg", "3B1.2(b)"))
    assert (base(answer.then), total(answer.then)) == (34, 32)


def test_weapon_stays_as_applied_before_amendment_599() -> None:
    counts = [{"statute": "21 U.S.C. § 841(a)(1)"}, {"statute": "18 U.S.C. § 924(c)(1)"}]
    weapon = [{"section": "2D1.1(b)(1)"}]
    conduct = [*one("2D1.1", "cocaine", "600 g"), {"guideline": "2K2.4"}]
    levels = [total(reviewed(conduct, on, convictions=counts, adjustments=weapon).then) for on in ("2000-10-31", "2000-11-02")]
    assert levels == [28, 26]


def test_a_merged_guideline_is_followed_to_its_successor() -> None:
    conduct = [{"guideline": "2F1.1", "loss": 100_000}]
    answer = reviewed(conduct, "2000-12-01", convictions=[{"statute": "18 U.S.C. § 1343"}], adjustments=[{"section": "2F1.1(b)(1)(G)"}])
    assert (base(answer.then), total(answer.then)) == (6, 12)
    assert base(answer.today) == 7  # § 1343 has a maximum of twenty years now
    assert "guidelines.conduct[0].loss" not in needs(answer.today)


def test_a_level_alone_is_not_taken_apart() -> None:
    answer = reviewed([{"guideline": "2B3.1", "found": {"offense_level": 27}}])
    assert total(answer.then) == 27
    assert total(answer.today) is None


def test_every_alternative_has_one_letter_on_a_day() -> None:
    """Two alternatives of a guideline under one letter on one day would make what a case names ambiguous."""
    letters = law_book().family("ussg.base_letter").members
    days = sorted({entry.from_on for series in letters.values() for entry in series.entries})
    for day in days:
        seen: dict[str, str] = {}
        for name, series in letters.items():
            reached = [entry for entry in series.entries if entry.from_on <= day]
            if reached and reached[-1].payload is not None:
                section = f"{str(name).partition('/')[0]}{reached[-1].payload}"
                assert seen.setdefault(section, str(name)) == name, (day, section, seen[section], name)


def test_successors_are_followed_to_the_end() -> None:
    series = law_book().family("ussg.succeeded_by").members["2B5.2"]
    assert [(entry.from_on.year, entry.payload) for entry in series.entries] == [(1993, "2F1.1"), (2001, "2B1.1")]
