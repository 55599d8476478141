"""The planner for JupyterLab: add foods and take them away, save and load a day, use foods of one's own."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import ipywidgets as w
import pandas as pd

from helpers import chart, tables
from helpers.explore import Exploration, View, as_json, skeleton
from helpers.language import _, capital, kept, number, quantity, typed_number
from helpers.plate.file import foods_for, own_foods, own_list, read, save, strangers, why
from helpers.plate.meals import MEALS, Meals, checked, day
from helpers.plate.names import listed_names, meant

FEWEST_PORTIONS, MOST_PORTIONS = 0.25, 10
INITIAL = {"description_width": "initial"}
ROOMY = {"width": "auto", "flex": "1 1 240px", "min_width": "220px", "max_width": "460px"}
WIDE = {"style": INITIAL, "layout": ROOMY}
NARROW = {"style": INITIAL, "layout": {"width": "150px"}}


@dataclass(frozen=True, eq=False)
class Plate:
    """What lies on the plate, for whom, and what it was chosen from.

    Attributes
    ----------
    meals : mapping of every meal's name to pairs of food id and grams
    need : str
        An id of `reference_intakes.csv`.
    foods : DataFrame
        As `tables.foods` gives it.
    own : Path or None
        The file of the own foods among them.
    """

    meals: Meals
    need: str
    foods: pd.DataFrame
    own: Path | None = None

    def plus(self, meal: str, food: str, grams: float) -> Plate:
        """The plate with one more entry at the end of a meal."""
        return replace(self, meals={**self.meals, meal: [*self.meals[meal], (food, grams)]})

    def minus(self, meal: str, place: int) -> Plate:
        """The plate without the entry at that place of a meal."""
        rows = list(self.meals[meal])
        del rows[place]
        return replace(self, meals={**self.meals, meal: rows})

    def view(self) -> View:
        """What the day holds.

        Raises
        ------
        ValueError
            As `day`.
        """
        return day(self.meals, self.need, self.foods)


class Planner:
    """Widgets around a plate.

    Every action first makes the plate as it would be, checks it and computes its view. Only then is anything
    changed; if something is wrong, all stays as it was and a message says what.

    Parameters
    ----------
    exploration : Exploration
        The declaration that the planner stands for.
    presets : meals
        The meals it starts with.
    needs : mapping
        Ids of needs with their texts.

    Attributes
    ----------
    plate : Plate
        What lies on the plate now.
    box : ipywidgets.VBox
        All of it, to be shown.
    """

    def __init__(self, exploration: Exploration, presets: Meals, needs: Mapping[str, str]):
        self.needs = needs
        meals = {meal: list(presets.get(meal, [])) for meal in MEALS}
        self.plate = Plate(meals, next(iter(needs)), tables.foods())
        self._make_controls()
        self.said = w.HTML()
        self.listed = w.VBox(layout={"display": "flex", "flex_flow": "row wrap"})
        view = self.plate.view()
        self.drawn = chart.Chart(html=skeleton(exploration, view), view=as_json(view))
        self._show(self.plate, "")
        self._connect()
        self.box = self._framed()

    # ---- widgets

    def _make_controls(self) -> None:
        needs = [(text, need) for need, text in self.needs.items()]
        meals = [(str(text), meal) for meal, text in MEALS.items()]
        self.need = w.Dropdown(options=needs, description=_("Whose need"), **WIDE)
        self.meal = w.Dropdown(options=meals, description=_("Meal"), **WIDE)
        self.food = w.Combobox(
            placeholder=_("type a food"), ensure_option=False, description=_("Food"), **WIDE
        )
        self.count = w.Text(value=number(1), description=_("Portions"), **NARROW)
        self.add = w.Button(description=_("Add"), button_style="primary")
        self.file = w.Text(value="my-day.json", description=_("File"), **WIDE)
        self.keep = w.Button(description=_("Save my day"))
        self.fetch = w.Button(description=_("Load my day"))
        self.own = w.Text(placeholder="my-foods.csv", description=_("Own foods (CSV)"), **WIDE)
        self.use = w.Button(description=_("Use my foods"))
        # shared by the list's buttons
        self._small = {
            "style": w.ButtonStyle(),
            "layout": w.Layout(width="auto"),
        }

    def _connect(self) -> None:
        """Let each control do its work."""
        self.need.observe(self._guarded(self._choose_need), "value")
        self.count.on_msg(self._guarded(self._add_on_enter))
        self.add.on_click(self._guarded(self._add))
        self.keep.on_click(self._guarded(self._save))
        self.fetch.on_click(self._guarded(self._load))
        self.use.on_click(self._guarded(self._use_own_foods))

    def _framed(self) -> w.VBox:
        adding = (self.need, self.meal, self.food, self.count, self.add)
        keeping, using = (self.file, self.keep, self.fetch), (self.own, self.use)
        rows = [w.Box(row) for row in (adding, keeping, using)]
        for row in rows:
            row.add_class("course-controls")
        box = w.VBox([*rows, self.said, self.listed, self.drawn])
        box.add_class("course-exploration")
        return box

    def _take_away_buttons(self, plate: Plate) -> list[w.Button]:
        """A button for each entry of the plate, meal by meal."""
        names = listed_names(plate.foods)
        buttons = []
        for meal, rows in plate.meals.items():
            for place, (food, grams) in enumerate(rows):
                label = f"{MEALS[meal]}: {names[food]}, {quantity(grams, 'g')} ✕"
                button = w.Button(description=label, tooltip=_("Take away"), **self._small)
                button.on_click(self._guarded(partial(self._take_away, meal, place)))
                buttons.append(button)
        return buttons

    # ---- showing

    def _show(self, plate: Plate, message: str) -> None:
        """Take over a plate, with its figure, list and message.

        Raises
        ------
        ValueError
            If the plate is not possible; then nothing was changed.
        """
        self._check_need(plate.need)
        view = as_json(plate.view())
        names = sorted(listed_names(plate.foods).values())
        buttons, old_buttons = self._take_away_buttons(plate), self.listed.children
        # nothing was changed up to here, and from here on nothing can fail
        self.plate = plate
        self.need.value = plate.need
        self.food.options = names
        self.drawn.state.view = view
        self.listed.children = buttons
        for button in old_buttons:
            button.close()
        self._tell(message)

    def _check_need(self, need: str) -> None:
        if need not in self.needs:
            message = _("There is no need {need} in this lesson; choose from: {needs}.")
            raise ValueError(message.format(need=repr(need), needs="; ".join(self.needs.values())))

    def _tell(self, message: str, mark: str = "right") -> None:
        lines = html.escape(message).replace("\n", "<br>")
        self.said.value = f'<p class="course-feedback course-{mark}" role="status">{lines}</p>'

    def _complain(self, message: str) -> None:
        """Say what is wrong; the list of needs goes back to the need of the plate."""
        self.need.value = self.plate.need
        self._tell(message, "wrong")

    def _guarded(self, action: Callable) -> Callable:
        """The action as a handler of events: whatever goes wrong in it becomes a message."""

        def handler(*event):
            try:
                action(*event)
            except ValueError as error:
                self._complain(str(error))
            except OSError as error:
                self._complain(capital(why(error)) + ".")
            except Exception as error:  # a fault of ours; the learner can go on, and tell us its name
                name = f"{type(error).__name__}: {error}"
                message = _("Something unexpected went wrong ({error}). Your plate is as it was.")
                self._complain(message.format(error=name))

        return kept(handler)

    # ---- what a learner can do

    def _choose_need(self, change: Mapping) -> None:
        if change["new"] != self.plate.need:
            self._show(replace(self.plate, need=change["new"]), "")

    def _add_on_enter(self, _widget: w.Text, content: Mapping, _buffers: list) -> None:
        if content.get("event") == "submit":
            self._add()

    def _add(self, _button: w.Button | None = None) -> None:
        food = meant(self.food.value, self.plate.foods)
        grams = self._typed_portions() * float(self.plate.foods.loc[food, "portion_g"])
        name = listed_names(self.plate.foods)[food]
        said = _("Added: {food}.").format(food=f"{name}, {quantity(grams, 'g')}")
        self._show(self.plate.plus(self.meal.value, food, grams), said)

    def _typed_portions(self) -> float:
        """The number of portions that was typed.

        Raises
        ------
        ValueError
            If it is no number, or not from 0.25 to 10.
        """
        count = typed_number(self.count.value, _("portions"))
        if count is None or not FEWEST_PORTIONS <= count <= MOST_PORTIONS:
            message = _(
                "Portions: {typed} is not possible; allowed: a number from {low} to {high}, "
                "such as {example}."
            )
            allowed = {"low": number(FEWEST_PORTIONS), "high": number(MOST_PORTIONS), "example": number(1.5)}
            raise ValueError(message.format(typed=repr(self.count.value), **allowed))
        return count

    def _take_away(self, meal: str, place: int, button: w.Button) -> None:
        if button not in self.listed.children:  # the second click of a double click
            return
        name = listed_names(self.plate.foods)[self.plate.meals[meal][place][0]]
        self._show(self.plate.minus(meal, place), _("Taken away: {food}.").format(food=name))

    def _save(self, _button: w.Button) -> None:
        path = save(self.file.value, self.plate.meals, self.plate.need, self.plate.foods, self.plate.own)
        self._tell(_("Saved in {file}.").format(file=path))

    def _load(self, _button: w.Button) -> None:
        saved = read(self.file.value)
        foods, own = foods_for(saved, self.plate.foods, self.plate.own)
        found = checked(saved.meals, foods)
        said = _("Loaded {file}.").format(file=self.file.value.strip())
        if strangers(found, tables.foods()):
            said += " " + _("Its own foods come from {file}.").format(file=own)
        self._show(Plate({meal: found.get(meal, []) for meal in MEALS}, saved.need, foods, own), said)

    def _use_own_foods(self, _button: w.Button) -> None:
        path = own_list(self.own.value)
        foods = own_foods(path)
        self._check_plate_has_its_foods(foods, path)
        count = len(foods) - len(tables.foods())
        said = _("Your foods are in the list now: {count}, from {file}.").format(
            count=number(count), file=path
        )
        self._show(replace(self.plate, foods=foods, own=path), said)

    def _check_plate_has_its_foods(self, foods: pd.DataFrame, path: Path) -> None:
        """Refuse a list without foods that lie on the plate: whoever corrects a list would lose them unseen."""
        missing = strangers(self.plate.meals, foods)
        if missing:
            names = listed_names(self.plate.foods)
            named = "; ".join(f"{food}: {names[food]}" for food in missing)
            message = _(
                "On your plate, but not in {file}: {foods}. First take them away; nothing was changed."
            )
            raise ValueError(message.format(file=path, foods=named))
