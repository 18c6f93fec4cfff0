"""The content tree: what a paper says, with no word about how it looks.

Content is a string, an inline, or a tuple of both. Strings are data: nothing in them is markup in any form.
Whatever the tree cannot mean (a row too short, a reference to no source, a heading that skips a level) is a
`TreeError` when the part is made or when the document is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date as Date
from typing import Any, Literal, TypeAlias

from lenity.papers._words import WORDS

Align: TypeAlias = Literal["left", "right", "center"]
State: TypeAlias = Literal["known", "not_known", "not_in_force", "does_not_apply"]
Months: TypeAlias = int | Literal["life"]

_ALIGNS = ("left", "right", "center")
_STATES = ("known", "not_known", "not_in_force", "does_not_apply")
_NOTICES = ("information", "warning")


class TreeError(ValueError):
    """A document that no renderer could show truly."""


# Inlines ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words; a bare string means the same."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that matter most in their passage."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set apart: a case name, a word spoken of as a word."""

    text: str


@dataclass(frozen=True, slots=True)
class Cite:
    """Words in which every citation of law becomes a link; a whole sentence may stand here."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a page (http or https; any other address is shown as the words alone)."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to a source of the document's source list, shown as its number: `[3, para. 14]`."""

    source: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of law; its explanation follows in parentheses where the term first appears in the document."""

    text: str
    explanation: str


Inline: TypeAlias = Text | Strong | Emphasis | Cite | Link | Ref | Term
Content: TypeAlias = str | Inline | tuple[str | Inline, ...]


def spread(content: Content) -> tuple[Inline, ...]:
    """The inlines of a content, strings made into `Text`."""
    parts = content if isinstance(content, tuple) else (content,)
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


# Blocks -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands directly under the document's title. A level may not be skipped."""

    content: Content
    level: int = 1

    def __post_init__(self) -> None:
        _check(1 <= self.level <= 4, f"A heading has level 1 to 4, not {self.level}.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose."""

    content: Content


@dataclass(frozen=True, slots=True)
class Lead:
    """The answer, in plain language, before anything else."""

    content: Content


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title and how its cells are aligned."""

    title: Content
    align: Align = "left"

    def __post_init__(self) -> None:
        _check(self.align in _ALIGNS, f"Alignment is one of {', '.join(_ALIGNS)}, not {self.align!r}.")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its header (the cell of the first column) and the cells of the other columns."""

    header: Content
    cells: tuple[Content, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first column holds the row headers."""

    caption: Content
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: Content = ""

    def __post_init__(self) -> None:
        _check(bool(self.columns), "A table has at least one column.")
        for position, row in enumerate(self.rows, 1):
            _check(
                len(row.cells) == len(self.columns) - 1,
                f"Row {position} has {len(row.cells)} cells after its header; the columns ask for {len(self.columns) - 1}.",
            )


@dataclass(frozen=True, slots=True)
class Input:
    """What a step rests on: a name and its value."""

    name: Content
    value: Content


@dataclass(frozen=True, slots=True)
class Step:
    """One step of legal reasoning: what the rule is called, what it gave, and why.

    With a `state` other than `known`, the state's words stand beside the value, or for it where there is none.
    """

    label: Content
    value: Content = ""
    state: State = "known"
    citation: str = ""
    because: Content = ""
    inputs: tuple[Input, ...] = ()
    evidence: tuple[Ref, ...] = ()

    def __post_init__(self) -> None:
        _check(self.state in _STATES, f"A step's state is one of {', '.join(_STATES)}, not {self.state!r}.")


@dataclass(frozen=True, slots=True)
class Steps:
    """Numbered steps, in the order of the law."""

    steps: tuple[Step, ...]
    caption: Content = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what stands against it."""

    term: Content
    description: Content


@dataclass(frozen=True, slots=True)
class Definitions:
    """Pairs of a term and a description."""

    items: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class List:
    """A list of short passages, numbered or not."""

    items: tuple[Content, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the reader must not miss; the kind is shown as a word."""

    content: Content
    kind: Literal["information", "warning"] = "information"

    def __post_init__(self) -> None:
        _check(self.kind in _NOTICES, f"A notice is one of {', '.join(_NOTICES)}, not {self.kind!r}.")


@dataclass(frozen=True, slots=True)
class RangeBar:
    """A range of months. `None` is an end that is not known; life is `"life"`."""

    label: str
    minimum: Months | None
    maximum: Months | None

    def __post_init__(self) -> None:
        for end in (self.minimum, self.maximum):
            _check(_is_months(end), f"An end of a range is whole months, 'life' or None, not {end!r}.")
        if isinstance(self.minimum, int) and isinstance(self.maximum, int):
            _check(self.minimum <= self.maximum, "A range's minimum is not above its maximum.")
        _check(
            not (self.minimum == "life" and isinstance(self.maximum, int)),
            "A range that begins at life ends at life.",
        )


@dataclass(frozen=True, slots=True)
class Marker:
    """A single term shown across the ranges, as the sentence imposed."""

    label: str
    months: Months

    def __post_init__(self) -> None:
        _check(_is_months(self.months), f"A marker stands at whole months or 'life', not {self.months!r}.")


@dataclass(frozen=True, slots=True)
class RangePicture:
    """Ranges side by side on one scale of months, life at its end.

    `alternative` says in words what the picture shows; every form prints it under the picture.
    """

    caption: Content
    then: RangeBar
    today: RangeBar
    alternative: str
    sentence: Marker | None = None

    def __post_init__(self) -> None:
        _check(bool(self.alternative.strip()), "A picture needs a text alternative.")


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of figures, as SVG, that a page holds as an image: nothing in it runs or is read as markup of the page.

    `alternative` says in words what it shows, and `table` holds its figures; every form prints both, and text prints them alone.
    """

    caption: Content
    svg: str
    alternative: str
    table: Table

    def __post_init__(self) -> None:
        _check(self.svg.lstrip().startswith("<svg"), "A chart is drawn as SVG.")
        _check(bool(self.alternative.strip()), "A chart needs a text alternative.")


@dataclass(frozen=True, slots=True)
class Source:
    """A source that `Ref` points to by its id."""

    id: str
    content: Content
    url: str = ""


@dataclass(frozen=True, slots=True)
class SourceList:
    """The sources, as endnotes numbered in this order, each with links back to where it is cited."""

    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page, where there are pages."""


Block: TypeAlias = Heading | Paragraph | Lead | Table | Steps | Definitions | List | Notice | RangePicture | Chart | SourceList | PageBreak


# The document -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Footer:
    """What stands on every page, so that a page alone can be traced and made again."""

    version: str
    edition: str
    date: Date
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: title, blocks, and the footer of its pages."""

    title: str
    blocks: tuple[Block, ...]
    footer: Footer
    subtitle: str = ""
    language: str = "en"

    def __post_init__(self) -> None:
        _check(bool(self.title.strip()), "A document has a title.")
        _check(
            self.language in WORDS,
            f"Papers are written in {', '.join(sorted(WORDS))}, not {self.language!r}.",
        )
        _check_headings(self.blocks)
        _check_references(self)


def _check_headings(blocks: tuple[Block, ...]) -> None:
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            _check(block.level <= level + 1, f"A heading of level {block.level} cannot follow level {level}.")
            level = block.level


def _check_references(document: Document) -> None:
    sources = [s.id for block in document.blocks if isinstance(block, SourceList) for s in block.sources]
    _check(len(sources) == len(set(sources)), "Two sources have the same id.")
    missing = sorted({part.source for part in parts_of(document.blocks) if isinstance(part, Ref)} - set(sources))
    _check(not missing, f"No source in the source list for: {', '.join(missing)}.")


def parts_of(value: Any) -> Iterator[Any]:
    """Every part of a tree, in the order in which it is read."""
    if isinstance(value, tuple):
        for item in value:
            yield from parts_of(item)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from parts_of(getattr(value, field.name))


def _is_months(value: object) -> bool:
    return value in (None, "life") or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)


def _check(holds: bool, message: str) -> None:
    if not holds:
        raise TreeError(message)
