"""The lessons in Dutch: `from helpers.nl import food_sources`."""

from helpers.language import lessons_in

__getattr__ = lessons_in("nl")
