"""Prior sentences as rows, counted as one or apart under either text of §4A1.2(a)(2)."""

from __future__ import annotations

from collections.abc import Sequence

from lenity.facts._filling import set_day
from lenity.facts.history import Prior
from lenity.facts.levels import FactRow, FactValue
from lenity.facts.terms import LIFE_MONTHS, Term


def prior_rows(priors: Sequence[Prior]) -> list[FactRow]:
    """A row for each prior sentence, with both ways of counting several as one: by arrests (since November 2007), and as the court found before.

    The one with the longest term of those counted as one carries that term, or the sum of consecutive ones (§4A1.2(a)(2)). A sentence that is not
    counted whatever it was (§4A1.2(f) to (j)) is counted as one with no other.
    """
    by_arrest = _bearers([_leader(at, priors) for at in range(len(priors))], priors)
    as_found = _bearers([_leader_as_found(at, priors) for at in range(len(priors))], priors)
    return [_prior(at, item, priors, by_arrest, as_found) for at, item in enumerate(priors)]


def _prior(at: int, item: Prior, priors: Sequence[Prior], by_arrest: Sequence[int | None], as_found: Sequence[int | None]) -> FactRow:
    facts: dict[str, FactValue] = {
        **_term_facts("by_arrest", at, priors, by_arrest),
        **_term_facts("as_found", at, priors, as_found),
        "prior_kind": item.kind,
        "prior_immigration": item.immigration or ("none" if item.violent or item.drug else None),
        "prior_offense": None if item.offense is None else " ".join(str(item.offense).lower().split()).removesuffix("."),
        "prior_is_similar": item.similar,
        "prior_as_adult": item.convicted_as_adult,
        "prior_exclusion": item.excluded,
        "probation_days": _days(item.probation),
        "on_same_day_as_partner": _same_day(at, priors, as_found),
        "partner_is_violent": _partner_is_violent(at, priors, as_found),
        "partner_is_violent_by_arrest": _partner_is_violent(at, priors, by_arrest),
        "prior_is_violent": item.violent,
        "prior_is_drug": item.drug,
        "prior_awaits_sentence": bool(item.awaiting_sentence),
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


def _bearers(leaders: Sequence[int | None], priors: Sequence[Prior]) -> list[int | None]:
    """For each prior the position of the one that bears the term of those counted as one: the longest, of equals a felony, then one of violence, then the first."""
    first = [at if _is_excluded(priors, at) or _is_excluded(priors, leader) else leader for at, leader in enumerate(leaders)]
    groups = {leader: [at for at, one in enumerate(first) if one == leader] for leader in first if leader is not None}
    bearer = {leader: min(group, key=lambda at: _weight(at, priors[at])) for leader, group in groups.items()}
    return [None if leader is None else bearer[leader] for leader in first]


def _is_excluded(priors: Sequence[Prior], at: int | None) -> bool:
    return at is not None and priors[at].excluded is not None


def _weight(at: int, item: Prior) -> tuple[int, int, int, bool, int]:
    term = _imposed(item) or Term()
    months = LIFE_MONTHS if term.is_life else term.months
    return (-months, -term.days, _KINDS.index(item.kind), item.violent is not True, at)


_KINDS = ("felony", None, "misdemeanor", "petty")


def _term_facts(way: str, at: int, priors: Sequence[Prior], leaders: Sequence[int | None]) -> dict[str, FactValue]:
    together = [one for one, leader in zip(priors, leaders, strict=True) if leader is not None and leader == leaders[at]] or [priors[at]]
    all_of_them = _combined(together)
    without = _combined([one for one in together if one is not priors[at]])
    return {
        **_length(f"months_{way}", f"days_{way}", all_of_them if leaders[at] == at else _imposed(priors[at])),
        **_length(f"group_months_{way}", f"group_days_{way}", all_of_them),
        **_length(f"without_months_{way}", f"without_days_{way}", without if len(together) > 1 else Term()),
        f"counts_alone_{way}": None if leaders[at] is None else leaders[at] == at,
    }


def _length(months: str, days: str, term: Term | None) -> dict[str, FactValue]:
    return {months: None if term is None else LIFE_MONTHS if term.is_life else term.months, days: None if term is None else term.days}


def _combined(items: Sequence[Prior]) -> Term | None:
    """The longest of the terms that run together, and the sum of those that run after them; None where one is not given."""
    known = [(item, term) for item in items if (term := _imposed(item)) is not None]
    if len(known) < len(items):
        return None
    together = [term for item, term in known if not item.consecutive]
    total = max(together) if together else Term()
    for term in (term for item, term in known if item.consecutive):
        total = _sum(total, term)
    return total


def _imposed(item: Prior) -> Term | None:
    """The term imposed with revocations; none at all for a conviction that awaits its sentence (§4A1.2(a)(4))."""
    return Term() if item.awaiting_sentence else _with_revocation(item)


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
    if item.excluded is not None or earlier.excluded is not None:
        return True
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
