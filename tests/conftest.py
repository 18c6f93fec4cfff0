"""Shared by all tests: `tests/` is on the path (for `support`), and the rules are built once."""

from __future__ import annotations

import pytest

from lenity.engine import CaseReader, Graph
from lenity.rules import rule_graph


@pytest.fixture(scope="session")
def graph() -> Graph:
    return rule_graph()


@pytest.fixture(scope="session")
def reader(graph: Graph) -> CaseReader:
    return CaseReader(graph)
