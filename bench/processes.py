"""Whole processes: what a user waits for at the command line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parent.parent
CASE = ROOT / "cases" / "alice-marie-johnson.yaml"
LENITY = [sys.executable, "-c", "from lenity.cli import main; main()"]
_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")


def _run(command: list[str], rounds: int) -> float:
    times = []
    for number in range(rounds + 1):
        start = perf_counter()
        subprocess.run(command, cwd=ROOT, env={**os.environ, "NO_COLOR": "1"}, capture_output=True, check=True)
        if number:
            times.append(perf_counter() - start)
    return median(times)


def measure(rounds: int = 7) -> dict[str, float]:
    """Median seconds of an empty interpreter, of the help and of a whole review; the first run of each is not counted."""
    return {
        "python": _run([sys.executable, "-c", "pass"], rounds),
        "help": _run([*LENITY, "--help"], rounds),
        "review": _run([*LENITY, "review", str(CASE)], rounds),
    }


def heaviest_imports(count: int = 6) -> list[tuple[str, float]]:
    """The modules that `lenity --help` spends most of its time importing, in seconds of their own."""
    command = [sys.executable, "-X", "importtime", *LENITY[1:], "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = [(name, int(spent) / 1e6) for spent, name in _IMPORT.findall(done.stderr)]
    return sorted(found, key=lambda item: -item[1])[:count]
