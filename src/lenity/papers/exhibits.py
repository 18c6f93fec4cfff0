"""Exhibits: documents as they are, made into clean PDF pages for a filing.

A PDF keeps its pages and loses what is no page: properties, scripts, attachments, form actions. An image becomes a page, text and
HTML become pages of their words. Other formats are refused, with the remedy; nothing in a document is run or fetched.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from lenity.papers.unsealed import check_unsealed

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

MOST_BYTES = 200_000_000
MOST_PAGES = 5_000
_IMAGES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp"})
_TEXTS = frozenset({".txt", ".md"})
_NOT_PAGES = ("/AA", "/OpenAction", "/Names", "/AcroForm", "/Metadata", "/PieceInfo", "/JavaScript")
_LIVE_ACTIONS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound"})


class ExhibitError(ValueError):
    """A document that cannot be an exhibit as it is. The message names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A document of the package: its number from 1, its title, its pages as PDF, and whether others may not see it."""

    number: int
    title: str
    pdf: bytes
    pages: int
    is_confidential: bool = False


def exhibit(number: int, title: str, path: Path, *, is_confidential: bool = False) -> Exhibit:
    """The document at `path` as an exhibit.

    Raises:
        ExhibitError: it is missing, empty, too large, encrypted, damaged, or of a format that has no pages.
        SealedWords: its text speaks of cooperation with the Government.
    """
    raw = _raw(path)
    kind = path.suffix.lower()
    if kind == ".pdf":
        data = _clean_pdf(raw, path)
    elif kind in _IMAGES:
        data = _from_image(raw, path)
    elif kind in _TEXTS:
        data = exhibit_pages({"number": number, "text": _text(raw, path)})
    else:
        raise ExhibitError(f"{path}: a {kind or 'file without an ending'} has no pages of its own; save it as PDF and name that file")
    return Exhibit(number, title, data, _checked(data, path), is_confidential)


def _raw(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise ExhibitError(f"{path}: is larger than {MOST_BYTES // 1_000_000} MB; file it by itself, or split it")
        raw = path.read_bytes()
    except OSError as error:
        raise ExhibitError(f"{path}: cannot be read: {error.strerror or 'not possible'}; check the path of the exhibit") from None
    if not raw:
        raise ExhibitError(f"{path}: is empty; check the file")
    return raw


def _text(raw: bytes, path: Path) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ExhibitError(f"{path}: is not text in UTF-8; save it as PDF and name that file") from None


def _clean_pdf(raw: bytes, path: Path) -> bytes:
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted:
            raise ExhibitError(f"{path}: is encrypted; remove the password and name that file")
        if not 0 < len(reader.pages) <= MOST_PAGES:
            raise ExhibitError(f"{path}: has {len(reader.pages)} pages; an exhibit has 1 to {MOST_PAGES:,}")
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        _strip(writer)
        out = io.BytesIO()
        writer.write(out)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        if isinstance(error, ExhibitError):
            raise
        raise ExhibitError(f"{path}: is damaged or no PDF; open it, print it to a new PDF and name that file") from None
    return out.getvalue()


def _strip(writer: PdfWriter) -> None:
    """Take out everything that is not a page: what it says of its makers, and all that could act."""
    from pypdf.generic import ArrayObject, NameObject

    writer.metadata = None
    for key in _NOT_PAGES:
        writer.root_object.pop(NameObject(key), None)
    for page in writer.pages:
        for key in ("/AA", "/Metadata", "/PieceInfo"):
            page.pop(NameObject(key), None)
        notes = page.get("/Annots")
        if notes is None:
            continue
        kept = ArrayObject(one for one in notes.get_object() if not _acts(one.get_object()))
        page[NameObject("/Annots")] = kept


def _acts(note: dict[str, object]) -> bool:
    action = note.get("/A")
    kind = action.get_object().get("/S") if action is not None else None  # type: ignore[attr-defined]
    return "/AA" in note or note.get("/Subtype") in ("/FileAttachment", "/Widget", "/RichMedia", "/Screen") or kind in _LIVE_ACTIONS


def _from_image(raw: bytes, path: Path) -> bytes:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(raw)) as image:
            page = ImageOps.exif_transpose(image).convert("RGB")  # drawn anew, so that nothing but the picture is left
            out = io.BytesIO()
            page.save(out, "PDF", resolution=150.0)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, ValueError):
        raise ExhibitError(f"{path}: is damaged or no image; save it as PDF and name that file") from None
    return out.getvalue()


def _checked(data: bytes, path: Path) -> int:
    """The number of pages, once no page's text speaks of cooperation."""
    from pypdf import PdfReader

    reader: PdfReader = PdfReader(io.BytesIO(data))
    for number, page in enumerate(reader.pages, 1):
        check_unsealed(page.extract_text() or "", f"{path}, page {number}")
    return len(reader.pages)


def exhibit_pages(given: Mapping[str, object]) -> bytes:
    """Pages that lenity draws for an exhibit, as PDF: its tab and the stamps of its pages, or a text."""
    import typst

    return bytes(typst.compile(_layout(), format="pdf", sys_inputs={"exhibit": json.dumps(given)}))


@cache
def _layout() -> bytes:
    return files("lenity.papers").joinpath("exhibit.typ").read_bytes()


def bad_redactions(path: Path) -> list[int] | None:
    """The pages of a PDF on which words lie readable under a black box; None where that could not be looked for.

    Needs the optional extra `lenity[redactions]`.
    """
    try:
        import xray  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return None
    try:
        found = xray.inspect(str(path))
    except Exception:  # a document that it cannot read is told of elsewhere
        return None
    return sorted(int(page) for page, boxes in found.items() if boxes)
