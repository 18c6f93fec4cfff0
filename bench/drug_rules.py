"""The same drug rules over a population, three ways: lenity, OpenFisca, a compiled loop by hand. Whether they agree on every row is found before any is timed.

lenity: tables with texts to output columns, nothing known of their order; it finds the spans of unchanged law itself, and holds what is unknown apart.
OpenFisca: one simulation for each span of unchanged law (its ordinary use for many persons, the spans handed to it), enumerations handed in as numbers,
whole numbers in 32 bits. The loop: facts as arrays of numbers. OpenFisca and the loop work on one processor, lenity on all that there are.

What a side makes once for rules and law (programs, parameters, compiled code) is made in a first run, which is timed for lenity alone.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import perf_counter, process_time
from typing import Any

import lenity_side
import numba_side
import numpy as np
import openfisca_side
import polars as pl

from lenity.engine.lowering import Lowering
from population import population, unknowns

ROWS, ROUNDS = 1_720_000, 5

Tables = dict[str, pl.DataFrame]


def seconds(work: Callable[[], Any]) -> float:
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def differences(known: Tables, lowering: Lowering, by_hand: np.ndarray, by_openfisca: np.ndarray) -> list[str]:
    """Where the sides do not give the same range, level, category and minimum: their times would then compare unlike things."""
    by_lenity = lowering.run(known)["case"]
    found: list[str] = []
    for at, (_, name) in enumerate(lenity_side.OUTPUTS):
        ours = by_lenity[name].fill_null(numba_side.NONE).to_numpy()
        for side, theirs in (("the loop by hand", by_hand[at]), ("OpenFisca", by_openfisca[at])):
            rows = np.flatnonzero(ours != theirs)
            if len(rows):
                row = int(rows[0])
                found.append(f"{name} differs in {len(rows)} rows; in row {row} lenity says {ours[row]}, {side} {theirs[row]}")
    return found


def measure(rows: int = ROWS, rounds: int = ROUNDS) -> tuple[dict[str, float], dict[str, int], list[str]]:
    """The least seconds of each side of several rounds, measured in turn (other work on the machine only adds); how many rules each runs; where they differ."""
    columns = population(rows)
    law, facts = numba_side.law_tables(), numba_side.facts_of(columns)
    made, days = openfisca_side.system()
    rules = lenity_side.drug_rules()
    lowering = Lowering(rules.measured, lenity_side.OUTPUTS)
    known = lenity_side.handed_in(rules, lenity_side.frames(columns))
    first = seconds(lambda: lowering.run(known))
    differ = differences(known, lowering, numba_side.run(law, facts), openfisca_side.run(made, days, columns))
    open_ones = lenity_side.handed_in(rules, lenity_side.frames(columns, unknowns(columns)))
    sides: dict[str, Callable[[], Any]] = {
        "loop": lambda: numba_side.run(law, facts),
        "openfisca": lambda: openfisca_side.run(made, days, columns),
        "lenity": lambda: lowering.run(known),
        "lenity, unknowns": lambda: lowering.run(open_ones),
    }
    times: dict[str, list[float]] = {name: [] for side in sides for name in (side, f"{side}, processor")}
    for number in range(rounds + 1):
        for name, work in sides.items():
            before = process_time()
            spent = seconds(work)
            if number:
                times[name].append(spent)
                times[f"{name}, processor"].append(process_time() - before)
    counts = {"lenity": len(rules.measured.rules), "openfisca": len(openfisca_side.RULES)}
    return {**{name: min(spent) for name, spent in times.items()}, "lenity, first run": first}, counts, differ
