"""Made-up documents of each kind. Nobody in them is a real person."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from lenity.intake import Proposals, propose, read_bytes

Told = Callable[..., Proposals]


@pytest.fixture
def told() -> Told:
    """What is proposed from a text, every quote held to be exactly the document's."""

    def reads(text: str | bytes, about: str | None = None, name: str = "made-up.txt") -> Proposals:
        document = read_bytes(text.encode() if isinstance(text, str) else text, name)
        found = propose(document, about=about)
        for fact in found.facts:
            assert document.text[fact.start : fact.end] == fact.quote
            assert fact.quote.strip() == fact.quote != ""
        return found

    return reads


@pytest.fixture
def values() -> Callable[..., list[Any]]:
    """The values proposed at a path (any position in a list), in order, each once."""

    def of(found: Proposals, path: str, who: str | None = None) -> list[Any]:
        wanted = [fact.value for fact in found.facts if re.sub(r"\[[^\]]*\]", "[]", fact.path) == path and who in (None, fact.subject)]
        return [value for at, value in enumerate(wanted) if value not in wanted[:at]]

    return of
