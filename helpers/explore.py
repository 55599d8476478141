"""What an exploration is: controls and one pure function of them; and how it shows itself.

Declared once with `explorable`, an exploration answers when it is called, appears with controls in JupyterLab,
leaves its starting figure in a stored notebook, and hands a handout all its states.
"""

from __future__ import annotations

import difflib
import html
import inspect
import itertools
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go

from helpers import chart, tables
from helpers.language import _, current, folded, locale, number, pick

MOST_STATES = 2000
WIDGET, FIGURE = "application/vnd.jupyter.widget-view+json", "application/vnd.plotly.v1+json"
HTML, TEXT = "text/html", "text/plain"


@dataclass(frozen=True)
class View:
    """What an exploration shows in one state.

    Attributes
    ----------
    figure : plotly figure
        In the look of `chart.figure`, with axes that stand still while controls move.
    reading : str
        One or two sentences with numbers and units that say what the figure shows now; its text alternative.
    table : DataFrame
        The numbers behind the figure; column names carry the units, the first column names the rows.
    sources : tuple of str
        Ids in `sources.csv`.
    """

    figure: go.Figure
    reading: str
    table: pd.DataFrame
    sources: tuple[str, ...]

    def _repr_mimebundle_(self, **_kwargs):
        return stored(self)


class Control:
    """One thing that a learner can set. `options` maps each value to the text that stands for it."""

    def __init__(self, options, start=None, *, label, help="", handout=None):
        self._options, self._start, self.label, self.help, self._handout = (
            options,
            start,
            label,
            help,
            handout,
        )
        self._texts_of: dict[str, dict] = {}

    @property
    def options(self) -> dict:
        language = current()
        if language not in self._texts_of:
            found = self._options() if callable(self._options) else self._options
            self._texts_of[language] = {value: str(text) for value, text in found.items()}
        return self._texts_of[language]

    @property
    def start(self):
        return next(iter(self.options)) if self._start is None else self._start

    @property
    def handout(self) -> list:
        """The values that a handout offers: all, or the coarser grid that was named."""
        return list(self.options) if self._handout is None else list(self._handout)

    def value(self, widget):
        """The value that a widget of this control stands on."""
        return widget.value

    def checked(self, name: str, value):
        """The value itself.

        Raises
        ------
        ValueError
            If it is not allowed; says what is.
        """
        raise NotImplementedError


class Choice(Control):
    """One out of several.

    Parameters
    ----------
    options : dict or function that returns one
        Value to text; a function where the texts come from a table, so that they follow the language.
    start : optional
        First value shown; the first option if not given.
    label, help : text
        Name of the control, and what it means, for the legend.
    handout : list, optional
        Fewer values for a handout.
    search : bool
        In JupyterLab, a box to type in instead of a list.
    """

    def __init__(self, options, start=None, *, label, help="", handout=None, search=False):
        super().__init__(options, start, label=label, help=help, handout=handout)
        self.search = search

    def checked(self, name, value):
        if value in self.options:
            return value
        raise ValueError(self._unknown(f"{name}={value!r}", value))

    def _unknown(self, said: str, value) -> str:
        """The words for a value that is no option, with those that come near it."""
        options, wanted = self.options, folded(value)
        near = difflib.get_close_matches(str(value), [str(o) for o in options], n=3, cutoff=0.5)
        near += [o for o in options if wanted in folded(f"{o} {options[o]}") and o not in near][:3]
        if near:
            words = _("{what} is not one of the {count} choices. Did you mean {known}?")
        else:
            words = _("{what} is not one of the {count} choices. Choose one of {known}.")
        known = ", ".join(repr(o) for o in (near or list(options)[:12])) + (
            "" if near or len(options) <= 12 else ", ..."
        )
        return words.format(what=said, count=len(options), known=known)

    def value(self, widget):
        """The value that a widget of this control stands on.

        What was typed counts without regard to capitals and blanks; a part of a name is enough where no other name has it.

        Raises
        ------
        ValueError
            If what was typed is the name of no option; names those that come near.
        """
        if not self.search:
            return widget.value
        typed = folded(widget.value)
        named = {folded(text): value for value, text in self.options.items()}
        if not typed or typed in named:
            return named.get(typed, self.start)
        fitting = [name for name in named if typed in name]
        if len(fitting) == 1:
            return named[fitting[0]]
        near = [
            self.options[named[name]]
            for name in fitting + difflib.get_close_matches(typed, named, n=3, cutoff=0.5)
        ]
        known = "; ".join(dict.fromkeys(near[:5])) or "–"  # names have commas
        raise ValueError(
            _("There is no {typed} in the list. Did you mean: {near}?").format(
                typed=f"“{widget.value.strip()}”", near=known
            )
        )

    def widget(self):
        import ipywidgets

        looks = {"description": str(self.label), **_LOOKS}
        if self.search:
            return ipywidgets.Combobox(
                options=list(self.options.values()), placeholder=_("type a name"), **looks
            )
        pairs = [(text, value) for value, text in self.options.items()]
        return ipywidgets.Dropdown(options=pairs, value=self.start, **looks)


class Slider(Control):
    """A number from `low` to `high`.

    Parameters
    ----------
    low, high, step, start : float
    unit : text
        Stands behind the number; may be empty.
    texts : dict, optional
        Words for some values, such as {0: "none"}.
    handout : list, optional
        Fewer values for a handout; a single one fixes the control there.
    """

    def __init__(self, low, high, *, step, start, unit="", label, help="", handout=None, texts=None):
        self.low, self.high, self.step, self.unit, self.texts = low, high, step, unit, texts or {}
        super().__init__(self._named_grid, start, label=label, help=help, handout=handout)

    def _named_grid(self) -> dict:
        steps = round((self.high - self.low) / self.step)
        grid = (round(self.low + i * self.step, 9) for i in range(steps + 1))
        grid = (int(v) if float(v).is_integer() else v for v in grid)
        return {v: str(self.texts.get(v, f"{number(v, 6)} {self.unit}".strip())) for v in grid}

    def checked(self, name, value):
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
        if not is_number or not self.low <= value <= self.high:
            limits = {"low": number(self.low, 6), "high": number(self.high, 6), "unit": self.unit}
            raise ValueError(
                _("{what} is outside its range. Allowed: a number from {low} to {high} {unit}")
                .format(what=f"{name}={value!r}", **limits)
                .rstrip()
            )
        return value

    def widget(self):
        import ipywidgets

        pairs = [(text, value) for value, text in self.options.items()]
        return ipywidgets.SelectionSlider(
            options=pairs, value=self.start, description=str(self.label), continuous_update=True, **_LOOKS
        )


_LOOKS = {
    "style": {"description_width": "initial"},
    "layout": {"width": "auto", "min_width": "300px", "flex": "1 1 300px", "max_width": "520px"},
}


@dataclass
class Exploration:
    """Controls and one pure function of them. Call it with values of its controls to get a `View`."""

    function: Callable[..., View]
    title: object
    controls: dict[str, Control]
    marks: Mapping = field(default_factory=dict)
    live: Callable | None = None

    def __post_init__(self):
        self._compare_names()
        for name, control in self.controls.items():
            self._compare_values(name, control)
        self.__name__, self.__doc__ = self.function.__name__, self.function.__doc__
        self.module = self.function.__module__

    def _compare_names(self) -> None:
        """Raise a ValueError unless the function can be called with the controls."""
        parameters = inspect.signature(self.function)
        try:
            parameters.bind(**self.controls)
        except TypeError as slip:
            controls, taken = ", ".join(self.controls) or "none", ", ".join(parameters.parameters) or "none"
            raise ValueError(
                f"{self.function.__name__}: {slip}; its controls are: {controls}; its parameters: {taken}"
            ) from None

    def _compare_values(self, name: str, control: Control) -> None:
        """Raise a ValueError for a starting value, or one of a handout, that is no option."""
        for value in {control.start, *control.handout} - set(control.options):
            known = ", ".join(map(str, list(control.options)[:12]))
            raise ValueError(f"{self.function.__name__}: {name}={value!r} is not among its values: {known}")
        if control.start not in control.handout:
            raise ValueError(
                f"{self.function.__name__}: the handout must offer the starting value {name}={control.start!r}"
            )

    @property
    def item(self) -> str:
        """Where the notebook's output comes from, for the handout: `food_sources:boiling`."""
        return f"{self.module.rsplit('.', 1)[-1]}:{self.__name__}"

    @property
    def start(self) -> dict:
        """The starting value of every control."""
        return {name: control.start for name, control in self.controls.items()}

    def __call__(self, **values) -> View:
        unknown = [name for name in values if name not in self.controls]
        if unknown:
            raise ValueError(
                _("{name} has no control {control}. It has: {known}").format(
                    name=self.__name__, control=repr(unknown[0]), known=", ".join(self.controls)
                )
            )
        checked = {n: c.checked(n, values.get(n, c.start)) for n, c in self.controls.items()}
        return self.function(**checked)

    def states(self) -> Iterable[dict]:
        """All states of a handout, the last control running fastest.

        Raises
        ------
        ValueError
            If there are more than `MOST_STATES`; says which control to thin out.
        """
        grids = {name: control.handout for name, control in self.controls.items()}
        count = math.prod(len(g) for g in grids.values())
        if count > MOST_STATES:
            widest = max(grids, key=lambda name: len(grids[name]))
            raise ValueError(
                f"{self.__name__} has {count} states in a handout, at most {MOST_STATES} are allowed: "
                f"give the control {widest!r} ({len(grids[widest])} values) a coarser grid with handout="
            )
        return (dict(zip(grids, values, strict=True)) for values in itertools.product(*grids.values()))

    def widget(self):
        """Controls, figure, reading and table for JupyterLab."""
        import ipywidgets

        controls = {name: control.widget() for name, control in self.controls.items()}
        view = self()
        drawn = chart.Chart(html=skeleton(self, view), view=as_json(view))

        def redraw(_change):
            try:
                drawn.state.view = as_json(
                    self(**{name: self.controls[name].value(w) for name, w in controls.items()})
                )
            except (
                Exception
            ) as error:  # whatever it is, the learner must hear of it; a kernel's log is read by nobody
                drawn.state.view = {**drawn.state.view, "problem": problem(error)}

        for widget in controls.values():
            widget.observe(redraw, "value")
        row = ipywidgets.Box(list(controls.values()))
        row.add_class("course-controls")
        box = ipywidgets.VBox([row, drawn])
        box.add_class("course-exploration")
        return box

    def _repr_mimebundle_(self, **_kwargs):
        live = self.live(self) if self.live else self.widget()
        data = stored(self())
        data[WIDGET] = live._repr_mimebundle_()[WIDGET]
        return data, {"course": {"item": self.item}}


def explorable(title, /, *, marks: Mapping | None = None, live: Callable | None = None, **controls: Control):
    """Declare an exploration: decorates a pure function of its controls that returns a `View`.

    Parameters
    ----------
    title : text
        What the figure is about; its name for screen readers.
    marks : dict of texts, optional
        For the legend: what each line, colour or marker of the figure means.
    live : function of the exploration, optional
        Makes a richer widget for JupyterLab than the plain one.
    **controls : Control
        One for each parameter of the function, of the same name.

    Raises
    ------
    ValueError
        If the names differ, or a starting value or one of a handout is no option; names both sides.
    """
    return lambda function: Exploration(function, title, controls, marks or {}, live)


# ---- the parts that all ways of showing have in common


def stored(view: View) -> dict:
    """What a stored notebook keeps of a view: the figure as plain JSON; reading, table and sources as HTML; the reading as text.

    A program that cannot draw the figure shows the HTML, one that shows no HTML the text.

    Raises
    ------
    ValueError
        If Plotly does not know a property of the figure or its value; says which.
    """
    figure = chart.plain(view.figure)
    go.Figure(figure)  # moving a control, `chart.figure` leaves this check out
    return {FIGURE: {**figure, "config": chart.CONFIG}, HTML: still(view), TEXT: view.reading}


def still(view: View) -> str:
    """Reading, table and sources of a view as HTML for whatever shows no figure."""
    shown = as_json(view)
    return (
        f'<div class="course-exploration" lang="{locale()}"><p><strong>{html.escape(shown["reading"])}</strong></p>'
        f"<table>{_table(shown)}</table><p>{shown['sources']}</p></div>"
    )


def problem(error: Exception) -> str:
    """What stands in place of a reading when the figure could not be made."""
    why = str(error) if isinstance(error, ValueError) and str(error) else f"{type(error).__name__}: {error}"
    return f"{why} " + _("The figure still shows the setting before.")


def as_json(view: View) -> dict:
    """A view as the page gets it: figure, reading, columns and rows of the table as text, sources as links."""
    return {
        "figure": chart.plain(view.figure),
        "reading": view.reading,
        "columns": [str(column) for column in view.table.columns],
        "rows": [[_cell(value) for value in row] for row in view.table.itertuples(index=False, name=None)],
        "sources": source_links(view.sources),
    }


def _cell(value) -> str:
    if isinstance(value, (bool, str)) or value is None:
        return str(value or "")
    return number(float(value))


def source_links(ids: Iterable[str], *, named: bool = True) -> str:
    """Sources as a line of HTML: citation with its link, and what was read of it; `named` puts the word *Sources* before it."""
    links = []
    for source in tables.sources(ids) if ids else []:
        cited = html.escape(source["citation"])
        if isinstance(source["url"], str):
            cited = f'<a href="{html.escape(source["url"])}" target="_blank" rel="noopener">{cited}</a>'
        links.append(f"{cited} ({html.escape(pick(source, 'read_how'))})")
    return (html.escape(_("Sources:")) + " " if named else "") + "; ".join(links)


def _table(shown: dict) -> str:
    """Columns and rows of a view as the inside of an HTML table."""
    columns = "".join(f'<th scope="col">{html.escape(column)}</th>' for column in shown["columns"])
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td>{html.escape(t)}</td>" if i else f'<th scope="row">{html.escape(t)}</th>'
            for i, t in enumerate(row)
        )
        + "</tr>"
        for row in shown["rows"]
    )
    return f'<thead><tr>{columns}</tr></thead><tbody class="course-rows">{rows}</tbody>'


def skeleton(exploration: Exploration, view: View) -> str:
    """The HTML parts of an exploration in a given state: readable before, and without, any script."""
    shown = as_json(view)
    terms = [(c.label, c.help) for c in exploration.controls.values() if str(c.help)] + list(
        exploration.marks.items()
    )
    legend = "".join(f"<dt>{html.escape(str(t))}</dt><dd>{html.escape(str(m))}</dd>" for t, m in terms)
    name, numbers, meaning = (
        html.escape(str(t))
        for t in (exploration.title, _("The numbers as a table"), _("What the controls and marks mean"))
    )
    return (
        f'<div class="course-plot" role="img" aria-label="{name}" style="height:{view.figure.layout.height}px"></div>'
        f'<p class="course-reading" role="status" aria-live="polite">{html.escape(view.reading)}</p>'
        f'<details class="course-table"><summary>{numbers}</summary>'
        f'<div class="course-scroll" tabindex="0" role="region" aria-label="{name}"><table>{_table(shown)}</table></div></details>'
        f'<details class="course-legend"><summary>{meaning}</summary><dl>{legend}</dl></details>'
        f'<p class="course-sources">{shown["sources"]}</p>'
    )
