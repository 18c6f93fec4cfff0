"""The rules of custody read twice: the case reader and the Polars lowering give one value, missing facts included."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from lenity.engine import CaseReader, Row
from lenity.engine.lowering import Lowering
from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.rules import custody_graph, custody_rules
from lenity.time._compute import rows_of
from support.frames import differences, population_of

CASES = 700
TODAY = date(2026, 11, 24)
STATUTES = ("18 U.S.C. § 1343", "18 U.S.C. § 924(c)", "18 U.S.C. § 1028A", "18 U.S.C. § 115", "21 U.S.C. § 846", "21 U.S.C. § 841(a)(1)")
NEVER_KNOWN = {("count", "meets_further_condition")}


def made_up(chance: random.Random) -> tuple[dict[str, Any], date]:
    """A case with facts missing at random."""

    def day(first: date, span: int = 2000) -> str:
        return (first + timedelta(days=chance.randrange(span))).isoformat()

    def some(**facts: Any) -> dict[str, Any]:
        return {name: value for name, value in facts.items() if value is not None and chance.random() < 0.85}

    sentenced = date.fromisoformat(day(date(1996, 1, 1), 9000))
    term = chance.choice(("life", "0 days", "9 months", "1 year and 1 day", "60 months", "120 months and 10 days", "400 days"))
    counts = [some(statute=chance.choice(STATUTES), charged=[{"drug": chance.choice(("fentanyl", "heroin", "cocaine")), "amount": "500 g"}]) for _ in range(3)]
    terms = chance.choice((term, {1: "60 months", 2: chance.choice(("24 months", "life")), 3: "24 months and 5 days"}))
    programs = [some(**{"from": day(date(2018, 6, 1), 300), "to": day(date(2019, 6, 1), 900), "days": chance.randrange(60)}) for _ in range(2)]
    started = max(sentenced, date(2018, 6, 1))
    programs = [
        one | ({"from": day(started, 300)} if "from" in one else {}) | ({"to": day(started + timedelta(days=400), 900)} if "to" in one else {})
        for one in programs
    ]
    for one in programs:
        if {"from", "to", "days"} <= set(one) and chance.random() < 0.6:
            one["days"] = (date.fromisoformat(one["to"]) - date.fromisoformat(one["from"])).days + 1
    state = ("concurrent", "consecutive", "silent")
    custody = some(
        primary=chance.choice((None, "federal", "state")), state_released=day(sentenced, 900), early_release_before=chance.random() < 0.3,
        state_terms=[some(imposed=day(sentenced - timedelta(days=100), 200), federal_runs=chance.choice(state)) for _ in range(chance.randrange(3))],
        designation=some(**{"from": day(sentenced, 300)}),
        detention=[
            some(**{"from": day(sentenced - timedelta(days=100 * at + 100), 20), "to": day(sentenced - timedelta(days=100 * at + 70), 30)},
                 credited_elsewhere=chance.random() < 0.5, arrested_after_offense=chance.random() < 0.5)
            for at in range(chance.randrange(3))
        ],
        other_terms=[
            some(imposed=day(sentenced, 2000), term=chance.choice(("24 months", "10 days", "life")), runs=chance.choice(state), statute=chance.choice(STATUTES))
            for _ in range(chance.randrange(3))
        ],
        away=[{"from": day(started, 300), "to": day(started + timedelta(days=300), 30)} for _ in range(chance.randrange(2))],
        commenced=day(sentenced, 60), prior_custody_days=chance.randrange(500), programs=programs, final_order_of_removal=chance.random() < 0.2,
        incidents=[some(good_time_lost_days=27, time_credits_lost_days=5)], diploma_or_progress=chance.random() < 0.5,
        risk=[{"date": day(date(2019, 1, 1), 1200), "level": chance.choice(("minimum", "low", "high"))} for _ in range(3)],
    )  # fmt: skip
    custody.setdefault("since", (sentenced - timedelta(days=3)).isoformat())
    if chance.random() < 0.5:
        for name in ("commenced", "prior_custody_days"):
            custody.pop(name, None)
    events = [
        some(date=day(sentenced + timedelta(days=100)), term="48 months") | {"kind": chance.choice(("reduction", "rule_35", "commutation", "pardon"))}
        for _ in range(2)
    ]
    if chance.random() < 0.3:
        out = sentenced + timedelta(days=2500)
        events += [{"date": out.isoformat(), "kind": "release"}, some(date=day(out), until=day(out + timedelta(days=2000), 900)) | {"kind": "imprisonment"}]
    data = {
        "lenity": 1, "id": "made-up", "sentence": {"date": sentenced.isoformat(), **some(imprisonment=terms, supervised_release="3 years")},
        **some(custody=custody, convictions=counts, offense={"ended": (sentenced - timedelta(days=400)).isoformat()}, guidelines={"adjustments": [], "findings": some(firearm=chance.random() < 0.3)}, person={"born": "1950-02-03"}),
        **({"events": events} if chance.random() < 0.5 else {}),
    }  # fmt: skip
    if not isinstance(terms, str):
        data["convictions"] = counts
    if chance.random() < 0.1:  # nothing missing: some answers are known only then
        data["convictions"], data["sentence"]["imprisonment"], data["sentence"]["supervised_release"] = [{"statute": STATUTES[0]}], "240 months", "3 years"
        data["custody"] = {
            "commenced": sentenced.isoformat(), "prior_custody_days": 10, "incidents": [], "final_order_of_removal": False, "programs": [],
            "risk": [{"date": "2019-02-01", "level": "low"}, {"date": "2019-08-01", "level": chance.choice(("low", "minimum"))}],
        }  # fmt: skip
        data.pop("events", None)
    return data, date.fromisoformat(day(sentenced, 9000))


def test_both_readers_agree_on_every_rule_of_custody() -> None:
    graph, chance = custody_graph(), random.Random(20190719)
    tops: list[Row] = []
    for _ in range(CASES):
        data, as_of = made_up(chance)
        case = read_data(data, name="made-up", vocabulary=law_vocabulary(), today=TODAY)
        tops += rows_of(case, min(as_of, TODAY))[:1]
    nodes = [(rule.level, rule.name) for rule in custody_rules()]
    population = population_of(graph, tops, shuffled_by=7)
    results = Lowering(graph, nodes).run(population.frames)
    assert {(level, name) for level, frame in results.items() for name in frame.columns} == set(nodes)
    found = list(differences(graph, population, results, CaseReader(graph).read))
    assert not found, "\n".join(found[:12])
    read: dict[tuple[str, str], set[bool]] = {(row.level, name): set() for rows in population.rows.values() for row in rows for name in row.values}
    for rows in population.rows.values():
        for row in rows:
            for name, value in row.values.items():
                read[(row.level, name)].add(value is None)
    assert [node for node in nodes if False not in read.get(node, set())] == [], "never known"
