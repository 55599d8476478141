"""How long from a slider's move to the redrawn figure? `uv run python tests/bench_redraw.py`

The same figure, drawn by `interact`, by a plain FigureWidget with batch_update and by an exploration of the course, each
in JupyterLab as `jupyter lab` opens it and as `uv run course` opens it; and an exploration of a real handout. With
`--lessons`, every exploration of every lesson as well. Prints a table in milliseconds and two ratios: of the course to
the other ways in its own JupyterLab; and, last, of the course as `uv run course` opens it to the other ways as
`jupyter lab` opens them.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat.v4 as v4

sys.path.insert(0, str(Path(__file__).parent / "browser"))
import drive  # noqa: E402
import nbformat  # noqa: E402

MOVES = 40
FIGURE = """import numpy as np, pandas as pd, plotly.graph_objects as go
from helpers import chart
x = np.linspace(0, 10, 60)
def figure(n):
    return chart.figure(chart.scatter(x=x, y=np.sin(x * (1 + n / 60)), mode="lines"), chart.bar(x=x[::6], y=np.cos(x[::6] + n / 20)),
                        x={"range": [0, 10], "title": "x"}, y={"range": [-1.2, 1.2], "title": "y"}, title={"text": f"n={n}"})"""
WAYS = {
    "interact": "import ipywidgets\nipywidgets.interact(lambda n: figure(n).show(), n=ipywidgets.IntSlider(value=0, min=0, max=60));",
    "figurewidget": """import ipywidgets
drawn, slider = go.FigureWidget(figure(0)), ipywidgets.IntSlider(value=0, min=0, max=60)
def redraw(change):
    new = figure(change["new"])
    with drawn.batch_update():
        drawn.data[0].y, drawn.data[1].y, drawn.layout.title.text = new.data[0].y, new.data[1].y, new.layout.title.text
slider.observe(redraw, "value")
ipywidgets.VBox([slider, drawn])""",
    "course": """from helpers.explore import Slider, View, explorable
@explorable("bench", n=Slider(0, 60, step=1, start=0, label="n"))
def bench(n):
    return View(figure(n), f"n is {n}", pd.DataFrame({"n": [n]}), ())
bench""",
}
MOVE = """async ([handle, wanted]) => {
  const root = handle.closest('.jp-OutputArea')
  const start = performance.now()
  handle.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }))
  for (let frame = 0; frame < 600; frame++) {
    await new Promise(requestAnimationFrame)
    if (root.querySelector('.gtitle')?.textContent === wanted) return performance.now() - start
  }
  return NaN
}"""
HANDOUT_MOVE = """async ([section, value]) => {
  const input = section.querySelector('input[type=range]'), plot = section.querySelector('.course-plot')
  const told = () => section.querySelector('.course-reading').textContent
  const before = told()
  const drawn = new Promise(done => plot.on('plotly_afterplot', done))
  const start = performance.now()
  input.value = value
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await drawn
  await new Promise(requestAnimationFrame)
  return told() === before ? NaN : performance.now() - start
}"""
LESSON_MOVES = """async (root, moves) => {
  const plot = root.querySelector('.course-plot')
  const step = (control) => {
    if (control.tagName === 'SELECT') {
      control.selectedIndex = (control.selectedIndex + 1) % control.options.length
      control.dispatchEvent(new Event('change', { bubbles: true }))
    } else {
      const at = control.getAttribute('aria-valuenow'), last = control.getAttribute('aria-valuemax')
      const key = at === last ? 'Home' : 'ArrowRight'
      control.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    }
  }
  const took = async (control) => {
    await new Promise(done => setTimeout(done, 100))
    const drawn = new Promise(done => { plot.once('plotly_afterplot', () => done(true)); setTimeout(done, 1000, false) })
    const start = performance.now()
    step(control)
    return await drawn && (await new Promise(requestAnimationFrame), performance.now() - start)
  }
  for (const control of [...root.querySelectorAll('.noUi-handle'), ...root.querySelectorAll('select')]) {
    await took(control)
    const times = []
    for (let n = 0; n < moves; n++) times.push(await took(control))
    const redrawn = times.filter(Boolean) // two values may show the same
    if (redrawn.length >= moves / 2) return redrawn
  }
  return [NaN]
}"""


def live(browser, address, name, folder) -> list[float]:
    notebook = v4.new_notebook(
        cells=[v4.new_code_cell(FIGURE), v4.new_code_cell(WAYS[name])],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(notebook, folder / f"{name}.ipynb")
    opened = drive.Notebook(browser, address(f"{name}.ipynb"))
    opened.run_all()
    handle = opened.page.locator(".noUi-handle").first
    handle.wait_for()
    opened.page.wait_for_timeout(2000)
    took = []
    for n in range(1, MOVES + 1):
        took.append(opened.page.evaluate(MOVE, [handle.element_handle(), f"n={n}"]))
        opened.page.wait_for_timeout(60)
    opened.close()
    return took


def handout(browser, folder) -> list[float]:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "nbconvert",
            "--to",
            "handout",
            "--output-dir",
            str(folder),
            str(drive.ROOT / "notebooks/en/02-food-sources.ipynb"),
        ],
        check=True,
        capture_output=True,
    )
    page = browser.new_page()
    page.goto((folder / "02-food-sources.html").as_uri())
    section = page.locator("[data-item='food_sources:uptake']")
    section.locator(".main-svg").first.wait_for()
    took = [page.evaluate(HANDOUT_MOVE, [section.element_handle(), str(n % 12)]) for n in range(6, 6 + MOVES)]
    page.close()
    return took


def lesson(browser, address) -> dict[str, list[float]]:
    """Redraws of every exploration of a notebook, each with its first slider, or else its first list, step by step."""
    opened = drive.Notebook(browser, address)
    opened.run_all()
    found = {}
    roots = opened.page.locator(".course-exploration:has(.course-plot)")
    for number in range(roots.count()):
        root = roots.nth(number)
        root.scroll_into_view_if_needed()
        root.locator(".main-svg").first.wait_for()
        root.locator("select, .noUi-handle").first.wait_for()
        name = root.locator(".course-plot").get_attribute("aria-label")
        found[name] = root.evaluate(LESSON_MOVES, 20)
    opened.close()
    return found


def main():
    times = {}
    with tempfile.TemporaryDirectory() as place, drive.browser() as browser:
        folder = Path(place)
        for where, module in (("plain JupyterLab", drive.PLAIN), ("uv run course", drive.COURSE)):
            with drive.jupyterlab(folder, module) as address:
                times |= {(where, way): live(browser, address, way, folder)[5:] for way in WAYS}
        times["file", "handout"] = handout(browser, folder)[5:]
        if "--lessons" in sys.argv:
            shutil.copytree(drive.ROOT / "notebooks", folder / "notebooks")
            with drive.jupyterlab(folder) as address:
                for path in sorted((folder / "notebooks/en").glob("0[1-9]*.ipynb")):
                    times |= {
                        (path.stem, title): took
                        for title, took in lesson(browser, address(f"notebooks/en/{path.name}")).items()
                    }
        print("Chromium", browser.version, "of", drive.chromium())
    medians = {key: statistics.median(took) for key, took in times.items()}
    print(f"{'median ms':>10}{'fastest':>10}{'slowest':>10}  where: way")
    for (where, way), took in times.items():
        print(f"{medians[where, way]:>10.1f}{min(took):>10.1f}{max(took):>10.1f}  {where}: {way}")
    course = medians["uv run course", "course"]
    for name, where in (
        ("all ways in the JupyterLab of the course, ratio:", "uv run course"),
        ("redraw ratio:", "plain JupyterLab"),
    ):
        print(
            name,
            "figurewidget {:.2f} interact {:.2f}".format(
                *(course / medians[where, way] for way in ("figurewidget", "interact"))
            ),
        )


if __name__ == "__main__":
    main()
