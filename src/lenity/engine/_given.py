"""What the tables give: facts that are the same in every row, what values the others can have, and each as the column that expressions read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from lenity.engine._ops import FEW, Domain
from lenity.engine._texts import CODE, Texts
from lenity.engine.graph import Node

ABOVE = "_above"


@dataclass
class Given:
    """Facts by node: their constants, domains, and the expressions that make the column of each out of the table's."""

    constants: dict[Node, Any] = field(default_factory=dict)
    domains: dict[Node, Domain] = field(default_factory=dict)
    columns: dict[Node, pl.Expr] = field(default_factory=dict)


def given(frames: dict[str, pl.DataFrame], units: Mapping[Node, str], texts: Texts) -> Given:
    """What frames of facts (a level each) give. Texts other than enumerations are put into codes in the frames themselves.

    A fact that no table carries is null in every row, as is one whose column holds nothing.
    """
    found = Given()
    found.constants.update(dict.fromkeys(units))
    for level, frame in frames.items():
        names = [name for name in frame.columns if name != ABOVE]
        told: dict[str, tuple[str, ...]] = {}
        for name in names:
            if units[(level, name)] == "text" and frame[name].dtype != pl.Null:
                frame, told[name] = _coded(frame, name, texts)
        frames[level] = frame
        for name, (nulls, low, high) in _extents(frame, names).items():
            column, node = frame[name], (level, name)
            if nulls == frame.height:
                continue
            if nulls == 0 and low == high:
                found.constants[node] = _constant(column, texts) if name in told else column[0]
                continue
            del found.constants[node]
            found.domains[node] = _domain(column, nulls > 0, (low, high), told.get(name))
            found.columns[node] = _column(f"{level}.{name}", column.dtype, found.domains[node], texts).alias(f"{level}.{name}")
    return found


def _coded(frame: pl.DataFrame, name: str, texts: Texts) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """The frame with a column of texts as codes (an enumeration as it is), and the texts."""
    column = frame[name]
    if isinstance(column.dtype, pl.Enum):
        return frame, tuple(column.dtype.categories)
    coded, distinct = texts.encoded(column)
    return frame.with_columns(coded.alias(name)), tuple(distinct)


def _extents(frame: pl.DataFrame, names: list[str]) -> dict[str, tuple[int, Any, Any]]:
    """How many nulls each column has, its least and its greatest value."""
    if not names or not frame.height:
        return dict.fromkeys(names, (frame.height, None, None))
    physical = [pl.col(name).to_physical() if isinstance(frame[name].dtype, pl.Enum) else pl.col(name) for name in names]
    asked = [[one.null_count().alias(f"n{at}"), one.min().alias(f"l{at}"), one.max().alias(f"h{at}")] for at, one in enumerate(physical)]
    row = frame.select(one for each in asked for one in each).row(0)
    return {name: (row[3 * at], row[3 * at + 1], row[3 * at + 2]) for at, name in enumerate(names)}


def _constant(column: pl.Series, texts: Texts) -> Any:
    return column[0] if isinstance(column.dtype, pl.Enum) else texts.all()[column[0]]


def _domain(column: pl.Series, may_lack: bool, ends: tuple[Any, Any], texts: tuple[str, ...] | None) -> Domain:
    if texts is not None:
        return Domain(may_lack, texts=tuple(sorted(texts)) if len(texts) <= FEW else None)
    if not column.dtype.is_integer():
        return Domain(may_lack, truth=ends[0] if column.dtype == pl.Boolean and ends[0] == ends[1] else None)
    low, high = ends
    if low == high:
        return Domain(may_lack, low, high)
    return Domain(may_lack, -_rounded(-low) if low < 0 else 0, _rounded(high) if high > 0 else 0)


def _rounded(number: int) -> int:
    """The number with all of its bits set: tables of like numbers then share one program."""
    return (1 << number.bit_length()) - 1


def _column(name: str, dtype: pl.DataType, domain: Domain, texts: Texts) -> pl.Expr:
    """How expressions read a column: codes for texts, whole numbers in 32 bits where they fit, null for a number that is none."""
    read = pl.col(name)
    if isinstance(dtype, pl.Enum):
        return _codes_of(read, texts.codes(dtype.categories))
    if domain.low is not None and domain.high is not None:
        is_narrow = domain.low >= -(2**31) and domain.high < 2**31
        return read if domain.low == domain.high else read.cast(pl.Int32 if is_narrow else pl.Int64, wrap_numerical=True)
    return read.cast(pl.Float64).fill_nan(None) if dtype.is_float() else read


def _codes_of(enumeration: pl.Expr, codes: pl.Series) -> pl.Expr:
    """An enumeration as codes; where these follow one another a sum does, which costs less than a table."""
    first = codes[0] if codes.len() else 0
    if codes.equals(pl.int_range(first, first + codes.len(), dtype=CODE, eager=True)):
        return enumeration.to_physical().cast(CODE) + pl.lit(first, dtype=CODE)
    return pl.lit(codes).gather(enumeration.to_physical())
