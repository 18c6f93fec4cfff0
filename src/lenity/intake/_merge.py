"""Accepted facts into a case: new values are set, equal ones gain a passage, different ones stand side by side."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from lenity.intake._document import Document
from lenity.intake._fact import ProposedFact
from lenity.intake._places import AMENDED, place_of, put, steps_of, value_at

_LISTS = ("convictions", "charged", "conduct", "drugs", "departures")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place at which a case and a document say different things."""

    path: str
    in_case: Any
    in_document: Any
    quote: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A fact that a person accepted; `replaces` says that it takes the place of what the case says."""

    fact: ProposedFact
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """The case with what was accepted: new data, the places that were set, and the conflicts that stand in `extra.conflicts`."""

    data: dict[str, Any]
    places: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def conflicts(data: Mapping[str, Any], facts: Sequence[ProposedFact]) -> dict[int, Conflict]:
    """For facts, by their position, what the case says otherwise at their places."""
    found = {}
    aligned = _Aligned(data, facts)
    for at, fact in enumerate(facts):
        place = aligned.place(fact)
        there = value_at(data, steps_of(place)) if "amended" not in place else None
        if there is not None and not _same(there, fact.value):
            found[at] = Conflict(place, there, fact.value, fact.quote)
    return found


def merge(data: Mapping[str, Any], document: Document, accepted: Sequence[Accepted], file: str | None = None) -> Merged:
    """The case with the accepted facts of one document; the data given is left as it is.

    `file` is where the original is kept. Where the case says otherwise it keeps its value, unless the fact replaces it; both
    values then stand in `extra.conflicts`, each with its source.
    """
    made: dict[str, Any] = copy.deepcopy(dict(data))
    source = _source(made, document, file)
    aligned = _Aligned(made, [one.fact for one in accepted])
    places: list[str] = []
    found: list[Conflict] = []
    for one in accepted:
        place = aligned.place(one.fact)
        if place.startswith("events[amended]"):
            place = place.replace("amended", str(_event(made)), 1)
        if place.startswith("guidelines.") and _by_section(made, place, one.fact.value):
            pass
        else:
            there = value_at(made, steps_of(place))
            if there is not None and not _same(there, one.fact.value):
                found.append(Conflict(place, there, one.fact.value, one.fact.quote))
                _note_conflict(made, found[-1], source, one.replaces)
            if there is None or one.replaces:
                put(made, steps_of(place), one.fact.value)
        places.append(place)
        stands = value_at(made, steps_of(place)) if "adjustments[" not in place else one.fact.value
        if _same(stands, one.fact.value):  # a passage that says otherwise stands with the conflict, not as evidence
            _add_evidence(made, place, one.fact, source)
    return Merged(made, tuple(dict.fromkeys(places)), tuple(found))


class _Aligned:
    """Positions in the document's lists taken to those of the case: an entry of the same statute, drug or guideline is the same."""

    _KEYS = ("statute", "drug", "guideline", "section")

    def __init__(self, data: Mapping[str, Any], facts: Sequence[ProposedFact]) -> None:
        self._data = data
        self._facts = facts
        self._taken: dict[str, int] = {}

    def place(self, fact: ProposedFact) -> str:
        """The path in the case for a fact of the document."""
        path = place_of(fact.path, fact.value)
        done = ""
        for part in re.split(r"(?<=\])", path):
            match = re.match(r"(?P<before>.*?)(?P<name>[a-z_]+)\[(?P<at>\d+)\]\Z", part)
            if match is None or match["name"] not in _LISTS or path.startswith("extra."):
                done += part
                continue
            listed = f"{done}{match['before']}{match['name']}"
            done = f"{listed}[{self._position(listed, fact, int(match['at']))}]"
        return done

    def _position(self, listed: str, fact: ProposedFact, at: int) -> int:
        own = f"{self._document_list(fact, listed)}[{at}]"
        key = f"{listed} <- {own}"
        if key not in self._taken:
            entries = value_at(self._data, steps_of(listed))
            entries = entries if isinstance(entries, list) else []
            said = {one.path.rpartition(".")[2]: one.value for one in self._facts if one.path.startswith(own)}
            same = [
                position
                for position, entry in enumerate(entries)
                if isinstance(entry, Mapping) and any(name in said and entry.get(name) is not None and _same(entry[name], said[name]) for name in self._KEYS)
            ]
            free = [position for position in range(len(entries)) if f"{listed}:{position}" not in self._taken]
            alone = len(entries) == 1 and free and not any(name in said and name in entries[0] for name in self._KEYS) and isinstance(entries[0], Mapping)
            choice = next((one for one in same if one in free), same[0] if same else None)
            if choice is None:
                choice = 0 if alone else max([len(entries) - 1, *(place for name, place in self._taken.items() if name.startswith(f"{listed} <- "))]) + 1
            self._taken[key] = choice
            self._taken[f"{listed}:{choice}"] = choice
        return self._taken[key]

    @staticmethod
    def _document_list(fact: ProposedFact, listed: str) -> str:
        """The same list as the document's paths name it."""
        names = [step for step in steps_of(listed) if isinstance(step, str)]
        path = fact.path
        end = 0
        for name in names:
            end = path.index(name, end) + len(name)
        return path[:end]


def _by_section(data: dict[str, Any], place: str, value: Any) -> bool:
    """Set what is addressed by section (`guidelines.adjustments[3B1.1].levels`); False where the place is no such one."""
    match = re.match(r"(?P<list>.*adjustments)\[(?P<section>[^\]]+)\]\.(?P<name>section|levels)\Z", place)
    if match is None:
        return False
    steps = steps_of(match["list"])
    if value_at(data, steps) is None:
        put(data, steps, [])
    listed = value_at(data, steps)
    entry = next((one for one in listed if isinstance(one, dict) and one.get("section") == match["section"]), None)
    if entry is None:
        listed.append(entry := {"section": match["section"]})
    if match["name"] == "levels":
        entry.setdefault("levels", value)
    return True


def _event(data: dict[str, Any]) -> int:
    """The position of the event that stands for the amended sentence, made where there is none."""
    events = data.get("events") or []
    data["events"] = events
    for at, event in enumerate(events):
        if isinstance(event, Mapping) and event.get("kind") == AMENDED["kind"]:
            return at
    events.append(dict(AMENDED))
    return len(events) - 1


def _source(data: dict[str, Any], document: Document, file: str | None) -> str:
    """The id of the document among the case's sources, which it joins where it is not there yet."""
    sources = data.get("sources") or []
    data["sources"] = sources
    for source in sources:
        if isinstance(source, Mapping) and file and source.get("file") == file:
            return str(source["id"])
    stem = re.sub(r"[^A-Za-z0-9]+", "-", document.title or PurePath(document.file).stem).strip("-").lower()[:40].strip("-") or "document"
    name = f"{stem}-{document.sha256[:8]}"
    told = {"title": document.title, "publisher": document.publisher, "date": document.date, "url": document.url, "file": file}
    if not any(isinstance(source, Mapping) and source.get("id") == name for source in sources):
        confidential = {"confidential": True} if document.is_confidential else {}
        sources.append({"id": name, **{key: value for key, value in told.items() if value}, **confidential})
    return name


def _add_evidence(data: dict[str, Any], place: str, fact: ProposedFact, source: str) -> None:
    evidence = data.get("evidence") or {}
    data["evidence"] = evidence
    page = f"page {fact.page}, " if fact.page else ""
    passage = {"source": source, "where": f"{page}characters {fact.start} to {fact.end}", "quote": fact.quote}
    listed = evidence.setdefault(place, [])
    if passage not in listed:
        listed.append(passage)


def _note_conflict(data: dict[str, Any], conflict: Conflict, source: str, replaced: bool) -> None:
    extra = data.get("extra") or {}
    data["extra"] = extra
    noted = {
        "path": conflict.path,
        "case": conflict.in_case,
        "document": conflict.in_document,
        "source": source,
        "quote": conflict.quote,
        "kept": "document" if replaced else "case",
    }
    listed = extra.setdefault("conflicts", [])
    if noted not in listed:
        listed.append(noted)


def _same(one: Any, other: Any) -> bool:
    return one == other or " ".join(str(one).split()).casefold() == " ".join(str(other).split()).casefold()
