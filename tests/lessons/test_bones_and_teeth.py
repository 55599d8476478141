"""Lesson 06-1 against numbers worked out by hand from the figures in data/, which are read here without the course's own code."""

import re

import pytest
from looking import cell, rows

from helpers import chart, language
from helpers.lessons import bones_and_teeth as lesson

EFFECTS = {r["effect_id"]: r for r in rows("effects") if r["topic"] == "bone"}
BONE_G = 12.3 * 43.2 * 24.305 / 1000  # 12.915


# ---- the store


def test_the_store_of_a_body_of_70_kg():
    view = lesson.reserve()
    assert cell(view, "bone, built in") + cell(view, "bone, can move out") == pytest.approx(BONE_G)
    assert cell(view, "bone, can move out") == pytest.approx(0.33 * BONE_G) and cell(
        view, "blood serum"
    ) == pytest.approx(3 * 0.85 * 24.305 / 1000)
    assert view.table.iloc[:, 2].sum() == pytest.approx(100)
    assert (
        "69 times" in view.reading and "85 days" in view.reading and "thought experiment" in view.reading
    )  # 4262 mg / 50; 4.262 / 0.06198


@pytest.mark.parametrize(
    ("kg", "percent", "shortfall", "days"),
    [(70, 100, 10, 426), (70, 60, 100, 26), (105, 100, 50, 128), (40, 120, 20, 146)],
)
def test_days_by_hand(kg, percent, shortfall, days):
    assert 1000 * BONE_G * kg / 70 * percent / 100 * 0.33 / shortfall == pytest.approx(days, abs=0.5)
    assert (
        f"it would last {days} days"
        in lesson.reserve(body_kg=kg, bone_percent=percent, shortfall=shortfall).reading
    )


def test_the_largest_body_fits_the_axis():
    assert max(lesson.reserve(body_kg=120, bone_percent=120).table["g of magnesium"]) < 20


# ---- calcium beside magnesium


@pytest.mark.parametrize(("calcium", "atoms", "grams"), [(1000, 47, 77), (1200, 56, 93), (1300, 61, 101)])
def test_two_metals(calcium, atoms, grams):
    assert (calcium / 40.078) / (BONE_G / 24.305) == pytest.approx(
        atoms, abs=0.5
    ) and calcium / BONE_G == pytest.approx(grams, abs=0.5)
    assert f"{atoms} atoms of calcium" in lesson.two_metals(calcium=calcium).reading
    assert f"{grams} grams of calcium" in lesson.two_metals(count="grams", calcium=calcium).reading
    drawn = [sum(t["x"]) for t in chart.plain(lesson.two_metals(calcium=calcium).figure)["data"]]
    assert sum(drawn) == 1000 and drawn[1] == pytest.approx(
        1000 / (1 + (calcium / 40.078) / (BONE_G / 24.305)), abs=0.5
    )


# ---- scan


def test_what_three_percent_promises():
    view = lesson.scan()
    assert cell(view, "hip fractures, expected", 2) == pytest.approx(2.6 ** (-3 / 13))
    assert [cell(view, "hip fractures, expected", i) for i in (3, 4)] == pytest.approx(
        [3.5 ** (-3 / 13), 2 ** (-3 / 13)]
    )
    assert "0.8 times (0.75 to 0.85), if causal" in view.reading


@pytest.mark.parametrize("study", lesson.STUDIES)
def test_every_study_stands_as_its_row_says(study):
    view = lesson.scan(study=study)
    points = {
        (t["x"][i], t["error_x"]["arrayminus"][i])
        for t in chart.plain(view.figure)["data"]
        for i in range(len(t["x"]))
    }
    for (key, label), place in zip(lesson.STUDIES[study][1].items(), range(1, 9), strict=False):
        row = EFFECTS[key]
        assert view.table.iloc[place, 0] == str(label)
        if row["estimate"]:
            estimate, low = float(row["estimate"]), float(row["low"])
            assert any(
                x == pytest.approx(estimate) and minus == pytest.approx(estimate - low) for x, minus in points
            )
    assert row["people"].isdigit()


def test_the_hip_without_a_number_is_said_and_not_drawn():
    figure = chart.plain(lesson.scan(study="largest").figure)
    assert not EFFECTS["orchard-2014-hip-all-fractures"]["estimate"]
    assert any("no<br>difference" in a["text"] for a in figure["layout"]["annotations"])
    assert sum(len(t["x"]) for t in figure["data"]) == 4  # star, two wrists, falls
    for study in ("smaller", "calcium"):
        assert not any(
            "no<br>difference" in a["text"]
            for a in chart.plain(lesson.scan(study=study).figure)["layout"]["annotations"]
        )


def test_the_words_of_the_readings_are_the_numbers_of_the_table():
    women, men, trial, denser = (
        EFFECTS[k]
        for k in (
            "veronese-2017-women",
            "veronese-2017-men",
            "jackson-2006-hip-fracture",
            "jackson-2006-hip-density",
        )
    )
    assert (
        f"{women['estimate']} times in women, {men['estimate']} times in men"
        in lesson.scan(study="smaller").reading
    )
    assert (
        f"{denser['estimate']} % denser; hip fractures were {trial['estimate']} times as frequent ({trial['low']} to {trial['high']})"
        in lesson.scan(study="calcium").reading
    )
    assert f"broken wrists were {EFFECTS['orchard-2014-wrist-5']['estimate']} times" in lesson.scan().reading


# ---- women


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (
            "promise",
            "62 of 1,000 women break that bone between 50 and 84. With much magnesium it would be 50 (46 to 53), if causal: 12 fewer",
        ),  # 62 * 0.8021, 0.7489, 0.8522
        (
            "wrist",
            "50 of 1,000 women break that bone between 50 and 84. With much magnesium it would be 61 (53 to 70), if causal: 11 more",
        ),  # 1 - 0.95 ** 1.23, 1.07, 1.42
        (
            "any",
            "178 of 1,000 women break that bone in 8 years. With much magnesium it would be 72 (33 to 148), if causal: 106 fewer",
        ),  # 368 / 2071; 1 - 0.8223 ** 0.38, 0.17, 0.82
    ],
)
def test_ratios_become_women(outcome, said):
    assert said in lesson.women(outcome=outcome).reading
    drawn = [sum(t["x"]) for t in chart.plain(lesson.women(outcome=outcome).figure)["data"]]
    assert sum(drawn) == 1000 and len(drawn) == 3


def test_no_difference_draws_no_difference():
    for state in ({"outcome": "hip"}, {"outcome": "promise", "difference": 0}):
        drawn = [sum(t["x"]) for t in chart.plain(lesson.women(**state).figure)["data"]]
        assert drawn == [62, 938] and "if causal" not in lesson.women(**state).reading


# ---- hormone


def test_the_hormone_stands_as_measured():
    assert (
        lesson.hormone(card="less").table.iloc[:, 2].tolist()
        == [float(EFFECTS["pth-1991-less-calcium"]["estimate"]), 0]
        == [400, 0]
    )
    assert lesson.hormone(card="more").table.iloc[:, 2].tolist() == [-30, -30]
    for key, mmol, minutes in zip(lesson.PAIR["more"], *lesson.INFUSED.values(), strict=True):
        assert f"{mmol} mmol" in EFFECTS[key]["comparison_en"]
        assert (
            int(re.search(r"\d+", EFFECTS[key]["note_en"])[0])
            * (60 if "hours" in EFFECTS[key]["note_en"] else 1)
            == minutes
        )
    assert "1.67 times" in lesson.hormone(card="dose").reading  # 7.08 / 4.25
    assert all(
        t["type"] == "bar"
        for card in lesson.CARDS
        for t in chart.plain(lesson.hormone(card=card).figure)["data"]
    )  # no curve


# ---- words, claims, quiz


def test_dutch_readings_write_dutch_numbers():
    language.use("nl")
    assert (
        "0,8 keer" in lesson.scan().reading
        and "12,9 g magnesium" in lesson.reserve().reading
        and "0.8" not in lesson.scan().reading
    )
    assert "1,67 keer" in lesson.hormone(card="dose").reading


def test_claims_are_complete_and_in_two_sentences():
    mine = [r for r in rows("claims") if r["lesson"] == lesson.LESSON]
    assert [r["claim_id"] for r in mine] == [f"b0{n}" for n in range(1, 8)] and [
        r["order"] for r in mine
    ] == list("1234567")
    for row in mine:
        for code in ("en", "nl"):
            assert len(re.split(r"(?<=[.!?])\s+(?=[A-Z])", row[f"explanation_{code}"])) == 2, row["claim_id"]
        assert bool(row["caution_en"]) == bool(row["caution_nl"]) and (
            row["known"] == "read" or row["caution_en"]
        )
    verdicts = {r["claim_id"]: r["verdict"] for r in mine}
    assert (
        verdicts["b05"] == "contradicted"
        and verdicts["b04"] == "not_supported"
        and verdicts["b01"] == "supported"
    )


def test_the_quiz_agrees_with_the_figures():
    store, _surrogate, _gland, wrists = lesson.quiz.questions
    assert store.answer == 12 / 3 and store.unit == "g"
    low, high = EFFECTS["orchard-2014-wrist-5"]["low"], EFFECTS["orchard-2014-wrist-5"]["high"]
    assert float(low) > 1 and any(
        f"from {low} to {high}" in str(said) for right, said in wrists.answers.values() if not right
    )
    assert any(
        f"falls {EFFECTS['orchard-2014-falls-5']['estimate']} times" in str(said)
        for right, said in wrists.answers.values()
        if right
    )
    assert {
        part.lesson
        for part in (
            lesson.header,
            lesson.vote,
            lesson.verdicts,
            lesson.quiz,
            lesson.body_parameters,
            lesson.scan_parameters,
        )
    } == {"06-1-bones-and-teeth"}
