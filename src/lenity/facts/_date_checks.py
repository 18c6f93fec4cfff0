"""Dates of a case file that contradict each other, or lie before the law that lenity reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lenity.facts.case import GUIDELINES_BEGAN, CaseDraft
from lenity.facts.context import ReadContext
from lenity.facts.convictions import Span
from lenity.facts.dates import PartialDate
from lenity.facts.faults import Finding
from lenity.facts.history import Prior

Check = Callable[[CaseDraft, ReadContext], Iterator[Finding]]
Place = tuple[str | int, ...]

_OLD_LAW = (
    f"the old law governs offenses that ended before {GUIDELINES_BEGAN.isoformat()}, when the Guidelines took effect; "
    "such a sentence is out of scope here (parole and its own rules apply; ask the U.S. Parole Commission or a federal defender)"
)


def _in_order(earlier: PartialDate | None, later: PartialDate | None, place: Place, what: str) -> Iterator[Finding]:
    """A finding at `place` where the one surely comes after the other; `what` says which ought to come first."""
    if earlier is not None and later is not None and later.surely_before(earlier):
        yield Finding(place, f"found {later} against {earlier}: {what}; check both dates")


def _case_span(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    yield from _one_span(case.offense, ("offense",))


def _count_spans(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    for at, count in enumerate(case.convictions or ()):
        yield from _one_span(count.offense, ("convictions", at, "offense"))


def _one_span(span: Span | None, place: Place) -> Iterator[Finding]:
    if span is None:
        return
    yield from _in_order(span.began, span.ended, (*place, "ended"), "an offense ends on or after the day it began")
    yield from _under_the_guidelines(span.ended, (*place, "ended"))


def _under_the_guidelines(day: PartialDate | None, place: Place) -> Iterator[Finding]:
    """A finding where a day that decides which law applies lies, or may lie, before the Guidelines."""
    if day is not None and day.surely_before(GUIDELINES_BEGAN):
        yield Finding(place, f"found {day}: {_OLD_LAW}")
    elif day is not None and day.first < GUIDELINES_BEGAN:
        began = GUIDELINES_BEGAN.isoformat()
        yield Finding(place, f"found {day}: a part of it lies before {began}, when the Guidelines took effect; give the month or the day")


def _offense_before_sentence(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    if case.sentence is None:
        return
    sentenced = case.sentence.date
    spans: list[tuple[Place, Span | None]] = [(("offense",), case.offense)]
    spans += [(("convictions", at, "offense"), count.offense) for at, count in enumerate(case.convictions or ())]
    ends_known = any(span is not None and span.ended is not None for _, span in spans)
    if not ends_known or not sentenced.surely_before(GUIDELINES_BEGAN):
        yield from _under_the_guidelines(sentenced, ("sentence", "date"))
    for place, span in spans:
        for name, day in (("began", span.began), ("ended", span.ended)) if span is not None else ():
            if day is not None and day.surely_after(sentenced):
                yield Finding((*place, name), f"found {day}: lies after the sentence of {sentenced}; check both dates")


def _conviction_dates(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    sentenced = case.sentence.date if case.sentence else None
    for at, count in enumerate(case.convictions or ()):
        place = ("convictions", at, "convicted")
        began = case.offense_span(count).began
        yield from _in_order(began, count.convicted, place, "a conviction follows the offense")
        if count.convicted is not None and sentenced is not None and count.convicted.surely_after(sentenced):
            yield Finding(place, f"found {count.convicted}: lies after the sentence of {sentenced}; check both dates")


def _prior_dates(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    sentenced = case.sentence.date if case.sentence else None
    priors = (case.criminal_history.priors if case.criminal_history else None) or ()
    for at, prior in enumerate(priors):
        place: Place = ("criminal_history", "priors", at)
        yield from _one_prior(prior, place)
        if prior.sentenced is not None and sentenced is not None and prior.sentenced.surely_after(sentenced):
            message = f"found {prior.sentenced}: a prior sentence comes before this one, of {sentenced}; check both dates"
            yield Finding((*place, "sentenced"), message)


def _one_prior(prior: Prior, place: Place) -> Iterator[Finding]:
    released, sentenced = prior.released, prior.sentenced
    yield from _in_order(sentenced, released, (*place, "released"), "release follows the sentence")
    yield from _in_order(prior.arrested, sentenced, (*place, "sentenced"), "a sentence follows the arrest")
    yield from _in_order(prior.offense_date, prior.arrested, (*place, "arrested"), "an arrest follows the offense")
    if prior.arrested is None:
        yield from _in_order(prior.offense_date, sentenced, (*place, "sentenced"), "a sentence follows the offense")


def _event_dates(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    sentenced = case.sentence.date if case.sentence else None
    for at, event in enumerate(case.events or ()):
        yield from _in_order(sentenced, event.date, ("events", at, "date"), "an event follows the sentence")
        yield from _in_order(event.date, event.expires, ("events", at, "expires"), "a sentence ends on or after the day of the commutation")
        yield from _in_order(event.date, event.commenced, ("events", at, "commenced"), "a term cannot commence before it is imposed")
        yield from _in_order(event.date, event.until, ("events", at, "until"), "an imprisonment ends on or after the day it began")


def _releases(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    """A release ends custody, so it follows the day on which the sentence commenced."""
    custody = case.custody
    for at, event in enumerate(case.events or ()):
        if event.kind == "release" and custody is not None:
            for name, day in (("since", custody.since), ("commenced", custody.commenced)):
                yield from _in_order(day, event.date, ("events", at, "date"), f"a release follows custody (`custody.{name}`)")


def _programs_after_release(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    """Nobody is in a Bureau program after a release that no later event of the record brought back."""
    ends = [event.date for event in case.events or () if event.kind == "release" and event.date is not None]
    if not ends or any(event.kind in ("revocation", "imprisonment") for event in case.events or ()) or case.custody is None:
        return
    last = max(ends, key=lambda day: day.last)
    for at, program in enumerate(case.custody.programs or ()):
        if program.first is not None and program.first.surely_after(last):
            yield Finding(
                ("custody", "programs", at, "from"),
                f"found {program.first}: it lies after the release of {last}; check both dates, or add what brought the person back",
            )


def _custody_dates(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    custody = case.custody
    if custody is None:
        return
    sentenced = case.sentence.date if case.sentence else None
    commenced = custody.commenced
    yield from _in_order(sentenced, commenced, ("custody", "commenced"), "a sentence cannot commence before it is imposed")
    yield from _in_order(custody.since, commenced, ("custody", "commenced"), "it commences in custody, not before `since`")
    for at, program in enumerate(custody.programs or ()):
        place: Place = ("custody", "programs", at)
        yield from _in_order(program.first, program.last, (*place, "to"), "a program ends on or after its first day")
        if program.first is None or program.last is None or program.days is None:
            continue
        longest = (program.last.last - program.first.first).days + 1
        if 0 < longest < program.days:
            yield Finding((*place, "days"), f"found {program.days}: the span has only {longest} days")


def _spans_before_commencement(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    """Detention is before the sentence commenced, and each of its days stands once."""
    custody = case.custody
    if custody is None:
        return
    seen: list[tuple[int, PartialDate, PartialDate]] = []
    for at, span in enumerate(custody.detention or ()):
        place: Place = ("custody", "detention", at)
        yield from _in_order(span.first, span.last, (*place, "to"), "a detention ends on or after its first day")
        if custody.commenced is not None and span.first is not None and not span.first.surely_before(custody.commenced):
            yield Finding(
                (*place, "from"), f"found {span.first}: it does not lie before the day on which the sentence commenced, {custody.commenced}; check both dates"
            )
        for other, first, last in seen:
            if span.first is not None and span.last is not None and not (span.first.last > last.first or first.last > span.last.first):
                yield Finding((*place, "from"), f"found {span.first}: the span overlaps `custody.detention[{other}]`; a day counts once, so list each day once")
        if span.first is not None and span.last is not None:
            seen.append((at, span.first, span.last))
    for at, away in enumerate(custody.away or ()):
        yield from _in_order(away.first, away.last, ("custody", "away", at, "to"), "a span ends on or after its first day")


def _credit_for_days_before_custody(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    """Credit counts days between the offense and commencement, and nobody is in a program before custody."""
    custody = case.custody
    if custody is None or case.sentence is None:
        return
    began = case.offense.began if case.offense else None
    commenced = custody.commenced or case.sentence.date
    if custody.prior_custody_days is not None and began is not None:
        most = (commenced.last - began.first).days
        if custody.prior_custody_days > most >= 0:
            message = (
                f"found {custody.prior_custody_days}: from the first day of the offense ({began}) to the day of commencement ({commenced}) lie only {most} days"
            )
            yield Finding(("custody", "prior_custody_days"), message)
    for at, program in enumerate(custody.programs or ()):
        if program.last is not None and custody.since is not None and custody.detention is None and program.last.surely_before(custody.since):
            yield Finding(("custody", "programs", at, "to"), f"found {program.last}: it lies before custody began ({custody.since}); check both dates")


def _other_terms(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    custody, sentence = case.custody, case.sentence
    for at, other in enumerate((custody.other_terms if custody else None) or ()):
        if other.imposed is not None and sentence is not None and other.imposed.surely_before(sentence.date):
            yield Finding(
                ("custody", "other_terms", at, "imposed"),
                f"found {other.imposed}: the other term was imposed before this sentence of {sentence.date}; make the file of the earlier judgment and list this one "
                "under `custody.other_terms`, or leave the earlier term out and give `custody.commenced`, the day on which this one began to run",
            )


def _other_dates(case: CaseDraft, context: ReadContext) -> Iterator[Finding]:
    if case.clemency is not None:
        place = ("clemency", "granted")
        yield from _in_order(case.clemency.sought, case.clemency.granted, place, "clemency is granted after it is sought")
    born = case.person.born if case.person else None
    if born is not None and case.sentence is not None and born.surely_after(case.sentence.date):
        yield Finding(("person", "born"), "lies after the sentence; check both dates")


DATE_CHECKS: tuple[tuple[str, Check], ...] = (
    ("offense", _case_span),
    ("convictions", _count_spans),
    ("offense convictions sentence", _offense_before_sentence),
    ("offense convictions sentence", _conviction_dates),
    ("criminal_history sentence", _prior_dates),
    ("events sentence", _event_dates),
    ("events custody", _releases),
    ("events custody", _programs_after_release),
    ("custody sentence", _custody_dates),
    ("custody", _spans_before_commencement),
    ("offense custody sentence", _credit_for_days_before_custody),
    ("custody sentence", _other_terms),
    ("person clemency sentence", _other_dates),
)
