"""A screen chunk by chunk: each distinct set of facts is worked out once, here or by an engine's workers, and finished chunks can be kept and gone on from.

A chunk is a number of records in a row. Chunks are independent of one another, so that where and when each is worked out
cannot change a row; they are put together in the order of the input.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from lenity import __version__
from lenity.population._faults import refuse
from lenity.population.screen_rows import screen_types, screened_frame

if TYPE_CHECKING:
    import polars as pl

PASSED = ("record_id", "sentence_months", "district", "sex", "race", "age", "citizenship")
"""Columns that no rule of a screen reads: they are handed on, or are no part of a row."""
MANIFEST = "manifest.json"
PERSON = "record_id"
FACTS = "_facts"
AHEAD_CHUNKS, AHEAD_FACTS = 8, 50_000
"""Chunks read ahead, and new sets of facts among them, after which these are worked out together: a pass of the rules costs the same for few rows as for many."""
MOST_HELD = 200_000
"""Answers held for later chunks."""

Work = Callable[["pl.DataFrame"], "pl.DataFrame"]
"""Records with distinct facts to their rows."""


class Distinct:
    """Screens chunks of records by their facts: each distinct set is worked out once, and its answer given to all who have it.

    Of answers no more are held than about MOST_HELD. `work` says how facts are worked out; else the rules run here.
    """

    def __init__(self, as_of: date, work: Work | None = None) -> None:
        self._work: Work = work or (lambda records: screened_frame(records, as_of))
        self._known: dict[tuple[str, ...], pl.DataFrame] = {}
        self._held = 0

    def __call__(self, records: pl.DataFrame) -> pl.DataFrame:
        """The rows of a screen, one a record, in order, with the columns that a report reads."""
        return next(self.rows([records]))

    def rows(self, chunks: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """The rows of each chunk, in order; some chunks are read ahead."""
        ahead: list[tuple[pl.DataFrame, tuple[str, ...], pl.DataFrame]] = []
        new: list[_New] = []
        for records in chunks:
            told = _told(records)
            facts = _facts(records, told)
            ahead.append((records, told, facts))
            new.append(self._new(records, told, facts, new))
            if len(ahead) >= AHEAD_CHUNKS or sum(len(one.records) for one in new) >= AHEAD_FACTS:
                yield from self._answered(ahead, new)
                ahead, new = [], []
        yield from self._answered(ahead, new)

    def _new(self, records: pl.DataFrame, told: tuple[str, ...], facts: pl.DataFrame, before: list[_New]) -> _New:
        """A record for each set of facts in a chunk that is neither known nor among those of the chunks before it."""
        import polars as pl

        first = facts.with_row_index("_row").group_by(FACTS, maintain_order=True).agg(pl.col("_row").first())
        for known in (self._known.get(told), *(one.facts for one in before if one.told == told)):
            if known is not None:
                first = first.join(known.select(FACTS), on=FACTS, how="anti", nulls_equal=True, maintain_order="left")
        return _New(told, first.select(FACTS), records[first["_row"]])

    def _answered(self, ahead: list[tuple[pl.DataFrame, tuple[str, ...], pl.DataFrame]], new: list[_New]) -> Iterator[pl.DataFrame]:
        import polars as pl

        fresh = [one for one in new if len(one.records)]
        if fresh:
            answers, at = self._work(pl.concat([one.records for one in fresh])), 0
            for one in fresh:
                held = one.facts.hstack(answers.slice(at, len(one.facts)))
                known = self._known.get(one.told)
                self._known[one.told] = held if known is None else pl.concat([known, held])
                at += len(held)
            self._held += at
        types = screen_types()
        for records, told, facts in ahead:
            rows = facts.join(self._known[told], on=FACTS, how="left", nulls_equal=True, maintain_order="left").drop(FACTS)
            yield rows.with_columns(records[name].cast(types.get(name, records.schema[name])) for name in PASSED)
        if self._held > MOST_HELD:
            self._known, self._held = {}, 0


@dataclass(frozen=True, slots=True)
class _New:
    """Sets of facts that are to be worked out, and a record for each."""

    told: tuple[str, ...]
    facts: pl.DataFrame
    records: pl.DataFrame


def _told(records: pl.DataFrame) -> tuple[str, ...]:
    """The facts that a chunk tells of anyone."""
    return tuple(name for name in records.columns if name not in PASSED and records[name].null_count() < len(records)) or (PERSON,)


def _facts(records: pl.DataFrame, told: tuple[str, ...]) -> pl.DataFrame:
    import polars as pl

    return records.select(pl.struct(told).alias(FACTS))


# engines


class Engine(Protocol):
    """Works chunks out and hands their rows back in order; never more of them at once than memory can hold."""

    def rows(self, chunks: Iterable[pl.DataFrame], as_of: date) -> Iterator[pl.DataFrame]: ...

    def close(self) -> None: ...


class Local:
    """This process; Polars uses all its cores."""

    def rows(self, chunks: Iterable[pl.DataFrame], as_of: date) -> Iterator[pl.DataFrame]:
        """The rows of each chunk, in order."""
        yield from Distinct(as_of).rows(chunks)

    def close(self) -> None:
        """Nothing to close."""


def engine_of(name: str) -> Engine:
    """The engine of that name: `local`, or `ray` where the extra lenity[cluster] is installed.

    Raises:
        ReadFaults: Ray is not installed.
    """
    if name == "local":
        return Local()
    from lenity.population.screen_ray import Ray

    return Ray()


# chunks that are kept


@dataclass
class Kept:
    """The folder in which finished chunks stay, and what they are results of; another run with the same key goes on from them."""

    folder: Path
    key: dict[str, Any]
    chunks: list[dict[str, Any]] = field(default_factory=list)
    is_lasting: bool = True
    """False for chunks that go with the run: nothing of them is noted."""

    @classmethod
    def at(cls, folder: Path, key: dict[str, Any]) -> Kept:
        """The chunks kept in a folder, which is made where there is none.

        Raises:
            ReadFaults: it holds chunks of other files, arguments or law, or something else.
        """
        manifest = folder / MANIFEST
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not manifest.exists():
                if any(folder.iterdir()):
                    raise refuse(str(folder), "the folder for chunks holds something else; name a new or empty folder")
                made = cls(folder, key)
                made.write()
                return made
            held = json.loads(manifest.read_text(encoding="utf-8"))
        except OSError as error:
            raise refuse(str(folder), f"chunks cannot be kept there ({error.strerror}); choose another folder") from None
        except (json.JSONDecodeError, UnicodeDecodeError):
            raise refuse(str(manifest), "not a whole manifest; remove the folder and begin again") from None
        if held.get("key") != key:
            told = [name for name in key if held.get("key", {}).get(name) != key[name]]
            raise refuse(str(folder), f"the chunks kept there are of another run ({', '.join(told) or 'key'} differ); name another folder, or remove it")
        return cls(folder, key, list(held["chunks"]))

    def path(self, number: int) -> Path:
        """Where the rows of a chunk stand."""
        return self.folder / f"{number:06}.part.parquet"

    def whole(self, number: int, records: int) -> bool:
        """Whether the chunk is there as the manifest says, and of so many records."""
        if number >= len(self.chunks):
            return False
        told, path = self.chunks[number], self.path(number)
        if told["records"] != records or not path.is_file():
            return False
        return bool(path.stat().st_size == told["bytes"] and _digest(path) == told["sha256"])

    def add(self, number: int, rows: pl.DataFrame) -> None:
        """Keep a chunk; it and the manifest appear whole or not at all."""
        path = self.path(number)
        if not self.is_lasting:
            rows.write_parquet(path, compression="lz4", statistics=False)
            self.chunks.append({"records": len(rows)})
            return
        part = path.with_suffix(".new")
        rows.write_parquet(part)
        os.replace(part, path)
        del self.chunks[number:]
        self.chunks.append({"records": len(rows), "bytes": path.stat().st_size, "sha256": _digest(path)})
        self.write()

    def write(self) -> None:
        """Write the manifest."""
        part = self.folder / f"{MANIFEST}.new"
        part.write_text(json.dumps({"key": self.key, "chunks": self.chunks}, indent=1), encoding="utf-8")
        os.replace(part, self.folder / MANIFEST)


def key_of(paths: Iterable[str | Path], as_of: date, mapping: str | Path | None, chunk: int) -> dict[str, Any]:
    """What the rows of a screen follow from: the files and their digests, the arguments, and lenity's own law and rules."""
    named = [*map(Path, paths), *([Path(mapping)] if mapping is not None else [])]
    missing = [path for path in named if not path.is_file()]
    if missing:
        raise refuse(str(missing[0]), "there is no such file; check the path")
    return {
        "lenity": __version__,
        "law": law_digest(),
        "as_of": as_of.isoformat(),
        "chunk": chunk,
        "input": [{"file": path.name, "sha256": _digest(path)} for path in named],
    }


@cache
def law_digest() -> str:
    """A digest of the law, the rules and the code that reads them: rows made under another one are not gone on from."""
    held = hashlib.sha256()
    for room in ("engine", "facts", "law", "population", "rules"):
        for name, content in sorted(_texts(files("lenity").joinpath(room), room)):
            held.update(name.encode() + b"\0" + content)
    return held.hexdigest()


def _texts(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _texts(one, f"{name}/{one.name}")
        elif one.name.endswith((".py", ".yaml", ".csv")):
            yield f"{name}/{one.name}", one.read_bytes()


def _digest(path: Path) -> str:
    held = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            held.update(block)
    return held.hexdigest()


def as_bytes(rows: pl.DataFrame) -> bytes:
    """Rows as Arrow IPC, for the way between processes."""
    out = io.BytesIO()
    rows.write_ipc(out)
    return out.getvalue()


def from_bytes(data: bytes) -> pl.DataFrame:
    """The rows of `as_bytes`."""
    import polars as pl

    return pl.read_ipc(io.BytesIO(data))


Progress = Callable[[int], None]
