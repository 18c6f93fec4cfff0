"""Prior sentences as rows, counted as one or apart under either text of §4A1.2(a)(2)."""

from __future__ import annotations

from collections.abc import Sequence

from lenity.facts._filling import set_day
from lenity.facts.history import Prior
from lenity.facts.levels import FactRow, FactValue
from lenity.facts.terms import LIFE_MONTHS, Term


def prior_rows(priors: Sequence[Prior]) -> list[FactRow]:
    """A row for each prior sentence, with both ways of counting several as one: by arrests (since November 2007), and as the court found before.

    The first of those counted as one carries their longest term, or the sum of consecutive ones (§4A1.2(a)(2)).
    """
    by_arrest = [_leader(at, priors) for at in range(len(priors))]
    as_found = [_leader_as_found(at, priors) for at in range(len(priors))]
    return [_prior(at, item, priors, by_arrest, as_found) for at, item in enumerate(priors)]


def _prior(at: int, item: Prior, priors: Sequence[Prior], by_arrest: Sequence[int | None], as_found: Sequence[int | None]) -> FactRow:
    facts: dict[str, FactValue] = {
        **_term_facts("by_arrest", at, priors, by_arrest),
        **_term_facts("as_found", at, priors, as_found),
        "prior_kind": item.kind,
        "prior_offense": None if item.offense is None else " ".join(str(item.offense).lower().split()).removesuffix("."),
        "prior_is_similar": item.similar,
        "prior_as_adult": item.convicted_as_adult,
        "prior_exclusion": item.excluded,
        "probation_days": _days(item.probation),
        "on_same_day_as_partner": _same_day(at, priors, as_found),
        "partner_is_violent": _partner_is_violent(at, priors, as_found),
        "prior_is_violent": item.violent,
        "prior_adds_its_term": bool(item.consecutive),
        "prior_is_drug": item.drug,
    }
    row = FactRow("prior", f"criminal_history.priors[{at}]", facts)
    set_day(row, "prior_sentenced_on", item.sentenced)
    set_day(row, "prior_offense_on", item.offense_date)
    set_day(row, "prior_arrested_on", item.arrested)
    set_day(row, "prior_released_on", item.released)
    return row


def _days(term: Term | None) -> int | None:
    """A term in days, twelve months being 365; life is beyond every threshold."""
    if term is None:
        return None
    return LIFE_MONTHS if term.is_life else term.months // 12 * 365 + term.months % 12 * 30 + term.days


def _partners(at: int, priors: Sequence[Prior], leaders: Sequence[int | None]) -> list[Prior]:
    own = leaders[at]
    return [one for other, one in enumerate(priors) if own is not None and leaders[other] == own and other != at]


def _partner_is_violent(at: int, priors: Sequence[Prior], leaders: Sequence[int | None]) -> bool | None:
    """Whether a prior that the court counted with this one was for a crime of violence; None where that is not known."""
    if leaders[at] is None:
        return None
    found = [one.violent for one in _partners(at, priors, leaders)]
    return True if True in found else None if None in found else False


def _same_day(at: int, priors: Sequence[Prior], leaders: Sequence[int | None]) -> bool | None:
    """Whether this offense and a violent one counted with it can have been on one occasion: not where their days differ."""
    own = priors[at].offense_date
    if leaders[at] is None:
        return None
    days = [one.offense_date for one in _partners(at, priors, leaders) if one.violent is not False]
    if own is None or not own.is_exact or any(day is None or not day.is_exact for day in days):
        return None
    return None if any(day is not None and day.first == own.first for day in days) else False


def _term_facts(way: str, at: int, priors: Sequence[Prior], leaders: Sequence[int | None]) -> dict[str, FactValue]:
    with_it = [one for one, leader in zip(priors, leaders, strict=True) if leader == at]
    term = _combined(with_it) if leaders[at] == at else _with_revocation(priors[at])
    return {
        f"months_{way}": None if term is None else LIFE_MONTHS if term.is_life else term.months,
        f"days_{way}": None if term is None else term.days,
        f"counts_alone_{way}": None if leaders[at] is None else leaders[at] == at,
    }


def _combined(items: Sequence[Prior]) -> Term | None:
    terms = [_with_revocation(item) for item in items]
    total: Term | None = terms[0]
    for item, term in zip(items[1:], terms[1:], strict=True):
        if total is None or term is None:
            return None
        total = _sum(total, term) if item.consecutive else max(total, term)
    return total


def _with_revocation(item: Prior) -> Term | None:
    """The term imposed and what revocation added to it (§4A1.2(k)(1))."""
    if item.imprisonment is None or item.revocation is None:
        return item.imprisonment
    return _sum(item.imprisonment, item.revocation)


def _sum(one: Term, other: Term) -> Term:
    if one.is_life or other.is_life:
        return Term(is_life=True)
    return Term(one.months + other.months, one.days + other.days)


def _leader(at: int, priors: Sequence[Prior]) -> int | None:
    """The position of the prior that this one is counted under (its own where it counts alone); None where arrests that decide it are not given."""
    item = priors[at]
    if item.single_with is not None:
        return min(at, item.single_with - 1)
    answers = [_is_apart(item, earlier) for earlier in priors[:at]]
    if False in answers:
        return _leader(answers.index(False), priors)
    return None if None in answers else at


def _leader_as_found(at: int, priors: Sequence[Prior]) -> int | None:
    """The position of the prior that the court counted this one with, before November 2007; its own where nothing suggests that they are related.

    Sentences of one day or one charge may be related ("consolidated"): the record has to say, unless an arrest came between or it says so of others.
    """
    item = priors[at]
    if item.single_with is not None:
        return min(at, item.single_with - 1)
    if any(one.single_with is not None for one in priors):
        return at
    others = (other for position, other in enumerate(priors) if position != at)
    return at if all(_is_apart(item, other) for other in others) else None


def _is_apart(item: Prior, earlier: Prior) -> bool | None:
    """Whether two priors count separately: other charges and other days, or an arrest for one before the other offense."""
    same_charge = item.charge_id is not None and item.charge_id == earlier.charge_id
    same_day = item.sentenced is not None and item.sentenced.is_exact and item.sentenced == earlier.sentenced
    if not (same_charge or same_day):
        return True
    between = [_arrested_before(earlier, item), _arrested_before(item, earlier)]
    if True in between:
        return True
    return None if None in between else False


def _arrested_before(one: Prior, other: Prior) -> bool | None:
    """Whether the arrest for one came before the other offense was committed."""
    if one.arrested is None or other.offense_date is None:
        return None
    return one.arrested.is_before(other.offense_date)
