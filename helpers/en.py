"""The lessons in English: `from helpers.en import food_sources`."""

from helpers.language import lessons_in

__getattr__ = lessons_in("en")
