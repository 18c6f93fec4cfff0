"""The report of a review: what it must say first, what it must never say, and that a user's words stay words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from lenity.facts import CaseFile, read_case, read_data
from lenity.law import law_vocabulary
from lenity.papers import Document, Lead, RangePicture, SourceList, Steps, html_page, pdf_bytes, plain_text
from lenity.papers.review import review_document
from lenity.review import review

CASES = Path(__file__).parents[2] / "cases"
DAY = date(2026, 11, 24)


def _read(**changes: object) -> CaseFile:
    data = {
        "lenity": 1,
        "id": "made-up",
        "offense": {"ended": "2004-12-31"},
        "convictions": [
            {
                "count": 1,
                "statute": "21 U.S.C. § 841(a)(1)",
                "charged": [{"drug": "cocaine base", "amount": "50 g"}],
                "found_by": "plea",
                "convicted": "2005-06-01",
                "prior_851": 0,
                "prior_851_today": 0,
            }
        ],
        "guidelines": {"conduct": [{"guideline": "2D1.1", "drugs": [{"drug": "crack", "amount": "62 g"}], "adjustments": []}], "adjustments": []},
        "criminal_history": {"category": "II", "points": 3},
        "sentence": {"date": "2006-03-21", "imprisonment": "150 months"},
        **changes,
    }
    return read_data(data, name="made-up", vocabulary=law_vocabulary(), today=DAY)


def _report(case: CaseFile, as_of: date = DAY) -> Document:
    return review_document(case, review(case, as_of=as_of))


def _lead(document: Document) -> str:
    return str(next(block.content for block in document.blocks if isinstance(block, Lead)))


@pytest.fixture(scope="module")
def alice() -> Document:
    return _report(read_case(CASES / "alice-marie-johnson.yaml", vocabulary=law_vocabulary(), today=DAY))


@pytest.fixture(scope="module")
def made_up() -> Document:
    return _report(_read())


# the shipped case


def test_alice_leads_with_the_answer(alice):
    """Level 38 from 150 kg (App. C amend. 505), from 450 kg since amend. 782; 42-I is 360 months to life and 43 is life (Ch. 5 Pt. A)."""
    lead = _lead(alice)
    assert "life in prison" in lead
    assert "1997" in lead
    assert "level 38 then" in lead
    assert "Amendment 782 of 2014" in lead
    assert "from 150 kg to 450 kg" in lead
    assert "at least 4 levels" in lead
    assert "required life at level 43 and allowed it at level 42" in lead
    assert "Today they advise" in lead
    assert "not known" in lead
    assert "Who found the drug amount" in lead
    assert "document that would settle most" in lead


@pytest.mark.parametrize("name", ["alice", "made_up"])
def test_the_lead_fits_eight_lines(name, request):
    text = plain_text(request.getfixturevalue(name), width=100)
    lead = text.split("\n\n")[1].splitlines()
    assert len(lead) <= 8
    assert all(len(line) <= 100 for line in lead)


@pytest.mark.parametrize("name", ["alice", "made_up"])
def test_the_lead_is_in_short_sentences(name, request):
    sentences = re.split(r"(?<=[.:])\s", _lead(request.getfixturevalue(name)))
    assert max(len(sentence.split()) for sentence in sentences) <= 32
    assert sum(len(sentence.split()) for sentence in sentences) / len(sentences) <= 18


def test_alice_is_told_which_documents_to_ask_for_and_how(alice):
    text = plain_text(alice)
    for words in ("Presentence report", "confidential", "Statement of reasons", "counsel", "Verdict form or plea agreement", "PACER"):
        assert words in text
    assert "Which adjustments did the court find" in text


def test_the_evidence_is_cited_and_the_sources_listed(alice):
    listed = next(block for block in alice.blocks if isinstance(block, SourceList))
    assert {source.id for source in listed.sources} >= {"wikipedia", "pagesix-2018"}
    assert re.search(r"no prior sentence \[\d+\]", plain_text(alice))


def test_scenarios_say_what_a_section_means(alice):
    text = " ".join(plain_text(alice).split())
    assert "§3B1.1(a), yes to “Was the person an organizer or leader" in text
    assert "life" in text


# every report


@pytest.mark.parametrize("name", ["alice", "made_up"])
def test_words_that_a_report_has_and_has_not(name, request):
    document = request.getfixturevalue(name)
    for text in (plain_text(document), html_page(document)):
        assert "This is information, not legal advice." in text
        assert "eligible" not in text.lower()
        assert "inmate" not in text.lower()
        assert not re.search(r"(?<!career )offender", text.lower())
        assert "1000000" not in text
        assert "1,000,000" not in text


def test_known_ranges_are_told_with_how_far_they_lie_apart(made_up):
    """62 g of crack: level 32 (Nov. 2005 ed.) and 24 (amend. 782), category II."""
    lead = _lead(made_up)
    assert "falls from 32 to 24" in lead
    assert "lower" in lead
    picture = next(block for block in made_up.blocks if isinstance(block, RangePicture))
    assert (picture.then.minimum, picture.then.maximum) == (135, 168)
    assert picture.sentence is not None
    assert picture.sentence.months == 150


def test_each_pass_has_its_steps_with_their_law(made_up):
    both = [block for block in made_up.blocks if isinstance(block, Steps)]
    assert len(both) == 2
    assert all(step.citation for block in both for step in block.steps)
    assert all(step.state != "does_not_apply" for block in both for step in block.steps)


def test_a_difference_from_the_courts_finding_is_named():
    case = _read(
        guidelines={
            "conduct": [{"guideline": "2D1.1", "drugs": [{"drug": "crack", "amount": "62 g"}], "adjustments": []}],
            "adjustments": [],
            "found": {"total_offense_level": 35},
        }
    )
    text = " ".join(plain_text(_report(case)).split())
    assert "the court found 35" in text
    assert "computed here from the same facts: 32" in text


def test_the_least_case_is_reported():
    case = read_data({"lenity": 1, "id": "least", "sentence": {"date": "1997"}}, name="least", vocabulary=law_vocabulary(), today=DAY)
    document = _report(case)
    assert "its length is not in the record" in _lead(document)
    assert pdf_bytes(document).startswith(b"%PDF")


def test_a_users_words_are_data():
    name = '<script>alert(1)</script> [bold]x[/bold] #eval("1")'
    case = _read(person={"name": name}, sources=[{"id": "a", "title": "{{ 7*7 }} <img src=x>", "url": "javascript:alert(1)"}])
    document = _report(case)
    page = html_page(document)
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    assert 'href="javascript' not in page
    assert name in plain_text(document)
    assert "{{ 7*7 }}" in plain_text(document)


def test_the_footer_says_version_edition_and_day(made_up):
    assert made_up.footer.date == DAY
    assert "2025" in made_up.footer.edition


@pytest.mark.parametrize("day", [date(1987, 11, 1), date(1995, 5, 5), date(2012, 1, 1)])
def test_any_day_of_the_guidelines_can_be_today(day):
    assert plain_text(_report(_read(), as_of=day))
