"""Made-up records with every part of the level, coded as the codebook has it, and what the Manual's text makes of them.

Base levels are rows of the Drug Quantity Table and the loss table, ranges cells of the Sentencing Table. The Manual of the record is that of AMENDYR; today's is that of November 2025.
"""

from __future__ import annotations

from typing import NamedTuple


class Full(NamedTuple):
    """A record under the Commission's names, and the columns of a screen that the Manual's text gives."""

    name: str
    source: str
    fiscal_year: int
    record: dict[str, str]
    expect: dict[str, object]


COMMON = {
    "NOCOMP": "1", "NOCOUNTS": "1", "CAROFFAP": "0", "ACCAP": "0", "AGGROLHI": "0", "MITROLHI": "0", "OBSTRCHI": "0", "VULVCTHI": "0", "OFFVCTHI": "0",
    "RSTRVCHI": "0", "TERORHI": "0", "HUMANHI": "0", "ABUSHI": "0", "USKIDHI": "0", "USARMHI": "0", "FLIGHTHI": "0", "RLEASHI": "0", "FALDMHI": "0",
    "ACCTRESP": "-3", "GUNMIN1": "0", "GUNMIN3": "0", "IDMIN": "0", "FIREMIN1": "0", "RELMIN": "0", "FAILMIN": "0", "REPSXMIN": "0", "DRUGMIN": "0",
    "STATMIN": "0", "WEAPON": "0", "WEAPSOC": "0", "SENTPTS": "0", "POINT3": "0", "CIRCDIST": "31", "MITCAP": "0",
}  # fmt: skip
WITHIN = {2015: {"BOOKERCD": "0"}, 2016: {"BOOKERCD": "0"}, 2017: {"BOOKERCD": "0"}, 2018: {"SENTRNGE": "0"}, 2019: {"SENTRNGE": "0"}, 2024: {"SENTRNGE": "0"}}


def _characteristics(of: int, **applied: str) -> dict[str, str]:
    """The guideline's characteristics: so many are coded, 0 and A where they were not applied, the others are missing."""
    places = "BCDEFGHIJKLMNOPQRSTU"[:of]
    told = {f"ADJ_{place}HI": "0" for place in places} | {f"ADJL_{place}HI": "A" for place in places}
    for place, levels in applied.items():
        told[f"ADJ_{place}HI"], _, label = levels.partition(" ")
        told[f"ADJL_{place}HI"] = label or "A"
    return told


def _cocaine(grams: str, manual: int, base: int, **told: str) -> dict[str, str]:
    return {
        "GDLINEHI": "2D1.1", "AMENDYR": str(manual), "BASEHI": str(base), "NODRUG": "1", "DRUGTYP1": "1", "COMBDRG2": "1", "WGT1": grams, "UNIT1": "1",
        "NWSTAT1": "21:841", "STATMAX": "480", "SAFE": "0", "SAFETY": "0", **_characteristics(16), **told,
    }  # fmt: skip


FULL = [
    Full(
        "Six hundred grams of cocaine and a weapon, before amendment 782",
        "App. C amend. 782 (500 g to 2 kg: level 26 to 24); §2D1.1(b)(1); §3E1.1; Ch. 5 Pt. A, 25-III 70-87, 23-III 57-71; § 841(b)(1)(B), § 5G1.1(c)(2)",
        2015,
        _cocaine("600", 2013, 26, SENTYR="2014", SENTMON="10", XFOLSOR="25", XCRHISSR="3", TOTCHPTS="5", POINT3="1", XMINSOR="70", XMAXSOR="87", STATMIN="60", DRUGMIN="60", WEAPON="1", WEAPSOC="1")
        | _characteristics(16, B="2"),
        {
            "then_base_level": 26, "then_level": 25, "then_category": 3, "then_min": 70, "then_max": 87, "today_base_level": 24, "today_level": 23, "today_category": 3,
            "today_min": 57, "today_max": 71, "then_statutory_min": 60, "today_statutory_min": 60, "change_min_months": -10, "finding": "lower",
        },
    ),
    Full(
        "The same without a weight: level 26 of cocaine was 500 g to 2 kg, which is 24 today",
        "App. C amend. 782",
        2015,
        _cocaine("", 2013, 26, SENTYR="2014", SENTMON="10", XFOLSOR="23", XCRHISSR="3", TOTCHPTS="5", POINT3="1", XMINSOR="57", XMAXSOR="71"),
        {"today_base_level": 24, "today_level": 21, "today_min": 46, "today_max": 57, "change_min_months": -11, "finding": "lower"},
    ),
    Full(
        "Twenty-eight grams of cocaine base under the Manual of 2015: nothing changed",
        "§2D1.1(c)(8) (Nov. 2016 and Nov. 2025: 28 g to 112 g, level 24); Ch. 5 Pt. A, 21-IV 57-71",
        2016,
        _cocaine("28", 2015, 24, DRUGTYP1="2", COMBDRG2="2", SENTYR="2016", SENTMON="2", XFOLSOR="21", XCRHISSR="4", TOTCHPTS="7", POINT3="2", XMINSOR="57", XMAXSOR="71", STATMIN="60", DRUGMIN="60"),
        {"today_base_level": 24, "today_level": 21, "today_category": 4, "today_min": 57, "today_max": 71, "today_statutory_min": 60, "change_min_months": 0, "finding": "same"},
    ),
    Full(
        "Wire fraud, two of four points for status",
        "§2B1.1(a)(1), (b)(1)(F) (more than $150,000: 10 levels); 14-III 21-27; §4A1.1(e) (App. C amend. 821); 14-II 18-24; 18 U.S.C. § 1343",
        2018,
        {
            "GDLINEHI": "2B1.1", "AMENDYR": "2016", "BASEHI": "7", "LOSSHI": "200000", "NWSTAT1": "18:1343", "STATMAX": "240", "SENTYR": "2018", "SENTMON": "3",
            "XFOLSOR": "14", "XCRHISSR": "3", "TOTCHPTS": "4", "SENTPTS": "2", "XMINSOR": "21", "XMAXSOR": "27", **_characteristics(19, B="10 F"),
        },
        {
            "then_level": 14, "then_category": 3, "today_base_level": 7, "today_level": 14, "today_category": 2, "today_min": 18, "today_max": 24,
            "today_statutory_min": 0, "change_min_months": -3, "finding": "lower",
        },
    ),
    Full(
        "A loss of $145,000 under the table of 2014: ten levels for more than $120,000, eight since November 2015",
        "App. C amend. 791 (more than $120,000: 10, then more than $95,000: 8); 14-II 18-24; 12-II 12-18 (the third level of §3E1.1(b) is lost below 16: 15 - 2 = 13, 13-II 15-21)",
        2015,
        {
            "GDLINEHI": "2B1.1", "AMENDYR": "2014", "BASEHI": "7", "LOSSHI": "145000", "NWSTAT1": "18:1343", "STATMAX": "240", "SENTYR": "2015", "SENTMON": "3",
            "XFOLSOR": "14", "XCRHISSR": "2", "TOTCHPTS": "3", "XMINSOR": "18", "XMAXSOR": "24", **_characteristics(18, B="10 F"),
        },
        {"today_level": 13, "today_min": 15, "today_max": 21, "change_min_months": -3, "finding": "lower"},
    ),
    Full(
        "Forty kilograms of heroin with a minor role: the cap takes 36 to 33 under the Manual of 2016, to 32 today",
        "§2D1.1(a)(5) (Nov. 2016; Nov. 2025); §3B1.2(b); 28-II 87-108; 27-II 78-97",
        2017,
        _cocaine("40000", 2016, 33, DRUGTYP1="3", COMBDRG2="3", SENTYR="2017", SENTMON="5", MITROLHI="-2", MITCAP="1", XFOLSOR="28", XCRHISSR="2", TOTCHPTS="3", POINT3="1", XMINSOR="87", XMAXSOR="108", STATMAX="240"),
        {"then_base_level": 33, "today_base_level": 32, "today_level": 27, "today_min": 78, "today_max": 97, "change_min_months": -9, "finding": "lower"},
    ),
    Full(
        "Wire fraud with two years for aggravated identity theft on top, then and today",
        "18 U.S.C. §§ 1343, 1028A(b); §5G1.2(a); 14-III 21-27, 14-II 18-24 (App. C amend. 821)",
        2018,
        {
            "GDLINEHI": "2B1.1", "AMENDYR": "2016", "BASEHI": "7", "LOSSHI": "200000", "NOCOUNTS": "2", "NWSTAT1": "18:1343", "NWSTAT2": "18:1028A", "STATMIN": "24", "STATMAX": "264",
            "IDMIN": "24", "SENTYR": "2018", "SENTMON": "3", "XFOLSOR": "14", "XCRHISSR": "3", "TOTCHPTS": "4", "SENTPTS": "2", "XMINSOR": "21", "XMAXSOR": "27",
            **_characteristics(19, B="10 F"),
        },
        {"then_statutory_min": 24, "today_statutory_min": 24, "change_min_months": -3, "finding": "lower"},
    ),
    Full(
        "Reentry after a conviction: three provisions, no minimum in any, none changed",
        "8 U.S.C. § 1326(a), (b)(1), (b)(2); §2L1.2(a), (b)(2)(B) (Nov. 2016 and Nov. 2025); 13-III 18-24",
        2018,
        {
            "GDLINEHI": "2L1.2", "AMENDYR": "2016", "BASEHI": "8", "NWSTAT1": "8:1326", "STATMAX": "240", "SENTYR": "2018", "SENTMON": "3",
            "XFOLSOR": "13", "XCRHISSR": "3", "TOTCHPTS": "5", "XMINSOR": "18", "XMAXSOR": "24", "ACCTRESP": "-3", **_characteristics(3, C="8 B"),
        },
        {"today_level": 13, "today_min": 18, "today_max": 24, "today_statutory_min": 0, "change_min_months": 0, "finding": "same"},
    ),
    Full(
        "A zero-point reduction under the Manual that had it: found then, so found today",
        "§4C1.1(a) (Nov. 2023); 14 - 2 = 12; 12-I 10-16",
        2024,
        {
            "GDLINEHI": "2B1.1", "AMENDYR": "2023", "BASEHI": "7", "LOSSHI": "200000", "NWSTAT1": "18:1343", "STATMAX": "240", "SENTYR": "2024", "SENTMON": "3",
            "XFOLSOR": "12", "XCRHISSR": "1", "TOTCHPTS": "0", "XMINSOR": "10", "XMAXSOR": "16", **_characteristics(19, B="10 F"),
        },
        {"today_level": 12, "today_category": 1, "today_min": 10, "today_max": 16, "today_statutory_min": 0, "change_min_months": 0, "finding": "same"},
    ),
    Full(
        "The safety valve then: two levels off and no minimum, then and today",
        "§2D1.1(b)(16) (Nov. 2013), (b)(18) (Nov. 2025); §5C1.2; 21-I 37-46; 19-I 30-37",
        2015,
        _cocaine("600", 2013, 26, SENTYR="2014", SENTMON="10", XFOLSOR="21", XCRHISSR="1", TOTCHPTS="1", XMINSOR="37", XMAXSOR="46", STATMIN="60", DRUGMIN="60", SAFE="1", SAFETY="1")
        | _characteristics(16, Q="-2"),
        {"today_base_level": 24, "today_level": 19, "today_min": 30, "today_max": 37, "change_min_months": -7, "finding": "lower"},
    ),
]  # fmt: skip
UNDECIDED = [
    Full(
        "No points: §4C1.1 asks for findings that no court made; with them the range would be lower",
        "§4C1.1(a) (App. C amend. 821)",
        2018,
        {**FULL[3].record, "TOTCHPTS": "0", "SENTPTS": "0", "XCRHISSR": "1", "XMINSOR": "15", "XMAXSOR": "21"},
        {"finding": "not known", "today_level": None, "needs": "findings that decide §4C1.1", "reasons": "zero points"},
    ),
    Full(
        "Two points, both for status: none today, so that §4C1.1 is open",
        "§4A1.1(e), §4C1.1(a) (App. C amend. 821)",
        2018,
        {**FULL[3].record, "TOTCHPTS": "2", "SENTPTS": "2", "XCRHISSR": "2", "XMINSOR": "18", "XMAXSOR": "24"},
        {"finding": "lower", "today_level": None, "today_category": 1, "needs": "findings that decide §4C1.1"},
    ),
    Full(
        "Two computations: another may come to decide the level",
        "§3D1.4",
        2015,
        {**FULL[0].record, "NOCOMP": "2"},
        {"finding": "not known", "today_level": None, "needs": "adjustments of the other guideline computations"},
    ),
    Full(
        "A level that the parts do not make",
        "a coding error",
        2015,
        {**FULL[0].record, "XFOLSOR": "24", "XMINSOR": "63", "XMAXSOR": "78"},
        {"today_level": None, "needs": "those recorded do not make the recorded level"},
    ),
    Full(
        "A maximum of thirty years is that of a noticed prior, which need not qualify today: then it is twenty years, below the range",
        "21 U.S.C. § 841(b)(1)(C); Pub. L. 115-391, § 401(a); § 5G1.1(a); 38-II 262-327",
        2018,
        _cocaine("70000", 2016, 34, SENTYR="2018", SENTMON="3", XFOLSOR="38", XCRHISSR="2", TOTCHPTS="3", POINT3="1", XMINSOR="262", XMAXSOR="327", STATMAX="360", ACCTRESP="-2", AGGROLHI="2", WEAPON="1", WEAPSOC="1")
        | _characteristics(16, B="2", M="2"),
        {"finding": "not known", "today_level": 38, "needs": "whether the statutory minimum and maximum of then are still the law"},
    ),
    Full(
        "A minimum of ten years above the range: with it nothing changes, and whether it still is ten years is not told",
        "§ 841(b)(1)(A), (b)(1)(B) after a prior (Pub. L. 115-391, § 401)",
        2015,
        {**FULL[1].record, "STATMIN": "120", "DRUGMIN": "120"},
        {"finding": "not known", "today_level": 21, "needs": "whether the statutory minimum and maximum of then are still the law"},
    ),
    Full(
        "Robbery with two stacked § 924(c) counts: 25 years of the second would be five or seven today",
        "18 U.S.C. § 924(c)(1)(C); Pub. L. 115-391, § 403",
        2018,
        {
            "GDLINEHI": "2B3.1", "AMENDYR": "2016", "BASEHI": "20", "NOCOUNTS": "3", "NWSTAT1": "18:2113A", "NWSTAT2": "18:924C", "GUNMIN1": "360", "STATMIN": "360", "STATMAX": "9996",
            "SENTYR": "2018", "SENTMON": "3", "XFOLSOR": "19", "XCRHISSR": "3", "TOTCHPTS": "5", "XMINSOR": "37", "XMAXSOR": "46", "WEAPON": "1", **_characteristics(7, B="2"),
        },
        {"finding": "not known", "today_level": 19, "today_statutory_min": None, "needs": "whether the statutory minimum and maximum of then are still the law", "reasons": "stacked § 924(c)"},
    ),
    Full(
        "A base level of 20 that may rest on a prior crime of violence, whose definition changed in 2016",
        "§2K2.1(a)(4)(A); §4B1.2(a)(2) (App. C amend. 798)",
        2015,
        {
            "GDLINEHI": "2K2.1", "AMENDYR": "2014", "BASEHI": "20", "NWSTAT1": "18:922G1", "STATMAX": "120", "SENTYR": "2015", "SENTMON": "3",
            "XFOLSOR": "19", "XCRHISSR": "3", "TOTCHPTS": "5", "XMINSOR": "37", "XMAXSOR": "46", **_characteristics(9, E="2 A"),
        },
        {"finding": "not known", "today_level": None, "needs": "whether the priors that the base level may rest on meet §4B1.2 today"},
    ),
    Full(
        "A base level of 32 with a minor role, which the cap would have lowered then: its amounts are not those of the table's row",
        "§2D1.1(a)(5)",
        2018,
        _cocaine("", 2016, 32, DRUGTYP1="6", COMBDRG2="6", SENTYR="2018", SENTMON="3", MITROLHI="-2", XFOLSOR="27", XCRHISSR="3", TOTCHPTS="5", POINT3="1", XMINSOR="87", XMAXSOR="108"),
        {"finding": "not known", "today_level": None, "today_base_level": None},
    ),
    Full(
        "Four points and no safety valve: the wider criteria of today may be met",
        "§5C1.2(a)(1) (App. C amend. 817)",
        2016,
        {**FULL[2].record, "XCRHISSR": "3", "TOTCHPTS": "4", "POINT3": "0", "XMINSOR": "46", "XMAXSOR": "57"},
        {"finding": "not known", "today_level": None, "needs": "findings that decide §5C1.2 today"},
    ),
]  # fmt: skip
