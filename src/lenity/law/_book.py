"""The law book: families built from checked files, kept compiled between runs.

Reading several hundred YAML files takes longer than a review may, so the checked data is kept as one JSON file in the user's cache folder. Its name holds a
digest of the place, size and time of change of every law file and of the code that reads them: a changed one is read anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lenity import __version__
from lenity.engine.dated import UNBOUNDED, Cells, Entry, Family, Ladder, Payload, Range, Scalar, Series

if TYPE_CHECKING:
    from lenity.law.reform import Reform

LAW_FOLDER = Path(__file__).parent


class Book:
    """The law as encoded: families of dated series, and registers (plain lists of rows). Built lazily, an id at a time."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self._series: Mapping[str, list[dict[str, Any]]] = compiled["series"]
        self._registers: Mapping[str, list[dict[str, Any]]] = compiled["registers"]
        self._families: dict[str, Family] = {}

    def family(self, id: str) -> Family:
        """The family of that id.

        Raises:
            LookupError: no law file has it.
        """
        if id not in self._families:
            self._families[id] = self._column(id) if id not in self._series else Family(id, {record["key"]: _series(id, record) for record in self._series[id]})
        return self._families[id]

    def _column(self, id: str) -> Family:
        """A column of a register as a family, by the rows' `name`: what does not change with time (a drug's schedule or class)."""
        register, _, column = id.rpartition(".")
        rows = [row for row in self._registers.get(register, []) if row.get(column) not in (None, "none") and "name" in row]
        if not rows:
            raise LookupError(f"no law file has the id {id!r}")
        unit = "text" if isinstance(rows[0][column], str) else "count"
        return Family(id, {row["name"]: Series(id, row["name"], column, unit, (Entry(date.min, "edition_on", row[column], row["cite"]),)) for row in rows})

    def ids(self) -> list[str]:
        return sorted(self._series)

    def register(self, id: str) -> list[dict[str, Any]]:
        """The rows of a register, dates as ISO texts.

        Raises:
            LookupError: no register has that id.
        """
        if id not in self._registers:
            raise LookupError(f"no register has the id {id!r}")
        return self._registers[id]

    def registers(self) -> list[str]:
        return sorted(self._registers)

    def file_of(self, id: str, key: str | None) -> str:
        """The law file that a series stands in, below the law folder."""
        return next(record["file"] for record in self._series[id] if record["key"] == key)


@cache
def law_book() -> Book:
    """The law book of this installation.

    Raises:
        LawFileError: a law file is faulty.
    """
    if _LAID_OVER:
        return Book(json.loads(json.dumps(compile_law(LAW_FOLDER, _LAID_OVER), default=float)))
    kept = _kept_at()
    if kept is not None and kept.is_file():
        try:
            return Book(json.loads(kept.read_bytes()))
        except (OSError, ValueError):
            pass  # a damaged cache is made anew below
    compiled = json.loads(json.dumps(compile_law(LAW_FOLDER), default=float))
    if kept is not None:
        _keep(kept, compiled)
    return Book(compiled)


def lay_over(reforms: Sequence[Reform]) -> None:
    """Let this process work under these reforms from its first look at the law on. Only a process made for it may call this.

    Raises:
        RuntimeError: the law has been read already.
    """
    if law_book.cache_info().currsize:
        raise RuntimeError("a reform is laid over the law before the law is first read")
    _LAID_OVER[:] = reforms


_LAID_OVER: list[Reform] = []


def compile_law(folder: Path, reforms: Sequence[Reform] = ()) -> dict[str, Any]:
    """The checked data of all law files below a folder: `series` by id, and `registers` by id.

    Raises:
        LawFileError: a law file is faulty.
    """
    from lenity.law._derived import add_derived
    from lenity.law._read import read_law_files

    series: dict[str, list[dict[str, Any]]] = {}
    registers: dict[str, list[dict[str, Any]]] = {}
    for file in read_law_files(folder):
        if "rows" in file.data:
            registers.setdefault(file.data["id"], []).extend(file.data["rows"])
        for record in file.series():
            series.setdefault(record["id"], []).append(record)
    if reforms:
        from lenity.law.reform import laid_over

        laid_over(series, reforms)
    add_derived(series, registers)
    return {"series": series, "registers": registers}


def _kept_at() -> Path | None:
    """Where the compiled law is kept, None where there is no cache folder to use."""
    from platformdirs import user_cache_path

    digest = hashlib.sha256(__version__.encode())
    for path in sorted((*LAW_FOLDER.rglob("*.yaml"), *LAW_FOLDER.glob("*.py"))):
        stat = path.stat()
        digest.update(f"{path.relative_to(LAW_FOLDER)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    try:
        return user_cache_path("lenity", ensure_exists=True) / f"law-{digest.hexdigest()[:32]}.json"
    except OSError:
        return None


def _keep(path: Path, compiled: Mapping[str, Any]) -> None:
    """Write the compiled law whole or not at all, and drop what older law files left."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix="law-", suffix=".part")
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump(compiled, stream)
        for old in path.parent.glob("law-*.json"):
            old.unlink(missing_ok=True)
        os.replace(name, path)
    except OSError:
        return  # a run without a cache is slower, not wrong


def _series(id: str, record: Mapping[str, Any]) -> Series:
    strict = record.get("compare") == "more_than"
    columns = tuple(record.get("columns") or ())
    entries = tuple(
        Entry(
            date.fromisoformat(entry["from"]),
            entry["clock"],
            _payload(entry, record["unit"], strict, columns),
            entry["cite"],
            entry.get("note"),
            f"{id}/{record['key']}",
        )
        for entry in record["values"]
    )
    return Series(id, record["key"], record["asks"], record["unit"], entries, record.get("checked") or {}, record.get("of") or record.get("per"))


def _payload(entry: Mapping[str, Any], unit: str, strict: bool, columns: tuple[str, ...]) -> Payload:
    if "steps" in entry:
        return Ladder(tuple(low for low, _ in entry["steps"]), tuple(result for _, result in entry["steps"]), strict)
    if "cells" in entry:
        return Cells(columns, {str(line): tuple(_value(cell, unit) for cell in cells) for line, cells in entry["cells"].items()})
    value = entry["value"]
    return None if value is None or value == "none" else _value(value, unit)


def _value(value: Any, unit: str) -> Scalar | Range:
    if unit in ("month_range", "dollar_range"):
        return _range(value)
    if unit == "month" and value == "life":
        return UNBOUNDED
    if unit == "date":
        return date.fromisoformat(value)
    if unit == "gram_per_gram":
        return _thousandths(value)
    scalar: Scalar = value
    return scalar


def _thousandths(value: Any) -> int | float:
    """A factor such as 0.4 or 6700 as thousandths, so that common decimals stay whole numbers and no rounding decides a level."""
    exact = Fraction(str(value)) * 1000
    return int(exact) if exact.denominator == 1 else float(exact)


def _range(value: Any) -> Range:
    """`120-life`, `60-60`, `life`, or one number for both ends."""
    low, _, high = str(value).partition("-")
    return Range(_end(low), _end(high or low))


def _end(text: str) -> int:
    return UNBOUNDED if text.strip() == "life" else int(text)
