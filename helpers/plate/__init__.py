"""A day on a plate.

`meals` says what a day holds, `names` what foods are called; `file` keeps a day; `planner` shows it all.
"""

from helpers.plate.file import load, save
from helpers.plate.meals import AXIS_MG, MEALS, MOST_GRAMS, checked, day, portions
from helpers.plate.planner import Planner

__all__ = ["AXIS_MG", "MEALS", "MOST_GRAMS", "Planner", "checked", "day", "load", "portions", "save"]
