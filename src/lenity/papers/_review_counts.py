"""The table of a review that says how the sentence falls on the counts (§5G1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from lenity.engine import in_words
from lenity.papers._review_words import NOT_KNOWN
from lenity.papers.tree import Block, Cite, Column, Heading, List, Row, Table
from lenity.review import Answer, CountAnswer, CountShare, Review

_ORDER = "Which of several counts runs after the others is for the court. Here the count with the highest maximum comes first, then the others in their order."


def shares(review: Review) -> Iterator[Block]:
    """Each count's term where the sentence stands at the lower or the upper end of the range; nothing where there is one count."""
    both = (review.then, review.today)
    if len(review.then.counts) < 2:
        return
    yield Heading("How the sentence falls on the counts")
    columns = (
        Column(""),
        Column("Then, at the lower end"),
        Column("Then, at the upper end"),
        Column("Today, at the lower end"),
        Column("Today, at the upper end"),
    )
    rows = [_row(then, today) for then, today in zip(review.then.counts, review.today.counts, strict=True)]
    yield Table("Terms on each count", columns, tuple(rows), note=Cite(_note(both)))
    said = tuple(dict.fromkeys(_divided(one) for answer in both for one in answer.counts if one.is_left_to_the_court and one.runs_consecutively))
    if said:
        yield List(tuple(Cite(one) for one in said))


def _row(then: CountAnswer, today: CountAnswer) -> Row:
    ends = (then.at_minimum, then.at_maximum, today.at_minimum, today.at_maximum)
    return Row(Cite(f"Count {then.number}: {then.statute or 'statute not known'}"), tuple(_said(one) for one in ends))


def _said(share: CountShare | None) -> str:
    if share is None or share.months is None or share.consecutive_months is None:
        return NOT_KNOWN
    term = in_words(share.months, "month")
    if share.runs == "consecutively":
        return f"{term}, after the others"
    if share.runs == "concurrently":
        return f"{term}, with the others"
    return f"{term}, of which {in_words(share.consecutive_months, 'month')} after the others"


def _note(both: tuple[Answer, ...]) -> str:
    cites = tuple(dict.fromkeys(cite for answer in both for one in answer.counts for cite in one.cites))
    runs_after = any(
        share is not None and share.rule == "consecutive" for answer in both for one in answer.counts for share in (one.at_minimum, one.at_maximum)
    )
    return f"{f'{_ORDER} ' if runs_after else ''}{'; '.join(cites)}{'.' if cites else ''}"


def _divided(one: CountAnswer) -> str:
    return (
        f"Count {one.number} ({one.statute}): a term on it runs after the others, but the statute does not say how long it is. The court divides the total "
        "between it and the other counts."
    )
