"""Shared by all tests: `tests/` is on the path (for `support`), and the rules are built once."""

from __future__ import annotations

import pytest
from hypothesis import settings

from lenity.engine import CaseReader, Graph
from lenity.rules import rule_graph

settings.register_profile("lenity", deadline=None)  # how long an example takes says more of the machine than of the code
settings.load_profile("lenity")


@pytest.fixture(scope="session")
def graph() -> Graph:
    return rule_graph()


@pytest.fixture(scope="session")
def reader(graph: Graph) -> CaseReader:
    return CaseReader(graph)
