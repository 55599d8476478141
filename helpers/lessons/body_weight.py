"""Lesson 06-7: body weight, insulin, and how much fat magnesium could hold back."""

from __future__ import annotations

import pandas as pd

from helpers import chart, parts
from helpers.explore import Choice, Slider, View, explorable
from helpers.figures import parameters
from helpers.language import _, _l, number
from helpers.lessons.common import crowd_figure
from helpers.models import body_mass, cohort, risk, soap
from helpers.tables import load

LESSON = "06-7-body-weight"

# ---- 1 trials on weight

OUTCOMES = {  # rows with a number, rows without one; ends of the axis
    "weight": (
        _l("body weight"),
        "kg",
        ("askari-2021-bmi",),
        ("askari-2021-weight", "rafiee-2021-weight"),
        (-2.5, 1.0),
    ),
    "waist": (
        _l("waist"),
        "cm",
        ("rafiee-2021-waist",),
        ("askari-2021-weight", "rafiee-2021-weight"),
        (-6.0, 2.0),
    ),
}
ROWS = {
    "askari-2021-bmi": _l("body mass index, in kg"),
    "rafiee-2021-waist": _l("12 trials, people with obesity"),
    "askari-2021-weight": _l("32 trials, everybody"),
    "rafiee-2021-weight": _l("28 trials, everybody"),
}
POOLED = {"pooled": (_l("pooled trials, placebo not read"), "square", chart.BLUE)}


@explorable(
    _l("Body weight and waist in trials with magnesium"),
    outcome=Choice(
        {key: row[0] for key, row in OUTCOMES.items()},
        label=_l("What was measured"),
        help=_l("Body weight in kg or the waist in cm."),
    ),
    height=Slider(
        1.5,
        2.0,
        step=0.1,
        start=1.7,
        unit="m",
        label=_l("Your height"),
        help=_l("Turns a difference in body mass index (kg/m²) into kg; does nothing for the waist."),
    ),
    marks={
        _l("square"): _l(
            "mean difference with the comparison group; whether that group got a placebo in every trial was not read"
        ),
        _l("line through it"): _l("95 % confidence interval"),
        _l("words instead of a square"): _l(
            "the summary gives no number, only that the change was not significant: the interval includes no difference"
        ),
        _l("dashed line"): _l("no difference"),
    },
)
def trials(outcome, height) -> View:
    """Pooled trials on weight or waist as a forest plot; rows of which only words were read stand there in words."""
    _name, unit, with_number, without, limits = OUTCOMES[outcome]
    table = load("effects")
    effects, found = [], []
    for key in with_number:
        row = table.loc[key]
        value, low, high = (
            body_mass.kg_of_bmi(row[c], height) if row["unit"] == "kg/m2" else row[c]
            for c in ("estimate", "low", "high")
        )
        effects.append(chart.Effect(f"{row['study']}: {ROWS[key]}", value, low, high, "pooled"))
        found.append((effects[-1].label, value, low, high))
    bare = [f"{table.loc[key, 'study']}: {ROWS[key]}" for key in without]
    fig = chart.forest(
        effects,
        kinds=POOLED,
        title=_("{unit} of difference").format(unit=unit),
        limits=limits,
        none=0,
        sides=(_("less"), _("more")),
        wordless=bare,
        words=_("no number, not significant"),
        showlegend=True,
    )
    first = effects[0]
    template = {
        "weight": _(
            "A body mass index {bmi} kg/m² lower is {value} kg less for somebody of {height} m (95 % interval {low} to {high} kg). Two reviews of weight itself, of 32 and 28 trials, found no significant change."
        ),
        "waist": _(
            "In 12 trials with people with obesity the waist became {value} cm smaller (95 % interval {low} to {high} cm). For everybody together, 32 and 28 trials found no significant change."
        ),
    }[outcome]
    reading = template.format(
        bmi=number(-table.loc["askari-2021-bmi", "estimate"]),
        value=number(-first.estimate),
        height=number(height),
        low=number(-first.high),
        high=number(-first.low),
    )
    nothing = float("nan")
    rows = [*found, *((name, nothing, nothing, nothing) for name in bare)]
    shown = pd.DataFrame(
        rows,
        columns=[
            _("review"),
            _("difference, {unit}").format(unit=unit),
            _("low end of the 95 % interval"),
            _("high end of the 95 % interval"),
        ],
    )
    return View(fig, reading, shown, ("askari-2021", "rafiee-2021"))


# ---- 2 diabetes: from relative to absolute

ANALYSES = {
    "dong-2011-diabetes": _l("Dong 2011, 13 cohorts"),
    "larsson-2007-diabetes": _l("Larsson 2007, 7 cohorts"),
    "fang-2016-diabetes": _l("Fang 2016"),
}
RATES = {"2019": _l("2019: 2.8 of 1000 a year"), "2011": _l("2011: 5 of 1000 a year")}


@explorable(
    _l("Type 2 diabetes among 1000 people, if magnesium is the cause"),
    analysis=Choice(
        ANALYSES,
        label=_l("Analysis"),
        help=_l("Whose relative risk is used; each comes from cohorts and is an association."),
    ),
    rate=Choice(
        RATES,
        label=_l("New cases in the Netherlands"),
        help=_l("How many people get it in a year: the baseline. All ages together."),
    ),
    years=Slider(
        5,
        30,
        step=5,
        start=10,
        handout=[5, 10, 20, 30],
        unit=_l("years"),
        label=_l("How long"),
        help=_l("The same rate is taken for every year."),
    ),
    dose=Slider(
        0,
        200,
        step=50,
        start=100,
        unit="mg",
        label=_l("More magnesium a day"),
        help=_l("Each further 100 mg is taken to change the risk by the same factor; that is an assumption."),
    ),
    marks={
        _l("orange squares"): _l("people who get diabetes, with or without more magnesium"),
        _l("green squares with a cross"): _l("people who would not get it, if magnesium is the cause"),
        _l("grey squares"): _l("people who do not get it; all numbers are rounded to whole people"),
    },
)
def diabetes(analysis, rate, years, dose) -> View:
    """1000 people: type 2 diabetes without and with more magnesium, by one published relative risk, if that were an effect."""
    row = load("effects").loc[analysis]
    before = risk.risk_over_years(parameters("diabetes-risk")[f"rate_{rate}"], years)
    change = cohort.change_in_1000(before, row["estimate"], row["low"], row["high"], dose)
    fig = crowd_figure(
        change,
        either_way=_("diabetes either way"),
        avoided=_("avoided, if causal"),
        added=_("extra, if causal"),
        never=_("no diabetes"),
    )
    ratio = change.after / change.before
    reading = _(
        "Of 1000 people, {before} get type 2 diabetes within {years} years. With {dose} mg more a day it would be {after} (95 % interval {low} to {high}), if magnesium is the cause: {percent} % less."
    ).format(
        before=number(change.before, 1),
        years=years,
        dose=dose,
        after=number(change.after, 1),
        low=number(change.low, 1),
        high=number(change.high, 1),
        percent=number(100 * (1 - ratio), 0),
    )
    needed = cohort.number_needed(change)
    if dose:
        reading += " " + _("For one case fewer, {needed} people would have to do so.").format(
            needed=number(needed, 0)
        )
    ends = (change.after, change.low, change.high)
    table = pd.DataFrame(
        {
            _("of 1000 people"): [
                _("without more magnesium"),
                _("with it, if causal"),
                _("fewer, if causal"),
                _("people needed for one fewer"),
            ],
            _("number"): [change.before, change.after, change.fewer, needed],
            _("low end of the 95 % interval"): [
                change.before,
                ends[1],
                change.before - ends[2],
                1000 / (change.before - ends[1]) if dose else float("inf"),
            ],
            _("high end of the 95 % interval"): [
                change.before,
                ends[2],
                change.before - ends[1],
                1000 / (change.before - ends[2]) if dose else float("inf"),
            ],
        }
    )
    return View(fig, reading, table, (row["source_id"], "nivel-2020"))


# ---- 3 how much fat could magnesium bind?

ACIDS = {"palmitic": _l("palmitic acid (palm oil)"), "stearic": _l("stearic acid (beef fat)")}


def _as_calcium(mg: float, acid: str) -> float:
    """Fat that magnesium would take along, g, if each mole of it did as well as a mole of calcium in the trials."""
    p = parameters("fat-soap")
    most_calcium = soap.most_bound_g(p["calcium_mg"], p["atomic_mass_ca"], p[acid], p["acids_per_ion"])
    return soap.most_bound_g(mg, p["atomic_mass_mg"], p[acid], p["acids_per_ion"]) * soap.efficiency(
        p["calcium_fat_g"], most_calcium
    )


@explorable(
    _l("Fat that magnesium could bind in the gut"),
    mg=Slider(
        0,
        600,
        step=50,
        start=300,
        handout=range(0, 601, 100),
        unit="mg",
        label=_l("Magnesium a day"),
        help=_l("All of it meets the fat in the gut: more than really can be."),
    ),
    stays=Slider(
        40,
        100,
        step=10,
        start=100,
        handout=[40, 60, 80, 100],
        unit="%",
        label=_l("Stays in the gut"),
        help=_l(
            "Magnesium that is absorbed can bind no fat. It acts on the upper bound alone: the figure for calcium already counts what was absorbed."
        ),
    ),
    acid=Choice(
        ACIDS, label=_l("Fatty acid"), help=_l("Two saturated fatty acids, with 16 and 18 carbon atoms.")
    ),
    marks={
        _l("hatched bars"): _l("upper bound from chemistry: every ion takes two fatty acids"),
        _l("full bars"): _l("measured for calcium, and magnesium if it did as well as calcium, ion for ion"),
        _l("line at a bar"): _l("95 % confidence interval of the measurement"),
    },
)
def binding(mg, stays, acid) -> View:
    """Upper bound of fatty acid bound by magnesium, beside calcium's upper bound and what trials measured for calcium."""
    p = parameters("fat-soap")
    most = soap.most_bound_g(mg, p["atomic_mass_mg"], p[acid], p["acids_per_ion"], stays / 100)
    calcium = soap.most_bound_g(p["calcium_mg"], p["atomic_mass_ca"], p[acid], p["acids_per_ion"])
    likely, measured, trial = (
        _as_calcium(mg, acid),
        p["calcium_fat_g"],
        load("effects").loc["christensen-2009-fat"],
    )
    names = [
        _("magnesium: at most"),
        _("magnesium: if as good as calcium"),
        _("calcium, 1241 mg: at most"),
        _("calcium, 1241 mg: measured"),
    ]
    labels, values = [chart.wrapped(n, 18) for n in names], [most, likely, calcium, measured]
    texts = [_("{g} g").format(g=number(v, 1)) for v in values]
    bars = [
        chart.bar(
            x=[v],
            y=[label],
            orientation="h",
            hoverinfo="skip",
            showlegend=False,
            text=[said],
            textposition="inside" if v > 12 else "outside",
            insidetextanchor="end",
            textangle=0,
            cliponaxis=False,
            marker={
                "color": color,
                "pattern": {
                    "shape": shape,
                    "fillmode": "overlay",
                    "fgcolor": chart.INK,
                    "size": 6,
                    "solidity": 0.12,
                },
            },
        )
        for v, label, said, color, shape in zip(
            values[:3],
            labels[:3],
            texts[:3],
            (chart.SKY, chart.BLUE, chart.PALE),
            ("/", "", "/"),
            strict=True,
        )
    ]
    bars.append(
        chart.bar(
            x=[measured],
            y=[labels[3]],
            orientation="h",
            hoverinfo="skip",
            showlegend=False,
            marker={"color": chart.YELLOW},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [trial["high"] - measured],
                "arrayminus": [measured - trial["low"]],
                "color": chart.INK,
                "thickness": 2,
                "width": 5,
            },
        )
    )
    note = {
        "x": trial["high"] + 0.4,
        "y": labels[3],
        "text": texts[3],
        "showarrow": False,
        "xanchor": "left",
        "font": {"size": 12},
    }
    fig = chart.figure(
        *bars,
        annotations=[note],
        x={"range": [0, 19], "title": _("g of fat a day")},
        y={"autorange": "reversed", "showgrid": False, "ticks": "", "tickfont": {"size": 13}},
        height=360,
    )
    reading = _(
        "{mg} mg of magnesium can bind at most {most} g of fat ({most_kcal} kcal). If each ion did as well as calcium did in trials, it would be {likely} g, about {kcal} kcal a day."
    ).format(
        mg=mg,
        most=number(most, 1),
        most_kcal=number(most * p["kcal_per_g"], 0),
        likely=number(likely, 1),
        kcal=number(likely * p["kcal_per_g"], 0),
    )
    table = pd.DataFrame(
        {
            _("what"): names,
            _("g of fat a day"): values,
            _("kcal a day"): [v * p["kcal_per_g"] for v in values],
            _("share of the upper bound, %"): [
                100,
                100 * likely / most if most else float("nan"),
                100,
                100 * measured / calcium,
            ],
        }
    )
    return View(fig, reading, table, ("christensen-2009", "course-computed"))


# ---- 4 two claims at once

HOW = {"calcium": _l("as well as calcium did"), "most": _l("as much as chemistry allows")}


@explorable(
    _l("Thought experiment: fat that leaves the body unused"),
    split=Slider(
        0,
        5,
        step=1,
        start=4,
        unit=_l("% of the fat"),
        label=_l("Extra fat split (o10)"),
        help=_l("How much more fat would be split. No study gives a number, so you choose one."),
    ),
    mg=Slider(
        0,
        600,
        step=100,
        start=300,
        unit="mg",
        label=_l("Magnesium that binds (o08)"),
        help=_l("Magnesium a day that meets split fat and holds it back as soap."),
    ),
    how=Choice(HOW, label=_l("Binds"), help=_l("How well magnesium binds fat: see the exploration before.")),
    marks={
        _l("grey part"): _l("fat that is never split, so never absorbed"),
        _l("hatched part"): _l("split fat that magnesium holds back as soap"),
        _l("dashed line"): _l(
            "fat lost without magnesium: to the right of it magnesium makes you lose more fat, to the left less"
        ),
        _l("thought experiment"): _l(
            "80 g of fat a day, of which 95 % is split without help: our round figures"
        ),
    },
)
def two_claims(split, mg, how) -> View:
    """Fat lost if magnesium binds fat (o08), splits more fat (o10), does neither, or both: a thought experiment."""
    p = parameters("fat-soap")
    bound = (
        _as_calcium(mg, "palmitic")
        if how == "calcium"
        else soap.most_bound_g(mg, p["atomic_mass_mg"], p["palmitic"], p["acids_per_ion"])
    )
    usual, better = p["split"], p["split"] + split / 100
    cases = [
        (_("neither"), usual, 0.0),
        (_("only o08: binds"), usual, bound),
        (_("only o10: splits"), better, 0.0),
        (_("both at once"), better, bound),
    ]
    fates = [soap.fate_of_fat(p["fat_eaten_g"], share, held) for _name, share, held in cases]
    names, lost = [name for name, _share, _held in cases], [held + unsplit for _taken, held, unsplit in fates]
    pieces = (
        (_("never split"), [f[2] for f in fates], chart.PALE, ""),
        (_("held back as soap"), [f[1] for f in fates], chart.BLUE, "/"),
    )
    traces = [
        chart.bar(
            x=values,
            y=names,
            orientation="h",
            name=name,
            hoverinfo="skip",
            marker={
                "color": color,
                "pattern": {
                    "shape": shape,
                    "fillmode": "overlay",
                    "fgcolor": "#FFFFFF",
                    "size": 6,
                    "solidity": 0.2,
                },
            },
        )
        for name, values, color, shape in pieces
    ]
    shape, _note = chart.line_at(lost[0], "")
    notes = [
        {
            "x": value,
            "y": name,
            "text": f" <b>{number(value, 1)} g</b>",
            "showarrow": False,
            "xanchor": "left",
            "bgcolor": "#FFFFFF",
        }
        for name, value in zip(names, lost, strict=True)
    ]
    notes.append(
        {
            "x": 1,
            "y": 0,
            "xref": "paper",
            "yref": "paper",
            "xanchor": "right",
            "yanchor": "bottom",
            "text": chart.wrapped(_("thought experiment"), 12),
            "showarrow": False,
            "font": {"color": chart.GREY, "size": 13},
        }
    )
    fig = chart.figure(
        *traces,
        x={"range": [0, 22], "title": _("g of fat lost a day")},
        y={
            "range": [4.1, -0.5],
            "categoryorder": "array",
            "categoryarray": names,
            "showgrid": False,
            "ticks": "",
            "tickfont": {"size": 13},
        },
        barmode="stack",
        height=380,
        shapes=[shape],
        annotations=notes,
        margin={"t": 60},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
    )
    difference = round(lost[3] - lost[0], 9)
    verdict = (
        _("more than without magnesium")
        if difference > 0
        else _("less than without magnesium")
        if difference < 0
        else _("as much as without magnesium")
    )
    reading = _(
        "Thought experiment, 80 g of fat a day: {none} g leaves unused without magnesium, {binds} g if it only binds fat, {splits} g if it only splits fat. With both at once it is {both} g: {verdict}."
    ).format(
        none=number(lost[0], 1),
        binds=number(lost[1], 1),
        splits=number(lost[2], 1),
        both=number(lost[3], 1),
        verdict=verdict,
    )
    table = pd.DataFrame(
        {
            _("what magnesium does"): names,
            _("taken up, g"): [f[0] for f in fates],
            _("held back as soap, g"): [f[1] for f in fates],
            _("never split, g"): [f[2] for f in fates],
            _("lost, g"): lost,
        }
    )
    return View(fig, reading, table, ("course-computed", "christensen-2009"))


# ---- the frame of the lesson

diabetes_parameters = parts.Parameters(LESSON, "diabetes-risk", "diabetes_parameters")
soap_parameters = parts.Parameters(LESSON, "fat-soap", "soap_parameters")
header = parts.Header(
    LESSON,
    minutes={
        _l("what the article says"): 10,
        _l("trials on weight"): 12,
        _l("diabetes as people"): 18,
        _l("fat and soap"): 20,
        _l("two claims at once"): 12,
        _l("verdicts and quiz"): 20,
    },
    needs=_l("percentages, and what a mole is (for the soap)."),
    goals=[
        _l("turn a relative risk of diabetes into people, and say what an association leaves open;"),
        _l("compute how much fat a given amount of magnesium can bind at most;"),
        _l("compare an upper bound with a measurement;"),
        _l("find two claims in one text that work against each other."),
    ],
)
vote = parts.Vote(LESSON)
verdicts = parts.Verdicts(vote)
quiz = parts.Quiz(
    LESSON,
    [
        parts.Choose(
            _l('28 trials together found "no significant change" in body weight. What does that mean?'),
            {
                _l("Magnesium certainly does nothing to body weight."): (
                    False,
                    _l("The trials cannot rule out a small change. They did not find one."),
                ),
                _l("The interval includes no difference: the trials show no effect on weight."): (
                    True,
                    _l("Right: not shown is not the same as shown not to be."),
                ),
                _l("The change was too large to be true."): (
                    False,
                    _l("Significant has to do with chance, not with size."),
                ),
            },
        ),
        parts.Number(
            _l(
                "One mole of magnesium (24.3 g) binds two moles of palmitic acid (2 × 256.4 g). How much palmitic acid can 0.3 g of magnesium bind at most?"
            ),
            answer=6.3,
            tolerance=0.15,
            unit="g",
            right=_l("0.3 / 24.3 = 0.01235 mol; times 2 × 256.4 g is 6.3 g."),
            low=_l("Too little. Did you count two fatty acids for each magnesium?"),
            high=_l("Too much. First divide 0.3 g by 24.3 g/mol."),
        ),
        parts.Choose(
            _l(
                "In ten years 28 of 1000 people get type 2 diabetes. A relative risk of {effects/dong-2011-diabetes/estimate:2} goes with 100 mg more magnesium a day. What is the fairest sentence?"
            ),
            {
                _l(
                    "Magnesium prevents {100 - 100 * effects/dong-2011-diabetes/estimate:0} % of people from getting diabetes."
                ): (
                    False,
                    _l(
                        "It is {100 - 100 * effects/dong-2011-diabetes/estimate:0} % of those 28, so about {28 - 28 * effects/dong-2011-diabetes/estimate:0} of 1000, and only if magnesium is the cause."
                    ),
                ),
                _l(
                    "People who eat 100 mg more get it less often: about {28 * effects/dong-2011-diabetes/estimate:0} instead of 28 of 1000; whether magnesium does it is not known."
                ): (True, _l("Right: with a baseline, and without making a cause of an association.")),
                _l("Four people are saved by magnesium."): (
                    False,
                    _l("Only if magnesium is the cause. These people also eat more fibre."),
                ),
            },
        ),
        parts.ChooseSeveral(
            _l(
                "Claim o08 says that magnesium holds fat back; claim o10 that it helps to split fat. What is true?"
            ),
            {
                _l("Fat must be split before the gut can absorb it."): (
                    True,
                    _l("Split first: so more splitting means more fat absorbed."),
                ),
                _l("Both claims would make you lose more fat."): (
                    False,
                    _l("Only holding back does. Splitting works the other way."),
                ),
                _l("The two work against each other."): (
                    True,
                    _l("Against each other: the text uses both as reasons for the same conclusion."),
                ),
            },
        ),
    ],
)
