"""`lenity profile`: the one-page public profile of a case, and the picture that stands for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lenity.cli._cases import one_case
from lenity.cli._dates import day_given, today
from lenity.cli._faults import DONE, UsageFault, tell
from lenity.cli._output import Output

if TYPE_CHECKING:
    from lenity.facts import CaseFile

_ENDINGS = (".html", ".htm", ".pdf")


def run(source: str, *, out: Path, as_of: str | None) -> int:
    """Write the profile from public facts alone, and its picture beside it."""
    from lenity.law import law_vocabulary
    from lenity.papers.unsealed import SealedWords, public_facts, unsealed

    if out.suffix.lower() not in _ENDINGS:
        raise UsageFault(f"--out: {out} ends in neither .html nor .pdf; the ending says which is written")
    day = day_given(as_of, "--as-of", today()) or today()
    words = law_vocabulary()
    safe = unsealed(one_case(source), vocabulary=words, today=today()).case
    case = public_facts(safe, vocabulary=words, today=today())
    if case is None:
        raise UsageFault(
            f"{source}: evidence: no public source shows the day of the sentence; a profile tells only what one does. Add it under `evidence: {{sentence.date: …}}`"
        )
    try:
        _write(case, safe.petition.asks if safe.petition else None, day, out)
    except SealedWords as error:
        raise UsageFault(str(error)) from None
    return DONE


def _write(case: CaseFile, asks: str | None, day: date, out: Path) -> None:
    from lenity.papers import html_page
    from lenity.papers.preview import preview_png
    from lenity.papers.profile import one_page_pdf, profile_document
    from lenity.review import review

    answer = review(case, as_of=day)
    for warning in answer.warnings:
        tell(f"lenity: warning: {warning}")
    picture = out.with_name(f"{out.stem}-preview.png")
    if out.suffix.lower() == ".pdf":
        page = one_page_pdf(case, answer, asks)
    else:
        page = html_page(profile_document(case, answer, asks), preview=picture.name).encode("utf-8", "backslashreplace")
    for path, data in ((out, page), (picture, preview_png(case, answer))):
        with Output(path) as output:
            output.write(data)
    tell(f"lenity: {out} and {picture} written")
