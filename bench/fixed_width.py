"""How fast fixed-width text is read: against pandas read_fwf, and against reading the bytes alone.

    python bench/fixed_width.py [RECORDS]

Lines of 30,000 bytes are made up in a temporary folder; pandas, where it is installed, reads a small part of them.
Prints one ratio a line. Peak memory is this process's own.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lenity.population.fixed_width import read_fixed_width
from lenity.population.layouts import Field, Layout, built_in_layouts
from lenity.population.read import read_batches

LENGTH = 30_000
PANDAS_RECORDS = 3_000
RECORDS = 20_000
FIVE = {"district", "guideline", "final_offense_level", "criminal_history_category", "sentence_months"}
COLUMNS = 40


def layout() -> Layout:
    """Forty numbers of three bytes spread over the line, as the Commission's are."""
    step = LENGTH // COLUMNS
    return Layout({f"V{n}": Field("num", n * step + 1, n * step + 3) for n in range(COLUMNS)}, (LENGTH,))


def write(path: Path, records: int, length: int, fields: Layout, values: Callable[[str, Field], str]) -> None:
    """So many lines of digits and blanks with values at the fields."""
    base = bytearray(random.Random(5).choices(b"0123456789. ", k=length))
    with path.open("wb") as out:
        for _ in range(records):
            for name, field in fields.fields.items():
                width = field.end - field.start + 1
                base[field.start - 1 : field.end] = values(name, field).rjust(width)[:width].encode()
            out.write(base + b"\n")


def best(action: Callable[[], object], times: int = 3) -> float:
    """The shortest of some runs, in seconds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        spent.append(time.perf_counter() - start)
    return min(spent)


def bytes_alone(path: Path) -> None:
    """Read the file and do nothing with it."""
    buffer = bytearray(4 << 20)
    with path.open("rb", buffering=0) as stream:
        while stream.readinto(buffer):
            pass


def lenity(path: Path, fields: Layout) -> None:
    """Read all forty columns."""
    with path.open("rb", buffering=0) as stream:
        for _ in read_fixed_width(stream, [fields], None, str(path)):
            pass


def pandas_ratio(folder: Path, fields: Layout) -> float | None:
    """How many times as long pandas takes on the same few lines; None where it is not installed."""
    try:
        import pandas as pd
    except ModuleNotFoundError:
        return None
    path = folder / "few.dat"
    write(path, PANDAS_RECORDS, LENGTH, fields, lambda name, field: str(random.randrange(1000)))
    spans = [(field.start - 1, field.end) for field in fields.fields.values()]
    theirs = best(lambda: pd.read_fwf(path, colspecs=spans, header=None, names=list(fields.fields)))
    return theirs / best(lambda: lenity(path, fields), 10)


def _commission(name: str, field: Field) -> str:
    return {"SENTYR": "2019", "SENTMON": "3", "USSCIDN": "1", "DISTRICT": "52", "CIRCDIST": "47"}.get(name, "1")


def measure(records: int = RECORDS) -> dict[str, float | None]:
    """The ratios: to the speed of the bytes alone (forty columns; the whole schema of FY2019; five columns of it), and to pandas."""
    fields = layout()
    found: dict[str, float | None] = {}
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "made_up.dat"
        write(path, records, LENGTH, fields, lambda name, field: str(random.randrange(1000)))
        found["bytes"] = best(lambda: bytes_alone(path)) / best(lambda: lenity(path, fields))
        found["pandas"] = pandas_ratio(Path(name), fields)
        path.unlink()
        whole = next(one for one in built_in_layouts() if one.fiscal_year == 2019)
        path = Path(name) / "opafy19nid.dat"
        write(path, records, whole.lengths[0], whole, _commission)
        alone = best(lambda: bytes_alone(path))
        found["schema"] = alone / best(lambda: [None for _ in read_batches(path)])
        found["five"] = alone / best(lambda: [None for _ in read_batches(path, only=FIVE)])
    return found


def main() -> None:
    """Print the ratios."""
    records = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    found = measure(records)
    print(f"reading {records:,} lines of {LENGTH:,} bytes: {found['bytes']:.2f} of the speed of the bytes alone")
    print("pandas is not installed here" if found["pandas"] is None else f"{found['pandas']:.0f} times as fast as pandas read_fwf ({PANDAS_RECORDS} lines)")
    print(f"FY2019, every column of the schema, normalized: {found['schema']:.2f} of the speed of the bytes alone")
    print(f"FY2019, five columns of the schema, normalized: {found['five']:.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
