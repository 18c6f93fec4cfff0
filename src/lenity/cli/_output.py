"""Where results go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from lenity.cli._faults import ReaderGone, UsageFault

_BY_ENDING = {".txt": "text", ".json": "json", ".jsonl": "jsonl", ".html": "html", ".htm": "html", ".pdf": "pdf"}


def shape_of(asked: str | None, out: Path | None) -> str:
    """The format asked for, else that of the file's ending, else text."""
    return asked or (_BY_ENDING.get(out.suffix.lower()) if out else None) or "text"


class Output:
    """A place to write bytes to, as a context: a file replaces the one before it only when the context ends well.

    Raises:
        UsageFault: the file cannot be written there.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._target: Path | None = None
        self._part: Path | None = None
        self._stream: BinaryIO | None = None
        self._keep = True

    @property
    def is_terminal(self) -> bool:
        return self._path is None and sys.stdout.isatty()

    @property
    def is_standard_output(self) -> bool:
        return self._path is None

    def __enter__(self) -> Output:
        if self._path is not None:
            try:
                self._open(self._path)
            except OSError as error:
                raise UsageFault(f"--out: cannot write {self._path}: {error.strerror or 'not possible'}; check the path") from None
        return self

    def _open(self, path: Path) -> None:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise UsageFault(f"--out: {path} is a folder; name a file in it")
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            self._stream = target.open("wb")  # a device or a pipe has nothing to replace
            return
        if target.exists() and not os.access(target, os.W_OK):
            raise UsageFault(f"--out: {path} is write-protected; choose another file")
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
        self._target, self._part, self._stream = target, Path(name), os.fdopen(descriptor, "wb")
        os.chmod(name, stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_mask())

    def write(self, data: bytes) -> None:
        """Write bytes; to standard output they go at once, so that a reader of lines need not wait."""
        if self._stream is not None:
            self._stream.write(data)
            return
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise ReaderGone from None  # not an OSError any more, which the argument parser would make a failure of

    def drop(self) -> None:
        """Leave the file as it was."""
        self._keep = False

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._stream is None:
            return
        try:
            self._stream.close()
            if kind is None and self._keep and self._part is not None and self._target is not None:
                os.replace(self._part, self._target)
                self._part = None
        finally:
            if self._part is not None:
                self._part.unlink(missing_ok=True)


def _mask() -> int:
    """The process's file mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
