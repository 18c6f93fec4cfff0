"""The plain-language pages of relief, for the person inside: what is open, what may be, what to do, on two pages. In English and Spanish.

They quote no presentence report and no statement of reasons, which a person in prison may not keep, and say nothing of help given to the government.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from lenity import __version__
from lenity.engine import UNBOUNDED
from lenity.facts import CaseFile
from lenity.facts.strict_yaml import parse_strict_yaml
from lenity.papers._words import date_in_words
from lenity.papers.tree import Block, Document, Footer, Heading, Lead, List, Paragraph, Strong
from lenity.relief import AvenueAnswer, Relief

_MOST_MISSING = 3


@cache
def plain_words() -> dict[str, Any]:
    """The texts of the plain pages, by language."""
    data: dict[str, Any] = parse_strict_yaml(files("lenity.papers").joinpath("data/plain_relief.yaml").read_bytes())
    return data


def plain_document(case: CaseFile, relief: Relief, language: str) -> Document:
    """The plain pages of one case's relief, in `en` or `es`."""
    words = plain_words()[language]
    return Document(
        title=words["title"],
        subtitle=(case.person.name if case.person else None) or case.id,
        blocks=tuple(_blocks(relief, words, language)),
        footer=Footer(version=__version__, edition=words["law"], date=relief.as_of),
        language=language,
    )


def _blocks(relief: Relief, words: dict[str, Any], language: str) -> Iterator[Block]:
    yield Lead(words["lead"].format(day=date_in_words(relief.as_of, language)))
    met = [one for one in relief.avenues if one.status == "met"]
    maybe = [one for one in relief.avenues if one.status == "not known"]
    closed = [one for one in relief.avenues if one.status == "not met"]
    yield Heading(words["open"])
    if not met:
        yield Paragraph(words["nothing"])
    for answer in met:
        texts = words["avenues"][answer.name]
        left = _left(answer, relief, words)
        yield Paragraph((Strong(texts["name"] + "."), f" {texts['what']}{f' {left}' if left else ''} {words['todo'].format(text=texts['todo'])}"))
    if maybe:
        yield Heading(words["maybe"])
        yield List(tuple(_maybe(answer, words) for answer in maybe))
    yield from _dates(relief, words, language)
    if closed:
        yield Heading(words["closed"])
        yield List(tuple(f"{words['avenues'][answer.name]['name']}. {_why_closed(answer, words)}" for answer in closed))
    yield Heading(words["papers"])
    yield List(tuple(words["paper_list"]))
    yield Heading(words["weigh"])
    yield List(tuple(words["weigh_list"]))


def _maybe(answer: AvenueAnswer, words: dict[str, Any]) -> tuple[str | Strong, ...]:
    texts, needs = words["avenues"][answer.name], words["needs"]
    asked = [needs.get(one.id, needs["other"]) for one in answer.criteria if one.status == "not known"][:_MOST_MISSING]
    return (Strong(texts["name"] + "."), f" {texts['what']} {words['missing'].format(text=' '.join(dict.fromkeys(asked)))}")


def _left(answer: AvenueAnswer, relief: Relief, words: dict[str, Any]) -> str:
    """What the term may come down to, without how that is found."""
    lowest, term = relief.reductions.together.lowest_months, relief.term_in_force
    if answer.name != "retroactive_amendment" or lowest is None or lowest >= UNBOUNDED or term is None:
        return ""
    now = words["life"] if term.is_life else words["months"].format(n=term.months)
    text: str = words["left"].format(term=now, lowest=words["months"].format(n=lowest))
    return text


def _why_closed(answer: AvenueAnswer, words: dict[str, Any]) -> str:
    first = next((one.id for one in answer.criteria if one.status == "not met"), "")
    reason: str = words["not_in_prison"] if first == "serving" else words["ended"] if first == "in_force" else words["other"]
    return reason


def _dates(relief: Relief, words: dict[str, Any], language: str) -> Iterator[Block]:
    told = [
        words["first_day" if one.is_first else "deadline"].format(day=date_in_words(one.on, language), what=words["avenues"][answer.name]["name"])
        + (f" {words['past']}" if one.on < relief.as_of and not one.is_first else "")
        for answer in relief.avenues
        for one in answer.deadlines
        if one.is_for_person and answer.status != "not met"
    ]
    release = relief.served.projected_release_on
    if release is not None and release > relief.as_of and not relief.served.was_released:
        told.append(words["release"].format(day=date_in_words(release, language)))
    if told:
        yield Heading(words["dates"])
        yield List(tuple(dict.fromkeys(told)))
