"""Files of every form, whole and broken: read by their content, never run, or refused in one clear line."""

from __future__ import annotations

import io
import shutil
import tracemalloc
import zipfile
from email.message import EmailMessage

import pypdf
import pytest
import typst

from lenity.intake import DocumentFault, propose, read_bytes

TEXT = "Jane Roe was sentenced to 120 months in prison on March 21, 2006."
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")


def pdf(pages: int = 1, text: str = TEXT) -> bytes:
    body = "\n#pagebreak()\n".join(f"Page {number}. {text}" for number in range(1, pages + 1))
    return bytes(typst.compile(body.encode()))  # type: ignore[arg-type]


def docx(text: str = TEXT, **more: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        package.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>')
        for name, data in more.items():
            package.writestr(name.replace("__", "/"), data)
    return held.getvalue()


def fault(data: bytes, name: str = "x.pdf") -> str:
    with pytest.raises(DocumentFault) as caught:
        read_bytes(data, name)
    assert caught.value.file == name
    return caught.value.message


def test_forms_are_told_by_content_not_by_name() -> None:
    assert read_bytes(pdf(), "letter.txt").kind == "pdf"
    assert read_bytes(docx(), "letter.pdf").kind == "docx"
    assert read_bytes(TEXT.encode(), "letter.pdf").kind == "text"
    assert read_bytes(b"<html><body><p>" + TEXT.encode() + b"</p></body></html>", "letter.txt").kind == "html"


def test_pdf_pages_are_numbered() -> None:
    document = read_bytes(pdf(3), "x.pdf")
    found = [fact for fact in propose(document).facts if fact.path == "sentence.imprisonment"]
    assert [fact.page for fact in found] == [1, 2, 3]
    assert all(document.text[fact.start : fact.end] == fact.quote for fact in found)


def test_scripts_menus_and_notices_of_a_page_are_no_text() -> None:
    page = f"""<!DOCTYPE html><html><head><title>News</title><script>var term = "360 months";</script></head><body onload="alert(1)"><nav>Home 99 years</nav>
    <div class="cookie-banner">We keep your choice for 12 months.</div><main><article><p>{TEXT}</p><img src="http://example.invalid/x.png">
    <iframe src="http://example.invalid/"></iframe></article></main><footer>555 Main Street</footer></body></html>"""
    document = read_bytes(page.encode(), "page.html")
    assert document.text.strip() == TEXT
    assert document.title == "News"


def test_mail_is_read_without_its_headers() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Dana Example <dana@example.org>", "desk@example.net", "Fwd: the entry"
    message["Date"] = "Mon, 04 Mar 2024 09:15:00 -0500"
    message.set_content(TEXT)
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    document = read_bytes(message.as_bytes(), "x.eml")
    assert (document.kind, document.date, document.title) == ("mail", "2024-03-04", "Fwd: the entry")
    assert "2024" not in document.text
    assert any("attachment" in warning for warning in document.warnings)


def test_macros_are_said_and_not_run() -> None:
    document = read_bytes(docx(**{"word/vbaProject.bin": b"\0"}), "x.docm")
    assert document.text.strip() == TEXT
    assert any("macros" in warning for warning in document.warnings)


def test_an_encrypted_pdf() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt("secret", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    assert "encrypted" in fault(held.getvalue())


def test_a_pdf_cut_off() -> None:
    whole = pdf()
    assert "cut off or damaged" in fault(whole[: len(whole) // 4])


def test_a_docx_cut_off() -> None:
    assert "cut off or damaged" in fault(docx()[:-60], "x.docx")


def test_a_zip_bomb_is_not_unpacked() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * 150_000_000)
    tracemalloc.start()
    message = fault(held.getvalue(), "x.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "unpacks to far more" in message
    assert peak < 20_000_000


def test_entities_of_xml_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:t>&b;</w:t></w:p></x>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("word/document.xml", bomb)
    assert "holds no text" in fault(held.getvalue(), "x.docx")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"  \n ", "is empty"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old Office"),
        (b"{\\rtf1 hello}", "RTF"),
        (bytes(range(256)) * 20, "no kind of document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
    ],
)
def test_what_cannot_be_read_says_so(data: bytes, says: str) -> None:
    assert says in fault(data)


def test_a_package_that_is_no_document() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("a.txt", "hello")
    assert "package of files" in fault(held.getvalue(), "x.zip")


def picture(text: str = TEXT) -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (1900, 260), 255)
    ImageDraw.Draw(image).text((40, 90), text, fill=0, font=ImageFont.load_default(52))
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


@needs_tesseract
def test_a_picture_is_read_with_ocr() -> None:
    document = read_bytes(picture(), "scan.png")
    assert document.kind == "scan"
    assert any("OCR" in warning for warning in document.warnings)
    assert [fact.value for fact in propose(document).facts if fact.path == "sentence.imprisonment"] == ["120 months"]


@needs_tesseract
def test_a_scanned_pdf_is_read_with_ocr() -> None:
    from PIL import Image

    held = io.BytesIO()
    Image.open(io.BytesIO(picture())).save(held, "PDF", resolution=200)
    document = read_bytes(held.getvalue(), "scan.pdf")
    assert (document.kind, document.is_ocr, list(document.pages)) == ("scan", True, [0])
    assert "120 months" in document.text


def test_without_tesseract_a_scan_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lenity.intake._ocr.has_tesseract", lambda: False)
    assert "tesseract-ocr" in fault(picture(), "scan.png")


@pytest.mark.slow
def test_a_transcript_of_two_thousand_pages() -> None:
    """Read page by page: what is held in memory is its text, not its pages."""
    import time

    data = pdf(2_000, "THE COURT: Please be seated. " * 40)
    tracemalloc.start()
    started = time.perf_counter()
    document = read_bytes(data, "transcript.pdf")
    propose(document)
    assert time.perf_counter() - started < 120
    assert tracemalloc.get_traced_memory()[1] < 400_000_000
    tracemalloc.stop()
    assert len(document.pages) == 2_000
