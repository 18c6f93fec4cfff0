"""The command line: `lenity review case.yaml`, and the rest of `lenity --help`.

>>> main(["--version"])  # doctest: +ELLIPSIS
lenity ...
0

A door only: it reads arguments and a clock, hands them to the rooms, and writes what they answer. Results go to
standard output, faults and warnings to standard error. It returns 0 when done, 2 where input or usage is wrong,
1 for anything else.
"""

from lenity.cli._main import main

__all__ = ["main"]
