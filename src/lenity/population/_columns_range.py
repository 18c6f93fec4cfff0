"""Columns on guideline and statutory ranges, and on drugs."""

from __future__ import annotations

from lenity.population._column import RANGE_LIFE, Column, sources

DRUGS = 10
"""How many of a record's drugs are read; `drug_count` says how many the record has."""


def _months(name: str, asks: str, *written: str, aliases: tuple[str, ...] = (), was_996: bool = False) -> Column:
    return Column(
        name, "whole", "month", asks, sources(*written), aliases, life=RANGE_LIFE, lowest=0, codes={9996: "life", 9997: "death"}, life_was_996=was_996
    )


def _minimum(name: str, of: str, written: str, was_996: bool = True) -> Column:
    return _months(f"{name}_minimum_months", f"What statutory minimum comes from {of}?", written, was_996=was_996)


RANGE_COLUMNS: tuple[Column, ...] = (
    _months("guideline_min_months", "Where does the guideline range begin, before statutory minimums and maximums?", "XMINSOR", aliases=("MINGUIDERANGE",)),
    _months("guideline_max_months", "Where does it end?", "XMAXSOR", aliases=("MAXGUIDERANGE",)),
    _months("trumped_min_months", "Where does the range begin after statutory minimums and maximums (§5G1.1)?", "GLMIN", was_996=True),
    _months("trumped_max_months", "Where does it end then?", "GLMAX", was_996=True),
    _months("statutory_min_months", "What is the statutory minimum of the whole case?", "STATMIN"),
    _months("statutory_max_months", "What is the statutory maximum, the counts added up?", "STATMAX"),
    _minimum("drug", "the drug statutes", "DRUGMIN", was_996=False),
    _minimum("methamphetamine", "21 U.S.C. § 860A or § 865 (also in the drug minimum)", "METHMIN 2011-"),
    _minimum("firearm_924c", "18 U.S.C. § 924(c), consecutive", "GUNMIN1"),
    _minimum("firearm_924e", "18 U.S.C. § 924(e) or, from FY2007, § 922(g)", "GUNMIN2"),
    _minimum("firearm_929", "18 U.S.C. § 929, consecutive", "GUNMIN3 2006-"),
    _minimum("fire_844h", "18 U.S.C. § 844(h), consecutive", "FIREMIN1 2006-", was_996=False),
    _minimum("fire_844", "the rest of 18 U.S.C. § 844", "FIREMIN2 2006-", was_996=False),
    _minimum("identity_theft", "18 U.S.C. § 1028A", "IDMIN 2006-"),
    _minimum("immigration", "8 U.S.C. § 1324", "IMMIMIN 2006-"),
    _minimum("pornography", "18 U.S.C. § 1466A, § 2251, § 2251A, § 2252 or § 2252A", "PORNMIN 2006-"),
    _minimum("sex_offense", "18 U.S.C. § 2422, § 2423, § 1591 or § 2241(c)", "SEXMIN 2006-"),
    _minimum("repeat_sex_offense", "18 U.S.C. § 2260A", "REPSXMIN 2007-"),
    _minimum("registration", "18 U.S.C. § 2250(c), from FY2017 § 2250(d)", "REGSXMIN 2012-", was_996=False),
    _minimum("release", "18 U.S.C. § 3147, consecutive", "RELMIN 2008-", was_996=False),
    _minimum("appearance", "18 U.S.C. § 3146, consecutive", "FAILMIN 2009-", was_996=False),
    _minimum("other", "any statute without a variable of its own", "OTHRMIN 2006-"),
)

_UNITS = {
    1: "gram", 2: "kilogram", 3: "pound", 4: "ounce", 5: "plant", 6: "dose", 7: "gallon", 8: "quart", 9: "liter",
    10: "milligram", 11: "grain", 12: "milliliter", 13: "marijuana cigarette", 77: "other",
}  # fmt: skip


def _drug(n: int) -> tuple[Column, ...]:
    return (
        Column(f"drug_{n}_type", "whole", "code", f"What is drug {n}? They are in order of converted weight.", sources(f"DRUGTYP{n}"), code_table="DRUGTYP", lowest=1),
        Column(f"drug_{n}_grams", "number", "gram", f"How much of drug {n} was the person held responsible for?", sources(f"WGT{n}"), lowest=0),
        Column(f"drug_{n}_unit", "whole", "code", f"In which unit was the amount of drug {n} reported?", sources(f"UNIT{n}"), codes=_UNITS),
        Column(f"drug_{n}_converted_grams", "number", "gram", "What is its weight converted to marihuana (converted drug weight)?", sources(f"MWGT{n}"), lowest=0),
    )  # fmt: skip


DRUG_COLUMNS: tuple[Column, ...] = (
    Column("drug_count", "whole", "drugs", "How many drugs does the case involve?", sources("NODRUG 2012-"), ("NDRUGS",), lowest=0),
    Column("primary_drug", "whole", "code", "Which group does the first drug belong to?", sources("COMBDRG2"), codes={
        1: "cocaine", 2: "crack", 3: "heroin", 4: "marijuana", 6: "methamphetamine", 77: "other",
    }),
    Column(
        "converted_grams", "number", "gram",
        "What is the converted weight of all drugs whose weight is known? Not missing where only some are known.", sources("MWEIGHT"), lowest=0,
    ),
    *(column for n in range(1, DRUGS + 1) for column in _drug(n)),
)  # fmt: skip
