"""Lesson 06-5: a switch on immune cells that needs magnesium, what happens from molecule to people, and what trials of CRP found."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers import chart, parts
from helpers.explore import Choice, Slider, View, explorable
from helpers.figures import findings, on_topic, parameters
from helpers.language import _, _l, capital, number, pick, texts
from helpers.models import binding

LESSON = "06-5-immune-system"


# ---- 1 the switch

CALCIUM = {"k": _l("no calcium"), "k_calcium": _l("0.1 mM calcium")}


@explorable(
    _l("Magnesium on LFA-1, a switch of immune cells"),
    magnesium=Slider(
        0.05,
        1.5,
        step=0.05,
        start=0.3,
        unit="mM",
        label=_l("Free magnesium around the cell"),
        help=_l("In thousandths of a mole in a litre. Blood plasma has about 0.6 mM."),
    ),
    calcium=Choice(
        CALCIUM,
        label=_l("Calcium around"),
        help=_l(
            "The constant was measured without calcium and with a little of it. Blood has more than 1 mM, for which no constant was given."
        ),
    ),
    marks={
        _l("curve"): _l(
            "share of the switches that hold magnesium, by the binding constant of the purified protein"
        ),
        _l("star"): _l("your magnesium"),
        _l("circle"): _l("blood plasma, about 0.6 mM"),
        _l("diamond"): _l("blood plasma after months of 368 mg a day, about 0.635 mM"),
    },
)
def switch(magnesium, calcium) -> View:
    """Share of LFA-1 metal sites that hold magnesium, against free magnesium; blood before and after supplements marked."""
    p = parameters("lfa1-magnesium")
    k, blood = p[calcium], p["blood"]
    more = blood + p["free_share"] * p["rise"]
    amounts = 1.5 * np.linspace(0, 1, 31) ** 2  # mM, closest where the curve bends most
    here, before, after = (100 * binding.fraction_bound(mg, k) for mg in (magnesium, blood, more))
    fig = chart.figure(
        chart.scatter(
            x=amounts,
            y=100 * binding.fraction_bound(amounts, k),
            mode="lines",
            showlegend=False,
            line={"color": chart.BLUE, "width": 3},
            hovertemplate="%{x} mM: %{y} %<extra></extra>",
        ),
        chart.scatter(
            x=[magnesium],
            y=[here],
            mode="markers",
            name=_("your magnesium"),
            marker={
                "symbol": "star",
                "size": 20,
                "color": chart.GREEN,
                "line": {"color": chart.INK, "width": 1},
            },
            hovertemplate="%{y} %<extra></extra>",
        ),
        chart.scatter(
            x=[blood],
            y=[before],
            mode="markers",
            name=_("blood, 0.6 mM"),
            marker={"symbol": "circle-open", "size": 15, "color": chart.INK, "line": {"width": 3}},
            hovertemplate="%{x} mM: %{y} %<extra></extra>",
        ),
        chart.scatter(
            x=[more],
            y=[after],
            mode="markers",
            name=_("after months of 368 mg a day"),
            marker={"symbol": "diamond-open", "size": 15, "color": chart.ORANGE, "line": {"width": 3}},
            hovertemplate="%{x} mM: %{y} %<extra></extra>",
        ),
        x={"range": [0, 1.6], "title": _("free magnesium, mM")},
        y={"range": [0, 105], "title": _("% of the switches with magnesium"), "ticksuffix": " %"},
        height=440,
    )
    reading = _(
        "At {magnesium} mM, {here} % of the switches hold magnesium. In blood it is {before} %; months of 368 mg a day would make it {after} %, {points} percentage points more."
    ).format(
        magnesium=number(magnesium),
        here=number(here, 1),
        before=number(before, 1),
        after=number(after, 1),
        points=number(after - before, 1),
    )
    table = pd.DataFrame(
        {
            _("where"): [_("your magnesium"), _("blood plasma"), _("after months of 368 mg a day")],
            _("free magnesium, mM"): [number(magnesium), number(blood), number(more, 3)],
            _("% of the switches with magnesium"): [here, before, after],
        }
    )
    return View(fig, reading, table, ("labadia-1998", "zhang-2016", "course-computed"))


switch_parameters = parts.Parameters(LESSON, "lfa1-magnesium", "switch_parameters")


# ---- 2 from molecule to people

COLUMNS = {
    "less": _l("calmer"),
    "none": _l("no change"),
    "more": _l("more active"),
    "not_found": _l("no study found"),
}
SYSTEMS = {
    "protein": (_l("molecule"), "square", chart.PINK),
    "cells": (_l("cells"), "diamond", chart.YELLOW),
    "people": (_l("people"), "circle", chart.BLUE),
}


@explorable(
    _l("What magnesium did to the immune system, from molecule to people"),
    row=Choice(
        lambda: findings("immune"),
        label=_l("Look closer at"),
        help=_l("The finding that the sentence below the figure tells about."),
    ),
    marks={
        _l("marker"): _l("one finding, under the direction that was seen when there was more magnesium"),
        _l("square, diamond, circle"): _l("found in a molecule, in cells, in people"),
        _l("shaded band"): _l("the finding you picked"),
    },
)
def evidence(row) -> View:
    """Findings on magnesium and immune activity by direction, from purified protein to people."""
    rows = on_topic("evidence_ladder", "immune")
    ways = list(COLUMNS)
    names = texts(rows, "subject")
    fig = chart.ladder(
        [
            (name, ways.index(way), system)
            for name, way, system in zip(names, rows["direction"], rows["system"], strict=True)
        ],
        columns=[str(c) for c in COLUMNS.values()],
        kinds=SYSTEMS,
        title=_("immune response with more magnesium"),
        chosen=list(rows.index).index(row),
    )
    picked, counts = rows.loc[row], rows["direction"].value_counts()
    reading = (
        _("{subject}: {result}").format(
            subject=capital(pick(picked, "subject")), result=pick(picked, "result")
        )
        + " "
        + _("In all: {more} findings say more active, {less} calmer, {none} no change.").format(
            more=counts.get("more", 0), less=counts.get("less", 0), none=counts.get("none", 0)
        )
    )
    table = pd.DataFrame(
        {
            _("in whom, or what"): names,
            _("what was found"): texts(rows, "result"),
            _("direction"): [str(COLUMNS[way]) for way in rows["direction"]],
        }
    )
    return View(fig, reading, table, (picked["source_id"],))


# ---- 3 CRP

GROUPS = {"all": _l("everybody"), "raised": _l("CRP above 3 mg/L at the start")}
POOLED = {"pooled": (_l("several trials pooled"), "square", chart.BLUE)}


@explorable(
    _l("Trials of magnesium and CRP"),
    who=Choice(
        GROUPS,
        label=_l("In whom"),
        help=_l(
            "CRP is a protein in blood that rises with inflammation; values up to 3 mg/L are common in healthy people."
        ),
    ),
    marks={
        _l("square"): _l(
            "mean difference in CRP between magnesium and a control group, several trials pooled"
        ),
        _l("line through a marker"): _l(
            "95 % confidence interval: the range in which the true effect probably lies"
        ),
        _l("dashed line"): _l("no effect"),
    },
)
def crp(who) -> View:
    """Forest plot of pooled trials on C-reactive protein."""
    rows = on_topic("effects", "crp")
    raised = rows.index.str.endswith("raised")
    kept = rows[raised if who == "raised" else ~raised]
    effects = [
        chart.Effect(
            f"{r['study']}: {pick(r, 'outcome')}, {pick(r, 'note')}",
            r["estimate"],
            r["low"],
            r["high"],
            "pooled",
        )
        for r in kept.to_dict("records")
    ]
    fig = chart.forest(
        effects,
        kinds=POOLED,
        title=_("change in CRP, mg/L"),
        limits=(-3, 2),
        none=0,
        sides=(_("lower"), _("higher")),
        showlegend=True,
        height=340,
    )
    told = [
        _("{study}: {estimate} mg/L ({low} to {high})").format(
            study=r["study"], estimate=number(r["estimate"]), low=number(r["low"]), high=number(r["high"])
        )
        for r in kept.to_dict("records")
    ]
    reading = (
        "; ".join(told)
        + ". "
        + (
            _("The interval leaves out 0: here CRP fell.")
            if who == "raised"
            else _("One interval contains 0 and the other just leaves it out: the two analyses disagree.")
        )
    )
    table = pd.DataFrame(
        {
            _("analysis"): [f"{r['study']}: {pick(r, 'outcome')}" for r in rows.to_dict("records")],
            _("change against the control group, mg/L"): rows["estimate"].tolist(),
            _("from, mg/L"): rows["low"].tolist(),
            _("to, mg/L"): rows["high"].tolist(),
            _("remark"): texts(rows, "note"),
        }
    )
    return View(fig, reading, table, tuple(dict.fromkeys(rows["source_id"])))


# ---- the frame of the lesson

header = parts.Header(
    LESSON,
    minutes={
        _l("what the article says"): 8,
        _l("the switch"): 15,
        _l("from molecule to people"): 12,
        _l("trials of CRP"): 12,
        _l("verdicts and quiz"): 13,
    },
    needs=_l("what a cell is, and how to read a curve and a confidence interval."),
    goals=[
        _l("explain why a switch that is nearly full cannot be filled much further;"),
        _l("tell apart findings in a molecule, in cells and in people;"),
        _l("read from a confidence interval whether an effect was shown;"),
        _l("say the difference between not supported and disproved."),
    ],
)
vote = parts.Vote(LESSON)
verdicts = parts.Verdicts(vote)
quiz = parts.Quiz(
    LESSON,
    [
        parts.Number(
            _l(
                "Half of the switches hold magnesium at {model_parameters/lfa1-magnesium:k/value:2} mM. What share holds it at 0.48 mM?"
            ),
            answer="{100 * 0.48 / (0.48 + model_parameters/lfa1-magnesium:k/value)}",
            tolerance=1,
            unit="%",
            right=_l(
                "0.48 / (0.48 + {model_parameters/lfa1-magnesium:k/value:2}) = {0.48 / (0.48 + model_parameters/lfa1-magnesium:k/value):2}."
            ),
            low=_l(
                "Too little. Divide the magnesium by the magnesium plus {model_parameters/lfa1-magnesium:k/value:2} mM."
            ),
            high=_l(
                "Too much. The curve flattens: divide the magnesium by the magnesium plus {model_parameters/lfa1-magnesium:k/value:2} mM."
            ),
        ),
        parts.Choose(
            _l(
                "In killer T cells, magnesium puts the switch LFA-1 in its active shape. Which sentence fits?"
            ),
            {
                _l("Magnesium calms these cells."): (
                    False,
                    _l("The other way round: it helps to switch them on."),
                ),
                _l("Magnesium helps these cells to be active."): (
                    True,
                    _l("Right. It does not follow that a tablet prevents infections."),
                ),
                _l("A magnesium tablet prevents infections."): (
                    False,
                    _l("For that you need trials that count infections; we found none."),
                ),
            },
        ),
        parts.Choose(
            _l(
                "A pooled result is {effects/simental-mendia-2017-all/estimate:2} mg/L, with an interval from {effects/simental-mendia-2017-all/low:2} to {effects/simental-mendia-2017-all/high:2}. What does it say?"
            ),
            {
                _l("Magnesium lowers CRP a little."): (
                    False,
                    _l("The interval contains 0 and values above it: no effect was shown."),
                ),
                _l("No effect was shown: 0 lies inside the interval."): (
                    True,
                    _l("Right. A small effect in either direction remains possible."),
                ),
                _l("It proves that magnesium does nothing."): (
                    False,
                    _l(
                        "Too strong: a fall of up to {-effects/simental-mendia-2017-all/low:2} mg/L fits the interval too."
                    ),
                ),
            },
        ),
        parts.Choose(
            _l("We found no source for the sentence about iron. Which verdict is fair?"),
            {
                _l("contradicted"): (False, _l("For that a finding must point the other way.")),
                _l("not supported"): (
                    True,
                    _l("Right: nothing found for it, and nothing that disproves it."),
                ),
                _l("supported, since nobody denies it"): (
                    False,
                    _l("Who makes a claim must bring the evidence."),
                ),
            },
        ),
    ],
)
