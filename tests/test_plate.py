"""A day on a plate, beyond `test_plate_and_teach`: sums, impossible amounts, names, and the file of a saved day."""

import contextlib
import errno
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import chart, language, plate, tables
from helpers.plate import file, names

NEED = "efsa-ai-10-18-female"
FOODS = tables.load("foods")
MG = FOODS["magnesium_mg_per_100g"].to_dict()
eaten = st.lists(
    st.tuples(st.sampled_from(list(FOODS.index)), st.floats(0, plate.MOST_GRAMS / 4)), max_size=3
)
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
@given(days, st.sampled_from(list(FOODS.index)), st.floats(0, plate.MOST_GRAMS / 4))
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
    assert all(
        b + x <= plate.AXIS_MG + 0.1 or x == 0 for b, x in zip(bars.base, bars.x, strict=True)
    )  # five digits each


def test_meals_do_not_depend_on_the_order_of_foods():
    rows = [("almonds", 30), ("bread-white", 70), ("spinach-boiled", 200)]
    forth, back = (plate.day({"lunch": order}, NEED) for order in (rows, rows[::-1]))
    assert forth.reading == back.reading and chart.plain(forth.figure) == chart.plain(back.figure)


def test_an_empty_day_is_no_error():
    for meals in ({}, {"lunch": []}, {"lunch": [("almonds", 0)]}):
        view = plate.day(meals, NEED)
        assert view.reading == "Nothing on the plate yet." and len(view.table) == 0
        assert list(view.figure.data[0].x) == [0, 0]


def test_a_day_without_magnesium_is_no_empty_day():
    nothing = FOODS["magnesium_mg_per_100g"].idxmin()
    foods = FOODS.copy()
    foods.loc[nothing, "magnesium_mg_per_100g"] = 0
    assert plate.day({"lunch": [(nothing, 30)]}, NEED, foods).reading == "Your day holds 0 mg of magnesium."


def test_the_reading_against_a_sum_by_hand():
    view = plate.day(
        {"breakfast": [("almonds", 30)], "lunch": [("bread-white", 70)], "dinner": [("bread-white", 70)]},
        NEED,
    )
    # 270 * 0.30 = 81; twice 23 * 0.70 = 16.1; 113.2 of 250 mg is 45 %
    assert view.reading.startswith(
        "Your day holds 113 mg of magnesium: 45 % of a need of 250 mg. Most comes from almonds (81 mg)."
    )


@pytest.mark.parametrize(
    ("grams", "said"),
    [
        (-1, "−1"),
        (2000.1, "2,000.1"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (10**30, "1000"),
        (None, "None"),
        ("30", "'30'"),
        (True, "True"),
        ([30], r"\[30\]"),
    ],
)
def test_impossible_amounts_say_what_is_allowed(grams, said):
    with pytest.raises(
        ValueError,
        match=rf"^lunch: {said}.* g of almonds is not possible; allowed: a number from 0 to 2,000 g$",
    ):
        plate.checked({"lunch": [("almonds", grams)]}, FOODS)


def test_amounts_are_added_up_over_the_entries_of_a_meal():
    soup = ("vegetable-soup", 500)
    assert plate.checked({"lunch": [soup] * 4, "dinner": [soup] * 4}, FOODS)
    with pytest.raises(
        ValueError,
        match="^lunch: 2,500 g of vegetable soup.* in all is too much; allowed: at most 2,000 g of one food in a meal$",
    ):
        plate.checked({"dinner": [soup], "lunch": [soup, ("almonds", 30), *[soup] * 4]}, FOODS)


@pytest.mark.parametrize(
    ("food", "near"),
    [("almond", "'almonds'"), ("bread-whit", "'bread-white'"), ("@@@", "another one"), (None, ""), (3, "")],
)
def test_unknown_foods_get_near_matches(food, near):
    with pytest.raises(ValueError, match=f"dinner: there is no food {food!r}; did you mean .*{near}"):
        plate.checked({"dinner": [(food, 10)]}, FOODS)


def test_checked_leaves_its_input_alone():
    meals = {"lunch": [("almonds", 30)]}
    assert plate.checked(meals, FOODS) == {"lunch": [("almonds", 30.0)]} and meals == {
        "lunch": [("almonds", 30)]
    }
    assert plate.checked({"lunch": [("almonds", 0), ("almonds", 2000)]}, FOODS)


def test_portions_become_grams():
    assert plate.portions([("almonds", 2), ("bread-white", 0.5)], FOODS) == [
        ("almonds", 60.0),
        ("bread-white", 35.0),
    ]


def test_an_unknown_need_is_an_error():
    with pytest.raises(
        ValueError, match="there is no need 'efsa-ai-18-up-man'; did you mean 'efsa-ai-18-up-male'"
    ):
        plate.day({}, "efsa-ai-18-up-man")


def test_own_foods_can_be_eaten():
    foods = tables.foods(tables.DATA / "own_foods_example.csv")
    view = plate.day({"between": [("own-nut-cake", 80)]}, NEED, foods)
    assert (
        view.table["mg of magnesium"].tolist() == pytest.approx([48])
        and "grandma's nut cake (example) (own) (48 mg)" in view.reading
    )
    with pytest.raises(ValueError, match="no food 'own-nut-cake'"):
        plate.day({"between": [("own-nut-cake", 80)]}, NEED)


@pytest.mark.parametrize("code", ["nl", language.PSEUDO])
def test_a_day_speaks_the_language(code):
    english = plate.day({"lunch": [("almonds", 33.3)]}, NEED)
    language.use(code)
    view = plate.day({"lunch": [("almonds", 33.3)]}, NEED)
    assert view.reading != english.reading and list(view.table) != list(english.table)
    assert list(view.figure.data[0].x) == list(english.figure.data[0].x)


# ---- names

HEADER = "food_id,name,magnesium_mg_per_100g,calcium_mg_per_100g,phosphorus_mg_per_100g,potassium_mg_per_100g,sodium_mg_per_100g,energy_kcal_per_100g,water_g_per_100g,fibre_g_per_100g,portion,portion_g"


def listing(path, *foods):
    """A list of own foods: id, name, mg in 100 g; with portions of 100 g."""
    path.write_text(
        "\n".join([HEADER, *(f'{food},"{name}",{mg},,,,,,,,1,100' for food, name, mg in foods)]) + "\n",
        "utf-8",
    )
    return path


@pytest.fixture
def alike(tmp_path):
    """Foods with own ones that are called as a food of the course, or as each other."""
    return tables.foods(
        listing(
            tmp_path / "own.csv",
            ("own-a", "Almonds ", 75),
            ("c1", "test cake", 60),
            ("c2", " Test   CAKE", 25),
            ("r", "  test  rice ", 8),
            ("blank", "  ", 1),
        )
    )


def test_no_two_foods_of_a_list_have_one_name(alike):
    listed = names.listed_names(alike)
    assert {food: listed[food] for food in ("almonds", "own-a", "c1", "c2", "r", "blank")} == {
        "almonds": "almonds",
        "own-a": "Almonds (own)",
        "c1": "test cake (own) [c1]",
        "c2": "Test CAKE (own) [c2]",
        "r": "test rice (own)",
        "blank": "blank (own)",
    }
    for code in ("en", "nl", language.PSEUDO):
        language.use(code)
        assert len({names.folded(name) for name in names.listed_names(alike).values()}) == len(alike)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.text("aA 1", min_size=1, max_size=3).map("own-{}".format),
            st.sampled_from(["cake", "Cake ", "almonds", "rice", "cake (own)"]),
        ),
        unique_by=lambda food: food[0],
        max_size=6,
    )
)
def test_every_text_of_the_list_means_its_own_food(own):
    foods = pd.concat(
        [
            FOODS.loc[["almonds", "cola"]],
            pd.DataFrame(
                [{"food_id": food, "name_en": name, "group_id": "own"} for food, name in own],
                columns=["food_id", "name_en", "group_id"],
            ).set_index("food_id"),
        ]
    )
    listed = names.listed_names(foods)
    assert all(names.meant(name, foods) == food for food, name in listed.items())


@pytest.mark.parametrize(
    ("typed", "food"),
    [
        ("almonds", "almonds"),
        ("  ALMONDS ", "almonds"),
        ("almonds (OWN)", "own-a"),
        ("test cake (own) [c2]", "c2"),
        ("Test\u00a0 rice", "r"),
        ("test rice (own)", "r"),
    ],
)
def test_a_typed_name_is_matched_without_capitals_and_blanks(alike, typed, food):
    assert names.meant(typed, alike) == food


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("almond", "There is no food 'almond'. Did you mean: .*almonds"),
        ("test cake", r"Did you mean: test cake \(own\) \[c1\]; Test CAKE \(own\) \[c2\]\?$"),
        (" ", "Type a food first."),
        ("", "Type a food first."),
        ("@@@", "There is no food '@@@'.$"),
    ],
)
def test_a_name_that_means_no_food_gets_near_ones(alike, typed, said):
    with pytest.raises(ValueError, match=said):
        names.meant(typed, alike)


def test_foods_of_one_name_are_counted_apart(alike):
    view = plate.day({"lunch": [("c1", 80), ("c2", 80), ("almonds", 20)]}, NEED, alike)
    assert "Most comes from almonds (54 mg)." in view.reading  # not one cake of 48 + 20 mg
    assert sorted(view.table["food"]) == ["Test CAKE (own) [c2]", "almonds", "test cake (own) [c1]"]
    same = plate.day({"lunch": [("own-a", 80)], "dinner": [("almonds", 10)]}, NEED, alike)
    assert "Most comes from Almonds (own) (60 mg)." in same.reading


# ---- the file


@settings(max_examples=40)
@given(days.filter(bool))
def test_every_day_comes_back(tmp_path_factory, meals):
    path = tmp_path_factory.mktemp("day") / "my day.json"
    assert plate.save(path, meals, NEED) == path
    assert plate.load(path, FOODS) == (meals, NEED)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


any_amount = st.one_of(st.floats(0, 3000), st.sampled_from([-1, float("nan"), None, "30", True, 10**400]))
any_row = st.tuples(st.sampled_from(["almonds", "cola", "own-nut-cake", "almond"]), any_amount)
any_day = st.dictionaries(
    st.sampled_from([*plate.MEALS, "brunch"]), st.lists(any_row, max_size=3), max_size=3
)


@settings(max_examples=100)
@given(any_day, st.sampled_from([NEED, "nobody"]))
def test_what_is_saved_can_be_loaded_and_nothing_else_is_saved(tmp_path_factory, meals, need):
    path = tmp_path_factory.mktemp("day") / "day.json"
    possible = False
    with contextlib.suppress(ValueError):
        possible = bool(plate.checked(meals, FOODS) == meals and need == NEED)
    try:
        plate.save(path, meals, need)
    except ValueError:
        assert not possible and not list(path.parent.iterdir())
    else:
        assert possible and plate.load(path, FOODS) == (meals, need)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "it may only be read there"),
        (errno.EACCES, "you do not have permission"),
        (errno.EIO, r"the computer refuses it \(OSError\)"),
    ],
)
def test_saving_that_fails_leaves_the_older_day(tmp_path, monkeypatch, code, said):
    path = plate.save(tmp_path / "day.json", {"lunch": [("almonds", 30.0)]}, NEED)
    before = path.read_bytes()
    write = Path.write_text

    def full(self, text, *rest, **more):
        write(self, text[:20], *rest, **more)
        raise OSError(code, "of the system")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(ValueError, match=rf"day\.json cannot be saved: {said}.*\.$") as caught:
        plate.save(path, {"lunch": [("bread-white", 70.0)]}, NEED)
    assert "Errno" not in str(caught.value) and "of the system" not in str(caught.value)
    assert path.read_bytes() == before and plate.load(path, FOODS)[0] == {"lunch": [("almonds", 30.0)]}
    assert [p.name for p in tmp_path.iterdir()] == ["day.json"]


def test_a_file_that_may_not_be_read_is_told_plainly(tmp_path, monkeypatch):
    path = plate.save(tmp_path / "day.json", {}, NEED)

    def locked(self, *_rest, **_more):
        raise PermissionError(errno.EACCES, "of the system")

    monkeypatch.setattr(Path, "read_text", locked)
    with pytest.raises(ValueError, match="day.json cannot be read: you do not have permission.$"):
        plate.load(path, FOODS)


def test_a_list_that_may_not_be_read_is_told_plainly(tmp_path, monkeypatch):
    def locked(_path):
        raise PermissionError(errno.EACCES, "of the system")

    monkeypatch.setattr(tables, "foods", locked)
    with pytest.raises(ValueError, match="own.csv cannot be read: you do not have permission.$"):
        file.own_foods(tmp_path / "own.csv")


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
    for name, content in (
        ("thesis.txt", b"my thesis"),
        ("picture.png", b"\x89PNG\xff\xfe"),
        ("other.json", b'{"need": "x", "meals": {}}'),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ValueError, match=f"{name} is not a day"):
            plate.save(tmp_path / name, {}, NEED)
        assert (tmp_path / name).read_bytes() == content
    assert not list(tmp_path.glob("*.part"))


def written(path, rows, need=NEED):
    path.write_text(json.dumps({"magnesium-day": 1, "need": need, "meals": {"lunch": rows}}), "utf-8")
    return path


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["almond", 30]], "did you mean 'almonds'"),
        ([["almonds", float("nan")]], "nan g of almonds is not possible"),
        ([["almonds"]], "is not a day"),
        ([["almonds", 1, 2]], "is not a day"),
        ([[["almonds"], 1]], "is not a day"),
        ([["cola", 1999], ["cola", 2]], "2,001 g of cola in all is too much"),
    ],
)
def test_a_day_that_was_tampered_with_is_refused(tmp_path, rows, said):
    with pytest.raises(ValueError, match=said):
        plate.load(written(tmp_path / "day.json", rows), FOODS)


@pytest.mark.parametrize("need", [3, None, ["x"], "nobody"])
def test_a_day_for_nobody_is_refused(tmp_path, need):
    with pytest.raises(ValueError, match="there is no need 'nobody'" if need == "nobody" else "is not a day"):
        plate.load(written(tmp_path / "day.json", [], need), FOODS)


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        "\x00",
        '{"magnesium-day": 1, "need": "x", "meals": {}, "own-foods": 3}',
        '{"magnesium-day": 1, "need": "x", "meals": {"lunch": 3}}',
    ],
)
def test_a_file_of_another_form_is_no_day(tmp_path, content):
    (tmp_path / "day.json").write_text(content, "utf-8")
    with pytest.raises(ValueError, match="is not a day saved in this lesson"):
        plate.load(tmp_path / "day.json", FOODS)


def test_a_day_with_a_mark_of_byte_order_is_read(tmp_path):
    path = plate.save(tmp_path / "day.json", {"lunch": [("almonds", 30.0)]}, NEED)
    path.write_text(path.read_text("utf-8"), "utf-8-sig")
    assert plate.load(path, FOODS) == ({"lunch": [("almonds", 30.0)]}, NEED)


# ---- paths


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder with the folder of the notebook in it, and the course beside it."""
    for folder in ("home/notebook", "course/data"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "home" / "notebook")
    monkeypatch.setattr(file, "ROOT", tmp_path / "course")
    return tmp_path / "home"


@pytest.mark.parametrize(
    "typed",
    [
        "day.json",
        "  day.json\t",
        '"day.json"',
        "'day.json'",
        ' " day.json " ',
        "“day.json”",
        "~/notebook/day.json",
        '"~/notebook/day.json"',
        "./day.json",
        "{here}/day.json",
        "file://{here}/day.json",
        "file://{here}/%64ay.json",
    ],
)
def test_a_path_may_be_written_as_it_is_copied(home, typed):
    typed = typed.format(here=home / "notebook")
    saved = plate.save(typed, {"lunch": [("almonds", 30.0)]}, NEED)
    assert [p.name for p in (home / "notebook").iterdir()] == ["day.json"] and saved.samefile(
        home / "notebook" / "day.json"
    )
    assert plate.load(typed, FOODS) == ({"lunch": [("almonds", 30.0)]}, NEED)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        '""',
        "'  '",
        "a\0b.json",
        "~",
        ".",
        "/",
        "~/notebook",
        "..",
        "none/day.json",
        "day.json/day.json",
        "x" * 300,
    ],
)
def test_a_path_that_cannot_be_is_told_plainly(home, typed):
    plate.save("day.json", {}, NEED)
    for action in (
        lambda: plate.save(typed, {}, NEED),
        lambda: plate.load(typed, FOODS),
        lambda: file.own_list(typed),
    ):
        with pytest.raises(
            ValueError,
            match=r"^(Type the name of a file first|No file can be called 'a\\x00b.json'|.* is a folder; .*|.* cannot be saved: (there is no such folder|the name is too long)|There is no file .*)\.$",
        ) as caught:
            action()
        assert type(caught.value) is ValueError and "Errno" not in str(caught.value)
    assert [p.name for p in (home / "notebook").iterdir()] == ["day.json"]


@pytest.mark.parametrize("typed", ["a\0b", "."])
def test_a_path_of_python_is_checked_too(home, typed):
    with pytest.raises(ValueError, match="No file can be called|is a folder"):
        plate.save(Path(typed), {}, NEED)


def test_own_foods_are_looked_for_beside_the_notebook_and_then_in_the_course(home, tmp_path):
    with pytest.raises(
        ValueError, match=r"There is no file data.mine\.csv\. Looked in: .*notebook, .*course\."
    ):
        file.own_list("data/mine.csv")
    (tmp_path / "course" / "data" / "mine.csv").write_text("x")
    assert file.own_list(" 'data/mine.csv' ") == tmp_path / "course" / "data" / "mine.csv"
    (home / "notebook" / "data").mkdir()
    (home / "notebook" / "data" / "mine.csv").write_text("x")
    assert file.own_list("data/mine.csv") == home / "notebook" / "data" / "mine.csv"
    with pytest.raises(ValueError, match="data is a folder"):
        file.own_list("data")


def test_a_day_with_own_foods_may_be_saved_over(tmp_path):
    path = written(tmp_path / "day.json", [["own-nut-cake", 80]])
    plate.save(path, {"lunch": [("almonds", 30.0)]}, NEED)
    assert plate.load(path, FOODS) == ({"lunch": [("almonds", 30.0)]}, NEED)


def test_a_day_remembers_the_list_of_its_own_foods(tmp_path):
    own = listing(tmp_path / "own.csv", ("own-cake", "test cake", 60))
    foods = tables.foods(own)
    path = plate.save(tmp_path / "day.json", {"lunch": [("own-cake", 80.0)]}, NEED, foods, own)
    assert file.read(path).own == own and plate.load(path, foods) == ({"lunch": [("own-cake", 80.0)]}, NEED)
    with pytest.raises(ValueError, match="there is no food 'own-cake'"):
        plate.load(path, FOODS)
    with pytest.raises(ValueError, match="there is no food 'own-cake'"):
        plate.save(path, {"lunch": [("own-cake", 80.0)]}, NEED)
    plate.save(path, {"lunch": [("almonds", 80.0)]}, NEED, foods, own)
    assert file.read(path).own is None


def test_pandas_gets_no_view_of_the_courses_table():
    before = FOODS.copy()
    plate.day({"lunch": [("almonds", 30)]}, NEED, FOODS)
    pd.testing.assert_frame_equal(FOODS, before)
