"""A day on a plate, beyond `test_plate_and_teach`: sums, impossible amounts, and the file of a saved day."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import chart, language, plate, tables

NEED = "efsa-ai-10-18-female"
FOODS = tables.load("foods")
MG = FOODS["magnesium_mg_per_100g"].to_dict()
eaten = st.lists(st.tuples(st.sampled_from(list(FOODS.index)), st.floats(0, plate.MOST_GRAMS)), max_size=4)
days = st.dictionaries(st.sampled_from(list(plate.MEALS)), eaten)


def summed(meals):
    """The same sum without pandas."""
    return sum(MG[food] * grams / 100 for rows in meals.values() for food, grams in rows)


def total(meals):
    return plate.day(meals, NEED).table["mg of magnesium"].sum()


@settings(max_examples=40)
@given(days)
def test_a_day_holds_what_its_foods_hold(meals):
    assert total(meals) == pytest.approx(summed(meals), abs=1e-9)


@settings(max_examples=40)
@given(days, st.sampled_from(list(FOODS.index)), st.floats(0, plate.MOST_GRAMS))
def test_more_food_never_lowers_the_total(meals, food, grams):
    more = {**meals, "dinner": [*meals.get("dinner", []), (food, grams)]}
    assert total(more) >= total(meals) - 1e-9
    assert total(more) == pytest.approx(total(meals) + MG[food] * grams / 100, abs=1e-9)


@settings(max_examples=40)
@given(days)
def test_what_is_taken_up_is_part_of_what_is_eaten(meals):
    bars = plate.day(meals, NEED).figure.data[0]
    whole, up = list(bars.x)[-2:]
    assert 0 <= up <= whole + 1e-9 and whole <= plate.AXIS_MG
    assert all(b + x <= plate.AXIS_MG + 0.1 or x == 0 for b, x in zip(bars.base, bars.x, strict=True))  # five digits each


def test_meals_do_not_depend_on_the_order_of_foods():
    rows = [("almonds", 30), ("bread-white", 70), ("spinach-boiled", 200)]
    forth, back = (plate.day({"lunch": order}, NEED) for order in (rows, rows[::-1]))
    assert forth.reading == back.reading and chart.plain(forth.figure) == chart.plain(back.figure)


def test_an_empty_day_is_no_error():
    for meals in ({}, {"lunch": []}, {"lunch": [("almonds", 0)]}):
        view = plate.day(meals, NEED)
        assert view.reading == "Nothing on the plate yet." and len(view.table) == 0 and list(view.figure.data[0].x) == [0, 0]


def test_the_reading_against_a_sum_by_hand():
    view = plate.day({"breakfast": [("almonds", 30)], "lunch": [("bread-white", 70)], "dinner": [("bread-white", 70)]}, NEED)
    # 270 * 0.30 = 81; twice 23 * 0.70 = 16.1; 113.2 of 250 mg is 45 %
    assert view.reading.startswith("Your day holds 113 mg of magnesium: 45 % of a need of 250 mg. Most comes from almonds (81 mg).")


@pytest.mark.parametrize("grams", [-1, 2000.1, float("nan"), float("inf"), None, "30", True, [30]])
def test_impossible_amounts_say_what_is_allowed(grams):
    with pytest.raises(ValueError, match=r"lunch: .* g of almonds is not possible; allowed: a number from 0 to 2000 g"):
        plate.checked({"lunch": [("almonds", grams)]}, FOODS)


@pytest.mark.parametrize(("food", "near"), [("almond", "'almonds'"), ("bread-whit", "'bread-white'"), ("@@@", "another one")])
def test_unknown_foods_get_near_matches(food, near):
    with pytest.raises(ValueError, match=f"dinner: there is no food '{food}'; did you mean .*{near}"):
        plate.checked({"dinner": [(food, 10)]}, FOODS)


def test_checked_leaves_its_input_alone():
    meals = {"lunch": [("almonds", 30)]}
    assert plate.checked(meals, FOODS) == {"lunch": [("almonds", 30.0)]} and meals == {"lunch": [("almonds", 30)]}
    assert plate.checked({"lunch": [("almonds", 0), ("almonds", 2000)]}, FOODS)


def test_portions_become_grams():
    assert plate.portions([("almonds", 2), ("bread-white", 0.5)], FOODS) == [("almonds", 60.0), ("bread-white", 35.0)]


def test_an_unknown_need_is_an_error():
    with pytest.raises(KeyError, match="nobody"):
        plate.day({}, "nobody")


def test_own_foods_can_be_eaten():
    foods = tables.foods(tables.DATA / "own_foods_example.csv")
    view = plate.day({"between": [("own-nut-cake", 80)]}, NEED, foods)
    assert view.table["mg of magnesium"].tolist() == pytest.approx([48]) and "grandma's nut cake (example) (48 mg)" in view.reading
    with pytest.raises(ValueError, match="no food 'own-nut-cake'"):
        plate.day({"between": [("own-nut-cake", 80)]}, NEED)


@pytest.mark.parametrize("code", ["nl", language.PSEUDO])
def test_a_day_speaks_the_language(code):
    english = plate.day({"lunch": [("almonds", 33.3)]}, NEED)
    language.use(code)
    view = plate.day({"lunch": [("almonds", 33.3)]}, NEED)
    assert view.reading != english.reading and list(view.table) != list(english.table)
    assert list(view.figure.data[0].x) == list(english.figure.data[0].x)


# ---- the file


@settings(max_examples=40)
@given(days.filter(bool))
def test_every_day_comes_back(tmp_path_factory, meals):
    path = tmp_path_factory.mktemp("day") / "my day.json"
    assert plate.save(path, meals, NEED) == path
    assert plate.load(path, FOODS) == (meals, NEED)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_saving_that_fails_leaves_the_older_day(tmp_path, monkeypatch):
    path = plate.save(tmp_path / "day.json", {"lunch": [("almonds", 30.0)]}, NEED)
    before = path.read_bytes()
    write = Path.write_text

    def full(self, text, *rest, **more):
        write(self, text[:20], *rest, **more)
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space"):
        plate.save(path, {"lunch": [("bread-white", 70.0)]}, NEED)
    assert path.read_bytes() == before and plate.load(path, FOODS)[0] == {"lunch": [("almonds", 30.0)]}


@pytest.mark.parametrize("kept", [1, 10, 40, -3])
def test_half_a_file_is_no_day(tmp_path, kept):
    path = plate.save(tmp_path / "day.json", {"lunch": [("almonds", 30.0)]}, NEED)
    half = path.read_bytes()[:kept]
    path.write_bytes(half)
    with pytest.raises(ValueError, match="day.json is not a day saved in this lesson; nothing was changed"):
        plate.load(path, FOODS)
    with pytest.raises(ValueError, match="nothing was changed"):
        plate.save(path, {}, NEED)
    assert path.read_bytes() == half


def test_other_files_are_left_alone(tmp_path):
    for name, content in (("thesis.txt", b"my thesis"), ("picture.png", b"\x89PNG\xff\xfe"), ("other.json", b'{"need": "x", "meals": {}}')):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ValueError, match=f"{name} is not a day"):
            plate.save(tmp_path / name, {}, NEED)
        assert (tmp_path / name).read_bytes() == content
    assert not list(tmp_path.glob("*.part"))


def written(path, rows, need=NEED):
    path.write_text(json.dumps({"magnesium-day": 1, "need": need, "meals": {"lunch": rows}}), "utf-8")
    return path


@pytest.mark.parametrize(("rows", "said"), [([["almond", 30]], "did you mean 'almonds'"), ([["almonds", float("nan")]], "nan g of almonds is not possible"), ([["almonds"]], "is not a day"), ([["almonds", 1, 2]], "is not a day")])
def test_a_day_that_was_tampered_with_is_refused(tmp_path, rows, said):
    with pytest.raises(ValueError, match=said):
        plate.load(written(tmp_path / "day.json", rows), FOODS)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ValueError, match="there is no file .*none.json"):
        plate.load(tmp_path / "none.json", FOODS)


def test_a_day_with_own_foods_may_be_saved_over(tmp_path):
    path = written(tmp_path / "day.json", [["own-nut-cake", 80]])
    plate.save(path, {"lunch": [("almonds", 30.0)]}, NEED)
    assert plate.load(path, FOODS) == ({"lunch": [("almonds", 30.0)]}, NEED)


def test_the_planner_uses_own_foods_and_leaves_their_file_alone(tmp_path):
    from helpers.lessons import food_sources as lesson

    mine = tmp_path / "mine.csv"
    mine.write_bytes((tables.DATA / "own_foods_example.csv").read_bytes())
    box = lesson.day.live(lesson.day)
    (_need, meal, food, _count, add), (file, keep, fetch), (own, use) = (row.children for row in box.children[:3])
    said, _listed, drawn = box.children[3:]
    own.value, file.value = str(mine), str(tmp_path / "day.json")
    use.click()
    food.value, meal.value = "grandma's nut cake (example)", "between"
    add.click()
    full = drawn.state.view["reading"]
    keep.click()
    fetch.click()
    assert drawn.state.view["reading"] == full and mine.read_bytes() == (tables.DATA / "own_foods_example.csv").read_bytes()
    mine.write_text(mine.read_text("utf-8").replace(",60,", ",much,"), "utf-8")
    broken = mine.read_bytes()
    use.click()
    assert "course-wrong" in said.value and "much" in said.value and mine.read_bytes() == broken and drawn.state.view["reading"] == full


def test_pandas_gets_no_view_of_the_courses_table():
    before = FOODS.copy()
    plate.day({"lunch": [("almonds", 30)]}, NEED, FOODS)
    pd.testing.assert_frame_equal(FOODS, before)
