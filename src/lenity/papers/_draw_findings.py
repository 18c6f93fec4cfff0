"""Charts of a screen: how many people, by group, with each finding. Color tells nothing that the table beside does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_WIDTH, _ROW = 520, 24
_INK = "#23211d"
_COLORS = {"lower": "#1d6b62", "same": "#b9b4a6", "higher": "#8a3b12", "not known": "#e6e2d8"}
_FONT = "Libertinus Serif, Georgia, serif"


def findings_svg(groups: Sequence[tuple[str, Mapping[str, int]]]) -> str:
    """A bar a group, its findings one after the other in their own color."""
    import altair as alt

    order = list(_COLORS)
    rows = [{"group": group, "finding": finding, "people": found.get(finding, 0), "at": order.index(finding)} for group, found in groups for finding in order]
    chart = alt.Chart(alt.InlineData(values=rows)).mark_bar(stroke="#55544e", strokeWidth=0.5)
    chart = chart.encode(
        x=alt.X("people:Q", title="People").axis(format=",d", tickMinStep=1, labelOverlap="greedy", labelSeparation=6, tickCount=6),
        y=alt.Y("group:N", title=None, sort=[group for group, _ in groups]).axis(labelLimit=220),
        color=alt.Color("finding:N", title="Finding", sort=order).scale(domain=order, range=list(_COLORS.values())).legend(orient="top"),
        order=alt.Order("at:Q"),
    )
    return _svg(chart, len(groups))


def bars_by_name_svg(rows: Sequence[tuple[str, int]], title: str) -> str:
    """A bar a name."""
    import altair as alt

    values = [{"name": name, "count": count} for name, count in rows]
    chart = alt.Chart(alt.InlineData(values=values)).mark_bar(color=_COLORS["lower"], stroke="#55544e", strokeWidth=0.5)
    chart = chart.encode(
        x=alt.X("count:Q", title=title).axis(format=",d", tickMinStep=1, labelOverlap="greedy", labelSeparation=6, tickCount=6),
        y=alt.Y("name:N", title=None, sort=[name for name, _ in rows]).axis(labelLimit=260),
    )
    return _svg(chart, len(rows))


def _svg(chart: Any, bars: int) -> str:
    import vl_convert

    chart = chart.properties(width=_WIDTH, height=max(_ROW * bars, _ROW * 2), background="white").configure(font=_FONT).configure_view(stroke=None)
    chart = chart.configure_axis(labelColor=_INK, titleColor=_INK, labelFontSize=12, titleFontSize=13, gridColor="#e6e2d8")
    drawn: str = vl_convert.vegalite_to_svg(vl_spec=chart.to_dict(), allowed_base_urls=[])
    return drawn[drawn.index("<svg") :]
