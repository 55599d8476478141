"""Numbers and words of each language, and the notebooks in other languages."""

import ast
import importlib
import re
import subprocess
import sys

import pytest

from helpers import language, references


@pytest.mark.parametrize(
    ("value", "en", "nl"),
    [
        (1234.5, "1,234", "1.234"),
        (12.34, "12.3", "12,3"),
        (0.0123, "0.012", "0,012"),
        (-3, "−3", "−3"),
        (0, "0", "0"),
    ],
)
def test_numbers_follow_the_language(value, en, nl):
    assert language.number(value) == en
    language.use("nl")
    assert language.number(value) == nl


def test_numbers_that_are_none():
    assert language.number(float("nan")) == "–" and language.number(float("inf")) == "∞"


def test_language_by_folder(monkeypatch):
    language.use(None)
    monkeypatch.setenv("JPY_SESSION_NAME", "notebooks/nl/02-food-sources.ipynb")
    assert language.current() == "nl"
    monkeypatch.setenv("COURSE_LANGUAGE", "en")
    assert language.current() == "en"
    with pytest.raises(ValueError, match="choose one of en, nl"):
        language.use("fr")


def test_pick_falls_back_to_english():
    language.use("nl")
    assert language.pick({"name_en": "bread", "name_nl": float("nan")}, "name") == "bread"
    language.use(language.PSEUDO)
    assert language.pick({"name_en": "bread"}, "name") == "bread bread"


def babel(*arguments):
    """Run Babel on the course, with its options in pyproject.toml."""
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", *arguments]
    subprocess.run(command, cwd=language.ROOT, check=True)


def catalogue_at(path):
    from babel.messages import pofile

    with open(path, "rb") as file:
        return pofile.read_po(file)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """All messages of the course without translations, as a file."""
    pot = tmp_path_factory.mktemp("pot") / "course.pot"
    babel("extract", "-o", str(pot))
    return pot


@pytest.fixture(scope="module")
def messages(template):
    return {m.id for m in catalogue_at(template) if m.id}


def test_an_update_keeps_what_is_translated_and_names_the_lesson_of_each_message(template, tmp_path):
    place = tmp_path / "nl" / "LC_MESSAGES" / "course.po"
    place.parent.mkdir(parents=True)
    old = "A sentence that is in no lesson any more."
    stored = (language.CATALOGUES / "nl" / "LC_MESSAGES" / "course.po").read_text("utf-8")
    place.write_text(f'{stored}\nmsgid "{old}"\nmsgstr "Een zin"\n', "utf-8")
    babel("update", "-i", str(template), "-d", str(tmp_path))
    before, after = (
        catalogue_at(language.CATALOGUES / "nl" / "LC_MESSAGES" / "course.po"),
        catalogue_at(place),
    )
    assert {m.id: m.string for m in after if m.id} == {m.id: m.string for m in before if m.id}
    assert not after.obsolete and old not in place.read_text("utf-8")
    assert all(m.locations and not m.fuzzy for m in after if m.id)
    assert {number for m in after for _file, number in m.locations} == {None}  # no lines, which often change
    assert after.creation_date == before.creation_date


def test_every_sentence_in_python_is_extracted(messages):
    called = set()
    for path in (language.ROOT / "helpers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "_l")
                and isinstance(node.args[0], ast.Constant)
            ):
                called.add(node.args[0].value)
    assert called - messages == set()


def referred(text: str) -> list[str]:
    """The references of a text to figures, such as `{foods/almonds/magnesium_mg_per_100g:0}`, in a fixed order."""
    return sorted(reference[0] for reference in references.REFERENCE.finditer(text))


@pytest.mark.parametrize("code", [c for c in language.languages() if c != language.SOURCE])
def test_catalogue_is_complete(messages, code):
    catalogue = catalogue_at(language.CATALOGUES / code / "LC_MESSAGES" / "course.po")
    found = {m.id: m for m in catalogue if m.id}
    assert set(found) == messages
    for message in found.values():
        assert message.string and not message.fuzzy, message.id
        if "$" in message.id:  # a formula: braces are LaTeX's
            continue
        assert set(re.findall(r"{\w+}", message.id)) == set(re.findall(r"{\w+}", message.string)), message.id
        assert referred(message.id) == referred(message.string), message.id
    assert not catalogue.obsolete


# ---- numbers and words in detail


@pytest.mark.parametrize(
    ("value", "decimals", "en", "nl"),
    [
        (1234.5, 1, "1,234.5", "1.234,5"),
        (-1234.56, 1, "−1,234.6", "−1.234,6"),
        (2.0, 2, "2", "2"),
        (0.4, 0, "0", "0"),
        (1.6, 0, "2", "2"),
        (-0.0, None, "0", "0"),
        (-0.04, 1, "0", "0"),
        (1e6, None, "1,000,000", "1.000.000"),
        (9.876, None, "9.88", "9,88"),
        (float("-inf"), None, "−∞", "−∞"),
        (float("inf"), None, "∞", "∞"),
        (float("nan"), 1, "–", "–"),
        (None, None, "–", "–"),
    ],
)
def test_numbers_with_decimals_and_without_end(value, decimals, en, nl):
    assert language.number(value, decimals) == en
    language.use("nl")
    assert language.number(value, decimals) == nl


def test_quantities_and_separators():
    assert language.quantity(1234.5, "mg", 1) == "1,234.5 mg" and language.separators() == ".,"
    language.use("nl")
    assert language.quantity(1234.5, "mg", 1) == "1.234,5 mg" and language.separators() == ",."


@pytest.mark.parametrize(
    ("chosen", "session", "folder", "expected"),
    [
        ("", "notebooks/nl/02-food-sources.ipynb", "", "nl"),
        ("", "C:\\course\\notebooks\\nl\\02.ipynb", "", "nl"),
        ("", "", "notebooks/nl", "nl"),
        ("en", "notebooks/nl/02.ipynb", "notebooks/nl", "en"),
        ("", "notebooks/en/02.ipynb", "notebooks/nl", "en"),
        ("", "", "", "en"),
        ("nl_BE.UTF-8", "", "", "nl"),
        ("NL", "notebooks/en/02.ipynb", "", "nl"),
        ("", "lessons/nlp/02.ipynb", "", "en"),
    ],
)
def test_language_is_that_of_the_folder(monkeypatch, tmp_path, chosen, session, folder, expected):
    language.use(None)
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(tmp_path / folder)
    monkeypatch.setenv("COURSE_LANGUAGE", chosen)
    monkeypatch.setenv("JPY_SESSION_NAME", session)
    assert language.current() == expected


def test_a_choice_goes_before_the_folder_and_an_unknown_one_changes_nothing(monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", "en")
    language.use("nl")
    with pytest.raises(ValueError, match="there is no language 'fr'"):
        language.use("fr")
    assert language.current() == "nl" == language.locale()
    language.use(language.PSEUDO)
    assert language.locale() == "en"


def test_an_environment_that_asks_for_a_language_which_is_not_there_is_told(monkeypatch):
    language.use(None)
    monkeypatch.setenv("COURSE_LANGUAGE", "klingon")
    with pytest.raises(ValueError, match="COURSE_LANGUAGE='klingon': .* choose one of en, nl"):
        language.current()


@pytest.mark.parametrize("code", language.languages())
def test_a_notebook_asks_for_a_lesson_in_its_language(monkeypatch, code):
    monkeypatch.setenv("COURSE_LANGUAGE", "en" if code == "nl" else "nl")
    door = importlib.import_module(f"helpers.{code}")
    language.use(None)
    assert (
        door.food_sources is importlib.import_module("helpers.lessons.food_sources")
        and language.current() == code
    )
    with pytest.raises(AttributeError, match="no lesson 'food'; there are: allergy, "):
        _ = door.food


def test_pick_where_nothing_is_written():
    assert language.pick({"name_nl": "brood"}, "name") == "" == language.pick({}, "name")


def test_texts_follow_the_language_row_by_row():
    import pandas as pd

    table = pd.DataFrame({"name_en": ["bread", "milk"], "name_nl": ["brood", None], "other_en": ["x", "y"]})
    assert language.texts(table, "name") == ["bread", "milk"]
    language.use("nl")
    assert language.texts(table, "name") == ["brood", "milk"]


def test_a_lazy_message_is_translated_when_it_is_shown():
    message = language._l("Gerst staat hier niet")
    assert str(message) == "Gerst staat hier niet"
    language.use(language.PSEUDO)
    assert str(message) == f"{message}" == "Gerst staat hier niet Gerst staat hier niet"
    language.use("nl")
    assert language._("Quiz that no catalogue knows") == "Quiz that no catalogue knows"
    assert language._("drink") != "drink" == language.translate("drink", "en")


@pytest.mark.parametrize(
    ("code", "typed", "unit", "expected"),
    [
        ("en", "12.5", "", 12.5),
        ("en", "12,5", "", 12.5),
        ("nl", "12,5", "", 12.5),
        ("nl", "12.5", "", 12.5),
        ("en", " 0,5 ", "", 0.5),
        ("en", "1,200", "", 1200),
        ("nl", "1.200", "", 1200),
        ("en", "1.200", "", 1.2),
        ("nl", "1,200", "", 1.2),
        ("nl", "1.200,5", "", 1200.5),
        ("en", "0,909", "%", 0.909),
        ("en", "1\u202f200", "", 1200),
        ("nl", "1 200,5", "", 1200.5),
        ("nl", "12.345.678", "", 12345678),
        ("en", "\u22125", "", -5),
        ("en", "１２．５", "", 12.5),
        ("en", "81 mg", "mg", 81),
        ("nl", "90,9 %", "%", 90.9),
        ("nl", "90,9\u00a0%", "\u00a0%", 90.9),
        ("en", "≈ 81", "mg", 81),
        ("en", "81 MG", "mg", 81),
        ("en", "81 g", "mg", None),
        ("en", "", "", None),
        ("en", "mg", "mg", None),
        ("nl", "1.200.5", "", None),
        ("en", "1,20,300", "", None),
        ("en", "1e9", "", None),
        ("en", "nan", "", None),
        ("en", "٣", "", None),
    ],
)
def test_numbers_are_understood_as_people_write_them(code, typed, unit, expected):
    language.use(code)
    assert language.typed_number(typed, unit) == expected


def test_a_number_with_a_mark_and_three_digits_has_two_readings():
    assert language.readings("33,333") == [33333, 33.333] and language.readings("33.333") == [33.333]
    language.use("nl")
    assert language.readings("33.333 %", "%") == [33333, 33.333] and language.readings("1.200,5") == [1200.5]
    assert language.readings("abc") == []


def test_what_is_kept_speaks_the_language_it_was_made_in():
    language.use("nl")
    said = language.kept(lambda: (language.current(), language.number(0.5)))
    language.use("en")
    assert said() == ("nl", "0,5") and language.current() == "en"


def test_an_exploration_goes_on_in_its_language_whatever_is_asked_for_later():
    from helpers.lessons import food_sources as lesson

    language.use("nl")
    dutch = lesson.kettle.widget()
    language.use("en")
    english = lesson.kettle.widget()
    for box in (dutch, english):
        box.children[0].children[1].value = 60
    said = [box.children[1].state.view["reading"] for box in (dutch, english)]
    assert "0,4 L" in said[0] and "0.4 L" in said[1]
