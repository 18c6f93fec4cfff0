"""A reform: law files with a `reform:` name, laid over the law without copying it.

A reform's file is a law file like any other (docs/reference/law-files.md). Its entries take the place of the entries of that
series from their first day on; what it does not name stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lenity.facts.strict_yaml import YamlFault, parse_strict_yaml
from lenity.law._read import LawFile, LawFileError, faults_of

NAME = "reform"


@dataclass(frozen=True, slots=True)
class Reform:
    """A reform: its name, what it says of itself, the files that it is made of, and the series that it changes."""

    name: str
    notes: tuple[str, ...]
    files: tuple[LawFile, ...]
    members: tuple[tuple[str, str | None], ...]
    from_on: date

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the series that it changes."""
        return tuple(dict.fromkeys(id for id, _ in self.members))


def read_reform(path: str | Path) -> Reform:
    """The reform of a file, or of all files of a folder, checked; `from_on` is the first day on which all of it is in force.

    Raises:
        LawFileError: with every fault, its file and place.
    """
    path = Path(path)
    named = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    faults: list[str] = []
    files: list[LawFile] = []
    names: list[str] = []
    for file in named:
        try:
            raw = file.read_bytes()
            if not raw.strip():
                faults.append(f"{file}: is empty; a reform is a law file with a name, `reform:` (docs/reference/law-files.md)")
                continue
            data = parse_strict_yaml(raw)
        except (YamlFault, OSError) as error:
            faults.append(f"{file}: {_cannot_read(error)}")
            continue
        if not isinstance(data, dict) or not isinstance(data.get(NAME), str) or not data[NAME].strip():
            faults.append(f"{file}: a reform's file says its name as `reform:`; it has none.")
            continue
        names.append(data.pop(NAME))
        faults.extend(f"{file}: {fault}" for fault in faults_of(data))
        files.append(LawFile(str(file), data))
    if not named:
        faults.append(f"{path}: the folder holds no .yaml file.")
    if len(set(names)) > 1:
        faults.append(f"{path}: the files name different reforms ({', '.join(sorted(set(names)))}); give one.")
    if faults:
        raise LawFileError(faults)
    records = [record for file in files for record in file.series()]
    notes = tuple(str(file.data["note"]) for file in files if file.data.get("note"))
    first = max(date.fromisoformat(str(record["values"][0]["from"])) for record in records)
    return Reform(names[0], notes, tuple(files), tuple((record["id"], record["key"]) for record in records), first)


def _cannot_read(error: YamlFault | OSError) -> str:
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror}; check the path"
    return str(error)


def laid_over(series: dict[str, list[dict[str, Any]]], reforms: Iterable[Reform]) -> None:
    """Put the reforms' entries in the place of those that they change.

    Raises:
        LawFileError: a reform names a series that the law does not have.
    """
    faults = []
    for reform in reforms:
        for file in reform.files:
            for record in file.series():
                held = next((one for one in series.get(record["id"], []) if one["key"] == record["key"]), None)
                if held is None:
                    member = f" with the key {record['key']!r}" if record["key"] else ""
                    faults.append(f"{file.place}: no law file has the id {record['id']!r}{member}; `lenity law list` and docs/reference/law.md name them.")
                    continue
                begins = str(record["values"][0]["from"])
                before = [entry for entry in held["values"] if str(entry["from"]) < begins]
                held["values"] = [*before, *record["values"]]
    if faults:
        raise LawFileError(faults)


def lay_over(reforms: Iterable[Reform]) -> None:
    """Let this process work under these reforms from its first look at the law on. Only a process made for it may call this.

    Raises:
        RuntimeError: the law has been read already.
    """
    from lenity.law import _book

    _book.lay_over(list(reforms))
