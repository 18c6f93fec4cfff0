"""More commands: people beside others, reforms, and clemency. They are added to the commands of `_app`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lenity.cli._app import AsTable, Engine, Mapping, Plain, app
from lenity.cli._lists import DataCommand


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


@app.command(cls=DataCommand, short_help="What similarly situated people got.")
def compare(
    case: Annotated[str | None, typer.Argument(metavar="CASE", help="A case file; left out with --each.", show_default=False)] = None,
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


@app.command(cls=DataCommand, short_help="What a reform would do to a population.")
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
        typer.Option(
            "--data",
            metavar="DATA...",
            help="Lists of grants: CSV with grant_date, offense, sentence and commutation_grant; or register_number; or offense_text.",
            show_default=False,
        ),
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
    register_number: Annotated[
        str | None, typer.Option("--register-number", metavar="NUMBER", help="One person, by the Bureau of Prisons' register number.", show_default=False)
    ] = None,
    format: AsTable = Plain.text,
) -> None:
    """Grants of clemency searched and counted, their terms read from the publisher's words."""
    from lenity.cli._grants import list_grants

    raise typer.Exit(
        list_grants(data, text=text, drug=drug, district=district, year=year, life=life, months=months, register_number=register_number, shape=format.value)
    )
