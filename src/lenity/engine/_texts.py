"""Texts as numbers: every text of a run has a code, so that columns of texts are compared and looked up as whole numbers."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

import polars as pl

CODE = pl.UInt32


class Texts:
    """The texts met so far, by code. Only ever added to, by any thread."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._codes)

    def all(self) -> list[str]:
        return list(self._codes)

    def code(self, text: str) -> int:
        """The code of a text, a new one where it was not met before."""
        found = self._codes.get(text)
        if found is None:
            with self._lock:
                found = self._codes.setdefault(text, len(self._codes))
        return found

    def codes(self, texts: Iterable[str | None]) -> pl.Series:
        return pl.Series([None if text is None else self.code(text) for text in texts], dtype=CODE)

    def encode(self, column: pl.Series) -> pl.Series:
        """A column of texts as codes; null stays null."""
        return self.encoded(column)[0]

    def encoded(self, column: pl.Series) -> tuple[pl.Series, list[str]]:
        """A column of texts as codes, and each of its texts."""
        if isinstance(column.dtype, pl.Categorical | pl.Enum):
            physical = column.to_physical()
            firsts = pl.DataFrame({"physical": physical, "text": column.cast(pl.String)}).drop_nulls().unique("physical")
            return physical.replace_strict(firsts["physical"], self.codes(firsts["text"]), return_dtype=CODE), firsts["text"].to_list()
        distinct = column.drop_nulls().unique()
        if distinct.len() < 2:
            code = self.code(distinct[0]) if distinct.len() else None
            only = pl.when(pl.lit(column).is_not_null()).then(pl.lit(code, dtype=CODE))
            return pl.select(only.alias(column.name)).to_series(), distinct.to_list()
        return column.replace_strict(distinct, self.codes(distinct), return_dtype=CODE), distinct.to_list()

    def decode(self, column: pl.Series) -> pl.Series:
        """A column of codes as texts."""
        return pl.Series(self.all(), dtype=pl.String).gather(column).alias(column.name)
