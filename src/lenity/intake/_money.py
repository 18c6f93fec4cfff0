"""Dollars: `$5,000`, `$100.00`, `$1.2 million`, `two hundred dollars ($200)`."""

from __future__ import annotations

import re
from decimal import Decimal

from lenity.intake._numbers import FIGURES, WORDS, in_words

MONEY = rf"(?:(?:{WORDS}\sdollars\s?\(\s?)?\$\s?{FIGURES}(?:\s(?:million|billion|thousand))?\)?|{WORDS}\sdollars)"
_SCALE = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_FIGURES = re.compile(rf"\$\s?({FIGURES})(?:\s(million|billion|thousand))?", re.IGNORECASE)


def dollars(text: str) -> int | float | None:
    """The amount in US dollars; None where words and figures disagree.

    >>> dollars("$576,290.40"), dollars("two hundred dollars ($200)"), dollars("$1.2 million"), dollars("$100.00")
    (576290.4, 200, 1200000, 100)
    """
    figures = _FIGURES.search(text)
    spelled = re.match(rf"({WORDS})\sdollars", text, re.IGNORECASE)
    in_word = in_words(spelled[1]) if spelled else None
    if figures is None:
        return in_word
    amount = Decimal(figures[1].replace(",", "")) * _SCALE.get((figures[2] or "").lower(), 1)
    if in_word is not None and amount != in_word:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
