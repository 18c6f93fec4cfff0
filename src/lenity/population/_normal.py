"""From raw columns under the Commission's names to the normalised schema, with every fault and every value set aside counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lenity.population._batch import Batch, FaultList
from lenity.population._column import Column
from lenity.population._faults import refuse
from lenity.population.schema import SCHEMA, districts

if TYPE_CHECKING:
    import polars as pl

FIRST_YEAR_AT_HAND = 2015
"""From this fiscal year the layouts at hand show 9996 for life everywhere; in older files 996 was once its code in some variables."""
_HELPERS = ("WEIGHT_IMPUTED", "SENTYR", "SENTMON")
_TELLING = ("record_id", "final_offense_level", "guideline_min_months", "sentence_months", "criminal_history_category", "offense_type", "prior_points")
COMPUTED = ("person_reference", "sentence_variable", "set_aside")


@dataclass
class ReadReport:
    """What reading found: records, and how many values of each column were set aside as null because they cannot be the Commission's own."""

    records: int = 0
    set_aside: dict[str, int] = field(default_factory=dict)

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
                faults.file, "none of the Commission's variables is here (such as USSCIDN, XFOLSOR, XMINSOR, SENTTOT); for an office's own roster, give a mapping file", line=1
            )

    def variables(self) -> dict[str, bool]:
        """The raw columns to read, and whether each holds numbers."""
        needed = {origin: one.kind != "text" or one.name == "district" for one in self.columns if (origin := self.origin[one.name])}
        needed.update({name: True for name in _HELPERS if name in self.names})
        if "circuit" in self.wants and (court := self.origin["district"]):
            needed[court] = True
        if not needed:  # only computed columns are asked for; the number of records is still needed
            first = next(origin for name in _TELLING if (origin := self.origin[name]))
            needed[first] = True
        return needed

    def __call__(self, batch: Batch) -> pl.DataFrame:
        """The batch in the schema."""
        import polars as pl

        raw = self._numbers(batch)
        aside = pl.Series("set_aside", [0], dtype=pl.Int64).new_from_index(0, len(raw)) if len(raw) else pl.Series("set_aside", [], dtype=pl.Int64)
        years = self._years(raw)
        imputed = (raw["WEIGHT_IMPUTED"] == 1).fill_null(False) if "WEIGHT_IMPUTED" in raw.columns else None
        made: list[pl.Series] = []
        for one in self.columns:
            series, wrong = self._column(one, raw, batch, years)
            if imputed is not None and one.unit == "gram":
                wrong = imputed & series.is_not_null() if wrong is None else (wrong | imputed) & series.is_not_null()
            if wrong is not None and wrong.any():
                self.report.count(one.name, int(wrong.sum()))
                aside = aside + wrong.cast(pl.Int64)
                series = series.set(wrong, None)
            made.append(_finish(series, one, pl))
        self.report.records += len(raw)
        return self._assemble(made, aside, len(raw))

    def _assemble(self, made: list[pl.Series], aside: pl.Series, length: int) -> pl.DataFrame:
        import polars as pl

        by_name = {series.name: series for series in made}
        by_name["set_aside"] = aside.alias("set_aside")
        by_name["person_reference"] = pl.Series("person_reference", [None] * length, dtype=pl.String)
        by_name["sentence_variable"] = pl.Series("sentence_variable", [self.origin["sentence_months"]] * length, dtype=pl.String)
        return pl.DataFrame([by_name[one.name] for one in SCHEMA if one.name in self.wants])

    def _numbers(self, batch: Batch) -> pl.DataFrame:
        """The raw frame with its number columns as Float64, missing codes as null, and a fault for each cell that is no number."""
        import polars as pl

        kinds = self.variables()
        made = []
        for series in batch.frame:
            if not kinds.get(series.name, False):
                text = series.cast(pl.String).str.strip_chars()
                made.append(text.set((text == "") | (text == "."), None))
                continue
            if series.dtype == pl.String:
                series = self._parsed(series, batch)
            number = series.cast(pl.Float64).fill_nan(None)
            if number.is_infinite().any():
                self._not_numbers(number.is_infinite().fill_null(False), series.name, batch)
            made.append(number.set((number == -999).fill_null(False), None) if number.min() == -999 else number)
        return pl.DataFrame(made)

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

    def _column(self, one: Column, raw: pl.DataFrame, batch: Batch, years: pl.Series) -> tuple[pl.Series, pl.Series | None]:
        """The column before its type is set, and which of its values are to be set aside."""
        import polars as pl

        if one.name == "fiscal_year":
            self._check_year(years, batch)
            return years.alias(one.name), _outside(years, one)
        origin = self.origin[one.name]
        if one.name == "record_id" and origin is None:
            return pl.Series(one.name, range(batch.first_row, batch.first_row + len(raw)), dtype=pl.Float64), None
        if one.name in ("district", "circuit"):
            return self._court(one.name, raw, batch), None
        if origin is None or origin not in raw.columns:
            return pl.Series(one.name, [None] * len(raw), dtype=pl.String if one.kind == "text" else pl.Float64), None
        series = raw[origin].alias(one.name)
        if one.kind == "text":
            return series, None
        if one.name == "record_id":
            missing = series.is_null() | (series != series.floor()).fill_null(False)
            for at in missing.arg_true().to_list():
                self._fault(batch, at, origin, "the record has no whole number as its id")
            return series, None
        return series, _outside(series, one, years)

    def _check_year(self, years: pl.Series, batch: Batch) -> None:
        if not self.year_is_given or self.origin["fiscal_year"] is None:
            return
        for at in (years != self.fiscal_year).fill_null(False).arg_true().to_list():
            self._fault(batch, at, self.origin["fiscal_year"], f"the record is not of FY{self.fiscal_year}, the year given")

    def _court(self, name: str, raw: pl.DataFrame, batch: Batch) -> pl.Series:
        """The district's short id or its circuit, by whichever code the file has."""
        import polars as pl

        origin = self.origin["district"]
        if origin is None or origin not in raw.columns:
            circuit = self.origin["circuit"]
            if name == "circuit" and circuit:
                return raw[circuit].alias(name)
            return pl.Series(name, [None] * len(raw), dtype=pl.String if name == "district" else pl.Float64)
        table = districts(origin)
        codes = raw[origin].cast(pl.Float64)
        known, short, circuits = list(map(float, table)), [entry[0] for entry in table.values()], [float(entry[1]) for entry in table.values()]
        if name == "circuit":
            return codes.replace_strict(known, circuits, default=None, return_dtype=pl.Float64).alias(name)
        court = codes.replace_strict(known, short, default=None, return_dtype=pl.String).alias(name)
        for at in (court.is_null() & codes.is_not_null()).arg_true().to_list():
            self._fault(batch, at, origin, f"{codes[at]:g} is not the code of a district")
        return court


def _outside(series: pl.Series, one: Column, years: pl.Series | None = None) -> pl.Series | None:
    """Which values cannot be the Commission's own: fractions of whole numbers, and values outside the codebook's range."""
    low, high = series.min(), series.max()
    if low is None or high is None:
        return None
    wrong = None
    if one.kind == "whole" and ((fractions := (series != series.floor()).fill_null(False)).any()):
        wrong = fractions
    for bad in (
        series < one.lowest if one.lowest is not None and low < one.lowest else None,  # type: ignore[operator]
        series > one.highest if one.highest is not None and high > one.highest else None,  # type: ignore[operator]
        (series == 996) & (years < FIRST_YEAR_AT_HAND).fill_null(True) if one.life_was_996 and years is not None and low <= 996 <= high else None,  # type: ignore[operator]
    ):
        if bad is not None:
            bad = bad.fill_null(False)
            wrong = bad if wrong is None else wrong | bad
    return wrong


def _finish(series: pl.Series, one: Column, pl) -> pl.Series:  # type: ignore[no-untyped-def]
    """The column in its type."""
    return series.cast({"Int64": pl.Int64, "Float64": pl.Float64, "String": pl.String}[one.dtype]).alias(one.name)
