"""The notebooks as files: translated, fresh, clean, and never overwritten where somebody wrote into them."""

import html
import io
import re

import nbformat
import pytest

from helpers import explore, language, notebooks


def under(folder):
    """The notebooks of the course in a folder; not the copies that JupyterLab and `course build --force` keep beside them."""
    copies = {".ipynb_checkpoints", "kept"}
    return [path for path in sorted(folder.rglob("*.ipynb")) if not copies & set(path.parts)]


FILES = under(notebooks.FOLDER)
OTHERS = [code for code in language.languages() if code != language.SOURCE]
named = {"ids": lambda path: path.relative_to(notebooks.FOLDER).as_posix()}


def read(path):
    return nbformat.read(path, as_version=4)


def in_language(code):
    folder = notebooks.FOLDER / code
    return {path.relative_to(folder).as_posix(): path for path in under(folder)}


@pytest.mark.parametrize("code", OTHERS)
def test_translated_notebooks_are_fresh(code):
    english, twins = in_language(language.SOURCE), in_language(code)
    assert list(english) == list(twins)
    for name, path in english.items():
        expected, twin = notebooks.translated(read(path), code), read(twins[name])
        for want, have in zip(expected.cells, twin.cells, strict=True):
            assert (want.id, want.source, want.metadata) == (have.id, have.source, have.metadata)
        assert twin.metadata.course.language == code
        assert notebooks.changes(twin) == []


@pytest.mark.parametrize("path", FILES, **named)
def test_notebooks_are_clean(path):
    notebook = read(path)
    assert notebooks.changes(notebook) == [] or path.is_relative_to(notebooks.FOLDER / language.SOURCE), (
        "somebody wrote into it: git checkout notebooks brings it back"
    )
    level = 0
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for marks in re.findall(r"^(#+) ", cell.source, flags=re.M):
                assert len(marks) <= level + 1, cell.source
                level = len(marks)
        else:
            assert len(cell.source.splitlines()) <= 8
            assert not any("widget-view" in str(list(o.get("data", {}))) for o in cell.outputs)
            assert not any(o.output_type in ("error", "stream") for o in cell.outputs)
    before = nbformat.writes(notebook)
    notebooks.clean(notebook)
    assert nbformat.writes(notebook) == before, "saved once more, it stays as it is"
    assert path.read_bytes() == (before + "\n").encode(), "it is written as JupyterLab writes it"


@pytest.mark.parametrize("path", FILES, **named)
def test_every_cell_runs_alone_and_says_its_language(path):
    code = path.relative_to(notebooks.FOLDER).parts[0]
    for cell in read(path).cells:
        if cell.cell_type == "code":
            names = set(re.findall(r"\b(lesson|load)\b(?=[.(])", cell.source))
            for name in names:
                assert re.search(rf"^from .* import .*\b{name}$", cell.source, flags=re.M), cell.id
            assert "lesson" not in names or f"from helpers.{code} import" in cell.source, cell.id


@pytest.mark.parametrize("path", FILES, **named)
def test_outputs_have_a_form_for_programs_that_draw_no_figures(path):
    for cell in read(path).cells:
        for output in cell.get("outputs", []):
            if explore.FIGURE in output.get("data", {}):
                shown = output.data[explore.HTML]
                assert (
                    html.escape(output.data[explore.TEXT]) in shown
                    and "<table>" in shown
                    and "<script" not in shown
                )
            if "course" in output.get("metadata", {}):
                assert output.data[explore.HTML].startswith(
                    f'<div class="course-exploration" lang="{path.relative_to(notebooks.FOLDER).parts[0]}">'
                )


@pytest.mark.parametrize("path", FILES, **named)
def test_answers_are_closed_and_notes_for_teachers_elsewhere(path):
    for cell in read(path).cells:
        tags = cell.metadata.get("tags", [])
        if "solution" in tags:
            assert cell.cell_type == "markdown" and re.fullmatch(
                r"<details>\n<summary>.+</summary>\n.*</details>", cell.source, flags=re.DOTALL
            )
        assert ("teacher" in tags) == (path.parent.name == "teacher" and cell.id == "teacher")
        for output in cell.get("outputs", []):
            assert (
                "<details" not in str(output.data.get(explore.HTML))
                or " open>" not in output.data[explore.HTML]
            )


# ---- words


def test_blocks_lose_nothing_but_empty_lines():
    text = "# Title\n\nOne line\nand one more.\n  \n\n- a\n- b\n"
    assert [block.strip("\n") for block in notebooks.blocks(text)] == [
        "# Title",
        "One line\nand one more.",
        "- a\n- b",
    ]
    assert notebooks.blocks("") == [] == notebooks.blocks("\n \n\n")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("- a\n- b", [("- ", "a"), ("- ", "b")]),
        ("* a\n  more of a\n  - inside a\n* b", [("* ", "a\n  more of a\n  - inside a"), ("* ", "b")]),
        ("1. a\n2) b\n10.  c", [("1. ", "a"), ("2) ", "b"), ("10.  ", "c")]),
        ("Words\n- of one piece", [("", "Words\n- of one piece")]),
        ("**Bold** words.", [("", "**Bold** words.")]),
        ("-5 is no list", [("", "-5 is no list")]),
        ("1.5 mg neither", [("", "1.5 mg neither")]),
        ("  - nor what is indented\n  - under a word", [("", "  - nor what is indented\n  - under a word")]),
        ("| a |\n|---|\n| 1 |", [("", "| a |\n|---|\n| 1 |")]),
    ],
)
def test_a_list_is_translated_item_by_item(block, expected):
    assert notebooks.items(block) == expected
    assert "\n".join(mark + words for mark, words in expected) == block


def test_a_list_that_grows_by_a_line_stays_translated_but_for_that_line():
    english = read(notebooks.FOLDER / "en" / "00-start-here.ipynb")
    cell = next(cell for cell in english.cells if cell.id == "lessons")
    before = notebooks.translated(english, "nl").cells[english.cells.index(cell)].source
    cell.source += "\n- [07 Something new?](07-new.ipynb)"
    after = notebooks.translated(english, "nl").cells[english.cells.index(cell)].source
    assert after == before + "\n- [07 Something new?](07-new.ipynb)"


def notebook():
    cells = [
        nbformat.v4.new_markdown_cell("# drink\n\n\nOnly here.", metadata={"tags": ["teacher"]}, id="one"),
        nbformat.v4.new_code_cell(
            "x = 1  # drink\n\nx",
            metadata={"tags": ["exercise"]},
            id="two",
            execution_count=3,
            outputs=[nbformat.v4.new_output("stream", text="drink")],
        ),
    ]
    return nbformat.v4.new_notebook(cells=cells, metadata={"course": {"language": "en"}})


@pytest.mark.parametrize("code", ["nl", language.PSEUDO])
def test_a_translated_notebook_keeps_code_ids_and_tags(code):
    english = notebook()
    before = nbformat.writes(english)
    twin = notebooks.translated(english, code)
    assert nbformat.writes(english) == before
    assert [c.id for c in twin.cells] == ["one", "two"] and [c.metadata.tags for c in twin.cells] == [
        ["teacher"],
        ["exercise"],
    ]
    assert (
        twin.cells[1].source == english.cells[1].source
        and twin.cells[1].outputs == []
        and twin.cells[1].execution_count is None
    )
    expected = {"nl": "# drink\n\nOnly here.", "xx": "# drink # drink\n\nOnly here. Only here."}
    assert twin.cells[0].source == expected[code]


def test_notebook_messages_carry_the_number_of_their_cell():
    found = list(notebooks.extract_notebook(io.BytesIO(nbformat.writes(notebook()).encode()), (), (), {}))
    assert found == [(1, None, "# drink", []), (1, None, "Only here.", [])]
