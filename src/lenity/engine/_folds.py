"""Rows below as one value for each row above, and texts written out of their parts: what whole columns are worked out with."""

from __future__ import annotations

from typing import Any

import polars as pl

from lenity.engine._ops import Op


def extent(column: pl.Series) -> tuple[int, int]:
    """The least value of a column and how many there are from it to the greatest."""
    low, high = column.min(), column.max()
    if not isinstance(low, int) or not isinstance(high, int):
        return 0, 1
    return int(low), int(high) - int(low) + 1


def written(number: int, args: tuple[Op, ...], sizes: list[tuple[int, int]], texts: list[str]) -> str:
    parts: list[str] = []
    for arg, (low, size) in zip(reversed(args), reversed(sizes), strict=True):
        number, place = divmod(number, size)
        parts.append(texts[place + low] if arg.is_text else str(place + low))
    return "".join(reversed(parts))


def fold_columns(kind: str) -> list[pl.Expr]:
    value = pl.col("value")
    if kind == "any_of":
        return [value.any(ignore_nulls=True).alias("folded")]
    if kind == "every":
        return [value.all(ignore_nulls=True).alias("folded")]
    return [{"total": value.sum(), "highest": value.max(), "lowest": value.min()}[kind].alias("folded")]


def folded_value(kind: str, empty: Any) -> pl.Expr:
    """The folded column with the unlisted, the unknown and the empty told apart, as the case reader tells them."""
    folded, listed, unknown = pl.col("folded"), pl.col("listed"), pl.col("unknown")
    is_empty = unknown.is_null()
    settled = listed & ~unknown.fill_null(False)
    if kind in ("any_of", "every"):
        decides = kind == "any_of"
        return pl.when(~is_empty & (folded == decides)).then(pl.lit(decides)).when(settled).then(pl.lit(not decides))
    return pl.when(settled & is_empty).then(pl.lit(empty)).when(settled).then(folded)
