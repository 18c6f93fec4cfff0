"""The sections that a computation applied, as one text of a record: `2D1.1(b)(1)+2; 3B1.1(c)+2`. Nothing applied is an empty text.

The Commission codes the specific offense characteristics of the highest computation by their place (ADJ_BHI is the first, ADJ_CHI the second) and by
the letter of the subparagraph (ADJL_BHI: A is (A), C1 is (C)(i)), and each adjustment of Chapter Three in a variable of its own.
A value that no Manual knows (the codebook has some) leaves the whole text not known.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

SECTIONS = "sections_applied"
_PLACES = "BCDEFGHIJKLMNOPQRSTU"
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_GUIDELINE = "GDLINEHI"
_NEEDED = (_GUIDELINE, "ADJ_BHI", "AGGROLHI", "MITROLHI", "OBSTRCHI")
"""Without these a file does not tell what was applied."""
_DIGITS = "0123456789"
_ONE = re.compile(r"(?P<section>[23][A-Z]\d\.\d+(?:\([A-Za-z0-9]+\))*)(?P<levels>[+-]\d+)?")


@cache
def _codes() -> dict[str, dict[int, str]]:
    """Variable of Chapter Three -> code -> sections."""
    text = files("lenity.population").joinpath("data", "sections.csv").read_text(encoding="utf-8")
    found: dict[str, dict[int, str]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["variable"], {})[int(row["code"])] = row["sections"]
    return found


def variables_of_sections(names: Collection[str]) -> dict[str, bool]:
    """The raw columns that tell what was applied, and whether each holds numbers; none where the file lacks what is needed."""
    if not all(name in names for name in _NEEDED):
        return {}
    numbers = [name for name in (*(f"ADJ_{place}HI" for place in _PLACES), *_codes()) if name in names]
    texts = [name for name in (_GUIDELINE, *(f"ADJL_{place}HI" for place in _PLACES)) if name in names]
    return {**dict.fromkeys(numbers, True), **dict.fromkeys(texts, False)}


def sections_applied(names: Collection[str]) -> pl.Expr:
    """The text for each record, from the raw columns that are there; null where the file or the record does not tell."""
    import polars as pl

    if not variables_of_sections(names):
        return pl.lit(None, pl.String)
    parts: list[pl.Expr] = []
    known = pl.col(_GUIDELINE).is_not_null() & pl.any_horizontal(pl.col(name).is_not_null() for name in _NEEDED[1:])
    for number, place in enumerate(_PLACES, 1):
        levels = f"ADJ_{place}HI"
        if levels not in names:
            continue
        label = _subparagraphs(f"ADJL_{place}HI") if f"ADJL_{place}HI" in names else pl.lit("")
        section = pl.concat_str(pl.col(_GUIDELINE).str.strip_prefix("§"), pl.lit(f"(b)({number})"), label, _signed(levels))
        parts.append(pl.when(pl.col(levels) != 0).then(section))
        known = known & (pl.col(levels).fill_null(0) == pl.col(levels).fill_null(0).floor())
    for name, codes in _codes().items():
        if name not in names:
            continue
        parts.append(pl.col(name).replace_strict({float(code): said for code, said in codes.items()}, default=None, return_dtype=pl.String))
        known = known & pl.col(name).fill_null(0).is_in([0.0, *(float(code) for code in codes)])
    return pl.when(known).then(pl.concat_str(parts, separator="; ", ignore_nulls=True))


def _signed(levels: str) -> pl.Expr:
    import polars as pl

    whole = pl.col(levels).cast(pl.Int64, strict=False)
    return pl.when(whole > 0).then(pl.concat_str(pl.lit("+"), whole.cast(pl.String))).otherwise(whole.cast(pl.String))


def _subparagraphs(label: str) -> pl.Expr:
    """The Commission's label as the Manual writes it: `A` is (A), `C1` is (C)(i), `C1A` is (C)(i)(I)."""
    import polars as pl

    text = pl.col(label).fill_null("").str.to_uppercase()
    letter = pl.when(text.str.contains(r"^[A-Z]")).then(pl.format("({})", text.str.slice(0, 1))).otherwise(pl.lit(""))
    digit = text.str.extract(r"^[A-Z](\d)", 1).replace_strict(dict(zip(_DIGITS, _ROMAN, strict=True)), default=None, return_dtype=pl.String)
    roman = pl.format("({})", digit).fill_null("")
    inner = text.str.extract(r"^[A-Z]\d([A-Z])$", 1).replace_strict(
        {"A": "(I)", "B": "(II)", "C": "(III)", "D": "(IV)", "E": "(V)", "F": "(VI)"}, default=None, return_dtype=pl.String
    )
    return pl.concat_str(letter, roman, inner.fill_null(""))


def read_sections(text: str) -> tuple[tuple[str, int | None], ...] | None:
    """The sections of such a text with their levels, where it is one; None where a part of it is no section of Chapters Two or Three."""
    found = []
    for part in text.split(";"):
        if not part.strip():
            continue
        one = _ONE.fullmatch(part.replace(" ", "").removeprefix("§"))
        if one is None:
            return None
        found.append((one["section"], int(one["levels"]) if one["levels"] else None))
    return tuple(found)
