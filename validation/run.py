"""Hold the law as encoded to public data: `python validation/run.py FOLDER [--into PAGE]`, or `make validate`.

FOLDER holds files of the Sentencing Commission and a compiled table of drug thresholds, whole or a part of their rows, under the names given below. Each check says
how many rows agree and shows what does not; the exit status is 1 where rows disagree that no check explains, 0 where all agree or where there is no data.
`--into` writes the figures between the marks of a page.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from categories import SENTENCED, points_give_the_column, ranges_are_cells
from district import DISTRICT, SUPPLEMENT, departures, district_ranges
from drugs import SAMPLE, conversions, drug_sample_ranges, levels_are_reachable, thresholds
from populations import AGGREGATES, SUPERVISION, found_in, initiative_criteria, later_changes_over_sentences
from tally import Tally

CHECKS: tuple[tuple[tuple[str, ...], Callable[[Path], Tally]], ...] = (
    (("drug_quantity_table.csv",), thresholds),
    ((SENTENCED,), ranges_are_cells),
    ((SENTENCED,), points_give_the_column),
    ((SENTENCED,), found_in(SENTENCED)),
    ((DISTRICT,), district_ranges),
    ((DISTRICT, SUPPLEMENT), departures),
    ((DISTRICT,), found_in(DISTRICT)),
    ((SAMPLE,), drug_sample_ranges),
    ((SAMPLE,), conversions),
    ((SAMPLE,), levels_are_reachable),
    ((SAMPLE,), found_in(SAMPLE)),
    ((SUPERVISION,), later_changes_over_sentences),
    ((SUPERVISION,), found_in(SUPERVISION)),
    ((SUPERVISION, AGGREGATES), initiative_criteria),
    ((SUPPLEMENT,), found_in(SUPPLEMENT)),
)
SHOWN = 12
"""Rows shown of those that no check explains."""
LISTED = 20
"""Rows listed of those that a class explains."""
BEGIN, END = "<!-- figures of make validate -->", "<!-- end of figures -->"


def main(arguments: list[str]) -> int:
    """Run every check whose files are there."""
    page = Path(arguments[arguments.index("--into") + 1]) if "--into" in arguments else None
    folder = Path(arguments[0]) if arguments and not arguments[0].startswith("-") else Path("../shared/data")
    if not folder.is_dir():
        print(f"No public data at {folder}: nothing was validated. Say where it is with make validate LENITY_DATA=FOLDER.")
        return 0
    failed = ran = 0
    told: list[str] = []
    for names, check in CHECKS:
        missing = [name for name in names if not (folder / name).is_file()]
        if missing:
            print(f"-     {check.__doc__}\n      not run: {', '.join(missing)} is not in {folder}")
            continue
        tally = check(folder)
        ran, failed = ran + 1, failed + (not tally.holds)
        print("\n".join(_lines(names, check.__doc__ or "", tally)), flush=True)
        told.extend(_page_lines(names, check.__doc__ or "", tally))
    print(f"{ran} checks run, {failed} not held")
    if page is not None:
        _write(page, told)
    return 1 if failed else 0


def _lines(names: tuple[str, ...], asks: str, tally: Tally) -> Iterator[str]:
    yield f"{'ok' if tally.holds else 'ODD':<5} {asks.strip()}"
    if tally.rows:
        yield f"      {tally.agree:,} of {tally.rows:,} rows of {names[0]} agree ({tally.agree / tally.rows:.2%})"
    for words, count in tally.explained.most_common():
        yield f"      {count:,} explained: {words}"
    for words, count in tally.odd.most_common(SHOWN):
        yield f"      {count:,} not explained: {words}"
    if len(tally.odd) > SHOWN:
        yield f"      and {len(tally.odd) - SHOWN:,} kinds more"
    for name, value in _figures(tally):
        yield f"      {name}: {value}"


def _figures(tally: Tally) -> Iterator[tuple[str, str]]:
    yield from tally.figures.items()
    if tally.listed:
        more = f"; and {len(tally.listed) - LISTED:,} more" if len(tally.listed) > LISTED else ""
        yield "rows explained", "; ".join(tally.listed[:LISTED]) + more


def _page_lines(names: tuple[str, ...], asks: str, tally: Tally) -> Iterator[str]:
    yield f"### {asks.strip().rstrip('.')}"
    yield ""
    yield f"`{names[0]}`" + (f": {tally.agree:,} of {tally.rows:,} rows agree ({tally.agree / tally.rows:.2%})." if tally.rows else ".")
    yield ""
    items = [f"- {count:,} explained: {words}" for words, count in tally.explained.most_common()]
    items += [f"- {count:,} not explained: {words}" for words, count in tally.odd.most_common(SHOWN)]
    items += [f"- {name}: {value}" for name, value in _figures(tally)]
    yield from items
    if items:
        yield ""


def _write(page: Path, told: list[str]) -> None:
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n" + "\n".join(told) + f"\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
