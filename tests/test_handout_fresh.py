"""A process that lives long, as JupyterLab's server does: its handouts show what the files hold now."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from helpers import language

# Runs in a copy of the course. `handout` makes one out of parts and explorations of several lessons; `replace` changes a file.
PROGRAM = """
import hashlib, os, pathlib
import nbformat
from helpers import language
from helpers.handout import HandoutError, HandoutExporter

assert language.ROOT == pathlib.Path.cwd(), language.ROOT
ITEMS = ("food_sources:vote", "food_sources:quiz", "food_sources:ranking", "what_is_magnesium:needs", "what_is_magnesium:tissues", "causes_of_deficiency:common", "causes_of_deficiency:fattening")

def replace(path, old, new):
    path = pathlib.Path(path)
    text = path.read_text("utf-8")
    assert old in text, f"{old} is not in {path}"
    path.write_text(text.replace(old, new), "utf-8")

def handout(code):
    stored = lambda item: nbformat.v4.new_output("execute_result", {"text/plain": "x"}, metadata={"course": {"item": item}}, execution_count=1)
    cells = [nbformat.v4.new_code_cell("x = 1", id=f"cell-{place}", outputs=[stored(item)]) for place, item in enumerate(ITEMS)]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"course": {"language": code}})
    return hashlib.sha256(HandoutExporter(edition="teacher").from_notebook_node(notebook)[0].encode()).hexdigest()
"""


@pytest.fixture
def copy(tmp_path):
    """A copy of the course that a test may change."""
    place = tmp_path / "course"
    for folder in ("helpers", "data"):
        shutil.copytree(language.ROOT / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return place


def run(copy, program: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM + program],
        cwd=copy,
        env={"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )


CHANGES = [
    ("data/foods.csv", "spinazie, rauw", "spinazie, vers"),
    ("data/claims.csv", "Peulvruchten", "Bonen"),
    ("data/sources.csv", "Elin", "Ellen"),
    ("data/model_parameters.csv", ",12.3,", ",12.4,"),
    ("data/reference_intakes.csv", ",300,", ",310,"),
    ("helpers/locale/nl/LC_MESSAGES/course.po", 'msgstr "Controleer"', 'msgstr "Kijk na"'),
    ("helpers/handout/page.html.j2", "<main>", "<main >"),
    ("helpers/handout/handout.css", ".course-note", ".course-note.course-note"),
]


def test_each_changed_file_shows_in_the_next_handout_of_the_same_process(copy):
    ended = run(
        copy,
        f"""
seen = [handout("nl")]
for change in {CHANGES!r}:
    replace(*change)
    seen.append(handout("nl"))
    assert seen[-1] not in seen[:-1], change
print(seen[-1])
""",
    )
    assert ended.returncode == 0, ended.stderr
    anew = run(copy, "print(handout('nl'))")
    assert ended.stdout == anew.stdout, "the same as in a process that starts now"


@pytest.mark.parametrize(
    "path", ["helpers/lessons/food_sources.py", "helpers/chart/look.py", "helpers/handout/prose.py"]
)
def test_changed_code_asks_for_a_new_start(copy, path):
    ended = run(
        copy,
        f"""
handout("en")
os.utime({path!r})
handout("en")  # the same code, only written again
with open({path!r}, "a") as file:
    file.write("\\n# changed\\n")
try:
    handout("en")
except HandoutError as error:
    print(error)
""",
    )
    assert ended.returncode == 0, ended.stderr
    assert path in ended.stdout and "restart JupyterLab" in ended.stdout


def test_code_that_was_not_in_use_yet_may_change(copy):
    ended = run(
        copy,
        """
with open("helpers/lessons/food_sources.py", "a") as file:
    file.write("\\n# changed\\n")
handout("en")
handout("en")
""",
    )
    assert ended.returncode == 0, ended.stderr
