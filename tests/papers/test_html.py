"""The HTML page stands alone, runs nothing, and is built as a page for everyone must be."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import pytest

from lenity.papers import Document, html_page
from lenity.papers._svg import inlined

_VOID = {"meta", "br", "img", "rect", "line", "link", "hr", "input"}


class _Tree(HTMLParser):
    """Every element with its attributes, and whether all were closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), tuple(self.open)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), tuple(self.open)))

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> out of order"


@pytest.fixture(scope="module")
def page(paper: Document) -> str:
    return html_page(paper)


@pytest.fixture(scope="module")
def tree(page: str) -> _Tree:
    tree = _Tree()
    tree.feed(page)
    tree.close()
    return tree


def _named(tree: _Tree, *names: str) -> list[dict[str, str | None]]:
    return [attrs for tag, attrs, _ in tree.elements if tag in names]


def test_elements_nest_and_close(tree: _Tree) -> None:
    assert not tree.open


def test_nothing_runs_and_nothing_is_loaded(page: str, tree: _Tree) -> None:
    assert not _named(tree, "img", "script", "iframe", "object", "embed", "link", "form", "base")
    for tag, attrs, _ in tree.elements:
        assert not [name for name in attrs if name.startswith("on") or name in ("srcset", "style") or (name == "src" and tag != "img")]
        href = attrs.get("href")
        assert href is None or href.startswith(("#", "https://", "http://"))
    assert "url(" not in page
    assert "@import" not in page
    policy = [attrs["content"] for attrs in _named(tree, "meta") if "http-equiv" in attrs]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]


def test_user_text_cannot_leave_the_style_sheet(page: str) -> None:
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(style) == 1
    assert "@bottom-right" in style[0]
    assert "Manual" in style[0]


def test_ids_are_unique_and_links_lead_somewhere(tree: _Tree) -> None:
    ids = [attrs["id"] for _, attrs, _ in tree.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for _, attrs, _ in tree.elements:
        for name in ("href", "aria-labelledby"):
            target = attrs.get(name) or ""
            if name == "aria-labelledby" and target:
                assert target in ids
            elif target.startswith("#"):
                assert target[1:] in ids


def test_headings_go_down_one_at_a_time(tree: _Tree) -> None:
    levels = [int(tag[1]) for tag, _, _ in tree.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_landmarks_language_and_title(tree: _Tree) -> None:
    names = [tag for tag, _, _ in tree.elements]
    assert [names.count(name) for name in ("header", "main", "footer", "title")] == [1, 1, 1, 1]
    assert _named(tree, "html")[0]["lang"] == "en"
    first_link = next(attrs for attrs in _named(tree, "a"))
    assert first_link["href"] == "#text"


def test_every_table_has_a_caption_and_scopes(tree: _Tree) -> None:
    tables = _named(tree, "table")
    assert len(tables) == len(_named(tree, "caption")) == 2
    assert all(attrs.get("scope") in ("col", "row") for attrs in _named(tree, "th"))


def test_every_picture_has_a_text_alternative(tree: _Tree) -> None:
    pictures = _named(tree, "svg")
    assert len(pictures) == 3
    assert all(attrs["role"] == "img" and attrs["aria-labelledby"] for attrs in pictures)


def test_a_drawing_keeps_shapes_and_words_only() -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" width="9" height="9" onload="a()"><style>*{}</style><script>a()</script>'
        '<g clip-path="url(#c)" onclick="a()" style="fill:url(http://a)"><rect width="1" height="2"/><text>A &lt;b&gt; &amp; c</text><image href="http://a"/>'
        '<a x:href="javascript:a()"><text>no</text></a><foreignObject><p>no</p></foreignObject></g></svg>'
    )
    assert inlined(drawing, "words") == (
        '<svg width="9" height="9" role="img" aria-labelledby="words" focusable="false"><g><rect width="1" height="2" /><text>A &lt;b&gt; &amp; c</text></g></svg>'
    )


def test_endnotes_lead_back_to_each_place_that_cites_them(page: str) -> None:
    assert page.count('class="ref"') == page.count('class="back"') == 5


def test_citations_are_links_and_bad_addresses_are_not(page: str) -> None:
    assert re.search(r'<a class="cite" href="https://[^"]+"[^>]*>18 U\.S\.C\. § 3553\(f\)</a>', page)
    assert "javascript:" not in page
    assert 'href="ftp' not in page
    assert "ftp://example.org/x" in page


def test_a_term_is_explained_once(page: str) -> None:
    assert page.count("(a sentence outside the range)") == 1


def test_colors_have_enough_contrast() -> None:
    from lenity.papers.html import _resource

    css = _resource("page.css")
    schemes = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    assert len(schemes) == 3
    for scheme in schemes:
        colors = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", scheme))
        for ground in ("paper", "wash"):
            for name in ("ink", "quiet", "link", "accent", "warn"):
                assert _contrast(colors[name], colors[ground]) >= 4.5, (name, ground)


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(c * 2 for c in color[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
