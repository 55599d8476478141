"""The look of figures: plain numbers, axes, marked values, ranked bars."""

import gzip
import json

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import chart, explore, language
from helpers.chart.look import _AXIS


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.23456789, 1.2346),
        (123456.7, 123460),
        (2.0, 2),
        (0.000123456, 0.00012346),
        (-0.5, -0.5),
        (True, True),
        (None, None),
        ("a", "a"),
        (12345678, 12345678),
        (float("nan"), None),
        (float("inf"), None),
        (np.float64(0.1), 0.1),
        (np.int64(3), 3),
        (np.array([[1.0, 2.5]]), [[1, 2.5]]),
        ((1, 2), [1, 2]),
        (pd.Series([1.5, None]), [1.5, None]),
        ({"a": None, "template": 1, "b": np.array([1])}, {"b": [1]}),
        (language._l("drink"), "drink"),
    ],
)
def test_plain(value, expected):
    result = chart.plain(value)
    assert result == expected and type(result) is type(expected)


@given(st.floats(-1e300, 1e300))
def test_plain_numbers_stay_close(value):
    assert chart.plain(value) == pytest.approx(value, rel=1e-4)
    assert chart.plain(chart.plain(value)) == chart.plain(value)


def test_plain_leaves_its_input_alone():
    given_value = {"x": [1.23456789, None], "y": {"z": None}}
    chart.plain(given_value)
    assert given_value == {"x": [1.23456789, None], "y": {"z": None}}


def test_a_plain_figure_needs_nothing_of_plotly():
    figure = chart.plain(chart.figure(go.Scatter(x=np.arange(3), y=np.array([0.123456, 1, 2]))))
    assert (
        set(figure) == {"data", "layout"}
        and figure["data"][0]["x"] == [0, 1, 2]
        and figure["data"][0]["y"] == [0.12346, 1, 2]
    )
    assert "template" not in figure["layout"] and "bdata" not in json.dumps(figure, allow_nan=False)


def test_axes_keep_the_common_look_and_what_is_given():
    figure = chart.figure(
        x={"title": "mg", "range": [0, 5]}, y={"title": {"text": "g"}}, height=300, barmode="stack"
    )
    assert (
        figure.layout.xaxis.title.text == "mg"
        and figure.layout.xaxis.title.standoff == 12
        and list(figure.layout.xaxis.range) == [0, 5]
    )
    assert (
        figure.layout.yaxis.title.text == "g"
        and figure.layout.xaxis.fixedrange
        and figure.layout.yaxis.automargin
    )
    assert figure.layout.height == 300 and figure.layout.barmode == "stack"
    assert "range" not in _AXIS and "title" not in _AXIS


def test_there_is_room_for_the_titles_of_axes():
    def margin(**parts):
        return chart.plain(chart.figure(**parts))["layout"]["margin"]

    bare, long = margin(), "a title so long that beside a figure it needs a second line"
    assert (
        margin(x={"title": "mg"}) == bare | {"b": 62} and bare["b"] < 62
    )  # px, for numbers and a title in one line
    beside = margin(y={"title": "g"})
    assert bare["l"] < beside["l"] < margin(y={"title": long})["l"] and margin(x={"title": long}) == margin(
        x={"title": "mg"}
    )
    assert margin(y={"title": "g"}, margin={"t": 90}) == beside | {"t": 90}


def test_figures_write_numbers_as_the_language_does():
    assert chart.figure().layout.separators == ".,"
    language.use("nl")
    assert chart.figure().layout.separators == ",."


@pytest.mark.parametrize(("make", "kind"), [(chart.bar, "bar"), (chart.scatter, "scatter")])
def test_traces_are_plain(make, kind):
    trace = make(x=np.array([1.0, 2.0]), y=pd.Series(["a", "b"]), name="n")
    assert trace == {"type": kind, "x": [1, 2], "y": ["a", "b"], "name": "n"}


@pytest.mark.parametrize(
    "wrong", [{"x": {"rnage": [0, 1]}}, {"height": "high"}, {"annotations": [{"txt": "here"}]}]
)
def test_a_figure_is_checked_when_it_is_shown(wrong):
    view = explore.View(chart.figure(chart.bar(x=[1], y=[2]), **wrong), "one", pd.DataFrame({"n": [1]}), ())
    with pytest.raises(ValueError, match="rnage|height|txt"):
        view._repr_mimebundle_()
    with pytest.raises(ValueError, match="colour"):
        explore.stored(
            explore.View(chart.figure(chart.bar(x=[1], colour="red")), "one", pd.DataFrame({"n": [1]}), ())
        )


@pytest.mark.parametrize(("axis", "other"), [("x", "y"), ("y", "x")])
def test_a_line_crosses_the_figure_at_its_value(axis, other):
    shape, note = chart.line_at(55, "here", axis=axis, place=0.3)
    assert (
        shape[f"{axis}0"] == shape[f"{axis}1"] == note[axis] == 55
        and shape[f"{axis}ref"] == note[f"{axis}ref"] == axis
    )
    assert (shape[f"{other}0"], shape[f"{other}1"], shape[f"{other}ref"], note[other]) == (
        0,
        1,
        "paper",
        0.3,
    ) and note["text"] == "here"
    chart.figure(shapes=[shape], annotations=[note])


@given(st.text("abcdefg hij", max_size=80), st.integers(3, 30))
def test_wrapped_keeps_every_word(text, width):
    lines = chart.wrapped(text, width).split("<br>")
    assert " ".join(lines).split() == text.split()
    assert all(len(line) <= width or " " not in line for line in lines) or not text.strip()


def ranked(values, limit=100, **more):
    return chart.ranked_bars(
        [f"food {i}" for i in range(len(values))],
        values,
        [f"{v}" for v in values],
        limit=limit,
        title="mg",
        **more,
    )


def test_ranked_bars_are_cut_at_the_end_of_the_axis_and_say_so():
    figure = ranked([250, 100, 75.5, 10])
    bars = figure.data[0]
    assert list(bars.x) == [100, 100, 75.5, 10] and list(bars.text) == ["250 →", "100", "75.5", "10"]
    assert list(bars.textposition) == ["inside", "inside", "inside", "outside"]
    assert (
        list(figure.layout.xaxis.range) == [0, 100]
        and figure.layout.yaxis.autorange == "reversed"
        and figure.layout.xaxis.title.text == "mg"
    )


def test_ranked_bars_take_colours_and_marked_values():
    figure = ranked(
        [2, 1],
        colors=[chart.ORANGE, chart.BLUE],
        marks=[chart.line_at(1.5, "need"), chart.line_at(1.8, "more")],
    )
    assert list(figure.data[0].marker.color) == [chart.ORANGE, chart.BLUE]
    assert [s.x0 for s in figure.layout.shapes] == [1.5, 1.8] and [
        a.text for a in figure.layout.annotations
    ] == ["need", "more"]
    assert {s.layer for s in figure.layout.shapes} == {"between"} and figure.data[
        0
    ].outsidetextfont.shadow == chart.HALO  # no line through a number
    assert not ranked([1]).layout.shapes


def test_ranked_bars_of_unequal_length_are_refused():
    with pytest.raises(ValueError):
        chart.ranked_bars(["a", "b"], [1, 2], ["1"], limit=5, title="mg")


def contrast(one, other):
    def light(color):
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        return sum(
            w * (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4)
            for w, p in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
        )

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_text_and_lines_stand_out_on_white():
    assert contrast(chart.INK, "#FFFFFF") > 7 and contrast(chart.GREY, "#FFFFFF") > 4.5
    assert contrast("#FFFFFF", chart.BLUE) > 4.5  # numbers inside the bars
    assert (
        len(
            {
                chart.BLUE,
                chart.ORANGE,
                chart.GREEN,
                chart.PINK,
                chart.SKY,
                chart.YELLOW,
                chart.GREY,
                chart.PALE,
            }
        )
        == 8
    )
    assert len(set(chart.DASHES)) == len(chart.DASHES) and len(set(chart.MARKERS)) == len(chart.MARKERS)


def test_plotly_js_is_packed_the_same_each_time():
    packed = chart.plotly_js_gz()
    assert packed == chart.plotly_js_gz() and len(packed) < 2_500_000
    assert b"Plotly" in gzip.decompress(packed)


def test_one_page_widget_a_kernel_without_a_view():
    assert chart.page() is chart.page() and chart.page()._view_name is None
    assert "http" not in chart.page()._esm.replace("http://www.w3.org", "")


def test_a_chart_names_the_model_that_holds_its_view():
    drawn = chart.Chart("<p>skeleton</p>", {"reading": "first"})
    assert (
        drawn.value
        == f'<div class="course-chart" lang="en" data-state="{drawn.state.model_id}"><p>skeleton</p></div>'
    )
    assert drawn.state.get_state()["view"] == {"reading": "first"} and drawn.state._view_name is None
    drawn.state.view = {"reading": "next"}
    assert drawn.state.get_state()["view"] == {"reading": "next"}


# ---- forest plot and people


EFFECTS = [
    chart.Effect("one", 0.92, 0.88, 0.97, "cohort"),
    chart.Effect("two", 0.5, 0.05, 3.0, "trial"),
    chart.Effect("three", 1.2, None, None, "trial"),
]
KINDS = {
    "cohort": ("cohort", "square", chart.BLUE),
    "trial": ("trial", "circle", chart.ORANGE),
    "animal": ("animal", "x", chart.GREY),
}


def test_a_forest_plot_shows_every_effect_with_its_interval():
    drawn = chart.plain(
        chart.forest(
            EFFECTS, kinds=KINDS, title="RR", limits=(0.1, 2), none=1, sides=("less", "more"), log=True
        )
    )
    assert [t["name"] for t in drawn["data"]] == ["cohort", "trial"]  # only what occurs
    cohort, trial = drawn["data"]
    assert cohort["error_x"]["array"] == pytest.approx([0.05]) and cohort["error_x"][
        "arrayminus"
    ] == pytest.approx([0.04])
    assert (
        "0.92 (0.88 … 0.97)" in cohort["y"][0]
        and trial["y"][1].endswith("<b>1.2</b>")
        and trial["error_x"]["array"][1] == 0
    )
    texts = [note["text"] for note in drawn["layout"]["annotations"]]
    assert (
        texts.count("◂") == texts.count("▸") == 1 and "← less" in texts and "more →" in texts
    )  # the wide interval goes on
    assert (
        drawn["layout"]["xaxis"]["range"] == pytest.approx([-1, 0.30103], rel=1e-3)
        and drawn["layout"]["shapes"][0]["x0"] == 1
    )


def test_a_study_without_a_number_has_no_interval_beside_its_name():
    drawn = chart.plain(
        chart.forest(
            [*EFFECTS, chart.Effect("four", float("nan"), None, None, "trial")],
            kinds=KINDS,
            title="RR",
            limits=(0.1, 2),
            none=1,
        )
    )
    assert drawn["layout"]["yaxis"]["categoryarray"][2:] == ["three<br><b>1.2</b>", "four"]


@given(st.lists(st.integers(0, 400), min_size=1, max_size=4))
def test_people_are_all_there_and_none_overlaps(counts):
    drawn = chart.people([(f"g{i}", n, chart.BLUE, "/") for i, n in enumerate(counts)])
    assert [sum(trace.x) for trace in drawn.data] == counts
    rows = [sum(row) for row in zip(*(trace.x for trace in drawn.data), strict=True)]
    assert all(row == chart.ACROSS for row in rows[:-1]) and (not rows or 0 < rows[-1] <= chart.ACROSS)


@pytest.mark.parametrize("count", [-1, 14.7])
def test_people_come_whole(count):
    with pytest.raises(ValueError, match="people come whole"):
        chart.people([("g", count, chart.BLUE, "")])


@pytest.mark.parametrize(
    "color",
    [
        chart.BLUE,
        chart.ORANGE,
        chart.GREEN,
        chart.PINK,
        chart.SKY,
        chart.YELLOW,
        chart.GREY,
        chart.PALE,
        chart.INK,
        "#FFFFFF",
    ],
)
def test_a_number_inside_a_bar_stands_out(color):
    def light(color):
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        return sum(
            w * (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4)
            for w, c in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
        )

    [ink] = chart.bar(
        x=[1], y=["a"], text=["1"], marker={"color": [color]}, insidetextfont={"color": color, "size": 9}
    )["insidetextfont"]["color"]
    dark, bright = sorted((light(color), light(ink)))
    assert (bright + 0.05) / (dark + 0.05) >= 4.5
    assert chart.bar(x=[1], y=["a"], text=["1"], marker={"color": color})["insidetextfont"] == {"color": ink}
