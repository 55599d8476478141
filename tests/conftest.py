"""What all tests share: English to start with, and no deadline for property tests on a busy machine."""

import pytest
from hypothesis import settings

settings.register_profile("course", deadline=None, derandomize=True)
settings.load_profile("course")


@pytest.fixture(autouse=True)
def english():
    from helpers import language

    language.use("en")
    yield
    language.use(None)
