"""The lessons where a class meets them: saved and opened again, in other programs, in other themes and places."""

import shutil
import subprocess
import sys
from pathlib import Path

import drive
import nbformat
import pytest
from lab import faint, stored_figures, without_chromium

from helpers import notebooks

pytestmark = without_chromium
LESSON = "notebooks/nl/06-5-immune-system.ipynb"
LONG = "notebooks/nl/02-food-sources.ipynb"
SAVE = "() => jupyterapp.commands.execute('docmanager:save').then(() => {})"


@pytest.fixture
def root(tmp_path):
    shutil.copytree(notebooks.FOLDER, tmp_path / "notebooks")
    return tmp_path


@pytest.fixture(scope="module")
def browser():
    with drive.browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def others():
    """Programs of an environment with Notebook 7 and Voilà."""
    try:
        return drive.with_group("notebook", "beamer")
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"Notebook and Voilà cannot be installed here: {error}")


@pytest.fixture
def course(root):
    with drive.jupyterlab(root) as address:
        yield address


def write(root, name, *cells, **metadata):
    """A notebook of somebody's own; code cells, but for those that begin with a heading."""
    made = [
        nbformat.v4.new_markdown_cell(c) if c.startswith("#") else nbformat.v4.new_code_cell(c) for c in cells
    ]
    notebooks.write(
        nbformat.v4.new_notebook(cells=made, metadata={**notebooks.KERNEL, **metadata}), root / name
    )
    return name


# ---- saved, closed, opened again


@pytest.mark.parametrize("module", [drive.COURSE, drive.PLAIN], ids=["course", "plain"])
def test_a_lesson_that_was_run_and_saved_opens_as_a_fresh_one(root, browser, module):
    fresh = (root / LONG).read_bytes()
    with drive.jupyterlab(root, module) as address:
        notebook = drive.Notebook(browser, address(LONG), fineness=0.25)
        for _ in range(2):  # a second run counts its cells on
            notebook.run_all()
            notebook.page.evaluate(SAVE)
            notebook.page.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty")
            assert (root / LONG).read_bytes() == fresh
        notebook._end_kernels()
        notebook.page.reload()
        notebook.page.wait_for_selector(".jp-Notebook .jp-Cell")
        for place in stored_figures(LONG):
            notebook.wait_in_cell(place, ".jp-RenderedPlotly .main-svg", "the stored figure is gone")
        assert notebook.errors() == []
        assert notebook.page.get_by_text("Error displaying widget").count() == 0
        notebook.close()


def test_notebook_7_runs_saves_and_opens_again(root, browser, others):
    fresh = (root / LESSON).read_bytes()
    with drive.jupyter(
        [str(others / "jupyter-notebook"), "--allow-root", "--JupyterNotebookApp.expose_app_in_browser=True"],
        root,
    ) as address:
        page = browser.new_page()
        page.goto(address(f"notebooks/{LESSON}"))
        page.wait_for_selector(
            ".jp-NotebookKernelStatus-fade, .jp-Notebook-ExecutionIndicator[data-status=idle]",
            state="attached",
            timeout=60_000,
        )
        page.wait_for_timeout(1500)
        page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells').then(() => {})")
        page.wait_for_selector(".course-exploration .course-plot .main-svg", timeout=60_000)
        page.evaluate(SAVE)
        page.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty")
        assert (root / LESSON).read_bytes() == fresh
        page.reload()
        page.wait_for_selector(".jp-RenderedPlotly .main-svg", timeout=60_000)
        assert page.get_by_text("Error displaying widget").count() == 0
        page.close()


def test_voila_shows_figures_that_answer_and_no_answers(root, browser, others):
    port = drive.free_port()
    command = [str(others / "voila"), LESSON, "--no-browser", f"--port={port}"]
    with drive.serving(command, root, f"http://127.0.0.1:{port}/no-such-page"):
        page = browser.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"http://127.0.0.1:{port}/", timeout=90_000)
        page.wait_for_selector(".course-exploration .course-plot .main-svg", timeout=90_000)
        assert "mg" in page.locator(".course-reading").first.inner_text()
        assert page.get_by_text("Oplossing").first.is_visible()
        assert not any(
            page.locator("details pre, details table").evaluate_all(
                "all => all.map(part => part.checkVisibility())"
            )
        )
        assert page.locator("html").get_attribute("lang") == "nl"
        page.close()


# ---- a place of another size


WIDTHS = """() => [...document.querySelectorAll('.jp-Notebook .js-plotly-plot')].map(plot => [plot.clientWidth, plot.querySelector('.main-svg').clientWidth, plot.closest('.jp-Notebook').getBoundingClientRect().right - plot.getBoundingClientRect().right]).filter(([place]) => place > 0)"""


def fitting(notebook):
    """Wait until each figure is as wide as its place, within what a frame and a scroll bar take; tells how many there are."""
    fit = f"() => {{ const all = ({WIDTHS})(); return all.length && all.every(([place, figure, beside]) => figure <= place && figure >= place - 40 && beside >= 0) && all.length }}"
    try:
        return notebook.page.wait_for_function(fit, timeout=15_000).json_value()
    except Exception:
        raise AssertionError(notebook.page.evaluate(WIDTHS)) from None


def test_figures_fit_when_a_side_panel_or_another_lesson_takes_room(course, browser):
    notebook = drive.Notebook(browser, course(LESSON), width=1366, height=700)

    def do(command, arguments="{}"):
        return notebook.page.evaluate(
            f"() => jupyterapp.commands.execute('{command}', {arguments}).then(() => {{}})"
        )  # noqa: E731

    for when in ("stored", "live"):
        if when == "live":
            notebook.run_all()
        for place in stored_figures(LESSON):
            notebook.wait_in_cell(place, ".js-plotly-plot .main-svg", "no figure")
        for command in (
            "application:toggle-left-area",
            "application:toggle-left-area",
            "property-inspector:show-panel",
            "application:toggle-right-area",
        ):
            do(command)
            assert fitting(notebook) == len(stored_figures(LESSON)), (when, command)
    do("docmanager:open", "{ path: 'notebooks/nl/06-6-allergy.ipynb', options: { mode: 'split-right' } }")
    notebook.page.wait_for_function("() => document.querySelectorAll('.jp-Notebook').length === 2")
    assert fitting(notebook) >= len(stored_figures(LESSON))
    notebook.close()


def test_figures_under_a_collapsed_heading_fit_once_it_is_opened(course, browser):
    notebook = drive.Notebook(browser, course(LESSON), width=1366, height=700)
    for command in ("notebook:collapse-all-headings", "notebook:run-all-cells"):
        if command == "notebook:run-all-cells":
            notebook.run_all()
        else:
            notebook.page.evaluate(f"() => jupyterapp.commands.execute('{command}').then(() => {{}})")
    notebook.page.evaluate("() => jupyterapp.commands.execute('notebook:expand-all-headings').then(() => {})")
    for place in stored_figures(LESSON):
        notebook.wait_in_cell(
            place, ".course-exploration .course-plot .main-svg", "no figure once the heading is opened"
        )
    assert fitting(notebook) == len(stored_figures(LESSON))
    notebook.close()


# ---- one cell, one slip, one language


def test_one_cell_run_alone_shows_its_figure(course, browser):
    notebook = drive.Notebook(browser, course(LESSON))
    place = stored_figures(LESSON)[0]
    notebook.page.wait_for_selector("#jp-main-statusbar >> text=/Python 3.*Idle/", timeout=60_000)
    notebook.page.evaluate(
        f"() => {{ const all = jupyterapp.shell.currentWidget.content; all.activeCellIndex = {place}; all.mode = 'command' }}"
    )
    notebook.page.evaluate("() => jupyterapp.commands.execute('notebook:run-cell').then(() => {})")
    notebook.wait_in_cell(place, ".course-exploration .course-plot .main-svg", "no figure")
    assert notebook.errors() == []
    assert notebook.page.locator(".jp-Notebook").get_attribute("lang") == "nl"
    notebook.close()


SLIP = """import pandas as pd
from helpers import chart, language
from helpers.explore import Slider, View, explorable
language.use("nl")

@explorable("slip", n=Slider(0, 2, step=1, start=0, label="n"))
def slip(n):
    return View(chart.figure(chart.bar(x=[1], y=[1 / (1 - n)]), height=200), f"n is {n}", pd.DataFrame({"a": [n]}), ())

slip"""


def test_a_slider_that_fails_says_so_and_goes_on(root, course, browser):
    notebook = drive.Notebook(browser, course(write(root, "mine.ipynb", "# Mine", SLIP)))
    notebook.run_all()
    reading = notebook.page.locator(".course-reading")
    notebook.page.wait_for_selector(".course-plot .main-svg")
    handle = notebook.page.locator(".noUi-handle")
    said = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        before = reading.inner_text()
        handle.press(key)
        notebook.page.wait_for_function(
            "before => document.querySelector('.course-reading').textContent !== before", arg=before
        )
        said.append((reading.inner_text(), "course-wrong" in reading.get_attribute("class")))
    assert said[0] == ("ZeroDivisionError: division by zero De grafiek toont nog de vorige instelling.", True)
    assert said[1] == ("n is 2", False) and said[2] == said[0]
    notebook.close()


# ---- figures for programs that draw none


@pytest.mark.parametrize(
    ("form", "ending"), [("html", ".html"), ("markdown", ".md"), ("slides", ".slides.html")]
)
def test_plain_conversions_show_sentence_table_and_sources_and_no_answers(tmp_path, form, ending):
    source = notebooks.FOLDER / Path(LESSON).relative_to("notebooks")
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", form, "--output-dir", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
    )
    [page] = tmp_path.glob(f"*{ending}")
    text = page.read_text("utf-8")
    for cell in nbformat.read(source, as_version=4).cells:
        for output in cell.get("outputs", []):
            if "application/vnd.plotly.v1+json" in output.get("data", {}):
                assert output.data["text/html"].split("<p>")[1].split("<table>")[0] in text
    assert (
        text.count("<details") == text.count("</details>") >= 5
        and "<details open" not in text
        and "course-card" in text
    )


def test_words_that_come_later_can_be_read_in_every_theme(root, course, browser):
    """Feedback, opened verdicts, messages, a menu's buttons, tables of pandas: what a learner brings up after Run All."""
    notebook = drive.Notebook(browser, course(LONG), width=1366, height=900)
    notebook.run_all()
    page = notebook.page
    page.wait_for_selector(".course-card")
    page.evaluate("""() => {
      for (const part of document.querySelectorAll('.jp-Notebook details')) part.open = true
      for (const button of document.querySelectorAll('.jp-Notebook .jupyter-button')) button.click()
      for (const radio of document.querySelectorAll('.jp-Notebook input[type=radio]')) radio.click()
    }""")
    page.wait_for_timeout(1500)
    assert faint(notebook) == []
    notebook.close()
