"""Lesson 02: where the magnesium in our food comes from, what is lost on the way, and how much is taken up."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers import chart, parts, plate
from helpers.explore import Choice, Slider, View, explorable
from helpers.figures import named, needs
from helpers.language import _, _l, number, pick, quantity, texts
from helpers.models import absorption, cooking, intake, milling, ratios
from helpers.tables import load

LESSON = "02-food-sources"
DAY_MG = 300  # what the article asks a day; also the adequate intake of a woman (EFSA 2015, HGR 2016)


# ---- 1 which foods are richest?

PER = {"100g": _l("in 100 g"), "portion": _l("in a usual portion"), "100kcal": _l("in 100 kcal")}
AMOUNT = {
    "100g": _l("mg of magnesium in 100 g"),
    "portion": _l("mg of magnesium in a usual portion"),
    "100kcal": _l("mg of magnesium in 100 kcal"),
}
ALL = {"all": _l("all groups")}


@explorable(
    _l("Foods by their magnesium"),
    group=Choice(lambda: ALL | named("food_groups"), label=_l("Group"), help=_l("Which foods take part.")),
    per=Choice(
        PER,
        label=_l("How much of it"),
        help=_l("Magnesium in equal weights, in a usual portion, or in equal energy."),
    ),
    count=Slider(
        5,
        20,
        step=5,
        start=10,
        handout=[10, 20],
        label=_l("How many"),
        help=_l("How many foods are drawn, richest first."),
    ),
    find=Choice(
        lambda: {"none": _("no food")} | named("foods"),
        handout=["none", "spinach-boiled"],
        label=_l("Look up"),
        help=_l("A food that is drawn too, wherever it stands."),
        search=True,
    ),
    marks={_l("orange bar"): _l("the food you looked up")},
)
def ranking(group, per, count, find) -> View:
    """Foods sorted by magnesium: mg per 100 g, per usual portion or per 100 kcal."""
    foods = load("foods")
    mg = foods["magnesium_mg_per_100g"]
    amount = {
        "100g": mg,
        "portion": intake.portion_mg(mg, foods["portion_g"]),
        "100kcal": intake.per_100_kcal(mg, foods["energy_kcal_per_100g"]),
    }
    foods["amount"] = amount[per]
    foods = foods.dropna(subset="amount").sort_values("amount", ascending=False, kind="stable")
    members = foods if group == "all" else foods[foods["group_id"] == group]
    shown = list(members.index[:count])
    if find in foods.index and find not in shown:
        shown.append(find)
    rows, names = foods.loc[shown], texts(foods.loc[shown], "name")
    first = rows.iloc[0]
    fig = chart.ranked_bars(
        names,
        rows["amount"],
        [number(v) for v in rows["amount"]],
        limit=float(max(members["amount"].max(), rows["amount"].max())) * 1.12,
        title=str(AMOUNT[per]),
        colors=[chart.ORANGE if f == find else chart.BLUE for f in shown],
        height=640,
    )
    reading = _("On top stands {food} with {amount} mg {per}: {share} % of a day's {need} mg.").format(
        food=names[0],
        amount=number(first["amount"]),
        per=PER[per],
        share=number(intake.share_of_need_percent(first["amount"], DAY_MG), 0),
        need=DAY_MG,
    )
    if find in rows.index:
        place = list(foods.index).index(find) + 1
        reading += " " + _("{food}: {amount} mg, place {place} of all {count} foods.").format(
            food=pick(foods.loc[find], "name"),
            amount=number(foods.loc[find, "amount"]),
            place=place,
            count=len(foods),
        )
    table = pd.DataFrame(
        {
            _("food"): names,
            str(AMOUNT[per]): rows["amount"],
            _("% of a day's 300 mg"): intake.share_of_need_percent(rows["amount"], DAY_MG),
            _("usual portion"): [
                f"{p} ({quantity(g, 'g')})"
                for p, g in zip(texts(rows, "portion"), rows["portion_g"], strict=True)
            ],
        }
    )
    return View(fig, reading, table, ("usda-sr28", "ciqual-2017"))


# ---- 2 what does boiling leave?

BOILED = (
    "spinach",
    "swiss-chard",
    "broccoli",
    "carrots",
    "cauliflower",
    "green-beans",
    "green-peas",
    "sweet-corn",
    "potatoes-peeled",
    "lentils",
    "chickpeas",
    "split-peas",
    "kidney-beans-red",
    "brown-rice-long-grain",
    "white-rice-long-grain",
    "pasta-white",
    "pasta-wholemeal",
)
METHODS = {
    "drained": _l("boiled, water thrown away"),
    "used": _l("boiled, water eaten too (soup)"),
    "dry": _l("steamed or baked"),
}
TIMES = {"15-20-min": _l("15-20 minutes"), "45-75-min": _l("45-75 minutes"), "2-2.5-h": _l("2 to 2.5 hours")}
FACTORS = {  # rows of retention_factors.csv: after draining, with the water; and without boiling
    "vegetables": (
        "other-vegetables-boiled-covered-drained",
        "other-vegetables-boiled-water-used",
        "other-vegetables-steamed",
    ),
    "potatoes": ("potatoes-boiled-drained", "potatoes-boiled-water-used", "potatoes-baked-in-skin"),
    "rice": ("rice-boiled-drained", "rice-boiled-water-used", None),
    "pasta": ("pasta-boiled-drained", "pasta-boiled-water-used", "pasta-baked"),
    "legumes": ("legumes-{time}-boiled-drained", "legumes-{time}-boiled-water-used", None),
}


@explorable(
    _l("Magnesium left after boiling"),
    food=Choice(
        lambda: named("cooking_pairs", BOILED),
        label=_l("Food"),
        help=_l("Foods of which the raw and the boiled form were both analysed."),
    ),
    method=Choice(METHODS, label=_l("Method"), help=_l("What happens to the food and its cooking water.")),
    time=Choice(
        TIMES,
        label=_l("Boiling time (pulses)"),
        help=_l("USDA gives factors for three boiling times, for pulses only."),
    ),
    marks={
        _l("stacked bar"): _l(
            "USDA's retention factor: what stays in the food, what goes into the water, what is found in neither"
        ),
        _l("measured, dry matter"): _l(
            "the boiled food against the raw one, both without their water; above 100 % means that two different batches were analysed"
        ),
        _l("measured, as weighed"): _l(
            "the trap: 100 g boiled against 100 g raw, although the boiled food took up water"
        ),
        _l("shaded band"): _l("what would be left if 30 to 50 % were lost, as the article may mean"),
    },
)
def boiling(food, method, time) -> View:
    """Magnesium kept on boiling: USDA retention factor beside the analysed raw and boiled food."""
    pair, factors = load("cooking_pairs").loc[food], load("retention_factors")["magnesium_retention_percent"]
    raw, cooked = pair["magnesium_raw_mg_per_100g"], pair["magnesium_cooked_mg_per_100g"]
    ids = [i and i.format(time=_time_id(time)) for i in FACTORS[pair["retention_group"]]]
    name = pick(pair, "name")
    measured = cooking.apparent_retention_percent(
        raw, cooked, pair["water_raw_g_per_100g"], pair["water_cooked_g_per_100g"]
    )
    as_weighed = 100 * cooked / raw
    factor_row, dry_row, wet_row = _("USDA factor"), _("measured, dry matter"), _("measured, as weighed")
    split = None
    if method == "dry":
        split = cooking.Split(factors[ids[2]], 0.0, 100 - factors[ids[2]]) if ids[2] else None
    else:
        split = cooking.boiled(100.0, factors[ids[0]], factors[ids[1]])
    pieces = (
        []
        if split is None
        else [
            (_("in the food"), split.food_mg, chart.BLUE, ""),
            (_("in the water"), split.water_mg, chart.SKY, "/"),
            (_("found in neither"), split.lost_mg, chart.PALE, "x"),
        ]
    )
    traces = [
        chart.bar(
            x=[v],
            y=[chart.wrapped(factor_row, 16)],
            orientation="h",
            name=n,
            marker={
                "color": c,
                "pattern": {
                    "shape": p,
                    "fillmode": "overlay",
                    "fgcolor": chart.INK,
                    "size": 6,
                    "solidity": 0.15,
                },
            },
            text=[f"{number(v, 0)} %" if v >= 8 else ""],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
        )
        for n, v, c, p in pieces
        if v > 0
    ]
    traces += [
        chart.bar(
            x=[v],
            y=[chart.wrapped(row, 16)],
            orientation="h",
            marker={"color": c},
            text=[f"{number(v, 0)} %"],
            textposition="inside",
            insidetextanchor="end",
            textangle=0,
            showlegend=False,
        )
        for row, v, c in ((dry_row, measured, chart.GREEN), (wet_row, as_weighed, chart.YELLOW))
    ]
    band = {
        "type": "rect",
        "x0": 50,
        "x1": 70,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "fillcolor": chart.ORANGE,
        "opacity": 0.18,
        "line": {"width": 0},
        "layer": "below",
    }
    note = {
        "x": 60,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": chart.wrapped(_("30-50 % lost"), 14),
        "showarrow": False,
        "font": {"color": "#8A3C00", "size": 13},
    }
    fig = chart.figure(
        *traces,
        x={"range": [0, 140], "title": _("% of the magnesium in the raw food"), "ticksuffix": " %"},
        barmode="stack",
        height=400,
        y={
            "autorange": "reversed",
            "categoryorder": "array",
            "categoryarray": [chart.wrapped(row, 16) for row in (factor_row, dry_row, wet_row)],
            "showgrid": False,
            "ticks": "",
        },
        shapes=[band],
        annotations=[note],
        margin={"t": 80},
        legend={"orientation": "h", "y": 1.1, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
    )
    if split is None:
        said = _("{food}: USDA has no factor for cooking it without boiling.").format(food=name)
    elif method == "used":
        said = _(
            "{food}: if the water is eaten too, {kept} % of the magnesium stays with you, by USDA's factor."
        ).format(kept=number(split.food_mg + split.water_mg, 0), food=name)
    else:
        said = _(
            "{food}: USDA's factor leaves {kept} % of the magnesium in the food and finds {water} % in the water."
        ).format(kept=number(split.food_mg, 0), food=name, water=number(split.water_mg, 0))
    said += (
        " "
        + _(
            "Analysed raw and boiled and drained, {kept} % was left, counted without water; 100 g as weighed seems to hold only {wet} %."
        ).format(kept=number(measured, 0), wet=number(as_weighed, 0))
        if as_weighed < measured - 5
        else " "
        + _("Analysed raw and boiled and drained, {kept} % was left, counted without water.").format(
            kept=number(measured, 0)
        )
    )
    table = pd.DataFrame(
        {
            _("what"): [
                *(n for n, _v, _c, _p in pieces),
                dry_row,
                wet_row,
                _("raw: mg in 100 g"),
                _("boiled: mg in 100 g"),
                _("raw: g of water in 100 g"),
                _("boiled: g of water in 100 g"),
            ],
            _("% of the raw food, or as stated"): [
                *(v for _n, v, _c, _p in pieces),
                measured,
                as_weighed,
                raw,
                cooked,
                pair["water_raw_g_per_100g"],
                pair["water_cooked_g_per_100g"],
            ],
        }
    )
    return View(fig, said, table, ("usda-retn06", pair["source_id"]))


def _time_id(time: str) -> str:
    """The boiling time as the ids of retention_factors.csv write it."""
    return time.replace(".", "-")


# ---- 3 does boiling take magnesium out of the water itself?

KETTLE = ("tap-amsterdam", "spa-reine", "chaudfontaine", "evian", "contrex", "hepar")


@explorable(
    _l("Magnesium in a kettle of water"),
    water=Choice(
        lambda: named("waters", KETTLE), label=_l("Water"), help=_l("One litre of it goes into the kettle.")
    ),
    boiled_off=Slider(
        0,
        60,
        step=5,
        start=30,
        handout=range(0, 61, 10),
        unit="%",
        label=_l("Boiled away"),
        help=_l("Share of the water that leaves as steam."),
    ),
    marks={
        _l("shaded band"): _l(
            "what would be left if the water lost 30 to 50 % of its magnesium, as the sentence literally says"
        )
    },
)
def kettle(water, boiled_off) -> View:
    """One litre of water boils down: amount and concentration, if no magnesium settles (a simplification)."""
    row = load("waters").loc[water]
    start = row["magnesium_mg_per_l"]
    litres = 1 - boiled_off / 100
    concentration = cooking.concentration_after_boiling_down(start, boiled_off)
    rows = [_("mg in the kettle"), _("mg per litre")]
    bar = [
        chart.bar(
            x=rows,
            y=[start, start],
            name=_("before"),
            marker={"color": chart.SKY},
            text=[number(start)] * 2,
            textposition="outside",
            cliponaxis=False,
        ),
        chart.bar(
            x=rows,
            y=[litres * concentration, concentration],
            name=_("after"),
            marker={
                "color": chart.BLUE,
                "pattern": {"shape": "/", "fillmode": "overlay", "fgcolor": "#FFFFFF", "solidity": 0.1},
            },
            text=[number(litres * concentration), number(concentration)],
            textposition="outside",
            cliponaxis=False,
        ),
    ]
    band = {
        "type": "rect",
        "x0": -0.5,
        "x1": 0.5,
        "y0": 0.5 * start,
        "y1": 0.7 * start,
        "fillcolor": chart.ORANGE,
        "opacity": 0.18,
        "line": {"width": 0},
    }
    fig = chart.figure(
        *bar,
        y={"range": [0, 2.8 * start], "title": _("mg, or mg per litre")},
        x={"showgrid": False},
        barmode="group",
        height=380,
        shapes=[band],
    )
    reading = _(
        "{water}: {litres} L is left of 1 L. It still holds {mg} mg of magnesium, so a litre now holds {concentration} mg instead of {start} mg."
    ).format(
        litres=number(litres),
        water=pick(row, "name"),
        mg=number(start),
        concentration=number(concentration),
        start=number(start),
    )
    table = pd.DataFrame(
        {
            _("when"): [_("before"), _("after")],
            _("litres"): [1.0, litres],
            _("mg in the kettle"): [start, litres * concentration],
            _("mg per litre"): [start, concentration],
        }
    )
    return View(fig, reading, table, (row["source_id"], "dewatergroep"))


# ---- 4 what goes with the bran?

CEREALS = {
    "wheat": _l("wheat"),
    "rye": _l("rye"),
    "rice": _l("rice"),
    "maize": _l("maize"),
    "oats": _l("oats"),
    "barley": _l("barley"),
}
SLICE_FLOUR_G = 22.5  # flour in a slice of 35 g; the course's own estimate, as in foods.csv
KINDS = {
    "whole-grain": (_l("whole grain"), "circle", chart.GREEN),
    "wholemeal-flour": (_l("wholemeal flour"), "square", chart.GREEN),
    "part-refined": (_l("partly sieved"), "diamond", chart.YELLOW),
    "refined": (_l("white, sieved"), "triangle-up", chart.ORANGE),
    "germ": (_l("germ"), "cross", chart.GREY),
}


def _kernel() -> dict[str, milling.Part]:
    rows = load("kernel_shares").set_index("part")
    return {
        part: milling.Part(r["share_percent_of_kernel"], r["magnesium_mg_per_100g"], r["fibre_g_per_100g"])
        for part, r in rows.iterrows()
    }


@explorable(
    _l("Magnesium in flour when bran and germ are taken off"),
    cereal=Choice(
        CEREALS,
        label=_l("Cereal"),
        help=_l(
            "Measured flours and grains are drawn for each; the sieve works for wheat only, since only its parts were found with their shares."
        ),
    ),
    bran=Slider(
        0,
        100,
        step=10,
        start=100,
        handout=range(0, 101, 20),
        unit="%",
        label=_l("Bran taken off"),
        help=_l("How much of the bran the sieve takes (wheat)."),
    ),
    germ=Slider(
        0,
        100,
        step=25,
        start=100,
        handout=range(0, 101, 50),
        unit="%",
        label=_l("Germ taken off"),
        help=_l("How much of the germ goes (wheat)."),
    ),
    slices=Slider(
        0,
        8,
        step=1,
        start=4,
        handout=[4],
        label=_l("Slices of bread a day"),
        help=_l("With 22.5 g of flour each."),
    ),
    marks={
        _l("line"): _l("every mixture of white flour and bran, computed from the parts of the kernel"),
        _l("star"): _l("your flour"),
        _l("other markers"): _l("measured flours, grains and germ"),
    },
)
def bran(cereal, bran, germ, slices) -> View:
    """Magnesium against fibre: measured grain fractions on the line of all mixtures, and a flour of one's own."""
    rows = load("milling").dropna(subset=["fibre_g_per_100g"])
    rows = rows[(rows["cereal"] == cereal) & rows["kind"].isin(KINDS)]
    traces = []
    for kind, (name, symbol, color) in KINDS.items():
        some = rows[rows["kind"] == kind]
        if len(some):
            traces.append(
                chart.scatter(
                    x=some["fibre_g_per_100g"],
                    y=some["magnesium_mg_per_100g"],
                    mode="markers",
                    name=str(name),
                    text=texts(some, "name"),
                    marker={
                        "symbol": symbol,
                        "size": 11,
                        "color": color,
                        "line": {"color": chart.INK, "width": 0.5},
                    },
                    hovertemplate="%{text}: %{y} mg<extra></extra>",
                )
            )
    sources = sorted(set(rows["source_id"]))
    table = pd.DataFrame(
        {
            _("measured"): texts(rows, "name"),
            _("mg of magnesium in 100 g"): rows["magnesium_mg_per_100g"],
            _("g of fibre in 100 g"): rows["fibre_g_per_100g"],
        }
    )
    if cereal == "wheat":
        kernel = _kernel()
        line = milling.flour(kernel, {"endosperm": 100, "bran": np.linspace(0, 100, 11), "germ": 0})
        mine = milling.flour(kernel, {"endosperm": 100, "bran": 100 - bran, "germ": 100 - germ})
        traces.insert(
            0,
            chart.scatter(
                x=line.fibre_g_per_100g,
                y=line.magnesium_mg_per_100g,
                mode="lines",
                name=_("mixtures"),
                line={"color": chart.BLUE, "width": 2},
                hoverinfo="skip",
            ),
        )
        traces.append(
            chart.scatter(
                x=[mine.fibre_g_per_100g],
                y=[mine.magnesium_mg_per_100g],
                mode="markers",
                name=_("your flour"),
                marker={
                    "symbol": "star",
                    "size": 20,
                    "color": chart.BLUE,
                    "line": {"color": "#FFFFFF", "width": 1},
                },
                hovertemplate="%{y} mg<extra></extra>",
            )
        )
        bread = slices * SLICE_FLOUR_G * mine.magnesium_mg_per_100g / 100
        reading = _(
            "Your flour holds {mg} mg of magnesium in 100 g: {kept} % of the magnesium of the whole kernel, in {extraction} % of its weight. {slices} slices of bread give {bread} mg a day, {share} % of {need} mg."
        ).format(
            mg=number(mine.magnesium_mg_per_100g, 0),
            kept=number(mine.magnesium_kept_percent, 0),
            extraction=number(mine.extraction_percent, 0),
            slices=slices,
            bread=number(bread, 0),
            share=number(intake.share_of_need_percent(bread, DAY_MG), 0),
            need=DAY_MG,
        )
        sources += ["nebraska-wheat-board"]
        own = pd.DataFrame(
            [[_("your flour"), mine.magnesium_mg_per_100g, mine.fibre_g_per_100g]], columns=table.columns
        )
        table = pd.concat([own, table])
    else:
        mg = rows.groupby("kind")["magnesium_mg_per_100g"].mean()
        whole = mg[[k for k in ("whole-grain", "wholemeal-flour") if k in mg]].max()
        least = mg.get("refined", mg.min())
        reading = _(
            "{cereal}: on average {whole} mg in 100 g of the whole grain or its flour and {least} mg in the sieved or polished one. The shares of its parts were not found, so the sieve stands still here."
        ).format(cereal=str(CEREALS[cereal]).capitalize(), whole=number(whole, 0), least=number(least, 0))
    fig = chart.figure(
        *traces,
        x={"range": [0, 26], "title": _("g of fibre in 100 g")},
        y={"range": [0, 320], "title": _("mg of magnesium in 100 g")},
        height=460,
    )
    return View(fig, reading, table, tuple(dict.fromkeys(sources)))


# ---- 5 milk against water

WATERS = {
    "known": (
        _l("well-known brands"),
        (
            "spa-reine",
            "spa-marie-henriette",
            "bru",
            "chaudfontaine",
            "evian",
            "volvic",
            "vittel",
            "san-pellegrino",
            "perrier",
            "contrex",
            "badoit",
            "gerolsteiner",
            "hepar",
        ),
    ),
    "rich": (_l("magnesium-rich: more than 50 mg/L"), ()),
    "tap": (_l("tap water"), ("tap-amsterdam", "tap-mouscron", "tap-france", "tap-usa")),
}
MILK_KG_PER_L = 1.03
LONGEST_WATER_MG_PER_L = 250


@explorable(
    _l("Milk against water"),
    which=Choice(
        {key: name for key, (name, _ids) in WATERS.items()},
        label=_l("Waters"),
        help=_l("Which waters are drawn beside milk."),
    ),
    litres=Slider(
        0.5,
        2,
        step=0.25,
        start=1,
        handout=[0.5, 1, 1.5, 2],
        unit="L",
        label=_l("Amount"),
        help=_l("Equal amounts of milk and of each water."),
    ),
    find=Choice(
        lambda: {"none": _("no water")} | named("waters"),
        handout=["none", "donat-mg", "hepar", "spa-reine"],
        label=_l("Look up"),
        help=_l("A water that is drawn too."),
        search=True,
    ),
    marks={
        _l("orange bar"): _l("milk"),
        _l("dark blue bars"): _l("waters with more magnesium than milk"),
        _l("light blue bars"): _l("waters with less"),
        _l("arrow"): _l("the bar is longer than the figure"),
    },
)
def milk_and_water(which, litres, find) -> View:
    """Magnesium in equal amounts of semi-skimmed milk and of bottled or tap waters."""
    waters = load("waters")
    per_l = waters["magnesium_mg_per_l"].astype(float)
    milk = float(load("foods").loc["milk-semi-skimmed", "magnesium_mg_per_100g"]) * 10 * MILK_KG_PER_L
    shown = list(WATERS[which][1]) or list(per_l.index[per_l > 50])
    if find != "none" and find not in shown:
        shown.append(find)
    amounts = pd.Series(per_l[shown].values, texts(waters.loc[shown], "name"))
    amounts[_("semi-skimmed milk")] = milk
    amounts = amounts.sort_values(ascending=False, kind="stable")
    colors = [
        chart.ORANGE if name == _("semi-skimmed milk") else chart.BLUE if value > milk else chart.SKY
        for name, value in amounts.items()
    ]
    fig = chart.ranked_bars(
        amounts.index,
        amounts * litres,
        [number(v * litres) for v in amounts],
        limit=LONGEST_WATER_MG_PER_L * 2,
        title=_("mg of magnesium in the amount chosen"),
        colors=colors,
        height=760 if which == "rich" else 560,
    )
    bottled = per_l[waters["kind"] != "tap"]
    reading = _(
        "{litres} L of milk holds {milk} mg of magnesium. Of the {count} bottled waters in the table {more} hold more than milk, and {less} hold less."
    ).format(
        litres=number(litres),
        milk=number(milk * litres, 0),
        count=len(bottled),
        more=int((bottled > milk).sum()),
        less=int((bottled <= milk).sum()),
    )
    if find != "none":
        reading += " " + _("{water}: {mg} mg.").format(
            water=pick(waters.loc[find], "name"), mg=number(per_l[find] * litres)
        )
    table = pd.DataFrame(
        {
            _("drink"): amounts.index,
            _("mg per litre"): amounts.values,
            _("mg in the amount chosen"): amounts.values * litres,
        }
    )
    return View(fig, reading, table, tuple(dict.fromkeys([*waters.loc[shown, "source_id"], "ciqual-2017"])))


# ---- 6 how much is taken up?

MEAL_WITH = {
    "nothing": _l("nothing that binds"),
    "brown": _l("phytic acid as in brown bread"),
    "whole": _l("phytic acid as in wholemeal bread"),
}
BINDING = {
    "nothing": 1.0,
    "brown": absorption.PHYTATE_FACTORS["brown-bread"],
    "whole": absorption.PHYTATE_FACTORS["wholemeal-bread"],
}
MEASURED = (
    ("sabatier-2011-7-portions", 126 / 7),
    ("sabatier-2011-2-portions", 126 / 2),
    ("sabatier-2003", 70.0),
    ("bohn-phytate-1-none", 87.5),
    ("bohn-phytate-1-wholemeal", 87.5),
)


@explorable(
    _l("Share of the magnesium that is taken up"),
    mg_a_day=Slider(
        50,
        600,
        step=50,
        start=300,
        unit="mg",
        label=_l("Magnesium a day"),
        help=_l("Spread evenly over the meals."),
    ),
    meals=Slider(
        1,
        7,
        step=1,
        start=3,
        label=_l("Meals a day"),
        help=_l("Over how many meals the day's magnesium is spread."),
    ),
    with_what=Choice(
        MEAL_WITH,
        label=_l("The meal also holds"),
        help=_l("Phytic acid from bran lowers the uptake; measured with white bread to which it was added."),
    ),
    marks={
        _l("curve"): _l(
            "our reconstruction from three figures of one study (Fine 1991), not the study's own curve; dotted where it only extrapolates"
        ),
        _l("star"): _l("your meal"),
        _l("dashed line"): _l("the article's 55 %, the same for every meal"),
        _l("markers with bars"): _l(
            "other studies in people, with the spread between people (standard deviation)"
        ),
    },
)
def uptake(mg_a_day, meals, with_what) -> View:
    """Share of magnesium absorbed against the magnesium in one meal: a reconstructed curve beside measurements."""
    factor, meal = BINDING[with_what], mg_a_day / meals
    doses = np.array(
        [5, 8, 10, 15, 20, 25, 30, 36.5, 45, 55, 70, 85, 100, 125, 150, 200, 250, 300, 400, 500, 600]
    )
    low, _high = absorption.anchored_range_mg()
    studies = load("absorption_studies")
    curve = absorption.absorbed_fraction(doses, factor=factor) * 100
    inside = doses >= low - 0.1
    line = {"color": chart.BLUE, "width": 2.5}
    share = absorption.absorbed_fraction(meal, factor=factor) * 100
    total, whole = (absorption.absorbed_per_day(mg_a_day, m, factor=factor) for m in (meals, 1))
    rows = [(key, dose, studies.loc[key]) for key, dose in MEASURED]
    traces = [
        chart.scatter(
            x=doses[~inside].tolist() + [36.5],
            y=curve[~inside].tolist() + [curve[inside][0]],
            mode="lines",
            line=line | {"dash": "dot"},
            showlegend=False,
            hoverinfo="skip",
        ),
        chart.scatter(
            x=doses[inside],
            y=curve[inside],
            mode="lines",
            line=line,
            name=_("curve (reconstructed)"),
            hovertemplate="%{x} mg: %{y} %<extra></extra>",
        ),
        chart.scatter(
            x=[d for _k, d, _r in rows],
            y=[r["absorbed_percent"] for _k, _d, r in rows],
            mode="markers",
            name=_("measured"),
            text=[f"{r['study']}: {pick(r, 'condition')}" for _k, _d, r in rows],
            error_y={
                "type": "data",
                "array": [r["sd_percent"] for _k, _d, r in rows],
                "color": chart.GREY,
                "thickness": 1.2,
            },
            hovertemplate="%{text}: %{y} %<extra></extra>",
            marker={
                "symbol": "diamond",
                "size": 11,
                "color": chart.ORANGE,
                "line": {"color": chart.INK, "width": 0.5},
            },
        ),
        chart.scatter(
            x=[meal],
            y=[share],
            mode="markers",
            name=_("your meal"),
            marker={
                "symbol": "star",
                "size": 20,
                "color": chart.GREEN,
                "line": {"color": "#FFFFFF", "width": 1},
            },
            hovertemplate="%{x} mg: %{y} %<extra></extra>",
        ),
    ]
    shape, note = chart.line_at(55, _("article: 55 %"), axis="y")
    fig = chart.figure(
        *traces,
        x={"range": [0, 610], "title": _("mg of magnesium in one meal")},
        y={"range": [0, 100], "title": _("% taken up"), "ticksuffix": " %"},
        height=440,
        shapes=[shape],
        annotations=[note],
    )
    reading = _(
        "{meal} mg in each of {meals} meals: about {share} % is taken up, {total} mg a day. The same {mg} mg in one go would give {whole} mg; a flat 55 % would be {flat} mg."
    ).format(
        meal=number(meal, 0),
        meals=meals,
        share=number(share, 0),
        total=number(total, 0),
        mg=mg_a_day,
        whole=number(whole, 0),
        flat=number(0.55 * mg_a_day, 0),
    )
    table = pd.DataFrame(
        {
            _("what"): [
                _("your meal, by the curve"),
                *(f"{r['study']}: {pick(r, 'condition')}" for _k, _d, r in rows),
            ],
            _("mg in one meal"): [meal, *(d for _k, d, _r in rows)],
            _("% taken up"): [share, *(r["absorbed_percent"] for _k, _d, r in rows)],
            _("% by the curve"): [
                share,
                *(
                    100
                    * absorption.absorbed_fraction(d, factor=BINDING["whole"] if "wholemeal" in k else 1.0)
                    for k, d, _r in rows
                ),
            ],
        }
    )
    return View(fig, reading, table, ("fine-1991", "sabatier-2011", "sabatier-2003", "bohn-2004-phytate"))


# ---- 7 phosphorus: is it the soft drinks?

DRINKS = {
    "soft": (
        _l("soft drinks and milk"),
        (
            "cola",
            "cola-light",
            "cola-sugar-and-sweetener-france",
            "lemon-lime-soda",
            "orange-soda",
            "tonic",
            "energy-drink",
            "sports-drink-gatorade",
            "iced-tea-lemon",
            "iced-tea-green",
            "milk-semi-skimmed-france",
        ),
    ),
    "drinks": (
        _l("all kinds of drinks"),
        (
            "cola",
            "lemon-lime-soda",
            "iced-tea-green",
            "energy-drink",
            "orange-juice",
            "coffee",
            "tea-black",
            "soya-drink-france",
            "oat-drink-france",
            "milk-semi-skimmed-france",
            "chocolate-milk",
            "beer",
            "wine-red",
        ),
    ),
    "foods": (
        _l("cola beside foods"),
        (
            "cola",
            "milk-semi-skimmed-france",
            "gouda",
            "cheese-spread",
            "chicken-breast",
            "salmon-raw",
            "egg-raw",
            "lentils-boiled",
            "bread-white",
            "bread-wholemeal",
            "almonds",
            "dark-chocolate",
        ),
    ),
}
BY = {"100g": _l("in 100 g"), "serving": _l("in a serving"), "ratio": _l("for each mg of magnesium")}


@explorable(
    _l("Phosphorus in drinks and foods"),
    which=Choice(
        {key: name for key, (name, _ids) in DRINKS.items()},
        label=_l("Show"),
        help=_l("Which drinks and foods are drawn."),
    ),
    by=Choice(
        BY,
        label=_l("Phosphorus"),
        help=_l("In equal weights, in a usual serving, or against the magnesium in the same food."),
    ),
    marks={
        _l("orange bars"): _l("soft drinks, iced tea, sports and energy drinks"),
        _l("blue bars"): _l("everything else"),
        "∞": _l("phosphorus but no measurable magnesium"),
    },
)
def phosphorus(which, by) -> View:
    """Phosphorus of drinks and foods per 100 g, per serving, or per mg of magnesium."""
    rows = load("drinks_phosphorus").loc[list(DRINKS[which][1])]
    p, mg = rows["phosphorus_mg_per_100g"], rows["magnesium_mg_per_100g"]
    ratio = pd.Series(ratios.phosphorus_to_magnesium(p, mg), rows.index)
    rows["value"] = {"100g": p, "serving": intake.portion_mg(p, rows["serving_g"]), "ratio": ratio.fillna(0)}[
        by
    ]
    rows = rows.sort_values("value", ascending=False, kind="stable")
    names = texts(rows, "name")
    limit = {
        "100g": {"soft": 110, "drinks": 120, "foods": 1000},
        "serving": {"soft": 260, "drinks": 300, "foods": 300},
        "ratio": {"soft": 35, "drinks": 35, "foods": 35},
    }[by][which]
    title = {
        "100g": _("mg of phosphorus in 100 g"),
        "serving": _("mg of phosphorus in a serving"),
        "ratio": _("mg of phosphorus for each mg of magnesium"),
    }[by]
    soft = rows["group"].isin(["cola", "other-soft-drink", "energy-sport", "iced-tea"])
    # room for the last number of every axis, so that the figure does not move
    fig = chart.ranked_bars(
        names,
        [v if np.isfinite(v) else 10 * limit for v in rows["value"]],
        [number(v) for v in rows["value"]],
        limit=limit,
        title=title,
        colors=[chart.ORANGE if s else chart.BLUE for s in soft],
        height=520,
        margin={"r": 30},
    )
    cola, milk = (load("drinks_phosphorus").loc[d] for d in ("cola", "milk-semi-skimmed-france"))
    endless = int(np.isinf(rows["value"]).sum())
    first, most = names[endless], number(rows["value"].iloc[endless])
    reading = (
        (
            _(
                "Phosphorus but no measurable magnesium (∞): {endless}. Below stands {first} with {value} mg for each mg of magnesium."
            ).format(endless=", ".join(names[:endless]), first=first, value=most)
            if endless
            else _("{first} stands on top with {value} mg {by}.").format(first=first, value=most, by=BY[by])
        )
        + " "
        + _(
            "Cola has {cola} mg of phosphorus in 100 g, milk {milk} mg; cola has no measurable magnesium, milk {mg} mg."
        ).format(
            cola=number(cola["phosphorus_mg_per_100g"]),
            milk=number(milk["phosphorus_mg_per_100g"], 0),
            mg=number(milk["magnesium_mg_per_100g"], 0),
        )
    )
    table = pd.DataFrame(
        {
            _("drink or food"): names,
            _("mg of phosphorus in 100 g"): rows["phosphorus_mg_per_100g"],
            _("mg of magnesium in 100 g"): rows["magnesium_mg_per_100g"],
            _("serving, g"): rows["serving_g"],
            _("mg of phosphorus in a serving"): intake.portion_mg(
                rows["phosphorus_mg_per_100g"], rows["serving_g"]
            ),
        }
    )
    return View(fig, reading, table, tuple(dict.fromkeys(rows["source_id"])))


# ---- 8 oxalate and phytate

BINDERS = {
    "phytate": (
        _l("phytic acid"),
        ratios.PHYTIC_ACID_G_PER_MOL,
        1.0,
        {0.21: _l("brown bread: 24 instead of 32 % taken up"), 0.41: _l("wholemeal: 13 instead of 32.5 %")},
        ("bohn-2004-phytate",),
    ),
    "oxalate": (
        _l("oxalic acid"),
        ratios.OXALATE_G_PER_MOL,
        3.0,
        {1.31: _l("spinach meal: less than with kale")},
        ("bohn-2004-oxalate", "jhej-1995"),
    ),
}
PLANTS = {
    "grains": _l("grains"),
    "pulses": _l("pulses, dry"),
    "nuts": _l("nuts"),
    "seeds": _l("seeds"),
    "leafy-greens": _l("leafy greens"),
    "vegetables": _l("other vegetables"),
    "roots-and-potatoes": _l("roots and potatoes"),
    "fruit": _l("fruit"),
}


@explorable(
    _l("What binds magnesium in plants"),
    binder=Choice(
        {key: row[0] for key, row in BINDERS.items()},
        label=_l("What binds"),
        help=_l("Phytic acid stands in bran and seeds, oxalic acid in spinach, chard, rhubarb."),
    ),
    group=Choice(
        PLANTS,
        label=_l("Plants"),
        help=_l("Raw, mostly from one Indian food table; one sample may differ several times from another."),
    ),
    marks={
        _l("bars"): _l("molecules of the binder for each magnesium ion, in the raw food"),
        _l("dashed lines"): _l("the ratio in meals that were tested with people, and what was found"),
    },
)
def binders(binder, group) -> View:
    """Molar ratio of phytate or oxalate to magnesium in plants, beside the ratios of tested meals."""
    name, molar_mass, limit, tested, sources = BINDERS[binder]
    rows = load("antinutrients").dropna(subset=[f"{binder}_mg_per_100g"])
    rows = rows[rows["group"] == group]
    rows["ratio"] = ratios.molar_ratio(
        rows[f"{binder}_mg_per_100g"], molar_mass, rows["magnesium_mg_per_100g"]
    )
    rows = rows.sort_values("ratio", ascending=False, kind="stable")
    names = texts(rows, "name")
    marks = [chart.line_at(at, chart.wrapped(str(said), 18)) for at, said in tested.items()]
    for at, (_shape, note) in zip(
        tested, marks, strict=True
    ):  # above the figure, where no bar ends, and side by side
        note |= {"yanchor": "bottom", "xanchor": "left" if at == max(tested) else "right"}
    fig = chart.ranked_bars(
        names,
        rows["ratio"],
        [number(v) for v in rows["ratio"]],
        limit=limit,
        title=_("{binder} for each magnesium (molecules)").format(binder=str(name)),
        height=630,
        marks=marks,
        margin={"t": 70},
    )
    reading = (
        _("Most in this group: {food}, with {ratio} molecules of {binder} for each magnesium.").format(
            food=names[0], ratio=number(rows["ratio"].iloc[0]), binder=str(name)
        )
        + " "
        + (
            _("With 0.41, people took up 13 % instead of 32.5 %: less, not nothing.")
            if binder == "phytate"
            else _(
                "In the spinach meal the ratio was 1.3 and uptake was lower than from kale; by how much we have not been able to check in the study itself."
            )
        )
    )
    table = pd.DataFrame(
        {
            _("food, raw"): names,
            _("mg of {binder} in 100 g").format(binder=str(name)): rows[f"{binder}_mg_per_100g"],
            _("mg of magnesium in 100 g"): rows["magnesium_mg_per_100g"],
            _("molecules for each magnesium"): rows["ratio"],
        }
    )
    return View(fig, reading, table, tuple(dict.fromkeys([*rows["source_id"], *sources])))


# ---- 9 a day on a plate

BREAKFASTS = {
    "choco": (
        _l("white bread with chocolate spread, milk"),
        [("bread-white", 1), ("chocolate-spread", 2), ("milk-semi-skimmed", 1)],
    ),
    "cheese": (
        _l("wholemeal bread with cheese, coffee"),
        [("bread-wholemeal", 1), ("cheese-gouda", 1), ("coffee-filter", 1)],
    ),
    "muesli": (_l("muesli with yoghurt and banana"), [("muesli", 1), ("yoghurt-whole", 1), ("banana", 1)]),
    "none": (_l("nothing"), []),
}
LUNCHES = {
    "ham": (_l("white bread with ham, apple"), [("bread-white", 2), ("ham-cooked", 1), ("apple", 1)]),
    "hummus": (
        _l("wholemeal bread with hummus and tomato"),
        [("bread-wholemeal", 2), ("hummus", 2), ("tomato-raw", 1)],
    ),
    "soup": (_l("vegetable soup with baguette"), [("vegetable-soup", 1), ("baguette", 1)]),
    "none": (_l("nothing"), []),
}
DINNERS = {
    "chips": (_l("chips with a hamburger"), [("chips-deep-fried", 1), ("hamburger", 1), ("mayonnaise", 2)]),
    "potatoes": (
        _l("potatoes, green beans, chicken"),
        [("potato-boiled", 1), ("green-beans-boiled", 1), ("chicken-breast-roasted", 1)],
    ),
    "spaghetti": (_l("spaghetti bolognese"), [("spaghetti-bolognese", 1)]),
    "lentils": (
        _l("lentils, brown rice, spinach"),
        [("lentils-boiled", 1), ("rice-brown-boiled", 1), ("spinach-boiled", 1)],
    ),
}
SNACKS = {
    "cola": (_l("cola and crisps"), [("cola", 1), ("crisps", 1)]),
    "nuts": (_l("a handful of nuts and a banana"), [("nuts-raisins-mix", 1), ("banana", 1)]),
    "chocolate": (_l("dark chocolate"), [("chocolate-dark-70", 1)]),
    "none": (_l("nothing"), []),
}


def _menu(**chosen: str) -> dict[str, list]:
    """The meals of ready-made choices, in grams."""
    foods = load("foods")
    menus = {"breakfast": BREAKFASTS, "lunch": LUNCHES, "dinner": DINNERS, "between": SNACKS}
    return {meal: plate.portions(menus[meal][choice][1], foods) for meal, choice in chosen.items()}


@explorable(
    _l("A day on a plate"),
    who=Choice(
        needs,
        label=_l("Whose need"),
        help=_l("Adequate intake by EFSA; the Belgian HGR gives adults the same."),
        handout=["efsa-ai-10-18-female", "efsa-ai-18-up-male"],
    ),
    breakfast=Choice(
        {k: t for k, (t, _m) in BREAKFASTS.items()},
        label=_l("Breakfast"),
        handout=["choco", "cheese", "muesli"],
    ),
    lunch=Choice(
        {k: t for k, (t, _m) in LUNCHES.items()}, label=_l("Lunch"), handout=["ham", "hummus", "none"]
    ),
    dinner=Choice({k: t for k, (t, _m) in DINNERS.items()}, label=_l("Dinner")),
    between=Choice(
        {k: t for k, (t, _m) in SNACKS.items()}, label=_l("In between"), handout=["cola", "nuts", "none"]
    ),
    marks={
        _l("pieces of a bar"): _l("the foods of that meal, most magnesium first"),
        _l("dashed line"): _l("the need of a day"),
        _l("taken up"): _l("by the reconstructed curve above, meal by meal, without phytic or oxalic acid"),
    },
    live=lambda exploration: (
        plate.Planner(
            exploration, _menu(breakfast="choco", lunch="ham", dinner="chips", between="cola"), needs()
        ).box
    ),
)
def day(who, breakfast, lunch, dinner, between) -> View:
    """A day of ready-made meals: magnesium in it, share of the need, and what is taken up."""
    return plate.day(_menu(breakfast=breakfast, lunch=lunch, dinner=dinner, between=between), who)


# ---- the frame of the lesson

header = parts.Header(
    LESSON,
    minutes={
        _l("what the article says"): 10,
        _l("richest foods"): 15,
        _l("boiling and bran"): 25,
        _l("milk and water"): 10,
        _l("uptake"): 25,
        _l("a day on a plate"): 20,
        _l("verdicts and quiz"): 20,
    },
    needs=_l("what a milligram is, and how to read a bar chart."),
    goals=[
        _l("rank foods by magnesium in three fair ways, and say why the order changes;"),
        _l(
            "compute how much magnesium is left after boiling or sieving, without falling into the dry-matter trap;"
        ),
        _l('explain why one percentage for "the" uptake cannot be right for every meal;'),
        _l("decide for a claim whether the figures support it, and name the source."),
    ],
)
vote = parts.Vote(LESSON)
verdicts = parts.Verdicts(vote)
quiz = parts.Quiz(
    LESSON,
    [
        parts.Choose(
            _l(
                "Raw lentils hold {cooking_pairs/lentils/magnesium_raw_mg_per_100g:0} mg of magnesium in 100 g, boiled lentils {cooking_pairs/lentils/magnesium_cooked_mg_per_100g:0} mg. What happened to most of the difference?"
            ),
            {
                _l("It went down the drain with the cooking water."): (
                    False,
                    _l(
                        "Some did, about {100 - cooking_pairs/lentils/apparent_retention_percent:0} %. But the boiled lentils also took up twice their weight of water, and water thins everything out."
                    ),
                ),
                _l("Nothing: 100 g of boiled lentils is mostly water, so it holds fewer lentils."): (
                    True,
                    _l(
                        "Right: compare dry matter with dry matter, and {cooking_pairs/lentils/apparent_retention_percent:0} % is still there."
                    ),
                ),
                _l("The heat destroyed it."): (
                    False,
                    _l("Magnesium is an element; a cooker cannot destroy it."),
                ),
            },
        ),
        parts.Number(
            _l(
                "You eat 30 g of almonds. Almonds hold {foods/almonds/magnesium_mg_per_100g:0} mg of magnesium in 100 g. How much do you eat?"
            ),
            answer="{foods/almonds/magnesium_mg_per_100g * 0.3}",
            tolerance=1,
            unit="mg",
            right=_l(
                "0.30 × {foods/almonds/magnesium_mg_per_100g:0} = {foods/almonds/magnesium_mg_per_100g * 0.3:0} mg, more than a quarter of a day's 300 mg."
            ),
            low=_l("Too little. 30 g is 0.30 times 100 g."),
            high=_l("Too much. 30 g is less than a third of 100 g."),
        ),
        parts.ChooseSeveral(
            _l("Which of these really lower the share of magnesium that your gut takes up?"),
            {
                _l("phytic acid in bran"): (
                    True,
                    _l(
                        "Phytic acid: measured, from {absorption_studies/bohn-phytate-1-none/absorbed_percent:1} to {absorption_studies/bohn-phytate-1-wholemeal/absorbed_percent:1} %."
                    ),
                ),
                _l("boiling the food"): (
                    False,
                    _l("Boiling changes how much is in the food, not how well it is taken up."),
                ),
                _l("oxalic acid in spinach"): (
                    True,
                    _l("Oxalic acid: lower than from kale in a meal study."),
                ),
                _l("a large amount in one meal"): (
                    True,
                    _l(
                        "A large amount at once: from {absorption_studies/fine-1991-lowest/absorbed_percent:0} % down to {absorption_studies/fine-1991-highest/absorbed_percent:0} % in one study."
                    ),
                ),
            },
        ),
        parts.Choose(
            _l(
                '"Milk contains more magnesium than magnesium-rich mineral water." What is the fairest answer?'
            ),
            {
                _l("True."): (
                    False,
                    _l("Not for Rozana or Donat, which hold more than milk; Hépar comes close."),
                ),
                _l("It depends on the brand."): (
                    True,
                    _l(
                        "Right: milk has about {foods/milk-semi-skimmed/magnesium_mg_per_100g * 10 * 1.03:0} mg in a litre; waters run from 1 to 1,000 mg."
                    ),
                ),
                _l("False: water always has more."): (False, _l("Most bottled waters hold less than milk.")),
            },
        ),
    ],
)
