"""Where the facts come from: sources, passages, and the paths that name a fact."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lenity.facts._fields import Day, Flag, Slug, Text
from lenity.facts._part import Part
from lenity.facts.citations import normalize_section, section_parts

_STEP = re.compile(r"(?:\A|\.)([a-z_0-9]+)|\[([^\[\]]{1,80})\]", re.ASCII)
# 18 U.S.C. § 3552(d) gives a presentence report to the parties alone; a statement of reasons is sealed with it. People in prison may not hold either.
_ALWAYS_CONFIDENTIAL = re.compile(r"pre-?sentence|\bp\.?s\.?[ir]\.?\b|statement[ _-]of[ _-]reasons|\bsor\b", re.IGNORECASE)
BY_SECTION = frozenset({"adjustments", "departures"})

Path = tuple[str | int, ...]


class Source(Part):
    """A document that facts come from."""

    id: Slug
    """A short id, unique in the file."""
    title: Text | None = None
    """Its title."""
    publisher: Text | None = None
    """Who published or issued it."""
    date: Day | None = None
    """Its date."""
    url: Text | None = None
    """Where it can be read."""
    file: Text | None = None
    """The file, where the office keeps it."""
    confidential: Flag | None = None
    """Whether it must not be shown to others (a presentence report)."""

    @property
    def is_confidential(self) -> bool:
        """Whether it must not be shown: marked so, or a presentence report or statement of reasons, which always are."""
        named = " ".join(part for part in (self.title, self.file, self.id) if part)
        return bool(self.confidential) or _ALWAYS_CONFIDENTIAL.search(named) is not None


class Passage(Part):
    """The passage of a source that a fact rests on."""

    source: Slug
    """The id of the source."""
    where: Text | None = None
    """The page or paragraph."""
    quote: Text | None = None
    """The words."""


def parse_path(text: str) -> Path:
    """Split a path such as `convictions[0].statute` into its steps; positions are whole numbers.

    A section in brackets gives a step for itself and one for each subdivision:
    `guidelines.adjustments[3B1.1(c)]` ends in `"3B1.1", "(c)"`. Raises ValueError if it is no path.
    """
    steps: list[str | int] = []
    at = 0
    while at < len(text):
        match = _STEP.match(text, at)
        if match is None:
            raise ValueError("expected a path such as `convictions[0].statute`")
        name, inside = match[1], match[2]
        if name is not None:
            steps.append(name)
        elif not steps:
            raise ValueError("expected a path such as `convictions[0].statute`")
        elif inside.isascii() and inside.isdigit():
            steps.append(int(inside))
        else:
            steps.extend(section_parts(normalize_section(inside)))
        at = match.end()
    if not steps:
        raise ValueError("expected a path such as `convictions[0].statute`")
    return tuple(steps)


def find_evidence(evidence: Mapping[str, Sequence[Passage]], path: Path, sections: Mapping[Path, Sequence[str]]) -> tuple[Passage, ...]:
    """The passages for a path, or for its nearest parent that has any.

    `sections` gives the sections of each list that is addressed by section, so that positions in it work too.
    """
    wanted = _by_section(path, sections)
    known = {_by_section(parse_path(text), sections): passages for text, passages in evidence.items()}
    for length in range(len(wanted), 0, -1):
        if wanted[:length] in known:
            return tuple(known[wanted[:length]])
    return ()


def _by_section(path: Path, sections: Mapping[Path, Sequence[str]]) -> Path:
    for at, step in enumerate(path):
        listed = sections.get(path[:at])
        if listed is not None and isinstance(step, int) and step < len(listed):
            return (*path[:at], *section_parts(listed[step]), *path[at + 1 :])
    return path
