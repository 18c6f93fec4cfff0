"""A document's text as one running line, each place of which leads back to the document's own.

Opinions are set in double-spaced, justified, hyphenated lines with page numbers between them. Grammar is written once,
against text with single spaces; what it finds is handed back as the exact characters of the document.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

# Same length on both sides, so that places stay what they are.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "−": "-", "‐": "-"})
_PAGE_NUMBER = r"(?:-\s?\d{1,4}\s?-|[Pp]age\s+\d{1,4}(?:\s+of\s+\d{1,4})?)"
_GAP = re.compile(rf"(?:\s*\n\s*{_PAGE_NUMBER}[^\S\n]*(?=\n|\Z))+\s*|\s+")
_STOP = re.compile(r"[.!?][\"')\]]{0,3}\s(?=[\"'(\[]{0,2}[A-Z0-9§])")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LEAST_PARAGRAPH = 110
"""Lines are shorter than this; a text whose middling piece between empty lines is no longer is set with double spacing."""
_ABBREVIATED = re.compile(
    r"(?:\b(?:No|Nos|v|vs|Mr|Mrs|Ms|Dr|Hon|Jr|Sr|St|Reg|id|Fed|Crim|Supp|App|Amend|Ch|Pt|Art|Cl|Sec|Cir|Ct|Dist|Secs?|Asst|Atty|Inc|Co|Corp|mos|yrs|mths|approx|Jan|Feb|Mar|Apr"
    r"|Aug|Sept?|Oct|Nov|Dec|Id|See|Cf|e\.g|i\.e|et al|U\.S|U\.S\.C|U\.S\.S\.G|R|P|D|C|Ala|Ariz|Ark|Cal|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Me|Mass"
    r"|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Or|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)|(?<![A-Za-z])[A-Z])\Z"
)


class Flat:
    """`text` with every run of white space as one space; `span` leads back."""

    def __init__(self, original: str) -> None:
        self.original = original
        pieces: list[str] = []
        here, there = array("Q"), array("Q")
        at = length = 0
        for gap in _GAP.finditer(original):
            start, end = gap.span()
            pieces.append(original[at:start])
            length += start - at
            joint = "" if _is_broken_word(original, start, end) else " "
            pieces.append(joint)
            length += len(joint)
            at = end
            if end - start != len(joint) or joint != original[start:end]:
                here.append(length)
                there.append(end)
        pieces.append(original[at:])
        self.text = "".join(pieces).translate(_PLAIN)
        self._here, self._there = here, there

    def place(self, offset: int) -> int:
        """The place in the document of a place in the line."""
        at = bisect_right(self._here, offset) - 1
        return offset if at < 0 else int(self._there[at]) + offset - int(self._here[at])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the document that stand at `text[start:end]`, without white space around them."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        if start == end:
            return self.place(start), self.place(start)
        return self.place(start), self.place(end - 1) + 1

    def at(self, place: int) -> int:
        """The place in the line of a place in the document (of the nearest one kept)."""
        at = bisect_right(self._there, place) - 1
        if at < 0:
            return min(place, int(self._here[0]) if len(self._here) else len(self.text))
        following = int(self._here[at + 1]) if at + 1 < len(self._here) else len(self.text)
        return min(int(self._here[at]) + place - int(self._there[at]), following)

    @cached_property
    def stops(self) -> list[int]:
        """Where sentences begin."""
        found = [0, *self._paragraphs()]
        for stop in _STOP.finditer(self.text):
            before = self.text[max(0, stop.start() - 10) : stop.start()]
            if self.text[stop.start()] != "." or not _ABBREVIATED.search(before):
                found.append(stop.end())
        return sorted(set(found))

    def _paragraphs(self) -> Iterator[int]:
        """Where paragraphs begin, as empty lines part them; nowhere in a text whose every line is followed by one."""
        breaks = [match.end() for match in _EMPTY_LINE.finditer(self.original)]
        lengths = sorted(end - start for start, end in zip([0, *breaks], [*breaks, len(self.original)], strict=True))
        if breaks and lengths[len(lengths) // 2] > _LEAST_PARAGRAPH:
            yield from (place for place in map(self.at, breaks) if place < len(self.text))

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Start and end of each sentence."""
        ends = [*self.stops[1:], len(self.text)]
        return zip(self.stops, ends, strict=True)

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The sentence that holds a place."""
        at = bisect_right(self.stops, offset) - 1
        return self.stops[at], self.stops[at + 1] if at + 1 < len(self.stops) else len(self.text)

    def sentence_number(self, offset: int) -> int:
        """Which sentence, from 0, holds a place."""
        return bisect_left(self.stops, offset + 1) - 1


def _is_broken_word(text: str, start: int, end: int) -> bool:
    """Whether the gap parts a word or a number at its hyphen, at the end of a line."""
    return start > 1 and end < len(text) and text[start - 1] in "-‐‑" and text[start - 2].isalnum() and text[end].isalnum() and "\n" in text[start:end]
