"""A paper as a tagged PDF (PDF/UA-1), laid out by Typst.

The layout is one fixed file; the document reaches it as JSON, so no user word is ever Typst markup.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, datetime
from datetime import date as Date
from functools import cache
from importlib.resources import files
from typing import Any

from lenity.papers._clean import spelled
from lenity.papers._lower import lowered
from lenity.papers.tree import Document

_UNDRAWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
# A run this long would leave its column; it may break after every so many characters.
_LONG_RUN = re.compile(r"[^\s\u200b]{25,}")
_BREAK_EVERY = 12
_BREAK_AFTER = "/?&=_-.,;:"
_BREAK = "\u200b"
_KEPT = {"kind", "id", "url", "href", "align", "language", "tone", "which", "date", "source", "svg"}


class PdfError(RuntimeError):
    """The PDF could not be made."""


def pdf_bytes(document: Document, *, scale: float = 1.0) -> bytes:
    """The document as PDF; `scale` sets letters and margins smaller, for a paper that must keep to few pages.

    The fonts that come with Typst are tried first, so that the same document gives the same pages everywhere;
    the machine's own fonts only where a letter is missing from them, and a letter that no font can draw is
    written as its code point, `[U+4E2D]`.
    """
    import typst

    undrawn: frozenset[str] = frozenset()
    for system_fonts in (False, True, True, True):
        try:
            return typst.compile(
                _layout(),
                format="pdf",
                sys_inputs={"paper": paper_json(document, undrawn), "scale": f"{scale:.2f}"},
                pdf_standards="ua-1",
                ignore_system_fonts=not system_fonts,
                timestamp=_midnight(document.footer.date),
            )
        except typst.TypstError as fault:
            missing = _undrawn(getattr(fault, "diagnostic", "") or str(fault))
            if not missing:
                raise PdfError(f"The PDF could not be laid out: {getattr(fault, 'message', fault)}") from fault
            # The first fault only says what the fonts of Typst lack; the machine may have it.
            if system_fonts:
                undrawn |= missing
    raise PdfError("The PDF could not be laid out: some letters can be drawn by no font.")


def paper_json(document: Document, undrawn: frozenset[str] = frozenset()) -> str:
    """What the layout reads: the lowered document, long runs made breakable, undrawable letters spelled."""
    node = lowered(document)
    shown = _for_layout(node, undrawn)
    # What is not drawn keeps its own letters.
    shown["metadata"] = {"title": node["title"], "description": node["footer"]["running"]}
    for block, before in zip(shown["blocks"], node["blocks"], strict=True):
        if block["kind"] in ("picture", "chart"):
            block["alt"] = before["alternative"]
    return json.dumps(shown, ensure_ascii=False)


def _midnight(day: Date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _for_layout(value: Any, undrawn: frozenset[str], key: str = "") -> Any:
    if isinstance(value, str):
        return value if key in _KEPT else _breakable("".join(spelled(c) if c in undrawn else c for c in value))
    if isinstance(value, list):
        return [_for_layout(item, undrawn, key) for item in value]
    if isinstance(value, dict):
        return {k: _for_layout(item, undrawn, k) for k, item in value.items()}
    return value


def _breakable(text: str) -> str:
    return _LONG_RUN.sub(lambda run: _with_breaks(run.group()), text)


def _with_breaks(run: str) -> str:
    out, since = [], 0
    for position, char in enumerate(run):
        out.append(char)
        since += 1
        following = run[position + 1 : position + 2]
        # A mark belongs to the letter before it.
        if not following or unicodedata.category(following).startswith("M") or "\u200d" in (char, following):
            continue
        if since >= _BREAK_EVERY or (char in _BREAK_AFTER and since > 3):
            out.append(_BREAK)
            since = 0
    return "".join(out)


def _undrawn(diagnostic: str) -> frozenset[str]:
    found: set[str] = set()
    for quoted in _UNDRAWN.findall(diagnostic):
        found.update(_ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], quoted))
    return frozenset(c for c in found if not c.isascii())


@cache
def _layout() -> bytes:
    return files("lenity.papers").joinpath("page.typ").read_bytes()
