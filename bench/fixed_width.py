"""How fast fixed-width text is read: against pandas read_fwf, and against reading the bytes alone.

    python bench/fixed_width.py [RECORDS]

Lines of 30,000 bytes are made up in a temporary folder, and real records are written at the columns of FY2019 (29,966 bytes a line);
pandas, where it is installed, reads the same.
Prints one ratio a line. Peak memory is this process's own.
"""

from __future__ import annotations

import csv
import lzma
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from lenity.population.fixed_width import read_fixed_width
from lenity.population.layouts import Field, Layout, built_in_layouts
from lenity.population.read import read_batches

LENGTH = 30_000
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


def pandas_ratio(path: Path, read: Callable[[], None], fields: Layout) -> float | None:
    """How many times as long pandas takes on the same lines and columns; None where it is not installed."""
    try:
        import pandas as pd
    except ModuleNotFoundError:
        return None
    spans = [(field.start - 1, field.end) for field in fields.fields.values()]
    theirs = best(lambda: pd.read_fwf(path, colspecs=spans, header=None, names=list(fields.fields)), 2)
    return theirs / best(read)


def real_rows() -> list[dict[str, str]]:
    """Records of FY2019 under the Commission's names: of LENITY_DATA, or else the few of the tests."""
    path = Path(os.environ.get("LENITY_DATA", "")) / "ussc_offenders_fy2019_fy2024.csv.xz"
    path = path if path.is_file() else Path(__file__).parent.parent / "tests/fixtures/population/sentenced_fy2019_fy2024.csv"
    with lzma.open(path, "rt") if path.suffix == ".xz" else path.open(encoding="utf-8") as stream:
        rows = list(islice((row for row in csv.DictReader(stream) if row["FISCAL_YEAR"] == "2019"), RECORDS))
    return [{"USSCIDN": str(at), **{name: value.removesuffix(".0") for name, value in row.items()}} for at, row in enumerate(rows, 1)]


def write_real(path: Path, records: int, whole: Layout) -> None:
    """So many real records at the real columns of their year; what they do not hold of the schema is blank, what no one reads is digits and blanks."""
    rows = real_rows()
    base = bytearray(random.Random(5).choices(b"0123456789. ", k=whole.lengths[0]))
    with path.open("wb") as out:
        for at in range(records):
            row = rows[at % len(rows)]
            for name, field in whole.fields.items():
                width = field.end - field.start + 1
                value = row.get(name, "")
                base[field.start - 1 : field.end] = (value.rjust(width) if field.kind == "num" else value.ljust(width)).encode()
            out.write(base + b"\n")


def measure(records: int = RECORDS) -> dict[str, float | None]:
    """The ratios to the speed of the bytes alone and to pandas: forty made-up columns, and real records, the whole schema and five columns of it."""
    fields = layout()
    found: dict[str, float | None] = {}
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "made_up.dat"
        write(path, records, LENGTH, fields, lambda name, field: str(random.randrange(1000)))
        found["bytes"] = best(lambda: bytes_alone(path)) / best(lambda: lenity(path, fields))
        found["pandas"] = pandas_ratio(path, lambda: lenity(path, fields), fields)
        path.unlink()
        whole = next(one for one in built_in_layouts() if one.fiscal_year == 2019)
        path = Path(name) / "opafy19nid.dat"
        write_real(path, records, whole)
        alone = best(lambda: bytes_alone(path))
        found["schema"] = alone / best(lambda: drained(path, None))
        found["five"] = alone / best(lambda: drained(path, FIVE))
        found["pandas, real"] = pandas_ratio(path, lambda: drained(path, None), whole)
    return found


def drained(path: Path, only: set[str] | None) -> None:
    """Read columns of the schema."""
    for _ in read_batches(path, only=only):
        pass


def main() -> None:
    """Print the ratios."""
    records = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    found = measure(records)
    print(f"reading {records:,} lines of {LENGTH:,} bytes: {found['bytes']:.2f} of the speed of the bytes alone")
    print("pandas is not installed here" if found["pandas"] is None else f"{found['pandas']:.0f} times as fast as pandas read_fwf")
    if found["pandas, real"] is not None:
        print(f"{found['pandas, real']:.0f} times as fast on real records of FY2019, every column of the schema, normalized")
    print(f"FY2019, every column of the schema, normalized: {found['schema']:.2f} of the speed of the bytes alone")
    print(f"FY2019, five columns of the schema, normalized: {found['five']:.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
