"""The plain-language pages: reading grade, two pages, and what they never say."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
import textstat
import textstat.backend.counts._count_syllables as syllables
from pypdf import PdfReader

from lenity.facts import read_cases, read_data
from lenity.law import law_vocabulary
from lenity.papers import pdf_bytes, plain_text
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


def cases():
    (johnson,) = read_cases([str(ROOT / "cases" / "alice-marie-johnson.yaml")], vocabulary=law_vocabulary(), today=TODAY)
    made_up = read_data(CRACK, name="made-up", vocabulary=law_vocabulary(), today=TODAY)
    return [(johnson, date(2018, 5, 30)), (johnson, TODAY), (made_up, date(2019, 6, 3))]


def pages():
    return [(plain_relief_document(case, relief(case, as_of=day), language), language) for case, day in cases() for language in ("en", "es")]


@pytest.mark.parametrize(("page", "language"), pages())
def test_reading_grade(page, language, monkeypatch):
    """Flesch-Kincaid at most 8 in English, Fernández-Huerta at least 65 in Spanish. The pronouncing dictionary that textstat would fetch is left out: it counts by hyphenation."""
    monkeypatch.setattr(syllables, "get_cmudict", lambda lang: None)
    text = re.sub(r"\s+", " ", plain_text(page, width=100))
    textstat.set_lang(language)
    if language == "en":
        assert textstat.flesch_kincaid_grade(text) <= GRADE_AT_MOST
    else:
        assert textstat.fernandez_huerta(text) >= EASE_AT_LEAST


@pytest.mark.parametrize(("page", "language"), pages())
def test_two_pages_at_most(page, language):
    assert len(PdfReader(io.BytesIO(pdf_bytes(page))).pages) <= 2


@pytest.mark.parametrize(("page", "language"), pages())
def test_nothing_that_may_not_be_kept_or_said(page, language):
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
    from lenity.papers._plain_relief import plain_words

    for language in ("en", "es"):
        assert set(plain_words()[language]["avenues"]) == {one.name for one in AVENUES}
