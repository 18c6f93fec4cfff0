"""`lenity screen`: a population in, a row a record out."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lenity.cli._dates import day_given, today
from lenity.cli._faults import DONE, FAILED, UsageFault, tell

if TYPE_CHECKING:
    from lenity.population.screen import ScreenReport
    from lenity.population.screen_report import ScreenSummary


SELDOM = 100_000
"""New objects between two searches for garbage: law and rules are hundreds of thousands of objects that stay, and going through them again and again finds none."""


def run(
    data: list[str],
    *,
    out: Path,
    as_of: str | None,
    where: str | None,
    mapping: Path | None,
    engine: str = "local",
    parts: Path | None = None,
    stop_after: int | None = None,
    report: Path | None = None,
) -> int:
    """Screen the files, write the report where one is asked for, and say on standard error what was found."""
    _check_report(report, out, data)
    day = day_given(as_of, "--as-of", today()) or today()
    gc.set_threshold(SELDOM)
    from lenity.population import ReadFaults
    from lenity.population.screen import screen

    try:
        with progress() as shown:
            done = screen(
                data,
                out,
                as_of=day,
                where=where,
                mapping=mapping,
                summarized=report is not None,
                engine=engine,
                parts=parts,
                stop_after=stop_after,
                progress=shown,
            )
    except ReadFaults as error:
        raise UsageFault(*map(str, error.faults)) from None
    except KeyboardInterrupt:
        if parts is None:
            raise
        tell(f"lenity: interrupted; {out} was not written, and the chunks that were finished are in {parts}: the same command goes on from them")
        return FAILED
    if not done.finished:
        tell(f"lenity: {done.records:,} records are done and kept in {parts}; {out} was not written: the same command goes on from here")
        return DONE
    if report is not None and done.summary is not None:
        _write_report(report, done.summary, day)
    _tell_what_was_found(done, out, day)
    return DONE


def _tell_what_was_found(done: ScreenReport, out: Path, day: date) -> None:
    from lenity.cli._convert import aside
    from lenity.law import unread_edition

    newer = unread_edition(day)
    if newer is not None:
        tell(
            f"lenity: warning: a newer text of the Guidelines is in force since {newer.on} ({newer.cite}) but is not encoded here: today's figures are those of the edition before it"
        )
    found = ", ".join(f"{done.findings.get(finding, 0):,} {finding}" for finding in ("lower", "same", "higher", "not known"))
    tell(f"lenity: {done.records:,} records read: {found}; {done.written:,} rows written to {out}")
    aside(done.read)


def _check_report(report: Path | None, out: Path, data: list[str]) -> None:
    if report is None:
        return
    if report.suffix.lower() not in (".html", ".htm"):
        raise UsageFault(f"--report: {report} must end in .html; the rows themselves go to --out")
    if report.resolve() in {out.resolve(), *(Path(path).resolve() for path in data)}:
        raise UsageFault(f"--report: {report} is one of the other files; name another")
    if not report.parent.is_dir():
        raise UsageFault(f"--report: {report}: the folder does not exist; make it first")


def _write_report(report: Path, summary: ScreenSummary, day: date) -> None:
    from lenity.cli._output import Output
    from lenity.papers import html_page
    from lenity.papers.screen import screen_document
    from lenity.population.screen_days import edition_on

    edition = edition_on(day)
    page = html_page(screen_document(summary, edition=f"Guidelines of {edition:%B} {edition.day}, {edition.year}" if edition else "no Guidelines"))
    with Output(report) as output:
        output.write(page.encode("utf-8", "backslashreplace"))


@contextmanager
def progress(what: str = "Screening") -> Iterator[Callable[[int], None]]:
    """A line that counts records, where standard error is a terminal; else nothing."""
    if not sys.stderr.isatty():
        yield lambda records: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(what), BarColumn(), TextColumn("{task.completed:,.0f} records"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("screen", total=None)
        yield lambda records: progress.update(task, completed=records)
