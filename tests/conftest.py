"""What all tests share: English to start with, no deadline for property tests on a busy machine, handouts made once."""

import os
import sys

import pytest
from hypothesis import settings

# Tests start some eighty kernels and servers. Where compiled code is not kept, each would compile pandas again: 2 s.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

pytest.register_assert_rewrite("lab")  # its checks tell what they compared
settings.register_profile("course", deadline=None, derandomize=True)
settings.load_profile("course")


@pytest.fixture(autouse=True)
def english():
    from helpers import language

    language.use("en")
    yield
    language.use(None)


@pytest.fixture(scope="session")
def of_lesson(tmp_path_factory):
    """Text of the handout of a notebook, made once in a run, whichever of its processes asks first."""
    from helpers.handout import HandoutExporter

    mine = tmp_path_factory.getbasetemp()
    shared = mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine

    def text(path):
        kept = shared / f"{path.parent.name}-{path.stem}.html"
        if not kept.exists():
            part = mine / kept.name  # moved only when whole
            part.write_text(HandoutExporter().from_filename(str(path))[0], "utf-8")
            part.replace(kept)
        return kept.read_text("utf-8")

    return text
