"""The normalized schema: every column that a Commission file, of any fiscal year, or an office's roster is brought to.

    from lenity.population.schema import SCHEMA, column

    column("final_offense_level").sources     # where each fiscal year keeps it

Definitions are the Commission's (Variable Codebook for Individual Offenders, FY1999–2019, and the input programs of
FY2015–FY2019). Life stays as the Commission codes it: 9996 in guideline and statutory ranges, 470 in a sentence,
996 in a term of supervised release.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from lenity.population._column import Column, Source
from lenity.population._columns_case import CASE_COLUMNS
from lenity.population._columns_range import DRUG_COLUMNS, DRUGS, RANGE_COLUMNS
from lenity.population._columns_sentence import PERSON_COLUMNS, SENTENCE_COLUMNS

__all__ = ["DRUGS", "SCHEMA", "Column", "Source", "code_labels", "column", "districts", "schema_rows"]

SET_ASIDE = Column(
    "set_aside",
    "whole",
    "values",
    "How many values of the record were set aside as null because they cannot be the Commission's own (imputed means, values outside the codebook's range)?",
)
SCHEMA: tuple[Column, ...] = (
    *CASE_COLUMNS,
    *RANGE_COLUMNS,
    *DRUG_COLUMNS,
    *SENTENCE_COLUMNS,
    *PERSON_COLUMNS,
    SET_ASIDE,
)
_BY_NAME = {one.name: one for one in SCHEMA}


def column(name: str) -> Column:
    """The column of that name; KeyError where the schema has none."""
    return _BY_NAME[name]


def schema_rows() -> list[dict[str, object]]:
    """The schema as plain data, one entry a column, in order."""
    return [one.as_data() for one in SCHEMA]


def _table(name: str) -> list[dict[str, str]]:
    text = files("lenity.population").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def code_labels(table: str) -> dict[int, str]:
    """Codes and their labels, from the codebook's attachment: OFFGUIDE, OFFTYPE2, OFFTYPSB, DRUGTYP or REASON."""
    return {int(row["code"]): row["label"] for row in _table("code_values.csv") if row["variable"] == table}


@cache
def districts(variable: str = "DISTRICT") -> dict[int, tuple[str, int]]:
    """Code of DISTRICT or CIRCDIST -> the court's short id and its circuit (0 is the District of Columbia Circuit)."""
    return {int(row[variable]): (row["district"], int(row["circuit"])) for row in _table("districts.csv")}


@cache
def district_names() -> dict[str, str]:
    """The court's short id -> its name."""
    return {row["district"]: row["name"] for row in _table("districts.csv")}
