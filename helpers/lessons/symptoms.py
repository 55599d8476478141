"""Lesson 05: the symptoms of a magnesium deficiency, what a blood value says, and what tiredness says."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers import chart, parts
from helpers.explore import Choice, Slider, View, explorable
from helpers.figures import parameters
from helpers.language import _, _l, number, pick, quantity, texts
from helpers.models import diagnosis, serum
from helpers.tables import load

LESSON = "05-symptoms"


# ---- 1 where does a value stand?

UNITS = {"mg/dL": "mg/dL", "mmol/L": "mmol/L", "mEq/L": "mEq/L"}
SCALE_MMOL_PER_L = 1.4  # right end of the figure
SYMPTOMS_MMOL_PER_L = 0.5  # NHS Lothian, StatPearls, my-lab.at
COLORS = {
    "symptoms-below": (chart.ORANGE, "x"),
    "symptoms-above": (chart.YELLOW, "/"),
    "grade-4": (chart.ORANGE, ""),
    "grade-3": (chart.YELLOW, ""),
    "grade-2": (chart.YELLOW, ""),
    "grade-1": (chart.PALE, ""),
}


def _three_units(mmol_per_l: float, joined: str) -> str:
    """A concentration in all three units."""
    return joined.join(
        quantity(serum.in_unit(mmol_per_l, unit), unit, 2) for unit in ("mmol/L", "mg/dL", "mEq/L")
    )


def _stands(value: float) -> str:
    """What a value means for symptoms, in a sentence."""
    if value < SYMPTOMS_MMOL_PER_L:
        return _("This is below 0.5 mmol/L, where symptoms are usual.")
    if value > SCALE_MMOL_PER_L:
        return _("This lies outside the figure. So high a value is rare: check the unit first.")
    return _("This is above 0.5 mmol/L, where people usually notice nothing of low magnesium.")


@explorable(
    _l("A blood value on the scale of ranges and symptoms"),
    value=Slider(
        0.3,
        3,
        step=0.05,
        start=1.75,
        label=_l("Number on the report"),
        help=_l("Magnesium in serum, the clear part of the blood."),
    ),
    unit=Choice(
        UNITS,
        label=_l("Unit on the report"),
        help=_l("mmol/L counts particles, mg/dL weighs them, mEq/L counts their charges."),
    ),
    marks={
        _l("thick line"): _l("your value; with an arrow if it lies outside the figure"),
        _l("green bars"): _l("what that source calls normal; blue: a proposed lowest value"),
        _l("numbers 1 to 4"): _l("grades of severity that doctors use (CTCAE); 4 is life-threatening"),
    },
)
def scale(value, unit) -> View:
    """Where a serum value stands, in three units, against reference ranges, symptoms and grades."""
    mmol = serum.from_unit(value, unit)
    bands = load("serum_bands")
    normal = bands[bands["kind"] == "reference"]
    labels = [
        chart.wrapped(_("Grade (doctors)") if kind == "grade" else name, 16, lines=2)
        for kind, name in zip(bands["kind"], texts(bands, "name"), strict=True)
    ]
    colors, patterns = zip(
        *(
            COLORS.get(band, (chart.GREEN if kind == "reference" else chart.BLUE, ""))
            for band, kind in bands["kind"].items()
        ),
        strict=True,
    )
    low, high = bands["low_mmol_per_l"].fillna(0), bands["high_mmol_per_l"].fillna(SCALE_MMOL_PER_L)
    trace = chart.bar(
        x=high - low,
        base=low,
        y=labels,
        orientation="h",
        showlegend=False,
        width=0.62,
        text=[band[-1] if kind == "grade" else "" for band, kind in bands["kind"].items()],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        insidetextfont={"size": 13},
        marker={
            "color": colors,
            "line": {"color": "#FFFFFF", "width": 1},
            "pattern": {
                "shape": patterns,
                "fillmode": "overlay",
                "fgcolor": chart.INK,
                "size": 6,
                "solidity": 0.2,
            },
        },
        customdata=texts(bands, "printed"),
        hovertemplate="%{y}: %{customdata}<extra></extra>",
    )
    at = min(mmol, SCALE_MMOL_PER_L)
    line, note = chart.line_at(
        at,
        f"<b>{quantity(value, unit, 2)}{' →' if mmol > SCALE_MMOL_PER_L else ''}</b>",
        dash="solid",
        color=chart.INK,
        place=1.02,
    )
    note |= {
        "yanchor": "bottom",
        "xanchor": "left"
        if at < SCALE_MMOL_PER_L / 3
        else "right"
        if at > 2 * SCALE_MMOL_PER_L / 3
        else "center",
        "font": {"size": 16, "color": chart.INK},
    }
    ticks = [0, 0.25, 0.5, 0.75, 1, 1.25]
    fig = chart.figure(
        trace,
        barmode="overlay",
        height=520,
        shapes=[line | {"line": {"color": chart.INK, "width": 4}}],
        annotations=[note],
        x={
            "range": [0, SCALE_MMOL_PER_L],
            "title": "mmol/L<br>mg/dL<br>mEq/L",
            "tickvals": ticks,
            "ticktext": [_three_units_short(t) for t in ticks],
            "tickangle": 0,
            "tickfont": {"size": 12},
        },
        y={
            "categoryorder": "array",
            "categoryarray": list(dict.fromkeys(labels)),
            "autorange": "reversed",
            "showgrid": False,
            "ticks": "",
            "tickfont": {"size": 13},
        },
    )
    sides = serum.side(mmol, normal["low_mmol_per_l"].to_numpy(), normal["high_mmol_per_l"].to_numpy())
    reading = (
        _(
            "{units}. Of {count} reference ranges it lies inside {inside}, below {below} and above {above}."
        ).format(
            units=_three_units(mmol, " = "),
            count=len(normal),
            inside=int((sides == 0).sum()),
            below=int((sides < 0).sum()),
            above=int((sides > 0).sum()),
        )
        + " "
        + _stands(mmol)
    )
    table = pd.DataFrame(
        {
            _("range or band"): texts(bands, "name"),
            _("from, mmol/L"): bands["low_mmol_per_l"],
            _("to, mmol/L"): bands["high_mmol_per_l"],
            _("as printed"): texts(bands, "printed"),
            _("remark"): texts(bands, "note"),
            _("your value"): [
                [_("below it"), _("inside it"), _("above it")][s + 1]
                for s in serum.side(
                    mmol, bands["low_mmol_per_l"].to_numpy(), bands["high_mmol_per_l"].to_numpy()
                )
            ],
        }
    )
    return View(fig, reading, table, tuple(dict.fromkeys([*bands["source_id"], "my-lab-magnesium"])))


def _three_units_short(mmol_per_l: float) -> str:
    """The numbers of a tick in the three units, one below the other."""
    return "<br>".join(number(serum.in_unit(mmol_per_l, unit), 2) for unit in ("mmol/L", "mg/dL", "mEq/L"))


# ---- 2 tired, so magnesium?


def _measured_groups() -> dict[str, str]:
    """Who was measured, with the limit that counted as low and the share below it."""
    rows = load("low_serum_shares").sort_values("order")
    return {
        key: _("{share} % ({people}, below {limit} mmol/L)").format(
            people=pick(row, "people"),
            share=number(row["share_percent"]),
            limit=number(row["limit_mmol_per_l"]),
        )
        for key, row in rows.iterrows()
    }


@explorable(
    _l("1000 people, some of them tired, some with low magnesium"),
    who=Choice(
        _measured_groups,
        start="usa-075",
        label=_l("Who, and what counts as low"),
        help=_l("Share of people with low magnesium in the blood: measured."),
    ),
    tired_low=Slider(
        0,
        100,
        step=10,
        start=60,
        handout=[20, 40, 60, 80, 100],
        unit="%",
        label=_l("Tired, with low magnesium"),
        help=_l(
            "Of the people with low magnesium, how many are tired. Nobody has measured this: it is your assumption."
        ),
    ),
    tired_other=Slider(
        5,
        50,
        step=5,
        start=20,
        handout=[10, 20, 30, 40],
        unit="%",
        label=_l("Tired, without low magnesium"),
        help=_l(
            "Of all other people, how many are tired. In surveys 20.4 % of all adults and 11.7 % of people under 18 say so."
        ),
    ),
    marks={
        _l("crossed orange squares"): _l("tired and low in magnesium"),
        _l("hatched yellow squares"): _l("tired for other reasons"),
        _l("dotted blue squares"): _l("low in magnesium, not tired"),
        _l("pale squares"): _l("neither"),
    },
)
def tired(who, tired_low, tired_other) -> View:
    """Bayes' rule with people: how many of the tired have low magnesium."""
    row = load("low_serum_shares").loc[who]
    prior, with_low, without = row["share_percent"] / 100, tired_low / 100, tired_other / 100
    both, low_only, tired_only, neither = diagnosis.people(diagnosis.groups(prior, with_low, without))
    chance = 100 * diagnosis.chance_given_sign(prior, with_low, without)
    assumed = _("assumed: {low} % tired if low; {other} % if not (surveys: 20.4 % of all adults)").format(
        low=tired_low, other=tired_other
    )
    fig = _people(
        [
            (_("tired and low"), both, chart.ORANGE, "x"),
            (_("tired, not low"), tired_only, chart.YELLOW, "/"),
            (_("low, not tired"), low_only, chart.SKY, "."),
            (_("neither"), neither, chart.PALE, ""),
        ],
        assumed,
    )
    reading = (
        _(
            "Of 1000 people {tired} are tired, and {both} of these have low magnesium: a chance of {chance} %. Before anyone asked about tiredness it was {prior} %."
        ).format(
            tired=both + tired_only, both=both, chance=number(chance), prior=number(row["share_percent"])
        )
        + " "
        + (
            _("Assumed, not measured: {low} % of the people with low magnesium are tired.").format(
                low=tired_low
            )
            if tired_low != tired_other
            else _(
                "Assumed: {low} % of the people with low magnesium are tired, as many as of the others; then tiredness says nothing."
            ).format(low=tired_low)
        )
    )
    table = pd.DataFrame(
        {
            _("group"): [
                _("tired and low"),
                _("tired, not low"),
                _("low, not tired"),
                _("neither"),
                _("all together"),
            ],
            _("people of 1000"): [both, tired_only, low_only, neither, 1000],
        }
    )
    return View(fig, reading, table, tuple(dict.fromkeys([row["source_id"], "yoon-2023"])))


def _people(groups, assumed: str):
    """1000 people in four groups, with what was assumed written below them."""
    note = {
        "x": 0,
        "y": 0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "yshift": -6,
        "text": chart.wrapped(assumed.replace(" %", "\u00a0%"), 42, lines=3),
        "align": "left",
        "showarrow": False,
        "font": {"size": 13, "color": "#8A3C00"},
    }
    fig = chart.people(groups, height=480, margin={"t": 40, "b": 60})
    fig.update_layout(annotations=[note])
    return fig


# ---- 3 where to put the cut-off?

SHOW = {"people": _l("1000 people"), "curves": _l("the two curves behind them")}
SERUM = np.round(np.arange(0.40, 1.041, 0.01), 2)  # mmol/L, where the curves are drawn


@explorable(
    _l("People found, missed and falsely alarmed by a cut-off"),
    cutoff=Slider(
        0.60,
        0.90,
        step=0.01,
        start=0.75,
        handout=[0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9],
        unit="mmol/L",
        label=_l("Cut-off"),
        help=_l("Whoever has less in the serum is called deficient."),
    ),
    low_stores=Slider(
        5,
        50,
        step=5,
        start=10,
        handout=[5, 10, 30],
        unit="%",
        label=_l("People with low stores"),
        help=_l(
            "How many really have too little in bone and muscle. Nobody has measured this for a whole population: it is your assumption."
        ),
    ),
    mean_low=Slider(
        0.65,
        0.75,
        step=0.05,
        start=0.70,
        unit="mmol/L",
        label=_l("Their serum on average"),
        help=_l("How far low stores pull the serum down: also your assumption."),
    ),
    show=Choice(
        SHOW, label=_l("Show"), help=_l("The people, or the assumed curves from which they are drawn.")
    ),
    marks={
        _l("crossed orange"): _l("low stores and below the cut-off: found"),
        _l("dotted blue"): _l("low stores but above the cut-off: missed"),
        _l("hatched yellow"): _l("full stores but below the cut-off: falsely alarmed"),
        _l("pale"): _l("full stores and above the cut-off: rightly left in peace"),
        _l("thick line"): _l("the cut-off"),
        _l("curves"): _l("how a group is spread: its share in every step of 0.02 mmol/L"),
    },
)
def cutoff(cutoff, low_stores, mean_low, show) -> View:
    """Both errors of a cut-off in serum, for two groups of people that are assumed to be normally distributed."""
    p = parameters("serum-cutoff")
    split = diagnosis.groups_at_cutoff(
        low_stores / 100, cutoff, mean_low, p["sd_low"], p["mean_full"], p["sd_full"]
    )
    found, missed, alarmed, clear = diagnosis.people(split)
    names = (_("found"), _("missed"), _("falsely alarmed"), _("left in peace"))
    if show == "people":
        fig = _people(
            list(
                zip(
                    names,
                    (found, missed, alarmed, clear),
                    (chart.ORANGE, chart.SKY, chart.YELLOW, chart.PALE),
                    ("x", ".", "/", ""),
                    strict=True,
                )
            ),
            _("assumed: {share} % with low stores, {mean} mmol/L on average").format(
                share=low_stores, mean=number(mean_low)
            ),
        )
    else:
        fig = _curves(cutoff, mean_low, p)
    reading = (
        _(
            "Below {cutoff} mmol/L lie {flagged} of 1000 people: {found} with low stores, {alarmed} falsely alarmed; {missed} with low stores are missed."
        ).format(cutoff=number(cutoff), flagged=found + alarmed, found=found, alarmed=alarmed, missed=missed)
        + " "
        + _(
            "Assumed: {share} % have low stores, with {mean} mmol/L on average, and both groups follow a normal curve."
        ).format(share=low_stores, mean=number(mean_low))
    )
    table = pd.DataFrame(
        {
            _("group"): [*names, _("all together")],
            _("stores"): [_("low"), _("low"), _("full"), _("full"), ""],
            _("people of 1000"): [found, missed, alarmed, clear, 1000],
            _("% of their group"): [
                100 * v
                for v in (
                    split.found / (low_stores / 100),
                    split.missed / (low_stores / 100),
                    split.false_alarm / (1 - low_stores / 100),
                    split.clear / (1 - low_stores / 100),
                    1,
                )
            ],
        }
    )
    return View(
        fig, reading, table, ("nhanes-serum-2021-2023", "bertinato-2017", "kurstjens-2017", "arnaud-2008")
    )


def _curves(cutoff: float, mean_low: float, p: dict):
    """Both assumed curves, as the share of each group in a step of 0.02 mmol/L, with the cut-off and the people on its wrong side."""
    full, low = (
        100
        * (
            diagnosis.share_below(SERUM + 0.01, mean, spread)
            - diagnosis.share_below(SERUM - 0.01, mean, spread)
        )
        for mean, spread in ((p["mean_full"], p["sd_full"]), (mean_low, p["sd_low"]))
    )
    traces = [
        chart.scatter(
            x=SERUM[wrong],
            y=curve[wrong],
            mode="lines",
            line={"width": 0, "color": color},
            fill="tozeroy",
            name=name,
            hoverinfo="skip",
            fillpattern={
                "shape": pattern,
                "bgcolor": color,
                "fgcolor": chart.INK,
                "size": 6,
                "solidity": 0.2,
            },
        )
        for name, curve, wrong, color, pattern in (
            (_("falsely alarmed"), full, SERUM <= cutoff + 1e-9, chart.YELLOW, "/"),
            (_("missed"), low, SERUM >= cutoff - 1e-9, chart.SKY, "."),
        )
    ]
    traces += [
        chart.scatter(
            x=SERUM,
            y=curve,
            mode="lines",
            name=name,
            line={"color": chart.INK, "dash": dash, "width": 3},
            hovertemplate="%{x} mmol/L: %{y} %<extra></extra>",
        )
        for name, curve, dash in ((_("full stores"), full, "solid"), (_("low stores"), low, "dash"))
    ]
    shape, note = chart.line_at(
        cutoff, _("cut-off {cutoff}").format(cutoff=number(cutoff)), dash="solid", color=chart.INK
    )
    note |= {"xanchor": "right" if cutoff > 0.75 else "left"}
    return chart.figure(
        *traces,
        height=500,
        shapes=[shape | {"line": {"color": chart.ORANGE, "width": 4}}],
        annotations=[note],
        margin={"t": 40},
        x={"range": [0.4, 1.04], "title": _("magnesium in serum, mmol/L")},
        y={"range": [0, 16], "title": _("% of the group (assumed)")},
    )


# ---- the frame of the lesson

header = parts.Header(
    LESSON,
    minutes={
        _l("what the article says"): 10,
        _l("the scale"): 10,
        _l("tired, so magnesium?"): 20,
        _l("the cut-off"): 15,
        _l("verdicts, exercises and quiz"): 25,
    },
    needs=_l("percentages, and what a concentration is."),
    goals=[
        _l("convert a blood value between mmol/L, mg/dL and mEq/L, and place it on several ranges;"),
        _l("compute with 1000 people how likely low magnesium is in someone who is tired;"),
        _l("explain why a symptom with many causes says little about each of them;"),
        _l("decide for a cut-off which error you make smaller and which larger."),
    ],
)
vote = parts.Vote(LESSON)
verdicts = parts.Verdicts(vote)
numbers_tired = parts.Parameters(LESSON, "tired", "numbers_tired")
numbers_cutoff = parts.Parameters(LESSON, "serum-cutoff", "numbers_cutoff")
quiz = parts.Quiz(
    LESSON,
    [
        parts.Number(
            _l(
                "A report gives 0.85 mmol/L. How much is that in mg/dL? (1 mmol of magnesium is 24.3 mg, and 1 L is 10 dL.)"
            ),
            answer=2.07,
            tolerance=0.03,
            unit="mg/dL",
            right=_l("0.85 × 24.3 = 20.7 mg in a litre, so 2.07 mg in a tenth of a litre."),
            low=_l("Too little. Multiply by 24.3, then divide by 10."),
            high=_l("Too much. A dL is a tenth of a litre: divide by 10."),
        ),
        parts.Number(
            _l(
                "Of 1000 people 50 have low magnesium; 30 of these are tired. Of the 950 others 190 are tired. What is the chance that a tired person has low magnesium?"
            ),
            answer=13.6,
            tolerance=0.7,
            unit="%",
            right=_l(
                "30 of 220 tired people: 13.6 %. More than 5 %, but most tired people have another cause."
            ),
            low=_l("Too little. Divide the 30 by all tired people: 30 + 190."),
            high=_l(
                "Too much. 60 % is the chance that someone with low magnesium is tired; the question is the other way round."
            ),
        ),
        parts.Choose(
            _l(
                "Tiredness is as common with low magnesium as without. What does being tired tell you about your magnesium?"
            ),
            {
                _l("That it is probably low."): (
                    False,
                    _l("Then tiredness would have to be more common with low magnesium than without."),
                ),
                _l("Nothing: the chance stays what it was."): (
                    True,
                    _l("Right: a sign that is equally common in both groups leaves the chance where it was."),
                ),
                _l("That it is certainly not low."): (
                    False,
                    _l("A sign that says nothing does not speak against it either."),
                ),
            },
        ),
        parts.Choose(
            _l("A laboratory moves its cut-off from 0.70 up to 0.85 mmol/L. What happens?"),
            {
                _l("Fewer people are missed, more are falsely alarmed."): (
                    True,
                    _l("Right: a cut-off only trades one error for the other."),
                ),
                _l("Both errors become smaller."): (
                    False,
                    _l("Not by moving the cut-off; for that you need a better test."),
                ),
                _l("People become more deficient."): (
                    False,
                    _l("Nobody's blood changes. Only the word for it does."),
                ),
            },
        ),
        parts.ChooseSeveral(
            _l("Which statements about low magnesium in the blood fit the sources?"),
            {
                _l(
                    "Above about {serum_bands/symptoms-above/low_mmol_per_l:1} mmol/L most people notice nothing."
                ): (
                    True,
                    _l(
                        "No symptoms above about {serum_bands/symptoms-above/low_mmol_per_l:1} mmol/L: three sources say so."
                    ),
                ),
                _l("A normal value proves that your stores are full."): (
                    False,
                    _l("A normal value proves little: serum holds about 0.3 % of the body's magnesium."),
                ),
                _l("Very low values can disturb the heartbeat."): (
                    True,
                    _l("The heartbeat: the FDA warns of it."),
                ),
                _l("Every laboratory uses the same range."): (
                    False,
                    _l(
                        "Ranges differ: the lower ends in our table run from {serum_bands/statpearls/low_mmol_per_l:2} to {serum_bands/iom/low_mmol_per_l:2} mmol/L."
                    ),
                ),
            },
        ),
    ],
)
