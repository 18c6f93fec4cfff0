"""Text for any terminal, and a PDF that is tagged, titled and the same every time."""

from __future__ import annotations

import io
import re

import pytest

from lenity.papers import Document, Lead, Paragraph, PdfError, pdf_bytes, plain_text, print_text
from lenity.papers.pdf import _breakable, _undrawn

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("typst")


def test_plain_text_is_the_same_every_time(paper: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    text = plain_text(paper)
    for name, value in (("COLUMNS", "40"), ("FORCE_COLOR", "1"), ("TERM", "xterm"), ("TTY_COMPATIBLE", "1")):
        monkeypatch.setenv(name, value)
    assert plain_text(paper) == text
    assert "\x1b" not in text


def test_ascii_is_ascii(paper: Document) -> None:
    text = plain_text(paper, width=80, ascii=True)
    assert text.isascii()
    assert "18 U.S.C. Sec. 3553(f)" in text
    assert "57-71" in text


def test_a_file_gets_plain_text_and_a_narrow_one_ascii(short_paper: Document) -> None:
    plain = io.StringIO()
    print_text(short_paper, plain)
    assert plain.getvalue() == plain_text(short_paper)
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    print_text(short_paper, narrow)
    narrow.flush()
    assert b"Short\n=====" in narrow.buffer.getvalue()  # type: ignore[attr-defined]


class _Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_color_unless_it_is_not_wanted(paper: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    colored, plain = _Terminal(), _Terminal()
    print_text(paper, colored)
    monkeypatch.setenv("NO_COLOR", "1")
    print_text(paper, plain)
    color = re.compile("\x1b\\[(?:\\d+;)*3[0-7](?:;\\d+)*m")
    assert color.search(colored.getvalue())
    assert not color.search(plain.getvalue())


def test_text_from_a_user_is_no_console_markup(short_paper: Document) -> None:
    text = plain_text(Document("x", (Lead("[bold]a[/bold] :smile: [link=x]"),), short_paper.footer))
    assert "[bold]a[/bold] :smile: [link=x]" in text


def test_a_wide_table_is_told_row_by_row_in_a_narrow_window(paper: Document) -> None:
    lines = [line.strip() for line in plain_text(paper, width=40).splitlines()]
    assert "What: Level" in lines
    assert "Then: 32" in lines


@pytest.fixture(scope="module")
def reader(paper: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf_bytes(paper)))


def test_pdf_is_tagged_titled_and_in_its_language(paper: Document, reader: pypdf.PdfReader) -> None:
    root = reader.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == paper.title
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_pdf_has_bookmarks_and_links(reader: pypdf.PdfReader) -> None:
    flat = str(reader.outline)
    for heading in ("First part", "Deeper", "Reasons", "Sources"):
        assert heading in flat
    links = [note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", ()) if "/URI" in note.get_object().get("/A", {})]
    assert any("3553" in link for link in links)
    assert all(link.startswith("https://") for link in links)


def test_what_is_copied_from_a_pdf_holds_nothing_unseen(paper: Document, reader: pypdf.PdfReader) -> None:
    text = "".join(page.extract_text() for page in reader.pages)
    assert "\u200b" not in text
    assert paper.footer.digest in text.replace("\n", "")


def test_pdf_fonts_are_embedded(reader: pypdf.PdfReader) -> None:
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()
            deeper = inner["/DescendantFonts"][0].get_object() if "/DescendantFonts" in inner else inner
            if inner["/Subtype"] != "/Type3":
                descriptor = deeper["/FontDescriptor"].get_object()
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)


def test_pdf_is_the_same_every_time(short_paper: Document) -> None:
    assert pdf_bytes(short_paper) == pdf_bytes(short_paper)


def test_every_language_has_a_pdf(short_paper: Document) -> None:
    from dataclasses import replace

    text = pypdf.PdfReader(io.BytesIO(pdf_bytes(replace(short_paper, language="es")))).pages[0].extract_text()
    assert "24 de noviembre de 2026" in text
    assert "Página 1 de 1" in text


def test_a_layout_fault_is_told(short_paper: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lenity.papers.pdf._layout", lambda: b'#panic("broken")')
    with pytest.raises(PdfError, match="broken"):
        pdf_bytes(short_paper)


def test_long_runs_may_break_and_short_ones_stay() -> None:
    assert _breakable("short words only") == "short words only"
    long = "https://example.org/" + "path/" * 9
    assert _breakable(long) != long
    assert _breakable(long).replace("\u200b", "") == long
    assert all(len(run) <= 12 for run in _breakable("x" * 90).split("\u200b"))


def test_letters_without_a_font_are_read_from_the_fault() -> None:
    message = 'error: the text `"中\\u{1fad7}\\""` could not be displayed with font `"X"`'
    assert _undrawn(message) == {"中", "\U0001fad7"}


def test_an_empty_paragraph_is_no_fault(short_paper: Document) -> None:
    empty = Document("x", (Paragraph(""), Lead((" ", "")), Paragraph("\u200b")), short_paper.footer)
    assert pdf_bytes(empty).startswith(b"%PDF")
