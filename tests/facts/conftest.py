"""What the tests of the case file share."""

import pytest
from hypothesis import settings
from made_up_words import Reader

settings.register_profile("busy machine", deadline=None)
settings.load_profile("busy machine")


@pytest.fixture
def reader() -> Reader:
    return Reader()
