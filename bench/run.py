"""Prints one table: what was measured as ratios within this run, the bound beside each. Seconds are shown, never judged; the exit status is 0."""

from __future__ import annotations

import resource
import subprocess
import sys

import drug_rules
import one_case
import processes


def _line(what: str, found: str, bound: str, holds: bool) -> str:
    return f"{what:<62}{found:>12}   {bound:<12}{'holds' if holds else 'MISSES'}"


def _processes() -> list[str]:
    try:
        times = processes.measure()
    except subprocess.CalledProcessError as error:
        reason = (error.stderr or b"").decode(errors="replace").strip().splitlines()[-1:]
        return [f"{'lenity as a process':<62}{'not run':>12}   {' '.join(reason)}"]
    base = times["python"]
    lines = [
        _line("lenity --help", f"{times['help']:.3f} s", "< 0.3 s", times["help"] < 0.3),
        _line("lenity review CASE", f"{times['review']:.3f} s", "< 1 s", times["review"] < 1),
        f"{'  help and review, in empty Python processes':<62}{times['help'] / base:>5.1f}, {times['review'] / base:.1f}",
    ]
    heavy = ", ".join(f"{name} {spent * 1000:.0f} ms" for name, spent in processes.heaviest_imports())
    return [*lines, f"  heaviest imports of the help: {heavy}"]


def _one_case() -> list[str]:
    times = one_case.measure()
    ratio = times["openfisca, traced"] / times["lenity, explained"]
    values = times["openfisca, traced"] / times["lenity, values"]
    return [
        _line("one explained case: OpenFisca traced / lenity", f"{ratio:.1f}", ">= 10", ratio >= 10),
        f"{'  the same against lenity without its explanation':<62}{values:>12.1f}",
        f"  milliseconds: {', '.join(f'{name} {spent * 1000:.2f}' for name, spent in times.items())}",
    ]


def _population() -> list[str]:
    times = drug_rules.measure()
    by_openfisca = times["openfisca"] / times["lenity"]
    of_unknowns = times["lenity, unknowns"] / times["lenity"]
    by_hand = times["lenity"] / times["loop"]
    return [
        _line(f"{drug_rules.ROWS:,} rows: OpenFisca / lenity", f"{by_openfisca:.2f}", ">= 1.5", by_openfisca >= 1.5),
        _line("  5 % of facts unknown / all known", f"{of_unknowns:.2f}", "<= 1.4", of_unknowns <= 1.4),
        _line("  lenity / a loop by hand in numba", f"{by_hand:.2f}", "<= 3", by_hand <= 3),
        f"  seconds: {', '.join(f'{name} {spent:.2f}' for name, spent in times.items())}",
    ]


def main() -> int:
    print(f"{'measured in this run':<62}{'found':>12}   {'bound':<12}")
    for part in (_processes, _one_case, _population):
        print("\n".join(part()), flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**3 if sys.platform == "darwin" else 1024**2)
    print(f"{'peak memory of all sides in this process':<62}{peak:>9.1f} GB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
