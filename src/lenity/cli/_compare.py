"""`lenity compare`: one case, or every row of a file, beside similarly situated people."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lenity.cli._cases import one_case
from lenity.cli._dates import day_given, today
from lenity.cli._faults import DONE, UsageFault, tell
from lenity.cli._output import Output, shape_of

if TYPE_CHECKING:
    from lenity.peers import Comparison


def run(
    case: str | None,
    *,
    data: list[str],
    each: bool,
    out: Path | None,
    as_of: str | None,
    shape: str | None,
    law: str,
    guideline: str | None,
    offense_type: int | None,
    **options: Any,
) -> int:
    """Compare, and say on standard error what was done for every row."""
    if not data:
        raise UsageFault("--data: name the files of the Commission that hold the people to compare with")
    if each:
        day = day_given(as_of, "--as-of")
        if out is None:
            raise UsageFault("--each: name the file to write with --out FILE; its ending (.csv, .xlsx, .parquet) says what kind")
        _every_row(data, out, day, options)
        out = None
    elif case is None:
        raise UsageFault("CASE: name a case file, or --each to compare every row of the files")
    if case is not None:
        chosen = shape_of(shape, out)
        if case != "-" and out is not None and Path(case).resolve() == out.resolve():
            raise UsageFault(f"--out: {out} is the case file itself; name another file")
        found = _one_case(case, data, day_given(as_of, "--as-of", today()) or today(), law, guideline, offense_type, options)
        with Output(out) as output:
            _write(found, chosen, output)
    return DONE


def _every_row(data: list[str], out: Path, day: date | None, options: dict[str, Any]) -> None:
    from lenity.cli._screen import progress
    from lenity.peers import NotComparable, compare_each
    from lenity.population import ReadFaults

    chosen = {name: value for name, value in options.items() if value is not None}
    try:
        with progress("Comparing") as shown:
            report = compare_each(data, out, as_of=day, progress=shown, **chosen)
    except ReadFaults as error:
        raise UsageFault(*map(str, error.faults)) from None
    except NotComparable as error:
        raise UsageFault(f"lenity compare: {error}") from None
    tell(f"lenity: compared by {report.definition.words}{f' ({report.because})' if report.because else ''}")
    tell(
        f"lenity: {report.records:,} records written to {out}: {report.compared:,} in {report.cells:,} cells, {report.withheld:,} of them withheld as too few; "
        f"seed {report.seed}, {report.resamples:,} resamples a cell"
    )


def _one_case(source: str, data: list[str], day: date, law: str, guideline: str | None, offense_type: int | None, options: dict[str, Any]) -> Comparison:
    from lenity.peers import NotComparable, compare
    from lenity.population import ReadFaults

    case = one_case(source)
    chosen = {name: value for name, value in options.items() if value is not None}
    try:
        return compare(case, data, as_of=day, law=law, guideline=guideline, offense_type=offense_type, **chosen)  # type: ignore[arg-type]
    except ReadFaults as error:
        raise UsageFault(*map(str, error.faults)) from None
    except NotComparable as error:
        raise UsageFault(f"lenity compare: {error}") from None


def _write(found: Comparison, shape: str, output: Output) -> None:
    from lenity.cli._writers import as_bytes, write_text

    if shape in ("json", "jsonl"):
        output.write(as_bytes(found.as_data(), indent=2 if shape == "json" else None))
        return
    from lenity.papers.compare import compare_document

    document = compare_document(found, drawn=shape != "text")
    if shape == "text":
        write_text(document, output)
    elif shape == "html":
        from lenity.papers import html_page

        output.write(html_page(document).encode("utf-8", "backslashreplace"))
    else:
        if output.is_terminal:
            raise UsageFault("--format pdf: a terminal cannot show a PDF; add --out FILE.pdf, or send it to a program with `|`")
        from lenity.papers import pdf_bytes

        output.write(pdf_bytes(document))
