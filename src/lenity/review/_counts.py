"""The counts of a pass: their statutory ranges, and how the total punishment falls on them."""

from __future__ import annotations

from lenity.engine import Row
from lenity.law import law_book
from lenity.review._answer import CountAnswer
from lenity.review._passes import Pass, reader
from lenity.review._split import CountShare, CountTerms, shares_of

_ENDS = ("total_punishment_minimum_months", "total_punishment_maximum_months")


def counts_of(passes: list[Pass]) -> tuple[CountAnswer, ...]:
    """Each count as all completions of the case agree on it."""
    rows = [one.row.below.get("count", []) for one in passes]
    shares = [_shares(one) for one in passes]
    answers = []
    for at, same in enumerate(zip(*rows, strict=True)):
        ends = [_agreed_share([one[end][at] for one in shares]) for end in range(len(_ENDS))]
        answers.append(_count(list(same), ends, passes[0]))
    return tuple(answers)


def agreed(values: list[object]) -> object:
    """The value on which all agree, else None."""
    return values[0] if all(value == values[0] for value in values) else None


def _agreed_share(shares: list[CountShare]) -> CountShare:
    return shares[0] if all(one == shares[0] for one in shares) else CountShare(None, None, None)


def _shares(one: Pass) -> tuple[tuple[CountShare, ...], ...]:
    """The shares of the counts at either end of the range."""
    counts = [_terms(row) for row in one.row.below.get("count", [])]
    by_table = yes_no(one.value("firearm_career_range_applies"))
    return tuple(shares_of(whole(one.value(name)), counts, is_apportioned=by_table) for name in _ENDS)


def _terms(row: Row) -> CountTerms:
    names = ("count_minimum_months", "count_maximum_months", "is_imposed_independently", "follows_if_imposed", "is_firearm_count")
    low, high, apart, follows, firearm = (reader().read(row, name) for name in names)
    return CountTerms(whole(low), whole(high), yes_no(apart), yes_no(follows), yes_no(firearm))


def _count(rows: list[Row], ends: list[CountShare], first: Pass) -> CountAnswer:
    def same(name: str) -> object:
        return agreed([reader().read(row, name) for row in rows])

    keys = tuple(dict.fromkeys(end.rule for end in ends if end.rule is not None))
    together = [row for row in first.row.below.get("count", []) if reader().read(row, "is_imposed_independently") is False]
    divided = len(together) > 1 and any(reader().read(row, "follows_if_imposed") for row in together)
    return CountAnswer(
        number=int(str(rows[0].values["count_number"])),
        statute=str(rows[0].values["statute"]) if rows[0].values.get("statute") else None,
        minimum_months=whole(same("count_minimum_months")),
        maximum_months=whole(same("count_maximum_months")),
        runs_consecutively=yes_no(same("runs_consecutively")),
        at_minimum=ends[0],
        at_maximum=ends[1],
        cites=tuple(_cite(key, first) for key in keys),
        is_left_to_the_court=divided and same("is_imposed_independently") is False,
    )


def _cite(key: str, first: Pass) -> str:
    """The rule of §5G1.2 as the edition of the pass has it."""
    entry = law_book().family("ussg.5G1.2.letter").members[key].on(lambda clock: first.clocks.edition_on)
    return "USSG §5G1.2" if entry is None else entry.cite.split(";")[0]


def whole(value: object) -> int | None:
    """A whole number, None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def yes_no(value: object) -> bool | None:
    """A yes or no, None for anything else."""
    return value if isinstance(value, bool) else None
