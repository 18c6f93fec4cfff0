"""Statutes at Large, regulations, rules of procedure and cases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import quote, quote_plus

from ._model import Citation, Dated, _dated, _natural, _parens, _subdivision_key


@dataclass(frozen=True)
class Statutes(Citation):
    """A page of the Statutes at Large."""

    kind: ClassVar[str] = "Statutes at Large"
    rank: ClassVar[int] = 6
    volume: int
    page: str
    dated: Dated | None = None

    def __str__(self) -> str:
        return f"{self.volume} Stat. {self.page}{_dated(self.dated)}"

    def url(self) -> str:
        # The link service finds a law by its page number; "3207-2" is a leaf within page 3207.
        return f"https://www.govinfo.gov/link/statute/{self.volume}/{self.page.partition('-')[0]}"

    def _key(self) -> tuple[object, ...]:
        return self.volume, _natural(self.page)


@dataclass(frozen=True)
class PublicLaw(Citation):
    """A public law, with its section (of a `division`) and its place in the Statutes at Large where cited."""

    kind: ClassVar[str] = "Public Law"
    rank: ClassVar[int] = 5
    congress: int
    number: int
    section: str | None = None
    subdivisions: tuple[str, ...] = ()
    volume: int | None = None
    page: str | None = None
    dated: Dated | None = None
    division: str | None = None

    def __str__(self) -> str:
        text = f"Pub. L. {self.congress}-{self.number}"
        if self.division:
            text += f", div. {self.division}"
        if self.section:
            text += f", § {self.section}{_parens(self.subdivisions)}"
        if self.volume is not None:
            text += f", {self.volume} Stat. {self.page}"
        return text + _dated(self.dated)

    def url(self) -> str:
        return f"https://www.govinfo.gov/link/plaw/{self.congress}/public/{self.number}"

    def parent(self) -> PublicLaw | None:
        if self.subdivisions:
            return replace(self, subdivisions=self.subdivisions[:-1])
        # A page belongs to the unit cited with it, so it goes when the unit widens to the whole law.
        if self.section:
            return replace(self, section=None, volume=None, page=None)
        return replace(self, division=None) if self.division else None

    def contains(self, other: Citation) -> bool:
        """By law, section and subdivision; on which page the text stands makes no difference."""
        if not isinstance(other, PublicLaw):
            return False
        plain = replace(self, volume=None, page=None)
        return Citation.contains(plain, replace(other, volume=None, page=None))

    def _key(self) -> tuple[object, ...]:
        return (
            self.congress,
            self.number,
            self.division or "",
            _natural(self.section or ""),
            _subdivision_key(self.subdivisions),
        )


@dataclass(frozen=True)
class Regulation(Citation):
    """A part of the Code of Federal Regulations, or a section of a part where `section` is given."""

    kind: ClassVar[str] = "Code of Federal Regulations"
    rank: ClassVar[int] = 7
    title: int
    part: int
    section: int | None = None
    subdivisions: tuple[str, ...] = ()
    dated: Dated | None = None

    def __str__(self) -> str:
        if self.section is None:
            return f"{self.title} C.F.R. part {self.part}{_dated(self.dated)}"
        number = f"{self.part}.{self.section}{_parens(self.subdivisions)}"
        return f"{self.title} C.F.R. § {number}{_dated(self.dated)}"

    def url(self) -> str:
        base = f"https://www.ecfr.gov/current/title-{self.title}"
        if self.section is None:
            return f"{base}/part-{self.part}"
        number = f"{self.part}.{self.section}"
        anchor = f"#p-{number}{_parens(self.subdivisions)}" if self.subdivisions else ""
        return f"{base}/section-{number}{anchor}"

    def parent(self) -> Regulation | None:
        if self.subdivisions:
            return replace(self, subdivisions=self.subdivisions[:-1])
        return replace(self, section=None) if self.section is not None else None

    def _key(self) -> tuple[object, ...]:
        # A part comes before its sections, section 0 included.
        section = -1 if self.section is None else self.section
        return self.title, self.part, section, _subdivision_key(self.subdivisions)


@dataclass(frozen=True)
class FederalRegister(Citation):
    """A page of the Federal Register."""

    kind: ClassVar[str] = "Federal Register"
    rank: ClassVar[int] = 8
    volume: int
    page: int
    dated: Dated | None = None

    def __str__(self) -> str:
        return f"{self.volume} FR {self.page}{_dated(self.dated)}"

    def url(self) -> str:
        return f"https://www.federalregister.gov/citation/{self.volume}-FR-{self.page}"

    def _key(self) -> tuple[object, ...]:
        return self.volume, self.page


@dataclass(frozen=True)
class Rule(Citation):
    """A Federal Rule of Criminal Procedure."""

    kind: ClassVar[str] = "Rule of Criminal Procedure"
    rank: ClassVar[int] = 9
    number: str
    subdivisions: tuple[str, ...] = ()
    dated: Dated | None = None

    def __str__(self) -> str:
        return f"Fed. R. Crim. P. {self.number}{_parens(self.subdivisions)}{_dated(self.dated)}"

    def url(self) -> str:
        return f"https://www.law.cornell.edu/rules/frcrmp/rule_{self.number}"

    def parent(self) -> Rule | None:
        return replace(self, subdivisions=self.subdivisions[:-1]) if self.subdivisions else None

    def _key(self) -> tuple[object, ...]:
        return _natural(self.number), _subdivision_key(self.subdivisions)


@dataclass(frozen=True)
class Case(Citation):
    """A reported opinion; `pin` is the page pointed to, `court` stands where the reporter does not say it."""

    kind: ClassVar[str] = "case"
    rank: ClassVar[int] = 10
    volume: int
    reporter: str
    page: int
    pin: int | None = None
    court: str | None = None
    dated: Dated | None = None
    name: str | None = None

    def __str__(self) -> str:
        text = f"{self.name}, " if self.name else ""
        text += f"{self.volume} {self.reporter} {self.page}"
        if self.pin is not None:
            text += f", {self.pin}"
        inside = " ".join(part for part in (self.court, str(self.dated) if self.dated else None) if part)
        return f"{text} ({inside})" if inside else text

    def url(self) -> str:
        """CourtListener's citation look-up; its search for a database number that no reporter has."""
        if self.reporter == "WL":
            return f"https://www.courtlistener.com/?q={quote_plus(f'{self.volume} WL {self.page}')}"
        return f"https://www.courtlistener.com/c/{quote(self.reporter)}/{self.volume}/{self.page}/"

    def parent(self) -> Case | None:
        return replace(self, pin=None) if self.pin is not None else None

    def contains(self, other: Citation) -> bool:
        """Whether `other` is the same report; a citation without a pin contains every page of it."""
        if not isinstance(other, Case):
            return False
        same = (self.volume, self.reporter, self.page) == (other.volume, other.reporter, other.page)
        return same and self.pin in (None, other.pin)

    def _key(self) -> tuple[object, ...]:
        return self.reporter, self.volume, self.page, self.pin or 0
