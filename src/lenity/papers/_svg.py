"""A chart's drawing made part of a page: only shapes and words are kept, so nothing in it runs, loads or reaches out."""

from __future__ import annotations

from xml.etree import ElementTree

_SPACE = "{http://www.w3.org/2000/svg}"
_KEPT = frozenset(["svg", "g", "path", "rect", "line", "circle", "ellipse", "polygon", "polyline", "text", "tspan", "title", "desc"])
_FRAME = ("viewBox", "width", "height")
_SHAPES = frozenset(
    [
        "class",
        "d",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "dx",
        "dy",
        "width",
        "height",
        "points",
        "transform",
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-opacity",
        "stroke-dasharray",
        "stroke-linejoin",
        "stroke-linecap",
        "stroke-miterlimit",
        "opacity",
        "font-family",
        "font-size",
        "font-weight",
        "font-style",
        "text-anchor",
        "dominant-baseline",
    ]
)


def inlined(svg: str, labelled_by: str) -> str:
    """The drawing as an element of a page, named by the element of that id. It is an image to a screen reader, whose words stand beside it.

    Raises:
        ParseError: the drawing is not whole.
    """
    root = ElementTree.fromstring(svg)
    frame = {name: root.get(name, "") for name in _FRAME}
    drawn = ElementTree.Element("svg", {name: value for name, value in frame.items() if value})
    drawn.attrib |= {"role": "img", "aria-labelledby": labelled_by, "focusable": "false"}
    drawn.extend(part for child in root if (part := _kept(child)) is not None)
    return ElementTree.tostring(drawn, encoding="unicode")


def _kept(element: ElementTree.Element) -> ElementTree.Element | None:
    name = element.tag.removeprefix(_SPACE) if isinstance(element.tag, str) else ""
    if name not in _KEPT:
        return None
    shape = {key: value for key, value in element.attrib.items() if key in _SHAPES and "url(" not in value and key != "class"}
    kept = ElementTree.Element(name, shape)
    kept.text = element.text
    for child in element:
        part = _kept(child)
        if part is not None:
            part.tail = child.tail
            kept.append(part)
    return kept
