"""A made-up population for the comparison: one drug, one count and two sections a case, in order of the day of sentence.

Codes are whole numbers (what a compiled loop and OpenFisca's enumerations work on); `frames` writes them out as lenity's tables with texts.
"""

from __future__ import annotations

from datetime import date

import numpy as np

DRUGS = ("cocaine", "cocaine base", "heroin", "fentanyl", "methamphetamine")
CONDUCT_SECTIONS = ("2D1.1(b)(1)", "3B1.1(c)", "3B1.2(a)", "3B1.2(b)", "3C1.1")
CASE_SECTIONS = ("3E1.1(a)", "3E1.1(b)", "3C1.2", "5C1.2")
COUNTS = (("21 U.S.C. § 841", "21 U.S.C. § 841"), ("21 U.S.C. § 846", "21 U.S.C. § 841"), ("21 U.S.C. § 960", "21 U.S.C. § 960"))
FOUND_BY = ("jury", "plea", "judge")
FIRST_DAY, LAST_DAY = date(2002, 1, 1), date(2024, 9, 30)
EPOCH = date(1970, 1, 1)
UNKNOWN_SHARE = 0.05

Columns = dict[str, np.ndarray]


def population(rows: int, seed: int = 20) -> Columns:
    """Facts of so many cases, all known. Dates are days since 1970, weights whole milligrams below 2**31."""
    chance = np.random.default_rng(seed)

    def pick(*shares: float) -> np.ndarray:
        return chance.choice(len(shares), rows, p=np.array(shares) / sum(shares)).astype(np.int32)

    def yes(share: float) -> np.ndarray:
        return chance.random(rows) < share

    days = chance.integers((FIRST_DAY - EPOCH).days, (LAST_DAY - EPOCH).days + 1, rows)
    found = np.minimum(np.exp(chance.normal(12.5, 2.5, rows)), 2**31 - 1).astype(np.int64)
    status = pick(70, 0, 30)
    return {
        "day": np.sort(days).astype(np.int32),
        "drug": pick(28, 20, 12, 8, 32),
        "milligrams": found,
        "purity": chance.integers(1, 65, rows) / 64,
        "found_to_be_ice": yes(0.3),
        "conduct_section": pick(30, 15, 5, 20, 10),
        "case_section": pick(25, 60, 5, 10),
        "count": pick(50, 45, 5),
        "charged_milligrams": (found * chance.random(rows)).astype(np.int64),
        "found_by": pick(10, 80, 10),
        "would_be_proved": yes(0.5),
        "prior_851": pick(85, 12, 3),
        "prior_851_today": pick(90, 8, 2),
        "death_results": yes(0.01),
        "safety_valve": yes(0.3),
        "career": yes(0.06),
        "points_found": chance.poisson(4, rows).astype(np.int32) + status,
        "status_points_found": status,
        "under_sentence": yes(0.3),
        "firearm": yes(0.2),
        "violence_or_threat": yes(0.1),
        "death_or_serious_injury": yes(0.03),
        "sex_offense": yes(0.01),
        "substantial_financial_hardship": yes(0.01),
    }


MAY_BE_UNKNOWN = tuple(name for name in population(1) if name != "day")


def unknowns(columns: Columns, seed: int = 21) -> Columns:
    """Which facts are not known: a mask a column, one in twenty of each."""
    chance = np.random.default_rng(seed)
    rows = len(columns["day"])
    return {name: chance.random(rows) < UNKNOWN_SHARE for name in MAY_BE_UNKNOWN}
