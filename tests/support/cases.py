"""Made-up cases, at random and from the words of the law itself: drugs, sections, statutes and thresholds of the law book."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from lenity.engine import UNBOUNDED, Graph, Ladder
from lenity.facts.citations import section_parts
from lenity.facts.levels import FactRow, FactValue
from lenity.law import Book

FIRST, LAST = date(1987, 11, 1), date(2026, 12, 31)
CLOCKS = ("sentenced_on", "convicted_on", "offense_ended_on", "edition_on", "record_edition_on", "judged_anew")
_SECTIONS = (
    "2D1.1(b)(1)", "2D1.1(b)(2)", "2D1.1(b)(4)", "2D1.1(b)(17)", "2D1.1(b)(18)", "3B1.1(a)", "3B1.1(c)", "3B1.2", "3B1.2(a)", "3B1.2(b)", "3C1.1", "3A1.1(a)",
    "3E1.1", "3E1.1(a)", "3E1.1(b)", "3F1.1", "4B1.1", "4B1.4", "4B1.4(b)(3)(A)", "4B1.3", "4B1.5(a)", "4B1.5(b)(1)", "4C1.1", "5C1.2", "5C1.2(a)", "18 U.S.C. 3553(f)", "9Z9.9",
)  # fmt: skip
_DRUG_STATUTES = (
    "21 U.S.C. § 841(a)(1)", "21 U.S.C. § 841(b)(1)(A)", "21 U.S.C. § 841(b)(1)(B)(iii)", "21 U.S.C. § 846", "21 U.S.C. § 952(a)", "21 U.S.C. § 960(b)(2)",
    "21 U.S.C. § 963",
)  # fmt: skip
_FIREARM_STATUTES = (
    "18 U.S.C. § 924(c)", "18 U.S.C. § 924(c)(1)(A)(i)", "18 U.S.C. § 924(c)(1)(A)(ii)", "18 U.S.C. § 924(c)(1)(A)(iii)", "18 U.S.C. § 924(c)(1)(B)(i)",
    "18 U.S.C. § 924(c)(1)(B)(ii)", "18 U.S.C. § 929(a)", "18 U.S.C. § 1028A(a)(1)",
)  # fmt: skip


class Cases:
    """A source of cases. One seed gives the same cases every time.

    `always_missing` leaves out one fact, by (level, name), wherever it would stand.
    """

    def __init__(self, graph: Graph, book: Book, seed: int) -> None:
        self.graph = graph
        self.book = book
        self.chance = random.Random(seed)
        self.missing_rate = 0.0
        self.always_missing: tuple[str, str] | None = None

    @cached_property
    def drugs(self) -> list[str]:
        chemicals = [key for id in ("ussg.2D1.11.level", "ussg.2D1.11.level_by_volume") for key in self.book.family(id).members if key]
        return [*(row["name"] for row in self.book.register("ussg.drugs")), *sorted(chemicals)]

    @cached_property
    def sections(self) -> list[str]:
        return sorted(key for id in ("ussg.designation", "ussg.referred_to") for key in self.book.family(id).members if key)

    @cached_property
    def alternatives(self) -> list[str]:
        return sorted(key for id in ("ussg.base", "ussg.base_from") for key in self.book.family(id).members if key)

    @cached_property
    def guidelines(self) -> list[str]:
        return sorted({name.partition("/")[0] for name in self.alternatives})

    @cached_property
    def statutes(self) -> list[str]:
        return sorted(key for key in self.book.family("usc.term").members if key)

    @cached_property
    def editions(self) -> list[date]:
        return sorted(date.fromisoformat(row["date"]) for row in self.book.register("ussg.editions") if row["encoded"])

    # whole cases

    def case(self, number: int) -> FactRow:
        """A case as the tables of facts, clocks set as a pass of a review sets them."""
        self.missing_rate = self.chance.choice((0.0, 0.0, 0.0, 0.04, 0.25))
        facts = list(self.graph.facts)
        self.always_missing = facts[number % len(facts)] if number % 3 == 0 else None
        clocks = self._clocks()
        below = (
            *(self._group(at) for at in range(self._few(1, 2))),
            *(self._adjustment("adjustment", at) for at in range(self._few(0, 4))),
            *(self._count(at, clocks) for at in range(self._few(1, 3))),
            *(self._prior(at) for at in range(self._few(0, 4))),
            *(self._undischarged_term(at) for at in range(self._few(0, 2))),
        )
        return FactRow("case", "", self._kept("case", {**self._case_facts(), **clocks}), below=below)

    def _clocks(self) -> dict[str, FactValue]:
        sentenced = self._day()
        ended = sentenced - timedelta(days=self.chance.randrange(1, 2500))
        edition = max((day for day in self.editions if day <= sentenced), default=self.editions[0])
        if self.chance.random() < 0.5:
            return {
                "sentenced_on": sentenced, "convicted_on": max(ended, sentenced - timedelta(days=120)), "offense_ended_on": ended,
                "edition_on": edition, "record_edition_on": edition, "judged_anew": False,
            }  # fmt: skip
        today = max(sentenced, self._day())
        newest = max(day for day in self.editions if day <= today)
        return {
            "sentenced_on": today, "convicted_on": today, "offense_ended_on": today, "edition_on": newest, "record_edition_on": edition, "judged_anew": True,
        }  # fmt: skip

    def _case_facts(self) -> dict[str, FactValue]:
        chance = self.chance
        return {
            "third_level_open": self._yes_no(), "found_total_offense_level": chance.randint(1, 43), "offense_began_on": self._day(),
            **{name: chance.random() < 0.25 for name in ("violence_or_threat", "firearm", "death_or_serious_injury", "sex_offense", "substantial_financial_hardship")},
            "truthful_disclosure": chance.random() < 0.8, "category_found": self._often(lambda: chance.randint(1, 6)),
            "points_found": self._often(lambda: chance.choice((0, 0, 1, 2, 4, 7, 9, 13, 20))), "status_points_found": self._often(lambda: chance.choice((0, 0, 1, 2))),
            "under_sentence": self._yes_no(), "career_offender_found": self._often(lambda: chance.random() < 0.3),
            **{f"{level}_listed": chance.random() < 0.95 for level in ("group", "adjustment", "count", "prior", "undischarged_term")},
        }  # fmt: skip

    def _group(self, at: int) -> FactRow:
        conduct = tuple(self._conduct(f"guidelines.conduct[{at}][{number}]") for number in range(self._few(1, 2)))
        return FactRow("group", f"groups[{at}]", self._kept("group", {"conduct_listed": True}), below=conduct)

    def _conduct(self, path: str) -> FactRow:
        chance = self.chance
        guideline = (
            chance.choice(self.guidelines) if chance.random() < 0.3 else chance.choices(("2D1.1", "2K2.4", "2B1.1", "2F1.1", "2D1.2"), (80, 5, 5, 5, 5))[0]
        )
        facts: dict[str, FactValue] = {
            "guideline": guideline, "loss_dollars": self._often(lambda: round(self._amount("ussg.loss_table", guideline))),
            "victim_count": self._often(lambda: chance.choice((0, 1, 9, 10, 11, 49, 50, 250))), "gives_only_level": chance.random() < 0.1,
            "base_section": self._often(lambda: chance.choice(self.sections), 0.1),
            "alternative_open": self._often(lambda: chance.choice(self.alternatives), 0.1), "level_under_other_guideline": self._often(lambda: chance.randint(6, 43), 0.2),
            "level_of_characteristics_open": self._often(lambda: chance.randint(6, 43), 0.2),
            "found_base_offense_level": self._often(lambda: chance.randint(6, 43)), "found_offense_level": self._often(lambda: chance.randint(6, 43)),
            **{name: self._often(lambda: chance.choice((0, 3, 8, 25, 100, 300, 600)), 0.3) for name in ("firearm_count", "alien_count", "document_count", "image_count")},
            "explosive_pounds": self._often(lambda: chance.choice((0, 25, 100, 1000)), 0.3), "aggravating_factor_count": self._often(lambda: chance.choice((0, 1, 2, 5)), 0.3),
            "health_care_loss_dollars": self._often(lambda: chance.choice((0, 1_000_001, 8_000_000)), 0.3),
            "drug_listed": chance.random() < 0.95, "conduct_adjustment_listed": chance.random() < 0.95,
        }  # fmt: skip
        below = [self._drug(f"{path}.drugs[{number}]") for number in range(self._few(1, 3))]
        below += [self._adjustment("conduct_adjustment", number, path, guideline) for number in range(self._few(0, 3))]
        return FactRow("conduct", path, self._kept("conduct", facts), below=tuple(below))

    def _drug(self, path: str) -> FactRow:
        drug = self._drug_name()
        facts: dict[str, FactValue] = {"drug": drug, "counted_in": self.chance.choices(("weight", "plants", "units", "ml"), (80, 8, 8, 4))[0]}
        amount = self._amount("ussg.2D1.1.quantity", drug)
        facts["milligrams_found"] = amount
        facts["plants"] = self.chance.choice((1, 49, 50, 99, 100, 1000, 60_000))
        facts["dosage_units"] = self.chance.choice((1, 39, 40, 2500, 40_000, 90_000))
        facts["milliliters"] = self.chance.choice((1, 250, 5000))
        facts["purity"] = self._often(lambda: self.chance.choice((0.05, 0.5, 0.79, 0.8, 0.95)), 0.3)
        facts["found_to_be_ice"] = self._often(self._yes_no)
        facts["whole"] = amount or 1  # a case file knows no amount of zero
        facts["protected_part"] = self._often(lambda: self.chance.choice((0, amount, amount, amount / 2)))
        return FactRow("drug", path, self._kept("drug", facts))

    def _adjustment(self, level: str, at: int, path: str = "guidelines", guideline: str = "") -> FactRow:
        own = [section for section in self.sections if guideline and section.startswith(f"{guideline}(")]
        pool = own if own and self.chance.random() < 0.4 else _SECTIONS if self.chance.random() < 0.6 else self.sections
        section = self.chance.choice(pool)
        parts = section_parts(section)
        head = section_parts(section)[0]
        chapter = int(head[0]) if "U.S.C." not in head else 0
        given = self._often(lambda: self.chance.randint(-4, 4), 0.15)
        facts: dict[str, FactValue] = {
            "section": section, "section_parent": "".join(parts[:-1]) or parts[0], "guideline": head, "chapter": chapter, "levels_given": given,
            "section_grandparent": "".join(parts[:-2]) or "".join(parts[:-1]) or parts[0], "subsection": parts[1] if len(parts) > 1 else "",
        }  # fmt: skip
        return FactRow(level, f"{path}.{level}[{at}]", self._kept(level, facts))

    def _count(self, at: int, clocks: dict[str, FactValue]) -> FactRow:
        chance = self.chance
        path = f"convictions[{at}]"
        pool = chance.choices((_DRUG_STATUTES, _FIREARM_STATUTES, self.statutes), (70, 15, 15))[0]
        statute = chance.choice(pool)
        object_ = self._often(lambda: chance.choice((*_DRUG_STATUTES[:3], "21 U.S.C. § 952(a)")), 0.4)
        anew = clocks["judged_anew"]
        facts: dict[str, FactValue] = {
            "count_number": at + 1, **wider("statute", statute), **wider("object", object_), "tier_named": self._tier(statute),
            **{name: clocks[name] if anew or chance.random() < 0.7 else self._day() for name in ("offense_ended_on", "convicted_on")},
            "found_by": chance.choice(("jury", "plea", "judge")), "prior_851": chance.choice((0, 0, 1, 2, 3)),
            "prior_851_today": self._often(lambda: chance.choice((0, 1, 2))), "earlier_firearm_counts": chance.choice((0, 0, 1)),
            "prior_924c": chance.choice((0, 0, 1)), "death_results": chance.random() < 0.1, "stated_minimum": self._often(lambda: chance.choice((0, 60, 120, UNBOUNDED)), 0.2),
            "stated_maximum": self._often(lambda: chance.choice((240, 480, UNBOUNDED)), 0.2), "quantity_would_be_proved": self._yes_no(),
            "charged_listed": chance.random() < 0.95,
        }  # fmt: skip
        charged = tuple(self._charged(f"{path}.charged[{number}]") for number in range(self._few(1, 2)))
        return FactRow("count", path, self._kept("count", facts), below=charged)

    def _charged(self, path: str) -> FactRow:
        drug = self._drug_name()
        facts: dict[str, FactValue] = {
            "drug": drug, "charged_milligrams": self._amount("usc.21.841.tier", drug), "plants": self.chance.choice((1, 99, 100, 999, 1000)),
            "counted_in": self.chance.choices(("weight", "plants"), (9, 1))[0],
        }  # fmt: skip
        return FactRow("charged", path, self._kept("charged", facts))

    def _prior(self, at: int) -> FactRow:
        sentenced = self._day(earliest=date(1965, 1, 1))
        facts: dict[str, FactValue] = {
            "prior_sentenced_on": sentenced,
            "months_by_arrest": self.chance.choice((0, 1, 2, 13, 14, 60, UNBOUNDED)), "days_by_arrest": self.chance.choice((0, 1, 29)),
            "months_as_found": self.chance.choice((0, 1, 2, 13, 14, 60, UNBOUNDED)), "days_as_found": self.chance.choice((0, 1, 29)),
            "counts_alone_by_arrest": self.chance.random() < 0.8, "counts_alone_as_found": self.chance.random() < 0.8,
            "prior_released_on": self._often(lambda: sentenced + timedelta(days=self.chance.randrange(4000))), "prior_is_petty": self.chance.random() < 0.1,
            "prior_kind": self.chance.choice(("felony", "felony", "misdemeanor", "petty")), "prior_immigration": self.chance.choice(("none", "none", "reentry", "entry")),
            "prior_is_violent": self._yes_no(), "prior_is_drug": self._yes_no(), "prior_awaits_sentence": self.chance.random() < 0.1,
        }  # fmt: skip
        return FactRow("prior", f"criminal_history.priors[{at}]", self._kept("prior", facts))

    def _undischarged_term(self, at: int) -> FactRow:
        chance = self.chance
        facts: dict[str, FactValue] = {
            "other_court": chance.choice(("state", "federal")), "other_is_expected": chance.random() < 0.2,
            "offense_was_committed": chance.choice(("while serving", "before service", "neither")), "other_is_relevant": chance.choice(("all", "part", "none")),
            "other_in_level": chance.choice(("raised", "counted", "neither")),
        }  # fmt: skip
        return FactRow("undischarged_term", f"undischarged_terms[{at}]", self._kept("undischarged_term", facts))

    # single values

    def _kept(self, level: str, facts: dict[str, FactValue]) -> dict[str, FactValue]:
        """Without the facts that this case lacks. A fact that the helpers above do not know gets a value by its unit."""
        for of_level, name in self.graph.facts:
            if of_level == level and name not in facts:
                facts[name] = self._by_unit(self.graph.facts[(level, name)].unit)
        rate = self.missing_rate
        return {
            name: value for name, value in facts.items()
            if value is not None and (level, name) != self.always_missing and self.chance.random() >= rate / (6 if name in CLOCKS else 1)
        }  # fmt: skip

    def _by_unit(self, unit: str) -> FactValue:
        made: dict[str, Callable[[], FactValue]] = {
            "yes_no": self._yes_no, "date": self._day, "text": lambda: "other", "milligram": lambda: self.chance.choice((0, 1000, 10**9)), "factor": lambda: 0.5,
        }  # fmt: skip
        return made.get(unit, lambda: self.chance.choice((0, 1, 2, 12, 60)))()

    def _few(self, least: int, most: int) -> int:
        return 0 if self.chance.random() < 0.04 else self.chance.randint(least, most)

    def _often(self, value: Callable[[], Any], rate: float = 0.6) -> Any:
        return value() if self.chance.random() < rate else None

    def _yes_no(self) -> bool:
        return self.chance.random() < 0.5

    def _day(self, earliest: date = FIRST) -> date:
        """Any day, and often the day of a change in the law or the one before it."""
        if self.chance.random() < 0.3:
            return self.chance.choice(self.editions) - timedelta(days=self.chance.choice((0, 1)) if earliest < FIRST else 0)
        return earliest + timedelta(days=self.chance.randrange((LAST - earliest).days))

    def _drug_name(self) -> str:
        common = ("cocaine base", "cocaine", "heroin", "marihuana", "methamphetamine", "methamphetamine (actual)", "lsd", "fentanyl", "oxycodone", "diazepam")
        return self.chance.choice(common if self.chance.random() < 0.6 else self.drugs)

    def _amount(self, id: str, drug: str) -> int | float:
        """An amount around a threshold of the drug, where it has any."""
        series = self.book.family(id).members.get(drug)
        ladders = [entry.payload for entry in series.entries if isinstance(entry.payload, Ladder)] if series else []
        if not ladders or self.chance.random() < 0.2:
            return self.chance.choice((0, 1, 500, 62_000, 1_500_000, 10**8, 10**11, 10**13))
        at = self.chance.choice(self.chance.choice(ladders).thresholds)
        return max(0, at + self.chance.choice((-1, 0, 0, 1, 0.5, -0.25)))

    def _tier(self, statute: str) -> str | None:
        if "841(b)(1)(" in statute:
            return section_parts(statute)[3].strip("()")
        return "2" if "960(b)(2)" in statute else None


def wider(name: str, citation: str | None) -> dict[str, FactValue]:
    """A statute and the wider provisions that it is within, as the tables of a case hold them."""
    names = (name, f"{name}_parent", f"{name}_grandparent", f"{name}_subsection", f"{name}_section")
    if citation is None:
        return dict.fromkeys(names)
    parts = section_parts(citation)
    forms = ["".join(parts[:end]) for end in range(len(parts), 0, -1)]
    last = len(forms) - 1
    return dict(zip(names, (citation, forms[min(1, last)], forms[min(2, last)], forms[max(0, last - 1)], parts[0]), strict=True))
