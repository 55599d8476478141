"""Lesson 06-1: magnesium in bone as a store, beside calcium, on a bone scan, and with parathyroid hormone."""

from __future__ import annotations

import pandas as pd

from helpers import chart, parts
from helpers.explore import Choice, Slider, View, explorable
from helpers.figures import parameters
from helpers.language import _, _l, number, pick, quantity
from helpers.models import body, bone, risk
from helpers.tables import load

LESSON = "06-1-bones-and-teeth"


# ---- 1 is bone a store?

TISSUES = {
    "muscle": _l("muscle"),
    "soft": _l("other soft tissue"),
    "erythrocytes": _l("red blood cells"),
    "serum": _l("blood serum"),
}
TABLE_KG = 70  # the body of the tissue table


def _bone_grams(body_kg: float = TABLE_KG, bone_percent: float = 100) -> float:
    p = parameters("body-magnesium")
    return body.grams(
        body.scaled_mass_kg(p["mass_bone"], body_kg, TABLE_KG) * bone_percent / 100, p["content_bone"]
    )


@explorable(
    _l("Bone as a store of magnesium"),
    body_kg=Slider(
        40,
        120,
        step=10,
        start=70,
        unit="kg",
        label=_l("Body mass"),
        help=_l("Every tissue keeps its share of the body, a simplification."),
    ),
    bone_percent=Slider(
        60,
        120,
        step=10,
        start=100,
        handout=[60, 80, 100, 120],
        unit="%",
        label=_l("Amount of bone"),
        help=_l(
            "100 % is the bone of the tissue table, 12.3 kg in a body of 70 kg; less stands for a lighter skeleton."
        ),
    ),
    shortfall=Slider(
        10,
        100,
        step=10,
        start=50,
        handout=[10, 50, 100],
        unit="mg",
        label=_l("Shortfall a day"),
        help=_l("How much more magnesium leaves the body each day than enters it."),
    ),
    marks={
        _l("striped bar"): _l("magnesium in bone that can move out again, about one third"),
        _l("grey bar"): _l("magnesium built firmly into bone"),
        _l("blue bars"): _l("magnesium elsewhere in the body"),
        _l("days"): _l(
            "a thought experiment: how long the movable part would last if it alone made up the shortfall"
        ),
    },
)
def reserve(body_kg, bone_percent, shortfall) -> View:
    """Magnesium of the tissues in g, bone split into a firm and a movable part, and how long the latter would last."""
    p = parameters("body-magnesium")
    total, share = _bone_grams(body_kg, bone_percent), p["exchangeable_bone"]
    movable = total * share
    amounts = {
        key: body.grams(body.scaled_mass_kg(p[f"mass_{key}"], body_kg, TABLE_KG), p[f"content_{key}"])
        for key in TISSUES
    }
    days = bone.reserve_days(total, share, shortfall)
    names = [_("bone, built in"), _("bone, can move out"), *map(str, TISSUES.values())]
    grams = [total - movable, movable, *amounts.values()]
    said = [f"{quantity(g, 'g')}" for g in grams]
    said[1] = _("{grams} g<br>{days} days").format(grams=number(movable), days=number(days, 0))
    trace = chart.bar(
        x=grams,
        y=[chart.wrapped(n, 12, lines=2) for n in names],
        orientation="h",
        showlegend=False,
        hoverinfo="skip",
        text=said,
        textangle=0,
        cliponaxis=False,
        textposition=["inside" if g > 12 else "outside" for g in grams],
        insidetextanchor="end",
        marker={
            "color": [chart.PALE, chart.ORANGE, *[chart.SKY] * 4],
            "pattern": {
                "shape": ["", "/", "", "", "", ""],
                "fillmode": "overlay",
                "fgcolor": chart.INK,
                "size": 6,
                "solidity": 0.15,
            },
        },
    )
    fig = chart.figure(
        trace,
        x={"range": [0, 20], "title": _("g of magnesium")},
        y={"autorange": "reversed", "showgrid": False, "ticks": ""},
        height=400,
    )
    reading = _(
        "Bone holds {total} g of magnesium. About a third, {movable} g, can move out: {times} times what the blood serum holds. If that part alone had to make up {shortfall} mg a day, it would last {days} days (a thought experiment)."
    ).format(
        total=number(total),
        movable=number(movable),
        times=number(movable / amounts["serum"], 0),
        shortfall=number(shortfall),
        days=number(days, 0),
    )
    table = pd.DataFrame(
        {
            _("where"): names,
            _("g of magnesium"): grams,
            _("% of the body's magnesium"): body.shares_percent(grams),
        }
    )
    return View(fig, reading, table, ("elin-1987", "iom-1997-chapter-6"))


# ---- 2 calcium beside magnesium

COUNT = {"atoms": _l("1,000 atoms"), "grams": _l("1,000 grams")}


@explorable(
    _l("Calcium and magnesium in a skeleton"),
    count=Choice(
        COUNT,
        label=_l("Count"),
        help=_l("Of the two metals together: every square is one atom, or one gram."),
    ),
    calcium=Slider(
        900,
        1400,
        step=100,
        start=1200,
        unit="g",
        label=_l("Calcium in the body"),
        help=_l("An adult holds about 1,000 to 1,300 g, 99 % of it in the skeleton."),
    ),
    marks={_l("grey squares"): _l("calcium"), _l("orange, striped squares"): _l("magnesium in bone")},
)
def two_metals(count, calcium) -> View:
    """Of 1,000 atoms (or grams) of calcium and magnesium in bone, how many are magnesium."""
    magnesium = _bone_grams()
    ratio = {"atoms": bone.calcium_atoms_per_magnesium(calcium, magnesium), "grams": calcium / magnesium}[
        count
    ]
    share = 1000 / (1 + ratio)
    whole = round(share)
    fig = chart.people(
        [(_("calcium"), 1000 - whole, chart.PALE, ""), (_("magnesium"), whole, chart.ORANGE, "/")]
    )
    unit = {"atoms": _("atoms"), "grams": _("grams")}[count]
    reading = _(
        "Of 1,000 {unit} of these two metals in bone, about {share} are magnesium: {ratio} {unit} of calcium for each one of magnesium ({calcium} g against {magnesium} g)."
    ).format(
        unit=unit,
        share=number(whole),
        ratio=number(ratio, 0),
        calcium=number(calcium),
        magnesium=number(magnesium),
    )
    moles = [
        1000 * calcium / bone.ATOMIC_MASS_CA,
        1000 * calcium / bone.ATOMIC_MASS_CA / bone.calcium_atoms_per_magnesium(calcium, magnesium),
    ]
    table = pd.DataFrame(
        {
            _("metal"): [_("calcium"), _("magnesium")],
            "g": [calcium, magnesium],
            "mmol": moles,
            _("squares drawn of 1,000"): [1000 - whole, whole],
        }
    )
    return View(fig, reading, table, ("calcium-review-1999", "elin-1987"))


# ---- 3 what a bone scan promises, and what was seen

STUDIES = {  # rows of effects.csv with a short name; the hip of the first study has no number in its abstract
    "largest": (
        _l("magnesium: the largest study"),
        {
            "orchard-2014-hip-all-fractures": _l("hip and all fractures (no number given)"),
            "orchard-2014-wrist-4": _l("wrist, second highest intake"),
            "orchard-2014-wrist-5": _l("wrist, highest intake"),
            "orchard-2014-falls-5": _l("falls, highest intake"),
        },
    ),
    "smaller": (
        _l("magnesium: a smaller study"),
        {"veronese-2017-women": _l("any fracture, women"), "veronese-2017-men": _l("any fracture, men")},
    ),
    "calcium": (
        _l("calcium with vitamin D: a trial"),
        {"jackson-2006-hip-fracture": _l("hip fractures"), "jackson-2006-all-fractures": _l("all fractures")},
    ),
}
KINDS = {
    "promise": (_l("expected from the scan (computed)"), "star", chart.GREEN),
    "cohort": (_l("seen in people who were followed"), "circle", chart.BLUE),
    "trial": (_l("seen, trial with placebo"), "square", chart.ORANGE),
}
SEEN = {
    "largest": _l("followed; nobody was given magnesium"),
    "smaller": _l("followed; nobody was given magnesium"),
    "calcium": _l("a real experiment, but not with magnesium"),
}


def _promise(difference: float, spread: float) -> tuple[float, float, float]:
    """Relative risk of a hip fracture that a scan promises, with the ends by the published range."""
    table = load("model_parameters").loc["bone-scan:rr_per_sd"]
    return tuple(bone.expected_relative_risk(difference, spread, table[c]) for c in ("value", "high", "low"))


@explorable(
    _l("Fractures: expected from a bone scan, and seen"),
    study=Choice(
        {key: name for key, (name, _ids) in STUDIES.items()},
        label=_l("Compare with"),
        help=_l("What was seen in people."),
    ),
    difference=Slider(
        0,
        10,
        step=1,
        start=3,
        unit="%",
        label=_l("Denser bone at the hip"),
        help=_l("3 % was found in the largest study, 1 % in the trial with calcium."),
    ),
    spread=Slider(
        10,
        16,
        step=1,
        start=13,
        handout=[10, 13, 16],
        unit="%",
        label=_l("Spread between women"),
        help=_l("Standard deviation of hip density, in % of the mean: our assumption."),
    ),
    marks={
        _l("star"): _l(
            "what a hip that much denser promises, computed; the bar is the published range of 2.0 to 3.5"
        ),
        _l("circle, square"): _l("what was seen, with its 95 % confidence interval"),
        _l("dashed line"): _l("no difference"),
    },
)
def scan(study, difference, spread) -> View:
    """Relative risk of fractures promised by denser bone beside those that were observed."""
    rows = load("effects").loc[list(STUDIES[study][1])]
    expected, low, high = _promise(difference, spread)
    effects = [chart.Effect(_("hip fractures, expected"), expected, low, high, "promise")]
    for (_key, row), label in zip(rows.iterrows(), STUDIES[study][1].values(), strict=True):
        ends = [None if row[c] != row[c] else row[c] for c in ("low", "high")]
        effects.append(
            chart.Effect(
                str(label),
                row["estimate"],
                *ends,
                "said" if row["estimate"] != row["estimate"] else row["design"],
            )
        )
    fig = chart.forest(
        effects,
        kinds=KINDS,
        title=_("fractures or falls, as a ratio"),
        limits=(0.15, 2),
        none=1,
        sides=(_("fewer"), _("more")),
        log=True,
        margin={"t": 70},
    )
    said = [
        {
            "x": -0.02,
            "y": place,
            "xref": "x",
            "yref": "y",
            "text": _("no<br>difference"),
            "showarrow": False,
            "xanchor": "right",
            "bgcolor": "#FFFFFF",
            "font": {"color": chart.BLUE, "size": 13},
        }
        for place, effect in enumerate(effects)
        if effect.kind == "said"
    ]
    for words in said:
        fig.add_annotation(words)
    reading = (
        _(
            "A hip that is {difference} % denser promises a risk of hip fracture of {expected} times ({low} to {high}), if causal."
        ).format(
            difference=number(difference),
            expected=number(expected, 2),
            low=number(low, 2),
            high=number(high, 2),
        )
        + " "
        + {
            "largest": _(
                "Among 73,684 women the highest intakes went with 3 % denser hips, but hip fractures did not differ, and broken wrists were 1.23 times as frequent."
            ),
            "smaller": _(
                "Among 3,765 people the highest intakes went with fewer fractures: 0.38 times in women, 0.47 times in men."
            ),
            "calcium": _(
                "In a trial with 36,282 women calcium with vitamin D made the hip 1.06 % denser; hip fractures were 0.88 times as frequent (0.72 to 1.08), so chance alone can explain it."
            ),
        }[study]
    )
    names = [e.label for e in effects]
    remarks = [pick(row, "note") or str(SEEN[study]) for _key, row in rows.iterrows()]
    table = pd.DataFrame(
        {
            _("what"): names,
            _("compared"): [
                _("{difference} % denser hip").format(difference=number(difference)),
                *(pick(r, "comparison") for _k, r in rows.iterrows()),
            ],
            _("ratio"): [e.estimate for e in effects],
            _("low end"): [e.low for e in effects],
            _("high end"): [e.high for e in effects],
            _("people"): [None, *rows["people"].astype(float)],
            _("remark"): [_("computed"), *remarks],
        }
    ).astype(dict.fromkeys((_("ratio"), _("low end"), _("high end"), _("people")), float))
    return View(fig, reading, table, tuple(dict.fromkeys(["marshall-1996", *rows["source_id"]])))


# ---- 4 the same as people

OUTCOMES = {
    "promise": _l("hip, as the scan promises"),
    "hip": _l("hip, as seen in 73,684 women"),
    "wrist": _l("wrist, as seen in 73,684 women"),
    "any": _l("any fracture, as seen in the smaller study"),
}


def _before_and_after(outcome: str, difference: float) -> tuple[float, tuple[float, float, float]]:
    """Risk without the change, and with it: best estimate and both ends."""
    p, effects = parameters("bone-scan"), load("effects")
    if outcome == "promise":
        return p["hip_risk"], tuple(p["hip_risk"] * ratio for ratio in _promise(difference, p["spread"]))
    if outcome == "hip":
        return p["hip_risk"], (p["hip_risk"],) * 3
    start, row = {
        "wrist": (p["wrist_risk"], effects.loc["orchard-2014-wrist-5"]),
        "any": (p["any_risk"], effects.loc["veronese-2017-women"]),
    }[outcome]
    return start, tuple(float(bone.risk_at_hazard_ratio(start, row[c])) for c in ("estimate", "low", "high"))


@explorable(
    _l("Broken bones among 1,000 women"),
    outcome=Choice(OUTCOMES, label=_l("Which fracture"), help=_l("Promised by a scan, or seen in a study.")),
    difference=Slider(
        0,
        10,
        step=1,
        start=3,
        unit="%",
        label=_l("Denser bone at the hip"),
        help=_l("Counts only for what the scan promises."),
    ),
    marks={
        _l("orange squares"): _l("women who break that bone in both cases"),
        _l("green, striped squares"): _l("fewer with more magnesium, if causal"),
        _l("pink, crossed squares"): _l("more with more magnesium, if causal"),
        _l("grey squares"): _l("women who do not break it"),
    },
)
def women(outcome, difference) -> View:
    """1,000 women: fractures with little and with much magnesium, if the ratio were causal."""
    before, (after, one, other) = _before_and_after(outcome, difference)
    old, new = round(1000 * before), round(1000 * after)
    ends = sorted(round(1000 * v) for v in (one, other))
    years = _("in 8 years") if outcome == "any" else _("between 50 and 84")
    groups = [(_("broken in both cases"), min(old, new), chart.ORANGE, "")]
    groups += [(_("fewer, if causal"), old - new, chart.GREEN, "/")] if new < old else []
    groups += [(_("more, if causal"), new - old, chart.PINK, "x")] if new > old else []
    fig = chart.people(
        [*groups, (_("not broken"), 1000 - max(old, new), chart.PALE, "")], height=450, margin={"t": 84}
    )
    if outcome == "hip":
        reading = _(
            "{old} of 1,000 women break a hip {years}. In the study of 73,684 women hip fractures did not differ between much and little magnesium: {old} stay {old}."
        ).format(old=number(old), years=years)
    elif old == new:
        reading = _(
            "{old} of 1,000 women break that bone {years}; with no difference in density the scan promises no change."
        ).format(old=number(old), years=years)
    else:
        change = _("{count} fewer") if new < old else _("{count} more")
        reading = _(
            "{old} of 1,000 women break that bone {years}. With much magnesium it would be {new} ({low} to {high}), if causal: {change}, one for every {needed} women."
        ).format(
            old=number(old),
            years=years,
            new=number(new),
            low=number(ends[0]),
            high=number(ends[1]),
            change=change.format(count=number(abs(new - old))),
            needed=number(abs(risk.number_needed(before, after)), 0),
        )
    table = pd.DataFrame(
        {
            _("of 1,000 women"): [
                _("with little magnesium"),
                _("with much magnesium, if causal"),
                _("low end"),
                _("high end"),
            ],
            _("with a broken bone"): [
                1000 * before,
                1000 * after,
                1000 * min(one, other),
                1000 * max(one, other),
            ],
        }
    )
    sources = {
        "promise": ("armstrong-2012", "marshall-1996"),
        "hip": ("armstrong-2012", "orchard-2014"),
        "wrist": ("armstrong-2012", "orchard-2014"),
        "any": ("veronese-2017",),
    }[outcome]
    return View(fig, reading, table, sources)


# ---- 5 parathyroid hormone

CARDS = {
    "less": _l("take a little out of the blood"),
    "more": _l("put some into a vein"),
    "dose": _l("how much it took"),
    "lasting": _l("how long it lasted"),
    "dish": _l("glands in a dish"),
}
PAIR = {
    "less": ("pth-1991-less-calcium", "pth-1991-less-magnesium"),
    "more": ("pth-1987-more-calcium", "pth-1987-more-magnesium"),
}
# mmol; minutes: the comparisons and notes of the rows pth-1987-*
INFUSED = {
    "dose": (4.25, 7.08),
    "lasting": (120, 45),
}
DISH_MM = (0.8, 1.0)  # Takatsuki 1980: below, less hormone; above, less too


@explorable(
    _l("Parathyroid hormone: calcium against magnesium"),
    card=Choice(
        CARDS,
        label=_l("Experiment"),
        help=_l("Two small experiments in people, and one with glands of cattle in a dish."),
    ),
    marks={
        _l("grey bars"): _l("calcium"),
        _l("orange, striped bars"): _l("magnesium"),
        _l("green bar"): _l("in the dish: where the glands gave most hormone"),
        _l("no curve"): _l("we found none published for magnesium, so we draw only what was measured"),
    },
)
def hormone(card) -> View:
    """What calcium and magnesium did to parathyroid hormone, experiment by experiment."""
    if card == "dish":
        return _dish()
    names = [_("calcium"), _("magnesium")]
    rows = load("effects").loc[list(PAIR["less" if card == "less" else "more"])]
    values = [float(v) for v in rows["estimate"]] if card in PAIR else list(INFUSED[card])
    unit, title, span = {
        "less": ("%", _("change of the hormone, %"), [0, 700]),
        "more": ("%", _("change of the hormone, %"), [-50, 0]),
        "dose": ("mmol", _("mmol into a vein, for 30 % less hormone"), [0, 10]),
        "lasting": ("min", _("minutes that it lasted"), [0, 160]),
    }[card]
    text = [quantity(v, unit) if v <= 0 or card != "less" else f"+{quantity(v, unit)}" for v in values]
    bars = chart.bar(
        x=values,
        y=names,
        orientation="h",
        text=text,
        textposition="outside",
        textfont={"size": 18},
        cliponaxis=False,
        textangle=0,
        showlegend=False,
        hoverinfo="skip",
        marker={
            "color": [chart.GREY, chart.ORANGE],
            "pattern": {
                "shape": ["", "/"],
                "fillmode": "overlay",
                "fgcolor": chart.INK,
                "size": 6,
                "solidity": 0.15,
            },
        },
    )
    fig = chart.figure(
        bars,
        x={"range": span, "title": title},
        y={"autorange": "reversed", "showgrid": False, "ticks": "", "tickfont": {"size": 16}},
        height=300,
    )
    reading = {
        "less": _(
            "In 6 healthy people calcium in the blood was made 5.5 % lower: parathyroid hormone rose by 400 % within 10 minutes. Magnesium was made 4.8 % lower: no change (0 %)."
        ),
        "more": _(
            "In 7 people both metals, given into a vein, lowered parathyroid hormone by 30 %: 4.25 mmol of calcium, or 7.08 mmol of magnesium."
        ),
        "dose": _(
            "For the same 30 % less hormone it took 4.25 mmol of calcium, but 7.08 mmol of magnesium: {ratio} times as much."
        ).format(ratio=number(7.08 / 4.25)),
        "lasting": _(
            "The effect of calcium lasted 120 minutes, that of magnesium 45 minutes, although more magnesium was given (7.08 against 4.25 mmol)."
        ),
    }[card]
    table = pd.DataFrame(
        {
            _("metal"): names,
            _("what was done"): [pick(r, "comparison") for _k, r in rows.iterrows()],
            title: values,
            _("people"): rows["people"].astype(float).values,
        }
    )
    return View(fig, reading, table, tuple(dict.fromkeys(rows["source_id"])))


def _dish() -> View:
    low, high = DISH_MM
    pieces = [
        (_("too little: less hormone"), low, chart.SKY, "x"),
        (_("most hormone"), high - low, chart.GREEN, ""),
        (_("much: less hormone, as with calcium"), 2 - high, chart.YELLOW, "/"),
    ]
    bars = [
        chart.bar(
            x=[width],
            y=[_("dish")],
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
        for name, width, color, shape in pieces
    ]
    fig = chart.figure(
        *bars,
        x={
            "range": [0, 2],
            "title": _("mM of magnesium around the glands"),
            "tickvals": [0, low, high, 2],
            "ticktext": [number(v) for v in (0, low, high, 2)],
        },
        y=chart.HIDDEN,
        barmode="stack",
        height=300,
        margin={"l": 16, "t": 110},
        legend={"orientation": "v", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
    )
    reading = _(
        "Glands of cattle in a dish released most hormone between {low} and {high} mM of magnesium. Below {low} mM they released less, and above {high} mM too."
    ).format(low=number(low), high=number(high))
    table = pd.DataFrame(
        {
            _("magnesium around the glands"): [n for n, *_rest in pieces],
            _("from, mM"): [0, low, high],
            _("to, mM"): [low, high, 2],
        }
    )
    return View(fig, reading, table, ("takatsuki-1980", "vetter-2002"))


# ---- the frame of the lesson

header = parts.Header(
    LESSON,
    minutes={
        _l("what the article says"): 5,
        _l("bone as a store"): 10,
        _l("beside calcium"): 5,
        _l("scan and fractures"): 15,
        _l("parathyroid hormone"): 10,
        _l("verdicts and quiz"): 15,
    },
    needs=_l("what a percentage and an average are; lesson 01 on the magnesium in a body helps."),
    goals=[
        _l("compute how much of the magnesium in bone can move, and how long it would last;"),
        _l("turn a ratio into a number of women out of 1,000;"),
        _l("explain why a better scan is not yet a fracture less;"),
        _l("say where parathyroid hormone is made, and what calcium and magnesium do to it."),
    ],
)
vote = parts.Vote(LESSON)
verdicts = parts.Verdicts(vote)
body_parameters = parts.Parameters(LESSON, "body-magnesium", "body_parameters")
scan_parameters = parts.Parameters(LESSON, "bone-scan", "scan_parameters")
quiz = parts.Quiz(
    LESSON,
    [
        parts.Number(
            _l(
                "A skeleton holds 12 g of magnesium, and one third of it can move out. How many grams is that?"
            ),
            answer=4,
            tolerance=0.1,
            unit="g",
            right=_l("12 g divided by 3 is 4 g, about 60 times what the blood serum holds."),
            low=_l("Too little. One third is 12 g divided by 3."),
            high=_l("Too much. One third is 12 g divided by 3."),
        ),
        parts.Choose(
            _l(
                "Hips were {effects/orchard-2014-hip-density/estimate:0} % denser in women with much magnesium, yet they did not break fewer hips. What is the best conclusion?"
            ),
            {
                _l("Magnesium makes bone weak."): (
                    False,
                    _l("Nothing of the kind was seen: hip fractures were the same, not more."),
                ),
                _l("A scan is a stand-in. What matters, fractures, has to be counted itself."): (
                    True,
                    _l(
                        "Right: density is a surrogate, a measure in place of the real outcome. It can move without the outcome moving."
                    ),
                ),
                _l("The scan must have been wrong."): (
                    False,
                    _l(
                        "The difference was real and measured in {effects/orchard-2014-hip-density/people:0} women. It just did not show in fractures."
                    ),
                ),
            },
        ),
        parts.Choose(
            _l("Where does parathyroid hormone come from?"),
            {
                _l("from bone, when magnesium lets it go"): (
                    False,
                    _l("Bone is where the hormone acts, not where it is made."),
                ),
                _l("from the thyroid gland"): (
                    False,
                    _l('Close by, but the thyroid makes other hormones. "Para" means beside.'),
                ),
                _l("from four small glands in the neck, beside the thyroid"): (
                    True,
                    _l("Right: the parathyroid glands. Low calcium in the blood makes them release more."),
                ),
            },
        ),
        parts.ChooseSeveral(
            _l("Women with much magnesium had more broken wrists. Which explanations fit what was measured?"),
            {
                _l("They were more active and fell more often."): (
                    True,
                    _l(
                        "More active, more falls: the study measured both, falls {effects/orchard-2014-falls-5/estimate:2} times as often."
                    ),
                ),
                _l("Chance alone: the interval includes 1."): (
                    False,
                    _l(
                        "Not by chance alone: the interval runs from {effects/orchard-2014-wrist-5/low:2} to {effects/orchard-2014-wrist-5/high:2} and leaves out 1."
                    ),
                ),
                _l("They may differ from the others in things that nobody measured."): (
                    True,
                    _l(
                        "Unmeasured differences: always possible when people are followed and not divided by lot."
                    ),
                ),
            },
        ),
    ],
)
