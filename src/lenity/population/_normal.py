"""From raw columns under the Commission's names to the normalized schema, with every fault and every value set aside counted."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lenity.population._batch import Batch, FaultList
from lenity.population._column import Column
from lenity.population._faults import refuse
from lenity.population._sections import SECTIONS, sections_applied, variables_of_sections
from lenity.population.schema import SCHEMA, districts

if TYPE_CHECKING:
    import polars as pl

FIRST_YEAR_AT_HAND = 2015
"""From this fiscal year the layouts at hand show 9996 for life everywhere; in older files 996 was once its code in some variables."""
_HELPERS = ("WEIGHT_IMPUTED", "SENTYR", "SENTMON")
_TELLING = ("record_id", "final_offense_level", "guideline_min_months", "sentence_months", "criminal_history_category", "offense_type", "prior_points")
_YEAR = "the fiscal year"
_UNBOUNDED = ("record_id", "district", "circuit")
_RANGE = ("guideline_min_months", "guideline_max_months")
COMPUTED = ("person_reference", "sentence_variable", "set_aside", SECTIONS)


@dataclass
class Joined:
    """What a join did: records that another file knows too, and in how many the files give different values of a column (the record's own stands)."""

    records: int = 0
    differ: dict[str, int] = field(default_factory=dict)


@dataclass
class ReadReport:
    """What reading found: records, and how many values of each column were set aside as null because they cannot be the Commission's own."""

    records: int = 0
    set_aside: dict[str, int] = field(default_factory=dict)
    joined: Joined = field(default_factory=Joined)

    def count(self, name: str, values: int) -> None:
        """Note values set aside."""
        if values:
            self.set_aside[name] = self.set_aside.get(name, 0) + values


class Normaliser:
    """Brings the batches of one file to the schema. What the file's columns mean is settled once, from its names."""

    def __init__(self, names: Iterable[str], faults: FaultList, fiscal_year: int | None, report: ReadReport, only: Collection[str] | None = None) -> None:
        self.names = set(names)
        self.faults, self.fiscal_year, self.report = faults, fiscal_year, report
        chosen = [one for one in SCHEMA if only is None or one.name in only or one.name == "set_aside"]
        self.columns = [one for one in chosen if one.name not in COMPUTED]
        self.year_is_given = False
        self.wants = {one.name for one in chosen}
        self.origin = {one.name: next((name for name in one.variables if name in self.names), None) for one in SCHEMA}
        if not any(self.origin[name] for name in _TELLING):
            raise refuse(
                faults.file,
                "none of the Commission's variables is here (such as USSCIDN, XFOLSOR, XMINSOR, SENTTOT); for an office's own roster, give a mapping file",
                line=1,
            )

    def variables(self) -> dict[str, bool]:
        """The raw columns to read, and whether each holds numbers."""
        needed = {origin: one.kind != "text" or one.name == "district" for one in self.columns if (origin := self.origin[one.name])}
        needed.update({name: True for name in _HELPERS if name in self.names})
        if SECTIONS in self.wants:
            needed.update(variables_of_sections(self.names))
        if "circuit" in self.wants and (court := self.origin["district"]):
            needed[court] = True
        if not needed:  # only computed columns are asked for; the number of records is still needed
            first = next(origin for name in _TELLING if (origin := self.origin[name]))
            needed[first] = True
        return needed

    def __call__(self, batch: Batch) -> pl.DataFrame:
        """The batch in the schema."""
        import polars as pl

        raw, low, high = self._numbers(batch)
        years = self._years(raw)
        self._check_year(years, batch)
        self._check_ids(raw, batch)
        frame = raw.with_columns(years.alias(_YEAR)).select(
            self._expression(one, batch).alias(one.name) for one in SCHEMA if one.name in self.wants and one.name != "set_aside"
        )
        self._check_courts(raw, batch)
        self.report.records += len(raw)
        aside = pl.Series("set_aside", [0], dtype=pl.Int64).new_from_index(0, len(raw))
        for name, wrong in self._wrong(raw, years, low, high).items():
            self.report.count(name, int(wrong.sum()))
            aside = aside + wrong.cast(pl.Int64)
            frame = frame.with_columns(frame[name].set(wrong, None))
        return frame.with_columns(aside.alias("set_aside"))

    def _numbers(self, batch: Batch) -> tuple[pl.DataFrame, dict[str, float | None], dict[str, float | None]]:
        """The raw frame with its numbers as Float64, missing codes as null and a fault for each cell that is no number; lowest and highest of each."""
        import polars as pl

        kinds, frame = self.variables(), batch.frame
        types = dict(frame.schema)
        numbers = [name for name in types if kinds.get(name, False)]
        texts = [pl.col(name).cast(pl.String).str.strip_chars() for name in types if not kinds.get(name, False)]
        parsed = [self._parsed(frame[name], batch) for name in numbers if types[name] == pl.String]
        frame = frame.with_columns(parsed) if parsed else frame
        if not batch.clean:
            frame = frame.with_columns(pl.col(numbers).cast(pl.Float64).fill_nan(None), *(pl.when(~text.is_in(["", "."])).then(text) for text in texts))
        low, high = (frame.select(extreme).row(0, named=True) for extreme in (pl.col(numbers).min(), pl.col(numbers).max()))
        for name in numbers:
            if low[name] == -999:
                frame = frame.with_columns(frame[name].set((frame[name] == -999).fill_null(False), None))
                low[name] = frame[name].min()
            if abs(low[name] or 0) == math.inf or high[name] == math.inf:
                self._not_numbers(frame[name].is_infinite().fill_null(False), name, batch)
        return frame, low, high

    def _parsed(self, series: pl.Series, batch: Batch) -> pl.Series:
        import polars as pl

        text = series.str.strip_chars()
        text = text.set(text.is_in(["", ".", "-999", "NA", "NaN", "nan"]).fill_null(False), None)
        if series.name in ("DISTRICT", "CIRCDIST"):
            codes = {short: code for code, (short, _) in districts(series.name).items()}
            text = text.replace({short: str(code) for short, code in codes.items()})
        number = text.cast(pl.Float64, strict=False)
        self._not_numbers(text.is_not_null() & number.is_null(), series.name, batch)
        return number

    def _not_numbers(self, where: pl.Series, column: str, batch: Batch) -> None:
        for at in where.arg_true().to_list():
            self._fault(batch, at, column, "not a number; the columns may be moved (another year's layout, a broken record)")

    def _fault(self, batch: Batch, at: int, column: str | None, message: str) -> None:
        line = batch.line_of(at) if batch.line_of else None
        self.faults.add(message, line=line, row=batch.first_row + at, column=column)

    def _years(self, raw: pl.DataFrame) -> pl.Series:
        """The fiscal year of each record: the file's variable, else the year known for the file, else that of the sentence's month."""
        import polars as pl

        origin = self.origin["fiscal_year"]
        if origin and origin in raw.columns:
            return raw[origin]
        if self.fiscal_year is None and {"SENTYR", "SENTMON"} <= set(raw.columns):
            return raw["SENTYR"] + (raw["SENTMON"] >= 10).cast(pl.Float64)
        return pl.Series("fiscal_year", [self.fiscal_year] * len(raw), dtype=pl.Float64)

    def _expression(self, one: Column, batch: Batch) -> pl.Expr:
        """The column in its type, from the raw columns."""
        import polars as pl

        dtype = {"Int64": pl.Int64, "Float64": pl.Float64, "String": pl.String}[one.dtype]
        origin = self.origin[one.name]
        if one.name == "fiscal_year":
            return pl.col(_YEAR).cast(dtype, strict=False)
        if one.name == SECTIONS:
            return sections_applied(self.names)
        if one.name == "sentence_variable":
            return pl.lit(self.origin["sentence_months"], dtype)
        if one.name == "record_id" and origin is None:
            return pl.int_range(batch.first_row, pl.len() + batch.first_row, dtype=pl.Int64)
        court = self.origin["district"]
        if one.name in ("district", "circuit") and court:
            table = districts(court)
            told = [entry[one.name == "circuit"] for entry in table.values()]
            return pl.col(court).replace_strict([float(code) for code in table], told, default=None, return_dtype=dtype)
        return pl.lit(None, dtype) if origin is None else pl.col(origin).cast(dtype, strict=False)

    def _wrong(self, raw: pl.DataFrame, years: pl.Series, low: dict[str, float | None], high: dict[str, float | None]) -> dict[str, pl.Series]:
        """Which values of which columns are to be set aside."""
        import polars as pl

        found: dict[str, pl.Series] = {}
        whole = sorted({origin for one in self.columns if one.kind == "whole" and (origin := self.origin[one.name]) in low})
        fractions = raw.select((pl.col(name) != pl.col(name).floor()).any() for name in whole).row(0, named=True) if whole else {}
        imputed = (raw["WEIGHT_IMPUTED"] == 1).fill_null(False) if "WEIGHT_IMPUTED" in raw.columns else None
        for one in self.columns:
            origin = self.origin[one.name]
            if one.name in _UNBOUNDED or origin is None or low.get(origin) is None:
                continue
            least, most = low[origin] or 0.0, high[origin] or 0.0
            out = (one.lowest is not None and least < one.lowest) or (one.highest is not None and most > one.highest)
            weight = imputed is not None and one.unit == "gram"
            if out or weight or fractions.get(origin) or (one.life_was_996 and least <= 996 <= most):
                wrong = _outside(raw[origin], one, years)
                wrong = (wrong | imputed) & raw[origin].is_not_null() if weight else wrong
                if wrong.any():
                    found[one.name] = wrong
        return found | self._upside_down(raw, found)

    def _upside_down(self, raw: pl.DataFrame, found: dict[str, pl.Series]) -> dict[str, pl.Series]:
        """Both ends of the guideline ranges that begin above their end: which of the two is wrong is not known."""
        ends = [end for name in _RANGE if (end := self.origin[name]) is not None and end in raw.columns]
        if len(ends) < len(_RANGE) or not {one.name for one in self.columns} >= set(_RANGE):
            return {}
        least, most = (raw[end] for end in ends)
        wrong = (least > most).fill_null(False)
        return {name: found[name] | wrong if name in found else wrong for name in _RANGE} if wrong.any() else {}

    def _check_year(self, years: pl.Series, batch: Batch) -> None:
        if not self.year_is_given or self.origin["fiscal_year"] is None:
            return
        for at in (years != self.fiscal_year).fill_null(False).arg_true().to_list():
            self._fault(batch, at, self.origin["fiscal_year"], f"the record is not of FY{self.fiscal_year}, the year given")

    def _check_ids(self, raw: pl.DataFrame, batch: Batch) -> None:
        origin = self.origin["record_id"]
        if origin is None or origin not in raw.columns:
            return
        ids = raw[origin]
        for at in (ids.is_null() | (ids != ids.floor()).fill_null(False)).arg_true().to_list():
            self._fault(batch, at, origin, "the record has no whole number as its id")

    def _check_courts(self, raw: pl.DataFrame, batch: Batch) -> None:
        origin = self.origin["district"]
        if origin is None or origin not in raw.columns:
            return
        codes = raw[origin]
        for at in (codes.is_not_null() & ~codes.is_in([float(code) for code in districts(origin)])).arg_true().to_list():
            self._fault(batch, at, origin, f"{codes[at]:g} is not the code of a district")


def _outside(series: pl.Series, one: Column, years: pl.Series) -> pl.Series:
    """Which values cannot be the Commission's own: fractions of whole numbers, and values outside the codebook's range."""
    wrong = series.is_null() & False
    if one.kind == "whole":
        wrong = wrong | (series != series.floor()).fill_null(False)
    if one.lowest is not None:
        wrong = wrong | (series < one.lowest).fill_null(False)
    if one.highest is not None:
        wrong = wrong | (series > one.highest).fill_null(False)
    if one.life_was_996:
        wrong = wrong | ((series == 996) & (years < FIRST_YEAR_AT_HAND).fill_null(True)).fill_null(False)
    return wrong
