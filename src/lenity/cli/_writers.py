"""Answers written in each format, as they come."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, Protocol

from lenity.cli._faults import UsageFault
from lenity.cli._output import Output

if TYPE_CHECKING:
    from lenity.cli._cases import Answered
    from lenity.papers import Document

_WIDTH, _NARROWEST, _WIDEST = 100, 40, 100


class Writer(Protocol):
    """Takes answers one by one and writes them."""

    def add(self, one: Answered) -> None: ...

    def finish(self, *, several: bool) -> None:
        """`several` says that more than one case was asked for, whatever came of them."""


def writer(shape: str, output: Output) -> Writer:
    """The writer of a format.

    Raises:
        UsageFault: the format cannot go there.
    """
    if shape == "pdf" and output.is_terminal:
        raise UsageFault("--format pdf: a terminal cannot show a PDF; add --out FILE.pdf, or send it to a program with `|`")
    if shape == "json":
        return _Json(output)
    if shape == "jsonl":
        return _JsonLines(output)
    return _Text(output) if shape == "text" else _Page(output, shape)


class _Json:
    """One object for one case, an array for several."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._all: list[dict[str, Any]] = []

    def add(self, one: Answered) -> None:
        self._all.append(one.as_data())

    def finish(self, *, several: bool) -> None:
        data = self._all if several or len(self._all) != 1 else self._all[0]
        self._output.write(as_bytes(data, indent=2))


class _JsonLines:
    """One object a line, in order."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def add(self, one: Answered) -> None:
        self._output.write(as_bytes(one.as_data()))

    def finish(self, *, several: bool) -> None: ...


class _Text:
    """One report after the other; in color on a terminal that shows colors."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._is_first = True

    def add(self, one: Answered) -> None:
        document = one.document()
        if document is None:
            return
        if not self._is_first:
            self._output.write(b"\n\n")
        self._is_first = False
        write_text(document, self._output)

    def finish(self, *, several: bool) -> None: ...


class _Page:
    """One report as a page."""

    def __init__(self, output: Output, shape: str) -> None:
        self._output = output
        self._shape = shape
        self._count = 0
        self._data = b""

    def add(self, one: Answered) -> None:
        self._count += 1
        if self._count > 1:
            raise UsageFault(f"--format {self._shape}: shows one case; give one case at a time, or --format text, json or jsonl")
        document = one.document()
        if document is not None:
            self._data = _html(document) if self._shape == "html" else _pdf(document)

    def finish(self, *, several: bool) -> None:
        if self._data:
            self._output.write(self._data)


def _html(document: Document) -> bytes:
    from lenity.papers import html_page

    return html_page(document).encode("utf-8", "backslashreplace")


def _pdf(document: Document) -> bytes:
    from lenity.papers import pdf_bytes

    return pdf_bytes(document)


def write_text(document: Document, output: Output) -> None:
    """The document as text: to a terminal as wide as it is, else as wide as COLUMNS says, 100 without it."""
    from lenity.papers import plain_text, print_text

    if output.is_terminal:
        print_text(document)
        return
    encoding = (sys.stdout.encoding or "utf-8") if output.is_standard_output else "utf-8"
    narrow = not encoding.lower().replace("-", "").startswith("utf")
    text = plain_text(document, width=_width(), ascii=narrow)
    output.write(text.encode("ascii" if narrow else "utf-8", "backslashreplace"))


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    return min(max(int(columns), _NARROWEST), _WIDEST) if columns.isascii() and columns.isdigit() else _WIDTH


def as_bytes(data: Any, indent: int | None = None) -> bytes:
    """JSON in UTF-8 with a line end; what no UTF-8 can hold is escaped."""
    try:
        return (json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False) + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(data, indent=indent, allow_nan=False) + "\n").encode()
