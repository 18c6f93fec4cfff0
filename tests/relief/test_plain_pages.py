"""The plain-language pages: reading grade, two pages, and what they never say."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
import textstat
import textstat.backend.counts._count_syllables as syllables
import yaml
from pypdf import PdfReader

from lenity.facts import read_cases, read_data
from lenity.law import law_vocabulary
from lenity.papers import pdf_bytes, plain_text
from lenity.papers._plain_relief import plain_words
from lenity.papers.relief import plain_relief_document
from lenity.relief import AVENUES, relief

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)
GRADE_AT_MOST, EASE_AT_LEAST = 8, 65
CRACK = {
    "lenity": 1, "id": "made-up", "court": {"district": "ilnd"}, "offense": {"ended": "2004-12-31"}, "events": [], "custody": {"since": "2005-03-01"},
    "convictions": [{"statute": "21 U.S.C. § 841(b)(1)(A)", "charged": [{"drug": "cocaine base", "amount": "50 g"}], "statutory": {"min": 120, "max": "life"}}],
    "guidelines": {"conduct": [{"guideline": "2D1.1", "drugs": [{"drug": "cocaine base", "amount": "162 g"}]}], "adjustments": [{"section": "2D1.1(b)(1)"}], "departures": []},
    "criminal_history": {"points": 3, "status_points": 2}, "sentence": {"date": "2006-03-21", "imprisonment": "240 months"},
}  # fmt: skip


WORKED = [item for file in sorted((ROOT / "tests" / "worked" / "relief").glob("*.yaml")) for item in yaml.safe_load(file.read_text(encoding="utf-8"))]
EVERY = 12
"""One worked case in so many is read in the fast tests, all of them in the slow one."""


def plain(value):
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def worked(item):
    return read_data(plain(item["case"]), name=item["name"], vocabulary=law_vocabulary(), today=TODAY), item["as_of"]


def cases():
    (johnson,) = read_cases([str(ROOT / "cases" / "alice-marie-johnson.yaml")], vocabulary=law_vocabulary(), today=TODAY)
    made_up = read_data(CRACK, name="made-up", vocabulary=law_vocabulary(), today=TODAY)
    return [(johnson, date(2018, 5, 30)), (johnson, TODAY), (made_up, date(2019, 6, 3)), *map(worked, WORKED[::EVERY])]


def pages():
    found = [(case, relief(case, as_of=day)) for case, day in cases()]
    return [(plain_relief_document(case, answer, language), language) for case, answer in found for language in ("en", "es")]


PAGES = pages()


def holds_reading_grade(page, language):
    """Flesch-Kincaid at most 8 in English, Fernández-Huerta at least 65 in Spanish."""
    text = re.sub(r"\s+", " ", plain_text(page, width=100))
    textstat.set_lang(language)
    if language == "en":
        assert textstat.flesch_kincaid_grade(text) <= GRADE_AT_MOST, text
    else:
        assert textstat.fernandez_huerta(text) >= EASE_AT_LEAST, text


@pytest.fixture(autouse=True)
def counts_by_hyphenation(monkeypatch):
    """The pronouncing dictionary that textstat would fetch is left out: it counts by hyphenation."""
    monkeypatch.setattr(syllables, "get_cmudict", lambda lang: None)


@pytest.mark.parametrize(("page", "language"), PAGES)
def test_reading_grade(page, language):
    holds_reading_grade(page, language)


@pytest.mark.slow
@pytest.mark.parametrize("item", WORKED, ids=[item["name"] for item in WORKED])
def test_every_worked_case_reads_plainly_on_two_pages(item):
    case, day = worked(item)
    answer = relief(case, as_of=day)
    for language in ("en", "es"):
        page = plain_relief_document(case, answer, language)
        holds_reading_grade(page, language)
        says_nothing_forbidden(page)
        assert len(PdfReader(io.BytesIO(pdf_bytes(page))).pages) <= 2


@pytest.mark.parametrize("avenue", [one.name for one in AVENUES])
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_avenue_reads_plainly_by_itself(avenue, language):
    """The words of one avenue, what it asks and how one goes about it, as they would stand on a page that has nothing else."""
    words = plain_words()[language]
    texts = words["avenues"][avenue]
    criteria = next(one.criteria for one in AVENUES if one.name == avenue)
    asked = " ".join(words["needs"].get(id, words["needs"]["other"]) for id, _ in criteria)
    text = (
        f"{texts['name']}. {texts['what']} {words['todo'].format(text=texts['todo'])} {words['missing'].format(text=asked)} {words['lead'].format(day='2026')}"
    )
    textstat.set_lang(language)
    if language == "en":
        assert textstat.flesch_kincaid_grade(text) <= GRADE_AT_MOST
    else:
        assert textstat.fernandez_huerta(text) >= EASE_AT_LEAST


@pytest.mark.parametrize(("page", "language"), PAGES)
def test_two_pages_at_most(page, language):
    assert len(PdfReader(io.BytesIO(pdf_bytes(page))).pages) <= 2


@pytest.mark.parametrize(("page", "language"), PAGES)
def test_nothing_that_may_not_be_kept_or_said(page, language):
    says_nothing_forbidden(page)


def says_nothing_forbidden(page):
    """Nothing of a presentence report or statement of reasons, which a person in prison may not keep, and nothing of help given to the government."""
    text = plain_text(page, width=100).lower()
    for word in (
        "presentence",
        "statement of reasons",
        "cooperat",
        "assistance",
        "5k1",
        "3553(e)",
        "informant",
        "snitch",
        "cooper",
        "colabor",
        "presentencia",
        "rule 35",
    ):
        assert word not in text, word


def test_every_avenue_has_words_in_both_languages():
    for language in ("en", "es"):
        assert set(plain_words()[language]["avenues"]) == {one.name for one in AVENUES}
