"""lenity: a federal sentence as the law stood then and as it stands today.

>>> import lenity
>>> lenity.review("cases/alice-marie-johnson.yaml").then.edition_on.year
1995

The functions are those of `lenity.api`, loaded when they are first used.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

__version__ = "0.1.0"
_FUNCTIONS = ("compare", "compare_each", "convert", "read_case", "review", "screen")


def __getattr__(name: str) -> Any:
    if name in _FUNCTIONS:
        from lenity import api

        return getattr(api, name)
    raise AttributeError(f"module 'lenity' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_FUNCTIONS})


class _Called(ModuleType):
    """A room that has the name of a function: used as a module it is the room, called it is the function."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        from lenity import api

        return getattr(api, self.__name__.rpartition(".")[2])(*arguments, **options)


class _Front(ModuleType):
    """This package: the import of a room binds it here, and must not take a function's place."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _FUNCTIONS and isinstance(value, ModuleType):
            value.__class__ = _Called
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Front
