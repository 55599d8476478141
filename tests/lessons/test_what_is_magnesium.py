"""Lesson 01 against numbers worked out by hand from the figures in data/, which are read here without the course's own code."""

import math
from statistics import NormalDist

import pytest
from looking import cell, rows, trace

from helpers import chart, language
from helpers.lessons import what_is_magnesium as lesson


def shares(**wanted):
    return [
        r
        for r in rows("intake_surveys")
        if r["kind"] == "share" and all(r[k] == v for k, v in wanted.items())
    ]


def highest(row):
    return float(row["percent_to"] or row["percent"])


# ---- the body


def test_the_body_of_70_kg_by_hand():
    view = lesson.body_map()
    assert cell(view, "bone", 3) == pytest.approx(12.3 * 43.2 * 24.305 / 1000) and cell(
        view, "blood serum", 3
    ) == pytest.approx(3 * 0.85 * 24.305 / 1000)
    assert view.table.iloc[:, 3].sum() == pytest.approx(24.3502, rel=1e-4) and view.table.iloc[
        :, 4
    ].sum() == pytest.approx(100)
    assert "70 kg holds about 24.4 g" in view.reading and "blood serum holds 62 mg: 0.25 %" in view.reading


@pytest.mark.parametrize(("kg", "grams"), [(40, 13.9), (100, 34.8)])
def test_another_body_keeps_the_shares(kg, grams):
    view = lesson.body_map(tissue="bone", kg=kg)
    assert (
        f"{kg} kg holds about {grams} g" in view.reading
        and ": 53 %" in view.reading
        and "a third" in view.reading
    )
    assert cell(view, "muscle", 3) == pytest.approx(kg / 70 * 30 * 9 * 24.305 / 1000)


def test_a_thousand_parts_are_a_thousand():
    names = [t["name"] for t in chart.plain(lesson.body_map(show="parts").figure)["data"]]
    assert names == [
        "bone: 530",
        "muscle: 269",
        "other soft tissue: 193",
        "red blood cells: 5",
        "blood serum: 3",
    ]
    assert sum(int(n.split(": ")[1]) for n in names) == 1000
    drawn = [sum(t["x"]) for t in chart.plain(lesson.body_map(show="parts").figure)["data"]]
    assert drawn == [530, 269, 193, 5, 3]


# ---- the need


def test_the_need_of_a_girl_of_16():
    view = lesson.needs()
    assert (
        "European Union: adequate intake 250 mg a day" in view.reading
        and "from 250 to 360 mg" in view.reading
    )
    assert cell(view, "Netherlands", 2) == 280 and cell(view, "Germany, Austria, Switzerland", 2) == 260
    assert (
        trace(view, "average need")["x"] == [300]
        and trace(view, "recommended")["x"] == [300, 360]
        and trace(view, "yours")["x"] == [250]
    )


def test_the_need_of_men_and_of_mothers():
    man = lesson.needs(authority="IOM", age=40, who="male")
    assert "average need 350 mg and recommended 420 mg" in man.reading and "from 260 to 420 mg" in man.reading
    assert trace(man, "in balance")["x"] == [186] and trace(man, "yours")["x"] == [350, 420]
    assert "recommended 360 mg" in lesson.needs(authority="IOM", age=40, who="pregnant").reading
    assert "Expecting a baby, 40 years" in lesson.needs(age=40, who="pregnant").reading
    assert lesson.needs(age=70, who="pregnant").reading == lesson.needs(age=70, who="female").reading
    assert "no figure" in lesson.needs(authority="FAO/WHO", age=16).reading


@pytest.mark.parametrize("age", [3, 12, 16, 30, 60, 80])
@pytest.mark.parametrize("sex", ["female", "male"])
def test_everyone_gets_exactly_the_rows_that_hold(age, sex):
    wanted = {"AI", "RDA", "RNI", "RI", "EAR", "balance"}
    there = [
        float(r["magnesium_mg_per_day"])
        for r in rows("reference_intakes")
        if r["kind"] in wanted
        and r["basis"] == "total"
        and r["current"] == "true"
        and r["status"] == "general"
        and r["sex"] in (sex, "both")
        and float(r["age_from_years"]) <= age < float(r["age_to_years"] or 999)
    ]
    assert sorted(lesson.needs(age=age, who=sex).table["mg a day"]) == sorted(there) and there


def test_the_article_and_the_label_are_drawn():
    layout = chart.plain(lesson.needs().figure)["layout"]
    assert [s["x0"] for s in layout["shapes"]] == [300, 375]
    assert [n["text"] for n in layout["annotations"]][:2] == ["article: 300 mg", "label: 375 mg"]


# ---- the ladder


def test_the_whole_ladder_counts_what_was_checked():
    general = [r for r in shares(group="general") if r["known"] != "unverified"]
    view = lesson.ladder()
    low, high = min(float(r["percent"]) for r in general), max(map(highest, general))
    assert (low, high) == (2, 85)
    assert (
        f"2 to 85 % of the people. Figures since 1975: {len(general)}; of these, {sum(highest(r) >= 80 for r in general)} at or above"
        in view.reading
    )
    assert (
        "limit: 2 to 14.5 %" in view.reading and len(view.table) == len(general) + 2
    )  # two crosses are drawn, not counted


@pytest.mark.parametrize("definition", list(lesson.RUNGS))
@pytest.mark.parametrize("since", [1975, 1995, 2015])
def test_each_rung_by_hand(definition, since):
    counted = [
        r for r in shares(definition=definition) if r["known"] != "unverified" and int(r["year_to"]) >= since
    ]
    reading = lesson.ladder(definition=definition, group="all", since=since).reading
    assert (
        f"Figures since {since}: {len(counted)}; of these, {sum(highest(r) >= 80 for r in counted)} at"
        in reading
        if counted
        else "no figure" in reading
    )


def test_the_eighty_percent_goes_with_the_old_surveys():
    assert "of these, 1 at or above" in lesson.ladder(definition="food-recommended").reading
    assert "of these, 0 at or above" in lesson.ladder(definition="food-recommended", since=1985).reading
    assert lesson.ladder(definition="food-recommended", since=2015).reading.startswith(
        "Food: below a recommendation: 25 % of"
    )


def test_the_same_blood_in_warsaw_gives_three_shares():
    table = lesson.ladder(group="all").table
    warsaw = table[table["survey"] == "Poland 2018-19"]
    assert sorted(zip(warsaw["what counts as too little"], warsaw["% of the people"], strict=True)) == [
        ("below 0.65 mmol/L", "7 %"),
        ("below 0.75 mmol/L", "25 %"),
        ("below 0.85 mmol/L", "60 %"),
    ]
    assert set(warsaw["number of people"]) == {"20,438"}


def test_unchecked_figures_are_crosses_and_say_so():
    assert [r["known"] for r in shares() if r["known"] == "unverified"] == ["unverified"] * 2
    bars = chart.plain(lesson.ladder(definition="food-average").figure)
    place = {r["survey_id"]: i for i, r in enumerate(shares(definition="food-average", group="general"))}[
        "us-2001-ear"
    ]
    assert (
        bars["data"][0]["marker"]["pattern"]["shape"][place] == "x"
        and "not yet checked" in bars["layout"]["yaxis"]["ticktext"][place]
    )
    ladder = trace(lesson.ladder(), "adults or everybody")
    assert ladder["marker"]["symbol"].count("x-thin") == 2
    assert "43.2 to 60 %" in lesson.ladder(definition="food-average").reading


def test_every_rung_names_country_year_people_and_the_article_is_drawn():
    for definition in ("ladder", *lesson.RUNGS):
        view = lesson.ladder(definition=definition, group="all")
        assert [s["x0"] for s in chart.plain(view.figure)["layout"]["shapes"]] == [80]
        assert all(any(c.isdigit() for c in s) for s in view.table["survey"]) and set(
            view.table["number of people"]
        ) - {""}


# ---- the cut-off


def below(cut, mean, spread):
    sigma = math.sqrt(math.log(1 + spread**2))
    return NormalDist(math.log(mean) - sigma**2 / 2, sigma).cdf(math.log(cut))


@pytest.mark.parametrize(
    ("who", "cutoff", "mg"),
    [
        ("female", "article", 300),
        ("male", "article", 300),
        ("female", "ear", 265),
        ("male", "ear", 350),
        ("female", "ai", 300),
        ("male", "ai", 350),
        ("female", "rda", 320),
        ("male", "rda", 420),
        ("male", "label", 375),
    ],
)
def test_share_below_each_cutoff(who, cutoff, mg):
    view = lesson.cutoffs(who=who, cutoff=cutoff, mean=260, spread=40)
    assert f"eat less than {mg} mg: {100 * below(mg, 260, 0.4):.0f} %" in view.reading
    assert cell(view, "below the cut-off") == pytest.approx(1000 * below(mg, 260, 0.4))


def test_own_need_does_not_follow_the_cutoff_but_the_need():
    short = {
        c: cell(lesson.cutoffs(cutoff=c), "all who eat too little for themselves") for c in lesson.CUTOFFS
    }
    assert len({round(v, 6) for v in short.values()}) == 1
    assert (
        100 < cell(lesson.cutoffs(need="nielsen"), "all who eat too little for themselves") < short["rda"] / 2
    )
    # needs as 200 equal steps of a normal curve around 265 mg, by hand
    steps = [NormalDist(265, 26.5).inv_cdf((i + 0.5) / 200) for i in range(200)]
    assert short["rda"] == pytest.approx(1000 * sum(below(n, 260, 0.4) for n in steps) / 200, rel=1e-3)


def test_the_bars_are_all_the_people_up_to_the_end_of_the_axis():
    view = lesson.cutoffs(mean=260, spread=40)
    drawn = sum(trace(view, "too little for themselves")["y"]) + sum(
        trace(view, "enough for themselves")["y"]
    )
    assert drawn == pytest.approx(1000 * below(1000, 260, 0.4), rel=1e-3)


def test_real_surveys_stand_beside_the_thought_experiment():
    view = lesson.cutoffs()
    spread = math.sqrt(math.exp(2 * math.log(256 / 237)) - 1)
    assert cell(view, "USA 1999-2000: white women, from 20 years") == pytest.approx(
        1000 * below(300, 256, spread), rel=1e-3
    )


# ---- words, quiz


def test_dutch_readings_write_dutch_numbers():
    language.use("nl")
    assert "24,4 g" in lesson.body_map().reading and "0,25 %" in lesson.body_map().reading
    assert "14,5 %" in lesson.ladder().reading and "14.5" not in lesson.ladder().reading


def test_the_quiz_agrees_with_the_figures():
    serum, _trace, _advice, eighty = lesson.quiz.questions
    assert serum.answer == pytest.approx(3 * 0.85 * 24.305, abs=0.5)
    surveys = {r["survey_id"]: r for r in rows("intake_surveys")}
    assert (
        surveys["us-1977-women-recommended"]["percent_to"] == "85"
        and surveys["fr-tds2-teenagers-recommended"]["bound"] == "above"
    )
    assert (
        surveys["de-2001-below-076"]["percent"] == "14.5"
        and surveys["uk-ndns-adults-lrni"]["percent"] == "12"
    )
    assert [right for right, _said in eighty.answers.values()] == [True, False, True, False]


def test_all_sixteen_claims_with_their_verdicts():
    mine = {r["claim_id"]: r["verdict"] for r in rows("claims") if r["lesson"] == "01-what-is-magnesium"}
    assert list(mine) == [f"W{n:02}" for n in range(1, 17)]
    assert {c for c, v in mine.items() if v == "contradicted"} == {"W12", "W14"} and {
        c for c, v in mine.items() if v == "unclear"
    } == {"W09", "W10"}
    assert {c for c, v in mine.items() if v == "partly"} == {"W02", "W07", "W11", "W15"}


def test_header_vote_and_verdicts_belong_to_this_lesson():
    assert {
        part.lesson
        for part in (lesson.header, lesson.vote, lesson.verdicts, lesson.quiz, lesson.tissues, lesson.spreads)
    } == {"01-what-is-magnesium"}
    assert lesson.verdicts.vote is lesson.vote
    assert [part.item for part in (lesson.tissues, lesson.spreads)] == [
        "what_is_magnesium:tissues",
        "what_is_magnesium:spreads",
    ]
