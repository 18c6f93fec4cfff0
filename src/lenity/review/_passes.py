"""Passes of the rules over a case: the clocks set, the edition picked as §1B1.11 says, then and today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from lenity.engine import CaseReader, Row
from lenity.facts.levels import FactRow, FactValue
from lenity.law import edition_in_force, law_book
from lenity.review._references import resolved
from lenity.rules import rule_graph


@dataclass(frozen=True, slots=True)
class Clocks:
    """The dates that select the law for one pass."""

    sentenced_on: date | None
    convicted_on: date | None
    offense_ended_on: date | None
    edition_on: date
    record_edition_on: date
    judged_anew: bool
    listed_amendments_only: bool = False
    """Whether the text of listed amendments stands in the place of what was applied (§1B1.10(b)(1))."""
    offense_level_is_amended: bool = False


@dataclass(frozen=True, slots=True)
class Pass:
    """The rows of one pass, with what was computed on them, and its clocks."""

    row: Row
    clocks: Clocks
    referred: tuple[Row, ...] = ()
    """The entries that stand for the offenses that others refer to, read on their own."""
    by: CaseReader | None = None
    """What reads it, where the law is not the book's own."""

    def value(self, name: str) -> object:
        return (self.by or reader()).read(self.row, name)


@cache
def reader() -> CaseReader:
    """The case reader of this installation's rules."""
    return CaseReader(rule_graph())


def run(top: FactRow, clocks: Clocks, by: CaseReader | None = None) -> Pass:
    """A pass of the rules over a case. Counts keep dates of their own for `then`; today every clock is the same day."""
    values: dict[tuple[str, str], FactValue] = {("", name): getattr(clocks, name) for name in Clocks.__slots__}
    for row in top.below:
        if row.level == "count":
            for name in ("offense_ended_on", "convicted_on"):
                own = None if clocks.judged_anew else row.facts.get(name)
                values[(row.path, name)] = own or getattr(clocks, name)
    filled, referred = resolved(top, clocks.record_edition_on, clocks.edition_on, lambda part: run(part, clocks, by), by or reader())
    return Pass(Row.of(filled.with_facts(values)), clocks, referred, by)


@dataclass(frozen=True, slots=True)
class Choice:
    """The edition applied and why (§1B1.11)."""

    edition_on: date
    because: str
    cite: str = "USSG §1B1.11"
    is_certain: bool = True


def choose_edition(top: FactRow, sentenced_on: date, offense_ended_on: date | None, convicted_on: date | None, stated: date | None) -> Choice:
    """The edition to apply, with its authority: §1B1.11, before that section the Constitution's own bar on ex post facto laws."""
    choice = _chosen(top, sentenced_on, offense_ended_on, convicted_on, stated)
    section = law_book().family("ussg.1B1.11.in_force").members[None].on(lambda clock: sentenced_on)
    return choice if section is not None else replace(choice, cite="U.S. Const. art. I, § 9, cl. 3")


def _chosen(top: FactRow, sentenced_on: date, offense_ended_on: date | None, convicted_on: date | None, stated: date | None) -> Choice:
    """The edition to apply: the one that the court used where the record says so; else the one in force at sentencing, unless that gives a
    higher range than the one in force when the offense ended. One book, whole."""
    at_sentencing = edition_in_force(sentenced_on).on
    at_offense = None if offense_ended_on is None else edition_in_force(offense_ended_on).on
    if stated is not None:
        return _stated(edition_in_force(stated).on, at_sentencing, at_offense)
    if at_offense is None:
        return Choice(at_sentencing, "the edition in force on the day of sentence; the day on which the offense ended is not known", is_certain=False)
    if at_offense >= at_sentencing:
        return Choice(at_sentencing, "the edition in force on the day of sentence, and no earlier one when the offense ended")
    ranges = [_range(top, sentenced_on, offense_ended_on, convicted_on, edition) for edition in (at_sentencing, at_offense)]
    if None in ranges[0] and None not in ranges[1]:
        least = _least_range(top, Clocks(sentenced_on, convicted_on, offense_ended_on, at_sentencing, at_sentencing, False))
        if least is not None and ranges[1] < least:
            return Choice(at_offense, f"the edition in force when the offense ended: that of {at_sentencing} would give a higher range", "USSG §1B1.11(b)(1)")
    if None in ranges[0] or None in ranges[1]:
        return _by_level(top, sentenced_on, offense_ended_on, convicted_on, at_sentencing, at_offense)
    if ranges[1] < ranges[0]:
        return Choice(at_offense, f"the edition in force when the offense ended: that of {at_sentencing} would give a higher range", "USSG §1B1.11(b)(1)")
    return Choice(at_sentencing, f"the edition in force on the day of sentence; that of {at_offense} gives no lower range", "USSG §1B1.11(a)")


def _stated(stated: date, at_sentencing: date, at_offense: date | None) -> Choice:
    if stated in (at_sentencing, at_offense):
        return Choice(stated, "the edition that the record says was used")
    return Choice(stated, f"the edition that the record says was used, though {at_sentencing} was in force at sentencing", is_certain=False)


def _range(top: FactRow, sentenced_on: date, ended_on: date | None, convicted_on: date | None, edition: date) -> tuple[object, object]:
    trial = run(top, Clocks(sentenced_on, convicted_on, ended_on, edition, edition, False))
    return trial.value("guideline_minimum_months"), trial.value("guideline_maximum_months")


def _least_range(top: FactRow, clocks: Clocks) -> tuple[int, int] | None:
    """The lowest range that any alternative of a base offense level gives, where nothing else than the alternative keeps it from being known."""
    trial = run(top, clocks)
    open_rows = [row for row in trial.row.rows() if row.level == "conduct" and reader().read(row, "base_offense_level") is None]
    if len(open_rows) != 1:
        return None
    guideline = reader().read(open_rows[0], "applied_guideline")
    names = [key for id in ("ussg.base", "ussg.base_from") for key in law_book().family(id).members if key and key.startswith(f"{guideline}/")]
    passes = [run(top.with_facts({(open_rows[0].path, "alternative_open"): name}), clocks) for name in names]
    found = [
        (low, high)
        for one in passes
        if isinstance(low := one.value("guideline_minimum_months"), int) and isinstance(high := one.value("guideline_maximum_months"), int)
    ]
    return min(found, default=None)


def _by_level(top: FactRow, sentenced_on: date, ended_on: date | None, convicted_on: date | None, later: date, earlier: date) -> Choice:
    """Where the ranges are not known: the base levels show which edition is harsher, all else being equal."""
    levels = [
        run(top, Clocks(sentenced_on, convicted_on, ended_on, edition, edition, False)).value("principal_base_offense_level") for edition in (later, earlier)
    ]
    if isinstance(levels[0], int) and isinstance(levels[1], int) and levels[1] < levels[0]:
        return Choice(
            earlier,
            f"the edition in force when the offense ended: its base offense level is lower ({levels[1]} and not {levels[0]})",
            "USSG §1B1.11(b)(1)",
            False,
        )
    if isinstance(levels[0], int) and isinstance(levels[1], int) and levels[1] > levels[0]:
        why = f"the edition in force on the day of sentence; that of {earlier} has a higher base offense level ({levels[1]} and not {levels[0]})"
        return Choice(later, why, "USSG §1B1.11(a)")
    return Choice(later, f"the edition in force on the day of sentence; nothing known shows that of {earlier} to be lower", "USSG §1B1.11(a)", False)


def then_clocks(top: FactRow, sentenced_on: date, offense_ended_on: date | None, convicted_on: date | None, choice: Choice) -> Clocks:
    return Clocks(sentenced_on, convicted_on, offense_ended_on, choice.edition_on, choice.edition_on, False)


def today_clocks(as_of: date, record_edition_on: date) -> Clocks:
    """Today supposes offense, conviction and sentence under today's law; the sections listed stay those of the record's edition."""
    return Clocks(as_of, as_of, as_of, edition_in_force(as_of).on, record_edition_on, True)
