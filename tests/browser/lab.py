"""What the tests in JupyterLab have in common: a real browser with the lessons one after the other, before any cell runs, after Run All, and with every control moved.

There is one file of tests for the source language and one for the others, so that two processes share the work.
"""

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

without_chromium = pytest.mark.skipif(drive.chromium() is None, reason=drive.HOW)
MOST_BYTES = 6_000_000
CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8")
LEAST_CONTRAST = 4.5  # WCAG 2, level AA
THEMES = ("JupyterLab Dark High Contrast", "JupyterLab Dark", "JupyterLab Light")


def lessons(*folders: str) -> list[str]:
    """Paths of the lessons in these languages."""
    return sorted(
        p.relative_to(ROOT).as_posix()
        for folder in folders
        for p in (ROOT / "notebooks" / folder).glob("0[1-9]*.ipynb")
    )


# Moves one control of an exploration to both ends and three values between, then back; tells the states seen. Done in
# the page, with the events of a hand, since hundreds of steps from outside would take minutes.
POSITIONS = """async (control) => {
  const root = control.closest('.course-exploration')
  const text = part => root.querySelector('.course-' + part)?.textContent ?? ''
  const state = () => JSON.stringify([(root.querySelector('.course-plot').data ?? []).map(t => [t.x, t.y, t.base, t.text]), text('reading'), text('rows')])
  const seen = [state()]
  const roomy = () => { // a name or a value may not leave a slider without room
    const track = control.querySelector('.noUi-target'), readout = control.querySelector('.widget-readout')
    const width = track?.getBoundingClientRect().width
    if (width < 90 || readout?.scrollWidth > readout?.clientWidth) throw new Error(`no room: ${control.textContent}, slider ${width} px`)
  }
  roomy()
  const look = async () => { // the new state, or the old one if nothing changes within 0.3 s
    const before = seen.at(-1), until = performance.now() + 300
    while (state() === before && performance.now() < until) await new Promise(done => setTimeout(done, 15))
    seen.push(state())
    roomy()
  }
  const select = control.querySelector('select'), handle = control.querySelector('.noUi-handle'), box = control.querySelector('input[list]')
  if (select) {
    const start = select.selectedIndex, last = select.options.length - 1
    for (const part of [0, 1, 0.25, 0.5, 0.75, start / last]) {
      const place = Math.round(part * last)
      if (place === select.selectedIndex) continue
      select.selectedIndex = place
      select.dispatchEvent(new Event('change', { bubbles: true }))
      await look()
    }
  } else if (handle) {
    const value = () => handle.getAttribute('aria-valuenow'), start = value()
    const press = key => handle.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    if (!handle.getAttribute('aria-label') || !handle.getAttribute('aria-valuetext')) throw new Error('a slider without a name')
    for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'End', 'ArrowLeft']) {
      const before = value()
      press(key)
      if (value() !== before) await look()
    }
    press('Home')
    for (let step = 0; step < 200 && value() !== start; step++) press('ArrowRight')
    await look()
  } else if (box) {
    const texts = [...control.querySelectorAll('datalist option')].map(option => option.value), last = texts.length - 1
    for (const part of [0, 1, 0.25, 0.5, 0.75, 0]) {
      box.value = texts[Math.round(part * last)]
      box.dispatchEvent(new Event('input', { bubbles: true }))
      box.dispatchEvent(new Event('change', { bubbles: true }))
      await look()
    }
  }
  return seen
}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")  # a copy, since JupyterLab saves what was run
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    with drive.jupyterlab(root) as address, drive.browser() as browser:
        yield lambda path: drive.Notebook(browser, address(path), fineness=0.25)


def labels_idle_at_start(path):
    """Labels of the controls of a lesson that do nothing while the others stand at their start; found with Python alone."""
    folder, name = Path(path).parent.name, re.sub(r"^[\d-]+", "", Path(path).stem).replace("-", "_")
    language.use(folder)
    return {
        str(e.controls[control].label) for e in FOUND if e.module.endswith("." + name) for control in idle(e)
    }


def stored_figures(path):
    """Places of the cells that keep a figure."""
    cells = json.loads((ROOT / path).read_text("utf-8"))["cells"]
    return [
        place
        for place, cell in enumerate(cells)
        if any(explore.FIGURE in output.get("data", {}) for output in cell.get("outputs", []))
    ]


@pytest.fixture(scope="module")
def at(lab):
    """Function of a notebook's path that opens it, all of them one after the other in the same JupyterLab."""
    opened = []

    def at(path):
        if opened:
            opened[0].go_to(path)
        else:
            opened.append(lab(path))
        return opened[0]

    yield at
    for notebook in opened:
        notebook.close()


def faint(notebook):
    """Texts of the lesson that stand out too little from what is behind them, in each theme."""
    found = []
    for theme in THEMES:
        notebook.page.evaluate(
            "theme => jupyterapp.commands.execute('apputils:change-theme', { theme }).then(() => {})", theme
        )
        # JupyterLab covers the page while it changes the theme, and a change before the cover is gone ends in an error of its own
        notebook.page.wait_for_function(
            "theme => document.body.dataset.jpThemeName === theme && !document.getElementById('jupyterlab-splash')",
            arg=theme,
        )
        found += [
            (theme, *text)
            for text in notebook.page.evaluate(
                f"least => ({CONTRAST})(document.querySelector('.jp-Notebook'), least)", LEAST_CONTRAST
            )
        ]
    return found


def check_lesson(at, path):
    """Stored figures, Run All, and every control at five positions; every text in every theme, before and after."""
    may_be_idle, figures = labels_idle_at_start(path), stored_figures(path)
    notebook = at(path)
    page = notebook.page
    for place in figures:
        notebook.wait_in_cell(
            place,
            ".jp-RenderedPlotly.js-plotly-plot .main-svg",
            "stored figures are not there before any cell runs",
        )
    assert figures and notebook.errors() == []
    assert faint(notebook) == []
    notebook.run_all()
    for place in figures:
        notebook.wait_in_cell(place, ".course-exploration .course-plot .main-svg", "no figure after Run All")
    assert notebook.errors() == []
    assert notebook.received <= MOST_BYTES
    assert faint(notebook) == []
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
            seen = control.evaluate(POSITIONS)
            assert len(set(seen)) > 1 or label in may_be_idle or planner, f"{path}: {label!r} changes nothing"
    assert notebook.errors() == []
