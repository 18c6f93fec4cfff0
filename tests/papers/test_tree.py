"""What a tree refuses, and what its plain parts become."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lenity.papers
from lenity.papers import (
    Column,
    Document,
    Heading,
    Marker,
    Paragraph,
    RangeBar,
    RangePicture,
    Ref,
    Row,
    Source,
    SourceList,
    Table,
    TreeError,
)
from lenity.papers._clean import ascii_only, clean, safe_url
from lenity.papers._lower import lowered
from lenity.papers._words import WORDS, months_in_words


def test_the_example_of_the_room_runs() -> None:
    assert doctest.testmod(lenity.papers).failed == 0


def test_a_row_too_short_is_refused() -> None:
    with pytest.raises(TreeError, match="Row 2 has 0 cells"):
        Table("t", (Column("a"), Column("b")), (Row("x", ("1",)), Row("y", ())))


def test_a_reference_to_no_source_is_refused(short_paper: Document) -> None:
    with pytest.raises(TreeError, match="psr"):
        replace(short_paper, blocks=(Paragraph(("x", Ref("psr"))),))
    replace(short_paper, blocks=(Paragraph(("x", Ref("psr"))), SourceList((Source("psr", "Report"),))))


def test_two_sources_of_one_id_are_refused(short_paper: Document) -> None:
    with pytest.raises(TreeError, match="same id"):
        replace(short_paper, blocks=(SourceList((Source("a", "x"), Source("a", "y"))),))


def test_a_heading_that_skips_a_level_is_refused(short_paper: Document) -> None:
    with pytest.raises(TreeError, match="level 3"):
        replace(short_paper, blocks=(Heading("a"), Heading("b", 3)))


@pytest.mark.parametrize(("low", "high"), [(10, 9), ("life", 10), (-1, 2), (True, 2), (1.5, 2)])
def test_a_range_that_is_none_is_refused(low: object, high: object) -> None:
    with pytest.raises(TreeError):
        RangeBar("x", low, high)  # type: ignore[arg-type]


def test_a_picture_needs_words() -> None:
    with pytest.raises(TreeError, match="alternative"):
        RangePicture("x", RangeBar("a", 1, 2), RangeBar("b", 1, 2), " ")


def test_a_language_without_words_is_refused(short_paper: Document) -> None:
    with pytest.raises(TreeError, match="'xx'"):
        replace(short_paper, language="xx")


def test_languages_have_the_same_words() -> None:
    assert len({frozenset(words) for words in WORDS.values()}) == 1


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (151, 188, "151 to 188 months"),
        (240, 240, "240 months"),
        (0, 1, "0 to 1 month"),
        (360, "life", "360 months to life"),
        ("life", "life", "life"),
        (None, None, "not known"),
        (None, 12, "not known to 12 months"),
    ],
)
def test_months_in_words(low: object, high: object, words: str) -> None:
    assert months_in_words(low, high, "en") == words  # type: ignore[arg-type]


@pytest.mark.parametrize("highest", [0, 1, 11, 12, 13, 360, 470, 1199, 9999, 123456])
def test_a_picture_holds_every_term_in_its_scale(short_paper: Document, highest: int) -> None:
    picture = RangePicture("", RangeBar("a", 0, highest), RangeBar("b", highest, "life"), "x", Marker("s", highest))
    shape = lowered(replace(short_paper, blocks=(picture,)))["blocks"][0]
    assert shape["marker"]["at"] <= 0.8
    assert 2 <= len(shape["ticks"]) <= 8
    for bar in shape["bars"]:
        assert 0 <= bar["start"] <= bar["start"] + bar["width"] <= 1
        assert bar["width"] > 0


@given(st.text())
def test_clean_text_holds_nothing_that_acts(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert all(char.isprintable() or char in "\u00a0\u200c\u200d" or ord(char) > 0x7F for char in once)
    assert ascii_only(once).isascii()
    once.encode("utf-8")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://x y", "http://a\nb", 'https://a"b', "//x", "data:x"])
def test_only_web_addresses_are_links(url: str) -> None:
    assert safe_url(url) == ""
    assert safe_url("https://example.org/a?b=1&c=(2)#d") == "https://example.org/a?b=1&c=(2)#d"
