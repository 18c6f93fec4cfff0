"""Word documents: the text of the body and its footnotes. Macros are never run; what is packed is unpacked within limits."""

from __future__ import annotations

from typing import Any

from lenity.intake._document import Document, DocumentFault
from lenity.intake._safe_zip import names_in, part

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CORE = "{http://purl.org/dc/elements/1.1/}"


def read_docx(data: bytes, file: str, sha256: str) -> Document:
    """A Word document."""
    body = part(data, "word/document.xml", file)
    if body is None:
        raise DocumentFault(file, "holds no text of a Word document; save it again as DOCX or PDF")
    text = _text(body, file)
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        notes = part(data, name, file)
        if notes:
            text += _text(notes, file)
    if not text.strip():
        raise DocumentFault(file, "holds no text; if it is a picture, save it as a PDF and read that")
    warnings = ("holds macros, which were not run",) if any(name.lower().endswith("vbaproject.bin") for name in names_in(data)) else ()
    return Document(file=file, kind="docx", sha256=sha256, text=text, warnings=warnings, title=_title(data, file))


def _tree(data: bytes, file: str) -> Any:
    from lxml import etree

    try:
        # no entities, no DTD, no network: a document's XML needs none of them
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise DocumentFault(file, "is cut off or damaged; get the file again from where it came from") from None


def _text(data: bytes, file: str) -> str:
    lines: list[str] = []
    for paragraph in _tree(data, file).iter(f"{_W}p"):
        for node in paragraph.iter():
            if node.tag == f"{_W}t" and node.text:
                lines.append(node.text)
            elif node.tag == f"{_W}tab":
                lines.append("\t")
            elif node.tag in (f"{_W}br", f"{_W}cr"):
                lines.append("\n")
            elif node.tag == f"{_W}noBreakHyphen":
                lines.append("-")
        lines.append("\n")
    return "".join(lines)


def _title(data: bytes, file: str) -> str | None:
    core = part(data, "docProps/core.xml", file)
    if not core:
        return None
    node = _tree(core, file).find(f"{_CORE}title")
    return " ".join(node.text.split()) or None if node is not None and node.text else None
