"""Parts of an office document, unpacked within limits: nothing is written to disk, and no part grows past what it may."""

from __future__ import annotations

import io
import zipfile

from lenity.intake._document import MOST_RATIO, MOST_UNPACKED, DocumentFault

_BROKEN = "is cut off or damaged; get the file again from where it came from"


def names_in(data: bytes) -> list[str]:
    """The names of the parts; empty where the package cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.namelist()[:10_000]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        # a package cut off has lost its list of parts: its first part still says what it was
        return ["word/document.xml"] if b"word/" in data[:100_000] or b"[Content_Types].xml" in data[:100_000] else []


def part(data: bytes, name: str, file: str) -> bytes | None:
    """One part, None where there is none of that name.

    Raises:
        DocumentFault: the package is damaged or encrypted, or the part unpacks to more than it may.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entry = next((one for one in package.infolist() if one.filename.lower() == name.lower()), None)
            if entry is None:
                return None
            if entry.flag_bits & 1:
                raise DocumentFault(file, "is encrypted; save a copy without a password")
            if entry.file_size > MOST_UNPACKED or entry.file_size > MOST_RATIO * max(entry.compress_size, 5_000):
                raise DocumentFault(file, "unpacks to far more than a document holds and was not opened; ask the sender for a plain copy")
            with package.open(entry) as stream:
                unpacked = stream.read(MOST_UNPACKED + 1)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        if isinstance(error, DocumentFault):
            raise
        raise DocumentFault(file, _BROKEN) from None
    except Exception as error:  # zlib.error has no public base of its own
        raise DocumentFault(file, _BROKEN) from error
    if len(unpacked) > MOST_UNPACKED:
        raise DocumentFault(file, "unpacks to far more than a document holds and was not opened; ask the sender for a plain copy")
    return unpacked
