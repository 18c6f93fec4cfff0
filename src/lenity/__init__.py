"""lenity: a federal sentence as the law stood then and as it stands today.

>>> import lenity
>>> lenity.review_case("cases/alice-marie-johnson.yaml").then.edition_on.year
1996

The functions are those of `lenity.api`, loaded when they are first used.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
_FUNCTIONS = ("compare", "compare_each", "convert", "facts_in", "read_case", "relief_for", "review_case", "screen", "simulate", "time_of")


def __getattr__(name: str) -> Any:
    if name in _FUNCTIONS:
        from lenity import api

        return getattr(api, name)
    raise AttributeError(f"module 'lenity' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_FUNCTIONS})
