"""Lesson 06-2 against numbers worked out by hand from the figures in data/, read here without the course's own code."""

import pytest
from looking import keyed, trace

from helpers import chart, language
from helpers.lessons import energy as lesson

# ---- 1 how much ATP carries magnesium


@pytest.mark.parametrize("mg", [0.1, 0.25, 0.5, 1, 2])
def test_one_constant_by_hand(mg):
    kd = float(keyed("model_parameters", "parameter_id")["atp-magnesium:kd"]["value"])
    view = lesson.carried(magnesium=mg)
    assert kd == 0.069 and view.table.iloc[0, 1] == pytest.approx(100 * mg / (mg + kd))
    assert view.table.iloc[0, 2] == pytest.approx(100 * 2 * mg / (2 * mg + kd))
    assert trace(view, "your cell")["y"] == pytest.approx([100 * mg / (mg + kd)], rel=1e-3)


def test_doubling_brings_six_in_a_hundred():
    assert (
        "88 of every 100 ATP molecules" in lesson.carried(magnesium=0.5).reading
        and "1 mM, it would be 94" in lesson.carried(magnesium=0.5).reading
    )
    assert (
        "90 of every 100" in lesson.carried(magnesium=0.5, way="thin").reading
        and "81 of every 100" in lesson.carried(magnesium=0.5, way="salty").reading
    )
    assert "0 of every 100" in lesson.carried(magnesium=0).reading


def test_the_chosen_curve_is_the_thick_one():
    for way, (name, _dash, _color) in lesson.WAYS.items():
        widths = {
            t["name"]: t["line"]["width"]
            for t in chart.plain(lesson.carried(way=way).figure)["data"]
            if t["mode"] == "lines"
        }
        assert max(widths, key=widths.get) == str(name) and len(set(widths.values())) == 2


# ---- 2 what splitting yields


def test_more_magnesium_yields_less_and_the_reading_says_so():
    view = lesson.yields(magnesium=0.5, ph=7.2, salt="salty")
    assert "34.3 kJ" in view.reading and "33.5 kJ: not more, but 0.8 kJ less" in view.reading
    assert view.table.iloc[:, 1].tolist() == pytest.approx(
        [34.2608, 35.1284, 34.2608, 33.4947, 32.9571], rel=1e-3
    )
    curve = trace(view, "at this pH and salt")["y"]
    assert curve == sorted(curve, reverse=True)


def test_acid_does_more_than_magnesium():
    energy = lambda **state: lesson.yields(**state).table.iloc[0, 1]  # noqa: E731
    assert energy(ph=7.6) - energy(ph=6.4) > 1.9 * abs(energy(magnesium=2) - energy(magnesium=0.25))
    assert "the most of all" in lesson.yields(magnesium=0).reading


def test_what_is_drawn_stays_inside():
    for state in ({"magnesium": 0, "ph": 7.6, "salt": "thin"}, {"magnesium": 2, "ph": 6.4, "salt": "salty"}):
        figure = chart.plain(lesson.yields(**state).figure)
        low, high = figure["layout"]["yaxis"]["range"]
        assert all(low < v < high for t in figure["data"] for v in t["y"])


# ---- 3 kilograms of ATP


@pytest.mark.parametrize(("kcal", "pool"), [(1500, 50), (2500, 50), (4000, 250)])
def test_kilograms_and_rounds_by_hand(kcal, pool):
    kg = kcal * 4.184 * 0.5 / 50 * 551 / 1000
    view = lesson.turnover(kcal=kcal, pool=pool, weight=60)
    assert view.table.iloc[:, 1].tolist() == pytest.approx([kg, 60, pool / 1000])
    assert (
        f"{kg:.1f} kg of ATP" in view.reading
        and f"once in {86400 * pool / 1000 / kg:.0f} seconds" in view.reading
    )
    assert max(chart.plain(view.figure)["data"][0]["x"]) < 125


# ---- 4 tired people


def test_people_of_the_trial_are_counted():
    effects = keyed("effects", "effect_id")
    view = lesson.tired(study="cox")
    assert (
        view.table.iloc[:, 1].tolist() == [12, 3]
        and view.table.iloc[:, 2].tolist() == [3, 14]
        and view.table.iloc[:, 3].tolist() == [15, 17]
    )
    assert 12 / 15 - 3 / 17 == pytest.approx(
        float(effects["cox-1991-difference"]["estimate"]) / 100, abs=0.005
    )
    assert (
        "12 of 15 people" in view.reading
        and "3 of 17 with placebo" in view.reading
        and "from 35 to 90" in view.reading
    )


def test_the_survey_says_that_there_was_no_placebo():
    view = lesson.tired(study="moorkens")
    assert (
        view.table.iloc[0, 1:].tolist() == [44, 53, 97]
        and "44 of 97" in view.reading
        and "no placebo" in view.reading
    )


# ---- words, quiz, frame


def test_dutch_readings_write_dutch_numbers():
    language.use("nl")
    assert (
        "0,5 mM" in lesson.carried().reading
        and "34,3 kJ" in lesson.yields().reading
        and "57,6 kg ATP" in lesson.turnover().reading
    )
    assert "12 van de 15 mensen" in lesson.tired().reading


def test_the_quiz_agrees_with_the_figures():
    share, energy, _battery, _logic = lesson.quiz.questions
    assert share.answer == pytest.approx(100 * 0.69 / (0.69 + 0.069), abs=0.05)
    right = [str(said) for ok, said in energy.answers.values() if ok]
    assert len(right) == 1 and "34.3 to 33.5" in right[0]
    assert 86400 * 0.050 / 40 < 120  # a tank of 50 g is empty in less than two minutes


def test_claims_of_this_lesson():
    claims = {k: r for k, r in keyed("claims", "claim_id").items() if r["lesson"] == lesson.LESSON}
    assert {k: r["verdict"] for k, r in claims.items()} == {
        "e01": "partly",
        "e02": "supported",
        "e03": "supported",
        "e04": "supported",
        "e05": "supported",
    }
    assert all(r["caution_en"] for r in claims.values() if r["known"] in ("secondary", "unverified"))


def test_parts_belong_to_this_lesson():
    parts = (
        lesson.header,
        lesson.vote,
        lesson.verdicts,
        lesson.quiz,
        lesson.constants,
        lesson.usual,
        lesson.energies,
        lesson.battery,
    )
    assert {part.lesson for part in parts} == {"06-2-energy"} and lesson.verdicts.vote is lesson.vote
    for name in ("constants", "usual", "energies", "battery"):
        assert getattr(lesson, name).item == f"energy:{name}"
