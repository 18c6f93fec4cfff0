"""`lenity simulate`: a reform over a population, into a folder of rows, figures and a page."""

from __future__ import annotations

from pathlib import Path

from lenity.cli._dates import day_given, today
from lenity.cli._faults import DONE, UsageFault, tell
from lenity.cli._output import Output


def run(reform: Path, *, data: list[str], out: Path, as_of: str | None, mapping: Path | None, engine: str) -> int:
    """Simulate, write `rows.parquet`, `summary.json` and `report.html`, and print the report."""
    if not data:
        raise UsageFault("--data: name the files of the Commission that hold the population")
    day = day_given(as_of, "--as-of", today()) or today()
    from lenity.cli._screen import progress
    from lenity.cli._writers import write_text
    from lenity.papers import html_page
    from lenity.papers.reform import reform_document
    from lenity.population import ReadFaults
    from lenity.reform import Unsimulated, simulate

    try:
        with progress("Simulating") as shown:
            done = simulate(reform, data, out, as_of=day, mapping=mapping, engine=engine, progress=shown)
    except ReadFaults as error:
        raise UsageFault(*map(str, error.faults)) from None
    except Unsimulated as error:
        raise UsageFault(*str(error).splitlines()) from None
    document = reform_document(done.summary)
    with Output(out / "report.html") as page:
        page.write(html_page(document).encode("utf-8", "backslashreplace"))
    with Output(None) as output:
        write_text(document, output)
    tell(f"lenity: rows.parquet, summary.json and report.html written to {out}")
    return DONE
