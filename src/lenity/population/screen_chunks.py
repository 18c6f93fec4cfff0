"""A screen chunk by chunk: each distinct set of facts is worked out once, here or by an engine's workers, and finished chunks can be kept and gone on from.

A chunk is a number of records in a row. Chunks are independent of one another, so that where and when each is worked out
cannot change a row; they are put together in the order of the input.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections import deque
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
from lenity.population.screen_report import REPORT_COLUMNS
from lenity.population.screen_rows import SCREEN_COLUMNS, screen_types, screened_frame

if TYPE_CHECKING:
    import polars as pl

PASSED = ("record_id", "sentence_months", "district", "sex", "race", "age", "citizenship")
"""Columns that no rule of a screen reads: they are handed on, or are no part of a row."""
MANIFEST = "manifest.json"
AHEAD_CHUNKS, AHEAD_FACTS = 8, 50_000
"""Chunks read ahead, and new sets of facts among them, after which these are worked out together: a pass of the rules costs the same for few rows as for many."""
MOST_HELD = 200_000
"""Answers held for later chunks."""
AT = "_at"
"""Where the answer to a set of facts stands among those held."""

Work = Callable[["pl.DataFrame"], Callable[[], "pl.DataFrame"]]
"""Begins to work out records with distinct facts; what it gives back waits for their rows."""


class Distinct:
    """Screens chunks of records by their facts: each distinct set is worked out once, and its answer given to all who have it.

    Of answers no more are held than about MOST_HELD. `work` says how facts are worked out, and while so many passes of it are
    under way, reading goes on; else the rules run here, when they are asked.
    """

    def __init__(self, as_of: date, work: Work | None = None, under_way: int = 0) -> None:
        self._work: Work = work or (lambda records: lambda: screened_frame(records, as_of))
        self._most_under_way = under_way
        self._forget()

    def _forget(self) -> None:
        import polars as pl

        self._facts, self._answers = pl.DataFrame(schema={AT: pl.UInt32}), pl.DataFrame()
        self._by_told: dict[tuple[str, ...], pl.DataFrame] = {}
        self._new: list[pl.DataFrame] = []
        self._under_way: deque[Callable[[], pl.DataFrame]] = deque()

    def __call__(self, records: pl.DataFrame) -> pl.DataFrame:
        """The rows of a screen, one a record, in order, with the columns that a report reads."""
        return next(self.rows([records]))

    def rows(self, chunks: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """The rows of each chunk, in order; from one with new facts on, some chunks are read ahead."""
        waiting: deque[_Waiting] = deque()
        for records in chunks:
            waiting.append(self._placed(records))
            if sum(map(len, self._new)) >= AHEAD_FACTS or len(waiting) % AHEAD_CHUNKS == 0:
                self._begin()
            while self._under_way and (len(self._under_way) > self._most_under_way or len(waiting) > AHEAD_CHUNKS * self._most_under_way):
                self._finish()
            yield from self._answered(waiting)
            if len(self._facts) > MOST_HELD:
                yield from self._all_answered(waiting)
                self._forget()
        yield from self._all_answered(waiting)

    def _placed(self, records: pl.DataFrame) -> _Waiting:
        """The records, and where the answer to the facts of each will stand; facts that are new are noted, to be worked out."""
        import polars as pl

        at = self._at(records)
        if at.null_count():
            new = records.filter(at.is_null())
            new = new.unique(subset=_told(new), keep="first", maintain_order=True)
            places = pl.int_range(pl.len(), dtype=pl.UInt32) + len(self._facts)
            self._facts = pl.concat([self._facts, new.select(*_told(new), places.alias(AT))], how="diagonal")
            self._by_told.clear()
            self._new.append(new)
            at = self._at(records)
        return _Waiting(records.select(PASSED), at)

    def _at(self, records: pl.DataFrame) -> pl.Series:
        """Where the answer to each record's facts stands; null for facts not met yet."""
        told = _told(records)
        return records.select(told).join(self._alike(told, records), on=told, how="left", nulls_equal=True, maintain_order="left")[AT]

    def _alike(self, told: tuple[str, ...], records: pl.DataFrame) -> pl.DataFrame:
        """The sets of facts met of which no others are told than these."""
        import polars as pl

        if told not in self._by_told:
            others = [name for name in self._facts.columns if name != AT and name not in told]
            never = [pl.lit(None, records.schema[name]).alias(name) for name in told if name not in self._facts.columns]
            alike = self._facts.filter(pl.all_horizontal(pl.col(others).is_null())) if others else self._facts
            self._by_told[told] = alike.with_columns(never).select(*told, AT)
        return self._by_told[told]

    def _begin(self) -> None:
        """Begin to work out the new facts."""
        import polars as pl

        if self._new:
            self._under_way.append(self._work(pl.concat(self._new)))
            self._new = []

    def _finish(self) -> None:
        """Wait for the facts that were begun first."""
        import polars as pl

        answers = self._under_way.popleft()().drop(PASSED)
        self._answers = pl.concat([self._answers, answers]) if len(self._answers) else answers

    def _answered(self, waiting: deque[_Waiting]) -> Iterator[pl.DataFrame]:
        """The rows of the first chunks, as far as all their answers are there."""
        types = screen_types()
        while waiting and waiting[0].needs <= len(self._answers):
            chunk = waiting.popleft()
            passed = [column.cast(types.get(column.name, column.dtype)) for column in chunk.passed]
            yield self._answers[chunk.at].with_columns(passed).select(*SCREEN_COLUMNS, *REPORT_COLUMNS)

    def _all_answered(self, waiting: deque[_Waiting]) -> Iterator[pl.DataFrame]:
        self._begin()
        while self._under_way:
            self._finish()
            yield from self._answered(waiting)
        yield from self._answered(waiting)


class _Waiting:
    """A chunk whose rows wait for answers: what is handed on of each record, where its answer stands, and how many answers must be there."""

    __slots__ = ("at", "needs", "passed")

    def __init__(self, passed: pl.DataFrame, at: pl.Series) -> None:
        self.passed, self.at = passed, at
        self.needs = int(at.max() or 0) + 1 if len(at) else 0  # type: ignore[arg-type]


def _told(records: pl.DataFrame) -> tuple[str, ...]:
    """The facts that a chunk tells of anyone; where it tells none, one of them all the same."""
    names = [name for name in records.columns if name not in PASSED]
    return tuple(name for name in names if records[name].null_count() < len(records)) or (names[0],)


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
