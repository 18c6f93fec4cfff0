"""A file in, a Document out, whatever its name says it is."""

from __future__ import annotations

import hashlib
from pathlib import Path

from lenity.intake._document import MOST_BYTES, Document, DocumentFault
from lenity.intake._sniff import sniff

_CANNOT = {
    "empty": "is empty; get it again, or leave it out",
    "old-office": "is an old Office file or one with a password; save it as DOCX or PDF without one",
    "zip": "is a package of files, not a document; unpack it and give the documents",
    "rtf": "is RTF; save it as DOCX or PDF",
    "binary": "is no kind of document that lenity reads (text, HTML, DOCX, PDF, e-mail, pictures)",
}


def read_document(path: str | Path) -> Document:
    """Read a document from a file. Nothing in it is run, nothing is fetched.

    Raises:
        DocumentFault: it cannot be read; the message says why and what to do.
    """
    return read_bytes(original(path), str(path))


def original(path: str | Path) -> bytes:
    """The bytes of a file. Raises DocumentFault where there is none, or where it is too large."""
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise DocumentFault(str(path), f"cannot be read: {error.strerror or 'cannot be opened'}; check the path") from None
    if len(data) > MOST_BYTES:
        raise DocumentFault(str(path), f"is larger than {MOST_BYTES // 1_000_000} MB; split it")
    return data


def read_bytes(data: bytes, file: str) -> Document:
    """Read a document from its bytes; `file` is what faults call it. Raises DocumentFault likewise."""
    kind = sniff(data)
    if kind in _CANNOT:
        raise DocumentFault(file, _CANNOT[kind])
    digest = hashlib.sha256(data).hexdigest()
    if kind == "html":
        from lenity.intake._read_html import read_html as reader
    elif kind == "docx":
        from lenity.intake._read_docx import read_docx as reader
    elif kind == "pdf":
        from lenity.intake._read_pdf import read_pdf as reader
    elif kind == "mail":
        from lenity.intake._read_mail import read_mail as reader
    elif kind == "image":
        from lenity.intake._ocr import read_image as reader
    else:
        from lenity.intake._read_text import read_text as reader
    return reader(data, file, digest)
