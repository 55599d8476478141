"""The header of a lesson: time, what to know first, goals, and the links to the lessons around."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers import language, notebooks
from helpers.language import _
from helpers.parts.part import Part, text


def _number(path) -> list[int]:
    """The number of a lesson as its file name begins: 06-what-... is [6], before 06-1-... with [6, 1]."""
    beginning = re.sub(r"[^\d-].*", "", path.stem)
    return [int(part) for part in beginning.split("-") if part]


def lessons(code: str) -> dict[str, str]:
    """The lessons there are in a language: name of the notebook to its title."""
    paths = [
        path for path in (notebooks.FOLDER / code).glob("*.ipynb") if notebooks.NAME.fullmatch(path.stem)
    ]
    return {path.stem: _title(path) for path in sorted(paths, key=_number)}


def _title(path) -> str:
    """The first heading of a notebook; its name where it has none, or where the file is broken."""
    try:
        first = "".join(json.loads(path.read_text("utf-8"))["cells"][0]["source"])
    except (ValueError, KeyError, IndexError):
        return path.stem
    return first.splitlines()[0].removeprefix("# ").strip() if first else path.stem


@dataclass
class Header(Part):
    """Time, what to know first, goals, and the links to the lessons around this one.

    Parameters
    ----------
    minutes : mapping of text to int
        Each part of the lesson with its time, so that a syllabus can be computed.
    needs : text
        What a learner should know before.
    goals : sequence of text
        Two to four things that a learner can be seen to do afterwards.
    """

    lesson: str
    minutes: Mapping
    needs: object
    goals: Sequence
    name: str = "header"

    def html(self, *, controls, answers):
        total = sum(self.minutes.values())
        parts = ", ".join(f"{text(part)} {minutes}" for part, minutes in self.minutes.items())
        goals = "".join(f"<li>{text(goal)}</li>" for goal in self.goals)
        links = "" if controls else f'<p class="course-links">{self._links()}</p>'
        time, first, after = (
            text(words) for words in (_("Time:"), _("Know first:"), _("After this lesson you can:"))
        )
        return (
            f'<div class="course-header">{links}<p><strong>{time}</strong> {total} min ({parts}). <strong>{first}</strong> {text(self.needs)}</p>'
            f"<p><strong>{after}</strong></p><ul>{goals}</ul></div>"
        )

    def text(self):
        return _("Time:") + f" {sum(self.minutes.values())} min"

    def _links(self) -> str:
        here = language.locale()
        known = lessons(here) or lessons(language.SOURCE)
        names = list(known)
        place = names.index(self.lesson) if self.lesson in names else len(names)
        links = []
        if place > 0:
            links.append((f"{names[place - 1]}.ipynb", "← " + known[names[place - 1]]))
        if place + 1 < len(names):
            links.append((f"{names[place + 1]}.ipynb", known[names[place + 1]] + " →"))
        if names and names[0].startswith("00") and place > 1:
            links.append((f"{names[0]}.ipynb", known[names[0]]))
        others = (code for code in language.languages() if code != here)
        links += [(f"../{code}/{self.lesson}.ipynb", _language_name(code)) for code in others]
        return " · ".join(f'<a href="{text(href)}">{text(title)}</a>' for href, title in links)


def _language_name(code: str) -> str:
    from babel import Locale

    return (Locale(code).get_display_name() or code).capitalize()
