"""The lessons of all other languages in JupyterLab."""

import pytest
from lab import at, check_lesson, lab, lessons, without_chromium  # noqa: F401 - `at` and `lab` are fixtures

from helpers import language

pytestmark = without_chromium


@pytest.mark.parametrize("path", lessons(*language.languages()[1:]))
def test_lesson(at, path):  # noqa: F811
    check_lesson(at, path)
