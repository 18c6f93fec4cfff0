"""Where the sentence stands on a day, after the events of the record: in force or over, and which term is left. Three-valued throughout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from lenity.engine import months_later
from lenity.facts import CaseFile, PartialDate, Term
from lenity.facts.custody_tables import revocation_served
from lenity.facts.sentence import Event


class Dates:
    """The days of one completion of the dates that the record knows only to a month or a year."""

    def __init__(self, chosen: Mapping[str, date]) -> None:
        self._chosen = chosen

    def day(self, path: str, known: PartialDate | None) -> date | None:
        """The day at a path of the case file; None where the record has none."""
        return None if known is None else self._chosen.get(path, known.first)


def open_dates(case: CaseFile) -> Iterator[tuple[str, PartialDate]]:
    """The dates that relief reads and that are known only to a month or a year, each with its path."""
    custody, person, extra = case.custody, case.person, case.circumstances
    found: list[tuple[str, PartialDate | None]] = [
        ("sentence.date", case.sentence.date),
        ("person.born", person.born if person else None),
        ("custody.since", custody.since if custody else None),
        ("custody.commenced", custody.commenced if custody else None),
        ("offense.ended", case.offense.ended if case.offense else None),
        ("circumstances.request_to_warden", extra.request_to_warden if extra else None),
        ("circumstances.supervision_began", extra.supervision_began if extra else None),
        ("circumstances.supervision_ended", extra.supervision_ended if extra else None),
        *((f"events[{at}].date", event.date) for at, event in enumerate(case.events or ())),
        *((f"convictions[{at}].offense.ended", one.offense.ended if one.offense else None) for at, one in enumerate(case.convictions or ())),
    ]
    yield from ((path, day) for path, day in found if day is not None and not day.is_exact)


@dataclass(frozen=True, slots=True)
class Standing:
    """The sentence on the day. `said` has a sentence for each fact that an event decides.

    `term` is the one served, which after a revocation is the one imposed on it; `of_sentence` the one of the sentence itself, as changed since.
    """

    original: Term | None
    term: Term | None
    of_sentence: Term | None
    in_prison: bool | None
    released: bool | None
    released_on: date | None
    pardoned: bool | None
    commuted: bool | None
    of_revocation: bool | None
    said: Mapping[str, str] = field(default_factory=dict)


def standing(case: CaseFile, on: date, dates: Dates, consecutive: frozenset[int]) -> Standing:
    """The sentence of a case on a day. `consecutive` are the numbers of the counts whose terms run after the others."""
    original = _total(case, consecutive)
    sentenced = dates.day("sentence.date", case.sentence.date)
    assert sentenced is not None
    start = _start(case, dates, sentenced)
    if case.events is None:
        return _without_events(original, sentenced, start, on)
    past = [(event, _has_happened(event, dates.day(f"events[{at}].date", event.date), on)) for at, event in enumerate(case.events)]
    said: dict[str, str] = {}
    pardoned, commuted = _any(past, "pardon"), _any(past, "commutation")
    released, revoked = _any(past, "release"), _any(past, "revocation")
    _say(said, past, dates, case)
    term = _term(original, past)
    expired = None if term is None else _has_run(term, sentenced, start, _credit(case), on)
    again = _served_again(case, dates, on)
    if again is not None:
        return _on_revocation(original, term, again, on, pardoned, commuted, said)
    in_prison = _in_prison(original, _either(released, pardoned), expired)
    if revoked is None and in_prison is False and not pardoned:
        in_prison = None  # a revocation of unknown day may have brought the person back
    if expired:
        said.setdefault("is_in_prison_on_sentence", f"the whole term of {term} from {start or sentenced} has run by {on}")
    elif in_prison:
        said["is_in_prison_on_sentence"] = f"the record names no release by {on}, and the term of {term} has not run"
    days = [dates.day(f"events[{at}].date", event.date) for at, (event, so) in enumerate(past) if event.kind == "release" and so]
    known = [day for day in days if day is not None]
    was_released = True if expired and released is False else None if revoked is None and released else released
    return Standing(original, term, term, in_prison, was_released, max(known, default=None), pardoned, commuted, revoked, said)


def _start(case: CaseFile, dates: Dates, sentenced: date) -> date | None:
    """When the sentence commenced: as stated, else on the later of custody and sentence (18 U.S.C. § 3585(a)); None where custody is not known."""
    custody = case.custody
    if custody is None:
        return None
    stated, since = dates.day("custody.commenced", custody.commenced), dates.day("custody.since", custody.since)
    return stated or (None if since is None else max(since, sentenced))


def _credit(case: CaseFile) -> int:
    return (case.custody.prior_custody_days if case.custody else None) or 0


def _without_events(original: Term | None, sentenced: date, start: date | None, on: date) -> Standing:
    """Nothing is known of what came after, save that a term that has run is over."""
    over = original is not None and _has_run(original, sentenced, start, 0, on) is True
    said = {"is_in_prison_on_sentence": f"the whole term of {original} from {start} has run by {on}"} if over else {}
    return Standing(original, None, None, False if over else None, None, None, None, None, None, said)


def _served_again(case: CaseFile, dates: Dates, on: date) -> tuple[Event, date] | None:
    """The revocation whose term is the last thing that happened by a day, with the day on which it began; None where there is none."""
    at = revocation_served(case.events, on)
    if at is None:
        return None
    events = case.events or ()
    began = dates.day(f"events[{at}].date", events[at].date)
    later = [dates.day(f"events[{other}].date", one.date) for other, one in enumerate(events) if one.kind == "release"]
    if began is None or any(day is not None and began < day <= on for day in later):
        return None
    commenced = events[at].commenced
    return events[at], began if commenced is None else commenced.first


def _on_revocation(
    original: Term | None, of_sentence: Term | None, again: tuple[Event, date], on: date, pardoned: bool | None, commuted: bool | None, said: dict[str, str]
) -> Standing:
    """The standing of one who serves, or has served, a term imposed on a revocation."""
    event, began = again
    over = None if event.term is None else _has_run(event.term, began, began, event.prior_custody_days or 0, on)
    inside = False if pardoned or over else None if over is None or pardoned is None else True
    if inside:
        said["is_in_prison_on_sentence"] = f"the term of {event.term} imposed on the revocation has not run by {on}"
    elif over:
        said["is_in_prison_on_sentence"] = f"the term of {event.term} imposed on the revocation has run by {on}"
    return Standing(original, event.term, of_sentence, inside, over, None, pardoned, commuted, True, said)


def _total(case: CaseFile, consecutive: frozenset[int]) -> Term | None:
    """The total term imposed: the longest of the terms that run together, and those that run after them."""
    imposed = case.sentence.imprisonment
    if imposed is None or imposed.total is not None or imposed.by_count is None:
        return imposed.total if imposed else None
    together = [term for number, term in imposed.by_count.items() if number not in consecutive]
    after = [term for number, term in imposed.by_count.items() if number in consecutive]
    terms = [*([max(together)] if together else []), *after]
    if any(term.is_life for term in terms):
        return Term(is_life=True, text="life")
    return Term(sum(term.months for term in terms), sum(term.days for term in terms))


def _has_happened(event: Event, day: date | None, on: date) -> bool | None:
    return None if day is None else day <= on


def _any(past: list[tuple[Event, bool | None]], kind: str) -> bool | None:
    of_kind = [so for event, so in past if event.kind == kind]
    return True if True in of_kind else None if None in of_kind else False


def _either(one: bool | None, other: bool | None) -> bool | None:
    return True if one or other else None if None in (one, other) else False


def _term(original: Term | None, past: list[tuple[Event, bool | None]]) -> Term | None:
    """The term after what changed it; None where that is not known."""
    term = original
    for event, so in past:
        if event.kind not in ("reduction", "amended_judgment", "rule_35", "commutation") or so is False:
            continue
        if so is None or (event.term is None and event.kind != "amended_judgment"):
            term = None
        else:
            term = event.term or term
    return term


def _in_prison(original: Term | None, ended: bool | None, expired: bool | None) -> bool | None:
    if original is not None and original.is_none:
        return False
    if ended or expired:
        return False
    if ended is None or original is None or expired is None:
        return None
    return True


def _has_run(term: Term, sentenced: date, start: date | None, credit_days: int, on: date) -> bool | None:
    """Whether a term, less credit for prior custody, is over: its last day is the one before the same day so much later.

    Where the day on which it began is not known, it has not run as long as it would not have from the day of sentence; else it is not known.
    """
    if term.is_life:
        return False
    after = months_later(start or sentenced, term.months)
    over = after is not None and after + timedelta(days=term.days - (credit_days if start else 0)) <= on
    return None if over and start is None else over


_DONE = {"release": "released", "pardon": "pardoned", "commutation": "the sentence was commuted", "revocation": "supervised release was revoked"}
_DECIDES = {
    "release": ("is_in_prison_on_sentence", "was_released"),
    "pardon": ("is_in_prison_on_sentence", "was_pardoned"),
    "commutation": ("was_commuted",),
    "revocation": ("term_is_of_revocation",),
}


def _say(said: dict[str, str], past: list[tuple[Event, bool | None]], dates: Dates, case: CaseFile) -> None:
    for at, (event, so) in enumerate(past):
        if so and event.kind in _DONE:
            known = event.date
            for name in _DECIDES[event.kind]:
                one = f"{_DONE[event.kind]} on {known.text if known else dates.day(f'events[{at}].date', known)}"
                said[name] = f"{said[name]}; {one}" if name in said else one
    for kind, names in _DECIDES.items():
        if case.events is not None and not any(event.kind == kind for event in case.events):
            said.setdefault(names[-1], f"the record names no {kind}")
