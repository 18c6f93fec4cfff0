"""The statutory terms that a judgment states, held against those of the law files."""

from __future__ import annotations

from collections.abc import Iterator

from lenity.engine import Row
from lenity.facts.levels import FactValue
from lenity.review._answer import Difference
from lenity.review._passes import Pass, reader

_ENDS = (("stated_minimum", "computed_minimum_months"), ("stated_maximum", "computed_maximum_months"))


def _pairs(row: Row) -> list[tuple[int | None, int | None]]:
    """Each end of the count's range, as stated and as computed under the law then."""
    return [(_whole(row.values.get(stated)), _whole(reader().read(row, computed))) for stated, computed in _ENDS]


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def resting_on_more(then: Pass) -> dict[tuple[str, str], FactValue]:
    """The counts whose minimum in the judgment is above that of the provision: something that the record does not show raised it, and it may or may not today."""
    found: dict[tuple[str, str], FactValue] = {}
    for row in then.row.below.get("count", []):
        stated, computed = _pairs(row)[0]
        if stated is not None and computed is not None and stated > computed:
            found[(row.path, "rests_on_more")] = True
    return found


def stated_otherwise(then: Pass) -> Iterator[Difference]:
    """Counts whose range in the judgment is another than the law files give."""
    for row in then.row.below.get("count", []):
        (low, computed_low), (high, computed_high) = _pairs(row)
        stated = (computed_low if low is None else low, computed_high if high is None else high)
        if None not in (*stated, computed_low, computed_high) and stated != (computed_low, computed_high):
            yield Difference(f"statutory_range of count {row.values['count_number']}", stated, (computed_low, computed_high))
