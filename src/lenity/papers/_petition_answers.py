"""The petition itself: the questions that the Office of the Pardon Attorney asks of who seeks commutation, each with its answer.

The questions follow 28 C.F.R. §§ 1.1 to 1.3 and the Office's instructions for commutations; what nobody has answered is marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lenity.facts import CaseFile
from lenity.facts.petition import Challenge, Petition, PriorPetition
from lenity.papers._petition_words import Gaps, court_in_words, told, when, with_sources
from lenity.papers._review_words import imposed_in_words
from lenity.papers.tree import Block, Cite, Content, Definition, Definitions, Heading, List, Notice, Paragraph

_BLANK = "_" * 32


def petition_blocks(case: CaseFile, gaps: Gaps, *, release: str | None) -> Iterator[Block]:
    """The petition's questions in order. `release` is the projected release in words, None where it is not known."""
    says = case.petition or Petition()
    yield Notice(
        Cite(
            "The Office of the Pardon Attorney has a form of its own, which must be filed complete, legible and signed. These are the answers to carry over to it."
        )
    )
    yield from _who(case, gaps)
    yield from _conviction(case, gaps, release)
    yield Heading("Relief that is sought", 1)
    yield Paragraph(told(case, says.asks, "petition.asks", "what is asked for, such as commutation to time served", gaps))
    yield from _other_relief(case, says, gaps)
    yield from _own_words(case, says, gaps)
    yield from _record(case, says, gaps)
    yield from _reasons(case, says, gaps)
    yield from _signature(case)


def _who(case: CaseFile, gaps: Gaps) -> Iterator[Block]:
    person, custody = case.person, case.custody
    rows = [
        ("Full name", person.name if person else None, "person.name", "full name"),
        ("Date of birth", when(person.born) if person else None, "person.born", "date of birth"),
        ("Register number", custody.register_number if custody else None, "custody.register_number", "Bureau of Prisons register number"),
        ("Institution", custody.facility if custody else None, "custody.facility", "institution and its address"),
    ]
    yield Heading("The petitioner", 1)
    yield _facts(case, rows, gaps)
    counsel = case.petition.counsel if case.petition else None
    if counsel is not None:
        yield Paragraph(("Counsel: ", ", ".join(part for part in (counsel.name, counsel.office, counsel.address, counsel.email, counsel.phone) if part)))


def _facts(case: CaseFile, rows: Iterable[tuple[str, str | None, str, str]], gaps: Gaps) -> Definitions:
    return Definitions(tuple(Definition(term, told(case, text, path, what, gaps)) for term, text, path, what in rows))


def _conviction(case: CaseFile, gaps: Gaps, release: str | None) -> Iterator[Block]:
    sentence, custody, court = case.sentence, case.custody, case.court
    convicted = next((count.convicted for count in case.convictions or () if count.convicted), None)
    rows = [
        ("Court", court_in_words(case), "court.district", "the sentencing court"),
        ("Docket number", court.docket if court else None, "court.docket", "docket number"),
        ("Judge", court.judge if court else None, "court.judge", "sentencing judge"),
        ("Convicted", when(convicted), "convictions[0].convicted", "day of the verdict or plea"),
        ("By", _found_guilty(case), "convictions[0].plea", "whether by plea or by verdict"),
        ("Sentenced", when(sentence.date), "sentence.date", "day of the sentence"),
        ("Imprisonment", imposed_in_words(case) or None, "sentence.imprisonment", "prison term imposed"),
        (
            "Supervised release",
            str(sentence.supervised_release) if sentence.supervised_release else None,
            "sentence.supervised_release",
            "term of supervised release",
        ),
        ("Fine", _dollars(sentence.fine), "sentence.fine", "fine, and what was paid of it"),
        ("Restitution", _dollars(sentence.restitution), "sentence.restitution", "restitution, and what was paid of it"),
        ("In custody since", when(custody.since) if custody else None, "custody.since", "day on which custody began"),
        ("Projected release", release, "custody.commenced", "projected release date, from the Bureau of Prisons' sentence computation"),
    ]
    yield Heading("The conviction and the sentence", 1)
    yield _facts(case, rows, gaps)
    if case.convictions:
        yield Paragraph("Counts of conviction:")
        yield List(tuple(_count(case, at, gaps) for at in range(len(case.convictions))), numbered=True)
    else:
        yield Paragraph(gaps.mark("the counts of conviction with their statutes"))


def _count(case: CaseFile, at: int, gaps: Gaps) -> Content:
    count = (case.convictions or ())[at]
    if count.statute is None:
        return gaps.mark(f"the statute of count {case.count_numbers()[at]}")
    said = f"{count.statute}, its object {count.object}" if count.object else count.statute
    return with_sources(case, Cite(said), [f"convictions[{at}].statute"])


def _found_guilty(case: CaseFile) -> str | None:
    counts = case.convictions or ()
    if any(count.plea for count in counts):
        return "plea of guilty"
    return "verdict of a jury" if any(count.found_by == "jury" for count in counts) else None


def _dollars(amount: object) -> str | None:
    return None if amount is None else "none" if amount == 0 else f"${amount:,}"


def _other_relief(case: CaseFile, says: Petition, gaps: Gaps) -> Iterator[Block]:
    yield Heading("Other relief", 1)
    yield Paragraph(Cite("Petitions are not accepted while other forms of relief are available, unless exceptional circumstances are shown (28 C.F.R. § 1.3)."))
    yield Paragraph("Appeals, motions and administrative requests:")
    yield from _listed(
        case, "petition.challenges", tuple(map(_challenge, says.challenges)) if says.challenges is not None else None, "None.",
        "each appeal, motion under 28 U.S.C. § 2255 or 18 U.S.C. § 3582 and administrative request, with docket number, outcome and date", gaps,
    )  # fmt: skip
    yield Paragraph("Earlier petitions for clemency:")
    yield from _listed(
        case, "petition.prior_petitions", tuple(map(_prior, says.prior_petitions)) if says.prior_petitions is not None else None, "None.",
        "whether clemency was asked for before, when, and with what outcome", gaps,
    )  # fmt: skip


def _challenge(one: Challenge) -> str:
    parts = [one.kind, one.court, f"No. {one.docket}" if one.docket else None, f"filed {when(one.filed)}" if one.filed else None, _outcome(one)]
    return ", ".join(part for part in parts if part) + (f". {one.note}" if one.note else "")


def _prior(one: PriorPetition) -> str:
    parts = [f"filed {when(one.filed)}" if one.filed else "day of filing not known", _outcome(one)]
    return ", ".join(part for part in parts if part) + (f". {one.note}" if one.note else "")


def _outcome(one: Challenge | PriorPetition) -> str | None:
    if one.outcome is None:
        return "outcome not known"
    return f"{one.outcome} {when(one.decided)}" if one.decided else one.outcome


def _listed(case: CaseFile, path: str, items: tuple[str, ...] | None, none: str, what: str, gaps: Gaps) -> Iterator[Block]:
    if items is None:
        yield Paragraph(gaps.mark(what))
    elif items:
        yield List(tuple(with_sources(case, Cite(item), [f"{path}[{at}]"]) for at, item in enumerate(items)))
    else:
        yield Paragraph(with_sources(case, none, [path]))


def _own_words(case: CaseFile, says: Petition, gaps: Gaps) -> Iterator[Block]:
    yield Heading("The offense", 1)
    yield Paragraph(
        told(case, says.account, "petition.account", "a complete account of the offense and of the petitioner's part in it, in her or his own words", gaps)
    )
    yield Heading("Acceptance of responsibility", 1)
    yield Paragraph(told(case, says.acceptance, "petition.acceptance", "what the petitioner says of her or his responsibility", gaps))


def _record(case: CaseFile, says: Petition, gaps: Gaps) -> Iterator[Block]:
    priors = case.criminal_history.priors if case.criminal_history else None
    yield Heading("Other criminal record", 1)
    yield Paragraph("Prior sentences:")
    yield from _listed(
        case, "criminal_history.priors", None if priors is None else tuple(_sentenced(one) for one in priors), "None.",
        "each prior sentence, with its day, court, offense and term", gaps,
    )  # fmt: skip
    yield Paragraph("Other arrests and charges, whatever came of them:")
    yield from _listed(case, "petition.other_record", says.other_record, "None.", "every other arrest or charge, before or since, whatever came of it", gaps)


def _sentenced(prior: object) -> str:
    offense, day, term = (getattr(prior, name) for name in ("offense", "sentenced", "imprisonment"))
    return ", ".join(part for part in (offense or "offense not known", f"sentenced {when(day)}" if day else None, str(term) if term else None) if part)


def _reasons(case: CaseFile, says: Petition, gaps: Gaps) -> Iterator[Block]:
    yield Heading("Why commutation should be granted", 1)
    yield from _listed(case, "petition.reasons", says.reasons, "None given.", "the reasons for clemency, in the petitioner's own words", gaps)
    yield Heading("Conduct in prison", 1)
    incidents = case.custody.incidents if case.custody else None
    items = None if incidents is None else tuple(": ".join(part for part in (when(one.date), one.description) if part) for one in incidents)
    yield Paragraph("Disciplinary record:")
    yield from _listed(case, "custody.incidents", items, "No incident.", "the disciplinary record, with each incident and its day", gaps)
    yield Paragraph("Education, work, programs and service:")
    yield from _listed(case, "petition.accomplishments", says.accomplishments, "None given.", "education, work, programs and service in prison", gaps)
    yield Heading("Plans for release", 1)
    plan = says.release_plan
    rows = [
        ("Home", plan.home if plan else None, "petition.release_plan.home", "where and with whom the petitioner would live"),
        ("Work", plan.work if plan else None, "petition.release_plan.work", "work, an offer of it, or other income"),
        ("Support", plan.support if plan else None, "petition.release_plan.support", "who will help after release"),
        ("Health care", plan.health if plan else None, "petition.release_plan.health", "care that is needed after release, or that none is"),
    ]
    yield _facts(case, rows, gaps)


def _signature(case: CaseFile) -> Iterator[Block]:
    name = (case.person.name if case.person else None) or "Petitioner"
    yield Heading("Statement and signature", 1)
    yield Paragraph(Cite("I declare under penalty of perjury that what this petition says is true and correct (28 U.S.C. § 1746)."))
    yield Paragraph(f"Signed: {_BLANK}   {name}")
    yield Paragraph(f"Date: {_BLANK}")
