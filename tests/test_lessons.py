"""What every lesson has, in both languages: its parts in their order, its frame, its place on the start page."""

import importlib
import re

import nbformat
import pytest

from helpers import explore, language, parts
from helpers.explore import Exploration

NOTEBOOKS = language.ROOT / "notebooks"
LESSONS = sorted(p.stem for p in (NOTEBOOKS / "en").glob("*.ipynb") if not p.stem.startswith("00"))
OVERVIEW = "06-what-magnesium-does"  # has no claims of its own: those of its section stand in its nine parts
in_both_languages = pytest.mark.parametrize("code", ["en", "nl"])
each = pytest.mark.parametrize("name", LESSONS)


def module(name):
    return importlib.import_module("helpers.lessons." + re.sub(r"^[\d-]+", "", name).replace("-", "_"))


def cells(code, name):
    return nbformat.read(NOTEBOOKS / code / f"{name}.ipynb", as_version=4).cells


def items(code, name):
    """Names of what the lesson shows, from top to bottom."""
    return [
        o.metadata["course"]["item"].split(":")[1]
        for cell in cells(code, name)
        for o in cell.get("outputs", [])
        if "course" in o.get("metadata", {})
    ]


@each
def test_a_lesson_shows_every_part_and_every_exploration_once(name):
    shown, lesson = items("en", name), module(name)
    pieces = {key for key, thing in vars(lesson).items() if isinstance(thing, (Exploration, parts.Part))}
    assert sorted(shown) == sorted(pieces)
    explorations = [key for key in shown if isinstance(getattr(lesson, key), Exploration)]
    assert 1 <= len(explorations) <= 9
    framed = [key for key in shown if key in ("header", "vote", "verdicts", "quiz") or key == explorations[0]]
    assert framed == (
        ["header", explorations[0], "quiz"]
        if name == OVERVIEW
        else ["header", "vote", explorations[0], "verdicts", "quiz"]
    )


@in_both_languages
@each
def test_a_lesson_fits_a_double_lesson_or_so_and_says_what_one_learns(name, code):
    language.use(code)
    header = module(name).header
    assert header.lesson == name and 40 <= sum(header.minutes.values()) <= 150
    assert 2 <= len(header.goals) <= 4 and str(header.needs)


@in_both_languages
@each
def test_a_lesson_asks_predicts_shows_and_leaves_out(name, code):
    language.use(code)
    text = "\n".join(cell.source for cell in cells(code, name) if cell.cell_type == "markdown")
    assert text.splitlines()[0].endswith("?"), "the title is a question"
    count = sum(isinstance(getattr(module(name), key), Exploration) for key in items(code, name))
    for said in ("**Predict first.**", "**What it shows.**", "**What it leaves out.**"):
        assert text.count({"en": said, "nl": NL[said]}[code]) >= count, said
    tags = [tag for cell in cells(code, name) for tag in cell.metadata.get("tags", [])]
    assert {"exercise", "solution"} <= set(tags) and "teacher" not in tags
    assert any("teacher" in cell.metadata.get("tags", []) for cell in cells(code, f"teacher/{name}"))
    assert any(
        "load(" in cell.source for cell in cells(code, name) if "solution" in cell.metadata.get("tags", [])
    ), "an exercise with the lesson's table"


NL = {
    "**Predict first.**": "**Voorspel eerst.**",
    "**What it shows.**": "**Wat je ziet.**",
    "**What it leaves out.**": "**Wat je niet ziet.**",
}


@each
def test_a_lesson_says_once_that_it_is_no_medical_advice(name):
    text = "\n".join(cell.source for cell in cells("en", name) if cell.cell_type == "markdown")
    assert text.count("medical advice") == 1


@in_both_languages
def test_the_start_page_links_every_lesson_by_its_title(code):
    text = "\n".join(cell.source for cell in cells(code, "00-start-here"))
    for name, title in parts.lessons(code).items():
        assert name.startswith("00") or re.search(rf"\[[^\]]*{re.escape(title)}\]\({name}\.ipynb\)", text), (
            name
        )


@in_both_languages
@each
def test_links_between_notebooks_lead_somewhere(name, code):
    for cell in cells(code, name):
        for link in re.findall(r"\]\(([^)#]+\.ipynb)\)", cell.source if cell.cell_type == "markdown" else ""):
            assert (NOTEBOOKS / code / link).is_file(), link


@each
def test_stored_readings_stand_beside_their_figures(name):
    for cell in cells("en", name):
        for output in cell.get("outputs", []):
            if explore.FIGURE in output.get("data", {}):
                assert output.data[explore.TEXT].strip() and output.data[explore.FIGURE]["data"]
