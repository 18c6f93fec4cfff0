"""A paper as one HTML page: nothing loaded from elsewhere, no script, every user word escaped."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from lenity.papers._lower import lowered, words_of
from lenity.papers._svg import inlined
from lenity.papers.tree import Document


def html_page(document: Document, *, preview: str = "") -> str:
    """The document as a self-contained HTML page; `preview` names the picture beside it that stands for it where it is shared."""
    return _template().render(paper=lowered(document), css=Markup(_resource("page.css")), preview=preview)


def _resource(name: str) -> str:
    return files("lenity.papers").joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["words_of"] = words_of
    environment.filters["css_string"] = _css_string
    environment.filters["drawn"] = _drawn
    environment.filters["percent"] = _percent
    environment.filters["anchor"] = _anchor
    return environment.get_template("page.html.j2")


def _css_string(text: str) -> Markup:
    """A CSS string: all but plain letters and digits as code points, so that no text can end it."""
    return Markup('"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text) + '"')


def _drawn(svg: str, labelled_by: str) -> Markup:
    return Markup(inlined(svg, labelled_by))


def _percent(share: float) -> str:
    return f"{share * 100:.4g}%"


def _anchor(share: float) -> str:
    """Where a label is held, so that it stays inside the picture at either edge."""
    return "start" if share < 0.2 else "end" if share > 0.7 else "middle"
