"""The criteria of every avenue over one case: each completion of its open dates, and what they agree on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product

from lenity.engine import CaseReader, Graph, Need, Row, Rule, Tracer
from lenity.facts import CaseFaults, CaseFile, Fault
from lenity.law import law_book
from lenity.relief import criteria
from lenity.relief._amended import Reductions
from lenity.relief._answer import MET, NOT_KNOWN, NOT_MET, AvenueAnswer, Criterion, Relief, status_of
from lenity.relief._avenues import AVENUES, Avenue
from lenity.relief._beside import deadlines_of, elsewhere_of, left_of, notes_of, weighed_of
from lenity.relief._listed import FINDINGS, reductions
from lenity.relief._record import Found, named_quantities_changed, row_of, supervision_is_over
from lenity.relief._said import criterion_in_words, in_words, law_in_words, of_counts, periods
from lenity.relief._standing import Dates, open_dates, standing
from lenity.relief._vocabulary import FACTS, LEVELS, OF_COUNSEL
from lenity.review import Recomputation, Review, review
from lenity.time import Computation, compute

_MOST_DATES = 6


_ENDING = ("release", "commutation", "pardon")


def relief(case: CaseFile, *, as_of: date) -> Relief:
    """Every avenue of relief for a case, on the day on which an order or decision would take effect.

    A criterion that the record leaves open is not known, and says which fact and which document would settle it.

    Raises:
        CaseFaults: the day is before the sentence.
    """
    if case.sentence.date.surely_after(as_of):
        message = f"found {case.sentence.date}: the day of the order, {as_of}, is before the sentence; give a later day"
        raise CaseFaults([Fault(case.id, "sentence.date", None, message)], case.id, case.id)
    told, recomputation = review(case, as_of=as_of), Recomputation(case)
    answer = _relief(case, as_of, told, recomputation)
    ended = [event for event in case.events or () if event.kind in _ENDING and not (event.date is not None and event.date.surely_after(as_of))]
    if not ended or answer.avenue("commutation").status == MET:
        return answer
    kept = tuple(event for event in case.events or () if event not in ended)
    return replace(answer, were_still_inside=_relief(case.model_copy(update={"events": kept}), as_of, told, recomputation).avenues)


def _relief(case: CaseFile, as_of: date, told: Review, recomputation: Recomputation) -> Relief:
    """The avenues of a case whose review and recomputation, which no event changes, are there."""
    ordered = case.sentence.consecutive or ()
    after = frozenset((*(one.number for one in told.then.counts if one.runs_consecutively), *ordered))
    worlds = list(_worlds(case))
    stands = [standing(case, as_of, dates, after) for dates in worlds]
    served = compute(case, as_of)
    in_force = frozenset(one.of_sentence for one in stands)
    found = reductions(recomputation, case, as_of, stands[0].original, in_force, _served_months(case, as_of, worlds))
    facts = _found(told, found, served, may_be_lower=named_quantities_changed(case, as_of))
    whys, lacks = _whys(told, found), _lacks(told, found, served)
    whys["supervision_is_over"] = supervision_is_over(case, as_of, worlds[0], stands[0])[1]
    rows = [row_of(case, as_of, dates, stand, facts) for dates, stand in zip(worlds, stands, strict=True)]
    first = _Evaluation(rows, {**stands[0].said, **whys}, lacks)
    opened = {name: first.avenue(_by_name(name)).status for name in ("retroactive_amendment", "first_step_act_404")}
    facts = replace(facts, reduction_open=_value(opened["retroactive_amendment"]), section_404_open=_value(opened["first_step_act_404"]))
    rows = [row_of(case, as_of, dates, stand, facts) for dates, stand in zip(worlds, stands, strict=True)]
    whys |= {
        "reduction_is_open": f"a reduction under § 3582(c)(2) {_OPEN[opened['retroactive_amendment']]}",
        "section_404_is_open": f"a reduction under section 404 {_OPEN[opened['first_step_act_404']]}",
    }
    lacks |= {name: _needs_of(first.avenue(_by_name(avenue))) for name, avenue in _OPENED.items()}
    evaluation = _Evaluation(rows, {**stands[0].said, **whys}, lacks)
    answers = [evaluation.avenue(one) for one in AVENUES]
    term = stands[0].term if all(one.term == stands[0].term for one in stands) else None
    answers = [
        replace(
            one,
            deadlines=deadlines_of(one.name, case, as_of, stands[0]),
            left=left_of(one, found, term, told, served),
            notes=notes_of(one.name, case, as_of),
        )
        for one in answers
    ]
    return Relief(case.id, as_of, tuple(sorted(answers, key=_usefulness)), found, term, weighed_of(case), elsewhere_of(case), told.warnings, served)


_OPENED = {"reduction_is_open": "retroactive_amendment", "section_404_is_open": "first_step_act_404"}


def _by_name(name: str) -> Avenue:
    return next(one for one in AVENUES if one.name == name)


def _value(status: str) -> bool | None:
    return None if status == NOT_KNOWN else status == MET


def _needs_of(answer: AvenueAnswer) -> tuple[Need, ...]:
    return tuple({need.path: need for one in answer.criteria for need in one.needs}.values())


def _usefulness(answer: AvenueAnswer) -> tuple[int, int]:
    """What is open first, then what a few facts would settle, then what is closed; within each as the avenues stand."""
    at = next(position for position, one in enumerate(AVENUES) if one.name == answer.name)
    return (MET, NOT_KNOWN, NOT_MET).index(answer.status), at


def _worlds(case: CaseFile) -> Iterator[Dates]:
    """Each completion of the open dates, at both ends of each span; the criteria compare each with one day at a time."""
    spans = list(open_dates(case))[:_MOST_DATES]
    for ends in product(*((day.first, day.last) for _, day in spans)):
        yield Dates(dict(zip((path for path, _ in spans), ends, strict=True)))


def _agreed(values: Sequence[object]) -> object:
    return values[0] if all(one == values[0] for one in values) else None


def _served_months(case: CaseFile, on: date, worlds: list[Dates]) -> int | None:
    """Whole months surely served, begun ones counted; None where the day on which custody began is not known."""
    starts = [day for dates in worlds if (day := dates.day("custody.since", case.custody.since if case.custody else None)) is not None]
    if not starts or max(starts) > on:
        return None
    start = max(starts)
    return (on.year - start.year) * 12 + on.month - start.month + (on.day > start.day)


def _found(told: Review, found: Reductions, served: Computation, *, may_be_lower: bool) -> Found:
    finding = told.change.finding
    lower = True if finding == "lower" else None if finding == "not known" or may_be_lower else False
    earns = _step_of(served, "can_earn_time_credits")
    return Found(lower, found.together.lowers, found.together.reduces, bars_time_credits=None if earns is None else not earns)


def _step_of(served: Computation, rule: str) -> bool | None:
    value = next((one.value for one in served.steps if one.rule == rule), None)
    return value if isinstance(value, bool) else None


def _whys(told: Review, found: Reductions) -> dict[str, str]:
    """A sentence for each fact that another computation decides."""
    return {
        "would_be_lower_today": f"the review finds: {told.change.finding}",
        "listed_amendment_lowers": found.together.because,
        "term_is_above_lowest": found.together.because,
    }


def _lacks(told: Review, found: Reductions, served: Computation) -> dict[str, tuple[Need, ...]]:
    """What would settle a fact that another computation leaves open."""
    of_review = {need.path: need for need in (*told.then.needs, *told.today.needs)}
    return {
        "would_be_lower_today": tuple(of_review.values()) or (FINDINGS,),
        "bars_time_credits": next((one.needs for one in served.steps if one.rule == "can_earn_time_credits"), ()),
        "listed_amendment_lowers": found.together.needs,
        "term_is_above_lowest": found.together.needs,
    }


@cache
def relief_graph() -> Graph:
    """The graph of all criteria over the facts of relief and the law book."""
    return Graph.build(LEVELS, FACTS, criteria.all_criteria(), law_book())


@cache
def _reader() -> CaseReader:
    return CaseReader(relief_graph())


_OPEN = {MET: "is open, and comes first", NOT_MET: "is not open", NOT_KNOWN: "may be open: not known"}


def _as_history(one: Criterion) -> Criterion:
    """A criterion of an avenue that is not in force: where nothing of the record would settle it, the law that it asks about is not there."""
    open_without_need = one.status == NOT_KNOWN and not one.needs
    return replace(one, status=NOT_MET, because="the law that this asks about is not in force on the day") if open_without_need else one


class _Evaluation:
    """The criteria over the rows of every completion of one case."""

    def __init__(self, rows: list[Row], said: Mapping[str, str], lacks: Mapping[str, tuple[Need, ...]]) -> None:
        self._rows, self._said, self._lacks = rows, said, lacks

    def avenue(self, avenue: Avenue) -> AvenueAnswer:
        some = dict(avenue.any_of)
        told = tuple(self._criterion(id, one, some.get(id, ())) for id, one in avenue.criteria)
        told = tuple(replace(one, because=periods(avenue.name, self._rows[0].values["ordered_on"])) if one.id == "in_force" else one for one in told)
        if told[0].status == NOT_MET:
            told = (told[0], *(_as_history(one) for one in told[1:]))
        statuses = {one.status for one in told}
        status = NOT_MET if NOT_MET in statuses else NOT_KNOWN if NOT_KNOWN in statuses or avenue.decided_by_counsel else MET
        return AvenueAnswer(avenue.name, avenue.title, avenue.authority, status, told)

    def _criterion(self, id: str, rule: Rule, some: tuple[Rule, ...]) -> Criterion:
        values = [_reader().read(row, rule.name) for row in self._rows]
        value = _agreed(values)
        status = status_of(value if isinstance(value, bool) else None)
        open_at = next((row for row, one in zip(self._rows, values, strict=True) if one is None), self._rows[0])
        step = Tracer(_reader()).step(open_at, rule.name)
        facts = self._facts_behind(rule, open_at)
        needs = {need.path: need for need in step.needs} if status == NOT_KNOWN else {}
        if status == NOT_KNOWN:
            for name in facts:
                if open_at.values.get(name) is None:
                    needs.update({need.path: need for need in self._lacks.get(name, ())})
        because = criterion_in_words(rule.name, value) or self._because(facts, open_at, step.because)
        if status == NOT_KNOWN and None not in values:
            because = "it turns on a day that the record gives only by its month or year"
        if status == NOT_KNOWN and needs:
            because = f"not known without {'; '.join(list(needs)[:4])}" + (f" and {len(needs) - 4} more" if len(needs) > 4 else "")
        if status == NOT_KNOWN and any(name in OF_COUNSEL and open_at.values.get(name) is None for name in facts):
            because = "ask counsel: only a lawyer with the whole record can answer this"
        if rule.name == "covered_offense" and status != NOT_KNOWN:
            counts = of_counts(open_at.below.get("count", []))
            because = f"{because} ({counts})" if counts and because else counts or because
        below = tuple(self._criterion(one.name, one, ()) for one in some)
        return Criterion(id, rule.label, status, because, rule.cite, tuple(needs.values()), self._paths(facts, open_at), below, law_in_words(step.law_behind))

    def _because(self, facts: Sequence[str], row: Row, otherwise: str) -> str:
        given = [name for name in facts if row.values.get(name) is not None]
        days = [name for name in given if isinstance(row.values[name], date) and name not in ("ordered_on", "sentenced_on")]
        known = sorted((name for name in given if name != "sentenced_on" or not days), key=lambda name: name == "ordered_on")
        told = [said for name in known if (said := self._said.get(name) or in_words(name, row.values[name], self._days(name)))]
        return otherwise if not told or known[: len(told)] == ["ordered_on"] else "; ".join(dict.fromkeys(told))

    def _days(self, name: str) -> list[date]:
        """The days that a fact has among the completions of the record."""
        return sorted({day for row in self._rows if isinstance(day := row.values.get(name), date)})

    def _facts_behind(self, rule: Rule, row: Row) -> tuple[str, ...]:
        graph, stack = relief_graph(), [(rule.level, rule.name)]
        seen: dict[tuple[str, str], None] = {}
        while stack:
            node = stack.pop()
            if node in seen:
                continue
            seen[node] = None
            if node in graph.rules:
                stack.extend(reversed(graph.reads(node)))
        return tuple(name for level, name in seen if (level, name) in graph.facts)

    def _paths(self, facts: Sequence[str], row: Row) -> tuple[str, ...]:
        graph = relief_graph()
        paths = (graph.facts[(level, name)].path.lstrip("/") for name in facts for level in ("case",) if (level, name) in graph.facts)
        return tuple(dict.fromkeys(path for path in paths if path))
