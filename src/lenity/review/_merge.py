"""Several completions of one case read as one: a value is known where all of them agree, and what keeps them apart is a need."""

from __future__ import annotations

from dataclasses import replace

from lenity.engine import Need, Row, Step, Tracer
from lenity.review._answer import OUTPUTS, CountAnswer
from lenity.review._passes import Pass, reader
from lenity.review._worlds import OpenFact


def values_of(passes: list[Pass]) -> dict[str, object]:
    """The outputs on which all passes agree; None for the others."""
    return {name: _agreed([one.value(name) for one in passes]) for name in OUTPUTS}


def _agreed(values: list[object]) -> object:
    return values[0] if all(value == values[0] for value in values) else None


def counts_of(passes: list[Pass]) -> tuple[CountAnswer, ...]:
    rows = [one.row.below.get("count", []) for one in passes]
    return tuple(_count(list(same)) for same in zip(*rows, strict=True))


def _count(rows: list[Row]) -> CountAnswer:
    def agreed(name: str) -> object:
        return _agreed([reader().read(row, name) for row in rows])

    return CountAnswer(
        number=int(str(rows[0].values["count_number"])),
        statute=str(rows[0].values["statute"]) if rows[0].values.get("statute") else None,
        minimum_months=_whole(agreed("count_minimum_months")),
        maximum_months=_whole(agreed("count_maximum_months")),
        runs_consecutively=_yes_no(agreed("runs_consecutively")),
    )


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _yes_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def steps_of(passes: list[Pass], open_facts: list[OpenFact]) -> tuple[Step, ...]:
    """The steps of the first pass in the order of the rules; one on whose value the passes differ is not known for want of what is open."""
    tracer = Tracer(reader())
    graph = reader().graph
    rows = [list(one.row.rows()) for one in passes]
    steps: list[Step] = []
    for (level, name), rule in graph.rules.items():
        if rule.silent:
            continue
        for same in zip(*rows, strict=True):
            if same[0].level == level:
                steps.append(_step(tracer, list(same), name, open_facts))
    return tuple(steps)


def _step(tracer: Tracer, rows: list[Row], name: str, open_facts: list[OpenFact]) -> Step:
    step = tracer.step(rows[0], name)
    if _agreed([reader().read(row, name) for row in rows]) is not None or step.value is None:
        return step
    needs = tuple(open_need(fact) for fact in open_facts)
    return replace(step, value=None, state="not_known", needs=needs, because=f"not known without {', '.join(need.path for need in needs)}")


def open_need(fact: OpenFact) -> Need:
    return Need(fact.path, f"What exactly is it? The record says: {fact.text}.", "")


def needs_of(passes: list[Pass], open_facts: list[OpenFact]) -> tuple[Need, ...]:
    """What would settle the outputs that are not known: missing facts, then the facts known only within bounds."""
    found: dict[Need, None] = {}
    tracer = Tracer(reader())
    for one in passes:
        for name in OUTPUTS:
            found.update(dict.fromkeys(tracer.needs(one.row, name)))
    values = {name: [one.value(name) for one in passes] for name in OUTPUTS}
    if any(len({str(value) for value in row}) > 1 for row in values.values()):
        found.update(dict.fromkeys(open_need(fact) for fact in open_facts if len(fact.values) > 1 and _matters(fact, passes)))
    return tuple(found)


def _matters(fact: OpenFact, passes: list[Pass]) -> bool:
    """Whether the answer differs between completions of this fact, whatever the others are."""
    by_value: dict[object, set[str]] = {}
    for one in passes:
        at = next((row for row in one.row.rows() if row.path == fact.key[0] and fact.key[1] in row.values), None)
        seen = None if at is None else at.values[fact.key[1]]
        by_value.setdefault(seen, set()).add(str([one.value(name) for name in OUTPUTS]))
    return len({frozenset(answers) for answers in by_value.values()}) > 1
