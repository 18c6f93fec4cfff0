"""What the tests of the case file share."""

import pytest
from made_up_words import Reader


@pytest.fixture
def reader() -> Reader:
    return Reader()
