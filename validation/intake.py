"""Hold intake to documents with answer keys: `python validation/intake.py FOLDER`, or `make validate`.

FOLDER holds documents and, beside each, `NAME.key.yaml` with the facts that a careful reader would take from it and values that are somebody else's. Each form of a
document is read; a fact counts where it is proposed for the person at the key's path, with the key's value, from an overlapping passage. The exit status is 1 where
a form falls short of what it must reach, where somebody else's value is proposed as the person's, or where a quote is not exactly the document's text.
"""

from __future__ import annotations

import difflib
import re
import sys
import time
from pathlib import Path
from typing import Any

import yaml

from lenity.intake import Document, DocumentFault, ProposedFact, propose, read_document

LEAST, LEAST_OF_SCANS = 0.85, 0.70


def main(arguments: list[str]) -> int:
    """Read every form of every document and print the table."""
    folder = Path(arguments[0]) if arguments else Path("../shared/inputs")
    keys = sorted(folder.glob("*.key.yaml"))
    if not keys:
        print(f"No documents with keys at {folder}: intake was not validated.")
        return 0
    show = "-v" in arguments
    print("| document | form | facts found | share | must reach | not hers, proposed | quotes exact |\n|---|---|---|---|---|---|---|")
    bad = 0
    for path in keys:
        key = yaml.safe_load(path.read_text(encoding="utf-8"))
        for name in [key["document"], *key.get("variants", ())]:
            bad += _one(folder, name, key, show)
    print(f"{bad} forms fall short" if bad else "every form reaches what it must")
    return 1 if bad else 0


def _one(folder: Path, name: str, key: dict[str, Any], show: bool) -> bool:
    about = None
    if "case" in key:
        about = yaml.safe_load((folder / key["case"]).read_text(encoding="utf-8"))["person"]["name"]
    started = time.perf_counter()
    try:
        document = read_document(folder / name)
    except DocumentFault as fault:
        print(f"| {name} | | not read: {fault.message} | | | | |")
        return True
    done = propose(document, about=about)
    spent = time.perf_counter() - started
    wanted = [fact for fact in key["facts"] if fact.get("only_in", name) == name]
    missed = [fact for fact in wanted if not any(_is(one, fact, document, key["person"]) for one in done.facts)]
    wrong = [
        (fact, one)
        for fact in key.get("not_facts", ())
        if fact.get("only_in", name) == name
        for one in done.facts
        if _is_wrong(one, fact, document, key["person"])
    ]
    inexact = [one for one in done.facts if document.text[one.start : one.end] != one.quote or not one.quote]
    share = (len(wanted) - len(missed)) / len(wanted)
    least = LEAST_OF_SCANS if document.is_ocr else LEAST
    print(
        f"| {name} | {document.kind} | {len(wanted) - len(missed)} of {len(wanted)} | {share:.0%} | {least:.0%} | {len(wrong)} | "
        f"{len(done.facts) - len(inexact)} of {len(done.facts)} |"
    )
    if show:
        for fact in missed:
            print(f"    missed {fact['field']}: {fact['value']!r} {fact['quote']!r}")
        for fact, one in wrong:
            print(f"    WRONG {one.path}: {one.value!r} {one.quote!r} ({fact['why']})")
        print(f"    {spent:.2f} s; also proposed:")
        for one in done.facts:
            hit = any(_is(one, fact, document, key["person"]) for fact in wanted)
            print(
                f"      {'+' if hit else '?'} {one.path} = {one.value!r} [{one.subject}] {' '.join(one.quote.split())!r} {one.confidence}{' note: ' + one.note if one.note else ''}"
            )
    return share < least or bool(wrong) or bool(inexact)


def _is(one: ProposedFact, fact: dict[str, Any], document: Document, person: str) -> bool:
    """Whether a proposed fact is that of the key: whose it is, its path, its value, and a passage that overlaps."""
    if not _same_person(one.subject, person) or _general(one.path) != _general(fact["field"]):
        return False
    if not any(_same(one.value, value) for value in (fact["value"], *fact.get("accept", ()))):
        return False
    return any(_overlaps(one, quote, document) for quote in (fact["quote"], *fact.get("also", ())))


def _is_wrong(one: ProposedFact, fact: dict[str, Any], document: Document, person: str) -> bool:
    if not _same_person(one.subject, person) or not _same(one.value, fact["value"]):
        return False
    fields = {_general(field) for field in fact.get("fields", ())}
    return (not fields or _general(one.path) in fields) and _overlaps(one, fact["quote"], document)


def _same_person(one: str | None, person: str) -> bool:
    return one is not None and " ".join(one.lower().split()) == " ".join(person.lower().split())


def _general(path: str) -> str:
    return re.sub(r"\[[^\]]*\]", "[]", path)


def _same(one: object, other: object) -> bool:
    return one == other or _plain(one) == _plain(other)


def _plain(value: object) -> str:
    return re.sub(r"\s+", " ", str(value)).strip().lower()


def _overlaps(one: ProposedFact, quote: str, document: Document) -> bool:
    """Whether the passage overlaps the key's, which is found in the document whatever its line breaks are."""
    pattern = r"\s*".join(re.escape(part) for part in re.findall(r"\w+|[^\w\s]", quote))
    places = [match.span() for match in re.finditer(pattern, document.text, re.IGNORECASE)]
    if places or not document.is_ocr:
        return any(start < one.end and one.start < end for start, end in places)
    # letters are misread in a scan: likeness of the words will do
    return difflib.SequenceMatcher(None, _plain(quote), _plain(one.quote)).ratio() > 0.6 or _plain(one.quote) in _plain(quote)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
