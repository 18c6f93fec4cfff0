"""The kinds of citation, as values: printed in one form, ordered, linked."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from functools import total_ordering
from typing import ClassVar, TypeVar
from urllib.parse import quote

_C = TypeVar("_C", bound="Citation")
_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_HOUSE_EDITIONS_FROM = 1994

Key = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """The date that a citation carries: a year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        if self.month is None:
            return str(self.year)
        month = _MONTHS[self.month - 1]
        return f"{month} {self.year}" if self.day is None else f"{month} {self.day}, {self.year}"


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _natural(text: str) -> Key:
    """Order in which people count: 9 before 10, 924 before 924A."""
    pieces = re.findall(r"\d+|\D+", text)
    return tuple((int(piece), "") if piece.isdigit() else (0, piece) for piece in pieces)


def _subdivision_key(subdivisions: tuple[str, ...]) -> Key:
    # Laws nest (a)(1)(A)(i)(I); a section that starts with (1) lacks the first step. Only the step tells
    # whether (i) is a letter or a numeral.
    shift = 1 if subdivisions and subdivisions[0].isdigit() else 0
    keys: list[tuple[int, str]] = []
    for step, token in enumerate(subdivisions):
        if token.isdigit():
            keys.append((int(token), ""))
        elif step + shift >= 3 and set(token.lower()) <= set(_ROMAN):
            keys.append((_roman(token), token))
        else:
            keys.append((len(token), token))
    return tuple(keys)


def _parens(subdivisions: tuple[str, ...]) -> str:
    return "".join(f"({token})" for token in subdivisions)


def _dated(dated: Dated | None) -> str:
    return f" ({dated})" if dated else ""


@total_ordering
@dataclass(frozen=True)
class Citation(ABC):
    """Any citation: `str()` is its normal form, `url()` a public page that shows the source.

    Citations sort by kind, then in the order of their source.
    """

    kind: ClassVar[str] = ""
    rank: ClassVar[int] = 0

    @abstractmethod
    def url(self) -> str: ...

    def parent(self: _C) -> _C | None:
        """The next larger unit that contains this one, or None at the top."""
        return None

    def contains(self, other: Citation) -> bool:
        """Whether `other` is this unit or lies within it; an undated unit contains its dated texts."""
        step: Citation | None = other
        while step is not None:
            if step == self or _undated(step) == self:
                return True
            step = step.parent()
        return False

    @abstractmethod
    def _key(self) -> tuple[object, ...]: ...

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Citation):
            return NotImplemented
        if self.rank != other.rank:
            return self.rank < other.rank
        return (*self._key(), str(self)) < (*other._key(), str(other))


def _undated(citation: Citation) -> Citation:
    return replace(citation, dated=None) if getattr(citation, "dated", None) else citation  # type: ignore[call-arg]


@dataclass(frozen=True)
class UnitedStatesCode(Citation):
    """A section of the United States Code; `note` is the statutory note set out under it.

    `schedule` names a schedule of controlled substances within the section.
    """

    kind: ClassVar[str] = "United States Code"
    rank: ClassVar[int] = 1
    title: int
    section: str
    subdivisions: tuple[str, ...] = ()
    note: bool = False
    dated: Dated | None = None
    schedule: str | None = None

    def __str__(self) -> str:
        note = f" Schedule {self.schedule}" if self.schedule else " note" if self.note else ""
        return f"{self.title} U.S.C. § {self.section}{_parens(self.subdivisions)}{note}{_dated(self.dated)}"

    def url(self) -> str:
        """The House's Code, of the cited year where it has one; Cornell's copy where a subdivision is pinned."""
        if self.dated and self.dated.year >= _HOUSE_EDITIONS_FROM:
            edition = str(self.dated.year)
        elif self.subdivisions:
            anchor = "_".join(self.subdivisions)
            return f"https://www.law.cornell.edu/uscode/text/{self.title}/{self.section}#{anchor}"
        else:
            edition = "prelim"
        granule = f"granuleid:USC-{edition}-title{self.title}-section{self.section}"
        return f"https://uscode.house.gov/view.xhtml?req={granule}&num=0&edition={edition}"

    def parent(self) -> UnitedStatesCode | None:
        if self.schedule:
            return replace(self, schedule=None)
        return replace(self, subdivisions=self.subdivisions[:-1]) if self.subdivisions else None

    def _key(self) -> tuple[object, ...]:
        return self.title, _natural(self.section), _subdivision_key(self.subdivisions), self.schedule or ""


@dataclass(frozen=True)
class Guideline(Citation):
    """A section of the Guidelines Manual; `dated` is the edition.

    `note` and `note_subdivisions` pin an application note; `background` is the background commentary;
    `table_note` is a lettered note to a quantity table.
    """

    kind: ClassVar[str] = "Guidelines Manual"
    rank: ClassVar[int] = 2
    section: str
    subdivisions: tuple[str, ...] = ()
    note: int | None = None
    note_subdivisions: tuple[str, ...] = ()
    background: bool = False
    dated: Dated | None = None
    table_note: str | None = None

    def __str__(self) -> str:
        text = f"USSG §{self.section}{_parens(self.subdivisions)}"
        if self.table_note:
            text += f" n.({self.table_note})"
        elif self.note is not None:
            text += f" comment. (n.{self.note}{_parens(self.note_subdivisions)})"
        elif self.background:
            text += " comment. (backg'd)"
        return text + _dated(self.dated)

    def url(self) -> str:
        """The Commission's online Manual; its archive for a dated edition."""
        if self.dated:
            return "https://www.ussc.gov/guidelines/archive"
        section = quote(f"§{self.section}")
        return f"https://guidelines.ussc.gov/apex/r/ussc_apex/guidelinesapp/guidelines?app_gl_id={section}"

    def parent(self) -> Guideline | None:
        if self.note_subdivisions:
            return replace(self, note_subdivisions=self.note_subdivisions[:-1])
        if self.note is not None or self.background or self.table_note:
            return replace(self, note=None, background=False, table_note=None)
        return replace(self, subdivisions=self.subdivisions[:-1]) if self.subdivisions else None

    def _key(self) -> tuple[object, ...]:
        return (
            _natural(self.section),
            _subdivision_key(self.subdivisions),
            self.table_note or "",
            self.background,
            self.note or 0,
            _subdivision_key(self.note_subdivisions),
        )


@dataclass(frozen=True)
class GuidelineChapter(Citation):
    """A chapter of the Manual, or a part of one, such as the Sentencing Table in Ch. 5, Pt. A."""

    kind: ClassVar[str] = "Guidelines Manual chapter"
    rank: ClassVar[int] = 3
    chapter: int
    part: str | None = None
    dated: Dated | None = None

    def __str__(self) -> str:
        part = f", Pt. {self.part}" if self.part else ""
        return f"USSG Ch. {self.chapter}{part}{_dated(self.dated)}"

    def url(self) -> str:
        if self.dated:
            return "https://www.ussc.gov/guidelines/archive"
        return "https://www.ussc.gov/guidelines"

    def parent(self) -> GuidelineChapter | None:
        return replace(self, part=None) if self.part else None

    def contains(self, other: Citation) -> bool:
        """As for any citation; a section of the Manual lies in the chapter and part that begin its number."""
        if isinstance(other, Guideline):
            if self.dated and self.dated != other.dated:
                return False
            return other.section.startswith(f"{self.chapter}{self.part or ''}")
        return super().contains(other)

    def _key(self) -> tuple[object, ...]:
        return self.chapter, self.part or ""


@dataclass(frozen=True)
class Amendment(Citation):
    """An amendment in Appendix C of the Manual; `part` and `subpart` where it has them.

    With `through`, the run of amendments from `number` to that one.
    """

    kind: ClassVar[str] = "Appendix C amendment"
    rank: ClassVar[int] = 4
    number: int
    part: str | None = None
    subpart: int | None = None
    dated: Dated | None = None
    through: int | None = None

    def __str__(self) -> str:
        if self.through is not None:
            return f"USSG App. C amends. {self.number}-{self.through}{_dated(self.dated)}"
        part = f" (part {self.part})" if self.part else ""
        if self.subpart is not None:
            part = f" (part {self.part}, subpart {self.subpart})"
        return f"USSG App. C amend. {self.number}{part}{_dated(self.dated)}"

    def url(self) -> str:
        return f"https://guidelines.ussc.gov/apex/r/ussc_apex/guidelinesapp/appendixc-detail?APP_AMEND_ID={self.number}"

    def contains(self, other: Citation) -> bool:
        """As for any citation; a run contains the amendments between its ends."""
        if self.through is None or not isinstance(other, Amendment):
            return super().contains(other)
        return self.number <= other.number and (other.through or other.number) <= self.through

    def parent(self) -> Amendment | None:
        if self.subpart is not None:
            return replace(self, subpart=None)
        return replace(self, part=None) if self.part else None

    def _key(self) -> tuple[object, ...]:
        return self.number, self.through or 0, self.part or "", self.subpart or 0
