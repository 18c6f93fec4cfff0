"""Today's statutory minimum where a record's own still is the law's, and today's range after the statute.

A record gives the minimum and maximum of the whole case and the sections of the statutes, no quantity charged. They are carried over only where nothing that
sets them changed since the oldest day on which the offense can have ended: the terms of every section named, and for drugs the tiers of each drug and the term of
the tier that alone brings the minimum recorded. A minimum by quantity is carried from the day on which a jury had to find it; before that it is not known what would be proved.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lenity.engine import UNBOUNDED, Ladder, Range
from lenity.engine.dated import Series
from lenity.law import law_book
from lenity.population import screen_passes as passes
from lenity.population._column import RANGE_LIFE
from lenity.population.screen_days import edition_on
from lenity.population.screen_facts import CONSECUTIVE, DRUG_NAMES, GROUPS, UNSORTED, minimum_beside_consecutive
from lenity.population.screen_parts import valve_is_shut

if TYPE_CHECKING:
    import polars as pl

STATUTES = tuple(f"statute_{n}" for n in range(1, 6))
OFFENSE_YEARS_BEFORE = 10
"""By how many years an offense is taken to end before its sentence at the most, twice the period of 18 U.S.C. § 3282(a): a change within them is held against the record."""
_DRUG_SECTIONS = ("21 U.S.C. § 841", "21 U.S.C. § 846", "21 U.S.C. § 952", "21 U.S.C. § 960", "21 U.S.C. § 963")
_FIREARMS, _FIREARM, _IDENTITY = "18 U.S.C. § 924", "18 U.S.C. § 924(c)", "18 U.S.C. § 1028A"
_WRITTEN = re.compile(r"(?P<title>\d+):?(?P<section>\d+[a-z]?)(?P<inner>(?:[A-Z]|\d)*)")
_MARK = re.compile(r"\d+|[A-Z]")


class _Key(NamedTuple):
    """What decides whether the record's terms are today's."""

    statutes: tuple[str, ...]
    counts: int | None
    minimum: int | None
    maximum: int | None
    drugs: tuple[str, ...]
    joint: int | None
    by_drug: int | None
    firearm: int
    first_day: date | None


class _Today(NamedTuple):
    """Today's statutory minimum and maximum of the case, as the Commission codes them; None where not known."""

    minimum: int | None
    maximum: int | None


_UNKNOWN = _Today(None, None)


def with_statute_today(frame: pl.DataFrame, records: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The frame with today's statutory minimum where the record's own is still the law's, `statute_carried`, and today's range after the statute.

    `after_most_min` and `after_most_max` are that range at the most that today's level can be, with every minimum binding.
    """
    import polars as pl

    told = _told(records).with_columns(frame["first_day"])
    kinds = told.unique(maintain_order=True)
    types = {"_statutory_min": pl.Int64, "_statutory_max": pl.Int64, "least_statutory_max": pl.Int64}
    found = pl.DataFrame([(*_today(key, as_of), _least_maximum(key, as_of)) for key in _keys(kinds)], schema=types, orient="row")
    frame = frame.hstack(told.join(kinds.hstack(found), on=told.columns, how="left", nulls_equal=True, maintain_order="left").select(*types))
    frame = frame.with_columns(statute_carried=pl.col("_statutory_min").is_not_null() & pl.col("today_statutory_min").is_null())
    frame = frame.with_columns(today_statutory_min=pl.coalesce("today_statutory_min", "_statutory_min"))
    return _after_statute(frame, records, as_of).drop("_statutory_min", "_statutory_max")


def _told(records: pl.DataFrame) -> pl.DataFrame:
    """What of each record decides whether its terms are today's; records of one kind are looked up once."""
    import polars as pl

    consecutive = pl.sum_horizontal(pl.col(name).fill_null(0) for name in CONSECUTIVE)
    unsorted = pl.any_horizontal((pl.col(name) > 0).fill_null(False) for name in UNSORTED)
    is_number = pl.col("statutory_min_months") < RANGE_LIFE
    return records.select(
        *STATUTES,
        "counts",
        "statutory_min_months",
        "statutory_max_months",
        pl.when(pl.col("drug_count") == 1).then("drug_1_type").alias("drug"),
        pl.when(pl.col("drug_count") == 1).then("primary_drug").alias("group"),
        pl.when(~unsorted & is_number).then(pl.col("statutory_min_months") - consecutive).alias("joint"),
        "drug_minimum_months",
        pl.col("firearm_924c_minimum_months").fill_null(0),
    )


def _keys(kinds: pl.DataFrame) -> list[_Key]:
    named = len(STATUTES)
    keys: list[_Key] = []
    for row in kinds.rows():
        counts, minimum, maximum, drug, group, joint, by_drug, firearm, day = row[named:]
        statutes = tuple(sorted(one for one in row[:named] if one is not None))
        keys.append(_Key(statutes, counts, minimum, maximum, _names(drug, group), joint, by_drug, firearm, day))
    return keys


def _names(drug: int | None, group: int | None) -> tuple[str, ...]:
    codes = (drug,) if drug is not None else GROUPS.get(group or 0, ())
    return tuple(DRUG_NAMES[code] for code in codes) if all(code in DRUG_NAMES for code in codes) else ()


@cache
def _today(key: _Key, as_of: date) -> _Today:
    if key.first_day is None or key.joint is None or key.joint < 0 or len(key.statutes) == len(STATUTES):
        return _UNKNOWN
    named = [citation_of(one) for one in key.statutes]
    sections = [one for one in named if one is not None]
    if len(sections) < len(named) or (key.firearm and sections and _FIREARM not in sections):
        return _UNKNOWN
    since = key.first_day.replace(year=key.first_day.year - OFFENSE_YEARS_BEFORE, day=1)
    of_drugs = [one for one in sections if one.startswith(_DRUG_SECTIONS)]
    by_drug = of_drugs or (not sections and key.by_drug == key.joint and key.drugs)
    terms = [_terms(one, since, as_of) for one in sections if one not in of_drugs and not one.startswith((_FIREARM, _IDENTITY))]
    if not (sections or by_drug) or any(not one for one in terms):
        return _UNKNOWN
    if (by_drug and not _drugs_hold(key, since, as_of)) or (key.firearm and not _firearm_holds(key.firearm, since, as_of)):
        return _UNKNOWN
    if not all(_is_one(of_key, "min") for each in terms for of_key in each):
        return _UNKNOWN
    holds = bool(sections) and all(_is_one(of_key, "max") for each in terms for of_key in each) and (not of_drugs or _drug_maximum_holds(key, sections, as_of))
    if not holds and len(terms) == len(sections) == key.counts and all(len(each) == 1 for each in terms):
        return _Today(key.minimum, _added([each[0][-1].max for each in terms]))
    return _Today(key.minimum, key.maximum if holds else None)


def _is_one(terms: list[Range], end: str) -> bool:
    """Whether an end of the term was the same on all days."""
    return len({getattr(one, end) for one in terms}) == 1


def _added(maximums: list[int]) -> int:
    return RANGE_LIFE if any(one >= UNBOUNDED for one in maximums) else sum(maximums)


def citation_of(written: str) -> str | None:
    """A statute as the Commission writes it (`21:841`, `18:924C`, `8:1326B2`) as a citation; None where it cannot be read."""
    one = _WRITTEN.fullmatch(written.strip())
    if one is None:
        return None
    marks = _MARK.findall(one["inner"])
    section = one["section"]
    if section == "1028" and marks[:1] == ["A"] and len(marks) == 1:
        return _IDENTITY
    inner = "".join(f"({mark.lower() if at == 0 else mark})" for at, mark in enumerate(marks))
    return f"{one['title']} U.S.C. § {section}{inner}"


def _terms(citation: str, since: date, as_of: date) -> list[list[Range]]:
    """The terms on the days since, the newest last, of every provision that the citation can mean; none where the law files have none of them.

    Whichever of them it was, what the record has is still the law where none of them changed.
    """
    members = {str(key): series for key, series in law_book().family("usc.term").members.items()}
    forms = [citation]
    while forms[-1].endswith(")"):
        forms.append(forms[-1][: forms[-1].rindex("(")])
    if forms == [_FIREARMS]:  # its terms for carrying a firearm and for repeated convictions are elsewhere
        return []
    own = next((form for form in forms if form in members), None)
    meant = [key for key in members if key == own or key.startswith((f"{own or citation}(", f"{own or citation}/"))]
    return [_since(members[key], since, as_of) for key in meant]


def _since(series: Series, since: date, as_of: date) -> list[Range]:
    """The terms in force on any day of the span."""
    entries = [entry for entry in series.entries if entry.from_on <= as_of]
    kept = [entry for at, entry in enumerate(entries) if at + 1 == len(entries) or entries[at + 1].from_on > since]
    return [entry.payload for entry in kept if isinstance(entry.payload, Range)]


def _drugs_hold(key: _Key, since: date, as_of: date) -> bool:
    """Whether the drug minimum is today's: no tier of the drugs changed, and it is none, or one that a jury had to find and that one tier alone brings."""
    if not key.drugs or key.by_drug is None or key.by_drug != key.joint or key.first_day is None:
        return False
    families = ("usc.21.841.tier", "usc.21.960.tier")
    tiers = [law_book().family(id).members.get(drug) for id in families for drug in key.drugs]
    if not all(_tiers_hold(series, since, key.first_day, as_of) for series in tiers):
        return False
    return key.by_drug == 0 or (_alone_bring(key.by_drug) and key.first_day >= _proved_since())


def _drug_maximum_holds(key: _Key, sections: list[str], as_of: date) -> bool:
    """Whether the maximum is that of one drug count alone, and no prior can have raised it: one that did need not qualify today."""
    return len(sections) == 1 and key.counts == 1 and key.first_day is not None and key.first_day >= _proved_since() and not _raised_by_priors(key, as_of)


@cache
def _least_maximum(key: _Key, as_of: date) -> int | None:
    """The least that today's maximum can be, priors that raised it left out; the recorded one where none can have."""
    raised = _raised_by_priors(key, as_of)
    return min([key.maximum, *raised]) if key.maximum is not None and raised else key.maximum


def _raised_by_priors(key: _Key, as_of: date) -> list[int]:
    """The maximums without a prior of every tier that brings the recorded terms after one; of several counts, of every tier that brings the minimum."""
    if key.by_drug is None:
        return []
    tiers = {tier for drug in key.drugs for tier in _tiers_of(drug)}
    found: list[int] = []
    for id in ("usc.21.841.term", "usc.21.960.term"):
        members = {str(name): series for name, series in law_book().family(id).members.items()}
        for name, series in members.items():
            tier, priors, *more = name.split("/")
            term = _on(series, as_of)
            if more or priors == "0" or term is None or (tiers and tier not in tiers):
                continue
            terms_match = term.min == key.by_drug and (key.counts != 1 or _added([term.max]) == key.maximum)
            without = _on(members[f"{tier}/0"], as_of)
            if terms_match and without is not None and without.max < term.max:
                found.append(_added([without.max]))
    return found


@cache
def _tiers_of(drug: str) -> frozenset[str]:
    """Every tier that an amount of the drug has reached."""
    series = [law_book().family(id).members.get(drug) for id in ("usc.21.841.tier", "usc.21.960.tier")]
    return frozenset(
        str(tier) for one in series if one is not None for entry in one.entries if isinstance(entry.payload, Ladder) for tier in entry.payload.results
    )


def _on(series: Series, day: date) -> Range | None:
    """The term in force on a day."""
    entry = series.on(lambda clock: day)
    return entry.payload if entry is not None and isinstance(entry.payload, Range) else None


def _tiers_hold(series: Series | None, since: date, first_day: date, as_of: date) -> bool:
    """Whether the tiers are the same on every day since; what changed by the day of sentence (*Dorsey*) need only be older than the sentence."""
    if series is None:
        return False
    later = [entry for entry in series.entries if since < entry.from_on <= as_of]
    return all(entry.clock == "sentenced_on" and entry.from_on <= first_day for entry in later)


@cache
def _alone_bring(months: int) -> bool:
    """Whether the minimum is that of one tier without priors or death, and of nothing else that § 841(b) or § 960(b) ever brought since their tiers have their letters."""
    keys: set[str] = set()
    for id in ("usc.21.841.term", "usc.21.960.term"):
        for key, series in law_book().family(id).members.items():
            if any(isinstance(entry.payload, Range) and entry.payload.min == months for entry in series.entries):
                keys.add(str(key))
    return bool(keys) and all(key.endswith("/0") for key in keys)


@cache
def _proved_since() -> date:
    """The day from which a jury must find the quantity that sets a minimum (*Alleyne*)."""
    return next(iter(law_book().family("usc.jury_must_find_minimum").members.values())).entries[-1].from_on


def _firearm_holds(months: int, since: date, as_of: date) -> bool:
    """Whether the § 924(c) term is less than any for a second count, and no term for a first one changed."""
    members = law_book().family("usc.18.924c.term").members.items()
    second = [one.min for key, series in members if str(key).startswith("second/") for one in _since(series, since, as_of)]
    first = [series for key, series in members if str(key).startswith("first/")]
    unchanged = all(len({(one.min, one.max) for one in _since(series, since, as_of)}) <= 1 for series in first)
    return bool(second) and months < min(second) and unchanged


# the range after the statute


def _after_statute(frame: pl.DataFrame, records: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Today's range after the statute by the rules: at the level and category that are known, and at the most that they can be."""
    import polars as pl

    least, most = (_bound(frame, records, as_of, level, category) for level, category in (("today_level", "today_category"), ("most_level", "most_category")))
    frame = frame.with_columns(least.rename({"range_min": "_min", "range_max": "_max"})).with_columns(
        most.rename({"range_min": "after_most_min", "range_max": "after_most_max"})
    )
    frame = frame.with_columns(valve_may_lift=records.select(_valve_may_lift()).to_series())
    settled = ~pl.col("valve_may_lift") | (pl.col("_min") == pl.col("today_min"))
    ends = [pl.coalesce(f"today_range_{end}", pl.when(settled).then(f"_{end}")).alias(f"today_range_{end}") for end in ("min", "max")]
    return frame.with_columns(ends).drop("_min", "_max")


def _bound(frame: pl.DataFrame, records: pl.DataFrame, as_of: date, level: str, category: str) -> pl.DataFrame:
    """The range after today's statute at these levels and categories; null where one of them, or the minimum, is not known."""
    import polars as pl

    found = pl.DataFrame({end: pl.Series([None] * len(frame), dtype=pl.Int64) for end in ("range_min", "range_max")})
    edition = edition_on(as_of)
    asks = frame.select(pl.all_horizontal(pl.col(name).is_not_null() for name in (level, category, "_statutory_min"))).to_series()
    if edition is None or not asks.any():
        return found
    given, no_number, no_text = frame.filter(asks), pl.lit(None, pl.Int64), pl.lit(None, pl.String)
    asked = records.filter(asks).with_columns(
        final_offense_level=given[level],
        criminal_history_category=given[category],
        statutory_min_months=given["_statutory_min"],
        statutory_max_months=given["_statutory_max"],
        criminal_history_points=no_number,
        base_offense_level=no_number,
        guideline=no_text,
        statute_1=no_text,
        _sentenced_on=pl.lit(as_of, pl.Date),
        _edition_on=pl.lit(edition, pl.Date),
        _recency=pl.lit(0),
    )
    out = passes.coded(passes.run(asked, None))
    return found.with_columns(found[end].scatter(asks.arg_true(), out[end]) for end in found.columns)


def _valve_may_lift() -> pl.Expr:
    """Whether a drug minimum binds that the safety valve was not applied to, and may be today."""
    import polars as pl

    applied = pl.coalesce(pl.col("safety_valve") == 1, pl.col("safety_valve_kind") > 0).fill_null(False)
    binds = (minimum_beside_consecutive() > 0).fill_null(True) & (pl.col("drug_minimum_months") != 0).fill_null(True)
    return binds & ~applied & ~valve_is_shut()
