"""Plain text, as it is; of a saved report the lines above its body say where it came from."""

from __future__ import annotations

import codecs
import re
from typing import Any
from urllib.parse import urlsplit

from lenity.intake._days import day
from lenity.intake._document import MOST_CHARACTERS, Document, DocumentFault

_URL = re.compile(r"https?://\S+\Z")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T]\d\d:\d\d(?::\d\d)?\S*)?\Z")


def decode(data: bytes, file: str) -> str:
    """The text of bytes in UTF-8, UTF-16 with its mark, or else Windows' Western code page. Raises DocumentFault where it is too long."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    if len(text) > MOST_CHARACTERS:
        raise DocumentFault(file, f"holds more than {MOST_CHARACTERS:,} characters; split it")
    return text


def read_text(data: bytes, file: str, sha256: str) -> Document:
    """A text file, character for character."""
    text = decode(data, file)
    known = front_matter(text)
    pages = [0, *(match.end() for match in re.finditer("\f", text))] if "\f" in text else ()
    return Document(file=file, kind="text", sha256=sha256, text=text, pages=pages, **known)


def front_matter(text: str) -> dict[str, Any]:
    """What the first lines say of a saved report: its address, its date, its title."""
    lines = [line.strip() for line in text[:2000].splitlines()[:12]]
    known: dict[str, Any] = {}
    if lines and lines[0] == "---":
        return _labelled(lines[1:])
    if not lines or not _URL.match(lines[0]):
        released = re.search(r"FOR IMMEDIATE RELEASE|U\.S\. Attorney's Office|Department of Justice", text[:600], re.IGNORECASE)
        return {"date": next((value for value in map(day, lines) if value and len(value) == 10), None)} if released else known
    known["url"] = lines[0]
    known["publisher"] = urlsplit(lines[0]).hostname
    if known["publisher"]:
        known["publisher"] = known["publisher"].removeprefix("www.")
    for line in lines[1:]:
        stamp = _STAMP.match(line)
        value = stamp[1] if stamp else day(line)
        if value and "date" not in known:
            known["date"] = value
        elif line and not line.startswith("[") and not value and len(line) > 8 and not _URL.match(line):
            known["title"] = line
            break
    return known


def _labelled(lines: list[str]) -> dict[str, Any]:
    """What stands above a text between lines of dashes: `title: …`, `date: …`, `source_url: …`."""
    known: dict[str, Any] = {}
    for line in lines:
        if line == "---":
            return known
        name, _, value = line.partition(":")
        value = value.strip().strip("'\"")
        if name == "title" and value:
            known["title"] = value
        elif name == "date" and day(value[:10]):
            known["date"] = day(value[:10])
        elif name in ("url", "source_url", "source") and _URL.match(value):
            known["url"] = value
            known["publisher"] = (urlsplit(value).hostname or "").removeprefix("www.") or None
    return {}
