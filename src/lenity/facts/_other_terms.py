"""Federal terms of later judgments as rows: each knows what was ordered to run after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lenity.facts._filling import set_day
from lenity.facts.custody import OtherTerm
from lenity.facts.dates import PartialDate
from lenity.facts.levels import FactRow, FactValue
from lenity.facts.tables import citation_facts


def other_term_rows(terms: Sequence[OtherTerm], after: PartialDate | None) -> Iterator[FactRow]:
    """One row for each term, in the order of the record; those imposed before the sentence that is served (`after`) are no part of it."""
    for at, one in enumerate(terms):
        if after is not None and one.imposed is not None and one.imposed.surely_before(after):
            continue
        facts: dict[str, FactValue] = {"other_runs": one.runs, "other_conviction_is_listed": one.bars_time_credits, **_length(one), **_following(terms, at)}
        row = FactRow("other_term", f"custody.other_terms[{at}]", {**facts, **citation_facts("statute", one.statute)})
        set_day(row, "other_imposed_on", one.imposed)
        yield row


def _length(one: OtherTerm) -> dict[str, FactValue]:
    return {} if one.term is None else {"other_months": one.term.months, "other_days": one.term.days, "other_is_life": one.term.is_life}


def _following(terms: Sequence[OtherTerm], at: int) -> dict[str, FactValue]:
    """How much prison later judgments ordered to run after this term, and how much those did that say nothing; nothing where a day or a term is not known."""
    own = terms[at].imposed
    if own is None or any(one.imposed is None or one.runs is None or one.term is None for one in terms):
        return {}
    found: dict[str, FactValue] = {}
    for runs in ("consecutive", "silent"):
        later = [one.term for one in terms if one.term is not None and one.runs == runs and one.imposed is not None and one.imposed.surely_after(own)]
        found[f"following_{runs}_months"] = sum(term.months for term in later)
        found[f"following_{runs}_days"] = sum(term.days for term in later)
    return found
