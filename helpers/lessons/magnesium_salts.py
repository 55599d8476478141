"""Lesson 03: what magnesium is bound to, how much of a salt is magnesium, what is taken up, and what the gut does with it."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import pandas as pd

from helpers import chart, parts
from helpers.explore import Choice, Slider, View, explorable
from helpers.figures import named, need_mg, parameters
from helpers.language import _, _l, capital, number, pick, texts
from helpers.models import salts
from helpers.tables import load

LESSON = "03-magnesium-salts"
# what may carry a count; what is unverified is drawn hollow or left as a gap
CHECKED = (
    "read",
    "computed",
    "secondary",
)
EU_LIMIT, LABEL = "scf-ul-4-up-both", "eu-label-nrv-18-up-both"  # rows of reference_intakes.csv


def shown_formula(formula: str) -> str:
    """A formula as chemists write it: MgCl₂·6H₂O."""
    low = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
    return re.sub(r"(?<=[A-Za-z)])\d+", lambda m: m[0].translate(low), formula).replace(".", "·")


# ---- 1 inside the salt

BESIDE = ("oxide", "citrate", "bisglycinate", "chloride-hexahydrate", "gluconate-dihydrate")


@explorable(
    _l("What a dose of a magnesium salt is made of"),
    salt=Choice(
        lambda: named("salts"),
        start="citrate",
        label=_l("Salt"),
        help=_l("Drawn on top; five well-known salts stand under it."),
    ),
    wanted=Slider(
        50,
        400,
        step=50,
        start=300,
        handout=[50, 100, 200, 300, 400],
        unit="mg",
        label=_l("Magnesium wanted"),
        help=_l("The same amount of magnesium from every salt."),
    ),
    tablet=Slider(
        400,
        1200,
        step=200,
        start=800,
        handout=[400, 800, 1200],
        unit="mg",
        label=_l("Salt in one tablet"),
        help=_l("How much salt fits in a tablet that you can still swallow; our assumption."),
    ),
    marks={
        _l("blue"): _l("magnesium: the same length in every bar"),
        _l("light blue, striped"): _l("what it is bound to"),
        _l("grey, dotted"): _l("crystal water"),
        _l("number behind the bar"): _l("grams of salt, and whole tablets of the size chosen"),
    },
)
def inside(salt, wanted, tablet) -> View:
    """Salt that brings the magnesium wanted: magnesium, partner and crystal water in grams, computed from the formulas."""
    rows = load("salts").loc[[salt, *(s for s in BESIDE if s != salt)]]
    share = np.array([salts.magnesium_share(f) for f in rows["formula"]])
    water = np.array([salts.water_share(f) for f in rows["formula"]])
    grams = salts.salt_mg(wanted, share) / 1000
    count = salts.tablets(grams * 1000, tablet)
    labels = [
        f"<b>{chart.wrapped(n, 18)}</b>" if i == 0 else chart.wrapped(n, 18)
        for i, n in enumerate(texts(rows, "name"))
    ]
    pieces = (
        (_("magnesium"), share, chart.BLUE, ""),
        (_("bound to it"), 1 - share - water, chart.SKY, "/"),
        (_("crystal water"), water, chart.PALE, "."),
    )
    traces = [
        chart.bar(
            x=grams * part,
            y=labels,
            orientation="h",
            name=name,
            hoverinfo="skip",
            marker={
                "color": color,
                "pattern": {
                    "shape": shape,
                    "fillmode": "overlay",
                    "fgcolor": chart.INK,
                    "size": 6,
                    "solidity": 0.15,
                },
            },
        )
        for name, part, color, shape in pieces
    ]
    traces.append(
        chart.text_at(
            grams,
            labels,
            [f" {number(g)} g<br> {number(c)} × " + _("tablet") for g, c in zip(grams, count, strict=True)],
        )
    )
    fig = chart.figure(
        *traces,
        x={"range": [0, 12], "title": _("grams of salt")},
        y={"autorange": "reversed", "showgrid": False, "ticks": ""},
        barmode="stack",
        height=500,
        margin={"t": 60},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
    )
    reading = _(
        "{wanted} mg of magnesium takes {grams} g of {salt}, {formula}: {share} % of it is magnesium. With {tablet} mg of salt in each, you need tablets: {count}."
    ).format(
        wanted=wanted,
        grams=number(grams[0]),
        salt=pick(rows.iloc[0], "name"),
        formula=shown_formula(rows["formula"].iloc[0]),
        share=number(100 * share[0], 1),
        tablet=number(tablet),
        count=number(count[0]),
    )
    if water[0]:
        reading += " " + _("Crystal water makes up {water} % of this salt.").format(
            water=number(100 * water[0], 1)
        )
    portion = rows["portion_magnesium_mg"]
    table = pd.DataFrame(
        {
            _("salt"): texts(rows, "name"),
            _("formula"): [shown_formula(f) for f in rows["formula"]],
            _("molar mass, g/mol"): [salts.molar_mass(f) for f in rows["formula"]],
            _("% magnesium"): 100 * share,
            _("% crystal water"): 100 * water,
            _("g of salt"): grams,
            _("tablets"): count,
            _("usual portion, mg of magnesium (not yet checked)"): [
                f"{number(mg)} ({p})" if mg == mg else "–"
                for mg, p in zip(portion, texts(rows, "portion"), strict=True)
            ],
            _("usual portions needed (not yet checked)"): [
                number(np.ceil(wanted / mg)) if mg == mg else "–" for mg in portion
            ],
        }
    )
    return View(fig, reading, table, ("course-computed", "case-2021"))


# ---- 2 read the label

STATED = {"salt": _l("the amount of salt"), "magnesium": _l("the amount of magnesium")}
LABELLED = (
    "citrate",
    "oxide",
    "chloride-hexahydrate",
    "lactate-dihydrate",
    "bisglycinate",
    "taurate",
    "gluconate-dihydrate",
)
WIDEST_MG = 1000


@explorable(
    _l("A label read both ways"),
    salt=Choice(
        lambda: named("salts"),
        start="citrate",
        handout=LABELLED,
        label=_l("Salt on the label"),
        help=_l("What the magnesium is bound to."),
    ),
    amount=Slider(
        100,
        2000,
        step=100,
        start=1000,
        handout=[100, 300, 500, 1000, 2000],
        unit="mg",
        label=_l("Number on the label"),
        help=_l("For a daily portion."),
    ),
    stated=Choice(
        STATED,
        label=_l("The number means"),
        help=_l("A label may name the salt, or only the magnesium in it."),
    ),
    second=Choice(
        lambda: {"none": _("no second salt")} | named("salts"),
        handout=["none", "oxide", "bisglycinate"],
        label=_l("Second salt"),
        help=_l("Many tablets mix salts."),
    ),
    second_amount=Slider(
        100,
        1000,
        step=100,
        start=300,
        handout=[100, 300],
        unit="mg",
        label=_l("Amount of the second"),
        help=_l("Stated in the same way as the first."),
    ),
    marks={
        _l("upper bar"): _l("magnesium, if the number is read as it is meant"),
        _l("lower bar, pale"): _l("the same label misread"),
        _l("dashed line"): _l("EU limit for magnesium from supplements"),
        _l("dotted line"): _l("the 375 mg that labels call 100 %"),
        _l("arrow"): _l("the bar is longer than the figure"),
    },
)
def label(salt, amount, stated, second, second_amount) -> View:
    """Magnesium in a labelled portion, and what a misreading of the same number would make of it."""
    table, limit, full = load("salts"), need_mg(EU_LIMIT), need_mg(LABEL)
    taken = [(salt, amount)] + ([(second, second_amount)] if second != "none" else [])
    shares = [salts.magnesium_share(table.loc[s, "formula"]) for s, _a in taken]
    as_salt = [float(salts.magnesium_mg(a, share)) for (_s, a), share in zip(taken, shares, strict=True)]
    as_magnesium = [float(a) for _s, a in taken]
    meant, misread = (as_salt, as_magnesium) if stated == "salt" else (as_magnesium, as_salt)
    rows = ["<b>" + chart.wrapped(_("as it is meant"), 12) + "</b>", chart.wrapped(_("misread"), 12)]
    names = texts(table.loc[[s for s, _a in taken]], "name")
    traces, room = [], [WIDEST_MG, WIDEST_MG]
    for i, name in enumerate(names):
        shown = [min(meant[i], room[0]), min(misread[i], room[1])]
        room = [r - s for r, s in zip(room, shown, strict=True)]
        color, shape = ((chart.BLUE, ""), (chart.ORANGE, "/"))[i]
        traces.append(
            chart.bar(
                x=shown,
                y=rows,
                orientation="h",
                name=name,
                hoverinfo="skip",
                marker={
                    "color": color,
                    "opacity": [1, 0.4],
                    "pattern": {
                        "shape": shape,
                        "fillmode": "overlay",
                        "fgcolor": "#FFFFFF",
                        "solidity": 0.15,
                    },
                },
            )
        )
    notes = [
        {
            "x": min(sum(v), WIDEST_MG),
            "y": row,
            "text": f"{number(sum(v))} mg" + (" →" if sum(v) > WIDEST_MG else ""),
            "showarrow": False,
            "xanchor": "left",
            "xshift": 4,
            "bgcolor": "#FFFFFF",
        }
        for v, row in ((meant, rows[0]), (misread, rows[1]))
    ]
    lines = [
        chart.line_at(limit, _("EU limit<br>{mg} mg").format(mg=number(limit)), color=chart.INK, place=1.0),
        chart.line_at(full, _("100 %<br>{mg} mg").format(mg=number(full)), dash="dot", place=1.0),
    ]
    for (_shape, note), side in zip(lines, ("right", "left"), strict=True):
        note |= {"yanchor": "bottom", "xanchor": side}
    fig = chart.figure(
        *traces,
        x={"range": [0, 1480], "tickvals": [0, 250, 500, 750, 1000], "title": _("mg of magnesium")},
        y={"autorange": "reversed", "showgrid": False, "ticks": ""},
        barmode="stack",
        height=360,
        bargap=0.35,
        shapes=[s for s, _n in lines],
        annotations=[n for _s, n in lines] + notes,
        showlegend=True,
        margin={"t": 110},
        legend={"orientation": "h", "y": 1.22, "yanchor": "bottom", "x": 0},
    )
    total = sum(meant)
    place = _("above") if total > limit else _("not above")
    reading = _(
        "This portion holds {mg} mg of magnesium. That is {percent} % of the {full} mg on labels, and {place} the EU limit of {limit} mg."
    ).format(
        mg=number(total),
        percent=number(100 * total / full, 0),
        full=number(full),
        place=place,
        limit=number(limit),
    )
    reading += " " + (
        _("The same number taken for magnesium would be {wrong} mg, {times} times as much.")
        if stated == "salt"
        else _(
            "The same number taken for salt would be only {wrong} mg of magnesium; in truth it is {times} times as much."
        )
    ).format(wrong=number(sum(misread)), times=number(max(sum(misread), total) / min(sum(misread), total), 1))
    rows_of = pd.DataFrame(
        {
            _("salt"): names,
            _("number on the label, mg"): [a for _s, a in taken],
            _("% magnesium"): [100 * s for s in shares],
            _("mg of magnesium"): meant,
            _("mg of salt"): [float(salts.salt_mg(m, s)) for m, s in zip(meant, shares, strict=True)],
            _("% of 375 mg"): [100 * m / full for m in meant],
        }
    )
    return View(fig, reading, rows_of, ("course-computed", "eu-1169-2011", "scf-2001"))


# ---- 3 organic against inorganic

WHOM = {
    "people": _l("studies in people"),
    "review": _l("reviews of studies in people"),
    "rats": _l("studies in rats"),
}
PARTNERS = {
    "all": _l("all salts"),
    "oxide": _l("oxide"),
    "chloride": _l("chloride"),
    "sulphate": _l("sulphate"),
    "carbonate": _l("carbonate"),
    "citrate": _l("citrate"),
    "lactate": _l("lactate"),
    "aspartate": _l("aspartate"),
    "bisglycinate": _l("bisglycinate"),
    "gluconate": _l("gluconate"),
    "malate": _l("malate"),
    "taurate": _l("taurate"),
    "orotate": _l("orotate"),
}


def under_labels(labels: list[str], left: float) -> tuple[list[int], dict, int]:
    """Rows of a figure with each label above its row, so that the figure keeps its whole width on a phone.

    Returns the places of the rows, the labels as a trace, and the height; all in pixels, with 0 on top and negative below. `left` is the left end of the horizontal axis.
    """
    places, middles, at = [], [], 4
    for text in labels:
        lines = text.count("<br>") + 1
        middles.append(-at - 1 - 7.5 * lines)
        at += 15 * lines + 11
        places.append(-at)
        at += 10
    return places, chart.text_at([left] * len(labels), middles, labels, size=12), at


LANES = {
    "inorganic": _l("inorganic better"),
    "neither": _l("no difference"),
    "organic": _l("organic better"),
    "other": _l("other question"),
}
DESIGNS = {
    "blinded": (_l("randomised or double-blind"), "circle", chart.BLUE),
    "cross-over": (_l("everyone got both"), "square", chart.GREEN),
    "other": (_l("another design"), "diamond", chart.ORANGE),
    "review": (_l("review"), "star", chart.PINK),
}


@explorable(
    _l("Comparisons of magnesium salts"),
    whom=Choice(WHOM, label=_l("Show"), help=_l("Rats are shown apart: they may take up salts differently.")),
    partner=Choice(PARTNERS, label=_l("Salt"), help=_l("Only comparisons that this salt took part in.")),
    marks={
        _l("one line"): _l(
            "one comparison: who studied it, in how many (in brackets), and what was compared"
        ),
        _l("place from left to right"): _l("which kind came out better"),
        _l("other question"): _l("both sides are of one kind, or only the form of the product differs"),
        _l("shape"): _l("design of the study"),
        _l("hollow"): _l("from memory, not yet checked: not counted"),
    },
)
def comparisons(whom, partner) -> View:
    """Every comparison found of organic with inorganic salts, by which came out better."""
    rows = load("salt_comparisons")
    rows = rows[
        (rows["subjects"] == "rats")
        if whom == "rats"
        else (rows["subjects"] == "people") & ((rows["type"] == "review") == (whom == "review"))
    ]
    if partner != "all":
        rows = rows[
            [partner in f"{a};{b}".split(";") for a, b in zip(rows["salts"], rows["against"], strict=True)]
        ]
    who = (
        f"{WHOM[whom]}"
        if partner == "all"
        else _("{whom}, {salt}").format(whom=str(WHOM[whom]), salt=str(PARTNERS[partner]))
    )
    axis = {
        "range": [-0.5, 3.5],
        "tickvals": [0, 1, 2, 3],
        "ticktext": [chart.wrapped(t, 10) for t in LANES.values()],
        "tickangle": 0,
        "side": "top",
        "tickfont": {"size": 12},
        "title": _("what came out better"),
    }
    if rows.empty:
        fig = chart.figure(
            chart.scatter(x=[], y=[]),
            x=axis,
            y={"range": [0, 1], "visible": False},
            height=260,
            annotations=[
                {
                    "x": 0.5,
                    "y": 0.5,
                    "xref": "paper",
                    "yref": "paper",
                    "text": "<b>" + chart.wrapped(_("nothing found: this is a gap"), 22) + "</b>",
                    "showarrow": False,
                    "font": {"size": 18},
                }
            ],
        )
        reading = _(
            "{who}: 0 comparisons were found. For this salt nobody can say, on this ground, that it is taken up better."
        ).format(who=who)
        return View(
            fig, reading, pd.DataFrame({_("study"): [_("none found")], _("compared"): ["–"]}), ("pardo-2021",)
        )
    people = ["" if n is pd.NA else f" ({n})" for n in rows["participants"]]
    names = [
        chart.wrapped(f"<b>{study} {year}</b>{n}: {compared}", 54)
        for study, year, n, compared in zip(
            rows["study"], rows["year"], people, texts(rows, "compared"), strict=True
        )
    ]
    places, said, bottom = under_labels(names, -0.5)
    lanes = [list(LANES).index(lane) for lane in rows["favours"]]
    sure = rows["known"].isin(CHECKED).tolist()
    traces = []
    for kind, (name, symbol, color) in DESIGNS.items():
        for checked in (True, False):
            mine = [i for i, k in enumerate(rows["design_kind"]) if k == kind and sure[i] == checked]
            if mine:
                traces.append(
                    chart.scatter(
                        x=[lanes[i] for i in mine],
                        y=[places[i] for i in mine],
                        mode="markers",
                        name=str(name) if checked else _("not yet checked"),
                        hoverinfo="skip",
                        marker={
                            "symbol": symbol if checked else f"{symbol}-open",
                            "size": 15,
                            "color": color,
                            "line": {
                                "color": chart.INK if checked else color,
                                "width": 0.5 if checked else 2,
                            },
                        },
                    )
                )
    bands = [
        {
            "type": "rect",
            "x0": 1.5,
            "x1": 2.5,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "fillcolor": chart.SKY,
            "opacity": 0.15,
            "line": {"width": 0},
            "layer": "below",
        }
    ]
    fig = chart.figure(
        *traces,
        said,
        x=axis,
        y={"range": [-bottom, 0], "visible": False},
        height=180 + bottom,
        shapes=bands,
        legend={"orientation": "h", "y": 0, "yanchor": "top", "x": 0, "xanchor": "left"},
        margin={"t": 80, "b": 100},
    )
    counted = rows[sure]
    tally = {lane: int((counted["favours"] == lane).sum()) for lane in LANES}
    oxide = int(
        ((counted["favours"] == "organic") & counted["against"].fillna("").str.contains("oxide")).sum()
    )
    reading = _(
        "{who}. Checked comparisons of organic with inorganic: {tests}; in favour of organic: {organic}, no difference: {neither}, in favour of inorganic: {inorganic}. Organic won against oxide {oxide} times and against anything else {else_} times."
    ).format(
        who=capital(who),
        tests=sum(tally.values()) - tally["other"],
        organic=tally["organic"],
        neither=tally["neither"],
        inorganic=tally["inorganic"],
        oxide=oxide,
        else_=tally["organic"] - oxide,
    )
    table = pd.DataFrame(
        {
            _("study"): [f"{s} {y}" for s, y in zip(rows["study"], rows["year"], strict=True)],
            _("compared"): texts(rows, "compared"),
            _("design"): texts(rows, "design"),
            _("participants"): [None if n is pd.NA else str(n) for n in rows["participants"]],
            _("found"): texts(rows, "found"),
            _("speaks for"): [str(LANES[f]) for f in rows["favours"]],
            _("standing"): [str(parts.STANDING[k]) for k in rows["known"]],
        }
    )
    return View(fig, reading, table, tuple(dict.fromkeys(rows["source_id"])))


# ---- 4 dose and laxative effect

AGES = {"adult": _l("adults"), "teen": _l("14 to 17 years")}
LIMITS = {
    "adult": {
        EU_LIMIT: _l("EU, 2001"),
        "iom-ul-19-up-both": _l("USA and Canada, 1997"),
        "vkm-ul-18-up-both": _l("Norway, 2016"),
        "evm-guidance-18-up-both": _l("United Kingdom, 2003"),
        "belgium-max-supplement-18-up-both": _l("Belgium, legal maximum"),
    },
    "teen": {
        EU_LIMIT: _l("EU, 2001"),
        "vkm-ul-14-18-both": _l("Norway, 2016"),
        "iom-ul-9-19-both": _l("USA and Canada, 1997"),
    },
}
TRIED = {
    "all": _l("all salts"),
    "oxide": _l("oxide"),
    "hydroxide": _l("hydroxide"),
    "chloride": _l("chloride"),
    "citrate": _l("citrate"),
    "lactate": _l("lactate"),
    "several": _l("several, or not named"),
}
FINDINGS = {
    "none": (_l("no complaints, or as with placebo"), "circle", chart.GREEN),
    "complaints": (_l("some had complaints"), "x", chart.ORANGE),
    "laxative": (_l("used as a laxative"), "triangle-down", chart.PINK),
}
WIDEST_DOSE = 1250


@explorable(
    _l("Magnesium from supplements, and the gut"),
    dose=Slider(
        0,
        1000,
        step=50,
        start=300,
        handout=range(0, 1001, 100),
        unit="mg",
        label=_l("From supplements a day"),
        help=_l("Magnesium itself, not salt; magnesium in food does not count here."),
    ),
    age=Choice(
        AGES,
        label=_l("Limits for"),
        help=_l("For the United Kingdom and Belgium only limits for adults were found."),
    ),
    salt=Choice(TRIED, label=_l("Salt"), help=_l("Only studies with this salt.")),
    marks={
        _l("black diamonds"): _l("limits of authorities"),
        _l("blue line"): _l("your dose"),
        _l("grey line through a marker"): _l("the study covers a range of doses"),
        _l("arrow"): _l("the dose lies, or the range runs, beyond the figure"),
        _l("P"): _l(
            "there was a placebo group; without it, nobody knows how many complaints come by themselves"
        ),
    },
)
def dose(dose, age, salt) -> View:
    """Limits of authorities and studied doses on one axis, beside a dose of one's own."""
    limits = {key: need_mg(key) for key in LIMITS[age]}
    rows = load("salt_tolerance")
    if salt != "all":
        rows = rows[[salt in s.split(";") for s in rows["salts"]]]
    labels = [f"{name}: {number(limits[key])} mg" for key, name in LIMITS[age].items()]
    labels += [
        f"<b>{s}</b>" + (" P" if p is not pd.NA and p else "") + f": {w}"
        for s, p, w in zip(texts(rows, "study"), rows["placebo"], texts(rows, "salt"), strict=True)
    ]
    places, said, bottom = under_labels([chart.wrapped(text, 50) for text in labels], 0)
    above, below = places[: len(limits)], places[len(limits) :]
    ends = [
        (low, min(high, WIDEST_DOSE))
        for low, high in zip(rows["low_mg_per_day"], rows["high_mg_per_day"], strict=True)
    ]
    middle = [min((low + high) / 2, WIDEST_DOSE) for low, high in ends]
    traces = [
        chart.scatter(
            x=list(limits.values()),
            y=above,
            mode="markers",
            name=_("limit"),
            hoverinfo="skip",
            marker={"symbol": "diamond", "size": 14, "color": chart.INK},
        )
    ]
    traces += [
        chart.scatter(
            x=list(pair),
            y=[y, y],
            mode="lines",
            line={"color": chart.GREY, "width": 3},
            showlegend=False,
            hoverinfo="skip",
        )
        for pair, y in zip(ends, below, strict=True)
        if pair[1] > pair[0] + 20
    ]
    for finding, (name, symbol, color) in FINDINGS.items():
        mine = [i for i, found in enumerate(rows["finding"]) if found == finding]
        if mine:
            traces.append(
                chart.scatter(
                    x=[middle[i] for i in mine],
                    y=[below[i] for i in mine],
                    mode="markers",
                    name=str(name),
                    hoverinfo="skip",
                    marker={
                        "symbol": symbol,
                        "size": 14,
                        "color": color,
                        "line": {"color": chart.INK, "width": 0.5},
                    },
                )
            )
    beyond = [y for y, high in zip(below, rows["high_mg_per_day"], strict=True) if high > WIDEST_DOSE]
    traces.append(chart.text_at([WIDEST_DOSE] * len(beyond), beyond, ["  ▸"] * len(beyond), size=18))
    shape, note = chart.line_at(
        dose, _("you: {mg} mg").format(mg=number(dose)), dash="solid", color=chart.BLUE
    )
    # leaves the labels free
    shape = {
        "type": "path",
        "path": " ".join(f"M{dose},{y + 10}V{y - 10}" for y in places),
        "line": {"color": chart.BLUE, "width": 3},
    }
    note |= {"yanchor": "bottom", "y": 1.0, "xanchor": "left" if dose < 700 else "right"}
    cut = {
        "type": "line",
        "x0": 0,
        "x1": 1,
        "xref": "paper",
        "y0": above[-1] - 9,
        "y1": above[-1] - 9,
        "line": {"color": chart.GREY, "width": 1},
    }
    fig = chart.figure(
        *traces,
        said,
        x={
            "range": [0, 1330],
            "tickvals": [0, 250, 500, 750, 1000, 1250],
            "tickangle": 0,
            "title": _("mg of magnesium a day"),
        },
        y={"range": [-bottom, 0], "visible": False},
        height=190 + bottom,
        shapes=[shape, cut],
        annotations=[note],
        legend={"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0},
        margin={"t": 40, "b": 150},
    )
    names = LIMITS[age]
    over = [f"{names[key]} ({number(limit)} mg)" for key, limit in limits.items() if dose > limit]
    calm = int(((rows["finding"] == "none") & (rows["high_mg_per_day"] >= dose)).sum())
    trouble = int(((rows["finding"] != "none") & (rows["low_mg_per_day"] <= dose)).sum())
    reading = (
        (
            _("{dose} mg a day is more than these limits allow: {over}.").format(
                dose=number(dose), over="; ".join(over)
            )
            if over
            else _("{dose} mg a day lies within all {count} limits drawn.").format(
                dose=number(dose), count=len(limits)
            )
        )
        + " "
        + _(
            "Of the {count} lines of studies, {calm} saw no trouble at this dose or a higher one, and {trouble} saw complaints or a laxative effect at this dose or a lower one."
        ).format(count=len(rows), calm=calm, trouble=trouble)
    )
    table = pd.DataFrame(
        {
            _("limit or study"): [str(t) for t in LIMITS[age].values()] + texts(rows, "study"),
            _("salt"): ["–"] * len(limits) + texts(rows, "salt"),
            _("from, mg a day"): [*limits.values(), *rows["low_mg_per_day"]],
            _("to, mg a day"): [*limits.values(), *rows["high_mg_per_day"]],
            _("found"): [_("limit")] * len(limits) + texts(rows, "found"),
            _("placebo"): ["–"] * len(limits)
            + [_("not read") if p is pd.NA else _("yes") if p else _("no") for p in rows["placebo"]],
        }
    )
    return View(
        fig,
        reading,
        table,
        tuple(dict.fromkeys([*load("reference_intakes").loc[list(limits), "source_id"], *rows["source_id"]])),
    )


# ---- 5 choose a salt

WEIGHED = (
    "oxide",
    "hydroxide",
    "carbonate",
    "chloride-hexahydrate",
    "sulphate-heptahydrate",
    "citrate",
    "lactate-dihydrate",
    "aspartate",
    "malate",
    "taurate",
    "bisglycinate",
    "gluconate-dihydrate",
    "glycerophosphate",
    "orotate",
    "pidolate",
    "threonate",
)
CRITERIA = {
    "share": (_l("magnesium share"), chart.BLUE, ""),
    "uptake": (_l("uptake"), chart.GREEN, "/"),
    "solubility": (_l("solubility"), chart.SKY, "x"),
    "tolerance": (_l("tolerance"), chart.PINK, "."),
    "eu": (_l("allowed in EU"), chart.YELLOW, "|"),
}
TOLERANCE = {
    "like_placebo": _l("as placebo in a trial"),
    "mixed": _l("studies disagree"),
    "laxative": _l("used as a laxative"),
}
ORDER = {"surely": _l("what is certain"), "perhaps": _l("what is possible")}


@lru_cache
def won_drawn_lost() -> dict[str, tuple[int, int, int]]:
    """For each salt the comparisons in people of two salts at equal doses that it won, drew and lost; only checked ones."""
    rows = load("salt_comparisons")
    rows = rows[
        (rows["subjects"] == "people")
        & (rows["type"] == "trial")
        & (rows["tests"] == "salt")
        & rows["equal_doses"]
        & rows["known"].isin(CHECKED)
    ]
    tally = {anion: [0, 0, 0] for anion in load("salts")["anion"]}
    for first, second, result in zip(rows["salts"], rows["against"], rows["result"], strict=True):
        place = ("better", "equal", "worse").index(result)
        for side, at in ((first, place), (second, 2 - place)):
            for anion in set(side.split(";")) & set(tally):
                tally[anion][at] += 1
    return {anion: tuple(counts) for anion, counts in tally.items()}


def score_table(met: dict[str, tuple[int, int, int]]) -> pd.DataFrame:
    """Scores from 0 to 1 of every salt that is weighed, one column a criterion; NaN where nothing checked was read. `met` as `won_drawn_lost` gives it."""
    rows, ranking = load("salts").loc[list(WEIGHED)], parameters("salt-ranking")
    share = np.array([salts.magnesium_share(f) for f in rows["formula"]])
    tolerance = {"like_placebo": 1.0, "mixed": ranking["mixed"], "laxative": 0.0}
    known_eu = rows["eu_known"].isin(CHECKED)
    return pd.DataFrame(
        {
            "share": salts.score_between(share, 0, salts.magnesium_share("MgO")),
            "uptake": [salts.won_share(*met[a]) for a in rows["anion"]],
            "solubility": salts.score_between(
                rows["solubility_g_per_100ml"].where(rows["solubility_known"].isin(CHECKED)),
                ranking["solubility_worst"],
                ranking["solubility_best"],
                logarithmic=True,
            ),
            "tolerance": rows["tolerance"].map(tolerance),
            "eu": [
                float(v) if k else np.nan
                for v, k in zip(rows["eu_supplement"].fillna(False), known_eu, strict=True)
            ],
        },
        index=rows.index,
    )


@lru_cache
def _scores() -> pd.DataFrame:
    """The scores by the comparisons that were read."""
    return score_table(won_drawn_lost())


def _weight(label, help_text, handout=(0, 1, 3)):
    return Slider(
        0,
        3,
        step=1,
        start=1,
        handout=handout,
        texts={0: _l("0: ignore"), 3: _l("3: most")},
        label=label,
        help=help_text,
    )


@explorable(
    _l("Salts weighed by what you find important"),
    share=_weight(
        _l("Weight: magnesium share"), _l("Computed from the formula; oxide, the richest, scores 1.")
    ),
    uptake=_weight(
        _l("Weight: uptake in people"),
        _l(
            "Share of the checked comparisons with equal doses that the salt won; a draw counts half. Not every salt met the same opponents."
        ),
    ),
    solubility=_weight(
        _l("Weight: solubility"),
        _l("On a scale of equal factors from 0.001 to 20 g in 100 mL of water; our choice of ends."),
        (0, 1),
    ),
    tolerance=_weight(
        _l("Weight: tolerance"),
        _l("1: as placebo in a trial; 0: in use as a laxative, at large doses; between: studies disagree."),
    ),
    eu=_weight(
        _l("Weight: allowed in EU supplements"),
        _l("1: on the list, 0: not; open where we could not read it."),
        (0, 1),
    ),
    order=Choice(
        ORDER,
        label=_l("Put first"),
        help=_l(
            "Order by the points that are certain, or by the most that is possible once the gaps are filled."
        ),
    ),
    marks={
        _l("coloured pieces"): _l("points that rest on something read or computed"),
        _l("white piece with a question mark"): _l(
            "gap: nothing checked was read, so these points may be won or lost"
        ),
        _l("two numbers"): _l("certain and possible points of 100"),
    },
)
def choose(share, uptake, solubility, tolerance, eu, order) -> View:
    """Salts ranked by weights of one's own, with what is not known as an open piece."""
    rows, met = load("salts").loc[list(WEIGHED)], won_drawn_lost()
    scores = _scores()
    weights = np.array([share, uptake, solubility, tolerance, eu], float)
    some = weights.sum() > 0
    known, gaps = (
        salts.weighed_parts(scores[list(CRITERIA)].to_numpy(), weights)
        if some
        else (np.zeros(scores.shape), np.zeros(scores.shape))
    )
    low, high = known.sum(axis=1), known.sum(axis=1) + gaps.sum(axis=1)
    first = np.argsort(-(low if order == "surely" else high), kind="stable")
    names = [
        chart.wrapped(n.replace(" H₂O", "\u00a0H₂O"), 18, lines=2)
        for n in np.array(texts(rows, "name"))[first]
    ]
    traces = [
        chart.bar(
            x=known[first, i],
            y=names,
            orientation="h",
            name=str(name),
            hoverinfo="skip",
            marker={
                "color": color,
                "line": {"width": 0},
                "pattern": {
                    "shape": shape,
                    "fillmode": "overlay",
                    "fgcolor": chart.INK,
                    "size": 6,
                    "solidity": 0.2,
                },
            },
        )
        for i, (name, color, shape) in enumerate(CRITERIA.values())
    ]
    gap, wide = _("gap"), high - low
    traces.append(
        chart.bar(
            x=wide[first],
            y=names,
            orientation="h",
            name=gap,
            hoverinfo="skip",
            text=["?" if w > 4 else "" for w in wide[first]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            marker={"color": "#FFFFFF", "line": {"color": chart.INK, "width": 1.5}},
        )
    )
    spans = [f"{number(low[k], 0)} – {number(high[k], 0)}" for k in first]
    totals = [number(low[k], 0) if wide[k] < 0.01 else span for k, span in zip(first, spans, strict=True)]
    traces.append(chart.text_at(high[first], names, [f" {t}" for t in totals]))
    fig = chart.figure(
        *traces,
        x={"range": [0, 128], "tickvals": [0, 25, 50, 75, 100], "title": _("points of 100")},
        y={"range": [15.6, -0.6], "showgrid": False, "ticks": "", "tickfont": {"size": 12}},
        barmode="stack",
        bargap=0.3,
        height=690,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        margin={"t": 100},
    )
    if some:
        top = first[0]
        reading = _(
            "On top stands {salt}: {low} of 100 points certain, {high} possible. {open} of {count} salts have a gap at these weights, and {rivals} could still overtake it once their gaps are filled; this orders facts by your weights and is no advice."
        ).format(
            salt=texts(rows, "name")[top],
            low=number(low[top], 0),
            high=number(high[top], 0),
            open=int((wide > 0.01).sum()),
            count=len(rows),
            rivals=int(sum(high[k] > low[top] + 0.01 for k in first[1:])),
        )
    else:
        reading = _(
            "All weights are 0, so all {count} salts have 0 points: a ranking says nothing without weights."
        ).format(count=len(rows))
    table = pd.DataFrame(
        {
            _("salt"): texts(rows, "name"),
            _("% magnesium"): [100 * salts.magnesium_share(f) for f in rows["formula"]],
            _("comparisons won, drawn, lost"): [
                gap if not sum(w) else " – ".join(map(str, w)) for w in map(met.get, rows["anion"])
            ],
            _("g in 100 mL of water"): [
                gap + (f": {note}" if note else "") if v != v else number(v) + (f" ({note})" if note else "")
                for v, note in zip(
                    rows["solubility_g_per_100ml"], texts(rows, "solubility_note"), strict=True
                )
            ],
            _("tolerance"): [str(TOLERANCE[t]) if isinstance(t, str) else gap for t in rows["tolerance"]],
            _("EU supplements"): [
                (gap if k not in CHECKED else _("yes") if v else _("no")) + f": {note}"
                for v, k, note in zip(
                    rows["eu_supplement"], rows["eu_known"], texts(rows, "eu_note"), strict=True
                )
            ],
            _("points certain"): low,
            _("points possible"): high,
        }
    ).iloc[first]
    used = [
        *rows["solubility_source_id"].dropna(),
        *rows["eu_source_id"],
        *rows["tolerance_source_id"].dropna(),
        "firoz-2001",
        "kappeler-2017",
        "walker-2003",
        "schuette-1994",
        "lindberg-1990",
    ]
    return View(fig, reading, table, tuple(dict.fromkeys(used)))


weighing = parts.Parameters(LESSON, "salt-ranking", "weighing")


# ---- 6 B6 and taurine

ASKED = {
    "found": _l("what was studied in people"),
    "stress": _l("B6: stress, everyone"),
    "severe": _l("B6: stress, severe cases"),
    "harm": _l("B6: complaints"),
    "taurine": _l("taurine: how much, and endurance"),
}
SEARCHED = {  # what was asked, and how many studies in people were found and read
    _l("adding B6 to magnesium lowers stress"): 1,
    _l("magnesium cannot enter cells without B6"): 0,
    _l("taurine raises uptake of magnesium"): 0,
    _l("taurine keeps magnesium in cells"): 0,
    _l("taurine and endurance"): 10,
    _l("taurine calms"): 0,
}


@explorable(
    _l("Vitamin B6 and taurine beside magnesium"),
    asked=Choice(ASKED, label=_l("Question"), help=_l("Each question has its own figure.")),
    magnesium=Slider(
        50,
        250,
        step=50,
        start=250,
        unit="mg",
        label=_l("Magnesium as taurate"),
        help=_l("Counts for the last question only: how much taurine comes along."),
    ),
    marks={
        _l("striped bar or square"): _l("with vitamin B6"),
        _l("no placebo"): _l(
            "both groups got magnesium, so nobody knows how much stress would have fallen by itself"
        ),
        _l("shaded band"): _l("doses of taurine in the pooled trials"),
        _l("diamond with a line"): _l("difference with its 95 % confidence interval"),
    },
)
def b6_and_taurine(asked, magnesium) -> View:
    """What trials compared and found, and the taurine that comes with magnesium taurate."""
    effects = load("effects")
    value = effects["estimate"]
    if asked == "found":
        names, counts = [str(t) for t in SEARCHED], list(SEARCHED.values())
        fig = chart.ranked_bars(
            names, counts, [number(c) for c in counts], limit=12, title=_("studies in people"), height=420
        )
        reading = _(
            "For the combination with B6 we found 1 trial, for taurine and endurance a pooled analysis of 10 studies. For the claims about taurine and magnesium itself we found 0 studies in people."
        )
        table = pd.DataFrame({_("question"): names, _("studies in people"): counts})
        return View(fig, reading, table, ("pouteau-2018", "waldron-2018", "efsa-2009-taurate", "trpm-2005"))
    if asked == "stress":
        with_b6, alone = -value["pouteau-2018-b6-stress"], -value["pouteau-2018-alone-stress"]
        names = [_("magnesium and B6"), _("magnesium alone")]
        fig = chart.figure(
            chart.bar(
                x=[chart.wrapped(n, 10) for n in names],
                y=[with_b6, alone],
                text=[f"{number(v, 1)} %" for v in (with_b6, alone)],
                textposition="outside",
                marker={
                    "color": [chart.GREEN, chart.BLUE],
                    "pattern": {
                        "shape": ["/", ""],
                        "fillmode": "overlay",
                        "fgcolor": "#FFFFFF",
                        "solidity": 0.15,
                    },
                },
                showlegend=False,
            ),
            x={"showgrid": False, "tickangle": 0},
            y={"range": [0, 60], "title": _("% fall of the stress score")},
            height=400,
            bargap=0.5,
            annotations=[_no_placebo()],
        )
        reading = _(
            "In 264 stressed adults with low serum magnesium the score fell by {both} % with B6 and by {alone} % without it: no significant difference. There was no placebo, so how much would have fallen anyway is unknown."
        ).format(both=number(with_b6, 1), alone=number(alone, 1))
        table = pd.DataFrame(
            {_("group"): names, _("% fall of the stress score in 8 weeks"): [with_b6, alone]}
        )
    elif asked == "severe":
        row = effects.loc["pouteau-2018-b6-severe"]
        fig = chart.forest(
            [
                chart.Effect(
                    _("Pouteau 2018: 162 people with severe stress"),
                    row["estimate"],
                    row["low"],
                    row["high"],
                    "trial",
                )
            ],
            kinds={"trial": (_l("trial without placebo"), "diamond", chart.ORANGE)},
            title=_("points, stress score"),
            limits=(-3, 9),
            none=0,
            sides=(_("worse with B6"), _("better with B6")),
        )
        reading = _(
            "Among the 162 people with severe stress the score fell {mean} points more with B6 (95 % interval {low} to {high}). That is a part of the people, and the whole group showed no difference."
        ).format(mean=number(row["estimate"]), low=number(row["low"]), high=number(row["high"]))
        table = pd.DataFrame(
            {
                _("group"): [_("severe stress")],
                _("difference, points"): [row["estimate"]],
                _("from"): [row["low"]],
                _("to"): [row["high"]],
            }
        )
    elif asked == "harm":
        with_b6, alone = (
            round(10 * value[key]) for key in ("pouteau-2018-b6-harm", "pouteau-2018-alone-harm")
        )
        fig = chart.people(
            [
                (_("complaints with and without B6"), with_b6, chart.GREEN, "/"),
                (_("complaints only without B6"), alone - with_b6, chart.ORANGE, "x"),
                (_("no complaints"), 1000 - alone, chart.PALE, ""),
            ],
            height=460,
        )
        reading = _(
            "Of 1000 people, {alone} would report complaints with magnesium alone and {both} with B6 added. These are all kinds of complaints, without placebo, in one trial."
        ).format(alone=alone, both=with_b6)
        table = pd.DataFrame(
            {
                _("group"): [_("magnesium and B6"), _("magnesium alone")],
                _("complaints, of 1000 people"): [with_b6, alone],
            }
        )
    else:
        grams = (
            float(salts.salt_mg(magnesium, salts.magnesium_share("Mg(C2H6NO3S)2")))
            / 1000
            * 2
            * salts.molar_mass("C2H7NO3S")
            / salts.molar_mass("Mg(C2H6NO3S)2")
        )
        row = effects.loc["waldron-2018-taurine"]
        band = {
            "type": "rect",
            "x0": 1,
            "x1": 6,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "fillcolor": chart.ORANGE,
            "opacity": 0.18,
            "line": {"width": 0},
            "layer": "below",
        }
        note = {
            "x": 3.5,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": _("doses in trials: 1 to 6 g"),
            "showarrow": False,
            "font": {"color": "#8A3C00", "size": 13},
        }
        fig = chart.figure(
            chart.bar(
                x=[grams],
                y=[chart.wrapped(_("taurine that comes along"), 14)],
                orientation="h",
                marker={"color": chart.BLUE},
                text=[f"{number(grams)} g"],
                textposition="outside",
                showlegend=False,
            ),
            x={"range": [0, 7], "title": _("g of taurine")},
            y={"showgrid": False, "ticks": ""},
            height=260,
            bargap=0.5,
            shapes=[band],
            annotations=[note],
        )
        reading = _(
            "{mg} mg of magnesium as taurate brings {grams} g of taurine. In 10 studies with 1 to 6 g endurance rose a little (effect size {mean}, {low} to {high}; 0.2 is called small, 0.5 medium); magnesium was not part of it."
        ).format(
            mg=magnesium,
            grams=number(grams),
            mean=number(row["estimate"]),
            low=number(row["low"]),
            high=number(row["high"]),
        )
        table = pd.DataFrame(
            {
                _("what"): [_("taurine that comes along"), _("least in the trials"), _("most in the trials")],
                _("g of taurine"): [grams, 1.0, 6.0],
            }
        )
        return View(fig, reading, table, ("course-computed", "waldron-2018"))
    return View(fig, reading, table, ("pouteau-2018",))


def _no_placebo() -> dict:
    return {
        "x": 0.5,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "yanchor": "top",
        "text": "<b>" + _("no placebo group") + "</b>",
        "showarrow": False,
        "font": {"size": 14},
        "bgcolor": "rgba(255,255,255,0.85)",
    }


# ---- the frame of the lesson

header = parts.Header(
    LESSON,
    minutes={
        _l("what the article says"): 15,
        _l("inside the salt"): 15,
        _l("read the label"): 15,
        _l("organic against inorganic"): 20,
        _l("dose and gut"): 15,
        _l("weigh salts"): 20,
        _l("B6 and taurine"): 15,
        _l("verdicts and quiz"): 20,
    },
    needs=_l("what an atom and a chemical formula are, and how to compute a percentage."),
    goals=[
        _l(
            "compute from a formula how much of a salt is magnesium, and how much salt brings a given amount;"
        ),
        _l("read a label without taking the salt for the magnesium;"),
        _l('judge from all comparisons whether "organic is better" is a rule;'),
        _l("rank salts by weights of your own, and say what is not known."),
    ],
)
vote = parts.Vote(LESSON)
verdicts = parts.Verdicts(vote)
quiz = parts.Quiz(
    LESSON,
    [
        parts.Number(
            _l(
                "Magnesium oxide is MgO. Magnesium has a molar mass of 24.3 g/mol, oxygen 16.0 g/mol. How many percent of the oxide is magnesium?"
            ),
            answer=60.3,
            tolerance=0.4,
            unit="%",
            right=_l("24.3 / 40.3 = 60.3 %: no other salt here comes near."),
            low=_l("Too little. Divide 24.3 by the sum of both masses."),
            high=_l("Too much. The oxygen counts too: divide by 40.3."),
        ),
        parts.Choose(
            _l('A label says: "magnesium bisglycinate 1000 mg". How much magnesium is that?'),
            {
                _l("1000 mg"): (False, _l("That is the salt. Only 14.1 % of it is magnesium.")),
                _l("141 mg"): (
                    True,
                    _l(
                        "Right: 14.1 % of 1000 mg. Look for the line with a percentage of the reference intake."
                    ),
                ),
                _l("603 mg"): (False, _l("That would be oxide: 60.3 % of it is magnesium.")),
            },
        ),
        parts.Choose(
            _l(
                "In the trial of Firoz and Graber, which inorganic salt was taken up as well as lactate and aspartate?"
            ),
            {
                _l("oxide"): (
                    False,
                    _l(
                        "Of the oxide only {absorption_studies/firoz-2001-oxide/absorbed_percent:0} % was taken up."
                    ),
                ),
                _l("chloride"): (
                    True,
                    _l("Right. It dissolves well, and that matters more than being organic."),
                ),
                _l("none"): (False, _l('Chloride was. "Inorganic" is not one thing.')),
            },
        ),
        parts.ChooseSeveral(
            _l("Which statements about the gut are true?"),
            {
                _l("Citrate is used to empty the bowel."): (True, _l("Citrate: yes, about 17 g at once.")),
                _l("Organic salts never loosen the gut."): (
                    False,
                    _l('"Never" is wrong: citrate is organic and a laxative.'),
                ),
                _l("It depends on the dose."): (
                    True,
                    _l("Dose: yes, around 400 mg a day pooled trials saw no difference from placebo."),
                ),
                _l("Every authority has the same limit."): (
                    False,
                    _l(
                        "Limits run from {reference_intakes/scf-ul-4-up-both/magnesium_mg_per_day:0} to {reference_intakes/belgium-max-supplement-18-up-both/magnesium_mg_per_day:0} mg a day."
                    ),
                ),
            },
        ),
        parts.Choose(
            _l("For a salt no comparison in people was found. What does that say about its uptake?"),
            {
                _l("It is bad."): (False, _l("A gap is not a zero.")),
                _l("It is average."): (False, _l("Nor is it an average: nobody measured it.")),
                _l("Nothing, either way."): (
                    True,
                    _l("Right. That is why the ranking leaves the piece open."),
                ),
            },
        ),
    ],
)
