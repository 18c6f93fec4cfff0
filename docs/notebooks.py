"""Pages with Python in them: every block is run, in order and in one namespace, and what it prints stands under it."""

from __future__ import annotations

import contextlib
import io
import os
import re
from functools import cache
from pathlib import Path

import polars as pl

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"(```python\n(.*?)```\n)(?:\n<!-- printed -->\n```text\n.*?```\n<!-- end -->\n)?", re.DOTALL)


def run(text: str) -> str:
    """The page with what each of its blocks prints under it; a block that fails stops the build.

    Blocks run in the repository's folder.
    """
    namespace: dict[str, object] = {"__name__": "page"}
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        with pl.Config():  # what a page sets for its tables ends with it
            return BLOCK.sub(lambda found: f"{found[1]}{_shown(found[2], namespace)}", text)
    finally:
        os.chdir(before)


@cache
def page(name: str, text: str) -> str:
    """The page as `run` makes it, once for a text."""
    return run(text)


def _shown(code: str, namespace: dict[str, object]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "<page>", "exec"), namespace)  # the page is ours
    printed = "\n".join(line.rstrip() for line in out.getvalue().rstrip().splitlines())
    return f"\n<!-- printed -->\n```text\n{printed}\n```\n<!-- end -->\n" if printed else ""
