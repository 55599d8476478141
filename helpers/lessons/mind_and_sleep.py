"""Lesson 06-4: what magnesium does in nerve cells, whether stress and magnesium form a circle, and what trials of mood and sleep found."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers import chart, parts
from helpers.explore import Choice, Slider, View, explorable
from helpers.figures import on_topic, parameters
from helpers.language import _, _l, number, pick, texts
from helpers.models import nmda, stress_circle

LESSON = "06-4-mind-and-sleep"
REST_MV = -70  # a nerve cell at rest, inside against outside


# ---- 1 the plug in the gate


@explorable(
    _l("Magnesium as a plug in the NMDA gate of a nerve cell"),
    voltage=Slider(
        -90,
        40,
        step=10,
        start=REST_MV,
        unit="mV",
        label=_l("Voltage of the cell"),
        help=_l("Inside against outside: about −70 mV at rest, near 0 mV when the cell is very active."),
    ),
    magnesium=Slider(
        0.2,
        2,
        step=0.1,
        start=1.2,
        handout=[0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.6, 2],
        unit="mM",
        label=_l("Free magnesium around the cell"),
        help=_l("In thousandths of a mole in a litre. Brain fluid has 0.80 to 0.82 mM."),
    ),
    marks={
        _l("solid curve"): _l("gates that are not plugged, at the magnesium you chose"),
        _l("dotted curve"): _l("the same with 0.82 mM, as measured in brain fluid"),
        _l("star"): _l("your cell"),
        _l("dashed line"): _l("a cell at rest, −70 mV"),
    },
)
def block(voltage, magnesium) -> View:
    """Share of NMDA channels that magnesium leaves open, against voltage (Jahr and Stevens 1990)."""
    p = parameters("nmda-block")
    gate = {"k": p["k"], "slope": p["slope"]}
    volts = np.arange(-90, 41, 5)
    mine, brain = (100 * nmda.open_fraction(volts, mg, **gate) for mg in (magnesium, p["brain"]))
    here, rest, rest_brain = (
        100 * nmda.open_fraction(v, mg, **gate)
        for v, mg in ((voltage, magnesium), (REST_MV, magnesium), (REST_MV, p["brain"]))
    )
    half = nmda.half_block_voltage(magnesium, **gate)
    shape, note = chart.line_at(REST_MV, _("at rest"), place=0.9)
    fig = chart.figure(
        chart.scatter(
            x=volts,
            y=brain,
            mode="lines",
            name=_("brain fluid, 0.82 mM"),
            line={"color": chart.GREY, "width": 2, "dash": "dot"},
            hoverinfo="skip",
        ),
        chart.scatter(
            x=volts,
            y=mine,
            mode="lines",
            name=_("your magnesium"),
            line={"color": chart.BLUE, "width": 3},
            hovertemplate="%{x} mV: %{y} %<extra></extra>",
        ),
        chart.scatter(
            x=[voltage],
            y=[here],
            mode="markers",
            name=_("your cell"),
            marker={
                "symbol": "star",
                "size": 20,
                "color": chart.ORANGE,
                "line": {"color": chart.INK, "width": 1},
            },
            hovertemplate="%{y} %<extra></extra>",
        ),
        x={"range": [-96, 46], "title": _("voltage of the cell, mV")},
        y={"range": [-4, 104], "title": _("% of the gates not plugged"), "ticksuffix": " %"},
        height=430,
        shapes=[shape],
        annotations=[note],
    )
    reading = _(
        "At {voltage} mV and {magnesium} mM of magnesium, {open} % of the gates are not plugged; at {half} mV it would be half of them. At rest it is {rest} %, against {brain} % with the magnesium of brain fluid."
    ).format(
        voltage=number(voltage),
        magnesium=number(magnesium),
        open=number(here, 1),
        half=number(half, 0),
        rest=number(rest, 1),
        brain=number(rest_brain, 1),
    )
    table = pd.DataFrame(
        {
            _("voltage, mV"): [number(v) for v in volts[::2]],
            _("% not plugged, your magnesium"): mine[::2],
            _("% not plugged, brain fluid"): brain[::2],
        }
    )
    return View(fig, reading, table, ("jahr-stevens-1990", "brewer-2001", "mckee-2005"))


block_parameters = parts.Parameters(LESSON, "nmda-block", "block_parameters")


# ---- 2 does magnesium from the blood reach the gate?


@explorable(
    _l("A drip raises magnesium in blood; and in brain fluid?"),
    reached=Slider(
        0,
        100,
        step=10,
        start=0,
        unit="%",
        texts={0: _l("0 % (measured)")},
        label=_l("What if this much of the rise reached the brain"),
        help=_l("Measured in 9 patients during 4 hours: nothing. Everything above 0 % is a what-if of ours."),
    ),
    voltage=Slider(
        -80,
        0,
        step=10,
        start=REST_MV,
        unit="mV",
        label=_l("Voltage of the cell"),
        help=_l("About −70 mV at rest."),
    ),
    marks={
        _l("circle"): _l("before the drip"),
        _l("diamond"): _l("after the drip; for brain fluid by your slider"),
        _l("percentages"): _l("gates that are not plugged, by the formula of the first figure"),
    },
)
def infusion(reached, voltage) -> View:
    """Free magnesium in plasma and brain fluid before and after an infusion, and what it would do to the NMDA block."""
    p = parameters("nmda-block")
    gate = {"k": p["k"], "slope": p["slope"]}
    before = [p["plasma_before"], p["brain"]]
    after = [p["plasma_after"], p["brain"] + reached / 100 * (p["plasma_after"] - p["plasma_before"])]
    open_before, open_after = (100 * nmda.open_fraction(voltage, mg, **gate) for mg in (before[1], after[1]))
    rows = [_("blood plasma"), _("brain fluid")]
    said = lambda percent: _("{percent} % not plugged").format(percent=number(percent, 1))  # noqa: E731
    lines = [
        chart.scatter(
            x=[b, a],
            y=[row, row],
            mode="lines",
            line={"color": chart.GREY, "width": 3},
            showlegend=False,
            hoverinfo="skip",
        )
        for row, b, a in zip(rows, before, after, strict=True)
    ]
    fig = chart.figure(
        *lines,
        chart.scatter(
            x=before,
            y=rows,
            mode="markers+text",
            name=_("before"),
            text=["", said(open_before)],
            textposition="bottom center",
            cliponaxis=False,
            textfont={"size": 14},
            marker={"symbol": "circle-open", "size": 17, "color": chart.BLUE, "line": {"width": 3}},
            hovertemplate="%{x} mM<extra></extra>",
        ),
        chart.scatter(
            x=after,
            y=rows,
            mode="markers+text",
            name=_("after"),
            text=["", said(open_after)],
            textposition="top left",
            cliponaxis=False,
            textfont={"size": 14},
            marker={"symbol": "diamond", "size": 13, "color": chart.ORANGE},
            hovertemplate="%{x} mM<extra></extra>",
        ),
        x={"range": [0.4, 1.3], "title": _("free magnesium, mM")},
        y={"range": [1.6, -0.6], "ticks": ""},
        height=330,
    )
    reading = _(
        "The drip raised free magnesium in plasma from {before} to {after} mM. With {reached} % of that rise in brain fluid it would go from {brain} to {brain_after} mM there, and the gates not plugged at {voltage} mV from {open} to {open_after} %."
    ).format(
        before=number(before[0]),
        after=number(after[0]),
        reached=reached,
        brain=number(before[1]),
        brain_after=number(after[1], 2),
        voltage=number(voltage),
        open=number(open_before, 1),
        open_after=number(open_after, 1),
    )
    table = pd.DataFrame(
        {
            _("where"): rows,
            _("before, mM"): before,
            _("after, mM"): after,
            _("% not plugged before"): [_("no such gates"), number(open_before)],
            _("% not plugged after"): [_("no such gates"), number(open_after)],
        }
    )
    return View(fig, reading, table, ("brewer-2001", "jahr-stevens-1990"))


# ---- 3 the circle, a thought experiment of ours

DAYS = 180
DRAWN = [0, 1, 2, 3, 4, 6, 8, 10, *range(15, DAYS + 1, 5)]


@explorable(
    _l("Thought experiment of ours: a circle of stress and magnesium"),
    stressor=Slider(
        0,
        3,
        step=0.5,
        start=2,
        handout=[0, 1, 2, 3],
        label=_l("Load from outside (e)"),
        help=_l("Starts on day 0 and stays; in units of stress."),
    ),
    cost=Slider(
        0,
        0.3,
        step=0.05,
        start=0.1,
        handout=[0, 0.1, 0.2, 0.3],
        label=_l("Magnesium lost to stress (K)"),
        help=_l(
            "Our assumption: 0.1 means that one unit of stress costs 10 % of the magnesium status in the long run."
        ),
    ),
    sensitivity=Slider(
        0,
        2,
        step=0.5,
        start=0.5,
        handout=[0, 0.5, 1, 2],
        label=_l("Stress added by a lack (g)"),
        help=_l(
            "Our assumption: 0.5 means that a full lack of magnesium would raise stress by half. At 0 there is no circle."
        ),
    ),
    intake=Slider(
        0.8,
        1.2,
        step=0.1,
        start=1,
        handout=[0.9, 1, 1.1],
        label=_l("Magnesium intake (i)"),
        help=_l("1 is just enough without stress, 1.1 is 10 % more."),
    ),
    marks={
        _l("solid lines"): _l("our thought experiment with the circle"),
        _l("dashed lines"): _l("the same without the circle: a lack does not add stress (g = 0)"),
        _l("cross"): _l("magnesium would reach zero here; the thought experiment ends"),
    },
)
def circle(stressor, cost, sensitivity, intake) -> View:
    """Thought experiment: magnesium status and stress over 180 days, with and without the feedback."""
    p = parameters("stress-circle")
    taus = {"days_magnesium": p["days_magnesium"], "days_stress": p["days_stress"]}
    gain = stress_circle.loop_gain(stressor, cost, sensitivity)
    status, stress = stress_circle.time_course(DAYS, stressor, intake, cost, sensitivity, **taus)
    plain_status, plain_stress = stress_circle.time_course(DAYS, stressor, intake, cost, 0, **taus)
    plain_status = np.maximum(plain_status, 0)
    empty = np.flatnonzero(status <= 0)
    end = int(empty[0]) if len(empty) else None
    days = [day for day in DRAWN if end is None or day < end] + ([] if end is None else [end])
    traces = []
    for axis, mine, other, color, name in (
        ("y", 100 * np.maximum(status, 0), 100 * plain_status, chart.BLUE, _("magnesium status")),
        ("y2", stress, plain_stress, chart.ORANGE, _("stress")),
    ):
        traces += [
            chart.scatter(
                x=DRAWN,
                y=other[DRAWN],
                mode="lines",
                yaxis=axis,
                showlegend=axis == "y",
                name=_("without the circle"),
                line={"color": chart.GREY, "width": 2, "dash": "dash"},
                hoverinfo="skip",
            ),
            chart.scatter(
                x=days,
                y=mine[days],
                mode="lines",
                yaxis=axis,
                name=name,
                line={"color": color, "width": 3},
                hovertemplate="%{x}: %{y}<extra></extra>",
            ),
        ]
    if end is not None:
        traces.append(
            chart.scatter(
                x=[end],
                y=[0],
                mode="markers",
                name=_("magnesium at zero"),
                marker={"symbol": "x", "size": 14, "color": chart.INK},
                hoverinfo="skip",
            )
        )
    note = {
        "x": 1,
        "y": 0.49,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "right",
        "yanchor": "middle",
        "text": _("a thought experiment of ours"),
        "showarrow": False,
        "font": {"size": 14, "color": chart.INK},
    }
    axis = {
        "automargin": True,
        "showline": True,
        "linecolor": chart.GREY,
        "gridcolor": "#E8E8E8",
        "zeroline": False,
        "fixedrange": True,
    }
    fig = chart.figure(
        *traces,
        x={"range": [0, DAYS + 2], "title": _("days of stress"), "anchor": "y2"},
        height=540,
        margin={"t": 84},
        annotations=[note],
        y={"range": [-4, 126], "domain": [0.54, 1], "title": _("magnesium, %"), "ticksuffix": " %"},
        yaxis2={
            **axis,
            "range": [0, 9.5],
            "domain": [0, 0.44],
            "title": {"text": _("stress, units"), "standoff": 12},
        },
    )
    without = {"without": number(100 * plain_status[-1], 0), "gain": number(gain)}
    if gain >= 1:
        reading = _(
            "Thought experiment: the gain of the circle is G = {gain}. From 1 on nothing comes to rest: magnesium would reach zero on day {day}, and below zero the model means nothing."
        ).format(gain=number(gain), day=end)
    elif end is not None:
        reading = _(
            "Thought experiment: the gain of the circle is G = {gain}, so it would come to rest, but magnesium would reach zero first, on day {day}. Below zero the model means nothing."
        ).format(gain=number(gain), day=end)
    elif (rest := stress_circle.fixed_point(stressor, intake, cost, sensitivity))[0] <= 0:
        reading = _(
            "Thought experiment: the gain of the circle is G = {gain}. After {days} days magnesium is at {status} % and still falling to zero."
        ).format(gain=number(gain), days=DAYS, status=number(100 * status[-1], 0))
    else:
        reading = _(
            "Thought experiment: without the circle magnesium would end at {without} % and stress at {plain} units. With it (gain G = {gain}) the distance from 100 % is multiplied by {times}: it comes to rest at {status} %, and stress at {stress} units."
        ).format(
            **without,
            plain=number(stressor),
            times=number(stress_circle.amplification(stressor, cost, sensitivity)),
            status=number(100 * rest[0], 1),
            stress=number(rest[1]),
        )
    table = pd.DataFrame(
        {
            _("day (thought experiment)"): [number(d) for d in days[::6]],
            _("magnesium status, %"): 100 * np.maximum(status, 0)[days[::6]],
            _("stress, units"): stress[days[::6]],
            _("magnesium without the circle, %"): 100 * plain_status[days[::6]],
        }
    )
    return View(fig, reading, table, ("course-computed", "pickering-2020"))


circle_parameters = parts.Parameters(LESSON, "stress-circle", "circle_parameters")


# ---- 4 counting studies

QUESTIONS = {
    "stress-magnesium": _l("does stress lower magnesium?"),
    "anxiety": _l("does magnesium lower anxiety?"),
}
DIRECTIONS = {
    "less": (_l("lower"), chart.BLUE, ""),
    "none": (_l("no positive effect"), chart.PALE, "x"),
    "more": (_l("higher"), chart.ORANGE, "/"),
}


@explorable(
    _l("How many studies pointed which way"),
    question=Choice(
        QUESTIONS,
        label=_l("Question"),
        help=_l("First half of the circle: stress and magnesium. Second half: magnesium and anxiety."),
    ),
    marks={
        _l("pieces of a bar"): _l(
            "number of findings: lower, no positive effect, or higher; each finding counts as one, large or small"
        )
    },
)
def counted(question) -> View:
    """Findings in people counted by direction, for either half of the supposed circle."""
    rows = on_topic("evidence_ladder", question)
    subjects = list(dict.fromkeys(texts(rows, "subject")))
    labels = [chart.wrapped(s, 22) for s in subjects]
    counts = {
        d: [
            int(
                sum(
                    n
                    for s, way, n in zip(
                        texts(rows, "subject"), rows["direction"], rows["studies"], strict=True
                    )
                    if s == subject and way == d
                )
            )
            for subject in subjects
        ]
        for d in DIRECTIONS
    }
    traces = [
        chart.bar(
            x=counts[d],
            y=labels,
            orientation="h",
            name=str(name),
            text=[number(n) if n else "" for n in counts[d]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            hoverinfo="skip",
            insidetextfont={"size": 16},
            marker={
                "color": color,
                "pattern": {
                    "shape": shape,
                    "fillmode": "overlay",
                    "fgcolor": chart.GREY,
                    "size": 9,
                    "solidity": 0.08,
                },
            },
        )
        for d, (name, color, shape) in DIRECTIONS.items()
        if any(counts[d])
    ]
    fig = chart.figure(
        *traces,
        x={"range": [0, 8.6], "title": _("number of findings"), "dtick": 2},
        y={"autorange": "reversed", "ticks": "", "showgrid": False, "tickfont": {"size": 13}},
        barmode="stack",
        height=360,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        showlegend=True,
    )
    less, none, more = (sum(counts[d]) for d in ("less", "none", "more"))
    if question == "anxiety":
        reading = _(
            "Of {all} trials, {less} found less anxiety with magnesium and {none} no positive effect. All took people who were anxious or vulnerable already, and the reviewers call the quality poor."
        ).format(all=less + none, less=less, none=none)
    else:
        reading = _(
            "Of {all} findings in people, magnesium was lower after stress in {less} and higher in {more}. The two in serum that point down stand beside three that point up."
        ).format(all=less + more, less=less, more=more)
    table = pd.DataFrame(
        {
            _("in whom, or what"): subjects,
            **{str(name): counts[d] for d, (name, _c, _s) in DIRECTIONS.items()},
        }
    )
    return View(fig, reading, table, tuple(dict.fromkeys(rows["source_id"])))


# ---- 5 trials, with and without placebo

OUTCOMES = {  # topic in effects.csv: name, title of the axis, its ends, what lies left and right
    "mood-points": (_l("mood, in points"), _l("change, points"), (-10, 4), (_l("better"), _l("worse"))),
    "mood-sd": (_l("depression, pooled"), _l("standard deviations"), (-2, 0.8), (_l("better"), _l("worse"))),
    "stress": (_l("stress"), _l("change, points"), (-8, 3), (_l("better"), _l("worse"))),
    "sleep": (_l("sleep"), _l("difference, minutes"), (-45, 45), (_l("fewer minutes"), _l("more minutes"))),
}
SHOWN = {"all": _l("all trials"), "placebo": _l("only trials with placebo")}
KINDS = {
    "placebo": (_l("with placebo"), "square", chart.BLUE),
    "open": (_l("NO placebo"), "diamond", chart.ORANGE),
    "out": (_l("left out, NO placebo"), "x", chart.GREY),
}


@explorable(
    _l("Trials of mood, stress and sleep"),
    outcome=Choice(
        {key: row[0] for key, row in OUTCOMES.items()},
        label=_l("Outcome"),
        help=_l("What was measured; each has its own unit."),
    ),
    shown=Choice(
        SHOWN,
        label=_l("Show"),
        help=_l("A placebo is a fake pill. Without it, hope and attention count as effect."),
    ),
    marks={
        _l("blue square"): _l("trials with placebo"),
        _l("orange diamond"): _l("a trial without placebo: what it found may be expectation"),
        _l("grey cross"): _l("left out: you asked for a placebo"),
        _l("line through a marker"): _l(
            "95 % confidence interval: the range in which the true effect probably lies"
        ),
        _l("dashed line"): _l("no effect"),
    },
)
def trials(outcome, shown) -> View:
    """Forest plot of effects on mood, stress or sleep, trials with and without placebo told apart."""
    name, title, limits, sides = OUTCOMES[outcome]
    rows = on_topic("effects", outcome)
    kept = rows if shown == "all" else rows[rows["placebo"].fillna(False)]
    effects = [
        chart.Effect(
            f"{r['study']}: {pick(r, 'outcome')}",
            r["estimate"],
            r["low"],
            r["high"],
            "placebo" if r["placebo"] else "open" if shown == "all" else "out",
        )
        for r in rows.to_dict("records")
    ]
    fig = chart.forest(
        effects,
        kinds=KINDS,
        title=str(title),
        limits=limits,
        none=0,
        sides=tuple(str(s) for s in sides),
        showlegend=True,
        height=360,
    )
    fig.update_layout(xaxis={"nticks": 5, "tickangle": 0})
    if kept.empty:
        reading = _(
            "None of the {count} results on this outcome comes from a trial with placebo. What they found may be magnesium, or hope."
        ).format(count=len(rows))
    else:
        first = kept.iloc[0]
        reading = (
            _("{study}, {comparison}: {outcome} {estimate} ({low} to {high}), {people} people.").format(
                study=first["study"],
                comparison=pick(first, "comparison"),
                outcome=pick(first, "outcome"),
                estimate=number(first["estimate"]),
                low=number(first["low"]),
                high=number(first["high"]),
                people=number(first["people"]),
            )
            + " "
            + (
                _("There was no placebo, so this may be expectation.")
                if not first["placebo"]
                else _("There was a placebo.")
            )
        )
    table = pd.DataFrame(
        {
            _("study"): [f"{r['study']}: {pick(r, 'outcome')}" for r in rows.to_dict("records")],
            _("comparison"): texts(rows, "comparison"),
            str(title): rows["estimate"].tolist(),
            _("from"): rows["low"].tolist(),
            _("to"): rows["high"].tolist(),
            _("placebo"): [_("yes") if p else _("no") for p in rows["placebo"]],
            _("people"): rows["people"].tolist(),
            _("remark"): texts(rows, "note"),
        }
    )
    return View(fig, reading, table, tuple(dict.fromkeys(rows["source_id"])))


# ---- the frame of the lesson

header = parts.Header(
    LESSON,
    minutes={
        _l("what the article says"): 10,
        _l("the gate of a nerve cell"): 20,
        _l("the circle"): 20,
        _l("trials"): 20,
        _l("verdicts and quiz"): 20,
    },
    needs=_l("that nerve cells carry a voltage, and how to read a curve."),
    goals=[
        _l("explain how magnesium plugs a gate of nerve cells, and why a tablet hardly moves that plug;"),
        _l("decide from the gain of a circle whether it runs away or comes to rest;"),
        _l("read a forest plot, and say what a missing placebo means;"),
        _l('tell "contributes to normal psychological function" apart from "helps against stress".'),
    ],
)
vote = parts.Vote(LESSON)
verdicts = parts.Verdicts(vote)
quiz = parts.Quiz(
    LESSON,
    [
        parts.Choose(
            _l("What opens the NMDA gate again, once magnesium sits in it?"),
            {
                _l("a change of the cell's voltage"): (
                    True,
                    _l("Right: near 0 mV most of the plugs have left."),
                ),
                _l("less glutamate"): (
                    False,
                    _l(
                        "Glutamate opens the door of the gate; the plug sits behind it and leaves with the voltage."
                    ),
                ),
                _l("a magnesium tablet"): (
                    False,
                    _l(
                        "More magnesium would plug more, and the magnesium in brain fluid hardly follows that in blood."
                    ),
                ),
            },
        ),
        parts.Number(
            _l(
                "In the thought experiment the gain of the circle is G = 0.5. By how much does the circle multiply a lack of magnesium?"
            ),
            answer=2,
            tolerance=0.02,
            unit=_l("times"),
            right=_l("1 / (1 − 0.5) = 2: it doubles the lack, and then comes to rest."),
            low=_l("Too little. Compute 1 / (1 − G)."),
            high=_l("Too much. Compute 1 / (1 − G); only at G = 1 would it never end."),
        ),
        parts.Choose(
            _l(
                "In an open trial the depression score fell by {-effects/tarleton-2017-depression/estimate:0} points with magnesium. What may you conclude?"
            ),
            {
                _l("Magnesium lowers depression by {-effects/tarleton-2017-depression/estimate:0} points."): (
                    False,
                    _l("Without placebo you cannot tell the magnesium from hope and attention."),
                ),
                _l(
                    "The treatment as a whole went with a fall of {-effects/tarleton-2017-depression/estimate:0} points; the share of magnesium is unknown."
                ): (True, _l("Right. Trials with placebo are needed to tell them apart.")),
                _l("The trial is worthless."): (
                    False,
                    _l("Too harsh: it is a reason to do a trial with placebo."),
                ),
            },
        ),
        parts.ChooseSeveral(
            _l("Which of these sentences is on the EU's list of permitted claims for magnesium?"),
            {
                _l("Magnesium contributes to normal psychological function."): (
                    True,
                    _l("Psychological function: on the list."),
                ),
                _l("Magnesium contributes to the normal functioning of the nervous system."): (
                    True,
                    _l("Nervous system: on the list."),
                ),
                _l("Magnesium makes you resistant to mental stress."): (
                    False,
                    _l("Resistance to mental stress: assessed by EFSA, not on the list."),
                ),
                _l("Magnesium improves your sleep."): (False, _l("Sleep: not on the list.")),
            },
        ),
    ],
)
