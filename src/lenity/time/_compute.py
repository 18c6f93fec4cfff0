"""The computation of one case: its rows, the clocks set, every completion of a date that is known only within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import product

from lenity.engine import CaseReader, Need, Row, Step, Tracer
from lenity.facts import CaseFile
from lenity.facts.custody_tables import custody_tables, revocation_served
from lenity.facts.levels import FactRow, FactValue, Span
from lenity.rules import custody_graph, custody_rules
from lenity.time._answer import OUTPUTS, SUPPOSED, Computation
from lenity.time._notes import assumptions, notes, rests_on
from lenity.time._sheet import differences, remedies, sheet_day

_MOST_DAYS = 400
"""The only open date is tried on each of its days up to so many."""
_BETWEEN = 60
"""Of several open dates so many days between the ends of each."""
_MOST_OPEN = 6
"""So many open dates are tried together; where more are open, they are not known."""
_OPEN = frozenset({"imposed_on", "commencement_stated_on", "custody_since_on", "state_released_on", "designated_from_on", "born_on"})
_Key = tuple[str, str]


@cache
def reader() -> CaseReader:
    """The case reader of this installation's rules of custody."""
    return CaseReader(custody_graph())


def compute(case: CaseFile, as_of: date) -> Computation:
    """The sentence as it is served on a day, after the events of the case by then.

    Args:
        case: a checked case file.
        as_of: the day; the law of custody (good conduct time, time credits) is read on it, or on the day of release before it.
    """
    made = _computed(case, as_of)
    day = sheet_day(case) or as_of
    beside = made if day == as_of else _computed(case, day)
    unlike = tuple(differences(case, beside, lambda other: _computed(other, day).full_term_on))
    return replace(made, differences=unlike, remedies=tuple(remedies(as_of)) if unlike else ())


def _computed(case: CaseFile, as_of: date) -> Computation:
    spans, rows = _open_dates(custody_tables(case, as_of)), rows_of(case, as_of)
    columns = {name: [reader().read(row, name) for row in rows] for name in OUTPUTS}
    values = {name: column[0] if all(one == column[0] for one in column) else None for name, column in columns.items()}
    named = places(case, as_of)
    needs = tuple(replace(need, path=named.get(need.path, need.path)) for need in _needs(rows, columns, spans))
    facts = rows[0].values
    was_released: bool | None = facts.get("was_released")
    return Computation(
        case_id=case.id,
        as_of=as_of,
        values=values,
        steps=tuple(_steps(rows)),
        needs=(*needs, *rests_on(case, as_of, needs)),
        assumptions=tuple(assumptions(case, values)),
        notes=tuple(notes(case, as_of, values, was_released)),
        differences=(),
        remedies=(),
        other_method_days=_other_method_days(rows[0]),
        commuted_to_end_on=facts.get("commuted_to_end_on"),
        released_on=facts.get("released_on"),
        was_released=was_released,
    )


def rows_of(case: CaseFile, as_of: date) -> list[Row]:
    """The rows of a case as the rules of custody read them, one tree for each completion of its open dates."""
    top = custody_tables(case, as_of)
    spans = _open_dates(top)
    return [Row.of(_clocked(top.with_facts(dict(zip(spans, days, strict=True))), case, as_of)) for days in _completions(list(spans.values()))]


def _open_dates(top: FactRow) -> dict[_Key, Span]:
    """The dates of custody and of events that are known only within bounds, where they are few enough to be tried."""
    found = {(row.path, name): span for row in top.rows() for name, span in row.spans.items() if _is_of_custody(row, name)}
    return found if len(found) <= _MOST_OPEN else {}


def _other_method_days(row: Row) -> int | None:
    """Good conduct time for the whole term by the method that is not in force on the day."""
    other = {"served": "good_time_on_years_imposed", "imposed": "good_time_on_years_served"}.get(reader().read(row, "good_time_method"))
    days: int | None = None if other is None or reader().read(row, "earns_good_time") is not True else reader().read(row, other)
    return days


def places(case: CaseFile, as_of: date) -> dict[str, str]:
    """Where facts of the sentence that is served stand, if it is one imposed on a revocation: with the event."""
    at = revocation_served(case.events, as_of)
    if at is None:
        return {}
    event = f"events[{at}]"
    names = {"custody.commenced": "commenced", "custody.prior_custody_days": "prior_custody_days", "sentence.date": "date"}
    return {**{path: f"{event}.{name}" for path, name in names.items()}, "sentence.supervised_release": f"{event}.supervised_release"}


def _is_of_custody(row: FactRow, name: str) -> bool:
    return (row.level == "case" and name in _OPEN) or row.level in ("event", "other_term", "state_term", "detention")


def _completions(spans: list[Span]) -> Iterator[tuple[date, ...]]:
    """The days that open dates are tried on: each day of the only one; of several the ends together, and days of each between its ends beside the first of the others."""
    ends: list[list[date]] = []
    for span in spans:
        assert isinstance(span.low, date)
        assert isinstance(span.high, date)
        ends.append(sorted({span.low, span.high}))
    yield from product(*ends)
    most = _MOST_DAYS if len(spans) == 1 else _BETWEEN
    for at, days in enumerate(ends):
        step = max(1, (days[-1] - days[0]).days // most)
        for shift in range(step, (days[-1] - days[0]).days, step):
            yield (*(one[0] for one in ends[:at]), days[0] + timedelta(days=shift), *(one[0] for one in ends[at + 1 :]))


def _clocked(top: FactRow, case: CaseFile, as_of: date) -> FactRow:
    """The case with the dates that select the law: of custody the day asked about, or of release before it; of the counts their own."""
    ended, convicted = case.offense_ended(), [one.convicted for one in case.convictions or () if one.convicted]
    released = top.facts.get("released_on")
    clocks: dict[str, FactValue] = {
        "custody_on": min(released, as_of) if isinstance(released, date) else as_of,
        "ordered_on": as_of,
        "sentenced_on": case.sentence.date.day,
        "edition_on": case.sentence.date.day,
        "offense_ended_on": ended.day if ended is not None else None,
        "convicted_on": convicted[0].day if convicted else None,
        "judged_anew": False,
    }
    values: dict[_Key, FactValue] = {("", name): day for name, day in clocks.items()}
    for row in top.below:
        if row.level == "count":
            values.update({(row.path, name): row.facts.get(name) or clocks[name] for name in ("offense_ended_on", "convicted_on")})
    return top.with_facts(values)


def _needs(rows: list[Row], columns: dict[str, list[object]], spans: dict[_Key, Span]) -> Iterator[Need]:
    """What would settle the values that are not known: facts that are missing, then dates that are known only within bounds."""
    found: dict[str, Need] = {}
    tracer = Tracer(reader())
    for name, column in columns.items():
        for row, value in zip(rows, column, strict=True):
            if value is None and name not in SUPPOSED:
                for need in tracer.needs(row, name):
                    found.setdefault(need.path, need)
                break
    days = list(_completions(list(spans.values())))
    for at, ((path, name), span) in enumerate(spans.items()):
        if _matters(at, days, columns):
            fact = custody_graph().facts[next(key for key in custody_graph().facts if key[1] == name)]
            place = fact.path.lstrip("/") if fact.path.startswith("/") else f"{path}.{fact.path}"
            found.setdefault(place, Need(place, f"{fact.asks} The record says: {span.text}.", fact.document))
    yield from found.values()


def _matters(at: int, days: list[tuple[date, ...]], columns: dict[str, list[object]]) -> bool:
    """Whether an answer differs between two completions that differ in this date alone."""
    first: dict[tuple[date, ...], int] = {}
    for row, chosen in enumerate(days):
        same = first.setdefault((*chosen[:at], *chosen[at + 1 :]), row)
        if any(column[same] != column[row] for column in columns.values()):
            return True
    return False


def _steps(rows: list[Row]) -> Iterator[Step]:
    """The steps in the order of the rules; one on which the completions differ is not known."""
    tracer = Tracer(reader())
    every = [list(row.rows()) for row in rows]
    for rule in custody_rules():
        if rule.silent:
            continue
        for same in zip(*every, strict=True):
            if same[0].level == rule.level:
                step = tracer.step(same[0], rule.name)
                values = [reader().read(row, rule.name) for row in same]
                if all(value == step.value for value in values):
                    yield step
                else:
                    said = "not known without the exact date: the record leaves more than one day open"
                    yield replace(step, value=None, state="not_known", because=said, needs=())
