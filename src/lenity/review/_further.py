"""What a review says beyond the range: values of rules with their law, and what would settle them. Their needs are their own: the range does not rest on them."""

from __future__ import annotations

from collections.abc import Sequence

from lenity.engine import Row, Tracer
from lenity.review._answer import Finding
from lenity.review._counts import agreed
from lenity.review._passes import Pass, reader
from lenity.review._words import citation_of, edition_in_words


def findings_of(passes: Sequence[Pass], level: str, names: Sequence[str]) -> tuple[dict[str, Finding], ...]:
    """For each row of a level, what each rule named gives in every completion of the case."""
    rows = [[row for row in one.row.rows() if row.level == level] for one in passes]
    return tuple({name: _finding([(one, row) for one, row in zip(passes, same, strict=True)], name) for name in names} for same in zip(*rows, strict=True))


def _finding(places: list[tuple[Pass, Row]], name: str) -> Finding:
    first, row = places[0]
    values = [reader().read(at, name) for _, at in places]
    value = agreed(values)
    rule = reader().graph.rules[(row.level, name)]
    if value is None:
        open_rows = [at for (_, at), one in zip(places, values, strict=True) if one is None]
        needs = Tracer(reader()).needs(open_rows[0], name) if open_rows else ()
        cite = f"{rule.cite} ({edition_in_words(first.clocks.edition_on)})" if rule.cite.startswith("USSG") else rule.cite
        return Finding(name, row.path, rule.unit, None, cite, "", needs)
    step = Tracer(reader()).step(row, name)
    return Finding(name, row.path, rule.unit, value, citation_of(step, first.clocks.edition_on), step.because)
