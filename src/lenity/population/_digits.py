"""Whole numbers out of a block of bytes, all fields at once: most variables are a few digits, blanks before them.

A field is read here only where every record of the block has nothing in it but blanks and then digits; any other
(decimals, signs, numbers at the left, words) is left to the general reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

WIDEST = 9
"""Digits that fit a 32-bit whole number."""


def whole_numbers(block: np.ndarray[Any, Any], starts: Mapping[str, tuple[int, int]]) -> dict[str, np.ndarray[Any, Any]]:
    """Values of the fields that are whole numbers throughout, NaN where blank.

    `block` has a row a record; `starts` gives a field's first byte in the row and its width.
    """
    import numpy as np

    if not starts:
        return {}
    kept = np.concatenate([np.arange(start, start + width) for start, width in starts.values()])
    ends = np.cumsum([width for _, width in starts.values()]).tolist()
    starts = {name: (end - width, width) for (name, (_, width)), end in zip(starts.items(), ends, strict=True)}
    columns = np.ascontiguousarray(block.T[kept])
    digits = columns - np.uint8(48)
    is_digit = digits < 10
    digits *= is_digit
    plain = (is_digit | (columns == 32)).all(axis=1)
    breaks: np.ndarray[Any, Any] = (is_digit[:-1] & ~is_digit[1:]).any(axis=1)  # type: ignore[assignment]
    read: dict[str, np.ndarray[Any, Any]] = {}
    for width in {width for _, width in starts.values() if width <= WIDEST}:
        names = [
            name
            for name, (start, long) in starts.items()
            if long == width and plain[start : start + width].all() and not breaks[start : start + width - 1].any()
        ]
        if not names:
            continue
        first = np.array([starts[name][0] for name in names])
        values = digits[first].astype(np.uint32)
        for place in range(1, width):
            values = values * np.uint32(10) + digits[first + place]
        numbers = values.astype(np.float64)
        numbers[~is_digit[first + width - 1]] = np.nan
        read.update(zip(names, numbers, strict=True))
    return read
