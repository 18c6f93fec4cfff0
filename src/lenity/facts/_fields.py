"""The types of the case file's fields: how each is read, written, and described in the JSON Schema."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    Strict,
    ValidationInfo,
    WithJsonSchema,
)

from lenity.facts import _grammar as grammar
from lenity.facts.amounts import Amount
from lenity.facts.citations import SECTION_PATTERN, STATUTE_PATTERN, normalize_section, normalize_statute
from lenity.facts.context import ReadContext
from lenity.facts.dates import PartialDate
from lenity.facts.terms import Term

_DISTRICT = re.compile(r"[a-z]{2,5}\Z")
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}\Z", re.ASCII)
_GUIDELINE = re.compile(r"2[A-Z][0-9]{1,2}\.[0-9]{1,2}\Z", re.ASCII)
_VARIANCE = "variance"


class DrugName(str):
    """The guideline's own name of a substance; `written` is what the file says (`crack`)."""

    __slots__ = ("written",)
    written: str

    def __new__(cls, name: str, written: str) -> DrugName:
        made = super().__new__(cls, name)
        made.written = written
        return made


@dataclass(frozen=True, slots=True)
class Imprisonment:
    """The prison term imposed: a `total`, or a term for each count number in `by_count`; the other is None."""

    total: Term | None
    by_count: Mapping[int, Term] | None = None

    @property
    def longest(self) -> Term:
        """The total, or the longest of the counts' terms (which is the total only where all run together)."""
        return self.total if self.total is not None else max((self.by_count or {}).values())

    def as_data(self) -> Any:
        """As a case file writes it."""
        return str(self.total) if self.total is not None else {n: str(t) for n, t in (self.by_count or {}).items()}


class FurtherFact(NamedTuple):
    """A fact that the vocabulary names, on its way to being read."""

    kind: str
    value: object


def nearest(word: str, words: Collection[str], otherwise: str, *, most: int = 1) -> str:
    """`did you mean …?` with the nearest known words, at most so many, else the other remedy."""
    near = difflib.get_close_matches(word, list(words), most, 0.6 if most == 1 else 0.5)
    return f"did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else otherwise


def _context(info: ValidationInfo) -> ReadContext | None:
    return info.context if isinstance(info.context, ReadContext) else None


def _text(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and not value.strip():
        raise ValueError("is empty; write the text or leave the field out")
    return value


def _slug(value: object) -> object:
    value = _text(value)
    if isinstance(value, str) and not _SLUG.match(value):
        raise ValueError("expected letters, digits, `-`, `_` and `.`, starting with a letter or digit")
    return value


def _section(value: object, info: ValidationInfo) -> str:
    if not isinstance(value, str):
        raise ValueError("expected a section as text, such as `2D1.1(b)(1)`")
    section, context = normalize_section(value), _context(info)
    if context is None:
        well_formed = re.fullmatch(SECTION_PATTERN, section) or re.fullmatch(STATUTE_PATTERN, normalize_statute(section))
        known, names = section == _VARIANCE or well_formed is not None, frozenset[str]()
    else:
        known, names = context.vocabulary.is_section(section), frozenset(context.vocabulary.section_names())
    if not known:
        hint = nearest(section, names, "write it as the Manual does, such as `2D1.1(b)(1)`")
        raise ValueError(f"no such section is known; {hint}")
    return section


def _guideline(value: object, info: ValidationInfo) -> str:
    section = _section(value, info)
    if not _GUIDELINE.match(section):
        raise ValueError("expected an offense guideline of Chapter Two alone, such as `2D1.1`, without subdivisions")
    return section


def _adjustment(value: object, info: ValidationInfo) -> str:
    section = _section(value, info)
    if section.startswith("5K") or section in (_VARIANCE, "18 U.S.C. 3553(e)"):
        raise ValueError("is no adjustment; list it under `guidelines: {departures: [{section: …}]}`")
    return section


def _statute(value: object, info: ValidationInfo) -> str:
    remedy = "write one statute, such as `21 U.S.C. § 841(a)(1)`"
    if not isinstance(value, str):
        raise ValueError(f"expected a statute as text; {remedy}")
    statute, context = normalize_statute(value), _context(info)
    if "D.C." in value[:6] or "District of Columbia" in value:
        raise ValueError(
            "an offense under the D.C. Code is outside this format: its sentence is computed under the law of the District; "
            "ask the Public Defender Service for the District of Columbia"
        )
    if not re.fullmatch(STATUTE_PATTERN, statute) or (context and not context.vocabulary.is_statute(statute)):
        raise ValueError(f"not a statute of the United States Code that is known; {remedy}")
    return statute


def _drug(value: object, info: ValidationInfo) -> DrugName:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("expected a drug's name, such as `cocaine base`")
    if isinstance(value, DrugName):
        return value
    written = " ".join(value.split())
    context = _context(info)
    if context is None:
        return DrugName(written.lower(), written)
    name = context.vocabulary.drug(written.lower())
    if name is None:
        # Several, because the nearest spelling may be another drug (`crack cocaine` is nearer to `cocaine`).
        remedy = "write the guideline's own name of it"
        hint = nearest(written.lower(), context.vocabulary.drug_names(), remedy, most=3)
        raise ValueError(f"unknown drug; {hint}")
    return DrugName(name, written)


def _district(value: object, info: ValidationInfo) -> str:
    remedy = "write the court's short id, such as `ilnd` for the Northern District of Illinois"
    if not isinstance(value, str) or not _DISTRICT.match(value):
        raise ValueError(f"expected two to five lower-case letters; {remedy}")
    context = _context(info)
    known = context.vocabulary.districts() if context else None
    if known is not None and value not in known:
        raise ValueError(f"unknown district; {nearest(value, known, remedy)}")
    return value


def _months(value: object) -> int | Literal["life"]:
    if isinstance(value, int) and not isinstance(value, bool):
        if not 0 <= value <= 99_999:
            raise ValueError("expected months from 0 to 99999, or `life`")
        return value
    term = Term.parse(value) if isinstance(value, str) else None
    if term is None or term.days:
        raise ValueError("expected whole months, such as `120`, or `life`")
    return "life" if term.is_life else term.months


def _imprisonment(value: object) -> Imprisonment:
    if isinstance(value, Imprisonment):
        return value
    if not isinstance(value, Mapping):
        return Imprisonment(Term.parse(value))
    terms: dict[int, Term] = {}
    for key, term in value.items():
        if not re.fullmatch(r"[1-9]\d{0,3}", str(key), re.ASCII):
            raise ValueError("terms per count are keyed by the count's number, as `{1: life, 2: 60 months}`")
        try:
            terms[int(key)] = Term.parse(term)
        except ValueError as error:
            raise ValueError(f"count {key}: {error}") from None
    if not terms:
        raise ValueError("names no count; write a term, such as `120 months`, or leave the field out")
    return Imprisonment(None, terms)


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
        raise ValueError("expected a number without sign, unit or quotes")
    if value < 0:
        raise ValueError("cannot be negative")
    return Decimal(value)


def _money(value: object) -> Decimal:
    amount = Amount.parse_plain(value, "dollars")
    if not amount.is_exact or not isinstance(value, int | Decimal):
        raise ValueError("expected dollars as a bare number, such as `45000`")
    return Decimal(value)


def _purity(value: object) -> Decimal:
    purity = _decimal(value)
    if not 0 < purity <= 1:
        raise ValueError("expected a share above 0 and at most 1; write 80 % as `0.8`")
    return purity


def _category(value: object) -> object:
    if value not in ("I", "II", "III", "IV", "V", "VI"):
        raise ValueError("expected a criminal history category: I, II, III, IV, V or VI")
    return value


def _further(fact: object) -> Amount | bool | str:
    if not isinstance(fact, FurtherFact):
        raise ValueError("expected a fact that the vocabulary names")
    kind, value = fact
    if kind == "dollars" or kind == "count":
        return Amount.parse_plain(value, "dollars" if kind == "dollars" else "count")
    if kind == "yes_no" and isinstance(value, bool):
        return value
    if kind == "text" and isinstance(value, str):
        return value
    raise ValueError(f"expected {'`true` or `false`' if kind == 'yes_no' else 'text'}")


def _version(value: object) -> int:
    if isinstance(value, bool) or value != 1:
        raise ValueError("this program reads version 1 of the format; write `lenity: 1`")
    return 1


def _write(value: Any) -> Any:
    return plain_numbers(value.as_data()) if hasattr(value, "as_data") else str(value)


def plain_numbers(data: Any) -> Any:
    """The data with each Decimal as the number that JSON and YAML write for it."""
    if isinstance(data, Mapping):
        return {key: plain_numbers(item) for key, item in data.items()}
    if isinstance(data, list | tuple):
        return [plain_numbers(item) for item in data]
    if isinstance(data, Decimal):
        return int(data) if data == data.to_integral_value() else float(data)
    return data


_as_data = PlainSerializer(_write)
_as_number = PlainSerializer(plain_numbers)

Text = Annotated[str, BeforeValidator(_text), Strict(), Field(max_length=20_000), WithJsonSchema(grammar.TEXT)]
Slug = Annotated[str, BeforeValidator(_slug), Strict(), WithJsonSchema(grammar.SLUG)]
Flag = Annotated[bool, Strict()]
Whole = Annotated[int, Strict(), Field(ge=0, le=100_000)]
Position = Annotated[int, Strict(), Field(ge=1, le=9_999)]
Level = Annotated[int, Strict(), Field(ge=1, le=43)]
Day = Annotated[PartialDate, PlainValidator(PartialDate.parse), _as_data, WithJsonSchema(grammar.DAY)]
TermField = Annotated[Term, PlainValidator(Term.parse), _as_data, WithJsonSchema(grammar.TERM)]
AmountField = Annotated[Amount, PlainValidator(Amount.parse), _as_data, WithJsonSchema(grammar.AMOUNT)]
Dollars = Annotated[
    Amount,
    PlainValidator(lambda v: Amount.parse_plain(v, "dollars")),
    _as_data,
    WithJsonSchema(grammar.DOLLARS),
]
Counted = Annotated[
    Amount,
    PlainValidator(lambda v: Amount.parse_plain(v, "count")),
    _as_data,
    WithJsonSchema(grammar.COUNTED),
]
Months = Annotated[int | Literal["life"], PlainValidator(_months), WithJsonSchema(grammar.MONTHS)]
ImprisonmentField = Annotated[Imprisonment, PlainValidator(_imprisonment), _as_data, WithJsonSchema(grammar.IMPRISONMENT)]
Money = Annotated[Decimal, PlainValidator(_money), _as_number, WithJsonSchema(grammar.MONEY)]
Number = Annotated[Decimal, PlainValidator(_decimal), _as_number, WithJsonSchema({"type": "number", "minimum": 0})]
Purity = Annotated[Decimal, PlainValidator(_purity), _as_number, WithJsonSchema(grammar.PURITY)]
Section = Annotated[str, PlainValidator(_section), WithJsonSchema(grammar.SECTION)]
Guideline = Annotated[str, PlainValidator(_guideline), WithJsonSchema(grammar.GUIDELINE)]
AdjustmentSection = Annotated[str, PlainValidator(_adjustment), WithJsonSchema(grammar.ADJUSTMENT)]
Statute = Annotated[str, PlainValidator(_statute), WithJsonSchema(grammar.STATUTE)]
Drug = Annotated[DrugName, PlainValidator(_drug), PlainSerializer(lambda d: d.written), WithJsonSchema(grammar.DRUG)]
District = Annotated[str, PlainValidator(_district), WithJsonSchema(grammar.DISTRICT)]
Category = Annotated[Literal["I", "II", "III", "IV", "V", "VI"], BeforeValidator(_category)]
Version = Annotated[int, PlainValidator(_version), WithJsonSchema({"const": 1})]
Further = Annotated[Amount | bool | str, PlainValidator(_further)]
