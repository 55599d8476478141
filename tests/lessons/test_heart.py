"""Lesson 06-8 against numbers worked out by hand from the figures in data/, which are read here without the course's own code."""

import re

import pandas as pd
import pytest
from looking import keyed

from helpers import chart, language, parts, tables
from helpers.lessons import heart as lesson

TEN_YEARS = 1000 * (1 - (1 - 0.00161) ** 10)  # 15.98 of 1000 Belgians
OLDER = 1000 * (1 - (1 - 0.00889) ** 10)  # 85.4 of 1000

EFFECTS = keyed("effects", "effect_id")


def column(view, place=1):
    return [float(v) for v in view.table.iloc[:, place]]


def squares(view):
    """People drawn, by the name in the legend."""
    return {t["name"].split(":")[0]: sum(t["x"]) for t in chart.plain(view.figure)["data"]}


# ---- the figures that the lesson stands on


@pytest.mark.parametrize(
    ("key", "figures"),
    [
        ("larsson-2012-stroke", (0.92, 0.88, 0.97)),
        ("larsson-2012-ischaemic", (0.91, 0.87, 0.96)),
        ("larsson-2012-intracerebral", (0.96, 0.84, 1.10)),
        ("larsson-2012-subarachnoid", (1.01, 0.90, 1.14)),
        ("fang-2016-stroke", (0.93, 0.89, 0.97)),
        ("nie-2012-stroke", (0.98, 0.95, 1.00)),
        ("li-2007-deaths-fixed", (0.99, 0.94, 1.04)),
        ("li-2007-deaths-random", (0.66, 0.53, 0.82)),
        ("zhang-2016-systolic", (-2.0, -3.58, -0.43)),
        ("dickinson-2006-systolic", (-1.3, -4.0, 1.5)),
    ],
)
def test_effects_stand_as_the_studies_give_them(key, figures):
    assert (
        tuple(float(EFFECTS[key][column]) for column in ("estimate", "low", "high")) == figures
        and EFFECTS[key]["known"] == "read"
    )


def test_the_rate_of_the_older_is_admissions_over_people():
    parameter = keyed("model_parameters", "parameter_id")["stroke-risk:rate_nl_70"]
    assert (
        float(parameter["value"]) == pytest.approx(13989 / 1573687, rel=1e-3)
        and parameter["known"] == "computed"
    )


# ---- the 8 % as people


def test_the_article_s_8_percent_is_one_or_two_people_in_a_thousand():
    view = lesson.stroke()
    assert column(view) == pytest.approx(
        [TEN_YEARS, 0.92 * TEN_YEARS, 0.08 * TEN_YEARS, 1000 / (0.08 * TEN_YEARS)]
    )
    assert squares(view) == {"stroke either way": 15, "avoided, if causal": 1, "no stroke": 984}
    assert (
        "16 get a stroke within ten years" in view.reading
        and "it would be 14.7 (95 % interval 14.1 to 15.5), if magnesium is the cause" in view.reading
        and "782 people" in view.reading
    )


@pytest.mark.parametrize(
    ("where", "before", "needed"), [("belgium", TEN_YEARS, 782), ("older", OLDER, 146), ("lifetime", 235, 53)]
)
def test_the_same_8_percent_needs_a_baseline(where, before, needed):
    view = lesson.stroke(where=where)
    assert column(view)[0] == pytest.approx(before) and column(view)[3] == pytest.approx(needed, rel=5e-3)
    assert squares(view)["stroke either way"] == round(0.92 * before) and sum(squares(view).values()) == 1000


def test_number_needed_over_the_interval():
    table = lesson.stroke().table
    assert [float(table.iloc[3, place]) for place in (1, 2, 3)] == pytest.approx([782, 521, 2085], abs=1)
    assert [float(table.iloc[2, place]) for place in (1, 2, 3)] == pytest.approx(
        [1.28, 0.48, 1.92], abs=0.005
    )


@pytest.mark.parametrize(
    ("kind", "share"), [("ischaemic", 0.80), ("intracerebral", 0.15), ("subarachnoid", 0.05)]
)
def test_a_kind_of_stroke_takes_its_share(kind, share):
    view = lesson.stroke(analysis=f"larsson-2012-{kind}", where="lifetime", dose=200)
    rr = float(EFFECTS[f"larsson-2012-{kind}"]["estimate"])
    assert (
        column(view)[:2] == pytest.approx([235 * share, 235 * share * rr**2])
        and "rivm-stroke" in view.sources
    )


def test_no_dose_no_change_and_more_cases_are_not_called_fewer():
    none = lesson.stroke(dose=0)
    assert (
        column(none)[2] == 0
        and squares(none)["avoided, if causal"] == 0
        and "For one fewer" not in none.reading
    )
    more = lesson.stroke(analysis="larsson-2012-subarachnoid", dose=200)
    assert (
        column(more)[1] > column(more)[0]
        and "For one fewer" not in more.reading
        and pd.isna(more.table.iloc[3, 1])
    )


# ---- which analysis, which stroke


def test_analyses_stand_beside_their_people():
    view = lesson.analyses()
    assert column(view) == [0.92, 0.93, 0.98, 0.98] and column(view, 5) == pytest.approx(
        [TEN_YEARS * r for r in (0.92, 0.93, 0.98, 0.98)]
    )
    assert "from 1.3 fewer to 0.3 fewer, if magnesium is the cause" in view.reading
    labels = [label for t in chart.plain(view.figure)["data"] for label in t["y"]]
    assert len(labels) == 4 and all(
        "if causal" in label.replace("<br>", " ") and "of 1000" in label.replace("<br>", " ")
        for label in labels
    )
    names = [t["name"].replace("<br>", " ") for t in chart.plain(view.figure)["data"]]
    assert names == [
        "cohorts: an association",
        "cohorts, no interval read",
    ]  # Zhao 2019: the summary gives none


def test_kinds_run_from_fewer_to_more():
    view = lesson.analyses(show="kind", where="lifetime")
    assert (
        "run from 0.91 to 1.01" in view.reading and "from 16.9 fewer to 0.12 more" in view.reading
    )  # 235 * 0.80 * 0.09; 235 * 0.05 * 0.01


# ---- the mixture


@pytest.mark.parametrize("share", [60, 80, 100])
def test_the_mixture_by_hand(share):
    rest = 1 - share / 100
    every = 0.91 * share / 100 + rest * (0.75 * 0.96 + 0.25 * 1.01)
    view = lesson.mixture(share=share)
    assert column(view, 2)[-1] == pytest.approx(every) and column(view, 4)[-1] == pytest.approx(
        TEN_YEARS * every
    )
    assert sum(column(view, 4)[:3]) == pytest.approx(column(view, 4)[-1])


def test_the_article_s_8_percent_is_that_of_all_strokes():
    assert "relative risk of 0.9225: 7.75 % fewer" in lesson.mixture().reading
    bars = dict(zip(lesson.mixture().table.iloc[:, 0], column(lesson.mixture(), 2), strict=True))
    away = {name: abs(8 - 100 * (1 - r)) for name, r in bars.items()}
    assert min(away, key=away.get) == "all kinds together"


# ---- trials


@pytest.mark.parametrize("deaths", [40, 80, 160])
def test_odds_ratios_turn_into_people(deaths):
    view = lesson.infarction(deaths=deaths)
    odds = deaths / (1000 - deaths)
    assert column(view, 5) == pytest.approx([1000 * odds * r / (1 + odds * r) for r in (0.99, 0.66)])
    assert "the same 26 trials with 73,363 patients" in view.reading


def test_eighty_deaths_become_seventy_nine_or_fifty_four():
    assert (
        "it would be 79 (95 % interval 76 to 83) when large trials weigh most, and 54 when small trials weigh more"
        in lesson.infarction().reading
    )


def test_placebo_is_said_where_it_was_read():
    names = [t["name"] for t in chart.plain(lesson.pressure().figure)["data"]]
    assert names == ["all trials with placebo", "not all with placebo"]
    assert "changed by −2 mmHg" in lesson.pressure().reading and "(−4 to 1.5)" in lesson.pressure().reading
    assert column(lesson.pressure(pressure="diastolic")) == [-1.78, -2.2]


# ---- words


def test_if_causal_stands_on_every_view_of_cohorts():
    for view in (lesson.stroke(), lesson.analyses(), lesson.mixture()):
        figure = str(chart.plain(view.figure)).replace("<br>", " ")
        assert "if magnesium is the cause" in view.reading and "if causal" in figure


def test_dutch_readings_write_dutch_numbers():
    language.use("nl")
    assert "14,7" in lesson.stroke().reading and "als magnesium de oorzaak is" in lesson.stroke().reading
    assert (
        "0,9225" in lesson.mixture().reading
        and "73.363" in lesson.infarction().reading
        and "−3,58" in lesson.pressure().reading
    )


def test_claims_of_this_lesson():
    claims = {c["claim_id"]: c for c in parts.claims_of("06-8-heart")}
    assert list(claims) == [f"h0{n}" for n in range(1, 8)]
    assert [c["verdict"] for c in claims.values()] == [
        "supported",
        "not_supported",
        "partly",
        "partly",
        "partly",
        "supported",
        "supported",
    ]
    for key, claim in claims.items():
        for code in ("en", "nl"):
            assert len(re.split(r"(?<=[.!?])\s+(?=[A-Z])", claim[f"explanation_{code}"].strip())) == 2, key
        assert isinstance(claim["caution_en"], str) == isinstance(claim["caution_nl"], str), key
        assert claim["known"] in ("read", "computed") or isinstance(claim["caution_en"], str), key
        assert tables.sources(claim["source_ids"].split(";"))
    assert (
        f"{0.08 * TEN_YEARS:.1f} fewer" in claims["h04"]["explanation_en"]
        and "1,3 minder" in claims["h04"]["explanation_nl"]
    )
    assert f"{0.8 * TEN_YEARS:.1f} to {0.8 * 0.91 * TEN_YEARS:.1f} of 1000" in claims["h05"]["key_figure_en"]
    assert round(100 * 31782 / 43424) == 73 and "73 %" in claims["h07"]["explanation_en"]


def test_the_quiz_agrees_with_the_figures():
    number = lesson.quiz.questions[1]
    assert (
        number.answer == pytest.approx(10 * 16 * 0.08)
        and abs(number.answer - 10 * 0.08 * TEN_YEARS) < number.tolerance
    )
    assert {
        part.lesson
        for part in (lesson.header, lesson.vote, lesson.verdicts, lesson.quiz, lesson.parameters_table)
    } == {lesson.LESSON}
    assert lesson.parameters_table.item == "heart:parameters_table"
