"""Pictures of text, read with Tesseract where it is installed (Debian: tesseract-ocr)."""

from __future__ import annotations

import io
import shutil
from functools import cache
from typing import Any

from lenity.intake._document import MOST_OCR_PAGES, MOST_PIXELS, OCR_SECONDS, Document, DocumentFault

NO_TESSERACT = "Tesseract, which reads pictures, is not installed; on Debian and Ubuntu: apt-get install tesseract-ocr"


@cache
def has_tesseract() -> bool:
    """Whether pictures can be read on this machine."""
    if shutil.which("tesseract") is None:
        return False
    try:
        import pytesseract  # noqa: F401
    except ImportError:
        return False
    return True


def picture_text(picture: Any) -> str:
    """The text of a picture; empty where Tesseract gives up or takes too long."""
    import pytesseract

    try:
        return str(pytesseract.image_to_string(picture, lang="eng", timeout=OCR_SECONDS))
    except (RuntimeError, pytesseract.TesseractError):
        return ""


def read_image(data: bytes, file: str, sha256: str) -> Document:
    """A picture, or a file of several."""
    from PIL import Image, ImageSequence

    if not has_tesseract():
        raise DocumentFault(file, f"is a picture, and {NO_TESSERACT}")
    texts: list[str] = []
    try:
        with Image.open(io.BytesIO(data)) as picture:
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number >= MOST_OCR_PAGES:
                    break
                if frame.width * frame.height > MOST_PIXELS:
                    raise DocumentFault(file, "is a picture too large to read; save it at 300 dots per inch")
                texts.append(picture_text(frame.convert("L")))
    except DocumentFault:
        raise
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise DocumentFault(file, "is a picture that is cut off or damaged; scan it again") from None
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + 2
    whole = "\n\n".join(texts)
    if not whole.strip():
        raise DocumentFault(file, "is a picture in which no text was found")
    warning = f"{len(texts)} of {len(texts)} pages were read by OCR: check every passage against the page"
    return Document(file=file, kind="scan", sha256=sha256, text=whole, pages=starts, is_ocr=True, warnings=(warning,))
