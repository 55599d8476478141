"""The planner of a day on a plate, driven through its widgets as a learner does."""

import contextlib
import html
import json
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from helpers import figures, language, plate, tables
from helpers.language import number, quantity
from helpers.lessons import food_sources as lesson
from helpers.plate import planner as module

GIRL, MAN = "efsa-ai-10-18-female", "efsa-ai-18-up-male"
FOODS = tables.load("foods")
PRESETS = {"breakfast": [("bread-white", 70.0)], "between": [("cola", 330.0)]}
HEADER = (tables.DATA / "own_foods_example.csv").read_text("utf-8").splitlines()[0]


def listing(path, foods):
    """A list of own foods with portions of 80 g: id to name and mg in 100 g."""
    rows = [f'{food},"{name}",{mg},,,,,,,,1 slice,80' for food, (name, mg) in foods.items()]
    path.write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
    return path


def make():
    return plate.Planner(lesson.day, PRESETS, figures.needs())


@pytest.fixture
def planner(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return make()


def said(planner):
    return html.unescape(re.sub(r"<[^>]+>", "", planner.said.value.replace("<br>", "\n")))


def is_complaint(planner):
    return "course-wrong" in planner.said.value


def reading(planner):
    return planner.drawn.state.view["reading"]


def labels(planner):
    return [button.description for button in planner.listed.children]


def everything(planner):
    """All that may not change when an action fails; the buttons themselves too, for an old one would take away another food."""
    return (
        planner.plate,
        planner.drawn.state.view,
        planner.listed.children,
        planner.need.value,
        planner.food.options,
    )


@contextlib.contextmanager
def refused(planner, words):
    """What is done inside fails with these words and changes nothing."""
    before = everything(planner)
    yield
    assert is_complaint(planner) and re.search(words, said(planner)), said(planner)
    assert everything(planner) == before
    assert labels(planner) == [
        f"{plate.MEALS[m]}: {module.listed_names(planner.plate.foods)[f]}, {quantity(g, 'g')} ✕"
        for m, rows in planner.plate.meals.items()
        for f, g in rows
    ]


def add(planner, food, count="1", meal="lunch"):
    planner.food.value, planner.count.value, planner.meal.value = food, count, meal
    planner.add.click()


def enter(planner):
    """What the page sends when Enter is pressed in the field of portions."""
    planner.count._msg_callbacks(planner.count, {"event": "submit"}, [])


def test_the_lesson_shows_the_planner():
    box = lesson.day.live(lesson.day)
    (need, meal, food, count, _add), (file, _keep, _fetch), (own, _use) = (
        row.children for row in box.children[:3]
    )
    assert [w.description for w in (need, meal, food, count, file, own)] == [
        "Whose need",
        "Meal",
        "Food",
        "Portions",
        "File",
        "Own foods (CSV)",
    ]
    _said, listed, drawn = box.children[3:]
    assert len(listed.children) == 11 and "a need of 250 mg" in drawn.state.view["reading"]


def test_foods_are_added_and_taken_away(planner):
    before = reading(planner)
    add(planner, "  ALMONDS", "2", "between")
    assert said(planner) == "Added: almonds, 60 g." and not is_complaint(planner)
    assert labels(planner)[-1] == "in between: almonds, 60 g ✕" and reading(planner) != before
    planner.listed.children[-1].click()
    assert said(planner) == "Taken away: almonds." and reading(planner) == before


def test_a_double_click_takes_away_one_food(planner):
    add(planner, "almonds", meal="breakfast")
    first = planner.listed.children[0]
    first.click()
    first.click()
    assert labels(planner) == ["breakfast: almonds, 30 g ✕", "in between: cola, 330 g ✕"]


def test_too_much_of_a_food_changes_nothing_and_the_planner_goes_on(planner):
    with refused(
        planner, "^in between: 2,062.5 g of cola is not possible; allowed: a number from 0 to 2,000 g$"
    ):
        add(planner, "cola", "6.25", "between")
    add(planner, "almonds")
    assert not is_complaint(planner)
    planner.need.value = MAN
    assert "a need of 350 mg" in reading(planner)
    planner.keep.click()
    planner.fetch.click()
    assert not is_complaint(planner) and "2,062" not in "".join(labels(planner))


def test_too_much_of_a_food_is_counted_over_its_entries(planner):
    add(planner, "cola", "5", "between")
    with refused(
        planner,
        "^in between: 2,310 g of cola in all is too much; allowed: at most 2,000 g of one food in a meal$",
    ):
        add(planner, "cola", "1", "between")
    add(planner, "cola", "1", "lunch")
    assert not is_complaint(planner)


@pytest.mark.parametrize("code", ["en", "nl"])
@pytest.mark.parametrize(
    ("typed", "grams"),
    [
        ("0,5", 15),
        ("0.5", 15),
        (" 1 ", 30),
        ("½", None),
        ("0,25", 7.5),
        ("10", 300),
        ("2 portions", 60),
        ("1,250", None),
        ("1.250", None),
    ],
)
def test_portions_are_read_as_the_language_writes_them(tmp_path, monkeypatch, code, typed, grams):
    monkeypatch.chdir(tmp_path)
    language.use(code)
    if code == "nl":
        typed = typed.replace("portions", language._("portions"))
    planner = make()
    add(planner, language.pick(FOODS.loc["almonds"], "name"), typed)
    if typed in ("1,250", "1.250"):  # a mark of thousands in one language is a decimal mark in the other
        thousands = (typed == "1,250") == (code == "en")
        assert is_complaint(planner) if thousands else planner.plate.meals["lunch"] == [("almonds", 37.5)]
    else:
        assert planner.plate.meals["lunch"] == ([] if grams is None else [("almonds", grams)])


@pytest.mark.parametrize(
    "typed", ["", "  ", "x", "0", "0.2", "10.1", "-1", "nan", "inf", "1e1", "1 2 x", "1,2,3"]
)
def test_other_portions_are_refused_with_what_is_allowed(planner, typed):
    with refused(
        planner,
        f"^Portions: {re.escape(repr(typed))} is not possible; allowed: a number from 0.25 to 10, such as 1.5.$",
    ):
        add(planner, "almonds", typed)


def test_enter_in_the_field_of_portions_adds(planner):
    planner.food.value, planner.count.value = "almonds", "0,5"
    planner.count._msg_callbacks(planner.count, {"event": "another"}, [])
    assert "almonds" not in "".join(labels(planner))
    enter(planner)
    assert "breakfast: almonds, 15 g ✕" in labels(planner)
    with refused(planner, "Portions: 'x'"):
        planner.count.value = "x"
        enter(planner)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("almond", "There is no food 'almond'. Did you mean: .*almonds"),
        ("", "Type a food first"),
        ("@@@", "There is no food '@@@'.$"),
    ],
)
def test_an_unknown_food_is_refused_with_near_ones(planner, typed, words):
    with refused(planner, words):
        add(planner, typed)


# ---- faults that nobody foresaw


def broken(*_args, **_named):
    raise ZeroDivisionError("a slip")


def without_folder(*_args, **_named):
    raise FileNotFoundError(2, "No such file or directory")


def take_away(planner):
    planner.listed.children[0].click()


def choose_need(planner):
    planner.need.value = MAN


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (
            broken,
            r"^Something unexpected went wrong \(ZeroDivisionError: a slip\). Your plate is as it was.$",
        ),
        (without_folder, "^There is no such folder.$"),
    ],
)
@pytest.mark.parametrize(
    ("part", "act"),
    [
        ("as_json", lambda p: add(p, "almonds")),
        ("as_json", enter),
        ("as_json", take_away),
        ("as_json", choose_need),
        ("listed_names", take_away),
        ("listed_names", choose_need),
        ("save", lambda p: p.keep.click()),
        ("read", lambda p: p.fetch.click()),
        ("as_json", lambda p: p.fetch.click()),
        ("own_list", lambda p: p.use.click()),
        ("as_json", lambda p: p.use.click()),
    ],
)
def test_any_fault_becomes_a_message(planner, tmp_path, part, act, fault, words):
    planner.keep.click()
    planner.own.value = str(listing(tmp_path / "own.csv", {"own-cake": ("cake", 60)}))
    planner.food.value = "almonds"
    with refused(planner, words), pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, part, fault)
        act(planner)


def test_a_message_of_several_lines_keeps_them(planner):
    planner._tell("a <b>\nc")
    assert "a &lt;b&gt;<br>c" in planner.said.value


# ---- foods of one's own


def use(planner, path):
    planner.own.value = str(path)
    planner.use.click()


def test_own_foods_are_used_and_their_file_is_left_alone(planner, tmp_path):
    mine = tmp_path / "mine.csv"
    shutil.copy(tables.DATA / "own_foods_example.csv", mine)
    use(planner, "mine.csv")
    assert said(planner) == f"Your foods are in the list now: 3, from {mine}."
    add(planner, "grandma's nut cake (example)", meal="between")
    assert "grandma's nut cake (example) (own), 80 g" in said(planner)
    full = reading(planner)
    planner.keep.click()
    planner.fetch.click()
    assert (
        reading(planner) == full and mine.read_bytes() == (tables.DATA / "own_foods_example.csv").read_bytes()
    )
    mine.write_text(mine.read_text("utf-8").replace(",60,", ",much,"), "utf-8")
    with refused(planner, "much"):
        planner.use.click()


def test_the_example_in_the_folder_of_the_course_is_found(planner):
    use(planner, "data/own_foods_example.csv")
    assert not is_complaint(planner) and "soup of the school canteen (example) (own)" in planner.food.options


def test_a_corrected_value_is_drawn_at_once(planner, tmp_path):
    path = listing(tmp_path / "own.csv", {"own-cake": ("test cake", 60)})
    use(planner, path)
    add(planner, "test cake")
    assert "Most comes from test cake (own) (48 mg)" in reading(planner)
    listing(path, {"own-cake": ("test cake", 600)})
    planner.use.click()
    assert not is_complaint(planner) and "Most comes from test cake (own) (480 mg)" in reading(planner)


def test_a_corrected_name_stands_on_the_buttons_at_once(planner, tmp_path):
    path = listing(tmp_path / "own.csv", {"own-cake": ("tset cake", 60)})
    use(planner, path)
    add(planner, "tset cake")
    listing(path, {"own-cake": ("test cake", 60)})
    planner.use.click()
    assert "lunch: test cake (own), 80 g ✕" in labels(planner)
    assert "test cake (own)" in planner.food.options and "tset cake (own)" not in planner.food.options


@pytest.mark.parametrize("foods", [{"own-cake-2": ("test cake", 60)}, {"own-soup": ("soup", 8)}])
def test_a_list_without_a_food_of_the_plate_is_refused_until_that_is_taken_away(planner, tmp_path, foods):
    use(planner, listing(tmp_path / "own.csv", {"own-cake": ("test cake", 60), "own-pie": ("pie", 5)}))
    add(planner, "test cake")
    other = listing(tmp_path / "other.csv", foods)
    with refused(
        planner,
        r"^On your plate, but not in .*other.csv: own-cake: test cake \(own\). First take them away; nothing was changed.$",
    ):
        use(planner, other)
    add(planner, "almonds")  # it still works
    assert not is_complaint(planner)
    next(button for button in planner.listed.children if "test cake" in button.description).click()
    planner.use.click()
    assert not is_complaint(planner) and {f"{name} (own)" for name, _mg in foods.values()} <= set(
        planner.food.options
    )


def test_an_own_food_does_not_hide_a_food_of_the_course(planner, tmp_path):
    use(
        planner,
        listing(
            tmp_path / "own.csv", {"a": ("almonds", 75), "c1": ("test cake", 60), "c2": ("Test  cake", 25)}
        ),
    )
    assert {"almonds", "almonds (own)", "test cake (own) [c1]", "Test cake (own) [c2]"} <= set(
        planner.food.options
    )
    add(planner, "almonds")
    add(planner, "Almonds (own)")
    with refused(planner, r"Did you mean: test cake \(own\) \[c1\]; Test cake \(own\) \[c2\]"):
        add(planner, "test cake")
    add(planner, "test cake (own) [c2]")
    assert planner.plate.meals["lunch"] == [("almonds", 30), ("a", 80), ("c2", 80)]
    assert "Most comes from almonds (81 mg)." in reading(planner)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type the name of a file first."),
        ("none.csv", "There is no file none.csv. Looked in: "),
        (".", "is a folder"),
        ("a\0b", r"No file can be called 'a\\x00b'"),
        ("text.csv", "text.csv"),
    ],
)
def test_a_list_that_cannot_be_is_refused(planner, tmp_path, typed, words):
    (tmp_path / "text.csv").write_text("my thesis", "utf-8")
    with refused(planner, words):
        use(planner, typed)


# ---- days in files


def test_a_day_with_own_foods_brings_its_list(planner, tmp_path):
    use(planner, listing(tmp_path / "own.csv", {"own-cake": ("test cake", 60)}))
    add(planner, "test cake")
    planner.keep.click()
    morning = make()
    morning.fetch.click()
    assert said(morning) == f"Loaded my-day.json. Its own foods come from {tmp_path / 'own.csv'}."
    assert reading(morning) == reading(planner) and labels(morning) == labels(planner)
    listing(tmp_path / "newer.csv", {"own-cake": ("test cake", 600)})
    evening = make()
    use(evening, tmp_path / "newer.csv")
    evening.fetch.click()  # the list in use counts if it has all foods of the day
    assert "newer.csv" in said(evening) and "(480 mg)" in reading(evening)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.unlink(), r"There is no file .*own\.csv\."),
        (lambda path: path.write_text("my thesis"), "own.csv"),
        (
            lambda path: listing(path, {"own-pie": ("pie", 5)}),
            r"own\.csv does not have: own-cake, own-tart\.",
        ),
    ],
)
def test_a_day_whose_list_is_gone_says_which_foods_it_needs(planner, tmp_path, spoil, words):
    own = {"own-cake": ("test cake", 60), "own-tart": ("tart", 30)}
    use(planner, listing(tmp_path / "own.csv", own))
    add(planner, "test cake")
    add(planner, "tart")
    planner.keep.click()
    spoil(tmp_path / "own.csv")
    morning = make()
    add(morning, "almonds")
    with refused(
        morning,
        rf"^This day uses foods that are not in the list: 2 \(own-cake, own-tart\). If they are your own, choose your list first, behind Own foods; then load the day again.\n.*{words}",
    ):
        morning.fetch.click()
    use(morning, listing(tmp_path / "moved.csv", own))
    morning.fetch.click()
    assert not is_complaint(morning) and reading(morning) == reading(planner)


def test_a_day_from_before_lists_were_remembered_says_so_too(planner, tmp_path):
    (tmp_path / "my-day.json").write_text(
        json.dumps({"magnesium-day": 1, "need": GIRL, "meals": {"lunch": [["own-cake", 80]]}})
    )
    with refused(planner, r"not in the list: 1 \(own-cake\). If they are your own, choose your list first"):
        planner.fetch.click()


def test_a_day_for_another_need_is_refused_with_those_there_are(planner):
    plate.save("my-day.json", {}, "efsa-ai-1-3-male")
    with refused(
        planner,
        r"^There is no need 'efsa-ai-1-3-male' in this lesson; choose from: girl, 10-17 years \(250 mg\); boy, .*; man \(350 mg\).$",
    ):
        planner.fetch.click()
    plate.save("my-day.json", {"lunch": [("almonds", 30)]}, MAN)
    planner.fetch.click()
    assert (
        planner.need.value == MAN
        and labels(planner) == ["lunch: almonds, 30 g ✕"]
        and not is_complaint(planner)
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type the name of a file first."),
        ("none.json", "There is no file none.json. Looked in: "),
        (".", "is a folder"),
        ("a\0b", "No file can be called"),
        ("text.json", "text.json is not a day saved in this lesson; nothing was changed."),
    ],
)
def test_a_file_that_is_no_day_changes_nothing(planner, tmp_path, typed, words):
    (tmp_path / "text.json").write_text("my thesis", "utf-8")
    planner.file.value = typed
    with refused(planner, words):
        planner.fetch.click()
    if typed != "none.json":
        with refused(planner, words):
            planner.keep.click()
    assert (tmp_path / "text.json").read_text("utf-8") == "my thesis" and len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_may_not_be_written_is_told_plainly(planner, monkeypatch):
    def read_only(*_args, **_options):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "write_text", read_only)
    with refused(planner, "^my-day.json cannot be saved: it may only be read there, not written.$"):
        planner.keep.click()


# ---- the language


def halves(text):
    """Each line of a message in the language that says everything twice."""
    return all(line[: len(line) // 2] == line[len(line) // 2 + 1 :] for line in text.split("\n"))


def test_every_complaint_speaks_the_language(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    language.use(language.PSEUDO)
    planner = make()
    almonds = module.listed_names(FOODS)["almonds"]
    day = {"magnesium-day": 1, "need": GIRL, "meals": {"lunch": []}}
    for food, count in (
        ("", "1"),
        ("@@@", "1"),
        ("almond", "1"),
        (almonds, "x"),
        (module.listed_names(FOODS)["cola"], "10"),
    ):
        add(planner, food, count)
        assert is_complaint(planner) and halves(said(planner)), said(planner)
    for content in (
        "my thesis",
        {**day, "need": "nobody"},
        *(
            {**day, "meals": meals}
            for meals in (
                {"brunch": []},
                {"lunch": [["cola", -1]]},
                {"lunch": [["cola", 1999], ["cola", 2]]},
                {"lunch": [["own-cake", 1]]},
            )
        ),
    ):
        (tmp_path / "my-day.json").write_text(json.dumps(content), "utf-8")
        planner.fetch.click()
        assert is_complaint(planner) and halves(said(planner).strip()), said(planner)
    for path in ("", "none.json", ".", "a\0b"):
        planner.file.value = planner.own.value = path
        for button in (planner.fetch, planner.use):
            button.click()
            assert is_complaint(planner) and halves(said(planner)), said(planner)
    planner.file.value = "none/day.json"
    planner.keep.click()
    assert is_complaint(planner) and halves(said(planner)), said(planner)


# ---- any order of any actions

PORTION = FOODS["portion_g"].to_dict()
LISTS = {
    "first": {"own-cake": ("test cake", 60), "own-almonds": ("Almonds", 75)},
    "corrected": {"own-cake": ("test cake", 600), "own-almonds": ("Almonds", 75)},
    "renamed": {"own-cake-2": ("test cake", 60), "own-almonds": ("Almonds", 75)},
    "twins": {"own-cake": ("test cake", 60), "own-cake-2": ("Test cake", 61), "own-almonds": ("Almonds", 75)},
}
TYPED = {  # what is typed, to the id it means with each list; none where it means nothing
    "almonds": dict.fromkeys([None, *LISTS], "almonds"),
    " COLA ": dict.fromkeys([None, *LISTS], "cola"),
    "almond": {},
    "almonds (own)": dict.fromkeys(LISTS, "own-almonds"),
    "test  cake": {"first": "own-cake", "corrected": "own-cake", "renamed": "own-cake-2"},
    "test cake (own) [own-cake]": {"twins": "own-cake"},
    "Test cake (own)": {"first": "own-cake", "corrected": "own-cake", "renamed": "own-cake-2"},
}
COUNTS = {"1": 1, "0,5": 0.5, "0.25": 0.25, "6.25": 6.25, "10": 10, "10.5": None, "": None, "x": None}


class Planning(RuleBasedStateMachine):
    """A learner at the planner, beside a plate kept with plain Python that says what must be seen."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        for name, foods in LISTS.items():
            listing(self.folder / f"{name}.csv", foods)
        self.planner = make()
        self.meals = {meal: list(PRESETS.get(meal, [])) for meal in plate.MEALS}
        self.need, self.list, self.days, self.old = GIRL, None, {}, None

    def teardown(self):
        shutil.rmtree(self.folder)

    def ends_well(self, well):
        """Whether the message is praise or complaint as it must be; and nothing unforeseen happened."""
        assert is_complaint(self.planner) is not well, said(self.planner)
        assert "unexpected" not in said(self.planner) and "Errno" not in said(self.planner)

    def has(self, food, of):
        return food in FOODS.index or food in LISTS.get(of, {})

    @rule(
        typed=st.sampled_from(list(TYPED)),
        count=st.sampled_from(list(COUNTS)),
        meal=st.sampled_from(list(plate.MEALS)),
        by_enter=st.booleans(),
    )
    def put(self, typed, count, meal, by_enter):
        self.planner.food.value, self.planner.count.value, self.planner.meal.value = typed, count, meal
        enter(self.planner) if by_enter else self.planner.add.click()
        food, portions = TYPED[typed].get(self.list), COUNTS[count]
        grams = portions * PORTION.get(food, 80) if food and portions else None
        possible = grams is not None and sum(g for f, g in self.meals[meal] if f == food) + grams <= 2000
        self.ends_well(possible)
        if possible:
            self.meals[meal].append((food, grams))

    @rule(place=st.integers(0, 30))
    def take_away(self, place):
        entries = [(meal, number) for meal, rows in self.meals.items() for number in range(len(rows))]
        if entries:
            meal, number = entries[place % len(entries)]
            self.old = self.planner.listed.children[place % len(entries)]
            self.old.click()
            del self.meals[meal][number]
            self.ends_well(True)

    @rule()
    def click_on_an_old_button(self):
        if self.old:
            self.old.click()

    @rule(need=st.sampled_from(list(figures.NEEDS)))
    def choose_need(self, need):
        self.planner.need.value = self.need = need

    @rule(name=st.sampled_from([*LISTS, "none"]))
    def use_list(self, name):
        use(self.planner, self.folder / f"{name}.csv")
        possible = (self.folder / f"{name}.csv").exists() and all(
            self.has(food, name) for rows in self.meals.values() for food, _grams in rows
        )
        self.ends_well(possible)
        self.list = name if possible else self.list

    @rule(name=st.sampled_from(list(LISTS)))
    def lose_or_find_a_list(self, name):
        path = self.folder / f"{name}.csv"
        path.unlink() if path.exists() else listing(path, LISTS[name])

    @rule(name=st.sampled_from("ab"))
    def save(self, name):
        self.planner.file.value = f' "{self.folder / name}.json"'
        self.planner.keep.click()
        self.ends_well(True)
        used = (
            self.list
            if any(food not in FOODS.index for rows in self.meals.values() for food, _grams in rows)
            else None
        )
        self.days[name] = {meal: list(rows) for meal, rows in self.meals.items()}, self.need, used

    @rule(name=st.sampled_from("ab"))
    def load(self, name):
        self.planner.file.value = f"{self.folder / name}.json"
        self.planner.fetch.click()
        meals, need, with_list = self.days.get(name, (None, None, None))
        for of in (self.list, with_list):
            there = of == self.list or (self.folder / f"{of}.csv").exists()
            if (
                meals is not None
                and there
                and all(self.has(food, of) for rows in meals.values() for food, _grams in rows)
            ):
                self.meals, self.need, self.list = (
                    {meal: list(rows) for meal, rows in meals.items()},
                    need,
                    of,
                )
                return self.ends_well(True)
        self.ends_well(False)
        return None

    @rule(
        content=st.sampled_from(
            [
                '{"magnesium-day": 1, "need": "nobody", "meals": {}}',
                f'{{"magnesium-day": 1, "need": "{GIRL}", "meals": {{"lunch": [["cola", 2001]]}}}}',
                "{",
            ]
        )
    )
    def load_what_is_spoiled(self, content):
        (self.folder / "c.json").write_text(content, "utf-8")
        self.planner.file.value = f"{self.folder / 'c.json'}"
        self.planner.fetch.click()
        self.ends_well(False)

    @invariant()
    def the_list_shows_what_was_put_there(self):
        assert (
            self.planner.plate.meals == self.meals
            and self.planner.need.value == self.planner.plate.need == self.need
        )
        shown = [re.fullmatch(r"(.+?): (.+), (\S+) g ✕", label).group(1, 3) for label in labels(self.planner)]
        assert shown == [
            (str(plate.MEALS[meal]), number(grams))
            for meal, rows in self.meals.items()
            for _food, grams in rows
        ]
        assert len(set(self.planner.food.options)) == len(FOODS) + len(LISTS.get(self.list, {}))

    @invariant()
    def the_figure_shows_its_sum(self):
        per_100g = {food: mg for food, (_name, mg) in LISTS.get(self.list, {}).items()}
        eaten = [
            FOODS["magnesium_mg_per_100g"].get(food, per_100g.get(food)) * grams / 100
            for rows in self.meals.values()
            for food, grams in rows
        ]
        view = self.planner.drawn.state.view
        assert len(view["rows"]) == len(self.planner.listed.children) == len(eaten)
        assert sorted(row[3] for row in view["rows"]) == sorted(map(number, eaten))
        total = float(re.search(r"holds ([\d,.]+) mg", view["reading"])[1].replace(",", "")) if eaten else 0
        assert total == pytest.approx(sum(eaten), abs=0.51)
        assert view["figure"]["data"][0]["x"][-2] == pytest.approx(min(sum(eaten), plate.AXIS_MG), rel=1e-4)
        assert f"a need of {figures.need_mg(self.need):.0f} mg" in view["reading"] or not sum(eaten)

    @invariant()
    def what_is_saved_comes_back(self):
        now = self.planner.plate
        path = plate.save(self.folder / "now.json", now.meals, now.need, now.foods, now.own)
        assert plate.load(path, now.foods) == (self.meals, self.need)


Planning.TestCase.settings = settings(max_examples=30, stateful_step_count=40)
TestPlanning = Planning.TestCase
