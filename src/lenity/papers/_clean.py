"""User text made safe to show: no control characters, no reordering of what is read."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
# Embeddings, overrides and isolates can make a line read as something that it does not say. They are shown as
# the replacement character rather than dropped, so that the reader sees that something stood there.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Marks with no shape: they would hide differences between words that look alike.
_SHAPELESS = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb]")
_RIGHT_TO_LEFT = {"R", "AL"}

_ASCII = str.maketrans(
    {
        "§": "Sec. ", "¶": "para. ", "–": "-", "—": "--", "‐": "-", "‑": "-", "−": "-", "‘": "'", "’": "'",
        "“": '"', "”": '"', "…": "...", "•": "*", "·": "-", "×": "x", "≥": ">=", "≤": "<=", "≠": "!=",
        "→": "->", "←": "<-", "↩": "^", "½": "1/2", "¼": "1/4", "¾": "3/4", "©": "(c)", "\u00a0": " ", "\u202f": " ",
        "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
    }
)  # fmt: skip


def clean(text: str) -> str:
    """The text with every run of white space as one space and nothing invisible at work in it."""
    text = _SPACES.sub(" ", text)
    text = _REORDERING.sub("\ufffd", text)
    text = _SHAPELESS.sub("", text)
    return "".join("\ufffd" if _is_harmful(char) else char for char in text)


def _is_harmful(char: str) -> bool:
    if char.isascii():
        return not char.isprintable()
    code = ord(char)
    if 0xE0000 <= code <= 0xE0FFF or (code & 0xFFFE) == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return True
    return unicodedata.category(char) in ("Cc", "Cs", "Co")


def reads_right_to_left(text: str) -> bool:
    """Whether the text holds any letter of a script written from right to left."""
    return any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def spelled(char: str) -> str:
    """A character that cannot be drawn, as its code point: `[U+4E2D]`."""
    return f"[U+{ord(char):04X}]"


def ascii_only(text: str) -> str:
    """The text in ASCII: the usual signs by their usual stand-ins, accents dropped, the rest as code points."""
    text = text.translate(_ASCII)
    out = []
    for char in text:
        plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
        out.append(plain if plain.isascii() and (plain or unicodedata.combining(char)) else spelled(char))
    return re.sub(r"Sec\.  +", "Sec. ", "".join(out))


def safe_url(url: str) -> str:
    """The address if it is one of the web, else nothing."""
    url = clean(url).strip()
    return url if re.fullmatch(r"https?://[^\s<>\"'\\^`{|}]+", url) else ""
