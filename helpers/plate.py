"""A day on a plate: meals of foods and grams, what they hold and what is taken up; and the planner for JupyterLab."""

from __future__ import annotations

import difflib
import html
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

from helpers import chart, tables
from helpers.explore import View, as_json, skeleton
from helpers.language import _, _l, number, pick, quantity, texts
from helpers.lessons.common import need_mg
from helpers.models import absorption, intake

MEALS = {"breakfast": _l("breakfast"), "lunch": _l("lunch"), "dinner": _l("dinner"), "between": _l("in between")}
MOST_GRAMS = 2000  # of one food in one meal; more is a slip of the keyboard
AXIS_MG = 700
SEGMENTS = (chart.BLUE, chart.SKY, chart.GREEN, chart.YELLOW, chart.PINK)

Meals = Mapping[str, Sequence[tuple[str, float]]]


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
        For an unknown meal or food (with near matches), or grams that are not from 0 to 2000.
    """
    done = {}
    for meal, rows in meals.items():
        if meal not in MEALS:
            raise ValueError(f"{meal!r} is not a meal; choose from {', '.join(MEALS)}")
        done[meal] = []
        for food, grams in rows:
            if food not in foods.index:
                near = difflib.get_close_matches(str(food), list(foods.index), n=3, cutoff=0.4)
                raise ValueError(f"{meal}: there is no food {food!r}; did you mean {', '.join(map(repr, near)) or 'another one'}?")
            if isinstance(grams, bool) or not isinstance(grams, (int, float)) or not 0 <= grams <= MOST_GRAMS:
                raise ValueError(f"{meal}: {grams!r} g of {food} is not possible; allowed: a number from 0 to {MOST_GRAMS} g")
            done[meal].append((food, float(grams)))
    return done


def portions(rows: Sequence[tuple[str, float]], foods: pd.DataFrame) -> list[tuple[str, float]]:
    """Foods with a number of usual portions, as foods with grams."""
    return [(food, count * float(foods.loc[food, "portion_g"])) for food, count in rows]


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
        As `checked`.
    """
    foods = tables.foods() if foods is None else foods
    meals = checked(meals, foods)
    per_100g = foods["magnesium_mg_per_100g"]
    rows = [
        {"meal": meal, "food": food, "grams": grams, "mg": float(intake.portion_mg(per_100g.at[food], grams))}
        for meal, eaten in meals.items() for food, grams in eaten if grams > 0
    ]
    eaten = pd.DataFrame(rows, columns=["meal", "food", "grams", "mg"])
    eaten["name"] = texts(foods.loc[eaten["food"]], "name")
    per_meal = eaten.groupby("meal")["mg"].sum().reindex(list(MEALS), fill_value=0.0)
    total = float(per_meal.sum())
    taken_up = float(sum(absorption.absorbed_mg(min(mg, absorption.LARGEST_DOSE_MG)) for mg in per_meal))
    needed = need_mg(need)
    fig = _figure(eaten, total, taken_up, needed)
    if total:
        by_food = eaten.groupby("name", sort=False)["mg"].sum()
        reading = _("Your day holds {total} mg of magnesium: {share} % of a need of {need} mg. Most comes from {food} ({mg} mg). By our curve about {up} mg is taken up.").format(
            total=number(total, 0), share=number(intake.share_of_need_percent(total, needed), 0), need=number(needed), food=by_food.idxmax(), mg=number(by_food.max(), 0), up=number(taken_up, 0))
    else:
        reading = _("Nothing on the plate yet.")
    table = pd.DataFrame({
        _("food"): eaten["name"], _("meal"): [str(MEALS[m]) for m in eaten["meal"]], _("grams"): eaten["grams"], _("mg of magnesium"): eaten["mg"],
        _("% of the need"): intake.share_of_need_percent(eaten["mg"], needed) if len(eaten) else [],
    }).sort_values(_("mg of magnesium"), ascending=False, kind="stable")
    return View(fig, reading, table, ("usda-sr28", "ciqual-2017", "efsa-2015", "fine-1991"))


def _figure(eaten: pd.DataFrame, total: float, taken_up: float, needed: float) -> go.Figure:
    """Bars of the meals, each built of its foods; below them the whole day, and what is taken up."""
    bars = []
    for meal, name in MEALS.items():
        base = 0.0
        parts = sorted(((mg, food) for where, mg, food in zip(eaten["meal"], eaten["mg"], eaten["name"], strict=True) if where == meal), key=lambda part: -part[0])
        for place, (mg, food) in enumerate(parts):
            bars.append((str(name), mg, base, food if mg > 80 else "", SEGMENTS[place % len(SEGMENTS)], f"{food}: {quantity(mg, 'mg')}"))
            base += mg
    for name, mg in ((_("whole day"), total), (_("taken up"), taken_up)):
        bars.append((name, mg, 0.0, quantity(mg, "mg", 0) + (" →" if mg > AXIS_MG else ""), chart.PALE, quantity(mg, "mg")))
    names, mg, base, texts, colors, hover = zip(*bars, strict=True)
    bar = chart.bar(
        y=names, x=[min(m, max(AXIS_MG - b, 0)) for m, b in zip(mg, base, strict=True)], base=base, orientation="h", text=[chart.wrapped(t, 14) for t in texts], textposition="inside",
        insidetextanchor="start", textangle=0, constraintext="none", hovertext=hover, hoverinfo="text", insidetextfont={"color": chart.INK, "size": 12},
        marker={"color": [_light(c) for c in colors], "line": {"color": chart.INK, "width": 0.6}}, showlegend=False,
    )
    shape, note = chart.line_at(needed, _("need: {need} mg").format(need=number(needed)), place=1.0)
    order = [*(str(m) for m in MEALS.values()), _("whole day"), _("taken up")]
    return chart.figure(
        bar, x={"range": [0, AXIS_MG], "title": _("mg of magnesium")}, height=430, shapes=[shape], annotations=[note | {"yanchor": "bottom"}], barmode="overlay",
        y={"autorange": "reversed", "categoryorder": "array", "categoryarray": order, "showgrid": False, "ticks": ""},
    )


def _light(color: str) -> str:
    """The colour mixed half with white, so that dark text stands out on it."""
    return "#" + "".join(f"{(int(color[i : i + 2], 16) + 255) // 2:02X}" for i in (1, 3, 5))


# ---- a day in a file


def save(path: str | Path, meals: Meals, need: str) -> Path:
    """Write a day to a JSON file; an older day there is replaced, any other file is left alone.

    Raises
    ------
    ValueError
        If the file exists and is not a saved day.
    """
    path = Path(path)
    if path.exists():
        load(path, tables.foods(), known_foods=False)
    part = path.with_suffix(path.suffix + ".part")
    part.write_text(json.dumps({"magnesium-day": 1, "need": need, "meals": {m: list(map(list, rows)) for m, rows in meals.items()}}, indent=1, ensure_ascii=False) + "\n", "utf-8", newline="\n")
    part.replace(path)
    return path


def load(path: str | Path, foods: pd.DataFrame, *, known_foods: bool = True) -> tuple[dict, str]:
    """Meals and need of a day saved with `save`.

    Raises
    ------
    ValueError
        If the file is missing or is not a saved day; says what is wrong.
    """
    path = Path(path)
    try:
        content = json.loads(path.read_text("utf-8"))
        meals = {meal: [(food, grams) for food, grams in rows] for meal, rows in content["meals"].items()}
        need = content["need"]
        if content["magnesium-day"] != 1:
            raise KeyError("magnesium-day")
    except FileNotFoundError:
        raise ValueError(f"there is no file {path}") from None
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError):
        raise ValueError(f"{path} is not a day saved in this lesson; nothing was changed") from None
    return (checked(meals, foods) if known_foods else meals), need


# ---- the planner


def planner(exploration, presets: Meals, needs: Mapping[str, str]):
    """A richer widget for JupyterLab: add and take away foods, save and load a day, use foods of one's own.

    Parameters
    ----------
    exploration : Exploration
        The declaration that this widget stands for.
    presets : meals
        The meals it starts with.
    needs : mapping
        Ids of needs with their texts.
    """
    import ipywidgets as w

    state = {"foods": tables.foods(), "meals": {meal: list(presets.get(meal, [])) for meal in MEALS}}
    names = {}
    wide = {"style": {"description_width": "initial"}, "layout": {"width": "auto", "flex": "1 1 240px", "min_width": "220px", "max_width": "460px"}}
    narrow = {"style": {"description_width": "initial"}, "layout": {"width": "150px"}}
    meal = w.Dropdown(options=[(str(text), key) for key, text in MEALS.items()], description=_("Meal"), **wide)
    food = w.Combobox(description=_("Food"), placeholder=_("type a food"), ensure_option=False, **wide)
    count = w.BoundedFloatText(value=1, min=0.25, max=10, step=0.25, description=_("Portions"), **narrow)
    add = w.Button(description=_("Add"), button_style="primary")
    need = w.Dropdown(options=[(text, key) for key, text in needs.items()], description=_("Whose need"), **wide)
    file = w.Text(value="my-day.json", description=_("File"), **wide)
    keep, fetch = w.Button(description=_("Save my day")), w.Button(description=_("Load my day"))
    own, use = w.Text(placeholder="my-foods.csv", description=_("Own foods (CSV)"), **wide), w.Button(description=_("Use my foods"))
    said, listed = w.HTML(), w.VBox()
    start = day(state["meals"], need.value)
    drawn = chart.Chart(html=skeleton(exploration, start), view=as_json(start))

    def tell(text, bad=False):
        said.value = f'<p class="course-feedback course-{"wrong" if bad else "right"}" role="status">{html.escape(text)}</p>'

    def name_foods():
        names.clear()
        names.update(zip(texts(state["foods"], "name"), state["foods"].index, strict=True))
        food.options = sorted(names)

    def draw(*_change):
        drawn.state.view = as_json(day(state["meals"], need.value, state["foods"]))

    def redraw():
        draw()
        rows = []
        for key, text in MEALS.items():
            for place, (eaten, grams) in enumerate(state["meals"][key]):
                label = f"{text}: {pick(state['foods'].loc[eaten], 'name')}, {quantity(grams, 'g')} ✕"
                button = w.Button(description=label, tooltip=_("Take away"), layout={"width": "auto"})
                button.on_click(lambda _b, key=key, place=place: (state["meals"][key].pop(place), redraw()))
                rows.append(button)
        listed.children = rows
        listed.layout = {"display": "flex", "flex_flow": "row wrap"}

    def guarded(action):
        def act(*_args):
            try:
                action()
            except (ValueError, OSError) as error:
                tell(str(error), bad=True)
        return act

    @guarded
    def put():
        typed = food.value.strip()
        if typed not in names:
            near = difflib.get_close_matches(typed, list(names), n=3, cutoff=0.4) + [n for n in names if typed and typed.lower() in n.lower()]
            raise ValueError(_("There is no food {food}. Did you mean: {near}?").format(food=repr(typed), near=", ".join(dict.fromkeys(near[:5])) or "–"))
        state["meals"][meal.value] += portions([(names[typed], count.value)], state["foods"])
        tell(_("Added: {food}.").format(food=typed))
        redraw()

    @guarded
    def store():
        tell(_("Saved in {file}.").format(file=save(file.value, state["meals"], need.value)))

    @guarded
    def restore():
        found, whose = load(file.value, state["foods"])
        if whose not in needs:
            raise ValueError(f"{whose!r} is not among the needs: {', '.join(needs)}")
        state["meals"] = {key: list(found.get(key, [])) for key in MEALS}
        need.value = whose
        tell(_("Loaded {file}.").format(file=file.value))
        redraw()

    @guarded
    def use_own():
        state["foods"] = tables.foods(own.value)
        name_foods()
        tell(_("Your foods are in the list now."))

    for button, action in ((add, put), (keep, store), (fetch, restore), (use, use_own)):
        button.on_click(action)
    need.observe(draw, "value")
    name_foods()
    redraw()
    rows = [w.Box(row) for row in ((need, meal, food, count, add), (file, keep, fetch), (own, use))]
    for row in rows:
        row.add_class("course-controls")
    box = w.VBox([*rows, said, listed, drawn])
    box.add_class("course-exploration")
    return box

