"""What an exploration promises beyond `test_explorations`: pure views, plain stored figures, HTML that needs no script."""

import importlib
import itertools
import json
import math
import pkgutil
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

from helpers import chart, explore, language, lessons, tables
from helpers.explore import Choice, Exploration, Slider, View, explorable

FOUND = {
    thing.item: thing
    for found in pkgutil.iter_modules(lessons.__path__)
    for thing in vars(importlib.import_module(f"helpers.lessons.{found.name}")).values()
    if isinstance(thing, Exploration)
}
each = pytest.mark.parametrize("exploration", FOUND.values(), ids=FOUND.keys())


def ends(control):
    values = list(control.options)
    return values[0], values[-1]


def shown(view):
    """Reading and figure; the table only repeats them."""
    return view.reading, json.dumps(chart.plain(view.figure))


def leaves(value, path=()):
    """Everything in nested dicts and lists that is neither, with its path."""
    if isinstance(value, (dict, list)):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(part, (*path, key))
    else:
        yield path, value


# ---- every exploration of every lesson


def test_the_explorations_are_found():
    assert len(FOUND) >= 9 and {"food_sources:boiling", "food_sources:uptake"} <= set(FOUND)


@each
def test_axes_stand_still_whatever_the_other_controls_say(exploration):
    def axes(view):
        layout = chart.plain(view.figure)["layout"]
        return {a: layout[a].get("range") for a in ("xaxis", "yaxis")}, layout["height"]

    for name, control in exploration.controls.items():
        if not isinstance(control, Slider):
            continue
        values = list(control.options)
        others = {n: dict.fromkeys(ends(c)) for n, c in exploration.controls.items() if n != name}
        for rest in itertools.islice(itertools.product(*others.values()), 32):
            fixed = dict(zip(others, rest, strict=True))
            seen = {
                str(axes(exploration(**fixed, **{name: value})))
                for value in (values[0], values[len(values) // 2], values[-1])
            }
            assert len(seen) == 1, (name, fixed, seen)


@each
@pytest.mark.parametrize("code", ["en", "nl"])
def test_traces_hold_numbers_and_text_without_gaps(exploration, code):
    language.use(code)
    for state in [exploration.start, *({n: v} for n, c in exploration.controls.items() for v in ends(c))]:
        figure = explore.stored(exploration(**state))[explore.FIGURE]
        assert figure["data"]
        for trace in figure["data"]:
            for axis in ("x", "y", "base"):
                values = trace.get(axis, [])
                values = values if isinstance(values, list) else [values]
                assert None not in values, (state, trace.get("name"), axis)
            for said in ("text", "hovertext"):
                assert all(isinstance(t, str) for t in trace.get(said, [])), state
            assert isinstance(trace.get("name", ""), str)
        for text in (figure["layout"][a].get("title", {}).get("text", "") for a in ("xaxis", "yaxis")):
            assert isinstance(text, str) and (not text or any(letter.isalpha() for letter in text))


@each
def test_what_is_drawn_stays_inside_the_axes(exploration):
    for state in [exploration.start, *({n: v} for n, c in exploration.controls.items() for v in ends(c))]:
        figure = explore.stored(exploration(**state))[explore.FIGURE]
        for trace, axis in itertools.product(figure["data"], "xy"):
            shown = figure["layout"][f"{axis}axis"]
            low, high = sorted(shown.get("range", (float("-inf"), float("inf"))))  # an axis may run downwards
            numbers = [v for v in trace.get(axis, []) if isinstance(v, (int, float))]
            if shown.get("type") == "log":
                numbers = [math.log10(v) for v in numbers]
            assert all(low - 1e-4 <= v <= high + 1e-4 for v in numbers), (
                state,
                axis,
                low,
                high,
                min(numbers),
                max(numbers),
            )


@each
def test_a_view_neither_changes_the_tables_nor_the_next_view(exploration):
    before = {name: tables.load(name) for name in ("foods", "waters", "milling")}
    first = exploration()
    kept = shown(first), first.table.copy()
    first.table.iloc[:, 0] = "scribbled"
    first.figure.layout.height = 99
    second = exploration()
    assert shown(second) == kept[0]
    pd.testing.assert_frame_equal(second.table, kept[1])
    for name, table in before.items():
        pd.testing.assert_frame_equal(tables.load(name), table)


@each
def test_stored_figures_are_plain(exploration):
    for path, value in leaves(explore.stored(exploration())):
        assert type(value) in (str, int, float, bool), path
        if type(value) is float:
            assert value == float(f"{value:.5g}"), path
    assert "bdata" not in json.dumps(explore.stored(exploration()), allow_nan=False)


@each
def test_every_control_has_words_in_both_languages(exploration):
    for code in ("en", "nl"):
        language.use(code)
        for control in exploration.controls.values():
            assert str(control.label) and all(control.options.values())
            assert len(set(control.options.values())) == len(control.options), str(control.label)
        assert str(exploration.title) and all(str(t) and str(m) for t, m in exploration.marks.items())


@each
def test_a_handout_takes_its_states_from_the_controls(exploration):
    states = list(exploration.states())
    assert (
        len(states) == np.prod([len(c.handout) for c in exploration.controls.values()]) <= explore.MOST_STATES
    )
    assert exploration.start in states and len({str(s) for s in states}) == len(states)


# ---- the machinery, on small examples


def small(**controls):
    return explorable("small", **controls)(
        lambda **values: View(
            chart.figure(chart.bar(x=[1], y=[1])), str(values), pd.DataFrame({"a": [1]}), ()
        )
    )


def test_without_arguments_every_control_stands_at_its_start():
    example = small(
        n=Slider(0, 10, step=5, start=5, label="n"),
        kind=Choice({"a": "A", "b": "B"}, start="b", label="k"),
        first=Choice({"x": "X", "y": "Y"}, label="f"),
    )
    assert example.start == {"n": 5, "kind": "b", "first": "x"} and example().reading == str(example.start)


def test_near_matches_are_found_in_the_words_as_well():
    food = Choice(
        {"spinach-boiled": "boiled spinach", "kale": "green cabbage", "bread": "bread"}, label="food"
    )
    for typed, expected in (("spinach", "'spinach-boiled'"), ("cabbage", "'kale'"), ("brad", "'bread'")):
        with pytest.raises(
            ValueError, match=f"food='{typed}' is not one of the 3 choices. Did you mean {expected}"
        ):
            food.checked("food", typed)
    with pytest.raises(ValueError, match="Choose one of 'spinach-boiled', 'kale', 'bread'"):
        food.checked("food", "zzzz")


LOOK_UP = Choice(
    {"none": "no food", "raw": "spinach, raw", "boiled": "spinach, boiled", "kale": "Kale"},
    label="Look up",
    search=True,
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("spinach, raw", "raw"),
        ("SPINACH,  raw ", "raw"),
        ("kale", "kale"),
        ("kal", "kale"),
        ("raw", "raw"),
        ("", "none"),
        ("  ", "none"),
    ],
)
def test_a_look_up_does_not_mind_capitals_blanks_and_unfinished_names(typed, value):
    widget = LOOK_UP.widget()
    widget.value = typed
    assert LOOK_UP.value(widget) == value


@pytest.mark.parametrize(
    ("typed", "near"),
    [("spinach", "spinach, raw; spinach, boiled"), ("Spinahc, raw", "spinach, raw"), ("zzz", "–")],
)
def test_a_look_up_without_an_answer_names_those_that_come_near(typed, near):
    widget = LOOK_UP.widget()
    widget.value = typed
    with pytest.raises(ValueError, match=f"There is no “{typed}” in the list. Did you mean: {near}"):
        LOOK_UP.value(widget)


@pytest.mark.parametrize("code", ["en", "nl"])
def test_a_control_whose_figure_fails_says_so_in_the_language_and_goes_on(code):
    language.use(code)

    def shown(n):
        if n == 1:
            raise ValueError("not one")
        return View(
            chart.figure(chart.bar(x=[1], y=[1 / (2 - n)])), f"n is {n}", pd.DataFrame({"a": [n]}), ()
        )

    box = explorable("small", n=Slider(0, 3, step=1, start=0, label="n"))(shown).widget()
    (slider,), drawn = box.children[0].children, box.children[1]
    before = {
        "en": "The figure still shows the setting before.",
        "nl": "De grafiek toont nog de vorige instelling.",
    }[code]
    for n, problem in (
        (1, f"not one {before}"),
        (2, f"ZeroDivisionError: division by zero {before}"),
        (3, None),
        (1, f"not one {before}"),
    ):
        slider.value = n
        assert drawn.state.view.get("problem") == problem, n
    assert drawn.state.view["reading"] == "n is 3"


def test_a_long_list_is_not_read_out_whole():
    with pytest.raises(ValueError, match=r"Choose one of .*, \.\.\.\."):
        Choice({f"food-{n}": "x" for n in range(50)}, label="f").checked("f", "@@@@")


@pytest.mark.parametrize(
    "value", [-0.001, 10.001, float("inf"), float("-inf"), float("nan"), None, "5", "", [5], False, 1 + 0j]
)
def test_a_slider_takes_numbers_of_its_range_only(value):
    with pytest.raises(ValueError, match="Allowed: a number from 0 to 10 mg$"):
        Slider(0, 10, step=5, start=5, unit="mg", label="n").checked("n", value)


@pytest.mark.parametrize("value", [0, 10, 5.0, 7.3])
def test_a_slider_takes_every_number_of_its_range(value):
    assert Slider(0, 10, step=5, start=5, label="n").checked("n", value) == value


def test_sliders_have_tidy_grids():
    assert list(Slider(0, 1, step=0.1, start=0, label="n").options) == [
        0,
        0.1,
        0.2,
        0.3,
        0.4,
        0.5,
        0.6,
        0.7,
        0.8,
        0.9,
        1,
    ]
    assert Slider(0, 2000, step=1000, start=0, unit="mg", label="n", texts={0: "none"}).options == {
        0: "none",
        1000: "1,000 mg",
        2000: "2,000 mg",
    }
    language.use("nl")
    assert list(Slider(0.5, 1.5, step=0.5, start=1, unit="L", label="n").options.values()) == [
        "0,5 L",
        "1 L",
        "1,5 L",
    ]


def test_options_follow_the_language():
    control = Choice(lambda: {"a": language.translate("drink")}, label="n")
    english = control.options
    language.use("nl")
    assert control.options != english == {"a": "drink"}
    language.use("en")
    assert control.options == english


@pytest.mark.parametrize(
    ("control", "said"),
    [
        (
            lambda: Slider(0, 10, step=5, start=6, label="n"),
            "small|lambda.*n=6 is not among its values: 0, 5, 10",
        ),
        (lambda: Slider(0, 10, step=5, start=5, handout=[5, 7], label="n"), "n=7 is not among its values"),
        (
            lambda: Slider(0, 10, step=5, start=5, handout=[0, 10], label="n"),
            "must offer the starting value n=5",
        ),
        (lambda: Choice({"a": "A"}, start="b", label="n"), "n='b' is not among its values: a"),
        (lambda: Choice({"a": "A"}, handout=["a", "c"], label="n"), "n='c' is not among its values"),
        (
            lambda: Choice({"a": "A", "b": "B"}, handout=["b"], label="n"),
            "must offer the starting value n='a'",
        ),
    ],
)
def test_slips_show_when_an_exploration_is_declared(control, said):
    with pytest.raises(ValueError, match=said):
        small(n=control())


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (
            lambda food, time: None,
            "missing.*'time'; its controls are: food, minutes; its parameters: food, time",
        ),
        (
            lambda food, minutes, salt: None,
            "missing.*'salt'; its controls are: food, minutes; its parameters: food, minutes, salt",
        ),
        (lambda: None, "unexpected.*'food'; its controls are: food, minutes; its parameters: none"),
    ],
)
def test_controls_must_be_named_as_the_parameters(function, said):
    controls = {key: Slider(0, 1, step=1, start=0, label=key) for key in ("food", "minutes")}
    with pytest.raises(ValueError, match=said):
        explorable("small", **controls)(function)


def test_handouts_may_have_just_so_many_states():
    assert (
        len(list(small(n=Slider(1, explore.MOST_STATES, step=1, start=1, label="n")).states()))
        == explore.MOST_STATES
    )
    with pytest.raises(ValueError, match=f"{explore.MOST_STATES + 1} states .* 'n' .* handout="):
        small(n=Slider(0, explore.MOST_STATES, step=1, start=0, label="n")).states()
    assert len(list(small(n=Slider(0, 9999, step=1, start=0, handout=[0, 50], label="n")).states())) == 2


def test_states_run_the_last_control_fastest_over_the_handout_grid():
    states = list(
        small(
            n=Slider(0, 10, step=1, start=0, handout=[0, 10], label="n"),
            k=Choice({"a": "A", "b": "B"}, label="k"),
        ).states()
    )
    assert states == [{"n": 0, "k": "a"}, {"n": 0, "k": "b"}, {"n": 10, "k": "a"}, {"n": 10, "k": "b"}]


def test_a_view_alone_shows_figure_and_reading():
    view = small(n=Slider(0, 1, step=1, start=0, label="n"))()
    assert view._repr_mimebundle_() == explore.stored(view) and set(explore.stored(view)) == {
        explore.FIGURE,
        explore.HTML,
        explore.TEXT,
    }


def test_numpy_and_missing_numbers_become_plain():
    view = View(
        chart.figure(chart.scatter(x=np.array([1.0, np.nan, 3.123456]), y=pd.Series([np.int64(1), 2, 3]))),
        "r",
        pd.DataFrame({"a": ["x", "y"], "b": [1234.5, np.nan], "c": [True, None]}),
        (),
    )
    figure = explore.stored(view)[explore.FIGURE]
    assert figure["data"][0]["x"] == [1, None, 3.1235] and figure["data"][0]["y"] == [1, 2, 3]
    assert json.dumps(explore.as_json(view), allow_nan=False)
    assert explore.as_json(view)["rows"] == [["x", "1,234", "True"], ["y", "–", ""]]


class Page(HTMLParser):
    """Tags and texts of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.texts.append(data)


NASTY = '<script>alert("x & y")</script>'


def test_html_is_readable_and_harmless_before_any_script():
    @explorable(
        NASTY,
        n=Slider(0, 1, step=1, start=0, label=NASTY, help=NASTY + "help"),
        marks={NASTY + "mark": NASTY + "meaning"},
    )
    def nasty(n):
        return View(
            chart.figure(chart.bar(x=[1], y=[1]), height=321),
            NASTY + "reading",
            pd.DataFrame({NASTY + "column": [NASTY + "row"], "mg": [0.5]}),
            ("usda-sr28",),
        )

    page = Page(explore.skeleton(nasty, nasty()))
    tags = [tag for tag, _attributes in page.tags]
    assert "script" not in tags and not any(
        name.startswith("on") for _tag, attributes in page.tags for name in attributes
    )
    for part in ("reading", "column", "row", "help", "mark", "meaning"):
        assert NASTY + part in page.texts, part
    assert "0.5" in page.texts and tags.count("th") == 3
    plot = next(attributes for _tag, attributes in page.tags if attributes.get("class") == "course-plot")
    assert plot["role"] == "img" and plot["aria-label"] == NASTY and "321px" in plot["style"]
    assert [a["scope"] for t, a in page.tags if t == "th"] == ["col", "col", "row"]
    assert any(t == "a" and a["href"].startswith("https://") and a["rel"] == "noopener" for t, a in page.tags)


def test_sources_are_cited_with_what_was_read():
    english = explore.source_links(["usda-sr28"])
    source = tables.load("sources").loc["usda-sr28"]
    assert source["read_how_en"] in english and source["url"] in english
    language.use("nl")
    assert source["read_how_nl"] in explore.source_links(["usda-sr28"])
    with pytest.raises(tables.TableError, match="nobody-1900"):
        explore.source_links(["nobody-1900"])
