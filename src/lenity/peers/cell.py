"""Which people are similarly situated: the definitions of a cell, the finest first, and how one is chosen.

The measure is that of the Commission's Judiciary Sentencing Information (JSIN): the same primary guideline, final offense
level and Criminal History Category, five fiscal years, without §5K1.1 cases
(https://www.ussc.gov/guidelines/judiciary-sentencing-information). Files that lack a field are compared by the next definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from lenity.population import code_labels

if TYPE_CHECKING:
    import polars as pl


class NotComparable(ValueError):
    """A comparison cannot be made; says which fact or column is missing."""


YEARS = 5
"""Fiscal years compared, as JSIN does."""
MINIMUM = 3
"""The fewest people imprisoned of whom terms are told; JSIN reports nothing of fewer than three."""
FEW = 30
"""Below so many a comparison is shown with a caution."""
MOST_OF_THE_RECORDS = 0.5
"""A definition serves where more than this share of the records has its fields."""

Value = int | str
NAMES = {
    "guideline": "guideline", "offense_type": "type of crime", "level": "final offense level", "category": "Criminal History Category",
    "range_min": "guideline range", "range_max": "guideline range", "district": "district", "circuit": "circuit", "history": "criminal history", "settled": "plea or trial",
}  # fmt: skip
CATEGORIES = ("I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True, slots=True)
class Definition:
    """One measure of a similar position: the columns that must be equal, and what to say of it."""

    name: str
    fields: tuple[str, ...]
    words: str
    is_coarse: bool = False


DEFINITIONS = (
    Definition("guideline-level-category", ("guideline", "level", "category"), "the same guideline, final offense level and Criminal History Category"),
    Definition("type-level-category", ("offense_type", "level", "category"), "the same type of crime, final offense level and Criminal History Category"),
    Definition("range-type", ("offense_type", "range_min", "range_max"), "the same guideline range and type of crime"),
    Definition("level-category", ("level", "category"), "the same final offense level and Criminal History Category, whatever the offense", is_coarse=True),
    Definition("range", ("range_min", "range_max"), "the same guideline range, whatever the offense", is_coarse=True),
)
BY_NAME = {one.name: one for one in DEFINITIONS}


@dataclass(frozen=True, slots=True)
class Within:
    """To whom a comparison is confined further: one court, one circuit, the same criminal history, plea or trial. `same` is the case's (the row's) own."""

    district: str | None = None
    circuit: str | None = None
    same_history: bool = False
    settled: Literal["plea", "trial", "same"] | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns that it confines."""
        asked = {"district": self.district, "circuit": self.circuit, "history": self.same_history, "settled": self.settled}
        return tuple(name for name, wanted in asked.items() if wanted)


NATION = Within()


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a person stands: what is known of the fields of a cell, and the sentence. A field that is absent is not known."""

    fields: Mapping[str, Value] = field(default_factory=dict)
    sentence_months: float | None = None
    """The prison term, life as the Commission codes it; 0 where there is none."""
    notes: tuple[str, ...] = ()


def fiscal_year_of(day: date) -> int:
    """The fiscal year (October to September) that a day is in."""
    return day.year + (day.month >= 10)


def last_year_before(day: date) -> int:
    """The last fiscal year that had ended by a day."""
    return fiscal_year_of(day) - 1


def years_of(found: Mapping[int, int], as_of: date) -> tuple[int, ...]:
    """The last five fiscal years that the files hold and that had ended by the day, oldest first."""
    return tuple(sorted(year for year in found if year <= last_year_before(as_of))[-YEARS:])


def choose(complete: Mapping[str, int], records: int, situation: Situation, asked: str | None) -> tuple[Definition, str]:
    """The finest definition that the case and most of the records can answer, and why it is that one.

    `complete` says how many of the records have every field of each definition.

    Raises:
        NotComparable: none can be answered, or the one asked for cannot.
    """
    reasons: list[str] = []
    for one in DEFINITIONS if asked is None else (BY_NAME[asked],):
        lacking = [NAMES[name] for name in one.fields if name not in situation.fields]
        if lacking:
            reasons.append(f"the case gives no {_listed(lacking)}")
        elif complete.get(one.name, 0) <= MOST_OF_THE_RECORDS * records:
            reasons.append(f"{_listed([NAMES[name] for name in one.fields])} stand together in {complete.get(one.name, 0):,} of the {records:,} records")
        else:
            return one, "; ".join(dict.fromkeys(reasons))
    raise NotComparable(f"no cell can be formed: {'; '.join(dict.fromkeys(reasons))}; name the missing facts in the case, or give files that have them")


def choose_for_all(complete: Mapping[str, int], records: int, asked: str | None) -> tuple[Definition, str]:
    """The definition for a file whose every row is compared."""
    everything = Situation({name: 0 for one in DEFINITIONS for name in one.fields})
    return choose(complete, records, everything, asked)


def complete_in(frame: pl.DataFrame) -> dict[str, int]:
    """How many rows have every field of each definition."""
    import polars as pl

    row = frame.select(pl.all_horizontal(pl.col(name).is_not_null() for name in one.fields).sum().alias(one.name) for one in DEFINITIONS)
    return {name: int(count) for name, count in row.row(0, named=True).items()}


def value_in_words(name: str, value: Value) -> str:
    """A field's value as a reader knows it."""
    if name == "category" or name == "history":
        return CATEGORIES[int(value) - 1] if 1 <= int(value) <= len(CATEGORIES) else str(value)
    if name == "offense_type":
        return code_labels("OFFGUIDE").get(int(value), str(value))
    if name == "guideline":
        return f"USSG §{value}"
    return str(value)


def _listed(words: list[str]) -> str:
    words = list(dict.fromkeys(words))
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
