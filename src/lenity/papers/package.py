"""A filing package in a folder: the memorandum as DOCX, everything as one PDF, the checklist for counsel.

Nothing is overwritten that a person changed since it was made: what lenity wrote is known by its digest in `package.json`, and where
a file differs, the new one is put beside it.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lenity import __version__
from lenity.facts import CaseFile
from lenity.papers.binder import bound_pdf
from lenity.papers.docx import docx_bytes
from lenity.papers.exhibits import Exhibit, ExhibitError, bad_redactions, exhibit
from lenity.papers.html import html_page
from lenity.papers.petition import AtHand, Grounds, PetitionPapers, petition_papers
from lenity.papers.text import plain_text
from lenity.papers.unsealed import check_unsealed

MEMORANDUM, BOUND, CHECKLIST, RECORD = "memorandum.docx", "petition.pdf", "checklist.html", "package.json"


@dataclass(frozen=True, slots=True)
class Package:
    """What a package holds: its files by name, the answers that are missing, and what the person who files must be warned of."""

    files: Mapping[str, bytes]
    gaps: tuple[str, ...]
    warnings: tuple[str, ...]


def package(case: CaseFile, grounds: Grounds, folder: Path) -> Package:
    """The package of one case, which must be fit for unsealed papers; exhibits are looked for in `folder`, where the case file stands.

    Raises:
        ExhibitError: a document cannot be an exhibit.
        SealedWords: a paper or an exhibit would speak of cooperation.
    """
    warnings: list[str] = []
    exhibits = tuple(_exhibits(case, folder, warnings))
    papers = petition_papers(case, grounds, tuple(AtHand(one.number, one.title) for one in exhibits))
    _check(papers)
    made = {
        MEMORANDUM: docx_bytes(papers.memorandum),
        BOUND: bound_pdf(papers.filed, exhibits),
        CHECKLIST: html_page(papers.checklist).encode("utf-8", "backslashreplace"),
    }
    return Package(made, papers.gaps, tuple(warnings))


def _check(papers: PetitionPapers) -> None:
    for document in (*papers.filed, papers.checklist):
        check_unsealed(plain_text(document), document.title)


def _exhibits(case: CaseFile, folder: Path, warnings: list[str]) -> Iterator[Exhibit]:
    for number, (title, name, is_confidential) in enumerate(_listed(case), 1):
        path = _inside(folder, name)
        pages = bad_redactions(path) if path.suffix.lower() == ".pdf" else []
        if pages is None:
            warnings.append(f"{name}: was not searched for words under black boxes; for that, install lenity[redactions]")
        elif pages:
            warnings.append(f"{name}: words can be read under black boxes on page {', '.join(map(str, pages))}; redact it anew before anything is filed")
        if is_confidential:
            warnings.append(f"{name}: is confidential; file it only as the Pardon Attorney takes confidential papers, and never publish the package")
        yield exhibit(number, title, path, is_confidential=is_confidential)


def _listed(case: CaseFile) -> Iterator[tuple[str, str, bool]]:
    """The title and file of each exhibit: those that the petition lists, else every source that is at hand as a file."""
    said = case.petition.exhibits if case.petition else None
    if said is None:
        for source in case.sources or ():
            if source.file:
                yield source.title or source.id, source.file, source.is_confidential
        return
    for one in said:
        behind = case.source(one.source) if one.source else None
        name = one.file or (behind.file if behind else None)
        if name is None:
            raise ExhibitError(f"petition.exhibits: “{one.title}” names no file; give `file`, or `source` with a file")
        yield one.title, name, behind.is_confidential if behind else False


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ExhibitError(f"{name}: lies outside the case's folder; copy the document there")
    return path


# Writing ------------------------------------------------------------------------------------------


def write_package(made: Package, out: Path) -> tuple[list[str], list[str]]:
    """Write the package into a folder; each file appears whole or not at all. Returns the files written, and those kept as a person left them.

    Raises OSError where the folder cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    known = _known(out)
    written, kept = [], []
    for name, data in made.files.items():
        target = out / name
        if not _may_replace(target, data, known):
            kept.append(name)
            target = _beside(target, data, known)
        _put(target, data)
        written.append(target.name)
        known[target.name] = _digest(data)
    record = {"lenity": __version__, "files": known, "missing_answers": list(made.gaps)}
    _put(out / RECORD, json.dumps(record, ensure_ascii=False, indent=2).encode())
    return written, kept


def _may_replace(target: Path, data: bytes, known: Mapping[str, str]) -> bool:
    """Whether a file is not there, is what lenity wrote there, or is the same as the new one."""
    return not target.exists() or _digest(target.read_bytes()) in (known.get(target.name), _digest(data))


def _known(out: Path) -> dict[str, str]:
    """The digests of what lenity wrote there before; none where its record is missing or no longer reads."""
    try:
        files = json.loads((out / RECORD).read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {str(name): str(digest) for name, digest in files.items()} if isinstance(files, dict) else {}


def _beside(target: Path, data: bytes, known: Mapping[str, str]) -> Path:
    """`memorandum.new.docx`, or the first with a number that no person's edits stand in."""
    names = (target.with_suffix(f".new{'' if at == 1 else at}{target.suffix}") for at in range(1, 10_000))
    return next(name for name in names if _may_replace(name, data, known))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _put(target: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
