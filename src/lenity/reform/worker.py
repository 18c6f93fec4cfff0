"""What a process does: the outcomes of records under the law that it began with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


class UnderLaw:
    """A process that works under one law: the law as it is, or with the reform of a file laid over it."""

    def __init__(self, path: str | None) -> None:
        if path is not None:
            begin(path)

    def outcome(self, records: bytes | None, as_of: date) -> bytes:
        """`outcome`, with frames as bytes."""
        from lenity.population.screen_chunks import as_bytes, from_bytes

        return as_bytes(outcome(None if records is None else from_bytes(records), as_of))

    def outcomes(self, records: bytes, as_of: date) -> bytes:
        """`outcomes`, with frames as bytes."""
        from lenity.population.screen_chunks import as_bytes, from_bytes

        return as_bytes(outcomes(from_bytes(records), as_of))


def begin(path: str) -> None:
    """Lay the reform over the law of this process, before anything reads it."""
    from lenity.law.reform import lay_over, read_reform

    lay_over([read_reform(path)])


def outcome(records: pl.DataFrame | None, as_of: date) -> pl.DataFrame:
    """Under this process's law: the base level and category of each record, or, without records, the Sentencing Table."""
    from lenity.reform import under

    return under.table(as_of) if records is None else under.on(records, as_of)


def outcomes(records: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Under the law as it is: base level and category as at sentencing, and as of the day."""
    import polars as pl

    from lenity.reform import under

    return pl.concat([under.then(records), under.on(records, as_of)], how="horizontal")
