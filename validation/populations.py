"""What a screen finds in each file, what it cannot, and the two studies: later changes over original sentences, and the criteria of 2014."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tally import Tally, rows_of

from lenity.population import scan
from lenity.population.screen import screen
from lenity.population.screen_report import ScreenSummary

if TYPE_CHECKING:
    import polars as pl

AS_OF = date(2026, 10, 1)
SUPERVISION = "ussc_supervision_violators_fy2013_fy2017.csv.xz"
AGGREGATES = "published_aggregates.csv"
CRACK = 2
INITIATIVE = date(2014, 4, 23)
"""The Clemency Initiative was announced on this day (so `docs/reference` of the avenues has it)."""
TEN_YEARS = 120
HIGH_CATEGORIES = 3
PUBLISHED = ("ci_initiative", "ci_met_all", "ci_eligible_start", "ci_eligible_start_granted", "ci_eligible_end", "ci_eligible_end_granted")


def screened(path: Path, where: str | None = None) -> tuple[ScreenSummary, pl.DataFrame]:
    """The counts and the rows of a screen of a file."""
    import polars as pl

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.parquet"
        report = screen([path], out, as_of=AS_OF, where=where, summarized=True)
        assert report.summary is not None
        return report.summary, pl.read_parquet(out)


def found_in(name: str) -> Any:
    """A check that says what a screen of this file finds, and holds it to what a screen promises."""

    def check(folder: Path) -> Tally:
        summary, rows = screened(folder / name)
        tally = _promises(rows)
        tally.figures = {f"found {finding}": f"{count:,}" for finding, count in summary.findings.items()}
        told = (
            "then_base_level",
            "today_base_level",
            "then_level",
            "then_category",
            "today_category",
            "then_min",
            "today_min",
            "then_statutory_min",
            "sentence_months",
        )
        tally.figures["known in the rows"] = ", ".join(f"{column} {rows[column].count():,}" for column in told)
        tally.figures["rows whose own figures disagree, listed"] = f"{summary.disagreements:,}"
        for change, cite, count in summary.may_help:
            if count:
                tally.figures[f"may be lower by {change[:1].lower()}{change[1:]} ({cite})"] = f"{count:,}"
        tally.figures["most often missing"] = "; ".join(f"{need} ({count:,})" for need, count in summary.needs[:6])
        return tally

    check.__doc__ = f"A screen of {name}: no finding without both ranges or a bound, and a need named for every value that is not known."
    return check


def _promises(rows: pl.DataFrame) -> Tally:
    """Rows in which a finding does not follow from what stands beside it."""
    import polars as pl

    tally = Tally()
    known = pl.col("today_min").is_not_null() & pl.col("today_max").is_not_null() & pl.col("then_min").is_not_null() & pl.col("then_max").is_not_null()
    bounded = pl.col("reasons").str.contains("at most", literal=True).fill_null(False) & (pl.col("finding") == "lower")
    unfounded = (pl.col("finding") != "not known") & ~known & ~bounded
    silent = (pl.col("finding") == "not known") & pl.col("needs").is_null()
    broken = rows.filter(unfounded | silent)
    tally.rows, tally.agree = len(rows), len(rows) - len(broken)
    for record in broken["record_id"].to_list():
        tally.odd[f"record {record}"] += 1
    return tally


# later changes over original sentences


def later_changes_over_sentences(folder: Path) -> Tally:
    """Supervision file, original sentences of FY1989 to FY2017: how many of all, of crack cases and of career offenders each later change may reach."""
    import polars as pl

    summary, rows = screened(folder / SUPERVISION)
    told = scan(folder / SUPERVISION).select("primary_drug", "career_offender", "fiscal_year", "statutory_min_months").collect()
    rows = rows.with_columns(told["primary_drug"], told["career_offender"])
    tally = Tally()
    for change, cite, _ in summary.may_help:
        name = f"{change[:1].lower()}{change[1:]} (" if not change.startswith("§") else f"{change} ("
        reached = rows["reasons"].str.contains(name, literal=True).fill_null(False)
        crack, career = (rows["primary_drug"] == CRACK).fill_null(False), (rows["career_offender"] == 1).fill_null(False)
        counts = f"{int(reached.sum()):,} of all, {int((reached & crack).sum()):,} crack, {int((reached & career).sum()):,} career offender"
        tally.figures[f"{change} ({cite})"] = counts
    for row in rows.with_columns(told["statutory_min_months"]).filter(pl.col("primary_drug") == CRACK).iter_rows(named=True):
        tally.note(_crack_is_told(row), f"record {row['record_id']}: FY{row['fiscal_year']}")
    tally.figures["crack cases, of which sentenced before the change of the statute"] = _crack_counts(told)
    return tally


def _crack_is_told(row: dict[str, Any]) -> bool:
    """Whether a crack case is told of the amounts raised since it was sentenced, and of the statute's only where it had a minimum."""
    reasons = row["reasons"] or ""
    first = date(row["fiscal_year"] - 1, 10, 1)
    has_minimum = (row["statutory_min_months"] or 0) > 0
    statute = "crack minimums (" in reasons
    return ("amounts of cocaine base (" in reasons) == (first < date(2014, 11, 1)) and statute == (has_minimum and first < date(2010, 8, 3))


def _crack_counts(told: pl.DataFrame) -> str:
    import polars as pl

    crack = told.filter(pl.col("primary_drug") == CRACK)
    before = crack.filter(pl.col("fiscal_year") <= 2009)
    with_minimum = before.filter(pl.col("statutory_min_months") > 0)
    return f"{len(crack):,}, {len(before):,} through FY2009, {len(with_minimum):,} of them with a statutory minimum"


# the six criteria of 2014


def initiative_criteria(folder: Path) -> Tally:
    """The six criteria of the Clemency Initiative of 2014, as far as the supervision file tells them, beside the published counts."""
    import polars as pl

    columns = (
        "fiscal_year",
        "primary_drug",
        "offense_type_1999",
        "weapon",
        "aggravating_role_levels",
        "criminal_history_category",
        "sentence_months",
        "career_offender",
    )
    people = scan(folder / SUPERVISION).select(columns).collect().filter(pl.col("fiscal_year") <= INITIATIVE.year)
    drug = people.filter(pl.col("primary_drug").is_not_null())
    long = pl.col("sentence_months") >= TEN_YEARS
    not_violent = (pl.col("weapon") == 0) & (pl.col("aggravating_role_levels") == 0)
    little_history = pl.col("criminal_history_category") < HIGH_CATEGORIES
    tally = Tally()
    tally.figures = {
        "people with an original sentence through FY2014": f"{len(people):,}, of which drug cases {len(drug):,}",
        "1. substantially lower today": f"{_reached(folder):,} drug cases whose amounts or minimums a later change may lower; none is decided, since the file has no level",
        "2. non-violent, low-level": f"{len(drug.filter(not_violent)):,} without weapon and without an aggravating role; ties to organizations are not in the file",
        "3. ten years served": f"{len(drug.filter(long)):,} sentenced to ten years or more; the file has no time served in prison, and all had been released",
        "4. no significant criminal history": f"{len(drug.filter(little_history)):,} in category I or II",
        "5. good conduct in prison": "not in the file",
        "6. no history of violence": "not in the file, beyond the weapon of criterion 2",
        "2, 3 and 4 together": f"{len(drug.filter(not_violent & long & little_history)):,}",
    }
    for row in rows_of(folder / AGGREGATES):
        if row["id"] in PUBLISHED:
            tally.figures[f"published, {row['id']}: {row['quantity']} ({row['as_of']}, {row['publisher']})"] = f"{row['value']} {row['unit']}"
    tally.figures["why the two do not match"] = (
        "the published counts are of prisoners in 2014; the file holds people who had been released and were back in court"
    )
    return tally


def _reached(folder: Path) -> int:
    import polars as pl

    _, rows = screened(folder / SUPERVISION)
    test = pl.any_horizontal(pl.col("reasons").str.contains(f"{name} ", literal=True) for name in ("amounts of", "crack minimums", "§ 851 minimums"))
    return len(rows.filter((pl.col("fiscal_year") <= INITIATIVE.year) & test.fill_null(False)))
