"""What foods are called in lists, and which one a learner means. Names are to be read; all is counted by id."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from helpers.language import _, folded, texts


def plain_names(foods: pd.DataFrame) -> dict[str, str]:
    """Name of each food by its id, without needless blanks; the id itself for a name of blanks only."""
    names = zip(foods.index, texts(foods, "name"), strict=True)
    return {food: " ".join(name.split()) or food for food, name in names}


def listed_names(foods: pd.DataFrame) -> dict[str, str]:
    """Text of each food in lists, by its id; no two texts are alike.

    Own foods of a learner carry a mark. Foods that are still called the same have their id behind it.

    Parameters
    ----------
    foods : DataFrame
        As `tables.foods` gives it.
    """
    names, mark = plain_names(foods), _("(own)")
    for food in foods.index[foods["group_id"] == "own"]:
        names[food] = f"{names[food]} {mark}"
    times = Counter(folded(name) for name in names.values())
    shared = {food for food, name in names.items() if times[folded(name)] > 1}
    return {food: f"{name} [{food}]" if food in shared else name for food, name in names.items()}


def meant(typed: str, foods: pd.DataFrame) -> str:
    """Id of the food that a learner typed, whatever its capitals and blanks; an own food may lack its mark.

    Raises
    ------
    ValueError
        If nothing was typed, no food is called so, or more than one; with names that are near.
    """
    if not typed.strip():
        raise ValueError(_("Type a food first."))
    listed = listed_names(foods)
    exact = [food for food, name in listed.items() if name == typed]
    alike = [food for food, name in listed.items() if folded(name) == folded(typed)]
    unmarked = [food for food, name in plain_names(foods).items() if folded(name) == folded(typed)]
    for found in (exact, alike, unmarked):
        if len(found) == 1:
            return found[0]
    near = [listed[food] for food in unmarked] or near_names(typed, listed.values())
    if not near:
        raise ValueError(_("There is no food {food}.").format(food=repr(typed)))
    message = _("There is no food {food}. Did you mean: {near}?")
    raise ValueError(message.format(food=repr(typed), near="; ".join(near)))


def near_names(typed: str, names: Iterable[str]) -> list[str]:
    """At most five names: those spelled nearly as what was typed, then those that hold it."""
    wanted, of = folded(typed), {folded(name): name for name in names}
    spelled = difflib.get_close_matches(wanted, list(of), n=3, cutoff=0.4)
    holding = [name for name in of if wanted in name]
    return [of[name] for name in dict.fromkeys(spelled + holding)][:5]
