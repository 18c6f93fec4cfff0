"""Figures of a cell from how many people got each term: mean, quartiles, percentile, and bootstrap intervals that anyone can make again.

A cell is held as distinct terms and their counts, in order; so the order of the records cannot matter, and a resample is
one multinomial draw. Quartiles interpolate linearly between the two nearest terms.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers: TypeAlias = npt.NDArray[np.float64]
    Counts: TypeAlias = npt.NDArray[np.int64]

SEED = 1987
"""The seed where none is given: the year of the first Guidelines."""
RESAMPLES = 1_000
CONFIDENCE = 0.95
QUARTILES = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class Terms:
    """How many people got each term: distinct months in order, and their counts."""

    months: Numbers
    counts: Counts

    @classmethod
    def of(cls, months: Any, counts: Any) -> Terms:
        """From months and counts in any order, equal months added up."""
        import numpy as np

        values, at = np.unique(np.asarray(months, dtype=np.float64), return_inverse=True)
        held = np.zeros(len(values), dtype=np.int64)
        np.add.at(held, at, np.asarray(counts, dtype=np.int64))
        kept = held > 0
        return cls(values[kept], held[kept])

    @property
    def people(self) -> int:
        """How many people there are."""
        return int(self.counts.sum())

    def mean(self) -> float:
        """The mean in months."""
        return float(self.months @ self.counts / self.people)

    def quantile(self, share: float) -> float:
        """The term below which so large a share lies, interpolated linearly."""
        import numpy as np

        return float(_quantile(self.months, self.counts[np.newaxis, :], share)[0])

    def percentile(self, months: float, without_one: bool = False) -> float | None:
        """The share in percent with a shorter term, those with the same term counted half; None where there is nobody to compare with.

        `without_one` leaves out one person with that very term: the person compared.
        """
        import numpy as np

        below = int(self.counts[self.months < months].sum())
        same = int(self.counts[np.isclose(self.months, months, rtol=0, atol=1e-9)].sum()) - without_one
        others = self.people - without_one
        return 100.0 * (below + same / 2) / others if others > 0 and same >= 0 else None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its bootstrap interval."""

    value: float
    low: float
    high: float

    def as_data(self) -> dict[str, Any]:
        return {"value": rounded(self.value), "interval": [rounded(self.low), rounded(self.high)]}


@dataclass(frozen=True, slots=True)
class Summary:
    """The terms of those imprisoned: mean and quartiles, with intervals."""

    people: int
    mean: Figure
    quartile_1: Figure
    median: Figure
    quartile_3: Figure
    at_the_cap: int
    """How many stand at 470 months: life, or a term of 470 months and more."""


def summary(terms: Terms, cap: float, chance: np.random.Generator, resamples: int = RESAMPLES) -> Summary:
    """The figures of a cell."""
    drawn = _drawn(terms, chance, resamples)
    mean = _figure(terms.mean(), drawn @ terms.months / terms.people)
    first, median, third = (_figure(terms.quantile(share), _quantile(terms.months, drawn, share)) for share in QUARTILES)
    return Summary(terms.people, mean, first, median, third, int(terms.counts[terms.months >= cap].sum()))


def share(part: int, whole: int, chance: np.random.Generator, resamples: int = RESAMPLES) -> Figure:
    """A share from 0 to 1, resampled."""
    return _figure(part / whole, chance.binomial(whole, part / whole, resamples) / whole)


def difference(one: Terms, other: Terms, figure: Callable[[Terms], float], chance: np.random.Generator, resamples: int = RESAMPLES) -> Figure:
    """One cell's mean or median less the other's, both resampled."""
    import numpy as np

    def of(terms: Terms) -> Numbers:
        drawn = _drawn(terms, chance, resamples)
        if figure == Terms.mean:
            means: Numbers = drawn @ terms.months / terms.people
            return means
        return _quantile(terms.months, drawn, 0.5)

    return _figure(figure(one) - figure(other), np.asarray(of(one) - of(other)))


def generator(seed: int, *key: object) -> np.random.Generator:
    """Chance that depends on the seed and on which cell it is, never on the order in which cells are met."""
    import numpy as np

    return np.random.default_rng([seed, zlib.crc32(repr(key).encode())])


def rounded(value: float | None, digits: int = 4) -> float | None:
    """A figure as it is printed."""
    return None if value is None else round(float(value), digits)


def _drawn(terms: Terms, chance: np.random.Generator, resamples: int) -> Counts:
    return chance.multinomial(terms.people, terms.counts / terms.people, resamples)


def _quantile(months: Numbers, counts: Counts, share: float) -> Numbers:
    """The quantile of each row of counts."""
    import numpy as np

    total = counts.cumsum(axis=1)
    place = share * (total[:, -1] - 1)
    lower = np.floor(place).astype(np.int64)
    upper = np.minimum(lower + 1, total[:, -1] - 1)
    at = [(total <= rank[:, np.newaxis]).sum(axis=1) for rank in (lower, upper)]
    below, above = months[at[0]], months[at[1]]
    interpolated: Numbers = below + (above - below) * (place - lower)
    return interpolated


def _figure(value: float, resampled: Numbers) -> Figure:
    import numpy as np

    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(resampled, (tail, 1 - tail))
    return Figure(value, float(low), float(high))
