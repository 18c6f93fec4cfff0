"""In words: why a screen's row says what it says, with citations."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from lenity.engine import CaseReader, Row, Tracer
from lenity.population.later_changes import may_be_lower, most_points, ranges_of_points
from lenity.rules import rule_graph

if TYPE_CHECKING:
    import polars as pl

    from lenity.engine import Step

BETWEEN = "; "
CHANGES = {
    "base_level": ("principal_base_offense_level", "Base offense level"),
    "level": ("total_offense_level", "Total offense level"),
    "category": ("criminal_history_category", "Criminal History Category"),
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI")


def with_reasons(frame: pl.DataFrame, records: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The frame with `reasons`: values that changed with the law, and where the record is at odds with the Manual."""
    import polars as pl

    parts = [
        _disagreement(),
        _other_column(),
        _other_category(),
        _other_base_level(),
        *(_changed(frame, records, as_of, name) for name in CHANGES),
        _at_most(),
        _may_be_lower(),
    ]
    return frame.with_columns(reasons=pl.concat_str(parts, separator=BETWEEN, ignore_nulls=True)).with_columns(
        reasons=pl.when(pl.col("reasons") != "").then("reasons")
    )


def _disagreement() -> pl.Expr:
    import polars as pl

    ends = ("guideline_min_months", "guideline_max_months", "cell_min", "cell_max", "then_level", "cell_category")
    shown = [_months_said(pl.col(name)) if name.endswith(("min", "max", "months")) else pl.col(name).cast(pl.String) for name in ends]
    career = pl.format("USSG §4B1.1(c): the recorded range {}–{} is that of a career offender with a mandatory consecutive firearm term", *shown[:2])
    unlike = pl.format(
        "USSG Ch. 5 Pt. A: the recorded range {}–{} is not the {}–{} that level {} and category {} give",
        *shown[:4],
        shown[4].fill_null("?"),
        shown[5].fill_null("?"),
    )
    untold = pl.concat_str(career, pl.lit(", though the record says nothing of firearm counts"))
    return (
        pl.when(pl.col("range_is_career") & pl.col("firearm_is_untold")).then(untold).when("range_is_career").then(career).when("range_is_unlike").then(unlike)
    )


def column_is_other() -> pl.Expr:
    """Whether the range stands in no column that the points from priors give, status points added or not, where the record names no category."""
    import polars as pl

    points = pl.min_horizontal(pl.col("prior_points"), pl.lit(most_points()))
    told = pl.concat_str(points, "then_min", "then_max", separator=" ").is_in(list(ranges_of_points()))
    return (pl.col("then_category").is_null() & pl.col("prior_points").is_not_null() & ~told).fill_null(False)


def _other_column() -> pl.Expr:
    import polars as pl

    ends = [_months_said(pl.col(name)) for name in ("then_min", "then_max")]
    said = "USSG §4A1.1: the recorded range {}–{} is not in a column that {} points from priors give, with status points or without"
    return pl.when(column_is_other()).then(pl.format(said, *ends, pl.col("prior_points").cast(pl.String)))


def _other_category() -> pl.Expr:
    import polars as pl

    roman = dict(enumerate(_ROMAN, 1))
    named = [pl.col(name).replace_strict(roman, default=None, return_dtype=pl.String) for name in ("criminal_history_category", "category_computed")]
    of_points = pl.format("USSG §4A1.1: the recorded category {} is not the {} that {} points give", *named, pl.col("criminal_history_points").cast(pl.String))
    of_status = pl.format("USSG §4B1.1(b): the recorded category {} is not the {} of a career offender", *named)
    return pl.when(pl.col("category_is_other") & (pl.col("career_offender") == 1)).then(of_status).when("category_is_other").then(of_points)


def _other_base_level() -> pl.Expr:
    import polars as pl

    levels = [pl.col(name).cast(pl.String) for name in ("base_offense_level", "base_computed")]
    return pl.when("base_is_other").then(pl.format("USSG §2D1.1(a): the recorded base offense level {} is not the {} that the recorded drugs give", *levels))


def _at_most() -> pl.Expr:
    import polars as pl

    ends = [_months_said(pl.col(name)) for name in ("most_min", "most_max")]
    said = pl.format("USSG §{}, Ch. 3: the range is at most {}–{} today, since nothing raised there since then reaches the record", pl.col("guideline"), *ends)
    return pl.when("is_lower_at_most").then(said)


def _may_be_lower() -> pl.Expr:
    """What may make the sentence lower where no finding is made. A finding needs no such hint."""
    import polars as pl

    return pl.when(pl.col("finding") == "not known").then(may_be_lower())


def _months_said(column: pl.Expr) -> pl.Expr:
    import polars as pl

    return pl.when(column == 9996).then(pl.lit("life")).otherwise(column.cast(pl.String)).fill_null("?")


def _changed(frame: pl.DataFrame, records: pl.DataFrame, as_of: date, name: str) -> pl.Series:
    """The sentence for each record whose value is another today. Records of one kind are traced once."""
    import polars as pl

    rule, label = CHANGES[name]
    base_rule = CHANGES["base_level"][0]
    of_base = (frame["then_base_level"] != frame["today_base_level"]).fill_null(False) & pl.Series([name == "level"])
    kinds = records.select("fiscal_year", "manual_year", "guideline", "drug_1_type").with_columns(of_base.alias("_of_base"))
    changed = kinds.with_columns(_then=frame[f"then_{name}"], _today=frame[f"today_{name}"]).with_row_index("_row").filter(pl.col("_then") != pl.col("_today"))
    names = [one for one in changed.columns if one != "_row"]
    said: list[str] = []
    firsts = changed.unique(subset=names, keep="first", maintain_order=True)
    for at, by_base, before, after in firsts.select("_row", "_of_base", "_then", "_today").iter_rows():
        words = [_ROMAN[value - 1] if name == "category" else str(value) for value in (before, after)]
        said.append(f"{_cite(records.slice(at, 1), as_of, base_rule if by_base else rule)}: {label} {words[0]} then, {words[1]} today")
    told = firsts.select(names).with_columns(pl.Series("_said", said, dtype=pl.String))
    of_changed = changed.join(told, on=names, how="left", nulls_equal=True, maintain_order="left")
    return pl.Series(name, [None], dtype=pl.String).new_from_index(0, len(frame)).scatter(of_changed["_row"], of_changed["_said"])


@cache
def _tracer() -> Tracer:
    return Tracer(CaseReader(rule_graph()))


def _cite(record: pl.DataFrame, as_of: date, rule: str) -> str:
    """The newest law behind today's value that was not behind the one then; else the rule's own section."""
    from lenity.population import screen_passes as passes

    out = passes.spread(record).head(1)
    then, today = (_step(passes.tables_of(out, day), rule) for day in (None, as_of))
    new = [entry for entry in today.law_behind if entry not in set(then.law_behind)]
    figures = [entry for entry in new if not isinstance(entry.payload, bool | str)]
    return max(figures or new, key=lambda entry: entry.from_on).cite if new else today.cite


def _step(tables: dict[str, pl.DataFrame], rule: str) -> Step:
    return _tracer().step(case_row(tables), rule)


def case_row(tables: dict[str, pl.DataFrame]) -> Row:
    """The one case of these tables as the row that the case reader walks."""
    above = {level.name: level.above for level in rule_graph().levels.values()}
    made: dict[str, list[Row]] = {}
    for level in ("case", "group", "conduct", "drug", "count", "adjustment"):
        owner = above[level]
        for number, facts in enumerate(tables[level].to_dicts() if level in tables else []):
            at = facts.pop("_above", None)
            path = "" if level == "case" else f"{level}[{number}]"
            made.setdefault(level, []).append(Row(level, facts, above=made[owner][at] if owner else None, path=path))
    return made["case"][0]
