"""What holds of every drug quantity: more is never less, units and order do not matter, one drug in two lines is one drug, and a bound is never read as an amount.

Single drugs at every threshold stand in test_drug_thresholds.py; here are mixtures, and whole cases as they are read from a file.
The law itself falls in one place, mixtures with cocaine base from 2007-11-01 to 2010-10-31 (App. C amends. 711, 715): see tests/traps.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some

from lenity.engine import CaseReader, Graph, Row
from lenity.facts import read_data
from lenity.facts.tables import tables
from lenity.law import law_book, law_vocabulary
from lenity.review import Review, review
from lenity.rules import rule_graph
from support.given import row_of

TABLE = Path(__file__).with_name("drug_quantity_table.csv")
EDITIONS = [date.fromisoformat(row["date"]) for row in law_book().register("ussg.editions") if row["encoded"]]
EARLY = [day for day in EDITIONS if day < date(1991, 11, 1)]
TODAY = date(2026, 11, 24)
FIRST_FALL, LAST_FALL = date(2007, 11, 1), date(2010, 10, 31)
DRUGS = (
    "heroin", "cocaine", "cocaine base", "marihuana", "hashish", "hashish oil", "lsd", "pcp", "pcp (actual)", "methamphetamine", "methamphetamine (actual)",
    "fentanyl", "oxycodone", "codeine", "psilocybin", "mdma", "schedule iii substance", "schedule iv substance", "schedule v substance",
)  # fmt: skip
WITH_OWN_ROW = ("heroin", "cocaine", "cocaine base", "marihuana", "hashish", "lsd", "pcp", "fentanyl")
quick = settings(deadline=None, max_examples=500, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
reviewed = settings(quick, max_examples=80)

editions = some.sampled_from(EDITIONS)
milligrams = some.one_of(
    some.integers(1, 10**9),
    some.builds(lambda digit, power, by: max(1, digit * 10**power + by), some.integers(1, 9), some.integers(0, 8), some.sampled_from((-1, 0, 1))),
)
mixtures = some.lists(some.tuples(some.sampled_from(DRUGS), milligrams), min_size=2, max_size=4, unique_by=lambda one: one[0])


def level_of(graph: Graph, day: date, found: list[tuple[str, float]]) -> Any:
    drugs = [{"drug": drug, "counted_in": "weight", "milligrams_found": amount} for drug, amount in found]
    return _reader().read(next(row for row in row_of(graph, {"edition_on": day, "drug": drugs}).rows() if row.level == "conduct"), "quantity_level")


def review_of(day: date, drugs: list[dict[str, Any]], **more: Any) -> Review:
    conduct = [{"guideline": "2D1.1", "drugs": drugs}]
    data = {"lenity": 1, "id": "made-up", "sentence": {"date": str(day)}, "guidelines": {"conduct": conduct, "adjustments": []}, **more}
    return review(read_data(data, name="made-up", vocabulary=law_vocabulary(), today=TODAY), as_of=TODAY)


def base(day: date, *drugs: tuple[str, Any]) -> Any:
    return review_of(day, _entries(drugs)).then.values["principal_base_offense_level"]


def _entries(found: Iterable[tuple[str, Any]]) -> list[dict[str, Any]]:
    return [{"drug": drug, "amount": amount} for drug, amount in found]


def as_read(day: date, *found: tuple[str, str], name: str = "quantity_level") -> Any:
    """The level of a file's drugs in the edition of a day, without the rest of a review: amounts are exact."""
    data = {"lenity": 1, "id": "made-up", "sentence": {"date": str(day)}, "guidelines": {"conduct": [{"guideline": "2D1.1", "drugs": _entries(found)}]}}
    top = tables(read_data(data, name="made-up", vocabulary=law_vocabulary(), today=TODAY))
    clocks = dict.fromkeys(("sentenced_on", "convicted_on", "offense_ended_on", "edition_on", "record_edition_on"), day)
    row = Row.of(top.with_facts({("", clock): value for clock, value in (clocks | {"judged_anew": False}).items()}))
    return _reader().read(next(one for one in row.rows() if one.level == "conduct"), name)


@cache
def _reader() -> CaseReader:
    return CaseReader(rule_graph())


def law_falls(day: date, drugs: list[str]) -> bool:
    return "cocaine base" in drugs and len(drugs) > 1 and FIRST_FALL <= day <= LAST_FALL


# more is never less


@quick
@given(day=editions, found=mixtures, which=some.integers(0, 3), by=milligrams)
def test_more_of_one_drug_never_lowers_a_mixture(graph: Graph, day: date, found: list[tuple[str, int]], which: int, by: int) -> None:
    """A fixed set of drugs, one of which grows."""
    assume(not law_falls(day, [drug for drug, _ in found]))
    at = which % len(found)
    grown = [(drug, amount + by if number == at else amount) for number, (drug, amount) in enumerate(found)]
    before, after = level_of(graph, day, found), level_of(graph, day, grown)
    assume(before is not None and after is not None)
    assert before <= after, f"{found} is {before}, {grown} is {after} on {day}"


EVERY_DRUG = [(row["name"], row["counted_in"]) for row in law_book().register("ussg.drugs")]
AMOUNT_OF = {"weight": "milligrams_found", "units": "dosage_units", "ml": "milliliters", "plants": "plants"}
measures = some.sampled_from(EVERY_DRUG).flatmap(lambda one: some.tuples(some.just(one[0]), some.sampled_from(sorted({one[1], "weight"}))))


@quick
@given(day=editions, measured=measures, amount=milligrams, by=milligrams, purity=some.sampled_from((None, 0.1, 0.5, 0.8, 1.0)), in_pills=some.booleans())
def test_more_of_a_drug_alone_never_lowers_it(
    graph: Graph, day: date, measured: tuple[str, str], amount: int, by: int, purity: float | None, in_pills: bool
) -> None:
    """Every substance of the register, by weight and as the register counts it, at any purity."""
    drug, counted_in = measured

    def alone(how_much: int) -> Any:
        found = {"drug": drug, "counted_in": counted_in, AMOUNT_OF[counted_in]: how_much, "purity": purity, "in_pills": in_pills, "found_to_be_ice": False}
        return _reader().read(next(row for row in row_of(graph, {"edition_on": day, "drug": [found]}).rows() if row.level == "conduct"), "quantity_level")

    before, after = alone(amount), alone(amount + by)
    assert (before is None) == (after is None)
    assert before is None or before <= after, f"{amount} of {drug} in {counted_in} is {before}, {amount + by} is {after} on {day}"


@pytest.mark.parametrize("day", EDITIONS, ids=str)
def test_every_edition_knows_the_level_of_a_mixture(graph: Graph, day: date) -> None:
    """So that the properties of mixtures are not held of nothing."""
    for other in ("cocaine", "marihuana", "lsd", "hashish", "pcp", "cocaine base"):
        assert isinstance(level_of(graph, day, [("heroin", 100_000), (other, 100_000)]), int), f"heroin and {other}"


@pytest.mark.parametrize("other", ["schedule iii substance", "schedule iv substance", "schedule v substance", "alprazolam", "synthetic cathinone", "u-47700"])
def test_a_substance_without_an_equivalent_is_not_taken_for_heroin(graph: Graph, other: str) -> None:
    """The tables of 1987 to 1990 give single substances of these classes an equivalent (a gram of diazepam is 0.125 mg of heroin, App. C amend. 396), none for the class.

    100 g of heroin are level 26 (100 G to 400 G), as 100 g with such a substance may be; 1.1 kg would be 32.
    """
    levels = {level_of(graph, day, [("heroin", 100_000), (other, 1_000_000)]) for day in EARLY}
    assert levels <= {None, 26}


@pytest.mark.parametrize("day", EARLY, ids=str)
def test_heroin_beside_a_fentanyl_analogue_does_not_lower_it(graph: Graph, day: date) -> None:
    """A kilogram of the analogue alone is level 36 by its own row."""
    alone = level_of(graph, day, [("fentanyl analogue", 1_000_000)])
    assert alone >= 36
    mixed = level_of(graph, day, [("fentanyl analogue", 1_000_000), ("heroin", 100_000)])
    assert mixed is None or mixed >= alone


# each change of the table


def _changes() -> list[tuple[str, date, int, int, float]]:
    """(drug, day of change, level the day before, level on the day, grams): amounts of the copied table that a change moved."""
    with TABLE.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    tables: dict[tuple[str, date], dict[float, int]] = {}
    for row in rows:
        tables.setdefault((row["drug"], date.fromisoformat(row["edition_from"])), {})[float(row["min_quantity"])] = int(row["level"])
    found = []
    for (drug, day), table in tables.items():
        last = {row["edition_from"] for row in rows if row["drug"] == drug and date.fromisoformat(row["edition_to"]) == day - timedelta(days=1)}
        for before in (tables[drug, date.fromisoformat(one)] for one in last):
            moved = [(gram, _at(before, gram), _at(table, gram)) for gram in sorted({*before, *table}) if gram and _at(before, gram) != _at(table, gram)]
            found += [(drug, day, then, now, gram) for gram, then, now in (moved[0], moved[len(moved) // 2], moved[-1])]
    return list(dict.fromkeys(found))


def _at(table: dict[float, int], grams: float) -> int:
    return max(level for least, level in table.items() if least <= grams)


def _name(copied: str) -> str:
    return f"{copied.removesuffix('_actual')} (actual)" if copied.endswith("_actual") else copied.removesuffix("_mixture").replace("_", " ")


CHANGES = _changes()


def test_there_are_changes_of_the_table() -> None:
    """At least the five that struck every row: App. C amends. 125, 505, 706, 748, 782, and those of methamphetamine, 555 and 594."""
    assert {day for _, day, *_ in CHANGES} >= {date(year, 11, 1) for year in (1989, 1994, 1997, 2000, 2007, 2010, 2014)}


@pytest.mark.parametrize(("drug", "day", "before", "after", "grams"), CHANGES, ids=[f"{drug} {day} {grams} g" for drug, day, _, _, grams in CHANGES])
def test_the_day_before_a_change_and_the_day(drug: str, day: date, before: int, after: int, grams: float) -> None:
    amount = f"{Fraction(str(grams)).limit_denominator(10_000) * 1000} mg"
    levels = [review_of(on, _entries([(_name(drug), amount)])).then.values["principal_base_offense_level"] for on in (day - timedelta(days=1), day)]
    assert levels == [before, after]


# units, order, lines


@quick
@given(day=editions, drug=some.sampled_from(WITH_OWN_ROW), amount=milligrams)
def test_one_weight_in_any_unit(day: date, drug: str, amount: int) -> None:
    written = [f"{amount} mg", f"{amount // 1000}.{amount % 1000:03} g", f"{amount // 10**6}.{amount % 10**6:06} kg"]
    levels = {as_read(day, (drug, one)) for one in written}
    assert len(levels) == 1
    assert None not in levels


@quick
@given(day=editions, drug=some.sampled_from(WITH_OWN_ROW), pounds=some.integers(1, 5_000))
def test_sixteen_ounces_are_a_pound(day: date, drug: str, pounds: int) -> None:
    assert as_read(day, (drug, f"{pounds} lb")) == as_read(day, (drug, f"{pounds * 16} oz"))


@quick
@given(day=editions, found=mixtures, chance=some.randoms(use_true_random=False))
def test_order_does_not_matter(day: date, found: list[tuple[str, int]], chance: Any) -> None:
    written = [(drug, f"{amount} mg") for drug, amount in found]
    shuffled = chance.sample(written, len(written))
    assert as_read(day, *written) == as_read(day, *shuffled)
    weights = [as_read(day, *one, name="converted_drug_weight_milligrams") for one in (written, shuffled)]
    assert weights[0] == pytest.approx(weights[1]) if None not in weights else weights == [None, None]


@quick
@given(day=editions, found=mixtures, alone=some.booleans(), part=some.floats(0.01, 0.99))
def test_one_drug_in_two_lines_is_one_drug(day: date, found: list[tuple[str, int]], alone: bool, part: float) -> None:
    (drug, amount), others = found[0], [] if alone else [(name, f"{other} mg") for name, other in found[1:]]
    assume(amount > 1)
    less = min(amount - 1, max(1, int(amount * part)))
    whole = as_read(day, (drug, f"{amount} mg"), *others)
    assert as_read(day, (drug, f"{less} mg"), *others, (drug, f"{amount - less} mg")) == whole


@pytest.mark.parametrize(
    ("day", "drug", "lines", "level"),
    [
        # Each level is that of the sum in the Manual of the day; converted, 28 g of crack would be 99.988 kg of marihuana and 4.5 kg of hashish 22.5 kg.
        (date(2012, 12, 3), "cocaine base", ["14 g", "14 g"], 26),
        (date(2012, 12, 3), "cocaine base", ["18 g", {"min": "10 g", "max": "12 g"}], 26),
        (date(2012, 12, 3), "cocaine base", [{"min": "18 g", "max": "19 g"}, {"min": "10 g", "max": "12 g"}], 26),
        (date(2012, 12, 3), "cocaine base", ["18 g", {"at_least": "9 kg"}], 38),
        (date(2016, 12, 1), "hashish", ["2 kg", {"min": "2.5 kg", "max": "2.6 kg"}], 14),
        # Fifty plants or more are a kilogram each, fewer 100 g (App. C amend. 125, until amend. 516): sixty are level 22 (60 KG), not 6 kg.
        (date(1994, 12, 1), "marihuana", ["30 plants", "30 plants"], 22),
    ],
)
def test_lines_of_one_drug_that_are_bounds_or_plants(day: date, drug: str, lines: list[Any], level: int) -> None:
    assert base(day, *((drug, line) for line in lines)) == level


def test_lines_of_one_drug_of_different_purity() -> None:
    """The mixture is weighed whole, the pure drug added up (§2D1.1(c), note (B), Nov. 2016): 200 g of methamphetamine, 14 g pure, level 26 either way."""
    lines = [{"drug": "methamphetamine", "amount": "100 g", "purity": 0.04}, {"drug": "methamphetamine", "amount": "100 g", "purity": 0.1}]
    assert review_of(date(2016, 12, 1), lines).then.values["principal_base_offense_level"] == 26


# bounds


@reviewed
@given(
    day=editions,
    drug=some.sampled_from(WITH_OWN_ROW),
    low=milligrams,
    width=milligrams,
    inside=some.floats(0, 1),
    form=some.sampled_from(("range", "at_least", "less_than")),
)
def test_no_amount_within_a_bound_contradicts_it(day: date, drug: str, low: int, width: int, inside: float, form: str) -> None:
    high = low + width
    written, amount = {
        "range": ({"min": f"{low} mg", "max": f"{high} mg"}, low + int(width * inside)),
        "at_least": ({"at_least": f"{low} mg"}, low + int(width * inside)),
        "less_than": ({"less_than": f"{low + 1} mg"}, max(1, int(low * inside))),
    }[form]
    level = base(day, (drug, written))
    if level is not None:
        assert as_read(day, (drug, f"{amount} mg")) == level


@pytest.mark.parametrize(
    ("day", "others", "bound", "within"),
    [
        # The law falls within: 149 g is level 34, 150 g 32 beside 950 kg (App. C amend. 711).
        (date(2008, 1, 10), ("marihuana", "950 kg"), {"min": "140 g", "max": "200 g"}, ("145 g", "149 g", "150 g")),
        # 0.24 g is 16, 0.26 g 14 beside 6 kg (App. C amend. 715).
        (date(2009, 6, 1), ("marihuana", "6 kg"), {"min": "240 mg", "max": "900 mg"}, ("0.24 g", "0.26 g", "0.9 g")),
        (date(2009, 6, 1), ("marihuana", "6 kg"), {"less_than": "250 mg"}, ("1 mg", "0.24 g")),
        (date(2012, 12, 3), ("cocaine", "1 kg"), {"min": "27 g", "max": "57 g"}, ("27 g", "55 g", "57 g")),
    ],
)
def test_no_amount_of_crack_within_a_bound_contradicts_a_mixture(day: date, others: tuple[str, str], bound: dict[str, str], within: tuple[str, ...]) -> None:
    levels = {as_read(day, others, ("cocaine base", amount)) for amount in within}
    level = base(day, others, ("cocaine base", bound))
    assert level is None or levels == {level}, f"{level} by the bound, {levels} within it"


@settings(quick, max_examples=50)
@given(day=editions, found=mixtures, width=milligrams, inside=some.floats(0, 1))
def test_no_amount_within_a_bound_contradicts_a_mixture(day: date, found: list[tuple[str, int]], width: int, inside: float) -> None:
    (drug, low), others = found[0], [(name, f"{amount} mg") for name, amount in found[1:]]
    level = base(day, (drug, {"min": f"{low} mg", "max": f"{low + width} mg"}), *others)
    if level is not None:
        assert as_read(day, (drug, f"{low + int(width * inside)} mg"), *others) == level
