"""What one column of the normalized schema is: its unit, its question, where each fiscal year keeps it, and its codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["whole", "number", "text"]
RANGE_LIFE = 9996
"""Life as the Commission writes it where a range ends (GLMIN, GLMAX and their kin)."""
SENTENCE_LIFE = 470
"""Life as it writes it for a term imposed (SENTTOT and its kin)."""
RELEASE_LIFE = 996
"""Life as it writes it for supervised release (SUPREL)."""


@dataclass(frozen=True, slots=True)
class Source:
    """A variable of the Commission that holds the column, and the fiscal years whose files have it (None: no bound)."""

    variable: str
    first_year: int | None = None
    last_year: int | None = None

    def __str__(self) -> str:
        if self.first_year is None and self.last_year is None:
            return self.variable
        return f"{self.variable} (FY{self.first_year or ''}–{f'FY{self.last_year}' if self.last_year else ''})"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the schema.

    `sources` are in order of preference: of those that a file has, the first is read. `aliases` are names that
    redistributed files gave the same variable. `life` is the value that means life imprisonment (or a life term).
    Values outside `lowest` to `highest` are not the variable's own and become null, counted in `set_aside`.
    """

    name: str
    kind: Kind
    unit: str
    asks: str
    sources: tuple[Source, ...] = ()
    aliases: tuple[str, ...] = ()
    codes: Mapping[int, str] = field(default_factory=dict)
    code_table: str | None = None
    life: int | None = None
    lowest: float | None = None
    highest: float | None = None
    life_was_996: bool = False

    @property
    def variables(self) -> tuple[str, ...]:
        """Every name under which a file may hold the column, upper case, in order of preference."""
        return tuple(source.variable for source in self.sources) + self.aliases

    @property
    def dtype(self) -> str:
        """The name of the Polars type that holds it."""
        return {"whole": "Int64", "number": "Float64", "text": "String"}[self.kind]

    def as_data(self) -> dict[str, object]:
        """The column as plain data, for `lenity schema` and the reference pages."""
        return {
            "name": self.name,
            "type": self.dtype,
            "unit": self.unit,
            "asks": self.asks,
            "sources": [str(source) for source in self.sources],
            "aliases": list(self.aliases),
            "codes": {str(code): meaning for code, meaning in self.codes.items()},
            "code_table": self.code_table,
            "life": self.life,
            "null": "empty, `.`, -999 or NA: missing, indeterminable or inapplicable",
        }


def sources(*written: str) -> tuple[Source, ...]:
    """Sources as the schema writes them: `OFFGUIDE 2018-` or `SENTTOT0 1999-2017`; no years where the codebook bounds none."""
    read = []
    for text in written:
        variable, _, years = text.partition(" ")
        first, _, last = years.partition("-")
        read.append(Source(variable, int(first) if first else None, int(last) if last else None))
    return tuple(read)
