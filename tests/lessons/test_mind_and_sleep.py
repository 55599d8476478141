"""Lesson 06-4 against numbers worked out by hand from the figures in data/, which are read here without the course's own code."""

import itertools
import math

import pytest
from looking import rows, trace

from helpers import chart, language
from helpers.lessons import mind_and_sleep as lesson


def open_percent(voltage, magnesium):
    return 100 / (1 + magnesium / 3.57 * math.exp(-0.062 * voltage))


# ---- the plug


@pytest.mark.parametrize(("voltage", "magnesium"), [(-70, 0.8), (-70, 1.0), (0, 2.0), (40, 0.2)])
def test_the_star_stands_on_the_curve(voltage, magnesium):
    view = lesson.block(voltage=voltage, magnesium=magnesium)
    assert trace(view, "your cell")["y"] == pytest.approx([open_percent(voltage, magnesium)], rel=1e-4)
    assert (
        f"{open_percent(voltage, magnesium):.1f}".rstrip("0").rstrip(".") + " % of the gates" in view.reading
    )
    half = math.log(magnesium / 3.57) / 0.062
    assert f"at {half:.0f} mV".replace("-", "−") in view.reading


def test_voltage_is_the_switch_and_magnesium_a_nudge():
    """What the learner should find: 70 mV does more than doubling the magnesium."""
    start = trace(lesson.block(voltage=-70, magnesium=0.8), "your cell")["y"][0]
    by_voltage = trace(lesson.block(voltage=0, magnesium=0.8), "your cell")["y"][0] - start
    by_magnesium = start - trace(lesson.block(voltage=-70, magnesium=1.6), "your cell")["y"][0]
    assert by_voltage == pytest.approx(76.2, abs=0.1) and by_magnesium == pytest.approx(2.7, abs=0.1)
    assert trace(lesson.block(), "brain fluid, 0.82 mM")["y"][4] == pytest.approx(
        open_percent(-70, 0.82), rel=1e-4
    )


# ---- the drip


@pytest.mark.parametrize(("reached", "after"), [(0, 0.82), (50, 0.975), (100, 1.13)])
def test_the_what_if_of_the_drip(reached, after):
    view = lesson.infusion(reached=reached)
    assert trace(view, "before")["x"] == [0.58, 0.82] and trace(view, "after")["x"] == pytest.approx(
        [0.89, after]
    )
    assert trace(view, "after")["text"][1] == f"{open_percent(-70, after):.1f} % not plugged".replace(
        ".0 ", " "
    )
    assert "from 0.58 to 0.89 mM" in view.reading


# ---- the circle


@pytest.mark.parametrize(
    ("e", "status", "stress", "times"),
    [(1, "89.5", "1.05", "1.05"), (2, "77.8", "2.22", "1.11"), (3, "64.7", "3.53", "1.18")],
)
def test_where_the_circle_comes_to_rest(e, status, stress, times):
    reading = lesson.circle(stressor=e).reading
    assert f"at {status} %, and stress at {stress} units" in reading and f"multiplied by {times}" in reading
    assert f"magnesium would end at {100 - 10 * e} % and stress at {e} units" in reading


def test_ten_percent_more_intake():
    assert "stress at 2.11 units" in lesson.circle(stressor=2, intake=1.1).reading


def test_every_state_of_the_circle_says_that_it_is_a_thought_experiment():
    seen = set()
    for e, k, g, i in itertools.product(
        (0, 0.5, 1, 2, 3), (0, 0.05, 0.1, 0.2, 0.3), (0, 0.5, 1, 2), (0.8, 1, 1.2)
    ):
        view = lesson.circle(stressor=e, cost=k, sensitivity=g, intake=i)
        figure = chart.plain(view.figure)
        assert (
            view.reading.startswith("Thought experiment")
            and "thought experiment" in figure["layout"]["annotations"][0]["text"]
            and "thought experiment" in view.table.columns[0]
        )
        gain = e * k * g
        if gain >= 1:
            assert "nothing comes to rest" in view.reading and "zero on day" in view.reading
        elif i - k * e * (1 + g) < 1e-9:  # at 0 itself magnesium falls without end, but ever more slowly
            assert "zero" in view.reading
        else:
            assert (
                f"{100 * (i - k * e * (1 + g)) / (1 - gain):.1f}".rstrip("0").rstrip(".") + " %, and stress"
                in view.reading
            )
        seen.add("run" if gain >= 1 else "zero" if "zero" in view.reading else "rest")
        for drawn in figure["data"]:
            low, high = figure["layout"]["yaxis2" if drawn.get("yaxis") == "y2" else "yaxis"]["range"]
            assert all(low <= y <= high for y in drawn["y"]), (e, k, g, i, drawn["name"])
    assert seen == {"run", "zero", "rest"}


def test_without_feedback_both_lines_are_the_same():
    view = lesson.circle(sensitivity=0)
    assert trace(view, "magnesium status")["y"] == trace(view, "without the circle")["y"]
    assert "multiplied by 1:" in view.reading


@pytest.mark.parametrize("code", ["en", "nl"])
def test_the_label_of_the_thought_experiment_stands_everywhere(code):
    language.use(code)
    word = {"en": "thought experiment", "nl": "gedachte-experiment"}[code]
    view = lesson.circle()
    assert all(
        word in str(text).lower()
        for text in (
            lesson.circle.title,
            view.reading,
            view.table.columns[0],
            chart.plain(view.figure)["layout"]["annotations"][0]["text"],
            *list(lesson.circle.marks.values())[::2],
        )
    )
    assert all(
        r["known"] == "assumed" and not r["source_id"]
        for r in rows("model_parameters", model="stress-circle")
    )


# ---- counting


def test_findings_are_counted_from_the_table():
    for question, less, other in (("stress-magnesium", 5, 3), ("anxiety", 9, 9)):
        found = rows("evidence_ladder", topic=question)
        assert sum(int(r["studies"]) for r in found if r["direction"] == "less") == less
        view = lesson.counted(question=question)
        assert (
            f"Of {less + other} " in view.reading
            and f" {less} " in view.reading
            and f" {other}" in view.reading
        )
        assert sum(sum(t["x"]) for t in chart.plain(view.figure)["data"]) == less + other


# ---- trials


def test_only_placebo_trials_stay_and_the_figure_says_which_had_none():
    assert {t["name"] for t in chart.plain(lesson.trials(outcome="mood-points").figure)["data"]} == {
        "NO placebo"
    }
    assert {t["name"] for t in chart.plain(lesson.trials(outcome="sleep").figure)["data"]} == {"with placebo"}
    for outcome in lesson.OUTCOMES:
        of_all = rows("effects", topic=outcome)
        left = [r for r in of_all if r["placebo"] == "true"]
        drawn = {
            t["name"]: len(t["x"])
            for t in chart.plain(lesson.trials(outcome=outcome, shown="placebo").figure)["data"]
        }
        assert drawn == {
            name: n
            for name, n in (("with placebo", len(left)), ("left out, NO placebo", len(of_all) - len(left)))
            if n
        }
        if not left:
            assert "may be magnesium, or hope" in lesson.trials(outcome=outcome, shown="placebo").reading
    assert [
        o for o in lesson.OUTCOMES if not [r for r in rows("effects", topic=o) if r["placebo"] == "true"]
    ] == ["mood-points", "stress"]


def test_sleep_as_the_review_gives_it():
    reading = lesson.trials(outcome="sleep").reading
    assert "−17.4 (−27.3 to −7.44), 55 people. There was a placebo." in reading
    asleep, total = rows("effects", topic="sleep")
    assert float(total["low"]) < 0 < float(total["high"]) and float(asleep["high"]) < 0


# ---- words, quiz


def test_dutch_readings_write_dutch_numbers():
    language.use("nl")
    assert "5,5 %" in lesson.block(magnesium=0.8).reading and "0.8" not in lesson.block(magnesium=0.8).reading
    assert "van 0,58 naar 0,89 mM" in lesson.infusion().reading and "1,11" in lesson.circle().reading


def test_the_quiz_agrees_with_the_figures():
    plug, gain, open_trial, claims = lesson.quiz.questions
    assert gain.answer == pytest.approx(1 / (1 - 0.5)) and any(
        "voltage" in str(a) for a, (right, _s) in plug.answers.items() if right
    )
    assert (
        "6 points" in str(open_trial.question)
        and float(rows("effects", effect_id="tarleton-2017-depression")[0]["estimate"]) == -6
    )
    assert [right for right, _said in claims.answers.values()] == [True, True, False, False]


def test_claims_of_this_lesson():
    claims = rows("claims", lesson="06-4-mind-and-sleep")
    assert [c["claim_id"] for c in claims] == [f"p{n:02}" for n in range(1, 13)]
    assert [c["verdict"] for c in claims] == [
        "supported",
        "not_supported",
        "partly",
        "partly",
        "unclear",
        "not_supported",
        "partly",
        "partly",
        "partly",
        "partly",
        "partly",
        "not_supported",
    ]
    assert all(c["caution_en"] and c["caution_nl"] for c in claims if c["known"] == "secondary")
    assert {
        part.lesson
        for part in (
            lesson.header,
            lesson.vote,
            lesson.verdicts,
            lesson.quiz,
            lesson.block_parameters,
            lesson.circle_parameters,
        )
    } == {"06-4-mind-and-sleep"}
