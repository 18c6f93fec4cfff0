"""Zero points is not category I: one point fails §4C1.1, stale convictions do not; an aggravating role, a weapon or violence bars it (§4C1.1(a), Nov. 2025)."""

import pytest
from trap_cases import NOTHING_FOUND, answer_of, drug_count, drugs, prior, total

OFFENSE = {"began": "2019-01-10", "ended": "2019-02-01"}
COUNT = drug_count("marihuana", "100 kg", prior_851=0)
ONE_POINT = prior("2015-03-01", "30 days", released="2015-03-31")
STALE = prior("1980-03-01", "30 days", released="1980-03-31")


def level_today(priors=(), adjustments=(), **found):
    """Marihuana, 100 kg: level 24 without the safety valve (App. C amend. 782). Nothing was disclosed, so that only §4C1.1 can lower it."""
    findings = {**NOTHING_FOUND, "truthful_disclosure": False, **found}
    guidelines = drugs(("marihuana", "100 kg"), adjustments=adjustments, findings=findings)
    history = {"under_sentence": False, "career_offender": False, "priors": list(priors)}
    answer = answer_of("2020-05-04", offense=OFFENSE, convictions=[COUNT], criminal_history=history, guidelines=guidelines)
    assert total(answer) == 24 + 4 * ("3B1.1(a)" in adjustments) + 2 * ("2D1.1(b)(1)" in adjustments) + 2 * ("3A1.1(b)(1)" in adjustments)
    assert answer["today"]["criminal_history"]["category"] == "I"
    return total(answer, "today")


def test_no_priors_and_nothing_that_bars():
    assert level_today() == 22


def test_a_stale_conviction_leaves_zero_points():
    """§4A1.2(e)(2): sentences more than ten years old before the offense."""
    assert level_today([STALE]) == 22


def test_one_point_is_category_one_and_fails():
    assert level_today([ONE_POINT]) == 24
    assert level_today([STALE, ONE_POINT]) == 24


@pytest.mark.parametrize(
    ("adjustments", "found", "level"),
    [
        (["3B1.1(a)"], {}, 28),
        (["2D1.1(b)(1)"], {}, 26),
        (["3A1.1(b)(1)"], {}, 26),
        ([], {"firearm": True}, 24),
        ([], {"death_or_serious_injury": True}, 24),
        ([], {"sex_offense": True}, 24),
        ([], {"substantial_financial_hardship": True}, 24),
    ],
)
def test_what_bars_it(adjustments, found, level):
    assert level_today((), adjustments, **found) == level


def test_violence_bars_it_and_raises_the_level():
    """Two levels more under §2D1.1(b)(2), none less under §4C1.1. The record's own edition had (b)(2) as well and did not apply it: nothing is added."""
    assert level_today(violence_or_threat=True) == 24


def test_not_known_while_a_criterion_is_open():
    history = {"under_sentence": False, "career_offender": False, "priors": []}
    answer = answer_of("2020-05-04", offense=OFFENSE, convictions=[COUNT], criminal_history=history, guidelines=drugs(("marihuana", "100 kg")))
    assert total(answer, "today") is None
    assert "guidelines.findings.firearm" in answer["today"]["needs"]


@pytest.mark.parametrize(("day", "cited"), [("2009-12-01", False), ("2023-10-31", False), ("2023-11-01", True)])
def test_no_edition_before_2023_is_cited_for_it(day, cited):
    """App. C amend. 821, part B, brought §4C1.1 on 2023-11-01: a step then may say that it was not in force, but cites no text of it."""
    history = {"under_sentence": False, "priors": []}
    answer = answer_of(day, convictions=[COUNT], criminal_history=history, guidelines=drugs(("marihuana", "100 kg"), adjustments=["4C1.1"] if cited else []))
    steps = [step for step in answer["then"]["steps"] if "4C1.1" in step["citation"] and step["state"] == "known"]
    assert bool(steps) is cited, [(step["rule"], step["citation"]) for step in steps]


@pytest.mark.parametrize(("adjustments", "then", "level"), [([], 24, 24), (["4C1.1"], 22, 22), (None, None, None)])
def test_a_list_of_an_edition_that_had_it_settles_it(adjustments, then, level):
    """A court that had §4C1.1 (Nov. 2023) before it and is recorded not to have applied it found it not met: nothing changed in the law, so nothing changes."""
    findings = {**NOTHING_FOUND, "truthful_disclosure": False}
    guidelines = drugs(("marihuana", "100 kg"), adjustments=adjustments or (), findings=findings)
    if adjustments is None:
        del guidelines["adjustments"]
    history = {"under_sentence": False, "career_offender": False, "priors": []}
    offense = {"began": "2024-01-10", "ended": "2024-02-01"}
    answer = answer_of("2024-12-02", offense=offense, convictions=[COUNT], criminal_history=history, guidelines=guidelines)
    assert (total(answer), total(answer, "today")) == (then, level)
    assert answer["change"]["finding"] == ("not known" if adjustments is None else "same")
