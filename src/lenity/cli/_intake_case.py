"""The case file's side of `lenity intake`: what it says otherwise, what a person accepts, and the file written anew."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lenity.cli._dates import today
from lenity.cli._faults import UsageFault, tell

if TYPE_CHECKING:
    from lenity.cli._intake import Read
    from lenity.intake import Accepted, Conflict, Proposals

_MOST_REVIEWED = 50_000_000


@dataclass(frozen=True, slots=True)
class Held:
    """A case file as it stands: its data, its text, and whose case it is."""

    path: Path
    data: dict[str, Any]
    text: str
    person: str


def held(path: Path) -> Held:
    """Read a case file, which may still lack its sentence. Raises UsageFault with its faults."""
    from lenity.facts import CaseFaults, read_draft
    from lenity.law import law_vocabulary

    if path.suffix.lower() == ".jsonl":
        raise UsageFault(f"--case: {path}: facts go into one case; give a YAML or JSON file with one case in it")
    try:
        draft = read_draft(path, vocabulary=law_vocabulary(), today=today())
    except CaseFaults as faults:
        raise UsageFault(*map(str, faults.faults)) from None
    name = draft.person.name if draft.person else None
    if name is None:
        raise UsageFault(f"{path}: person.name: is not given; write whose case it is, so that nobody else's facts are taken for that person's")
    return Held(path, draft.as_data(), path.read_text(encoding="utf-8-sig"), name)


def as_data(found: Proposals, shape: str, case: Held | None) -> dict[str, Any]:
    """What is printed: in YAML with a place to accept each fact, beside a case with what it says otherwise."""
    from lenity.intake import conflicts

    data = found.as_data()
    other = conflicts(case.data, found.facts) if case else {}
    for at, conflict in other.items():
        data["facts"][at]["case_says"] = conflict.in_case
    if shape == "yaml":
        data["facts"] = [{"accept": False, **fact} for fact in data["facts"]]
    return data


def reviewed(path: Path, read: Sequence[Read]) -> dict[str, list[Accepted]]:
    """The facts that a reviewed file accepts, by the document's digest; each must be one that the document still bears out.

    Raises:
        UsageFault: the file is none that `lenity intake` wrote, or a fact in it no longer rests on the document.
    """
    import yaml

    try:
        if path.stat().st_size > _MOST_REVIEWED:
            raise UsageFault(f"--accept: {path} is too large to be a reviewed file")
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise UsageFault(f"--accept: {path} cannot be read; give the file that `lenity intake` wrote, with `accept: true` where you agree") from None
    texts = {one.found.document.sha256: one.found.document.text for one in read}
    faults: list[str] = []
    accepted: dict[str, list[Accepted]] = {}
    for document in told if isinstance(told, list) else [told]:
        if not isinstance(document, Mapping) or not isinstance(document.get("document"), Mapping):
            raise UsageFault(f"--accept: {path} is not what `lenity intake` writes: expected `document` and `facts`")
        digest = document["document"].get("sha256")
        for at, fact in enumerate(document.get("facts") or ()):
            if not isinstance(fact, Mapping) or fact.get("accept") in (False, None):
                continue
            fault = _fault(fact, texts.get(str(digest)))
            if fault:
                faults.append(f"--accept: {path}: facts[{at}]: {fault}")
            else:
                accepted.setdefault(str(digest), []).append(_accepted(fact))
    if faults:
        raise UsageFault(*faults)
    if not accepted:
        raise UsageFault(f"--accept: {path} accepts nothing; write `accept: true` at the facts that are so")
    return accepted


def _fault(fact: Mapping[str, Any], text: str | None) -> str | None:
    if text is None:
        return "its document was not given; name it on the command line too"
    if fact.get("accept") not in (True, "replace"):
        return "accept: expected true, false, or `replace` where it takes the place of what the case says"
    start, end = fact.get("start"), fact.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or text[start:end] != fact.get("quote") or not fact.get("quote"):
        return "the quote is not what the document says there; run `lenity intake` again"
    if not isinstance(fact.get("path"), str) or fact.get("value") is None:
        return "has no path or no value"
    return None


def _accepted(fact: Mapping[str, Any]) -> Accepted:
    from lenity.intake import Accepted, ProposedFact

    value = fact["value"].isoformat() if isinstance(fact["value"], date) else fact["value"]
    proposed = ProposedFact(
        fact["path"],
        value,
        fact.get("subject"),
        fact["quote"],
        fact.get("page"),
        fact["start"],
        fact["end"],
        float(fact.get("confidence") or 0),
        fact.get("note"),
    )
    return Accepted(proposed, replaces=fact["accept"] == "replace")


def asked(case: Held, read: Sequence[Read]) -> dict[str, list[Accepted]]:
    """Ask at the terminal about each fact: yes, no, replace what the case says, or stop."""
    from lenity.intake import Accepted, conflicts

    accepted: dict[str, list[Accepted]] = {}
    for one in read:
        other = conflicts(case.data, one.found.facts)
        for at, fact in enumerate(one.found.facts):
            print(f"\n{fact.path}: {fact.value}   ({fact.confidence:.0%})\n  {' '.join(fact.quote.split())!r}", file=sys.stderr)
            choices = "[y]es, [n]o, [q]uit"
            if at in other:
                print(f"  the case says: {other[at].in_case}", file=sys.stderr)
                choices = "[y]es, keep both; [r]eplace; [n]o; [q]uit"
            try:
                answer = input(f"  accept? {choices}: ").strip().lower()[:1]
            except EOFError:  # the end of input ends the questions
                return accepted
            if answer == "q":
                return accepted
            if answer in ("y", "r"):
                accepted.setdefault(one.found.document.sha256, []).append(Accepted(fact, replaces=answer == "r"))
    return accepted


def take(case: Held, read: Sequence[Read], accepted: Mapping[str, Sequence[Accepted]], out: Path | None) -> None:
    """Merge what was accepted, check the case, keep the originals, and write the case file whole or not at all."""
    from lenity.intake import keep, kept_as, merge

    data, count = case.data, 0
    originals: list[tuple[str, bytes]] = []
    conflicts: list[Conflict] = []
    target = out or case.path
    for one in read:
        document = one.found.document
        facts = accepted.get(document.sha256, ())
        if not facts:
            continue
        where = kept_as(target, document.sha256, document.kind, document.file)
        merged = merge(data, document, facts, where)
        data, count = merged.data, count + len(facts)
        conflicts.extend(merged.conflicts)
        originals.append((where, one.original))
    if not count:
        tell("lenity: nothing was accepted; the case file is as it was")
        return
    written = _checked(data, target)
    for where, original in originals:
        keep(target, where, original)
    earlier = _write(target, written)
    for conflict in conflicts:
        tell(f"lenity: {conflict.path}: the case and the document differ; both stand in extra.conflicts")
    if earlier and "#" in case.text and case.path == target:
        tell(f"lenity: comments are not carried over; the file as it was is {earlier}")
    tell(f"lenity: {count} facts accepted into {target}; {len(originals)} documents kept in {target.stem}.documents")


def _checked(data: Mapping[str, Any], target: Path) -> bytes:
    """The case as the file will hold it, read once before it is written. Raises UsageFault with every fault."""
    import json

    import yaml

    from lenity.facts import CaseFaults, read_draft
    from lenity.law import law_vocabulary

    is_json = target.suffix == ".json"
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n" if is_json else yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False, width=140)
    descriptor, name = tempfile.mkstemp(suffix=".json" if is_json else ".yaml")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
        read_draft(name, vocabulary=law_vocabulary(), today=today())
    except CaseFaults as faults:
        raise UsageFault(*(f"{target}: {fault.where}: {fault.message} (as accepted; nothing was written)" for fault in faults.faults)) from None
    finally:
        Path(name).unlink(missing_ok=True)
    return text.encode()


def _write(target: Path, data: bytes) -> str | None:
    """Replace the file in one step; the one before stays beside it, and its name is returned."""
    from lenity.cli._output import Output

    earlier = None
    if target.exists():
        earlier = f"{target.name}.before-intake"
        (target.parent / earlier).write_bytes(target.read_bytes())
    with Output(target) as output:
        output.write(data)
    return earlier
