"""The DOCX says what the page says, with footnotes for its sources."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from test_same_words import letters, words_of_html

from lenity.papers import Document, html_page
from lenity.papers._lower import lowered
from lenity.papers.docx import docx_bytes

docx = pytest.importorskip("docx")


@pytest.fixture(scope="module")
def raw(paper: Document) -> bytes:
    return docx_bytes(paper)


def words(raw: bytes) -> str:
    """The words of the body, in order, without the table of contents."""
    word = docx.Document(io.BytesIO(raw))
    told = []
    for part in word.iter_inner_content():
        if hasattr(part, "rows"):
            told += [cell.text for row in part.rows for cell in row.cells]
        elif not part.style.name.startswith("TOC"):
            told.append(part.text)
    return letters("".join(told))


def test_every_word_of_the_page_stands_in_the_docx(paper: Document, raw: bytes) -> None:
    said, notes = words(raw), letters(footnotes(raw))
    references = re.compile(r"^\[\d+(?:,.*)?\]?$")
    for passage in {letters(word) for word in words_of_html(html_page(paper)).split()}:
        if passage and not references.match(passage) and not re.fullmatch(r"\d+\.|.*\]|\[\d+,?", passage):
            assert passage in said or passage in notes or _is_of_a_drawing(passage, paper), passage


def _is_of_a_drawing(passage: str, paper: Document) -> bool:
    """The scale under a picture, the heading of the endnotes and the numbers beside their marks: a DOCX has none of them."""
    node = lowered(paper)
    ticks = {letters(tick["text"]) for block in node["blocks"] if block["kind"] == "picture" for tick in block["ticks"]}
    units = {letters(f"({block['unit']})") for block in node["blocks"] if block["kind"] == "picture"}
    return passage in ticks | units or passage in {letters(node["words"]["sources"]), "↩"} or passage.isdigit()


def footnotes(raw: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        xml = parts.read("word/footnotes.xml").decode()
    return " ".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml)).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")


def test_each_reference_is_a_footnote_that_names_its_source(paper: Document, raw: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        body, notes = parts.read("word/document.xml").decode(), parts.read("word/footnotes.xml").decode()
    marks = re.findall(r'<w:footnoteReference w:id="(\d+)"', body)
    assert marks
    assert marks == [str(at) for at in range(1, len(marks) + 1)]
    assert all(f'<w:footnote w:id="{mark}">' in notes for mark in marks)


def test_headings_are_headings_and_the_language_is_told(paper: Document, raw: bytes) -> None:
    word = docx.Document(io.BytesIO(raw))
    headings = [part.text for part in word.paragraphs if part.style.name.startswith("Heading")]
    assert headings[-1] == "Sources"  # one of the made-up sources is referred to nowhere
    assert len(headings) - 1 == sum(block["kind"] == "heading" for block in lowered(paper)["blocks"])
    assert word.core_properties.language == paper.language
    assert word.core_properties.author == ""


def test_nothing_that_a_user_wrote_is_markup(raw: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        body = parts.read("word/document.xml").decode()
    assert "<script" not in body
    assert "{{" in body  # shown as it was written
