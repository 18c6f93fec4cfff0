"""lenity from Python: the same answers as the command line, as values and lazy frames.

    import lenity

    lenity.review_case("case.yaml", as_of=date(2026, 11, 24)).change.finding
    lenity.screen("people.parquet", as_of=date(2026, 11, 24)).filter(finding="lower").collect()
    lenity.compare("case.yaml", ["people.parquet"]).percentile
    lenity.convert(["opafy18nid.dat"], "people.parquet").records
    lenity.relief_for("case.yaml").avenue("compassionate_release").status
    lenity.time_of("case.yaml").projected_release_on
    lenity.simulate("equal-crack.yaml", "people.parquet", "out").summary["findings"]
    lenity.facts_in("judgment.pdf", about="Jane Roe").facts

`import lenity` loads none of this: each name is loaded when it is first used. Where `as_of` is left out it is today.
Type checkers know these functions under `lenity.api`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    import polars as pl

    from lenity.facts import CaseFile
    from lenity.intake import Proposals
    from lenity.peers import Comparison
    from lenity.peers.each import EachReport
    from lenity.population import ReadReport
    from lenity.reform import Simulation
    from lenity.relief import Relief
    from lenity.review import Review
    from lenity.time import Computation

    Case: TypeAlias = "CaseFile | str | Path | Mapping[str, Any]"
    Data: TypeAlias = "str | Path | Sequence[str | Path] | pl.DataFrame | pl.LazyFrame"

__all__ = ["compare", "compare_each", "convert", "facts_in", "read_case", "relief_for", "review_case", "screen", "simulate", "time_of"]


def read_case(case: Case) -> CaseFile:
    """A case from a file (YAML or JSON), or from plain data shaped like one; a case that was read already is given back.

    Raises:
        CaseFaults: with every fault, its place and its remedy.
    """
    from lenity.facts import CaseFaults, CaseFile, read_cases, read_data
    from lenity.law import law_vocabulary

    if isinstance(case, CaseFile):
        return case
    if isinstance(case, Mapping):
        return read_data(case, name=str(case.get("id", "case")), vocabulary=law_vocabulary(), today=date.today())
    found = list(read_cases([case], vocabulary=law_vocabulary(), today=date.today()))
    for one in found:
        if isinstance(one, CaseFaults):
            raise one
    if len(found) != 1:
        raise ValueError(f"{case} holds {len(found)} cases; this takes a file with one")
    [one] = found
    assert isinstance(one, CaseFile)
    return one


def review_case(case: Case, *, as_of: date | None = None, edition: date | None = None) -> Review:
    """The sentence then and today, explained: `then` and `today` hold values by rule, steps and needs; `change` compares them.

    `edition` is the Guidelines edition to apply then, over the one that the case states. Months are whole; life is 1,000,000.
    What is not known is None and stands in `needs`.

    Raises:
        CaseFaults: the case cannot be read as it is.
    """
    from lenity.review import review as reviewed

    return reviewed(read_case(case), as_of=as_of or date.today(), edition=edition)


def relief_for(case: Case, *, as_of: date | None = None) -> Relief:
    """Which relief is open on a day: `avenues`, each *met*, *not met* or *not known* by its criteria, with what would settle it.

    *Met* means that the way is open, not that it will be granted. `lenity.relief.as_json` gives it as plain data.

    Raises:
        CaseFaults: the case cannot be read as it is.
    """
    from lenity.relief import relief

    return relief(read_case(case), as_of=as_of or date.today())


def time_of(case: Case, *, as_of: date | None = None) -> Computation:
    """When the sentence in force on a day begins and ends: full term, good time, time credits, projected release.

    Days of the calendar and whole days; what is not known is None and stands in `needs`. `lenity.time.as_json` gives it as plain data.

    Raises:
        CaseFaults: the case cannot be read as it is.
    """
    from lenity.time import compute

    return compute(read_case(case), as_of=as_of or date.today())


def facts_in(document: str | Path, *, about: str | None = None) -> Proposals:
    """The facts that a document proposes, each with the passage that it stands on; nothing is fetched, and none is taken into a case.

    `about` is the name of the person whose case it is: only facts about this person are proposed.

    Raises:
        DocumentFault: the document cannot be read.
    """
    from lenity.intake import propose, read_document

    return propose(read_document(document), about=about)


def simulate(reform: str | Path, data: str | Path | Sequence[str | Path], out: str | Path, *, as_of: date | None = None, **options: Any) -> Simulation:
    """What a reform would do to the people of these files: `rows.parquet` and `summary.json` in the folder `out`, which appears whole or not at all.

    `options` are `mapping` (of an office's roster) and `engine` (`local` or `ray`).

    Raises:
        Unsimulated: the reform is faulty, or changes law that no record shows the effect of.
        ReadFaults: a file cannot be read.
    """
    from lenity.reform import simulate as simulated

    return simulated(reform, _several(data), out, as_of=as_of or date.today(), **options)


def screen(
    data: Data,
    *,
    as_of: date | None = None,
    where: str | None = None,
    mapping: str | Path | None = None,
    fiscal_year: int | None = None,
) -> pl.LazyFrame:
    """Then and today for every record, as a lazy frame in the columns of `lenity schema screen`, in the order of the input.

    `data` is one file or several, in any form that `lenity convert` reads, or a frame: in the normalized schema, or with the
    Commission's variable names. Nothing is read until the frame is collected or sunk, and then so many records at a time.
    Months are whole; life is 9996. What a record cannot decide is null and stands in `needs`.

    Raises:
        ReadFaults: here where a frame's columns or `where` cannot stand, else when the frame is collected.
    """
    from polars.io.plugins import register_io_source

    from lenity.population.screen import condition_of, screened
    from lenity.population.screen_rows import screen_types

    day = as_of or date.today()
    condition = None if where is None else condition_of(where)
    types = screen_types()

    def source(with_columns: list[str] | None, predicate: pl.Expr | None, n_rows: int | None, batch_size: int | None) -> Iterator[pl.DataFrame]:
        left = n_rows
        for rows in screened(data, day, mapping=mapping, fiscal_year=fiscal_year):
            kept = rows if left is None else rows.head(left)
            left = None if left is None else left - len(kept)
            kept = kept if predicate is None else kept.filter(predicate)
            yield kept if with_columns is None else kept.select(with_columns)
            if left == 0:
                return

    frame = register_io_source(source, schema=types)
    return frame if condition is None else frame.filter(condition)


def compare(
    case: Case,
    data: str | Path | Sequence[str | Path],
    *,
    as_of: date | None = None,
    law: Literal["then", "today"] = "then",
    **options: Any,
) -> Comparison:
    """The case beside similarly situated people of these files: share imprisoned, mean, median and quartiles with intervals, and its own percentile.

    `law` says whether the case is compared by its level and range of then or of today; `options` are those of
    `lenity.peers.compare_situation` (`cell`, `within`, `minimum`, `seed`, `resamples`, `mapping`), and `guideline` and `offense_type`.
    Terms are months up to 470, which stands for life and everything longer; figures that are withheld are None.

    Raises:
        CaseFaults, ReadFaults: the case or a file cannot be read.
        NotComparable: neither allows a cell.
    """
    from lenity.peers import compare as compared

    return compared(read_case(case), _several(data), as_of=as_of or date.today(), law=law, **options)


def compare_each(data: str | Path | Sequence[str | Path], out: str | Path, *, as_of: date | None = None, **options: Any) -> EachReport:
    """Write a row for every record: the figures of its cell, and its own percentile; CSV, XLSX or Parquet by the ending of `out`.

    Without `as_of` each record is compared with its own fiscal year and the four before it. `options` as for `compare`.

    Raises:
        ReadFaults: a file cannot be read; nothing is written.
        NotComparable: the files allow no cell.
    """
    from lenity.peers import compare_each as compared

    return compared(_several(data), out, as_of=as_of, **options)


def convert(data: str | Path | Sequence[str | Path], out: str | Path, **options: Any) -> ReadReport:
    """Write the records of all files, in order, to one Parquet file in the normalized schema; it appears whole or not at all.

    `options` are `layout` (the input program of fixed-width text), `mapping` (of an office's roster), `fiscal_year`, and `join` (files with more columns of the same records).

    Raises:
        ReadFaults: with the faults of every file; nothing is written.
    """
    from lenity.population import convert as converted

    return converted(_several(data), out, **options)


def _several(data: str | Path | Sequence[str | Path]) -> list[str | Path]:
    return [data] if isinstance(data, str | Path) else list(data)
