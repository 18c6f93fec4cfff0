"""Several completions of one case read as one: a value is known where all of them agree, and what keeps them apart is a need."""

from __future__ import annotations

from dataclasses import replace

from lenity.engine import Need, Step, Tracer
from lenity.review._answer import OUTPUTS
from lenity.review._passes import Pass, reader
from lenity.review._worlds import OpenFact, World


def values_of(passes: list[Pass]) -> dict[str, object]:
    """The outputs on which all passes agree; None for the others."""
    return {name: _agreed([one.value(name) for one in passes]) for name in OUTPUTS}


def _agreed(values: list[object]) -> object:
    return values[0] if all(value == values[0] for value in values) else None


def steps_of(passes: list[Pass], open_facts: list[OpenFact], worlds: list[World]) -> tuple[Step, ...]:
    """The steps of the first pass in the order of the rules; one on whose value the passes differ is not known for want of what is open."""
    tracer = Tracer(reader())
    rows = [[*one.row.rows(), *(one.referred if _same_referred(passes) else ())] for one in passes]
    steps: dict[tuple[str, str], Step] = {}
    for (level, name), rule in reader().graph.rules.items():
        if rule.silent:
            continue
        for same in zip(*rows, strict=True):
            if same[0].level == level:
                values = [reader().read(row, name) for row in same]
                step = _step(tracer.step(same[0], name), values, open_facts, worlds)
                steps.setdefault((step.rule, step.path), step)
    return tuple(steps.values())


def _same_referred(passes: list[Pass]) -> bool:
    """Whether all passes read the same offenses on their own, so that their steps can be held against each other."""
    return len({tuple(row.path for row in one.referred) for one in passes}) == 1


def _step(step: Step, values: list[object], open_facts: list[OpenFact], worlds: list[World]) -> Step:
    if _agreed(values) is not None or step.value is None:
        return step
    needs = _deciding(open_facts, worlds, values)
    said = ", ".join(f"{need.path} ({fact.text})" for fact in open_facts for need in needs if need.path == fact.path)
    return replace(step, value=None, state="not_known", needs=needs, because=f"not known without the exact {said}")


def _deciding(open_facts: list[OpenFact], worlds: list[World], values: list[object]) -> tuple[Need, ...]:
    """The open facts that alone can change a value: two completions that differ in nothing else give different ones."""
    found: dict[str, Need] = {}
    for fact in open_facts:
        seen: dict[str, object] = {}
        for world, value in zip(worlds, values, strict=True):
            rest = str(sorted((str(key), str(at)) for key, at in world.values.items() if key != fact.key))
            if seen.setdefault(rest, value) != value:
                found.setdefault(fact.path, open_need(fact))
    return tuple(found.values())


def open_need(fact: OpenFact) -> Need:
    return Need(fact.path, f"What exactly is it? The record says: {fact.text}.")


def _of_reference(need: Need, outcome: Pass, tracer: Tracer) -> tuple[Need, ...]:
    """What the level of an offense referred to lacks, in place of that level."""
    lacking = [row for row in outcome.referred if reader().read(row, "conduct_offense_level") is None]
    if not need.path.endswith(".underlying") or not lacking:
        return (need,)
    return tuple(inner for row in lacking for inner in tracer.needs(row, "conduct_offense_level")) or (need,)


def needs_of(passes: list[Pass], open_facts: list[OpenFact], worlds: list[World]) -> tuple[Need, ...]:
    """What would settle the outputs that are not known: missing facts, then the facts known only within bounds. Each path once."""
    found: dict[str, Need] = {}
    tracer = Tracer(reader())
    answers = [[one.value(name) for name in OUTPUTS] for one in passes]
    unlike = {tuple(value is None for value in answer): one for one, answer in zip(passes, answers, strict=True)}
    for unknown, one in unlike.items():
        for name in (name for name, is_unknown in zip(OUTPUTS, unknown, strict=True) if is_unknown):
            for need in tracer.needs(one.row, name):
                for inner in _of_reference(need, one, tracer):
                    found.setdefault(inner.path, inner)
    for values in (list(column) for column in zip(*answers, strict=True)):
        if None not in values and _agreed(values) is None:
            for need in _deciding(open_facts, worlds, values):
                found.setdefault(need.path, need)
    return tuple(found.values())
