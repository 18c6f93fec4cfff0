"""Fixed-width text: the bytes of the few columns that are needed, never the whole line.

Lines are 25,009 to 45,694 bytes long. As all have one length, the columns of a block are one strided view of its bytes:
they are copied out side by side (a few hundred bytes a record) and only that is parsed. Memory is bounded by the block.

    for batch in read_fixed_width(stream, layouts, ["XFOLSOR", "XCRHISSR"], "opafy16nid.dat"): ...
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

from lenity.population._batch import Batch, FaultList
from lenity.population._digits import whole_numbers
from lenity.population._faults import refuse
from lenity.population.layouts import Field, Layout, choose_layout

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

BLOCK_BYTES = 1 << 20
"""Read at once: small enough to stay in the processor's cache while line ends are checked."""
BATCH_RECORDS = 20_000
Names = Collection[str] | Callable[[Layout], Collection[str]] | None
LONGEST_LINE = 1 << 20
SEPARATOR = 0x1F


class LineReader:
    """The records of a stream of equal lines, as compact bytes of the columns asked for."""

    def __init__(self, stream: IO[bytes], layouts: Iterable[Layout], fiscal_year: int | None, faults: FaultList) -> None:
        self.stream, self.faults = stream, faults
        self.head = _head(stream, faults.file)
        end = self.head.find(b"\n")
        if end < 0 and len(self.head) > LONGEST_LINE:
            raise refuse(faults.file, f"no line ends within {LONGEST_LINE:,} bytes; this is not fixed-width text with one record a line", line=1)
        first = self.head[:end] if end >= 0 else self.head
        self.ending = b"\r\n" if first.endswith(b"\r") and end >= 0 else b"\n"
        self.length = len(first.rstrip(b"\r"))
        _refuse_encoding(first, faults.file)
        self.layout = choose_layout(layouts, self.length, fiscal_year, faults.file)
        self.stride = self.length + len(self.ending)

    def blocks(self) -> Iterator[tuple[np.ndarray[Any, Any], int]]:
        """Blocks of whole records as arrays of bytes, one row a record, with the number of the first from 0."""
        import numpy as np

        rows = max(1, BLOCK_BYTES // self.stride)
        buffer = bytearray(rows * self.stride)
        done = 0
        while size := self._fill(buffer):
            whole = size // self.stride
            if size % self.stride == self.length and size < len(buffer):  # the last line of the file may lack its ending
                buffer[size : size + len(self.ending)] = self.ending
                size, whole = size + len(self.ending), whole + 1
            if size % self.stride or not self._aligned(buffer, size):
                self._find_bad_lines(bytes(buffer[:size]), done)
                return
            yield np.frombuffer(buffer, np.uint8, whole * self.stride).reshape(whole, self.stride), done
            done += whole

    def _aligned(self, buffer: bytearray, size: int) -> bool:
        """Whether every line ends where it should and nowhere before (a search a line costs a tenth of counting line ends)."""
        find, stride, last = buffer.find, self.stride, self.stride - 1
        ends = [find(b"\n", start, start + stride) for start in range(0, size, stride)]
        if ends != list(range(last, size, stride)):
            return False
        return len(self.ending) == 1 or buffer[last - 1 : size : stride].count(b"\r") == size // stride

    def _fill(self, buffer: bytearray) -> int:
        size = min(len(self.head), len(buffer))
        buffer[:size] = self.head[:size]
        self.head = self.head[size:]
        view = memoryview(buffer)
        while size < len(buffer):
            read = self.stream.readinto(view[size:])  # type: ignore[attr-defined]
            if not read:
                break
            size += read
        view.release()
        return size

    def _find_bad_lines(self, block: bytes, done: int) -> None:
        """Name every line that has not the length of the first, from this block to the end of the file."""
        rest = io.BufferedReader(_Joined(block, self.stream))
        number, found = done, 0
        while line := rest.readline(LONGEST_LINE):
            number += 1
            length = len(line.rstrip(b"\r\n"))
            if length == self.length:
                continue
            found += 1
            self.faults.add(self._why(line, length), line=number, row=number)
        if not found:
            self.faults.add("lines end in different ways (CR LF and LF mixed); give the file one kind of line ending", line=done + 1)
        self.faults.raise_if_any()

    def _why(self, line: bytes, length: int) -> str:
        said = f"the line has {length:,} bytes, the others and {self.layout.title} have {self.length:,}"
        if length < self.length:
            return f"{said}: it is cut short; get the file again or remove the line"
        try:
            characters = len(line.decode("utf-8").rstrip("\r\n"))
        except UnicodeDecodeError:
            characters = length
        if characters == self.length:
            return f"{said}: the file was turned into UTF-8, which moves the columns; turn it back (iconv -f UTF-8 -t WINDOWS-1252)"
        return f"{said}: it is too long; get the file again or remove the line"


class _Joined(io.RawIOBase):
    """A stream that was begun, with the bytes already taken from it put back in front."""

    def __init__(self, taken: bytes, stream: IO[bytes]) -> None:
        self.taken, self.stream = taken, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self.taken[: len(buffer)] or self.stream.read(len(buffer)) or b""
        self.taken = self.taken[len(part) :]
        buffer[: len(part)] = part
        return len(part)


def _head(stream: IO[bytes], file: str) -> bytes:
    head = b""
    while b"\n" not in head and len(head) <= LONGEST_LINE:
        more = stream.read(1 << 16)
        if not more:
            break
        head += more
    if not head.strip(b"\r\n"):
        raise refuse(file, "the file is empty (no record in it)", line=1)
    return head


def _refuse_encoding(first: bytes, file: str) -> None:
    if first.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in first[:4096]:
        raise refuse(file, "the text is in UTF-16 or is no text (it holds NUL bytes); turn it into ASCII or Windows-1252 with one byte a column", line=1)
    if first.startswith(b"\xef\xbb\xbf"):
        raise refuse(file, "the text begins with a UTF-8 byte order mark, which moves the columns; remove it (iconv -f UTF-8 -t WINDOWS-1252)", line=1)


def read_fixed_width(
    stream: IO[bytes], layouts: Iterable[Layout], names: Names, file: str, *, fiscal_year: int | None = None, faults: FaultList | None = None
) -> Iterator[Batch]:
    """The columns of those names (all of the layout's where None; or told once the layout is chosen), a batch of records at a time.

    Numbers are Float64 where a whole batch reads as numbers, else text for the caller to find the faults in.

    Raises:
        ReadFaults: naming the lines that are cut short, too long or not in one byte a column.
    """
    faults = faults if faults is not None else FaultList(file)
    lines = LineReader(stream, layouts, fiscal_year, faults)
    wanted = names(lines.layout) if callable(names) else names
    fields = {name: field for name, field in lines.layout.fields.items() if wanted is None or name in wanted}
    if not fields:
        raise refuse(file, f"{lines.layout.title} has none of the variables that are needed")
    held: list[np.ndarray[Any, Any]] = []
    records = first = 0
    picked, separators = _positions(lines, fields)
    for block, start in lines.blocks():
        held.append(block.take(picked, axis=1))
        records += len(block)
        if records >= BATCH_RECORDS:
            yield _batch(held, separators, fields, first, faults)
            held, records, first = [], 0, start + len(block)
    if held:
        yield _batch(held, separators, fields, first, faults)


def _positions(lines: LineReader, fields: dict[str, Field]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The bytes of a line to copy, each field followed by a line end, and where among them the separators go."""
    import numpy as np

    picked: list[int] = []
    separators: list[int] = []
    for field in fields.values():
        picked.extend(range(field.start - 1, field.end))
        separators.append(len(picked))
        picked.append(lines.stride - 1)
    return np.array(picked), np.array(separators[:-1], dtype=np.intp)


def _batch(held: list[np.ndarray[Any, Any]], separators: np.ndarray[Any, Any], fields: dict[str, Field], first: int, faults: FaultList) -> Batch:
    import numpy as np

    block = np.concatenate(held)
    if block.max() > 126 or np.count_nonzero(block < 0x20) != len(block) * len(fields):
        _find_bad_bytes(block, fields, first, faults)
    frame = _frame(block, fields, separators)
    return Batch(frame, first + 1, lambda row: first + row + 1, clean=True)


def _frame(block: np.ndarray[Any, Any], fields: dict[str, Field], separators: np.ndarray[Any, Any]) -> pl.DataFrame:
    """The fields of a block: those blank throughout are null, whole numbers read as such, the rest parsed as text with a separator after each field."""
    import numpy as np
    import polars as pl

    widths = {name: field.end - field.start + 1 for name, field in fields.items()}
    starts = dict(zip(fields, [0, *(separators + 1).tolist()], strict=True))
    filled = np.logical_or.reduceat(_ever_filled(block), list(starts.values()))
    told = {name: field for (name, field), is_told in zip(fields.items(), filled.tolist(), strict=True) if is_told}
    numbers = whole_numbers(block, {name: (starts[name], widths[name]) for name, field in told.items() if field.kind == "num"})
    rest = {name: field for name, field in told.items() if name not in numbers}
    frames = [pl.DataFrame(numbers).with_columns(pl.all().fill_nan(None))] if numbers else []
    if rest:
        kept = np.concatenate([np.arange(starts[name], starts[name] + widths[name] + 1) for name in rest])
        frames.append(_parse(_compact(block[:, kept], rest), rest))
    frames.append(pl.DataFrame({"": pl.Series([None], dtype=pl.Null).new_from_index(0, len(block))}))
    blank = [pl.lit(None, pl.Float64 if field.kind == "num" else pl.String).alias(name) for name, field in fields.items() if name not in told]
    return pl.concat(frames, how="horizontal").with_columns(blank).select(list(fields))


def _ever_filled(block: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Which bytes of a record are ever more than a blank or a line end."""
    filled: np.ndarray[Any, Any] = block.max(axis=0) > 0x20
    return filled


def _compact(block: np.ndarray[Any, Any], fields: dict[str, Field]) -> bytes:
    """The block as separated text. Blanks around numbers are dropped; a blank inside one stays, so that it is no number."""
    import numpy as np

    widths = np.array([field.end - field.start + 2 for field in fields.values()])
    firsts = np.cumsum(widths) - widths
    is_text = np.array([field.kind == "char" for field in fields.values()])
    filled = block > 0x20  # separators are line ends as yet, and count as blank
    begins = filled.copy()
    begins[:, 1:] &= ~filled[:, :-1]
    torn = (np.add.reduceat(begins, firsts, axis=1, dtype=np.int64)[:, ~is_text] > 1).any()
    block[:, firsts[1:] - 1] = SEPARATOR
    if torn:
        return block.tobytes()
    return block[(block != 0x20) | np.repeat(is_text, widths)].tobytes()


def _find_bad_bytes(block: np.ndarray[Any, Any], fields: dict[str, Field], first: int, faults: FaultList) -> None:
    import numpy as np

    rows, columns = np.nonzero((block > 126) | ((block < 0x20) & (block != 10)))
    starts = np.cumsum([0] + [field.end - field.start + 2 for field in fields.values()])
    names = list(fields)
    for row, column in dict.fromkeys(zip(rows.tolist(), (np.searchsorted(starts, columns, "right") - 1).tolist(), strict=True)):
        what = "bytes that are not printable ASCII: the text is not in the encoding that the layout counts in, or the columns are moved"
        faults.add(what, line=first + row + 1, row=first + row + 1, column=names[column])
    faults.raise_if_any()


def _parse(compact: bytes, fields: dict[str, Field]) -> pl.DataFrame:
    import polars as pl

    def read(numbers: Any) -> pl.DataFrame:
        schema = {name: numbers if field.kind == "num" else pl.String for name, field in fields.items()}
        return pl.read_csv(compact, has_header=False, separator=chr(SEPARATOR), quote_char=None, schema=schema, null_values=["", ".", "-999"])

    try:
        frame = read(pl.Float64)
    except pl.exceptions.ComputeError:
        frame = read(pl.String)
    texts = [pl.col(name).str.strip_chars() for name, field in fields.items() if field.kind == "char"]
    return frame.with_columns(pl.when(~text.is_in(["", "."])).then(text) for text in texts)
