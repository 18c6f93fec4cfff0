"""Where a simulation is worked out: in two processes of this machine, or by Ray, a process for each law and worker. Rows come back in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from typing import TYPE_CHECKING

from lenity.reform.worker import UnderLaw, begin, outcome, outcomes

if TYPE_CHECKING:
    import polars as pl

Done = tuple["pl.DataFrame", "pl.DataFrame", "pl.DataFrame"]
"""Records, their outcomes under the law as it is, and under the reform."""


class Local:
    """The law as it is in this process, the reform in another."""

    def __init__(self, path: str) -> None:
        self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=begin, initargs=(path,))

    def table(self, as_of: date) -> pl.DataFrame:
        """The Sentencing Table under the reform."""
        return self._pool.submit(outcome, None, as_of).result()

    def done(self, batches: Iterable[pl.DataFrame], as_of: date) -> Iterator[Done]:
        """Each batch with its outcomes."""
        for records in batches:
            under = self._pool.submit(outcome, records, as_of)
            yield records, outcomes(records, as_of), under.result()

    def close(self) -> None:
        """End the other process."""
        self._pool.shutdown(cancel_futures=True)


class ByRay:
    """Both laws by Ray's processes: one for each law and worker, so that no process works under two."""

    def __init__(self, path: str) -> None:
        from lenity.population.screen_ray import Ray

        self._ray = Ray()
        self._plain, self._under = self._ray.actors(UnderLaw, None), self._ray.actors(UnderLaw, path)

    def table(self, as_of: date) -> pl.DataFrame:
        """The Sentencing Table under the reform."""
        from lenity.population.screen_chunks import from_bytes

        return from_bytes(self._ray.result(self._under[0].outcome.remote(None, as_of)))

    def done(self, batches: Iterable[pl.DataFrame], as_of: date) -> Iterator[Done]:
        """Each batch with its outcomes, a few under way at a time."""
        from lenity.population.screen_chunks import as_bytes, from_bytes

        waiting: deque[tuple[pl.DataFrame, object, object]] = deque()

        def next_done() -> Done:
            records, plain, under = waiting.popleft()
            return records, from_bytes(self._ray.result(plain)), from_bytes(self._ray.result(under))

        for at, records in enumerate(batches):
            told, who = as_bytes(records), at % len(self._plain)
            waiting.append((records, self._plain[who].outcomes.remote(told, as_of), self._under[who].outcome.remote(told, as_of)))
            if len(waiting) > 2 * len(self._plain):
                yield next_done()
        while waiting:
            yield next_done()

    def close(self) -> None:
        """Stop what was started."""
        self._ray.close()
