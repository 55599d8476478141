"""Lesson 06-9: magnesium and fluid: the pump that keeps a cell from bursting, and why a cell is not a swollen ankle."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers import chart, parts
from helpers.explore import Choice, Slider, View, explorable
from helpers.figures import parameters
from helpers.language import _, _l, number
from helpers.models import cell_volume, chance
from helpers.tables import load

LESSON = "06-9-fluid-balance"
RATIOS = {
    "three-two": (_l("3 sodium out, 2 potassium in"), 3, 2),
    "one-one": (_l("one for one, as the article says"), 3, 3),
}


def _ions(ratio: str) -> dict:
    """Ions that a cycle of the pump moves, for the model; one for one is drawn with three of each, so that sodium leaves as fast."""
    return {"sodium_out": RATIOS[ratio][1], "potassium_in": RATIOS[ratio][2]}


def _water_change_percent(magnesium_mm):
    """Change of a cell's volume by the magnesium on its pump, %, against the reference magnesium."""
    table = parameters("cell-volume")
    factor = cell_volume.pump_factor(
        magnesium_mm, kd_mm=parameters("atp-magnesium")["kd"], reference_mm=table["reference"]
    )
    return factor, 100 * (cell_volume.relative_volume(factor, table) - 1)


# ---- 1 what the pump does for the cell

SPEEDS = np.array(
    [6, 7, 8, 9, 10, 11, 12, 13.5, 15, 17, 20, 22.5, 25, 30, 35, 40, 50, 60, 80, 100, 125, 150, 200]
)


@explorable(
    _l("Pump and size of a cell"),
    pump=Slider(
        10,
        200,
        step=5,
        start=100,
        handout=[10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 100, 110, 125, 150, 175, 200],
        unit="%",
        label=_l("Pump speed"),
        help=_l("Against normal. At 0 % the cell would burst, so the slider stops at 10 %."),
    ),
    ratio=Choice(
        {key: row[0] for key, row in RATIOS.items()},
        label=_l("In each cycle"),
        help=_l(
            "What the pump really does, and what the article says. One for one is computed as 3 for 3, so that sodium leaves just as fast."
        ),
    ),
    marks={
        _l("curve"): _l("size of the cell by our model"),
        _l("star"): _l("your cell"),
        _l("dashed line"): _l("normal size"),
    },
)
def cell(pump, ratio) -> View:
    """Volume of the pump-leak cell against the pump rate, and its ions."""
    table, ions = parameters("cell-volume"), _ions(ratio)
    curve = 100 * cell_volume.relative_volume(SPEEDS / 100, table, **ions)
    size, state = (
        100 * cell_volume.relative_volume(pump / 100, table, **ions),
        cell_volume.steady_state(pump / 100, table, **ions),
    )
    inside = curve <= 300
    traces = [
        chart.scatter(
            x=SPEEDS[inside],
            y=curve[inside],
            mode="lines",
            name=_("size by the model"),
            line={"color": chart.BLUE, "width": 3},
            hovertemplate="%{x} %: %{y} %<extra></extra>",
        ),
        chart.scatter(
            x=[pump],
            y=[size],
            mode="markers",
            name=_("your cell"),
            marker={
                "symbol": "star",
                "size": 22,
                "color": chart.ORANGE,
                "line": {"color": chart.INK, "width": 1},
            },
            hoverinfo="skip",
        ),
    ]
    shape, note = chart.line_at(100, _("normal size"), axis="y", place=0.01)
    # clear of the star, which runs along the line
    note |= {
        "xanchor": "left",
        "yanchor": "top",
        "yshift": -8,
    }
    fig = chart.figure(
        *traces,
        x={"range": [0, 212], "title": _("pump speed, % of normal"), "ticksuffix": " %"},
        y={"range": [0, 310], "title": _("size of the cell, % of normal"), "ticksuffix": " %"},
        height=440,
        shapes=[shape],
        annotations=[note],
    )
    reading = _(
        "With the pump at {pump} % the cell is {size} % of its normal size. Inside there is {sodium} mM of sodium and {potassium} mM of potassium; the voltage is {voltage} mV."
    ).format(
        pump=number(pump),
        size=number(size, 1),
        sodium=number(state.sodium_mm, 1),
        potassium=number(state.potassium_mm, 0),
        voltage=number(state.voltage_mv, 1),
    )
    half = table["osmolarity"] / 2
    numbers = pd.DataFrame(
        {
            _("what"): [_("sodium"), _("potassium"), _("chloride"), _("trapped molecules")],
            _("inside, mM"): [
                float(v) for v in (state.sodium_mm, state.potassium_mm, state.chloride_mm, state.trapped_mm)
            ],
            _("outside, mM"): [half - table["k_out"], table["k_out"], half, 0.0],
        }
    )
    return View(fig, reading, numbers, ("pump-leak-code", "kay-2017", "kay-2019"))


# ---- 2 three for two, or one for one?


@explorable(
    _l("Ions that the pump moves"),
    ratio=Choice(
        {key: row[0] for key, row in RATIOS.items()},
        label=_l("In each cycle"),
        help=_l(
            "What was measured, and what the article says. The voltage for one for one is computed as 3 for 3, so that sodium leaves just as fast."
        ),
    ),
    cycles=Slider(
        1, 10, step=1, start=4, label=_l("Number of cycles"), help=_l("Each cycle splits one ATP.")
    ),
    marks={
        _l("bars to the left"): _l("ions that leave the cell"),
        _l("bars to the right"): _l("ions that enter"),
        _l("hatched bar"): _l("positive charges that the cell has lost on balance"),
    },
)
def swap(ratio, cycles) -> View:
    """Sodium out, potassium in and net charge after some cycles, for the measured and the article's ratio."""
    out, inn = (3, 2) if ratio == "three-two" else (1, 1)
    rows = [
        (_("sodium"), -out * cycles, chart.ORANGE, ""),
        (_("potassium"), inn * cycles, chart.BLUE, ""),
        (_("net charge"), (inn - out) * cycles, chart.GREY, "/"),
    ]
    traces = [
        chart.bar(
            x=[v],
            y=[name],
            orientation="h",
            showlegend=False,
            marker={
                "color": c,
                "pattern": {
                    "shape": s,
                    "fillmode": "overlay",
                    "fgcolor": "#FFFFFF",
                    "size": 7,
                    "solidity": 0.2,
                },
            },
            width=0.6,
            text=[f"<b>{number(abs(v))}</b>"],
            textposition="outside",
            textangle=0,
            cliponaxis=False,
            hoverinfo="skip",
        )
        for name, v, c, s in rows
    ]
    notes = [
        {
            "x": at,
            "y": 1,
            "xref": "paper",
            "yref": "paper",
            "xanchor": anchor,
            "yanchor": "bottom",
            "text": text,
            "showarrow": False,
            "font": {"size": 14},
        }
        for at, anchor, text in (
            (0, "left", _("← out of<br>the cell")),
            (1, "right", _("into<br>the cell →")),
        )
    ]
    fig = chart.figure(
        *traces,
        x={
            "range": [-34, 34],
            "title": _("ions, or charges"),
            "tickvals": [-30, -20, -10, 0, 10, 20, 30],
            "ticktext": [number(abs(v)) for v in range(-30, 31, 10)],
            "zeroline": True,
            "zerolinecolor": chart.INK,
        },
        y={"autorange": "reversed", "showgrid": False, "ticks": ""},
        height=354,
        annotations=notes,
        margin={"t": 64},
    )
    voltage = {
        key: float(cell_volume.steady_state(1, parameters("cell-volume"), **_ions(key)).voltage_mv)
        for key in RATIOS
    }
    reading = _(
        "Number of cycles: {cycles}. Sodium ions out: {out}, potassium ions in: {inn}; positive charges lost on balance: {net}; ATP split: {cycles}. In our model cell the voltage is then {voltage} mV."
    ).format(
        cycles=number(cycles),
        out=number(out * cycles),
        inn=number(inn * cycles),
        net=number((out - inn) * cycles),
        voltage=number(voltage[ratio], 1),
    )
    table = pd.DataFrame(
        {
            _("what"): [row[0] for row in rows],
            _("number of ions or charges (negative: out of the cell)"): [float(row[1]) for row in rows],
        }
    )
    return View(fig, reading, table, ("na-k-atpase-2024", "kay-2019", "pump-leak-code"))


# ---- 3 what magnesium does to the pump


@explorable(
    _l("Magnesium, pump speed and size of a cell"),
    magnesium=Slider(
        0.05,
        2,
        step=0.05,
        start=1,
        handout=[0.05, 0.1, 0.15, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2],
        unit="mM",
        label=_l("Free magnesium"),
        help=_l("In the cell. Usual: 0.2 to 1.0 mM."),
    ),
    marks={
        _l("hatched bar"): _l("pump speed"),
        _l("plain bar"): _l("size of the cell"),
        _l("dashed line"): _l("the same cell with 0.5 mM of magnesium"),
    },
)
def pumping(magnesium) -> View:
    """Pump rate and cell volume at a magnesium, against 0.5 mM."""
    factor, change = _water_change_percent(magnesium)
    rows = [
        (_("pump speed"), 100 * factor, chart.ORANGE, "/", 0),
        (_("size of the cell"), 100 + change, chart.BLUE, "", 2),
    ]
    traces = [
        chart.bar(
            x=[chart.wrapped(name, 12)],
            y=[value],
            showlegend=False,
            width=0.5,
            marker={
                "color": color,
                "pattern": {
                    "shape": shape,
                    "fillmode": "overlay",
                    "fgcolor": chart.INK,
                    "size": 8,
                    "solidity": 0.15,
                },
            },
            text=[f"<b>{number(value, digits)} %</b>"],
            textposition="outside",
            textfont={"size": 17},
            textangle=0,
            cliponaxis=False,
            hoverinfo="skip",
        )
        for name, value, color, shape, digits in rows
    ]
    shape, _note = chart.line_at(100, "", axis="y")
    fig = chart.figure(
        *traces,
        x={"showgrid": False, "tickfont": {"size": 15}},
        y={"range": [0, 130], "title": _("% of the cell with 0.5 mM"), "ticksuffix": " %"},
        height=400,
        shapes=[shape],
    )
    reading = _(
        "With {mg} mM of magnesium instead of 0.5 mM, the pump runs at {speed} % of its speed. The size of the cell changes by {change} %."
    ).format(mg=number(magnesium), speed=number(100 * factor, 0), change=number(change, 2))
    table = pd.DataFrame(
        {_("what"): [row[0] for row in rows], _("% of the cell with 0.5 mM"): [float(row[1]) for row in rows]}
    )
    return View(fig, reading, table, ("pilotelle-bunner-2009", "apell-2017", "pump-leak-code"))


# ---- 4 a cell is not a swollen ankle


@explorable(
    _l("Thought experiment: all cells at once"),
    magnesium=Slider(
        0.05,
        2,
        step=0.05,
        start=1,
        handout=[0.05, 0.1, 0.15, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2],
        unit="mM",
        label=_l("Free magnesium in every cell"),
        help=_l("It starts at 0.5 mM and is set to this in all cells at once: a thought experiment."),
    ),
    litres=Slider(
        15,
        35,
        step=5,
        start=25,
        unit="L",
        label=_l("Water in all cells"),
        help=_l("About 25 L in an adult: a round number of ours."),
    ),
    marks={
        _l("bar to the right"): _l(
            "water that goes from the cells to the fluid around them, where oedema is"
        ),
        _l("bar to the left"): _l("water that goes into the cells"),
        _l("pale bar"): _l("a small glass, 150 mL, for comparison"),
    },
)
def ankle(magnesium, litres) -> View:
    """Water that would leave or enter all cells of a body if magnesium changed everywhere; a thought experiment."""
    moved = -_water_change_percent(magnesium)[1] / 100 * litres * 1000  # mL out of the cells
    rows = [(_("water moved"), moved, chart.BLUE, "/"), (_("a small glass"), 150.0, chart.PALE, "")]
    limit = 500.0
    traces = [
        chart.bar(
            x=[max(-limit, v)],
            y=[chart.wrapped(name, 12)],
            orientation="h",
            showlegend=False,
            width=0.55,
            marker={
                "color": c,
                "pattern": {
                    "shape": s,
                    "fillmode": "overlay",
                    "fgcolor": chart.INK,
                    "size": 7,
                    "solidity": 0.15,
                },
            },
            text=[f"<b>{'← ' if v < -limit else ''}{number(abs(v), 0)} mL</b>"],
            textposition="inside" if v < -0.6 * limit else "outside",
            insidetextanchor="end",
            textangle=0,
            textfont={"color": "#FFFFFF" if v < -0.6 * limit else chart.INK},
            cliponaxis=False,
            hoverinfo="skip",
        )
        for name, v, c, s in rows
    ]
    notes = [
        {
            "x": at,
            "y": 1,
            "xref": "paper",
            "yref": "paper",
            "xanchor": anchor,
            "yanchor": "bottom",
            "text": text,
            "showarrow": False,
            "font": {"size": 14},
        }
        for at, anchor, text in (
            (0, "left", _("← into<br>the cells")),
            (1, "right", _("out of<br>the cells →")),
        )
    ]
    fig = chart.figure(
        *traces,
        x={
            "range": [-limit, limit],
            "title": _("mL of water (thought experiment)"),
            "tickvals": [-400, -200, 0, 200, 400],
            "ticktext": [number(abs(v)) for v in (-400, -200, 0, 200, 400)],
            "zeroline": True,
            "zerolinecolor": chart.INK,
        },
        y={"autorange": "reversed", "showgrid": False, "ticks": ""},
        height=314,
        annotations=notes,
        margin={"t": 64},
    )
    said = (
        _(
            "Thought experiment: {mg} mM in every cell would drive {ml} mL of water out of the cells. That is not gone: it is now in the fluid around the cells, which is where the water of a swollen ankle sits."
        )
        if moved > 0
        else _(
            "Thought experiment: {mg} mM in every cell would let {ml} mL of water into the cells. It would come from the fluid around them, where the water of a swollen ankle sits."
        )
        if moved < 0
        else _("Thought experiment: with {mg} mM nothing changes, {ml} mL of water moves.")
    )
    reading = said.format(mg=number(magnesium), ml=number(abs(moved), 0))
    table = pd.DataFrame(
        {
            _("what"): [row[0] for row in rows],
            _("mL (negative: into the cells)"): [float(row[1]) for row in rows],
        }
    )
    return View(fig, reading, table, ("pump-leak-code", "pilotelle-bunner-2009", "physiology-textbooks"))


# ---- 5 the one trial

SYMPTOMS = (
    _l("anxiety"),
    _l("craving"),
    _l("depression"),
    _l("fluid (hydration)"),
    _l("other"),
    _l("all together"),
)
FLUID = 3  # place of the fluid symptoms among them
SHOWN = {
    "results": _l("what the trial found"),
    "5": _l("what luck can do, limit 0.05"),
    "1": _l("what luck can do, limit 0.01"),
}


@explorable(
    _l("One trial, twelve looks"),
    show=Choice(
        SHOWN,
        label=_l("Show"),
        help=_l(
            "The results; or 1000 imagined trials in which magnesium does nothing at all, judged by a limit for p."
        ),
    ),
    tests=Slider(
        1,
        24,
        step=1,
        start=12,
        label=_l("Looks in each imagined trial"),
        help=_l(
            "Only for the imagined trials. Six groups of symptoms in two months make twelve looks; we take them as independent, which is too simple."
        ),
    ),
    marks={
        _l("filled square"): _l("less with magnesium than with placebo"),
        _l("open circle"): _l("no effect"),
        _l("dash"): _l("the summary says nothing about it"),
        _l("hatched people"): _l("imagined trials with at least one lucky hit"),
    },
)
def trial(show, tests) -> View:
    """The results of Walker 1998, or what luck alone gives in trials with many looks."""
    women = int(load("effects").loc["walker-1998-hydration-month-2", "people"])
    names, months = [str(s) for s in SYMPTOMS], [_("month 1"), _("month 2")]
    limit = 0.05 if show == "results" else int(show) / 100
    lucky = round(1000 * chance.at_least_one(limit, tests))
    said = _(
        "Number of looks: {tests}, limit for p: {limit}. Luck alone then gives at least one hit in {lucky} of 1000 trials."
    ).format(tests=number(tests), limit=number(limit), lucky=number(lucky))
    if show == "results":
        kinds = (
            (_("no effect"), [0] * 6, list(range(6)), "circle-open", chart.GREY),
            (_("less with magnesium, p = {p}").format(p=number(0.009)), [1], [FLUID], "square", chart.ORANGE),
            (
                _("nothing said in the summary"),
                [1] * 5,
                [i for i in range(6) if i != FLUID],
                "line-ew-open",
                chart.GREY,
            ),
        )
        traces = [
            chart.scatter(
                x=x,
                y=[5 - place for place in y],
                mode="markers",
                name=name,
                marker={"symbol": symbol, "size": 20, "color": color, "line": {"width": 3, "color": color}},
                hoverinfo="skip",
            )
            for name, x, y, symbol, color in kinds
        ]
        fig = chart.figure(
            *traces,
            x={
                "range": [-0.6, 1.6],
                "tickvals": [0, 1],
                "ticktext": months,
                "side": "bottom",
                "title": _("with 200 mg of magnesium a day, against placebo"),
                "showgrid": False,
            },
            height=470,
            margin={"t": 90},
            y={
                "range": [-0.6, 5.6],
                "tickvals": [5 - place for place in range(6)],
                "ticktext": [chart.wrapped(name, 14, lines=2) for name in names],
                "ticks": "",
            },
        )
        reading = _(
            "{women} women, magnesium against placebo: in month 1 no effect in any of 6 groups of symptoms, in month 2 less fluid trouble (p = {p})."
        ).format(women=women, p=number(0.009))
        table = pd.DataFrame(
            {
                _("symptoms"): names,
                months[0]: [_("no effect")] * 6,
                months[1]: [
                    _("less with magnesium") if i == FLUID else _("nothing said in the summary")
                    for i in range(6)
                ],
            }
        )
    else:
        fig = chart.people(
            [
                (_("trials with a lucky hit"), lucky, chart.ORANGE, "/"),
                (_("trials without"), 1000 - lucky, chart.PALE, ""),
            ],
            height=470,
        )
        reading = _("1000 imagined trials in which magnesium does nothing.") + " " + said
        table = pd.DataFrame(
            {
                _("imagined trials"): [_("with at least one lucky hit"), _("without a hit")],
                _("number of trials in 1000"): [lucky, 1000 - lucky],
            }
        )
    return View(fig, reading, table, ("walker-1998", "course-computed"))


# ---- the frame of the lesson

header = parts.Header(
    LESSON,
    minutes={
        _l("what the article says"): 10,
        _l("the pump and the cell"): 15,
        _l("three for two"): 10,
        _l("magnesium and the pump"): 10,
        _l("cell or ankle"): 10,
        _l("the one trial"): 15,
        _l("verdicts and quiz"): 15,
    },
    needs=_l("what osmosis is, and that ions carry a charge."),
    goals=[
        _l("explain with a model why a cell needs a pump in order not to burst;"),
        _l('count the ions and charges that the sodium pump moves, and correct "one for one";'),
        _l("show that twice as much magnesium hardly changes the size of a cell;"),
        _l("tell fluid in cells from fluid around them, and say what one small trial can and cannot show."),
    ],
)
leaks = parts.Parameters(LESSON, "cell-volume", "leaks")
vote = parts.Vote(LESSON)
verdicts = parts.Verdicts(vote)
quiz = parts.Quiz(
    LESSON,
    [
        parts.Number(
            _l("The sodium pump makes 100 cycles. How many positive charges has the cell lost on balance?"),
            answer=100,
            tolerance=0.5,
            unit=_l("charges"),
            right=_l("300 sodium ions out and 200 potassium ions in: 100 charges lost."),
            low=_l("Too few. Take 3 out and 2 in for each cycle."),
            high=_l("Too many. What comes in with potassium counts as well."),
        ),
        parts.Choose(
            _l("What does the model say when free magnesium in a cell doubles from 0.5 to 1 mM?"),
            {
                _l("The cell shrinks to half."): (
                    False,
                    _l("The pump runs only 6 % faster, and size hardly depends on it there."),
                ),
                _l("The cell shrinks by 0.07 %."): (
                    True,
                    _l("Right: the pump had nearly all the magnesium it can use."),
                ),
                _l("The cell swells."): (False, _l("It shrinks, but by so little that nobody would see it.")),
            },
        ),
        parts.Choose(
            _l("Where is the water of a swollen ankle?"),
            {
                _l("In cells that have swollen."): (
                    False,
                    _l("That is the slip in the article. Oedema lies between the cells."),
                ),
                _l("In the fluid around the cells."): (
                    True,
                    _l(
                        "Right: kidneys, hormones and small blood vessels govern it, more than the pump of a single cell."
                    ),
                ),
                _l("In the blood only."): (False, _l("It has left the blood and lies between the cells.")),
            },
        ),
        parts.ChooseSeveral(
            _l(
                "Why is the trial of {effects/walker-1998-month-1/people:0} women weak evidence that magnesium reduces fluid retention?"
            ),
            {
                _l("In the first month there was no effect."): (
                    True,
                    _l("The first month: no effect in any group of symptoms."),
                ),
                _l("There was no placebo."): (
                    False,
                    _l("There was a placebo, and nobody knew who got which: that is its strong side."),
                ),
                _l("Of many looks only one gave a hit."): (True, _l("One hit in twelve looks can be luck.")),
                _l("It is one small trial that we did not find repeated."): (
                    True,
                    _l("A small trial needs to be repeated."),
                ),
            },
        ),
    ],
)
