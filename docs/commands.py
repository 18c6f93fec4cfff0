"""The command line in pages: a reference of its commands, and their output where a page shows it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

ROOT = Path(__file__).parent.parent
OUTPUT = re.compile(r"(<!-- output: (.*?)(?: \| until (.*?))? -->\n).*?(<!-- end -->)", re.DOTALL)
COMMANDS = re.compile(r"(<!-- commands -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(text: str) -> str:
    """A page with what stands between its marks made anew: a command's output, up to a heading if one is named, or the list of commands."""
    text = OUTPUT.sub(_with_output, text)
    return COMMANDS.sub(lambda found: f"{found[1]}{command_table()}\n{found[2]}", text)


def _with_output(found: re.Match[str]) -> str:
    printed = output_of(found[2])
    if found[3]:
        before, heading, _ = printed.partition(f"\n{found[3]}")
        if not heading:
            raise SystemExit(f"lenity {found[2]} prints no line that begins with {found[3]!r}")
        printed = f"{before.rstrip()}\n…"
    lines = "\n".join(line.rstrip() for line in printed.rstrip().splitlines())
    return f"{found[1]}```text\n{lines}\n```\n{found[4]}"


@cache
def output_of(arguments: str) -> str:
    """What a command prints to standard output, run as a reader would run it."""
    run = subprocess.run(
        [sys.executable, "-m", "lenity.cli", *shlex.split(arguments)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode:
        raise SystemExit(f"lenity {arguments}: {run.stderr.strip()}")
    return run.stdout


def commands_page() -> Iterator[str]:
    """Every command with its arguments and options, as the command line knows them."""
    yield "# Commands"
    yield (
        "Results go to standard output, progress and warnings to standard error. The exit status is 0 when done, 2 when the input or the usage "
        "is wrong, 1 for anything else."
    )
    for name, command in commands():
        yield f"## {name}"
        yield _plain(command.help or "")
        choices = _choices(command.callback)
        rows = [_parameter(one, choices.get(one.name, ())) for one in command.params]
        if rows:
            yield "\n".join(["| argument or option | says |", "|---|---|", *rows])


def command_table() -> str:
    """A row for each command: its name and the first sentence of its help."""
    rows = [f"| `{name}` | {_plain(command.help or '').partition('. ')[0]} |" for name, command in commands()]
    return "\n".join(["| command | does |", "|---|---|", *rows])


def commands() -> list[tuple[str, Any]]:
    """Every command that is not hidden, by its name as a reader types it."""
    import typer

    from lenity.cli._app import app

    return list(_below(typer.main.get_command(app), "lenity"))


def _below(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    if not hasattr(command, "commands"):
        yield name, command
        return
    for word, one in command.commands.items():
        if not one.hidden:
            yield from _below(one, f"{name} {word}")


def _choices(callback: Any) -> dict[str, tuple[str, ...]]:
    """The values that a parameter takes from a closed list, by its name."""
    found = {}
    for name, hint in get_type_hints(callback).items():
        kinds = [kind for kind in (hint, *get_args(hint)) if isinstance(kind, type) and issubclass(kind, Enum)]
        if kinds:
            found[name] = tuple(str(member.value) for member in kinds[0])
    return found


def _parameter(one: Any, choices: tuple[str, ...]) -> str:
    names = [one.metavar or one.name.upper()] if one.param_type_name == "argument" else [*one.opts, *one.secondary_opts]
    shown = ", ".join(f"`{name}`" for name in names)
    values = f" One of {', '.join(f'`{value}`' for value in choices)}." if choices else ""
    return f"| {shown} | {_plain(one.help or '').replace('|', chr(92) + '|')}{values} |"


def _plain(text: str) -> str:
    """Help text with one paragraph a line, without the terminal's marks."""
    paragraphs = text.replace("\b", "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
