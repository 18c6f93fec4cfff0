"""The drug rules as a loop by hand, compiled by numba: what the same law costs without an engine, a trace or unknowns.

The law comes from lenity's law book, spread over the *spans* between two changes of it, so that the loop itself only looks numbers up.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from numba import njit

from lenity.engine import UNBOUNDED, Ladder, Range
from lenity.law import law_book
from population import CONDUCT_SECTIONS, COUNTS, DRUGS, EPOCH, FIRST_DAY, LAST_DAY, Columns

NONE = -(2**31)
TIERS = tuple(sorted({str(key).split("/")[0] for law in ("usc.21.841", "usc.21.960") for key in law_book().family(f"{law}.term").members}))
TERM_KEYS = [f"{tier}/{priors}{death}" for tier in TIERS for priors in range(3) for death in ("", "/death")]
SCALARS = {
    "role_cap_applies": ("ussg.2D1.1.role_cap_applies", None),
    "minimal_role_cap_applies": ("ussg.2D1.1.minimal_role_cap_applies", None),
    "minimal_role_cap": ("ussg.2D1.1.minimal_role_cap", None),
    "death": ("ussg.2D1.1.base_alternative", "death"),
    "death_with_prior": ("ussg.2D1.1.base_alternative", "death_and_prior"),
    "valve_reduction": ("ussg.levels", "2D1.1/safety_valve"),
    "valve_least_level": ("ussg.2D1.1.safety_valve_least_level", None),
    "zero_points": ("ussg.levels", "4C1.1/zero_points"),
    "third_level_threshold": ("ussg.3E1.1.third_level_threshold", None),
    "career_accepts": ("ussg.3E1.1.applies_to_career_offender", None),
    "career_category": ("ussg.4B1.1.category", None),
    "status_points": ("ussg.4A1.1.status_points", None),
    "status_needs": ("ussg.4A1.1.status_needs_points", None),
    "floor_months": ("ussg.5C1.2.floor_minimum_months", None),
    "jury_finds_minimum": ("usc.jury_must_find_minimum", None),
    "jury_finds_maximum": ("usc.jury_must_find_maximum", None),
}
NAMES = tuple(SCALARS)
(ROLE_CAP_APPLIES, MINIMAL_ROLE_CAP_APPLIES, MINIMAL_ROLE_CAP, DEATH, DEATH_WITH_PRIOR, VALVE_REDUCTION, VALVE_LEAST_LEVEL, ZERO_POINTS) = range(8)
(THIRD_LEVEL_THRESHOLD, CAREER_ACCEPTS, CAREER_CATEGORY, STATUS_POINTS, STATUS_NEEDS, FLOOR_MONTHS, JURY_FINDS_MINIMUM, JURY_FINDS_MAXIMUM) = range(8, 16)
FIRST, LIFE = (FIRST_DAY - EPOCH).days, UNBOUNDED


def on(id: str, key: str | None, day: date) -> Any:
    """The value in force on a day that is every clock at once."""
    series = law_book().family(id).members.get(key)
    entry = None if series is None else series.on(lambda clock: day)
    return None if entry is None else entry.payload


def spans(ids: tuple[str, ...]) -> list[date]:
    """The first day of each span within which none of these families changes."""
    changes = {entry.from_on for id in ids for series in law_book().family(id).members.values() for entry in series.entries}
    return [FIRST_DAY, *sorted(day for day in changes if FIRST_DAY < day <= LAST_DAY)]


IDS = (
    "ussg.2D1.1.quantity", "ussg.2D1.1.role_cap", "ussg.2D1.1.minimum_level", "ussg.designation", "ussg.levels", "ussg.floor", "ussg.5A.table",
    "ussg.4A1.1.category", "ussg.4B1.1.level", "ussg.5C1.2.floor_range", "usc.21.841.tier", "usc.21.960.tier", "usc.21.841.term", "usc.21.960.term",
    "usc.21.841.qualifying_prior", "usc.21.960.qualifying_prior", "usc.18.3553f.covers", *(id for id, _ in SCALARS.values()),
)  # fmt: skip
SERIOUS = "serious drug felony or serious violent felony"


def number(value: Any) -> int:
    return NONE if value is None else int(value)


def end(value: Any, part: str) -> int:
    return number(getattr(value, part)) if isinstance(value, Range) else NONE


def padded(ladders: list[Any], results: Any = number) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ladders side by side: thresholds, results and lengths."""
    width = max(len(one.thresholds) for one in ladders if isinstance(one, Ladder))
    low = np.full((len(ladders), width), np.iinfo(np.int64).max, np.int64)
    result = np.full((len(ladders), width), NONE, np.int64)
    size = np.zeros(len(ladders), np.int64)
    for at, one in enumerate(ladders):
        if isinstance(one, Ladder):
            size[at] = len(one.thresholds)
            low[at, : size[at]] = one.thresholds
            result[at, : size[at]] = [results(value) for value in one.results]
    return low, result, size


def least_level(drug: str, day: date) -> int:
    classes = law_book().family("ussg.drugs.class").members
    by_class = on("ussg.2D1.1.minimum_level", str(classes[drug].entries[0].payload), day) if drug in classes else None
    return 0 if by_class is None else int(by_class)


def section_tables(sections: tuple[str, ...], days: list[date]) -> tuple[np.ndarray, np.ndarray]:
    """Levels and floor of each section in each span."""
    names = [[on("ussg.designation", section, day) for section in sections] for day in days]
    levels = [[on("ussg.levels", name, day) or 0 for name in row] for row, day in zip(names, days, strict=True)]
    floors = [[on("ussg.floor", name, day) or 0 for name in row] for row, day in zip(names, days, strict=True)]
    return np.array(levels, np.int64), np.array(floors, np.int64)


def law_tables() -> tuple[np.ndarray, ...]:
    """All that the loop looks up, a span a row."""
    days = spans(IDS)
    ladders = [on("ussg.2D1.1.quantity", key, day) for day in days for key in (*DRUGS, *(f"{drug} (actual)" for drug in DRUGS), "ice")]
    laws = ("usc.21.841", "usc.21.960")
    tiers = [on(f"{law}.tier", drug, day) for day in days for law in laws for drug in DRUGS]
    terms = [[[[end(on(f"{law}.term", key, day), part) for part in ("min", "max")] for key in TERM_KEYS] for law in laws] for day in days]
    serious = [[[on(f"{law}.qualifying_prior", tier, day) == SERIOUS for tier in TIERS] for law in laws] for day in days]
    role_cap = [[number(on("ussg.2D1.1.role_cap", str(level), day)) for level in range(64)] for day in days]
    cells = [[[[cell.min, cell.max] for cell in on("ussg.5A.table", None, day).rows[str(level)]] for level in range(1, 44)] for day in days]
    covers = [[on("usc.18.3553f.covers", section, day) is not None for section, _ in COUNTS] for day in days]
    floor_range = [[end(on("ussg.5C1.2.floor_range", None, day), part) for part in ("min", "max")] for day in days]
    first = (FIRST_DAY - EPOCH).days
    starts = [(day - EPOCH).days for day in days]
    span_of_day = np.searchsorted(starts, np.arange(first, (LAST_DAY - EPOCH).days + 1), side="right") - 1
    return (
        span_of_day.astype(np.int64),
        np.array([[number(on(*SCALARS[name], day)) for name in NAMES] for day in days], np.int64),
        *padded(ladders),
        np.array([[least_level(drug, day) for drug in DRUGS] for day in days], np.int64),
        *padded(tiers, lambda tier: TIERS.index(tier)),
        np.array(terms, np.int64),
        np.array(serious),
        np.array(role_cap, np.int64),
        *section_tables(CONDUCT_SECTIONS, days),
        np.array(cells, np.int64),
        np.array(covers),
        np.array(floor_range, np.int64),
        *padded([on("ussg.4A1.1.category", None, day) for day in days]),
        *padded([on("ussg.4B1.1.level", None, day) for day in days]),
    )


@njit(inline="always")
def step(low, result, size, at, amount):
    """What the last threshold met brings."""
    first, last = 0, size[at]
    while first < last:
        middle = (first + last) // 2
        if low[at, middle] <= amount:
            first = middle + 1
        else:
            last = middle
    return NONE if first == 0 else result[at, first - 1]


@njit(inline="always")
def drug_level(s, drugs, ladders, row):
    drug, milligrams, purity, is_ice = row
    low, result, size = ladders
    first = s * (2 * drugs + 1)
    without = step(low, result, size, first + drug, milligrams)
    if size[first + drugs + drug] > 0:
        without = max(without, step(low, result, size, first + drugs + drug, milligrams * purity))
    if drug == drugs - 1 and purity >= 0.8 and size[first + 2 * drugs] > 0:
        with_finding = max(without, step(low, result, size, first + 2 * drugs, milligrams))
        if with_finding > without and is_ice:
            return with_finding
    return without


@njit
def loop(law, facts, out):
    """Every rule for every row; `out` takes range, level, category and binding minimum."""
    (span_of_day, scalars, q_low, q_result, q_size, least_levels, t_low, t_result, t_size, terms, _serious, role_cap) = law[:12]
    (section_levels, floors, cells, covers, floor_range, c_low, c_result, c_size, k_low, k_result, k_size) = law[12:]
    (day, drug, milligrams, purity, is_ice, section, case_section, count, charged, found_by, proved, _prior_851, prior_today, death) = facts[:14]
    (valve, career, points_found, status_found, firearm, violence, injury, sex, hardship) = facts[14:]
    drugs = least_levels.shape[1]
    for i in range(len(day)):
        s = span_of_day[day[i] - FIRST]
        value = scalars[s]
        # the drug
        level = drug_level(s, drugs, (q_low, q_result, q_size), (drug[i], milligrams[i], purity[i], is_ice[i]))
        level = max(level, least_levels[s, drug[i]])
        # role cap and death
        if (section[i] == 2 or section[i] == 3) and value[ROLE_CAP_APPLIES] == 1:
            if role_cap[s, level] != NONE:
                level = role_cap[s, level]
            if section[i] == 2 and value[MINIMAL_ROLE_CAP_APPLIES] == 1:
                level = min(level, value[MINIMAL_ROLE_CAP])
        if death[i]:
            level = max(level, value[DEATH_WITH_PRIOR] if prior_today[i] > 0 else value[DEATH])
        # characteristics, safety valve, Chapter Three
        levels, floor = section_levels[s, section[i]], floors[s, section[i]]
        before = level + (levels if section[i] == 0 else 0)
        level = max(before, floor if section[i] == 0 else 0)
        if value[VALVE_REDUCTION] != NONE and valve[i] and (value[VALVE_LEAST_LEVEL] == NONE or before >= value[VALVE_LEAST_LEVEL]):
            level += value[VALVE_REDUCTION]
        combined = max(level + (0 if section[i] == 0 else levels), 0 if section[i] == 0 else floor)
        # the statute
        which = 1 if count[i] == 2 else 0
        ladder = (s * 2 + which) * drugs + drug[i]
        of_drug, of_quantity = step(t_low, t_result, t_size, ladder, 0), step(t_low, t_result, t_size, ladder, charged[i])
        found = proved[i] if found_by[i] == 2 else True
        for_minimum = of_quantity if value[JURY_FINDS_MINIMUM] == 0 or found else of_drug
        for_maximum = of_quantity if value[JURY_FINDS_MAXIMUM] == 0 or found else of_drug
        priors = min(prior_today[i], 2) * 2 + (1 if death[i] else 0)
        minimum = terms[s, which, for_minimum * 6 + priors, 0]
        maximum = terms[s, which, for_maximum * 6 + priors, 1]
        binding = 0 if minimum == 0 or (covers[s, count[i]] and valve[i]) else minimum
        # career offender and acceptance
        career_level = step(k_low, k_result, k_size, s, maximum) if career[i] else 0
        level = max(combined, career_level, 0)
        accepted = 0
        if case_section[i] < 2 and not (career_level > combined and value[CAREER_ACCEPTS] == 0):
            threshold = value[THIRD_LEVEL_THRESHOLD]
            accepted = -3 if threshold != NONE and level >= threshold and case_section[i] == 1 else -2
        # criminal history and zero points
        points = points_found[i] - status_found[i]
        if status_found[i] > 0 and points >= value[STATUS_NEEDS]:
            points += value[STATUS_POINTS]
        category = value[CAREER_CATEGORY] if career[i] else step(c_low, c_result, c_size, s, points)
        barred = violence[i] or injury[i] or sex[i] or hardship[i] or firearm[i] or section[i] < 2 or career[i]
        zero = value[ZERO_POINTS] if value[ZERO_POINTS] != NONE and points == 0 and not barred else 0
        # the range
        level = min(max(level + accepted + zero, 1), 43)
        low, high = cells[s, level - 1, category - 1, 0], cells[s, level - 1, category - 1, 1]
        if floor_range[s, 0] != NONE and valve[i] and minimum >= value[FLOOR_MONTHS]:
            low, high = max(low, floor_range[s, 0]), max(high, floor_range[s, 1])
        joint = min(maximum, LIFE)
        out[0, i] = min(min(max(low, binding), joint), LIFE)
        out[1, i] = min(min(max(high, binding), joint), LIFE)
        out[2, i], out[3, i], out[4, i] = level, category, binding


def facts_of(columns: Columns) -> tuple[np.ndarray, ...]:
    """The columns in the order in which the loop takes them."""
    names = (
        "day", "drug", "milligrams", "purity", "found_to_be_ice", "conduct_section", "case_section", "count", "charged_milligrams", "found_by",
        "would_be_proved", "prior_851", "prior_851_today", "death_results", "safety_valve", "career", "points_found", "status_points_found", "firearm",
        "violence_or_threat", "death_or_serious_injury", "sex_offense", "substantial_financial_hardship",
    )  # fmt: skip
    return tuple(columns[name] for name in names)


def run(law: tuple[np.ndarray, ...], facts: tuple[np.ndarray, ...]) -> np.ndarray:
    """The outputs, one a line, in the order of `lenity_side.OUTPUTS`."""
    out = np.empty((5, len(facts[0])), np.int64)
    loop(law, facts, out)
    return out
