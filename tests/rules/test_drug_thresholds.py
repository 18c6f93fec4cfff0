"""The Drug Quantity Table against a copy read from the Manual and Appendix C, each threshold just under, at and over; and more is never less."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lenity.engine import CaseReader, Graph, Row
from lenity.engine.dated import Ladder
from lenity.engine.lowering import Lowering
from lenity.law import law_book
from support.frames import population_of
from support.given import row_of

TABLE = Path(__file__).with_name("drug_quantity_table.csv")
"""17 drugs, 1987-11-01 to 2026-10-31, read from App. C amends. 125, 370, 505, 555, 594, 610, 706, 748, 750, 782 and the Manuals of 2016 and 2025."""


def copied_rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def drug_name(copied: str) -> str:
    if copied.endswith("_actual"):
        return f"{copied.removesuffix('_actual')} (actual)"
    return copied.removesuffix("_mixture").replace("_", " ")


def one_drug(graph: Graph, drug: str, milligrams: float, day: date, **more: Any) -> Row:
    return row_of(graph, {"edition_on": day, "drug": [{"drug": drug, "counted_in": "weight", "milligrams_found": milligrams, **more}]})


def levels(graph: Graph, tops: list[Row], name: str = "drug_level", level: str = "drug") -> list[Any]:
    """The rule's value for the only row of that level of each case, the same from frames and for each case alone."""
    population = population_of(graph, tops)
    values = Lowering(graph, [(level, name)]).run(population.frames)[level][name].to_list()
    reader = CaseReader(graph)
    assert values == [reader.read(row, name) for row in population.rows[level]]
    return values


def test_every_threshold_of_the_copied_table(graph: Graph) -> None:
    tops, expected, said = [], [], []
    rows = copied_rows()
    for row in rows:
        day, amount, level = date.fromisoformat(row["edition_from"]), round(float(row["min_quantity"]) * 1000), int(row["level"])
        below = [
            int(r["level"]) for r in rows if (r["drug"], r["edition_from"]) == (row["drug"], row["edition_from"]) and float(r["min_quantity"]) * 1000 < amount
        ]
        probes = [(amount, level), (amount + 1, level), (amount + 0.5, level)]
        if amount > 0 and below:
            probes += [(amount - 1, max(below)), (amount - 0.001, max(below))]
        last = date.fromisoformat(row["edition_to"])
        for probe, result in probes:
            for edition in {day, last}:
                tops.append(one_drug(graph, drug_name(row["drug"]), probe, edition))
                expected.append(result)
                said.append(f"{probe} mg of {row['drug']} on {edition}: {result} by {row['citation']}")
    assert len(tops) > 5_000
    got = levels(graph, tops)
    wrong = [f"{text}; lenity {value}" for text, value, result in zip(said, got, expected, strict=True) if value != result]
    assert wrong == [], f"{len(wrong)} differ"


def test_the_law_has_no_threshold_that_the_copy_lacks() -> None:
    """The same steps, and no more, for the drugs and the time that the copy covers."""
    family = law_book().family("ussg.2D1.1.quantity").members
    rows = copied_rows()
    for drug, day in sorted({(row["drug"], row["edition_from"]) for row in rows}):
        copied = {round(float(row["min_quantity"]) * 1000): int(row["level"]) for row in rows if (row["drug"], row["edition_from"]) == (drug, day)}
        entry = family[drug_name(drug)].on(lambda clock, day=day: date.fromisoformat(day))
        assert entry is not None
        assert isinstance(entry.payload, Ladder)
        assert dict(zip(entry.payload.thresholds, entry.payload.results, strict=True)) == copied, f"{drug} on {day}"


def test_more_of_a_drug_never_lowers_the_level(graph: Graph) -> None:
    """Every drug of the register, alone, in every edition: just under and at each of its thresholds, and far beyond."""
    book = law_book()
    editions = [date.fromisoformat(row["date"]) for row in book.register("ussg.editions") if row["encoded"]]
    family = book.family("ussg.2D1.1.quantity").members
    rows = [(row["name"], row.get("quantity_key") or row["name"]) for row in book.register("ussg.drugs")]
    drugs = [(name, key) for name, key in rows if key in family or name in family]
    others = [(name, key) for name, key in rows if (name, key) not in drugs]
    for names, days in ((drugs, editions), (others, editions[::6])):
        tops, keys = [], []
        for name, key in names:
            series = family.get(key) or family.get(name)
            found = (
                {t for entry in series.entries if isinstance(entry.payload, Ladder) for t in entry.payload.thresholds} if series else {10**k for k in range(12)}
            )
            chosen = sorted({max(0, t + by) for t in found for by in (-1, 0)} | {1, 10**13})
            for day in days:
                for amount in chosen:
                    tops.append(one_drug(graph, name, amount, day))
                    keys.append((name, day, amount))
        population = population_of(graph, tops)
        frame = Lowering(graph, [("conduct", "quantity_level")]).run(population.frames)["conduct"]
        last: dict[tuple[str, date], tuple[float, int]] = {}
        falls = []
        for (name, day, amount), value in zip(keys, frame["quantity_level"].to_list(), strict=True):
            if value is None:
                continue
            before = last.get((name, day))
            if before is not None and value < before[1]:
                falls.append(f"{name} on {day}: {before[0]} mg is {before[1]}, {amount} mg is {value}")
            last[(name, day)] = (amount, value)
        assert falls == []
        assert len(last) > len(names)


@pytest.mark.parametrize("day", [date(1989, 11, 1), date(2000, 11, 1), date(2016, 11, 1), date(2025, 11, 1)])
def test_purer_is_never_lower(graph: Graph, day: date) -> None:
    """Methamphetamine, amphetamine and PCP: the greater of the mixture's level and that of the pure drug in it."""
    for drug in ("methamphetamine", "amphetamine", "pcp"):
        for amount in (5_000, 50_000, 499_000, 5_000_000):
            tops = [one_drug(graph, drug, amount, day, purity=purity, found_to_be_ice=False) for purity in (0.01, 0.1, 0.3, 0.5, 0.79, 0.8, 1.0)]
            values = [value for value in levels(graph, tops) if value is not None]
            assert values == sorted(values), f"{drug} {amount} on {day}"


def test_ice_is_not_multiplied_by_its_purity(graph: Graph) -> None:
    """USSG §2D1.1(c), note (C): the weight of the whole mixture counts."""
    day = date(2016, 11, 1)
    as_ice = one_drug(graph, "methamphetamine", 50_000, day, purity=0.8, found_to_be_ice=True)
    not_ice = one_drug(graph, "methamphetamine", 50_000, day, purity=0.8, found_to_be_ice=False)
    unknown = one_drug(graph, "methamphetamine", 50_000, day, purity=0.8)
    assert levels(graph, [as_ice, not_ice, unknown, one_drug(graph, "ice", 50_000, day)]) == [30, 28, None, 30]
