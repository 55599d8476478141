"""Every exploration of every lesson, at every extreme of its controls, in every language."""

import importlib
import itertools
import json
import pkgutil
import re

import pandas as pd
import plotly.graph_objects as go
import pytest

from helpers import chart, explore, language, lessons, tables
from helpers.explore import Choice, Exploration, Slider, View, explorable

FOUND = [
    thing
    for found in pkgutil.iter_modules(lessons.__path__)
    for thing in vars(importlib.import_module(f"helpers.lessons.{found.name}")).values()
    if isinstance(thing, Exploration)
]


def ends(control):
    values = list(control.options)
    return list(dict.fromkeys([values[0], values[len(values) // 2], values[-1]]))


def drawn(view):
    """Reading and figure; the table only repeats them."""
    return view.reading, json.dumps(chart.plain(view.figure))


def idle(exploration, state=None):
    """Names of the controls that change nothing while the others stand as in `state`, or at their start."""
    return {
        name
        for name, control in exploration.controls.items()
        if len({drawn(exploration(**(state or {}) | {name: value})) for value in ends(control)}) == 1
    }


def extremes(exploration):
    """Each control at both ends and in the middle, the others at their start; and all ends together where few."""
    for name, control in exploration.controls.items():
        for value in ends(control):
            yield {name: value}
    corners = [[c_ends[0], c_ends[-1]] for c_ends in map(ends, exploration.controls.values())]
    if 2 ** len(corners) <= 32:
        for values in itertools.product(*corners):
            yield dict(zip(exploration.controls, values, strict=True))


def ranges(view):
    layout = view.figure.layout
    return [list(axis.range) for axis in (layout.xaxis, layout.yaxis) if axis.range]


@pytest.mark.parametrize("code", ["en", "nl", language.PSEUDO])
@pytest.mark.parametrize("exploration", FOUND, ids=lambda e: e.item)
def test_every_extreme_gives_a_whole_view(exploration, code):
    language.use(code)
    for state in extremes(exploration):
        view = exploration(**state)
        assert any(letter.isdigit() for letter in view.reading), (state, view.reading)
        assert "{" not in view.reading and not re.search(
            r"\bnan\b", view.reading
        )  # the word, not "maintenance"
        assert len(view.table) > 0 and view.sources
        tables.sources(view.sources)
        page = json.dumps(explore.as_json(view))
        go.Figure(
            chart.plain(view.figure)
        )  # Plotly raises an error if it does not know a property or its value
        assert "bdata" not in page and "NaN" not in page
        axes = [
            axis
            for axis in (view.figure.layout.xaxis, view.figure.layout.yaxis)
            if False not in (axis.visible, axis.showticklabels)
        ]
        titled = [axis for axis in axes if axis.title.text]
        assert (titled or not axes) and all(str(axis.title.text).strip() for axis in titled)


@pytest.mark.parametrize("exploration", FOUND, ids=lambda e: e.item)
def test_axes_stand_still_while_a_slider_moves(exploration):
    for name, control in exploration.controls.items():
        if isinstance(control, Slider):
            assert len({str(ranges(exploration(**{name: value}))) for value in ends(control)}) == 1, name


@pytest.mark.parametrize("exploration", FOUND, ids=lambda e: e.item)
def test_every_control_does_something(exploration):
    for name in exploration.controls:
        assert name not in idle(exploration) or any(
            name not in idle(exploration, {other: value})
            for other, control in exploration.controls.items()
            if other != name
            for value in control.options
        ), name


@pytest.mark.parametrize("exploration", FOUND, ids=lambda e: e.item)
def test_a_view_depends_on_its_controls_alone(exploration):
    assert explore.as_json(exploration()) == explore.as_json(exploration(**exploration.start))


@pytest.mark.parametrize("exploration", FOUND, ids=lambda e: e.item)
def test_legend_explains_every_control(exploration):
    page = explore.skeleton(exploration, exploration())
    assert exploration.marks and "<tbody" in page and str(exploration.title) in page.replace("&#x27;", "'")


# ---- the machinery, on a small example


@explorable(
    "example",
    n=Slider(0, 10, step=5, start=5, unit="mg", label="n"),
    kind=Choice({"alpha": "A", "beta": "B"}, label="kind"),
)
def example(n, kind):
    """An example."""
    return View(chart.figure(chart.bar(x=[1.23456789], y=[n])), f"{n} {kind}", pd.DataFrame({"n": [n]}), ())


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"n": 11}, "n=11 is outside its range. Allowed: a number from 0 to 10 mg"),
        ({"n": "5"}, "outside its range"),
        ({"n": float("nan")}, "outside its range"),
        ({"n": True}, "outside its range"),
        ({"kind": "alfa"}, "Did you mean 'alpha'"),
        ({"kind": 3}, "Choose one of 'alpha', 'beta'"),
        ({"other": 1}, "no control 'other'. It has: n, kind"),
    ],
)
def test_wrong_values_get_a_clear_error(values, said):
    with pytest.raises(ValueError, match=said):
        example(**values)


def test_states_come_in_order():
    states = list(example.states())
    assert (
        len(states) == 6
        and states[0] == {"n": 0, "kind": "alpha"}
        and states[1] == {"n": 0, "kind": "beta"}
        and states[-1] == {"n": 10, "kind": "beta"}
    )


def test_too_many_states_name_the_control():
    @explorable(
        "many", a=Slider(0, 100, step=1, start=0, label="a"), b=Slider(0, 30, step=1, start=0, label="b")
    )
    def many(a, b):
        raise AssertionError

    with pytest.raises(ValueError, match="3131 states .* 'a' .101 values"):
        many.states()


def test_a_start_that_is_no_option_is_refused():
    with pytest.raises(ValueError, match="n=3 is not among its values"):
        explorable("x", n=Slider(0, 10, step=5, start=3, label="n"))(lambda n: None)
    with pytest.raises(ValueError, match="handout must offer the starting value"):
        explorable("x", n=Slider(0, 10, step=5, start=5, handout=[0], label="n"))(lambda n: None)


def test_stored_figures_are_plain_and_rounded():
    kept = explore.stored(example())
    assert kept[explore.FIGURE]["data"][0]["x"] == [1.2346] and kept[explore.TEXT] == "5 alpha"
    json.dumps(kept, allow_nan=False)


def test_what_a_cell_shows():
    data, metadata = example._repr_mimebundle_()
    assert set(data) == {explore.WIDGET, explore.FIGURE, explore.HTML, explore.TEXT} and metadata == {
        "course": {"item": "test_explorations:example"}
    }


# ---- numbers of lesson 02, worked out by hand


def test_lesson_02_against_numbers_worked_out_by_hand():
    from helpers.lessons import food_sources as lesson

    def column(view, row, place=1):
        return float(view.table[view.table.iloc[:, 0] == row].iloc[0, place])

    assert column(
        lesson.ranking(per="portion", group="nuts-seeds", find="almonds", count=20), "almonds"
    ) == pytest.approx(tables.load("foods").loc["almonds", "magnesium_mg_per_100g"] * 0.30)
    assert column(lesson.boiling(food="lentils", time="45-75-min"), "measured, dry matter") == pytest.approx(
        100 * (36 / (100 - 69.64)) / (122 / (100 - 10.4)), rel=0.002
    )
    assert column(lesson.boiling(food="lentils", time="45-75-min"), "in the food") == 75
    assert column(lesson.bran(bran=0, germ=0), "your flour") == pytest.approx(
        0.83 * 22 + 0.145 * 611 + 0.025 * 239
    )
    assert column(lesson.milk_and_water(litres=1), "semi-skimmed milk", 2) == pytest.approx(121 * 1.03)
    assert "113 mg a day" in lesson.uptake(mg_a_day=300, meals=3).reading
    assert "58 mg" in lesson.uptake(mg_a_day=300, meals=1).reading
    assert column(lesson.kettle(water="hepar", boiled_off=50), "after", 3) == pytest.approx(238)
