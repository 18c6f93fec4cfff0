"""Numbers as people write them: figures, words, ordinals, and both (`twenty-five (25)`)."""

from __future__ import annotations

import re
from decimal import Decimal

_ONES = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {word: 10 * number for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
_TENS["fourty"] = 40
_LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_ORDINAL = {
    "first": "one", "second": "two", "third": "three", "fifth": "five", "eighth": "eight", "ninth": "nine", "twelfth": "twelve",
    "twentieth": "twenty", "thirtieth": "thirty", "fortieth": "forty", "fiftieth": "fifty",
}  # fmt: skip

_SMALL = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
_WORD = rf"(?:{_SMALL}|hundred|thousand|million)"
WORDS = rf"(?:\b(?:a\s(?=hundred|thousand|million))?{_WORD}(?:(?:\s|-|\sand\s|,\s){_WORD})*\b)"
FIGURES = r"(?<!\d)(?<!\d[.,])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
NUMBER = rf"(?:{WORDS}(?:\s?\(\s?{FIGURES}\s?\))?|{FIGURES}(?:\s?\(\s?{FIGURES}\s?\))?)"
"""A number in figures, in words, or in words with figures after them."""
ROMAN = r"(?:VI|IV|V|I{1,3})"
_DIGITS = re.compile(FIGURES)


def number(text: str) -> Decimal | None:
    """The number that a text is. Words and figures that disagree are no number: None.

    >>> number("twenty-five (25)"), number("two thousand twenty-five"), number("1,927")
    (Decimal('25'), Decimal('2025'), Decimal('1927'))
    >>> number("twenty-five (52)") is None
    True
    """
    text = text.strip().lower()
    figures = [Decimal(found.replace(",", "")) for found in _DIGITS.findall(text)]
    words = _DIGITS.sub(" ", text).replace("(", " ").replace(")", " ").strip()
    spelled = in_words(words) if words else None
    if words and spelled is None:
        return None
    found = [*figures, *([Decimal(spelled)] if spelled is not None else [])]
    return found[0] if found and all(one == found[0] for one in found) else None


def in_words(text: str) -> int | None:
    """A whole number in words, cardinal or ordinal; None where a word is none of number."""
    total = current = 0
    seen = False
    for word in re.split(r"[\s,-]+", text.strip().lower()):
        word = _cardinal(word)
        if word in ("and", "a", "an", ""):
            continue
        if word in _ONES:
            current += _ONES[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _LARGE:
            total, current = total + (current or 1) * _LARGE[word], 0
        else:
            return None
        seen = True
    return total + current if seen else None


def _cardinal(word: str) -> str:
    if word in _ORDINAL:
        return _ORDINAL[word]
    if word.endswith("th") and word[:-2] in {*_ONES, "hundred", "thousand"}:
        return word[:-2]
    return word


def whole(text: str) -> int | None:
    """A whole number, None where the text is none."""
    found = number(text)
    return int(found) if found is not None and found == found.to_integral_value() else None
