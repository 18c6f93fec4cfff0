"""A paper for the terminal, and as plain text."""

from __future__ import annotations

import io
from typing import IO, Any

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text as Words

from lenity.papers._clean import ascii_only
from lenity.papers._lower import Node, lowered, words_of
from lenity.papers.tree import Document

_PLAIN_WIDTH = 100
# Longer lines of prose are hard to follow, however wide the window.
_PROSE_WIDTH = 100
# Below this many characters a column shows little but broken words, and rows are better told one by one.
_COLUMN_AT_LEAST = 9
_STYLES = {
    "strong": "bold",
    "emphasis": "italic",
    "term": "italic",
    "cite": "cyan",
    "link": "cyan",
    "ref": "dim",
}
_NOT_WORDS = {"kind", "id", "url", "href", "align", "language", "tone", "which", "state", "date", "source", "svg"}


def plain_text(document: Document, *, width: int = _PLAIN_WIDTH, ascii: bool = False) -> str:
    """The document as plain text; the same document gives the same characters everywhere."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        color_system=None,
        force_terminal=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    _render(document, console, width, ascii)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip("\n") + "\n"


def print_text(document: Document, file: IO[str] | None = None, *, ascii: bool | None = None) -> None:
    """Print the document to a file or terminal as wide as it is, in color only where color is wanted.

    `ascii=None` chooses by the file's encoding.
    """
    # Rich itself keeps to NO_COLOR.
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        target = console.file
        target.write(plain_text(document, ascii=_is_narrow(target) if ascii is None else ascii))
        return
    width = min(console.width, _PROSE_WIDTH)
    _render(document, console, width, _is_narrow(console.file) if ascii is None else ascii)


def _is_narrow(file: IO[str]) -> bool:
    encoding = (getattr(file, "encoding", None) or "utf-8").lower()
    return not encoding.replace("-", "").startswith("utf")


def _render(document: Document, console: Console, width: int, ascii: bool) -> None:
    node = lowered(document)
    if ascii:
        node = _in_ascii(node)
    writer = _Writer(width, ascii)
    for part in writer.document(node):
        console.print(part)


def _in_ascii(value: Any, key: str = "") -> Any:
    if isinstance(value, str):
        return value if key in _NOT_WORDS else ascii_only(value)
    if isinstance(value, list):
        return [_in_ascii(item, key) for item in value]
    if isinstance(value, dict):
        return {k: _in_ascii(item, k) for k, item in value.items()}
    return value


class _Writer:
    """Makes the blocks of a lowered document into what Rich prints."""

    def __init__(self, width: int, ascii: bool) -> None:
        self._width = width
        self._ascii = ascii
        self._box = box.ASCII if ascii else box.SIMPLE_HEAD
        self._rule = "-" if ascii else "─"
        self._bullet = "*" if ascii else "•"

    def document(self, node: Node) -> list[RenderableType]:
        parts: list[RenderableType] = [Words(node["title"], style="bold")]
        if node["subtitle"]:
            parts.append(Words(node["subtitle"], style="italic"))
        parts += [Words(("=" if self._ascii else "═") * self._width), Words()]
        for block in node["blocks"]:
            parts += getattr(self, f"_{block['kind']}")(block)
        parts += self._about(node)
        return [_Bounded(part, self._width) for part in parts]

    def _about(self, node: Node) -> list[RenderableType]:
        lines = [_line(f"{item['term']}: ", item["text"], "dim") for item in node["footer"]["about"]]
        return [Words(self._rule * self._width), Words(node["words"]["about"], style="bold dim"), *lines]

    def _words(self, inlines: list[Node], style: str = "") -> Words:
        out = Words(style=style)
        for part in inlines:
            look = _STYLES.get(part["kind"], "")
            if part.get("url") and not self._ascii:
                look = f"{look} link {part['url']}".strip()
            out.append(part["text"], style=look)
        return out

    def _heading(self, block: Node) -> list[RenderableType]:
        words = self._words(block["content"], "bold")
        if block["level"] > 1:
            return [words, Words()]
        mark = "=" if self._ascii else "━"
        return [words, Words(mark * min(self._width, max(words.cell_len, 4))), Words()]

    def _paragraph(self, block: Node) -> list[RenderableType]:
        return [self._words(block["content"]), Words()]

    def _lead(self, block: Node) -> list[RenderableType]:
        return [Padding(self._words(block["content"], "bold"), (0, 2)), Words()]

    def _notice(self, block: Node) -> list[RenderableType]:
        words = Words.assemble((f"{block['label']}: ", "bold"), self._words(block["content"]))
        edge = box.ASCII if self._ascii else box.SQUARE
        style = "yellow" if block["tone"] == "warning" else "blue"
        return [Panel(words, box=edge, border_style=style, width=self._width), Words()]

    def _list(self, block: Node) -> list[RenderableType]:
        grid = self._grid(len(str(len(block["items"]))) + 1 if block["numbered"] else 1)
        for number, item in enumerate(block["items"], 1):
            grid.add_row(f"{number}." if block["numbered"] else self._bullet, self._words(item))
        return [grid, Words()]

    def _definitions(self, block: Node) -> list[RenderableType]:
        parts: list[RenderableType] = []
        for item in block["items"]:
            parts.append(self._words(item["term"], "bold"))
            parts.append(Padding(self._words(item["description"]), (0, 0, 0, 4)))
        return [*parts, Words()]

    def _pagebreak(self, block: Node) -> list[RenderableType]:
        return []

    def _grid(self, marker_width: int) -> Grid:
        grid = Grid.grid(padding=(0, 2, 0, 0), pad_edge=False, expand=True)
        grid.add_column(width=marker_width, justify="right", no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        return grid

    # Tables

    def _table(self, block: Node) -> list[RenderableType]:
        parts: list[RenderableType] = [self._words(block["caption"], "bold")] if block["caption"] else []
        columns = block["columns"]
        fits = self._width >= len(columns) * (_COLUMN_AT_LEAST + 2)
        parts += [self._as_grid(block)] if fits else self._one_by_one(block)
        if block["note"]:
            parts.append(self._words(block["note"], "dim"))
        return [*parts, Words()]

    def _as_grid(self, block: Node) -> RenderableType:
        grid = Grid(box=self._box, show_edge=self._ascii, pad_edge=self._ascii)
        for column in block["columns"]:
            grid.add_column(self._words(column["title"]), justify=column["align"], overflow="fold")
        for row in block["rows"]:
            style = "bold" if row["strong"] else ""
            grid.add_row(self._words(row["header"], style), *(self._words(cell, style) for cell in row["cells"]))
        return grid

    def _one_by_one(self, block: Node) -> list[RenderableType]:
        """Each row as a passage of its own, for tables too wide for the window."""
        first, *others = (words_of(column["title"]) for column in block["columns"])
        parts: list[RenderableType] = []
        for row in block["rows"]:
            parts.append(Words.assemble(f"{first}: " if first else "", self._words(row["header"], "bold")))
            for title, cell in zip(others, row["cells"], strict=True):
                line = Words.assemble((f"{title}: ", "dim"), self._words(cell))
                parts.append(Padding(line, (0, 0, 0, 4)))
        return parts

    # Steps

    def _steps(self, block: Node) -> list[RenderableType]:
        parts: list[RenderableType] = []
        if block["caption"]:
            parts += [self._words(block["caption"], "bold"), Words()]
        width = max((len(step["number"]) for step in block["steps"]), default=2)
        for step in block["steps"]:
            grid = self._grid(width)
            grid.add_row(step["number"], Group(*self._step(step)))
            parts += [grid, Words()]
        return parts

    def _step(self, step: Node) -> list[RenderableType]:
        label, value = self._words(step["label"], "bold"), self._words(step["value"], "bold")
        head: RenderableType = label
        if value:
            row = Grid.grid(expand=True, padding=(0, 0, 0, 2))
            row.add_column(ratio=3, overflow="fold")
            row.add_column(ratio=2, justify="right", overflow="fold")
            row.add_row(label, value)
            head = row
        parts: list[RenderableType] = [head]
        if step["because"]:
            parts.append(self._words(step["because"]))
        if step["citation"]:
            parts.append(_line(f"{step['law_word']}: ", self._words(step["citation"])))
        if step["inputs"]:
            parts.append(Words(f"{step['inputs_word']}:", style="dim"))
            parts += [Padding(Words.assemble(self._words(i["name"]), ": ", self._words(i["value"])), (0, 0, 0, 2)) for i in step["inputs"]]
        if step["evidence"]:
            parts.append(_line(f"{step['evidence_word']}: ", self._words(step["evidence"])))
        return parts

    # Pictures and sources

    def _picture(self, block: Node) -> list[RenderableType]:
        width = max(20, min(self._width, 78))
        empty, full, mark = (".", "#", "|") if self._ascii else ("·", "█", "┃")
        parts: list[RenderableType] = [self._words(block["caption"], "bold")] if block["caption"] else []
        for bar in block["bars"]:
            track = [empty] * width
            if bar["drawn"]:
                start = min(width - 1, int(bar["start"] * width))
                end = max(start + 1, round((bar["start"] + bar["width"]) * width))
                track[start:end] = [full] * (min(end, width) - start)
            if block["marker"]:
                track[min(width - 1, int(block["marker"]["at"] * width))] = mark
            parts += [Words(bar["text"]), Words("".join(track))]
        parts.append(Words(_ruler(block["ticks"], width), style="dim"))
        if block["marker"]:
            parts.append(Words(f"{mark} {block['marker']['text']}"))
        return [*parts, _line(f"({block['unit']}) ", Words(block["alternative"], style="italic")), Words()]

    def _chart(self, block: Node) -> list[RenderableType]:
        parts: list[RenderableType] = [self._words(block["caption"], "bold")] if block["caption"] else []
        return [*parts, Words(block["alternative"], style="italic"), Words(), *self._table(block["table"])]

    def _sources(self, block: Node) -> list[RenderableType]:
        parts: list[RenderableType] = [Words(block["title"], style="bold"), Words()]
        grid = self._grid(max((len(note["number"]) for note in block["notes"]), default=2))
        for note in block["notes"]:
            words = self._words(note["content"])
            if note["address"]:
                words.append(" " if words else "")
                words.append(note["address"], style=f"link {note['url']}" if note["url"] else "")
            grid.add_row(note["number"], words)
        return [*parts, grid, Words()]


def _line(label: str, words: Words | str, style: str = "") -> Words:
    return Words.assemble((label, "dim"), words, style=style)


def _ruler(ticks: list[Node], width: int) -> str:
    """The scale under the bars, each number at its place; one that would touch its neighbor is left out."""
    line = [" "] * width
    for tick in ticks:
        text = tick["text"]
        at = min(width - len(text), max(0, int(tick["at"] * width) - len(text) // 2))
        if all(char == " " for char in line[max(0, at - 1) : at + len(text)]):
            line[at : at + len(text)] = text
    return "".join(line).rstrip()


class _Bounded:
    """A part printed no wider than prose should be."""

    def __init__(self, part: RenderableType, width: int) -> None:
        self._part = part
        self._width = width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from console.render(self._part, options.update(width=min(self._width, options.max_width)))
