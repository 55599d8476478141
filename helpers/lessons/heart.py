"""Lesson 06-8: the heart, and what 8 % fewer strokes means for a thousand people."""

from __future__ import annotations

import pandas as pd

from helpers import chart, parts
from helpers.explore import Choice, Slider, View, explorable
from helpers.figures import parameters
from helpers.language import _, _l, number, pick
from helpers.lessons.common import crowd_figure
from helpers.models import cohort, risk
from helpers.tables import load

LESSON = "06-8-heart"

# ---- the people the figures are about

WHERE = {
    "belgium": _l("Belgium, all ages, ten years"),
    "older": _l("Netherlands, 70-79, ten years"),
    "lifetime": _l("wealthy countries, lifetime"),
}
WHERE_SAID = {
    "belgium": _l("Of 1000 people in Belgium, {before} get {what} within ten years."),
    "older": _l(
        "Of 1000 people of 70 to 79 in the Netherlands, {before} are taken to hospital with {what} within ten years."
    ),
    "lifetime": _l(
        "Of 1000 people of 25 in a wealthy country, {before} get {what} at some time in their lives."
    ),
}
WHERE_SOURCES = {
    "belgium": ("sciensano-stroke",),
    "older": ("hartstichting-2022", "nl-projection-2020"),
    "lifetime": ("gbd-2016-stroke",),
}
KINDS = {
    "stroke": _l("a stroke"),
    "ischaemic": _l("an ischaemic stroke"),
    "intracerebral": _l("a bleeding in the brain"),
    "subarachnoid": _l("a bleeding around the brain"),
}


def baseline(where: str, kind: str) -> float:
    """Share of people that get this kind of stroke without more magnesium; a kind takes its Dutch share of all strokes."""
    p = parameters("stroke-risk")
    share = 1.0 if kind == "stroke" else p[f"share_{kind}"]
    every = {
        "belgium": risk.risk_over_years(p["rate_belgium"], p["years"]),
        "older": risk.risk_over_years(p["rate_nl_70"], p["years"]),
        "lifetime": p["lifetime"],
    }
    return share * every[where]


def _kind(effect: str) -> str:
    """Kind of stroke of a row of `effects.csv`: the end of its key."""
    return effect.rsplit("-", 1)[1]


def _sources(where: str, kinds, studies) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            [*studies, *WHERE_SOURCES[where], *(["rivm-stroke"] if set(kinds) != {"stroke"} else [])]
        )
    )


# ---- 1 the 8 % as 1000 people

FIGURES = {
    "larsson-2012-stroke": _l("Larsson 2012: all strokes"),
    "larsson-2012-ischaemic": _l("Larsson 2012: ischaemic strokes"),
    "larsson-2012-intracerebral": _l("Larsson 2012: bleedings in the brain"),
    "larsson-2012-subarachnoid": _l("Larsson 2012: bleedings around the brain"),
    "fang-2016-stroke": _l("Fang 2016: all strokes"),
    "nie-2012-stroke": _l("Nie 2012: all strokes"),
}


@explorable(
    _l("Strokes among 1000 people, if magnesium is the cause"),
    analysis=Choice(
        FIGURES,
        label=_l("Analysis and stroke"),
        help=_l(
            "Whose figure is used, and for which kind of stroke. Fang and Nie give one for all strokes together."
        ),
    ),
    where=Choice(
        WHERE,
        label=_l("Which people"),
        help=_l(
            "How often a stroke happens without more magnesium. For one kind of stroke we take its share in the Netherlands."
        ),
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
        _l("orange squares"): _l("people who get a stroke, with or without more magnesium"),
        _l("green squares with a cross"): _l(
            "people who would not get one any more, if magnesium is the cause"
        ),
        _l("grey squares"): _l("people who do not get one; all numbers are rounded to whole people"),
    },
)
def stroke(analysis, where, dose) -> View:
    """1000 people: strokes without and with more magnesium, by one published relative risk, if that were an effect."""
    row, kind = load("effects").loc[analysis], _kind(analysis)
    change = cohort.change_in_1000(baseline(where, kind), row["estimate"], row["low"], row["high"], dose)
    fig = crowd_figure(
        change,
        either_way=_("stroke either way"),
        avoided=_("avoided, if causal"),
        added=_("extra, if causal"),
        never=_("no stroke"),
    )
    needed = cohort.number_needed(change)
    reading = (
        str(WHERE_SAID[where]).format(before=number(change.before, 1), what=KINDS[kind])
        + " "
        + _(
            "With {dose} mg more a day it would be {after} (95 % interval {low} to {high}), if magnesium is the cause."
        ).format(
            dose=dose, after=number(change.after, 1), low=number(change.low, 1), high=number(change.high, 1)
        )
    )
    if 0 < needed < float("inf"):
        reading += " " + _("For one fewer, {needed} people would have to do so.").format(
            needed=number(needed, 0)
        )
    table = pd.DataFrame(
        {
            _("of 1000 people"): [
                _("without more magnesium"),
                _("with it, if causal"),
                _("fewer, if causal"),
                _("people needed for one fewer"),
            ],
            _("number"): [change.before, change.after, change.fewer, needed if needed > 0 else float("nan")],
            _("low end of the 95 % interval"): [
                change.before,
                change.low,
                change.before - change.high,
                _needed(change.before, change.low),
            ],
            _("high end of the 95 % interval"): [
                change.before,
                change.high,
                change.before - change.low,
                _needed(change.before, change.high),
            ],
        }
    )
    return View(fig, reading, table, _sources(where, [kind], [row["source_id"]]))


def _needed(before: float, after: float) -> float:
    """People needed for one case fewer; no number where there are not fewer."""
    return 1000 / (before - after) if before > after else float("nan")


# ---- 2 which analysis, which stroke

SHOW = {
    "analysis": (
        _l("all strokes, by analysis"),
        ("larsson-2012-stroke", "fang-2016-stroke", "nie-2012-stroke", "zhao-2019-stroke"),
    ),
    "kind": (
        _l("Larsson 2012, by kind of stroke"),
        (
            "larsson-2012-stroke",
            "larsson-2012-ischaemic",
            "larsson-2012-intracerebral",
            "larsson-2012-subarachnoid",
        ),
    ),
}
COHORTS = {
    "interval": (_l("cohorts: an association"), "diamond", chart.BLUE),
    "bare": (_l("cohorts, no interval read"), "diamond-open", chart.BLUE),
}


@explorable(
    _l("Relative risk of stroke for 100 mg more magnesium a day"),
    show=Choice(
        {key: name for key, (name, _rows) in SHOW.items()},
        label=_l("Show"),
        help=_l("Four analyses of the same question, or four kinds of stroke in one analysis."),
    ),
    where=Choice(
        WHERE,
        label=_l("Which people"),
        help=_l("Turns each relative risk into people, if magnesium is the cause."),
    ),
    marks={
        _l("diamond"): _l("relative risk: 1 is no difference, 0.92 is 8 % less"),
        _l("line through it"): _l(
            "95 % confidence interval; where the source gives none, the diamond is open"
        ),
        _l("dashed line"): _l("no difference"),
        _l("number with an arrow"): _l(
            "strokes among 1000 of these people without and with 100 mg more, if causal"
        ),
    },
)
def analyses(show, where) -> View:
    """Pooled relative risks of stroke per 100 mg as a forest plot, each with its number of people."""
    rows = load("effects").loc[list(SHOW[show][1])]
    changes, effects = [], []
    for key, row in rows.iterrows():
        bare = pd.isna(row["low"])
        low, high = (None, None) if bare else (row["low"], row["high"])
        change = cohort.change_in_1000(
            baseline(where, _kind(key)), row["estimate"], low or row["estimate"], high or row["estimate"], 100
        )
        name = row["study"] if show == "analysis" else pick(row, "outcome")
        label = _("{name}, if causal {span} of 1000").format(
            name=name, span=f"{number(change.before, 1)}\u00a0→\u00a0{number(change.after, 1)}"
        )
        effects.append(chart.Effect(label, row["estimate"], low, high, "bare" if bare else "interval"))
        changes.append(change)
    fig = chart.forest(
        effects,
        kinds=COHORTS,
        title=_("relative risk"),
        limits=(0.8, 1.2),
        none=1,
        sides=(_("fewer strokes"), _("more strokes")),
        log=True,
        height=470,
    )
    least, most = (
        min(changes, key=lambda c: c.fewer / c.before),
        max(changes, key=lambda c: c.fewer / c.before),
    )
    reading = _(
        "For 100 mg more a day the relative risks run from {most} to {least}. Among 1000 of these people that is from {many} fewer to {few}, if magnesium is the cause."
    ).format(
        most=number(most.after / most.before),
        least=number(least.after / least.before),
        many=number(most.fewer, 1),
        few=_said_fewer(least.fewer),
    )
    table = pd.DataFrame(
        {
            _("study and outcome"): [
                f"{row['study']}: {pick(row, 'outcome')}" for _key, row in rows.iterrows()
            ],
            _("relative risk"): rows["estimate"].to_numpy(),
            _("low end of the 95 % interval"): rows["low"].to_numpy(),
            _("high end of the 95 % interval"): rows["high"].to_numpy(),
            _("of 1000, without"): [c.before for c in changes],
            _("of 1000, with, if causal"): [c.after for c in changes],
        }
    )
    return View(fig, reading, table, _sources(where, [_kind(k) for k in rows.index], rows["source_id"]))


def _said_fewer(fewer: float) -> str:
    """A number of strokes fewer, or more, in words."""
    return (
        _("{count} fewer").format(count=number(fewer, 1))
        if fewer >= 0
        else _("{count} more").format(count=number(-fewer, 2))
    )


# ---- 3 whose 8 % is it?

MIXED = ("ischaemic", "intracerebral", "subarachnoid")


@explorable(
    _l("How the kinds of stroke add up to one figure"),
    share=Slider(
        60,
        100,
        step=5,
        start=80,
        unit="%",
        label=_l("Strokes that are ischaemic"),
        help=_l(
            "In the Netherlands about 80 %. The rest is split as there: three bleedings in the brain for one around it."
        ),
    ),
    marks={
        _l("bars"): _l(
            "how many percent fewer strokes of that kind, for 100 mg more a day, if magnesium is the cause (Larsson 2012)"
        ),
        _l("hatched bar"): _l("all kinds together, each with its share"),
        _l("dashed line"): _l("the article's 8 %"),
        _l("number with an arrow"): _l(
            "strokes among 1000 Belgians in ten years, without and with 100 mg more"
        ),
    },
)
def mixture(share) -> View:
    """Relative risks of three kinds of stroke, mixed by their shares: is the 8 % that of ischaemic stroke or of all?"""
    rows = load("effects").loc[[f"larsson-2012-{kind}" for kind in MIXED]]
    shares = [share / 100, (1 - share / 100) * 0.75, (1 - share / 100) * 0.25]
    every = cohort.mixed_relative_risk(shares, rows["estimate"])
    ratios, pieces = [*rows["estimate"], every], [*shares, 1.0]
    before = [1000 * baseline("belgium", "stroke") * part for part in pieces]
    after = [b * r for b, r in zip(before, ratios, strict=True)]
    fewer = [100 * (1 - r) for r in ratios]
    names = [*(pick(row, "outcome") for _key, row in rows.iterrows()), _("all kinds together")]
    labels = [
        f"{chart.wrapped(n, 22)}<br><b>"
        + _("{before} → {after} of 1000").format(before=number(b, 1), after=number(a, 1))
        + "</b>"
        for n, b, a in zip(names, before, after, strict=True)
    ]
    bars = chart.bar(
        x=fewer,
        y=labels,
        orientation="h",
        hoverinfo="skip",
        showlegend=False,
        text=[f"{number(v, 2)} %" for v in fewer],
        textposition=["inside" if v > 5 else "outside" for v in fewer],
        insidetextanchor="end",
        textangle=0,
        cliponaxis=False,
        marker={
            "color": [chart.BLUE, chart.SKY, chart.SKY, chart.ORANGE],
            "pattern": {
                "shape": ["", "", "", "/"],
                "fillmode": "overlay",
                "fgcolor": "#FFFFFF",
                "solidity": 0.15,
            },
        },
    )
    shape, note = chart.line_at(8, _("article: 8 %"), place=1.1)
    fig = chart.figure(
        bars,
        x={"range": [-6, 12], "title": _("% fewer, if causal"), "ticksuffix": " %"},
        height=400,
        shapes=[shape],
        annotations=[note | {"xanchor": "center"}],
        y={"autorange": "reversed", "showgrid": False, "ticks": "", "tickfont": {"size": 13}},
        margin={"t": 60},
    )
    reading = _(
        "If {share} % of strokes are ischaemic, all kinds together make a relative risk of {every}: {percent} % fewer. Of 1000 Belgians, {before} strokes in ten years would become {after}, if magnesium is the cause."
    ).format(
        share=share,
        every=number(every, 4),
        percent=number(fewer[-1], 2),
        before=number(before[-1], 1),
        after=number(after[-1], 1),
    )
    table = pd.DataFrame(
        {
            _("kind of stroke"): names,
            _("share of strokes, %"): [100 * p for p in pieces],
            _("relative risk"): ratios,
            _("of 1000, without"): before,
            _("of 1000, with, if causal"): after,
        }
    )
    return View(fig, reading, table, ("larsson-2012", "rivm-stroke", "sciensano-stroke"))


# ---- 4 magnesium after a heart attack

WEIGHED = {
    "fixed": (_l("large trials weigh most (fixed effect)"), "circle", chart.BLUE),
    "random": (_l("small trials weigh more (random effects)"), "diamond", chart.ORANGE),
}


@explorable(
    _l("Early deaths after a heart attack, magnesium drip against placebo"),
    deaths=Slider(
        40,
        160,
        step=20,
        start=80,
        unit=_l("of 1000"),
        label=_l("Deaths without magnesium"),
        help=_l(
            "An assumption: the summary of the review does not say how many died. It turns the odds ratio into people."
        ),
    ),
    marks={
        _l("circle, diamond"): _l(
            "odds ratio of early death: 1 is no difference, less than 1 is fewer deaths; all 26 trials had a placebo"
        ),
        _l("line through it"): _l("95 % confidence interval"),
        _l("dashed line"): _l("no difference"),
        _l("number with an arrow"): _l(
            "deaths among 1000 patients without and with the drip, with your assumption"
        ),
    },
)
def infarction(deaths) -> View:
    """The same 26 trials averaged in two ways, as a forest plot with people."""
    rows = load("effects").loc[["li-2007-deaths-fixed", "li-2007-deaths-random"]]
    effects, after = [], []
    for (key, row), name in zip(
        rows.iterrows(), (_("large trials weigh most"), _("small trials weigh more")), strict=True
    ):
        after.append(
            [1000 * risk.risk_from_odds_ratio(deaths / 1000, row[end]) for end in ("estimate", "low", "high")]
        )
        label = _("{name}: {before} → {after} of 1000").format(
            name=name, before=number(deaths, 0), after=number(after[-1][0], 0)
        )
        effects.append(chart.Effect(label, row["estimate"], row["low"], row["high"], _kind(key)))
    fig = chart.forest(
        effects,
        kinds=WEIGHED,
        title=_("odds ratio"),
        limits=(0.5, 1.2),
        none=1,
        sides=(_("fewer deaths"), _("more deaths")),
        log=True,
        margin={"t": 70},
    )
    fig.update_xaxes(tickvals=[0.5, 0.7, 1], ticktext=[number(v) for v in (0.5, 0.7, 1)])
    reading = _(
        "If {deaths} of 1000 patients would die without magnesium, it would be {fixed} (95 % interval {low} to {high}) when large trials weigh most, and {random} when small trials weigh more. These are the same 26 trials with 73,363 patients."
    ).format(
        deaths=number(deaths, 0),
        fixed=number(after[0][0], 0),
        low=number(after[0][1], 0),
        high=number(after[0][2], 0),
        random=number(after[1][0], 0),
    )
    table = pd.DataFrame(
        {
            _("way of averaging"): [str(WEIGHED[_kind(key)][0]) for key in rows.index],
            _("odds ratio"): rows["estimate"].to_numpy(),
            _("low end of the 95 % interval"): rows["low"].to_numpy(),
            _("high end of the 95 % interval"): rows["high"].to_numpy(),
            _("deaths of 1000, without (assumed)"): [deaths] * 2,
            _("deaths of 1000, with"): [a[0] for a in after],
        }
    )
    return View(fig, reading, table, ("li-2007",))


# ---- 5 blood pressure

PRESSURE = {"systolic": _l("upper (systolic)"), "diastolic": _l("lower (diastolic)")}
PLACEBO = {
    True: (_l("all trials with placebo"), "circle", chart.BLUE),
    False: (_l("not all with placebo"), "diamond", chart.ORANGE),
}


@explorable(
    _l("Blood pressure in trials with magnesium"),
    pressure=Choice(
        PRESSURE, label=_l("Blood pressure"), help=_l("When the heart beats (upper) or rests (lower).")
    ),
    marks={
        _l("circle, diamond"): _l(
            "mean difference with the comparison group, in mmHg (millimetres of mercury)"
        ),
        _l("line through it"): _l("95 % confidence interval"),
        _l("dashed line"): _l("no difference"),
    },
)
def pressure(pressure) -> View:
    """Two pooled analyses of trials on blood pressure as a forest plot."""
    rows = load("effects").loc[[f"zhang-2016-{pressure}", f"dickinson-2006-{pressure}"]]
    groups = (_("all kinds of people"), _("people with high blood pressure"))
    effects = [
        chart.Effect(
            _("{study}, {people} people: {group}").format(
                study=row["study"], people=number(row["people"], 0), group=group
            ),
            row["estimate"],
            row["low"],
            row["high"],
            placebo,
        )
        for (_key, row), group, placebo in zip(
            rows.iterrows(), groups, rows["placebo"].fillna(False).astype(bool), strict=True
        )
    ]
    fig = chart.forest(
        effects,
        kinds=PLACEBO,
        title=_("mmHg"),
        limits=(-5, 3),
        none=0,
        sides=(_("lower"), _("higher")),
        margin={"t": 70},
    )
    first, second = effects
    reading = _(
        "The {which} pressure changed by {first} mmHg on average in the 34 trials with placebo (95 % interval {low} to {high}), and by {second} mmHg in the 12 trials with high blood pressure ({low2} to {high2})."
    ).format(
        which=PRESSURE[pressure],
        first=number(first.estimate),
        low=number(first.low),
        high=number(first.high),
        second=number(second.estimate),
        low2=number(second.low),
        high2=number(second.high),
    )
    table = pd.DataFrame(
        {
            _("study and outcome"): [
                f"{row['study']}: {pick(row, 'outcome')}" for _key, row in rows.iterrows()
            ],
            _("difference, mmHg"): rows["estimate"].to_numpy(),
            _("low end of the 95 % interval"): rows["low"].to_numpy(),
            _("high end of the 95 % interval"): rows["high"].to_numpy(),
            _("people"): rows["people"].astype(float).to_numpy(),
        }
    )
    return View(fig, reading, table, tuple(rows["source_id"]))


# ---- the frame of the lesson

parameters_table = parts.Parameters(LESSON, "stroke-risk", "parameters_table")
header = parts.Header(
    LESSON,
    minutes={
        _l("what the article says"): 8,
        _l("the 8 % as people"): 20,
        _l("which analysis, which stroke"): 20,
        _l("trials"): 20,
        _l("verdicts and quiz"): 20,
    },
    needs=_l("percentages, and what a chance is."),
    goals=[
        _l("turn a relative risk into people out of a thousand, and say why it needs a baseline;"),
        _l("read a forest plot: estimate, interval, line of no difference;"),
        _l("explain why an association in cohorts is not yet an effect, and what a trial adds;"),
        _l("find out which number in a study belongs to which disease."),
    ],
)
vote = parts.Vote(LESSON)
verdicts = parts.Verdicts(vote)
quiz = parts.Quiz(
    LESSON,
    [
        parts.Choose(
            _l(
                'A headline says: "8 % fewer strokes". What do you need to know before you can say how many people that is?'
            ),
            {
                _l("How many people get a stroke anyway, and in how many years."): (
                    True,
                    _l("Right: 8 % of 16 in 1000 is about 1 person, 8 % of 235 in 1000 is about 19."),
                ),
                _l("Nothing: 8 % is 80 of 1000 people."): (
                    False,
                    _l("That would be 8 of every 100 people. It is 8 % of those who would get a stroke."),
                ),
                _l("How much magnesium there is in almonds."): (
                    False,
                    _l("That tells you how to get 100 mg, not how many strokes there are."),
                ),
            },
        ),
        parts.Number(
            _l(
                "In ten years 16 of 1000 Belgians get a stroke. Suppose a relative risk of {effects/larsson-2012-stroke/estimate:2} were an effect. How many fewer strokes would that be in 10,000 people?"
            ),
            answer="{160 - 160 * effects/larsson-2012-stroke/estimate}",
            tolerance=0.3,
            unit=_l("strokes"),
            right=_l(
                "160 strokes in 10,000 people, and {100 - 100 * effects/larsson-2012-stroke/estimate:0} % of them is {160 - 160 * effects/larsson-2012-stroke/estimate:1}."
            ),
            low=_l("Too few. First find the strokes in 10,000 people: ten times 16."),
            high=_l(
                "Too many. Take {100 - 100 * effects/larsson-2012-stroke/estimate:0} % of the strokes, not of the people."
            ),
        ),
        parts.Choose(
            _l(
                "People who eat more magnesium have fewer strokes. Why is that not yet proof that magnesium prevents them?"
            ),
            {
                _l("Because {effects/larsson-2012-stroke/people:0} people are too few."): (
                    False,
                    _l("It is a great many. More people do not repair a difference in the way they live."),
                ),
                _l("Because they also eat more vegetables and wholegrain, and differ in other ways."): (
                    True,
                    _l(
                        "Right: only when chance decides who gets magnesium, as in a trial, are both groups alike."
                    ),
                ),
                _l(
                    "Because the interval goes from {effects/larsson-2012-stroke/low:2} to {effects/larsson-2012-stroke/high:2}."
                ): (
                    False,
                    _l(
                        "That interval says that chance alone is not a good explanation. It says nothing about another cause."
                    ),
                ),
            },
        ),
        parts.Choose(
            _l("Which figure belongs to ischaemic stroke alone in the analysis of 2012?"),
            {
                _l("{100 - 100 * effects/larsson-2012-stroke/estimate:0} %"): (
                    False,
                    _l("That is the figure for all strokes together."),
                ),
                _l("{100 - 100 * effects/larsson-2012-ischaemic/estimate:0} %"): (
                    True,
                    _l(
                        "Right: relative risk {effects/larsson-2012-ischaemic/estimate:2}. The {100 - 100 * effects/larsson-2012-stroke/estimate:0} % belongs to all strokes together."
                    ),
                ),
                _l("{100 - 100 * effects/larsson-2012-intracerebral/estimate:0} %"): (
                    False,
                    _l(
                        "That is the figure for bleedings in the brain, and its interval includes no difference."
                    ),
                ),
            },
        ),
        parts.ChooseSeveral(
            _l(
                "The same 26 trials give an odds ratio of {effects/li-2007-deaths-fixed/estimate:2} or of {effects/li-2007-deaths-random/estimate:2}. What should make you careful with the {effects/li-2007-deaths-random/estimate:2}?"
            ),
            {
                _l(
                    "Small trials weigh more in it, and small trials with a good result are published more easily."
                ): (True, _l("Small trials: a known weak point, called publication bias.")),
                _l("The large trials saw no difference."): (
                    True,
                    _l(
                        "Large trials: when they weigh most, {effects/li-2007-deaths-fixed/estimate:2} is what is left."
                    ),
                ),
                _l("An odds ratio below 1 is impossible."): (
                    False,
                    _l("An odds ratio below 1 is quite possible: it means fewer deaths."),
                ),
            },
        ),
    ],
)
