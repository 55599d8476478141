"""The command `course`: how it opens JupyterLab, what it builds, and what it never overwrites."""

import os
import shutil
import subprocess
import sys
import zipfile

import nbformat
import pytest
from jupyterlab.labapp import LabApp

from helpers import course, language, notebooks

LESSON = "06-5-immune-system"


# ---- open


class Started:
    def start(self):
        pass


@pytest.fixture
def given(monkeypatch):
    """What JupyterLab is told: its arguments, and the course's defaults."""
    told = {}
    monkeypatch.setattr(
        LabApp, "initialize_server", lambda argv, config: told.update(argv=argv, **config) or Started()
    )
    return told


def test_the_course_opens_on_its_start_page_and_lets_options_through(given):
    course.main(["--language", "nl", "--no-browser", "--port", "9999", "--ServerApp.token=x"])
    assert given["argv"] == ["--no-browser", "--port", "9999", "--ServerApp.token=x"]
    assert given["LabApp"]["default_url"] == "/lab/tree/notebooks/nl/00-start-here.ipynb"
    assert (
        given["ServerApp"]["root_dir"] == str(language.ROOT)
        and given["ServerApp"]["use_redirect_file"] is False
    )


def test_a_notebook_s_path_opens_it(given):
    path = str(notebooks.FOLDER / "nl" / f"{LESSON}.ipynb")
    course.main([path])
    assert given["argv"] == [] and given["ServerApp"]["root_dir"] == str(language.ROOT)
    assert given["LabApp"]["default_url"] == f"/lab/tree/notebooks/nl/{LESSON}.ipynb"


@pytest.mark.parametrize(
    ("words", "root", "page"),
    [
        (["--language", "nl", LESSON], None, f"notebooks/nl/{LESSON}.ipynb"),
        ([f"{LESSON}.ipynb"], None, f"notebooks/en/{LESSON}.ipynb"),
        (["notebooks/nl"], None, "notebooks/nl"),
        (["mijn les é.ipynb"], ".", "mijn%20les%20%C3%A9.ipynb"),
        (["--port=8000", "own/a.ipynb", "--no-browser"], "own", "a.ipynb"),
        (["own"], "own", ""),
    ],
)
def test_a_word_opens_what_it_names(given, monkeypatch, tmp_path, words, root, page):
    (tmp_path / "own").mkdir()
    for name in ("mijn les é.ipynb", "own/a.ipynb"):
        (tmp_path / name).write_text("{}")
    monkeypatch.chdir(tmp_path)
    course.main(words)
    assert given["LabApp"]["default_url"] == f"/lab/tree/{page}"
    assert given["ServerApp"]["root_dir"] == str((tmp_path / root).resolve() if root else language.ROOT)
    assert not [argument for argument in given["argv"] if not argument.startswith("-")]


def test_two_notebooks_at_once_are_refused(given):
    with pytest.raises(SystemExit, match="one notebook at a time"):
        course.main(["02-food-sources", "03-magnesium-salts"])


@pytest.mark.parametrize("words", [["biuld"], ["--no-browser", "bulid"], ["no-such.ipynb"]])
def test_an_unknown_word_opens_nothing_and_is_told_the_words_there_are(given, words):
    with pytest.raises(SystemExit, match="no word, no lesson and no file .*Words: build"):
        course.main(words)
    assert given == {}


def test_settings_of_a_teacher_come_first(given, monkeypatch, tmp_path):
    import jupyterlab.commands

    course.main([])
    assert given["LabApp"]["app_settings_dir"].endswith("jupyterlab")
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "overrides.json").write_text("{}")
    monkeypatch.setattr(jupyterlab.commands, "get_app_dir", lambda: str(tmp_path))
    course.main([])
    assert "app_settings_dir" not in given["LabApp"]


# ---- build


@pytest.fixture
def lessons(tmp_path, monkeypatch):
    """The folder of a copy of one lesson, where building writes."""
    folder = tmp_path / "notebooks"
    for name in (f"{LESSON}.ipynb", f"teacher/{LESSON}.ipynb"):
        for code in language.languages():
            (folder / code / "teacher").mkdir(parents=True, exist_ok=True)
            shutil.copyfile(notebooks.FOLDER / code / name, folder / code / name)
    monkeypatch.setattr(notebooks, "FOLDER", folder)
    return folder


@pytest.fixture
def without_running(monkeypatch):
    """Cells are not run; what they gave stays."""
    import nbclient

    monkeypatch.setattr(nbclient.NotebookClient, "execute", lambda self: None)


def edited(path, change):
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    notebooks.write(notebook, path)
    return path


def with_a_question(notebook):
    notebook.cells.insert(3, nbformat.v4.new_markdown_cell("**A question for 4B.** Why?", id="mine"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (with_a_question, "cell 'mine' was added: \\*\\*A question for 4B"),
        (lambda n: n.cells[0].update(source="# Mine"), "cell 'title' was changed: # Mine"),
        (lambda n: n.cells.pop(0), "cell 'title' was taken away"),
        (
            lambda n: n.cells[1].update(source=n.cells[1].source + "\n1 + 1"),
            "cell 'header' was changed: from helpers.nl",
        ),
        (lambda n: n.cells.append(n.cells.pop(3)), "cells were moved"),
        (lambda n: n.cells[3].metadata.update(slideshow={"slide_type": "slide"}), "was changed"),
        (lambda n: n.cells[3].metadata.update(tags=["exercise", "mine"]), "was changed"),
    ],
)
def test_build_stops_before_it_overwrites_what_somebody_wrote(lessons, without_running, change, said):
    path = edited(lessons / "nl" / f"{LESSON}.ipynb", change)
    before = {file: file.read_bytes() for file in lessons.rglob("*.ipynb")}
    with pytest.raises(SystemExit, match=said) as stopped:
        course.main(["build", LESSON])
    assert str(path) in str(stopped.value) and "--force" in str(stopped.value)
    assert {file: file.read_bytes() for file in lessons.rglob("*.ipynb")} == before


def test_build_keeps_a_copy_when_it_is_forced(lessons, without_running):
    path = edited(lessons / "nl" / f"{LESSON}.ipynb", with_a_question)
    mine = path.read_bytes()
    for place in ("1", "2"):
        path.write_bytes(mine)
        course.main(["build", "--force", LESSON])
        assert (path.parent / "kept" / f"{LESSON}-{place}.ipynb").read_bytes() == mine
        assert b"A question for 4B" not in path.read_bytes()
    course.main(["build", LESSON])
    assert len(list((path.parent / "kept").iterdir())) == 2


def test_only_outputs_changed_is_no_work_of_somebody(lessons, without_running):
    edited(lessons / "nl" / f"{LESSON}.ipynb", lambda n: n.cells[1].update(outputs=[], execution_count=99))
    course.main(["build", str(lessons / "nl" / f"{LESSON}.ipynb")])  # a path is a name as well


def test_a_lesson_of_a_teacher_s_own_is_run_and_stored_where_it_lies(lessons, tmp_path):
    cells = [
        nbformat.v4.new_markdown_cell("# Mine"),
        nbformat.v4.new_code_cell("from helpers.nl import food_sources as lesson\nlesson.kettle"),
    ]
    mine = tmp_path / "my lessons" / "les-é.ipynb"
    notebooks.write(nbformat.v4.new_notebook(cells=cells, metadata={"title": "mine"}), mine)
    before = {file: file.read_bytes() for file in lessons.rglob("*.ipynb")}
    course.main(["build", str(mine)])
    [output] = nbformat.read(mine, as_version=4).cells[1].outputs
    assert "ketel" in output.data["text/plain"].lower() or "1 L" in output.data["text/plain"]
    assert notebooks.WIDGET not in output.data and output.metadata.course.item == "food_sources:kettle"
    assert {file: file.read_bytes() for file in lessons.rglob("*.ipynb")} == before


def with_a_new_title_and_a_slip(notebook):
    notebook.cells[0].source = "# Does it fail?"
    notebook.cells[1].source = "1 / 0"


def test_a_cell_that_fails_stores_nothing_of_its_notebook_and_is_named(lessons, capfd):
    edited(lessons / "en" / f"{LESSON}.ipynb", with_a_new_title_and_a_slip)
    edited(lessons / "en" / "teacher" / f"{LESSON}.ipynb", lambda n: n.cells[0].update(source="# New"))
    before = {file: file.read_bytes() for file in lessons.rglob("*.ipynb")}
    with pytest.raises(SystemExit) as stopped:
        course.main(["build", LESSON])
    said = "cell 'header' ended in ZeroDivisionError: division by zero"
    assert f"en/{LESSON}: {said}" in str(stopped.value) and f"nl/{LESSON}: {said}" in str(stopped.value)
    changed = {file for file in lessons.rglob("*.ipynb") if file.read_bytes() != before.pop(file)}
    assert changed == {lessons / "nl" / "teacher" / f"{LESSON}.ipynb"} and before == {}
    told = capfd.readouterr()
    assert sorted(line.split(" ", 3)[-1] for line in told.out.splitlines()[1:]) == [
        f"en/{LESSON} failed",
        f"en/teacher/{LESSON}",
        f"nl/{LESSON} failed",
        f"nl/teacher/{LESSON}",
    ]
    assert told.out.splitlines()[-1].startswith("4 of 4 ") and told.err == ""


def test_a_new_notebook_whose_cell_fails_is_not_left_behind(lessons):
    edited(lessons / "en" / f"{LESSON}.ipynb", lambda n: n.cells[1].update(source="1 / 0"))
    (lessons / "nl" / f"{LESSON}.ipynb").unlink()
    with pytest.raises(SystemExit, match="Nothing was stored of nl/"):
        course.main(["build", LESSON])
    assert not (lessons / "nl" / f"{LESSON}.ipynb").exists() and not list(lessons.rglob("*.part"))


def test_a_build_that_is_stopped_by_hand_leaves_notebooks_whole(lessons, monkeypatch):
    def stopped(*_anything):
        raise KeyboardInterrupt

    edited(lessons / "en" / f"{LESSON}.ipynb", lambda n: n.cells[0].update(source="# New?"))
    before = {file: file.read_bytes() for file in lessons.rglob("*.ipynb")}
    monkeypatch.setattr(course, "as_completed", stopped)
    monkeypatch.setattr(notebooks, "run", lambda notebook, *_anything: notebook)
    with pytest.raises(SystemExit, match="Stopped. What was stored is whole"):
        course.main(["build", LESSON])
    assert {file: file.read_bytes() for file in lessons.rglob("*.ipynb")} == before


def test_notebooks_without_code_need_no_kernel_and_building_twice_changes_nothing(lessons, monkeypatch):
    import nbclient

    run = []
    execute = nbclient.NotebookClient.execute
    monkeypatch.setattr(nbclient.NotebookClient, "execute", lambda self: run.append(1) or execute(self))
    before = {file: file.read_bytes() for file in lessons.rglob("*.ipynb")}
    course.main(["build", LESSON])
    assert len(run) == len(language.languages())
    assert {file: file.read_bytes() for file in lessons.rglob("*.ipynb")} == before


def test_a_lesson_that_is_not_there_is_told_those_that_are(lessons):
    for wrong in ("06-5-imune-system", "notebooks/nl/no.ipynb"):
        with pytest.raises(SystemExit, match=f"no lesson and no notebook '{wrong}'; lessons: {LESSON}$"):
            course.main(["build", wrong])


# ---- installed as a package


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Function that runs Python in a folder, with the course as a package that was built and unpacked, far from any checkout."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=language.ROOT,
        check=True,
        capture_output=True,
    )
    [wheel] = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    environment = {**os.environ, "PYTHONPATH": str(folder / "site")}

    def run(code, where):
        return subprocess.run(
            [sys.executable, "-c", code], cwd=where, env=environment, capture_output=True, text=True
        )

    return run


def test_an_installed_course_has_its_figures_and_answers_anywhere(installed, tmp_path):
    code = "from helpers.nl import food_sources as lesson; import helpers; print(helpers.__file__); print(lesson.kettle().reading); print(lesson.header._repr_mimebundle_()[0]['text/html'])"
    ran = installed(code, tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert (
        "installed" in ran.stdout.splitlines()[0]
        and "magnesium" in ran.stdout.splitlines()[1]
        and "03-magnesium-salts.ipynb" in ran.stdout
    )


def test_an_installed_course_opens_a_copy_and_leaves_what_a_learner_saved(installed, tmp_path):
    code = "from pathlib import Path; from helpers import course; print(course.lessons_folder(Path.cwd()))"
    first = installed(code, tmp_path)
    copy = tmp_path / course.COPY
    assert first.returncode == 0 and first.stdout.splitlines() == [f"The lessons are in {copy}", str(copy)], (
        first.stderr
    )
    assert (copy / "data" / "own_foods_example.csv").is_file()
    mine = copy / "notebooks" / "nl" / f"{LESSON}.ipynb"
    assert mine.read_bytes() == (notebooks.FOLDER / "nl" / f"{LESSON}.ipynb").read_bytes()
    mine.write_text("saved")
    (copy / "notebooks" / "en" / f"{LESSON}.ipynb").unlink()
    assert installed(code, tmp_path).stdout.splitlines()[-1] == str(copy)
    assert mine.read_text() == "saved" and (copy / "notebooks" / "en" / f"{LESSON}.ipynb").is_file()
    inside = installed(code, copy / "notebooks" / "nl")
    assert inside.stdout.splitlines() == [str(copy)], "called inside the copy, it makes no other"


def test_an_installed_course_says_where_it_cannot_write(installed, tmp_path):
    (tmp_path / course.COPY).write_text("a file of that name")
    ran = installed(
        "from pathlib import Path; from helpers import course; course.lessons_folder(Path.cwd())", tmp_path
    )
    assert ran.returncode == 1 and "could not be copied" in ran.stderr and "Traceback" not in ran.stderr


def test_an_installed_course_makes_handouts(installed, tmp_path):
    code = f"from helpers.handout import HandoutExporter; print(len(HandoutExporter().from_filename({str(notebooks.FOLDER / 'nl' / (LESSON + '.ipynb'))!r})[0]))"
    ran = installed(code, tmp_path)
    assert ran.returncode == 0 and int(ran.stdout) > 500_000, ran.stderr
