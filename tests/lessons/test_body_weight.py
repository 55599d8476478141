"""Lesson 06-7 against numbers worked out by hand from the figures in data/, which are read here without the course's own code."""

import re

import pandas as pd
import pytest
from looking import keyed

from helpers import chart, language, parts, tables
from helpers.lessons import body_weight as lesson

EFFECTS, PARAMETERS = keyed("effects", "effect_id"), keyed("model_parameters", "parameter_id")


def column(view, place=1):
    return [float(v) for v in view.table.iloc[:, place]]


def squares(view):
    """People drawn, by the name in the legend."""
    return {t["name"].split(":")[0]: sum(t["x"]) for t in chart.plain(view.figure)["data"]}


@pytest.mark.parametrize(
    ("key", "figures"),
    [
        ("dong-2011-diabetes", (0.86, 0.82, 0.89)),
        ("fang-2016-diabetes", (0.81, 0.77, 0.86)),
        ("larsson-2007-diabetes", (0.85, 0.79, 0.92)),
        ("askari-2021-bmi", (-0.21, -0.41, -0.001)),
        ("rafiee-2021-waist", (-2.09, -4.12, -0.07)),
        ("christensen-2009-fat", (5.2, 1.6, 8.8)),
        ("simental-mendia-2016-homa", (-0.67, -1.20, -0.14)),
    ],
)
def test_effects_stand_as_the_studies_give_them(key, figures):
    assert (
        tuple(float(EFFECTS[key][c]) for c in ("estimate", "low", "high")) == figures
        and EFFECTS[key]["known"] == "read"
    )


def test_what_was_read_in_words_has_no_number():
    assert all(
        EFFECTS[key][c] == ""
        for key in ("askari-2021-weight", "rafiee-2021-weight")
        for c in ("estimate", "low", "high")
    )
    assert (
        PARAMETERS["fat-soap:fat_eaten_g"]["known"]
        == PARAMETERS["fat-soap:split"]["known"]
        == PARAMETERS["fat-soap:kcal_per_g"]["known"]
        == "assumed"
    )


# ---- trials on weight


@pytest.mark.parametrize("height", [1.5, 1.7, 2.0])
def test_body_mass_index_becomes_kg(height):
    view = lesson.trials(height=height)
    assert (
        column(view)[0] == pytest.approx(-0.21 * height**2)
        and column(view, 2)[0] == pytest.approx(-0.41 * height**2)
        and column(view, 3)[0] == pytest.approx(-0.001 * height**2)
    )


def test_somebody_of_170_and_the_words_beside_it():
    view = lesson.trials()
    assert (
        "0.21 kg/m² lower is 0.61 kg less for somebody of 1.7 m" in view.reading
        and "no significant change" in view.reading
    )
    assert view.table.iloc[1:, 1].isna().all() and len(view.table) == 3
    layout = chart.plain(view.figure)["layout"]
    said = [a["text"].replace("<br>", " ") for a in layout["annotations"]]
    assert said.count("no number, not significant") == 2 and len(layout["yaxis"]["categoryarray"]) == 3
    assert layout["showlegend"] and "placebo not read" in chart.plain(view.figure)["data"][0]["name"].replace(
        "<br>", " "
    )


def test_the_waist_does_not_depend_on_height():
    assert (
        lesson.trials(outcome="waist", height=1.5).reading
        == lesson.trials(outcome="waist", height=2.0).reading
    )
    assert "2.09 cm smaller (95 % interval 0.07 to 4.12 cm)" in lesson.trials(outcome="waist").reading


# ---- diabetes as people


@pytest.mark.parametrize(("rate", "per_year"), [("2019", 0.0028), ("2011", 0.005)])
@pytest.mark.parametrize(
    ("analysis", "rr"),
    [("dong-2011-diabetes", 0.86), ("fang-2016-diabetes", 0.81), ("larsson-2007-diabetes", 0.85)],
)
@pytest.mark.parametrize(("years", "dose"), [(10, 100), (30, 50)])
def test_diabetes_by_hand(rate, per_year, analysis, rr, years, dose):
    view = lesson.diabetes(analysis=analysis, rate=rate, years=years, dose=dose)
    before = 1000 * (1 - (1 - per_year) ** years)
    after = before * rr ** (dose / 100)
    assert column(view) == pytest.approx([before, after, before - after, 1000 / (before - after)])
    assert sum(squares(view).values()) == 1000 and squares(view)["diabetes either way"] == round(after)


def test_28_of_1000_become_24():
    view = lesson.diabetes()
    assert squares(view) == {"diabetes either way": 24, "avoided, if causal": 4, "no diabetes": 972}
    assert (
        "it would be 23.8 (95 % interval 22.7 to 24.6), if magnesium is the cause: 14 % less" in view.reading
        and "258 people" in view.reading
    )
    assert [float(view.table.iloc[3, place]) for place in (1, 2, 3)] == pytest.approx(
        [258, 201, 329], abs=0.5
    )
    assert column(view, 2)[2] == pytest.approx(3.04, abs=0.005) and column(view, 3)[2] == pytest.approx(
        4.98, abs=0.005
    )


def test_no_dose_no_change():
    view = lesson.diabetes(dose=0)
    assert (
        column(view)[2] == 0
        and "For one case fewer" not in view.reading
        and squares(view)["avoided, if causal"] == 0
    )


# ---- soap


@pytest.mark.parametrize(("acid", "mass"), [("palmitic", 256.42), ("stearic", 284.48)])
@pytest.mark.parametrize(("mg", "stays"), [(300, 100), (300, 60), (600, 40)])
def test_soap_by_hand(acid, mass, mg, stays):
    view = lesson.binding(mg=mg, stays=stays, acid=acid)
    calcium = 1241 / 40078 * 2 * mass
    assert column(view) == pytest.approx(
        [mg / 24305 * 2 * mass * stays / 100, mg / 24305 * 40078 / 1241 * 5.2, calcium, 5.2]
    )
    assert column(view, 2) == pytest.approx([9 * g for g in column(view)])


def test_the_figures_of_claim_o08():
    reading = lesson.binding().reading
    assert "at most 6.3 g of fat (57 kcal)" in reading and "2.1 g, about 19 kcal a day" in reading
    claim = next(c for c in parts.claims_of(lesson.LESSON) if c["claim_id"] == "o08")
    assert (
        "at most 6.3 g (57 kcal)" in claim["key_figure_en"]
        and "2,1 g (19 kcal)" in claim["key_figure_nl"]
        and claim["known"] == "computed"
    )


def test_no_magnesium_binds_nothing():
    assert column(lesson.binding(mg=0))[:2] == [0, 0] and pd.isna(lesson.binding(mg=0).table.iloc[1, 3])


# ---- two claims


@pytest.mark.parametrize(
    ("split", "mg", "how"), [(4, 300, "calcium"), (0, 600, "most"), (5, 0, "calcium"), (3, 600, "calcium")]
)
def test_two_claims_by_hand(split, mg, how):
    soap = mg / 24305 * 2 * 256.42 if how == "most" else mg / 24305 * 40078 / 1241 * 5.2
    view = lesson.two_claims(split=split, mg=mg, how=how)
    assert column(view, 4) == pytest.approx([4, 4 + soap, 4 - 0.8 * split, 4 - 0.8 * split + soap])
    assert [
        sum(row) for row in zip(column(view, 1), column(view, 2), column(view, 3), strict=True)
    ] == pytest.approx([80] * 4)
    drawn = {t["name"]: t["x"] for t in chart.plain(view.figure)["data"]}
    assert [
        a + b for a, b in zip(drawn["never split"], drawn["held back as soap"], strict=True)
    ] == pytest.approx(column(view, 4), abs=1e-3)


@pytest.mark.parametrize(
    ("state", "verdict"),
    [({}, "less than"), ({"split": 1}, "more than"), ({"split": 0, "mg": 0}, "as much as")],
)
def test_the_learner_finds_that_they_cancel(state, verdict):
    view = lesson.two_claims(**state)
    assert view.reading.startswith("Thought experiment") and view.reading.endswith(
        f"{verdict} without magnesium."
    )
    assert any("thought" in a["text"] for a in chart.plain(view.figure)["layout"]["annotations"])


def test_2_6_percent_undoes_it():
    assert round(100 * column(lesson.two_claims(), 2)[1] / 80, 1) == 2.6


# ---- words


def test_if_causal_stands_beside_the_people():
    view = lesson.diabetes()
    assert (
        "if magnesium is the cause" in view.reading
        and "if causal" in str(chart.plain(view.figure)["data"])
        and "if causal" in str(view.table.values)
    )


def test_dutch_readings_write_dutch_numbers():
    language.use("nl")
    assert (
        "23,8" in lesson.diabetes().reading
        and "6,3 g" in lesson.binding().reading
        and "0,61 kg" in lesson.trials().reading
    )
    assert (
        lesson.two_claims().reading.startswith("Gedachte-experiment")
        and "2,9 g: minder dan zonder magnesium" in lesson.two_claims().reading
    )


def test_claims_of_this_lesson():
    claims = {c["claim_id"]: c for c in parts.claims_of("06-7-body-weight")}
    assert list(claims) == [*(f"o0{n}" for n in range(1, 10)), "o10"]
    assert [c["verdict"] for c in claims.values()] == [
        "not_supported",
        "partly",
        "partly",
        "supported",
        "supported",
        "partly",
        "partly",
        "partly",
        "unclear",
        "not_supported",
    ]
    for key, claim in claims.items():
        for code in ("en", "nl"):
            assert len(re.split(r"(?<=[.!?])\s+(?=[A-Z])", claim[f"explanation_{code}"].strip())) == 2, key
        assert isinstance(claim["caution_en"], str) == isinstance(claim["caution_nl"], str), key
        assert claim["known"] in ("read", "computed") or isinstance(claim["caution_en"], str), key
        assert tables.sources(claim["source_ids"].split(";"))
    assert (
        "about 0.6 kg for somebody of 1.70 m" in claims["o01"]["explanation_en"]
        and round(0.21 * 1.7**2, 1) == 0.6
    )


def test_the_quiz_agrees_with_the_figures():
    number = lesson.quiz.questions[1]
    assert abs(number.answer - 300 / 24305 * 2 * 256.42) < number.tolerance and number.unit == "g"
    pieces = (
        lesson.header,
        lesson.vote,
        lesson.verdicts,
        lesson.quiz,
        lesson.diabetes_parameters,
        lesson.soap_parameters,
    )
    assert {part.lesson for part in pieces} == {
        lesson.LESSON
    } and lesson.soap_parameters.item == "body_weight:soap_parameters"
