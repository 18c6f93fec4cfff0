"""The people of a document, where each is spoken of, and whose a fact is that stands somewhere in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lenity.intake._flat import Flat
from lenity.intake._names import TITLES, given, holds_office, is_same_person, names_in, readable, surname

SOMEBODY = ""
"""Stands for a person who is not named, or who cannot be told apart."""
_NOUNS = (
    r"(?:co-?)?(?:defendant|appellant)s?(?:[-/](?:defendant|appellant))?|petitioner|movant|(?:first-time\s|non-?violent\s|drug\s|low-level\s|convicted\s|former\s){0,4}"
    r"(?:offender|felon|inmate|prisoner|drug\sdealer|drug\strafficker|great-grandmother|grandmother|grandfather|ex-convict)"
)
_DEFINITE = re.compile(
    rf"\b(?:the|this|said|defendant)\s(?P<noun>{_NOUNS})(?![a-z])|(?<![\w-])(?P<bare>defendant-appellant|defendant|appellant|petitioner|movant)(?![\w-])",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_RELATIVES = (
    r"(?:brothers?|sisters?|wife|husband|father|mother|sons?|daughters?|cousins?|uncle|aunt|nephew|niece|boyfriend|girlfriend|friends?|associates?|partners?"
    r"|suppliers?|ex-wife|ex-husband|fianc[eé]e?|parents|grandfather|grandmother|roommate|accomplices?"
    r"|predecessor|boss|co-?defendants?|co-?conspirators?)"
)
_OTHERS = re.compile(
    rf"\b(?:his|her|their|[^\W\d_][\w-]+'s?)\s(?:\w+\s)?{_RELATIVES}\b|\b(?:a|an|the|one|two|three|several|other|another)\s(?:\w+\s)?(?:accomplices?|informants?|other\sdefendants?|other\sparticipants?"
    r"|undercover\s\w+)\b|\b(?:co-?defendants?|co-?conspirators?)\b"
    r"|\banother\s(?:man|woman|person|defendant|member|individual|inmate|participant)\b|\bothers\b(?!\sknown)|\bsome\s(?:defendants|offenders)\b|\b(?:many|most|other)\s(?:\w+\s)?"
    r"(?:defendants|offenders|people|inmates)\b",
    re.IGNORECASE,
)
_CITED_CASE = re.compile(
    r"\b\d{1,4}\s(?:F\.|U\.\s?S\.\s|S\.\s?Ct\.|F\.\s?Supp|L\.\s?Ed|WL\s|Fed\.\s?Appx|F\.\s?App)|\bIn\s(?!re\b)[A-Z][\w-]+,\s(?:the|we|this|for)\s|\bv\.\s[A-Z]"
)
_CONVICTED = re.compile(
    r"sentenced|convicted|plead(?:ed)?\sguilty|pled\sguilty|serving|served|behind\sbars|clemency|inmate|in\sprison|incarcerat|commut|pardon|imprisoned|life\ssentence",
    re.IGNORECASE,
)
_DIRECTLY = re.compile(
    r"(?:,\s\d{2},?|,\s(?:aged?\s\d{2}|of)[^,]{0,50},|\s—[^—]{0,80}—)?\s(?:,\s)?(?:who\s)?(?:was|were|has\sbeen|had\sbeen|is|admitted|received|got|pleaded|pled|had\spaid|has\sserved|had\sserved)"
    r"(?:\s\w+){0,2}?\s?(?:sentenced|convicted|serving|guilty|incarcerated|imprisoned|granted|behind|pardoned|released|to\b|paid|[0-9])",
    re.IGNORECASE,
)
_PLIGHT = re.compile(
    r"(?:plight\sof|clemency\s(?:for|to)|pardon\s(?:for|to)|case\sof|commut\w+\sthe\ssentences?\sof|sentence\sof|free|granted\s(?:clemency|a\spardon)\sto)\s(?:\w+\.\s)?\Z",
    re.IGNORECASE,
)


_BESIDE = re.compile(r"(?:\s?\([^)]{0,30}\))?,?\s(?:and\s)?(?:(?:his|her)\s\w+\s)?(?:[A-Z][\w'-]*\.?\s){0,3}\Z")
_RELATED = re.compile(
    r"\b(?:husband|boyfriend|ex-husband|brother|father|son|uncle|nephew|grandfather|wife|girlfriend|ex-wife|sister|mother|daughter|aunt|niece|grandmother|Mr|Ms|Mrs|Miss)\b"
)
_MEN = re.compile(
    r"\b(?:her\s(?:\w+\s)?(?:husband|boyfriend|ex-husband)|(?:his|her)\s(?:\w+\s)?(?:brother|father|son|uncle|nephew|grandfather)|Mr\.?),?\s\Z", re.IGNORECASE
)
_WOMEN = re.compile(
    r"\b(?:his\s(?:\w+\s)?(?:wife|girlfriend|ex-wife)|(?:his|her)\s(?:\w+\s)?(?:sister|mother|daughter|aunt|niece|grandmother)|Ms\.?|Mrs\.?|Miss),?\s\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person spoken of at `start:end`; `who` is the name, SOMEBODY for one who is not of interest."""

    start: int
    end: int
    who: str


class Cast:
    """Who is spoken of where.

    `subjects` are the people whom the document is about by its form (the caption of an opinion, the grantee of a
    warrant): words such as *the defendant* mean them, and what names nobody is theirs. Without them the text itself
    must name the person.
    """

    def __init__(self, flat: Flat, subjects: Sequence[str] = (), wanted: str | None = None) -> None:
        self.flat = flat
        self.by_form = bool(subjects)
        self._people = self._collect([*subjects, *([wanted] if wanted else [])])
        self.subjects = [self._canonical(one) for one in subjects]
        self.wanted = self._canonical(wanted) if wanted else None
        self._cache: dict[int, list[Mention]] = {}

    def _collect(self, known: Sequence[str]) -> dict[str, list[str]]:
        """Full names by their last name in lower case, the fullest form of each person first."""
        people: dict[str, list[str]] = defaultdict(list)
        self._offices: set[str] = set()
        for name in known:
            self._enter(people, readable(name), is_known=True)
        text = self.flat.text
        for start, end in names_in(text):
            name = readable(text[start:end])
            if holds_office(text, start):
                self._offices.add(name)
            self._enter(people, name)
        return people

    @staticmethod
    def _enter(people: dict[str, list[str]], name: str, is_known: bool = False) -> None:
        listed = people[surname(name).lower()]
        for at, other in enumerate(listed):
            if is_same_person(name, other):
                if len(name.split()) > len(other.split()) and at > 0 and not is_known:
                    listed[at] = name
                return
        listed.append(name)

    def _canonical(self, name: str) -> str:
        name = readable(name)
        return next((one for one in self._people.get(surname(name).lower(), ()) if is_same_person(one, name)), name)

    @cached_property
    def _surnames(self) -> re.Pattern[str] | None:
        forms: set[str] = set()
        for last in self._people:
            if len(last) > 1:
                forms.update((last.title(), last.upper(), surname(self._people[last][0])))
        if not forms:
            return None
        forms.update(self._by_first_name)
        listed = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
        return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])(?:,?\s(?:Jr|Sr)\.?(?=\W))?")

    @cached_property
    def _by_first_name(self) -> dict[str, str]:
        """First names that only one person of the document has, and that are nobody's last name."""
        first: dict[str, set[str]] = defaultdict(set)
        for people in self._people.values():
            for one in people:
                first[given(one)].add(one)
        return {name: next(iter(who)) for name, who in first.items() if len(who) == 1 and len(name) > 3 and name.isalpha() and name.lower() not in self._people}

    @cached_property
    def _first_names(self) -> re.Pattern[str] | None:
        """First names of the people of interest, after a courtesy title: `Ms. Alice`."""
        names = {given(one) for one in [*self.subjects, *([self.main] if self.main else [])]}
        return re.compile(rf"\b(?:Mr|Ms|Mrs|Miss)\.?\s(?:{'|'.join(map(re.escape, names))})(?![\w-])") if names else None

    # where people are spoken of

    def mentions(self, sentence: int) -> list[Mention]:
        """The people spoken of in a sentence, in order."""
        if sentence not in self._cache:
            if len(self._cache) > 64:
                self._cache.clear()
            start, end = self._ends(sentence)
            self._cache[sentence] = self._with_pronouns(self._spoken_of(sentence), start, end, sentence)
        return self._cache[sentence]

    def _ends(self, sentence: int) -> tuple[int, int]:
        stops = self.flat.stops
        return stops[sentence], stops[sentence + 1] if sentence + 1 < len(stops) else len(self.flat.text)

    def _spoken_of(self, sentence: int, with_nouns: bool = True) -> list[Mention]:
        """Those named or described in a sentence, in order, pronouns left out."""
        text = self.flat.text
        start, end = self._ends(sentence)
        found: list[Mention] = []
        if self._surnames is not None:
            for match in self._surnames.finditer(text, start, end):
                who = self._named(match.start(), match.end())
                if who is not None:
                    found.append(Mention(match.start(), match.end(), who))
        if self._first_names is not None:
            found.extend(Mention(match.start(), match.end(), self.main or SOMEBODY) for match in self._first_names.finditer(text, start, end))
        for match in _OTHERS.finditer(text, start, end):
            found.append(Mention(match.start(), match.end(), SOMEBODY))
        taken = [(one.start, one.end) for one in found]
        if with_nouns:
            for match in _DEFINITE.finditer(text, start, end):
                if not any(low < match.end() and match.start() < high for low, high in taken):
                    found.append(Mention(match.start(), match.end(), self._described(match, sentence)))
        return sorted(found, key=lambda one: (one.start, one.end))

    def _named(self, start: int, end: int) -> str | None:
        """Whom a last name means there; None where it is an office holder's."""
        text = self.flat.text
        last = re.sub(r",?\s(?:Jr|Sr)\.?\Z", "", text[start:end])
        candidates = self._people.get(last.lower(), [])
        if not candidates and last in self._by_first_name:
            one = self._by_first_name[last]
            is_followed = re.match(r"\s(?:[A-Z]\.\s)?[A-Z]", text[end : end + 6]) is not None  # a full name is found by its last one
            return None if is_followed or one in self._offices else one
        before = text[max(0, start - 60) : start]
        if re.search(rf"\b(?:{'|'.join(sorted(TITLES - {'mr', 'mrs', 'ms', 'miss'}))})\.?\s(?:[\w.]+\s){{0,2}}\Z", before, re.IGNORECASE):
            return None
        if len(candidates) == 1:
            return None if candidates[0] in self._offices else candidates[0]
        words = [word.strip(".,").lower() for word in before.split()[-3:]]
        for one in candidates:
            first = given(one).lower().strip(".")
            if first in words:
                return None if one in self._offices else one
        alone = [one for one in candidates if one in self.subjects or one == self.wanted]
        return alone[0] if len(alone) == 1 and not (words and words[-1][:1].isalpha() and before[-2:-1].isalpha() and is_given(before)) else SOMEBODY

    def _described(self, match: re.Match[str], sentence: int) -> str:
        """Whom *the defendant* or *the first-time offender* means."""
        noun = (match["noun"] or match["bare"] or "").lower()
        if noun.startswith("co") or (noun.endswith("s") and not noun.endswith("ss")):
            return SOMEBODY
        if len(self.subjects) > 1:
            return self._last(sentence, only=self.subjects)
        return self.main or SOMEBODY

    def _with_pronouns(self, found: list[Mention], start: int, end: int, sentence: int) -> list[Mention]:
        """With each pronoun as a mention of the person last spoken of before it who can be meant."""
        made: list[Mention] = []
        at = 0
        for match in _PRONOUN.finditer(self.flat.text, start, end):
            while at < len(found) and found[at].start < match.start():
                at += 1
            if any(one.start <= match.start() < one.end for one in found):
                continue
            pronoun = match.group().lower()
            last = next((one.who for one in reversed(found[:at]) if self._can_be(one.who, pronoun)), None)
            made.append(Mention(match.start(), match.end(), self._last(sentence, pronoun=pronoun) if last is None else last))
        return sorted([*found, *made], key=lambda one: (one.start, one.end))

    def _last(self, sentence: int, only: Sequence[str] = (), pronoun: str = "") -> str:
        """The person last spoken of in the sentences before; the one subject where nobody is. What stands in brackets is passed over."""
        looked = 0
        for number in range(sentence - 1, max(sentence - 5, -1), -1):
            if self.flat.text[self.flat.stops[number]] == "(":
                continue
            looked += 1
            spoken = self._spoken_of(number, with_nouns=not only)
            subject = next((one for one in spoken if one.who and self._can_be(one.who, pronoun)), None)
            if pronoun and subject and subject.start - self.flat.stops[number] < 60:
                return subject.who  # a pronoun goes on with the subject of the sentence before
            for one in reversed(spoken):
                if (not only or one.who in only) and self._can_be(one.who, pronoun):
                    return one.who
            if looked == 2:
                break
        return self.subjects[0] if len(self.subjects) == 1 else SOMEBODY

    def _can_be(self, who: str, pronoun: str) -> bool:
        """Whether a pronoun can mean a person: not where the text says that the person is of the other sex."""
        said = self._sex.get(who) if who and pronoun else None
        return said is None or (said == "f") == (pronoun in ("she", "her", "hers", "herself"))

    @cached_property
    def _sex(self) -> dict[str, str]:
        """For people whose sex the text states beside their name: `her husband, Sandy Roe`, `Ms. Roe`."""
        found: dict[str, str] = {}
        for match in self._surnames.finditer(self.flat.text) if self._surnames is not None else ():
            low = max(0, match.start() - 60)
            who = self._named(match.start(), match.end()) if _RELATED.search(self.flat.text, low, match.start()) else None
            if who:
                before = re.sub(r"(?:[A-Z][\w'-]*\.?\s){0,3}\Z", "", self.flat.text[low : match.start()])
                for sex, pattern in (("m", _MEN), ("f", _WOMEN)):
                    if pattern.search(before) or pattern.search(self.flat.text[low : match.start()]):
                        found.setdefault(who, sex)
        return found

    # whose a fact is

    def whose(self, start: int, end: int) -> str | None:
        """The name of the person whom what stands at `start:end` is about; None where that is not plain."""
        sentence = self.flat.sentence_number(start)
        if self._is_of_another_case(sentence, start):
            return None
        listed = self.mentions(sentence)
        at = bisect_left([one.start for one in listed], start)
        inside = [one for one in listed[at:] if one.start < end]
        choice = inside[0] if inside else listed[at - 1] if at else listed[at] if at < len(listed) else None
        if choice is not None and not inside and at and choice.who == SOMEBODY and self._is_aside(choice, start):
            choice = listed[at - 2] if at > 1 else None
        if choice is not None:
            return choice.who or None
        if self.by_form and len(self.subjects) == 1:
            before = reversed(self.mentions(sentence - 1)) if sentence else iter(())
            return next((one.who for one in before), self.subjects[0]) or None
        return self._last(sentence) or None

    def all_of(self, start: int, end: int) -> list[str]:
        """The names of all the people whom it is about, where they stand side by side: `A, B and C were convicted`."""
        one = self.whose(start, end)
        if one is None:
            return []
        listed = self.mentions(self.flat.sentence_number(start))
        at = next((at for at in range(len(listed) - 1, -1, -1) if listed[at].who == one and listed[at].start < end), None)
        if at is None or "respectively" in self.flat.text[start : start + 300]:
            return [one]
        names = [one]
        while at and _BESIDE.match(self.flat.text[listed[at - 1].end : listed[at].start]):
            at -= 1
            names.append(listed[at].who)
        return [name for name in dict.fromkeys(reversed(names)) if name]

    def _is_aside(self, mention: Mention, start: int) -> bool:
        """Whether a person is named only in passing: `with others`, `against a co-defendant,`."""
        before = self.flat.text[max(0, mention.start - 12) : mention.start].lower()
        return (
            before.endswith((" with ", " and ", " among ", " against ", " from ", " to ", " by ", " of ", " for "))
            and "," in self.flat.text[mention.end : start]
        )

    def _is_of_another_case(self, sentence: int, at: int) -> bool:
        """Whether a sentence tells of a case cited, not of this one."""
        if not self.by_form:
            return False
        start, end = self._ends(sentence)
        text = self.flat.text[start:end]
        mine = any(surname(one).lower() in text.lower() for one in self.subjects)
        if _CITED_CASE.search(self.flat.text, start, at) or (re.match(r"[\s\"(]*(?:See|Cf|Compare|But\ssee|E\.g)\b", text) and _CITED_CASE.search(text)):
            return not mine
        if sentence and not mine:
            before = self.flat.text[self.flat.stops[sentence - 1] : start]
            return bool(_CITED_CASE.search(before)) and not any(surname(one).lower() in before.lower() for one in self.subjects)
        return False

    # whom a report is about

    @cached_property
    def main(self) -> str | None:
        """The person whom the text is about: the one asked for, the one by form, else the one who is said to be convicted."""
        if self.subjects:
            return self.subjects[0]
        scores: dict[str, float] = defaultdict(float)
        for start, end in self.flat.sentences():
            if not _CONVICTED.search(self.flat.text, start, end) or self._surnames is None:
                continue
            for match in self._surnames.finditer(self.flat.text, start, end):
                who = self._named(match.start(), match.end())
                if who:
                    scores[who] += self._weight(match, end)
        best = max(scores, key=lambda one: scores[one], default=None)
        if self.wanted and (scores[self.wanted] >= 3 or (best == self.wanted)):
            return self.wanted  # whom the case is about, where the text says such things of her
        return best if best is not None and scores[best] >= 3 else None

    def _weight(self, match: re.Match[str], end: int) -> float:
        text = self.flat.text
        weight = 0.2
        if _DIRECTLY.match(text, match.end(), end):
            weight += 5
        if _PLIGHT.search(text, max(0, match.start() - 60), match.start()) or _PLIGHT.search(
            text[max(0, match.start() - 60) : match.start()].rsplit(" ", 3)[0] + " "
        ):
            weight += 4
        if re.match(r"(?:,\s\d{2},|\s—)", text[match.end() : match.end() + 6]):
            weight += 1
        return weight


def is_given(before: str) -> bool:
    """Whether the word right before is a capitalized one, as a first name is."""
    words = before.split()
    return bool(words) and words[-1][:1].isupper() and words[-1].strip(".,").lower() not in TITLES
