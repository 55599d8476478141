"""Lesson 04 against numbers worked out by hand from the figures in data/, which are read here without the course's own code."""

import math
import time

import pytest
from looking import cell, rows, traces

from helpers import chart, language
from helpers.lessons import causes_of_deficiency as lesson

# ---- balance over time


def test_a_healthy_body_stays_where_it_is():
    view = lesson.balance(cause="none", period="365")
    assert view.table.iloc[:, 1].tolist() == pytest.approx([0.85] * 7) and view.table.iloc[
        :, 6
    ].tolist() == pytest.approx([25000] * 7)
    assert (
        "stands at 0.85 mmol/L, within the reference of 0.7 to 1.05" in view.reading
        and "has lost 0 mg" in view.reading
    )


@pytest.mark.parametrize("cause", lesson.CAUSES)
@pytest.mark.parametrize("eaten", [0, 300, 450])
def test_in_every_table_nothing_vanishes(cause, eaten):
    table = lesson.balance(cause=cause, second="alcohol", eaten=eaten, period="365").table
    body, up, urine, gut, sweat = (table.iloc[:, place] for place in (6, 7, 8, 9, 10))
    assert (body + urine + gut + sweat - up).tolist() == pytest.approx([25000] * 7, rel=1e-9)


def test_half_the_food_shows_in_urine_within_days_but_not_in_serum():
    table = lesson.balance(cause="none", eaten=150, period="14").table
    urine = table.iloc[:, 2]
    assert urine.iloc[0] == pytest.approx(109.4, abs=0.1) and urine.iloc[-1] == pytest.approx(80.6, abs=1)
    assert float(table.iloc[3, 0]) < 6 and urine.iloc[3] < 84  # most of the way within five days
    assert table.iloc[:, 1].min() > 0.83
    assert (
        "Urine went from 109 to 81 mg a day" in lesson.balance(cause="none", eaten=150, period="14").reading
    )


def test_a_litre_of_diarrhoea_a_day_leaves_the_reference_range():
    view = lesson.balance(cause="diarrhoea", strength=100)
    assert cell(view, "90") == pytest.approx(0.567, abs=0.002) and "below the reference" in view.reading
    assert lesson.burdens()["diarrhoea"].gut_mg == 182


@pytest.mark.parametrize("cause", ["sweating", "stress", "slimming", "ppi", "ciclosporin"])
def test_weak_causes_alone_stay_within_it(cause):
    assert "within the reference" in lesson.balance(cause=cause, strength=100, period="365").reading


def test_the_burdens_are_the_parameters():
    p = {
        r["parameter_id"].split(":")[1]: float(r["value"])
        for r in rows("model_parameters")
        if r["model"] == "balance-causes"
    }
    b = lesson.burdens()
    assert b["sweating"].sweat_mg == pytest.approx(p["sweat_litres"] * p["sweat_mg"]) == pytest.approx(17)
    assert b["ciclosporin"].leak == pytest.approx(0.058 - 0.045) and b["stress"].leak * 2400 == pytest.approx(
        0.1 * 109.44, abs=0.01
    )
    assert (b["alcohol"].intake, b["alcohol"].leak, b["tubules"].leak) == pytest.approx(
        (0.5, 0.03, 0.06)
    ) and set(b) == set(lesson.CAUSES)


def test_more_strength_lowers_serum_and_none_is_none():
    for cause in set(lesson.CAUSES) - {"none"}:
        serum = [lesson.balance(cause=cause, strength=s).table.iloc[-1, 1] for s in (0, 25, 50, 75, 100)]
        assert (
            serum == sorted(serum, reverse=True)
            and serum[0] == pytest.approx(0.85, abs=1e-6)
            and serum[-1] < serum[0]
        ), cause


def test_the_same_cause_twice_counts_once_and_two_causes_count_double():
    once = lesson.balance(cause="tubules").reading
    assert lesson.balance(cause="tubules", second="tubules").reading == once
    assert (
        lesson.balance(cause="tubules", second="diarrhoea").table.iloc[-1, 1]
        < lesson.balance(cause="tubules").table.iloc[-1, 1]
    )
    assert (
        lesson.balance(cause="tubules", second="diarrhoea").reading
        == lesson.balance(cause="diarrhoea", second="tubules").reading
    )


@pytest.mark.parametrize(
    ("cause", "eaten", "band"),
    [
        ("none", 300, (80, 160)),
        ("none", 250, (40, 80)),
        ("slimming", 300, (40, 80)),
        ("slimming", 450, (40, 80)),
    ],
)
def test_the_band_of_the_urine_is_that_of_what_is_eaten(cause, eaten, band):
    shape = chart.plain(lesson.balance(show="urine", cause=cause, eaten=eaten).figure)["layout"]["shapes"][0]
    assert (shape["y0"], shape["y1"]) == band


def test_the_line_is_the_table():
    for show, place in (("serum", 1), ("urine", 2)):
        line, table = traces(lesson.balance(show=show))[0], lesson.balance(show=show).table
        assert (
            line["y"][-1] == pytest.approx(table.iloc[-1, place], rel=1e-4)
            and line["x"][-1] == 90
            and line["x"][0] < 0
        )
    stores = traces(lesson.balance(show="pools"))
    assert [t["y"][-1] for t in stores] == pytest.approx(
        lesson.balance().table.iloc[-1, 3:6].tolist(), rel=1e-4
    ) and len(stores) == 3


def test_a_state_is_quick():
    lesson.balance()
    began = time.perf_counter()
    for strength in (0, 25, 50, 75, 100):
        lesson.balance(cause="malabsorption", second="sweating", strength=strength, period="365", eaten=250)
    assert (time.perf_counter() - began) / 5 < 0.3  # some 10 ms; a slow machine may need more


# ---- how common


@pytest.mark.parametrize(
    ("cause", "among", "base", "sick"),
    [
        ("ppi-pooled-2019", "population-aric", 25, 42),  # odds 25/975 * 1.71 = 0.04385; 0.04385/1.04385
        ("ppi-rotterdam", "population-germany", 145, 253),  # odds 145/855 * 2 = 0.3392; 0.3392/1.3392
        ("ppi-pooled-2015", None, None, None),
        ("loop-and-ppi", "population-warsaw", 70, 352),  # odds 70/930 * 7.22 = 0.5434
        ("thiazide-odds", "population-aric", 25, 75),
    ],
)
def test_a_ratio_in_people(cause, among, base, sick):
    if among is None:  # a risk ratio multiplies the share itself
        row = next(r for r in rows("causes") if r["cause_id"] == cause)
        assert row["measure"] == "RR" and lesson._with(
            {"measure": "RR", "estimate": 1.43}, 0.1
        ) == pytest.approx(0.143)
        assert lesson._with({"measure": "RR", "estimate": 8.0}, 0.5) == 1
        return
    view = lesson.common(cause=cause, among=among)
    assert (
        f"If {base} of 1,000 people are low without it, {sick} are low with it: {sick - base} more, if it is the cause."
        in view.reading
    )
    assert [t["name"].rsplit(": ")[-1] for t in traces(view)] == [
        str(base),
        str(sick - base),
        str(1000 - sick),
    ]


@pytest.mark.parametrize(
    ("cause", "low"),
    [("diabetes-type-2", 306), ("crohn-severe", 880), ("ciclosporin", 77), ("older-women", 330)],
)
def test_a_share_in_people(cause, low):
    view = lesson.common(cause=cause, among="population-germany")
    assert f"{low} of 1,000 are low" in view.reading and "145 of 1,000" in view.reading
    counts = [int(t["name"].rsplit(": ")[-1].replace(",", "")) for t in traces(view)]
    assert sum(counts) == 1000 and counts[-1] == 1000 - low and counts[0] == min(145, low)


def test_a_range_is_drawn_as_a_range():
    view = lesson.common(cause="ibd-range", among="population-aric")
    assert "130 to 880 of 1,000" in view.reading
    assert [t["name"].rsplit(": ")[-1] for t in traces(view)] == ["25", "105", "750", "120"]


def test_an_end_that_was_not_read_is_said():
    assert "upper end was not read" in lesson.common(cause="thiazide-odds").reading
    assert "13.5 % were low without it and 19.4 % with it" in lesson.common(cause="ppi-pooled-2019").reading


def test_every_cause_of_the_choice_has_its_figures():
    found = {r["cause_id"]: r for r in rows("causes")}
    assert {found[c]["kind"] for c in lesson.PEOPLE} == {"ratio", "share"} and {
        found[c]["kind"] for c in lesson.POPULATIONS
    } == {"population"}
    assert sum(r["kind"] == "share" for r in found.values()) == sum(
        found[c]["kind"] == "share" for c in lesson.PEOPLE
    )
    for row in found.values():
        low, mid, high = (float(row[c]) if row[c] else math.nan for c in ("low", "estimate", "high"))
        assert (
            not low > mid
            and not mid > high
            and (row["kind"] == "words") == (row["estimate"] == row["low"] == row["high"] == "")
        )
        assert (row["kind"] == "ratio") == bool(row["measure"])


# ---- how strong


def test_ratios_and_serum_stand_side_by_side():
    ratios, serum = lesson.strong(measure="ratio"), lesson.strong(measure="serum")
    found = rows("causes")
    assert ratios.table.iloc[:, 2].tolist() == sorted(
        (float(r["estimate"]) for r in found if r["kind"] == "ratio"), reverse=True
    )
    assert serum.table.iloc[:, 2].tolist() == [-0.03, -0.018, -0.011, 0.043]
    assert (
        "0.03 mmol/L lower with Crohn's disease, recent group, and 0.043 mmol/L higher with loop diuretics"
        in serum.reading
    )
    assert "The highest ratio is 7.22" in ratios.reading and "1.43" in ratios.reading


# ---- slimming


def day(key):
    """Magnesium and energy of a pattern, from the food table."""
    foods = {r["food_id"]: r for r in rows("foods")}
    mg = kcal = 0.0
    for food, count in lesson.PATTERNS[key][-1]:
        grams = count * float(foods[food]["portion_g"])
        mg, kcal = (
            mg + grams / 100 * float(foods[food]["magnesium_mg_per_100g"]),
            kcal + grams / 100 * float(foods[food]["energy_kcal_per_100g"]),
        )
    return mg, kcal


@pytest.mark.parametrize("key", lesson.PATTERNS)
def test_a_pattern_by_hand(key):
    mg, kcal = day(key)
    assert lesson.densities()[key] == pytest.approx(1000 * mg / kcal)
    view = lesson.slimming(pattern=key, kcal=1500, who="efsa-ai-18-up-male")
    assert cell(view, str(lesson.PATTERNS[key][0]), 2) == pytest.approx(1500 * mg / kcal) and cell(
        view, str(lesson.PATTERNS[key][0]), 3
    ) == pytest.approx(350 * kcal / mg)
    assert f"{100 * 1500 * mg / kcal / 350:.0f} % of 350 mg" in view.reading


def test_what_the_lesson_says_of_slimming_holds():
    densities = lesson.densities()
    assert 1.2 * densities["plants"] > 2.8 * densities["sweet"] and densities["sweet"] == min(
        densities.values()
    )
    claim = next(r for r in rows("claims") if r["claim_id"] == "O18")
    assert f"{densities['sweet']:.0f} to {densities['plants']:.0f} mg" in claim["explanation_en"]


# ---- fattening foods


def test_chocolate_and_spinach_by_hand():
    view = lesson.fattening(find="chocolate-dark-70", beside="spinach-boiled")
    assert cell(view, "dark chocolate, 70-85% cocoa", 3) == pytest.approx(100 * 228 / 598) and cell(
        view, "spinach, boiled", 3
    ) == pytest.approx(100 * 87 / 23)
    chocolate, spinach = traces(view)[2:]
    assert (
        chocolate["x"] == [598]
        and 10 ** chocolate["y"][0] == pytest.approx(38.13, rel=1e-3)
        and 10 ** spinach["y"][0] == pytest.approx(378.3, rel=1e-3)
    )


def test_what_is_counted_of_the_foods():
    foods = [r for r in rows("foods") if float(r["energy_kcal_per_100g"]) >= 5]
    density = [100 * float(r["magnesium_mg_per_100g"]) / float(r["energy_kcal_per_100g"]) for r in foods]
    rich = [r for r in foods if float(r["magnesium_mg_per_100g"]) >= 56.25]
    dense = [r for r in rich if float(r["energy_kcal_per_100g"]) > 300]
    assert (
        f"By weight, {len(rich)} of {len(foods)} foods hold at least 56 mg in 100 g, and {len(dense)} of these hold more than 300 kcal"
        in lesson.fattening().reading
    )
    claim = next(r for r in rows("claims") if r["claim_id"] == "O19")
    assert (
        f"of the {len(rich)} foods" in claim["explanation_en"]
        and f"{len(dense)} hold more than 300 kcal" in claim["explanation_en"]
    )
    assert f"{sum(d > 100 * 228 / 598 for d in density)} of {len(foods)} foods beat dark chocolate" in (
        language.ROOT / "notebooks/en/04-causes-of-deficiency.ipynb"
    ).read_text("utf-8")


def test_a_food_without_magnesium_and_one_without_energy():
    view = lesson.fattening(find="olive-oil", beside="coffee-filter")
    assert traces(view)[2]["y"] == pytest.approx([math.log10(0.2)], rel=1e-4) and len(traces(view)) == 3
    assert "Olive oil: 884 kcal and 0 mg in 100 g" in view.reading and "offee" not in view.reading
    assert len(traces(lesson.fattening(find="almonds", beside="almonds"))) == 3


def test_a_group_stands_out():
    grey, blue = traces(lesson.fattening(group="pulses", find="none", beside="none"))
    pulses = [r for r in rows("foods") if r["group_id"] == "pulses"]
    assert len(blue["x"]) == len(pulses) and len(grey["x"]) + len(blue["x"]) == 291


# ---- both languages


def test_dutch_readings():
    language.use("nl")
    assert lesson.balance(cause="none").reading.startswith(
        "Na 90 dagen staat het serum op 0,85 mmol/L, binnen de referentie van 0,7 tot 1,05."
    )
    assert (
        "OR 1,71" in lesson.common().reading
        and "17 meer, als dit echt de oorzaak is" in lesson.common().reading
    )
    assert lesson.common(cause="diabetes-type-2").reading.startswith("Diabetes type 2: 306 van 1.000")


def test_the_quiz_agrees_with_the_figures():
    numbers = [q.answer for q in lesson.quiz.questions if q.kind == "number"]
    sweat = next(r for r in rows("causes") if r["cause_id"] == "sweat-heat")
    assert numbers == pytest.approx([3 * float(sweat["estimate"]), 1.2 * 130])


def test_all_claims_of_the_section_are_here():
    mine = [r for r in rows("claims") if r["lesson"] == lesson.LESSON]
    assert [r["claim_id"] for r in mine] == [f"O{n:02}" for n in range(1, 22)]
    assert [sum(r["verdict"] == v for r in mine) for v in ("supported", "partly", "contradicted")] == [
        11,
        10,
        0,
    ]
