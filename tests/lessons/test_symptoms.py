"""Lesson 05 against numbers worked out by hand from the figures in data/, which are read here without the course's own code."""

import math
import re

import pytest
from looking import cell, rows

from helpers import chart, language
from helpers.lessons import symptoms as lesson


def traces(view):
    return {t.get("name"): t for t in chart.plain(view.figure)["data"]}


def below(value, mean, spread):
    """The normal curve, written once more."""
    return 0.5 * math.erfc((mean - value) / (spread * 2**0.5))


# ---- the scale


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1.75, "mg/dL", "0.72 mmol/L = 1.75 mg/dL = 1.44 mEq/L"),
        (1.5, "mEq/L", "0.75 mmol/L = 1.82 mg/dL = 1.5 mEq/L"),
        (0.85, "mmol/L", "0.85 mmol/L = 2.07 mg/dL = 1.7 mEq/L"),
        (3, "mmol/L", "3 mmol/L = 7.29 mg/dL = 6 mEq/L"),
    ],
)
def test_all_three_units_are_told(value, unit, said):
    assert lesson.scale(value=value, unit=unit).reading.startswith(said)


@pytest.mark.parametrize("value", [0.3, 0.55, 0.6, 0.65, 0.7, 0.75, 0.9, 0.95, 1.0, 1.05, 1.3, 2.0])
def test_ranges_are_counted(value):
    normal = [
        (float(r["low_mmol_per_l"]), float(r["high_mmol_per_l"]))
        for r in rows("serum_bands")
        if r["kind"] == "reference"
    ]
    inside = sum(low <= value <= high for low, high in normal)
    under, over = sum(value < low for low, _high in normal), sum(value > high for _low, high in normal)
    assert (
        f"Of {len(normal)} reference ranges it lies inside {inside}, below {under} and above {over}."
        in lesson.scale(value=value, unit="mmol/L").reading
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.45, "below 0.5 mmol/L"),
        (0.5, "above 0.5 mmol/L"),
        (1.4, "above 0.5 mmol/L"),
        (1.45, "outside the figure"),
    ],
)
def test_what_the_value_means_for_symptoms(value, said):
    assert said in lesson.scale(value=value, unit="mmol/L").reading


def test_the_line_stands_at_the_value_and_never_leaves_the_figure():
    for value, unit, at in ((1.75, "mg/dL", 1.75 / 2.4305), (1.5, "mEq/L", 0.75), (3, "mmol/L", 1.4)):
        layout = lesson.scale(value=value, unit=unit).figure.layout
        assert layout.shapes[0].x0 == pytest.approx(at) and layout.xaxis.range == (0, 1.4)
        assert ("→" in layout.annotations[0].text) == (at == 1.4)


def test_bars_are_the_ranges_of_the_table():
    bars = chart.plain(lesson.scale().figure)["data"][0]
    for place, row in enumerate(rows("serum_bands")):
        low, high = float(row["low_mmol_per_l"] or 0), float(row["high_mmol_per_l"] or 1.4)
        assert (bars["base"][place], bars["base"][place] + bars["x"][place]) == pytest.approx(
            (low, high)
        ) and high <= 1.4
    mg_per_dl = next(r for r in rows("serum_bands") if r["band_id"] == "statpearls")
    assert (float(mg_per_dl["low_mmol_per_l"]), float(mg_per_dl["high_mmol_per_l"])) == pytest.approx(
        (1.46 / 2.4305, 2.68 / 2.4305), abs=0.005
    )


def test_ticks_carry_all_three_units():
    ticks = lesson.scale().figure.layout.xaxis
    assert ticks.ticktext[ticks.tickvals.index(0.5)] == "0.5<br>1.22<br>1"  # 0.5 * 2.4305, 0.5 * 2


# ---- tired


@pytest.mark.parametrize(
    ("who", "low", "other", "both", "all_tired", "chance"),
    [
        ("usa-075", 60, 20, 30, 220, "13.6"),  # 50 * 0.6 of 30 + 950 * 0.2
        ("germany-070", 80, 10, 16, 114, "14"),  # 20 * 0.8 of 16 + 980 * 0.1: 14.04
        ("warsaw-075", 0, 50, 0, 375, "0"),
        ("warsaw-075", 100, 5, 250, 288, "87"),  # 250 of 250 + 37.5
    ],
)
def test_tired_people_by_hand(who, low, other, both, all_tired, chance):
    view = lesson.tired(who=who, tired_low=low, tired_other=other)
    assert (
        f"{all_tired} are tired, and {both} of these have low magnesium: a chance of {chance} %"
        in view.reading
    )
    assert cell(
        view, "tired and low"
    ) == both and f"assumed: {low} % tired if low" in view.figure.layout.annotations[0].text.replace(
        "<br>", " "
    ).replace("\u00a0", " ")


def test_equally_tired_leaves_the_chance_and_says_so():
    for row in rows("low_serum_shares"):
        reading = lesson.tired(who=row["share_id"], tired_low=40, tired_other=40).reading
        share = re.search(r"a chance of ([\d.]+) %\. .* it was ([\d.]+) %", reading)
        assert (
            share[1] == share[2]
            and float(share[1]) == float(row["share_percent"])
            and "tiredness says nothing" in reading
        )


def test_people_are_always_1000_and_drawn_as_told():
    for state in lesson.tired.states():
        view = lesson.tired(**state)
        counts = view.table.iloc[:4, 1].tolist()
        assert sum(counts) == 1000 and [sum(t["x"]) for t in chart.plain(view.figure)["data"]] == counts
        assert "ssumed" in view.reading


# ---- the cut-off


@pytest.mark.parametrize(
    ("cut", "stores", "mean"),
    [(0.75, 10, 0.70), (0.70, 30, 0.65), (0.85, 5, 0.75), (0.6, 50, 0.75), (0.9, 50, 0.65)],
)
def test_errors_of_a_cutoff_by_hand(cut, stores, mean):
    view = lesson.cutoff(cutoff=cut, low_stores=stores, mean_low=mean)
    found, alarmed = 10 * stores * below(cut, mean, 0.10), 10 * (100 - stores) * below(cut, 0.81, 0.055)
    for name, count in (
        ("found", found),
        ("missed", 10 * stores - found),
        ("falsely alarmed", alarmed),
        ("left in peace", 10 * (100 - stores) - alarmed),
    ):
        assert cell(view, name, 2) == pytest.approx(count, abs=1)
    assert cell(view, "all together", 2) == 1000
    assert cell(view, "missed", 3) == pytest.approx(100 * (1 - below(cut, mean, 0.10))) and cell(
        view, "falsely alarmed", 3
    ) == pytest.approx(100 * below(cut, 0.81, 0.055))
    assert (
        f"{cell(view, 'falsely alarmed', 2):.0f} falsely alarmed; {cell(view, 'missed', 2):.0f} with low stores are missed"
        in view.reading
    )


def test_a_higher_cutoff_misses_fewer_and_alarms_more():
    views = [lesson.cutoff(cutoff=0.60 + 0.01 * step) for step in range(31)]
    missed, alarmed = ([cell(v, name, 2) for v in views] for name in ("missed", "falsely alarmed"))
    assert (
        missed == sorted(missed, reverse=True)
        and alarmed == sorted(alarmed)
        and missed[0] > missed[-1]
        and alarmed[0] < alarmed[-1]
    )


def test_curves_carry_the_same_shares_and_stop_at_the_cutoff():
    view = lesson.cutoff(cutoff=0.75, show="curves")
    drawn = traces(view)
    assert max(drawn["falsely alarmed"]["x"]) == 0.75 == min(drawn["missed"]["x"])
    assert sum(drawn["full stores"]["y"]) / 2 == pytest.approx(
        100, rel=0.002
    )  # steps of 0.01, each the share of 0.02 mmol/L
    assert (
        max(drawn["full stores"]["y"]) < 16
        and drawn["full stores"]["x"][drawn["full stores"]["y"].index(max(drawn["full stores"]["y"]))] == 0.81
    )
    assert "Assumed" in view.reading and "assumed" in view.figure.layout.yaxis.title.text


def test_healthy_people_rest_on_the_measured_ranges():
    ends = {
        r["band_id"]: (float(r["low_mmol_per_l"]), float(r["high_mmol_per_l"]))
        for r in rows("serum_bands")
        if r["band_id"].startswith("nhanes")
    }
    means = [(low + high) / 2 for low, high in ends.values()]
    spreads = [(high - low) / 3.92 for low, high in ends.values()]
    parameter = {r["parameter_id"]: float(r["value"]) for r in rows("model_parameters")}
    assert (
        len(means) == 2
        and min(means) - 1e-9 <= parameter["serum-cutoff:mean_full"] <= max(means)
        and min(spreads) <= parameter["serum-cutoff:sd_full"] <= max(spreads)
    )
    assert {
        r["known"]
        for r in rows("model_parameters")
        if r["parameter_id"] in ("tired:low", "serum-cutoff:mean_low", "serum-cutoff:sd_low")
    } == {"assumed"}
    assert (
        lesson.tired.start["tired_low"] == parameter["tired:low"]
        and lesson.tired.start["tired_other"] == parameter["tired:other"]
        and lesson.cutoff.start["mean_low"] == parameter["serum-cutoff:mean_low"]
    )
    assert 100 * below(
        0.85, parameter["serum-cutoff:mean_full"], parameter["serum-cutoff:sd_full"]
    ) == pytest.approx(77, abs=0.5)  # as the lesson says


# ---- claims, words, quiz


def test_claims_are_complete_in_both_languages():
    claims = [r for r in rows("claims") if r["lesson"] == "05-symptoms"]
    assert [r["claim_id"] for r in claims] == [f"S{i:02}" for i in range(1, 13)] and [
        int(r["order"]) for r in claims
    ] == list(range(1, 13))
    verdicts = {r["claim_id"]: r["verdict"] for r in claims}
    assert {c for c, v in verdicts.items() if v != "supported"} == {"S04", "S05", "S06", "S12"} and verdicts[
        "S06"
    ] == "unclear"
    for row in claims:
        for code in ("en", "nl"):
            assert (
                len(re.split(r"(?<=[.!?])\s+(?=[A-Z])", row[f"explanation_{code}"])) == 2
                and row[f"explanation_{code}"][-1] in ".!?"
            ), (row["claim_id"], code)
        assert not re.search(r"\d\.\d(?!\d\d)", row["explanation_nl"] + row["key_figure_nl"]), row["claim_id"]
        assert bool(row["caution_en"]) == bool(row["caution_nl"]) and (
            row["known"] == "read" or row["caution_en"]
        )


def test_a_relative_rate_stands_beside_the_absolute_one():
    heart = next(r for r in rows("claims") if r["claim_id"] == "S11")
    assert (
        "1.54 times" in heart["explanation_en"]
        and "22 in 1,000" in heart["explanation_en"]
        and round(1000 * 217 / 9820) == 22
    )


def test_dutch_readings_write_dutch_numbers():
    language.use("nl")
    assert "0,72 mmol/L = 1,75 mg/dL = 1,44 mEq/L" in lesson.scale().reading
    assert "een kans van 13,6 %" in lesson.tired().reading and "Aangenomen" in lesson.tired().reading
    assert (
        "Onder 0,75 mmol/L" in lesson.cutoff().reading and "gemiddeld 0,7 mmol/L" in lesson.cutoff().reading
    )


def test_the_quiz_agrees_with_the_figures():
    convert, bayes, *_rest = lesson.quiz.questions
    assert convert.answer == pytest.approx(
        0.85 * 2.4305, abs=convert.tolerance
    ) and bayes.answer == pytest.approx(100 * 30 / 220, abs=0.05)
    lows = [float(r["low_mmol_per_l"]) for r in rows("serum_bands") if r["kind"] == "reference"]
    assert (min(lows), max(lows)) == (0.60, 0.75)
    for question in lesson.quiz.questions:
        assert question.kind == "number" or all(str(said) for _right, said in question.answers.values())


def test_header_vote_and_verdicts_belong_to_this_lesson():
    assert {
        part.lesson
        for part in (
            lesson.header,
            lesson.vote,
            lesson.verdicts,
            lesson.quiz,
            lesson.numbers_tired,
            lesson.numbers_cutoff,
        )
    } == {"05-symptoms"}
    assert (
        lesson.verdicts.vote is lesson.vote
        and lesson.numbers_tired.item == "symptoms:numbers_tired"
        and lesson.numbers_cutoff.item == "symptoms:numbers_cutoff"
    )
