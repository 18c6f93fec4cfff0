"""How long a whole screen takes, Parquet to Parquet, against reading and writing the same columns alone; its peak memory; and Ray against one process.

    python bench/screening.py [RECORDS]

The records are the Commission's FY2019–FY2024 rows and the drug cases of FY2020 of LENITY_DATA, or else the few rows of the
tests, repeated to so many. Each run is a process of its own. `command` and `alone` are whole processes, start-up included; what is
measured in the others begins when law, rules and Ray's workers are ready. Of several runs the least counts: other work on the machine only adds.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

RECORDS = 1_720_000
"""The number sentenced FY2002–FY2025."""
TIMES_MORE = 10
"""How many times as many records the large run has, by which it is seen whether memory grows."""
ROUNDS = 3
AS_OF = date(2026, 10, 31)
ROOT = Path(__file__).parent.parent
LENITY = [sys.executable, "-c", "from lenity.cli import main; main()"]


@dataclass(frozen=True)
class Run:
    """What a process took: seconds by the clock and of its processor time (its own, not that of Ray's workers), and peak memory in GiB (with Ray: and of the largest worker)."""

    seconds: float
    processor: float
    peak: float
    worker_peak: float | None = None


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


def written(path: Path, records: int) -> None:
    """The records, written by a process of its own: what this one holds would count as the peak of every process that it starts."""
    subprocess.run([sys.executable, __file__, "--write", str(path), str(records)], check=True, stdout=subprocess.DEVNULL)


def child(what: str, source: str, out: str) -> None:
    """One measured run in this process, which is ready for it; prints its figures."""
    from lenity.population import screen as module
    from lenity.population import screen_chunks
    from lenity.population.screen import screen

    small = Path(out).with_name(f"warm-{what}.parquet")
    few = ROOT / "tests/fixtures/population/drugs_fy2020.csv"
    engine = screen_chunks.engine_of("ray" if what == "ray" else "local")
    module.engine_of = lambda name: engine  # type: ignore[assignment]
    closes, engine.close = engine.close, lambda: None  # type: ignore[method-assign]
    if what == "each":
        _work_out_every_record()
    screen([few], small, as_of=AS_OF)
    start, began = time.perf_counter(), time.process_time()
    screen([source], out, as_of=AS_OF)
    worker = _peak_of_workers() if what == "ray" else None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _IN_A_GIB
    print(json.dumps({"seconds": time.perf_counter() - start, "processor": time.process_time() - began, "peak": peak, "worker_peak": worker}))
    closes()


def _work_out_every_record() -> None:
    from lenity.population import screen_chunks
    from lenity.population.screen_rows import screened_frame

    class Each(screen_chunks.Distinct):
        """Every record worked out, whatever records have the same facts."""

        def rows(self, chunks):  # type: ignore[no-untyped-def]
            return (screened_frame(chunk, AS_OF) for chunk in chunks)

    screen_chunks.Distinct = Each  # type: ignore[misc]


_IN_A_GIB = 1024**3 if sys.platform == "darwin" else 1024**2


def _peak_of_workers() -> float | None:
    """The peak of the largest of Ray's workers, where the system tells it."""
    import psutil

    peaks = [0]
    for one in psutil.Process().children(recursive=True):
        try:
            if "ray::" in " ".join(one.cmdline()):
                status = Path(f"/proc/{one.pid}/status").read_text(encoding="ascii", errors="replace")
                peaks += [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")]
        except (psutil.Error, OSError):
            continue
    return max(peaks) / 1024**2 or None


def run(what: str, source: Path, out: Path) -> Run:
    """A run in a process of its own that is ready when it is measured."""
    done = subprocess.run([sys.executable, __file__, "--child", what, str(source), str(out)], capture_output=True, text=True, check=True)
    return Run(**json.loads(done.stdout.strip().splitlines()[-1]))


def whole(command: Sequence[str]) -> Run:
    """A whole process, from its start to its end."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command[:3])
    return Run(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / _IN_A_GIB)


def command(source: Path, out: Path) -> Run:
    """The command as it is given."""
    return whole([*LENITY, "screen", str(source), "--out", str(out), "--as-of", AS_OF.isoformat()])


def least(runs: Sequence[Run]) -> Run:
    """Of several runs, the least of each figure, and the most memory."""
    workers = [one.worker_peak for one in runs if one.worker_peak]
    return Run(min(one.seconds for one in runs), min(one.processor for one in runs), max(one.peak for one in runs), max(workers, default=None))


def measure(records: int = RECORDS) -> dict[str, Run]:
    """All runs over one population, and the command over a larger one; `ray` is left out where Ray is not installed."""
    from lenity.population.screen_facts import COLUMNS

    found: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, screened, out = folder / "people.parquet", folder / "screened.parquet", folder / "out.parquet"
        written(source, records)
        alone = [sys.executable, str(ROOT / "bench/read_and_write.py"), str(source), str(screened), str(out), *COLUMNS]
        command(source, screened)
        for _ in range(ROUNDS):  # in turn, so that a machine that is busy for a while is so for all
            found.setdefault("command", []).append(command(source, screened))
            found.setdefault("alone", []).append(whole(alone))
            found.setdefault("started", []).append(run("started", source, out))
            if has_ray():
                found.setdefault("ray", []).append(run("ray", source, out))
        found["each"] = [run("each", source, out)]
        written(source, TIMES_MORE * records)
        found["more"] = [command(source, screened)]
    return {what: least(runs) for what, runs in found.items()}


def has_ray() -> bool:
    """Whether Ray is installed."""
    from importlib.util import find_spec

    return find_spec("ray") is not None


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:5])
    elif sys.argv[1:2] == ["--write"]:
        write(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        for name, one in measure(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS).items():
            print(f"{name:<8}{one.seconds:8.1f} s {one.processor:8.1f} s of processor time {one.peak:6.2f} GiB")
