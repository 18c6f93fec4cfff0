"""Delimited text as a stream: blocks that end at a record's end, checked for encoding and for fields that are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Any

from lenity.population._batch import Batch, FaultList
from lenity.population._faults import refuse

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

MISSING = ("", ".", "-999", "NA", "NaN")
BLOCK_BYTES = 2 << 20
LONGEST_RECORD = 256 << 20
Wanted = Callable[[list[str]], dict[str, bool]]
"""Given the header's names in upper case, those wanted and whether they are numbers."""


def read_csv(stream: IO[bytes], wanted: Wanted, faults: FaultList) -> Iterator[Batch]:
    """The wanted columns of a delimited text with a header, a block at a time.

    Raises:
        ReadFaults: naming the lines in another encoding, and those with too few or too many fields.
    """
    blocks = _Blocks(stream, faults.file)
    names, separator = blocks.header()
    upper = [name.strip().strip('"').upper() for name in names]
    _refuse_repeated(upper, faults.file)
    kinds = wanted(upper)
    row = 1
    for raw, line in blocks.records():
        ends, inside = _record_ends(raw)
        _check_fields(raw, ends, inside, len(names), separator, line, row, faults)
        lines = _line_finder(raw, ends, line)
        if not faults.found:
            yield Batch(_parse(raw, upper, kinds, separator), row, lines)
        row += len(ends)
    if row == 1:
        raise refuse(faults.file, "the file has a header but no record", line=1)


def _refuse_repeated(names: list[str], file: str) -> None:
    repeated = sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else []
    if repeated:
        raise refuse(file, f"the header names {', '.join(repeated[:5])} more than once", line=1)


class _Blocks:
    """A stream cut into blocks of whole records."""

    def __init__(self, stream: IO[bytes], file: str) -> None:
        self.stream, self.file, self.left, self.line = stream, file, b"", 1

    def header(self) -> tuple[list[str], str]:
        self.left = self.stream.read(1 << 20) or b""
        if not self.left.strip():
            raise refuse(self.file, "the file is empty", line=1)
        if self.left.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in self.left[:4096]:
            raise refuse(self.file, "the text is in UTF-16 or is no text (it holds NUL bytes); save it as UTF-8", line=1)
        self.left = self.left.removeprefix(b"\xef\xbb\xbf")
        while b"\n" not in self.left and (more := self.stream.read(1 << 20)):
            self.left += more
        head, _, self.left = self.left.partition(b"\n")
        text = self._text(head, 1).rstrip("\r")
        separator = max(",\t;|", key=text.count)
        self.line = 2
        return text.split(separator), separator

    def records(self) -> Iterator[tuple[bytes, int]]:
        """Blocks of whole records, each with the number of its first line."""
        while True:
            more = self.stream.read(BLOCK_BYTES)
            if not more:
                break
            self.left += more
            cut = _last_end(self.left)
            if cut:
                block, self.left = self.left[:cut], self.left[cut:]
                yield from self._block(block)
            elif len(self.left) > LONGEST_RECORD:
                raise refuse(self.file, 'a record does not end: a quotation mark (") is not closed', line=self.line)
        tail = self.left.rstrip(b"\r\n")
        if tail:
            if tail.count(b'"') % 2:
                raise refuse(self.file, 'the last record does not end: a quotation mark (") is not closed', line=self.line)
            yield from self._block(tail + b"\n")

    def _block(self, block: bytes) -> Iterator[tuple[bytes, int]]:
        first = self.line
        self._text(block, first)
        self.line += block.count(b"\n")
        yield block, first

    def _text(self, block: bytes, line: int) -> str:
        try:
            return block.decode("utf-8")
        except UnicodeDecodeError as error:
            at = line + block.count(b"\n", 0, error.start)
            raise refuse(self.file, "the text is not in UTF-8; turn it into UTF-8 first (often: iconv -f WINDOWS-1252 -t UTF-8)", line=at) from None


def _last_end(block: bytes) -> int:
    """Just past the last line end that is outside quotation marks; 0 where there is none."""
    if b'"' not in block:
        return block.rfind(b"\n") + 1
    ends, _ = _record_ends(block)
    return int(ends[-1]) + 1 if len(ends) else 0


def _record_ends(block: bytes) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any] | None]:
    """Positions of the line ends that end a record, and which bytes stand inside quotation marks (None: none do)."""
    import numpy as np

    view = np.frombuffer(block, np.uint8)
    if b'"' not in block:
        return np.flatnonzero(view == 10), None
    inside = np.bitwise_xor.accumulate((view == 34).astype(np.uint8)).astype(bool)
    return np.flatnonzero((view == 10) & ~inside), inside


def _check_fields(
    block: bytes, ends: np.ndarray[Any, Any], inside: np.ndarray[Any, Any] | None, fields: int, separator: str, line: int, row: int, faults: FaultList
) -> None:
    import numpy as np

    marks = np.frombuffer(block, np.uint8) == ord(separator)
    if inside is not None:
        marks &= ~inside
    starts = np.concatenate([[0], ends[:-1] + 1])
    counts = np.add.reduceat(marks, starts, dtype=np.int64) + 1
    lines = _line_finder(block, ends, line)
    for bad in np.flatnonzero(counts != fields).tolist():
        what = "it is cut short" if counts[bad] < fields else "a field holds a separator and is not quoted"
        faults.add(f"the record has {counts[bad]:,} fields, the header has {fields:,}: {what}", line=lines(bad), row=row + bad)


def _line_finder(block: bytes, ends: np.ndarray[Any, Any], first: int) -> Callable[[int], int]:
    def line_of(record: int) -> int:
        return first + (block.count(b"\n", 0, int(ends[record - 1]) + 1) if record else 0)

    return line_of


def _parse(block: bytes, names: list[str], kinds: dict[str, bool], separator: str) -> pl.DataFrame:
    import polars as pl

    labels = {f"v{names.index(name)}": name for name in names if name in kinds}
    head = separator.join(f"v{n}" for n in range(len(names))).encode() + b"\n"

    def read(numbers: Any) -> pl.DataFrame:
        types = {label: numbers if kinds[name] else pl.String for label, name in labels.items()}
        frame = pl.read_csv(head + block, columns=list(labels), separator=separator, infer_schema=False, schema_overrides=types, null_values=list(MISSING))
        return frame.rename(labels)

    try:
        return read(pl.Float64)
    except pl.exceptions.ComputeError:
        return read(pl.String)
