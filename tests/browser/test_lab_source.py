"""The English lessons in JupyterLab, and one on a slow computer."""

import pytest
from lab import POSITIONS, at, check_lesson, lab, lessons, stored_figures, without_chromium  # noqa: F401 - `at` and `lab` are fixtures

from helpers import language

pytestmark = without_chromium
LESSONS = lessons(language.SOURCE)


@pytest.mark.parametrize("path", LESSONS)
def test_lesson(at, path):  # noqa: F811
    check_lesson(at, path)


def test_figures_answer_on_a_slow_computer(lab):  # noqa: F811
    """anywidget gives each widget two seconds to start; twelve times slower than here, nothing may go deaf."""
    path = min(LESSONS, key=lambda path: len(stored_figures(path)))
    notebook = lab(path)
    notebook.slow_down(12)
    notebook.run_all()
    notebook.slow_down(1)
    for place in stored_figures(path):
        notebook.wait_in_cell(place, ".course-exploration .course-plot .main-svg", "no figure after Run All")
    assert notebook.errors() == []
    roots = notebook.page.locator(".course-exploration:has(.course-plot)")
    for root in (roots.first, roots.last):
        assert len(set(root.locator(".course-controls > .widget-inline-hbox").first.evaluate(POSITIONS))) > 1
    notebook.close()
