"""A day on a plate: what its meals hold, a day in a file, and the planner for JupyterLab."""

from helpers.plate.meals import AXIS_MG, MEALS, MOST_GRAMS, checked, day, load, planner, portions, save

__all__ = ["AXIS_MG", "MEALS", "MOST_GRAMS", "checked", "day", "load", "planner", "portions", "save"]
