"""The tree made ready to print: one plain structure (dicts, lists, strings) that all the renderers read.

Numbers, labels, links and the words that stand around user text are settled here and nowhere else, so text,
HTML and PDF say the same by construction. The structure is JSON, which is how it reaches Typst.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from lenity.cite import find
from lenity.papers._clean import clean, reads_right_to_left, safe_url
from lenity.papers._picture import picture
from lenity.papers._words import WORDS, date_in_words
from lenity.papers.tree import (
    Block,
    Chart,
    Cite,
    Content,
    Definitions,
    Document,
    Emphasis,
    Heading,
    Inline,
    Lead,
    Link,
    List,
    Notice,
    PageBreak,
    Paragraph,
    RangePicture,
    Ref,
    SourceList,
    Step,
    Steps,
    Strong,
    Table,
    Term,
    spread,
)

Node: TypeAlias = dict[str, Any]

# A short list of inputs stands open; a longer one may be folded where a page can fold.
_INPUTS_SHOWN = 4


def lowered(document: Document) -> Node:
    """The document as one JSON structure, every text cleaned and every reference numbered."""
    return _Lowering(document).document()


def words_of(inlines: list[Node]) -> str:
    """The bare words of lowered inlines."""
    return "".join(part["text"] for part in inlines)


class _Lowering:
    """One pass over a document; what it counts (references, terms met, ids) lives and dies with it."""

    def __init__(self, document: Document) -> None:
        self._source = document
        self._words = WORDS[document.language]
        self._explained: set[str] = set()
        self._counts: dict[str, int] = {}
        self._uses: dict[str, list[str]] = {}
        ids = [s.id for block in document.blocks if isinstance(block, SourceList) for s in block.sources]
        self._numbers = {id_: number for number, id_ in enumerate(ids, 1)}

    def document(self) -> Node:
        source = self._source
        blocks = [self._block(block) for block in source.blocks]
        # Only now is it known from where each source is cited.
        for block in blocks:
            for note in block.get("notes", ()):
                note["back"] = [{"href": use, "text": f"↩{number}" if number > 1 else "↩"} for number, use in enumerate(self._uses.get(note["source"], ()), 1)]
        return {
            "title": clean(source.title),
            "subtitle": clean(source.subtitle),
            "language": source.language,
            "words": self._words,
            "blocks": blocks,
            "footer": self._footer(),
        }

    def _footer(self) -> Node:
        footer, words = self._source.footer, self._words
        day = date_in_words(footer.date, self._source.language)
        about = [
            {"term": words["version"], "text": clean(footer.version)},
            {"term": words["edition"], "text": clean(footer.edition)},
            {"term": words["date"], "text": day},
        ]
        if footer.digest:
            about.append({"term": words["digest"], "text": clean(footer.digest)})
        running = " · ".join(("lenity " + clean(footer.version), clean(footer.edition), day))
        return {"about": about, "running": running, "date": footer.date.isoformat()}

    def _id(self, kind: str) -> str:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return f"{kind}-{self._counts[kind]}"

    # Inlines

    def _content(self, content: Content) -> list[Node]:
        return [node for part in spread(content) for node in self._inline(part) if node["text"]]

    def _inline(self, part: Inline) -> list[Node]:
        if isinstance(part, Cite):
            return self._cited(clean(part.text))
        if isinstance(part, Ref):
            return [self._reference(part)]
        if isinstance(part, Term):
            return self._term(part)
        if isinstance(part, Link):
            return [_node("link", clean(part.text), url=safe_url(part.url))]
        kind = "strong" if isinstance(part, Strong) else "emphasis" if isinstance(part, Emphasis) else "text"
        return [_node(kind, clean(part.text))]

    def _cited(self, text: str) -> list[Node]:
        nodes, at = [], 0
        for found in find(text):
            url = safe_url(found.citation.url() or "")
            if not url or found.start < at:
                continue
            nodes.append(_node("text", text[at : found.start]))
            nodes.append(_node("cite", text[found.start : found.end], url=url))
            at = found.end
        return [*nodes, _node("text", text[at:])]

    def _reference(self, ref: Ref) -> Node:
        number = self._numbers[ref.source]
        use = self._id("reference")
        self._uses.setdefault(ref.source, []).append(use)
        where = f", {clean(ref.where)}" if ref.where else ""
        return _node("ref", f"[{number}{where}]", id=use, href=f"source-{number}")

    def _term(self, term: Term) -> list[Node]:
        name = clean(term.text)
        if name.casefold() in self._explained:
            return [_node("term", name)]
        self._explained.add(name.casefold())
        explanation = clean(term.explanation).strip()
        return [_node("term", name), _node("gloss", f" ({explanation})" if explanation else "")]

    # Blocks

    def _block(self, block: Block) -> Node:
        match block:
            case Heading():
                content = self._content(block.content)
                return {
                    "kind": "heading",
                    "level": block.level,
                    "id": self._id("section"),
                    "content": content,
                }
            case Paragraph():
                return {"kind": "paragraph", "content": self._content(block.content)}
            case Lead():
                return {"kind": "lead", "content": self._content(block.content)}
            case Notice():
                label = self._words[block.kind]
                content = self._content(block.content)
                return {"kind": "notice", "tone": block.kind, "label": label, "content": content}
            case Table():
                return self._table(block)
            case Steps():
                return self._steps(block)
            case Definitions():
                items = [{"term": self._content(i.term), "description": self._content(i.description)} for i in block.items]
                return {"kind": "definitions", "items": items}
            case List():
                items_ = [self._content(item) for item in block.items]
                return {"kind": "list", "numbered": block.numbered, "items": items_}
            case RangePicture():
                return self._picture(block)
            case Chart():
                return self._chart(block)
            case SourceList():
                return self._sources(block)
            case PageBreak():
                return {"kind": "pagebreak"}

    def _table(self, table: Table) -> Node:
        id_, caption = self._id("table"), self._content(table.caption)
        columns: list[Node] = [{"title": self._content(c.title), "align": c.align} for c in table.columns]
        rows: list[Node] = [
            {
                "strong": row.strong,
                "header": self._content(row.header),
                "cells": [self._content(cell) for cell in row.cells],
            }
            for row in table.rows
        ]
        for position, column in enumerate(columns):
            cells = [row["header"] if position == 0 else row["cells"][position - 1] for row in rows]
            column["weight"] = max(_weight(cell) for cell in [column["title"], *cells])
        return {
            "kind": "table",
            "id": id_,
            "caption": caption,
            "columns": columns,
            "rows": rows,
            "note": self._content(table.note),
        }

    def _steps(self, block: Steps) -> Node:
        id_ = self._id("steps")
        caption = self._content(block.caption)
        steps = [self._step(step, number, id_) for number, step in enumerate(block.steps, 1)]
        return {"kind": "steps", "id": id_, "caption": caption, "steps": steps}

    def _step(self, step: Step, number: int, within: str) -> Node:
        label, value = self._content(step.label), self._content(step.value)
        if step.state != "known":
            state = self._words[step.state]
            value.append(_node("state", f" ({state})" if value else state))
        evidence: list[Node] = []
        because, citation = self._content(step.because), self._cited(clean(step.citation))
        inputs = [{"name": self._content(i.name), "value": self._content(i.value)} for i in step.inputs]
        for ref in step.evidence:
            evidence += [_node("text", " "), *self._inline(ref)] if evidence else self._inline(ref)
        return {
            "id": f"{within}-{number}",
            "number": f"{number}.",
            "state": step.state,
            "label": label,
            "value": value,
            "because": because,
            "law_word": self._words["law"],
            "citation": [node for node in citation if node["text"]],
            "inputs_word": self._words["inputs"],
            "inputs": inputs,
            "folded": len(inputs) > _INPUTS_SHOWN,
            "evidence_word": self._words["evidence"],
            "evidence": evidence,
        }

    def _picture(self, block: RangePicture) -> Node:
        shape = picture(block, self._source.language)
        return {
            "kind": "picture",
            "id": self._id("picture"),
            "caption": self._content(block.caption),
            "alternative": clean(block.alternative),
            **shape,
        }

    def _chart(self, block: Chart) -> Node:
        return {
            "kind": "chart",
            "id": self._id("chart"),
            "caption": self._content(block.caption),
            "svg": block.svg,
            "alternative": clean(block.alternative),
            "table": self._table(block.table),
        }

    def _sources(self, block: SourceList) -> Node:
        notes = []
        for source in block.sources:
            number = self._numbers[source.id]
            notes.append(
                {
                    "id": f"source-{number}",
                    "source": source.id,
                    "number": f"{number}.",
                    "content": self._content(source.content),
                    "url": safe_url(source.url),
                    "address": clean(source.url).strip(),
                }
            )
        return {"kind": "sources", "id": self._id("sources"), "title": self._words["sources"], "notes": notes}


def _weight(inlines: list[Node]) -> int:
    """How much of a page's width a cell asks for, in characters; neither a mark nor a passage decides alone."""
    return min(max(len(words_of(inlines)) + 2, 8), 34)


def _node(kind: str, text: str, **more: str) -> Node:
    node: Node = {"kind": kind, "text": text, **more}
    if reads_right_to_left(text):
        node["rtl"] = True
    return node
