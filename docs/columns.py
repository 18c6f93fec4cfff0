"""The reference page on the columns of a population: what a screen writes and what is read, from the code that does both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lenity.cli._screen_schema import screen_schema


def columns_page() -> Iterator[str]:
    """The columns of a screen, then those of the normalized schema with their sources by fiscal year."""
    schema = screen_schema()
    yield "# The columns of a population"
    yield (
        "What [`lenity screen`](../how-to/screen-a-population.md) writes, and the one schema that every file is brought to (`lenity convert`). `lenity schema screen` prints both as JSON Schema, with the "
        "labels of the Commission's long code tables. Definitions are the Commission's (Variable Codebook for Individual Offenders, FY1999–2019, and the input programs of FY2015–FY2019). "
        "A null cell is missing, indeterminable or inapplicable."
    )
    yield "## A row of a screen"
    rows = "\n".join(_screen_row(name, told) for name, told in schema["properties"].items())
    yield f"| column | unit | what it holds | codes | rests on |\n|---|---|---|---|---|\n{rows}"
    yield "## What is read"
    yield (
        "Variables are named as the Commission names them, in capitals or small letters; of several the first that a file has is read. Where a span stands, files of those fiscal years have the variable. "
        "An office's roster names its own columns in a mapping file."
    )
    rows = "\n".join(_input_row(one) for one in schema["input"])
    yield f"| column | unit | the question it answers | read from | codes |\n|---|---|---|---|---|\n{rows}"


def _screen_row(name: str, told: dict[str, Any]) -> str:
    rests = ", ".join(f"`{one}`" for one in told["from"])
    return f"| `{name}` | {told['unit']} | {_cell(told['description'])} | {_codes(told.get('codes', {}))} | {rests} |"


def _input_row(one: dict[str, Any]) -> str:
    read_from = ", ".join([*one["sources"], *(f"{alias} (redistributed files)" for alias in one["aliases"])]) or "worked out"
    codes = f"table {one['code_table']}" if one["code_table"] else _codes(one["codes"])
    return f"| `{one['name']}` | {one['unit']} | {_cell(one['asks'])} | {_cell(read_from)} | {codes} |"


def _codes(codes: dict[str, str]) -> str:
    return _cell("; ".join(f"{code} {meaning}" for code, meaning in codes.items()))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
