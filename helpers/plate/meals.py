"""A day on a plate: meals of foods and grams, what they hold and how much of it is taken up."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from helpers import chart, tables
from helpers.explore import View
from helpers.figures import need_mg
from helpers.language import _, _l, number, quantity
from helpers.models import absorption, intake
from helpers.plate.names import listed_names

MEALS = {
    "breakfast": _l("breakfast"),
    "lunch": _l("lunch"),
    "dinner": _l("dinner"),
    "between": _l("in between"),
}
MOST_GRAMS = 2000  # of one food in one meal; more is a slip of the keyboard
AXIS_MG = 700
SOURCES = ("usda-sr28", "ciqual-2017", "efsa-2015", "fine-1991")
SEGMENTS = (chart.BLUE, chart.SKY, chart.GREEN, chart.YELLOW, chart.PINK)

Rows = Sequence[tuple[str, float]]
Meals = Mapping[str, Rows]


# ---- what a day may be


def checked(meals: Meals, foods: pd.DataFrame) -> dict[str, list[tuple[str, float]]]:
    """Meals of which every food is known and every amount possible.

    Parameters
    ----------
    meals : mapping of a meal's name to pairs of food id and grams
    foods : DataFrame
        As `tables.foods` gives it.

    Raises
    ------
    ValueError
        For an unknown meal or food (with near matches), for grams that are not from 0 to 2000, and for more
        than 2000 g of one food in one meal, all its entries together.
    """
    return {meal: _checked_meal(meal, rows, foods) for meal, rows in meals.items()}


def _checked_meal(meal: str, rows: Rows, foods: pd.DataFrame) -> list[tuple[str, float]]:
    if meal not in MEALS:
        message = _("{meal} is not a meal; choose from {meals}")
        raise ValueError(message.format(meal=repr(meal), meals=", ".join(MEALS)))
    for food, grams in rows:
        if food not in foods.index:
            raise ValueError(_unknown_food(meal, food, foods))
        if not _is_amount(grams):
            message = _("{meal}: {grams} g of {food} is not possible; allowed: a number from 0 to {most} g")
            raise ValueError(_about(message, meal, food, grams, foods))
    for food, grams in _grams_by_food(rows).items():
        if grams > MOST_GRAMS:
            message = _(
                "{meal}: {grams} g of {food} in all is too much; "
                "allowed: at most {most} g of one food in a meal"
            )
            raise ValueError(_about(message, meal, food, grams, foods))
    return [(food, float(grams)) for food, grams in rows]


def _is_amount(grams) -> bool:
    """Whether it is a number of grams that can be eaten in one meal; True and False are no numbers here."""
    return isinstance(grams, (int, float)) and not isinstance(grams, bool) and 0 <= grams <= MOST_GRAMS


def _grams_by_food(rows: Rows) -> dict[str, float]:
    """Grams of each food of a meal, all its entries together."""
    grams_of: dict[str, float] = {}
    for food, grams in rows:
        grams_of[food] = grams_of.get(food, 0) + grams
    return grams_of


def _unknown_food(meal: str, food, foods: pd.DataFrame) -> str:
    """What is said of an id that is no food's."""
    near = difflib.get_close_matches(str(food), list(foods.index), n=3, cutoff=0.4)
    return _("{meal}: there is no food {food}; did you mean {near}?").format(
        meal=MEALS[meal], food=repr(food), near=", ".join(map(repr, near)) or _("another one")
    )


def _about(message: str, meal: str, food: str, grams, foods: pd.DataFrame) -> str:
    """A message on the grams of a food in a meal, with names and numbers as a learner reads them."""
    is_number = isinstance(grams, (int, float)) and not isinstance(grams, bool) and abs(grams) < 1e12
    amount = number(grams, 6) if is_number else repr(grams)
    return message.format(
        meal=MEALS[meal], food=listed_names(foods)[food], grams=amount, most=number(MOST_GRAMS)
    )


def known_need(need: str) -> str:
    """The id of a need, if there is one of that id in `reference_intakes.csv`.

    Raises
    ------
    ValueError
        If there is none; with near matches.
    """
    known = list(tables.load("reference_intakes").index)
    if need not in known:
        near = difflib.get_close_matches(str(need), known, n=3, cutoff=0.3) or known[:3]
        message = _("there is no need {need}; did you mean {near}?")
        raise ValueError(message.format(need=repr(need), near=", ".join(map(repr, near))))
    return need


def portions(rows: Rows, foods: pd.DataFrame) -> list[tuple[str, float]]:
    """Foods with a number of usual portions, as foods with grams."""
    return [(food, count * float(foods.loc[food, "portion_g"])) for food, count in rows]


# ---- what a day holds


def day(meals: Meals, need: str, foods: pd.DataFrame | None = None) -> View:
    """What a day's meals hold.

    Parameters
    ----------
    meals : mapping of a meal's name to pairs of food id and grams
    need : str
        Whose need: an id of `reference_intakes.csv`.
    foods : DataFrame, optional
        As `tables.foods` gives it; the course's own if None.

    Raises
    ------
    ValueError
        As `checked` and `known_need`.
    """
    foods = tables.foods() if foods is None else foods
    eaten = _eaten(checked(meals, foods), foods)
    needed = need_mg(known_need(need))
    taken_up = _taken_up_mg(eaten)
    figure, reading = _figure(eaten, taken_up, needed), _reading(eaten, taken_up, needed)
    return View(figure, reading, _table(eaten, needed), SOURCES)


def _eaten(meals: Meals, foods: pd.DataFrame) -> pd.DataFrame:
    """What was eaten, one entry of a meal a row: meal, food (its id), name, grams, mg of magnesium."""
    per_100g, names = foods["magnesium_mg_per_100g"], listed_names(foods)
    rows = [
        (meal, food, names[food], grams, float(intake.portion_mg(per_100g.at[food], grams)))
        for meal, entries in meals.items()
        for food, grams in entries
        if grams > 0
    ]
    return pd.DataFrame(rows, columns=["meal", "food", "name", "grams", "mg"])


def _taken_up_mg(eaten: pd.DataFrame) -> float:
    """Magnesium taken up from a day, mg: by the curve of the lesson, meal by meal."""
    per_meal = eaten.groupby("meal")["mg"].sum().reindex(list(MEALS), fill_value=0.0)
    return float(sum(absorption.absorbed_mg(min(mg, absorption.LARGEST_DOSE_MG)) for mg in per_meal))


def _reading(eaten: pd.DataFrame, taken_up: float, needed: float) -> str:
    total = eaten["mg"].sum()
    if eaten.empty:
        return _("Nothing on the plate yet.")
    if total == 0:
        return _("Your day holds 0 mg of magnesium.")
    per_food = eaten.groupby("food", sort=False)["mg"].sum()
    richest = per_food.idxmax()
    message = _(
        "Your day holds {total} mg of magnesium: {share} % of a need of {need} mg. "
        "Most comes from {food} ({mg} mg). By our curve about {up} mg is taken up."
    )
    return message.format(
        total=number(total, 0),
        share=number(intake.share_of_need_percent(total, needed), 0),
        need=number(needed),
        food=dict(zip(eaten["food"], eaten["name"], strict=True))[richest],
        mg=number(per_food[richest], 0),
        up=number(taken_up, 0),
    )


def _table(eaten: pd.DataFrame, needed: float) -> pd.DataFrame:
    """The entries of a day for a learner, most magnesium first."""
    table = pd.DataFrame(
        {
            _("food"): eaten["name"],
            _("meal"): [str(MEALS[meal]) for meal in eaten["meal"]],
            _("grams"): eaten["grams"],
            _("mg of magnesium"): eaten["mg"],
            _("% of the need"): intake.share_of_need_percent(eaten["mg"], needed) if len(eaten) else [],
        }
    )
    return table.sort_values(_("mg of magnesium"), ascending=False, kind="stable")


# ---- its figure


def _figure(eaten: pd.DataFrame, taken_up: float, needed: float) -> go.Figure:
    """Bars of the meals, each built of its foods; below them the whole day, and what is taken up."""
    sums = [_sum_bar(_("whole day"), float(eaten["mg"].sum())), _sum_bar(_("taken up"), taken_up)]
    bars = [*(bar for meal in MEALS for bar in _meal_bars(meal, eaten)), *sums]
    names, mg, base, inside, colors, hover = zip(*bars, strict=True)
    bar = chart.bar(
        y=names,
        x=[min(m, max(AXIS_MG - b, 0)) for m, b in zip(mg, base, strict=True)],
        base=base,
        orientation="h",
        text=[chart.wrapped(words, 14) for words in inside],
        textposition="inside",
        insidetextanchor="start",
        textangle=0,
        constraintext="none",
        hovertext=hover,
        hoverinfo="text",
        insidetextfont={"color": chart.INK, "size": 12},
        showlegend=False,
        marker={"color": [_light(color) for color in colors], "line": {"color": chart.INK, "width": 0.6}},
    )
    shape, note = chart.line_at(needed, _("need: {need} mg").format(need=number(needed)), place=1.0)
    order = [*map(str, MEALS.values()), _("whole day"), _("taken up")]
    return chart.figure(
        bar,
        x={"range": [0, AXIS_MG], "title": _("mg of magnesium")},
        height=430,
        barmode="overlay",
        y={
            "autorange": "reversed",
            "categoryorder": "array",
            "categoryarray": order,
            "showgrid": False,
            "ticks": "",
        },
        shapes=[shape],
        annotations=[note | {"yanchor": "bottom"}],
    )


def _meal_bars(meal: str, eaten: pd.DataFrame) -> list[tuple]:
    """Pieces of a meal's bar, most magnesium first: where, mg, start in mg, text, colour, text on hovering."""
    pieces, start = [], 0.0
    mine = eaten[eaten["meal"] == meal].sort_values("mg", ascending=False, kind="stable")
    for place, (mg, name) in enumerate(zip(mine["mg"], mine["name"], strict=True)):
        text, color = name if mg > 80 else "", SEGMENTS[place % len(SEGMENTS)]
        pieces.append((str(MEALS[meal]), mg, start, text, color, f"{name}: {quantity(mg, 'mg')}"))
        start += mg
    return pieces


def _sum_bar(name: str, mg: float) -> tuple:
    """A bar of one piece; an arrow says that it goes on beyond the axis."""
    text = quantity(mg, "mg", 0) + (" →" if mg > AXIS_MG else "")
    return name, mg, 0.0, text, chart.PALE, quantity(mg, "mg")


def _light(color: str) -> str:
    """The colour mixed half with white, so that dark text stands out on it."""
    return "#" + "".join(f"{(int(color[i : i + 2], 16) + 255) // 2:02X}" for i in (1, 3, 5))
