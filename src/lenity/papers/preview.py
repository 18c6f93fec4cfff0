"""The picture that stands for a profile where its page is shared: the name, the sentence, and what became of it."""

from __future__ import annotations

import json
from importlib.resources import files

from lenity.facts import CaseFile
from lenity.papers._review_words import imposed_in_words, on_day, range_in_words
from lenity.papers.unsealed import check_unsealed
from lenity.review import Review

_MOST_LETTERS = 60


def preview_png(case: CaseFile, review: Review) -> bytes:
    """A PNG of 1200 by 630 pixels. `case` must hold public facts only, and `review` be of that case.

    Raises SealedWords if any of it speaks of cooperation.
    """
    import typst

    card = {
        "title": _short((case.person.name if case.person else None) or "A federal sentence"),
        "lines": _lines(case, review),
        "foot": "The sentence then and today · lenity",
    }
    check_unsealed(json.dumps(card), "the preview picture")
    layout = files("lenity.papers").joinpath("preview.typ").read_bytes()
    return bytes(typst.compile(layout, format="png", ppi=72.0, sys_inputs={"card": json.dumps(card)}))


def _lines(case: CaseFile, review: Review) -> list[str]:
    imposed = imposed_in_words(case)
    lines = [f"Sentenced to {imposed} {on_day(case.sentence.date)}" if imposed else f"Sentenced {on_day(case.sentence.date)}"]
    if review.change.finding == "lower":
        low, high = (review.today.values[name] for name in ("range_minimum_months", "range_maximum_months"))
        lines.append(f"The range today: {range_in_words(low, high)}")
    return lines


def _short(name: str) -> str:
    return name if len(name) <= _MOST_LETTERS else f"{name[: _MOST_LETTERS - 1]}…"
