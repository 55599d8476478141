"""Lesson 06-3 against numbers worked out by hand from the figures in data/, read here without the course's own code."""

import math

import pytest
from looking import keyed

from helpers import chart, language
from helpers.lessons import muscles as lesson

# ---- 1 the switch


@pytest.mark.parametrize(("place", "um"), [(0, 0.05), (1, 0.1), (4, 1), (7, 10), (8, 20)])
@pytest.mark.parametrize("mm", [0, 1, 5])
def test_shares_by_hand(place, um, mm):
    values = {
        k.split(":")[1]: float(r["value"])
        for k, r in keyed("model_parameters", "parameter_id").items()
        if r["model"] == "troponin"
    }
    ca, mg = values["kca"] * um * 1e-6, values["kmg"] * mm * 1e-3
    view = lesson.switch(calcium=place, magnesium=mm)
    assert view.table.iloc[0, 1:].tolist() == pytest.approx(
        [100 * ca / (1 + ca + mg), 100 * mg / (1 + ca + mg)]
    )
    assert str(lesson.CALCIUM[place]).startswith(f"{um:g} µM")
    stars = [t for t in chart.plain(view.figure)["data"] if t["mode"] == "markers"]
    assert [t["x"][0] for t in stars] == pytest.approx([math.log10(um)] * 2, abs=1e-4) and stars[0]["y"][
        0
    ] == pytest.approx(100 * ca / (1 + ca + mg), rel=1e-3)


def test_calcium_switches_and_magnesium_nudges():
    share = lambda **state: lesson.switch(**state).table.iloc[0, 1]  # noqa: E731
    assert share(calcium=7) - share(calcium=1) > 75 > 10 > abs(share(magnesium=2) - share(magnesium=1))
    assert (
        "calcium holds 20 %" in lesson.switch().reading
        and "71 % for calcium; twice as much magnesium, 16 %" in lesson.switch().reading
    )


def test_the_other_places_hold_half_magnesium_at_rest():
    view = lesson.switch(sites="second", calcium=1, magnesium=1)
    assert view.table.iloc[1, 2] == pytest.approx(49.505, rel=1e-3) and view.sources == ("potter-1975",)


# ---- 2 how much calcium


def test_a_quarter_more_magnesium_needs_six_and_a_half_percent_more_calcium():
    reading = lesson.needed(before=0.8, after=1).reading
    assert (
        "0.386 µM" in reading
        and "0.411 µM, 6.5 % more" in reading
        and "100 times, from 0.1 to 10 µM" in reading
    )
    assert (
        "6.1 % less" in lesson.needed(before=1, after=0.8).reading
        and "nothing changes" in lesson.needed(before=1, after=1).reading
    )


def test_the_measurement_lies_near_the_line():
    square = next(t for t in chart.plain(lesson.needed().figure)["data"] if t["name"] == "measured")
    assert square["y"][0] == pytest.approx(1.4 / 3.5, rel=1e-3) and abs(square["y"][0] - 0.4114) < 0.02


# ---- 3 levels in blood


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (0.5, "below normal"),
        (0.9, "is normal"),
        (1.8, "above normal"),
        (3, "reflexes weaken"),
        (4.5, "dangerous"),
    ],
)
def test_the_reading_names_the_band(level, words):
    reading = lesson.levels(level=level).reading
    assert (
        words in reading and f"{level:g} mmol/L" in reading and "2.3 times the upper end of normal" in reading
    )


# ---- 4 trials


def test_every_interval_is_drawn_and_inside():
    effects = keyed("effects", "effect_id")
    for outcome, (_name, ids, limits, _title) in lesson.OUTCOMES.items():
        view = lesson.trials(outcome=outcome)
        for row, key in zip(view.table.itertuples(index=False), ids, strict=True):
            assert list(row[1:4]) == [float(effects[key][end]) for end in ("estimate", "low", "high")]
            assert limits[0] <= float(effects[key]["low"]) < float(effects[key]["high"]) <= limits[1]
        figure = chart.plain(view.figure)
        assert figure["layout"]["showlegend"] is True
        placebo = {effects[key]["placebo"] for key in ids}
        assert [t["name"].replace("<br>", " ") for t in figure["data"]] == [
            str(lesson.KINDS["placebo" if placebo == {"true"} else "control"][0])
        ]


def test_no_trial_stays_on_one_side():
    for outcome in lesson.OUTCOMES:
        assert "No interval in the figure stays on one side of 0" in lesson.trials(outcome=outcome).reading
    assert (
        "4.35 cramps a week" in lesson.trials(outcome="week").reading
        and "27.8 %" in lesson.trials(outcome="percent").reading
    )
    assert (
        "66 of 100 people with placebo and 58 of 100 with magnesium"
        in lesson.trials(outcome="relief").reading
    )


def test_a_clear_effect_would_be_named(monkeypatch):
    effects = lesson.load("effects")
    effects.loc["wang-2017-power", "low"] = 1.0
    monkeypatch.setattr(lesson, "load", lambda name: effects)
    assert "Clearly on one side of 0: Wang 2017: muscle power" in lesson.trials(outcome="power").reading


# ---- words, quiz, frame


def test_dutch_readings_write_dutch_numbers():
    language.use("nl")
    assert (
        "0,1 µM calcium" in lesson.switch().reading
        and "0,411 µM" in lesson.needed().reading
        and "−0,18" in lesson.trials().reading
    )
    assert lesson.switch.controls["calcium"].options[1] == "0,1 µM, in rust"


def test_the_quiz_agrees_with_the_figures():
    _jump, more, cochrane, _both = lesson.quiz.questions
    effect = keyed("effects", "effect_id")["cochrane-2020-cramps-week"]
    assert more.answer == pytest.approx(100 * (0.411 / 0.286 - 1), abs=0.5)
    assert all(effect[k].lstrip("-") in str(cochrane.question) for k in ("estimate", "low", "high"))


def test_claims_of_this_lesson():
    claims = {k: r for k, r in keyed("claims", "claim_id").items() if r["lesson"] == lesson.LESSON}
    assert {k: r["verdict"] for k, r in claims.items()} == {
        "m01": "partly",
        "m02": "partly",
        "m03": "partly",
        "m04": "supported",
        "m05": "partly",
    }
    assert all(r["caution_en"] for r in claims.values() if r["known"] in ("secondary", "unverified"))


def test_parts_belong_to_this_lesson():
    assert {
        part.lesson
        for part in (lesson.header, lesson.vote, lesson.verdicts, lesson.quiz, lesson.sites, lesson.blood)
    } == {"06-3-muscles"}
    assert (
        lesson.sites.item == "muscles:sites"
        and lesson.blood.item == "muscles:blood"
        and lesson.verdicts.vote is lesson.vote
    )
