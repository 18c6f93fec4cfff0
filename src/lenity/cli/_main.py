"""From arguments to an exit status: every way in which a command can end, told in one line where it is a fault."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

from lenity.cli._faults import DONE, FAILED, WRONG, ReaderGone, UsageFault, tell


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status; without arguments those of the process."""
    try:
        status = _run(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
        return status
    except UsageFault as fault:
        for line in fault.lines:
            tell(line)
        return WRONG
    except (ReaderGone, BrokenPipeError):
        _leave_quietly()
        return DONE
    except KeyboardInterrupt:
        tell("lenity: interrupted; nothing was written to a file")
        return FAILED
    except Exception as error:  # whatever is left is a fault of lenity's own
        tell(f"lenity: {internal(error)}")
        return FAILED


def _run(arguments: list[str]) -> int:
    from lenity.cli._app import app

    try:
        status = app(args=arguments, prog_name="lenity", standalone_mode=False)
    except Exception as error:
        said = getattr(error, "format_message", None)
        if said is None or isinstance(error, UsageFault):
            raise
        raise UsageFault(f"{_command_of(error)}: {_one_line(said())}; see `{_command_of(error)} --help`") from None
    return status if isinstance(status, int) else DONE


def _command_of(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    return str(context.command_path) if context is not None else "lenity"


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def internal(error: BaseException) -> str:
    """An unforeseen error by its kind and place in lenity's own code: never its message, which may hold facts of a case."""
    frames = traceback.extract_tb(error.__traceback__)
    place = next((frame for frame in reversed(frames) if f"{os.sep}lenity{os.sep}" in frame.filename), None)
    if isinstance(error, OSError) and place is not None and error.strerror:
        return f"{error.strerror} ({type(error).__name__})"
    at = f" at {os.path.basename(place.filename)}:{place.lineno}" if place else ""
    return f"internal error ({type(error).__name__}{at}); please report it"


def _leave_quietly() -> None:
    """Whoever read standard output has gone: what is still in its buffer goes nowhere."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return  # a standard output without a file has nothing to flush
