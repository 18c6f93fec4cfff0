"""Prints one table: what was measured as ratios within this run, the bound beside each. Seconds are shown, never judged; the exit status is 0."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

import documents
import drug_rules
import fixed_width
import lenity_side
import one_case
import processes
import screening


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
    times, rules, agree = one_case.measure()
    ratio = times["openfisca, traced with its log"] / times["lenity, explained"]
    printed = times["openfisca, traced with its log"] / times["lenity, explained as a review prints it"]
    without_log = times["openfisca, traced"] / times["lenity, explained"]
    values = times["openfisca, traced"] / times["lenity, values"]
    lines = [
        "one explained case, from its facts to its explanation",
        f"  lenity: rows of the facts, then all {rules['lenity']} rules' steps with value, citation, inputs and reason in words",
        f"  OpenFisca: build_from_dict, trace on, the outputs of its {rules['openfisca']} rules, the lines of its computation log",
        _line("  OpenFisca traced with its log / lenity explained", f"{ratio:.1f}", ">= 10", ratio >= 10),
        f"{'  the same, of lenity only the steps that a review prints':<62}{printed:>12.1f}",
        f"{'  OpenFisca traced, no log made / lenity explained':<62}{without_log:>12.1f}",
        f"{'  OpenFisca traced, no log made / lenity, values alone':<62}{values:>12.1f}",
        f"  milliseconds of processor time: {', '.join(f'{name} {spent * 1000:.2f}' for name, spent in times.items())}",
    ]
    return lines if agree else [*lines, "  the two sides differ in an answer: these times compare unlike things"]


def _population() -> list[str]:
    times, rules, differ = drug_rules.measure()
    by_openfisca = times["openfisca"] / times["lenity"]
    of_unknowns = times["lenity, unknowns"] / times["lenity"]
    by_hand = times["lenity"] / times["loop"]
    of_processor = ", ".join(f"{name} {times[f'{name}, processor']:.2f}" for name in ("loop", "openfisca", "lenity", "lenity, unknowns"))
    return [
        f"{drug_rules.ROWS:,} rows of facts to {len(lenity_side.OUTPUTS)} columns of outputs",
        f"  lenity: {rules['lenity']} rules, texts as enumerations, spans of unchanged law found among the rows, all processors",
        f"  OpenFisca: {rules['openfisca']} rules, codes as whole numbers, one simulation for each span handed to it, one processor",
        _line("  OpenFisca / lenity", f"{by_openfisca:.2f}", ">= 1.5", by_openfisca >= 1.5),
        _line("  5 % of facts unknown / all known", f"{of_unknowns:.2f}", "<= 1.4", of_unknowns <= 1.4),
        _line("  lenity / a loop by hand in numba", f"{by_hand:.2f}", "<= 3", by_hand <= 3),
        f"  seconds: {', '.join(f'{name} {spent:.2f}' for name, spent in times.items() if not name.endswith('processor'))}",
        f"  of processor time, all threads: {of_processor}",
        *(f"  the sides differ, so that these times compare unlike things: {one}" for one in differ),
    ]


def _fixed_width() -> list[str]:
    found = fixed_width.measure()
    lines = [
        f"fixed-width text, {fixed_width.RECORDS:,} lines of {fixed_width.LENGTH:,} bytes",
        "  made up: forty columns of numbers; real: records at the columns of FY2019, put into the normalized schema",
    ]
    for name, what in (("pandas", "made up"), ("pandas, real", "real, the whole schema")):
        ratio = found[name]
        said = f"  pandas read_fwf / lenity: {what}"
        lines.append(f"{said:<62}{'no pandas':>12}" if ratio is None else _line(said, f"{ratio:.0f}", ">= 10", ratio >= 10))
    for name, what in (("bytes", "made up"), ("five", "real, five columns"), ("schema", "real, the whole schema")):
        ratio = found[name] or 0.0
        lines.append(_line(f"  speed of reading / of the bytes alone: {what}", f"{ratio:.2f}", ">= 0.5", ratio >= 0.5))
    return lines


def _screening() -> list[str]:
    records = int(os.environ.get("LENITY_BENCH_RECORDS", screening.RECORDS))
    found = screening.measure(records)
    alone, command, started, more = (found[name] for name in ("alone", "command", "started", "more"))
    ratio, began, each = (one.processor / alone.processor for one in (command, started, found["each"]))
    growth, many = more.peak / command.peak, screening.TIMES_MORE * records
    lines = [
        f"a whole screen of {records:,} records, Parquet to Parquet; processor time, each run a process of its own",
        f"  real rows repeated: {', '.join(path.name for path in screening.sources())}",
        _line("  lenity screen / reading and writing the same columns alone", f"{ratio:.2f}", "<= 3", ratio <= 3),
        _line("  the same, law and rules ready when it begins", f"{began:.2f}", "<= 3", began <= 3),
        f"{'  the same, every record worked out, none by its like':<62}{each:>12.2f}",
        *(_peak(f"  peak memory at {count:,} records", one.peak) for count, one in ((records, command), (many, more))),
        f"{'  peak memory of reading and writing alone':<62}{alone.peak:>8.2f} GiB",
        _line(f"  peak memory at {many:,} / at {records:,}", f"{growth:.2f}", "<= 1.15", growth <= 1.15),
    ]
    if "ray" in found:
        by_ray = found["ray"].seconds / started.seconds
        lines.append(_line("  Ray on this machine / one process, both started (clock)", f"{by_ray:.2f}", "<= 1.3", by_ray <= 1.3))
        lines.append(_peak("  peak memory with Ray, this process", found["ray"].peak))
        lines.append(_peak("  peak memory with Ray, its largest worker", found["ray"].worker_peak or 0.0))
    else:
        lines.append("  Ray is not installed here")
    return [
        *lines,
        f"  seconds by the clock: {', '.join(f'{name} {one.seconds:.1f}' for name, one in found.items())}",
        f"  of processor time: {', '.join(f'{name} {one.processor:.1f}' for name, one in found.items())}",
    ]


def _peak(what: str, gib: float) -> str:
    return _line(what, f"{gib:.2f} GiB", "< 2 GiB", gib < 2)


def _documents() -> list[str]:
    times = documents.measure()
    ratio = times["lenity, text and proposals"] / times["pdfplumber, text alone"]
    return [
        f"intake of a text PDF of {documents.PAGES} full pages",
        _line("  lenity, text and proposals / pdfplumber, text alone", f"{ratio:.2f}", "<= 3", ratio <= 3),
        f"  seconds: {', '.join(f'{name} {spent:.2f}' for name, spent in times.items())}",
    ]


PARTS = {part.__name__.strip("_"): part for part in (_processes, _one_case, _population, _fixed_width, _screening, _documents)}


def main(*names: str) -> int:
    """Every part, or those named, each in a process of its own, so that its peak memory is its own."""
    print(f"{'measured in this run':<62}{'found':>12}   {'bound':<12}", flush=True)
    print(f"  {os.cpu_count()} processors", flush=True)
    for name in names or PARTS:
        subprocess.run([sys.executable, __file__, "--part", name], check=False)
    return 0


def part(name: str) -> None:
    """One part, in this process."""
    try:
        print("\n".join(PARTS[name]()), flush=True)
    except Exception as error:  # one part that does not run is said so, and the others are still measured
        print(f"{name.replace('_', ' ')}: not measured: {type(error).__name__}: {error}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**3 if sys.platform == "darwin" else 1024**2)
    print(f"{'  peak memory of the process that measured this, all its sides':<62}{peak:>8.2f} GiB", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--part"]:
        part(sys.argv[2])
    else:
        sys.exit(main(*sys.argv[1:]))
