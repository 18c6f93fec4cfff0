"""A command whose `--data` takes any number of files after it: `--data a.csv b.csv --out c.parquet`."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand

LIST = "--data"


class DataCommand(TyperCommand):
    """Reads every word after `--data`, up to the next option, as one of its files."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, list(_repeated(args)))


def _repeated(words: list[str]) -> list[str]:
    """The words with `--data` before each of its files."""
    found: list[str] = []
    inside = first = False
    for word in words:
        if word.startswith("-") and word != "-":
            inside = first = word == LIST
            found.append(word)
        elif inside and not first:
            found += [LIST, word]
        else:
            found.append(word)
            first = False
    return found
