"""Lesson 02 against numbers worked out by hand from the figures in data/, which are read here without the course's own code."""

import pytest
from looking import cell, keyed, rows, trace

from helpers import chart, figures, language
from helpers.lessons import food_sources as lesson

# ---- richest foods


def test_almonds_in_three_fair_ways():
    state = {"group": "nuts-seeds", "find": "almonds", "count": 20}
    almonds = keyed("foods", "food_id")["almonds"]
    mg, kcal = float(almonds["magnesium_mg_per_100g"]), float(almonds["energy_kcal_per_100g"])
    assert cell(lesson.ranking(per="100g", **state), "almonds") == mg
    assert cell(lesson.ranking(per="portion", **state), "almonds") == pytest.approx(mg * 0.30)
    assert cell(lesson.ranking(per="portion", **state), "almonds", 2) == pytest.approx(
        mg * 0.30 / 3
    )  # of 300 mg
    assert cell(lesson.ranking(per="100kcal", **state), "almonds") == pytest.approx(100 * mg / kcal)
    assert cell(
        lesson.ranking(per="100kcal", group="leafy-greens", find="spinach-boiled", count=20),
        "spinach, boiled",
    ) == pytest.approx(100 * 87 / 23)


@pytest.mark.parametrize("food", ["almonds", "spinach-boiled", "bread-white"])
def test_the_place_of_a_food_is_counted(food):
    foods = {r["food_id"]: r for r in rows("foods")}
    richer = sum(
        float(r["magnesium_mg_per_100g"]) > float(foods[food]["magnesium_mg_per_100g"])
        for r in foods.values()
    )
    place = int(lesson.ranking(find=food).reading.split("place ")[1].split(" of all ")[0])
    same = sum(r["magnesium_mg_per_100g"] == foods[food]["magnesium_mg_per_100g"] for r in foods.values())
    assert (
        richer < place <= richer + same and f"of all {len(foods)} foods" in lesson.ranking(find=food).reading
    )


def test_the_ranking_falls_and_has_as_many_bars_as_asked():
    for per in lesson.PER:
        bars = lesson.ranking(per=per, count=20).table.iloc[:, 1].tolist()
        assert len(bars) == 20 and bars == sorted(bars, reverse=True)
    looked_up = chart.plain(lesson.ranking(count=10, find="cola").figure)["data"][0]
    assert looked_up["marker"]["color"] == [chart.BLUE] * 10 + [chart.ORANGE] and looked_up["x"][-1] == 0


# ---- boiling


def test_spinach_keeps_its_magnesium_by_both_ways_of_counting():
    view = lesson.boiling(food="spinach", method="drained")
    assert [cell(view, part) for part in ("in the food", "in the water", "found in neither")] == [95, 5, 0]
    assert cell(view, "measured, dry matter") == pytest.approx(100 * (87 / 8.79) / (79 / 8.6))  # 107.7
    assert cell(view, "measured, as weighed") == pytest.approx(100 * 87 / 79)


@pytest.mark.parametrize(
    ("time", "food", "water", "neither"),
    [("15-20-min", 80, 5, 15), ("45-75-min", 75, 5, 20), ("2-2.5-h", 70, 5, 25)],
)
def test_lentils_lose_more_the_longer_they_boil(time, food, water, neither):
    view = lesson.boiling(food="lentils", time=time)
    assert [cell(view, part) for part in ("in the food", "in the water", "found in neither")] == [
        food,
        water,
        neither,
    ]
    assert f"leaves {food} %" in view.reading and f"finds {water} %" in view.reading


def test_lentils_and_the_trap_of_the_dry_matter():
    view = lesson.boiling(food="lentils")
    assert cell(view, "measured, dry matter") == pytest.approx(87.1, abs=0.05)  # (36 / 30.36) / (122 / 89.6)
    assert cell(view, "measured, as weighed") == pytest.approx(29.5, abs=0.05)  # 36 / 122
    assert "87 % was left, counted without water; 100 g as weighed seems to hold only 30 %" in view.reading


def test_soup_keeps_what_draining_throws_away():
    assert (
        "80 % of the magnesium stays with you"
        in lesson.boiling(food="lentils", method="used", time="45-75-min").reading
    )
    assert "100 % of the magnesium stays with you" in lesson.boiling(food="spinach", method="used").reading
    assert "no factor" in lesson.boiling(food="lentils", method="dry").reading


def test_every_boiled_food_has_both_forms_and_its_factors():
    pairs = {r["pair_id"]: r for r in rows("cooking_pairs")}
    factors = {r["retention_id"] for r in rows("retention_factors")}
    for food in lesson.BOILED:
        assert pairs[food]["evidence"] == "true", food
        for time in lesson.TIMES:
            for name in lesson.FACTORS[pairs[food]["retention_group"]]:
                assert name is None or name.format(time=time.replace(".", "-")) in factors


# ---- the kettle


@pytest.mark.parametrize("gone", [0, 30, 50, 60])
def test_boiling_down_keeps_the_magnesium(gone):
    view = lesson.kettle(water="hepar", boiled_off=gone)
    assert cell(view, "after", 2) == pytest.approx(119) and cell(view, "after", 3) == pytest.approx(
        119 / (1 - gone / 100)
    )
    assert cell(view, "after", 1) == pytest.approx(1 - gone / 100) and [
        cell(view, "before", i) for i in (1, 2, 3)
    ] == [1, 119, 119]
    assert trace(view, "after")["y"] == pytest.approx([119, 119 / (1 - gone / 100)], rel=1e-4)


# ---- bran


@pytest.mark.parametrize(
    ("bran", "germ", "mg", "kept", "extraction"),
    [
        (0, 0, 112.83, 100, 100),  # 0.83 * 22 + 0.145 * 611 + 0.025 * 239
        (100, 100, 22, 16.18, 83),  # 18.26 of 112.83
        (50, 50, 71.64, 58.10, 91.5),  # (18.26 + 44.2975 + 2.9875) / 0.915
        (100, 0, 28.34, 21.48, 85.5),  # (18.26 + 5.975) / 0.855
    ],
)
def test_flour_is_the_sum_of_its_parts(bran, germ, mg, kept, extraction):
    view = lesson.bran(bran=bran, germ=germ, slices=4)
    assert cell(view, "your flour") == pytest.approx(mg, abs=0.01)
    bread = 4 * 22.5 * mg / 100
    assert f"holds {mg:.0f} mg" in view.reading and f"{kept:.0f} % of the magnesium" in view.reading
    assert f"give {bread:.0f} mg a day, {100 * bread / 300:.0f} % of 300 mg" in view.reading
    assert f"in {extraction:.0f} % of its weight" in view.reading
    assert trace(view, "your flour")["y"] == pytest.approx([mg], rel=1e-3)


def test_the_line_of_mixtures_ends_at_white_flour():
    line = trace(lesson.bran(), "mixtures")
    assert (
        (line["x"][0], line["y"][0]) == (2.7, 22) and len(line["x"]) == 11 and line["y"] == sorted(line["y"])
    )
    assert line["y"][-1] == pytest.approx((18.26 + 88.595) / 0.975, rel=1e-3)


def test_other_cereals_have_no_sieve():
    view = lesson.bran(cereal="rye")
    assert "your flour" not in list(view.table.iloc[:, 0]) and "stands still" in view.reading


# ---- milk and water


def test_milk_beside_every_water():
    milk = 12.1 * 10 * 1.03
    bottled = [float(r["magnesium_mg_per_l"]) for r in rows("waters") if r["kind"] != "tap"]
    more = sum(mg > milk for mg in bottled)
    reading = lesson.milk_and_water(litres=2).reading
    assert f"2 L of milk holds {2 * milk:.0f} mg" in reading
    assert (
        f"Of the {len(bottled)} bottled waters in the table {more} hold more than milk, and {len(bottled) - more} hold less"
        in reading
    )
    assert cell(lesson.milk_and_water(litres=0.5, find="hepar"), "semi-skimmed milk", 2) == pytest.approx(
        62.315
    )
    assert cell(lesson.milk_and_water(litres=0.5, find="hepar"), "Hépar", 2) == pytest.approx(59.5)


def test_magnesium_rich_means_more_than_50_mg_in_a_litre():
    table = lesson.milk_and_water(which="rich").table
    assert (
        len(table) == 1 + sum(float(r["magnesium_mg_per_l"]) > 50 for r in rows("waters"))
        and table.iloc[:, 1].min() > 50
    )


# ---- uptake


def curve(mg):
    """The reconstruction by hand: 65 % of 3 mEq, 11 % of 83 mEq, 7 % of any dose."""
    vmax = 80 / (1 / 0.04 - 1 / 0.58)
    return min(1, vmax / (vmax / 0.58 - 3 + mg / 12.1525) + 0.07)


@pytest.mark.parametrize(("mg", "meals", "total"), [(300, 1, 58), (300, 3, 113), (300, 4, 134), (600, 1, 81)])
def test_uptake_of_a_day(mg, meals, total):
    view = lesson.uptake(mg_a_day=mg, meals=meals)
    assert f"{total} mg a day" in view.reading and f"a flat 55 % would be {0.55 * mg:.0f} mg" in view.reading
    assert mg * curve(mg / meals) == pytest.approx(total, abs=0.51)
    assert cell(view, "your meal, by the curve", 2) == pytest.approx(100 * curve(mg / meals), rel=1e-3)


def test_phytic_acid_lowers_the_whole_curve():
    assert cell(lesson.uptake(with_what="whole"), "your meal, by the curve", 2) == pytest.approx(
        100 * curve(100) * 13 / 32.5, rel=1e-3
    )
    assert cell(lesson.uptake(with_what="brown"), "your meal, by the curve", 2) == pytest.approx(
        100 * curve(100) * 24 / 32.2, rel=1e-3
    )


def test_measurements_stand_as_the_studies_give_them():
    studies = {r["study_id"]: float(r["absorbed_percent"]) for r in rows("absorption_studies")}
    assert trace(lesson.uptake(), "measured")["y"] == [studies[key] for key, _dose in lesson.MEASURED]


# ---- phosphorus


def test_cola_has_less_phosphorus_than_milk():
    view = lesson.phosphorus(which="soft", by="serving")
    assert cell(view, "Cola", 4) == pytest.approx(29.7) and cell(
        view, "Semi-skimmed milk (France)", 4
    ) == pytest.approx(222.75)  # 9 * 3.3, 89.1 * 2.5
    assert "Cola has 9 mg of phosphorus in 100 g, milk 89 mg" in view.reading
    bars = chart.plain(lesson.phosphorus(which="foods", by="ratio").figure)["data"][0]
    ratio = dict(zip(bars["y"], bars["text"], strict=True))
    assert (
        ratio["Semi-skimmed milk<br>(France)"] == "7.36" and ratio["Cola"] == "∞ →"
    )  # 89.1 / 12.1; cola has no magnesium
    told = lesson.phosphorus(which="foods", by="ratio").reading
    assert told.startswith(
        "Phosphorus but no measurable magnesium (∞): Cola. Below stands Processed cheese spread with 30.2 mg for each mg of magnesium."
    )


# ---- phytate and oxalate


def test_binders_for_each_magnesium():
    almonds = (964 / 660.04) / (318 / 24.305)
    assert cell(lesson.binders(binder="phytate", group="nuts"), "Almonds", 3) == pytest.approx(
        almonds, rel=1e-3
    )
    spinach = (592 / 88.02) / (87 / 24.305)
    assert cell(lesson.binders(binder="oxalate", group="leafy-greens"), "Spinach, raw", 3) == pytest.approx(
        spinach, rel=1e-3
    )


# ---- a day


def test_the_day_of_the_lesson_by_hand():
    # choco: 70 g bread 16.1, 30 g spread 29.13, 200 g milk 24.2; ham: 140 g bread 32.2, 30 g ham 6.75, apple 6.75;
    # chips: 200 g 46.6, hamburger 32.67, 30 g mayonnaise 1.926; cola 0, crisps 19.8
    meals = (16.1 + 29.13 + 24.2, 32.2 + 6.75 + 6.75, 46.6 + 32.67 + 1.926, 0 + 19.8)
    view = lesson.day(
        who="efsa-ai-10-18-female", breakfast="choco", lunch="ham", dinner="chips", between="cola"
    )
    assert view.table["mg of magnesium"].sum() == pytest.approx(sum(meals))
    assert (
        f"{sum(meals):.0f} mg of magnesium: {100 * sum(meals) / 250:.0f} % of a need of 250 mg"
        in view.reading
    )
    assert (
        "white bread (48 mg)" in view.reading
        and f"about {sum(m * curve(m) for m in meals):.0f} mg is taken up" in view.reading
    )


def test_nothing_for_three_meals_leaves_the_dinner():
    view = lesson.day(breakfast="none", lunch="none", dinner="lentils", between="none")
    assert view.table["mg of magnesium"].sum() == pytest.approx(1.5 * 36 + 2 * 39 + 2 * 87)  # 306 mg


def test_every_ready_made_meal_exists():
    foods = {r["food_id"] for r in rows("foods")}
    for menu in (lesson.BREAKFASTS, lesson.LUNCHES, lesson.DINNERS, lesson.SNACKS):
        for _text, meal in menu.values():
            assert {food for food, _count in meal} <= foods


def test_needs_are_those_of_efsa():
    assert [figures.need_mg(key) for key in figures.NEEDS] == [
        250,
        300,
        300,
        350,
    ]  # EFSA 2015: 10-17 years girls, boys; women, men
    assert (
        list(figures.needs()) == list(figures.NEEDS) and "(250 mg)" in figures.needs()["efsa-ai-10-18-female"]
    )
    language.use("nl")
    assert figures.named("foods", ["almonds"]) == {"almonds": "amandelen"}


# ---- words, quiz


def test_dutch_readings_write_dutch_numbers():
    language.use("nl")
    reading = lesson.kettle(water="tap-amsterdam", boiled_off=30).reading
    assert "0,7 L" in reading and "8,1 mg" in reading and "11,6 mg" in reading and "0.7" not in reading


def test_the_quiz_agrees_with_the_figures():
    lentils, almonds, *_rest = lesson.quiz.questions
    pair, food = keyed("cooking_pairs", "pair_id")["lentils"], keyed("foods", "food_id")["almonds"]
    raw, cooked = pair["magnesium_raw_mg_per_100g"], pair["magnesium_cooked_mg_per_100g"]
    assert f"{raw} mg" in lentils.question and f"{cooked} mg" in lentils.question
    kept = f"{float(pair['apparent_retention_percent']):.0f} %"
    assert any(kept in said for right, said in lentils.answers.values() if right)
    mg = food["magnesium_mg_per_100g"]
    assert f"{mg} mg" in almonds.question and almonds.answer == pytest.approx(float(mg) * 0.30)
    waters = {r["water_id"]: float(r["magnesium_mg_per_l"]) for r in rows("waters")}
    assert waters["rozana"] > 124.63 and waters["donat-mg"] > 124.63 > waters["hepar"] > 110


def test_header_vote_and_verdicts_belong_to_this_lesson():
    assert {part.lesson for part in (lesson.header, lesson.vote, lesson.verdicts, lesson.quiz)} == {
        "02-food-sources"
    }
    assert lesson.verdicts.vote is lesson.vote
    assert {part.item for part in (lesson.header, lesson.quiz)} == {
        "food_sources:header",
        "food_sources:quiz",
    }
