"""From a document to proposed facts: the form read first, then the prose, then each fact given to its person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lenity.intake import _prose_conviction as conviction
from lenity.intake import _prose_guidelines as guidelines
from lenity.intake import _prose_person as person
from lenity.intake import _prose_sentence as sentence
from lenity.intake._captions import Form, form_of, sentencing_judges
from lenity.intake._cast import Cast
from lenity.intake._dockets import is_docket, read_docket
from lenity.intake._document import Document
from lenity.intake._fact import Hit, ProposedFact, Voice
from lenity.intake._flat import Flat
from lenity.intake._lists import entries, head_of, read_entry, told_entries
from lenity.intake._names import is_same_person, readable
from lenity.intake._prose import Rule, Text

MOST_FACTS = 2_000
MOST_PASSAGES = 3
"""How many passages are proposed for one value."""
# Words without which a sentence holds no fact: most of a transcript is passed over by this alone.
_WORTH_READING = re.compile(
    r"sentenc|imprison|prison|convict|guilty|plea|pled|guideline|offense|offender|level|categor|history|range|release|fine\b|restitution|assessment|clemency|pardon|commut|custody|behind\sbars|loss|depart|varian"
    r"|kilogram|grams?\b|U\.?\s?S\.?\s?C|years?[\s-]old|,\s\d\d,|\bage[d]?\s|born|resident|grandmother|Bureau|FCI|USP|penitentiary|consecutive|concurrent|served|career|first[\s-]time|non-?violent|acted\sas|acting\sas|arrested|incarcerat|inmate"
    r"|DOB|Register|conspir|months|of\sthem|among|resid(?:es|ed|ent)|hearing|judge",
    re.IGNORECASE,
)
_RULES: tuple[Rule, ...] = (
    sentence.prison_terms,
    sentence.dates,
    sentence.release_terms,
    sentence.money,
    sentence.how_terms_run,
    sentence.amendments,
    sentence.sentenced_today,
    conviction.convictions,
    guidelines.levels,
    guidelines.guideline_applied,
    guidelines.categories,
    guidelines.ranges,
    guidelines.adjustments,
    guidelines.losses,
    guidelines.departures,
    guidelines.history,
    guidelines.editions,
    guidelines.attributed_drugs,
    person.ages,
    person.homes,
    person.parts_in_offense,
    person.record,
    person.custody,
    person.spans,
    person.clemency,
    lambda text, start, end: sentencing_judges(text.line, start, end),
)
# Of these a person has one: what a weaker voice says gives way to what a stronger one does.
_SINGLE = re.compile(
    r"(?:guidelines\.found\..*|guidelines\.conduct\[\]\.(?:found\..*|loss|guideline)|criminal_history\..*|sentence\.(?:imprisonment|date|supervised_release|fine|restitution)|offense\..*)\Z"
)
# A person of whom a report says none of this is not one whom a case is about.
_DIFFERENT = "the document says different things here; check which is of this case"
_TELLING = ("sentence.", "convictions[", "clemency.", "custody.")


@dataclass(frozen=True, slots=True)
class Proposals:
    """What was proposed from a document. `people` are those whom it tells facts of, `notes` what the reader should know."""

    document: Document
    facts: tuple[ProposedFact, ...]
    people: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """As `intake --format json` gives it."""
        told = self.document.about()
        if self.notes:
            told["notes"] = list(self.notes)
        return {"document": told, "facts": [fact.as_data() for fact in self.facts]}


def propose(document: Document, about: str | None = None, more: Callable[[Document], Sequence[Hit]] | None = None) -> Proposals:
    """The facts that a document tells, each with its passage.

    `about` is the name of the person whose case it is: only her facts are proposed. Without it, those of every person
    whom the document is about. `more` is a further extractor, whose facts are held to the same passages.
    """
    flat = document.flat
    form, cast, hits = _read(flat, about, document.date)
    if more is not None:
        hits.extend(more(document))
    named = _with_people(hits, cast, form)
    kept = [hit for hit in named if about is None or is_same_person(hit.who or "", readable(about))]
    if about is not None:
        for hit in kept:
            hit.who = about
    people = tuple(dict.fromkeys(hit.who for hit in kept if hit.who))
    known = document.known_as(title=form.title, publisher=form.publisher, date=form.date)
    if form.kind in ("opinion", "warrant", "docket", "judgment", "order"):
        said: dict[str, Any] = {"title": form.title, "publisher": form.publisher, "date": form.date}
        if document.kind != "mail":
            known = replace(known, **{name: value for name, value in said.items() if value})
    facts = tuple(_facts(kept, known, people))
    notes = _notes(form, cast, flat, facts, about)
    return Proposals(known, facts[:MOST_FACTS], people, tuple(notes))


def _read(flat: Flat, about: str | None, dated: str | None = None) -> tuple[Form, Cast, list[Hit]]:
    listed = entries(flat)
    told = told_entries(flat, listed)
    if listed or len(told) > 1:
        form = Form("clemency list", subjects=[entry.name for entry in (*listed, *told)], body=len(flat.text))
        hits = [hit for entry in listed for hit in read_entry(flat.text, entry)]
        for entry in told:
            hits.extend(head_of(flat, entry))
            hits.extend(
                hit
                for hit in _prose(flat, Cast(flat, [entry.name]), Form("prose"), entry.place_at[1] if entry.place_at else entry.start, entry.end)
                if hit.who == entry.name
            )
        return form, Cast(flat, form.subjects), hits
    if is_docket(flat.text):
        form = read_docket(flat.text)
        return form, Cast(flat, form.subjects), _owned(form)
    form = form_of(flat.text, flat.original)
    cast = Cast(flat, form.subjects, about)
    return form, cast, [*_owned(form), *_prose(flat, cast, form, dated=dated)]


def _owned(form: Form) -> list[Hit]:
    """What the form says is its one person's; of several people, everyone's."""
    hits: list[Hit] = []
    for hit in form.hits:
        if hit.who or len(form.subjects) < 2:
            hit.who = hit.who or next(iter(form.subjects), None)
            hits.append(hit)
        else:
            hits.extend(replace(hit, who=name) for name in form.subjects)
    return hits


def _prose(flat: Flat, cast: Cast, form: Form, low: int = 0, high: int | None = None, dated: str | None = None) -> Iterator[Hit]:
    """What the running text tells between two places."""
    text = Text(flat, cast, dated)
    low = max(low, form.body)
    rules = [rule for rule in _RULES if form.kind not in ("warrant", "judgment") or rule is not conviction.convictions]
    for start, end in flat.sentences():
        start = max(start, low)
        if end <= start or (high is not None and start >= high) or not _WORTH_READING.search(flat.text, start, end):
            continue
        for rule in rules:
            for hit in rule(text, start, end):
                if hit.voice is Voice.supposed:
                    continue
                if hit.who is not None:
                    yield hit
                    continue
                yield from (replace(hit, who=who) for who in cast.all_of(hit.start, hit.end))


def _with_people(hits: Sequence[Hit], cast: Cast, form: Form) -> list[Hit]:
    """The hits of the people whom the document is about; a name for each who has none yet."""
    mine: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.who:
            mine[hit.who].append(hit)
    kept: list[Hit] = []
    for who, own in mine.items():
        if cast.by_form and form.kind != "clemency list" and who not in cast.subjects:
            continue
        if not cast.by_form and not any(hit.path.startswith(_TELLING) for hit in own):
            continue
        own = list(_gathered(own))
        kept.extend(own)
        if not any(hit.path == "person.name" for hit in own):
            kept.extend(_name(who, cast))
    return kept


def _gathered(own: Sequence[Hit]) -> Iterator[Hit]:
    """The hits of one person, where a plea or verdict told without its offense goes to the first offense that lacks it."""
    same: dict[str, Hashable] = {}
    for hit in own:
        if hit.path == "convictions[].offense":  # the same words told twice are one conviction
            same.setdefault(str(hit.value).lower(), hit.entries[0])
    moved = {hit.entries[0]: same[str(hit.value).lower()] for hit in own if hit.path == "convictions[].offense"}
    own = [replace(hit, entries=(moved.get(hit.entries[0], hit.entries[0]), *hit.entries[1:])) if hit.path.startswith("convictions[]") else hit for hit in own]
    told = [hit.entries[0] for hit in own if re.match(r"convictions\[\]\.(?:offense|statute|charged)", hit.path)]
    has = {(hit.path, hit.entries[0]) for hit in own if hit.entries}
    for hit in own:
        if not told or not hit.path.startswith("convictions[]") or hit.entries[0] in told:
            yield hit
            continue
        home = next((entry for entry in told if (hit.path, entry) not in has), None)
        if home is not None:
            has.add((hit.path, home))
            yield replace(hit, entries=(home, *hit.entries[1:]))


def _name(who: str, cast: Cast) -> Iterator[Hit]:
    """Where the full name stands."""
    pattern = re.compile(r"(?<!\w)" + r"\s".join(map(re.escape, who.split())) + r"(?!\w)", re.IGNORECASE)
    match = pattern.search(cast.flat.text)
    if match:
        yield Hit("person.name", who, match.start(), match.end(), 0.85, who=who)


# from hits to facts


def _facts(hits: Sequence[Hit], document: Document, people: Sequence[str]) -> Iterator[ProposedFact]:
    for who in people:
        numbers = _Numbers()
        placed = [(numbers.path(hit), hit) for hit in _strongest([hit for hit in hits if hit.who == who])]
        shown: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        chosen = []
        for path, hit in sorted(placed, key=lambda one: -one[1].confidence):
            start, end = document.flat.span(hit.start, hit.end)
            places = shown[path, repr(hit.value)]
            if start < end and len(places) < MOST_PASSAGES and not any(low < end and start < high for low, high in places):
                places.append((start, end))
                chosen.append((start, end, path, hit))
        said: dict[str, set[str]] = defaultdict(set)
        for _, _, path, hit in chosen:
            said[path].add(repr(hit.value))
        for start, end, path, hit in sorted(chosen, key=lambda one: one[:3]):
            confidence = hit.confidence * (0.9 if document.is_ocr else 1.0) * (0.85 if hit.voice is Voice.reported else 1.0)
            note = hit.note
            if _SINGLE.match(hit.path) and len(said[path]) > 1:
                confidence, note = confidence * 0.8, note or _DIFFERENT
            yield ProposedFact(path, hit.value, who, document.text[start:end], document.page_of(start), start, end, round(max(0.05, confidence), 2), note)


def _strongest(hits: Sequence[Hit]) -> list[Hit]:
    """In order of the document; of a fact that a person has once, only what the strongest voice says."""
    best: dict[tuple[str, tuple[Hashable, ...]], Voice] = {}
    for hit in hits:
        if _SINGLE.match(hit.path):
            key = (hit.path, hit.entries)
            best[key] = max(best.get(key, Voice.supposed), hit.voice)
    kept = [hit for hit in hits if not _SINGLE.match(hit.path) or hit.voice >= best[hit.path, hit.entries]]
    return sorted(kept, key=lambda hit: (hit.start, hit.end))


class _Numbers:
    """Positions in lists, from 0, in the order in which entries first appear."""

    def __init__(self) -> None:
        self._seen: dict[tuple[Hashable, ...], dict[Hashable, int]] = defaultdict(dict)

    def path(self, hit: Hit) -> str:
        parts = hit.path.split("[]")
        made = parts[0]
        above: tuple[Hashable, ...] = ()
        for key, part in zip(hit.entries, parts[1:], strict=False):
            listed = self._seen[made, *above]
            if key not in listed:
                # the first sentence stands in `sentence`, so that `sentences` goes on from 1
                listed[key] = len(listed) + (1 if made == "sentences" else 0)
            step = str(key) if made.endswith("adjustments") else str(listed[key])
            above = (*above, key)
            made = f"{made}[{step}]{part}"
        return made


def _notes(form: Form, cast: Cast, flat: Flat, facts: Sequence[ProposedFact], about: str | None) -> Iterator[str]:
    if form.kind in ("opinion", "order"):
        for one in conviction.undone(Text(flat, cast)):
            yield f"the court {one}: what is proposed was so before that"
    if about is not None and not facts:
        yield "names nobody who could be the person of the case, or tells nothing of her"
