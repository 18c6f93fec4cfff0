"""How long a whole screen takes, Parquet to Parquet, against reading and writing the same columns alone; its peak memory; and Ray against one process.

    python bench/screening.py [RECORDS]

The records are the Commission's FY2019–FY2024 rows and the drug cases of FY2020 of LENITY_DATA, or else the few rows of the
tests, repeated to so many. Each run is a process of its own, whose peak memory is told.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

RECORDS = 1_720_000
"""The number sentenced FY2002–FY2025."""
TIMES_MORE = 3
"""How many times as many records the second run has, by which it is seen whether memory grows."""
AS_OF = date(2026, 11, 1)
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Run:
    """What a process took, without starting up: seconds by the clock and of its processor time (its own, not that of Ray's workers), and peak memory in GB."""

    seconds: float
    processor: float
    peak: float


def sources() -> list[Path]:
    """The files to repeat."""
    folder = Path(os.environ.get("LENITY_DATA", ""))
    whole = [folder / "ussc_offenders_fy2019_fy2024.csv.xz", folder / "ussc_drug_sample_fy2020.csv"]
    few = [ROOT / "tests/fixtures/population" / name for name in ("sentenced_fy2019_fy2024.csv", "drugs_fy2020.csv")]
    return whole if all(path.is_file() for path in whole) else few


def write(path: Path, records: int) -> None:
    """So many records in the normalized schema, in row groups as `convert` writes them."""
    import polars as pl

    from lenity.population import convert

    once = path.with_name("once.parquet")
    convert(sources(), once)
    rows = pl.read_parquet(once)
    copies = -(-records // len(rows))
    pl.concat([rows.lazy()] * copies).head(records).sink_parquet(path, compression="zstd", row_group_size=50_000, maintain_order=True)


def alone(source: Path, screened: Path, out: Path) -> None:
    """Read the columns that a screen reads, so many records at a time, and write the rows that a screen writes."""
    import polars as pl

    from lenity.population import read_batches
    from lenity.population.screen_facts import COLUMNS

    for _ in read_batches(source, only=set(COLUMNS)):
        pass
    pl.scan_parquet(screened).sink_parquet(out, compression="zstd", maintain_order=True)


def child(what: str, source: str, out: str) -> None:
    """One measured run in this process; prints its figures."""
    from lenity.population import screen_chunks
    from lenity.population.screen import screen

    small = Path(out).with_name(f"warm-{what}.parquet")
    few = ROOT / "tests/fixtures/population/drugs_fy2020.csv"
    if what == "each":
        from lenity.population.screen_rows import screened_frame

        class Each(screen_chunks.Distinct):
            """Every record worked out, whatever records have the same facts."""

            def rows(self, chunks):  # type: ignore[no-untyped-def]
                return (screened_frame(chunk, AS_OF) for chunk in chunks)

        screen_chunks.Distinct = Each  # type: ignore[misc]
    if what == "alone":
        start, began = time.perf_counter(), time.process_time()
        alone(Path(source), Path(source).with_name("screened.parquet"), Path(out))
    elif what == "ray":
        engine = screen_chunks.engine_of("ray")
        screen_chunks.engine_of = lambda name: engine  # type: ignore[assignment]
        from lenity.population import screen as module

        module.engine_of = lambda name: engine  # type: ignore[assignment]
        closes, engine.close = engine.close, lambda: None  # type: ignore[method-assign]
        screen([few] * 4, small, as_of=AS_OF, engine="ray")
        start, began = time.perf_counter(), time.process_time()
        screen([source], out, as_of=AS_OF, engine="ray")
        _tell(start, began)
        closes()
        return
    else:
        screen([few], small, as_of=AS_OF)
        start, began = time.perf_counter(), time.process_time()
        screen([source], out, as_of=AS_OF)
    _tell(start, began)


def _tell(start: float, began: float) -> None:
    print(json.dumps({"seconds": time.perf_counter() - start, "processor": time.process_time() - began, "peak": _peak()}))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**3 if sys.platform == "darwin" else 1024**2)


def run(what: str, source: Path, out: Path) -> Run:
    """A run in a process of its own."""
    done = subprocess.run([sys.executable, __file__, "--child", what, str(source), str(out)], capture_output=True, text=True, check=True)
    return Run(**json.loads(done.stdout.strip().splitlines()[-1]))


def measure(records: int = RECORDS) -> dict[str, Run]:
    """All runs over one population, and one over a larger one; `ray` is left out where Ray is not installed."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, screened = folder / "people.parquet", folder / "screened.parquet"
        write(source, records)
        found["screen"] = run("screen", source, screened)
        found["each"] = run("each", source, folder / "each.parquet")
        found["alone"] = run("alone", source, folder / "alone.parquet")
        try:
            import ray  # noqa: F401

            found["ray"] = run("ray", source, folder / "ray.parquet")
        except ImportError:
            pass
        write(source, TIMES_MORE * records)
        found["more"] = run("screen", source, screened)
    return found


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:5])
    else:
        for name, one in measure(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS).items():
            print(f"{name:<8}{one.seconds:8.1f} s {one.processor:8.1f} s of processor time {one.peak:6.2f} GB")
