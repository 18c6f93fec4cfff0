"""One PDF of a whole filing: lenity's own tagged pages, then each exhibit behind its tab, with bookmarks, page labels and stamps."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lenity.papers.exhibits import Exhibit, exhibit_pages
from lenity.papers.pdf import pdf_bytes
from lenity.papers.petition import bound
from lenity.papers.tree import Document

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

_PREFIXES = {
    "Executive summary": "Summary ",
    "Checklist": "Checklist ",
    "Memorandum in support of the petition": "Memorandum ",
    "Exhibits": "Exhibits ",
    "Sources": "Sources ",
}
_PETITION = "Petition "
_LETTER = (612, 792)  # points


def bound_pdf(documents: Sequence[Document], exhibits: Sequence[Exhibit]) -> bytes:
    """The documents and the exhibits as one PDF whose bookmarks are its table of contents.

    Each part has page labels of its own (`Memorandum 3`, `Exhibit 2, 14`), and each exhibit's page its stamp.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.constants import PageLabelStyle

    own = PdfReader(io.BytesIO(pdf_bytes(bound(documents))))
    writer = PdfWriter(clone_from=own)
    parts = list(_parts(own))
    for (title, start), end in zip(parts, [start for _, start in parts[1:]] + [len(own.pages)], strict=True):
        writer.set_page_label(start, end - 1, PageLabelStyle.DECIMAL, prefix=_PREFIXES.get(title, _PETITION), start=1)
    heading = None
    for one in exhibits:
        start = _add(writer, one)
        heading = heading or writer.add_outline_item(title="The exhibits", page_number=start)
        writer.add_outline_item(title=f"Exhibit {one.number}: {one.title}", page_number=start, parent=heading)
    writer.page_mode = "/UseOutlines"
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _parts(own: PdfReader) -> Iterator[tuple[str, int]]:
    """The title of each part and the page, from 0, on which it begins."""
    for item in own.outline:
        if not isinstance(item, list):
            page = own.get_destination_page_number(item)
            if page is not None:
                yield str(item.title), page


def _add(writer: PdfWriter, one: Exhibit) -> int:
    """Put an exhibit at the end: its tab, then its pages, labelled and stamped. Returns the tab's page, from 0."""
    from pypdf import PdfReader
    from pypdf.constants import PageLabelStyle

    start = len(writer.pages)
    pages = list(PdfReader(io.BytesIO(one.pdf)).pages)
    tab = writer.add_blank_page(*_LETTER)
    added = [writer.add_page(page) for page in pages]
    for page in added:
        page.transfer_rotation_to_content()
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in added]
    drawn = PdfReader(io.BytesIO(_tab_and_stamps(one, sizes))).pages
    tab.merge_page(drawn[0])
    for page, stamp in zip(added, drawn[1:], strict=True):
        page.merge_translated_page(stamp, float(page.mediabox.left), float(page.mediabox.bottom))
    writer.set_page_label(start, start, prefix=f"Exhibit {one.number}")
    writer.set_page_label(start + 1, start + one.pages, PageLabelStyle.DECIMAL, prefix=f"Exhibit {one.number}, ", start=1)
    return start


def _tab_and_stamps(one: Exhibit, sizes: Sequence[tuple[float, float]]) -> bytes:
    """The tab page of an exhibit, then for each of its pages an otherwise empty page of its size (points) with the stamp."""
    return exhibit_pages({"number": one.number, "title": one.title, "pages": sizes, "confidential": one.is_confidential})
