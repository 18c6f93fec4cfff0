"""What may leave a lawyer's desk: a case without cooperation, a case of public facts alone, and a last look at every text.

Cooperation with the Government, made known in a prison, can cost a life. Papers that are not filed under seal are made from
`unsealed`, and `check_unsealed` reads each finished text once more. A public profile is made from `public_facts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lenity.facts import CaseFile, Vocabulary, read_data
from lenity.facts.evidence import parse_path

_COOPERATION = re.compile(
    r"""5K1\.1 | 3553\s*\(e\) | rule[\s_]*35(?!\s*\(a\)) | substantial(?:ly)?\s+assist | cooperat | co-operat | \binformants?\b | \bsnitch
      | \bdebrief | \bproffer | confidential\s+source | government\s+witness | testif(?:y|ied|ying)\s+(?:for|against)
      | truthful[\s_]disclosure | told\s+the\s+government | colabor | cooper(?:a|[oó]\b) | informante""",
    re.VERBOSE | re.IGNORECASE,
)
_KEPT = frozenset({"lenity", "id", "extra", "sources", "evidence"})
"""What is no fact of the person, and is settled by itself."""


class SealedWords(ValueError):
    """A text that is to leave the desk speaks of cooperation. Its message names the place and never the words."""


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A case fit for papers that are not under seal, and the paths of what was kept out of it."""

    case: CaseFile
    kept_out: tuple[str, ...]


def speaks_of_cooperation(text: str) -> bool:
    """Whether a text speaks of help given to the Government."""
    return _COOPERATION.search(text) is not None


def check_unsealed(text: str, place: str) -> None:
    """Raises SealedWords if the text speaks of cooperation; `place` says where for the message."""
    if speaks_of_cooperation(text):
        raise SealedWords(
            f"{place}: speaks of help given to the Government, which must not stand in an unsealed paper; take it out, or file that part under seal"
        )


def unsealed(case: CaseFile, *, vocabulary: Vocabulary, today: date) -> Unsealed:
    """The case without what tells of cooperation: departures for it, the rule behind a reduction, and every text that speaks of it."""
    data = case.as_data()
    kept_out: list[str] = []
    departures = (data.get("guidelines") or {}).get("departures") or ()
    if any(speaks_of_cooperation(one.get("section") or "") for one in departures):
        del data["guidelines"]["departures"]  # what is left of the list would read as all of it
        kept_out.append("guidelines.departures")
    for event in data.get("events") or ():
        if event.get("kind") == "rule_35":
            event["kind"] = "reduction"  # that the term was reduced is public; by which rule is not told
            event.pop("authority", None)
            kept_out.append("events")
    cleaned = _without_cooperation(data, "", kept_out)
    return Unsealed(read_data(cleaned, name=case.id, vocabulary=vocabulary, today=today), tuple(dict.fromkeys(kept_out)))


def _without_cooperation(value: Any, path: str, kept_out: list[str]) -> Any:
    if isinstance(value, Mapping):
        kept = {key: _without_cooperation(item, f"{path}.{key}".lstrip("."), kept_out) for key, item in value.items() if not _is_told(key, path, kept_out)}
        return {key: item for key, item in kept.items() if item is not _GONE}
    if isinstance(value, list):
        items = [_without_cooperation(item, f"{path}[{at}]", kept_out) for at, item in enumerate(value)]
        # A part that has lost a word of its own is left out whole, so that no half of it remains to be wondered at.
        return [item for item, before in zip(items, value, strict=True) if item is not _GONE and not _has_lost(item, before)]
    if isinstance(value, str) and speaks_of_cooperation(value):
        kept_out.append(path)
        return _GONE
    return value


def _is_told(key: object, path: str, kept_out: list[str]) -> bool:
    if isinstance(key, str) and speaks_of_cooperation(key):
        kept_out.append(path or "evidence")
        return True
    return False


def _has_lost(item: Any, before: Any) -> bool:
    return isinstance(item, Mapping) and len(item) < len(before)


class _Gone:
    """The place of a value that was taken out."""


_GONE = _Gone()


def public_facts(case: CaseFile, *, vocabulary: Vocabulary, today: date) -> CaseFile | None:
    """The case with only the facts that a source which is not confidential shows; None where even the sentence's date has none.

    A list stays only whole, as half of a list of findings would read as all of them: each of its parts must be shown by a public
    source in something, and in nothing by confidential ones alone.
    """
    public = [source for source in case.sources or () if not source.is_confidential]
    ids = {source.id for source in public}
    data = case.as_data()
    evidence = {path: shown for path, passages in (data.get("evidence") or {}).items() if (shown := [one for one in passages if one["source"] in ids])}
    kept = {key: found for key, value in data.items() if key not in _KEPT and (found := _shown(case, value, key, ids)) is not _GONE}
    if "date" not in kept.get("sentence", {}):
        return None
    kept |= {"lenity": data["lenity"], "id": data["id"], "sources": [one for one in data.get("sources", ()) if one["id"] in ids]}
    kept["evidence"] = {path: passages for path, passages in evidence.items() if _stands(kept, path)}
    return read_data(kept, name=case.id, vocabulary=vocabulary, today=today)


def _shown(case: CaseFile, value: Any, path: str, ids: set[str]) -> Any:
    """The part of a value that public sources show; `_GONE` where there is none."""
    if isinstance(value, Mapping) and value and not _is_one_fact(value):
        kept = {key: found for key, item in value.items() if (found := _shown(case, item, f"{path}.{key}", ids)) is not _GONE}
        return kept or _GONE
    if isinstance(value, list) and value:
        return value if all(_is_public_part(case, item, f"{path}[{at}]", ids) for at, item in enumerate(value)) else _GONE
    return value if any(one.source in ids for one in _passages(case, path)) else _GONE


def _is_public_part(case: CaseFile, value: Any, path: str, ids: set[str]) -> bool:
    """Whether public sources show a part of a list in something, and no leaf of it rests on confidential ones alone."""
    behind = [[one.source in ids for one in _passages(case, leaf)] for leaf in _leaves(value, path)]
    return any(True in one for one in behind) and not any(one and True not in one for one in behind)


def _leaves(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, Mapping) and not _is_one_fact(value):
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}")
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _leaves(item, f"{path}[{at}]")
    else:
        yield path


def _is_one_fact(value: Mapping[str, Any]) -> bool:
    """Whether a mapping is one fact in itself: an amount by its bounds, a range, terms by count."""
    return all(key in ("min", "max", "at_least", "at_most", "more_than", "less_than") or str(key).isdigit() for key in value)


def _passages(case: CaseFile, path: str) -> Iterator[Any]:
    try:
        yield from case.evidence_for(path)
    except ValueError:
        return


def _stands(kept: Mapping[str, Any], path: str) -> bool:
    """Whether the field that a passage is for is among what was kept."""
    at: Any = kept
    for step in parse_path(path):
        is_there = step in at if isinstance(at, Mapping) else isinstance(at, list) and isinstance(step, int) and step < len(at)
        if not is_there:
            return isinstance(at, list)
        at = at[step]
    return True
