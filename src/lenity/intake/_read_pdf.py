"""PDF files: the text of each page in turn; pages that are pictures go to OCR where it is installed."""

from __future__ import annotations

from typing import Any

from lenity.intake._document import MOST_CHARACTERS, MOST_OCR_PAGES, MOST_PAGES, Document, DocumentFault
from lenity.intake._ocr import NO_TESSERACT, has_tesseract, picture_text

_LEAST_TEXT = 25
"""A page with fewer letters than this, and a picture on it, is taken for a scan."""
_OCR_SCALE = 300 / 72
_MOST_POINTS = 3_000
_PICTURE = 3


def read_pdf(data: bytes, file: str, sha256: str) -> Document:
    """A PDF, page by page, so that memory holds one page at a time beside the text."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise DocumentFault(file, _why(str(error))) from None
    try:
        if len(pdf) > MOST_PAGES:
            raise DocumentFault(file, f"has {len(pdf):,} pages; at most {MOST_PAGES:,} are read at once: split it")
        texts, scanned, warnings = _pages(pdf, file)
        known = _known(pdf)
    finally:
        pdf.close()
    text, starts = _joined(texts)
    if not text.strip():
        if scanned and not has_tesseract():
            raise DocumentFault(file, f"is a scan without text, and {NO_TESSERACT}")
        raise DocumentFault(file, "holds no text that can be read")
    return Document(
        file=file, kind="scan" if scanned * 2 > len(texts) else "pdf", sha256=sha256, text=text, pages=starts, is_ocr=scanned > 0, warnings=warnings, **known
    )


def _why(message: str) -> str:
    if "assword" in message:
        return "is encrypted; save a copy without a password (print it to a PDF)"
    if "ecurity" in message:
        return "is encrypted in a way that cannot be opened; save a copy without encryption"
    return "is cut off or damaged; get the file again from where it came from"


def _pages(pdf: Any, file: str) -> tuple[list[str], int, tuple[str, ...]]:
    texts: list[str] = []
    characters = scanned = unread = 0
    for number in range(len(pdf)):
        text, is_picture = _page(pdf, number)
        if is_picture:
            if scanned < MOST_OCR_PAGES and has_tesseract():
                text = _recognized(pdf, number) or text
                scanned += 1
            else:
                unread += 1
        characters += len(text)
        if characters > MOST_CHARACTERS:
            raise DocumentFault(file, f"holds more than {MOST_CHARACTERS:,} characters; split it")
        texts.append(text)
    warnings = [f"{scanned} of {len(texts)} pages were read by OCR: check every passage against the page"] if scanned else []
    if unread:
        reason = NO_TESSERACT if not has_tesseract() else f"more than {MOST_OCR_PAGES} pages need OCR; split the file"
        warnings.append(f"{unread} of {len(texts)} pages are pictures and were not read: {reason}")
    return texts, scanned or (unread if not characters else 0), tuple(warnings)


def _page(pdf: Any, number: int) -> tuple[str, bool]:
    """The text of a page, and whether the page is a picture of text."""
    import pypdfium2

    try:
        page = pdf[number]
    except pypdfium2.PdfiumError:
        return "", False
    try:
        content = page.get_textpage()
        try:
            text = content.get_text_range().replace("\r\n", "\n").replace("\ufffe", "-").replace("\0", "")
        finally:
            content.close()
        few = sum(letter.isalnum() for letter in text[:400]) < _LEAST_TEXT
        return text, few and any(one.type == _PICTURE for one in page.get_objects(max_depth=3))
    except (pypdfium2.PdfiumError, UnicodeError, ValueError):
        return "", False
    finally:
        page.close()


def _recognized(pdf: Any, number: int) -> str:
    page = pdf[number]
    try:
        width, height = page.get_size()
        scale = _OCR_SCALE if max(width, height) <= _MOST_POINTS else _OCR_SCALE * _MOST_POINTS / max(width, height)
        return picture_text(page.render(scale=scale, grayscale=True).to_pil())
    finally:
        page.close()


def _joined(texts: list[str]) -> tuple[str, list[int]]:
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + 2
    return "\n\n".join(texts), starts


def _known(pdf: Any) -> dict[str, Any]:
    try:
        told = pdf.get_metadata_dict(skip_empty=True)
    except Exception:  # a file's statements about itself are a convenience
        return {}
    title = " ".join(str(told.get("Title", "")).split()) or None
    if title and (title.lower().startswith(("microsoft word", "untitled")) or title.lower().endswith((".doc", ".docx", ".wpd", ".pdf", ".tif"))):
        title = None
    return {"title": title}
