"""The paper of a computation: plain words, the same in every form, nothing claimed that is not known."""

from __future__ import annotations

from datetime import date

import pytest

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.papers import html_page, plain_text
from lenity.papers.time import time_document
from lenity.time import compute

CASES = {
    "served": {"commenced": "2010-01-04", "prior_custody_days": 30, "incidents": [], "programs": []},
    "open": {"since": "2009-06-01"},
    "nothing": None,
}


def paper(custody: object, imprisonment: str = "10 years", as_of: date = date(2012, 1, 4), **more: object) -> str:
    data = {"lenity": 1, "id": "made-up", "sentence": {"date": "2010-01-04", "imprisonment": imprisonment, "supervised_release": "5 years"}, **more}
    case = read_data({**data, **({"custody": custody} if custody else {})}, name="x", vocabulary=law_vocabulary(), today=date(2026, 11, 24))
    document = time_document(case, compute(case, as_of=as_of))
    text = plain_text(document)
    assert "<svg" not in text
    assert html_page(document).count("<h1") == 1
    return text


@pytest.mark.parametrize("custody", CASES.values(), ids=CASES)
def test_every_paper_is_made(custody: object) -> None:
    assert "When the sentence ends" in paper(custody)


def test_what_is_not_known_is_said_and_asked_for() -> None:
    said = " ".join(paper(CASES["open"]).split())
    assert "The release date is not known." in said
    assert "How many days before the sentence commenced were credited to it" in said
    assert "lie 217 days" in said, "June 1, 2009 to January 4, 2010"


def test_a_life_term_says_why_there_is_no_date() -> None:
    said = " ".join(paper(CASES["served"], "life").split())
    assert "The sentence is life. The law gives it no release date." in said
    assert "A life sentence has no full term date" in said


def test_the_first_sentences_are_short() -> None:
    for custody, imprisonment in ((CASES["served"], "10 years"), (CASES["open"], "10 years"), (CASES["served"], "life")):
        said = " ".join(paper(custody, imprisonment).split("┌")[0].partition("═\n")[2].split())
        assert max(len(sentence.split()) for sentence in said.split(". ")) <= 30, said


def test_every_kind_of_event_can_stand_on_the_line() -> None:
    kinds = ("reduction", "amended_judgment", "rule_35", "denial", "release", "imprisonment")
    events = [{"date": f"2011-0{at}-01", "kind": kind, "term": "100 months", "until": "2011-12-01"} for at, kind in enumerate(kinds, 1)]
    said = paper(CASES["served"], events=[{name: value for name, value in one.items() if name != "until" or one["kind"] == "imprisonment"} for one in events])
    assert "A court denied a motion" in said
    assert "Prison for another conviction began" in said
    assert "Days on which supervised release stood still" in said


def test_what_a_detainer_means_is_said_for_its_kind() -> None:
    detainers = [{"kind": "immigration"}, {"kind": "state", "by": "a county"}, "an old warrant", {"kind": "state", "by": "a town", "lifted": "2011-01-01"}]
    said = " ".join(paper({**CASES["served"], "detainers": detainers}).split())
    assert "Supervised release begins on that day all the same" in said
    assert "A state's detainer is lodged (a county)." in said
    assert "A detainer is lodged (an old warrant)." in said
    assert "a town" not in said


def test_the_way_to_a_designation_is_told_where_the_judgment_counts_on_one() -> None:
    term = {"imposed": "2010-06-01", "term": "5 years", "federal_runs": "concurrent"}
    said = " ".join(paper({"primary": "state", "state_terms": [term], "prior_custody_days": 0}).split())
    assert "Sentence commenced not known" in said
    assert "Barden v. Keohane" in said
    assert "From which day did the Bureau designate the state prison" in said
