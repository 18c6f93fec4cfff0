"""The steps of one answer as a paper shows them: those that did something, what each rests on, and the passages behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lenity.engine import Step as Reasoned
from lenity.facts import CaseFile
from lenity.papers._review_words import need_in_words, place_in_words, value_in_words
from lenity.papers.tree import Cite, Ref, Step
from lenity.review import Answer, citation_of

_WORD = re.compile(r"[A-Za-z×÷]")
_IDLE_UNITS = frozenset({"level", "point"})
_ALWAYS_SHOWN = frozenset({"criminal_history_points", "total_offense_level", "points_from_priors"})


def steps(case: CaseFile, answer: Answer) -> tuple[Step, ...]:
    """The steps in the order of the rules, without those that did nothing; what stays open for the same reason is told once, and what is
    open but changes no result not at all."""
    needed = {need.path for need in answer.needs}
    telling = [step for step in _telling(answer.steps) if not _missing(step) or not needed.isdisjoint(_missing(step))]
    alike: dict[tuple[str, ...], list[Reasoned]] = {}
    for step in telling:
        if _missing(step):
            alike.setdefault(_missing(step), []).append(step)
    shown = [step for step in telling if not _missing(step) or alike[_missing(step)][0] is step]
    return tuple(_shown(case, answer, step, alike.get(_missing(step), [])[1:]) for step in shown)


def _missing(step: Reasoned) -> tuple[str, ...]:
    """The facts for want of which a step is not known."""
    return tuple(need.path for need in step.needs) if step.state == "not_known" else ()


def _shown(case: CaseFile, answer: Answer, step: Reasoned, open_too: list[Reasoned]) -> Step:
    return Step(
        label=_label(case, step),
        value="" if step.value is None else value_in_words(step.value, step.unit, step.rule),
        state=step.state,  # type: ignore[arg-type]
        citation=_citations(step, answer),
        because=Cite(_because(case, step, open_too)),
        evidence=refs_of(case, step.facts),
    )


def _label(case: CaseFile, step: Reasoned) -> str:
    place = place_in_words(case, step.path)
    return f"{step.label} ({place})" if place else step.label


def _telling(all_steps: Iterable[Reasoned]) -> Iterator[Reasoned]:
    """The steps that say something, each once: one that adds nothing is left out, as is one that stands in two tables."""
    seen: set[tuple[str, str, str]] = set()
    for step in all_steps:
        mark = (step.rule, step.path, str(step.value))
        idle = step.value == 0 and not isinstance(step.value, bool) and (step.unit in _IDLE_UNITS or "weight" in step.rule)
        if step.state == "does_not_apply" or mark in seen or (idle and step.rule not in _ALWAYS_SHOWN):
            continue
        seen.add(mark)
        yield step


def _because(case: CaseFile, step: Reasoned, open_too: list[Reasoned]) -> str:
    missing = _missing(step)
    if not missing:
        return step.because if _WORD.search(step.because) else ""  # a bare number says no more than the value
    said = f"Missing: {'; '.join(need_in_words(case, path) for path in missing)}."
    return f"{said} Open for the same reason: {'; '.join(_label(case, other) for other in open_too)}." if open_too else said


def _citations(step: Reasoned, answer: Answer) -> str:
    """The step's own authority, then the dated law that it used, each part once."""
    own = citation_of(step, answer.edition_on)
    parts = list(dict.fromkeys([own, *(part for entry in step.law for part in entry.cite.split("; "))]))
    return "; ".join(part for part in parts if not any(part != other and part in other for other in parts))


def refs_of(case: CaseFile, paths: Iterable[str]) -> tuple[Ref, ...]:
    """References to the passages behind facts, each once; to no source that the case does not list."""
    known = {source.id for source in case.sources or ()}
    found: dict[tuple[str, str], Ref] = {}
    for path in paths:
        try:
            passages = case.evidence_for(path)
        except ValueError:
            continue  # a table as a whole has no path
        for passage in passages:
            if passage.source in known:
                found.setdefault((passage.source, passage.where or ""), Ref(passage.source, passage.where or ""))
    return tuple(found.values())
