"""Charts of figures, drawn by Vega-Lite without a browser. Everything drawn is a number or a word of lenity's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_WIDTH, _HEIGHT = 640, 260
_INK, _QUIET, _BAR, _MARK = "#23211d", "#55544e", "#7fa8a5", "#8a3b12"
_FONT = "Libertinus Serif, Georgia, serif"


def bars_svg(bars: Sequence[tuple[float, float, int]], marks: Sequence[tuple[float, str]], across: str, up: str) -> str:
    """Bars from, to and how many, with named marks as upright lines; a bar without width is drawn as wide as the others.

    The words of a mark stand above the bars; color tells nothing that a word does not.
    """
    import altair as alt

    width = next((high - low for low, high, _ in bars if high > low), 1)
    drawn = [{"from": low, "to": high if high > low else low + width, "people": count, "floor": 0} for low, high, count in bars]
    base = alt.Chart(_data(drawn)).mark_bar(color=_BAR, stroke=_QUIET, strokeWidth=0.5, binSpacing=0)
    base = base.encode(
        x=alt.X("from:Q", title=across).scale(zero=True, nice=True), x2="to:Q", y=alt.Y("people:Q", title=up).axis(format=",d", tickMinStep=1), y2="floor:Q"
    )
    layers: list[Any] = [base]
    for at, (place, words) in enumerate(sorted(marks)):
        one = alt.Chart(_data([{"at": place, "words": words}]))
        layers.append(one.mark_rule(color=_MARK, strokeWidth=2, strokeDash=[1, 0] if at % 2 == 0 else [6, 3]).encode(x="at:Q"))
        layers.append(
            one.mark_text(align="left", dx=-1, color=_MARK, fontSize=13, fontWeight=600).encode(
                x="at:Q", y=alt.value(-8 - 16 * (len(marks) - 1 - at)), text="words:N"
            )
        )
    chart = alt.layer(*layers).properties(width=_WIDTH, height=_HEIGHT, background="white")
    chart = (
        chart.configure(font=_FONT)
        .configure_view(stroke=None)
        .configure_axis(labelColor=_INK, titleColor=_INK, labelFontSize=12, titleFontSize=13, gridColor="#e6e2d8")
    )
    return svg_of(chart.to_dict())


def _data(rows: list[dict[str, Any]]) -> Any:
    import altair as alt

    return alt.InlineData(values=rows)


def svg_of(specification: dict[str, Any]) -> str:
    """A Vega-Lite specification as SVG, with no address outside it."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(vl_spec=specification, allowed_base_urls=[])
    return drawn[drawn.index("<svg") :]
