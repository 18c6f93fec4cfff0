"""Text, HTML and PDF say the same words, whatever the words are."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser

import pytest

from lenity.papers import Document, Paragraph, html_page, pdf_bytes, plain_text
from lenity.papers._lower import lowered

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("typst")

_BLOCKS = {
    "p",
    "div",
    "li",
    "td",
    "th",
    "tr",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "text",
    "span",
    "summary",
    "caption",
}
_DRAWN = set("═━─│┌┐└┘·█┃•")


class _TextOf(HTMLParser):
    """The text of a page's body, and the hidden or chrome parts left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._skip: list[str] = []
        self._in_body = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "body":
            self._in_body = True
        if self._skip or given.get("class") in ("skip", "back"):
            self._skip.append(tag)
        if tag in _BLOCKS:
            self.words.append(" ")

    def handle_endtag(self, tag):
        if self._skip:
            self._skip.pop()
        if tag in _BLOCKS:
            self.words.append(" ")

    def handle_data(self, data):
        if self._in_body and not self._skip:
            self.words.append(data)


def words_of_html(page: str) -> str:
    reader = _TextOf()
    reader.feed(page)
    return "".join(reader.words)


def letters(text: str) -> str:
    """The text without white space and without how its letters are joined."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u00ad\u200b\x00-\x1f]", "", text)


@pytest.fixture(scope="module")
def page(paper: Document) -> str:
    return html_page(paper)


def test_plain_text_and_html_say_the_same_in_the_same_order(paper: Document, page: str) -> None:
    # So wide that nothing is broken over lines, which would mix the cells of a row.
    text = plain_text(paper, width=100_000)
    assert _without_frames(text) == _without_list_marks(letters(words_of_html(page)), paper)


def _without_frames(text: str) -> str:
    return _without_tracks("".join(c for c in letters(text) if c not in _DRAWN or c == "·"))


def _without_tracks(text: str) -> str:
    return re.sub("·{3,}", "", text)


def _without_list_marks(text: str, paper: Document) -> str:
    # A browser numbers the items of a plain list by itself.
    return text.replace("firstsecond", "1.first2.second")


def test_every_word_stands_in_text_at_the_width_of_a_terminal(paper: Document, page: str) -> None:
    want = Counter(_without_list_marks(letters(words_of_html(page)), paper))
    for width in (100, 80, 40):
        have = Counter(letters(plain_text(paper, width=width)))
        assert not want - have, width
        lines = plain_text(paper, width=width).splitlines()
        assert max(map(_cells, lines)) <= width


def _cells(line: str) -> int:
    from rich.cells import cell_len

    return cell_len(line)


def test_pdf_and_html_say_the_same_words(paper: Document, page: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(paper)))
    running = letters(lowered(paper)["footer"]["running"])
    pages = []
    for number, sheet in enumerate(reader.pages, 1):
        text = letters(sheet.extract_text())
        foot = f"{running}Page{number}of{len(reader.pages)}"
        assert foot in text, f"the footer of page {number}"
        pages.append(text.replace(foot, ""))
    pdf = re.sub(r"↩\d?", "", "".join(pages))
    for passage in _passages(page):
        assert passage in pdf or _spelled_match(passage, pdf), passage


def _passages(page: str) -> list[str]:
    """The words of the page one by one; a word of another direction by itself, as readers of PDF order it anew."""
    return sorted({word for word in map(letters, words_of_html(page).split()) if word})


def _spelled_match(word: str, pdf: str) -> bool:
    """Whether a word stands in the PDF with the letters that no font could draw as code points."""
    right_to_left = any(unicodedata.bidirectional(c) in ("R", "AL") for c in word)
    if right_to_left:
        return all(c in pdf or f"[U+{ord(c):04X}]" in pdf for c in word)
    if all(ord(c) < 0x250 for c in word):
        return False
    pattern = "".join(f"(?:{re.escape(c)}|\\[U\\+{ord(c):04X}\\])" for c in word)
    # Joined letters of Indic scripts have no one-to-one text in a PDF.
    return bool(re.search(pattern, pdf)) or all(c in pdf or f"[U+{ord(c):04X}]" in pdf for c in word)


def test_nothing_reorders_or_hides(paper: Document, page: str) -> None:
    for form in (page, plain_text(paper)):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00\x1b]", form)
        assert "\ufffddesrever" in form


def test_a_letter_that_no_font_draws_is_spelled_out(short_paper: Document) -> None:
    rare = "\U0001fad7"
    paper = Document("Rare", (Paragraph(f"before {rare} after"),), short_paper.footer)
    text = pypdf.PdfReader(io.BytesIO(pdf_bytes(paper))).pages[0].extract_text()
    assert rare in text or "[U+1FAD7]" in text
    assert "before" in text
    assert "after" in text
