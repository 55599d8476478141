"""A day on a plate, the votes and the quiz."""

import importlib
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import lessons, parts, plate, tables

NEED = "efsa-ai-10-18-female"
FOODS = tables.load("foods")
rows = st.lists(st.tuples(st.sampled_from(list(FOODS.index)), st.floats(1, 250)), min_size=1, max_size=4)
QUIZZES = [
    m.quiz
    for f in pkgutil.iter_modules(lessons.__path__)
    if hasattr(m := importlib.import_module(f"helpers.lessons.{f.name}"), "quiz")
]


def total(meals):
    return plate.day(meals, NEED).table["mg of magnesium"].sum()


@given(rows, rows)
def test_meals_add_up(lunch, dinner):
    assert total({"lunch": lunch, "dinner": dinner}) == pytest.approx(
        total({"lunch": lunch}) + total({"dinner": dinner})
    )
    assert total({"lunch": lunch + dinner}) >= total({"lunch": lunch})


@pytest.mark.parametrize(
    ("meals", "said"),
    [
        ({"lunch": [("spinnach-boiled", 100)]}, "did you mean 'spinach-boiled'"),
        ({"brunch": []}, "not a meal; choose from breakfast"),
        ({"lunch": [("almonds", 3000)]}, "allowed: a number from 0 to 2,000 g"),
        ({"lunch": [("almonds", "30")]}, "is not possible"),
    ],
)
def test_impossible_meals_get_a_clear_error(meals, said):
    with pytest.raises(ValueError, match=said):
        plate.day(meals, NEED)


def test_a_day_comes_back_as_it_was_saved(tmp_path):
    meals = {"lunch": [("almonds", 30.0)], "dinner": []}
    path = plate.save(tmp_path / "day.json", meals, NEED)
    assert plate.load(path, FOODS) == (meals, NEED)
    plate.save(path, {"lunch": []}, NEED)
    assert plate.load(path, FOODS) == ({"lunch": []}, NEED)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"meals": 3}', '{"magnesium-day": 2, "need": "x", "meals": {}}']
)
def test_no_other_file_is_replaced(tmp_path, content):
    path = tmp_path / "letter.json"
    path.write_text(content, "utf-8")
    with pytest.raises(ValueError, match="is not a day saved in this lesson; nothing was changed"):
        plate.save(path, {}, NEED)
    assert path.read_text("utf-8") == content


def test_a_lesson_without_claims_is_told():
    with pytest.raises(tables.TableError, match="no claims for 'x'"):
        parts.claims_of("x")


def test_every_claim_is_shown_with_verdict_and_linked_sources():
    page = parts.Verdicts(parts.Vote("02-food-sources")).html(controls=True, answers=False)
    for claim in parts.claims_of("02-food-sources"):
        card = page.split(f'data-claim="{claim["claim_id"]}"')[1].split("</details>")[0]
        assert str(parts.VERDICTS[claim["verdict"]].word) in card
        assert card.count("<a href=") >= 1, claim["claim_id"]


NUMBER = parts.Number("q", 12.5, 0.5, "mg", "right", "low", "high")


@pytest.mark.parametrize(
    ("typed", "right", "said"),
    [
        ("12,5", True, "right"),
        (" 12.5 ", True, "right"),
        ("13", True, "right"),
        ("13.1", False, "high"),
        ("11,9", False, "low"),
        ("", False, "Write a number"),
        ("twelve", False, "Write a number"),
        ("nan", False, "Write a number"),
        ("1_000", False, "Write a number"),
    ],
)
def test_numbers_are_marked(typed, right, said):
    marked = parts.mark_number(NUMBER, typed)
    assert marked[0] is right and said in marked[1]


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda q: q.lesson)
def test_quizzes_answer_everything(quiz):
    assert 3 <= len(quiz.questions) <= 5 and any(q.kind == "number" for q in quiz.questions)
    for question in quiz.questions:
        if question.kind == "number":
            assert (
                all(map(str, (question.right, question.low, question.high)))
                and parts.mark_number(question, str(question.answer))[0]
            )
            continue
        right = [i for i, (good, said) in enumerate(question.answers.values()) if good]
        assert all(str(said) for _good, said in question.answers.values())
        assert len(right) == 1 or question.kind == "several"
        assert parts.mark_chosen(question, right)[0] and not parts.mark_chosen(question, [])[0]
        for i in range(len(question.answers)):
            if [i] != right:
                assert not parts.mark_chosen(question, [i])[0]
