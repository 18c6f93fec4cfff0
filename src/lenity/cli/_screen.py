"""`lenity screen`: a population in, a row a record out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lenity.cli._dates import day_given, today
from lenity.cli._faults import DONE, UsageFault, tell


def run(data: list[str], *, out: Path, as_of: str | None, where: str | None, mapping: Path | None) -> int:
    """Screen the files and say on standard error what was found."""
    day = day_given(as_of, "--as-of", today()) or today()
    from lenity.cli._convert import aside
    from lenity.population import ReadFaults
    from lenity.population.screen import screen
    from lenity.population.screen_days import unread_edition

    try:
        with _progress() as shown:
            report = screen(data, out, as_of=day, where=where, mapping=mapping, progress=shown)
    except ReadFaults as error:
        raise UsageFault(*map(str, error.faults)) from None
    newer = unread_edition(day)
    if newer is not None:
        tell(
            f"lenity: warning: a newer text of the Guidelines is in force since {newer[0]} ({newer[1]}) but is not encoded here: today's figures are those of the edition before it"
        )
    found = ", ".join(f"{report.findings.get(finding, 0):,} {finding}" for finding in ("lower", "same", "higher", "not known"))
    tell(f"lenity: {report.records:,} records read: {found}; {report.written:,} rows written to {out}")
    aside(report.read)
    return DONE


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """A line that counts records, where standard error is a terminal; else nothing."""
    if not sys.stderr.isatty():
        yield lambda records: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("Screening"), BarColumn(), TextColumn("{task.completed:,.0f} records"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("screen", total=None)
        yield lambda records: progress.update(task, completed=records)
