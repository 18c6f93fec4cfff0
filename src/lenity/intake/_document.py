"""A document as it was read: its text, its pages, its digest, and where it came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lenity.intake._flat import Flat

MOST_BYTES = 300_000_000
MOST_CHARACTERS = 30_000_000
MOST_PAGES = 6_000
MOST_OCR_PAGES = 300
MOST_UNPACKED = 200_000_000
MOST_RATIO = 200
"""How many times larger a packed part may be than the bytes it is packed in."""
MOST_PIXELS = 120_000_000
OCR_SECONDS = 90


_SEALED = re.compile(
    r"^[ \t]*(?:(?:REVISED|FINAL|DRAFT)[ \t]+)?(?:PRE-?SENTENCE[ \t]+(?:INVESTIGATION[ \t]+)?REPORT|STATEMENT[ \t]+OF[ \t]+REASONS)[ \t]*(?:\(.{0,40}\))?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)


class DocumentFault(ValueError):
    """A document that cannot be read: `file` names it, the message says why and what to do."""

    def __init__(self, file: str, message: str) -> None:
        super().__init__(f"{file}: {message}")
        self.file = file
        self.message = message


@dataclass(frozen=True, slots=True)
class Document:
    """A document's text and what is known of it. What is not known is None.

    `pages` are the offsets in `text` at which pages begin, empty where the form has no pages. `sha256` is of the
    original bytes. `warnings` say what the reader should know: pages read by OCR, links not followed.
    """

    file: str
    kind: str
    sha256: str
    text: str
    pages: Sequence[int] = ()
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    is_ocr: bool = False
    warnings: tuple[str, ...] = ()
    flat: Flat = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "flat", Flat(self.text))

    @property
    def is_confidential(self) -> bool:
        """Whether its own heading says that it is a presentence report or a statement of reasons, which always are."""
        return _SEALED.search(self.text[:6_000]) is not None

    def page_of(self, offset: int) -> int | None:
        """The page, from 1, on which an offset of the text stands."""
        return bisect_right(self.pages, offset) if self.pages else None

    def known_as(self, **known: str | None) -> Document:
        """The document with what was learned of it, where it was not known before."""
        news = {name: value for name, value in known.items() if value and not getattr(self, name)}
        return replace(self, **news) if news else self  # type: ignore[arg-type]

    def about(self) -> dict[str, object]:
        """What the output says of the document."""
        told: dict[str, object] = {
            "file": self.file,
            "sha256": self.sha256,
            "kind": self.kind,
            "title": self.title,
            "publisher": self.publisher,
            "date": self.date,
            "url": self.url,
            "pages": len(self.pages) or None,
            "characters": len(self.text),
        }
        if self.is_confidential:
            told["confidential"] = True
        if self.warnings:
            told["warnings"] = list(self.warnings)
        return told
