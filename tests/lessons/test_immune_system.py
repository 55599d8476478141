"""Lesson 06-5 against numbers worked out by hand from the figures in data/, which are read here without the course's own code."""

import pytest
from looking import rows, trace

from helpers import chart, language
from helpers.figures import parameters
from helpers.lessons import immune_system as lesson
from helpers.models.binding import fraction_bound

# ---- the switch


@pytest.mark.parametrize(
    ("mg", "k", "filled"),
    [
        (0.1, 0.16, 0.384615),
        (0.5, 0.16, 0.757576),
        (0.6, 0.16, 0.789474),
        (0.635, 0.16, 0.798742),
        (1.0, 0.16, 0.862069),
        (0.1, 0.012, 0.892857),
        (0.6, 0.012, 0.980392),
    ],
)
def test_check_values(mg, k, filled):
    assert fraction_bound(mg, k) == pytest.approx(filled, rel=1e-3)


def test_the_parameters_are_those_of_the_check_values():
    p = parameters("lfa1-magnesium")
    assert (p["k"], p["k_calcium"]) == (0.16, 0.012) and p["blood"] + p["free_share"] * p[
        "rise"
    ] == pytest.approx(0.635)


def test_months_of_tablets_add_one_in_a_hundred():
    view = lesson.switch()
    assert trace(view, "blood, 0.6 mM")["y"] == pytest.approx([60 / 0.76], rel=1e-4) and trace(
        view, "after months of 368 mg a day"
    )["y"] == pytest.approx([63.5 / 0.795], rel=1e-4)
    assert (
        "In blood it is 78.9 %; months of 368 mg a day would make it 79.9 %, 0.9 percentage points more"
        in view.reading
    )
    assert (
        "98 %" in lesson.switch(calcium="k_calcium").reading
        and "0.1 percentage points more" in lesson.switch(calcium="k_calcium").reading
    )


@pytest.mark.parametrize(("mg", "filled"), [(0.05, 5 / 0.21), (0.1, 10 / 0.26), (1.5, 150 / 1.66)])
def test_the_star(mg, filled):
    view = lesson.switch(magnesium=mg)
    assert (
        trace(view, "your magnesium")["y"] == pytest.approx([filled], rel=1e-4)
        and f"{filled:.1f} % of the switches" in view.reading
    )


# ---- from molecule to people


def test_each_marker_lies_under_its_direction():
    found = rows("evidence_ladder", topic="immune")
    drawn = chart.plain(lesson.evidence().figure)
    ways = ["less", "none", "more", "not_found"]
    places = {y: x for t in drawn["data"] for x, y in zip(t["x"], t["y"], strict=True)}
    assert places == {y: ways.index(r["direction"]) for y, r in enumerate(found)}
    assert [r["direction"] for r in found] == ["more", "more", "more", "none", "less", "not_found"]


@pytest.mark.parametrize("code", ["en", "nl"])
def test_the_picked_finding_is_told_and_lies_on_the_band(code):
    language.use(code)
    for place, row in enumerate(rows("evidence_ladder", topic="immune")):
        view = lesson.evidence(row=row["row_id"])
        assert row[f"result_{code}"] in view.reading and view.sources == (row["source_id"],)
        band = chart.plain(view.figure)["layout"]["shapes"][0]
        assert band["y0"] < place < band["y1"]


# ---- CRP


def test_crp_as_the_analyses_give_it():
    everybody, raised = lesson.crp(), lesson.crp(who="raised")
    assert (
        "−0.11 mg/L (−0.75 to 0.52)" in everybody.reading
        and "−1.33 mg/L (−2.63 to −0.02)" in everybody.reading
        and "disagree" in everybody.reading
    )
    assert "−1.12 mg/L (−2.05 to −0.18)" in raised.reading and "leaves out 0" in raised.reading
    assert len(chart.plain(everybody.figure)["data"][0]["x"]) == 2 and chart.plain(raised.figure)["data"][0][
        "x"
    ] == [-1.12]
    crosses = {r["effect_id"]: float(r["low"]) < 0 < float(r["high"]) for r in rows("effects", topic="crp")}
    assert crosses == {
        "simental-mendia-2017-all": True,
        "simental-mendia-2017-raised": False,
        "mazidi-2018-crp": False,
    }


# ---- words, quiz, claims


def test_dutch_readings_write_dutch_numbers():
    language.use("nl")
    assert (
        "−0,11 mg/L (−0,75 tot 0,52)" in lesson.crp().reading
        and "78,9 %" in lesson.switch().reading
        and "0.3" not in lesson.switch().reading
    )


def test_the_quiz_agrees_with_the_figures():
    assert lesson.quiz.questions[0].answer == pytest.approx(100 * 0.48 / (0.48 + 0.16))
    assert "−0.75 to 0.52" in str(lesson.quiz.questions[2].question)


def test_claims_of_this_lesson():
    claims = rows("claims", lesson="06-5-immune-system")
    assert [c["claim_id"] for c in claims] == [f"i{n:02}" for n in range(1, 6)]
    assert [c["verdict"] for c in claims] == [
        "not_supported",
        "not_supported",
        "not_supported",
        "partly",
        "contradicted",
    ]
    assert (
        "assessed by EFSA and is not on the list of permitted claims" in claims[0]["explanation_en"]
        and claims[0]["known"] == "secondary"
    )
    assert {
        part.lesson
        for part in (lesson.header, lesson.vote, lesson.verdicts, lesson.quiz, lesson.switch_parameters)
    } == {"06-5-immune-system"}
