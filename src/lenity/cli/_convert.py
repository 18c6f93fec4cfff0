"""`lenity convert`: the Commission's files, or an office's roster, once and for all in the normalized schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lenity.cli._faults import DONE, UsageFault, tell

if TYPE_CHECKING:
    from lenity.population import ReadReport


def run(data: list[str], *, out: Path, layout: Path | None, mapping: Path | None, fiscal_year: int | None, join: list[str]) -> int:
    """Convert the files and say on standard error how many records and which values were set aside."""
    from lenity.population import ReadFaults, convert

    _not_over_a_file([*data, *join], out)
    try:
        report = convert(data, out, layout=layout, mapping=mapping, fiscal_year=fiscal_year, join=join)
    except ReadFaults as error:
        raise UsageFault(*map(str, error.faults)) from None
    tell(f"lenity: {report.records:,} records written to {out}")
    if join:
        tell(f"lenity: {report.joined.records:,} of them stand in the files joined too")
        for name, count in report.joined.differ.items():
            tell(f"lenity: {name} differs between the files in {count:,} records; the value of the file that was joined to stands")
    aside(report)
    return DONE


def _not_over_a_file(data: list[str], out: Path) -> None:
    for path in map(Path, data):
        if path.exists() and out.exists() and path.samefile(out):
            raise UsageFault(f"--out: {out} is one of the files to be read; name another file")


def aside(report: ReadReport) -> None:
    """How many values were set aside because they cannot be the Commission's own, column by column."""
    if report.set_aside:
        columns = ", ".join(f"{name} {count:,}" for name, count in report.set_aside.items())
        tell(f"lenity: {sum(report.set_aside.values()):,} values set aside as not known, since they cannot be the Commission's own: {columns}")
