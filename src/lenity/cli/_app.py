"""The commands and their options. Each body is imported when its command runs, so that `--help` loads no law."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

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
    relief = "relief"
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


@app.command("time", short_help="When the sentence ends, with good time and time credits.")
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


@app.command(short_help="The filing package: memorandum, one PDF, checklist.")
def petition(
    case: OneCase,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder of the package; what you changed in it is kept.", show_default=False)],
    as_of: AsOf = None,
    data: Annotated[
        list[str] | None,
        typer.Option(
            "--data", metavar="FILE", help="A file of the Commission to compare with, for the memorandum; may be given several times.", show_default=False
        ),
    ] = None,
) -> None:
    """The filing package: memorandum (DOCX), everything as one bookmarked PDF, checklist."""
    from lenity.cli._petition import run

    raise typer.Exit(run(case, out=out, as_of=as_of, data=data))


@app.command(short_help="The one-page public profile, from public facts.")
def profile(
    case: OneCase,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="HTML or PDF, by the ending of its name.", show_default=False)],
    as_of: AsOf = None,
) -> None:
    """The one-page public profile, from facts that public sources show."""
    from lenity.cli._profile import run

    raise typer.Exit(run(case, out=out, as_of=as_of))


@app.command(short_help="Propose facts for a case file from documents.")
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


@app.command(short_help="A Commission file, or a roster, in the normalized schema.")
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
    join: Annotated[
        list[str] | None,
        typer.Option("--join", metavar="FILE", help="A file with more columns of the same records, by USSCIDN and fiscal year.", show_default=False),
    ] = None,
) -> None:
    """A Commission file, or an office's roster, in the normalized schema."""
    from lenity.cli._convert import run

    raise typer.Exit(run(data, out=out, layout=layout, mapping=mapping, fiscal_year=fiscal_year, join=join or []))


@law_app.command("list")
def law_list(
    retroactive: Annotated[bool, typer.Option("--retroactive", help="The amendments that §1B1.10(d) lists on that day.")] = False,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day, as YYYY-MM-DD. Without it: every edition (of amendments: today's list).", show_default=False),
    ] = None,
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


@app.command(short_help="The JSON Schema of a case file or of an answer.")
def schema(of: Annotated[Shape, typer.Argument(help="What the schema describes.")] = Shape.case) -> None:
    """The JSON Schema of the case file, of a screen's rows, of a review, of relief, or of when a sentence ends."""
    from lenity.cli._schema import print_schema

    raise typer.Exit(print_schema(of.value))


from lenity.cli import _app_peers  # noqa: E402, F401  what it holds is added to the commands above
