"""Originals kept beside the case, unchanged, each under its SHA-256."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_ENDINGS = {"text": ".txt", "html": ".html", "docx": ".docx", "pdf": ".pdf", "scan": ".pdf", "mail": ".eml"}


def kept_as(case: Path, sha256: str, kind: str, name: str) -> str:
    """Where an original is kept, below the folder of the case: `CASE.documents/SHA256.pdf`."""
    given = Path(name).suffix.lower()
    ending = given if given in {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp"} else _ENDINGS.get(kind, ".bin")
    return f"{case.stem}.documents/{sha256}{ending}"


def keep(case: Path, where: str, data: bytes) -> None:
    """Write an original to its place, whole or not at all; one that is there already is left as it is."""
    target = case.parent / where
    if target.exists():
        return
    target.parent.mkdir(exist_ok=True)
    descriptor, part = tempfile.mkstemp(dir=target.parent, suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        os.replace(part, target)
    finally:
        Path(part).unlink(missing_ok=True)
