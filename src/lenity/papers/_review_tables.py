"""The tables of a review: then beside today, what the record says, and what other facts would make of the range."""

from __future__ import annotations

from collections.abc import Iterator

from lenity.engine import in_words
from lenity.facts import CaseFile
from lenity.papers._review_assumptions import Assumptions
from lenity.papers._review_words import (
    NOT_KNOWN,
    amount_in_words,
    category_in_words,
    day_in_words,
    imposed_in_words,
    months,
    on_day,
    range_in_words,
)
from lenity.papers.tree import (
    Block,
    Cite,
    Column,
    Content,
    Heading,
    Marker,
    Paragraph,
    RangeBar,
    RangePicture,
    Ref,
    Row,
    Table,
)
from lenity.review import Answer, CountAnswer, Review, Scenario

_TOO_MANY_REFS = 3


# the picture


def picture(case: CaseFile, review: Review) -> RangePicture:
    """Both ranges on one scale with the sentence imposed; where a range is not known, how far it could reach."""
    bars = [_bar(label, answer) for label, answer in (("Then", review.then), ("Today", review.today))]
    term = case.sentence.imprisonment
    marker = None
    said = ""
    if term is not None:
        longest = term.longest
        marker = Marker("Sentence imposed", "life" if longest.is_life else longest.months)
        said = f" The sentence imposed: {imposed_in_words(case)}."
    words = [f"{bar.label}: {range_in_words_of(bar)}." for bar in bars]
    return RangePicture("The range and the sentence imposed", bars[0], bars[1], " ".join(words) + said, marker)


def range_in_words_of(bar: RangeBar) -> str:
    ends = [1_000_000 if end == "life" else end for end in (bar.minimum, bar.maximum)]
    return range_in_words(*ends)


def _bar(label: str, answer: Answer) -> RangeBar:
    low, high = months(answer.values["range_minimum_months"]), months(answer.values["range_maximum_months"])
    if low is None and high is None and (reach := reach_of(answer)) is not None:
        return RangeBar(f"{label}, not known; over the scenarios", months(reach[0]), months(reach[1]))
    return RangeBar(label, low, high)


def reach_of(answer: Answer) -> tuple[int, int] | None:
    """The lowest and the highest end of the ranges over the scenarios, None where there are none."""
    low = [value for one in answer.scenarios if isinstance(value := one.values["range_minimum_months"], int)]
    high = [value for one in answer.scenarios if isinstance(value := one.values["range_maximum_months"], int)]
    return (min(low), max(high)) if low and high else None


# then beside today


def then_and_today(review: Review) -> Table:
    """The legal result, line by line."""
    columns = (Column(""), Column("Then"), Column("Today"))
    return Table("The law then and today", columns, tuple(_rows(review)), note=Cite(_edition_note(review)))


def _edition_note(review: Review) -> str:
    because = review.then.edition_because
    return f"Edition then: {because} ({review.then.edition_cite})." if because else ""


def _rows(review: Review) -> Iterator[Row]:
    both = (review.then, review.today)
    law = tuple(day_in_words(one.law_on) if one.law_on else one.law_on_text for one in both)
    yield Row("Law as of", law)
    yield Row("Edition of the Guidelines", tuple(day_in_words(one.edition_on) for one in both))
    yield Row("The Guidelines", tuple(_binding(one) for one in both))
    yield Row("Base offense level", tuple(_number(one, "principal_base_offense_level") for one in both))
    yield Row("Total offense level", tuple(_number(one, "total_offense_level") for one in both))
    yield Row("Criminal history", tuple(_history(one) for one in both))
    yield Row("Guideline range before the statute", tuple(_between(one, "guideline_minimum_months", "guideline_maximum_months") for one in both))
    yield Row("Zone of the Sentencing Table", tuple(_number(one, "zone") for one in both))
    yield Row("What the statutes allow, all counts", tuple(_between(one, "statutory_minimum_months", "statutory_maximum_months") for one in both))
    for counts in zip(review.then.counts, review.today.counts, strict=True):
        yield Row(Cite(f"  Count {counts[0].number}: {counts[0].statute or 'statute not known'}"), tuple(_count(one) for one in counts))
    yield Row("Range after the statutes", tuple(_between(one, "range_minimum_months", "range_maximum_months") for one in both), strong=True)
    yield Row("Supervised release", tuple(_between(one, "supervised_release_minimum_months", "supervised_release_maximum_months") for one in both))
    yield Row("Fine range", tuple(_fine(one) for one in both))
    if any(one.values["converted_drug_weight_in_all_milligrams"] for one in both):
        yield Row("Converted drug weight", tuple(_weight(one) for one in both))


def _binding(answer: Answer) -> str:
    advisory = answer.values["guidelines_are_advisory"]
    return NOT_KNOWN if advisory is None else "advise the court" if advisory else "bind the court"


def _number(answer: Answer, name: str) -> str:
    value = answer.values[name]
    return NOT_KNOWN if value is None else str(value)


def _history(answer: Answer) -> str:
    points, category = answer.values["criminal_history_points"], category_in_words(answer.values["criminal_history_category"])
    said = NOT_KNOWN if category == NOT_KNOWN else f"category {category}"
    return f"{said}, {points} point{'' if points == 1 else 's'}" if isinstance(points, int) else said


def _between(answer: Answer, low: str, high: str) -> str:
    return range_in_words(answer.values[low], answer.values[high])


def _count(count: CountAnswer) -> str:
    said = range_in_words(count.minimum_months, count.maximum_months)
    return f"{said}, after any other term" if count.runs_consecutively else said


def _fine(answer: Answer) -> str:
    low, high = answer.values["fine_minimum_dollars"], answer.values["fine_maximum_dollars"]
    return NOT_KNOWN if low is None or high is None else f"{in_words(low, 'dollar')} to {in_words(high, 'dollar')}"


def _weight(answer: Answer) -> str:
    return in_words(answer.values["converted_drug_weight_in_all_milligrams"] or None, "milligram")


# scenarios


def scenarios(case: CaseFile, label: str, answer: Answer) -> Iterator[Block]:
    """What the range would be, as the missing facts turn out: each row held against the first."""
    if not answer.scenarios:
        return
    words = Assumptions(case, answer.edition_on)
    first = dict(answer.scenarios[0].assume)
    yield Heading(f"{label}, as the missing facts may turn out", 2)
    yield Paragraph(f"The starting point supposes: {words.said(tuple(first.items()))}. Each line below changes only what it names.")
    columns = (Column("If"), Column("Level", "right"), Column("Category"), Column("Range"))
    rows = [_scenario("the starting point", answer.scenarios[0])]
    for one in answer.scenarios[1:]:
        changed = tuple((path, value) for path, value in one.assume if first.get(path) != value)
        rows.append(_scenario(words.said(changed) or "the starting point", one))
    yield Table("", columns, tuple(rows), note=_reach_note(answer))


def _scenario(assumed: str, one: Scenario) -> Row:
    values = one.values
    level = values["total_offense_level"]
    said = range_in_words(values["range_minimum_months"], values["range_maximum_months"])
    if said == NOT_KNOWN and values["guideline_minimum_months"] is not None:
        said = f"{range_in_words(values['guideline_minimum_months'], values['guideline_maximum_months'])}, before the statutes"
    return Row(Cite(assumed), (NOT_KNOWN if level is None else str(level), category_in_words(values["criminal_history_category"]), said))


def _reach_note(answer: Answer) -> str:
    reach = reach_of(answer)
    if reach is None:
        return ""
    return (
        f"Over these scenarios the range begins at {_one(reach[0])} at the lowest and ends at {_one(reach[1])} at the highest. Other findings may be possible."
    )


def _one(value: int) -> str:
    return in_words(value, "month")


# the record


def record(case: CaseFile, refs: dict[str, tuple[Ref, ...]]) -> Table | None:
    """The facts that the review read, each with its sources."""
    is_sourced = any(refs.values())
    rows = tuple(Row(label, (_with(said, refs.get(path, ()), is_sourced),)) for label, said, path in _facts(case) if said)
    note = "" if is_sourced else "The case file names no document for these facts."
    return Table("What the record says", (Column("Fact"), Column("As the record gives it")), rows, note) if rows else None


def _with(said: str, refs: tuple[Ref, ...], is_sourced: bool) -> Content:
    """A fact with its sources; where others have some and it has none, marked so."""
    parts: list[Cite | Ref | str] = [Cite(said)]
    if is_sourced and not refs:
        parts.append(" (no document shows this yet)")
    for ref in refs[:_TOO_MANY_REFS]:
        parts += [" ", ref]
    return tuple(parts)


def fact_paths(case: CaseFile) -> list[str]:
    """The paths of the facts that the record's table shows."""
    return [path for _, said, path in _facts(case) if said]


def _facts(case: CaseFile) -> Iterator[tuple[str, str, str]]:
    term = case.sentence.imprisonment
    imposed = f"{imposed_in_words(case)}, imposed {on_day(case.sentence.date)}" if term else f"imposed {on_day(case.sentence.date)}"
    yield "Sentence imposed", imposed, "sentence.imprisonment" if term else "sentence.date"
    if case.offense is not None:
        dates = [f"{word} {on_day(day)}" for word, day in (("began", case.offense.began), ("ended", case.offense.ended)) if day]
        yield "Offense", ", ".join(dates), "offense.ended" if case.offense.ended else "offense.began"
    for at, count in enumerate(case.convictions or ()):
        statute = (count.statute or "statute not known") + (f", object {count.object}" if count.object else "")
        charged = "; ".join(f"{one.drug}, {amount_in_words(one.amount)}" for one in count.charged or ())
        yield f"Count {case.count_numbers()[at]}", f"{statute}{': ' + charged if charged else ''}", f"convictions[{at}].statute"
    for at, entry in enumerate((case.guidelines.conduct if case.guidelines else None) or ()):
        drugs = "; ".join(f"{one.drug}, {amount_in_words(one.amount)}" for one in entry.drugs or ())
        yield f"Guideline §{entry.guideline}", drugs, f"guidelines.conduct[{at}].drugs[0].amount"
    if case.guidelines is not None and case.guidelines.adjustments is not None:
        sections = ", ".join(_section(one.section) for one in case.guidelines.adjustments) or "none"
        yield "Adjustments found", sections, "guidelines.adjustments"
    history = case.criminal_history
    if history is not None:
        yield "Criminal history", _told(history), "criminal_history.priors"


def _section(section: str | None) -> str:
    return f"§{section}" if section and section[0].isdigit() and "U.S.C." not in section else str(section)


def _told(history: object) -> str:
    parts = []
    for name, text in (("category", "category {}"), ("points", "{} points")):
        value = getattr(history, name)
        if value is not None:
            parts.append(text.format(value))
    priors = getattr(history, "priors", None)
    if priors is not None:
        parts.append("no prior sentence" if not priors else f"{len(priors)} prior sentence{'' if len(priors) == 1 else 's'}")
    return ", ".join(parts)
