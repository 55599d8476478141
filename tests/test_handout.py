"""Handouts: what gets in and what stays out, the states inside, and the errors that say what to do."""

from __future__ import annotations

import base64
import functools
import gzip
import hashlib
import importlib
import itertools
import json
import math
import re
import subprocess
import sys
from html.parser import HTMLParser

import nbformat
import pytest

from helpers import explore, handout, language
from helpers.handout import HandoutError, HandoutExporter

NOTEBOOKS = sorted((language.ROOT / "notebooks").glob("*/*.ipynb"))
LESSON = """
import pandas as pd
import plotly.graph_objects as go
from helpers import chart, parts
from helpers.explore import Choice, Slider, View, explorable
from helpers.language import number

@explorable("Bars <of> a kind", n=Slider(0, 60, step=5, start=15, handout=[0, 15, 30, 45, 60], unit="min", label="Boiling time", help="How long."),
            f=Choice({"a": "Alpha", "b": "Beta & more"}, label="Food"), k=Slider(0, 9, step=1, start=3, handout=[3], label="Fixed"), marks={"bar": "height"})
def bars(n, f, k):
    y = [n * 1.5, 30.0] if f == "a" else [n * 1.5, 30.0, 7.25]
    x = ["one", "two", "three"][: len(y)]
    figure = chart.figure(go.Bar(x=x, y=y), y={"range": [0, 100], "title": "mg"}, height=260)
    return View(figure, f"{number(n)} min of {f}.", pd.DataFrame({"bar": x, "mg": y}), ())

@explorable("Far too fine", n=Slider(0, 100, step=1, start=0, label="N"), m=Slider(0, 100, step=1, start=0, label="M"))
def fine(n, m): ...

quiz = parts.Quiz("99-fixture", [
    parts.Choose("Which?", {"This": (True, "Yes, this."), "That": (False, "No, not that.")}),
    parts.ChooseSeveral("Which ones?", {"One": (True, "One too."), "Two": (True, "Two too."), "Three": (False, "Not three.")}),
    parts.Number("How many?", 12.5, 0.5, "mg", "Right.", "More.", "Less."),
])
unfit = 3
"""


def unpacked(page: str) -> dict[str, list[tuple[dict, dict]]]:
    """All states in the text of a handout: for each exploration the values of its controls with the view that they show."""
    packs = json.loads(gzip.decompress(base64.b64decode(re.search(r'id="states">([^<]*)<', page)[1])))[
        "items"
    ]
    found = {}
    for item, pack in packs.items():
        sizes = [len(values) for values in pack["controls"].values()]
        found[item] = []
        for places in itertools.product(*map(range, sizes)):
            view = json.loads(json.dumps(pack["base"]))
            for path, needed, values in pack["columns"]:
                place = functools.reduce(
                    lambda total, control: total * sizes[control] + places[control], needed, 0
                )
                functools.reduce(lambda part, key: part[key], path[:-1], view)[path[-1]] = values[place]
            found[item].append(
                (
                    dict(
                        zip(
                            pack["controls"],
                            (v[p] for v, p in zip(pack["controls"].values(), places, strict=True)),
                            strict=True,
                        )
                    ),
                    view,
                )
            )
    return found


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A lesson of three lines that only tests know: `helpers.lessons.fixture`."""
    import helpers.lessons

    (tmp_path / "fixture.py").write_text(LESSON, "utf-8")
    monkeypatch.setattr(helpers.lessons, "__path__", [*helpers.lessons.__path__, str(tmp_path)])
    sys.modules.pop("helpers.lessons.fixture", None)
    yield importlib.import_module("helpers.lessons.fixture")
    sys.modules.pop("helpers.lessons.fixture", None)
    vars(helpers.lessons).pop("fixture", None)


def prose(source: str, *tags: str):
    return nbformat.v4.new_markdown_cell(source, metadata={"tags": list(tags)})


def code(
    source: str,
    *tags: str,
    item: str | None = None,
    data: dict | None = None,
    outputs: list | None = None,
    count=1,
):
    if outputs is None and (item or data):
        about = {"course": {"item": item}} if item else {}
        outputs = [
            nbformat.v4.new_output(
                "execute_result", data or {"text/plain": "stored"}, metadata=about, execution_count=1
            )
        ]
    return nbformat.v4.new_code_cell(
        source, metadata={"tags": list(tags)}, outputs=outputs or [], execution_count=count
    )


def page(*cells, edition="student", code_language=None, folder="", name="99-fixture") -> str:
    notebook = nbformat.v4.new_notebook(cells=list(cells))
    for place, cell in enumerate(cells):
        cell.id = f"cell-{place}"
    if code_language:
        notebook.metadata.course = {"language": code_language}
    return HandoutExporter(edition=edition).from_notebook_node(
        notebook, {"metadata": {"name": name, "path": str(folder)}}
    )[0]


class Outline(HTMLParser):
    """Tags and their attributes, as a browser meets them."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def all(self, name: str) -> list[dict]:
        return [attributes for tag, attributes in self.tags if tag == name]


# ---- the page


def test_page_is_whole_and_asks_the_network_for_nothing(lesson):
    text = page(prose("# A *title* & more"), code("fixture.bars", "hide-input", item="fixture:bars"))
    outline = Outline(text)
    assert text.startswith("<!DOCTYPE html>") and outline.all("html")[0]["lang"] == "en"
    assert "<title>A title &amp; more</title>" in text
    assert len(text.encode()) < handout.MOST_BYTES
    assert not [
        a for _tag, a in outline.tags if a.get("src", "data:").partition(":")[0] != "data"
    ] and not outline.all("link")
    policy = next(
        meta["content"] for meta in outline.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"
    )
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == 1
    assert f"'sha256-{base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none';")
    assert not [attribute for _tag, a in outline.tags for attribute in a if attribute.startswith("on")]


def test_same_notebook_gives_the_same_bytes(lesson):
    cells = lambda: (prose("# T"), code("fixture.bars", item="fixture:bars"))  # noqa: E731
    assert page(*cells()) == page(*cells())


def test_exploration_has_native_controls_with_labels_and_its_table_open(lesson):
    text = page(prose("# T"), code("fixture.bars", item="fixture:bars"))
    outline = Outline(text)
    labelled = {label["for"] for label in outline.all("label") if "for" in label}
    controls = [a for a in outline.all("input") if a.get("type") == "range"] + outline.all("select")
    assert len(controls) == 2 and {c["id"] for c in controls} == labelled
    slider = controls[0]
    assert (slider["min"], slider["max"], slider["step"], slider["value"], slider["aria-valuetext"]) == (
        "0",
        "4",
        "1",
        "1",
        "15 min",
    )
    assert json.loads(slider["data-texts"])[-1] == "60 min"
    assert '<details class="course-table" open>' in text
    assert "<span>Fixed</span><output>3</output>" in text, "a control with one value is text"
    assert "Boiling time: <b>15 min</b>" in text and "Food: <b>Alpha</b>" in text
    assert "15 min of a." in text and "22.5</td>" in text


def test_every_state_is_inside_once(lesson):
    states = unpacked(
        page(
            prose("# T"), code("fixture.bars", item="fixture:bars"), code("fixture.bars", item="fixture:bars")
        )
    )
    assert [state for state, _view in states["fixture:bars"]] == list(lesson.bars.states())
    for state, view in states["fixture:bars"]:
        assert view == explore.as_json(lesson.bars(**state))


def test_figure_without_controls_is_drawn_too(lesson):
    data = explore.stored(lesson.bars(n=60, f="b"))
    text = page(prose("# T"), code("fixture.bars(n=60)", data=data))
    assert 'data-still="cell-1-0"' in text and "60 min of b." in text
    assert json.loads(gzip.decompress(base64.b64decode(re.search(r'id="states">([^<]*)<', text)[1])))[
        "stills"
    ]["cell-1-0"]["data"]


def test_outputs_of_other_kinds():
    frame = '<div>\n<style scoped>\n x\n</style>\n<table border="1" class="dataframe"><thead><tr><th></th><th>a</th></tr></thead></table></div>'
    printed = [nbformat.v4.new_output("stream", name="stdout", text="3 < 4\n")]
    text = page(
        prose("# T"),
        code("x < 3", data={"text/plain": "a < b"}),
        code("frame", data={"text/html": frame}),
        code("print()", outputs=printed),
    )
    assert "<pre><code>x &lt; 3</code></pre>" in text and "a &lt; b" in text and "3 &lt; 4" in text
    assert "<style scoped>" not in text and "<th></th>" not in text


# ---- editions and tags

LESSON_CELLS = (
    ("Always", ()),
    ("Needs a kernel", ("live-only",)),
    ("Do this", ("exercise",)),
    ("The answer", ("solution",)),
    ("Mind the time", ("teacher",)),
)


def test_editions():
    student = page(prose("# T"), *(prose(source, *tags) for source, tags in LESSON_CELLS))
    teacher = page(prose("# T"), *(prose(source, *tags) for source, tags in LESSON_CELLS), edition="teacher")
    within = lambda text: [source for source, _tags in LESSON_CELLS if source in text]  # noqa: E731
    assert within(student) == ["Always", "Do this"]
    assert within(teacher) == ["Always", "Do this", "The answer", "Mind the time"]
    assert student.count('class="course-lines"') == 1 and 'class="course-lines"' not in teacher
    assert 'class="course-pupil"' in student and 'class="course-pupil"' not in teacher


def test_exercise_of_two_cells_has_one_room_to_write():
    cells = (
        prose("# T"),
        prose("Do this", "exercise"),
        code("x = 1", "exercise"),
        prose("Then this", "exercise"),
        prose("More"),
    )
    assert page(*cells).count('class="course-lines"') == 2


def test_hidden_code_stays_hidden():
    assert "secret_name" not in page(prose("# T"), code("secret_name = 1", "hide-input"))


@pytest.mark.parametrize(("edition", "answers"), [("student", False), ("teacher", True)])
def test_quiz_tells_answers_to_teachers_only(lesson, edition, answers):
    text = page(prose("# T"), code("fixture.quiz", "quiz", item="fixture:quiz"), edition=edition)
    assert ('class="course-answer"' in text) is answers
    assert text.count('class="course-check"') == 3


def test_file_names_of_editions():
    assert HandoutExporter().file_extension == ".html"
    assert HandoutExporter(edition="teacher").file_extension == ".teacher.html"


# ---- language


@pytest.mark.parametrize(
    ("metadata", "folder", "expected"),
    [
        ("nl", "", "nl"),
        (None, "notebooks/nl", "nl"),
        (None, "notebooks/en", "en"),
        ("en", "notebooks/nl", "en"),
    ],
)
def test_language_by_metadata_then_by_folder(metadata, folder, expected, tmp_path):
    language.use("nl" if expected == "en" else "en")
    try:
        text = page(prose("# T"), code_language=metadata, folder=tmp_path / folder)
        assert f'<html lang="{expected}">' in text
        assert language.current() != expected, "the language from before is in use again"
    finally:
        language.use(None)


def test_language_is_restored_after_an_error(lesson):
    language.use("en")
    try:
        with pytest.raises(HandoutError):
            page(code("x", count=None), code_language="nl")
        assert language.current() == "en"
    finally:
        language.use(None)


# ---- prose


def test_formulas_become_mathml():
    text = page(prose("# T\n\nInline $\\frac{a}{b}$ and\n\n$$x_1 = 2$$"))
    assert (
        text.count("<math") == 2
        and "<mfrac>" in text
        and 'display="block"' in text
        and "$" not in re.search(r"<main>.*</main>", text, re.DOTALL)[0]
    )


def test_links():
    text = page(
        prose(
            "# T\n\n[next](03-x.ipynb) [table](../../data/foods.csv) [paper](https://doi.org/10.1/x) [below](#T)"
        )
    )
    assert list(Outline(text).all("a")) == [
        {"href": "https://doi.org/10.1/x", "rel": "noopener"},
        {"href": "#T"},
    ]
    assert "next table" in text


def test_headings_skip_no_level_and_one_is_first():
    text = page(prose("# T\n\n### Deep\n\n# Again\n\n## Two\n\n#### Three"))
    assert re.findall(r"<(h\d)", re.search(r"<main>.*</main>", text, re.DOTALL)[0]) == [
        "h1",
        "h2",
        "h2",
        "h2",
        "h3",
    ]


def test_page_without_heading_is_named_after_the_notebook():
    assert "<h1>99-fixture</h1>" in page(prose("Words"))


def test_pictures_are_put_in(tmp_path):
    (tmp_path / "dot.png").write_bytes(b"\x89PNG")
    assert "data:image/png;base64," in page(prose("# T\n\n![A dot](dot.png)"), folder=tmp_path)
    with pytest.raises(HandoutError, match="cell-0.*dot2.png"):
        page(prose("# T\n\n![A dot](dot2.png)"), folder=tmp_path)


# ---- errors


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (lambda: code("frame"), "no stored output; choose Run, Run All Cells"),
        (lambda: code("show()", count=None), "no stored output; choose Run, Run All Cells"),
        (
            lambda: code(
                "1/0",
                outputs=[
                    nbformat.v4.new_output(
                        "error", ename="ZeroDivisionError", evalue="division by zero", traceback=[]
                    )
                ],
            ),
            "ZeroDivisionError: division by zero.*Run All Cells",
        ),
        (
            lambda: code(
                "f", outputs=[nbformat.v4.new_output("stream", name="stderr", text="FutureWarning")]
            ),
            "FutureWarning",
        ),
        (lambda: code("x", item="fixture:nothing"), "fixture:nothing.*not in helpers/lessons"),
        (lambda: code("x", item="no_such_lesson:x"), "no_such_lesson:x.*not in helpers/lessons"),
        (lambda: code("x", item="fixture:unfit"), "neither an exploration"),
        (lambda: code("x", item="fixture:fine"), "10201 states.*'n'"),
        (
            lambda: code("x", data={"text/html": '<script src="https://example.org/x.js"></script>'}),
            "brings scripts",
        ),
    ],
)
def test_errors_name_notebook_and_cell(lesson, cell, said):
    with pytest.raises(HandoutError, match=f"(?s)99-fixture, cell 'cell-1': .*{said}"):
        page(prose("# T"), cell())


@pytest.mark.parametrize(
    "source", ["x = 3", "import os", "show();", "", "helpful()", "%time x", "for i in []:\n    i"]
)
def test_cells_that_show_nothing_are_in_order(source):
    assert page(prose("# T"), code(source))


def test_too_large_a_file_is_refused(lesson, monkeypatch):
    monkeypatch.setattr(handout, "MOST_BYTES", 1000)
    with pytest.raises(HandoutError, match=r"at most 1,000 are allowed.*fixture:bars"):
        page(prose("# T"), code("fixture.bars", item="fixture:bars"))


def test_command_writes_one_file_or_none(tmp_path):
    for name, cells in (("good", [prose("# T")]), ("bad", [code("x", count=None)])):
        nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / f"{name}.ipynb")
    command = [
        sys.executable,
        "-m",
        "nbconvert",
        "--to",
        "handout",
        "--HandoutExporter.edition=teacher",
        "--output-dir",
        str(tmp_path / "out"),
    ]
    ended = subprocess.run(
        [*command, str(tmp_path / "good.ipynb"), str(tmp_path / "bad.ipynb")], capture_output=True, text=True
    )
    assert ended.returncode != 0 and "Run All Cells" in ended.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.teacher.html"]


# ---- the lessons themselves


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_states_of_a_lesson_are_what_its_functions_return(path, of_lesson):
    states = unpacked(of_lesson(path))
    language.use(path.parent.name)
    try:
        for item, found in states.items():
            module, name = item.split(":")
            exploration = getattr(importlib.import_module(f"helpers.lessons.{module}"), name)
            assert len(found) == math.prod(len(c.handout) for c in exploration.controls.values())
            again = (
                found if path.parent.name == language.SOURCE else found[::5]
            )  # the same functions in other words: a fifth is enough
            for state, view in again:
                assert view == explore.as_json(exploration(**state)), f"{item} {state}"
    finally:
        language.use(None)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_lesson_stands_alone(path, of_lesson):
    text = of_lesson(path)
    outline = Outline(text)
    assert len(text.encode()) <= handout.MOST_BYTES
    assert outline.all("html")[0]["lang"] == path.parent.name
    assert not [a for _tag, a in outline.tags if a.get("src", "data:").partition(":")[0] != "data"]
    assert all(a["href"].startswith(("https://", "http://", "mailto:", "#")) for a in outline.all("a"))
    identities = [a["id"] for _tag, a in outline.tags if "id" in a]
    assert len(identities) == len(set(identities))
    levels = [int(tag[1]) for tag, _a in outline.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1 and all(b <= a + 1 for a, b in itertools.pairwise(levels))


def test_a_teacher_gets_the_notes_behind_the_frame_and_open_solutions(tmp_path):
    lesson = language.ROOT / "notebooks" / "nl" / "06-5-immune-system.ipynb"
    notes = nbformat.read(lesson.parent / "teacher" / lesson.name, as_version=4).cells[1].source.split('"')[0]
    teacher, student = (
        HandoutExporter(edition=edition).from_filename(str(lesson))[0] for edition in ("teacher", "student")
    )
    assert notes in teacher and notes not in student and "Oplossing" not in student
    body = teacher.partition("<main>")[2]
    assert body.index("course-header") < body.index(notes) < body.index("course-vote")
    assert (
        teacher.count("<details open>\n<summary>Oplossing") >= 3
        and "<details>\n<summary>Oplossing" not in teacher
    )
