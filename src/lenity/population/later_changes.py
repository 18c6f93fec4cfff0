"""Later changes of the law that reach a record of this kind: what may make its sentence lower today, where the record cannot decide.

Each change is dated values of the law book; what is said here is only to which records it can matter. That it may is no finding: a record without the
fact that decides stays *not known*, and the change says what to look for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from lenity.engine import Cells, Ladder, Range
from lenity.engine.dated import Entry
from lenity.law import law_book
from lenity.population._column import RANGE_LIFE
from lenity.population.later_law import ZERO_POINTS

if TYPE_CHECKING:
    import polars as pl

GROUPS = {1: "cocaine", 2: "cocaine base", 3: "heroin", 4: "marihuana", 6: "methamphetamine"}
"""Groups of the first drug (COMBDRG2) -> the Drug Quantity Table's name; a group of two names by the one that changed with the other."""
_AMENDMENTS = "; App. C "


@dataclass(frozen=True, slots=True)
class LaterChange:
    """A change: its name in counts, what it did, the entries of the law that made it, and to which records it can matter."""

    name: str
    did: str
    entries: tuple[Entry, ...]
    reaches: Callable[[], pl.Expr]

    def cite(self) -> str:
        """The citations of all its entries, the oldest first, what they share said once."""
        head, tails = self.cites()
        return head + ", ".join(dict.fromkeys(tails))

    def cites(self) -> tuple[str, list[str]]:
        """What the citations begin with where all name amendments of one section, and the rest of each entry's."""
        cites = [entry.cite for entry in self.entries]
        heads = {cite.partition(_AMENDMENTS)[0] for cite in cites if _AMENDMENTS in cite}
        if len(heads) == 1 and all(_AMENDMENTS in cite for cite in cites):
            head = f"{heads.pop()}{_AMENDMENTS}"
            return head, [cite.removeprefix(head) for cite in cites]
        return "", cites


@cache
def later_changes() -> tuple[LaterChange, ...]:
    """Every change that is looked for, in the order of the law they changed."""
    drug_rows = [
        LaterChange(f"amounts of {drug}", f"raised amounts of {drug} in the Drug Quantity Table", _rises(drug), _of_drug(group))
        for group, drug in GROUPS.items()
    ]
    crack = _of("usc.21.841.tier", "cocaine base")[-1:]
    doubled = tuple(_of("usc.21.841.term", key)[-1] for key in ("A/1", "A/2"))
    return (
        *drug_rows,
        LaterChange("mitigating-role cap", "lowered the cap of the base level for a mitigating role", _of("ussg.2D1.1.role_cap", "38")[-1:], _mitigating_role),
        LaterChange("status points", "took off or lowered status points", _of("ussg.4A1.1.status_points", None)[-1:], _status),
        LaterChange("zero points", "takes levels off for a person with no criminal history points", _of("ussg.levels", ZERO_POINTS)[:1], _zero_points),
        LaterChange("career offender", "changed what counts for a career offender", _career_amendments(), _career),
        LaterChange("crack minimums", "raised the amounts of cocaine base for the statutory minimums", crack, _crack_minimum),
        LaterChange("§ 851 minimums", "lowered the minimums for priors noticed under § 851 and narrowed what priors count", doubled, _doubled_minimum),
        LaterChange("safety valve", "widened the statutory safety valve", _of("usc.18.3553f.points_limit", None)[-1:], _no_valve),
        LaterChange(
            "stacked § 924(c)", "needs a final earlier conviction for a second § 924(c) term", _of("usc.18.924c.second_needs_final_prior", None)[-1:], _stacked
        ),
        LaterChange("advisory guidelines", "made the Guidelines advisory", _of("ussg.advisory", None)[-1:], _any),
    )


def _of(id: str, key: str | None) -> tuple[Entry, ...]:
    return law_book().family(id).members[key].entries


def _rises(drug: str) -> tuple[Entry, ...]:
    """The entries of a drug's row that raised an amount for a level and lowered none."""
    entries = _of("ussg.2D1.1.quantity", drug)
    return tuple(later for earlier, later in pairwise(entries) if _raises(earlier.payload, later.payload))


def _raises(one: object, other: object) -> bool:
    if not isinstance(one, Ladder) or not isinstance(other, Ladder):
        return False
    least = dict(zip(one.results, one.thresholds, strict=True))
    later = dict(zip(other.results, other.thresholds, strict=True))
    shared = least.keys() & later.keys()
    return any(later[level] > least[level] for level in shared) and not any(later[level] < least[level] for level in shared)


def _career_amendments() -> tuple[Entry, ...]:
    """Amendments of the definitions in §4B1.2 that the register names by what they touch."""
    from datetime import date

    rows = [row for row in law_book().register("ussg.amendments") if "4B1.2" in row["touches"]]
    return tuple(Entry(date.fromisoformat(row["effective"]), "edition_on", None, f"USSG §4B1.2; {row['cite'].split(';')[0]}") for row in rows)


# to which records a change can matter


def _any() -> pl.Expr:
    import polars as pl

    return pl.lit(True)


def _of_drug(group: int) -> Callable[[], pl.Expr]:
    def reaches() -> pl.Expr:
        import polars as pl

        is_still_open = pl.col("then_base_level").is_null() | pl.col("today_base_level").is_null()
        return (pl.col("primary_drug") == group) & is_still_open & (pl.col("guideline").is_null() | (pl.col("guideline") == "2D1.1"))

    return reaches


def _is_drug() -> pl.Expr:
    import polars as pl

    return pl.col("primary_drug").is_not_null() | (pl.col("drug_minimum_months") > 0)


def _minimum() -> pl.Expr:
    import polars as pl

    return pl.coalesce("drug_minimum_months", "statutory_min_months")


def _mitigating_role() -> pl.Expr:
    import polars as pl

    return _is_drug() & (pl.col("mitigating_role_levels") < 0)


def _status() -> pl.Expr:
    """Records that may have status points by which the category, or a category's fall, turns."""
    import polars as pl

    added = pl.col("status_points") > 0
    untold = pl.col("status_points").is_null()
    by_total = untold & (pl.col("criminal_history_points") >= 2) & pl.col("today_category").is_null()
    by_category = untold & pl.col("criminal_history_points").is_null() & (pl.col("then_category") > 1)
    by_range = pl.col("then_category").is_null() & pl.col("then_min").is_not_null() & _range_shows_status()
    moves = ~(pl.col("today_category") == pl.col("then_category")).fill_null(False) | pl.col("criminal_history_points").is_null()
    return (added & moves) | by_total | by_category | (untold & by_range)


def _range_shows_status() -> pl.Expr:
    """Whether the range stands in the column that the points from priors give with status points, and that column is another than today's."""
    import polars as pl

    return pl.concat_str("prior_points", "then_min", "then_max", separator=" ").is_in(list(_ranges_of_status()))


@cache
def _ranges_of_status() -> frozenset[str]:
    """Points from priors and a range, as `3 41 51`, of every cell in which status points could have put the record and would not today."""
    return frozenset(key for _, moved in _cells_by_points() for key in moved)


@cache
def ranges_of_points() -> frozenset[str]:
    """Points from priors and a range of every cell in a column that the points give, with or without status points."""
    return frozenset(key for told, _ in _cells_by_points() for key in told)


def most_points() -> int:
    """From so many points on every number gives the last category."""
    ladder = _of("ussg.4A1.1.category", None)[-1].payload
    assert isinstance(ladder, Ladder)
    return int(max(ladder.thresholds))


@cache
def _cells_by_points() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """For each number of points: the cells of its columns, and those of a column that status points gave and would not today."""
    ladder = _of("ussg.4A1.1.category", None)[-1].payload
    then, today = (entry.payload for entry in _of("ussg.4A1.1.status_points", None)[-2:])
    least = _of("ussg.4A1.1.status_needs_points", None)[-1].payload
    table = _of("ussg.5A.table", None)[-1].payload
    assert isinstance(ladder, Ladder)
    assert isinstance(table, Cells)
    assert isinstance(then, int)
    assert isinstance(today, int)
    assert isinstance(least, int)
    pairs: list[tuple[frozenset[str], frozenset[str]]] = []
    for points in range(max(ladder.thresholds) + 1):
        alone, column, column_today = (int(ladder.results[ladder.rung(count)]) for count in (points, points + then, points + (today if points >= least else 0)))
        told = _cells(table, points, alone) | _cells(table, points, column) | _cells(table, points, column_today)
        pairs.append((told, _cells(table, points, column) if column != column_today else frozenset()))
    return tuple(pairs)


def _cells(table: Cells, points: int, column: int) -> frozenset[str]:
    ranges = (row[column - 1] for row in table.rows.values())
    return frozenset(f"{points} {_coded(cell.min)} {_coded(cell.max)}" for cell in ranges if isinstance(cell, Range))


def _coded(months: int) -> int:
    return RANGE_LIFE if months > RANGE_LIFE else months


def _zero_points() -> pl.Expr:
    import polars as pl

    beside_status = pl.col("criminal_history_points") - pl.col("status_points").fill_null(0)
    no_points = pl.coalesce(beside_status, pl.col("prior_points")).fill_null(0) == 0
    has_first_category = beside_status.is_not_null() | (pl.col("then_category") == 1).fill_null(True)
    told = pl.col("then_category").is_not_null() | pl.col("prior_points").is_not_null() | pl.col("criminal_history_points").is_not_null()
    barred = [pl.col("aggravating_role_levels") > 0, pl.col("weapon") == 1, pl.col("victim_adjustment") == 1, pl.col("firearm_924c_minimum_months") > 0]
    return told & no_points & has_first_category & ~pl.any_horizontal(one.fill_null(False) for one in barred)


def _career() -> pl.Expr:
    import polars as pl

    return pl.col("career_offender") == 1


def _crack_minimum() -> pl.Expr:
    import polars as pl

    return (pl.col("primary_drug") == 2) & (_minimum() > 0)


def _doubled_minimum() -> pl.Expr:
    """Drug cases with the very minimum that one prior, or two, brought before the change."""
    earlier = {entries[-2].payload.min for key in ("A/1", "A/2") if isinstance((entries := _of("usc.21.841.term", key))[-2].payload, Range)}
    coded = [_coded(months) for months in earlier]
    return _is_drug() & _minimum().is_in(coded)


def _no_valve() -> pl.Expr:
    """Drug cases with a minimum and no safety valve, in a category that the old limit of points shut out."""
    import polars as pl

    applied = pl.coalesce(pl.col("safety_valve") == 1, pl.col("safety_valve_kind") > 0).fill_null(False)
    return _is_drug() & (_minimum() > 0) & ~applied & (pl.col("then_category") > 1) & (pl.col("then_category") < 6)


def _stacked() -> pl.Expr:
    """Records with a § 924(c) term no shorter than that of a second conviction."""
    import polars as pl

    terms = law_book().family("usc.18.924c.term").members.items()
    newest = (series.entries[-1].payload for key, series in terms if str(key).startswith("second/"))
    return pl.col("firearm_924c_minimum_months") > min(term.min for term in newest if isinstance(term, Range))


# what is said


def reached(change: LaterChange) -> pl.Expr:
    """Whether a record is of before the last of the change's entries and of a kind that it can matter to."""
    import polars as pl

    newest = max(entry.from_on for entry in change.entries)
    day = pl.coalesce("oldest_edition", "first_day") if change.entries[0].clock == "edition_on" else pl.col("first_day")
    return ((day < newest) & change.reaches()).fill_null(False)


def may_be_lower() -> pl.Expr:
    """The changes that can matter to a record, in words; null where there is none."""
    import polars as pl

    said = pl.concat_str([pl.when(reached(change)).then(_said(change)) for change in later_changes() if change.entries], separator=", ", ignore_nulls=True)
    return pl.when(said != "").then(pl.concat_str(pl.lit("may be lower by: "), said))


def _said(change: LaterChange) -> pl.Expr:
    """The change with those of its citations that are later than the record."""
    import polars as pl

    day = pl.coalesce("oldest_edition", "first_day") if change.entries[0].clock == "edition_on" else pl.col("first_day")
    head, tails = change.cites()
    cites = [
        pl.when(day < entry.from_on).then(pl.lit(tail))
        for entry, tail in {tail: (entry, tail) for entry, tail in zip(change.entries, tails, strict=True)}.values()
    ]
    return pl.concat_str(pl.lit(f"{change.name} ({head}"), pl.concat_str(cites, separator=", ", ignore_nulls=True), pl.lit(")"))
