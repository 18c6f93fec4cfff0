"""What a sentence shows of findings that the record does not give: which levels of the table allow it, and how far they are above the base."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lenity.engine import UNBOUNDED, Cells, Range, in_words
from lenity.facts import CaseFile
from lenity.law import law_book

_ROMAN = ("I", "II", "III", "IV", "V", "VI")


def inferences(case: CaseFile, values: dict[str, object], edition_on: date) -> Iterator[str]:
    """Sentences for the report; none where the total level is known, or the base level, the category or the term is not."""
    base, category = values["principal_base_offense_level"], values["criminal_history_category"]
    term = case.sentence.imprisonment
    if values["total_offense_level"] is not None or not isinstance(base, int) or not isinstance(category, int) or term is None:
        return
    months = UNBOUNDED if term.longest.is_life else term.longest.months
    column = _column(edition_on, category)
    allowing = [level for level, cell in column if cell.min <= months <= cell.max]
    if not allowing:
        return
    yield _where_it_lies(months, category, dict(column), allowing)
    above = allowing[0] - base
    if above > 0:
        yield (
            f"So, unless the court departed upward, at least {above} level{'s' if above > 1 else ''} above the base offense level of {base} came from "
            "adjustments or from other counts."
        )
    if months >= UNBOUNDED and values["guidelines_are_advisory"] is False and len(allowing) > 1:
        yield f"The Guidelines then bound the court: they required life at level {allowing[-1]} and allowed it at level {allowing[0]}. Today they advise."


def _column(edition_on: date, category: int) -> list[tuple[int, Range]]:
    """The cells of a category's column of the Sentencing Table, by level."""
    entry = law_book().family("ussg.5A.table").members[None].on(lambda clock: edition_on)
    if entry is None or not isinstance(entry.payload, Cells):
        return []
    return [(int(level), cell) for level, row in entry.payload.rows.items() if isinstance(cell := row[category - 1], Range)]


def _where_it_lies(months: int, category: int, cells: dict[int, Range], allowing: list[int]) -> str:
    place = f"In criminal history category {_ROMAN[category - 1]}"
    if months >= UNBOUNDED and len(allowing) > 1:
        first = cells[allowing[0]]
        return f"{place}, life is the top of the range at level {allowing[0]} ({in_words(first.min, 'month')} to life) and the only sentence at level {allowing[-1]}."
    levels = f"level {allowing[0]}" if len(allowing) == 1 else f"levels {allowing[0]} to {allowing[-1]}"
    return f"{place}, a sentence of {in_words(months, 'month')} lies within the range at {levels}."
