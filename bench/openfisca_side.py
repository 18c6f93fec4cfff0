"""The drug rules as OpenFisca variables: one variable a rule, the law as dated parameters, formulas over NumPy columns.

OpenFisca selects its parameters by one period for a whole simulation, so a population is run span by span (the records stand in order of date);
that is also the form that suits it best. It knows no unknowns.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
from numba_side import IDS, NAMES, SCALARS, SERIOUS, TERM_KEYS, TIERS, end, least_level, on, spans
from openfisca_core.entities import Entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from lenity.engine import UNBOUNDED, Ladder
from population import CASE_SECTIONS, CONDUCT_SECTIONS, COUNTS, DRUGS, EPOCH, FOUND_BY, LAST_DAY, Columns

Case = Entity("case", "cases", "One case", "One case")
LAWS = ("usc.21.841", "usc.21.960")
OUTPUTS = ("range_minimum", "range_maximum", "total_offense_level", "criminal_history_category", "binding_minimum")
DRUG, SECTION, CASE_SECTION, FOUND = (dict(zip(names, range(len(names)), strict=True)) for names in (DRUGS, CONDUCT_SECTIONS, CASE_SECTIONS, FOUND_BY))
FACTS: dict[str, type] = {
    **dict.fromkeys(("drug", "milligrams", "conduct_section", "case_section", "count", "charged_milligrams", "found_by"), int),
    **dict.fromkeys(("prior_851", "prior_851_today", "points_found", "status_points_found"), int),
    **dict.fromkeys(("found_to_be_ice", "would_be_proved", "death_results", "safety_valve", "career", "firearm"), bool),
    **dict.fromkeys(("violence_or_threat", "death_or_serious_injury", "sex_offense", "substantial_financial_hardship"), bool),
    "purity": float,
}
RULES: list[tuple[str, type, Callable[..., Any]]] = []


def rule(kind: type = int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def keep(formula: Callable[..., Any]) -> Callable[..., Any]:
        RULES.append((formula.__name__, kind, formula))
        return formula

    return keep


# parameters


def dated(days: list[date], of: Callable[[date], Any]) -> dict[str, Any]:
    """A parameter's values, written where they change; `null` where nothing is in force."""
    values: dict[str, Any] = {}
    last: Any = object()
    for day in days:
        value = of(day)
        value = int(value) if isinstance(value, bool) else value
        if value != last:
            values[day.isoformat()] = {"value": value}
            last = value
    return {"values": values}


def scale(days: list[date], of: Callable[[date], Any], result: Callable[[Any], int] = int) -> dict[str, Any]:
    """A ladder as OpenFisca's brackets."""
    most = max((len(one.thresholds) for day in days if isinstance(one := of(day), Ladder)), default=0)

    def rung(at: int, part: str) -> Callable[[date], Any]:
        def value(day: date) -> Any:
            one = of(day)
            if not isinstance(one, Ladder) or at >= len(one.thresholds):
                return None
            return one.thresholds[at] if part == "threshold" else result(one.results[at])

        return value

    brackets = [{part: dated(days, rung(at, part)) for part in ("threshold", "amount")} for at in range(most)]
    return {"brackets": brackets, "metadata": {"type": "single_amount"}}


def parameters(days: list[date]) -> ParameterNode:
    family = {
        "quantity": {f"d{at}": scale(days, lambda day, key=key: on("ussg.2D1.1.quantity", key, day)) for at, key in enumerate(DRUGS)},
        "tier": {
            f"l{which}d{at}": scale(days, lambda day, law=law, drug=drug: on(f"{law}.tier", drug, day), lambda tier: TIERS.index(tier) + 1)
            for which, law in enumerate(LAWS)
            for at, drug in enumerate(DRUGS)
        },
        "scalar": {name: dated(days, lambda day, name=name: on(*SCALARS[name], day)) for name in NAMES},
        "minimum_level": {f"d{at}": dated(days, lambda day, drug=drug: least_level(drug, day)) for at, drug in enumerate(DRUGS)},
        "role_cap": {f"l{level}": dated(days, lambda day, level=level: on("ussg.2D1.1.role_cap", str(level), day) or level) for level in range(64)},
        "section_levels": {
            f"s{at}": dated(days, lambda day, one=one: on("ussg.levels", on("ussg.designation", one, day), day) or 0) for at, one in enumerate(CONDUCT_SECTIONS)
        },
        "section_floor": {
            f"s{at}": dated(days, lambda day, one=one: on("ussg.floor", on("ussg.designation", one, day), day) or 0) for at, one in enumerate(CONDUCT_SECTIONS)
        },
        "covers": {f"c{at}": dated(days, lambda day, one=one: on("usc.18.3553f.covers", one, day) is not None) for at, (one, _) in enumerate(COUNTS)},
        "serious": {
            f"l{which}t{at}": dated(days, lambda day, law=law, tier=tier: on(f"{law}.qualifying_prior", tier, day) == SERIOUS)
            for which, law in enumerate(LAWS)
            for at, tier in enumerate(TIERS)
        },
        "floor_range": {part: dated(days, lambda day, part=part: _end(on("ussg.5C1.2.floor_range", None, day), part)) for part in ("min", "max")},
        "category": {"scale": scale(days, lambda day: on("ussg.4A1.1.category", None, day))},
        "career_level": {"scale": scale(days, lambda day: on("ussg.4B1.1.level", None, day))},
    }
    for part in ("min", "max"):
        family[f"term_{part}"] = {
            f"l{which}t{at}": dated(days, lambda day, law=law, key=key, part=part: _end(on(f"{law}.term", key, day), part) or 0)
            for which, law in enumerate(LAWS)
            for at, key in enumerate(TERM_KEYS)
        }
        family[f"table_{part}"] = {
            f"l{level}c{column}": dated(
                days, lambda day, level=level, column=column, part=part: getattr(on("ussg.5A.table", None, day).rows[str(level)][column], part)
            )
            for level in range(1, 44)
            for column in range(6)
        }
    pure = {f"d{at}": scale(days, lambda day, key=key: on("ussg.2D1.1.quantity", f"{key} (actual)", day)) for at, key in enumerate(DRUGS)}
    family["pure"] = {name: one for name, one in pure.items() if one["brackets"]}
    family["ice"] = {"scale": scale(days, lambda day: on("ussg.2D1.1.quantity", "ice", day))}
    return ParameterNode("", data=family)


def _end(value: Any, part: str) -> int | None:
    found = end(value, part)
    return None if value is None else found


_ARRAYS: dict[tuple[int, str], np.ndarray] = {}


def array(law: Any, node: str) -> np.ndarray:
    """The values of a node of parameters in one array, made once for an instant: OpenFisca's own lookup by text is slower."""
    key = (id(law), node)
    if key not in _ARRAYS:
        children = getattr(law, node)._children
        _ARRAYS[key] = np.array([0 if value is None else value for value in children.values()], np.int32)
    return _ARRAYS[key]


def steps(law: Any, node: str, prefix: str, keys: np.ndarray, amounts: np.ndarray, count: int) -> np.ndarray:
    """Each row's own scale at its amount, a key at a time."""
    result = np.zeros(len(keys), np.int32)
    scales = getattr(law, node)
    for at in range(count):
        found = scales._children.get(f"{prefix}{at}")
        rows = np.flatnonzero(keys == at)
        if found is not None and len(found.thresholds) and len(rows):
            result[rows] = found.calc(amounts[rows])
    return result


def value(law: Any, name: str) -> Any:
    """A scalar, None where nothing is in force."""
    return law.scalar._children.get(name)


# Chapter Two


@rule()
def drug_weight(case, period, law):
    return case("milligrams", period)


@rule()
def level_by_mixture(case, period, law):
    return steps(law(period), "quantity", "d", case("drug", period), case("drug_weight", period), len(DRUGS))


@rule()
def pure_milligrams(case, period, law):
    # whole milligrams: a float variable is held in 32 bits, which is too few for a threshold
    return (case("drug_weight", period).astype(np.float64) * case("purity", period)).astype(np.int32)


@rule()
def level_by_purity(case, period, law):
    return steps(law(period), "pure", "d", case("drug", period), case("pure_milligrams", period), len(DRUGS))


@rule()
def level_as_ice(case, period, law):
    may_be = (case("drug", period) == DRUG["methamphetamine"]) & (case("purity", period) >= 0.8)
    return np.where(may_be, law(period).ice.scale.calc(case("drug_weight", period)), 0)


@rule()
def drug_level(case, period, law):
    without = np.maximum(case("level_by_mixture", period), case("level_by_purity", period))
    return np.where(case("found_to_be_ice", period), np.maximum(without, case("level_as_ice", period)), without)


@rule()
def quantity_level(case, period, law):
    return np.maximum(case("drug_level", period), array(law(period), "minimum_level")[case("drug", period)])


@rule(bool)
def minimal_role(case, period, law):
    return case("conduct_section", period) == SECTION["3B1.2(a)"]


@rule(bool)
def mitigating_role(case, period, law):
    return case("minimal_role", period) | (case("conduct_section", period) == SECTION["3B1.2(b)"])


@rule(bool)
def aggravating_role(case, period, law):
    return case("conduct_section", period) == SECTION["3B1.1(c)"]


@rule(bool)
def weapon_enhancement(case, period, law):
    return case("conduct_section", period) == SECTION["2D1.1(b)(1)"]


@rule()
def level_after_role_cap(case, period, law):
    at = law(period)
    level = case("quantity_level", period)
    if not value(at, "role_cap_applies"):
        return level
    capped = array(at, "role_cap")[level]
    if value(at, "minimal_role_cap_applies"):
        capped = np.where(case("minimal_role", period), np.minimum(capped, value(at, "minimal_role_cap")), capped)
    return np.where(case("mitigating_role", period), capped, level)


@rule()
def death_level(case, period, law):
    at = law(period)
    level = np.where(case("prior_851_today", period) > 0, value(at, "death_with_prior"), value(at, "death"))
    return np.where(case("death_results", period), level, 0)


@rule()
def base_offense_level(case, period, law):
    return np.maximum(case("death_level", period), case("level_after_role_cap", period))


@rule()
def adjustment_levels(case, period, law):
    return array(law(period), "section_levels")[case("conduct_section", period)]


@rule()
def adjustment_floor(case, period, law):
    return array(law(period), "section_floor")[case("conduct_section", period)]


@rule()
def characteristic_levels(case, period, law):
    return np.where(case("weapon_enhancement", period), case("adjustment_levels", period), 0)


@rule()
def characteristic_floor(case, period, law):
    return np.where(case("weapon_enhancement", period), case("adjustment_floor", period), 0)


@rule()
def safety_valve_levels(case, period, law):
    at = law(period)
    reduction, least = value(at, "valve_reduction"), value(at, "valve_least_level")
    if reduction is None:
        return 0 * case("drug", period)
    earned = case("safety_valve", period)
    if least is not None:
        earned = earned & (case("base_offense_level", period) + case("characteristic_levels", period) >= least)
    return np.where(earned, reduction, 0)


@rule()
def conduct_offense_level(case, period, law):
    level = case("base_offense_level", period) + case("characteristic_levels", period)
    return np.maximum(level, case("characteristic_floor", period)) + case("safety_valve_levels", period)


# Chapter Three


@rule()
def chapter_three_levels(case, period, law):
    return np.where(case("weapon_enhancement", period), 0, case("adjustment_levels", period))


@rule()
def chapter_three_floor(case, period, law):
    return np.where(case("weapon_enhancement", period), 0, case("adjustment_floor", period))


@rule()
def combined_offense_level(case, period, law):
    level = case("conduct_offense_level", period) + case("chapter_three_levels", period)
    return np.maximum(level, case("chapter_three_floor", period))


@rule(bool)
def accepted_responsibility(case, period, law):
    section = case("case_section", period)
    return (section == CASE_SECTION["3E1.1(a)"]) | (section == CASE_SECTION["3E1.1(b)"])


@rule(bool)
def third_level_granted(case, period, law):
    return case("case_section", period) == CASE_SECTION["3E1.1(b)"]


@rule()
def acceptance_levels(case, period, law):
    at = law(period)
    third = case("third_level_granted", period) & (case("level_before_acceptance", period) >= value(at, "third_level_threshold"))
    levels = np.where(case("accepted_responsibility", period), np.where(third, -3, -2), 0)
    return levels if value(at, "career_accepts") else np.where(case("career_level_prevails", period), 0, levels)


# the statute


@rule()
def penalty_law(case, period, law):
    return np.where(case("count", period) == 2, 1, 0)


@rule(bool)
def quantity_is_found(case, period, law):
    return np.where(case("found_by", period) == FOUND["judge"], case("would_be_proved", period), True)


@rule()
def tier_scale(case, period, law):
    return case("penalty_law", period) * len(DRUGS) + case("drug", period)


def _tier(case, period, law, amounts):
    result = np.zeros(len(amounts), np.int32)
    keys = case("tier_scale", period)
    for at, found in enumerate(law(period).tier._children.values()):
        rows = np.flatnonzero(keys == at)
        if len(rows):
            result[rows] = found.calc(amounts[rows])
    return result - 1


@rule()
def tier_of_quantity(case, period, law):
    return _tier(case, period, law, case("charged_milligrams", period))


@rule()
def tier_of_drug(case, period, law):
    return _tier(case, period, law, np.zeros_like(case("charged_milligrams", period)))


@rule()
def tier_for_minimum(case, period, law):
    of_quantity = case("tier_of_quantity", period)
    if not value(law(period), "jury_finds_minimum"):
        return of_quantity
    return np.where(case("quantity_is_found", period), of_quantity, case("tier_of_drug", period))


@rule()
def tier_for_maximum(case, period, law):
    of_quantity = case("tier_of_quantity", period)
    if not value(law(period), "jury_finds_maximum"):
        return of_quantity
    return np.where(case("quantity_is_found", period), of_quantity, case("tier_of_drug", period))


@rule()
def qualifying_priors(case, period, law):
    return np.minimum(case("prior_851_today", period), 2)


def _term(case, period, law, tier, part):
    key = tier * 6 + case("qualifying_priors", period) * 2 + case("death_results", period)
    return array(law(period), f"term_{part}")[case("penalty_law", period) * len(TERM_KEYS) + key]


@rule()
def count_minimum(case, period, law):
    return _term(case, period, law, case("tier_for_minimum", period), "min")


@rule()
def count_maximum(case, period, law):
    return _term(case, period, law, case("tier_for_maximum", period), "max")


@rule(bool)
def safety_valve_covers(case, period, law):
    return array(law(period), "covers")[case("count", period)] > 0


@rule()
def binding_minimum(case, period, law):
    return np.where(case("safety_valve_covers", period) & case("safety_valve", period), 0, case("count_minimum", period))


# Chapter Four


@rule()
def career_offender_level(case, period, law):
    return np.where(case("career", period), law(period).career_level.scale.calc(case("count_maximum", period)), 0)


@rule(bool)
def career_level_prevails(case, period, law):
    return case("career_offender_level", period) > case("combined_offense_level", period)


@rule()
def level_before_acceptance(case, period, law):
    return np.maximum(np.maximum(case("combined_offense_level", period), case("career_offender_level", period)), 0)


@rule()
def points_without_status(case, period, law):
    return case("points_found", period) - case("status_points_found", period)


@rule()
def status_points(case, period, law):
    at = law(period)
    had = (case("status_points_found", period) > 0) & (case("points_without_status", period) >= value(at, "status_needs"))
    return np.where(had, value(at, "status_points"), 0)


@rule()
def criminal_history_points(case, period, law):
    return case("points_without_status", period) + case("status_points", period)


@rule()
def category_from_points(case, period, law):
    return law(period).category.scale.calc(case("criminal_history_points", period))


@rule()
def criminal_history_category(case, period, law):
    return np.where(case("career", period), value(law(period), "career_category"), case("category_from_points", period))


@rule(bool)
def weapon_in_offense(case, period, law):
    return case("firearm", period) | case("weapon_enhancement", period)


@rule(bool)
def zero_point_criteria(case, period, law):
    findings = case("violence_or_threat", period) | case("death_or_serious_injury", period) | case("sex_offense", period)
    others = case("substantial_financial_hardship", period) | case("weapon_in_offense", period) | case("aggravating_role", period)
    return (case("criminal_history_points", period) == 0) & ~(findings | others | case("career", period))


@rule()
def zero_point_levels(case, period, law):
    levels = value(law(period), "zero_points")
    return 0 * case("drug", period) if levels is None else np.where(case("zero_point_criteria", period), levels, 0)


@rule()
def total_offense_level(case, period, law):
    level = case("level_before_acceptance", period) + case("acceptance_levels", period) + case("zero_point_levels", period)
    return np.clip(level, 1, 43)


# Chapter Five


@rule(bool)
def valve_floor_applies(case, period, law):
    at = law(period)
    if at.floor_range._children.get("min") is None:
        return np.zeros(case.count, bool)
    return case("safety_valve", period) & (case("count_minimum", period) >= value(at, "floor_months"))


def _table(case, period, law, part):
    return array(law(period), f"table_{part}")[(case("total_offense_level", period) - 1) * 6 + case("criminal_history_category", period) - 1]


def _guideline(case, period, law, part):
    table, floor = case(f"table_{part}", period), law(period).floor_range._children.get(part)
    return table if floor is None else np.where(case("valve_floor_applies", period), np.maximum(table, floor), table)


@rule()
def table_min(case, period, law):
    return _table(case, period, law, "min")


@rule()
def table_max(case, period, law):
    return _table(case, period, law, "max")


@rule()
def guideline_minimum(case, period, law):
    return _guideline(case, period, law, "min")


@rule()
def guideline_maximum(case, period, law):
    return _guideline(case, period, law, "max")


@rule()
def joint_maximum(case, period, law):
    return np.minimum(case("count_maximum", period), UNBOUNDED)


@rule()
def range_minimum(case, period, law):
    within = np.minimum(np.maximum(case("guideline_minimum", period), case("binding_minimum", period)), case("joint_maximum", period))
    return np.minimum(within, UNBOUNDED)


@rule()
def range_maximum(case, period, law):
    within = np.minimum(np.maximum(case("guideline_maximum", period), case("binding_minimum", period)), case("joint_maximum", period))
    return np.minimum(within, UNBOUNDED)


def system() -> tuple[TaxBenefitSystem, list[date]]:
    """The rules and the first day of each span."""
    days = spans(IDS)
    made = TaxBenefitSystem([Case])
    shared = {"entity": Case, "definition_period": DateUnit.DAY}
    for name, kind in FACTS.items():
        made.add_variable(type(name, (Variable,), {**shared, "value_type": kind, "label": name}))
    for name, kind, formula in RULES:
        made.add_variable(type(name, (Variable,), {**shared, "value_type": kind, "label": name, "formula": formula}))
    made.parameters = parameters(days)
    return made, days


def slices(columns: Columns, days: list[date]) -> list[tuple[date, slice]]:
    """The rows of each span."""
    starts = [(day - EPOCH).days for day in days]
    at = [*np.searchsorted(columns["day"], starts), np.searchsorted(columns["day"], (LAST_DAY - EPOCH).days + 1)]
    return [(day, slice(first, last)) for day, first, last in zip(days, at[:-1], at[1:], strict=True) if last > first]


def simulate(made: TaxBenefitSystem, columns: Columns, day: date, rows: slice, trace: bool = False) -> list[np.ndarray]:
    """The outputs of the rows of one span."""
    simulation = SimulationBuilder().build_default_simulation(made, rows.stop - rows.start)
    simulation.trace = trace
    period = day.isoformat()
    for name in FACTS:
        simulation.set_input(name, period, columns[name][rows])
    return [simulation.calculate(name, period) for name in OUTPUTS]


def run(made: TaxBenefitSystem, days: list[date], columns: Columns) -> np.ndarray:
    """The outputs, one a line, in the order of `lenity_side.OUTPUTS`."""
    out = np.empty((len(OUTPUTS), len(columns["day"])), np.int64)
    for day, rows in slices(columns, days):
        for at, found in enumerate(simulate(made, columns, day, rows)):
            out[at, rows] = found
    return out
