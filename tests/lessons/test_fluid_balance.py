"""Lesson 06-9 against numbers worked out by hand from the figures in data/, read here without the course's own code."""

import math

import pytest
from looking import keyed, trace

from helpers import chart, language
from helpers.lessons import fluid_balance as lesson


def volume(speed, sodium=3, potassium=2):
    """Trapped molecules of the reference cell over those of this one, by the formula of the lesson with RT/F = 25.69 mV."""

    def trapped(p, n, m):
        u = (147 * math.exp(-n * p / (1e-3 * 0.02569)) + 3 * math.exp(m * p / (3e-2 * 0.02569))) / 150
        return 150 * (1 - u)

    return trapped(5e-5, 3, 2) / trapped(speed * 5e-5, sodium, potassium)


# ---- 1 the cell


@pytest.mark.parametrize("pump", [10, 25, 50, 100, 200])
@pytest.mark.parametrize(("ratio", "ions"), [("three-two", (3, 2)), ("one-one", (3, 3))])
def test_size_by_hand(pump, ratio, ions):
    view = lesson.cell(pump=pump, ratio=ratio)
    size = 100 * volume(pump / 100, *ions)
    assert trace(view, "your cell")["y"][0] == pytest.approx(size, rel=1e-3)
    for line in chart.plain(view.figure)["data"]:
        assert all(0 < y < 310 for y in line["y"]) and all(0 < x < 206 for x in line["x"])


def test_half_the_pump_is_five_percent_and_a_tenth_more_than_doubles():
    assert "105.3 %" in lesson.cell(pump=50).reading and "225 %" in lesson.cell(pump=10).reading
    normal = lesson.cell()
    assert (
        "16.7 mM of sodium and 133 mM of potassium" in normal.reading
        and "−94.1 mV" in normal.reading
        and "−92.7 mV" in lesson.cell(ratio="one-one").reading
    )
    assert normal.table.iloc[:, 1].sum() == pytest.approx(300) and normal.table.iloc[:, 2].tolist() == [
        147,
        3,
        150,
        0,
    ]


# ---- 2 three for two


@pytest.mark.parametrize("cycles", [1, 4, 10])
def test_ions_and_charges_are_counted(cycles):
    assert lesson.swap(ratio="three-two", cycles=cycles).table.iloc[:, 1].tolist() == [
        -3 * cycles,
        2 * cycles,
        -cycles,
    ]
    assert lesson.swap(ratio="one-one", cycles=cycles).table.iloc[:, 1].tolist() == [-cycles, cycles, 0]
    assert (
        f"positive charges lost on balance: {cycles};" in lesson.swap(cycles=cycles).reading
        and "lost on balance: 0;" in lesson.swap(ratio="one-one", cycles=cycles).reading
    )


# ---- 3 magnesium


@pytest.mark.parametrize("mg", [0.1, 0.25, 0.5, 1, 2])
def test_pump_and_size_by_hand(mg):
    kd = float(keyed("model_parameters", "parameter_id")["atp-magnesium:kd"]["value"])
    factor = mg / (mg + kd) / (0.5 / (0.5 + kd))
    pumped, size = lesson.pumping(magnesium=mg).table.iloc[:, 1]
    assert pumped == pytest.approx(100 * factor) and size == pytest.approx(100 * volume(factor), rel=1e-4)


def test_twice_the_magnesium_hardly_moves_the_cell():
    assert (
        "106 % of its speed" in lesson.pumping(magnesium=1).reading
        and "by −0.07 %" in lesson.pumping(magnesium=1).reading
    )


# ---- 4 cell and ankle


def test_water_goes_where_oedema_is():
    kd = 0.069
    moved = -(volume(1 / (1 + kd) / (0.5 / (0.5 + kd))) - 1) * 25000
    view = lesson.ankle(magnesium=1, litres=25)
    assert view.table.iloc[0, 1] == pytest.approx(moved, rel=0.01) and 17 < moved < 20
    assert (
        "18 mL of water out of the cells" in view.reading
        and "into the cells" in lesson.ankle(magnesium=0.1).reading
        and "nothing changes" in lesson.ankle(magnesium=0.5).reading
    )


def test_every_view_of_the_thought_experiment_says_so():
    for mg in (0.05, 0.5, 2):
        view = lesson.ankle(magnesium=mg, litres=35)
        assert (
            view.reading.startswith("Thought experiment")
            and "thought experiment" in view.figure.layout.xaxis.title.text
        )
        low, high = view.figure.layout.xaxis.range
        assert all(low <= x <= high for t in chart.plain(view.figure)["data"] for x in t["x"])
    assert "← 2,124 mL" in str(chart.plain(lesson.ankle(magnesium=0.05, litres=35).figure)["data"][0]["text"])


# ---- 5 the trial


def test_one_hit_in_twelve():
    view = lesson.trial()
    assert (
        view.table.iloc[:, 1].tolist() == ["no effect"] * 6
        and list(view.table.iloc[:, 2]).count("less with magnesium") == 1
    )
    assert (
        view.table.iloc[lesson.FLUID, 0] == "fluid (hydration)"
        and "38 women" in view.reading
        and "p = 0.009" in view.reading
    )
    drawn = chart.plain(view.figure)["data"]
    assert sum(len(t["x"]) for t in drawn) == 12 and len({t["marker"]["symbol"] for t in drawn}) == 3
    effect = keyed("effects", "effect_id")["walker-1998-hydration-month-2"]
    assert effect["people"] == "38" and effect["placebo"] == "true" and "0.009" in effect["note_en"]


@pytest.mark.parametrize(("show", "limit"), [("5", 0.05), ("1", 0.01)])
@pytest.mark.parametrize("tests", [1, 12, 24])
def test_luck_by_hand(show, limit, tests):
    lucky = round(1000 * (1 - (1 - limit) ** tests))
    view = lesson.trial(show=show, tests=tests)
    assert (
        view.table.iloc[:, 1].tolist() == [lucky, 1000 - lucky]
        and f"in {lucky} of 1000 trials" in view.reading
    )


# ---- words, quiz, frame


def test_dutch_readings_write_dutch_numbers():
    language.use("nl")
    assert (
        "16,7 mM natrium" in lesson.cell().reading
        and "−0,07 %" in lesson.pumping().reading
        and "p = 0,009" in lesson.trial().reading
        and "Gedachte-experiment" in lesson.ankle().reading
    )


def test_the_quiz_agrees_with_the_figures():
    charges, doubled, _where, _why = lesson.quiz.questions
    assert charges.answer == 100 * 3 - 100 * 2
    assert [str(a) for a, (right, _said) in doubled.answers.items() if right] == [
        "The cell shrinks by 0.07 %."
    ]


def test_claims_of_this_lesson():
    claims = {k: r for k, r in keyed("claims", "claim_id").items() if r["lesson"] == lesson.LESSON}
    assert [claims[f"f0{i}"]["verdict"] for i in range(1, 9)] == [
        "not_supported",
        "partly",
        "contradicted",
        "supported",
        "supported",
        "contradicted",
        "supported",
        "not_supported",
    ]
    assert len(claims) == 8 and all(
        r["caution_en"]
        for r in claims.values()
        if r["known"] in ("secondary", "unverified") or "textbooks" in r["source_ids"]
    )


def test_parts_belong_to_this_lesson():
    assert {
        part.lesson for part in (lesson.header, lesson.vote, lesson.verdicts, lesson.quiz, lesson.leaks)
    } == {"06-9-fluid-balance"}
    assert lesson.leaks.item == "fluid_balance:leaks" and lesson.verdicts.vote is lesson.vote
