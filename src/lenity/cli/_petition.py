"""`lenity petition`: the filing package of one case, in a folder."""

from __future__ import annotations

from pathlib import Path

from lenity.cli._cases import one_case
from lenity.cli._dates import day_given, today
from lenity.cli._faults import DONE, UsageFault, tell


def run(source: str, *, out: Path, as_of: str | None, data: list[str] | None = None) -> int:
    """Write the package and say what it holds, what is missing, and what to be careful of."""
    from lenity.law import law_vocabulary
    from lenity.papers.exhibits import ExhibitError
    from lenity.papers.package import package, write_package
    from lenity.papers.petition_grounds import grounds_of
    from lenity.papers.unsealed import SealedWords, unsealed
    from lenity.peers import NotComparable
    from lenity.population import ReadFaults

    day = day_given(as_of, "--as-of", today()) or today()
    given = one_case(source)
    case = unsealed(given, vocabulary=law_vocabulary(), today=today())
    if case.kept_out:
        tell(f"lenity: warning: kept out of the papers, which are not under seal: {', '.join(case.kept_out)}")
    if out.exists() and not out.is_dir():
        raise UsageFault(f"--out: {out} is a file; name a folder")
    if not out.absolute().parent.is_dir():
        raise UsageFault(f"--out: {out}: the folder above it does not exist; make it first")
    try:
        grounds = grounds_of(case.case, day, data or ())
        made = package(case.case, grounds, Path(source).parent if source != "-" else Path())
    except ReadFaults as error:
        raise UsageFault(*map(str, error.faults)) from None
    except (ExhibitError, SealedWords, NotComparable) as error:
        raise UsageFault(str(error)) from None
    for warning in (*grounds.review.warnings, *made.warnings):
        tell(f"lenity: warning: {warning}")
    try:
        written, kept = write_package(made, out)
    except OSError as error:
        raise UsageFault(f"--out: cannot write {out}: {error.strerror or 'not possible'}; check the path") from None
    for name in kept:
        tell(f"lenity: {out / name} was changed since lenity wrote it, and was left as it is; the new one stands beside it")
    tell(f"lenity: {', '.join(str(out / name) for name in written)} written")
    if made.gaps:
        tell(f"lenity: {len(made.gaps)} answers are missing; they are marked in the text and listed in {out / 'checklist.html'}")
    return DONE
