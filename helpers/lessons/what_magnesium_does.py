"""Lesson 06, the overview of nine headings: what the law allows, which words the article uses, how the claims fare, which foods may speak, enzymes."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from helpers import chart, parts
from helpers.explore import Choice, Slider, View, explorable
from helpers.figures import named, parameters
from helpers.language import _, _l, capital, number, pick, texts
from helpers.models.labels import source_threshold_mg
from helpers.tables import load

LESSON = "06-what-magnesium-does"


def _headings() -> dict[str, str]:
    """The nine headings with their names, in the article's order."""
    return named("headings")


def _written(values: list[float]) -> list[str]:
    """Numbers inside bars; none where there is no bar."""
    return [number(value, 0) if value else "" for value in values]


def _names() -> list[str]:
    """Names of the headings for an axis."""
    return [chart.wrapped(name, 14) for name in _headings().values()]


def _band(chosen: str) -> dict:
    """The band on which the chosen heading lies."""
    place = list(_headings()).index(chosen)
    return {
        "type": "rect",
        "xref": "paper",
        "x0": -0.5,
        "x1": 1,
        "y0": place - 0.5,
        "y1": place + 0.5,
        "fillcolor": chart.YELLOW,
        "opacity": 0.2,
        "line": {"width": 0},
        "layer": "below",
    }


_HEADING = {
    "label": _l("Heading"),
    "help": _l("The heading that the sentence below the figure is about; it lies on a yellow band."),
}
_ROWS = {"autorange": "reversed", "showgrid": False, "ticks": "", "tickfont": {"size": 13}}
_LEGEND = {
    "margin": {"t": 100},
    "legend": {
        "orientation": "v",
        "y": 1.01,
        "yanchor": "bottom",
        "x": 0,
        "xanchor": "left",
        "traceorder": "normal",
    },
}


def _stacked(names, pieces, *, limit: float, title: str, height: int = 520, **layout):
    """Stacked horizontal bars; pieces are (name, values, printed numbers, colour, pattern)."""
    bars = [
        chart.bar(
            x=values,
            y=names,
            orientation="h",
            name=str(name),
            text=said,
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            hoverinfo="skip",
            constraintext="none",
            textfont={"color": chart.INK, "size": 14},
            insidetextfont={"shadow": chart.HALO},
            marker={
                "color": color,
                "line": {"color": "#FFFFFF", "width": 1},
                "pattern": {
                    "shape": shape,
                    "fillmode": "overlay",
                    "fgcolor": chart.INK,
                    "size": 7,
                    "solidity": 0.12,
                },
            },
        )
        for name, values, said, color, shape in pieces
    ]
    return chart.figure(
        *bars,
        x={"range": [0, limit], "title": title},
        y=_ROWS,
        barmode="stack",
        height=height,
        **(_LEGEND | layout),
    )


# ---- 1 nine headings before the law

STATUS = {
    "authorised": (_l("permitted sentence"), "#7CCBB0", ""),
    "not_listed": (_l("assessed, not on the list"), "#F2C879", "/"),
    "no_entry": (_l("found in neither"), chart.PALE, "x"),
}


@explorable(
    _l("Nine headings before the law"),
    heading=Choice(_headings, **_HEADING),
    marks={
        _l("green"): _l("sentences on magnesium that may stand on food in the European Union"),
        _l("yellow, striped"): _l(
            "effects that EFSA, the food authority of the European Union, assessed and that are not on the list of permitted sentences"
        ),
        _l("grey, crossed"): _l(
            "promises of the article that we found neither on the list nor in the titles of EFSA's two opinions"
        ),
    },
)
def law(heading) -> View:
    """Health claims of each heading by status: permitted, assessed but not listed, found in neither."""
    claims, names = load("health_claims"), _headings()
    places = [str(keys).split(";") for keys in claims["headings"]]
    seen = Counter(
        (key, status) for keys, status in zip(places, claims["status"], strict=True) for key in keys
    )
    counts = {status: [seen[key, status] for key in names] for status in STATUS}
    pieces = [
        (name, counts[status], [str(c) if c else "" for c in counts[status]], color, shape)
        for status, (name, color, shape) in STATUS.items()
    ]
    fig = _stacked(
        _names(), pieces, limit=6, title=_("number of sentences or effects"), shapes=[_band(heading)]
    )
    mine = claims[[heading in keys for keys in places]]
    numbers = [seen[heading, status] for status in STATUS]
    reading = _(
        "{heading}: {permitted} permitted, {assessed} assessed and not on the list, {neither} found in neither."
    ).format(heading=capital(names[heading]), permitted=numbers[0], assessed=numbers[1], neither=numbers[2])
    allowed = mine[mine["status"] == "authorised"]
    if len(allowed):
        reading += " " + _("Permitted: {sentences}.").format(
            sentences="; ".join(f"“{t}”" for t in texts(allowed, "wording"))
        )
    table = pd.DataFrame(
        {
            _("sentence or effect"): texts(mine, "wording"),
            _("standing"): [str(STATUS[s][0]) for s in mine["status"]],
            _("EFSA's numbers"): mine["efsa_ids"].fillna("–").values,
            _("remark"): texts(mine, "note"),
        }
    )
    return View(
        fig, reading, table, tuple(dict.fromkeys(i for ids in mine["source_ids"] for i in ids.split(";")))
    )


# ---- 2 words

PROMISES = {
    "normal": _l("keeps<br>normal"),
    "complaint": _l("eases a<br>complaint"),
    "more": _l("more than<br>normal"),
    "disease": _l("against<br>disease"),
}
SAID = {
    "normal": _l("keeps normal"),
    "complaint": _l("eases a complaint"),
    "more": _l("more than normal"),
    "disease": _l("against disease"),
    "none": _l("nothing permitted"),
}
WHO = {
    "law": (_l("permitted words"), "circle", chart.GREEN, -0.24),
    "article": (_l("the article's heading"), "diamond", chart.ORANGE, 0.0),
    "text": (_l("strongest promise in its text"), "triangle-up", chart.BLUE, 0.24),
}


@explorable(
    _l("What is promised, and what may be promised"),
    heading=Choice(_headings, **_HEADING),
    marks={
        _l("circle"): _l("what the permitted sentences promise; no circle where none is permitted"),
        _l("diamond"): _l("what the heading in the article promises"),
        _l("triangle"): _l("the strongest promise in the text below that heading"),
        _l("four columns"): _l("kinds of promise from careful to bold; we put each in its column ourselves"),
    },
)
def words(heading) -> View:
    """Kind of promise of the permitted sentences, of the article's headings and of their texts."""
    rows = load("headings")
    steps = {key: place for place, key in enumerate(PROMISES)}
    traces = []
    for who, (name, symbol, color, shift) in WHO.items():
        promises = enumerate(rows[f"{who}_promise"])
        places = [(steps[promise], row + shift) for row, promise in promises if promise in steps]
        traces.append(
            chart.scatter(
                x=[x for x, _y in places],
                y=[y for _x, y in places],
                mode="markers",
                name=str(name),
                hoverinfo="skip",
                marker={
                    "symbol": symbol,
                    "size": 13,
                    "color": color,
                    "line": {"color": chart.INK, "width": 0.5},
                },
            )
        )
    lines = {
        "type": "path",
        "path": " ".join(f"M-0.5,{y + 0.5}H3.5" for y in range(8)),
        "line": {"color": "#E8E8E8", "width": 1},
    }
    place = list(rows.index).index(heading)
    fig = chart.figure(
        *traces,
        x={
            "range": [-0.5, 3.5],
            "tickvals": list(steps.values()),
            "ticktext": [
                ("<br><br>" if place % 2 else "") + str(t) for place, t in enumerate(PROMISES.values())
            ],
            "showgrid": False,
            "tickangle": 0,
            "tickfont": {"size": 12},
            "title": _("kind of promise"),
        },
        y={
            "range": [8.5, -0.5],
            "tickvals": list(range(9)),
            "ticktext": _names(),
            "showgrid": False,
            "ticks": "",
            "tickfont": {"size": 13},
        },
        shapes=[_band(heading), lines],
        height=640,
        **_LEGEND,
    )
    row = rows.loc[heading]
    reading = _(
        "{place} of 9, {heading}. Permitted: {law}. The heading: {article} ({kind}). The text: {text} ({deep})."
    ).format(
        place=place + 1,
        heading=pick(row, "name"),
        law=pick(row, "law_words"),
        article=pick(row, "article_words"),
        kind=SAID[row["article_promise"]],
        text=pick(row, "text_words"),
        deep=SAID[row["text_promise"]],
    )
    table = pd.DataFrame(
        {
            _("heading"): texts(rows, "name"),
            _("permitted words"): texts(rows, "law_words"),
            _("the article's heading"): texts(rows, "article_words"),
            _("kind"): [str(SAID[p]) for p in rows["article_promise"]],
            _("strongest promise in its text"): texts(rows, "text_words"),
            _("kind of that"): [str(SAID[p]) for p in rows["text_promise"]],
        }
    )
    return View(fig, reading, table, ("eu-432-2012", "efsa-2009", "efsa-2010"))


# ---- 3 which foods may say it?


def _threshold_mg(group: str, share: float) -> float:
    """Least magnesium in 100 g, or for drinks in 100 ml, by the rule with that share."""
    p = parameters("health-claim")
    return source_threshold_mg(p["nrv"], share * (p["share_drink"] / p["share"] if group == "drinks" else 1))


@explorable(
    _l("Which foods may carry the sentence"),
    group=Choice(
        lambda: named(
            "food_groups",
            (
                "chocolate",
                "nuts-seeds",
                "leafy-greens",
                "pulses",
                "sweets-snacks",
                "dairy",
                "drinks",
                "fruit",
            ),
        ),
        label=_l("Group"),
        help=_l("Foods of one group, the richest first."),
    ),
    share=Slider(
        5,
        30,
        step=5,
        start=15,
        unit="%",
        label=_l("Share of 375 mg needed"),
        help=_l("The law says 15 %; move it and see who falls in or out. Drinks need half."),
    ),
    marks={
        _l("blue bar"): _l("holds enough to carry the permitted sentences"),
        _l("grey bar with a cross"): _l("does not"),
        _l("dashed line"): _l("the least that is needed, in 100 g; for drinks in 100 ml"),
    },
)
def may_say(group, share) -> View:
    """Magnesium of foods against the amount from which the permitted sentences may stand on them."""
    foods = load("foods")
    foods = foods[foods["group_id"] == group].sort_values(
        "magnesium_mg_per_100g", ascending=False, kind="stable"
    )
    least, mg = _threshold_mg(group, share), foods["magnesium_mg_per_100g"]
    shown = foods.iloc[:12]
    enough = shown["magnesium_mg_per_100g"] >= least
    shape, note = chart.line_at(least, _("at least {mg} mg").format(mg=number(least, 2)))
    note["xanchor"] = "left" if least < 60 else "right"
    note |= {"yanchor": "bottom"}
    limit = max(120.0, float(mg.max())) * 1.15
    fig = chart.ranked_bars(
        texts(shown, "name"),
        shown["magnesium_mg_per_100g"],
        [
            number(v) if e else f"{number(v)} ✗"
            for v, e in zip(shown["magnesium_mg_per_100g"], enough, strict=True)
        ],
        limit=limit,
        title=_("mg of magnesium in 100 g"),
        colors=[chart.SKY if e else chart.PALE for e in enough],
        height=600,
        marks=[(shape, note)],
    )
    reading = _(
        "With {share} % of 375 mg a food needs {least} mg in {per}. {count} of the {all} foods in this group reach that; the richest is {food} with {mg} mg."
    ).format(
        share=number(share if group != "drinks" else share / 2),
        least=number(least, 2),
        per=_("100 ml") if group == "drinks" else _("100 g"),
        count=int((mg >= least).sum()),
        all=len(foods),
        food=pick(foods.iloc[0], "name"),
        mg=number(mg.iloc[0]),
    )
    table = pd.DataFrame(
        {
            _("food"): texts(foods, "name"),
            _("mg of magnesium in 100 g"): mg,
            _("enough"): [_("yes") if v >= least else _("no") for v in mg],
        }
    )
    return View(fig, reading, table, ("eu-1169-2011", "eu-1924-2006", *dict.fromkeys(foods["source_id"])))


# ---- 4 how the claims fare

SHOW = {"count": _l("number of claims"), "share": _l("share of the claims")}


@explorable(
    _l("Verdicts on the claims, heading by heading"),
    heading=Choice(_headings, **_HEADING),
    show=Choice(SHOW, label=_l("Show"), help=_l("How many claims got each verdict, or which share of them.")),
    marks={
        _l("pieces of a bar"): _l("the verdicts, from supported (left) to contradicted (right)"),
        _l("no bar"): _l("no claims of that heading are in the table yet"),
    },
)
def tally(heading, show) -> View:
    """Verdicts on the claims of each heading, counted from the table of claims."""
    claims, names = load("claims"), _headings()
    seen = Counter(zip(claims["lesson"], claims["verdict"], strict=True))
    counts = {v: [seen[key, v] for key in names] for v in parts.VERDICTS}
    totals = [sum(column) for column in zip(*counts.values(), strict=True)]
    values = {
        v: [
            float(n) if show == "count" else 100 * n / max(total, 1)
            for n, total in zip(counts[v], totals, strict=True)
        ]
        for v in counts
    }
    pieces = [
        (
            f"{verdict.sign} {verdict.word}",
            values[v],
            _written(values[v]),
            verdict.color,
            verdict.pattern,
        )
        for v, verdict in parts.VERDICTS.items()
    ]
    fig = _stacked(
        _names(),
        pieces,
        shapes=[_band(heading)],
        limit={"count": 16, "share": 100}[show],
        title={"count": _("number of claims"), "share": _("% of the claims of that heading")}[show],
        height=560,
        margin={"t": 140},
    )
    fig.layout.xaxis.ticksuffix = {"count": "", "share": " %"}[show]
    mine = {v: seen[heading, v] for v in parts.VERDICTS}
    total = sum(mine.values())
    if not total:
        reading = _("{heading}: 0 claims are in the table yet.").format(heading=capital(names[heading]))
    else:
        reading = _("{heading}: {total} claims ({list}).").format(
            heading=capital(names[heading]),
            total=total,
            list="; ".join(
                f"{str(parts.VERDICTS[v].word).lower()}: "
                + (number(n) if show == "count" else f"{number(100 * n / total, 0)} %")
                for v, n in mine.items()
                if n
            ),
        )
    reading += " " + _("All nine headings together: {all} claims; supported: {supported}.").format(
        all=sum(totals), supported=sum(counts["supported"])
    )
    table = pd.DataFrame(
        {
            _("heading"): list(names.values()),
            **{str(verdict.word): counts[v] for v, verdict in parts.VERDICTS.items()},
            _("all"): totals,
        }
    )
    return View(fig, reading, table, ("course-computed",))


# ---- 5 enzymes


@explorable(
    _l("Enzymes that need magnesium"),
    count=Choice(
        lambda: named("enzyme_counts"), label=_l("Which count"), help=_l("The article gives the usual count.")
    ),
    marks={
        _l("blue squares"): _l("the usual count: more than 300"),
        _l("orange, striped squares"): _l("what a later count adds"),
        _l("grey squares"): _l("not in this count"),
    },
)
def enzymes(count) -> View:
    """More than 300 enzymes by the usual count, more than 600 by a newer one."""
    rows = load("enzyme_counts")
    usual, newer, chosen = (int(rows.loc[key, "enzymes"]) for key in ("usual", "newer", count))
    groups = [(_("usual count"), usual, chart.BLUE, "")]
    groups += [(_("added by the newer count"), chosen - usual, chart.ORANGE, "/")] if chosen > usual else []
    groups += [(_("not in this count"), newer - chosen, chart.PALE, "")] if chosen < newer else []
    fig = chart.people(groups, height=340)
    reading = _(
        "{name}: more than {enzymes} enzymes need magnesium. Each square is one enzyme; the counts differ by {difference}."
    ).format(
        name=capital(pick(rows.loc[count], "name")), enzymes=number(chosen), difference=number(newer - usual)
    )
    table = pd.DataFrame(
        {
            _("count"): texts(rows, "name"),
            _("enzymes, more than"): rows["enzymes"].astype(float).values,
            _("year"): [str(y) for y in rows["year"]],
        }
    )
    return View(fig, reading, table, tuple(rows["source_id"]))


# ---- the frame of the lesson

header = parts.Header(
    LESSON,
    minutes={
        _l("what the article says"): 5,
        _l("law and words"): 20,
        _l("which foods may say it"): 10,
        _l("verdicts and enzymes"): 10,
        _l("quiz"): 5,
    },
    needs=_l("how to read a bar chart; nothing about medicine."),
    goals=[
        _l("tell apart three standings: permitted, assessed but not on the list, found in neither;"),
        _l(
            "sort a sentence by its promise: keeps normal, eases a complaint, more than normal, against disease;"
        ),
        _l("compute whether a food may carry a permitted sentence;"),
        _l('explain why "needed for 300 enzymes" does not mean "more is better".'),
    ],
)
law_parameters = parts.Parameters(LESSON, "health-claim", "law_parameters")
quiz = parts.Quiz(
    LESSON,
    [
        parts.Choose(
            _l(
                'A bar of chocolate with 150 mg of magnesium in 100 g carries: "Magnesium contributes to the maintenance of normal bones." Is that permitted?'
            ),
            {
                _l(
                    "Yes: it holds more than {reference_intakes/eu-label-nrv-18-up-both/magnesium_mg_per_day * model_parameters/health-claim:share/value / 100:2} mg in 100 g, and the sentence is on the list."
                ): (
                    True,
                    _l(
                        "Right. The sentence is about magnesium, and the amount is enough. It says nothing about chocolate being good for you."
                    ),
                ),
                _l("No: chocolate is sweet."): (
                    False,
                    _l(
                        "For this rule the amount of magnesium counts: {reference_intakes/eu-label-nrv-18-up-both/magnesium_mg_per_day * model_parameters/health-claim:share/value / 100:2} mg in 100 g."
                    ),
                ),
                _l("No: nobody showed that this chocolate strengthens bones."): (
                    False,
                    _l(
                        "Nobody has to: the sentence speaks of magnesium and of normal bones, not of this bar and not of stronger bones."
                    ),
                ),
            },
        ),
        parts.Number(
            _l(
                "The reference intake is {reference_intakes/eu-label-nrv-18-up-both/magnesium_mg_per_day:0} mg, and a food is a source from {model_parameters/health-claim:share/value:0} % of it in 100 g. How many mg is that?"
            ),
            answer="{reference_intakes/eu-label-nrv-18-up-both/magnesium_mg_per_day * model_parameters/health-claim:share/value / 100}",
            tolerance=0.3,
            unit="mg",
            right=_l(
                "{model_parameters/health-claim:share/value / 100:2} × {reference_intakes/eu-label-nrv-18-up-both/magnesium_mg_per_day:0} = {reference_intakes/eu-label-nrv-18-up-both/magnesium_mg_per_day * model_parameters/health-claim:share/value / 100:2} mg in 100 g."
            ),
            low=_l(
                "Too little. Take {model_parameters/health-claim:share/value:0} hundredths of {reference_intakes/eu-label-nrv-18-up-both/magnesium_mg_per_day:0}."
            ),
            high=_l(
                "Too much. Take {model_parameters/health-claim:share/value:0} hundredths of {reference_intakes/eu-label-nrv-18-up-both/magnesium_mg_per_day:0}."
            ),
        ),
        parts.Choose(
            _l(
                "EFSA assessed the immune system, and the list of permitted sentences has none on it. What may you conclude?"
            ),
            {
                _l("Magnesium does nothing in the immune system."): (
                    False,
                    _l(
                        "Too much. An effect that was not shown well enough is not an effect shown to be absent."
                    ),
                ),
                _l("A product may not say that its magnesium supports the immune system."): (
                    True,
                    _l("Right. Only what is on the list may be said on food."),
                ),
                _l("The article breaks the law."): (
                    False,
                    _l(
                        "The rules are about labels and advertising of food. Whether they reach an article depends on who published it and why, and we did not look into that."
                    ),
                ),
            },
        ),
        parts.ChooseSeveral(
            _l('Which of these promise more than "keeps normal"?'),
            {
                _l("strong bones"): (True, _l("Strong: more than normal.")),
                _l("normal psychological function"): (
                    False,
                    _l("Normal psychological function: exactly the permitted word."),
                ),
                _l("extra energy"): (True, _l("Extra: more than normal.")),
                _l("helps prevent overweight"): (
                    True,
                    _l("Prevents overweight: against a condition, the boldest kind."),
                ),
            },
        ),
        parts.Choose(
            _l("More than {enzyme_counts/usual/enzymes:0} enzymes need magnesium. What follows?"),
            {
                _l("Without any magnesium we could not live."): (
                    True,
                    _l("Right: it is needed. How much is enough is another question."),
                ),
                _l("Twice the magnesium makes 300 enzymes work twice as well."): (
                    False,
                    _l("An enzyme that has its magnesium does not work better with more around it."),
                ),
                _l("All claims about magnesium must be true."): (
                    False,
                    _l(
                        "Needed everywhere does not mean useful as an extra everywhere. That has to be shown claim by claim."
                    ),
                ),
            },
        ),
    ],
)
