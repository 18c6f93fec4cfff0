"""The commands and their options. Each body is imported when its command runs, so that `--help` loads no law."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lenity.cli._lists import DataCommand

app = typer.Typer(
    name="lenity",
    help="A federal sentence as the law stood then and as it stands today.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
law_app = typer.Typer(help="The law as encoded, with citations.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(law_app, name="law")


class Format(StrEnum):
    """What an answer about a case can be printed as."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    html = "html"
    pdf = "pdf"


class Sheet(StrEnum):
    """What a report can be printed as."""

    text = "text"
    json = "json"
    html = "html"
    pdf = "pdf"


class Side(StrEnum):
    """Under which law a case is looked at."""

    then = "then"
    today = "today"


class Cell(StrEnum):
    """By what people are found similar, the finest first."""

    guideline_level_category = "guideline-level-category"
    type_level_category = "type-level-category"
    range_type = "range-type"
    level_category = "level-category"
    range = "range"


class Settled(StrEnum):
    """How guilt was settled."""

    plea = "plea"
    trial = "trial"
    same = "same"


class Engine(StrEnum):
    """Where a population is worked out."""

    local = "local"
    ray = "ray"


class Language(StrEnum):
    """What the plain pages can be written in."""

    en = "en"
    es = "es"


class Plain(StrEnum):
    """What a table of law can be printed as."""

    text = "text"
    json = "json"


class Written(StrEnum):
    """What plain data can be printed as."""

    yaml = "yaml"
    json = "json"


class Shape(StrEnum):
    """What a JSON Schema can describe."""

    case = "case"
    screen = "screen"
    review = "review"
    time = "time"


Cases = Annotated[
    list[str], typer.Argument(metavar="CASE...", help="Case files: YAML, JSON, or .jsonl with a case a line; `-` reads standard input.", show_default=False)
]
Day = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day, as YYYY-MM-DD. Without it: today.", show_default=False)]
AsTable = Annotated[Plain, typer.Option("--format", help="Text to read, or JSON.")]
Data = Annotated[list[str], typer.Argument(metavar="DATA...", help="Files of the Commission, or an office's roster with --mapping.", show_default=False)]
Mapping = Annotated[Path | None, typer.Option("--mapping", metavar="FILE", help="What the columns of an office's own roster hold.", show_default=False)]
Section = Annotated[str, typer.Argument(metavar="SECTION", help="Such as 2D1.1, 5A, `21 U.S.C. 841`, `18 U.S.C. 924(c)`.", show_default=False)]


def _version(wanted: bool) -> None:
    if wanted:
        from lenity import __version__

        typer.echo(f"lenity {__version__}")
        raise typer.Exit


@app.callback()
def _lenity(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    """A federal sentence as the law stood then and as it stands today."""


@app.command()
def review(
    cases: Cases,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day whose law is today's, as YYYY-MM-DD. Without it: today.", show_default=False)
    ] = None,
    edition: Annotated[
        str | None,
        typer.Option("--edition", metavar="DATE", help="The Guidelines edition to apply then, over the one that the case file states.", show_default=False),
    ] = None,
    format: Annotated[Format | None, typer.Option("--format", help="Without it: by the ending of --out, else text.", show_default=False)] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to this file, whole or not at all.", show_default=False)] = None,
) -> None:
    """The sentence then and today, explained."""
    from lenity.cli._review import run

    raise typer.Exit(run(cases, as_of=as_of, edition=edition, shape=format.value if format else None, out=out))


@app.command("time")
def time_(
    cases: Cases,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="The day on which the sentence is looked at, as YYYY-MM-DD. Without it: today.", show_default=False),
    ] = None,
    format: Annotated[Format | None, typer.Option("--format", help="Without it: by the ending of --out, else text.", show_default=False)] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to this file, whole or not at all.", show_default=False)] = None,
) -> None:
    """When the sentence ends: full term, good time, time credits, projected release."""
    from lenity.cli._time import run

    raise typer.Exit(run(cases, as_of=as_of, shape=format.value if format else None, out=out))


OneCase = Annotated[str, typer.Argument(metavar="CASE", help="A case file, YAML or JSON; `-` reads standard input.", show_default=False)]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day whose law is today's, as YYYY-MM-DD. Without it: today.", show_default=False)
]


@app.command()
def petition(
    case: OneCase,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder of the package; what you changed in it is kept.", show_default=False)],
    as_of: AsOf = None,
) -> None:
    """The filing package: memorandum (DOCX), everything as one bookmarked PDF, checklist."""
    from lenity.cli._petition import run

    raise typer.Exit(run(case, out=out, as_of=as_of))


@app.command()
def profile(
    case: OneCase,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="HTML or PDF, by the ending of its name.", show_default=False)],
    as_of: AsOf = None,
) -> None:
    """The one-page public profile, from facts that public sources show."""
    from lenity.cli._profile import run

    raise typer.Exit(run(case, out=out, as_of=as_of))


@app.command()
def intake(
    documents: Annotated[
        list[str],
        typer.Argument(metavar="DOCUMENT...", help="Text, saved web pages, DOCX, PDF, scans, e-mail files. `-` reads standard input.", show_default=False),
    ],
    case: Annotated[
        Path | None, typer.Option("--case", metavar="CASE", help="The case file: only its person's facts are proposed.", show_default=False)
    ] = None,
    accept: Annotated[
        Path | None,
        typer.Option("--accept", metavar="FILE", help="What you reviewed: its facts with `accept: true` go into the case file.", show_default=False),
    ] = None,
    extractor: Annotated[
        Path | None, typer.Option("--extractor", metavar="FILE", help="Settings of a language model to ask as well; without them none is.", show_default=False)
    ] = None,
    format: Annotated[Written, typer.Option("--format", help="YAML to review, or JSON.")] = Written.yaml,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to this file, whole or not at all.", show_default=False)] = None,
) -> None:
    """Propose facts for a case file from documents, each with its passage."""
    from lenity.cli._intake import run

    raise typer.Exit(run(documents, case=case, accept=accept, extractor=extractor, shape=format.value, out=out))


@app.command()
def relief(
    cases: Annotated[
        list[str], typer.Argument(metavar="CASE...", help="Case files: YAML, JSON, or .jsonl with a case a line; `-` reads standard input.", show_default=False)
    ],
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="The day on which an order or decision takes effect, as YYYY-MM-DD. Without it: today.", show_default=False
        ),
    ] = None,
    format: Annotated[Format | None, typer.Option("--format", help="Without it: by the ending of --out, else text.", show_default=False)] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to this file, whole or not at all.", show_default=False)] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Two pages in plain language, for the person inside.")] = False,
    language: Annotated[Language | None, typer.Option("--language", help="The language of the plain pages; implies --plain.", show_default=False)] = None,
) -> None:
    """Each avenue of relief: met, not met or not known, with reasons."""
    from lenity.cli._relief import run

    shape = format.value if format else None
    raise typer.Exit(run(cases, as_of=as_of, shape=shape, out=out, plain=plain, language=language.value if language else None))


@app.command()
def screen(
    data: Data,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="CSV, XLSX or Parquet, by the ending of its name.", show_default=False)],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day whose law is today's, as YYYY-MM-DD. Without it: today.", show_default=False)
    ] = None,
    where: Annotated[
        str | None,
        typer.Option(
            "--where",
            metavar="EXPR",
            help="Keep the rows for which this SQL condition over the columns holds, such as \"finding = 'lower'\".",
            show_default=False,
        ),
    ] = None,
    mapping: Mapping = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE.html", help="Also write a page with counts, charts and the rows to look at first.", show_default=False),
    ] = None,
    engine: Annotated[
        Engine, typer.Option("--engine", help="This machine's cores, or the workers of Ray (the extra lenity[cluster]); the rows are the same.")
    ] = Engine.local,
    parts: Annotated[
        Path | None,
        typer.Option(
            "--parts", metavar="FOLDER", help="Keep finished chunks here; the same command goes on from them after an interruption.", show_default=False
        ),
    ] = None,
    stop_after: Annotated[
        int | None,
        typer.Option("--stop-after", metavar="RECORDS", min=1, help="With --parts: end after about so many records; the next run goes on.", show_default=False),
    ] = None,
) -> None:
    """Then and today for a population: one row a record, in order."""
    from lenity.cli._screen import run

    raise typer.Exit(run(data, out=out, as_of=as_of, where=where, mapping=mapping, report=report, engine=engine.value, parts=parts, stop_after=stop_after))


@app.command(cls=DataCommand)
def compare(
    case: Annotated[str | None, typer.Argument(metavar="[CASE]", help="A case file; left out with --each.", show_default=False)] = None,
    data: Annotated[
        list[str], typer.Option("--data", metavar="DATA...", help="Files of the Commission, or an office's roster with --mapping.", show_default=False)
    ] = [],  # noqa: B006
    each: Annotated[bool, typer.Option("--each", help="Compare every row of the files, and write one row each to --out.")] = False,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to this file, whole or not at all.", show_default=False)] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="Compare with the last five fiscal years that had ended by this day. Without it: today; with --each, each row's own year and the four before it.",
            show_default=False,
        ),
    ] = None,
    law: Annotated[Side, typer.Option("--law", help="Compare the case by its level and range of then, or of today.")] = Side.then,
    by: Annotated[
        Cell | None, typer.Option("--by", help="Which cell. Without it: the finest that the case and most records can answer.", show_default=False)
    ] = None,
    district: Annotated[
        str | None, typer.Option("--district", metavar="COURT", help="Only people of this court, such as ilnd; `same` is the case's own.", show_default=False)
    ] = None,
    circuit: Annotated[
        str | None,
        typer.Option("--circuit", metavar="NUMBER", help="Only people of this circuit (0 is the D.C. Circuit); `same` is the case's own.", show_default=False),
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="Only people with the same criminal history, by category or by points from priors.")] = False,
    settled: Annotated[Settled | None, typer.Option("--settled", help="Only people who pleaded guilty, or who went to trial.", show_default=False)] = None,
    minimum: Annotated[int, typer.Option("--minimum", min=1, help="The fewest people of whom figures are told.")] = 3,
    guideline: Annotated[
        str | None, typer.Option("--guideline", metavar="SECTION", help="The primary guideline, where the case has several.", show_default=False)
    ] = None,
    offense_type: Annotated[
        int | None, typer.Option("--offense-type", metavar="CODE", help="The type of crime, as OFFGUIDE codes it.", show_default=False)
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", min=0, help="The seed of the intervals.", show_default=False)] = None,
    resamples: Annotated[int | None, typer.Option("--resamples", min=100, max=100_000, help="Resamples behind an interval.", show_default=False)] = None,
    mapping: Mapping = None,
    format: Annotated[Sheet | None, typer.Option("--format", help="Without it: by the ending of --out, else text.", show_default=False)] = None,
) -> None:
    """Similarly situated people: what others with the same guideline, level and history got."""
    from lenity.cli._compare import run
    from lenity.peers.cell import Within

    raise typer.Exit(
        run(
            case,
            data=data,
            each=each,
            out=out,
            as_of=as_of,
            shape=format.value if format else None,
            law=law.value,
            guideline=guideline,
            offense_type=offense_type,
            cell=by.value if by else None,
            within=Within(district, circuit, history, settled.value if settled else None),
            minimum=minimum,
            seed=seed,
            resamples=resamples,
            mapping=mapping,
        )
    )


@app.command()
def convert(
    data: Data,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The Parquet file to write, whole or not at all.", show_default=False)],
    layout: Annotated[
        Path | None, typer.Option("--layout", metavar="FILE", help="The input program (SAS or SPSS) of fixed-width text.", show_default=False)
    ] = None,
    mapping: Mapping = None,
    fiscal_year: Annotated[
        int | None, typer.Option("--fiscal-year", metavar="YEAR", help="The fiscal year, where the file does not say it.", show_default=False)
    ] = None,
) -> None:
    """A Commission file, or an office's roster, in the normalised schema."""
    from lenity.cli._convert import run

    raise typer.Exit(run(data, out=out, layout=layout, mapping=mapping, fiscal_year=fiscal_year))


@law_app.command("list")
def law_list(
    retroactive: Annotated[bool, typer.Option("--retroactive", help="The amendments that §1B1.10(d) lists on that day.")] = False,
    on: Day = None,
    format: AsTable = Plain.text,
) -> None:
    """Which sections are encoded, how far, and against what they were checked."""
    from lenity.cli._law import list_law

    raise typer.Exit(list_law(retroactive=retroactive, on=on, shape=format.value))


@law_app.command("show")
def law_show(section: Section, on: Day = None, format: AsTable = Plain.text) -> None:
    """A section as it was in force on a day: every value with its citation."""
    from lenity.cli._law import show_law

    raise typer.Exit(show_law(section, on=on, shape=format.value))


@law_app.command("diff")
def law_diff(
    section: Section,
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="The earlier day, as YYYY-MM-DD.", show_default=False)],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="The later day, as YYYY-MM-DD.", show_default=False)],
    format: AsTable = Plain.text,
) -> None:
    """What changed in a section between two days, threshold by threshold, and by which amendment."""
    from lenity.cli._law import diff_law

    raise typer.Exit(diff_law(section, first=first, last=last, shape=format.value))


@app.command()
def schema(of: Annotated[Shape, typer.Argument(help="What the schema describes.")] = Shape.case) -> None:
    """The JSON Schema of the case file, of a screen's rows, or of a review."""
    from lenity.cli._schema import print_schema

    raise typer.Exit(print_schema(of.value))


@app.command(cls=DataCommand)
def simulate(
    reform: Annotated[Path, typer.Argument(metavar="REFORM", help="A law file, or a folder of them, with a `reform:` name.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="A new or empty folder for rows, figures and a page.", show_default=False)],
    data: Annotated[
        list[str], typer.Option("--data", metavar="DATA...", help="Files of the Commission, or an office's roster with --mapping.", show_default=False)
    ] = [],  # noqa: B006
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="The day whose law the reform is laid over, as YYYY-MM-DD. Without it: today.", show_default=False),
    ] = None,
    mapping: Mapping = None,
    engine: Annotated[
        Engine, typer.Option("--engine", help="This machine, or the workers of Ray (the extra lenity[cluster]); the rows are the same.")
    ] = Engine.local,
) -> None:
    """What a reform would do to a population: who, how many years, what cost."""
    from lenity.cli._simulate import run

    raise typer.Exit(run(reform, data=data, out=out, as_of=as_of, mapping=mapping, engine=engine.value))


grants_app = typer.Typer(help="Clemency statistics and grants.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(grants_app, name="grants")


@grants_app.command("statistics")
def grants_statistics(format: AsTable = Plain.text) -> None:
    """Petitions and grants by President, and other published figures, each with its source."""
    from lenity.cli._grants import statistics

    raise typer.Exit(statistics(shape=format.value))


@grants_app.command("list", cls=DataCommand)
def grants_list(
    data: Annotated[
        list[str],
        typer.Option("--data", metavar="DATA...", help="Lists of grants: CSV with grant_date, offense, sentence and commutation_grant.", show_default=False),
    ] = [],  # noqa: B006
    text: Annotated[
        str | None, typer.Option("--text", metavar="WORDS", help="Words in the offense, the sentence, the grant or the residence.", show_default=False)
    ] = None,
    drug: Annotated[
        str | None, typer.Option("--drug", metavar="NAME", help="A drug named in the offense, such as methamphetamine.", show_default=False)
    ] = None,
    district: Annotated[
        str | None, typer.Option("--district", metavar="NAME", help="A district of conviction, or a part of its name.", show_default=False)
    ] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", help="The year of the grant.", show_default=False)] = None,
    life: Annotated[bool, typer.Option("--life", help="Only life sentences.")] = False,
    months: Annotated[
        int | None, typer.Option("--at-least", metavar="MONTHS", help="Only prison terms of at least so many months.", show_default=False)
    ] = None,
    format: AsTable = Plain.text,
) -> None:
    """Grants of clemency searched and counted, their terms read from the publisher's words."""
    from lenity.cli._grants import list_grants

    raise typer.Exit(list_grants(data, text=text, drug=drug, district=district, year=year, life=life, months=months, shape=format.value))
