"""Papers: one typed content tree, shown as text, HTML and PDF that say the same words.

>>> from datetime import date
>>> from lenity.papers import Document, Footer, Lead, Strong, html_page, plain_text
>>> paper = Document(
...     title="The sentence then and today",
...     blocks=(Lead(("The range would be ", Strong("lower"), " today.")),),
...     footer=Footer(version="0.1.0", edition="Guidelines Manual of November 1, 2025", date=date(2026, 11, 24)),
... )
>>> plain_text(paper).splitlines()[0]
'The sentence then and today'
>>> "<strong>lower</strong>" in html_page(paper)
True

What a user wrote enters as data and is shown as written: no string is markup in any form.
"""

from lenity.papers.html import html_page
from lenity.papers.pdf import PdfError, pdf_bytes
from lenity.papers.text import plain_text, print_text
from lenity.papers.tree import (
    Block,
    Chart,
    Cite,
    Column,
    Content,
    Definition,
    Definitions,
    Document,
    Emphasis,
    Footer,
    Heading,
    Inline,
    Input,
    Lead,
    Link,
    List,
    Marker,
    Notice,
    PageBreak,
    Paragraph,
    RangeBar,
    RangePicture,
    Ref,
    Row,
    Source,
    SourceList,
    Step,
    Steps,
    Strong,
    Table,
    Term,
    Text,
    TreeError,
)

__all__ = [
    "Block",
    "Chart",
    "Cite",
    "Column",
    "Content",
    "Definition",
    "Definitions",
    "Document",
    "Emphasis",
    "Footer",
    "Heading",
    "Inline",
    "Input",
    "Lead",
    "Link",
    "List",
    "Marker",
    "Notice",
    "PageBreak",
    "Paragraph",
    "PdfError",
    "RangeBar",
    "RangePicture",
    "Ref",
    "Row",
    "Source",
    "SourceList",
    "Step",
    "Steps",
    "Strong",
    "Table",
    "Term",
    "Text",
    "TreeError",
    "html_page",
    "pdf_bytes",
    "plain_text",
    "print_text",
]
