"""The drug rules over a population, three ways: lenity, OpenFisca, a compiled loop by hand. They must agree on every row before any is timed."""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import lenity_side
import numba_side
import numpy as np
import openfisca_side

from lenity.engine.lowering import Lowering
from population import Columns, population, unknowns

ROWS, ROUNDS = 1_720_000, 5


class Disagreement(Exception):
    """Two sides give different answers, so that their times say nothing."""


def seconds(work: Callable[[], Any]) -> float:
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def check(columns: Columns, lowering: Lowering, by_hand: np.ndarray, by_openfisca: np.ndarray) -> None:
    """All three sides give the same range, level, category and minimum for every row.

    Raises:
        Disagreement: with the first row at which they differ.
    """
    by_lenity = lowering.run(lenity_side.frames(columns))["case"]
    for at, (_, name) in enumerate(lenity_side.OUTPUTS):
        ours = by_lenity[name].fill_null(numba_side.NONE).to_numpy()
        for side, theirs in (("the loop by hand", by_hand[at]), ("OpenFisca", by_openfisca[at])):
            differ = np.flatnonzero(ours != theirs)
            if len(differ):
                row = int(differ[0])
                raise Disagreement(f"{name}, row {row}: lenity {ours[row]}, {side} {theirs[row]} ({len(differ)} rows differ)")


def measure(rows: int = ROWS, rounds: int = ROUNDS) -> dict[str, float]:
    """Median seconds of each side, measured in turn, after one round that is not counted."""
    columns = population(rows)
    law, facts = numba_side.law_tables(), numba_side.facts_of(columns)
    made, days = openfisca_side.system()
    lowering = Lowering(lenity_side.drug_rules(), lenity_side.OUTPUTS)
    check(columns, lowering, numba_side.run(law, facts), openfisca_side.run(made, days, columns))
    known, open_ones = lenity_side.frames(columns), lenity_side.frames(columns, unknowns(columns))
    sides: dict[str, Callable[[], Any]] = {
        "loop": lambda: numba_side.run(law, facts),
        "openfisca": lambda: openfisca_side.run(made, days, columns),
        "lenity": lambda: lowering.run(known),
        "lenity, unknowns": lambda: lowering.run(open_ones),
    }
    times: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name, work in sides.items():
            spent = seconds(work)
            if number:
                times[name].append(spent)
    return {name: median(spent) for name, spent in times.items()}
