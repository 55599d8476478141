"""Lesson 06-3: magnesium and muscles: calcium against magnesium on troponin, and what trials of cramps and strength found."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from helpers import chart, parts
from helpers.explore import Choice, Slider, View, explorable
from helpers.figures import parameters
from helpers.language import _, _l, number, pick, quantity
from helpers.models import binding
from helpers.tables import load

LESSON = "06-3-muscles"


# ---- 1 the switch

CALCIUM_UM = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
CALCIUM = dict(
    enumerate(
        (
            _l("0.05 µM"),
            _l("0.1 µM, at rest"),
            _l("0.2 µM"),
            _l("0.5 µM"),
            _l("1 µM"),
            _l("2 µM"),
            _l("5 µM"),
            _l("10 µM, contracting"),
            _l("20 µM"),
        )
    )
)
SITES = {
    "switch": (_l("the switch"), "kca", "kmg"),
    "second": (_l("the calcium-magnesium sites"), "kca_second", "kmg_second"),
}
WAVE = np.geomspace(0.04, 25, 33)  # free calcium along the axis, µM


def _held(calcium_um, magnesium_mm, sites: str) -> tuple:
    """Share of the sites that hold calcium, and magnesium, %."""
    values, (_name, kca, kmg) = parameters("troponin"), SITES[sites]
    ca, mg = np.asarray(calcium_um) * 1e-6, magnesium_mm * 1e-3
    return 100 * binding.fraction_bound_beside_rival(
        ca, values[kca], mg, values[kmg]
    ), 100 * binding.fraction_bound_beside_rival(mg, values[kmg], ca, values[kca])


@explorable(
    _l("Calcium and magnesium on troponin"),
    calcium=Slider(
        0,
        8,
        step=1,
        start=1,
        texts=CALCIUM,
        label=_l("Free calcium"),
        help=_l(
            "In the muscle cell; each step about doubles it. µM is micromole per litre, a thousandth of a mM."
        ),
    ),
    magnesium=Slider(
        0,
        5,
        step=0.25,
        start=1,
        handout=[0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5],
        unit="mM",
        label=_l("Free magnesium"),
        help=_l("Usual in cells: 0.2 to 1.0 mM."),
    ),
    sites=Choice(
        {key: row[0] for key, row in SITES.items()},
        label=_l("Places on troponin"),
        help=_l(
            "Calcium on the switch starts contraction. The other places hold calcium or magnesium nearly always."
        ),
    ),
    marks={
        _l("solid curve, star"): _l("share of the places that hold calcium"),
        _l("dashed curve, diamond"): _l("share that holds magnesium; the rest is empty"),
        _l("dotted lines"): _l(
            "calcium at rest (0.1 µM) and while contracting (10 µM): round numbers chosen by us"
        ),
    },
)
def switch(calcium, magnesium, sites) -> View:
    """Share of troponin's sites with calcium and with magnesium, against free calcium at a given magnesium."""
    values, ca = parameters("troponin"), CALCIUM_UM[calcium]
    with_ca, with_mg = _held(WAVE, magnesium, sites)
    here, rival = _held(ca, magnesium, sites)
    along, at = np.log10(WAVE), math.log10(ca)  # powers of ten, on an axis that names the concentrations
    traces = [
        chart.scatter(
            x=along,
            y=with_ca,
            mode="lines",
            name=_("calcium"),
            line={"color": chart.BLUE, "width": 3},
            hovertemplate="%{y} %<extra></extra>",
        ),
        chart.scatter(
            x=along,
            y=with_mg,
            mode="lines",
            name=_("magnesium"),
            line={"color": chart.ORANGE, "width": 3, "dash": "dash"},
            hovertemplate="%{y} %<extra></extra>",
        ),
        chart.scatter(
            x=[at],
            y=[here],
            mode="markers",
            showlegend=False,
            marker={
                "symbol": "star",
                "size": 20,
                "color": chart.BLUE,
                "line": {"color": chart.INK, "width": 1},
            },
            hoverinfo="skip",
        ),
        chart.scatter(
            x=[at],
            y=[rival],
            mode="markers",
            showlegend=False,
            marker={
                "symbol": "diamond",
                "size": 14,
                "color": chart.ORANGE,
                "line": {"color": chart.INK, "width": 1},
            },
            hoverinfo="skip",
        ),
    ]
    marked = (
        (math.log10(values["calcium_rest"]), _("rest")),
        (math.log10(values["calcium_active"]), _("contraction")),
    )
    marks = [chart.line_at(place, "", dash="dot") for place, _text in marked]
    notes = [
        {
            "x": place,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": text,
            "showarrow": False,
            "font": {"size": 13, "color": chart.GREY},
        }
        for place, text in marked
    ]
    ticks = [0.1, 1, 10]
    fig = chart.figure(
        *traces,
        x={
            "range": [math.log10(0.035), math.log10(28)],
            "title": _("free calcium, µM"),
            "tickvals": [math.log10(t) for t in ticks],
            "ticktext": [number(t) for t in ticks],
            "tickangle": 0,
        },
        y={"range": [-4, 104], "title": _("% of the places taken"), "ticksuffix": " %"},
        height=460,
        shapes=[s for s, _n in marks],
        annotations=notes,
        legend={"orientation": "h", "y": 1.08, "yanchor": "bottom", "x": 0},
        margin={"t": 70},
    )
    more_ca, more_mg = _held(10 * ca, magnesium, sites)[0], _held(ca, 2 * magnesium, sites)[0]
    reading = _(
        "With {ca} µM of calcium and {mg} mM of magnesium, calcium holds {share} % of the places and magnesium {rival} %. Ten times as much calcium would make it {more_ca} % for calcium; twice as much magnesium, {more_mg} %."
    ).format(
        ca=number(ca),
        mg=number(magnesium),
        share=number(here, 0),
        rival=number(rival, 0),
        more_ca=number(more_ca, 0),
        more_mg=number(more_mg, 0),
    )
    rest, active = values["calcium_rest"], values["calcium_active"]
    shares = [_held(c, magnesium, sites) for c in (ca, rest, active)]
    table = pd.DataFrame(
        {
            _("free calcium"): [
                _("yours: {ca} µM").format(ca=number(ca)),
                _("rest: {ca} µM").format(ca=number(rest)),
                _("contraction: {ca} µM").format(ca=number(active)),
            ],
            _("% with calcium"): [float(c) for c, _m in shares],
            _("% with magnesium"): [float(m) for _c, m in shares],
        }
    )
    return View(fig, reading, table, ("ogawa-1985",) if sites == "switch" else ("potter-1975",))


# ---- 2 how much calcium is needed?

STEPS = {"low": 0, "high": 3, "step": 0.1, "unit": "mM", "handout": [0, 0.2, 0.5, 0.8, 1, 1.5, 2, 3]}


def _needed(magnesium_mm):
    """Free calcium at which half of the switches hold it, µM."""
    values = parameters("troponin")
    return 1e6 * binding.half_saturation(values["kca"], np.asarray(magnesium_mm) * 1e-3, values["kmg"])


@explorable(
    _l("Calcium needed for half of the switches"),
    before=Slider(
        **STEPS, start=0.8, label=_l("Magnesium before"), help=_l("Free magnesium in the muscle cell.")
    ),
    after=Slider(
        **STEPS,
        start=1,
        label=_l("Magnesium after"),
        help=_l("From 0.8 to 1.0 mM is already a large change for a cell."),
    ),
    marks={
        _l("line"): _l("calcium with which half of the switches are on"),
        _l("circle and star"): _l("before and after"),
        _l("square"): _l(
            "an independent measurement on troponin of the heart: 1.4 times as much with 1 mM (Rayani 2021), put on our scale"
        ),
    },
)
def needed(before, after) -> View:
    """Calcium for half occupancy of the regulatory sites against magnesium, before and after a change."""
    one, two = float(_needed(before)), float(_needed(after))
    grid, fold = np.array([0, 1.5, 3]), parameters("troponin")["measured_fold"]
    traces = [
        chart.scatter(
            x=grid,
            y=_needed(grid),
            mode="lines",
            name=_("model"),
            line={"color": chart.BLUE, "width": 3},
            hovertemplate="%{x} mM: %{y} µM<extra></extra>",
        ),
        chart.scatter(
            x=[1],
            y=[fold * float(_needed(0))],
            mode="markers",
            name=_("measured"),
            marker={"symbol": "square-open", "size": 24, "color": chart.GREEN, "line": {"width": 3}},
            hovertemplate="%{y} µM<extra></extra>",
        ),
        chart.scatter(
            x=[before],
            y=[one],
            mode="markers",
            name=_("before"),
            marker={
                "symbol": "circle",
                "size": 15,
                "color": "#FFFFFF",
                "line": {"color": chart.INK, "width": 2.5},
            },
            hoverinfo="skip",
        ),
        chart.scatter(
            x=[after],
            y=[two],
            mode="markers",
            name=_("after"),
            marker={
                "symbol": "star",
                "size": 18,
                "color": chart.ORANGE,
                "line": {"color": chart.INK, "width": 1},
            },
            hoverinfo="skip",
        ),
    ]
    fig = chart.figure(
        *traces,
        x={"range": [-0.1, 3.1], "title": _("free magnesium, mM")},
        y={"range": [0, 0.8], "title": _("µM of calcium for half of the switches")},
        height=440,
    )
    said = (
        _(
            "With {before} mM of magnesium, {one} µM of calcium turns half of the switches on; with {after} mM it takes {two} µM, {change} % more."
        )
        if two > one
        else _(
            "With {before} mM of magnesium, {one} µM of calcium turns half of the switches on; with {after} mM it takes {two} µM, {change} % less."
        )
        if two < one
        else _(
            "With {before} mM of magnesium before and after, {one} µM of calcium turns half of the switches on: nothing changes."
        )
    )
    rest, active = parameters("troponin")["calcium_rest"], parameters("troponin")["calcium_active"]
    reading = (
        said.format(
            before=number(before),
            after=number(after),
            one=number(one, 3),
            two=number(two, 3),
            change=number(100 * abs(two / one - 1), 1),
        )
        + " "
        + _("At a contraction calcium itself rises about {times} times, from {rest} to {active} µM.").format(
            times=number(active / rest, 0), rest=number(rest), active=number(active)
        )
    )
    table = pd.DataFrame(
        {
            _("magnesium"): [
                _("before: {mg} mM").format(mg=number(before)),
                _("after: {mg} mM").format(mg=number(after)),
                _("none: 0 mM"),
            ],
            _("µM of calcium for half of the switches"): [one, two, float(_needed(0))],
            _("times as much as without magnesium"): [one / float(_needed(0)), two / float(_needed(0)), 1.0],
        }
    )
    return View(fig, reading, table, ("ogawa-1985", "rayani-2021"))


# ---- 3 when does magnesium weaken muscles?


@explorable(
    _l("Magnesium in blood and muscles"),
    level=Slider(
        0.3,
        5,
        step=0.1,
        start=0.9,
        unit="mmol/L",
        label=_l("Magnesium in blood"),
        help=_l(
            "A thought experiment: levels far above normal occur with drips in hospital or with failing kidneys."
        ),
    ),
    marks={
        _l("upper bar"): _l("normal level in blood"),
        _l("lower bar"): _l("level at which reflexes weaken"),
        _l("line"): _l("your level"),
    },
)
def levels(level) -> View:
    """A blood level beside the normal range and the range at which reflexes weaken."""
    values = parameters("muscle-levels")
    rows = [
        (_("normal"), values["normal_low"], values["normal_high"], chart.GREEN, ""),
        (_("reflexes weaken"), values["reflex_low"], values["reflex_high"], chart.ORANGE, "/"),
    ]
    traces = [
        chart.bar(
            base=[low],
            x=[high - low],
            y=[chart.wrapped(name, 10)],
            orientation="h",
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
            width=0.55,
            showlegend=False,
            text=[f"<b>{number(low, 1)}–{number(high, 1)}</b>"],
            textposition="outside",
            textangle=0,
            cliponaxis=False,
            hoverinfo="skip",
        )
        for name, low, high, color, shape in rows
    ]
    shape, note = chart.line_at(
        level, f"<b>{quantity(level, 'mmol/L', 1)}</b>", dash="solid", color=chart.INK
    )
    note |= {"xanchor": "center", "yanchor": "bottom", "y": 1}
    fig = chart.figure(
        *traces,
        x={"range": [0, 5.2], "title": _("magnesium in blood, mmol/L")},
        y={"autorange": "reversed", "showgrid": False, "ticks": ""},
        height=280,
        shapes=[shape],
        annotations=[note],
    )
    said = (
        _("{level} mmol/L is below normal: a shortage can upset nerves and muscles; it does not relax them.")
        if level < values["normal_low"]
        else _("{level} mmol/L is normal: muscles work as usual.")
        if level <= values["normal_high"]
        else _("{level} mmol/L is above normal, but below where reflexes weaken.")
        if level < values["reflex_low"]
        else _(
            "{level} mmol/L is where reflexes weaken: a reason for care in hospital, not a pleasant relaxation."
        )
        if level <= values["reflex_high"]
        else _("{level} mmol/L is higher still, and dangerous.")
    )
    reading = (
        said.format(level=number(level, 1))
        + " "
        + _("Reflexes weaken from {reflex} mmol/L on, {times} times the upper end of normal.").format(
            reflex=number(values["reflex_low"], 1),
            times=number(values["reflex_low"] / values["normal_high"], 1),
        )
    )
    table = pd.DataFrame(
        {
            _("what"): [row[0] for row in rows],
            _("from, mmol/L"): [row[1] for row in rows],
            _("to, mmol/L"): [row[2] for row in rows],
        }
    )
    return View(fig, reading, table, ("jahnen-dechent-2012",))


# ---- 4 what did trials find?

OUTCOMES = {
    "week": (
        _l("cramps a week"),
        ("cochrane-2020-cramps-week", "cochrane-2012-cramps-week"),
        (-1.5, 1.5),
        _l("difference in cramps a week"),
    ),
    "percent": (
        _l("cramps, change in %"),
        ("cochrane-2020-cramps-percent", "cochrane-2012-cramps-percent"),
        (-30, 30),
        _l("difference in the change of cramps, percentage points"),
    ),
    "relief": (
        _l("people with a quarter fewer cramps"),
        ("cochrane-2012-relief",),
        (-40, 40),
        _l("difference in people with fewer cramps, percentage points"),
    ),
    "strength": (
        _l("strength and torque"),
        ("wang-2017-strength", "wang-2017-torque"),
        (-4, 4),
        _l("difference, in a unit not given in the summary"),
    ),
    "power": (
        _l("power"),
        ("wang-2017-power",),
        (-25, 25),
        _l("difference, in a unit not given in the summary"),
    ),
}
KINDS = {
    "placebo": (_l("trials with placebo"), "square", chart.BLUE),
    "control": (_l("trials with a control group; placebo not read"), "diamond", chart.ORANGE),
}
CRAMPS = ("week", "percent", "relief")  # outcomes that stand in the title of the axis, and are counted


@explorable(
    _l("Trials of magnesium, cramps and strength"),
    outcome=Choice(
        {key: row[0] for key, row in OUTCOMES.items()},
        label=_l("Outcome"),
        help=_l("What the trials measured. Each line pools several trials."),
    ),
    marks={
        _l("square or diamond"): _l("difference between magnesium and the comparison group"),
        _l("horizontal line"): _l("95 % confidence interval: where the true difference probably lies"),
        _l("dashed line"): _l("no difference"),
    },
)
def trials(outcome) -> View:
    """Pooled trials of magnesium against a comparison group, as a forest plot."""
    _name, ids, limits, title = OUTCOMES[outcome]
    effects = load("effects")
    rows = effects.loc[list(ids)]
    shown = [
        chart.Effect(
            row["study"] if outcome in CRAMPS else f"{row['study']}: {pick(row, 'outcome')}",
            float(row["estimate"]),
            float(row["low"]),
            float(row["high"]),
            "control" if pd.isna(row["placebo"]) else "placebo",
        )
        for _key, row in rows.iterrows()
    ]
    sides = (
        (_("fewer with magnesium"), _("more with magnesium"))
        if outcome in CRAMPS
        else (_("less with magnesium"), _("more with magnesium"))
    )
    fig = chart.forest(
        shown,
        kinds=KINDS,
        title=chart.wrapped(str(title), 32),
        limits=limits,
        none=0,
        sides=sides,
        showlegend=True,
        margin={"t": 60},
    )
    first, clear = rows.iloc[0], [e.label for e in shown if e.low > 0 or e.high < 0]
    reading = _(
        "{study}, {what}: {estimate} ({low} to {high}) with magnesium against the comparison group."
    ).format(
        study=first["study"],
        what=pick(first, "outcome"),
        estimate=number(first["estimate"]),
        low=number(first["low"]),
        high=number(first["high"]),
    )
    reading += " " + (
        _("No interval in the figure stays on one side of 0, so there may be no effect at all.")
        if not clear
        else _("Clearly on one side of 0: {which}.").format(which=", ".join(clear))
    )
    if outcome == "week":
        reading += " " + _("With placebo people had {cramps} cramps a week (Cochrane 2012).").format(
            cramps=number(effects.loc["cochrane-2012-cramps-placebo", "estimate"])
        )
    elif outcome == "percent":
        reading += " " + _("With placebo alone cramps fell by {fall} % (Cochrane 2012).").format(
            fall=number(-effects.loc["cochrane-2012-percent-placebo", "estimate"], 1)
        )
    elif outcome == "relief":
        placebo = effects.loc["cochrane-2012-relief-placebo", "estimate"]
        reading += " " + _(
            "That is {one} of 100 people with placebo and {two} of 100 with magnesium."
        ).format(one=number(placebo, 0), two=number(placebo + first["estimate"], 0))
    table = pd.DataFrame(
        {
            _("study"): [e.label for e in shown],
            str(title): rows["estimate"].values,
            _("95 % interval, from"): rows["low"].values,
            _("95 % interval, to"): rows["high"].values,
            _("people"): ["–" if pd.isna(n) else number(int(n)) for n in rows["people"]],
            _("remark"): [pick(row, "note") for _key, row in rows.iterrows()],
        }
    )
    return View(fig, reading, table, tuple(dict.fromkeys(rows["source_id"])))


# ---- the frame of the lesson

header = parts.Header(
    LESSON,
    minutes={
        _l("what the article says"): 5,
        _l("the switch"): 20,
        _l("how much calcium"): 10,
        _l("magnesium in blood"): 10,
        _l("trials"): 15,
        _l("verdicts and quiz"): 15,
    },
    needs=_l("what a concentration is, and that a scale can go in steps of ten."),
    goals=[
        _l(
            "show with a model that calcium switches a muscle on and off, and magnesium only nudges the switch;"
        ),
        _l("compute how much more calcium is needed when magnesium rises;"),
        _l("read from a forest plot whether magnesium did better than placebo;"),
        _l('explain what is right in "magnesium relaxes, calcium contracts", and what is missing.'),
    ],
)
sites = parts.Parameters(LESSON, "troponin", "sites")
blood = parts.Parameters(LESSON, "muscle-levels", "blood")
vote = parts.Vote(LESSON)
verdicts = parts.Verdicts(vote)
quiz = parts.Quiz(
    LESSON,
    [
        parts.Choose(
            _l("A muscle contracts. Which amount changes most inside its cells?"),
            {
                _l("free calcium, about a hundredfold"): (
                    True,
                    _l(
                        "Right: from about {model_parameters/troponin:calcium_rest/value:1} to {model_parameters/troponin:calcium_active/value:0} µM, within a few thousandths of a second."
                    ),
                ),
                _l("free magnesium, about a hundredfold"): (
                    False,
                    _l(
                        "Free magnesium hardly moves; it stays between {model_parameters/cell-magnesium:cell_low/value:1} and {model_parameters/cell-magnesium:cell_high/value:1} mM."
                    ),
                ),
                _l("both in step"): (False, _l("Only calcium jumps. That is why calcium is the switch.")),
            },
        ),
        parts.Number(
            _l(
                "Without magnesium 0.286 µM of calcium turns half of the switches on. With 1 mM it is 0.411 µM. How many percent more is that?"
            ),
            answer=44,
            tolerance=1.5,
            unit="%",
            right=_l("0.411 / 0.286 = 1.44, so 44 % more."),
            low=_l("Too little. Divide the difference by 0.286, the amount you start from."),
            high=_l("Too much. Divide 0.411 by 0.286 and take off 1."),
        ),
        parts.Choose(
            _l(
                "Cochrane 2020 found {-effects/cochrane-2020-cramps-week/estimate:2} cramps a week less with magnesium, with a 95 % confidence interval from {-effects/cochrane-2020-cramps-week/low:2} less to {effects/cochrane-2020-cramps-week/high:2} more. What may you conclude?"
            ),
            {
                _l("Magnesium works, since the difference is below 0."): (
                    False,
                    _l("The interval runs past 0, so chance alone can explain the difference."),
                ),
                _l("A real effect was not shown, and a large one is unlikely."): (
                    True,
                    _l("Right: even the best end is less than one cramp a week, of about four."),
                ),
                _l("Magnesium causes cramps in some people."): (
                    False,
                    _l("The interval reaches above 0, but that shows no harm; it shows uncertainty."),
                ),
            },
        ),
        parts.ChooseSeveral(
            _l('What is right in "magnesium relaxes and calcium contracts"?'),
            {
                _l("Calcium on troponin starts the contraction."): (
                    True,
                    _l("Calcium on troponin: that part is supported."),
                ),
                _l("The pump that clears calcium away runs on ATP with magnesium."): (
                    True,
                    _l("The calcium pump needs ATP with magnesium: so relaxation needs magnesium."),
                ),
                _l("The more magnesium you take, the more relaxed your muscles are."): (
                    False,
                    _l(
                        "Extra magnesium did not measurably help against cramps; weak reflexes come only at {model_parameters/muscle-levels:reflex_low/value:1} mmol/L and more."
                    ),
                ),
            },
        ),
    ],
)
