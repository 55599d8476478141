"""The English lessons in JupyterLab, and one on a slow computer."""

import pytest
from lab import POSITIONS, at, check_lesson, lab, lessons, stored_figures, without_chromium  # noqa: F401 - `at` and `lab` are fixtures

from helpers import language

pytestmark = without_chromium
LESSONS = lessons(language.SOURCE)


@pytest.mark.parametrize("path", LESSONS)
def test_lesson(at, path):  # noqa: F811
    check_lesson(at, path)


SLOW_LOOP_MS = 660  # twelve times a quick machine


def test_figures_answer_on_a_slow_computer(lab):  # noqa: F811
    """anywidget gives each widget two seconds to start; on a computer where that is too short, nothing may go deaf."""
    path = LESSONS[0]
    notebook = lab(path)
    notebook.slow_down(SLOW_LOOP_MS)
    notebook.run_all()
    notebook.slow_down(0)
    for place in stored_figures(path):
        notebook.wait_in_cell(place, ".course-exploration .course-plot .main-svg", "no figure after Run All")
    assert notebook.errors() == []
    roots = notebook.page.locator(".course-exploration:has(.course-plot)")
    for root in (roots.first, roots.last):
        seen = root.locator(".course-controls > .widget-inline-hbox").first.evaluate(POSITIONS)
        assert len(set(seen)) > 1, seen
    notebook.close()
