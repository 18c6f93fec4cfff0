"""What the DOCX library does not make by itself: footnotes, fields, links and a few styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FONT = "Times New Roman"
_BODY_POINTS, _SMALL_POINTS, _LEAD_POINTS = 12, 9, 13
TEXT_INCHES = 6.5
_LANGUAGES = {"en": "en-US", "es": "es-US"}


def prepared(word: Word, language: str) -> Word:
    """The blank document with letter paper, one-inch margins, and the styles that a paper uses."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Inches, Pt

    section = word.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_BODY_POINTS)
    _speak(normal, _LANGUAGES.get(language, language))
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption"):
        _plain(word.styles[name])
    for name, base, size in (
        ("Lead", "Body Text", _LEAD_POINTS),
        ("Notice", "Body Text", _BODY_POINTS),
        ("Small", "Normal", _SMALL_POINTS),
        ("Small heading", "Small", _SMALL_POINTS),
        ("TOC 1", "Normal", _BODY_POINTS),
        ("TOC 2", "Normal", _BODY_POINTS),
        ("TOC 3", "Normal", _BODY_POINTS),
        ("Footnote Text", "Normal", _SMALL_POINTS + 1),
    ):
        _style(word, name, base, size)
    word.styles["Small heading"].font.bold = True
    for level in (2, 3):
        word.styles[f"TOC {level}"].paragraph_format.left_indent = Inches(0.25 * (level - 1))
    stops = word.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Inches(TEXT_INCHES), WD_TAB_ALIGNMENT.RIGHT)
    word.styles["Footer"].font.size = Pt(_SMALL_POINTS)
    _character_style(word, "Footnote Reference").font.superscript = True
    _character_style(word, "Hyperlink").font.underline = True
    return word


def set_widths(table: Any, weights: list[int]) -> None:
    """The columns share the width of the text by weight."""
    from docx.shared import Inches

    table.autofit = False
    for row in table.rows:
        for cell, weight in zip(row.cells, weights, strict=True):
            cell.width = Inches(TEXT_INCHES * weight / sum(weights))


def mark_header(row: Any) -> None:
    """The row stands again at the head of each page, and a screen reader takes it for the header."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(OxmlElement("w:tblHeader"))


def _style(word: Word, name: str, base: str, size: int) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    made = word.styles[name] if name in word.styles else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = word.styles[base]
    made.font.size = Pt(size)


def _character_style(word: Word, name: str) -> Any:
    from docx.enum.style import WD_STYLE_TYPE

    return word.styles[name] if name in word.styles else word.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)


def _plain(style: Any) -> None:
    """The style in the document's own font and in black, as courts want it."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    style.font.name, style.font.color.rgb = _FONT, RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _speak(style: Any, language: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    style.element.get_or_add_rPr().append(spoken)


def field(paragraph: Paragraph, code: str, *, begin: bool | None = None) -> None:
    """A field such as a page number. With `begin` only its opening (True) or its end (False), for what spans paragraphs."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    def mark(kind: str) -> None:
        char = OxmlElement("w:fldChar")
        char.set(qn("w:fldCharType"), kind)
        if kind == "begin" and begin:
            char.set(qn("w:dirty"), "true")  # the program that opens it offers to fill in page numbers
        paragraph.add_run()._r.append(char)

    if begin is not False:
        mark("begin")
        text = OxmlElement("w:instrText")
        text.set(qn("xml:space"), "preserve")
        text.text = code
        paragraph.add_run()._r.append(text)
        mark("separate")
    if begin is None:
        paragraph.add_run("1")
    if begin is not True:
        mark("end")


def add_hyperlink(paragraph: Paragraph, text: str, url: str, *, bold: bool = False) -> None:
    """Words that lead to a page."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.style, run.bold = "Hyperlink", bold or None
    link.append(run._r)
    paragraph._p.append(link)


def footnote_reference(paragraph: Paragraph, number: int) -> None:
    """The mark of footnote `number` (from 1) in the text."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    run.style = "Footnote Reference"
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), str(number))
    run._r.append(mark)


def add_footnotes(word: Word, notes: list[str]) -> None:
    """The footnotes of the document, numbered from 1 in the order of their marks."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for at, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    body = "".join(_footnote(number, text, word) for number, text in enumerate(notes, 1))
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_W}">{rules}{body}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _footnote(number: int, text: str, word: Word) -> str:
    style, mark = word.styles["Footnote Text"].style_id, word.styles["Footnote Reference"].style_id
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{mark}"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
    )
