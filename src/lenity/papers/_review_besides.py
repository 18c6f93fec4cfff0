"""What a review says besides the prison range: how priors count, terms of other sentences, and the rest of Chapter Five."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lenity.engine import in_words
from lenity.papers._review_words import NOT_KNOWN, range_in_words
from lenity.papers.tree import Block, Cite, Column, Heading, List, Paragraph, Row, Table
from lenity.review import OUT_OF_SCOPE, Answer, Finding, Review

_NONE = "none"


def besides(review: Review) -> Iterator[Block]:
    """The prior sentences, terms of other sentences, and the law besides prison, then beside today."""
    both = (review.then, review.today)
    yield from _priors(both)
    yield from _undischarged(both)
    yield from _besides_prison(review, both)


def _priors(both: tuple[Answer, ...]) -> Iterator[Block]:
    if both[0].priors:
        yield Heading("How each prior sentence counts")
        yield _side_by_side("Prior sentences", "Prior sentence", [answer.priors for answer in both], _prior, "USSG §§4A1.1, 4A1.2.")


def _side_by_side(title: str, what: str, sides: Sequence[Sequence[dict[str, Finding]]], said: Callable[[dict[str, Finding]], str], cite: str) -> Table:
    """One row for each of the same things, with what is said of it then and today."""
    rows = [Row(f"{what} {number}", tuple(Cite(said(one)) for one in same)) for number, same in enumerate(zip(*sides, strict=True), 1)]
    return Table(title, (Column(""), Column("Then"), Column("Today")), tuple(rows), note=Cite(cite))


def _prior(findings: dict[str, Finding]) -> str:
    points, treatment = findings["prior_points"], findings["prior_treatment"]
    if not isinstance(points.value, int):
        asked = "; ".join(need.asks for need in points.needs)
        return f"{NOT_KNOWN}: {asked}" if asked else NOT_KNOWN
    said = f"{points.value} point{'' if points.value == 1 else 's'}"
    more = ", and one for violence" if findings["scores_as_violent_single"].value is True else ""
    return f"{said}: {treatment.value}{more}" if treatment.value else said


def _undischarged(both: tuple[Answer, ...]) -> Iterator[Block]:
    if both[0].undischarged_terms:
        yield Heading("How the sentence runs with other terms")
        yield _side_by_side(
            "Terms of other sentences", "Other term", [answer.undischarged_terms for answer in both], _term, "USSG §5G1.3; 18 U.S.C. § 3584(a)."
        )


def _term(findings: dict[str, Finding]) -> str:
    runs, taken_off = findings["direction_beside_other_term"], findings["time_served_is_taken_off"]
    if runs.value is None:
        asked = "; ".join(need.asks for need in runs.needs)
        return f"{NOT_KNOWN}: {asked}" if asked else "the section says nothing of it: for the court to decide"
    said = f"{runs.value} ({runs.citation})"
    if taken_off.is_open:
        return f"{said}; whether the time served is taken off is {NOT_KNOWN}"
    return f"{said}; the Bureau of Prisons credits the time served, so it is not taken off" if taken_off.value is False else said


def _besides_prison(review: Review, both: tuple[Answer, ...]) -> Iterator[Block]:
    if any(answer.besides is None for answer in both):
        return
    yield Heading("Besides prison")
    yield Table("Then and today", (Column(""), Column("Then"), Column("Today")), tuple(_rows(review, both)))
    yield Paragraph("Restitution has no upper limit: where it is ordered, it is the whole of each victim's loss (18 U.S.C. § 3664(f)(1)(A)).")
    yield List(tuple(Cite(one) for one in OUT_OF_SCOPE))


def _rows(review: Review, both: tuple[Answer, ...]) -> Iterator[Row]:
    def row(label: str, said: list[str]) -> Row:
        return Row(Cite(label), tuple(Cite(one) for one in said))

    yield row("Probation", [_probation(one) for one in both])
    yield row("Least time in prison", [_months(_of(one, "least_prison_months")) for one in both])
    yield row("The rest may be confinement outside prison", [_months(_of(one, "substitute_months")) for one in both])
    if any(_of(one, "zero_points_outside_prison").value is True for one in both):
        yield row("A sentence other than prison, after no criminal history points", [_appropriate(_of(one, "zero_points_outside_prison")) for one in both])
    yield row("Supervised release", [_text(_of(one, "supervised_release_is")) for one in both])
    yield row("The Fine Table limits the fine", [_yes_no(_of(one, "fine_table_limit_is_lifted"), "no: a statute allows more", "yes") for one in both])
    yield row("Special assessment, all counts", [_dollars(_of(one, "special_assessments_dollars")) for one in both])
    for at, count in enumerate(review.then.counts):
        name = f"Count {count.number}"
        own = [answer.besides.counts[at] if answer.besides else {} for answer in both]
        yield row(f"{name}: class of the offense", [_text(one["felony_class"]) for one in own])
        yield row(f"{name}: highest fine", [_fine(one) for one in own])
        yield row(f"{name}: restitution", [_text(one["restitution_is"]) for one in own])
    yield row("Departures under the Guidelines", [_yes_no(_of(one, "departures_are_provided_for"), "provided for", "removed, but for §5K1.1") for one in both])
    outside = review.outside
    yield row("Departures that the court made", [_grounds(outside.departures), "not carried over"])
    yield row("Variances under 18 U.S.C. § 3553(a)", [_grounds(outside.variances), "for the court to decide"])


def _of(answer: Answer, name: str) -> Finding:
    if answer.besides is None:
        raise LookupError(name)
    return answer.besides.case[name]


def _probation(answer: Answer) -> str:
    is_open = _of(answer, "probation_is_open").value
    if not isinstance(is_open, bool):
        return NOT_KNOWN
    return f"open, {range_in_words(_of(answer, 'probation_minimum_months').value, _of(answer, 'probation_maximum_months').value)}" if is_open else "not open"


def _months(one: Finding) -> str:
    return in_words(one.value, "month") if isinstance(one.value, int) else NOT_KNOWN


def _dollars(one: Finding) -> str:
    return in_words(one.value, "dollar") if isinstance(one.value, int) else NOT_KNOWN


def _text(one: Finding) -> str:
    return str(one.value) if one.value is not None else NOT_KNOWN


def _yes_no(one: Finding, yes: str, no: str) -> str:
    return NOT_KNOWN if one.value is None else yes if one.value else no


def _appropriate(one: Finding) -> str:
    return "generally appropriate" if one.value is True else NOT_KNOWN if one.is_open else "not spoken of"


def _fine(count: dict[str, Finding]) -> str:
    general, own = count["general_fine_limit_dollars"], count["own_fine_limit_dollars"]
    if not isinstance(general.value, int):
        return NOT_KNOWN
    limits = [general.value, own.value] if isinstance(own.value, int) else [general.value]
    more = "" if isinstance(own.value, int) else ", or what the statute of the offense sets"
    return f"{in_words(max(limits), 'dollar')}{more}, or twice the gain or loss"


def _grounds(named: tuple[str, ...] | None) -> str:
    return NOT_KNOWN if named is None else ", ".join(f"§{one}" if one[:1].isdigit() and "U.S.C." not in one else one for one in named) or _NONE
