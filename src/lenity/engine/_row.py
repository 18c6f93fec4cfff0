"""A row of a table of the case, as the case reader works on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lenity.engine.dated import Value
from lenity.facts.levels import FactRow


class Row:
    """A row of a table of the case: its facts, the values computed so far, the row it belongs to and the rows below it.

    `path` is its place in the case file (`guidelines.conduct[0]`). `explained` keeps what the trace worked out of the row.
    """

    __slots__ = ("above", "below", "explained", "level", "path", "values")

    def __init__(self, level: str, facts: Mapping[str, Value], *, above: Row | None = None, path: str = "") -> None:
        self.level = level
        self.values: dict[str, Any] = dict(facts)
        self.above = above
        self.below: dict[str, list[Row]] = {}
        self.explained: dict[Any, Any] = {}
        self.path = path
        if above is not None:
            above.below.setdefault(level, []).append(self)

    def rows(self) -> Iterator[Row]:
        """This row and all below it, in order."""
        yield self
        for rows in self.below.values():
            for row in rows:
                yield from row.rows()

    def up(self, steps: int) -> Row:
        row = self
        for _ in range(steps):
            assert row.above is not None
            row = row.above
        return row

    @classmethod
    def of(cls, facts: FactRow, above: Row | None = None) -> Row:
        """Rows with these facts, and nothing computed yet."""
        row = cls(facts.level, facts.facts, above=above, path=facts.path)
        for below in facts.below:
            cls.of(below, row)
        return row
