"""Steps of ladders for whole columns, by a table in place of a search.

The first bits of a positive number in floating point (its exponent and the beginning of its mantissa) grow with the number. They are a bucket's
number; buckets are made so narrow that no ladder has two thresholds in one. A row then looks up its bucket's threshold, compares once and has its
step: exact, as the comparison is with the threshold itself. A search costs ten times as much, most of it in branches that no processor can foresee.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import inf, nextafter

import numpy as np

from lenity.engine.dated import Ladder

_MANTISSA_BITS = 52
_LARGEST = 2**20


class Steps:
    """Several ladders as one table; `results` are what the thresholds of each bring, and `below` stands for what none brings."""

    def __init__(self, thresholds: list[np.ndarray], results: Sequence[Sequence[int]], below: int, bits: int) -> None:
        self._shift = _MANTISSA_BITS - bits
        positive = np.concatenate([one[one > 0] for one in thresholds])
        buckets = _bucket(positive, self._shift)
        self._first = int(buckets.min()) - 1 if len(positive) else 0
        self.size = (int(buckets.max()) if len(positive) else 0) - self._first + 2
        least = np.full((len(thresholds) + 1, self.size), inf)
        steps = np.full((len(thresholds) + 1, self.size, 2), below, np.int32)
        for number, (of_ladder, brings) in enumerate(zip(thresholds, results, strict=True)):
            at = np.where(of_ladder > 0, _bucket(of_ladder, self._shift) - self._first, 0)
            met = np.searchsorted(at, np.arange(self.size), side="left")  # how many thresholds stand in earlier buckets
            steps[number] = np.array([below, *brings], np.int32)[met][:, None]
            least[number, at] = of_ladder
            steps[number, at, 1] = brings
        self._thresholds, self._steps = least.ravel(), steps.ravel()

    def of(self, amounts: np.ndarray, ladders: np.ndarray | None) -> np.ndarray:
        """What the last threshold that each amount meets brings; `ladders` tells the row's ladder by its number, one beyond the last for none."""
        at = _bucket(amounts, self._shift)
        at -= self._first
        np.clip(at, 0, self.size - 1, out=at)
        if ladders is not None:
            at += ladders * np.int64(self.size)
        over = amounts >= self._thresholds[at]
        at += at
        at += over
        found: np.ndarray = self._steps[at]
        return found


def _bucket(amounts: np.ndarray, shift: int) -> np.ndarray:
    return np.asarray(amounts, np.float64).view(np.int64) >> shift


@lru_cache(256)
def steps_of(ladders: tuple[Ladder, ...], results: tuple[tuple[int, ...], ...], below: int) -> Steps | None:
    """The table of these ladders; None where thresholds stand so close that it would be too large."""
    thresholds = [np.array([least_amount(ladder, at) for at in range(len(ladder.thresholds))]) for ladder in ladders]
    if any(np.count_nonzero(one <= 0) > 1 or np.any(one[1:] <= one[:-1]) for one in thresholds):
        return None
    for bits in range(3, 20):
        shift = _MANTISSA_BITS - bits
        if all(len(np.unique(_bucket(one[one > 0], shift))) == np.count_nonzero(one > 0) for one in thresholds):
            steps = Steps(thresholds, results, below, bits)
            return steps if steps.size * len(ladders) <= _LARGEST else None
    return None


def least_amount(ladder: Ladder, at: int) -> float:
    """The least number that meets a threshold."""
    return nextafter(ladder.thresholds[at], inf) if ladder.strict else float(ladder.thresholds[at])
