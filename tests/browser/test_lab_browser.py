"""The lessons in JupyterLab, in a real browser: before any cell runs, after Run All, and with every control moved."""

import json
import re
import shutil
import sys
from pathlib import Path

import drive
import pytest

from helpers import explore, language
from helpers.language import ROOT

sys.path.insert(0, str(Path(__file__).parents[1]))
from test_explorations import FOUND, idle  # noqa: E402

pytestmark = pytest.mark.skipif(drive.chromium() is None, reason=drive.HOW)
LESSONS = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "notebooks").glob("*/*.ipynb") if not p.name.startswith("00"))
MOST_BYTES = 6_000_000

STATE = """root => {
  const plot = root.querySelector('.course-plot')
  const text = part => root.querySelector('.course-' + part)?.textContent ?? ''
  return JSON.stringify([(plot.data ?? []).map(t => [t.x, t.y, t.base, t.text]), text('reading'), text('rows')])
}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")  # a copy, since JupyterLab saves what was run
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    with drive.jupyterlab(root) as address, drive.browser() as browser:
        yield lambda path: drive.Notebook(browser, address(path))


def moved(root, before):
    """The state after a control moved: the new one, or the old one if nothing changes within half a second."""
    for _ in range(20):
        now = root.evaluate(STATE)
        if now != before:
            return now
        root.page.wait_for_timeout(25)
    return before


def positions(root, control):
    """Move one control to both ends and three values between, then back; the states seen."""
    seen = [root.evaluate(STATE)]
    select, handle, box = (control.locator(s) for s in ("select", ".noUi-handle", "input[list]"))
    if select.count():
        count, start = select.evaluate("e => [e.options.length, e.selectedIndex]")
        here = start
        for place in [0, count - 1, count // 4, count // 2, 3 * count // 4, start]:
            if place != here:
                select.select_option(index=place)
                here = place
                seen.append(moved(root, seen[-1]))
    elif handle.count():
        assert handle.get_attribute("aria-label") and handle.get_attribute("aria-valuetext")
        start = value = handle.get_attribute("aria-valuenow")
        for key in ("Home", "ArrowRight", "ArrowRight", "End", "ArrowLeft"):
            handle.press(key)
            if value != (value := handle.get_attribute("aria-valuenow")):
                seen.append(moved(root, seen[-1]))
        handle.press("Home")
        for _ in range(100):
            if handle.get_attribute("aria-valuenow") == start:
                break
            handle.press("ArrowRight")
        seen.append(moved(root, seen[-1]))
    elif box.count():
        texts = control.locator("datalist option").evaluate_all("all => all.map(o => o.value)")
        for place in dict.fromkeys((0, len(texts) - 1, len(texts) // 4, len(texts) // 2, 3 * len(texts) // 4)):
            box.fill(texts[place])
            box.press("Tab")
            seen.append(moved(root, seen[-1]))
        box.fill(texts[0])
        box.press("Tab")
    return seen


def labels_idle_at_start(path):
    """Labels of the controls of a lesson that do nothing while the others stand at their start; found with Python alone."""
    folder, name = Path(path).parent.name, re.sub(r"^[\d-]+", "", Path(path).stem).replace("-", "_")
    language.use(folder)
    return {str(e.controls[control].label) for e in FOUND if e.module.endswith("." + name) for control in idle(e)}


def stored_figures(path):
    """Places of the cells that keep a figure."""
    cells = json.loads((ROOT / path).read_text("utf-8"))["cells"]
    return [place for place, cell in enumerate(cells) if any(explore.FIGURE in output.get("data", {}) for output in cell.get("outputs", []))]


@pytest.mark.parametrize("path", LESSONS)
def test_lesson(lab, path):
    may_be_idle, figures = labels_idle_at_start(path), stored_figures(path)
    notebook = lab(path)
    page = notebook.page
    for place in figures:
        notebook.wait_in_cell(place, ".jp-RenderedPlotly.js-plotly-plot .main-svg", "stored figures are not there before any cell runs")
    assert figures and notebook.errors() == []
    notebook.run_all()
    for place in figures:
        notebook.wait_in_cell(place, ".course-exploration .course-plot .main-svg", "no figure after Run All")
    assert notebook.errors() == []
    assert notebook.received <= MOST_BYTES
    roots = page.locator(".course-exploration:has(.course-plot)")
    assert roots.count() == len(figures)
    for number in range(roots.count()):
        root = roots.nth(number)
        root.scroll_into_view_if_needed()
        controls = root.locator(".course-controls > .widget-inline-hbox")
        for place in range(controls.count()):
            control = controls.nth(place)
            if control.locator("input[type=number], input[type=text]:not([list])").count():
                continue
            label = control.locator(".widget-label").first.inner_text()
            planner = root.locator("button").count() > 0
            seen = positions(root, control)
            assert len(set(seen)) > 1 or label in may_be_idle or planner, f"{path}: {label!r} changes nothing"
    assert notebook.errors() == []
    notebook.close()


def test_figures_answer_on_a_slow_computer(lab):
    """anywidget gives each widget two seconds to start; twelve times slower than here, nothing may go deaf."""
    path = LESSONS[0]
    notebook = lab(path)
    notebook.slow_down(12)
    notebook.run_all()
    notebook.slow_down(1)
    notebook.wait_in_cell(stored_figures(path)[-1], ".course-exploration .course-plot .main-svg", "no figure after Run All")
    root = notebook.page.locator(".course-exploration:has(.course-plot)").first
    assert notebook.errors() == []
    assert len(set(positions(root, root.locator(".course-controls > .widget-inline-hbox").first))) > 1
    notebook.close()
