"""The review of one case: its completions, the edition picked in each, then and today, and how they differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from lenity.engine import Need
from lenity.facts import GUIDELINES_BEGAN, CaseFile, PartialDate
from lenity.facts.citations import section_parts
from lenity.facts.convictions import Conviction
from lenity.facts.levels import FactRow, FactValue
from lenity.facts.tables import tables
from lenity.law import unread_edition
from lenity.review._aggregate import aggregated, aggregated_paths, ungrouped
from lenity.review._answer import Answer, Difference, Further, Review, Scenario
from lenity.review._besides import besides_prison, outside_the_range
from lenity.review._calendar import first_day_of, first_day_supposed
from lenity.review._change import change_between
from lenity.review._counts import counts_of
from lenity.review._further import findings_of
from lenity.review._inferences import inferences
from lenity.review._merge import needs_of, steps_of, values_of
from lenity.review._passes import Choice, Clocks, Pass, choose_edition, run, then_clocks, today_clocks
from lenity.review._scenarios import scenarios_of, settled
from lenity.review._stated_terms import resting_on_more, stated_otherwise
from lenity.review._statutory_index import candidates_of
from lenity.review._words import edition_in_words
from lenity.review._worlds import OpenFact, World, open_amounts, open_date, worlds_of

_SENTENCED, _CONVICTED, _ENDED = ("", "sentenced_on"), ("", "convicted_on"), ("", "offense_ended_on")
_OF_PRIORS = ("prior_points", "prior_treatment", "is_recent_release", "scores_as_violent_single")
_OF_UNDISCHARGED = ("direction_beside_other_term", "time_served_is_taken_off")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One completion with the edition picked in it and both passes."""

    world: World
    choice: Choice
    then: Pass
    today: Pass
    more: dict[tuple[str, str], FactValue]
    """The counts whose judgment rests on more than the record shows, as facts of `today`."""


def review(case: CaseFile, *, as_of: date, edition: date | None = None) -> Review:
    """The sentence of a case then and today.

    Args:
        case: a checked case file.
        as_of: the day whose law is "today's".
        edition: the Guidelines edition to apply to `then`, over the one that the record states.

    Raises:
        LookupError: the law of `as_of` is from before the Guidelines.
    """
    top = aggregated(tables(case))
    stated = edition or _stated(case)
    open_facts = [*_open_dates(case), *open_amounts(top)]
    outcomes = [_outcome(top, case, world, as_of, stated) for world in worlds_of(open_facts)]
    then = _answer([one.then for one in outcomes], outcomes, open_facts, case, top)
    more = {key: value for one in outcomes for key, value in one.more.items()}
    today = _answer([one.today for one in outcomes], outcomes, open_facts, case, top.with_facts(more))
    return Review(case.id, as_of, then, today, change_between(then, today), outside_the_range(case), tuple(_warnings(case, outcomes, as_of)))


def _stated(case: CaseFile) -> date | None:
    return case.guidelines.edition.first if case.guidelines and case.guidelines.edition else None


def _open_dates(case: CaseFile) -> Iterator[OpenFact]:
    """The clocks that the record leaves open: the day of sentence, of conviction, and on which the offense ended."""
    statutes = _statutes(case)
    sentenced = case.sentence.date
    yield open_date(_SENTENCED, "sentence.date", sentenced, "sentenced_on", statutes, selects_edition=True)
    ended = case.offense_ended() or PartialDate(min(max(_possible_first(case), _supposed_first(case)), sentenced.first), sentenced.last, "nothing")
    yield open_date(_ENDED, "offense.ended", ended, "offense_ended_on", statutes, selects_edition=case.offense_ended() is not None)
    told = [one.convicted for one in case.convictions or () if one.convicted]
    convicted = told[0] if told else PartialDate(min(ended.first, sentenced.first), sentenced.last, "nothing")
    yield open_date(_CONVICTED, "convictions[0].convicted", convicted, "convicted_on", statutes)
    for at, count in enumerate(case.convictions or ()):
        path = f"convictions[{at}]"
        own = count.offense.ended if count.offense else None
        if own is not None:
            yield open_date((path, "offense_ended_on"), f"{path}.offense.ended", own, "offense_ended_on", statutes)
        if count.convicted is not None:
            yield open_date((path, "convicted_on"), f"{path}.convicted", count.convicted, "convicted_on", statutes)


def _possible_first(case: CaseFile) -> date:
    """The first day on which every count could be committed and be under the Guidelines."""
    return max([GUIDELINES_BEGAN, *(day for one in case.convictions or () if (day := first_day_of(one.statute)) is not None)])


def _supposed_first(case: CaseFile) -> date:
    """The first day on which an offense of unknown date is supposed to have ended."""
    named = frozenset(one for count in case.convictions or () for one in (count.statute, count.object) if one)
    return first_day_supposed(named, case.sentence.date.first) or GUIDELINES_BEGAN


_OF_DRUGS = frozenset({"21 U.S.C. § 841", "21 U.S.C. § 960"})


def _statutes(case: CaseFile) -> frozenset[str]:
    """The sections that the counts are under; a drug count may take its penalty from either drug statute."""
    named = {section_parts(one)[0] for count in case.convictions or () for one in (count.statute, count.object) if one}
    return frozenset(named | (_OF_DRUGS if any(one.startswith("21 ") for one in named) else frozenset()))


def completions_of(case: CaseFile, top: FactRow) -> tuple[list[OpenFact], list[tuple[World, Clocks]]]:
    """What the record leaves open, and each completion of it with the dates that selected the law when the person was sentenced."""
    open_facts = [*_open_dates(case), *open_amounts(top)]
    return open_facts, [(world, _as_sentenced(top.with_facts(world.values), case, world, _stated(case))[1]) for world in worlds_of(open_facts)]


def _as_sentenced(placed: FactRow, case: CaseFile, world: World, stated: date | None) -> tuple[Choice, Clocks]:
    days = {key: value for key, value in world.values.items() if isinstance(value, date)}
    sentenced_on = days[_SENTENCED]
    ended_on, convicted_on = days.get(_ENDED), days.get(_CONVICTED)
    known_end = ended_on if case.offense_ended() is not None else None
    choice = choose_edition(placed, sentenced_on, known_end, convicted_on, stated)
    return choice, then_clocks(placed, sentenced_on, ended_on, convicted_on, choice)


def _outcome(top: FactRow, case: CaseFile, world: World, as_of: date, stated: date | None) -> _Outcome:
    placed = top.with_facts(world.values)
    choice, clocks = _as_sentenced(placed, case, world, stated)
    then = run(placed, clocks)
    more = resting_on_more(then)
    return _Outcome(world, choice, then, run(placed.with_facts(more), today_clocks(as_of, choice.edition_on)), more)


def _answer(passes: list[Pass], outcomes: list[_Outcome], open_facts: list[OpenFact], case: CaseFile, top: FactRow) -> Answer:
    first = passes[0]
    judged_anew = first.clocks.judged_anew
    worlds = [one.world for one in outcomes]
    missing = needs_of(passes, open_facts, worlds)
    needs = _joined(missing, _rests_on(case, outcomes, judged_anew))
    values = values_of(passes)
    if None in values.values():
        completions = [(one.world, at.clocks) for one, at in zip(outcomes, passes, strict=True)]
        same = settled(top, completions, {need.path for need in missing}, open_facts)
        values = {name: same.get(name) if value is None else value for name, value in values.items()}
    lawful = first.clocks.sentenced_on if judged_anew or case.sentence.date.is_exact else None
    editions = {one.choice.edition_on for one in outcomes}
    choice = outcomes[0].choice
    return Answer(
        law_on=lawful,
        law_on_text=str(lawful or case.sentence.date.text),
        edition_on=first.clocks.edition_on,
        edition_because="the newest edition that is encoded" if judged_anew else _because(choice, editions),
        edition_cite=choice.cite,
        values=values,
        counts=counts_of(passes),
        steps=steps_of(passes, open_facts, worlds),
        needs=needs,
        scenarios=_scenarios(first, outcomes[0], top, needs, open_facts),
        differences=() if judged_anew else (*_differences(case, values), *stated_otherwise(first)),
        assumptions=tuple(_assumptions(case, judged_anew, first.clocks.edition_on)),
        inferences=() if judged_anew else tuple(inferences(case, values, first.clocks.edition_on)),
        further=cache(lambda: _further(passes)),
    )


def _further(passes: list[Pass]) -> Further:
    return Further(findings_of(passes, "prior", _OF_PRIORS), besides_prison(passes), findings_of(passes, "undischarged_term", _OF_UNDISCHARGED))


def _because(choice: Choice, editions: set[date]) -> str:
    if len(editions) == 1:
        return choice.because
    return f"{choice.because}; on other days that the record leaves open: {', '.join(str(one) for one in sorted(editions))}"


def _rests_on(case: CaseFile, outcomes: list[_Outcome], judged_anew: bool) -> Iterator[Need]:
    """Facts that the answer takes as the record leaves them: not needed to compute it, but it rests on them."""
    if not judged_anew and case.offense_ended() is None and not outcomes[0].choice.is_certain:
        yield Need(
            "offense.ended", "On which day did the offense end? It decides which edition could apply (§1B1.11).", "judgment in a criminal case (form AO 245B)"
        )
    history = case.criminal_history
    if judged_anew and history is not None and history.category is not None and history.points is None and history.priors is None:
        yield Need("criminal_history.priors", "Which prior sentences did the person have? The category is carried over from then.", "presentence report")
    yield from _counts_without_guideline(case)
    yield from _entries_without_guideline(case, outcomes[0].today.clocks.edition_on if judged_anew else outcomes[0].choice.edition_on)
    if judged_anew and _asks_for_disclosure(case):
        yield Need(
            "guidelines.findings.truthful_disclosure",
            "Did the person tell the Government all they knew of the offense by the time of sentencing? The safety valve rests on it.",
            "presentence report",
        )
    no_priors = history is not None and history.priors == ()
    for at, count in enumerate(case.convictions or ()):
        if _is_drug(count) and count.prior_851 is None and not no_priors:
            path = f"convictions[{at}].prior_851"
            yield Need(
                path,
                "Was a prior conviction noticed under 21 U.S.C. § 851? The record names none, so none is counted.",
                "information under § 851, docket sheet",
            )


def _counts_without_guideline(case: CaseFile) -> Iterator[Need]:
    """Counts that are plainly not drug counts where every conduct entry is under Part D and none says which counts it covers."""
    entries = (case.guidelines.conduct if case.guidelines else None) or ()
    only_drugs = bool(entries) and all((one.guideline or "").startswith("2D") and one.counts is None for one in entries)
    other = [(number, count.statute) for number, count in zip(case.count_numbers(), case.convictions or (), strict=True) if only_drugs and _is_other(count)]
    if other:
        said = ", ".join(f"count {number} ({statute})" for number, statute in other)
        yield Need("guidelines.conduct", f"Under which guideline did the court put {said}? It can raise the offense level.", "presentence report")


def _entries_without_guideline(case: CaseFile, edition_on: date) -> Iterator[Need]:
    """Entries that name no guideline, where the edition's Appendix A does not name one and the same for each of their counts, with those that it names."""
    entries = case.guidelines.conduct if case.guidelines else None
    counts = dict(zip(case.count_numbers(), case.convictions or (), strict=True))
    open_entries = [(at, one.counts) for at, one in enumerate(entries or ()) if one.guideline is None]
    places = [(f"guidelines.conduct[{at}].guideline", [counts[n] for n in named or counts if n in counts]) for at, named in open_entries]
    if entries is None:
        places = [("guidelines.conduct", list(counts.values()))]
    for place, own in places:
        found = [(_index_statute(count), candidates_of(_index_statute(count), edition_on)) for count in own]
        if entries is not None and len({named for _, named in found}) == 1 and all(len(named) == 1 for _, named in found):
            continue
        said = "; ".join(f"for {statute} {' or '.join(f'§{one}' for one in named)}" for statute, named in dict(found).items() if statute and named)
        if said:
            edition = edition_in_words(edition_on)
            yield Need(place, f"Which offense guideline was applied? Appendix A ({edition}) names {said} (§1B1.2(a)).", "presentence report")


def _index_statute(count: Conviction) -> str | None:
    """The statute by which the index is read: the one that a stipulation establishes, else that of the count."""
    return count.stipulated or count.statute


def _is_other(count: Conviction) -> bool:
    """Whether a count is under neither a drug statute nor one whose term only runs after the others."""
    statute = count.statute or ""
    within = section_parts(statute)[:2]
    return (
        bool(statute)
        and not statute.startswith(("21 ", "46 "))
        and within != ("18 U.S.C. § 924", "(c)")
        and within[0] not in ("18 U.S.C. § 1028A", "18 U.S.C. § 371")
    )


def _asks_for_disclosure(case: CaseFile) -> bool:
    """Whether a drug case says nothing of adjustments or of truthful disclosure, so that today's safety valve is open."""
    guidelines = case.guidelines
    if guidelines is None or guidelines.adjustments is not None:
        return False
    is_drug = any((entry.guideline or "").startswith("2D") for entry in guidelines.conduct or ())
    return is_drug and (guidelines.findings is None or guidelines.findings.truthful_disclosure is None)


def _joined(needs: tuple[Need, ...], more: Iterator[Need]) -> tuple[Need, ...]:
    known = {need.path for need in needs}
    further = {need.path: need for need in more}
    return (*(further.get(need.path, need) for need in needs), *(need for path, need in further.items() if path not in known))


def _scenarios(first: Pass, outcome: _Outcome, top: FactRow, needs: tuple[Need, ...], open_facts: list[OpenFact]) -> tuple[Scenario, ...]:
    if first.value("range_minimum_months") is not None and first.value("range_maximum_months") is not None and not needs:
        return ()
    return scenarios_of(top, first.clocks, {need.path for need in needs}, open_facts, outcome.world)


def _differences(case: CaseFile, values: dict[str, object]) -> Iterator[Difference]:
    """Where the court found something else than lenity computes from the same facts."""
    found = case.guidelines.found if case.guidelines else None
    if found is None:
        return
    computed = values["total_offense_level"]
    if found.total_offense_level is not None and computed is not None and computed != found.total_offense_level:
        yield Difference("total_offense_level", found.total_offense_level, computed)
    if found.range is not None:
        ends = (values["guideline_minimum_months"], values["guideline_maximum_months"])
        stated = tuple(1_000_000 if end == "life" else end for end in (found.range.min, found.range.max))
        if None not in ends and ends != stated:
            yield Difference("guideline_range", stated, ends)


def _assumptions(case: CaseFile, judged_anew: bool, edition_on: date) -> Iterator[str]:
    if not judged_anew and case.convictions and case.offense_ended() is None and _supposed_first(case) > _possible_first(case):
        yield (
            f"The record does not say when the offense ended: it is taken to have ended after {_supposed_first(case)}, no longer before the sentence than an "
            "ordinary offense can be charged (18 U.S.C. §§ 3282(a), 3293). An older offense can carry another statutory range."
        )
    if judged_anew and case.guidelines is not None and case.guidelines.adjustments is not None:
        yield (
            "Characteristics that raise the level and came into the Manual after the edition that the court used are taken as not found, "
            "unless a finding in the case file names them."
        )
    for paths in aggregated_paths(tables(case)):
        yield f"{' and '.join(paths)}: one group under a guideline that measures an aggregate amount, so the amounts are added (USSG §3D1.3(b))."
    for guideline, entries in ungrouped(tables(case), edition_on):
        yield (
            f"{' and '.join(entries)}: counted as groups of their own, since the record gives them no common `group` number. Offenses under §{guideline} are "
            "listed as grouped (USSG §3D1.2(d)): as one group they would have one level by their total, and no increase for several groups."
        )
    yield from _of_ordered_counts(case)
    yield from _of_career(case)
    no_priors = case.criminal_history is not None and case.criminal_history.priors == ()
    for number, count in zip(case.count_numbers(), case.convictions or (), strict=True):
        if _is_drug(count) and count.prior_851 is None and not no_priors:
            yield f"Count {number}: no prior conviction noticed under 21 U.S.C. § 851 is recorded, so none is counted. With one, the statutory range would be higher."


def _of_career(case: CaseFile) -> Iterator[str]:
    """That a record of priors that can make a career offender says nothing of the status; beside a drug count the rules leave it open, and ask."""
    history = case.criminal_history
    if history is None or history.career_offender is not None or not history.priors or any(_is_drug(one) for one in case.convictions or ()):
        return
    named = (one.section for one in (case.guidelines.adjustments if case.guidelines else None) or ())
    felonies = [one for one in history.priors if one.kind == "felony" and one.excluded is None and (one.violent or one.drug)]
    if len(felonies) > 1 and not any(section.startswith(("4B1.1", "4B1.4")) for section in named):
        yield (
            f"{len(felonies)} prior felonies are recorded as crimes of violence or controlled substance offenses, and the record does not say whether the court found "
            "the person a career offender (`criminal_history.career_offender`): the status is taken as not found (USSG §4B1.1)."
        )


def _of_ordered_counts(case: CaseFile) -> Iterator[str]:
    """What the order of gun counts, and of counts of identity theft, rests on."""
    sections = [section_parts(count.statute or "") for count in case.convictions or ()]
    guns = {parts for parts in sections if parts[:2] == ("18 U.S.C. § 924", "(c)")}
    if len(guns) > 1:
        yield (
            "The counts under 18 U.S.C. § 924(c) carry different terms: where a second one has a longer term, the first is taken to be the one that the record "
            "names first."
        )
    identity = sum(parts[0] == "18 U.S.C. § 1028A" for parts in sections)
    if identity > 1 and case.sentence.consecutive is None:
        yield (
            "The terms under 18 U.S.C. § 1028A are counted once: the court may run them with one another (§ 1028A(b)(4)), and the record does not say that it "
            "ordered otherwise (`sentence.consecutive`)."
        )


def _is_drug(count: Conviction) -> bool:
    return any((one or "").startswith("21 U.S.C.") for one in (count.statute, count.object))


def _warnings(case: CaseFile, outcomes: list[_Outcome], as_of: date) -> Iterator[str]:
    unread = unread_edition(as_of)
    if unread is not None:
        yield f"A newer text of the Guidelines is in force since {unread.on} ({unread.cite}) but is not encoded here: today's figures are those of the edition shown."
    if not outcomes[0].choice.is_certain:
        yield f"Edition: {outcomes[0].choice.because}."
