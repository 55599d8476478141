"""Lesson 06-2: magnesium and energy: which ATP carries magnesium, what splitting it yields, and how much of it goes round in a day."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers import chart, parts
from helpers.explore import Choice, Slider, View, explorable
from helpers.figures import parameters
from helpers.language import _, _l, number, pick
from helpers.models import atp, binding
from helpers.tables import load

LESSON = "06-2-energy"
# mM, denser where curves bend
GRID = np.array(
    [0, 0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 1, 1.25, 1.5, 2]
)
FREE = {
    "low": 0,
    "high": 2,
    "step": 0.05,
    "start": 0.5,
    "unit": "mM",
    "label": _l("Free magnesium"),
    "help": _l("Magnesium in the cell that is bound to nothing. mM is millimole per litre."),
}
SOME_MM = [0, 0.05, 0.1, 0.15, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2]


def _usual() -> tuple[dict, dict]:
    """The band of free magnesium that is usual in cells, with its name."""
    low, high = parameters("cell-magnesium")["cell_low"], parameters("cell-magnesium")["cell_high"]
    band = {
        "type": "rect",
        "x0": low,
        "x1": high,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "fillcolor": chart.SKY,
        "opacity": 0.22,
        "line": {"width": 0},
        "layer": "below",
    }
    note = {
        "x": (low + high) / 2,
        "y": 0.02,
        "yref": "paper",
        "yanchor": "bottom",
        "text": _("usual<br>in cells"),
        "showarrow": False,
        "font": {"size": 13, "color": "#00507D"},
    }
    return band, note


# ---- 1 how much ATP carries magnesium?

WAYS = {
    "simple": (_l("one constant, measured"), "solid", chart.BLUE),
    "thin": (_l("all forms, little salt"), "dash", chart.GREEN),
    "salty": (_l("all forms, more salt"), "dot", chart.ORANGE),
}
SALT = {"thin": 0.15, "salty": 0.25}  # ionic strength, mol/L: the two for which check values were worked out


def _carried(free, way: str):
    """Share of the ATP that carries magnesium, %."""
    if way == "simple":
        return 100 * binding.fraction_bound(free, parameters("atp-magnesium")["kd"])
    return 100 * atp.splitting(free, parameters("atp-energy"), salt=SALT[way]).with_magnesium


@explorable(
    _l("Share of the ATP that carries magnesium"),
    magnesium=Slider(**FREE, handout=SOME_MM),
    way=Choice(
        {key: row[0] for key, row in WAYS.items()},
        label=_l("Way of computing"),
        help=_l(
            "One measured constant, or all forms of ATP with the salt of the cell (ionic strength 0.15 or 0.25 mol/L, pH 7.2, 37 °C)."
        ),
    ),
    marks={
        _l("star"): _l("your cell"),
        _l("three curves"): _l("three ways of computing; the thick one is yours"),
        _l("shaded band"): _l("free magnesium as usual in cells, 0.2 to 1.0 mM"),
    },
)
def carried(magnesium, way) -> View:
    """Share of the ATP with a magnesium ion against free magnesium, by three sets of constants."""
    traces = [
        chart.scatter(
            x=GRID,
            y=_carried(GRID, key),
            mode="lines",
            name=str(name),
            line={"color": color, "dash": dash, "width": 4 if key == way else 1.5},
            hovertemplate="%{x} mM: %{y} %<extra></extra>",
        )
        for key, (name, dash, color) in WAYS.items()
    ]
    shares = {key: _carried(np.array([magnesium, 2 * magnesium]), key) for key in WAYS}
    share, double = shares[way]
    traces.append(
        chart.scatter(
            x=[magnesium],
            y=[share],
            mode="markers",
            name=_("your cell"),
            marker={
                "symbol": "star",
                "size": 20,
                "color": chart.INK,
                "line": {"color": "#FFFFFF", "width": 1},
            },
            hovertemplate="%{y} %<extra></extra>",
        )
    )
    band, note = _usual()
    fig = chart.figure(
        *traces,
        x={"range": [-0.05, 2.08], "title": _("free magnesium, mM")},
        y={"range": [-4, 105], "title": _("% of the ATP with magnesium"), "ticksuffix": " %"},
        height=460,
        shapes=[band],
        annotations=[note],
        margin={"t": 90},
    )
    reading = (
        _(
            "With {mg} mM of free magnesium, {share} of every 100 ATP molecules carry a magnesium ion. With twice as much, {double} mM, it would be {more}."
        ).format(
            mg=number(magnesium), share=number(share, 0), double=number(2 * magnesium), more=number(double, 0)
        )
        if magnesium
        else _(
            "Without magnesium, 0 of every 100 ATP molecules carry a magnesium ion. Move the slider a little: the curve rises steeply."
        )
    )
    table = pd.DataFrame(
        {
            _("way of computing"): [str(row[0]) for row in WAYS.values()],
            _("% of the ATP with magnesium"): [one for one, _two in shares.values()],
            _("% with twice the magnesium"): [two for _one, two in shares.values()],
        }
    )
    return View(fig, reading, table, ("pilotelle-bunner-2009", "teague-1996", "rude-1998"))


# ---- 2 what does splitting it yield?

SALTS = {"thin": _l("little (ionic strength 0.15 mol/L)"), "salty": _l("more (ionic strength 0.25 mol/L)")}


@explorable(
    _l("Energy from splitting ATP"),
    magnesium=Slider(**FREE, handout=SOME_MM),
    ph=Slider(
        6.4,
        7.6,
        step=0.2,
        start=7.2,
        label=_l("pH"),
        help=_l("How acid the cell is: about 7.2 at rest, lower in a tired muscle."),
    ),
    salt=Choice(SALTS, "salty", label=_l("Salt"), help=_l("Charged particles around the ATP.")),
    marks={
        _l("star"): _l("your cell"),
        _l("curve"): _l("the same cell with other amounts of magnesium"),
        _l("shaded band"): _l("free magnesium as usual in cells, 0.2 to 1.0 mM"),
    },
)
def yields(magnesium, ph, salt) -> View:
    """Standard energy of splitting a mole of ATP against free magnesium, at a pH and ionic strength; drawn as energy that comes free."""
    shown = [0.25, 0.5, 1, 2]
    released = -atp.splitting(
        np.array([magnesium, 2 * magnesium, *shown, *GRID]), parameters("atp-energy"), ph=ph, salt=SALT[salt]
    ).energy_kj_per_mol
    (here, double), listed, grid = released[:2], released[2:6], released[6:]
    band, note = _usual()
    note |= {"y": 0.3}
    traces = [
        chart.scatter(
            x=GRID,
            y=grid,
            mode="lines",
            name=_("at this pH and salt"),
            line={"color": chart.BLUE, "width": 3},
            hovertemplate="%{x} mM: %{y} kJ<extra></extra>",
        ),
        chart.scatter(
            x=[magnesium],
            y=[here],
            mode="markers+text",
            name=_("your cell"),
            text=[f"<b>{number(here, 1)} kJ</b>"],
            textposition="bottom right" if magnesium < 1.5 else "bottom left",
            textfont={"size": 16},
            marker={
                "symbol": "star",
                "size": 20,
                "color": chart.ORANGE,
                "line": {"color": chart.INK, "width": 1},
            },
            hoverinfo="skip",
        ),
    ]
    fig = chart.figure(
        *traces,
        x={"range": [-0.05, 2.08], "title": _("free magnesium, mM")},
        y={"range": [0, 45], "title": _("kJ from a mole of ATP")},
        height=440,
        shapes=[band],
        annotations=[note],
    )
    reading = (
        _(
            "With {mg} mM of magnesium, splitting a mole of ATP yields {energy} kJ under standard conditions. With twice as much magnesium it would be {more} kJ: not more, but {less} kJ less."
        ).format(
            mg=number(magnesium),
            energy=number(here, 1),
            more=number(double, 1),
            less=number(round(here, 1) - round(double, 1), 1),
        )
        if magnesium
        else _(
            "Without magnesium, splitting a mole of ATP would yield {energy} kJ under standard conditions: the most of all. But in a cell it would hardly be split, since the enzymes need the magnesium."
        ).format(energy=number(here, 1))
    )
    table = pd.DataFrame(
        {
            _("free magnesium"): [
                _("yours: {mg} mM").format(mg=number(magnesium)),
                *(f"{number(mg)} mM" for mg in shown),
            ],
            _("kJ from a mole of ATP"): [here, *listed],
        }
    )
    return View(fig, reading, table, ("teague-1996", "rude-1998"))


# ---- 3 how much ATP goes round?


@explorable(
    _l("ATP that goes round in a day"),
    kcal=Slider(
        1500,
        4000,
        step=100,
        start=2500,
        handout=range(1500, 4001, 200),
        unit="kcal",
        label=_l("Energy used a day"),
        help=_l("About 1,800 to 2,800 kcal for most people; more in sport."),
    ),
    weight=Slider(
        40,
        110,
        step=5,
        start=60,
        handout=range(40, 101, 10),
        unit="kg",
        label=_l("Body mass"),
        help=_l("For comparison only: the sum does not use it."),
    ),
    pool=Choice(
        {50: "50 g", 100: "100 g", 250: "250 g"},
        label=_l("ATP in the body"),
        help=_l("At any moment. Sources give 50 to 250 g."),
    ),
    marks={
        _l("bars"): _l(
            "ATP made and split in a day, beside your body mass and beside the ATP that is there at any moment"
        )
    },
)
def turnover(kcal, weight, pool) -> View:
    """Kilograms of ATP turned over in a day, against body mass and the ATP present."""
    values = parameters("atp-turnover")
    kg = atp.turnover_kg(
        kcal,
        efficiency=values["efficiency"] / 100,
        energy_kj_per_mol=values["energy"],
        molar_mass=values["molar_mass"],
    )
    times = atp.recycled(kg, pool)
    rows = [_("ATP made and split in a day"), _("your body"), _("ATP in the body")]
    amounts = [kg, float(weight), pool / 1000]
    fig = chart.ranked_bars(
        rows,
        amounts,
        [f"<b>{number(v, 2 if v < 1 else 0)} kg</b>" for v in amounts],
        limit=125,
        title=_("kg"),
        colors=[chart.ORANGE, chart.GREY, chart.BLUE],
        height=330,
    )
    reading = _(
        "{kcal} kcal a day: {kg} kg of ATP is made and split, beside a body of {weight} kg. Only {pool} g is there at any moment, so each molecule goes round about {times} times a day, once in {seconds} seconds."
    ).format(
        kcal=number(kcal),
        kg=number(kg, 1),
        weight=number(weight),
        pool=pool,
        times=number(round(times, -1), 0),
        seconds=number(86400 / times, 0),
    )
    table = pd.DataFrame({_("what"): rows, _("kg"): amounts})
    return View(fig, reading, table, ("atp-turnover-textbook", "atp-role-chapter"))


# ---- 4 does it help who is tired?

STUDIES = {
    "cox": (
        _l("injections against placebo (Cox 1991)"),
        ("cox-1991-magnesium", "cox-1991-placebo"),
        _l("felt better"),
        _l("did not"),
        20,
    ),
    "moorkens": (
        _l("is there a shortage? (Moorkens 1997, Belgium)"),
        ("moorkens-1997-deficit",),
        _l("magnesium deficit"),
        _l("no deficit"),
        100,
    ),
}


@explorable(
    _l("Studies of people with chronic fatigue"),
    study=Choice(
        {key: row[0] for key, row in STUDIES.items()},
        label=_l("Study"),
        help=_l("A trial with placebo, and a survey without treatment."),
    ),
    marks={
        _l("hatched"): _l("people who felt better, or who had a deficit"),
        _l("pale"): _l("the other people in the same group"),
    },
)
def tired(study) -> View:
    """People counted in two studies of chronic fatigue."""
    _name, ids, yes, no, most = STUDIES[study]
    rows = load("effects").loc[list(ids)]
    people = rows["people"].astype(int)
    better = (rows["estimate"] * people / 100).round().astype(int)
    labels = [chart.wrapped(pick(row, "comparison"), 18) for _key, row in rows.iterrows()]
    traces = [
        chart.bar(
            x=counts,
            y=labels,
            orientation="h",
            name=str(name),
            marker={
                "color": color,
                "pattern": {
                    "shape": shape,
                    "fillmode": "overlay",
                    "fgcolor": chart.INK,
                    "size": 7,
                    "solidity": 0.15,
                },
            },
            text=[f"<b>{number(c)}</b>" for c in counts],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"size": 16},
            hoverinfo="skip",
        )
        for name, counts, color, shape in (
            (yes, better, chart.BLUE, "/"),
            (no, people - better, chart.PALE, ""),
        )
    ]
    fig = chart.figure(
        *traces,
        x={"range": [0, most], "title": _("people")},
        y={"autorange": "reversed", "showgrid": False, "ticks": ""},
        barmode="stack",
        height=330,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
    )
    if study == "cox":
        low, high = (number(load("effects").loc["cox-1991-difference", end], 0) for end in ("low", "high"))
        reading = _(
            "{one} of {all_one} people felt better with weekly magnesium injections, {two} of {all_two} with placebo: {gap} percentage points more, with a 95 % confidence interval from {low} to {high}. Only 32 people took part."
        ).format(
            one=better.iloc[0],
            all_one=people.iloc[0],
            two=better.iloc[1],
            all_two=people.iloc[1],
            gap=number(load("effects").loc["cox-1991-difference", "estimate"], 0),
            low=low,
            high=high,
        )
    else:
        reading = _(
            "{one} of {all_one} people with chronic fatigue had a magnesium deficit, {percent} %. The authors found no link between the deficit and chronic fatigue syndrome; nobody was treated, so there was no placebo."
        ).format(one=better.iloc[0], all_one=people.iloc[0], percent=number(rows["estimate"].iloc[0], 0))
    table = pd.DataFrame(
        {
            _("group"): [pick(row, "comparison") for _key, row in rows.iterrows()],
            str(yes): better.values,
            str(no): (people - better).values,
            _("people"): people.values,
        }
    )
    return View(fig, reading, table, tuple(dict.fromkeys(rows["source_id"])))


# ---- the frame of the lesson

header = parts.Header(
    LESSON,
    minutes={
        _l("what the article says"): 5,
        _l("ATP and magnesium"): 15,
        _l("what splitting yields"): 15,
        _l("kilograms of ATP"): 10,
        _l("tired people"): 10,
        _l("verdicts and quiz"): 15,
    },
    needs=_l("what a molecule is, and that a cell burns food for energy."),
    goals=[
        _l(
            "read from a binding curve how much of the ATP carries magnesium, and say why doubling the magnesium changes little;"
        ),
        _l("explain why more magnesium does not make ATP yield more energy;"),
        _l("compute how many kilograms of ATP you turn over in a day;"),
        _l('tell "you cannot do without it" from "more of it gives you more".'),
    ],
)
constants = parts.Parameters(LESSON, "atp-magnesium", "constants")
usual = parts.Parameters(LESSON, "cell-magnesium", "usual")
energies = parts.Parameters(LESSON, "atp-energy", "energies")
battery = parts.Parameters(LESSON, "atp-turnover", "battery")
vote = parts.Vote(LESSON)
verdicts = parts.Verdicts(vote)
quiz = parts.Quiz(
    LESSON,
    [
        parts.Number(
            _l(
                "Kd is {model_parameters/atp-magnesium:kd/value:3} mM. What percentage of the ATP carries magnesium when there is {model_parameters/atp-magnesium:kd/value * 10:2} mM of free magnesium?"
            ),
            answer=90.9,
            tolerance=1,
            unit="%",
            right=_l(
                "{model_parameters/atp-magnesium:kd/value * 10:2} / ({model_parameters/atp-magnesium:kd/value * 10:2} + {model_parameters/atp-magnesium:kd/value:3}) = 0.909: ten times Kd gives 10 out of 11."
            ),
            low=_l("Too little. Divide the free magnesium by the free magnesium plus Kd."),
            high=_l("Too much. Even at ten times Kd a little ATP stays bare: 1 out of 11."),
        ),
        parts.Choose(
            _l("What happens to the energy from splitting ATP when there is more free magnesium?"),
            {
                _l("It goes up: magnesium is fuel."): (
                    False,
                    _l("Magnesium is not burned. In the figure the curve falls a little."),
                ),
                _l("It goes down a little."): (
                    True,
                    _l(
                        "Right: from 34.3 to 33.5 kJ when magnesium goes from 0.5 to 1 mM. Magnesium holds on to whole ATP more firmly than to the pieces."
                    ),
                ),
                _l("It stays exactly the same."): (
                    False,
                    _l("Nearly, but not quite: it falls by about 0.8 kJ from 0.5 to 1 mM."),
                ),
            },
        ),
        parts.Choose(
            _l(
                "Your body holds some {model_parameters/atp-turnover:pool/value:0} g of ATP and splits more than 40 kg of it a day. What is ATP most like?"
            ),
            {
                _l("A full tank of fuel."): (
                    False,
                    _l(
                        "A tank of {model_parameters/atp-turnover:pool/value:0} g would be empty in less than two minutes."
                    ),
                ),
                _l("A small battery that is charged again and again."): (
                    True,
                    _l("Right: about a thousand times a day."),
                ),
                _l("A bank account that grows when you rest."): (
                    False,
                    _l("The amount of ATP hardly changes; what changes is how fast it goes round."),
                ),
            },
        ),
        parts.ChooseSeveral(
            _l('"No enzyme that splits ATP works without magnesium." Which of these follow from that?'),
            {
                _l("Without any magnesium a cell cannot live."): (
                    True,
                    _l("No magnesium, no energy from ATP: that follows."),
                ),
                _l("Twice as much magnesium gives twice as much energy."): (
                    False,
                    _l(
                        "Twice the magnesium does not give twice the energy: nearly all ATP carries its magnesium already."
                    ),
                ),
                _l("Whoever is tired needs magnesium."): (
                    False,
                    _l("Tiredness has many causes, so that does not follow."),
                ),
            },
        ),
    ],
)
