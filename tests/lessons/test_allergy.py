"""Lesson 06-6 against numbers worked out by hand from the figures in data/, which are read here without the course's own code."""

import pytest
from looking import rows, trace

from helpers import chart, language
from helpers.figures import parameters
from helpers.lessons import allergy as lesson
from helpers.models import risk


def treated(without, odds_ratio):
    """People of 100 that are admitted with treatment, by way of the odds."""
    odds = without / (100 - without) * odds_ratio
    return 100 * odds / (1 + odds)


# ---- 100 people


@pytest.mark.parametrize(
    ("before", "ratio", "after"),
    [
        (0.2, 0.75, 0.157895),
        (0.4, 0.75, 0.333333),
        (0.607, 0.75, 0.536693),
        (0.607, 0.60, 0.480983),
        (0.607, 0.92, 0.586942),
    ],
)
def test_check_values(before, ratio, after):
    assert risk.risk_from_odds_ratio(before, ratio) == pytest.approx(after, rel=1e-3)


def test_number_needed_to_treat():
    assert risk.number_needed(0.607, risk.risk_from_odds_ratio(0.607, 0.75)) == pytest.approx(
        14.2234, rel=1e-3
    )


def test_the_unchecked_risk_is_marked_so_and_the_odds_ratio_was_read():
    unchecked, ratio = rows("model_parameters", model="asthma-drip")
    assert (
        (unchecked["value"], unchecked["known"]) == ("0.607", "unverified")
        and ratio["known"] == "read"
        and parameters("asthma-drip")["odds_ratio"] == 0.75
    )
    assert (
        "has not been checked" in str(lesson.admissions.controls["without"].help)
        and "not yet checked" in lesson.drip_parameters.text()
    )


@pytest.mark.parametrize(
    ("ratio", "value", "fewer"), [("odds_ratio", 0.75, 7), ("low", 0.60, 13), ("high", 0.92, 2)]
)
def test_seven_fewer_of_a_hundred_and_the_ends_of_the_interval(ratio, value, fewer):
    view = lesson.admissions(without=61, ratio=ratio)
    drawn = [sum(t["x"]) for t in chart.plain(view.figure)["data"]]
    assert sum(drawn) == 100 and drawn[1] == fewer == round(61 - treated(61, value)) and drawn[2] == 39
    assert (
        f"in whole people: {fewer} fewer" in view.reading
        and f"every {1 / (0.61 - treated(61, value) / 100):.0f} people" in view.reading
    )


@pytest.mark.parametrize("without", [5, 20, 50, 95])
def test_always_a_hundred_people(without):
    for ratio in lesson.RATIO:
        view = lesson.admissions(without=without, ratio=ratio)
        assert sum(sum(t["x"]) for t in chart.plain(view.figure)["data"]) == 100
    assert list(view.table.iloc[:, 2]) == pytest.approx([treated(without, r) for r in (0.75, 0.60, 0.92)])


# ---- one odds ratio, many numbers


def test_the_same_odds_ratio_spares_different_numbers():
    fewer = {without: without - treated(without, 0.75) for without in (5, 55, 95)}
    for without, spared in fewer.items():
        view = lesson.same_ratio(without=without)
        assert (
            trace(view, "your group")["y"] == pytest.approx([spared], rel=1e-4)
            and f"so {spared:.1f} fewer".replace(".0 ", " ") in view.reading
        )
    assert fewer[55] > 4 * fewer[5] and fewer[55] > 4 * fewer[95]
    curve = trace(lesson.same_ratio(), "computed with odds")["y"]
    assert curve[0] == curve[-1] == 0 and max(curve) == pytest.approx(7.18, abs=0.02)


def test_taken_for_a_ratio_of_risks_it_is_too_many():
    assert "it would be 15 fewer" in lesson.same_ratio(without=60, odds_ratio=0.75).reading
    assert "so 0 fewer" in lesson.same_ratio(odds_ratio=1).reading


# ---- routes


def test_each_marker_lies_under_its_direction():
    found = rows("evidence_ladder", topic="allergy")
    ways = ["less", "unclear", "none", "not_found"]
    places = {
        y: x for t in chart.plain(lesson.routes().figure)["data"] for x, y in zip(t["x"], t["y"], strict=True)
    }
    assert places == {y: ways.index(r["direction"]) for y, r in enumerate(found)}


@pytest.mark.parametrize("code", ["en", "nl"])
def test_the_picked_finding_is_told(code):
    language.use(code)
    for row in rows("evidence_ladder", topic="allergy"):
        view = lesson.routes(row=row["row_id"])
        assert row[f"result_{code}"] in view.reading and view.sources == (row["source_id"],)


# ---- the dish


@pytest.mark.parametrize(("times", "mg", "percent"), [(1, "0.6", "1.2"), (10, "6", "12"), (100, "60", "120")])
def test_how_far_it_is_to_the_dish(times, mg, percent):
    assert (
        f"{times} times the free magnesium of blood is {mg} mM: {percent} % of the 50 mM"
        in lesson.distance(times=times).reading
    )
    assert lesson.MAST_CELLS_MM / lesson.BLOOD_MM == pytest.approx(83, abs=0.5)  # the verdict says: about 80


# ---- words, quiz, claims


def test_dutch_readings_write_dutch_numbers():
    language.use("nl")
    assert (
        "52,9" in lesson.same_ratio().reading
        and "2,5 tot 4 mM" in lesson.distance().reading
        and "0,6 mM" in lesson.distance().reading
    )


def test_the_quiz_agrees_with_the_figures():
    assert lesson.quiz.questions[0].answer == pytest.approx(treated(40, 0.75), abs=0.05)
    assert [right for right, _said in lesson.quiz.questions[2].answers.values()] == [False, True, True]


def test_claims_of_this_lesson():
    claims = rows("claims", lesson="06-6-allergy")
    assert [(c["claim_id"], c["verdict"], c["known"]) for c in claims] == [
        ("a01", "partly", "read"),
        ("a02", "not_supported", "read"),
        ("a03", "partly", "read"),
    ]
    assert {
        part.lesson
        for part in (lesson.header, lesson.vote, lesson.verdicts, lesson.quiz, lesson.drip_parameters)
    } == {"06-6-allergy"}
