"""What a part of a lesson is: how it shows itself live, stored and in a handout."""

from __future__ import annotations

import html
import re

from helpers import chart, explore, language


def text(message) -> str:
    """Text for HTML."""
    return html.escape(str(message), quote=True)


class Part:
    """A part of a lesson. `lesson` is the notebook's name, `name` its name in the lesson's module."""

    lesson: str
    name: str

    @property
    def item(self) -> str:
        """Where the notebook's output comes from, for the handout: `food_sources:quiz`."""
        return re.sub(r"^[\d-]+", "", self.lesson).replace("-", "_") + f":{self.name}"

    def html(self, *, controls: bool, answers: bool) -> str:
        """The part as HTML; with native controls for a page with scripts, with answers for a teacher."""
        raise NotImplementedError

    def text(self) -> str:
        """The part in one line."""
        raise NotImplementedError

    def widget(self):
        """The part with ipywidgets, or None where nothing is to be set."""
        return

    def _repr_mimebundle_(self, **_kwargs):
        inside = self.html(controls=False, answers=False)
        data = {
            explore.HTML: f'<div class="course-exploration" lang="{language.locale()}">{inside}</div>',
            explore.TEXT: self.text(),
        }
        live = self.widget()
        if live is not None:
            data[explore.WIDGET] = live._repr_mimebundle_()[explore.WIDGET]
        return data, {"course": {"item": self.item}}


def framed(rows: list):
    """Widgets one below the other in the look of the course."""
    import ipywidgets

    style = ipywidgets.HTML(
        f"<style>{(chart.STATIC / 'view.css').read_text('utf-8')}</style>", layout={"display": "none"}
    )
    box = ipywidgets.VBox([style, *rows])
    box.add_class("course-exploration")
    return box
