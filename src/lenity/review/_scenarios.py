"""Scenarios: the facts that are missing, each with its alternatives in the Manual's order, and what range each alternative gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from lenity.facts.levels import FactRow, FactValue
from lenity.facts.tables import adjustment_row
from lenity.review._answer import OUTPUTS, Scenario
from lenity.review._passes import Clocks, Pass, run
from lenity.review._references import references_of, rests_on_points
from lenity.review._tiers import tiers_of
from lenity.review._worlds import OpenFact, World

MOST = 24
_MOST_WAYS = 400
_ROMAN = ("I", "II", "III", "IV", "V", "VI")
Change = Callable[[FactRow], FactRow]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a missing fact can turn out."""

    assume: tuple[tuple[str, object], ...]
    apply: Change


@dataclass(frozen=True, slots=True)
class Factor:
    """A missing fact with its alternatives; the first one is what the others are held against."""

    alternatives: tuple[Alternative, ...]
    is_complete: bool = True
    """Whether the fact cannot turn out otherwise than one of the alternatives says."""
    is_span: bool = False
    """Whether the alternatives lie along a span: of neighbors that give the same, the first stands for all."""


def scenarios_of(top: FactRow, clocks: Clocks, needed: set[str], open_facts: list[OpenFact], world: World) -> tuple[Scenario, ...]:
    """Each alternative of each missing fact that changes the range, at most 24: the other facts at their first alternative.

    `needed` are the paths that the answer lacks or rests on. A fact whose alternatives change nothing stands at its first and is not named.
    """
    base = top.with_facts({key: value for key, value in world.values.items() if value is not None})
    factors = [factor for factor in _factors(top, needed, open_facts, clocks) if len(factor.alternatives) > 1]
    telling = [factor for factor in factors if _changes_range(base, clocks, factors, factor)]
    still = [factor.alternatives[0] for factor in factors if factor not in telling]
    for alternative in still:
        base = alternative.apply(base)
    telling = _fitting([_apart(base, clocks, telling, factor) if factor.is_span else factor for factor in telling])
    found: dict[str, Scenario] = {}
    for scenario in _each(base, clocks, telling) if telling else ():
        found.setdefault(str(scenario.assume), scenario)
    return tuple(islice(found.values(), MOST))


def settled(top: FactRow, completions: list[tuple[World, Clocks]], needed: set[str], open_facts: list[OpenFact]) -> dict[str, object]:
    """Outputs that come out the same in every completion however the missing facts turn out, where every way is among the alternatives."""
    bounded = {fact.path for fact in open_facts}
    factors = list(_factors(top, needed - bounded, [], completions[0][1]))
    ways = len(completions)
    for factor in factors:
        ways *= len(factor.alternatives)
    if not factors or ways > _MOST_WAYS or not all(factor.is_complete and factor.alternatives for factor in factors):
        return {}
    outcomes = [
        _scenario(top.with_facts(world.values), clocks, list(chosen)).values
        for world, clocks in completions
        for chosen in product(*(factor.alternatives for factor in factors))
    ]
    first = outcomes[0]
    return {name: first[name] for name in OUTPUTS if first[name] is not None and all(one[name] == first[name] for one in outcomes)}


def _fitting(factors: list[Factor]) -> list[Factor]:
    """The factors with the longest list of alternatives cut, its last ones first, so that every other factor has room."""
    over = 1 + sum(len(factor.alternatives) - 1 for factor in factors) - MOST
    if over <= 0:
        return factors
    longest = max(factors, key=lambda factor: len(factor.alternatives))
    cut = replace(longest, alternatives=longest.alternatives[: max(2, len(longest.alternatives) - over)])
    return [cut if factor is longest else factor for factor in factors]


def _apart(base: FactRow, clocks: Clocks, factors: list[Factor], factor: Factor) -> Factor:
    """A fact along a span with each neighbor left out that gives the same level and range as the one before it, the others at their first."""
    others = [one.alternatives[0] for one in factors if one is not factor]
    kept: list[Alternative] = []
    last: tuple[object, ...] = ()
    for alternative in factor.alternatives:
        scenario = _scenario(base, clocks, [*others, alternative])
        outcome = (scenario.values["total_offense_level"], *_range(scenario))
        if not kept or outcome != last:
            kept.append(alternative)
        last = outcome
    return replace(factor, alternatives=tuple(kept))


def _changes_range(base: FactRow, clocks: Clocks, factors: list[Factor], factor: Factor) -> bool:
    """Whether the alternatives of a fact differ in range, with the others at their first or at their last."""
    for end in (0, -1):
        others = [one.alternatives[end] for one in factors if one is not factor]
        ranges = {str(_range(_scenario(base, clocks, [*others, alternative]))) for alternative in factor.alternatives}
        if len(ranges) > 1:
            return True
    return False


def _range(scenario: Scenario) -> tuple[object, ...]:
    names = ("range_minimum_months", "range_maximum_months", "guideline_minimum_months", "guideline_maximum_months")
    return tuple(scenario.values[name] for name in names)


def _each(base: FactRow, clocks: Clocks, factors: list[Factor]) -> Iterator[Scenario]:
    """The first alternatives together, then every other one with the rest at their first."""
    firsts = [factor.alternatives[0] for factor in factors]
    yield _scenario(base, clocks, firsts)
    for at, factor in enumerate(factors):
        for alternative in factor.alternatives[1:]:
            yield _scenario(base, clocks, [*firsts[:at], alternative, *firsts[at + 1 :]])


def _scenario(base: FactRow, clocks: Clocks, chosen: list[Alternative]) -> Scenario:
    top = base
    assume: list[tuple[str, object]] = []
    for alternative in chosen:
        top = alternative.apply(top)
        assume.extend(alternative.assume)
    outcome: Pass = run(top, clocks)
    return Scenario(tuple(assume), {name: outcome.value(name) for name in OUTPUTS})


def _factors(top: FactRow, needed: set[str], open_facts: list[OpenFact], clocks: Clocks) -> Iterator[Factor]:
    for fact in open_facts:
        if fact.path in needed:
            alternatives = (Alternative(((fact.path, _shown(value, fact.key[1])),), _setting({fact.key: value})) for value in fact.values)
            yield Factor(tuple(alternatives), is_span=True)
    if "guidelines.adjustments" in needed:
        yield _adjustments(clocks.judged_anew)
    yield from _ice(top, needed)
    if "guidelines.adjustments[3E1.1(b)]" in needed:
        yield _yes_no("guidelines.adjustments[3E1.1(b)]", ("", "third_level_open"))
    no_history = all(top.facts.get(name) is None for name in ("category_found", "points_found", "career_offender_found")) and not top.facts["prior_listed"]
    if no_history and needed & {"criminal_history.category", "criminal_history.priors"}:
        yield _categories()
    if "criminal_history.status_points" in needed:
        yield Factor(tuple(Alternative((("criminal_history.status_points", points),), _setting({("", "status_points_found"): points})) for points in (0, 2)))
    if clocks.judged_anew and "criminal_history.priors" in needed:
        yield _valve_history()
    yield from _references(top, needed, clocks)
    yield from _scoring(top, needed, clocks)
    yield from _findings(top, needed, clocks.judged_anew)
    yield from _priors(top, needed, clocks.judged_anew)
    yield from _charges(top, needed)
    yield from (_yes_no(path, (row.path, "victim_under_12")) for row in top.below if row.level == "count" and (path := f"{row.path}.victim_under_12") in needed)
    if any(path.endswith("found_by") for path in needed):
        yield _found_by(top, clocks.judged_anew)


_MEASURES = {"plants": "plants", "dosage_units": "units", "milliliters": "ml"}


def _shown(value: FactValue, name: str) -> object:
    """A value as the case file would give it: weights in grams, other amounts with what they are counted in."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if name in ("milligrams_found", "charged_milligrams"):
            return f"{value / 1000:,.6f}".rstrip("0").rstrip(".") + " g"
        if name in _MEASURES:
            return f"{value:,} {_MEASURES[name]}"
    return value if isinstance(value, bool | int | float | str) else str(value)


def _setting(values: dict[tuple[str, str], FactValue]) -> Change:
    return lambda top: top.with_facts(values)


def _yes_no(path: str, key: tuple[str, str]) -> Factor:
    return Factor(tuple(Alternative(((path, answer),), _setting({key: answer})) for answer in (False, True)))


def _categories() -> Factor:
    def of(number: int, points: int | None) -> Alternative:
        values: dict[tuple[str, str], FactValue] = {
            ("", "category_found"): number,
            ("", "points_found"): points,
            ("", "status_points_found"): 0,
            ("", "prior_listed"): False,
        }
        return Alternative((("criminal_history.category", _ROMAN[number - 1]),), _setting({**values, ("", "career_offender_found"): False}))

    return Factor(tuple(of(number, points) for number, points in ((1, 0), (2, 2), (3, 4), (4, 7), (5, 10), (6, 13))))


def _valve_history() -> Factor:
    """Whether the prior sentences leave the safety valve open, where the points alone do not show it."""

    def of(said: str, is_met: bool) -> Alternative:
        return Alternative((("criminal_history.priors", said),), _setting({("", "valve_history_is_met"): is_met}))

    return Factor((of("outside 18 U.S.C. § 3553(f)(1)", False), of("within 18 U.S.C. § 3553(f)(1)", True)))


def _findings(top: FactRow, needed: set[str], judged_anew: bool) -> Iterator[Factor]:
    """Findings of the court that later law asks about: all favorable together, then each one against.

    While the adjustments are missing it cannot be told which findings will matter today, so each one that is missing is asked.
    """
    asked = ("violence_or_threat", "firearm", "death_or_serious_injury", "sex_offense", "substantial_financial_hardship")
    all_open = judged_anew and "guidelines.adjustments" in needed

    def is_missing(name: str) -> bool:
        return top.facts.get(name) is None and (all_open or f"guidelines.findings.{name}" in needed)

    missing = [name for name in asked if is_missing(name)]
    discloses = is_missing("truthful_disclosure")
    if not missing and not discloses:
        return
    names = [*missing, *(["truthful_disclosure"] if discloses else [])]
    favorable: dict[str, FactValue] = {name: name == "truthful_disclosure" for name in names}

    def of(values: dict[str, FactValue]) -> Alternative:
        assume = tuple((f"guidelines.findings.{name}", value) for name, value in values.items())
        return Alternative(assume, _setting({("", name): value for name, value in values.items()}))

    against = [of({**favorable, name: not favorable[name]}) for name in names]
    yield Factor((of(favorable), *against))


def _priors(top: FactRow, needed: set[str], judged_anew: bool) -> Iterator[Factor]:
    """Priors noticed and priors that qualify today; of a count whose quantity is open too, what qualifies today shows only once that is supposed."""
    for row in top.below:
        is_hidden = (
            judged_anew and f"{row.path}.found_by" in needed and row.facts.get("prior_851") not in (None, 0) and row.facts.get("prior_851_today") is None
        )
        for name in ("prior_851", "prior_851_today"):
            path = f"{row.path}.{name}"
            if row.level == "count" and (path in needed or (is_hidden and name == "prior_851_today")):
                yield Factor(tuple(_with_priors(row, name, number) for number in _possible(row, name)))


def _possible(row: FactRow, name: str) -> range:
    """No more priors can qualify today than were noticed."""
    noticed = row.facts.get("prior_851")
    return range(min(noticed, 2) + 1) if name == "prior_851_today" and isinstance(noticed, int) else range(3)


def _with_priors(row: FactRow, name: str, number: int) -> Alternative:
    """So many priors noticed, all of which qualify today too (the fewest that do stand in another alternative); or so many of those noticed that qualify."""
    names = ("prior_851", "prior_851_today") if name == "prior_851" else ("prior_851_today",)
    return Alternative(((f"{row.path}.{name}", number),), _setting({(row.path, one): number for one in names}))


def _references(top: FactRow, needed: set[str], clocks: Clocks) -> Iterator[Factor]:
    """A cross reference that names several guidelines: each of them, where all have a number."""
    for row in top.rows():
        path = f"{row.path}.underlying"
        if row.level != "conduct" or path not in needed or row.aside:
            continue
        options = references_of(row, clocks.record_edition_on)
        if options:
            yield Factor(tuple(Alternative(((path, option),), _standing_for(row.path, path, option)) for option in options))


def _scoring(top: FactRow, needed: set[str], clocks: Clocks) -> Iterator[Factor]:
    """An increase for a prior conviction that rests on whether it receives criminal history points (§2L1.2(b)(1), Nov. 2011 to Oct. 2016)."""
    if any(f"{row.path}.found.offense_level" in needed for row in top.rows() if row.level == "conduct" and rests_on_points(row, clocks)):
        yield Factor(
            tuple(
                Alternative((("criminal_history.priors", said),), _setting({("", "prior_conviction_scores"): scores}))
                for said, scores in (("the prior conviction receives points", True), ("the prior conviction receives no points", False))
            )
        )


def _standing_for(entry: str, path: str, guideline: str) -> Change:
    def conduct(row: FactRow) -> FactRow:
        facts: dict[str, FactValue] = {"guideline": guideline, "drug_listed": False, "conduct_adjustment_listed": True, "gives_only_level": False}
        return replace(row, aside=(FactRow("conduct", path, facts),)) if row.path == entry else row

    def apply(top: FactRow) -> FactRow:
        groups = (replace(one, below=tuple(conduct(row) for row in one.below)) if one.level == "group" else one for one in top.below)
        return replace(top, below=tuple(groups))

    return apply


def _charges(top: FactRow, needed: set[str]) -> Iterator[Factor]:
    """A drug count whose quantity is not given: each penalty provision that it can be under."""
    for row in top.below:
        path = f"{row.path}.charged"
        if row.level == "count" and path in needed:
            yield Factor(
                tuple(Alternative(((path, f"a quantity of {said}"),), _setting({(row.path, "tier_named"): tier})) for tier, said in tiers_of(top, row))
            )


def _found_by(top: FactRow, judged_anew: bool) -> Factor:
    """Today it is open which quantity would be charged and proved: that of the judgment, or none (§ 841(b)(1)(C))."""
    rows = [row for row in top.below if row.level == "count" and row.facts.get("found_by") in (None, "judge")]

    def of(answer: str, proved: bool) -> Alternative:
        values: dict[tuple[str, str], FactValue] = {}
        for row in rows:
            values[(row.path, "found_by")] = "judge" if judged_anew or not proved else "jury"
            values[(row.path, "quantity_would_be_proved")] = proved
        return Alternative(tuple((f"{row.path}.found_by", answer) for row in rows[:1]), _setting(values))

    if judged_anew:
        return Factor((of("the quantity as then, charged and proved", True), of("no quantity proved: 21 U.S.C. § 841(b)(1)(C)", False)))
    return Factor((of("jury", True), of("judge", False)))


def _ice(top: FactRow, needed: set[str]) -> Iterator[Factor]:
    """Methamphetamine of at least 80 percent purity: weighed as pure, or found to be Ice."""
    for row in top.rows():
        if row.level == "drug" and row.facts.get("drug") == "methamphetamine" and f"{row.path}.drug" in needed:
            path = f"{row.path}.drug"
            as_pure = Alternative(((path, "methamphetamine"),), _setting({(row.path, "found_to_be_ice"): False}))
            as_ice = Alternative(((path, "ice"),), _setting({(row.path, "found_to_be_ice"): True}))
            yield Factor((as_pure, as_ice))


# adjustments, where the record does not list them


_ROLES: tuple[tuple[str, ...], ...] = ((), ("3B1.1(a)",), ("3B1.1(b)",), ("3B1.1(c)",), ("3B1.2(a)",), ("3B1.2(b)",))
_PACKAGES: tuple[tuple[str, ...], ...] = (
    (),
    ("2D1.1(b)(1)",),
    *_ROLES[1:],
    ("3C1.1",),
    ("3E1.1(a)", "3E1.1(b)"),
    *(("2D1.1(b)(1)", *role) for role in _ROLES[1:4]),
    *((*role, "3C1.1") for role in _ROLES[1:4]),
    ("2D1.1(b)(1)", "3C1.1"),
    ("2D1.1(b)(1)", "3B1.1(a)", "3C1.1"),
)


def _adjustments(judged_anew: bool) -> Factor:
    """No adjustment; then the usual ones singly and in the combinations that reach highest."""
    return Factor(tuple(Alternative(_assumed(sections), _listing(sections)) for sections in _PACKAGES), is_complete=False)


def _assumed(sections: tuple[str, ...]) -> tuple[tuple[str, object], ...]:
    if not sections:
        return (("guidelines.adjustments", "none"),)
    heads: dict[str, str] = {}
    for section in sections:
        head, mark, rest = section.partition("(")
        heads[head] = heads.get(head, "") + (mark + rest if mark else "applies")
    return tuple((f"guidelines.adjustments.{head}", letter) for head, letter in heads.items())


def _listing(sections: tuple[str, ...]) -> Change:
    def apply(top: FactRow) -> FactRow:
        rows = [adjustment_row("adjustment", f"guidelines.adjustments[{section}]", section) for section in sections]
        below = tuple(_with_adjustments(row, sections) if row.level == "group" else row for row in top.below)
        return replace(top, facts={**top.facts, "adjustment_listed": True}, below=(*below, *rows))

    return apply


def _with_adjustments(group: FactRow, sections: tuple[str, ...]) -> FactRow:
    def conduct(row: FactRow) -> FactRow:
        shared = [
            adjustment_row("conduct_adjustment", f"guidelines.adjustments[{one}]", one)
            for one in sections
            if (one[0] == "3" and not one.startswith("3E")) or one.startswith(str(row.facts.get("guideline")))
        ]
        return replace(row, facts={**row.facts, "conduct_adjustment_listed": True}, below=(*row.below, *shared))

    return replace(group, below=tuple(conduct(row) for row in group.below))
