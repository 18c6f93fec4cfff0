"""Exit statuses, and the one error of the command line."""

from __future__ import annotations

import sys

DONE, FAILED, WRONG = 0, 1, 2


class UsageFault(Exception):
    """Input or usage is wrong; one line a fault, each with its place and remedy. Exit status 2."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class ReaderGone(Exception):
    """Whoever read standard output has stopped: nothing is left to do, and nothing is wrong."""


def tell(line: str) -> None:
    """A line on standard error."""
    print(" ".join(line.splitlines()), file=sys.stderr)
