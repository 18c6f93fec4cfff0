"""The drug quantity table and drug cases of FY2020: thresholds, factors, and the final level against the level of the quantity."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from district import FLOOR, ranges
from tally import Tally, number, rows_of, value_of, whole

from lenity.engine import Ladder
from lenity.law import law_book

SAMPLE = "ussc_drug_sample_fy2020.csv"
MANUAL = date(2018, 11, 1)
"""The Manual in effect throughout fiscal year 2020."""
DRUGS = {
    1: ("cocaine",),
    2: ("cocaine base",),
    3: ("heroin",),
    4: ("marihuana",),
    6: ("methamphetamine", "methamphetamine (actual)", "ice"),
}
"""The Commission's codes of the main drug (COMBDRG2) and what each can be in the Drug Conversion Tables."""
OTHERS = (*(drug for drugs in DRUGS.values() for drug in drugs), "fentanyl", "fentanyl analogue", "oxycodone", "hydrocodone")
OF_OTHER = {77: ("fentanyl", "fentanyl analogue", "oxycodone", "hydrocodone")}
POSSESSION = 9
"""OFFGUIDE: drug possession."""
CAREER_CATEGORY = 6
HIGHEST = 43
MANY = 8
"""Levels above that of the quantity from which a row is listed."""


def level_of(drug: str, milligrams: float, on: date) -> int | None:
    """The level that the Drug Quantity Table of a day gives this weight; None below its first row."""
    entry = law_book().family("ussg.2D1.1.quantity").members[drug].on(lambda clock: on)
    if entry is None or not isinstance(entry.payload, Ladder):
        return None
    rung = entry.payload.rung(milligrams)
    return None if rung < 0 else int(entry.payload.results[rung])


@cache
def factor_of(drug: str, on: date) -> float:
    """Grams of converted drug weight for a gram of the drug."""
    payload = value_of("ussg.2D1.1.conversion", drug, on)
    assert isinstance(payload, int | float)
    return payload / 1000


def thresholds(folder: Path) -> Tally:
    """Every threshold of the compiled drug table, on its first and its last day: met, it gives its level; a milligram less, a lower one."""
    tally = Tally()
    for row in rows_of(folder / "drug_quantity_table.csv"):
        milligrams = round(float(row["min_quantity"]) * 1000)
        for day in {date.fromisoformat(row[name]) for name in ("edition_from", "edition_to")}:
            drug = row_name(row["drug"])
            met, under = level_of(drug, milligrams, day), level_of(drug, milligrams - 1, day)
            agrees = met == int(row["level"]) and (under is None or under < met or milligrams == 0)
            tally.note(agrees, f"{row['drug']} {row['min_quantity']} g on {day}: {row['level']} in the table, {met} here ({under} just under)")
    return tally


def row_name(name: str) -> str:
    """The name of a row of the law's table for a name of the compiled one: `methamphetamine_actual`, `pcp_mixture`."""
    drug = name.removesuffix("_mixture")
    return f"{drug.removesuffix('_actual').replace('_', ' ')}{' (actual)' if drug.endswith('_actual') else ''}"


def drug_sample_ranges(folder: Path) -> Tally:
    """Drug cases of FY2020: final offense level and category give the range, rows with filled-in means left out."""
    return ranges(folder / SAMPLE, ("XFOLSOR", "XCRHISSR", "XMINSOR", "XMAXSOR"), MANUAL)


def conversions(folder: Path) -> Tally:
    """Drug cases of FY2020: recorded weight times the conversion factor gives the recorded converted weight, for every row with a real weight."""
    tally = Tally()
    for row in rows_of(folder / SAMPLE):
        code = whole(row["COMBDRG2"])
        weight, converted = number(row["WGT1"]), number(row["MWGT1"])
        if row["WEIGHT_IMPUTED"] != "0" or code is None or not weight or converted is None:
            continue
        drugs = DRUGS.get(code) or OF_OTHER.get(code, ())
        ratio = converted / weight
        agrees = any(_is_factor(ratio, drug) for drug in drugs)
        other = any(_is_factor(ratio, drug) for drug in OTHERS)
        explanation = "the factor is another drug's: the first one weighed is not the main one" if other else None
        if explanation is None and not agrees and any(_is_factor(ratio, str(drug)) for drug in law_book().family("ussg.2D1.1.conversion").members if drug):
            explanation = "the factor is that of a substance which the file does not name"
        tally.note(agrees, f"row {row['SRC_ROW']}, drug {code}: factor {ratio:.4g}, here {[factor_of(drug, MANUAL) for drug in drugs]}", explanation)
    return tally


def _is_factor(ratio: float, drug: str) -> bool:
    if not isinstance(value_of("ussg.2D1.1.conversion", drug, MANUAL), int | float):
        return False
    return abs(ratio - factor_of(drug, MANUAL)) <= 0.001 * max(ratio, 1e-9)


def levels_are_reachable(folder: Path) -> Tally:
    """Drug cases of FY2020: the final level can be reached from the level of the recorded quantity by adjustments that the Manual allows (at least 97 %)."""
    tally = Tally(floor=FLOOR)
    for row in rows_of(folder / SAMPLE):
        final, category, converted = whole(row["XFOLSOR"]), whole(row["XCRHISSR"]), number(row["MWEIGHT"])
        if row["WEIGHT_IMPUTED"] != "0" or final is None or category is None or converted is None:
            continue
        base = level_of("marihuana", round(converted * 1000), MANUAL)
        if base is None:
            continue
        valve = row["SAFETY"] == "1"
        agrees = min(max(final, 1), HIGHEST) in reachable(base, valve)
        if agrees:
            _count_added(tally, row["SRC_ROW"], max(0, final - base))
        where = f"row {row['SRC_ROW']}: level {base} for {converted:,.0f} g of converted weight, final level {final}, category {category}"
        tally.note(agrees, where, _why(row, base, final, category, valve))
    return tally


def _count_added(tally: Tally, row: str, added: int) -> None:
    """How far the final level stands above that of the quantity: what added levels the file does not say."""
    if added > MANY:
        listed = f"rows whose final level is more than {MANY} above that of the quantity (a death, a career offender, or much that was added)"
        tally.figures[listed] = ", ".join(filter(None, (tally.figures.get(listed), row)))
    else:
        said = "final level at or below that of the quantity" if added == 0 else f"final level 1 to {MANY} above it"
        tally.figures[said] = str(int(tally.figures.get(said, "0")) + 1)


def _levels(key: str) -> int:
    value = value_of("ussg.levels", key, MANUAL)
    assert isinstance(value, int)
    return value


@cache
def reachable(base: int, valve: bool) -> frozenset[int]:
    """Final levels from a base level: mitigating role with its cap, the minimal role's own reduction, safety valve, what adds levels, acceptance."""
    cap = value_of("ussg.2D1.1.role_cap", str(base), MANUAL)
    roles = {0: {base}} | {_levels(f"3B1.2/{kind}"): {base, cap if isinstance(cap, int) else base} for kind in ("minor", "intermediate", "minimal")}
    minimal = _levels("3B1.2/minimal")
    found: set[int] = set()
    for role, starts in roles.items():
        for start in starts:
            lowered = {start + role, *([start + role + _levels("2D1.1/minimal_role_factors")] if role == minimal else [])}
            for level in lowered:
                for less in {0, _levels("2D1.1/safety_valve")} if valve else {0}:
                    found |= {level + less + more for more in (0, *range(2, HIGHEST))}
    return frozenset(min(max(level, 1), HIGHEST) for before in found for level in _accepted(before))


def _accepted(level: int) -> set[int]:
    threshold = value_of("ussg.3E1.1.third_level_threshold", None, MANUAL)
    assert isinstance(threshold, int)
    two = level + _levels("3E1.1/acceptance")
    return {level, two, two + _levels("3E1.1/third_level")} if level >= threshold else {level, two}


def _why(row: dict[str, str], base: int, final: int, category: int, valve: bool) -> str | None:
    """What explains a final level that no adjustment reaches."""
    if whole(row["OFFGUIDE"]) == POSSESSION:
        return "drug possession: §2D2.1, whose level is not that of a quantity"
    if category == CAREER_CATEGORY and final in {one for level in _career_levels() for one in _accepted(level)}:
        return "a level of a career offender (§4B1.1(b))"
    if not valve and final in reachable(base, True):
        return "reached with the safety valve's two levels, which the file has as not applied (missing values of SAFETY were filled in)"
    return None


def _career_levels() -> tuple[int, ...]:
    ladder = value_of("ussg.4B1.1.level", None, MANUAL)
    assert isinstance(ladder, Ladder)
    return tuple(int(level) for level in ladder.results)
