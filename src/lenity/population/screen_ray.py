"""A screen worked out by Ray's workers: a task for each chunk of distinct facts, their rows handed back in order.

An existing cluster is used where RAY_ADDRESS names one; else Ray is started on this machine for the run, its files in a
temporary folder that goes with it, and nothing in the home folder.
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lenity.population._faults import refuse
from lenity.population.screen_chunks import Distinct, as_bytes, from_bytes
from lenity.population.screen_days import edition_on
from lenity.population.screen_passes import cells
from lenity.population.screen_rows import screened_frame

if TYPE_CHECKING:
    import polars as pl

LEAST_TASK = 2_000
"""Records of a task, where there are enough: a pass of the rules costs the same for fewer."""
THREADS = "POLARS_MAX_THREADS"
UNDER_WAY = 2
"""Passes of the rules under way while reading goes on, each shared by all workers."""
STORE_BYTES = 512 * 1024**2
"""The most that chunks on their way may hold, on a Ray of our own."""


@cache
def _token() -> str:
    """The secret of this process's clusters: Ray remembers the first that it reads, so a second cluster has the same."""
    return secrets.token_hex(32)


class Ray:
    """Ray core: one task a chunk of distinct facts.

    Raises:
        ReadFaults: Ray is not installed.
    """

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._ray = _imported()
        self._started = not self._ray.is_initialized()
        if self._started:
            self._start()
        self._task: Any = self._ray.remote(_screened)
        self._workers = max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def _start(self) -> None:
        address = os.environ.get("RAY_ADDRESS")
        quiet: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False, "configure_logging": False}
        if address:
            self._ray.init(address=address, **quiet)
            return
        self._folder = Path(tempfile.mkdtemp(prefix="lenity-"))
        token = self._folder / "token"
        token.touch(mode=0o600)
        token.write_text(_token(), encoding="ascii")
        os.environ["RAY_AUTH_TOKEN_PATH"] = str(token)
        threads = os.environ.get(THREADS)
        os.environ[THREADS] = "1"  # for the workers, which take their environment from here: one a core, with one thread each
        try:
            self._ray.init(include_dashboard=False, _temp_dir=str(self._folder / "ray"), object_store_memory=STORE_BYTES, **quiet)
        except BaseException:
            self.close()
            raise
        finally:
            os.environ.pop(THREADS) if threads is None else os.environ.update({THREADS: threads})

    def rows(self, chunks: Iterable[pl.DataFrame], as_of: date) -> Iterator[pl.DataFrame]:
        """The rows of each chunk, in order: each distinct set of facts is worked out by one of the workers, while further chunks are read here."""
        warm = self._ray.remote(_warmed)
        made_ready = [warm.remote(as_of) for _ in range(self._workers)]

        def work(records: pl.DataFrame) -> Callable[[], pl.DataFrame]:
            import polars as pl

            size = max(LEAST_TASK, -(-len(records) // self._workers))
            tasks = [self._task.remote(as_bytes(records.slice(at, size)), as_of) for at in range(0, len(records), size)]
            return lambda: pl.concat([from_bytes(done) for done in self._ray.get(tasks)])

        yield from Distinct(as_of, work, UNDER_WAY).rows(chunks)
        del made_ready

    def actors(self, made: type, *arguments: Any) -> list[Any]:
        """A process of its own for each worker, made once with these arguments and kept till the end."""
        kind = self._ray.remote(made)
        return [kind.options(num_cpus=0).remote(*arguments) for _ in range(self._workers)]

    def result(self, waiting: Any) -> Any:
        """What a call of an actor gave."""
        return self._ray.get(waiting)

    def close(self) -> None:
        """Stop the Ray that was started here, and remove its files."""
        if self._started:
            self._ray.shutdown()
        if self._folder is not None:
            os.environ.pop("RAY_AUTH_TOKEN_PATH", None)
            shutil.rmtree(self._folder, ignore_errors=True)


def _imported() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_DEDUP_LOGS", "0")
    try:
        import ray
    except ImportError:
        raise refuse("--engine ray", "Ray is not installed; install lenity[cluster], or leave --engine out") from None
    return ray


def _screened(records: bytes, as_of: date) -> bytes:
    return as_bytes(screened_frame(from_bytes(records), as_of))


def _warmed(as_of: date) -> None:
    """Have law and rules ready in a worker: each core is given one of these, while the first records are read."""
    edition = edition_on(as_of)
    if edition is not None:
        cells(edition, as_of)
