"""A paper as DOCX: real styles, a table of contents, footnotes for sources, nothing but words that a lawyer can edit.

Every string enters as text of a run, so nothing that a user wrote is markup; what XML cannot hold was cleaned away before.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from lenity.papers._docx_parts import TEXT_INCHES, add_footnotes, add_hyperlink, field, footnote_reference, mark_header, prepared, set_widths
from lenity.papers._lower import Node, lowered, words_of
from lenity.papers.tree import Document

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph as WordParagraph

_TOC_LEVELS = 3


def docx_bytes(document: Document) -> bytes:
    """The document as an editable DOCX. References to sources become footnotes; there is no endnote list beside them."""
    import docx

    word = prepared(docx.Document(), document.language)
    _Writer(word, lowered(document)).write(document)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


class _Writer:
    """One pass over a lowered document; the footnotes that it meets live and die with it."""

    def __init__(self, word: Word, node: Node) -> None:
        self._word = word
        self._node = node
        self._notes: list[str] = []
        self._sources = {note["id"]: note for block in node["blocks"] for note in block.get("notes", ())}

    def write(self, document: Document) -> None:
        word, node = self._word, self._node
        properties = word.core_properties
        properties.title, properties.subject, properties.language = node["title"], node["subtitle"], node["language"]
        properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
        word.add_paragraph(node["title"], style="Title")
        if node["subtitle"]:
            word.add_paragraph(node["subtitle"], style="Subtitle")
        self._contents()
        for block in node["blocks"]:
            self._block(block)
        self._about()
        self._footer()
        add_footnotes(word, self._notes)

    def _contents(self) -> None:
        headings = [block for block in self._node["blocks"] if block["kind"] == "heading" and block["level"] <= _TOC_LEVELS]
        if not headings:
            return
        first = self._word.add_paragraph(style="TOC 1")
        field(first, f'TOC \\o "1-{_TOC_LEVELS}" \\h \\z \\u', begin=True)
        for block in headings:
            self._word.add_paragraph(words_of(block["content"]), style=f"TOC {block['level']}")
        field(self._word.add_paragraph(style="TOC 1"), "", begin=False)

    def _footer(self) -> None:
        paragraph = self._word.sections[0].footer.paragraphs[0]
        paragraph.style = self._word.styles["Footer"]
        words = self._node["words"]
        paragraph.add_run(f"{self._node['footer']['running']}\t\t{words['page']} ")
        field(paragraph, "PAGE")
        paragraph.add_run(f" {words['of']} ")
        field(paragraph, "NUMPAGES")

    def _about(self) -> None:
        self._word.add_paragraph(self._node["words"]["about"], style="Small heading")
        for item in self._node["footer"]["about"]:
            self._word.add_paragraph(f"{item['term']}: {item['text']}", style="Small")

    def _block(self, block: Node) -> None:
        kind = block["kind"]
        if kind == "heading":
            self._paragraph(block["content"], f"Heading {block['level']}")
        elif kind in ("paragraph", "lead"):
            self._paragraph(block["content"], "Lead" if kind == "lead" else "Body Text")
        elif kind == "notice":
            paragraph = self._word.add_paragraph(style="Notice")
            paragraph.add_run(f"{block['label']}: ").bold = True
            self._runs(paragraph, block["content"])
        elif kind == "list":
            for item in block["items"]:
                self._paragraph(item, "List Number" if block["numbered"] else "List Bullet")
        elif kind == "definitions":
            for item in block["items"]:
                paragraph = self._word.add_paragraph(style="Body Text")
                self._runs(paragraph, item["term"], bold=True)
                paragraph.add_run("  ")
                self._runs(paragraph, item["description"])
        elif kind == "table":
            self._table(block)
        elif kind == "steps":
            self._steps(block)
        elif kind == "picture":
            self._picture(block)
        elif kind == "chart":
            self._chart(block)
        elif kind == "sources":
            self._uncited(block)
        elif kind == "pagebreak":
            self._page_break()

    def _uncited(self, block: Node) -> None:
        """The sources that nothing refers to; the others stand in the footnotes."""
        uncited = [note for note in block["notes"] if not note["back"]]
        if uncited:
            self._word.add_paragraph(block["title"], style="Heading 1")
        for note in uncited:
            paragraph = self._word.add_paragraph(style="List Bullet")
            self._runs(paragraph, note["content"])
            paragraph.add_run(f" {note['address']}".rstrip())

    def _page_break(self) -> None:
        from docx.enum.text import WD_BREAK

        self._word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _paragraph(self, inlines: list[Node], style: str) -> None:
        self._runs(self._word.add_paragraph(style=style), inlines)

    def _runs(self, paragraph: WordParagraph, inlines: list[Node], *, bold: bool = False) -> None:
        for part in inlines:
            kind, text = part["kind"], part["text"]
            if kind == "ref":
                self._notes.append(self._note(part))
                footnote_reference(paragraph, len(self._notes))
            elif kind in ("cite", "link") and part["url"]:
                add_hyperlink(paragraph, text, part["url"], bold=bold)
            else:
                run = paragraph.add_run(text)
                run.bold = True if bold or kind == "strong" else None
                run.italic = True if kind in ("emphasis", "term", "state") else None

    def _note(self, ref: Node) -> str:
        source = self._sources[ref["href"]]
        where = ref["text"].strip("[]").partition(", ")[2]
        return " ".join(part for part in (words_of(source["content"]), source["address"], where) if part)

    def _table(self, block: Node) -> None:
        if block["caption"]:
            self._paragraph(block["caption"], "Caption")
        table = self._word.add_table(rows=1, cols=len(block["columns"]), style="Table Grid")
        for cell, column in zip(table.rows[0].cells, block["columns"], strict=True):
            self._runs(cell.paragraphs[0], column["title"], bold=True)
        mark_header(table.rows[0])
        for row in block["rows"]:
            for cell, inlines in zip(table.add_row().cells, [row["header"], *row["cells"]], strict=True):
                self._runs(cell.paragraphs[0], inlines, bold=row["strong"])
        set_widths(table, [column["weight"] for column in block["columns"]])
        if block["note"]:
            self._paragraph(block["note"], "Small")
        else:
            self._word.add_paragraph(style="Small")

    def _steps(self, block: Node) -> None:
        if block["caption"]:
            self._paragraph(block["caption"], "Caption")
        for step in block["steps"]:
            paragraph = self._word.add_paragraph(style="Body Text")
            paragraph.add_run(f"{step['number']} ")
            self._runs(paragraph, step["label"], bold=True)
            if step["value"]:
                paragraph.add_run("  ")
                self._runs(paragraph, step["value"], bold=True)
            if step["because"]:
                self._paragraph(step["because"], "Body Text")
            self._labelled(step["law_word"], step["citation"])
            if step["inputs"]:
                self._word.add_paragraph(f"{step['inputs_word']}:", style="Small")
            for item in step["inputs"]:
                self._labelled(words_of(item["name"]), item["value"])
            self._labelled(step["evidence_word"], step["evidence"])

    def _labelled(self, label: str, inlines: list[Node]) -> None:
        if inlines:
            paragraph = self._word.add_paragraph(style="Small")
            paragraph.add_run(f"{label}: ")
            self._runs(paragraph, inlines)

    def _picture(self, block: Node) -> None:
        """The picture in words: its caption, a line for each range, and what it shows. Word draws no bars that one could edit."""
        if block["caption"]:
            self._paragraph(block["caption"], "Caption")
        for bar in block["bars"]:
            self._word.add_paragraph(bar["text"], style="List Bullet")
        if block["marker"]:
            self._word.add_paragraph(block["marker"]["text"], style="List Bullet")
        self._word.add_paragraph(block["alternative"], style="Small")

    def _chart(self, block: Node) -> None:
        from docx.shared import Inches

        if block["caption"]:
            self._paragraph(block["caption"], "Caption")
        drawn = self._word.add_picture(io.BytesIO(_png(block["svg"])), width=Inches(TEXT_INCHES))
        drawn._inline.docPr.set("descr", block["alternative"])
        self._word.add_paragraph(block["alternative"], style="Small")
        self._table(block["table"])


def _png(svg: str) -> bytes:
    """A drawing as pixels, which every program that opens a DOCX can show."""
    import typst

    page = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 6.5in)'
    return bytes(typst.compile(page, format="png", ppi=200.0, sys_inputs={"svg": svg}))
