"""Names of people in running text: what looks like one, and what only does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources

# Letters of every script, upper case first; `re` has no class for that, so the first letter is checked afterwards.
_WORD = r"[^\W\d_][^\W\d_'.-]*(?:['-][^\W\d_]+)*"
_NAME = re.compile(rf"(?<![\w'-])(?:{_WORD}|[^\W\d_]\.)(?:\s(?:{_WORD}|[^\W\d_]\.|Jr\.?|Sr\.?)){{1,5}}")
_TOKEN = re.compile(rf"{_WORD}\.?")
_PARTICLES = frozenset(["de", "la", "del", "los", "las", "da", "dos", "van", "von", "der", "den", "bin", "ibn", "al", "el", "y", "e", "di", "du", "le", "st"])
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
TITLES = frozenset(
    {
        "mr", "mrs", "ms", "miss", "dr", "judge", "justice", "president", "attorney", "agent",
        "officer", "detective", "sheriff", "senator", "congressman", "congresswoman", "governor", "professor", "rev", "reverend",
        "hon", "honorable", "magistrate", "chief", "prosecutor", "warden", "secretary", "representative", "rep", "sen",
        "gov", "prof", "vice",
    }
)  # fmt: skip
_POSTS = TITLES - {"mr", "mrs", "ms", "miss", "dr", "rev", "reverend"}
STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana"
    "|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York"
    "|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia"
    "|Washington|West Virginia|Wisconsin|Wyoming|Puerto Rico|Guam|District of Columbia|Virgin Islands"
)
_NO_NAME = frozenset(
    word
    for line in (resources.files("lenity.intake") / "not_names.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)
_STATE_WORDS = frozenset(word.lower() for state in STATES.split("|") for word in state.split()) - {"washington", "virginia", "georgia", "carolina", "dakota"}


def is_capital(word: str) -> bool:
    """Whether a word begins with a letter that is not lower case: a capital, or of a script without case."""
    return bool(word) and not word[0].islower()


def names_in(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where full names stand: two to six capitalized words of which none is a place, an office, or a word of law."""
    at, last = start, len(text) if end is None else end
    while at < last:
        match = _NAME.search(text, at, last)
        if match is None:
            return
        taken = _run(text, match.start(), match.end())
        if taken is None:
            at = match.start() + len(match.group().split(" ")[0]) + 1
            continue
        at = taken[1]
        if not _is_in_a_title(text, *taken):
            yield taken


_CAPITAL_BEFORE = re.compile(r"(?<![^\s(\"'])[A-Z][\w'-]*\s\Z")
_CAPITAL_AFTER = re.compile(r"\s(?:[A-Z][a-z]+\s[A-Z\d]|To\s)")


def _is_in_a_title(text: str, start: int, end: int) -> bool:
    """Whether the words are part of a headline set in capitals, which names nobody by them: `Drivers Sentenced To 39 Months`."""
    if text[start:end].isupper() or titled(text, start) is not None:
        return False
    return _CAPITAL_BEFORE.search(text, max(0, start - 30), start) is not None and _CAPITAL_AFTER.match(text, end) is not None


def _run(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The capitalized run that begins at `start`, without titles before it; None where it is no name."""
    words: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text, start, end):
        bare = token.group().rstrip(".")
        lowered = bare.lower()
        if words and text[words[-1].end() : token.start()] != " ":
            break
        if lowered in _PARTICLES and words and bare.islower():
            words.append(token)
            continue
        if lowered in TITLES:
            if not words or len(words[0].group()) < 3:
                return None
            break
        if not is_capital(bare) or lowered in _NO_NAME or lowered in _STATE_WORDS or lowered.endswith("'s"):
            break
        words.append(token)
        if token.group().endswith(".") and len(bare) > 2 and lowered not in _SUFFIXES:
            break
    while words and (words[-1].group().lower() in _PARTICLES or len(words[-1].group().rstrip(".")) < 2):
        words.pop()
    if len([word for word in words if len(word.group().rstrip(".")) > 1]) < 2:
        return None
    stop = words[-1].end()
    if words[-1].group().endswith(".") and words[-1].group().rstrip(".").lower() not in _SUFFIXES:
        stop -= 1
    return words[0].start(), stop


def titled(text: str, start: int) -> str | None:
    """The title or post that stands right before a name, in lower case without its point."""
    before = text[max(0, start - 24) : start].rstrip()
    word = before.rsplit(" ", 1)[-1].strip("(,.\"'").lower()
    return word if word in TITLES else None


def holds_office(text: str, start: int) -> bool:
    """Whether the name that begins there is that of an office holder (a judge, a prosecutor, a president)."""
    return titled(text, start) in _POSTS


def surname(name: str) -> str:
    """The last name, without suffixes."""
    words = [word.strip(".,") for word in name.split()]
    while len(words) > 1 and words[-1].lower() in _SUFFIXES:
        words.pop()
    return words[-1] if words else name


def given(name: str) -> str:
    """The first name."""
    return name.split()[0] if name.split() else name


def readable(name: str) -> str:
    """A name set in capitals, in ordinary letters; any other as it is.

    >>> readable("ROBIN EDDIE RIVERA-MARTÍNEZ"), readable("DERRICK O'NEAL MCDONALD, JR."), readable("Derrick D. King")
    ('Robin Eddie Rivera-Martínez', "Derrick O'Neal McDonald, Jr.", 'Derrick D. King')
    >>> readable("Billy H. LASTER")
    'Billy H. Laster'
    """
    name = " ".join(name.split())
    is_set_in_capitals = name.isupper()
    words = []
    for word in name.split():
        in_capitals = word.isupper() and (is_set_in_capitals or sum(letter.isalpha() for letter in word) > 2)
        words.append(_titled(word) if in_capitals and word.strip(".,") not in ("II", "III", "IV") else word)
    return " ".join(words)


def _titled(word: str) -> str:
    made = re.sub(r"[^\W\d_]+", lambda part: part[0][:1] + part[0][1:].lower(), word)
    return re.sub(r"\bMc([a-z])", lambda part: f"Mc{part[1].upper()}", made)


def is_same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: the last names are equal, and the first names or their initials."""
    if surname(one).lower() != surname(other).lower():
        return False
    first, second = given(one).lower().strip("."), given(other).lower().strip(".")
    return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0]) or first == surname(one).lower() or second == surname(other).lower()
