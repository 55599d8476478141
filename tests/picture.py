"""The picture in the README: the lesson on food sources in JupyterLab. `uv run python tests/picture.py` makes it new."""

import shutil
import sys
import tempfile
from pathlib import Path

import nbformat

sys.path.insert(0, str(Path(__file__).parent / "browser"))
import drive  # noqa: E402

LESSON = "notebooks/en/02-food-sources.ipynb"
SHOWN = "uptake"  # id of the cell with the exploration
PICTURE = drive.ROOT / "helpers" / "static" / "lesson.png"
WIDTH, HEIGHT = 1280, 900


def place_of_cell(key: str) -> int:
    """Where a cell stands in the lesson, from 0."""
    cells = nbformat.read(drive.ROOT / LESSON, as_version=4).cells
    return [cell.id for cell in cells].index(key)


def with_notebooks(folder: Path) -> Path:
    """The folder with a copy of the lessons in it."""
    shutil.copytree(drive.ROOT / "notebooks", folder / "notebooks")
    return folder


def take_picture() -> None:
    """Run the lesson in JupyterLab, bring the exploration into view, and keep what the screen shows."""
    place = place_of_cell(SHOWN)
    with (
        tempfile.TemporaryDirectory() as copy,  # JupyterLab saves what was run
        drive.browser() as browser,
        drive.jupyterlab(with_notebooks(Path(copy))) as address,
    ):
        notebook = drive.Notebook(browser, address(LESSON), width=WIDTH, height=HEIGHT)
        notebook.page.evaluate("jupyterapp.shell.collapseLeft()")  # the list of files
        notebook.run_all()
        notebook.wait_in_cell(place, ".js-plotly-plot .main-svg", "no figure")
        notebook.page.wait_for_timeout(2000)  # what is above it finds its height
        notebook.wait_in_cell(place, ".js-plotly-plot .main-svg", "no figure")
        notebook.page.wait_for_timeout(500)
        assert notebook.errors() == []
        notebook.page.screenshot(path=PICTURE)
        notebook.close()


if __name__ == "__main__":
    take_picture()
    print(PICTURE)
