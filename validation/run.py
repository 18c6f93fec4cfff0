"""Hold the law as encoded to public data: `python validation/run.py FOLDER`, or `make validate`.

FOLDER holds files of the Sentencing Commission and a compiled table of drug thresholds, in the columns named below. Each check says how many rows agree and shows
what does not; the exit status is 1 where rows disagree that no check explains, 0 where all agree or where there is no data.
"""

from __future__ import annotations

import csv
import io
import lzma
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lenity.engine import UNBOUNDED, Cells, Ladder, Range
from lenity.law import law_book

LIFE = 9996
"""How the Commission codes life in a guideline range."""
FIREARM_CAREER_RANGE = (262, 327)
"""A range of §4B1.1(c)(3), which replaces the Sentencing Table's for a career offender with a § 924(c) count."""
DRUGS = {
    1: ("cocaine",),
    2: ("cocaine base",),
    3: ("heroin",),
    4: ("marihuana",),
    6: ("methamphetamine", "methamphetamine (actual)", "ice"),
}
"""The Commission's codes of the main drug (COMBDRG2) and what each can be in the Drug Conversion Tables."""
OTHERS = (
    *(drug for drugs in DRUGS.values() for drug in drugs),
    "fentanyl",
    "fentanyl analogue",
    "oxycodone",
    "hydrocodone",
)


@dataclass
class Tally:
    """How the rows of one check came out."""

    rows: int = 0
    agree: int = 0
    explained: Counter[str] = field(default_factory=Counter)
    odd: Counter[str] = field(default_factory=Counter)

    def note(self, agrees: bool, otherwise: str, explanation: str | None = None) -> None:
        self.rows += 1
        if agrees:
            self.agree += 1
        elif explanation is not None:
            self.explained[explanation] += 1
        else:
            self.odd[otherwise] += 1


# what the law says


def sentencing_table(on: date) -> dict[tuple[int, int], tuple[int, int]]:
    """The Sentencing Table of a day: (level, category) to (minimum, maximum) in months, life as the Commission codes it."""
    entry = law_book().family("ussg.5A.table").members[None].on(lambda clock: on)
    assert entry is not None
    assert isinstance(entry.payload, Cells)
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    for level, row in entry.payload.rows.items():
        for category, cell in enumerate(row, 1):
            assert isinstance(cell, Range)
            cells[int(level), category] = (_coded(cell.min), _coded(cell.max))
    return cells


def _coded(months: int) -> int:
    return LIFE if months >= UNBOUNDED else months


def level_of(drug: str, milligrams: float, on: date) -> int | None:
    """The level that the Drug Quantity Table of a day gives this weight; None below its first row."""
    entry = law_book().family("ussg.2D1.1.quantity").members[drug].on(lambda clock: on)
    if entry is None or not isinstance(entry.payload, Ladder):
        return None
    rung = entry.payload.rung(milligrams)
    return None if rung < 0 else int(entry.payload.results[rung])


def factor_of(drug: str, on: date) -> float:
    """Grams of converted drug weight for a gram of the drug."""
    entry = law_book().family("ussg.2D1.1.conversion").members[drug].on(lambda clock: on)
    assert entry is not None
    assert isinstance(entry.payload, int | float)
    return entry.payload / 1000


# checks


def thresholds(folder: Path) -> Tally:
    """Every threshold of the compiled drug table, on its first and its last day: met, it gives its level; a milligram less, a lower one."""
    tally = Tally()
    for row in rows_of(folder / "drug_quantity_table.csv"):
        milligrams = round(float(row["min_quantity"]) * 1000)
        for day in {date.fromisoformat(row[name]) for name in ("edition_from", "edition_to")}:
            drug = row_name(row["drug"])
            met, under = level_of(drug, milligrams, day), level_of(drug, milligrams - 1, day)
            agrees = met == int(row["level"]) and (under is None or under < met or milligrams == 0)
            tally.note(
                agrees,
                f"{row['drug']} {row['min_quantity']} g on {day}: {row['level']} in the table, {met} here ({under} just under)",
            )
    return tally


def row_name(name: str) -> str:
    """The name of a row of the law's table for a name of the compiled one: `methamphetamine_actual`, `pcp_mixture`."""
    drug = name.removesuffix("_mixture")
    return f"{drug.removesuffix('_actual').replace('_', ' ')}{' (actual)' if drug.endswith('_actual') else ''}"


def ranges_are_cells(folder: Path) -> Tally:
    """Every guideline range of FY2019 to FY2024, from two variables of the Commission, is a cell of the Sentencing Table."""
    cells = set(sentencing_table(date(2018, 11, 1)).values())
    tally = Tally()
    for row in rows_of(folder / "ussc_offenders_fy2019_fy2024.csv.xz"):
        ends = (whole(row["XMINSOR"]), whole(row["XMAXSOR"]))
        if None not in ends:
            tally.note(ends in cells, str(ends))
    return tally


def district_ranges(folder: Path) -> Tally:
    """One district of FY2015: final offense level and category give the range."""
    return _ranges(
        folder / "ussc_edny_fy2015.csv",
        ("FinalOffLevel", "CrimHistCat", "MinGuideRange", "MaxGuideRange"),
        date(2014, 11, 1),
    )


def drug_sample_ranges(folder: Path) -> Tally:
    """Drug cases of FY2020: final offense level and category give the range, rows with filled-in means left out."""
    return _ranges(
        folder / "ussc_drug_sample_fy2020.csv",
        ("XFOLSOR", "XCRHISSR", "XMINSOR", "XMAXSOR"),
        date(2018, 11, 1),
    )


def _ranges(path: Path, names: tuple[str, str, str, str], on: date) -> Tally:
    cells = sentencing_table(on)
    tally = Tally()
    for row in rows_of(path):
        level, category, low, high = (whole(row[name]) for name in names)
        if level is None or category is None or low is None or high is None:
            continue
        # a recorded level of 0 or less, or above 43, is read as 1 or 43 (USSG Ch. 5 Pt. A, comment. (n.2))
        said = cells.get((min(max(level, 1), 43), category))
        explanation = "a range of §4B1.1(c)" if (low, high) == FIREARM_CAREER_RANGE else None
        tally.note(
            said == (low, high),
            f"level {level}, category {category}: {low}-{high} recorded, {said} here",
            explanation,
        )
    return tally


def conversions(folder: Path) -> Tally:
    """Drug cases of FY2020: recorded weight times the conversion factor gives the recorded converted weight."""
    tally = Tally()
    for row in rows_of(folder / "ussc_drug_sample_fy2020.csv"):
        code = whole(row["COMBDRG2"])
        if row["WEIGHT_IMPUTED"] != "0" or code not in DRUGS or not number(row["WGT1"]):
            continue
        ratio = (number(row["MWGT1"]) or 0) / (number(row["WGT1"]) or 1)
        factors = [factor_of(drug, date(2018, 11, 1)) for drug in DRUGS[code]]
        agrees = any(abs(ratio - factor) <= 0.001 * factor for factor in factors)
        other = any(abs(ratio - factor_of(drug, date(2018, 11, 1))) <= 0.001 * ratio for drug in OTHERS)
        explanation = "the factor is another drug's: the first one weighed is not the main one" if other else None
        tally.note(agrees, f"drug {code}: factor {ratio:.4g}, here {factors}", explanation)
    return tally


CHECKS: tuple[tuple[str, Callable[[Path], Tally]], ...] = (
    ("drug_quantity_table.csv", thresholds),
    ("ussc_offenders_fy2019_fy2024.csv.xz", ranges_are_cells),
    ("ussc_edny_fy2015.csv", district_ranges),
    ("ussc_drug_sample_fy2020.csv", drug_sample_ranges),
    ("ussc_drug_sample_fy2020.csv", conversions),
)


# reading


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, compressed with xz or not."""
    with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as stream:
        yield from csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8", newline=""))


def number(text: str) -> float | None:
    """A number, or None where the cell is empty."""
    return float(text) if text else None


def whole(text: str) -> int | None:
    """A whole number; None where the cell is empty, holds a fraction (a filled-in mean) or the code for missing."""
    value = number(text)
    return int(value) if value is not None and value.is_integer() and value != -999 else None


def main(arguments: list[str]) -> int:
    """Run every check whose file is there."""
    folder = Path(arguments[0]) if arguments else Path("../shared/data")
    if not folder.is_dir():
        print(f"No public data at {folder}: nothing was validated. Say where it is with make validate LENITY_DATA=FOLDER.")
        return 0
    odd = ran = 0
    for name, check in CHECKS:
        summary = (check.__doc__ or "").strip()
        if not (folder / name).is_file():
            print(f"-     {summary}\n      not run: {name} is not in {folder}")
            continue
        tally = check(folder)
        ran += 1
        odd += sum(tally.odd.values())
        print(f"{'ok' if not tally.odd else 'ODD':<5} {summary}\n      {tally.agree:,} of {tally.rows:,} rows of {name} agree")
        for words, count in tally.explained.items():
            print(f"      {count:,} explained: {words}")
        for words, count in tally.odd.most_common(10):
            print(f"      {count:,} not explained: {words}")
    print(f"{ran} checks run, {odd:,} rows not explained")
    return 1 if odd else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
