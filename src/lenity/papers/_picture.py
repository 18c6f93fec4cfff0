"""Where the parts of a range picture stand, as shares of its width: one geometry for every form."""

from __future__ import annotations

from typing import Any

from lenity.papers._clean import clean
from lenity.papers._words import WORDS, months_in_words
from lenity.papers.tree import Months, RangeBar, RangePicture

# Life has no place on a scale of months, so it has a band of its own at the end.
_LIFE_FROM = 0.86
_SCALE_TO = 0.80
# A range of one point would not be seen.
_LEAST_WIDTH = 0.012
_TICK_STEPS = (12, 24, 60, 120, 240, 480, 1200)
_TICKS_AT_MOST = 6


def picture(block: RangePicture, language: str) -> dict[str, Any]:
    """The bars, ticks and marker of a picture; places and widths are shares from 0 to 1."""
    ends = [m for bar in (block.then, block.today) for m in (bar.minimum, bar.maximum) if isinstance(m, int)]
    if block.sentence and isinstance(block.sentence.months, int):
        ends.append(block.sentence.months)
    step, top = _scale(max(ends, default=0))
    ticks = [{"at": _place(m, top), "text": str(m)} for m in range(0, top + 1, step)]
    ticks.append({"at": (_LIFE_FROM + 1) / 2, "text": WORDS[language]["life"]})
    marker = None
    if block.sentence:
        words = months_in_words(block.sentence.months, block.sentence.months, language)
        at = _place(block.sentence.months, top)
        marker = {"at": at, "text": f"{clean(block.sentence.label)}: {words}"}
    return {
        "unit": WORDS[language]["months"],
        "life_from": _LIFE_FROM,
        "ticks": ticks,
        "marker": marker,
        "bars": [_bar(block.then, "then", top, language), _bar(block.today, "today", top, language)],
    }


def _scale(highest: int) -> tuple[int, int]:
    """The months between ticks and the months at the end of the scale."""
    for step in _TICK_STEPS:
        count = -(-max(highest, 1) // step)
        if count <= _TICKS_AT_MOST:
            return step, count * step
    # Terms stacked far beyond a lifetime still need a scale.
    step = -(-highest // _TICKS_AT_MOST)
    return step, step * _TICKS_AT_MOST


def _place(months: Months, top: int) -> float:
    return (_LIFE_FROM + 1) / 2 if months == "life" else round(_SCALE_TO * months / top, 4)


def _bar(bar: RangeBar, kind: str, top: int, language: str) -> dict[str, Any]:
    words = months_in_words(bar.minimum, bar.maximum, language)
    # A bar is drawn only where both ends are known: half a bar would read as a range.
    drawn = bar.minimum is not None and bar.maximum is not None
    start = end = 0.0
    if bar.minimum is not None and bar.maximum is not None:
        start = _LIFE_FROM if bar.minimum == "life" else _place(bar.minimum, top)
        end = 1.0 if bar.maximum == "life" else _place(bar.maximum, top)
        if end - start < _LEAST_WIDTH:
            start = max(0.0, end - _LEAST_WIDTH)
            end = start + _LEAST_WIDTH
    return {
        "which": kind,
        "text": f"{clean(bar.label)}: {words}",
        "drawn": drawn,
        "start": round(start, 4),
        "width": round(end - start, 4),
    }
