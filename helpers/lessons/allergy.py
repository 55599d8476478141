"""Lesson 06-6: from an odds ratio to people, a drip in hospital against a tablet, and how far a rat's mast cell is from us."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers import chart, parts
from helpers.explore import Choice, Slider, View, explorable
from helpers.figures import findings, on_topic
from helpers.language import _, _l, capital, number, pick, texts
from helpers.models import risk
from helpers.tables import load

LESSON = "06-6-allergy"


# ---- 1 a hundred people with an asthma attack

RATIO = {
    "odds_ratio": _l("best estimate, 0.75"),
    "low": _l("most favourable end, 0.60"),
    "high": _l("least favourable end, 0.92"),
}


def _ratio(key: str) -> float:
    """The published odds ratio of the drip, or an end of its interval."""
    row = load("model_parameters").loc["asthma-drip:odds_ratio"]
    return float(row["value"] if key == "odds_ratio" else row[key])


@explorable(
    _l("100 adults with an asthma attack: a drip with magnesium in hospital"),
    without=Slider(
        5,
        95,
        step=1,
        start=61,
        handout=[5, *range(10, 61, 5), 61, *range(65, 96, 5)],
        unit=_l("of 100"),
        label=_l("Admitted without the drip"),
        help=_l(
            "How many of 100 had to stay in hospital. The 61 of the review has not been checked: try other numbers."
        ),
    ),
    ratio=Choice(
        RATIO,
        label=_l("Odds ratio of the drip"),
        help=_l("Published: 0.75, with a 95 % confidence interval from 0.60 to 0.92."),
    ),
    marks={
        _l("dark squares"): _l("admitted, drip or not"),
        _l("striped squares"): _l("stay out of hospital because of the drip"),
        _l("pale squares"): _l("not admitted, drip or not"),
    },
)
def admissions(without, ratio) -> View:
    """100 adults in the emergency room: admitted, spared by the drip, not admitted."""
    odds_ratio = _ratio(ratio)
    after = 100 * risk.risk_from_odds_ratio(without / 100, odds_ratio)
    still = round(after)
    fig = chart.people(
        [
            (_("admitted anyway"), still, chart.BLUE, ""),
            (_("spared by the drip"), without - still, chart.YELLOW, "/"),
            (_("not admitted anyway"), 100 - without, chart.PALE, ""),
        ],
        height=300,
        across=20,
        margin={"t": 90},
    )
    reading = _(
        "Of 100 adults {without} are admitted without the drip and {after} with it, in whole people: {fewer} fewer. One admission is spared for every {needed} people who get the drip."
    ).format(
        without=without,
        after=still,
        fewer=without - still,
        needed=number(risk.number_needed(without / 100, after / 100), 0),
    )
    table = pd.DataFrame(
        {
            _("odds ratio"): [str(text) for text in RATIO.values()],
            _("admitted without, of 100"): [without] * len(RATIO),
            _("admitted with, of 100"): [
                100 * risk.risk_from_odds_ratio(without / 100, _ratio(key)) for key in RATIO
            ],
            _("fewer, of 100"): [
                without - 100 * risk.risk_from_odds_ratio(without / 100, _ratio(key)) for key in RATIO
            ],
        }
    )
    return View(fig, reading, table, ("kew-2014", "course-computed"))


drip_parameters = parts.Parameters(LESSON, "asthma-drip", "drip_parameters")


# ---- 2 the same odds ratio is not the same number of people


@explorable(
    _l("One odds ratio, many numbers of people"),
    odds_ratio=Slider(
        0.5,
        1,
        step=0.05,
        start=0.75,
        handout=[0.5, 0.6, 0.75, 0.9, 1],
        label=_l("Odds ratio"),
        help=_l("Odds with treatment divided by odds without; 1 is no effect."),
    ),
    without=Slider(
        5,
        95,
        step=5,
        start=60,
        unit=_l("of 100"),
        label=_l("Ill or admitted without treatment"),
        help=_l("Of 100 people."),
    ),
    marks={
        _l("curve"): _l("how many people of 100 are spared, for this odds ratio"),
        _l("star"): _l("your group"),
        _l("dashed line"): _l(
            "what you would get by taking the odds ratio for a ratio of risks, a common mistake"
        ),
    },
)
def same_ratio(odds_ratio, without) -> View:
    """People spared of 100 against the risk without treatment, for one odds ratio; beside the mistaken reading as relative risk."""
    risks = np.arange(0.0, 101, 5)
    fewer = risks - 100 * risk.risk_from_odds_ratio(risks / 100, odds_ratio)
    after = 100 * risk.risk_from_odds_ratio(without / 100, odds_ratio)
    mistaken = without * (1 - odds_ratio)
    fig = chart.figure(
        chart.scatter(
            x=risks,
            y=risks * (1 - odds_ratio),
            mode="lines",
            name=_("mistaken for a ratio of risks"),
            line={"color": chart.GREY, "width": 2, "dash": "dash"},
            hoverinfo="skip",
        ),
        chart.scatter(
            x=risks,
            y=fewer,
            mode="lines",
            name=_("computed with odds"),
            line={"color": chart.BLUE, "width": 3},
            hovertemplate="%{x}: %{y}<extra></extra>",
        ),
        chart.scatter(
            x=[without],
            y=[without - after],
            mode="markers",
            name=_("your group"),
            marker={
                "symbol": "star",
                "size": 20,
                "color": chart.ORANGE,
                "line": {"color": chart.INK, "width": 1},
            },
            hovertemplate="%{y}<extra></extra>",
        ),
        x={"range": [0, 102], "title": _("of 100, without treatment")},
        y={"range": [-2, 52], "title": _("fewer of 100, treated")},
        height=420,
    )
    reading = _(
        "Odds ratio {ratio}: of 100 people {without} become {after}, so {fewer} fewer. Taken for a ratio of risks, it would be {mistaken} fewer."
    ).format(
        ratio=number(odds_ratio),
        without=without,
        after=number(after, 1),
        fewer=number(without - after, 1),
        mistaken=number(mistaken, 1),
    )
    table = pd.DataFrame(
        {
            _("without treatment, of 100"): [number(r) for r in risks[1::3]],
            _("with treatment, of 100"): (risks - fewer)[1::3],
            _("fewer, of 100"): fewer[1::3],
        }
    )
    return View(fig, reading, table, ("course-computed", "kew-2014"))


# ---- 3 drip, mist, tablet; people, rats, cells

COLUMNS = {
    "less": _l("less"),
    "unclear": _l("perhaps less"),
    "none": _l("no change"),
    "not_found": _l("nothing found"),
}
SYSTEMS = {
    "people": (_l("people"), "circle", chart.BLUE),
    "animals": (_l("rats"), "diamond", chart.YELLOW),
    "cells": (_l("cells in a dish"), "square", chart.PINK),
}


@explorable(
    _l("Magnesium against asthma and allergy: how it was given, and to whom"),
    row=Choice(
        lambda: findings("allergy"),
        label=_l("Look closer at"),
        help=_l("The finding that the sentence below the figure tells about."),
    ),
    marks={
        _l("marker"): _l("one finding, under what magnesium did to complaints, admissions or histamine"),
        _l("circle, diamond, square"): _l("found in people, in rats, in cells in a dish"),
        _l("shaded band"): _l("the finding you picked"),
    },
)
def routes(row) -> View:
    """Findings on magnesium, asthma and allergy by direction: drip, inhaled, tablets; people, rats, cells."""
    rows = on_topic("evidence_ladder", "allergy")
    ways, names = list(COLUMNS), texts(rows, "subject")
    fig = chart.ladder(
        [
            (name, ways.index(way), system)
            for name, way, system in zip(names, rows["direction"], rows["system"], strict=True)
        ],
        columns=[str(c) for c in COLUMNS.values()],
        kinds=SYSTEMS,
        title=_("asthma or allergy with magnesium"),
        chosen=list(rows.index).index(row),
    )
    picked = rows.loc[row]
    reading = _("{subject}: {result}").format(
        subject=capital(pick(picked, "subject")), result=pick(picked, "result")
    )
    table = pd.DataFrame(
        {
            _("in whom, or what"): names,
            _("what was found"): texts(rows, "result"),
            _("direction"): [str(COLUMNS[way]) for way in rows["direction"]],
        }
    )
    return View(fig, reading, table, (picked["source_id"],))


# ---- 4 how far away is 50 mM?

# free magnesium of blood plasma, rounded; mast cells of rats calmed from here on (mast-cells-2025)
BLOOD_MM, MAST_CELLS_MM = (
    0.6,
    50.0,
)
DRIP_MM = (2.5, 4.0)  # total magnesium aimed at in eclampsia, by drip and under watch (jahnen-dechent-2012)


@explorable(
    _l("Magnesium in blood and in the dish with mast cells"),
    times=Slider(
        1,
        100,
        step=1,
        start=1,
        handout=[1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 50, 60, 70, 80, 84, 90, 100],
        unit="×",
        label=_l("Times the magnesium of blood"),
        help=_l("1 × is the free magnesium of blood plasma, about 0.6 mM."),
    ),
    marks={
        _l("axis"): _l("logarithmic: each step is about 3 times more"),
        _l("star"): _l("your magnesium"),
        _l("circle"): _l("free magnesium of blood plasma"),
        _l("orange bar"): _l(
            "total magnesium in blood that doctors aim at with a drip, under watch, in a severe complication of pregnancy"
        ),
        _l("square"): _l("from here on mast cells of rats released less in a dish"),
    },
)
def distance(times) -> View:
    """Magnesium on a logarithmic scale: blood, the drip of eclampsia, and the dish in which mast cells were calmed."""
    mine = times * BLOOD_MM
    rows = [_("blood plasma"), _("drip under watch"), _("mast cells calmed"), _("your magnesium")]
    fig = chart.figure(
        chart.scatter(
            x=list(DRIP_MM),
            y=[rows[1]] * 2,
            mode="lines",
            showlegend=False,
            line={"color": chart.ORANGE, "width": 14},
            hoverinfo="skip",
        ),
        chart.scatter(
            x=[BLOOD_MM],
            y=[rows[0]],
            mode="markers+text",
            text=[f"{number(BLOOD_MM)} mM"],
            textposition="middle right",
            showlegend=False,
            marker={"symbol": "circle", "size": 15, "color": chart.BLUE},
            hoverinfo="skip",
        ),
        chart.scatter(
            x=[MAST_CELLS_MM],
            y=[rows[2]],
            mode="markers+text",
            text=[f"{number(MAST_CELLS_MM)} mM"],
            textposition="middle left",
            showlegend=False,
            marker={"symbol": "square", "size": 15, "color": chart.PINK},
            hoverinfo="skip",
        ),
        chart.scatter(
            x=[mine],
            y=[rows[3]],
            mode="markers+text",
            text=[f"{number(mine)} mM"],
            textposition="middle left" if mine > 6 else "middle right",
            showlegend=False,
            marker={
                "symbol": "star",
                "size": 20,
                "color": chart.GREEN,
                "line": {"color": chart.INK, "width": 1},
            },
            hoverinfo="skip",
        ),
        x={
            "type": "log",
            "range": [-0.6, 2.1],
            "tickvals": [0.3, 1, 3, 10, 30, 100],
            "ticktext": [number(v) for v in (0.3, 1, 3, 10, 30, 100)],
            "title": _("magnesium, mM"),
        },
        y={"categoryorder": "array", "categoryarray": rows, "range": [3.6, -0.6], "ticks": ""},
        height=360,
    )
    share = 100 * mine / MAST_CELLS_MM
    reading = _(
        "{times} times the free magnesium of blood is {mine} mM: {share} % of the 50 mM from which mast cells were calmed. A drip under watch aims at 2.5 to 4 mM in blood; more is dangerous."
    ).format(times=times, mine=number(mine), share=number(share, 0 if share >= 10 else 1))
    table = pd.DataFrame(
        {
            _("where"): [rows[0], _("drip under watch, from"), _("drip under watch, to"), rows[2], rows[3]],
            _("magnesium, mM"): [BLOOD_MM, *DRIP_MM, MAST_CELLS_MM, mine],
            _("times the free magnesium of blood"): [
                v / BLOOD_MM for v in (BLOOD_MM, *DRIP_MM, MAST_CELLS_MM, mine)
            ],
        }
    )
    return View(fig, reading, table, ("mast-cells-2025", "jahnen-dechent-2012"))


# ---- the frame of the lesson

header = parts.Header(
    LESSON,
    minutes={
        _l("what the article says"): 8,
        _l("100 people"): 15,
        _l("odds and risk"): 12,
        _l("drip or tablet"): 12,
        _l("rats and mast cells"): 8,
        _l("verdicts and quiz"): 10,
    },
    needs=_l("percentages, and what a placebo is."),
    goals=[
        _l("turn an odds ratio into people out of a hundred;"),
        _l("explain why the same odds ratio means different numbers of people in different groups;"),
        _l("tell a drip in hospital apart from a tablet at home, and a rat apart from a person."),
    ],
)
vote = parts.Vote(LESSON)
verdicts = parts.Verdicts(vote)
quiz = parts.Quiz(
    LESSON,
    [
        parts.Number(
            _l(
                "Of 100 people 40 are admitted. The odds ratio of a treatment is 0.75. How many of 100 are admitted with the treatment?"
            ),
            answer=33.3,
            tolerance=0.5,
            unit=_l("of 100"),
            right=_l("Odds 40 to 60 are 0.667; times 0.75 is 0.5; that is 1 of 3, or 33.3 of 100."),
            low=_l(
                "Too little. 40 × 0.75 = 30 takes the odds ratio for a ratio of risks; work with odds: 40 / 60 × 0.75."
            ),
            high=_l("Too much. Work with odds: 40 / 60 × 0.75 = 0.5, and turn that into a share."),
        ),
        parts.Choose(
            _l(
                "A drip with magnesium helps some adults with an asthma attack. Does it follow that tablets help against hay fever?"
            ),
            {
                _l("Yes, magnesium is magnesium."): (
                    False,
                    _l(
                        "A drip raises magnesium in blood far more than a tablet, and it works on the muscles of the airways, not on allergy."
                    ),
                ),
                _l("No: another dose, another route, another disease."): (
                    True,
                    _l("Right. For tablets you need trials of tablets."),
                ),
                _l("No, because drips do not help either."): (
                    False,
                    _l("They do, a little: about 7 fewer of 100 admitted."),
                ),
            },
        ),
        parts.ChooseSeveral(
            _l("What did trials of tablets in people with asthma find?"),
            {
                _l("fewer complaints in eight trials together"): (False, _l("Complaints: no clear change.")),
                _l("somewhat more air in the first second, in week 8 only"): (
                    True,
                    _l("Air in the first second: better in week 8, not at other times."),
                ),
                _l("smaller skin reactions in one trial of 37 children"): (
                    True,
                    _l("Skin reactions: smaller, in one small trial."),
                ),
            },
        ),
        parts.Choose(
            _l(
                "Mast cells of rats released less histamine from 50 mM magnesium on. Blood has about {model_parameters/lfa1-magnesium:blood/value:1} mM free. What does that mean for us?"
            ),
            {
                _l("A tablet a day calms our mast cells."): (
                    False,
                    _l(
                        "You would need about 80 times the magnesium of blood; long before that it is dangerous."
                    ),
                ),
                _l("It shows what is possible in a dish, not what happens in our blood."): (
                    True,
                    _l("Right: the step from dish to person is too large here."),
                ),
                _l("Nothing, experiments with cells are useless."): (
                    False,
                    _l("They show how something could work; only the step to people is missing."),
                ),
            },
        ),
    ],
)
