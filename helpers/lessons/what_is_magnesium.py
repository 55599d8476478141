"""Lesson 01: where magnesium is in the body, how much of it a day is asked, and what "deficient" can mean."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from helpers import chart, parts
from helpers.explore import Choice, Slider, View, explorable
from helpers.figures import parameters
from helpers.language import _, _l, number, pick
from helpers.models import body, distribution
from helpers.tables import load

LESSON = "01-what-is-magnesium"
ARTICLE_MG, ARTICLE_PERCENT = 300, 80  # what the article asks a day, and the share that it calls deficient
LABEL = "eu-label-nrv-18-up-both"


@lru_cache
def _rows(table: str) -> tuple[dict, ...]:
    """A table as plain rows, read only: many times faster to pick from than a DataFrame, and each figure picks anew."""
    return tuple(load(table).reset_index().to_dict("records"))


# ---- 1 where is it?

TISSUES = {
    "serum": _l("blood serum"),
    "erythrocytes": _l("red blood cells"),
    "soft": _l("other soft tissue"),
    "muscle": _l("muscle"),
    "bone": _l("bone"),
}
LARGEST_FIRST = tuple(reversed(TISSUES))
SHOW = {"grams": _l("grams in each tissue"), "parts": _l("1000 equal parts")}
PATTERNS = dict(zip(LARGEST_FIRST, ("", "/", ".", "x", "|"), strict=True))
COLORS = dict(zip(LARGEST_FIRST, (chart.BLUE, chart.SKY, chart.GREEN, chart.PINK, chart.YELLOW), strict=True))
REMARKS = {
    "serum": _l("This is all that an ordinary blood test sees."),
    "erythrocytes": _l("An ordinary blood test does not see them: the cells are spun off first."),
    "soft": _l("The liver is one of these tissues."),
    "muscle": _l("It is the second store after bone."),
    "bone": _l("About a third of it can move out again."),
}


@explorable(
    _l("Magnesium in the body"),
    tissue=Choice(TISSUES, label=_l("Tissue"), help=_l("The part of the body that is picked out.")),
    kg=Slider(
        40,
        100,
        step=5,
        start=70,
        handout=range(40, 101, 10),
        unit="kg",
        label=_l("Body mass"),
        help=_l("The tissues keep their shares: an adult of another mass is our scaling of one table."),
    ),
    show=Choice(
        SHOW,
        label=_l("Show"),
        help=_l("Amounts in grams, or all the magnesium of the body cut into 1000 equal parts."),
    ),
    marks={
        _l("orange"): _l("the tissue you picked"),
        _l("small squares"): _l("each is one thousandth of the magnesium in the body"),
    },
)
def body_map(tissue, kg, show) -> View:
    """Magnesium in the tissues of an adult body: grams and shares, from the mass and content of each tissue."""
    p = parameters("body-magnesium")
    masses = np.array([p[f"mass_{t}"] for t in LARGEST_FIRST])
    kilograms = body.scaled_mass_kg(masses, kg, masses.sum())
    grams = body.grams(kilograms, [p[f"content_{t}"] for t in LARGEST_FIRST])
    shares = body.shares_percent(grams)
    names, place = [str(TISSUES[t]) for t in LARGEST_FIRST], LARGEST_FIRST.index(tissue)
    if show == "grams":
        percent = [number(share, 1 if share < 1 else 0) for share in shares]
        said = [f"{_grams(g)} · {share} %" for g, share in zip(grams, percent, strict=True)]
        colors = [chart.ORANGE if t == tissue else chart.BLUE for t in LARGEST_FIRST]
        fig = chart.ranked_bars(
            names, grams, said, limit=36, title=_("g of magnesium"), colors=colors, height=360
        )
    else:
        pieces = _whole_parts(shares)
        fig = chart.people(
            [
                (n, c, chart.ORANGE if t == tissue else COLORS[t], PATTERNS[t])
                for t, n, c in zip(LARGEST_FIRST, names, pieces, strict=True)
            ],
            height=480,
        )
    reading = (
        _(
            "An adult of {kg} kg holds about {total} g of magnesium, of which {tissue} holds {amount}: {share} %."
        ).format(
            kg=number(kg),
            total=number(grams.sum(), 1),
            tissue=names[place],
            amount=f"{number(1000 * grams[place], 0)} mg" if grams[place] < 1 else _grams(grams[place]),
            share=number(shares[place], 2 if shares[place] < 1 else 0),
        )
        + " "
        + str(REMARKS[tissue])
    )
    table = pd.DataFrame(
        {
            _("tissue"): names,
            _("kg of tissue"): kilograms,
            _("mmol of magnesium in 1 kg"): [p[f"content_{t}"] for t in LARGEST_FIRST],
            _("g of magnesium"): grams,
            _("% of the body's magnesium"): shares,
        }
    )
    return View(fig, reading, table, ("elin-1987", "iom-1997-chapter-6"))


def _grams(g: float) -> str:
    """An amount of a tissue as printed beside its bar."""
    return f"{number(g, 1)} g" if g >= 1 else f"{number(g, 2)} g"


def _whole_parts(shares) -> list[int]:
    """Shares in percent as whole parts that make 1000 together: rounded down, the largest remainders up."""
    exact = np.asarray(shares) * 10
    pieces = np.floor(exact).astype(int)
    pieces[np.argsort(pieces - exact, kind="stable")[: 1000 - pieces.sum()]] += 1
    return pieces.tolist()


# ---- 2 how much do I need?

AUTHORITIES = {
    "EFSA": _l("European Union"),
    "HGR": _l("Belgium"),
    "Gezondheidsraad": _l("Netherlands"),
    "DGE": _l("Germany, Austria, Switzerland"),
    "ANSES": _l("France"),
    "NNR": _l("Nordic countries"),
    "UK": _l("United Kingdom"),
    "IOM": _l("USA and Canada"),
    "FAO/WHO": _l("the world (FAO/WHO)"),
}
RESEARCH = {"Nielsen": _l("a researcher's proposal"), "Hunt & Johnson": _l("balance studies")}
WHO = {
    "female": _l("girl or woman"),
    "male": _l("boy or man"),
    "pregnant": _l("expecting a baby"),
    "lactating": _l("breastfeeding"),
}
KINDS = {  # of reference_intakes.csv: name, marker, colour
    "AI": (_l("adequate intake"), "circle", chart.BLUE),
    "RDA": (_l("recommended"), "diamond", chart.GREEN),
    "EAR": (_l("average need"), "triangle-up", chart.PINK),
    "balance": (_l("in balance"), "square", chart.YELLOW),
}
SAME_AS = {"RNI": "RDA", "RI": "RDA"}


@explorable(
    _l("How much magnesium a day?"),
    authority=Choice(
        dict(AUTHORITIES.items()),
        label=_l("Yours"),
        help=_l("The country or body whose advice is picked out."),
    ),
    age=Slider(
        2,
        80,
        step=1,
        start=16,
        handout=[4, 8, 12, 16, 20, 40, 70],
        unit=_l("years"),
        label=_l("Age"),
        help=_l("Some authorities give no figure for some ages; then their row says so."),
    ),
    who=Choice(
        WHO,
        label=_l("Who"),
        help=_l(
            "Expecting a baby and breastfeeding: from 15 to 50 years; at other ages the figure shows girls and women in general."
        ),
    ),
    marks={
        _l("ring"): _l("the advice you picked"),
        _l("circle"): _l("adequate intake: what healthy people eat, where no need could be measured"),
        _l("diamond"): _l("recommended: meant to be enough for nearly everybody"),
        _l("triangle"): _l("average need: enough for half of the people"),
        _l("square"): _l("measured: as much left the body as came in"),
        "*": _l("read on a page that quotes the source"),
        _l("dashed lines"): _l("the article's 300 mg, and 375 mg, to which European labels compare"),
    },
)
def needs(authority, age, who) -> View:
    """Reference intakes of all authorities for one person, beside the article's figure and that of the labels."""
    expecting = who in ("pregnant", "lactating") and 15 <= age <= 50
    sex, status = ("male" if who == "male" else "female"), (who if expecting else "general")
    rows = _intakes(age, sex, status)
    order = [*AUTHORITIES, *RESEARCH]
    names = {key: chart.wrapped((AUTHORITIES | RESEARCH)[key], 17, lines=2) for key in order}
    traces = []
    for kind, (name, symbol, color) in KINDS.items():
        some = [r for r in rows if r["kind"] == kind]
        traces.append(
            chart.scatter(
                x=[r["magnesium_mg_per_day"] for r in some],
                y=[order.index(r["authority"]) for r in some],
                mode="markers+text",
                name=str(name),
                textposition="bottom center" if kind == "EAR" else "top center",
                cliponaxis=False,
                text=[
                    number(r["magnesium_mg_per_day"]) + ("*" if r["known"] == "secondary" else "")
                    for r in some
                ],
                textfont={
                    "size": 12,
                    "shadow": [
                        chart.HALO if r["magnesium_mg_per_day"] == ARTICLE_MG else "none" for r in some
                    ],
                },
                marker={
                    "symbol": symbol,
                    "size": 12,
                    "color": color,
                    "line": {"color": chart.INK, "width": 0.5},
                },
                hoverinfo="skip",
            )
        )
    mine = [r for r in rows if r["authority"] == authority]
    traces.append(
        chart.scatter(
            x=[r["magnesium_mg_per_day"] for r in mine],
            y=[order.index(authority)] * len(mine),
            mode="markers",
            name=_("yours"),
            hoverinfo="skip",
            marker={"symbol": "circle-open", "size": 24, "color": chart.ORANGE, "line": {"width": 3}},
        )
    )
    label = _intake_mg(LABEL)
    lines = [
        chart.line_at(ARTICLE_MG, _("article: {mg} mg").format(mg=ARTICLE_MG), color="#8A3C00"),
        chart.line_at(label, _("label: {mg} mg").format(mg=number(label)), dash="dot"),
    ]
    for (shape, note), up in zip(lines, (0, 16), strict=True):
        shape["layer"] = "below"
        note |= {"xanchor": "right", "yanchor": "bottom", "yshift": up}
    missing = [
        {
            "x": 8,
            "y": order.index(a),
            "text": _("no figure found"),
            "showarrow": False,
            "xanchor": "left",
            "font": {"size": 12, "color": chart.GREY},
        }
        for a in order
        if a not in {r["authority"] for r in rows}
    ]
    fig = chart.figure(
        *traces,
        x={"range": [0, 480], "title": _("mg of magnesium a day"), "showgrid": False},
        height=680,
        shapes=[s for s, _n in lines],
        annotations=[n for _s, n in lines] + missing,
        y={
            "range": [len(order) - 0.3, -0.8],
            "tickvals": list(range(len(order))),
            "ticktext": [names[a] for a in order],
            "ticks": "",
            "tickfont": {"size": 13},
        },
        margin={"t": 130},
        legend={"orientation": "h", "y": 1.08, "yanchor": "bottom", "x": 0},
    )
    official = [r["magnesium_mg_per_day"] for r in rows if r["authority"] in AUTHORITIES]
    whom = _("{who}, {age} years").format(
        who=str(WHO[who if expecting or who == "male" else "female"]).capitalize(), age=age
    )
    if not mine:
        reading = _("{whom}: for {authority} our table has no figure.").format(
            whom=whom, authority=str(AUTHORITIES[authority])
        )
    else:
        advice = _(" and ").join(
            _("{kind} {mg} mg").format(kind=KINDS[r["kind"]][0], mg=number(r["magnesium_mg_per_day"]))
            for r in mine
        )
        reading = _("{whom}, {authority}: {advice} a day.").format(
            whom=whom, authority=str(AUTHORITIES[authority]), advice=advice
        )
    reading += " " + _(
        "All official figures here run from {low} to {high} mg; the article says {article} mg for everybody."
    ).format(low=number(min(official)), high=number(max(official)), article=ARTICLE_MG)
    table = pd.DataFrame(
        {
            _("who says it"): [str((AUTHORITIES | RESEARCH)[r["authority"]]) for r in rows],
            _("what it is"): [str(KINDS[r["kind"]][0]) for r in rows],
            _("mg a day"): [r["magnesium_mg_per_day"] for r in rows],
            _("year"): [str(r["year"]) for r in rows],
            _("standing"): [str(parts.STANDING[r["known"]]) for r in rows],
        }
    )
    return View(fig, reading, table, tuple(dict.fromkeys([*(r["source_id"] for r in rows), "eu-1169-2011"])))


def _intake_mg(key: str) -> float:
    """Amount of a row of reference_intakes.csv, mg a day."""
    return next(r["magnesium_mg_per_day"] for r in _rows("reference_intakes") if r["intake_id"] == key)


def _intakes(age: float, sex: str, status: str) -> list[dict]:
    """Rows of reference_intakes.csv that hold for a person, in the order of the figure, for total intake."""
    rows = [
        r | {"kind": SAME_AS.get(r["kind"], r["kind"])}
        for r in _rows("reference_intakes")
        if r["basis"] == "total"
        and r["current"]
        and r["status"] == status
        and r["sex"] in (sex, "both")
        and r["age_from_years"] <= age
        and not r["age_to_years"] <= age
    ]
    order = [*AUTHORITIES, *RESEARCH]
    return sorted(
        (r for r in rows if r["authority"] in order and r["kind"] in KINDS),
        key=lambda r: order.index(r["authority"]),
    )


# ---- 3 what is a deficiency?

RUNGS = {
    "blood-limit": _l("blood: below a laboratory's limit"),
    "blood-optimum": _l("blood: below a proposed optimum"),
    "food-lowest": _l("food: below the lowest norm"),
    "food-average": _l("food: below the average need"),
    "food-recommended": _l("food: below a recommendation"),
}
GROUPS = {"general": _l("adults or everybody"), "all": _l("also the old, teenagers and patients")}
MEMBERS = {
    "general": (_l("adults or everybody"), "circle"),
    "age-group": (_l("teenagers or old people"), "diamond"),
    "patients": (_l("patients"), "square"),
}
FAMILY = {"blood": chart.PINK, "food": chart.GREEN}
# how a marker or bar shows that a figure is less well known
OPEN = {
    "secondary": "{symbol}-open",
    "unverified": "x-thin",
}
HATCH = {"secondary": "/", "unverified": "x"}


@explorable(
    _l("Who is deficient? A ladder of definitions"),
    definition=Choice(
        {"ladder": _l("all five definitions"), **RUNGS},
        label=_l("Definition of too little"),
        help=_l("What is measured, and below what it counts as too little."),
    ),
    group=Choice(GROUPS, label=_l("People"), help=_l("Whose surveys take part.")),
    since=Slider(
        1975,
        2015,
        step=10,
        start=1975,
        texts={year: str(year) for year in range(1975, 2016, 10)},
        label=_l("Surveys since"),
        help=_l("Older surveys turn pale and no longer count."),
    ),
    marks={
        _l("dashed line"): _l("the article's share: more than 80 %"),
        _l("filled"): _l("the figure was read in its source, or computed from it"),
        _l("open or hatched"): _l("read in a text that quotes the source"),
        _l("cross"): _l("not yet checked against its source; not counted"),
        _l("pale"): _l("older than the year you chose; not counted"),
        _l("thin line"): _l("the source gives a range"),
    },
)
def ladder(definition, group, since) -> View:
    """Share of people with "too little" magnesium in surveys, by what is measured and where the cut-off lies."""
    rows = [
        r | {"counted": r["year_to"] >= since and r["known"] != "unverified"}
        for r in _rows("intake_surveys")
        if r["kind"] == "share" and group in ("all", r["group"]) and definition in ("ladder", r["definition"])
    ]
    fig = _all_rungs(rows) if definition == "ladder" else _one_rung(rows)
    name = (
        _("All five definitions together") if definition == "ladder" else str(RUNGS[definition]).capitalize()
    )
    counted = [r for r in rows if r["counted"]]
    if counted:
        reading = _(
            "{definition}: {span} of the people. Figures since {year}: {count}; of these, {reached} at or above the article's {article} %."
        ).format(
            definition=name,
            span=_span(counted),
            year=since,
            count=len(counted),
            reached=sum(_high(r) >= ARTICLE_PERCENT for r in counted),
            article=ARTICLE_PERCENT,
        )
        limit = [r for r in counted if r["definition"] == "blood-limit"]
        if definition == "ladder" and limit:
            reading += " " + _("In blood, below a laboratory's limit: {span}.").format(span=_span(limit))
    else:
        reading = _("{definition}: no figure since {year} in our table.").format(definition=name, year=since)
    table = pd.DataFrame(
        {
            _("survey"): [_survey(r) for r in rows],
            _("people"): [pick(r, "population") for r in rows],
            _("number of people"): [
                _("not given") if pd.isna(r["people"]) else number(float(r["people"])) for r in rows
            ],
            _("what counts as too little"): [pick(r, "cutoff") for r in rows],
            _("% of the people"): [_percent(r) for r in rows],
            _("standing"): [str(parts.STANDING[r["known"]]) for r in rows],
            _("remark"): [pick(r, "note") for r in rows],
        }
    )
    return View(fig, reading, table, tuple(dict.fromkeys(r["source_id"] for r in rows)))


def _survey(row) -> str:
    """Country and years of a survey."""
    first, last = str(row["year_from"]), str(row["year_to"])
    end = last[2:] if first[:2] == last[:2] else last
    years = first if first == last else f"{first}-{end}"
    return f"{pick(row, 'country')} {years}"


def _percent(row) -> str:
    """A share as its source gives it."""
    amount = (
        number(row["percent"])
        if pd.isna(row["percent_to"])
        else f"{number(row['percent'])}-{number(row['percent_to'])}"
    )
    return {"exact": "{percent} %", "about": _("about {percent} %"), "above": _("above {percent} %")}[
        row["bound"]
    ].format(percent=amount)


def _low(row: dict) -> float:
    """The share, or the lower end of its range."""
    return row["percent"]


def _high(row: dict) -> float:
    """The share, or the upper end of its range."""
    return row["percent"] if pd.isna(row["percent_to"]) else row["percent_to"]


def _span(rows: list[dict]) -> str:
    """From the smallest to the largest share of some rows."""
    low, high = min(map(_low, rows)), max(map(_high, rows))
    return (
        f"{number(low)} %"
        if low == high
        else _("{low} to {high} %").format(low=number(low), high=number(high))
    )


def _article_line() -> dict:
    """Shape and note of the article's share, for the layout of a figure."""
    shape, note = chart.line_at(
        ARTICLE_PERCENT, _("article: above {percent} %").format(percent=ARTICLE_PERCENT), color="#8A3C00"
    )
    return {"shapes": [shape], "annotations": [note | {"x": 100, "xanchor": "right", "yanchor": "bottom"}]}


def _all_rungs(rows: list[dict]):
    """The ladder: one row for each definition, one marker for each survey."""
    traces, labels = [], []
    for place, (rung, name) in enumerate(RUNGS.items()):
        counted = [r for r in rows if r["definition"] == rung and r["counted"]]
        said = _span(counted) if counted else _("no figure")
        labels.append(f"{chart.wrapped(name, 18, lines=3)}<br><b>{said}</b>")
        if counted:
            traces.append(
                chart.scatter(
                    x=[min(map(_low, counted)), max(map(_high, counted))],
                    y=[place, place],
                    mode="lines",
                    line={"color": chart.PALE, "width": 12},
                    hoverinfo="skip",
                    showlegend=False,
                )
            )
    places = _places(rows)
    traces += _ranges(rows, places)
    for group, (name, symbol) in MEMBERS.items():
        mine = [(r, y) for r, y in zip(rows, places, strict=True) if r["group"] == group]
        if mine:
            colors = [_color(r, "#A8A8A8") for r, _y in mine]
            traces.append(
                chart.scatter(
                    x=[r["percent"] for r, _y in mine],
                    y=[y for _r, y in mine],
                    mode="markers",
                    name=str(name),
                    cliponaxis=False,
                    text=[f"{_survey(r)}: {_percent(r)}" for r, _y in mine],
                    hovertemplate="%{text}<extra></extra>",
                    marker={
                        "symbol": [OPEN.get(r["known"], "{symbol}").format(symbol=symbol) for r, _y in mine],
                        "size": 12,
                        "color": colors,
                        "line": {"width": 2, "color": colors},
                    },
                )
            )
    return chart.figure(
        *traces,
        x={"range": [0, 100], "title": _("% of the people"), "dtick": 20},
        height=560,
        margin={"t": 90},
        **_article_line(),
        y={
            "range": [len(RUNGS) - 0.5, -0.5],
            "tickvals": list(range(len(RUNGS))),
            "ticktext": labels,
            "ticks": "",
            "tickfont": {"size": 13},
        },
        legend={"orientation": "h", "y": 1.06, "yanchor": "bottom", "x": 0},
    )


def _one_rung(rows: list[dict]):
    """One definition: a bar for each survey, with its people and cut-off."""
    unsure = "<br><i>" + _("not yet checked") + "</i>"
    labels = [
        f"<b>{_survey(r)}</b><br>{chart.wrapped(pick(r, 'population'), 22, lines=2)}<br>{chart.wrapped(pick(r, 'cutoff'), 22, lines=2)}"
        + (unsure if r["known"] == "unverified" else "")
        for r in rows
    ]
    places = list(range(len(rows)))
    trace = chart.bar(
        x=[r["percent"] for r in rows],
        y=places,
        orientation="h",
        showlegend=False,
        hoverinfo="skip",
        width=0.62,
        marker={
            "color": [_color(r, "#E4E4E4") for r in rows],
            "line": {"color": chart.GREY, "width": 1},
            "pattern": {
                "shape": [HATCH.get(r["known"], "") for r in rows],
                "fillmode": "overlay",
                "fgcolor": "#FFFFFF",
                "size": 7,
                "solidity": 0.35,
            },
        },
    )
    notes = [
        {
            "x": _high(r),
            "y": place,
            "text": _percent(r),
            "showarrow": False,
            "xanchor": "left",
            "font": {"size": 13},
            "bgcolor": "rgba(255,255,255,0.85)",
            "xshift": 5,
        }
        if r["percent"] < 55
        else {
            "x": r["percent"],
            "y": place,
            "text": _percent(r),
            "showarrow": False,
            "xanchor": "right",
            "font": {"size": 13},
            "bgcolor": "rgba(255,255,255,0.85)",
            "xshift": -4,
        }
        for place, r in enumerate(rows)
    ]
    line = _article_line()
    return chart.figure(
        trace,
        *_ranges(rows, places),
        x={"range": [0, 100], "title": _("% of the people"), "dtick": 20},
        height=140 + 76 * len(rows),
        shapes=line["shapes"],
        annotations=line["annotations"] + notes,
        y={
            "range": [len(rows) - 0.5, -0.5],
            "tickvals": places,
            "ticktext": labels,
            "ticks": "",
            "tickfont": {"size": 12},
            "showgrid": False,
        },
    )


def _places(rows: list[dict]) -> list[float]:
    """Heights of the surveys on the ladder: four lanes in each rung, so that markers do not hide each other."""
    seen = dict.fromkeys(RUNGS, 0)
    heights = []
    for row in rows:
        heights.append(list(RUNGS).index(row["definition"]) + 0.16 * (seen[row["definition"]] % 4 - 1.5))
        seen[row["definition"]] += 1
    return heights


def _ranges(rows: list[dict], places: list[float]) -> list[dict]:
    """Thin lines for the figures that their source gives as a range."""
    return [
        chart.scatter(
            x=[r["percent"], r["percent_to"]],
            y=[y, y],
            mode="lines",
            line={"color": chart.INK if r["counted"] else "#A8A8A8", "width": 2},
            hoverinfo="skip",
            showlegend=False,
        )
        for r, y in zip(rows, places, strict=True)
        if r["percent_to"] == r["percent_to"]
    ]


def _color(row: dict, old: str) -> str:
    """Colour of what is measured; `old` for a figure that does not count."""
    return FAMILY[row["definition"].split("-")[0]] if row["counted"] else old


# ---- 4 where would you draw the line?

SEXES = {"female": _l("women"), "male": _l("men")}
CUTOFFS = {
    "article": _l("the article: 300 mg for all"),
    "ear": _l("average need in the USA"),
    "ai": _l("adequate intake in the EU"),
    "rda": _l("recommended in the USA"),
    "label": _l("the label: 375 mg for all"),
}
CUTOFF_ROWS = {
    "ear": "iom-ear-31-51-{sex}",
    "ai": "efsa-ai-18-up-{sex}",
    "rda": "iom-rda-31-51-{sex}",
    "label": LABEL,
}
NEEDS = {"us": _l("USA: 265 mg (women), 350 mg (men)"), "nielsen": _l("a researcher's proposal: 175 mg")}
BINS_MG, LAST_MG = 25, 1000


@explorable(
    _l("Below the cut-off, or below one's own need?"),
    who=Choice(SEXES, label=_l("People"), help=_l("Some cut-offs and needs differ between women and men.")),
    mean=Slider(
        200,
        440,
        step=20,
        start=260,
        handout=range(200, 441, 60),
        unit="mg",
        label=_l("Mean intake a day"),
        help=_l("In US surveys 202 to 352 mg; of country means in Europe up to 439 mg was quoted."),
    ),
    spread=Slider(
        20,
        50,
        step=10,
        start=40,
        unit="%",
        label=_l("Spread"),
        help=_l(
            "Standard deviation as a share of the mean: about 40 % for one day of eating, about 30 % for what people usually eat."
        ),
    ),
    cutoff=Choice(CUTOFFS, label=_l("Cut-off"), help=_l('Whoever eats less is counted as "below".')),
    need=Choice(
        NEEDS,
        label=_l("Average need"),
        help=_l("Experts disagree on it. People differ: two thirds lie within 10 % of the average."),
    ),
    marks={
        _l("hatched orange"): _l("people who eat less than they themselves need"),
        _l("blue"): _l("people who eat enough for themselves"),
        _l("shaded, left of the dashed line"): _l("everybody below the cut-off"),
    },
)
def cutoffs(who, mean, spread, cutoff, need) -> View:
    """A thought experiment: 1000 people by intake; how many lie below a cut-off, and how many below their own need."""
    p = parameters("intake-distribution")
    line_mg = ARTICLE_MG if cutoff == "article" else _intake_mg(CUTOFF_ROWS[cutoff].format(sex=who))
    need_mg = (
        p["need_nielsen"] if need == "nielsen" else p[{"female": "need_woman_us", "male": "need_man_us"}[who]]
    )
    edges = np.arange(0, LAST_MG + 1, BINS_MG)
    everybody = np.diff(distribution.share_below(edges, mean, spread / 100)) * 1000
    short = (
        np.diff(
            distribution.share_below_cutoff_and_own_need(edges, mean, spread / 100, need_mg, p["need_spread"])
        )
        * 1000
    )
    below = 1000 * distribution.share_below(line_mg, mean, spread / 100)
    below_short, all_short = 1000 * distribution.share_below_cutoff_and_own_need(
        np.array([line_mg, 9999.0]), mean, spread / 100, need_mg, p["need_spread"]
    )
    middle = edges[:-1] + BINS_MG / 2
    hatch = {"shape": "/", "fillmode": "overlay", "fgcolor": "#FFFFFF", "size": 6, "solidity": 0.3}
    traces = [
        chart.bar(
            x=middle,
            y=short,
            width=BINS_MG,
            name=_("too little for themselves"),
            marker={"color": chart.ORANGE, "pattern": hatch, "line": {"width": 0}},
            hoverinfo="skip",
        ),
        chart.bar(
            x=middle,
            y=everybody - short,
            width=BINS_MG,
            name=_("enough for themselves"),
            marker={"color": chart.SKY, "line": {"width": 0}},
            hoverinfo="skip",
        ),
    ]
    shape, note = chart.line_at(line_mg, _("cut-off {mg} mg").format(mg=number(line_mg)), color=chart.INK)
    shade = {
        "type": "rect",
        "x0": 0,
        "x1": line_mg,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "fillcolor": chart.YELLOW,
        "opacity": 0.14,
        "line": {"width": 0},
        "layer": "below",
    }
    count = {
        "x": line_mg / 2,
        "y": 0.97,
        "yref": "paper",
        "yanchor": "top",
        "showarrow": False,
        "text": _("below:<br><b>{percent} %</b>").format(percent=number(below / 10, 0)),
        "font": {"size": 15},
    }
    fig = chart.figure(
        *traces,
        x={"range": [0, LAST_MG], "title": _("mg of magnesium eaten a day"), "dtick": 200},
        y={"range": [0, 310], "title": _("people out of 1000, in steps of {mg} mg").format(mg=BINS_MG)},
        barmode="stack",
        height=460,
        bargap=0,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        shapes=[shade, shape],
        annotations=[note | {"xshift": 4}, count],
    )
    enough = round(below) - round(below_short)
    reading = _(
        "Of 1000 people {below} eat less than {mg} mg: {percent} %. In this thought experiment {enough} of them still eat enough for themselves; of all 1000 people {short} do not."
    ).format(
        below=number(round(below)),
        mg=number(line_mg),
        percent=number(below / 10, 0),
        enough=number(enough),
        short=number(round(all_short)),
    )
    surveys = [r for r in _rows("intake_surveys") if r["mean_mg"] > 0 and r["median_mg"] > 0]
    seen = [
        distribution.spread_from_sigma(distribution.sigma_from_mean_and_median(r["mean_mg"], r["median_mg"]))
        for r in surveys
    ]
    rows = [
        (_("below the cut-off"), below, mean, spread),
        (_("below the cut-off, but enough for themselves"), below - below_short, mean, spread),
        (_("all who eat too little for themselves"), all_short, mean, spread),
        *(
            (
                f"{_survey(r)}: {pick(r, 'population')}",
                1000 * distribution.share_below(line_mg, r["mean_mg"], s),
                r["mean_mg"],
                100 * s,
            )
            for r, s in zip(surveys, seen, strict=True)
        ),
    ]
    columns = (
        _("who"),
        _("people out of 1000 (for surveys: below the cut-off)"),
        _("mean, mg a day"),
        _("spread, % of the mean"),
    )
    return View(
        fig,
        reading,
        pd.DataFrame(rows, columns=columns),
        ("iom-2006", "efsa-2015", "nielsen-2016", "ford-2003", "iom-1997-chapter-6", "eu-1169-2011"),
    )


# ---- the frame of the lesson

header = parts.Header(
    LESSON,
    minutes={
        _l("what the article says"): 10,
        _l("where it is"): 10,
        _l("how much a day"): 15,
        _l("the ladder"): 15,
        _l("the cut-off"): 20,
        _l("verdicts and quiz"): 25,
    },
    needs=_l("what a milligram, a percentage and a mean are."),
    goals=[
        _l("compute how much magnesium a tissue holds, and say what a blood test sees of it;"),
        _l("compare the daily amounts that countries advise, and say what kind of figure each is;"),
        _l('explain how one population can be 2 % or 80 % "deficient";'),
        _l("decide what you would have to know before you believe a share of deficient people."),
    ],
)
vote = parts.Vote(LESSON)
verdicts = parts.Verdicts(vote)
tissues = parts.Parameters(LESSON, "body-magnesium", "tissues")
spreads = parts.Parameters(LESSON, "intake-distribution", "spreads")
quiz = parts.Quiz(
    LESSON,
    [
        parts.Number(
            _l(
                "{model_parameters/body-magnesium:mass_serum/value:0} litres of blood serum hold {model_parameters/body-magnesium:content_serum/value:2} mmol of magnesium a litre. 1 mmol is 24.3 mg. How much magnesium is that?"
            ),
            answer="{model_parameters/body-magnesium:mass_serum/value * model_parameters/body-magnesium:content_serum/value * 24.3}",
            tolerance=1,
            unit="mg",
            right=_l(
                "{model_parameters/body-magnesium:mass_serum/value:0} × {model_parameters/body-magnesium:content_serum/value:2} × 24.3 = {model_parameters/body-magnesium:mass_serum/value * model_parameters/body-magnesium:content_serum/value * 24.3:0} mg, of the 24,000 mg in the whole body."
            ),
            low=_l("Too little. Multiply three numbers: litres, mmol a litre, mg a mmol."),
            high=_l(
                "Too much. {model_parameters/body-magnesium:content_serum/value:2} mmol is less than 24.3 mg, and there are {model_parameters/body-magnesium:mass_serum/value:0} litres."
            ),
        ),
        parts.Choose(
            _l("Why is magnesium no trace element?"),
            {
                _l("Because there is only a trace of it in the blood."): (
                    False,
                    _l(
                        "There is little in the blood, but that is not how the word is used. It is about the whole body and the daily need."
                    ),
                ),
                _l("Because we need more than 100 mg of it a day."): (
                    True,
                    _l(
                        "Right: {reference_intakes/efsa-ai-18-up-female/magnesium_mg_per_day:0} to {reference_intakes/efsa-ai-18-up-male/magnesium_mg_per_day:0} mg a day, and about 25 g in the body. Trace elements are needed in far smaller amounts."
                    ),
                ),
                _l("Because it is a metal."): (
                    False,
                    _l("Iron and zinc are metals too, and they are trace elements."),
                ),
            },
        ),
        parts.Choose(
            _l(
                "A woman eats 290 mg a day where {reference_intakes/iom-rda-31-51-female/magnesium_mg_per_day:0} mg is recommended. What can you say?"
            ),
            {
                _l("She has a deficiency."): (
                    False,
                    _l(
                        "A recommendation is set high, so that it is enough for nearly everybody. Most people need less."
                    ),
                ),
                _l("She may well get enough; this figure alone cannot tell."): (
                    True,
                    _l(
                        "Right: her own need is unknown, and being a little below a recommendation is no illness."
                    ),
                ),
                _l("She certainly gets enough."): (
                    False,
                    _l(
                        "Nobody knows that either: a few people do need {reference_intakes/iom-rda-31-51-female/magnesium_mg_per_day:0} mg."
                    ),
                ),
            },
        ),
        parts.ChooseSeveral(
            _l("Which figures came near or above 80 % in a survey?"),
            {
                _l("US women in 1977-78, below the recommendation of that time"): (
                    True,
                    _l(
                        "US women in 1977-78: {intake_surveys/us-1977-women-recommended/percent:0} to {intake_surveys/us-1977-women-recommended/percent_to:0} %. It is about food, long ago."
                    ),
                ),
                _l(
                    "Germans with less than {low_serum_shares/germany-076/limit_mmol_per_l:2} mmol/L in their blood"
                ): (
                    False,
                    _l(
                        "Germans below {low_serum_shares/germany-076/limit_mmol_per_l:2} mmol/L: {low_serum_shares/germany-076/share_percent:1} %."
                    ),
                ),
                _l("French teenagers, below the French need for calcium and magnesium"): (
                    True,
                    _l(
                        "French teenagers: above {intake_surveys/fr-tds2-teenagers-recommended/percent:0} %, for calcium and magnesium together."
                    ),
                ),
                _l("British adults, below the lowest norm"): (
                    False,
                    _l(
                        "British adults below the lowest norm: {intake_surveys/uk-ndns-adults-lrni/percent:0} %, as a press article quotes."
                    ),
                ),
            },
        ),
    ],
)
