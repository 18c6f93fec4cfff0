"""How a total punishment is divided over the counts (§5G1.2): arithmetic on what the rules give for each count.

Which of several counts run after the others is for the court; here the count with the highest maximum comes first and then the others in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lenity.engine import UNBOUNDED


@dataclass(frozen=True, slots=True)
class CountTerms:
    """What the division reads of a count. None is not known."""

    minimum_months: int | None
    maximum_months: int | None
    is_independent: bool | None
    """Whether its statute demands a term that follows every other (§5G1.2(a))."""
    follows_if_imposed: bool | None
    """Whether a term on it, which no statute demands, would follow the others."""
    is_firearm: bool | None


@dataclass(frozen=True, slots=True)
class CountShare:
    """The term on one count, and how many of its months run after the other counts. None is not known."""

    months: int | None
    consecutive_months: int | None
    rule: str | None
    """Which rule of §5G1.2 decides, by its key in the law: independent, concurrent, consecutive, apportioned; None where it is not known."""

    @property
    def runs(self) -> str | None:
        """Whether the term runs with the others, after them, or in part after them."""
        if self.months is None or self.consecutive_months is None:
            return None
        if self.consecutive_months == 0:
            return "concurrently"
        return "consecutively" if self.consecutive_months >= self.months else "partly consecutively"


_OPEN = CountShare(None, None, None)


def shares_of(total: int | None, counts: Sequence[CountTerms], *, is_apportioned: bool | None) -> tuple[CountShare, ...]:
    """The share of each count in a total punishment.

    Args:
        total: the total punishment in months; of a career offender with a § 924(c) or § 929(a) count it includes the terms of those counts.
        counts: the counts, in their order.
        is_apportioned: whether §5G1.2(e) applies, so that such a total is apportioned over all counts.

    A count that follows the others if a term is imposed, beside others, leaves it to the court how the total is divided: no share is known then.
    """
    if is_apportioned is None:
        return tuple(_independent(one) or _OPEN for one in counts)
    if is_apportioned:
        return _apportioned(total, counts)
    apart = [_independent(one) for one in counts]
    inner = iter(_together(total, [one for one, alone in zip(counts, apart, strict=True) if alone is None]))
    return tuple(alone if alone is not None else next(inner) for alone in apart)


def _independent(count: CountTerms) -> CountShare | None:
    """The share of a count whose statute sets it, whatever the total is; None for another count."""
    return CountShare(count.minimum_months, count.minimum_months, "independent") if count.is_independent else None


def _together(total: int | None, counts: Sequence[CountTerms]) -> list[CountShare]:
    """The shares of counts that may run together (§5G1.2(b) to (d))."""
    known = [one.maximum_months for one in counts if one.maximum_months is not None]
    is_divided = len(counts) > 1 and any(one.follows_if_imposed is not False for one in counts)
    if total is None or len(known) < len(counts) or is_divided or any(one.is_independent is None for one in counts):
        return [_OPEN] * len(counts)
    highest = max(known, default=0)
    if not known or total <= highest:
        return [CountShare(min(total, maximum), 0, "concurrent") for maximum in known]
    first, after = known.index(highest), iter(_added(total - highest, [maximum for at, maximum in enumerate(known) if at != known.index(highest)]))
    return [CountShare(maximum, 0 if at == first else next(after), "consecutive") for at, maximum in enumerate(known)]


def _added(short: int, maximums: Sequence[int]) -> Iterator[int]:
    """How many months of each further count run after the others until nothing is short."""
    for maximum in maximums:
        added = min(short, maximum)
        short -= added
        yield added


def _apportioned(total: int | None, counts: Sequence[CountTerms]) -> tuple[CountShare, ...]:
    """The shares under §5G1.2(e): each gun count its minimum and after every other, the balance on the rest, what they cannot bear on the first gun count."""
    apart = [one.is_independent is True or one.is_firearm is True for one in counts]
    minimums = [one.minimum_months for one, stands_apart in zip(counts, apart, strict=True) if stands_apart]
    others = [one for one, stands_apart in zip(counts, apart, strict=True) if not stands_apart]
    maximums = [one.maximum_months for one in others]
    if total is None or None in minimums or None in maximums:
        return (_OPEN,) * len(counts)
    balance = total if total >= UNBOUNDED else max(total - sum(one for one in minimums if one is not None), 0)
    bears = min(sum(one for one in maximums if one is not None), UNBOUNDED)
    left = UNBOUNDED if balance >= UNBOUNDED > bears else balance - min(balance, bears)
    inner = iter(_together(min(balance, bears), others))
    shares: list[CountShare] = []
    for one, stands_apart in zip(counts, apart, strict=True):
        if not stands_apart:
            shares.append(replace(next(inner), rule="apportioned"))
            continue
        own = min((one.minimum_months or 0) + (left if one.is_firearm else 0), UNBOUNDED)
        left = 0 if one.is_firearm else left
        shares.append(CountShare(own, own, "apportioned"))
    return tuple(shares)
