"""Web pages: what a reader reads of them. Scripts are not run, nothing is fetched, menus and notices are left out."""

from __future__ import annotations

import re
from typing import Any

from lenity.intake._document import Document, DocumentFault
from lenity.intake._read_text import decode

MOST_HTML = 40_000_000
_DROPPED = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "svg",
    "nav",
    "footer",
    "aside",
    "form",
    "button",
    "select",
    "head",
    "dialog",
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "blockquote",
        "pre",
        "dl",
        "dt",
        "dd",
        "figcaption",
        "figure",
        "address",
        "center",
        "hr",
        "body",
        "html",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NOTICE = re.compile(r"cookie|consent|gdpr|newsletter|subscribe|promo|advert|sidebar|related|share|social|breadcrumb|menu|modal|popup|banner", re.IGNORECASE)
_LEAST_SHARE = 0.6
_LEAST_MAIN = 200
"""How many characters an article or a main part has to have for the rest of the page to be left out."""


def read_html(data: bytes, file: str, sha256: str) -> Document:
    """A saved web page."""
    if len(data) > MOST_HTML:
        raise DocumentFault(file, f"is larger than {MOST_HTML // 1_000_000} MB; save the page without its pictures")
    source = decode(data, file) if not re.search(rb"charset\s*=", data[:2048], re.IGNORECASE) else data
    text = text_of(source, file)
    return Document(file=file, kind="html", sha256=sha256, text=text, **_known(data, file))


def text_of(source: str | bytes, file: str) -> str:
    """The text of a page, a line a block; raises DocumentFault where there is none."""
    from lxml import etree, html

    try:
        parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
        tree = html.fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise DocumentFault(file, "is no page that can be read; save it again from the browser") from None
    root = _main_part(tree)
    lines: list[str] = []
    _gather(root, lines)
    text = re.sub(r"[^\S\n]*\n[^\S\n]*(?:\n[^\S\n]*)+", "\n\n", "".join(lines)).strip()
    if root is tree:
        text = _told_apart(source, text)
    if not text:
        raise DocumentFault(file, "holds no text; save the page after it has loaded, or print it to a PDF")
    return text + "\n"


def _main_part(tree: Any) -> Any:
    """The article or main part where the page has one that holds its text, else the whole of it without what is no text."""
    for node in list(tree.iter()):
        if not isinstance(node.tag, str) or node is tree:
            continue
        drop = node.tag in _DROPPED or _HIDDEN.search(node.get("style", "")) or node.get("hidden") is not None or node.get("aria-hidden") == "true"
        named = f"{node.get('class', '')} {node.get('id', '')} {node.get('role', '')}"
        notice = node.tag in ("div", "section", "ul") and _NOTICE.search(named) and len(node.text_content()) < 3000
        if (drop or notice) and node.getparent() is not None:
            node.drop_tree()
    whole = len(tree.text_content())
    for path in (".//article", ".//main", ".//*[@role='main']", ".//*[@id='content']"):
        found = list(tree.iterfind(path))
        best = max(found, key=lambda node: len(node.text_content()), default=None)
        if best is not None and len(best.text_content()) >= min(_LEAST_MAIN, whole // 2 + 1):
            return best
    return tree


def _told_apart(source: str | bytes, text: str) -> str:
    """Of a page that marks no main part: what trafilatura takes for it, unless that is only a small part of the text."""
    from trafilatura import extract

    try:
        found = extract(source, favor_recall=True, include_comments=False, deduplicate=False) or ""
    except Exception:  # the page's own text does without it
        return text
    return found if len(found) > len(text) * _LEAST_SHARE else text


def _gather(root: Any, lines: list[str]) -> None:
    """The text below a node, blocks parted by lines; walked without recursion, since pages nest deep."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, is_leaving = stack.pop()
        if is_leaving:
            if node.tag in _BLOCKS:
                lines.append("\n")
            elif node.tag in ("td", "th"):
                lines.append("  ")
            if node is not root and node.tail:
                lines.append(node.tail)
            continue
        if not isinstance(node.tag, str):
            continue
        if node.tag == "br" or node.tag in _BLOCKS:
            lines.append("\n")
        if node.text:
            lines.append(node.text)
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def _known(data: bytes, file: str) -> dict[str, Any]:
    """Title, publisher, date and address as the page itself states them."""
    from trafilatura import extract_metadata

    try:
        found = extract_metadata(decode(data, file))
    except Exception:  # a page's own statements about itself are a convenience; the text does not depend on them
        return {}
    if found is None:
        return {}
    return {"title": found.title, "publisher": found.sitename, "date": found.date, "url": found.url}
