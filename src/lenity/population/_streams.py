"""A file as a stream of bytes, whatever it is packed in, and what kind of table it holds."""

from __future__ import annotations

import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from lenity.population._faults import refuse

TABLE_KINDS = {
    ".csv": "csv", ".tsv": "csv", ".dat": "fixed", ".txt": "fixed", ".asc": "fixed", ".parquet": "parquet", ".pq": "parquet",
    ".sas7bdat": "sas7bdat", ".sav": "sav", ".zsav": "sav", ".dta": "dta", ".xlsx": "xlsx",
}  # fmt: skip
PROGRAMS = (".sas", ".sps", ".spss")
_PACKED = (".xz", ".gz", ".zip")
KNOWN = "CSV, fixed-width text (.dat, .txt), SAS7BDAT, SAV, DTA, Parquet or XLSX, also in .zip, .xz or .gz"
BROKEN = (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile)


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table's file: where it is, its kind, how it is packed, and in a zip file its member and the input program beside it."""

    path: Path
    kind: str
    packing: str | None = None
    member: str | None = None
    program: str | None = None

    @property
    def name(self) -> str:
        """How a fault names it."""
        return f"{self.path}({self.member})" if self.member else str(self.path)


def find_table(path: Path) -> TableFile:
    """What kind of table stands at a path.

    Raises:
        ReadFaults: where there is no file, it is empty, or its kind is not known.
    """
    if not path.is_file():
        raise refuse(
            str(path), "there is no such file; check the path" if not path.exists() else "this is not a file; name the files themselves, not their folder"
        )
    if path.stat().st_size == 0:
        raise refuse(str(path), "the file is empty (0 bytes); get it again", line=1)
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packing = suffixes[-1] if suffixes and suffixes[-1] in _PACKED else None
    if packing == ".zip":
        return _in_zip(path)
    kind = TABLE_KINDS.get(suffixes[-2 if packing else -1] if len(suffixes) > bool(packing) else "")
    if kind is None:
        raise refuse(str(path), f"the kind of file cannot be told from its name; expected {KNOWN}")
    return TableFile(path, kind, packing)


def _in_zip(path: Path) -> TableFile:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir() and not one.filename.startswith("__MACOSX")]
    except (zipfile.BadZipFile, OSError) as error:
        raise refuse(str(path), f"not a whole zip file: {error}") from error
    tables = [one for one in entries if PurePosixPath(one.filename).suffix.lower() in TABLE_KINDS]
    programs = [one.filename for one in entries if PurePosixPath(one.filename).suffix.lower() in PROGRAMS]
    if len(tables) != 1:
        found = f"{len(tables)} tables" if tables else "no table"
        raise refuse(str(path), f"the zip file holds {found}; expected one of {KNOWN}")
    if tables[0].flag_bits & 1:
        raise refuse(str(path), "the zip file is locked by a password; unpack it first")
    if tables[0].file_size == 0:
        raise refuse(str(path), f"{tables[0].filename} in the zip file is empty (0 bytes)", line=1)
    member = tables[0].filename
    return TableFile(path, TABLE_KINDS[PurePosixPath(member).suffix.lower()], ".zip", member, programs[0] if programs else None)


@contextmanager
def opened(table: TableFile) -> Iterator[IO[bytes]]:
    """The table's bytes, unpacked as they are read."""
    with ExitStack() as stack:
        try:
            stream: IO[bytes]
            if table.packing == ".zip":
                archive = stack.enter_context(zipfile.ZipFile(table.path))
                stream = stack.enter_context(archive.open(table.member or ""))
            elif table.packing == ".xz":
                stream = stack.enter_context(lzma.open(table.path))
            elif table.packing == ".gz":
                stream = cast(IO[bytes], stack.enter_context(gzip.open(table.path)))
            else:
                stream = stack.enter_context(table.path.open("rb", buffering=0))
            yield stream
        except BROKEN as error:
            raise refuse(table.name, f"the packed file is damaged or cut short: {error}") from error


def program_bytes(table: TableFile) -> tuple[bytes, str] | None:
    """The input program that came with a fixed-width file: in its zip file, or beside it under the same name."""
    if table.program is not None:
        with zipfile.ZipFile(table.path) as archive:
            return archive.read(table.program), f"{table.path}({table.program})"
    stem = table.path.name.split(".")[0]
    for suffix in PROGRAMS:
        for name in (stem + suffix, stem + suffix.upper()):
            beside = table.path.with_name(name)
            if beside.is_file():
                return beside.read_bytes(), str(beside)
    return None
