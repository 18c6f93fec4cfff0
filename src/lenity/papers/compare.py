"""The report of a comparison: the answer first, then the distribution, the figures, plea and trial, and what the files cannot tell.

from lenity.papers.compare import compare_document

page = html_page(compare_document(comparison))
"""

from __future__ import annotations

from collections.abc import Iterator

from lenity import __version__
from lenity.papers._draw import bars_svg
from lenity.papers.tree import Block, Chart, Cite, Column, Definition, Definitions, Document, Footer, Heading, Lead, List, Notice, Paragraph, Row, Table
from lenity.peers import Comparison
from lenity.peers.cell import NAMES, value_in_words
from lenity.peers.people import cap_months
from lenity.peers.statistics import Figure
from lenity.population import RANGE_LIFE

NOT_ADVICE = "This is information, not legal advice. What others got does not say what the law allows or requires for this person."
_NOT_CAUSAL = (
    "This is an association, not an effect. People who go to trial differ from those who plead: in what they are charged with, in what is proved, in whether a mandatory "
    "minimum binds, in acceptance of responsibility. The difference does not say what this person would have got after the other choice."
)


def compare_document(comparison: Comparison, *, drawn: bool = True) -> Document:
    """The report of one comparison as a document; not `drawn`, for text, it holds the figures of the chart without the drawing."""
    years = comparison.years
    span = f"FY{years[0]}" if len(years) == 1 else f"FY{years[0]} to FY{years[-1]}"
    digest = ", ".join(f"{one['file']} sha256 {one['sha256']}" for one in comparison.files)
    return Document(
        title="Similarly situated people",
        subtitle=comparison.case_id,
        blocks=tuple(_blocks(comparison, drawn)),
        footer=Footer(
            version=__version__,
            edition=f"people sentenced in {span}",
            date=comparison.as_of,
            digest=f"{digest}; seed {comparison.seed}" if digest else f"seed {comparison.seed}",
        ),
    )


def _blocks(one: Comparison, drawn: bool) -> Iterator[Block]:
    yield Lead(" ".join(_lead(one)))
    yield Notice(NOT_ADVICE)
    yield Heading("Who is compared")
    yield Definitions(tuple(_cell(one)))
    if one.figures.terms is not None:
        yield Heading("What they got")
        yield from _distribution(one, drawn)
        yield _terms(one)
    if one.figures.position is not None and not one.figures.withheld:
        yield _position(one)
    if one.trial is not None:
        yield from _trial(one)
    yield Heading("What these figures cannot tell")
    yield List(tuple(Cite(limit) for limit in one.limits))
    yield Paragraph(
        f"Intervals hold 95 percent of {one.resamples:,} resamples of the people compared (bootstrap, seed {one.seed}); the same files and seed give the same figures. "
        "Quartiles interpolate between the two nearest terms."
    )


# the answer


def _lead(one: Comparison) -> Iterator[str]:
    cell = one.figures
    if cell.withheld:
        yield f"Too few people to tell: {cell.people} in this cell, fewer than {one.minimum}. Nothing is told of them."
        return
    yield f"{cell.people:,} people stood where this case stands."
    if cell.imprisoned_share is not None:
        yield f"{_percent(cell.imprisoned_share.value)} of them were sent to prison."
    if cell.terms is None:
        yield f"Only {cell.imprisoned} were, fewer than {one.minimum}, so their terms are withheld."
        return
    yield f"Half of those got {_months(cell.terms.median.value)} or less; the middle half got between {_months(cell.terms.quartile_1.value)} and {_months(cell.terms.quartile_3.value)}."
    if one.percentile is not None and one.sentence_months is not None:
        less = one.percentile
        yield f"The sentence in this case, {_months(one.sentence_months)}, is longer than about {less:.0f} of every 100 of these prison terms (people with the same term count half)."
    elif one.sentence_months == 0:
        yield "This case has no prison term."
    else:
        yield "The case does not say the prison term, so it has no place among them."


def _cell(one: Comparison) -> Iterator[Definition]:
    yield Definition("Measure", f"{one.definition.words[:1].upper()}{one.definition.words[1:]}")
    if one.because:
        yield Definition("Why not a finer one", f"{one.because[:1].upper()}{one.because[1:]}.")
    values = dict(one.fields)
    low, high = values.pop("range_min", None), values.pop("range_max", None)
    for name, value in {**values, **one.within}.items():
        yield Definition(NAMES[name][:1].upper() + NAMES[name][1:], Cite(value_in_words(name, value)))
    if low is not None and high is not None:
        yield Definition("Guideline range", f"{'life' if low == RANGE_LIFE else low} to {'life' if high == RANGE_LIFE else f'{high} months'}")
    yield Definition("Law of the case", "as it stood at sentencing" if one.law == "then" else f"as it stands on {one.as_of.isoformat()}")
    yield Definition("Fiscal years", ", ".join(f"FY{year}" for year in one.years))
    cell = one.figures
    yield Definition("Records read", f"{one.records:,}, of which {one.in_years:,} in these years and {cell.found:,} in the cell")
    told = f"{cell.assisted:,} left out" + (f"; of {cell.assistance_unknown:,} it is not known" if cell.assistance_unknown else "")
    yield Definition("Substantial assistance", Cite(f"{told} (USSG §5K1.1)"))


# figures


def _distribution(one: Comparison, drawn: bool) -> Iterator[Block]:
    bars, cap = one.distribution(), cap_months()
    terms = one.figures.terms
    assert terms is not None
    marks = [(terms.median.value, "median")]
    if one.sentence_months:
        marks.append((min(one.sentence_months, cap), "this case"))
    rows = tuple(Row(_bar(low, high), (f"{count:,}",)) for low, high, count in bars)
    fullest = max(bars, key=lambda bar: bar[2])
    here = f" This case stands at {_months(one.sentence_months)}." if one.sentence_months else ""
    alternative = (
        f"Terms run from {_months(float(one.figures.held.months[0]))} to {_months(float(one.figures.held.months[-1]))}; "
        f"the most people, {fullest[2]:,}, got {_bar(fullest[0], fullest[1])}. The median is {_months(terms.median.value)}.{here}"
    )
    table = Table("People by prison term", (Column("Prison term"), Column("People", "right")), rows)
    if drawn:
        yield Chart("Prison terms of those imprisoned", bars_svg(bars, marks, "Prison term in months", "People"), alternative, table)
    else:
        yield Paragraph(alternative)
        yield table


def _bar(low: int, high: int) -> str:
    return f"{low} months or more, or life" if low == high else f"{low} to under {high} months"


def _terms(one: Comparison) -> Table:
    cell, terms = one.figures, one.figures.terms
    assert terms is not None
    rows = [Row("Imprisoned", (f"{cell.imprisoned:,} of {cell.known:,}", ""))]
    if cell.imprisoned_share is not None:
        rows.append(
            Row("Share imprisoned", (_percent(cell.imprisoned_share.value), f"{_percent(cell.imprisoned_share.low)} to {_percent(cell.imprisoned_share.high)}"))
        )
    for name, figure in (("Mean", terms.mean), ("First quartile", terms.quartile_1), ("Median", terms.median), ("Third quartile", terms.quartile_3)):
        rows.append(Row(f"{name}, months", (f"{figure.value:.1f}", _interval(figure))))
    if cell.everyone is not None:
        rows.append(Row("Mean of everyone, no prison as 0", (f"{cell.everyone[0]:.1f}", "")))
        rows.append(Row("Median of everyone, no prison as 0", (f"{cell.everyone[1]:.1f}", "")))
    if one.percentile is not None:
        rows.append(Row("Percentile of this sentence among prison terms", (f"{one.percentile:.1f}", ""), strong=True))
    return Table("Figures of the cell", (Column("Figure"), Column("Value", "right"), Column("95 percent interval", "right")), tuple(rows))


def _position(one: Comparison) -> Table:
    position = one.figures.position
    assert position is not None
    rows = []
    for name in ("below", "within", "above"):
        figure = position.shares[name]
        rows.append(
            Row(
                f"{name[:1].upper()}{name[1:]} the range",
                (f"{position.counts[name]:,}", _percent(figure.value), f"{_percent(figure.low)} to {_percent(figure.high)}"),
            )
        )
    note = Cite(f"Of these, {position.assisted:,} are below it for substantial assistance (USSG §5K1.1).") if position.assisted is not None else ""
    columns = (Column("Sentence"), Column("People", "right"), Column("Share", "right"), Column("95 percent interval", "right"))
    return Table("Where sentences stand to the guideline range", columns, tuple(rows), note=note)


def _trial(one: Comparison) -> Iterator[Block]:
    trial = one.trial
    assert trial is not None
    yield Heading("Plea and trial")
    counts = f"{trial.pleas:,} of those imprisoned pleaded guilty and {trial.trials:,} went to trial."
    mean = trial.mean_difference
    if mean is None:
        yield Paragraph(f"{counts} One of the groups has fewer than {one.minimum} people, so no difference is told.")
        return
    way = "longer" if mean.value >= 0 else "shorter"
    crosses = " The interval holds zero: these people do not show a difference." if mean.low <= 0 <= mean.high else ""
    yield Paragraph(
        f"{counts} Terms after trial were {abs(mean.value):.1f} months {way} on average (95 percent interval of the difference: {_interval(mean)} months).{crosses}"
    )
    yield Notice(_NOT_CAUSAL, "warning")


# words


def _percent(share: float) -> str:
    return f"{share * 100:.1f}%"


def _interval(figure: Figure) -> str:
    return f"{figure.low:.1f} to {figure.high:.1f}"


def _months(months: float) -> str:
    if months >= cap_months():
        return f"life, or {cap_months()} months or more"
    if 0 < months < 1:
        return "less than a month"
    return f"{months:.0f} months" if months == int(months) else f"{months:.1f} months"
