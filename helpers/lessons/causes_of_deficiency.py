"""Lesson 04: how a body runs short of magnesium: what goes in, what goes out, how common and how strong each cause is."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pandas as pd

from helpers import chart, parts, plate
from helpers.explore import Choice, Slider, View, explorable
from helpers.figures import named, need_mg, needs
from helpers.figures import parameters as values_of
from helpers.language import _, _l, capital, number, pick, texts
from helpers.models import balance as model
from helpers.models import intake, risk
from helpers.models.balance import Burden
from helpers.tables import load

LESSON = "04-causes-of-deficiency"

# ---- 1 balance over time

CAUSES = {
    "none": _l("no cause"),
    "diarrhoea": _l("diarrhoea"),
    "malabsorption": _l("gut takes up less (Crohn's)"),
    "ppi": _l("acid blockers (PPI)"),
    "ciclosporin": _l("ciclosporin"),
    "tubules": _l("damaged kidney tubules"),
    "alcohol": _l("alcohol"),
    "sweating": _l("sweating"),
    "stress": _l("stress"),
    "slimming": _l("slimming: half the food"),
}
SHOW = {"serum": _l("blood: serum"), "urine": _l("urine"), "pools": _l("stores of the body")}
PERIODS = {"14": _l("two weeks"), "90": _l("three months"), "365": _l("a year")}
REFERENCE = (0.70, 1.05)  # mmol/L, a German laboratory
SIGNS = 0.5  # mmol/L: most people have no symptoms above it, says a review page
# mg a day in balance studies, when more than 250 mg is eaten, and when less (Nielsen 2016)
URINE_SEEN = {
    True: (80, 160),
    False: (40, 80),
}
POINTS = 24


@lru_cache
def _body() -> model.Body:
    return model.Body(**values_of("balance"))


@lru_cache
def burdens() -> dict[str, Burden]:
    """Every cause at full strength, from the parameters `balance-causes`."""
    p, body = values_of("balance-causes"), _body()
    return {
        "none": Burden(),
        "diarrhoea": Burden(gut_mg=p["diarrhoea_litres"] * p["diarrhoea_mg"]),
        "malabsorption": Burden(uptake=p["malabsorption_uptake"] / 100),
        "ppi": Burden(uptake=p["ppi_uptake"] / 100),
        "ciclosporin": Burden(leak=p["ciclosporin_leak"] / 100),
        "tubules": Burden(leak=p["tubules_leak"] / 100),
        "alcohol": Burden(intake=p["alcohol_intake"] / 100, leak=p["alcohol_leak"] / 100),
        "sweating": Burden(sweat_mg=p["sweat_litres"] * p["sweat_mg"]),
        "stress": Burden(leak=p["stress_urine"] / 100 * model.urine(body, 1.0) / body.filtered),
        "slimming": Burden(intake=p["slimming_intake"] / 100),
    }


@lru_cache(maxsize=256)
def _followed(causes: frozenset, strength: int, intake_mg: int, days: int) -> tuple[model.Course, Burden]:
    burden = model.together(*(model.scaled(burdens()[cause], strength / 100) for cause in sorted(causes)))
    return model.follow(_body(), days * (np.arange(POINTS + 1) / POINTS) ** 1.5, intake_mg, burden), burden


@explorable(
    _l("Magnesium in and out of the body over time"),
    show=Choice(
        SHOW,
        label=_l("Show"),
        help=_l("Which part of the body's magnesium is drawn; the sentence below names all three."),
    ),
    cause=Choice(CAUSES, start="diarrhoea", label=_l("Cause"), help=_l("Begins on day 0 and stays.")),
    strength=Slider(
        0,
        100,
        step=25,
        start=100,
        handout=[50, 100],
        unit="%",
        label=_l("Strength"),
        help=_l("100 % is the strength in the table of parameters below; it holds for both causes."),
    ),
    second=Choice(
        CAUSES,
        label=_l("Second cause"),
        handout=["none", "sweating"],
        help=_l("Works at the same time. The same cause twice counts once."),
    ),
    eaten=Slider(
        0,
        450,
        step=50,
        start=300,
        handout=[300],
        unit="mg",
        label=_l("Magnesium eaten a day"),
        help=_l("From day 0 on, in three meals. Before it: 300 mg."),
    ),
    period=Choice(PERIODS, start="90", label=_l("Time"), handout=["14", "90"], help=_l("How long we look.")),
    marks={
        _l("shaded band, serum"): _l("reference range of a laboratory, 0.70 to 1.05 mmol/L"),
        _l("dotted line, serum"): _l("0.5 mmol/L: above it most people notice nothing"),
        _l("shaded band, urine"): _l(
            "what healthy people who eat this much lose in studies: 80 to 160 mg a day above 250 mg eaten, 40 to 80 mg below"
        ),
        _l("lines of the stores"): _l(
            "solid with dots: blood and tissue fluid; dashed: soft tissues; dotted: bone"
        ),
    },
)
def balance(show, cause, strength, second, eaten, period) -> View:
    """Serum, urine or body stores from day 0, by the course's model of the body's magnesium."""
    days = int(period)
    course, burden = _followed(frozenset((cause, second)), strength, eaten, days)
    body, before = _body(), -0.08 * days
    x = [before, *course.days]
    blood, soft, bone = (
        100 * pool / pool[0] for pool in (course.extracellular_mg, course.soft_mg, course.bone_mg)
    )
    healthy = model.urine(body, 1.0)
    shapes, notes, limits, title = [], [], [0, 110], _("% of what it was on day 0")
    if show == "pools":
        drawn = (
            (_("blood and tissue fluid"), blood, chart.ORANGE, "solid"),
            (_("soft tissues"), soft, chart.BLUE, "dash"),
            (_("bone"), bone, chart.GREEN, "dot"),
        )
        traces = [
            chart.scatter(
                x=x,
                y=[100, *line],
                name=name,
                mode="lines",
                line={"color": color, "width": 3, "dash": dash},
                hovertemplate="%{x:.0f}: %{y:.1f} %<extra></extra>",
            )
            for name, line, color, dash in drawn
        ]
        traces[0] |= {"mode": "lines+markers", "marker": {"size": 6}}
    else:
        line, start = (
            (course.serum_mmol_per_l, body.serum) if show == "serum" else (course.urine_mg_per_day, healthy)
        )
        unit = "mmol/L" if show == "serum" else "mg"
        traces = [
            chart.scatter(
                x=x,
                y=[start, *line],
                mode="lines+markers",
                showlegend=False,
                line={"color": chart.BLUE, "width": 3},
                marker={"size": 6},
                hovertemplate="%{x:.0f}: %{y:.3g} " + unit + "<extra></extra>",
            )
        ]
        low, high = REFERENCE if show == "serum" else URINE_SEEN[eaten * burden.intake > 250]
        limits, title = (
            ([0, 1.2], _("mmol/L of magnesium in serum"))
            if show == "serum"
            else ([0, 360], _("mg of magnesium in the urine a day"))
        )
        said = (
            _("reference {low}-{high}") if show == "serum" else _("healthy people in studies: {low}-{high}")
        )
        shapes.append(
            {
                "type": "rect",
                "x0": 0,
                "x1": 1,
                "xref": "paper",
                "y0": low,
                "y1": high,
                "fillcolor": chart.GREEN,
                "opacity": 0.15,
                "line": {"width": 0},
                "layer": "below",
            }
        )
        notes.append(
            {
                "x": 1,
                "xref": "paper",
                "y": high,
                "text": said.format(low=number(low), high=number(high)),
                "showarrow": False,
                "xanchor": "right",
                "yanchor": "bottom",
                "font": {"color": "#00664B", "size": 13},
            }
        )
        if show == "serum":
            shape, note = chart.line_at(
                SIGNS, chart.wrapped(_("most notice nothing above 0.5"), 34), axis="y", dash="dot"
            )
            shapes.append(shape), notes.append(note | {"yanchor": "top"})
    shapes.append(
        {
            "type": "line",
            "x0": 0,
            "x1": 0,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "line": {"color": chart.GREY, "width": 1},
        }
    )
    fig = chart.figure(
        *traces,
        x={"range": [before, days * 1.01], "title": _("days since the cause began")},
        y={"range": limits, "title": title},
        height=420,
        shapes=shapes,
        annotations=notes,
    )
    serum, lost = float(course.serum_mmol_per_l[-1]), float(course.body_mg[0] - course.body_mg[-1])
    inside = REFERENCE[0] <= round(serum, 2) <= REFERENCE[1]
    reading = (
        (
            _("After {days} days serum stands at {serum} mmol/L, within the reference of {low} to {high}.")
            if inside
            else _(
                "After {days} days serum stands at {serum} mmol/L, below the reference of {low} to {high}."
            )
        ).format(days=days, serum=number(serum, 2), low=number(REFERENCE[0], 2), high=number(REFERENCE[1], 2))
        + " "
        + (
            _(
                "Urine went from {before} to {urine} mg a day; the body has lost {lost} mg, {percent} % of its magnesium."
            )
            if lost >= 0
            else _(
                "Urine went from {before} to {urine} mg a day; the body has gained {lost} mg, {percent} % of its magnesium."
            )
        ).format(
            before=number(healthy, 0),
            urine=number(course.urine_mg_per_day[-1], 0),
            lost=number(abs(lost), 0),
            percent=number(100 * abs(lost) / body.body, 1),
        )
    )
    rows = [0, 4, 8, 12, 16, 20, 24]
    table = pd.DataFrame(
        {
            _("day"): [number(d, 1) for d in course.days[rows]],
            _("serum, mmol/L"): course.serum_mmol_per_l[rows],
            _("urine, mg a day"): course.urine_mg_per_day[rows],
            _("blood and tissue fluid, %"): blood[rows],
            _("soft tissues, %"): soft[rows],
            _("bone, %"): bone[rows],
            _("whole body, mg"): course.body_mg[rows],
            _("taken up since day 0, mg"): course.taken_up_mg[rows],
            _("lost in urine, mg"): course.urine_mg[rows],
            _("lost through the gut, mg"): course.gut_mg[rows],
            _("lost with sweat, mg"): course.sweat_mg[rows],
        }
    )
    return View(
        fig,
        reading,
        table,
        (
            "avioli-1966",
            "silver-1960",
            "nielsen-2016",
            "fine-1991",
            "fenner-labor",
            "statpearls-hypomagnesemia",
        ),
    )


# ---- 2 how common? relative and absolute

OUT_OF = 1000
PEOPLE = (
    "ppi-pooled-2019",
    "ppi-rotterdam",
    "ppi-long",
    "thiazide-odds",
    "loop-and-ppi",
    "diabetes-type-2",
    "alcohol-hospital",
    "crohn-severe",
    "ibd-range",
    "ciclosporin",
    "tacrolimus",
    "older-women",
    "intensive-care",
)
POPULATIONS = ("population-aric", "population-warsaw", "population-germany")


@explorable(
    _l("Low magnesium among 1,000 people"),
    cause=Choice(
        lambda: named("causes", PEOPLE),
        label=_l("Cause, or group of people"),
        help=_l("With a ratio (acid blockers, diuretics) or with the share that was found (the others)."),
    ),
    among=Choice(
        lambda: named("causes", POPULATIONS),
        label=_l("Compared with"),
        help=_l('How many have a low value anyway. Each source draws its own line for "low".'),
    ),
    marks={
        _l("grey squares"): _l("people who are low as often as in the group you compare with"),
        _l("orange squares with strokes"): _l("people who are low beyond that"),
        _l("yellow squares with dots"): _l("low in some studies, not in others"),
        _l("pale squares"): _l("people who are not low"),
        _l("odds ratio (OR), risk ratio (RR)"): _l(
            "how many times the odds, or the chance, of a low value grow; to see people you must also know how many are low without the cause"
        ),
    },
)
def common(cause, among) -> View:
    """A relative or absolute figure of one cause, drawn as 1,000 people beside a population."""
    table = load("causes")
    row, base = table.loc[cause], round(OUT_OF * float(table.loc[among, "estimate"]) / 100)
    name = capital(pick(row, "name"))
    if row["kind"] == "ratio":
        first = round(OUT_OF * float(_with(row, base / OUT_OF)))
        last = first
        spoken = (
            _("{name}: {measure} {ratio}, 95 % interval {low} to {high}.")
            if row["high"] > 0
            else _("{name}: {measure} {ratio}, 95 % interval from {low}; its upper end was not read.")
        )
        absolute = (
            ""
            if math.isnan(row["with_percent"])
            else " "
            + _("In the studies {without} % were low without it and {sick} % with it.").format(
                without=number(row["without_percent"]), sick=number(row["with_percent"])
            )
        )
        reading = (
            spoken.format(
                name=name,
                measure=row["measure"],
                ratio=number(row["estimate"]),
                low=number(row["low"]),
                high=number(row["high"]),
            )
            + absolute
            + " "
            + _(
                "If {base} of 1,000 people are low without it, {sick} are low with it: {more} more, if it is the cause."
            ).format(base=base, sick=first, more=first - base)
        )
    else:
        found = row[["low", "estimate", "high"]].astype(float)
        last = round(10 * (found["high"] if math.isnan(found["estimate"]) else found["estimate"]))
        first = (
            last
            if math.isnan(found["low"]) or not math.isnan(found["estimate"])
            else round(10 * found["low"])
        )
        studied = (
            ""
            if pd.isna(row["people"])
            else " " + _("Found in {people} people.").format(people=number(row["people"]))
        )
        share = (
            _("{name}: {low} to {high} of 1,000 are low ({means}).").format(
                low=first, high=last, name=name, means=pick(row, "low_means")
            )
            if first != last
            else _("{name}: {high} of 1,000 are low ({means}).").format(
                high=last, name=name, means=pick(row, "low_means")
            )
        )
        reading = (
            share
            + studied
            + " "
            + _("In the group you compare with it is {base} of 1,000.").format(base=base)
        )
    groups = [
        (_("low, as in the group compared with"), min(base, first), chart.GREY, ""),
        (_("low beyond that"), max(0, first - base), chart.ORANGE, "/"),
        (_("low in some studies"), last - first, chart.YELLOW, "."),
        (_("not low"), OUT_OF - last, chart.PALE, ""),
    ]
    groups = [g for g in groups if g[1] or g[2] in (chart.GREY, chart.PALE)]
    rows = table[table["kind"].isin(["ratio", "share", "serum", "amount"])]
    side = pd.DataFrame(
        {
            _("cause or group"): texts(rows, "name"),
            _("kind of figure"): [
                str(KINDS[k]) if k != "ratio" else m
                for k, m in zip(rows["kind"], rows["measure"], strict=True)
            ],
            _("figure"): rows["estimate"],
            _("low end"): rows["low"],
            _("high end"): rows["high"],
            _("unit"): rows["unit"].fillna(""),
            _("low without it, %"): rows["without_percent"],
            _("low with it, %"): rows["with_percent"],
            _("people"): rows["people"].astype(float),
            _("low means"): texts(rows, "low_means"),
        }
    )
    return View(
        chart.people(groups),
        reading,
        side,
        tuple(dict.fromkeys([row["source_id"], table.loc[among, "source_id"]])),
    )


KINDS = {
    "share": _l("share that is low"),
    "serum": _l("difference in serum"),
    "amount": _l("magnesium in a fluid"),
}


def _with(row, without: float) -> float:
    """Share of people with a low value under a cause, from the share without it."""
    if row["measure"] == "OR":
        return risk.risk_from_odds_ratio(without, row["estimate"])
    return min(1.0, without * row["estimate"])


# ---- 3 how strong? all side by side

MEASURES = {"ratio": _l("how often low: ratios"), "serum": _l("how much lower: serum")}
STUDIES = {
    "one": (_l("one group"), "circle", chart.BLUE),
    "pooled": (_l("pooled studies"), "diamond", chart.ORANGE),
}


@explorable(
    _l("How strong each medicine or disease is"),
    measure=Choice(
        MEASURES,
        label=_l("Compare"),
        help=_l(
            "How often magnesium is low against people without it; or by how much serum differs on average."
        ),
    ),
    marks={
        _l("marker and bar"): _l(
            "the estimate with its 95 % interval; no bar where we read none, half a bar where we read one end"
        ),
        _l("dashed line"): _l("no difference"),
        _l("triangle at the edge"): _l("the interval goes on"),
        _l("ratio"): _l("odds or risk of a low value against people without the cause"),
        _l("observed"): _l(
            "people were watched, not treated by lot, and there was no placebo; whoever takes a medicine is often ill as well"
        ),
    },
)
def strong(measure) -> View:
    """Ratios, or differences in serum, of all causes that have them."""
    rows = load("causes")
    rows = rows[rows["kind"] == measure]
    none = 1 if measure == "ratio" else 0
    rows = rows.sort_values("estimate", ascending=measure == "serum", kind="stable")
    effects = [
        chart.Effect(
            pick(r, "name"),
            r["estimate"],
            *(None if math.isnan(r[end]) else r[end] for end in ("low", "high")),
            "pooled" if "pooled" in key else "one",
        )
        for key, r in rows.iterrows()
    ]
    ratio = measure == "ratio"
    title = _("observed ratio") if ratio else _("mmol/L in serum")
    sides = ("", _("more often low")) if ratio else (_("lower serum"), _("higher serum"))
    fig = chart.forest(
        effects, kinds=STUDIES, title=title, limits=(0, 8) if ratio else (-0.07, 0.07), none=none, sides=sides
    )
    top, last = rows.iloc[0], rows.iloc[-1]
    reading = (
        _(
            "The highest ratio is {ratio}, for {first}; the lowest is {least}, for {second}. All are observed: nobody was treated by lot or got a placebo."
        ).format(
            ratio=number(top["estimate"]),
            first=pick(top, "name"),
            least=number(last["estimate"]),
            second=pick(last, "name"),
        )
        if ratio
        else _(
            "On average serum is {fall} mmol/L lower with {first}, and {rise} mmol/L higher with {second}. The reference range is 0.35 mmol/L wide."
        ).format(
            fall=number(-top["estimate"], 3),
            first=pick(top, "name"),
            rise=number(last["estimate"], 3),
            second=pick(last, "name"),
        )
    )
    table = pd.DataFrame(
        {
            _("cause"): texts(rows, "name"),
            _("measure"): rows["measure"].fillna("mmol/L"),
            _("figure"): rows["estimate"],
            _("low end"): rows["low"],
            _("high end"): rows["high"],
            _("low without it, %"): rows["without_percent"],
            _("low with it, %"): rows["with_percent"],
            _("remark"): texts(rows, "note"),
        }
    )
    return View(fig, reading, table, tuple(dict.fromkeys(rows["source_id"])))


# ---- 4 slimming

PATTERNS = {  # a day of our own making each, in usual portions; only the magnesium for its energy counts
    "sweet": (
        _l("white bread, chips, sweets"),
        chart.ORANGE,
        "dash",
        "triangle-up",
        [
            ("bread-white", 2),
            ("chocolate-spread", 2),
            ("ham-cooked", 1),
            ("chips-deep-fried", 1),
            ("hamburger", 1),
            ("cola", 2),
            ("crisps", 1),
            ("butter-biscuit", 2),
        ],
    ),
    "meat": (
        _l("meat, eggs, cheese, salad"),
        chart.PINK,
        "dot",
        "square",
        [
            ("egg-fried", 2),
            ("cheese-gouda", 2),
            ("beef-mince-grilled", 1),
            ("salmon-cooked", 1),
            ("lettuce-butterhead", 1),
            ("tomato-raw", 1),
            ("olive-oil", 2),
            ("butter", 1),
            ("yoghurt-greek", 1),
            ("coffee-filter", 2),
        ],
    ),
    "mixed": (
        _l("a bit of everything"),
        chart.BLUE,
        "solid",
        "circle",
        [
            ("bread-brown", 2),
            ("cheese-gouda", 2),
            ("jam", 1),
            ("milk-semi-skimmed", 1),
            ("apple", 1),
            ("banana", 1),
            ("potato-boiled", 1),
            ("green-beans-boiled", 1),
            ("chicken-breast-roasted", 1),
            ("coffee-filter", 2),
            ("butter-biscuit", 2),
            ("margarine", 2),
            ("yoghurt-whole", 1),
        ],
    ),
    "plants": (
        _l("wholegrain, pulses, greens, nuts"),
        chart.GREEN,
        "dashdot",
        "diamond",
        [
            ("muesli", 1),
            ("soy-drink", 1),
            ("bread-wholemeal", 2),
            ("hummus", 1),
            ("lentils-boiled", 1),
            ("rice-brown-boiled", 1),
            ("spinach-boiled", 1),
            ("almonds", 1),
            ("banana", 1),
            ("apple", 1),
            ("olive-oil", 1),
            ("yoghurt-whole", 1),
        ],
    ),
}
LEAST_KCAL, MOST_KCAL = 800, 2800


@lru_cache
def densities() -> dict[str, float]:
    """Magnesium of each pattern of eating, mg per 1000 kcal, from the food table."""
    foods = load("foods")
    found = {}
    for key, (*_look, day) in PATTERNS.items():
        ids, grams = zip(*plate.portions(day, foods), strict=True)
        rows = foods.loc[list(ids)]
        mg, kcal = (
            float(intake.portion_mg(rows[column], np.array(grams)).sum())
            for column in ("magnesium_mg_per_100g", "energy_kcal_per_100g")
        )
        found[key] = float(intake.per_1000_kcal(mg, kcal))
    return found


@explorable(
    _l("Magnesium of a day that holds less energy"),
    kcal=Slider(
        LEAST_KCAL,
        MOST_KCAL,
        step=100,
        start=1200,
        handout=range(800, 2801, 400),
        unit="kcal",
        label=_l("Energy a day"),
        help=_l("Adults usually eat about 2,000 to 2,500 kcal; strict diets go down to 800."),
    ),
    pattern=Choice(
        {key: row[0] for key, row in PATTERNS.items()},
        start="mixed",
        label=_l("Pattern of eating"),
        help=_l("Days of our own making from the food table. You eat more or less of everything."),
    ),
    who=Choice(
        needs, start="efsa-ai-18-up-female", label=_l("Whose need"), help=_l("Adequate intake by EFSA.")
    ),
    marks={
        _l("lines"): _l("magnesium grows with energy in each pattern, but not equally fast"),
        _l("star"): _l("your day"),
        _l("dashed line"): _l("the need of a day"),
    },
)
def slimming(kcal, pattern, who) -> View:
    """Magnesium a day against energy a day, for four patterns of eating, beside the need."""
    density, need = densities(), need_mg(who)
    mg, enough = intake.from_energy(density[pattern], kcal), intake.energy_for_need(density[pattern], need)
    ends = np.array([LEAST_KCAL, 1300, 1800, 2300, MOST_KCAL])
    traces = [
        chart.scatter(
            x=ends,
            y=intake.from_energy(density[key], ends),
            mode="lines+markers",
            name=str(name),
            marker={"symbol": symbol, "size": 9, "color": color},
            line={"color": color, "dash": dash, "width": 4 if key == pattern else 2},
            hovertemplate="%{x} kcal: %{y:.0f} mg<extra></extra>",
        )
        for key, (name, color, dash, symbol, _day) in PATTERNS.items()
    ]
    traces.append(
        chart.scatter(
            x=[kcal],
            y=[mg],
            mode="markers",
            name=_("your day"),
            marker={
                "symbol": "star",
                "size": 22,
                "color": chart.INK,
                "line": {"color": "#FFFFFF", "width": 1},
            },
            hovertemplate="%{x} kcal: %{y:.0f} mg<extra></extra>",
        )
    )
    shape, note = chart.line_at(
        need, chart.wrapped(_("need: {mg} mg").format(mg=number(need)), 7), axis="y", place=1.01
    )
    fig = chart.figure(
        *traces,
        x={"range": [700, 2900], "title": _("kcal a day")},
        y={"range": [0, 1100], "title": _("mg of magnesium a day")},
        height=480,
        shapes=[shape],
        annotations=[note | {"xanchor": "left", "yanchor": "middle", "align": "left"}],
        margin={"r": 76, "t": 110},
    )
    reading = _(
        '{kcal} kcal of "{pattern}" bring {mg} mg of magnesium, {share} % of {need} mg. This pattern covers the need from {enough} kcal a day.'
    ).format(
        kcal=number(kcal),
        pattern=str(PATTERNS[pattern][0]),
        mg=number(mg, 0),
        share=number(intake.share_of_need_percent(mg, need), 0),
        need=number(need),
        enough=number(round(enough, -1)),
    )
    table = pd.DataFrame(
        {
            _("pattern of eating"): [str(row[0]) for row in PATTERNS.values()],
            _("mg in 1,000 kcal"): list(density.values()),
            _("mg in the energy chosen"): [intake.from_energy(d, kcal) for d in density.values()],
            _("kcal that cover the need"): [intake.energy_for_need(d, need) for d in density.values()],
        }
    )
    return View(fig, reading, table, ("usda-sr28", "ciqual-2017", "efsa-2015", "course-computed"))


# ---- 5 are magnesium-rich foods fattening?

TICKS = (0.3, 1, 3, 10, 30, 100, 300)
NO_MAGNESIUM_AT = math.log10(0.2)  # where a food with none stands on an axis that has no zero
LEAST_ENERGY = 5  # kcal in 100 g: below it, as in coffee or water, 100 kcal is no amount that anyone drinks
SOURCE_MG = 56.25  # mg in 100 g: 15 % of 375 mg, from where EU law lets a label say "source of magnesium"
ENERGY_RICH = 300  # kcal in 100 g: our own line


@lru_cache
def _for_energy() -> pd.DataFrame:
    """The foods with enough energy to compare, with `density`, mg in 100 kcal, and `up`, its place on the axis."""
    # the rows of few columns are picked sooner
    foods = load("foods").filter(regex="^(name_.*|group_id|energy_.*|magnesium_.*)$")
    foods = foods[foods["energy_kcal_per_100g"] >= LEAST_ENERGY]
    foods["density"] = intake.per_100_kcal(foods["magnesium_mg_per_100g"], foods["energy_kcal_per_100g"])
    foods["up"] = [math.log10(d) if d > 0 else NO_MAGNESIUM_AT for d in foods["density"]]
    return foods


@explorable(
    _l("Magnesium for energy, food by food"),
    group=Choice(
        lambda: {"all": _("all groups")} | named("food_groups"),
        label=_l("Group"),
        help=_l("Which foods stand out in blue."),
        handout=["all", "chocolate", "nuts-seeds", "leafy-greens", "pulses", "fruit", "sweets-snacks"],
    ),
    find=Choice(
        lambda: {"none": _("no food")} | named("foods"),
        start="chocolate-dark-70",
        handout=["none", "chocolate-dark-70", "almonds", "raisins", "lentils-boiled"],
        search=True,
        label=_l("Look up"),
        help=_l("A food to point at."),
    ),
    beside=Choice(
        lambda: {"none": _("no food")} | named("foods"),
        start="spinach-boiled",
        handout=["none", "spinach-boiled", "bread-wholemeal", "olive-oil"],
        search=True,
        label=_l("And beside it"),
        help=_l("A second one."),
    ),
    marks={
        _l("blue dots"): _l("the foods of the group; point at one to read its name"),
        _l("grey dots"): _l("all other foods"),
        _l("star and diamond"): _l("the foods you looked up"),
        _l("upright axis"): _l("each tick is about three times the one below it"),
    },
)
def fattening(group, find, beside) -> View:
    """Every food by its energy (kcal in 100 g) and by its magnesium for that energy (mg in 100 kcal)."""
    foods = _for_energy()
    mine = foods if group == "all" else foods[foods["group_id"] == group]
    others = foods.drop(mine.index)
    looked = [
        (key, symbol, color)
        for key, symbol, color in {
            find: (find, "star", chart.ORANGE),
            beside: (beside, "diamond", chart.GREEN),
        }.values()
        if key in foods.index
    ]
    traces = [
        chart.scatter(
            x=rows["energy_kcal_per_100g"],
            y=rows["up"],
            mode="markers",
            showlegend=False,
            text=texts(rows, "name") if color == chart.BLUE else [],
            customdata=rows["density"] if color == chart.BLUE else None,
            hovertemplate="%{text}: %{customdata:.3g} mg<extra></extra>" if color == chart.BLUE else None,
            hoverinfo=None if color == chart.BLUE else "skip",
            marker={"size": size, "color": color, "opacity": opacity},
        )
        for rows, size, color, opacity in ((others, 6, chart.GREY, 0.3), (mine, 8, chart.BLUE, 0.7))
    ]
    traces += [
        chart.scatter(
            x=[foods.loc[key, "energy_kcal_per_100g"]],
            y=[foods.loc[key, "up"]],
            mode="markers",
            name=chart.wrapped(pick(foods.loc[key], "name"), 30),
            hoverinfo="skip",
            marker={"symbol": symbol, "size": 20, "color": color, "line": {"color": chart.INK, "width": 1}},
        )
        for key, symbol, color in looked
    ]
    fig = chart.figure(
        *traces,
        x={"range": [-20, 920], "title": _("kcal in 100 g of food")},
        height=500,
        margin={"t": 70},
        y={
            "range": [NO_MAGNESIUM_AT - 0.1, 2.9],
            "title": _("mg of magnesium in 100 kcal"),
            "tickvals": [NO_MAGNESIUM_AT, *(math.log10(t) for t in TICKS)],
            "ticktext": ["0", *(number(t) for t in TICKS)],
        },
    )
    said = [
        _("{food}: {kcal} kcal and {mg} mg in 100 g, so {density} mg in 100 kcal.").format(
            food=capital(pick(foods.loc[key], "name")),
            kcal=number(foods.loc[key, "energy_kcal_per_100g"], 0),
            mg=number(foods.loc[key, "magnesium_mg_per_100g"]),
            density=number(foods.loc[key, "density"]),
        )
        for key, _symbol, _color in looked
    ]
    middle = number(mine["density"].median())
    said.append(
        _("Half of all foods hold more than {middle} mg in 100 kcal.").format(middle=middle)
        if group == "all"
        else _("Half of this group holds more than {middle} mg in 100 kcal.").format(middle=middle)
    )
    rich = mine[mine["magnesium_mg_per_100g"] >= SOURCE_MG]
    said.append(
        _(
            "By weight, {rich} of {count} foods hold at least 56 mg in 100 g, and {dense} of these hold more than 300 kcal."
        ).format(
            rich=len(rich), count=len(mine), dense=int((rich["energy_kcal_per_100g"] > ENERGY_RICH).sum())
        )
    )
    reading = " ".join(said)
    shown = mine.sort_values("density", ascending=False, kind="stable")
    picked = [key for key, _symbol, _color in looked]
    shown = foods.loc[list(dict.fromkeys([*picked, *shown.index[:25]]))]
    table = pd.DataFrame(
        {
            _("food"): texts(shown, "name"),
            _("kcal in 100 g"): shown["energy_kcal_per_100g"],
            _("mg of magnesium in 100 g"): shown["magnesium_mg_per_100g"],
            _("mg in 100 kcal"): shown["density"],
        }
    )
    return View(fig, reading, table, ("usda-sr28", "ciqual-2017"))


# ---- the frame of the lesson

header = parts.Header(
    LESSON,
    minutes={
        _l("what the article says"): 10,
        _l("in and out of the body"): 30,
        _l("how common, how strong"): 20,
        _l("slimming"): 10,
        _l("fattening foods"): 10,
        _l("verdicts and quiz"): 25,
    },
    needs=_l("what a percentage and a milligram are; lesson 02 helps with uptake."),
    goals=[
        _l(
            "explain with the balance of the body why the blood can look normal while the urine already tells of a poor intake;"
        ),
        _l("turn a ratio into people, and say which figure is missing without it;"),
        _l("compute the magnesium of a slimming diet from its energy and its pattern;"),
        _l("tell a low intake from a deficiency."),
    ],
)
vote = parts.Vote(LESSON)
verdicts = parts.Verdicts(vote)
model_parameters = parts.Parameters(LESSON, "balance", "model_parameters")
cause_parameters = parts.Parameters(LESSON, "balance-causes", "cause_parameters")
quiz = parts.Quiz(
    LESSON,
    [
        parts.Choose(
            _l("You suddenly eat half as much magnesium. What changes first?"),
            {
                _l("The magnesium in your urine."): (
                    True,
                    _l("Right: healthy kidneys save within a few days, and serum hardly moves."),
                ),
                _l("The magnesium in your blood."): (
                    False,
                    _l("Serum is guarded by the kidneys and refilled from cells and bone; it moves late."),
                ),
                _l("The magnesium in your bones."): (
                    False,
                    _l(
                        "Bone gives magnesium off slowly, over weeks, and only if the kidneys cannot make up for the loss."
                    ),
                ),
            },
        ),
        parts.Number(
            _l(
                "Sweat holds {causes/sweat-heat/estimate:1} mg of magnesium in a litre. You lose 3 L on a hot day. How much magnesium is that?"
            ),
            answer="{3 * causes/sweat-heat/estimate}",
            tolerance=0.3,
            unit="mg",
            right=_l(
                "3 × {causes/sweat-heat/estimate:1} = {3 * causes/sweat-heat/estimate:1} mg, about 3 % of a day's 300 mg."
            ),
            low=_l("Too little. Multiply litres by mg in a litre."),
            high=_l("Too much. Multiply 3 by {causes/sweat-heat/estimate:1}."),
        ),
        parts.Number(
            _l(
                "A diet gives 1,200 kcal a day. Its foods hold 130 mg of magnesium in 1,000 kcal. How much magnesium a day?"
            ),
            answer=156,
            tolerance=2,
            unit="mg",
            right=_l("1.2 × 130 = 156 mg, about half of a woman's 300 mg."),
            low=_l("Too little: 1,200 kcal is 1.2 times 1,000 kcal."),
            high=_l("Too much: 1,200 kcal is 1.2 times 1,000 kcal."),
        ),
        parts.Choose(
            _l(
                "A medicine doubles the odds of a low magnesium. What do you need to know before you can say how many people that is?"
            ),
            {
                _l("How many people take the medicine."): (
                    False,
                    _l("That tells how many are at risk, not how many of them fall low."),
                ),
                _l("How many people are low without the medicine."): (
                    True,
                    _l("Right: doubling 25 of 1,000 is something else than doubling 250 of 1,000."),
                ),
                _l("Nothing: doubling is doubling."): (
                    False,
                    _l("Doubling of what? Twice a tiny number is still a small number."),
                ),
            },
        ),
        parts.ChooseSeveral(
            _l("Which of these are well shown to lower magnesium in the body?"),
            {
                _l("diarrhoea that lasts"): (
                    True,
                    _l("Diarrhoea: its fluid holds about {causes/diarrhoea-fluid/estimate:0} mg in a litre."),
                ),
                _l("chronic alcoholism"): (
                    True,
                    _l(
                        "Alcoholism: {causes/alcohol-hospital/estimate:0} % of {causes/alcohol-hospital/people:0} people in a hospital were low."
                    ),
                ),
                _l("all antibiotics"): (False, _l("Antibiotics: only those that harm the kidney tubules.")),
                _l("stress by itself"): (
                    False,
                    _l("Stress: magnesium shifts for a while; a lasting deficiency has not been shown."),
                ),
            },
        ),
    ],
)
